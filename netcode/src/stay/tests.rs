use std::vec;
use std::vec::Vec;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::code::Format;
use crate::grant::{Grant, Layout, Mode, Term};
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

proptest! {
    #[test]
    fn every_way_holds_for_a_stay_that_begins_and_ends_inside_a_minute(
        modes in prop::sample::select(vec![
            vec![Mode::StandardMulti, Mode::Acc], vec![Mode::Acc], vec![Mode::EndDate], vec![Mode::Stay, Mode::Weekly],
        ]),
        begins in 0..86_400_000_000_i64, lasts in 1..60 * 86_400_000_000_i64, at_the_minute: bool, at_its_end: bool,
    ) {
        let door = door(&modes, "Europe/London", "2026-06-20T12:00");
        let minute = 60_000_000;
        // A microsecond after a minute, or any.
        let inside = |micros: i64, on: bool| if on { micros / minute * minute + 1 } else { micros };
        let from = moment(zone("Europe/London"), "2026-07-01T00:00")
            + TimeDelta::microseconds(inside(begins, at_the_minute));
        let until = from + TimeDelta::microseconds(inside(lasts, at_its_end));
        let plan = plan(&door, &Stay::new(from, until).unwrap());
        prop_assert!(!plan.ways.is_empty() || modes[0] != Mode::Acc, "no way");
        for way in &plan.ways {
            prop_assert!(way.quote.holds(), "{:?} {:?}", way.grants, way.quote.missing);
        }
    }
}
