//! One error type for the whole library.
//!
//! An [`Error`] says four things: its [`Kind`] (what a caller can do about it in code), its dotted
//! [`code`](Error::code) (stable text, equal in every language), a message in the user's words and a hint with
//! the remedy. Every code that exists is an [`Entry`] in one of the tables under `error/table`; [`entries`]
//! lists them all, and `docs/errors.md` is generated from that list.
//!
//! Messages are lower case, carry no full stop, put what the user gave in backticks and never contain digits of
//! a code, a key or a password.

pub mod table;

use core::fmt;

#[cfg(feature = "std")]
use std::boxed::Box;

/// The result of everything here that can fail.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// What sort of failure it is: the part of an error that a program decides on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// The request is malformed or outside what its mode, model or type allows. Change the request.
    Invalid,
    /// Something named in the request does not exist.
    NotFound,
    /// The request contradicts what is already stored, for example the same request id with other parameters.
    Conflict,
    /// The caller is not allowed to do this, or did not prove who they are.
    Denied,
    /// A resource is used up: credits, places in a list, a lock allowance.
    Exhausted,
    /// Too many tries: wait, then try again.
    Limited,
    /// A file, store, network or peer did not answer. The same request may succeed later.
    Unavailable,
    /// Stored data contradicts itself or was changed by somebody else.
    Corrupt,
}

impl Kind {
    /// Every kind, in declaration order.
    pub const ALL: [Kind; 8] = [
        Kind::Invalid,
        Kind::NotFound,
        Kind::Conflict,
        Kind::Denied,
        Kind::Exhausted,
        Kind::Limited,
        Kind::Unavailable,
        Kind::Corrupt,
    ];

    /// The stable wire name, for example `not_found`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Invalid => "invalid",
            Kind::NotFound => "not_found",
            Kind::Conflict => "conflict",
            Kind::Denied => "denied",
            Kind::Exhausted => "exhausted",
            Kind::Limited => "limited",
            Kind::Unavailable => "unavailable",
            Kind::Corrupt => "corrupt",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One error code: a row of the tables.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The dotted code, for example `grant.start_not_on_hour`. It never changes once published.
    pub code: &'static str,
    /// The kind that every error with this code has.
    pub kind: Kind,
    /// What it means, one sentence for the error reference.
    pub means: &'static str,
    /// The remedy, shown unless the place that raises it has a better one.
    pub hint: &'static str,
}

/// Every error code of the library, table by table.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    table::TABLES.iter().flat_map(|table| table.iter().copied())
}

/// The library's error. See the [module](self) for its grammar.
///
/// Without the feature `std` it is its code alone, a pointer: message and hint are those of the table, and no text is
/// put together. A lock has nobody to read it to, and the machinery of texts would be a third of its program.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct Error {
    entry: &'static Entry,
    #[cfg(feature = "std")]
    message: Box<str>,
    #[cfg(feature = "std")]
    hint: Option<Box<str>>,
}

impl Error {
    /// An error with the given code and a message in the user's words.
    #[cold]
    #[cfg_attr(not(feature = "std"), inline(always))]
    #[cfg_attr(not(feature = "std"), expect(unused_variables, reason = "only an allocator keeps texts"))]
    pub fn new(entry: &'static Entry, message: fmt::Arguments<'_>) -> Self {
        Self {
            entry,
            #[cfg(feature = "std")]
            message: std::fmt::format(message).into_boxed_str(),
            #[cfg(feature = "std")]
            hint: None,
        }
    }

    /// The same error with a remedy better than the table's.
    #[must_use]
    #[cfg(feature = "std")]
    pub fn with_hint(mut self, hint: fmt::Arguments<'_>) -> Self {
        self.hint = Some(std::fmt::format(hint).into_boxed_str());
        self
    }

    /// The same error: without an allocator the table's remedy stands.
    #[must_use]
    #[cfg(not(feature = "std"))]
    pub fn with_hint(self, _: fmt::Arguments<'_>) -> Self {
        self
    }

    /// The failure of a function that the caller gave, in its own words: how a binding passes an exception on that
    /// it cannot carry through.
    pub fn of_callback(why: &str) -> Self {
        Self::new(&table::core::CALLBACK_FAILED, format_args!("the function given failed: {why}"))
    }

    /// What sort of failure it is.
    pub fn kind(&self) -> Kind {
        self.entry.kind
    }

    /// The stable dotted code.
    pub fn code(&self) -> &'static str {
        self.entry.code
    }

    /// What went wrong, in the user's words.
    pub fn message(&self) -> &str {
        #[cfg(feature = "std")]
        return &self.message;
        #[cfg(not(feature = "std"))]
        self.entry.means
    }

    /// What to do about it.
    pub fn hint(&self) -> &str {
        #[cfg(feature = "std")]
        if let Some(hint) = &self.hint {
            return hint;
        }
        self.entry.hint
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.code(), self.message(), self.hint())
    }
}

impl serde::Serialize for Error {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut out = serializer.serialize_struct("Error", 4)?;
        out.serialize_field("kind", self.kind().as_str())?;
        out.serialize_field("code", self.code())?;
        out.serialize_field("message", self.message())?;
        out.serialize_field("hint", self.hint())?;
        out.end()
    }
}
