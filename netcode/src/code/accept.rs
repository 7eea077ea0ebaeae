//! The lock's verifier (NC1 section 7): what happens with a typed code.

mod evaluate;
mod manage;
mod reason;

use core::fmt;

#[cfg(feature = "std")]
use super::Direction;
#[cfg(feature = "std")]
use super::Identity;
use super::block::{Aes128, DefaultAes};
#[cfg(feature = "std")]
use super::key::CodeKey;
use super::key::{LockKey, decipher_once};
use super::state::{ActiveEntry, GroupState, KeyRef, MAX_GROUPS, State, keep};
use super::{Code, Profile, Reading};
use crate::error::{Error, Result, table::core as codes};
use crate::grant::Grant;
use crate::id::{GroupId, LockId};
use crate::time::LockTime;
use evaluate::{Found, Try, day_and_minute};

pub use reason::Reason;
#[cfg(feature = "std")]
pub(super) use reason::judge;

/// Days before an epoch's start that a code of the epoch before may still open: the longest grant.
const LONGEST_DAYS: u32 = 366;

/// What the lock does with a typed code: it opens, or it does not. Nothing else may show at the keypad, because
/// most numbers decipher to *some* window and "not yet" would sell tomorrow's codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The bolt opens; what the code said goes to the privileged log.
    Opened(Opened),
    /// One answer, one signal, whatever the cause. [`Verifier::reason`] tells privileged tools.
    Refused,
}

impl Decision {
    /// Whether the bolt opens.
    pub const fn is_open(self) -> bool {
        matches!(self, Decision::Opened(_))
    }
}

/// What an accepted code said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Opened {
    /// Whose key it was read with.
    pub key: KeyRef,
    /// What it permits.
    pub reading: Reading,
}

/// The verifier of one lock: its profile, its keys and its [`State`].
///
/// Every method that changes the state says so; the caller writes [`state`](Self::state) down before acting on
/// the answer. [`accept`](Self::accept) does that itself through its `persist` argument, because the limiter's
/// token must be gone for good before the code is deciphered.
#[derive(Clone)]
pub struct Verifier {
    profile: Profile,
    key: LockKey,
    group_keys: heapless::Vec<LockKey, MAX_GROUPS>,
    state: State,
    /// The expanded code key of the last try under the own key: a lock's next try needs the same one.
    #[cfg(feature = "std")]
    cached: Option<(u32, LockTime, CodeKey)>,
}

/// The epochs a code may come from at one time: the present one first, then that before and that after it.
#[derive(Clone, Copy)]
struct Epochs {
    present: u32,
    before: bool,
    after: bool,
}

impl Epochs {
    /// The epoch in the first, second or third place.
    fn get(self, place: u32) -> Option<u32> {
        let (there, epoch) = match place {
            0 => (true, self.present),
            1 => (self.before, self.present.wrapping_sub(1)),
            _ => (self.after, self.present + 1),
        };
        there.then_some(epoch)
    }

    fn iter(self) -> impl Iterator<Item = u32> {
        (0..3).filter_map(move |place| self.get(place))
    }
}

impl Verifier {
    /// A lock provisioned with its key and initialised at `initialised`.
    pub fn new(profile: Profile, key: LockKey, lock_id: LockId, initialised: LockTime) -> Self {
        Self::with_state(profile, key, State::new(lock_id, initialised))
    }

    fn with_state(profile: Profile, key: LockKey, state: State) -> Self {
        Self {
            profile,
            key,
            group_keys: heapless::Vec::new(),
            state,
            #[cfg(feature = "std")]
            cached: None,
        }
    }

