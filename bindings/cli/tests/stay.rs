//! Plans, quotes, changes, the census and the timeline from the shell, against the command's contract.
#![allow(missing_docs, reason = "tests are read, not documented")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of tests may stop a test"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// A folder with a door and codes given out.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        place.door("door.json", &["standard-multi", "24h"], &json!({}));
        place.door("rental.json", &["acc"], &json!({}));
        place.write(
            "given.json",
            &json!([
                {"id": "Ames", "grant": {"mode": "standard-multi", "start": "2026-03-28T00:00", "days": 2},
                 "asked": ["2026-03-28T15:00", "2026-03-29T11:00"]},
                {"id": "Baker & sons", "grant": {"mode": "24h", "start": "2026-03-29T14:00"}},
                {"id": "Crane", "grant": {"mode": "standard-multi", "start": "2026-03-29T00:00", "days": 1},
                 "blocked": "2026-03-29T06:00"},
            ]),
        );
        place
    }

    fn write(&self, name: &str, value: &Value) {
        let mut file = std::fs::File::create(self.folder.path().join(name)).unwrap();
        file.write_all(value.to_string().as_bytes()).unwrap();
    }

    /// A door in London whose clock stands on winter time; `more` replaces fields.
    fn door(&self, name: &str, modes: &[&str], more: &Value) {
        let mut door = json!({
            "site_key": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "serial": "CLI-1", "lock_id": 123_456, "initialised": "2026-01-15T09:30", "digits": 7, "modes": modes,
            "zone": "Europe/London", "clock": {"ppm": 20, "set_within_seconds": 60},
            "check_in": "15:00", "check_out": "11:00",
        });
        door.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.write(name, &door);
    }

    fn run(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_netcode"));
        // Words are separated by blanks; one with blanks in it is written with tildes.
        command.current_dir(self.folder.path()).args(line.split(' ').map(|word| word.replace('~', " ")));
        command.output().unwrap()
    }

    fn text(&self, line: &str) -> String {
        let output = self.run(line);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.text(&format!("{line} --json"))).unwrap()
    }

    /// The command is refused with this status; nothing is printed but the error, its code and its hint.
    fn refused(&self, line: &str, status: i32, code: &str) -> String {
        let output = self.run(line);
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{line}: {complaint}");
        assert!(output.stdout.is_empty(), "{line}");
        assert!(complaint.contains(&format!("code: {code}\n")), "{line}: {complaint}");
        assert!(complaint.starts_with("error: ") && complaint.contains("\n  hint: "), "{complaint}");
        complaint
    }
}

const STAY: &str = "--from 2026-03-28T15:00 --until 2026-03-29T11:00";

#[test]
fn a_plan_lists_the_ways_and_why_the_rest_does_not_fit() {
    let place = Place::new();
    let plan = place.json(&format!("stay plan --door door.json {STAY}"));
    let best = &plan["ways"][0];
    assert_eq!(best["grants"], json!([{"mode": "24h", "start": "2026-03-28T14:00"}]));
    assert_eq!(best["credits"], 1);
    let quote = &best["quote"];
    assert_eq!(quote["holds"], true);
    let asked = json!([{"from": "2026-03-28T15:00:00+00:00", "until": "2026-03-29T11:00:00+01:00"}]);
    assert_eq!(quote["asked"], asked);
    for fields in ["granted", "guaranteed", "possible", "missing", "spill", "first_use"] {
        assert!(!quote[fields].is_null(), "{fields}");
    }
    let unfit = plan["unfit"].as_array().unwrap();
    assert!(unfit.iter().any(|item| item["mode"] == "acc" && item["reason"] == "switched_off"));
    assert_eq!(plan["remedies"], json!([]));
    let table = place.text(&format!("stay plan --door door.json {STAY}"));
    assert!(table.contains("all of it") && table.contains("24h 2026-03-28T14:00 24 h"), "{table}");
    assert!(table.contains("not acc: the lock has this mode switched off"), "{table}");
}

