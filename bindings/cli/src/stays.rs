//! `netcode stays issue`: a booking feed in, a proved code for every stay out.

mod store;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use netcode::Error;
use netcode::desk::{self, Desk, Handout};
use netcode::feed::{self, Content, Entry, Options, Skip};
use netcode::portal::{StayAnswer, StayOutcome};
use serde_json::{Value, json};

use crate::fail::{Fail, Outcome, Result};
use crate::keys::read_file;
use crate::output;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Issue a code for every stay of a booking feed, and prove each on the lock's verifier
    Issue(Issue),
}

pub(crate) fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Issue(args) => issue(&args),
    }
}

#[derive(Args)]
pub(crate) struct Issue {
    /// Booking feed: an iCalendar (.ics) or CSV file, - for standard input
    feed: String,
    /// The lock, what it accepts, and the house rules: codes are computed and nothing is kept
    #[arg(long, value_name = "DOOR.json", required_unless_present = "store", conflicts_with = "store")]
    door: Option<String>,
    #[command(flatten)]
    portal: store::Args,
    /// Write the codes to this file, as JSON if its name ends in .json, else as CSV
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
    /// Take days that are closed or not available as stays: some sites publish bookings so
    #[arg(long)]
    closed_are_stays: bool,
    /// Print one JSON array instead of a table
    #[arg(long)]
    json: bool,
}

/// What became of one entry of the feed.
struct Answer {
    line: u64,
    id: Option<String>,
    result: Answered,
}

enum Answered {
    Issued(Handout),
    Stay(Box<StayAnswer>),
    Skipped(Skip),
    Failed(Error),
}

fn issue(args: &Issue) -> Result<Outcome> {
    let entries = feed::read(&read_file(&args.feed)?, Options { closed_are_stays: args.closed_are_stays })?;
    let progress = progress(entries.len() as u64);
    let (answers, gone) = match &args.door {
        Some(door) => {
            let desk = open_desk(door)?;
            (
                entries.into_iter().map(|entry| answer(&desk, entry)).inspect(|_| progress.inc(1)).collect(),
                Vec::new(),
            )
        }
        None => store::issue(&args.portal, &entries, &progress)?,
    };
    progress.finish_and_clear();
    if let Some(path) = &args.out {
        write_out(path, &answers)?;
    }
    if args.json {
        output::json(&answers.iter().filter_map(Answer::json).collect::<Vec<Value>>())?;
    } else {
        print(&answers)?;
    }
    if !gone.is_empty() {
        let list = gone.join(", ");
        writeln!(
            io::stderr(),
            "no longer in the feed, left as they are: {list}; --gone-are-cancelled cancels them"
        )?;
    }
    let failed = answers.iter().any(|answer| matches!(answer.result, Answered::Failed(_)));
    Ok(if failed { Outcome::SomeBad } else { Outcome::Done })
}

/// A bar for a person who waits; nothing otherwise.
fn progress(entries: u64) -> ProgressBar {
    if entries < 500 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} stays, {eta} left");
    ProgressBar::new(entries).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Opens a door file; the site key file it names lies beside it.
pub(crate) fn open_desk(path: &str) -> Result<Desk> {
    let text = read_file(path)?;
    let site_key = match desk::site_key_file(&text)? {
        Some(file) => {
            let beside =
                Path::new(path).parent().map_or_else(|| file.clone().into(), |folder| folder.join(&file));
            Some(read_file(&beside.to_string_lossy())?)
        }
        None => None,
    };
    Ok(Desk::open(&text, site_key.as_deref())?)
}

fn answer(desk: &Desk, entry: Entry) -> Answer {
    let result = match entry.content {
        Content::Booking(booking) => match desk.issue(&booking) {
            Ok(handout) => Answered::Issued(handout),
            Err(error) => Answered::Failed(error),
        },
        Content::Skipped(skip) => Answered::Skipped(skip),
        Content::Bad(error) => Answered::Failed(error),
    };
    Answer { line: entry.line, id: entry.id, result }
}

impl Answer {
    fn id(&self) -> String {
        self.id.clone().unwrap_or_else(|| format!("line {}", self.line))
    }

    /// Whether the guest does not come: then the codes are no longer handed out.
    fn is_off(&self) -> bool {
        matches!(&self.result, Answered::Stay(stay) if stay.outcome == StayOutcome::Cancelled)
    }

    /// What the guest got, if he got anything.
    fn handout(&self) -> Option<&Handout> {
        match &self.result {
            Answered::Issued(handout) => Some(handout),
            Answered::Stay(stay) => Some(&stay.handout),
            Answered::Skipped(_) | Answered::Failed(_) => None,
        }
    }

    /// The object of one stay: the handout with its first code on top, or the error. Skipped entries are no stays.
    fn json(&self) -> Option<Value> {
        match &self.result {
            Answered::Skipped(_) => None,
            Answered::Failed(error) => Some(json!({ "stay": self.id(), "line": self.line, "error": error })),
            Answered::Issued(handout) => Some(self.told(json!(handout), handout)),
            Answered::Stay(stay) => Some(self.told(json!(stay), &stay.handout)),
        }
    }

