//! NetCodes at a twin: the crate's verifier, set up as the lock is.

use super::state::NetcodeSetup;
use super::{Moment, Twin};
use crate::catalogue::{Lengths, Level};
use crate::code::{self, Code, Decision, Format, Profile, Reason, Verifier};
use crate::error::{Error, Result, table::catalogue as codes};
use crate::grant::Grant;
use crate::id::LockId;
use crate::time::LockTime;

impl Twin {
    /// How many digits the codes of each level have now.
    pub(super) fn lengths(&self) -> Lengths {
        let mut lengths = Lengths::of(&self.model);
        let set = &self.memory.programmed;
        if let Some(digits) = set.user_digits {
            lengths.user = (digits, digits);
        }
        if let Some(netcode) = &set.netcode {
            lengths.netcode = (netcode.digits, netcode.digits);
        }
        lengths
    }

    pub(super) fn profile(&self, setup: &NetcodeSetup) -> Result<Profile> {
        let format = Format::new(setup.layout, setup.digits)?;
        let profile = if setup.explicit {
            Profile::explicit(format, &setup.modes)?
        } else {
            Profile::new(format, &setup.modes)?
        };
        Ok(profile
            .with_grace(setup.grace)?
            .with_issues(setup.issues)?
            .with_first_use_hours(setup.first_use_hours)?
            .with_block_previous(setup.block_previous)
            .with_limiter(self.limited()))
    }

    /// Whether the verifier's own limiter guards the lock.
    pub(super) fn limited(&self) -> bool {
        self.model.netcode.as_ref().is_some_and(|netcode| netcode.limiter.value)
    }

    /// How NetCodes are set up.
    ///
    /// # Errors
    /// `twin.setting_refused` on a model that reads none.
    pub(super) fn setup(&self) -> Result<NetcodeSetup> {
        self.memory.programmed.netcode.clone().ok_or_else(|| {
            Error::new(&codes::TWIN_SETTING_REFUSED, format_args!("a {} reads no NetCodes", self.model.id))
        })
    }

    pub(super) fn restore_verifier(&self, state: code::State) -> Result<Verifier> {
        let profile = self.profile(&self.setup()?)?;
        let groups: Vec<_> = state
            .groups()
            .iter()
            .filter_map(code::GroupState::group)
            .map(|group| (group, self.identity.group_key(group)))
            .collect();
        Verifier::restore(profile, self.identity.lock_key(), &groups, state)
    }

    /// Takes over a changed setup; codes of modes that are off stop working.
    pub(super) fn change_setup(&mut self, change: impl FnOnce(&mut NetcodeSetup)) -> Result<()> {
        let mut setup = self.setup()?;
        change(&mut setup);
        let profile = self.profile(&setup)?;
        if let Some(verifier) = &mut self.verifier {
            verifier.set_profile(profile)?;
        }
        self.memory.programmed.netcode = Some(setup);
        Ok(())
    }

    /// Initialises with a typed date and time: as typed it is the generation; the lock counts winter time, an hour
    /// less in its summer. A year the scheme's calendar does not reach sets the clock and leaves no NetCode working:
    /// this library's codes begin in 2020.
    pub(super) fn initialise(&mut self, typed: Moment, lock_id: LockId) -> Result<()> {
        let mut clock = self.memory.clock.clone();
        clock.set(self.memory.now, typed);
        let counts = clock.winter(self.memory.now).lock_time();
        match typed.lock_time().zip(counts) {
            Some((at, counts)) => {
                self.memory.programmed.initialised_before_2020 = None;
                let key = self.identity.lock_key();
                let verifier = match &mut self.verifier {
                    Some(verifier) => verifier,
                    None if at == counts => {
                        let profile = self.profile(&self.setup()?)?;
                        self.verifier = Some(Verifier::new(profile, key, lock_id, at));
                        self.memory.clock = clock;
                        return Ok(());
                    }
                    None => {
                        let profile = self.profile(&self.setup()?)?;
                        self.verifier.insert(Verifier::new(profile, key, lock_id, counts))
                    }
                };
                verifier.initialise_counting(at, counts, lock_id)?;
            }
            None => {
                self.verifier = None;
                self.memory.programmed.initialised_before_2020 = Some((lock_id.get(), typed));
            }
        }
        self.memory.clock = clock;
        Ok(())
    }

    /// Sets what the clock shows.
    pub(super) fn set_clock(&mut self, shown: Moment) -> Result<()> {
        if self.model.clock.is_none() {
            return Err(Error::new(
                &codes::TWIN_SETTING_REFUSED,
                format_args!("a {} has no clock", self.model.id),
            ));
        }
        let mut clock = self.memory.clock.clone();
        clock.set(self.memory.now, shown);
        if let Some(verifier) = &mut self.verifier {
            let winter = clock.winter(self.memory.now).lock_time().unwrap_or(LockTime::START);
            verifier.set_clock(winter)?;
        }
        self.memory.clock = clock;
        Ok(())
    }

    /// The lock's own minute, without daylight saving, as the scheme counts it.
    pub(super) fn lock_time(&self) -> Option<LockTime> {
        self.memory.clock.winter(self.memory.now).lock_time()
    }

    pub(super) fn tick_verifier(&mut self) {
        let Some(now) = self.lock_time().filter(|_| self.memory.clock.known && self.memory.power.on()) else {
            return;
        };
        if let Some(verifier) = &mut self.verifier {
            verifier.tick(now);
        }
    }

    fn netcode_parsed(&self, typed: &str) -> Option<(Code, LockTime)> {
        let (digits, _) = self.lengths().level(Level::Netcode);
        if !self.netcode_on() || typed.len() != usize::from(digits) {
            return None;
        }
        Some((Code::parse(typed).ok()?, self.lock_time()?))
    }

    /// Tries a NetCode in earnest: what it permits, if it opens.
    pub(super) fn netcode_opens(&mut self, typed: &str) -> Option<Grant> {
        let (code, now) = self.netcode_parsed(typed)?;
        match self.verifier.as_mut()?.accept(&code, now, &mut |_| true) {
            Decision::Opened(opened) => Some(opened.reading.grant),
            Decision::Refused => None,
        }
    }

    /// Whether a NetCode would open now, without using it.
    pub(super) fn netcode_would_open(&self, typed: &str) -> bool {
        self.netcode_refusal(typed) == Some(Reason::Opens)
    }

    /// The verifier's privileged reason; none when there is no verifier, or the entry is no NetCode by its length.
    pub(super) fn netcode_refusal(&self, typed: &str) -> Option<Reason> {
        let (code, now) = self.netcode_parsed(typed)?;
        self.verifier.as_ref().map(|verifier| verifier.reason(&code, now))
    }

    /// Blocks a NetCode. The answer does not tell whether it means anything; before an initialisation none does,
    /// and the initialisation clears what was blocked.
    pub(super) fn block_netcode(&mut self, typed: &str) -> Option<()> {
        let (code, now) = (Code::parse(typed).ok()?, self.lock_time()?);
        match &mut self.verifier {
            Some(verifier) => verifier.block(&code, now).ok(),
            None => Some(()),
        }
    }
}
