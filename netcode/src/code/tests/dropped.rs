//! Keys do not survive being dropped: the memory they stood in is read afterwards, as the system sees it.

use std::boxed::Box;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::vec;
use std::vec::Vec;

use super::super::{Format, LockKey, Profile, SiteKey, Verifier};
use super::lock;
use crate::grant::{Layout, Mode};
use crate::id::{LockId, Serial};
use crate::time::LockTime;

fn memory(at: usize, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    let mut file = File::open("/proc/self/mem").unwrap();
    file.seek(SeekFrom::Start(at as u64)).unwrap();
    file.read_exact(&mut bytes).unwrap();
    bytes
}

fn holds(memory: &[u8], part: &[u8]) -> bool {
    memory.windows(part.len()).any(|window| window == part)
}

/// Looks for pieces of a key in the memory of a value, before and after it is dropped.
fn forgets<T>(value: T, key: &[u8]) {
    let value = Box::new(value);
    let (at, length) = (core::ptr::from_ref(&*value).addr(), size_of::<T>());
    assert!(holds(&memory(at, length), key), "the value holds its key");
    drop(value);
    let after = memory(at, length);
    for piece in key.chunks(8) {
        assert!(!holds(&after, piece), "a piece of a key was left behind");
    }
}

const SITE: [u8; 32] = *b"a site key of thirty-two bytes..";
const KEY: [u8; 16] = *b"a lock key of 16";

#[test]
fn keys_do_not_survive_their_drop() {
    forgets(SiteKey::new(SITE), &SITE);
    forgets(LockKey::new(KEY), &KEY);
    let derived = SiteKey::new(SITE).lock_key(&Serial::new("LOCK-0001").unwrap());
    forgets(derived.clone(), derived.expose());
    let identity = super::super::Identity { key: LockKey::new(KEY), ..lock() };
    forgets(identity.clone(), &KEY);
}

#[test]
fn a_code_key_does_not_survive_its_drop() {
    let format = Format::new(Layout::S, 7).unwrap();
    let key = lock().code_key(format, 0);
    // The expanded key has no bytes that are known from outside, so all of it that looks random is looked for.
    let bytes = memory(core::ptr::from_ref(&key.cipher).addr(), size_of_val(&key.cipher));
    let words = bytes.as_chunks::<8>().0;
    let random =
        |word: &&[u8; 8]| word.iter().all(|byte| word.iter().filter(|other| *other == byte).count() < 3);
    let round_keys: Vec<u8> = words.iter().filter(random).take(2).copied().flatten().collect();
    assert_eq!(round_keys.len(), 16);
    for piece in round_keys.chunks(8) {
        forgets(key.clone(), piece);
    }
}

#[test]
fn a_verifier_forgets_its_keys() {
    let format = Format::new(Layout::S, 7).unwrap();
    let profile = Profile::new(format, &[Mode::StandardMulti]).unwrap();
    let since = LockTime::parse("2026-03-14T09:00").unwrap();
    let mut verifier = Verifier::new(profile, LockKey::new(KEY), LockId::LOWEST, since);
    let code = super::super::Code::parse("1234567").unwrap();
    verifier.accept(&code, since, &mut |_| true);
    forgets(verifier, &KEY);
}
