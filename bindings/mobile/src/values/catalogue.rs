//! The values of `netcode::catalogue`, generated from the library's own types by `cargo xtask docs`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// How a fact was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Mark {
    /// A source says it in terms.
    #[serde(rename = "stated")]
    Stated,
    /// It follows from sources read together, or from a sibling model.
    #[serde(rename = "inferred")]
    Inferred,
    /// No source was found: the value is a choice, and its note says why this one.
    #[serde(rename = "assumed")]
    Assumed,
}

/// Where a fact can be read.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub at: String,
}

/// A level of code. Each level has codes of its own length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum CatalogueLevel {
    /// The Master Code.
    #[serde(rename = "master")]
    Master,
    /// The Sub-Master Code.
    #[serde(rename = "sub_master")]
    SubMaster,
    /// A User Code or code client.
    #[serde(rename = "user")]
    User,
    /// The Technician Code.
    #[serde(rename = "technician")]
    Technician,
    /// A NetCode, read by the verifier.
    #[serde(rename = "netcode")]
    Netcode,
}

/// What kind of client a credential belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum ClientKind {
    /// A code that opens again and again.
    #[serde(rename = "code")]
    Code,
    /// A code that opens once and is then forgotten.
    #[serde(rename = "one_time")]
    OneTime,
    /// A technician's code.
    #[serde(rename = "technician")]
    Technician,
    /// A guest's code, forgotten after `timings.guest_hours`.
    #[serde(rename = "guest")]
    Guest,
    /// A card.
    #[serde(rename = "card")]
    Card,
}

/// One argument of a program. Its length in digits, or its range of lengths, follows from the kind.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum Arg {
    /// These digits, exactly.
    #[serde(rename = "literal", with = "crate::wire::alone")]
    Literal {
        /// The `value`.
        value: String,
    },
    /// One of these texts, all of the same length.
    #[serde(rename = "one_of", with = "crate::wire::alone")]
    OneOf {
        /// The `value`.
        value: Vec<String>,
    },
    /// A code of the given level.
    #[serde(rename = "code", with = "crate::wire::alone")]
    Code {
        /// The `value`.
        value: CatalogueLevel,
    },
    /// The argument before this one, typed again.
    #[serde(rename = "again")]
    Again,
    /// A place in the list of users: first and last place, typed with two digits.
    #[serde(rename = "place", with = "crate::wire::alone")]
    Place {
        /// The `value`.
        value: Span,
    },
    /// A number of `digits` digits between `from` and `to`.
    #[serde(rename = "number")]
    Number {
        /// Digits typed.
        digits: i64,
        /// Least value.
        from: i64,
        /// Greatest value.
        to: i64,
        /// Only multiples of this from 0, where given.
        #[uniffi(default)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<i64>,
    },
    /// A time of day, `HHmm`.
    #[serde(rename = "time")]
    Time,
    /// A time of day, `HHmm`, or `2400` for never.
    #[serde(rename = "time_or_never")]
    TimeOrNever,
    /// A date, `YYMMDD`.
    #[serde(rename = "date")]
    Date,
    /// A date and time, `YYMMDDHHmm`.
    #[serde(rename = "date_time")]
    DateTime,
    /// A lock id, six digits from 100000.
    #[serde(rename = "lock_id")]
    LockId,
    /// The number of a period, one digit.
    #[serde(rename = "period")]
    Period,
    /// A week pattern: seven digits 1 or 0, Monday first.
    #[serde(rename = "week")]
    Week,
    /// One digit, 1 for on and 0 for off.
    #[serde(rename = "flag")]
    Flag,
    /// A card, presented after the last digit.
    #[serde(rename = "card")]
    Card,
    /// Of a dialogue: the lock's Master Code; left out while none is set.
    #[serde(rename = "guard")]
    Guard,
}

