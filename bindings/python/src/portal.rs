//! The portal on each of its stores. Every call lets other threads run.

use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use netcode::access::{MasterKey, PasswordCost, Token};
use netcode::entropy::SystemEntropy;
use netcode::ledger::packages::Packages;
use netcode::outbox::{Courier, Outcome, Parcel};
use netcode::portal as core;
use netcode::store::{MemoryStore, PostgresStore, SqliteStore, Store};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::Answer;
use crate::session::Session;
use crate::value::{give, give_all, take, written};
use crate::zone::MomentArg;

/// The moment given, or that of Python's clock.
pub(crate) fn moment(py: Python<'_>, now: Option<MomentArg>) -> Answer<DateTime<Utc>> {
    if let Some(now) = now {
        return Ok(now.0);
    }
    let datetime = py.import("datetime")?;
    let utc = datetime.getattr("timezone")?.getattr("utc")?;
    Ok(datetime.getattr("datetime")?.call_method1("now", (utc,))?.extract::<MomentArg>()?.0)
}

/// The portal: accounts, users, locks, credits, codes issued exactly once, messages and the audit trail.
///
/// It is opened on a store. Every method takes the moment as ``now``; left out, it is the clock's.
///
/// >>> from netcode.portal import Portal, Registration
/// >>> with Portal.memory("00" * 32) as portal:
/// ...     portal.register(Registration(email="ann@example.com", name="Ann", password="Correct-Horse-7"))
/// ...     [mail] = portal.claim()
/// >>> mail.subject
/// 'Activate your account'
#[pyclass(frozen, module = "netcode.portal")]
pub(crate) struct Portal(Arc<core::Portal>);

impl Portal {
    fn open(
        py: Python<'_>,
        store: Box<dyn Store>,
        master_key: &str,
        settings: Option<&Bound<'_, Settings>>,
    ) -> Answer<Self> {
        let master = MasterKey::from_hex(master_key)?;
        let settings = settings.map(|settings| settings.get().0.clone()).unwrap_or_default();
        let portal = py.detach(|| core::Portal::open(store, master, Box::new(SystemEntropy), settings))?;
        Ok(Self(Arc::new(portal)))
    }

    fn run<T: Send>(
        &self,
        py: Python<'_>,
        now: Option<MomentArg>,
        run: impl FnOnce(&core::Portal, DateTime<Utc>) -> netcode::Result<T> + Send,
    ) -> Answer<T> {
        let now = moment(py, now)?;
        Ok(py.detach(|| run(&self.0, now))?)
    }

    fn signed_in(&self, signed_in: core::SignedIn) -> Session {
        Session::new(Arc::clone(&self.0), signed_in.token.clone(), Some(signed_in))
    }
}

/// How a portal behaves. What is not given stays as it is usual.
#[pyclass(frozen, eq, hash, module = "netcode.portal")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Settings(core::Settings);

impl Hash for Settings {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.0.name, &self.0.base_url, &self.0.support_email, self.0.free_credits).hash(state);
    }
}

#[pymethods]
impl Settings {
    #[new]
    #[pyo3(signature = (*, name=None, base_url=None, support_email=None, free_credits=None, free_locks=None,
        packages=None, password_cost=None, session_hours=None, activation_hours=None, reset_hours=None,
        invitation_hours=None))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn new(
        name: Option<String>,
        base_url: Option<String>,
        support_email: Option<String>,
        free_credits: Option<u32>,
        free_locks: Option<u32>,
        packages: Option<&Bound<'_, PyAny>>,
        password_cost: Option<(u32, u32)>,
        session_hours: Option<u32>,
        activation_hours: Option<u32>,
        reset_hours: Option<u32>,
        invitation_hours: Option<u32>,
    ) -> Answer<Self> {
        let usual = core::Settings::default();
        let packages = packages.map(|offer| Answer::Ok(Packages::from_json(&written(offer)?.to_string())?));
        let cost = password_cost.map(|(memory_kib, passes)| PasswordCost { memory_kib, passes });
        Ok(Self(core::Settings {
            name: name.unwrap_or(usual.name),
            base_url: base_url.unwrap_or(usual.base_url),
            support_email: support_email.unwrap_or(usual.support_email),
            free_credits: free_credits.unwrap_or(usual.free_credits),
            free_locks: free_locks.unwrap_or(usual.free_locks),
            packages: packages.transpose()?.unwrap_or(usual.packages),
            password_cost: cost.unwrap_or(usual.password_cost),
            session_hours: session_hours.unwrap_or(usual.session_hours),
            activation_hours: activation_hours.unwrap_or(usual.activation_hours),
            reset_hours: reset_hours.unwrap_or(usual.reset_hours),
            invitation_hours: invitation_hours.unwrap_or(usual.invitation_hours),
        }))
    }

    fn __repr__(&self) -> String {
        format!("<Settings of {}>", self.0.name)
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> Answer<((), Bound<'py, PyDict>)> {
        let (of, named) = (&self.0, PyDict::new(py));
        for (name, text) in
            [("name", &of.name), ("base_url", &of.base_url), ("support_email", &of.support_email)]
        {
            named.set_item(name, text)?;
        }
        for (name, number) in [
            ("free_credits", of.free_credits),
            ("free_locks", of.free_locks),
            ("session_hours", of.session_hours),
            ("activation_hours", of.activation_hours),
            ("reset_hours", of.reset_hours),
            ("invitation_hours", of.invitation_hours),
        ] {
            named.set_item(name, number)?;
        }
        named.set_item("packages", give_all(py, ("ledger", "Package"), &of.packages.all(), None)?)?;
        named.set_item("password_cost", (of.password_cost.memory_kib, of.password_cost.passes))?;
        Ok(((), named))
    }
}

