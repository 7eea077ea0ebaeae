//! Setting a password: after a reset, for the first time, or because one wants to. And changing one's address.

use chrono::{DateTime, Utc};

use super::Portal;
use super::actor::find_by_email;
use super::links::{LinkMail, drop_links, take_link};
use super::records::{Person, PersonState, Purpose};
use super::sign_in::drop_sessions;
use crate::access::{Password, Token, password};
use crate::error::{Error, Result, table::portal as codes};
use crate::outbox::{Email, Template};
use crate::store::Tx;

impl Portal {
    /// Mails a link that sets a new password, if anybody has the address. The answer is the same if nobody has.
    /// Accounts taken over from another portal, and accounts whose activation mail was lost, begin this way too.
    ///
    /// # Errors
    /// `outbox.email_malformed`, `portal.limited`.
    pub fn request_reset(&self, now: DateTime<Utc>, email: &str) -> Result<()> {
        let email = Email::parse(email)?;
        self.take_mail_try(now, email.as_str())?;
        self.write(email.as_str(), |tx| {
            let Some(person) = find_by_email(tx.as_read(), email.as_str())? else { return Ok(()) };
            let mail = LinkMail {
                purpose: Purpose::Password,
                template: Template::Reset,
                recipient: email.as_str(),
                email: None,
                hours: self.settings.reset_hours,
            };
            self.mail_link(tx, now, &person, &mail)
        })
    }

    /// Sets a password with the token of a mailed link. It proves the address: the person may sign in from now on,
    /// and every session from before is over.
    ///
    /// # Errors
    /// `access.password_too_weak`; `portal.link_invalid` when the link was used, is too old or is not the newest.
    pub fn set_password(&self, now: DateTime<Utc>, token: &str, new: &str) -> Result<()> {
        let password = Password::new(new)?;
        let token = Token::from_text(token);
        let hash = self.with_entropy(|entropy| password.hash(self.settings.password_cost, entropy))?;
        self.write("password", |tx| {
            let (_, person) = take_link(tx, now, &token, Purpose::Password)?;
            drop_links(tx, &person, Purpose::Activate)?;
            let person = Person { password: Some(hash.clone()), ..person };
            self.make_active(tx, now, person.clone())?;
            password_changed(tx, now, &person, 0)
        })
    }

    /// Changes the password of somebody who is signed in and knows the old one. Their sessions are over.
    ///
    /// # Errors
    /// `access.password_too_weak`, `portal.session_invalid`; `portal.sign_in_failed` for a wrong old password;
    /// `portal.limited` after too many.
    pub fn change_password(&self, now: DateTime<Utc>, session: &Token, old: &str, new: &str) -> Result<()> {
        let password = Password::new(new)?;
        self.prove(now, session, old)?;
        let hash = self.with_entropy(|entropy| password.hash(self.settings.password_cost, entropy))?;
        self.act(now, session, |tx, actor| {
            let person = Person { password: Some(hash.clone()), ..actor.person };
            tx.replace(&person)?;
            password_changed(tx, now, &person, 0)
        })
    }

    /// Asks for another address: the link that confirms it is mailed there. Until then the old one counts.
    ///
    /// # Errors
    /// `outbox.email_malformed`, `portal.session_invalid`; `portal.sign_in_failed` for a wrong password, `portal.limited`
    /// after too many; `portal.email_taken` when an account has the address.
    pub fn request_email(&self, now: DateTime<Utc>, session: &Token, typed: &str, email: &str) -> Result<()> {
        let email = Email::parse(email)?;
        self.prove(now, session, typed)?;
        self.act(now, session, |tx, actor| {
            if find_by_email(tx.as_read(), email.as_str())?.is_some() {
                return Err(super::users::email_taken(&email));
            }
            let mail = LinkMail {
                purpose: Purpose::Email,
                template: Template::ChangeEmail,
                recipient: email.as_str(),
                email: Some(email.as_str()),
                hours: self.settings.activation_hours,
            };
            self.mail_link(tx, now, &actor.person, &mail)
        })
    }

    /// Confirms a new address with the token of the link that was mailed to it.
    ///
    /// # Errors
    /// `portal.link_invalid` when the link was used, is too old or is not the newest; `portal.email_taken` when an
    /// account has got the address meanwhile.
    pub fn confirm_email(&self, now: DateTime<Utc>, token: &str) -> Result<()> {
        let token = Token::from_text(token);
        self.write("email", |tx| {
            let (link, person) = take_link(tx, now, &token, Purpose::Email)?;
            let email = Email::parse(link.email.as_deref().unwrap_or_default())?;
            if find_by_email(tx.as_read(), email.as_str())?.is_some() {
                return Err(super::users::email_taken(&email));
            }
            // A reset asked for under the old address must not outlive it.
            drop_links(tx, &person, Purpose::Password)?;
            let person = Person { email: Some(email.as_str().to_owned()), ..person };
            tx.replace(&person)?;
            person.note(tx, now, "person.email_changed", &person.id, "")
        })
    }

    /// Whether somebody who is signed in also knows their password.
    pub(crate) fn prove(&self, now: DateTime<Utc>, session: &Token, typed: &str) -> Result<()> {
        let person = self.look(now, session, |_, actor| Ok(actor.person))?;
        let email = person.email.as_deref().unwrap_or_default();
        self.take_try(now, "sign-in", email, super::tries::SIGN_IN)?;
        let known = person.state == PersonState::Active;
        if password::verify(typed, person.password.as_deref(), self.settings.password_cost)? && known {
            return self.write(&person.account, |tx| self.refill_tries(tx, "sign-in", email));
        }
        Err(Error::new(&codes::PORTAL_SIGN_IN_FAILED, format_args!("this is not your password")))
    }
}

fn password_changed(tx: &mut dyn Tx, now: DateTime<Utc>, person: &Person, keep: u32) -> Result<()> {
    drop_links(tx, person, Purpose::Password)?;
    drop_sessions(tx, &person.id, now, keep)?;
    person.note(tx, now, "person.password_set", &person.id, "")
}
