//! What a lock accepts.

use std::sync::Arc;

use netcode::code as core;

use crate::{Format, Mode, Result};

/// What a lock accepts: the profile that the lock and its issuer share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq)]
pub struct Profile(pub(crate) core::Profile);

/// What is given of a profile beside its format and modes; what is left out stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ProfileOptions {
    /// Minutes a code works before its start and after its end: 0 or 15.
    #[uniffi(default = None)]
    pub grace_minutes: Option<u32>,
    /// How many issue numbers the lock takes.
    #[uniffi(default = None)]
    pub issues: Option<u32>,
    /// Hours within which `stay`, `long` and `weekly` must be first used: 1 to 168.
    #[uniffi(default = None)]
    pub first_use_hours: Option<u32>,
    /// Whether a rental with a later start ends those before it.
    #[uniffi(default = None)]
    pub block_previous: Option<bool>,
    /// Whether the lock counts tries by NC1's limiter.
    #[uniffi(default = None)]
    pub limiter: Option<bool>,
    /// Places for rentals and weekly codes in use: 1 to 16.
    #[uniffi(default = None)]
    pub active_places: Option<u32>,
    /// Places for spent single-use codes: 1 to 32.
    #[uniffi(default = None)]
    pub spent_places: Option<u32>,
    /// Places for blocked codes: 1 to 32.
    #[uniffi(default = None)]
    pub blocked_places: Option<u32>,
}

impl From<ProfileOptions> for core::ProfileOptions {
    fn from(of: ProfileOptions) -> Self {
        Self {
            grace_minutes: of.grace_minutes,
            issues: of.issues,
            first_use_hours: of.first_use_hours,
            block_previous: of.block_previous,
            limiter: of.limiter,
            active_places: of.active_places,
            spent_places: of.spent_places,
            blocked_places: of.blocked_places,
        }
    }
}

fn told(profile: netcode::Result<core::Profile>) -> Result<Arc<Profile>> {
    Ok(Arc::new(Profile(profile?)))
}

fn modes(modes: Vec<Mode>) -> Vec<netcode::grant::Mode> {
    modes.into_iter().map(Into::into).collect()
}

#[uniffi::export]
impl Profile {
    /// A profile of modes that may be on together, the rest at its defaults: greatest lengths of NC1, one issue, no
    /// grace, 24 hours for the first use, block previous on, the limiter on, lists of 16, 32 and 32. Fails with
    /// `grant.mode_not_in_layout`, `profile.modes`.
    #[uniffi::constructor]
    pub fn new(format: &Format, modes: Vec<Mode>) -> Result<Arc<Self>> {
        told(core::Profile::new(format.0, &self::modes(modes)))
    }

    /// A profile of any set of the layout's modes, for locks built to take it and for pricing.
    #[uniffi::constructor]
    pub fn explicit(format: &Format, modes: Vec<Mode>) -> Result<Arc<Self>> {
        told(core::Profile::explicit(format.0, &self::modes(modes)))
    }

    /// The same profile with the options that are given. Fails with `profile.out_of_range`.
    pub fn with_options(&self, options: ProfileOptions) -> Result<Arc<Self>> {
        told(self.0.with_options(&options.into()))
    }

    /// Minutes a code works before its start and after its end: 0 or 15. Fails with `profile.out_of_range`.
    pub fn with_grace(&self, minutes: u32) -> Result<Arc<Self>> {
        told(self.0.with_grace(minutes))
    }

    /// How many issue numbers the lock takes. Fails with `profile.out_of_range`.
    pub fn with_issues(&self, issues: u32) -> Result<Arc<Self>> {
        told(self.0.with_issues(issues))
    }

    /// Hours within which `stay`, `long` and `weekly` must be first used: 1 to 168. Fails with
    /// `profile.out_of_range`.
    pub fn with_first_use_hours(&self, hours: u32) -> Result<Arc<Self>> {
        told(self.0.with_first_use_hours(hours))
    }

    /// The greatest length of a mode in minutes. Fails with `profile.out_of_range`.
    pub fn with_longest(&self, mode: Mode, minutes: u32) -> Result<Arc<Self>> {
        told(self.0.with_longest(mode.into(), minutes))
    }

    /// Whether a rental with a later start ends those before it.
    pub fn with_block_previous(&self, on: bool) -> Arc<Self> {
        Arc::new(Self(self.0.with_block_previous(on)))
    }

    /// Whether the lock counts tries by NC1's limiter.
    pub fn with_limiter(&self, on: bool) -> Arc<Self> {
        Arc::new(Self(self.0.with_limiter(on)))
    }

    /// Places in the lists of active (1 to 16), spent and blocked codes (1 to 32 each). Fails with
    /// `profile.out_of_range`.
    pub fn with_lists(&self, active: u8, spent: u8, blocked: u8) -> Result<Arc<Self>> {
        told(self.0.with_lists(active, spent, blocked))
    }

    /// Layout and digits.
    pub fn format(&self) -> Arc<Format> {
        Arc::new(Format(self.0.format()))
    }

    /// The enabled modes.
    pub fn modes(&self) -> Vec<Mode> {
        self.0.modes().iter().map(Into::into).collect()
    }

    /// The greatest length of a mode, in minutes.
    pub fn longest_minutes(&self, mode: Mode) -> u32 {
        self.0.longest_minutes(mode.into())
    }

    /// How many issue numbers are accepted.
    pub fn issues(&self) -> u32 {
        self.0.issues()
    }

    /// Minutes of grace on both ends.
    pub fn grace_minutes(&self) -> u32 {
        self.0.grace_minutes()
    }

    /// Hours for the first use of `stay`, `long` and `weekly`.
    pub fn first_use_hours(&self) -> u32 {
        self.0.first_use_hours()
    }

    /// Whether a later rental ends earlier ones.
    pub fn block_previous(&self) -> bool {
        self.0.block_previous()
    }

    /// Whether NC1's limiter counts tries.
    pub fn limiter(&self) -> bool {
        self.0.limiter()
    }

    /// Places for rentals and weekly codes in use.
    pub fn active_places(&self) -> u8 {
        self.0.active_places()
    }

    /// Places for spent single-use codes.
    pub fn spent_places(&self) -> u8 {
        self.0.spent_places()
    }

    /// Places for blocked codes.
    pub fn blocked_places(&self) -> u8 {
        self.0.blocked_places()
    }
}
