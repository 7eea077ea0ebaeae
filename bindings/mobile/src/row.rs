//! Rows: a lock, a format and a grant as one JSON object, answered by the code.

use netcode::code as core;

use crate::Result;

/// The answer to one line of a file of rows, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum LineAnswer {
    /// The row with its line number, code, epoch, payload, start and end.
    Answered {
        /// The answer.
        json: String,
    },
    /// `{"line": n, "error": {"kind", "code", "message", "hint"}}`.
    Refused {
        /// The answer.
        json: String,
    },
}

/// Answers one line of a file of rows, `line` counted from 1. A blank line has no answer.
#[uniffi::export]
pub fn answer_line(line: u64, text: String) -> Option<LineAnswer> {
    let answer = core::answer_line(line, &text)?;
    Some(answer.map_or_else(
        |refused| LineAnswer::Refused { json: refused.to_string() },
        |answered| LineAnswer::Answered { json: answered.to_string() },
    ))
}

/// Issues the code of one row: the row with `code`, `epoch`, `payload`, `starts` and `ends` added. Fails with
/// `row.malformed`, `row.field_missing` and the codes of every field.
#[uniffi::export]
pub fn answer_row(row: String) -> Result<String> {
    Ok(core::answer_text(&row)?)
}
