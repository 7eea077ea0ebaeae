//! A verifier written from the text of NC1 alone, plain and slow: lists that grow, ordinary division, a return as
//! soon as the answer is known. It shares nothing with the lock's but AES and the values that callers give, so where
//! the two differ, one of them is not what the text says.

mod cipher;
mod meaning;

use std::vec::Vec;

use crate::code::{KeyRef, Profile};
use crate::grant::{Layout, Mode};
use cipher::Holder;
use meaning::Meaning;

/// A code the lock remembers. Times are minutes of lock time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Used {
    pub(super) key: KeyRef,
    pub(super) generation: u32,
    pub(super) epoch: u32,
    pub(super) payload: u64,
    pub(super) start: i64,
    pub(super) real_end: i64,
    pub(super) rental: bool,
}

impl Used {
    fn is(&self, other: &Used) -> bool {
        (self.key, self.generation, self.epoch, self.payload)
            == (other.key, other.generation, other.epoch, other.payload)
    }
}

/// A blocked number, and until when under the own key and under the groups'.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blocked {
    code: u64,
    pub(super) own: Option<i64>,
    pub(super) groups: Option<i64>,
}

/// A group the lock belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) number: u16,
    pub(super) generation: u32,
    pub(super) last_rental: Option<i64>,
    pub(super) floor: i64,
    pub(super) key: [u8; 16],
}

/// What the lock writes down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) lock_id: u32,
    pub(super) generation: u32,
    pub(super) clock_set: bool,
    pub(super) floor: i64,
    pub(super) tokens: i64,
    since: i64,
    pub(super) last_rental: Option<i64>,
    pub(super) active: Vec<Used>,
    pub(super) spent: Vec<Used>,
    pub(super) blocked: Vec<Blocked>,
    pub(super) groups: Vec<Group>,
}

/// The lock.
pub(super) struct Reference {
    pub(super) profile: Profile,
    key: [u8; 16],
    pub(super) kept: Kept,
}

/// A code that opened: what is remembered of it.
pub(super) type Opened = (Mode, Used);

/// Days of the longest grant and one more: so long an epoch's codes outlive it.
const LONGEST_DAYS: i64 = 366;
const DAY: i64 = 1_440;

impl Reference {
    pub(super) fn new(profile: Profile, key: [u8; 16], lock_id: u32, initialised: u32) -> Self {
        let floor = i64::from(initialised);
        let kept = Kept {
            lock_id,
            generation: initialised,
            clock_set: true,
            floor,
            tokens: 10,
            since: floor,
            last_rental: None,
            active: Vec::new(),
            spent: Vec::new(),
            blocked: Vec::new(),
            groups: Vec::new(),
        };
        Self { profile, key, kept }
    }

    /// What the lock does with typed digits; `write` is the memory that lasts.
    pub(super) fn accept(
        &mut self,
        code: &str,
        now: i64,
        write: &mut dyn FnMut(&Kept) -> bool,
    ) -> Option<Opened> {
        let length = usize::from(self.profile.format().digits());
        if !self.kept.clock_set || now < self.kept.floor || code.len() != length {
            return None;
        }
        let code: u64 = code.parse().ok()?;
        self.forget();
        if self.profile.limiter() && !(self.take_token(now) && write(&self.kept)) {
            return None;
        }
        let opened = self.first_live(code, now)?;
        self.apply(&opened, now);
        write(&self.kept).then_some(opened)
    }

    fn take_token(&mut self, now: i64) -> bool {
        let hours = (now - self.kept.since).max(0) / 60;
        self.kept.tokens = (self.kept.tokens + hours).min(10);
        self.kept.since = if self.kept.tokens == 10 { now } else { self.kept.since + hours * 60 };
        if self.kept.tokens == 0 {
            return false;
        }
        self.kept.tokens -= 1;
        true
    }

    fn first_live(&self, code: u64, now: i64) -> Option<Opened> {
        for key in self.keys() {
            for epoch in self.epochs(now, i64::from(self.profile.grace_minutes())) {
                let (meaning, used) = self.read(key, epoch, code);
                if let Some(meaning) = meaning
                    && self.is_live(&meaning, &used, code, now)
                {
                    return Some((meaning.mode, used));
                }
            }
        }
        None
    }

    /// The own key, then the groups as stored.
    fn keys(&self) -> Vec<KeyRef> {
        let groups = self.kept.groups.iter().map(|group| KeyRef::Group(group.number));
        core::iter::once(KeyRef::Own).chain(groups).collect()
    }

    fn group(&self, key: KeyRef) -> Option<&Group> {
        self.kept.groups.iter().find(|group| KeyRef::Group(group.number) == key)
    }

