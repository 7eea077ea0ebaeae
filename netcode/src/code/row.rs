//! Rows: one JSON object that says which lock, which format and which grant, answered by the code.
//!
//! The shape is that of the vectors, so that whoever can read a vector can issue a code, in any language.

use std::string::String;

use serde_json::{Map, Value, json};

use super::{Format, Identity, Issued, SiteKey};
use crate::error::{Entry, Error, Result, table::core as codes};
use crate::grant::{DEFAULT_FIRST_USE_HOURS, Grant, Layout};
use crate::id::{GroupId, LockId, Serial};
use crate::number::is_whole;
use crate::time::LockTime;

type Object = Map<String, Value>;

/// Answers one line of a file of rows, `line` counted from 1: the row with `line`, `code`, `epoch`, `payload`,
/// `starts` and `ends` added (and `first_use_by` where the mode has such a rule), or
/// `{"line": n, "error": {"kind", "code", "message", "hint"}}`. A blank line has no answer.
pub fn answer_line(line: u64, text: &str) -> Option<Result<Value, Value>> {
    if text.trim().is_empty() {
        return None;
    }
    let answer = parse(text).and_then(|row| answer_row(&row)).map(|mut answer| {
        if let Some(object) = answer.as_object_mut() {
            object.insert("line".into(), json!(line));
        }
        answer
    });
    Some(answer.map_err(|error| json!({ "line": line, "error": error })))
}

/// Issues the code of one row: `site_key`; `serial`, `lock_id` and `initialised`, or `group` and optionally
/// `generation` (0 unless given); `layout`; `digits`; `grant`. The answer is the row with the
/// code's fields added; fields the row has beyond these are kept as they are.
///
/// # Errors
/// `row.malformed`, `row.field_missing`, and the codes of every field's own type.
pub fn answer_row(row: &Value) -> Result<Value> {
    let Some(row) = row.as_object() else {
        return Err(Error::new(&codes::ROW_MALFORMED, format_args!("the row is not a JSON object")));
    };
    let identity = identity(row)?;
    let format = format(row)?;
    let grant = Grant::from_value(field(row, "grant")?)?;
    let issued = identity.issue(format, &grant)?;
    let mut answer = row.clone();
    describe(&mut answer, &grant, &issued);
    Ok(Value::Object(answer))
}

/// [`answer_row`] from JSON text to JSON text.
///
/// # Errors
/// As [`answer_row`]; `row.malformed` also for a text that is not JSON.
pub fn answer_text(row: &str) -> Result<String> {
    use std::string::ToString as _;
    Ok(answer_row(&parse(row)?)?.to_string())
}

fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text)
        .map_err(|error| Error::new(&codes::ROW_MALFORMED, format_args!("the row is not JSON: {error}")))
}

/// Adds what an issued code is to an answer.
fn describe(answer: &mut Object, grant: &Grant, issued: &Issued) {
    let mut put = |name: &str, value: Value| drop(answer.insert(name.into(), value));
    put("code", json!(issued.code.as_str()));
    put("epoch", json!(issued.epoch));
    put("payload", json!(issued.payload));
    put("starts", json!(grant.start()));
    put("ends", json!(grant.ends()));
    if let Some(by) = grant.first_use_by(DEFAULT_FIRST_USE_HOURS) {
        put("first_use_by", json!(by));
    }
}

fn identity(row: &Object) -> Result<Identity> {
    let site = SiteKey::from_hex(text(row, "site_key")?)?;
    if present(row, "group") {
        if let Some(both) = ["serial", "initialised"].into_iter().find(|name| present(row, name)) {
            return Err(Error::new(
                &codes::ROW_MALFORMED,
                format_args!("a row has `group` or `{both}`, not both"),
            )
            .with_hint(format_args!(
                "give group and generation for a group, serial, lock_id and initialised for a lock"
            )));
        }
        let group = GroupId::parse(text(row, "group")?)?;
        let generation = match row.get("generation") {
            None | Some(Value::Null) => 0,
            Some(_) => number(row, "generation", &codes::TIME_OUT_OF_RANGE)?,
        };
        if present(row, "lock_id")
            && number(row, "lock_id", &codes::ID_LOCK_ID_OUT_OF_RANGE)? != group.lock_id()
        {
            return Err(Error::new(
                &codes::ID_LOCK_ID_OUT_OF_RANGE,
                format_args!("the lock id of group {group} is {}", group.lock_id()),
            )
            .with_hint(format_args!("leave lock_id out for a group")));
        }
        return Ok(Identity::group(site.group_key(group), group, generation));
    }
    let serial = Serial::new(text(row, "serial")?)?;
    let lock_id = LockId::new(number(row, "lock_id", &codes::ID_LOCK_ID_OUT_OF_RANGE)?)?;
    let initialised = LockTime::parse(text(row, "initialised")?)?;
    Ok(Identity::own(site.lock_key(&serial), lock_id, initialised))
}

fn format(row: &Object) -> Result<Format> {
    let layout = Layout::parse(text(row, "layout")?)?;
    let digits = number(row, "digits", &codes::CODE_DIGITS_OUT_OF_RANGE)?;
    Format::with_digits(layout, digits)
}

fn present(row: &Object, name: &str) -> bool {
    row.get(name).is_some_and(|value| !value.is_null())
}

fn field<'a>(row: &'a Object, name: &str) -> Result<&'a Value> {
    match row.get(name) {
        Some(value) if !value.is_null() => Ok(value),
        _ => Err(Error::new(&codes::ROW_FIELD_MISSING, format_args!("the row lacks `{name}`"))
            .with_hint(format_args!("give `{name}`"))),
    }
}

fn text<'a>(row: &'a Object, name: &str) -> Result<&'a str> {
    let value = field(row, name)?;
    value.as_str().ok_or_else(|| Error::new(&codes::ROW_MALFORMED, format_args!("`{name}` is not a string")))
}

/// A whole number of 32 bits; `range` is the code for one that is too small or too large.
fn number(row: &Object, name: &str, range: &'static Entry) -> Result<u32> {
    let value = field(row, name)?;
    if !value.as_number().is_some_and(is_whole) {
        return Err(Error::new(&codes::ROW_MALFORMED, format_args!("`{name}` is not a whole number")));
    }
    let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
    number.ok_or_else(|| Error::new(range, format_args!("`{name}` of {value} is out of range")))
}
