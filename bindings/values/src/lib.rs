//! Value types for the languages, written from the crate's own.
//!
//! Every plain value type of the crate derives a JSON schema beside serde. [`items`] turns these schemas into a
//! [`model`] that knows no language; a module for each language writes its text from that. A type is offered by
//! naming it in the manifest.

mod manifest;
pub mod model;
mod python;
mod read;
mod text;
mod typescript;
mod uniffi;

use model::Item;

/// The value types, each after those it mentions.
///
/// # Errors
/// A sentence when a schema has a form that the model does not know, or mentions a type the manifest lacks.
pub fn items() -> Result<Vec<Item>, String> {
    read::items()
}

/// The generated files: their paths from the top of the repository, and their texts.
///
/// # Errors
/// As [`items`].
pub fn files() -> Result<Vec<(String, String)>, String> {
    let items = items()?;
    Ok([python::files(&items), typescript::files(&items), uniffi::files(&items)].concat())
}
