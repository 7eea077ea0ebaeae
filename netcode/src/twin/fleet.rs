//! A fleet: many locks of one model through a long time, with drifting clocks, changed cells and guests who come
//! early, stay too long and mistype. The same seed gives the same run.

use std::collections::BTreeMap;
use std::sync::Arc;

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};
use serde::Serialize;

use super::settings::{NetcodeSettings, Settings};
use super::{Battery, Effect, Event, Identity, Moment, Record, Twin, Who, Why};
use crate::catalogue::{Catalogue, Model};
use crate::code::{self, CodeKey, Format, SiteKey};
use crate::error::{Error, Result, table::catalogue as codes};
use crate::grant::{Grant, Mode, Term};
use crate::id::{LockId, Serial};
use crate::time::LockTime;

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;
/// Refusals told one by one.
const MOST_EXAMPLES: usize = 50;

/// What to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fleet {
    /// Id or alias of the model.
    pub model: String,
    /// How many locks, 1 to 100,000.
    pub locks: u32,
    /// The first day.
    pub start: LockTime,
    /// How many days, 1 to 3,660.
    pub days: u32,
    /// The seed of everything that is left to chance.
    pub seed: u64,
    /// How many times a year the cells of a lock are changed, 0 to 50; each time the clock is set again up to two
    /// days later.
    pub cell_changes_a_year: u32,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The model's id.
    pub model: String,
    /// Locks.
    pub locks: u32,
    /// Days.
    pub days: u32,
    /// Stays, each with one code.
    pub stays: u64,
    /// Times a guest typed a code.
    pub tries: u64,
    /// Of these, times the lock opened.
    pub opened: u64,
    /// Of these, times it did not: by what the guest did and what the lock's log says, with the number.
    pub refused: Vec<Refusal>,
    /// Times a lock's cells were changed.
    pub cell_changes: u64,
    /// The widest error of a clock at the end, in seconds; locks whose clock is not set are left out.
    pub widest_clock_error_seconds: i64,
    /// The first refusals, one by one.
    pub examples: Vec<Example>,
}

/// Refusals of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refusal {
    /// What the guest did.
    pub guest: Try,
    /// What the log says; none where the keypad did not listen.
    pub why: Option<Why>,
    /// How often.
    pub times: u64,
}

/// One refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Example {
    /// The lock's serial.
    pub serial: String,
    /// When, true time.
    pub at: String,
    /// What the lock's clock showed.
    pub clock: String,
    /// What the guest did.
    pub guest: Try,
    /// What the log says.
    pub why: Option<Why>,
}

/// What a guest did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Try {
    /// Typed the code within its time.
    InTime,
    /// Typed it before.
    Early,
    /// Typed it after.
    Late,
    /// Mistyped a digit.
    Mistyped,
}

/// Something that happens at one lock.
enum Happening {
    Typed { stay: usize, what: Try, digit: u8 },
    CellsChanged,
    ClockSet,
}

impl Fleet {
    /// Runs it.
    ///
    /// # Errors
    /// `catalogue.unknown_model`; `twin.fleet_out_of_range` for numbers outside their ranges.
    pub fn run(&self, catalogue: &Catalogue) -> Result<Report> {
        let model = catalogue.get(&self.model)?;
        for (name, value, least, most) in [
            ("locks", self.locks, 1, 100_000),
            ("days", self.days, 1, 3_660),
            ("cell_changes_a_year", self.cell_changes_a_year, 0, 50),
        ] {
            if !(least..=most).contains(&value) {
                return Err(Error::new(
                    &codes::TWIN_FLEET_OUT_OF_RANGE,
                    format_args!("{name} `{value}` is not within {least} to {most}"),
                ));
            }
        }
        let mut tally = Tally::default();
        for lock in 0..self.locks {
            Life::new(self, model, lock)?.run(&mut tally)?;
        }
        Ok(Report {
            model: model.id.clone(),
            locks: self.locks,
            days: self.days,
            stays: tally.stays,
            tries: tally.tries,
            opened: tally.opened,
            refused: tally
                .refused
                .into_iter()
                .map(|((guest, why), times)| Refusal { guest, why, times })
                .collect(),
            cell_changes: tally.cell_changes,
            widest_clock_error_seconds: tally.widest,
            examples: tally.examples,
        })
    }
}

#[derive(Default)]
struct Tally {
    stays: u64,
    tries: u64,
    opened: u64,
    refused: BTreeMap<(Try, Option<Why>), u64>,
    cell_changes: u64,
    widest: i64,
    examples: Vec<Example>,
}

/// One lock's life.
struct Life<'a> {
    fleet: &'a Fleet,
    chance: Chance,
    serial: String,
    twin: Twin,
    prefix: Option<char>,
    codes: Vec<String>,
    happenings: Vec<(Moment, Happening)>,
}

