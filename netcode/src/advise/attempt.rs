//! What an issuer knows of a lock, and what somebody typed at it.

use core::fmt;
use std::collections::BTreeMap;
use std::string::{String, ToString as _};
use std::sync::Arc;
use std::vec::Vec;

use chrono::{DateTime, Utc};

use super::{Question, Signal};
use crate::catalogue::Model;
use crate::code::{Code, Identity};
use crate::error::{Error, Result, table::core as codes};
use crate::grant::Grant;
use crate::stay::Door;
use crate::time::LockTime;

/// A code that was given out, with its digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The name by which the issuer knows it.
    pub id: String,
    /// The digits.
    pub code: Code,
    /// What it permits.
    pub grant: Grant,
    /// When it was first seen to open the door.
    pub used: Option<DateTime<Utc>>,
    /// When it was blocked at the lock.
    pub blocked: Option<DateTime<Utc>>,
}

/// Another lock of the account.
#[derive(Debug, Clone)]
pub struct OtherLock {
    /// The name by which the issuer knows it.
    pub name: String,
    /// Who its codes are for.
    pub identity: Identity,
}

/// What the issuer knows of a lock.
#[derive(Debug, Clone)]
pub struct Known {
    /// What the lock accepts, and what is known of its clock.
    pub door: Door,
    /// Who its codes are for since its last initialisation.
    pub identity: Identity,
    /// The codes given out for it.
    pub handed: Vec<Handed>,
    /// Who its codes were for before it was initialised again, with the time of that initialisation.
    pub former: Vec<(LockTime, Identity)>,
    /// The account's other locks; they have codes of the same format.
    pub others: Vec<OtherLock>,
    /// The lock's model, where it is known: its keypad rules some causes out.
    pub model: Option<Arc<Model>>,
    /// Codes it refused within the minute before.
    pub refused_lately: u32,
    /// Whether it gave a low-battery signal lately.
    pub battery_warned: bool,
}

/// One try at the door.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt {
    pub(super) digits: String,
    pub(super) star: Option<bool>,
    pub(super) at: DateTime<Utc>,
    pub(super) signal: Signal,
    pub(super) answers: BTreeMap<Question, bool>,
}

impl Attempt {
    /// What was typed: 1 to 12 digits, blanks left out, after `*` where that is known to have been pressed.
    ///
    /// # Errors
    /// `code.malformed`.
    pub fn new(typed: &str, at: DateTime<Utc>, signal: Signal) -> Result<Self> {
        let typed: String = typed.chars().filter(|c| *c != ' ').collect();
        let (star, digits) = match typed.strip_prefix('*') {
            Some(rest) => (Some(true), rest.to_string()),
            None => (None, typed),
        };
        if digits.is_empty() || digits.len() > 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Error::new(
                &codes::CODE_MALFORMED,
                format_args!("what was typed is not 1 to 12 digits, with or without * before them"),
            ));
        }
        Ok(Self { digits, star, at, signal, answers: BTreeMap::new() })
    }

    /// The same try, with one more question answered.
    #[must_use]
    pub fn answered(mut self, question: Question, yes: bool) -> Self {
        self.answers.insert(question, yes);
        self
    }
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt").field("at", &self.at).field("signal", &self.signal).finish_non_exhaustive()
    }
}
