//! Credits: an append-only book for each account, from which every balance follows.
//!
//! An [`Entry`] changes what is available and what is held, says why, and carries both sums after it; entries are
//! numbered without gaps. Charges that depend on a delivery take two steps: a *hold* sets the credits aside, a
//! *settlement* spends them or a *release* gives them back, once. Every posting has an id that its caller makes,
//! so that a repeated posting is found instead of made again. [`Book::post`] is a pure function and refuses
//! whatever would make a sum negative.

pub mod packages;

use chrono::{DateTime, Utc};

use crate::error::{Error, Result, table::portal as codes};

text_enum! {
    /// What an entry does.
    pub enum Act {
        /// Adds credits given for nothing, for example the twenty of a new account.
        Gift = "gift",
        /// Adds credits that were bought.
        Purchase = "purchase",
        /// Takes credits for a code.
        Debit = "debit",
        /// Takes credits for many codes at once that were made outside the portal.
        Bulk = "bulk",
        /// Sets credits aside until a delivery is known.
        Hold = "hold",
        /// Spends credits that were set aside.
        Settle = "settle",
        /// Gives back credits that were set aside.
        Release = "release",
    }
}

/// What is to be posted. `id` is the caller's and unique in the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// The posting's id, unique in the account.
    pub id: String,
    /// What it does.
    pub act: Act,
    /// How many credits: at least 1, for a purchase of places for locks 0.
    pub credits: i64,
    /// What the statement says about it; never digits of a code.
    pub reason: String,
}

/// A line of an account's book.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// The account.
    pub account: String,
    /// Its number in the book, from 1 without gaps.
    pub number: i64,
    /// The id its caller gave the posting.
    pub id: String,
    /// When it was posted.
    pub at: DateTime<Utc>,
    /// What it does.
    pub act: Act,
    /// How many credits it moves, at least 1.
    pub credits: i64,
    /// What the statement says about it.
    pub reason: String,
    /// Credits that may be spent, after this entry.
    pub available_after: i64,
    /// Credits set aside, after this entry.
    pub held_after: i64,
}

impl Entry {
    /// By how much the entry changes what may be spent: plus or minus, 0 for a settlement.
    pub const fn change(&self) -> i64 {
        self.act.effect(self.credits).available
    }
}

/// What an account has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Balance {
    /// Credits that may be spent.
    pub available: i64,
    /// Credits set aside for messages under way.
    pub held: i64,
}

impl Act {
    const fn effect(self, credits: i64) -> Balance {
        match self {
            Act::Gift | Act::Purchase => Balance { available: credits, held: 0 },
            Act::Debit | Act::Bulk => Balance { available: -credits, held: 0 },
            Act::Hold => Balance { available: -credits, held: credits },
            Act::Settle => Balance { available: 0, held: -credits },
            Act::Release => Balance { available: credits, held: -credits },
        }
    }
}

/// The end of an account's book: all that a posting depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    account: String,
    number: i64,
    balance: Balance,
}

impl Book {
    /// The book of an account whose last entry is `last`.
    pub fn new(account: &str, last: Option<&Entry>) -> Self {
        let balance = last.map_or(Balance::default(), |entry| Balance {
            available: entry.available_after,
            held: entry.held_after,
        });
        Self { account: account.into(), number: last.map_or(0, |entry| entry.number), balance }
    }

    /// What the account has.
    pub const fn balance(&self) -> Balance {
        self.balance
    }

    /// Posts: gives the entry to be added, and counts it in.
    ///
    /// # Errors
    /// `ledger.insufficient` when fewer credits are available than the posting takes; `ledger.amount_out_of_range` for
    /// fewer than 1 credit or more than the book can count; `ledger.not_held` when fewer are held than it moves.
    pub fn post(&mut self, posting: Posting, at: DateTime<Utc>) -> Result<Entry> {
        let Posting { id, act, credits, reason } = posting;
        // A purchase may bring places for locks alone.
        let least = if act == Act::Purchase { 0 } else { 1 };
        if !(least..=CREDITS_MAX).contains(&credits) {
            return Err(Error::new(
                &codes::LEDGER_AMOUNT_OUT_OF_RANGE,
                format_args!("a {act} moves {least} to {CREDITS_MAX} credits, not {credits}"),
            ));
        }
        let effect = act.effect(credits);
        let available = self.balance.available + effect.available;
        let held = self.balance.held + effect.held;
        if available < 0 {
            return Err(Error::new(
                &codes::LEDGER_INSUFFICIENT,
                format_args!("this takes {credits} credits and {} are left", self.balance.available),
            ));
        }
        if held < 0 {
            return Err(Error::new(
                &codes::LEDGER_NOT_HELD,
                format_args!("{credits} credits are to be moved and {} are held", self.balance.held),
            ));
        }
        if available > BALANCE_MAX {
            return Err(Error::new(
                &codes::LEDGER_AMOUNT_OUT_OF_RANGE,
                format_args!("an account holds at most {BALANCE_MAX} credits"),
            ));
        }
        self.number += 1;
        self.balance = Balance { available, held };
        Ok(Entry {
            account: self.account.clone(),
            number: self.number,
            id,
            at,
            act,
            credits,
            reason,
            available_after: available,
            held_after: held,
        })
    }

