//! Digital twins: a lock down to its keypad, bolt, clock and cells, in virtual time.
//!
//! A [`Twin`] is a model of the catalogue with a memory. [`Twin::step`] is a pure transition: the memory, an
//! [`Event`] and the moment it happens give the new memory and the [`Effect`]s in order. Nothing here knows a model
//! by name; whatever differs between locks is data of the catalogue.
//!
//! ```
//! use netcode::catalogue::Catalogue;
//! use netcode::twin::{Bolt, Event, Identity, Moment, Twin};
//! let model = Catalogue::builtin()?.get("kl1000-netcode-c2")?;
//! let noon = Moment::parse("2026-07-01T12:00:00")?;
//! let mut twin = Twin::new(model.clone(), Identity::example()?, noon);
//! for key in "2244".chars() {
//!     twin.step(noon, Event::Key(key))?;
//! }
//! let words: Vec<_> = twin.step(noon, Event::EndEntry)?.iter().filter_map(|effect| effect.word()).collect();
//! assert_eq!(words, ["blue", "unlock"]);
//! twin.step(noon.plus(4), Event::Tick)?;
//! assert_eq!(twin.bolt(), Bolt::Locked);
//! # Ok::<(), netcode::Error>(())
//! ```
//!
//! NetCodes typed at a twin are codes of this library's own scheme, read by [`crate::code::Verifier`].

mod access;
mod clients;
mod clock;
mod dialogue;
mod event;
mod fields;
mod fleet;
mod keypad;
mod link;
mod motor;
mod netcode;
mod parameters;
mod power;
mod programs;
mod schedule;
mod settings;
mod state;
mod trace;
mod view;

#[cfg(any(test, feature = "testing"))]
mod testing;
use std::sync::Arc;

use state::{Memory, Programmed};

pub use clock::Moment;
pub use event::{Battery, Bolt, Effect, Event, Pattern, Record, Who, Why};
pub use fleet::{Example, Fleet, Refusal, Report, Try};
pub use link::{Answer, App, Message, Report as LockReport, TrailEntry};
pub use parameters::{Daylight, PhoneClient, Slot};
pub(crate) use parameters::{by_name, in_order};
pub use settings::{Group, NetcodeSettings, Settings};
pub use state::{NetcodeView, State, View};
#[cfg(any(test, feature = "testing"))]
pub(crate) use testing::fuzz_events;
pub use trace::Trace;

use crate::catalogue::{Cells, Function, Model, Signal, Switch, Word};
use crate::code::{LockKey, SiteKey, Verifier};
use crate::error::{Error, Result, table::catalogue as codes};
use crate::id::{GroupId, Serial};

/// The keys of one lock: where its own key and its groups' keys come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    site_key: SiteKey,
    serial: Serial,
}

impl Identity {
    /// The lock with this serial at the site with this key.
    pub const fn new(site_key: SiteKey, serial: Serial) -> Self {
        Self { site_key, serial }
    }

    /// The published example key (bytes 00 to 1f) and the serial `TWIN`: for trying things out, never for a door.
    ///
    /// # Errors
    /// None: the example is well formed.
    pub fn example() -> Result<Self> {
        Ok(Self::new(SiteKey::new(core::array::from_fn(|at| at as u8)), Serial::new("TWIN")?))
    }

    /// The same lock with another site key or serial, where given.
    #[must_use]
    pub fn with(self, site_key: Option<SiteKey>, serial: Option<Serial>) -> Self {
        Self { site_key: site_key.unwrap_or(self.site_key), serial: serial.unwrap_or(self.serial) }
    }

    fn lock_key(&self) -> LockKey {
        self.site_key.lock_key(&self.serial)
    }

    fn group_key(&self, group: GroupId) -> LockKey {
        self.site_key.group_key(group)
    }
}

/// A lock in virtual time.
#[derive(Clone)]
pub struct Twin {
    model: Arc<Model>,
    identity: Identity,
    memory: Memory,
    verifier: Option<Verifier>,
}

impl Twin {
    /// A lock of this model as delivered, with good cells in and its clock right.
    pub fn new(model: Arc<Model>, identity: Identity, now: Moment) -> Self {
        let memory = Memory::delivered(&model, now);
        Self { model, identity, memory, verifier: None }
    }

