use serde_json::json;

use super::*;
use crate::catalogue::Catalogue;
use crate::twin::{Event, Identity};

fn smart() -> Twin {
    let model = Catalogue::builtin().unwrap().get("cl5510").unwrap().clone();
    Twin::new(model, Identity::example().unwrap(), Moment::parse("2026-07-01T12:00").unwrap())
}

fn tell(twin: &mut Twin, message: Message) -> (Answer, Vec<&'static str>) {
    let effects = twin.step(twin.now(), Event::App(App::Message(Box::new(message)))).unwrap();
    let answer = effects.iter().find_map(|effect| match effect {
        Effect::Answer(answer) => Some((**answer).clone()),
        _ => None,
    });
    (answer.unwrap(), effects.iter().filter_map(Effect::word).collect())
}

fn hello(twin: &mut Twin, fence: u64) -> Report {
    match tell(twin, Message::Hello { fence, trail_from: 0 }).0 {
        Answer::Report(report) => *report,
        other => panic!("{other:?}"),
    }
}

fn part(order: u64, base: u64, part: u32, parts: u32, settings: serde_json::Value) -> Message {
    let settings = Box::new(serde_json::from_value(settings).unwrap());
    Message::Stage { order, base, part, parts, settings }
}

fn late() -> Moment {
    Moment::parse("2026-07-01T13:00").unwrap()
}

fn keys(twin: &mut Twin, keys: &str) {
    for key in keys.chars().filter(|key| !key.is_whitespace()) {
        twin.step(twin.now(), Event::Key(key)).unwrap();
    }
    twin.step(twin.now(), Event::EndEntry).unwrap();
}

#[test]
fn a_change_arrives_whole_or_not_at_all() {
    let mut twin = smart();
    let before = hello(&mut twin, 1);
    let (first, second) = (json!({"open_seconds": 10}), json!({"dual_authorisation": true}));
    assert_eq!(tell(&mut twin, part(2, 0, 0, 2, first.clone())).0, Answer::Staged { order: 2, part: 0 });
    assert_eq!(tell(&mut twin, Message::Commit { order: 2 }).0, Answer::Missing { order: 2 });
    assert_eq!(hello(&mut twin, 1).settings, before.settings);
    // The missing part arrives, and the first one again.
    tell(&mut twin, part(2, 0, 1, 2, second));
    tell(&mut twin, part(2, 0, 0, 2, first));
    let done = Answer::Done { order: 2, revision: 1 };
    assert_eq!(tell(&mut twin, Message::Commit { order: 2 }).0, done);
    assert_eq!(tell(&mut twin, Message::Commit { order: 2 }).0, done);
    let after = hello(&mut twin, 3);
    assert_eq!((after.settings.open_seconds, after.settings.dual_authorisation), (Some(10), Some(true)));
    assert_eq!((after.revision, after.last), (1, Some((2, Box::new(done)))));
}

#[test]
fn what_cannot_be_set_changes_nothing() {
    let mut twin = smart();
    let before = hello(&mut twin, 1).settings;
    tell(&mut twin, part(2, 0, 0, 2, json!({"open_seconds": 9})));
    tell(&mut twin, part(2, 0, 1, 2, json!({"function": "party"})));
    let answer = tell(&mut twin, Message::Commit { order: 2 }).0;
    assert!(matches!(&answer, Answer::Invalid { code, .. } if code == "twin.setting_refused"), "{answer:?}");
    assert_eq!(hello(&mut twin, 3).settings, before);
}

#[test]
fn programming_at_the_keypad_voids_a_change_under_way() {
    let mut twin = smart();
    hello(&mut twin, 1);
    tell(&mut twin, part(2, 0, 0, 1, json!({"open_seconds": 9})));
    keys(&mut twin, "#12345678 06 20");
    assert_eq!(tell(&mut twin, Message::Commit { order: 2 }).0, Answer::Changed { order: 2, revision: 1 });
    assert_eq!(hello(&mut twin, 3).settings.open_seconds, Some(20));
}

#[test]
fn commands_are_carried_out_once_in_time_and_in_order() {
    let mut twin = smart();
    let unlock = |order| Message::Unlock { order, phone: None, until: late() };
    hello(&mut twin, 1);
    let (answer, words) = tell(&mut twin, unlock(2));
    assert_eq!((answer, words), (Answer::Done { order: 2, revision: 0 }, vec!["blue", "unlock"]));
    let (answer, words) = tell(&mut twin, Message::Lock { order: 3, until: late() });
    assert_eq!((answer, words), (Answer::Done { order: 3, revision: 0 }, vec!["lock"]));
    // Copies of both arrive late: nothing moves.
    assert_eq!(tell(&mut twin, unlock(2)), (Answer::Old { order: 2 }, vec![]));
    let again = tell(&mut twin, Message::Lock { order: 3, until: late() });
    assert_eq!(again, (Answer::Done { order: 3, revision: 0 }, vec![]));
    // A new conversation ends what was on its way before it.
    hello(&mut twin, 10);
    assert_eq!(tell(&mut twin, unlock(9)), (Answer::Old { order: 9 }, vec![]));
    let too_late = Message::Unlock { order: 11, phone: None, until: twin.now().plus(-1) };
    assert_eq!(tell(&mut twin, too_late).0, Answer::Refused { order: 11, why: Why::Expired });
    assert_eq!(twin.bolt(), Bolt::Locked);
}