impl<'a> Life<'a> {
    fn new(fleet: &'a Fleet, model: &Arc<Model>, lock: u32) -> Result<Self> {
        let mut chance = Chance(Pcg64Mcg::seed_from_u64(fleet.seed ^ (u64::from(lock) << 32)));
        let serial = format!("FLEET-{lock:05}");
        let key = SiteKey::new(core::array::from_fn(|at| at as u8));
        let identity = Identity::new(key, Serial::new(&serial)?);
        let lock_id = LockId::new(100_000 + lock)?;
        let start = Moment::of(fleet.start);
        let worst = model.clock.as_ref().map_or(0, |clock| i64::from(clock.drift_ppm.value));
        let settings = Settings {
            ppm: i32::try_from(chance.within(-worst, worst)).ok(),
            netcode: Some(NetcodeSettings {
                lock_id: Some(lock_id),
                initialised: Some(fleet.start),
                modes: Some(vec![Mode::StandardMulti]),
                ..NetcodeSettings::default()
            }),
            ..Settings::default()
        };
        let issuer = code::Identity::own(identity.lock_key(), lock_id, fleet.start);
        let mut twin = Twin::new(Arc::clone(model), identity, start);
        twin.step(start, Event::Set(Box::new(settings)))?;
        let prefix = model.netcode_prefix();
        let mut life =
            Self { fleet, chance, serial, twin, prefix, codes: Vec::new(), happenings: Vec::new() };
        life.plan_stays(&issuer)?;
        life.plan_cells();
        life.happenings.sort_by_key(|(at, _)| *at);
        Ok(life)
    }

    /// Stay after stay: one to six nights, a night or more between them, one code each for whole days.
    fn plan_stays(&mut self, issuer: &code::Identity) -> Result<()> {
        let netcode = self.twin.setup()?;
        let format = Format::new(netcode.layout, netcode.digits)?;
        let first = self.fleet.start.midnight();
        let mut keys: Option<CodeKey> = None;
        let mut day = 1;
        while day + 8 <= i64::from(self.fleet.days) {
            let nights = self.chance.within(1, 6);
            let arrival = first.plus_minutes(day * 1_440)?;
            let length = u32::try_from(nights + 1).unwrap_or(1);
            let grant = Grant::new(Mode::StandardMulti, arrival, Term::Days(length))?;
            let epoch = format.epoch_of(arrival);
            let key = match keys.take() {
                Some(key) if key.epoch() == epoch => key,
                _ => issuer.code_key(format, epoch),
            };
            self.codes.push(key.issue(&grant)?.code.as_str().into());
            keys = Some(key);
            self.plan_tries(Moment::of(arrival), nights);
            day += nights + self.chance.within(1, 3);
        }
        Ok(())
    }

    fn plan_tries(&mut self, arrival: Moment, nights: i64) {
        let stay = self.codes.len() - 1;
        let end = arrival.plus((nights + 1) * DAY);
        let mut add =
            |at: Moment, what, digit| self.happenings.push((at, Happening::Typed { stay, what, digit }));
        let chance = &mut self.chance;
        if chance.one_in(20) {
            add(arrival.plus(-chance.within(60, 4 * HOUR)), Try::Early, 0);
        }
        let mut at = arrival.plus(chance.within(14 * HOUR, 22 * HOUR));
        while at < arrival.plus(nights * DAY + 11 * HOUR) {
            let mistyped = chance.one_in(30);
            add(at, if mistyped { Try::Mistyped } else { Try::InTime }, chance.within(0, 255) as u8);
            at = at.plus(if mistyped { chance.within(5, 20) } else { chance.within(HOUR, 12 * HOUR) });
        }
        if chance.one_in(20) {
            add(end.plus(chance.within(0, 2 * HOUR)), Try::Late, 0);
        }
    }

    fn plan_cells(&mut self) {
        let seconds = i64::from(self.fleet.days) * DAY;
        let expected = i64::from(self.fleet.days) * i64::from(self.fleet.cell_changes_a_year);
        let mut changes = expected / 365;
        changes += i64::from(self.chance.within(0, 364) < expected % 365);
        for _ in 0..changes {
            let at = Moment::of(self.fleet.start).plus(self.chance.within(0, seconds - 1));
            self.happenings.push((at, Happening::CellsChanged));
            self.happenings.push((at.plus(self.chance.within(60, 2 * DAY)), Happening::ClockSet));
        }
    }

    fn run(mut self, tally: &mut Tally) -> Result<()> {
        tally.stays += self.codes.len() as u64;
        for (at, happening) in core::mem::take(&mut self.happenings) {
            match happening {
                Happening::Typed { stay, what, digit } => self.typed(at, stay, what, digit, tally)?,
                Happening::CellsChanged => {
                    self.twin.step(at, Event::Battery(Battery::Out))?;
                    self.twin.step(at, Event::Battery(Battery::In))?;
                    tally.cell_changes += 1;
                }
                Happening::ClockSet => {
                    let settings = Settings { clock: Some(at.to_string()), ..Settings::default() };
                    // A clock that ran fast cannot be set back below what the lock has lived through.
                    let _ = self.twin.step(at, Event::Set(Box::new(settings)));
                }
            }
        }
        let end = Moment::of(self.fleet.start).plus(i64::from(self.fleet.days) * DAY).max(self.twin.now());
        self.twin.step(end, Event::Tick)?;
        if self.twin.memory.clock.known {
            tally.widest = tally.widest.max(self.twin.memory.clock.winter(end).since(end).abs());
        }
        Ok(())
    }

