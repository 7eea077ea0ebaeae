//! Arguments that several methods take.

use chrono::DateTime;
use napi::JsDate;
use napi::ValueType;
use napi::bindgen_prelude::*;
use netcode::error::Entry;
use netcode::error::table::core as codes;
use netcode::number::{measure_from_float, whole_from_float};
use netcode::time::LockTime;

use crate::error::{OrThrow, thrown};

/// A lock time as text. A `Date` is a moment of the world and not a lock time, so it is refused with the remedy.
pub(crate) type Time<'a> = Either<String, JsDate<'a>>;

pub(crate) fn time(given: Time<'_>) -> Result<LockTime> {
    match given {
        Either::A(text) => LockTime::parse(&text).or_throw(),
        Either::B(date) => {
            let moment = DateTime::from_timestamp_millis(date.value_of()? as i64).unwrap_or_default();
            Err(thrown(&LockTime::refusal_of(moment.naive_utc(), true)))
        }
    }
}

/// A number as it was given, whatever it is. The bridge's own numbers of 32 bits wrap what does not fit, and those of
/// 64 say of what is no number only that it is none.
pub(crate) type Figure<'a> = Unknown<'a>;

fn is_left_out(given: &Unknown<'_>) -> bool {
    matches!(given.get_type(), Ok(ValueType::Undefined | ValueType::Null))
}

fn missing(name: &str) -> Error {
    thrown(&netcode::Error::new(&codes::ROW_FIELD_MISSING, format_args!("`{name}` is missing")))
}

fn malformed(name: &str, what: &str) -> Error {
    thrown(&netcode::Error::new(&codes::ROW_MALFORMED, format_args!("`{name}` is not {what}")))
}

/// What must be there, whatever it is.
pub(crate) fn needed<'a>(name: &str, given: Unknown<'a>) -> Result<Unknown<'a>> {
    if is_left_out(&given) { Err(missing(name)) } else { Ok(given) }
}

/// A number of any size.
pub(crate) fn number(name: &str, given: Figure<'_>) -> Result<f64> {
    match given.get_type()? {
        ValueType::Number => f64::from_unknown(given),
        _ if is_left_out(&given) => Err(missing(name)),
        _ => Err(malformed(name, "a number")),
    }
}

/// A whole number of 32 bits; `range` is the code for one that is negative or too large.
pub(crate) fn whole(name: &str, given: Figure<'_>, range: &'static Entry) -> Result<u32> {
    whole_from_float(name, number(name, given)?, range).or_throw()
}

/// A number that measures something and is not below zero.
pub(crate) fn measure(name: &str, given: Figure<'_>, range: &'static Entry) -> Result<f64> {
    measure_from_float(name, number(name, given)?, range).or_throw()
}

/// What was given of an option object's field, which may be left out, undefined or null. The fields spell their type
/// out, because the bridge's macro looks for the word `Option` to tell what may be left out.
pub(crate) fn given<T>(field: Option<Either<T, Null>>) -> Option<T> {
    match field {
        Some(Either::A(value)) => Some(value),
        Some(Either::B(Null)) | None => None,
    }
}

/// An optional number of 32 bits; `null` and `undefined` are left out.
pub(crate) fn optional(name: &str, value: Option<Figure<'_>>, range: &'static Entry) -> Result<Option<u32>> {
    value.filter(|value| !is_left_out(value)).map(|value| whole(name, value, range)).transpose()
}
