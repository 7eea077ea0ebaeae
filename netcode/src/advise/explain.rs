//! The causes of one refused code, weighed against each other.

use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

use chrono::TimeDelta;

use super::verdict::{Suspect, verdict};
use super::{Attempt, Cause, Explanation, Handed, Known};
use crate::code::{Code, HeldKey, Identity, KeyRef, Reason, inspect};
use crate::error::{Error, Result};
use crate::time::{ClockEvent, ClockRule, LockTime};

/// Ranks the causes for which a lock did not open to what was typed.
///
/// # Errors
/// `time.*` when the moment lies outside lock time.
pub fn explain(known: &Known, attempt: &Attempt) -> Result<Explanation> {
    let now = known.door.zone().lock_time(known.door.clock().rule(), attempt.at)?;
    let mut desk = Weigher { known, attempt, now, suspects: Vec::new() };
    desk.of_digits()?;
    desk.of_the_lock();
    Ok(verdict(desk.suspects, attempt, known.star))
}

struct Weigher<'a> {
    known: &'a Known,
    attempt: &'a Attempt,
    now: LockTime,
    suspects: Vec<Suspect>,
}

impl Weigher<'_> {
    fn suspect(&mut self, cause: Cause, weight: f64, evidence: impl Into<String>) -> Option<&mut Suspect> {
        let evidence = evidence.into();
        self.suspects.push(Suspect {
            cause,
            weight: weight * cause.base(),
            minutes: None,
            about: None,
            evidence,
        });
        self.suspects.last_mut()
    }

    fn suspect_about(&mut self, cause: Cause, weight: f64, about: &str, evidence: impl Into<String>) {
        if let Some(suspect) = self.suspect(cause, weight, evidence) {
            suspect.about = Some(about.to_string());
        }
    }

    /// What a lock that remembers nothing would say to a code of `identity` with its clock out by so many minutes.
    fn reason(&self, identity: &Identity, code: &Code, out_minutes: i64) -> Result<Reason> {
        let at = self.now.plus_minutes(out_minutes)?;
        let held = [HeldKey { key: KeyRef::Own, identity: identity.clone() }];
        let inspection = inspect(&held, self.known.door.profile(), code, at, Some(at))?;
        Ok(inspection.reason.unwrap_or(Reason::NoMeaning))
    }

    fn of_digits(&mut self) -> Result<()> {
        let digits = usize::from(self.known.door.profile().format().digits());
        if self.attempt.digits.len() != digits {
            self.of_wrong_length(digits);
            return Ok(());
        }
        let code = Code::parse(&self.attempt.digits)?;
        let known = self.known;
        if let Some(handed) = known.handed.iter().find(|handed| handed.code == code) {
            return self.of_handed(handed);
        }
        if self.reason(&known.identity, &code, 0)? == Reason::Opens {
            return self.of_clock(&code, false);
        }
        self.of_slips()?;
        for other in &known.others {
            if self.reason(&other.identity, &code, 0)? == Reason::Opens {
                let evidence = format!("the digits are a code of `{}` that is valid now", other.name);
                self.suspect_about(Cause::OtherLock, 1.0, &other.name, evidence);
            }
        }
        for (at, identity) in &known.former {
            if self.reason(identity, &code, 0)? == Reason::Opens {
                let evidence = format!("the digits are a code of the initialisation of {at}, which ended");
                self.suspect(Cause::BeforeInitialisation, 25.0, evidence);
            }
        }
        self.suspect(Cause::NotIssued, 1.0, "the digits are no code of the records");
        Ok(())
    }

    fn of_wrong_length(&mut self, digits: usize) {
        let known = self.known;
        let typed = self.attempt.digits.as_bytes();
        for handed in &known.handed {
            let code = handed.code.as_str().as_bytes();
            let weight = self.live_weight(handed);
            if typed.len() + 1 == code.len() && without_one(code, typed) {
                let evidence = format!("code `{}` with one digit left out", handed.id);
                self.suspect_about(Cause::DigitMissing, weight, &handed.id, evidence);
            } else if typed.len() == code.len() + 1 && without_one(typed, code) {
                let evidence = format!("code `{}` with one digit too many", handed.id);
                self.suspect_about(Cause::DigitExtra, weight, &handed.id, evidence);
            }
        }
        let evidence = format!("{} digits were typed, the lock's codes have {digits}", typed.len());
        self.suspect(Cause::NotIssued, 1.0, evidence);
    }

    /// A slip is likelier from a code that opens now.
    fn live_weight(&self, handed: &Handed) -> f64 {
        let reason = self.reason(&self.known.identity, &handed.code, 0);
        if reason.is_ok_and(|reason| reason == Reason::Opens) { 1.0 } else { 0.1 }
    }

    fn of_slips(&mut self) -> Result<()> {
        let known = self.known;
        let typed = self.attempt.digits.as_bytes();
        for handed in &known.handed {
            let code = handed.code.as_str().as_bytes();
            let differ: Vec<usize> = (0..code.len()).filter(|at| code.get(*at) != typed.get(*at)).collect();
            match differ.as_slice() {
                [at] => {
                    let evidence = format!("code `{}` with another digit in place {}", handed.id, at + 1);
                    let weight = self.live_weight(handed);
                    self.suspect_about(Cause::DigitWrong, weight, &handed.id, evidence);
                }
                [a, b] if b - a == 1 && code.get(*a) == typed.get(*b) && code.get(*b) == typed.get(*a) => {
                    let evidence =
                        format!("code `{}` with places {} and {} swapped", handed.id, a + 1, b + 1);
                    let weight = self.live_weight(handed);
                    self.suspect_about(Cause::DigitsSwapped, weight, &handed.id, evidence);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The digits are right: what the records and the lock's own rules say.
    fn of_handed(&mut self, handed: &Handed) -> Result<()> {
        let (grant, at, id) = (&handed.grant, self.attempt.at, handed.id.as_str());
        let profile = *self.known.door.profile();
        if handed.blocked.is_some_and(|blocked| blocked <= at) {
            self.suspect_about(Cause::Blocked, 10.0, id, format!("code `{id}` was blocked before this try"));
        }
        let used = handed.used.filter(|used| *used < at);
        if grant.mode().is_single_use() {
            let (weight, evidence) = match used {
                Some(_) => (10.0, format!("code `{id}` opens once, and has opened")),
                None => (0.15, format!("code `{id}` opens once; whether it has is not recorded")),
            };
            self.suspect_about(Cause::Spent, weight, id, evidence);
        }
        let mut reason = self.reason(&self.known.identity, &handed.code, 0)?;
        if reason == Reason::FirstUseMissed && used.is_some() {
            reason = Reason::Opens;
        }
        // In another epoch the same digits may say something the lock gets further with; the records know better.
        if !profile.modes().contains(grant.mode()) {
            reason = Reason::ModeOff;
        }
        self.of_later_rental(handed, profile.block_previous());
        let (begun, over) = (self.now.minutes_since(grant.start()), self.now.minutes_since(grant.ends()));
        let (cause, weight, minutes, evidence) = match reason {
            Reason::ModeOff => {
                (Cause::WrongMode, 60.0, None, format!("the lock does not have mode {} on", grant.mode()))
            }
            Reason::TooLong | Reason::IssueNotAccepted => {
                (Cause::NotAccepted, 5.0, None, format!("the lock's settings do not take a code like `{id}`"))
            }
            Reason::TooEarly => (
                Cause::TooEarly,
                3.0,
                Some(-begun),
                format!("it begins at {} of the lock's clock, in {}", grant.start(), spoken(-begun)),
            ),
            Reason::Expired => (
                Cause::TooLate,
                3.0,
                Some(over),
                format!("it ended at {} of the lock's clock, {} ago", grant.ends(), spoken(over)),
            ),
            Reason::OutsideOccurrence => {
                (Cause::OutsideHours, 3.0, None, format!("code `{id}` recurs, and this is outside its hours"))
            }
            Reason::FirstUseMissed => {
                let by = grant.first_use_by(profile.first_use_hours()).unwrap_or(grant.start());
                let late = self.now.minutes_since(by);
                (
                    Cause::NeverValidated,
                    3.0,
                    Some(late),
                    format!(
                        "it had to be used once by {by} of the lock's clock, {} ago, and no use is recorded",
                        spoken(late)
                    ),
                )
            }
            _ => return self.of_clock(&handed.code, used.is_some()),
        };
        if let Some(suspect) = self.suspect(cause, weight, evidence) {
            suspect.minutes = minutes;
            suspect.about = Some(id.to_string());
        }
        Ok(())
    }

    fn of_later_rental(&mut self, handed: &Handed, block_previous: bool) {
        if !block_previous || !handed.grant.mode().is_rental() {
            return;
        }
        let later = self.known.handed.iter().filter(|other| {
            other.grant.mode().is_rental()
                && other.grant.start() > handed.grant.start()
                && other.grant.start() <= self.now
        });
        let Some(later) = later.max_by_key(|other| (other.used.is_some(), other.grant.start())) else {
            return;
        };
        let (weight, word) = match later.used {
            Some(used) if used <= self.attempt.at => (10.0, "has opened the door"),
            _ => (0.4, "may have opened the door"),
        };
        let evidence = format!("the later rental `{}` {word}, and that ends earlier ones", later.id);
        let about = later.id.clone();
        self.suspect_about(Cause::Superseded, weight, &about, evidence);
    }

    /// The code should open by a right clock: which wrong clocks would refuse it?
    fn of_clock(&mut self, code: &Code, used: bool) -> Result<()> {
        let known = self.known;
        let clock = known.door.clock();
        let refuses = |out: i64| {
            let reason = self.reason(&known.identity, code, out)?;
            Ok::<bool, Error>(reason != Reason::Opens && !(used && reason == Reason::FirstUseMissed))
        };
        let shift = self.missed_shift();
        let by_shift = shift.is_some_and(|shift| refuses(shift).unwrap_or(false));
        let (mut behind, mut ahead) = (0.0, 0.0);
        let error = clock.error(self.attempt.at);
        if let Some(error) = error {
            behind = reach(error.low_seconds.min(0), &refuses)?;
            ahead = reach(error.high_seconds.max(0), &refuses)?;
        }
        let lost = match error {
            None => 40.0,
            Some(_) if self.cells_changed() => 6.0,
            Some(_) => 1.0,
        };
        let worst = error.map_or(0, |error| (error.worst_seconds() / 60) as i64);
        for (cause, part, word) in
            [(Cause::ClockBehind, behind, "behind"), (Cause::ClockAhead, ahead, "ahead")]
        {
            if part > 0.0 {
                let evidence = format!(
                    "the clock may be {word} by up to {}, and that would refuse the code",
                    spoken(worst)
                );
                if let Some(suspect) = self.suspect(cause, part, evidence) {
                    suspect.minutes = Some(worst);
                }
            }
        }
        if let (Some(shift), true) = (shift, by_shift) {
            let seen = if clock.out_since_change(self.attempt.at).is_some() { 5.0 } else { 0.5 };
            let evidence = format!(
                "a clock out by the daylight-saving shift of {} would refuse the code",
                spoken(shift.abs())
            );
            if let Some(suspect) = self.suspect(Cause::ClockMissedDst, seen, evidence) {
                suspect.minutes = Some(shift.abs());
            }
        }
        let evidence = if error.is_none() {
            "nothing is known of the clock since it was lost or before it was set"
        } else {
            "the clock may have been lost when the cells were changed"
        };
        self.suspect(Cause::ClockLost, lost, evidence);
        self.suspect(
            Cause::WrongMode,
            1.0,
            "the mode may have been changed at the lock; the records cannot know",
        );
        self.suspect(Cause::BeforeInitialisation, 1.0, "the lock may have been initialised again unrecorded");
        Ok(())
    }

    /// By how many minutes the clock is out if a person followed, or forgot, daylight saving where they should not.
    fn missed_shift(&self) -> Option<i64> {
        let (zone, at) = (self.known.door.zone(), self.attempt.at);
        let changes = zone.transitions(at - TimeDelta::days(366), at);
        let last = changes.last()?;
        let shift = i64::from(last.after_minutes - last.before_minutes);
        match self.known.door.clock().rule() {
            // The lock keeps winter time: somebody set it by a watch in summer.
            ClockRule::StandardTime if shift > 0 => Some(shift),
            ClockRule::Civil => Some(-shift),
            _ => None,
        }
    }

    fn cells_changed(&self) -> bool {
        let since = self.attempt.at - TimeDelta::days(60);
        let recent = |event: &&ClockEvent| event.at() > since && event.at() <= self.attempt.at;
        let changed = |event: &ClockEvent| matches!(event, ClockEvent::BatteryChanged { .. });
        self.known.door.clock().events().iter().filter(recent).any(changed)
    }

    /// What may be wrong whatever was typed.
    fn of_the_lock(&mut self) {
        let refused = self.known.refused_lately;
        let (weight, evidence) = match refused {
            0..=2 => (0.3, "a lock refuses everything for a while after wrong codes".to_string()),
            _ => (120.0, format!("{refused} codes were refused within the minute before")),
        };
        self.suspect(Cause::Penalty, weight, evidence);
        self.suspect(Cause::FeatureOff, 1.0, "NetCode can be switched off in the app; red at * shows it");
        if self.known.star {
            match self.attempt.star {
                Some(true) => {}
                _ => drop(self.suspect(
                    Cause::StarMissing,
                    0.25,
                    "codes of this lock begin with *, and none was reported",
                )),
            }
        }
        let (weight, evidence) = if self.known.battery_warned {
            (8.0, "the lock has warned of its battery")
        } else {
            (1.0, "cells run down without anybody telling")
        };
        self.suspect(Cause::LowBattery, weight, evidence);
        self.suspect(Cause::DoorStuck, 1.0, "bolts stick in doors that hang or swell");
    }
}

/// How much of the way to a clock error of `out_seconds` refuses the code: 0 to 1.
fn reach(out_seconds: i64, refuses: &dyn Fn(i64) -> Result<bool>) -> Result<f64> {
    const STEPS: i64 = 8;
    let minutes = out_seconds.div_euclid(60) + i64::from(out_seconds > 0 && out_seconds % 60 != 0);
    if minutes == 0 {
        return Ok(0.0);
    }
    let mut refused = 0.0;
    for step in 1..=STEPS {
        if refuses(minutes * step / STEPS)? {
            refused += 1.0;
        }
    }
    Ok(refused / 8.0)
}

/// Whether `long` without one of its digits is `short`.
fn without_one(long: &[u8], short: &[u8]) -> bool {
    let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    long.get(same + 1..) == short.get(same..)
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
