//! What a twin remembers: everything but its keys, as one value that can be written down at any step.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::link::LinkMemory;
use super::{Bolt, Moment, PhoneClient, Who};
use crate::catalogue::{Cells, ClientKind, Feature, Level, Model, Switch};
use crate::code;
use crate::grant::{Layout, Mode};
use crate::id::LockId;
use crate::time::LockTime;

/// Digits of a code held in the lock; their Debug hides them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Digits(pub(super) String);

impl core::fmt::Debug for Digits {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "[{} digits]", self.0.len())
    }
}

/// A client: somebody with a code or a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Client {
    /// The place, where the lock has places; else a running number.
    pub(super) number: u32,
    pub(super) kind: ClientKind,
    /// The code, or the card's id.
    pub(super) credential: Digits,
    pub(super) suspended: bool,
    pub(super) periods: Periods,
    /// When a guest's time is over.
    pub(super) until: Option<Moment>,
}

/// Ten periods, by number.
pub(super) type Periods = [Option<Period>; 10];

/// Hours on days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Period {
    /// Bits, Monday is bit 0.
    pub(super) days: u8,
    /// Minutes since midnight.
    pub(super) start: u16,
    /// Minutes since midnight, exclusive; not after `start` means the next day.
    pub(super) end: u16,
    pub(super) suspended: bool,
}

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) typed: String,
    /// The program key came first.
    pub(super) program: bool,
    /// The NetCode prefix came first.
    pub(super) prefix: bool,
    /// Already answered: the rest has no effect.
    pub(super) dead: bool,
    /// More keys than any entry has.
    pub(super) overlong: bool,
    /// Fields already acknowledged with a flash.
    pub(super) flashed: usize,
    pub(super) last_key: Option<Moment>,
}

impl Entry {
    pub(super) const fn is_empty(&self) -> bool {
        self.last_key.is_none()
    }
}

/// Something the lock waits for, for a short time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Waiting {
    /// The second of two different codes.
    Second(Digits),
    /// The same code again.
    Again(Digits),
    /// A card to add, at this place if places are typed.
    AddCard(Option<u32>),
    /// A card whose client is deleted.
    DeleteCard,
}

/// The guest's code that holds a lock in Public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Holder {
    pub(super) code: Digits,
    pub(super) since: Moment,
}

/// A key or button that is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Held {
    pub(super) part: String,
    pub(super) since: Moment,
    /// It has had its effect: letting go has none.
    pub(super) spent: bool,
}

/// Programming begun by a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Programming {
    pub(super) button: String,
    /// Begun by holding it.
    pub(super) held: bool,
    pub(super) presses: u8,
    pub(super) fields: Vec<Digits>,
    pub(super) last: Moment,
}

/// What stands inside a door with a driven bolt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Inside {
    /// The bolt has learnt which way it moves.
    pub(super) handed: bool,
    /// The last lesson failed.
    pub(super) handing_failed: bool,
    /// Something is in the bolt's way.
    pub(super) obstructed: bool,
    /// A hub knows the lock.
    pub(super) paired: bool,
    pub(super) switches: BTreeMap<Switch, bool>,
    /// Digits the screen shows, yet to be touched.
    pub(super) shown: String,
    /// They were touched: a code may be typed.
    pub(super) touched: bool,
    /// Times the screen was woken.
    pub(super) wakes: u32,
}

impl Inside {
    /// A lock mounted and handed, its switches as delivered.
    pub(super) fn mounted(model: &Model) -> Self {
        Self {
            handed: true,
            handing_failed: false,
            obstructed: false,
            paired: false,
            switches: model.switches.iter().map(|(switch, on)| (*switch, on.value)).collect(),
            shown: String::new(),
            touched: false,
            wakes: 0,
        }
    }
}

/// How far a procedure with a held key has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stage {
    /// The procedure's name.
    pub(super) name: String,
    /// When the cells went in.
    pub(super) since: Moment,
    /// When the key has been held long enough.
    pub(super) armed_at: Moment,
    pub(super) armed: bool,
    /// When the key was let go.
    pub(super) released: Option<Moment>,
    pub(super) presses: u8,
}

/// Batteries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Charge {
    Ok,
    Low,
    Critical,
    Dead,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Power {
    pub(super) charge: Charge,
    pub(super) present: bool,
    /// A cell is held to the contacts outside.
    pub(super) outside: bool,
    /// Openings left once low.
    pub(super) left: u32,
    pub(super) cells: Cells,
}

impl Power {
    pub(super) const fn on(&self) -> bool {
        self.outside || self.present && !matches!(self.charge, Charge::Dead)
    }
}