#[pymethods]
impl Portal {
    /// A portal that forgets everything when it is dropped: for tests.
    #[staticmethod]
    #[pyo3(signature = (master_key, *, settings=None))]
    fn memory(py: Python<'_>, master_key: &str, settings: Option<&Bound<'_, Settings>>) -> Answer<Self> {
        Self::open(py, Box::new(MemoryStore::new()), master_key, settings)
    }

    /// A portal in an SQLite file, made when it is not there.
    #[staticmethod]
    #[pyo3(signature = (path, master_key, *, settings=None))]
    fn sqlite(
        py: Python<'_>,
        path: PathBuf,
        master_key: &str,
        settings: Option<&Bound<'_, Settings>>,
    ) -> Answer<Self> {
        let store = py.detach(|| SqliteStore::open(&path))?;
        Self::open(py, Box::new(store), master_key, settings)
    }

    /// A portal in a PostgreSQL database, for several hosts.
    #[staticmethod]
    #[pyo3(signature = (url, master_key, *, settings=None))]
    fn postgres(
        py: Python<'_>,
        url: &str,
        master_key: &str,
        settings: Option<&Bound<'_, Settings>>,
    ) -> Answer<Self> {
        let store = py.detach(|| PostgresStore::open(url))?;
        Self::open(py, Box::new(store), master_key, settings)
    }

    /// Begins an account and mails its activation link. The answer does not tell whether the address has one already.
    #[pyo3(signature = (registration, *, now=None))]
    fn register(
        &self,
        py: Python<'_>,
        registration: &Bound<'_, PyAny>,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        let registration: core::Registration = take(registration)?;
        self.run(py, now, |portal, now| portal.register(now, &registration))
    }

    /// Opens an account for somebody of an older portal: they set a password with the link they are mailed.
    #[pyo3(signature = (email, name, *, now=None))]
    fn migrate_account(&self, py: Python<'_>, email: &str, name: &str, now: Option<MomentArg>) -> Answer<()> {
        self.run(py, now, |portal, now| portal.migrate_account(now, email, name))
    }

    /// Follows an activation link.
    #[pyo3(signature = (token, *, now=None))]
    fn activate(&self, py: Python<'_>, token: &str, now: Option<MomentArg>) -> Answer<()> {
        self.run(py, now, |portal, now| portal.activate(now, token))
    }

    /// Mails a link that sets a new password. The answer does not tell whether there is such an account.
    #[pyo3(signature = (email, *, now=None))]
    fn request_reset(&self, py: Python<'_>, email: &str, now: Option<MomentArg>) -> Answer<()> {
        self.run(py, now, |portal, now| portal.request_reset(now, email))
    }

    /// Sets the password by a mailed link.
    #[pyo3(signature = (token, new, *, now=None))]
    fn set_password(&self, py: Python<'_>, token: &str, new: &str, now: Option<MomentArg>) -> Answer<()> {
        self.run(py, now, |portal, now| portal.set_password(now, token, new))
    }

    /// Confirms a new address by a mailed link.
    #[pyo3(signature = (token, *, now=None))]
    fn confirm_email(&self, py: Python<'_>, token: &str, now: Option<MomentArg>) -> Answer<()> {
        self.run(py, now, |portal, now| portal.confirm_email(now, token))
    }

    /// Signs in. Every failure is the same.
    #[pyo3(signature = (email, password, *, now=None))]
    fn sign_in(
        &self,
        py: Python<'_>,
        email: &str,
        password: &str,
        now: Option<MomentArg>,
    ) -> Answer<Session> {
        Ok(self.signed_in(self.run(py, now, |portal, now| portal.sign_in(now, email, password))?))
    }