#[test]
fn a_stay_that_nothing_covers_is_an_answer() {
    let place = Place::new();
    place.door("single.json", &["standard-single"], &json!({}));
    let plan = place.json(&format!("stay plan --door single.json {STAY}"));
    assert_eq!(plan["ways"], json!([]));
    assert_eq!(plan["unfit"][0]["reason"], "opens_once");
    let remedy = &plan["remedies"][0];
    assert_eq!((&remedy["change"], &remedy["mode"]), (&json!("switch_on"), &json!("24h")));
    assert_eq!(remedy["way"]["quote"]["holds"], true);
    let text = place.text(&format!("stay plan --door single.json {STAY}"));
    assert!(
        text.contains("no mode that is on covers the stay")
            && text.contains("would do: switch the lock to 24h")
    );
    let once =
        place.json("stay plan --door single.json --from 2026-03-28T15:00 --until 2026-03-28T17:00 --once");
    assert_eq!(once["ways"][0]["grants"][0]["mode"], "standard-single");
    place.door(
        "unset.json",
        &["24h"],
        &json!({"clock": {"ppm": 20, "set_within_seconds": 60,
        "events": [{"event": "lost", "at": "2026-03-01T00:00:00Z"}]}}),
    );
    let unset = place.json(&format!("stay plan --door unset.json {STAY}"));
    assert_eq!(unset["remedies"], json!([{"change": "set_clock"}]));
}

#[test]
fn a_quote_tells_what_is_sure_and_what_is_not() {
    let place = Place::new();
    let grant = r#"{"mode":"24h","start":"2026-03-28T15:00"}"#;
    let quote = place.json(&format!("stay quote --door door.json {STAY} --grant {grant}"));
    assert_eq!(quote["holds"], false);
    let begins = "2026-03-28T15:00:00+00:00";
    assert_eq!(quote["missing"][0]["from"], begins);
    assert_eq!(quote["granted"], json!([{"from": begins, "until": "2026-03-29T16:00:00+01:00"}]));
    assert!(quote["spill"]["after_minutes"].as_i64().unwrap() > 300);
    let text = place.text(&format!("stay quote --door door.json {STAY} --grant {grant}"));
    assert!(text.contains("not guaranteed") && text.contains("2026-03-29 16:00"), "{text}");
    let rental = r#"{"mode":"acc","start":"2026-03-28T00:00","days":2}"#;
    let text = place.text(&format!("stay quote --door rental.json {STAY} --grant {rental}"));
    assert!(text.contains("must be used first by 2026-03-28 23:"), "{text}");
    let half = r#"{"mode":"24h","start":"2026-03-28T15:30"}"#;
    place.refused(
        &format!("stay quote --door door.json {STAY} --grant {half}"),
        2,
        "grant.start_not_on_hour",
    );
    place.refused(&format!("stay quote --door door.json {STAY} --grant 24h"), 2, "row.malformed");
}

#[test]
fn every_change_has_an_answer() {
    let place = Place::new();
    let change = |more: &str| {
        place.json(&format!("stay change --door door.json {STAY} --now 2026-03-28T18:00 {more}"))
    };
    let late = change("leave-late 2026-03-29T13:00");
    assert_eq!(
        (&late["keep"], &late["messages"], &late["new"]),
        (&json!(["code-1"]), &json!(0), &Value::Null)
    );
    let longer = change("extend 2026-03-31T11:00");
    // One code covers the longer stay, so the guest need not juggle two; the old one ends within it by itself.
    assert_eq!((&longer["keep"], &longer["messages"]), (&json!([]), &json!(1)));
    assert_eq!((&longer["withdraw"], &longer["residual"]), (&json!([]), &json!([])));
    assert_eq!(longer["new"]["quote"]["holds"], true);
    let lost = change("code-lost");
    assert_eq!((&lost["messages"], &lost["withdraw"][0]["way"]), (&json!(1), &json!("wait")));
    assert_eq!(lost["residual"][0]["id"], "code-1");
    let visited = change("code-lost --keypad");
    assert_eq!((&visited["visits"], &visited["residual"]), (&json!(1), &json!([])));
    assert_eq!(visited["withdraw"][0]["way"], "block-at-keypad");
    let moved = change("move rental.json 2026-03-28T20:00");
    assert_eq!((&moved["messages"], &moved["new"]["grants"][0]["mode"]), (&json!(1), &json!("acc")));
    let handed = change("hand-over 2026-03-28T22:00");
    assert_eq!((&handed["keep"], &handed["messages"]), (&json!([]), &json!(1)));
    for quiet in ["cancel", "no-show", "no-show --expected"] {
        assert_eq!(change(quiet)["messages"], 0, "{quiet}");
    }
    let early = place.json(&format!(
        "stay change --door door.json {STAY} --now 2026-03-27T09:00 arrive-early 2026-03-28T10:00"
    ));
    assert_eq!(early["messages"], 1);
    let text = place.text(&format!("stay change --door door.json {STAY} --now 2026-03-28T18:00 code-lost"));
    assert!(text.contains("send new codes") && text.contains("`code-1` still opens"), "{text}");
    assert!(text.contains("could: block it at the keypad with the master code"), "{text}");
    let given =
        format!("stay change --door door.json {STAY} --now 2026-03-28T18:00 --given given.json cancel");
    assert_eq!(place.json(&given)["withdraw"][0]["id"], "Ames");
    place.refused(
        &format!("stay change --door door.json {STAY} --now 2026-03-28T18:00 extend 2026-03-28T12:00"),
        2,
        "window.empty",
    );
}

