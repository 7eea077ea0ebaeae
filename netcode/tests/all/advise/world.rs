//! Broken doors: a twin with one fault, somebody's try at it, and what its issuer knows.

mod faults;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use netcode::advise::{Attempt, Cause, Handed, Known, OtherLock, Signal};
use netcode::catalogue::{self, Catalogue, Feature, Level, Model, Verb, Word};
use netcode::code::{Code, Format, Identity, Profile, SiteKey};
use netcode::grant::{Grant, Layout, Mode, Pattern, Term};
use netcode::id::{LockId, Serial};
use netcode::stay::Door;
use netcode::time::{ClockEvent, ClockRule, LockClock, LockTime, Zone};
use netcode::twin::{self, Battery, Effect, Event, Moment, NetcodeSettings, Settings, Twin};

/// A seeded source of numbers (SplitMix64).
pub(super) struct Seeded(pub(super) u64);

impl Seeded {
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    /// A whole number from `low` up to, and without, `high`; `low` where there is none between.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low).max(1) as u64) as i64
    }

    pub(super) fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}

const MODES: [Mode; 6] =
    [Mode::StandardSingle, Mode::StandardMulti, Mode::Urm, Mode::Acc, Mode::Day24h, Mode::EndDate];
const RENTALS: [Mode; 3] = [Mode::Urm, Mode::Acc, Mode::EndDate];
const DAY: i64 = 1440;

fn site() -> SiteKey {
    SiteKey::new(core::array::from_fn(|at| at as u8))
}

fn lock_id() -> LockId {
    LockId::new(123_456).unwrap()
}

fn own(serial: &str, initialised: LockTime) -> Identity {
    Identity::own(site().lock_key(&Serial::new(serial).unwrap()), lock_id(), initialised)
}

/// What is true of the door, whoever knows it.
#[derive(Default)]
pub(super) struct Truth {
    pub(super) star_pressed: bool,
    pub(super) used_before: bool,
    pub(super) newer_in: bool,
}

/// One broken door after somebody's try.
pub(super) struct Case {
    pub(super) cause: Cause,
    pub(super) known: Known,
    pub(super) attempt: Attempt,
    pub(super) twin: Twin,
    pub(super) truth: Truth,
    /// The digits that were sent, and those that were typed.
    pub(super) sent: String,
    pub(super) typed: String,
    /// The identity the issuer believes in, and the mode the issuer issues.
    pub(super) identity: Identity,
    pub(super) format: Format,
    pub(super) mode: Mode,
}

/// A lock in good order with codes for neighbouring stays; the one in use is `handed[1]`.
struct Build {
    rng: Seeded,
    cause: Cause,
    model: Arc<Model>,
    twin: Twin,
    zone: Zone,
    rule: ClockRule,
    format: Format,
    mode: Mode,
    initialised: LockTime,
    identity: Identity,
    ppm_known: u32,
    events: Vec<ClockEvent>,
    handed: Vec<Handed>,
    modes_known: Vec<Mode>,
    former: Vec<(LockTime, Identity)>,
    typed: String,
    truth: Truth,
    /// When the code is typed, by right lock time.
    at: LockTime,
    refused_lately: u32,
}

/// Breaks a lock, its clock, its records or a person's typing in one way; none where this seed's lock would open all the
/// same, or its stay leaves no room for the fault.
pub(super) fn broken(cause: Cause, seed: u64) -> Option<Case> {
    let mut rng = Seeded(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ (cause as u64) << 48);
    let able: Vec<Arc<Model>> = models().filter(|model| able(model, cause)).cloned().collect();
    let model = able[rng.below(able.len() as u64) as usize].clone();
    broken_at(model, cause, rng)
}

/// The same at a lock of this model.
pub(super) fn broken_at(model: Arc<Model>, cause: Cause, rng: Seeded) -> Option<Case> {
    let mut build = Build::new(rng, cause, model)?;
    build.sabotage()?;
    build.finish()
}

/// The models that read NetCodes.
pub(super) fn models() -> impl Iterator<Item = &'static Arc<Model>> {
    let all = Catalogue::builtin().unwrap().models();
    all.filter(|model| model.maker == "Codelocks" || model.id == "reference")
}

