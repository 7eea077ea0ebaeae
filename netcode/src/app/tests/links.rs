//! What lies between the app and the lock: commands that wait, synchronisations in doubt, conflicts with the keypad.

use super::*;

#[test]
fn commands_wait_for_a_lock_out_of_reach_and_expire() {
    let mut desk = Desk::ready();
    let unlock = desk.account.unlock(desk.now, ANN, LOCK, 5).unwrap();
    let lock = desk.account.lock_up(desk.now, ANN, LOCK, 10).unwrap();
    assert_eq!(desk.lock().queue().map(|command| command.ticket).collect::<Vec<_>>(), [unlock, lock]);
    let talk = desk.talk(&[]);
    assert_eq!(talk.app, [Effect::Done { ticket: unlock }, Effect::Done { ticket: lock }, Effect::Idle]);
    assert_eq!(
        talk.lock.iter().filter_map(twin::Effect::word).collect::<Vec<_>>(),
        ["blue", "unlock", "lock"]
    );
    // The first of two expires before the lock comes into reach.
    let gone = desk.account.unlock(desk.now, ANN, LOCK, 5).unwrap();
    let kept = desk.account.unlock(desk.now, ANN, LOCK, 60).unwrap();
    desk.wait(300);
    let talk = desk.talk(&[]);
    assert_eq!(talk.app, [Effect::Expired { ticket: gone }, Effect::Done { ticket: kept }, Effect::Idle]);
    desk.account.unlock(desk.now, ANN, LOCK, 1).unwrap();
    desk.wait(61);
    assert_eq!(desk.account.expire(desk.now), [(LOCK.to_owned(), kept + 1)]);
    // The lock would refuse a copy of a command that comes too late.
    desk.keys("#12345678 15 1");
    let refused = desk.account.unlock(desk.now, ANN, LOCK, 1).unwrap();
    assert_eq!(desk.talk(&[]).app[0], Effect::Refused { ticket: refused, why: Why::LockDown });
    let actions: Vec<Action> =
        desk.account.history().filter(|entry| entry.detail.starts_with("unlock")).map(|e| e.action).collect();
    use Action::{Asked, Done, Expired, Refused};
    assert_eq!(actions, [Asked, Done, Asked, Asked, Expired, Done, Asked, Expired, Asked, Refused]);
    assert_eq!(code(desk.account.unlock(desk.now, ANN, LOCK, 0)), "app.validity_out_of_range");
    assert_eq!(code(desk.account.synchronise(desk.now, ANN, LOCK, 10_081)), "app.validity_out_of_range");
    for _ in 0..32 {
        desk.account.unlock(desk.now, ANN, LOCK, 5).unwrap();
    }
    assert_eq!(code(desk.account.unlock(desk.now, ANN, LOCK, 5)), "app.queue_full");
    desk.account.set_gateway(desk.now, ANN, LOCK, false).unwrap();
    assert_eq!(code(desk.account.unlock(desk.now, ANN, LOCK, 5)), "app.no_gateway");
    assert_eq!(code(desk.account.step(desk.now, LOCK, LinkEvent::Up(Carrier::Gateway))), "app.no_gateway");
    assert_eq!(code(desk.account.step(desk.now, LOCK, LinkEvent::Silence)), "app.not_connected");
}

#[test]
fn a_command_is_carried_out_once_whatever_the_link_does() {
    for fault in [Fault::Lost, Fault::AnswerLost, Fault::Twice, Fault::Cut, Fault::AnswerCut] {
        for at in 0..3 {
            let mut desk = Desk::ready();
            let ticket = desk.account.unlock(desk.now, ANN, LOCK, 60).unwrap();
            let faults: Vec<Fault> = (0..at).map(|_| Fault::None).chain([fault]).collect();
            let (first, second) = (desk.talk(&faults), desk.talk(&[]));
            let opened = |effect: &&twin::Effect| **effect == twin::Effect::Bolt(Bolt::Unlocked);
            assert_eq!(first.lock.iter().chain(&second.lock).filter(opened).count(), 1, "{fault:?} at {at}");
            let done = Effect::Done { ticket };
            assert_eq!(first.app.iter().chain(&second.app).filter(|effect| **effect == done).count(), 1);
            assert_eq!(desk.lock().queue().count(), 0);
        }
    }
}

