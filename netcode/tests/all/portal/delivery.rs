//! The outbox: written with what it tells, settled by what became of it.

use netcode::outbox::{Outcome, State};
use netcode::portal::{Delivery, Report, SendRequest};

use super::world::{World, refused, request};

fn to(channel: &str, to: &str) -> Delivery {
    serde_json::from_value(serde_json::json!({"channel": channel, "to": to, "note": "Welcome"})).unwrap()
}

#[test]
fn a_text_message_is_held_and_settled_by_its_delivery() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let mut wish = request("r", &lock.id, 3);
    wish.send =
        vec![to("sms", "+44 7400 123456"), to("email", "gus@example.org"), to("email", "gus@example.org")];
    let issued = world.portal.issue(world.now, &owner, &wish).unwrap();
    assert_eq!((issued.credits, issued.balance, issued.messages.len()), (2, 18, 2));
    let balance = world.portal.balance(world.now, &owner).unwrap();
    assert_eq!((balance.available, balance.held), (18, 1));
    let mails = world.mail.parcels.len();
    world.drain();
    let sent = &world.mail.parcels[mails..];
    assert_eq!(sent.len(), 2);
    let sms = sent.iter().find(|parcel| parcel.recipient == "447400123456").unwrap();
    assert_eq!(
        sms.text,
        format!("{} opens Sea View from 2 Jul 16:00 to 2 Jul 19:00. Welcome", issued.code.as_str())
    );
    let mail = sent.iter().find(|parcel| parcel.recipient == "gus@example.org").unwrap();
    assert!(mail.html.contains(issued.code.as_str()) && mail.text.contains(issued.code.as_str()));
    assert!(!mail.subject.contains(issued.code.as_str()));
    let balance = world.portal.balance(world.now, &owner).unwrap();
    assert_eq!((balance.available, balance.held), (18, 0));
    assert!(world.portal.verify().unwrap().sound().is_ok());
}

#[test]
fn a_failed_delivery_gives_its_credit_back() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let mut wish = request("r", &lock.id, 3);
    wish.send = vec![to("sms", "447400123456")];
    world.portal.issue(world.now, &owner, &wish).unwrap();
    world.mail.answers = vec![Outcome::Never("no such number".into()), Outcome::Later("busy".into())];
    world.drain();
    assert_eq!(world.portal.balance(world.now, &owner).unwrap().held, 1);
    let report = world.portal.drain(world.now, &mut world.mail, 10).unwrap();
    assert_eq!((report.sent, report.later, report.failed), (0, 0, 0), "not before its time");
    world.wait(1);
    world.drain();
    let balance = world.portal.balance(world.now, &owner).unwrap();
    assert_eq!((balance.available, balance.held), (19, 0));
    let messages = world.portal.messages(world.now, &owner, 1).unwrap();
    assert_eq!((messages[0].state, messages[0].attempts), (State::Failed, 2));
    assert_eq!(messages[0].fault.as_deref(), Some("no such number"));
    assert!(world.portal.verify().unwrap().sound().is_ok());
    // It may be sent anew, for another credit.
    let again =
        SendRequest { request: "s".into(), number: 1, delivery: to("sms", "447400123456"), again: false };
    world.portal.send(world.now, &owner, &again).unwrap();
    assert_eq!(world.portal.balance(world.now, &owner).unwrap().available, 18);
}

#[test]
fn a_courier_that_never_came_back_loses_nothing() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let mut wish = request("r", &lock.id, 3);
    wish.send = vec![to("sms", "447400123456")];
    world.portal.issue(world.now, &owner, &wish).unwrap();
    let lent = world.portal.claim(world.now, 10).unwrap();
    assert_eq!(lent.len(), 1);
    assert!(world.portal.claim(world.now, 10).unwrap().is_empty(), "it is lent to one courier at a time");
    world.wait(5);
    let again = world.portal.claim(world.now, 10).unwrap();
    assert_eq!(again[0].id, lent[0].id, "the same id tells a repetition");
    world.portal.settle(world.now, &lent[0].id, Outcome::Delivered).unwrap();
    world.portal.settle(world.now, &lent[0].id, Outcome::Never("late".into())).unwrap();
    assert_eq!(world.portal.balance(world.now, &owner).unwrap().held, 0);
    assert_eq!(refused(world.portal.settle(world.now, "nothing", Outcome::Delivered)), "outbox.not_lent");
    assert!(world.portal.verify().unwrap().sound().is_ok());
}

#[test]
fn every_fault_of_a_text_message_is_named_before_anything_is_charged() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let mut wish = request("r", &lock.id, 3);
    wish.send = vec![Delivery { note: "“Welcome” ".repeat(20), ..to("sms", "447400123456") }];
    let error = world.portal.issue(world.now, &owner, &wish).unwrap_err();
    assert_eq!(error.code(), "outbox.sms_faults");
    assert!(error.message().contains("`“`") && error.message().contains("of at most 160"), "{error:?}");
    wish.send = vec![to("sms", "07400123456")];
    assert_eq!(refused(world.portal.issue(world.now, &owner, &wish)), "outbox.phone_without_country");
    assert_eq!(world.portal.balance(world.now, &owner).unwrap().available, 20);
}

#[test]
fn a_recipient_gets_the_same_words_again_only_on_demand() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let mut wish = request("r", &lock.id, 3);
    wish.send = vec![to("email", "gus@example.org")];
    world.portal.issue(world.now, &owner, &wish).unwrap();
    let send = |id: &str, again: bool| SendRequest {
        request: id.to_owned(),
        number: 1,
        delivery: to("email", "Gus@example.org"),
        again,
    };
    assert_eq!(refused(world.portal.send(world.now, &owner, &send("s1", false))), "portal.already_sent");
    let one = world.portal.send(world.now, &owner, &send("s1", true)).unwrap();
    let two = world.portal.send(world.now, &owner, &send("s1", true)).unwrap();
    assert_eq!(one.id, two.id, "the same request sends once");
    assert_eq!(world.portal.messages(world.now, &owner, 1).unwrap().len(), 2);
    assert_eq!(world.portal.balance(world.now, &owner).unwrap().available, 19, "mail costs nothing");
}

#[test]
fn a_problem_report_carries_the_diagnosis_without_secrets() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let issued = world.portal.issue(world.now, &owner, &request("r", &lock.id, 3)).unwrap();
    let key = world.portal.export_keys(world.now, &owner, &lock.id).unwrap().lock_key;
    let report = Report {
        words: format!("{} flashes red", issued.code.as_str()),
        diagnosis: format!("too early by 2 h 10, key {key}"),
    };
    world.portal.report(world.now, &owner, &report).unwrap();
    world.drain();
    let mail = world.mail.parcels.last().unwrap();
    assert_eq!(mail.recipient, "support@portal.example");
    assert!(
        mail.text.contains("[digits] flashes red") && mail.text.contains("too early by 2 h 10, key [key]")
    );
    assert!(!mail.html.contains(issued.code.as_str()) && !mail.html.contains(&key));
}
