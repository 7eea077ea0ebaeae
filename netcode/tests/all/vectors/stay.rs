//! Zones, quotes and plans.

use chrono::{DateTime, NaiveDateTime, Utc};
use netcode::code::{Format, Profile};
use netcode::grant::{Grant, Layout, Mode};
use netcode::stay::{Door, Stay, plan, quote};
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

fn door(row: &Value, modes: &[Mode]) -> Door {
    let clock = &row["clock"];
    let zone = Zone::parse(str_of(clock, "zone")).expect("a zone");
    let set =
        ClockEvent::Set { at: moment(&clock["set_at"]), within_seconds: u32_of(clock, "set_within_seconds") };
    let clock =
        LockClock::new(zone, rule(clock), u32_of(clock, "ppm")).and_then(|clock| clock.with_event(set));
    let format = Format::new(Layout::S, 7).expect("a format");
    let profile =
        Profile::explicit(format, modes).and_then(|profile| profile.with_grace(u32_of(row, "grace")));
    Door::new(profile.expect("a profile"), clock.expect("a clock"))
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
