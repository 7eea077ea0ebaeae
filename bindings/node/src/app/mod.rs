//! The lock-management app's side: accounts of smart locks, what is wished for, and links that bring it to the locks.

pub mod workbench;

use std::cell::RefCell;
use std::rc::Rc;

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::app::{self, Keep, LinkEvent, NewLock};
use netcode::catalogue;
use netcode::entropy::SystemEntropy;
use netcode::error::table::app::APP_VALIDITY_OUT_OF_RANGE;
use netcode::error::table::core::ROW_MALFORMED;
use netcode::id::Serial;
use netcode::link::AccessKey;
use netcode::twin::PhoneClient;

use crate::arg::{Figure, given, needed, whole};
use crate::catalogue::Catalogue;
use crate::error::{OrThrow, thrown};
use crate::value::{When, document, give, take, take_all, take_word, tell, tell_all, when};

/// An account with whatever twins its locks have. An `Account` and the `Workbench` made of it are the same account.
type Shared = Rc<RefCell<app::Workbench>>;

/// A lock to add.
#[napi(object, object_to_js = false, namespace = "app")]
pub struct NewLockOptions {
    /// What people call it.
    pub name: String,
    /// The model's id or alias.
    pub model: String,
    /// The name of its zone.
    pub zone: String,
    /// What its key is derived for; its name unless given.
    #[napi(ts_type = "string | null | undefined")]
    pub serial: Option<Either<String, Null>>,
    /// Whether it has a WiFi gateway.
    #[napi(ts_type = "boolean | null | undefined")]
    pub gateway: Option<Either<bool, Null>>,
}

fn new_lock(lock: NewLockOptions) -> Result<NewLock> {
    let new = NewLock::new(&lock.name, &lock.model, &lock.zone).or_throw()?;
    let new = new.with_gateway(given(lock.gateway).unwrap_or_default());
    match given(lock.serial) {
        Some(serial) => Ok(new.with_serial(Serial::new(&serial).or_throw()?)),
        None => Ok(new),
    }
}

fn known(catalogue: Option<&Catalogue>) -> Result<catalogue::Catalogue> {
    match catalogue {
        Some(catalogue) => Ok(catalogue.known().clone()),
        None => catalogue::Catalogue::builtin().or_throw().cloned(),
    }
}

/// A change of parameters.
#[napi(object, object_to_js = false, namespace = "app")]
pub struct Edit<'env> {
    /// The parameters by name, each with its new value as people write it.
    #[napi(ts_type = "{ readonly [parameter: string]: unknown }")]
    pub values: Unknown<'env>,
    /// The codes that were issued for the lock, as far as is known: a change that would end one of them is refused.
    #[napi(ts_type = "readonly link.IssuedCodeInit[] | null | undefined")]
    pub issued: Option<Either<Vec<Unknown<'env>>, Null>>,
    /// Make the change although it ends issued codes.
    #[napi(ts_type = "boolean | null | undefined")]
    pub despite_issued: Option<Either<bool, Null>>,
}

fn edit(change: Edit<'_>) -> Result<app::Edit> {
    let malformed = |_| {
        let what = format_args!("`values` is not an object");
        thrown(&netcode::Error::new(&ROW_MALFORMED, what))
    };
    Ok(app::Edit {
        values: serde_json::from_value(document(needed("values", change.values)?)?).map_err(malformed)?,
        issued: take_all("link.IssuedCode", given(change.issued).unwrap_or_default())?,
        despite_issued: given(change.despite_issued).unwrap_or_default(),
    })
}

/// A command that waited too long for its lock.
#[napi(object, object_from_js = false, namespace = "app")]
pub struct Expired {
    /// The lock.
    pub lock: String,
    /// The command's number at the lock.
    pub ticket: f64,
}

/// An account of the app: its access key, and its locks with what is wished for and what they are known to have.
#[napi(namespace = "app")]
pub struct Account(Shared);

