//! The values of `netcode::twin`, generated from the library's own types by `cargo xtask docs`.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// Something done with the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Battery {
    /// They are taken out.
    #[serde(rename = "out")]
    Out,
    /// Good ones are put in.
    #[serde(rename = "in")]
    In,
    /// They run low.
    #[serde(rename = "low")]
    Low,
    /// They are too weak to drive a bolt.
    #[serde(rename = "critical")]
    Critical,
    /// They are empty.
    #[serde(rename = "dead")]
    Dead,
    /// They are good.
    #[serde(rename = "ok")]
    Ok,
    /// A cell is held to the contacts outside.
    #[serde(rename = "override")]
    Override,
}

/// Hours on days of the week, at one of ten places: `{"number": 0, "days": "1111100", "from": "09:00", "to":
/// "17:00"}`.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct TwinSlot {
    /// The `number`.
    pub number: i64,
    /// The `days`.
    pub days: String,
    /// The `from`.
    pub from: String,
    /// The `to`.
    pub to: String,
    /// The `suspended`.
    #[uniffi(default)]
    #[serde(default)]
    pub suspended: bool,
}

/// When a lock's clock is moved for daylight saving: `{"first": "2026-03-29", "last": "2026-10-25", "at":
/// "01:00"}`, or only the time of day where it is never moved.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Daylight {
    /// The `at`.
    pub at: String,
    /// The `first`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// The `last`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
}

/// A phone that opens the lock, by the name of its owner. Times are what the lock's clock shows.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct PhoneClient {
    /// The `name`.
    pub name: String,
    /// The `from`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The `periods`.
    #[uniffi(default)]
    #[serde(default)]
    pub periods: Vec<TwinSlot>,
    /// The `suspended`.
    #[uniffi(default)]
    #[serde(default)]
    pub suspended: bool,
    /// The `until`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// NetCode as provisioned: with `lock_id` and `initialised` the lock is initialised anew.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct NetcodeSettings {
    /// Whether a later rental ends the earlier ones.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block_previous: Option<bool>,
    /// Digits of a code.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digits: Option<i64>,
    /// Hours in which some codes must be used first, 1 to 168.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_use_hours: Option<i64>,
    /// Grace at either end, 0 or 15 minutes.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<i64>,
    /// Groups the lock belongs to; their keys come from the site key.
    #[uniffi(default)]
    #[serde(default)]
    pub groups: Vec<TwinGroup>,
    /// The minute of the initialisation: the generation of the lock's codes. The clock is not touched.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initialised: Option<LockTime>,
    /// Issue numbers accepted, from 1.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issues: Option<i64>,
    /// The layout.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<Layout>,
    /// The lock id, 100000 to 999999.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_id: Option<LockId>,
    /// Modes that open. Any set is taken; a set the scheme's rules exclude is an explicit profile.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modes: Option<Vec<Mode>>,
}

/// A group the lock belongs to.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct TwinGroup {
    /// The group: three digits, with a full stop and the key version where there is one.
    pub group: GroupId,
    /// The generation of its codes.
    #[uniffi(default)]
    #[serde(default)]
    pub generation: i64,
}

