//! Codes asked for by text message.

use netcode::portal::{HistoryFilter, Origin, SmsRequest};

use super::world::{World, refused, request};

fn sms(message: &str, from: &str, text: &str) -> SmsRequest {
    SmsRequest { message: message.to_owned(), from: from.to_owned(), text: text.to_owned() }
}

#[test]
fn a_listed_phone_gets_two_hours_from_the_current_full_hour() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    world.wait(154);
    let now = world.now;
    assert_eq!(
        refused(world.portal.list_phone(now, &owner, "Bo; DROP", "447400123456")),
        "portal.name_special"
    );
    let listed = world.portal.list_phone(now, &owner, "Bo O'Neil", "+44 7400 123456").unwrap();
    assert_eq!((listed.phone.as_str(), listed.repairs.len()), ("447400123456", 2));
    assert_eq!(refused(world.portal.list_phone(now, &owner, "Bo", "447400123456")), "portal.phone_listed");
    let answer = world.portal.sms_request(now, &sms("m1", "447400123456", &lock.sms_id)).unwrap();
    assert_eq!(answer.number, Some(1));
    let balance = world.portal.balance(now, &owner).unwrap();
    assert_eq!((balance.available, balance.held), (18, 1), "two credits, one of them held");
    // Asked at 14:34: from 14:00 to 16:00.
    let codes = world.portal.codes(now, &owner, &HistoryFilter::default(), None, 1).unwrap().codes;
    assert_eq!(codes[0].starts.to_string(), "2026-07-01T14:00");
    assert_eq!((codes[0].ends.to_string().as_str(), codes[0].origin), ("2026-07-01T16:00", Origin::Sms));
    world.drain();
    let reply = world.mail.parcels.last().unwrap();
    assert!(reply.recipient == "447400123456" && reply.text.contains("opens Sea View"), "{}", reply.text);
    // The gateway delivers the same message twice.
    world.portal.sms_request(now, &sms("m1", "447400123456", &lock.sms_id)).unwrap();
    assert_eq!(world.portal.balance(now, &owner).unwrap().available, 18);
    assert_eq!(world.portal.listed_phones(now, &owner).unwrap().len(), 1);
    world.portal.unlist_phone(now, &owner, "447400123456").unwrap();
    assert_eq!(refused(world.portal.unlist_phone(now, &owner, "447400123456")), "portal.phone_unknown");
    assert!(world.portal.verify().unwrap().sound().is_ok());
}

#[test]
fn refusals_are_explained_to_those_who_are_listed_and_cost_nothing() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let now = world.now;
    let ask = |world: &World, message: &str, from: &str, text: &str| {
        world.portal.sms_request(now, &sms(message, from, text)).unwrap()
    };
    let stranger = ask(&world, "m1", "447400123456", &lock.sms_id);
    assert_eq!((stranger.refused.as_deref(), stranger.message), (Some("portal.phone_unknown"), None));
    world.portal.list_phone(now, &owner, "Bo", "447400123456").unwrap();
    for text in [lock.sms_id.to_lowercase(), format!(" {}", lock.sms_id)] {
        let wrong = ask(&world, "m2", "447400123456", &text);
        assert_eq!(wrong.refused.as_deref(), Some("portal.lock_unknown"));
        assert!(wrong.reason.unwrap().contains("case-sensitive"));
    }
    let rental = serde_json::from_str(r#"{"modes": ["urm"]}"#).unwrap();
    world.portal.edit_lock(now, &owner, &lock.id, &rental).unwrap();
    let off = ask(&world, "m3", "447400123456", &lock.sms_id);
    assert_eq!(off.refused.as_deref(), Some("portal.would_be_refused"));
    ask(&world, "m3", "447400123456", &lock.sms_id);
    let mails = world.mail.parcels.len();
    world.drain();
    let replies = &world.mail.parcels[mails..];
    assert_eq!(replies.len(), 1, "one message, one reply");
    assert_eq!(replies[0].text, "No code: the lock has this kind of code switched off");
    let standard = serde_json::from_str(r#"{"modes": ["standard-multi"]}"#).unwrap();
    world.portal.edit_lock(now, &owner, &lock.id, &standard).unwrap();
    let batch: Vec<_> = (0..19).map(|at| request(&format!("r{at}"), &lock.id, 1 + at % 12)).collect();
    world.portal.issue_many(now, &owner, &batch).unwrap();
    // One credit is left, and a code by text message takes two.
    let poor = ask(&world, "m4", "447400123456", &lock.sms_id);
    assert_eq!(poor.refused.as_deref(), Some("ledger.insufficient"));
    assert_eq!(world.portal.balance(now, &owner).unwrap().available, 1);
    assert_eq!(ask(&world, "m5", "not a number", "x").refused.as_deref(), Some("outbox.phone_malformed"));
}
