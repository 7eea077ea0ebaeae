//! The values of `netcode::app`, generated from the library's own types by `cargo xtask docs`.


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
