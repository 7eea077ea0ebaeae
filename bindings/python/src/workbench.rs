//! Twins of an account's locks, to try out what the app does.

use std::sync::{Arc, Mutex};

use netcode::app::{self as core, Carrier, Fault};
use netcode::error::table::core as codes;
use netcode::id::LockId;
use pyo3::prelude::*;

use crate::app::{Account, Bench, new_lock, open, text_of};
use crate::arg::{Int, optional};
use crate::catalogue::Catalogue;
use crate::error::Answer;
use crate::portal::moment;
use crate::twin::{Twin, with_catalogue};
use crate::value::{give, take};
use crate::zone::{MomentArg, ZoneArg};

/// An account together with twins of its locks: to try out what an app does before a lock is at hand.
///
/// >>> from netcode.app import Account, Workbench
/// >>> bench = Workbench(Account("Harbour House", "Ann"))
/// >>> bench.add_lock("Office", model="cl5510", zone="Europe/London", by="Ann")
/// >>> bench.keys("Office", "*")
/// ['red']
/// >>> bench.account.edit("Office", {"netcode": "on"}, by="Ann")
/// >>> ticket = bench.account.synchronise("Office", by="Ann")
/// >>> bench.reach("Office").whole
/// True
/// >>> bench.keys("Office", "*")
/// []
#[pyclass(frozen, eq, module = "netcode.app")]
pub(crate) struct Workbench(Bench);

impl PartialEq for Workbench {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || open(&self.0).clone() == open(&other.0).clone()
    }
}

#[pymethods]
impl Workbench {
    #[new]
    fn new(account: &Bound<'_, Account>) -> Self {
        Self(Arc::clone(&account.get().0))
    }

    /// Reads what was written down.
    #[staticmethod]
    fn from_json(text: &str) -> Answer<Self> {
        Ok(Self(Arc::new(Mutex::new(core::Workbench::from_json(text)?))))
    }

    /// All of it as JSON text, for :meth:`from_json`. Keys and codes are in it: keep it secret.
    fn to_json(&self) -> Answer<String> {
        text_of(&*open(&self.0))
    }

    /// The account; what is changed in it is changed here.
    #[getter]
    fn account(&self) -> Account {
        Account(Arc::clone(&self.0))
    }