#[test]
fn a_synchronisation_in_doubt_does_not_stand_for_the_next_one() {
    let mut desk = Desk::ready();
    desk.edit("relock-delay", json!(9));
    // A greeting, one part, the commit: its answer does not come back.
    desk.synchronise(&[Fault::None, Fault::None, Fault::AnswerCut]);
    desk.edit("relock-delay", json!(12));
    let talk = desk.synchronise(&[]);
    let changed = || vec![Parameter::RelockDelay];
    let (first, second) = (
        Effect::Synchronised { ticket: 2, changed: changed() },
        Effect::Synchronised { ticket: 3, changed: changed() },
    );
    assert_eq!(talk.app, [first, second, Effect::Idle]);
    assert_eq!(desk.twin.view().open_seconds, 12);
    // In doubt, it does not expire either: it may be done.
    desk.edit("relock-delay", json!(20));
    desk.synchronise(&[Fault::None, Fault::None, Fault::AnswerCut]);
    desk.wait(7_200);
    assert_eq!(desk.account.expire(desk.now), []);
    assert!(matches!(desk.talk(&[]).app[0], Effect::Synchronised { ticket: 4, .. }));
}

#[test]
fn a_lock_that_does_not_answer_is_given_up() {
    let mut desk = Desk::ready();
    desk.edit("relock-delay", json!(9));
    let talk = desk.synchronise(&[Fault::Lost; 40]);
    assert_eq!((talk.app, talk.messages), (vec![Effect::GaveUp], 9));
    assert_eq!(desk.lock().queue().count(), 1);
    desk.twin.step(desk.twin.now(), Event::Battery(Battery::Out)).unwrap();
    let answer = converse(&mut desk.account, LOCK, &mut desk.twin, desk.now, Carrier::Bluetooth, &[]);
    assert_eq!(code(answer), "twin.no_power");
    desk.twin.step(desk.twin.now(), Event::Battery(Battery::In)).unwrap();
    desk.talk(&[]);
    assert_eq!((desk.pending(), desk.twin.view().open_seconds), (vec![], 9));
}

#[test]
fn settings_made_at_the_keypad_are_taken_over_or_in_conflict() {
    let mut desk = Desk::ready();
    desk.keys("#12345678 06 20");
    desk.edit("locked-indication", json!(true));
    let talk = desk.synchronise(&[]);
    let adopted = Effect::Adopted { parameters: vec![Parameter::RelockDelay] };
    assert!(talk.app.contains(&adopted), "{talk:?}");
    assert_eq!(desk.lock().desired()[&Parameter::RelockDelay], Value::Seconds(20));
    assert!(desk.pending().is_empty());

    desk.edit("relock-delay", json!(9));
    desk.edit("dual-authorisation", json!(true));
    desk.keys("#12345678 06 30");
    let talk = desk.synchronise(&[]);
    assert!(
        matches!(&talk.app[0], Effect::Conflicts { parameters, .. } if *parameters == [Parameter::RelockDelay])
    );
    let conflicts = desk.account.conflicts(LOCK).unwrap();
    assert_eq!((conflicts[0].app.clone(), conflicts[0].lock.clone()), (json!(9), json!(30)));
    assert!(!desk.twin.view().dual_authorisation, "nothing is synchronised while there is a conflict");
    let wrong = desk.account.resolve(desk.now, ANN, LOCK, "netcode", Keep::App).unwrap_err();
    assert_eq!((wrong.code(), wrong.hint()), ("app.not_in_conflict", "in conflict are relock-delay"));
    let mut other = Desk { account: desk.account.clone(), twin: desk.twin.clone(), now: desk.now };
    desk.account.resolve(desk.now, ANN, LOCK, "relock-delay", Keep::App).unwrap();
    desk.synchronise(&[]);
    assert_eq!((desk.twin.view().open_seconds, desk.twin.view().dual_authorisation), (9, true));
    other.account.resolve(other.now, ANN, LOCK, "relock-delay", Keep::Lock).unwrap();
    other.synchronise(&[]);
    assert_eq!((other.twin.view().open_seconds, other.twin.view().dual_authorisation), (30, true));
}

