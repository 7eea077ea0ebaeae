//! What guessing costs.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::error::table::core as codes;
use netcode::risk;

use crate::arg::{Figure, Time, measure, optional, time, whole};
use crate::key::Format;
use crate::profile::Profile;

/// The risk of one profile at one minute. Counts are numbers, since they are at most a few times 10^10.
#[napi(object)]
pub struct Estimate {
    /// Codes acceptable, all keys summed.
    pub acceptable: f64,
    /// Codes there are.
    pub codes: f64,
    /// Probability that one random try opens.
    pub probability: f64,
    /// What to think of that: a lock should not be run above 1 in 10,000, and above 1 in 100,000 it is doubtful.
    #[napi(ts_type = "Verdict")]
    pub verdict: String,
    /// The minute it was counted at.
    #[napi(ts_type = "LockTime")]
    pub at: String,
    /// Tries after which an intruder is in with probability one half.
    pub median_tries: f64,
    /// Days until an intruder who never stops typing is in with probability one half, against NC1's limiter.
    pub median_days: f64,
}

fn shown(estimate: &risk::Estimate, rate: risk::TryRate) -> Estimate {
    Estimate {
        acceptable: estimate.acceptable as f64,
        codes: estimate.codes as f64,
        probability: estimate.probability,
        verdict: estimate.verdict().as_str().to_owned(),
        at: estimate.at.to_string(),
        median_tries: estimate.median_tries(),
        median_days: estimate.median_days(rate),
    }
}

/// A change to a profile and what it makes of the risk.
#[napi(object)]
pub struct Improvement {
    /// What to change.
    pub change: String,
    /// The risk after it, at the worst minute of the same day.
    pub estimate: Estimate,
}

/// A lock's own penalty in place of NC1's limiter.
#[napi(object, object_to_js = false)]
pub struct Penalty<'env> {
    /// Wrong codes before the pause.
    #[napi(ts_type = "number")]
    pub wrong: Figure<'env>,
    /// Seconds of the pause.
    #[napi(ts_type = "number")]
    pub pause_seconds: Figure<'env>,
    /// Seconds one code takes to type.
    #[napi(ts_type = "number")]
    pub typing_seconds: Figure<'env>,
}

fn rate_of(penalty: Option<Penalty<'_>>) -> Result<risk::TryRate> {
    let rate = |penalty: Penalty<'_>| {
        let wrong = whole("wrong", penalty.wrong, &codes::PROFILE_OUT_OF_RANGE)?;
        let pause = measure("pauseSeconds", penalty.pause_seconds, &codes::PROFILE_OUT_OF_RANGE)?;
        let typing = measure("typingSeconds", penalty.typing_seconds, &codes::PROFILE_OUT_OF_RANGE)?;
        Ok(risk::TryRate::penalty(wrong, pause, typing))
    };
    penalty.map_or(Ok(risk::TryRate::NC1), rate)
}

fn keys_of(keys: Option<Figure<'_>>) -> Result<u32> {
    Ok(optional("keys", keys, &codes::PROFILE_OUT_OF_RANGE)?.unwrap_or(1))
}

/// How many codes of one key a lock with nothing remembered would take at a minute.
#[napi]
pub fn acceptable(profile: &Profile, #[napi(ts_arg_type = "LockTime")] now: Time<'_>) -> Result<f64> {
    Ok(risk::acceptable(&profile.0, time(now)?) as f64)
}

/// The risk of a lock with so many keys (its own and its groups', 1 unless given) at a minute.
#[napi]
pub fn estimate_at(
    profile: &Profile,
    #[napi(ts_arg_type = "LockTime")] at: Time<'_>,
    #[napi(ts_arg_type = "number | null | undefined")] keys: Option<Figure<'_>>,
    #[napi(ts_arg_type = "Penalty | null | undefined")] penalty: Option<Penalty<'_>>,
) -> Result<Estimate> {
    Ok(shown(&risk::Estimate::at(&profile.0, keys_of(keys)?, time(at)?), rate_of(penalty)?))
}

/// The risk at the worst minute of a day.
#[napi]
pub fn estimate_worst(
    profile: &Profile,
    #[napi(ts_arg_type = "LockTime")] day: Time<'_>,
    #[napi(ts_arg_type = "number | null | undefined")] keys: Option<Figure<'_>>,
    #[napi(ts_arg_type = "Penalty | null | undefined")] penalty: Option<Penalty<'_>>,
) -> Result<Estimate> {
    Ok(shown(&risk::Estimate::worst(&profile.0, keys_of(keys)?, time(day)?), rate_of(penalty)?))
}

/// The changes that lower the risk of a profile, those that cost guests least first.
#[napi]
pub fn improvements(
    profile: &Profile,
    #[napi(ts_arg_type = "LockTime")] day: Time<'_>,
    #[napi(ts_arg_type = "number | null | undefined")] keys: Option<Figure<'_>>,
) -> Result<Vec<Improvement>> {
    let shown = |item: risk::Improvement| Improvement {
        change: item.change.to_string(),
        estimate: shown(&item.estimate, risk::TryRate::NC1),
    };
    Ok(risk::improvements(&profile.0, keys_of(keys)?, time(day)?).map(shown).collect())
}

/// A day in the middle of an epoch, for figures that are about a profile and not about a date.
#[napi(ts_return_type = "LockTime")]
pub fn ordinary_day(format: &Format) -> String {
    risk::ordinary_day(format.0).to_string()
}
