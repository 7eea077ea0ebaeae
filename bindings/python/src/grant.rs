//! Grants.

use netcode::error::table::core as codes;
use netcode::grant::{DEFAULT_FIRST_USE_HOURS, Length};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::arg::{Int, optional};
use crate::enums::{self, ModeArg, PatternArg};
use crate::error::Answer;
use crate::time::{LockTime, TimeArg};

/// What a code may do: a mode, a start on the lock's clock, a length and an issue number, always legal.
///
/// Each mode takes its own of ``hours``, ``days``, ``quarters``; ``weekly`` takes ``hours``, ``pattern`` and ``weeks``.
///
/// >>> grant = Grant("standard-multi", "2026-03-14T15:00", hours=12)
/// >>> str(grant.ends)
/// '2026-03-15T03:00'
/// >>> try:
/// ...     Grant("standard-multi", "2026-03-14T15:00", hours=13)
/// ... except NetcodeError as error:
/// ...     print(error.code)
/// grant.length_out_of_range
#[pyclass(frozen, eq, ord, hash, module = "netcode")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Grant(pub(crate) netcode::grant::Grant);

fn length(
    hours: Option<Int>,
    days: Option<Int>,
    quarters: Option<Int>,
    pattern: Option<PatternArg>,
    weeks: Option<Int>,
) -> Answer<Length> {
    Ok(Length {
        hours: optional("hours", hours, &codes::GRANT_LENGTH_OUT_OF_RANGE)?,
        days: optional("days", days, &codes::GRANT_LENGTH_OUT_OF_RANGE)?,
        quarters: optional("quarters", quarters, &codes::GRANT_LENGTH_OUT_OF_RANGE)?,
        pattern: pattern.map(|pattern| pattern.0),
        weeks: optional("weeks", weeks, &codes::GRANT_WEEKS_OUT_OF_RANGE)?,
    })
}

#[pymethods]
impl Grant {
    #[new]
    #[pyo3(signature = (mode, start, *, hours=None, days=None, quarters=None, pattern=None, weeks=None, issue=Int::ZERO), text_signature = "(mode, start, *, hours=None, days=None, quarters=None, pattern=None, weeks=None, issue=0)")]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn new(
        mode: ModeArg,
        start: TimeArg,
        hours: Option<Int>,
        days: Option<Int>,
        quarters: Option<Int>,
        pattern: Option<PatternArg>,
        weeks: Option<Int>,
        issue: Int,
    ) -> Answer<Self> {
        let term = length(hours, days, quarters, pattern, weeks)?.term(mode.0)?;
        let issue = issue.whole("issue", &codes::GRANT_ISSUE_OUT_OF_RANGE)?;
        Ok(Self(netcode::grant::Grant::new(mode.0, start.0, term)?.with_issue(issue)))
    }

    /// The legal grants nearest to a wish, itself first if it is legal.
    ///
    /// >>> [str(grant) for grant in Grant.nearest("acc", "2026-03-14T15:00", days=3)]
    /// ['acc 2026-03-14T00:00 3 d', 'acc 2026-03-15T00:00 3 d']
    #[staticmethod]
    #[pyo3(signature = (mode, start, *, hours=None, days=None, quarters=None, pattern=None, weeks=None))]
    fn nearest(
        mode: ModeArg,
        start: TimeArg,
        hours: Option<Int>,
        days: Option<Int>,
        quarters: Option<Int>,
        pattern: Option<PatternArg>,
        weeks: Option<Int>,
    ) -> Answer<Vec<Self>> {
        let term = length(hours, days, quarters, pattern, weeks)?.term(mode.0)?;
        Ok(netcode::grant::Grant::nearest(mode.0, start.0, term).iter().map(Self).collect())
    }

    /// Reads a grant from its JSON text.
    #[staticmethod]
    fn from_json(text: &str) -> Answer<Self> {
        Ok(Self(netcode::grant::Grant::from_json(text)?))
    }

    /// The grant as JSON text; an issue number of 0 is left out.
    #[pyo3(name = "to_json")]
    fn json(&self) -> String {
        self.0.to_json()
    }

    /// The same grant under an issue number: a second code for the same window that can be blocked by itself.
    fn with_issue(&self, issue: Int) -> Answer<Self> {
        Ok(Self(self.0.with_issue(issue.whole("issue", &codes::GRANT_ISSUE_OUT_OF_RANGE)?)))
    }

    /// The mode.
    #[getter]
    fn mode<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        enums::mode(py, self.0.mode())
    }

    /// The first minute of access.
    #[getter]
    fn start(&self) -> LockTime {
        LockTime(self.0.start())
    }

    /// The length in hours, where the mode was given one.
    #[getter]
    fn hours(&self) -> Option<u32> {
        self.0.term().length().hours
    }

    /// The length in days, where the mode was given one.
    #[getter]
    fn days(&self) -> Option<u32> {
        self.0.term().length().days
    }

    /// The length in quarter-hours, where the mode was given one.
    #[getter]
    fn quarters(&self) -> Option<u32> {
        self.0.term().length().quarters
    }

    /// The days of a weekly grant.
    #[getter]
    fn pattern<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.term().length().pattern.map(|pattern| enums::pattern(py, pattern)).transpose()
    }

    /// The weeks of a weekly grant.
    #[getter]
    fn weeks(&self) -> Option<u32> {
        self.0.term().length().weeks
    }

    /// The issue number.
    #[getter]
    fn issue(&self) -> u32 {
        self.0.issue()
    }

    /// The minute at which access is over.
    #[getter]
    fn ends(&self) -> LockTime {
        LockTime(self.0.ends())
    }

    /// The minute by which the code must have been used once, where the mode has such a rule. The hours are the lock
    /// profile's, for ``stay``, ``long`` and ``weekly``.
    #[pyo3(signature = (first_use_hours=None))]
    fn first_use_by(&self, first_use_hours: Option<Int>) -> Answer<Option<LockTime>> {
        let hours = optional("first_use_hours", first_use_hours, &codes::PROFILE_OUT_OF_RANGE)?;
        Ok(self.0.first_use_by(hours.unwrap_or(DEFAULT_FIRST_USE_HOURS)).map(LockTime))
    }

    /// Whether the grant alone opens at a minute, first use and other codes aside.
    fn covers(&self, at: TimeArg) -> bool {
        self.0.covers(at.0)
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Grant {}>", self.0)
    }

    fn __getnewargs_ex__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<((&'static str, String), Bound<'py, PyDict>)> {
        let length = self.0.term().length();
        let named = PyDict::new(py);
        named.set_item("hours", length.hours)?;
        named.set_item("days", length.days)?;
        named.set_item("quarters", length.quarters)?;
        named.set_item("pattern", length.pattern.map(|pattern| pattern.as_str()))?;
        named.set_item("weeks", length.weeks)?;
        named.set_item("issue", self.0.issue())?;
        Ok(((self.0.mode().as_str(), self.0.start().to_string()), named))
    }
}
