use super::*;
use crate::code::{Format, Profile};
use crate::grant::{Layout, Mode, Term};
use crate::id::GroupId;
use crate::time::{ClockEvent, ClockRule, LockClock, Zone};

pub(super) fn real(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_409_600 + minutes * 60, 0).unwrap()
}

pub(super) fn lock(minutes: i64) -> LockTime {
    LockTime::from_naive(real(minutes).naive_utc()).unwrap()
}

/// A door whose clock is right to the second, so that every minute can be tried.
pub(super) fn door(digits: u8, modes: &[Mode]) -> Door {
    let clock = LockClock::new(Zone::parse("UTC").unwrap(), ClockRule::Utc, 0).unwrap();
    let clock = clock.with_event(ClockEvent::Set { at: real(-10_000), within_seconds: 0 }).unwrap();
    let profile = Profile::explicit(Format::new(Layout::S, digits).unwrap(), modes).unwrap();
    Door::new(profile.with_issues(if digits > 7 { 3 } else { 1 }).unwrap(), clock)
}

pub(super) fn booking(door: Door, from: i64, until: i64) -> Booking {
    let stay = Stay::new(real(from), real(until)).unwrap();
    let way = plan(&door, &stay).ways.remove(0);
    let codes =
        way.grants.iter().enumerate().map(|(nth, grant)| Given::own(&std::format!("code-{nth}"), *grant));
    Booking { codes: codes.collect(), door, stay }
}

fn multi() -> Booking {
    // Monday 15:00 to Wednesday 11:00; three days of a standard code.
    booking(door(7, &[Mode::StandardMulti]), 15 * 60, 2 * 1_440 + 11 * 60)
}

#[test]
fn a_late_departure_inside_the_code_needs_no_message() {
    let booking = multi();
    let answer =
        change(&booking, &Happened::LeavesLate { until: real(2 * 1_440 + 14 * 60) }, real(2_000), false);
    let answer = answer.unwrap();
    assert_eq!((answer.keep.as_slice(), answer.messages, answer.visits), (&["code-0".into()][..], 0, 0));
    // What the code opens after the new end remains: it cannot be shortened from afar.
    assert_eq!(answer.residual[0].windows[0].minutes(), 10 * 60);
}

#[test]
fn an_extension_beyond_the_code_keeps_it_and_adds_one() {
    let booking = multi();
    let answer =
        change(&booking, &Happened::Extended { until: real(3 * 1_440 + 6 * 60) }, real(2_000), false)
            .unwrap();
    assert_eq!((answer.keep.len(), answer.messages), (1, 1));
    let way = answer.new.unwrap();
    assert_eq!(way.grants, [Grant::new(Mode::StandardMulti, lock(3 * 1_440), Term::Hours(6)).unwrap()]);
    assert_eq!(answer.exposure_minutes, 0);
}

#[test]
fn a_lost_code_gets_another_and_is_blocked_if_somebody_can_go() {
    let booking = multi();
    let now = real(1_440);
    let alone = change(&booking, &Happened::CodeLost, now, false).unwrap();
    assert_eq!((alone.messages, alone.withdraw[0].way), (1, Withdrawal::Wait));
    assert_eq!(alone.residual[0].windows[0], Window::new(now, real(3 * 1_440)).unwrap());
    assert!(alone.residual[0].alternatives.contains(&Withdrawal::BlockAtKeypad));
    let blocked = change(&booking, &Happened::CodeLost, now, true).unwrap();
    assert_eq!((blocked.withdraw[0].way, blocked.visits), (Withdrawal::BlockAtKeypad, 1));
    assert!(blocked.residual.is_empty());
    let grants = &blocked.new.as_ref().unwrap().grants;
    assert!(grants.iter().all(|grant| booking.codes[0].grant() != grant));
}

#[test]
fn a_code_lost_before_arrival_is_replaced_by_other_digits() {
    for digits in [7, 8] {
        let booking = booking(door(digits, &[Mode::StandardMulti]), 15 * 60, 2 * 1_440 + 11 * 60);
        let answer = change(&booking, &Happened::CodeLost, real(0), false).unwrap();
        assert_ne!(answer.new.unwrap().grants[0], *booking.codes[0].grant());
    }
}

