//! The portal and the app: linked by the access key, and told of the modes.

use netcode::app::{Account, Carrier, Edit, NewLock, Workbench};
use netcode::catalogue::Catalogue;
use netcode::entropy::Seeded;
use netcode::grant::{Grant, Mode};
use netcode::id::LockId;
use netcode::portal::{IssueRequest, LockFilter};
use serde_json::json;

use super::world::{World, refused, request};

const ANN: &str = "Ann";

/// An app's account with the locks `Office`, initialised, and `Attic`, not.
fn app(world: &World) -> Workbench {
    let catalogue = Catalogue::builtin().unwrap();
    let mut bench = Workbench::new(Account::new("Harbour House", ANN, &mut Seeded::new(5)).unwrap());
    for (name, id) in [("Office", Some(LockId::new(123_456).unwrap())), ("Attic", None)] {
        let lock = NewLock::new(name, "cl5510", "Europe/London").unwrap();
        bench.add_lock(catalogue, world.now, ANN, &lock, None, id).unwrap();
        synchronise(&mut bench, world, name);
    }
    bench
}

fn synchronise(bench: &mut Workbench, world: &World, lock: &str) {
    bench.account_mut().synchronise(world.now, ANN, lock, 5).unwrap();
    let talk = bench.reach(Catalogue::builtin().unwrap(), world.now, lock, Carrier::Bluetooth, &[]).unwrap();
    assert!(talk.whole, "{talk:?}");
}

fn report(bench: &Workbench) -> netcode::link::AppReport {
    let key = bench.account().access_key(ANN).unwrap();
    bench.account().tell(key).unwrap()
}

#[test]
fn the_portal_learns_the_mode_from_the_app() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let mut bench = app(&world);
    let linked = world.portal.link_app(world.now, &owner, &report(&bench)).unwrap();
    assert_eq!(linked.locks.len(), 1);
    assert!(
        linked.notes[0].contains("`Attic` takes no NetCodes") && linked.notes[1].contains("not initialised")
    );
    assert!(linked.notes[2].contains("`Office` takes no NetCodes: tick NetCode"));
    let lock = &linked.locks[0];
    assert_eq!(
        (lock.name.as_str(), lock.lock_id, lock.prefix.as_str(), lock.ready),
        ("Office", 123_456, "*", true)
    );
    assert_eq!(lock.modes, [Mode::StandardSingle, Mode::StandardMulti]);

    // The mode is changed in the app: the codes that die are those of the portal's history.
    bench.account_mut().edit(world.now, ANN, "Office", &Edit::of("netcode", json!(true))).unwrap();
    synchronise(&mut bench, &world, "Office");
    let guest = IssueRequest { guest: Some("Ames".into()), ..request("r1", &lock.id, 3) };
    world.portal.issue(world.now, &owner, &guest).unwrap();
    let issued = world.portal.issued_codes(world.now, &owner, &lock.id).unwrap();
    let mut edit = Edit { issued, ..Edit::of("netcode-modes", json!("urm")) };
    let error = bench.account_mut().edit(world.now, ANN, "Office", &edit).unwrap_err();
    assert_eq!(error.code(), "app.codes_would_die");
    assert!(error.message().contains("Ames (standard-multi from 2026-07-02T15:00 to 2026-07-02T18:00)"));
    edit.despite_issued = true;
    bench.account_mut().edit(world.now, ANN, "Office", &edit).unwrap();

    // Not synchronised, the lock still has the old mode, and so the portal is told.
    let relinked = world.portal.link_app(world.now, &owner, &report(&bench)).unwrap();
    assert_eq!(relinked.locks[0].modes.len(), 2);
    synchronise(&mut bench, &world, "Office");
    let relinked = world.portal.link_app(world.now, &owner, &report(&bench)).unwrap();
    assert_eq!(
        (relinked.locks[0].id.clone(), relinked.locks[0].modes.clone()),
        (lock.id.clone(), vec![Mode::Urm])
    );
    assert_eq!(
        refused(world.portal.issue(world.now, &owner, &request("r2", &lock.id, 3))),
        "portal.would_be_refused"
    );
    let rental = Grant::from_json(r#"{"mode": "urm", "start": "2026-07-02T15:00", "hours": 4}"#).unwrap();
    let rental = IssueRequest { grant: rental, ..request("r3", &lock.id, 3) };
    assert!(world.portal.issue(world.now, &owner, &rental).is_ok());
    assert_eq!(
        world.portal.locks(world.now, &owner, &LockFilter::default(), None, 10).unwrap().locks.len(),
        1
    );
    // What is over dies no more.
    world.wait(60 * 24 * 3);
    let owner = world.sign_in("ann@example.org");
    let issued = world.portal.issued_codes(world.now, &owner, &lock.id).unwrap();
    assert_eq!(issued.iter().map(|code| code.grant.mode()).collect::<Vec<_>>(), [Mode::Urm]);
}

#[test]
fn a_new_access_key_links_the_same_locks_again() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let mut bench = app(&world);
    let old = report(&bench);
    let first = world.portal.link_app(world.now, &owner, &old).unwrap().locks.remove(0);
    bench.account_mut().regenerate_access_key(world.now, ANN, &mut Seeded::new(6)).unwrap();
    assert_eq!(refused(bench.account().tell(&old.access_key)), "app.access_key_wrong");
    let second = world.portal.link_app(world.now, &owner, &report(&bench)).unwrap().locks.remove(0);
    assert_eq!(second, first);
    // Somebody who may not manage locks links none.
    assert_eq!(
        refused(world.portal.link_app(world.now, &netcode::access::Token::from_text("none"), &old)),
        "portal.session_invalid"
    );
    assert_eq!(refused(world.portal.issued_codes(world.now, &owner, "l-none")), "portal.lock_unknown");
}
