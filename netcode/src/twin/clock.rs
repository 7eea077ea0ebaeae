//! Virtual time and the lock's own clock.

use core::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result, table::catalogue as codes};
use crate::time::LockTime;

/// A second of virtual time, counted from 2020-01-01T00:00:00 on the wall of the lock's winter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    /// The moment `seconds` after 2020-01-01T00:00:00.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// The first second of a minute of lock time.
    pub const fn of(time: LockTime) -> Self {
        Self(time.minutes() as i64 * 60)
    }

    /// Seconds since 2020-01-01T00:00:00.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// This moment, `seconds` later.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Seconds from `earlier` to this moment.
    pub const fn since(self, earlier: Moment) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS`; the seconds may be left out.
    ///
    /// # Errors
    /// `twin.time_malformed`.
    pub fn parse(text: &str) -> Result<Self> {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
            .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"))
            .map(Self::from_naive)
            .map_err(|_| Error::new(&codes::TWIN_TIME_MALFORMED, format_args!("`{text}` is not a time")))
    }

    /// The moment at which a clock shows this.
    pub(crate) fn from_naive(naive: NaiveDateTime) -> Self {
        Self(naive.signed_duration_since(LockTime::START.naive()).num_seconds())
    }

    fn naive(self) -> Option<NaiveDateTime> {
        LockTime::START.naive().checked_add_signed(chrono::TimeDelta::try_seconds(self.0)?)
    }

    /// The day this second is in.
    pub(super) fn date(self) -> Option<NaiveDate> {
        self.naive().map(|naive| naive.date())
    }

    /// The minute of lock time this second is in; none before 2020.
    pub fn lock_time(self) -> Option<LockTime> {
        u32::try_from(self.0.div_euclid(60)).ok().and_then(|minutes| LockTime::from_minutes(minutes).ok())
    }

    /// Minutes since midnight.
    pub(super) const fn minute_of_day(self) -> u16 {
        (self.0.rem_euclid(86_400) / 60) as u16
    }

    /// 0 for Monday to 6 for Sunday; 2020-01-01 was a Wednesday.
    pub(super) const fn weekday(self) -> u8 {
        (self.0.div_euclid(86_400) + 2).rem_euclid(7) as u8
    }

    pub(super) const fn midnight(self) -> Self {
        Self(self.0 - self.0.rem_euclid(86_400))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.naive() {
            Some(naive) => write!(f, "{}", naive.format("%Y-%m-%dT%H:%M:%S")),
            None => write!(f, "{} s", self.0),
        }
    }
}

/// Daylight saving as a lock is told it: two dates and the time of day of the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Dst {
    /// Midnight of the first day; after that of the last where summer spans the New Year.
    pub(super) first: Moment,
    /// Midnight of the last day.
    pub(super) last: Moment,
    /// Minutes after midnight.
    pub(super) minute: u16,
}

/// The lock's clock: what it showed when it was set, and how fast it runs. It counts winter time; what it shows
/// may be an hour more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Clock {
    set_at: Moment,
    set_to: Moment,
    /// Parts per million, positive when it runs fast.
    pub(super) ppm: i32,
    /// False after the cells were out, until it is set.
    pub(super) known: bool,
    pub(super) dst: Option<Dst>,
}

const HOUR: i64 = 3_600;

impl Clock {
    pub(super) const fn right(now: Moment) -> Self {
        Self { set_at: now, set_to: now, ppm: 0, known: true, dst: None }
    }

    /// What it counts at `now`, winter time.
    pub(super) const fn winter(&self, now: Moment) -> Moment {
        let passed = now.since(self.set_at);
        let drift = passed as i128 * self.ppm as i128;
        self.set_to.plus(passed).plus(drift.div_euclid(1_000_000) as i64)
    }

    /// What it shows at `now`.
    pub(super) fn shows(&self, now: Moment) -> Moment {
        let winter = self.winter(now);
        winter.plus(self.shift(winter))
    }

    fn shift(&self, winter: Moment) -> i64 {
        let within = self.dst.is_some_and(|dst| {
            let at = i64::from(dst.minute) * 60;
            let (first, last) = (dst.first.plus(at), dst.last.plus(at - HOUR));
            // South of the equator a year's last day comes before its first, and winter lies between them.
            if first < last { first <= winter && winter < last } else { winter < last || first <= winter }
        });
        if within { HOUR } else { 0 }
    }

    /// Sets what it shows.
    pub(super) fn set(&mut self, now: Moment, shown: Moment) {
        let earlier = shown.plus(-HOUR);
        let winter = if self.shift(earlier) == HOUR { earlier } else { shown };
        (self.set_at, self.set_to, self.known) = (now, winter, true);
    }

    /// Changes its speed from now on.
    pub(super) const fn set_ppm(&mut self, now: Moment, ppm: i32) {
        self.set_to = self.winter(now);
        self.set_at = now;
        self.ppm = ppm;
    }

    /// The first moment at which it counts at least `winter`.
    pub(super) fn when(&self, winter: Moment) -> Moment {
        let wanted = i128::from(winter.since(self.set_to));
        let passed = wanted * 1_000_000 / (1_000_000 + i128::from(self.ppm));
        let mut at = self.set_at.plus(i64::try_from(passed).unwrap_or(i64::MAX / 4));
        while self.winter(at) < winter {
            at = at.plus(1);
        }
        while self.winter(at.plus(-1)) >= winter {
            at = at.plus(-1);
        }
        at
    }

    /// The next moment after `now` at which what it shows jumps.
    pub(super) fn next_change(&self, now: Moment) -> Option<Moment> {
        let dst = self.dst?;
        let at = i64::from(dst.minute) * 60;
        let winter = self.winter(now);
        [dst.first.plus(at), dst.last.plus(at - HOUR)]
            .into_iter()
            .filter(|change| *change > winter)
            .min()
            .map(|change| self.when(change))
    }

    /// The moment at which it will show `shown`, if no change lies between.
    pub(super) fn when_shows(&self, now: Moment, shown: Moment) -> Moment {
        self.when(shown.plus(-self.shift(self.winter(now))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn daylight_saving_moves_what_is_shown_and_not_what_is_counted() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let mut clock = Clock::right(at("2026-03-28T12:00:00"));
        clock.dst = Some(Dst { first: at("2026-03-29T00:00"), last: at("2026-10-25T00:00"), minute: 60 });
        assert_eq!(clock.shows(at("2026-03-29T00:59:59")), at("2026-03-29T00:59:59"));
        assert_eq!(clock.shows(at("2026-03-29T01:00")), at("2026-03-29T02:00"));
        assert_eq!(clock.winter(at("2026-07-01T12:00")), at("2026-07-01T12:00"));
        assert_eq!(clock.shows(at("2026-07-01T12:00")), at("2026-07-01T13:00"));
        assert_eq!(clock.shows(at("2026-10-25T00:00")), at("2026-10-25T00:00"));
        clock.set(at("2026-07-01T12:00"), at("2026-07-01T13:00"));
        assert_eq!(clock.winter(at("2026-07-01T12:00")), at("2026-07-01T12:00"));
    }

    #[test]
    fn a_southern_year_has_its_winter_between_the_dates() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let mut clock = Clock::right(at("2026-02-01T12:00"));
        clock.dst = Some(Dst { first: at("2026-10-04T00:00"), last: at("2026-04-05T00:00"), minute: 120 });
        for (winter, hours) in [
            ("2026-03-01T12:00", 1),
            ("2026-04-05T00:59", 1),
            ("2026-04-05T01:00", 0),
            ("2026-07-01T12:00", 0),
            ("2026-10-04T01:59", 0),
            ("2026-10-04T02:00", 1),
        ] {
            assert_eq!(clock.shows(at(winter)), at(winter).plus(hours * HOUR), "{winter}");
        }
    }

    proptest! {
        #[test]
        fn when_is_the_first_moment(ppm in -1_000..1_000_i32, ahead in 0..40_000_000_i64) {
            let mut clock = Clock::right(Moment(200_000_000));
            clock.set_ppm(Moment(200_000_000), ppm);
            let target = Moment(200_000_000 + ahead);
            let at = clock.when(target);
            prop_assert!(clock.winter(at) >= target);
            prop_assert!(clock.winter(at.plus(-1)) < target);
        }
    }
}
