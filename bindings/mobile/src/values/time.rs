//! The values of `netcode::time`, generated from the library's own types by `cargo xtask docs`.


use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// A stretch of real time: `from` is inside, `until` is not. Never empty.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Window {
    /// The `from`.
    pub from: Moment,
    /// The `until`.
    pub until: Moment,
}

/// Something that happened to a clock, or was seen of it.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
#[serde(tag = "event")]
pub enum ClockEvent {
    /// The clock was set, right to within `within_seconds` either way.
    #[serde(rename = "set")]
    Set {
        /// When.
        at: Moment,
        /// The most it was out afterwards: 60 when somebody typed the minute of a good watch.
        within_seconds: i64,
    },
    /// A code for [`from`, `until`) of lock time opened, grace included, so the clock was inside.
    #[serde(rename = "opened")]
    Opened {
        /// When.
        at: Moment,
        /// First minute of lock time at which the code opens.
        from: LockTime,
        /// First minute of lock time at which it opens no longer.
        until: LockTime,
    },
    /// A code for [`from`, `until`) of lock time was refused for its time, so the clock was outside.
    #[serde(rename = "refused")]
    Refused {
        /// When.
        at: Moment,
        /// First minute of lock time at which the code opens.
        from: LockTime,
        /// First minute of lock time at which it opens no longer.
        until: LockTime,
    },
    /// The battery was changed and the clock stood still for at most `stood_seconds`.
    #[serde(rename = "battery_changed")]
    BatteryChanged {
        /// When.
        at: Moment,
        /// The longest it can have stood still.
        stood_seconds: i64,
    },
    /// The clock was lost, as some locks do when the battery is changed: nothing is known until it is set or opens.
    #[serde(rename = "lost")]
    Lost {
        /// When.
        at: Moment,
    },
}

/// The interval in which a clock's error lies, in seconds: how far it is ahead of right lock time. Both ends
/// inside.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct ClockError {
    /// The least: negative when the clock may be behind.
    pub low_seconds: i64,
    /// The most: positive when it may be ahead.
    pub high_seconds: i64,
}
