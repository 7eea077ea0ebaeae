//! What grants guarantee: for every error the lock's clock may have, across daylight saving.

use std::vec::Vec;

use chrono::{DateTime, TimeDelta, Utc};

use super::Door;
use crate::grant::{Grant, Term};
use crate::time::window::{join, missing};
use crate::time::{LockTime, MINUTES_PER_DAY, Window};

/// What is asked, granted, guaranteed and spilled: every window is real time in whole minutes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Quote {
    /// The windows in which the guest wants to enter.
    pub asked: Vec<Window>,
    /// When the grants open by a clock that is right, without the lock's grace.
    pub granted: Vec<Window>,
    /// When one of the grants opens whatever the clock's error is, grace included.
    pub guaranteed: Vec<Window>,
    /// When one of the grants opens for some error the clock may have, grace included.
    pub possible: Vec<Window>,
    /// The parts of what is asked that are not guaranteed; none when the promise can be made.
    pub missing: Vec<Window>,
    /// What may open outside what is asked.
    pub spill: Spill,
    /// What the guest must do in time, one for each grant that has a first-use rule.
    pub first_use: Vec<FirstUse>,
}

impl Quote {
    /// Whether everything asked is guaranteed, provided the first uses happen in time.
    pub fn holds(&self) -> bool {
        self.missing.is_empty()
    }

    /// Minutes asked that are not guaranteed; a started minute counts.
    pub fn missing_minutes(&self) -> i64 {
        self.missing.iter().map(|window| window.outer_minutes().minutes()).sum()
    }

    /// The guaranteed window around the beginning of what is asked, or the first one.
    pub fn promise(&self) -> Option<Window> {
        promised(&self.guaranteed, self.asked.first().map(Window::from))
    }
}

/// Minutes in which a grant may open although nobody asked for it, in the worst case of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Spill {
    /// Before the first window asked.
    pub before_minutes: i64,
    /// Between windows asked.
    pub between_minutes: i64,
    /// After the last window asked.
    pub after_minutes: i64,
}

impl Spill {
    /// All of it.
    pub const fn total_minutes(&self) -> i64 {
        self.before_minutes + self.between_minutes + self.after_minutes
    }
}

/// A grant that dies unless it is used in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FirstUse {
    /// The grant.
    pub grant: Grant,
    /// The first moment from which the first use surely works.
    pub from: DateTime<Utc>,
    /// The moment up to which the first use surely works; of `weekly` only in its hours.
    pub by: DateTime<Utc>,
}

/// What `grants` guarantee at `door` to somebody who wants to enter in the `asked` windows.
///
/// The lock is taken to have nothing else against the grants: they are not blocked, their modes are on, and the
/// first uses named in the answer happen in time.
pub fn quote(door: &Door, grants: &[Grant], asked: &[Window]) -> Quote {
    let clock = door.clock();
    let grace = i64::from(door.profile().grace_minutes());
    let accepted = merged(grants.iter().flat_map(|grant| openings(grant, grace)).collect());
    let possibly = accepted.iter().flat_map(|(from, until)| clock.possibly(*from, *until));
    let possible = join(possibly.map(|window| window.outer_minutes()).collect());
    let granted = grants.iter().flat_map(|grant| openings(grant, 0)).filter_map(|(from, until)| {
        let moment = |time| door.zone().to_civil(clock.rule(), time).to_utc();
        Window::new(moment(from), moment(until)).ok()
    });
    let (asked, guaranteed) = (join(asked.to_vec()), guaranteed(door, &accepted));
    Quote {
        granted: join(granted.collect()),
        missing: asked.iter().flat_map(|window| missing(*window, &guaranteed)).collect(),
        spill: spill(&asked, &possible),
        first_use: grants.iter().filter_map(|grant| first_use(door, grant)).collect(),
        asked,
        guaranteed,
        possible,
    }
}

