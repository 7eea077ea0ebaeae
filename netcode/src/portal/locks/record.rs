//! What follows from a lock's record: its format, profile, clock and keys.

use super::LockView;
use crate::access::MasterKey;
use crate::code::{Format, Identity, LockKey, Profile, SiteKey};
use crate::error::{Error, Result, table::portal as codes};
use crate::grant::{Layout, Mode};
use crate::id::Serial;
use crate::portal::records::{CodeRecord, LockRecord};
use crate::stay::{Counter, Door};
use crate::time::{ClockEvent, ClockRule, LockClock, LockTime, Zone};

/// Seconds within which a clock is right after somebody typed the minute of the wizard.
const SET_WITHIN_SECONDS: u32 = 120;

/// Modes as one text.
pub(crate) fn words(modes: &[Mode]) -> String {
    modes.iter().map(|mode| mode.as_str()).collect::<Vec<_>>().join(" ")
}

impl LockRecord {
    pub(crate) fn format(&self) -> Result<Format> {
        format(&self.layout, self.digits)
    }

    pub(crate) fn known_modes(&self) -> Result<Vec<Mode>> {
        self.modes.split_whitespace().map(Mode::parse).collect()
    }

    /// What the lock accepts. While its modes are not known, any of its layout might be on.
    pub(crate) fn profile(&self) -> Result<Profile> {
        let format = self.format()?;
        let modes = self.known_modes()?;
        let profile = if modes.is_empty() {
            let all: Vec<Mode> =
                Mode::ALL.into_iter().filter(|mode| mode.layout() == format.layout()).collect();
            Profile::explicit(format, &all)?
        } else {
            Profile::new(format, &modes)?
        };
        profile.with_grace(self.grace_minutes)
    }

    pub(crate) fn zone(&self) -> Result<Zone> {
        Zone::parse(&self.zone)
    }

    pub(crate) fn rule(&self) -> Result<ClockRule> {
        ClockRule::ALL.into_iter().find(|rule| rule.as_str() == self.clock).ok_or_else(|| {
            Error::new(&codes::STORE_ROW_MALFORMED, format_args!("lock `{}` has no such clock rule", self.id))
        })
    }

    /// What is known of its clock: it was set when it was confirmed, and drifts since.
    pub(crate) fn lock_clock(&self) -> Result<LockClock> {
        let clock = LockClock::new(self.zone()?, self.rule()?, self.clock_ppm)?;
        match self.confirmed_at {
            Some(at) => clock.with_event(ClockEvent::Set { at, within_seconds: SET_WITHIN_SECONDS }),
            None => Ok(clock),
        }
    }

    pub(crate) fn door(&self) -> Result<Door> {
        Ok(Door::new(self.profile()?, self.lock_clock()?))
    }

    /// The lock as a place where stays get codes.
    pub(crate) fn counter(&self, master: &MasterKey) -> Result<Counter> {
        Ok(Counter {
            door: self.door()?,
            key: self.key(master)?,
            lock_id: self.lock_id,
            initialised: self.ready()?,
        })
    }

    pub(crate) fn key(&self, master: &MasterKey) -> Result<LockKey> {
        lock_key(master, &self.account, &self.serial)
    }

    /// The minute typed at its initialisation, if codes can be generated.
    pub(crate) fn ready(&self) -> Result<LockTime> {
        self.initialised.filter(|_| self.confirmed_at.is_some()).ok_or_else(|| {
            Error::new(
                &codes::PORTAL_LOCK_NOT_READY,
                format_args!("lock `{}` was not initialised, or not confirmed to be", self.name),
            )
        })
    }

    pub(crate) fn view(&self) -> Result<LockView> {
        Ok(LockView {
            id: self.id.clone(),
            name: self.name.clone(),
            site: self.site.clone(),
            group: self.lock_group.clone(),
            model: self.model.clone(),
            series: self.series,
            serial: self.serial.clone(),
            lock_id: self.lock_id.get(),
            initialised: self.initialised,
            ready: self.ready().is_ok(),
            zone: self.zone.clone(),
            clock: self.clock.clone(),
            layout: self.layout.clone(),
            digits: self.digits,
            modes: self.known_modes()?,
            grace_minutes: self.grace_minutes,
            prefix: self.prefix.clone(),
            sms_id: self.sms_id.clone().unwrap_or_default(),
        })
    }

    /// The record with what follows from its name and place brought up to date.
    pub(crate) fn with_search(mut self) -> Self {
        self.name_folded = self.name.to_lowercase();
        self.search =
            format!("{}\n{}\n{}\n{}\n{}", self.name, self.site, self.model, self.serial, self.lock_id)
                .to_lowercase();
        self
    }
}

impl CodeRecord {
    /// The keys that a code was made with: those of the initialisation of its time.
    pub(crate) fn identity(&self, master: &MasterKey, lock: &LockRecord) -> Result<Identity> {
        Ok(Identity::own(lock.key(master)?, self.lock_id, self.initialised))
    }

    pub(crate) fn format(&self) -> Result<Format> {
        format(&self.layout, self.digits)
    }
}

fn format(layout: &str, digits: u32) -> Result<Format> {
    Format::new(Layout::parse(layout)?, u8::try_from(digits).unwrap_or(u8::MAX))
}

fn lock_key(master: &MasterKey, account: &str, serial: &str) -> Result<LockKey> {
    Ok(SiteKey::from_hex(&master.site_key_hex(account))?.lock_key(&Serial::new(serial)?))
}
