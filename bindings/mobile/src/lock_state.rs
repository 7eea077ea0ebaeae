//! What a lock remembers, to look at.

use netcode::code as core;

use crate::{KeyRef, LockId, LockTime};

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

/// Everything a lock must not forget, to look at. `Verifier::save` writes it down.
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
