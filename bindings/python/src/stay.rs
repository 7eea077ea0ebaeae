//! Stays: plans, quotes, changes of plan and who can enter.

use std::hash::{Hash, Hasher};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use netcode::id::GroupId;
use netcode::stay;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::error::{Answer, Fail};
use crate::grant::Grant;
use crate::profile::Profile;
use crate::value::{Made, give_all, give_in, made, take};
use crate::zone::{LockClock, MomentArg, WindowArg, Zone, ZoneArg};

/// A lock's profile with what is known of its clock.
#[pyclass(frozen, eq, hash, module = "netcode.stay")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Door(pub(crate) stay::Door);

impl Hash for Door {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.profile(), self.0.groups()).hash(state);
        self.clock().hash(state);
    }
}

#[pymethods]
impl Door {
    #[new]
    #[pyo3(signature = (profile, clock, *, groups=vec![]), text_signature = "(profile, clock, *, groups=())")]
    fn new(profile: &Bound<'_, Profile>, clock: &Bound<'_, LockClock>, groups: Vec<String>) -> Answer<Self> {
        let groups = groups.iter().map(|group| GroupId::parse(group)).collect::<netcode::Result<Vec<_>>>()?;
        Ok(Self(stay::Door::new(profile.get().0, clock.get().0.clone()).with_groups(&groups)?))
    }

    /// The profile.
    #[getter]
    fn profile(&self) -> Profile {
        Profile(*self.0.profile())
    }

    /// What is known of its clock.
    #[getter]
    fn clock(&self) -> LockClock {
        LockClock(self.0.clock().clone())
    }

    /// The groups whose codes it takes.
    #[getter]
    fn groups(&self) -> Vec<String> {
        self.0.groups().iter().map(GroupId::to_string).collect()
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> Answer<((Profile, LockClock), Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("groups", self.groups())?;
        Ok(((self.profile(), self.clock()), named))
    }

    fn __repr__(&self) -> String {
        format!("<Door {}, {}>", self.0.profile().format(), self.0.zone())
    }
}

/// From when until when.
type Ends = (DateTime<Utc>, DateTime<Utc>);

/// A stay: from when until when, and whether the guest opens once only.
#[pyclass(frozen, eq, hash, module = "netcode.stay")]
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stay(pub(crate) stay::Stay);

impl Hash for Stay {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.window(), self.0.is_once()).hash(state);
    }
}

#[pymethods]
impl Stay {
    #[new]
    #[pyo3(signature = (from_, until, *, once=false))]
    fn new(from_: MomentArg, until: MomentArg, once: bool) -> Answer<Self> {
        let stay = stay::Stay::new(from_.0, until.0)?;
        Ok(Self(if once { stay.once() } else { stay }))
    }

    /// The time of the stay.
    #[getter]
    fn window<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        give_in(py, ("time", "Window"), &self.0.window(), None)
    }

    /// Whether the guest opens once only.
    #[getter]
    fn once(&self) -> bool {
        self.0.is_once()
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> Answer<(Ends, Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("once", self.once())?;
        Ok(((self.0.window().from(), self.0.window().until()), named))
    }

    fn __repr__(&self) -> String {
        format!("<Stay {} to {}>", self.0.window().from(), self.0.window().until())
    }
}

/// A code given out: the generated data class `Given`.
pub(crate) struct GivenArg(pub(crate) stay::Given);

impl<'py> FromPyObject<'_, 'py> for GivenArg {
    type Error = Fail;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Fail> {
        let field = |name: &str| value.getattr(name);
        let id: String = field("id")?.extract()?;
        let grant = field("grant")?.cast::<Grant>()?.get().0;
        let group: Option<String> = field("group")?.extract()?;
        let mut given = match group {
            Some(group) => stay::Given::of_group(&id, GroupId::parse(&group)?, grant),
            None => stay::Given::own(&id, grant),
        };
        if let Some(used) = field("used")?.extract::<Option<MomentArg>>()? {
            given = given.used(used.0);
        }
        if let Some(blocked) = field("blocked")?.extract::<Option<MomentArg>>()? {
            given = given.blocked(blocked.0);
        }
        if let Some(asked) = field("asked")?.extract::<Option<WindowArg>>()? {
            given = given.asked(asked.0);
        }
        Ok(Self(given))
    }
}

pub(crate) fn given(codes: Vec<GivenArg>) -> Vec<stay::Given> {
    codes.into_iter().map(|code| code.0).collect()
}

/// Every way to cover a stay on a door, best first, and why the other modes do not fit.
#[pyfunction]
pub(crate) fn plan<'py>(
    py: Python<'py>,
    door: &Bound<'_, Door>,
    stay: &Bound<'_, Stay>,
) -> Answer<Bound<'py, PyAny>> {
    let (door, stay) = (&door.get().0, &stay.get().0);
    let plan = py.detach(|| stay::plan(door, stay));
    give_in(py, ("stay", "Plan"), &plan, Some(door.zone()))
}

