//! The account itself: what it has, and its end.

use chrono::{DateTime, Utc};

use super::Portal;
use super::books::Books;
use super::records::{Account, CodeRecord, Listed, Person, StayRecord};
use super::users::erase_person;
use crate::access::{Ask, Permission, Role, Token};
use crate::error::Result;
use crate::ledger::Balance;
use crate::outbox::{Message, State};
use crate::store::{Query, Tx};

/// An account, as its people see it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountView {
    /// Its opaque id.
    pub account: String,
    /// The opaque id of who looks.
    pub person: String,
    /// What they are in it.
    pub role: Role,
    /// Credits.
    pub balance: Balance,
    /// Locks it has.
    pub locks: i64,
    /// Locks it may have.
    pub locks_allowed: i64,
    /// When it began.
    pub created_at: DateTime<Utc>,
}

/// Rows changed by one step of an erasure.
const STEP: u32 = 500;

impl Portal {
    /// The account of who is signed in.
    ///
    /// # Errors
    /// `portal.session_invalid`.
    pub fn account(&self, now: DateTime<Utc>, session: &Token) -> Result<AccountView> {
        self.look(now, session, |read, actor| {
            let balance = Books::open(read, &actor.account.id)?.balance();
            Ok(AccountView {
                account: actor.account.id,
                person: actor.person.id,
                role: actor.person.role,
                balance,
                locks: actor.account.locks,
                locks_allowed: actor.account.locks_allowed,
                created_at: actor.account.created_at,
            })
        })
    }

    /// Closes the account: everybody's name, address and password are erased, guests' names, stays, recipients and
    /// listed phones with them. The credit book, the codes and the audit trail stay, under opaque ids.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted` for anybody but the owner; `portal.sign_in_failed` for a wrong
    /// password, `portal.limited` after too many.
    pub fn close_account(&self, now: DateTime<Utc>, session: &Token, password: &str) -> Result<()> {
        self.look(now, session, |_, actor| actor.permit(Ask::to(Permission::Account), now))?;
        self.prove(now, session, password)?;
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::to(Permission::Account), now)?;
            let account = actor.account.id.clone();
            actor.person.note(tx, now, "account.closed", &account, "")?;
            tx.replace(&Account { closed_at: Some(now), ..actor.account })?;
            let everybody = Query::of::<Person>().equal("account", account.as_str());
            for person in tx.as_read().list::<Person>(&everybody)? {
                erase_person(tx, now, person)?;
            }
            for listed in
                tx.as_read().list::<Listed>(&Query::of::<Listed>().equal("account", account.as_str()))?
            {
                tx.remove::<Listed>(&[listed.account.into(), listed.phone.into()])?;
            }
            erase_guests(tx, &account)?;
            erase_stays(tx, &account)?;
            erase_messages(tx, now, &account)
        })
    }
}

fn erase_guests(tx: &mut dyn Tx, account: &str) -> Result<()> {
    let mut from = 0;
    loop {
        let query = Query::of::<CodeRecord>().equal("account", account).at_least("number", from).limit(STEP);
        let codes: Vec<CodeRecord> = tx.as_read().list(&query)?;
        let Some(last) = codes.last() else { return Ok(()) };
        from = last.number + 1;
        for code in codes.into_iter().filter(|code| code.guest.is_some()) {
            tx.replace(&CodeRecord { guest: None, ..code })?;
        }
    }
}

/// A stay's id may tell who the guest is.
fn erase_stays(tx: &mut dyn Tx, account: &str) -> Result<()> {
    loop {
        let query = Query::of::<StayRecord>().equal("account", account).limit(STEP);
        let stays: Vec<StayRecord> = tx.as_read().list(&query)?;
        if stays.is_empty() {
            return Ok(());
        }
        for stay in stays {
            tx.remove::<StayRecord>(&[stay.account.into(), stay.lock.into(), stay.stay.into()])?;
        }
    }
}

/// Messages that wait are given up: there is nobody left whom they are for.
fn erase_messages(tx: &mut dyn Tx, now: DateTime<Utc>, account: &str) -> Result<()> {
    let mut after = None;
    loop {
        let query = Query::of::<Message>().equal("account", account).after(after).limit(STEP);
        let messages: Vec<Message> = tx.as_read().list(&query)?;
        let Some(last) = messages.last() else { return Ok(()) };
        after = Some(vec![last.id.as_str().into()]);
        for message in messages {
            let waiting = message.state == State::Waiting;
            let state = if waiting { State::Failed } else { message.state };
            let done_at = if waiting { Some(now) } else { message.done_at };
            let fault = if waiting { Some("the account was closed".to_owned()) } else { message.fault };
            let erased = Message {
                recipient: String::new(),
                note: String::new(),
                seed: None,
                state,
                done_at,
                fault,
                ..message
            };
            tx.replace(&erased)?;
        }
    }
}