    /// A lock that carries on from a state written down by [`state`](Self::state).
    ///
    /// # Errors
    /// `twin.state_malformed` when the state is not one of this model, `lock.state_malformed` when its verifier's
    /// state is not one of its profile.
    pub fn resume(model: Arc<Model>, identity: Identity, state: State) -> Result<Self> {
        if model.function_named(&state.memory.programmed.function).is_none() {
            return Err(Error::new(
                &codes::TWIN_STATE_MALFORMED,
                format_args!("a {} has no function `{}`", model.id, state.memory.programmed.function),
            ));
        }
        let mut twin = Self { model, identity, memory: state.memory, verifier: None };
        if let Some(verifier) = state.verifier {
            twin.verifier = Some(twin.restore_verifier(verifier)?);
        }
        Ok(twin)
    }

    /// The same lock, under the same keys, carried on from a state written down by [`state`](Self::state).
    ///
    /// # Errors
    /// Those of [`resume`](Self::resume).
    pub fn again(&self, state: State) -> Result<Self> {
        Self::resume(Arc::clone(&self.model), self.identity.clone(), state)
    }

    /// Everything the lock remembers, to be carried on later. It holds the lock's codes, but no keys.
    pub fn state(&self) -> State {
        State {
            memory: self.memory.clone(),
            verifier: self.verifier.as_ref().map(|verifier| verifier.state().clone()),
        }
    }

    /// The model.
    pub const fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// Where the bolt is.
    pub const fn bolt(&self) -> Bolt {
        self.memory.bolt
    }

    /// The moment of the last step.
    pub const fn now(&self) -> Moment {
        self.memory.now
    }

    /// Lets time pass until `now`, then the event happen. The effects are in order, those of the passing time
    /// first.
    ///
    /// # Errors
    /// An event that cannot happen changes nothing: `twin.time_backwards`, `twin.no_such_part` for a part the model
    /// does not have, `twin.setting_refused` and the verifier's own codes for settings it cannot take.
    pub fn step(&mut self, now: Moment, event: Event) -> Result<Vec<Effect>> {
        self.possible(now, &event)?;
        let mut out = Vec::new();
        if now > self.memory.now {
            self.pass_time(now, &mut out);
        }
        match event {
            Event::Key(key) => self.key(key, &mut out),
            Event::EndEntry => self.end_entry(&mut out),
            Event::Pause => self.pause(&mut out),
            Event::Press(part) => self.press(part, &mut out),
            Event::Release(part) => self.release(&part, &mut out),
            Event::Handle(turned) => self.handle(turned),
            Event::Door(open) => self.memory.door_open = open,
            Event::Turn(to) => self.turn(to, &mut out),
            Event::Battery(battery) => self.battery(battery, &mut out),
            Event::Card(id) => self.card(&id, &mut out),
            Event::Input { name, closed } => self.input(&name, closed, &mut out),
            Event::App(app) => self.app(app, &mut out)?,
            Event::Set(settings) => {
                self.set(&settings)?;
                self.memory.link.touched();
            }
            Event::Tick => {}
        }
        self.settle(&mut out);
        self.keep_trail(&out);
        Ok(out)
    }

    /// What cannot happen to this lock at all.
    fn possible(&self, now: Moment, event: &Event) -> Result<()> {
        if now < self.memory.now {
            return Err(Error::new(
                &codes::TWIN_TIME_BACKWARDS,
                format_args!("the lock has already lived through {now}"),
            ));
        }
        let model = &self.model;
        let missing = match event {
            Event::Press(part) | Event::Release(part) if part.chars().count() > 1 => {
                (!model.keypad.buttons.contains(part)).then(|| std::format!("button `{part}`"))
            }
            Event::Card(_) => (!model.takes_cards()).then(|| "card reader".into()),
            Event::Input { name, .. } => {
                (!model.inputs.contains_key(name)).then(|| std::format!("contact `{name}`"))
            }
            Event::App(_) => (!model.app.value).then(|| "app".into()),
            Event::Turn(_) => {
                let by_hand = model.motor.as_ref().is_some_and(|motor| motor.by_hand.value);
                (!by_hand).then(|| "key or thumb-turn that moves the bolt".into())
            }
            Event::Battery(Battery::Critical) => {
                model.motor.is_none().then(|| "bolt that cells drive".into())
            }
            Event::Battery(Battery::Override) => {
                (!model.power.outside_cell.value).then(|| "contacts for a cell outside".into())
            }
            _ => None,
        };
        match missing {
            None => Ok(()),
            Some(part) => {
                Err(Error::new(&codes::TWIN_NO_SUCH_PART, format_args!("a {} has no {part}", model.id)))
            }
        }
    }

    /// The function the lock is in. A name that is not in the model cannot get in here.
    fn function(&self) -> Option<&Function> {
        self.model.function_named(&self.memory.programmed.function)
    }

    fn is_public(&self) -> bool {
        self.function().is_some_and(|function| function.usage.is_public())
    }