/// What grants guarantee and spill on a door, whatever its clock's error.
#[pyfunction]
pub(crate) fn quote<'py>(
    py: Python<'py>,
    door: &Bound<'_, Door>,
    grants: Vec<Bound<'py, Grant>>,
    asked: Vec<WindowArg>,
) -> Answer<Bound<'py, PyAny>> {
    let grants: Vec<_> = grants.iter().map(|grant| grant.get().0).collect();
    let asked: Vec<_> = asked.into_iter().map(|window| window.0).collect();
    let door = &door.get().0;
    let quote = py.detach(|| stay::quote(door, &grants, &asked));
    give_in(py, ("stay", "Quote"), &quote, Some(door.zone()))
}

/// A grant under the first issue number that none of ``taken`` uses for the same window.
#[pyfunction]
pub(crate) fn free_issue(
    profile: &Bound<'_, Profile>,
    grant: &Bound<'_, Grant>,
    taken: Vec<Bound<'_, Grant>>,
) -> Answer<Grant> {
    let taken: Vec<_> = taken.iter().map(|grant| grant.get().0).collect();
    Ok(Grant(stay::free_issue(&profile.get().0, grant.get().0, &taken)?))
}

/// Who can enter at a moment, of the codes given out: surely or possibly, until when, and how to end it.
#[pyfunction]
#[pyo3(signature = (door, codes, at, *, records=None), text_signature = "(door, codes, at, *, records='complete')")]
pub(crate) fn who_can_enter<'py>(
    py: Python<'py>,
    door: &Bound<'_, Door>,
    codes: Vec<GivenArg>,
    at: MomentArg,
    records: Option<Bound<'py, PyAny>>,
) -> Answer<Bound<'py, PyAny>> {
    let records = records.map_or(Ok(stay::Records::Complete), |records| take(&records))?;
    let (door, codes) = (&door.get().0, given(codes));
    let found = py.detach(|| stay::who_can_enter(door, &codes, records, at.0));
    give_all(py, ("stay", "Entrant"), &found, Some(door.zone()))
}

/// Something that happened to a booking.
///
/// >>> from netcode.stay import Happened
/// >>> Happened.no_show(expected=False)
/// <Happened no_show>
#[pyclass(frozen, eq, hash, module = "netcode.stay")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Happened(stay::Happened);

impl Hash for Happened {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (method, moments) = self.parts();
        (method, moments).hash(state);
        match &self.0 {
            stay::Happened::Moved { to, .. } => Door(to.clone()).hash(state),
            stay::Happened::NoShow { expected } => expected.hash(state),
            _ => {}
        }
    }
}

impl Happened {
    /// The method that makes it, and the moments it takes.
    fn parts(&self) -> (&'static str, Vec<DateTime<Utc>>) {
        match &self.0 {
            stay::Happened::Extended { until } => ("extended", vec![*until]),
            stay::Happened::Rebooked { from, until } => ("rebooked", vec![*from, *until]),
            stay::Happened::ArrivesEarly { from } => ("arrives_early", vec![*from]),
            stay::Happened::LeavesLate { until } => ("leaves_late", vec![*until]),
            stay::Happened::Moved { at, .. } => ("moved", vec![*at]),
            stay::Happened::NoShow { .. } => ("no_show", vec![]),
            stay::Happened::CodeLost => ("code_lost", vec![]),
            stay::Happened::HandedOver { at } => ("handed_over", vec![*at]),
            // The enumeration is open; the methods below make these and no other.
            _ => ("cancelled", vec![]),
        }
    }
}

#[pymethods]
impl Happened {
    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<Made<'py>> {
        let (py, happened) = (this.py(), this.get());
        let (method, moments) = happened.parts();
        let named = PyDict::new(py);
        let mut args = PyTuple::new(py, &moments)?;
        match &happened.0 {
            stay::Happened::Moved { to, at } => {
                named.set_item("to", Door(to.clone()))?;
                named.set_item("at", at)?;
                args = PyTuple::empty(py);
            }
            stay::Happened::NoShow { expected } => named.set_item("expected", expected)?,
            _ => {}
        }
        made(this.as_any(), method, &args, Some(&named))
    }

    /// The guest stays longer.
    #[staticmethod]
    fn extended(until: MomentArg) -> Self {
        Self(stay::Happened::Extended { until: until.0 })
    }

    /// The dates were changed: the guest comes and goes at other times.
    #[staticmethod]
    fn rebooked(from_: MomentArg, until: MomentArg) -> Self {
        Self(stay::Happened::Rebooked { from: from_.0, until: until.0 })
    }

    /// The guest comes earlier.
    #[staticmethod]
    fn arrives_early(from_: MomentArg) -> Self {
        Self(stay::Happened::ArrivesEarly { from: from_.0 })
    }

    /// The guest leaves later on the day.
    #[staticmethod]
    fn leaves_late(until: MomentArg) -> Self {
        Self(stay::Happened::LeavesLate { until: until.0 })
    }

    /// The guest moves to another door.
    #[staticmethod]
    #[pyo3(signature = (*, to, at))]
    fn moved(to: &Bound<'_, Door>, at: MomentArg) -> Self {
        Self(stay::Happened::Moved { to: to.get().0.clone(), at: at.0 })
    }

    /// The booking was cancelled.
    #[staticmethod]
    const fn cancelled() -> Self {
        Self(stay::Happened::Cancelled)
    }

    /// The guest did not come; ``expected`` when they may yet.
    #[staticmethod]
    #[pyo3(signature = (*, expected))]
    const fn no_show(expected: bool) -> Self {
        Self(stay::Happened::NoShow { expected })
    }

    /// The guest lost the code, or told somebody.
    #[staticmethod]
    const fn code_lost() -> Self {
        Self(stay::Happened::CodeLost)
    }

    /// Somebody else takes over the rest of the stay.
    #[staticmethod]
    fn handed_over(at: MomentArg) -> Self {
        Self(stay::Happened::HandedOver { at: at.0 })
    }

    fn __repr__(&self) -> String {
        let (method, moments) = self.parts();
        let moments: Vec<String> =
            moments.iter().map(|at| format!(" {}", at.format("%Y-%m-%dT%H:%MZ"))).collect();
        format!("<Happened {method}{}>", moments.concat())
    }
}

