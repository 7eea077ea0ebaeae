//! Every file of `vectors/` is run by the tests in Kotlin and in Swift: a new one is not forgotten there.
#![allow(missing_docs, reason = "tests are read, not documented")]
#![allow(clippy::disallowed_methods, clippy::expect_used, reason = "these tests read the sources")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of `vectors/` that hold no vectors.
const NO_VECTORS: [&str; 2] = ["oracle", "schema"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    entries.map(|name| name.into_string().expect("a name")).collect()
}

/// The vector files, as `area/file.json`.
fn vectors() -> BTreeSet<String> {
    let vectors = root().join("vectors");
    let areas = names(&vectors).into_iter().filter(|area| !NO_VECTORS.contains(&area.as_str()));
    let areas = areas.filter(|area| vectors.join(area).is_dir());
    let files = areas.flat_map(|area| {
        let files = names(&vectors.join(&area)).into_iter().filter(|file| file.ends_with(".json"));
        files.map(move |file| format!("{area}/{file}")).collect::<Vec<_>>()
    });
    files.collect()
}

/// The arguments of every call of `function` in a source, where all are texts.
fn calls(source: &str, function: &str) -> Vec<Vec<String>> {
    let call = format!("Vectors.{function}(");
    let texts = source.split(&call).skip(1).filter_map(|rest| {
        let arguments = rest.split_once(')')?.0.split(',').map(|argument| {
            argument.trim().strip_prefix('"').and_then(|text| text.strip_suffix('"')).map(str::to_owned)
        });
        arguments.collect()
    });
    texts.collect()
}

#[test]
fn every_vector_is_run_in_kotlin_and_swift() {
    let vectors = vectors();
    assert!(vectors.len() > 50, "{vectors:?}");
    for tests in ["kotlin/src/test/kotlin/netcode", "swift/Tests/NetcodeTests"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(tests);
        let source: String = names(&folder)
            .iter()
            .map(|file| fs::read_to_string(folder.join(file)).expect("a test"))
            .collect();
        let (rows, areas) = (calls(&source, "rows"), calls(&source, "area"));
        let run = |file: &str| {
            let whole = rows.iter().any(|call| call.iter().any(|name| name == file));
            let part = |call: &Vec<String>| {
                let [area, prefix @ ..] = call.as_slice() else { return false };
                let prefix = prefix.first().map_or("", String::as_str);
                file.strip_prefix(&format!("{area}/")).is_some_and(|name| name.starts_with(prefix))
            };
            whole || areas.iter().any(part)
        };
        let forgotten: Vec<_> = vectors.iter().filter(|file| !run(file)).collect();
        assert!(forgotten.is_empty(), "not run in {tests}: {forgotten:?}");
    }
}