/// What a program does. The engine knows these verbs and no model.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum Verb {
    /// Set the code of a level that has one code.
    #[serde(rename = "set_code", with = "crate::wire::alone")]
    SetCode {
        /// The `value`.
        value: CatalogueLevel,
    },
    /// Delete the code of a level that has one code.
    #[serde(rename = "delete_code", with = "crate::wire::alone")]
    DeleteCode {
        /// The `value`.
        value: CatalogueLevel,
    },
    /// Set, at the typed place or the next free one, a client of this kind.
    #[serde(rename = "set_client", with = "crate::wire::alone")]
    SetClient {
        /// The `value`.
        value: ClientKind,
    },
    /// Delete the client at the typed place, with the typed code or with the presented card.
    #[serde(rename = "delete_client")]
    DeleteClient,
    /// Delete every client.
    #[serde(rename = "delete_clients")]
    DeleteClients,
    /// Suspend the client at the typed place or with the typed code; without an argument all of them.
    #[serde(rename = "suspend_client")]
    SuspendClient,
    /// End a suspension.
    #[serde(rename = "restore_client")]
    RestoreClient,
    /// Replace the performer's own code.
    #[serde(rename = "change_own")]
    ChangeOwn,
    /// Set the performer's personal code, which stands for the NetCode in programming.
    #[serde(rename = "personal_code")]
    PersonalCode,
    /// Go to this function.
    #[serde(rename = "set_function", with = "crate::wire::alone")]
    SetFunction {
        /// The `value`.
        value: String,
    },
    /// Go to this function, or from it back to the one on delivery.
    #[serde(rename = "toggle_function", with = "crate::wire::alone")]
    ToggleFunction {
        /// The `value`.
        value: String,
    },
    /// Open by itself this many hours after locking; 0 never.
    #[serde(rename = "auto_unlock_after")]
    AutoUnlockAfter,
    /// Open by itself at this time of day.
    #[serde(rename = "auto_unlock_at")]
    AutoUnlockAt,
    /// Choose the NetCode modes: the typed digits are looked up in the model's `netcode.types`.
    #[serde(rename = "netcode_types")]
    NetcodeTypes,
    /// Whether a later rental NetCode ends the earlier ones.
    #[serde(rename = "block_previous")]
    BlockPrevious,
    /// Block one NetCode.
    #[serde(rename = "block_netcode")]
    BlockNetcode,
    /// Initialise NetCode: clock, generation and lock id; goes to the given function, if any.
    #[serde(rename = "initialise", with = "crate::wire::alone")]
    Initialise {
        /// The `value`.
        value: Option<String>,
    },
    /// Set the clock.
    #[serde(rename = "set_clock")]
    SetClock,
    /// First and last day of daylight saving.
    #[serde(rename = "dst_dates")]
    DstDates,
    /// Time of day of the daylight-saving changes.
    #[serde(rename = "dst_time")]
    DstTime,
    /// Flash while locked; the last digit typed is 0 or 1 unless the value stands here.
    #[serde(rename = "locked_indication", with = "crate::wire::alone")]
    LockedIndication {
        /// The `value`.
        value: Option<bool>,
    },
    /// Two codes are needed to open.
    #[serde(rename = "dual_authorisation", with = "crate::wire::alone")]
    DualAuthorisation {
        /// The `value`.
        value: Option<bool>,
    },
    /// Only Master and Sub-Master open.
    #[serde(rename = "lock_down", with = "crate::wire::alone")]
    LockDown {
        /// The `value`.
        value: bool,
    },
    /// No credential is needed, until switched off.
    #[serde(rename = "code_free", with = "crate::wire::alone")]
    CodeFree {
        /// The `value`.
        value: bool,
    },
    /// Set a period in which no credential is needed.
    #[serde(rename = "code_free_period")]
    CodeFreePeriod,
    /// Suspend one code-free period, or all.
    #[serde(rename = "suspend_code_free")]
    SuspendCodeFree,
    /// Restore one code-free period, or all.
    #[serde(rename = "restore_code_free")]
    RestoreCodeFree,
    /// End an emergency opening.
    #[serde(rename = "emergency_cancel")]
    EmergencyCancel,
    /// Seconds until the lock locks again.
    #[serde(rename = "relock_delay")]
    RelockDelay,
    /// Hours of the day in which codes open.
    #[serde(rename = "restrict_hours")]
    RestrictHours,
    /// Days of the week on which clients may enter.
    #[serde(rename = "day_lock_out")]
    DayLockOut,
    /// A period in which a client's credential works; without a code, for all clients.
    #[serde(rename = "active_period")]
    ActivePeriod,
    /// Suspend periods: one of a client, all of a client, or all of all clients.
    #[serde(rename = "suspend_period")]
    SuspendPeriod,
    /// Restore them.
    #[serde(rename = "restore_period")]
    RestorePeriod,
    /// Which kinds of credential work: codes, cards, NetCodes.
    #[serde(rename = "features")]
    Features,
    /// Length of User Codes.
    #[serde(rename = "user_digits")]
    UserDigits,
    /// Back to the state of delivery.
    #[serde(rename = "factory_reset")]
    FactoryReset,
    /// Learn which way the bolt moves, by moving it.
    #[serde(rename = "learn_handing")]
    LearnHanding,
    /// How the keypad is mounted, so that its digits stand upright.
    #[serde(rename = "rotate_keypad")]
    RotateKeypad,
    /// Accepted, with no effect on access that a source tells of.
    #[serde(rename = "nothing")]
    Nothing,
}

