//! Many codes at once: the rounds of independent codes interleave, so the AES unit stays full.

use super::Direction;
use super::ncf12::LANES;
use super::slot::{self, Place};
use super::{Code, CodeKey, Format, Identity, Issued, Reading, expect_length, reading};
use crate::error::{Error, Result, table::core as codes};
use crate::grant::Grant;
#[cfg(feature = "std")]
use crate::grant::{Length, Mode};
#[cfg(feature = "std")]
use crate::time::LockTime;

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
        for (place, grant) in out.iter_mut().zip(grants) {
            *place = ranked(format, grant);
        }
        encipher(self, format, out);
        Ok(())
    }

    /// [`issue_many`](Self::issue_many) into a new list.
    #[cfg(feature = "std")]
    pub fn issue_all(&self, format: Format, grants: &[Grant]) -> std::vec::Vec<Result<Issued>> {
        let mut answers: std::vec::Vec<_> = grants.iter().map(|grant| ranked(format, grant)).collect();
        encipher(self, format, &mut answers);
        answers
    }
}

#[cfg(feature = "std")]
impl Identity {
    /// Issues the codes of grants of one mode that are given as columns: starts in minutes of lock time and lengths,
    /// one of each a code. A place whose grant is not legal has that error.
    ///
    /// # Errors
    /// `code.buffer_length` when the columns differ in length.
    pub fn issue_columns(
        &self,
        format: Format,
        mode: Mode,
        starts: &[u32],
        lengths: &[Length],
    ) -> Result<std::vec::Vec<Result<Issued>>> {
        if starts.len() != lengths.len() {
            return Err(Error::new(
                &codes::CODE_BUFFER_LENGTH,
                format_args!("{} starts and {} lengths were given", starts.len(), lengths.len()),
            )
            .with_hint(format_args!("give one length for every start")));
        }
        let grant = |(start, length): (&u32, &Length)| {
            Grant::new(mode, LockTime::from_minutes(*start)?, length.term(mode)?)
        };
        let mut answers = std::vec::Vec::with_capacity(starts.len());
        let mut places = std::vec::Vec::with_capacity(starts.len());
        let mut legal = std::vec::Vec::with_capacity(starts.len());
        for wish in starts.iter().zip(lengths).map(grant) {
            places.push(wish.map(|grant| legal.push(grant)));
        }
        let mut issued = self.issue_all(format, &legal).into_iter();
        for place in places {
            answers.extend(match place {
                Ok(()) => issued.next(),
                Err(error) => Some(Err(error)),
            });
        }
        Ok(answers)
    }
}

/// A grant's epoch and payload; the digits are still to be enciphered.
fn ranked(format: Format, grant: &Grant) -> Result<Issued> {
    let Place { epoch, payload } = slot::rank(format, grant)?;
    Ok(Issued { code: Code::from_value(0, format.digits()), epoch, payload })
}

/// Gives ranked grants of one lock their codes.
fn encipher(identity: &Identity, format: Format, out: &mut [Result<Issued>]) {
    let mut key = None;
    for out in out.chunks_mut(LANES) {
        encipher_lanes(identity, format, &mut key, out);
    }
}

/// The same for up to [`LANES`] of them. The epoch of the first is enciphered side by side; a season's bookings lie
/// in one epoch, so others are rare and go one by one.
fn encipher_lanes(
    identity: &Identity,
    format: Format,
    key: &mut Option<CodeKey>,
    out: &mut [Result<Issued>],
) {
    let Some(epoch) = out.iter().flatten().map(|issued| issued.epoch).next() else { return };
    let known = key.take().filter(|key| key.epoch() == epoch);
    let key = key.insert(known.unwrap_or_else(|| identity.code_key(format, epoch)));
    let mut numbers = [0; LANES];
    for (number, issued) in numbers.iter_mut().zip(&*out) {
        *number = issued.as_ref().map_or(0, |issued| issued.payload);
    }
    let used = numbers.get_mut(..out.len()).unwrap_or_default();
    key.domain.batch(&key.cipher, used, Direction::Encipher);
    for (issued, number) in out.iter_mut().zip(numbers) {
        let Ok(issued) = issued else { continue };
        let value = if issued.epoch == epoch {
            number
        } else {
            let other = identity.code_key(format, issued.epoch);
            other.domain.run_default(&other.cipher, issued.payload, Direction::Encipher)
        };
        issued.code = Code::from_value(value, format.digits());
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
            expect_length(self.format, code)?;
        }
        for (read, out) in read.chunks(LANES).zip(out.chunks_mut(LANES)) {
            let mut numbers: [u64; LANES] = core::array::from_fn(|at| read.get(at).map_or(0, Code::value));
            let numbers = numbers.get_mut(..read.len()).unwrap_or_default();
            self.domain.batch(&self.cipher, numbers, Direction::Decipher);
            for (place, payload) in out.iter_mut().zip(numbers) {
                *place = reading(self.format, self.epoch, *payload);
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
    let mut answers: std::vec::Vec<_> = rows.iter().map(|row| ranked(row.format, &row.grant)).collect();
    let mut rest = answers.as_mut_slice();
    for run in rows.chunk_by(|a, b| a.format == b.format && a.identity == b.identity) {
        let (out, later) = rest.split_at_mut(run.len());
        rest = later;
        let Some(Row { identity, format, .. }) = run.first() else { continue };
        encipher(identity, *format, out);
    }
    answers
}
