//! What a code says under every key a lock holds, for the issuer's and the technician's tools.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::code::{self, Code, KeyRef};
use netcode::id::GroupId;

use crate::arg::{Time, given, time};
use crate::error::OrThrow;
use crate::key::{Identity, Reading};
use crate::profile::Profile;

/// A key that a lock holds: its own, or a group's.
#[napi(object, object_to_js = false)]
pub struct HeldKey<'env> {
    /// The key with its lock id and generation.
    #[napi(ts_type = "Identity")]
    pub identity: ClassInstance<'env, Identity>,
    /// Which group's it is, `007`; the lock's own where none is given.
    #[napi(ts_type = "string | null | undefined")]
    pub group: Option<Either<String, Null>>,
}

/// One thing a code says under one key in one epoch.
#[napi(object, object_from_js = false)]
pub struct Meaning<'env> {
    /// The number of the group whose key it was read with; null for the lock's own.
    #[napi(ts_type = "number | null")]
    pub group: Either<u16, Null>,
    /// What it says.
    #[napi(ts_type = "Reading")]
    pub reading: ClassInstance<'env, Reading>,
}

/// What a code says.
#[napi(object, object_from_js = false)]
pub struct Inspection<'env> {
    /// Everything it says, the likeliest first. Most numbers say something in every epoch; only one was issued.
    pub meanings: Vec<Meaning<'env>>,
    /// With a time given: why it opens or is refused then, as far as the digits, the profile and the time tell.
    #[napi(ts_type = "Reason | null")]
    pub reason: Either<&'static str, Null>,
}

/// Reads a code under every key and in the epochs around `near`, the likeliest meaning first; with `at`, also says
/// whether a lock that remembers nothing would open then. Privileged: what it says is not for the keypad.
#[napi]
pub fn inspect<'env>(
    env: &'env Env,
    keys: Vec<HeldKey<'_>>,
    profile: &Profile,
    code: String,
    #[napi(ts_arg_type = "LockTime")] near: Time<'_>,
    #[napi(ts_arg_type = "LockTime | null | undefined")] at: Option<Time<'_>>,
) -> Result<Inspection<'env>> {
    let held = |held: HeldKey<'_>| {
        let group = given(held.group).as_deref().map(GroupId::parse).transpose().or_throw()?;
        let key = KeyRef::of_group(group.map(|group| group.number()));
        Ok(code::HeldKey { key, identity: held.identity.0.clone() })
    };
    let keys = keys.into_iter().map(held).collect::<Result<Vec<_>>>()?;
    let at = at.map(time).transpose()?;
    let of = code::inspect(&keys, &profile.0, &Code::parse(&code).or_throw()?, time(near)?, at).or_throw()?;
    let told = |of: code::Meaning| {
        let group = of.key.group().map_or(Either::B(Null), Either::A);
        Ok(Meaning { group, reading: Reading(of.reading).into_instance(env)? })
    };
    Ok(Inspection {
        meanings: of.meanings.into_iter().map(told).collect::<Result<_>>()?,
        reason: of.reason.map_or(Either::B(Null), |reason| Either::A(reason.as_str())),
    })
}
