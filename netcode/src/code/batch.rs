//! Many codes at once: the rounds of independent codes interleave, so the AES unit stays full.

use super::ncf12::{Direction, LANES};
use super::slot::{self, Place};
use super::{Code, CodeKey, Format, Identity, Issued, Reading};
use crate::error::{Error, Result, table::core as codes};
use crate::grant::Grant;

impl Identity {
    /// Issues the codes of many grants under one key into `out`, place for place. Each place is what
    /// [`issue`](Self::issue) gives for that grant; a grant without a code does not stop the others. Nothing is
    /// allocated.
    ///
    /// # Errors
    /// `code.buffer_length` when `out` is not as long as `grants`.
    pub fn issue_many(&self, format: Format, grants: &[Grant], out: &mut [Result<Issued>]) -> Result<()> {
        if grants.len() != out.len() {
            return Err(Error::new(
                &codes::CODE_BUFFER_LENGTH,
                format_args!("{} grants and {} places were given", grants.len(), out.len()),
            ));
        }
        let mut key = None;
        let mut places = out.iter_mut();
        for grants in grants.chunks(LANES) {
            issue_chunk(self, format, grants, &mut key, &mut |issued| {
                if let Some(place) = places.next() {
                    *place = issued;
                }
            });
        }
        Ok(())
    }

    /// [`issue_many`](Self::issue_many) into a new list.
    #[cfg(feature = "std")]
    pub fn issue_all(&self, format: Format, grants: &[Grant]) -> std::vec::Vec<Result<Issued>> {
        let mut answers = std::vec::Vec::with_capacity(grants.len());
        let mut key = None;
        for grants in grants.chunks(LANES) {
            issue_chunk(self, format, grants, &mut key, &mut |issued| answers.push(issued));
        }
        answers
    }
}

/// Issues up to [`LANES`] codes in order. The epoch of the first grant is enciphered side by side; a season's
/// bookings lie in one epoch, so others are rare and go one by one.
fn issue_chunk(
    identity: &Identity,
    format: Format,
    grants: &[Grant],
    key: &mut Option<CodeKey>,
    emit: &mut dyn FnMut(Result<Issued>),
) {
    let mut numbers = [0; LANES];
    let mut epoch = None;
    let places: [_; LANES] = core::array::from_fn(|at| grants.get(at).map(|grant| slot::rank(format, grant)));
    for (number, place) in numbers.iter_mut().zip(&places) {
        if let Some(Ok(place)) = place {
            *number = place.payload;
            epoch = epoch.or(Some(place.epoch));
        }
    }
    if let Some(epoch) = epoch {
        if key.as_ref().is_none_or(|key| key.epoch() != epoch) {
            *key = Some(identity.code_key(format, epoch));
        }
        if let Some(key) = key {
            key.domain.batch(
                &key.cipher,
                numbers.get_mut(..grants.len()).unwrap_or_default(),
                Direction::Encipher,
            );
        }
    }
    for (place, number) in places.into_iter().flatten().zip(numbers) {
        emit(place.map(|Place { epoch: own, payload }| {
            let value = match own {
                own if Some(own) == epoch => number,
                own => {
                    let other = identity.code_key(format, own);
                    other.domain.encipher(&other.cipher, payload)
                }
            };
            Issued { code: Code::from_value(value, format.digits()), epoch: own, payload }
        }));
    }
}

impl CodeKey {
    /// Reads many codes into `out`, place for place: what each means under this key, or `None`. Nothing is allocated.
    ///
    /// # Errors
    /// `code.buffer_length` when `out` is not as long as `read`; `code.wrong_length` when one of them does not have
    /// the format's digits, and then nothing is read.
    pub fn read_many(&self, read: &[Code], out: &mut [Option<Reading>]) -> Result<()> {
        if read.len() != out.len() {
            return Err(Error::new(
                &codes::CODE_BUFFER_LENGTH,
                format_args!("{} codes and {} places were given", read.len(), out.len()),
            ));
        }
        for code in read {
            self.expect_length(code)?;
        }
        for (read, out) in read.chunks(LANES).zip(out.chunks_mut(LANES)) {
            let mut numbers: [u64; LANES] = core::array::from_fn(|at| read.get(at).map_or(0, Code::value));
            let numbers = numbers.get_mut(..read.len()).unwrap_or_default();
            self.domain.batch(&self.cipher, numbers, Direction::Decipher);
            for (place, payload) in out.iter_mut().zip(numbers) {
                *place = self.reading(*payload);
            }
        }
        Ok(())
    }

    /// [`read_many`](Self::read_many) into a new list.
    ///
    /// # Errors
    /// `code.wrong_length` when one of the codes does not have the format's digits.
    #[cfg(feature = "std")]
    pub fn read_all(&self, read: &[Code]) -> Result<std::vec::Vec<Option<Reading>>> {
        let mut readings = std::vec![None; read.len()];
        self.read_many(read, &mut readings)?;
        Ok(readings)
    }
}

/// One row of a batch over many locks.
#[cfg(feature = "std")]
#[derive(Debug, Clone)]
pub struct Row {
    /// The lock or group.
    pub identity: Identity,
    /// Its codes' format.
    pub format: Format,
    /// What to issue.
    pub grant: Grant,
}

/// Issues the codes of rows that belong to any number of locks, in the order given. Neighbouring rows of one lock
/// and format share a key, so sorting rows by lock makes this fast.
#[cfg(feature = "std")]
pub fn issue_rows(rows: &[Row]) -> std::vec::Vec<Result<Issued>> {
    let mut answers = std::vec::Vec::with_capacity(rows.len());
    for run in rows.chunk_by(|a, b| a.format == b.format && a.identity == b.identity) {
        let Some(Row { identity, format, .. }) = run.first() else { continue };
        let mut key = None;
        for rows in run.chunks(LANES) {
            let grants: std::vec::Vec<Grant> = rows.iter().map(|row| row.grant).collect();
            issue_chunk(identity, *format, &grants, &mut key, &mut |issued| answers.push(issued));
        }
    }
    answers
}
