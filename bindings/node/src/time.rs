//! Lock time. In JavaScript it is text, `YYYY-MM-DDTHH:MM`, and minutes where arithmetic is wanted.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::error::table::core as codes;
use netcode::time::LockTime;

use crate::arg::{Figure, Time, time, whole};
use crate::error::OrThrow;

/// Minutes of a lock time since 2020-01-01T00:00.
#[napi]
pub fn lock_minutes(#[napi(ts_arg_type = "LockTime")] time: Time<'_>) -> Result<u32> {
    Ok(self::time(time)?.minutes())
}

/// The lock time that lies so many minutes after 2020-01-01T00:00.
#[napi(ts_return_type = "LockTime")]
pub fn lock_time_of_minutes(#[napi(ts_arg_type = "number")] minutes: Figure<'_>) -> Result<String> {
    let minutes = whole("minutes", minutes, &codes::TIME_OUT_OF_RANGE)?;
    Ok(LockTime::from_minutes(minutes).or_throw()?.to_string())
}

/// What is typed at a lock, `YYMMDDHHMM`, as lock time; years 20 to 99 mean 2020 to 2099.
#[napi(ts_return_type = "LockTime")]
pub fn lock_time_of_typed(digits: String) -> Result<String> {
    Ok(LockTime::parse_typed(&digits).or_throw()?.to_string())
}