/// One program.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Program {
    /// The program number as typed; empty where arguments follow the code at once.
    pub number: String,
    /// Who may run it.
    pub by: Vec<CatalogueLevel>,
    /// What it does.
    #[serde(rename = "do")]
    pub act: Verb,
    /// What it is called.
    pub title: String,
    /// The sequence a source prints, or one of the same shape; it must be one this program accepts.
    pub example: String,
    /// How sure the program is.
    pub mark: Mark,
    /// The arguments, in the order typed.
    #[uniffi(default)]
    #[serde(default)]
    pub args: Vec<Arg>,
    /// The functions in which it may be typed without the program key.
    #[uniffi(default)]
    #[serde(default)]
    pub bare_within: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Keys of `sources.json`.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// The functions it may be run in; all when empty.
    #[uniffi(default)]
    #[serde(default)]
    pub within: Vec<String>,
}

/// The keys.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Keypad {
    /// Every key, for example `0123456789#`.
    pub keys: TextFact,
    /// The key that begins programming; none where a button does.
    pub program_key: OptionalTextFact,
    /// Keys that cannot be reached while the lock is locked.
    pub hidden_while_locked: TextFact,
    /// Buttons that are no keys, for example `program` on the inside.
    pub buttons: TextsFact,
    /// Whether the handle, held turned, keeps the lock from locking.
    pub handle_holds_open: FlagFact,
    /// The button that ends a field of a dialogue and, with nothing typed, locks.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm: Option<TextFact>,
    /// What ends an entry at the keypad, beside the end of typing.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryRuleFact>,
    /// Whether a Master Code typed at the keypad begins a dialogue as the button on the inside does.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub master_begins: Option<FlagFact>,
    /// Keys printed on one button, a text for each such button, for example `12`: the lock cannot tell them apart.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<TextsFact>,
}

/// A level of code.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct LevelRule {
    /// Fewest and most digits.
    pub digits: SpanFact,
    /// Of User Codes: how many of their first digits no two may have in common. All unless given.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distinct: Option<WholeFact>,
    /// The code on delivery.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factory: Option<TextFact>,
    /// Of Master Codes: whether they open. They do unless given.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<FlagFact>,
    /// Places to hold codes of this level; 1 unless given.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<WholeFact>,
    /// Digits on delivery, where a program changes the length.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_to: Option<WholeFact>,
    /// Of Master Codes: whether a user may have the same digits. No unless given.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shares: Option<FlagFact>,
}

/// Private or public use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Usage {
    /// The same code opens again and again, and the lock locks itself.
    #[serde(rename = "private")]
    Private,
    /// The lock stands open; a code of the guest's own choice locks it, and once opens it.
    #[serde(rename = "public_single")]
    PublicSingle,
    /// The same, the code typed twice to lock.
    #[serde(rename = "public_double")]
    PublicDouble,
}

/// How codes are used.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct CatalogueFunction {
    /// Private or public use.
    pub r#use: Usage,
    /// Levels beside Master and Sub-Master whose codes open.
    #[uniffi(default)]
    #[serde(default)]
    pub opens: Vec<CatalogueLevel>,
    /// Whether NetCodes are read.
    #[uniffi(default)]
    #[serde(default)]
    pub netcode: bool,
    /// Whether a NetCode's holder may set a personal code that stands for it.
    #[uniffi(default)]
    #[serde(default)]
    pub personal: bool,
    /// Whether the locked indication shows unless a program says otherwise.
    #[uniffi(default)]
    #[serde(default)]
    pub indicates: bool,
}

