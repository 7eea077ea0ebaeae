//! What a lock-management app tells of its locks: the portal links them, and learns the modes they have on.

use chrono::{DateTime, Utc};

use super::{LockView, find_lock, record};
use crate::access::{Ask, Permission, Token};
use crate::error::Result;
use crate::link::{AppLock, AppReport, IssuedCode};
use crate::portal::records::{LockRecord, Series};
use crate::portal::{AddLock, CodeView, HistoryFilter, Portal};
use crate::store::Query;

/// Most issued codes that are listed for a change of mode.
const MOST_ISSUED: usize = 10_000;

/// What became of the locks of an app.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Linked {
    /// The locks that are linked, in the order of the report.
    pub locks: Vec<LockView>,
    /// What somebody should do about the others, or about locks that take no codes now.
    pub notes: Vec<String>,
}

impl Portal {
    /// Links the locks that an app reports under its access key: new ones are added, and of those that are linked already the
    /// portal learns the modes, the initialisation and the key before a code as the lock has them. Linking again after the app
    /// made a new access key keeps the locks and their history. Lock by lock: what was linked before an error stays linked.
    ///
    /// # Errors
    /// Those of [`add_lock`](Self::add_lock).
    pub fn link_app(&self, now: DateTime<Utc>, session: &Token, report: &AppReport) -> Result<Linked> {
        let mut linked = Linked { locks: Vec::new(), notes: Vec::new() };
        for lock in &report.locks {
            if !lock.netcode {
                linked.notes.push(format!(
                    "`{}` takes no NetCodes: tick NetCode in its feature selection and synchronise",
                    lock.name
                ));
            }
            if lock.lock_id.is_none() || lock.initialised.is_none() {
                linked.notes.push(format!("`{}` is not initialised for NetCodes, and not linked", lock.name));
                continue;
            }
            let key = report.access_key.expose();
            match self.relink(now, session, lock, key)? {
                Some(view) => linked.locks.push(view),
                None => linked.locks.push(self.add_lock(now, session, &add(lock, key))?),
            }
        }
        Ok(linked)
    }

    /// The codes of a lock that are not over, for the app to tell which of them a change of mode would end: at most
    /// 10,000, the newest first.
    ///
    /// # Errors
    /// `portal.session_invalid`, `portal.lock_unknown`, `access.door_not_permitted`, `time.*`.
    pub fn issued_codes(&self, now: DateTime<Utc>, session: &Token, lock: &str) -> Result<Vec<IssuedCode>> {
        let ends_after = self.look(now, session, |read, actor| {
            actor.permit(Ask::at(Permission::Issue, lock), now)?;
            let record = find_lock(read, &actor.account.id, lock)?;
            record.zone()?.lock_time(record.rule()?, now)
        })?;
        let filter = HistoryFilter {
            lock: Some(lock.to_owned()),
            ends_after: Some(ends_after),
            ..HistoryFilter::default()
        };
        let (mut issued, mut next) = (Vec::new(), None::<String>);
        loop {
            let page = self.codes(now, session, &filter, next.as_deref(), 1_000)?;
            issued.extend(page.codes.iter().map(CodeView::issued));
            next = page.next;
            if next.is_none() || issued.len() >= MOST_ISSUED {
                return Ok(issued);
            }
        }
    }

    /// Brings the record of a lock that is linked already up to date; none when there is no such lock.
    fn relink(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        lock: &AppLock,
        key: &str,
    ) -> Result<Option<LockView>> {
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::to(Permission::Locks), now)?;
            let query = Query::of::<LockRecord>()
                .equal("account", actor.account.id.as_str())
                .equal("live", 1)
                .equal("series", Series::Cl.as_str())
                .equal("serial", lock.serial.as_str());
            let Some(known) = tx.as_read().first::<LockRecord>(query)? else { return Ok(None) };
            actor.permit(Ask::at(Permission::Locks, &known.id), now)?;
            let mut record = known.clone();
            record.access_key = Some(self.master.name("netcode/1 portal access key", key));
            record.initialised = lock.initialised.or(record.initialised);
            record.grace_minutes = lock.grace_minutes;
            record.prefix = super::wizard::prefix(&lock.prefix)?;
            if !lock.modes.is_empty() {
                record.modes = record::words(&lock.modes);
            }
            if record.initialised != known.initialised {
                record.confirmed_at = Some(now);
            }
            record.profile()?;
            if record != known {
                tx.replace(&record)?;
                actor.person.note(tx, now, "lock.linked", &record.id, &record.modes)?;
            }
            record.view().map(Some)
        })
    }
}

fn add(lock: &AppLock, key: &str) -> AddLock {
    AddLock {
        name: lock.name.clone(),
        site: String::new(),
        model: lock.model.clone(),
        series: Series::Cl,
        serial: Some(lock.serial.as_str().to_owned()),
        lock_id: lock.lock_id.map(crate::id::LockId::get),
        group: None,
        zone: lock.zone.clone(),
        clock: None,
        clock_ppm: None,
        layout: lock.layout,
        digits: lock.digits,
        modes: lock.modes.clone(),
        grace_minutes: lock.grace_minutes,
        prefix: Some(lock.prefix.clone()),
        initialised: lock.initialised,
        access_key: Some(key.to_owned()),
    }
}

impl CodeView {
    /// The code as somebody must know it who changes its lock's mode.
    pub fn issued(&self) -> IssuedCode {
        IssuedCode { id: self.number.to_string(), guest: self.guest.clone(), grant: self.grant }
    }
}
