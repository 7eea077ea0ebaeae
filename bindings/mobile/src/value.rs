//! Values that cross the border as a number or a text and are parsed there: a malformed one is the error of the
//! function it was given to.

use chrono::DateTime;
pub use netcode::code::Code;
pub use netcode::id::{GroupId, LockId, Serial};
pub use netcode::time::LockTime;

use crate::{NetcodeError, Result};

/// A moment in the world's time.
pub type Moment = DateTime<chrono::Utc>;

uniffi::custom_type!(
    /// A minute on a lock's own clock, without daylight saving and without a zone, from 2020-01-01T00:00 to
    /// 9999-12-31T23:59. Seconds are dropped, as the lock drops them.
    LockTime, i64, {
    remote,
    lower: |time| time.wall_seconds(),
    try_lift: |seconds| Ok(LockTime::from_wall_seconds(seconds).map_err(NetcodeError::from)?),
});

uniffi::custom_type!(
    /// A moment in the world's time, to the microsecond.
    Moment, i64, {
    remote,
    lower: |moment| moment.timestamp_micros(),
    try_lift: |micros| Ok(netcode::time::moment_of_micros(micros).map_err(NetcodeError::from)?),
});

uniffi::custom_type!(
    /// The digits of a code, 1 to 10 of them, leading zeros kept. Printing it hides them.
    Code, String, {
    remote,
    lower: |code| code.as_str().to_owned(),
    try_lift: |text| Ok(Code::parse(&text).map_err(NetcodeError::from)?),
});

uniffi::custom_type!(
    /// The six-digit lock id typed at initialisation, 100000 to 999999.
    LockId, u32, {
    remote,
    lower: |id| id.get(),
    try_lift: |id| Ok(LockId::new(id).map_err(NetcodeError::from)?),
});

uniffi::custom_type!(
    /// A group of locks, written `007`, or `007.1` for version 1 of its key.
    GroupId, String, {
    remote,
    lower: |group| group.to_string(),
    try_lift: |text| Ok(GroupId::parse(&text).map_err(NetcodeError::from)?),
});

uniffi::custom_type!(
    /// A lock's serial exactly as recorded: 1 to 32 bytes, case kept.
    Serial, String, {
    remote,
    lower: |serial| serial.as_str().to_owned(),
    try_lift: |text| Ok(Serial::new(&text).map_err(NetcodeError::from)?),
});

/// Reads the digits of a code as typed. Fails with `code.malformed`.
#[uniffi::export]
fn parse_code(text: String) -> Result<Code> {
    Ok(Code::parse(&text)?)
}

/// Reads a lock time written `YYYY-MM-DDTHH:MM`. Fails with `time.malformed`, `time.before_2020`.
#[uniffi::export]
fn parse_lock_time(text: String) -> Result<LockTime> {
    Ok(LockTime::parse(&text)?)
}

/// Reads a date and time as typed at a lock, `YYMMDDHHMM`. Fails with `time.malformed`, `time.before_2020`.
#[uniffi::export]
fn parse_typed_time(digits: String) -> Result<LockTime> {
    Ok(LockTime::parse_typed(&digits)?)
}

/// A lock time as `YYYY-MM-DDTHH:MM`. Fails with `time.before_2020`, `time.out_of_range`.
#[uniffi::export]
fn lock_time_text(time: LockTime) -> Result<String> {
    Ok(time.to_string())
}

/// The lock id that codes of a group carry: its number times 1000. Fails with `key.group_malformed`.
#[uniffi::export]
fn group_lock_id(group: GroupId) -> Result<u32> {
    Ok(group.lock_id())
}
