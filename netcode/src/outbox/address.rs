//! Addresses: mail addresses and phone numbers, as types that cannot hold a wrong one.

use std::fmt;
use std::str::FromStr as _;

use crate::error::{Error, Result, table::portal as codes};

/// A mail address. Two spellings that differ in case only are one address: it is kept in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Reads `name@host.example`, without a display name and with a dot in the host.
    ///
    /// # Errors
    /// `outbox.email_malformed`, with what is wrong.
    pub fn parse(text: &str) -> Result<Self> {
        let malformed = |why: &str| {
            Error::new(&codes::OUTBOX_EMAIL_MALFORMED, format_args!("`{text}` is not a mail address: {why}"))
        };
        if text.trim() != text {
            return Err(malformed("there are blanks around it"));
        }
        let options = email_address::Options::default()
            .with_required_tld()
            .without_display_text()
            .without_domain_literal();
        let parsed = email_address::EmailAddress::parse_with_options(text, options)
            .map_err(|error| malformed(&error.to_string().to_lowercase()))?;
        Ok(Self(parsed.as_str().to_lowercase()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A phone number with its country code, as digits only: `447400123456`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone {
    digits: String,
    repairs: Vec<String>,
}

impl Phone {
    /// Reads a number that carries its country code. Blanks, brackets and hyphens, a plus or two zeros in front
    /// are taken away, and [`repairs`](Self::repairs) says so.
    ///
    /// ```
    /// use netcode::outbox::Phone;
    /// let phone = Phone::parse("+44 7400 123456")?;
    /// assert_eq!(phone.as_str(), "447400123456");
    /// assert!(!phone.repairs().is_empty());
    /// let error = Phone::parse("07400 123456").unwrap_err();
    /// assert_eq!(error.code(), "outbox.phone_without_country");
    /// # Ok::<(), netcode::Error>(())
    /// ```
    ///
    /// # Errors
    /// `outbox.phone_malformed` for what is no number; `outbox.phone_without_country` for one that begins with a single
    /// zero; `outbox.phone_unknown` for one that no country has.
    pub fn parse(text: &str) -> Result<Self> {
        let malformed = |why: &str| {
            Error::new(&codes::OUTBOX_PHONE_MALFORMED, format_args!("`{text}` is not a phone number: {why}"))
        };
        let mut repairs = Vec::new();
        let trimmed = text.trim();
        if trimmed != text {
            repairs.push("blanks around the number were taken away".to_owned());
        }
        let (plus, rest) = match trimmed.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, trimmed),
        };
        if let Some(odd) = rest.chars().find(|each| !each.is_ascii_digit() && !" -().\u{a0}".contains(*each))
        {
            return Err(malformed(&format!("it contains `{}`", odd.escape_default())));
        }
        let mut digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        if digits.len() != rest.chars().count() {
            repairs.push("blanks and signs between the digits were taken away".to_owned());
        }
        if plus {
            repairs.push("the plus in front was taken away".to_owned());
        } else if let Some(international) = digits.strip_prefix("00") {
            digits = international.to_owned();
            repairs.push("the two zeros in front were taken away".to_owned());
        }
        if digits.starts_with('0') {
            return Err(Error::new(
                &codes::OUTBOX_PHONE_WITHOUT_COUNTRY,
                format_args!("`{text}` begins with a zero and no country code"),
            ));
        }
        if !(7..=15).contains(&digits.len()) {
            return Err(malformed("numbers have 7 to 15 digits with their country code"));
        }
        let known =
            phonenumber::PhoneNumber::from_str(&format!("+{digits}")).is_ok_and(|number| number.is_valid());
        if !known {
            return Err(Error::new(
                &codes::OUTBOX_PHONE_UNKNOWN,
                format_args!("`{text}` is no number of any country, read with its country code first"),
            ));
        }
        Ok(Self { digits, repairs })
    }

    /// The digits, country code first.
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// What was changed of the text that was read.
    pub fn repairs(&self) -> &[String] {
        &self.repairs
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_address_whatever_its_case() {
        assert_eq!(Email::parse("Ann@Example.ORG").unwrap(), Email::parse("ann@example.org").unwrap());
        for bad in [
            "",
            "ann",
            "ann@",
            "@x.org",
            "ann@localhost",
            " ann@x.org",
            "Ann <ann@x.org>",
            "a@[127.0.0.1]",
            "a b@x.org",
        ] {
            assert_eq!(Email::parse(bad).unwrap_err().code(), "outbox.email_malformed", "{bad}");
        }
    }

    #[test]
    fn numbers_are_repaired_and_the_repair_is_told() {
        for (text, digits, repairs) in [
            ("447400123456", "447400123456", 0),
            (" 447400123456 ", "447400123456", 1),
            ("+49 (30) 901820", "4930901820", 2),
            ("0044-7400-123456", "447400123456", 2),
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!((phone.as_str(), phone.repairs().len()), (digits, repairs), "{text}");
        }
        for (text, code) in [
            ("07400123456", "outbox.phone_without_country"),
            ("", "outbox.phone_malformed"),
            ("44740012345x", "outbox.phone_malformed"),
            ("123", "outbox.phone_malformed"),
            ("4474001234567890", "outbox.phone_malformed"),
            ("440000000", "outbox.phone_unknown"),
        ] {
            assert_eq!(Phone::parse(text).unwrap_err().code(), code, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,24}", digits in "[+0-9 ()-]{0,20}") {
            let _ = Email::parse(&text);
            let _ = Phone::parse(&text);
            if let Ok(phone) = Phone::parse(&digits) {
                prop_assert_eq!(Phone::parse(phone.as_str()).unwrap().repairs().len(), 0);
            }
        }
    }
}
