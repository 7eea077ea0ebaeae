//! What to do when plans change: as few messages as can be, then as little time in which an old code still opens.

use std::string::String;
use std::vec::Vec;

use chrono::{DateTime, TimeDelta, Utc};

use super::census::{Given, Withdrawal, withdrawals};
use super::plan::ending;
use super::quote::{first_use_stretch, openings};
use super::{Door, Stay, Way, free_issue, plan, quote};
use crate::error::{Error, Result, table::stay as codes};
use crate::grant::Grant;
use crate::time::window::{join, missing};
use crate::time::{LockTime, Window};

/// A stay for which codes were given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// The door.
    pub door: Door,
    /// The stay as it was agreed.
    pub stay: Stay,
    /// The codes that the guest has.
    pub codes: Vec<Given>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Happened {
    /// The guest stays longer, or less long: the new end.
    Extended {
        /// The new end.
        until: DateTime<Utc>,
    },
    /// The guest comes earlier, or later: the new beginning.
    ArrivesEarly {
        /// The new beginning.
        from: DateTime<Utc>,
    },
    /// The guest leaves late: the new end.
    LeavesLate {
        /// The new end.
        until: DateTime<Utc>,
    },
    /// The dates were changed: the guest comes and goes at other times.
    Rebooked {
        /// The new beginning.
        from: DateTime<Utc>,
        /// The new end.
        until: DateTime<Utc>,
    },
    /// The guest moves to another door.
    Moved {
        /// The new door.
        to: Door,
        /// From when.
        at: DateTime<Utc>,
    },
    /// The guest does not come.
    Cancelled,
    /// The guest has not come; `expected` says whether he still may.
    NoShow {
        /// Whether the guest may still come.
        expected: bool,
    },
    /// The code became known to others.
    CodeLost,
    /// The code passes to another person: from `at` on only the new one may enter.
    HandedOver {
        /// When.
        at: DateTime<Utc>,
    },
}

/// What to do with a code that should not open any longer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Withdrawn {
    /// The code's name.
    pub id: String,
    /// The way chosen.
    pub way: Withdrawal,
}

/// An old code that still opens a door at a time that is not the guest's.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Residual {
    /// The code's name.
    pub id: String,
    /// When it may still open, at its old door.
    pub windows: Vec<Window>,
    /// The moment after which it is dead unless somebody uses it before, where it was never seen used.
    pub unless_used_by: Option<DateTime<Utc>>,
    /// What would take it back and was not chosen, for want of somebody at the door or of a need.
    pub alternatives: Vec<Withdrawal>,
}

/// The answer to a change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Answer {
    /// The codes that the guest keeps using.
    pub keep: Vec<String>,
    /// The new codes and what they guarantee, if there must be new ones.
    pub new: Option<Way>,
    /// What to do with codes that should open no longer.
    pub withdraw: Vec<Withdrawn>,
    /// What still opens afterwards.
    pub residual: Vec<Residual>,
    /// Messages to send: one if there are new codes.
    pub messages: u32,
    /// Visits to the lock: one if codes are blocked at the keypad.
    pub visits: u32,
    /// Minutes in which a code opens although it should not, or outside the guest's time; two doors count twice.
    pub exposure_minutes: i64,
}

/// What to do about a change, at `now`. `keypad` says whether somebody with the master code can go to the lock.
///
/// The guest keeps his code whenever it still covers what he needs. New codes are chosen to need the fewest messages,
/// then the fewest codes to type, then the longest time for a first use, then the least exposure, then the fewest
/// visits.
///
/// # Errors
/// `window.empty` when the change leaves no time; `stay.not_coverable` when no enabled mode covers what is needed:
/// [`plan`] then says what would.
pub fn change(booking: &Booking, happened: &Happened, now: DateTime<Utc>, keypad: bool) -> Result<Answer> {
    let case = Case::new(booking, happened, now, keypad)?;
    let mut answers = case.answers();
    answers.sort_by_key(|answer| {
        let (typed, late) =
            answer.new.as_ref().map_or((0, 0), |way| (way.grants.len(), way.late_arrival_minutes));
        (answer.messages, typed, late, answer.exposure_minutes, answer.visits)
    });
    answers.into_iter().next().ok_or_else(|| {
        Error::new(&codes::NOT_COVERABLE, format_args!("no enabled mode covers what the guest now needs"))
    })
}

/// A change, brought to one form.
struct Case<'a> {
    booking: &'a Booking,
    /// Where the guest goes from now on.
    door: &'a Door,
    /// When the guest wants to enter from now on; none when he does not.
    wanted: Option<Window>,
    /// Whether the codes the guest has may serve further.
    usable: bool,
    /// Whether the guest is known not to have used his codes yet, and may come at any moment from now on.
    absent: bool,
    /// From when the old codes should not open even during the stay.
    unwelcome: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    keypad: bool,
}

