//! Lengths as they are given: any of five named fields, of which each mode takes its own.

use super::{Mode, Pattern, Term};
use crate::error::{Error, Result, table::core as codes};

/// The fields a length may be given in. Which of them a mode takes is decided by [`Length::term`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Length {
    /// Hours; of each occurrence for `weekly`.
    pub hours: Option<u32>,
    /// Days.
    pub days: Option<u32>,
    /// Quarter-hours.
    pub quarters: Option<u32>,
    /// The days of a `weekly` grant.
    pub pattern: Option<Pattern>,
    /// The weeks of a `weekly` grant.
    pub weeks: Option<u32>,
}

/// The lengths of many grants, all in one unit.
#[cfg(feature = "std")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthColumn<'a> {
    /// None: the mode has one length, as `24h` has.
    Fixed,
    /// Hours.
    Hours(&'a [u32]),
    /// Days.
    Days(&'a [u32]),
    /// Quarter-hours.
    Quarters(&'a [u32]),
}

#[cfg(feature = "std")]
impl<'a> LengthColumn<'a> {
    /// The one column that was given of three.
    ///
    /// # Errors
    /// `grant.length_ambiguous` where more than one was.
    pub fn of(
        hours: Option<&'a [u32]>,
        days: Option<&'a [u32]>,
        quarters: Option<&'a [u32]>,
    ) -> Result<Self> {
        match (hours, days, quarters) {
            (None, None, None) => Ok(Self::Fixed),
            (Some(hours), None, None) => Ok(Self::Hours(hours)),
            (None, Some(days), None) => Ok(Self::Days(days)),
            (None, None, Some(quarters)) => Ok(Self::Quarters(quarters)),
            _ => Err(ambiguous()),
        }
    }

    /// How many lengths there are; `None` where the mode alone decides, for as many grants as are wanted.
    pub(crate) const fn count(self) -> Option<usize> {
        match self {
            Self::Fixed => None,
            Self::Hours(column) | Self::Days(column) | Self::Quarters(column) => Some(column.len()),
        }
    }

    /// The length at a place; no field is set where the column has no such place.
    #[inline]
    pub(crate) fn at(self, place: usize) -> Length {
        let mut length = Length::default();
        match self {
            Self::Fixed => {}
            Self::Hours(column) => length.hours = column.get(place).copied(),
            Self::Days(column) => length.days = column.get(place).copied(),
            Self::Quarters(column) => length.quarters = column.get(place).copied(),
        }
        length
    }
}

impl Length {
    /// The term these fields say for a mode.
    ///
    /// ```
    /// use netcode::grant::{Length, Mode, Term};
    /// let length = Length { hours: Some(3), ..Length::default() };
    /// assert_eq!(length.term(Mode::StandardMulti)?, Term::Hours(3));
    /// assert_eq!(Length::default().term(Mode::Day24h)?, Term::Fixed);
    /// # Ok::<(), netcode::Error>(())
    /// ```
    ///
    /// # Errors
    /// `grant.unknown_field`, `grant.length_missing`, `grant.length_ambiguous`, `grant.length_wrong_unit`,
    /// `grant.pattern_missing`, `grant.weeks_missing`. Ranges are checked by [`Grant::new`](super::Grant::new).
    #[inline]
    pub fn term(self, mode: Mode) -> Result<Term> {
        if mode == Mode::Weekly { self.weekly() } else { self.linear(mode) }
    }

    #[inline]
    fn linear(self, mode: Mode) -> Result<Term> {
        let pattern = self.pattern.map(|_| "pattern");
        if let Some(field) = pattern.or(self.weeks.map(|_| "weeks")) {
            return Err(Error::new(
                &codes::GRANT_UNKNOWN_FIELD,
                format_args!("{mode} has no `{field}`; only weekly has"),
            ));
        }
        match (self.hours, self.days, self.quarters) {
            (None, None, None) if mode == Mode::Day24h => Ok(Term::Fixed),
            (None, None, None) => Err(Error::new(
                &codes::GRANT_LENGTH_MISSING,
                format_args!("{mode} needs a length and none was given"),
            )),
            (Some(n), None, None) => Ok(Term::Hours(n)),
            (None, Some(n), None) => Ok(Term::Days(n)),
            (None, None, Some(n)) => Ok(Term::Quarters(n)),
            _ => Err(ambiguous()),
        }
    }

    fn weekly(self) -> Result<Term> {
        let days = self.days.map(|_| "days");
        if let Some(field) = days.or(self.quarters.map(|_| "quarters")) {
            if self.hours.is_some() {
                return Err(ambiguous());
            }
            return Err(Error::new(
                &codes::GRANT_LENGTH_WRONG_UNIT,
                format_args!("weekly counts hours and weeks, not {field}"),
            ));
        }
        let missing = |entry, what| Error::new(entry, format_args!("a weekly grant lacks {what}"));
        let pattern = self.pattern.ok_or_else(|| missing(&codes::GRANT_PATTERN_MISSING, "`pattern`"))?;
        let hours = self
            .hours
            .ok_or_else(|| missing(&codes::GRANT_LENGTH_MISSING, "the `hours` of an occurrence"))?;
        let weeks = self.weeks.ok_or_else(|| missing(&codes::GRANT_WEEKS_MISSING, "`weeks`"))?;
        Ok(Term::Weekly { pattern, hours, weeks })
    }
}

impl Term {
    /// The same term as fields.
    pub const fn length(self) -> Length {
        let none = Length { hours: None, days: None, quarters: None, pattern: None, weeks: None };
        match self {
            Term::Hours(n) => Length { hours: Some(n), ..none },
            Term::Days(n) => Length { days: Some(n), ..none },
            Term::Quarters(n) => Length { quarters: Some(n), ..none },
            Term::Fixed => none,
            Term::Weekly { pattern, hours, weeks } => {
                Length { hours: Some(hours), pattern: Some(pattern), weeks: Some(weeks), ..none }
            }
        }
    }
}

fn ambiguous() -> Error {
    Error::new(&codes::GRANT_LENGTH_AMBIGUOUS, format_args!("the length was given more than once"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_length() -> impl Strategy<Value = Length> {
        let n = || proptest::option::of(0_u32..10);
        let pattern = proptest::option::of(proptest::sample::select(Pattern::ALL.to_vec()));
        (n(), n(), n(), pattern, n()).prop_map(|(hours, days, quarters, pattern, weeks)| Length {
            hours,
            days,
            quarters,
            pattern,
            weeks,
        })
    }

    proptest! {
        #[test]
        fn a_term_and_its_fields_are_one(length in any_length(), mode in proptest::sample::select(Mode::ALL.to_vec())) {
            if let Ok(term) = length.term(mode) {
                prop_assert_eq!(term.length(), length);
            }
        }
    }

    #[test]
    fn each_fault_has_its_code() {
        let none = Length::default();
        for (mode, length, code) in [
            (Mode::Acc, none, "grant.length_missing"),
            (Mode::Acc, Length { days: Some(1), hours: Some(1), ..none }, "grant.length_ambiguous"),
            (Mode::Acc, Length { days: Some(1), weeks: Some(1), ..none }, "grant.unknown_field"),
            (Mode::Weekly, none, "grant.pattern_missing"),
            (Mode::Weekly, Length { days: Some(1), ..none }, "grant.length_wrong_unit"),
            (Mode::Weekly, Length { days: Some(1), hours: Some(1), ..none }, "grant.length_ambiguous"),
            (Mode::Weekly, Length { pattern: Some(Pattern::Daily), ..none }, "grant.length_missing"),
            (
                Mode::Weekly,
                Length { pattern: Some(Pattern::Daily), hours: Some(1), ..none },
                "grant.weeks_missing",
            ),
        ] {
            assert_eq!(length.term(mode).unwrap_err().code(), code, "{mode} {length:?}");
        }
    }
}
