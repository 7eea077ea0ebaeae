//! The lock's verifier.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::code::{Code, Decision, State};
use netcode::error::table::core as codes;
use netcode::id::{GroupId, LockId};

use crate::arg::{Figure, Time, optional, time, whole};
use crate::error::OrThrow;
use crate::key::{LockKey, OwnOptions, Reading};
use crate::profile::Profile;

/// What an accepted code said.
#[napi]
pub struct Opened(netcode::code::Opened);

#[napi]
impl Opened {
    /// What it permits.
    #[napi(getter)]
    pub fn reading(&self) -> Reading {
        Reading(self.0.reading)
    }

    /// The number of the group whose key it was read with, or null for the lock's own.
    #[napi(getter)]
    pub fn group(&self) -> Option<u16> {
        self.0.key.group()
    }
}

/// The key of a group that a stored state names.
#[napi(object, object_to_js = false)]
pub struct GroupKey<'env> {
    /// The group, written `007` or `007.1`.
    pub group: String,
    /// Its key.
    pub key: ClassInstance<'env, LockKey>,
}

/// What of the state a tool shows. The whole state is its text.
#[napi(object)]
pub struct Summary {
    /// The lock id typed at the last initialisation.
    pub lock_id: u32,
    /// The date and time typed at the last initialisation.
    #[napi(ts_type = "LockTime")]
    pub initialised: String,
    /// Whether the clock is set.
    pub clock_set: bool,
    /// The latest time the lock is sure to have lived through.
    #[napi(ts_type = "LockTime")]
    pub floor: String,
    /// Tries left in the limiter when it was last counted.
    pub tokens: u8,
    /// How many rentals and weekly codes are in use.
    pub active: u32,
    /// How many single-use codes were used.
    pub spent: u32,
    /// How many codes are blocked.
    pub blocked: u32,
    /// The groups, in stored order.
    pub groups: Vec<String>,
}

fn summary(state: &State) -> Summary {
    Summary {
        lock_id: state.lock_id().get(),
        initialised: state.initialised().to_string(),
        clock_set: state.clock_set(),
        floor: state.floor().to_string(),
        tokens: state.tokens(),
        active: state.active().len() as u32,
        spent: state.spent().len() as u32,
        blocked: state.blocked().len() as u32,
        groups: state
            .groups()
            .iter()
            .filter_map(|group| group.group())
            .map(|group| group.to_string())
            .collect(),
    }
}

/// The verifier of one lock: its profile, its keys and its state.
#[napi]
pub struct Verifier(netcode::code::Verifier);

fn lock_id(id: Figure<'_>) -> Result<LockId> {
    LockId::new(whole("lockId", id, &codes::ID_LOCK_ID_OUT_OF_RANGE)?).or_throw()
}

#[napi]
impl Verifier {
    /// A lock provisioned with its key and initialised.
    #[napi(constructor)]
    pub fn new(profile: &Profile, key: &LockKey, options: OwnOptions<'_>) -> Result<Self> {
        let initialised = netcode::time::LockTime::parse(&options.initialised).or_throw()?;
        let id = self::lock_id(options.lock_id)?;
        Ok(Self(netcode::code::Verifier::new(profile.0, key.0.clone(), id, initialised)))
    }

    /// A lock that starts again from the state it wrote down, with the keys of its groups.
    #[napi(factory)]
    pub fn restore(
        profile: &Profile,
        key: &LockKey,
        state: String,
        #[napi(ts_arg_type = "readonly GroupKey[] | null | undefined")] group_keys: Option<Vec<GroupKey<'_>>>,
    ) -> Result<Self> {
        let given = group_keys.iter().flatten();
        let keys = given.map(|given| Ok((GroupId::parse(&given.group)?, given.key.0.clone())));
        let keys = keys.collect::<netcode::Result<Vec<_>>>().or_throw()?;
        let state = State::from_json(&state).or_throw()?;
        Ok(Self(netcode::code::Verifier::restore(profile.0, key.0.clone(), &keys, state).or_throw()?))
    }

    /// The profile.
    #[napi(getter)]
    pub fn profile(&self) -> Profile {
        Profile(*self.0.profile())
    }

