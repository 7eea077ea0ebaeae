//! Locks: adding them by a wizard for each series, finding one among many, changing and deleting them.

#[cfg(feature = "advise")]
mod advice;
mod app;
mod record;
mod sequence;
mod trial;
mod wizard;

use chrono::{DateTime, Utc};

use super::actor::Actor;
use super::page::{Page, page};
use super::records::{Account, LockRecord, Series};
use super::{Portal, checked_text};
use crate::access::{Ask, Permission, Token};
use crate::error::{Error, Result, table::portal as codes};
use crate::grant::Mode;
use crate::stay::Door;
use crate::store::{Query, Read};
use crate::time::LockTime;

#[cfg(feature = "advise")]
pub use advice::Tried;
pub use app::Linked;
pub use sequence::KeypadStep;
pub use wizard::{AddLock, Initialisation, LockKeys};

/// A lock, as the account's people see it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LockView {
    /// Its id in the portal.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it is; may be empty.
    pub site: String,
    /// Its group of three digits.
    pub group: Option<String>,
    /// The model's id.
    pub model: String,
    /// How it joined.
    pub series: Series,
    /// What its key is derived for.
    pub serial: String,
    /// The six-digit id.
    pub lock_id: u32,
    /// The minute typed at its initialisation.
    pub initialised: Option<LockTime>,
    /// Whether it was confirmed that it took the sequence: from then on codes can be generated.
    pub ready: bool,
    /// Its time zone.
    pub zone: String,
    /// How its clock is kept.
    pub clock: String,
    /// The layout of its codes.
    pub layout: String,
    /// Digits of its codes.
    pub digits: u32,
    /// The modes it is known to have on; empty when that is not known.
    pub modes: Vec<Mode>,
    /// Minutes of grace at both ends.
    pub grace_minutes: u32,
    /// The key pressed before a code; may be empty.
    pub prefix: String,
    /// What a listed phone texts to ask for a code.
    pub sms_id: String,
}

/// What to change of a lock. What is not named stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct EditLock {
    /// Another name.
    pub name: Option<String>,
    /// Another site; empty for none.
    pub site: Option<String>,
    /// Another group of three digits; empty for none.
    pub group: Option<String>,
    /// The modes it has on now, after they were changed at the lock.
    pub modes: Option<Vec<Mode>>,
    /// Its grace now, 0 or 15 minutes.
    pub grace_minutes: Option<u32>,
    /// The key pressed before a code now, `*` or empty.
    pub prefix: Option<String>,
}

/// Which locks to list. What is not named does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct LockFilter {
    /// Words in name, site, model, serial or six-digit id, whatever their case.
    pub search: Option<String>,
    /// Only this site.
    pub site: Option<String>,
    /// Only this group.
    pub group: Option<String>,
    /// Only this model.
    pub model: Option<String>,
}

/// Some locks, by name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LockPage {
    /// The locks.
    pub locks: Vec<LockView>,
    /// What to pass to get the next page, unless this is the last.
    pub next: Option<String>,
}

