//! Many codes at once: the rounds of independent codes interleave, so the AES unit stays full.

#[cfg(feature = "std")]
use std::vec::Vec;

#[cfg(feature = "std")]
use super::CodeColumn;
use super::Direction;
use super::ncf12::LANES;
use super::slot::{self, Place};
use super::{Code, CodeKey, Format, Identity, Issued, Reading, expect_length, reading};
use crate::error::{Error, Result, table::core as codes};
use crate::grant::Grant;
#[cfg(feature = "std")]
use crate::grant::{LengthColumn, Mode};
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
        let mut places = out.iter_mut();
        Run::new(self, format).issue(grants, |answer| {
            if let Some(place) = places.next() {
                *place = answer;
            }
        });
        Ok(())
    }

    /// [`issue_many`](Self::issue_many) into a new list.
    #[cfg(feature = "std")]
    pub fn issue_all(&self, format: Format, grants: &[Grant]) -> Vec<Result<Issued>> {
        let mut answers = Vec::with_capacity(grants.len());
        Run::new(self, format).issue(grants, |answer| answers.push(answer));
        answers
    }

    /// [`issue_many`](Self::issue_many) as one run of digits.
    #[cfg(feature = "std")]
    pub fn issue_digits(&self, format: Format, grants: &[Grant]) -> CodeColumn {
        let mut column = CodeColumn::with_width(format.digits(), grants.len());
        Run::new(self, format).issue(grants, |answer| column.push(answer));
        column
    }

    /// Issues the codes of grants of one mode that are given as columns: starts in minutes of lock time, and lengths.
    /// A place whose grant is not legal has that error.
    ///
    /// # Errors
    /// `code.buffer_length` when there are not as many lengths as starts.
    #[cfg(feature = "std")]
    pub fn issue_columns(
        &self,
        format: Format,
        mode: Mode,
        starts: &[u32],
        lengths: LengthColumn<'_>,
    ) -> Result<CodeColumn> {
        if let Some(count) = lengths.count().filter(|count| *count != starts.len()) {
            return Err(Error::new(
                &codes::CODE_BUFFER_LENGTH,
                format_args!("{} starts and {count} lengths were given", starts.len()),
            )
            .with_hint(format_args!("give one length for every start")));
        }
        let place = |at, start: &u32| {
            let start = LockTime::from_minutes(*start)?;
            slot::rank(format, &Grant::new(mode, start, lengths.at(at).term(mode)?)?)
        };
        let mut column = CodeColumn::with_width(format.digits(), starts.len());
        Run::new(self, format).encipher(starts, place, |answer| column.push(answer));
        Ok(column)
    }
}

/// Codes of one lock and format, with the key of the epoch that was used last.
struct Run<'a> {
    identity: &'a Identity,
    format: Format,
    key: Option<CodeKey>,
}

/// The epoch of a grant that has no place.
const NO_EPOCH: u32 = u32::MAX;

impl<'a> Run<'a> {
    const fn new(identity: &'a Identity, format: Format) -> Self {
        Self { identity, format, key: None }
    }

    /// Gives the codes of grants to `put`, in their order.
    fn issue(&mut self, grants: &[Grant], put: impl FnMut(Result<Issued>)) {
        let format = self.format;
        self.encipher(grants, |_, grant| slot::rank(format, grant), put);
    }

    /// Gives the codes of items to `put`, in their order; `place` says where the item at an index lies. Those of one
    /// epoch are enciphered side by side; a season's bookings lie in one, so others are rare and go one by one.
    #[inline(always)]
    fn encipher<T>(
        &mut self,
        items: &[T],
        place: impl Fn(usize, &T) -> Result<Place>,
        mut put: impl FnMut(Result<Issued>),
    ) {
        for (part, items) in items.chunks(LANES).enumerate() {
            let (count, items) = (items.len(), items.iter().zip(part * LANES..));
            let (mut payloads, mut epochs) = ([0; LANES], [NO_EPOCH; LANES]);
            for ((payload, epoch), (item, at)) in payloads.iter_mut().zip(&mut epochs).zip(items.clone()) {
                if let Ok(place) = place(at, item) {
                    (*payload, *epoch) = (place.payload, place.epoch);
                }
            }
            let first = epochs.into_iter().find(|epoch| *epoch != NO_EPOCH);
            let mut numbers = payloads;
            if let (Some(epoch), Some(used)) = (first, numbers.get_mut(..count)) {
                self.key_of(epoch).encipher_all(used);
            }
            // All codes before the first is given away: one read right after its digits were written would wait for
            // them.
            let codes = numbers.map(|number| Code::from_value(number, self.format.digits()));
            for (((code, payload), epoch), (item, at)) in
                codes.into_iter().zip(payloads).zip(epochs).zip(items)
            {
                if Some(epoch) == first {
                    put(Ok(Issued { code, epoch, payload }));
                } else {
                    put(place(at, item)
                        .map(|place| self.identity.code_key(self.format, place.epoch).issued(place)));
                }
            }
        }
    }

    /// The key of an epoch, kept for the next codes.
    fn key_of(&mut self, epoch: u32) -> &CodeKey {
        let known = self.key.take().filter(|key| key.epoch() == epoch);
        self.key.insert(known.unwrap_or_else(|| self.identity.code_key(self.format, epoch)))
    }
}

impl CodeKey {
    /// The numbers that the cipher makes of numbers.
    #[inline(always)]
    fn encipher_all(&self, numbers: &mut [u64]) {
        self.domain.batch(&self.cipher, numbers, Direction::Encipher);
    }

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
    pub fn read_all(&self, read: &[Code]) -> Result<Vec<Option<Reading>>> {
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
pub fn issue_rows(rows: &[Row]) -> Vec<Result<Issued>> {
    let mut answers = Vec::with_capacity(rows.len());
    each_row(rows, |answer| answers.push(answer));
    answers
}

/// [`issue_rows`] as one run of digits.
#[cfg(feature = "std")]
pub fn issue_rows_digits(rows: &[Row]) -> CodeColumn {
    let width = rows.iter().map(|row| row.format.digits()).max();
    let mut column = CodeColumn::with_width(width.unwrap_or_default(), rows.len());
    each_row(rows, |answer| column.push(answer));
    column
}

#[cfg(feature = "std")]
fn each_row(rows: &[Row], mut put: impl FnMut(Result<Issued>)) {
    for rows in rows.chunk_by(|a, b| a.format == b.format && a.identity == b.identity) {
        let Some(Row { identity, format, .. }) = rows.first() else { continue };
        Run::new(identity, *format).encipher(rows, |_, row| slot::rank(*format, &row.grant), &mut put);
    }
}