    /// A lock that starts again from the state it wrote down. `group_keys` are the keys of its groups, in any order.
    ///
    /// # Errors
    /// `lock.state_malformed` when a group of the state has no key here, or a list is longer than the profile's.
    pub fn restore(
        profile: Profile,
        key: LockKey,
        group_keys: &[(GroupId, LockKey)],
        state: State,
    ) -> Result<Self> {
        if !state.fits(&profile) {
            return Err(Error::new(
                &codes::LOCK_STATE_MALFORMED,
                format_args!("the stored state is larger than the profile allows"),
            ));
        }
        let mut verifier = Self::with_state(profile, key, state);
        for at in 0..verifier.state.groups.len() {
            let group = verifier.state.groups.get(at).and_then(GroupState::group);
            let key = group_keys.iter().find(|(id, _)| Some(*id) == group).map(|(_, key)| key.clone());
            let placed = key.is_some_and(|key| verifier.group_keys.push(key).is_ok());
            if !placed {
                return Err(Error::new(
                    &codes::LOCK_STATE_MALFORMED,
                    format_args!("a group of the stored state has no key"),
                ));
            }
        }
        Ok(verifier)
    }

    /// The profile.
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What must be written down.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Tries a typed code at lock time `now`.
    ///
    /// `persist` writes the state down and says whether it could; it is called with the limiter's token taken,
    /// before anything is deciphered, and again with the effects of an accepted code, before the bolt moves. A state that cannot be
    /// written refuses.
    pub fn accept(
        &mut self,
        code: &Code,
        now: LockTime,
        persist: &mut dyn FnMut(&State) -> bool,
    ) -> Decision {
        #[cfg(feature = "std")]
        {
            self.keep_key(now);
            self.accept_by(code, now, persist, |lock, key, epoch, value| match &lock.cached {
                Some((_, _, cached)) if key == 0 && cached.epoch() == epoch => {
                    cached.domain.run_default(&cached.cipher, value, Direction::Decipher)
                }
                _ => lock.decipher::<DefaultAes>(key, epoch, value),
            })
        }
        #[cfg(not(feature = "std"))]
        self.accept_with::<DefaultAes>(code, now, persist)
    }

    /// Has the own key of the present epoch at hand.
    #[cfg(feature = "std")]
    fn keep_key(&mut self, now: LockTime) {
        let (lock_id, typed) = (self.state.lock_id.get(), self.state.generation);
        let epoch = self.profile.format().epoch_of(now);
        let current = self
            .cached
            .as_ref()
            .is_some_and(|(id, generation, key)| (*id, *generation, key.epoch()) == (lock_id, typed, epoch));
        if !current {
            let key = self.own_identity().code_key(self.profile.format(), epoch);
            self.cached = Some((lock_id, typed, key));
        }
    }

    /// [`accept`](Self::accept) over another AES, for locks with an AES peripheral.
    pub fn accept_with<C: Aes128>(
        &mut self,
        code: &Code,
        now: LockTime,
        persist: &mut dyn FnMut(&State) -> bool,
    ) -> Decision {
        self.accept_by(code, now, persist, Self::decipher::<C>)
    }

    fn accept_by(
        &mut self,
        code: &Code,
        now: LockTime,
        persist: &mut dyn FnMut(&State) -> bool,
        decipher: impl Fn(&Self, usize, u32, u64) -> u64,
    ) -> Decision {
        if !self.state.clock_set || now < self.state.floor || code.len != self.profile.format().digits() {
            return Decision::Refused;
        }
        self.state.prune(self.profile.grace_minutes());
        if self.profile.limiter() {
            self.state.bucket.refill(now);
            if !self.state.bucket.take() || !persist(&self.state) {
                return Decision::Refused;
            }
        }
        let (mut found, code) = (Found::none(), code.value());
        for key in self.keys() {
            for epoch in self.epochs(now).iter() {
                let payload = decipher(self, key, epoch, code);
                let tried = Try { key, epoch, payload, code, now };
                found.consider(&self.profile, &self.state, &tried);
            }
        }
        match found.get(code, now) {
            Some(tried) => self.open(&tried, found.grant(&tried, &self.profile), persist),
            None => Decision::Refused,
        }
    }

