//! The history of codes: listing, and looking at one.

use chrono::{DateTime, Utc};

use super::Portal;
use super::actor::Actor;
use super::page::{Page, page};
use super::records::{CodeRecord, Origin};
use crate::access::{Ask, Permission, Token};
use crate::code::Code;
use crate::error::{Error, Result, table::portal as codes};
use crate::grant::Grant;
use crate::outbox::CardText;
use crate::store::{Query, Read};
use crate::time::LockTime;

/// A code of the history. Its digits are there only where one code was asked for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeView {
    /// Its number in the account.
    pub number: i64,
    /// The request it answered.
    pub request: String,
    /// The digits.
    #[serde(serialize_with = "digits")]
    pub code: Option<Code>,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// What it permits.
    pub grant: Grant,
    /// First minute of access on the lock's clock.
    pub starts: LockTime,
    /// End of access on the lock's clock.
    pub ends: LockTime,
    /// Whom it is for.
    pub guest: Option<String>,
    /// Who asked.
    pub person: Option<String>,
    /// Where it came from.
    pub origin: Origin,
    /// When it was generated.
    pub created_at: DateTime<Utc>,
    /// What it cost, without messages.
    pub credits: i64,
}

fn digits<S: serde::Serializer>(code: &Option<Code>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    match code {
        Some(code) => serializer.serialize_str(code.as_str()),
        None => serializer.serialize_none(),
    }
}

/// Which codes to list. What is not named does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct HistoryFilter {
    /// Only of this lock.
    pub lock: Option<String>,
    /// Only by this person.
    pub person: Option<String>,
    /// Only those that end after this minute of the lock's clock.
    pub ends_after: Option<LockTime>,
    /// Only those that start before this minute of the lock's clock.
    pub starts_before: Option<LockTime>,
    /// Only those that came from there.
    pub origin: Option<Origin>,
}

/// Some codes, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodePage {
    /// The codes.
    pub codes: Vec<CodeView>,
    /// What to pass to get the next page, unless this is the last.
    pub next: Option<String>,
}

impl Portal {
    /// The codes of the account, the newest first: at most `limit` (1 to 1,000) after the place `next`. People who
    /// may not audit see their own.
    ///
    /// # Errors
    /// `portal.session_invalid`, `store.cursor_malformed`, `portal.limit_out_of_range`.
    pub fn codes(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        filter: &HistoryFilter,
        next: Option<&str>,
        limit: u32,
    ) -> Result<CodePage> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::to(Permission::Issue), now)?;
            let query = search(&actor, filter);
            let Page { rows, next } = page(read, query, next, limit)?;
            Ok(CodePage { codes: rows.into_iter().map(|code| view(code, None)).collect(), next })
        })
    }

    /// One code with its digits. The audit trail says that somebody looked.
    ///
    /// # Errors
    /// `portal.session_invalid`, `portal.code_unknown`, `access.door_not_permitted`.
    pub fn code(&self, now: DateTime<Utc>, session: &Token, number: i64) -> Result<CodeView> {
        self.act(now, session, |tx, actor| {
            let code = visible(tx.as_read(), &actor, number, now)?;
            let (_, code, digits) = self.code_of(tx.as_read(), &actor.account.id, code.number)?;
            actor.person.note(tx, now, "code.shown", &number.to_string(), "")?;
            Ok(view(code, Some(digits)))
        })
    }

    /// The card of a code, as its messages carry it. The audit trail says that somebody looked.
    ///
    /// # Errors
    /// `portal.session_invalid`, `portal.code_unknown`, `access.door_not_permitted`.
    pub fn card(&self, now: DateTime<Utc>, session: &Token, number: i64, note: &str) -> Result<CardText> {
        let note = super::checked_text("note", note, 0..=500)?;
        self.act(now, session, |tx, actor| {
            visible(tx.as_read(), &actor, number, now)?;
            let (lock, code, digits) = self.code_of(tx.as_read(), &actor.account.id, number)?;
            actor.person.note(tx, now, "code.shown", &number.to_string(), "")?;
            super::render::card(&lock, &code, digits, &note)
        })
    }
}

/// A code that somebody may see: one's own, or any for those who may audit; and only at one's doors.
pub(crate) fn visible(
    read: &mut dyn Read,
    actor: &Actor,
    number: i64,
    now: DateTime<Utc>,
) -> Result<CodeRecord> {
    let found: Option<CodeRecord> = read.find(&[actor.account.id.as_str().into(), number.into()])?;
    let own = |code: &CodeRecord| code.person.as_deref() == Some(actor.person.id.as_str());
    let found = found.filter(|code| actor.sees_all() || own(code));
    let code = found.ok_or_else(|| {
        Error::new(&codes::PORTAL_CODE_UNKNOWN, format_args!("you have no code with number {number}"))
    })?;
    actor.permit(Ask::at(Permission::Issue, &code.lock), now)?;
    Ok(code)
}

pub(crate) fn search(actor: &Actor, filter: &HistoryFilter) -> Query {
    let mut query = Query::of::<CodeRecord>().equal("account", actor.account.id.as_str()).descending();
    if let Some(lock) = &filter.lock {
        query = query.equal("lock", lock.as_str());
    }
    if !actor.sees_all() {
        query = query.equal("person", actor.person.id.as_str());
    }
    if let Some(person) = &filter.person {
        query = query.equal("person", person.as_str());
    }
    if let Some(minute) = filter.ends_after {
        query = query.at_least("ends", i64::from(minute.minutes()) + 1);
    }
    if let Some(minute) = filter.starts_before {
        query = query.below("starts", i64::from(minute.minutes()));
    }
    if let Some(origin) = filter.origin {
        query = query.equal("origin", origin.as_str());
    }
    query
}

/// What a code is called before those who may see it: its number, with its guest.
#[cfg(feature = "advise")]
pub(crate) fn name(code: &CodeRecord) -> String {
    match &code.guest {
        Some(guest) => format!("{} ({guest})", code.number),
        None => code.number.to_string(),
    }
}

fn view(record: CodeRecord, code: Option<Code>) -> CodeView {
    let CodeRecord {
        number,
        request,
        lock,
        grant_json,
        starts,
        ends,
        guest,
        person,
        origin,
        created_at,
        credits,
        ..
    } = record;
    CodeView {
        number,
        request,
        code,
        lock,
        grant: grant_json,
        starts,
        ends,
        guest,
        person,
        origin,
        created_at,
        credits,
    }
}
