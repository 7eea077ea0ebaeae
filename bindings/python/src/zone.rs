//! Zones, and what is known of a lock's clock.

use chrono::{DateTime, NaiveDateTime, SecondsFormat, Utc};
use netcode::error::table::time as codes;
use netcode::time;
use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDateTime, PyDict, PyList};

use crate::arg::Int;
use crate::error::{Answer, Fail};
use crate::time::{LockTime, TimeArg, parts};
use crate::value::{give, give_all, give_in, take};

/// A `datetime` with a zone, any zone. One without is refused with the remedy.
#[derive(Clone, Copy)]
pub(crate) struct MomentArg(pub(crate) DateTime<Utc>);

impl<'py> FromPyObject<'_, 'py> for MomentArg {
    type Error = Fail;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Fail> {
        let datetime = value.cast::<PyDateTime>()?;
        let (naive, offset_given) = parts(&datetime)?;
        if !offset_given {
            return Err(time::LockTime::refusal_of(naive, false).into());
        }
        static UTC: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let utc = UTC.import(value.py(), "datetime", "timezone")?.getattr("utc")?;
        Ok(Self(datetime.call_method1("astimezone", (utc,))?.extract()?))
    }
}

/// A moment as a `datetime` at the offset that the zone has then. Not in the zone itself: Python subtracts and compares
/// times of one zone by the wall clock, which is an hour out across daylight saving.
pub(crate) fn moment_in<'py>(
    py: Python<'py>,
    moment: DateTime<Utc>,
    zone: time::Zone,
) -> PyResult<Bound<'py, PyAny>> {
    zone.civil(moment).fixed_offset().into_bound_py_any(py)
}

/// The text of a `datetime` with a zone, for values that hold one.
#[pyfunction]
pub(crate) fn _moment_text(moment: MomentArg) -> String {
    moment.0.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// A window, from anything with ``from_`` and ``until``.
#[derive(Clone, Copy)]
pub(crate) struct WindowArg(pub(crate) time::Window);

impl<'py> FromPyObject<'_, 'py> for WindowArg {
    type Error = Fail;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Fail> {
        let (from, until): (MomentArg, MomentArg) =
            (value.getattr("from_")?.extract()?, value.getattr("until")?.extract()?);
        Ok(Self(time::Window::new(from.0, until.0)?))
    }
}

/// A rule of a lock's clock, by its name.
pub(crate) struct RuleArg(pub(crate) time::ClockRule);

impl<'py> FromPyObject<'_, 'py> for RuleArg {
    type Error = Fail;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Fail> {
        Ok(Self(take(&value.to_owned())?))
    }
}

/// A zone: a `Zone` or its name.
pub(crate) struct ZoneArg(pub(crate) time::Zone);

impl<'py> FromPyObject<'_, 'py> for ZoneArg {
    type Error = Fail;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Fail> {
        match value.cast::<Zone>() {
            Ok(zone) => Ok(Self(zone.get().0)),
            Err(_) => Ok(Self(time::Zone::parse(value.extract::<&str>()?)?)),
        }
    }
}

/// A time zone, with the rules of the crate's own data: the same on every machine.
///
/// >>> from netcode.time import Zone
/// >>> london = Zone("Europe/London")
/// >>> london.read("2026-07-01T15:00").isoformat()
/// '2026-07-01T15:00:00+01:00'
/// >>> str(london.lock_time("standard-time", london.read("2026-07-01T15:00")))
/// '2026-07-01T14:00'
/// >>> try:
/// ...     london.read("2026-03-29T01:30")
/// ... except NetcodeError as error:
/// ...     print(error.code)
/// zone.gap
#[pyclass(frozen, eq, hash, module = "netcode.time")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Zone(pub(crate) time::Zone);

#[pymethods]
impl Zone {
    #[new]
    fn new(name: ZoneArg) -> Self {
        Self(name.0)
    }

    /// Every zone there is.
    #[staticmethod]
    fn all() -> Vec<Zone> {
        time::Zone::all().map(Zone).collect()
    }