/// How the verifier is set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NetcodeSetup {
    pub(super) layout: Layout,
    pub(super) digits: u8,
    pub(super) modes: Vec<Mode>,
    /// Any set of modes, as an explicit profile allows.
    pub(super) explicit: bool,
    pub(super) grace: u32,
    pub(super) issues: u32,
    pub(super) first_use_hours: u32,
    pub(super) block_previous: bool,
}

/// A personal code and the NetCode it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Personal {
    pub(super) code: Digits,
    pub(super) netcode: Digits,
}

/// Everything a twin remembers beside its verifier's state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Memory {
    pub(super) now: Moment,
    pub(super) clock: Clock,
    pub(super) power: Power,
    pub(super) bolt: Bolt,
    pub(super) handle_turned: bool,
    pub(super) door_open: bool,
    pub(super) held: Vec<Held>,
    pub(super) entry: Entry,
    pub(super) waiting: Option<(Waiting, Moment)>,
    /// When the wrong codes that count were typed.
    pub(super) wrong: Vec<Moment>,
    pub(super) penalty_until: Option<Moment>,
    pub(super) relock_at: Option<Moment>,
    pub(super) emergency_until: Option<Moment>,
    /// Minutes after midnight at which daylight saving changes.
    pub(super) dst_minute: u16,
    pub(super) stage: Option<Stage>,
    pub(super) programming: Option<Programming>,
    pub(super) inside: Inside,
    pub(super) link: LinkMemory,
    pub(super) programmed: Programmed,
}

/// The part of the memory that programs write and a factory reset restores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Programmed {
    pub(super) function: String,
    pub(super) codes: BTreeMap<Level, Digits>,
    pub(super) clients: Vec<Client>,
    pub(super) user_digits: Option<u8>,
    pub(super) holder: Option<Holder>,
    pub(super) personal: Vec<Personal>,
    pub(super) open_seconds: u32,
    pub(super) auto_unlock_hours: u32,
    pub(super) auto_unlock_at: Option<u16>,
    pub(super) code_free: bool,
    pub(super) code_free_periods: Periods,
    pub(super) all_periods: Periods,
    /// Hours in which only Master and Sub-Master open.
    pub(super) quiet_periods: Periods,
    /// Phones that open, by name.
    pub(super) phones: Vec<PhoneClient>,
    /// Days of entry as bits; 0 for every day.
    pub(super) entry_days: u8,
    /// Hours of operation.
    pub(super) hours: Option<(u16, u16)>,
    pub(super) lock_down: bool,
    /// How the keypad is mounted: turns of a right angle.
    pub(super) rotation: u32,
    pub(super) dual: bool,
    pub(super) indication: Option<bool>,
    pub(super) features: BTreeMap<Feature, bool>,
    pub(super) netcode: Option<NetcodeSetup>,
    /// A lock id and an initialisation that the scheme cannot express, because it lies before 2020.
    pub(super) initialised_before_2020: Option<(u32, Moment)>,
}

impl Programmed {
    /// A lock as delivered.
    pub(super) fn factory(model: &Model) -> Self {
        let code = |level| {
            let factory = model.level(level).and_then(|rule| rule.factory.as_ref());
            factory.map(|fact| (level, Digits(model.as_pressed(&fact.value))))
        };
        let features = model.features.iter().flatten().map(|(feature, on)| (*feature, on.value)).collect();
        let mut programmed = Self {
            function: model.function.value.clone(),
            codes: [Level::Master, Level::SubMaster, Level::Technician]
                .into_iter()
                .filter_map(code)
                .collect(),
            clients: Vec::new(),
            user_digits: model.level(Level::User).and_then(|rule| rule.set_to.as_ref()).map(|set| set.value),
            holder: None,
            personal: Vec::new(),
            open_seconds: model.timings.open_seconds.value,
            auto_unlock_hours: 0,
            auto_unlock_at: None,
            code_free: false,
            code_free_periods: [None; 10],
            all_periods: [None; 10],
            quiet_periods: [None; 10],
            phones: Vec::new(),
            entry_days: 0,
            hours: None,
            lock_down: false,
            rotation: 0,
            dual: false,
            indication: None,
            features,
            netcode: model.netcode.as_ref().map(|netcode| NetcodeSetup {
                layout: netcode.layouts.first().copied().unwrap_or(Layout::S),
                digits: netcode.digits.value,
                modes: netcode.modes.value.clone(),
                explicit: false,
                grace: 0,
                issues: 1,
                first_use_hours: crate::grant::DEFAULT_FIRST_USE_HOURS,
                block_previous: netcode.block_previous.value,
            }),
            initialised_before_2020: None,
        };
        programmed.restore_factory_user(model);
        programmed
    }

