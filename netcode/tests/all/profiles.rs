//! What a profile and a restored lock refuse.

use netcode::Error;
use netcode::code::{Format, LockKey, Profile, State, Verifier};
use netcode::grant::{Layout, Mode};
use netcode::id::{GroupId, LockId};
use netcode::time::LockTime;

fn seven() -> Format {
    Format::new(Layout::S, 7).unwrap()
}

fn code_of<T>(result: Result<T, Error>) -> &'static str {
    result.err().map_or("accepted", |error| error.code())
}

#[test]
fn modes_that_exclude_each_other_are_refused_together() {
    let standard = [Mode::StandardSingle, Mode::StandardMulti, Mode::Day24h];
    assert_eq!(code_of(Profile::new(seven(), &standard)), "accepted");
    for rental in [Mode::Urm, Mode::Acc, Mode::EndDate] {
        assert_eq!(code_of(Profile::new(seven(), &[rental])), "accepted");
        assert_eq!(code_of(Profile::new(seven(), &[rental, Mode::StandardMulti])), "profile.modes");
        assert_eq!(code_of(Profile::explicit(seven(), &[rental, Mode::StandardMulti])), "accepted");
    }
    assert_eq!(code_of(Profile::new(seven(), &[])), "profile.modes");
    assert_eq!(code_of(Profile::new(seven(), &[Mode::Stay])), "grant.mode_not_in_layout");
}

#[test]
fn values_outside_their_ranges_are_refused() {
    let profile = || Profile::new(seven(), &[Mode::Acc]).unwrap();
    for minutes in [1, 14, 16, 30] {
        assert_eq!(code_of(profile().with_grace(minutes)), "profile.out_of_range");
    }
    assert_eq!(code_of(profile().with_issues(2)), "profile.out_of_range");
    assert_eq!(code_of(profile().with_first_use_hours(0)), "profile.out_of_range");
    assert_eq!(code_of(profile().with_first_use_hours(169)), "profile.out_of_range");
    assert_eq!(code_of(profile().with_longest(Mode::Acc, 21 * 1440)), "accepted");
    assert_eq!(code_of(profile().with_longest(Mode::Acc, 21 * 1440 + 1)), "profile.out_of_range");
    assert_eq!(code_of(profile().with_lists(16, 32, 32)), "accepted");
    for (active, spent, blocked) in [(0, 1, 1), (17, 1, 1), (1, 33, 1), (1, 1, 0)] {
        assert_eq!(code_of(profile().with_lists(active, spent, blocked)), "profile.out_of_range");
    }
}

#[test]
fn a_lock_restored_without_a_group_key_is_refused() {
    let key = || LockKey::new([1; 16]);
    let begun = LockTime::parse("2026-01-15T09:30").unwrap();
    let profile = || Profile::new(seven(), &[Mode::Acc]).unwrap();
    let group = GroupId::parse("007").unwrap();
    let mut lock = Verifier::new(profile(), key(), LockId::new(123_456).unwrap(), begun);
    lock.provision_group(group, LockKey::new([2; 16]), 0).unwrap();
    let written: State = lock.state().clone();
    let keys = [(group, LockKey::new([2; 16]))];
    assert_eq!(code_of(Verifier::restore(profile(), key(), &keys, written.clone())), "accepted");
    assert_eq!(code_of(Verifier::restore(profile(), key(), &[], written)), "lock.state_malformed");
}

#[test]
fn a_time_beyond_the_calendar_is_refused() {
    assert_eq!(code_of(LockTime::from_minutes(u32::MAX)), "time.out_of_range");
}