    /// The name, for example ``Europe/London``.
    #[getter]
    fn name(&self) -> &'static str {
        self.0.name()
    }

    /// Reads a civil time, ``2026-07-01T15:00``, or one with its offset. What does not exist, or comes twice, is
    /// refused with both readings.
    fn read<'py>(&self, py: Python<'py>, text: &str) -> Answer<Bound<'py, PyAny>> {
        Ok(moment_in(py, self.0.read(text)?.to_utc(), self.0)?)
    }

    /// The moment of a civil time given as a ``datetime`` without a zone: here it is named the zone's.
    fn at<'py>(&self, py: Python<'py>, civil: &Bound<'py, PyDateTime>) -> Answer<Bound<'py, PyAny>> {
        Ok(moment_in(py, self.0.at(unzoned(civil)?)?.to_utc(), self.0)?)
    }

    /// The civil time of a moment.
    fn civil<'py>(&self, py: Python<'py>, moment: MomentArg) -> PyResult<Bound<'py, PyAny>> {
        moment_in(py, moment.0, self.0)
    }

    /// Minutes ahead of UTC at a moment.
    fn offset_minutes(&self, moment: MomentArg) -> i32 {
        self.0.offset_minutes(moment.0)
    }

    /// Minutes ahead of UTC in winter.
    fn standard_minutes(&self, year: i32) -> i32 {
        self.0.standard_minutes(year)
    }

    /// Minutes ahead of UTC of a lock's clock under a rule.
    fn lock_offset_minutes(&self, rule: RuleArg, moment: MomentArg) -> i32 {
        self.0.lock_offset_minutes(rule.0, moment.0)
    }

    /// What a right clock under a rule reads at a moment.
    fn lock_time(&self, rule: RuleArg, moment: MomentArg) -> Answer<LockTime> {
        Ok(LockTime(self.0.lock_time(rule.0, moment.0)?))
    }

    /// What a right clock under a rule reads at a civil time, given as a ``datetime`` without a zone.
    #[expect(clippy::wrong_self_convention, reason = "a Python method")]
    fn to_lock(&self, rule: RuleArg, civil: &Bound<'_, PyDateTime>) -> Answer<LockTime> {
        Ok(LockTime(self.0.to_lock(rule.0, unzoned(civil)?)?))
    }

    /// The moment at which a right clock under a rule reads this.
    #[expect(clippy::wrong_self_convention, reason = "a Python method")]
    fn to_civil<'py>(&self, py: Python<'py>, rule: RuleArg, time: TimeArg) -> PyResult<Bound<'py, PyAny>> {
        moment_in(py, self.0.to_civil(rule.0, time.0).to_utc(), self.0)
    }

    /// What a lock's display shows at a moment, as a ``datetime`` without a zone.
    fn display(&self, rule: RuleArg, moment: MomentArg) -> NaiveDateTime {
        self.0.display(rule.0, moment.0)
    }

    /// The changes of the offset in a stretch of time.
    fn transitions<'py>(
        &self,
        py: Python<'py>,
        from_: MomentArg,
        until: MomentArg,
    ) -> Answer<Bound<'py, PyAny>> {
        let found = self.0.transitions(from_.0, until.0);
        give_all(py, ("time", "Transition"), &found, Some(self.0))
    }

    /// The two daylight-saving dates of a year, as they are typed at locks that keep civil time.
    fn dst_dates<'py>(&self, py: Python<'py>, year: i32) -> Answer<Option<Bound<'py, PyAny>>> {
        self.0.dst_dates(year)?.map(|dates| give(py, ("time", "DstDates"), &dates)).transpose()
    }

    fn __str__(&self) -> &'static str {
        self.0.name()
    }

    fn __repr__(&self) -> String {
        format!("Zone('{}')", self.0)
    }

    fn __getnewargs__(&self) -> (&'static str,) {
        (self.0.name(),)
    }
}

/// A `datetime` that has no zone.
pub(crate) fn unzoned(civil: &Bound<'_, PyDateTime>) -> Answer<NaiveDateTime> {
    let (naive, offset_given) = parts(civil)?;
    if offset_given { Err(time::LockTime::refusal_of(naive, true).into()) } else { Ok(naive) }
}

/// What is known of a lock's clock: its rule, its drift, and what happened to it.
///
/// >>> from datetime import datetime, timezone
/// >>> from netcode.time import ClockEventSet, LockClock
/// >>> set_at = datetime(2026, 1, 15, 9, 30, tzinfo=timezone.utc)
/// >>> clock = LockClock("Europe/London", "standard-time", ppm=20, events=[ClockEventSet(at=set_at, within_seconds=60)])
/// >>> clock.error(set_at).high_seconds
/// 60
#[pyclass(frozen, eq, hash, module = "netcode.time")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct LockClock(pub(crate) time::LockClock);

impl std::hash::Hash for LockClock {
    /// Clocks that are equal have these alike.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.0.zone(), self.0.rule(), self.0.ppm(), self.0.events().len()).hash(state);
    }
}

#[pymethods]
impl LockClock {
    #[new]
    #[pyo3(signature = (zone, rule, *, ppm, dst_doubt=false, events=None))]
    fn new(
        zone: ZoneArg,
        rule: RuleArg,
        ppm: Int,
        dst_doubt: bool,
        events: Option<Vec<Bound<'_, PyAny>>>,
    ) -> Answer<Self> {
        let ppm = ppm.whole("ppm", &codes::CLOCK_PPM)?;
        let mut clock = time::LockClock::new(zone.0, rule.0, ppm)?.with_dst_doubt(dst_doubt);
        for event in events.into_iter().flatten() {
            clock = clock.with_event(take(&event)?)?;
        }
        Ok(Self(clock))
    }

    /// The same clock after one more event.
    fn with_event(&self, event: &Bound<'_, PyAny>) -> Answer<Self> {
        Ok(Self(self.0.clone().with_event(take(event)?)?))
    }

