//! What a code says, from the issuer's side.

use std::collections::BTreeMap;

use netcode::code::{Code, HeldKey, KeyRef};
use netcode::id::GroupId;
use pyo3::prelude::*;

use crate::enums;
use crate::error::Answer;
use crate::key::{Identity, Reading};
use crate::profile::Profile;
use crate::time::TimeArg;
use crate::value::take;

/// One thing a code says under one key in one epoch.
#[pyclass(frozen, eq, hash, module = "netcode")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Meaning(netcode::code::Meaning);

#[pymethods]
impl Meaning {
    #[new]
    #[pyo3(signature = (reading, group=None))]
    fn new(reading: &Bound<'_, Reading>, group: Option<u16>) -> Self {
        let key = KeyRef::of_group(group);
        Self(netcode::code::Meaning { key, reading: reading.get().0 })
    }

    /// What it says.
    #[getter]
    fn reading(&self) -> Reading {
        Reading(self.0.reading)
    }

    /// The number of the group whose key it was read with, or None for the lock's own.
    #[getter]
    fn group(&self) -> Option<u16> {
        self.0.key.group()
    }

    fn __repr__(&self) -> String {
        format!("<Meaning {}>", self.0.reading.grant)
    }

    fn __getnewargs__(&self) -> (Reading, Option<u16>) {
        (self.reading(), self.group())
    }
}

/// What a code says.
#[pyclass(frozen, eq, hash, module = "netcode")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Inspection(netcode::code::Inspection);

#[pymethods]
impl Inspection {
    #[new]
    #[pyo3(signature = (meanings, reason=None))]
    fn new(meanings: Vec<Bound<'_, Meaning>>, reason: Option<&Bound<'_, PyAny>>) -> Answer<Self> {
        let meanings = meanings.iter().map(|meaning| meaning.get().0).collect();
        Ok(Self(netcode::code::Inspection { meanings, reason: reason.map(take).transpose()? }))
    }

    /// Everything it says, the likeliest first. Most numbers say something in every epoch; only one was issued.
    #[getter]
    fn meanings(&self) -> Vec<Meaning> {
        self.0.meanings.iter().copied().map(Meaning).collect()
    }

    /// With a time given: why it opens or is refused then, as far as the digits, the profile and the time tell.
    #[getter]
    fn reason<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.reason.map(|reason| enums::reason(py, reason)).transpose()
    }

    fn __repr__(&self) -> String {
        format!("<Inspection of {} meanings>", self.0.meanings.len())
    }

    fn __getnewargs__<'py>(&self, py: Python<'py>) -> PyResult<(Vec<Meaning>, Option<Bound<'py, PyAny>>)> {
        Ok((self.meanings(), self.reason(py)?))
    }
}

/// Reads a code under a lock's own key and those of its groups, in the epochs around ``near``: the likeliest meaning
/// first. With ``at`` it also says whether a lock that remembers nothing would open then.
///
/// >>> from netcode import Format, Identity, Profile, SiteKey, inspect
/// >>> key = SiteKey("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f").lock_key("LOCK-0001")
/// >>> lock = Identity.own(key, lock_id=123456, initialised="2026-01-15T09:30")
/// >>> profile = Profile(Format("S", 7), ["standard-multi"])
/// >>> said = inspect(profile, lock, "0004295", "2026-03-14T00:00", at="2026-03-14T10:00")
/// >>> str(said.meanings[0].reading.grant), said.reason.value
/// ('standard-multi 2026-03-14T09:00 1 h', 'expired')
#[pyfunction]
#[pyo3(signature = (profile, own, code, near, *, groups=None, at=None))]
pub(crate) fn inspect(
    profile: &Bound<'_, Profile>,
    own: &Bound<'_, Identity>,
    code: &str,
    near: TimeArg,
    groups: Option<BTreeMap<String, Bound<'_, Identity>>>,
    at: Option<TimeArg>,
) -> Answer<Inspection> {
    let mut keys = vec![HeldKey { key: KeyRef::Own, identity: own.get().identity.clone() }];
    for (group, identity) in groups.iter().flatten() {
        let key = KeyRef::Group(GroupId::parse(group)?.number());
        keys.push(HeldKey { key, identity: identity.get().identity.clone() });
    }
    let code = Code::parse(code)?;
    let said = netcode::code::inspect(&keys, &profile.get().0, &code, near.0, at.map(|at| at.0))?;
    Ok(Inspection(said))
}
