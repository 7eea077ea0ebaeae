//! The documents that are made from the sources. With `NETCODE_WRITE` set the test writes them instead of
//! comparing; `cargo xtask docs` sets it.

use std::fmt::Write as _;

use netcode::error::{Kind, entries};

use crate::sources::{read, root};

#[expect(clippy::disallowed_methods, reason = "the switch and the files belong to the test command")]
fn check_or_write(name: &str, made: &str) {
    let path = root().join(name);
    if std::env::var_os("NETCODE_WRITE").is_some() {
        std::fs::write(&path, made).expect("the document can be written");
    }
    assert!(read(&path) == made, "{name} is out of date; `cargo xtask docs` writes it");
}

fn does(kind: Kind) -> &'static str {
    match kind {
        Kind::Invalid => "The request is malformed or outside what is allowed: change it.",
        Kind::NotFound => "Something the request names does not exist.",
        Kind::Conflict => "The request contradicts what is stored.",
        Kind::Denied => "The caller may not do this, or did not prove who they are.",
        Kind::Exhausted => "A resource is used up.",
        Kind::Limited => "Too many tries: wait, then try again.",
        Kind::Unavailable => {
            "A file, store, network or peer did not answer: the same request may succeed later."
        }
        Kind::Corrupt => "Stored data contradicts itself or was changed by somebody else.",
        _ => "",
    }
}

#[test]
fn the_error_reference_is_current() {
    let mut page = String::from(
        "# Errors\n\n\
         Every error of the library carries a kind, a dotted code, a message and a hint, and they are the same in \
         every language. A program decides on the kind or the code; both are stable. This page is made from the \
         tables under `netcode/src/error/table` by `cargo xtask docs`.\n\n## Kinds\n\n| kind | what it means |\n|---|---|\n",
    );
    for kind in Kind::ALL {
        writeln!(page, "| `{kind}` | {} |", does(kind)).expect("a string takes text");
    }
    let mut area = "";
    for entry in entries() {
        let this = entry.code.split('.').next().unwrap_or_default();
        if this != area {
            area = this;
            write!(page, "\n## {area}\n\n| code | kind | meaning | remedy |\n|---|---|---|---|\n")
                .expect("a string takes text");
        }
        let cell = |text: &str| text.replace('|', "\\|");
        writeln!(
            page,
            "| `{}` | {} | {} | {} |",
            entry.code,
            entry.kind,
            cell(entry.means),
            cell(entry.hint)
        )
        .expect("a string takes text");
    }
    check_or_write("docs/errors.md", &page);
}

#[cfg(feature = "advise")]
#[test]
fn the_measured_weights_are_current() {
    check_or_write("netcode/catalogue/advice/measured.json", &crate::advise::measured());
}

#[cfg(feature = "advise")]
#[test]
fn the_proof_of_explain_is_current() {
    check_or_write("docs/explain.md", &crate::advise::page());
}
