"""The plain value types, generated from the crate's own by `cargo xtask docs`."""
