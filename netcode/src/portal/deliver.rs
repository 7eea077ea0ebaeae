//! Delivery: lending messages to couriers and taking what became of them.

use chrono::{DateTime, TimeDelta, Utc};

use super::Portal;
use super::books::Books;
use super::page::checked_limit;
use crate::audit::Event;
use crate::error::{Error, Kind, Result, table::portal as codes};
use crate::ledger::{Act, Entry, Posting};
use crate::outbox::{Courier, Message, Outcome, Parcel, Settlement, State};
use crate::store::{Query, Tx};

/// What a round of deliveries came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrainReport {
    /// Messages handed over.
    pub sent: u32,
    /// Messages given up.
    pub failed: u32,
    /// Messages to be tried again later.
    pub later: u32,
}

/// Messages lent at once.
const LEND_MAX: u32 = 100;

impl Portal {
    /// Lends at most `limit` (1 to 100) messages that are due to a courier, for five minutes. Each comes back through
    /// [`settle`](Self::settle); one that does not is lent again with the same id.
    ///
    /// # Errors
    /// `portal.limit_out_of_range`; the store's own.
    pub fn claim(&self, now: DateTime<Utc>, limit: u32) -> Result<Vec<Parcel>> {
        let limit = checked_limit(limit, LEND_MAX)?;
        let (parcels, spoilt) = self.write("outbox", |tx| {
            // A query's bound is exclusive, and a message is due in the very microsecond it names.
            let due = (now + TimeDelta::microseconds(1)).timestamp_micros();
            let query = Query::of::<Message>()
                .equal("state", State::Waiting.as_str())
                .below("due_at", due)
                .order("due_at")
                .limit(limit);
            let (mut parcels, mut spoilt) = (Vec::new(), Vec::new());
            for mut message in tx.as_read().list::<Message>(&query)? {
                message.claim(now)?;
                match self.parcel(tx.as_read(), &message) {
                    Ok(parcel) => parcels.push(parcel),
                    Err(error) if error.kind() == Kind::Unavailable => return Err(error),
                    Err(error) => spoilt.push((message.id.clone(), error.code())),
                }
                tx.replace(&message)?;
            }
            Ok((parcels, spoilt))
        })?;
        for (id, code) in spoilt {
            self.settle(now, &id, Outcome::Never(format!("it cannot be put into words: {code}")))?;
        }
        Ok(parcels)
    }

    /// Takes what became of a message that was lent. Credits held for it are spent or come back. A second outcome
    /// for one message changes nothing.
    ///
    /// # Errors
    /// `outbox.not_lent` for a message that nobody has; the store's own.
    pub fn settle(&self, now: DateTime<Utc>, id: &str, outcome: Outcome) -> Result<()> {
        let unknown =
            || Error::new(&codes::OUTBOX_NOT_LENT, format_args!("message `{id}` was lent to nobody"));
        let account =
            self.read(|read| Ok(read.find::<Message>(&[id.into()])?.map(|message| message.account)))?;
        let account = account.ok_or_else(unknown)?;
        self.write(&account, |tx| {
            let mut message: Message = tx.as_read().find(&[id.into()])?.ok_or_else(unknown)?;
            let before = message.state;
            let settlement = message.settle(outcome.clone(), now)?;
            tx.replace(&message)?;
            if message.state == before {
                return Ok(());
            }
            let mut books = Books::open(tx.as_read(), &account)?;
            close_hold(tx, now, &mut books, &message, settlement)?;
            let action = if message.state == State::Sent { "message.sent" } else { "message.failed" };
            let event = Event {
                person: None,
                action,
                subject: message.id.clone(),
                detail: message.template.to_string(),
            };
            books.log(tx, event, now)
        })
    }

    /// Hands every message that is due to a courier, `limit` at most.
    ///
    /// # Errors
    /// The store's own.
    pub fn drain(&self, now: DateTime<Utc>, courier: &mut dyn Courier, limit: u32) -> Result<DrainReport> {
        let mut report = DrainReport::default();
        let mut left = limit;
        while left > 0 {
            let parcels = self.claim(now, left.min(LEND_MAX))?;
            if parcels.is_empty() {
                break;
            }
            for parcel in &parcels {
                let outcome = courier.deliver(parcel);
                match &outcome {
                    Outcome::Delivered => report.sent += 1,
                    Outcome::Later(_) => report.later += 1,
                    Outcome::Never(_) => report.failed += 1,
                }
                self.settle(now, &parcel.id, outcome)?;
            }
            left = left.saturating_sub(u32::try_from(parcels.len()).unwrap_or(left));
        }
        Ok(report)
    }
}

/// Spends or gives back what was held for a message: one of both, once.
fn close_hold(
    tx: &mut dyn Tx,
    now: DateTime<Utc>,
    books: &mut Books,
    message: &Message,
    settlement: Settlement,
) -> Result<()> {
    let act = match settlement {
        Settlement::None => return Ok(()),
        Settlement::Settle => Act::Settle,
        Settlement::Release => Act::Release,
    };
    let hold = message.hold.as_deref().unwrap_or_default();
    let query = Query::of::<Entry>().equal("account", message.account.as_str()).equal("id", hold);
    let held: Option<Entry> = tx.as_read().first(query)?;
    let held = held.ok_or_else(|| {
        Error::new(&codes::STORE_CONTRADICTS_ITSELF, format_args!("message `{}` has no hold", message.id))
    })?;
    let reason = match act {
        Act::Settle => "text message delivered",
        _ => "text message not delivered",
    };
    let posting =
        Posting { id: format!("close:{hold}"), act, credits: held.credits, reason: reason.to_owned() };
    books.post(tx, posting, now).map(drop)
}
