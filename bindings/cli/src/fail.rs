//! How a run ends: exit statuses and error texts.

use netcode::{Error, Kind};

/// A run that printed what it had to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it was done.
    Done,
    /// Some rows were bad; each was reported in its place.
    SomeBad,
}

/// Why a run stopped.
#[derive(Debug)]
pub(crate) enum Fail {
    /// The library refused.
    Refused(Error),
    /// A file could not be read or written.
    File { path: String, error: std::io::Error },
    /// The reader of our output went away: nobody is left to tell.
    Closed,
}

pub(crate) type Result<T> = std::result::Result<T, Fail>;

impl From<Error> for Fail {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl From<std::io::Error> for Fail {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::File { path: "standard output".to_owned(), error },
        }
    }
}

/// The exit status of each kind of error. 0 is success, 3 says that some rows of many were bad.
pub(crate) const fn status(kind: Kind) -> u8 {
    match kind {
        Kind::Invalid => 2,
        Kind::NotFound => 4,
        Kind::Conflict => 5,
        Kind::Denied => 6,
        Kind::Exhausted => 7,
        Kind::Limited => 8,
        Kind::Unavailable => 9,
        Kind::Corrupt => 10,
        _ => 1,
    }
}

/// Ends the run: says what went wrong on standard error, and gives the exit status.
#[expect(clippy::print_stderr, reason = "this is where errors reach the user")]
pub(crate) fn report(done: Result<Outcome>) -> u8 {
    match done {
        Ok(Outcome::Done) | Err(Fail::Closed) => 0,
        Ok(Outcome::SomeBad) => 3,
        Err(Fail::Refused(error)) => {
            eprintln!("error: {error}\n  code: {}\n  hint: {}", error.code(), error.hint());
            status(error.kind())
        }
        Err(Fail::File { path, error }) => {
            eprintln!(
                "error: `{path}`: {error}\n  code: file.unavailable\n  hint: check the path and its permissions"
            );
            status(Kind::Unavailable)
        }
    }
}
