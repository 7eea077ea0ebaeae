//! The `app` steps of a script: what happens in the account of the lock's app, and over a link.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::{Account, Carrier, Edit, Effect, Fault, Keep, NewLock, converse};
use crate::catalogue::Parameter;
use crate::entropy::Seeded;
use crate::error::Result;
use crate::time::LockTime;
use crate::twin::{self, App, Event, PhoneClient, Settings, Twin};

/// The lock of a script in its account, and who administers it.
const LOCK: &str = "lock";
const WHO: &str = "script";
/// Minutes that a command of a script waits unless it says otherwise.
const WAITS_MINUTES: u32 = 60;

/// What the app does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum AppStep {
    /// Opens the lock, past the account.
    Unlock {
        #[serde(default)]
        phone: Option<String>,
    },
    /// Locks it, past the account.
    Lock {},
    /// Parameters arrive at the lock, past the account.
    Parameters(Box<Settings>),
    /// Wishes for parameters.
    Edit(BTreeMap<String, Value>),
    /// Adds a phone client.
    AddPhone(PhoneClient),
    /// Removes a phone client.
    RemovePhone(String),
    /// A phone client opens the lock in front of it.
    PhoneUnlock(String),
    /// Gives a command that waits until the lock is in reach.
    Ask {
        command: Asked,
        #[serde(default)]
        minutes: Option<u32>,
    },
    /// The lock comes into reach: what waits is delivered.
    Reach(Reach),
    /// Asks for a synchronisation with the lock in reach.
    Synchronise(Reach),
    /// Settles a conflict.
    Resolve { parameter: String, keep: Keep },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Asked {
    Synchronise,
    Unlock,
    Lock,
}

/// How the lock is reached, and what goes wrong message by message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reach {
    #[serde(default)]
    over: Option<Carrier>,
    #[serde(default)]
    faults: Vec<Fault>,
}

/// How the app of a script's lock stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppView {
    /// What the lock does not know yet.
    pub pending: Vec<Parameter>,
    /// What was changed in the app and, otherwise, at the lock.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Parameter>,
    /// Commands that wait.
    pub waiting: usize,
    /// What the step came to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub came_to: Vec<Effect>,
}

/// An account with the one lock of a script.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    account: Account,
}

impl Desk {
    /// The account of a lock that was paired, so that its clock and its settings are known.
    fn paired(twin: &mut Twin) -> Result<Self> {
        let now = moment(twin);
        let mut account = Account::new(WHO, WHO, &mut Seeded::new(0))?;
        let lock = NewLock::new(LOCK, &twin.model().id, "UTC")?.with_gateway(true);
        account.add_model(now, WHO, &lock, twin.model())?;
        let mut desk = Self { account };
        desk.reach(twin, &Reach { over: None, faults: Vec::new() })?;
        Ok(desk)
    }

    fn reach(&mut self, twin: &mut Twin, reach: &Reach) -> Result<(Vec<twin::Effect>, Vec<Effect>)> {
        let (now, over) = (moment(twin), reach.over.unwrap_or(Carrier::Bluetooth));
        let talk = converse(&mut self.account, LOCK, twin, now, over, &reach.faults)?;
        Ok((talk.lock, talk.app))
    }

    fn view(&self, came_to: Vec<Effect>) -> Result<AppView> {
        Ok(AppView {
            pending: self.account.pending(LOCK)?.iter().map(|pending| pending.parameter).collect(),
            conflicts: self.account.conflicts(LOCK)?.iter().map(|conflict| conflict.parameter).collect(),
            waiting: self.account.lock(LOCK)?.queue().count(),
            came_to,
        })
    }

    fn act(&mut self, twin: &mut Twin, step: &AppStep) -> Result<(Vec<twin::Effect>, Vec<Effect>)> {
        let (now, account) = (moment(twin), &mut self.account);
        match step {
            AppStep::Edit(values) => {
                account.edit(now, WHO, LOCK, &Edit { values: values.clone(), ..Edit::default() })?;
            }
            AppStep::AddPhone(phone) => account.add_phone(now, WHO, LOCK, phone.clone())?,
            AppStep::RemovePhone(name) => account.remove_phone(now, WHO, LOCK, name)?,
            AppStep::PhoneUnlock(name) => {
                account.phone_unlock(now, LOCK, name)?;
                return self.reach(twin, &Reach { over: None, faults: Vec::new() });
            }
            AppStep::Ask { command, minutes } => {
                let minutes = minutes.unwrap_or(WAITS_MINUTES);
                match command {
                    Asked::Synchronise => account.synchronise(now, WHO, LOCK, minutes)?,
                    Asked::Unlock => account.unlock(now, WHO, LOCK, minutes)?,
                    Asked::Lock => account.lock_up(now, WHO, LOCK, minutes)?,
                };
            }
            AppStep::Reach(reach) => return self.reach(twin, reach),
            AppStep::Synchronise(reach) => {
                account.synchronise(now, WHO, LOCK, WAITS_MINUTES)?;
                return self.reach(twin, reach);
            }
            AppStep::Resolve { parameter, keep } => account.resolve(now, WHO, LOCK, parameter, *keep)?,
            AppStep::Unlock { .. } | AppStep::Lock {} | AppStep::Parameters(_) => {}
        }
        Ok((Vec::new(), Vec::new()))
    }
}

impl AppStep {
    /// The step as an event of the lock, if it is one.
    pub(super) fn event(&self) -> Option<Event> {
        Some(Event::App(match self {
            AppStep::Unlock { phone } => App::Unlock { phone: phone.clone() },
            AppStep::Lock {} => App::Lock {},
            AppStep::Parameters(settings) => App::Parameters(settings.clone()),
            _ => return None,
        }))
    }
}

/// Takes a step in the app: at the lock at once, or in the account, which begins with the first such step.
pub(super) fn run(
    desk: &mut Option<Box<Desk>>,
    twin: &mut Twin,
    step: &AppStep,
) -> Result<(Vec<twin::Effect>, Option<Box<AppView>>)> {
    if let Some(event) = step.event() {
        return Ok((twin.step(twin.now(), event)?, None));
    }
    let desk = match desk {
        Some(desk) => desk,
        none => none.insert(Box::new(Desk::paired(twin)?)),
    };
    let (effects, came_to) = desk.act(twin, step)?;
    Ok((effects, Some(Box::new(desk.view(came_to)?))))
}

/// The moment of a lock in UTC.
fn moment(twin: &Twin) -> DateTime<Utc> {
    LockTime::START.naive().and_utc() + TimeDelta::seconds(twin.now().seconds())
}
