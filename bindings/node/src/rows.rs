//! Rows: one object that says which lock, which format and which grant, answered by the code.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::code::{Code, Row};
use netcode::error::table::core as codes;
use serde_json::Value;

use crate::arg::{Figure, whole};
use crate::error::OrThrow;
use crate::key::{Batch, Format, Grant, Identity};

/// One row of a batch over many locks.
#[napi(object, object_to_js = false)]
pub struct IssueRow<'env> {
    /// The lock or group.
    pub identity: ClassInstance<'env, Identity>,
    /// Its codes' format.
    pub format: ClassInstance<'env, Format>,
    /// What to issue.
    pub grant: ClassInstance<'env, Grant>,
}

/// Issues the codes of rows over any number of locks, in the order given. Sort rows by lock: neighbours of one lock
/// share a key.
#[napi]
pub fn issue_rows(rows: Vec<IssueRow<'_>>) -> Batch {
    let row = |row: &IssueRow<'_>| Row {
        identity: row.identity.0.clone(),
        format: row.format.0,
        grant: row.grant.0,
    };
    let rows: Vec<Row> = rows.iter().map(row).collect();
    Batch(netcode::code::issue_rows_digits(&rows))
}

/// Issues the code of one row and gives the row back with the code's fields added. Fields it does not know are kept.
#[napi(ts_return_type = "T & RowAnswer", ts_generic_types = "T extends Row")]
pub fn answer_row(#[napi(ts_arg_type = "T")] row: Value) -> Result<Value> {
    netcode::code::answer_row(&row).or_throw()
}

/// Answers one line of a file of rows, counted from 1; null for a blank line. A bad row is answered with `error`.
#[napi(ts_return_type = "RowAnswer | RowError | null")]
pub fn answer_line(#[napi(ts_arg_type = "number")] line: Figure<'_>, text: String) -> Result<Option<Value>> {
    let line = whole("line", line, &codes::ROW_MALFORMED)?;
    Ok(netcode::code::answer_line(line.into(), &text).map(|answer| answer.unwrap_or_else(|error| error)))
}

/// Refuses a code that equals one of the lock's fixed codes, which the lock would take it for.
#[napi]
pub fn refuse_reserved(
    code: String,
    #[napi(ts_arg_type = "readonly string[]")] fixed: Vec<String>,
) -> Result<()> {
    let fixed = fixed.iter().map(|code| Code::parse(code)).collect::<netcode::Result<Vec<_>>>().or_throw()?;
    netcode::code::refuse_reserved(&Code::parse(&code).or_throw()?, &fixed).or_throw()
}
