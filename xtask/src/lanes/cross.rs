//! The part of the crate that runs in a lock, without the standard library and without an allocator.
//!
//! The real targets are built with a compiler that comes with the sources of `core`, so that `core` is compiled
//! for the target too. Debian's `rustc-web` and `rust-web-src` are such a pair.

use std::path::PathBuf;

use crate::lane::{Lane, Skip, Steps};
use crate::run::{Cmd, target_dir};
use crate::tools;

pub(crate) const LANE: Lane =
    Lane { name: "cross", about: "the lock's part without std, on the targets locks use", run };

/// Two Cortex-M classes, a small RISC-V and the browser's machine.
const TARGETS: [&str; 4] =
    ["thumbv6m-none-eabi", "thumbv7em-none-eabihf", "riscv32imac-unknown-none-elf", "wasm32-unknown-unknown"];

fn run(steps: &mut Steps) -> Result<(), Skip> {
    steps.step("no std on the host", &Cmd::new("cargo check -p netcode-locks --lib --no-default-features"));
    let rustc = rustc_with_core_sources()?;
    let mut check = Cmd::new("cargo check -p netcode-locks --lib --no-default-features -Zbuild-std=core")
        .arg("--target-dir")
        .arg(target_dir().join("cross"))
        .env("RUSTC", &rustc)
        .env("RUSTC_BOOTSTRAP", "1");
    for target in TARGETS {
        check = check.arg("--target").arg(target);
    }
    steps.step("no std on the targets", &check);
    Ok(())
}

/// The Rust compiler of Debian's `rustc-web`, beside which the sources of `core` are installed.
fn rustc_with_core_sources() -> Result<PathBuf, Skip> {
    let listed = tools::debian_files("rustc-web", &["rustc-web", "rust-web-src", "rust-web-llvm"])?;
    tools::debian_files("rust-web-src", &["rust-web-src"])?;
    let rustc = listed.into_iter().find(|file| file.ends_with("bin/rustc"));
    rustc.ok_or_else(|| Skip("the Debian package rustc-web holds no rustc".to_owned()))
}
