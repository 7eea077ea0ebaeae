//! The values of `netcode::app`, generated from the library's own types by `cargo xtask docs`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// What a step leads to.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum AppEffect {
    /// Send this.
    #[serde(rename = "send", with = "crate::wire::alone")]
    Send {
        /// The `value`.
        value: TwinMessage,
    },
    /// Settings that were made at the lock are the wish from now on.
    #[serde(rename = "adopted")]
    Adopted {
        /// Which.
        parameters: Vec<Parameter>,
    },
    /// What was wished for is on the lock.
    #[serde(rename = "synchronised")]
    Synchronised {
        /// The command.
        ticket: i64,
        /// What was changed on the lock.
        changed: Vec<Parameter>,
    },
    /// Nothing was synchronised: somebody set the lock otherwise meanwhile. See `Account::conflicts`.
    #[serde(rename = "conflicts")]
    Conflicts {
        /// The command.
        ticket: i64,
        /// What is in conflict.
        parameters: Vec<Parameter>,
    },
    /// Nothing was synchronised: the lock cannot be set that way.
    #[serde(rename = "failed")]
    Failed {
        /// The command.
        ticket: i64,
        /// The dotted code of the lock's error.
        code: String,
        /// Its message.
        message: String,
        /// Its remedy.
        hint: String,
    },
    /// A command was carried out.
    #[serde(rename = "done")]
    Done {
        /// The command.
        ticket: i64,
    },
    /// The lock would not carry out a command.
    #[serde(rename = "refused")]
    Refused {
        /// The command.
        ticket: i64,
        /// Why.
        why: Why,
    },
    /// A command waited too long.
    #[serde(rename = "expired")]
    Expired {
        /// The command.
        ticket: i64,
    },
    /// Nothing waits: the link can be closed.
    #[serde(rename = "idle")]
    Idle,
    /// The lock does not answer: the link is given up, commands go on waiting.
    #[serde(rename = "gave_up")]
    GaveUp,
}

/// What a parameter is set to.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum AppValue {
    /// On or off.
    #[serde(rename = "switch", with = "crate::wire::alone")]
    Switch {
        /// The `value`.
        value: bool,
    },
    /// A number of seconds.
    #[serde(rename = "seconds", with = "crate::wire::alone")]
    Seconds {
        /// The `value`.
        value: i64,
    },
    /// NetCode modes, in the order of the scheme.
    #[serde(rename = "modes", with = "crate::wire::alone")]
    Modes {
        /// The `value`.
        value: Vec<Mode>,
    },
    /// Periods, by number.
    #[serde(rename = "periods", with = "crate::wire::alone")]
    Periods {
        /// The `value`.
        value: Vec<TwinSlot>,
    },
    /// Phones, by name.
    #[serde(rename = "phones", with = "crate::wire::alone")]
    Phones {
        /// The `value`.
        value: Vec<PhoneClient>,
    },
    /// Daylight saving.
    #[serde(rename = "dates", with = "crate::wire::alone")]
    Dates {
        /// The `value`.
        value: Daylight,
    },
}

/// What a lock is to do.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum AppTask {
    /// Take over what is wished for, and report.
    #[serde(rename = "synchronise")]
    Synchronise,
    /// Open: for a phone client by name, or for an administrator from afar.
    #[serde(rename = "unlock")]
    Unlock {
        /// Whose phone it is.
        #[uniffi(default)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
    },
    /// Lock before its time.
    #[serde(rename = "lock")]
    Lock,
}

/// A command that waits for a lock, or is on its way.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct AppCommand {
    /// Its number at the lock, from 1.
    pub ticket: i64,
    /// Who gave it.
    pub by: String,
    /// What is to be done.
    pub task: AppTask,
    /// When it was given.
    pub asked_at: Moment,
    /// When it is dropped, if it was not carried out by then.
    pub expires_at: Moment,
}

/// How a lock was when it was last reached.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Seen {
    /// When that was.
    pub at: Moment,
    /// What its software is.
    pub firmware: String,
    /// How its cells were: `ok`, `low`, `dead`, `out` or `override`.
    pub battery: String,
    /// What its clock showed.
    pub clock: ClockTime,
    /// Where the bolt was.
    pub bolt: Bolt,
    /// Seconds by which that was ahead of the time in its zone; nothing while its clock is not set.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_ahead_seconds: Option<i64>,
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
}