    fn typed(&mut self, at: Moment, stay: usize, what: Try, digit: u8, tally: &mut Tally) -> Result<()> {
        let Some(code) = self.codes.get(stay).cloned() else { return Ok(()) };
        let wrong = usize::from(digit) % code.len().max(1);
        if let Some(key) = self.prefix {
            self.twin.step(at, Event::Key(key))?;
        }
        for (place, key) in code.chars().enumerate() {
            let slip = what == Try::Mistyped && place == wrong;
            let key = if slip { next_digit(key) } else { key };
            self.twin.step(at, Event::Key(key))?;
        }
        let effects = self.twin.step(at, Event::EndEntry)?;
        tally.tries += 1;
        let said = effects.iter().find_map(|effect| match effect {
            Effect::Log(record) => Some(record.as_ref()),
            _ => None,
        });
        let why = match said {
            Some(Record::Opened(Who::Netcode(_))) => {
                tally.opened += 1;
                return Ok(());
            }
            Some(Record::Refused(why)) => Some(*why),
            _ => None,
        };
        *tally.refused.entry((what, why)).or_default() += 1;
        if tally.examples.len() < MOST_EXAMPLES {
            tally.examples.push(Example {
                serial: self.serial.clone(),
                at: at.to_string(),
                clock: self.twin.memory.clock.shows(at).to_string(),
                guest: what,
                why,
            });
        }
        Ok(())
    }
}

/// The digit beside: the slip of a finger.
fn next_digit(key: char) -> char {
    key.to_digit(10).and_then(|digit| char::from_digit((digit + 1) % 10, 10)).unwrap_or(key)
}

/// Seeded chance: a generator whose numbers stay the same in every version.
struct Chance(Pcg64Mcg);

impl Chance {
    /// A whole number from `least` to `most`.
    fn within(&mut self, least: i64, most: i64) -> i64 {
        let span = u128::from(most.abs_diff(least)) + 1;
        let scaled = (u128::from(self.0.next_u64()) * span) >> 64;
        least.saturating_add(i64::try_from(scaled).unwrap_or(0))
    }

    fn one_in(&mut self, n: i64) -> bool {
        self.within(1, n) == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fleet(seed: u64, cell_changes_a_year: u32) -> Report {
        let fleet = Fleet {
            model: "kl1000-g3-netcode".into(),
            locks: 8,
            start: LockTime::parse("2026-01-01T00:00").unwrap(),
            days: 120,
            seed,
            cell_changes_a_year,
        };
        fleet.run(Catalogue::builtin().unwrap()).unwrap()
    }

    #[test]
    fn the_same_seed_is_the_same_year() {
        assert_eq!(fleet(7, 2), fleet(7, 2));
        assert_ne!(fleet(7, 2), fleet(8, 2));
    }

    #[test]
    fn with_its_clock_set_a_lock_refuses_only_what_it_should() {
        let report = fleet(1, 0);
        let refused: u64 = report.refused.iter().map(|refusal| refusal.times).sum();
        assert_eq!(report.tries, report.opened + refused);
        assert!(report.opened > 500, "{report:?}");
        for refusal in &report.refused {
            assert_ne!(refusal.guest, Try::InTime, "{refusal:?}");
        }
        // 20 ppm over 120 days are 207 seconds.
        assert!(report.widest_clock_error_seconds <= 208, "{report:?}");
    }

    #[test]
    fn a_cell_change_locks_guests_out_until_the_clock_is_set() {
        let report = fleet(1, 12);
        assert!(report.cell_changes > 0);
        let unset = Some(Why::Netcode(crate::code::Reason::ClockUnset));
        assert!(report.refused.iter().any(|refusal| refusal.guest == Try::InTime && refusal.why == unset));
    }

    #[test]
    fn numbers_outside_their_ranges_are_refused() {
        let mut fleet = Fleet {
            model: "cl5510".into(),
            locks: 0,
            start: LockTime::START,
            days: 10,
            seed: 0,
            cell_changes_a_year: 0,
        };
        let error = fleet.run(Catalogue::builtin().unwrap()).unwrap_err();
        assert_eq!(error.code(), "twin.fleet_out_of_range");
        fleet.locks = 2;
        let report = fleet.run(Catalogue::builtin().unwrap()).unwrap();
        assert!(report.opened > 0, "the prefix is typed where the model has one: {report:?}");
    }
}