/// Whether a lock of this model can have this fault.
pub(super) fn able(model: &Model, cause: Cause) -> bool {
    match cause {
        Cause::StarMissing => netcode_of(model).prefix.value.is_some(),
        Cause::FeatureOff => switch_off(model).is_some(),
        Cause::Blocked => model.programs.values().any(|program| program.verb == Verb::BlockNetcode),
        Cause::ClockLost => model.power.clock_lost.value,
        Cause::OutsideHours => netcode_of(model).layouts.value.contains(&Layout::X),
        Cause::NotAccepted => model.id == "reference",
        _ => true,
    }
}

/// What this model's NetCodes are like.
pub(super) fn netcode_of(model: &Model) -> &catalogue::Netcode {
    model.netcode.as_ref().expect("a lock that reads NetCodes")
}

/// How NetCodes are switched off at this model.
fn switch_off(model: &Model) -> Option<Settings> {
    if model.features.as_ref().is_some_and(|all| all.contains_key(&Feature::Netcode)) {
        let features = BTreeMap::from([(Feature::Netcode, false)]);
        return Some(Settings { features: Some(features), ..Settings::default() });
    }
    let private =
        |function: &catalogue::Function| !function.netcode && function.usage == catalogue::Usage::Private;
    let off = model.functions.iter().find(|(_, function)| private(&function.value));
    off.map(|(name, _)| Settings { function: Some(name.clone()), ..Settings::default() })
}

impl Build {
    fn new(mut rng: Seeded, cause: Cause, model: Arc<Model>) -> Option<Self> {
        let initialised = LockTime::parse("2026-01-15T09:30").unwrap();
        let mode = match cause {
            Cause::Spent => Mode::StandardSingle,
            Cause::OutsideHours => Mode::Weekly,
            Cause::Superseded | Cause::NeverValidated => rng.pick(&RENTALS),
            Cause::ClockAhead | Cause::ClockMissedDst => {
                rng.pick(&[Mode::StandardMulti, Mode::Day24h, Mode::Acc])
            }
            _ => rng.pick(&MODES),
        };
        let format = match mode.layout() {
            // Shorter codes have no room for an issue number.
            Layout::S if cause == Cause::NotAccepted => Format::new(Layout::S, 9),
            Layout::S => Format::new(Layout::S, netcode_of(&model).digits.value),
            Layout::X => Format::new(Layout::X, 9),
        };
        let format = format.ok()?;
        let zone = Zone::parse(rng.pick(&["Europe/London", "Europe/Berlin", "America/New_York"])).unwrap();
        let rule = match model.clock.as_ref()?.rule.value {
            catalogue::ClockRule::StandardTime => ClockRule::StandardTime,
            catalogue::ClockRule::Civil => ClockRule::Civil,
            catalogue::ClockRule::Utc => ClockRule::Utc,
        };
        let keys = twin::Identity::new(site(), Serial::new("LOCK-0001").unwrap());
        let twin = Twin::new(model.clone(), keys, Moment::of(initialised));
        let mut build = Self {
            identity: own("LOCK-0001", initialised),
            ppm_known: 20,
            events: Vec::new(),
            handed: Vec::new(),
            modes_known: vec![mode],
            former: Vec::new(),
            typed: String::new(),
            truth: Truth::default(),
            at: initialised,
            refused_lately: 0,
            rng,
            cause,
            model,
            twin,
            zone,
            rule,
            format,
            mode,
            initialised,
        };
        build.set(Moment::of(initialised), build.provisioning(vec![mode], initialised))?;
        build.give_out()?;
        Some(build)
    }

    fn provisioning(&self, modes: Vec<Mode>, initialised: LockTime) -> Settings {
        let netcode = NetcodeSettings {
            lock_id: Some(lock_id()),
            initialised: Some(initialised),
            layout: Some(self.format.layout()),
            digits: Some(self.format.digits()),
            modes: Some(modes),
            ..NetcodeSettings::default()
        };
        Settings { netcode: Some(netcode), ..Settings::default() }
    }

    fn set(&mut self, now: Moment, settings: Settings) -> Option<()> {
        self.twin.step(now, Event::Set(Box::new(settings))).ok().map(drop)
    }

