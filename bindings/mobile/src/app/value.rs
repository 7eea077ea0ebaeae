//! What the app side takes and answers. Parameters' values are JSON text, as people write them: `true`, `"urm"`, `5`.

use std::collections::HashMap;
use std::sync::Arc;

use netcode::app as core;

use crate::wire::{cross, objects};
use crate::{
    AppEffect, Bolt, ClockTime, Grant, Json, Layout, LockId, LockTime, Mode, Moment, NetcodeError, Parameter,
    Result, Serial, TrailEntry, TwinAnswer, TwinEffect,
};

mirror! {
    /// What carries the messages to a lock.
    Carrier of core::Carrier {
        /// A phone next to the lock.
        Bluetooth,
        /// The lock's WiFi gateway.
        Gateway,
    }
}

mirror! {
    /// What becomes of one message, when a conversation with a twin is rehearsed.
    Fault of core::Fault {
        /// It arrives, and so does the answer.
        None,
        /// It is lost.
        Lost,
        /// It arrives, and the answer is lost.
        AnswerLost,
        /// It arrives twice, and both answers do.
        Twice,
        /// The link breaks before it arrives.
        Cut,
        /// It arrives, and the link breaks before the answer does.
        AnswerCut,
    }
}

mirror! {
    /// Which side of a conflict counts.
    Keep of core::Keep {
        /// What the app wishes for; the lock is told at the next synchronisation.
        App,
        /// What the lock has.
        Lock,
    }
}

mirror! {
    /// What was done in an account.
    AppAction of core::Action {
        /// A lock was added.
        LockAdded,
        /// A lock was removed from the account.
        LockRemoved,
        /// Somebody became an administrator.
        AdministratorAdded,
        /// Somebody is no administrator any more.
        AdministratorRemoved,
        /// A new access key was generated.
        AccessKeyRegenerated,
        /// Parameters were changed in the app.
        Edited,
        /// A conflict was settled.
        Resolved,
        /// A command was given.
        Asked,
        /// It was carried out.
        Done,
        /// The lock, or the app, would not carry it out.
        Refused,
        /// It waited too long for the lock.
        Expired,
        /// A setting made at the lock was taken over.
        Adopted,
    }
}

/// A lock to add.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NewLock {
    /// What people call it.
    pub name: String,
    /// The model's id or alias.
    pub model: String,
    /// The name of its time zone.
    pub zone: String,
    /// What its key is derived for; its name, if left out.
    #[uniffi(default)]
    pub serial: Option<Serial>,
    /// Whether it has a WiFi gateway.
    #[uniffi(default)]
    pub gateway: bool,
}

impl NewLock {
    pub(super) fn taken(&self) -> Result<core::NewLock> {
        let new = core::NewLock::new(&self.name, &self.model, &self.zone)?.with_gateway(self.gateway);
        Ok(self.serial.map_or(new.clone(), |serial| new.with_serial(serial)))
    }
}

/// A code that was issued, as far as somebody must know it who changes a lock's mode.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
#[uniffi::export(Eq)]
pub struct IssuedCode {
    /// The name by which its issuer knows it.
    pub id: String,
    /// What it permits.
    #[serde(with = "objects")]
    pub grant: Arc<Grant>,
    /// Whom it is for.
    #[uniffi(default)]
    #[serde(default)]
    pub guest: Option<String>,
}

/// A change of parameters.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize)]
#[uniffi::export(Eq)]
pub struct Edit {
    /// The parameters by name, each with its new value as JSON text.
    pub values: HashMap<String, Json>,
    /// The codes that were issued for the lock, as far as is known: a change that would end one of them is refused.
    #[uniffi(default)]
    pub issued: Vec<IssuedCode>,
    /// Make the change although it ends issued codes.
    #[uniffi(default)]
    pub despite_issued: bool,
}

/// What a change would do once the lock is synchronised.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Deserialize)]
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

/// A parameter of which the lock does not know yet.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Deserialize)]
pub struct Pending {
    /// The parameter.
    pub parameter: Parameter,
    /// What is wished for.
    pub desired: Json,
    /// What the lock is known to have; of the clock, whether it is right.
    pub lock: Json,
}

/// A parameter that was changed in the app and, otherwise, at the lock.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Deserialize)]
pub struct AppConflict {
    /// The parameter.
    pub parameter: Parameter,
    /// What the app wishes for.
    pub app: Json,
    /// What the lock has.
    pub lock: Json,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AppEntry {
    /// Its number, from 1 without gaps.
    pub number: u64,
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

impl From<&core::Entry> for AppEntry {
    fn from(of: &core::Entry) -> Self {
        let core::Entry { number, at, by, lock, action, detail } = of.clone();
        Self { number, at, by, lock, action: action.into(), detail }
    }
}

/// What a lock is to do.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum AppTask {
    /// Take over what is wished for, and report.
    Synchronise,
    /// Open: for a phone client by name, or for an administrator from afar.
    Unlock {
        /// Whose phone it is.
        phone: Option<String>,
    },
    /// Lock before its time.
    Lock,
}

/// A command that waits for a lock, or is on its way.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AppCommand {
    /// Its number at the lock, from 1.
    pub ticket: u64,
    /// Who gave it.
    pub by: String,
    /// What is to be done.
    pub task: AppTask,
    /// When it was given.
    pub asked_at: Moment,
    /// When it is dropped, if it was not carried out by then.
    pub expires_at: Moment,
}

impl From<&core::Command> for AppCommand {
    fn from(of: &core::Command) -> Self {
        let task = match &of.task {
            core::Task::Synchronise => AppTask::Synchronise,
            core::Task::Unlock { phone } => AppTask::Unlock { phone: phone.clone() },
            core::Task::Lock => AppTask::Lock,
        };
        let core::Command { ticket, by, asked_at, expires_at, .. } = of.clone();
        Self { ticket, by, task, asked_at, expires_at }
    }
}

