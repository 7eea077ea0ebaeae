//! What holds over any life of a lock, whatever happens to it: codes typed and mistyped, clocks set, power cut
//! between any two writes, initialisations.

use std::vec::Vec;

use super::super::{Code, Format, Identity, KeyRef, Profile, State, Verifier};
use super::lock;
use crate::grant::{Grant, Layout, Mode, Term};
use crate::id::LockId;
use crate::time::LockTime;
use proptest::prelude::*;

/// Something that happens to a lock.
#[derive(Debug, Clone)]
enum Event {
    /// A code of the pool is typed; the power is cut after so many writes, if it is.
    Type {
        code: usize,
        power_cut_after: Option<usize>,
    },
    /// Digits that were never issued.
    Guess(u64),
    Wait(u32),
    Tick,
    SetClock(i64),
    PowerLost,
    Initialise(u32),
    Block(usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        8 => (0..24_usize, prop::option::weighted(0.2, 0..3_usize))
            .prop_map(|(code, power_cut_after)| Event::Type { code, power_cut_after }),
        2 => any::<u64>().prop_map(Event::Guess),
        5 => (1..900_u32).prop_map(Event::Wait),
        2 => Just(Event::Tick),
        2 => (-3000..3000_i64).prop_map(Event::SetClock),
        1 => Just(Event::PowerLost),
        1 => (0..2000_u32).prop_map(Event::Initialise),
        1 => (0..24_usize).prop_map(Event::Block),
    ];
    prop::collection::vec(event, 1..120)
}

/// The pool: grants of a few days around the beginning, so that sequences meet them.
fn grants(modes: &[Mode], seed: &[(usize, u32, u32)], start: LockTime) -> Vec<Grant> {
    let wish = |(mode, hours, length): &(usize, u32, u32)| {
        let mode = modes[mode % modes.len()];
        let at = start.plus_minutes(i64::from(*hours) * 60).unwrap();
        Grant::nearest(mode, at, Term::Hours(*length)).iter().next().unwrap()
    };
    seed.iter().map(wish).collect()
}

/// A lock with its clock, and what it last wrote down.
struct Life {
    lock: Verifier,
    written: State,
    now: LockTime,
    profile: Profile,
    opened: Vec<(LockTime, KeyRef, Grant, LockTime)>,
    tries: u32,
    /// Minutes that passed since the last initialisation.
    waited: i64,
}

impl Life {
    fn new(profile: Profile, began: LockTime) -> Self {
        let Identity { key, .. } = lock();
        let verifier = Verifier::new(profile, key, LockId::new(123_456).unwrap(), began);
        let written = verifier.state().clone();
        Self { lock: verifier, written, now: began, profile, opened: Vec::new(), tries: 0, waited: 0 }
    }

    fn write(&mut self) {
        self.written = self.lock.state().clone();
    }

    /// The lock starts again from what it wrote, with its clock unset.
    fn power_cut(&mut self) {
        let Identity { key, .. } = lock();
        self.lock = Verifier::restore(self.profile, key, &[], self.written.clone()).unwrap();
        self.lock.clock_lost();
        self.write();
    }

    fn type_code(&mut self, code: &Code, power_cut_after: Option<usize>) {
        let (mut writes, mut written) = (0, self.written.clone());
        let tokens = self.lock.state().tokens();
        let decision = self.lock.accept(code, self.now, &mut |state| {
            if power_cut_after.is_some_and(|after| writes >= after) {
                return false;
            }
            writes += 1;
            written = state.clone();
            true
        });
        self.written = written;
        if let super::super::Decision::Opened(opened) = decision {
            let generation = self.lock.state().initialised();
            self.opened.push((self.now, opened.key, opened.reading.grant, generation));
            assert!(self.lock.state().tokens() >= tokens, "an accepted try gives its token back");
        } else if writes > 0 {
            self.tries += 1;
        }
        if power_cut_after.is_some() {
            self.power_cut();
        }
    }

    fn happen(&mut self, event: &Event, codes: &[Code], format: Format) {
        match event {
            Event::Type { code, power_cut_after } => {
                if let Some(code) = codes.get(code % codes.len().max(1)) {
                    self.type_code(code, *power_cut_after);
                }
            }
            Event::Guess(value) => {
                self.type_code(&Code::from_value(value % format.codes(), format.digits()), None)
            }
            Event::Wait(minutes) => {
                self.now = self.now.plus_minutes(i64::from(*minutes)).unwrap();
                self.waited += i64::from(*minutes);
            }
            Event::Tick => {
                if self.lock.tick(self.now) {
                    self.write();
                }
            }
            Event::SetClock(by) => {
                let to = self.now.plus_minutes(*by).unwrap();
                match self.lock.set_clock(to) {
                    Ok(()) => self.now = to,
                    Err(error) => assert_eq!(error.code(), "lock.clock_below_floor"),
                }
                self.write();
            }
            Event::PowerLost => self.power_cut(),
            Event::Initialise(ahead) => {
                let to = self.now.plus_minutes(i64::from(*ahead)).unwrap();
                if self.lock.initialise(to, LockId::new(123_456).unwrap()).is_ok() {
                    self.now = to;
                    (self.tries, self.waited) = (0, 0);
                    self.opened.clear();
                }
                self.write();
            }
            Event::Block(code) => {
                if let Some(code) = codes.get(code % codes.len().max(1)) {
                    let _ = self.lock.block(code, self.now);
                    self.write();
                }
            }
        }
    }
}

