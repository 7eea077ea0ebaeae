//! The causes, what each looks like at the door, and the questions that tell them apart.

use core::fmt;

use crate::error::{Error, Result, table::advise as codes};

/// What the person at the door saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Signal {
    /// Nobody looked.
    Unseen,
    /// Red after the last digit.
    Red,
    /// Red as soon as `*` is pressed.
    RedAtStar,
    /// No light and no sound for any key.
    Silent,
    /// Three red flashes, then blue.
    LowBattery,
    /// The light of a good code, and the door stays shut.
    GoodButShut,
}

impl Signal {
    /// Every signal.
    pub const ALL: [Signal; 6] = [
        Signal::Unseen,
        Signal::Red,
        Signal::RedAtStar,
        Signal::Silent,
        Signal::LowBattery,
        Signal::GoodButShut,
    ];

    /// The stable name, for example `red-at-star`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Signal::Unseen => "unseen",
            Signal::Red => "red",
            Signal::RedAtStar => "red-at-star",
            Signal::Silent => "silent",
            Signal::LowBattery => "low-battery",
            Signal::GoodButShut => "good-but-shut",
        }
    }

    /// Reads a stable name.
    ///
    /// # Errors
    /// `advise.signal_unknown`.
    pub fn parse(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|signal| signal.as_str() == text)
            .ok_or_else(|| Error::new(&codes::SIGNAL_UNKNOWN, format_args!("there is no signal `{text}`")))
    }
}

/// Why a code did not open a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Cause {
    /// Its time has not come.
    TooEarly,
    /// Its time is over.
    TooLate,
    /// A weekly code outside its hours.
    OutsideHours,
    /// The code's mode is not on at the lock, or was switched off after it was issued.
    WrongMode,
    /// The lock takes no code of this length or issue number.
    NotAccepted,
    /// NetCode is switched off at the lock.
    FeatureOff,
    /// `*` was not pressed first.
    StarMissing,
    /// It was not used in time for the first time.
    NeverValidated,
    /// A rental with a later start was used.
    Superseded,
    /// It was blocked.
    Blocked,
    /// It opens once, and has.
    Spent,
    /// It is a code of another door.
    OtherLock,
    /// It was issued before the lock was initialised again.
    BeforeInitialisation,
    /// One digit differs from a code given out.
    DigitWrong,
    /// Two neighbouring digits of a code given out are swapped.
    DigitsSwapped,
    /// A digit of a code given out is missing.
    DigitMissing,
    /// A code given out with one digit too many.
    DigitExtra,
    /// The digits are no code that was given out, and near to none.
    NotIssued,
    /// The lock refuses everything for a while after wrong codes.
    Penalty,
    /// The lock's clock is behind.
    ClockBehind,
    /// The lock's clock is ahead.
    ClockAhead,
    /// The lock's clock is out by the daylight-saving shift.
    ClockMissedDst,
    /// The lock's clock was lost, as at a battery change.
    ClockLost,
    /// The battery is low or empty.
    LowBattery,
    /// The lock accepts the code, and the door or its bolt is stuck.
    DoorStuck,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Cause; 25] = [
        Cause::TooEarly,
        Cause::TooLate,
        Cause::OutsideHours,
        Cause::WrongMode,
        Cause::NotAccepted,
        Cause::FeatureOff,
        Cause::StarMissing,
        Cause::NeverValidated,
        Cause::Superseded,
        Cause::Blocked,
        Cause::Spent,
        Cause::OtherLock,
        Cause::BeforeInitialisation,
        Cause::DigitWrong,
        Cause::DigitsSwapped,
        Cause::DigitMissing,
        Cause::DigitExtra,
        Cause::NotIssued,
        Cause::Penalty,
        Cause::ClockBehind,
        Cause::ClockAhead,
        Cause::ClockMissedDst,
        Cause::ClockLost,
        Cause::LowBattery,
        Cause::DoorStuck,
    ];

    /// The stable name, for example `too-early`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Cause::TooEarly => "too-early",
            Cause::TooLate => "too-late",
            Cause::OutsideHours => "outside-hours",
            Cause::WrongMode => "wrong-mode",
            Cause::NotAccepted => "not-accepted",
            Cause::FeatureOff => "feature-off",
            Cause::StarMissing => "star-missing",
            Cause::NeverValidated => "never-validated",
            Cause::Superseded => "superseded",
            Cause::Blocked => "blocked",
            Cause::Spent => "spent",
            Cause::OtherLock => "other-lock",
            Cause::BeforeInitialisation => "before-initialisation",
            Cause::DigitWrong => "digit-wrong",
            Cause::DigitsSwapped => "digits-swapped",
            Cause::DigitMissing => "digit-missing",
            Cause::DigitExtra => "digit-extra",
            Cause::NotIssued => "not-issued",
            Cause::Penalty => "penalty",
            Cause::ClockBehind => "clock-behind",
            Cause::ClockAhead => "clock-ahead",
            Cause::ClockMissedDst => "clock-missed-dst",
            Cause::ClockLost => "clock-lost",
            Cause::LowBattery => "low-battery",
            Cause::DoorStuck => "door-stuck",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A question with the answer yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Question {
    /// Whether `*` gives red by itself.
    RedAtStar,
    /// Whether `*` came first.
    StarFirst,
    /// Whether the digits are those of the message.
    TypedAsSent,
    /// Whether the person stands at the door the code is for.
    RightDoor,
    /// Whether it opens after a minute without a key pressed.
    OpensAfterMinute,
    /// Whether the code opened before.
    OpenedBefore,
    /// Whether a guest with a later rental was in.
    NewerGuestIn,
    /// Whether another valid code opens.
    OtherCodeOpens,
    /// Whether the mode was changed.
    ModeChanged,
    /// Whether the cells were changed.
    CellsChanged,
    /// Whether the lock was initialised again.
    InitialisedSince,
    /// Whether the lock's clock is right.
    ClockRight,
    /// Whether the lock's clock is ahead.
    ClockAhead,
    /// Whether the clock is out by the hour of daylight saving.
    OutByShift,
    /// Whether the keypad answers with good cells.
    AnswersWithPower,
    /// Whether it opens when the door is pushed or pulled.
    OpensWhenPushed,
}

