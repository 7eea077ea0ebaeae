//! A door with a driven bolt and buttons, against what a person would say.

use proptest::prelude::*;

use super::tests::twin;
use super::*;
use crate::catalogue::Catalogue;

/// Codes that meet on five buttons: the first two are one code there, the last is the start of a longer one.
const CODES: [&str; 6] = ["1357", "2468", "1579", "97531", "86420", "9753"];

#[derive(Debug, Clone)]
enum Act {
    Type(usize),
    /// Put a code at a place.
    Store(u8, usize),
    Lock,
    Wait(i64),
    NoCells,
    AutoLock(bool),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        6 => (0..CODES.len()).prop_map(Act::Type),
        3 => (1..4_u8, 0..CODES.len()).prop_map(|(place, code)| Act::Store(place, code)),
        2 => Just(Act::Lock),
        3 => prop_oneof![1..6_i64, Just(29), Just(30), Just(59), Just(60)].prop_map(Act::Wait),
        1 => Just(Act::NoCells),
        1 => any::<bool>().prop_map(Act::AutoLock),
    ];
    proptest::collection::vec(act, 1..60)
}

/// Which code a button word is: 1 and 2 share a button, 3 and 4, and so on.
fn word(code: &str) -> Vec<u32> {
    code.chars().map(|key| (key.to_digit(10).unwrap() + 9) % 10 / 2).collect()
}

#[derive(Default)]
struct Plain {
    places: [Option<Vec<u32>>; 4],
    wrong: Vec<i64>,
    refuses_until: i64,
    open: bool,
    locks_at: Option<i64>,
    auto_lock: bool,
}

impl Plain {
    fn stored(&self) -> bool {
        self.places.iter().any(Option::is_some)
    }

    fn pass(&mut self, now: i64) {
        if self.locks_at.is_some_and(|at| at <= now) {
            (self.open, self.locks_at) = (false, None);
        }
    }

    fn typed(&mut self, now: i64, code: &str) {
        if now < self.refuses_until || !self.stored() {
            return;
        }
        if self.places.contains(&Some(word(code))) {
            self.wrong.clear();
            self.open = true;
            self.locks_at = self.auto_lock.then_some(now + 30);
            return;
        }
        self.wrong.retain(|at| now - at < 60);
        self.wrong.push(now);
        if self.wrong.len() == 3 {
            self.wrong.clear();
            self.refuses_until = now + 60;
        }
    }
}

fn press(twin: &mut Twin, button: &str) {
    let now = twin.now();
    twin.step(now, Event::Press(button.into())).unwrap();
    twin.step(now, Event::Release(button.into())).unwrap();
}

fn type_in(twin: &mut Twin, keys: &str) {
    let now = twin.now();
    for key in keys.chars() {
        twin.step(now, Event::Key(key)).unwrap();
    }
    twin.step(now, Event::EndEntry).unwrap();
}

