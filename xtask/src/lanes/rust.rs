//! Format, lints, documentation and tests of the Rust workspace.

use crate::api;
use crate::lane::{Lane, Skip, Steps};
use crate::run::{Cmd, root};
use crate::tools;

pub(crate) const LANE: Lane =
    Lane { name: "rust", about: "format, lints, documentation and tests of the workspace", run };

fn run(steps: &mut Steps) -> Result<(), Skip> {
    steps.step("format", &Cmd::new("cargo fmt --all --check"));
    steps.step("lints", &Cmd::new("cargo clippy --workspace --all-targets --all-features -- -D warnings"));
    steps.step("tests", &Cmd::new("cargo test --workspace --all-features"));
    steps.step(
        "documentation",
        &Cmd::new("cargo doc --workspace --all-features --no-deps").env("RUSTDOCFLAGS", "-D warnings"),
    );
    println!("\n--- rust: the listing of the public API is current");
    steps.record("public API", api::is_current());
    if let Some(deny) = tools::cargo_tool("cargo-deny", "0.20.2")? {
        // Advisories need a database fetched by git; the public forge's own workflow checks them.
        steps.step(
            "dependencies",
            &Cmd::program(&deny).arg("check").arg("bans").arg("licenses").arg("sources"),
        );
    }
    Ok(())
}

/// Writes the documents that the tests compare with the sources.
pub(crate) fn write_documents() -> bool {
    Cmd::new("cargo test -p netcode-locks --all-features --test all documents::")
        .env("NETCODE_WRITE", "1")
        .succeeds()
}

/// Breaks the twins anew, and prints the page that says what `explain` made of them.
pub(crate) fn confusion() -> bool {
    let made =
        Cmd::new("cargo test -p netcode-locks --all-features --test all documents::the_proof_of_explain")
            .env("NETCODE_WRITE", "1")
            .succeeds();
    let page = std::fs::read_to_string(root().join("docs/explain.md"));
    made && page.inspect(|page| println!("{page}")).is_ok()
}

/// Writes the value types of the languages, which a test compares with the crate's.
pub(crate) fn write_values() -> bool {
    Cmd::new("cargo run --quiet -p netcode-values").succeeds()
}
