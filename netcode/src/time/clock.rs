//! How far a lock's clock may be out: an interval, never a point.
//!
//! A [`LockClock`] is what is known of one clock: the zone and rule it is kept by, how fast it may drift, and what
//! happened to it. From that follows, for any moment, the interval in which its error lies ([`LockClock::error`]),
//! and for any stretch of lock time the real time in which the clock is surely, or possibly, inside it.

mod solve;

use std::vec::Vec;

use chrono::{DateTime, Datelike as _, NaiveDateTime, TimeDelta, Utc};

use super::{ClockRule, DstDates, LockTime, Zone};
use crate::error::{Error, Result, table::time as codes};

/// The most that a clock may be said to drift, in parts per million: 1000 is 86 seconds a day.
pub const MOST_PPM: u32 = 1_000;
/// Lock time begins at this many seconds of UTC.
const EPOCH_SECONDS: i64 = 1_577_836_800;
/// What a lock with typed dates moves its display by.
const TYPED_SHIFT_MINUTES: i32 = 60;
/// How many events one clock carries.
const MOST_EVENTS: usize = 10_000;
/// How far ahead the next visit is looked for.
const VISIT_HORIZON_DAYS: i64 = 3_653;

/// Something that happened to a clock, or was seen of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "event", deny_unknown_fields)]
pub enum ClockEvent {
    /// The clock was set, right to within `within_seconds` either way.
    Set {
        /// When.
        at: DateTime<Utc>,
        /// The most it was out afterwards: 60 when somebody typed the minute of a good watch.
        within_seconds: u32,
    },
    /// A code for [`from`, `until`) of lock time opened, grace included, so the clock was inside.
    Opened {
        /// When.
        at: DateTime<Utc>,
        /// First minute of lock time at which the code opens.
        from: LockTime,
        /// First minute of lock time at which it opens no longer.
        until: LockTime,
    },
    /// A code for [`from`, `until`) of lock time was refused for its time, so the clock was outside.
    Refused {
        /// When.
        at: DateTime<Utc>,
        /// First minute of lock time at which the code opens.
        from: LockTime,
        /// First minute of lock time at which it opens no longer.
        until: LockTime,
    },
    /// The battery was changed and the clock stood still for at most `stood_seconds`.
    BatteryChanged {
        /// When.
        at: DateTime<Utc>,
        /// The longest it can have stood still.
        stood_seconds: u32,
    },
    /// The clock was lost, as some locks do when the battery is changed: nothing is known until it is set or opens.
    Lost {
        /// When.
        at: DateTime<Utc>,
    },
}

impl ClockEvent {
    /// When it happened.
    pub const fn at(&self) -> DateTime<Utc> {
        match self {
            ClockEvent::Set { at, .. }
            | ClockEvent::Opened { at, .. }
            | ClockEvent::Refused { at, .. }
            | ClockEvent::BatteryChanged { at, .. }
            | ClockEvent::Lost { at } => *at,
        }
    }
}

/// The interval in which a clock's error lies, in seconds: how far it is ahead of right lock time. Both ends inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ClockError {
    /// The least: negative when the clock may be behind.
    pub low_seconds: i64,
    /// The most: positive when it may be ahead.
    pub high_seconds: i64,
}

impl ClockError {
    /// The most it may be out, either way.
    pub fn worst_seconds(&self) -> u64 {
        self.low_seconds.unsigned_abs().max(self.high_seconds.unsigned_abs())
    }
}

/// What is known of one lock's clock.
///
/// ```
/// use netcode::time::{ClockEvent, ClockRule, LockClock, Zone};
/// let zone = Zone::parse("Europe/London")?;
/// let set = zone.read("2026-01-10T12:00")?.to_utc();
/// let clock = LockClock::new(zone, ClockRule::StandardTime, 20)?
///     .with_event(ClockEvent::Set { at: set, within_seconds: 60 })?;
/// // After a hundred days at 20 ppm: 60 s + 172.8 s, rounded outwards.
/// let error = clock.error(set + chrono::TimeDelta::days(100)).unwrap();
/// assert_eq!((error.low_seconds, error.high_seconds), (-233, 233));
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockClock {
    zone: Zone,
    rule: ClockRule,
    ppm: u32,
    dst_doubt: bool,
    events: Vec<ClockEvent>,
    /// What is known after each event, in the order of the events.
    known: Vec<Known>,
}

