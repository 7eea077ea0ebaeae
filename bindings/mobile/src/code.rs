//! Issuing and reading.

use std::fmt;
use std::sync::Arc;

use netcode::code as core;

use crate::{Code, ErrorKind, Grant, GroupId, Layout, LockId, LockKey, LockTime, NetcodeError, Result};

/// Layout and number of digits: what a lock and its issuer agree on first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Object)]
#[uniffi::export(Display, Eq, Hash)]
pub struct Format(pub(crate) core::Format);

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[uniffi::export]
impl Format {
    /// Layout S with 6 to 10 digits, or X with 9 or 10. Fails with `code.digits_out_of_range`.
    #[uniffi::constructor]
    pub fn new(layout: Layout, digits: u8) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(core::Format::new(layout.into(), digits)?)))
    }

    /// The layout.
    pub fn layout(&self) -> Layout {
        self.0.layout().into()
    }

    /// The digits of a code.
    pub fn digits(&self) -> u8 {
        self.0.digits()
    }

    /// How many codes there are.
    pub fn codes(&self) -> u64 {
        self.0.codes()
    }

    /// How many issue numbers a code has room for: 1, 10, 100 or 1000.
    pub fn issues(&self) -> u32 {
        self.0.issues()
    }

    /// Days an epoch lasts, after which codes come from another key.
    pub fn epoch_days(&self) -> u32 {
        self.0.epoch_days()
    }

    /// The epoch a time lies in.
    pub fn epoch_of(&self, time: LockTime) -> Result<u32> {
        Ok(self.0.epoch_of(time))
    }
}

/// An issued code.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Issued {
    /// The digits.
    pub code: Code,
    /// The epoch of the grant's start.
    pub epoch: u32,
    /// The number that was enciphered.
    pub payload: u64,
}

impl From<core::Issued> for Issued {
    fn from(issued: core::Issued) -> Self {
        Self { code: issued.code, epoch: issued.epoch, payload: issued.payload }
    }
}

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Eq)]
pub struct Reading {
    /// What it permits.
    pub grant: Arc<Grant>,
    /// The epoch it was read in.
    pub epoch: u32,
    /// The number it deciphers to.
    pub payload: u64,
}

impl From<core::Reading> for Reading {
    fn from(reading: core::Reading) -> Self {
        Self { grant: Grant::told(reading.grant), epoch: reading.epoch, payload: reading.payload }
    }
}

/// The answer to one grant of a batch: a grant without a code does not stop the others.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum BatchAnswer {
    /// Its code.
    Issued {
        /// The code.
        issued: Issued,
    },
    /// Why it has none.
    Refused {
        /// The kind of the error.
        kind: ErrorKind,
        /// The stable dotted code of the error.
        code: String,
        /// What is wrong with the grant.
        detail: String,
        /// What to do about it.
        hint: String,
    },
}

impl From<netcode::Result<core::Issued>> for BatchAnswer {
    fn from(answer: netcode::Result<core::Issued>) -> Self {
        match answer {
            Ok(issued) => Self::Issued { issued: issued.into() },
            Err(error) => Self::Refused {
                kind: error.kind().into(),
                code: error.code().to_owned(),
                detail: error.message().to_owned(),
                hint: error.hint().to_owned(),
            },
        }
    }
}

/// Who a code is for: the key of a lock or group with the lock id and generation that its codes carry.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq)]
pub struct Identity(pub(crate) core::Identity);

