//! A lock tried out without anybody going there: a twin of it to press, and advice on what it answered.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{find_lock, sequence};
use crate::access::{Ask, Permission, Token};
use crate::catalogue::Feature;
use crate::error::Result;
use crate::id::Serial;
use crate::portal::Portal;
use crate::portal::records::LockRecord;
use crate::twin::{Event, Identity, Moment, NetcodeSettings, Settings, Twin};

impl Portal {
    /// A twin of a lock, to press: under the lock's own key, initialised and set as the portal knows it, with a right clock
    /// at the present moment. Nothing that is done to it reaches the lock.
    ///
    /// Whoever has it can try which digits open, as often as they like, so it is for those who may see every code of the
    /// account. The audit trail says that it was made.
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person, `portal.lock_unknown`, `portal.lock_not_ready`.
    pub fn twin(&self, now: DateTime<Utc>, session: &Token, lock: &str) -> Result<Twin> {
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::at(Permission::Audit, lock), now)?;
            let record = find_lock(tx.as_read(), &actor.account.id, lock)?;
            let twin = twin_of(
                &record,
                Identity::new(sequence::site_key(&self.master, &record)?, Serial::new(&record.serial)?),
                now,
            )?;
            actor.person.note(tx, now, "lock.twin_made", &record.id, "")?;
            Ok(twin)
        })
    }
}

fn twin_of(record: &LockRecord, identity: Identity, now: DateTime<Utc>) -> Result<Twin> {
    let initialised = record.ready()?;
    let profile = record.profile()?;
    let shown = Moment::from_naive(record.zone()?.display(record.rule()?, now));
    let model = sequence::model(&record.model)?;
    let mut twin = Twin::new(Arc::clone(model), identity, shown);
    let netcode = NetcodeSettings {
        lock_id: Some(record.lock_id),
        initialised: Some(initialised),
        layout: Some(profile.format().layout()),
        digits: Some(profile.format().digits()),
        modes: Some(profile.modes().iter().collect()),
        grace: Some(record.grace_minutes),
        ..NetcodeSettings::default()
    };
    let features = model.features.as_ref().filter(|all| all.contains_key(&Feature::Netcode));
    let features = features.map(|_| [(Feature::Netcode, true)].into());
    let set = Settings { netcode: Some(netcode), features, ..Settings::default() };
    twin.step(twin.now(), Event::Set(Box::new(set)))?;
    Ok(twin)
}
