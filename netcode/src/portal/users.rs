//! Associated users: inviting them, holding them to limits, letting them go.

use chrono::{DateTime, Utc};

use super::actor::{Actor, CHAIN_MAX, find_by_email};
use super::links::{LinkMail, drop_links};
use super::records::{Person, PersonState, Purpose};
use super::sign_in::drop_sessions;
use super::{Portal, checked_text};
use crate::access::{Ask, Limits, Permission, Role, Token, hand_on};
use crate::error::{Error, Result, table::portal as codes};
use crate::outbox::{Email, Template};
use crate::store::{Query, Read, Tx};

/// Whom to invite.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// Their mail address.
    pub email: String,
    /// Their name, 1 to 100 characters.
    pub name: String,
    /// What they become: standard, associate or guest.
    pub role: Role,
    /// What they are held to beyond the role.
    #[serde(default)]
    pub limits: Limits,
}

/// A person of an account.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UserView {
    /// Their opaque id.
    pub id: String,
    /// Their address; nothing once they are removed.
    pub email: Option<String>,
    /// Their name; nothing once they are removed.
    pub name: Option<String>,
    /// What they are.
    pub role: Role,
    /// Where they are with the account.
    pub state: PersonState,
    /// What they are held to beyond the role.
    pub limits: Limits,
    /// Who invited them.
    pub invited_by: Option<String>,
    /// Codes they and everybody they invited generated.
    pub codes_issued: u32,
}

/// An address that is in an account already.
pub(crate) fn email_taken(email: &Email) -> Error {
    Error::new(
        &codes::PORTAL_EMAIL_TAKEN,
        format_args!("`{email}` is registered already, as an owner or as an associated user of an account"),
    )
}

impl Portal {
    /// Invites somebody: they get a mail, choose a password and can sign in. Answers with their opaque id.
    ///
    /// # Errors
    /// `access.not_permitted` and the other `access.*` of the inviter; `access.wider_than_own`, `access.second_owner`;
    /// `portal.email_taken`, `portal.too_deep`; those of the address and the name.
    pub fn invite(&self, now: DateTime<Utc>, session: &Token, invitation: &Invitation) -> Result<String> {
        let email = Email::parse(&invitation.email)?;
        let name = checked_text("name", &invitation.name, 1..=100)?;
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::to(Permission::Users), now)?;
            let (role, limits) = actor.effective();
            hand_on((role, &limits), (invitation.role, &invitation.limits))?;
            if find_by_email(tx.as_read(), email.as_str())?.is_some() {
                return Err(email_taken(&email));
            }
            if actor.ancestors.len() + 1 >= CHAIN_MAX {
                return Err(Error::new(
                    &codes::PORTAL_TOO_DEEP,
                    format_args!("the chain of who invited whom has {CHAIN_MAX} links"),
                ));
            }
            let person = Person {
                id: self.fresh_id('p')?,
                account: actor.account.id.clone(),
                role: invitation.role,
                state: PersonState::Invited,
                email: Some(email.as_str().to_owned()),
                name: Some(name.clone()),
                password: None,
                limits: invitation.limits.clone(),
                invited_by: Some(actor.person.id.clone()),
                codes_issued: 0,
                created_at: now,
            };
            tx.add_new(&person)?;
            let mail = LinkMail {
                purpose: Purpose::Password,
                template: Template::Invite,
                recipient: email.as_str(),
                email: None,
                hours: self.settings.invitation_hours,
            };
            self.mail_link(tx, now, &person, &mail)?;
            actor.person.note(tx, now, "user.invited", &person.id, invitation.role.as_str())?;
            Ok(person.id)
        })
    }

    /// Everybody of the account, removed people included.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted`.
    pub fn users(&self, now: DateTime<Utc>, session: &Token) -> Result<Vec<UserView>> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::to(Permission::Users), now)?;
            let query = Query::of::<Person>().equal("account", actor.account.id.as_str()).order("created_at");
            Ok(read.list::<Person>(&query)?.into_iter().map(view).collect())
        })
    }

    /// Changes what a user is and is held to.
    ///
    /// # Errors
    /// `access.not_permitted`, `access.wider_than_own`, `access.second_owner`, `portal.person_unknown`,
    /// `portal.owner_stays`.
    pub fn change_user(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        person: &str,
        role: Role,
        limits: &Limits,
    ) -> Result<()> {
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::to(Permission::Users), now)?;
            let person = changeable(tx.as_read(), &actor, person)?;
            let own = actor.effective();
            // Both what they were and what they become must be within one's own reach.
            hand_on((own.0, &own.1), (person.role, &person.limits.meet(&own.1)))?;
            hand_on((own.0, &own.1), (role, limits))?;
            let person = Person { role, limits: limits.clone(), ..person };
            tx.replace(&person)?;
            actor.person.note(tx, now, "user.changed", &person.id, role.as_str())
        })
    }

    /// Takes a user's access away and erases their name and address. What they did stays, under their opaque id.
    ///
    /// # Errors
    /// `access.not_permitted`, `portal.person_unknown`, `portal.owner_stays`.
    pub fn remove_user(&self, now: DateTime<Utc>, session: &Token, person: &str) -> Result<()> {
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::to(Permission::Users), now)?;
            let person = changeable(tx.as_read(), &actor, person)?;
            let own = actor.effective();
            hand_on((own.0, &own.1), (person.role, &person.limits.meet(&own.1)))?;
            let person = erase_person(tx, now, person)?;
            actor.person.note(tx, now, "user.removed", &person.id, "")
        })
    }
}

/// Erases a person: their id stays for the books, and nothing else of them.
pub(crate) fn erase_person(tx: &mut dyn Tx, now: DateTime<Utc>, person: Person) -> Result<Person> {
    for purpose in Purpose::ALL {
        drop_links(tx, &person, *purpose)?;
    }
    drop_sessions(tx, &person.id, now, 0)?;
    let person = Person { state: PersonState::Removed, email: None, name: None, password: None, ..person };
    tx.replace(&person)?;
    Ok(person)
}

fn changeable(read: &mut dyn Read, actor: &Actor, person: &str) -> Result<Person> {
    let found: Option<Person> = read.find(&[person.into()])?;
    let found =
        found.filter(|found| found.account == actor.account.id && found.state != PersonState::Removed);
    let Some(found) = found else {
        return Err(Error::new(&codes::PORTAL_PERSON_UNKNOWN, format_args!("there is no user `{person}`")));
    };
    if found.role == Role::Owner {
        return Err(Error::new(
            &codes::PORTAL_OWNER_STAYS,
            format_args!("the owner cannot be changed or removed"),
        ));
    }
    Ok(found)
}

fn view(person: Person) -> UserView {
    let Person { id, role, state, email, name, limits, invited_by, codes_issued, .. } = person;
    UserView { id, email, name, role, state, limits, invited_by, codes_issued }
}
