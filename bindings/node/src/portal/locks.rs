//! The portal: locks, and phones that may ask for codes.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::access::Token;
use netcode::portal::{AddLock, EditLock, LockFilter, SmsRequest};

use super::{Page, Portal, page_of};
use crate::job::Job;
use crate::value::{When, take, take_maybe, tell, tell_all, when};

#[napi(namespace = "portal")]
impl Portal {
    /// Adds a lock.
    #[napi(ts_return_type = "Promise<LockView>")]
    pub fn add_lock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "AddLock")] add: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let add: AddLock = take("portal.AddLock", add)?;
        Ok(self.run(move |portal| tell("portal.LockView", &portal.add_lock(now, &session, &add)?)))
    }

    /// The keys to type at a lock to initialise it.
    #[napi(ts_return_type = "Promise<Initialisation>")]
    pub fn initialise(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
        #[napi(ts_arg_type = "string | null | undefined")] master_code: Option<String>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.run(move |portal| {
            tell("portal.Initialisation", &portal.initialise(now, &session, &lock, master_code.as_deref())?)
        }))
    }

    /// Says that the keys were typed and the lock showed what it should.
    #[napi(ts_return_type = "Promise<LockView>")]
    pub fn confirm_lock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.run(move |portal| tell("portal.LockView", &portal.confirm_lock(now, &session, &lock)?)))
    }

    /// Changes what is known of a lock.
    #[napi(ts_return_type = "Promise<LockView>")]
    pub fn edit_lock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
        #[napi(ts_arg_type = "EditLock")] edit: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let edit: EditLock = take("portal.EditLock", edit)?;
        Ok(self.run(move |portal| tell("portal.LockView", &portal.edit_lock(now, &session, &lock, &edit)?)))
    }

    /// Deletes a lock.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn delete_lock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.done(move |portal| portal.delete_lock(now, &session, &lock)))
    }

    /// One lock.
    #[napi(ts_return_type = "Promise<LockView>")]
    pub fn lock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.run(move |portal| tell("portal.LockView", &portal.lock(now, &session, &lock)?)))
    }

    /// The lock of an id or a name, or the only one.
    #[napi(ts_return_type = "Promise<LockView>")]
    pub fn choose_lock(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "string | null | undefined")] named: Option<String>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.run(move |portal| {
            tell("portal.LockView", &portal.choose_lock(now, &session, named.as_deref())?)
        }))
    }

    /// Locks by name, a page at a time.
    #[napi(ts_return_type = "Promise<LockPage>")]
    pub fn locks(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "LockFilter | null | undefined")] filter: Option<Unknown<'_>>,
        #[napi(ts_arg_type = "Page | null | undefined")] page: Option<Page<'_>>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let filter: Option<LockFilter> = take_maybe("portal.LockFilter", filter)?;
        let (next, limit) = page_of(page)?;
        Ok(self.run(move |portal| {
            tell(
                "portal.LockPage",
                &portal.locks(now, &session, &filter.unwrap_or_default(), next.as_deref(), limit)?,
            )
        }))
    }

    /// The keys of a lock, for the owner who provisions it. The audit trail says that they were taken out.
    #[napi(ts_return_type = "Promise<LockKeys>")]
    pub fn export_keys(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.run(move |portal| tell("portal.LockKeys", &portal.export_keys(now, &session, &lock)?)))
    }

    /// Lists a phone that may ask for codes by text message.
    #[napi(ts_return_type = "Promise<ListedPhone>")]
    pub fn list_phone(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        name: String,
        phone: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self
            .run(move |portal| tell("portal.ListedPhone", &portal.list_phone(now, &session, &name, &phone)?)))
    }

    /// The phones that may ask for codes.
    #[napi(ts_return_type = "Promise<ListedPhone[]>")]
    pub fn listed_phones(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self
            .run(move |portal| tell_all("portal.ListedPhone", &portal.listed_phones(now, &session)?, None)))
    }

    /// Takes a phone off the list.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn unlist_phone(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        phone: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.done(move |portal| portal.unlist_phone(now, &session, &phone)))
    }

    /// Answers a text message that asks for a code.
    #[napi(ts_return_type = "Promise<SmsAnswer>")]
    pub fn sms_request(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        #[napi(ts_arg_type = "SmsRequest")] request: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let request: SmsRequest = take("portal.SmsRequest", request)?;
        Ok(self.run(move |portal| tell("portal.SmsAnswer", &portal.sms_request(now, &request)?)))
    }
}