impl Account {
    fn of(account: app::Account) -> Self {
        Self(Rc::new(RefCell::new(app::Workbench::new(account))))
    }

    fn look<T>(&self, work: impl FnOnce(&app::Account) -> netcode::Result<T>) -> Result<T> {
        work(self.0.borrow().account()).or_throw()
    }

    fn change<T>(&self, work: impl FnOnce(&mut app::Account) -> netcode::Result<T>) -> Result<T> {
        work(self.0.borrow_mut().account_mut()).or_throw()
    }

    /// The number of a command that is asked for, to be carried out within so many minutes.
    fn ask(
        &self,
        valid_minutes: Figure<'_>,
        work: impl FnOnce(&mut app::Account, u32) -> netcode::Result<u64>,
    ) -> Result<f64> {
        let minutes = whole("validMinutes", valid_minutes, &APP_VALIDITY_OUT_OF_RANGE)?;
        Ok(self.change(|account| work(account, minutes))? as f64)
    }
}

#[napi(namespace = "app")]
impl Account {
    /// A new account of somebody, with a fresh access key and no locks.
    #[napi(constructor)]
    pub fn new(name: String, owner: String) -> Result<Self> {
        Ok(Self::of(app::Account::new(&name, &owner, &mut SystemEntropy).or_throw()?))
    }

    /// Reads an account from the text it was written down as.
    #[napi(js_name = "fromJSON")]
    pub fn from_json(text: String) -> Result<Self> {
        Ok(Self::of(app::Account::from_json(&text).or_throw()?))
    }

    /// The whole account as text, its access key included: keep it privately.
    #[napi]
    pub fn text(&self) -> Result<String> {
        serde_json::to_string(self.0.borrow().account())
            .map_err(|error| Error::from_reason(error.to_string()))
    }

    /// What it is called.
    #[napi(getter)]
    pub fn name(&self) -> String {
        self.0.borrow().account().name().to_owned()
    }

    /// Who opened it: may add locks.
    #[napi(getter)]
    pub fn owner(&self) -> String {
        self.0.borrow().account().owner().to_owned()
    }

