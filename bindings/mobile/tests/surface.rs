//! What of the library is reached here. Every public type and function of the modules below is found under the same
//! name in this package, or `surface.txt` says under which other name, or why not.
#![allow(missing_docs, reason = "tests are read, not documented")]
#![allow(clippy::disallowed_methods, clippy::expect_used, reason = "these tests read the sources")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library that this package covers.
const COVERED: [&str; 18] = [
    "code",
    "error",
    "grant",
    "id",
    "risk",
    "time",
    "catalogue",
    "twin",
    "app",
    "link",
    "script",
    "stay",
    "advise",
    "draw",
    "access",
    "ledger",
    "outbox",
    "portal",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a source file")
}

fn sources(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder") {
            sources(&entry.expect("an entry").path(), found);
        }
    } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
        found.push(path.to_path_buf());
    }
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The public items of formatted source: types, functions, and `Type::method` in the type's own `impl` blocks.
/// `private` also finds functions that are not public, which is how this package declares free functions.
fn items(text: &str, private: bool) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut of = None;
    for line in text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().lines() {
        if let Some(rest) = line.strip_prefix("impl ") {
            of = (!line.contains(" for ")).then(|| word(rest).to_owned());
        } else if line.starts_with("impl<") || line == "}" {
            of = None;
        }
        let (inside, line) = match line.strip_prefix("    ") {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let Some(rest) = line.strip_prefix("pub ").or(private.then_some(line)) else { continue };
        let rest = rest.strip_prefix("async ").unwrap_or(rest);
        let rest = rest
            .strip_prefix("const fn ")
            .or_else(|| rest.strip_prefix("fn "))
            .map(|rest| (true, rest))
            .or_else(|| {
                ["struct ", "enum ", "trait "]
                    .into_iter()
                    .find_map(|kind| rest.strip_prefix(kind))
                    .map(|rest| (false, rest))
            });
        match (rest, inside, &of) {
            (Some((true, rest)), true, Some(of)) => drop(found.insert(format!("{of}::{}", word(rest)))),
            (Some((_, rest)), false, _) => drop(found.insert(word(rest).to_owned())),
            _ => {}
        }
    }
    found
}

/// `surface.txt`: `Item => Item` for another name, `Item -- reason` for what is not here.
fn table() -> BTreeMap<String, (bool, String)> {
    let text = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("surface.txt"));
    let mut table = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let renamed = line.split_once(" => ").map(|(item, name)| (item, (true, name)));
        let (item, (renamed, rest)) =
            renamed.or_else(|| line.split_once(" -- ").map(|(item, why)| (item, (false, why)))).expect(line);
        let double = table.insert(item.trim().to_owned(), (renamed, rest.trim().to_owned()));
        assert_eq!(double, None, "`{item}` stands twice");
    }
    table
}

#[test]
fn everything_public_is_here_or_has_a_reason() {
    let mut core = BTreeSet::new();
    for module in COVERED {
        let mut files = Vec::new();
        for path in [format!("netcode/src/{module}.rs"), format!("netcode/src/{module}")] {
            let path = root().join(path);
            if path.exists() {
                sources(&path, &mut files);
            }
        }
        assert!(!files.is_empty(), "no module {module}");
        core.extend(files.iter().flat_map(|file| items(&read(file), false)));
    }
    let lib = read(&root().join("netcode/src/lib.rs"));
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    core.extend(modules.filter(|module| !COVERED.contains(module)).map(|module| format!("mod {module}")));
    assert!(core.len() > 150, "the sources were not understood: {core:?}");

    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut here: BTreeSet<String> = files.iter().flat_map(|file| items(&read(file), true)).collect();
    // The mirrored enums name themselves before `of`.
    let mirrored = files.iter().map(|file| read(file)).collect::<String>();
    here.extend(mirrored.lines().filter_map(|line| Some(line.trim().split_once(" of ")?.0.to_owned())));

    let table = table();
    let missing: Vec<&String> =
        core.iter().filter(|item| !here.contains(*item) && !table.contains_key(*item)).collect();
    assert!(missing.is_empty(), "neither here nor in surface.txt:\n{missing:#?}");
    for (item, (renamed, rest)) in &table {
        assert!(core.contains(item), "surface.txt speaks of `{item}`, which the library does not have");
        assert!(!here.contains(item), "surface.txt speaks of `{item}`, which is here under its name");
        assert!(!rest.is_empty(), "`{item}` has no reason");
        assert!(!renamed || here.contains(rest), "`{item}` is said to be `{rest}`, which is not here");
    }
}
