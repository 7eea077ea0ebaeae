//! Bearer tokens: 32 random bytes, written as 64 hexadecimal digits, kept in stores only as their SHA-256.

use core::fmt;

use sha2::{Digest as _, Sha256};
use zeroize::ZeroizeOnDrop;

use crate::entropy::Entropy;
use crate::error::Result;

/// A secret that proves who one is: a session, or a link that was mailed.
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct Token(String);

impl Token {
    /// A token as its holder gives it back. Any text will do: a wrong one is found nowhere.
    pub fn from_text(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(hex(bytes))
    }

    pub(crate) fn random(entropy: &mut dyn Entropy) -> Result<Self> {
        let mut bytes = zeroize::Zeroizing::new([0u8; 32]);
        entropy.fill(&mut *bytes)?;
        Ok(Self::from_bytes(&bytes))
    }

    /// The text to hand to its holder, and to nobody else.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a store keeps of it.
    pub(crate) fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// An id nobody can guess and that says nothing: a letter and 20 hexadecimal digits.
pub(crate) fn random_id(prefix: char, entropy: &mut dyn Entropy) -> Result<String> {
    let mut bytes = [0u8; 10];
    entropy.fill(&mut bytes)?;
    Ok(format!("{prefix}{}", hex(&bytes)))
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::Seeded;

    #[test]
    fn a_token_shows_nothing_and_is_kept_hashed() {
        let token = Token::random(&mut Seeded::new(1)).unwrap();
        assert_eq!(token.as_str().len(), 64);
        assert_eq!(format!("{token:?}"), "Token(..)");
        assert_ne!(token.hash(), token.as_str());
        assert_eq!(Token::from_text(&format!(" {}\n", token.as_str())), token);
    }
}
