use std::collections::BTreeMap;
use std::io::Write as _;
use std::string::String;
use std::vec::Vec;

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::code::{Code, Format, Identity, LockKey, Profile, SiteKey, Verifier};
use crate::grant::{Grant, Layout, Mode, Term};
use crate::id::{LockId, Serial};
use crate::stay::Door;
use crate::time::{ClockEvent, ClockRule, LockClock, LockTime, Zone};

/// A seeded source of numbers (SplitMix64).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}

const SITE: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

fn key(serial: &str) -> LockKey {
    SiteKey::from_hex(SITE).unwrap().lock_key(&Serial::new(serial).unwrap())
}

fn id(number: u32) -> LockId {
    LockId::new(number).unwrap()
}

fn time(text: &str) -> LockTime {
    LockTime::parse(text).unwrap()
}

fn profile(modes: &[Mode]) -> Profile {
    Profile::new(Format::new(Layout::S, 7).unwrap(), modes).unwrap()
}

const INITIALISED: &str = "2026-01-15T09:30";

/// One broken door: the lock as it is, and what its issuer knows.
struct Broken {
    lock: Verifier,
    /// Minutes by which its clock is out.
    out: i64,
    known: Known,
    typed: String,
    at: DateTime<Utc>,
    signal: Signal,
}

struct World {
    rng: Seeded,
    mode: Mode,
    zone: Zone,
    start: LockTime,
    clock: LockClock,
    handed: Vec<Handed>,
    lock: Verifier,
}

impl World {
    /// A lock with codes for neighbouring stays, all in order; the code in use is that of place 1.
    fn new(seed: u64, mode: Mode) -> Self {
        let mut rng = Seeded(seed);
        let zone = Zone::parse("Europe/London").unwrap();
        let set = zone.to_civil(ClockRule::StandardTime, time(INITIALISED)).to_utc();
        let clock = LockClock::new(zone, ClockRule::StandardTime, 20).unwrap();
        let clock = clock.with_event(ClockEvent::Set { at: set, within_seconds: 60 }).unwrap();
        let day = i64::from(rng.below(150) as u32) + 60;
        let hour = rng.below(20) as i64;
        let start = time("2026-01-15T00:00").plus_minutes(day * 1440 + hour * 60).unwrap();
        let lock = Verifier::new(profile(&[mode]), key("LOCK-0001"), id(123_456), time(INITIALISED));
        let mut world = Self { rng, mode, zone, start, clock, handed: Vec::new(), lock };
        for (at, name) in ["Ames", "Brook", "Cole", "Dunn", "Eley"].into_iter().enumerate() {
            world.give(name, (at as i64 - 1) * 1440 * 4);
        }
        world
    }

    fn term(&self) -> Term {
        match self.mode {
            Mode::Acc => Term::Days(3),
            Mode::StandardSingle | Mode::StandardMulti => Term::Hours(8),
            _ => Term::Fixed,
        }
    }

    fn give(&mut self, name: &str, after_minutes: i64) {
        let mut start = self.start.plus_minutes(after_minutes).unwrap();
        if Grant::new(self.mode, start, self.term()).is_err() {
            start = start.plus_minutes(-i64::from(start.minute_of_day())).unwrap();
        }
        let grant = Grant::new(self.mode, start, self.term()).unwrap();
        let code = self.identity().issue(profile(&[self.mode]).format(), &grant).unwrap().code;
        self.handed.push(Handed { id: name.into(), code, grant, used: None, blocked: None });
    }

    fn identity(&self) -> Identity {
        Identity::own(key("LOCK-0001"), id(123_456), time(INITIALISED))
    }

    fn moment(&self, lock_time: LockTime) -> DateTime<Utc> {
        self.zone.to_civil(ClockRule::StandardTime, lock_time).to_utc()
    }

    /// The code of place 1 typed so many minutes after its start.
    fn broken(mut self, minutes: i64) -> Broken {
        let at = self.handed[1].grant.start().plus_minutes(minutes).unwrap();
        let at = self.moment(at);
        let typed = String::from(self.handed[1].code.as_str());
        let other = Identity::own(key("LOCK-0002"), id(222_222), time(INITIALISED));
        let known = Known {
            door: Door::new(profile(&[self.mode]), self.clock.clone()),
            identity: self.identity(),
            handed: std::mem::take(&mut self.handed),
            former: Vec::new(),
            others: std::vec![OtherLock { name: "cellar".into(), identity: other }],
            star: false,
            refused_lately: self.rng.below(2) as u32,
            battery_warned: false,
        };
        Broken { lock: self.lock, out: 0, known, typed, at, signal: Signal::Red }
    }
}

