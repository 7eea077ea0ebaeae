//! A lock model as its file describes it, after its family's values were filled in.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::string::String;
use std::vec::Vec;

use super::{CellRule, Cells, Dialogue, Fact, Level, Motor, Parameter, ParameterRule, Program, Switch};
use crate::grant::{Layout, Mode};

/// One lock model of one generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The id: lower case letters, digits and hyphens.
    pub id: String,
    /// The family whose values fill what this file leaves out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// The name on the box.
    pub name: String,
    /// Who makes it.
    pub maker: String,
    /// Other ids that mean this model.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What a reader should know about the model as a whole: gaps and contradictions of its sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Keys and what they are for.
    pub keypad: Keypad,
    /// The levels of code.
    pub levels: BTreeMap<Level, LevelRule>,
    /// Functions by name: how codes are used.
    pub functions: BTreeMap<String, Fact<Function>>,
    /// The function on delivery.
    pub function: Fact<String>,
    /// Programs by what they are for; the number is inside.
    #[serde(default)]
    pub programs: BTreeMap<String, Program>,
    /// Programming begun by a button on the inside, by what it is for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dialogues: BTreeMap<String, Dialogue>,
    /// Times.
    pub timings: Timings,
    /// What each event looks and sounds like.
    pub signals: BTreeMap<Signal, Fact<Vec<Word>>>,
    /// Batteries.
    pub power: Power,
    /// Procedures done with the batteries and a held key, by name.
    #[serde(default)]
    pub procedures: BTreeMap<String, Fact<Procedure>>,
    /// The clock; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// NetCodes; absent where none are read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub netcode: Option<Netcode>,
    /// The motor that drives the bolt; absent where the lock locks itself once it was open long enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motor: Option<Motor>,
    /// Switches on the inside, as delivered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub switches: BTreeMap<Switch, Fact<bool>>,
    /// The radio networks whose hub it can be paired with; absent where there is no radio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<Fact<Vec<String>>>,
    /// Which kinds of credential can be switched on and off; absent where nothing can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<BTreeMap<Feature, Fact<bool>>>,
    /// Contacts an outside system can close, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<String, Fact<Input>>,
    /// Whether an app manages the lock.
    pub app: Fact<bool>,
    /// What the app sets, and within which bounds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<Parameter, Fact<ParameterRule>>,
    /// How many clients of each kind it holds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub capacity: BTreeMap<Feature, Fact<u32>>,
    /// Facts of the box that no behaviour hangs on: cells, ratings, cycles.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub about: BTreeMap<String, Fact<String>>,
}

/// The keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Keypad {
    /// Every key, for example `0123456789#`.
    pub keys: Fact<String>,
    /// Keys printed on one button, a text for each such button, for example `12`: the lock cannot tell them apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<Fact<Vec<String>>>,
    /// The key that begins programming; none where a button does.
    pub program_key: Fact<Option<char>>,
    /// What ends an entry at the keypad, beside the end of typing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Fact<EntryRule>>,
    /// The button that ends a field of a dialogue and, with nothing typed, locks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm: Option<Fact<String>>,
    /// Whether a Master Code typed at the keypad begins a dialogue as the button on the inside does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub master_begins: Option<Fact<bool>>,
    /// Keys that cannot be reached while the lock is locked.
    pub hidden_while_locked: Fact<String>,
    /// Buttons that are no keys, for example `program` on the inside.
    pub buttons: Fact<Vec<String>>,
    /// Whether the handle, held turned, keeps the lock from locking.
    pub handle_holds_open: Fact<bool>,
}

/// What becomes of an entry when its last key was long ago, and what else ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryRule {
    /// It is forgotten.
    #[default]
    Forgotten,
    /// It is judged.
    Judged,
    /// It is judged; and a code opens as soon as its last digit is typed.
    FirstMatch,
    /// It is forgotten; only the confirming button makes it count, not the end of typing.
    Confirmed,
}

/// A level of code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LevelRule {
    /// Fewest and most digits.
    pub digits: Fact<(u8, u8)>,
    /// The code on delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factory: Option<Fact<String>>,
    /// Places to hold codes of this level; 1 unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Fact<u32>>,
    /// Digits on delivery, where a program changes the length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_to: Option<Fact<u8>>,
    /// Of Master Codes: whether they open. They do unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<Fact<bool>>,
    /// Of Master Codes: whether a user may have the same digits. No unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shares: Option<Fact<bool>>,
    /// Of User Codes: how many of their first digits no two may have in common. All unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distinct: Option<Fact<u8>>,
}

/// How codes are used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// Private or public use.
    #[serde(rename = "use")]
    pub usage: Usage,
    /// Levels beside Master and Sub-Master whose codes open.
    #[serde(default)]
    pub opens: Vec<Level>,
    /// Whether NetCodes are read.
    #[serde(default)]
    pub netcode: bool,
    /// Whether a NetCode's holder may set a personal code that stands for it.
    #[serde(default)]
    pub personal: bool,
    /// Whether the locked indication shows unless a program says otherwise.
    #[serde(default)]
    pub indicates: bool,
}