#[test]
fn programming_in_the_middle_of_a_synchronisation_is_noticed() {
    let mut desk = Desk::ready();
    desk.edit("relock-delay", json!(9));
    desk.account.synchronise(desk.now, ANN, LOCK, 60).unwrap();
    let mut events = vec![LinkEvent::Up(Carrier::Bluetooth)];
    let mut effects = Vec::new();
    let mut messages = 0;
    while let Some(event) = events.pop() {
        for effect in desk.account.step(desk.now, LOCK, event).unwrap() {
            let Effect::Send(message) = effect else {
                effects.push(effect);
                continue;
            };
            messages += 1;
            if messages == 3 {
                desk.keys("#12345678 08 02");
            }
            let happens = desk.twin.step(desk.twin.now(), Event::App(twin::App::Message(message))).unwrap();
            events.extend(happens.into_iter().filter_map(|effect| match effect {
                twin::Effect::Answer(answer) => Some(LinkEvent::Answer(answer)),
                _ => None,
            }));
        }
    }
    let changed = vec![Parameter::RelockDelay];
    assert!(effects.contains(&Effect::Adopted { parameters: vec![Parameter::LockedIndication] }));
    assert!(effects.contains(&Effect::Synchronised { ticket: 2, changed }));
    assert_eq!(desk.twin.view().open_seconds, 9);
}

#[test]
fn what_the_lock_will_not_take_is_told_with_its_remedy() {
    let mut desk = Desk::ready();
    let netcode = json!({"netcode": {"lock_id": 123_456, "initialised": "2026-01-15T09:30"}});
    desk.twin.step(desk.twin.now(), set(netcode)).unwrap();
    // Its clock ran ahead, and lived through hours that a clock set back would give twice.
    desk.twin.step(desk.twin.now(), set(json!({"clock": "2026-07-01T18:00:00"}))).unwrap();
    desk.edit("relock-delay", json!(9));
    let talk = desk.synchronise(&[]);
    let failed = talk.app.iter().find_map(|effect| match effect {
        Effect::Failed { code, .. } => Some(code.as_str()),
        _ => None,
    });
    assert_eq!(failed, Some("lock.clock_below_floor"));
    assert_eq!(desk.twin.view().open_seconds, 5, "nothing of it was taken");
    desk.edit("clock", json!("off"));
    desk.synchronise(&[]);
    assert_eq!((desk.pending(), desk.twin.view().open_seconds), (vec![], 9));
}

#[test]
fn the_audit_trail_of_the_lock_comes_back_once() {
    let mut desk = Desk::ready();
    desk.keys("9999");
    desk.keys("12345678");
    desk.talk(&[Fault::AnswerCut]);
    desk.talk(&[]);
    desk.talk(&[]);
    let records: Vec<_> = desk.lock().trail().map(|entry| entry.record.clone()).collect();
    use twin::{Record, Who};
    assert_eq!(records, [Record::Refused(Why::Unknown), Record::Opened(Who::Master)]);
}

#[test]
fn a_reset_lock_does_not_lose_its_phones_silently() {
    let mut desk = Desk::ready();
    desk.account.add_phone(desk.now, ANN, LOCK, PhoneClient::new("Ames").unwrap()).unwrap();
    desk.synchronise(&[]);
    desk.twin.step(desk.twin.now(), set(json!({"phones": []}))).unwrap();
    let talk = desk.synchronise(&[]);
    assert!(
        matches!(&talk.app[0], Effect::Conflicts { parameters, .. } if *parameters == [Parameter::PhoneClients])
    );
    desk.account.resolve(desk.now, ANN, LOCK, "phone-clients", Keep::App).unwrap();
    desk.synchronise(&[]);
    assert!(desk.account.phone_may_unlock(desk.now, LOCK, "Ames").is_ok());
}
