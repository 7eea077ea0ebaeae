//! Adding, finding and changing locks.

use netcode::portal::{AddLock, EditLock, HistoryFilter, LockFilter, Order};

use super::world::{World, kl, refused, request};

#[test]
fn a_kl_lock_is_typed_and_confirmed_before_codes_are_generated() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let now = world.now;
    let portal = &world.portal;
    let lock = portal.add_lock(now, &owner, &AddLock { lock_id: Some(123_456), ..kl("Sea View") }).unwrap();
    assert!(!lock.ready);
    assert_eq!(refused(portal.issue(now, &owner, &request("r", &lock.id, 1))), "portal.lock_not_ready");
    assert_eq!(refused(portal.confirm_lock(now, &owner, &lock.id)), "portal.lock_not_ready");
    let steps = portal.initialise(now, &owner, &lock.id, None).unwrap();
    // Noon UTC in July is noon of winter time in London, which the lock keeps all year.
    assert_eq!((steps.lock_id, steps.typed_digits.as_str()), (123_456, "2607011200"));
    let keys: Vec<&str> = steps.steps.iter().map(|step| step.keys.as_str()).collect();
    assert_eq!(keys, ["11335577", "#11335577 14 000", "#11335577 20 2607011200 123456"]);
    assert_eq!(refused(portal.issue(now, &owner, &request("r", &lock.id, 1))), "portal.lock_not_ready");
    assert!(portal.confirm_lock(now, &owner, &lock.id).unwrap().ready);
    let first = portal.issue(now, &owner, &request("r", &lock.id, 1)).unwrap();
    // Another initialisation makes other digits, and a repeated request still answers with the ones it was given.
    world.wait(60);
    let now = world.now;
    let portal = &world.portal;
    assert!(!portal.initialise(now, &owner, &lock.id, None).unwrap().ends_codes.is_empty());
    portal.confirm_lock(now, &owner, &lock.id).unwrap();
    let second = portal.issue(now, &owner, &request("r2", &lock.id, 1)).unwrap();
    assert_ne!(first.code, second.code);
    let again = portal.issue(now, &owner, &request("r", &lock.id, 1)).unwrap();
    assert_eq!((again.code, again.repeated), (first.code, true));
}

#[test]
fn a_cl_lock_is_linked_by_its_access_key() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let portal = &world.portal;
    let cl = |key: Option<&str>| -> AddLock {
        serde_json::from_value(serde_json::json!({
            "name": "Office", "model": "cl5510", "series": "cl", "zone": "Europe/London", "digits": 6, "prefix": "*",
            "access_key": key,
        }))
        .unwrap()
    };
    for bad in ["short", "with blank in it", "umläute12345"] {
        assert_eq!(
            refused(portal.add_lock(world.now, &owner, &cl(Some(bad)))),
            "portal.access_key_malformed"
        );
    }
    assert_eq!(refused(portal.add_lock(world.now, &owner, &cl(None))), "portal.lock_series");
    let with_key = AddLock { access_key: Some("aB3dE5gH7j".into()), ..kl("x") };
    assert_eq!(refused(portal.add_lock(world.now, &owner, &with_key)), "portal.lock_series");
    let lock = portal.add_lock(world.now, &owner, &cl(Some("aB3dE5gH7j"))).unwrap();
    assert!(lock.ready);
    assert_eq!(refused(portal.initialise(world.now, &owner, &lock.id, None)), "portal.lock_series");
    // While its modes are not known, all of its layout are offered and none is warned about.
    let look = portal.preview(world.now, &owner, &request("r", &lock.id, 2)).unwrap();
    assert_eq!((look.modes.len(), look.warnings.len()), (6, 0));
}