/// Times.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Timings {
    /// Longest gap between two keys, in seconds; then what was typed is forgotten.
    pub key_gap_seconds: WholeFact,
    /// The same while programming.
    pub program_gap_seconds: WholeFact,
    /// Seconds the lock stays open; of a bolt that a motor drives, with `auto_lock` switched on.
    pub open_seconds: WholeFact,
    /// Wrong codes in a row before the keypad refuses input.
    pub wrong_codes: WholeFact,
    /// Seconds it refuses input for; 0 where the verifier's own limiter stands instead.
    pub penalty_seconds: WholeFact,
    /// Seconds to type the second of two codes or present a card.
    pub second_seconds: WholeFact,
    /// Seconds between two flashes of the locked indication.
    pub indication_seconds: WholeFact,
    /// Hours a guest's code is kept, where guests have codes.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest_hours: Option<WholeFact>,
    /// Seconds within which they count together; any number unless given.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrong_window_seconds: Option<WholeFact>,
}

/// One flash or beep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Word {
    /// Blue light.
    #[serde(rename = "blue")]
    Blue,
    /// Red light.
    #[serde(rename = "red")]
    Red,
    /// Green light.
    #[serde(rename = "green")]
    Green,
    /// A beep.
    #[serde(rename = "beep")]
    Beep,
    /// The cross of a touchscreen.
    #[serde(rename = "cross")]
    Cross,
    /// The checkmark of a touchscreen.
    #[serde(rename = "check")]
    Check,
    /// The padlock of a touchscreen.
    #[serde(rename = "padlock")]
    Padlock,
}

/// Batteries.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Power {
    /// Openings left when the low-battery signal first shows.
    pub reserve_openings: WholeFact,
    /// Whether cells of another kind can be held to contacts outside.
    pub r#override: FlagFact,
    /// Levels that open on the outside cell; all when empty.
    pub override_levels: CatalogueLevelsFact,
    /// Whether the clock is lost when the cells are out or dead.
    pub clock_lost: FlagFact,
    /// Openings a fresh set of cells gives, for runs over long times.
    pub life_openings: WholeFact,
    /// What cells of each kind do; a kind that is not given does as proper cells.
    #[uniffi(default)]
    #[serde(default)]
    pub cells: HashMap<String, CellRuleFact>,
    /// Whether the low-battery signal comes after what was done, instead of before. No unless given.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warns_after: Option<FlagFact>,
}

/// Hold a key while the cells go in, keep it held, let go, press a key some times.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Procedure {
    /// The key or button held while the cells go in.
    pub hold: String,
    /// What it does.
    #[serde(rename = "do")]
    pub act: Verb,
    /// Seconds it must stay held before the second stage begins.
    #[uniffi(default)]
    #[serde(default)]
    pub hold_seconds: i64,
    /// Whether the second stage is announced when the key is let go, instead of when it begins.
    #[uniffi(default)]
    #[serde(default)]
    pub told_on_release: bool,
    /// The key or button pressed then; empty where the second stage is already the end.
    #[uniffi(default)]
    #[serde(default)]
    pub press: String,
    /// How many times.
    #[uniffi(default)]
    #[serde(default)]
    pub times: i64,
    /// Within how many seconds of letting go.
    #[uniffi(default)]
    #[serde(default)]
    pub within_seconds: i64,
}

/// The clock.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct CatalogueClock {
    /// Whether it follows daylight saving.
    pub rule: ClockRuleFact,
    /// Worst drift to expect, parts per million; runs over long times draw from this range.
    pub drift_ppm: WholeFact,
}

/// NetCodes.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Netcode {
    /// Digits of a NetCode.
    pub digits: WholeFact,
    /// Layouts it can be set to; the first is the one on delivery.
    pub layouts: LayoutsFact,
    /// Modes on delivery.
    pub modes: ModesFact,
    /// What the digits of the mode program mean; empty where there is none.
    pub types: ModesByNameFact,
    /// The key typed before a NetCode when other credentials are on as well.
    pub prefix: OptionalTextFact,
    /// Whether a later rental ends the earlier ones, on delivery.
    pub block_previous: FlagFact,
    /// Whether the verifier's ten-try bucket guards the lock, instead of a penalty.
    pub limiter: FlagFact,
    /// The function a lock goes to when NetCode is set up from outside; the present one when absent.
    pub function: OptionalTextFact,
}

/// What a closed contact does.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Input {
    /// Minutes the lock stays open.
    pub open_minutes: i64,
}

