//! Who can enter: which of the codes given out open a door at a moment.

use std::string::String;
use std::vec::Vec;

use chrono::{DateTime, TimeDelta, Utc};

use super::quote::{first_use_stretch, openings};
use super::{Door, Plan};
use crate::grant::Grant;
use crate::id::GroupId;
use crate::link::IssuedCode;
use crate::time::{LockTime, Window};

/// A code that was given out, as the issuer's records know it. Its digits are not needed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Given {
    id: String,
    group: Option<GroupId>,
    grant: Grant,
    used: Option<DateTime<Utc>>,
    blocked: Option<DateTime<Utc>>,
    asked: Option<Window>,
}

impl Given {
    /// A code of the lock's own key, under the name by which the issuer knows it.
    pub fn own(id: &str, grant: Grant) -> Self {
        Self { id: id.into(), group: None, grant, used: None, blocked: None, asked: None }
    }

    /// A code of a group's key.
    pub fn of_group(id: &str, group: GroupId, grant: Grant) -> Self {
        Self { group: Some(group), ..Self::own(id, grant) }
    }

    /// The same code, first opened the door at that moment.
    #[must_use]
    pub const fn used(mut self, at: DateTime<Utc>) -> Self {
        self.used = Some(at);
        self
    }

    /// The same code, blocked at the lock at that moment.
    #[must_use]
    pub const fn blocked(mut self, at: DateTime<Utc>) -> Self {
        self.blocked = Some(at);
        self
    }

    /// The same code, given out for a stay of that time.
    #[must_use]
    pub const fn asked(mut self, window: Window) -> Self {
        self.asked = Some(window);
        self
    }

    /// The codes of a plan's best way, as if they had been given out: `code-1`, `code-2` and so on.
    pub fn of_plan(plan: &Plan) -> Vec<Given> {
        let grants = plan.ways.first().into_iter().flat_map(|way| &way.grants);
        grants
            .zip(1..)
            .map(|(grant, nth): (&Grant, u32)| Self::own(&std::format!("code-{nth}"), *grant))
            .collect()
    }

    /// The time of the stay it was given out for, as far as is known.
    pub const fn asked_for(&self) -> Option<Window> {
        self.asked
    }

    /// When it was blocked at the lock, if it was.
    pub(crate) const fn blocked_at(&self) -> Option<DateTime<Utc>> {
        self.blocked
    }

    /// The name by which the issuer knows it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The group, unless it is a code of the lock's own key.
    pub const fn group(&self) -> Option<GroupId> {
        self.group
    }

    /// The code as somebody must know it who changes its lock's mode.
    pub fn issued(&self) -> IssuedCode {
        IssuedCode { id: self.id.clone(), guest: None, grant: self.grant }
    }

    /// What it permits.
    pub const fn grant(&self) -> &Grant {
        &self.grant
    }

    /// When it first opened the door, as far as is known.
    pub const fn first_used(&self) -> Option<DateTime<Utc>> {
        self.used
    }

    fn used_by(&self, at: DateTime<Utc>) -> bool {
        self.used.is_some_and(|used| used <= at)
    }
}

/// How much the issuer knows of the openings at a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Records {
    /// Every first use is recorded: a code without one has not been used.
    Complete,
    /// The lock is offline and reports nothing: a code without a recorded use may have been used all the same.
    Partial,
}

/// A code that may open a door at the moment asked about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Entrant {
    /// The code's name.
    pub id: String,
    /// What it permits.
    pub grant: Grant,
    /// Whether it opens whatever the clock's error and the unrecorded uses; otherwise it may.
    pub surely: bool,
    /// The last moment at which it may open, if nothing is done; none when the clock is unknown.
    pub until: Option<DateTime<Utc>>,
    /// The moment after which it is dead unless it is used before, where nothing says that it was.
    pub unless_used_by: Option<DateTime<Utc>>,
    /// The ways to take it back, cheapest first.
    pub withdrawals: Vec<Withdrawal>,
}

/// A way to take a code back. The lock is offline: nothing can be done from afar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Withdrawal {
    /// Do nothing: it ends by itself.
    Wait,
    /// Give out a rental of the same key with a later start: its first use ends this one.
    Supersede,
    /// Have somebody with the master code block it at the keypad.
    BlockAtKeypad,
    /// Initialise the lock anew, which ends every code of its own key; codes of a group need a new group key.
    Initialise,
}

