use proptest::prelude::*;

use super::*;
use crate::code::{Code, Decision, Format, Identity, Profile, SiteKey, Verifier};
use crate::grant::{Layout, Mode, Pattern, Term};
use crate::id::{LockId, Serial};
use crate::time::{ClockEvent, ClockRule, LockClock, Zone};

fn group() -> GroupId {
    GroupId::parse("101").unwrap()
}

fn time(minutes: u32) -> LockTime {
    LockTime::parse("2026-03-02T00:00").unwrap().plus_minutes(i64::from(minutes)).unwrap()
}

fn real(time: LockTime) -> DateTime<Utc> {
    time.naive().and_utc()
}

fn door(profile: Profile, within_seconds: u32) -> Door {
    let clock = LockClock::new(Zone::parse("UTC").unwrap(), ClockRule::Utc, 0).unwrap();
    let set = ClockEvent::Set { at: real(LockTime::START), within_seconds };
    Door::new(profile, clock.with_event(set).unwrap()).with_groups(&[group()]).unwrap()
}

fn grant(layout: Layout) -> impl Strategy<Value = Grant> {
    let modes: Vec<Mode> = Mode::ALL.into_iter().filter(|mode| mode.layout() == layout).collect();
    (prop::sample::select(modes), 0_u32..4, 0_u32..24, 1_u32..40, 0..4_usize).prop_map(
        |(mode, day, hour, n, p)| {
            let at = |hour: u32| time(day * 1_440 + hour * 60);
            let made = match mode {
                Mode::StandardSingle | Mode::StandardMulti | Mode::Urm | Mode::Open => {
                    Grant::new(mode, at(hour), Term::Hours(n % 12 + 1))
                }
                Mode::Acc | Mode::EndDate => Grant::new(mode, at(0), Term::Days(n % 4 + 1)),
                Mode::Day24h => Grant::new(mode, at(hour), Term::Fixed),
                Mode::FineSingle | Mode::FineMulti => Grant::new(mode, at(hour), Term::Quarters(n)),
                Mode::Stay => Grant::new(mode, at(hour), Term::Hours(n + 12)),
                Mode::Long => Grant::new(mode, at(hour), Term::Days(32)),
                Mode::Weekly => {
                    let pattern =
                        [Pattern::WeekdayOfStart, Pattern::MonFri, Pattern::Daily, Pattern::Daily][p];
                    Grant::new(mode, at(hour), Term::Weekly { pattern, hours: n % 12 + 1, weeks: 1 })
                }
            };
            made.unwrap()
        },
    )
}

type World = (Vec<(Grant, bool)>, Vec<(usize, u32)>, Option<(usize, u32)>);

fn world(layout: Layout) -> impl Strategy<Value = World> {
    (
        prop::collection::vec((grant(layout), any::<bool>()), 1..8),
        prop::collection::vec((0..8_usize, 0_u32..9_000), 0..8),
        prop::option::of((0..8_usize, 0_u32..9_000)),
    )
}

/// Plays the world on a lock and compares the census with trying every code, at several moments.
fn compare(layout: Layout, grace: u32, (grants, mut uses, block): World) {
    let format = Format::new(layout, 10).unwrap();
    let modes: Vec<Mode> = Mode::ALL.into_iter().filter(|mode| mode.layout() == layout).collect();
    let profile = Profile::explicit(format, &modes).unwrap().with_grace(grace).unwrap();
    let site = SiteKey::new([9; 32]);
    let (key, id) = (site.lock_key(&Serial::new("census").unwrap()), LockId::new(654_321).unwrap());
    let initialised = LockTime::parse("2026-01-01T00:00").unwrap();
    let own = Identity::own(key.clone(), id, initialised);
    let group_key = site.group_key(group());
    let grouped = Identity::group(group_key.clone(), group(), 0);
    let mut lock = Verifier::new(profile, key, id, initialised);
    lock.provision_group(group(), group_key, 0).unwrap();
    let mut unique: Vec<(Grant, bool)> = Vec::new();
    for item in grants {
        if !unique.contains(&item) {
            unique.push(item);
        }
    }
    let digits = |(grant, of_group): &(Grant, bool)| -> Code {
        let identity = if *of_group { &grouped } else { &own };
        identity.issue(format, grant).unwrap().code
    };
    let mut given: Vec<Given> = unique
        .iter()
        .map(|(grant, of_group)| match of_group {
            true => Given::of_group("x", group(), *grant),
            false => Given::own("x", *grant),
        })
        .collect();
    let door = door(profile, 0);
    uses.sort_by_key(|(_, minute)| *minute);
    let mut blocked = block;
    for (which, minute) in uses.into_iter().chain([(0, 9_500)]) {
        let now = time(minute);
        if let Some((target, at)) = blocked.filter(|(_, at)| *at <= minute) {
            blocked = None;
            let target = target % unique.len();
            lock.block(&digits(&unique[target]), time(at)).unwrap();
            given[target] = given[target].clone().blocked(real(time(at)));
        }
        let listed = who_can_enter(&door, &given, Records::Complete, real(now));
        // Some number among so many trials means something else under the other key; that is no code of this world.
        let opens = |lock: &mut Verifier, item: &(Grant, bool)| {
            let decision = lock.accept(&digits(item), now, &mut |_| true);
            matches!(decision, Decision::Opened(opened) if opened.reading.grant == item.0)
        };
        let tried: Vec<bool> = unique.iter().map(|item| opens(&mut lock.clone(), item)).collect();
        let expected: Vec<Grant> =
            unique.iter().zip(&tried).filter(|(_, open)| **open).map(|((grant, _), _)| *grant).collect();
        assert_eq!(listed.iter().map(|entrant| entrant.grant).collect::<Vec<_>>(), expected, "{now}");
        assert!(listed.iter().all(|entrant| entrant.surely));
        let which = which % unique.len();
        let opened = tried[which] && opens(&mut lock, &unique[which]);
        if opened && given[which].first_used().is_none() {
            given[which] = given[which].clone().used(real(now));
        }
    }
}

