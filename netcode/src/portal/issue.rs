//! Issuing: debit, code, audit record and messages in one transaction, once for each request id.

mod delivery;
mod desk;
mod warnings;

use chrono::{DateTime, Utc};

use super::Portal;
use super::locks::find_lock;
use crate::access::{Ask, Token};
use crate::code::Code;
use crate::error::{Error, Kind, Result, table::portal as codes};
use crate::grant::{Grant, Mode};
use crate::outbox::Channel;
use crate::store::Tx;
use crate::time::LockTime;

pub(crate) use delivery::{checked_deliveries, message_id};
pub(crate) use desk::{Desk, Prepared};
pub use warnings::Warning;

/// A code to generate.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IssueRequest {
    /// The caller's id of this request, 1 to 64 characters: the same request is answered the same and charged once.
    pub request: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// What the code is to permit, in the lock's time.
    pub grant: Grant,
    /// Whom it is for, at most 100 characters.
    #[serde(default)]
    pub guest: Option<String>,
    /// To whom to send it.
    #[serde(default)]
    pub send: Vec<Delivery>,
    /// Whether to generate it although the lock, as it is known to be set, will refuse it.
    #[serde(default)]
    pub despite_warnings: bool,
}

/// To whom a code is to be sent.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// How.
    pub channel: Channel,
    /// The mail address, or the number with its country code.
    pub to: String,
    /// A word of the sender's, at most 500 characters.
    #[serde(default)]
    pub note: String,
}

/// A code that was generated.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Issued {
    /// Its number in the account.
    pub number: i64,
    /// The request it answers.
    pub request: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// The digits.
    #[serde(serialize_with = "digits")]
    pub code: Code,
    /// The key pressed before them; may be empty.
    pub prefix: String,
    /// What it permits.
    pub grant: Grant,
    /// When it begins to open, in the lock's zone.
    pub opens_from: String,
    /// When it ceases to open, in the lock's zone.
    pub opens_until: String,
    /// By when it must have been used once, on the lock's clock.
    pub first_use_by: Option<LockTime>,
    /// From when it opens for certain, however the lock's clock stands; nothing when that cannot be said.
    pub guaranteed_from: Option<String>,
    /// Until when it opens for certain.
    pub guaranteed_until: Option<String>,
    /// Credits it took, those held for messages included; as they were taken the first time.
    pub credits: i64,
    /// Credits left to spend.
    pub balance: i64,
    /// What to know about it.
    pub warnings: Vec<Warning>,
    /// Whether the request was answered before: then nothing was charged now.
    pub repeated: bool,
    /// The messages that carry it.
    pub messages: Vec<String>,
}

fn digits<S: serde::Serializer>(code: &Code, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(code.as_str())
}

/// What a request would do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Preview {
    /// Credits it would take.
    pub credits: i64,
    /// Credits left to spend before it.
    pub balance: i64,
    /// The modes to choose from: those the lock is known to have on, or all of its layout while that is not known.
    pub modes: Vec<Mode>,
    /// Minutes of grace at both ends.
    pub grace_minutes: u32,
    /// When it would begin to open, in the lock's zone.
    pub opens_from: String,
    /// When it would cease to open.
    pub opens_until: String,
    /// From when it would open for certain.
    pub guaranteed_from: Option<String>,
    /// Until when it would open for certain.
    pub guaranteed_until: Option<String>,
    /// What to know before.
    pub warnings: Vec<Warning>,
}

/// Requests of one batch.
const BATCH_MAX: usize = 10_000;

impl Portal {
    /// What a request would cost and permit, and what stands against it; nothing is done.
    ///
    /// # Errors
    /// Those of [`issue`](Self::issue) but for credits and warnings.
    pub fn preview(&self, now: DateTime<Utc>, session: &Token, request: &IssueRequest) -> Result<Preview> {
        self.look(now, session, |read, actor| {
            let minutes = desk::access_minutes(&request.grant);
            actor.permit(Ask::issue(&request.lock, minutes, 1), now)?;
            let lock = find_lock(read, &actor.account.id, &request.lock)?;
            desk::preview(read, now, &lock, request)
        })
    }

    /// Generates a code. The debit, the code, its audit record and its messages are written together or not at all;
    /// the same request again gives the same code and charges nothing.
    ///
    /// # Errors
    /// `portal.session_invalid`; the `access.*` of the person; `portal.lock_unknown`, `portal.lock_not_ready`;
    /// `portal.request_conflict` when the id was used for something else; `portal.would_be_refused` naming why the lock will
    /// not take it; `ledger.insufficient`; `outbox.sms_faults` and those of the addresses; the `code.*` and `grant.*` of the
    /// scheme.
    pub fn issue(&self, now: DateTime<Utc>, session: &Token, request: &IssueRequest) -> Result<Issued> {
        self.at_desk(now, session, |desk, tx| desk.issue(tx, request))
    }

    /// Generates many codes in one transaction. Each request is answered by itself: one that is refused takes nothing
    /// and does not keep the others from being generated.
    ///
    /// # Errors
    /// `portal.batch_too_large`, `portal.session_invalid`, and the store's own: then none was generated. Each answer has
    /// those of [`issue`](Self::issue).
    pub fn issue_many(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        requests: &[IssueRequest],
    ) -> Result<Vec<Result<Issued>>> {
        if requests.len() > BATCH_MAX {
            return Err(Error::new(
                &codes::PORTAL_BATCH_TOO_LARGE,
                format_args!("a batch has {} requests", requests.len()),
            ));
        }
        self.at_desk(now, session, |desk, tx| each(requests, |request| desk.issue(tx, request)))
    }

    /// Does what a person asks at a desk, in one transaction.
    pub(crate) fn at_desk<T>(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        mut work: impl FnMut(&mut Desk<'_>, &mut dyn Tx) -> Result<T>,
    ) -> Result<T> {
        self.act(now, session, |tx, actor| {
            let mut desk = Desk::open(tx, self, now, actor.account.clone(), Some(actor))?;
            let answer = work(&mut desk, tx)?;
            desk.close(tx)?;
            Ok(answer)
        })
    }
}

/// Answers each order of a batch by itself; what the store cannot do ends the whole batch.
pub(crate) fn each<O, A>(orders: &[O], mut answer: impl FnMut(&O) -> Result<A>) -> Result<Vec<Result<A>>> {
    let answered = |order| match answer(order) {
        Err(error) if matches!(error.kind(), Kind::Unavailable | Kind::Corrupt) => Err(error),
        answered => Ok(answered),
    };
    orders.iter().map(answered).collect()
}
