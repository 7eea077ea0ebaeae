//! Accounts, their people and credits.

use netcode::access;
use netcode::portal as core;

use super::PortalSession;
use crate::wire::cross;
use crate::{
    AccountView, AuditPage, Balance, BulkCharge, Invitation, Limits, Moment, Permission, PortalOrder,
    PortalReport, Result, Role, StatementPage, UserView,
};

#[uniffi::export]
impl Role {
    /// Whether somebody of this role may do that, for what an app shows. A person's limits may narrow it further.
    pub fn permits(&self, permission: Permission) -> Result<bool> {
        let role: access::Role = cross("role", self)?;
        Ok(role.permits(cross("permission", &permission)?))
    }
}

/// Checks a password before it is given, and tells what would make it stronger. Fails with
/// `access.password_too_weak`, which names all that it lacks.
#[uniffi::export]
pub fn password_advice(password: &str) -> Result<Option<String>> {
    Ok(access::Password::new(password)?.advice().map(str::to_owned))
}

#[uniffi::export]
impl PortalSession {
    /// What proves the session, for the phone's keystore. Keep it off screens, logs and files that others read.
    pub fn token(&self) -> String {
        self.token.as_str().to_owned()
    }

    /// Signs out.
    pub async fn sign_out(&self) -> Result<()> {
        self.run(move |portal, token| portal.sign_out(token)).await
    }

    /// Changes the password. Fails with `portal.sign_in_failed`, `access.password_too_weak`.
    pub async fn change_password(&self, now: Moment, old: String, password: String) -> Result<()> {
        self.run(move |portal, token| portal.change_password(now, token, &old, &password)).await
    }

    /// Asks for another address; the link in the mail to it confirms it.
    pub async fn request_email(&self, now: Moment, password: String, email: String) -> Result<()> {
        self.run(move |portal, token| portal.request_email(now, token, &password, &email)).await
    }

    /// Who acts, and in which account. Fails with `portal.session_invalid`.
    pub async fn account(&self, now: Moment) -> Result<AccountView> {
        self.ask("account", move |portal, token| portal.account(now, token)).await
    }

    /// Closes the account for good.
    pub async fn close_account(&self, now: Moment, password: String) -> Result<()> {
        self.run(move |portal, token| portal.close_account(now, token, &password)).await
    }

    /// Invites somebody into the account, and answers with their id.
    pub async fn invite(&self, now: Moment, invitation: Invitation) -> Result<String> {
        let invitation: core::Invitation = cross("invitation", &invitation)?;
        self.run(move |portal, token| portal.invite(now, token, &invitation)).await
    }

    /// Who is in the account.
    pub async fn users(&self, now: Moment) -> Result<Vec<UserView>> {
        self.ask("list of users", move |portal, token| portal.users(now, token)).await
    }

    /// Changes what a person is and is held to.
    pub async fn change_user(&self, now: Moment, person: String, role: Role, limits: Limits) -> Result<()> {
        let role: access::Role = cross("role", &role)?;
        let limits: access::Limits = cross("limits", &limits)?;
        self.run(move |portal, token| portal.change_user(now, token, &person, role, &limits)).await
    }

    /// Removes a person.
    pub async fn remove_user(&self, now: Moment, person: String) -> Result<()> {
        self.run(move |portal, token| portal.remove_user(now, token, &person)).await
    }

    /// The credits there are.
    pub async fn balance(&self, now: Moment) -> Result<Balance> {
        self.ask("balance", move |portal, token| portal.balance(now, token)).await
    }

    /// The movements of credits, newest first: at most `limit` (1 to 1000) after the place `next`.
    #[uniffi::method(default(next = None, limit = 50))]
    pub async fn statement(&self, now: Moment, next: Option<String>, limit: u32) -> Result<StatementPage> {
        self.ask("statement", move |portal, token| portal.statement(now, token, next.as_deref(), limit)).await
    }

    /// Books a paid order of credits, once.
    pub async fn buy(&self, now: Moment, order: PortalOrder) -> Result<Balance> {
        let order: core::Order = cross("order", &order)?;
        self.ask("balance", move |portal, token| portal.buy(now, token, &order)).await
    }

    /// Charges a run of codes that are made outside the portal, once.
    pub async fn charge(&self, now: Moment, charge: BulkCharge) -> Result<Balance> {
        let charge: core::BulkCharge = cross("charge", &charge)?;
        self.ask("balance", move |portal, token| portal.charge(now, token, &charge)).await
    }

    /// Contacts support: what happened, without codes, keys and passwords. Answers with the id of the message.
    pub async fn report(&self, now: Moment, report: PortalReport) -> Result<String> {
        let report: core::Report = cross("report", &report)?;
        self.run(move |portal, token| portal.report(now, token, &report)).await
    }

    /// The audit trail, newest first: at most `limit` (1 to 1000) after the place `next`.
    #[uniffi::method(default(next = None, limit = 50))]
    pub async fn audit(&self, now: Moment, next: Option<String>, limit: u32) -> Result<AuditPage> {
        self.ask("audit trail", move |portal, token| portal.audit(now, token, next.as_deref(), limit)).await
    }
}