fn check(life: &Life) -> Result<(), TestCaseError> {
    let grace = i64::from(life.profile.grace_minutes());
    for (at, _, grant, _) in &life.opened {
        let inside = at.minutes_since(grant.start()) >= -grace && at.minutes_since(grant.ends()) < grace;
        prop_assert!(inside, "opened at {at} outside {grant}");
    }
    for (index, (_, key, grant, generation)) in life.opened.iter().enumerate() {
        let before = &life.opened[..index];
        let same = |other: &&(LockTime, KeyRef, Grant, LockTime)| {
            (other.1, other.2, other.3) == (*key, *grant, *generation)
        };
        if grant.mode().is_single_use() {
            prop_assert!(before.iter().find(same).is_none(), "a single opened twice: {grant}");
        }
        if grant.mode().is_rental() {
            let later =
                before.iter().any(|other| other.2.mode().is_rental() && other.2.start() > grant.start());
            prop_assert!(!later, "a superseded rental opened: {grant}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]
    #[test]
    fn no_life_breaks_the_laws(
        events in events(), seed in prop::collection::vec((0..3_usize, 0..96_u32, 1..300_u32), 1..24),
        set in 0..4_usize, grace: bool,
    ) {
        let (layout, modes): (Layout, &[Mode]) = match set {
            0 => (Layout::S, &[Mode::StandardSingle, Mode::StandardMulti, Mode::Day24h]),
            1 => (Layout::S, &[Mode::Acc]),
            2 => (Layout::S, &[Mode::Urm]),
            _ => (Layout::X, &[Mode::FineSingle, Mode::Stay, Mode::Open]),
        };
        let format = Format::new(layout, if layout == Layout::S { 7 } else { 9 }).unwrap();
        let profile = Profile::explicit(format, modes).unwrap().with_grace(if grace { 15 } else { 0 }).unwrap();
        let began = LockTime::parse("2026-03-14T09:00").unwrap();
        let mut life = Life::new(profile, began);
        let mut generation = None;
        let mut codes = Vec::new();
        for event in &events {
            // After an initialisation the issuer issues anew; the old codes are mixed in as what nobody may use.
            if generation != Some(life.lock.state().initialised()) {
                generation = Some(life.lock.state().initialised());
                let identity = Identity { generation: life.lock.state().initialised().minutes(), ..lock() };
                let issue = |grant: &Grant| identity.issue(format, grant).unwrap().code;
                let mut fresh: Vec<Code> = grants(modes, &seed, life.now).iter().map(issue).collect();
                fresh.extend(codes.drain(..).take(4));
                codes = fresh;
            }
            life.happen(event, &codes, format);
            // Ten tries and one an hour that passed, over any interleaving since the last initialisation. What the clock
            // is set to is no time that passed.
            let hours = life.waited / 60;
            prop_assert!(i64::from(life.tries) <= 10 + hours, "{} tries in {hours} hours", life.tries);
        }
        check(&life)?;
    }

    #[test]
    fn pruning_never_revives(days in 0..800_u32, later in 1..200_u32) {
        let format = Format::new(Layout::S, 7).unwrap();
        let profile = Profile::new(format, &[Mode::StandardSingle]).unwrap();
        let began = LockTime::parse("2026-03-14T00:00").unwrap();
        let mut life = Life::new(profile, began);
        let start = began.plus_minutes(i64::from(days % 7) * 1440).unwrap();
        let grant = Grant::new(Mode::StandardSingle, start, Term::Days(1 + days % 7)).unwrap();
        let code = Identity { generation: began.minutes(), ..lock() }.issue(format, &grant).unwrap().code;
        life.now = start;
        life.type_code(&code, None);
        prop_assert_eq!(life.opened.len(), 1);
        for hours in 0..later {
            life.now = start.plus_minutes(i64::from(hours) * 60).unwrap();
            life.lock.tick(life.now);
            life.type_code(&code, None);
        }
        prop_assert_eq!(life.opened.len(), 1);
    }
}
