//! Answers to changes against a search through everything that could be done in a small world.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::tests::{booking, door, lock, real};
use super::*;
use crate::grant::{Mode, Term};
use crate::id::GroupId;

/// Minutes from the small world's beginning, the second outside.
type Span = (i64, i64);
/// Messages, codes to type, minutes in which an arrival is too late, minutes of exposure, visits.
type Cost = (u32, usize, i64, i64, u32);

/// Everything that can happen, with its minutes.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Extend(i64),
    Early(i64),
    Late(i64),
    Move { at: i64, same_group: bool },
    Cancel,
    NoShow { expected: bool },
    Lost,
    HandOver(i64),
}

#[derive(Debug, Clone, Copy)]
struct World {
    modes: &'static [Mode],
    stay: Span,
    kind: Kind,
    now: i64,
    keypad: bool,
    used: Option<i64>,
}

/// The change, brought to one form, by the meaning of each kind.
struct Needs {
    wanted: Option<Span>,
    may_keep: bool,
    unwelcome: Option<i64>,
    absent: bool,
    elsewhere: bool,
}

impl World {
    fn needs(&self) -> Needs {
        let (from, until) = self.stay;
        let plain = |wanted: Span| Needs {
            wanted: Some((wanted.0.max(self.now), wanted.1)),
            may_keep: true,
            unwelcome: None,
            absent: false,
            elsewhere: false,
        };
        let replaced =
            |at: i64| Needs { may_keep: false, unwelcome: Some(at), ..plain((from.max(at), until)) };
        match self.kind {
            Kind::Extend(until) | Kind::Late(until) => plain((from, until)),
            Kind::Early(from) => plain((from, until)),
            Kind::Move { at, same_group } => Needs {
                may_keep: same_group,
                elsewhere: true,
                wanted: Some((at.max(self.now), until)),
                ..replaced(at)
            },
            Kind::Cancel => Needs { wanted: None, ..replaced(self.now) },
            Kind::NoShow { expected: false } => Needs { wanted: None, absent: true, ..replaced(self.now) },
            Kind::NoShow { expected: true } => Needs { absent: true, ..plain((from, until)) },
            Kind::Lost => replaced(self.now),
            Kind::HandOver(at) => Needs { wanted: Some((at.max(self.now), until)), ..replaced(at) },
        }
    }

    fn booking(&self) -> Booking {
        let mut booking = booking(door(7, self.modes), self.stay.0, self.stay.1);
        if let Kind::Move { same_group: true, .. } = self.kind {
            booking.door = booking.door.with_groups(&[gym()]).unwrap();
            let own = booking.codes.iter();
            booking.codes = own.map(|code| Given::of_group(code.id(), gym(), *code.grant())).collect();
        }
        if let Some(used) = self.used {
            booking.codes[0] = booking.codes[0].clone().used(real(used));
        }
        booking
    }

    fn happened(&self) -> Happened {
        let there = || {
            let door = door(7, self.modes);
            match self.kind {
                Kind::Move { same_group: true, .. } => door.with_groups(&[gym()]).unwrap(),
                _ => door,
            }
        };
        match self.kind {
            Kind::Extend(until) => Happened::Extended { until: real(until) },
            Kind::Late(until) => Happened::LeavesLate { until: real(until) },
            Kind::Early(from) => Happened::ArrivesEarly { from: real(from) },
            Kind::Move { at, .. } => Happened::Moved { to: there(), at: real(at) },
            Kind::Cancel => Happened::Cancelled,
            Kind::NoShow { expected } => Happened::NoShow { expected },
            Kind::Lost => Happened::CodeLost,
            Kind::HandOver(at) => Happened::HandedOver { at: real(at) },
        }
    }
}

fn gym() -> GroupId {
    GroupId::parse("101").unwrap()
}

/// When a grant opens, and until when it must be used first.
fn span(grant: &Grant) -> (Span, Option<i64>) {
    let minute = |time: LockTime| time.minutes_since(lock(0));
    ((minute(grant.start()), minute(grant.ends())), grant.first_use_by(24).map(minute))
}

/// What of a span is ahead of `now` and outside `welcome`.
fn outside(span: Span, now: i64, welcome: Option<Span>) -> Vec<Span> {
    let span = (span.0.max(now), span.1);
    let (from, until) = welcome.filter(|(from, until)| from < until).unwrap_or((span.1, span.1));
    [(span.0, span.1.min(from)), (span.0.max(until), span.1)].into_iter().filter(|(a, b)| a < b).collect()
}