/// Private or public use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Usage {
    /// The same code opens again and again, and the lock locks itself.
    Private,
    /// The lock stands open; a code of the guest's own choice locks it, and once opens it.
    PublicSingle,
    /// The same, the code typed twice to lock.
    PublicDouble,
}

/// Times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Timings {
    /// Longest gap between two keys, in seconds; then what was typed is forgotten.
    pub key_gap_seconds: Fact<u32>,
    /// The same while programming.
    pub program_gap_seconds: Fact<u32>,
    /// Seconds the lock stays open; of a bolt that a motor drives, with `auto_lock` switched on.
    pub open_seconds: Fact<u32>,
    /// Wrong codes in a row before the keypad refuses input.
    pub wrong_codes: Fact<u32>,
    /// Seconds within which they count together; any number unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrong_window_seconds: Option<Fact<u32>>,
    /// Seconds it refuses input for; 0 where the verifier's own limiter stands instead.
    pub penalty_seconds: Fact<u32>,
    /// Seconds to type the second of two codes or present a card.
    pub second_seconds: Fact<u32>,
    /// Hours a guest's code is kept, where guests have codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest_hours: Option<Fact<u32>>,
    /// Seconds between two flashes of the locked indication.
    pub indication_seconds: Fact<u32>,
}

/// Things a lock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// A code that opens, or a public code that locks.
    CodeAccepted,
    /// A code that does not.
    CodeRefused,
    /// A known code that is suspended.
    CodeSuspended,
    /// One field of a program, except the last.
    FieldAccepted,
    /// The last field: the program is done.
    ProgramDone,
    /// A program that is refused.
    ProgramRefused,
    /// Programming was begun and nothing followed.
    ProgramTimeout,
    /// The NetCode prefix while NetCode is switched off.
    NetcodeOff,
    /// Before an accepted code, when the batteries are low.
    BatteryLow,
    /// A procedure reached its second stage.
    ProcedureArmed,
    /// A procedure is complete.
    ProcedureDone,
    /// A code while none is stored.
    NoCodes,
    /// The keypad begins to refuse input; said instead of the refusal that brought it about.
    LockedOut,
    /// A dialogue is begun.
    ProgramBegun,
    /// The same where a Master Code is set.
    ProgramBegunGuarded,
    /// A dialogue is begun by holding a button.
    ProgramHeld,
    /// `program_timeout` where a Master Code is set.
    ProgramTimeoutGuarded,
    /// `program_timeout` with the beeper off.
    ProgramTimeoutSilent,
    /// The bolt was driven to lock.
    Locked,
    /// The bolt met an obstacle.
    Jammed,
    /// The motor was asked for before the bolt learnt which way it moves.
    NotHanded,
    /// The procedure that teaches the bolt reached its second stage.
    HandingArmed,
    /// The bolt has learnt which way it moves.
    HandingDone,
    /// It has not.
    HandingFailed,
    /// The factory reset reached its second stage.
    ResetArmed,
    /// The factory reset is done.
    ResetDone,
}

/// One flash or beep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// Blue light.
    Blue,
    /// Red light.
    Red,
    /// Green light.
    Green,
    /// A beep.
    Beep,
    /// The cross of a touchscreen.
    Cross,
    /// The checkmark of a touchscreen.
    Check,
    /// The padlock of a touchscreen.
    Padlock,
}

/// Batteries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Power {
    /// Openings left when the low-battery signal first shows.
    pub reserve_openings: Fact<u32>,
    /// Whether cells of another kind can be held to contacts outside.
    #[serde(rename = "override")]
    pub outside_cell: Fact<bool>,
    /// Levels that open on the outside cell; all when empty.
    pub override_levels: Fact<Vec<Level>>,
    /// Whether the clock is lost when the cells are out or dead.
    pub clock_lost: Fact<bool>,
    /// Whether the low-battery signal comes after what was done, instead of before. No unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warns_after: Option<Fact<bool>>,
    /// What cells of each kind do; a kind that is not given does as proper cells.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cells: BTreeMap<Cells, Fact<CellRule>>,
    /// Openings a fresh set of cells gives, for runs over long times.
    pub life_openings: Fact<u32>,
}

/// Hold a key while the cells go in, keep it held, let go, press a key some times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// The key or button held while the cells go in.
    pub hold: String,
    /// Seconds it must stay held before the second stage begins.
    #[serde(default)]
    pub hold_seconds: u32,
    /// Whether the second stage is announced when the key is let go, instead of when it begins.
    #[serde(default)]
    pub told_on_release: bool,
    /// The key or button pressed then; empty where the second stage is already the end.
    #[serde(default)]
    pub press: String,
    /// How many times.
    #[serde(default)]
    pub times: u8,
    /// Within how many seconds of letting go.
    #[serde(default)]
    pub within_seconds: u32,
    /// What it does.
    #[serde(rename = "do")]
    pub verb: super::Verb,
}

