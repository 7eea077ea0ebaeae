//! A fact: a value with where it comes from and how sure it is.

use serde::{Deserialize, Serialize};
use std::string::String;
use std::vec::Vec;

/// How a fact was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// A source says it in terms.
    Stated,
    /// It follows from sources read together, or from a sibling model.
    Inferred,
    /// No source was found: the value is a choice, and its note says why this one.
    Assumed,
}

impl Mark {
    /// The word used in the files: `stated`, `inferred` or `assumed`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Mark::Stated => "stated",
            Mark::Inferred => "inferred",
            Mark::Assumed => "assumed",
        }
    }
}

/// A value, its mark and its sources. An assumed value has a note instead of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of `sources.json`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// What a reader should know: why an assumed value was chosen, where sources disagree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What other sources say instead. The value stands for the best of them; none is averaged away.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub disputed: Vec<Disputed<T>>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disputed<T> {
    /// The other value.
    pub value: T,
    /// Keys of `sources.json`.
    pub source: Vec<String>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl<T> core::ops::Deref for Fact<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}
