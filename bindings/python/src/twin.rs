//! Locks in virtual time.

use std::hash::{Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use netcode::code::SiteKey as CoreSiteKey;
use netcode::id::Serial;
use netcode::script;
use netcode::twin::{self, Moment};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::catalogue::Catalogue;
use crate::error::{Answer, Fail, exception};
use crate::key::SiteKey;
use crate::time::{LockTime, TimeArg};
use crate::value::{give, give_all, take, written};

/// A moment on a lock's clock, to the second: its text, or lock time.
struct ClockArg(Moment);

impl<'py> FromPyObject<'_, 'py> for ClockArg {
    type Error = Fail;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Fail> {
        match value.extract::<&str>() {
            Ok(text) => Ok(Self(Moment::parse(text)?)),
            Err(_) => Ok(Self(Moment::of(value.extract::<TimeArg>()?.0))),
        }
    }
}

fn identity(site_key: Option<&Bound<'_, SiteKey>>, serial: Option<&str>) -> Answer<twin::Identity> {
    let key: Option<CoreSiteKey> = site_key.map(|key| key.get().0.clone());
    Ok(twin::Identity::example()?.with(key, serial.map(Serial::new).transpose()?))
}

pub(crate) fn model(
    name: &str,
    catalogue: Option<&Bound<'_, Catalogue>>,
) -> Answer<std::sync::Arc<netcode::catalogue::Model>> {
    Ok(match catalogue {
        Some(catalogue) => catalogue.get().read().get(name)?.clone(),
        None => netcode::catalogue::Catalogue::builtin()?.get(name)?.clone(),
    })
}

pub(crate) fn with_catalogue<T>(
    catalogue: Option<&Bound<'_, Catalogue>>,
    run: impl FnOnce(&netcode::catalogue::Catalogue) -> netcode::Result<T>,
) -> Answer<T> {
    Ok(match catalogue {
        Some(catalogue) => run(&catalogue.get().read())?,
        None => run(netcode::catalogue::Catalogue::builtin()?)?,
    })
}

/// A lock of a model in virtual time: events in, effects out.
///
/// Without a site key it has the published example key: for trying things out, never for a door.
///
/// >>> from netcode.twin import EventKey, Twin
/// >>> lock = Twin("kl1000-netcode-c2", "2026-07-01T12:00")
/// >>> lock.press("2244").effects
/// ('blue', 'unlock')
/// >>> lock.step("2026-07-01T12:00:05", EventKey("1"))
/// [EffectBolt(value=<Bolt.LOCKED: 'locked'>)]
/// >>> lock.view().typed
/// 1
#[pyclass(frozen, module = "netcode.twin")]
pub(crate) struct Twin {
    session: Mutex<script::Session>,
}

impl Twin {
    pub(crate) fn of(twin: twin::Twin) -> Self {
        Self { session: Mutex::new(script::Session::new(twin)) }
    }

    pub(crate) fn session(&self) -> MutexGuard<'_, script::Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Twin {
    #[new]
    #[pyo3(signature = (model, now, *, site_key=None, serial=None, catalogue=None))]
    fn new(
        model: &str,
        now: ClockArg,
        site_key: Option<&Bound<'_, SiteKey>>,
        serial: Option<&str>,
        catalogue: Option<&Bound<'_, Catalogue>>,
    ) -> Answer<Self> {
        let identity = identity(site_key, serial)?;
        Ok(Self::of(twin::Twin::new(self::model(model, catalogue)?, identity, now.0)))
    }

    /// A twin carried on from the text of its state.
    #[staticmethod]
    #[pyo3(signature = (model, state, *, site_key=None, serial=None, catalogue=None))]
    fn resume(
        model: &str,
        state: &str,
        site_key: Option<&Bound<'_, SiteKey>>,
        serial: Option<&str>,
        catalogue: Option<&Bound<'_, Catalogue>>,
    ) -> Answer<Self> {
        let state = serde_json::from_str(state)
            .map_err(|_| PyValueError::new_err("this text is not the state of a twin"))?;
        Ok(Self::of(twin::Twin::resume(self::model(model, catalogue)?, identity(site_key, serial)?, state)?))
    }

    /// Everything the lock remembers, as text, for :meth:`resume`. It holds the lock's codes, but no keys.
    fn state(&self) -> Answer<String> {
        let state = self.session().twin().state();
        Ok(serde_json::to_string(&state).map_err(|error| PyValueError::new_err(error.to_string()))?)
    }

    /// The id of its model.
    #[getter]
    fn model(&self) -> String {
        self.session().twin().model().id.clone()
    }