    fn signal(&self, signal: Signal, out: &mut Vec<Effect>) {
        let heard = self.switch(Switch::Audio).unwrap_or(true);
        let words = self.model.signal(signal).iter().filter(|word| heard || **word != Word::Beep);
        out.extend(words.map(|word| Effect::Signal(*word)));
    }

    /// A switch on the inside; none where there is no such switch.
    fn switch(&self, switch: Switch) -> Option<bool> {
        self.memory.inside.switches.get(&switch).copied()
    }

    fn log(record: Record, out: &mut Vec<Effect>) {
        out.push(Effect::Log(Box::new(record)));
    }

    /// Moves the bolt to where it belongs now. A driven bolt stays where it was put.
    fn settle(&mut self, out: &mut Vec<Effect>) {
        if !self.memory.power.on() || self.model.motor.is_some() {
            return;
        }
        let wanted = if self.stands_open() { Bolt::Unlocked } else { Bolt::Locked };
        if wanted != self.memory.bolt {
            self.memory.bolt = wanted;
            out.push(Effect::Bolt(wanted));
        }
    }

    /// Whether anything keeps the bolt back: an opening that is not over, an emergency, Code Free, Public without
    /// a guest, or a handle held turned.
    fn stands_open(&self) -> bool {
        let memory = &self.memory;
        let set = &memory.programmed;
        let held = memory.handle_turned
            && memory.bolt == Bolt::Unlocked
            && self.model.keypad.handle_holds_open.value;
        memory.relock_at.is_some()
            || memory.emergency_until.is_some()
            || held
            || !set.lock_down && self.code_free_now()
            || self.is_public() && set.holder.is_none()
    }

    /// Opens for somebody, for the time the lock stays open.
    fn open(&mut self, who: Who, out: &mut Vec<Effect>) {
        if self.model.motor.is_some() {
            return self.drive_open(who, out);
        }
        self.accepted_signal(out);
        self.unlock(who, out);
    }

    fn accepted_signal(&self, out: &mut Vec<Effect>) {
        self.warn(false, out);
        self.signal(Signal::CodeAccepted, out);
    }

    /// The low-battery signal, before or after what was done, as the model has it.
    fn warn(&self, after: bool, out: &mut Vec<Effect>) {
        let power = &self.memory.power;
        let warns =
            power.charge == state::Charge::Low && !power.outside && self.model.cells(power.cells).warns;
        let when = self.model.power.warns_after.as_ref().is_some_and(|fact| fact.value);
        if warns && when == after {
            self.signal(Signal::BatteryLow, out);
        }
    }

    fn unlock(&mut self, who: Who, out: &mut Vec<Effect>) {
        let seconds = i64::from(self.memory.programmed.open_seconds);
        self.memory.relock_at = Some(self.memory.now.plus(seconds));
        self.memory.wrong.clear();
        self.memory.bolt = Bolt::Unlocked;
        out.push(Effect::Bolt(Bolt::Unlocked));
        Self::log(Record::Opened(who), out);
        self.use_power();
    }

    fn handle(&mut self, turned: bool) {
        // A handle that would hold the lock open cannot be turned while it is locked.
        let blocked = self.memory.bolt == Bolt::Locked && self.model.keypad.handle_holds_open.value;
        self.memory.handle_turned = turned && !blocked;
    }

    fn input(&mut self, name: &str, closed: bool, out: &mut Vec<Effect>) {
        let Some(input) = self.model.inputs.get(name).filter(|_| closed) else { return };
        let seconds = i64::from(input.open_minutes) * 60;
        self.memory.emergency_until = Some(self.memory.now.plus(seconds));
        if self.memory.bolt == Bolt::Locked {
            Self::log(Record::Opened(Who::Input), out);
        }
    }
}

impl core::fmt::Debug for Twin {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Twin")
            .field("model", &self.model.id)
            .field("now", &self.memory.now)
            .finish_non_exhaustive()
    }
}

impl Memory {
    fn delivered(model: &Model, now: Moment) -> Self {
        let mut clock = clock::Clock::right(now);
        clock.known = model.clock.is_some();
        Self {
            now,
            clock,
            power: state::Power {
                charge: state::Charge::Ok,
                present: true,
                outside: false,
                left: 0,
                cells: Cells::Alkaline,
            },
            bolt: Bolt::Locked,
            handle_turned: false,
            door_open: false,
            held: Vec::new(),
            entry: state::Entry::default(),
            waiting: None,
            wrong: Vec::new(),
            penalty_until: None,
            relock_at: None,
            emergency_until: None,
            dst_minute: 60,
            stage: None,
            programming: None,
            inside: state::Inside::mounted(model),
            link: link::LinkMemory::default(),
            programmed: Programmed::factory(model),
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_doors;
