use serde_json::{Value, json};

use super::*;

fn builtin() -> &'static Catalogue {
    Catalogue::builtin().unwrap()
}

/// A good file to break: the reference lock under another name.
fn good() -> Value {
    let text = include_str!("../../catalogue/models/reference.json");
    let mut file: Value = serde_json::from_str(text).unwrap();
    file["id"] = json!("mine");
    file["aliases"] = json!([]);
    file
}

#[test]
fn every_model_passes_its_own_lint() {
    assert!(builtin().models().count() >= 10);
    for model in builtin().models() {
        assert!(!builtin().facts(&model.id).unwrap().is_empty());
    }
}

#[test]
fn aliases_resolve_whatever_their_case() {
    for (name, id) in [
        ("kl1060", "kl1000-netcode"),
        ("KL1000-NetCode-C2", "kl1000-netcode-c2"),
        ("cl4500", "cl4510"),
        ("cl4520", "cl4510"),
        ("CL5500", "cl5510"),
        ("cl5520", "cl5510"),
    ] {
        assert_eq!(builtin().get(name).unwrap().id, id);
    }
    assert_eq!(builtin().get("kl9").unwrap_err().code(), "catalogue.unknown_model");
}

#[test]
fn a_file_of_your_own_loads_and_is_found() {
    let mut catalogue = builtin().clone();
    let model = catalogue.add(&good().to_string()).unwrap();
    assert_eq!(model.id, "mine");
    assert_eq!(catalogue.fingerprint("mine").unwrap(), catalogue.fingerprint("reference").unwrap());
    assert_eq!(catalogue.add(&good().to_string()).unwrap_err().code(), "catalogue.refused");
}

#[test]
fn every_rule_finds_what_it_is_for() {
    type Break = fn(&mut Value);
    let cases: [(&str, &str, Break); 22] = [
        ("C001", "keypad.kyes", |file| file["keypad"]["kyes"] = json!("0")),
        ("C001", "timings.open_seconds.value", |file| {
            file["timings"]["open_seconds"]["value"] = json!("five")
        }),
        ("C001", "programs.set-clock.do", |file| file["programs"]["set-clock"]["do"] = json!("fly")),
        ("C002", "id", |file| file["id"] = json!("My Lock")),
        ("C002", "aliases", |file| file["aliases"] = json!(["kl1060"])),
        ("C003", "family", |file| file["family"] = json!("kl9000")),
        ("C004", "function", |file| file["function"]["source"] = json!(["HEARSAY"])),
        ("C005", "timings.open_seconds", |file| file["timings"]["open_seconds"]["note"] = json!("")),
        ("C006", "levels.master", |file| file["levels"]["master"]["factory"]["value"] = json!("1234567")),
        ("C007", "programs.set-clock", |file| file["programs"]["set-clock"]["number"] = json!("123")),
        ("C008", "programs.block-netcode", |file| {
            file["programs"]["block-twice"] = file["programs"]["block-netcode"].clone();
        }),
        ("C009", "programs.set-clock", |file| file["programs"]["set-clock"]["by"] = json!(["technician"])),
        ("C010", "programs.set-clock", |file| file["programs"]["set-clock"]["args"] = json!(["time"])),
        ("C011", "function", |file| file["function"]["value"] = json!("party")),
        ("C012", "netcode", |file| file["netcode"]["digits"]["value"] = json!(5)),
        ("C013", "timings.key_gap_seconds", |file| file["timings"]["key_gap_seconds"]["value"] = json!(0)),
        ("C014", "signals", |file| drop(file["signals"].as_object_mut().unwrap().remove("code_refused"))),
        ("C017", "keypad.shared", |file| {
            file["keypad"]["shared"] =
                json!({"value": ["12", "23"], "mark": "assumed", "note": "to be refused"})
        }),
        ("C018", "netcode", |file| drop(file.as_object_mut().unwrap().remove("clock"))),
        ("C018", "functions", |file| drop(file.as_object_mut().unwrap().remove("netcode"))),
        ("C016", "programs.set-clock", |file| {
            file["programs"]["set-clock"]["example"] = json!("#12345678 12")
        }),
        ("C019", "parameters.clock", |file| {
            file["parameters"]["clock"] =
                json!({"value": "switch", "mark": "assumed", "note": "to be refused"})
        }),
    ];
    for (rule, path, spoil) in cases {
        let mut file = good();
        spoil(&mut file);
        let findings = builtin().lint(&file.to_string()).unwrap();
        let hit = findings.iter().find(|finding| finding.rule == rule).unwrap_or_else(|| {
            panic!("{rule} did not find its fault: {findings:?}");
        });
        assert!(hit.path.contains(path), "{rule}: {hit:?}");
        assert!(!hit.remedy.is_empty() && !hit.message.is_empty());
        let error = builtin().clone().add(&file.to_string()).unwrap_err();
        assert_eq!(error.code(), "catalogue.refused");
        assert!(error.message().starts_with('C'), "{error:?}");
    }
    let mut file = good();
    file["keypad"]["program_key"]["value"] = json!("E");
    assert_eq!(builtin().lint(&file.to_string()).unwrap()[0].rule, "C015");
}

