//! Identifiers: what a lock and a group are called.

use core::fmt;

use crate::error::{Error, Result, table::core as codes};

/// The six-digit lock id typed at initialisation: 100000 to 999999. It tells locks apart; it is not a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct LockId(u32);

impl LockId {
    /// The lowest lock id.
    pub const LOWEST: LockId = LockId(100_000);

    /// A lock id.
    ///
    /// # Errors
    /// `id.lock_id_out_of_range` outside 100000 to 999999.
    #[inline(always)]
    pub fn new(id: u32) -> Result<Self> {
        if !(100_000..=999_999).contains(&id) {
            return Err(Error::new(
                &codes::ID_LOCK_ID_OUT_OF_RANGE,
                format_args!("lock id `{id}` is out of range"),
            ));
        }
        Ok(Self(id))
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The number of the group this lock belongs to by its id: the first three digits.
    pub const fn group(self) -> u32 {
        self.0 / 1000
    }

    /// The number of the lock inside its group: the last three digits.
    pub const fn member(self) -> u32 {
        self.0 % 1000
    }
}

impl fmt::Display for LockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl<'de> serde::Deserialize<'de> for LockId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        Self::new(u32::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// A group of locks that open to one code, with the version of its key: written `007`, or `007.1` for version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId {
    number: u16,
    version: u32,
}

impl GroupId {
    /// Group `number` (0 to 999) with key version `version` (0 until the group is re-keyed).
    ///
    /// # Errors
    /// `key.group_malformed` for a number above 999.
    pub fn new(number: u16, version: u32) -> Result<Self> {
        if number > 999 {
            return Err(Error::new(
                &codes::ID_GROUP_MALFORMED,
                format_args!("group `{number}` has more than three digits"),
            ));
        }
        Ok(Self { number, version })
    }

    /// Reads `007` or `007.1`. Version 0 is written without a full stop, and versions have no leading zeros, so
    /// every group has one text.
    ///
    /// # Errors
    /// `key.group_malformed` for any other form.
    pub fn parse(text: &str) -> Result<Self> {
        let malformed = || Error::new(&codes::ID_GROUP_MALFORMED, format_args!("`{text}` is not a group"));
        let (number, version) = match text.split_once('.') {
            Some((number, version)) => (number, Some(version)),
            None => (text, None),
        };
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|byte| byte.is_ascii_digit());
        if number.len() != 3 || !digits(number) {
            return Err(malformed());
        }
        let version = match version {
            None => 0,
            Some(version) if digits(version) && !version.starts_with('0') => {
                version.parse().map_err(|_| malformed())?
            }
            Some(_) => return Err(malformed()),
        };
        Self::new(number.parse().map_err(|_| malformed())?, version)
    }

    /// The group's number, 0 to 999.
    pub const fn number(self) -> u16 {
        self.number
    }

    /// The version of the group's key.
    pub const fn version(self) -> u32 {
        self.version
    }

    /// The lock id that codes of this group carry: the number times 1000.
    pub const fn lock_id(self) -> u32 {
        self.number as u32 * 1000
    }
}

impl fmt::Display for GroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.number)?;
        if self.version > 0 {
            write!(f, ".{}", self.version)?;
        }
        Ok(())
    }
}

impl core::str::FromStr for GroupId {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl serde::Serialize for GroupId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "std")]
impl<'de> serde::Deserialize<'de> for GroupId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        let text = std::string::String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A lock's serial exactly as recorded: 1 to 32 bytes, case kept. The lock's key is derived from it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serial {
    bytes: [u8; Serial::MAX],
    len: u8,
}

impl Serial {
    /// The longest serial, in bytes.
    pub const MAX: usize = 32;

    /// A serial.
    ///
    /// # Errors
    /// `key.serial_length` when it is empty or longer than 32 bytes.
    pub fn new(text: &str) -> Result<Self> {
        let len = text.len();
        let mut bytes = [0; Self::MAX];
        match (u8::try_from(len), bytes.get_mut(..len)) {
            (Ok(len), Some(room)) if len > 0 => {
                room.copy_from_slice(text.as_bytes());
                Ok(Self { bytes, len })
            }
            _ => {
                Err(Error::new(&codes::KEY_SERIAL_LENGTH, format_args!("a serial of {len} bytes was given")))
            }
        }
    }

    /// The serial's text.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// The serial's bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or_default()
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Serial({})", self.as_str())
    }
}

impl serde::Serialize for Serial {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "std")]
impl<'de> serde::Deserialize<'de> for Serial {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        let text = std::string::String::deserialize(deserializer)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_one_text() {
        for good in ["007", "101", "101.1", "000", "999.4294967295"] {
            assert_eq!(GroupId::parse(good).unwrap().to_string(), good);
        }
        for bad in
            ["", "7", "0007", "101.", "101.0", "101.01", "101.4294967296", "1o1", ".1", "101.1.1", "-01"]
        {
            assert_eq!(GroupId::parse(bad).unwrap_err().code(), "key.group_malformed", "{bad}");
        }
        assert_eq!(GroupId::parse("007.3").unwrap().lock_id(), 7000);
    }

    #[test]
    fn a_serial_is_kept_as_recorded() {
        let long = "ü".repeat(16);
        for good in ["a", "A", " x ", long.as_str()] {
            assert_eq!(Serial::new(good).unwrap().as_str(), good);
        }
        for bad in ["", &"x".repeat(33), &"x".repeat(300)] {
            assert_eq!(Serial::new(bad).unwrap_err().code(), "key.serial_length");
        }
    }

    #[test]
    fn a_lock_id_has_six_digits() {
        assert!(LockId::new(99_999).is_err());
        assert!(LockId::new(1_000_000).is_err());
        let id = LockId::new(101_042).unwrap();
        assert_eq!((id.group(), id.member()), (101, 42));
    }
}
