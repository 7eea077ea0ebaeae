//! The portal from the shell: its story, processes that are killed, processes that compete, and a mail that arrives.
#![allow(missing_docs, reason = "tests are read, not documented")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of tests may stop a test"
)]

mod people;
mod server;
mod stays;

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const GRANT: &str = r#"{"mode":"standard-multi","start":"2026-07-02T15:00","hours":3}"#;
const NOW: &str = "2026-07-01T12:00:00Z";

/// A portal in a folder of its own.
struct Place {
    folder: tempfile::TempDir,
    store: String,
    email: String,
}

impl Place {
    fn new(store: Option<String>, email: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::File::create(folder.path().join("portal.key")).unwrap().write_all(KEY.as_bytes()).unwrap();
        let place = Self { folder, store: store.unwrap_or("portal.db".into()), email: email.to_owned() };
        place.ok(&["init"]);
        place
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_netcode"));
        command.current_dir(self.folder.path()).arg("portal").args(args);
        command.args(["--store", &self.store, "--json"]);
        if !args.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        command
    }

    fn run(&self, args: &[&str], input: &str) -> Output {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that asks for no input may be over before it is offered any.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn ok(&self, args: &[&str]) -> Value {
        self.ok_with(args, "Sesame-Open-9\n")
    }

    fn ok_with(&self, args: &[&str], input: &str) -> Value {
        let output = self.run(args, input);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
    }

    /// The owner registers, activates and signs in; their lock takes its sequence. Answers with the lock's id.
    fn begin(&self) -> String {
        self.ok(&["account", "register", &self.email, "Ann"]);
        self.ok(&["outbox", "drain", "--spool", "spool.jsonl"]);
        let spool = read(&self.folder.path().join("spool.jsonl"));
        let mail: Value = serde_json::from_str(spool.lines().last().unwrap()).unwrap();
        let text = mail["text"].as_str().unwrap();
        let link = text.lines().find(|line| line.contains("/activate/")).unwrap();
        self.ok(&["account", "activate", link.rsplit('/').next().unwrap()]);
        self.ok(&["account", "sign-in", &self.email]);
        let lock = r#"{"name":"Sea View","model":"kl1000-netcode-c2","series":"kl","zone":"Europe/London","digits":7}"#;
        let lock = self.ok(&["lock", "add", lock])["id"].as_str().unwrap().to_owned();
        self.ok(&["lock", "initialise", &lock]);
        self.ok(&["lock", "confirm", &lock]);
        lock
    }
}

#[expect(clippy::disallowed_methods, reason = "the test reads what the command wrote")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn issue<'a>(request: &'a str, lock: &'a str) -> Vec<&'a str> {
    vec!["issue", "--request", request, "--lock", lock, "--grant", GRANT]
}

#[test]
fn the_story_from_the_shell() {
    let place = Place::new(None, "ann@example.org");
    let lock = place.begin();
    let first = place.ok(&issue("booking-1", &lock));
    assert_eq!((first["credits"].as_i64(), first["balance"].as_i64()), (Some(1), Some(19)));
    let again = place.ok(&issue("booking-1", &lock));
    assert_eq!((&again["code"], again["repeated"].as_bool()), (&first["code"], Some(true)));
    let mut other = issue("booking-1", &lock);
    other.extend(["--guest", "Gus"]);
    let conflict = place.run(&other, "");
    assert_eq!(conflict.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&conflict.stderr).contains("portal.request_conflict"));
    let lines: String = (0..25)
        .map(|at| format!("{{\"request\":\"b{at}\",\"lock\":\"{lock}\",\"grant\":{GRANT}}}\n"))
        .collect();
    let bulk = place.run(&["bulk", "-"], &lines);
    assert_eq!(bulk.status.code(), Some(3), "some of the rows find no credits");
    let answers = String::from_utf8(bulk.stdout).unwrap();
    assert_eq!(answers.lines().filter(|line| line.contains("ledger.insufficient")).count(), 6);
    place.ok(&["credits", "buy", "credits-50", "--order", "o1"]);
    assert_eq!(place.ok(&["credits", "balance"])["available"].as_i64(), Some(50));
    let card = place.ok(&["code", "card", "1"]);
    let code = first["code"].as_str().unwrap();
    assert_eq!(
        (card["card"]["code"].as_str(), card["card"]["door"].as_str()),
        (Some(code), Some("Sea View"))
    );
    assert!(card["page"].as_str().unwrap().contains(code));
    assert_eq!(place.ok(&["audit", "verify"])["codes"].as_i64(), Some(20));
    // A copy made in use is a whole store.
    place.ok(&["backup", "copy.db"]);
    let copy = Place { store: "copy.db".into(), ..place };
    assert_eq!(copy.ok(&issue("booking-1", &lock))["code"], first["code"]);
}

