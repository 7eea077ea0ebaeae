//! The lock's side: profile, verifier and what it remembers.

use std::sync::Arc;

use netcode::code as core;

use crate::{Code, Format, GroupId, LockId, LockKey, LockTime, Mode, NetcodeError, Reading, Result};

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

/// A code in the list of active or of spent codes.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ActiveEntry {
    /// Whose key it was read with.
    pub key: KeyRef,
    /// The generation of that key's codes at the time.
    pub generation: u32,
    /// Its epoch.
    pub epoch: u32,
    /// The number it deciphers to.
    pub payload: u64,
    /// Its start.
    pub start: LockTime,
    /// The end of its access.
    pub real_end: LockTime,
    /// Whether a rental with a later start ends it.
    pub rental: bool,
}

impl From<&core::ActiveEntry> for ActiveEntry {
    fn from(entry: &core::ActiveEntry) -> Self {
        Self {
            key: entry.key.into(),
            generation: entry.generation,
            epoch: entry.epoch,
            payload: entry.payload,
            start: entry.start,
            real_end: entry.real_end,
            rental: entry.rental,
        }
    }
}

/// A blocked code, without its digits.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct BlockedEntry {
    /// End of the block for own codes, none after an initialisation ended those.
    pub own_until: Option<LockTime>,
    /// End of the block for group codes.
    pub group_until: Option<LockTime>,
}

impl From<&core::BlockedEntry> for BlockedEntry {
    fn from(entry: &core::BlockedEntry) -> Self {
        Self { own_until: entry.own_until, group_until: entry.group_until }
    }
}

/// What a lock remembers of a group beside its key.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GroupState {
    /// The group's number, 0 to 999.
    pub number: u16,
    /// The version of its key.
    pub version: u32,
    /// The generation of its codes.
    pub generation: u32,
    /// The latest start of an accepted rental of this group.
    pub last_rental_start: Option<LockTime>,
    /// The highest floor since the group was provisioned; its codes are refused below it.
    pub floor: LockTime,
}

impl From<&core::GroupState> for GroupState {
    fn from(group: &core::GroupState) -> Self {
        Self {
            number: group.number,
            version: group.version,
            generation: group.generation,
            last_rental_start: group.last_rental_start,
            floor: group.floor,
        }
    }
}

/// Everything a lock must not forget, to look at. [`Verifier::save`] writes it down.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LockState {
    /// The lock id typed at the last initialisation.
    pub lock_id: LockId,
    /// The date and time typed at the last initialisation: the generation of the lock's own codes.
    pub initialised: LockTime,
    /// Whether the clock runs: not after the batteries were out, until it is set.
    pub clock_set: bool,
    /// The latest time the lock is sure to have lived through; it refuses to go below.
    pub floor: LockTime,
    /// Tries left in the limiter when it was last counted.
    pub tokens: u8,
    /// The latest start of an accepted rental of the lock's own key.
    pub last_rental_start: Option<LockTime>,
    /// Rentals and weekly codes in use.
    pub active: Vec<ActiveEntry>,
    /// Single-use codes that were used.
    pub spent: Vec<ActiveEntry>,
    /// Blocked codes, without their digits.
    pub blocked: Vec<BlockedEntry>,
    /// The groups, in stored order.
    pub groups: Vec<GroupState>,
}

impl From<&core::State> for LockState {
    fn from(state: &core::State) -> Self {
        Self {
            lock_id: state.lock_id(),
            initialised: state.initialised(),
            clock_set: state.clock_set(),
            floor: state.floor(),
            tokens: state.tokens(),
            last_rental_start: state.last_rental_start(),
            active: state.active().iter().map(Into::into).collect(),
            spent: state.spent().iter().map(Into::into).collect(),
            blocked: state.blocked().iter().map(Into::into).collect(),
            groups: state.groups().iter().map(Into::into).collect(),
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
