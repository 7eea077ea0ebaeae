//! The code scheme NC1: a grant becomes digits, and digits become the grant again.
//!
//! The issuer holds a [`SiteKey`]; with the lock's serial it gives the [`LockKey`], and with what was typed at the
//! lock's initialisation the [`Identity`], which issues and reads codes. The lock holds its lock key in a
//! [`Verifier`]. Both sides share this module, so they cannot disagree.
//!
//! The normative text is `docs/NC1.md`.
//!
//! ```
//! use netcode::code::{Code, Format, Identity, SiteKey};
//! use netcode::grant::{Grant, Layout};
//! use netcode::id::{LockId, Serial};
//! use netcode::time::LockTime;
//!
//! let site = SiteKey::from_hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")?;
//! let key = site.lock_key(&Serial::new("LOCK-0001")?);
//! let lock = Identity::own(key, LockId::new(123_456)?, LockTime::parse("2026-01-15T09:30")?);
//! let grant = Grant::from_json(r#"{"mode": "standard-single", "start": "2026-03-14T09:00", "hours": 1}"#)?;
//! let issued = lock.issue(Format::new(Layout::S, 7)?, &grant)?;
//! assert_eq!(issued.code.as_str(), "8269130");
//! # Ok::<(), netcode::Error>(())
//! ```

mod accept;
mod batch;
mod block;
#[cfg(feature = "std")]
mod column;
mod ct;
mod gate;
#[cfg(feature = "std")]
mod inspect;
mod key;
mod modulus;
mod ncf12;
mod profile;
#[cfg(feature = "std")]
mod row;
#[cfg(feature = "std")]
mod shared;
mod slot;
mod state;

use core::fmt;

use crate::error::{Error, Result, table::core as codes};
use crate::grant::{Grant, Layout};
use crate::id::{GroupId, LockId};
use crate::time::LockTime;

pub use accept::{Decision, Opened, Reason, Verifier};
#[cfg(feature = "std")]
pub use batch::{Row, issue_rows, issue_rows_digits};
pub use block::{Aes128, DefaultAes};
#[cfg(feature = "std")]
pub use column::CodeColumn;
#[cfg(feature = "std")]
pub use inspect::{HeldKey, Inspection, Meaning, inspect};
pub use key::{CodeKey, KeyMessage, LockKey, SiteKey};
pub use profile::{MAX_ACTIVE, MAX_BLOCKED, MAX_SPENT, ModeSet, Profile, ProfileOptions};
#[cfg(feature = "std")]
pub use row::{answer_line, answer_row, answer_text};
#[cfg(feature = "std")]
pub use shared::SharedVerifier;
pub use state::{ActiveEntry, BlockedEntry, GroupState, KeyRef, MAX_GROUPS, State};

/// The digits of a code, 1 to 10 of them, leading zeros kept. Printing it with `{:?}` hides them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    digits: [u8; Code::MAX],
    len: u8,
}

impl Code {
    /// The longest code, in digits.
    pub const MAX: usize = 10;

    /// Reads digits as typed.
    ///
    /// # Errors
    /// `code.malformed` when the text is empty, longer than 10 or has anything but the digits 0 to 9.
    #[inline]
    pub fn parse(text: &str) -> Result<Self> {
        let mut code = Self { digits: [0; Self::MAX], len: 0 };
        for byte in text.bytes() {
            match code.digits.get_mut(usize::from(code.len)) {
                Some(place) if byte.is_ascii_digit() => *place = byte,
                _ => return Err(malformed()),
            }
            code.len += 1;
        }
        if code.len == 0 { Err(malformed()) } else { Ok(code) }
    }

