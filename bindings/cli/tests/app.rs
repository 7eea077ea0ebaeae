//! The lock-management app from the shell: the questions people ask of it, replayed.
#![allow(missing_docs, reason = "tests are read, not documented")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of tests may stop a test"
)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// A folder with an account in it.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.ok("12:00:00", &["init", "Harbour House", "Ann"]);
        let add = ["add", "Office", "--model", "cl5510", "--zone", "Europe/London", "--gateway"];
        place.ok("12:00:00", &[&add[..], &["--lock-id", "123456", "--serial", "TWIN"]].concat());
        place.ok("12:00:00", &["synchronise", "Office"]);
        place
    }

    fn run(&self, time: &str, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_netcode"))
            .current_dir(self.0.path())
            .arg("app")
            .args(args)
            .args(["--json", "--now", &format!("2026-07-01T{time}Z")])
            .output()
            .unwrap()
    }

    fn ok(&self, time: &str, args: &[&str]) -> Value {
        let output = self.run(time, args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The exit status, and what standard error says.
    fn fails(&self, time: &str, args: &[&str]) -> (i32, String) {
        let output = self.run(time, args);
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    fn keys(&self, time: &str, keys: &str) -> Value {
        self.ok(time, &["keys", "Office", keys])["effects"].clone()
    }

    fn write(&self, name: &str, text: &str) {
        use std::io::Write as _;
        std::fs::File::create(self.0.path().join(name)).unwrap().write_all(text.as_bytes()).unwrap();
    }
}

#[test]
fn the_star_flashes_red_until_netcode_is_ticked_and_synchronised() {
    let place = Place::new();
    assert_eq!(place.keys("12:01:00", "*"), json!(["red"]));
    let pending = place.ok("12:02:00", &["set", "Office", "netcode=on"]);
    assert_eq!(pending, json!([{"parameter": "netcode", "desired": true, "lock": false}]));
    assert_eq!(place.keys("12:03:00", "*"), json!(["red"]));
    let talk = place.ok("12:04:00", &["synchronise", "Office"]);
    assert_eq!((talk["pending"].clone(), talk["messages"].clone()), (json!([]), json!(3)));
    assert_eq!(place.keys("12:05:00", "*"), json!([]));
}

#[test]
fn a_change_of_mode_is_weighed_before_it_is_made() {
    let place = Place::new();
    place.ok("12:00:00", &["set", "Office", "netcode=on"]);
    place.ok("12:00:00", &["synchronise", "Office"]);
    let issued = r#"[{"id": "1", "guest": "Ames", "grant": {"mode": "standard-multi", "start": "2026-07-02T10:00", "hours": 3}},
        {"id": "2", "grant": {"mode": "urm", "start": "2026-07-02T10:00", "hours": 3}}]"#;
    place.write("issued.json", issued);
    let set = ["set", "Office", "netcode-modes=urm", "--issued", "issued.json"];
    let change = place.ok("12:01:00", &[&set[..], &["--preview"]].concat());
    assert_eq!(
        (change["dies"][0]["guest"].clone(), change["begins"][0]["id"].clone()),
        (json!("Ames"), json!("2"))
    );
    let (status, text) = place.fails("12:01:00", &set);
    assert_eq!(status, 5);
    assert!(text.contains("app.codes_would_die") && text.contains("Ames"), "{text}");
    place.ok("12:01:00", &[&set[..], &["--despite-issued"]].concat());
    let waiting = place.ok("12:02:00", &["ask", "Office", "synchronise"]);
    assert_eq!(waiting["ticket"], 3);
    let view = |time: &str| place.ok(time, &["show", "Office"])["twin"]["netcode"]["modes"].clone();
    assert_eq!(view("12:02:00"), json!(["standard-single", "standard-multi"]));
    place.ok("12:03:00", &["reach", "Office", "--over", "gateway"]);
    assert_eq!(view("12:03:00"), json!(["urm"]));
}

#[test]
fn what_falls_short_is_told_by_the_exit_status() {
    let place = Place::new();
    let (status, text) = place.fails("12:01:00", &["set", "Office", "relock-delay=90"]);
    assert_eq!(status, 2);
    assert!(text.contains("app.parameter_refused") && text.contains("give 2 to 30 seconds"), "{text}");
    let (status, text) = place.fails("12:01:00", &["set", "Office", "colour=red"]);
    assert_eq!(status, 4);
    assert!(text.contains("app.parameter_unknown") && text.contains("relock-delay"), "{text}");
    assert_eq!(place.fails("12:01:00", &["access-key", "--as", "Ben"]).0, 6);
    assert_eq!(place.fails("12:01:00", &["show", "Attic"]).0, 4);
    assert_eq!(place.fails("12:01:00", &["report", "aB3dE5gH7j"]).0, 6);
    place.ok("12:01:00", &["set", "Office", "relock-delay=9"]);
    let cut = ["synchronise", "Office", "--fault", "none", "--fault", "answer-cut"];
    assert_eq!(place.fails("12:02:00", &cut).0, 3);
    place.keys("12:03:00", "#12345678 06 20");
    let output = place.run("12:04:00", &["synchronise", "Office"]);
    assert_eq!(output.status.code(), Some(3));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["conflicts"], json!(["relock-delay"]));
    place.ok("12:05:00", &["resolve", "Office", "relock-delay", "app"]);
    assert_eq!(place.ok("12:05:00", &["synchronise", "Office"])["pending"], json!([]));
    let trail = place.ok("12:06:00", &["trail", "Office"]);
    assert_eq!(trail[0]["record"]["programmed"]["program"], "relock-delay");
    let key = place.ok("12:06:00", &["access-key"])["access_key"].clone();
    let report = place.ok("12:06:00", &["report", key.as_str().unwrap()]);
    assert_eq!(report["locks"][0]["lock_id"], 123_456);
    assert_ne!(place.ok("12:06:00", &["access-key", "--new"])["access_key"], key);
    place.write("app.json", "{}");
    assert_eq!(place.fails("12:07:00", &["locks"]).0, 10);
}

#[test]
fn the_file_is_for_its_owner_only() {
    let place = Place::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let path: &Path = &place.0.path().join("app.json");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(place.fails("12:00:00", &["init", "Again", "Ann"]).0, 9);
}
