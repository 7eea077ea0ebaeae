//! Looking into the audit trail, and checking that all books of an account tell the same story.

use chrono::{DateTime, Utc};

use super::Portal;
use super::page::{Page, page};
use super::records::{Account, AuditRecord, CodeRecord, StayRecord};
use crate::access::{Ask, Permission, Token};
use crate::audit::Chain;
use crate::error::{Error, Result, table::portal as codes};
use crate::ledger::{Act, Book, Entry};
use crate::outbox::{Message, State};
use crate::store::{Query, Read, Record, Value};

/// A line of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditView {
    /// Its number, from 1 without gaps.
    pub number: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// The opaque id of who did it; nothing for the portal itself.
    pub person: Option<String>,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// What else is known.
    pub detail: String,
    /// The record's hash.
    pub hash: String,
}

/// Some lines of the audit trail, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditPage {
    /// The lines.
    pub records: Vec<AuditView>,
    /// What to pass to get the next page, unless this is the last.
    pub next: Option<String>,
}

/// What a check of the books came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verification {
    /// Accounts checked.
    pub accounts: u64,
    /// Codes checked.
    pub codes: u64,
    /// Lines of credit books checked.
    pub entries: u64,
    /// Stays checked.
    pub stays: u64,
    /// Messages checked.
    pub messages: u64,
    /// Records of audit trails checked.
    pub records: u64,
    /// Everything that is wrong, in words; at most 100 lines.
    pub faults: Vec<String>,
}

impl Verification {
    /// Nothing, if the books are sound.
    ///
    /// # Errors
    /// `audit.books_disagree` with the first fault and how many there are.
    pub fn sound(&self) -> Result<()> {
        let Some(first) = self.faults.first() else { return Ok(()) };
        Err(Error::new(
            &codes::AUDIT_BOOKS_DISAGREE,
            format_args!("{} faults, the first: {first}", self.faults.len()),
        ))
    }

    fn fault(&mut self, text: String) {
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(text);
        }
    }
}

const FAULTS_MAX: usize = 100;
const STEP: u32 = 1_000;

impl Portal {
    /// The audit trail, the newest record first: at most `limit` (1 to 1,000) after the place `next`.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted`, `store.cursor_malformed`, `portal.limit_out_of_range`.
    pub fn audit(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        next: Option<&str>,
        limit: u32,
    ) -> Result<AuditPage> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::to(Permission::Audit), now)?;
            let query = Query::of::<AuditRecord>().equal("account", actor.account.id.as_str()).descending();
            let Page { rows, next } = page(read, query, next, limit)?;
            let view = |record: AuditRecord| {
                let AuditRecord { number, at, person, action, subject, detail, hash, .. } = record;
                AuditView { number, at, person, action, subject, detail, hash }
            };
            Ok(AuditPage { records: rows.into_iter().map(view).collect(), next })
        })
    }

    /// Checks every account's books, for the operator: each audit chain and each credit book is whole and follows from its
    /// beginning; codes are numbered without gaps; every code has its debit and its audit record and the other way
    /// round; every stay has its codes; every text message has its hold, closed exactly once and in the way it ended.
    ///
    /// # Errors
    /// The store's own. What is wrong with the books is in the answer: see [`Verification::sound`].
    pub fn verify(&self) -> Result<Verification> {
        self.read(|read| {
            let mut found = Verification::default();
            let mut after = None;
            loop {
                let query = Query::of::<Account>().after(after.take()).limit(STEP);
                let accounts: Vec<Account> = read.list(&query)?;
                let Some(last) = accounts.last() else { return Ok(found) };
                after = Some(vec![Value::from(last.id.as_str())]);
                for account in &accounts {
                    found.accounts += 1;
                    check_account(read, &account.id, &mut found)?;
                }
            }
        })
    }
}

fn check_account(read: &mut dyn Read, account: &str, found: &mut Verification) -> Result<()> {
    let issued = check_chain(read, account, found)?;
    check_book(read, account, found)?;
    let codes = check_codes(read, account, found)?;
    if issued != codes {
        found.fault(format!("account {account}: {codes} codes and {issued} audit records of codes"));
    }
    check_stays(read, account, found)?;
    check_messages(read, account, found)
}