/// What is known from a moment on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    at: DateTime<Utc>,
    error: Option<ClockError>,
    /// The event contradicted everything assumed before.
    surprise: bool,
}

impl LockClock {
    /// A clock of which nothing is known yet but how it is kept: `ppm` is the most it drifts in parts per million
    /// (0 to [`MOST_PPM`]; a watch crystal stays within 20 indoors, within 100 in frost and sun).
    ///
    /// # Errors
    /// `clock.ppm_out_of_range`.
    pub fn new(zone: Zone, rule: ClockRule, ppm: u32) -> Result<Self> {
        if ppm > MOST_PPM {
            return Err(Error::new(
                &codes::CLOCK_PPM,
                format_args!("a drift of `{ppm}` ppm is out of range"),
            ));
        }
        Ok(Self { zone, rule, ppm, dst_doubt: false, events: Vec::new(), known: Vec::new() })
    }

    /// Whether people may have moved the clock with daylight saving when they should not, or not moved it when they
    /// should: off unless set. It holds for the events given after it.
    #[must_use]
    pub fn with_dst_doubt(mut self, doubt: bool) -> Self {
        self.dst_doubt = doubt;
        self
    }

    /// The clock after one more event.
    ///
    /// # Errors
    /// `clock.events_unordered` when the event is older than the last one, `clock.too_many_events` beyond 10,000;
    /// `window.empty` for an observation whose window is empty.
    pub fn with_event(mut self, event: ClockEvent) -> Result<Self> {
        if self.events.last().is_some_and(|last| event.at() < last.at()) {
            return Err(Error::new(
                &codes::CLOCK_UNORDERED,
                format_args!("an event at `{}` comes after a later one", event.at()),
            ));
        }
        if self.events.len() >= MOST_EVENTS {
            return Err(Error::new(
                &codes::CLOCK_TOO_MANY,
                format_args!("a clock with {MOST_EVENTS} events is full"),
            ));
        }
        let known = self.learn(event)?;
        self.events.push(event);
        self.known.push(known);
        Ok(self)
    }

    /// The zone it is kept in.
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// The rule it is kept by.
    pub const fn rule(&self) -> ClockRule {
        self.rule
    }

    /// The most it drifts, in parts per million.
    pub const fn ppm(&self) -> u32 {
        self.ppm
    }

    /// What happened to it, oldest first.
    pub fn events(&self) -> &[ClockEvent] {
        &self.events
    }

    /// The interval in which the error lies at a moment; none when nothing is known: before the clock was first
    /// set, and after it was lost.
    pub fn error(&self, moment: DateTime<Utc>) -> Option<ClockError> {
        let known = self.known.iter().rev().find(|known| known.at <= moment)?;
        let error = self.shifted(known, moment)?;
        Some(self.drifted(error, moment - known.at))
    }

    /// The first moment after `from` at which the clock may be out by more than `within_seconds`: until then no
    /// visit is due. None when that does not happen within ten years.
    pub fn next_visit(&self, from: DateTime<Utc>, within_seconds: u32) -> Option<DateTime<Utc>> {
        let due = |moment: DateTime<Utc>| {
            self.error(moment).is_none_or(|error| error.worst_seconds() > u64::from(within_seconds))
        };
        if due(from) {
            return Some(from);
        }
        let day = (1..=VISIT_HORIZON_DAYS).find(|day| due(from + TimeDelta::days(*day)))?;
        let (mut fine, mut late) = (from + TimeDelta::days(day - 1), from + TimeDelta::days(day));
        while late - fine > TimeDelta::seconds(1) {
            let middle = fine + TimeDelta::seconds((late - fine).num_seconds() / 2);
            if due(middle) { late = middle } else { fine = middle }
        }
        Some(late)
    }

    /// The moment since which nothing is known of the clock because it was lost, if that is so at `moment`.
    pub fn lost_since(&self, moment: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let past = self.known.iter().rev().skip_while(|known| known.at > moment);
        past.take_while(|known| known.error.is_none()).last().map(|known| known.at)
    }

