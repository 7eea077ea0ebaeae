//! Advice: why a code did not open a door, and the way from a symptom to a fix.

use std::collections::HashMap;
use std::sync::Arc;

use netcode::advise as core;

use crate::catalogue::model;
use crate::wire::cross;
use crate::{
    Code, Door, Explanation, Grant, Guide, Identity, LockTime, LogFinding, Moment, Result, Walk, Zone,
};

mirror! {
    /// What the person at the door saw.
    Signal of core::Signal {
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
}

mirror! {
    /// Why a code did not open a door.
    Cause of core::Cause {
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
}

mirror! {
    /// A question whose answer tells causes apart.
    Question of core::Question {
        /// Whether the lock flashes red at `*`.
        RedAtStar,
        /// Whether `*` was pressed first.
        StarFirst,
        /// Whether the digits are those of the message.
        TypedAsSent,
        /// Whether it is the right door.
        RightDoor,
        /// Whether it opens after a minute's rest.
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
}

mirror! {
    /// How a walk through a guide ends.
    End of core::End {
        /// The step is the remedy.
        Fix,
        /// The step sets the lock back, and says what that costs.
        Reset,
        /// Only a key, or a locksmith, or the maker's support is left.
        KeyOrLocksmith,
        /// Only the service's support can do it.
        Support,
    }
}

#[uniffi::export]
impl Question {
    /// The question as it is put to a person.
    pub fn text(&self) -> String {
        core::Question::from(*self).text().to_owned()
    }

    /// The stable name, for example `opened-before`.
    pub fn wire_name(&self) -> String {
        core::Question::from(*self).as_str().to_owned()
    }
}

#[uniffi::export]
impl Cause {
    /// The stable name, for example `too-early`.
    pub fn wire_name(&self) -> String {
        core::Cause::from(*self).as_str().to_owned()
    }
}

/// Reads a stable name. Fails with `advise.question_unknown`.
#[uniffi::export]
fn parse_question(text: &str) -> Result<Question> {
    Ok(core::Question::parse(text)?.into())
}

/// Reads a stable name. Fails with `advise.signal_unknown`.
#[uniffi::export]
fn parse_signal(text: &str) -> Result<Signal> {
    Ok(core::Signal::parse(text)?.into())
}

/// A code that was given out, with its digits.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Eq)]
pub struct Handed {
    /// The name by which the issuer knows it.
    pub id: String,
    /// The digits.
    pub code: Code,
    /// What it permits.
    pub grant: Arc<Grant>,
    /// When it was first seen to open the door.
    #[uniffi(default)]
    pub used: Option<Moment>,
    /// When it was blocked at the lock.
    #[uniffi(default)]
    pub blocked: Option<Moment>,
}

/// Another lock of the account.
#[derive(Debug, Clone, uniffi::Record)]
pub struct OtherLock {
    /// The name by which the issuer knows it.
    pub name: String,
    /// Who its codes are for.
    pub identity: Arc<Identity>,
}

/// Who a lock's codes were for before it was initialised again.
#[derive(Debug, Clone, uniffi::Record)]
pub struct FormerIdentity {
    /// The time of that initialisation.
    pub initialised: LockTime,
    /// Who they were for.
    pub identity: Arc<Identity>,
}

/// What the issuer knows of a lock.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Known {
    /// What the lock accepts, and what is known of its clock.
    pub door: Arc<Door>,
    /// Who its codes are for since its last initialisation.
    pub identity: Arc<Identity>,
    /// The codes given out for it.
    #[uniffi(default)]
    pub handed: Vec<Handed>,
    /// Who its codes were for before.
    #[uniffi(default)]
    pub former: Vec<FormerIdentity>,
    /// The account's other locks; they have codes of the same format.
    #[uniffi(default)]
    pub others: Vec<OtherLock>,
    /// The id or alias of the lock's model, where it is known: its keypad rules some causes out.
    #[uniffi(default)]
    pub model: Option<String>,
    /// Codes it refused within the minute before.
    #[uniffi(default)]
    pub refused_lately: u32,
    /// Whether it gave a low-battery signal lately.
    #[uniffi(default)]
    pub battery_warned: bool,
}

impl Known {
    fn taken(self) -> Result<core::Known> {
        let handed = |of: Handed| core::Handed {
            id: of.id,
            code: of.code,
            grant: of.grant.0,
            used: of.used,
            blocked: of.blocked,
        };
        let other = |of: OtherLock| core::OtherLock { name: of.name, identity: of.identity.0.clone() };
        Ok(core::Known {
            door: self.door.0.clone(),
            identity: self.identity.0.clone(),
            handed: self.handed.into_iter().map(handed).collect(),
            former: self.former.into_iter().map(|of| (of.initialised, of.identity.0.clone())).collect(),
            others: self.others.into_iter().map(other).collect(),
            model: self.model.map(|name| model(None, &name)).transpose()?,
            refused_lately: self.refused_lately,
            battery_warned: self.battery_warned,
        })
    }
}

/// One try at the door. Printing it hides what was typed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq)]
pub struct Attempt(core::Attempt);

#[uniffi::export]
impl Attempt {
    /// What was typed: 1 to 12 digits, blanks left out, after `*` where that is known to have been pressed. Fails with
    /// `code.malformed`.
    #[uniffi::constructor]
    pub fn new(typed: &str, at: Moment, signal: Signal) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(core::Attempt::new(typed, at, signal.into())?)))
    }

    /// The same try, with one more question answered.
    pub fn answered(&self, question: Question, yes: bool) -> Arc<Self> {
        Arc::new(Self(self.0.clone().answered(question.into(), yes)))
    }
}

