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

#[cfg(not(feature = "std"))]
use text::Text;
#[cfg(feature = "std")]
type Text = std::boxed::Box<str>;

/// The result of everything here that can fail.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// What sort of failure it is: the part of an error that a program decides on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
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
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    entry: &'static Entry,
    message: Text,
    hint: Option<Text>,
}

impl Error {
    /// An error with the given code and a message in the user's words.
    #[cold]
    pub fn new(entry: &'static Entry, message: fmt::Arguments<'_>) -> Self {
        Self { entry, message: text(message), hint: None }
    }

    /// The same error with a remedy better than the table's.
    #[must_use]
    pub fn with_hint(mut self, hint: fmt::Arguments<'_>) -> Self {
        self.hint = Some(text(hint));
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
        &self.message
    }

    /// What to do about it.
    pub fn hint(&self) -> &str {
        match &self.hint {
            Some(hint) => hint,
            None => self.entry.hint,
        }
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

#[cfg(feature = "std")]
fn text(args: fmt::Arguments<'_>) -> Text {
    std::fmt::format(args).into_boxed_str()
}

#[cfg(not(feature = "std"))]
fn text(args: fmt::Arguments<'_>) -> Text {
    Text::format(args)
}

/// Error texts without an allocator: a fixed buffer that marks where it ran out.
#[cfg(not(feature = "std"))]
mod text {
    use core::fmt::{self, Write as _};

    const CAPACITY: usize = 160;
    const CUT: &str = "...";

    #[derive(Clone, PartialEq, Eq)]
    pub(super) struct Text {
        bytes: [u8; CAPACITY],
        len: usize,
    }

    impl Text {
        pub(super) fn format(args: fmt::Arguments<'_>) -> Self {
            let mut text = Self { bytes: [0; CAPACITY], len: 0 };
            if text.write_fmt(args).is_err() {
                text.push(CUT);
            }
            text
        }

        fn push(&mut self, s: &str) {
            if let Some(room) = self.bytes.get_mut(self.len..self.len + s.len()) {
                room.copy_from_slice(s.as_bytes());
                self.len += s.len();
            }
        }
    }

    impl fmt::Write for Text {
        fn write_str(&mut self, s: &str) -> fmt::Result {
            let room = CAPACITY - CUT.len() - self.len;
            let cut = (0..=s.len().min(room)).rev().find(|&at| s.is_char_boundary(at)).unwrap_or(0);
            self.push(s.get(..cut).unwrap_or_default());
            if cut == s.len() { Ok(()) } else { Err(fmt::Error) }
        }
    }

    impl core::ops::Deref for Text {
        type Target = str;
        fn deref(&self) -> &str {
            let bytes = self.bytes.get(..self.len).unwrap_or_default();
            core::str::from_utf8(bytes).unwrap_or_default()
        }
    }

    impl fmt::Display for Text {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self)
        }
    }
}
