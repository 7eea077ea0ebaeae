//! The lock-management app: accounts, what is wished for and synchronising.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use netcode::app::{self as core, Edit, Keep, LinkEvent, NewLock};
use netcode::entropy::SystemEntropy;
use netcode::id::Serial;
use netcode::link;
use netcode::twin::PhoneClient;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::error::Answer;
use crate::portal::moment;
use crate::twin::with_catalogue;
use crate::value::{give, give_all, take, written};
use crate::zone::{MomentArg, ZoneArg};

/// The key under which an app's account lets a portal see its locks: 10 to 64 letters and digits, case matters.
///
/// >>> from netcode.app import AccessKey
/// >>> AccessKey("aB3dE5gH7j")
/// <AccessKey [redacted]>
/// >>> AccessKey("aB3dE5gH7j") == AccessKey("ab3de5gh7j")
/// False
#[pyclass(frozen, eq, module = "netcode.app")]
#[derive(PartialEq)]
pub(crate) struct AccessKey(link::AccessKey);

#[pymethods]
impl AccessKey {
    #[new]
    fn new(text: &str) -> Answer<Self> {
        Ok(Self(link::AccessKey::parse(text)?))
    }

    /// A fresh key of 16 letters and digits.
    #[staticmethod]
    fn generate() -> Answer<Self> {
        Ok(Self(link::AccessKey::generate(&mut SystemEntropy)?))
    }

    /// The text, for those who may see it.
    fn expose(&self) -> &str {
        self.0.expose()
    }

    #[expect(clippy::unused_self, reason = "a key is not shown")]
    fn __repr__(&self) -> &'static str {
        "<AccessKey [redacted]>"
    }
}

/// An account, and the twins of its locks where there are any: an account and its workbench are of one piece.
pub(crate) type Bench = Arc<Mutex<core::Workbench>>;

pub(crate) fn open(bench: &Bench) -> MutexGuard<'_, core::Workbench> {
    bench.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn text_of(value: &impl Serialize) -> Answer<String> {
    Ok(serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))?)
}

pub(crate) fn new_lock(
    name: &str,
    model: &str,
    zone: ZoneArg,
    gateway: bool,
    serial: Option<&str>,
) -> Answer<NewLock> {
    let mut lock = NewLock::new(name, model, zone.0.name())?.with_gateway(gateway);
    if let Some(serial) = serial {
        lock = lock.with_serial(Serial::new(serial)?);
    }
    Ok(lock)
}

fn edit_of(values: &Bound<'_, PyAny>, issued: Vec<Bound<'_, PyAny>>, despite_issued: bool) -> Answer<Edit> {
    let values = serde_json::from_value(written(values)?)
        .map_err(|_| PyValueError::new_err("give a mapping from parameters to their values"))?;
    let issued = issued.iter().map(take).collect::<Answer<_>>()?;
    Ok(Edit { values, issued, despite_issued })
}

/// An account of the app: its access key, and its locks with what is wished for and what they are known to have.
///
/// Every method that changes something says who does it, as ``by``, and takes the moment as ``now``; left out, it is
/// the clock's.
///
/// >>> from netcode.app import Account
/// >>> account = Account("Harbour House", "Ann")
/// >>> account.add_lock("Office", model="cl5510", zone="Europe/London", by="Ann").model
/// 'cl5510'
/// >>> account.edit("Office", {"netcode": "on"}, by="Ann")
/// >>> "netcode" in [pending.parameter for pending in account.pending("Office")]
/// True
#[pyclass(frozen, eq, module = "netcode.app")]
pub(crate) struct Account(pub(crate) Bench);

impl PartialEq for Account {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.copy() == other.copy()
    }
}

impl Account {
    fn of(account: core::Account) -> Self {
        Self(Arc::new(Mutex::new(core::Workbench::new(account))))
    }

    fn copy(&self) -> core::Account {
        open(&self.0).account().clone()
    }

    fn look<T>(&self, look: impl FnOnce(&core::Account) -> netcode::Result<T>) -> Answer<T> {
        Ok(look(open(&self.0).account())?)
    }

    /// Changes something at a moment: the clock's unless one is given.
    pub(crate) fn act<T>(
        &self,
        py: Python<'_>,
        now: Option<MomentArg>,
        act: impl FnOnce(&mut core::Account, DateTime<Utc>) -> netcode::Result<T>,
    ) -> Answer<T> {
        let now = moment(py, now)?;
        Ok(act(open(&self.0).account_mut(), now)?)
    }
}