    /// e; e-1 while e > 0 and d < 366; e+1 while `ahead` minutes from now reach it.
    fn epochs(&self, now: i64, ahead: i64) -> Vec<u32> {
        let format = self.profile.format();
        let days = match (format.layout(), format.digits()) {
            (Layout::S, 6) => 750,
            (Layout::S, _) => 7_500,
            (Layout::X, _) => 10_000,
        };
        let (epoch, day) = (now / DAY / days, now / DAY % days);
        let mut epochs = Vec::from([epoch]);
        if epoch > 0 && day < LONGEST_DAYS {
            epochs.push(epoch - 1);
        }
        if (now + ahead) / DAY / days > epoch {
            epochs.push(epoch + 1);
        }
        epochs.into_iter().map(|epoch| epoch as u32).collect()
    }

    fn read(&self, key: KeyRef, epoch: u32, code: u64) -> (Option<Meaning>, Used) {
        let format = self.profile.format();
        let (digits, layout) = (format.digits(), if format.layout() == Layout::S { b'S' } else { b'X' });
        let (lock_key, lock_id, generation) = match self.group(key) {
            Some(group) => (&group.key, u32::from(group.number) * 1_000, group.generation),
            None => (&self.key, self.kept.lock_id, self.kept.generation),
        };
        let holder = Holder { layout, digits, lock_id, generation, epoch };
        let payload = cipher::decipher(&cipher::code_key(lock_key, &holder), digits, code);
        let meaning = meaning::meaning(format.layout(), digits, epoch, payload);
        let (start, real_end) = meaning.as_ref().map_or((0, 0), |meaning| (meaning.start, meaning.real_end));
        let rental = meaning.as_ref().is_some_and(|meaning| is_rental(meaning.mode));
        (meaning, Used { key, generation, epoch, payload, start, real_end, rental })
    }

    fn is_live(&self, meaning: &Meaning, used: &Used, code: u64, now: i64) -> bool {
        let grace = i64::from(self.profile.grace_minutes());
        let in_use = self.kept.active.iter().any(|active| active.is(used));
        let first_end = match meaning.mode {
            Mode::Stay | Mode::Long | Mode::Weekly => {
                let hours = i64::from(self.profile.first_use_hours());
                meaning.real_end.min(meaning.start + hours * 60)
            }
            _ => meaning.first_end,
        };
        let limit = if in_use { meaning.real_end } else { first_end };
        let occurring = meaning.mode != Mode::Weekly
            || meaning.occurrences.iter().any(|(begin, end)| begin - grace <= now && now < end + grace);
        let blocked = self.kept.blocked.iter().any(|blocked| {
            let until = if used.key == KeyRef::Own { blocked.own } else { blocked.groups };
            blocked.code == code && until.is_some()
        });
        let spent = self.kept.spent.iter().any(|spent| spent.is(used));
        let floor = self.group(used.key).map_or(self.kept.floor, |group| group.floor);
        let (mode, length) = (meaning.mode, meaning.length);
        now >= floor
            && self.profile.modes().contains(mode)
            && length <= i64::from(self.profile.longest_minutes(mode))
            && meaning.issue < self.profile.issues()
            && meaning.start - grace <= now
            && now < limit + grace
            && occurring
            && !blocked
            && !spent
            && !self.superseded(used)
            && self.has_room(mode, used, in_use)
    }

    fn superseded(&self, used: &Used) -> bool {
        let last = self.group(used.key).map_or(self.kept.last_rental, |group| group.last_rental);
        used.rental && self.profile.block_previous() && last.is_some_and(|last| used.start < last)
    }

    /// A full list refuses what it would have to remember, after those the code ends have left it.
    fn has_room(&self, mode: Mode, used: &Used, in_use: bool) -> bool {
        if is_single(mode) {
            return self.kept.spent.len() < usize::from(self.profile.spent_places());
        }
        let stay = self.kept.active.iter().filter(|active| !self.ends(used, active)).count();
        in_use || !is_remembered(mode) || stay < usize::from(self.profile.active_places())
    }

    /// Whether accepting `used` ends `active`.
    fn ends(&self, used: &Used, active: &Used) -> bool {
        let rentals = used.rental && active.rental && self.profile.block_previous();
        rentals && active.key == used.key && active.start < used.start
    }

