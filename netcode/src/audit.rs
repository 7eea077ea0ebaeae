//! The audit trail: for each account a chain of records, each carrying the hash of the one before.
//!
//! A record names people by opaque ids; their names stand in another table and can be erased while the chain
//! stays whole. It never holds digits of a code, a key or a password. Changing, removing or reordering a record
//! breaks the chain from there on, and [`Chain::check`] says where; that records are missing at the end shows when the
//! account's other books are compared with it (`Portal::verify`).

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest as _, Sha256};

use crate::access::hex;
use crate::error::{Error, Result, table::portal as codes};

/// What happened, before it has a place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The opaque id of who did it; `None` for the portal itself.
    pub person: Option<String>,
    /// What was done, a dotted word such as `code.issued`.
    pub action: &'static str,
    /// The id of what it was done to.
    pub subject: String,
    /// What else is worth keeping, in words; no names and no secrets.
    pub detail: String,
}

/// A link of an account's chain.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Record {
    /// The account.
    pub account: String,
    /// Its number in the chain, from 1 without gaps.
    pub number: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// The opaque id of who did it; `None` for the portal itself.
    pub person: Option<String>,
    /// What was done.
    pub action: String,
    /// The id of what it was done to.
    pub subject: String,
    /// What else is worth keeping.
    pub detail: String,
    /// The hash of the record before, 64 hexadecimal digits; of nothing for the first.
    pub previous: String,
    /// The hash of this record, 64 hexadecimal digits.
    pub hash: String,
}

impl Record {
    /// SHA-256 over every field, each preceded by its length so that no two records have one text.
    fn digest(&self) -> String {
        let mut hash = Sha256::new();
        let number = self.number.to_string();
        let at = self.at.to_rfc3339_opts(SecondsFormat::Micros, true);
        let person = self.person.as_deref().map_or(String::new(), |id| format!("+{id}"));
        for field in [
            "netcode/1 audit",
            &self.account,
            &number,
            &at,
            &person,
            &self.action,
            &self.subject,
            &self.detail,
            &self.previous,
        ] {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field.as_bytes());
        }
        hex(&hash.finalize())
    }
}

/// The end of an account's chain: all that the next record depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    account: String,
    number: i64,
    hash: String,
}

impl Chain {
    /// The chain of an account whose last record is `last`.
    pub fn new(account: &str, last: Option<&Record>) -> Self {
        Self {
            account: account.into(),
            number: last.map_or(0, |record| record.number),
            hash: last.map_or_else(String::new, |record| record.hash.clone()),
        }
    }

    /// Appends: gives the record to be added, and counts it in.
    pub fn append(&mut self, event: Event, at: DateTime<Utc>) -> Record {
        let mut record = Record {
            account: self.account.clone(),
            number: self.number + 1,
            // Stores keep microseconds; a finer time would not hash the same when read back.
            at: DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at),
            person: event.person,
            action: event.action.into(),
            subject: event.subject,
            detail: event.detail,
            previous: self.hash.clone(),
            hash: String::new(),
        };
        record.hash = record.digest();
        self.number = record.number;
        self.hash.clone_from(&record.hash);
        record
    }

    /// Checks that a record follows from this chain, and counts it in.
    ///
    /// # Errors
    /// `audit.chain_broken` naming the record that does not follow.
    pub fn check(&mut self, record: &Record) -> Result<()> {
        let follows = record.account == self.account
            && record.number == self.number + 1
            && record.previous == self.hash
            && record.hash == record.digest();
        if !follows {
            return Err(Error::new(
                &codes::AUDIT_CHAIN_BROKEN,
                format_args!("record {} was changed, or one before it is missing", record.number),
            ));
        }
        self.number = record.number;
        self.hash.clone_from(&record.hash);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chain_of(count: usize) -> Vec<Record> {
        let mut chain = Chain::new("a", None);
        let event = |n: usize| Event {
            person: n.is_multiple_of(2).then(|| format!("p{n}")),
            action: "code.issued",
            subject: n.to_string(),
            detail: String::new(),
        };
        (0..count).map(|n| chain.append(event(n), DateTime::UNIX_EPOCH)).collect()
    }

    fn check(records: &[Record]) -> Result<()> {
        let mut chain = Chain::new("a", None);
        records.iter().try_for_each(|record| chain.check(record))
    }

    proptest! {
        #[test]
        fn any_change_breaks_the_chain(count in 2usize..12, at in 0usize..12, how in 0..8) {
            let mut records = chain_of(count);
            prop_assert!(check(&records).is_ok());
            let at = at % count;
            match how {
                0 => records[at].subject.push('x'),
                1 => records[at].person = Some("other".into()),
                2 => records[at].person = match &records[at].person { None => Some(String::new()), Some(_) => None },
                3 => records[at].at += chrono::TimeDelta::seconds(1),
                4 => records[at].detail.push('x'),
                5 => records[at].action.push('x'),
                6 => records[at].number += 1,
                // Leaving out the last record alone is what the account's other books show.
                _ if at + 1 < count => drop(records.remove(at)),
                _ => records.swap(at - 1, at),
            }
            prop_assert_eq!(check(&records).unwrap_err().code(), "audit.chain_broken");
        }
    }
}
