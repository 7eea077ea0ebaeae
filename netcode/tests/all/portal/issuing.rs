//! Issuing: once for each request, warned of beforehand, opening the lock.

use netcode::code::{Code, LockKey, Profile, Verifier};
use netcode::grant::Grant;
use netcode::portal::HistoryFilter;
use netcode::time::LockTime;

use super::world::{World, grant, refused, request};

#[test]
fn the_same_request_is_answered_the_same_and_charged_once() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let portal = &world.portal;
    let first = portal.issue(world.now, &owner, &request("booking-1", &lock.id, 3)).unwrap();
    assert_eq!((first.number, first.credits, first.balance, first.repeated), (1, 1, 19, false));
    assert_eq!(first.opens_from, "2026-07-02T16:00:00+01:00");
    assert_eq!(first.guaranteed_from.as_deref(), Some("2026-07-02T16:03:00+01:00"));
    let second = portal.issue(world.now, &owner, &request("booking-1", &lock.id, 3)).unwrap();
    assert_eq!((second.code, second.balance, second.repeated), (first.code, 19, true));
    assert_eq!(
        refused(portal.issue(world.now, &owner, &request("booking-1", &lock.id, 4))),
        "portal.request_conflict"
    );
    assert_eq!(
        refused(portal.issue(world.now, &owner, &request("", &lock.id, 4))),
        "portal.text_out_of_range"
    );
    assert_eq!(refused(portal.issue(world.now, &owner, &request("x", "nowhere", 4))), "portal.lock_unknown");
    assert_eq!(portal.balance(world.now, &owner).unwrap().available, 19);
}

#[test]
fn the_code_opens_the_lock_that_has_the_exported_key() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let issued = world.portal.issue(world.now, &owner, &request("r", &lock.id, 3)).unwrap();
    let keys = world.portal.export_keys(world.now, &owner, &lock.id).unwrap();
    let profile = Profile::new(
        netcode::code::Format::new(netcode::grant::Layout::S, 7).unwrap(),
        &[netcode::grant::Mode::StandardMulti],
    )
    .unwrap();
    let id = netcode::id::LockId::new(keys.lock_id).unwrap();
    let key = LockKey::from_hex(&keys.lock_key).unwrap();
    let mut verifier = Verifier::new(profile, key, id, keys.initialised.unwrap());
    let mut opens = |at: &str| {
        let code = Code::parse(issued.code.as_str()).unwrap();
        verifier.accept(&code, LockTime::parse(at).unwrap(), &mut |_| true).is_open()
    };
    assert!(!opens("2026-07-02T14:59"));
    assert!(opens("2026-07-02T15:00"));
    assert!(opens("2026-07-02T17:59"));
    assert!(!opens("2026-07-02T18:00"));
}

#[test]
fn credits_end_exactly() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let portal = &world.portal;
    let batch: Vec<_> = (0..25).map(|at| request(&format!("r{at}"), &lock.id, 1 + at % 12)).collect();
    let answers = portal.issue_many(world.now, &owner, &batch).unwrap();
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 20);
    let error = answers[20].as_ref().unwrap_err();
    assert_eq!(error.code(), "ledger.insufficient");
    assert!(error.message().contains("insufficient"));
    assert_eq!(portal.balance(world.now, &owner).unwrap().available, 0);
    assert!(portal.verify().unwrap().sound().is_ok());
    // The batch again answers the twenty and charges nothing.
    let again = portal.issue_many(world.now, &owner, &batch).unwrap();
    assert!(again[..20].iter().zip(&answers).all(|(one, two)| {
        one.as_ref().unwrap().code == two.as_ref().unwrap().code && one.as_ref().unwrap().repeated
    }));
    let too_many = vec![request("x", &lock.id, 1); 10_001];
    assert_eq!(refused(portal.issue_many(world.now, &owner, &too_many)), "portal.batch_too_large");
}

#[test]
fn what_the_lock_will_refuse_is_said_before() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let portal = &world.portal;
    let mut wish = request("r", &lock.id, 1);
    wish.grant = grant("2026-07-01T10:00", 2);
    assert_eq!(portal.preview(world.now, &owner, &wish).unwrap().warnings[0].word, "over");
    assert_eq!(refused(portal.issue(world.now, &owner, &wish)), "portal.would_be_refused");
    wish.grant = Grant::from_json(r#"{"mode":"acc","start":"2026-07-02T00:00","days":2}"#).unwrap();
    let look = portal.preview(world.now, &owner, &wish).unwrap();
    assert_eq!((look.warnings[0].word.as_str(), look.modes.len()), ("mode-off", 2));
    wish.grant = grant("2026-07-02T15:00", 2).with_issue(1);
    assert_eq!(portal.preview(world.now, &owner, &wish).unwrap().warnings[0].word, "issue-too-high");
    // Two guests with the same times have the same digits on a lock without issue numbers: told, not refused.
    wish.grant = grant("2026-07-02T15:00", 2);
    portal.issue(world.now, &owner, &wish).unwrap();
    wish.request = "other".into();
    let second = portal.issue(world.now, &owner, &wish).unwrap();
    assert_eq!((second.warnings[0].word.as_str(), second.warnings[0].refused), ("same-digits", false));
    // First-use rules count too.
    let rental = serde_json::from_str(r#"{"modes": ["acc"]}"#).unwrap();
    portal.edit_lock(world.now, &owner, &lock.id, &rental).unwrap();
    wish.request = "late".into();
    wish.grant = Grant::from_json(r#"{"mode":"acc","start":"2026-06-29T00:00","days":5}"#).unwrap();
    assert_eq!(portal.preview(world.now, &owner, &wish).unwrap().warnings[0].word, "first-use-over");
}

#[test]
fn the_history_is_filtered_and_shows_digits_only_when_asked() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let (one, two) = (world.lock(&owner, "One"), world.lock(&owner, "Two"));
    let portal = &world.portal;
    for at in 0..12 {
        let lock = if at % 3 == 0 { &two } else { &one };
        portal.issue(world.now, &owner, &request(&format!("r{at}"), &lock.id, at + 1)).unwrap();
    }
    let page = portal.codes(world.now, &owner, &HistoryFilter::default(), None, 5).unwrap();
    assert_eq!(page.codes.iter().map(|code| code.number).collect::<Vec<_>>(), [12, 11, 10, 9, 8]);
    assert!(page.codes.iter().all(|code| code.code.is_none()));
    let rest = portal.codes(world.now, &owner, &HistoryFilter::default(), page.next.as_deref(), 50).unwrap();
    assert_eq!((rest.codes.len(), rest.next), (7, None));
    let filter: HistoryFilter =
        serde_json::from_value(serde_json::json!({"lock": two.id, "ends_after": "2026-07-02T20:00"}))
            .unwrap();
    assert_eq!(portal.codes(world.now, &owner, &filter, None, 50).unwrap().codes.len(), 2);
    assert_eq!(portal.code(world.now, &owner, 1).unwrap().code.unwrap().len(), 7);
    assert_eq!(portal.audit(world.now, &owner, None, 1).unwrap().records[0].action, "code.shown");
    assert_eq!(refused(portal.code(world.now, &owner, 99)), "portal.code_unknown");
    let card = portal.card(world.now, &owner, 1, "Welcome").unwrap();
    assert!(card.from.starts_with("Thursday 2 July 2026, 16:00"), "{}", card.from);
}
