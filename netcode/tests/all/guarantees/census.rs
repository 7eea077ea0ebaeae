//! Who can enter, against trying every code at a twin.

use netcode::grant::{Pattern, Term};
use netcode::stay::{Entrant, Given, Records, who_can_enter};
use netcode::time::LockTime;
use netcode::twin::{Event, NetcodeSettings, Settings};

use super::*;

/// What happens at a lock, at some minute.
#[derive(Debug, Clone)]
enum Happens {
    /// A guest types a code.
    Typed(usize),
    /// Somebody blocks a code at the keypad.
    Blocked(usize),
    /// Somebody looks who could enter.
    Asked,
}

#[derive(Debug, Clone)]
struct Site {
    modes: &'static [Mode],
    grants: Vec<Grant>,
    happens: Vec<(i64, Happens)>,
    grace: u32,
    goes: Goes,
}

const DAY: i64 = 1_440;

fn start(minutes: i64) -> LockTime {
    LockTime::parse("2026-03-27T00:00").unwrap().plus_minutes(minutes).unwrap()
}

fn real(minutes: i64) -> DateTime<Utc> {
    moment(zone("UTC"), "2026-03-27T00:00") + TimeDelta::minutes(minutes)
}

fn grant(modes: &'static [Mode]) -> impl Strategy<Value = Grant> {
    (prop::sample::select(modes), 0_i64..4, 0_i64..24, 1_u32..12).prop_map(|(mode, day, hour, n)| {
        let hourly = start(day * DAY + hour * 60);
        let (start, term) = match mode {
            Mode::StandardSingle | Mode::StandardMulti | Mode::Urm | Mode::Open => (hourly, Term::Hours(n)),
            Mode::Acc | Mode::EndDate => (start(day * DAY), Term::Days(n % 4 + 1)),
            Mode::Day24h => (hourly, Term::Fixed),
            Mode::FineSingle | Mode::FineMulti => (hourly, Term::Quarters(n)),
            Mode::Stay => (hourly, Term::Hours(n + 12)),
            Mode::Long => (hourly, Term::Days(32)),
            _ => (hourly, Term::Weekly { pattern: Pattern::Daily, hours: n, weeks: 1 }),
        };
        Grant::new(mode, start, term).unwrap()
    })
}

fn site() -> impl Strategy<Value = Site> {
    const SETS: [&[Mode]; 7] = [
        &[Mode::StandardSingle, Mode::StandardMulti, Mode::Day24h],
        &[Mode::Acc],
        &[Mode::Urm],
        &[Mode::EndDate],
        &[Mode::FineSingle, Mode::FineMulti],
        &[Mode::Stay, Mode::Long, Mode::Open],
        &[Mode::Weekly, Mode::Stay],
    ];
    prop::sample::select(&SETS[..]).prop_flat_map(|modes| {
        let happens = prop_oneof![
            6 => (0..8_usize).prop_map(Happens::Typed),
            1 => (0..8_usize).prop_map(Happens::Blocked),
            3 => Just(Happens::Asked),
        ];
        (
            prop::collection::vec(grant(modes), 1..7),
            prop::collection::vec((0..6 * DAY, happens), 1..24),
            any::<bool>(),
            (-60_i64..=60, -60_i32..=60),
        )
            .prop_map(move |(mut grants, mut happens, grace, (ahead_seconds, ppm))| {
                grants.sort();
                grants.dedup();
                happens.sort_by_key(|(minute, _)| *minute);
                happens.push((6 * DAY + 60, Happens::Asked));
                let grace = if grace { 15 } else { 0 };
                Site { modes, grants, happens, grace, goes: Goes { ahead_seconds, ppm } }
            })
    })
}

/// Judges the answers of complete and of partial records by the codes that did open.
type Judge<'a> = dyn FnMut(&[Entrant], &[Entrant], &[Grant]) + 'a;