    fn told(&self, mut value: Value, handout: &Handout) -> Value {
        let (first, last) = (handout.codes.first(), handout.codes.last());
        if let Some(object) = value.as_object_mut() {
            object.insert("line".into(), json!(self.line));
            object.insert("code".into(), json!(first.map(|code| &code.code)));
            object.insert("grant".into(), json!(first.map(|code| &code.grant)));
            object.insert("opens_from".into(), json!(first.map(|code| &code.opens_from)));
            object.insert("opens_until".into(), json!(last.map(|code| &code.opens_until)));
        }
        value
    }
}

const COLUMNS: [&str; 11] = [
    "stay",
    "guest",
    "check_in",
    "check_out",
    "code",
    "grant",
    "guaranteed_from",
    "guaranteed_until",
    "first_use_by",
    "spill_before",
    "spill_after",
];

/// One row a code; a stay with several codes has several rows.
fn rows(answers: &[Answer]) -> impl Iterator<Item = [String; 11]> + '_ {
    let issued = answers.iter().filter(|answer| !answer.is_off()).filter_map(Answer::handout);
    issued.flat_map(|handout| {
        handout.codes.iter().map(|code| {
            [
                handout.stay.clone(),
                handout.guest.clone().unwrap_or_default(),
                handout.check_in.clone(),
                handout.check_out.clone(),
                code.code.clone(),
                code.grant.to_string(),
                handout.guaranteed_from.clone().unwrap_or_default(),
                handout.guaranteed_until.clone().unwrap_or_default(),
                code.first_use_by.clone().unwrap_or_default(),
                spilled(handout.spill_before_minutes),
                spilled(handout.spill_after_minutes),
            ]
        })
    })
}

/// Minutes as people say them.
fn spilled(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, 0) => "-".to_owned(),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

fn print(answers: &[Answer]) -> Result<()> {
    let mut table = output::table(&[
        "stay",
        "guest",
        "check-in",
        "check-out",
        "code",
        "grant",
        "guaranteed",
        "first use by",
        "opens earlier by",
        "opens later by",
    ]);
    for [stay, guest, check_in, check_out, code, grant, from, until, first_use, before, after] in
        rows(answers)
    {
        let short = |time: &str| time.get(..16).unwrap_or(time).replace('T', " ");
        let promise = if from == check_in && until == check_out {
            "all of it".to_owned()
        } else {
            format!("{} to {}", short(&from), short(&until))
        };
        let stay = stay.chars().take(24).collect::<String>();
        table.add_row([
            stay,
            guest,
            short(&check_in),
            short(&check_out),
            code,
            grant,
            promise,
            short(&first_use),
            before,
            after,
        ]);
    }
    if !table.is_empty() {
        output::line(&table.to_string())?;
    }
    let has_codes = |answer: &&Answer| {
        !answer.is_off() && answer.handout().is_some_and(|handout| !handout.codes.is_empty())
    };
    let issued = answers.iter().filter(has_codes).count();
    output::line(&format!("{issued} stays have codes, each tried on the lock's verifier"))?;
    store::print(answers)?;
    for skip in Skip::ALL {
        let skips = |answer: &&Answer| matches!(answer.result, Answered::Skipped(other) if other == skip);
        match answers.iter().filter(skips).count() {
            0 => {}
            count => {
                output::line(&format!("{count} of the feed's entries are no stays: {}", skip.meaning()))?
            }
        }
    }
    for answer in answers {
        if let Answered::Failed(error) = &answer.result {
            complain(answer, error)?;
        }
    }
    Ok(())
}

fn complain(answer: &Answer, error: &Error) -> Result<()> {
    let mut err = io::stderr().lock();
    writeln!(err, "line {}: {error}\n  code: {}\n  hint: {}", answer.line, error.code(), error.hint())?;
    Ok(())
}

fn write_out(path: &str, answers: &[Answer]) -> Result<()> {
    let failed = |error: io::Error| Fail::File { path: path.to_owned(), error };
    if Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        let stays: Vec<Value> = answers.iter().filter_map(Answer::json).collect();
        let mut file = io::BufWriter::new(std::fs::File::create(path).map_err(failed)?);
        serde_json::to_writer_pretty(&mut file, &stays).map_err(|error| failed(error.into()))?;
        return file.write_all(b"\n").and_then(|()| file.flush()).map_err(failed);
    }
    let file = std::fs::File::create(path).map_err(failed)?;
    let mut table = csv::Writer::from_writer(file);
    table.write_record(COLUMNS).map_err(|error| failed(error.into()))?;
    for row in rows(answers) {
        table.write_record(row).map_err(|error| failed(error.into()))?;
    }
    table.flush().map_err(failed)
}