    /// The number `value` as `len` digits; both come from the cipher and fit.
    #[inline]
    fn from_value(value: u64, len: u8) -> Self {
        if len <= 8 {
            let [a, b, c, d, e, f, g, h] = (eight_digits(value) >> (8 * u32::from(8 - len))).to_le_bytes();
            return Self { digits: [a, b, c, d, e, f, g, h, 0, 0], len };
        }
        let (front, back) = (value / 100_000_000, value % 100_000_000);
        let front = u128::from((front / 10) | ((front % 10) << 8) | 0x3030);
        let ten = front | u128::from(eight_digits(back)) << 16;
        let shown = ten >> (8 * u32::from(Self::MAX as u8 - len));
        let shown = shown.to_le_bytes();
        Self { digits: shown.first_chunk().copied().unwrap_or_default(), len }
    }

    /// The digits as text.
    pub fn as_str(&self) -> &str {
        let digits = self.digits.get(..usize::from(self.len)).unwrap_or_default();
        core::str::from_utf8(digits).unwrap_or_default()
    }

    /// The digits, blanks behind them.
    #[cfg(feature = "std")]
    #[inline(always)]
    fn blank_padded(&self) -> [u8; Self::MAX] {
        // A place without a digit holds 0.
        self.digits.map(|digit| if digit == 0 { b' ' } else { digit })
    }

    /// How many digits there are, 1 to 10.
    #[expect(clippy::len_without_is_empty, reason = "a code is never empty")]
    pub const fn len(&self) -> u8 {
        self.len
    }

    /// The number the digits are.
    #[cfg(target_pointer_width = "64")]
    #[inline]
    fn value(&self) -> u64 {
        let [a, b, c, d, e, f, g, h, i, j] = self.digits;
        let digits = u128::from_le_bytes([a, b, c, d, e, f, g, h, i, j, 0, 0, 0, 0, 0, 0]);
        // Ten digits, the last always in the same place; those that are not there are 0 like the leading ones.
        let ten = (digits & 0x0f0f_0f0f_0f0f_0f0f_0f0f) << (8 * (Self::MAX as u32 - u32::from(self.len)));
        let [tens, ones, ..] = ten.to_le_bytes();
        let front = 10 * u64::from(tens) + u64::from(ones);
        front * 100_000_000 + eight_digits_value((ten >> 16) as u64)
    }

    /// The number the digits are.
    #[cfg(not(target_pointer_width = "64"))]
    fn value(&self) -> u64 {
        let digits = self.digits.iter().take(usize::from(self.len));
        digits.fold(0, |value, digit| value * 10 + u64::from(digit - b'0'))
    }
}

/// The number that eight digits are, each the value of a byte and the first in the lowest byte: neighbours are joined
/// side by side, to pairs, to fours, to eight.
#[cfg(target_pointer_width = "64")]
const fn eight_digits_value(digits: u64) -> u64 {
    let pairs = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) & 0xffff_ffff
}

