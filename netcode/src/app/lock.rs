//! A lock in the app: who administers it, what is wished for, what it is known to have.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::queue::Command;
use super::synchronise::{Link, Transfer};
use super::{Value, checked_name, zone};
use crate::catalogue::{self, Model, Parameter, ParameterRule};
use crate::error::{Error, Result, table::app as codes};
use crate::grant::Layout;
use crate::id::{LockId, Serial};
use crate::link::AppLock;
use crate::time::{ClockRule, LockTime, Zone};
use crate::twin::{Bolt, Daylight, Moment, TrailEntry};

/// A lock to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLock {
    name: String,
    model: String,
    serial: Serial,
    zone: Zone,
    gateway: bool,
}

impl NewLock {
    /// A lock of this model in this zone, without a gateway. Its serial is its name.
    ///
    /// # Errors
    /// `app.name_out_of_range`, `zone.unknown`; `key.serial_length` for a name that is no serial: then give one.
    pub fn new(name: &str, model: &str, zone: &str) -> Result<Self> {
        let name = checked_name(name)?;
        Ok(Self {
            serial: Serial::new(&name)?,
            name,
            model: model.into(),
            zone: Zone::parse(zone)?,
            gateway: false,
        })
    }

    /// The same lock with this serial.
    #[must_use]
    pub const fn with_serial(mut self, serial: Serial) -> Self {
        self.serial = serial;
        self
    }

    /// The same lock, with a WiFi gateway or without.
    #[must_use]
    pub const fn with_gateway(mut self, gateway: bool) -> Self {
        self.gateway = gateway;
        self
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The model's id or alias.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// What its key is derived for.
    pub const fn serial(&self) -> &Serial {
        &self.serial
    }
}

/// How a lock was when it was last reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// When that was.
    pub at: DateTime<Utc>,
    /// What its software is.
    pub firmware: String,
    /// How its cells were: `ok`, `low`, `dead`, `out` or `override`.
    pub battery: String,
    /// What its clock showed.
    pub clock: Moment,
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
    pub grace: Option<u32>,
}

/// A lock of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    name: String,
    model: String,
    serial: Serial,
    zone: String,
    clock_rule: ClockRule,
    /// The key pressed before a NetCode, and the digits of one, as delivered.
    prefix: String,
    digits: u8,
    /// What each parameter can be, as the catalogue had it when the lock was added.
    pub(super) rules: BTreeMap<Parameter, ParameterRule>,
    pub(super) gateway: bool,
    pub(super) administrators: BTreeSet<String>,
    /// What is wished for.
    pub(super) desired: BTreeMap<Parameter, Value>,
    /// What the lock is known to have.
    pub(super) known: BTreeMap<Parameter, Value>,
    /// What was changed here and at the lock.
    pub(super) conflicts: BTreeSet<Parameter>,
    /// The dates of daylight saving follow from the zone.
    pub(super) daylight_of_zone: bool,
    pub(super) seen: Option<Seen>,
    pub(super) trail: VecDeque<TrailEntry>,
    pub(super) orders: u64,
    pub(super) tickets: u64,
    pub(super) queue: VecDeque<Command>,
    /// A change whose commit was sent and not answered.
    pub(super) doubt: Option<Transfer>,
    pub(super) link: Option<Link>,
}

/// A lock of an account, to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LockView {
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
    pub desired: BTreeMap<Parameter, Value>,
    /// What the lock is known to have; of the clock, whether it is right.
    pub known: BTreeMap<Parameter, Value>,
    /// How it was when it was last reached.
    pub seen: Option<Seen>,
    /// Commands that wait for it, in order.
    pub queue: Vec<Command>,
}

