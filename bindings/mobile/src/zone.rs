//! Zones: the property's civil time, and how a lock's clock stands to it.

use std::sync::Arc;

use netcode::time as core;

use crate::{LockTime, Moment, Result};

mirror! {
    /// How the clock of a lock is kept.
    ClockRule of core::ClockRule {
        /// The display stands on the zone's standard time all year (KL family).
        StandardTime,
        /// The display follows daylight saving by two typed dates (CL family).
        Civil,
        /// The clock stands on UTC.
        Utc,
    }
}

/// A moment as the clocks of a zone show it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CivilTime {
    /// The moment.
    pub moment: Moment,
    /// The date and time with the offset from UTC, for example `2026-07-01T15:00:00+01:00`.
    pub text: String,
}

impl CivilTime {
    fn told<Z: chrono::TimeZone>(time: &chrono::DateTime<Z>) -> Self {
        Self { moment: time.to_utc(), text: time.to_rfc3339() }
    }
}

/// A moment at which a zone's offset from UTC changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Transition {
    /// The first moment of the new offset.
    pub at: Moment,
    /// Minutes ahead of UTC before it.
    pub before_minutes: i32,
    /// Minutes ahead of UTC from it on.
    pub after_minutes: i32,
}

/// The two dates that a lock with the `civil` rule is told for a year, read on the clock just before each change.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DstDates {
    /// The year.
    pub year: i32,
    /// When daylight saving begins, `YYYY-MM-DDTHH:MM:SS`.
    pub forward: String,
    /// When daylight saving ends, `YYYY-MM-DDTHH:MM:SS`.
    pub back: String,
    /// Minutes that the clock is moved by.
    pub shift_minutes: i32,
}

impl From<core::DstDates> for DstDates {
    fn from(of: core::DstDates) -> Self {
        let text = |naive: chrono::NaiveDateTime| naive.format("%Y-%m-%dT%H:%M:%S").to_string();
        Self {
            year: of.year,
            forward: text(of.forward),
            back: text(of.back),
            shift_minutes: of.shift_minutes,
        }
    }
}

/// A time zone of the IANA database, as compiled into this library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Object)]
#[uniffi::export(Debug, Eq, Hash)]
pub struct Zone(pub(crate) core::Zone);

#[uniffi::export]
impl Zone {
    /// Finds a zone by its IANA name. Fails with `zone.unknown`.
    #[uniffi::constructor]
    pub fn new(name: String) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(core::Zone::parse(&name)?)))
    }

    /// The IANA name.
    pub fn name(&self) -> String {
        self.0.name().to_owned()
    }

    /// Reads a civil time, `2026-03-14T15:00`, with or without its offset. Fails with `zone.malformed`, and with
    /// `zone.gap` or `zone.fold` and both readings for a time that does not exist or happens twice.
    pub fn read(&self, text: String) -> Result<CivilTime> {
        Ok(CivilTime::told(&self.0.read(&text)?))
    }

    /// What the zone's clocks show at a moment.
    pub fn civil(&self, moment: Moment) -> Result<CivilTime> {
        Ok(CivilTime::told(&self.0.civil(moment)))
    }

    /// Minutes ahead of UTC at a moment.
    pub fn offset_minutes(&self, moment: Moment) -> Result<i32> {
        Ok(self.0.offset_minutes(moment))
    }

    /// Minutes ahead of UTC of the zone's standard time in a year.
    pub fn standard_minutes(&self, year: i32) -> i32 {
        self.0.standard_minutes(year)
    }

    /// Minutes ahead of UTC of a lock's clock at a moment.
    pub fn lock_offset_minutes(&self, rule: ClockRule, moment: Moment) -> Result<i32> {
        Ok(self.0.lock_offset_minutes(rule.into(), moment))
    }

    /// A moment on the lock's clock. Fails with `time.before_2020`, `time.out_of_range`.
    pub fn lock_time(&self, rule: ClockRule, moment: Moment) -> Result<LockTime> {
        Ok(self.0.lock_time(rule.into(), moment)?)
    }

    /// A time on the lock's clock as the zone's clocks show it.
    pub fn to_civil(&self, rule: ClockRule, time: LockTime) -> Result<CivilTime> {
        Ok(CivilTime::told(&self.0.to_civil(rule.into(), time)))
    }

    /// The changes of the zone's offset between two moments.
    pub fn transitions(&self, from: Moment, until: Moment) -> Result<Vec<Transition>> {
        let told = |of: core::Transition| Transition {
            at: of.at,
            before_minutes: of.before_minutes,
            after_minutes: of.after_minutes,
        };
        Ok(self.0.transitions(from, until).into_iter().map(told).collect())
    }

    /// The two daylight-saving dates of a year, none in a zone without. Fails with `zone.not_two_dates`.
    pub fn dst_dates(&self, year: i32) -> Result<Option<DstDates>> {
        Ok(self.0.dst_dates(year)?.map(Into::into))
    }
}

/// Every zone of the database, by name.
#[uniffi::export]
fn zone_names() -> Vec<String> {
    core::Zone::all().map(|zone| zone.name().to_owned()).collect()
}
