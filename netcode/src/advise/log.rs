//! The wrong name in a lock's log: whose code opened, and why the lock says somebody else.

use core::fmt;
use std::collections::BTreeMap;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

use crate::catalogue::{EntryRule, Keypad, Model};
use crate::error::{Error, Result, table::advise as codes};

/// How many names may have a code.
const MOST_CODES: usize = 1_000;

/// Whose code has which digits. Its Debug hides them.
#[derive(Clone, PartialEq, Eq)]
pub struct NamedCodes {
    digits: BTreeMap<String, String>,
}

impl NamedCodes {
    /// Reads an object of names with their digits, as text: `{"Ann": "1357", "Ben": "2468"}`.
    ///
    /// # Errors
    /// `advise.codes_malformed`.
    pub fn from_json(text: &str) -> Result<Self> {
        let malformed = |what: &str| Error::new(&codes::CODES_MALFORMED, format_args!("{what}"));
        let digits: BTreeMap<String, String> = serde_json::from_str(text)
            .map_err(|_| malformed("the codes are no object of names with digits as text"))?;
        let fine =
            |code: &String| (1..=12).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
        if digits.is_empty() || digits.len() > MOST_CODES {
            return Err(malformed("there are no codes, or more than 1000"));
        }
        if let Some((name, _)) = digits.iter().find(|(_, code)| !fine(code)) {
            return Err(malformed(&format!("the code of `{name}` is not 1 to 12 digits")));
        }
        Ok(Self { digits })
    }

    fn of(&self, name: &str) -> Result<&str> {
        let code = self.digits.get(name).map(String::as_str);
        code.ok_or_else(|| Error::new(&codes::NAME_UNKNOWN, format_args!("`{name}` has no code")))
    }
}

impl fmt::Debug for NamedCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.digits.keys()).finish()
    }
}

/// Why a lock's log names somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LogCause {
    /// Both have the same digits.
    SameDigits,
    /// The digits differ and the buttons do not: one button stands for two digits.
    SameButtons,
    /// The code of the one that is named is how the other begins, and the lock opens as soon as a code is complete.
    BeginsAlike,
    /// The codes are pressed differently: the named one's code was typed.
    OtherCode,
}

/// What the log says, explained.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LogFinding {
    /// The cause.
    pub cause: LogCause,
    /// Why it is thought of.
    pub evidence: String,
    /// What to do.
    pub remedy: String,
    /// Everybody whose code the lock cannot tell from that of the one who was there, in order.
    pub alike: Vec<String>,
}

/// Explains why the log names `logged` when `was` was at the door.
///
/// ```
/// use netcode::advise::{LogCause, NamedCodes, explain_log};
/// use netcode::catalogue::Catalogue;
/// let codes = NamedCodes::from_json(r#"{"Ann": "1357", "Ben": "2468"}"#)?;
/// let model = Catalogue::builtin()?.get("kwikset-910")?;
/// assert_eq!(explain_log(model, &codes, "Ann", "Ben")?.cause, LogCause::SameButtons);
/// let model = Catalogue::builtin()?.get("kwikset-914")?;
/// assert_eq!(explain_log(model, &codes, "Ann", "Ben")?.cause, LogCause::OtherCode);
/// # Ok::<(), netcode::Error>(())
/// ```
///
/// # Errors
/// `advise.name_unknown` when one of them has no code.
pub fn explain_log(model: &Model, codes: &NamedCodes, was: &str, logged: &str) -> Result<LogFinding> {
    let (typed, named) = (codes.of(was)?, codes.of(logged)?);
    let keypad = &model.keypad;
    let (pressed, known) = (buttons(keypad, typed), buttons(keypad, named));
    let first_match = keypad.entry.as_ref().is_some_and(|entry| entry.value == EntryRule::FirstMatch);
    let cause = if typed == named {
        LogCause::SameDigits
    } else if pressed == known {
        LogCause::SameButtons
    } else if first_match && pressed.starts_with(&known) {
        LogCause::BeginsAlike
    } else {
        LogCause::OtherCode
    };
    let alike = codes.digits.iter().filter(|(name, code)| *name != was && buttons(keypad, code) == pressed);
    Ok(LogFinding {
        cause,
        evidence: evidence(cause, keypad, &model.id, was, logged),
        remedy: remedy(cause, was, logged),
        alike: alike.map(|(name, _)| name.clone()).collect(),
    })
}

/// A code as the buttons that are pressed for it: of the digits on one button the first stands for all.
fn buttons(keypad: &Keypad, code: &str) -> Vec<char> {
    let shared = keypad.shared.as_ref().map_or(&[][..], |fact| fact.value.as_slice());
    let button = |digit: char| {
        let group = shared.iter().find(|group| group.contains(digit));
        group.and_then(|group| group.chars().next()).unwrap_or(digit)
    };
    code.chars().map(button).collect()
}

fn evidence(cause: LogCause, keypad: &Keypad, model: &str, was: &str, logged: &str) -> String {
    let shared = keypad.shared.as_ref().map_or(&[][..], |fact| fact.value.as_slice());
    match cause {
        LogCause::SameDigits => format!("`{was}` and `{logged}` have the same digits"),
        LogCause::SameButtons => {
            let groups = shared.join(", ");
            format!(
                "a {model} has one button for each of {groups}: the codes of `{was}` and `{logged}` differ in digits and not in buttons"
            )
        }
        LogCause::BeginsAlike => format!(
            "the code of `{was}` begins with the buttons of the code of `{logged}`, and a {model} opens as soon as a code is complete"
        ),
        LogCause::OtherCode => {
            format!("the codes of `{was}` and `{logged}` are pressed differently on a {model}")
        }
    }
}

fn remedy(cause: LogCause, was: &str, logged: &str) -> String {
    match cause {
        LogCause::OtherCode => format!("ask `{was}` whose code was typed: it was that of `{logged}`"),
        LogCause::SameDigits => "give one of them another code".to_string(),
        _ => format!("give `{was}` or `{logged}` a code that differs in the buttons it begins with"),
    }
}
