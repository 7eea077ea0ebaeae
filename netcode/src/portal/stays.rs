//! Stays: what a guest is to get is said once, and said again when it changes; the planner finds the codes.
//!
//! A stay is known by its lock and the caller's id. Saying the same again changes nothing and costs nothing; saying
//! something else keeps the guest's code if it still serves, and otherwise gives the fewest new ones. So a whole feed of
//! bookings can be said again after a crash, or every night.

mod carry;
#[cfg(feature = "feeds")]
mod feed;
mod told;

use chrono::{DateTime, Utc};

use super::Portal;
use super::issue::{Delivery, Warning, each};
use super::locks::find_lock;
use super::page::{Page, page};
use super::records::{StayRecord, StayState};
use crate::access::{Ask, Permission, Token};
use crate::error::{Error, Result, table::portal as codes};
use crate::stay::{Handout, Plan, Stay, Withdrawal, plan};
use crate::store::Query;

#[cfg(feature = "feeds")]
pub use feed::{FeedAnswer, FeedJob, FeedOutcome, FeedReport};

/// A stay for which a guest is to have codes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StayRequest {
    /// The caller's id of the stay at this lock, 1 to 200 characters.
    pub stay: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// When the guest may come in.
    pub from: DateTime<Utc>,
    /// When the guest is out.
    pub until: DateTime<Utc>,
    /// Who the guest is, at most 100 characters.
    #[serde(default)]
    pub guest: Option<String>,
    /// To whom each code is sent when it becomes the guest's; a code that stays is not sent again.
    #[serde(default)]
    pub send: Vec<Delivery>,
    /// Whether somebody with the master code can go to the lock and block codes that should open no longer.
    #[serde(default)]
    pub keypad: bool,
}

/// A stay whose guest does not come.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelStay {
    /// The caller's id of the stay.
    pub stay: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// Whether somebody with the master code can go to the lock and block its codes.
    #[serde(default)]
    pub keypad: bool,
}

/// What is said of a stay.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StayOrder {
    /// The guest comes then.
    Book(StayRequest),
    /// The guest does not come.
    Cancel(CancelStay),
}

text_enum! {
    /// What was done about a stay.
    pub enum StayOutcome {
        /// The guest got codes.
        Issued = "issued",
        /// Nothing: it is as it was said before.
        Unchanged = "unchanged",
        /// The dates, or what the lock takes, had changed; the codes are those that serve now.
        Changed = "changed",
        /// The guest does not come; the codes are those he had.
        Cancelled = "cancelled",
        /// Nothing: the stay was over when it was said.
        Over = "over",
    }
}

/// The answer to what was said of a stay.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StayAnswer {
    /// What the guest has.
    #[serde(flatten)]
    pub handout: Handout,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// What was done.
    pub outcome: StayOutcome,
    /// The numbers of the codes in the account, in the same order.
    pub numbers: Vec<i64>,
    /// Credits it took now, those held for messages included.
    pub charged: i64,
    /// Credits left to spend.
    pub balance: i64,
    /// What to know.
    pub warnings: Vec<Warning>,
    /// What to do with codes that should open no longer.
    pub withdraw: Vec<WithdrawCode>,
    /// The messages that carry new codes.
    pub messages: Vec<String>,
}

/// A code that should open no longer.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WithdrawCode {
    /// Its number in the account.
    pub number: i64,
    /// Its digits, to be typed where it is blocked.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub code: String,
    /// How it is taken back.
    pub way: Withdrawal,
    /// Until when it may still open although it should not; nothing when it may not.
    pub opens_until: Option<String>,
    /// The moment after which it is dead unless somebody uses it before.
    pub unless_used_by: Option<String>,
}

impl std::fmt::Debug for WithdrawCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WithdrawCode").field("number", &self.number).finish_non_exhaustive()
    }
}

/// A stay as the portal knows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StayView {
    /// The caller's id.
    pub stay: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// When the guest comes.
    pub from: DateTime<Utc>,
    /// When the guest is out.
    pub until: DateTime<Utc>,
    /// Where it is.
    pub state: StayState,
    /// The codes that serve, by their numbers in the account.
    pub numbers: Vec<i64>,
}