/// Breaks a lock, or a person's typing, in one way.
fn broken(cause: Cause, seed: u64) -> Option<Broken> {
    let early = matches!(cause, Cause::Spent);
    let mut world = World::new(seed, if early { Mode::StandardSingle } else { Mode::Acc });
    let (day, within) = (1440, 30 + world.rng.below(1000) as i64);
    let place = world.rng.below(6) as usize;
    let number = world.rng.below(9) as u8 + 1;
    let mut door = match cause {
        Cause::TooEarly => world.broken(-1 - within),
        Cause::TooLate => world.broken(3 * day + within),
        Cause::NeverValidated => world.broken(day + within),
        Cause::Spent => {
            let told = world.rng.below(4) > 0;
            let mut door = world.broken(within % 400 + 30);
            let code = door.known.handed[1].code;
            let before = door.known.handed[1].grant.start().plus_minutes(10).unwrap();
            assert!(door.lock.accept(&code, before, &mut |_| true).is_open());
            door.known.handed[1].used = told.then(|| door.at - TimeDelta::minutes(20));
            door
        }
        Cause::Superseded => {
            let told = world.rng.below(3) > 0;
            world.give("Flint", day / 2);
            let mut door = world.broken(day / 2 + 700 + within / 2);
            let code = door.known.handed[5].code;
            let used = door.known.handed[5].grant.start().plus_minutes(10).unwrap();
            door.known.handed[1].used = Some(door.at - TimeDelta::minutes(600));
            let first = door.known.handed[1].code;
            let start = door.known.handed[1].grant.start();
            assert!(door.lock.accept(&first, start, &mut |_| true).is_open());
            door.lock.accept(&code, used, &mut |_| true).is_open().then_some(())?;
            door.known.handed[5].used = told.then(|| door.at - TimeDelta::minutes(5));
            door
        }
        Cause::Blocked => {
            let mut door = world.broken(within);
            let code = door.known.handed[1].code;
            door.lock.block(&code, time(INITIALISED)).unwrap();
            door.known.handed[1].blocked = Some(door.at - TimeDelta::days(1));
            door
        }
        Cause::WrongMode => {
            let told = world.rng.below(4) > 0;
            let mut door = world.broken(within);
            door.lock.set_profile(profile(&[Mode::StandardMulti])).unwrap();
            if told {
                door.known.door = Door::new(profile(&[Mode::StandardMulti]), door.known.door.clock().clone());
            }
            door
        }
        Cause::OtherLock => {
            let mut door = world.broken(within);
            let grant = door.known.handed[1].grant;
            let format = door.known.door.profile().format();
            let code = door.known.others[0].identity.issue(format, &grant).unwrap().code;
            door.typed = code.as_str().into();
            door
        }
        Cause::BeforeInitialisation => {
            let mut door = world.broken(within);
            let before = Identity::own(key("LOCK-0001"), id(123_456), time("2025-05-01T10:00"));
            let grant = door.known.handed[1].grant;
            door.typed =
                before.issue(door.known.door.profile().format(), &grant).unwrap().code.as_str().into();
            door.known.former.push((time("2025-05-01T10:00"), before));
            door
        }
        Cause::DigitWrong | Cause::DigitsSwapped | Cause::DigitMissing | Cause::DigitExtra => {
            let mut door = world.broken(within);
            let mut digits: Vec<u8> = door.typed.bytes().collect();
            match cause {
                Cause::DigitWrong => digits[place] = b'0' + (digits[place] - b'0' + number) % 10,
                Cause::DigitsSwapped => digits.swap(place, place + 1),
                Cause::DigitMissing => drop(digits.remove(place)),
                _ => digits.insert(place, b'0' + number),
            }
            let typed = String::from_utf8(digits).unwrap();
            (typed != door.typed).then_some(())?;
            door.typed = typed;
            door
        }
        Cause::NotIssued => {
            let typed = std::format!("{:07}", world.rng.below(10_000_000));
            let mut door = world.broken(within);
            door.typed = typed;
            door
        }
        Cause::ClockLost | Cause::ClockMissedDst | Cause::ClockBehind => broken_clock(cause, world)?,
        _ => broken_keypad(cause, world.broken(within))?,
    };
    // The lock itself must agree: it refuses, or the fault lies before its verifier.
    if door.signal == Signal::Red && !matches!(cause, Cause::Penalty | Cause::StarMissing) {
        let now = door.known.door.zone().lock_time(ClockRule::StandardTime, door.at).unwrap();
        let now = now.plus_minutes(door.out).unwrap();
        let opened =
            Code::parse(&door.typed).is_ok_and(|code| door.lock.accept(&code, now, &mut |_| true).is_open());
        (!opened).then_some(())?;
    }
    Some(door)
}

