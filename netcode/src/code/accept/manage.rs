//! What changes a lock beside a typed code: its profile, its groups, its blocks, its clock, its initialisation. All of
//! it is privileged, and the caller writes the state down afterwards.

use super::{LONGEST_DAYS, Verifier};
use crate::code::block::DefaultAes;
use crate::code::slot::unrank;
use crate::code::state::{BlockedEntry, GroupState, KeyRef, MAX_GROUPS, keep};
use crate::code::{Code, LockKey, Profile, expect_length};
use crate::error::{Error, Result, table::core as codes};
use crate::id::{GroupId, LockId};
use crate::time::LockTime;

impl Verifier {
    /// Replaces the profile, as a change of the lock's modes does: codes of modes that are off stop working, and
    /// nothing the lock remembers is lost.
    ///
    /// # Errors
    /// `profile.out_of_range` when the format differs, or a list of the new profile is shorter than what it holds.
    pub fn set_profile(&mut self, profile: Profile) -> Result<()> {
        let same_format = profile.format() == self.profile.format();
        if !same_format || !self.state.fits(&profile) {
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
        keep(&mut self.state.active, &|entry| entry.key != tag);
        keep(&mut self.state.spent, &|entry| entry.key != tag);
        Ok(())
    }

    /// Blocks a code for good, whether or not it means anything: the answer does not tell. Blocking is privileged.
    ///
    /// A number has a meaning in every epoch. Those of the present epoch count, and those of its neighbours that lie
    /// within 366 days; once they are all over, the block is forgotten. Block a code of a later epoch when it is nearer.
    ///
    /// # Errors
    /// `code.wrong_length`; `lock.blocked_full`, and then nothing is forgotten.
    pub fn block(&mut self, code: &Code, now: LockTime) -> Result<()> {
        expect_length(self.profile.format(), code)?;
        self.state.prune(self.profile.grace_minutes());
        let (mut own_until, mut group_until) = (now, now);
        for key in self.keys() {
            for epoch in self.epochs_within(now, LONGEST_DAYS).iter() {
                let payload = self.decipher::<DefaultAes>(key, epoch, code.value());
                let grant = unrank(self.profile.format(), epoch, payload).grant();
                let until = if key == 0 { &mut own_until } else { &mut group_until };
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
        keep(&mut state.active, &|entry| entry.key != KeyRef::Own);
        keep(&mut state.spent, &|entry| entry.key != KeyRef::Own);
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
}
