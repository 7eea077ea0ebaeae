use super::*;
use std::string::String;

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

fn naive(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn lock(zone: Zone, rule: ClockRule, civil: &str) -> String {
    zone.lock_time(rule, zone.read(civil).unwrap().to_utc()).unwrap().to_string()
}

#[test]
fn a_zone_has_an_iana_name_and_a_wrong_name_gets_a_suggestion() {
    for (wrong, meant) in [
        ("europe/london", "Europe/London"),
        ("London", "Europe/London"),
        ("new york", "America/New_York"),
        ("Lord_Howe", "Australia/Lord_Howe"),
    ] {
        let error = Zone::parse(wrong).unwrap_err();
        assert_eq!(error.code(), "zone.unknown");
        assert!(error.hint().contains(meant), "{wrong}: {}", error.hint());
    }
    for wrong in ["", "+01:00", "Mars/Olympus"] {
        assert_eq!(Zone::parse(wrong).unwrap_err().code(), "zone.unknown");
    }
}

#[test]
fn civil_times_are_read_in_two_forms_and_no_other() {
    let london = zone("Europe/London");
    let same = ["2026-07-01T15:00", "2026-07-01T15:00:00", "2026-07-01T15:00+01:00", "2026-07-01T14:00Z"];
    for text in same {
        assert_eq!(rfc3339(london.read(text).unwrap()), "2026-07-01T15:00:00+01:00", "{text}");
    }
    for text in ["", "2026-07-01", "2026-07-01 15:00", "15:00", "2026-02-30T10:00", "2026-07-01T24:00"] {
        assert_eq!(london.read(text).unwrap_err().code(), "zone.malformed", "{text}");
    }
}

#[test]
fn gaps_and_folds_offer_both_readings() {
    for (name, civil, code, readings) in [
        (
            "Europe/London",
            "2026-03-29T01:30",
            "zone.gap",
            ["2026-03-29T00:30:00Z", "2026-03-29T02:30:00+01:00"],
        ),
        (
            "Europe/London",
            "2026-10-25T01:30",
            "zone.fold",
            ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00Z"],
        ),
        (
            "America/New_York",
            "2026-03-08T02:00",
            "zone.gap",
            ["2026-03-08T01:00:00-05:00", "2026-03-08T03:00:00-04:00"],
        ),
        (
            "Australia/Sydney",
            "2026-04-05T02:59",
            "zone.fold",
            ["2026-04-05T02:59:00+11:00", "2026-04-05T02:59:00+10:00"],
        ),
        (
            "Australia/Lord_Howe",
            "2026-10-04T02:10",
            "zone.gap",
            ["2026-10-04T01:40:00+10:30", "2026-10-04T02:40:00+11:00"],
        ),
        (
            "Australia/Lord_Howe",
            "2026-04-05T01:45",
            "zone.fold",
            ["2026-04-05T01:45:00+11:00", "2026-04-05T01:45:00+10:30"],
        ),
    ] {
        let zone = zone(name);
        let error = zone.at(naive(civil)).unwrap_err();
        assert_eq!(error.code(), code);
        for reading in readings {
            let reading = reading.replace('Z', "+00:00");
            let shown = error.hint().replace('Z', "+00:00");
            assert!(shown.contains(&reading), "{name} {civil}: {}", error.hint());
            assert!(zone.read(&reading).is_ok());
        }
        assert_eq!(zone.to_lock(ClockRule::Utc, naive(civil)).unwrap_err().code(), code);
    }
}

#[test]
fn standard_time_is_the_smaller_offset_of_the_year() {
    for (name, year, minutes) in [
        ("Europe/London", 2026, 0),
        ("Europe/Dublin", 2026, 0),
        ("America/New_York", 2026, -300),
        ("Australia/Sydney", 2026, 600),
        ("Australia/Lord_Howe", 2026, 630),
        ("Africa/Casablanca", 2026, 0),
        ("Asia/Kathmandu", 2026, 345),
        // Given up within the year: the smaller one holds from that New Year on.
        ("Asia/Almaty", 2023, 360),
        ("Asia/Almaty", 2024, 300),
        ("Europe/Volgograd", 2020, 180),
        ("America/Whitehorse", 2020, -480),
        ("America/Whitehorse", 2021, -420),
        ("America/Chihuahua", 2022, -420),
        ("America/Chihuahua", 2023, -360),
        ("America/Nuuk", 2023, -180),
        ("America/Nuuk", 2024, -120),
    ] {
        assert_eq!(zone(name).standard_minutes(year), minutes, "{name} {year}");
    }
}

#[test]
fn no_short_spell_of_an_offset_is_missed() {
    for zone in Zone::all() {
        // Aliases share their rules; every rule set is visited over the years.
        for year in (2020..2100).step_by(13).chain([2022, 2023, 2024, 2026]) {
            let (begin, end) = year_bounds(year).unwrap();
            let (mut moment, mut smallest) = (begin, i32::MAX);
            let mut spells = vec![zone.offset_minutes(begin)];
            while moment < end {
                let offset = zone.offset_minutes(moment);
                if zone.civil(moment).year() == year {
                    smallest = smallest.min(offset);
                }
                if spells.last() != Some(&offset) {
                    spells.push(offset);
                }
                moment += TimeDelta::hours(25);
            }
            assert_eq!(zone.standard_minutes(year), smallest, "{zone} {year}");
            let changes = zone.transitions(begin, moment - TimeDelta::hours(25));
            let told: Vec<i32> = changes.iter().map(|change| change.after_minutes).collect();
            assert_eq!(told, spells[1..], "{zone} {year}");
        }
    }
}

#[test]
fn offsets_are_whole_minutes_since_2020() {
    for zone in Zone::all() {
        let moment = naive("2020-01-01T00:00").and_utc();
        let seconds = zone.civil(moment).offset().fix().local_minus_utc();
        assert_eq!(seconds % 60, 0, "{zone}");
    }
}

#[test]
fn the_lock_stands_on_standard_time_through_summer() {
    let london = zone("Europe/London");
    for rule in [ClockRule::StandardTime, ClockRule::Civil] {
        assert_eq!(lock(london, rule, "2026-01-15T15:00"), "2026-01-15T15:00");
        assert_eq!(lock(london, rule, "2026-07-01T15:00"), "2026-07-01T14:00");
    }
    let sydney = zone("Australia/Sydney");
    assert_eq!(lock(sydney, ClockRule::StandardTime, "2026-01-15T15:00"), "2026-01-15T14:00");
    assert_eq!(lock(sydney, ClockRule::Utc, "2026-01-15T15:00"), "2026-01-15T04:00");
    let noon = sydney.read("2026-01-15T15:00").unwrap().to_utc();
    assert_eq!(sydney.display(ClockRule::Civil, noon), naive("2026-01-15T15:00"));
    assert_eq!(sydney.display(ClockRule::StandardTime, noon), naive("2026-01-15T14:00"));
}

#[test]
fn every_minute_of_a_change_goes_to_the_lock_and_back() {
    for name in
        ["Europe/London", "Europe/Dublin", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe"]
    {
        let zone = zone(name);
        let dates = zone.dst_dates(2026).unwrap().unwrap();
        for change in [dates.forward, dates.back] {
            for rule in ClockRule::ALL {
                let first = change.and_utc() - TimeDelta::hours(36);
                let mut before = zone.lock_time(rule, first - TimeDelta::minutes(1)).unwrap();
                for minute in 0..72 * 60 {
                    let moment = first + TimeDelta::minutes(minute);
                    let time = zone.lock_time(rule, moment).unwrap();
                    assert_eq!(time.minutes_since(before), 1, "{name} {moment}");
                    assert_eq!(zone.to_civil(rule, time).to_utc(), moment, "{name} {moment}");
                    before = time;
                }
            }
        }
    }
}

#[test]
fn every_zone_comes_back_from_the_lock_where_its_standard_time_stays() {
    for (nth, zone) in Zone::all().enumerate() {
        let year = 2021 + i32::try_from(nth % 70).unwrap();
        if (year - 1..year + 1).any(|year| zone.standard_minutes(year) != zone.standard_minutes(year + 1)) {
            continue;
        }
        let (mut moment, end) = year_bounds(year).unwrap();
        while moment < end {
            let time = zone.lock_time(ClockRule::StandardTime, moment).unwrap();
            assert_eq!(zone.to_civil(ClockRule::StandardTime, time).to_utc(), moment, "{zone}");
            moment += TimeDelta::minutes(60 * 37 * 3);
        }
    }
}

#[test]
fn around_a_new_standard_time_the_way_back_is_the_moment_or_the_skipped_hour() {
    let almaty = zone("Asia/Almaty");
    // +06:00 until the New Year of 2024, +05:00 from then on: the hour before it comes twice.
    assert_eq!(lock(almaty, ClockRule::StandardTime, "2023-12-31T23:30"), "2023-12-31T23:30");
    assert_eq!(lock(almaty, ClockRule::StandardTime, "2024-01-01T00:30"), "2023-12-31T23:30");
    let twice = LockTime::parse("2023-12-31T23:30").unwrap();
    assert_eq!(rfc3339(almaty.to_civil(ClockRule::StandardTime, twice)), "2023-12-31T23:30:00+06:00");
}

#[test]
fn dates_to_type_are_those_of_the_zone() {
    let dates = |name: &str, year| {
        zone(name)
            .dst_dates(year)
            .unwrap()
            .map(|dates| (shown(dates.forward), shown(dates.back), dates.shift_minutes))
    };
    let some = |forward: &str, back: &str, shift| Some((forward.into(), back.into(), shift));
    assert_eq!(dates("Europe/London", 2026), some("2026-03-29T01:00", "2026-10-25T02:00", 60));
    assert_eq!(dates("Europe/Dublin", 2026), some("2026-03-29T01:00", "2026-10-25T02:00", 60));
    assert_eq!(dates("America/New_York", 2027), some("2027-03-14T02:00", "2027-11-07T02:00", 60));
    assert_eq!(dates("Australia/Sydney", 2026), some("2026-10-04T02:00", "2026-04-05T03:00", 60));
    assert_eq!(dates("Asia/Tokyo", 2026), None);
    assert_eq!(dates("Africa/Casablanca", 2026), some("2026-03-22T02:00", "2026-02-15T03:00", 60));
    for (name, year) in [("Asia/Almaty", 2024), ("America/Nuuk", 2023)] {
        assert_eq!(zone(name).dst_dates(year).unwrap_err().code(), "zone.not_two_dates", "{name}");
    }
}

#[test]
fn moments_before_1970_keep_their_sign() {
    assert_eq!(moment_of_micros(-500_000).unwrap().to_rfc3339(), "1969-12-31T23:59:59.500+00:00");
    assert_eq!(moment_of_micros(i64::MIN).unwrap_err().code(), "time.out_of_range");
}

#[test]
fn a_standard_time_that_was_asked_for_before_is_the_one_worked_out() {
    let some = chrono_tz::TZ_VARIANTS.iter().step_by(17).chain([&chrono_tz::TZ_VARIANTS[0]]);
    let zones: Vec<Zone> = some.map(|tz| Zone(*tz)).collect();
    let years = [i32::MIN, -1, 0, 1899, 1972, 2019, 2026, 2027, 2099, i32::MAX];
    for _ in 0..2 {
        for (zone, year) in zones.iter().flat_map(|zone| years.map(|year| (*zone, year))) {
            let asked = [zone.standard_minutes(year), zone.standard_minutes(year)];
            assert_eq!(asked, [zone.smallest_minutes(year); 2], "{zone} {year}");
        }
    }
}