#[test]
fn the_census_names_who_may_enter_and_how_to_take_it_back() {
    let place = Place::new();
    let census = "census --door door.json --given given.json --at 2026-03-29T08:00";
    let found = place.json(census);
    let ids: Vec<&str> =
        found.as_array().unwrap().iter().map(|entrant| entrant["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["Ames"]);
    assert_eq!(
        (&found[0]["surely"], &found[0]["until"]),
        (&json!(true), &json!("2026-03-30T01:03:08+01:00")),
        "a minute of setting and 20 ppm of 74 days after midnight of the lock"
    );
    assert_eq!(found[0]["withdrawals"], json!(["wait", "block-at-keypad", "initialise"]));
    let text = place.text(census);
    assert!(text.contains("1 of 3 codes may open the door then") && text.contains("for sure"), "{text}");
    let before =
        place.json("census --door door.json --given given.json --at 2026-03-29T05:00 --all-uses-recorded");
    assert_eq!(before.as_array().unwrap().len(), 2);
    let nobody = place.text("census --door door.json --given given.json --at 2026-04-05T05:00");
    assert!(nobody.contains("0 of 3 codes"), "{nobody}");
    place.write("wrong.json", &json!([{"id": "x"}]));
    place.refused(
        "census --door door.json --given wrong.json --at 2026-03-29T08:00",
        2,
        "stay.given_malformed",
    );
    place.refused("census --door door.json --given none.json --at 2026-03-29T08:00", 9, "file.unavailable");
}

#[test]
fn the_timeline_is_a_picture_and_data() {
    let place = Place::new();
    let span = "--door door.json --given given.json --from 2026-03-27T12:00 --until 2026-03-31T12:00";
    let svg = place.text(&format!("door timeline {span} --svg --title Garden~flat --width 360"));
    assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"), "{svg}");
    assert!(
        svg.contains("Garden flat") && svg.contains("Baker &amp; sons") && svg.contains("clocks +60 min")
    );
    assert!(place.text(&format!("door timeline {span} --out line.svg")).is_empty());
    assert!(Path::new(&place.folder.path().join("line.svg")).metadata().unwrap().len() > 1_000);
    let data = place.json(&format!("door timeline {span}"));
    assert_eq!(
        (&data["zone"], &data["lanes"][1]["label"]),
        (&json!("Europe/London"), &json!("Baker & sons"))
    );
    assert_eq!(data["lanes"][0]["quote"]["holds"], true);
    assert_eq!(data["changes"], json!([{"at": "2026-03-29T02:00:00+01:00", "minutes": 60}]));
    assert!(!data["together"].as_array().unwrap().is_empty());
    place.refused(&format!("door timeline {span} --width 100"), 2, "draw.out_of_range");
    place.refused(&format!("door timeline {span} --out none/line.svg"), 9, "file.unavailable");
}

#[test]
fn times_that_are_none_or_two_are_refused_with_both_readings() {
    let place = Place::new();
    let plan = |from: &str| format!("stay plan --door door.json --from {from} --until 2026-11-01T11:00");
    let gap = place.refused(&plan("2026-03-29T01:30"), 2, "zone.gap");
    assert!(gap.contains("2026-03-29T02:30:00+01:00") && gap.contains("2026-03-29T00:30:00Z"), "{gap}");
    let fold = place.refused(&plan("2026-10-25T01:30"), 2, "zone.fold");
    assert!(fold.contains("2026-10-25T01:30:00+01:00") && fold.contains("2026-10-25T01:30:00Z"), "{fold}");
    for reading in ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00Z"] {
        place.text(&plan(reading));
    }
    for naive in ["2026-10-25~01:30", "2026-10-25", "1792922400", "tomorrow"] {
        place.refused(&plan(naive), 2, "zone.malformed");
    }
    // A moment that is no civil time of the door has its offset, or it is refused.
    place.door(
        "naive.json",
        &["24h"],
        &json!({"clock": {"ppm": 20, "set_within_seconds": 60,
        "events": [{"event": "set", "at": "2026-03-01T00:00:00", "within_seconds": 60}]}}),
    );
    place.refused(&format!("stay plan --door naive.json {STAY}"), 2, "desk.door_malformed");
    for line in [
        "census --door door.json --given given.json --at 2026-10-25T01:30",
        "door clock --door door.json --at 2026-10-25T01:30",
        "stay change --door door.json --from 2026-03-28T15:00 --until 2026-03-29T11:00 --now 2026-10-25T01:30 cancel",
        "door timeline --door door.json --given given.json --from 2026-10-25T01:30 --until 2026-10-31T12:00",
    ] {
        place.refused(line, 2, "zone.fold");
    }
}

#[test]
fn a_door_tells_of_its_clock_and_of_the_dates_to_type() {
    let place = Place::new();
    let clock = place.json("door clock --door door.json --at 2026-03-15T09:30 --within 5");
    let out = json!({"low_seconds": -162, "high_seconds": 162});
    assert_eq!((&clock["error"], &clock["lost_since"]), (&out, &Value::Null));
    assert_eq!(clock["next_visit"], "2026-06-03 07:50");
    let text = place.text("door clock --door door.json --at 2026-03-15T09:30");
    assert!(text.contains("162 s behind to 162 s ahead") && text.contains("next visit due"), "{text}");
    let dates = place.json("door dst-dates --zone Australia/Lord_Howe --year 2026");
    assert_eq!((&dates["shift_minutes"], &dates["back"]), (&json!(30), &json!("2026-04-05T02:00:00")));
    assert_eq!(place.json("door dst-dates --zone Asia/Tokyo --year 2026"), Value::Null);
    place.refused("door dst-dates --zone Europe/Londn --year 2026", 2, "zone.unknown");
}

#[test]
fn one_code_for_several_doors_and_visits_that_repeat() {
    let place = Place::new();
    for (name, groups) in
        [("suite.json", json!(["101"])), ("gym.json", json!(["101", "102"])), ("cellar.json", json!(["102"]))]
    {
        place.door(name, &["standard-multi"], &json!({ "groups": groups }));
    }
    let site = "--door suite=suite.json --door gym=gym.json --door cellar=cellar.json";
    let shared = place.json(&format!("stay doors {site} --want suite,gym {STAY}"));
    assert_eq!((&shared["ways"][0]["group"], &shared["ways"][0]["credits"]), (&json!("101"), &json!(1)));
    assert_eq!(shared["unfit"][0]["opens_too"], json!(["cellar"]));
    assert!(
        place
            .text(&format!("stay doors {site} --want suite,gym {STAY}"))
            .contains("group 101: standard-multi")
    );
    place.refused(&format!("stay doors {site} --want roof {STAY}"), 4, "stay.door_unknown");
    let visits =
        "stay visits --door suite.json --first 2026-03-24 --on tue,fri --at 09:00 --minutes 240 --weeks 2";
    let ways = place.json(visits);
    assert_eq!(ways[0]["grants"].as_array().unwrap().len(), 4);
    assert_eq!(ways[0]["quote"]["holds"], true);
}
