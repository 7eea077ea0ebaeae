use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::catalogue::Catalogue;
use crate::code::{self, Format};
use crate::grant::{Grant, Layout, Mode, Term};
use crate::id::LockId;
use crate::time::LockTime;

const NOON: &str = "2026-07-01T12:00:00";

pub(super) fn twin(model: &str) -> Twin {
    let model = Catalogue::builtin().unwrap().get(model).unwrap().clone();
    Twin::new(model, Identity::example().unwrap(), Moment::parse(NOON).unwrap())
}

/// Types keys and ends the entry; says whether the bolt was drawn back.
fn opens(twin: &mut Twin, keys: &str) -> bool {
    let now = twin.now();
    for key in keys.chars() {
        twin.step(now, Event::Key(key)).unwrap();
    }
    twin.step(now, Event::EndEntry).unwrap().contains(&Effect::Bolt(Bolt::Unlocked))
}

/// A NetCode of the lock initialised below, and whether it opens at a minute by its grant alone.
struct Issued {
    digits: String,
    grant: Grant,
}

fn issued() -> Vec<Issued> {
    let key = Identity::example().unwrap().lock_key();
    let lock =
        code::Identity::own(key, LockId::new(123_456).unwrap(), LockTime::parse("2026-01-15T09:30").unwrap());
    let format = Format::new(Layout::S, 7).unwrap();
    let start =
        |hour: u32| LockTime::parse("2026-07-01T00:00").unwrap().plus_minutes(i64::from(hour) * 60).unwrap();
    [
        Grant::new(Mode::StandardMulti, start(12), Term::Hours(1)),
        Grant::new(Mode::StandardMulti, start(13), Term::Hours(2)),
        Grant::new(Mode::StandardSingle, start(12), Term::Hours(3)),
        Grant::new(Mode::StandardSingle, start(13), Term::Hours(1)),
    ]
    .into_iter()
    .map(|grant| {
        let grant = grant.unwrap();
        Issued { digits: lock.issue(format, &grant).unwrap().code.as_str().into(), grant }
    })
    .collect()
}

#[derive(Debug, Clone)]
enum Act {
    Type(usize),
    Netcode(usize),
    SetUser(usize),
    DeleteUser,
    Wait(i64),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => (0..5_usize).prop_map(Act::Type),
        4 => (0..4_usize).prop_map(Act::Netcode),
        1 => (1..4_usize).prop_map(Act::SetUser),
        1 => Just(Act::DeleteUser),
        3 => prop_oneof![0..12_i64, Just(1_800), Just(3_600)].prop_map(Act::Wait),
    ];
    proptest::collection::vec(act, 1..40)
}

/// What a person would say about a lock in Private with NetCode: which codes open at this second.
struct Plain {
    user: Option<usize>,
    spent: BTreeSet<usize>,
    wrong: u32,
    refuses_until: i64,
}