    /// A session of the owner with this address, for whoever operates the portal.
    #[pyo3(signature = (email, *, now=None))]
    fn operate_as(&self, py: Python<'_>, email: &str, now: Option<MomentArg>) -> Answer<Session> {
        Ok(self.signed_in(self.run(py, now, |portal, now| portal.operate_as(now, email))?))
    }

    /// A session of the only account's owner, for whoever operates a portal of one account.
    #[pyo3(signature = (*, now=None))]
    fn operate(&self, py: Python<'_>, now: Option<MomentArg>) -> Answer<Session> {
        Ok(self.signed_in(self.run(py, now, |portal, now| portal.operate(now))?))
    }

    /// The session that a token proves; whether it still does is found when it is used.
    fn session(&self, token: &str) -> Session {
        Session::new(Arc::clone(&self.0), Token::from_text(token), None)
    }

    /// The packages on offer.
    fn packages<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        give_all(py, ("ledger", "Package"), &self.0.packages(), None)
    }

    /// Answers a text message that came in.
    #[pyo3(signature = (request, *, now=None))]
    fn sms_request<'py>(
        &self,
        py: Python<'py>,
        request: &Bound<'py, PyAny>,
        now: Option<MomentArg>,
    ) -> Answer<Bound<'py, PyAny>> {
        let request: core::SmsRequest = take(request)?;
        let answer = self.run(py, now, |portal, now| portal.sms_request(now, &request))?;
        give(py, ("portal", "SmsAnswer"), &answer)
    }

    /// Lends messages that are due to a courier, for five minutes: at most ``limit``, 1 to 100. Each comes back through
    /// :meth:`settle`; one that does not is lent again with the same id.
    #[pyo3(signature = (limit=100, *, now=None))]
    fn claim<'py>(&self, py: Python<'py>, limit: u32, now: Option<MomentArg>) -> Answer<Bound<'py, PyAny>> {
        let parcels = self.run(py, now, |portal, now| portal.claim(now, limit))?;
        give_all(py, ("outbox", "Parcel"), &parcels, None)
    }

    /// Takes a message back from its courier with how the attempt went.
    #[pyo3(signature = (id, outcome, *, now=None))]
    fn settle(
        &self,
        py: Python<'_>,
        id: &str,
        outcome: &Bound<'_, PyAny>,
        now: Option<MomentArg>,
    ) -> Answer<()> {
        let outcome: Outcome = take(outcome)?;
        self.run(py, now, |portal, now| portal.settle(now, id, outcome))
    }

    /// Hands every message that is due to ``deliver``, at most ``limit``, which answers how it went; an exception of
    /// its own means later.
    #[pyo3(signature = (deliver, *, limit=1000, now=None))]
    fn drain<'py>(
        &self,
        py: Python<'py>,
        deliver: Py<PyAny>,
        limit: u32,
        now: Option<MomentArg>,
    ) -> Answer<Bound<'py, PyAny>> {
        let report = self.run(py, now, |portal, now| portal.drain(now, &mut Caller(deliver), limit))?;
        give(py, ("portal", "DrainReport"), &report)
    }

    /// Checks every account's ledger and audit chain.
    fn verify<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        let found = py.detach(|| self.0.verify())?;
        give(py, ("portal", "Verification"), &found)
    }

    fn __enter__(this: Py<Self>) -> Py<Self> {
        this
    }

    #[pyo3(signature = (*_error))]
    fn __exit__(&self, _error: &Bound<'_, pyo3::types::PyTuple>) {}

    fn __repr__(&self) -> String {
        format!("<Portal {}>", self.0.settings().name)
    }
}

/// A courier written in Python.
struct Caller(Py<PyAny>);

impl Courier for Caller {
    fn deliver(&mut self, parcel: &Parcel) -> Outcome {
        Python::attach(|py| {
            let answer = give(py, ("outbox", "Parcel"), parcel)
                .and_then(|parcel| Ok(self.0.bind(py).call1((parcel,))?))
                .and_then(|answer| take(&answer));
            answer.unwrap_or_else(|fail| {
                let class = PyErr::from(fail).get_type(py).name().map(|name| name.to_string());
                Outcome::Later(class.unwrap_or_default())
            })
        })
    }
}

/// What is wrong with a number and a text before an SMS is sent.
#[pyfunction]
pub(crate) fn preflight<'py>(py: Python<'py>, number: &str, text: &str) -> Answer<Bound<'py, PyAny>> {
    give(py, ("outbox", "Preflight"), &netcode::outbox::preflight(number, text))
}

/// The card of a code as a page that stands alone.
#[pyfunction]
pub(crate) fn render_card(card: &Bound<'_, PyAny>) -> Answer<String> {
    Ok(netcode::outbox::render_card(&take(card)?)?)
}
