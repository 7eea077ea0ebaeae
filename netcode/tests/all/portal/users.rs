//! Associated users and their limits.

use netcode::access::{Limits, Role, Token};
use netcode::portal::{Invitation, PersonState};

use super::world::{PASSWORD, World, grant, kl, refused, request};

fn invitation(email: &str, role: Role, limits: Limits) -> Invitation {
    Invitation { email: email.to_owned(), name: "In Vited".to_owned(), role, limits }
}

fn invite(world: &mut World, by: &Token, email: &str, role: Role, limits: Limits) -> (String, Token) {
    let id = world.portal.invite(world.now, by, &invitation(email, role, limits)).unwrap();
    (id, world.accept(email))
}

#[test]
fn the_permission_table_in_practice() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let (_, standard) = invite(&mut world, &owner, "s@example.org", Role::Standard, Limits::default());
    let (_, associate) = invite(&mut world, &standard, "a@example.org", Role::Associate, Limits::default());
    let (_, guest) = invite(&mut world, &owner, "g@example.org", Role::Guest, Limits::default());
    let portal = &world.portal;
    let now = world.now;
    for (at, session) in [&owner, &standard, &associate, &guest].into_iter().enumerate() {
        portal.issue(now, session, &request(&format!("r{at}"), &lock.id, 1)).unwrap();
    }
    for session in [&owner, &standard, &associate] {
        portal.add_lock(now, session, &kl("Another")).unwrap();
    }
    assert_eq!(refused(portal.add_lock(now, &guest, &kl("Another"))), "access.not_permitted");
    for session in [&associate, &guest] {
        assert_eq!(refused(portal.users(now, session)), "access.not_permitted");
        assert_eq!(refused(portal.list_phone(now, session, "Bo", "447400123456")), "access.not_permitted");
        assert_eq!(refused(portal.statement(now, session, None, 10)), "access.not_permitted");
        assert_eq!(refused(portal.audit(now, session, None, 10)), "access.not_permitted");
    }
    for session in [&standard, &associate, &guest] {
        assert_eq!(refused(portal.export_keys(now, session, &lock.id)), "access.not_permitted");
        assert_eq!(refused(portal.close_account(now, session, PASSWORD)), "access.not_permitted");
    }
    assert_eq!(portal.export_keys(now, &owner, &lock.id).unwrap().lock_key.len(), 32);
    // Guests see their own codes, others' neither listed nor by number.
    assert_eq!(portal.codes(now, &guest, &Default::default(), None, 10).unwrap().codes.len(), 1);
    assert_eq!(portal.codes(now, &standard, &Default::default(), None, 10).unwrap().codes.len(), 4);
    assert_eq!(refused(portal.code(now, &guest, 1)), "portal.code_unknown");
    assert!(portal.code(now, &guest, 4).unwrap().code.is_some());
}

#[test]
fn an_address_in_any_account_is_refused_with_what_support_can_do() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    world.owner("bo@example.org");
    let error = world
        .portal
        .invite(world.now, &owner, &invitation("Bo@example.org", Role::Guest, Limits::default()))
        .unwrap_err();
    assert_eq!(error.code(), "portal.email_taken");
    assert!(error.hint().contains("support"), "{error:?}");
}

