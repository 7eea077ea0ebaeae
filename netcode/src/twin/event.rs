//! What happens to a lock, and what it does.

use serde::{Deserialize, Serialize};

use super::{Answer, App, Settings};
use crate::catalogue::Word;
use crate::code::Reason;
use crate::grant::Grant;

/// Something that happens to a lock at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A key is pressed and let go.
    Key(char),
    /// Nothing more is typed: the entry is judged as a whole.
    EndEntry,
    /// Whoever types stops for a moment: complete fields of a program are acknowledged, nothing is judged.
    Pause,
    /// A key or an inside button goes down and stays down.
    Press(String),
    /// It is let go.
    Release(String),
    /// The handle is turned (`true`) or let go.
    Handle(bool),
    /// The door is opened (`true`) or closed.
    Door(bool),
    /// The bolt is moved by hand, with a mechanical key or the thumb-turn.
    Turn(Bolt),
    /// Something is done with the cells.
    Battery(Battery),
    /// A card is presented.
    Card(String),
    /// A contact is closed (`true`) or opened.
    Input {
        /// Its name, for example `rem2`.
        name: String,
        /// Whether it is closed.
        closed: bool,
    },
    /// The app does something.
    App(App),
    /// The lock is set up from outside, past its keypad.
    Set(Box<Settings>),
    /// Time passes.
    Tick,
}

/// Something done with the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Battery {
    /// They are taken out.
    Out,
    /// Good ones are put in.
    In,
    /// They run low.
    Low,
    /// They are too weak to drive a bolt.
    Critical,
    /// They are empty.
    Dead,
    /// They are good.
    Ok,
    /// A cell is held to the contacts outside.
    Override,
}

/// Something the lock does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// One flash or beep.
    Signal(Word),
    /// The bolt moves.
    Bolt(Bolt),
    /// A signal that repeats without end, named once.
    Pattern(Pattern),
    /// A key had no effect because it is absent or cannot be reached.
    Ignored(char),
    /// The privileged log: never shown at the keypad.
    Log(Box<Record>),
    /// What the lock answers a message of its app.
    Answer(Box<Answer>),
}

/// Where the bolt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bolt {
    /// Locked.
    Locked,
    /// Unlocked.
    Unlocked,
}

/// A signal that repeats without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// A red flash every few seconds while locked.
    LockedIndication,
}

impl Effect {
    /// The word a script shows for it; none for what the keypad does not show.
    pub const fn word(&self) -> Option<&'static str> {
        match self {
            Effect::Signal(Word::Blue) => Some("blue"),
            Effect::Signal(Word::Red) => Some("red"),
            Effect::Signal(Word::Green) => Some("green"),
            Effect::Signal(Word::Beep) => Some("beep"),
            Effect::Signal(Word::Cross) => Some("cross"),
            Effect::Signal(Word::Check) => Some("check"),
            Effect::Signal(Word::Padlock) => Some("padlock"),
            Effect::Bolt(Bolt::Unlocked) => Some("unlock"),
            Effect::Bolt(Bolt::Locked) => Some("lock"),
            Effect::Pattern(Pattern::LockedIndication) => Some("locked-indication"),
            Effect::Ignored(_) | Effect::Log(_) | Effect::Answer(_) => None,
        }
    }
}

/// One line of the privileged log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// Somebody opened.
    Opened(Who),
    /// Somebody locked, in Public.
    Locked(Who),
    /// A credential was refused.
    Refused(Why),
    /// A program was run: its name in the catalogue.
    Programmed {
        /// Who ran it.
        by: Who,
        /// The program's name.
        program: String,
    },
    /// A program was refused.
    ProgramRefused,
    /// The keypad began to refuse input.
    LockedOut,
    /// The bolt met an obstacle while it was driven to lock.
    Jammed,
    /// The bolt was taught which way it moves; `false` when that failed.
    Handing(bool),
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The Master Code.
    Master,
    /// The Sub-Master Code.
    SubMaster,
    /// The Technician Code.
    Technician,
    /// The client with this number, counted from 1: the place where there are places.
    Client(u32),
    /// A NetCode with this grant.
    Netcode(Grant),
    /// A guest with a code of their own choice.
    Guest,
    /// The app.
    App,
    /// The phone of the client with this name.
    Phone(String),
    /// A contact.
    Input,
    /// Somebody with a key, the thumb-turn or a button, without a credential.
    Hand,
    /// The lock by itself: a timer or a schedule.
    Itself,
}

/// Why a credential was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nobody has it.
    Unknown,
    /// Its owner is suspended.
    Suspended,
    /// Outside its owner's active periods.
    OutsidePeriod,
    /// On a day that is locked out.
    DayLockedOut,
    /// Outside the hours of operation.
    OutsideHours,
    /// Lock-down.
    LockDown,
    /// Do Not Disturb.
    DoNotDisturb,
    /// The lock's function does not take such codes.
    NotInFunction,
    /// Its kind is switched off.
    FeatureOff,
    /// Somebody else's code holds the lock.
    InUse,
    /// The outside cell opens for other levels only.
    OutsideCell,
    /// The second of two codes is missing or is the first again.
    SecondMissing,
    /// The bolt has not learnt which way it moves.
    NotHanded,
    /// The cells are too weak to drive the bolt.
    CellsTooWeak,
    /// Its time is over: a phone's, or a command's that came late.
    Expired,
    /// It cannot be locked: a schedule or an emergency keeps it open.
    StandsOpen,
    /// A NetCode, and the verifier's reason.
    Netcode(Reason),
}
