//! The account's books inside one transaction: the credit book and the audit chain, read once and then carried.

use chrono::{DateTime, Utc};

use super::records::{AuditRecord, Person};
use crate::audit::{Chain, Event};
use crate::error::{Error, Result, table::portal as codes};
use crate::ledger::{Balance, Book, Entry, Posting};
use crate::store::{Query, Read, Tx};

/// The ends of an account's two chains.
pub(crate) struct Books {
    account: String,
    book: Book,
    chain: Chain,
}

impl Books {
    pub(crate) fn open(read: &mut dyn Read, account: &str) -> Result<Self> {
        let entry: Option<Entry> = read.first(Query::of::<Entry>().equal("account", account).descending())?;
        let record: Option<AuditRecord> =
            read.first(Query::of::<AuditRecord>().equal("account", account).descending())?;
        Ok(Self {
            account: account.to_owned(),
            book: Book::new(account, entry.as_ref()),
            chain: Chain::new(account, record.as_ref()),
        })
    }

    pub(crate) fn balance(&self) -> Balance {
        self.book.balance()
    }

    /// Posts once: a posting whose id is there already changes nothing, if it is the same posting. Whether it was
    /// posted now.
    pub(crate) fn post(&mut self, tx: &mut dyn Tx, posting: Posting, now: DateTime<Utc>) -> Result<bool> {
        let earlier: Option<Entry> = tx.as_read().first(
            Query::of::<Entry>().equal("account", self.account.as_str()).equal("id", posting.id.as_str()),
        )?;
        if let Some(earlier) = earlier {
            if (earlier.act, earlier.credits, &earlier.reason)
                == (posting.act, posting.credits, &posting.reason)
            {
                return Ok(false);
            }
            return Err(Error::new(
                &codes::LEDGER_ID_CONFLICT,
                format_args!("another posting has the id `{}`", posting.id),
            ));
        }
        let entry = self.book.post(posting, now)?;
        tx.add_new(&entry)?;
        Ok(true)
    }

    /// Appends to the audit trail.
    pub(crate) fn log(&mut self, tx: &mut dyn Tx, event: Event, now: DateTime<Utc>) -> Result<()> {
        let record = self.chain.append(event, now);
        tx.add_new(&record)
    }
}

impl Person {
    /// Appends to the audit trail of the person's account that they did something.
    pub(crate) fn note(
        &self,
        tx: &mut dyn Tx,
        now: DateTime<Utc>,
        action: &'static str,
        subject: &str,
        detail: &str,
    ) -> Result<()> {
        let (subject, detail) = (subject.to_owned(), detail.to_owned());
        let event = Event { person: Some(self.id.clone()), action, subject, detail };
        Books::open(tx.as_read(), &self.account)?.log(tx, event, now)
    }
}