/// Ranks the causes for which a lock did not open to what was typed. Fails with `catalogue.unknown_model`, `time.*`.
#[uniffi::export]
pub fn explain(known: Known, attempt: &Attempt) -> Result<Explanation> {
    cross("explanation", &core::explain(&known.taken()?, &attempt.0)?)
}

/// What an issuer wrote down of a lock.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Eq)]
pub struct IssuedRecords {
    /// The codes given out.
    pub handed: Vec<Handed>,
    /// Initialisations before the last, on the lock's clock.
    pub former: Vec<LockTime>,
}

/// Reads the JSON text of an issuer's records. Fails with `advise.records_malformed`.
#[uniffi::export]
pub fn read_records(text: &str, zone: &Zone) -> Result<IssuedRecords> {
    let records = core::Records::from_json(text, zone.0)?;
    let handed = |of: core::Handed| Handed {
        id: of.id,
        code: of.code,
        grant: Grant::told(of.grant),
        used: of.used,
        blocked: of.blocked,
    };
    Ok(IssuedRecords { handed: records.handed.into_iter().map(handed).collect(), former: records.former })
}

/// Follows the answers, one a step, through the guide for a model (by id or alias), or through the guide with this name.
/// Fails with `catalogue.unknown_model`, `advise.guide_unknown`, and `advise.answer_unknown`, whose hint names the
/// answers there are.
#[uniffi::export(default(answers = []))]
pub fn troubleshoot(model: &str, answers: Vec<String>) -> Result<Walk> {
    cross("walk", &core::troubleshoot(model, &answers)?)
}

/// The guides this library is delivered with, and the trees that [`troubleshoot`] walks.
#[uniffi::export]
pub fn guides() -> Result<Vec<Guide>> {
    cross("list of guides", &core::guides()?)
}

/// Reads a guide of one's own from its JSON text and checks that it is sound. Fails with `advise.guide_malformed`, with
/// the step and what is wrong with it.
#[uniffi::export]
pub fn parse_guide(text: &str) -> Result<Guide> {
    cross("guide", &core::Guide::parse(text)?)
}

/// Explains why a lock's log names `logged` when `was` was at the door. `codes` are everybody's digits, by name. Fails
/// with `advise.codes_malformed`, `advise.name_unknown`, `catalogue.unknown_model`.
#[uniffi::export]
pub fn explain_log(
    model: &str,
    codes: HashMap<String, String>,
    was: &str,
    logged: &str,
) -> Result<LogFinding> {
    let codes = core::NamedCodes::from_json(&serde_json::json!(codes).to_string())?;
    cross("finding", &core::explain_log(&*self::model(None, model)?, &codes, was, logged)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_told_and_comes_back() {
        for cause in core::Cause::ALL {
            assert_eq!(core::Cause::from(Cause::from(cause)), cause);
        }
        for question in core::Question::ALL {
            assert_eq!(core::Question::from(Question::from(question)), question);
        }
        for signal in core::Signal::ALL {
            assert_eq!(core::Signal::from(Signal::from(signal)), signal);
        }
    }
}
