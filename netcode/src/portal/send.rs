//! Sending a code that is there already, and what became of its messages.

use chrono::{DateTime, Utc};

use super::Portal;
use super::history::visible;
use super::issue::{Delivery, Desk, checked_deliveries, message_id};
use crate::access::Token;
use crate::error::{Error, Result, table::portal as codes};
use crate::outbox::{Channel, Message, State, Template};
use crate::store::Query;

/// A code to send.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SendRequest {
    /// The caller's id of this request, 1 to 64 characters: the same request sends once.
    pub request: String,
    /// The code, by its number in the account.
    pub number: i64,
    /// To whom, and in which words.
    pub delivery: Delivery,
    /// Whether to send although this recipient got the same message before.
    #[serde(default)]
    pub again: bool,
}

/// A message and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageView {
    /// Its id.
    pub id: String,
    /// The code it is about.
    pub number: Option<i64>,
    /// How it travels.
    pub channel: Channel,
    /// To whom; empty once erased.
    pub recipient: String,
    /// Where it is in its life.
    pub state: State,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was handed over or given up.
    pub done_at: Option<DateTime<Utc>>,
    /// Why the last attempt failed.
    pub fault: Option<String>,
}

impl Portal {
    /// Sends a code that is there already. By mail it costs nothing, by text message a credit. The digits of a code
    /// never change, so a recipient who got the same words before gets them again only on demand.
    ///
    /// # Errors
    /// `portal.session_invalid`, `portal.code_unknown`, `portal.already_sent`, `ledger.insufficient`, `outbox.sms_faults` and
    /// those of the address.
    pub fn send(&self, now: DateTime<Utc>, session: &Token, request: &SendRequest) -> Result<MessageView> {
        let id = super::checked_text("request id", &request.request, 1..=64)?;
        let checked = checked_deliveries(std::slice::from_ref(&request.delivery))?;
        self.act(now, session, |tx, actor| {
            let code = visible(tx.as_read(), &actor, request.number, now)?;
            let account = actor.account.clone();
            let (lock, code, digits) = self.code_of(tx.as_read(), &account.id, code.number)?;
            let earlier: Vec<Message> = tx.as_read().list(
                &Query::of::<Message>().equal("account", account.id.as_str()).equal("code", code.number),
            )?;
            let Some(delivery) = checked.first() else { return Err(unknown(request.number)) };
            let mut desk = Desk::open(tx, self, now, account, Some(actor))?;
            let key = format!("send\n{}", message_id(&id, delivery));
            let same_id = desk.stored_id(&key);
            if let Some(message) = earlier.iter().find(|message| message.id == same_id) {
                return Ok(view(message.clone()));
            }
            let repeat = |message: &&Message| {
                (message.channel, &message.recipient, &message.note)
                    == (delivery.channel, &delivery.to, &delivery.note)
                    && message.state != State::Failed
            };
            if let Some(message) = earlier.iter().find(repeat).filter(|_| !request.again) {
                return Err(Error::new(
                    &codes::PORTAL_ALREADY_SENT,
                    format_args!("message `{}` carried this code to the same recipient", message.id),
                ));
            }
            self.check_sms(&lock, &code, digits, &checked)?;
            let sent = desk.send(tx, &code, delivery, Template::Code, &key)?;
            desk.close(tx)?;
            tx.as_read().find::<Message>(&[sent.into()])?.map(view).ok_or_else(|| unknown(request.number))
        })
    }

    /// The messages about a code, and what became of them.
    ///
    /// # Errors
    /// `portal.session_invalid`, `portal.code_unknown`, `access.door_not_permitted`.
    pub fn messages(&self, now: DateTime<Utc>, session: &Token, number: i64) -> Result<Vec<MessageView>> {
        self.look(now, session, |read, actor| {
            let code = visible(read, &actor, number, now)?;
            let query = Query::of::<Message>()
                .equal("account", actor.account.id.as_str())
                .equal("code", code.number)
                .order("created_at");
            Ok(read.list::<Message>(&query)?.into_iter().map(view).collect())
        })
    }
}

fn unknown(number: i64) -> Error {
    Error::new(&codes::PORTAL_CODE_UNKNOWN, format_args!("you have no code with number {number}"))
}

fn view(message: Message) -> MessageView {
    let Message { id, code, channel, recipient, state, attempts, created_at, done_at, fault, .. } = message;
    MessageView { id, number: code, channel, recipient, state, attempts, created_at, done_at, fault }
}
