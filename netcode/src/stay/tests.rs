use std::vec;
use std::vec::Vec;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::code::{Code, Format, Identity, LockKey, SiteKey, Verifier};
use crate::grant::{Grant, Layout, Mode, Term};
use crate::id::{LockId, Serial};
use crate::time::{ClockEvent, ClockRule, LockTime};

fn format(layout: Layout) -> Format {
    Format::new(layout, if layout == Layout::S { 7 } else { 9 }).unwrap()
}

fn profile(modes: &[Mode]) -> Profile {
    Profile::explicit(format(modes[0].layout()), modes).unwrap()
}

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

fn moment(zone: Zone, text: &str) -> DateTime<Utc> {
    zone.read(text).unwrap().to_utc()
}

/// A door whose clock was set ten days before the stays of these tests, right to the minute.
fn door(modes: &[Mode], name: &str, set: &str) -> Door {
    let zone = zone(name);
    let event = ClockEvent::Set { at: moment(zone, set), within_seconds: 60 };
    let clock = LockClock::new(zone, ClockRule::StandardTime, 20).unwrap().with_event(event).unwrap();
    Door::new(profile(modes), clock)
}

fn stay(zone: Zone, from: &str, until: &str) -> Stay {
    Stay::new(moment(zone, from), moment(zone, until)).unwrap()
}

fn key() -> LockKey {
    SiteKey::new([7; 32]).lock_key(&Serial::new("stay").unwrap())
}

fn lock_id() -> LockId {
    LockId::new(123_456).unwrap()
}

/// Whether a fresh lock takes any of the grants' codes at a time on its clock, the first uses having happened.
struct Trial {
    codes: Vec<(Grant, Code)>,
    profile: Profile,
    initialised: LockTime,
}

impl Trial {
    fn new(profile: Profile, grants: &[Grant]) -> Self {
        let initialised = LockTime::parse("2021-01-01T00:00").unwrap();
        let identity = Identity::own(key(), lock_id(), initialised);
        let code = |grant: &Grant| identity.issue(profile.format(), grant).unwrap().code;
        Self { codes: grants.iter().map(|grant| (*grant, code(grant))).collect(), profile, initialised }
    }

    fn opens(&self, grant: &Grant, code: &Code, at: LockTime) -> bool {
        let mut lock = Verifier::new(self.profile, key(), lock_id(), self.initialised);
        if grant.first_use_by(self.profile.first_use_hours()).is_some() && at > grant.start() {
            lock.set_clock(grant.start()).unwrap();
            assert!(lock.accept(code, grant.start(), &mut |_| true).is_open());
        }
        lock.set_clock(at).is_ok() && lock.accept(code, at, &mut |_| true).is_open()
    }

    fn any_opens(&self, at: LockTime) -> bool {
        self.codes.iter().any(|(grant, code)| self.opens(grant, code, at))
    }
}

const CHANGES: [(&str, &str); 8] = [
    ("Europe/London", "2026-03-28T15:00"),
    ("Europe/London", "2026-10-24T15:00"),
    ("America/New_York", "2026-03-07T15:00"),
    ("America/New_York", "2026-10-31T15:00"),
    ("Australia/Sydney", "2026-04-04T15:00"),
    ("Australia/Sydney", "2026-10-03T15:00"),
    ("Australia/Lord_Howe", "2026-04-04T15:00"),
    ("Australia/Lord_Howe", "2026-10-03T15:00"),
];

/// Every minute of a two-night stay over a change, for every rule, at the ends of the clock's interval and right.
#[test]
fn the_guarantee_holds_minute_by_minute_over_the_changes_of_four_zones() {
    for (name, check_in) in CHANGES {
        let zone = zone(name);
        let from = moment(zone, check_in);
        let until = zone.at(zone.civil(from).naive_local() + TimeDelta::hours(44)).unwrap().to_utc();
        for rule in ClockRule::ALL {
            let event = ClockEvent::Set { at: from - TimeDelta::days(100), within_seconds: 60 };
            let clock = LockClock::new(zone, rule, 20).unwrap().with_event(event).unwrap();
            let door = Door::new(profile(&[Mode::StandardMulti]), clock);
            let stay = Stay::new(from, until).unwrap();
            let way = plan(&door, &stay).ways.remove(0);
            assert!(way.quote.holds(), "{name} {rule:?}");
            let trial = Trial::new(*door.profile(), &way.grants);
            let mut minute = from;
            while minute < until {
                let error = door.clock().error(minute).unwrap();
                for seconds in [error.low_seconds, 0, error.high_seconds] {
                    let at = zone.lock_time(rule, minute + TimeDelta::seconds(seconds)).unwrap();
                    let inside = way.grants.iter().any(|grant| grant.covers(at));
                    assert!(inside, "{name} {rule:?} {minute}");
                    // The verifier itself on every seventh minute and around the change.
                    if minute.timestamp() / 60 % 7 == 0 {
                        assert!(trial.any_opens(at), "{name} {rule:?} {minute}");
                    }
                }
                minute += TimeDelta::minutes(1);
            }
        }
    }
}

