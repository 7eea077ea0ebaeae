//! Lock time.

use chrono::NaiveDateTime;
use netcode::error::table::core as codes;
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyDict, PyString};

use crate::arg::Int;
use crate::enums;
use crate::error::{Answer, Fail};

/// A minute on a lock's own clock: no zone, no daylight saving, 2020-01-01T00:00 to 9999-12-31T23:59.
///
/// >>> time = LockTime("2026-01-15T09:30")
/// >>> time.minutes, str(time.plus_minutes(45))
/// (3177210, '2026-01-15T10:15')
/// >>> from datetime import datetime
/// >>> LockTime.from_naive(datetime(2026, 1, 15, 9, 30)) == time
/// True
#[pyclass(frozen, eq, ord, hash, module = "netcode")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LockTime(pub(crate) netcode::time::LockTime);

/// What is taken where lock time is asked: a `LockTime` or its text. A `datetime` is refused with the remedy.
pub(crate) struct TimeArg(pub(crate) netcode::time::LockTime);

impl<'py> FromPyObject<'_, 'py> for TimeArg {
    type Error = Fail;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Fail> {
        if let Ok(time) = value.cast::<LockTime>() {
            return Ok(Self(time.get().0));
        }
        if let Ok(datetime) = value.cast::<PyDateTime>() {
            let (naive, offset_given) = parts(&datetime)?;
            return Err(netcode::time::LockTime::refusal_of(naive, offset_given).into());
        }
        Ok(Self(netcode::time::LockTime::parse(value.cast::<PyString>()?.to_str()?)?))
    }
}

/// A `datetime` without its zone, and whether it had one.
pub(crate) fn parts(value: &Bound<'_, PyDateTime>) -> PyResult<(NaiveDateTime, bool)> {
    let without = PyDict::new(value.py());
    without.set_item("tzinfo", value.py().None())?;
    let naive = value.call_method("replace", (), Some(&without))?;
    Ok((naive.extract()?, !value.getattr("tzinfo")?.is_none()))
}

#[pymethods]
impl LockTime {
    /// 2020-01-01T00:00, where lock time begins.
    #[classattr]
    const START: LockTime = LockTime(netcode::time::LockTime::START);
    /// 9999-12-31T23:59, its last minute.
    #[classattr]
    const END: LockTime = LockTime(netcode::time::LockTime::END);

    #[new]
    fn new(text: TimeArg) -> Self {
        Self(text.0)
    }

    /// The minute of a ``datetime`` without a zone that already follows the lock's clock. Seconds are dropped, as the
    /// lock drops them.
    #[staticmethod]
    fn from_naive(naive: &Bound<'_, PyDateTime>) -> Answer<Self> {
        let (naive, offset_given) = parts(naive)?;
        Ok(Self(netcode::time::LockTime::from_unzoned(naive, offset_given)?))
    }

    /// Reads what is typed at a lock, ``YYMMDDHHMM``; years 20 to 99 mean 2020 to 2099.
    ///
    /// >>> str(LockTime.from_typed("2601150930"))
    /// '2026-01-15T09:30'
    #[staticmethod]
    fn from_typed(digits: &str) -> Answer<Self> {
        Ok(Self(netcode::time::LockTime::parse_typed(digits)?))
    }

    /// The minute that lies so many minutes after 2020-01-01T00:00.
    #[staticmethod]
    fn from_minutes(minutes: Int) -> Answer<Self> {
        let minutes = minutes.whole("minutes", &codes::TIME_OUT_OF_RANGE)?;
        Ok(Self(netcode::time::LockTime::from_minutes(minutes)?))
    }

    /// Minutes since 2020-01-01T00:00.
    #[getter]
    fn minutes(&self) -> u32 {
        self.0.minutes()
    }

    /// Minutes since midnight, 0 to 1439.
    #[getter]
    fn minute_of_day(&self) -> u32 {
        self.0.minute_of_day()
    }

    /// Whole days since 2020-01-01.
    #[getter]
    fn day(&self) -> u32 {
        self.0.day()
    }

    /// The day of the week.
    #[getter]
    fn weekday<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        enums::weekday(py, self.0.weekday())
    }

    /// 00:00 of the same day.
    #[getter]
    fn midnight(&self) -> Self {
        Self(self.0.midnight())
    }

    /// The same minute as a ``datetime`` without a zone, still on the lock's clock.
    #[getter]
    fn naive(&self) -> NaiveDateTime {
        self.0.naive()
    }

    /// This time moved by so many minutes, which may be negative.
    fn plus_minutes(&self, minutes: Int) -> Answer<Self> {
        Ok(Self(self.0.plus_minutes(minutes.wide())?))
    }

    /// Minutes from an earlier time to this one; negative when that is in fact later.
    fn minutes_since(&self, earlier: TimeArg) -> i64 {
        self.0.minutes_since(earlier.0)
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("LockTime('{}')", self.0)
    }

    fn __getnewargs__(&self) -> (String,) {
        (self.0.to_string(),)
    }
}
