//! The outbox: messages written in the same transaction as what they tell, and delivered afterwards.
//!
//! A [`Message`] is what a store keeps: to whom, which template, and references; never digits, and a link's
//! token only as its seed. Its life is a pure state machine: [`Message::claim`] lends it to a courier for a
//! while, [`Message::settle`] takes the outcome. A courier that dies in between lets the loan run out, and the message
//! is lent again with the same id, by which a receiving server can tell a repetition.

mod address;
mod gsm;
#[cfg(feature = "smtp")]
mod smtp;
mod template;

use chrono::{DateTime, TimeDelta, Utc};

use crate::error::{Error, Result, table::portal as codes};

/// The words of a card, which [`render_card`] makes a page of and [`draw::code_card`](crate::draw::code_card) a picture.
pub use crate::draw::CardText;
pub use address::{Email, Phone};
pub use gsm::{Preflight, preflight};
#[cfg(feature = "smtp")]
pub use smtp::SmtpCourier;
#[cfg(feature = "smtp-tls")]
pub use smtp::SmtpEncryption;
pub(crate) use template::Templates;
pub use template::render_card;

text_enum! {
    /// How a message travels.
    pub enum Channel {
        /// By mail.
        Email = "email",
        /// By text message.
        Sms = "sms",
    }
}

text_enum! {
    /// What a message says.
    pub enum Template {
        /// The link that activates a new account.
        Activate = "activate",
        /// Somebody registered again with the address of an account that exists.
        AlreadyRegistered = "already-registered",
        /// The link that sets a new password.
        Reset = "reset",
        /// The link with which an invited person sets a password.
        Invite = "invite",
        /// The link that confirms a new address.
        ChangeEmail = "change-email",
        /// A code, with its card.
        Code = "code",
        /// The answer to a phone that asked for a code.
        SmsReply = "sms-reply",
        /// Why a phone that asked for a code gets none.
        SmsRefusal = "sms-refusal",
        /// A problem report to support.
        Support = "support",
    }
}

text_enum! {
    /// Where a message is in its life.
    pub enum State {
        /// To be delivered, or lent to a courier.
        Waiting = "waiting",
        /// A courier handed it over.
        Sent = "sent",
        /// It cannot be delivered.
        Failed = "failed",
    }
}

/// A message as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id, the same at every attempt.
    pub id: String,
    /// The account it belongs to.
    pub account: String,
    /// How it travels.
    pub channel: Channel,
    /// The address or number; empty once erased.
    pub recipient: String,
    /// What it says.
    pub template: Template,
    /// The code it tells about, by its number in the account.
    pub code: Option<i64>,
    /// The seed of the token its link carries; gone once sent.
    pub seed: Option<String>,
    /// Words of the sender's; gone once erased.
    pub note: String,
    /// The id of the hold that pays for it.
    pub hold: Option<String>,
    /// Where it is in its life.
    pub state: State,
    /// When it may be lent next.
    pub due_at: DateTime<Utc>,
    /// How often it was lent.
    pub attempts: u32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was handed over or given up.
    pub done_at: Option<DateTime<Utc>>,
    /// Why the last attempt failed.
    pub fault: Option<String>,
}

/// How an attempt went.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Handed over.
    Delivered,
    /// Not now: the next attempt may succeed. With the reason, in words without secrets.
    Later(String),
    /// Never: the address or the text is refused. With the reason, in words without secrets.
    Never(String),
}

/// What an outcome means for the credits that were held for the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settlement {
    /// Nothing was held, or nothing is known yet.
    None,
    /// The credits are spent.
    Settle,
    /// The credits come back.
    Release,
}

/// Seconds a courier has for one message before it is lent again.
pub const LOAN_SECONDS: u32 = 300;
/// Seconds before the next attempt, by how many were made. After the last, a message has failed.
pub const RETRY_SECONDS: [i64; 6] = [60, 300, 1_800, 7_200, 28_800, 86_400];

impl Message {
    /// Lends the message to a courier.
    ///
    /// # Errors
    /// `outbox.not_due` when it is not waiting or its time has not come.
    pub fn claim(&mut self, now: DateTime<Utc>) -> Result<()> {
        if self.state != State::Waiting || now < self.due_at {
            return Err(Error::new(&codes::OUTBOX_NOT_DUE, format_args!("message `{}` is not due", self.id)));
        }
        self.attempts = self.attempts.saturating_add(1);
        self.due_at = now + TimeDelta::seconds(i64::from(LOAN_SECONDS));
        Ok(())
    }

