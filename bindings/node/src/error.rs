//! The crate's error as a JavaScript `Error` with `code`, `kind` and `hint`.

use std::cell::Cell;

use napi::bindgen_prelude::*;
use napi_derive::napi;

thread_local! {
    /// The environment this thread's copy of the addon was loaded into; each worker thread loads its own.
    static ENV: Cell<Option<&'static Env>> = const { Cell::new(None) };
}

/// Remembers the environment when the addon is loaded.
#[napi(module_exports)]
pub fn loaded(_exports: Object<'_>, env: Env) -> Result<()> {
    // Kept for as long as the thread lives; there is one for each load.
    ENV.set(Some(Box::leak(Box::new(env))));
    Ok(())
}

/// The environment of this thread.
pub(crate) fn environment() -> Result<&'static Env> {
    ENV.get().ok_or_else(|| Error::from_reason("the addon is not loaded in this thread"))
}

/// The crate's answer as napi's.
pub(crate) trait OrThrow<T> {
    fn or_throw(self) -> Result<T>;
}

impl<T> OrThrow<T> for netcode::Result<T> {
    fn or_throw(self) -> Result<T> {
        self.map_err(|error| thrown(&error))
    }
}

/// The error to throw.
pub(crate) fn thrown(error: &netcode::Error) -> Error {
    environment().map_or_else(|_| Error::from_reason(error.message()), |env| failure(env, error))
}

/// The error to throw or to reject a promise with.
pub(crate) fn failure(env: &Env, error: &netcode::Error) -> Error {
    let plain = |_| Error::from_reason(error.message());
    object(env, error).map_or_else(plain, |object| Error::from(object.to_unknown()))
}

/// The error as an object, to throw or to hand over.
pub(crate) fn object<'env>(env: &'env Env, error: &netcode::Error) -> Result<Object<'env>> {
    let mut object = env.create_error(Error::from_reason(error.message()))?;
    object.set("code", error.code())?;
    object.set("kind", error.kind().as_str())?;
    object.set("hint", error.hint())?;
    Ok(object)
}

/// One error code of the library.
#[napi(object)]
pub struct ErrorEntry {
    /// The stable dotted code.
    pub code: String,
    /// What sort of failure it is.
    #[napi(ts_type = "Kind")]
    pub kind: String,
    /// What it means.
    pub means: String,
    /// What to do about it.
    pub hint: String,
}

/// Every error code there is, with its kind, meaning and remedy.
#[napi]
pub fn error_entries() -> Vec<ErrorEntry> {
    let entry = |entry: &netcode::error::Entry| ErrorEntry {
        code: entry.code.to_owned(),
        kind: entry.kind.as_str().to_owned(),
        means: entry.means.to_owned(),
        hint: entry.hint.to_owned(),
    };
    netcode::error::entries().map(entry).collect()
}