/// A command that waited too long.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ExpiredCommand {
    /// The lock.
    pub lock: String,
    /// The command's number at the lock.
    pub ticket: u64,
}

/// How a lock was when it was last reached.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Seen {
    /// When that was.
    pub at: Moment,
    /// What its software is.
    pub firmware: String,
    /// How its cells were: `ok`, `low`, `dead`, `out` or `override`.
    pub battery: String,
    /// What its clock showed.
    pub clock: ClockTime,
    /// Seconds by which that was ahead of the time in its zone; nothing while its clock is not set.
    pub clock_ahead_seconds: Option<i64>,
    /// Where the bolt was.
    pub bolt: Bolt,
    /// The lock id, once initialised.
    pub lock_id: Option<LockId>,
    /// The initialisation, once there was one.
    pub initialised: Option<LockTime>,
    /// The layout of its NetCodes, where it reads any.
    pub layout: Option<Layout>,
    /// Digits of a NetCode.
    pub digits: Option<u8>,
    /// Minutes of grace at either end.
    pub grace_minutes: Option<u32>,
}

impl Seen {
    fn told(of: &core::Seen) -> Result<Self> {
        let core::Seen { at, firmware, battery, clock, clock_ahead_seconds, bolt, .. } = of.clone();
        let layout = of.layout.map(Into::into);
        let (lock_id, initialised, digits) = (of.lock_id, of.initialised, of.digits);
        let bolt = cross("bolt", &bolt)?;
        let grace_minutes = of.grace;
        Ok(Self {
            at,
            firmware,
            battery,
            clock,
            clock_ahead_seconds,
            bolt,
            lock_id,
            initialised,
            layout,
            digits,
            grace_minutes,
        })
    }
}

/// A lock of an account.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
#[uniffi::export(Eq)]
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
    /// What is wished for, by parameter.
    pub desired: HashMap<String, Json>,
    /// What the lock is known to have: as it was last reached, or as delivered if it never was. `clock` says whether its
    /// clock was right.
    pub known: HashMap<String, Json>,
    /// How it was when it was last reached.
    pub seen: Option<Seen>,
    /// Its audit trail as far as it was fetched, the newest last: at most the last 1,000 lines.
    pub trail: Vec<TrailEntry>,
    /// Commands that wait for it, in order.
    pub queue: Vec<AppCommand>,
}

impl ManagedLock {
    pub(super) fn told(of: &core::Lock) -> Result<Self> {
        let plain = |values: &std::collections::BTreeMap<netcode::catalogue::Parameter, core::Value>| {
            values.iter().map(|(parameter, value)| (parameter.as_str().to_owned(), value.plain())).collect()
        };
        Ok(Self {
            name: of.name().to_owned(),
            model: of.model().to_owned(),
            serial: *of.serial(),
            zone: of.zone().to_owned(),
            gateway: of.has_gateway(),
            administrators: of.administrators().map(str::to_owned).collect(),
            desired: plain(of.desired()),
            known: plain(of.known()),
            seen: of.seen().map(Seen::told).transpose()?,
            trail: cross("audit trail", &of.trail().collect::<Vec<_>>())?,
            queue: of.queue().map(Into::into).collect(),
        })
    }
}

/// What happens to the link to a lock.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
#[uniffi::export(Eq)]
#[allow(clippy::large_enum_variant, reason = "it crosses the border once and is not kept")]
pub enum LinkEvent {
    /// It is up.
    Up {
        /// What carries the messages.
        carrier: Carrier,
    },
    /// The lock answered.
    Answer {
        /// What.
        answer: TwinAnswer,
    },
    /// No answer came in the time that the carrier allows.
    Silence,
    /// It is down.
    Down,
}

impl TryFrom<LinkEvent> for core::LinkEvent {
    type Error = NetcodeError;

    fn try_from(of: LinkEvent) -> Result<Self> {
        Ok(match of {
            LinkEvent::Up { carrier } => Self::Up(carrier.into()),
            LinkEvent::Answer { answer } => Self::Answer(cross("answer", &answer)?),
            LinkEvent::Silence => Self::Silence,
            LinkEvent::Down => Self::Down,
        })
    }
}

/// What a conversation with a twin came to.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
#[uniffi::export(Eq)]
pub struct Talk {
    /// What it means for the app, without the messages.
    pub app: Vec<AppEffect>,
    /// What the lock did, without its answers.
    pub lock: Vec<TwinEffect>,
    /// The messages the app sent, repetitions counted.
    pub messages: u32,
    /// Whether everything that waited was done: a link that broke leaves something waiting.
    pub whole: bool,
}

impl Talk {
    pub(super) fn told(of: &core::Talk) -> Result<Self> {
        Ok(Self {
            app: cross("list of effects", &of.app)?,
            lock: cross("list of effects", &of.lock)?,
            messages: of.messages,
            whole: of.whole,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_carrier_and_side_is_told_and_comes_back() {
        for fault in [Fault::None, Fault::Lost, Fault::AnswerLost, Fault::Twice, Fault::Cut, Fault::AnswerCut]
        {
            assert_eq!(Fault::from(core::Fault::from(fault)), fault);
        }
        for carrier in [Carrier::Bluetooth, Carrier::Gateway] {
            assert_eq!(Carrier::from(core::Carrier::from(carrier)), carrier);
        }
        for keep in [Keep::App, Keep::Lock] {
            assert_eq!(Keep::from(core::Keep::from(keep)), keep);
        }
    }
}
