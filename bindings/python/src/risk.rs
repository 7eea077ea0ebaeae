//! What guessing costs.

use std::hash::{Hash, Hasher};

use netcode::error::table::core as codes;
use netcode::risk;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::arg::Int;
use crate::enums;
use crate::error::Answer;
use crate::key::Format;
use crate::profile::Profile;
use crate::time::{LockTime, TimeArg};

/// How many codes of one key a lock with nothing remembered would take at a minute.
#[pyfunction]
pub(crate) fn acceptable(profile: &Bound<'_, Profile>, now: TimeArg) -> u64 {
    risk::acceptable(&profile.get().0, now.0)
}

/// The minute of a day at which most codes are acceptable, and how many.
#[pyfunction]
pub(crate) fn worst_minute_of_day(profile: &Bound<'_, Profile>, day: TimeArg) -> (LockTime, u64) {
    let (at, count) = risk::worst_minute_of_day(&profile.get().0, day.0);
    (LockTime(at), count)
}

/// A day in the middle of an epoch, for figures that are about a profile and not about a date.
#[pyfunction]
pub(crate) fn ordinary_day(format: &Bound<'_, Format>) -> LockTime {
    LockTime(risk::ordinary_day(format.get().0))
}

/// The changes that lower the risk of a profile, those that cost guests least first.
#[pyfunction]
#[pyo3(signature = (profile, day, keys=Int::ONE), text_signature = "(profile, day, keys=1)")]
pub(crate) fn improvements(
    py: Python<'_>,
    profile: &Bound<'_, Profile>,
    day: TimeArg,
    keys: Int,
) -> Answer<Vec<Improvement>> {
    let keys = keys.whole("keys", &codes::PROFILE_OUT_OF_RANGE)?;
    let profile = profile.get().0;
    Ok(py.detach(|| risk::improvements(&profile, keys, day.0).map(Improvement).collect()))
}

/// A limiter: ``burst`` tries at once, then ``per_day`` a day.
#[pyclass(frozen, eq, hash, module = "netcode.risk")]
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct TryRate(risk::TryRate);

impl Hash for TryRate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        [self.0.burst, self.0.per_day].map(bits).hash(state);
    }
}

/// The bits of a number, the same for both zeros.
fn bits(number: f64) -> u64 {
    (number + 0.0).to_bits()
}

#[pymethods]
impl TryRate {
    /// NC1's limiter: ten tries, then one an hour.
    #[classattr]
    const NC1: TryRate = TryRate(risk::TryRate::NC1);

    #[new]
    #[pyo3(signature = (*, burst, per_day))]
    fn new(burst: f64, per_day: f64) -> Self {
        Self(risk::TryRate { burst, per_day })
    }

    /// A penalty of so many seconds after every few wrong codes, each typed in so many seconds.
    #[staticmethod]
    #[pyo3(signature = (*, wrong, pause_seconds, typing_seconds))]
    fn penalty(wrong: Int, pause_seconds: f64, typing_seconds: f64) -> Answer<Self> {
        let wrong = wrong.whole("wrong", &codes::PROFILE_OUT_OF_RANGE)?;
        Ok(Self(risk::TryRate::penalty(wrong, pause_seconds, typing_seconds)))
    }

    /// Tries a rested lock gives at once.
    #[getter]
    fn burst(&self) -> f64 {
        self.0.burst
    }

    /// Tries a day after that.
    #[getter]
    fn per_day(&self) -> f64 {
        self.0.per_day
    }

    /// Tries possible in a number of days.
    fn tries_in(&self, days: f64) -> f64 {
        self.0.tries_in(days)
    }

    fn __repr__(&self) -> String {
        format!("TryRate(burst={:?}, per_day={:?})", self.0.burst, self.0.per_day)
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((), Bound<'py, pyo3::types::PyDict>)> {
        let named = pyo3::types::PyDict::new(py);
        named.set_item("burst", self.0.burst)?;
        named.set_item("per_day", self.0.per_day)?;
        Ok(((), named))
    }
}

/// Codes acceptable, codes there are, the probability a try, and the minute.
type Figures = (u64, u64, f64, LockTime);

/// The risk of one profile at one minute.
#[pyclass(frozen, eq, hash, module = "netcode.risk")]
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Estimate(risk::Estimate);

impl Hash for Estimate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.acceptable, self.0.codes, bits(self.0.probability), self.0.at).hash(state);
    }
}

