//! Every code there is: a bijection, and as many that open as `risk` counts.

use std::vec;
use std::vec::Vec;

use super::super::accept::judge;
use super::super::{Code, Direction, Format, Profile, Reading, Reason, State, slot};
use super::lock;
use crate::grant::{Layout, Mode};
use crate::id::LockId;
use crate::risk::acceptable;
use crate::time::LockTime;

/// Deciphers every code of a format in an epoch and gives the payloads in the order of the codes, having checked
/// that each number below 10^n comes up once.
fn payloads(format: Format, epoch: u32) -> Vec<u64> {
    let key = lock().code_key(format, epoch);
    let mut numbers: Vec<u64> = (0..format.codes()).collect();
    key.domain.batch(&key.cipher, &mut numbers, Direction::Decipher);
    let mut seen = vec![0_u64; numbers.len().div_ceil(64)];
    for number in &numbers {
        let word = &mut seen[(number / 64) as usize];
        assert_eq!(*word >> (number % 64) & 1, 0, "{number} comes up twice");
        *word |= 1 << (number % 64);
    }
    numbers
}

/// How many codes a lock that remembers nothing opens for at a minute, by trying each.
fn opening(payloads: &[u64], profile: &Profile, epoch: u32, at: LockTime) -> u64 {
    let state = State::new(LockId::LOWEST, LockTime::START);
    let format = profile.format();
    let opens = |code: usize, payload: u64| {
        let grant = slot::unrank(format, epoch, payload).grant()?;
        // A code outside a year around the minute cannot be live; the rest goes through the lock's own tests.
        if grant.start().minutes_since(at).abs() > 367 * 1440 {
            return None;
        }
        let code = Code::from_value(code as u64, format.digits());
        let reading = Reading { grant, epoch, payload };
        (judge(profile, &state, &reading, &code, at) == Reason::Opens).then_some(())
    };
    payloads.iter().enumerate().filter_map(|(code, payload)| opens(code, *payload)).count() as u64
}

fn profile(digits: u8, modes: &[Mode], grace: u32) -> Profile {
    let format = Format::new(Layout::S, digits).unwrap();
    Profile::explicit(format, modes).unwrap().with_grace(grace).unwrap()
}

const BOTH: [Mode; 2] = [Mode::StandardSingle, Mode::StandardMulti];

#[test]
fn a_million_codes_open_as_often_as_risk_counts() {
    let (epoch, payloads) = (3, payloads(Format::new(Layout::S, 6).unwrap(), 3));
    let all: Vec<Mode> = Mode::ALL.into_iter().filter(|mode| mode.layout() == Layout::S).collect();
    let profiles = [
        profile(6, &BOTH[..1], 0),
        profile(6, &BOTH, 0),
        profile(6, &BOTH, 15),
        profile(6, &[Mode::StandardSingle, Mode::StandardMulti, Mode::Day24h], 15),
        profile(6, &[Mode::Urm], 0),
        profile(6, &[Mode::Acc], 15),
        profile(6, &[Mode::EndDate], 15),
        profile(6, &all, 0),
        profile(6, &BOTH, 0).with_longest(Mode::StandardSingle, 240).unwrap(),
    ];
    for profile in &profiles {
        let at = LockTime::parse("2027-02-10T00:00").unwrap();
        assert_eq!(opening(&payloads, profile, epoch, at), acceptable(profile, at), "{profile:?}");
    }
}

#[test]
fn ten_million_codes_open_as_often_as_risk_counts() {
    let payloads = payloads(Format::new(Layout::S, 7).unwrap(), 0);
    let midnight = LockTime::parse("2026-03-14T00:00").unwrap();
    for (profile, expected) in
        [(profile(7, &BOTH, 0), 212), (profile(7, &BOTH, 15), 250), (profile(7, &[Mode::Acc], 15), 42)]
    {
        assert_eq!(acceptable(&profile, midnight), expected);
        assert_eq!(opening(&payloads, &profile, 0, midnight), expected);
    }
}
