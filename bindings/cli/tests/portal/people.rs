//! What a person does about themselves from the shell, and what a courier of one's own does.

use serde_json::Value;

use super::{Place, issue, read};

/// The token of the newest link in the spool.
fn token(place: &Place, page: &str) -> String {
    place.ok(&["outbox", "drain", "--spool", "spool.jsonl"]);
    let spool = read(&place.folder.path().join("spool.jsonl"));
    let mails = spool.lines().rev().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let texts: Vec<String> = mails.map(|mail| mail["text"].as_str().unwrap().to_owned()).collect();
    let link = texts.iter().flat_map(|text| text.lines()).find(|line| line.contains(page)).unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}

#[test]
fn passwords_and_addresses_are_changed_and_support_is_told() {
    let place = Place::new(None, "ann@example.org");
    place.begin();
    place.ok_with(&["account", "change-password"], "Sesame-Open-9\nFresh-Word-42\n");
    let over = place.run(&["account", "show"], "");
    assert!(String::from_utf8_lossy(&over.stderr).contains("portal.session_invalid"));
    place.ok_with(&["account", "sign-in", "ann@example.org"], "Fresh-Word-42\n");
    place.ok_with(&["account", "request-email", "new@example.org"], "Fresh-Word-42\n");
    place.ok(&["account", "confirm-email", &token(&place, "/email/")]);
    place.ok_with(&["account", "sign-in", "new@example.org"], "Fresh-Word-42\n");
    assert_eq!(place.ok(&["account", "show"])["role"], "owner");
    place.ok(&["report", "the code 0012345 flashes red", "--diagnosis", "too early by 2 h"]);
    place.ok(&["outbox", "drain", "--spool", "spool.jsonl"]);
    let spool = read(&place.folder.path().join("spool.jsonl"));
    assert!(spool.contains("the code [digits] flashes red") && !spool.contains("0012345"));
    place.ok(&["account", "reset", "new@example.org"]);
    place.ok(&["account", "set-password", &token(&place, "/password/")]);
    place.ok(&["account", "sign-in", "new@example.org"]);
}

#[test]
fn a_courier_of_ones_own_claims_and_settles() {
    let place = Place::new(None, "ann@example.org");
    let lock = place.begin();
    let mut args = issue("texted", &lock);
    args.extend(["--sms", "447400123456"]);
    let issued = place.ok(&args);
    let faults = place.ok(&["outbox", "check", "--to", "07400 123456", "“hello”"]);
    assert_eq!(faults["faults"].as_array().unwrap().len(), 2);
    let claimed = place.ok(&["outbox", "claim"]);
    let message = claimed[0]["id"].as_str().unwrap();
    assert_eq!(claimed[0]["id"], issued["messages"][0]);
    assert!(claimed[0]["text"].as_str().unwrap().contains(issued["code"].as_str().unwrap()));
    assert_eq!(place.run(&["outbox", "settle", message, "perhaps"], "").status.code(), Some(2));
    place.ok(&["outbox", "settle", message, "never", "--reason", "no such number"]);
    assert_eq!(place.ok(&["credits", "balance"])["available"].as_i64(), Some(19), "the credit came back");
    // Phones that ask, from the shell.
    let sms_id = place.ok(&["lock", "show", &lock])["sms_id"].as_str().unwrap().to_owned();
    place.ok(&["phone", "add", "Bo", "447400123456"]);
    let answer = place.ok(&["phone", "ask", "--message", "m1", "--from", "447400123456", &sms_id]);
    assert_eq!(answer["number"].as_i64(), Some(2));
    assert_eq!(place.ok(&["phone", "list"])[0]["phone"], "447400123456");
    place.ok(&["phone", "remove", "447400123456"]);
    let guest = place.ok(&["user", "invite", "g@example.org", "Gus", "--limits", r#"{"days_max": 2}"#]);
    let id = guest["id"].as_str().unwrap();
    place.ok(&["user", "change", id, "--role", "associate"]);
    let users = place.ok(&["user", "list"]);
    let user = users.as_array().unwrap().iter().find(|user| user["id"] == id).unwrap();
    assert_eq!(user["role"], "associate");
    place.ok(&["user", "remove", id]);
    assert_eq!(place.ok(&["audit", "list", "--limit", "1"])["records"][0]["action"], "user.removed");
    assert_eq!(
        place.ok(&["lock", "list", "--search", "SEA"])["locks"][0]["id"].as_str(),
        Some(lock.as_str())
    );
    place.ok(&["code", "list", "--filter", r#"{"origin": "sms"}"#]);
    place.ok(&["credits", "statement"]);
    place.ok(&["lock", "delete", &lock]);
    place.ok(&["account", "close"]);
}