impl Portal {
    /// The account's locks by name: at most `limit` (1 to 1,000) after the place `next`.
    ///
    /// # Errors
    /// `portal.session_invalid`, `store.cursor_malformed`, `portal.limit_out_of_range`.
    pub fn locks(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        filter: &LockFilter,
        next: Option<&str>,
        limit: u32,
    ) -> Result<LockPage> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::to(Permission::Issue), now)?;
            if let Some(doors) = actor.effective().1.doors {
                return chosen(read, &actor, filter, doors);
            }
            let query = search(&actor.account.id, filter);
            let Page { rows, next } = page::<LockRecord>(read, query, next, limit)?;
            let locks = rows.iter().map(LockRecord::view).collect::<Result<_>>()?;
            Ok(LockPage { locks, next })
        })
    }

    /// One lock.
    ///
    /// # Errors
    /// `portal.session_invalid`, `portal.lock_unknown`, `access.door_not_permitted`.
    pub fn lock(&self, now: DateTime<Utc>, session: &Token, lock: &str) -> Result<LockView> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::at(Permission::Issue, lock), now)?;
            find_lock(read, &actor.account.id, lock)?.view()
        })
    }

    /// A lock as a door of stays: what it accepts, and what is known of its clock. Plans, quotes, the census and the
    /// timeline made of it promise what the portal promises.
    ///
    /// # Errors
    /// `portal.session_invalid`, `portal.lock_unknown`, `access.door_not_permitted`.
    pub fn door(&self, now: DateTime<Utc>, session: &Token, lock: &str) -> Result<Door> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::at(Permission::Issue, lock), now)?;
            find_lock(read, &actor.account.id, lock)?.door()
        })
    }

    /// The lock that is meant: by its id or its whole name, or the only one there is.
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person; `portal.lock_unknown` when there is none,
    /// `portal.lock_ambiguous` when there are several.
    pub fn choose_lock(&self, now: DateTime<Utc>, session: &Token, named: Option<&str>) -> Result<LockView> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::to(Permission::Issue), now)?;
            let account = actor.account.id.as_str();
            let own = Query::of::<LockRecord>().equal("account", account).equal("live", 1).limit(2);
            let found: Vec<LockView> = match (named, actor.effective().1.doors) {
                (Some(id), _) if find_lock(read, account, id).is_ok() => {
                    vec![find_lock(read, account, id)?.view()?]
                }
                (_, Some(doors)) => {
                    let locks = chosen(read, &actor, &LockFilter::default(), doors)?.locks;
                    locks.into_iter().filter(|lock| named.is_none_or(|name| lock.name == name)).collect()
                }
                (Some(name), None) => {
                    let query = own.equal("name_folded", name.to_lowercase());
                    read.list(&query)?.iter().map(LockRecord::view).collect::<Result<_>>()?
                }
                (None, None) => read.list(&own)?.iter().map(LockRecord::view).collect::<Result<_>>()?,
            };
            let what = named.map_or_else(String::new, |name| format!(" `{name}`"));
            let mut found = found.into_iter();
            match (found.next(), found.next()) {
                (Some(lock), None) => actor.permit(Ask::at(Permission::Issue, &lock.id), now).map(|()| lock),
                (None, _) => {
                    Err(Error::new(&codes::PORTAL_LOCK_UNKNOWN, format_args!("there is no lock{what}")))
                }
                (Some(_), Some(_)) => Err(Error::new(
                    &codes::PORTAL_LOCK_AMBIGUOUS,
                    format_args!("the account has several locks{what}"),
                )),
            }
        })
    }

    /// Changes a lock's record: its name, its place, or what is known of its settings.
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person, `portal.lock_unknown`, `portal.text_out_of_range`,
    /// `key.group_malformed`; `profile.*` when no lock can have the modes or the grace, and `portal.lock_not_of_model`
    /// when this model cannot.
    pub fn edit_lock(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        lock: &str,
        edit: &EditLock,
    ) -> Result<LockView> {
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::at(Permission::Locks, lock), now)?;
            let record = find_lock(tx.as_read(), &actor.account.id, lock)?;
            let record = edited(record, edit)?;
            tx.replace(&record)?;
            actor.person.note(tx, now, "lock.edited", &record.id, "")?;
            record.view()
        })
    }

    /// Deletes a lock. Codes it has keep opening it until they end, since it is not asked; the history keeps them too.
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person, `portal.lock_unknown`.
    pub fn delete_lock(&self, now: DateTime<Utc>, session: &Token, lock: &str) -> Result<()> {
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::at(Permission::Locks, lock), now)?;
            let record = find_lock(tx.as_read(), &actor.account.id, lock)?;
            tx.replace(&Account { locks: actor.account.locks - 1, ..actor.account.clone() })?;
            actor.person.note(tx, now, "lock.deleted", &record.id, "")?;
            tx.replace(&LockRecord {
                live: false,
                live_lock_id: None,
                sms_id: None,
                access_key: None,
                ..record
            })
        })
    }
}

fn edited(record: LockRecord, edit: &EditLock) -> Result<LockRecord> {
    let mut record = record;
    if let Some(name) = &edit.name {
        record.name = checked_text("name", name, 1..=100)?;
    }
    if let Some(site) = &edit.site {
        record.site = checked_text("site", site, 0..=100)?;
    }
    if let Some(group) = &edit.group {
        record.lock_group = wizard::group(group)?;
    }
    if let Some(modes) = &edit.modes {
        record.modes = record::words(modes);
    }
    if let Some(grace) = edit.grace_minutes {
        record.grace_minutes = grace;
    }
    if let Some(prefix) = &edit.prefix {
        record.prefix = wizard::prefix(prefix)?;
    }
    record.profile()?;
    sequence::check(&record, sequence::model(&record.model)?)?;
    Ok(record.with_search())
}

/// The locks of somebody held to some of them: few, so they are looked up one by one, and all fit one page.
fn chosen(
    read: &mut dyn Read,
    actor: &Actor,
    filter: &LockFilter,
    doors: std::collections::BTreeSet<String>,
) -> Result<LockPage> {
    let wish = filter.search.as_ref().map(|words| words.to_lowercase());
    let mut found = Vec::new();
    for door in doors.into_iter().take(1_000) {
        let lock: Option<LockRecord> = read.find(&[actor.account.id.as_str().into(), door.into()])?;
        let Some(lock) = lock.filter(|lock| lock.live) else { continue };
        let matches = wish.as_ref().is_none_or(|words| lock.search.contains(words))
            && filter.site.as_ref().is_none_or(|site| lock.site == *site)
            && filter.group.as_ref().is_none_or(|group| lock.lock_group.as_ref() == Some(group))
            && filter.model.as_ref().is_none_or(|model| lock.model == *model);
        if matches {
            found.push(lock);
        }
    }
    found.sort_by(|one, two| one.name_folded.cmp(&two.name_folded));
    Ok(LockPage { locks: found.iter().map(LockRecord::view).collect::<Result<_>>()?, next: None })
}

fn search(account: &str, filter: &LockFilter) -> Query {
    let mut query = Query::of::<LockRecord>().equal("account", account).equal("live", 1).order("name_folded");
    if let Some(words) = &filter.search {
        query = query.contains("search", words.to_lowercase());
    }
    if let Some(site) = &filter.site {
        query = query.equal("site", site.as_str());
    }
    if let Some(group) = &filter.group {
        query = query.equal("lock_group", group.as_str());
    }
    if let Some(model) = &filter.model {
        query = query.equal("model", model.as_str());
    }
    query
}

pub(crate) fn find_lock(read: &mut dyn Read, account: &str, lock: &str) -> Result<LockRecord> {
    let found: Option<LockRecord> = read.find(&[account.into(), lock.into()])?;
    found
        .filter(|found| found.live)
        .ok_or_else(|| Error::new(&codes::PORTAL_LOCK_UNKNOWN, format_args!("there is no lock `{lock}`")))
}