    /// Puts the factory User Code in the first place.
    pub(super) fn restore_factory_user(&mut self, model: &Model) {
        if let Some(factory) = model.level(Level::User).and_then(|rule| rule.factory.as_ref()) {
            self.clients.retain(|client| client.number != 1);
            self.clients.push(Client {
                number: 1,
                kind: ClientKind::Code,
                credential: Digits(model.as_pressed(&factory.value)),
                suspended: false,
                periods: [None; 10],
                until: None,
            });
        }
    }
}

/// A twin's state, written down: it can be carried on by [`Twin::resume`](super::Twin::resume).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub(super) memory: Memory,
    pub(super) verifier: Option<code::State>,
}

/// What a twin's state looks like from outside, without digits and keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct View {
    /// The function the lock is in.
    pub function: String,
    /// Where the bolt is.
    pub bolt: Bolt,
    /// Whether the handle is held turned.
    pub handle: &'static str,
    /// Whether the door is open.
    pub door: &'static str,
    /// What the lock's clock shows; virtual time where it has none.
    pub clock: String,
    /// Whether the clock was set since the cells were out.
    pub clock_set: bool,
    /// Its drift in parts per million.
    pub ppm: i32,
    /// `ok`, `low`, `critical`, `dead` or `out`; `override` while a cell is held to the contacts outside.
    pub battery: &'static str,
    /// Openings left, once low.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub openings_left: Option<u32>,
    /// Wrong codes that count towards a refusal of input.
    pub wrong_codes: u32,
    /// Until when the keypad refuses input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refuses_until: Option<String>,
    /// When the lock will lock itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locks_at: Option<String>,
    /// Keys typed and not yet judged.
    pub typed: usize,
    /// Seconds the lock stays open.
    pub open_seconds: u32,
    /// Whether a Sub-Master Code is set.
    pub sub_master: bool,
    /// Whether a Technician Code is set.
    pub technician: bool,
    /// Clients with a code or a card.
    pub clients: usize,
    /// Of these, suspended.
    pub suspended: usize,
    /// Whether a guest's own code holds the lock, in Public.
    pub held: bool,
    /// Whether only Master and Sub-Master open.
    pub lock_down: bool,
    /// Whether no credential is needed now.
    pub code_free: bool,
    /// How the keypad is mounted: right angles from upright.
    pub rotation: u32,
    /// Whether two codes are needed.
    pub dual_authorisation: bool,
    /// Whether an emergency opening is on.
    pub emergency: bool,
    /// Which kinds of credential work, where they can be switched.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub features: BTreeMap<Feature, bool>,
    /// Switches on the inside, where there are any.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub switches: BTreeMap<Switch, bool>,
    /// Whether a Master Code is set.
    pub master: bool,
    /// Whether programming was begun with a button and is not over.
    pub programming: bool,
    /// Kind of the cells.
    pub cells: Cells,
    /// Of a driven bolt: `done`, `missing` or `failed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handing: Option<&'static str>,
    /// The light on the inside: `green` or `amber` blinking while unlocked or locked, `red-blinking` with low cells,
    /// `red` after a failed handing, `off`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_led: Option<&'static str>,
    /// Whether a hub knows the lock, where it has a radio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paired: Option<bool>,
    /// Digits a touchscreen shows and waits for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub shown: String,
    /// NetCode, where the model reads them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub netcode: Option<NetcodeView>,
}

/// NetCode as seen from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NetcodeView {
    /// Whether NetCodes are read now.
    pub on: bool,
    /// The lock id, once initialised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock_id: Option<LockId>,
    /// The initialisation, once there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initialised: Option<LockTime>,
    /// The layout.
    pub layout: Layout,
    /// Digits of a code.
    pub digits: u8,
    /// Modes that open.
    pub modes: Vec<Mode>,
    /// Grace at either end, minutes.
    pub grace: u32,
    /// Whether a later rental ends the earlier ones.
    pub block_previous: bool,
    /// Rentals and weekly codes in use.
    pub active: usize,
    /// Single-use codes used.
    pub spent: usize,
    /// Codes blocked.
    pub blocked: usize,
    /// Tries left, where a bucket guards the lock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tries: Option<u8>,
}

/// A client as the log names it.
impl Client {
    pub(super) const fn who(&self) -> Who {
        match self.kind {
            ClientKind::Technician => Who::Technician,
            _ => Who::Client(self.number),
        }
    }
}
