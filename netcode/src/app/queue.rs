//! Commands that wait for a lock: in order, each with an expiry.

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::history::Action;
use super::lock::Lock;
use super::synchronise::Effect;
use super::{Account, checked_name};
use crate::error::{Error, Result, table::app as codes};

/// Most commands that wait for one lock.
const MOST_WAITING: usize = 32;
/// The longest a command waits, in minutes: a week.
const LONGEST_MINUTES: u32 = 10_080;

/// What a lock is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Task {
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

impl Task {
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Task::Synchronise => "synchronise",
            Task::Unlock { .. } => "unlock",
            Task::Lock => "lock",
        }
    }
}

/// A command that waits for a lock, or is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Its number at the lock, from 1.
    pub ticket: u64,
    /// Who gave it.
    pub by: String,
    /// What is to be done.
    pub task: Task,
    /// When it was given.
    pub asked_at: DateTime<Utc>,
    /// When it is dropped, if it was not carried out by then.
    pub expires_at: DateTime<Utc>,
    /// The order it was sent as, while the answer is not here.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub(super) sent: Option<u64>,
}

impl Account {
    /// Asks for a synchronisation, by whichever link comes up first within `valid_minutes`. One that waits already is
    /// kept, with the later expiry; one that is on its way is followed by another. Answers with its ticket.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`, `app.validity_out_of_range`, `app.queue_full`.
    pub fn synchronise(
        &mut self,
        now: DateTime<Utc>,
        by: &str,
        lock: &str,
        valid_minutes: u32,
    ) -> Result<u64> {
        let record = self.administered(by, lock)?;
        record.follow_zone(now)?;
        let expires_at = expiry(now, valid_minutes)?;
        // One that is on its way knows nothing of what was wished for since.
        let waiting = record
            .queue
            .iter()
            .position(|command| command.task == Task::Synchronise && !record.in_flight(command.ticket));
        if let Some(waiting) = waiting.and_then(|at| record.queue.get_mut(at)) {
            waiting.expires_at = waiting.expires_at.max(expires_at);
            return Ok(waiting.ticket);
        }
        self.ask(now, by, lock, Task::Synchronise, expires_at)
    }

    /// Asks for the lock to be opened from afar, through its gateway, within `valid_minutes`. Answers with the ticket.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`, `app.no_gateway`, `app.validity_out_of_range`, `app.queue_full`.
    pub fn unlock(&mut self, now: DateTime<Utc>, by: &str, lock: &str, valid_minutes: u32) -> Result<u64> {
        self.remote(now, by, lock, Task::Unlock { phone: None }, valid_minutes)
    }

    /// Asks for the lock to be locked from afar, through its gateway, within `valid_minutes`. Answers with the ticket.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`, `app.no_gateway`, `app.validity_out_of_range`, `app.queue_full`.
    pub fn lock_up(&mut self, now: DateTime<Utc>, by: &str, lock: &str, valid_minutes: u32) -> Result<u64> {
        self.remote(now, by, lock, Task::Lock, valid_minutes)
    }

    fn remote(&mut self, now: DateTime<Utc>, by: &str, lock: &str, task: Task, minutes: u32) -> Result<u64> {
        let record = self.administered(by, lock)?;
        if !record.gateway {
            return Err(no_gateway(lock));
        }
        let expires_at = expiry(now, minutes)?;
        self.ask(now, by, lock, task, expires_at)
    }

    /// A phone client opens the lock it stands in front of. Answers with the ticket; the command waits for a minute.
    ///
    /// # Errors
    /// Those of [`phone_may_unlock`](Self::phone_may_unlock), `app.queue_full`.
    pub fn phone_unlock(&mut self, now: DateTime<Utc>, lock: &str, name: &str) -> Result<u64> {
        self.lock(lock)?.phone_may_unlock(now, name)?;
        let task = Task::Unlock { phone: Some(checked_name(name)?) };
        self.ask(now, name, lock, task, now + TimeDelta::minutes(1))
    }

