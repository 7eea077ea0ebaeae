//! The portal: accounts, their people and credits.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::access::{Limits, Role, Token};
use netcode::portal::{BulkCharge, Invitation, Order, Registration, Report};

use super::{Page, Portal, page_of, signed_in};
use crate::job::Job;
use crate::value::{When, plain, take, take_word, tell, tell_all, when};

#[napi(namespace = "portal")]
impl Portal {
    /// Registers an account; the link in the mail activates it.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn register(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        #[napi(ts_arg_type = "Registration")] registration: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let registration: Registration = take("portal.Registration", registration)?;
        Ok(self.done(move |portal| portal.register(now, &registration)))
    }

    /// Takes over an account from elsewhere: it is activated by setting a password.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn migrate_account(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        email: String,
        name: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        Ok(self.done(move |portal| portal.migrate_account(now, &email, &name)))
    }

    /// Uses the link of an activation mail.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn activate(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        token: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        Ok(self.done(move |portal| portal.activate(now, &token)))
    }

    /// Signs in. The token is what proves it from now on: keep it secret.
    #[napi(ts_return_type = "Promise<SignedIn>")]
    pub fn sign_in(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        email: String,
        password: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        Ok(self.run(move |portal| signed_in(&portal.sign_in(now, &email, &password)?)))
    }

    /// Acts as a person, as the operator of the store; the audit trail says so.
    #[napi(ts_return_type = "Promise<SignedIn>")]
    pub fn operate_as(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        email: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        Ok(self.run(move |portal| signed_in(&portal.operate_as(now, &email)?)))
    }

    /// Acts as the owner of the only account, as the operator of the store; the audit trail says so.
    #[napi(ts_return_type = "Promise<SignedIn>")]
    pub fn operate(&self, #[napi(ts_arg_type = "MomentInit")] now: When<'_>) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        Ok(self.run(move |portal| signed_in(&portal.operate(now)?)))
    }

    /// Signs out.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn sign_out(&self, session: String) -> Result<AsyncTask<Job>> {
        let session = Token::from_text(&session);
        Ok(self.done(move |portal| portal.sign_out(&session)))
    }

    /// Asks for a link that sets a new password. It is the same whether or not the address is known.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn request_reset(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        email: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        Ok(self.done(move |portal| portal.request_reset(now, &email)))
    }

    /// Sets a new password with the link of a mail.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn set_password(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        token: String,
        password: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        Ok(self.done(move |portal| portal.set_password(now, &token, &password)))
    }

    /// Changes the password.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn change_password(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        old: String,
        password: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.done(move |portal| portal.change_password(now, &session, &old, &password)))
    }

    /// Asks for another address; the link in the mail to it confirms it.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn request_email(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        password: String,
        email: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.done(move |portal| portal.request_email(now, &session, &password, &email)))
    }

    /// Uses the link that confirms an address.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn confirm_email(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        token: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        Ok(self.done(move |portal| portal.confirm_email(now, &token)))
    }

    /// Who acts, and in which account.
    #[napi(ts_return_type = "Promise<AccountView>")]
    pub fn account(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.run(move |portal| tell("portal.AccountView", &portal.account(now, &session)?)))
    }

    /// Closes the account for good.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn close_account(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        password: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.done(move |portal| portal.close_account(now, &session, &password)))
    }

    /// Invites somebody into the account, and answers with their id.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn invite(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "Invitation")] invitation: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let invitation: Invitation = take("portal.Invitation", invitation)?;
        Ok(self.run(move |portal| Ok(plain(portal.invite(now, &session, &invitation)?))))
    }

    /// Who is in the account.
    #[napi(ts_return_type = "Promise<UserView[]>")]
    pub fn users(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.run(move |portal| tell_all("portal.UserView", &portal.users(now, &session)?, None)))
    }

    /// Changes what a person is and is held to.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn change_user(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        person: String,
        #[napi(ts_arg_type = "access.Role")] role: String,
        #[napi(ts_arg_type = "access.LimitsInit")] limits: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let role: Role = take_word("access.Role", &role)?;
        let limits: Limits = take("access.Limits", limits)?;
        Ok(self.done(move |portal| portal.change_user(now, &session, &person, role, &limits)))
    }

    /// Removes a person.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn remove_user(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        person: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.done(move |portal| portal.remove_user(now, &session, &person)))
    }

    /// The credits there are.
    #[napi(ts_return_type = "Promise<ledger.Balance>")]
    pub fn balance(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        Ok(self.run(move |portal| tell("ledger.Balance", &portal.balance(now, &session)?)))
    }

    /// The movements of credits, newest first.
    #[napi(ts_return_type = "Promise<StatementPage>")]
    pub fn statement(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "Page | null | undefined")] page: Option<Page<'_>>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let (next, limit) = page_of(page)?;
        Ok(self.run(move |portal| {
            tell("portal.StatementPage", &portal.statement(now, &session, next.as_deref(), limit)?)
        }))
    }

    /// What is for sale.
    #[napi(ts_return_type = "Promise<ledger.Package[]>")]
    pub fn packages(&self) -> Result<AsyncTask<Job>> {
        Ok(self.run(move |portal| tell_all("ledger.Package", &portal.packages(), None)))
    }

    /// Books a paid order of credits, once.
    #[napi(ts_return_type = "Promise<ledger.Balance>")]
    pub fn buy(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "Order")] order: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let order: Order = take("portal.Order", order)?;
        Ok(self.run(move |portal| tell("ledger.Balance", &portal.buy(now, &session, &order)?)))
    }

    /// Charges a run of codes that were made outside the portal, under keys it gave out, once.
    #[napi(ts_return_type = "Promise<ledger.Balance>")]
    pub fn charge(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "BulkCharge")] charge: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let charge: BulkCharge = take("portal.BulkCharge", charge)?;
        Ok(self.run(move |portal| tell("ledger.Balance", &portal.charge(now, &session, &charge)?)))
    }

    /// Contacts support: what happened, without codes, keys and passwords. Answers with the id of the message.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn report(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "Report")] report: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let report: Report = take("portal.Report", report)?;
        Ok(self.run(move |portal| Ok(plain(portal.report(now, &session, &report)?))))
    }

    /// The audit trail, newest first.
    #[napi(ts_return_type = "Promise<AuditPage>")]
    pub fn audit(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "Page | null | undefined")] page: Option<Page<'_>>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let (next, limit) = page_of(page)?;
        Ok(self.run(move |portal| {
            tell("portal.AuditPage", &portal.audit(now, &session, next.as_deref(), limit)?)
        }))
    }

    /// Goes through all books, and answers with what is wrong.
    #[napi(ts_return_type = "Promise<Verification>")]
    pub fn verify(&self) -> Result<AsyncTask<Job>> {
        Ok(self.run(move |portal| tell("portal.Verification", &portal.verify()?)))
    }
}
