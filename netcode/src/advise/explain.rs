//! The causes of one refused code, weighed against each other.

use std::format;
use std::string::{String, ToString as _};

use super::facts::{Digits, Facts, Standing};
use super::knowledge::Knowledge;
use super::verdict::{next_question, rank, tied, told};
use super::{Attempt, Cause, Explanation, Finding, Known};
use crate::error::Result;

/// Ranks the causes for which a lock did not open to what was typed.
///
/// # Errors
/// `time.*` when the moment lies outside lock time.
pub fn explain(known: &Known, attempt: &Attempt) -> Result<Explanation> {
    let knowledge = Knowledge::builtin()?;
    let facts = Facts::gather(known, attempt)?;
    let clues = facts.clues();
    let possible = Cause::ALL.into_iter().filter(|cause| facts.possible(*cause));
    let ranked = rank(knowledge, possible, &clues, &attempt.answers)?;
    let tie = tied(&ranked);
    let next = next_question(knowledge, &tie, &attempt.answers);
    let findings = told(&ranked, &tie).into_iter().map(|one| {
        Ok(Finding {
            cause: one.cause,
            likelihood: one.likelihood,
            minutes: facts.minutes(one.cause),
            about: facts.about(one.cause),
            evidence: facts.evidence(one.cause),
            remedy: knowledge.belief(one.cause)?.remedy.value.clone(),
        })
    });
    let findings = findings.collect::<Result<_>>()?;
    Ok(Explanation { findings, tie: tie.into_iter().map(|one| one.cause).collect(), next, clues })
}