/// One lock model of one generation.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct CatalogueModel {
    /// The id: lower case letters, digits and hyphens.
    pub id: String,
    /// The name on the box.
    pub name: String,
    /// Who makes it.
    pub maker: String,
    /// Keys and what they are for.
    pub keypad: Keypad,
    /// The levels of code.
    pub levels: HashMap<String, LevelRule>,
    /// Functions by name: how codes are used.
    pub functions: HashMap<String, CatalogueFunctionFact>,
    /// The function on delivery.
    pub function: TextFact,
    /// Times.
    pub timings: Timings,
    /// What each event looks and sounds like.
    pub signals: HashMap<String, WordsFact>,
    /// Batteries.
    pub power: Power,
    /// Whether an app manages the lock.
    pub app: FlagFact,
    /// Programs by what they are for; the number is inside.
    #[uniffi(default)]
    #[serde(default)]
    pub programs: HashMap<String, Program>,
    /// Procedures done with the batteries and a held key, by name.
    #[uniffi(default)]
    #[serde(default)]
    pub procedures: HashMap<String, ProcedureFact>,
    /// Facts of the box that no behaviour hangs on: cells, ratings, cycles.
    #[uniffi(default)]
    #[serde(default)]
    pub about: HashMap<String, TextFact>,
    /// Other ids that mean this model.
    #[uniffi(default)]
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How many clients of each kind it holds.
    #[uniffi(default)]
    #[serde(default)]
    pub capacity: HashMap<String, WholeFact>,
    /// The clock; absent where there is none.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<CatalogueClock>,
    /// Programming begun by a button on the inside, by what it is for.
    #[uniffi(default)]
    #[serde(default)]
    pub dialogues: HashMap<String, Dialogue>,
    /// The family whose values fill what this file leaves out.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Which kinds of credential can be switched on and off; absent where nothing can.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<HashMap<String, FlagFact>>,
    /// The radio networks whose hub it can be paired with; absent where there is no radio.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<TextsFact>,
    /// Contacts an outside system can close, by name.
    #[uniffi(default)]
    #[serde(default)]
    pub inputs: HashMap<String, InputFact>,
    /// The motor that drives the bolt; absent where the lock locks itself once it was open long enough.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motor: Option<Motor>,
    /// NetCodes; absent where none are read.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub netcode: Option<Netcode>,
    /// What a reader should know about the model as a whole: gaps and contradictions of its sources.
    #[uniffi(default)]
    #[serde(default)]
    pub notes: Vec<String>,
    /// What the app sets, and within which bounds.
    #[uniffi(default)]
    #[serde(default)]
    pub parameters: HashMap<String, ParameterRuleFact>,
    /// Switches on the inside, as delivered.
    #[uniffi(default)]
    #[serde(default)]
    pub switches: HashMap<String, FlagFact>,
}

/// One fact of a model.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct CatalogueRow {
    /// Where it stands in the file, for example `levels.user.digits`.
    pub path: String,
    /// The value; of a program, its printed example.
    pub value: Json,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of its sources.
    pub source: Vec<String>,
    /// What other sources say instead: objects with `value`, `source` and `note`.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<Json>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A rule of the linter.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Rule {
    /// Its number.
    pub id: String,
    /// What it asks.
    pub asks: String,
}

/// What the linter found wrong.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct CatalogueFinding {
    /// The number of the broken rule.
    pub rule: String,
    /// Where in the file, for example `levels.user.digits`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// A parameter that a lock's app sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Parameter {
    /// Feature selection: whether code clients open.
    #[serde(rename = "codes")]
    Codes,
    /// Feature selection: whether card clients open.
    #[serde(rename = "cards")]
    Cards,
    /// Feature selection: whether phone clients open.
    #[serde(rename = "phones")]
    Phones,
    /// Feature selection: whether NetCodes open.
    #[serde(rename = "netcode")]
    Netcode,
    /// The NetCode modes that open.
    #[serde(rename = "netcode-modes")]
    NetcodeModes,
    /// Whether a later rental ends the earlier ones.
    #[serde(rename = "block-previous")]
    BlockPrevious,
    /// Seconds the lock stays open.
    #[serde(rename = "relock-delay")]
    RelockDelay,
    /// Hours in which no credential is needed.
    #[serde(rename = "code-free-periods")]
    CodeFreePeriods,
    /// Hours in which clients may enter, for all of them.
    #[serde(rename = "active-periods")]
    ActivePeriods,
    /// Hours in which only Master and Sub-Master open.
    #[serde(rename = "do-not-disturb")]
    DoNotDisturb,
    /// Whether two credentials are needed.
    #[serde(rename = "dual-authorisation")]
    DualAuthorisation,
    /// Whether the lock flashes while it is locked.
    #[serde(rename = "locked-indication")]
    LockedIndication,
    /// The phones that open, by the names of their owners.
    #[serde(rename = "phone-clients")]
    PhoneClients,
    /// When daylight saving begins and ends.
    #[serde(rename = "daylight-saving")]
    DaylightSaving,
    /// Whether the app keeps the lock's clock right.
    #[serde(rename = "clock")]
    Clock,
}