    /// The locks, by name.
    #[napi(ts_return_type = "LockView[]")]
    pub fn locks(&self) -> Result<Unknown<'static>> {
        let locks: Vec<_> = self.0.borrow().account().locks().map(app::Lock::view).collect();
        give(tell_all("app.LockView", &locks, None))
    }

    /// The lock of this name.
    #[napi(ts_return_type = "LockView")]
    pub fn lock(&self, name: String) -> Result<Unknown<'static>> {
        give(tell("app.LockView", &self.look(|account| Ok(account.lock(&name)?.view()))?))
    }

    /// The audit trail of a lock as far as it was fetched, the newest last: at most the last 1,000 lines.
    #[napi(ts_return_type = "twin.TrailEntry[]")]
    pub fn trail(&self, lock: String) -> Result<Unknown<'static>> {
        let trail: Vec<_> = self.look(|account| Ok(account.lock(&lock)?.trail().cloned().collect()))?;
        give(tell_all("twin.TrailEntry", &trail, None))
    }

    /// Adds a lock. Whoever adds it becomes its administrator.
    #[napi]
    pub fn add_lock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: NewLockOptions,
        #[napi(ts_arg_type = "catalogue.Catalogue | null | undefined")] catalogue: Option<&Catalogue>,
    ) -> Result<()> {
        let (now, new, known) = (when(now)?, new_lock(lock)?, known(catalogue)?);
        self.change(|account| account.add_lock(&known, now, &by, &new).map(drop))
    }

    /// Removes a lock from the account. The lock itself stays as it is set.
    #[napi]
    pub fn remove_lock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
    ) -> Result<()> {
        let now = when(now)?;
        self.change(|account| account.remove_lock(now, &by, &lock))
    }

    /// Says whether a lock has a WiFi gateway.
    #[napi]
    pub fn set_gateway(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        gateway: bool,
    ) -> Result<()> {
        let now = when(now)?;
        self.change(|account| account.set_gateway(now, &by, &lock, gateway))
    }

    /// Makes somebody an administrator of a lock.
    #[napi]
    pub fn add_administrator(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        name: String,
    ) -> Result<()> {
        let now = when(now)?;
        self.change(|account| account.add_administrator(now, &by, &lock, &name))
    }

    /// Takes somebody's rights over a lock away. The last administrator stays.
    #[napi]
    pub fn remove_administrator(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        name: String,
    ) -> Result<()> {
        let now = when(now)?;
        self.change(|account| account.remove_administrator(now, &by, &lock, &name))
    }

    /// The access key, for an administrator of one of the account's locks: to be kept secret.
    #[napi]
    pub fn access_key(&self, by: String) -> Result<String> {
        self.look(|account| Ok(account.access_key(&by)?.expose().to_owned()))
    }

    /// Generates a new access key. The old one is dead at once.
    #[napi]
    pub fn regenerate_access_key(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
    ) -> Result<String> {
        let now = when(now)?;
        let mut entropy = SystemEntropy;
        self.change(|account| Ok(account.regenerate_access_key(now, &by, &mut entropy)?.expose().to_owned()))
    }

    /// What the app tells whoever has its access key: its locks as they were last seen. It goes to `Portal.linkApp`.
    #[napi(ts_return_type = "link.AppReport")]
    pub fn tell(&self, access_key: String) -> Result<Unknown<'static>> {
        let key = AccessKey::parse(&access_key).or_throw()?;
        give(tell("link.AppReport", &self.look(|account| account.tell(&key))?))
    }

    /// What was done in the account, the newest last: at most the last 1,000 entries.
    #[napi(ts_return_type = "Entry[]")]
    pub fn history(&self) -> Result<Unknown<'static>> {
        let entries: Vec<_> = self.0.borrow().account().history().cloned().collect();
        give(tell_all("app.Entry", &entries, None))
    }

    /// Changes what is wished for; the lock knows nothing of it before it is synchronised. All of it, or nothing.
    #[napi]
    pub fn edit(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        edit: Edit<'_>,
    ) -> Result<()> {
        let (now, edit) = (when(now)?, self::edit(edit)?);
        self.change(|account| account.edit(now, &by, &lock, &edit))
    }

    /// What an edit would do to the codes that were issued, before it is made.
    #[napi(ts_return_type = "ModeChange")]
    pub fn mode_change(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        lock: String,
        edit: Edit<'_>,
    ) -> Result<Unknown<'static>> {
        let (now, edit) = (when(now)?, self::edit(edit)?);
        give(tell("app.ModeChange", &self.look(|account| account.mode_change(now, &lock, &edit))?))
    }

    /// What the lock does not know yet. The parameters in conflict are among it.
    #[napi(ts_return_type = "Pending[]")]
    pub fn pending(&self, lock: String) -> Result<Unknown<'static>> {
        give(tell_all("app.Pending", &self.look(|account| account.pending(&lock))?, None))
    }

    /// What was changed in the app and, otherwise, at the lock.
    #[napi(ts_return_type = "Conflict[]")]
    pub fn conflicts(&self, lock: String) -> Result<Unknown<'static>> {
        give(tell_all("app.Conflict", &self.look(|account| account.conflicts(&lock))?, None))
    }

    /// Settles a conflict. To set something else than either side has, edit the parameter.
    #[napi]
    pub fn resolve(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        #[napi(ts_arg_type = "catalogue.Parameter")] parameter: String,
        #[napi(ts_arg_type = "Keep")] keep: String,
    ) -> Result<()> {
        let (now, keep) = (when(now)?, take_word::<Keep>("app.Keep", &keep)?);
        self.change(|account| account.resolve(now, &by, &lock, &parameter, keep))
    }

    /// Asks for a synchronisation by whichever link comes up first within `validMinutes`. Answers with its ticket.
    #[napi]
    pub fn synchronise(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        #[napi(ts_arg_type = "number")] valid_minutes: Figure<'_>,
    ) -> Result<f64> {
        let now = when(now)?;
        self.ask(valid_minutes, |account, minutes| account.synchronise(now, &by, &lock, minutes))
    }

    /// Asks for the lock to be opened from afar, through its gateway, within `validMinutes`. Answers with the ticket.
    #[napi]
    pub fn unlock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        #[napi(ts_arg_type = "number")] valid_minutes: Figure<'_>,
    ) -> Result<f64> {
        let now = when(now)?;
        self.ask(valid_minutes, |account, minutes| account.unlock(now, &by, &lock, minutes))
    }

    /// Asks for the lock to be locked from afar, through its gateway, within `validMinutes`. Answers with the ticket.
    #[napi]
    pub fn lock_up(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        #[napi(ts_arg_type = "number")] valid_minutes: Figure<'_>,
    ) -> Result<f64> {
        let now = when(now)?;
        self.ask(valid_minutes, |account, minutes| account.lock_up(now, &by, &lock, minutes))
    }

    /// Drops the commands that waited too long.
    #[napi]
    pub fn expire(&self, #[napi(ts_arg_type = "MomentInit")] now: When<'_>) -> Result<Vec<Expired>> {
        let dropped = self.0.borrow_mut().account_mut().expire(when(now)?);
        let expired = |(lock, ticket): (String, u64)| Expired { lock, ticket: ticket as f64 };
        Ok(dropped.into_iter().map(expired).collect())
    }

    /// Adds a phone client; it opens once the lock is synchronised. Its times are civil time at the lock.
    #[napi]
    pub fn add_phone(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        #[napi(ts_arg_type = "twin.PhoneClientInit")] phone: Unknown<'_>,
    ) -> Result<()> {
        let (now, phone) = (when(now)?, take::<PhoneClient>("twin.PhoneClient", phone)?);
        self.change(|account| account.add_phone(now, &by, &lock, phone))
    }

    /// Suspends a phone client, or restores it. The app refuses it at once, the lock once it is synchronised.
    #[napi]
    pub fn suspend_phone(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        name: String,
        suspended: bool,
    ) -> Result<()> {
        let now = when(now)?;
        self.change(|account| account.suspend_phone(now, &by, &lock, &name, suspended))
    }

    /// Removes a phone client. The app refuses it at once, the lock once it is synchronised.
    #[napi]
    pub fn remove_phone(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
        name: String,
    ) -> Result<()> {
        let now = when(now)?;
        self.change(|account| account.remove_phone(now, &by, &lock, &name))
    }

    /// Throws why a phone cannot unlock a lock now, as far as the app knows; the lock has the last word.
    #[napi]
    pub fn phone_may_unlock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        lock: String,
        name: String,
    ) -> Result<()> {
        let now = when(now)?;
        self.look(|account| account.phone_may_unlock(now, &lock, &name))
    }

    /// A phone next to the lock asks it to open, within a minute. Answers with the ticket.
    #[napi]
    pub fn phone_unlock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        lock: String,
        name: String,
    ) -> Result<f64> {
        let now = when(now)?;
        Ok(self.change(|account| account.phone_unlock(now, &lock, &name))? as f64)
    }

    /// Takes an event of a link to a lock: what to send next, and what it came to. For links of your own.
    #[napi(ts_return_type = "Effect[]")]
    pub fn step(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        lock: String,
        #[napi(ts_arg_type = "LinkEvent")] event: Unknown<'_>,
    ) -> Result<Unknown<'static>> {
        let (now, event) = (when(now)?, take::<LinkEvent>("app.LinkEvent", event)?);
        give(tell_all("app.Effect", &self.change(|account| account.step(now, &lock, event))?, None))
    }
}
