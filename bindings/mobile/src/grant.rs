//! Grants: what a code may do.

use std::fmt;
use std::sync::Arc;

use netcode::grant as core;

use crate::{LockTime, Result};

mirror! {
    /// The slot table a code is made with.
    Layout of core::Layout {
        /// Standard: the six familiar modes, 6 to 10 digits.
        S,
        /// Extended: quarter-hours, stays, long, open and weekly grants, 9 or 10 digits.
        X,
    }
}

mirror! {
    /// What a code permits, by its NetCode name.
    Mode of core::Mode {
        /// Short slot, opens once.
        StandardSingle,
        /// Short slot, opens any number of times.
        StandardMulti,
        /// Unlimited rental: first used inside its validation window, then open until 365 days from its start.
        Urm,
        /// Rental of 1 to 21 days, first used within 24 hours of its start.
        Acc,
        /// 24 hours from any full hour.
        Day24h,
        /// Until midnight of a date up to 365 days ahead, first used within 24 hours of its start.
        EndDate,
        /// Layout X: quarter-hours, opens once.
        FineSingle,
        /// Layout X: quarter-hours, opens any number of times.
        FineMulti,
        /// Layout X: 13 to 744 hours from any full hour.
        Stay,
        /// Layout X: 32 to 365 days from any full hour.
        Long,
        /// Layout X: as `urm`, with validation windows to 7 days.
        Open,
        /// Layout X: the same hours on the days of a pattern, for 1 to 52 weeks.
        Weekly,
    }
}

#[uniffi::export]
impl Mode {
    /// The stable wire name, for example `standard-single` or `24h`.
    pub fn wire_name(&self) -> String {
        core::Mode::from(*self).as_str().to_owned()
    }

    /// The layout that has this mode.
    pub fn layout(&self) -> Layout {
        core::Mode::from(*self).layout().into()
    }

    /// Whether a code of this mode opens once only.
    pub fn is_single_use(&self) -> bool {
        core::Mode::from(*self).is_single_use()
    }

    /// Whether a code of this mode blocks the rentals that started before it.
    pub fn is_rental(&self) -> bool {
        core::Mode::from(*self).is_rental()
    }

    /// Whether the lock must remember a code of this mode once it was used.
    pub fn is_remembered(&self) -> bool {
        core::Mode::from(*self).is_remembered()
    }

    /// Whether the length of this mode is a validation window and the access itself lasts 365 days.
    pub fn is_open_ended(&self) -> bool {
        core::Mode::from(*self).is_open_ended()
    }
}

/// The mode with a wire name. Fails with `grant.unknown_mode`.
#[uniffi::export]
fn parse_mode(text: String) -> Result<Mode> {
    Ok(core::Mode::parse(&text)?.into())
}

/// The layout written `S` or `X`. Fails with `code.layout_unknown`.
#[uniffi::export]
fn parse_layout(text: String) -> Result<Layout> {
    Ok(core::Layout::parse(&text)?.into())
}

mirror! {
    /// The days of a weekly grant.
    Pattern of core::Pattern {
        /// The weekday the grant starts on.
        WeekdayOfStart,
        /// Monday to Friday.
        MonFri,
        /// Saturday and Sunday.
        SatSun,
        /// Every day.
        Daily,
    }
}

#[uniffi::export]
impl Pattern {
    /// The stable wire name, for example `mon-fri`.
    pub fn wire_name(&self) -> String {
        core::Pattern::from(*self).as_str().to_owned()
    }
}

/// The pattern with a wire name. Fails with `grant.unknown_pattern`.
#[uniffi::export]
fn parse_pattern(text: String) -> Result<Pattern> {
    Ok(core::Pattern::parse(&text)?.into())
}

mirror! {
    /// A day of the week, Monday first as locks and their manuals count.
    Weekday of netcode::time::Weekday {
        /// Monday.
        Monday,
        /// Tuesday.
        Tuesday,
        /// Wednesday.
        Wednesday,
        /// Thursday.
        Thursday,
        /// Friday.
        Friday,
        /// Saturday.
        Saturday,
        /// Sunday.
        Sunday,
    }
}

/// The day of the week of a lock time. Fails with `time.before_2020`, `time.out_of_range`.
#[uniffi::export]
fn weekday(time: LockTime) -> Result<Weekday> {
    Ok(time.weekday().into())
}

/// How long a grant runs, in the unit its mode counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Term {
    /// Hours: the standard modes, `urm`, `stay`, `open`.
    Hours {
        /// How many.
        count: u32,
    },
    /// Days: the standard modes, `urm`, `acc`, `end-date`, `long`, `open`.
    Days {
        /// How many.
        count: u32,
    },
    /// Quarter-hours: `fine-single`, `fine-multi`.
    Quarters {
        /// How many.
        count: u32,
    },
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

