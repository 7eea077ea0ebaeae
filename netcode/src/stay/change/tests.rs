use proptest::prelude::*;

use super::*;
use crate::code::{Format, Profile};
use crate::grant::{Layout, Mode, Term};
use crate::id::GroupId;
use crate::time::{ClockEvent, ClockRule, LockClock, Zone};

fn real(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_409_600 + minutes * 60, 0).unwrap()
}

fn lock(minutes: i64) -> LockTime {
    LockTime::from_naive(real(minutes).naive_utc()).unwrap()
}

/// A door whose clock is right to the second, so that every minute can be tried.
fn door(digits: u8, modes: &[Mode]) -> Door {
    let clock = LockClock::new(Zone::parse("UTC").unwrap(), ClockRule::Utc, 0).unwrap();
    let clock = clock.with_event(ClockEvent::Set { at: real(-10_000), within_seconds: 0 }).unwrap();
    let profile = Profile::explicit(Format::new(Layout::S, digits).unwrap(), modes).unwrap();
    Door::new(profile.with_issues(if digits > 7 { 3 } else { 1 }).unwrap(), clock)
}

fn booking(door: Door, from: i64, until: i64) -> Booking {
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
    assert!(answer.residual.is_empty());
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

/// Everything that could be done with at most one new code, weighed minute by minute.
fn exhaustive(
    booking: &Booking,
    wanted: (i64, i64),
    lost: bool,
    now: i64,
    keypad: bool,
) -> Option<(u32, usize, i64, u32)> {
    let old = *booking.codes[0].grant();
    let mut options: Vec<Option<Grant>> = std::vec![None];
    for start in (-2 * 1_440..wanted.1).step_by(60) {
        for length in 1..=12 {
            options.push(Grant::new(Mode::StandardMulti, lock(start), Term::Hours(length)).ok());
        }
        for length in 1..=7 {
            options.push(Grant::new(Mode::StandardMulti, lock(start), Term::Days(length)).ok());
        }
    }
    let span = |grant: &Grant| (grant.start().minutes_since(lock(0)), grant.ends().minutes_since(lock(0)));
    let inside = |(from, until): (i64, i64), minute: i64| from <= minute && minute < until;
    let mut best = None;
    for (nth, new) in options.into_iter().enumerate() {
        if (nth > 0 && new.is_none()) || new == Some(old) {
            continue;
        }
        for kept in [true, false] {
            if kept && lost {
                continue;
            }
            let serves = |minute| {
                (kept && inside(span(&old), minute)) || new.is_some_and(|new| inside(span(&new), minute))
            };
            // Windows are convex: the ends and the borders decide.
            let borders = [wanted.0, wanted.1 - 1, span(&old).1, span(&old).0 - 1];
            if !borders.into_iter().filter(|minute| inside(wanted, *minute)).all(serves) {
                continue;
            }
            for block in [false, true] {
                if block && (!keypad || kept) {
                    continue;
                }
                let welcome = if lost { (0, 0) } else { wanted };
                let left = |(from, until): (i64, i64), welcome: (i64, i64)| -> Vec<(i64, i64)> {
                    let from = from.max(now);
                    [(from, until.min(welcome.0)), (from.max(welcome.1), until)]
                        .into_iter()
                        .filter(|(a, b)| a < b)
                        .collect()
                };
                let mut open = if block { Vec::new() } else { left(span(&old), welcome) };
                open.extend(new.iter().flat_map(|new| left(span(new), wanted)));
                open.sort_unstable();
                let (mut minutes, mut end) = (0, i64::MIN);
                for (from, until) in open {
                    minutes += (until - from.max(end)).max(0);
                    end = end.max(until);
                }
                let cost = (u32::from(new.is_some()), usize::from(new.is_some()), minutes, u32::from(block));
                best = Some(best.map_or(cost, |best: (u32, usize, i64, u32)| best.min(cost)));
            }
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn no_search_finds_fewer_messages_or_less_exposure(
        from in 0_i64..1_440, length in 60_i64..2_880, shift in -600_i64..1_500, early in any::<bool>(),
        lost in any::<bool>(), now in -600_i64..1_000, keypad in any::<bool>(),
    ) {
        let booking = booking(door(7, &[Mode::StandardMulti]), from, from + length);
        prop_assume!(booking.codes.len() == 1);
        let until = from + length;
        let (happened, wanted) = if lost {
            (Happened::CodeLost, (from.max(now), until))
        } else if early {
            (Happened::ArrivesEarly { from: real(from - shift) }, ((from - shift).max(now), until))
        } else {
            (Happened::Extended { until: real(until + shift) }, (from.max(now), until + shift))
        };
        prop_assume!(wanted.0 < wanted.1);
        let best = exhaustive(&booking, wanted, lost, now, keypad);
        let answer = change(&booking, &happened, real(now), keypad).unwrap();
        let typed = answer.new.as_ref().map_or(0, |way| way.grants.len());
        if let Some(best) = best {
            prop_assert_eq!((answer.messages, typed, answer.exposure_minutes, answer.visits), best);
        } else {
            prop_assert!(typed > 1);
        }
    }
}
