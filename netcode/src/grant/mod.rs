//! Grants: what a code may do.
//!
//! A [`Grant`] is a mode, a start, a length and an issue number, and exists only in legal combinations
//! (NC1 section 2). Nothing is rounded: a combination that no code can carry is an error that names the nearest
//! grants that exist, and [`Grant::nearest`] gives them as values.

mod length;
mod mode;
mod nearest;
pub(crate) mod segment;
#[cfg(feature = "std")]
mod wire;

use core::fmt;

use crate::error::{Error, Result, table::core as codes};
use crate::time::{LockTime, MINUTES_PER_DAY, Weekday};
use segment::Unit;

pub use length::Length;
#[cfg(feature = "std")]
pub use length::LengthColumn;
pub use mode::{Layout, Mode, Pattern};
pub use nearest::Nearest;

/// A year of 365 days, after which `urm` and `open` end.
pub(crate) const YEAR_MINUTES: u32 = 365 * MINUTES_PER_DAY;

/// How long a grant runs, in the unit its mode counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// Hours: the standard modes, `urm`, `stay`, `open`.
    Hours(u32),
    /// Days: the standard modes, `urm`, `acc`, `end-date`, `long`, `open`.
    Days(u32),
    /// Quarter-hours: `fine-single`, `fine-multi`.
    Quarters(u32),
    /// The 24 hours of mode `24h`.
    Fixed,
    /// Mode `weekly`: from the start's hour for `hours` hours on each day of the pattern, for `weeks` weeks.
    Weekly {
        /// The days.
        pattern: Pattern,
        /// Hours each occurrence lasts, 1 to 12.
        hours: u32,
        /// Weeks, 1 to 52.
        weeks: u32,
    },
}

impl Term {
    pub(crate) const fn of_unit(unit: Unit, length: u32) -> Self {
        match unit {
            Unit::Hours => Term::Hours(length),
            Unit::Days => Term::Days(length),
            Unit::Quarters => Term::Quarters(length),
            Unit::Fixed => Term::Fixed,
        }
    }

    /// The unit and the length in it; a weekly term has none.
    pub(crate) const fn linear(self) -> Option<(Unit, u32)> {
        match self {
            Term::Hours(n) => Some((Unit::Hours, n)),
            Term::Days(n) => Some((Unit::Days, n)),
            Term::Quarters(n) => Some((Unit::Quarters, n)),
            Term::Fixed => Some((Unit::Fixed, 1)),
            Term::Weekly { .. } => None,
        }
    }

    /// Minutes the term lasts; for a weekly term, minutes each occurrence lasts.
    pub(crate) const fn minutes(self) -> u32 {
        match self {
            Term::Hours(n) | Term::Weekly { hours: n, .. } => n.saturating_mul(60),
            Term::Days(n) => n.saturating_mul(1440),
            Term::Quarters(n) => n.saturating_mul(15),
            Term::Fixed => 1440,
        }
    }
}

impl Term {
    /// [`minutes`](Self::minutes) of a term that a grant has, which are few: without a test for too many.
    const fn legal_minutes(self) -> u32 {
        let length = match self {
            Term::Hours(n) | Term::Weekly { hours: n, .. } | Term::Days(n) | Term::Quarters(n) => n,
            Term::Fixed => 1,
        };
        let unit = match self {
            Term::Hours(_) | Term::Weekly { .. } => Unit::Hours,
            Term::Days(_) | Term::Fixed => Unit::Days,
            Term::Quarters(_) => Unit::Quarters,
        };
        length * unit.minutes()
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Hours(n) => write!(f, "{n} h"),
            Term::Days(n) => write!(f, "{n} d"),
            Term::Quarters(n) => write!(f, "{} min", n.saturating_mul(15)),
            Term::Fixed => f.write_str("24 h"),
            Term::Weekly { pattern, hours, weeks } => write!(f, "{pattern} {hours} h x {weeks} weeks"),
        }
    }
}

/// What a code may do: a mode, a start on the lock's clock, a length and an issue number, always legal.
///
/// ```
/// use netcode::grant::{Grant, Mode, Term};
/// use netcode::time::LockTime;
/// let start = LockTime::parse("2026-03-14T15:00")?;
/// let grant = Grant::new(Mode::StandardMulti, start, Term::Hours(12))?;
/// assert_eq!(grant.ends().to_string(), "2026-03-15T03:00");
/// // 13 hours have no code; the error names what has one.
/// let error = Grant::new(Mode::StandardMulti, start, Term::Hours(13)).unwrap_err();
/// assert_eq!(error.code(), "grant.length_out_of_range");
/// assert!(error.hint().contains("12 h"));
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    start: LockTime,
    mode: Mode,
    term: Term,
    issue: u32,
}

