use std::string::String;
use std::vec::Vec;

use serde_json::{Value, json};

use super::*;
use crate::catalogue::Catalogue;

fn end(model: &str, answers: &[&str]) -> (String, Option<End>) {
    let answers: Vec<String> = answers.iter().map(|answer| String::from(*answer)).collect();
    let step = troubleshoot(model, &answers).unwrap().step;
    (step.id, step.end)
}

#[test]
fn every_guide_is_sound_and_every_maker_has_one() {
    assert_eq!(guides().unwrap().len(), 3);
    for model in Catalogue::builtin().unwrap().models().filter(|model| model.id != "reference") {
        let walk = troubleshoot(&model.id, &[]).unwrap();
        assert!(walk.step.answers.len() >= 2 && !walk.sources.is_empty(), "{}", model.id);
    }
    assert_eq!(troubleshoot("reference", &[]).unwrap_err().code(), "advise.guide_unknown");
    assert_eq!(troubleshoot("yale", &[]).unwrap_err().code(), "catalogue.unknown_model");
}

/// Each entry of the portal's list of questions leads to its remedy.
#[test]
fn the_questions_asked_of_the_portal_have_their_answers() {
    let says = |model: &str, answers: &[&str], word: &str| {
        let answers: Vec<String> = answers.iter().map(|answer| String::from(*answer)).collect();
        let step = troubleshoot(model, &answers).unwrap().step;
        assert!(step.end.is_some() && step.act.contains(word), "{model} {answers:?}: {}", step.act);
    };
    says("CL4510", &["red-at-star"], "Feature Selection");
    says("cl5510", &["red-after-code", "rental-off"], "Modes");
    says("cl5510", &["red-after-code", "changed"], "mode that is on");
    says("kl1060", &["red-after-code", "function"], "initialisation");
    says("portal", &["sms", "yes"], "160");
    says("portal", &["whitelist", "yes"], "country code");
    says("portal", &["access-key", "no"], "administrator");
    says("portal", &["mode"], "mode that is on");
    says("portal", &["short"], "hour");
    says("portal", &["associated-user"], "support");
    says("portal", &["other"], "support");
    let step = troubleshoot("portal", &["access-key".into()]).unwrap().step;
    assert!(step.act.contains("Settings, User Info, Access Key"));
}

#[test]
fn a_lock_without_a_prefix_is_not_asked_about_it() {
    let answers = |model: &str| -> Vec<String> {
        troubleshoot(model, &[]).unwrap().step.answers.into_iter().map(|choice| choice.answer).collect()
    };
    assert!(answers("cl4510").contains(&"red-at-star".into()));
    assert!(!answers("kl1000-netcode-c2").contains(&"red-at-star".into()));
    assert!(answers("codelocks-netcode").contains(&"red-at-star".into()));
    let refused = troubleshoot("kl1060", &["red-at-star".into()]).unwrap_err();
    assert_eq!(refused.code(), "advise.answer_unknown");
    assert!(refused.hint().contains("red-after-code"), "{}", refused.hint());
}

#[test]
fn a_kwikset_walk_ends_where_the_sources_lead() {
    let guide = "kwikset-smartcode";
    assert_eq!(end(guide, &["opens"]), ("code-was-wrong".into(), Some(End::Fix)));
    assert_eq!(end(guide, &["shut", "opens"]), ("code-was-wrong".into(), Some(End::Fix)));
    let inside = ["shut", "shut", "none", "opens-by-key"];
    let then = |more: &[&str]| end(guide, &[&inside[..], more].concat());
    assert_eq!(then(&["low-or-old"]), ("cells-first".into(), Some(End::Fix)));
    assert_eq!(then(&["wrong-kind"]), ("wrong-cells".into(), Some(End::Fix)));
    assert_eq!(then(&["good", "red"]), ("handing-again".into(), Some(End::Fix)));
    assert_eq!(then(&["good", "green", "no"]), ("other-code".into(), Some(End::Fix)));
    assert_eq!(then(&["good", "green", "yes", "opens"]), ("use-new-code".into(), Some(End::Fix)));
    assert_eq!(then(&["good", "green", "yes", "shut"]), ("reset".into(), Some(End::Reset)));
    assert_eq!(end(guide, &["shut", "shut", "none", "stays-shut"]).1, Some(End::KeyOrLocksmith));
    assert_eq!(end(guide, &["shut", "shut", "fifteen-red"]), ("lock-out".into(), Some(End::Fix)));
    let reset = troubleshoot(
        guide,
        &["shut", "shut", "none", "opens-by-key", "good", "green", "yes", "shut"].map(String::from),
    );
    let costs = reset.unwrap().step.consequences.join("; ");
    for lost in ["user code", "side of the door", "hub"] {
        assert!(costs.contains(lost), "{costs}");
    }
}