/// A lock of an account, to be shown.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct ManagedLock {
    /// What people call it.
    pub name: String,
    /// The model's id.
    pub model: String,
    /// What its key is derived for.
    pub serial: Serial,
    /// The name of its time zone.
    pub zone: String,
    /// Whether it has a WiFi gateway.
    pub gateway: bool,
    /// Who administers it.
    pub administrators: Vec<String>,
    /// What is wished for, parameter by parameter.
    pub desired: HashMap<String, AppValue>,
    /// What the lock is known to have; of the clock, whether it is right.
    pub known: HashMap<String, AppValue>,
    /// Commands that wait for it, in order.
    pub queue: Vec<AppCommand>,
    /// How it was when it was last reached.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum AppAction {
    /// A lock was added.
    #[serde(rename = "lock-added")]
    LockAdded,
    /// A lock was removed from the account.
    #[serde(rename = "lock-removed")]
    LockRemoved,
    /// Somebody became an administrator.
    #[serde(rename = "administrator-added")]
    AdministratorAdded,
    /// Somebody is no administrator any more.
    #[serde(rename = "administrator-removed")]
    AdministratorRemoved,
    /// A new access key was generated.
    #[serde(rename = "access-key-regenerated")]
    AccessKeyRegenerated,
    /// Parameters were changed in the app.
    #[serde(rename = "edited")]
    Edited,
    /// A conflict was settled.
    #[serde(rename = "resolved")]
    Resolved,
    /// A command was given.
    #[serde(rename = "asked")]
    Asked,
    /// It was carried out.
    #[serde(rename = "done")]
    Done,
    /// The lock, or the app, would not carry it out.
    #[serde(rename = "refused")]
    Refused,
    /// It waited too long for the lock.
    #[serde(rename = "expired")]
    Expired,
    /// A setting made at the lock was taken over.
    #[serde(rename = "adopted")]
    Adopted,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct AppEntry {
    /// Its number, from 1 without gaps.
    pub number: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: String,
    /// At which lock; empty for the account itself.
    pub lock: String,
    /// What.
    pub action: AppAction,
    /// To whom or to what; may be empty.
    pub detail: String,
}

/// A parameter of which the lock does not know yet.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Pending {
    /// The parameter.
    pub parameter: Parameter,
    /// What is wished for.
    pub desired: Json,
    /// What the lock is known to have; of the clock, whether it is right.
    pub lock: Json,
}

/// A parameter that was changed in the app and, otherwise, at the lock.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct AppConflict {
    /// The parameter.
    pub parameter: Parameter,
    /// What the app wishes for.
    pub app: Json,
    /// What the lock has.
    pub lock: Json,
}

/// Which side of a conflict counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Keep {
    /// What the app wishes for; the lock is told at the next synchronisation.
    #[serde(rename = "app")]
    App,
    /// What the lock has.
    #[serde(rename = "lock")]
    Lock,
}

/// What a change would do once the lock is synchronised.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct ModeChange {
    /// The modes that open now, as far as the lock is known; none while it does not take NetCodes.
    pub from: Vec<Mode>,
    /// The modes that would open.
    pub to: Vec<Mode>,
    /// Issued codes that open now or later and would not any more, by their start.
    pub dies: Vec<IssuedCode>,
    /// Issued codes that do not open now and would, by their start.
    pub begins: Vec<IssuedCode>,
}

/// What carries the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Carrier {
    /// A phone next to the lock.
    #[serde(rename = "bluetooth")]
    Bluetooth,
    /// The lock's WiFi gateway.
    #[serde(rename = "gateway")]
    Gateway,
}

/// What happens to a link.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub enum LinkEvent {
    /// It is up.
    #[serde(rename = "up", with = "crate::wire::alone")]
    Up {
        /// The `value`.
        value: Carrier,
    },
    /// The lock answered.
    #[serde(rename = "answer", with = "crate::wire::alone")]
    Answer {
        /// The `value`.
        value: TwinAnswer,
    },
    /// No answer came in the time that the carrier allows.
    #[serde(rename = "silence")]
    Silence,
    /// It is down.
    #[serde(rename = "down")]
    Down,
}

/// What becomes of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Fault {
    /// It arrives, and so does the answer.
    #[serde(rename = "none")]
    None,
    /// It is lost.
    #[serde(rename = "lost")]
    Lost,
    /// It arrives, and the answer is lost.
    #[serde(rename = "answer-lost")]
    AnswerLost,
    /// It arrives twice, and both answers do.
    #[serde(rename = "twice")]
    Twice,
    /// The link breaks before it arrives.
    #[serde(rename = "cut")]
    Cut,
    /// It arrives, and the link breaks before the answer does.
    #[serde(rename = "answer-cut")]
    AnswerCut,
}

/// What a conversation came to.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct Talk {
    /// Whether everything that waited was done: a link that broke leaves something waiting.
    pub whole: bool,
    /// What it means for the app, without the messages.
    pub app: Vec<AppEffect>,
    /// What the lock did, without its answers.
    pub lock: Vec<TwinEffect>,
    /// The messages the app sent, repetitions counted.
    pub messages: i64,
}
