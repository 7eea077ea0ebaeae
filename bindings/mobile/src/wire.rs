//! Plain values: the generated records and enums have the JSON forms of the library's own types, and by these the ones
//! are converted into the others.

use std::sync::Arc;

use netcode::Error;
use netcode::error::table::core::ROW_MALFORMED;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Grant, NetcodeError, Result};

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

/// The only value of an alternative, which has a name in the languages and none in JSON.
pub(crate) mod alone {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<T: Serialize, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
        value.serialize(to)
    }

    pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<T, D::Error> {
        T::deserialize(from)
    }
}

/// Named things: a list of pairs in JSON, a map in the languages.
pub(crate) mod pairs {
    use std::collections::HashMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<T: Serialize, S: Serializer>(
        value: &HashMap<String, T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(value)
    }

    pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<HashMap<String, T>, D::Error> {
        Ok(Vec::<(String, T)>::deserialize(from)?.into_iter().collect())
    }
}

/// Objects inside values: in JSON they are what they wrap.
pub(crate) mod objects {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::Wraps;

    pub(crate) fn serialize<T: Wraps, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
        value.inner().serialize(to)
    }

    pub(crate) fn deserialize<'de, T: Wraps, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
        Ok(T::wrap(T::Inner::deserialize(from)?))
    }
}

/// An object, or several, around values of the library.
pub(crate) trait Wraps {
    /// What it wraps.
    type Inner: Serialize + DeserializeOwned;
    fn inner(&self) -> Self::Inner;
    fn wrap(inner: Self::Inner) -> Self;
}

impl Wraps for Arc<Grant> {
    type Inner = netcode::grant::Grant;
    fn inner(&self) -> Self::Inner {
        self.0
    }
    fn wrap(inner: Self::Inner) -> Self {
        Grant::told(inner)
    }
}

impl<T: Wraps> Wraps for Vec<T> {
    type Inner = Vec<T::Inner>;
    fn inner(&self) -> Self::Inner {
        self.iter().map(T::inner).collect()
    }
    fn wrap(inner: Self::Inner) -> Self {
        inner.into_iter().map(T::wrap).collect()
    }
}

impl<T: Wraps> Wraps for Option<T> {
    type Inner = Option<T::Inner>;
    fn inner(&self) -> Self::Inner {
        self.as_ref().map(T::inner)
    }
    fn wrap(inner: Self::Inner) -> Self {
        inner.map(T::wrap)
    }
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
    Cause of netcode::advise::Cause;
    Question of netcode::advise::Question;
    End of netcode::advise::End;
}
