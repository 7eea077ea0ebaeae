//! The values of `netcode::error`, generated from the library's own types by `cargo xtask docs`.


use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// What went wrong.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Failure {
    /// The `kind`.
    pub kind: ErrorKind,
    /// The stable dotted code.
    pub code: String,
    /// What went wrong, in words.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}
