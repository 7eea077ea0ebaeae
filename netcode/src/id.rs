//! Identifiers: what a lock and a group are called.

use core::fmt;

use crate::error::{Error, Result, table::core as codes};

/// The six-digit lock id typed at initialisation: 100000 to 999999. It tells locks apart; it is not a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct LockId(u32);

impl LockId {
    /// A lock id.
    ///
    /// # Errors
    /// `id.lock_id_out_of_range` outside 100000 to 999999.
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
    fn a_lock_id_has_six_digits() {
        assert!(LockId::new(99_999).is_err());
        assert!(LockId::new(1_000_000).is_err());
        let id = LockId::new(101_042).unwrap();
        assert_eq!((id.group(), id.member()), (101, 42));
    }
}
