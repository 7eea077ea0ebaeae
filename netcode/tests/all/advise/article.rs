//! The article on a Kwikset SmartCode lock that does not unlock, acted out: each of its paragraphs on a twin, with what the
//! twin does turned into the answers of the guide, which must lead where the paragraph does.

use netcode::advise::{End, troubleshoot};
use netcode::catalogue::Catalogue;
use netcode::script::Session;
use netcode::twin::{Bolt, Identity, Moment, Twin};

/// A lock of this model, fitted, taught its side.
struct Door {
    model: &'static str,
    session: Session,
    answers: Vec<String>,
}

impl Door {
    /// With the code 1357 stored, on a model whose buttons are for that.
    fn new(model: &'static str) -> Self {
        let mut door = Self::fitted(model);
        assert_eq!(door.store("1357"), ["green", "beep"], "{model}");
        door
    }

    fn fitted(model: &'static str) -> Self {
        let known = Catalogue::builtin().unwrap().get(model).unwrap().clone();
        let now = Moment::parse("2026-07-01T12:00").unwrap();
        let twin = Twin::new(known, Identity::example().unwrap(), now);
        Self { model, session: Session::new(twin), answers: Vec::new() }
    }

    fn act(&mut self, step: &str) -> Vec<&'static str> {
        self.session.act(step).unwrap_or_else(|error| panic!("{step}: {error:?}")).effects().to_vec()
    }

    fn all(&mut self, steps: &[&str]) -> Vec<&'static str> {
        steps.iter().flat_map(|step| self.act(step)).collect()
    }

    fn button(&mut self, button: &str) -> Vec<&'static str> {
        self.act(&format!(r#"{{"button": "{button}"}}"#))
    }

    fn store(&mut self, code: &str) -> Vec<&'static str> {
        self.button("program");
        self.act(&format!(r#"{{"keys": "{code}"}}"#));
        self.button("lock")
    }

    fn code(&mut self, code: &str) -> Vec<&'static str> {
        self.act(&format!(r#"{{"keys": "{code}"}}"#))
    }

    fn open(&self) -> bool {
        self.session.twin().bolt() == Bolt::Unlocked
    }

    /// Types a code as the guide's next step asks, and answers what is seen.
    fn tries(&mut self, code: &str) {
        self.code(code);
        let answer = if self.open() { "opens" } else { "shut" };
        self.answer(answer);
    }

    /// The light of one more try, as the guide's step about signals names it.
    fn watches(&mut self, code: &str) {
        let seen = self.code(code);
        let red = seen.iter().filter(|word| **word == "red").count();
        let beep = seen.iter().filter(|word| **word == "beep").count();
        self.answer(match (red, beep) {
            (0, 0) => "none",
            (3, 3) => "three-red",
            (15, 15) => "fifteen-red",
            (10, 10) => "ten-red",
            // One light without a beep, and the light inside stays.
            (1, 0) => "steady-red",
            (1, 1) => "one-red",
            other => panic!("nobody knows {other:?}"),
        });
    }

    fn key(&mut self) {
        self.act(r#"{"turn": "unlock"}"#);
        let answer = if self.open() { "opens-by-key" } else { "stays-shut" };
        self.answer(answer);
    }

    fn answer(&mut self, answer: &str) {
        self.answers.push(answer.into());
    }

    fn leads_to(&self, step: &str, end: End) {
        let walk = troubleshoot(self.model, &self.answers);
        let walk = walk.unwrap_or_else(|error| panic!("{:?}: {error:?}", self.answers));
        assert_eq!((walk.step.id.as_str(), walk.step.end), (step, Some(end)), "{:?}", self.answers);
    }
}

const HANDING: [&str; 4] =
    [r#"{"battery": "out"}"#, r#"{"press": "program"}"#, r#"{"battery": "in"}"#, r#"{"release": "program"}"#];

#[test]
fn the_code_was_wrong() {
    let mut door = Door::new("kwikset-914");
    assert_eq!(door.code("1358"), ["red", "beep", "red", "beep", "red", "beep"]);
    door.tries("1357");
    door.leads_to("code-was-wrong", End::Fix);
}

/// The button with the maker's sign afterwards, depending on the model.
#[test]
fn the_code_must_be_confirmed() {
    let mut door = Door::fitted("kwikset-955");
    door.button("program");
    door.code("1");
    door.button("kwikset");
    door.code("1357");
    assert_eq!(door.button("kwikset"), ["green", "beep"]);
    door.tries("1357");
    assert_eq!(door.answers, ["shut"], "digits alone are no code there");
    assert_eq!(troubleshoot(door.model, &door.answers).unwrap().step.id, "confirm");
    door.act(r#"{"wait": "10s"}"#);
    door.code("1357");
    door.button("kwikset");
    assert!(door.open());
    door.answer("opens");
    door.leads_to("code-was-wrong", End::Fix);
}

#[test]
fn a_physical_key_and_then_support_or_a_locksmith() {
    let mut door = Door::new("kwikset-914");
    door.act(r#"{"battery": "dead"}"#);
    door.tries("1357");
    door.tries("1357");
    door.watches("1357");
    door.key();
    assert!(door.open(), "the key works without power");
    assert_eq!(door.answers, ["shut", "shut", "none", "opens-by-key"]);
    door.answers[3] = "stays-shut".into();
    door.leads_to("locksmith", End::KeyOrLocksmith);
}

#[test]
fn the_cells_are_low() {
    let mut door = Door::new("kwikset-914");
    door.act(r#"{"battery": "critical"}"#);
    door.tries("1357");
    door.tries("1357");
    door.watches("1357");
    assert_eq!(door.answers[2], "ten-red");
    door.leads_to("cells-first", End::Fix);
    door.all(&[r#"{"battery": "out"}"#, r#"{"battery": "in"}"#]);
    door.code("1357");
    assert!(door.open(), "new cells are the fix");
}

/// Lithium cells do not warn; the lock is dead one day without a word.
#[test]
fn the_cells_are_of_the_wrong_kind() {
    let mut door = Door::new("kwikset-914");
    door.act(r#"{"set": {"cells": "lithium"}}"#);
    door.act(r#"{"battery": "low"}"#);
    assert_eq!(door.code("1357"), ["green", "unlock"], "no warning");
    door.button("lock");
    door.act(r#"{"battery": "dead"}"#);
    door.tries("1357");
    door.tries("1357");
    door.watches("1357");
    door.key();
    door.answer("wrong-kind");
    door.leads_to("wrong-cells", End::Fix);
    // Rechargeable ones read low although they are fresh.
    let mut door = Door::new("kwikset-914");
    door.act(r#"{"set": {"cells": "rechargeable"}}"#);
    assert!(door.code("1357").iter().filter(|word| **word == "red").count() >= 10);
}

/// A glitch: right codes do nothing though all is in order; only a reset is left, and what it costs comes true.
#[test]
fn a_reset_and_what_it_costs() {
    let mut door = Door::new("kwikset-914");
    door.act(r#"{"set": {"paired": true}}"#);
    for answer in ["shut", "shut", "none", "opens-by-key", "good", "not-needed", "yes", "shut"] {
        door.answer(answer);
    }
    door.leads_to("reset", End::Reset);
    let mut begin = door.all(&HANDING[..3]);
    begin.extend(door.act(r#"{"wait": "30s"}"#));
    assert_eq!(begin, ["green", "beep"], "it flashes green and beeps after 30 s");
    door.act(r#"{"release": "program"}"#);
    assert_eq!(door.button("program"), ["green", "beep", "beep"], "it flashes green and sounds twice");
    let view = serde_json::to_value(door.session.twin().view()).unwrap();
    assert_eq!(view["clients"], 0, "the codes are gone: {view}");
    // The old code is gone; a new one is taken, and the motor does nothing before the side is taught.
    assert_eq!(door.code("1357"), ["red", "beep", "red", "beep", "red", "beep"]);
    assert_eq!(door.store("2468"), ["green", "beep"]);
    door.code("2468");
    assert!(!door.open(), "without its side the motor stands still");
    door.all(&HANDING);
    assert_eq!(door.button("program"), ["unlock", "lock", "green"]);
    door.code("2468");
    assert!(door.open());
}

#[test]
fn the_side_of_the_door_was_not_taught() {
    let mut door = Door::new("kwikset-914");
    door.act(r#"{"set": {"handed": false, "obstructed": true}}"#);
    door.tries("1357");
    door.tries("1357");
    door.watches("1357");
    door.key();
    assert_eq!(door.answers[2..], ["steady-red", "opens-by-key"]);
    door.act(r#"{"turn": "lock"}"#);
    // Pack out, Program held while it goes in, let go, Program once more: green, or red and begun again.
    door.all(&HANDING);
    let failed = door.button("program");
    assert_eq!(failed.last(), Some(&"red"));
    door.answer("red");
    door.leads_to("handing-again", End::Fix);
    door.act(r#"{"set": {"obstructed": false}}"#);
    door.all(&HANDING);
    // Pressed and held, as the article has it, does as well.
    let done = door.act(r#"{"button": "program", "hold": "5s"}"#);
    assert!(done.contains(&"unlock") && done.contains(&"lock"), "the bolt goes in and out: {done:?}");
    assert_eq!(done.last(), Some(&"green"));
    door.act(r#"{"turn": "lock"}"#);
    door.code("1357");
    assert!(door.open());
}

#[test]
fn too_many_wrong_codes_and_a_code_that_is_no_longer_known() {
    let mut door = Door::new("kwikset-914");
    door.tries("7777");
    door.tries("7777");
    door.watches("7777");
    assert_eq!(door.answers[2], "fifteen-red", "three within a minute");
    door.leads_to("lock-out", End::Fix);
    assert!(!door.open());
    door.act(r#"{"wait": "61s"}"#);
    door.code("1357");
    assert!(door.open(), "touch nothing for a minute, then the right code");
    // Two codes that are one on a lock with five buttons.
    let mut five = Door::new("kwikset-910");
    // Two presses of Program mean the second place.
    five.button("program");
    assert_eq!(five.store("2468"), ["red", "beep", "red", "beep", "red", "beep"]);
    for answer in ["shut", "shut", "three-red", "opens-by-key", "good", "not-needed", "no"] {
        five.answer(answer);
    }
    five.leads_to("other-code", End::Fix);
}
