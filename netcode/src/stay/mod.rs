//! Stays: which grants cover one, what is guaranteed, what to do when plans change, and who can enter.
//!
//! A [`Door`] is a lock's profile with what is known of its clock. [`plan`] lists every way to cover a stay on a
//! door, [`quote`] says what given grants guarantee for every error the clock may have, across daylight saving.

mod census;
mod change;
mod cover;
mod doors;
#[cfg(any(feature = "feeds", feature = "portal"))]
mod handout;
mod plan;
mod quote;
mod visits;
mod wire;

use std::vec::Vec;

use chrono::{DateTime, Utc};

use crate::code::{MAX_GROUPS, Profile};
use crate::error::{Error, Result, table::core as codes};
use crate::id::GroupId;
use crate::time::{LockClock, Window, Zone};

pub use census::{Entrant, Given, Records, Withdrawal, who_can_enter};
pub use change::{Answer, Booking, Happened, Residual, Withdrawn, change};
pub use doors::{DoorRisk, GroupUnfit, Shared, SharedWay, plan_doors};
#[cfg(any(feature = "feeds", feature = "portal"))]
pub use handout::{Handout, HandoutCode};
pub use plan::{Plan, Remedy, Unfit, UnfitReason, Way, free_issue, plan};
#[cfg(feature = "portal")]
pub(crate) use quote::promise;
pub use quote::{FirstUse, Quote, Spill, quote};
pub use visits::{Visits, plan_visits};
pub(crate) use wire::{moment as moment_value, windows as windows_value};

#[cfg(feature = "portal")]
pub(crate) use handout::Coded;
#[cfg(any(feature = "feeds", feature = "portal"))]
pub(crate) use handout::Counter;

/// A door as far as stays are concerned: what its lock accepts, and what is known of its clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    profile: Profile,
    clock: LockClock,
    groups: Vec<GroupId>,
}

impl Door {
    /// A door whose lock holds no group.
    pub const fn new(profile: Profile, clock: LockClock) -> Self {
        Self { profile, clock, groups: Vec::new() }
    }

    /// The same door, with the groups that its lock holds: at most four.
    ///
    /// # Errors
    /// `lock.groups_full` beyond four.
    pub fn with_groups(mut self, groups: &[GroupId]) -> Result<Self> {
        if groups.len() > MAX_GROUPS {
            return Err(Error::new(
                &codes::LOCK_GROUPS_FULL,
                format_args!("a lock cannot hold {} groups", groups.len()),
            ));
        }
        self.groups = groups.to_vec();
        Ok(self)
    }

    /// The groups that the lock holds.
    pub fn groups(&self) -> &[GroupId] {
        &self.groups
    }

    /// What the lock accepts.
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What is known of its clock.
    pub const fn clock(&self) -> &LockClock {
        &self.clock
    }

    /// The zone it stands in.
    pub const fn zone(&self) -> Zone {
        self.clock.zone()
    }

    pub(crate) fn with_profile(&self, profile: Profile) -> Self {
        Self { profile, ..self.clone() }
    }
}

/// A stay at one door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    window: Window,
    once: bool,
}

impl Stay {
    /// A stay in which the guest comes and goes, from the first moment up to, and without, the last.
    ///
    /// # Errors
    /// `window.empty` when it ends where it begins or before.
    pub fn new(from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Self> {
        Ok(Self { window: Window::new(from, until)?, once: false })
    }

    /// The same as [`new`](Self::new), for a booking: what is wrong is told in the property's times.
    #[cfg(any(feature = "feeds", feature = "portal"))]
    pub(crate) fn between(zone: Zone, check_in: DateTime<Utc>, check_out: DateTime<Utc>) -> Result<Self> {
        Self::new(check_in, check_out).map_err(|_| {
            let shown = |moment| zone.civil(moment).to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
            Error::new(
                &crate::error::table::stay::DESK_DEPARTS_FIRST,
                format_args!("the stay ends at {} and begins at {}", shown(check_out), shown(check_in)),
            )
        })
    }

    /// The same stay for somebody who opens the door once, such as a courier: codes that open once will do.
    #[must_use]
    pub const fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// The time asked for.
    pub const fn window(&self) -> Window {
        self.window
    }

    /// Whether one opening will do.
    pub const fn is_once(&self) -> bool {
        self.once
    }
}

#[cfg(test)]
mod tests;
