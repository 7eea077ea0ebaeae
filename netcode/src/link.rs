//! What passes between a lock-management app and a portal: the access key that links their accounts, what the app tells
//! of its locks, and the issued codes it is told of.

use std::string::String;
use std::vec::Vec;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::entropy::Entropy;
use crate::error::{Error, Result, table::portal as codes};
use crate::grant::{Grant, Layout, Mode};
use crate::id::{LockId, Serial};
use crate::secret::Secret;
use crate::time::LockTime;

/// The key under which an app's account lets a portal see its locks: 10 to 64 letters and digits, case matters.
///
/// Whoever has it links the account's locks, so it is never printed; [`expose`](Self::expose) gives its text. A key is
/// written into stored states and reports as it is.
///
/// ```
/// use netcode::link::AccessKey;
/// let key = AccessKey::parse("aB3dE5gH7j")?;
/// assert_ne!(key, AccessKey::parse("ab3de5gh7j")?);
/// assert_eq!(format!("{key:?}"), "AccessKey([redacted])");
/// assert_eq!(AccessKey::parse("too short").unwrap_err().code(), "portal.access_key_malformed");
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct AccessKey {
    /// The text, filled up with zeros.
    bytes: Secret<{ AccessKey::MOST }>,
}

impl AccessKey {
    /// The shortest key, in characters.
    pub const FEWEST: usize = 10;
    /// The longest key, in characters.
    pub const MOST: usize = 64;
    /// Characters of a fresh key: some 93 bits.
    const FRESH: usize = 16;

    /// Reads a key as people copy it from the app.
    ///
    /// # Errors
    /// `portal.access_key_malformed`.
    pub fn parse(text: &str) -> Result<Self> {
        let mut bytes = [0; Self::MOST];
        let good = text.len() >= Self::FEWEST && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match bytes.get_mut(..text.len()).filter(|_| good) {
            Some(room) => room.copy_from_slice(text.as_bytes()),
            None => {
                return Err(Error::new(
                    &codes::PORTAL_ACCESS_KEY_MALFORMED,
                    format_args!("an access key has 10 to 64 letters and digits and nothing else"),
                ));
            }
        }
        Ok(Self { bytes: Secret::new(bytes) })
    }

    /// A fresh key of 16 letters and digits: both cases and a digit are among them, and nothing that is easily taken for
    /// something else.
    ///
    /// # Errors
    /// What the source of randomness reports.
    pub fn generate(entropy: &mut dyn Entropy) -> Result<Self> {
        const ALPHABET: &[u8; 56] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
        // The highest multiple of the alphabet's length in a byte: above it the choice would not be even.
        const EVEN: u8 = 224;
        loop {
            let (mut text, mut bytes) = (String::new(), [0u8; 32]);
            entropy.fill(&mut bytes)?;
            let even = bytes.iter().filter(|byte| **byte < EVEN);
            let letters = even.filter_map(|byte| ALPHABET.get(usize::from(*byte) % ALPHABET.len()));
            text.extend(letters.take(Self::FRESH).map(|byte| char::from(*byte)));
            let has = |kind: fn(&char) -> bool| text.chars().any(|letter| kind(&letter));
            let mixed =
                has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase) && has(char::is_ascii_digit);
            if mixed && text.len() == Self::FRESH {
                return Self::parse(&text);
            }
        }
    }

    /// The text, for those who may see it.
    pub fn expose(&self) -> &str {
        let text = core::str::from_utf8(self.bytes.expose()).unwrap_or_default();
        text.trim_end_matches('\0')
    }
}

impl core::fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("AccessKey([redacted])")
    }
}

impl Serialize for AccessKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for AccessKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// What an app tells whoever has its access key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AppReport {
    /// The key under which it was asked.
    #[cfg_attr(feature = "schema", schemars(with = "String", extend("x-secret" = true)))]
    pub access_key: AccessKey,
    /// Its locks.
    pub locks: Vec<AppLock>,
}

/// A lock as its app last saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AppLock {
    /// What people call it.
    pub name: String,
    /// The model's id.
    pub model: String,
    /// What its key is derived for.
    pub serial: Serial,
    /// Its time zone.
    pub zone: String,
    /// Whether the lock takes NetCodes: the feature as the lock has it, not as it is wished for.
    pub netcode: bool,
    /// The modes the lock has on; empty while the app has not seen it.
    pub modes: Vec<Mode>,
    /// The lock id, once initialised.
    pub lock_id: Option<LockId>,
    /// The initialisation, once there was one.
    pub initialised: Option<LockTime>,
    /// The layout of its codes.
    pub layout: Layout,
    /// Digits of its codes.
    pub digits: u8,
    /// Minutes of grace at either end.
    pub grace_minutes: u32,
    /// The key pressed before a code; may be empty.
    pub prefix: String,
    /// Its software; empty while the app has not seen it.
    pub firmware: String,
    /// How its cells are; empty while the app has not seen it.
    pub battery: String,
    /// When the app last saw it.
    pub seen_at: Option<DateTime<Utc>>,
}

/// A code that was issued, as far as somebody must know it who changes a lock's mode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IssuedCode {
    /// The name by which its issuer knows it.
    pub id: String,
    /// Whom it is for.
    #[serde(default)]
    pub guest: Option<String>,
    /// What it permits.
    pub grant: Grant,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entropy::Seeded;

    proptest! {
        #[test]
        fn a_fresh_key_mixes_cases_and_digits_and_is_read_back(seed in any::<u64>()) {
            let key = AccessKey::generate(&mut Seeded::new(seed)).unwrap();
            let text = key.expose();
            prop_assert_eq!(text.len(), AccessKey::FRESH);
            prop_assert!(text.chars().any(|c| c.is_ascii_lowercase()));
            prop_assert!(text.chars().any(|c| c.is_ascii_uppercase()));
            prop_assert!(text.chars().any(|c| c.is_ascii_digit()));
            prop_assert_eq!(&AccessKey::parse(text).unwrap(), &key);
            prop_assert_ne!(AccessKey::generate(&mut Seeded::new(seed ^ 1)).unwrap(), key);
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for bad in ["", "aB3dE5gH7", &"a".repeat(65), "with blank in it", "umläute12345", "aB3dE5gH7\0\0"] {
            assert_eq!(AccessKey::parse(bad).unwrap_err().code(), "portal.access_key_malformed", "{bad}");
        }
        assert_eq!(AccessKey::parse(&"a".repeat(64)).unwrap().expose().len(), 64);
    }
}