    /// Where the bolt is.
    #[getter]
    fn bolt<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        let bolt = self.session().twin().bolt();
        give(py, ("twin", "Bolt"), &bolt)
    }

    /// The moment of the last step.
    #[getter]
    fn now(&self) -> String {
        self.session().twin().now().to_string()
    }

    /// What it looks like from outside, without digits and keys.
    fn view<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        let view = self.session().twin().view();
        give(py, ("twin", "View"), &view)
    }

    /// Everything an app sets, as it is set now.
    fn settings<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        let settings = self.session().twin().settings();
        give(py, ("twin", "Settings"), &settings)
    }

    /// Lets time pass until ``now``, then the event happen. The effects are in order.
    fn step<'py>(
        &self,
        py: Python<'py>,
        now: ClockArg,
        event: &Bound<'py, PyAny>,
    ) -> Answer<Bound<'py, PyAny>> {
        let event = take(event)?;
        let effects = py.detach(|| self.session().step(now.0, event))?;
        give_all(py, ("twin", "Effect"), &effects, None)
    }

    /// Takes one step of a script, for example ``{"wait": "3h"}``. A step that cannot act is answered with its error.
    fn act<'py>(&self, py: Python<'py>, step: &Bound<'py, PyAny>) -> Answer<Bound<'py, PyAny>> {
        let step = written(step)?.to_string();
        let line = py.detach(|| self.session().act(&step))?;
        give(py, ("script", "Line"), &line)
    }

    /// Types keys, blanks ignored; with ``more`` the entry stays open for the next keys. What cannot be typed is raised.
    #[pyo3(signature = (keys, *, more=false))]
    fn press<'py>(&self, py: Python<'py>, keys: &str, more: bool) -> Answer<Bound<'py, PyAny>> {
        let step = serde_json::json!({ "keys": keys, "more": more }).to_string();
        match py.detach(|| self.session().act(&step))? {
            script::Line::Failed { error, .. } => Err(error.into()),
            done @ script::Line::Done { .. } => give(py, ("script", "Line"), &done),
        }
    }

    /// Runs a script, a mapping or its JSON text, on a new lock and answers every step.
    #[staticmethod]
    #[pyo3(signature = (script, *, catalogue=None))]
    fn run<'py>(
        py: Python<'py>,
        script: &Bound<'py, PyAny>,
        catalogue: Option<&Bound<'_, Catalogue>>,
    ) -> Answer<Bound<'py, PyAny>> {
        let script = script::Script::parse(&text_of(script)?)?;
        let lines = with_catalogue(catalogue, |known| script.run(known))?;
        give_all(py, ("script", "Line"), &lines, None)
    }

    /// The keypad, and what the lock looks like from outside.
    fn _repr_svg_(&self) -> String {
        netcode::draw::twin(self.session().twin())
    }

    fn __repr__(&self) -> String {
        let session = self.session();
        format!("<Twin {} at {}>", session.twin().model().id, session.twin().now())
    }
}

/// JSON text as it is, anything else written as JSON.
fn text_of(value: &Bound<'_, PyAny>) -> Answer<String> {
    match value.extract::<String>() {
        Ok(text) => Ok(text),
        Err(_) => Ok(written(value)?.to_string()),
    }
}

/// A model, a moment and the events since: with the lock's identity, the whole run.
///
/// >>> from netcode.twin import EventKey, Trace
/// >>> trace = Trace("kl1000-netcode-c2", "2026-07-01T12:00")
/// >>> trace.record("2026-07-01T12:00:05", EventKey("1"))
/// >>> twin, answers = trace.replay()
/// >>> twin.now, answers
/// ('2026-07-01T12:00:05', [[]])
#[pyclass(frozen, eq, module = "netcode.twin")]
pub(crate) struct Trace(Mutex<twin::Trace>);

impl PartialEq for Trace {
    fn eq(&self, other: &Self) -> bool {
        self.copy() == other.copy()
    }
}