/// The clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Whether it follows daylight saving.
    pub rule: Fact<ClockRule>,
    /// Worst drift to expect, parts per million; runs over long times draw from this range.
    pub drift_ppm: Fact<u32>,
}

/// Which time the clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClockRule {
    /// Local winter time all year.
    StandardTime,
    /// Civil time, with two dates for daylight saving.
    Civil,
    /// UTC.
    Utc,
}

/// NetCodes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Netcode {
    /// Digits of a NetCode.
    pub digits: Fact<u8>,
    /// Layouts it can be set to; the first is the one on delivery.
    pub layouts: Fact<Vec<Layout>>,
    /// Modes on delivery.
    pub modes: Fact<Vec<Mode>>,
    /// What the digits of the mode program mean; empty where there is none.
    pub types: Fact<BTreeMap<String, Vec<Mode>>>,
    /// The key typed before a NetCode when other credentials are on as well.
    pub prefix: Fact<Option<char>>,
    /// Whether a later rental ends the earlier ones, on delivery.
    pub block_previous: Fact<bool>,
    /// Whether the verifier's ten-try bucket guards the lock, instead of a penalty.
    pub limiter: Fact<bool>,
    /// The function a lock goes to when NetCode is set up from outside; the present one when absent.
    pub function: Fact<Option<String>>,
}

/// Kinds of credential that can be switched on and off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// Code clients.
    #[serde(alias = "code", alias = "user_code", alias = "user_codes")]
    Codes,
    /// Card clients.
    #[serde(alias = "card", alias = "smart_card", alias = "smart_cards")]
    Cards,
    /// Phone clients.
    #[serde(alias = "phone")]
    Phones,
    /// NetCodes.
    #[serde(alias = "NetCode", alias = "netcodes")]
    Netcode,
}

/// What a closed contact does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Minutes the lock stays open.
    pub open_minutes: u32,
}

impl Model {
    /// The rule of a level, if the model has that level.
    pub fn level(&self, level: Level) -> Option<&LevelRule> {
        self.levels.get(&level)
    }

    /// The function named, if the model has it.
    pub fn function_named(&self, name: &str) -> Option<&Function> {
        self.functions.get(name).map(|fact| &fact.value)
    }

    /// Whether it reads cards.
    pub fn takes_cards(&self) -> bool {
        self.capacity.contains_key(&Feature::Cards)
    }

    /// Whether `key` is on the keypad.
    pub fn has_key(&self, key: char) -> bool {
        self.keypad.keys.contains(key)
    }

    /// The digits as the lock tells them apart: of keys on one button, the first stands for all.
    ///
    /// ```
    /// use netcode::catalogue::Catalogue;
    /// let lock = Catalogue::builtin()?.get("kwikset-910")?;
    /// assert_eq!(lock.as_pressed("2468"), lock.as_pressed("1357"));
    /// assert_eq!(lock.distinct_codes(4), 625);
    /// # Ok::<(), netcode::Error>(())
    /// ```
    pub fn as_pressed(&self, digits: &str) -> String {
        digits.chars().map(|key| self.button_of(key)).collect()
    }

    /// The key that stands for a button: the first printed on it.
    pub fn button_of(&self, key: char) -> char {
        let shared = self.keypad.shared.iter().flat_map(|fact| &fact.value);
        shared.filter(|button| button.contains(key)).find_map(|button| button.chars().next()).unwrap_or(key)
    }

    /// How many codes of so many digits the lock can tell apart.
    pub fn distinct_codes(&self, digits: u8) -> u128 {
        let keys = self.keypad.keys.chars().filter(char::is_ascii_digit).map(|key| self.button_of(key));
        let buttons = keys.collect::<std::collections::BTreeSet<_>>().len();
        u128::try_from(buttons).unwrap_or(u128::MAX).saturating_pow(digits.into())
    }

    /// Whether Master Codes open.
    pub fn master_opens(&self) -> bool {
        self.level(Level::Master).and_then(|rule| rule.opens.as_ref()).is_none_or(|opens| opens.value)
    }

    /// Digits of a NetCode; none where the model reads no NetCodes.
    pub fn netcode_digits(&self) -> Option<u8> {
        self.netcode.as_ref().map(|netcode| netcode.digits.value)
    }

    /// The key typed before a NetCode when other credentials are on as well; none where there is no such key.
    pub fn netcode_prefix(&self) -> Option<char> {
        self.netcode.as_ref().and_then(|netcode| netcode.prefix.value)
    }

    /// What cells of a kind do in it.
    pub fn cells(&self, kind: Cells) -> CellRule {
        self.power.cells.get(&kind).map_or(CellRule::PROPER, |fact| fact.value)
    }

    /// The words of a signal; none where the model does not give it.
    pub fn signal(&self, signal: Signal) -> &[Word] {
        self.signals.get(&signal).map_or(&[], |fact| fact.value.as_slice())
    }
}
