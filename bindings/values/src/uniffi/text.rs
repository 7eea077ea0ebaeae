//! Names and documentation of the generated Rust.

use std::fmt::Write as _;

use crate::read::pascal;

/// Words that Rust keeps for itself.
const KEYWORDS: [&str; 16] = [
    "as", "box", "do", "final", "for", "if", "in", "loop", "match", "move", "override", "ref", "try", "type",
    "use", "where",
];

const WIDTH: usize = 116;

/// `block-previous` as `block_previous`.
pub(super) fn field_name(wire: &str) -> String {
    wire.replace('-', "_")
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
    let doc = if doc.is_empty() { format!("The `{}`.", name.replace('_', " ")) } else { plain(doc) };
    let mut line = String::new();
    for word in doc.split_whitespace() {
        if !line.is_empty() && indent + 4 + line.len() + 1 + word.len() > WIDTH {
            let _ = writeln!(text, "{pad}/// {line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let _ = writeln!(text, "{pad}/// {line}");
}

/// Without the links of Rust's documentation: ``[`Twin::resume`](...)`` as `` `Twin::resume` ``.
fn plain(doc: &str) -> String {
    let mut text = String::new();
    let mut rest = doc;
    while let Some((before, after)) = rest.split_once("[`") {
        text.push_str(before);
        // A stretch of time, ``[`from`, `until`)``, has no closing bracket of its own.
        match after.split_once("`]").filter(|(name, _)| !name.contains('`')) {
            Some((name, tail)) => {
                let _ = write!(text, "`{name}`");
                let link = tail.strip_prefix('(').and_then(|tail| tail.split_once(')'));
                rest = link.map_or(tail, |(_, tail)| tail);
            }
            None => {
                text.push_str("[`");
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}
