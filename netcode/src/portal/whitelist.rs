//! The whitelist: phones that may ask for codes by text message.

use chrono::{DateTime, Utc};

use super::Portal;
use super::records::Listed;
use crate::access::{Ask, Permission, Token};
use crate::error::{Error, Result, table::portal as codes};
use crate::outbox::Phone;
use crate::store::Query;

/// A phone that may ask for codes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListedPhone {
    /// Whose phone it is.
    pub name: String,
    /// The number, digits with the country code.
    pub phone: String,
    /// Since when it is listed.
    pub added_at: DateTime<Utc>,
    /// What was changed of the number as it was given.
    pub repairs: Vec<String>,
}

impl Portal {
    /// Lists a phone. The name must do without special characters and the number needs its country code.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted`, `portal.name_special`, `outbox.phone_*`, `portal.phone_listed`.
    pub fn list_phone(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        name: &str,
        phone: &str,
    ) -> Result<ListedPhone> {
        let name = plain_name(name)?;
        let phone = Phone::parse(phone)?;
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::to(Permission::Whitelist), now)?;
            let listed = Listed {
                account: actor.account.id.clone(),
                phone: phone.as_str().to_owned(),
                name: name.clone(),
                added_at: now,
            };
            if !tx.add(&listed)? {
                return Err(Error::new(
                    &codes::PORTAL_PHONE_LISTED,
                    format_args!("`{phone}` is listed already"),
                ));
            }
            // The number is a person's, so the trail names it by a keyed hash only.
            actor.person.note(tx, now, "phone.listed", &self.phone_name(phone.as_str()), "")?;
            let repairs = phone.repairs().to_vec();
            Ok(ListedPhone { name: listed.name, phone: listed.phone, added_at: now, repairs })
        })
    }

    /// The phones that are listed.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted`.
    pub fn listed_phones(&self, now: DateTime<Utc>, session: &Token) -> Result<Vec<ListedPhone>> {
        self.look(now, session, |read, actor| {
            actor.permit(Ask::to(Permission::Whitelist), now)?;
            let query = Query::of::<Listed>().equal("account", actor.account.id.as_str());
            let view = |listed: Listed| {
                let Listed { name, phone, added_at, .. } = listed;
                ListedPhone { name, phone, added_at, repairs: Vec::new() }
            };
            Ok(read.list(&query)?.into_iter().map(view).collect())
        })
    }

    /// Takes a phone off the list.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted`, `outbox.phone_*`, `portal.phone_unknown`.
    pub fn unlist_phone(&self, now: DateTime<Utc>, session: &Token, phone: &str) -> Result<()> {
        let phone = Phone::parse(phone)?;
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::to(Permission::Whitelist), now)?;
            if !tx.remove::<Listed>(&[actor.account.id.as_str().into(), phone.as_str().into()])? {
                return Err(Error::new(
                    &codes::PORTAL_PHONE_UNKNOWN,
                    format_args!("`{phone}` is not listed"),
                ));
            }
            actor.person.note(tx, now, "phone.unlisted", &self.phone_name(phone.as_str()), "")
        })
    }

    /// What the audit trail calls a phone.
    pub(crate) fn phone_name(&self, phone: &str) -> String {
        let name = self.master.name("netcode/1 portal phone", phone);
        format!("n{}", name.get(..20).unwrap_or_default())
    }
}

fn plain_name(name: &str) -> Result<String> {
    let odd = name.chars().find(|each| !each.is_alphanumeric() && !" -'".contains(*each));
    if let Some(odd) = odd {
        return Err(Error::new(
            &codes::PORTAL_NAME_SPECIAL,
            format_args!("the name has the special character `{}`", odd.escape_debug()),
        ));
    }
    super::checked_text("name", name, 1..=100)
}
