//! The legal grants nearest to a wish that is none.

use core::fmt;

use super::{Grant, Mode, Pattern, Term, segment};
use crate::time::{LockTime, Weekday};

const MOST: usize = 4;

/// Up to four legal grants of the wished mode, nearest first: by how far the start moves, then by how much the
/// length changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest {
    grants: [Option<Grant>; MOST],
}

impl Nearest {
    pub(super) fn find(mode: Mode, start: LockTime, term: Term) -> Self {
        let mut nearest = Self { grants: [None; MOST] };
        if mode == Mode::Weekly {
            nearest.weekly(start, term);
        } else {
            nearest.linear(mode, start, term);
        }
        nearest
    }

    /// The grants, nearest first.
    pub fn iter(&self) -> impl Iterator<Item = Grant> + '_ {
        self.grants.iter().flatten().copied()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// For each unit of the mode: the length clamped to its range (converted, longest not exceeding the wish and
    /// shortest not below it), at the grid points on both sides of the start.
    fn linear(&mut self, mode: Mode, start: LockTime, term: Term) {
        let wished_minutes = term.minutes().max(1);
        let wished_unit = term.linear().map(|(unit, _)| unit);
        let own_unit_first =
            |own: bool| segment::of_mode(mode).filter(move |s| (wished_unit == Some(s.unit)) == own);
        for segment in own_unit_first(true).chain(own_unit_first(false)) {
            let unit = segment.unit.minutes();
            let length = wished_minutes.div_ceil(unit).clamp(segment.shortest, segment.longest());
            for start in grid(start, segment.step_minutes) {
                self.push(Grant::from_slot(mode, start, Term::of_unit(segment.unit, length), 0));
            }
        }
    }

    fn weekly(&mut self, start: LockTime, term: Term) {
        let (pattern, hours, weeks) = match term {
            Term::Weekly { pattern, hours, weeks } => (pattern, hours, weeks),
            other => (Pattern::WeekdayOfStart, other.minutes().div_ceil(60), 1),
        };
        let hours = hours.clamp(1, segment::WEEKLY_HOURS);
        let weeks = weeks.clamp(1, segment::WEEKLY_WEEKS);
        for start in grid(start, 60) {
            let named = |day: u32| {
                let weekday = Weekday::of_day(day);
                pattern.days(weekday) >> weekday.index() & 1 == 1
            };
            let ahead = (0..7).find(|&days| named(start.day() + days));
            let moved = ahead.and_then(|days| start.plus_minutes(i64::from(days) * 1440).ok());
            if let Some(start) = moved {
                self.push(Grant::from_slot(Mode::Weekly, start, Term::Weekly { pattern, hours, weeks }, 0));
            }
        }
    }

    fn push(&mut self, grant: Grant) {
        if self.grants.contains(&Some(grant)) {
            return;
        }
        if let Some(place) = self.grants.iter_mut().find(|place| place.is_none()) {
            *place = Some(grant);
        }
    }
}

/// The points of a daily grid at or before, and after, a time: one if it lies on the grid.
fn grid(time: LockTime, step: u32) -> impl Iterator<Item = LockTime> {
    let before = time.minutes() - time.minute_of_day() % step;
    let on_grid = before == time.minutes();
    let after = LockTime::from_minutes(before.saturating_add(step)).ok().filter(|_| !on_grid);
    LockTime::from_minutes(before).ok().into_iter().chain(after)
}

impl fmt::Display for Nearest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, grant) in self.iter().enumerate() {
            if at > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{grant}")?;
        }
        Ok(())
    }
}
