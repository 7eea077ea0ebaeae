//! What holds whatever happens: old or new and never between, once and not twice, agreement or a conflict.

use proptest::prelude::*;

use super::*;

const FAULTS: [Fault; 6] =
    [Fault::None, Fault::Lost, Fault::AnswerLost, Fault::Twice, Fault::Cut, Fault::AnswerCut];

/// What the lock has of everything an app sets, and whether its clock is right.
fn on_the_lock(desk: &Desk) -> (twin::Settings, bool) {
    let shown = twin::Moment::parse(&desk.twin.view().clock).unwrap();
    let ahead = shown.since(desk.lock().shows(desk.now).unwrap());
    (desk.twin.settings(), ahead.abs() <= 60)
}

/// A lock with a clock that is out, and a change of every kind.
fn about_to_change() -> Desk {
    let mut desk = Desk::ready();
    desk.twin.step(desk.twin.now(), set(json!({"clock": "2026-07-01T11:00:00"}))).unwrap();
    let hours = json!([{"number": 2, "days": "1111100", "from": "09:00", "to": "11:00"}]);
    for (parameter, value) in [
        ("netcode", json!(true)),
        ("netcode-modes", json!("acc")),
        ("relock-delay", json!(9)),
        ("code-free-periods", hours),
        ("phone-clients", json!([{"name": "Ames"}])),
    ] {
        desk.edit(parameter, value);
    }
    desk
}

#[test]
fn a_link_cut_anywhere_leaves_the_old_state_or_the_new() {
    let old = on_the_lock(&about_to_change());
    let mut whole = about_to_change();
    let messages = whole.synchronise(&[]).messages as usize;
    let new = on_the_lock(&whole);
    assert_ne!(old, new);
    // A greeting, six parts, and the commit.
    assert_eq!(messages, 8);
    let mut seen = (0, 0);
    for first in FAULTS {
        for second in FAULTS {
            for (at, gap) in (0..messages).flat_map(|at| (0..3).map(move |gap| (at, gap))) {
                let mut desk = about_to_change();
                let mut faults = vec![Fault::None; at];
                faults.push(first);
                faults.extend(vec![Fault::None; gap]);
                faults.push(second);
                desk.synchronise(&faults);
                let left = on_the_lock(&desk);
                assert!(left == old || left == new, "{first:?} at {at}, {second:?} {gap} later");
                if left == old {
                    seen.0 += 1
                } else {
                    seen.1 += 1
                }
                desk.talk(&[]);
                assert_eq!((on_the_lock(&desk), desk.pending()), (new.clone(), vec![]));
                assert_eq!(desk.lock().queue().count(), 0);
            }
        }
    }
    assert!(seen.0 > 100 && seen.1 > 100, "both were seen: {seen:?}");
}

#[derive(Debug, Clone)]
enum Act {
    Edit(usize),
    Keypad(usize),
    Synchronise(Vec<Fault>),
    Unlock(Vec<Fault>),
    Wait(i64),
    Reset,
    ResolveFirst(bool),
}

const PROGRAMS: [&str; 10] = [
    "#12345678 06 20",
    "#12345678 06 03",
    "#12345678 08 02",
    "#12345678 13 1 1 1",
    "#12345678 13 0 1 0",
    "#12345678 04 0 0900 1630 1111100",
    "#12345678 27 **** 1 1330 1830 0101000",
    "#12345678 11 261001 260401",
    "#12345678 15 1",
    "#12345678 10 260801 0930",
];

fn edits(at: usize) -> (&'static str, Json) {
    let hours = |number: u8| json!([{"number": number, "days": "1010101", "from": "10:00", "to": "16:00"}]);
    match at % 12 {
        0 => ("relock-delay", json!(20)),
        1 => ("relock-delay", json!(7)),
        2 => ("locked-indication", json!(true)),
        3 => ("netcode", json!(true)),
        4 => ("netcode", json!(false)),
        5 => ("codes", json!(false)),
        6 => ("code-free-periods", hours(0)),
        7 => ("active-periods", hours(1)),
        8 => ("daylight-saving", json!("zone")),
        9 => ("netcode-modes", json!("urm")),
        10 => ("phone-clients", json!([{"name": "Ames"}])),
        _ => ("phone-clients", json!([])),
    }
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let faults = || proptest::collection::vec((0..FAULTS.len()).prop_map(|at| FAULTS[at]), 0..12);
    let act = prop_oneof![
        4 => (0..12_usize).prop_map(Act::Edit),
        3 => (0..PROGRAMS.len()).prop_map(Act::Keypad),
        4 => faults().prop_map(Act::Synchronise),
        2 => faults().prop_map(Act::Unlock),
        1 => prop_oneof![0..90_i64, Just(7_200)].prop_map(Act::Wait),
        1 => Just(Act::Reset),
        1 => any::<bool>().prop_map(Act::ResolveFirst),
    ];
    proptest::collection::vec(act, 1..25)
}

/// What was seen at the lock and told by the app.
#[derive(Default)]
struct Seen {
    opened: usize,
    done: usize,
}

impl Seen {
    fn talk(&mut self, desk: &mut Desk, faults: &[Fault]) {
        let talk = desk.talk(faults);
        let opened = twin::Record::Opened(twin::Who::App);
        let is_opened =
            |effect: &&twin::Effect| matches!(effect, twin::Effect::Log(record) if **record == opened);
        self.opened += talk.lock.iter().filter(is_opened).count();
        self.done += talk.app.iter().filter(|effect| matches!(effect, Effect::Done { .. })).count();
    }
}