    /// Takes the outcome of an attempt. What is known already stays: a second outcome changes nothing.
    ///
    /// # Errors
    /// `outbox.not_lent` when no courier ever had it.
    pub fn settle(&mut self, outcome: Outcome, now: DateTime<Utc>) -> Result<Settlement> {
        if self.attempts == 0 {
            return Err(Error::new(
                &codes::OUTBOX_NOT_LENT,
                format_args!("message `{}` was lent to nobody", self.id),
            ));
        }
        if self.state != State::Waiting {
            return Ok(Settlement::None);
        }
        let (state, fault) = match outcome {
            Outcome::Delivered => (State::Sent, None),
            Outcome::Never(why) => (State::Failed, Some(why)),
            Outcome::Later(why) => match RETRY_SECONDS.get(self.attempts as usize - 1) {
                Some(seconds) => {
                    self.due_at = now + TimeDelta::seconds(*seconds);
                    self.fault = Some(bounded(why));
                    return Ok(Settlement::None);
                }
                None => (State::Failed, Some(why)),
            },
        };
        self.state = state;
        self.fault = fault.map(bounded);
        self.done_at = Some(now);
        self.seed = None;
        Ok(match (&self.hold, state) {
            (None, _) => Settlement::None,
            (Some(_), State::Sent) => Settlement::Settle,
            (Some(_), _) => Settlement::Release,
        })
    }
}

/// Reasons come from servers, so they are cut to what a row should hold.
fn bounded(why: String) -> String {
    why.chars().filter(|each| !each.is_control()).take(200).collect()
}

/// A message with its text, ready to be handed over. It may hold digits or a link: it is for the courier only.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parcel {
    /// The message's id, the same at every attempt: a mail's Message-ID, an SMS gateway's idempotency key.
    pub id: String,
    /// How it travels.
    pub channel: Channel,
    /// The address, or the number as digits with the country code.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub recipient: String,
    /// A mail's subject; empty for an SMS.
    pub subject: String,
    /// The text.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub text: String,
    /// A mail's HTML form; empty for an SMS.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub html: String,
}

impl std::fmt::Debug for Parcel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parcel").field("id", &self.id).field("channel", &self.channel).finish_non_exhaustive()
    }
}

/// Somebody who hands messages over: an SMTP client, an SMS gateway's client, a test.
pub trait Courier {
    /// Hands one message over, or says why not. It may be called again with the same id.
    fn deliver(&mut self, parcel: &Parcel) -> Outcome;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(hold: Option<&str>) -> Message {
        Message {
            id: "m1".into(),
            account: "a".into(),
            channel: Channel::Sms,
            recipient: "447700900123".into(),
            template: Template::Code,
            code: Some(1),
            seed: Some("s".into()),
            note: String::new(),
            hold: hold.map(Into::into),
            state: State::Waiting,
            due_at: DateTime::UNIX_EPOCH,
            attempts: 0,
            created_at: DateTime::UNIX_EPOCH,
            done_at: None,
            fault: None,
        }
    }

    #[test]
    fn a_message_is_lent_for_a_while_and_settled_once() {
        let now = DateTime::UNIX_EPOCH;
        let mut it = message(Some("h"));
        assert_eq!(it.settle(Outcome::Delivered, now).unwrap_err().code(), "outbox.not_lent");
        it.claim(now).unwrap();
        assert_eq!(it.claim(now).unwrap_err().code(), "outbox.not_due");
        // The loan runs out when its courier never comes back.
        it.claim(now + TimeDelta::seconds(i64::from(LOAN_SECONDS))).unwrap();
        assert_eq!(it.settle(Outcome::Delivered, now).unwrap(), Settlement::Settle);
        assert_eq!(it.settle(Outcome::Never("late".into()), now).unwrap(), Settlement::None);
        assert_eq!((it.state, it.seed, it.fault), (State::Sent, None, None));
    }

    #[test]
    fn patience_ends_and_the_credits_come_back() {
        let mut now = DateTime::UNIX_EPOCH;
        let mut it = message(Some("h"));
        for wait in RETRY_SECONDS {
            it.claim(now).unwrap();
            assert_eq!(it.settle(Outcome::Later("busy".into()), now).unwrap(), Settlement::None);
            assert_eq!(it.due_at, now + TimeDelta::seconds(wait));
            now = it.due_at;
        }
        it.claim(now).unwrap();
        assert_eq!(it.settle(Outcome::Later("b\nusy".into()), now).unwrap(), Settlement::Release);
        assert_eq!((it.state, it.fault.as_deref()), (State::Failed, Some("busy")));
        let mut free = message(None);
        free.claim(now).unwrap();
        assert_eq!(free.settle(Outcome::Never("no such box".into()), now).unwrap(), Settlement::None);
    }

    #[test]
    fn a_parcel_shows_nothing_of_what_it_holds() {
        let parcel = Parcel {
            id: "m1".into(),
            channel: Channel::Sms,
            recipient: "447700900123".into(),
            subject: String::new(),
            text: "0012345 opens".into(),
            html: String::new(),
        };
        let shown = format!("{parcel:?}");
        assert!(!shown.contains("0012345") && !shown.contains("900123"), "{shown}");
    }
}