/// Zones with a change in 2021-2040, some of them, with the change.
fn changing() -> Vec<(Zone, DateTime<Utc>)> {
    let (from, until) = (moment(zone("UTC"), "2021-06-01T00:00"), moment(zone("UTC"), "2040-01-01T00:00"));
    let mut found = Vec::new();
    for (nth, zone) in Zone::all().enumerate() {
        let year = TimeDelta::days(365 * i64::try_from(nth % 18).unwrap());
        let changes = zone.transitions(from + year, (from + year + TimeDelta::days(500)).min(until));
        found.extend(changes.iter().map(|change| (zone, change.at)));
    }
    found
}

fn modes() -> impl Strategy<Value = &'static [Mode]> {
    const SETS: [&[Mode]; 7] = [
        &[Mode::StandardMulti],
        &[Mode::StandardMulti, Mode::Day24h],
        &[Mode::Acc],
        &[Mode::Urm],
        &[Mode::EndDate],
        &[Mode::FineMulti],
        &[Mode::Stay],
    ];
    prop::sample::select(&SETS[..])
}

#[test]
fn no_drifting_lock_breaks_a_guarantee_in_any_zone_with_a_change() {
    let changing = changing();
    assert!(changing.len() > 300);
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        ProptestConfig::with_cases(2),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    for (zone, change) in changing {
        let input = (
            modes(),
            prop::sample::select(&ClockRule::ALL[..]),
            prop::sample::select(&[0_u32, 15][..]),
            (0_i64..72, 1_i64..4_000, 0_u32..120, 0_i64..=100, any::<bool>()),
        );
        runner
            .run(&input, |(modes, rule, grace, (before, length, ppm, share, doubt))| {
                let from = change - TimeDelta::hours(before);
                let set = from - TimeDelta::days(90);
                let clock = LockClock::new(zone, rule, ppm).unwrap().with_dst_doubt(doubt);
                let clock = clock.with_event(ClockEvent::Set { at: set, within_seconds: 120 }).unwrap();
                let door = Door::new(profile(modes).with_grace(grace).unwrap(), clock);
                let asked = Stay::new(from, from + TimeDelta::minutes(length)).unwrap();
                let plan = plan(&door, &asked);
                prop_assert!(!plan.ways.is_empty());
                for way in &plan.ways {
                    prop_assert!(way.quote.holds(), "{:?}", way.quote);
                    let trial = Trial::new(*door.profile(), &way.grants);
                    // One lock's whole error is a fixed share of its interval.
                    for minute in (0..length).step_by(97).chain([0, 59, 60, length - 1]) {
                        let now = from + TimeDelta::minutes(minute);
                        let error = door.clock().error(now).unwrap();
                        let width = error.high_seconds - error.low_seconds;
                        let off = TimeDelta::seconds(error.low_seconds + width * share / 100);
                        let offset = TimeDelta::minutes(i64::from(zone.lock_offset_minutes(rule, now)));
                        let at = LockTime::from_naive(now.naive_utc() + offset + off).unwrap();
                        let inside = now < from + TimeDelta::minutes(length);
                        prop_assert!(!inside || trial.any_opens(at), "{} {:?} {} {}", zone, rule, now, at);
                    }
                }
                Ok(())
            })
            .unwrap();
    }
}

#[test]
fn ways_are_ordered_by_risk_and_then_by_spill() {
    let london = zone("Europe/London");
    let door =
        door(&[Mode::StandardSingle, Mode::StandardMulti, Mode::Day24h], "Europe/London", "2026-06-20T12:00");
    let night = stay(london, "2026-07-01T15:00", "2026-07-02T11:00");
    let plan = plan(&door, &night);
    let shown: Vec<_> = plan.ways.iter().map(|way| std::format!("{}", way.grants[0])).collect();
    // 15:00 is 14:00 by the lock, a minute earlier by a slow one: the hour before. The code of 24 hours spills least.
    assert_eq!(shown[0], "24h 2026-07-01T13:00 24 h");
    assert!(plan.ways.iter().all(|way| way.quote.holds()));
    assert_eq!(plan.ways[0].credits, 1);
    assert_eq!(plan.ways[0].quote.spill.before_minutes, 62);
    let reason = |mode| plan.unfit.iter().find(|unfit| unfit.mode == mode).unwrap().reason;
    assert_eq!(reason(Mode::StandardSingle), UnfitReason::OpensOnce);
    assert_eq!(reason(Mode::Acc), UnfitReason::SwitchedOff);
    let courier = super::plan(&door, &stay(london, "2026-07-01T15:00", "2026-07-01T17:00").once());
    assert!(courier.ways.iter().any(|way| way.grants[0].mode() == Mode::StandardSingle));
}