fn events() -> impl Strategy<Value = Vec<(i64, Event)>> {
    let part = proptest::sample::select(vec!["program", "lock", "kwikset", "check", "screen"]);
    let press = part.clone().prop_map(|part| Event::Press(part.into()));
    let settings = proptest::sample::select(vec![
        r#"{"switches": {"auto_lock": true}}"#,
        r#"{"switches": {"audio": false}}"#,
        r#"{"switches": {"secure_screen": true}}"#,
        r#"{"handed": false, "paired": true}"#,
        r#"{"obstructed": true}"#,
        r#"{"obstructed": false, "cells": "rechargeable"}"#,
    ]);
    let battery = proptest::sample::select(vec![
        Battery::Out,
        Battery::In,
        Battery::Low,
        Battery::Critical,
        Battery::Dead,
    ]);
    let event = prop_oneof![
        8 => proptest::char::range('0', '9').prop_map(Event::Key),
        4 => Just(Event::EndEntry),
        6 => press,
        6 => part.prop_map(|part| Event::Release(part.into())),
        1 => battery.prop_map(Event::Battery),
        1 => any::<bool>().prop_map(|shut| Event::Turn(if shut { Bolt::Locked } else { Bolt::Unlocked })),
        1 => settings.prop_map(|text| Event::Set(Box::new(serde_json::from_str(text).unwrap()))),
        2 => Just(Event::Tick),
    ];
    let after = prop_oneof![12 => Just(0_i64), 1 => Just(1), 1 => Just(5), 1 => Just(20), 1 => Just(30), 1 => Just(60)];
    proptest::collection::vec((after, event), 1..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_state_written_down_at_any_step_carries_on(model in 0..10_usize, events in events()) {
        const MODELS: [&str; 10] = ["909", "910", "911", "912", "913", "914", "915", "916", "955", "620"];
        let mut one = twin(&std::format!("kwikset-{}", MODELS[model]));
        for (after, event) in events {
            let text = serde_json::to_string(&one.state()).unwrap();
            let state = serde_json::from_str(&text).unwrap();
            let mut other = Twin::resume(one.model().clone(), Identity::example().unwrap(), state).unwrap();
            let now = one.now().plus(after);
            prop_assert_eq!(one.step(now, event.clone()), other.step(now, event));
            prop_assert_eq!(one.state(), other.state());
            prop_assert!(one.memory.held.len() <= 5 && one.view().clients <= 250);
        }
    }

    #[test]
    fn the_door_stands_as_a_plain_predicate_says(acts in acts()) {
        let mut twin = twin("kwikset-909");
        let mut plain = Plain::default();
        for act in acts {
            let now = twin.now().seconds();
            match act {
                Act::Type(code) => {
                    type_in(&mut twin, CODES[code]);
                    plain.typed(now, CODES[code]);
                }
                Act::Store(place, code) => {
                    (0..place).for_each(|_| press(&mut twin, "program"));
                    type_in(&mut twin, CODES[code]);
                    press(&mut twin, "lock");
                    // While the keypad refuses input its buttons do as well.
                    let heard = now >= plain.refuses_until;
                    let code = Some(word(CODES[code]));
                    let elsewhere = (0..).zip(&plain.places).any(|(at, known)| *known == code && at != place);
                    if heard && !elsewhere {
                        plain.places[usize::from(place)] = code;
                        plain.wrong.clear();
                    }
                }
                Act::Lock => {
                    press(&mut twin, "lock");
                    if now >= plain.refuses_until {
                        (plain.open, plain.locks_at) = (false, None);
                    }
                }
                Act::Wait(seconds) => {
                    twin.step(twin.now().plus(seconds), Event::Tick).unwrap();
                    plain.pass(now + seconds);
                }
                Act::NoCells => {
                    // Changed cells forget a penalty and what was counted, and nothing else.
                    for battery in [Battery::Out, Battery::In] {
                        twin.step(twin.now(), Event::Battery(battery)).unwrap();
                    }
                    plain.wrong.clear();
                    (plain.refuses_until, plain.locks_at) = (0, None);
                }
                Act::AutoLock(on) => {
                    let switches = Some([(Switch::AutoLock, on)].into());
                    let settings = Settings { switches, ..Settings::default() };
                    twin.step(twin.now(), Event::Set(Box::new(settings))).unwrap();
                    plain.auto_lock = on;
                }
            }
            prop_assert_eq!(twin.bolt() == Bolt::Unlocked, plain.open, "at {}", twin.now());
            prop_assert_eq!(twin.view().clients, plain.places.iter().flatten().count());
        }
    }
}

#[test]
fn the_log_names_the_owner_of_the_buttons() {
    let mut lock = twin("kwikset-910");
    press(&mut lock, "program");
    type_in(&mut lock, "1357");
    press(&mut lock, "lock");
    // Somebody else's digits, the same buttons.
    let now = lock.now();
    "2468".chars().for_each(|key| drop(lock.step(now, Event::Key(key)).unwrap()));
    let effects = lock.step(now, Event::EndEntry).unwrap();
    assert!(effects.contains(&Effect::Log(Box::new(Record::Opened(Who::Client(1))))), "{effects:?}");
}

#[test]
fn the_light_inside_says_how_the_door_stands() {
    let mut lock = twin("kwikset-913");
    let set = |lock: &mut Twin, text: &str| {
        lock.step(lock.now(), Event::Set(Box::new(serde_json::from_str(text).unwrap()))).unwrap();
    };
    assert_eq!(lock.view().status_led, Some("amber"));
    lock.step(lock.now(), Event::Turn(Bolt::Unlocked)).unwrap();
    assert_eq!(lock.view().status_led, Some("green"));
    lock.step(lock.now(), Event::Battery(Battery::Low)).unwrap();
    assert_eq!(lock.view().status_led, Some("red-blinking"));
    set(&mut lock, r#"{"switches": {"status_led": false}}"#);
    assert_eq!(lock.view().status_led, Some("off"));
    assert_eq!(twin("cl5510").view().status_led, None);
}

#[test]
fn an_entry_ends_as_the_model_has_it() {
    let with = |rule: &str| {
        let file = serde_json::json!({"id": "mine", "family": "smartcode", "name": "mine",
            "keypad": {"entry": {"value": rule, "mark": "assumed", "note": "n"}}});
        let mut catalogue = Catalogue::builtin().unwrap().clone();
        let model = catalogue.add(&file.to_string()).unwrap();
        let mut lock =
            Twin::new(model, Identity::example().unwrap(), Moment::parse("2026-07-01T12:00").unwrap());
        press(&mut lock, "program");
        type_in(&mut lock, "1357");
        press(&mut lock, "lock");
        for key in "1357".chars() {
            lock.step(lock.now(), Event::Key(key)).unwrap();
        }
        lock
    };
    let opens = |lock: &mut Twin, event: Event, after: i64| {
        lock.step(lock.now().plus(after), event).unwrap();
        lock.bolt() == Bolt::Unlocked
    };
    assert!(with("first_match").bolt() == Bolt::Unlocked);
    assert!(opens(&mut with("judged"), Event::Tick, 6) && opens(&mut with("judged"), Event::EndEntry, 0));
    assert!(
        !opens(&mut with("forgotten"), Event::Tick, 6) && opens(&mut with("forgotten"), Event::EndEntry, 0)
    );
    assert!(!opens(&mut with("confirmed"), Event::EndEntry, 0));
    let mut lock = with("confirmed");
    press(&mut lock, "lock");
    assert_eq!(lock.bolt(), Bolt::Unlocked);
}