    /// The zone.
    #[getter]
    fn zone(&self) -> Zone {
        Zone(self.0.zone())
    }

    /// The rule it follows.
    #[getter]
    fn rule<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        give(py, ("time", "ClockRule"), &self.0.rule())
    }

    /// The most it drifts, in parts per million.
    #[getter]
    fn ppm(&self) -> u32 {
        self.0.ppm()
    }

    /// What happened to it, in order of time.
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        give_all(py, ("time", "ClockEvent"), &self.0.events(), Some(self.0.zone()))
    }

    /// How far off it may be at a moment; nothing when that is not known.
    fn error<'py>(&self, py: Python<'py>, moment: MomentArg) -> Answer<Option<Bound<'py, PyAny>>> {
        self.0.error(moment.0).map(|error| give(py, ("time", "ClockError"), &error)).transpose()
    }

    /// When it must be set again to stay within an error.
    fn next_visit<'py>(
        &self,
        py: Python<'py>,
        from_: MomentArg,
        within_seconds: u32,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.moment(py, self.0.next_visit(from_.0, within_seconds))
    }

    /// Since when nothing is known of it, at a moment.
    fn lost_since<'py>(&self, py: Python<'py>, moment: MomentArg) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.moment(py, self.0.lost_since(moment.0))
    }

    /// Since which daylight-saving change it may be an hour out, at a moment.
    fn out_since_change<'py>(
        &self,
        py: Python<'py>,
        moment: MomentArg,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.moment(py, self.0.out_since_change(moment.0))
    }

    /// The first event that contradicts what was known before it.
    #[getter]
    fn surprised_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.moment(py, self.0.surprised_at())
    }

    /// When it surely reads a time in a stretch of lock time.
    fn surely<'py>(&self, py: Python<'py>, from_: TimeArg, until: TimeArg) -> Answer<Bound<'py, PyAny>> {
        give_all(py, ("time", "Window"), &self.0.surely(from_.0, until.0), Some(self.0.zone()))
    }

    /// When it may read a time in a stretch of lock time.
    fn possibly<'py>(&self, py: Python<'py>, from_: TimeArg, until: TimeArg) -> Answer<Bound<'py, PyAny>> {
        give_all(py, ("time", "Window"), &self.0.possibly(from_.0, until.0), Some(self.0.zone()))
    }

    /// The least and, exclusively, the greatest lock time it may read within a window; nothing when that is not known.
    fn may_read(&self, window: WindowArg) -> Option<(LockTime, LockTime)> {
        self.0.may_read(window.0).map(|(from, until)| (LockTime(from), LockTime(until)))
    }

    /// Whether it may have missed a daylight-saving change that nobody saw.
    #[getter]
    fn dst_doubt(&self) -> bool {
        self.0.clone().with_dst_doubt(true) == self.0
    }

    fn __getnewargs_ex__<'py>(
        &self,
        py: Python<'py>,
    ) -> Answer<((&'static str, &'static str), Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("ppm", self.0.ppm())?;
        named.set_item("dst_doubt", self.dst_doubt())?;
        named.set_item("events", self.events(py)?)?;
        Ok(((self.0.zone().name(), self.0.rule().as_str()), named))
    }

    fn __repr__(&self) -> String {
        format!("<LockClock {} {}, {} ppm>", self.0.zone(), self.0.rule().as_str(), self.0.ppm())
    }
}

impl LockClock {
    fn moment<'py>(
        &self,
        py: Python<'py>,
        moment: Option<DateTime<Utc>>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        moment.map(|moment| moment_in(py, moment, self.0.zone())).transpose()
    }
}

/// The window from a moment up to, and without, another.
#[pyfunction]
#[pyo3(signature = (from_, until))]
pub(crate) fn window<'py>(
    py: Python<'py>,
    from_: Bound<'py, PyAny>,
    until: Bound<'py, PyAny>,
) -> Answer<Bound<'py, PyAny>> {
    let (from, until): (MomentArg, MomentArg) = (from_.extract()?, until.extract()?);
    give_in(py, ("time", "Window"), &time::Window::new(from.0, until.0)?, None)
}

/// Windows joined where they touch, in order of time.
#[pyfunction]
pub(crate) fn join<'py>(py: Python<'py>, windows: Vec<WindowArg>) -> Answer<Bound<'py, PyAny>> {
    let windows = windows.into_iter().map(|window| window.0).collect();
    give_all(py, ("time", "Window"), &time::window::join(windows), None)
}

/// The parts of a window that none of the others covers.
#[pyfunction]
pub(crate) fn missing<'py>(
    py: Python<'py>,
    whole: WindowArg,
    parts: &Bound<'py, PyList>,
) -> Answer<Bound<'py, PyAny>> {
    let parts: Vec<WindowArg> = parts.extract()?;
    let parts: Vec<time::Window> = parts.into_iter().map(|part| part.0).collect();
    give_all(py, ("time", "Window"), &time::window::missing(whole.0, &parts), None)
}
