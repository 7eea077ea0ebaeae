//! The lock's verifier.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use netcode::code::{Code, Decision, KeyRef};
use netcode::error::table::core as codes;
use netcode::id::{GroupId, LockId};
use pyo3::prelude::*;

use crate::arg::Int;
use crate::enums;
use crate::error::Answer;
use crate::key::{LockKey, Reading};
use crate::profile::Profile;
use crate::time::{LockTime, TimeArg};

/// What an accepted code said.
#[pyclass(frozen, eq, hash, module = "netcode")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Opened(netcode::code::Opened);

#[pymethods]
impl Opened {
    #[new]
    #[pyo3(signature = (reading, group=None))]
    fn new(reading: &Bound<'_, Reading>, group: Option<u16>) -> Self {
        let key = KeyRef::of_group(group);
        Self(netcode::code::Opened { key, reading: reading.get().0 })
    }

    /// What it permits.
    #[getter]
    fn reading(&self) -> Reading {
        Reading(self.0.reading)
    }

    /// The number of the group whose key it was read with, or None for the lock's own.
    #[getter]
    fn group(&self) -> Option<u16> {
        self.0.key.group()
    }

    fn __repr__(&self) -> String {
        format!("<Opened {}>", self.0.reading.grant)
    }

    fn __getnewargs__(&self) -> (Reading, Option<u16>) {
        (self.reading(), self.group())
    }
}

/// What a lock must not forget, read from its JSON. It holds no keys, but the digits of blocked codes: keep it privately.
#[pyclass(frozen, eq, hash, module = "netcode")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct State(netcode::code::State);

impl Hash for State {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_json().hash(state);
    }
}

#[pymethods]
impl State {
    #[new]
    fn new(json: &str) -> Answer<Self> {
        Ok(Self(netcode::code::State::from_json(json)?))
    }

    /// The state as one line of JSON.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The lock id typed at the last initialisation.
    #[getter]
    fn lock_id(&self) -> u32 {
        self.0.lock_id().get()
    }

    /// The date and time typed at the last initialisation.
    #[getter]
    fn initialised(&self) -> LockTime {
        LockTime(self.0.initialised())
    }

    /// Whether the clock is set.
    #[getter]
    fn clock_set(&self) -> bool {
        self.0.clock_set()
    }

    /// The latest time the lock is sure to have lived through.
    #[getter]
    fn floor(&self) -> LockTime {
        LockTime(self.0.floor())
    }

    /// Tries left in the limiter when it was last counted.
    #[getter]
    fn tokens(&self) -> u8 {
        self.0.tokens()
    }

    /// The latest start of an accepted rental of the lock's own key.
    #[getter]
    fn last_rental_start(&self) -> Option<LockTime> {
        self.0.last_rental_start().map(LockTime)
    }

    /// How many rentals and weekly codes are in use.
    #[getter]
    fn active(&self) -> usize {
        self.0.active().len()
    }

    /// How many single-use codes were used.
    #[getter]
    fn spent(&self) -> usize {
        self.0.spent().len()
    }

    /// How many codes are blocked.
    #[getter]
    fn blocked(&self) -> usize {
        self.0.blocked().len()
    }

    /// The groups, in stored order.
    #[getter]
    fn groups(&self) -> Vec<String> {
        self.0.groups().iter().filter_map(|group| group.group()).map(|group| group.to_string()).collect()
    }

    fn __repr__(&self) -> String {
        format!("<State of lock {}, {} tries left>", self.0.lock_id(), self.0.tokens())
    }

    fn __getnewargs__(&self) -> (String,) {
        (self.0.to_json(),)
    }
}

/// The verifier of one lock: its profile, its keys and its state.
///
/// >>> key = SiteKey("00" * 32).lock_key("LOCK-0001")
/// >>> door = Verifier(Profile(Format("S", 7), ["24h"]), key, lock_id=123456, initialised="2026-01-15T09:30")
/// >>> door.accept("1234567", "2026-03-14T09:00") is None, door.state.tokens
/// (True, 9)
#[pyclass(module = "netcode")]
pub(crate) struct Verifier(netcode::code::Verifier);

fn lock_id(id: Int) -> Answer<LockId> {
    Ok(LockId::new(id.whole("lock_id", &codes::ID_LOCK_ID_OUT_OF_RANGE)?)?)
}

#[pymethods]
impl Verifier {
    #[new]
    #[pyo3(signature = (profile, key, *, lock_id, initialised))]
    fn new(
        profile: &Bound<'_, Profile>,
        key: &Bound<'_, LockKey>,
        lock_id: Int,
        initialised: TimeArg,
    ) -> Answer<Self> {
        let id = self::lock_id(lock_id)?;
        Ok(Self(netcode::code::Verifier::new(profile.get().0, key.get().0.clone(), id, initialised.0)))
    }

