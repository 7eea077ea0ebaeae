use chrono::TimeDelta;
use serde_json::{Value as Json, json};

use super::*;
use crate::catalogue::Parameter;
use crate::entropy::Seeded;
use crate::grant::Grant;
use crate::link::IssuedCode;
use crate::twin::{self, Battery, Bolt, Event, Identity, PhoneClient, Twin, Why};

mod laws;
mod links;

fn catalogue() -> &'static Catalogue {
    Catalogue::builtin().unwrap()
}

/// One lock, the account it is in, and somebody in front of both.
struct Desk {
    account: Account,
    twin: Twin,
    now: DateTime<Utc>,
}

const LOCK: &str = "Office";
const ANN: &str = "Ann";

impl Desk {
    fn new() -> Self {
        let now = "2026-07-01T12:00:00Z".parse().unwrap();
        let mut account = Account::new("Harbour House", ANN, &mut Seeded::new(1)).unwrap();
        let lock = NewLock::new(LOCK, "CL5520", "Europe/London").unwrap().with_gateway(true);
        account.add_lock(catalogue(), now, ANN, &lock).unwrap();
        let model = catalogue().get("cl5510").unwrap().clone();
        let at = moment_at("Europe/London", now).unwrap();
        Self { account, twin: Twin::new(model, Identity::example().unwrap(), at), now }
    }

    /// A lock that was synchronised once.
    fn ready() -> Self {
        let mut desk = Self::new();
        desk.synchronise(&[]);
        desk
    }

    fn edit(&mut self, parameter: &str, value: Json) {
        self.try_edit(parameter, value).unwrap();
    }

    fn try_edit(&mut self, parameter: &str, value: Json) -> Result<()> {
        self.account.edit(self.now, ANN, LOCK, &Edit::of(parameter, value))
    }

    fn talk(&mut self, faults: &[Fault]) -> Talk {
        converse(&mut self.account, LOCK, &mut self.twin, self.now, Carrier::Gateway, faults).unwrap()
    }

    fn synchronise(&mut self, faults: &[Fault]) -> Talk {
        self.account.synchronise(self.now, ANN, LOCK, 60).unwrap();
        self.talk(faults)
    }

    fn wait(&mut self, seconds: i64) {
        self.now += TimeDelta::seconds(seconds);
        self.twin.step(moment_at("Europe/London", self.now).unwrap(), Event::Tick).unwrap();
    }

    fn keys(&mut self, keys: &str) -> Vec<&'static str> {
        let at = self.twin.now();
        let mut effects = Vec::new();
        for key in keys.chars().filter(|key| !key.is_whitespace()) {
            effects.extend(self.twin.step(at, Event::Key(key)).unwrap());
        }
        effects.extend(self.twin.step(at, Event::EndEntry).unwrap());
        effects.iter().filter_map(twin::Effect::word).collect()
    }

    fn pending(&self) -> Vec<&'static str> {
        self.account.pending(LOCK).unwrap().iter().map(|pending| pending.parameter.as_str()).collect()
    }

    fn lock(&self) -> &Lock {
        self.account.lock(LOCK).unwrap()
    }
}

fn code<T: std::fmt::Debug>(answer: Result<T>) -> &'static str {
    answer.unwrap_err().code()
}

#[test]
fn the_star_flashes_red_until_netcode_is_ticked_and_synchronised() {
    let mut desk = Desk::ready();
    assert_eq!(desk.keys("*"), ["red"]);
    desk.edit("netcode", json!("on"));
    assert_eq!((desk.keys("*"), desk.pending()), (vec!["red"], vec!["netcode"]));
    let talk = desk.synchronise(&[]);
    assert_eq!(
        talk.app,
        [Effect::Synchronised { ticket: 2, changed: vec![Parameter::Netcode] }, Effect::Idle]
    );
    assert_eq!((desk.keys("*"), desk.pending()), (vec![], vec![]));
}