    /// Adds a lock to the account and a twin of it, as delivered. With a lock id the twin is initialised for NetCodes at
    /// this minute. The site key is 64 hexadecimal digits, the published example unless given.
    #[pyo3(signature = (name, *, model, zone, by, gateway=false, serial=None, site_key=None, lock_id=None,
        catalogue=None, now=None))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn add_lock(
        &self,
        py: Python<'_>,
        name: &str,
        model: &str,
        zone: ZoneArg,
        by: &str,
        gateway: bool,
        serial: Option<&str>,
        site_key: Option<&str>,
        lock_id: Option<Int>,
        catalogue: Option<&Bound<'_, Catalogue>>,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        let (now, lock) = (moment(py, now)?, new_lock(name, model, zone, gateway, serial)?);
        let id = optional("lock_id", lock_id, &codes::ID_LOCK_ID_OUT_OF_RANGE)?;
        let id = id.map(LockId::new).transpose()?;
        with_catalogue(catalogue, |known| open(&self.0).add_lock(known, now, by, &lock, site_key, id))
    }

    /// Removes a lock and its twin.
    #[pyo3(signature = (lock, *, by, now=None))]
    fn remove_lock(&self, py: Python<'_>, lock: &str, by: &str, now: Option<MomentArg>) -> Answer<()> {
        let now = moment(py, now)?;
        Ok(open(&self.0).remove_lock(now, by, lock)?)
    }

    /// Types keys at a lock, blanks ignored, and ends the entry. Answers one word a flash, beep or move of the bolt.
    #[pyo3(signature = (lock, keys, *, catalogue=None, now=None))]
    fn keys(
        &self,
        py: Python<'_>,
        lock: &str,
        keys: &str,
        catalogue: Option<&Bound<'_, Catalogue>>,
        now: Option<MomentArg>,
    ) -> Answer<Vec<&'static str>> {
        let now = moment(py, now)?;
        with_catalogue(catalogue, |known| open(&self.0).keys(known, now, lock, keys))
    }

    /// The lock comes into reach: what waits for it is delivered. ``faults`` say, message by message, what goes wrong.
    #[pyo3(signature = (lock, *, carrier=None, faults=vec![], catalogue=None, now=None),
        text_signature = "($self, lock, *, carrier=None, faults=(), catalogue=None, now=None)")]
    fn reach<'py>(
        &self,
        py: Python<'py>,
        lock: &str,
        carrier: Option<&Bound<'py, PyAny>>,
        faults: Vec<Bound<'py, PyAny>>,
        catalogue: Option<&Bound<'py, Catalogue>>,
        now: Option<MomentArg>,
    ) -> Answer<Bound<'py, PyAny>> {
        let (now, carrier, faults) = (moment(py, now)?, carrier_of(carrier)?, self::faults(faults)?);
        let talk =
            with_catalogue(catalogue, |known| open(&self.0).reach(known, now, lock, carrier, &faults))?;
        give(py, ("app", "Talk"), &talk)
    }

    /// What a lock shows from outside.
    #[pyo3(signature = (lock, *, catalogue=None))]
    fn view<'py>(
        &self,
        py: Python<'py>,
        lock: &str,
        catalogue: Option<&Bound<'py, Catalogue>>,
    ) -> Answer<Bound<'py, PyAny>> {
        let view = with_catalogue(catalogue, |known| open(&self.0).view(known, lock))?;
        give(py, ("twin", "View"), &view)
    }

    fn __repr__(&self) -> String {
        format!("<Workbench of {}>", open(&self.0).account().name())
    }
}

fn faults(faults: Vec<Bound<'_, PyAny>>) -> Answer<Vec<Fault>> {
    faults.iter().map(take).collect()
}

/// Over Bluetooth, next to the lock, unless it is said otherwise.
fn carrier_of(carrier: Option<&Bound<'_, PyAny>>) -> Answer<Carrier> {
    carrier.map_or(Ok(Carrier::Bluetooth), take)
}

/// Brings an account's lock and its twin together until nothing waits or the link breaks: over Bluetooth unless the
/// carrier is ``"gateway"``. Message by message, ``faults`` say what goes wrong; after the last of them nothing does.
#[pyfunction]
#[pyo3(signature = (account, lock, twin, *, carrier=None, faults=vec![], now=None),
    text_signature = "(account, lock, twin, *, carrier=None, faults=(), now=None)")]
pub(crate) fn converse<'py>(
    py: Python<'py>,
    account: &Bound<'py, Account>,
    lock: &str,
    twin: &Bound<'py, Twin>,
    carrier: Option<&Bound<'py, PyAny>>,
    faults: Vec<Bound<'py, PyAny>>,
    now: Option<MomentArg>,
) -> Answer<Bound<'py, PyAny>> {
    let (carrier, faults) = (carrier_of(carrier)?, self::faults(faults)?);
    let mut session = twin.get().session();
    let talk = account.get().act(py, now, |account, now| {
        core::converse(account, lock, session.twin_mut(), now, carrier, &faults)
    })?;
    give(py, ("app", "Talk"), &talk)
}

/// What the clock of a twin in this zone reads at a moment, for :class:`netcode.twin.Twin`.
#[pyfunction]
#[pyo3(signature = (zone, now=None))]
pub(crate) fn moment_at(py: Python<'_>, zone: ZoneArg, now: Option<MomentArg>) -> Answer<String> {
    Ok(core::moment_at(zone.0.name(), moment(py, now)?)?.to_string())
}
