//! Signing in and out.

use chrono::{DateTime, Utc};

use super::actor::{actor_of, find_by_email};
use super::records::{Account, Person, PersonState, Session};
use super::{Portal, after_hours, tries};
use crate::access::{Role, Token, password};
use crate::error::{Error, Result, table::portal as codes};
use crate::outbox::Email;
use crate::store::{Query, Tx};

/// Somebody who signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// What proves it from now on: to be kept secret.
    pub token: Token,
    /// Until when it does.
    pub expires_at: DateTime<Utc>,
    /// The opaque id of the account.
    pub account: String,
    /// The opaque id of the person.
    pub person: String,
    /// What they are in the account.
    pub role: Role,
}

/// Sessions one person has at most; the oldest ends when another begins.
const SESSIONS_MAX: u32 = 20;

impl Portal {
    /// Signs in. Every failure is the same: it says nothing about whether there is such an account.
    ///
    /// # Errors
    /// `portal.sign_in_failed`; `portal.limited` after too many tries for one address.
    pub fn sign_in(&self, now: DateTime<Utc>, email: &str, typed: &str) -> Result<SignedIn> {
        let failed = || {
            Error::new(
                &codes::PORTAL_SIGN_IN_FAILED,
                format_args!("address and password do not belong together"),
            )
        };
        let email = Email::parse(email).map_err(|_| failed())?;
        self.take_try(now, "sign-in", email.as_str(), tries::SIGN_IN)?;
        let person = self.read(|read| find_by_email(read, email.as_str()))?;
        let kept = person.as_ref().and_then(|person| person.password.as_deref());
        let right = password::verify(typed, kept, self.settings.password_cost)?;
        let Some(person) = person.filter(|person| right && person.state == PersonState::Active) else {
            return Err(failed());
        };
        self.write(&person.account, |tx| {
            // The password or the person may have changed since they were read.
            let same: Option<Person> = tx.as_read().find(&[person.id.as_str().into()])?;
            let Some(same) = same.filter(|same| same.password == person.password) else {
                return Err(failed());
            };
            self.refill_tries(tx, "sign-in", email.as_str())?;
            self.begin_session(tx, now, same, "session.begun")?.ok_or_else(failed)
        })
    }

    /// A session for a person without their password: for the operator, who has the store and the master key
    /// anyway. The audit trail says that it was the operator.
    ///
    /// # Errors
    /// `portal.person_unknown` when nobody active has the address.
    pub fn operate_as(&self, now: DateTime<Utc>, email: &str) -> Result<SignedIn> {
        let unknown = || {
            Error::new(&codes::PORTAL_PERSON_UNKNOWN, format_args!("nobody active has the address `{email}`"))
        };
        let address = Email::parse(email)?;
        let person = self.read(|read| find_by_email(read, address.as_str()))?.ok_or_else(unknown)?;
        self.write(&person.account, |tx| {
            self.begin_session(tx, now, person.clone(), "session.operator")?.ok_or_else(unknown)
        })
    }

    /// The same as [`operate_as`](Self::operate_as) for the owner of the only account there is.
    ///
    /// # Errors
    /// `portal.person_unknown` when no account is open, or several are.
    pub fn operate(&self, now: DateTime<Utc>) -> Result<SignedIn> {
        let unknown = |why: &str| Error::new(&codes::PORTAL_PERSON_UNKNOWN, format_args!("{why}"));
        let owner = self.read(|read| {
            let accounts: Vec<Account> = read.list(&Query::of::<Account>())?;
            let mut open = accounts.into_iter().filter(|account| account.closed_at.is_none());
            let (Some(account), None) = (open.next(), open.next()) else {
                return Err(unknown("the store does not have exactly one account: say who acts"));
            };
            read.first::<Person>(
                Query::of::<Person>().equal("account", account.id).equal("role", Role::Owner.as_str()),
            )
        })?;
        let owner = owner.ok_or_else(|| unknown("the account has no owner"))?;
        self.write(&owner.account, |tx| {
            let begun = self.begin_session(tx, now, owner.clone(), "session.operator")?;
            begun.ok_or_else(|| unknown("the owner of the account is not active yet"))
        })
    }

    /// Ends a session. One that is over already stays so.
    ///
    /// # Errors
    /// The store's own.
    pub fn sign_out(&self, session: &Token) -> Result<()> {
        self.write("session", |tx| tx.remove::<Session>(&[session.hash().into()]).map(drop))
    }

    fn begin_session(
        &self,
        tx: &mut dyn Tx,
        now: DateTime<Utc>,
        person: Person,
        action: &'static str,
    ) -> Result<Option<SignedIn>> {
        let Some(actor) = actor_of(tx.as_read(), person)? else { return Ok(None) };
        let person = actor.person;
        drop_sessions(tx, &person.id, now, SESSIONS_MAX - 1)?;
        let token = self.with_entropy(Token::random)?;
        let expires_at = after_hours(now, self.settings.session_hours);
        tx.add_new(&Session { hash: token.hash(), person: person.id.clone(), expires_at })?;
        person.note(tx, now, action, &person.id, "")?;
        Ok(Some(SignedIn {
            token,
            expires_at,
            account: person.account,
            person: person.id,
            role: person.role,
        }))
    }
}

/// Ends a person's sessions: those that are over, and the oldest beyond `keep`.
pub(crate) fn drop_sessions(tx: &mut dyn Tx, person: &str, now: DateTime<Utc>, keep: u32) -> Result<()> {
    let query = Query::of::<Session>().equal("person", person);
    let mut sessions: Vec<Session> = tx.as_read().list(&query)?;
    sessions.sort_by_key(|session| std::cmp::Reverse(session.expires_at));
    for (at, session) in sessions.into_iter().enumerate() {
        if at >= keep as usize || now >= session.expires_at {
            tx.remove::<Session>(&[session.hash.into()])?;
        }
    }
    Ok(())
}
