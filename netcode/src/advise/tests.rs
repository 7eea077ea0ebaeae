use std::sync::Arc;
use std::vec::Vec;

use chrono::{DateTime, Utc};

use super::knowledge::Knowledge;
use super::*;
use crate::catalogue::{Catalogue, EntryRule, Mark, Model};
use crate::code::{Format, Identity, Profile, SiteKey};
use crate::grant::{Grant, Layout, Mode, Term};
use crate::id::{LockId, Serial};
use crate::stay::Door;
use crate::time::{ClockEvent, ClockRule, LockClock, LockTime, Zone};

const RULE: ClockRule = ClockRule::StandardTime;

fn time(text: &str) -> LockTime {
    LockTime::parse(text).unwrap()
}

fn zone() -> Zone {
    Zone::parse("Europe/London").unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    zone().to_civil(RULE, time(text)).to_utc()
}

fn own(serial: &str) -> Identity {
    let key = SiteKey::new([7; 32]).lock_key(&Serial::new(serial).unwrap());
    Identity::own(key, LockId::new(123_456).unwrap(), time("2026-01-15T09:30"))
}

fn model(name: &str) -> Option<Arc<Model>> {
    Some(Catalogue::builtin().unwrap().get(name).unwrap().clone())
}

/// A lock with `acc` codes for three stays of four days; Brook's runs from 1 to 5 May.
fn known(name: &str) -> Known {
    let profile = Profile::new(Format::new(Layout::S, 7).unwrap(), &[Mode::Acc]).unwrap();
    let set = ClockEvent::Set { at: at("2026-01-15T09:30"), within_seconds: 60 };
    let clock = LockClock::new(zone(), RULE, 20).unwrap().with_event(set).unwrap();
    let handed =
        [("Ames", "2026-04-27"), ("Brook", "2026-05-01"), ("Cole", "2026-05-05")].map(|(id, day)| {
            let start = time(&std::format!("{day}T00:00"));
            let grant = Grant::new(Mode::Acc, start, Term::Days(4)).unwrap();
            let code = own("A").issue(profile.format(), &grant).unwrap().code;
            Handed { id: id.into(), code, grant, used: None, blocked: None }
        });
    Known {
        door: Door::new(profile, clock),
        identity: own("A"),
        handed: handed.into(),
        former: Vec::new(),
        others: std::vec![OtherLock { name: "cellar".into(), identity: own("B") }],
        model: model(name),
        refused_lately: 0,
        battery_warned: false,
    }
}

fn ask(known: &Known, typed: &str, when: &str, signal: Signal) -> Explanation {
    explain(known, &Attempt::new(typed, at(when), signal).unwrap()).unwrap()
}

fn brook(known: &Known) -> std::string::String {
    known.handed[1].code.as_str().into()
}

#[test]
fn names_read_back_and_others_are_refused() {
    for signal in Signal::ALL {
        assert_eq!(Signal::parse(signal.as_str()).unwrap(), signal);
    }
    for question in Question::ALL {
        assert_eq!(Question::parse(question.as_str()).unwrap(), question);
        assert!(question.text().ends_with('?'));
    }
    assert_eq!(Signal::parse("green").unwrap_err().code(), "advise.signal_unknown");
    assert_eq!(Question::parse("why").unwrap_err().code(), "advise.question_unknown");
    for bad in ["", "*", "12a", "1234567890123"] {
        let error = Attempt::new(bad, at("2026-05-01T10:00"), Signal::Red).unwrap_err();
        assert_eq!(error.code(), "code.malformed");
    }
    let secret = Attempt::new("7654321", at("2026-05-01T10:00"), Signal::Red).unwrap();
    assert!(!std::format!("{secret:?}").contains("7654321"));
}

