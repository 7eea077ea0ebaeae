//! Zones, quotes, plans, the census and changes of plan.

use chrono::{DateTime, NaiveDateTime, Utc};
use netcode::code::{Format, Profile};
use netcode::grant::{Grant, Layout, Mode};
use netcode::id::GroupId;
use netcode::stay::{Booking, Door, Given, Happened, Records, Stay, change, plan, quote, who_can_enter};
use netcode::time::{ClockEvent, ClockRule, LockClock, Window, Zone};
use serde_json::Value;

use super::{rows, str_of, u32_of};

fn rule(row: &Value) -> ClockRule {
    serde_json::from_value(row["rule"].clone()).expect("a clock rule")
}

fn moment(value: &Value) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(value.as_str().expect("a time")).expect("a time with its offset").to_utc()
}

fn window(value: &Value) -> Window {
    Window::new(moment(&value[0]), moment(&value[1])).expect("a window")
}

fn windows(value: &Value) -> Vec<Window> {
    value.as_array().expect("windows").iter().map(window).collect()
}

#[test]
fn zones() {
    for row in rows("stay/zones.json") {
        let zone = Zone::parse(str_of(&row, "zone")).expect("a zone");
        let civil =
            NaiveDateTime::parse_from_str(str_of(&row, "civil"), "%Y-%m-%dT%H:%M").expect("a civil time");
        match zone.to_lock(rule(&row), civil) {
            Ok(time) => {
                assert_eq!(time.to_string(), str_of(&row, "lock"), "{row}");
                assert_eq!(zone.to_civil(rule(&row), time).to_utc(), moment(&row["at"]), "{row}");
            }
            Err(error) => {
                assert_eq!(error.code(), str_of(&row, "error"), "{row}");
                let hint = error.hint().replace('Z', "+00:00");
                for reading in row["readings"].as_array().expect("readings") {
                    let reading = reading.as_str().expect("a reading");
                    assert!(hint.contains(reading), "{hint} lacks {reading}");
                    assert_eq!(zone.read(reading).expect("a moment").to_utc(), moment(&Value::from(reading)));
                }
            }
        }
    }
}

fn clock(row: &Value) -> LockClock {
    let clock = &row["clock"];
    let zone = Zone::parse(str_of(clock, "zone")).expect("a zone");
    let set =
        ClockEvent::Set { at: moment(&clock["set_at"]), within_seconds: u32_of(clock, "set_within_seconds") };
    let clock = LockClock::new(zone, rule(clock), u32_of(clock, "ppm"));
    clock.and_then(|clock| clock.with_event(set)).expect("a clock")
}

fn door(row: &Value, modes: &[Mode]) -> Door {
    let format = Format::new(Layout::S, 7).expect("a format");
    let profile =
        Profile::explicit(format, modes).and_then(|profile| profile.with_grace(u32_of(row, "grace")));
    Door::new(profile.expect("a profile"), clock(row))
}

#[test]
fn quotes() {
    for row in rows("stay/quotes.json") {
        let grants = row["grants"].as_array().expect("grants").iter();
        let grants: Vec<Grant> = grants.map(|grant| Grant::from_value(grant).expect("a grant")).collect();
        let door = door(&row, &[Mode::StandardMulti, Mode::Day24h]);
        let found = quote(&door, &grants, &[window(&row["asked"])]);
        assert_eq!(found.guaranteed, windows(&row["guaranteed"]), "{row}");
        assert_eq!(found.possible, windows(&row["possible"]), "{row}");
        assert_eq!(found.missing_minutes(), i64::from(u32_of(&row, "missing_minutes")), "{row}");
        assert_eq!(found.spill.before_minutes, i64::from(u32_of(&row, "spill_before_minutes")), "{row}");
        assert_eq!(found.spill.after_minutes, i64::from(u32_of(&row, "spill_after_minutes")), "{row}");
    }
}