/// Issuing processes are killed at changing moments; each request is then sent again until it is answered. No code is
/// without a debit and no debit without a code, and messages and holds agree.
fn killed(rounds: u64, store: Option<String>) {
    let email = format!("ann{}@example.org", std::process::id());
    let place = Place::new(store, &email);
    let lock = place.begin();
    place.ok(&["credits", "buy", "credits-1000", "--order", "kill"]);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut killed = 0;
    for round in 0..rounds {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let request = format!("kill-{round}");
        let mut args = issue(&request, &lock);
        args.extend(["--sms", "447400123456"]);
        let mut child = place.command(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(random % 60_000));
        child.kill().unwrap();
        killed += u64::from(!child.wait().unwrap().success());
        assert_eq!(place.ok(&["audit", "verify"])["faults"].as_array().unwrap().len(), 0, "round {round}");
        let answer = place.ok(&args);
        assert_eq!(answer["number"].as_u64(), Some(round + 1));
        // Delivery is interrupted too: what was lent comes back after its loan.
        let mut drain = place
            .command(&["outbox", "drain", "--spool", "sent.jsonl"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(random % 50_000));
        drain.kill().unwrap();
        drain.wait().unwrap();
    }
    assert!(killed > 0, "no process was killed in time");
    place.ok(&["outbox", "drain", "--spool", "sent.jsonl", "--now", "2026-07-01T12:10:00Z"]);
    let balance = place.ok(&["credits", "balance"]);
    let spent = i64::try_from(2 * rounds).unwrap();
    assert_eq!((balance["available"].as_i64(), balance["held"].as_i64()), (Some(1_020 - spent), Some(0)));
    let found = place.ok(&["audit", "verify"]);
    assert_eq!((found["codes"].as_u64(), found["faults"].as_array().unwrap().len()), (Some(rounds), 0));
    let sent = read(&place.folder.path().join("sent.jsonl"));
    for round in 0..rounds {
        let messages = place.ok(&["code", "messages", &(round + 1).to_string()]);
        assert_eq!(messages[0]["state"], "sent");
        assert!(sent.contains(messages[0]["id"].as_str().unwrap()), "no message is lost");
    }
}

#[test]
fn a_killed_process_leaves_whole_books() {
    killed(6, None);
}

#[test]
#[ignore = "two hundred rounds; run with --ignored"]
fn two_hundred_killed_processes_leave_whole_books() {
    killed(200, None);
}

#[test]
#[ignore = "needs the server that NETCODE_TEST_POSTGRES names; run with --ignored"]
#[expect(clippy::disallowed_methods, reason = "the server belongs to the test command")]
fn killed_processes_leave_whole_books_on_postgres() {
    killed(200, Some(std::env::var("NETCODE_TEST_POSTGRES").unwrap()));
}

/// Eight at once spend the same credits: none is spent twice and none is left.
fn eight_spend(credits: i64, each: usize, package: Option<&str>) {
    let place = Place::new(None, "ann@example.org");
    let lock = place.begin();
    if let Some(package) = package {
        let lines: String = (0..20)
            .map(|at| format!("{{\"request\":\"w{at}\",\"lock\":\"{lock}\",\"grant\":{GRANT}}}\n"))
            .collect();
        assert!(place.run(&["bulk", "-"], &lines).status.success());
        place.ok(&["credits", "buy", package, "--order", "eight"]);
    }
    assert_eq!(place.ok(&["credits", "balance"])["available"].as_i64(), Some(credits));
    let issued: i64 = thread::scope(|scope| {
        let work = |worker: usize| {
            let (place, lock) = (&place, &lock);
            move || {
                let mut good = 0;
                for at in 0..each {
                    let output = place.run(&issue(&format!("{worker}-{at}"), lock), "");
                    match output.status.code() {
                        Some(0) => good += 1,
                        Some(7) => assert!(String::from_utf8_lossy(&output.stderr).contains("insufficient")),
                        other => panic!("{other:?}: {}", String::from_utf8_lossy(&output.stderr)),
                    }
                }
                good
            }
        };
        let workers: Vec<_> = (0..8).map(|worker| scope.spawn(work(worker))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    assert_eq!(issued, credits);
    assert_eq!(place.ok(&["credits", "balance"])["available"].as_i64(), Some(0));
    assert_eq!(place.ok(&["audit", "verify"])["faults"].as_array().unwrap().len(), 0);
}

#[test]
fn eight_processes_spend_twenty_credits() {
    eight_spend(20, 3, None);
}

#[test]
#[ignore = "over a thousand processes; run with --ignored"]
fn eight_processes_spend_a_thousand_credits() {
    eight_spend(1_000, 130, Some("credits-1000"));
}

/// A server that takes one mail and answers with what it got.
fn smtp_server() -> (u16, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
        stream.write_all(b"220 loopback\r\n").unwrap();
        let mut mail = String::new();
        while let Some(line) = lines.next() {
            let word = line.get(..4).unwrap_or_default().to_uppercase();
            let answer: &[u8] = match word.as_str() {
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").unwrap();
                    mail = lines.by_ref().take_while(|line| line != ".").collect::<Vec<_>>().join("\n");
                    b"250 taken\r\n"
                }
                "QUIT" => b"221 bye\r\n",
                _ => b"250 loopback\r\n",
            };
            stream.write_all(answer).unwrap();
            if word == "QUIT" {
                break;
            }
        }
        mail
    });
    (port, server)
}

#[test]
fn a_mail_arrives_at_a_server() {
    let place = Place::new(None, "ann@example.org");
    let lock = place.begin();
    let mut args = issue("mailed", &lock);
    args.extend(["--email", "gus@example.org", "--note", "Welcome"]);
    let issued = place.ok(&args);
    let (port, server) = smtp_server();
    let report =
        place.ok(&["outbox", "drain", "--smtp", &format!("127.0.0.1:{port}"), "--from", "desk@example.org"]);
    assert_eq!(report["sent"].as_i64(), Some(1), "{report}");
    let mail = server.join().unwrap();
    let code = issued["code"].as_str().unwrap();
    for part in [
        "To: gus@example.org",
        "From: desk@example.org",
        "text/plain",
        "text/html",
        code,
        "prefers-color-scheme",
    ] {
        assert!(mail.contains(part), "{part} is not in {mail}");
    }
    let id = issued["messages"][0].as_str().unwrap();
    assert!(mail.contains(&format!("<{id}@example.org>")), "the message's id tells a repetition");
    assert_eq!(place.ok(&["code", "messages", "1"])[0]["state"], "sent");
    // Without a server the message waits, and is told so.
    place.ok(&["code", "send", "1", "--request", "s", "--to", "other@example.org"]);
    let report = place.ok(&["outbox", "drain", "--smtp", &format!("127.0.0.1:{port}")]);
    assert_eq!(report["later"].as_i64(), Some(1));
    let messages = place.ok(&["code", "messages", "1"]);
    let waiting = messages.as_array().unwrap().iter().find(|message| message["state"] == "waiting").unwrap();
    assert_eq!(waiting["fault"], "the server does not answer");
}
