//! The values of `netcode::stay`, generated from the library's own types by `cargo xtask docs`.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// Minutes in which a grant may open although nobody asked for it, in the worst case of the clock.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Spill {
    /// Before the first window asked.
    pub before_minutes: i64,
    /// Between windows asked.
    pub between_minutes: i64,
    /// After the last window asked.
    pub after_minutes: i64,
}

/// A grant that dies unless it is used in time.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct FirstUse {
    /// The grant.
    #[serde(with = "crate::wire::objects")]
    pub grant: Arc<Grant>,
    /// The first moment from which the first use surely works.
    pub from: Moment,
    /// The moment up to which the first use surely works; of `weekly` only in its hours.
    pub by: Moment,
}

/// What is asked, granted, guaranteed and spilled: every window is real time in whole minutes.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
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

/// One way to cover a stay.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct Way {
    /// The grants, in the order in which they are used.
    #[serde(with = "crate::wire::objects")]
    pub grants: Vec<Arc<Grant>>,
    /// What they guarantee, spill, and demand of the guest.
    pub quote: Quote,
    /// What they cost: one credit a code.
    pub credits: i64,
    /// Whether using a code ends the rentals of the same key that started before it.
    pub blocks_earlier: bool,
    /// Minutes of the stay in which a guest who arrives only then finds a code already dead for want of first use.
    pub late_arrival_minutes: i64,
}

/// Why a mode does not cover a stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum UnfitReason {
    /// The lock has the mode switched off.
    #[serde(rename = "switched_off")]
    SwitchedOff,
    /// Its codes open once, and the guest comes and goes.
    #[serde(rename = "opens_once")]
    OpensOnce,
    /// It repeats by the week and leaves the time between closed.
    #[serde(rename = "repeats")]
    Repeats,
    /// Its longest codes are so short that more than sixty would be needed.
    #[serde(rename = "too_short")]
    TooShort,
    /// Nothing is known of the lock's clock for a part of the stay.
    #[serde(rename = "clock_unknown")]
    ClockUnknown,
}

/// A mode that does not cover the stay.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Unfit {
    /// The mode.
    pub mode: Mode,
    /// Why not.
    pub reason: UnfitReason,
}

/// A change to the lock after which the stay can be covered.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
#[uniffi::export(Eq)]
#[serde(tag = "change")]
pub enum Remedy {
    /// Switch to the mode; the way is what then covers the stay. Codes of the modes switched off die.
    #[serde(rename = "switch_on")]
    SwitchOn {
        /// The mode.
        mode: Mode,
        /// The best way with it.
        way: Way,
    },
    /// Give the lock longer codes: the mode belongs to the other layout.
    #[serde(rename = "change_layout")]
    ChangeLayout {
        /// The layout.
        layout: Layout,
        /// The mode to switch on there.
        mode: Mode,
        /// The best way with it.
        way: Way,
    },
    /// Set the lock's clock, or observe it: nothing is known of it.
    #[serde(rename = "set_clock")]
    SetClock,
}

/// The ways to cover a stay, and what stands against the rest.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct Plan {
    /// The ways, best first: least risk for the guest, then least spill. Empty when no enabled mode covers the
    /// stay.
    pub ways: Vec<Way>,
    /// The modes of the door's layout that do not fit, with the reason.
    pub unfit: Vec<Unfit>,
    /// What would cover the stay after a change to the lock; filled when there is no way, best first.
    pub remedies: Vec<Remedy>,
}

/// A code that was given out, as the issuer's records know it. Its digits are not needed.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct Given {
    /// The `id`.
    pub id: String,
    /// The `grant`.
    #[serde(with = "crate::wire::objects")]
    pub grant: Arc<Grant>,
    /// The `group`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// The `used`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Moment>,
    /// The `blocked`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Moment>,
    /// The `asked`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Window>,
}

/// How much the issuer knows of the openings at a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Records {
    /// Every first use is recorded: a code without one has not been used.
    #[serde(rename = "complete")]
    Complete,
    /// The lock is offline and reports nothing: a code without a recorded use may have been used all the same.
    #[serde(rename = "partial")]
    Partial,
}

/// A way to take a code back. The lock is offline: nothing can be done from afar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Withdrawal {
    /// Do nothing: it ends by itself.
    #[serde(rename = "wait")]
    Wait,
    /// Give out a rental of the same key with a later start: its first use ends this one.
    #[serde(rename = "supersede")]
    Supersede,
    /// Have somebody with the master code block it at the keypad.
    #[serde(rename = "block-at-keypad")]
    BlockAtKeypad,
    /// Initialise the lock anew, which ends every code of its own key; codes of a group need a new group key.
    #[serde(rename = "initialise")]
    Initialise,
}

