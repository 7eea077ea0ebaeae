//! Credits and places for locks: the balance, the statement, and buying.

use chrono::{DateTime, Utc};

use super::books::Books;
use super::page::{Page, page};
use super::records::Account;
use super::{Portal, checked_text};
use crate::access::{Ask, Permission, Token};
use crate::audit::Event;
use crate::error::Result;
use crate::ledger::packages::Package;
use crate::ledger::{Act, Balance, Entry, Posting};
use crate::store::Query;

/// What was bought, paid for outside.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The caller's id of the order, 1 to 64 characters: the same order counts once.
    pub order: String,
    /// The package.
    pub package: String,
}

/// Codes that are made outside the portal, under keys it gave out: a whole run of them is charged at once.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkCharge {
    /// The caller's id of the run, 1 to 64 characters: the same run is charged once.
    pub run: String,
    /// How many codes, 1 to 1,000,000: a credit each.
    pub codes: u32,
}

/// A line of the statement: when, what, and plus or minus.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementLine {
    /// Its number, from 1 without gaps.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub act: Act,
    /// What it was for.
    pub reason: String,
    /// Credits more or fewer to spend; 0 when held credits were spent.
    pub change: i64,
    /// Credits to spend afterwards.
    pub available_after: i64,
}

/// Some lines of the statement, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementPage {
    /// The lines.
    pub lines: Vec<StatementLine>,
    /// What to pass to get the next page, unless this is the last.
    pub next: Option<String>,
}

impl Portal {
    /// What may be spent and what is held. Everybody who may generate codes sees it.
    ///
    /// # Errors
    /// `portal.session_invalid`.
    pub fn balance(&self, now: DateTime<Utc>, session: &Token) -> Result<Balance> {
        self.look(now, session, |read, actor| Ok(Books::open(read, &actor.account.id)?.balance()))
    }

    /// The statement, newest line first: at most `limit` lines (1 to 1,000) after the place `next`.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted`, `store.cursor_malformed`, `portal.limit_out_of_range`.
    pub fn statement(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        next: Option<&str>,
        limit: u32,
    ) -> Result<StatementPage> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::to(Permission::Credits), now)?;
            let query = Query::of::<Entry>().equal("account", actor.account.id.as_str()).descending();
            let Page { rows, next } = page(read, query, next, limit)?;
            Ok(StatementPage { lines: rows.into_iter().map(line).collect(), next })
        })
    }

    /// The packages on offer.
    pub fn packages(&self) -> Vec<Package> {
        self.settings.packages.all().to_vec()
    }

    /// Books a package that was paid for. The same order again changes nothing.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted`, `ledger.package_unknown`, `portal.text_out_of_range`;
    /// `ledger.id_conflict` when the order id was used for something else.
    pub fn buy(&self, now: DateTime<Utc>, session: &Token, order: &Order) -> Result<Balance> {
        let id = checked_text("order id", &order.order, 1..=64)?;
        let package = self.settings.packages.find(&order.package)?;
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::to(Permission::Credits), now)?;
            let mut books = Books::open(tx.as_read(), &actor.account.id)?;
            // A package of places alone still leaves a line, so that the order is known.
            let posting = Posting {
                id: format!("order:{id}"),
                act: Act::Purchase,
                credits: i64::from(package.credits),
                reason: format!("package {}", package.id),
            };
            if !books.post(tx, posting, now)? {
                return Ok(books.balance());
            }
            let locks_allowed = actor.account.locks_allowed + i64::from(package.locks);
            tx.replace(&Account { locks_allowed, ..actor.account })?;
            let event = Event {
                person: Some(actor.person.id.clone()),
                action: "package.bought",
                subject: package.id.clone(),
                detail: format!("credits {} locks {}", package.credits, package.locks),
            };
            books.log(tx, event, now)?;
            Ok(books.balance())
        })
    }

    /// Charges a run of codes that are made outside the portal, in one posting. The same run again changes nothing.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted`, `portal.text_out_of_range`, `ledger.insufficient`,
    /// `ledger.amount_out_of_range`; `ledger.id_conflict` when the run was charged for another number of codes.
    pub fn charge(&self, now: DateTime<Utc>, session: &Token, charge: &BulkCharge) -> Result<Balance> {
        let id = checked_text("run id", &charge.run, 1..=64)?;
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::to(Permission::Credits), now)?;
            let mut books = Books::open(tx.as_read(), &actor.account.id)?;
            let posting = Posting {
                id: format!("bulk:{id}"),
                act: Act::Bulk,
                credits: i64::from(charge.codes),
                reason: format!("{} codes in bulk", charge.codes),
            };
            if books.post(tx, posting, now)? {
                let event = Event {
                    person: Some(actor.person.id.clone()),
                    action: "codes.charged",
                    subject: id.to_owned(),
                    detail: format!("codes {}", charge.codes),
                };
                books.log(tx, event, now)?;
            }
            Ok(books.balance())
        })
    }
}

fn line(entry: Entry) -> StatementLine {
    let change = entry.change();
    let Entry { number, at, act, reason, available_after, .. } = entry;
    StatementLine { number, at, act, reason, change, available_after }
}
