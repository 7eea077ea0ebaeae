//! The app with twins of its locks.

use std::cell::RefCell;
use std::rc::Rc;

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::app::{self, Carrier, Fault};
use netcode::catalogue;
use netcode::error::table::core::ID_LOCK_ID_OUT_OF_RANGE;
use netcode::id::LockId;

use super::{Account, NewLockOptions, Shared, known, new_lock};
use crate::arg::{Figure, given, optional};
use crate::catalogue::Catalogue;
use crate::error::OrThrow;
use crate::value::{When, give, take_word, tell, when};

/// What the twin of a new lock is given.
#[napi(object, object_to_js = false, namespace = "app")]
pub struct BenchOptions<'env> {
    /// Its site key, 64 hexadecimal digits; without one it has the published example key.
    #[napi(ts_type = "string | null | undefined")]
    pub site_key: Option<Either<String, Null>>,
    /// With a lock id it is initialised for codes at this minute, as the app does when it pairs a lock.
    #[napi(ts_type = "number | null | undefined")]
    pub lock_id: Option<Figure<'env>>,
}

/// An account together with twins of its locks: to try out what an app does before a lock is at hand.
#[napi(namespace = "app")]
pub struct Workbench(Shared, catalogue::Catalogue);

#[napi(namespace = "app")]
impl Workbench {
    /// The account, to which locks with twins can be added. Locks that it has already have no twins here.
    #[napi(constructor)]
    pub fn new(
        #[napi(ts_arg_type = "Account")] account: &Account,
        #[napi(ts_arg_type = "catalogue.Catalogue | null | undefined")] catalogue: Option<&Catalogue>,
    ) -> Result<Self> {
        Ok(Self(account.0.clone(), known(catalogue)?))
    }

    /// Reads an account with its twins from the text it was written down as.
    #[napi(js_name = "fromJSON")]
    pub fn from_json(
        text: String,
        #[napi(ts_arg_type = "catalogue.Catalogue | null | undefined")] catalogue: Option<&Catalogue>,
    ) -> Result<Self> {
        let bench = app::Workbench::from_json(&text).or_throw()?;
        Ok(Self(Rc::new(RefCell::new(bench)), known(catalogue)?))
    }

    /// All of it as text: the access key, the locks' codes and their site keys are in it.
    #[napi]
    pub fn text(&self) -> Result<String> {
        serde_json::to_string(&*self.0.borrow()).map_err(|error| Error::from_reason(error.to_string()))
    }

    /// The account.
    #[napi(getter, ts_return_type = "Account")]
    pub fn account(&self) -> Account {
        Account(self.0.clone())
    }

    /// Adds a lock to the account and a twin of it, as delivered.
    #[napi]
    pub fn add_lock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: NewLockOptions,
        #[napi(ts_arg_type = "BenchOptions | null | undefined")] twin: Option<BenchOptions<'_>>,
    ) -> Result<()> {
        let (now, new) = (when(now)?, new_lock(lock)?);
        let (site_key, lock_id) = twin.map(|twin| (given(twin.site_key), twin.lock_id)).unwrap_or_default();
        let lock_id = optional("lockId", lock_id, &ID_LOCK_ID_OUT_OF_RANGE)?;
        let lock_id = lock_id.map(LockId::new).transpose().or_throw()?;
        let mut bench = self.0.borrow_mut();
        bench.add_lock(&self.1, now, &by, &new, site_key.as_deref(), lock_id).or_throw()
    }

    /// Removes a lock and its twin.
    #[napi]
    pub fn remove_lock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        by: String,
        lock: String,
    ) -> Result<()> {
        self.0.borrow_mut().remove_lock(when(now)?, &by, &lock).or_throw()
    }

    /// Types keys at a lock, blanks ignored, and ends the entry. Answers with one word a flash, beep or move of the bolt.
    #[napi]
    pub fn keys(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        lock: String,
        keys: String,
    ) -> Result<Vec<&'static str>> {
        self.0.borrow_mut().keys(&self.1, when(now)?, &lock, &keys).or_throw()
    }

    /// The lock comes into reach: what waits for it is delivered. Message by message, `faults` say what goes wrong.
    #[napi(ts_return_type = "Talk")]
    pub fn reach(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        lock: String,
        #[napi(ts_arg_type = "Carrier")] carrier: String,
        #[napi(ts_arg_type = "readonly Fault[] | null | undefined")] faults: Option<Vec<String>>,
    ) -> Result<Unknown<'static>> {
        let (now, carrier) = (when(now)?, take_word::<Carrier>("app.Carrier", &carrier)?);
        let faults = faults.unwrap_or_default();
        let faults =
            faults.iter().map(|word| take_word("app.Fault", word)).collect::<Result<Vec<Fault>>>()?;
        let talk = self.0.borrow_mut().reach(&self.1, now, &lock, carrier, &faults).or_throw()?;
        give(tell("app.Talk", &talk))
    }

    /// What a lock shows from outside.
    #[napi(ts_return_type = "twin.View")]
    pub fn view(&self, lock: String) -> Result<Unknown<'static>> {
        give(tell("twin.View", &self.0.borrow().view(&self.1, &lock).or_throw()?))
    }
}
