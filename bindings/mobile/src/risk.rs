//! What guessing costs.

use netcode::risk as core;

use crate::{Format, LockTime, Mode, Profile, Result};

/// The minute of a day at which most codes are acceptable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct WorstMinute {
    /// The minute.
    pub at: LockTime,
    /// Codes acceptable then.
    pub acceptable: u64,
}

/// The risk of one profile at one moment.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Estimate {
    /// Codes acceptable, all keys summed.
    pub acceptable: u64,
    /// Codes there are.
    pub codes: u64,
    /// Probability that one random try opens.
    pub probability: f64,
    /// Minute it was counted at.
    pub at: LockTime,
}

impl From<core::Estimate> for Estimate {
    fn from(of: core::Estimate) -> Self {
        Self { acceptable: of.acceptable, codes: of.codes, probability: of.probability, at: of.at }
    }
}

impl From<Estimate> for core::Estimate {
    fn from(of: Estimate) -> Self {
        Self { acceptable: of.acceptable, codes: of.codes, probability: of.probability, at: of.at }
    }
}

#[uniffi::export]
impl Estimate {
    /// Tries after which an intruder is in with probability one half.
    pub fn median_tries(&self) -> f64 {
        core::Estimate::from(*self).median_tries()
    }

    /// Probability that an intruder who never stops typing is in within a number of days.
    pub fn probability_in(&self, days: f64, rate: TryRate) -> f64 {
        core::Estimate::from(*self).probability_in(days, rate.into())
    }

    /// Whether a lock should be run like this.
    pub fn verdict(&self) -> Verdict {
        core::Estimate::from(*self).verdict().into()
    }

    /// Days until an intruder who never stops typing is in with probability one half.
    pub fn median_days(&self, rate: TryRate) -> f64 {
        core::Estimate::from(*self).median_days(rate.into())
    }
}

mirror! {
    /// What to think of a probability a try.
    Verdict of core::Verdict {
        /// At most one in a hundred thousand.
        Good,
        /// Above one in a hundred thousand.
        Doubtful,
        /// Above one in ten thousand.
        TooLikely,
    }
}

/// A limiter: `burst` tries at once, then `per_day` a day.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record)]
pub struct TryRate {
    /// Tries a rested lock gives at once.
    pub burst: f64,
    /// Tries a day after that.
    pub per_day: f64,
}

impl From<TryRate> for core::TryRate {
    fn from(rate: TryRate) -> Self {
        Self { burst: rate.burst, per_day: rate.per_day }
    }
}

impl From<core::TryRate> for TryRate {
    fn from(rate: core::TryRate) -> Self {
        Self { burst: rate.burst, per_day: rate.per_day }
    }
}

#[uniffi::export]
impl TryRate {
    /// Tries possible in a number of days.
    pub fn tries_in(&self, days: f64) -> f64 {
        core::TryRate::from(*self).tries_in(days)
    }
}

/// NC1's limiter: ten tries, then one an hour.
#[uniffi::export]
fn nc1_try_rate() -> TryRate {
    core::TryRate::NC1.into()
}

/// A penalty of `pause_seconds` after every `wrong` wrong codes, each typed in `typing_seconds`.
#[uniffi::export]
fn penalty_try_rate(wrong: u32, pause_seconds: f64, typing_seconds: f64) -> TryRate {
    core::TryRate::penalty(wrong, pause_seconds, typing_seconds).into()
}

/// A change that lowers the risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Change {
    /// No grace at the ends.
    NoGrace,
    /// The first use due within fewer hours.
    FirstUseHours {
        /// How many.
        hours: u32,
    },
    /// Fewer issue numbers.
    OneIssue,
    /// Without a mode.
    Without {
        /// The mode.
        mode: Mode,
    },
    /// Codes with one digit more.
    OneDigitMore {
        /// The digits then.
        digits: u8,
    },
}

impl From<core::Change> for Change {
    fn from(change: core::Change) -> Self {
        match change {
            core::Change::NoGrace => Self::NoGrace,
            core::Change::FirstUseHours(hours) => Self::FirstUseHours { hours },
            core::Change::OneIssue => Self::OneIssue,
            core::Change::Without(mode) => Self::Without { mode: mode.into() },
            core::Change::OneDigitMore(digits) => Self::OneDigitMore { digits },
        }
    }
}

/// A change to a profile and what it makes of the risk.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record)]
pub struct Improvement {
    /// What to change.
    pub change: Change,
    /// The risk after the change, at the worst minute of the same day.
    pub estimate: Estimate,
}

/// Above this probability a try, a lock should not be run.
#[uniffi::export]
fn refuse_above() -> f64 {
    core::REFUSE_ABOVE
}

/// Above this probability a try, a profile deserves a second look.
#[uniffi::export]
fn warn_above() -> f64 {
    core::WARN_ABOVE
}

/// How many codes of one key a lock with this profile and nothing remembered would take at `now`.
#[uniffi::export]
fn acceptable(profile: &Profile, now: LockTime) -> Result<u64> {
    Ok(core::acceptable(&profile.0, now))
}

/// The minute of a day at which most codes are acceptable, and how many.
#[uniffi::export]
fn worst_minute_of_day(profile: &Profile, day: LockTime) -> Result<WorstMinute> {
    let (at, acceptable) = core::worst_minute_of_day(&profile.0, day);
    Ok(WorstMinute { at, acceptable })
}

/// The risk of a lock with `keys` keys (its own and its groups', 1 to 5) at a minute.
#[uniffi::export(default(keys = 1))]
fn estimate_at(profile: &Profile, at: LockTime, keys: u32) -> Result<Estimate> {
    Ok(core::Estimate::at(&profile.0, keys, at).into())
}

/// The risk at the worst minute of a day.
#[uniffi::export(default(keys = 1))]
fn estimate_worst(profile: &Profile, day: LockTime, keys: u32) -> Result<Estimate> {
    Ok(core::Estimate::worst(&profile.0, keys, day).into())
}

/// The changes that lower the risk of a profile, those that cost guests least first.
#[uniffi::export(default(keys = 1))]
fn improvements(profile: &Profile, day: LockTime, keys: u32) -> Result<Vec<Improvement>> {
    let told = |of: core::Improvement| Improvement { change: of.change.into(), estimate: of.estimate.into() };
    Ok(core::improvements(&profile.0, keys, day).map(told).collect())
}

/// A day in the middle of an epoch, for figures that are about a profile and not about a date.
#[uniffi::export]
fn ordinary_day(format: &Format) -> LockTime {
    core::ordinary_day(format.0)
}