    /// The daylight-saving change since which the clock seems to be out by its shift, if at `moment` everything
    /// seen of the clock says so: the interval holds the whole shift and excludes half of it.
    pub fn out_since_change(&self, moment: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let error = self.error(moment)?;
        let year_before = moment - TimeDelta::days(366);
        let mut changes = self.zone.transitions(year_before, moment);
        changes.reverse();
        let out = |shift: i64| {
            let inside = error.low_seconds <= shift && shift <= error.high_seconds;
            let half = shift / 2;
            inside && if shift > 0 { error.low_seconds > half } else { error.high_seconds < half }
        };
        changes.into_iter().find_map(|change| {
            let shift = i64::from(change.after_minutes - change.before_minutes) * 60;
            (out(shift) || out(-shift)).then_some(change.at)
        })
    }

    /// Whether an observation contradicted everything known before it, most recently at this moment.
    pub fn surprised_at(&self) -> Option<DateTime<Utc>> {
        self.known.iter().rev().find(|known| known.surprise).map(|known| known.at)
    }

    fn learn(&self, event: ClockEvent) -> Result<Known> {
        let at = event.at();
        let before = self.error(at);
        let fresh = |error| Known { at, error, surprise: false };
        match event {
            ClockEvent::Set { within_seconds, .. } => {
                let within = i64::from(within_seconds);
                let error = ClockError { low_seconds: -within, high_seconds: within };
                let (low, high) = self.taken_minutes(at, TimeDelta::seconds(within));
                let error = widened(error, i64::from(low) * 60, i64::from(high) * 60);
                Ok(fresh(Some(self.doubted(error, self.dst_minutes(at)))))
            }
            ClockEvent::Lost { .. } => Ok(fresh(None)),
            ClockEvent::BatteryChanged { stood_seconds, .. } => Ok(fresh(before.map(|error| ClockError {
                low_seconds: error.low_seconds - i64::from(stood_seconds),
                ..error
            }))),
            ClockEvent::Opened { from, until, .. } => {
                let seen = self.seen(at, from, until)?;
                let both = before.and_then(|error| intersect(error, seen));
                Ok(Known { at, error: both.or(Some(seen)), surprise: before.is_some() && both.is_none() })
            }
            ClockEvent::Refused { from, until, .. } => {
                let outside = self.seen(at, from, until)?;
                let Some(error) = before else { return Ok(fresh(None)) };
                let left = without(error, outside);
                Ok(Known { at, error: left, surprise: left.is_none() })
            }
        }
    }

    /// The errors at which the clock reads a time in [`from`, `until`) at `at`.
    fn seen(&self, at: DateTime<Utc>, from: LockTime, until: LockTime) -> Result<ClockError> {
        if until <= from {
            return Err(Error::new(
                &codes::WINDOW_EMPTY,
                format_args!("nothing lies between `{from}` and `{until}`"),
            ));
        }
        let right =
            at.timestamp() - EPOCH_SECONDS + i64::from(self.zone.lock_offset_minutes(self.rule, at)) * 60;
        Ok(ClockError {
            low_seconds: i64::from(from.minutes()) * 60 - right,
            high_seconds: i64::from(until.minutes()) * 60 - 1 - right,
        })
    }

    /// Minutes by which civil time is ahead of lock time for daylight saving.
    fn dst_minutes(&self, at: DateTime<Utc>) -> i32 {
        match self.rule {
            ClockRule::Utc => 0,
            _ => self.zone.offset_minutes(at) - self.zone.lock_offset_minutes(self.rule, at),
        }
    }

    /// Between how many minutes a lock with typed dates may be ahead of standard time because of what it takes its
    /// display for when that is set to within `within`: during its summer it takes an hour off, whatever the zone's
    /// shift is. A display near one of the dates may be taken for either side. Where the year's changes are not two
    /// dates nothing can be typed, and nothing is taken off.
    fn taken_minutes(&self, at: DateTime<Utc>, within: TimeDelta) -> (i32, i32) {
        if self.rule != ClockRule::Civil {
            return (0, 0);
        }
        let shown = self.zone.civil(at).naive_local();
        let (mut summer, mut winter) = (false, true);
        if let Ok(Some(dates)) = self.zone.dst_dates(shown.year()) {
            (summer, winter) = taken_for(&dates, shown - within, shown + within);
        }
        let shift = self.dst_minutes(at);
        let readings = [(summer, shift - TYPED_SHIFT_MINUTES), (winter, shift)];
        let ahead = readings.into_iter().filter_map(|(possible, ahead)| possible.then_some(ahead));
        ahead.fold((0, 0), |(low, high), ahead| (low.min(ahead), high.max(ahead)))
    }

