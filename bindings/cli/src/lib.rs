//! The `netcode` command: every capability of the library from the shell.
//!
//! Each area has a file: it parses arguments, calls the library and prints. What the library does not do is not done
//! here either. Human output goes to standard output as tables, `--json` makes it JSON; errors go to standard error
//! with their code and hint, and the exit status tells their kind.
//!
//! It is a library so that the Python package can carry the command too: [`run`].

mod app;
mod census;
mod code;
mod door;
mod explain;
mod fail;
mod keys;
mod model;
mod output;
mod portal;
mod risk;
mod stay;
mod stays;
mod troubleshoot;
mod twin;

use std::ffi::OsString;

use clap::{CommandFactory as _, Parser, Subcommand};

use fail::Outcome;

/// Keypad access codes: issue time-limited codes for offline locks, verify them, and ask before sending what a guest
/// is truly guaranteed.
#[derive(Parser)]
#[command(name = "netcode", version, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Issue and read codes
    #[command(subcommand)]
    Code(code::Command),
    /// How likely a guessed code opens, and what would make it less likely
    Risk(risk::Args),
    /// Lock models: what each is and does, and how sure that is
    #[command(subcommand)]
    Model(model::Command),
    /// Locks in virtual time: type at them and see what they do
    #[command(subcommand)]
    Twin(twin::Command),
    /// Codes for every stay of a booking feed
    #[command(subcommand)]
    Stays(stays::Command),
    /// Plan a stay, ask what a code guarantees, and what to do when plans change
    #[command(subcommand)]
    Stay(stay::Command),
    /// Who can enter a door at a moment, and how each code can be taken back
    Census(census::Args),
    /// A door's timeline, its clock, and the daylight-saving dates to type
    #[command(subcommand)]
    Door(door::Command),
    /// A lock-management app: parameters, synchronising, phones, the gateway
    App(app::Args),
    /// Accounts, users, locks, credits and codes in a store
    Portal(portal::Args),
    /// Why a code did not open a door: ranked causes, and the question that tells them apart
    Explain(explain::Args),
    /// From a symptom to a fix, step by step: what to do, what to look for, and what it would mean
    Troubleshoot(troubleshoot::Args),
    /// Print the completions of a shell
    Completions {
        /// bash, zsh, fish, elvish or powershell
        shell: clap_complete::Shell,
    },
}

/// Runs the command with these arguments, the first of which is its name, and answers its exit status.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help goes to standard output, what is wrong to standard error; where neither can be written, nobody reads.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let done = match cli.command {
        Command::Code(command) => code::run(command),
        Command::Risk(args) => risk::run(&args),
        Command::Model(command) => model::run(command),
        Command::Twin(command) => twin::run(command),
        Command::Stays(command) => stays::run(command),
        Command::Stay(command) => stay::run(command),
        Command::Census(args) => census::run(&args),
        Command::Door(command) => door::run(command),
        Command::App(args) => app::run(args),
        Command::Portal(args) => portal::run(args),
        Command::Explain(args) => explain::run(&args),
        Command::Troubleshoot(args) => troubleshoot::run(&args),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "netcode", &mut std::io::stdout());
            Ok(Outcome::Done)
        }
    };
    fail::report(done)
}