    /// A lock that starts again from the state it wrote down, with the keys of its groups by their names.
    #[staticmethod]
    #[pyo3(signature = (profile, key, state, group_keys=None))]
    fn restore(
        profile: &Bound<'_, Profile>,
        key: &Bound<'_, LockKey>,
        state: &Bound<'_, State>,
        group_keys: Option<BTreeMap<String, Bound<'_, LockKey>>>,
    ) -> Answer<Self> {
        let given = group_keys.iter().flatten();
        let keys = given.map(|(group, key)| Ok((GroupId::parse(group)?, key.get().0.clone())));
        let keys = keys.collect::<netcode::Result<Vec<_>>>()?;
        let state = state.get().0.clone();
        Ok(Self(netcode::code::Verifier::restore(profile.get().0, key.get().0.clone(), &keys, state)?))
    }

    /// The profile.
    #[getter]
    fn profile(&self) -> Profile {
        Profile(*self.0.profile())
    }

    /// What must be written down.
    #[getter]
    fn state(&self) -> State {
        State(self.0.state().clone())
    }

    /// Replaces the profile; what the lock remembers stays.
    fn set_profile(&mut self, profile: &Bound<'_, Profile>) -> Answer<()> {
        Ok(self.0.set_profile(profile.get().0)?)
    }

    /// Gives the lock a group's key, replacing that of the same group.
    #[pyo3(signature = (group, key, generation=Int::ZERO), text_signature = "($self, group, key, generation=0)")]
    fn provision_group(&mut self, group: &str, key: &Bound<'_, LockKey>, generation: Int) -> Answer<()> {
        let generation = generation.whole("generation", &codes::TIME_OUT_OF_RANGE)?;
        Ok(self.0.provision_group(GroupId::parse(group)?, key.get().0.clone(), generation)?)
    }

    /// Tries a typed code: what it opened, or None for refused.
    ///
    /// ``persist`` is called with the state before the code is deciphered and again before the bolt moves, and answers
    /// whether it is written down; a state that is not refuses the code. An exception it raises refuses and is raised.
    #[pyo3(signature = (code, now, persist=None))]
    fn accept(
        &mut self,
        code: &str,
        now: TimeArg,
        persist: Option<&Bound<'_, PyAny>>,
    ) -> Answer<Option<Opened>> {
        let mut raised = Ok(());
        let mut written = |state: &netcode::code::State| {
            let call = |persist: &Bound<'_, PyAny>| persist.call1((State(state.clone()),))?.is_truthy();
            persist.map_or(Ok(true), call).unwrap_or_else(|error| {
                raised = Err(error);
                false
            })
        };
        let decision = self.0.accept(&Code::parse(code)?, now.0, &mut written);
        raised?;
        Ok(match decision {
            Decision::Opened(opened) => Some(Opened(opened)),
            Decision::Refused => None,
        })
    }

    /// What ``accept`` would say now, and why. For logs and tools, never for the keypad.
    fn reason<'py>(&self, py: Python<'py>, code: &str, now: TimeArg) -> Answer<Bound<'py, PyAny>> {
        Ok(enums::reason(py, self.0.reason(&Code::parse(code)?, now.0))?)
    }

    /// Blocks a code for good, whether or not it means anything.
    fn block(&mut self, code: &str, now: TimeArg) -> Answer<()> {
        Ok(self.0.block(&Code::parse(code)?, now.0)?)
    }

    /// Sets the clock: the lock now counts from this time.
    fn set_clock(&mut self, to: TimeArg) -> Answer<()> {
        Ok(self.0.set_clock(to.0)?)
    }

    /// Initialises the lock: the typed time becomes its clock and generation, and codes issued before end.
    fn initialise(&mut self, typed: TimeArg, lock_id: Int) -> Answer<()> {
        Ok(self.0.initialise(typed.0, self::lock_id(lock_id)?)?)
    }

    /// The clock may have stopped: every code is refused until it is set.
    fn clock_lost(&mut self) {
        self.0.clock_lost();
    }

    /// Called at least hourly by a running lock. True when the state is to be written down.
    fn tick(&mut self, now: TimeArg) -> bool {
        self.0.tick(now.0)
    }

    fn __repr__(&self) -> String {
        format!("<Verifier of lock {}, {}>", self.0.state().lock_id(), self.0.profile().format())
    }
}