    /// Codes for a stay before, the one in use, and one after it.
    fn give_out(&mut self) -> Option<()> {
        let (day, hour) = (self.rng.between(70, 210), self.rng.between(0, 24));
        let start = self.initialised.midnight().plus_minutes(day * DAY + hour * 60).ok()?;
        let (first, length) = self.grant(start)?;
        self.hand("Ames", first.start().plus_minutes(-length - DAY * 2).ok()?)?;
        self.hand("Brook", first.start())?;
        self.hand("Cole", first.ends().plus_minutes(DAY).ok()?.midnight())?;
        self.typed = self.handed[1].code.as_str().into();
        self.at = first.start();
        Some(())
    }

    /// A grant that starts at this hour, or on this day where the mode wants a midnight, and its length in minutes.
    fn grant(&mut self, start: LockTime) -> Option<(Grant, i64)> {
        let term = match self.mode {
            Mode::StandardSingle | Mode::StandardMulti => Term::Hours(self.rng.between(1, 13) as u32),
            Mode::Urm => Term::Hours(self.rng.between(1, 13) as u32),
            Mode::Acc => Term::Days(self.rng.between(2, 15) as u32),
            Mode::EndDate => Term::Days(self.rng.between(2, 40) as u32),
            Mode::Weekly => Term::Weekly { pattern: Pattern::WeekdayOfStart, hours: 4, weeks: 6 },
            _ => Term::Fixed,
        };
        let grant =
            Grant::new(self.mode, start, term).or_else(|_| Grant::new(self.mode, start.midnight(), term));
        let grant = grant.ok()?;
        Some((grant, grant.ends().minutes_since(grant.start())))
    }

    fn hand(&mut self, name: &str, start: LockTime) -> Option<()> {
        let (grant, _) = self.grant(start)?;
        self.hand_grant(name, grant)
    }

    fn hand_grant(&mut self, name: &str, grant: Grant) -> Option<()> {
        let code = self.identity.issue(self.format, &grant).ok()?.code;
        self.handed.push(Handed { id: name.into(), code, grant, used: None, blocked: None });
        Some(())
    }

    fn moment(&self, time: LockTime) -> DateTime<Utc> {
        self.zone.to_civil(self.rule, time).to_utc()
    }

    /// A time at which the code in use should open, and, for a rental, whether it was used before: then the twin
    /// has seen it, and the records know.
    fn arrive(&mut self) -> Option<()> {
        let grant = self.handed[1].grant;
        let (start, ends) = (grant.start(), grant.ends().min(grant.start().plus_minutes(60 * DAY).ok()?));
        let first_by = grant.first_use_by(24).unwrap_or(ends);
        let before = self.rng.percent(40) && !grant.mode().is_single_use();
        let until = if before { ends } else { first_by.min(ends) };
        let offset = self.rng.between(1, until.minutes_since(start));
        self.at = start.plus_minutes(offset).ok()?;
        if before && offset > 4 {
            let latest = offset.min(first_by.minutes_since(start)) - 1;
            let used = start.plus_minutes(self.rng.between(1, latest.max(2)).min(offset - 1)).ok()?;
            self.use_code(1, used)?;
            self.handed[1].used = Some(self.moment(used));
            self.truth.used_before = true;
        }
        Some(())
    }

    /// The code of this place is typed at the twin in earnest, and must open.
    fn use_code(&mut self, place: usize, at: LockTime) -> Option<()> {
        let digits = String::from(self.handed[place].code.as_str());
        let (_, effects) = type_code(&mut self.twin, Moment::of(at), &digits, true)?;
        opens(&effects).then_some(())
    }