/// Every cause has a prior and a remedy with a source or, where there is none, a reason.
#[test]
fn what_is_known_of_the_causes_has_its_sources() {
    let catalogue = Catalogue::builtin().unwrap();
    let mut sum = 0.0;
    for cause in Cause::ALL {
        assert_eq!(serde_json::json!(cause), cause.as_str());
        let belief = cause.belief().unwrap();
        sum += belief.prior.value;
        assert!(!belief.remedy.value.is_empty() && !belief.remedy.value.ends_with('.'));
        for (mark, source, note) in [
            (belief.prior.mark, &belief.prior.source, &belief.prior.note),
            (belief.remedy.mark, &belief.remedy.source, &belief.remedy.note),
        ] {
            assert!(source.iter().all(|key| catalogue.source(key).is_some()), "{cause}: {source:?}");
            assert!(if mark == Mark::Assumed { note.is_some() } else { !source.is_empty() }, "{cause}");
        }
    }
    assert!((sum - 1.0_f64).abs() < 1e-9, "{sum}");
    for (causes, measured) in [("{", "{}"), ("{}", r#"{"clues": {}, "answers": {}}"#)] {
        let error = Knowledge::parse(causes, measured).unwrap_err();
        assert_eq!(error.code(), "advise.knowledge_malformed");
    }
}

#[test]
fn the_answer_says_by_how_much_and_about_what() {
    let known = known("kl1000-netcode-c2");
    let said = ask(&known, &brook(&known), "2026-04-30T21:50", Signal::Red);
    let first = &said.findings[0];
    assert_eq!(
        (first.cause, first.minutes, first.about.as_deref()),
        (Cause::TooEarly, Some(130), Some("Brook"))
    );
    assert!(first.evidence.ends_with("in 2 h 10 min"), "{}", first.evidence);
    let value = said.to_value();
    assert_eq!(value["causes"][0]["cause"], "too-early");
    assert_eq!(value["clues"][0], serde_json::json!({"clue": "record", "value": "too-early"}));
    let sum: f64 = said.findings.iter().map(|finding| finding.likelihood).sum();
    assert!((0.97..=1.000_001).contains(&sum));
    let said = ask(&known, &brook(&known), "2026-05-02T01:30", Signal::Red);
    assert_eq!((said.findings[0].cause, said.findings[0].minutes), (Cause::NeverValidated, Some(90)));
    let said = ask(&known, &brook(&known), "2026-05-06T00:00", Signal::Red);
    assert_eq!((said.findings[0].cause, said.findings[0].minutes), (Cause::TooLate, Some(1440)));
}

#[test]
fn slips_and_codes_of_other_doors_are_named() {
    let known = known("kl1000-netcode-c2");
    let code = brook(&known);
    let first = |typed: &str| {
        let said = ask(&known, typed, "2026-05-01T10:00", Signal::Red);
        (said.findings[0].cause, said.findings[0].about.clone().unwrap_or_default())
    };
    let mut digits: Vec<u8> = code.bytes().collect();
    digits[2] = b'0' + (digits[2] - b'0' + 3) % 10;
    let wrong = std::string::String::from_utf8(digits).unwrap();
    assert_eq!(first(&wrong), (Cause::DigitWrong, "Brook".into()));
    assert_eq!(first(&code[1..]), (Cause::DigitMissing, "Brook".into()));
    assert_eq!(first(&std::format!("{code}0")), (Cause::DigitExtra, "Brook".into()));
    let grant = known.handed[1].grant;
    let cellar = own("B").issue(known.door.profile().format(), &grant).unwrap().code;
    assert_eq!(first(cellar.as_str()), (Cause::OtherLock, "cellar".into()));
}

/// One red light and a code that should open: the answer says what it cannot tell apart, and asks.
#[test]
fn what_one_light_cannot_tell_is_asked() {
    let known = known("kl1000-netcode-c2");
    let said = ask(&known, &brook(&known), "2026-05-01T10:00", Signal::Red);
    assert!((2..=4).contains(&said.tie.len()), "{:?}", said.tie);
    let question = said.next.unwrap();
    let attempt = Attempt::new(&brook(&known), at("2026-05-01T10:00"), Signal::Red).unwrap();
    let both = [true, false].map(|yes| {
        let then = explain(&known, &attempt.clone().answered(question, yes)).unwrap();
        assert_ne!(then.next, Some(question));
        then.findings[0].cause
    });
    assert_ne!(both[0], both[1], "{question:?}");
    // Nobody looked: more is open, and no more is claimed.
    let unseen = ask(&known, &brook(&known), "2026-05-01T10:00", Signal::Unseen);
    assert!(unseen.next.is_some() && unseen.findings.len() > said.findings.len());
}

/// What a lock cannot have is not suspected.
#[test]
fn the_model_rules_causes_out() {
    let has = |name: &str, cause: Cause| {
        let known = known(name);
        let said = ask(&known, &brook(&known), "2026-05-01T10:00", Signal::Red);
        said.findings.iter().any(|finding| finding.cause == cause)
    };
    assert!(has("cl5510", Cause::StarMissing) && !has("kl1000-netcode-c2", Cause::StarMissing));
    assert!(has("kl1000-netcode-c2", Cause::FeatureOff) && !has("reference", Cause::FeatureOff));
    let mut unknown = known("reference");
    unknown.model = None;
    let said = ask(&unknown, &brook(&unknown), "2026-05-01T10:00", Signal::Silent);
    assert_eq!(said.findings[0].cause, Cause::LowBattery);
}

#[test]
fn records_are_read_in_both_shapes() {
    let zone = zone();
    let grant = r#"{"mode": "acc", "start": "2026-07-01T00:00", "days": 3}"#;
    let array = std::format!(
        r#"[{{"stay": "A", "code": "0012345", "grant": {grant}, "credits": 1}}, {{"stay": "B", "error": {{}}}}]"#
    );
    let records = Records::from_json(&array, zone).unwrap();
    assert_eq!((records.handed.len(), records.handed[0].id.as_str()), (1, "A"));
    let object = std::format!(
        r#"{{"issued": [{{"id": "A", "codes": [{{"code": "0012345", "grant": {grant}}}], "used": "2026-07-01T10:00"}}], "former": ["2026-01-01T10:00"]}}"#
    );
    let records = Records::from_json(&object, zone).unwrap();
    assert!(records.handed[0].used.is_some() && records.former.len() == 1);
    let many = std::format!("[{}]", std::vec!["0"; 10_001].join(","));
    for bad in ["", "7", r#"{"codes": []}"#, r#"[{"id": "A"}]"#, r#"[{"code": "1"}]"#, many.as_str()] {
        assert_eq!(
            Records::from_json(bad, zone).unwrap_err().code(),
            "advise.records_malformed",
            "{bad:.30}"
        );
    }
}

#[test]
fn a_wrong_name_in_the_log_is_explained_by_the_buttons() {
    let catalogue = Catalogue::builtin().unwrap();
    let codes = r#"{"Ann": "1357", "Ben": "2468", "Cy": "24685", "Di": "9999", "Ed": "1357"}"#;
    let codes = NamedCodes::from_json(codes).unwrap();
    let cause = |model: &str, was: &str, logged: &str| {
        explain_log(catalogue.get(model).unwrap(), &codes, was, logged).unwrap()
    };
    for model in ["kwikset-909", "kwikset-910", "kwikset-911", "kwikset-912"] {
        let said = cause(model, "Ann", "Ben");
        assert_eq!((said.cause, said.alike.join(" ")), (LogCause::SameButtons, "Ben Ed".into()), "{model}");
        assert!(said.evidence.contains("12, 34, 56, 78, 90"), "{}", said.evidence);
        assert_eq!(cause(model, "Cy", "Ben").cause, LogCause::OtherCode);
        assert_eq!(cause(model, "Di", "Ben").cause, LogCause::OtherCode);
    }
    // A lock that opens as soon as a code is complete never gets to the end of a longer one.
    let mut eager = Model::clone(catalogue.get("kwikset-910").unwrap());
    eager.keypad.entry.as_mut().unwrap().value = EntryRule::FirstMatch;
    assert_eq!(explain_log(&eager, &codes, "Cy", "Ben").unwrap().cause, LogCause::BeginsAlike);
    assert_eq!(cause("kwikset-914", "Ann", "Ben").cause, LogCause::OtherCode);
    assert_eq!(cause("kwikset-914", "Ann", "Ed").cause, LogCause::SameDigits);
    let nobody = explain_log(catalogue.get("kwikset-910").unwrap(), &codes, "Ann", "Flo").unwrap_err();
    assert_eq!(nobody.code(), "advise.name_unknown");
    assert!(!std::format!("{codes:?}").contains("1357"));
    for bad in ["", "{}", "[]", r#"{"Ann": 1357}"#, r#"{"Ann": ""}"#, r#"{"Ann": "12a4"}"#] {
        assert_eq!(NamedCodes::from_json(bad).unwrap_err().code(), "advise.codes_malformed", "{bad}");
    }
}