#[test]
fn limits_hold_for_the_person_and_everybody_they_invited() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let (one, two) = (world.lock(&owner, "One"), world.lock(&owner, "Two"));
    let limits = Limits {
        doors: Some([one.id.clone()].into()),
        days_max: Some(1),
        codes_max: Some(3),
        until: Some(world.now + chrono::TimeDelta::days(2)),
    };
    let (_, standard) = invite(&mut world, &owner, "s@example.org", Role::Standard, limits.clone());
    let now = world.now;
    // Nothing wider can be handed on, in any of the four ways.
    for wider in [
        Limits { doors: Some([one.id.clone(), two.id.clone()].into()), ..limits.clone() },
        Limits { doors: None, ..limits.clone() },
        Limits { days_max: Some(2), ..limits.clone() },
        Limits { codes_max: None, ..limits.clone() },
        Limits { until: None, ..limits.clone() },
    ] {
        let wish = invitation("g@example.org", Role::Guest, wider);
        assert_eq!(refused(world.portal.invite(now, &standard, &wish)), "access.wider_than_own");
    }
    let wish = invitation("g@example.org", Role::Owner, limits.clone());
    assert_eq!(refused(world.portal.invite(now, &owner, &wish)), "access.second_owner");
    let (_, guest) = invite(&mut world, &standard, "g@example.org", Role::Guest, limits);
    let portal = &world.portal;
    assert_eq!(portal.locks(now, &guest, &Default::default(), None, 10).unwrap().locks.len(), 1);
    assert_eq!(refused(portal.issue(now, &guest, &request("x", &two.id, 1))), "access.door_not_permitted");
    let mut long = request("x", &one.id, 1);
    long.grant =
        netcode::grant::Grant::from_json(r#"{"mode":"standard-multi","start":"2026-07-02T00:00","days":2}"#)
            .unwrap();
    assert_eq!(refused(portal.issue(now, &guest, &long)), "access.too_long");
    // Three codes for the two of them together.
    portal.issue(now, &guest, &request("a", &one.id, 1)).unwrap();
    portal.issue(now, &standard, &request("b", &one.id, 2)).unwrap();
    let batch = [request("c", &one.id, 3), request("d", &one.id, 4)];
    let answers = portal.issue_many(now, &guest, &batch).unwrap();
    assert!(answers[0].is_ok());
    assert_eq!(answers[1].as_ref().unwrap_err().code(), "access.codes_spent");
    assert_eq!(refused(portal.issue(now, &standard, &request("e", &one.id, 5))), "access.codes_spent");
    world.wait(2 * 24 * 60);
    assert_eq!(
        refused(
            world
                .portal
                .operate_as(world.now, "g@example.org")
                .map(|session| {
                    let mut wish = request("f", &one.id, 1);
                    wish.grant = grant("2026-07-04T15:00", 1);
                    world.portal.issue(world.now, &session.token, &wish).unwrap_err()
                })
                .and_then(Err::<(), _>)
        ),
        "access.expired"
    );
}

#[test]
fn users_are_changed_and_removed_within_ones_own_reach() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "One");
    let limits = Limits { doors: Some([lock.id.clone()].into()), ..Limits::default() };
    let (standard_id, standard) = invite(&mut world, &owner, "s@example.org", Role::Standard, limits.clone());
    let (guest_id, guest) = invite(&mut world, &owner, "g@example.org", Role::Guest, Limits::default());
    let now = world.now;
    let portal = &world.portal;
    let owner_id = portal.account(now, &owner).unwrap().person;
    assert_eq!(refused(portal.remove_user(now, &standard, &owner_id)), "portal.owner_stays");
    assert_eq!(
        refused(portal.change_user(now, &standard, &guest_id, Role::Standard, &Limits::default())),
        "access.wider_than_own"
    );
    portal.change_user(now, &owner, &standard_id, Role::Guest, &limits).unwrap();
    assert_eq!(refused(portal.users(now, &standard)), "access.not_permitted");
    portal.remove_user(now, &owner, &guest_id).unwrap();
    assert_eq!(refused(portal.balance(now, &guest)), "portal.session_invalid");
    assert_eq!(refused(portal.remove_user(now, &owner, &guest_id)), "portal.person_unknown");
    let users = portal.users(now, &owner).unwrap();
    let gone = users.iter().find(|user| user.id == guest_id).unwrap();
    assert_eq!((gone.state, &gone.email, &gone.name), (PersonState::Removed, &None, &None));
    // The address may be invited again.
    portal.invite(now, &owner, &invitation("g@example.org", Role::Guest, Limits::default())).unwrap();
}

#[test]
fn chains_of_invitations_are_bounded() {
    let mut world = World::new();
    let mut by = world.owner("ann@example.org");
    for depth in 1..8 {
        by = invite(&mut world, &by, &format!("s{depth}@example.org"), Role::Standard, Limits::default()).1;
    }
    let wish = invitation("deep@example.org", Role::Standard, Limits::default());
    assert_eq!(refused(world.portal.invite(world.now, &by, &wish)), "portal.too_deep");
}