/// What to do about it: which codes stay, what to issue, what to withdraw and how, and what remains open.
/// ``keypad`` says whether somebody can type at the lock.
#[pyfunction]
#[pyo3(signature = (door, stay, codes, happened, now, *, keypad))]
pub(crate) fn change<'py>(
    py: Python<'py>,
    door: &Bound<'_, Door>,
    stay: &Bound<'_, Stay>,
    codes: Vec<GivenArg>,
    happened: &Bound<'_, Happened>,
    now: MomentArg,
    keypad: bool,
) -> Answer<Bound<'py, PyAny>> {
    let booking = stay::Booking { door: door.get().0.clone(), stay: stay.get().0, codes: given(codes) };
    let happened = &happened.get().0;
    let answer = py.detach(|| stay::change(&booking, happened, now.0, keypad))?;
    give_in(py, ("stay", "Answer"), &answer, Some(booking.door.zone()))
}

/// How to open several doors with one code of a group, and what that costs beside separate codes. ``doors`` are all
/// doors of the property by name, ``wanted`` those the guest needs.
#[pyfunction]
pub(crate) fn plan_doors<'py>(
    py: Python<'py>,
    doors: &Bound<'_, PyDict>,
    wanted: Vec<String>,
    stay: &Bound<'_, Stay>,
) -> Answer<Bound<'py, PyAny>> {
    let named = doors.iter().map(|(name, door)| Ok((name.extract()?, door.cast::<Door>()?.get().0.clone())));
    let doors = named.collect::<Answer<Vec<(String, stay::Door)>>>()?;
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let stay = &stay.get().0;
    let shared = py.detach(|| stay::plan_doors(&doors, &wanted, stay))?;
    give_in(py, ("stay", "Shared"), &shared, doors.first().map(|(_, door)| door.zone()))
}

/// Visits on the same weekdays and hours, week after week, in civil time.
#[pyclass(frozen, eq, hash, module = "netcode.stay")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Visits {
    visits: stay::Visits,
    zone: netcode::time::Zone,
    first: NaiveDate,
    weekdays: Vec<netcode::time::Weekday>,
    from: NaiveTime,
    minutes: u32,
    weeks: u32,
}

/// Zone, first day, weekdays and time of day.
type VisitsArgs = (Zone, NaiveDate, Vec<&'static str>, NaiveTime);

impl Hash for Visits {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.zone.name(), self.visits.windows()).hash(state);
    }
}

#[pymethods]
impl Visits {
    #[new]
    #[pyo3(signature = (zone, first, weekdays, from_, *, minutes, weeks))]
    fn new(
        zone: ZoneArg,
        first: NaiveDate,
        weekdays: &Bound<'_, PyAny>,
        from_: NaiveTime,
        minutes: u32,
        weeks: u32,
    ) -> Answer<Self> {
        let weekdays: Vec<netcode::time::Weekday> = take(weekdays)?;
        let visits = stay::Visits::new(zone.0, first, &weekdays, from_, minutes, weeks)?;
        Ok(Self { visits, zone: zone.0, first, weekdays, from: from_, minutes, weeks })
    }

    /// The visits, in order of time.
    #[getter]
    fn windows<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        give_all(py, ("time", "Window"), &self.visits.windows(), Some(self.zone))
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(VisitsArgs, Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("minutes", self.minutes)?;
        named.set_item("weeks", self.weeks)?;
        let weekdays = self.weekdays.iter().map(|day| day.as_str()).collect();
        Ok(((Zone(self.zone), self.first, weekdays, self.from), named))
    }

    fn __repr__(&self) -> String {
        format!("<Visits {}>", self.visits.windows().len())
    }
}

/// The ways to let somebody in for visits that repeat, best first.
#[pyfunction]
pub(crate) fn plan_visits<'py>(
    py: Python<'py>,
    door: &Bound<'_, Door>,
    visits: &Bound<'_, Visits>,
) -> Answer<Bound<'py, PyAny>> {
    let (door, visits) = (&door.get().0, &visits.get().visits);
    let ways = py.detach(|| stay::plan_visits(door, visits));
    give_all(py, ("stay", "Way"), &ways, Some(door.zone()))
}
