//! What a guest gets for a stay: codes, each tried on the lock's own verifier before anybody sees it.

use std::string::{String, ToString as _};
use std::vec::Vec;

use chrono::{DateTime, SecondsFormat, Utc};

use super::{Door, Plan, Stay, Way, plan};
use crate::code::{Code, Format, Identity, LockKey, Verifier};
use crate::error::{Error, Result, table::stay as codes};
use crate::grant::Grant;
use crate::id::LockId;
use crate::time::LockTime;

/// What the guest of one stay gets. Times are civil times of the property's zone unless they say `lock_`.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Handout {
    /// The booking's id.
    pub stay: String,
    /// The guest or summary of the feed.
    pub guest: Option<String>,
    /// When the guest may come in.
    pub check_in: String,
    /// When the guest is out.
    pub check_out: String,
    /// The codes, in the order in which they are used; nearly always one.
    pub codes: Vec<HandoutCode>,
    /// From when on a code is sure to open, whatever the lock's clock reads within its error.
    pub guaranteed_from: Option<String>,
    /// Until when it is sure to.
    pub guaranteed_until: Option<String>,
    /// Minutes before check-in in which a code may open too.
    pub spill_before_minutes: i64,
    /// Minutes after check-out in which a code may open too.
    pub spill_after_minutes: i64,
    /// Credits the codes cost.
    pub credits: u32,
    /// Whether using a code ends rentals that started before it.
    pub ends_earlier_rentals: bool,
}

/// One code of a handout.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HandoutCode {
    /// The digits.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub code: String,
    /// What they permit.
    pub grant: Grant,
    /// The first minute they open.
    pub opens_from: String,
    /// The minute from which they no longer do.
    pub opens_until: String,
    /// The same on the lock's clock.
    pub lock_from: LockTime,
    /// The same on the lock's clock.
    pub lock_until: LockTime,
    /// The minute by which they must have been used once, whatever the lock's clock reads within its error, where
    /// the mode has such a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_use_by: Option<String>,
}

impl std::fmt::Debug for Handout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handout")
            .field("stay", &self.stay)
            .field("codes", &self.codes.len())
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for HandoutCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HandoutCode").field("grant", &self.grant).finish_non_exhaustive()
    }
}

/// A lock where stays get codes: the door, and the keys behind it.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    pub(crate) door: Door,
    pub(crate) key: LockKey,
    pub(crate) lock_id: LockId,
    pub(crate) initialised: LockTime,
}

/// A grant with its digits.
pub(crate) type Coded = (Grant, Code);

impl Counter {
    /// The grants of the best way to cover a stay that needs one code, or else of the best: a guest types one code
    /// gladly and two rarely.
    ///
    /// # Errors
    /// `desk.before_initialisation`, `desk.no_way`.
    pub(crate) fn grants(&self, stay: &Stay) -> Result<Vec<Grant>> {
        let clock = self.door.clock();
        if clock.zone().lock_time(clock.rule(), stay.window().from())? < self.initialised {
            return Err(Error::new(
                &codes::DESK_BEFORE_INITIALISATION,
                format_args!("the lock was initialised at {} of its clock, after check-in", self.initialised),
            ));
        }
        let planned = plan(&self.door, stay);
        let one = planned.ways.iter().find(|way| way.grants.len() == 1 && way.quote.holds());
        let way = one.or_else(|| planned.ways.first()).ok_or_else(|| no_way(&planned))?;
        Ok(way.grants.clone())
    }

    /// The digits of grants.
    pub(crate) fn code(&self, grants: &[Grant]) -> Result<Vec<Coded>> {
        let format = self.door.profile().format();
        grants.iter().map(|grant| Ok((*grant, self.digits(format, grant)?))).collect()
    }

    /// The digits of a grant in a format.
    pub(crate) fn digits(&self, format: Format, grant: &Grant) -> Result<Code> {
        let identity = Identity::own(self.key.clone(), self.lock_id, self.initialised);
        Ok(identity.issue(format, grant)?.code)
    }

