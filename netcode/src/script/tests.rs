use super::*;
use crate::twin::App;

#[test]
fn a_trace_shrinks_to_what_matters() {
    let catalogue = Catalogue::builtin().unwrap();
    let script = Script::parse(
        r##"{"model": "kl1000-netcode-c2", "start": "2026-07-01T12:00:00", "steps": [
            {"keys": "1111"}, {"wait": "1h"}, {"battery": "low"}, {"keys": "2244"}, {"wait": "2h"}, {"keys": "3333"}]}"##,
    )
    .unwrap();
    let mut shows = |trace: &Trace| {
        let (_, answers) = trace.replay(catalogue, &Identity::example().unwrap()).unwrap();
        answers.into_iter().flatten().flatten().any(|effect| effect == Effect::Bolt(Bolt::Unlocked))
    };
    let small = script.trace().shrink(&mut shows);
    assert!(shows(&small));
    assert_eq!(small.events().len(), 5, "four keys and the end of the entry: {small:?}");
}

#[test]
fn a_script_is_read_strictly() {
    let script = |steps: &str| {
        Script::parse(&std::format!(
            r#"{{"model": "cl5510", "start": "2026-07-01T12:00:00", "steps": [{steps}]}}"#
        ))
    };
    for good in
        [r#"{"wait": "1d2h"}"#, r#"{"keys": "1", "more": true}"#, r#"{"button": "program", "hold": "30s"}"#]
    {
        script(good).unwrap();
    }
    for bad in [
        r#"{"kyes": "1"}"#,
        r#"{"keys": "1", "wait": "1s"}"#,
        "{}",
        r#"{"wait": "1"}"#,
        r#"{"wait": "soon"}"#,
        r#"{"wait": "40000d"}"#,
        r#"{"wait": "1s", "more": true}"#,
        r#"{"keys": "1", "hold": "1s"}"#,
        r#"{"input": "rem2"}"#,
        r#"{"battery": "flat"}"#,
        r#"{"set": {"colour": "red"}}"#,
        r#"{"set": {"netcode": {"lockid": 123456}}}"#,
        r#"{"set": {"netcode": {"lock_id": 99}}}"#,
        r#"{"press": ""}"#,
        r#"{"app": {"fly": {}}}"#,
        r#"{"app": {"synchronise": {"faults": ["gone"]}}}"#,
        r#"{"app": {"resolve": {"parameter": "clock", "keep": "both"}}}"#,
    ] {
        assert_eq!(script(bad).unwrap_err().code(), "twin.script_malformed", "{bad}");
    }
    let top = r#"{"model": "cl5510", "start": "2026-07-01T12:00:00", "steps": [], "steep": 1}"#;
    assert_eq!(Script::parse(top).unwrap_err().code(), "twin.script_malformed");
    let start = r#"{"model": "cl5510", "start": "noon", "steps": []}"#;
    assert_eq!(Script::parse(start).unwrap_err().code(), "twin.time_malformed");
    let model = r#"{"model": "cl1", "start": "2026-07-01T12:00:00", "steps": []}"#;
    let run = Script::parse(model).unwrap().run(Catalogue::builtin().unwrap());
    assert_eq!(run.unwrap_err().code(), "catalogue.unknown_model");
}

#[test]
fn what_the_app_does_past_its_account_is_an_event_of_the_lock() {
    let script = Script::parse(
        r#"{"model": "cl5510", "start": "2026-07-01T12:00:00", "steps": [{"app": {"unlock": {}}}, {"app": {"edit": {"netcode": true}}},
            {"app": {"lock": {}}}]}"#,
    )
    .unwrap();
    let events: Vec<Event> = script.trace().events().iter().map(|(_, event)| event.clone()).collect();
    assert_eq!(events, [Event::App(App::Unlock { phone: None }), Event::App(App::Lock {})]);
    let lines = script.run(Catalogue::builtin().unwrap()).unwrap();
    assert_eq!(
        lines.iter().map(Line::effects).collect::<Vec<_>>(),
        [&["blue", "unlock"][..], &[], &["lock"]]
    );
}