/// Hours within which `acc` and `end-date` must be first used.
pub(crate) const RENTAL_FIRST_USE_MINUTES: u32 = MINUTES_PER_DAY;
/// The default of a profile's `first_use_hours`, for `stay`, `long` and `weekly`.
pub const DEFAULT_FIRST_USE_HOURS: u32 = 24;

impl Grant {
    /// A grant, if NC1 has a code for it. The issue number is 0; see [`with_issue`](Self::with_issue).
    ///
    /// # Errors
    /// `grant.length_wrong_unit`, `grant.length_out_of_range`, `grant.weeks_out_of_range`,
    /// `grant.start_not_on_hour`, `grant.start_not_at_midnight`, `grant.start_not_on_quarter`,
    /// `grant.pattern_mismatch`. The hint names the nearest legal grants.
    // Inlined where many are made in a row; the image of a lock makes none.
    #[cfg_attr(feature = "std", inline)]
    pub fn new(mode: Mode, start: LockTime, term: Term) -> Result<Self> {
        match check(mode, start, term) {
            Ok(()) => Ok(Self { start, mode, term, issue: 0 }),
            Err(error) => Err(with_nearest(error, mode, start, term)),
        }
    }

    /// The same grant under issue number `issue`: a second code for the same window that can be blocked by itself.
    /// Whether a code has room for the number is checked when it is issued.
    #[must_use]
    pub const fn with_issue(mut self, issue: u32) -> Self {
        self.issue = issue;
        self
    }

    /// The legal grants nearest to a wish, itself first if it is legal.
    pub fn nearest(mode: Mode, start: LockTime, term: Term) -> Nearest {
        Nearest::find(mode, start, term)
    }

    /// A grant read from a slot, legal by construction of the tables.
    pub(crate) const fn from_slot(mode: Mode, start: LockTime, term: Term, issue: u32) -> Self {
        Self { start, mode, term, issue }
    }

    /// The mode.
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// The first minute of access, on the lock's clock.
    pub const fn start(&self) -> LockTime {
        self.start
    }

    /// The length.
    pub const fn term(&self) -> Term {
        self.term
    }

    /// The issue number.
    pub const fn issue(&self) -> u32 {
        self.issue
    }

    /// The minute at which access is over (exclusive): start + length; for `urm` and `open` start + 365 days; for
    /// `weekly` the end of the last occurrence.
    pub const fn ends(&self) -> LockTime {
        let minutes = match self.term {
            _ if self.mode.is_open_ended() => YEAR_MINUTES,
            Term::Weekly { pattern, weeks, .. } => {
                let last = last_occurrence_day(self.start.day(), pattern, weeks);
                (last - self.start.day()) * MINUTES_PER_DAY + self.term.legal_minutes()
            }
            term => term.legal_minutes(),
        };
        let minutes = self.start.minutes() + minutes;
        LockTime::from_minutes_saturating(minutes as i64)
    }

    /// The minute by which the code must have been used once (exclusive), where the mode has such a rule.
    /// `first_use_hours` is the lock profile's value for `stay`, `long` and `weekly`
    /// ([`DEFAULT_FIRST_USE_HOURS`] unless set).
    pub fn first_use_by(&self, first_use_hours: u32) -> Option<LockTime> {
        let start = i64::from(self.start.minutes());
        let minutes = match self.mode {
            Mode::Urm | Mode::Open => start + i64::from(self.term.minutes()),
            Mode::Acc | Mode::EndDate => start + i64::from(RENTAL_FIRST_USE_MINUTES),
            Mode::Stay | Mode::Long | Mode::Weekly => {
                (start + i64::from(first_use_hours) * 60).min(i64::from(self.ends().minutes()))
            }
            _ => return None,
        };
        Some(LockTime::from_minutes_saturating(minutes))
    }