#[test]
fn a_new_lock_is_told_the_time_and_the_daylight_saving_of_its_zone() {
    let mut desk = Desk::new();
    assert_eq!(desk.pending(), ["daylight-saving", "clock"]);
    desk.twin.step(desk.twin.now(), Event::Battery(Battery::Out)).unwrap();
    desk.twin.step(desk.twin.now(), Event::Battery(Battery::In)).unwrap();
    let talk = desk.synchronise(&[]);
    let changed = vec![Parameter::DaylightSaving, Parameter::Clock];
    assert!(talk.app.contains(&Effect::Synchronised { ticket: 1, changed }));
    // In July its clock shows summer time, and NetCodes are read by winter time.
    let view = desk.twin.view();
    assert_eq!((view.clock.as_str(), view.clock_set), ("2026-07-01T13:00:00", true));
    assert!(desk.pending().is_empty());
    let seen = desk.lock().seen().unwrap();
    assert_eq!((seen.clock_ahead_seconds, seen.battery.as_str()), (None, "ok"));
    assert!(seen.firmware.starts_with("netcode twin "));
    // A clock that drifted is out at the next look, and set right.
    desk.twin.step(desk.twin.now(), set(json!({"ppm": 100}))).unwrap();
    desk.wait(30 * 86_400);
    let talk = desk.synchronise(&[]);
    assert!(talk.app.contains(&Effect::Synchronised { ticket: 2, changed: vec![Parameter::Clock] }));
    assert_eq!(desk.lock().seen().unwrap().clock_ahead_seconds, Some(259));
    assert_eq!(desk.twin.view().clock, "2026-07-31T13:00:00");
}

fn set(settings: Json) -> Event {
    Event::Set(Box::new(serde_json::from_value(settings).unwrap()))
}

#[test]
fn every_parameter_reaches_the_lock() {
    let mut desk = Desk::ready();
    let hours = json!([{"number": 2, "days": "1111100", "from": "09:00", "to": "17:00"}]);
    let values = json!({
        "codes": true, "cards": "off", "phones": false, "netcode": "on", "netcode-modes": "URM",
        "block-previous": false, "relock-delay": 12, "code-free-periods": [], "active-periods": hours,
        "do-not-disturb": hours, "dual-authorisation": true, "locked-indication": "on",
        "phone-clients": [{"name": "Bell"}, {"name": "Ames", "suspended": true}],
        "daylight-saving": {"at": "02:00"}, "clock": false,
    });
    let edit = Edit { values: serde_json::from_value(values).unwrap(), ..Edit::default() };
    assert_eq!(edit.values.len(), Parameter::ALL.len());
    desk.account.edit(desk.now, ANN, LOCK, &edit).unwrap();
    assert_eq!(desk.pending().len(), 12);
    desk.synchronise(&[]);
    assert!(desk.pending().is_empty(), "{:?}", desk.account.pending(LOCK));
    for (parameter, value) in desk.lock().desired() {
        let reported = Value::reported(&desk.twin.settings(), *parameter);
        assert!(*parameter == Parameter::Clock || reported.as_ref() == Some(value), "{parameter}");
    }
    assert_eq!(desk.twin.view().netcode.unwrap().modes, [crate::grant::Mode::Urm]);
}

