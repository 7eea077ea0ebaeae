//! `netcode code`: issue and read.

use std::io::{self, BufRead as _, Write as _};

use clap::{Args, Subcommand};
use netcode::code::{Code, HeldKey, Identity, Inspection, KeyRef, Meaning, answer_line, answer_row, inspect};
use netcode::grant::Grant;
use netcode::time::LockTime;
use serde_json::{Map, Value, json};

use crate::fail::{Outcome, Result};
use crate::keys::{LockArgs, ProfileArgs, SiteKeyArgs, missing};
use crate::output;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Issue the code of a grant, or with --jsonl one for every line of standard input
    Issue(Box<Issue>),
    /// What a code says; with --at also whether it opens then, and why not
    Read(Box<Read>),
}

pub(crate) fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Issue(args) if args.jsonl => issue_lines(),
        Command::Issue(args) => issue(&args),
        Command::Read(args) => read(&args),
    }
}

#[derive(Args)]
pub(crate) struct Issue {
    /// Read rows from standard input, one JSON object a line, and answer each on a line of its own
    #[arg(long, exclusive = true)]
    jsonl: bool,
    #[command(flatten)]
    site_key: SiteKeyArgs,
    #[command(flatten)]
    lock: LockArgs,
    /// Slot table: S, or X for locks that run this library
    #[arg(long, default_value = "S")]
    layout: String,
    /// Digits of the code: 6 to 10
    #[arg(long)]
    digits: Option<u32>,
    /// What the code may do, as JSON: {"mode": "standard-multi", "start": "2026-03-14T09:00", "hours": 3}
    #[arg(long, value_name = "JSON")]
    grant: Option<String>,
    /// Print all fields as JSON
    #[arg(long)]
    json: bool,
}

fn issue(args: &Issue) -> Result<Outcome> {
    let mut row = Map::new();
    let mut put = |name: &str, value: Value| drop(row.insert(name.into(), value));
    put("site_key", json!(args.site_key.text()?));
    put("serial", json!(args.lock.serial));
    put("lock_id", json!(args.lock.lock_id));
    put("initialised", json!(args.lock.initialised));
    put("layout", json!(args.layout));
    put("digits", json!(args.digits));
    let grant = args.grant.as_deref().ok_or_else(|| missing("--grant"))?;
    put("grant", Grant::from_json(grant)?.to_value());
    if let Some(group) = &args.lock.group {
        put("group", json!(group));
        put("generation", json!(args.lock.generation));
    }
    let mut answer = answer_row(&Value::Object(row))?;
    if !args.json {
        output::line(answer.get("code").and_then(Value::as_str).unwrap_or_default())?;
        return Ok(Outcome::Done);
    }
    if let Some(fields) = answer.as_object_mut() {
        fields.remove("site_key");
        fields.retain(|_, value| !value.is_null());
    }
    output::json(&answer)?;
    Ok(Outcome::Done)
}

/// The longest row that is read; a longer one is an error on its own line.
const LONGEST_LINE: u64 = 64 * 1024;

fn issue_lines() -> Result<Outcome> {
    let mut input = io::stdin().lock();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Done;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = io::Read::take(&mut input, LONGEST_LINE).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        if line.last() != Some(&b'\n') && read as u64 == LONGEST_LINE {
            input.skip_until(b'\n')?;
            line = b"\"a row of more than 64 KiB\"".to_vec();
        }
        let answer = match answer_line(number, &String::from_utf8_lossy(&line)) {
            None => continue,
            Some(Ok(answer)) => answer,
            Some(Err(error)) => {
                outcome = Outcome::SomeBad;
                error
            }
        };
        serde_json::to_writer(&mut out, &answer).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(outcome)
}

