//! The lock's side: the verifier and its answers.

use std::sync::Arc;

use netcode::code as core;

use crate::{Code, GroupId, LockId, LockKey, LockState, LockTime, NetcodeError, Profile, Reading, Result};

mirror! {
    /// Why a code opens or is refused. Privileged: never shown at a keypad.
    Reason of core::Reason {
        /// It opens.
        Opens,
        /// It has not as many digits as the lock's codes.
        WrongLength,
        /// The lock's clock is not set.
        ClockUnset,
        /// The clock stands before a time the lock has lived through.
        BeforeFloor,
        /// The limiter has no try left.
        Limiter,
        /// The digits mean nothing under any key of the lock.
        NoMeaning,
        /// The code's mode is off.
        ModeOff,
        /// The code runs longer than the lock's profile allows.
        TooLong,
        /// The lock takes fewer issue numbers.
        IssueNotAccepted,
        /// Its time has not come.
        TooEarly,
        /// Its time is over.
        Expired,
        /// It was not used in time for the first time.
        FirstUseMissed,
        /// It is a weekly code, and this is outside its hours.
        OutsideOccurrence,
        /// A rental with a later start was used.
        Superseded,
        /// It was blocked.
        Blocked,
        /// It opens once, and has.
        Spent,
        /// The lock has no place to remember its use.
        ListFull,
    }
}

#[uniffi::export]
impl Reason {
    /// The stable name, for example `too-early`.
    pub fn wire_name(&self) -> String {
        core::Reason::from(*self).as_str().to_owned()
    }
}

/// Whose key a code was read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum KeyRef {
    /// The lock's own.
    Own,
    /// That of a group.
    Group {
        /// The group's number, 0 to 999.
        number: u16,
    },
}

impl From<core::KeyRef> for KeyRef {
    fn from(key: core::KeyRef) -> Self {
        match key {
            core::KeyRef::Own => Self::Own,
            core::KeyRef::Group(number) => Self::Group { number },
        }
    }
}

impl From<KeyRef> for core::KeyRef {
    fn from(key: KeyRef) -> Self {
        match key {
            KeyRef::Own => Self::Own,
            KeyRef::Group { number } => Self::Group(number),
        }
    }
}

/// What an accepted code said.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Eq)]
pub struct Opened {
    /// Whose key it was read with.
    pub key: KeyRef,
    /// What it permits.
    pub reading: Reading,
}

/// What the lock does with a typed code. Nothing else may show at the keypad.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
#[uniffi::export(Eq)]
pub enum Decision {
    /// The bolt opens; what the code said goes to the privileged log.
    Opened {
        /// What the code said.
        opened: Opened,
    },
    /// One answer whatever the cause; [`Verifier::reason`] tells privileged tools.
    Refused,
}

impl From<core::Decision> for Decision {
    fn from(decision: core::Decision) -> Self {
        match decision {
            core::Decision::Opened(opened) => {
                Self::Opened { opened: Opened { key: opened.key.into(), reading: opened.reading.into() } }
            }
            core::Decision::Refused => Self::Refused,
        }
    }
}

/// Where a lock writes its state down.
#[uniffi::export(with_foreign)]
pub trait StateStore: Send + Sync {
    /// Writes the state down before the answer is acted on. A failure refuses the code.
    fn persist(&self, state: String) -> Result<(), NetcodeError>;
}

/// A group and its key, for a lock that starts again.
#[derive(Debug, Clone, uniffi::Record)]
pub struct GroupKey {
    /// The group.
    pub group: GroupId,
    /// Its key.
    pub key: Arc<LockKey>,
}

/// The verifier of one lock. Several threads may use it: one try at a time, the others wait. A call from inside
/// [`StateStore::persist`] fails with `lock.busy`. Every call that changes the state says so; save it before acting
/// on the answer.
#[derive(Debug, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct Verifier(core::SharedVerifier);

impl Verifier {
    fn told(verifier: core::Verifier) -> Arc<Self> {
        Arc::new(Self(core::SharedVerifier::new(verifier)))
    }
}