/// What is changed. A field left out stays as it is.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct TwinSettings {
    /// Hours in which clients may enter; in place of all that were set.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_periods: Option<Vec<TwinSlot>>,
    /// What kind of cells are in.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cells: Option<Cells>,
    /// What the lock's clock shows from now on, `YYYY-MM-DDTHH:MM:SS`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<String>,
    /// Whether no credential is needed.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_free: Option<bool>,
    /// Hours in which no credential is needed; in place of all that were set.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_free_periods: Option<Vec<TwinSlot>>,
    /// When the clock is moved for daylight saving.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daylight_saving: Option<Daylight>,
    /// Whether two codes are needed.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dual_authorisation: Option<bool>,
    /// Which kinds of credential work: an object of booleans, or the list of those that do.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<HashMap<String, bool>>,
    /// The function the lock is in.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// Whether a driven bolt has learnt which way it moves. A twin begins mounted and handed.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed: Option<bool>,
    /// Whether only Master and Sub-Master open.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_down: Option<bool>,
    /// Whether it flashes while locked.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_indication: Option<bool>,
    /// NetCode: initialisation and profile.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub netcode: Option<NetcodeSettings>,
    /// Whether something is in the bolt's way when it is driven to lock.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obstructed: Option<bool>,
    /// Seconds it stays open, 1 to 300.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_seconds: Option<i64>,
    /// Whether a hub knows the lock.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paired: Option<bool>,
    /// The phones that open; in place of all that were set.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phones: Option<Vec<PhoneClient>>,
    /// How fast it runs: parts per million, positive when fast, within 1000 either way.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ppm: Option<i64>,
    /// Hours in which only Master and Sub-Master open; in place of all that were set.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_periods: Option<Vec<TwinSlot>>,
    /// Switches on the inside.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub switches: Option<HashMap<String, bool>>,
}

/// What an app sends over a link.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum TwinMessage {
    /// A conversation begins: the lock reports, and carries out no order below `fence` any more.
    #[serde(rename = "hello")]
    Hello {
        /// The number of the conversation: above every order given before.
        fence: i64,
        /// The first entry of the audit trail to report.
        trail_from: i64,
    },
    /// One part of a change.
    #[serde(rename = "stage")]
    Stage {
        /// The change's number.
        order: i64,
        /// The revision it was made for.
        base: i64,
        /// Which part this is, from 0.
        part: i64,
        /// How many parts there are.
        parts: i64,
        /// What it changes.
        settings: TwinSettings,
    },
    /// All parts are sent: take them over.
    #[serde(rename = "commit")]
    Commit {
        /// The change's number.
        order: i64,
    },
    /// Open.
    #[serde(rename = "unlock")]
    Unlock {
        /// The command's number.
        order: i64,
        /// The last second, on the lock's clock, at which this may be done.
        until: ClockTime,
        /// Whose phone asks; the app itself unless given.
        #[uniffi(default)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
    },
    /// Lock before its time.
    #[serde(rename = "lock")]
    Lock {
        /// The command's number.
        order: i64,
        /// The last second, on the lock's clock, at which this may be done.
        until: ClockTime,
    },
}

/// What the app does at a lock.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum TwinApp {
    /// Opens it: for a phone client, or for the app itself through a gateway.
    #[serde(rename = "unlock")]
    Unlock {
        /// Whose phone it is.
        #[uniffi(default)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
    },
    /// Locks it before its time.
    #[serde(rename = "lock")]
    Lock {
    },
    /// Parameters arrive, synchronised.
    #[serde(rename = "parameters", with = "crate::wire::alone")]
    Parameters {
        /// The `value`.
        value: TwinSettings,
    },
    /// A message of a link arrives.
    #[serde(rename = "message", with = "crate::wire::alone")]
    Message {
        /// The `value`.
        value: TwinMessage,
    },
}

