//! The part of the crate that runs in a lock, without the standard library and without an allocator.
//!
//! The real targets are built with a compiler that comes with the sources of `core`, so that `core` is compiled
//! for the target too. Debian's `rustc-web` and `rust-web-src` are such a pair.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use crate::lane::{Lane, Skip, Steps};
use crate::run::{Cmd, target_dir};
use crate::tools;

pub(crate) const LANE: Lane =
    Lane { name: "cross", about: "the lock's part without std, on the targets locks use", run };

/// Two Cortex-M classes, a small RISC-V and the browser's machine.
const TARGETS: [&str; 4] =
    ["thumbv6m-none-eabi", "thumbv7em-none-eabihf", "riscv32imac-unknown-none-elf", "wasm32-unknown-unknown"];

/// A target the firmware example is built for, and what it may take at most: bytes of code with its tables, and of
/// stack. A change that needs more says so here.
struct Firmware {
    target: &'static str,
    emulator: &'static str,
    accept: Footprint,
    read: Footprint,
}

struct Footprint {
    flash: u64,
    stack: u64,
}

const FIRMWARE: [Firmware; 3] = [
    Firmware {
        target: "thumbv6m-none-eabi",
        emulator: "qemu-arm",
        accept: Footprint { flash: 7_552, stack: 640 },
        read: Footprint { flash: 3_648, stack: 512 },
    },
    Firmware {
        target: "thumbv7em-none-eabihf",
        emulator: "qemu-arm",
        accept: Footprint { flash: 7_488, stack: 640 },
        read: Footprint { flash: 3_648, stack: 528 },
    },
    Firmware {
        target: "riscv32imac-unknown-none-elf",
        emulator: "qemu-riscv32",
        accept: Footprint { flash: 9_216, stack: 640 },
        read: Footprint { flash: 4_992, stack: 512 },
    },
];

/// One code that opens, and some that are refused for several reasons.
const CODES: &str = "8269130 0000000 1234567 2345678 3456789 4567890 7777777 9999999";

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
    firmware(steps, &rustc)?;
    steps.discard(&target_dir().join("cross"));
    steps.discard(&target_dir().join("firmware"));
    Ok(())
}

/// Builds the C library of `examples/firmware` and prints what its two functions take in flash, with everything they
/// reach; then runs them under an emulator, and prints their stack and how many instructions a try takes.
fn firmware(steps: &mut Steps, rustc: &Path) -> Result<(), Skip> {
    let linker = linker().ok_or_else(|| Skip("no rust-lld beside the compiler".to_owned()))?;
    let mut table =
        format!("{:<30} {:>6} {:>6} {:>6} {:>12}\n", "firmware", "code", "tables", "stack", "instructions");
    for firmware in &FIRMWARE {
        let emulator = steps.need(firmware.emulator, &["qemu-user"])?;
        let target = firmware.target;
        let folder = target_dir().join("firmware").join(target).join("release");
        if !steps.step(&format!("firmware for {target}"), &build(rustc, &linker, target)) {
            continue;
        }
        let Some(run) = emulate(steps, &emulator, &folder) else {
            steps.record(&format!("measure on {target}"), false);
            continue;
        };
        for (function, most, stack) in
            [("accept", &firmware.accept, run.accept_stack), ("read", &firmware.read, run.read_stack)]
        {
            let image = folder.join(format!("{function}.elf"));
            let link = Cmd::program(&linker)
                .args(&format!("-flavor gnu --gc-sections -e netcode_{function} -u netcode_{function} -o"))
                .arg(&image)
                .arg(folder.join("libnetcode_firmware.a"));
            if !steps.step(&format!("link {function} for {target}"), &link) {
                continue;
            }
            let (_, sections) = Cmd::new("readelf -SW").arg(&image).output();
            let (code, tables) = (size(&sections, ".text"), size(&sections, ".rodata"));
            let instructions =
                if function == "accept" { run.instructions.to_string() } else { "-".to_owned() };
            let name = format!("{function} {target}");
            table.push_str(&format!("{name:<30} {code:>6} {tables:>6} {stack:>6} {instructions:>12}\n"));
            let fits = code > 0 && code + tables <= most.flash && stack > 0 && stack <= most.stack;
            steps.record(&format!("{name} takes no more than is recorded"), fits);
        }
    }
    println!("\n{table}");
    Ok(())
}

