//! The values of `netcode::access`, generated from the library's own types by `cargo xtask docs`.


use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// What a person is in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Role {
    /// Whose account it is.
    #[serde(rename = "owner")]
    Owner,
    /// As the owner, but for the account itself.
    #[serde(rename = "standard")]
    Standard,
    /// Issues codes; adds, edits and deletes locks.
    #[serde(rename = "associate")]
    Associate,
    /// Issues codes.
    #[serde(rename = "guest")]
    Guest,
}

/// What can be permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Permission {
    /// Generate codes, see and send those that one generated.
    #[serde(rename = "issue")]
    Issue,
    /// Add, edit and delete locks.
    #[serde(rename = "locks")]
    Locks,
    /// Invite, change and remove users.
    #[serde(rename = "users")]
    Users,
    /// Edit the phones that may ask for codes by SMS.
    #[serde(rename = "whitelist")]
    Whitelist,
    /// See the statement and buy credits.
    #[serde(rename = "credits")]
    Credits,
    /// See the audit trail and every code of the account.
    #[serde(rename = "audit")]
    Audit,
    /// Change or close the account, take keys out of it.
    #[serde(rename = "account")]
    Account,
}

/// What a person is held to beyond their role. What is not named is not limited.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Limits {
    /// At most so many codes in all, those of people they invited included.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes_max: Option<i64>,
    /// Only codes that give access for at most so many days, 1 or more.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_max: Option<i64>,
    /// Only these locks, by their ids in the portal.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doors: Option<Vec<String>>,
    /// Nothing from this instant on.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
}
