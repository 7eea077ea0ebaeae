//! Rows: many locks at once, as values or as JSON.

use netcode::code::{Code, Row};
use pyo3::prelude::*;

use crate::error::Answer;
use crate::grant::Grant;
use crate::key::{Batch, Format, Identity};

type RowArg<'py> = (Bound<'py, Identity>, Bound<'py, Format>, Bound<'py, Grant>);

/// Issues the codes of rows of (identity, format, grant) over any number of locks, in the order given. Sort rows by
/// lock: neighbours of one lock share a key.
#[pyfunction]
pub(crate) fn issue_rows(py: Python<'_>, rows: &Bound<'_, PyAny>) -> Answer<Batch> {
    let read = |item: PyResult<Bound<'_, PyAny>>| {
        let (identity, format, grant): RowArg<'_> = item?.extract()?;
        Ok(Row { identity: identity.get().identity.clone(), format: format.get().0, grant: grant.get().0 })
    };
    let rows = rows.try_iter()?.map(read).collect::<Answer<Vec<Row>>>()?;
    Ok(Batch(py.detach(|| netcode::code::issue_rows(&rows))))
}

/// Issues the code of one row, from JSON text to JSON text.
#[pyfunction]
pub(crate) fn answer_row(row: &str) -> Answer<String> {
    Ok(netcode::code::answer_text(row)?)
}

/// Answers one line of a file of rows.
#[pyfunction]
pub(crate) fn answer_line(line: u64, text: &str) -> Option<String> {
    netcode::code::answer_line(line, text).map(|answer| answer.unwrap_or_else(|error| error).to_string())
}

/// Refuses a code that equals one of the lock's fixed codes, which the lock would take it for.
#[pyfunction]
#[pyo3(signature = (code, fixed))]
pub(crate) fn refuse_reserved(code: &str, fixed: Vec<String>) -> Answer<()> {
    let fixed = fixed.iter().map(|code| Code::parse(code)).collect::<netcode::Result<Vec<_>>>()?;
    Ok(netcode::code::refuse_reserved(&Code::parse(code)?, &fixed)?)
}