    /// What must be written down, as one line of JSON. It holds no keys, but the digits of blocked codes: keep it
    /// privately.
    #[napi(getter)]
    pub fn state(&self) -> String {
        self.0.state().to_json()
    }

    /// What of the state a tool shows.
    #[napi]
    pub fn summary(&self) -> Summary {
        summary(self.0.state())
    }

    /// Replaces the profile; what the lock remembers stays.
    #[napi]
    pub fn set_profile(&mut self, profile: &Profile) -> Result<()> {
        self.0.set_profile(profile.0).or_throw()
    }

    /// Gives the lock a group's key, replacing that of the same group.
    #[napi]
    pub fn provision_group(
        &mut self,
        group: String,
        key: &LockKey,
        #[napi(ts_arg_type = "number | null | undefined")] generation: Option<Figure<'_>>,
    ) -> Result<()> {
        let generation = optional("generation", generation, &codes::TIME_OUT_OF_RANGE)?.unwrap_or_default();
        let group = GroupId::parse(&group).or_throw()?;
        self.0.provision_group(group, key.0.clone(), generation).or_throw()
    }

    /// Tries a typed code: what it opened, or null for refused.
    ///
    /// `persist` is called with the state before the code is deciphered and again before the bolt moves, and answers
    /// whether it is written down; a state that is not refuses the code. What it throws refuses and is thrown.
    #[napi]
    pub fn accept(
        &mut self,
        code: String,
        #[napi(ts_arg_type = "LockTime")] now: Time<'_>,
        #[napi(ts_arg_type = "((state: string) => boolean) | null | undefined")] persist: Option<
            Function<'_, String, bool>,
        >,
    ) -> Result<Option<Opened>> {
        let mut thrown = Ok(());
        let mut written = |state: &State| {
            let called = persist.as_ref().map_or(Ok(true), |persist| persist.call(state.to_json()));
            called.unwrap_or_else(|error| {
                thrown = Err(error);
                false
            })
        };
        let decision = self.0.accept(&Code::parse(&code).or_throw()?, time(now)?, &mut written);
        thrown?;
        Ok(match decision {
            Decision::Opened(opened) => Some(Opened(opened)),
            Decision::Refused => None,
        })
    }

    /// What `accept` would say now, and why. For logs and tools, never for the keypad.
    #[napi(ts_return_type = "Reason")]
    pub fn reason(
        &self,
        code: String,
        #[napi(ts_arg_type = "LockTime")] now: Time<'_>,
    ) -> Result<&'static str> {
        Ok(self.0.reason(&Code::parse(&code).or_throw()?, time(now)?).as_str())
    }

    /// Blocks a code for good, whether or not it means anything.
    #[napi]
    pub fn block(&mut self, code: String, #[napi(ts_arg_type = "LockTime")] now: Time<'_>) -> Result<()> {
        self.0.block(&Code::parse(&code).or_throw()?, time(now)?).or_throw()
    }

    /// Sets the clock: the lock now counts from this time.
    #[napi]
    pub fn set_clock(&mut self, #[napi(ts_arg_type = "LockTime")] to: Time<'_>) -> Result<()> {
        self.0.set_clock(time(to)?).or_throw()
    }

    /// Initialises the lock: the typed time becomes its clock and generation, and codes issued before end.
    #[napi]
    pub fn initialise(
        &mut self,
        #[napi(ts_arg_type = "LockTime")] typed: Time<'_>,
        #[napi(ts_arg_type = "number")] lock_id: Figure<'_>,
    ) -> Result<()> {
        self.0.initialise(time(typed)?, self::lock_id(lock_id)?).or_throw()
    }

    /// The clock may have stopped: every code is refused until it is set.
    #[napi]
    pub fn clock_lost(&mut self) {
        self.0.clock_lost();
    }

    /// Called at least hourly by a running lock. True when the state is to be written down.
    #[napi]
    pub fn tick(&mut self, #[napi(ts_arg_type = "LockTime")] now: Time<'_>) -> Result<bool> {
        Ok(self.0.tick(time(now)?))
    }
}