    /// Checks that an entry follows from this book, and counts it in.
    ///
    /// # Errors
    /// `ledger.book_broken` naming the entry that does not follow.
    pub fn check(&mut self, entry: &Entry) -> Result<()> {
        let posting = Posting {
            id: entry.id.clone(),
            act: entry.act,
            credits: entry.credits,
            reason: entry.reason.clone(),
        };
        match self.post(posting, entry.at) {
            Ok(expected) if expected == *entry => Ok(()),
            _ => Err(Error::new(
                &codes::LEDGER_BOOK_BROKEN,
                format_args!("entry {} does not follow from the one before", entry.number),
            )),
        }
    }
}

/// Most credits one posting moves.
pub const CREDITS_MAX: i64 = 1_000_000;
/// Most credits an account holds.
pub const BALANCE_MAX: i64 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn posting(act: Act, credits: i64) -> Posting {
        Posting { id: format!("{act}-{credits}"), act, credits, reason: String::new() }
    }

    #[test]
    fn a_table_of_postings() {
        let at = DateTime::UNIX_EPOCH;
        let mut book = Book::new("a", None);
        // act, credits, available and held after, or the error
        let table = [
            (Act::Debit, 1, Err("ledger.insufficient")),
            (Act::Gift, 20, Ok((20, 0))),
            (Act::Debit, 1, Ok((19, 0))),
            (Act::Hold, 1, Ok((18, 1))),
            (Act::Hold, 19, Err("ledger.insufficient")),
            (Act::Settle, 2, Err("ledger.not_held")),
            (Act::Settle, 1, Ok((18, 0))),
            (Act::Release, 1, Err("ledger.not_held")),
            (Act::Hold, 18, Ok((0, 18))),
            (Act::Release, 18, Ok((18, 0))),
            (Act::Purchase, 0, Ok((18, 0))),
            (Act::Gift, 0, Err("ledger.amount_out_of_range")),
            (Act::Purchase, CREDITS_MAX + 1, Err("ledger.amount_out_of_range")),
            (Act::Purchase, 5, Ok((23, 0))),
        ];
        let mut numbers = 0;
        for (row, (act, credits, expected)) in table.into_iter().enumerate() {
            let answer = book.post(posting(act, credits), at);
            match (answer, expected) {
                (Ok(entry), Ok(after)) => {
                    numbers += 1;
                    assert_eq!((entry.available_after, entry.held_after), after, "row {row}");
                    assert_eq!(entry.number, numbers, "row {row}");
                }
                (Err(error), Err(code)) => assert_eq!(error.code(), code, "row {row}"),
                (answer, expected) => panic!("row {row}: {answer:?}, not {expected:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn sums_are_never_negative_and_always_derived(
            acts in proptest::collection::vec((0..Act::ALL.len(), 1i64..30), 0..60)
        ) {
            let mut book = Book::new("a", None);
            let mut entries = Vec::new();
            for (act, credits) in acts {
                if let Ok(entry) = book.post(posting(Act::ALL[act], credits), DateTime::UNIX_EPOCH) {
                    entries.push(entry);
                }
            }
            prop_assert!(entries.iter().all(|entry| entry.available_after >= 0 && entry.held_after >= 0));
            let available: i64 = entries.iter().map(Entry::change).sum();
            prop_assert_eq!(available, book.balance().available);
            let mut again = Book::new("a", None);
            for entry in &entries {
                prop_assert!(again.check(entry).is_ok());
            }
            if let Some(entry) = entries.last_mut() {
                entry.credits += 1;
                prop_assert_eq!(Book::new("a", None).check(entry).unwrap_err().code(), "ledger.book_broken");
            }
        }
    }
}
