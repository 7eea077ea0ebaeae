//! The lock's verifier beside the [reference](super::reference): the same life twice, compared after every event.

use std::vec::Vec;

use super::bytes::Bytes;
use super::promise;
use super::reference::{Group, Kept, Reference, Used};
use crate::code::{
    ActiveEntry, Code, Decision, Format, GroupState, Identity, LockKey, Profile, Reason, State, Verifier,
};
use crate::grant::{Grant, Layout, Mode, Pattern, Term};
use crate::id::{GroupId, LockId};
use crate::time::LockTime;

/// Most events of one life, so that one run stays short.
const EVENTS: usize = 200;

/// Both verifiers answer alike, write the same things down in the same order, and start again alike after a power
/// cut between any two writes.
pub fn differential(data: &[u8]) {
    let mut bytes = Bytes::of(data);
    let Some(profile) = profile(&mut bytes) else { return };
    let Ok(begin) = LockTime::from_minutes(begin(&mut bytes)) else { return };
    let mut lives = Lives::new(profile, begin);
    for _ in 0..EVENTS {
        if bytes.is_over() {
            break;
        }
        lives.step(&mut bytes);
    }
}

/// Any profile there is.
fn profile(bytes: &mut Bytes<'_>) -> Option<Profile> {
    let (layout, digits) = match bytes.next() % 8 {
        lowest @ 0..=4 => (Layout::S, 6 + lowest),
        5 => (Layout::X, 9),
        6 => (Layout::X, 10),
        _ => (Layout::S, 6),
    };
    let format = Format::new(layout, digits).ok()?;
    let modes = modes(layout, bytes.next());
    let flags = bytes.next();
    let flag = |bit: u8| flags >> bit & 1 == 1;
    let lists = bytes.next();
    let places = |shift: u8| 1 + (lists >> shift & 3);
    let mut profile = Profile::explicit(format, &modes)
        .and_then(|profile| profile.with_grace(if flag(0) { 15 } else { 0 }))
        .and_then(|profile| profile.with_issues(if flag(1) { format.issues() } else { 1 }))
        .and_then(|profile| profile.with_first_use_hours(1 + u32::from(bytes.next()) % 168))
        .ok()?
        .with_block_previous(!flag(2))
        .with_limiter(!flag(3));
    if flag(4) {
        profile = profile.with_lists(places(0), places(2), places(4)).ok()?;
    }
    if flag(5) {
        let mode = modes.first()?;
        let longest = 1 + profile.longest_minutes(*mode) / 2;
        profile = profile.with_longest(*mode, longest).ok()?;
    }
    Some(profile)
}

/// Modes of a layout, one bit each; all of them where none is set.
fn modes(layout: Layout, bits: u8) -> Vec<Mode> {
    let all: Vec<Mode> = Mode::ALL.into_iter().filter(|mode| mode.layout() == layout).collect();
    let some = all.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, mode)| *mode);
    let some: Vec<Mode> = some.collect();
    if some.is_empty() { all } else { some }
}

/// The first minute: where lock time begins, in a year of use, or before an epoch's end.
fn begin(bytes: &mut Bytes<'_>) -> u32 {
    let day = match bytes.next() % 5 {
        0 => 0,
        1 => 2_264,
        2 => 749,
        3 => 7_498,
        _ => 9_999,
    };
    day * 1_440 + bytes.number() % 2_880
}

/// One lock twice, and what each has written down.
struct Lives {
    lock: Verifier,
    written: State,
    plain: Reference,
    plain_written: Kept,
    now: LockTime,
    /// Codes that were typed or issued, so that they come again.
    pool: Vec<Code>,
    groups: Vec<(GroupId, LockKey)>,
}

const KEY: [u8; 16] = [9; 16];

impl Lives {
    fn new(profile: Profile, now: LockTime) -> Self {
        let lock = Verifier::new(profile, LockKey::new(KEY), LockId::LOWEST, now);
        let plain = Reference::new(profile, KEY, LockId::LOWEST.get(), now.minutes());
        let (written, plain_written) = (lock.state().clone(), plain.kept.clone());
        Self { lock, written, plain, plain_written, now, pool: Vec::new(), groups: Vec::new() }
    }

    fn step(&mut self, bytes: &mut Bytes<'_>) {
        match bytes.next() % 24 {
            0..=5 => {
                if let Some(code) = self.issued(bytes) {
                    self.remember(code);
                    self.type_code(&code, bytes);
                }
            }
            6..=9 => {
                let at = usize::from(bytes.next()) % self.pool.len().max(1);
                if let Some(code) = self.pool.get(at).copied() {
                    self.type_code(&code, bytes);
                }
            }
            10 => {
                if let Some(code) = self.guessed(bytes) {
                    self.type_code(&code, bytes);
                }
            }
            11 => {
                if let Some(code) = self.issued(bytes) {
                    self.remember(code);
                }
            }
            12..=14 => self.now = self.later(i64::from(bytes.next())),
            15 => self.now = self.later(i64::from(bytes.number())),
            16 => self.set_clock(bytes),
            17 => self.initialise(bytes),
            18 => {
                let moved = self.lock.tick(self.now);
                promise(moved == self.plain.tick(minutes(self.now)), "both tick");
                self.write(bytes);
            }
            19 => self.block(bytes),
            20 | 21 => self.provision(bytes),
            22 => self.change_modes(bytes.next()),
            _ => self.restart(),
        }
        self.compare();
    }