#[derive(Args)]
pub(crate) struct Read {
    #[command(flatten)]
    site_key: SiteKeyArgs,
    #[command(flatten)]
    lock: LockArgs,
    #[command(flatten)]
    profile: ProfileArgs,
    /// Digits of the lock's codes; the code's own unless given
    #[arg(long)]
    digits: Option<u8>,
    /// Lock time at which to ask whether the code opens, YYYY-MM-DDTHH:MM
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The code, with its leading zeros
    code: String,
    /// Print all fields as JSON
    #[arg(long)]
    json: bool,
}

fn read(args: &Read) -> Result<Outcome> {
    let site = args.site_key.read()?;
    let code = Code::parse(&args.code)?;
    let profile = args.profile.profile(args.digits.unwrap_or(code.len()))?;
    let (own, made) = args.lock.held(&site)?;
    let mut keys = vec![own];
    for (group, generation) in args.profile.group_ids()? {
        let identity = Identity::group(site.group_key(group), group, generation);
        keys.push(HeldKey { key: KeyRef::Group(group.number()), identity });
    }
    let at = args.at.as_deref().map(LockTime::parse).transpose()?;
    let near = made.or(at).map_or_else(today, Ok)?;
    let inspection = inspect(&keys, &profile, &code, near, at)?;
    let said = describe(args, &code, &inspection);
    if args.json {
        output::json(&said)?;
    } else {
        print(&inspection, args.profile.first_use_hours)?;
    }
    Ok(Outcome::Done)
}

/// Where to look first for a code of a group, whose key carries no date.
#[expect(clippy::disallowed_methods, reason = "the command is where the clock is read")]
fn today() -> Result<LockTime> {
    Ok(LockTime::from_naive(chrono::Utc::now().naive_utc())?)
}

fn describe(args: &Read, code: &Code, inspection: &Inspection) -> Value {
    let meanings: Vec<Value> =
        inspection.meanings.iter().map(|meaning| fields(meaning, args.profile.first_use_hours)).collect();
    let mut said = match meanings.first() {
        Some(Value::Object(likeliest)) => likeliest.clone(),
        _ => Map::from_iter([("grant".to_owned(), Value::Null)]),
    };
    said.insert("code".into(), json!(code.as_str()));
    said.insert("layout".into(), json!(args.profile.layout));
    said.insert("digits".into(), json!(code.len()));
    if let Some(reason) = inspection.reason {
        said.insert("at".into(), json!(args.at));
        said.insert("opens".into(), json!(reason == netcode::code::Reason::Opens));
        said.insert("reason".into(), json!(reason));
    }
    said.insert("meanings".into(), Value::Array(meanings));
    Value::Object(said)
}

fn key_name(key: KeyRef) -> String {
    match key {
        KeyRef::Own => "own".to_owned(),
        KeyRef::Group(number) => format!("group {number:03}"),
    }
}

fn fields(meaning: &Meaning, first_use_hours: u32) -> Value {
    let reading = &meaning.reading;
    let mut fields = json!({
        "key": key_name(meaning.key),
        "epoch": reading.epoch,
        "payload": reading.payload,
        "grant": reading.grant.to_value(),
        "starts": reading.grant.start(),
        "ends": reading.grant.ends(),
    });
    if let (Some(fields), Some(by)) = (fields.as_object_mut(), reading.grant.first_use_by(first_use_hours)) {
        fields.insert("first_use_by".into(), json!(by));
    }
    fields
}

fn print(inspection: &Inspection, first_use_hours: u32) -> Result<()> {
    if let Some(reason) = inspection.reason {
        output::line(&format!("{reason}"))?;
    }
    if inspection.meanings.is_empty() {
        return output::line("the digits mean nothing under these keys");
    }
    let mut table = output::table(&["key", "mode", "starts", "length", "ends", "first use by"]);
    for meaning in &inspection.meanings {
        let grant = &meaning.reading.grant;
        let by = grant.first_use_by(first_use_hours).map(|by| by.to_string()).unwrap_or_default();
        table.add_row([
            key_name(meaning.key),
            grant.mode().to_string(),
            grant.start().to_string(),
            grant.term().to_string(),
            grant.ends().to_string(),
            by,
        ]);
    }
    output::line(&table.to_string())
}