    /// The effects of the accepted code: they and the returned token are one write, then the bolt opens.
    #[inline(never)]
    fn open(
        &mut self,
        found: &Try,
        grant: Option<Grant>,
        persist: &mut dyn FnMut(&State) -> bool,
    ) -> Decision {
        let Some(grant) = grant else { return Decision::Refused };
        let (key, mode) = (self.key_ref(found.key), grant.mode());
        let entry = ActiveEntry {
            key,
            generation: self.generation(found.key),
            epoch: found.epoch,
            payload: found.payload,
            start: grant.start(),
            real_end: grant.ends(),
            rental: mode.is_rental(),
        };
        if self.profile.limiter() {
            self.state.bucket.give_back();
        }
        if mode.is_rental() {
            self.begin_rental(&entry);
        }
        let known = self.state.active.iter().any(|active| same_code(active, &entry));
        let room = if mode.is_single_use() {
            self.state.spent.push(entry).is_ok()
        } else if mode.is_remembered() && !known {
            self.state.active.push(entry).is_ok()
        } else {
            true
        };
        self.state.raise_floor(found.now);
        if room && persist(&self.state) {
            let reading = Reading { grant, epoch: found.epoch, payload: found.payload };
            Decision::Opened(Opened { key, reading })
        } else {
            Decision::Refused
        }
    }

    fn begin_rental(&mut self, entry: &ActiveEntry) {
        if !self.profile.block_previous() {
            return;
        }
        let last = match entry.key {
            KeyRef::Own => Some(&mut self.state.last_rental_start),
            KeyRef::Group(number) => {
                let group = self.state.groups.iter_mut().find(|group| group.number == number);
                group.map(|group| &mut group.last_rental_start)
            }
        };
        if let Some(last) = last {
            *last = (*last).max(Some(entry.start));
        }
        keep(&mut self.state.active, &|old| old.key != entry.key || !old.rental || old.start >= entry.start);
    }

    /// The lock's own key, 0, then its groups in stored order.
    fn keys(&self) -> core::ops::RangeInclusive<usize> {
        0..=self.group_keys.len()
    }

    fn key_ref(&self, key: usize) -> KeyRef {
        self.state.group_at(key).map_or(KeyRef::Own, |group| KeyRef::Group(group.number))
    }

    fn generation(&self, key: usize) -> u32 {
        self.state.group_at(key).map_or(self.state.generation.minutes(), |group| group.generation)
    }

    #[cfg(feature = "std")]
    fn own_identity(&self) -> Identity {
        Identity::own(self.key.clone(), self.state.lock_id, self.state.generation)
    }

    fn decipher<C: Aes128>(&self, key: usize, epoch: u32, value: u64) -> u64 {
        let group = self.state.group_at(key).zip(self.group_keys.get(key.wrapping_sub(1)));
        let (key, lock_id, generation) = match group {
            Some((group, key)) => (key, u32::from(group.number) * 1000, group.generation),
            None => (&self.key, self.state.lock_id.get(), self.state.generation.minutes()),
        };
        decipher_once::<C>(key, (lock_id, generation), self.profile.format(), epoch, value)
    }

    /// The epochs in which a code may open now.
    fn epochs(&self, now: LockTime) -> Epochs {
        self.epochs_to(now, day_and_minute(now.minutes() + self.profile.grace_minutes()).0)
    }

    /// The epochs in which a code may open now or within `days`.
    fn epochs_within(&self, now: LockTime, days: u32) -> Epochs {
        self.epochs_to(now, now.day() + days)
    }

    fn epochs_to(&self, now: LockTime, last_day: u32) -> Epochs {
        let format = self.profile.format();
        let (today, _) = day_and_minute(now.minutes());
        let (present, day) = format.split_day(today);
        Epochs {
            present,
            before: present > 0 && day < LONGEST_DAYS,
            after: last_day - today + day >= format.epoch_days(),
        }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("profile", &self.profile)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

fn same_code(a: &ActiveEntry, b: &ActiveEntry) -> bool {
    (a.key, a.generation, a.epoch, a.payload) == (b.key, b.generation, b.epoch, b.payload)
}
