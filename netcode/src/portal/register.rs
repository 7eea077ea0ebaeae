//! Registering: an account begins with a mail, and is there once the link in it was used.

use chrono::{DateTime, Utc};

use super::actor::find_by_email;
use super::books::Books;
use super::links::{LinkMail, take_link};
use super::records::{Account, Person, PersonState, Purpose};
use super::{Portal, checked_text};
use crate::access::{Limits, Password, Role, Token};
use crate::audit::Event;
use crate::error::Result;
use crate::ledger::{Act, Posting};
use crate::outbox::{Channel, Email, Template};
use crate::store::Tx;

/// What somebody gives to begin an account.
#[derive(Clone, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Their mail address: the name they will sign in with.
    pub email: String,
    /// Their name, 1 to 100 characters.
    pub name: String,
    /// Their password.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub password: String,
}

impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registration").field("email", &self.email).finish_non_exhaustive()
    }
}

impl Portal {
    /// Begins an account and mails its activation link. The answer is the same whether or not the address has an
    /// account: the mail tells its owner which.
    ///
    /// # Errors
    /// `outbox.email_malformed`, `portal.text_out_of_range`, `access.password_too_weak`, `portal.limited`.
    pub fn register(&self, now: DateTime<Utc>, registration: &Registration) -> Result<()> {
        let email = Email::parse(&registration.email)?;
        let name = checked_text("name", &registration.name, 1..=100)?;
        let password = Password::new(&registration.password)?;
        self.take_mail_try(now, email.as_str())?;
        let hash = self.with_entropy(|entropy| password.hash(self.settings.password_cost, entropy))?;
        self.write(email.as_str(), |tx| {
            let person = match find_by_email(tx.as_read(), email.as_str())? {
                None => {
                    let person = self.new_account(tx, now, &email, Some(&name), PersonState::Pending)?;
                    Person { password: Some(hash.clone()), ..person }
                }
                // Nobody proved this address yet, so the newest registration counts.
                Some(person) if person.state == PersonState::Pending && person.role == Role::Owner => {
                    Person { password: Some(hash.clone()), name: Some(name.clone()), ..person }
                }
                Some(person) => {
                    let template = Template::AlreadyRegistered;
                    let message =
                        self.new_message(now, &person.account, Channel::Email, template, email.as_str())?;
                    return tx.add_new(&message);
                }
            };
            tx.replace(&person)?;
            let mail = LinkMail {
                purpose: Purpose::Activate,
                template: Template::Activate,
                recipient: email.as_str(),
                email: None,
                hours: self.settings.activation_hours,
            };
            self.mail_link(tx, now, &person, &mail)
        })
    }

    /// Takes an account over from another portal: it is there at once, but its owner must set a password through a
    /// reset, which proves the address. For the operator, who must have permission to do so.
    ///
    /// # Errors
    /// `outbox.email_malformed`, `portal.text_out_of_range`; `portal.email_taken` when the address is in an account.
    pub fn migrate_account(&self, now: DateTime<Utc>, email: &str, name: &str) -> Result<()> {
        let email = Email::parse(email)?;
        let name = checked_text("name", name, 1..=100)?;
        self.write(email.as_str(), |tx| {
            if find_by_email(tx.as_read(), email.as_str())?.is_some() {
                return Err(super::users::email_taken(&email));
            }
            self.new_account(tx, now, &email, Some(&name), PersonState::Migrated).map(drop)
        })
    }

    /// Activates an account with the token of the link in its mail. Its free credits are there from now on.
    ///
    /// # Errors
    /// `portal.link_invalid` when the link was used, is too old or is not the newest.
    pub fn activate(&self, now: DateTime<Utc>, token: &str) -> Result<()> {
        let token = Token::from_text(token);
        self.write("activate", |tx| {
            let (_, person) = take_link(tx, now, &token, Purpose::Activate)?;
            self.make_active(tx, now, person)
        })
    }

    /// The first time somebody proves their address: they may sign in, and an owner's account gets its credits.
    pub(crate) fn make_active(&self, tx: &mut dyn Tx, now: DateTime<Utc>, person: Person) -> Result<()> {
        let first = person.state != PersonState::Active;
        let person = Person { state: PersonState::Active, ..person };
        tx.replace(&person)?;
        if !first {
            return Ok(());
        }
        let mut books = Books::open(tx.as_read(), &person.account)?;
        if person.role == Role::Owner && self.settings.free_credits > 0 {
            let gift = Posting {
                id: "gift:welcome".to_owned(),
                act: Act::Gift,
                credits: i64::from(self.settings.free_credits),
                reason: "free credits of a new account".to_owned(),
            };
            books.post(tx, gift, now)?;
        }
        let event = Event {
            person: Some(person.id.clone()),
            action: "person.activated",
            subject: person.id.clone(),
            detail: person.role.to_string(),
        };
        books.log(tx, event, now)
    }

    fn new_account(
        &self,
        tx: &mut dyn Tx,
        now: DateTime<Utc>,
        email: &Email,
        name: Option<&str>,
        state: PersonState,
    ) -> Result<Person> {
        let account = Account {
            id: self.fresh_id('a')?,
            locks: 0,
            locks_allowed: i64::from(self.settings.free_locks),
            created_at: now,
            closed_at: None,
        };
        tx.add_new(&account)?;
        let person = Person {
            id: self.fresh_id('p')?,
            account: account.id.clone(),
            role: Role::Owner,
            state,
            email: Some(email.as_str().to_owned()),
            name: name.map(Into::into),
            password: None,
            limits: Limits::default(),
            invited_by: None,
            codes_issued: 0,
            created_at: now,
        };
        tx.add_new(&person)?;
        person.note(tx, now, "account.begun", &account.id, state.as_str())?;
        Ok(person)
    }
}
