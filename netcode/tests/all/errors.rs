//! The error codes: unique, written by the grammar, raised somewhere and covered somewhere.

use std::collections::BTreeSet;

use netcode::error::entries;

use crate::sources::{code_of, files, has_word, is_tests};

#[test]
fn every_code_is_unique_and_well_formed() {
    let mut seen = BTreeSet::new();
    for entry in entries() {
        assert!(seen.insert(entry.code), "`{}` is declared twice", entry.code);
        let (area, name) = entry.code.split_once('.').expect("a code has an area and a name");
        for part in [area, name] {
            let good = part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            assert!(good && !part.is_empty(), "`{}` is not lower case with one full stop", entry.code);
        }
        assert!(entry.means.ends_with('.'), "`{}`: the meaning is a sentence", entry.code);
        assert!(!entry.hint.ends_with('.'), "`{}`: the hint carries no full stop", entry.code);
        let first = entry.hint.chars().next().expect("a hint");
        assert!(!first.is_ascii_uppercase(), "`{}`: the hint is lower case", entry.code);
    }
}

/// The constant and the dotted code of every row of the tables.
fn declared() -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for (_, text) in files("netcode/src/error/table", &[".rs"]) {
        for line in text.lines() {
            if let Some((name, rest)) = line.trim().split_once(" = \"")
                && let Some((code, _)) = rest.split_once("\", ")
                && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            {
                rows.push((name.to_owned(), code.to_owned()));
            }
        }
    }
    rows
}

#[test]
fn the_declared_rows_are_the_entries() {
    let declared: BTreeSet<String> = declared().into_iter().map(|(_, code)| code).collect();
    let listed: BTreeSet<String> = entries().map(|entry| entry.code.to_owned()).collect();
    assert_eq!(declared, listed, "a table is missing from `TABLES`, or a row was not understood");
}

#[test]
fn every_code_is_raised_and_covered() {
    let (mut raising, mut covering) = (String::new(), String::new());
    for (path, text) in files("netcode/src", &[".rs"]) {
        let in_table = path.components().any(|part| part.as_os_str() == "table");
        let all_tests = is_tests(&path);
        if in_table {
            continue;
        }
        if all_tests {
            covering.push_str(&text);
        } else {
            raising.push_str(&code_of(&text));
            covering.push_str(text.split_once("#[cfg(test)]").map_or("", |(_, tests)| tests));
        }
    }
    for (path, text) in files("bindings", &[".rs"]) {
        if path.components().any(|part| part.as_os_str() == "src") {
            raising.push_str(&code_of(&text));
        }
    }
    for (dir, endings) in [
        ("netcode/tests", &[".rs"][..]),
        ("vectors", &[".json"]),
        ("bindings", &[".rs", ".py", ".mjs", ".js"]),
    ] {
        covering.extend(files(dir, endings).into_iter().map(|(_, text)| text));
    }
    let rows = declared();
    let unraised: Vec<&str> =
        rows.iter().filter(|(name, _)| !has_word(&raising, name)).map(|(_, code)| code.as_str()).collect();
    let uncovered: Vec<&str> = rows
        .iter()
        .filter(|(name, code)| !covering.contains(code.as_str()) && !has_word(&covering, name))
        .map(|(_, code)| code.as_str())
        .collect();
    assert!(unraised.is_empty(), "no source raises: {unraised:?}");
    assert!(uncovered.is_empty(), "no test or vector covers: {uncovered:?}");
}