    /// The interval widened by a shift that may or may not have been applied.
    fn doubted(&self, error: ClockError, minutes: i32) -> ClockError {
        if !self.dst_doubt {
            return error;
        }
        let shift = i64::from(minutes) * 60;
        let other = if self.rule == ClockRule::Civil { -shift } else { 0 };
        widened(error, shift.min(other).min(0), shift.max(other).max(0))
    }

    /// What was known, moved to `moment` by every change of the zone in between, without drift.
    fn shifted(&self, known: &Known, moment: DateTime<Utc>) -> Option<ClockError> {
        let mut error = known.error?;
        if self.rule == ClockRule::Utc {
            return Some(error);
        }
        // A clock does not follow a new standard time by itself; within a year there is none.
        let year = |moment| self.zone.civil(moment).year();
        let moved = if year(known.at) == year(moment) {
            0
        } else {
            self.zone.lock_offset_minutes(self.rule, known.at)
                - self.zone.lock_offset_minutes(self.rule, moment)
        };
        let (low, high) = (moved.min(0), moved.max(0));
        let changes = self.zone.transitions(known.at, moment);
        let then = if changes.is_empty() { 0 } else { self.dst_minutes(known.at) };
        let mut farthest: (i32, i32) = (0, 0);
        for change in changes {
            let moved = self.dst_minutes(change.at) - then;
            farthest = (farthest.0.min(moved), farthest.1.max(moved));
        }
        error = widened(error, i64::from(low) * 60, i64::from(high) * 60);
        Some(self.doubted(self.doubted(error, farthest.0), farthest.1))
    }

    fn drifted(&self, error: ClockError, age: TimeDelta) -> ClockError {
        let drift = self.drift_seconds(age.num_seconds());
        widened(error, -drift, drift)
    }

    /// Drift in so many seconds, rounded up.
    fn drift_seconds(&self, age_seconds: i64) -> i64 {
        let micros = age_seconds.max(0).saturating_mul(i64::from(self.ppm));
        micros.saturating_add(999_999) / 1_000_000
    }
}

/// Whether a lock with typed dates may take a display between `first` and `last` for its summer, and for its winter.
/// Both are possible in the hour that it skips and in the one that comes twice. It is told one time of day: that of
/// the change forward.
fn taken_for(dates: &DstDates, first: NaiveDateTime, last: NaiveDateTime) -> (bool, bool) {
    let (forward, back) = (dates.forward, dates.back.date().and_time(dates.forward.time()));
    let hour = TimeDelta::minutes(i64::from(TYPED_SHIFT_MINUTES));
    // South of the equator winter lies between the two dates of a year.
    let meets = |from, until| match from < until {
        true => first < until && from <= last,
        false => first < until || from <= last,
    };
    (meets(forward, back), meets(back - hour, forward + hour))
}

fn widened(error: ClockError, low: i64, high: i64) -> ClockError {
    ClockError { low_seconds: error.low_seconds + low, high_seconds: error.high_seconds + high }
}

fn intersect(a: ClockError, b: ClockError) -> Option<ClockError> {
    let both = ClockError {
        low_seconds: a.low_seconds.max(b.low_seconds),
        high_seconds: a.high_seconds.min(b.high_seconds),
    };
    (both.low_seconds <= both.high_seconds).then_some(both)
}

/// The smallest interval that holds what of `error` lies outside `hole`.
fn without(error: ClockError, hole: ClockError) -> Option<ClockError> {
    let below = intersect(error, ClockError { low_seconds: i64::MIN, high_seconds: hole.low_seconds - 1 });
    let above = intersect(error, ClockError { low_seconds: hole.high_seconds + 1, high_seconds: i64::MAX });
    match (below, above) {
        (Some(below), Some(above)) => {
            Some(ClockError { low_seconds: below.low_seconds, high_seconds: above.high_seconds })
        }
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests;