#[uniffi::export]
impl Identity {
    /// A lock under its own key. `initialised` is the date and time typed at its last initialisation.
    #[uniffi::constructor]
    pub fn own(key: &LockKey, lock_id: LockId, initialised: LockTime) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(core::Identity::own(key.0.clone(), lock_id, initialised))))
    }

    /// A group of locks under the group's key. `generation` is 0 unless the group's was set.
    #[uniffi::constructor(default(generation = 0))]
    pub fn group(key: &LockKey, group: GroupId, generation: u32) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(core::Identity::group(key.0.clone(), group, generation))))
    }

    /// The key of this lock's or group's codes in one epoch, for many codes of one epoch.
    pub fn code_key(&self, format: &Format, epoch: u32) -> Arc<CodeKey> {
        Arc::new(CodeKey(self.0.code_key(format.0, epoch)))
    }

    /// Issues the code of a grant. The same arguments always give the same code. Fails with
    /// `grant.mode_not_in_layout`, `grant.issue_out_of_range`.
    pub fn issue(&self, format: &Format, grant: &Grant) -> Result<Issued> {
        Ok(self.0.issue(format.0, &grant.0)?.into())
    }

    /// What a code means in an epoch, or nothing. Fails with `code.malformed`, `code.wrong_length`.
    pub fn read(&self, format: &Format, code: Code, epoch: u32) -> Result<Option<Reading>> {
        Ok(self.0.read(format.0, &code, epoch)?.map(Into::into))
    }

    /// Issues the codes of many grants, place for place.
    pub fn issue_many(&self, format: &Format, grants: Vec<Arc<Grant>>) -> Vec<BatchAnswer> {
        let row =
            |grant: Arc<Grant>| core::Row { identity: self.0.clone(), format: format.0, grant: grant.0 };
        let rows: Vec<core::Row> = grants.into_iter().map(row).collect();
        core::issue_rows(&rows).into_iter().map(Into::into).collect()
    }
}

/// The key of the codes of one lock or group, in one format and epoch, ready for many codes. Printing it hides it.
#[derive(Debug, Clone, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct CodeKey(core::CodeKey);

#[uniffi::export]
impl CodeKey {
    /// The epoch whose codes this key makes.
    pub fn epoch(&self) -> u32 {
        self.0.epoch()
    }

    /// The layout and the digits of the codes this key makes.
    pub fn format(&self) -> Arc<Format> {
        Arc::new(Format(self.0.format()))
    }

    /// Issues the code of a grant that starts in this key's epoch. Fails as [`Identity::issue`] does, and with
    /// `code.no_meaning` for a grant of another epoch.
    pub fn issue(&self, grant: &Grant) -> Result<Issued> {
        Ok(self.0.issue(&grant.0)?.into())
    }

    /// What a code means under this key, or nothing. Fails with `code.malformed`, `code.wrong_length`.
    pub fn read(&self, code: Code) -> Result<Option<Reading>> {
        Ok(self.0.read(&code)?.map(Into::into))
    }

    /// What many codes mean under this key, place for place. Fails with `code.malformed`, `code.wrong_length`, and
    /// then nothing is read.
    pub fn read_many(&self, codes: Vec<Code>) -> Result<Vec<Option<Reading>>> {
        let mut out = vec![None; codes.len()];
        self.0.read_many(&codes, &mut out)?;
        Ok(out.into_iter().map(|reading| reading.map(Into::into)).collect())
    }
}

/// One row of a batch over many locks.
#[derive(Debug, Clone, uniffi::Record)]
pub struct BatchRow {
    /// The lock or group.
    pub identity: Arc<Identity>,
    /// Its codes' format.
    pub format: Arc<Format>,
    /// What to issue.
    pub grant: Arc<Grant>,
}

/// Issues the codes of rows that belong to any number of locks, in the order given. Rows sorted by lock are fastest.
#[uniffi::export]
pub fn issue_rows(rows: Vec<BatchRow>) -> Vec<BatchAnswer> {
    let row = |row: BatchRow| core::Row {
        identity: row.identity.0.clone(),
        format: row.format.0,
        grant: row.grant.0,
    };
    let rows: Vec<core::Row> = rows.into_iter().map(row).collect();
    core::issue_rows(&rows).into_iter().map(Into::into).collect()
}

/// Fails with `code.reserved` for a code that equals one of the lock's fixed codes.
#[uniffi::export]
pub fn refuse_reserved(code: Code, fixed: Vec<Code>) -> Result<(), NetcodeError> {
    Ok(core::refuse_reserved(&code, &fixed)?)
}
