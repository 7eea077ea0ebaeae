//! Stays: planned, proved, charged once, and changed with the fewest new codes.

use chrono::NaiveTime;
use netcode::feed;
use netcode::portal::{
    CancelStay, FeedAnswer, FeedJob, FeedOutcome, FeedReport, StayAnswer, StayOrder, StayOutcome, StayRequest,
};
use netcode::stay::Withdrawal;

use super::world::{World, refused};

fn stay(id: &str, lock: &str, from: &str, until: &str) -> StayRequest {
    StayRequest {
        stay: id.to_owned(),
        lock: lock.to_owned(),
        from: from.parse().unwrap(),
        until: until.parse().unwrap(),
        guest: Some("Gus Guest".to_owned()),
        send: serde_json::from_str(r#"[{"channel": "email", "to": "gus@example.org"}]"#).unwrap(),
        keypad: false,
    }
}

fn week(lock: &str) -> StayRequest {
    stay("B1", lock, "2026-07-06T14:00:00Z", "2026-07-09T10:00:00Z")
}

/// An owner with a lock that takes rentals of days.
fn rental() -> (World, netcode::access::Token, String) {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View").id;
    let modes = serde_json::from_str(r#"{"modes": ["acc"]}"#).unwrap();
    world.portal.edit_lock(world.now, &owner, &lock, &modes).unwrap();
    (world, owner, lock)
}

fn code(answer: &StayAnswer) -> &str {
    &answer.handout.codes[0].code
}

#[test]
fn a_stay_is_charged_once_however_often_it_is_said() {
    let (world, owner, lock) = rental();
    let portal = &world.portal;
    let first = portal.stay(world.now, &owner, &week(&lock)).unwrap();
    assert_eq!((first.outcome, first.charged, first.balance), (StayOutcome::Issued, 1, 19));
    assert_eq!(first.handout.codes[0].grant.to_string(), "acc 2026-07-06T00:00 4 d");
    assert_eq!(first.handout.guaranteed_from.as_deref(), Some("2026-07-06T01:03:00+01:00"));
    let words: Vec<&str> = first.warnings.iter().map(|warning| warning.word.as_str()).collect();
    assert_eq!((words, first.messages.len()), (vec!["first-use"], 1));
    for _ in 0..3 {
        let again = portal.stay(world.now, &owner, &week(&lock)).unwrap();
        assert_eq!((again.outcome, again.charged, again.balance), (StayOutcome::Unchanged, 0, 19));
        assert_eq!((code(&again), again.messages.len()), (code(&first), 0), "and not sent again");
    }
    let page = portal.stays(world.now, &owner, &lock, world.now, None, 10).unwrap();
    assert_eq!((page.stays.len(), &page.stays[0].numbers, page.next), (1, &vec![1], None));
    let plan = portal.plan_stay(world.now, &owner, &week(&lock)).unwrap();
    assert_eq!(plan.ways[0].grants[0].to_string(), "acc 2026-07-06T00:00 4 d");
    assert!(portal.verify().unwrap().sound().is_ok());
}

#[test]
fn a_code_that_still_serves_is_kept_and_another_is_given_where_it_does_not() {
    let (world, owner, lock) = rental();
    let portal = &world.portal;
    let first = portal.stay(world.now, &owner, &week(&lock)).unwrap();
    // Out an hour later on the same day: the code of whole days serves.
    let later = stay("B1", &lock, "2026-07-06T14:00:00Z", "2026-07-09T11:00:00Z");
    let kept = portal.stay(world.now, &owner, &later).unwrap();
    assert_eq!((kept.outcome, kept.charged, code(&kept)), (StayOutcome::Changed, 0, code(&first)));
    assert!(kept.messages.is_empty(), "the code did not change");
    // Moved by a week: another code, and the old one is told of.
    let moved = stay("B1", &lock, "2026-07-13T14:00:00Z", "2026-07-16T10:00:00Z");
    let new = portal.stay(world.now, &owner, &moved).unwrap();
    assert_eq!((new.outcome, new.charged, new.balance), (StayOutcome::Changed, 1, 18));
    assert!(code(&new) != code(&first) && new.messages.len() == 1 && new.handout.codes.len() == 1);
    let left = &new.withdraw[0];
    assert_eq!((left.number, left.code.as_str(), &left.way), (1, code(&first), &Withdrawal::Supersede));
    assert!(left.opens_until.is_some() && left.unless_used_by.is_some());
    // And back: the first code is taken up again at no cost, and told again.
    let back = portal.stay(world.now, &owner, &week(&lock)).unwrap();
    assert_eq!((code(&back), back.charged, back.numbers.as_slice()), (code(&first), 0, &[1][..]));
    assert_eq!(back.messages.len(), 1);
    assert_eq!(portal.stay(world.now, &owner, &week(&lock)).unwrap().outcome, StayOutcome::Unchanged);
    assert!(portal.verify().unwrap().sound().is_ok());
}

#[test]
fn a_code_blocked_at_the_keypad_is_not_taken_up_again() {
    let (world, owner, lock) = rental();
    let portal = &world.portal;
    let first = portal.stay(world.now, &owner, &week(&lock)).unwrap();
    let cancel = CancelStay { stay: "B1".into(), lock: lock.clone(), keypad: true };
    let gone = portal.cancel_stay(world.now, &owner, &cancel).unwrap();
    assert_eq!((gone.outcome, gone.charged, gone.balance), (StayOutcome::Cancelled, 0, 19));
    assert_eq!(
        (gone.withdraw[0].code.as_str(), &gone.withdraw[0].way),
        (code(&first), &Withdrawal::BlockAtKeypad)
    );
    assert_eq!(portal.cancel_stay(world.now, &owner, &cancel).unwrap().outcome, StayOutcome::Cancelled);
    let none = CancelStay { stay: "B2".into(), ..cancel.clone() };
    assert_eq!(refused(portal.cancel_stay(world.now, &owner, &none)), "portal.stay_unknown");
    // Its digits would be refused, so the guest gets a code of other times.
    let again = portal.stay(world.now, &owner, &week(&lock)).unwrap();
    assert_eq!((again.charged, again.outcome), (1, StayOutcome::Changed));
    assert_ne!(code(&again), code(&first));
    for _ in 0..3 {
        portal.cancel_stay(world.now, &owner, &cancel).unwrap();
        let _ = portal.stay(world.now, &owner, &week(&lock));
    }
    portal.cancel_stay(world.now, &owner, &cancel).unwrap();
    assert_eq!(refused(portal.stay(world.now, &owner, &week(&lock))), "stay.no_issue_left");
}

#[test]
fn what_no_code_can_serve_takes_nothing() {
    let (mut world, owner, lock) = rental();
    let now = world.now;
    let over = stay("old", &lock, "2026-06-01T14:00:00Z", "2026-06-04T10:00:00Z");
    let answer = world.portal.stay(now, &owner, &over).unwrap();
    assert_eq!((answer.outcome, answer.handout.codes.len(), answer.balance), (StayOutcome::Over, 0, 20));
    let backwards = stay("B1", &lock, "2026-07-09T14:00:00Z", "2026-07-06T10:00:00Z");
    assert_eq!(refused(world.portal.stay(now, &owner, &backwards)), "desk.departs_first");
    let single = serde_json::from_str(r#"{"modes": ["standard-single"]}"#).unwrap();
    world.portal.edit_lock(now, &owner, &lock, &single).unwrap();
    let error = world.portal.stay(now, &owner, &week(&lock)).unwrap_err();
    assert_eq!(error.code(), "desk.no_way");
    assert!(error.hint().contains("switch the lock to"), "{error:?}");
    assert_eq!(
        refused(world.portal.stay(now, &owner, &StayRequest { stay: String::new(), ..week(&lock) })),
        "portal.text_out_of_range"
    );
    assert_eq!(world.portal.balance(now, &owner).unwrap().available, 20);
    // A lock switched to rentals after a code was given: the stay gets one that opens.
    let multi = serde_json::from_str(r#"{"modes": ["standard-multi"]}"#).unwrap();
    world.portal.edit_lock(now, &owner, &lock, &multi).unwrap();
    let first = world.portal.stay(now, &owner, &week(&lock)).unwrap();
    let acc = serde_json::from_str(r#"{"modes": ["acc"]}"#).unwrap();
    world.portal.edit_lock(now, &owner, &lock, &acc).unwrap();
    let second = world.portal.stay(now, &owner, &week(&lock)).unwrap();
    assert_eq!((second.outcome, second.charged), (StayOutcome::Changed, 1));
    assert_ne!(code(&first), code(&second));
    // Nobody who sees only their own codes gets at another's by naming the stay.
    let wish = serde_json::from_str(r#"{"email": "g@example.org", "name": "G", "role": "guest"}"#).unwrap();
    world.portal.invite(now, &owner, &wish).unwrap();
    let guest = world.accept("g@example.org");
    assert_eq!(refused(world.portal.stay(now, &guest, &week(&lock))), "portal.stay_not_yours");
}

#[test]
fn a_batch_stops_at_the_credits_and_goes_on_when_there_are_more() {
    let (world, owner, lock) = rental();
    let portal = &world.portal;
    let orders: Vec<StayOrder> = (1..=28)
        .map(|day| {
            let (from, until) =
                (format!("2026-08-{day:02}T14:00:00Z"), format!("2026-08-{:02}T10:00:00Z", day + 1));
            StayOrder::Book(StayRequest { send: vec![], ..stay(&format!("N{day}"), &lock, &from, &until) })
        })
        .collect();
    let answers = portal.stay_many(world.now, &owner, &orders).unwrap();
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 20);
    assert_eq!(answers[20].as_ref().unwrap_err().code(), "ledger.insufficient");
    let order = netcode::portal::Order { order: "o".into(), package: "credits-50".into() };
    portal.buy(world.now, &owner, &order).unwrap();
    let again = portal.stay_many(world.now, &owner, &orders).unwrap();
    assert_eq!(again.iter().map(|answer| answer.as_ref().unwrap().charged).sum::<i64>(), 8);
    assert_eq!(portal.balance(world.now, &owner).unwrap().available, 42);
    let many = vec![orders[0].clone(); 10_001];
    assert_eq!(refused(portal.stay_many(world.now, &owner, &many)), "portal.batch_too_large");
    assert!(portal.verify().unwrap().sound().is_ok());
}

fn run(
    world: &World,
    owner: &netcode::access::Token,
    lock: &str,
    csv: &str,
    gone_are_cancelled: bool,
) -> FeedReport {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let job = FeedJob {
        lock: lock.to_owned(),
        check_in: time(15),
        check_out: time(11),
        gone_are_cancelled,
        keypad: false,
    };
    let entries = feed::read(csv, feed::Options::default()).unwrap();
    let mut taken = 0;
    let report =
        world.portal.issue_feed(world.now, owner, &job, &entries, &mut |count| taken += count).unwrap();
    assert_eq!(taken, entries.len());
    report
}

fn outcomes(report: &FeedReport) -> Vec<String> {
    let word = |answer: &FeedAnswer| match &answer.outcome {
        FeedOutcome::Stay(stay) => stay.outcome.to_string(),
        FeedOutcome::Skipped(skip) => format!("skipped {}", skip.as_str()),
        FeedOutcome::Refused(error) => error.code().to_owned(),
    };
    report.answers.iter().map(word).collect()
}

#[test]
fn a_feed_is_said_again_every_night() {
    let (world, owner, lock) = rental();
    let balance = || world.portal.balance(world.now, &owner).unwrap().available;
    let feed = "id,guest,arrival,departure,status\n\
        A,Ada,2026-07-06,2026-07-09,confirmed\nB,Bo,2026-07-09,2026-07-12,confirmed\n\
        C,Cy,2026-07-12,2026-07-14,cancelled\nD,Di,2026-07-20,soon,confirmed\n";
    let first = run(&world, &owner, &lock, feed, false);
    assert_eq!(outcomes(&first), ["issued", "issued", "skipped cancelled", "feed.date_malformed"]);
    assert_eq!(outcomes(&run(&world, &owner, &lock, feed, false))[..2], ["unchanged", "unchanged"]);
    assert_eq!(balance(), 18);
    // Ada goes, Bo comes a month later, Eve is new.
    let next = feed
        .replace("2026-07-09,confirmed", "2026-07-09,cancelled")
        .replace("2026-07-09,2026-07-12", "2026-08-09,2026-08-12")
        + "E,Eve,2026-07-15,2026-07-17,confirmed\n";
    let report = run(&world, &owner, &lock, &next, false);
    assert_eq!(
        outcomes(&report),
        ["cancelled", "changed", "skipped cancelled", "feed.date_malformed", "issued"]
    );
    assert_eq!((balance(), report.gone.len()), (16, 0));
    // A row that is gone is told of, and cancelled only if that is what its absence means.
    let short = "id,guest,arrival,departure\nB,Bo,2026-08-09,2026-08-12\n";
    assert_eq!(run(&world, &owner, &lock, short, false).gone, ["E"]);
    let report = run(&world, &owner, &lock, short, true);
    assert_eq!((outcomes(&report), report.gone.len()), (vec!["unchanged".into(), "cancelled".into()], 0));
    // A row whose id cannot be read might be any of them: nothing is cancelled then.
    let unread = "id,guest,arrival,departure\n,Bo,soon,2026-08-12\n";
    assert_eq!(run(&world, &owner, &lock, unread, true).gone, ["B"]);
    assert!(world.portal.verify().unwrap().sound().is_ok());
}

#[test]
fn rows_without_ids_are_known_by_what_they_say() {
    let (world, owner, lock) = rental();
    let feed = "guest,arrival,departure\nAda,2026-07-06,2026-07-09\nBo,2026-07-09,2026-07-12\n";
    run(&world, &owner, &lock, feed, false);
    let moved = "guest,arrival,departure\nEve,2026-07-01,2026-07-03\nBo,2026-07-09,2026-07-12\nAda,2026-07-06,2026-07-09\n";
    assert_eq!(outcomes(&run(&world, &owner, &lock, moved, false)), ["issued", "unchanged", "unchanged"]);
    assert_eq!(world.portal.balance(world.now, &owner).unwrap().available, 17);
    // Such an id names the guest: it goes with the account.
    assert_eq!(world.portal.verify().unwrap().stays, 3);
    world.portal.close_account(world.now, &owner, super::world::PASSWORD).unwrap();
    let books = world.portal.verify().unwrap();
    assert_eq!((books.stays, books.codes, books.faults), (0, 3, vec![]));
}
