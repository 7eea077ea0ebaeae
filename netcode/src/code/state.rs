//! What a lock remembers between tries: a small value that firmware writes to its flash.
//!
//! It holds no keys. It is `serde`-serialisable without an allocator, so any compact format will do.

use heapless::Vec;

use super::gate::{Bucket, FULL};
use super::profile::{MAX_ACTIVE, MAX_BLOCKED, MAX_SPENT, Profile};
use crate::id::{GroupId, LockId};
use crate::time::LockTime;

/// Most groups a lock belongs to.
pub const MAX_GROUPS: usize = 4;

/// Whose key a code was read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyRef {
    /// The lock's own.
    Own,
    /// That of the group with this number.
    Group(u16),
}

impl KeyRef {
    /// The key of the group with this number, or the lock's own where there is none.
    ///
    /// ```
    /// use netcode::code::KeyRef;
    /// assert_eq!(KeyRef::of_group(Some(7)), KeyRef::Group(7));
    /// assert_eq!(KeyRef::of_group(None).group(), None);
    /// ```
    pub const fn of_group(number: Option<u16>) -> Self {
        match number {
            None => KeyRef::Own,
            Some(number) => KeyRef::Group(number),
        }
    }

    /// The number of the group whose key it is, or none for the lock's own.
    pub const fn group(self) -> Option<u16> {
        match self {
            KeyRef::Own => None,
            KeyRef::Group(number) => Some(number),
        }
    }

    /// One number per key, for comparing without branches.
    pub(super) const fn tag(self) -> u32 {
        match self {
            KeyRef::Own => 0xffff,
            KeyRef::Group(number) => number as u32,
        }
    }
}

/// A code in the list of active or of spent codes: its key, generation, epoch and payload, and when its time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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

/// A blocked code: its digits and until when it stays blocked under the lock's own key and under its groups' keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BlockedEntry {
    /// The digits as a number; their count is the profile's.
    pub(super) code: u64,
    /// End of the block for own codes, none after an initialisation ended those.
    pub own_until: Option<LockTime>,
    /// End of the block for group codes.
    pub group_until: Option<LockTime>,
}

/// What a lock remembers of a group beside its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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

impl GroupState {
    /// The group with its key version.
    pub fn group(&self) -> Option<GroupId> {
        GroupId::new(self.number, self.version).ok()
    }
}

/// Everything a lock must not forget. See [`Verifier`](super::Verifier) for what changes it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct State {
    pub(super) lock_id: LockId,
    /// Minute of the initialisation typed at the lock.
    pub(super) generation: LockTime,
    pub(super) clock_set: bool,
    pub(super) floor: LockTime,
    pub(super) bucket: Bucket,
    pub(super) last_rental_start: Option<LockTime>,
    pub(super) active: Vec<ActiveEntry, MAX_ACTIVE>,
    pub(super) spent: Vec<ActiveEntry, MAX_SPENT>,
    pub(super) blocked: Vec<BlockedEntry, MAX_BLOCKED>,
    pub(super) groups: Vec<GroupState, MAX_GROUPS>,
}