impl Facts<'_> {
    /// By how many minutes the code or the clock is out.
    fn minutes(&self, cause: Cause) -> Option<i64> {
        let Digits::Handed(handed) = self.digits else { return self.clock_minutes(cause) };
        let grant = &handed.grant;
        match (cause, self.standing) {
            (Cause::TooEarly, Standing::TooEarly) => Some(grant.start().minutes_since(self.now)),
            (Cause::TooLate, Standing::Over) => Some(self.now.minutes_since(grant.ends())),
            (Cause::NeverValidated, Standing::FirstUseMissed) => Some(self.missed_by(handed).1),
            _ => self.clock_minutes(cause),
        }
    }

    fn clock_minutes(&self, cause: Cause) -> Option<i64> {
        match cause {
            Cause::ClockBehind if self.edge.behind => self.worst_minutes,
            Cause::ClockAhead if self.edge.ahead => self.worst_minutes,
            Cause::ClockMissedDst => self.edge.shift.map(i64::abs),
            _ => None,
        }
    }

    /// The code or lock a cause is about.
    fn about(&self, cause: Cause) -> Option<String> {
        match (cause, self.digits) {
            (Cause::OtherLock, Digits::Other(other)) => Some(other.name.clone()),
            (Cause::Superseded, _) => self.later.map(|later| later.id.clone()),
            (Cause::NotIssued | Cause::OtherLock, _) => None,
            _ => self.id(),
        }
    }

    /// Why a cause is thought of.
    fn evidence(&self, cause: Cause) -> String {
        self.evidence_of_records(cause)
            .or_else(|| self.evidence_of_digits(cause))
            .or_else(|| self.evidence_of_clock(cause))
            .unwrap_or_else(|| self.evidence_of_lock(cause))
    }

    fn evidence_of_records(&self, cause: Cause) -> Option<String> {
        let Digits::Handed(handed) = self.digits else { return None };
        let (id, grant, now) = (&handed.id, &handed.grant, self.now);
        let text = match (cause, self.standing) {
            (Cause::Blocked, Standing::Blocked) => format!("code `{id}` was blocked before this try"),
            (Cause::Spent, Standing::Spent) => format!("code `{id}` opens once, and has opened"),
            (Cause::Spent, Standing::SingleUnused) => {
                format!("code `{id}` opens once; whether it has is not recorded")
            }
            (Cause::Superseded, Standing::Superseded | Standing::LaterUnused) => {
                let later = self.later.map_or("", |later| later.id.as_str());
                let word = if self.standing == Standing::Superseded { "has" } else { "may have" };
                format!("the later rental `{later}` {word} opened the door, and that ends earlier ones")
            }
            (Cause::WrongMode, Standing::ModeOff) => {
                format!("the lock does not have mode {} on", grant.mode())
            }
            (Cause::NotAccepted, Standing::NotAccepted) => {
                format!("the lock's settings do not take a code like `{id}`")
            }
            (Cause::TooEarly, Standing::TooEarly) => {
                let wait = spoken(grant.start().minutes_since(now));
                format!("it begins at {} of the lock's clock, in {wait}", grant.start())
            }
            (Cause::TooLate, Standing::Over) => {
                let gone = spoken(now.minutes_since(grant.ends()));
                format!("it ended at {} of the lock's clock, {gone} ago", grant.ends())
            }
            (Cause::OutsideHours, Standing::OutsideHours) => {
                format!("code `{id}` recurs, and this is outside its hours")
            }
            (Cause::NeverValidated, Standing::FirstUseMissed) => {
                let (by, late) = self.missed_by(handed);
                let late = spoken(late);
                format!(
                    "it had to be used once by {by} of the lock's clock, {late} ago, and no use is recorded"
                )
            }
            _ => return None,
        };
        Some(text)
    }

    fn evidence_of_digits(&self, cause: Cause) -> Option<String> {
        Some(match (cause, self.digits) {
            (Cause::DigitWrong, Digits::OneWrong(handed, at)) => {
                format!("code `{}` with another digit in place {}", handed.id, at + 1)
            }
            (Cause::DigitsSwapped, Digits::Swapped(handed, at)) => {
                format!("code `{}` with places {} and {} swapped", handed.id, at + 1, at + 2)
            }
            (Cause::DigitMissing, Digits::Missing(handed)) => {
                format!("code `{}` with one digit left out", handed.id)
            }
            (Cause::DigitExtra, Digits::Extra(handed)) => {
                format!("code `{}` with one digit too many", handed.id)
            }
            (Cause::OtherLock, Digits::Other(other)) => {
                format!("the digits are a code of `{}` that is valid now", other.name)
            }
            (Cause::BeforeInitialisation, Digits::Former(at)) => {
                format!("the digits are a code of the initialisation of {at}, which ended")
            }
            (Cause::NotIssued, Digits::OddLength) => {
                let digits = self.known.door.profile().format().digits();
                let typed = self.attempt.digits.len();
                format!("{typed} digits were typed, the lock's codes have {digits}")
            }
            (Cause::NotIssued, _) => "the digits are no code of the records".to_string(),
            _ => return None,
        })
    }

    fn evidence_of_clock(&self, cause: Cause) -> Option<String> {
        let worst = self.worst_minutes.map(spoken);
        let (word, refuses) = match cause {
            Cause::ClockBehind => ("behind", self.edge.behind),
            Cause::ClockAhead => ("ahead", self.edge.ahead),
            Cause::ClockMissedDst => {
                let shift = spoken(self.edge.shift?.abs());
                return Some(format!(
                    "a clock out by the daylight-saving shift of {shift} would refuse the code"
                ));
            }
            Cause::ClockLost => {
                let text = match (worst, self.cells_changed) {
                    (None, _) => "nothing is known of the clock since it was lost or before it was set",
                    (_, true) => "the clock may have been lost when the cells were changed",
                    (_, false) => "a clock is lost without power, and nobody may have told",
                };
                return Some(text.to_string());
            }
            _ => return None,
        };
        let worst = worst.filter(|_| refuses)?;
        Some(format!("the clock may be {word} by up to {worst}, and that would refuse the code"))
    }

    fn evidence_of_lock(&self, cause: Cause) -> String {
        let refused = self.known.refused_lately;
        match cause {
            Cause::Penalty if refused >= 3 => {
                format!("{refused} codes were refused within the minute before")
            }
            Cause::Penalty => "a lock refuses everything for a while after wrong codes".to_string(),
            Cause::LowBattery if self.known.battery_warned => {
                "the lock has warned of its battery".to_string()
            }
            other => usual(other).to_string(),
        }
    }
}

/// What is always true of a cause.
const fn usual(cause: Cause) -> &'static str {
    match cause {
        Cause::FeatureOff => "NetCode can be switched off at the lock, and the records cannot know",
        Cause::StarMissing => "codes of this lock begin with *, and none was reported",
        Cause::LowBattery => "cells run down without anybody telling",
        Cause::DoorStuck => "bolts stick in doors that hang or swell",
        Cause::WrongMode => "the mode may have been changed at the lock; the records cannot know",
        Cause::BeforeInitialisation => "the lock may have been initialised again unrecorded",
        _ => "nothing that was told rules it out",
    }
}

/// Minutes as people say them.
fn spoken(minutes: i64) -> String {
    match (minutes / 1440, minutes / 60 % 24, minutes % 60) {
        (0, 0, m) => format!("{m} min"),
        (0, h, 0) => format!("{h} h"),
        (0, h, m) => format!("{h} h {m} min"),
        (d, 0, _) => format!("{d} d"),
        (d, h, _) => format!("{d} d {h} h"),
    }
}
