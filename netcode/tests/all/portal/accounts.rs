//! Registering, signing in, resetting, changing, closing.

use netcode::access::Token;
use netcode::portal::Registration;

use super::world::{PASSWORD, World, kl, noon, open, refused, request};

#[test]
fn nobody_signs_in_before_the_link_was_used_and_the_link_works_once() {
    let mut world = World::new();
    world.register("ann@example.org");
    assert_eq!(
        refused(world.portal.sign_in(world.now, "ann@example.org", PASSWORD)),
        "portal.sign_in_failed"
    );
    let token = world.mail.token("ann@example.org", "/activate/");
    world.portal.activate(world.now, &token).unwrap();
    assert_eq!(refused(world.portal.activate(world.now, &token)), "portal.link_invalid");
    let session = world.sign_in("Ann@Example.org");
    assert_eq!(world.portal.balance(world.now, &session).unwrap().available, 20);
    assert_eq!(world.portal.account(world.now, &session).unwrap().locks, 0);
}

#[test]
fn a_link_is_too_old_after_its_hours() {
    let mut world = World::new();
    world.register("ann@example.org");
    let token = world.mail.token("ann@example.org", "/activate/");
    world.wait(48 * 60);
    assert_eq!(refused(world.portal.activate(world.now, &token)), "portal.link_invalid");
}

#[test]
fn before_sign_in_no_answer_tells_whether_an_address_exists() {
    let mut world = World::new();
    world.owner("ann@example.org");
    let other = |email: &str| Registration {
        email: email.to_owned(),
        name: "Bo".to_owned(),
        password: "Other-Word-77".to_owned(),
    };
    // The answers are equal; only the mail, which its owner reads, differs.
    assert_eq!(
        world.portal.register(world.now, &other("ann@example.org")),
        world.portal.register(world.now, &other("bo@example.org"))
    );
    assert_eq!(
        world.portal.request_reset(world.now, "ann@example.org"),
        world.portal.request_reset(world.now, "nobody@example.org")
    );
    let errors = ["ann@example.org", "bo@example.org", "nobody@example.org"]
        .map(|email| format!("{:?}", world.portal.sign_in(world.now, email, "Wrong-Word-1").unwrap_err()));
    assert!(errors.iter().all(|error| *error == errors[0]), "{errors:?}");
    world.drain();
    let again = world.mail.parcels.iter().any(|parcel| parcel.subject == "You already have an account");
    assert!(again);
    // Whoever registers somebody else's address learns nothing by trying their own password either.
    assert_eq!(
        format!("{:?}", world.portal.sign_in(world.now, "ann@example.org", "Other-Word-77").unwrap_err()),
        format!("{:?}", world.portal.sign_in(world.now, "bo@example.org", "Other-Word-77").unwrap_err()),
    );
}

#[test]
fn guessing_is_slowed_down_and_a_right_password_frees_it() {
    let mut world = World::new();
    world.owner("ann@example.org");
    for _ in 0..5 {
        assert_eq!(refused(world.portal.sign_in(world.now, "ann@example.org", "x")), "portal.sign_in_failed");
    }
    let limited = world.portal.sign_in(world.now, "ann@example.org", PASSWORD).unwrap_err();
    assert_eq!(limited.code(), "portal.limited");
    assert!(limited.hint().contains("600 seconds"));
    world.wait(10);
    world.sign_in("ann@example.org");
    for _ in 0..5 {
        assert_eq!(refused(world.portal.sign_in(world.now, "ann@example.org", "x")), "portal.sign_in_failed");
    }
    // An address without an account is limited just the same.
    for _ in 0..5 {
        let _ = world.portal.sign_in(world.now, "nobody@example.org", "x");
    }
    assert_eq!(refused(world.portal.sign_in(world.now, "nobody@example.org", "x")), "portal.limited");
    for _ in 0..3 {
        world.portal.request_reset(world.now, "nobody@example.org").unwrap();
    }
    assert_eq!(refused(world.portal.request_reset(world.now, "nobody@example.org")), "portal.limited");
}

#[test]
fn only_the_newest_reset_link_works_and_it_ends_every_session() {
    let mut world = World::new();
    let session = world.owner("ann@example.org");
    world.portal.request_reset(world.now, "ann@example.org").unwrap();
    world.drain();
    let old = world.mail.token("ann@example.org", "/password/");
    world.portal.request_reset(world.now, "ann@example.org").unwrap();
    world.drain();
    let new = world.mail.token("ann@example.org", "/password/");
    assert_ne!(old, new);
    assert_eq!(refused(world.portal.set_password(world.now, &old, "Fresh-Word-42")), "portal.link_invalid");
    assert_eq!(refused(world.portal.set_password(world.now, &new, "weak")), "access.password_too_weak");
    world.portal.set_password(world.now, &new, "Fresh-Word-42").unwrap();
    assert_eq!(refused(world.portal.set_password(world.now, &new, "Fresh-Word-43")), "portal.link_invalid");
    assert_eq!(refused(world.portal.balance(world.now, &session)), "portal.session_invalid");
    assert_eq!(
        refused(world.portal.sign_in(world.now, "ann@example.org", PASSWORD)),
        "portal.sign_in_failed"
    );
    world.portal.sign_in(world.now, "ann@example.org", "Fresh-Word-42").unwrap();
}