proptest! {
    #[test]
    fn the_census_is_what_trying_every_code_finds(
        world_s in world(Layout::S), world_x in world(Layout::X), grace in prop::sample::select(&[0_u32, 15][..]),
    ) {
        compare(Layout::S, grace, world_s);
        compare(Layout::X, grace, world_x);
    }
}

fn rental(start: u32) -> Grant {
    Grant::new(Mode::Acc, time(start * 1_440), Term::Days(3)).unwrap()
}

fn rentals() -> Profile {
    Profile::new(Format::new(Layout::S, 7).unwrap(), &[Mode::Acc]).unwrap()
}

#[test]
fn without_records_a_code_may_have_been_used_or_ended() {
    let door = door(rentals(), 0);
    let given = [Given::own("first", rental(0)), Given::own("second", rental(1))];
    let at = real(time(1_440 + 600));
    let shown = |records| {
        let listed = who_can_enter(&door, &given, records, at);
        listed.iter().map(|entrant| (entrant.id.clone(), entrant.surely)).collect::<Vec<_>>()
    };
    // The first was not used within its day: dead by complete records, perhaps alive without them.
    assert_eq!(shown(Records::Complete), [("second".into(), true)]);
    assert_eq!(shown(Records::Partial), [("first".into(), false), ("second".into(), true)]);
    let used = [given[0].clone().used(real(time(60))), given[1].clone()];
    let listed = who_can_enter(&door, &used, Records::Partial, at);
    assert!(!listed[0].surely, "the second may have ended it");
    assert_eq!((listed[0].until, listed[0].unless_used_by), (Some(real(time(3 * 1_440))), None));
    assert_eq!(listed[1].unless_used_by, Some(real(time(2 * 1_440))));
    let ways = [Withdrawal::Wait, Withdrawal::Supersede, Withdrawal::BlockAtKeypad, Withdrawal::Initialise];
    assert_eq!(listed[0].withdrawals, ways);
    assert!(ways.iter().all(|way| !way.as_str().is_empty()));
}

#[test]
fn a_clock_in_doubt_makes_the_edges_doubtful() {
    let door = door(rentals(), 120);
    let given = [Given::own("guest", rental(1))];
    let at = |minute: u32| who_can_enter(&door, &given, Records::Complete, real(time(1_440 + minute)));
    assert!(!at(1)[0].surely);
    assert!(at(3)[0].surely);
    assert!(who_can_enter(&door, &given, Records::Complete, real(time(1_440 - 1)))[0].surely.eq(&false));
    assert!(who_can_enter(&door, &given, Records::Complete, real(time(1_440 - 3))).is_empty());
    let unset = LockClock::new(Zone::parse("UTC").unwrap(), ClockRule::Utc, 0).unwrap();
    let unset = Door::new(rentals(), unset);
    let listed = who_can_enter(&unset, &given, Records::Complete, real(time(0)));
    assert_eq!((listed[0].surely, listed[0].until), (false, None), "nothing is known of the clock");
    let elsewhere = [Given::of_group("gym", GroupId::parse("202").unwrap(), rental(1))];
    assert!(who_can_enter(&door, &elsewhere, Records::Complete, real(time(1_500))).is_empty());
}
