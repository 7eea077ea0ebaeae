//! The `netcode` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(netcode_cli::run(std::env::args_os()))
}