    fn later(&self, by: i64) -> LockTime {
        self.now.plus_minutes(by).unwrap_or(self.now)
    }

    fn remember(&mut self, code: Code) {
        if self.pool.len() < 32 {
            self.pool.push(code);
        }
    }

    /// The code of a legal grant near now, of this lock as it is initialised, or of a group.
    fn issued(&self, bytes: &mut Bytes<'_>) -> Option<Code> {
        let profile = self.lock.profile();
        let modes: Vec<Mode> = profile.modes().iter().collect();
        let mode = *modes.get(usize::from(bytes.next()) % modes.len())?;
        let start = self.later(i64::from(bytes.number() % 6_000) - 3_000);
        let length = u32::from(bytes.next());
        let term = match (mode, length % 2) {
            (Mode::Weekly, _) => Term::Weekly {
                pattern: *Pattern::ALL.get(length as usize % 4)?,
                hours: 1 + length % 12,
                weeks: 1 + length % 3,
            },
            (Mode::FineSingle | Mode::FineMulti, _) => Term::Quarters(length),
            (_, 0) => Term::Hours(length / 2),
            _ => Term::Days(length / 2),
        };
        let grant = Grant::nearest(mode, start, term).iter().next()?;
        let grant = grant.with_issue(u32::from(bytes.next()) % profile.format().issues().min(3));
        let holder = usize::from(bytes.next()) % (self.groups.len() + 3);
        let identity = match holder.checked_sub(3).and_then(|at| self.groups.get(at)) {
            Some((group, key)) => Identity::group(key.clone(), *group, u32::from(bytes.next()) % 2),
            None => {
                let state = self.lock.state();
                Identity::own(LockKey::new(KEY), state.lock_id(), state.initialised())
            }
        };
        identity.issue(profile.format(), &grant).ok().map(|issued| issued.code)
    }

    fn guessed(&self, bytes: &mut Bytes<'_>) -> Option<Code> {
        // One digit too many now and then.
        let longer = u8::from(bytes.next().is_multiple_of(16));
        let digits = (self.lock.profile().format().digits() + longer).min(10);
        Code::parse(&bytes.digits(digits)).ok()
    }

    fn type_code(&mut self, code: &Code, bytes: &mut Bytes<'_>) {
        // The power is cut before this write, if it comes to it.
        let cut = bytes.next();
        let cut = (cut < 48).then_some(usize::from(cut) % 3);
        let now = self.now;
        let reason = self.lock.reason(code, now);
        let mut writes: Vec<State> = Vec::new();
        let decision = self.lock.accept(code, now, &mut |state| {
            let on = cut.is_none_or(|cut| writes.len() < cut);
            if on {
                writes.push(state.clone());
            }
            on
        });
        let mut plain_writes: Vec<Kept> = Vec::new();
        let opened = self.plain.accept(code.as_str(), minutes(now), &mut |kept| {
            let on = cut.is_none_or(|cut| plain_writes.len() < cut);
            if on {
                plain_writes.push(kept.clone());
            }
            on
        });
        match (&decision, &opened) {
            (Decision::Opened(one), Some((mode, other))) => {
                let grant = one.reading.grant;
                promise((one.key, grant.mode()) == (other.key, *mode), "both open by the same meaning");
                promise(minutes(grant.start()) == other.start, "both read the same start");
                promise(minutes(grant.ends()) == other.real_end, "both read the same end");
            }
            (Decision::Refused, None) => {}
            _ => promise(false, "both open or both refuse"),
        }
        promise(cut.is_some() || decision.is_open() == (reason == Reason::Opens), "accept and reason agree");
        promise(writes.len() == plain_writes.len(), "both write as often");
        for (one, other) in writes.iter().zip(&plain_writes) {
            promise(same(one, other), "both write the same down");
        }
        if let (Some(state), Some(kept)) = (writes.pop(), plain_writes.pop()) {
            (self.written, self.plain_written) = (state, kept);
        }
        if cut.is_some() {
            self.restart();
        }
    }

    fn set_clock(&mut self, bytes: &mut Bytes<'_>) {
        let to = self.later(i64::from(bytes.number()) - 8_192);
        let set = self.lock.set_clock(to).is_ok();
        promise(set == self.plain.set_clock(minutes(to)), "both set the clock");
        if set {
            self.now = to;
        }
        self.write(bytes);
    }

