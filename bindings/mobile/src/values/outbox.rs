//! The values of `netcode::outbox`, generated from the library's own types by `cargo xtask docs`.


use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Channel {
    /// By mail.
    #[serde(rename = "email")]
    Email,
    /// By text message.
    #[serde(rename = "sms")]
    Sms,
}

/// Where a message is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum OutboxState {
    /// To be delivered, or lent to a courier.
    #[serde(rename = "waiting")]
    Waiting,
    /// A courier handed it over.
    #[serde(rename = "sent")]
    Sent,
    /// It cannot be delivered.
    #[serde(rename = "failed")]
    Failed,
}

/// What a text message is, before it is sent.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Preflight {
    /// Septets the text takes; characters outside the alphabet are not counted.
    pub septets: i64,
    /// Messages it would take where parts are joined; a portal sends one at most.
    pub segments: i64,
    /// What was changed of the number.
    pub repairs: Vec<String>,
    /// Everything that keeps the message from being sent, in words.
    pub faults: Vec<String>,
    /// The number as it would be sent, if it is one.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// A message with its text, ready to be handed over. It may hold digits or a link: it is for the courier only.
#[derive(Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Debug)]
pub struct OutboxParcel {
    /// The message's id, the same at every attempt: a mail's Message-ID, an SMS gateway's idempotency key.
    pub id: String,
    /// How it travels.
    pub channel: Channel,
    /// The address, or the number as digits with the country code.
    pub recipient: String,
    /// A mail's subject; empty for an SMS.
    pub subject: String,
    /// The text.
    pub text: String,
    /// A mail's HTML form; empty for an SMS.
    pub html: String,
}

impl std::fmt::Debug for OutboxParcel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OutboxParcel")
            .field("id", &self.id)
            .field("channel", &self.channel)
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}

/// How an attempt went.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum OutboxOutcome {
    /// Handed over.
    #[serde(rename = "delivered")]
    Delivered,
    /// Not now: the next attempt may succeed. With the reason, in words without secrets.
    #[serde(rename = "later", with = "crate::wire::alone")]
    Later {
        /// The `value`.
        value: String,
    },
    /// Never: the address or the text is refused. With the reason, in words without secrets.
    #[serde(rename = "never", with = "crate::wire::alone")]
    Never {
        /// The `value`.
        value: String,
    },
}

/// The card of a code: what a guest needs to know, in the words of the place.
#[derive(Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Debug)]
pub struct CardText {
    /// The digits.
    pub code: String,
    /// The key pressed before them, if the lock wants one, else empty.
    pub prefix: String,
    /// The door's name.
    pub door: String,
    /// The site's name, may be empty.
    pub site: String,
    /// When it begins to open, in local words with the zone.
    pub from: String,
    /// When it ceases to open, in local words with the zone.
    pub until: String,
    /// By when it must have been used once, if it must; else empty.
    pub first_use_by: String,
    /// What holds however the lock's clock stands, in words.
    pub guarantee: String,
    /// Words of the sender's, may be empty.
    pub note: String,
}

impl std::fmt::Debug for CardText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CardText")
            .field("prefix", &self.prefix)
            .field("door", &self.door)
            .field("site", &self.site)
            .field("from", &self.from)
            .field("until", &self.until)
            .field("first_use_by", &self.first_use_by)
            .field("guarantee", &self.guarantee)
            .field("note", &self.note)
            .finish_non_exhaustive()
    }
}
