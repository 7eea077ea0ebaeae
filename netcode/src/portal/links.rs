//! Mailed links: one of a kind for a person, once, for a while.

use chrono::{DateTime, Utc};

use super::records::{Link, Person, Purpose};
use super::{Portal, after_hours};
use crate::access::{Token, hex};
use crate::error::{Error, Result, table::portal as codes};
use crate::outbox::{Channel, Message, State, Template};
use crate::store::{Query, Tx};

/// What a link mail says besides its link.
pub(crate) struct LinkMail<'a> {
    pub(crate) purpose: Purpose,
    pub(crate) template: Template,
    pub(crate) recipient: &'a str,
    /// The new address, where the link confirms one.
    pub(crate) email: Option<&'a str>,
    pub(crate) hours: u32,
}

impl Portal {
    /// Mails a link to a person. Earlier links of the kind stop working.
    pub(crate) fn mail_link(
        &self,
        tx: &mut dyn Tx,
        now: DateTime<Utc>,
        person: &Person,
        mail: &LinkMail<'_>,
    ) -> Result<()> {
        drop_links(tx, person, mail.purpose)?;
        let mut seed = [0u8; 32];
        self.with_entropy(|entropy| entropy.fill(&mut seed))?;
        let seed = hex(&seed);
        tx.add_new(&Link {
            hash: self.master.token(&seed).hash(),
            person: person.id.clone(),
            purpose: mail.purpose,
            email: mail.email.map(Into::into),
            expires_at: after_hours(now, mail.hours),
        })?;
        let message = Message {
            seed: Some(seed),
            note: person.name.clone().unwrap_or_default(),
            ..self.new_message(now, &person.account, Channel::Email, mail.template, mail.recipient)?
        };
        tx.add_new(&message)
    }

    /// A message that is due now.
    pub(crate) fn new_message(
        &self,
        now: DateTime<Utc>,
        account: &str,
        channel: Channel,
        template: Template,
        recipient: &str,
    ) -> Result<Message> {
        Ok(Message {
            id: self.fresh_id('m')?,
            account: account.to_owned(),
            channel,
            recipient: recipient.to_owned(),
            template,
            code: None,
            seed: None,
            note: String::new(),
            hold: None,
            state: State::Waiting,
            due_at: now,
            attempts: 0,
            created_at: now,
            done_at: None,
            fault: None,
        })
    }
}

/// Uses a link up.
pub(crate) fn take_link(
    tx: &mut dyn Tx,
    now: DateTime<Utc>,
    token: &Token,
    purpose: Purpose,
) -> Result<(Link, Person)> {
    let invalid = || {
        Error::new(
            &codes::PORTAL_LINK_INVALID,
            format_args!("the link was used, is too old or is not the newest"),
        )
    };
    let hash = token.hash();
    let link: Link = tx.as_read().find(&[hash.as_str().into()])?.ok_or_else(invalid)?;
    if link.purpose != purpose || now >= link.expires_at {
        return Err(invalid());
    }
    let person: Person = tx.as_read().find(&[link.person.as_str().into()])?.ok_or_else(invalid)?;
    tx.remove::<Link>(&[hash.into()])?;
    Ok((link, person))
}

/// Takes a person's links of one kind out of use.
pub(crate) fn drop_links(tx: &mut dyn Tx, person: &Person, purpose: Purpose) -> Result<()> {
    let query = Query::of::<Link>().equal("person", person.id.as_str()).equal("purpose", purpose.as_str());
    for link in tx.as_read().list::<Link>(&query)? {
        tx.remove::<Link>(&[link.hash.into()])?;
    }
    Ok(())
}