/// The eight decimal digits of a number below 10^8, the first in the lowest byte. Halves, quarters and eighths of
/// one word are divided side by side; the digits never pass through memory one by one.
const fn eight_digits(value: u64) -> u64 {
    let fours = (value / 10_000) | ((value % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x7f_0000_007f;
    let twos = hundreds | ((fours - 100 * hundreds) << 16);
    let tens = ((twos * 103) >> 10) & 0x0f_000f_000f_000f;
    (tens | ((twos - 10 * tens) << 8)) | 0x3030_3030_3030_3030
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({} digits)", self.len)
    }
}

impl core::str::FromStr for Code {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

/// Slots a day has in layout S and in layout X, used or not.
const SLOTS_S: u32 = 1_333;
const SLOTS_X: u32 = 100_000;

/// Layout and number of digits: what a lock and its issuer agree on first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Format {
    layout: Layout,
    digits: u8,
}

impl Format {
    /// Layout S with 6 to 10 digits, or X with 9 or 10.
    ///
    /// # Errors
    /// `code.digits_out_of_range` for other numbers of digits.
    #[inline]
    pub fn new(layout: Layout, digits: u8) -> Result<Self> {
        let range = match layout {
            Layout::S => 6..=10,
            Layout::X => 9..=10,
        };
        if !range.contains(&digits) {
            return Err(Error::new(
                &codes::CODE_DIGITS_OUT_OF_RANGE,
                format_args!("layout {layout} has no codes of {digits} digits"),
            ));
        }
        Ok(Self { layout, digits })
    }

    /// [`new`](Self::new) for a number of digits of any size.
    ///
    /// # Errors
    /// `code.digits_out_of_range`.
    pub fn with_digits(layout: Layout, digits: u32) -> Result<Self> {
        let too_many = || {
            let what = format_args!("layout {layout} has no codes of {digits} digits");
            Error::new(&codes::CODE_DIGITS_OUT_OF_RANGE, what)
        };
        Self::new(layout, u8::try_from(digits).map_err(|_| too_many())?)
    }

    /// The layout.
    pub const fn layout(self) -> Layout {
        self.layout
    }

    /// The digits of a code.
    pub const fn digits(self) -> u8 {
        self.digits
    }

    /// How many codes there are: 10^digits.
    pub const fn codes(self) -> u64 {
        10_u64.pow(self.digits as u32)
    }

    /// How many issue numbers a code has room for: 1, 10, 100 or 1000.
    pub const fn issues(self) -> u32 {
        let needed = match self.layout {
            Layout::S => 7,
            Layout::X => 9,
        };
        match self.digits.saturating_sub(needed) {
            0 => 1,
            1 => 10,
            2 => 100,
            _ => 1_000,
        }
    }

    /// Days an epoch lasts, after which codes come from another key.
    pub const fn epoch_days(self) -> u32 {
        match (self.layout, self.digits) {
            (Layout::S, 6) => 750,
            (Layout::S, _) => 7_500,
            (Layout::X, _) => 10_000,
        }
    }

    /// The epoch a time lies in.
    pub const fn epoch_of(self, time: LockTime) -> u32 {
        self.split_day(time.day()).0
    }

    /// The epoch of a day, and the day within it. Written out so that each is a division by a constant.
    const fn split_day(self, day: u32) -> (u32, u32) {
        match self.epoch_days() {
            750 => (day / 750, day % 750),
            7_500 => (day / 7_500, day % 7_500),
            days => (day / days, day % days),
        }
    }

    /// Slots a day has, used or not.
    const fn slots(self) -> u32 {
        match self.layout {
            Layout::S => SLOTS_S,
            Layout::X => SLOTS_X,
        }
    }

    const fn layout_byte(self) -> u8 {
        match self.layout {
            Layout::S => b'S',
            Layout::X => b'X',
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "layout {}, {} digits", self.layout, self.digits)
    }
}

/// Who a code is for: the key of a lock or group with the lock id and generation that its codes carry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identity {
    key: LockKey,
    lock_id: u32,
    generation: u32,
}

impl Identity {
    /// A lock under its own key. `initialised` is the date and time typed at its last initialisation, which is the
    /// generation of its codes: initialising again ends them all.
    #[inline(always)]
    pub const fn own(key: LockKey, lock_id: LockId, initialised: LockTime) -> Self {
        Self { key, lock_id: lock_id.get(), generation: initialised.minutes() }
    }

    /// A group of locks under the group's key. `generation` is 0 unless the group's was set.
    pub const fn group(key: LockKey, group: GroupId, generation: u32) -> Self {
        Self { key, lock_id: group.lock_id(), generation }
    }

    /// The key of this lock's or group's codes in one epoch.
    pub fn code_key(&self, format: Format, epoch: u32) -> CodeKey {
        CodeKey::derive(self, format, epoch)
    }

    /// Issues the code of a grant. The same arguments always give the same code.
    ///
    /// # Errors
    /// `grant.mode_not_in_layout`, `grant.issue_out_of_range`.
    pub fn issue(&self, format: Format, grant: &Grant) -> Result<Issued> {
        let epoch = format.epoch_of(grant.start());
        self.code_key(format, epoch).issue(grant)
    }

