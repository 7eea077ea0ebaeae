//! Drawings.

use chrono::{DateTime, Utc};
use netcode::draw;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::Answer;
use crate::grant::Grant;
use crate::profile::Profile;
use crate::stay::{Door, GivenArg, given};
use crate::time::TimeArg;
use crate::twin::Twin;
use crate::value::{give_all, take};
use crate::zone::{MomentArg, WindowArg};

/// The codes of one stay on a timeline: a label (never the digits), the grants, and the windows asked for.
#[pyclass(frozen, eq, hash, module = "netcode.draw")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Lane(draw::Lane);

/// What a lane is made of: its label, its grants and the windows asked for.
type LaneArgs<'py> = (String, Vec<Grant>, Bound<'py, PyAny>);

#[pymethods]
impl Lane {
    #[new]
    #[pyo3(signature = (label, grants, asked=vec![], *, blocked_at=None),
        text_signature = "(label, grants, asked=(), *, blocked_at=None)")]
    fn new(
        label: &str,
        grants: Vec<Bound<'_, Grant>>,
        asked: Vec<WindowArg>,
        blocked_at: Option<MomentArg>,
    ) -> Self {
        let grants: Vec<_> = grants.iter().map(|grant| grant.get().0).collect();
        let asked: Vec<_> = asked.into_iter().map(|window| window.0).collect();
        let lane = draw::Lane::new(label, &grants, &asked);
        Self(match blocked_at {
            Some(at) => lane.blocked(at.0),
            None => lane,
        })
    }

    /// What it is called.
    #[getter]
    fn label(&self) -> &str {
        self.0.label()
    }

    /// The grants of its codes.
    #[getter]
    fn grants(&self) -> Vec<Grant> {
        self.0.grants().iter().copied().map(Grant).collect()
    }

    /// The windows asked for.
    #[getter]
    fn asked<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        give_all(py, ("time", "Window"), &self.0.asked(), None)
    }

    /// When its codes were blocked at the lock, if they were.
    #[getter]
    fn blocked_at(&self) -> Option<DateTime<Utc>> {
        self.0.blocked_at()
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> Answer<(LaneArgs<'py>, Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("blocked_at", self.blocked_at())?;
        Ok(((self.label().to_owned(), self.grants(), self.asked(py)?), named))
    }

    fn __repr__(&self) -> String {
        format!("<Lane {:?}, {} grants>", self.label(), self.0.grants().len())
    }

    /// The same codes, blocked at the lock at a moment: nothing is drawn open from then on.
    fn blocked(&self, at: MomentArg) -> Self {
        Self(self.0.clone().blocked(at.0))
    }

    /// The lanes of codes that were given out: codes of the same name share one.
    #[staticmethod]
    fn of_given(codes: Vec<GivenArg>) -> Vec<Self> {
        draw::Lane::of_given(&given(codes)).into_iter().map(Self).collect()
    }
}

/// The timeline of a door as SVG text: what each lane asks for, is granted, guaranteed and may spill.
#[pyfunction]
#[pyo3(signature = (door, title, span, lanes, *, width=720))]
pub(crate) fn timeline_svg(
    door: &Bound<'_, Door>,
    title: &str,
    span: WindowArg,
    lanes: Vec<Bound<'_, Lane>>,
    width: u32,
) -> Answer<String> {
    let lanes = lanes.iter().map(|lane| lane.get().0.clone()).collect();
    Ok(draw::Timeline::new(title, span.0, width, lanes)?.svg(&door.get().0))
}

/// A keypad, and below it what the lock did, as SVG text.
#[pyfunction]
pub(crate) fn keypad_svg(keypad: &Bound<'_, PyAny>, effects: Vec<String>) -> Answer<String> {
    let effects: Vec<&str> = effects.iter().map(String::as_str).collect();
    Ok(draw::keypad(&take(keypad)?, &effects))
}

/// What a lock did, and where the bolt is then, as SVG text.
#[pyfunction]
#[pyo3(signature = (effects, bolt=None))]
pub(crate) fn lights_svg(effects: Vec<String>, bolt: Option<&Bound<'_, PyAny>>) -> Answer<String> {
    let effects: Vec<&str> = effects.iter().map(String::as_str).collect();
    Ok(draw::lights(&effects, bolt.map(take).transpose()?))
}

/// A lock as it stands, as SVG text.
#[pyfunction]
pub(crate) fn twin_svg(twin: &Bound<'_, Twin>) -> String {
    draw::twin(twin.get().session().twin())
}

/// The risk through a day, as SVG text.
#[pyfunction]
#[pyo3(signature = (profile, day=None))]
pub(crate) fn risk_curve_svg(profile: &Bound<'_, Profile>, day: Option<TimeArg>) -> String {
    draw::risk_curve(&profile.get().0, day.map(|day| day.0))
}

/// The card of a code, as SVG text.
#[pyfunction]
pub(crate) fn code_card_svg(card: &Bound<'_, PyAny>) -> Answer<String> {
    Ok(draw::code_card(&take(card)?))
}
