//! `netcode twin`: locks in virtual time.

use std::io::{self, BufRead as _, BufWriter, IsTerminal as _, Write as _};

use clap::{Args, Subcommand};
use netcode::code::SiteKey;
use netcode::id::Serial;
use netcode::script::{Line, Script, Session};
use netcode::time::LockTime;
use netcode::twin::{Bolt, Fleet, Identity, Moment, Twin};
use serde_json::{Value, json};

use crate::fail::{Fail, Outcome, Result};
use crate::keys::read_file;
use crate::model::Files;
use crate::output;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Run a script of steps: one JSON line a step
    Run(Run),
    /// Press the keys of a lock yourself
    Play(Play),
    /// Run many locks through a long time with drifting clocks and careless guests; say who was refused and why
    Fleet(FleetArgs),
}

#[derive(Args)]
pub(crate) struct FleetArgs {
    /// Id or alias of the model
    model: String,
    #[command(flatten)]
    files: Files,
    /// How many locks
    #[arg(long, default_value_t = 1_000)]
    locks: u32,
    /// How many days
    #[arg(long, default_value_t = 365)]
    days: u32,
    /// The first day, lock time
    #[arg(long, value_name = "TIME", default_value = "2026-01-01T00:00")]
    start: String,
    /// The seed: the same seed gives the same run
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many times a year the cells of a lock are changed
    #[arg(long, default_value_t = 1)]
    cell_changes: u32,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(crate) struct Run {
    /// The script; `-` is standard input
    script: String,
    #[command(flatten)]
    files: Files,
    /// The output is JSON lines in any case
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(crate) struct Play {
    /// Id or alias of the model
    model: String,
    #[command(flatten)]
    files: Files,
    /// The moment it begins, on the lock's clock
    #[arg(long, value_name = "TIME", default_value = "2026-07-01T12:00:00")]
    start: String,
    /// The site key as 64 hexadecimal digits; the published example unless given
    #[arg(long, value_name = "HEX")]
    site_key: Option<String>,
    /// The lock's serial
    #[arg(long, value_name = "TEXT")]
    serial: Option<String>,
    /// Print the JSON line of each step, as `twin run` does
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Run(args) => run_script(&args),
        Command::Play(args) => play(&args),
        Command::Fleet(args) => fleet(&args),
    }
}

fn run_script(args: &Run) -> Result<Outcome> {
    let catalogue = args.files.catalogue()?;
    let script = Script::parse(&read_file(&args.script)?)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for line in script.run(&catalogue)? {
        serde_json::to_writer(&mut out, &line).map_err(io::Error::from)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn fleet(args: &FleetArgs) -> Result<Outcome> {
    let fleet = Fleet {
        model: args.model.clone(),
        locks: args.locks,
        start: LockTime::parse(&args.start)?,
        days: args.days,
        seed: args.seed,
        cell_changes_a_year: args.cell_changes,
    };
    let catalogue = args.files.catalogue()?;
    let report = fleet.run(&catalogue)?;
    if args.json {
        output::json(&report)?;
        return Ok(Outcome::Done);
    }
    output::pairs(&[
        ("model", report.model.clone()),
        ("locks, days", format!("{}, {}", report.locks, report.days)),
        ("stays", report.stays.to_string()),
        ("codes typed", report.tries.to_string()),
        ("  that opened", report.opened.to_string()),
        ("cells changed", report.cell_changes.to_string()),
        ("widest clock error", format!("{} s", report.widest_clock_error_seconds)),
    ])?;
    let mut refused = output::table(&["the guest", "refused because", "times"]);
    for refusal in &report.refused {
        refused.add_row([word(&refusal.guest), word(&refusal.why), refusal.times.to_string()]);
    }
    output::line(&refused.to_string())?;
    let mut examples = output::table(&["lock", "at", "its clock", "the guest", "refused because"]);
    for example in report.examples.iter().take(10) {
        let (guest, why) = (word(&example.guest), word(&example.why));
        examples.add_row([&example.serial, &example.at, &example.clock, &guest, &why]);
    }
    output::line(&examples.to_string())?;
    Ok(Outcome::Done)
}

/// The wire word of a value, without its punctuation.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word.replace('_', " "),
        Ok(Value::Object(object)) => object
            .iter()
            .map(|(kind, inner)| format!("{kind}: {}", inner.as_str().unwrap_or_default()))
            .collect(),
        _ => "the keypad did not listen".to_owned(),
    }
}

const HELP: &str = "\
type keys and press Enter: the entry is judged as a whole, blanks are ignored
  2244                 a code               #11335577 02 9999   a program
  2244..               keep the entry open
  :wait 1h             let time pass: 10s, 30m, 3h, 1d
  :door open           :door closed         :handle turn        :handle release
  :battery low         out, in, low, critical, dead, ok, override
  :press 1             hold a key or button :release 1          :button program 30s
  :turn unlock         by key or thumb-turn :turn lock
  :card 04A1B2         :input rem2 closed   :set {\"ppm\": 20}    :app {\"unlock\": {}}
  :state               everything the lock shows from outside
  :quit";

fn play(args: &Play) -> Result<Outcome> {
    let catalogue = args.files.catalogue()?;
    let example = Identity::example()?;
    let identity = match (&args.site_key, &args.serial) {
        (None, None) => example,
        (key, serial) => example.with(
            key.as_deref().map(SiteKey::from_hex).transpose()?,
            serial.as_deref().map(Serial::new).transpose()?,
        ),
    };
    let twin = Twin::new(catalogue.get(&args.model)?.clone(), identity, Moment::parse(&args.start)?);
    let screen = Screen { colour: io::stdout().is_terminal(), json: args.json };
    if !screen.json {
        let keypad = &twin.model().keypad;
        let buttons = keypad.buttons.value.join(", ");
        let buttons = if buttons.is_empty() { buttons } else { format!("; buttons {buttons}") };
        output::line(&format!("{} (keys {}{buttons})", twin.model().name, keypad.keys.value))?;
        output::line(HELP)?;
    }
    let mut session = Session::new(twin);
    let mut typed = String::new();
    loop {
        screen.prompt(session.twin())?;
        typed.clear();
        if io::stdin().lock().read_line(&mut typed)? == 0 {
            return Ok(Outcome::Done);
        }
        match typed.trim() {
            "" => {}
            ":quit" | ":q" => return Ok(Outcome::Done),
            ":help" | ":h" | "?" => output::line(HELP)?,
            ":state" => output::json(&session.twin().view())?,
            text => match step(text).map(|step| session.act(&step.to_string())) {
                Some(Ok(line)) => screen.show(&line)?,
                Some(Err(error)) => screen.error(&error)?,
                None => output::line("not understood; :help lists what can be done")?,
            },
        }
    }
}

/// What was typed, as a step of a script.
fn step(text: &str) -> Option<Value> {
    let Some(command) = text.strip_prefix(':') else {
        let more = text.ends_with("..");
        return Some(json!({"keys": text.trim_end_matches('.'), "more": more}));
    };
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    let rest = rest.trim();
    let mut words = rest.split_whitespace();
    Some(match name {
        "wait" | "door" | "handle" | "turn" | "battery" | "press" | "release" | "card" => json!({name: rest}),
        "button" => match (words.next()?, words.next()) {
            (button, Some(hold)) => json!({"button": button, "hold": hold}),
            (button, None) => json!({"button": button}),
        },
        "input" => json!({"input": words.next()?, "state": words.next()?}),
        "set" | "app" => json!({name: serde_json::from_str::<Value>(rest).ok()?}),
        _ => return None,
    })
}

/// How a lock is shown.
struct Screen {
    colour: bool,
    json: bool,
}

impl Screen {
    fn prompt(&self, twin: &Twin) -> Result<()> {
        if self.json {
            return Ok(());
        }
        let bolt = match twin.bolt() {
            Bolt::Locked => self.paint("31", "locked"),
            Bolt::Unlocked => self.paint("32", "open"),
        };
        let mut out = io::stdout().lock();
        write!(out, "{} {bolt} > ", twin.view().clock)?;
        out.flush()?;
        Ok(())
    }

    fn show(&self, line: &Line) -> Result<()> {
        if self.json {
            return output::line(&serde_json::to_string(line).map_err(io::Error::from).map_err(Fail::from)?);
        }
        match line {
            Line::Done { effects, ignored, .. } => {
                let words: Vec<String> = effects.iter().map(|word| self.light(word)).collect();
                output::line(&format!(
                    "  {}",
                    if words.is_empty() { "-".to_owned() } else { words.join(" ") }
                ))?;
                if !ignored.is_empty() {
                    output::line(&format!("  no effect: {}", ignored.join(" ")))?;
                }
                Ok(())
            }
            Line::Failed { error, .. } => self.error(error),
        }
    }

    fn error(&self, error: &netcode::Error) -> Result<()> {
        if self.json {
            return output::line(&json!({"error": error}).to_string());
        }
        output::line(&format!("  {error} ({}); {}", error.code(), error.hint()))
    }

    fn light(&self, word: &str) -> String {
        match word {
            "blue" => self.paint("34", "● blue"),
            "red" => self.paint("31", "● red"),
            "green" => self.paint("32", "● green"),
            "beep" => self.paint("33", "♪ beep"),
            "cross" => self.paint("31", "✕ cross"),
            "check" => self.paint("32", "✓ check"),
            "padlock" => self.paint("33", "▣ padlock"),
            other => self.paint("1", other),
        }
    }

    fn paint(&self, style: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
