//! Codes asked for by text message: a listed phone texts a lock's SMS id and gets two hours from the current full hour.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::Portal;
use super::issue::{Delivery, Desk, IssueRequest};
use super::records::{Account, CodeRecord, Listed, LockRecord, Origin};
use crate::access::hex;
use crate::error::{Error, Kind, Result, table::portal as codes};
use crate::grant::{Grant, Mode, Term};
use crate::outbox::{Channel, Phone, Template};
use crate::store::{Query, Tx};

/// A text message that came in.
#[derive(Clone, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SmsRequest {
    /// The gateway's id of the message, 1 to 200 characters: the same message is answered once.
    pub message: String,
    /// The number it came from.
    pub from: String,
    /// What it says.
    pub text: String,
}

impl std::fmt::Debug for SmsRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmsRequest").field("message", &self.message).finish_non_exhaustive()
    }
}

/// What became of a request by text message.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SmsAnswer {
    /// The code that was generated, by its number in the account; its digits go to the phone only.
    pub number: Option<i64>,
    /// Why there is none, as an error code.
    pub refused: Option<String>,
    /// The same in words.
    pub reason: Option<String>,
    /// The message that answers the phone; nothing for a phone that is not listed, so that strangers cost nothing.
    pub message: Option<String>,
}

/// Hours of access.
const HOURS: u32 = 2;

impl Portal {
    /// Answers a text message: a standard multi-use code of two hours from the current full hour of the lock's clock,
    /// for two credits. A listed phone that gets no code is told why, at no cost.
    ///
    /// # Errors
    /// The store's own, and `portal.text_out_of_range` for a message without an id. A refusal is an answer, not an error.
    pub fn sms_request(&self, now: DateTime<Utc>, request: &SmsRequest) -> Result<SmsAnswer> {
        super::checked_text("message id", &request.message, 1..=200)?;
        let id = format!("sms:{}", hex(&Sha256::digest(&request.message)).get(..40).unwrap_or_default());
        let (phone, lock) = match self.asked_for(request)? {
            Ok(found) => found,
            Err(error) => return Ok(refusal(&error, None)),
        };
        self.write(&lock.account, |tx| {
            let account: Option<Account> = tx.as_read().find(&[lock.account.as_str().into()])?;
            let open = account.filter(|account| account.closed_at.is_none());
            let listed: Option<Listed> =
                tx.as_read().find(&[lock.account.as_str().into(), phone.as_str().into()])?;
            let (Some(account), Some(_)) = (open, listed) else {
                let error =
                    Error::new(&codes::PORTAL_PHONE_UNKNOWN, format_args!("this phone is not listed"));
                return Ok(refusal(&error, None));
            };
            self.answer_phone(tx, now, account, &lock, &phone, &id)
        })
    }

    /// The phone and the lock, or why there is none.
    fn asked_for(&self, request: &SmsRequest) -> Result<Result<(Phone, LockRecord)>> {
        let phone = match Phone::parse(&request.from) {
            Ok(phone) => phone,
            Err(error) => return Ok(Err(error)),
        };
        let query = Query::of::<LockRecord>().equal("sms_id", request.text.as_str());
        let lock: Option<LockRecord> = self.read(|read| read.first(query.clone()))?;
        Ok(lock.map(|lock| (phone, lock)).ok_or_else(|| {
            Error::new(
                &codes::PORTAL_LOCK_UNKNOWN,
                format_args!("the text is no lock's id: it is case-sensitive and has no blanks"),
            )
        }))
    }

    fn answer_phone(
        &self,
        tx: &mut dyn Tx,
        now: DateTime<Utc>,
        account: Account,
        lock: &LockRecord,
        phone: &Phone,
        id: &str,
    ) -> Result<SmsAnswer> {
        if let Some(answer) = earlier_answer(tx, &account.id, id)? {
            return Ok(answer);
        }
        let mut desk = Desk::open(tx, self, now, account, None)?;
        let delivery = Delivery { channel: Channel::Sms, to: phone.as_str().to_owned(), note: String::new() };
        let issued = two_hours(lock, now).and_then(|grant| {
            let request = IssueRequest {
                request: id.to_owned(),
                lock: lock.id.clone(),
                grant,
                guest: None,
                send: vec![delivery.clone()],
                despite_warnings: false,
            };
            desk.issue_as(tx, &request, Origin::Sms)
        });
        match issued {
            Ok(issued) => {
                desk.close(tx)?;
                let message = issued.messages.into_iter().next();
                Ok(SmsAnswer { number: Some(issued.number), refused: None, reason: None, message })
            }
            Err(error) if matches!(error.kind(), Kind::Unavailable | Kind::Corrupt) => Err(error),
            Err(error) => {
                let mut message =
                    self.new_message(now, &lock.account, Channel::Sms, Template::SmsRefusal, phone.as_str())?;
                message.id = desk.stored_id(id);
                message.note = short_reason(&error).to_owned();
                let answer = refusal(&error, Some(message.id.clone()));
                tx.add(&message)?;
                Ok(answer)
            }
        }
    }
}

/// A message that was answered before keeps its answer.
fn earlier_answer(tx: &mut dyn Tx, account: &str, id: &str) -> Result<Option<SmsAnswer>> {
    let query = Query::of::<CodeRecord>().equal("account", account).equal("request", id);
    let code: Option<CodeRecord> = tx.as_read().first(query)?;
    Ok(code.map(|code| SmsAnswer { number: Some(code.number), refused: None, reason: None, message: None }))
}

fn two_hours(lock: &LockRecord, now: DateTime<Utc>) -> Result<Grant> {
    let minute = lock.zone()?.lock_time(lock.rule()?, now)?;
    let hour = minute.plus_minutes(-i64::from(minute.minute_of_day() % 60))?;
    Grant::new(Mode::StandardMulti, hour, Term::Hours(HOURS))
}

fn refusal(error: &Error, message: Option<String>) -> SmsAnswer {
    SmsAnswer {
        number: None,
        refused: Some(error.code().to_owned()),
        reason: Some(error.message().to_owned()),
        message,
    }
}

/// The reason in words that fit a text message.
fn short_reason(error: &Error) -> &'static str {
    match error.code() {
        "ledger.insufficient" => "the account has no credits left",
        "portal.lock_not_ready" => "the lock is not initialised yet",
        "portal.would_be_refused" => "the lock has this kind of code switched off",
        _ => "this lock cannot be opened by text message",
    }
}