#[test]
fn what_cannot_be_is_refused_with_what_can() {
    let mut desk = Desk::ready();
    let before = desk.account.clone();
    for (parameter, value, says) in [
        ("relock-delay", json!(60), "2 to 30 seconds"),
        ("relock-delay", json!("on"), "2 to 30 seconds"),
        ("netcode", json!("yes"), "on or off"),
        ("netcode-modes", json!(["urm", "acc"]), "standard-single + standard-multi, urm, acc"),
        ("netcode-modes", json!("monthly"), "urm"),
        ("netcode-modes", json!([]), "urm"),
        ("active-periods", json!([{"number": 10, "days": "1111111", "from": "09:00", "to": "17:00"}]), "[]"),
        ("do-not-disturb", json!([{"number": 1, "days": "daily", "from": "09:00", "to": "17:00"}]), "days"),
        ("phone-clients", json!([{"name": "Ames"}, {"name": "Ames"}]), "name"),
        ("daylight-saving", json!({"first": "2026-03-29", "last": "2026-03-29", "at": "01:00"}), "zone"),
    ] {
        let error = desk.try_edit(parameter, value).unwrap_err();
        assert_eq!(error.code(), "app.parameter_refused", "{parameter}");
        assert!(error.hint().contains(says), "{parameter}: {}", error.hint());
    }
    let many: Vec<Json> = (0..101).map(|at| json!({"name": format!("Phone {at}")})).collect();
    assert_eq!(code(desk.try_edit("phone-clients", json!(many))), "app.parameter_refused");
    let unknown = desk.try_edit("colour", json!("red")).unwrap_err();
    assert_eq!(unknown.code(), "app.parameter_unknown");
    assert!(unknown.hint().contains("relock-delay") && unknown.hint().contains("netcode-modes"));
    // Of an edit with one bad value nothing is taken.
    let values = [("relock-delay".to_owned(), json!(10)), ("netcode".to_owned(), json!(7))].into();
    let edit = Edit { values, ..Edit::default() };
    assert_eq!(code(desk.account.edit(desk.now, ANN, LOCK, &edit)), "app.parameter_refused");
    assert_eq!(desk.account, before);
    let kitlock = NewLock::new("Locker", "kl1000-g3-netcode", "Europe/London").unwrap();
    let error = desk.account.add_lock(catalogue(), desk.now, ANN, &kitlock).unwrap_err();
    assert_eq!(error.code(), "app.model_unmanaged");
    assert!(error.hint().contains("cl4510, cl5510"), "{}", error.hint());
    let unknown = NewLock::new("Locker", "cl9", "Europe/London").unwrap();
    assert_eq!(code(desk.account.add_lock(catalogue(), desk.now, ANN, &unknown)), "catalogue.unknown_model");
}