#[test]
fn a_later_rental_ends_the_lost_one() {
    let mut booking = booking(door(7, &[Mode::Acc]), 15 * 60, 4 * 1_440 + 11 * 60);
    booking.codes[0] = booking.codes[0].clone().used(real(16 * 60));
    let answer = change(&booking, &Happened::CodeLost, real(2 * 1_440), false).unwrap();
    assert_eq!(answer.withdraw[0].way, Withdrawal::Supersede);
    // It opens until the guest types the new one, which must be within a day.
    assert_eq!(answer.residual[0].windows, [Window::new(real(2 * 1_440), real(3 * 1_440)).unwrap()]);
    let visited = change(&booking, &Happened::CodeLost, real(2 * 1_440), true).unwrap();
    assert_eq!((visited.withdraw[0].way, visited.residual.len()), (Withdrawal::BlockAtKeypad, 0));
}

#[test]
fn moving_needs_a_code_there_unless_the_group_opens_both() {
    let gym = GroupId::parse("101").unwrap();
    let there = door(7, &[Mode::StandardMulti]);
    let mut booking = multi();
    let moved = |to: &Door| Happened::Moved { to: to.clone(), at: real(1_440) };
    let answer = change(&booking, &moved(&there), real(1_000), false).unwrap();
    assert_eq!((answer.messages, answer.withdraw[0].way), (1, Withdrawal::Wait));
    assert_eq!(answer.residual[0].windows[0].from(), real(1_440));
    booking.door = booking.door.with_groups(&[gym]).unwrap();
    booking.codes[0] = Given::of_group("code-0", gym, *booking.codes[0].grant());
    let answer = change(&booking, &moved(&there.with_groups(&[gym]).unwrap()), real(1_000), false).unwrap();
    assert_eq!((answer.messages, answer.keep.len()), (0, 1));
}

#[test]
fn a_cancelled_stay_leaves_what_cannot_be_taken_back() {
    let booking = booking(door(7, &[Mode::Acc]), 15 * 60, 4 * 1_440 + 11 * 60);
    let answer = change(&booking, &Happened::Cancelled, real(60), false).unwrap();
    assert_eq!((answer.messages, answer.withdraw[0].way), (0, Withdrawal::Wait));
    assert_eq!(answer.residual[0].unless_used_by, Some(real(1_440)));
    let visited = change(&booking, &Happened::Cancelled, real(60), true).unwrap();
    assert_eq!((visited.exposure_minutes, visited.visits), (0, 1));
    // Two days later the code is dead of itself, and nobody needs to go.
    let late = change(&booking, &Happened::NoShow { expected: false }, real(2 * 1_440), true).unwrap();
    assert_eq!((late.visits, late.residual.len(), late.withdraw.len()), (0, 0, 0));
}

#[test]
fn a_guest_who_is_late_gets_a_fresh_code_before_his_dies() {
    let booking = booking(door(7, &[Mode::Acc]), 15 * 60, 4 * 1_440 + 11 * 60);
    let answer = change(&booking, &Happened::NoShow { expected: true }, real(22 * 60), false).unwrap();
    assert_eq!(answer.messages, 1);
    assert!(answer.new.unwrap().grants[0].start() >= lock(0));
    let multi = multi();
    let calm = change(&multi, &Happened::NoShow { expected: true }, real(22 * 60), false).unwrap();
    assert_eq!(calm.messages, 0);
}

#[test]
fn a_handover_gives_the_next_person_other_digits() {
    let booking = multi();
    let answer = change(&booking, &Happened::HandedOver { at: real(1_440) }, real(1_000), true).unwrap();
    assert_eq!((answer.messages, answer.visits, answer.keep.len()), (1, 1, 0));
    assert_ne!(answer.new.unwrap().grants[0], *booking.codes[0].grant());
    assert!(answer.residual.is_empty());
}

#[test]
fn what_cannot_be_is_told() {
    let booking = multi();
    let past = change(&booking, &Happened::LeavesLate { until: real(100) }, real(2_000), false);
    assert_eq!(past.unwrap_err().code(), "window.empty");
    let single = Booking { door: door(7, &[Mode::StandardSingle]), ..booking };
    let error = change(&single, &Happened::CodeLost, real(2_000), false).unwrap_err();
    assert_eq!(error.code(), "stay.not_coverable");
}
