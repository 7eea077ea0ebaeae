//! The lock-management app's side: an account with its access key, parameters as they are wished for, synchronising
//! over Bluetooth or a gateway, and twins of the locks to rehearse all of it.

mod value;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use netcode::app as core;
use netcode::entropy::SystemEntropy;

use crate::catalogue::with;
use crate::wire::cross;
use crate::{
    AppConflict, AppEffect, AppEntry, Carrier, Catalogue, Fault, Json, Keep, LinkEvent, LockId, ManagedLock,
    ModeChange, Moment, Pending, PhoneClient, Result, Talk, TrailEntry, TwinView,
};

pub use value::{Edit, ExpiredCommand, NewLock};

/// An account of the app: its access key, and its locks with what is wished for and what they are known to have. What is
/// set is a wish until the lock is synchronised. Several threads may use it: one call at a time.
///
/// It is plain data: write [`to_json`](Self::to_json) down, access key included, and carry it on with `fromJson`.
#[derive(uniffi::Object)]
pub struct AppAccount(Mutex<core::Workbench>);

impl AppAccount {
    fn bench(&self) -> MutexGuard<'_, core::Workbench> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<T>(&self, run: impl FnOnce(&core::Account) -> netcode::Result<T>) -> Result<T> {
        Ok(run(self.bench().account())?)
    }

    fn change<T>(&self, run: impl FnOnce(&mut core::Account) -> netcode::Result<T>) -> Result<T> {
        Ok(run(self.bench().account_mut())?)
    }

    /// A command and its ticket.
    fn ask(&self, run: impl FnOnce(&mut core::Account) -> netcode::Result<u64>) -> Result<i64> {
        cross("ticket", &self.change(run)?)
    }
}

#[uniffi::export]
impl AppAccount {
    /// A new account of somebody, with a fresh access key and no locks. Fails with `app.name_out_of_range`.
    #[uniffi::constructor]
    pub fn new(name: &str, owner: &str) -> Result<Arc<Self>> {
        let account = core::Account::new(name, owner, &mut SystemEntropy)?;
        Ok(Arc::new(Self(Mutex::new(core::Workbench::new(account)))))
    }

