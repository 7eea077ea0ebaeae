//! The causes, what each looks like at the door, and the questions that tell them apart.

use core::fmt;

use crate::error::{Error, Result, table::advise as codes};

/// What the person at the door saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
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

    /// What to do about it.
    pub const fn remedy(self) -> &'static str {
        match self {
            Cause::TooEarly => "wait until it begins, or issue a code that begins now",
            Cause::TooLate => "issue a new code",
            Cause::OutsideHours => "come back in its hours, or issue a code for now",
            Cause::WrongMode => {
                "issue a code of the mode that is on, or switch the mode at the lock (at the keypad, or in the app and then synchronise)"
            }
            Cause::NotAccepted => "issue a shorter code, or one with a lower issue number",
            Cause::FeatureOff => {
                "in the app: lock settings, Parameters, Feature Selection, tick NetCode, then synchronise the lock"
            }
            Cause::StarMissing => "press * first, then the digits",
            Cause::NeverValidated => "issue a new code, and have it typed once inside its first hours",
            Cause::Superseded => "issue a new code that begins no earlier than the newest rental in use",
            Cause::Blocked => "issue a new code; a block cannot be taken back",
            Cause::Spent => "issue another code, of a mode that opens more than once if the guest comes back",
            Cause::OtherLock => "send the code of this door, or the guest to the other one",
            Cause::BeforeInitialisation => {
                "issue the code anew: initialising ended every code issued before it"
            }
            Cause::DigitWrong | Cause::DigitsSwapped | Cause::DigitMissing | Cause::DigitExtra => {
                "type the code again slowly, reading it from the message"
            }
            Cause::NotIssued => {
                "ask for the digits as they stand in the message, and for the door they were sent for"
            }
            Cause::Penalty => "touch no key for a minute, then type the code once",
            Cause::ClockBehind | Cause::ClockAhead => {
                "set the lock's clock; until then issue a code with an hour more on either side"
            }
            Cause::ClockMissedDst => {
                "set the lock's clock to the time it should keep; until then issue a code that also covers the shift"
            }
            Cause::ClockLost => "set the lock's clock, or initialise the lock again",
            Cause::LowBattery => {
                "put in new alkaline cells all at once, or hold a 9 V block to the contacts outside if there are any"
            }
            Cause::DoorStuck => {
                "pull or push the door while the lock is open; then have bolt and strike plate looked at"
            }
        }
    }

    /// How often it is the cause among the calls for help, as a weight, before anything is known of the call.
    pub(super) const fn base(self) -> f64 {
        match self {
            Cause::LowBattery => 0.10,
            Cause::DoorStuck => 0.06,
            Cause::Penalty | Cause::FeatureOff | Cause::BeforeInitialisation => 0.04,
            Cause::WrongMode => 0.12,
            Cause::ClockLost => 0.05,
            Cause::NotIssued => 0.15,
            _ => 1.0,
        }
    }

    /// How likely somebody sees this signal when this is the cause. `star` says whether codes begin with `*`.
    pub(super) const fn shows(self, signal: Signal, star: bool) -> f64 {
        match (signal, self) {
            (Signal::Unseen, _) => 1.0,
            (Signal::Red, Cause::FeatureOff) if star => 0.05,
            (Signal::RedAtStar, Cause::FeatureOff) if star => 0.95,
            (Signal::RedAtStar, _) => 0.002,
            (Signal::Red, Cause::Penalty) | (Signal::Silent, Cause::Penalty) => 0.5,
            (Signal::Red, Cause::LowBattery | Cause::DoorStuck) => 0.02,
            (Signal::Red, _) => 0.97,
            (Signal::Silent, Cause::LowBattery) => 0.5,
            (Signal::LowBattery, Cause::LowBattery) => 0.5,
            (Signal::GoodButShut, Cause::DoorStuck) => 0.97,
            (Signal::GoodButShut, Cause::LowBattery) => 0.1,
            _ => 0.005,
        }
    }

    /// What the answer to a question is when this is the cause, where that is settled.
    pub(super) const fn expects(self, question: Question) -> Option<bool> {
        let slip = matches!(
            self,
            Cause::DigitWrong | Cause::DigitsSwapped | Cause::DigitMissing | Cause::DigitExtra
        );
        let clock =
            matches!(self, Cause::ClockBehind | Cause::ClockAhead | Cause::ClockMissedDst | Cause::ClockLost);
        let keypad =
            matches!(self, Cause::FeatureOff | Cause::Penalty | Cause::LowBattery | Cause::DoorStuck);
        match (question, self) {
            (Question::OtherCodeOpens, Cause::WrongMode | Cause::ClockLost) => Some(false),
            (Question::OtherCodeOpens, Cause::BeforeInitialisation | Cause::StarMissing) => None,
            (Question::OtherCodeOpens, _) if clock => None,
            (Question::OtherCodeOpens, _) => Some(!keypad),
            (Question::RedAtStar, _) => Some(matches!(self, Cause::FeatureOff)),
            (Question::StarFirst, _) => Some(!matches!(self, Cause::StarMissing)),
            (Question::OpenedBefore, Cause::Spent) => Some(true),
            (
                Question::OpenedBefore,
                Cause::NeverValidated | Cause::TooEarly | Cause::OtherLock | Cause::NotIssued,
            ) => Some(false),
            (Question::OpenedBefore, _) => None,
            (Question::NewerGuestIn, _) => Some(matches!(self, Cause::Superseded)),
            (Question::ModeChanged, _) => Some(matches!(self, Cause::WrongMode)),
            (Question::ClockRight, _) => Some(!clock),
            (Question::CellsChanged, Cause::ClockLost) => Some(true),
            (Question::CellsChanged, Cause::LowBattery | Cause::ClockMissedDst) => Some(false),
            (Question::CellsChanged, _) => None,
            (Question::OpensAfterMinute, _) => Some(matches!(self, Cause::Penalty)),
            (Question::TypedAsSent, _) => Some(!slip),
            (Question::RightDoor, _) => Some(!matches!(self, Cause::OtherLock)),
            (Question::InitialisedSince, _) => Some(matches!(self, Cause::BeforeInitialisation)),
            (Question::OpensWithPower, _) => Some(matches!(self, Cause::LowBattery)),
            (Question::OpensWhenPushed, _) => Some(matches!(self, Cause::DoorStuck)),
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
    /// Whether it opens with good cells.
    OpensWithPower,
    /// Whether it opens when the door is pushed or pulled.
    OpensWhenPushed,
}

impl Question {
    /// Every question; of two that separate as well, the one that is easier to answer comes first.
    pub const ALL: [Question; 14] = [
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
        Question::OpensWithPower,
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
            Question::OpensWithPower => "opens-with-power",
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
            Question::OpensAfterMinute => "After a minute without touching a key, does the same code open?",
            Question::OpenedBefore => "Has this code opened the door before?",
            Question::NewerGuestIn => "Has a guest with a later rental already been in?",
            Question::OtherCodeOpens => "Does another code that is valid now open this door?",
            Question::ModeChanged => "Was the lock's NetCode mode changed since the code was issued?",
            Question::CellsChanged => "Were the cells taken out or changed since the clock was last set?",
            Question::InitialisedSince => "Was the lock initialised again since the code was issued?",
            Question::ClockRight => "Does the lock's clock show the time it should?",
            Question::OpensWithPower => {
                "Does it open with new alkaline cells, or a 9 V block at the contacts?"
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
