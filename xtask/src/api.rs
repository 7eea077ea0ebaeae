//! The crate's public API as a list of paths, one a line: what every binding offers or says why not.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::run::{Cmd, root, target_dir};

const LISTING: &str = "netcode/tests/public-api.txt";

/// Whether the committed listing is that of the sources.
pub(crate) fn is_current() -> bool {
    let current =
        made().is_some_and(|made| fs::read_to_string(root().join(LISTING)).is_ok_and(|old| old == made));
    if !current {
        println!("{LISTING} is out of date; `cargo xtask docs` writes it");
    }
    current
}

/// Writes the listing.
pub(crate) fn write() -> bool {
    made().is_some_and(|made| fs::write(root().join(LISTING), made).is_ok())
}

fn made() -> Option<String> {
    let dir = target_dir().join("api");
    let describe = Cmd::new("cargo rustdoc --quiet -p netcode-locks --lib --target-dir")
        .arg(&dir)
        .args("-- -Zunstable-options --output-format json")
        .env("RUSTC_BOOTSTRAP", "1");
    if !describe.succeeds() {
        return None;
    }
    let text = fs::read_to_string(dir.join("doc/netcode.json")).ok()?;
    let described: Value = serde_json::from_str(&text).ok()?;
    let mut listing = Listing { index: described.get("index")?, lines: BTreeSet::new() };
    listing.item(described.get("root")?, "", None);
    let lines: Vec<String> = listing.lines.into_iter().collect();
    Some(lines.join("\n") + "\n")
}

struct Listing<'a> {
    index: &'a Value,
    lines: BTreeSet<String>,
}

impl Listing<'_> {
    /// One item under the path of its module; `name` is the one it is exported under, if another.
    fn item(&mut self, id: &Value, path: &str, name: Option<&str>) {
        let index = self.index;
        let Some(item) = index.get(id.to_string()) else { return };
        let own = item.get("name").and_then(Value::as_str).unwrap_or_default();
        let name = name.unwrap_or(own);
        let Some((kind, inner)) =
            item.get("inner").and_then(Value::as_object).and_then(|inner| inner.iter().next())
        else {
            return;
        };
        let public = item.get("visibility").and_then(Value::as_str) != Some("default");
        match kind.as_str() {
            "use" => {
                let exported = inner.get("name").and_then(Value::as_str);
                inner.get("id").into_iter().for_each(|id| self.item(id, path, exported));
            }
            "module" => {
                let path = if path.is_empty() && name == "netcode" {
                    String::new()
                } else {
                    format!("{path}{name}::")
                };
                ids(inner, "items").for_each(|id| self.item(id, &path, None));
            }
            "impl" => {
                if inner.get("trait").is_some_and(Value::is_null) {
                    ids(inner, "items").for_each(|id| self.item(id, path, None));
                }
            }
            "struct" | "enum" | "trait" => {
                self.lines.insert(format!("{path}{name}"));
                let path = format!("{path}{name}::");
                ids(inner, "variants").for_each(|id| self.item(id, &path, None));
                ids(inner, "impls").for_each(|id| self.item(id, &path, None));
                ids(inner, "items").for_each(|id| self.item(id, &path, None));
                let fields = inner.get("kind").and_then(|kind| kind.get("plain"));
                fields
                    .into_iter()
                    .flat_map(|plain| ids(plain, "fields"))
                    .for_each(|id| self.item(id, &path, None));
            }
            "struct_field" if !public => {}
            _ => {
                self.lines.insert(format!("{path}{name}"));
            }
        }
    }
}

fn ids<'a>(inner: &'a Value, list: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    inner.get(list).and_then(Value::as_array).into_iter().flatten()
}