fn build(rustc: &Path, linker: &Path, target: &str) -> Cmd {
    let mut flags = String::from("-Zunstable-options -Cpanic=immediate-abort");
    if target.starts_with("riscv") {
        // Lets the linker make calls short where they are.
        flags.push_str(" -Ctarget-feature=+relax");
    }
    let linker_of = format!("CARGO_TARGET_{}_LINKER", target.to_uppercase().replace('-', "_"));
    Cmd::new("cargo build --release --manifest-path examples/firmware/Cargo.toml")
        .args("-Zbuild-std=core -Zbuild-std-features=optimize_for_size")
        // A panic stops the lock without a word, so that no text about it is in its program.
        .env("RUSTFLAGS", flags)
        .arg("--target-dir")
        .arg(target_dir().join("firmware"))
        .arg("--target")
        .arg(target)
        .env("RUSTC", rustc)
        .env("RUSTC_BOOTSTRAP", "1")
        .env(&linker_of, linker)
}

/// What a run of `measure` showed.
struct Run {
    accept_stack: u64,
    read_stack: u64,
    /// Of one refused try.
    instructions: u64,
}

/// Runs `measure` under an emulator that logs every instruction; all refused codes must take as many.
fn emulate(steps: &mut Steps, emulator: &Path, folder: &Path) -> Option<Run> {
    let program = folder.join("measure");
    let (_, symbols) = Cmd::new("readelf -sW").arg(&program).output();
    let (from, to) = (address(&symbols, "netcode_accept"), address(&symbols, "tried"));
    let run = Cmd::program(emulator).args("-singlestep -d exec,nochain").arg(&program).args(CODES);
    println!("\n--- cross: stack and instructions\n    {run}");
    // The log is hundreds of megabytes: it is counted as it comes, and never kept.
    let ran = run.output_reading_errors(|log| counts(log, from, to));
    let (good, printed, counts) = ran.map_err(|why| println!("{why}")).ok()?;
    let answers: Vec<&str> = printed.lines().filter(|line| ["opened", "refused"].contains(line)).collect();
    let number = |word: &str| printed.lines().find_map(|line| line.strip_prefix(word)?.trim().parse().ok());
    let refused: Vec<u64> = counts
        .iter()
        .zip(&answers)
        .filter(|(_, answer)| **answer == "refused")
        .map(|(count, _)| *count)
        .collect();
    let as_expected = good && answers.len() == counts.len() && answers.len() == refused.len() + 1;
    if !steps.record("one code opens, the others are refused", as_expected) {
        println!("succeeded: {good}, tries logged: {}, printed:\n{printed}", counts.len());
    }
    println!("instructions of refused codes: {refused:?}");
    let equal = refused.len() > 1 && refused.iter().all(|count| refused.first() == Some(count));
    steps.record("refused codes take the same instructions", equal);
    Some(Run {
        accept_stack: number("accept ")?,
        read_stack: number("read ")?,
        instructions: refused.first().copied()?,
    })
}

/// How many instructions the log has from each arrival at `from` until the next at `to`.
fn counts(log: impl BufRead, from: Option<u64>, to: Option<u64>) -> Vec<u64> {
    let (mut counts, mut running) = (Vec::new(), None);
    for line in log.lines().map_while(Result::ok) {
        let at = counter(&line);
        if at.is_some() && at == from {
            running = Some(0);
        } else if at.is_some() && at == to {
            counts.extend(running.take());
        }
        if let Some(count) = &mut running {
            *count += 1;
        }
    }
    counts
}

/// The program counter in a line such as `Trace 0: 0x7f.. [00000000/000101b4/00000010/ff000201] name`.
fn counter(line: &str) -> Option<u64> {
    let (_, state) = line.split_once('[')?;
    u64::from_str_radix(state.split('/').nth(1)?, 16).ok()
}

/// The address of a function, from a table printed by `readelf -sW`; the lowest bit marks Thumb code.
fn address(symbols: &str, name: &str) -> Option<u64> {
    let line = symbols.lines().find(|line| line.split_whitespace().last() == Some(name))?;
    let value = u64::from_str_radix(line.split_whitespace().nth(1)?, 16).ok()?;
    Some(value & !1)
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
    use super::{address, counter, size};

    #[test]
    fn sizes_are_read_from_readelf() {
        let text = "  [ 2] .rodata  PROGBITS  000100e4 0000e4 0006b0 00 AMS 0 0 4\n\
                    \x20 [ 3] .text    PROGBITS  00020794 000794 0028ec 00  AX 0 0 4\n";
        assert_eq!((size(text, ".text"), size(text, ".rodata")), (0x28ec, 0x6b0));
        assert_eq!(size(text, ".data"), 0);
    }

    #[test]
    fn a_trace_gives_its_program_counter() {
        let line = "Trace 0: 0x7f08e4000100 [00000000/000101b4/00000010/ff000201] netcode_accept";
        assert_eq!(counter(line), Some(0x101b4));
        assert_eq!(counter("opened"), None);
        let symbols = "    12: 000101b5   320 FUNC    GLOBAL DEFAULT    2 netcode_accept";
        assert_eq!(address(symbols, "netcode_accept"), Some(0x101b4));
        assert_eq!(address(symbols, "tried"), None);
    }
}
