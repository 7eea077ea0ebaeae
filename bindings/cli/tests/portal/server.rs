//! A PostgreSQL server under the portal: stopped at once while codes are issued, dumped and restored. The test command
//! starts the server and says where it is.

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::{Place, issue};

#[expect(clippy::disallowed_methods, reason = "the server belongs to the test command")]
fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: `cargo xtask test stores` sets it"))
}

fn shell(line: &str) {
    assert!(Command::new("sh").args(["-c", line]).status().unwrap().success(), "{line}");
}

/// Issues one code after the other until told to end, each again until it is answered. Gives the codes.
fn issue_on(place: &Place, lock: &str, end: &AtomicBool) -> Vec<String> {
    let mut codes = Vec::new();
    while !end.load(Ordering::Relaxed) && codes.len() < 450 {
        let request = format!("stop-{}", codes.len());
        let mut args = issue(&request, lock);
        args.extend(["--sms", "447400123456"]);
        let output = place.run(&args, "");
        if output.status.success() {
            let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            codes.push(answer["code"].as_str().unwrap().to_owned());
            continue;
        }
        // Unavailable is the one thing a stopped server may be.
        assert_eq!(output.status.code(), Some(9), "{}", String::from_utf8_lossy(&output.stderr));
        thread::sleep(Duration::from_millis(20));
    }
    codes
}

#[test]
#[ignore = "needs a server that waits for the disk; `cargo xtask test stores` starts one"]
fn twenty_times_the_server_stopped_at_once_and_the_books_are_whole() {
    let place = Place::new(Some(told("NETCODE_TEST_POSTGRES")), "stopped@example.org");
    let lock = place.begin();
    place.ok(&["credits", "buy", "credits-1000", "--order", "stopped"]);
    let (stop, start) = (told("NETCODE_TEST_POSTGRES_STOP"), told("NETCODE_TEST_POSTGRES_START"));
    let end = AtomicBool::new(false);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let codes = thread::scope(|scope| {
        let issuer = scope.spawn(|| issue_on(&place, &lock, &end));
        for _ in 0..20 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            thread::sleep(Duration::from_micros(200_000 + random % 700_000));
            shell(&stop);
            shell(&start);
        }
        end.store(true, Ordering::Relaxed);
        issuer.join().unwrap()
    });
    assert!(codes.len() >= 20, "only {} codes were issued between twenty stops", codes.len());
    let found = place.ok(&["audit", "verify"]);
    assert_eq!(
        (found["codes"].as_u64(), &found["faults"]),
        (Some(codes.len() as u64), &serde_json::json!([]))
    );
    for (at, code) in codes.iter().enumerate().step_by(5) {
        let shown = place.ok(&["code", "show", &(at + 1).to_string()]);
        assert_eq!(shown["code"].as_str(), Some(code.as_str()));
    }
    while place.ok(&["outbox", "drain", "--spool", "sent.jsonl"])["sent"] != 0 {}
    let balance = place.ok(&["credits", "balance"]);
    let spent = 2 * i64::try_from(codes.len()).unwrap();
    assert_eq!((balance["available"].as_i64(), balance["held"].as_i64()), (Some(1_020 - spent), Some(0)));
    println!("{} codes were issued while the server was stopped 20 times", codes.len());
}

#[test]
#[ignore = "needs the server that NETCODE_TEST_POSTGRES names; run with --ignored"]
fn a_postgres_store_is_dumped_and_restored() {
    let server = told("NETCODE_TEST_POSTGRES");
    let program = |name: &str| format!("{}/{name}", told("NETCODE_TEST_POSTGRES_BIN").trim_end_matches('/'));
    let (front, _) = server.rsplit_once('/').unwrap();
    let database = |name: &str| format!("{front}/{name}_{}", std::process::id());
    let make = |name: &str| {
        let sql = format!("CREATE DATABASE {name}_{}", std::process::id());
        shell(&format!("{} '{server}' --quiet --command '{sql}'", program("psql")));
    };
    make("dumped");
    make("restored");
    let place = Place::new(Some(database("dumped")), "ann@example.org");
    let lock = place.begin();
    let issued = place.ok(&issue("before", &lock));
    let file = place.folder.path().join("portal.dump");
    let file = file.display();
    shell(&format!(
        "{} --format=custom --no-owner --file={file} '{}'",
        program("pg_dump"),
        database("dumped")
    ));
    place.ok(&issue("after", &lock));
    shell(&format!("{} --no-owner --dbname='{}' {file}", program("pg_restore"), database("restored")));
    let restored = Place { store: database("restored"), ..place };
    let again = restored.ok(&issue("before", &lock));
    assert_eq!((&again["code"], again["repeated"].as_bool()), (&issued["code"], Some(true)));
    let found = restored.ok(&["audit", "verify"]);
    assert_eq!((found["codes"].as_u64(), &found["faults"]), (Some(1), &serde_json::json!([])));
}