#[uniffi::export]
impl Verifier {
    /// A lock provisioned with its key and initialised at `initialised`.
    #[uniffi::constructor]
    pub fn new(
        profile: &Profile,
        key: &LockKey,
        lock_id: LockId,
        initialised: LockTime,
    ) -> Result<Arc<Self>> {
        Ok(Self::told(core::Verifier::new(profile.0, key.0.clone(), lock_id, initialised)))
    }

    /// A lock that starts again from the state it wrote down. Fails with `lock.state_malformed`.
    #[uniffi::constructor(default(groups = []))]
    pub fn restore(
        profile: &Profile,
        key: &LockKey,
        state: String,
        groups: Vec<GroupKey>,
    ) -> Result<Arc<Self>> {
        let keys: Vec<_> = groups.into_iter().map(|group| (group.group, group.key.0.clone())).collect();
        let state = core::State::from_json(&state)?;
        Ok(Self::told(core::Verifier::restore(profile.0, key.0.clone(), &keys, state)?))
    }

    /// Tries a typed code at lock time `now`. `store` writes the state down, before anything is deciphered and again
    /// with the effects of an accepted code. Fails with what the store fails with, and then the lock has refused.
    pub fn accept(&self, code: Code, now: LockTime, store: Arc<dyn StateStore>) -> Result<Decision> {
        let decision = self.0.accept(&code, now, &mut |state| store.persist(state.to_json()))?;
        Ok(decision.into())
    }

    /// What [`accept`](Self::accept) would say to this code now, and why. Changes nothing.
    pub fn reason(&self, code: Code, now: LockTime) -> Result<Reason> {
        Ok(self.0.with(|lock| lock.reason(&code, now))?.into())
    }

    /// Blocks a code for good. Changes the state. Fails with `code.wrong_length`, `lock.blocked_full`.
    pub fn block(&self, code: Code, now: LockTime) -> Result<()> {
        Ok(self.0.with(|lock| lock.block(&code, now))??)
    }

    /// Sets the clock. Changes the state. Fails with `lock.clock_below_floor`.
    pub fn set_clock(&self, to: LockTime) -> Result<()> {
        Ok(self.0.with(|lock| lock.set_clock(to))??)
    }

    /// Initialises the lock: `typed` becomes the clock and the generation, and every code issued under the own key
    /// before ends. Changes the state. Fails with `lock.same_generation`.
    pub fn initialise(&self, typed: LockTime, lock_id: LockId) -> Result<()> {
        Ok(self.0.with(|lock| lock.initialise(typed, lock_id))??)
    }

    /// The clock may have stopped: every code is refused until it is set. Changes the state.
    pub fn clock_lost(&self) -> Result<()> {
        Ok(self.0.with(core::Verifier::clock_lost)?)
    }

    /// Called at least hourly by a running lock. True when the state changed.
    pub fn tick(&self, now: LockTime) -> Result<bool> {
        Ok(self.0.with(|lock| lock.tick(now))?)
    }

    /// Gives the lock a group's key, replacing that of the same group. Changes the state. Fails with
    /// `lock.groups_full` for a fifth group.
    #[uniffi::method(default(generation = 0))]
    pub fn provision_group(&self, group: GroupId, key: &LockKey, generation: u32) -> Result<()> {
        Ok(self.0.with(|lock| lock.provision_group(group, key.0.clone(), generation))??)
    }

    /// Replaces the profile; nothing the lock remembers is lost. Fails with `profile.out_of_range`.
    pub fn set_profile(&self, profile: &Profile) -> Result<()> {
        Ok(self.0.with(|lock| lock.set_profile(profile.0))??)
    }

    /// The profile.
    pub fn profile(&self) -> Result<Arc<Profile>> {
        Ok(Arc::new(Profile(self.0.with(|lock| *lock.profile())?)))
    }

    /// What the lock remembers, to look at.
    pub fn state(&self) -> Result<LockState> {
        Ok(self.0.with(|lock| lock.state().into())?)
    }

    /// What the lock remembers, to be written down and given to [`restore`](Self::restore).
    pub fn save(&self) -> Result<String> {
        Ok(self.0.with(|lock| lock.state().to_json())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_told_and_comes_back() {
        for reason in core::Reason::ALL {
            assert_eq!(core::Reason::from(Reason::from(reason)), reason);
        }
    }
}
