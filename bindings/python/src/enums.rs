//! Named choices. In Python they are `str` enumerations, so that the plain name is as good as the member.

use netcode::code::Reason;
use netcode::error::Kind;
use netcode::grant::{Layout, Mode, Pattern};
use netcode::risk::Verdict;
use netcode::time::Weekday;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;

use crate::error::Fail;

/// Gives a choice its Python class, and its argument type that reads the name.
macro_rules! choice {
    ($member:ident, $python:literal, $core:ty) => {
        pub(crate) fn $member(py: Python<'_>, value: $core) -> PyResult<Bound<'_, PyAny>> {
            static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
            CLASS.import(py, "netcode._enums", $python)?.call1((value.as_str(),))
        }
    };
    ($member:ident, $python:literal, $core:ty, $arg:ident) => {
        choice!($member, $python, $core);

        pub(crate) struct $arg(pub(crate) $core);

        impl<'py> FromPyObject<'_, 'py> for $arg {
            type Error = Fail;
            fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Fail> {
                Ok(Self(<$core>::parse(value.cast::<PyString>()?.to_str()?)?))
            }
        }
    };
}

choice!(layout, "Layout", Layout, LayoutArg);
choice!(mode, "Mode", Mode, ModeArg);
choice!(pattern, "Pattern", Pattern, PatternArg);
choice!(reason, "Reason", Reason);
choice!(verdict, "Verdict", Verdict);
choice!(weekday, "Weekday", Weekday);

/// The names of every choice, for the test that compares them with the classes.
#[pyfunction(name = "_all_names")]
pub(crate) fn all_names() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("Kind", Kind::ALL.map(Kind::as_str).to_vec()),
        ("Layout", Layout::ALL.map(Layout::as_str).to_vec()),
        ("Mode", Mode::ALL.map(Mode::as_str).to_vec()),
        ("Pattern", Pattern::ALL.map(Pattern::as_str).to_vec()),
        ("Reason", Reason::ALL.map(Reason::as_str).to_vec()),
        ("Verdict", [Verdict::Good, Verdict::Doubtful, Verdict::TooLikely].map(Verdict::as_str).to_vec()),
        ("Weekday", Weekday::ALL.map(Weekday::as_str).to_vec()),
    ]
}