    /// Somebody types; what they see and what the issuer knows make the case.
    fn finish(mut self) -> Option<Case> {
        let star = netcode_of(&self.model).prefix.value.is_some();
        self.truth.star_pressed = star && self.cause != Cause::StarMissing;
        let (prefix, effects) =
            type_code(&mut self.twin, Moment::of(self.at), &self.typed, self.truth.star_pressed)?;
        let signal = signal(&self.model, &prefix, &effects);
        let may_open = matches!(self.cause, Cause::DoorStuck | Cause::LowBattery);
        (opens(&effects) == matches!(signal, Signal::GoodButShut | Signal::LowBattery)).then_some(())?;
        (may_open || !opens(&effects)).then_some(())?;
        let told = if self.truth.star_pressed && self.rng.percent(60) { "*" } else { "" };
        let at = self.moment(self.at);
        let attempt = Attempt::new(&format!("{told}{}", self.typed), at, signal).ok()?;
        let warned = if self.cause == Cause::LowBattery { 30 } else { 3 };
        if self.refused_lately == 0 {
            self.refused_lately = if self.rng.percent(2) { 3 } else { self.rng.below(10) as u32 / 9 };
        }
        let set = ClockEvent::Set { at: self.moment(self.initialised), within_seconds: 60 };
        let clock = LockClock::new(self.zone, self.rule, self.ppm_known).ok()?.with_event(set).ok()?;
        let clock = self.events.iter().try_fold(clock, |clock, event| clock.with_event(*event)).ok()?;
        let profile = Profile::explicit(self.format, &self.modes_known).ok()?;
        let profile = profile.with_block_previous(netcode_of(&self.model).block_previous.value);
        let sent =
            self.handed.get(1).map_or_else(|| self.typed.clone(), |handed| handed.code.as_str().into());
        let known = Known {
            door: Door::new(profile, clock),
            identity: self.identity.clone(),
            handed: self.handed,
            former: self.former,
            others: vec![OtherLock { name: "cellar".into(), identity: other() }],
            model: Some(self.model.clone()),
            refused_lately: self.refused_lately,
            battery_warned: self.rng.percent(warned),
        };
        Some(Case {
            cause: self.cause,
            known,
            attempt,
            twin: self.twin,
            truth: self.truth,
            sent,
            typed: self.typed,
            identity: self.identity,
            format: self.format,
            mode: self.mode,
        })
    }
}

fn other() -> Identity {
    own("LOCK-0002", LockTime::parse("2026-01-20T11:00").unwrap())
}

/// Types a code, after the prefix where the lock has one and it is asked for: what the prefix did, and the rest.
pub(super) fn type_code(
    twin: &mut Twin,
    at: Moment,
    digits: &str,
    star: bool,
) -> Option<(Vec<Effect>, Vec<Effect>)> {
    let at = at.max(twin.now());
    twin.step(at, Event::Tick).ok()?;
    let mut first = Vec::new();
    if let Some(prefix) = netcode_of(twin.model()).prefix.value.filter(|_| star) {
        first = twin.step(at, Event::Key(prefix)).ok()?;
    }
    let mut rest = Vec::new();
    for key in digits.chars() {
        rest.extend(twin.step(at, Event::Key(key)).ok()?);
    }
    rest.extend(twin.step(at, Event::EndEntry).ok()?);
    Some((first, rest))
}

pub(super) fn opens(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| effect.word() == Some("unlock"))
}

/// What a person at the door would say they saw.
pub(super) fn signal(model: &Model, prefix: &[Effect], effects: &[Effect]) -> Signal {
    let words = |effects: &[Effect]| -> Vec<Word> {
        let shown = effects.iter().filter_map(|effect| match effect {
            Effect::Signal(word) => Some(*word),
            _ => None,
        });
        shown.collect()
    };
    let after = words(effects);
    let low = model.signal(catalogue::Signal::BatteryLow);
    if words(prefix).contains(&Word::Red) {
        Signal::RedAtStar
    } else if opens(effects) && !low.is_empty() && after.starts_with(low) {
        Signal::LowBattery
    } else if opens(effects) {
        Signal::GoodButShut
    } else if after.is_empty() {
        Signal::Silent
    } else {
        Signal::Red
    }
}

/// A code of the mode that the issuer issues, valid at this time and not given out before.
pub(super) fn fresh_code(case: &Case, now: LockTime) -> Option<Code> {
    let term = match case.mode {
        Mode::Acc | Mode::EndDate => Term::Days(1),
        Mode::Day24h => Term::Fixed,
        Mode::Weekly => Term::Weekly { pattern: Pattern::Daily, hours: 12, weeks: 1 },
        _ => Term::Hours(2),
    };
    let hour = now.plus_minutes(-i64::from(now.minutes() % 60)).ok()?;
    let grant =
        Grant::new(case.mode, hour, term).or_else(|_| Grant::new(case.mode, now.midnight(), term)).ok()?;
    Some(case.identity.issue(case.format, &grant).ok()?.code)
}
