//! `netcode portal`: the portal on an SQLite file or a PostgreSQL database.

mod account;
mod codes;
pub(crate) mod desk;
mod locks;
mod operate;
mod stays;

use clap::Subcommand;
use serde::Serialize;
use serde_json::Value;

use crate::fail::{Outcome, Result};
use crate::output;
use desk::Desk;
pub(crate) use desk::{parse, present, write_private};

/// The portal: accounts, users, locks, credits, codes and their delivery
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    desk: desk::DeskArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make the store, and the key file if there is none
    Init,
    /// Registering, signing in, passwords, the account itself
    #[command(subcommand)]
    Account(account::Command),
    /// People who share the account
    #[command(subcommand)]
    User(account::UserCommand),
    /// Locks
    #[command(subcommand)]
    Lock(locks::Command),
    /// Generate a code
    Issue(codes::IssueArgs),
    /// Stays: the planner finds the codes, each is charged once, and changes keep what still serves
    #[command(subcommand)]
    Stay(stays::Command),
    /// Generate many codes from lines of JSON, in one transaction
    Bulk {
        /// Lines shaped like {"request", "lock", "grant", "guest"?, "send"?}; - is standard input
        file: String,
    },
    /// The history of codes, one code, sending it again
    #[command(subcommand)]
    Code(codes::CodeCommand),
    /// Credits: balance, statement, packages
    #[command(subcommand)]
    Credits(account::CreditsCommand),
    /// Phones that may ask for codes by text message
    #[command(subcommand)]
    Phone(locks::PhoneCommand),
    /// The audit trail
    #[command(subcommand)]
    Audit(operate::AuditCommand),
    /// Messages that wait to be delivered
    #[command(subcommand)]
    Outbox(operate::OutboxCommand),
    /// Contact support: what happened, without codes, keys and passwords
    Report {
        /// What happened
        words: String,
        /// What was found out about it
        #[arg(long, default_value = "")]
        diagnosis: String,
    },
    /// Copy the store into a new file while it is in use; to restore, put the copy in the store's place
    Backup {
        /// The file to make
        file: String,
    },
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let Args { desk: options, command } = args;
    if let Command::Init = command {
        return operate::init(&options);
    }
    if let Command::Backup { file } = &command {
        return operate::backup(&options, file);
    }
    let mut desk = Desk::open(options)?;
    match command {
        Command::Account(command) => account::run(&mut desk, command),
        Command::User(command) => account::run_user(&mut desk, command),
        Command::Lock(command) => locks::run(&mut desk, command),
        Command::Issue(args) => codes::issue(&mut desk, args),
        Command::Stay(command) => stays::run(&mut desk, command),
        Command::Bulk { file } => codes::bulk(&mut desk, &file),
        Command::Code(command) => codes::run(&mut desk, command),
        Command::Credits(command) => account::run_credits(&mut desk, command),
        Command::Phone(command) => locks::run_phone(&mut desk, command),
        Command::Audit(command) => operate::run_audit(&mut desk, command),
        Command::Outbox(command) => operate::run_outbox(&mut desk, command),
        Command::Report { words, diagnosis } => operate::report(&mut desk, words, diagnosis),
        Command::Init | Command::Backup { .. } => Ok(Outcome::Done),
    }
}

/// An answer: JSON for programs; for people a table of a list's entries, or the names and values of one.
pub(crate) fn show(json: bool, answer: &impl Serialize) -> Result<Outcome> {
    if json {
        output::json(answer)?;
        return Ok(Outcome::Done);
    }
    match serde_json::to_value(answer).map_err(std::io::Error::from)? {
        Value::Array(rows) => rows_of(&rows)?,
        Value::Object(fields) => {
            for value in fields.values() {
                if let Value::Array(rows) = value
                    && rows.iter().all(Value::is_object)
                    && !rows.is_empty()
                {
                    rows_of(rows)?;
                }
            }
            let plain =
                |value: &Value| !matches!(value, Value::Array(rows) if rows.iter().any(Value::is_object));
            let pairs: Vec<(&str, String)> = fields
                .iter()
                .filter(|(_, value)| plain(value) && !value.is_null())
                .map(|(name, value)| (name.as_str(), words(value)))
                .collect();
            output::pairs(&pairs)?;
        }
        other => output::line(&words(&other))?,
    }
    Ok(Outcome::Done)
}

fn rows_of(rows: &[Value]) -> Result<()> {
    let Some(first) = rows.first().and_then(Value::as_object) else { return Ok(()) };
    let heading: Vec<&str> = first.keys().map(String::as_str).collect();
    let mut table = output::table(&heading);
    for row in rows {
        table.add_row(heading.iter().map(|name| row.get(name).map(words).unwrap_or_default()));
    }
    output::line(&table.to_string())
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(words).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
