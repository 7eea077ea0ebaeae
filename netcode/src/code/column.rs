//! The codes of a batch as one run of digits: what a caller in another language takes over in one piece.

use core::fmt;
use std::vec;
use std::vec::Vec;

use super::{Code, Issued};
use crate::error::{Error, Result};

/// Codes place for place as one run of ASCII digits, and the errors of the places that have none. Printing it with
/// `{:?}` hides the digits.
///
/// ```
/// use netcode::code::{CodeColumn, Format, Identity, SiteKey};
/// use netcode::grant::{Layout, LengthColumn, Mode};
/// use netcode::id::{LockId, Serial};
/// use netcode::time::LockTime;
///
/// let site = SiteKey::from_hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")?;
/// let key = site.lock_key(&Serial::new("LOCK-0001")?);
/// let lock = Identity::own(key, LockId::new(123_456)?, LockTime::parse("2026-01-15T09:30")?);
/// let nine = LockTime::parse("2026-03-14T09:00")?.minutes();
/// let lengths = LengthColumn::Hours(&[1, 13]);
/// let codes = lock.issue_columns(Format::new(Layout::S, 7)?, Mode::StandardSingle, &[nine, nine], lengths)?;
/// assert_eq!(codes.digits(), b"8269130       ");
/// assert_eq!(codes.iter().collect::<Vec<_>>(), [Some("8269130"), None]);
/// assert_eq!(codes.errors()[0].1.code(), "grant.length_out_of_range");
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct CodeColumn {
    width: u8,
    /// The digits, and room behind them so that the last code is written in one piece like all others.
    text: Vec<u8>,
    len: usize,
    errors: Vec<(usize, Error)>,
}

impl CodeColumn {
    /// An empty column for a number of codes of at most `width` digits.
    pub(super) fn with_width(width: u8, places: usize) -> Self {
        let room = places.saturating_mul(usize::from(width)).saturating_add(Code::MAX);
        Self { width, text: vec![b' '; room], len: 0, errors: Vec::new() }
    }

    #[inline]
    pub(super) fn push(&mut self, answer: Result<Issued>) {
        match answer {
            Ok(issued) => {
                let start = self.len * usize::from(self.width);
                let room = self.text.get_mut(start..).and_then(|room| room.first_chunk_mut());
                if let Some(room) = room {
                    *room = issued.code.blank_padded();
                }
            }
            Err(error) => self.errors.push((self.len, error)),
        }
        self.len += 1;
    }

    /// How many places there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no place.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Bytes a place takes of [`digits`](Self::digits): the digits of the longest format asked for.
    pub const fn width(&self) -> u8 {
        self.width
    }

    /// The codes as one run of ASCII digits, [`width`](Self::width) bytes a place, with blanks where there is an error
    /// and behind a shorter code.
    pub fn digits(&self) -> &[u8] {
        self.text.get(..self.len * usize::from(self.width)).unwrap_or_default()
    }

    /// The digits place for place, `None` where there is an error.
    pub fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        let places = self.digits().chunks(usize::from(self.width).max(1));
        places.map(|place| core::str::from_utf8(place.trim_ascii_end()).ok().filter(|code| !code.is_empty()))
    }

    /// The errors with their places, counted from 0 and rising.
    pub fn errors(&self) -> &[(usize, Error)] {
        &self.errors
    }
}

impl fmt::Debug for CodeColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodeColumn({} places, {} errors)", self.len, self.errors.len())
    }
}