/// Something that happens to a lock at one moment.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum TwinEvent {
    /// A key is pressed and let go.
    #[serde(rename = "key", with = "crate::wire::alone")]
    Key {
        /// The `value`.
        value: String,
    },
    /// Nothing more is typed: the entry is judged as a whole.
    #[serde(rename = "end_entry")]
    EndEntry,
    /// Whoever types stops for a moment: complete fields of a program are acknowledged, nothing is judged.
    #[serde(rename = "pause")]
    Pause,
    /// A key or an inside button goes down and stays down.
    #[serde(rename = "press", with = "crate::wire::alone")]
    Press {
        /// The `value`.
        value: String,
    },
    /// It is let go.
    #[serde(rename = "release", with = "crate::wire::alone")]
    Release {
        /// The `value`.
        value: String,
    },
    /// The handle is turned (`true`) or let go.
    #[serde(rename = "handle", with = "crate::wire::alone")]
    Handle {
        /// The `value`.
        value: bool,
    },
    /// The door is opened (`true`) or closed.
    #[serde(rename = "door", with = "crate::wire::alone")]
    Door {
        /// The `value`.
        value: bool,
    },
    /// The bolt is moved by hand, with a mechanical key or the thumb-turn.
    #[serde(rename = "turn", with = "crate::wire::alone")]
    Turn {
        /// The `value`.
        value: Bolt,
    },
    /// Something is done with the cells.
    #[serde(rename = "battery", with = "crate::wire::alone")]
    Battery {
        /// The `value`.
        value: Battery,
    },
    /// A card is presented.
    #[serde(rename = "card", with = "crate::wire::alone")]
    Card {
        /// The `value`.
        value: String,
    },
    /// A contact is closed (`true`) or opened.
    #[serde(rename = "input")]
    Input {
        /// Its name, for example `rem2`.
        name: String,
        /// Whether it is closed.
        closed: bool,
    },
    /// The app does something.
    #[serde(rename = "app", with = "crate::wire::alone")]
    App {
        /// The `value`.
        value: TwinApp,
    },
    /// The lock is set up from outside, past its keypad.
    #[serde(rename = "set", with = "crate::wire::alone")]
    Set {
        /// The `value`.
        value: TwinSettings,
    },
    /// Time passes.
    #[serde(rename = "tick")]
    Tick,
}

/// Where the bolt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Bolt {
    /// Locked.
    #[serde(rename = "locked")]
    Locked,
    /// Unlocked.
    #[serde(rename = "unlocked")]
    Unlocked,
}

/// A signal that repeats without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum TwinPattern {
    /// A red flash every few seconds while locked.
    #[serde(rename = "locked-indication")]
    LockedIndication,
}

/// Why a credential was refused.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum Why {
    /// Nobody has it.
    #[serde(rename = "unknown")]
    Unknown,
    /// Its owner is suspended.
    #[serde(rename = "suspended")]
    Suspended,
    /// Outside its owner's active periods.
    #[serde(rename = "outside_period")]
    OutsidePeriod,
    /// On a day that is locked out.
    #[serde(rename = "day_locked_out")]
    DayLockedOut,
    /// Outside the hours of operation.
    #[serde(rename = "outside_hours")]
    OutsideHours,
    /// Lock-down.
    #[serde(rename = "lock_down")]
    LockDown,
    /// Do Not Disturb.
    #[serde(rename = "do_not_disturb")]
    DoNotDisturb,
    /// The lock's function does not take such codes.
    #[serde(rename = "not_in_function")]
    NotInFunction,
    /// Its kind is switched off.
    #[serde(rename = "feature_off")]
    FeatureOff,
    /// Somebody else's code holds the lock.
    #[serde(rename = "in_use")]
    InUse,
    /// The outside cell opens for other levels only.
    #[serde(rename = "outside_cell")]
    OutsideCell,
    /// The second of two codes is missing or is the first again.
    #[serde(rename = "second_missing")]
    SecondMissing,
    /// The bolt has not learnt which way it moves.
    #[serde(rename = "not_handed")]
    NotHanded,
    /// The cells are too weak to drive the bolt.
    #[serde(rename = "cells_too_weak")]
    CellsTooWeak,
    /// Its time is over: a phone's, or a command's that came late.
    #[serde(rename = "expired")]
    Expired,
    /// It cannot be locked: a schedule or an emergency keeps it open.
    #[serde(rename = "stands_open")]
    StandsOpen,
    /// A NetCode, and the verifier's reason.
    #[serde(rename = "netcode", with = "crate::wire::alone")]
    Netcode {
        /// The `value`.
        value: Reason,
    },
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub enum Who {
    /// The Master Code.
    #[serde(rename = "master")]
    Master,
    /// The Sub-Master Code.
    #[serde(rename = "sub_master")]
    SubMaster,
    /// The Technician Code.
    #[serde(rename = "technician")]
    Technician,
    /// The client with this number, counted from 1: the place where there are places.
    #[serde(rename = "client", with = "crate::wire::alone")]
    Client {
        /// The `value`.
        value: i64,
    },
    /// A NetCode with this grant.
    #[serde(rename = "netcode", with = "crate::wire::objects")]
    Netcode {
        /// The `value`.
        value: Arc<Grant>,
    },
    /// A guest with a code of their own choice.
    #[serde(rename = "guest")]
    Guest,
    /// The app.
    #[serde(rename = "app")]
    App,
    /// The phone of the client with this name.
    #[serde(rename = "phone", with = "crate::wire::alone")]
    Phone {
        /// The `value`.
        value: String,
    },
    /// A contact.
    #[serde(rename = "input")]
    Input,
    /// Somebody with a key, the thumb-turn or a button, without a credential.
    #[serde(rename = "hand")]
    Hand,
    /// The lock by itself: a timer or a schedule.
    #[serde(rename = "itself")]
    Itself,
}