    /// Whether the lock may be opened at `at` by this grant alone, first use and other codes aside: inside the
    /// window, for `weekly` inside an occurrence.
    pub fn covers(&self, at: LockTime) -> bool {
        if at < self.start || at >= self.ends() {
            return false;
        }
        let Term::Weekly { pattern, hours, weeks } = self.term else { return true };
        let first = self.start.day();
        let days = pattern.days(Weekday::of_day(first));
        let today = at.day();
        [today, today.saturating_sub(1)].into_iter().any(|day| {
            let begins = i64::from(day * MINUTES_PER_DAY + self.start.minute_of_day());
            let inside = (0..i64::from(hours) * 60).contains(&(i64::from(at.minutes()) - begins));
            let named = days >> Weekday::of_day(day).index() & 1 == 1;
            inside && named && (first..first + 7 * weeks).contains(&day)
        })
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.mode, self.start, self.term)?;
        if self.issue > 0 {
            write!(f, " issue {}", self.issue)?;
        }
        Ok(())
    }
}

/// The last day of D..D+7w-1 that the pattern names.
pub(crate) const fn last_occurrence_day(first: u32, pattern: Pattern, weeks: u32) -> u32 {
    let weekday = Weekday::of_day(first);
    let days = pattern.days(weekday) as u32;
    // From the first day on, one bit a day; the seventh is that of the last.
    let week = (days | days << 7) >> weekday.index();
    let mut back = 0;
    while week >> (6 - back) & 1 == 0 && back < 6 {
        back += 1;
    }
    first + 7 * weeks - 1 - back
}

#[cold]
fn with_nearest(error: Error, mode: Mode, start: LockTime, term: Term) -> Error {
    match Nearest::find(mode, start, term) {
        nearest if nearest.is_empty() => error,
        nearest => error.with_hint(format_args!("the nearest legal grants: {nearest}")),
    }
}

fn check(mode: Mode, start: LockTime, term: Term) -> Result<()> {
    if let Term::Weekly { pattern, hours, weeks } = term {
        return check_weekly(mode, start, pattern, hours, weeks);
    }
    let Some((unit, length)) = term.linear() else { return Ok(()) };
    let Some(segment) = segment::of_mode(mode).find(|segment| segment.unit == unit) else {
        return Err(wrong_unit(mode, term));
    };
    if !(segment.shortest..=segment.longest()).contains(&length) {
        return Err(Error::new(
            &codes::GRANT_LENGTH_OUT_OF_RANGE,
            format_args!(
                "{mode} runs for {} to {}, not {term}",
                segment.shortest,
                Term::of_unit(unit, segment.longest())
            ),
        ));
    }
    check_start(mode, start, segment.step_minutes)
}

fn check_weekly(mode: Mode, start: LockTime, pattern: Pattern, hours: u32, weeks: u32) -> Result<()> {
    if mode != Mode::Weekly {
        return Err(wrong_unit(mode, Term::Weekly { pattern, hours, weeks }));
    }
    if !(1..=segment::WEEKLY_HOURS).contains(&hours) {
        return Err(Error::new(
            &codes::GRANT_LENGTH_OUT_OF_RANGE,
            format_args!("an occurrence of weekly runs for 1 to {} h, not {hours} h", segment::WEEKLY_HOURS),
        ));
    }
    if !(1..=segment::WEEKLY_WEEKS).contains(&weeks) {
        return Err(Error::new(
            &codes::GRANT_WEEKS_OUT_OF_RANGE,
            format_args!("weekly runs for 1 to {} weeks, not {weeks}", segment::WEEKLY_WEEKS),
        ));
    }
    check_start(mode, start, 60)?;
    if pattern.days(start.weekday()) >> start.weekday().index() & 1 == 0 {
        return Err(Error::new(
            &codes::GRANT_PATTERN_MISMATCH,
            format_args!("{start} is no day of the pattern {pattern}"),
        ));
    }
    Ok(())
}

fn check_start(mode: Mode, start: LockTime, step: u32) -> Result<()> {
    if start.minute_of_day().is_multiple_of(step) {
        return Ok(());
    }
    let (entry, grid) = match step {
        15 => (&codes::GRANT_START_NOT_ON_QUARTER, "a quarter-hour"),
        60 => (&codes::GRANT_START_NOT_ON_HOUR, "a full hour"),
        _ => (&codes::GRANT_START_NOT_AT_MIDNIGHT, "00:00 for a length in days"),
    };
    Err(Error::new(entry, format_args!("{mode} starts on {grid}, not at {start}")))
}

fn wrong_unit(mode: Mode, term: Term) -> Error {
    Error::new(&codes::GRANT_LENGTH_WRONG_UNIT, format_args!("{mode} does not run for `{term}`"))
}

#[cfg(test)]
pub(crate) mod tests;