/// Where sources contradict one another both are told, with who says it.
#[test]
fn conflicts_of_the_sources_stay_visible() {
    let says = |step: &str| -> Vec<String> {
        let guide = guides().unwrap().iter().find(|guide| guide.step(step).is_some()).unwrap();
        guide.step(step).unwrap().conflicts.iter().map(|conflict| conflict.says.clone()).collect()
    };
    let all = |step: &str, words: [&str; 2]| {
        let says = says(step);
        assert!(words.iter().all(|word| says.iter().any(|said| said.contains(word))), "{says:?}");
    };
    all("lock-out", ["three wrong codes", "five wrong codes"]);
    all("reset", ["beeps twice", "beeps once"]);
    all("handing", ["pressed and held", "pressed once"]);
    all("which-mode", ["never on together", "both"]);
}

#[test]
fn unsound_guides_are_refused() {
    let fine = json!({
        "id": "g", "title": "t", "makers": [],
        "steps": [
            {"id": "a", "do": "x", "look": "y?", "mark": "assumed", "source": [],
             "answers": [{"answer": "p", "means": "m", "next": "b"}, {"answer": "q", "means": "m", "next": "c"}]},
            {"id": "b", "do": "x", "mark": "stated", "source": ["S-FAQ"], "end": "fix"},
            {"id": "c", "do": "x", "mark": "assumed", "source": [], "end": "reset", "consequences": ["all is lost"]},
        ],
    });
    assert!(Guide::parse(&fine.to_string()).is_ok());
    type Break = fn(&mut Value);
    let breaks: [(Break, &str); 12] = [
        (|guide| guide["steps"] = json!([]), "no step"),
        (|guide| guide["colour"] = json!("red"), "cannot be read"),
        (
            |guide| {
                guide["steps"][2]["id"] = json!("b");
                guide["steps"][0]["answers"][1]["next"] = json!("b");
            },
            "name of another",
        ),
        (|guide| guide["steps"][0]["answers"][0]["next"] = json!("c"), "reached by no answer"),
        (|guide| guide["steps"][0]["answers"][0]["next"] = json!("a"), "no later step"),
        (|guide| guide["steps"][0]["answers"][1]["answer"] = json!("p"), "different answers"),
        (|guide| guide["steps"][0]["look"] = Value::Null, "without one"),
        (|guide| drop(guide["steps"][1].as_object_mut().unwrap().remove("end")), "without any"),
        (|guide| guide["steps"][1]["source"] = json!([]), "no source"),
        (|guide| guide["steps"][1]["source"] = json!(["NOBODY"]), "catalogue lacks"),
        (|guide| guide["steps"][2]["consequences"] = json!([]), "consequences"),
        (|guide| guide["steps"][1]["conflicts"] = json!([{"says": "no", "source": []}]), "conflict"),
    ];
    for (break_it, word) in breaks {
        let mut guide = fine.clone();
        break_it(&mut guide);
        let error = Guide::parse(&guide.to_string()).unwrap_err();
        assert_eq!(error.code(), "advise.guide_malformed");
        assert!(error.to_string().contains(word), "{error}: not `{word}`");
    }
}