#[test]
fn ids_are_free_within_the_group_and_places_are_bought() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let now = world.now;
    let portal = &world.portal;
    let grouped = AddLock { group: Some("101".into()), ..kl("Grouped") };
    let one = portal.add_lock(now, &owner, &grouped).unwrap();
    assert_eq!(one.lock_id / 1000, 101);
    let taken = AddLock { lock_id: Some(one.lock_id), ..kl("Same") };
    assert_eq!(refused(portal.add_lock(now, &owner, &taken)), "portal.lock_id_taken");
    assert_eq!(
        refused(portal.add_lock(now, &owner, &AddLock { zone: "Mars/Base".into(), ..kl("x") })),
        "zone.unknown"
    );
    assert_eq!(
        refused(portal.add_lock(now, &owner, &AddLock { digits: 5, ..kl("x") })),
        "code.digits_out_of_range"
    );
    for at in 1..25 {
        portal.add_lock(now, &owner, &kl(&format!("Room {at:02}"))).unwrap();
    }
    assert_eq!(refused(portal.add_lock(now, &owner, &kl("One more"))), "portal.locks_full");
    portal.buy(now, &owner, &Order { order: "o1".into(), package: "locks-10".into() }).unwrap();
    portal.add_lock(now, &owner, &kl("One more")).unwrap();
    assert_eq!(portal.balance(now, &owner).unwrap().available, 20);
    // A deleted lock gives its place and its id back.
    portal.delete_lock(now, &owner, &one.id).unwrap();
    assert_eq!(refused(portal.lock(now, &owner, &one.id)), "portal.lock_unknown");
    portal.add_lock(now, &owner, &taken).unwrap();
    assert_eq!(portal.account(now, &owner).unwrap().locks, 26);
}

#[test]
fn locks_are_found_by_words_and_paged_by_name() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let now = world.now;
    let portal = &world.portal;
    for at in 0..25 {
        let site = if at % 2 == 0 { "Harbour" } else { "Hill" };
        portal.add_lock(now, &owner, &AddLock { site: site.into(), ..kl(&format!("Room {at:02}")) }).unwrap();
    }
    let mut names = Vec::new();
    let mut next = None;
    loop {
        let page = portal.locks(now, &owner, &LockFilter::default(), next.as_deref(), 7).unwrap();
        names.extend(page.locks.into_iter().map(|lock| lock.name));
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    let expected: Vec<String> = (0..25).map(|at| format!("Room {at:02}")).collect();
    assert_eq!(names, expected);
    let filter =
        LockFilter { search: Some("ROOM 1".into()), site: Some("Hill".into()), ..LockFilter::default() };
    assert_eq!(portal.locks(now, &owner, &filter, None, 50).unwrap().locks.len(), 5);
    assert_eq!(
        refused(portal.locks(now, &owner, &LockFilter::default(), Some("elsewhere"), 7)),
        "store.cursor_malformed"
    );
}

#[test]
fn a_page_of_no_rows_or_too_many_is_refused_by_every_list() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View").id;
    let (now, portal) = (world.now, &world.portal);
    for limit in [0, 1_001, u32::MAX] {
        let answers = [
            portal.locks(now, &owner, &LockFilter::default(), None, limit).map(drop),
            portal.codes(now, &owner, &HistoryFilter::default(), None, limit).map(drop),
            portal.statement(now, &owner, None, limit).map(drop),
            portal.audit(now, &owner, None, limit).map(drop),
            portal.stays(now, &owner, &lock, now, None, limit).map(drop),
        ];
        for answer in answers {
            let error = answer.unwrap_err();
            assert_eq!(
                (error.code(), error.hint()),
                ("portal.limit_out_of_range", "give a limit from 1 to 1000")
            );
        }
    }
    assert_eq!(portal.locks(now, &owner, &LockFilter::default(), None, 1_000).unwrap().locks.len(), 1);
    for limit in [0, 101] {
        assert_eq!(portal.claim(now, limit).unwrap_err().hint(), "give a limit from 1 to 100");
    }
    assert!(portal.claim(now, 100).is_ok());
}

#[test]
fn what_is_known_of_a_lock_decides_what_is_warned_of() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let now = world.now;
    let portal = &world.portal;
    let rental: EditLock = serde_json::from_str(r#"{"modes": ["urm"], "name": "Sea View 2"}"#).unwrap();
    let edited = portal.edit_lock(now, &owner, &lock.id, &rental).unwrap();
    assert_eq!(edited.name, "Sea View 2");
    let error = portal.issue(now, &owner, &request("r", &lock.id, 1)).unwrap_err();
    assert_eq!(error.code(), "portal.would_be_refused");
    assert!(error.message().contains("standard-multi switched off"), "{error:?}");
    let mut insisting = request("r", &lock.id, 1);
    insisting.despite_warnings = true;
    assert_eq!(portal.issue(now, &owner, &insisting).unwrap().warnings[0].word, "mode-off");
    let wrong: EditLock = serde_json::from_str(r#"{"modes": ["urm", "acc"]}"#).unwrap();
    assert_eq!(refused(portal.edit_lock(now, &owner, &lock.id, &wrong)), "profile.modes");
    let group: EditLock = serde_json::from_str(r#"{"group": "1"}"#).unwrap();
    assert_eq!(refused(portal.edit_lock(now, &owner, &lock.id, &group)), "key.group_malformed");
}