/// A code that may open a door at the moment asked about.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct Entrant {
    /// The code's name.
    pub id: String,
    /// What it permits.
    #[serde(with = "crate::wire::objects")]
    pub grant: Arc<Grant>,
    /// Whether it opens whatever the clock's error and the unrecorded uses; otherwise it may.
    pub surely: bool,
    /// The ways to take it back, cheapest first.
    pub withdrawals: Vec<Withdrawal>,
    /// The last moment at which it may open, if nothing is done; none when the clock is unknown.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// The moment after which it is dead unless it is used before, where nothing says that it was.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless_used_by: Option<Moment>,
}

/// What to do with a code that should not open any longer.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The code's name.
    pub id: String,
    /// The way chosen.
    pub way: Withdrawal,
}

/// An old code that still opens a door at a time that is not the guest's.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Residual {
    /// The code's name.
    pub id: String,
    /// When it may still open, at its old door.
    pub windows: Vec<Window>,
    /// What would take it back and was not chosen, for want of somebody at the door or of a need.
    pub alternatives: Vec<Withdrawal>,
    /// The moment after which it is dead unless somebody uses it before, where it was never seen used.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless_used_by: Option<Moment>,
}

/// The answer to a change.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct StayAnswer {
    /// The codes that the guest keeps using.
    pub keep: Vec<String>,
    /// What to do with codes that should open no longer.
    pub withdraw: Vec<Withdrawn>,
    /// What still opens afterwards.
    pub residual: Vec<Residual>,
    /// Messages to send: one if there are new codes.
    pub messages: i64,
    /// Visits to the lock: one if codes are blocked at the keypad.
    pub visits: i64,
    /// Minutes in which a code opens although it should not, or outside the guest's time; two doors count twice.
    pub exposure_minutes: i64,
    /// The new codes and what they guarantee, if there must be new ones.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Way>,
}

/// One way to open several doors with the same digits.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct SharedWay {
    /// The group whose key makes the codes.
    pub group: GroupId,
    /// The grants, in the order in which they are used.
    #[serde(with = "crate::wire::objects")]
    pub grants: Vec<Arc<Grant>>,
    /// What they guarantee at each door.
    #[serde(with = "crate::wire::pairs")]
    pub doors: HashMap<String, Quote>,
    /// What they cost: one credit a code.
    pub credits: i64,
}

/// A group that cannot serve.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct GroupUnfit {
    /// The group.
    pub group: GroupId,
    /// Doors wanted that do not hold it.
    pub misses: Vec<String>,
    /// Doors not wanted that hold it and would open too.
    pub opens_too: Vec<String>,
    /// The doors accept no common grant that covers the stay: their layouts, digits or modes differ too much.
    pub no_common_grant: bool,
}

/// What the groups of a door cost in guessing: codes acceptable at the worst minute of the stay's first day.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DoorRisk {
    /// The door.
    pub door: String,
    /// With its own key only.
    pub own: Estimate,
    /// With the groups that it holds.
    pub now: Estimate,
    /// With one group more.
    pub with_one_more: Estimate,
}

/// How to open several doors during a stay.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct Shared {
    /// Ways with one set of digits for all the doors, best first.
    pub ways: Vec<SharedWay>,
    /// The groups that do not open exactly these doors.
    pub unfit: Vec<GroupUnfit>,
    /// What can be done without a group: a plan, and so another code, for each door.
    #[serde(with = "crate::wire::pairs")]
    pub separate: HashMap<String, Plan>,
    /// Whether a new group could be provisioned: each of these doors has room for one.
    pub room_for_group: bool,
    /// What one group more or less means for guessing, door by door.
    pub risk: Vec<DoorRisk>,
}

/// One code of a handout.
#[derive(Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Debug, Eq)]
pub struct HandoutCode {
    /// The digits.
    pub code: String,
    /// What they permit.
    #[serde(with = "crate::wire::objects")]
    pub grant: Arc<Grant>,
    /// The first minute they open.
    pub opens_from: String,
    /// The minute from which they no longer do.
    pub opens_until: String,
    /// The same on the lock's clock.
    pub lock_from: LockTime,
    /// The same on the lock's clock.
    pub lock_until: LockTime,
    /// The minute by which they must have been used once, whatever the lock's clock reads within its error, where
    /// the mode has such a rule.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_use_by: Option<String>,
}

impl std::fmt::Debug for HandoutCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HandoutCode")
            .field("grant", &self.grant)
            .field("opens_from", &self.opens_from)
            .field("opens_until", &self.opens_until)
            .field("lock_from", &self.lock_from)
            .field("lock_until", &self.lock_until)
            .field("first_use_by", &self.first_use_by)
            .finish_non_exhaustive()
    }
}
