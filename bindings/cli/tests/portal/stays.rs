//! A feed whose stays are kept: run again, killed, changed.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::{NOW, Place};

/// `count` stays of three days, one after the other from 6 July 2026.
fn feed(count: i64) -> String {
    let first: chrono::NaiveDate = "2026-07-06".parse().unwrap();
    let row = |at: i64| {
        let arrival = first + chrono::TimeDelta::days(3 * at);
        format!("S{at},Guest {at},{arrival},{}\n", arrival + chrono::TimeDelta::days(3))
    };
    (0..count).fold("id,guest,arrival,departure\n".to_owned(), |text, at| text + &row(at))
}

impl Place {
    fn write(&self, name: &str, text: &str) {
        std::fs::File::create(self.folder.path().join(name)).unwrap().write_all(text.as_bytes()).unwrap();
    }

    fn stays(&self, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_netcode"));
        command.current_dir(self.folder.path()).args(["stays", "issue", "feed.csv", "--store", &self.store]);
        command.args(["--now", NOW]).args(more);
        command
    }

    fn stays_json(&self, more: &[&str], status: i32) -> Vec<Value> {
        let output = self.stays(more).arg("--json").output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// A lock for stays of days, and credits.
    fn begin_stays(&self) -> String {
        let lock = self.begin();
        self.ok(&["lock", "edit", &lock, r#"{"modes": ["acc"]}"#]);
        self.ok(&["credits", "buy", "credits-1000", "--order", "stays"]);
        lock
    }
}

fn words<'a>(stays: &'a [Value], name: &str) -> Vec<&'a str> {
    stays.iter().map(|stay| stay[name].as_str().unwrap_or_default()).collect()
}

#[test]
fn a_feed_is_charged_once_and_its_changes_are_followed() {
    let place = Place::new(None, "ann@example.org");
    place.begin_stays();
    place.write("feed.csv", &feed(4));
    let first = place.stays_json(&["--out", "codes.csv"], 0);
    assert_eq!(words(&first, "outcome"), ["issued"; 4]);
    for stay in &first {
        assert!(stay["code"].as_str().is_some_and(|code| code.len() == 7), "{stay}");
        for name in
            ["stay", "grant", "opens_from", "opens_until", "check_in", "guaranteed_from", "line", "lock"]
        {
            assert!(!stay[name].is_null(), "{name} in {stay}");
        }
    }
    let again = place.stays_json(&[], 0);
    assert_eq!(
        (words(&again, "outcome"), words(&again, "code")),
        (vec!["unchanged"; 4], words(&first, "code"))
    );
    assert_eq!(place.ok(&["credits", "balance"])["available"].as_i64(), Some(1_016));
    let changed = feed(4)
        .replace("2026-07-09\n", "2026-07-08\n")
        .replace("S2,Guest 2,2026-07-12", "S2,Guest 2,2026-07-13")
        + "S9,Guest 9,2026-09-01,2026-09-30\nS10,,2026-09-04,never\n";
    place.write("feed.csv", &changed);
    let third = place.stays_json(&["--keypad"], 3);
    // A shorter stay keeps its code. One that begins a day later does not: such codes must be used on their first day.
    // A stay longer than any code of the mode gets two.
    assert_eq!(words(&third, "outcome"), ["changed", "unchanged", "changed", "unchanged", "issued", ""]);
    let same = |at: usize| third[at]["code"] == first[at]["code"];
    assert_eq!([same(0), same(1), same(2), same(3)], [true, true, false, true]);
    assert_eq!(third[2]["withdraw"][0]["way"], "block-at-keypad");
    assert_eq!(third[4]["codes"].as_array().unwrap().len(), 2);
    assert_eq!(third[5]["error"]["code"], "feed.date_malformed");
    assert_eq!(place.ok(&["credits", "balance"])["available"].as_i64(), Some(1_013));
    place.write("feed.csv", &feed(2));
    let output = place.stays(&[]).output().unwrap();
    let (told, warned) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(told.contains("1 unchanged, 1 changed; 0 credits spent, 1013 left"), "{told}");
    assert!(warned.contains("no longer in the feed, left as they are: S2, S3, S9"), "{warned}");
    let gone = place.stays_json(&["--gone-are-cancelled", "--keypad"], 0);
    assert_eq!(words(&gone, "outcome"), ["unchanged", "unchanged", "cancelled", "cancelled", "cancelled"]);
    assert_eq!(gone[2]["withdraw"][0]["way"], "block-at-keypad");
    assert_eq!(place.ok(&["audit", "verify"])["faults"].as_array().unwrap().len(), 0);
    // One of both, a door or a store, and without a session the owner of the only account.
    let neither =
        Command::new(env!("CARGO_BIN_EXE_netcode")).args(["stays", "issue", "feed.csv"]).output().unwrap();
    assert_eq!(neither.status.code(), Some(2));
    place.ok(&["account", "sign-out"]);
    std::fs::remove_file(place.folder.path().join("portal.session")).unwrap();
    assert_eq!(words(&place.stays_json(&[], 0), "outcome"), ["unchanged"; 2]);
}

#[test]
fn single_stays_are_booked_planned_listed_and_cancelled() {
    let place = Place::new(None, "ann@example.org");
    place.begin_stays();
    let times = ["--from", "2026-07-06T15:00", "--until", "2026-07-09T11:00"];
    let book = |verb: &'static str| [&["stay", verb, "B1", "--lock", "sea view"], &times[..]].concat();
    assert_eq!(place.ok(&book("plan"))["ways"][0]["grants"][0]["mode"], "acc");
    let booked = place.ok(&book("book"));
    assert_eq!((&booked["outcome"], booked["charged"].as_i64()), (&Value::from("issued"), Some(1)));
    assert_eq!(place.ok(&book("book"))["outcome"], "unchanged");
    assert_eq!(place.ok(&["stay", "list"])["stays"].as_array().unwrap().len(), 1);
    assert_eq!(place.ok(&["stay", "cancel", "B1"])["outcome"], "cancelled");
    let other =
        r#"{"name":"Sea View","model":"kl1000-netcode-c2","series":"kl","zone":"Europe/London","digits":7}"#;
    place.ok(&["lock", "add", other]);
    let which = place.run(&["stay", "list"], "");
    assert!(String::from_utf8_lossy(&which.stderr).contains("portal.lock_ambiguous"));
}

/// The feed is killed at changing moments and run again: in the end every stay has one code and was charged once.
fn killed(stays: i64, rounds: u32) {
    let place = Place::new(None, "ann@example.org");
    place.begin_stays();
    place.write("feed.csv", &feed(stays));
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut killed = 0;
    for _ in 0..rounds {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let mut child = place.stays(&[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(random % 250_000));
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
        assert_eq!(place.ok(&["audit", "verify"])["faults"].as_array().unwrap().len(), 0);
    }
    assert!(killed > 0, "no process was killed in time");
    let done = place.stays_json(&[], 0);
    let codes: std::collections::BTreeSet<&str> = words(&done, "code").into_iter().collect();
    assert_eq!(codes.len(), usize::try_from(stays).unwrap(), "each stay has a code of its own");
    assert_eq!(place.ok(&["credits", "balance"])["available"].as_i64(), Some(1_020 - stays));
    let found = place.ok(&["audit", "verify"]);
    assert_eq!((found["codes"].as_i64(), found["faults"].as_array().unwrap().len()), (Some(stays), 0));
    let again = place.stays_json(&[], 0);
    assert_eq!(
        (words(&again, "code"), words(&again, "outcome")),
        (words(&done, "code"), vec!["unchanged"; codes.len()])
    );
}

#[test]
fn a_killed_feed_ends_the_same() {
    killed(250, 4);
}

#[test]
#[ignore = "sixty rounds; run with --ignored"]
fn a_feed_killed_sixty_times_ends_the_same() {
    killed(900, 60);
}