impl Question {
    /// Every question; of two that separate as well, the one that is easier to answer comes first.
    pub const ALL: [Question; 16] = [
        Question::RedAtStar,
        Question::StarFirst,
        Question::TypedAsSent,
        Question::RightDoor,
        Question::OpensAfterMinute,
        Question::OpenedBefore,
        Question::NewerGuestIn,
        Question::OtherCodeOpens,
        Question::ModeChanged,
        Question::CellsChanged,
        Question::InitialisedSince,
        Question::ClockRight,
        Question::ClockAhead,
        Question::OutByShift,
        Question::AnswersWithPower,
        Question::OpensWhenPushed,
    ];

    /// The stable name, for example `opened-before`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Question::RedAtStar => "red-at-star",
            Question::StarFirst => "star-first",
            Question::TypedAsSent => "typed-as-sent",
            Question::RightDoor => "right-door",
            Question::OpensAfterMinute => "opens-after-minute",
            Question::OpenedBefore => "opened-before",
            Question::NewerGuestIn => "newer-guest-in",
            Question::OtherCodeOpens => "other-code-opens",
            Question::ModeChanged => "mode-changed",
            Question::CellsChanged => "cells-changed",
            Question::InitialisedSince => "initialised-since",
            Question::ClockRight => "clock-right",
            Question::ClockAhead => "clock-ahead",
            Question::OutByShift => "out-by-shift",
            Question::AnswersWithPower => "answers-with-power",
            Question::OpensWhenPushed => "opens-when-pushed",
        }
    }

    /// The question as it is put to a person.
    pub const fn text(self) -> &'static str {
        match self {
            Question::RedAtStar => "Does the lock flash red as soon as * is pressed?",
            Question::StarFirst => "Was * pressed before the digits?",
            Question::TypedAsSent => "Are the typed digits exactly those of the message, in the same order?",
            Question::RightDoor => "Is this the door that the message names?",
            Question::OpensAfterMinute => {
                "After a minute without touching a key (an hour where a lock counts ten tries), does the same code open?"
            }
            Question::OpenedBefore => "Has this code opened the door before?",
            Question::NewerGuestIn => "Has a guest with a later rental already been in?",
            Question::OtherCodeOpens => "Does another code that is valid now open this door?",
            Question::ModeChanged => "Was the lock's NetCode mode changed since the code was issued?",
            Question::CellsChanged => "Were the cells taken out or changed since the clock was last set?",
            Question::InitialisedSince => "Was the lock initialised again since the code was issued?",
            Question::ClockRight => "Does the lock's clock show the time it should?",
            Question::ClockAhead => "Is the lock's clock ahead of the time it should show?",
            Question::OutByShift => {
                "Is the lock's clock out by the hour of daylight saving, to within a few minutes?"
            }
            Question::AnswersWithPower => {
                "With new alkaline cells in, or a 9 V block at the contacts, does a dead keypad answer again?"
            }
            Question::OpensWhenPushed => {
                "Does the door open when it is pulled or pushed while the code is typed?"
            }
        }
    }

    /// Reads a stable name.
    ///
    /// # Errors
    /// `advise.question_unknown`.
    pub fn parse(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|question| question.as_str() == text).ok_or_else(|| {
            Error::new(&codes::QUESTION_UNKNOWN, format_args!("there is no question `{text}`"))
        })
    }
}