    /// Tries codes on a verifier of this lock, in the order in which time passes: they open when the guest may come
    /// in and in the last minute before he is out, and are refused just outside what was granted.
    ///
    /// # Errors
    /// `desk.not_proved`.
    pub(crate) fn prove(
        &self,
        issued: &[Coded],
        check_in: DateTime<Utc>,
        check_out: DateTime<Utc>,
    ) -> Result<()> {
        let clock = self.door.clock();
        let lock_time = |moment| clock.zone().lock_time(clock.rule(), moment);
        let grace = i64::from(self.door.profile().grace_minutes());
        let first = lock_time(check_in)?;
        let last = lock_time(check_out)?.plus_minutes(-1)?;
        let begins = issued.iter().map(|(grant, _)| grant.start()).min().unwrap_or(first);
        let ends = issued.iter().map(|(grant, _)| grant.ends()).max().unwrap_or(last);
        let mut lock = Verifier::new(*self.door.profile(), self.key.clone(), self.lock_id, self.initialised);
        let mut tries = std::vec![
            (begins.plus_minutes(-grace - 1).ok(), false, "before what was granted"),
            (Some(first), true, "at check-in"),
        ];
        // A guest with several codes takes each when its time begins: some must be used then to live on.
        let mut later: Vec<LockTime> = issued.iter().map(|(grant, _)| grant.start()).collect();
        later.retain(|start| *start > first && *start < last);
        later.sort_unstable();
        tries.extend(later.into_iter().map(|start| (Some(start), true, "where a later code begins")));
        tries.push((Some(last), true, "in the last minute before check-out"));
        tries.push((ends.plus_minutes(grace).ok(), false, "after what was granted"));
        for (at, expected, when) in tries {
            // A minute the lock's clock never shows again needs no trial.
            let Some(at) = at.filter(|at| *at >= lock.state().floor()) else { continue };
            let opened = issued.iter().filter(|(grant, _)| !expected || near(grant, at, grace));
            let opened = opened
                .fold(false, |opened, (_, code)| lock.accept(code, at, &mut |_| true).is_open() || opened);
            if opened != expected {
                return Err(Error::new(
                    &codes::DESK_NOT_PROVED,
                    format_args!(
                        "{when}, {at} of its clock, the verifier {}",
                        if opened { "opened" } else { "refused" }
                    ),
                ));
            }
        }
        Ok(())
    }

    /// What the guest gets.
    pub(crate) fn handout(&self, id: &str, guest: Option<&str>, stay: &Stay, issued: &[Coded]) -> Handout {
        let way = Way::new(&self.door, stay, issued.iter().map(|(grant, _)| *grant).collect());
        let clock = self.door.clock();
        let civil = |time: LockTime| self.shown(clock.zone().to_civil(clock.rule(), time).to_utc());
        let duty = |grant: &Grant| {
            let duty = way.quote.first_use.iter().find(|duty| duty.grant == *grant);
            duty.map(|duty| self.shown(duty.by))
        };
        let given = issued.iter().map(|(grant, code)| HandoutCode {
            code: code.as_str().to_string(),
            grant: *grant,
            opens_from: civil(grant.start()),
            opens_until: civil(grant.ends()),
            lock_from: grant.start(),
            lock_until: grant.ends(),
            first_use_by: duty(grant),
        });
        let promise = way.quote.promise();
        Handout {
            stay: id.to_string(),
            guest: guest.map(ToString::to_string),
            check_in: self.shown(stay.window().from()),
            check_out: self.shown(stay.window().until()),
            codes: given.collect(),
            guaranteed_from: promise.map(|promise| self.shown(promise.from())),
            guaranteed_until: promise.map(|promise| self.shown(promise.until())),
            spill_before_minutes: way.quote.spill.before_minutes,
            spill_after_minutes: way.quote.spill.after_minutes,
            credits: way.credits,
            ends_earlier_rentals: way.blocks_earlier,
        }
    }

    /// A moment as people at the door read it.
    pub(crate) fn shown(&self, moment: DateTime<Utc>) -> String {
        self.door.zone().civil(moment).to_rfc3339_opts(SecondsFormat::Secs, false)
    }
}

/// Whether a guest would use the code of this grant at `at`.
fn near(grant: &Grant, at: LockTime, grace: i64) -> bool {
    at.minutes_since(grant.start()) >= -grace && at.minutes_since(grant.ends()) < grace
}

fn no_way(plan: &Plan) -> Error {
    let unfit: Vec<String> =
        plan.unfit.iter().map(|unfit| std::format!("{}: {}", unfit.mode, unfit.reason.as_str())).collect();
    let error = Error::new(
        &codes::DESK_NO_WAY,
        format_args!("no mode of the lock covers the stay ({})", unfit.join("; ")),
    );
    let remedies: Vec<String> = plan.remedies.iter().map(ToString::to_string).collect();
    if remedies.is_empty() { error } else { error.with_hint(format_args!("{}", remedies.join("; or "))) }
}