    fn initialise(&mut self, bytes: &mut Bytes<'_>) {
        let to = self.later(i64::from(bytes.number()) - 8_192);
        let id = LockId::LOWEST.get() + u32::from(bytes.next()) % 2;
        let Ok(lock_id) = LockId::new(id) else { return };
        let done = self.lock.initialise(to, lock_id).is_ok();
        promise(done == self.plain.initialise(to.minutes(), id), "both are initialised");
        if done {
            self.now = to;
        }
        self.write(bytes);
    }

    fn block(&mut self, bytes: &mut Bytes<'_>) {
        let at = usize::from(bytes.next());
        let code = self.pool.get(at % (self.pool.len() + 1)).copied().or_else(|| self.guessed(bytes));
        let Some(code) = code else { return };
        let blocked = self.lock.block(&code, self.now).is_ok();
        let right_length = code.len() == self.lock.profile().format().digits();
        let value = code.as_str().parse().unwrap_or_default();
        let plainly = right_length && self.plain.block(value, minutes(self.now));
        promise(blocked == plainly, "both block");
        self.write(bytes);
    }

    fn provision(&mut self, bytes: &mut Bytes<'_>) {
        let (number, rest) = (u16::from(bytes.next()) % 6, bytes.next());
        let (version, generation) = (u32::from(rest) % 2, u32::from(rest) / 2 % 2);
        let Ok(group) = GroupId::new(number, version) else { return };
        let key = [number as u8 + 16 * version as u8 + 1; 16];
        let taken = self.lock.provision_group(group, LockKey::new(key), generation).is_ok();
        promise(taken == self.plain.provision(number, generation, key), "both take the group");
        if taken && !self.groups.iter().any(|(known, _)| *known == group) {
            self.groups.push((group, LockKey::new(key)));
        }
        self.write(bytes);
    }

    fn change_modes(&mut self, bits: u8) {
        let now = *self.lock.profile();
        let modes = modes(now.format().layout(), bits);
        let changed =
            Profile::explicit(now.format(), &modes).and_then(|new| new.with_options(&now.options()));
        let Ok(profile) = changed else { return };
        promise(self.lock.set_profile(profile).is_ok(), "a lock takes other modes");
        self.plain.profile = profile;
    }

    /// Writes both down, unless the power is cut before.
    fn write(&mut self, bytes: &mut Bytes<'_>) {
        if bytes.next() < 16 {
            self.restart();
        } else {
            (self.written, self.plain_written) = (self.lock.state().clone(), self.plain.kept.clone());
        }
    }

    /// Both start again from what they wrote, with the clock stopped.
    fn restart(&mut self) {
        let (profile, state) = (*self.lock.profile(), self.written.clone());
        let restored = Verifier::restore(profile, LockKey::new(KEY), &self.groups, state);
        promise(restored.is_ok(), "a written state is restored");
        if let Ok(lock) = restored {
            self.lock = lock;
        }
        self.lock.clock_lost();
        self.plain.kept = self.plain_written.clone();
        self.plain.kept.clock_set = false;
    }

    fn compare(&mut self) {
        promise(same(self.lock.state(), &self.plain.kept), "both remember the same");
    }
}

fn minutes(time: LockTime) -> i64 {
    i64::from(time.minutes())
}

/// Whether a state says what the reference keeps.
fn same(state: &State, kept: &Kept) -> bool {
    let blocked = state.blocked().iter().map(|one| (one.own_until, one.group_until));
    let plainly = kept.blocked.iter().map(|one| (one.own, one.groups));
    (state.lock_id().get(), state.initialised().minutes()) == (kept.lock_id, kept.generation)
        && state.clock_set() == kept.clock_set
        && minutes(state.floor()) == kept.floor
        && i64::from(state.tokens()) == kept.tokens
        && state.last_rental_start().map(minutes) == kept.last_rental
        && state.active().iter().map(used).eq(kept.active.iter().cloned())
        && state.spent().iter().map(used).eq(kept.spent.iter().cloned())
        && blocked.map(|(own, groups)| (own.map(minutes), groups.map(minutes))).eq(plainly)
        && state.groups().len() == kept.groups.len()
        && state.groups().iter().zip(&kept.groups).all(|(one, other)| same_group(one, other))
}

fn same_group(one: &GroupState, other: &Group) -> bool {
    (one.number, one.generation, one.last_rental_start.map(minutes), minutes(one.floor))
        == (other.number, other.generation, other.last_rental, other.floor)
}

fn used(entry: &ActiveEntry) -> Used {
    let ActiveEntry { key, generation, epoch, payload, start, real_end, rental } = *entry;
    Used { key, generation, epoch, payload, start: minutes(start), real_end: minutes(real_end), rental }
}
