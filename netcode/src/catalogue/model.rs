//! A lock model as its file describes it, after its family's values were filled in.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::string::String;
use std::vec::Vec;

use super::{Fact, Level, Program};
use crate::grant::{Layout, Mode};

/// One lock model of one generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    pub programs: BTreeMap<String, Program>,
    /// Times.
    pub timings: Timings,
    /// What each event looks and sounds like.
    pub signals: BTreeMap<Signal, Fact<Vec<Word>>>,
    /// Batteries.
    pub power: Power,
    /// Procedures done with the batteries and a held key, by name.
    #[serde(default)]
    pub procedures: BTreeMap<String, Fact<Procedure>>,
    /// The clock.
    pub clock: Clock,
    /// NetCodes.
    pub netcode: Netcode,
    /// Which kinds of credential can be switched on and off; absent where nothing can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<BTreeMap<Feature, Fact<bool>>>,
    /// Contacts an outside system can close, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<String, Fact<Input>>,
    /// Whether an app manages the lock.
    pub app: Fact<bool>,
    /// How many clients of each kind it holds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub capacity: BTreeMap<Feature, Fact<u32>>,
    /// Facts of the box that no behaviour hangs on: cells, ratings, cycles.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub about: BTreeMap<String, Fact<String>>,
}

/// The keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keypad {
    /// Every key, for example `0123456789#`.
    pub keys: Fact<String>,
    /// The key that begins programming.
    pub program_key: Fact<char>,
    /// Keys that cannot be reached while the lock is locked.
    pub hidden_while_locked: Fact<String>,
    /// Buttons on the inside, for example `program`.
    pub buttons: Fact<Vec<String>>,
    /// Whether the handle, held turned, keeps the lock from locking.
    pub handle_holds_open: Fact<bool>,
}

/// A level of code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// How codes are used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[serde(deny_unknown_fields)]
pub struct Timings {
    /// Longest gap between two keys, in seconds; then what was typed is forgotten.
    pub key_gap_seconds: Fact<u32>,
    /// The same while programming.
    pub program_gap_seconds: Fact<u32>,
    /// Seconds the lock stays open.
    pub open_seconds: Fact<u32>,
    /// Wrong codes in a row before the keypad refuses input.
    pub wrong_codes: Fact<u32>,
    /// Seconds it refuses input for; 0 where the verifier's own limiter stands instead.
    pub penalty_seconds: Fact<u32>,
    /// Seconds to type the second of two codes or present a card.
    pub second_seconds: Fact<u32>,
    /// Seconds between two flashes of the locked indication.
    pub indication_seconds: Fact<u32>,
}

/// Things a lock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
}

/// One flash or beep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
}

/// Batteries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Openings a fresh set of cells gives, for runs over long times.
    pub life_openings: Fact<u32>,
}

/// Hold a key while the cells go in, keep it held, let go, press a key some times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// The key or button held while the cells go in.
    pub hold: String,
    /// Seconds it must stay held before the second stage begins.
    #[serde(default)]
    pub hold_seconds: u32,
    /// The key or button pressed then.
    pub press: String,
    /// How many times.
    pub times: u8,
    /// Within how many seconds of letting go.
    pub within_seconds: u32,
    /// What it does.
    #[serde(rename = "do")]
    pub verb: super::Verb,
}

/// The clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Whether it follows daylight saving.
    pub rule: Fact<ClockRule>,
    /// Worst drift to expect, parts per million; runs over long times draw from this range.
    pub drift_ppm: Fact<u32>,
}

/// Which time the clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

    /// The words of a signal; none where the model does not give it.
    pub fn signal(&self, signal: Signal) -> &[Word] {
        self.signals.get(&signal).map_or(&[], |fact| fact.value.as_slice())
    }
}
