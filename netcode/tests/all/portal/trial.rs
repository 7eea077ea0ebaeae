//! A lock tried out without anybody going there: its twin, and advice.

use chrono::{SecondsFormat, TimeDelta};
use netcode::access::{Limits, Role, Token};
use netcode::portal::Invitation;
use netcode::stay::quote;
use netcode::time::Window;
use netcode::twin::{Event, Twin};

use super::world::{World, kl, refused, request};

fn invited(world: &mut World, by: &Token, email: &str, role: Role, limits: Limits) -> Token {
    let invitation = Invitation { email: email.into(), name: "In Vited".into(), role, limits };
    world.portal.invite(world.now, by, &invitation).unwrap();
    world.accept(email)
}

fn audited(world: &World, session: &Token) -> Vec<String> {
    let page = world.portal.audit(world.now, session, None, 100).unwrap();
    page.records.iter().map(|line| format!("{line:?}")).collect()
}

/// Whether the keys open the twin now.
fn opens(twin: &mut Twin, keys: &str) -> bool {
    let now = twin.now();
    let typed = keys.chars().map(Event::Key).chain([Event::EndEntry]);
    let effects: Vec<_> = typed.flat_map(|event| twin.step(now, event).unwrap()).collect();
    effects.iter().any(|effect| effect.word() == Some("unlock"))
}

#[test]
fn a_twin_opens_with_the_codes_of_its_lock_in_their_time() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let (lock, other) = (world.lock(&owner, "Sea View"), world.lock(&owner, "Garden"));
    let issued = world.portal.issue(world.now, &owner, &request("r1", &lock.id, 3)).unwrap();
    let elsewhere = world.portal.issue(world.now, &owner, &request("r2", &other.id, 3)).unwrap();
    let mut twin = world.portal.twin(world.now, &owner, &lock.id).unwrap();
    assert_eq!(twin.now().to_string(), "2026-07-01T12:00:00", "a lock in London stays on winter time");
    assert!(!opens(&mut twin, issued.code.as_str()), "the day before");
    let fresh = twin.state();
    twin.step(twin.now().plus(27 * 3_600), Event::Tick).unwrap();
    assert!(!opens(&mut twin, elsewhere.code.as_str()));
    assert!(opens(&mut twin, issued.code.as_str()));
    let mut again = twin.again(fresh).unwrap();
    assert!(!opens(&mut again, issued.code.as_str()), "carried on from the day before");
    let modes = twin.view().netcode.unwrap().modes;
    assert_eq!(modes, lock.modes);
}

#[test]
fn a_door_promises_what_the_portal_promises() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let issued = world.portal.issue(world.now, &owner, &request("r1", &lock.id, 3)).unwrap();
    let door = world.portal.door(world.now, &owner, &lock.id).unwrap();
    let wish = request("r1", &lock.id, 3).grant;
    let starts = door.zone().to_civil(door.clock().rule(), wish.start()).to_utc();
    let asked = Window::new(starts, starts + TimeDelta::hours(1)).unwrap();
    let promise = quote(&door, &[wish], &[asked]).promise().unwrap();
    let shown = |moment| door.zone().civil(moment).to_rfc3339_opts(SecondsFormat::Secs, true);
    assert_eq!(issued.guaranteed_from, Some(shown(promise.from())));
    assert_eq!(issued.guaranteed_until, Some(shown(promise.until())));
    let stranger = world.owner("bo@example.org");
    let refusal = world.portal.door(world.now, &stranger, &lock.id).map(|door| door.profile().format());
    assert_eq!(refused(refusal), "portal.lock_unknown");
}

#[test]
fn a_twin_is_for_those_who_may_see_every_code_and_stands_in_the_audit_trail() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let standard = invited(&mut world, &owner, "s@example.org", Role::Standard, Limits::default());
    let held = Limits { doors: Some(["elsewhere".to_owned()].into()), ..Limits::default() };
    let held = invited(&mut world, &owner, "h@example.org", Role::Standard, held);
    let associate = invited(&mut world, &owner, "a@example.org", Role::Associate, Limits::default());
    let guest = invited(&mut world, &owner, "g@example.org", Role::Guest, Limits::default());
    let stranger = world.owner("bo@example.org");
    let portal = &world.portal;
    let now = world.now;
    portal.twin(now, &standard, &lock.id).unwrap();
    for session in [&associate, &guest] {
        assert_eq!(refused(portal.twin(now, session, &lock.id)), "access.not_permitted");
    }
    assert_eq!(refused(portal.twin(now, &held, &lock.id)), "access.door_not_permitted");
    assert_eq!(refused(portal.twin(now, &stranger, &lock.id)), "portal.lock_unknown");
    let unready = portal.add_lock(now, &owner, &kl("Attic")).unwrap();
    assert_eq!(refused(portal.twin(now, &owner, &unready.id)), "portal.lock_not_ready");
    let made = audited(&world, &owner).iter().filter(|line| line.contains("lock.twin_made")).count();
    assert_eq!(made, 1);
}

#[cfg(feature = "advise")]
mod advice {
    use netcode::advise::{Cause, Question, Signal};
    use netcode::portal::{IssueRequest, Tried};

