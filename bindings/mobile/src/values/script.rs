//! The values of `netcode::script`, generated from the library's own types by `cargo xtask docs`.


use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// How the app of a script's lock stands.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct AppView {
    /// What the lock does not know yet.
    pub pending: Vec<Parameter>,
    /// Commands that wait.
    pub waiting: i64,
    /// What was changed in the app and, otherwise, at the lock.
    #[uniffi(default)]
    #[serde(default)]
    pub conflicts: Vec<Parameter>,
    /// What the step came to.
    #[uniffi(default)]
    #[serde(default)]
    pub came_to: Vec<AppEffect>,
}

/// The answer to one step.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// What the lock did.
    Done {
        /// The step, counted from 0.
        step: i64,
        /// One word for each flash, beep and move of the bolt, in order.
        effects: Vec<String>,
        /// Where the bolt is at the end of the step.
        bolt: Bolt,
        /// The state at the end of the step, without digits and keys.
        state: TwinView,
        /// Keys that had no effect because they are absent or cannot be reached.
        #[uniffi(default)]
        #[serde(default)]
        ignored: Vec<String>,
        /// How the app stands, after a step in it.
        #[uniffi(default)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        app: Option<AppView>,
    },
    /// The step cannot act on this lock.
    Failed {
        /// The step, counted from 0.
        step: i64,
        /// Why.
        error: Failure,
    },
}