#[test]
fn the_access_key_is_for_administrators_and_a_new_one_kills_the_old() {
    let mut desk = Desk::ready();
    let key = desk.account.access_key(ANN).unwrap().clone();
    let hidden = desk.account.access_key("Ben").unwrap_err();
    assert_eq!(hidden.code(), "app.access_key_hidden");
    assert!(hidden.hint().contains(ANN));
    assert_eq!(
        code(desk.account.regenerate_access_key(desk.now, "Ben", &mut Seeded::new(2))),
        "app.access_key_hidden"
    );
    let told = desk.account.tell(&key).unwrap();
    assert_eq!((told.locks.len(), told.locks[0].name.as_str()), (1, LOCK));
    assert_eq!((told.locks[0].prefix.as_str(), told.locks[0].digits, told.locks[0].netcode), ("*", 6, false));
    let swapped: String = (key.expose().chars())
        .map(|c| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
        .collect();
    let swapped = AccessKey::parse(&swapped).unwrap();
    assert_eq!(code(desk.account.tell(&swapped)), "app.access_key_wrong");
    desk.account.add_administrator(desk.now, ANN, LOCK, "Ben").unwrap();
    assert_eq!(desk.account.access_key("Ben").unwrap(), &key);
    let new = desk.account.regenerate_access_key(desk.now, "Ben", &mut Seeded::new(2)).unwrap().clone();
    assert_ne!(new, key);
    assert_eq!(code(desk.account.tell(&key)), "app.access_key_wrong");
    assert!(desk.account.tell(&new).is_ok());
    assert!(!format!("{:?}", desk.account).contains(new.expose()));
}

#[test]
fn rights_are_a_locks_and_the_last_administrator_stays() {
    let mut desk = Desk::ready();
    let now = desk.now;
    let account = &mut desk.account;
    for denied in [
        account.edit(now, "Ben", LOCK, &Edit::of("netcode", json!(true))),
        account.synchronise(now, "Ben", LOCK, 1).map(drop),
        account.unlock(now, "Ben", LOCK, 1).map(drop),
        account.add_administrator(now, "Ben", LOCK, "Ben"),
        account.remove_lock(now, "Ben", LOCK),
        account.remove_administrator(now, ANN, LOCK, "Ben"),
    ] {
        assert_eq!(code(denied), "app.not_administrator");
    }
    assert_eq!(code(account.remove_administrator(now, ANN, LOCK, ANN)), "app.last_administrator");
    let second = NewLock::new("Store", "cl4510", "Europe/London").unwrap();
    assert_eq!(code(account.add_lock(catalogue(), now, "Ben", &second)), "app.not_administrator");
    account.add_administrator(now, ANN, LOCK, "Ben").unwrap();
    account.add_lock(catalogue(), now, "Ben", &second).unwrap();
    assert_eq!(code(account.add_lock(catalogue(), now, "Ben", &second)), "app.lock_exists");
    account.remove_administrator(now, ANN, LOCK, ANN).unwrap();
    assert_eq!(code(account.synchronise(now, ANN, LOCK, 1)), "app.not_administrator");
    let unknown = account.pending("Attic").unwrap_err();
    assert_eq!((unknown.code(), unknown.hint()), ("app.lock_unknown", "the locks are Office, Store"));
    assert_eq!(code(Account::new("", ANN, &mut Seeded::new(1))), "app.name_out_of_range");
    assert_eq!(code(account.add_administrator(now, "Ben", LOCK, &"x".repeat(65))), "app.name_out_of_range");
    for at in 0..49 {
        account.add_administrator(now, "Ben", LOCK, &format!("Person {at}")).unwrap();
    }
    assert_eq!(code(account.add_administrator(now, "Ben", LOCK, "One more")), "app.full");
    account.remove_lock(now, "Ben", "Store").unwrap();
    assert_eq!(account.locks().count(), 1);
}

#[test]
fn a_phone_that_can_no_longer_unlock_is_told_why() {
    let mut desk = Desk::ready();
    let now = desk.now;
    let may = |desk: &Desk, name: &str| desk.account.phone_may_unlock(desk.now, LOCK, name);
    let monday =
        serde_json::from_value(json!({"number": 0, "days": "1000000", "from": "08:00", "to": "12:00"}))
            .unwrap();
    let phone = |name: &str| PhoneClient::new(name).unwrap();
    let at = |text: &str| Some(twin::Moment::parse(text).unwrap());
    for phone in [
        phone("Ames"),
        phone("Bell").suspended(true),
        phone("Cole").within(None, at("2026-07-01T13:00")).unwrap(),
        phone("Dunn").within(at("2026-07-01T13:01"), None).unwrap(),
        phone("Eady").during(vec![monday]).unwrap(),
    ] {
        desk.account.add_phone(now, ANN, LOCK, phone).unwrap();
    }
    assert_eq!(code(desk.account.add_phone(now, ANN, LOCK, phone("Ames"))), "app.phone_exists");
    assert_eq!(code(may(&desk, "Ames")), "app.phone_not_synchronised");
    desk.synchronise(&[]);
    for (name, expected) in [
        ("Bell", "app.phone_suspended"),
        ("Cole", "app.phone_expired"),
        ("Dunn", "app.phone_out_of_period"),
        ("Eady", "app.phone_out_of_period"),
        ("Ford", "app.phone_removed"),
    ] {
        assert_eq!(code(may(&desk, name)), expected, "{name}");
        assert_eq!(code(desk.account.phone_unlock(now, LOCK, name)), expected, "{name}");
    }
    let ticket = desk.account.phone_unlock(now, LOCK, "Ames").unwrap();
    let talk = desk.talk(&[]);
    assert_eq!((talk.app[0].clone(), desk.twin.bolt()), (Effect::Done { ticket }, Bolt::Unlocked));
    // Removed: the app refuses at once, though the lock still knows the phone.
    desk.account.remove_phone(now, ANN, LOCK, "Ames").unwrap();
    assert_eq!(code(may(&desk, "Ames")), "app.phone_removed");
    assert_eq!(code(desk.account.remove_phone(now, ANN, LOCK, "Ames")), "app.phone_unknown");
    desk.account.suspend_phone(now, ANN, LOCK, "Bell", false).unwrap();
    desk.edit("phones", json!(false));
    desk.synchronise(&[]);
    assert_eq!(code(may(&desk, "Bell")), "app.phones_off");
    assert_eq!(code(desk.account.suspend_phone(now, ANN, LOCK, "Ford", true)), "app.phone_unknown");
}

fn issued(id: &str, grant: Json) -> IssuedCode {
    let grant = Grant::from_value(&grant).unwrap();
    IssuedCode { id: id.into(), guest: Some(format!("guest of {id}")), grant }
}

#[test]
fn a_change_of_mode_lists_the_codes_that_would_die_before_it_is_made() {
    let mut desk = Desk::ready();
    desk.edit("netcode", json!(true));
    desk.synchronise(&[]);
    let codes = vec![
        issued("late", json!({"mode": "standard-multi", "start": "2026-07-05T10:00", "hours": 4})),
        issued("now", json!({"mode": "standard-single", "start": "2026-07-01T10:00", "hours": 4})),
        issued("over", json!({"mode": "standard-multi", "start": "2026-06-30T10:00", "hours": 4})),
        issued("rental", json!({"mode": "urm", "start": "2026-07-02T10:00", "hours": 4})),
    ];
    let mut edit = Edit { issued: codes, ..Edit::of("netcode-modes", json!("urm")) };
    let change = desk.account.mode_change(desk.now, LOCK, &edit).unwrap();
    let ids = |codes: &[IssuedCode]| codes.iter().map(|code| code.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        (ids(&change.dies), ids(&change.begins)),
        (vec!["now".into(), "late".into()], vec!["rental".into()])
    );
    let error = desk.account.edit(desk.now, ANN, LOCK, &edit).unwrap_err();
    assert_eq!(error.code(), "app.codes_would_die");
    assert!(error.message().contains("2 issued codes would stop working: guest of now (standard-single from 2026-07-01T10:00 to 2026-07-01T14:00)"), "{error:?}");
    assert!(desk.pending().is_empty());
    edit.despite_issued = true;
    desk.account.edit(desk.now, ANN, LOCK, &edit).unwrap();
    assert_eq!(desk.pending(), ["netcode-modes"]);
    // Not synchronised: whoever asks with the access key is told the mode the lock has.
    let key = desk.account.access_key(ANN).unwrap().clone();
    let modes = |desk: &Desk| desk.account.tell(&key).unwrap().locks[0].modes.clone();
    assert_eq!(modes(&desk).len(), 2);
    desk.synchronise(&[]);
    assert_eq!(modes(&desk), [crate::grant::Mode::Urm]);
    // Switching NetCode off ends all of them.
    let off = Edit { issued: edit.issued.clone(), ..Edit::of("netcode", json!(false)) };
    let change = desk.account.mode_change(desk.now, LOCK, &off).unwrap();
    assert_eq!((ids(&change.dies), change.to), (vec!["rental".into()], vec![]));
    // An edit of something else ends none.
    let other = Edit { issued: edit.issued, ..Edit::of("relock-delay", json!(9)) };
    assert!(desk.account.mode_change(desk.now, LOCK, &other).unwrap().dies.is_empty());
}

#[test]
fn a_state_written_down_carries_on_in_the_middle_of_a_conversation() {
    let mut desk = Desk::ready();
    desk.edit("relock-delay", json!(9));
    desk.account.synchronise(desk.now, ANN, LOCK, 60).unwrap();
    desk.account.step(desk.now, LOCK, LinkEvent::Up(Carrier::Bluetooth)).unwrap();
    let text = serde_json::to_string(&desk.account).unwrap();
    assert_eq!(Account::from_json(&text).unwrap(), desk.account);
    for text in ["", "{}", "[]", &text.replace("relock-delay", "colour")] {
        assert_eq!(code(Account::from_json(text)), "app.state_malformed");
    }
}