impl Desk {
    fn act(&mut self, act: &Act, seen: &mut Seen) {
        match act {
            Act::Edit(at) => {
                let (parameter, value) = edits(*at);
                self.edit(parameter, value);
            }
            Act::Keypad(at) => drop(self.keys(PROGRAMS[*at])),
            Act::Synchronise(faults) => {
                self.account.synchronise(self.now, ANN, LOCK, 60).unwrap();
                seen.talk(self, faults);
            }
            Act::Unlock(faults) => {
                self.account.unlock(self.now, ANN, LOCK, 60).unwrap();
                seen.talk(self, faults);
            }
            Act::Wait(seconds) => self.wait(*seconds),
            Act::Reset => {
                let at = self.twin.now();
                for event in
                    [Event::Battery(Battery::Out), Event::Press("0".into()), Event::Battery(Battery::In)]
                {
                    self.twin.step(at, event).unwrap();
                }
                self.twin.step(at, Event::Release("0".into())).unwrap();
                for _ in 0..3 {
                    self.twin.step(at, Event::Press("0".into())).unwrap();
                    self.twin.step(at, Event::Release("0".into())).unwrap();
                }
            }
            Act::ResolveFirst(app) => {
                let keep = if *app { Keep::App } else { Keep::Lock };
                if let Some(conflict) = self.account.conflicts(LOCK).unwrap().first() {
                    self.account.resolve(self.now, ANN, LOCK, conflict.parameter.as_str(), keep).unwrap();
                }
            }
        }
    }

    /// Both sides have the same, and the app knows it.
    fn agrees(&self) -> bool {
        let settings = self.twin.settings();
        let same = |(parameter, value): (&Parameter, &Value)| {
            *parameter == Parameter::Clock || Value::reported(&settings, *parameter).as_ref() == Some(value)
        };
        self.pending().is_empty()
            && self.lock().desired().iter().all(same)
            && self.lock().known().iter().all(same)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_full_synchronisation_ends_in_agreement_or_in_a_conflict(acts in acts()) {
        let (mut desk, mut seen) = (Desk::ready(), Seen::default());
        for act in &acts {
            desk.act(act, &mut seen);
            // A state written down is the state.
            let text = serde_json::to_string(&desk.account).unwrap();
            prop_assert_eq!(&Account::from_json(&text).unwrap(), &desk.account);
        }
        desk.account.synchronise(desk.now, ANN, LOCK, 60).unwrap();
        seen.talk(&mut desk, &[]);
        let conflicts = desk.account.conflicts(LOCK).unwrap();
        prop_assert_eq!(conflicts.is_empty(), desk.agrees(), "{:?}", desk.account.pending(LOCK));
        for conflict in &conflicts {
            prop_assert_ne!(&conflict.app, &conflict.lock);
            desk.account.resolve(desk.now, ANN, LOCK, conflict.parameter.as_str(), Keep::App).unwrap();
        }
        desk.account.synchronise(desk.now, ANN, LOCK, 60).unwrap();
        seen.talk(&mut desk, &[]);
        prop_assert!(desk.agrees(), "{:?}", desk.account.pending(LOCK));
        prop_assert_eq!(desk.lock().queue().count(), 0);
        prop_assert_eq!(seen.opened, seen.done, "each command was carried out once");
    }

    #[test]
    fn any_answers_at_any_time_are_borne(picks in proptest::collection::vec((0..7_usize, 0..6_u64), 1..60)) {
        let mut desk = Desk::ready();
        desk.edit("relock-delay", json!(9));
        desk.account.synchronise(desk.now, ANN, LOCK, 60).unwrap();
        desk.account.unlock(desk.now, ANN, LOCK, 60).unwrap();
        desk.account.step(desk.now, LOCK, LinkEvent::Up(Carrier::Bluetooth)).unwrap();
        for (pick, number) in picks {
            let order = desk.lock().orders.saturating_sub(number);
            use twin::Answer;
            let event = match pick {
                0 => LinkEvent::Silence,
                1 => LinkEvent::Answer(Box::new(Answer::Done { order, revision: number })),
                2 => LinkEvent::Answer(Box::new(Answer::Staged { order, part: 0 })),
                3 => LinkEvent::Answer(Box::new(Answer::Old { order })),
                4 => LinkEvent::Answer(Box::new(Answer::Changed { order, revision: number })),
                5 => LinkEvent::Answer(Box::new(Answer::Refused { order, why: Why::LockDown })),
                _ => LinkEvent::Up(Carrier::Gateway),
            };
            let _ = desk.account.step(desk.now, LOCK, event);
            prop_assert!(desk.lock().queue().count() <= 32);
        }
    }
}

#[test]
fn nothing_that_grows_grows_without_end() {
    let mut desk = Desk::ready();
    for at in 0..700 {
        desk.keys("9999");
        desk.wait(11);
        desk.edit("relock-delay", json!(2 + at % 28));
        desk.synchronise(&[]);
    }
    assert_eq!(desk.lock().trail().count(), 1_000.min(desk.lock().trail().count()));
    assert_eq!(desk.account.history().count(), 1_000);
    let first = desk.account.history().next().unwrap().number;
    assert_eq!(desk.account.history().last().unwrap().number, first + 999);
}
