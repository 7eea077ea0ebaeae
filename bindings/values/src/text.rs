//! Documentation on its way out of Rust: without its links, and wrapped.

use std::fmt::Write as _;

/// Without the links of Rust's documentation: ``[`Twin::resume`](...)`` as `` `Twin::resume` ``; other brackets stay.
pub(crate) fn unlinked(doc: &str) -> String {
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
    text + rest
}

/// The words of a text in lines of at most `room` characters; one line at least.
pub(crate) fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.len() + 1 + word.len() > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::{unlinked, wrapped};

    #[test]
    fn links_become_their_names_and_other_brackets_stay() {
        assert_eq!(unlinked("[`Twin::resume`](Self::resume) and [`Twin`]."), "`Twin::resume` and `Twin`.");
        assert_eq!(unlinked("in [`from`, `until`) of [`Zone`]"), "in [`from`, `until`) of `Zone`");
    }

    #[test]
    fn no_line_is_longer_than_its_room_but_a_word_that_is() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("incomprehensible so", 7), ["incomprehensible", "so"]);
        assert_eq!(wrapped("", 7), [""]);
    }
}
