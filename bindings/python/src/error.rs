//! The crate's error as a Python exception.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

/// What can go wrong in a method: the crate's error, or Python's own.
pub(crate) enum Fail {
    Core(netcode::Error),
    Python(PyErr),
}

pub(crate) type Answer<T> = Result<T, Fail>;

impl From<netcode::Error> for Fail {
    fn from(error: netcode::Error) -> Self {
        Self::Core(error)
    }
}

impl From<PyErr> for Fail {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<pyo3::CastError<'_, '_>> for Fail {
    fn from(error: pyo3::CastError<'_, '_>) -> Self {
        Self::Python(error.into())
    }
}

impl From<Fail> for PyErr {
    fn from(fail: Fail) -> Self {
        match fail {
            Fail::Python(error) => error,
            Fail::Core(error) => {
                Python::attach(|py| exception(py, &error).map_or_else(|error| error, PyErr::from_value))
            }
        }
    }
}

/// The exception object of an error: `netcode.NetcodeError` or the subclass of its kind.
pub(crate) fn exception<'py>(py: Python<'py>, error: &netcode::Error) -> PyResult<Bound<'py, PyAny>> {
    static MAKE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let make = MAKE.import(py, "netcode._errors", "of_kind")?;
    make.call1((error.kind().as_str(), error.message(), error.code(), error.hint()))
}

/// Every error code: code, kind, meaning, remedy.
#[pyfunction]
pub(crate) fn error_entries() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    netcode::error::entries()
        .map(|entry| (entry.code, entry.kind.as_str(), entry.means, entry.hint))
        .collect()
}