/// A clock that is out so far that a good code is refused.
fn broken_clock(cause: Cause, mut world: World) -> Option<Broken> {
    let told = world.rng.below(2) == 0;
    let near = world.rng.below(50) as i64 + 1;
    let changed_at = world.moment(world.start) - TimeDelta::days(5);
    match cause {
        Cause::ClockLost => {
            let event = match told {
                true => ClockEvent::Lost { at: changed_at },
                false => ClockEvent::BatteryChanged { at: changed_at, stood_seconds: 60 },
            };
            world.clock = world.clock.with_event(event).unwrap();
            let mut door = world.broken(30 + near);
            door.lock.clock_lost();
            Some(door)
        }
        Cause::ClockMissedDst => {
            // The lock runs an hour ahead in summer: the last hour of the code is gone.
            let mut door = world.broken(3 * 1440 - near);
            let summer = door.known.door.zone().offset_minutes(door.at) != 0;
            door.known.handed[1].used = Some(door.at - TimeDelta::days(2));
            let (code, start) = (door.known.handed[1].code, door.known.handed[1].grant.start());
            assert!(door.lock.accept(&code, start, &mut |_| true).is_open());
            door.out = 60;
            summer.then_some(door)
        }
        _ => {
            // A poor crystal in frost: hours behind after months, and the issuer knows how poor it is.
            let set = world.moment(time(INITIALISED));
            world.clock = LockClock::new(world.zone, ClockRule::StandardTime, 900)
                .and_then(|clock| clock.with_event(ClockEvent::Set { at: set, within_seconds: 60 }))
                .unwrap();
            let mut door = world.broken(near);
            door.out = -60 - near;
            Some(door)
        }
    }
}

/// What is wrong lies in the keypad, its settings or its power; the signal is what such a lock gives.
fn broken_keypad(cause: Cause, mut door: Broken) -> Option<Broken> {
    let luck = door.known.handed[1].grant.start().minutes() % 4;
    door.known.star = true;
    match cause {
        Cause::FeatureOff => {
            door.typed.insert(0, '*');
            door.signal = Signal::RedAtStar;
        }
        Cause::StarMissing => {}
        Cause::Penalty => {
            door.typed.insert(0, '*');
            door.known.refused_lately = 3;
        }
        Cause::LowBattery => {
            door.known.battery_warned = luck == 0;
            door.signal = if luck == 1 { Signal::LowBattery } else { Signal::Silent };
        }
        Cause::DoorStuck => door.signal = Signal::GoodButShut,
        _ => return None,
    }
    Some(door)
}

const INJECTED: [Cause; 20] = [
    Cause::TooEarly,
    Cause::TooLate,
    Cause::WrongMode,
    Cause::FeatureOff,
    Cause::StarMissing,
    Cause::NeverValidated,
    Cause::Superseded,
    Cause::Blocked,
    Cause::Spent,
    Cause::OtherLock,
    Cause::BeforeInitialisation,
    Cause::DigitWrong,
    Cause::DigitsSwapped,
    Cause::DigitMissing,
    Cause::DigitExtra,
    Cause::NotIssued,
    Cause::Penalty,
    Cause::ClockBehind,
    Cause::ClockMissedDst,
    Cause::ClockLost,
];

fn ask(door: &Broken) -> (Attempt, Explanation) {
    let attempt = Attempt::new(&door.typed, door.at, door.signal).unwrap();
    let said = explain(&door.known, &attempt).unwrap();
    (attempt, said)
}

