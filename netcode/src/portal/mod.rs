//! The portal: accounts and their people, locks, credits, issuing and delivery.
//!
//! A [`Portal`] is a store, a master key, a source of randomness and settings. Every use case is a method that
//! takes the present moment, runs as one transaction and answers with plain values; one use case a file. It reads no
//! clock and sends nothing: messages are written to the outbox with what they tell, and [`Portal::drain`] hands them
//! to a courier.
//!
//! ```
//! use netcode::access::{MasterKey, PasswordCost};
//! use netcode::entropy::Seeded;
//! use netcode::outbox::{Courier, Outcome, Parcel};
//! use netcode::portal::{Portal, Registration, Settings};
//! use netcode::store::MemoryStore;
//!
//! // A courier that keeps the mails instead of sending them.
//! #[derive(Default)]
//! struct Kept(Vec<Parcel>);
//! impl Courier for Kept {
//!     fn deliver(&mut self, parcel: &Parcel) -> Outcome {
//!         self.0.push(parcel.clone());
//!         Outcome::Delivered
//!     }
//! }
//!
//! let now = chrono::DateTime::parse_from_rfc3339("2026-07-01T12:00:00Z").unwrap().to_utc();
//! let settings = Settings { password_cost: PasswordCost { memory_kib: 64, passes: 1 }, ..Settings::default() };
//! let portal =
//!     Portal::open(Box::new(MemoryStore::new()), MasterKey::new([7; 32]), Box::new(Seeded::new(1)), settings)?;
//! portal.register(now, &Registration {
//!     email: "ann@example.org".into(),
//!     name: "Ann".into(),
//!     password: "Sesame-Open-9".into(),
//! })?;
//! // Nobody signs in before the link in the mail was used.
//! assert_eq!(portal.sign_in(now, "ann@example.org", "Sesame-Open-9").unwrap_err().code(), "portal.sign_in_failed");
//! let mut mails = Kept::default();
//! portal.drain(now, &mut mails, 10)?;
//! let link = mails.0[0].text.lines().find(|line| line.contains("/activate/")).unwrap();
//! portal.activate(now, link.rsplit('/').next().unwrap())?;
//! let session = portal.sign_in(now, "ann@example.org", "Sesame-Open-9")?;
//! assert_eq!(portal.balance(now, &session.token)?.available, 20);
//! # Ok::<(), netcode::Error>(())
//! ```

mod account;
mod actor;
mod books;
mod credits;
mod deliver;
mod history;
mod issue;
mod links;
mod locks;
mod page;
mod records;
mod register;
mod render;
mod report;
mod reset;
mod send;
mod sign_in;
mod sms_request;
mod stays;
mod tries;
mod users;
mod verify;
mod whitelist;

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::access::{self, MasterKey, PasswordCost};
use crate::entropy::Entropy;
use crate::error::{Error, Result, table::portal as codes};
use crate::ledger::packages::Packages;
use crate::store::{self, Read, Store, Tx, Value};
use records::Fact;

pub use account::AccountView;
pub use credits::{BulkCharge, Order, StatementLine, StatementPage};
pub use deliver::DrainReport;
pub use history::{CodePage, CodeView, HistoryFilter};
pub use issue::{Delivery, IssueRequest, Issued, Preview, Warning};
#[cfg(feature = "advise")]
pub use locks::Tried;
pub use locks::{
    AddLock, EditLock, Initialisation, KeypadStep, Linked, LockFilter, LockKeys, LockPage, LockView,
};
pub use records::{Origin, PersonState, Series, StayState};
pub use register::Registration;
pub use report::Report;
pub use send::{MessageView, SendRequest};
pub use sign_in::SignedIn;
pub use sms_request::{SmsAnswer, SmsRequest};
pub use stays::{
    CancelStay, StayAnswer, StayOrder, StayOutcome, StayPage, StayRequest, StayView, WithdrawCode,
};
#[cfg(feature = "feeds")]
pub use stays::{FeedAnswer, FeedJob, FeedOutcome, FeedReport};
pub use users::{Invitation, UserView};
pub use verify::{AuditPage, AuditView, Verification};
pub use whitelist::ListedPhone;

