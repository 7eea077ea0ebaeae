//! The small AES of the firmware example gives what AES gives, and a lock over it does what every lock does.

#[path = "../../../examples/firmware/src/aes.rs"]
mod aes;

use aes::SmallAes;
use netcode::code::{Aes128, Format, Identity, LockKey, Profile, Verifier};
use netcode::grant::{Grant, Layout, Mode};
use netcode::id::LockId;
use netcode::time::LockTime;

#[test]
fn the_small_aes_agrees_with_the_standard() {
    let key = 0x0001_0203_0405_0607_0809_0a0b_0c0d_0e0f_u128.to_be_bytes();
    let mut block = 0x0011_2233_4455_6677_8899_aabb_ccdd_eeff_u128.to_be_bytes();
    SmallAes::with_key(&key).encrypt_block(&mut block);
    assert_eq!(u128::from_be_bytes(block), 0x69c4_e0d8_6a7b_0430_d8cd_b780_70b4_c55a);
}

#[test]
fn a_lock_over_the_small_aes_opens_for_the_same_codes() {
    let (key, id) = (LockKey::new([9; 16]), LockId::new(123_456).unwrap());
    let since = LockTime::parse("2026-01-15T09:30").unwrap();
    let format = Format::new(Layout::S, 7).unwrap();
    let profile = Profile::new(format, &[Mode::StandardMulti]).unwrap();
    let mut lock = Verifier::new(profile, key.clone(), id, since);
    for hours in 1..=12 {
        let row = format!(r#"{{"mode": "standard-multi", "start": "2026-03-14T09:00", "hours": {hours}}}"#);
        let grant = Grant::from_json(&row).unwrap();
        let code = Identity::own(key.clone(), id, since).issue(format, &grant).unwrap().code;
        let mut tried = |at: LockTime| lock.accept_with::<SmallAes>(&code, at, &mut |_| true).is_open();
        assert!(tried(grant.start()), "{hours} h");
    }
}
