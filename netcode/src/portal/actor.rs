//! Who is signed in, with everything that decides what they may do.

use chrono::{DateTime, Utc};

use super::Portal;
use super::records::{Account, Person, PersonState, Session};
use crate::access::{self, Ask, Limits, Link, Role, Token};
use crate::error::{Error, Result, table::portal as codes};
use crate::store::{Query, Read, Tx};

/// Most links of a chain from a person up to the owner.
pub(crate) const CHAIN_MAX: usize = 8;

/// Somebody who may act.
pub(crate) struct Actor {
    pub(crate) account: Account,
    pub(crate) person: Person,
    /// From who invited the person up to the owner.
    pub(crate) ancestors: Vec<Person>,
}

impl Actor {
    /// Whether every link of the chain permits it.
    pub(crate) fn permit(&self, ask: Ask<'_>, now: DateTime<Utc>) -> Result<()> {
        let link = |person: &Person| Link {
            role: person.role,
            limits: person.limits.clone(),
            codes_issued: person.codes_issued,
        };
        let chain: Vec<Link> = std::iter::once(&self.person).chain(&self.ancestors).map(link).collect();
        access::permit(&chain, ask, now)
    }

    /// What the whole chain leaves of role and limits.
    pub(crate) fn effective(&self) -> (Role, Limits) {
        let limits = self
            .ancestors
            .iter()
            .fold(self.person.limits.clone(), |limits, person| limits.meet(&person.limits));
        (self.person.role, limits)
    }

    /// Counts codes against everybody in the chain.
    pub(crate) fn count_codes(&mut self, tx: &mut dyn Tx, codes: u32) -> Result<()> {
        for person in std::iter::once(&mut self.person).chain(&mut self.ancestors) {
            person.codes_issued = person.codes_issued.saturating_add(codes);
            tx.replace(person)?;
        }
        Ok(())
    }

    /// Whether they see everything of the account, or only what is theirs.
    pub(crate) fn sees_all(&self) -> bool {
        self.person.role.permits(access::Permission::Audit)
    }
}

impl Portal {
    /// Who holds this session.
    pub(crate) fn actor(&self, read: &mut dyn Read, now: DateTime<Utc>, session: &Token) -> Result<Actor> {
        let invalid =
            || Error::new(&codes::PORTAL_SESSION_INVALID, format_args!("the session is over or never was"));
        let session: Session = read.find(&[session.hash().into()])?.ok_or_else(invalid)?;
        if now >= session.expires_at {
            return Err(invalid());
        }
        let person: Person = read.find(&[session.person.into()])?.ok_or_else(invalid)?;
        actor_of(read, person)?.ok_or_else(invalid)
    }

    /// Runs a use case of somebody who is signed in.
    pub(crate) fn act<T>(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        mut work: impl FnMut(&mut dyn Tx, Actor) -> Result<T>,
    ) -> Result<T> {
        // The scope only orders transactions; whether the session is good is decided inside.
        let scope = self.read(|read| {
            let session: Option<Session> = read.find(&[session.hash().into()])?;
            let Some(session) = session else { return Ok(None) };
            let person: Option<Person> = read.find(&[session.person.into()])?;
            Ok(person.map(|person| person.account))
        })?;
        self.write(&scope.unwrap_or_default(), |tx| {
            let actor = self.actor(tx.as_read(), now, session)?;
            work(tx, actor)
        })
    }

    /// Runs a use case of somebody who is signed in and only looks.
    pub(crate) fn look<T>(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        mut work: impl FnMut(&mut dyn Read, Actor) -> Result<T>,
    ) -> Result<T> {
        self.read(|read| {
            let actor = self.actor(read, now, session)?;
            work(read, actor)
        })
    }
}

/// A person with their chain, if they are active in an open account.
pub(crate) fn actor_of(read: &mut dyn Read, person: Person) -> Result<Option<Actor>> {
    let account: Option<Account> = read.find(&[person.account.as_str().into()])?;
    let Some(account) = account.filter(|account| account.closed_at.is_none()) else { return Ok(None) };
    if person.state != PersonState::Active {
        return Ok(None);
    }
    let ancestors = ancestors(read, &person)?;
    Ok(Some(Actor { account, person, ancestors }))
}

fn ancestors(read: &mut dyn Read, person: &Person) -> Result<Vec<Person>> {
    let mut found = Vec::new();
    let mut above = person.invited_by.clone();
    while let Some(id) = above.take() {
        let next: Option<Person> = read.find(&[id.as_str().into()])?;
        let Some(next) = next.filter(|_| found.len() < CHAIN_MAX) else {
            return Err(Error::new(
                &codes::STORE_CONTRADICTS_ITSELF,
                format_args!("the chain of who invited person `{}` is broken", person.id),
            ));
        };
        above = next.invited_by.clone();
        found.push(next);
    }
    Ok(found)
}

pub(crate) fn find_by_email(read: &mut dyn Read, email: &str) -> Result<Option<Person>> {
    read.first(Query::of::<Person>().equal("email", email))
}