#[pymethods]
impl Estimate {
    /// The estimate of a lock with so many keys (its own and its groups', 1 to 5) at a minute.
    #[staticmethod]
    #[pyo3(name = "at", signature = (profile, at, keys=Int::ONE), text_signature = "(profile, at, keys=1)")]
    fn of_minute(profile: &Bound<'_, Profile>, at: TimeArg, keys: Int) -> Answer<Self> {
        let keys = keys.whole("keys", &codes::PROFILE_OUT_OF_RANGE)?;
        Ok(Self(risk::Estimate::at(&profile.get().0, keys, at.0)))
    }

    /// The estimate at the worst minute of a day.
    #[staticmethod]
    #[pyo3(signature = (profile, day, keys=Int::ONE), text_signature = "(profile, day, keys=1)")]
    fn worst(profile: &Bound<'_, Profile>, day: TimeArg, keys: Int) -> Answer<Self> {
        let keys = keys.whole("keys", &codes::PROFILE_OUT_OF_RANGE)?;
        Ok(Self(risk::Estimate::worst(&profile.get().0, keys, day.0)))
    }

    /// Codes acceptable, all keys summed.
    #[getter]
    fn acceptable(&self) -> u64 {
        self.0.acceptable
    }

    /// Codes there are.
    #[getter]
    fn codes(&self) -> u64 {
        self.0.codes
    }

    /// Probability that one random try opens.
    #[getter]
    fn probability(&self) -> f64 {
        self.0.probability
    }

    /// The minute it was counted at.
    #[getter]
    fn minute(&self) -> LockTime {
        LockTime(self.0.at)
    }

    /// Tries after which an intruder is in with probability one half.
    #[getter]
    fn median_tries(&self) -> f64 {
        self.0.median_tries()
    }

    /// Probability that an intruder who never stops typing is in within a number of days.
    fn probability_in(&self, days: f64, rate: &Bound<'_, TryRate>) -> f64 {
        self.0.probability_in(days, rate.get().0)
    }

    /// Whether a lock should be run like this.
    #[getter]
    fn verdict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        enums::verdict(py, self.0.verdict())
    }

    /// Days until an intruder who never stops typing is in with probability one half.
    fn median_days(&self, rate: &Bound<'_, TryRate>) -> f64 {
        self.0.median_days(rate.get().0)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Figures)> {
        let risk::Estimate { acceptable, codes, probability, at } = self.0;
        let make = py.import("netcode._netcode")?.getattr("_estimate")?;
        Ok((make, (acceptable, codes, probability, LockTime(at))))
    }

    fn __repr__(&self) -> String {
        format!("<Estimate {} of {} at {}>", self.0.acceptable, self.0.codes, self.0.at)
    }
}

/// Rebuilds an estimate that came inside another value.
#[pyfunction]
#[pyo3(signature = (acceptable, codes, probability, at))]
pub(crate) fn _estimate(acceptable: u64, codes: u64, probability: f64, at: TimeArg) -> Estimate {
    Estimate(risk::Estimate { acceptable, codes, probability, at: at.0 })
}

/// A change to a profile and what it makes of the risk.
#[pyclass(frozen, eq, hash, module = "netcode.risk")]
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Improvement(risk::Improvement);

impl Hash for Improvement {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.change.hash(state);
        self.estimate().hash(state);
    }
}

/// A change as JSON text, and the risk after it.
type Changed = (String, Estimate);

/// Rebuilds an improvement.
#[pyfunction]
pub(crate) fn _improvement(change: &str, estimate: &Bound<'_, Estimate>) -> Answer<Improvement> {
    let change = serde_json::from_str(change)
        .map_err(|_| PyValueError::new_err("this text is no change of a profile"))?;
    Ok(Improvement(risk::Improvement { change, estimate: estimate.get().0 }))
}

#[pymethods]
impl Improvement {
    fn __reduce__<'py>(&self, py: Python<'py>) -> Answer<(Bound<'py, PyAny>, Changed)> {
        let make = py.import("netcode._netcode")?.getattr("_improvement")?;
        let change = serde_json::to_string(&self.0.change)
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok((make, (change, self.estimate())))
    }

    /// What to change.
    #[getter]
    fn change(&self) -> String {
        self.0.change.to_string()
    }

    /// The risk after it, at the worst minute of the same day.
    #[getter]
    fn estimate(&self) -> Estimate {
        Estimate(self.0.estimate)
    }

    fn __repr__(&self) -> String {
        format!(
            "<Improvement {}: {} of {}>",
            self.0.change, self.0.estimate.acceptable, self.0.estimate.codes
        )
    }
}