/// Lives through what happens, with the clock known to within `within_seconds` and `ppm`, and hands every question
/// with the answers of complete and of partial records and the codes that did open.
fn live(site: &Site, known: (u32, u32), goes: Goes, judge: &mut Judge<'_>) {
    let set = real(-DAY);
    let profile = Profile::explicit(format(site.modes[0].layout()), site.modes).unwrap();
    let profile = profile.with_grace(site.grace).unwrap();
    let door = door(profile, zone("Europe/London"), ClockRule::StandardTime, known.1, (set, known.0));
    let mut lock = Lock::new(&door, set, goes);
    let codes: Vec<String> = site.grants.iter().map(|grant| digits(&door, grant)).collect();
    let mut given: Vec<Given> =
        site.grants.iter().map(|grant| Given::own(&grant.to_string(), *grant)).collect();
    for (minute, what) in &site.happens {
        let at = real(*minute);
        match what {
            Happens::Typed(nth) => {
                let nth = nth % codes.len();
                let opened = lock.would_open(at, &codes[nth]) == Some(site.grants[nth]);
                if opened {
                    lock.open(at, &codes[nth]);
                    if given[nth].first_used().is_none() {
                        given[nth] = given[nth].clone().used(at);
                    }
                }
            }
            Happens::Blocked(nth) => {
                let nth = nth % codes.len();
                if site.modes[0].layout() == Layout::S {
                    let effects = lock.type_keys(at, &format!("#1133557716{}", codes[nth]));
                    assert!(effects.iter().all(|effect| effect.word() != Some("red")));
                    given[nth] = given[nth].clone().blocked(at);
                }
            }
            Happens::Asked => {
                let opens = site.grants.iter().zip(&codes);
                let opens = opens.filter(|(grant, code)| lock.would_open(at, code) == Some(**grant));
                let opens: Vec<Grant> = opens.map(|(grant, _)| *grant).collect();
                let listed = |records| who_can_enter(&door, &given, records, at);
                judge(&listed(Records::Complete), &listed(Records::Partial), &opens);
            }
        }
    }
}

fn grants(listed: &[Entrant]) -> Vec<Grant> {
    listed.iter().map(|entrant| entrant.grant).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]
    #[test]
    fn the_census_of_a_right_clock_is_what_trying_every_code_at_the_twin_finds(site in site()) {
        live(&site, (0, 0), Goes { ahead_seconds: 0, ppm: 0 }, &mut |complete, partial, opens| {
            assert_eq!(grants(complete), opens);
            assert!(complete.iter().all(|entrant| entrant.surely));
            // Who knows less lists no less.
            assert!(opens.iter().all(|grant| grants(partial).contains(grant)));
        });
    }

    #[test]
    fn the_census_of_a_drifting_clock_holds_what_opens_and_what_is_sure(site in site()) {
        live(&site, (60, 60), site.goes, &mut |complete, partial, opens| {
            for listed in [complete, partial] {
                assert!(opens.iter().all(|grant| grants(listed).contains(grant)), "{opens:?} {listed:?}");
                let sure = listed.iter().filter(|entrant| entrant.surely);
                assert!(sure.map(|entrant| entrant.grant).all(|grant| opens.contains(&grant)), "{listed:?}");
            }
        });
    }
}

/// A change of mode ends the codes of the modes that are off, and the census of the door says so.
#[test]
fn a_change_of_mode_ends_the_codes_already_given_out() {
    let set = real(-DAY);
    let make = |mode| {
        let profile = Profile::explicit(format(Layout::S), &[mode]).unwrap();
        door(profile, zone("Europe/London"), ClockRule::StandardTime, 0, (set, 0))
    };
    let (before, after) = (make(Mode::StandardMulti), make(Mode::Acc));
    let grant = Grant::new(Mode::StandardMulti, start(0), Term::Days(2)).unwrap();
    let (given, code) = ([Given::own("guest", grant)], digits(&before, &grant));
    let mut lock = Lock::new(&before, set, Goes { ahead_seconds: 0, ppm: 0 });
    let listed = |door: &Door, at| who_can_enter(door, &given, Records::Complete, at).len();
    assert_eq!((lock.would_open(real(600), &code), listed(&before, real(600))), (Some(grant), 1));
    let netcode = NetcodeSettings { modes: Some(vec![Mode::Acc]), ..NetcodeSettings::default() };
    let settings = Settings { netcode: Some(netcode), ..Settings::default() };
    lock.step(real(700), Event::Set(Box::new(settings)));
    assert_eq!((lock.would_open(real(710), &code), listed(&after, real(710))), (None, 0));
}
