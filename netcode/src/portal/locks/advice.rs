//! Advice for somebody before a door that stays shut, from what the portal knows of the lock and its codes.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};

use super::{find_lock, sequence};
use crate::access::{Ask, Permission, Token};
use crate::advise::{self, Attempt, Explanation, Handed, Known, OtherLock, Question, Signal};
use crate::code::Identity;
use crate::error::Result;
use crate::portal::actor::Actor;
use crate::portal::history::{HistoryFilter, search};
use crate::portal::records::{CodeRecord, LockRecord};
use crate::portal::{Portal, history};
use crate::store::{Query, Read};
use crate::time::LockTime;

/// Days for which a code that is over is still thought of.
const REMEMBERED_DAYS: i64 = 90;
/// Most codes of the lock, and most other locks, that are thought of.
const MOST_CODES: u32 = 500;
const MOST_LOCKS: u32 = 200;

/// One try at a lock, as somebody tells of it.
#[derive(Clone, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tried {
    /// What was typed, with `*` before it if that was pressed.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub typed: String,
    /// What the lock showed.
    pub signal: Signal,
    /// When; now unless given.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
    /// Codes it refused within the minute before.
    #[serde(default)]
    pub refused_lately: u32,
    /// Whether it warned of its battery lately.
    #[serde(default)]
    pub battery_warned: bool,
    /// Answers to questions asked before.
    #[serde(default)]
    pub answers: BTreeMap<Question, bool>,
}

/// The digits may be those of a code.
impl fmt::Debug for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tried").field("signal", &self.signal).field("at", &self.at).finish_non_exhaustive()
    }
}

impl Portal {
    /// Why a lock did not open: the codes of the last 90 days that the person may see (the newest 500), former
    /// initialisations and the account's other locks that are open to them are all thought of. A code is named by its
    /// number, with its guest. The audit trail says that somebody asked, and not what was typed.
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person, `portal.lock_unknown`, `portal.lock_not_ready`,
    /// `code.malformed`.
    pub fn explain(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        lock: &str,
        tried: &Tried,
    ) -> Result<Explanation> {
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::at(Permission::Issue, lock), now)?;
            let record = find_lock(tx.as_read(), &actor.account.id, lock)?;
            let mut attempt = Attempt::new(&tried.typed, tried.at.unwrap_or(now), tried.signal)?;
            for (question, yes) in &tried.answers {
                attempt = attempt.answered(*question, *yes);
            }
            let known = Known {
                refused_lately: tried.refused_lately,
                battery_warned: tried.battery_warned,
                ..self.known(tx.as_read(), &actor, &record, now)?
            };
            let explanation = advise::explain(&known, &attempt)?;
            actor.person.note(tx, now, "lock.explained", &record.id, "")?;
            Ok(explanation)
        })
    }

    fn known(
        &self,
        read: &mut dyn Read,
        actor: &Actor,
        record: &LockRecord,
        now: DateTime<Utc>,
    ) -> Result<Known> {
        let initialised = record.ready()?;
        let since = record.zone()?.lock_time(record.rule()?, now - TimeDelta::days(REMEMBERED_DAYS))?;
        let filter = HistoryFilter {
            lock: Some(record.id.clone()),
            ends_after: Some(since),
            ..HistoryFilter::default()
        };
        let codes: Vec<CodeRecord> = read.list(&search(actor, &filter).limit(MOST_CODES))?;
        let (mut handed, mut former) = (Vec::new(), BTreeMap::<LockTime, Identity>::new());
        for code in &codes {
            let identity = code.identity(&self.master, record)?;
            let digits = identity.issue(code.format()?, &code.grant_json)?.code;
            let id = history::name(code);
            handed.push(Handed { id, code: digits, grant: code.grant_json, used: None, blocked: None });
            if (code.lock_id, code.initialised) != (record.lock_id, initialised) {
                former.insert(code.initialised, identity);
            }
        }
        Ok(Known {
            door: record.door()?,
            identity: Identity::own(record.key(&self.master)?, record.lock_id, initialised),
            handed,
            former: former.into_iter().collect(),
            others: self.others(read, actor, record, now)?,
            model: Some(sequence::model(&record.model)?.clone()),
            refused_lately: 0,
            battery_warned: false,
        })
    }

    /// The account's other locks with codes of the same format, as far as they are open to the person.
    fn others(
        &self,
        read: &mut dyn Read,
        actor: &Actor,
        record: &LockRecord,
        now: DateTime<Utc>,
    ) -> Result<Vec<OtherLock>> {
        let query = Query::of::<LockRecord>()
            .equal("account", actor.account.id.as_str())
            .equal("live", 1)
            .order("name_folded")
            .limit(MOST_LOCKS);
        let mut others = Vec::new();
        for other in read.list::<LockRecord>(&query)? {
            let alike = (&other.layout, other.digits) == (&record.layout, record.digits);
            let open = actor.permit(Ask::at(Permission::Issue, &other.id), now).is_ok();
            let Ok(initialised) = other.ready() else { continue };
            if alike && open && other.id != record.id {
                let identity = Identity::own(other.key(&self.master)?, other.lock_id, initialised);
                others.push(OtherLock { name: other.name.clone(), identity });
            }
        }
        Ok(others)
    }
}
