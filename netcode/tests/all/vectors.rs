//! The conformance vectors, through the public API.

#[cfg(feature = "advise")]
mod advise;
mod code;
mod lock;
mod stay;
mod risk;

use serde_json::Value;

use crate::sources::root;

/// The rows of one vector file, which must not be empty.
pub(crate) fn rows(file: &str) -> Vec<Value> {
    let text = crate::sources::read(&root().join("vectors").join(file));
    let rows: Vec<Value> = serde_json::from_str(&text).expect("a JSON array");
    assert!(!rows.is_empty(), "{file} is empty");
    rows
}

/// The vector files of an area, by name.
pub(crate) fn area(area: &str, prefix: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root().join("vectors").join(area)).expect("an area of vectors");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| name.starts_with(prefix) && name.ends_with(".json"))
        .map(|name| format!("{area}/{name}"))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "no vectors in {area}");
    names
}

fn str_of<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}"))
}

fn u32_of(value: &Value, field: &str) -> u32 {
    let number = value[field].as_u64().unwrap_or_else(|| panic!("{field} in {value}"));
    u32::try_from(number).expect("32 bits")
}
