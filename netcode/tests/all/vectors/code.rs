//! Issuing, refusing and reading.

use netcode::code::{Code, Format, Identity, SiteKey, answer_row, answer_text};
use netcode::grant::{Grant, Layout};
use netcode::id::{GroupId, LockId, Serial};
use netcode::time::LockTime;
use serde_json::{Value, json};

use super::{area, rows, str_of, u32_of};

/// The identity of a row that names a lock or a group.
pub(super) fn identity(row: &Value) -> Identity {
    let site = SiteKey::from_hex(str_of(row, "site_key")).unwrap();
    match row["group"].as_str() {
        Some(group) => {
            let group = GroupId::parse(group).unwrap();
            Identity::group(site.group_key(group), group, row["generation"].as_u64().unwrap_or(0) as u32)
        }
        None => {
            let key = site.lock_key(&Serial::new(str_of(row, "serial")).unwrap());
            let initialised = LockTime::parse(str_of(row, "initialised")).unwrap();
            Identity::own(key, LockId::new(u32_of(row, "lock_id")).unwrap(), initialised)
        }
    }
}

fn format(row: &Value) -> Format {
    Format::new(Layout::parse(str_of(row, "layout")).unwrap(), u32_of(row, "digits") as u8).unwrap()
}

#[test]
fn every_issued_code_is_the_vector() {
    let mut files = area("code", "issue-");
    files.push("code/published.json".to_owned());
    for file in files {
        for row in rows(&file) {
            let issued =
                identity(&row).issue(format(&row), &Grant::from_value(&row["grant"]).unwrap()).unwrap();
            let got = json!([issued.code.as_str(), issued.epoch, issued.payload]);
            assert_eq!(got, json!([row["code"], row["epoch"], row["payload"]]), "{file}: {row}");
            let read = identity(&row).read(format(&row), &issued.code, issued.epoch).unwrap().unwrap();
            assert_eq!(read.grant.to_value(), Grant::from_value(&row["grant"]).unwrap().to_value());
        }
    }
}

#[test]
fn a_row_is_answered_with_itself_and_the_code() {
    for mut row in rows("code/published.json") {
        let expected = row.clone();
        let object = row.as_object_mut().unwrap();
        for answer in ["code", "epoch", "payload", "code_key", "lock_key"] {
            object.remove(answer);
        }
        object.insert("booking".into(), json!("B-1"));
        let answer = answer_row(&row).unwrap();
        assert_eq!(answer_text(&row.to_string()).unwrap(), answer.to_string());
        for field in ["code", "epoch", "payload"] {
            assert_eq!(answer[field], expected[field]);
        }
        for (field, value) in row.as_object().unwrap() {
            assert_eq!(&answer[field], value);
        }
        assert!(answer["starts"].is_string() && answer["ends"].is_string());
    }
}

#[test]
fn a_malformed_row_is_refused_with_its_code() {
    for case in rows("code/refused.json") {
        let error = answer_row(&case["row"]).expect_err(&case.to_string());
        assert_eq!(error.code(), str_of(&case, "error"), "{case}");
        assert!(!error.hint().is_empty() && !error.message().is_empty());
    }
}

#[test]
fn any_digits_read_as_the_vector_says() {
    for row in rows("code/read.json") {
        let code = Code::parse(str_of(&row, "code")).unwrap();
        let reading = identity(&row).read(format(&row), &code, u32_of(&row, "epoch")).unwrap();
        match row["grant"].as_object() {
            None => assert!(reading.is_none(), "{row}"),
            Some(_) => {
                let reading = reading.unwrap_or_else(|| panic!("{row}"));
                assert_eq!(reading.grant.to_value(), row["grant"]);
                assert_eq!(json!(reading.payload), row["payload"]);
            }
        }
    }
}

#[test]
fn windows_are_those_of_the_vector() {
    for row in rows("code/windows.json") {
        let grant = Grant::from_value(&row["grant"]).unwrap();
        assert_eq!(json!(grant.start()), row["starts"], "{row}");
        assert_eq!(json!(grant.ends()), row["ends"], "{row}");
        let by = grant.first_use_by(u32_of(&row, "first_use_hours"));
        assert_eq!(json!(by), row.get("first_use_by").cloned().unwrap_or(Value::Null), "{row}");
    }
}