/// One line of the privileged log.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub enum TwinRecord {
    /// Somebody opened.
    #[serde(rename = "opened", with = "crate::wire::alone")]
    Opened {
        /// The `value`.
        value: Who,
    },
    /// Somebody locked, in Public.
    #[serde(rename = "locked", with = "crate::wire::alone")]
    Locked {
        /// The `value`.
        value: Who,
    },
    /// A credential was refused.
    #[serde(rename = "refused", with = "crate::wire::alone")]
    Refused {
        /// The `value`.
        value: Why,
    },
    /// A program was run: its name in the catalogue.
    #[serde(rename = "programmed")]
    Programmed {
        /// Who ran it.
        by: Who,
        /// The program's name.
        program: String,
    },
    /// A program was refused.
    #[serde(rename = "program_refused")]
    ProgramRefused,
    /// The keypad began to refuse input.
    #[serde(rename = "locked_out")]
    LockedOut,
    /// The bolt met an obstacle while it was driven to lock.
    #[serde(rename = "jammed")]
    Jammed,
    /// The bolt was taught which way it moves; `false` when that failed.
    #[serde(rename = "handing", with = "crate::wire::alone")]
    Handing {
        /// The `value`.
        value: bool,
    },
}

/// A line of a lock's audit trail.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct TrailEntry {
    /// Its number, from 1 without gaps.
    pub number: i64,
    /// What the lock's clock showed.
    pub at: ClockTime,
    /// What happened.
    pub record: TwinRecord,
}

/// How a lock stands.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct LockReport {
    /// The number of the conversation.
    pub fence: i64,
    /// What its software is.
    pub firmware: String,
    /// Goes up with every change of a setting, by whatever way.
    pub revision: i64,
    /// What is set.
    pub settings: TwinSettings,
    /// What its clock shows.
    pub clock: ClockTime,
    /// Whether the clock was set since the cells were out.
    pub clock_set: bool,
    /// `ok`, `low`, `dead`, `out` or `override`.
    pub battery: String,
    /// Where the bolt is.
    pub bolt: Bolt,
    /// The audit trail from the entry asked for, as far as the lock still has it.
    pub trail: Vec<TrailEntry>,
    /// The lock id, once initialised.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_id: Option<LockId>,
    /// The initialisation, once there was one.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initialised: Option<LockTime>,
    /// The layout of its NetCodes, where it reads any.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<Layout>,
    /// Digits of a NetCode.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digits: Option<i64>,
    /// Minutes of grace at either end.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<i64>,
    /// The last order carried out, and the answer it got.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Json>,
}