impl From<core::Term> for Term {
    fn from(term: core::Term) -> Self {
        match term {
            core::Term::Hours(count) => Self::Hours { count },
            core::Term::Days(count) => Self::Days { count },
            core::Term::Quarters(count) => Self::Quarters { count },
            core::Term::Fixed => Self::Fixed,
            core::Term::Weekly { pattern, hours, weeks } => {
                Self::Weekly { pattern: pattern.into(), hours, weeks }
            }
        }
    }
}

impl From<Term> for core::Term {
    fn from(term: Term) -> Self {
        match term {
            Term::Hours { count } => Self::Hours(count),
            Term::Days { count } => Self::Days(count),
            Term::Quarters { count } => Self::Quarters(count),
            Term::Fixed => Self::Fixed,
            Term::Weekly { pattern, hours, weeks } => Self::Weekly { pattern: pattern.into(), hours, weeks },
        }
    }
}

/// What a code may do: a mode, a start on the lock's clock, a length and an issue number, always legal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Object)]
#[uniffi::export(Display, Eq, Hash)]
pub struct Grant(pub(crate) core::Grant);

impl Grant {
    pub(crate) fn told(grant: core::Grant) -> Arc<Self> {
        Arc::new(Self(grant))
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[uniffi::export]
impl Grant {
    /// A grant, if NC1 has a code for it; the hint of a failure names the nearest grants that exist. `issue` is
    /// the issue number: a second code for the same window that can be blocked by itself.
    #[uniffi::constructor(default(issue = 0))]
    pub fn new(mode: Mode, start: LockTime, term: Term, issue: u32) -> Result<Arc<Self>> {
        Ok(Self::told(core::Grant::new(mode.into(), start, term.into())?.with_issue(issue)))
    }

    /// Reads a grant from its JSON object, as vectors and rows write it.
    #[uniffi::constructor]
    pub fn from_json(text: String) -> Result<Arc<Self>> {
        Ok(Self::told(core::Grant::from_json(&text)?))
    }

    /// The grant as a JSON object.
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The same grant under another issue number.
    pub fn with_issue(&self, issue: u32) -> Arc<Self> {
        Self::told(self.0.with_issue(issue))
    }

    /// The mode.
    pub fn mode(&self) -> Mode {
        self.0.mode().into()
    }

    /// The first minute of access, on the lock's clock.
    pub fn start(&self) -> LockTime {
        self.0.start()
    }

    /// The length.
    pub fn term(&self) -> Term {
        self.0.term().into()
    }

    /// The issue number.
    pub fn issue(&self) -> u32 {
        self.0.issue()
    }

    /// The minute at which access is over, exclusive.
    pub fn ends(&self) -> LockTime {
        self.0.ends()
    }

    /// The minute by which the code must have been used once, exclusive, where the mode has such a rule.
    /// `first_use_hours` is the lock profile's value for `stay`, `long` and `weekly`.
    #[uniffi::method(default(first_use_hours = 24))]
    pub fn first_use_by(&self, first_use_hours: u32) -> Option<LockTime> {
        self.0.first_use_by(first_use_hours)
    }

    /// Whether the lock may be opened at `at` by this grant alone, first use and other codes aside.
    pub fn covers(&self, at: LockTime) -> Result<bool> {
        Ok(self.0.covers(at))
    }
}

/// Up to four legal grants nearest to a wish, nearest first; the wish itself if it is legal.
#[uniffi::export]
pub fn nearest_grants(mode: Mode, start: LockTime, term: Term) -> Result<Vec<Arc<Grant>>> {
    Ok(core::Grant::nearest(mode.into(), start, term.into()).iter().map(Grant::told).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_told_and_comes_back() {
        for mode in core::Mode::ALL {
            assert_eq!(core::Mode::from(Mode::from(mode)), mode);
        }
        for pattern in core::Pattern::ALL {
            assert_eq!(core::Pattern::from(Pattern::from(pattern)), pattern);
            let term = core::Term::Weekly { pattern, hours: 3, weeks: 4 };
            assert_eq!(core::Term::from(Term::from(term)), term);
        }
        for term in [core::Term::Hours(1), core::Term::Days(2), core::Term::Quarters(3), core::Term::Fixed] {
            assert_eq!(core::Term::from(Term::from(term)), term);
        }
        assert_eq!(core::DEFAULT_FIRST_USE_HOURS, 24, "the default that `first_use_by` states");
    }
}
