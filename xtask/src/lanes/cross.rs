//! The part of the crate that runs in a lock, without the standard library and without an allocator.
//!
//! The real targets are built with a compiler that comes with the sources of `core`, so that `core` is compiled
//! for the target too. Debian's `rustc-web` and `rust-web-src` are such a pair.

use std::path::{Path, PathBuf};

use crate::lane::{Lane, Skip, Steps};
use crate::run::{Cmd, target_dir};
use crate::tools;

pub(crate) const LANE: Lane =
    Lane { name: "cross", about: "the lock's part without std, on the targets locks use", run };

/// Two Cortex-M classes, a small RISC-V and the browser's machine.
const TARGETS: [&str; 4] =
    ["thumbv6m-none-eabi", "thumbv7em-none-eabihf", "riscv32imac-unknown-none-elf", "wasm32-unknown-unknown"];

/// Targets the firmware example is built for.
const FIRMWARE_TARGETS: [&str; 3] =
    ["thumbv6m-none-eabi", "thumbv7em-none-eabihf", "riscv32imac-unknown-none-elf"];

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
    firmware(steps, &rustc);
    Ok(())
}

/// Builds the C library of `examples/firmware` and prints what the lock's part of it takes in flash: everything that
/// `netcode_accept` reaches, its AES and the key's derivation included.
fn firmware(steps: &mut Steps, rustc: &Path) {
    let Some(linker) = linker() else {
        println!("no rust-lld beside the compiler: the sizes are left out");
        return;
    };
    let out = target_dir().join("firmware");
    let mut table = String::from("firmware, bytes               code  tables\n");
    for target in FIRMWARE_TARGETS {
        let build =
            Cmd::new("cargo build --release --manifest-path examples/firmware/Cargo.toml -Zbuild-std=core")
                .arg("--target-dir")
                .arg(&out)
                .arg("--target")
                .arg(target)
                .env("RUSTC", rustc)
                .env("RUSTC_BOOTSTRAP", "1");
        if !steps.step(&format!("firmware for {target}"), &build) {
            continue;
        }
        let folder = out.join(target).join("release");
        let image = folder.join("accept.elf");
        let link = Cmd::program(&linker)
            .args("-flavor gnu --gc-sections -e netcode_accept -u netcode_accept -o")
            .arg(&image)
            .arg(folder.join("libnetcode_firmware.a"));
        if !steps.step(&format!("link for {target}"), &link) {
            continue;
        }
        let (_, sections) = Cmd::new("readelf -SW").arg(&image).output();
        let (code, tables) = (size(&sections, ".text"), size(&sections, ".rodata"));
        table.push_str(&format!("{target:<28} {code:>6} {tables:>7}\n"));
    }
    println!("\n{table}");
}

/// The linker that comes with Rust.
fn linker() -> Option<PathBuf> {
    let (_, sysroot) = Cmd::new("rustc --print sysroot").output();
    let (_, version) = Cmd::new("rustc -vV").output();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "))?;
    let file = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
    file.is_file().then_some(file)
}

/// The size of a section, from a table printed by `readelf -SW`.
fn size(sections: &str, name: &str) -> u64 {
    let line = sections.lines().find(|line| line.split_whitespace().any(|word| word == name));
    let words = line.and_then(|line| line.split_once(name)).map(|(_, after)| after.split_whitespace());
    let size = words.and_then(|mut words| words.nth(3));
    size.and_then(|size| u64::from_str_radix(size, 16).ok()).unwrap_or_default()
}

/// The Rust compiler of Debian's `rustc-web`, beside which the sources of `core` are installed.
fn rustc_with_core_sources() -> Result<PathBuf, Skip> {
    let listed = tools::debian_files("rustc-web", &["rustc-web", "rust-web-src", "rust-web-llvm"])?;
    tools::debian_files("rust-web-src", &["rust-web-src"])?;
    let rustc = listed.into_iter().find(|file| file.ends_with("bin/rustc"));
    rustc.ok_or_else(|| Skip("the Debian package rustc-web holds no rustc".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read_from_readelf() {
        let text = "  [ 2] .rodata  PROGBITS  000100e4 0000e4 0006b0 00 AMS 0 0 4\n\
                    \x20 [ 3] .text    PROGBITS  00020794 000794 0028ec 00  AX 0 0 4\n";
        assert_eq!((size(text, ".text"), size(text, ".rodata")), (0x28ec, 0x6b0));
        assert_eq!(size(text, ".data"), 0);
    }
}