/// How a portal behaves. Every value has a default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the portal calls itself in messages.
    pub name: String,
    /// What links begin with, without a slash at the end.
    pub base_url: String,
    /// Where problem reports go.
    pub support_email: String,
    /// Credits of a new account.
    pub free_credits: u32,
    /// Places for locks of a new account. No source states the vendor's number.
    pub free_locks: u32,
    /// What is for sale.
    pub packages: Packages,
    /// What hashing a password costs.
    pub password_cost: PasswordCost,
    /// Hours a session lasts.
    pub session_hours: u32,
    /// Hours the link works that activates an account or confirms an address.
    pub activation_hours: u32,
    /// Hours the link works that sets a new password.
    pub reset_hours: u32,
    /// Hours an invitation works.
    pub invitation_hours: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "netcode portal".to_owned(),
            base_url: "https://portal.example".to_owned(),
            support_email: "support@portal.example".to_owned(),
            free_credits: 20,
            free_locks: 25,
            packages: Packages::default(),
            password_cost: PasswordCost::default(),
            session_hours: 12,
            activation_hours: 48,
            reset_hours: 2,
            invitation_hours: 168,
        }
    }
}

/// The portal. See the [module](self).
pub struct Portal {
    store: Box<dyn Store>,
    master: MasterKey,
    entropy: Mutex<Box<dyn Entropy>>,
    settings: Settings,
}

impl std::fmt::Debug for Portal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Portal").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Portal {
    /// Opens the portal on a store. The first time, the store remembers which master key it belongs to.
    ///
    /// # Errors
    /// `portal.master_key_wrong` when the store was begun with another master key; the store's own.
    pub fn open(
        store: Box<dyn Store>,
        master: MasterKey,
        entropy: Box<dyn Entropy>,
        settings: Settings,
    ) -> Result<Self> {
        let fingerprint = master.fingerprint();
        let key = [Value::from("master key")];
        let known: Option<Fact> = store::read(&*store, |read| read.find(&key))?;
        let known = match known {
            Some(fact) => fact,
            None => store::write(&*store, "facts", |tx| {
                let fact = Fact { name: "master key".to_owned(), value: fingerprint.clone() };
                // Another process may have begun it meanwhile: then its key counts.
                tx.add(&fact)?;
                Ok(tx.as_read().find(&key)?.unwrap_or(fact))
            })?,
        };
        if known.value != fingerprint {
            return Err(Error::new(
                &codes::PORTAL_MASTER_KEY_WRONG,
                format_args!("this master key is not the one the store was begun with"),
            ));
        }
        Ok(Self { store, master, entropy: Mutex::new(entropy), settings })
    }

    /// How it behaves.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    fn write<T>(&self, scope: &str, work: impl FnMut(&mut dyn Tx) -> Result<T>) -> Result<T> {
        store::write(&*self.store, scope, work)
    }

    fn read<T>(&self, work: impl FnMut(&mut dyn Read) -> Result<T>) -> Result<T> {
        store::read(&*self.store, work)
    }

    /// Runs with the source of randomness. A panic elsewhere leaves it usable: it has no state to tear.
    fn with_entropy<T>(&self, work: impl FnOnce(&mut dyn Entropy) -> Result<T>) -> Result<T> {
        work(&mut *self.entropy.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn fresh_id(&self, prefix: char) -> Result<String> {
        self.with_entropy(|entropy| access::random_id(prefix, entropy))
    }
}

fn after_hours(now: DateTime<Utc>, hours: u32) -> DateTime<Utc> {
    now + TimeDelta::hours(i64::from(hours))
}

/// A text that people typed: bounded, without control characters, otherwise kept as it is.
fn checked_text(what: &str, text: &str, characters: std::ops::RangeInclusive<usize>) -> Result<String> {
    let count = text.chars().count();
    if !characters.contains(&count) || text.chars().any(char::is_control) {
        return Err(Error::new(
            &codes::PORTAL_TEXT_OUT_OF_RANGE,
            format_args!(
                "the {what} has {count} characters: give {} to {} and no control characters",
                characters.start(),
                characters.end()
            ),
        ));
    }
    Ok(text.to_owned())
}