#[test]
fn a_lock_that_must_stand_open_is_not_locked() {
    let mut twin = smart();
    hello(&mut twin, 1);
    twin.step(twin.now(), Event::Input { name: "rem2".into(), closed: true }).unwrap();
    let answer = tell(&mut twin, Message::Lock { order: 2, until: late() }).0;
    assert_eq!(answer, Answer::Refused { order: 2, why: Why::StandsOpen });
}

#[test]
fn phones_open_within_their_times_and_nobody_in_quiet_periods() {
    let mut twin = smart();
    let settings = json!({"phones": [
        {"name": "Ames"},
        {"name": "Bell", "suspended": true},
        {"name": "Cole", "until": "2026-07-01T12:00:00"},
        {"name": "Dunn", "from": "2026-07-01T12:01:00"},
        {"name": "Eady", "periods": [{"number": 0, "days": "0010000", "from": "08:00", "to": "12:00"}]},
        {"name": "Ford", "periods": [{"number": 0, "days": "0010000", "from": "12:00", "to": "13:00"}]},
    ]});
    let set = |settings: serde_json::Value| Event::Set(Box::new(serde_json::from_value(settings).unwrap()));
    twin.step(twin.now(), set(settings)).unwrap();
    let mut order = 1;
    let mut tried = |twin: &mut Twin, phone: &str| {
        order += 1;
        let message = Message::Unlock { order, phone: Some(phone.into()), until: late() };
        match tell(twin, message).0 {
            Answer::Done { .. } => None,
            Answer::Refused { why, .. } => Some(why),
            other => panic!("{other:?}"),
        }
    };
    for (phone, why) in [
        ("Ames", None),
        ("Bell", Some(Why::Suspended)),
        ("Cole", Some(Why::Expired)),
        ("Dunn", Some(Why::OutsidePeriod)),
        ("Eady", Some(Why::OutsidePeriod)),
        ("Ford", None),
        ("Gale", Some(Why::Unknown)),
    ] {
        assert_eq!(tried(&mut twin, phone), why, "{phone}");
    }
    twin.step(twin.now(), set(json!({"features": {"phones": false}}))).unwrap();
    assert_eq!(tried(&mut twin, "Ames"), Some(Why::FeatureOff));
    let hours = json!([{"number": 0, "days": "1111111", "from": "12:00", "to": "14:00"}]);
    twin.step(twin.now(), set(json!({"quiet_periods": hours}))).unwrap();
    assert_eq!(tried(&mut twin, "Ames"), Some(Why::DoNotDisturb));
    keys(&mut twin, "#12345678 20 1 3366");
    let at = twin.now().plus(30);
    twin.step(at, Event::Tick).unwrap();
    keys(&mut twin, "3366");
    assert_eq!(twin.bolt(), Bolt::Locked);
    keys(&mut twin, "12345678");
    assert_eq!(twin.bolt(), Bolt::Unlocked);
}

#[test]
fn the_trail_is_numbered_and_bounded() {
    let mut twin = smart();
    for at in 0..300_i64 {
        let now = twin.now().plus(at % 2 * 60);
        twin.step(now, Event::App(App::Unlock { phone: None })).unwrap();
    }
    let trail = hello(&mut twin, 1).trail;
    assert_eq!(trail.len(), TRAIL_PLACES);
    let numbers: Vec<u64> = trail.iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, (101..=300).collect::<Vec<_>>());
    let Answer::Report(report) = tell(&mut twin, Message::Hello { fence: 2, trail_from: 299 }).0 else {
        panic!()
    };
    assert_eq!(report.trail.len(), 2);
}

#[test]
fn a_factory_reset_counts_as_a_change() {
    let mut twin = smart();
    let now = twin.now();
    twin.step(
        now,
        Event::Set(Box::new(serde_json::from_value(json!({"phones": [{"name": "Ames"}]})).unwrap())),
    )
    .unwrap();
    let before = hello(&mut twin, 1);
    use crate::twin::Battery;
    for event in [Event::Battery(Battery::Out), Event::Press("0".into()), Event::Battery(Battery::In)] {
        twin.step(now, event).unwrap();
    }
    twin.step(now.plus(1), Event::Release("0".into())).unwrap();
    for _ in 0..3 {
        twin.step(now.plus(1), Event::Press("0".into())).unwrap();
        twin.step(now.plus(1), Event::Release("0".into())).unwrap();
    }
    let after = hello(&mut twin, 2);
    assert!(after.revision > before.revision, "{after:?}");
    assert_eq!(after.settings.phones, Some(vec![]));
}