/// The audit chain; answers how many codes it tells of.
fn check_chain(read: &mut dyn Read, account: &str, found: &mut Verification) -> Result<u64> {
    let mut chain = Chain::new(account, None);
    let mut issued = 0;
    each(read, Query::of::<AuditRecord>().equal("account", account), |_, record: AuditRecord| {
        found.records += 1;
        issued += u64::from(record.action == "code.issued");
        if let Err(error) = chain.check(&record) {
            found.fault(format!("account {account}: {error}"));
            // One break is told once: what follows it is checked from there on.
            chain = Chain::new(account, Some(&record));
        }
        Ok(())
    })?;
    Ok(issued)
}

/// The credit book, and that each debit has its code.
fn check_book(read: &mut dyn Read, account: &str, found: &mut Verification) -> Result<()> {
    let mut book = Book::new(account, None);
    each(read, Query::of::<Entry>().equal("account", account), |read, entry: Entry| {
        found.entries += 1;
        if let Err(error) = book.check(&entry) {
            found.fault(format!("account {account}: {error}"));
            book = Book::new(account, Some(&entry));
        }
        if entry.act == Act::Debit {
            let number =
                entry.id.strip_prefix("code:").and_then(|number| number.parse::<i64>().ok()).unwrap_or(0);
            let code: Option<CodeRecord> = read.find(&[account.into(), number.into()])?;
            if code.is_none_or(|code| code.credits != entry.credits) {
                found.fault(format!("account {account}: debit `{}` has no code", entry.id));
            }
        }
        Ok(())
    })
}

/// Codes are numbered without gaps and each has its debit; answers how many there are.
fn check_codes(read: &mut dyn Read, account: &str, found: &mut Verification) -> Result<u64> {
    let mut count = 0;
    each(read, Query::of::<CodeRecord>().equal("account", account), |read, code: CodeRecord| {
        count += 1;
        found.codes += 1;
        if i64::try_from(count).ok() != Some(code.number) {
            found.fault(format!("account {account}: code {} stands at place {count}", code.number));
        }
        let debit = posting(read, account, &format!("code:{}", code.number))?;
        if debit.is_none_or(|debit| (debit.act, debit.credits) != (Act::Debit, code.credits)) {
            found.fault(format!("account {account}: code {} has no debit", code.number));
        }
        Ok(())
    })?;
    Ok(count)
}

/// The codes of stays are there, at the same lock.
fn check_stays(read: &mut dyn Read, account: &str, found: &mut Verification) -> Result<()> {
    each(read, Query::of::<StayRecord>().equal("account", account), |read, stay: StayRecord| {
        found.stays += 1;
        for given in &stay.codes_json.0 {
            let code: Option<CodeRecord> = read.find(&[account.into(), given.number.into()])?;
            if code.is_none_or(|code| code.lock != stay.lock) {
                found.fault(format!("account {account}: code {} of a stay is missing", given.number));
            }
        }
        Ok(())
    })
}

/// Holds are there, and closed as their messages ended.
fn check_messages(read: &mut dyn Read, account: &str, found: &mut Verification) -> Result<()> {
    each(read, Query::of::<Message>().equal("account", account), |read, message: Message| {
        found.messages += 1;
        let Some(hold) = &message.hold else { return Ok(()) };
        let held = posting(read, account, hold)?;
        let closed = posting(read, account, &format!("close:{hold}"))?;
        let expected = match message.state {
            State::Waiting => None,
            State::Sent => Some(Act::Settle),
            State::Failed => Some(Act::Release),
        };
        let acts = (held.map(|entry| entry.act), closed.map(|entry| entry.act));
        if acts != (Some(Act::Hold), expected) {
            found.fault(format!(
                "account {account}: message `{}` is {} and its credits are not",
                message.id, message.state
            ));
        }
        Ok(())
    })
}

fn posting(read: &mut dyn Read, account: &str, id: &str) -> Result<Option<Entry>> {
    read.first(Query::of::<Entry>().equal("account", account).equal("id", id))
}

/// Walks all rows of a query in steps.
fn each<R: Record>(
    read: &mut dyn Read,
    query: Query,
    mut look: impl FnMut(&mut dyn Read, R) -> Result<()>,
) -> Result<()> {
    let mut after: Option<Vec<Value>> = None;
    loop {
        let step = query.clone().after(after.take()).limit(STEP);
        let rows: Vec<R> = read.list(&step)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.to_row().get(..R::TABLE.key_columns).map(<[Value]>::to_vec);
        for row in rows {
            look(read, row)?;
        }
    }
}
