//! What a code says under every key a lock holds, for the issuer's and the technician's tools.

use std::sync::Arc;

use netcode::code as core;

use crate::{Code, Identity, KeyRef, LockTime, Profile, Reading, Reason, Result};

/// A key that a lock holds: its own or a group's.
#[derive(Debug, Clone, uniffi::Record)]
pub struct HeldKey {
    /// Which.
    pub key: KeyRef,
    /// The key with its lock id and generation.
    pub identity: Arc<Identity>,
}

/// One thing a code says under one key in one epoch.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Eq)]
pub struct Meaning {
    /// Whose key it was read with.
    pub key: KeyRef,
    /// What it says.
    pub reading: Reading,
}

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Eq)]
pub struct Inspection {
    /// Everything it says, the likeliest first. Most numbers say something in every epoch; only one was issued.
    pub meanings: Vec<Meaning>,
    /// With a time given: why it opens or is refused then, as far as the digits, the profile and the time tell.
    pub reason: Option<Reason>,
}

/// Reads a code under every key and in the epochs around `near`, the likeliest meaning first; with `at`, also says
/// whether a lock that remembers nothing would open then. Privileged. Fails with `code.wrong_length`.
#[uniffi::export(default(at = None))]
pub fn inspect(
    keys: Vec<HeldKey>,
    profile: &Profile,
    code: Code,
    near: LockTime,
    at: Option<LockTime>,
) -> Result<Inspection> {
    let held = |held: HeldKey| core::HeldKey { key: held.key.into(), identity: held.identity.0.clone() };
    let keys: Vec<core::HeldKey> = keys.into_iter().map(held).collect();
    let of = core::inspect(&keys, &profile.0, &code, near, at)?;
    let told = |of: core::Meaning| Meaning { key: of.key.into(), reading: of.reading.into() };
    Ok(Inspection {
        meanings: of.meanings.into_iter().map(told).collect(),
        reason: of.reason.map(Into::into),
    })
}
