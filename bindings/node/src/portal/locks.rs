//! The portal: locks, and phones that may ask for codes.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::access::Token;
use netcode::link::AppReport;
use netcode::portal::{AddLock, EditLock, LockFilter, SmsRequest, Tried};

use super::{Making, Page, Portal, page_of};
use crate::job::Job;
use crate::stay::Door;
use crate::twin::Twin;
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

    /// Links the locks that an app reports under its access key: new ones are added, of the others the portal learns how
    /// they are set now.
    #[napi(ts_return_type = "Promise<Linked>")]
    pub fn link_app(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "link.AppReportInit")] report: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let report: AppReport = take("link.AppReport", report)?;
        Ok(self.run(move |portal| tell("portal.Linked", &portal.link_app(now, &session, &report)?)))
    }

    /// The codes of a lock that are not over, for the app to tell which of them a change of mode would end.
    #[napi(ts_return_type = "Promise<link.IssuedCode[]>")]
    pub fn issued_codes(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.run(move |portal| {
            tell_all("link.IssuedCode", &portal.issued_codes(now, &session, &lock)?, None)
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

    /// A lock as a door of stays: what it accepts, and what is known of its clock. Plans, quotes, the census and the
    /// timeline made of it promise what the portal promises.
    #[napi(ts_return_type = "Promise<stay.Door>")]
    pub fn door(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
    ) -> Result<AsyncTask<Making<netcode::stay::Door, Door>>> {
        let now = when(now)?;
        let (session, portal) = (Token::from_text(&session), self.0.clone());
        Ok(Making::task(Door, move || portal.door(now, &session, &lock)))
    }

    /// A twin of a lock, to press: under the lock's own key, initialised and set as the portal knows it. For those who may
    /// see every code of the account.
    #[napi(ts_return_type = "Promise<twin.Twin>")]
    pub fn twin(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
    ) -> Result<AsyncTask<Making<netcode::twin::Twin, Twin>>> {
        let now = when(now)?;
        let (session, portal) = (Token::from_text(&session), self.0.clone());
        Ok(Making::task(Twin::of, move || portal.twin(now, &session, &lock)))
    }

    /// Why a lock did not open, from what the portal knows of it and of the codes that the person may see.
    #[napi(ts_return_type = "Promise<advise.Explanation>")]
    pub fn explain(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
        #[napi(ts_arg_type = "Tried")] tried: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let tried: Tried = take("portal.Tried", tried)?;
        Ok(self.run(move |portal| tell("advise.Explanation", &portal.explain(now, &session, &lock, &tried)?)))
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