/// Some stays of a lock, by their ids.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StayPage {
    /// The stays.
    pub stays: Vec<StayView>,
    /// What to pass to get the next page, unless this is the last.
    pub next: Option<String>,
}

/// Stays of one batch.
const BATCH_MAX: usize = 10_000;

impl Portal {
    /// Says what a stay is: the guest gets the codes it needs, keeps those that still serve, and everything is written
    /// together or not at all.
    ///
    /// # Errors
    /// `portal.session_invalid`; the `access.*` of the person; `portal.lock_unknown`, `portal.lock_not_ready`;
    /// `portal.stay_not_yours`; `desk.departs_first`, `desk.no_way`, `stay.not_coverable` when the lock cannot serve it;
    /// `ledger.insufficient`; `outbox.sms_faults` and those of the addresses.
    pub fn stay(&self, now: DateTime<Utc>, session: &Token, request: &StayRequest) -> Result<StayAnswer> {
        self.at_desk(now, session, |desk, tx| desk.stay(tx, &StayOrder::Book(request.clone())))
    }

    /// Says that the guest of a stay does not come. Its credits are spent: the codes exist. The answer says how they
    /// are taken back, and until when they may open otherwise.
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person, `portal.lock_unknown`, `portal.lock_not_ready`,
    /// `portal.stay_unknown`, `portal.stay_not_yours`.
    pub fn cancel_stay(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        cancel: &CancelStay,
    ) -> Result<StayAnswer> {
        self.at_desk(now, session, |desk, tx| desk.stay(tx, &StayOrder::Cancel(cancel.clone())))
    }

    /// Says what many stays are, in one transaction. Each is answered by itself: one that is refused takes nothing.
    ///
    /// # Errors
    /// `portal.batch_too_large`, `portal.session_invalid`, and the store's own: then nothing was done. Each answer has
    /// those of [`stay`](Self::stay) and [`cancel_stay`](Self::cancel_stay).
    pub fn stay_many(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        orders: &[StayOrder],
    ) -> Result<Vec<Result<StayAnswer>>> {
        if orders.len() > BATCH_MAX {
            return Err(Error::new(
                &codes::PORTAL_BATCH_TOO_LARGE,
                format_args!("a batch has {} stays", orders.len()),
            ));
        }
        self.at_desk(now, session, |desk, tx| each(orders, |order| desk.stay(tx, order)))
    }

    /// Every way to serve a stay at a lock, best first, with what each guarantees, spills and costs, and why the other
    /// modes do not fit. Nothing is done.
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person, `portal.lock_unknown`, `portal.lock_not_ready`,
    /// `desk.departs_first`.
    pub fn plan_stay(&self, now: DateTime<Utc>, session: &Token, request: &StayRequest) -> Result<Plan> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::at(Permission::Issue, &request.lock), now)?;
            let counter = find_lock(read, &actor.account.id, &request.lock)?.counter(&self.master)?;
            let zone = counter.door.zone();
            let stay = Stay::between(zone, request.from.max(now), request.until)?;
            Ok(plan(&counter.door, &stay))
        })
    }

    /// The stays of a lock that end after a moment, by their ids: at most `limit` (1 to 1,000) after the place `next`.
    /// For those who see every code of the account.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted`, `portal.lock_unknown`, `store.cursor_malformed`,
    /// `portal.limit_out_of_range`.
    pub fn stays(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        lock: &str,
        ends_after: DateTime<Utc>,
        next: Option<&str>,
        limit: u32,
    ) -> Result<StayPage> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::at(Permission::Audit, lock), now)?;
            find_lock(read, &actor.account.id, lock)?;
            let query = Query::of::<StayRecord>()
                .equal("account", actor.account.id.as_str())
                .equal("lock", lock)
                .at_least("ends", ends_after.timestamp_micros().saturating_add(1));
            let Page { rows, next } = page(read, query, next, limit)?;
            Ok(StayPage { stays: rows.into_iter().map(view).collect(), next })
        })
    }
}

fn view(record: StayRecord) -> StayView {
    let numbers = record.codes_json.serving().collect();
    let StayRecord { lock, stay, begins, ends, state, .. } = record;
    StayView { stay, lock, from: begins, until: ends, state, numbers }
}