#[test]
fn dialogues_are_linted_as_programs_are() {
    type Break = fn(&mut Value);
    let cases: [(&str, &str, Break); 6] = [
        ("C008", "dialogues.add-code", |file| {
            file["dialogues"]["other"] = json!({"button": "program", "fields": ["guard", {"code": "user"}],
                "do": {"set_client": "code"}, "title": "t", "example": "program 1357 lock", "mark": "assumed", "note": "n"});
        }),
        ("C010", "dialogues.add-code", |file| file["dialogues"] = json!({"add-code": {"fields": ["guard"]}})),
        ("C015", "dialogues.add-code", |file| file["dialogues"] = json!({"add-code": {"button": "bell"}})),
        ("C015", "keypad.confirm", |file| {
            file["keypad"] = json!({"confirm": {"value": "bell", "mark": "assumed", "note": "n"}})
        }),
        ("C016", "dialogues.add-code", |file| {
            file["dialogues"] = json!({"add-code": {"example": "program 13 lock"}})
        }),
        ("C018", "dialogues", |file| file["keypad"] = json!({"confirm": null})),
    ];
    for (rule, path, spoil) in cases {
        let mut file = json!({"id": "mine", "family": "smartcode", "name": "mine", "dialogues": {}});
        assert_eq!(builtin().lint(&file.to_string()).unwrap(), []);
        spoil(&mut file);
        let findings = builtin().lint(&file.to_string()).unwrap();
        assert!(
            findings.iter().any(|found| found.rule == rule && found.path == path),
            "{rule}: {findings:?}"
        );
    }
}

#[test]
fn five_buttons_tell_625_codes_apart() {
    for (model, distinct) in
        [("kwikset-909", 625), ("kwikset-912", 625), ("kwikset-913", 10_000), ("cl5510", 10_000)]
    {
        assert_eq!(builtin().get(model).unwrap().distinct_codes(4), distinct);
    }
    let lock = builtin().get("kwikset-910").unwrap();
    assert_eq!(lock.distinct_codes(8), 390_625);
    assert_eq!(lock.as_pressed("1234567890"), "1133557799");
    let codes: std::collections::BTreeSet<_> =
        (0..10_000).map(|n| lock.as_pressed(&std::format!("{n:04}"))).collect();
    assert_eq!(codes.len(), 625);
}