impl<'a> Case<'a> {
    fn new(booking: &'a Booking, happened: &'a Happened, now: DateTime<Utc>, keypad: bool) -> Result<Self> {
        let (from, until) = (booking.stay.window().from(), booking.stay.window().until());
        let rest = |from: DateTime<Utc>, until| Window::new(from.max(now), until).map(Some);
        let (wanted, usable, unwelcome) = match happened {
            Happened::Extended { until } | Happened::LeavesLate { until } => {
                (rest(from, *until)?, true, None)
            }
            Happened::ArrivesEarly { from } => (rest(*from, until)?, true, None),
            Happened::Rebooked { from, until } => (rest(*from, *until)?, true, None),
            Happened::Moved { at, .. } => (rest(*at, until)?, false, Some(*at)),
            Happened::Cancelled | Happened::NoShow { expected: false } => (None, false, Some(now)),
            Happened::NoShow { expected: true } => (rest(from, until)?, true, None),
            Happened::CodeLost => (rest(from, until)?, false, Some(now)),
            Happened::HandedOver { at } => (rest(*at, until)?, false, Some(*at)),
        };
        let absent = matches!(happened, Happened::NoShow { .. });
        let door = if let Happened::Moved { to, .. } = happened { to } else { &booking.door };
        Ok(Self { booking, door, wanted, usable, absent, unwelcome, now, keypad })
    }

    /// Every answer worth weighing: keep what there is, add to it, or replace it.
    fn answers(&self) -> Vec<Answer> {
        let Some(wanted) = self.wanted else { return std::vec![self.answer(&[], None)] };
        let kept = self.serving();
        let lacking = self.lacking(&kept, wanted);
        if !kept.is_empty() && lacking.is_empty() {
            return std::vec![self.answer(&kept, None)];
        }
        let mut answers: Vec<Answer> = Vec::new();
        let mut consider = |kept: &[&Given], window: Window| {
            for way in self.ways(window) {
                answers.push(self.answer(kept, Some(way)));
            }
        };
        consider(&[], wanted);
        if let (false, Some(first), Some(last)) = (kept.is_empty(), lacking.first(), lacking.last())
            && let Some(hull) = Window::checked(first.from(), last.until())
        {
            consider(&kept, hull);
        }
        answers
    }

