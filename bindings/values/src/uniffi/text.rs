//! Names and documentation of the generated Rust.

use std::fmt::Write as _;

use crate::read::pascal;
use crate::text::{unlinked, wrapped};

/// Words that Rust keeps for itself.
const KEYWORDS: [&str; 16] = [
    "as", "box", "do", "final", "for", "if", "in", "loop", "match", "move", "override", "ref", "try", "type",
    "use", "where",
];

const WIDTH: usize = 116;

/// `block-previous` as `block_previous`; what every language keeps for itself by another word.
pub(super) fn field_name(wire: &str) -> String {
    match wire {
        "do" => "act".to_owned(),
        wire => wire.replace('-', "_"),
    }
}

/// What stands before a name that Rust keeps for itself.
pub(super) fn raw(name: &str) -> &'static str {
    if KEYWORDS.contains(&name) { "r#" } else { "" }
}

/// `block-at-keypad` as `BlockAtKeypad`; a word that starts with a digit after an `N`.
pub(super) fn variant_name(wire: &str) -> String {
    let plain: String = wire.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let name = pascal(&plain);
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("N{name}") } else { name }
}

/// A documentation comment, wrapped; what has none says its name.
pub(super) fn doc(text: &mut String, indent: usize, doc: &str, name: &str) {
    let pad = " ".repeat(indent);
    let doc = if doc.is_empty() { format!("The `{}`.", name.replace('_', " ")) } else { unlinked(doc) };
    for line in wrapped(&doc, WIDTH - indent - 4) {
        let _ = writeln!(text, "{pad}/// {line}");
    }
}
