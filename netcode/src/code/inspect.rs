//! What a code says and whether it would open, from the issuer's side: no lock and no memory of one is needed.

use std::vec::Vec;

use super::accept::{Reason, judge};
use super::state::{KeyRef, State};
use super::{Code, Identity, Profile, Reading};
use crate::error::Result;
use crate::id::LockId;
use crate::time::LockTime;

/// A key that a lock holds: its own or a group's.
#[derive(Debug, Clone)]
pub struct HeldKey {
    /// Which.
    pub key: KeyRef,
    /// The key with its lock id and generation.
    pub identity: Identity,
}

/// One thing a code says under one key in one epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Meaning {
    /// Whose key it was read with.
    pub key: KeyRef,
    /// What it says.
    pub reading: Reading,
}

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Inspection {
    /// Everything it says, the likeliest first. Most numbers say something in every epoch; only one was issued.
    pub meanings: Vec<Meaning>,
    /// With a time given: why it opens or is refused then, as far as the digits, the profile and the time tell.
    pub reason: Option<Reason>,
}

/// Reads a code under every key and in the epochs around `near`, the likeliest meaning first: at a given time `at`
/// the one the lock would act on, else the one that starts soonest after `near`.
///
/// With `at`, also says whether a lock that remembers nothing would open then. What the lock remembers (spent,
/// blocked, superseded, tries left) is not known here; see [`Verifier::reason`](super::Verifier::reason).
///
/// # Errors
/// `code.wrong_length` when the code does not have the profile's digits.
pub fn inspect(
    keys: &[HeldKey],
    profile: &Profile,
    code: &Code,
    near: LockTime,
    at: Option<LockTime>,
) -> Result<Inspection> {
    let format = profile.format();
    let present = format.epoch_of(at.unwrap_or(near));
    let mut meanings = Vec::new();
    for HeldKey { key, identity } in keys {
        for epoch in present.saturating_sub(1)..=present + 1 {
            let reading = identity.read(format, code, epoch)?;
            meanings.extend(reading.map(|reading| Meaning { key: *key, reading }));
        }
    }
    let Some(at) = at else {
        meanings.sort_by_key(|meaning| {
            let away = meaning.reading.grant.start().minutes_since(near.midnight());
            (away < 0, away.abs())
        });
        return Ok(Inspection { meanings, reason: None });
    };
    let state = State::new(LockId::LOWEST, LockTime::START);
    let judged = |meaning: &Meaning| judge(profile, &state, &meaning.reading, code, at);
    meanings.sort_by_key(|meaning| {
        let reason = judged(meaning);
        (reason != Reason::Opens, core::cmp::Reverse(reason), meaning.reading.epoch.abs_diff(present))
    });
    let reason = meanings.first().map_or(Reason::NoMeaning, judged);
    Ok(Inspection { meanings, reason: Some(reason) })
}