impl Lock {
    pub(super) fn new(now: DateTime<Utc>, by: &str, new: &NewLock, model: &Model) -> Result<Self> {
        if model.parameters.is_empty() {
            let message = format_args!("the app does not manage a {}", model.id);
            return Err(Error::new(&codes::APP_MODEL_UNMANAGED, message));
        }
        let known: BTreeMap<_, _> = (model.parameters.keys())
            .map(|parameter| (*parameter, Value::as_delivered(model, *parameter)))
            .collect();
        let mut lock = Self {
            name: new.name.clone(),
            model: model.id.clone(),
            serial: new.serial,
            zone: new.zone.name().into(),
            clock_rule: rule(model),
            prefix: (model.netcode.as_ref().and_then(|netcode| netcode.prefix.value))
                .map(String::from)
                .unwrap_or_default(),
            digits: model.netcode_digits().unwrap_or_default(),
            rules: model
                .parameters
                .iter()
                .map(|(parameter, rule)| (*parameter, rule.value.clone()))
                .collect(),
            gateway: new.gateway,
            administrators: BTreeSet::from([by.into()]),
            desired: known.clone(),
            known,
            conflicts: BTreeSet::new(),
            daylight_of_zone: true,
            seen: None,
            trail: VecDeque::new(),
            orders: 0,
            tickets: 0,
            queue: VecDeque::new(),
            doubt: None,
            link: None,
        };
        if let Some(clock) = lock.desired.get_mut(&Parameter::Clock) {
            *clock = Value::Switch(true);
        }
        lock.follow_zone(now)?;
        Ok(lock)
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The model's id.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// What its key is derived for.
    pub const fn serial(&self) -> &Serial {
        &self.serial
    }

    /// The name of its time zone.
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// Whether it has a WiFi gateway.
    pub const fn has_gateway(&self) -> bool {
        self.gateway
    }

    /// Who administers it.
    pub fn administrators(&self) -> impl Iterator<Item = &str> {
        self.administrators.iter().map(String::as_str)
    }

    /// What is wished for, parameter by parameter.
    pub const fn desired(&self) -> &BTreeMap<Parameter, Value> {
        &self.desired
    }

    /// What the lock is known to have: as it was last reached, or as delivered if it never was. `clock` says whether its
    /// clock was right.
    pub const fn known(&self) -> &BTreeMap<Parameter, Value> {
        &self.known
    }

    /// How it was when it was last reached.
    pub const fn seen(&self) -> Option<&Seen> {
        self.seen.as_ref()
    }

    /// Its audit trail as far as it was fetched, the newest last: at most the last 1,000 lines.
    pub fn trail(&self) -> impl Iterator<Item = &TrailEntry> {
        self.trail.iter()
    }

    /// Commands that wait for it, in order.
    pub fn queue(&self) -> impl Iterator<Item = &Command> {
        self.queue.iter()
    }

    /// All of it but the trail, to be shown.
    pub fn view(&self) -> LockView {
        LockView {
            name: self.name.clone(),
            model: self.model.clone(),
            serial: self.serial,
            zone: self.zone.clone(),
            gateway: self.gateway,
            administrators: self.administrators.iter().cloned().collect(),
            desired: self.desired.clone(),
            known: self.known.clone(),
            seen: self.seen.clone(),
            queue: self.queue.iter().cloned().collect(),
        }
    }

    /// How its clock is kept.
    pub(super) const fn clock_rule(&self) -> ClockRule {
        self.clock_rule
    }

    /// What a right clock of the lock shows at a moment.
    pub(super) fn shows(&self, now: DateTime<Utc>) -> Result<Moment> {
        Ok(Moment::from_naive(zone(&self.zone)?.display(self.clock_rule, now)))
    }

    /// Wishes for the daylight saving of the lock's zone, where the dates follow from it and a lock can be told them.
    pub(super) fn follow_zone(&mut self, now: DateTime<Utc>) -> Result<()> {
        let zone = zone(&self.zone)?;
        if let Some(wish) = self.desired.get_mut(&Parameter::DaylightSaving).filter(|_| self.daylight_of_zone)
        {
            // Where the zone has no two dates, somebody sets the clock by hand.
            *wish = Value::Dates(Daylight::of_zone(zone, now).unwrap_or(Daylight::NEVER));
        }
        Ok(())
    }

    /// A number for the next conversation, change or command.
    pub(super) const fn next_order(&mut self) -> u64 {
        self.orders += 1;
        self.orders
    }

    pub(super) fn told(&self) -> AppLock {
        let seen = self.seen.as_ref();
        let modes = match self.known.get(&Parameter::NetcodeModes) {
            Some(Value::Modes(modes)) if seen.is_some() => modes.clone(),
            _ => Vec::new(),
        };
        let text = |of: fn(&Seen) -> &String| seen.map(of).cloned().unwrap_or_default();
        AppLock {
            name: self.name.clone(),
            model: self.model.clone(),
            serial: self.serial,
            zone: self.zone.clone(),
            netcode: self.known.get(&Parameter::Netcode) == Some(&Value::Switch(true)),
            modes,
            lock_id: seen.and_then(|seen| seen.lock_id),
            initialised: seen.and_then(|seen| seen.initialised),
            layout: seen.and_then(|seen| seen.layout).unwrap_or(Layout::S),
            digits: seen.and_then(|seen| seen.digits).unwrap_or(self.digits),
            grace_minutes: seen.and_then(|seen| seen.grace).unwrap_or(0),
            prefix: self.prefix.clone(),
            firmware: text(|seen| &seen.firmware),
            battery: text(|seen| &seen.battery),
            seen_at: seen.map(|seen| seen.at),
        }
    }
}

fn rule(model: &Model) -> ClockRule {
    match model.clock.as_ref().map(|clock| clock.rule.value) {
        Some(catalogue::ClockRule::StandardTime) => ClockRule::StandardTime,
        Some(catalogue::ClockRule::Utc) => ClockRule::Utc,
        Some(catalogue::ClockRule::Civil) | None => ClockRule::Civil,
    }
}