#[test]
fn plans() {
    for row in rows("stay/plans.json") {
        let asked = window(&row["asked"]);
        for mode in [Mode::StandardMulti, Mode::Day24h, Mode::Acc, Mode::EndDate] {
            let stay = Stay::new(asked.from(), asked.until()).expect("a stay");
            let plan = plan(&door(&row, &[mode]), &stay);
            assert!(plan.ways.iter().all(|way| way.quote.holds()), "{row}");
            let singles = plan.ways.iter().filter(|way| way.grants.len() == 1).map(|way| way.grants[0]);
            let shortest = singles.min_by_key(|grant| grant.ends().minutes_since(grant.start()));
            let expected = &row["shortest"][mode.as_str()];
            assert_eq!(shortest.map_or(Value::Null, |grant| grant.to_value()), *expected, "{mode} {row}");
        }
    }
}

fn modes(row: &Value) -> Vec<Mode> {
    let names = row["modes"].as_array().expect("modes").iter();
    names.map(|mode| Mode::parse(mode.as_str().expect("a mode")).expect("a mode")).collect()
}

#[test]
fn census() {
    for row in rows("stay/census.json") {
        let format = Format::with_digits(
            Layout::parse(str_of(&row, "layout")).expect("a layout"),
            u32_of(&row, "digits"),
        );
        let profile = Profile::explicit(format.expect("a format"), &modes(&row))
            .and_then(|profile| profile.with_grace(u32_of(&row, "grace")));
        let groups = row["groups"].as_array().expect("groups").iter();
        let groups: Vec<GroupId> =
            groups.map(|group| GroupId::parse(group.as_str().expect("a group")).expect("a group")).collect();
        let clock = clock(&row);
        let zone = clock.zone();
        let door = Door::new(profile.expect("a profile"), clock).with_groups(&groups).expect("groups");
        let given = Given::list_from_json(&row["given"].to_string(), zone).expect("codes given out");
        let found = who_can_enter(&door, &given, Records::Complete, moment(&row["at"]));
        let ids = |sure: bool| -> Value {
            found.iter().filter(|entrant| entrant.surely || !sure).map(|entrant| entrant.id.clone()).collect()
        };
        assert_eq!((&ids(false), &ids(true)), (&row["may"], &row["surely"]), "{row}");
    }
}

fn happened(row: &Value, there: &Door) -> Happened {
    let happened = &row["happened"];
    let at = || moment(&happened["at"]);
    match str_of(happened, "kind") {
        "extend" => Happened::Extended { until: at() },
        "arrive-early" => Happened::ArrivesEarly { from: at() },
        "leave-late" => Happened::LeavesLate { until: at() },
        "move" => Happened::Moved { to: there.clone(), at: at() },
        "cancel" => Happened::Cancelled,
        "no-show" => Happened::NoShow { expected: happened["expected"].as_bool().expect("a boolean") },
        "code-lost" => Happened::CodeLost,
        "hand-over" => Happened::HandedOver { at: at() },
        other => panic!("no change is called {other}"),
    }
}

#[test]
fn changes() {
    for row in rows("stay/changes.json") {
        let stay = window(&row["stay"]);
        let utc = LockClock::new(Zone::parse("UTC").expect("a zone"), ClockRule::Utc, 0).expect("a clock");
        let set = ClockEvent::Set { at: stay.from() - chrono::TimeDelta::days(30), within_seconds: 0 };
        let profile = Profile::explicit(Format::new(Layout::S, 7).expect("a format"), &modes(&row));
        let door = Door::new(profile.expect("a profile"), utc.with_event(set).expect("a clock"));
        let mut code = Given::own("code", Grant::from_value(&row["code"]).expect("a grant"));
        if row.get("used").is_some() {
            code = code.used(moment(&row["used"]));
        }
        let happened = happened(&row, &door);
        let stay = Stay::new(stay.from(), stay.until()).expect("a stay");
        let booking = Booking { door, stay, codes: vec![code] };
        let keypad = row["keypad"].as_bool().expect("a boolean");
        let answer = change(&booking, &happened, moment(&row["now"]), keypad).expect("an answer");
        let new = answer.new.as_ref();
        let found = (
            i64::from(answer.messages),
            new.map_or(0, |way| way.grants.len() as i64),
            new.map_or(0, |way| way.late_arrival_minutes),
            answer.exposure_minutes,
            i64::from(answer.visits),
        );
        let number = |field| i64::from(u32_of(&row, field));
        let names = ["messages", "codes", "late_arrival_minutes", "exposure_minutes", "visits"].map(number);
        assert_eq!([found.0, found.1, found.2, found.3, found.4], names, "{row}");
    }
}
