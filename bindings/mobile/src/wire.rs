//! Plain values: the generated records and enums have the JSON forms of the library's own types, and by these the ones
//! are converted into the others.

#[cfg(feature = "world")]
mod forms;

#[cfg(feature = "world")]
pub(crate) use forms::{alone, objects, pairs};
use netcode::Error;
use netcode::error::table::core::ROW_MALFORMED;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{NetcodeError, Result};

/// Any JSON value; its text in the languages.
pub type Json = Value;

uniffi::custom_type!(
    /// A JSON value as text.
    Json, String, {
    remote,
    lower: |value| value.to_string(),
    try_lift: |text| Ok(serde_json::from_str(&text).map_err(|_| malformed("JSON text"))?),
});

/// The first and the last of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Record, serde::Serialize, serde::Deserialize)]
#[serde(from = "(i64, i64)", into = "(i64, i64)")]
pub struct Span {
    /// The first.
    pub first: i64,
    /// The last.
    pub last: i64,
}

impl From<(i64, i64)> for Span {
    fn from((first, last): (i64, i64)) -> Self {
        Self { first, last }
    }
}

impl From<Span> for (i64, i64) {
    fn from(span: Span) -> Self {
        (span.first, span.last)
    }
}

/// A value of the library as the one of the languages, or the other way round. What is in it is not repeated when it
/// cannot be taken: it may be secret.
pub(crate) fn cross<T: DeserializeOwned>(what: &str, value: &impl Serialize) -> Result<T> {
    let written = serde_json::to_value(value).map_err(|_| malformed(what))?;
    serde_json::from_value(written).map_err(|_| malformed(what))
}

fn malformed(what: &str) -> NetcodeError {
    Error::new(&ROW_MALFORMED, format_args!("this {what} cannot be taken: a field has another type or range"))
        .with_hint(format_args!("give every field a value that its documentation allows"))
        .into()
}

/// Gives enums that are told again by hand the words of the library's.
macro_rules! words {
    ($($name:ident of $($core:ident)::+;)+) => {
        $(impl serde::Serialize for crate::$name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $($core)::+::from(*self).serialize(to)
            }
        }

        impl<'de> serde::Deserialize<'de> for crate::$name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $($core)::+::deserialize(from).map(Into::into)
            }
        })+
    };
}

words! {
    ErrorKind of netcode::Kind;
    Layout of netcode::grant::Layout;
    Mode of netcode::grant::Mode;
    ClockRule of netcode::time::ClockRule;
    Reason of netcode::code::Reason;
}

#[cfg(feature = "world")]
words! {
    Signal of netcode::advise::Signal;
    Cause of netcode::advise::Cause;
    Question of netcode::advise::Question;
    End of netcode::advise::End;
}
