//! The portal's master key: what makes a copied store useless by itself.
//!
//! Nothing secret is written to a store. Site keys and mailed links are derived from the master key, which lives
//! outside (a key file, a key-management service) and is passed in:
//!
//! - site key of an account = HMAC-SHA256(master, "netcode/1 portal site" | 00 | account id)
//! - mailed token = HMAC-SHA256(master, "netcode/1 portal token" | 00 | seed), the store keeping the random seed until
//!   the mail is sent, and the token's SHA-256
//!
//! Whoever has both store and master key has every lock's keys: keep them apart, and back both up.

use core::fmt;

use super::token::{Token, hex};
use crate::error::{Error, Result, table::portal as codes};
use crate::secret::Secret;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// 32 secret bytes from which the portal's keys are derived.
#[derive(Clone)]
pub struct MasterKey(Secret<32>);

impl MasterKey {
    /// A master key of 32 bytes from a good source of randomness.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// Reads 64 hexadecimal digits; blanks and line ends around them are ignored, as in a key file.
    ///
    /// # Errors
    /// `portal.master_key_malformed` for anything else.
    pub fn from_hex(text: &str) -> Result<Self> {
        Secret::from_hex(text.trim()).map(Self).ok_or_else(|| {
            Error::new(
                &codes::PORTAL_MASTER_KEY_MALFORMED,
                format_args!("the master key is not 64 hexadecimal digits"),
            )
        })
    }

    /// A text that tells this key from others and gives nothing of it away.
    pub(crate) fn fingerprint(&self) -> String {
        hex(self.derive("netcode/1 portal key check", "").get(..16).unwrap_or_default())
    }

    /// The site key of an account, as 64 hexadecimal digits.
    pub(crate) fn site_key_hex(&self, account: &str) -> zeroize::Zeroizing<String> {
        zeroize::Zeroizing::new(hex(&self.derive("netcode/1 portal site", account)))
    }

    /// The token that a mailed link with this seed carries.
    pub(crate) fn token(&self, seed: &str) -> Token {
        Token::from_bytes(&self.derive("netcode/1 portal token", seed))
    }

    /// A name for `text` that only this portal can give it.
    pub(crate) fn name(&self, what: &str, text: &str) -> String {
        hex(&self.derive(what, text))
    }

    fn derive(&self, what: &str, text: &str) -> [u8; 32] {
        // HMAC takes keys of any length, so this is never the zero branch.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.expose()) else { return [0; 32] };
        mac.update(what.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_exactly_and_never_shown() {
        let text = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";
        let key = MasterKey::from_hex(&format!("  {text}\n")).unwrap();
        assert_eq!(format!("{key:?}"), "MasterKey(..)");
        for bad in ["", &text[1..], &format!("{text}0"), &text.replace('0', "g"), &text.replace("00", "é")] {
            let error = MasterKey::from_hex(bad).unwrap_err();
            assert_eq!(error.code(), "portal.master_key_malformed");
            assert!(!error.message().contains("445566"));
        }
        assert_ne!(*key.site_key_hex("a"), *key.site_key_hex("b"));
        assert_ne!(key.name("x", "ya"), key.name("xy", "a"));
    }
}
