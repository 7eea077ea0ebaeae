//! The repository's own commands.
//!
//! ```text
//! cargo xtask test [LANE...]   run every test lane, or the named ones
//! cargo xtask bench            measure, print the table and write benches/README.md
//! cargo xtask vectors          make the vector files again from the oracle
//! cargo xtask docs             make the generated documents again
//! cargo xtask confusion        print what `explain` gets right, broken twin by broken twin
//! ```
//!
//! A new lane is a file in `lanes/` and a row in [`lanes::LANES`].
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks to its terminal")]
#![allow(clippy::disallowed_methods, reason = "a build tool reads the environment, files and the clock")]

mod api;
mod bench;
mod lane;
mod lanes;
mod mobile;
mod run;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask test [LANE...]   run every test lane, or the named ones
       cargo xtask bench            measure, print the table and write benches/README.md
       cargo xtask vectors          make the vector files again from the oracle
       cargo xtask docs             make the generated documents again
       cargo xtask confusion        print what `explain` gets right, broken twin by broken twin";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test", names @ ..] => lane::run_all(lanes::LANES, names),
        ["bench"] => exit(bench::run()),
        ["vectors"] => exit(lanes::vectors::regenerate()),
        ["docs"] => exit(lanes::rust::write_documents() && lanes::rust::write_values() && api::write()),
        ["confusion"] => exit(lanes::rust::confusion()),
        _ => {
            eprintln!("{USAGE}\n\nlanes:");
            for lane in lanes::LANES {
                eprintln!("  {:<10} {}", lane.name, lane.about);
            }
            ExitCode::from(2)
        }
    }
}

fn exit(good: bool) -> ExitCode {
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