impl Plain {
    fn typed(&mut self, now: i64, good: bool) -> bool {
        if now < self.refuses_until {
            return false;
        }
        if good {
            self.wrong = 0;
        } else {
            self.wrong += 1;
            if self.wrong == 3 {
                (self.wrong, self.refuses_until) = (0, now + 10);
            }
        }
        good
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn it_opens_exactly_when_a_plain_predicate_says(acts in acts()) {
        const CODES: [&str; 5] = ["11335577", "2244", "6688", "9999", "0000"];
        let issued = issued();
        let mut twin = twin("kl1000-netcode-c2");
        let settings: Settings = serde_json::from_str(
            r#"{"netcode": {"lock_id": 123456, "initialised": "2026-01-15T09:30"}}"#,
        ).unwrap();
        twin.step(twin.now(), Event::Set(Box::new(settings))).unwrap();
        let mut plain = Plain { user: Some(1), spent: BTreeSet::new(), wrong: 0, refuses_until: 0 };
        for act in acts {
            let now = twin.now().seconds();
            let (did, expected) = match act {
                Act::Type(at) => {
                    let good = at == 0 || plain.user == Some(at);
                    (opens(&mut twin, CODES[at]), plain.typed(now, good))
                }
                Act::Netcode(at) => {
                    let code = &issued[at];
                    let minute = twin.now().lock_time().unwrap();
                    let good = code.grant.covers(minute) && !plain.spent.contains(&at);
                    let opened = plain.typed(now, good);
                    if opened && code.grant.mode().is_single_use() {
                        plain.spent.insert(at);
                    }
                    (opens(&mut twin, &code.digits), opened)
                }
                Act::SetUser(at) => {
                    let heard = twin.bolt() == Bolt::Unlocked && now >= plain.refuses_until;
                    let keys = std::format!("#11335577 02 {}", CODES[at]).replace(' ', "");
                    if heard {
                        plain.user = Some(at);
                        plain.wrong = 0;
                        (opens(&mut twin, &keys), false)
                    } else {
                        // Without the # key it is a wrong code.
                        (opens(&mut twin, &keys), plain.typed(now, false))
                    }
                }
                Act::DeleteUser => {
                    let heard = twin.bolt() == Bolt::Unlocked && now >= plain.refuses_until;
                    if heard {
                        plain.user = None;
                        plain.wrong = 0;
                        (opens(&mut twin, "#1133557703"), false)
                    } else {
                        (opens(&mut twin, "#1133557703"), plain.typed(now, false))
                    }
                }
                Act::Wait(seconds) => {
                    let effects = twin.step(twin.now().plus(seconds), Event::Tick).unwrap();
                    (effects.contains(&Effect::Bolt(Bolt::Unlocked)), false)
                }
            };
            prop_assert_eq!(did, expected, "at {}", twin.now());
        }
    }

    #[test]
    fn no_events_break_it_and_a_written_state_carries_on(data in proptest::collection::vec(any::<u8>(), 0..300)) {
        fuzz_events(&data);
    }

    #[test]
    fn a_trace_replays_to_the_same_end(acts in acts()) {
        let mut trace = Trace::new("kl1000-g3-netcode", Moment::parse(NOON).unwrap());
        let mut now = Moment::parse(NOON).unwrap();
        for act in acts {
            match act {
                Act::Wait(seconds) => now = now.plus(seconds),
                Act::Type(at) => {
                    "0123".chars().chain([char::from(b'0' + at as u8)]).for_each(|key| trace.record(now, Event::Key(key)));
                }
                _ => trace.record(now, Event::EndEntry),
            }
        }
        let run = || trace.replay(Catalogue::builtin().unwrap(), &Identity::example().unwrap()).unwrap();
        let ((one, first), (two, second)) = (run(), run());
        prop_assert_eq!(first, second);
        prop_assert_eq!(one.state(), two.state());
        let text = serde_json::to_string(&trace).unwrap();
        prop_assert_eq!(serde_json::from_str::<Trace>(&text).unwrap(), trace);
    }
}

#[test]
fn about_a_hundred_openings_after_the_first_warning() {
    let mut twin = twin("kl1000-netcode-c2");
    twin.step(twin.now(), Event::Battery(Battery::Low)).unwrap();
    let mut openings = 0;
    while opens(&mut twin, "2244") {
        openings += 1;
        twin.step(twin.now().plus(60), Event::Tick).unwrap();
    }
    assert_eq!(openings, 100);
    assert_eq!(twin.view().battery, "dead");
}

#[test]
fn twenty_places_and_a_hundred_clients_are_the_most() {
    let mut small = twin("kl1000-netcode-d");
    assert!(opens(&mut small, "2244"));
    for place in 1..=20 {
        opens(&mut small, &std::format!("#1133557702{place:02}{:04}", 3_000 + place));
    }
    assert_eq!(small.view().clients, 20);
    let mut large = twin("cl5510");
    for client in 0..101 {
        opens(&mut large, &std::format!("#12345678201{:04}", 3_000 + client));
    }
    assert_eq!(large.view().clients, 100);
}

#[test]
fn what_cannot_happen_says_so_and_changes_nothing() {
    let mut lock = twin("kl1000-netcode-c2");
    let now = lock.now();
    assert_eq!(lock.step(now.plus(-1), Event::Tick).unwrap_err().code(), "twin.time_backwards");
    assert_eq!(lock.step(now, Event::Card("04A1".into())).unwrap_err().code(), "twin.no_such_part");
    let mut smart = twin("cl5510");
    smart.step(now, Event::Battery(Battery::Out)).unwrap();
    assert_eq!(smart.step(now, Event::App(App::Unlock { phone: None })).unwrap_err().code(), "twin.no_power");
    let state = smart.state();
    let other = Catalogue::builtin().unwrap().get("kl1550").unwrap().clone();
    let error = Twin::resume(other, Identity::example().unwrap(), state).unwrap_err();
    assert_eq!(error.code(), "twin.state_malformed");
}

#[test]
fn the_view_and_debug_texts_hide_codes_and_keys() {
    let mut lock = twin("kl1000-netcode-c2");
    opens(&mut lock, "2244");
    let shown = std::format!("{lock:?} {:?} {}", lock.state(), serde_json::to_string(&lock.view()).unwrap());
    assert!(!shown.contains("2244") && !shown.contains("11335577"), "{shown}");
}
