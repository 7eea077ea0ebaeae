//! Many codes at once: the rounds of independent codes interleave, so the AES unit stays full.

use super::Direction;
use super::ncf12::LANES;
use super::slot;
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
        let mut run = Run::new(self, format);
        for (grants, out) in grants.chunks(LANES).zip(out.chunks_mut(LANES)) {
            let mut places = out.iter_mut();
            run.issue(grants.iter(), |answer| {
                if let Some(place) = places.next() {
                    *place = answer;
                }
            });
        }
        Ok(())
    }

    /// [`issue_many`](Self::issue_many) into a new list.
    #[cfg(feature = "std")]
    pub fn issue_all(&self, format: Format, grants: &[Grant]) -> std::vec::Vec<Result<Issued>> {
        let mut answers = std::vec::Vec::with_capacity(grants.len());
        let mut run = Run::new(self, format);
        for grants in grants.chunks(LANES) {
            run.issue(grants.iter(), |answer| answers.push(answer));
        }
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
        let mut run = Run::new(self, format);
        let mut wishes: std::vec::Vec<Result<Grant>> = std::vec::Vec::with_capacity(LANES);
        for (starts, lengths) in starts.chunks(LANES).zip(lengths.chunks(LANES)) {
            wishes.extend(starts.iter().zip(lengths).map(grant));
            if wishes.iter().all(Result::is_ok) {
                run.issue(wishes.iter().flatten(), |answer| answers.push(answer));
                wishes.clear();
            } else {
                // Rare, so these go one by one.
                answers.extend(wishes.drain(..).map(|wish| self.issue(format, &wish?)));
            }
        }
        Ok(answers)
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

    /// Gives the codes of up to [`LANES`] grants to `put`, in their order. Those of the first one's epoch are enciphered
    /// side by side; a season's bookings lie in one epoch, so others are rare and go one by one.
    fn issue<'g>(
        &mut self,
        grants: impl Iterator<Item = &'g Grant> + Clone,
        mut put: impl FnMut(Result<Issued>),
    ) {
        let (mut payloads, mut epochs) = ([0; LANES], [NO_EPOCH; LANES]);
        let mut count = 0;
        for ((payload, epoch), grant) in payloads.iter_mut().zip(&mut epochs).zip(grants.clone()) {
            count += 1;
            if let Ok(place) = slot::rank(self.format, grant) {
                (*payload, *epoch) = (place.payload, place.epoch);
            }
        }
        let first = epochs.into_iter().find(|epoch| *epoch != NO_EPOCH);
        let mut numbers = payloads;
        if let (Some(epoch), Some(used)) = (first, numbers.get_mut(..count)) {
            let known = self.key.take().filter(|key| key.epoch() == epoch);
            let key = self.key.insert(known.unwrap_or_else(|| self.identity.code_key(self.format, epoch)));
            key.domain.batch(&key.cipher, used, Direction::Encipher);
        }
        // All codes before the first is given away: one read right after its digits were written would wait for them.
        let codes = numbers.map(|number| Code::from_value(number, self.format.digits()));
        for (((code, payload), epoch), grant) in codes.into_iter().zip(payloads).zip(epochs).zip(grants) {
            if Some(epoch) == first {
                put(Ok(Issued { code, epoch, payload }));
            } else {
                put(self.identity.issue(self.format, grant));
            }
        }
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
    let mut answers = std::vec::Vec::with_capacity(rows.len());
    for rows in rows.chunk_by(|a, b| a.format == b.format && a.identity == b.identity) {
        let Some(Row { identity, format, .. }) = rows.first() else { continue };
        let mut run = Run::new(identity, *format);
        for rows in rows.chunks(LANES) {
            run.issue(rows.iter().map(|row| &row.grant), |answer| answers.push(answer));
        }
    }
    answers
}