/// What a lock answers.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub enum TwinAnswer {
    /// How it stands.
    #[serde(rename = "report", with = "crate::wire::alone")]
    Report {
        /// The `value`.
        value: LockReport,
    },
    /// The part is staged.
    #[serde(rename = "staged")]
    Staged {
        /// The change's number.
        order: i64,
        /// Which part.
        part: i64,
    },
    /// It is done.
    #[serde(rename = "done")]
    Done {
        /// The number of the change or command.
        order: i64,
        /// The lock's revision from then on.
        revision: i64,
    },
    /// Nothing was changed: somebody set the lock meanwhile.
    #[serde(rename = "changed")]
    Changed {
        /// The change's number.
        order: i64,
        /// The lock's revision.
        revision: i64,
    },
    /// Nothing was changed: parts are missing.
    #[serde(rename = "missing")]
    Missing {
        /// The change's number.
        order: i64,
    },
    /// Nothing was changed: the lock cannot be set that way.
    #[serde(rename = "invalid")]
    Invalid {
        /// The change's number.
        order: i64,
        /// The dotted code of the error.
        code: String,
        /// The message.
        message: String,
        /// The remedy.
        hint: String,
    },
    /// The lock does not do that now.
    #[serde(rename = "refused")]
    Refused {
        /// The command's number.
        order: i64,
        /// Why.
        why: Why,
    },
    /// A later conversation or order came first.
    #[serde(rename = "old")]
    Old {
        /// The number of the change or command.
        order: i64,
    },
}

/// Something the lock does.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub enum TwinEffect {
    /// One flash or beep.
    #[serde(rename = "signal", with = "crate::wire::alone")]
    Signal {
        /// The `value`.
        value: Word,
    },
    /// The bolt moves.
    #[serde(rename = "bolt", with = "crate::wire::alone")]
    Bolt {
        /// The `value`.
        value: Bolt,
    },
    /// A signal that repeats without end, named once.
    #[serde(rename = "pattern", with = "crate::wire::alone")]
    Pattern {
        /// The `value`.
        value: TwinPattern,
    },
    /// A key had no effect because it is absent or cannot be reached.
    #[serde(rename = "ignored", with = "crate::wire::alone")]
    Ignored {
        /// The `value`.
        value: String,
    },
    /// The privileged log: never shown at the keypad.
    #[serde(rename = "log", with = "crate::wire::alone")]
    Log {
        /// The `value`.
        value: TwinRecord,
    },
    /// What the lock answers a message of its app.
    #[serde(rename = "answer", with = "crate::wire::alone")]
    Answer {
        /// The `value`.
        value: TwinAnswer,
    },
}

/// NetCode as seen from outside.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct NetcodeView {
    /// Whether NetCodes are read now.
    pub on: bool,
    /// The layout.
    pub layout: Layout,
    /// Digits of a code.
    pub digits: i64,
    /// Modes that open.
    pub modes: Vec<Mode>,
    /// Grace at either end, minutes.
    pub grace: i64,
    /// Whether a later rental ends the earlier ones.
    pub block_previous: bool,
    /// Rentals and weekly codes in use.
    pub active: i64,
    /// Single-use codes used.
    pub spent: i64,
    /// Codes blocked.
    pub blocked: i64,
    /// The initialisation, once there was one.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initialised: Option<LockTime>,
    /// The lock id, once initialised.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_id: Option<LockId>,
    /// Tries left, where a bucket guards the lock.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries: Option<i64>,
}