#[test]
fn a_migrated_account_begins_with_a_reset() {
    let mut world = World::new();
    world.portal.migrate_account(world.now, "old@example.org", "Old Hand").unwrap();
    assert_eq!(
        refused(world.portal.migrate_account(world.now, "old@example.org", "x")),
        "portal.email_taken"
    );
    assert_eq!(
        refused(world.portal.sign_in(world.now, "old@example.org", PASSWORD)),
        "portal.sign_in_failed"
    );
    assert_eq!(refused(world.portal.operate_as(world.now, "old@example.org")), "portal.person_unknown");
    world.portal.request_reset(world.now, "old@example.org").unwrap();
    let session = world.accept("old@example.org");
    assert_eq!(world.portal.balance(world.now, &session).unwrap().available, 20);
    // A second reset gives no second gift.
    world.portal.request_reset(world.now, "old@example.org").unwrap();
    let session = world.accept("old@example.org");
    assert_eq!(world.portal.balance(world.now, &session).unwrap().available, 20);
}

#[test]
fn sessions_end_with_time_and_by_signing_out() {
    let mut world = World::new();
    let session = world.owner("ann@example.org");
    let other = world.sign_in("ann@example.org");
    world.portal.sign_out(&other).unwrap();
    assert_eq!(refused(world.portal.balance(world.now, &other)), "portal.session_invalid");
    world.portal.balance(world.now, &session).unwrap();
    world.wait(12 * 60);
    assert_eq!(refused(world.portal.balance(world.now, &session)), "portal.session_invalid");
    assert_eq!(refused(world.portal.balance(world.now, &Token::from_text(""))), "portal.session_invalid");
    let operator = world.portal.operate_as(world.now, "ann@example.org").unwrap().token;
    let trail = world.portal.audit(world.now, &operator, None, 10).unwrap();
    assert_eq!(trail.records[0].action, "session.operator");
}

#[test]
fn password_and_address_change_for_whoever_knows_the_password() {
    let mut world = World::new();
    let session = world.owner("ann@example.org");
    world.owner("bo@example.org");
    let portal = &world.portal;
    assert_eq!(
        refused(portal.change_password(world.now, &session, "wrong", "Fresh-Word-42")),
        "portal.sign_in_failed"
    );
    assert_eq!(
        refused(portal.request_email(world.now, &session, "wrong", "new@example.org")),
        "portal.sign_in_failed"
    );
    assert_eq!(
        refused(portal.request_email(world.now, &session, PASSWORD, "bo@example.org")),
        "portal.email_taken"
    );
    portal.request_email(world.now, &session, PASSWORD, "new@example.org").unwrap();
    world.drain();
    let token = world.mail.token("new@example.org", "/email/");
    world.portal.confirm_email(world.now, &token).unwrap();
    assert_eq!(
        refused(world.portal.sign_in(world.now, "ann@example.org", PASSWORD)),
        "portal.sign_in_failed"
    );
    let session = world.sign_in("new@example.org");
    world.portal.change_password(world.now, &session, PASSWORD, "Fresh-Word-42").unwrap();
    assert_eq!(refused(world.portal.balance(world.now, &session)), "portal.session_invalid");
}

#[test]
fn closing_erases_the_people_and_keeps_the_books() {
    let mut world = World::new();
    let session = world.owner("ann@example.org");
    let lock = world.lock(&session, "Sea View");
    let mut wish = request("r1", &lock.id, 3);
    wish.guest = Some("Gus Guest".to_owned());
    wish.send = serde_json::from_str(r#"[{"channel": "email", "to": "gus@example.org"}]"#).unwrap();
    world.portal.issue(world.now, &session, &wish).unwrap();
    assert_eq!(refused(world.portal.close_account(world.now, &session, "wrong")), "portal.sign_in_failed");
    world.portal.close_account(world.now, &session, PASSWORD).unwrap();
    assert_eq!(refused(world.portal.balance(world.now, &session)), "portal.session_invalid");
    assert_eq!(
        refused(world.portal.sign_in(world.now, "ann@example.org", PASSWORD)),
        "portal.sign_in_failed"
    );
    let sound = world.portal.verify().unwrap();
    assert_eq!((sound.codes, &sound.faults), (1, &Vec::new()));
    let mails = world.mail.parcels.len();
    world.drain();
    assert_eq!(world.mail.parcels.len(), mails, "nothing goes to people of a closed account");
    // The address is free again.
    world.owner("ann@example.org");
}

#[test]
fn names_are_bounded_and_a_wrong_master_key_is_refused() {
    let world = World::new();
    for name in ["", &"x".repeat(101), "tab\there"] {
        let registration =
            Registration { email: "a@example.org".into(), name: name.into(), password: PASSWORD.into() };
        assert_eq!(refused(world.portal.register(world.now, &registration)), "portal.text_out_of_range");
    }
    let store = std::sync::Arc::new(netcode::store::MemoryStore::new());
    open(Box::new(store.clone()), 1);
    let wrong = netcode::portal::Portal::open(
        Box::new(store),
        netcode::access::MasterKey::new([8; 32]),
        Box::new(netcode::entropy::Seeded::new(1)),
        super::world::cheap(),
    );
    assert_eq!(wrong.unwrap_err().code(), "portal.master_key_wrong");
    let shown = format!("{:?}{:?}", world.portal, kl("x"));
    assert!(!shown.contains("0707"), "{shown}");
    let _ = noon();
}