/// What a parameter can be set to.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum ParameterRule {
    /// On or off.
    #[serde(rename = "switch")]
    Switch,
    /// A number of seconds.
    #[serde(rename = "seconds")]
    Seconds {
        /// The fewest.
        from: i64,
        /// The most.
        to: i64,
    },
    /// One of these sets of modes.
    #[serde(rename = "modes", with = "crate::wire::alone")]
    Modes {
        /// The `value`.
        value: Vec<Vec<Mode>>,
    },
    /// Hours on days of the week, at numbered places from 0 on.
    #[serde(rename = "periods")]
    Periods {
        /// How many places, 1 to 10.
        places: i64,
    },
    /// Phones, each with hours of its own.
    #[serde(rename = "phones")]
    Phones {
        /// How many phones.
        places: i64,
    },
    /// A first and a last day, and a time of day.
    #[serde(rename = "dates")]
    Dates,
}

/// One thing that can be programmed with a button: how it is begun, and the fields typed then, each ended by the
/// model's `keypad.confirm` button.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Dialogue {
    /// The button that begins it.
    pub button: String,
    /// The fields, in the order typed.
    pub fields: Vec<Arg>,
    /// What it does.
    #[serde(rename = "do")]
    pub act: Verb,
    /// What it is called.
    pub title: String,
    /// Buttons and digits, with blanks between; a held button is written with its seconds, `program(5s)`.
    pub example: String,
    /// How sure it is.
    pub mark: Mark,
    /// Seconds it is held; 0 for a press.
    #[uniffi(default)]
    #[serde(default)]
    pub hold_seconds: i64,
    /// Whether the number of presses is the place a code goes to.
    #[uniffi(default)]
    #[serde(default)]
    pub counts: bool,
    /// Only with a Master Code set (`true`) or only without (`false`).
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarded: Option<bool>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Keys of `sources.json`.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
}

/// A bolt that a motor drives: it stays where it was put, and has to learn which way it moves (the handing of the
/// door) before the motor runs.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Motor {
    /// When it learns by itself which way it moves, with no procedure.
    pub learns: OccasionsFact,
    /// Whether a mechanical key or a thumb-turn moves it without power.
    pub by_hand: FlagFact,
}

/// When a bolt learns by itself which way it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Occasion {
    /// Cells go in with no button held, and it has not learnt yet.
    #[serde(rename = "cells_in")]
    CellsIn,
    /// A factory reset is done.
    #[serde(rename = "reset")]
    Reset,
}

/// Kinds of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Cells {
    /// Alkaline cells of one age.
    #[serde(rename = "alkaline")]
    Alkaline,
    /// Lithium cells.
    #[serde(rename = "lithium")]
    Lithium,
    /// Rechargeable cells of any kind.
    #[serde(rename = "rechargeable")]
    Rechargeable,
    /// Old cells beside new ones.
    #[serde(rename = "mixed")]
    Mixed,
}

/// What cells of one kind do in a lock.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct CellRule {
    /// Whether the lock's gauge sees them run low in time to warn.
    pub warns: bool,
    /// What is left at the first warning, as a percentage of `reserve_openings`.
    pub reserve_percent: i64,
    /// Whether the gauge reads low from the first day.
    #[uniffi(default)]
    #[serde(default)]
    pub reads_low: bool,
}

/// What becomes of an entry when its last key was long ago, and what else ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum EntryRule {
    /// It is forgotten.
    #[serde(rename = "forgotten")]
    Forgotten,
    /// It is judged.
    #[serde(rename = "judged")]
    Judged,
    /// It is judged; and a code opens as soon as its last digit is typed.
    #[serde(rename = "first_match")]
    FirstMatch,
    /// It is forgotten; only the confirming button makes it count, not the end of typing.
    #[serde(rename = "confirmed")]
    Confirmed,
}