#[test]
fn a_rental_says_by_when_it_must_be_used_and_that_it_ends_others() {
    let london = zone("Europe/London");
    let door = door(&[Mode::Acc], "Europe/London", "2026-06-20T12:00");
    let plan = plan(&door, &stay(london, "2026-07-01T15:00", "2026-07-05T11:00"));
    let way = &plan.ways[0];
    assert_eq!(std::format!("{}", way.grants[0]), "acc 2026-07-01T00:00 5 d");
    assert!(way.blocks_earlier);
    let duty = way.quote.first_use[0];
    // 24 hours from 00:00 standard time, less the clock's error of 79 seconds.
    assert_eq!(london.civil(duty.by).to_rfc3339(), "2026-07-02T00:58:00+01:00");
    assert_eq!(way.late_arrival_minutes, 82 * 60 + 2);
}

#[test]
fn a_stay_that_no_mode_covers_is_an_answer() {
    let london = zone("Europe/London");
    let night = stay(london, "2026-07-01T15:00", "2026-07-02T11:00");
    let single = super::plan(&door(&[Mode::StandardSingle], "Europe/London", "2026-06-20T12:00"), &night);
    assert!(single.ways.is_empty());
    let Remedy::SwitchOn { mode, way } = &single.remedies[0] else { panic!("{:?}", single.remedies) };
    assert_eq!(*mode, Mode::Day24h);
    assert!(way.quote.holds());
    assert!(
        single.remedies.iter().any(|remedy| matches!(remedy, Remedy::ChangeLayout { mode: Mode::Stay, .. }))
    );
    let clock = LockClock::new(london, ClockRule::StandardTime, 20).unwrap();
    let unknown = super::plan(&Door::new(profile(&[Mode::StandardMulti]), clock), &night);
    assert_eq!(unknown.remedies, vec![Remedy::SetClock]);
    assert_eq!(unknown.unfit[0].reason, UnfitReason::ClockUnknown);
    let short = profile(&[Mode::StandardMulti]).with_longest(Mode::StandardMulti, 60).unwrap();
    let known = door(&[Mode::StandardMulti], "Europe/London", "2026-06-20T12:00");
    let week = stay(london, "2026-07-01T15:00", "2026-07-09T11:00");
    assert_eq!(super::plan(&known.with_profile(short), &week).unfit[0].reason, UnfitReason::TooShort);
    let weekly = super::plan(&door(&[Mode::Weekly], "Europe/London", "2026-06-20T12:00"), &night);
    assert_eq!(weekly.unfit.last().map(|unfit| unfit.mode), Some(Mode::Open));
    assert!(weekly.unfit.contains(&Unfit { mode: Mode::Weekly, reason: UnfitReason::Repeats }));
}

#[test]
fn two_guests_with_the_same_times_get_different_codes() {
    let profile = Profile::explicit(Format::new(Layout::S, 8).unwrap(), &[Mode::StandardMulti]).unwrap();
    let profile = profile.with_issues(2).unwrap();
    let grant = Grant::new(Mode::StandardMulti, LockTime::parse("2026-07-01T13:00").unwrap(), Term::Hours(3));
    let first = grant.unwrap();
    let second = free_issue(&profile, first, &[first]).unwrap();
    assert_eq!((first.issue(), second.issue()), (0, 1));
    assert_eq!(free_issue(&profile, first, &[first, second]).unwrap_err().code(), "stay.no_issue_left");
}

#[test]
fn a_quote_tells_what_is_not_guaranteed() {
    let london = zone("Europe/London");
    let door = door(&[Mode::StandardMulti], "Europe/London", "2026-06-20T12:00");
    let start = LockTime::parse("2026-07-01T14:00").unwrap();
    let grant = Grant::new(Mode::StandardMulti, start, Term::Hours(3)).unwrap();
    let asked = stay(london, "2026-07-01T15:00", "2026-07-01T18:00").window();
    let quote = quote(&door, &[grant], &[asked]);
    assert!(!quote.holds());
    assert_eq!(quote.granted, vec![asked]);
    // 60 s of setting and 20 s of drift, in whole minutes: two at either end.
    assert_eq!(quote.guaranteed[0].from() - asked.from(), TimeDelta::minutes(2));
    assert_eq!(asked.until() - quote.guaranteed[0].until(), TimeDelta::minutes(2));
    assert_eq!(quote.missing_minutes(), 4);
    assert_eq!((quote.spill.before_minutes, quote.spill.after_minutes), (2, 2));
    assert_eq!(quote.promise(), Some(quote.guaranteed[0]));
}
