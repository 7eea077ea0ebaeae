//! Programs: what is typed after the program key, who may type it and what it does.

use serde::{Deserialize, Serialize};
use std::string::String;
use std::vec::Vec;

use super::Mark;

/// A level of code. Each level has codes of its own length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The Master Code.
    Master,
    /// The Sub-Master Code.
    SubMaster,
    /// A User Code or code client.
    User,
    /// The Technician Code.
    Technician,
    /// A NetCode, read by the verifier.
    Netcode,
}

impl Level {
    /// The word used in the files, for example `sub_master`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Master => "master",
            Level::SubMaster => "sub_master",
            Level::User => "user",
            Level::Technician => "technician",
            Level::Netcode => "netcode",
        }
    }
}

/// What kind of client a credential belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    /// A code that opens again and again.
    Code,
    /// A code that opens once and is then forgotten.
    OneTime,
    /// A technician's code.
    Technician,
    /// A guest's code, forgotten after `timings.guest_hours`.
    Guest,
    /// A card.
    Card,
}

/// One argument of a program. Its length in digits, or its range of lengths, follows from the kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// These digits, exactly.
    Literal(String),
    /// One of these texts, all of the same length.
    OneOf(Vec<String>),
    /// A code of the given level.
    Code(Level),
    /// The argument before this one, typed again.
    Again,
    /// A place in the list of users: first and last place, typed with two digits.
    Place(u8, u8),
    /// A number of `digits` digits between `from` and `to`.
    Number {
        /// Digits typed.
        digits: u8,
        /// Least value.
        from: u32,
        /// Greatest value.
        to: u32,
        /// Only multiples of this from 0, where given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<u32>,
    },
    /// A time of day, `HHmm`.
    Time,
    /// A time of day, `HHmm`, or `2400` for never.
    TimeOrNever,
    /// A date, `YYMMDD`.
    Date,
    /// A date and time, `YYMMDDHHmm`.
    DateTime,
    /// A lock id, six digits from 100000.
    LockId,
    /// The number of a period, one digit.
    Period,
    /// A week pattern: seven digits 1 or 0, Monday first.
    Week,
    /// One digit, 1 for on and 0 for off.
    Flag,
    /// A card, presented after the last digit.
    Card,
    /// Of a dialogue: the lock's Master Code; left out while none is set.
    Guard,
}

/// What a program does. The engine knows these verbs and no model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Set the code of a level that has one code.
    SetCode(Level),
    /// Delete the code of a level that has one code.
    DeleteCode(Level),
    /// Set, at the typed place or the next free one, a client of this kind.
    SetClient(ClientKind),
    /// Delete the client at the typed place, with the typed code or with the presented card.
    DeleteClient,
    /// Delete every client.
    DeleteClients,
    /// Suspend the client at the typed place or with the typed code; without an argument all of them.
    SuspendClient,
    /// End a suspension.
    RestoreClient,
    /// Replace the performer's own code.
    ChangeOwn,
    /// Set the performer's personal code, which stands for the NetCode in programming.
    PersonalCode,
    /// Go to this function.
    SetFunction(String),
    /// Go to this function, or from it back to the one on delivery.
    ToggleFunction(String),
    /// Open by itself this many hours after locking; 0 never.
    AutoUnlockAfter,
    /// Open by itself at this time of day.
    AutoUnlockAt,
    /// Choose the NetCode modes: the typed digits are looked up in the model's `netcode.types`.
    NetcodeTypes,
    /// Whether a later rental NetCode ends the earlier ones.
    BlockPrevious,
    /// Block one NetCode.
    BlockNetcode,
    /// Initialise NetCode: clock, generation and lock id; goes to the given function, if any.
    Initialise(Option<String>),
    /// Set the clock.
    SetClock,
    /// First and last day of daylight saving.
    DstDates,
    /// Time of day of the daylight-saving changes.
    DstTime,
    /// Flash while locked; the last digit typed is 0 or 1 unless the value stands here.
    LockedIndication(Option<bool>),
    /// Two codes are needed to open.
    DualAuthorisation(Option<bool>),
    /// Only Master and Sub-Master open.
    LockDown(bool),
    /// No credential is needed, until switched off.
    CodeFree(bool),
    /// Set a period in which no credential is needed.
    CodeFreePeriod,
    /// Suspend one code-free period, or all.
    SuspendCodeFree,
    /// Restore one code-free period, or all.
    RestoreCodeFree,
    /// End an emergency opening.
    EmergencyCancel,
    /// Seconds until the lock locks again.
    RelockDelay,
    /// Hours of the day in which codes open.
    RestrictHours,
    /// Days of the week on which clients may enter.
    DayLockOut,
    /// A period in which a client's credential works; without a code, for all clients.
    ActivePeriod,
    /// Suspend periods: one of a client, all of a client, or all of all clients.
    SuspendPeriod,
    /// Restore them.
    RestorePeriod,
    /// Which kinds of credential work: codes, cards, NetCodes.
    Features,
    /// Length of User Codes.
    UserDigits,
    /// Back to the state of delivery.
    FactoryReset,
    /// Learn which way the bolt moves, by moving it.
    LearnHanding,
    /// How the keypad is mounted, so that its digits stand upright.
    RotateKeypad,
    /// Accepted, with no effect on access that a source tells of.
    Nothing,
}

/// One program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// The program number as typed; empty where arguments follow the code at once.
    pub number: String,
    /// The arguments, in the order typed.
    #[serde(default)]
    pub args: Vec<Arg>,
    /// Who may run it.
    pub by: Vec<Level>,
    /// The functions it may be run in; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<String>,
    /// The functions in which it may be typed without the program key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bare_within: Vec<String>,
    /// What it does.
    #[serde(rename = "do")]
    pub verb: Verb,
    /// What it is called.
    pub title: String,
    /// The sequence a source prints, or one of the same shape; it must be one this program accepts.
    pub example: String,
    /// How sure the program is.
    pub mark: Mark,
    /// Keys of `sources.json`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