/// What a twin's state looks like from outside, without digits and keys.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct TwinView {
    /// The function the lock is in.
    pub function: String,
    /// Where the bolt is.
    pub bolt: Bolt,
    /// Whether the handle is held turned.
    pub handle: String,
    /// Whether the door is open.
    pub door: String,
    /// What the lock's clock shows; virtual time where it has none.
    pub clock: String,
    /// Whether the clock was set since the cells were out.
    pub clock_set: bool,
    /// Its drift in parts per million.
    pub ppm: i64,
    /// `ok`, `low`, `critical`, `dead` or `out`; `override` while a cell is held to the contacts outside.
    pub battery: String,
    /// Wrong codes that count towards a refusal of input.
    pub wrong_codes: i64,
    /// Keys typed and not yet judged.
    pub typed: i64,
    /// Seconds the lock stays open.
    pub open_seconds: i64,
    /// Whether a Sub-Master Code is set.
    pub sub_master: bool,
    /// Whether a Technician Code is set.
    pub technician: bool,
    /// Clients with a code or a card.
    pub clients: i64,
    /// Of these, suspended.
    pub suspended: i64,
    /// Whether a guest's own code holds the lock, in Public.
    pub held: bool,
    /// Whether only Master and Sub-Master open.
    pub lock_down: bool,
    /// Whether no credential is needed now.
    pub code_free: bool,
    /// How the keypad is mounted: right angles from upright.
    pub rotation: i64,
    /// Whether two codes are needed.
    pub dual_authorisation: bool,
    /// Whether an emergency opening is on.
    pub emergency: bool,
    /// Whether a Master Code is set.
    pub master: bool,
    /// Whether programming was begun with a button and is not over.
    pub programming: bool,
    /// Kind of the cells.
    pub cells: Cells,
    /// Which kinds of credential work, where they can be switched.
    #[uniffi(default)]
    #[serde(default)]
    pub features: HashMap<String, bool>,
    /// Switches on the inside, where there are any.
    #[uniffi(default)]
    #[serde(default)]
    pub switches: HashMap<String, bool>,
    /// Digits a touchscreen shows and waits for.
    #[uniffi(default)]
    #[serde(default)]
    pub shown: String,
    /// Of a driven bolt: `done`, `missing` or `failed`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handing: Option<String>,
    /// When the lock will lock itself.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locks_at: Option<String>,
    /// NetCode, where the model reads them.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub netcode: Option<NetcodeView>,
    /// Openings left, once low.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openings_left: Option<i64>,
    /// Whether a hub knows the lock, where it has a radio.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paired: Option<bool>,
    /// Until when the keypad refuses input.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refuses_until: Option<String>,
    /// The light on the inside: `green` or `amber` blinking while unlocked or locked, `red-blinking` with low
    /// cells, `red` after a failed handing, `off`.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_led: Option<String>,
}

/// What a guest did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Try {
    /// Typed the code within its time.
    #[serde(rename = "in_time")]
    InTime,
    /// Typed it before.
    #[serde(rename = "early")]
    Early,
    /// Typed it after.
    #[serde(rename = "late")]
    Late,
    /// Mistyped a digit.
    #[serde(rename = "mistyped")]
    Mistyped,
}

/// Refusals of one sort.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Refusal {
    /// What the guest did.
    pub guest: Try,
    /// How often.
    pub times: i64,
    /// What the log says; none where the keypad did not listen.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// One refusal.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Example {
    /// The lock's serial.
    pub serial: String,
    /// When, true time.
    pub at: String,
    /// What the lock's clock showed.
    pub clock: String,
    /// What the guest did.
    pub guest: Try,
    /// What the log says.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct TwinReport {
    /// The model's id.
    pub model: String,
    /// Locks.
    pub locks: i64,
    /// Days.
    pub days: i64,
    /// Stays, each with one code.
    pub stays: i64,
    /// Times a guest typed a code.
    pub tries: i64,
    /// Of these, times the lock opened.
    pub opened: i64,
    /// Of these, times it did not: by what the guest did and what the lock's log says, with the number.
    pub refused: Vec<Refusal>,
    /// Times a lock's cells were changed.
    pub cell_changes: i64,
    /// The widest error of a clock at the end, in seconds; locks whose clock is not set are left out.
    pub widest_clock_error_seconds: i64,
    /// The first refusals, one by one.
    pub examples: Vec<Example>,
}
