//! Twins against their vectors, and the promises of the engine.

use netcode::catalogue::Catalogue;
use netcode::script::{Line, Script};
use serde_json::{Map, Value, json};

use crate::sources::{code_of, files, has_word, read, root};

/// A case as a script: its steps without what is expected of them.
fn script(case: &Value) -> Script {
    let mut script: Map<String, Value> = ["model", "start", "site_key", "serial"]
        .iter()
        .filter_map(|key| Some(((*key).into(), case.get(key)?.clone())))
        .collect();
    let steps = case["steps"].as_array().unwrap().iter().map(|step| step["do"].clone()).collect();
    script.insert("steps".into(), Value::Array(steps));
    Script::parse(&Value::Object(script).to_string())
        .unwrap_or_else(|error| panic!("{}: {error:?}", case["name"]))
}

/// What a line says, in the form of the vectors.
fn said(line: &Line) -> Value {
    let line = serde_json::to_value(line).unwrap();
    if let Some(error) = line.get("error") {
        return json!({"error": error["code"]});
    }
    let mut said = json!({"effects": line["effects"], "bolt": line["bolt"]});
    for key in ["ignored", "app"] {
        if let Some(also) = line.get(key) {
            said[key] = also.clone();
        }
    }
    said
}

/// One step a line, so that a change shows as the lines it touches.
fn written(cases: &[Value]) -> String {
    let mut text = String::from("[\n");
    for (at, case) in cases.iter().enumerate() {
        let head: Vec<String> = ["name", "model", "start", "site_key", "serial"]
            .iter()
            .filter_map(|key| Some(format!("\"{key}\": {}", case.get(key)?)))
            .collect();
        text += &format!("  {{{}, \"steps\": [\n", head.join(", "));
        let steps = case["steps"].as_array().unwrap();
        for (at, step) in steps.iter().enumerate() {
            let keys = ["do", "effects", "bolt", "ignored", "app", "error"];
            let parts: Vec<String> =
                keys.iter().filter_map(|key| Some(format!("\"{key}\": {}", step.get(key)?))).collect();
            text += &format!("    {{{}}}{}\n", parts.join(", "), if at + 1 < steps.len() { "," } else { "" });
        }
        text += &format!("  ]}}{}\n", if at + 1 < cases.len() { "," } else { "" });
    }
    text + "]\n"
}

/// With `NETCODE_WRITE` set the answers are written instead of compared; they are then read by a person.
#[test]
#[expect(clippy::disallowed_methods, reason = "the switch and the files belong to the test command")]
fn twins_answer_as_their_vectors_say() {
    let catalogue = Catalogue::builtin().unwrap();
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (path, text) in files("vectors/twin", &[".json"]) {
        let mut cases: Vec<Value> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in &mut cases {
            let lines = script(case).run(catalogue).unwrap();
            seen += 1;
            let name = case["name"].clone();
            for (line, step) in lines.iter().zip(case["steps"].as_array_mut().unwrap()) {
                let mut expected = step.clone();
                expected.as_object_mut().unwrap().remove("do");
                let said = said(line);
                if expected != said {
                    wrong.push(format!("{}: {name}: {}: {expected} but {said}", path.display(), step["do"]));
                }
                let mut new = json!({"do": step["do"]});
                new.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
                *step = new;
            }
        }
        if std::env::var_os("NETCODE_WRITE").is_some() {
            std::fs::write(&path, written(&cases)).unwrap();
            wrong.clear();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 0, "no vectors were found");
}

#[test]
fn the_engine_names_no_model() {
    let names: Vec<String> = Catalogue::builtin()
        .unwrap()
        .models()
        .flat_map(|model| core::iter::once(model.id.clone()).chain(model.aliases.clone()))
        .filter(|name| name != "reference")
        .collect();
    for (path, text) in files("netcode/src/twin", &[".rs"]) {
        if path.ends_with("tests.rs") || path.ends_with("tests_doors.rs") {
            continue;
        }
        let code = code_of(&text).to_ascii_lowercase();
        for name in &names {
            assert!(!has_word(&code, name), "{} names the model `{name}`", path.display());
        }
        assert!(!code.contains("\"reference\""), "{} names a model", path.display());
    }
    assert!(read(&root().join("netcode/src/twin/mod.rs")).contains("step"), "the sources were read");
}

/// Every program of every model is run to its end by some vector.
#[test]
fn every_program_has_a_vector() {
    use netcode::twin::{Effect, Identity, Record};
    let catalogue = Catalogue::builtin().unwrap();
    let mut run = std::collections::BTreeSet::new();
    for (_, text) in files("vectors/twin", &[".json"]) {
        let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
        for case in &cases {
            let model = catalogue.get(case["model"].as_str().unwrap()).unwrap();
            let (_, answers) = script(case).trace().replay(catalogue, &Identity::example().unwrap()).unwrap();
            for effect in answers.into_iter().flatten().flatten() {
                if let Effect::Log(record) = effect
                    && let Record::Programmed { program, .. } = *record
                {
                    run.insert((model.id.clone(), program));
                }
            }
        }
    }
    let all = catalogue.models().flat_map(|model| {
        let names = model.programs.keys().chain(model.dialogues.keys());
        names.map(|name| (model.id.clone(), name.clone())).collect::<Vec<_>>()
    });
    let missing: Vec<_> = all.filter(|program| !run.contains(program)).collect();
    assert!(missing.is_empty(), "no vector runs {missing:?}");
}

/// The page about twins shows a script; it runs, and its code opens with other digits on the same buttons.
#[test]
fn the_script_of_the_page_runs() {
    let page = read(&root().join("docs/twin.md"));
    let script = page.split("```json").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let lines = Script::parse(script).unwrap().run(Catalogue::builtin().unwrap()).unwrap();
    assert_eq!(lines[2].effects(), ["green", "beep"]);
    assert_eq!(lines[3].effects(), ["green", "unlock"]);
    assert_eq!(lines[5].effects(), ["lock"]);
}
