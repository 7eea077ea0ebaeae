//! Harnesses that take any bytes: what the fuzz targets run, and the ordinary tests replay on their seeds.
//!
//! A harness panics when the library breaks a promise. Bytes that mean nothing to it are ignored.

#![expect(clippy::panic, reason = "a broken promise must stop the fuzzer")]

use std::string::String;
use std::vec::Vec;

use crate::code::{Code, Decision, Format, Identity, LockKey, Profile, Reason, State, Verifier, answer_line};
use crate::grant::{Grant, Layout, Mode, Term};
use crate::id::{GroupId, LockId};
use crate::time::LockTime;

/// What takes any bytes.
pub type Harness = fn(&[u8]);

/// Every harness, by the name of its fuzz target and its folder of seeds.
pub const HARNESSES: [(&str, Harness); 5] = [
    ("grant_json", grant_json),
    ("row", row),
    ("lock_time", lock_time),
    ("read_code", read_code),
    ("verifier", verifier),
];

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

fn promise(kept: bool, what: &str) {
    if !kept {
        panic!("broken promise: {what}");
    }
}

/// A grant that is read is written as it was read.
pub fn grant_json(data: &[u8]) {
    if let Ok(grant) = Grant::from_json(&text(data)) {
        promise(Grant::from_json(&grant.to_json()) == Ok(grant), "a grant survives its wire form");
        promise(grant.start() < grant.ends(), "a grant is not empty");
    }
}

/// A row that is answered is answered again with the same code.
pub fn row(data: &[u8]) {
    if let Some(Ok(answer)) = answer_line(1, &text(data)) {
        let again = answer_line(1, &crate::testing::line(&answer));
        promise(again == Some(Ok(answer)), "answering an answer changes nothing");
    }
}

fn line(value: &serde_json::Value) -> String {
    use std::string::ToString as _;
    value.to_string()
}

/// A time that is read is written as it was read.
pub fn lock_time(data: &[u8]) {
    use std::string::ToString as _;
    let text = text(data);
    if let Ok(time) = LockTime::parse(&text) {
        promise(time.to_string() == text, "a lock time has one text");
    }
    if let Ok(time) = LockTime::parse_typed(&text) {
        promise(time.day() < 29_220, "typed years end with 2099");
    }
    if let Ok(group) = GroupId::parse(&text) {
        promise(group.to_string() == text, "a group has one text");
    }
}

/// Digits that mean something are issued for that meaning.
pub fn read_code(data: &[u8]) {
    let mut bytes = Bytes(data.iter());
    let digits = 6 + bytes.next() % 5;
    let layout = if digits > 8 && bytes.next().is_multiple_of(2) { Layout::X } else { Layout::S };
    let (Ok(format), epoch) = (Format::new(layout, digits), u32::from(bytes.next() % 4)) else { return };
    let Ok(code) = Code::parse(&bytes.digits(digits)) else { return };
    let lock = identity(LockTime::START);
    let Ok(Some(reading)) = lock.read(format, &code, epoch) else { return };
    let issued = lock.issue(format, &reading.grant);
    promise(
        issued.is_ok_and(|issued| issued.code == code && issued.epoch == epoch),
        "reading undoes issuing",
    );
}

fn identity(initialised: LockTime) -> Identity {
    Identity::own(LockKey::new([9; 16]), LockId::LOWEST, initialised)
}

/// A life of a lock, byte by byte: codes, guesses, waiting, power cuts between writes, clocks, initialisations.
pub fn verifier(data: &[u8]) {
    let mut bytes = Bytes(data.iter());
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
    while bytes.0.len() > 0 {
        life.step(&mut bytes);
    }
}

struct Bytes<'a>(core::slice::Iter<'a, u8>);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        self.0.next().copied().unwrap_or_default()
    }

    fn number(&mut self) -> u32 {
        u32::from(self.next()) << 8 | u32::from(self.next())
    }

    fn digits(&mut self, count: u8) -> String {
        (0..count).map(|_| char::from(b'0' + self.next() % 10)).collect()
    }
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
            let Ok(lock) = restored else { panic!("broken promise: a written state is restored") };
            self.lock = lock;
            self.lock.clock_lost();
        }
    }
}
