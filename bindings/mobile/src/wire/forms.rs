//! JSON forms that the generated values have here and there: what has a name in the languages and none in JSON, maps that
//! are lists of pairs, and objects that are what they wrap.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Grant;

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

/// The digits of a code, which has no JSON form of its own so that nobody writes one by accident.
#[cfg(feature = "portal")]
pub(crate) struct Digits(crate::Code);

#[cfg(feature = "portal")]
impl Serialize for Digits {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.as_str())
    }
}

#[cfg(feature = "portal")]
impl<'de> serde::Deserialize<'de> for Digits {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        crate::Code::parse(&text).map(Self).map_err(|error| serde::de::Error::custom(error.code()))
    }
}

#[cfg(feature = "portal")]
impl Wraps for crate::Code {
    type Inner = Digits;
    fn inner(&self) -> Self::Inner {
        Digits(*self)
    }
    fn wrap(inner: Self::Inner) -> Self {
        inner.0
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