    /// Reads an account that was written down. Fails with `app.state_malformed`.
    #[uniffi::constructor]
    pub fn from_json(text: &str) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(Mutex::new(core::Workbench::from_json(text)?))))
    }

    /// The account as JSON text. The access key, the rehearsed locks' codes and their site keys are in it.
    pub fn to_json(&self) -> Result<String> {
        let account: Json = cross("account", &*self.bench())?;
        Ok(account.to_string())
    }

    /// What it is called.
    pub fn name(&self) -> String {
        self.bench().account().name().to_owned()
    }

    /// Who opened it: may add locks.
    pub fn owner(&self) -> String {
        self.bench().account().owner().to_owned()
    }

    /// The locks, by name.
    pub fn locks(&self) -> Result<Vec<ManagedLock>> {
        cross("list of locks", &self.bench().account().locks().map(core::Lock::view).collect::<Vec<_>>())
    }

    /// The lock of this name. Fails with `app.lock_unknown`, whose hint lists the locks there are.
    pub fn lock(&self, name: &str) -> Result<ManagedLock> {
        cross("lock", &self.bench().account().lock(name)?.view())
    }

    /// Adds a lock at a door. Whoever adds it becomes its administrator. Fails with `app.not_administrator`,
    /// `app.lock_exists`, `app.full`, `app.model_unmanaged`, `catalogue.unknown_model`, `app.name_out_of_range`.
    #[uniffi::method(default(catalogue = None))]
    pub fn add_lock(
        &self,
        now: Moment,
        by: &str,
        lock: NewLock,
        catalogue: Option<Arc<Catalogue>>,
    ) -> Result<ManagedLock> {
        let new = lock.taken()?;
        let mut bench = self.bench();
        let account = bench.account_mut();
        with(catalogue.as_deref(), |known| account.add_lock(known, now, by, &new).map(drop))?;
        cross("lock", &account.lock(new.name())?.view())
    }

    /// Adds a lock and a twin of it, as delivered, to rehearse with. With a lock id the twin is initialised for NetCodes at
    /// this minute. Fails as `addLock` does, and with `key.site_key_malformed`.
    #[uniffi::method(default(site_key = None, lock_id = None, catalogue = None))]
    pub fn rehearse(
        &self,
        now: Moment,
        by: &str,
        lock: NewLock,
        site_key: Option<String>,
        lock_id: Option<LockId>,
        catalogue: Option<Arc<Catalogue>>,
    ) -> Result<ManagedLock> {
        let new = lock.taken()?;
        let mut bench = self.bench();
        with(catalogue.as_deref(), |known| {
            bench.add_lock(known, now, by, &new, site_key.as_deref(), lock_id)
        })?;
        cross("lock", &bench.account().lock(new.name())?.view())
    }

    /// Removes a lock from the account; it stays as it is set. Fails with `app.lock_unknown`, `app.not_administrator`.
    pub fn remove_lock(&self, now: Moment, by: &str, lock: &str) -> Result<()> {
        Ok(self.bench().remove_lock(now, by, lock)?)
    }

    /// Makes somebody an administrator of a lock. Fails with `app.not_administrator`, `app.full`.
    pub fn add_administrator(&self, now: Moment, by: &str, lock: &str, name: &str) -> Result<()> {
        self.change(|account| account.add_administrator(now, by, lock, name))
    }

    /// Takes somebody's rights over a lock away. Fails with `app.not_administrator`, `app.last_administrator`.
    pub fn remove_administrator(&self, now: Moment, by: &str, lock: &str, name: &str) -> Result<()> {
        self.change(|account| account.remove_administrator(now, by, lock, name))
    }

    /// The text of the access key, for an administrator of a lock: keep it secret. Fails with `app.access_key_hidden`.
    pub fn access_key(&self, by: &str) -> Result<String> {
        self.read(|account| Ok(account.access_key(by)?.expose().to_owned()))
    }

    /// Generates a new access key; the old one is dead at once. Fails with `app.access_key_hidden`.
    pub fn regenerate_access_key(&self, now: Moment, by: &str) -> Result<String> {
        self.change(|account| {
            Ok(account.regenerate_access_key(now, by, &mut SystemEntropy)?.expose().to_owned())
        })
    }

    /// What the app tells whoever has its access key, as JSON text for a portal's `linkApp`. Fails with
    /// `app.access_key_wrong`, `portal.access_key_malformed`.
    pub fn tell(&self, access_key: &str) -> Result<String> {
        let key = netcode::link::AccessKey::parse(access_key)?;
        let report: Json = cross("report", &self.bench().account().tell(&key)?)?;
        Ok(report.to_string())
    }

    /// What was done in the account, the newest last: at most the last 1,000 entries.
    pub fn history(&self) -> Result<Vec<AppEntry>> {
        cross("history", &self.bench().account().history().collect::<Vec<_>>())
    }

    /// The audit trail of a lock as far as it was fetched, the newest last: at most the last 1,000 lines. Fails with
    /// `app.lock_unknown`.
    pub fn trail(&self, lock: &str) -> Result<Vec<TrailEntry>> {
        cross("audit trail", &self.bench().account().lock(lock)?.trail().collect::<Vec<_>>())
    }

    /// Changes what is wished for; the lock knows nothing of it before it is synchronised. Fails with
    /// `app.parameter_unknown`, `app.parameter_refused`, `app.codes_would_die`, `app.not_administrator`.
    pub fn edit(&self, now: Moment, by: &str, lock: &str, edit: Edit) -> Result<()> {
        let edit: core::Edit = cross("change", &edit)?;
        self.change(|account| account.edit(now, by, lock, &edit))
    }

    /// What a change would do to the codes that were issued, before it is made. Codes that are over are left out.
    pub fn mode_change(&self, now: Moment, lock: &str, edit: Edit) -> Result<ModeChange> {
        let edit: core::Edit = cross("change", &edit)?;
        cross("change of mode", &self.bench().account().mode_change(now, lock, &edit)?)
    }

    /// What the lock does not know yet.
    pub fn pending(&self, lock: &str) -> Result<Vec<Pending>> {
        cross("list of changes", &self.bench().account().pending(lock)?)
    }

    /// What was changed in the app and, otherwise, at the lock.
    pub fn conflicts(&self, lock: &str) -> Result<Vec<AppConflict>> {
        cross("list of conflicts", &self.bench().account().conflicts(lock)?)
    }

    /// Settles a conflict. Fails with `app.not_in_conflict`, `app.not_administrator`.
    pub fn resolve(&self, now: Moment, by: &str, lock: &str, parameter: &str, keep: Keep) -> Result<()> {
        let keep = cross("side", &keep)?;
        self.change(|account| account.resolve(now, by, lock, parameter, keep))
    }

    /// Adds a phone client; it opens once the lock is synchronised. Fails with `app.phone_exists`,
    /// `app.parameter_refused`, `app.not_administrator`.
    pub fn add_phone(&self, now: Moment, by: &str, lock: &str, phone: PhoneClient) -> Result<()> {
        let phone: netcode::twin::PhoneClient = cross("phone client", &phone)?;
        self.change(|account| account.add_phone(now, by, lock, phone))
    }

    /// Suspends a phone client, or restores it. The app refuses it at once, the lock once it is synchronised.
    pub fn suspend_phone(
        &self,
        now: Moment,
        by: &str,
        lock: &str,
        name: &str,
        suspended: bool,
    ) -> Result<()> {
        self.change(|account| account.suspend_phone(now, by, lock, name, suspended))
    }

    /// Removes a phone client. The app refuses it at once, the lock once it is synchronised.
    pub fn remove_phone(&self, now: Moment, by: &str, lock: &str, name: &str) -> Result<()> {
        self.change(|account| account.remove_phone(now, by, lock, name))
    }

    /// Fails with the reason for which a phone client cannot unlock now, `app.phone_suspended` for example.
    pub fn phone_may_unlock(&self, now: Moment, lock: &str, name: &str) -> Result<()> {
        self.read(|account| account.phone_may_unlock(now, lock, name))
    }

    /// Asks for the lock to be synchronised within `valid_minutes` (1 to 10,080). Answers with the ticket. Fails with
    /// `app.validity_out_of_range`, `app.queue_full`, `app.not_administrator`.
    pub fn synchronise(&self, now: Moment, by: &str, lock: &str, valid_minutes: u32) -> Result<i64> {
        self.ask(|account| account.synchronise(now, by, lock, valid_minutes))
    }

    /// Asks for the lock to be opened from afar, through its gateway. Fails with `app.no_gateway` beside the others.
    pub fn unlock(&self, now: Moment, by: &str, lock: &str, valid_minutes: u32) -> Result<i64> {
        self.ask(|account| account.unlock(now, by, lock, valid_minutes))
    }

    /// Asks for the lock to be locked from afar, through its gateway. Fails with `app.no_gateway` beside the others.
    pub fn lock_up(&self, now: Moment, by: &str, lock: &str, valid_minutes: u32) -> Result<i64> {
        self.ask(|account| account.lock_up(now, by, lock, valid_minutes))
    }

    /// A phone client opens the lock it stands in front of. Answers with the ticket; the command waits for a minute. Fails
    /// as `phoneMayUnlock` does, and with `app.queue_full`.
    pub fn phone_unlock(&self, now: Moment, lock: &str, name: &str) -> Result<i64> {
        self.ask(|account| account.phone_unlock(now, lock, name))
    }

    /// Drops the commands whose time is over and that are not on their way.
    pub fn expire(&self, now: Moment) -> Result<Vec<ExpiredCommand>> {
        let told =
            |(lock, ticket): (String, u64)| Ok(ExpiredCommand { lock, ticket: cross("ticket", &ticket)? });
        self.bench().account_mut().expire(now).into_iter().map(told).collect()
    }

    /// Gives the lock a WiFi gateway, or takes it away. Fails with `app.not_administrator`.
    pub fn set_gateway(&self, now: Moment, by: &str, lock: &str, gateway: bool) -> Result<()> {
        self.change(|account| account.set_gateway(now, by, lock, gateway))
    }

    /// Takes in what happens to the link of a lock, and says what to do: what is to be sent is sent by the app, once or
    /// more until it is answered. Fails with `app.no_gateway`, `app.not_connected`.
    pub fn step(&self, now: Moment, lock: &str, event: LinkEvent) -> Result<Vec<AppEffect>> {
        let event = cross("event", &event)?;
        let effects = self.change(|account| account.step(now, lock, event))?;
        cross("list of effects", &effects)
    }

    /// A rehearsed lock comes into reach: what waits for it is delivered. Message by message, `faults` say what goes wrong.
    #[uniffi::method(default(faults = [], catalogue = None))]
    pub fn reach(
        &self,
        now: Moment,
        lock: &str,
        carrier: Carrier,
        faults: Vec<Fault>,
        catalogue: Option<Arc<Catalogue>>,
    ) -> Result<Talk> {
        let faults: Vec<core::Fault> = cross("list of faults", &faults)?;
        let carrier = cross("carrier", &carrier)?;
        let mut bench = self.bench();
        cross(
            "conversation",
            &with(catalogue.as_deref(), |known| bench.reach(known, now, lock, carrier, &faults))?,
        )
    }

    /// Types keys at a rehearsed lock, blanks ignored, and ends the entry. Answers with one word a flash, beep or move of
    /// the bolt.
    #[uniffi::method(default(catalogue = None))]
    pub fn keys(
        &self,
        now: Moment,
        lock: &str,
        keys: &str,
        catalogue: Option<Arc<Catalogue>>,
    ) -> Result<Vec<String>> {
        let mut bench = self.bench();
        let words = with(catalogue.as_deref(), |known| bench.keys(known, now, lock, keys))?;
        Ok(words.into_iter().map(str::to_owned).collect())
    }

    /// What a rehearsed lock looks like from outside, without digits and keys.
    #[uniffi::method(default(catalogue = None))]
    pub fn view(&self, lock: &str, catalogue: Option<Arc<Catalogue>>) -> Result<TwinView> {
        let bench = self.bench();
        cross("view", &with(catalogue.as_deref(), |known| bench.view(known, lock))?)
    }
}