    fn apply(&mut self, (mode, used): &Opened, now: i64) {
        if self.profile.limiter() {
            self.kept.tokens = (self.kept.tokens + 1).min(10);
        }
        let mut active = core::mem::take(&mut self.kept.active);
        active.retain(|active| !self.ends(used, active));
        if is_remembered(*mode) && !active.iter().any(|active| active.is(used)) {
            active.push(used.clone());
        }
        self.kept.active = active;
        if is_single(*mode) {
            self.kept.spent.push(used.clone());
        }
        if used.rental && self.profile.block_previous() {
            let last = match used.key {
                KeyRef::Own => Some(&mut self.kept.last_rental),
                KeyRef::Group(number) => {
                    let group = self.kept.groups.iter_mut().find(|group| group.number == number);
                    group.map(|group| &mut group.last_rental)
                }
            };
            if let Some(last) = last {
                *last = Some(last.map_or(used.start, |last| last.max(used.start)));
            }
        }
        self.raise_floor(now);
    }

    fn raise_floor(&mut self, to: i64) {
        self.kept.floor = to;
        for group in &mut self.kept.groups {
            group.floor = group.floor.max(to);
        }
    }

    /// An entry is dropped when the stored floor has passed its end and the grace.
    pub(super) fn forget(&mut self) {
        let passed = self.kept.floor - i64::from(self.profile.grace_minutes());
        self.kept.active.retain(|used| used.real_end >= passed);
        self.kept.spent.retain(|used| used.real_end >= passed);
        self.kept.blocked.retain(|blocked| blocked.own.max(blocked.groups).is_some_and(|end| end >= passed));
    }

    /// Whether the list had a place.
    pub(super) fn block(&mut self, code: u64, now: i64) -> bool {
        self.forget();
        let (mut own, mut groups) = (now, now);
        for key in self.keys() {
            for epoch in self.epochs(now, LONGEST_DAYS * DAY) {
                let end = self.read(key, epoch, code).0.map_or(now, |meaning| meaning.real_end);
                let until = if key == KeyRef::Own { &mut own } else { &mut groups };
                *until = end.max(*until);
            }
        }
        let blocked = Blocked { code, own: Some(own), groups: Some(groups) };
        let room = self.kept.blocked.len() < usize::from(self.profile.blocked_places());
        match self.kept.blocked.iter_mut().find(|blocked| blocked.code == code) {
            Some(known) => *known = blocked,
            None if room => self.kept.blocked.push(blocked),
            None => return false,
        }
        true
    }

    /// Whether the clock may be set there.
    pub(super) fn set_clock(&mut self, to: i64) -> bool {
        if to < self.kept.floor {
            return false;
        }
        self.forget();
        self.kept.clock_set = true;
        self.kept.since = to;
        self.raise_floor(to);
        true
    }

    /// Whether the lock may be initialised so.
    pub(super) fn initialise(&mut self, typed: u32, lock_id: u32) -> bool {
        if typed == self.kept.generation {
            return false;
        }
        self.forget();
        let to = i64::from(typed);
        self.kept.lock_id = lock_id;
        self.kept.generation = typed;
        self.kept.clock_set = true;
        self.kept.since = to;
        self.kept.last_rental = None;
        self.kept.active.retain(|used| used.key != KeyRef::Own);
        self.kept.spent.retain(|used| used.key != KeyRef::Own);
        for blocked in &mut self.kept.blocked {
            blocked.own = None;
        }
        self.raise_floor(to);
        true
    }

    /// Whether there was a place for the group.
    pub(super) fn provision(&mut self, number: u16, generation: u32, key: [u8; 16]) -> bool {
        let group = Group { number, generation, last_rental: None, floor: self.kept.floor, key };
        let places_left = self.kept.groups.len() < 4;
        match self.kept.groups.iter_mut().find(|group| group.number == number) {
            Some(known) => *known = group,
            None if places_left => self.kept.groups.push(group),
            None => return false,
        }
        self.kept.active.retain(|used| used.key != KeyRef::Group(number));
        self.kept.spent.retain(|used| used.key != KeyRef::Group(number));
        true
    }

    /// Whether an hour has passed, and with it the floor moved.
    pub(super) fn tick(&mut self, now: i64) -> bool {
        let due = self.kept.clock_set && now >= self.kept.floor + 60;
        if due {
            self.forget();
            self.raise_floor(now);
        }
        due
    }
}

fn is_single(mode: Mode) -> bool {
    matches!(mode, Mode::StandardSingle | Mode::FineSingle)
}

fn is_rental(mode: Mode) -> bool {
    matches!(mode, Mode::Urm | Mode::Acc | Mode::EndDate | Mode::Stay | Mode::Long | Mode::Open)
}

fn is_remembered(mode: Mode) -> bool {
    is_rental(mode) || mode == Mode::Weekly
}
