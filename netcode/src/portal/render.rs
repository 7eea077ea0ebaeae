//! Putting a message into words when it is handed over: the only place where digits and links are written out.

use minijinja::{Value, context};

use super::Portal;
use super::records::{CodeRecord, LockRecord};
use crate::code::Code;
use crate::error::{Error, Result, table::portal as codes};
use crate::outbox::{CardText, Channel, Message, Parcel, Template, Templates};
use crate::stay::promise;
use crate::store::Read;
use crate::time::LockTime;

impl Portal {
    /// A message with its text.
    pub(crate) fn parcel(&self, read: &mut dyn Read, message: &Message) -> Result<Parcel> {
        let mut parcel = Parcel {
            id: message.id.clone(),
            channel: message.channel,
            recipient: message.recipient.clone(),
            subject: String::new(),
            text: String::new(),
            html: String::new(),
        };
        let about = match message.code {
            Some(number) => Some(self.code_of(read, &message.account, number)?),
            None => None,
        };
        match (&about, message.channel) {
            (Some((lock, code, digits)), Channel::Sms) => {
                parcel.text = self.sms_text(message.template, lock, code, *digits, &message.note)?;
            }
            (None, Channel::Sms) => {
                parcel.text =
                    Templates::new()?.sms(message.template, &context! { reason => message.note.clone() })?;
            }
            (about, Channel::Email) => {
                let card = match about {
                    Some((lock, code, digits)) => Some(card(lock, code, *digits, &message.note)?),
                    None => None,
                };
                let link = self.link(message)?;
                let values = self.values(message, &link, card.as_ref());
                let mail = Templates::new()?.mail(message.template, &link, &values, card.as_ref())?;
                (parcel.subject, parcel.text, parcel.html) = (mail.subject, mail.text, mail.html);
            }
        }
        Ok(parcel)
    }

    fn values(&self, message: &Message, link: &str, card: Option<&CardText>) -> Value {
        let hours = match message.template {
            Template::Reset => self.settings.reset_hours,
            Template::Invite => self.settings.invitation_hours,
            _ => self.settings.activation_hours,
        };
        context! {
            hours,
            link => link.to_owned(),
            name => message.note.clone(),
            note => message.note.clone(),
            portal => self.settings.name.clone(),
            sender => message.account.clone(),
            card => card.map(CardText::value),
        }
    }

    fn link(&self, message: &Message) -> Result<String> {
        let page = match message.template {
            Template::Activate => "activate",
            Template::Reset | Template::Invite => "password",
            Template::ChangeEmail => "email",
            _ => return Ok(String::new()),
        };
        let seed = message.seed.as_deref().ok_or_else(|| {
            Error::new(
                &codes::STORE_CONTRADICTS_ITSELF,
                format_args!("message `{}` has lost its link", message.id),
            )
        })?;
        Ok(format!("{}/{page}/{}", self.settings.base_url, self.master.token(seed).as_str()))
    }

    /// A code with its lock and its digits, which are worked out anew each time.
    pub(crate) fn code_of(
        &self,
        read: &mut dyn Read,
        account: &str,
        number: i64,
    ) -> Result<(LockRecord, CodeRecord, Code)> {
        let missing = || {
            Error::new(&codes::STORE_CONTRADICTS_ITSELF, format_args!("code {number} or its lock is missing"))
        };
        let code: CodeRecord = read.find(&[account.into(), number.into()])?.ok_or_else(missing)?;
        let lock: LockRecord =
            read.find(&[account.into(), code.lock.as_str().into()])?.ok_or_else(missing)?;
        let digits = code.identity(&self.master, &lock)?.issue(code.format()?, &code.grant_json)?.code;
        Ok((lock, code, digits))
    }

    /// The text message that carries a code.
    pub(crate) fn sms_text(
        &self,
        template: Template,
        lock: &LockRecord,
        code: &CodeRecord,
        digits: Code,
        note: &str,
    ) -> Result<String> {
        let card = card(lock, code, digits, note)?;
        let short = |time: LockTime| -> Result<String> {
            Ok(lock.zone()?.to_civil(lock.rule()?, time).format("%-d %b %H:%M").to_string())
        };
        let span = format!("from {} to {}", short(code.starts)?, short(code.ends)?);
        Templates::new()?.sms(template, &context! { card => card.value(), span })
    }
}

/// The card of a code, in local words.
pub(crate) fn card(lock: &LockRecord, code: &CodeRecord, digits: Code, note: &str) -> Result<CardText> {
    let door = lock.door()?;
    let (zone, rule) = (door.zone(), door.clock().rule());
    let words = |moment: chrono::DateTime<chrono_tz::Tz>| {
        format!("{} ({})", moment.format("%A %-d %B %Y, %H:%M"), zone.name())
    };
    let at = |time: LockTime| words(zone.to_civil(rule, time));
    let first_use_by = code.grant_json.first_use_by(door.profile().first_use_hours());
    let begins = zone.to_civil(rule, code.starts).to_utc();
    let guarantee = match promise(&door, &code.grant_json, begins) {
        Some(sure) => format!(
            "It opens for certain from {} to {}, even if the lock's clock is a little off.",
            zone.civil(sure.from()).format("%-d %B %H:%M"),
            zone.civil(sure.until()).format("%-d %B %H:%M"),
        ),
        None => String::new(),
    };
    Ok(CardText {
        code: digits.as_str().to_owned(),
        prefix: lock.prefix.clone(),
        door: lock.name.clone(),
        site: lock.site.clone(),
        from: at(code.starts),
        until: at(code.ends),
        first_use_by: first_use_by.map(at).unwrap_or_default(),
        guarantee,
        note: note.to_owned(),
    })
}
