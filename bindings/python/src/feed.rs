//! Booking feeds, and the desk that issues a proved code for every booking of one.

use chrono::NaiveTime;
use netcode::desk;
use netcode::feed::{self, Booking, Options};
use pyo3::prelude::*;

use crate::error::Answer;
use crate::key::Identity;
use crate::stay::Door;
use crate::value::{give, give_all, take, written};

/// Reads a feed, iCalendar or CSV: every entry is a booking, is skipped for a reason, or has an error with its line.
#[pyfunction]
#[pyo3(name = "_read_feed", signature = (text, *, closed_are_stays=false))]
pub(crate) fn read_feed<'py>(
    py: Python<'py>,
    text: &str,
    closed_are_stays: bool,
) -> Answer<Bound<'py, PyAny>> {
    let entries = py.detach(|| feed::read(text, Options { closed_are_stays }))?;
    give_all(py, ("feed", "Entry"), &entries, None)
}

/// A door and the house it belongs to, ready to issue.
#[pyclass(frozen, module = "netcode.feed")]
pub(crate) struct Desk(desk::Desk);

#[pymethods]
impl Desk {
    /// Opens a door file: its JSON text, or the same as a mapping. ``site_key`` is the text of the file that it names
    /// with ``site_key_file``, if it names one.
    #[new]
    #[pyo3(signature = (door, *, site_key=None))]
    fn new(door: &Bound<'_, PyAny>, site_key: Option<&str>) -> Answer<Self> {
        let text = match door.extract::<String>() {
            Ok(text) => text,
            Err(_) => written(door)?.to_string(),
        };
        Ok(Self(desk::Desk::open(&text, site_key)?))
    }

    /// The door.
    #[getter]
    fn door(&self) -> Door {
        Door(self.0.door().clone())
    }

    /// Who the lock's codes are for since its last initialisation.
    #[getter]
    fn identity(&self) -> Identity {
        Identity::new(self.0.identity())
    }

    /// When guests may come in on a day that comes without a time.
    #[getter]
    fn check_in(&self) -> NaiveTime {
        self.0.house().check_in
    }

    /// When they are out on a day that comes without a time.
    #[getter]
    fn check_out(&self) -> NaiveTime {
        self.0.house().check_out
    }

    /// Plans, issues and proves the code of a booking. The same booking always has the same answer.
    fn issue<'py>(&self, py: Python<'py>, booking: &Bound<'py, PyAny>) -> Answer<Bound<'py, PyAny>> {
        let booking: Booking = take(booking)?;
        let handout = py.detach(|| self.0.issue(&booking))?;
        give(py, ("stay", "Handout"), &handout)
    }

    fn __repr__(&self) -> String {
        format!("<Desk at {}>", self.0.house().zone)
    }
}