fn minutes(mut spans: Vec<Span>) -> i64 {
    spans.sort_unstable();
    let (mut minutes, mut end) = (0, i64::MIN);
    for (from, until) in spans {
        minutes += (until - from.max(end)).max(0);
        end = end.max(until);
    }
    minutes
}

/// A grant with its span and by when it must be used first.
type Choice = (Grant, Span, Option<i64>);

/// Every grant of the modes that might serve in the small world.
fn choices(modes: &'static [Mode]) -> &'static [Choice] {
    static ALL: LazyLock<BTreeMap<&'static [Mode], Vec<Choice>>> = LazyLock::new(|| {
        let mut all: BTreeMap<&[Mode], Vec<Choice>> = BTreeMap::new();
        for (modes, mode) in SETS.into_iter().flat_map(|modes| modes.iter().map(move |mode| (modes, *mode))) {
            for start in (-4 * 1_440..7 * 1_440).step_by(60) {
                let terms = (1..=12).map(Term::Hours).chain((1..=21).map(Term::Days)).chain([Term::Fixed]);
                let grants = terms.filter_map(|term| Grant::new(mode, lock(start), term).ok());
                let grants = grants.map(|grant| (grant, span(&grant).0, span(&grant).1));
                all.entry(modes).or_default().extend(grants);
            }
        }
        all
    });
    &ALL[modes]
}

/// The least cost of anything that can be done with at most one new code; none when that does not do.
fn cheapest(world: &World, old: &Grant) -> Option<Cost> {
    let needs = world.needs();
    let (open, by) = span(old);
    let unused_by = by.filter(|_| world.used.is_none());
    // What the old code still does for the guest.
    let serves = match (unused_by, needs.wanted) {
        (Some(by), _) if needs.absent => (open.0, by),
        (Some(by), Some(wanted)) if wanted.0 >= by => (0, 0),
        _ => open,
    };
    let dead = needs.absent && unused_by.is_some_and(|by| by <= world.now);
    let mut best: Option<Cost> = None;
    for keeps in [true, false] {
        if keeps && !needs.may_keep {
            continue;
        }
        let lacking = match needs.wanted {
            None => None,
            Some(wanted) if !keeps => Some(wanted),
            Some(wanted) => {
                let left = outside(wanted, wanted.0, Some(serves));
                left.first().map(|first| (first.0, left.last().unwrap().1))
            }
        };
        let news: Vec<Option<Choice>> = match lacking {
            None => std::vec![None],
            Some(lacking) => {
                let fits = |(_, span, _): &&Choice| span.0 <= lacking.0 && lacking.1 <= span.1;
                let other = |(grant, ..): &&Choice| needs.elsewhere || grant != old;
                choices(world.modes).iter().filter(fits).filter(other).map(|choice| Some(*choice)).collect()
            }
        };
        for new in news {
            for visit in [false, true] {
                if visit && (keeps || !world.keypad) {
                    continue;
                }
                let welcome = match needs.unwelcome {
                    Some(at) if !keeps => Some((world.stay.0, at)),
                    _ => needs.wanted,
                };
                let mut ends = i64::MAX;
                if visit {
                    ends = needs.unwelcome.unwrap_or(world.now);
                } else if let Some(new) = new.filter(|(new, ..)| {
                    let later = new.mode().is_rental() && old.mode().is_rental() && new.start() > old.start();
                    later && !keeps && !needs.elsewhere
                }) {
                    ends = new.2.unwrap();
                }
                let mut open =
                    if dead { Vec::new() } else { outside((open.0, open.1.min(ends)), world.now, welcome) };
                let mut spilled: Vec<Span> =
                    new.iter().flat_map(|new| outside(new.1, world.now, needs.wanted)).collect();
                if !needs.elsewhere {
                    open.append(&mut spilled);
                }
                let late = new.and_then(|new| new.2).zip(lacking);
                let late = late.map_or(0, |(by, lacking)| (lacking.1 - by.max(lacking.0)).max(0));
                let new = usize::from(new.is_some());
                let cost = (
                    u32::try_from(new).unwrap(),
                    new,
                    late,
                    minutes(open) + minutes(spilled),
                    u32::from(visit),
                );
                best = Some(best.map_or(cost, |best| best.min(cost)));
            }
        }
    }
    best
}