#[pymethods]
impl Account {
    /// A new account of somebody, with a fresh access key and no locks.
    #[new]
    fn new(name: &str, owner: &str) -> Answer<Self> {
        Ok(Self::of(core::Account::new(name, owner, &mut SystemEntropy)?))
    }

    /// Reads an account that was written down.
    #[staticmethod]
    fn from_json(text: &str) -> Answer<Self> {
        Ok(Self::of(core::Account::from_json(text)?))
    }

    /// The account as JSON text, for :meth:`from_json`. The access key is in it: keep it secret.
    fn to_json(&self) -> Answer<String> {
        text_of(open(&self.0).account())
    }

    /// What it is called.
    #[getter]
    fn name(&self) -> String {
        open(&self.0).account().name().to_owned()
    }

    /// Who opened it: may add locks.
    #[getter]
    fn owner(&self) -> String {
        open(&self.0).account().owner().to_owned()
    }

    /// The locks, by name.
    fn locks<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        let locks: Vec<_> = open(&self.0).account().locks().map(core::Lock::view).collect();
        give_all(py, ("app", "LockView"), &locks, None)
    }

    /// The lock of this name.
    fn lock<'py>(&self, py: Python<'py>, name: &str) -> Answer<Bound<'py, PyAny>> {
        let lock = self.look(|account| account.lock(name).map(core::Lock::view))?;
        give(py, ("app", "LockView"), &lock)
    }

    /// A lock's audit trail as far as it was fetched, the newest last: at most the last 1,000 lines.
    fn trail<'py>(&self, py: Python<'py>, lock: &str) -> Answer<Bound<'py, PyAny>> {
        let trail = self.look(|account| Ok(account.lock(lock)?.trail().cloned().collect::<Vec<_>>()))?;
        give_all(py, ("twin", "TrailEntry"), &trail, None)
    }

    /// What was done in the account, the newest last: at most the last 1,000 entries.
    fn history<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        let entries: Vec<_> = open(&self.0).account().history().cloned().collect();
        give_all(py, ("app", "Entry"), &entries, None)
    }

    /// Adds a lock; its serial is its name unless given. Whoever adds it becomes its administrator; the account's owner
    /// may, and whoever administers one of its locks.
    #[pyo3(signature = (name, *, model, zone, by, gateway=false, serial=None, catalogue=None, now=None))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn add_lock<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        model: &str,
        zone: ZoneArg,
        by: &str,
        gateway: bool,
        serial: Option<&str>,
        catalogue: Option<&Bound<'py, Catalogue>>,
        now: Option<MomentArg>,
    ) -> Answer<Bound<'py, PyAny>> {
        let (now, lock) = (moment(py, now)?, new_lock(name, model, zone, gateway, serial)?);
        let lock = with_catalogue(catalogue, |known| {
            open(&self.0).account_mut().add_lock(known, now, by, &lock).map(core::Lock::view)
        })?;
        give(py, ("app", "LockView"), &lock)
    }

    /// Removes a lock from the account. The lock itself stays as it is set.
    #[pyo3(signature = (lock, *, by, now=None))]
    fn remove_lock(&self, py: Python<'_>, lock: &str, by: &str, now: Option<MomentArg>) -> Answer<()> {
        self.act(py, now, |account, now| account.remove_lock(now, by, lock))
    }

    /// Gives the lock a WiFi gateway, or takes it away.
    #[pyo3(signature = (lock, gateway, *, by, now=None))]
    fn set_gateway(
        &self,
        py: Python<'_>,
        lock: &str,
        gateway: bool,
        by: &str,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        self.act(py, now, |account, now| account.set_gateway(now, by, lock, gateway))
    }

    /// Makes somebody an administrator of a lock.
    #[pyo3(signature = (lock, name, *, by, now=None))]
    fn add_administrator(
        &self,
        py: Python<'_>,
        lock: &str,
        name: &str,
        by: &str,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        self.act(py, now, |account, now| account.add_administrator(now, by, lock, name))
    }

    /// Takes somebody's rights over a lock away. The last administrator stays.
    #[pyo3(signature = (lock, name, *, by, now=None))]
    fn remove_administrator(
        &self,
        py: Python<'_>,
        lock: &str,
        name: &str,
        by: &str,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        self.act(py, now, |account, now| account.remove_administrator(now, by, lock, name))
    }

    /// The access key, for an administrator of one of the account's locks.
    #[pyo3(signature = (*, by))]
    fn access_key(&self, by: &str) -> Answer<AccessKey> {
        self.look(|account| account.access_key(by).cloned().map(AccessKey))
    }

    /// Generates a new access key. The old one is dead at once: portals that were linked by it must be linked again.
    #[pyo3(signature = (*, by, now=None))]
    fn regenerate_access_key(&self, py: Python<'_>, by: &str, now: Option<MomentArg>) -> Answer<AccessKey> {
        self.act(py, now, |account, now| {
            account.regenerate_access_key(now, by, &mut SystemEntropy).cloned().map(AccessKey)
        })
    }

    /// What the app tells whoever has its access key, for a portal's ``link_app``: its locks as they were last seen.
    fn tell<'py>(&self, py: Python<'py>, key: &Bound<'py, AccessKey>) -> Answer<Bound<'py, PyAny>> {
        give(py, ("link", "AppReport"), &self.look(|account| account.tell(&key.get().0))?)
    }

    /// Adds a phone client; it opens once the lock is synchronised. Its times are civil time at the lock.
    #[pyo3(signature = (lock, phone, *, by, now=None))]
    fn add_phone(
        &self,
        py: Python<'_>,
        lock: &str,
        phone: &Bound<'_, PyAny>,
        by: &str,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        let phone = take::<PhoneClient>(phone)?;
        self.act(py, now, |account, now| account.add_phone(now, by, lock, phone))
    }

    /// Suspends a phone client, or restores it. The app refuses it at once, the lock once it is synchronised.
    #[pyo3(signature = (lock, name, suspended=true, *, by, now=None))]
    fn suspend_phone(
        &self,
        py: Python<'_>,
        lock: &str,
        name: &str,
        suspended: bool,
        by: &str,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        self.act(py, now, |account, now| account.suspend_phone(now, by, lock, name, suspended))
    }

    /// Removes a phone client. The app refuses it at once, the lock once it is synchronised.
    #[pyo3(signature = (lock, name, *, by, now=None))]
    fn remove_phone(
        &self,
        py: Python<'_>,
        lock: &str,
        name: &str,
        by: &str,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        self.act(py, now, |account, now| account.remove_phone(now, by, lock, name))
    }

    /// Raises the reason why a phone cannot unlock a lock now, as far as the app knows; the lock has the last word.
    #[pyo3(signature = (lock, name, *, now=None))]
    fn phone_may_unlock(&self, py: Python<'_>, lock: &str, name: &str, now: Option<MomentArg>) -> Answer<()> {
        let now = moment(py, now)?;
        self.look(|account| account.phone_may_unlock(now, lock, name))
    }

    /// A phone client opens the lock it stands in front of. Answers the ticket; the command waits for a minute.
    #[pyo3(signature = (lock, name, *, now=None))]
    fn phone_unlock(&self, py: Python<'_>, lock: &str, name: &str, now: Option<MomentArg>) -> Answer<u64> {
        self.act(py, now, |account, now| account.phone_unlock(now, lock, name))
    }

    /// Changes what is wished for, parameter by parameter, as people write the values: ``{"netcode": "on",
    /// "relock-delay": 10}``. The lock knows nothing of it before it is synchronised. A change that would end one of
    /// the codes ``issued`` is refused unless it is made ``despite_issued``.
    #[pyo3(signature = (lock, values, *, by, issued=vec![], despite_issued=false, now=None),
        text_signature = "($self, lock, values, *, by, issued=(), despite_issued=False, now=None)")]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn edit(
        &self,
        py: Python<'_>,
        lock: &str,
        values: &Bound<'_, PyAny>,
        by: &str,
        issued: Vec<Bound<'_, PyAny>>,
        despite_issued: bool,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        let edit = edit_of(values, issued, despite_issued)?;
        self.act(py, now, |account, now| account.edit(now, by, lock, &edit))
    }

    /// What a change would do to the codes that were issued, before it is made. Codes that are over are left out.
    #[pyo3(signature = (lock, values, *, issued, now=None))]
    fn mode_change<'py>(
        &self,
        py: Python<'py>,
        lock: &str,
        values: &Bound<'py, PyAny>,
        issued: Vec<Bound<'py, PyAny>>,
        now: Option<MomentArg>,
    ) -> Answer<Bound<'py, PyAny>> {
        let (now, edit) = (moment(py, now)?, edit_of(values, issued, false)?);
        give(py, ("app", "ModeChange"), &self.look(|account| account.mode_change(now, lock, &edit))?)
    }

    /// What the lock does not know yet. The parameters in conflict are among it.
    fn pending<'py>(&self, py: Python<'py>, lock: &str) -> Answer<Bound<'py, PyAny>> {
        give_all(py, ("app", "Pending"), &self.look(|account| account.pending(lock))?, None)
    }

    /// What was changed both in the app and at the lock. Nothing is synchronised until each is settled.
    fn conflicts<'py>(&self, py: Python<'py>, lock: &str) -> Answer<Bound<'py, PyAny>> {
        give_all(py, ("app", "Conflict"), &self.look(|account| account.conflicts(lock))?, None)
    }

    /// Settles a conflict: ``keep`` is ``"app"`` or ``"lock"``. To set something else, edit the parameter.
    #[pyo3(signature = (lock, parameter, keep, *, by, now=None))]
    fn resolve(
        &self,
        py: Python<'_>,
        lock: &str,
        parameter: &str,
        keep: &Bound<'_, PyAny>,
        by: &str,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        let keep = take::<Keep>(keep)?;
        self.act(py, now, |account, now| account.resolve(now, by, lock, parameter, keep))
    }

    /// Asks for a synchronisation, by whichever link comes up first within ``valid_minutes``, 1 to 10080. Answers its
    /// ticket.
    #[pyo3(signature = (lock, *, by, valid_minutes=60, now=None))]
    fn synchronise(
        &self,
        py: Python<'_>,
        lock: &str,
        by: &str,
        valid_minutes: u32,
        now: Option<MomentArg>,
    ) -> Answer<u64> {
        self.act(py, now, |account, now| account.synchronise(now, by, lock, valid_minutes))
    }

    /// Asks for the lock to be opened from afar, through its gateway, within ``valid_minutes``. Answers the ticket.
    #[pyo3(signature = (lock, *, by, valid_minutes=60, now=None))]
    fn unlock(
        &self,
        py: Python<'_>,
        lock: &str,
        by: &str,
        valid_minutes: u32,
        now: Option<MomentArg>,
    ) -> Answer<u64> {
        self.act(py, now, |account, now| account.unlock(now, by, lock, valid_minutes))
    }

    /// Asks for the lock to be locked from afar, through its gateway, within ``valid_minutes``. Answers the ticket.
    #[pyo3(signature = (lock, *, by, valid_minutes=60, now=None))]
    fn lock_up(
        &self,
        py: Python<'_>,
        lock: &str,
        by: &str,
        valid_minutes: u32,
        now: Option<MomentArg>,
    ) -> Answer<u64> {
        self.act(py, now, |account, now| account.lock_up(now, by, lock, valid_minutes))
    }

    /// Drops the commands whose time is over and that are not on their way. Answers the locks and tickets.
    #[pyo3(signature = (*, now=None))]
    fn expire(&self, py: Python<'_>, now: Option<MomentArg>) -> Answer<Vec<(String, u64)>> {
        self.act(py, now, |account, now| Ok(account.expire(now)))
    }

    /// What to do when something happens to the link to a lock, for whoever carries the messages: send what the effects
    /// say, and step again with the answer, or with silence.
    #[pyo3(signature = (lock, event, *, now=None))]
    fn step<'py>(
        &self,
        py: Python<'py>,
        lock: &str,
        event: &Bound<'py, PyAny>,
        now: Option<MomentArg>,
    ) -> Answer<Bound<'py, PyAny>> {
        let event = take::<LinkEvent>(event)?;
        let effects = self.act(py, now, |account, now| account.step(now, lock, event))?;
        give_all(py, ("app", "Effect"), &effects, None)
    }

    fn __repr__(&self) -> String {
        let bench = open(&self.0);
        format!("<Account {} of {}>", bench.account().name(), bench.account().owner())
    }
}
