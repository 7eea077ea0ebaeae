//! Arguments that several methods take.

use chrono::DateTime;
use napi::JsDate;
use napi::bindgen_prelude::*;
use netcode::error::Entry;
use netcode::number::whole_from_float;
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

pub(crate) fn whole(name: &str, value: f64, range: &'static Entry) -> Result<u32> {
    whole_from_float(name, value, range).or_throw()
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
pub(crate) fn optional(name: &str, value: Option<f64>, range: &'static Entry) -> Result<Option<u32>> {
    value.map(|value| whole(name, value, range)).transpose()
}