    /// What a code means in an epoch, or `None` when it means nothing there.
    ///
    /// # Errors
    /// `code.wrong_length` when it does not have the format's digits.
    pub fn read(&self, format: Format, code: &Code, epoch: u32) -> Result<Option<Reading>> {
        self.code_key(format, epoch).read(code)
    }

    /// [`read`](Self::read) over another AES, for locks with an AES peripheral.
    ///
    /// # Errors
    /// `code.wrong_length` when it does not have the format's digits.
    #[cfg_attr(not(feature = "std"), inline(always))]
    pub fn read_with<C: Aes128>(&self, format: Format, code: &Code, epoch: u32) -> Result<Option<Reading>> {
        expect_length(format, code)?;
        let holder = (self.lock_id, self.generation);
        let payload = key::decipher_once::<C>(&self.key, holder, format, epoch, code.value());
        Ok(reading(format, epoch, payload))
    }
}

impl CodeKey {
    /// Issues the code of a grant that starts in this key's epoch.
    ///
    /// # Errors
    /// `grant.mode_not_in_layout`, `grant.issue_out_of_range`, and `code.no_meaning` when the grant starts in
    /// another epoch, where this key has no code for it.
    pub fn issue(&self, grant: &Grant) -> Result<Issued> {
        let place = slot::rank(self.format, grant)?;
        if place.epoch != self.epoch {
            return Err(Error::new(
                &codes::CODE_NO_MEANING,
                format_args!("the grant starts in epoch {}, the key is of epoch {}", place.epoch, self.epoch),
            )
            .with_hint(format_args!("derive the code key of the grant's epoch")));
        }
        Ok(self.issued(place))
    }

    /// The code of a place in this key's epoch.
    #[inline(always)]
    fn issued(&self, place: slot::Place) -> Issued {
        let value = self.domain.run_default(&self.cipher, place.payload, Direction::Encipher);
        let code = Code::from_value(value, self.format.digits);
        Issued { code, epoch: place.epoch, payload: place.payload }
    }

    /// What a code means under this key, or `None` when it means nothing.
    ///
    /// # Errors
    /// `code.wrong_length` when it does not have the format's digits.
    pub fn read(&self, code: &Code) -> Result<Option<Reading>> {
        expect_length(self.format, code)?;
        let payload = self.domain.run_default(&self.cipher, code.value(), Direction::Decipher);
        Ok(reading(self.format, self.epoch, payload))
    }
}

#[inline(always)]
fn malformed() -> Error {
    Error::new(&codes::CODE_MALFORMED, format_args!("the code given is not 1 to 10 digits"))
}

#[inline(always)]
fn expect_length(format: Format, code: &Code) -> Result<()> {
    if code.len != format.digits {
        return Err(Error::new(
            &codes::CODE_WRONG_LENGTH,
            format_args!("the code has {} digits, the lock's codes have {}", code.len, format.digits),
        ));
    }
    Ok(())
}

fn reading(format: Format, epoch: u32, payload: u64) -> Option<Reading> {
    let grant = slot::unrank(format, epoch, payload).grant()?;
    Some(Reading { grant, epoch, payload })
}

/// An issued code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Issued {
    /// The digits.
    pub code: Code,
    /// The epoch of the grant's start.
    pub epoch: u32,
    /// The number that was enciphered.
    pub payload: u64,
}

/// What a code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading {
    /// What it permits.
    pub grant: Grant,
    /// The epoch it was read in.
    pub epoch: u32,
    /// The number it deciphers to.
    pub payload: u64,
}

/// Which way the permutation runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Encipher,
    Decipher,
}

/// Refuses a code that equals one of the lock's fixed codes (master, technician, user codes of the same length):
/// the lock would take it for that one.
///
/// # Errors
/// `code.reserved`.
pub fn refuse_reserved(code: &Code, fixed: &[Code]) -> Result<()> {
    if fixed.contains(code) {
        return Err(Error::new(
            &codes::CODE_RESERVED,
            format_args!("the code equals a fixed code of the lock"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
