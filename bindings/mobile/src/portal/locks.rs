//! Locks, and phones that may ask for codes.

use std::sync::Arc;

use netcode::portal as core;

use super::PortalSession;
use crate::wire::cross;
use crate::{
    AddLock, Door, EditLock, Explanation, Initialisation, IssuedCode, Json, ListedPhone, LockFilter,
    LockKeys, LockPage, LockView, Moment, Result, Tried, Twin,
};

/// What became of the locks of an app.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Deserialize)]
pub struct AppLinked {
    /// The locks that are linked, in the order of the report.
    pub locks: Vec<LockView>,
    /// What somebody should do about the others, or about locks that take no codes now.
    pub notes: Vec<String>,
}

#[uniffi::export]
impl PortalSession {
    /// Links the locks that an app reports under its access key: `report` is the text of `AppAccount.tell`. Fails as
    /// `addLock` does, and with `row.malformed`.
    pub async fn link_app(&self, now: Moment, report: Json) -> Result<AppLinked> {
        let report: netcode::link::AppReport = cross("report", &report)?;
        self.ask("list of locks", move |portal, token| portal.link_app(now, token, &report)).await
    }

    /// The codes of a lock that are not over, for a change of its mode in the app.
    pub async fn issued_codes(&self, now: Moment, lock: String) -> Result<Vec<IssuedCode>> {
        self.ask("list of codes", move |portal, token| portal.issued_codes(now, token, &lock)).await
    }

    /// Adds a lock.
    pub async fn add_lock(&self, now: Moment, lock: AddLock) -> Result<LockView> {
        let lock: core::AddLock = cross("lock", &lock)?;
        self.ask("lock", move |portal, token| portal.add_lock(now, token, &lock)).await
    }

    /// The keys to type at a lock to initialise it. Without the master code they show a placeholder for it.
    #[uniffi::method(default(master_code = None))]
    pub async fn initialise(
        &self,
        now: Moment,
        lock: String,
        master_code: Option<String>,
    ) -> Result<Initialisation> {
        self.ask("initialisation", move |portal, token| {
            portal.initialise(now, token, &lock, master_code.as_deref())
        })
        .await
    }

    /// Says that the keys were typed and the lock showed what it should.
    pub async fn confirm_lock(&self, now: Moment, lock: String) -> Result<LockView> {
        self.ask("lock", move |portal, token| portal.confirm_lock(now, token, &lock)).await
    }

    /// Changes what is known of a lock.
    pub async fn edit_lock(&self, now: Moment, lock: String, edit: EditLock) -> Result<LockView> {
        let edit: core::EditLock = cross("change", &edit)?;
        self.ask("lock", move |portal, token| portal.edit_lock(now, token, &lock, &edit)).await
    }

    /// Deletes a lock.
    pub async fn delete_lock(&self, now: Moment, lock: String) -> Result<()> {
        self.run(move |portal, token| portal.delete_lock(now, token, &lock)).await
    }

    /// One lock.
    pub async fn lock(&self, now: Moment, lock: String) -> Result<LockView> {
        self.ask("lock", move |portal, token| portal.lock(now, token, &lock)).await
    }

    /// The lock of an id or a name, or the only one.
    #[uniffi::method(default(named = None))]
    pub async fn choose_lock(&self, now: Moment, named: Option<String>) -> Result<LockView> {
        self.ask("lock", move |portal, token| portal.choose_lock(now, token, named.as_deref())).await
    }

    /// Locks by name: at most `limit` (1 to 1000) after the place `next`.
    #[uniffi::method(default(filter = None, next = None, limit = 50))]
    pub async fn locks(
        &self,
        now: Moment,
        filter: Option<LockFilter>,
        next: Option<String>,
        limit: u32,
    ) -> Result<LockPage> {
        let filter: Option<core::LockFilter> = cross("filter", &filter)?;
        self.ask("page of locks", move |portal, token| {
            portal.locks(now, token, &filter.unwrap_or_default(), next.as_deref(), limit)
        })
        .await
    }

    /// A lock as a door of stays: what it accepts, and what is known of its clock. Plans, quotes and the timeline made of
    /// it promise what the portal promises. Fails with `portal.lock_unknown`.
    pub async fn door(&self, now: Moment, lock: String) -> Result<Arc<Door>> {
        Ok(Arc::new(Door(self.run(move |portal, token| portal.door(now, token, &lock)).await?)))
    }

    /// A twin of a lock as the portal knows it, under the lock's own keys: codes of the portal open it. The keys stay
    /// inside; the audit trail says that the twin was made. Fails with `portal.lock_unknown`, `portal.lock_not_ready`.
    pub async fn twin(&self, now: Moment, lock: String) -> Result<Arc<Twin>> {
        Ok(Twin::of(self.run(move |portal, token| portal.twin(now, token, &lock)).await?))
    }

    /// Why a lock did not open, from what the portal knows of the lock and of its codes that the person may see. A code is
    /// named by its number, with its guest. Fails with `portal.lock_unknown`, `portal.lock_not_ready`,
    /// `code.malformed`.
    pub async fn explain(&self, now: Moment, lock: String, tried: Tried) -> Result<Explanation> {
        let tried: core::Tried = cross("try", &tried)?;
        self.ask("explanation", move |portal, token| portal.explain(now, token, &lock, &tried)).await
    }

    /// The keys of a lock, for the owner who provisions it. The audit trail says that they were taken out.
    pub async fn export_keys(&self, now: Moment, lock: String) -> Result<LockKeys> {
        self.ask("keys", move |portal, token| portal.export_keys(now, token, &lock)).await
    }

    /// Lists a phone that may ask for codes by text message.
    pub async fn list_phone(&self, now: Moment, name: String, phone: String) -> Result<ListedPhone> {
        self.ask("phone", move |portal, token| portal.list_phone(now, token, &name, &phone)).await
    }

    /// The phones that may ask for codes.
    pub async fn listed_phones(&self, now: Moment) -> Result<Vec<ListedPhone>> {
        self.ask("list of phones", move |portal, token| portal.listed_phones(now, token)).await
    }

    /// Takes a phone off the list.
    pub async fn unlist_phone(&self, now: Moment, phone: String) -> Result<()> {
        self.run(move |portal, token| portal.unlist_phone(now, token, &phone)).await
    }
}
