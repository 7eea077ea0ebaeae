//! The library's error, one variant a kind, so that a program can catch the kind it can do something about.

use uniffi::UnexpectedUniFFICallbackError;

mirror! {
    /// What sort of failure it is: the part of an error that a program decides on.
    ErrorKind of netcode::error::Kind {
        /// The request is malformed or outside what is allowed. Change the request.
        Invalid,
        /// Something named in the request does not exist.
        NotFound,
        /// The request contradicts what is already stored.
        Conflict,
        /// The caller is not allowed to do this, or did not prove who they are.
        Denied,
        /// A resource is used up.
        Exhausted,
        /// Too many tries: wait, then try again.
        Limited,
        /// A file, store, network or peer did not answer. The same request may succeed later.
        Unavailable,
        /// Stored data contradicts itself or was changed by somebody else.
        Corrupt,
    }
}

/// Declares the error with a variant for each kind, all with the same fields.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident,)*) => {
        /// What went wrong: the stable dotted code, the detail in the user's words and a hint with the remedy. The
        /// case is the kind.
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
        pub enum NetcodeError {
            $(
                $(#[$doc])*
                #[error("{detail}")]
                $kind {
                    /// The stable dotted code, equal in every language, for example `grant.start_not_on_hour`.
                    code: String,
                    /// What went wrong, in the user's words.
                    detail: String,
                    /// What to do about it.
                    hint: String,
                },
            )*
        }

        impl NetcodeError {
            fn of(kind: ErrorKind, code: String, detail: String, hint: String) -> Self {
                match kind {
                    $(ErrorKind::$kind => Self::$kind { code, detail, hint },)*
                }
            }

            /// The kind, the code, the detail and the hint.
            pub fn parts(&self) -> (ErrorKind, &str, &str, &str) {
                match self {
                    $(Self::$kind { code, detail, hint } => (ErrorKind::$kind, code, detail, hint),)*
                }
            }
        }
    };
}

kinds! {
    /// The request is malformed or outside what is allowed. Change the request.
    Invalid,
    /// Something named in the request does not exist.
    NotFound,
    /// The request contradicts what is already stored.
    Conflict,
    /// The caller is not allowed to do this, or did not prove who they are.
    Denied,
    /// A resource is used up.
    Exhausted,
    /// Too many tries: wait, then try again.
    Limited,
    /// A file, store, network or peer did not answer. The same request may succeed later.
    Unavailable,
    /// Stored data contradicts itself or was changed by somebody else.
    Corrupt,
}

impl From<netcode::Error> for NetcodeError {
    fn from(error: netcode::Error) -> Self {
        let texts = (error.code().to_owned(), error.message().to_owned(), error.hint().to_owned());
        Self::of(error.kind().into(), texts.0, texts.1, texts.2)
    }
}

/// An exception that a function of the app threw and that is not this error.
impl From<UnexpectedUniFFICallbackError> for NetcodeError {
    fn from(error: UnexpectedUniFFICallbackError) -> Self {
        netcode::Error::of_callback(&error.reason).into()
    }
}

/// An error code: what it means and how it is mended.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ErrorEntry {
    /// The stable dotted code.
    pub code: String,
    /// The kind that every error with this code has.
    pub kind: ErrorKind,
    /// What it means.
    pub means: String,
    /// The remedy, unless the place that raises it has a better one.
    pub hint: String,
}

/// Every error code of the library.
#[uniffi::export]
pub fn error_entries() -> Vec<ErrorEntry> {
    let told = |entry: &netcode::error::Entry| ErrorEntry {
        code: entry.code.to_owned(),
        kind: entry.kind.into(),
        means: entry.means.to_owned(),
        hint: entry.hint.to_owned(),
    };
    netcode::error::entries().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_told_and_comes_back() {
        for kind in netcode::Kind::ALL {
            let told = ErrorKind::from(kind);
            assert_eq!(netcode::Kind::from(told), kind);
            let error = NetcodeError::of(told, "a.b".into(), "no".into(), "do".into());
            assert_eq!(error.parts(), (told, "a.b", "no", "do"));
        }
    }
}
