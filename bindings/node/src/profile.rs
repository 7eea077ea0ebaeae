//! Profiles.

use std::collections::HashMap;

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::error::table::core as codes;
use netcode::grant::Mode;

use crate::arg::{Figure, given, optional, whole};
use crate::error::OrThrow;
use crate::key::Format;

/// What is given of a profile beside its format and modes; what is left out, null or undefined keeps its default.
#[napi(object, object_to_js = false)]
#[derive(Default)]
pub struct ProfileOptions<'env> {
    /// Minutes a code works before its start and after its end: 0 or 15.
    #[napi(ts_type = "number | null | undefined")]
    pub grace_minutes: Option<Figure<'env>>,
    /// How many issue numbers the lock takes.
    #[napi(ts_type = "number | null | undefined")]
    pub issues: Option<Figure<'env>>,
    /// Hours for the first use of `stay`, `long` and `weekly`: 1 to 168.
    #[napi(ts_type = "number | null | undefined")]
    pub first_use_hours: Option<Figure<'env>>,
    /// Whether a later rental ends earlier ones.
    #[napi(ts_type = "boolean | null | undefined")]
    pub block_previous: Option<Either<bool, Null>>,
    /// Whether the lock counts tries.
    #[napi(ts_type = "boolean | null | undefined")]
    pub limiter: Option<Either<bool, Null>>,
    /// Places for rentals and weekly codes in use: 1 to 16.
    #[napi(ts_type = "number | null | undefined")]
    pub active_places: Option<Figure<'env>>,
    /// Places for spent single-use codes: 1 to 32.
    #[napi(ts_type = "number | null | undefined")]
    pub spent_places: Option<Figure<'env>>,
    /// Places for blocked codes: 1 to 32.
    #[napi(ts_type = "number | null | undefined")]
    pub blocked_places: Option<Figure<'env>>,
    /// The greatest length of a mode in minutes.
    #[napi(ts_type = "Partial<Record<Mode, number>> | null | undefined")]
    pub longest_minutes: Option<Either<HashMap<String, Figure<'env>>, Null>>,
}

impl ProfileOptions<'_> {
    fn apply(self, profile: netcode::code::Profile) -> Result<Profile> {
        let number = |name, value| optional(name, value, &codes::PROFILE_OUT_OF_RANGE);
        let options = netcode::code::ProfileOptions {
            grace_minutes: number("graceMinutes", self.grace_minutes)?,
            issues: number("issues", self.issues)?,
            first_use_hours: number("firstUseHours", self.first_use_hours)?,
            block_previous: given(self.block_previous),
            limiter: given(self.limiter),
            active_places: number("activePlaces", self.active_places)?,
            spent_places: number("spentPlaces", self.spent_places)?,
            blocked_places: number("blockedPlaces", self.blocked_places)?,
        };
        let mut profile = profile.with_options(&options).or_throw()?;
        for (mode, minutes) in given(self.longest_minutes).into_iter().flatten() {
            let minutes = whole("longestMinutes", minutes, &codes::PROFILE_OUT_OF_RANGE)?;
            profile = profile.with_longest(Mode::parse(&mode).or_throw()?, minutes).or_throw()?;
        }
        Ok(Profile(profile))
    }
}

fn modes_of(modes: &[String]) -> Result<Vec<Mode>> {
    modes.iter().map(|mode| Mode::parse(mode)).collect::<netcode::Result<_>>().or_throw()
}

/// What a lock accepts: its format, its modes, greatest lengths, issue numbers, grace, first use, limiter and lists.
#[napi]
pub struct Profile(pub(crate) netcode::code::Profile);

#[napi]
impl Profile {
    /// A profile of modes that may be on together: any of `standard-single`, `standard-multi` and `24h`, or one of
    /// `urm`, `acc`, `end-date`; on layout X the fine modes, or one other.
    #[napi(constructor)]
    pub fn new(
        format: &Format,
        #[napi(ts_arg_type = "readonly Mode[]")] modes: Vec<String>,
        #[napi(ts_arg_type = "ProfileOptions | null | undefined")] options: Option<ProfileOptions<'_>>,
    ) -> Result<Self> {
        let profile = netcode::code::Profile::new(format.0, &modes_of(&modes)?).or_throw()?;
        options.unwrap_or_default().apply(profile)
    }

    /// A profile of any set of the layout's modes, for locks built to take it and for pricing.
    #[napi(factory)]
    pub fn explicit(
        format: &Format,
        #[napi(ts_arg_type = "readonly Mode[]")] modes: Vec<String>,
        #[napi(ts_arg_type = "ProfileOptions | null | undefined")] options: Option<ProfileOptions<'_>>,
    ) -> Result<Self> {
        let profile = netcode::code::Profile::explicit(format.0, &modes_of(&modes)?).or_throw()?;
        options.unwrap_or_default().apply(profile)
    }

    /// The same profile with the options that are given.
    #[napi]
    pub fn with_options(&self, options: ProfileOptions<'_>) -> Result<Profile> {
        options.apply(self.0)
    }

    /// Layout and digits.
    #[napi(getter)]
    pub fn format(&self) -> Format {
        Format(self.0.format())
    }

    /// The modes that are on.
    #[napi(getter, ts_return_type = "Mode[]")]
    pub fn modes(&self) -> Vec<&'static str> {
        self.0.modes().iter().map(Mode::as_str).collect()
    }

    /// The greatest length of a mode in minutes.
    #[napi]
    pub fn longest_minutes(&self, #[napi(ts_arg_type = "Mode")] mode: String) -> Result<u32> {
        Ok(self.0.longest_minutes(Mode::parse(&mode).or_throw()?))
    }

    /// Minutes a code works before its start and after its end.
    #[napi(getter)]
    pub fn grace_minutes(&self) -> u32 {
        self.0.grace_minutes()
    }

    /// How many issue numbers are accepted.
    #[napi(getter)]
    pub fn issues(&self) -> u32 {
        self.0.issues()
    }

    /// Hours for the first use of `stay`, `long` and `weekly`.
    #[napi(getter)]
    pub fn first_use_hours(&self) -> u32 {
        self.0.first_use_hours()
    }

    /// Whether a later rental ends earlier ones.
    #[napi(getter)]
    pub fn block_previous(&self) -> bool {
        self.0.block_previous()
    }

    /// Whether tries are counted.
    #[napi(getter)]
    pub fn limiter(&self) -> bool {
        self.0.limiter()
    }

    /// Places for rentals and weekly codes in use.
    #[napi(getter)]
    pub fn active_places(&self) -> u8 {
        self.0.active_places()
    }

    /// Places for spent single-use codes.
    #[napi(getter)]
    pub fn spent_places(&self) -> u8 {
        self.0.spent_places()
    }

    /// Places for blocked codes.
    #[napi(getter)]
    pub fn blocked_places(&self) -> u8 {
        self.0.blocked_places()
    }
}
