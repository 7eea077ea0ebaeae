//! Laws that hold over any life of a lock, checked as it goes.

use std::vec::Vec;

use super::bytes::Bytes;
use super::promise;
use crate::code::{Code, Decision, Format, Identity, LockKey, Profile, Reason, State, Verifier};
use crate::grant::{Grant, Layout, Mode, Term};
use crate::id::LockId;
use crate::time::LockTime;

/// A life of a lock, byte by byte: codes, guesses, waiting, power cuts between writes, clocks, initialisations.
pub fn verifier(data: &[u8]) {
    let mut bytes = Bytes::of(data);
    let modes: &[Mode] = match bytes.next() % 4 {
        0 => &[Mode::StandardSingle, Mode::StandardMulti, Mode::Day24h],
        1 => &[Mode::Urm],
        2 => &[Mode::Acc],
        _ => &[Mode::EndDate],
    };
    let grace = if bytes.next().is_multiple_of(2) { 0 } else { 15 };
    let profile = Format::new(Layout::S, 6).and_then(|format| Profile::new(format, modes)?.with_grace(grace));
    let Ok(profile) = profile else { return };
    let mut life = Life::new(profile, LockTime::START);
    while !bytes.is_over() {
        life.step(&mut bytes);
    }
}

fn identity(initialised: LockTime) -> Identity {
    Identity::own(LockKey::new([9; 16]), LockId::LOWEST, initialised)
}

struct Life {
    profile: Profile,
    lock: Verifier,
    written: State,
    now: LockTime,
    singles: Vec<(LockTime, Grant)>,
}

impl Life {
    fn new(profile: Profile, now: LockTime) -> Self {
        let lock = Verifier::new(profile, LockKey::new([9; 16]), LockId::LOWEST, now);
        let written = lock.state().clone();
        Self { profile, lock, written, now, singles: Vec::new() }
    }

    fn step(&mut self, bytes: &mut Bytes<'_>) {
        match bytes.next() % 8 {
            0..=2 => {
                if let Some(code) = self.issued(bytes) {
                    let cut = bytes.next();
                    self.try_code(&code, (cut < 32).then_some(cut % 3));
                }
            }
            3 => {
                if let Ok(code) = Code::parse(&bytes.digits(6)) {
                    self.try_code(&code, None);
                }
            }
            4 => self.now = self.later(i64::from(bytes.number())),
            5 => {
                let to = self.later(i64::from(bytes.number()) - 32_768);
                if self.lock.set_clock(to).is_ok() {
                    self.now = to;
                }
                self.written = self.lock.state().clone();
            }
            6 => {
                let to = self.later(i64::from(bytes.number()));
                if self.lock.initialise(to, LockId::LOWEST).is_ok() {
                    self.now = to;
                }
                self.written = self.lock.state().clone();
            }
            _ => {
                self.lock.tick(self.now);
                self.written = self.lock.state().clone();
            }
        }
    }

    fn later(&self, minutes: i64) -> LockTime {
        self.now.plus_minutes(minutes).unwrap_or(self.now)
    }

    /// The code of a legal grant near now.
    fn issued(&self, bytes: &mut Bytes<'_>) -> Option<Code> {
        let modes: Vec<Mode> = self.profile.modes().iter().collect();
        let mode = *modes.get(usize::from(bytes.next()) % modes.len())?;
        let start = self.later(i64::from(bytes.number() % 6_000) - 3_000);
        let length = u32::from(bytes.next());
        let term = if length.is_multiple_of(2) { Term::Hours(length / 2) } else { Term::Days(length / 2) };
        let grant = Grant::nearest(mode, start, term).iter().next()?;
        let issued = identity(self.lock.state().initialised()).issue(self.profile.format(), &grant);
        issued.ok().map(|issued| issued.code)
    }

    fn try_code(&mut self, code: &Code, power_cut_after: Option<u8>) {
        let reason = self.lock.reason(code, self.now);
        let (mut writes, mut written) = (0, self.written.clone());
        let decision = self.lock.accept(code, self.now, &mut |state| {
            let lives = power_cut_after.is_none_or(|after| writes < after);
            if lives {
                writes += 1;
                written = state.clone();
            }
            lives
        });
        self.written = written;
        promise(
            power_cut_after.is_some() || decision.is_open() == (reason == Reason::Opens),
            "accept and reason agree",
        );
        if let Decision::Opened(opened) = decision {
            let grant = opened.reading.grant;
            let grace = i64::from(self.profile.grace_minutes());
            let begun = self.now.minutes_since(grant.start()) >= -grace;
            promise(begun && self.now.minutes_since(grant.ends()) < grace, "nothing opens outside its grant");
            let single = (self.lock.state().initialised(), grant);
            if grant.mode().is_single_use() {
                promise(!self.singles.contains(&single), "a single opens once");
                self.singles.push(single);
            }
        }
        if power_cut_after.is_some() {
            let state = self.written.clone();
            let restored = Verifier::restore(self.profile, LockKey::new([9; 16]), &[], state);
            promise(restored.is_ok(), "a written state is restored");
            if let Ok(lock) = restored {
                self.lock = lock;
            }
            self.lock.clock_lost();
        }
    }
}