/// The answer costs what the cheapest that can be done costs. Says whether the world has an answer.
fn is_cheapest(world: &World) -> bool {
    let booking = world.booking();
    let needs = world.needs();
    if booking.codes.len() != 1 || needs.wanted.is_some_and(|(from, until)| from >= until) {
        return false;
    }
    let best = cheapest(world, booking.codes[0].grant());
    let answer = change(&booking, &world.happened(), real(world.now), world.keypad).unwrap();
    let typed = answer.new.as_ref().map_or(0, |way| way.grants.len());
    let late = answer.new.as_ref().map_or(0, |way| way.late_arrival_minutes);
    let Some(best) = best else {
        assert!(typed > 1, "{world:?}: {answer:?}");
        return true;
    };
    let cost = (answer.messages, typed, late, answer.exposure_minutes, answer.visits);
    assert_eq!(cost, best, "{world:?}: {answer:?}");
    assert!(best.0 > 0 || needs.wanted.is_none() || !answer.keep.is_empty(), "{world:?}: {answer:?}");
    true
}

const SETS: [&[Mode]; 4] =
    [&[Mode::StandardMulti], &[Mode::StandardMulti, Mode::Day24h], &[Mode::Acc], &[Mode::Day24h]];

/// Every kind of change to stays of a small world, at times before, in and after them.
#[test]
fn every_kind_of_change_gets_the_fewest_messages_and_the_least_exposure() {
    let mut answered = BTreeMap::new();
    for modes in SETS {
        for (from, length) in [(15 * 60, 8 * 60), (15 * 60, 44 * 60), (26 * 60, 20 * 60)] {
            let (stay, until) = ((from, from + length), from + length);
            let middle = from + length / 2;
            let kinds = [
                Kind::Extend(until + 180),
                Kind::Extend(until + 1_200),
                Kind::Extend(until + 3_000),
                Kind::Extend(until - 120),
                Kind::Early(from - 120),
                Kind::Early(from - 1_000),
                Kind::Early(from + 90),
                Kind::Late(until + 45),
                Kind::Late(until + 400),
                Kind::Move { at: from, same_group: false },
                Kind::Move { at: middle, same_group: false },
                Kind::Move { at: middle, same_group: true },
                Kind::Cancel,
                Kind::NoShow { expected: false },
                Kind::NoShow { expected: true },
                Kind::Lost,
                Kind::HandOver(middle),
                Kind::HandOver(until - 60),
            ];
            for (kind, now) in kinds.into_iter().flat_map(|kind| {
                [from - 2_000, from - 90, from + 75, middle + 20, until - 30].map(|now| (kind, now))
            }) {
                for (keypad, uses) in [(false, true), (true, false)] {
                    let used = (uses && !matches!(kind, Kind::NoShow { .. }) && now > from + 30)
                        .then_some(from + 30);
                    let world = World { modes, stay, kind, now, keypad, used };
                    let name = std::format!("{kind:?}");
                    let name: std::string::String =
                        name.chars().take_while(char::is_ascii_alphabetic).collect();
                    *answered.entry(name).or_insert(0) += u32::from(is_cheapest(&world));
                }
            }
        }
    }
    assert_eq!(answered.len(), 8);
    assert!(answered.values().all(|count| *count > 60), "{answered:?}");
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        (-600_i64..3_000).prop_map(Kind::Extend),
        (-600_i64..1_500).prop_map(Kind::Early),
        (0_i64..600).prop_map(Kind::Late),
        (-100_i64..1_500, any::<bool>()).prop_map(|(at, same_group)| Kind::Move { at, same_group }),
        Just(Kind::Cancel),
        any::<bool>().prop_map(|expected| Kind::NoShow { expected }),
        Just(Kind::Lost),
        (-100_i64..1_500).prop_map(Kind::HandOver),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]
    #[test]
    fn no_search_finds_fewer_messages_or_less_exposure(
        modes in prop::sample::select(&SETS[..]), kind in kind(), from in 0_i64..1_440, length in 60_i64..2_880,
        now in -600_i64..1_500, keypad in any::<bool>(), used in any::<bool>(),
    ) {
        let until = from + length;
        let kind = match kind {
            Kind::Extend(more) => Kind::Extend(until + more),
            Kind::Late(more) => Kind::Late(until + more),
            Kind::Early(more) => Kind::Early(from - more),
            Kind::Move { at, same_group } => Kind::Move { at: from + at, same_group },
            Kind::HandOver(at) => Kind::HandOver(from + at),
            other => other,
        };
        let used = (used && !matches!(kind, Kind::NoShow { .. }) && now > from).then_some(from);
        is_cheapest(&World { modes, stay: (from, until), kind, now, keypad, used });
    }
}