    use super::*;

    fn tried(typed: &str) -> Tried {
        let wish = serde_json::json!({"typed": typed, "signal": "red"});
        serde_json::from_value(wish).unwrap()
    }

    /// Tried in the time of the codes of these tests.
    fn within(typed: &str) -> Tried {
        Tried { at: Some("2026-07-02T15:30:00Z".parse().unwrap()), ..tried(typed) }
    }

    fn first(world: &World, session: &Token, lock: &str, tried: &Tried) -> (Cause, Option<String>) {
        let explained = world.portal.explain(world.now, session, lock, tried).unwrap();
        (explained.findings[0].cause, explained.findings[0].about.clone())
    }

    #[test]
    fn advice_knows_the_codes_of_the_lock_and_of_the_others() {
        let mut world = World::new();
        let owner = world.owner("ann@example.org");
        let (lock, other) = (world.lock(&owner, "Sea View"), world.lock(&owner, "Garden"));
        let named = |id: &str, lock: &str| IssueRequest { guest: Some("Gus".into()), ..request(id, lock, 3) };
        let mine = world.portal.issue(world.now, &owner, &named("r1", &lock.id)).unwrap();
        let elsewhere = world.portal.issue(world.now, &owner, &named("r2", &other.id)).unwrap();
        let now = first(&world, &owner, &lock.id, &tried(mine.code.as_str()));
        assert_eq!(now, (Cause::TooEarly, Some("1 (Gus)".to_owned())));
        let later = Tried { at: Some("2026-07-03T12:00:00Z".parse().unwrap()), ..tried(mine.code.as_str()) };
        assert_eq!(first(&world, &owner, &lock.id, &later).0, Cause::TooLate);
        let there = first(&world, &owner, &lock.id, &within(elsewhere.code.as_str()));
        assert_eq!(there, (Cause::OtherLock, Some("Garden".to_owned())));
        let silent = Tried { signal: Signal::Silent, battery_warned: true, ..tried("1") };
        assert_eq!(first(&world, &owner, &lock.id, &silent).0, Cause::LowBattery);
        let answered = Tried { answers: [(Question::TypedAsSent, true)].into(), ..tried(mine.code.as_str()) };
        assert_eq!(first(&world, &owner, &lock.id, &answered).0, Cause::TooEarly);
    }

    #[test]
    fn a_code_of_a_former_initialisation_is_known_as_such() {
        let mut world = World::new();
        let owner = world.owner("ann@example.org");
        let lock = world.lock(&owner, "Sea View");
        let old = world.portal.issue(world.now, &owner, &request("r1", &lock.id, 3)).unwrap();
        world.wait(60);
        world.portal.initialise(world.now, &owner, &lock.id, None).unwrap();
        world.portal.confirm_lock(world.now, &owner, &lock.id).unwrap();
        let cause = first(&world, &owner, &lock.id, &within(old.code.as_str())).0;
        assert_eq!(cause, Cause::BeforeInitialisation);
    }

    #[test]
    fn advice_tells_nobody_of_codes_and_locks_that_are_not_theirs() {
        let mut world = World::new();
        let owner = world.owner("ann@example.org");
        let (lock, other) = (world.lock(&owner, "Sea View"), world.lock(&owner, "Garden"));
        let theirs = world.portal.issue(world.now, &owner, &request("r1", &lock.id, 3)).unwrap();
        let elsewhere = world.portal.issue(world.now, &owner, &request("r2", &other.id, 3)).unwrap();
        let limits = Limits { doors: Some([lock.id.clone()].into()), ..Limits::default() };
        let guest = invited(&mut world, &owner, "g@example.org", Role::Guest, limits);
        for code in [theirs.code, elsewhere.code] {
            let explained =
                world.portal.explain(world.now, &guest, &lock.id, &within(code.as_str())).unwrap();
            let told = serde_json::to_string(&explained).unwrap();
            assert!(explained.findings.iter().all(|finding| finding.cause != Cause::OtherLock), "{told}");
            assert!(explained.findings.iter().all(|finding| finding.about.is_none()), "{told}");
        }
        let denied = world.portal.explain(world.now, &guest, &other.id, &tried("1234567"));
        assert_eq!(refused(denied), "access.door_not_permitted");
    }

    #[test]
    fn advice_is_audited_without_what_was_typed() {
        let mut world = World::new();
        let owner = world.owner("ann@example.org");
        let lock = world.lock(&owner, "Sea View");
        let what = tried("*7654321");
        assert!(!format!("{what:?}").contains("7654321"));
        world.portal.explain(world.now, &owner, &lock.id, &what).unwrap();
        let lines = audited(&world, &owner);
        assert!(lines.iter().any(|line| line.contains("lock.explained")));
        assert!(lines.iter().all(|line| !line.contains("7654321")));
        assert_eq!(
            refused(world.portal.explain(world.now, &owner, &lock.id, &tried("seven"))),
            "code.malformed"
        );
        let unready = world.portal.add_lock(world.now, &owner, &kl("Attic")).unwrap();
        assert_eq!(
            refused(world.portal.explain(world.now, &owner, &unready.id, &what)),
            "portal.lock_not_ready"
        );
    }
}