    fn ask(
        &mut self,
        now: DateTime<Utc>,
        by: &str,
        lock: &str,
        task: Task,
        expires_at: DateTime<Utc>,
    ) -> Result<u64> {
        self.expire(now);
        let record = self.lock_mut(lock)?;
        if record.queue.len() >= MOST_WAITING {
            let message = format_args!("{MOST_WAITING} commands wait for `{lock}`");
            return Err(Error::new(&codes::APP_QUEUE_FULL, message));
        }
        record.tickets += 1;
        let ticket = record.tickets;
        let word = task.word();
        record.queue.push_back(Command {
            ticket,
            by: by.into(),
            task,
            asked_at: now,
            expires_at,
            sent: None,
        });
        self.history.add(now, by, lock, Action::Asked, word);
        Ok(ticket)
    }

    /// Drops the commands whose time is over and that are not on their way. Answers with the locks and tickets.
    pub fn expire(&mut self, now: DateTime<Utc>) -> Vec<(String, u64)> {
        let mut expired = Vec::new();
        for (name, lock) in &mut self.locks {
            for command in lock.drop_expired(now) {
                self.history.add(now, &command.by, name, Action::Expired, command.task.word());
                expired.push((name.clone(), command.ticket));
            }
        }
        expired
    }

    /// Gives the lock a WiFi gateway, or takes it away.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`.
    pub fn set_gateway(&mut self, now: DateTime<Utc>, by: &str, lock: &str, gateway: bool) -> Result<()> {
        self.administered(by, lock)?.gateway = gateway;
        let detail = if gateway { "gateway on" } else { "gateway off" };
        self.history.add(now, by, lock, Action::Edited, detail);
        Ok(())
    }
}

/// What became of a command.
pub(super) enum End {
    Done,
    Refused(String),
}

impl Lock {
    /// Whether a command's change is on its way, or may have arrived.
    fn in_flight(&self, ticket: u64) -> bool {
        self.link.as_ref().and_then(super::synchronise::Link::ticket) == Some(ticket)
            || self.doubt.as_ref().is_some_and(|transfer| transfer.ticket == ticket)
    }

    pub(super) fn drop_expired(&mut self, now: DateTime<Utc>) -> VecDeque<Command> {
        // What is on its way, or may have arrived, is finished and not dropped half way.
        let (gone, kept) = core::mem::take(&mut self.queue).into_iter().partition(|command| {
            command.expires_at <= now && !self.in_flight(command.ticket) && command.sent.is_none()
        });
        self.queue = kept;
        gone
    }

    /// Takes a command off the queue, and says for the history what became of it.
    pub(super) fn finish(&mut self, ticket: u64, end: End, out: &mut Outcome) {
        let Some(at) = self.queue.iter().position(|command| command.ticket == ticket) else { return };
        if let Some(command) = self.queue.remove(at) {
            let word = command.task.word();
            out.notes.push(match end {
                End::Done => (command.by, Action::Done, word.into()),
                End::Refused(why) => (command.by, Action::Refused, format!("{word}: {why}")),
            });
        }
    }
}

/// What a step leads to: effects, and lines for the history.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) effects: Vec<Effect>,
    pub(super) notes: Vec<(String, Action, String)>,
}

pub(super) fn no_gateway(lock: &str) -> Error {
    Error::new(&codes::APP_NO_GATEWAY, format_args!("`{lock}` has no gateway"))
}

fn expiry(now: DateTime<Utc>, minutes: u32) -> Result<DateTime<Utc>> {
    if !(1..=LONGEST_MINUTES).contains(&minutes) {
        return Err(Error::new(
            &codes::APP_VALIDITY_OUT_OF_RANGE,
            format_args!("a command cannot wait for {minutes} minutes"),
        ));
    }
    Ok(now + TimeDelta::minutes(i64::from(minutes)))
}