impl Trace {
    fn copy(&self) -> twin::Trace {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[pymethods]
impl Trace {
    #[new]
    fn new(model: &str, start: ClockArg) -> Self {
        Self(Mutex::new(twin::Trace::new(model, start.0)))
    }

    /// The trace of a script, a mapping or its JSON text.
    #[staticmethod]
    fn of_script(script: &Bound<'_, PyAny>) -> Answer<Self> {
        Ok(Self(Mutex::new(script::Script::parse(&text_of(script)?)?.trace())))
    }

    /// Reads a trace from its JSON text.
    #[staticmethod]
    fn from_json(text: &str) -> Answer<Self> {
        let trace =
            serde_json::from_str(text).map_err(|_| PyValueError::new_err("this text is not a trace"))?;
        Ok(Self(Mutex::new(trace)))
    }

    /// The trace as JSON text.
    fn to_json(&self) -> Answer<String> {
        Ok(serde_json::to_string(&self.copy()).map_err(|error| PyValueError::new_err(error.to_string()))?)
    }

    /// Adds an event.
    fn record(&self, at: ClockArg, event: &Bound<'_, PyAny>) -> Answer<()> {
        let event = take(event)?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).record(at.0, event);
        Ok(())
    }

    /// The events, in order, each with its moment.
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> Answer<Vec<(String, Bound<'py, PyAny>)>> {
        let trace = self.copy();
        let events = trace.events().iter();
        events.map(|(at, event)| Ok((at.to_string(), give(py, ("twin", "Event"), event)?))).collect()
    }

    /// Runs the trace on a new lock: the lock afterwards, and the effects of each event or the error it was answered
    /// with.
    #[pyo3(signature = (*, site_key=None, serial=None, catalogue=None))]
    fn replay<'py>(
        &self,
        py: Python<'py>,
        site_key: Option<&Bound<'_, SiteKey>>,
        serial: Option<&str>,
        catalogue: Option<&Bound<'_, Catalogue>>,
    ) -> Answer<(Twin, Vec<Bound<'py, PyAny>>)> {
        let (trace, identity) = (self.copy(), identity(site_key, serial)?);
        let (twin, answers) = with_catalogue(catalogue, |known| trace.replay(known, &identity))?;
        let answers = answers.into_iter().map(|answer| match answer {
            Ok(effects) => give_all(py, ("twin", "Effect"), &effects, None),
            Err(error) => Ok(exception(py, &error)?),
        });
        Ok((Twin::of(twin), answers.collect::<Answer<_>>()?))
    }

    /// The shortest trace found, by leaving out events, for which ``shows`` still answers ``True``.
    fn shrink(&self, py: Python<'_>, shows: &Bound<'_, PyAny>) -> Answer<Self> {
        let mut failed = None;
        let shortest = self.copy().shrink(&mut |trace| {
            let asked = Py::new(py, Trace(Mutex::new(trace.clone())))
                .and_then(|trace| shows.call1((trace,)))
                .and_then(|answer| answer.is_truthy());
            asked.unwrap_or_else(|error| {
                failed.get_or_insert(error);
                false
            })
        });
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(Self(Mutex::new(shortest))),
        }
    }

    fn __repr__(&self) -> String {
        format!("<Trace of {} events>", self.copy().events().len())
    }
}

/// Many locks through days of virtual time: guests early, late and in time, drifting clocks, changed cells.
///
/// >>> from netcode.twin import Fleet
/// >>> report = Fleet("reference", locks=3, start="2026-07-01T00:00", days=30, seed=1).run()
/// >>> report.opened, report.tries
/// (160, 165)
#[pyclass(frozen, eq, hash, module = "netcode.twin")]
#[derive(PartialEq)]
pub(crate) struct Fleet(twin::Fleet);

impl Hash for Fleet {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let twin::Fleet { model, locks, start, days, seed, cell_changes_a_year } = &self.0;
        (model, locks, start, days, seed, cell_changes_a_year).hash(state);
    }
}

#[pymethods]
impl Fleet {
    #[new]
    #[pyo3(signature = (model, *, locks, start, days, seed=0, cell_changes_a_year=1))]
    fn new(
        model: String,
        locks: u32,
        start: TimeArg,
        days: u32,
        seed: u64,
        cell_changes_a_year: u32,
    ) -> Self {
        Self(twin::Fleet { model, locks, start: start.0, days, seed, cell_changes_a_year })
    }

    /// Runs it. The same fleet gives the same report.
    #[pyo3(signature = (*, catalogue=None))]
    fn run<'py>(
        &self,
        py: Python<'py>,
        catalogue: Option<&Bound<'_, Catalogue>>,
    ) -> Answer<Bound<'py, PyAny>> {
        let report = match catalogue {
            Some(catalogue) => {
                let known = catalogue.get();
                py.detach(|| self.0.run(&known.read()))
            }
            None => py.detach(|| self.0.run(netcode::catalogue::Catalogue::builtin()?)),
        }?;
        give(py, ("twin", "Report"), &report)
    }

    /// The first day.
    #[getter]
    fn start(&self) -> LockTime {
        LockTime(self.0.start)
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((&str,), Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("locks", self.0.locks)?;
        named.set_item("start", self.start())?;
        named.set_item("days", self.0.days)?;
        named.set_item("seed", self.0.seed)?;
        named.set_item("cell_changes_a_year", self.0.cell_changes_a_year)?;
        Ok(((&self.0.model,), named))
    }

    fn __repr__(&self) -> String {
        let twin::Fleet { model, locks, days, seed, .. } = &self.0;
        format!("<Fleet {locks} x {model}, {days} days, seed {seed}>")
    }
}
