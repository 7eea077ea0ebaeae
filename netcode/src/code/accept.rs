//! The lock's verifier (NC1 section 7): what happens with a typed code.

mod evaluate;
mod reason;

use core::fmt;

#[cfg(feature = "std")]
use super::Identity;
use super::block::{Aes128, DefaultAes};
use super::gate::FULL;
#[cfg(feature = "std")]
use super::key::CodeKey;
use super::key::{LockKey, derive_code_key};
use super::ncf12::Domain;
use super::state::{ActiveEntry, BlockedEntry, GroupState, KeyRef, MAX_GROUPS, State};
use super::{Code, Direction, Profile, Reading};
use crate::error::{Error, Result, table::core as codes};
use crate::id::{GroupId, LockId};
use crate::time::LockTime;
use evaluate::{Candidate, Try, evaluate};

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

/// Deciphers a typed number under a key of the lock (its own or a group's place) in an epoch.
type Decipher<'a> = dyn FnMut(&Verifier, Option<usize>, u32, u64) -> u64 + 'a;

/// The epochs a code may come from at one time: the present one first.
type Epochs = heapless::Vec<u32, 3>;

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
        let fits = state.active.len() <= usize::from(profile.active_places())
            && state.spent.len() <= usize::from(profile.spent_places())
            && state.blocked.len() <= usize::from(profile.blocked_places())
            && state.bucket.tokens <= FULL;
        if !fits {
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

    /// Replaces the profile, as a change of the lock's modes does: codes of modes that are off stop working, and
    /// nothing the lock remembers is lost.
    ///
    /// # Errors
    /// `profile.out_of_range` when the format differs, or a list of the new profile is shorter than what it holds.
    pub fn set_profile(&mut self, profile: Profile) -> Result<()> {
        let same_format = profile.format() == self.profile.format();
        let fits = self.state.active.len() <= usize::from(profile.active_places())
            && self.state.spent.len() <= usize::from(profile.spent_places())
            && self.state.blocked.len() <= usize::from(profile.blocked_places());
        if !same_format || !fits {
            return Err(Error::new(
                &codes::PROFILE_OUT_OF_RANGE,
                format_args!(
                    "the new profile has another format, or lists too short for what the lock holds"
                ),
            )
            .with_hint(format_args!("keep the format; provision the lock anew to change it")));
        }
        self.profile = profile;
        Ok(())
    }

    /// Gives the lock a group's key, replacing that of the same group. What the lock remembers of the group is
    /// cleared and its floor begins at the lock's.
    ///
    /// # Errors
    /// `lock.groups_full` for a fifth group.
    pub fn provision_group(&mut self, group: GroupId, key: LockKey, generation: u32) -> Result<()> {
        let record = GroupState {
            number: group.number(),
            version: group.version(),
            generation,
            last_rental_start: None,
            floor: self.state.floor,
        };
        let at = self.state.groups.iter().position(|known| known.number == group.number());
        match at.and_then(|at| Some((self.state.groups.get_mut(at)?, self.group_keys.get_mut(at)?))) {
            Some((known, known_key)) => (*known, *known_key) = (record, key),
            None => {
                if self.state.groups.push(record).is_err() || self.group_keys.push(key).is_err() {
                    return Err(Error::new(
                        &codes::LOCK_GROUPS_FULL,
                        format_args!("group {group} is one too many: the lock has {MAX_GROUPS} groups"),
                    ));
                }
            }
        }
        let tag = KeyRef::Group(group.number());
        self.state.active.retain(|entry| entry.key != tag);
        self.state.spent.retain(|entry| entry.key != tag);
        Ok(())
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
            self.accept_by(code, now, persist, &mut |lock, at, epoch, value| match &lock.cached {
                Some((_, _, key)) if at.is_none() && key.epoch() == epoch => {
                    key.domain.run_default(&key.cipher, value, Direction::Decipher)
                }
                _ => lock.decipher::<DefaultAes>(at, epoch, value),
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
        self.accept_by(code, now, persist, &mut |lock, at, epoch, value| lock.decipher::<C>(at, epoch, value))
    }

    fn accept_by(
        &mut self,
        code: &Code,
        now: LockTime,
        persist: &mut dyn FnMut(&State) -> bool,
        decipher: &mut Decipher<'_>,
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
        let mut found = Candidate::default();
        for at in self.keys() {
            for epoch in self.epochs(now) {
                let payload = decipher(self, at, epoch, code.value());
                let tried = Try { key: at, epoch, payload, code: code.value(), now };
                found.keep_first(&evaluate(&self.profile, &self.state, &tried));
            }
        }
        if found.live() == 0 {
            return Decision::Refused;
        }
        self.open(&found, now, persist)
    }

    /// The effects of the accepted code: they and the returned token are one write, then the bolt opens.
    fn open(
        &mut self,
        found: &Candidate,
        now: LockTime,
        persist: &mut dyn FnMut(&State) -> bool,
    ) -> Decision {
        let Some((opened, entry)) = self.describe(found) else { return Decision::Refused };
        let mode = opened.reading.grant.mode();
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
        self.state.raise_floor(now);
        if room && persist(&self.state) { Decision::Opened(opened) } else { Decision::Refused }
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
        self.state.active.retain(|old| old.key != entry.key || !old.rental || old.start >= entry.start);
    }

    /// The chosen candidate as what was opened and what is remembered.
    fn describe(&self, found: &Candidate) -> Option<(Opened, ActiveEntry)> {
        let grant = found.slot.grant(self.profile.format().layout())?;
        let key = self.key_ref(found.key());
        let entry = ActiveEntry {
            key,
            generation: self.generation(found.key()),
            epoch: found.epoch,
            payload: found.payload,
            start: grant.start(),
            real_end: grant.ends(),
            rental: grant.mode().is_rental(),
        };
        let reading = Reading { grant, epoch: found.epoch, payload: found.payload };
        Some((Opened { key, reading }, entry))
    }

    /// Blocks a code for good, whether or not it means anything: the answer does not tell. Blocking is privileged.
    ///
    /// # Errors
    /// `code.wrong_length`; `lock.blocked_full`, and then nothing is forgotten.
    pub fn block(&mut self, code: &Code, now: LockTime) -> Result<()> {
        if code.len != self.profile.format().digits() {
            return Err(Error::new(
                &codes::CODE_WRONG_LENGTH,
                format_args!(
                    "the code has {} digits, the lock's codes have {}",
                    code.len,
                    self.profile.format().digits()
                ),
            ));
        }
        self.state.prune(self.profile.grace_minutes());
        let (mut own_until, mut group_until) = (now, now);
        for at in self.keys() {
            for epoch in self.epochs_within(now, LONGEST_DAYS) {
                let payload = self.decipher::<DefaultAes>(at, epoch, code.value());
                let grant = super::slot::unrank(self.profile.format(), epoch, payload)
                    .grant(self.profile.format().layout());
                let until = if at.is_none() { &mut own_until } else { &mut group_until };
                *until = (*until).max(grant.map_or(now, |grant| grant.ends()));
            }
        }
        let entry =
            BlockedEntry { code: code.value(), own_until: Some(own_until), group_until: Some(group_until) };
        if let Some(known) = self.state.blocked.iter_mut().find(|known| known.code == entry.code) {
            *known = entry;
            return Ok(());
        }
        if self.state.blocked.len() >= usize::from(self.profile.blocked_places())
            || self.state.blocked.push(entry).is_err()
        {
            return Err(Error::new(
                &codes::LOCK_BLOCKED_FULL,
                format_args!("the lock blocks {} codes already", self.profile.blocked_places()),
            ));
        }
        Ok(())
    }

    /// Sets the clock: the lock now counts from `to`.
    ///
    /// # Errors
    /// `lock.clock_below_floor` when `to` lies before a time the lock has lived through.
    pub fn set_clock(&mut self, to: LockTime) -> Result<()> {
        if to < self.state.floor {
            return Err(Error::new(
                &codes::LOCK_CLOCK_BELOW_FLOOR,
                format_args!("{to} lies before {}, which the lock has lived through", self.state.floor),
            ));
        }
        self.state.prune(self.profile.grace_minutes());
        self.state.clock_set = true;
        self.state.raise_floor(to);
        self.state.bucket.clock_set(to);
        Ok(())
    }

    /// Initialises the lock: `typed` becomes the clock and the generation, every code issued under the own key
    /// before ends, and the floor is lowered to `typed`. Groups keep their floors.
    ///
    /// # Errors
    /// `lock.same_generation` when `typed` is the stored generation, which would bring old codes back.
    pub fn initialise(&mut self, typed: LockTime, lock_id: LockId) -> Result<()> {
        self.initialise_counting(typed, typed, lock_id)
    }

    /// [`initialise`](Self::initialise) on a lock that shows daylight saving: what is typed in summer is the
    /// generation, and the lock `counts` from an hour before.
    ///
    /// # Errors
    /// As `initialise`.
    pub(crate) fn initialise_counting(
        &mut self,
        typed: LockTime,
        counts: LockTime,
        lock_id: LockId,
    ) -> Result<()> {
        if typed == self.state.generation {
            return Err(Error::new(
                &codes::LOCK_SAME_GENERATION,
                format_args!("the lock was already initialised with {typed}"),
            ));
        }
        let state = &mut self.state;
        state.prune(self.profile.grace_minutes());
        state.lock_id = lock_id;
        state.generation = typed;
        state.clock_set = true;
        state.last_rental_start = None;
        state.active.retain(|entry| entry.key != KeyRef::Own);
        state.spent.retain(|entry| entry.key != KeyRef::Own);
        for entry in &mut state.blocked {
            entry.own_until = None;
        }
        state.floor = counts;
        for group in &mut state.groups {
            group.floor = group.floor.max(counts);
        }
        state.bucket.clock_set(counts);
        Ok(())
    }

    /// The clock may have stopped: every code is refused until it is set.
    pub fn clock_lost(&mut self) {
        self.state.clock_set = false;
    }

    /// Called at least hourly by a running lock. True when the floor moved and the state is to be written down.
    pub fn tick(&mut self, now: LockTime) -> bool {
        if !self.state.clock_set || now.minutes_since(self.state.floor) < 60 {
            return false;
        }
        self.state.prune(self.profile.grace_minutes());
        self.state.raise_floor(now);
        true
    }

    /// The lock's own key, then its groups in stored order.
    fn keys(&self) -> impl Iterator<Item = Option<usize>> + use<> {
        core::iter::once(None).chain((0..self.group_keys.len()).map(Some))
    }

    fn key_ref(&self, at: Option<usize>) -> KeyRef {
        let group = at.and_then(|at| self.state.groups.get(at));
        group.map_or(KeyRef::Own, |group| KeyRef::Group(group.number))
    }

    fn generation(&self, at: Option<usize>) -> u32 {
        let group = at.and_then(|at| self.state.groups.get(at));
        group.map_or(self.state.generation.minutes(), |group| group.generation)
    }

    #[cfg(feature = "std")]
    fn own_identity(&self) -> Identity {
        Identity::own(self.key.clone(), self.state.lock_id, self.state.generation)
    }

    fn decipher<C: Aes128>(&self, at: Option<usize>, epoch: u32, value: u64) -> u64 {
        let format = self.profile.format();
        let group = at.and_then(|at| Some((self.state.groups.get(at)?, self.group_keys.get(at)?)));
        let (key, lock_id, generation) = match group {
            Some((group, key)) => (key, u32::from(group.number) * 1000, group.generation),
            None => (&self.key, self.state.lock_id.get(), self.state.generation.minutes()),
        };
        let code_key = derive_code_key::<C>(key, lock_id, generation, format, epoch);
        Domain::new(format.digits()).run(&C::with_key(code_key.expose()), value, Direction::Decipher)
    }

    /// The epochs in which a code may open now.
    fn epochs(&self, now: LockTime) -> Epochs {
        let reached = now.plus_minutes(i64::from(self.profile.grace_minutes())).unwrap_or(now);
        self.epochs_to(now, reached.day())
    }

    /// The epochs in which a code may open now or within `days`.
    fn epochs_within(&self, now: LockTime, days: u32) -> Epochs {
        self.epochs_to(now, now.day() + days)
    }

    fn epochs_to(&self, now: LockTime, last_day: u32) -> Epochs {
        let days = self.profile.format().epoch_days();
        let (epoch, day) = (now.day() / days, now.day() % days);
        let mut epochs = Epochs::new();
        let before = (epoch > 0 && day < LONGEST_DAYS).then(|| epoch - 1);
        let after = (last_day / days > epoch).then_some(epoch + 1);
        for epoch in [Some(epoch), before, after].into_iter().flatten() {
            // Three places, at most three epochs.
            let _ = epochs.push(epoch);
        }
        epochs
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