impl Withdrawal {
    /// What to do, as a sentence part.
    pub const fn as_str(self) -> &'static str {
        match self {
            Withdrawal::Wait => "wait until it ends by itself",
            Withdrawal::Supersede => "give out a rental with a later start, and use it",
            Withdrawal::BlockAtKeypad => "block it at the keypad with the master code",
            Withdrawal::Initialise => "initialise the lock anew",
        }
    }
}

/// Which of the codes `given` out may open `door` at `at`, in the order given.
///
/// Codes of groups that the door does not hold are left out. What the lock's lists have no room for is not counted.
pub fn who_can_enter(door: &Door, given: &[Given], records: Records, at: DateTime<Utc>) -> Vec<Entrant> {
    let reads = Window::new(at, at + TimeDelta::seconds(1)).ok().and_then(|now| door.clock().may_read(now));
    let here = given.iter().filter(|code| code.group.is_none_or(|group| door.groups().contains(&group)));
    let here: Vec<&Given> = here.collect();
    here.iter().filter_map(|code| entrant(door, &here, code, records, at, reads)).collect()
}

fn entrant(
    door: &Door,
    given: &[&Given],
    code: &Given,
    records: Records,
    at: DateTime<Utc>,
    reads: Option<(LockTime, LockTime)>,
) -> Option<Entrant> {
    let spent = code.grant.mode().is_single_use() && code.used_by(at);
    let blocked = code.blocked.is_some_and(|blocked| blocked <= at);
    if !door.profile().modes().contains(code.grant.mode())
        || spent
        || blocked
        || superseded(door, given, code, at)
    {
        return None;
    }
    let unused = !code.used_by(at) && code.grant.mode().is_remembered();
    let whole = openings(&code.grant, i64::from(door.profile().grace_minutes()));
    let first = first_use_stretch(door, &code.grant).filter(|_| unused);
    let within = |stretch: &(LockTime, LockTime), all: bool| match reads {
        None => !all,
        Some((low, high)) if all => stretch.0 <= low && high <= stretch.1,
        Some((low, high)) => stretch.0 < high && low < stretch.1,
    };
    let first_may = |all| first.is_none_or(|stretch| within(&stretch, all));
    let open = |all| whole.iter().any(|stretch| within(stretch, all));
    let may = open(false) && (first_may(false) || records == Records::Partial);
    let doubt = records == Records::Partial
        && ((code.grant.mode().is_single_use() && code.used.is_none())
            || given.iter().any(|other| later_rental(door, code, other) && begun(door, other, at)));
    let end = |stretch: &(LockTime, LockTime)| {
        door.clock().possibly(stretch.0, stretch.1).last().map(Window::until).filter(|_| reads.is_some())
    };
    may.then(|| Entrant {
        id: code.id.clone(),
        grant: code.grant,
        surely: open(true) && first_may(true) && !doubt,
        until: whole.last().and_then(end),
        unless_used_by: first.as_ref().and_then(end),
        withdrawals: withdrawals(door, code),
    })
}

/// The ways to take a code back at a door, cheapest first.
pub(super) fn withdrawals(door: &Door, code: &Given) -> Vec<Withdrawal> {
    let mut ways = std::vec![Withdrawal::Wait];
    if door.profile().block_previous() && code.grant.mode().is_rental() {
        ways.push(Withdrawal::Supersede);
    }
    ways.extend([Withdrawal::BlockAtKeypad, Withdrawal::Initialise]);
    ways
}

/// Whether a rental of the same key with a later start is known to have been used.
fn superseded(door: &Door, given: &[&Given], code: &Given, at: DateTime<Utc>) -> bool {
    given.iter().any(|other| later_rental(door, code, other) && other.used_by(at))
}

fn later_rental(door: &Door, code: &Given, other: &Given) -> bool {
    let rentals = code.grant.mode().is_rental() && other.grant.mode().is_rental();
    door.profile().block_previous()
        && rentals
        && other.group == code.group
        && other.grant.start() > code.grant.start()
}

/// Whether a code may have been opening before `at`.
fn begun(door: &Door, code: &Given, at: DateTime<Utc>) -> bool {
    let stretch = openings(&code.grant, i64::from(door.profile().grace_minutes()));
    let first = stretch.first().map(|(from, until)| door.clock().possibly(*from, *until));
    first.is_some_and(|windows| windows.first().is_none_or(|window| window.from() <= at))
}

#[cfg(test)]
mod tests;
