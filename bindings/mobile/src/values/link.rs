//! The values of `netcode::link`, generated from the library's own types by `cargo xtask docs`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// A code that was issued, as far as somebody must know it who changes a lock's mode.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct IssuedCode {
    /// The name by which its issuer knows it.
    pub id: String,
    /// What it permits.
    #[serde(with = "crate::wire::objects")]
    pub grant: Arc<Grant>,
    /// Whom it is for.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<String>,
}