/// `cargo test -p netcode-locks --all-features --lib confusion -- --nocapture` prints the table.
#[test]
fn confusion() {
    let mut out = std::io::stdout().lock();
    let (mut alone, mut right, mut tied, mut inside, mut settled) = (0, 0, 0, 0, 0);
    let (mut said_sum, mut hits, mut all) = (0.0, 0, 0);
    for cause in INJECTED.into_iter().chain([Cause::LowBattery, Cause::DoorStuck]) {
        let mut firsts: BTreeMap<Cause, u32> = BTreeMap::new();
        for door in (0..400).filter_map(|seed| broken(cause, seed * 7919 + cause as u64)).take(40) {
            let (mut attempt, mut said) = ask(&door);
            let first = said.findings[0].cause;
            *firsts.entry(first).or_default() += 1;
            said_sum += said.findings[0].likelihood;
            hits += u32::from(first == cause);
            all += 1;
            assert!(said.tie.len() <= 4 && said.tie.len() != 1);
            if said.tie.is_empty() {
                alone += 1;
                right += u32::from(first == cause);
                continue;
            }
            tied += 1;
            inside += u32::from(said.tie.contains(&cause));
            for _ in 0..4 {
                let Some(question) = said.next else { break };
                // Where the cause does not settle the answer, the person says no.
                attempt = attempt.answered(question, cause.expects(question).unwrap_or(false));
                said = explain(&door.known, &attempt).unwrap();
            }
            settled += u32::from(said.findings[0].cause == cause);
        }
        assert!(firsts.values().sum::<u32>() >= 20, "{cause}: too few cases");
        writeln!(out, "{cause:>22}  {firsts:?}").unwrap();
    }
    let (likely, hit) = (said_sum / f64::from(all), f64::from(hits) / f64::from(all));
    writeln!(
        out,
        "alone {right}/{alone}, tied {inside}/{tied}, after questions {settled}/{tied}, stated {likely:.3}, true {hit:.3}"
    )
    .unwrap();
    assert!(right * 100 >= alone * 95, "{right} of {alone} that stand out");
    assert!(inside * 100 >= tied * 95, "{inside} of {tied} ties hold the cause");
    assert!(settled * 100 >= tied * 95, "{settled} of {tied} settled by the questions");
    assert!(likely <= hit + 0.05, "it states {likely} on average, and is right in {hit}");
    assert!(alone >= 300, "{alone}");
}

#[test]
fn names_read_back_and_others_are_refused() {
    for signal in Signal::ALL {
        assert_eq!(Signal::parse(signal.as_str()).unwrap(), signal);
    }
    for question in Question::ALL {
        assert_eq!(Question::parse(question.as_str()).unwrap(), question);
        assert!(question.text().ends_with('?'));
    }
    for cause in Cause::ALL {
        assert_eq!(serde_json::json!(cause), cause.as_str());
        assert!(!cause.remedy().is_empty() && !cause.remedy().ends_with('.'));
        assert!(Question::ALL.into_iter().any(|question| cause.expects(question).is_some()));
    }
    assert_eq!(Signal::parse("green").unwrap_err().code(), "advise.signal_unknown");
    assert_eq!(Question::parse("why").unwrap_err().code(), "advise.question_unknown");
    let at = World::new(1, Mode::Acc).moment(time(INITIALISED));
    for bad in ["", "*", "12a", "1234567890123"] {
        assert_eq!(Attempt::new(bad, at, Signal::Red).unwrap_err().code(), "code.malformed");
    }
    let secret = Attempt::new("7654321", at, Signal::Red).unwrap();
    assert!(!std::format!("{secret:?}").contains("7654321"));
}

#[test]
fn the_answer_says_by_how_much() {
    let (_, said) = ask(&World::new(3, Mode::Acc).broken(-130));
    assert_eq!((said.findings[0].cause, said.findings[0].minutes), (Cause::TooEarly, Some(130)));
    assert!(said.findings[0].evidence.ends_with("in 2 h 10 min"), "{}", said.findings[0].evidence);
    let value = said.to_value();
    assert_eq!(value["causes"][0]["cause"], "too-early");
    let sum: f64 = said.findings.iter().map(|finding| finding.likelihood).sum();
    assert!((0.97..=1.000_001).contains(&sum));
}

#[test]
fn records_are_read_in_both_shapes() {
    let zone = Zone::parse("Europe/London").unwrap();
    let grant = r#"{"mode": "acc", "start": "2026-07-01T00:00", "days": 3}"#;
    let array = std::format!(
        r#"[{{"stay": "A", "code": "0012345", "grant": {grant}, "credits": 1}}, {{"stay": "B", "error": {{}}}}]"#
    );
    let records = Records::from_json(&array, zone).unwrap();
    assert_eq!((records.handed.len(), records.handed[0].id.as_str()), (1, "A"));
    let object = std::format!(
        r#"{{"issued": [{{"id": "A", "codes": [{{"code": "0012345", "grant": {grant}}}], "used": "2026-07-01T10:00"}}], "former": ["2026-01-01T10:00"]}}"#
    );
    let records = Records::from_json(&object, zone).unwrap();
    assert!(records.handed[0].used.is_some() && records.former.len() == 1);
    let many = std::format!("[{}]", std::vec!["0"; 10_001].join(","));
    for bad in ["", "7", r#"{"codes": []}"#, r#"[{"id": "A"}]"#, r#"[{"code": "1"}]"#, many.as_str()] {
        assert_eq!(
            Records::from_json(bad, zone).unwrap_err().code(),
            "advise.records_malformed",
            "{bad:.30}"
        );
    }
}
