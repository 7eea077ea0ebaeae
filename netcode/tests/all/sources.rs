//! Reading the repository's own files, for the tests that keep the sources and the documents honest.

use std::fs;
use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file under `dir` (relative to the root) whose name ends in one of `endings`, sorted, with its text.
/// Build output and installed packages are left out.
pub(crate) fn files(dir: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    walk(&root().join(dir), endings, &mut found);
    found.sort();
    found
}

fn walk(dir: &Path, endings: &[&str], found: &mut Vec<(PathBuf, String)>) {
    let Ok(listing) = fs::read_dir(dir) else { return };
    for path in listing.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let hidden = name.starts_with('.');
        if path.is_dir() && !hidden && !["target", "node_modules", "__pycache__"].contains(&name) {
            walk(&path, endings, found);
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push((path.clone(), read(&path)));
        }
    }
}

/// The text of one file; empty when it is not text.
#[expect(clippy::disallowed_methods, reason = "these tests read the sources")]
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// Whether `text` contains `word` with no letter, digit or underscore on either side.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(part_of_word);
        let after = text[at + word.len()..].chars().next().is_some_and(part_of_word);
        !before && !after
    })
}

/// Whether a source file holds nothing but tests: `tests.rs`, `..._tests.rs`, or a file in a folder of tests.
pub(crate) fn is_tests(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests")
}

/// A source file without its comments and without its unit tests.
pub(crate) fn code_of(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = before_tests.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}