impl State {
    /// A lock initialised at `initialised` that has opened for nobody yet.
    pub fn new(lock_id: LockId, initialised: LockTime) -> Self {
        Self {
            lock_id,
            generation: initialised,
            clock_set: true,
            floor: initialised,
            bucket: Bucket::full(initialised),
            last_rental_start: None,
            active: Vec::new(),
            spent: Vec::new(),
            blocked: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// The lock id typed at the last initialisation.
    pub const fn lock_id(&self) -> LockId {
        self.lock_id
    }

    /// The date and time typed at the last initialisation: the generation of the lock's own codes.
    pub const fn initialised(&self) -> LockTime {
        self.generation
    }

    /// Whether the clock runs: not after the batteries were out, until it is set.
    pub const fn clock_set(&self) -> bool {
        self.clock_set
    }

    /// The latest time the lock is sure to have lived through; it refuses to go below.
    pub const fn floor(&self) -> LockTime {
        self.floor
    }

    /// Tries left in the limiter when it was last counted.
    pub const fn tokens(&self) -> u8 {
        self.bucket.tokens
    }

    /// The latest start of an accepted rental of the lock's own key.
    pub const fn last_rental_start(&self) -> Option<LockTime> {
        self.last_rental_start
    }

    /// Rentals and weekly codes in use.
    pub fn active(&self) -> &[ActiveEntry] {
        self.active.as_slice()
    }

    /// Single-use codes that were used.
    pub fn spent(&self) -> &[ActiveEntry] {
        self.spent.as_slice()
    }

    /// Blocked codes, without their digits.
    pub fn blocked(&self) -> &[BlockedEntry] {
        self.blocked.as_slice()
    }

    /// The groups, in stored order.
    pub fn groups(&self) -> &[GroupState] {
        self.groups.as_slice()
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// `lock.state_malformed` for anything else.
    #[cfg(feature = "std")]
    pub fn from_json(text: &str) -> crate::Result<Self> {
        serde_json::from_str(text).map_err(|error| {
            let code = &crate::error::table::core::LOCK_STATE_MALFORMED;
            // Where, and not what: the text may hold the digits of blocked codes.
            let (line, column) = (error.line(), error.column());
            crate::Error::new(
                code,
                format_args!("the stored state cannot be read at line {line}, column {column}"),
            )
        })
    }

    /// The state as one line of JSON. It holds no keys, but the digits of blocked codes: keep it as privately.
    #[cfg(feature = "std")]
    pub fn to_json(&self) -> std::string::String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The group whose key has this place: 1 and up, the lock's own key having place 0.
    pub(super) fn group_at(&self, key: usize) -> Option<&GroupState> {
        self.groups.get(key.wrapping_sub(1))
    }

    /// Whether a lock of this profile could hold it.
    pub(super) fn fits(&self, profile: &Profile) -> bool {
        self.active.len() <= usize::from(profile.active_places())
            && self.spent.len() <= usize::from(profile.spent_places())
            && self.blocked.len() <= usize::from(profile.blocked_places())
            && self.bucket.tokens <= FULL
    }

    /// Drops what the *stored* floor has passed: nothing that could open again is forgotten.
    pub(super) fn prune(&mut self, grace_minutes: u32) {
        let passed = i64::from(self.floor.minutes()) - i64::from(grace_minutes);
        let over = |end: LockTime| i64::from(end.minutes()) < passed;
        keep(&mut self.active, &|entry| !over(entry.real_end));
        keep(&mut self.spent, &|entry| !over(entry.real_end));
        keep(&mut self.blocked, &|entry| {
            entry.own_until.max(entry.group_until).is_some_and(|until| !over(until))
        });
    }

    /// Raises the floor, and every group's with it.
    pub(super) fn raise_floor(&mut self, to: LockTime) {
        self.floor = to;
        for group in self.groups.iter_mut() {
            group.floor = group.floor.max(to);
        }
    }
}

/// Keeps the entries that `stays` names, in their order. The list's own way to do this serves entries that have to be
/// dropped, and costs a lock a kilobyte.
pub(super) fn keep<T: Copy, const N: usize>(list: &mut Vec<T, N>, stays: &dyn Fn(&T) -> bool) {
    let kept = compact(list.as_mut_slice(), stays);
    list.truncate(kept);
}

/// Moves the entries that stay to the front and counts them.
fn compact<T: Copy>(list: &mut [T], stays: &dyn Fn(&T) -> bool) -> usize {
    let mut kept = 0;
    for at in 0..list.len() {
        let Some(entry) = list.get(at).copied().filter(stays) else { continue };
        if let Some(place) = list.get_mut(kept) {
            *place = entry;
            kept += 1;
        }
    }
    kept
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    #[test]
    fn json_brings_the_state_back_and_nothing_else_does() {
        let state = State::new(LockId::new(123_456).unwrap(), LockTime::parse("2026-01-15T09:30").unwrap());
        let text = state.to_json();
        assert_eq!(State::from_json(&text).unwrap(), state);
        for bad in ["", "{}", "[]", &text[1..], &text.replace("123456", "99"), &text.replace("true", "1")] {
            assert_eq!(State::from_json(bad).unwrap_err().code(), "lock.state_malformed", "{bad}");
        }
    }
}
