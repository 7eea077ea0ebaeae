//! Where every fact comes from, and what a model does once that is set aside.

use std::fmt::Write as _;
use std::string::{String, ToString as _};
use std::vec::Vec;

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::Mark;

/// One fact of a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// Where it stands in the file, for example `levels.user.digits`.
    pub path: String,
    /// The value; of a program, its printed example.
    pub value: Value,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of its sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What other sources say instead: objects with `value`, `source` and `note`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputed: Vec<Value>,
}

/// Every fact of a model's file, in the order of its paths.
pub(super) fn rows(document: &Value) -> Vec<Row> {
    let mut rows = Vec::new();
    visit(document, &mut String::new(), &mut |path, fact| rows.extend(row(path, fact)));
    rows
}

fn row(path: &str, fact: &Map<String, Value>) -> Option<Row> {
    let mark = serde_json::from_value(fact.get("mark")?.clone()).ok()?;
    let text = |key: &str| fact.get(key).and_then(Value::as_str).map(String::from);
    let value = match fact.get("value") {
        Some(value) => value.clone(),
        None => Value::from(std::format!(
            "{}: {}",
            text("title").unwrap_or_default(),
            text("example").unwrap_or_default()
        )),
    };
    let source = fact.get("source").and_then(Value::as_array).into_iter().flatten();
    let source = source.filter_map(|key| key.as_str().map(String::from)).collect();
    let disputed = fact.get("disputed").and_then(Value::as_array).cloned().unwrap_or_default();
    Some(Row { path: path.into(), value, mark, source, note: text("note"), disputed })
}

/// Calls `each` with every object that carries a mark, and its path.
pub(super) fn visit(value: &Value, path: &mut String, each: &mut dyn FnMut(&str, &Map<String, Value>)) {
    let Value::Object(object) = value else { return };
    if object.contains_key("mark") {
        return each(path, object);
    }
    for (key, inner) in object {
        let length = path.len();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
        visit(inner, path, each);
        path.truncate(length);
    }
}

/// Fields that say nothing about behaviour.
const ASIDE: [&str; 11] =
    ["id", "family", "name", "maker", "aliases", "notes", "about", "mark", "source", "note", "title"];

/// The first 16 hexadecimal digits of a SHA-256 over the behaviour in one fixed order.
pub(super) fn fingerprint(document: &Value) -> String {
    let mut text = String::new();
    canonical(document, &mut text);
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(8).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(object) => match object.get("value") {
            Some(value) if object.contains_key("mark") => canonical(value, out),
            _ => canonical_object(object, out),
        },
        Value::Array(items) => {
            out.push('[');
            for item in items {
                canonical(item, out);
                out.push(',');
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

fn canonical_object(object: &Map<String, Value>, out: &mut String) {
    // Sorted here: the map's own order depends on how the JSON library was built.
    let mut keys: Vec<_> = object.keys().filter(|key| !ASIDE.contains(&key.as_str())).collect();
    keys.sort();
    out.push('{');
    for (key, value) in keys.into_iter().filter_map(|key| object.get(key).map(|value| (key, value))) {
        if key == "example" {
            continue;
        }
        let _ = write!(out, "{key}:");
        canonical(value, out);
        out.push(',');
    }
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_fingerprint_sees_behaviour_and_nothing_else() {
        let fact = |value: u32, mark: &str| json!({"timings": {"open": {"value": value, "mark": mark}}});
        assert_eq!(fingerprint(&fact(4, "stated")), fingerprint(&fact(4, "assumed")));
        assert_ne!(fingerprint(&fact(4, "stated")), fingerprint(&fact(5, "stated")));
        let named = |name: &str| json!({"name": name, "keys": "0"});
        assert_eq!(fingerprint(&named("a")), fingerprint(&named("b")));
    }
}
