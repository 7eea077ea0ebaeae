//! What the app side takes and answers that is no plain value of the library. Parameters to edit are JSON text, as people
//! write them: `true`, `"urm"`, `5`.

use std::collections::HashMap;

use netcode::app as core;

use crate::{IssuedCode, Json, Result, Serial};

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

/// A change of parameters.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize)]
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

/// A command that waited too long.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ExpiredCommand {
    /// The lock.
    pub lock: String,
    /// The command's number at the lock.
    pub ticket: i64,
}
