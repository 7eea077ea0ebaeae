//! The committed files are those the crate's types give.

use std::fs;
use std::path::Path;

#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads the committed files")]
fn the_value_types_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (path, text) in netcode_values::files().unwrap() {
        let old = fs::read_to_string(root.join(&path)).unwrap_or_default();
        assert!(old == text, "{path} is out of date: `cargo xtask docs` writes it");
    }
}