    /// The codes that may serve further.
    fn serving(&self) -> Vec<&'a Given> {
        self.booking.codes.iter().filter(|code| self.usable || self.opens_both(code)).collect()
    }

    /// Whether a code of a group serves at the new door too, and nothing speaks against it.
    fn opens_both(&self, code: &Given) -> bool {
        !self.same_door() && code.group().is_some_and(|group| self.door.groups().contains(&group))
    }

    /// What of `wanted` the kept codes do not guarantee: to a guest who comes when it begins, or, if he is late
    /// already, at any moment of it.
    fn lacking(&self, kept: &[&Given], wanted: Window) -> Vec<Window> {
        let covered = kept.iter().flat_map(|code| {
            let sure = quote(self.door, &[*code.grant()], &[wanted]).guaranteed;
            let Some(first) = self.first_use(self.door, code) else { return sure };
            let alive = self.door.clock().surely(first.0, first.1);
            let arrives = wanted.from();
            let in_time =
                alive.iter().any(|window| window.contains(arrives)) || first_begins_later(&alive, arrives);
            if self.absent {
                alive
            } else if in_time {
                sure
            } else {
                Vec::new()
            }
        });
        missing(wanted, &join(covered.collect()))
    }

    /// The stretch in which a code must be used first, unless it was used already.
    fn first_use(&self, door: &Door, code: &Given) -> Option<(LockTime, LockTime)> {
        first_use_stretch(door, code.grant()).filter(|_| code.first_used().is_none())
    }

    /// Ways for new codes, none of them a code that is already given out. Where one is, also codes that open a little
    /// longer.
    fn ways(&self, window: Window) -> Vec<Way> {
        let (plain, all_fresh) = self.ways_within(window, 0, 0);
        if all_fresh {
            return plain;
        }
        let wider = [(0, 1), (1, 0), (0, 24), (24, 0)].into_iter();
        plain
            .into_iter()
            .chain(wider.flat_map(|(before, after)| self.ways_within(window, before, after).0))
            .collect()
    }

    /// Fresh ways to cover a window with so many hours before and after it, and whether none was taken.
    fn ways_within(&self, window: Window, before_hours: i64, after_hours: i64) -> (Vec<Way>, bool) {
        let from = window.from() - TimeDelta::hours(before_hours);
        let until = window.until() + TimeDelta::hours(after_hours);
        let (Ok(stay), Ok(wider)) = (Stay::new(window.from(), window.until()), Stay::new(from, until)) else {
            return (Vec::new(), true);
        };
        // At another door the same grant has other digits.
        let old = self.booking.codes.iter().filter(|_| self.same_door());
        let taken: Vec<Grant> = old.map(|code| *code.grant()).collect();
        let mut found: Vec<Vec<Grant>> =
            plan(self.door, &wider).ways.into_iter().map(|way| way.grants).collect();
        // A code for the rest of a stay may begin in the part that the old one covers, and end earlier.
        found.extend(ending(self.door, &wider).into_iter().map(|grant| std::vec![grant]));
        let count = found.len();
        let fresh = found.into_iter().filter_map(|grants| {
            let grants = grants.iter().map(|grant| free_issue(self.door.profile(), *grant, &taken));
            let way = Way::new(self.door, &stay, grants.collect::<Result<_>>().ok()?);
            way.quote.holds().then_some(way)
        });
        let fresh: Vec<Way> = fresh.collect();
        let all_fresh = fresh.len() == count;
        (fresh, all_fresh)
    }

    fn answer(&self, kept: &[&Given], new: Option<Way>) -> Answer {
        let (mut withdraw, mut residual, mut exposed) = (Vec::new(), Vec::new(), Vec::new());
        for code in &self.booking.codes {
            let is_kept = kept.iter().any(|kept| kept.id() == code.id());
            let windows = self.open_unwanted(code, is_kept);
            if windows.is_empty() {
                continue;
            }
            let (way, left) = self.withdrawal(code, is_kept, windows, new.as_ref());
            if !is_kept || way != Withdrawal::Wait {
                withdraw.push(Withdrawn { id: code.id().into(), way });
            }
            if !left.is_empty() {
                let mut alternatives = withdrawals(&self.booking.door, code);
                alternatives.retain(|other| *other != way);
                exposed.extend(left.iter().copied());
                let unless_used_by = self.unless_used_by(code);
                residual.push(Residual { id: code.id().into(), windows: left, unless_used_by, alternatives });
            }
        }
        let mut spilled = Vec::new();
        if let (Some(way), Some(wanted)) = (&new, self.wanted) {
            let spill = way.quote.possible.iter().flat_map(|open| missing(*open, &[wanted]));
            spilled.extend(spill.filter_map(|window| self.still_ahead(window)));
        }
        if self.same_door() {
            exposed.append(&mut spilled);
        }
        // Two doors that stand open at once count twice.
        let minutes = |windows: Vec<Window>| -> i64 {
            join(windows).iter().map(|window| window.outer_minutes().minutes()).sum()
        };
        Answer {
            keep: kept.iter().map(|code| code.id().into()).collect(),
            messages: u32::from(new.is_some()),
            visits: u32::from(withdraw.iter().any(|item| item.way == Withdrawal::BlockAtKeypad)),
            new,
            withdraw,
            residual,
            exposure_minutes: minutes(exposed) + minutes(spilled),
        }
    }

    /// When a code may open although it should not: for a code that serves, outside the guest's time. A code with a
    /// first use still to come is counted to its end, as if it were used in time.
    fn open_unwanted(&self, code: &Given, kept: bool) -> Vec<Window> {
        let door = &self.booking.door;
        if self.absent && self.unless_used_by(code).is_some_and(|dead| dead <= self.now) {
            return Vec::new();
        }
        let whole = openings(code.grant(), i64::from(door.profile().grace_minutes()));
        let open = whole.iter().flat_map(|(from, until)| door.clock().possibly(*from, *until));
        let open: Vec<Window> = join(open.filter_map(|window| self.still_ahead(window)).collect());
        let welcome = match self.unwelcome {
            Some(at) if !kept => Window::checked(self.booking.stay.window().from(), at),
            _ => self.wanted,
        };
        let welcome: Vec<Window> = welcome.into_iter().collect();
        open.iter().flat_map(|window| missing(*window, &welcome)).collect()
    }

    fn unless_used_by(&self, code: &Given) -> Option<DateTime<Utc>> {
        let (from, by) = self.first_use(&self.booking.door, code)?;
        self.booking.door.clock().possibly(from, by).last().map(Window::until)
    }

    /// The way to take a code back, and what it leaves open.
    fn withdrawal(
        &self,
        code: &Given,
        kept: bool,
        windows: Vec<Window>,
        new: Option<&Way>,
    ) -> (Withdrawal, Vec<Window>) {
        if kept {
            return (Withdrawal::Wait, windows);
        }
        if self.keypad {
            let left = self.until(windows.clone(), self.unwelcome.unwrap_or(self.now));
            if left != windows {
                return (Withdrawal::BlockAtKeypad, left);
            }
        }
        match new.filter(|_| self.same_door() && code.group().is_none()) {
            Some(way) => match way.ends_by(self.door, code.grant()) {
                // The guest types the new code when he next comes, at the latest when it must be used first.
                Some(by) => (Withdrawal::Supersede, self.until(windows, by)),
                None => (Withdrawal::Wait, windows),
            },
            None => (Withdrawal::Wait, windows),
        }
    }

    fn same_door(&self) -> bool {
        std::ptr::eq(self.door, &raw const self.booking.door)
    }

    fn until(&self, windows: Vec<Window>, end: DateTime<Utc>) -> Vec<Window> {
        let cut = windows.iter().filter_map(|window| Window::checked(window.from(), window.until().min(end)));
        cut.collect()
    }

    fn still_ahead(&self, window: Window) -> Option<Window> {
        Window::checked(window.from().max(self.now), window.until())
    }
}

/// Whether the first use begins only after the guest comes, so that he cannot be late for it yet.
fn first_begins_later(alive: &[Window], arrives: DateTime<Utc>) -> bool {
    alive.first().is_some_and(|window| window.from() > arrives)
}

#[cfg(test)]
mod search_tests;
#[cfg(test)]
mod tests;