#[test]
fn what_sources_dispute_stays_visible() {
    let disputed = |path: &str| {
        let facts = builtin().facts("kwikset-910").unwrap();
        facts.iter().find(|row| row.path == path).map(|row| row.disputed.clone()).unwrap_or_default()
    };
    let wrong = disputed("timings.wrong_codes");
    assert_eq!((wrong.len(), &wrong[0]["value"]), (1, &json!(5)));
    assert_eq!(disputed("signals.reset_done")[0]["value"], json!(["green", "beep"]));
    let mut file = json!({"id": "mine", "family": "smartcode", "name": "mine", "timings": {
        "wrong_codes": {"value": 3, "mark": "assumed", "note": "n", "disputed": [{"value": 5, "source": ["HEARSAY"]}]}}});
    assert_eq!(builtin().lint(&file.to_string()).unwrap()[0].rule, "C004");
    file["timings"]["wrong_codes"]["disputed"][0]["source"] = json!(["KW-ADVICE"]);
    assert_eq!(builtin().lint(&file.to_string()).unwrap(), []);
}

#[test]
fn a_parameter_has_bounds_that_a_lock_takes() {
    let smart = |change: &dyn Fn(&mut Value)| {
        let mut file = json!({"id": "mine", "family": "cl-smart", "name": "mine"});
        change(&mut file);
        builtin().lint(&file.to_string()).unwrap()
    };
    assert_eq!(smart(&|_| ()), []);
    for (parameter, value) in [
        ("relock-delay", json!({"seconds": {"from": 30, "to": 2}})),
        ("relock-delay", json!("switch")),
        ("active-periods", json!({"periods": {"places": 11}})),
        ("phone-clients", json!({"phones": {"places": 0}})),
        ("netcode-modes", json!({"modes": [["urm", "acc"]]})),
        ("netcode-modes", json!({"modes": [["urm"]]})),
    ] {
        let findings = smart(&|file| {
            file["parameters"] =
                json!({parameter: {"value": value, "mark": "assumed", "note": "to be refused"}});
        });
        assert_eq!(findings[0].rule, "C019", "{value}");
    }
    assert_eq!(smart(&|file| file["features"] = json!({"codes": null}))[0].path, "parameters.codes");
}

#[test]
fn text_that_is_no_object_is_told_so() {
    for text in ["", "[]", "{", "7"] {
        assert_eq!(builtin().clone().add(text).unwrap_err().code(), "catalogue.malformed", "{text}");
    }
}

#[test]
fn rules_are_numbered_in_order() {
    for (at, rule) in RULES.iter().enumerate() {
        assert_eq!(rule.id, std::format!("C{:03}", at + 1));
    }
}

#[test]
fn the_readme_lists_every_rule_and_the_schema_every_field() {
    let readme = include_str!("../../catalogue/README.md");
    for rule in RULES {
        let row = std::format!("| {} | {}", rule.id, rule.asks.split(':').next().unwrap().trim_end());
        let row = row.replace("sources.json", "`sources.json`");
        assert!(readme.contains(&row), "the README lacks `{row}`");
    }
    // Every name a file uses is one the schema knows.
    let schema = include_str!("../../catalogue/schema.json");
    for model in builtin().models() {
        for row in builtin().facts(&model.id).unwrap() {
            let mut parts = row.path.split('.');
            let (area, name) = (parts.next().unwrap(), parts.next());
            let free =
                ["functions", "programs", "dialogues", "procedures", "inputs", "about"].contains(&area);
            for known in core::iter::once(area).chain(name.filter(|_| !free)) {
                assert!(schema.contains(&std::format!("\"{known}\"")), "the schema lacks `{known}`");
            }
        }
    }
}

#[test]
fn neighbours_differ_in_data_alone() {
    let number = |model: &str, program: &str| builtin().get(model).unwrap().programs[program].number.clone();
    assert_eq!(number("kl1000-netcode-c2", "set-technician"), "99");
    assert_eq!(number("kl1000-g3-netcode", "factory-reset"), "99");
    let prints: Vec<_> = builtin().models().map(|model| builtin().fingerprint(&model.id).unwrap()).collect();
    assert_eq!(prints.len(), builtin().models().count());
    assert_ne!(
        builtin().fingerprint("kl1000-netcode-c2").unwrap(),
        builtin().fingerprint("kl1000-netcode-d").unwrap()
    );
}
