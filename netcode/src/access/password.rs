//! Passwords: the rule, with every unmet part named, and how they are kept.

use core::fmt;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::entropy::Entropy;
use crate::error::{Error, Result, table::portal as codes};

/// A password that meets the rule: 8 to 128 characters with a lower-case letter, an upper-case letter and a number.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

/// Fewest characters of a password.
const CHARACTERS_MIN: usize = 8;
/// Most characters of a password: more would only buy work for the server.
const CHARACTERS_MAX: usize = 128;

impl Password {
    /// A new password.
    ///
    /// ```
    /// use netcode::access::Password;
    /// let error = Password::new("sesame").unwrap_err();
    /// assert_eq!(error.code(), "access.password_too_weak");
    /// assert!(error.message().contains("8 characters") && error.message().contains("upper-case"));
    /// assert!(Password::new("Sesame-1").is_ok());
    /// ```
    ///
    /// # Errors
    /// `access.password_too_weak` with every requirement that is not met.
    pub fn new(text: &str) -> Result<Self> {
        let length = text.chars().count();
        let requirements = [
            (length >= CHARACTERS_MIN, "at least 8 characters"),
            (length <= CHARACTERS_MAX, "at most 128 characters"),
            (text.chars().any(char::is_lowercase), "a lower-case letter"),
            (text.chars().any(char::is_uppercase), "an upper-case letter"),
            (text.chars().any(|each| each.is_ascii_digit()), "a number"),
        ];
        let unmet: Vec<&str> = requirements.iter().filter(|(met, _)| !met).map(|(_, what)| *what).collect();
        if unmet.is_empty() {
            return Ok(Self(Zeroizing::new(text.to_owned())));
        }
        Err(Error::new(
            &codes::ACCESS_PASSWORD_TOO_WEAK,
            format_args!("the password lacks: {}", unmet.join(", ")),
        ))
    }

    /// What would make it better: the rule recommends a special character.
    pub fn advice(&self) -> Option<&'static str> {
        let plain = self.0.chars().all(char::is_alphanumeric);
        plain.then_some("a special character such as - ! @ # & $ would make it stronger")
    }

    /// The text a store keeps: argon2id in the PHC form, with its salt and cost inside.
    pub(crate) fn hash(&self, cost: PasswordCost, entropy: &mut dyn Entropy) -> Result<String> {
        let mut salt = [0u8; 16];
        entropy.fill(&mut salt)?;
        hash(&self.0, &salt, cost)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

/// What hashing one password costs: memory in KiB (8 or more) and passes (1 or more).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl Default for PasswordCost {
    /// 19 MiB and two passes, the least that OWASP's password storage sheet recommends for argon2id.
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2 }
    }
}

/// Whether a typed text is the password that was kept. With nothing kept it takes as long and says no, so that the
/// time of an answer tells nobody whether there is such a person.
pub(crate) fn verify(typed: &str, kept: Option<&str>, cost: PasswordCost) -> Result<bool> {
    // Bounded before it is hashed: nobody's password is longer.
    if typed.chars().count() > CHARACTERS_MAX {
        return Ok(false);
    }
    let Some(kept) = kept else {
        hash(typed, &[0; 16], cost)?;
        return Ok(false);
    };
    let parsed = PasswordHash::new(kept).map_err(|_| {
        Error::new(&codes::STORE_ROW_MALFORMED, format_args!("a kept password hash cannot be read"))
    })?;
    Ok(Argon2::default().verify_password(typed.as_bytes(), &parsed).is_ok())
}

fn hash(text: &str, salt: &[u8; 16], cost: PasswordCost) -> Result<String> {
    let failed = |why: String| {
        Error::new(&codes::ACCESS_PASSWORD_COST, format_args!("the password cost cannot be used: {why}"))
    };
    let params =
        Params::new(cost.memory_kib, cost.passes, 1, None).map_err(|error| failed(error.to_string()))?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hashed: PasswordHash =
        argon.hash_password_with_salt(text.as_bytes(), salt).map_err(|error| failed(error.to_string()))?;
    Ok(hashed.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::Seeded;

    const CHEAP: PasswordCost = PasswordCost { memory_kib: 16, passes: 1 };

    #[test]
    fn every_unmet_requirement_is_named() {
        let lacks = |text: &str| Password::new(text).unwrap_err().message().to_owned();
        assert_eq!(
            lacks(""),
            "the password lacks: at least 8 characters, a lower-case letter, an upper-case letter, a number"
        );
        assert_eq!(lacks("sesame-open-9"), "the password lacks: an upper-case letter");
        assert_eq!(lacks(&"aA1".repeat(50)), "the password lacks: at most 128 characters");
        assert!(!lacks("hunter22hunter").contains("hunter"));
        assert!(Password::new("Aa345678").unwrap().advice().is_some());
        assert!(Password::new("Aa34567!").unwrap().advice().is_none());
    }

    #[test]
    fn a_kept_password_is_argon2id_with_its_own_salt() {
        let password = Password::new("Sesame-Open-9").unwrap();
        let mut entropy = Seeded::new(3);
        let (one, two) =
            (password.hash(CHEAP, &mut entropy).unwrap(), password.hash(CHEAP, &mut entropy).unwrap());
        assert!(one.starts_with("$argon2id$v=19$m=16,t=1,p=1$"), "{one}");
        assert_ne!(one, two);
        assert!(verify("Sesame-Open-9", Some(&one), CHEAP).unwrap());
        assert!(!verify("sesame-Open-9", Some(&one), CHEAP).unwrap());
        assert!(!verify("Sesame-Open-9", None, CHEAP).unwrap());
        assert!(!verify(&"x".repeat(10_000), Some(&one), CHEAP).unwrap());
        assert_eq!(verify("x", Some("plain"), CHEAP).unwrap_err().code(), "store.row_malformed");
        let impossible = PasswordCost { memory_kib: 0, passes: 0 };
        assert_eq!(password.hash(impossible, &mut entropy).unwrap_err().code(), "access.password_cost");
    }
}
