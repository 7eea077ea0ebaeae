//! What was done in an account: who, when, at which lock.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Entries that are kept.
const KEPT: usize = 1_000;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Action {
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

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// At which lock; empty for the account itself.
    pub lock: String,
    /// What.
    pub action: Action,
    /// To whom or to what; may be empty.
    pub detail: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct History {
    numbers: u64,
    entries: VecDeque<Entry>,
}

impl History {
    pub(super) fn add(&mut self, at: DateTime<Utc>, by: &str, lock: &str, action: Action, detail: &str) {
        self.numbers = self.numbers.saturating_add(1);
        if self.entries.len() >= KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(Entry {
            number: self.numbers,
            at,
            by: by.into(),
            lock: lock.into(),
            action,
            detail: detail.into(),
        });
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }
}