/// What a [`Quote`] of one grant promises to somebody who comes at `from`, without the rest of the quote.
#[cfg(feature = "portal")]
pub(crate) fn promise(door: &Door, grant: &Grant, from: DateTime<Utc>) -> Option<Window> {
    let grace = i64::from(door.profile().grace_minutes());
    promised(&guaranteed(door, &merged(openings(grant, grace))), Some(from))
}

fn promised(guaranteed: &[Window], from: Option<DateTime<Utc>>) -> Option<Window> {
    let around = guaranteed.iter().find(|window| from.is_some_and(|from| window.contains(from)));
    around.or(guaranteed.first()).copied()
}

/// When the lock surely takes what it accepts in these stretches of its time.
fn guaranteed(door: &Door, accepted: &[(LockTime, LockTime)]) -> Vec<Window> {
    let surely = accepted.iter().flat_map(|(from, until)| door.clock().surely(*from, *until));
    join(surely.filter_map(|window| window.inner_minutes()).collect())
}

/// The stretches of lock time in which the lock takes a grant's code: one, or one for each occurrence of `weekly`.
pub(crate) fn openings(grant: &Grant, grace: i64) -> Vec<(LockTime, LockTime)> {
    let stretch = |from: i64, until: i64| {
        (LockTime::from_minutes_saturating(from - grace), LockTime::from_minutes_saturating(until + grace))
    };
    let (start, end) = (i64::from(grant.start().minutes()), i64::from(grant.ends().minutes()));
    let Term::Weekly { hours, .. } = grant.term() else { return std::vec![stretch(start, end)] };
    let days = (start..end).step_by(usize::try_from(MINUTES_PER_DAY).unwrap_or(usize::MAX));
    let begins = days.filter(|from| grant.covers(LockTime::from_minutes_saturating(*from)));
    begins.map(|from| stretch(from, from + i64::from(hours) * 60)).collect()
}

/// The stretch of lock time in which a code with a first-use rule may be used first; of `weekly` it ends with the
/// last occurrence that begins in it.
pub(crate) fn first_use_stretch(door: &Door, grant: &Grant) -> Option<(LockTime, LockTime)> {
    let grace = i64::from(door.profile().grace_minutes());
    let by = i64::from(grant.first_use_by(door.profile().first_use_hours())?.minutes());
    let by = LockTime::from_minutes_saturating(by + grace);
    let open = openings(grant, grace);
    let last = open.iter().take_while(|(from, _)| *from < by).last().map(|(_, until)| *until)?;
    Some((open.first()?.0, by.min(last)))
}

fn first_use(door: &Door, grant: &Grant) -> Option<FirstUse> {
    let (from, by) = first_use_stretch(door, grant)?;
    let sure = door.clock().surely(from, by);
    // Cut by a doubtful change, only the first part is promised.
    let window = sure.first()?.inner_minutes()?;
    Some(FirstUse { grant: *grant, from: window.from(), by: window.until() })
}

fn merged(mut stretches: Vec<(LockTime, LockTime)>) -> Vec<(LockTime, LockTime)> {
    stretches.sort();
    let mut merged: Vec<(LockTime, LockTime)> = Vec::with_capacity(stretches.len());
    for (from, until) in stretches {
        match merged.last_mut() {
            Some((_, last)) if from <= *last => *last = until.max(*last),
            _ => merged.push((from, until)),
        }
    }
    merged
}

fn spill(asked: &[Window], possible: &[Window]) -> Spill {
    let mut spill = Spill::default();
    let (Some(first), Some(last)) = (asked.first(), asked.last()) else { return spill };
    for outside in possible.iter().flat_map(|window| missing(*window, asked)) {
        let minutes = (outside.until() - outside.from() + TimeDelta::seconds(59)).num_minutes();
        let place = if outside.until() <= first.from() {
            &mut spill.before_minutes
        } else if outside.from() >= last.until() {
            &mut spill.after_minutes
        } else {
            &mut spill.between_minutes
        };
        *place += minutes;
    }
    spill
}
