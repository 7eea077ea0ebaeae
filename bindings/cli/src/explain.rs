//! `netcode explain`: why a code did not open a door, from what the issuer knows.

use clap::{Args as ClapArgs, Subcommand};
use netcode::Error;
use netcode::advise::{
    self, Attempt, Cause, Explanation, Known, LogFinding, NamedCodes, OtherLock, Question, Records, Signal,
};
use netcode::catalogue::Catalogue;
use netcode::error::table::advise::QUESTION_UNKNOWN;
use serde_json::{Map, Value, json};

use crate::fail::{Outcome, Result};
use crate::keys::read_file;
use crate::output;
use crate::stays::open_desk;

#[derive(ClapArgs)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    attempt: Option<Try>,
}

#[derive(Subcommand)]
enum What {
    /// Every cause: how often it is met, what helps, and where both are known from
    Causes {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Why a lock's log names somebody else: codes that differ in digits and not in buttons
    Log {
        /// The lock's model
        #[arg(long)]
        model: String,
        /// Who has which code: {"Ann": "1357", "Ben": "2468"}; - for standard input
        #[arg(long, value_name = "FILE")]
        codes: String,
        /// Who was at the door
        #[arg(long, value_name = "NAME")]
        was: String,
        /// Who the log says it was
        #[arg(long, value_name = "NAME")]
        logged: String,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(ClapArgs)]
struct Try {
    /// The lock, what it accepts, and its clock
    #[arg(long, value_name = "DOOR.json")]
    door: String,
    /// The codes given out: what `netcode stays issue --json` printed, with `used` and `blocked` where known
    #[arg(long, value_name = "FILE")]
    issued: Option<String>,
    /// Door file of another lock of the account; may be given several times
    #[arg(long, value_name = "DOOR.json")]
    other: Vec<String>,
    /// The lock's model: its keypad rules some causes out
    #[arg(long)]
    model: Option<String>,
    /// What was typed, with * before it if that was pressed; - reads it from standard input
    #[arg(long)]
    code: String,
    /// When, in the property's zone: 2026-07-01T15:20
    #[arg(long, value_name = "TIME")]
    at: String,
    /// What the lock showed: unseen, red, red-at-star, silent, low-battery, good-but-shut
    #[arg(long, default_value = "unseen")]
    signal: String,
    /// Answer to a question asked before, such as opened-before=yes; may be given several times
    #[arg(long, value_name = "QUESTION=yes|no")]
    answer: Vec<String>,
    /// Codes the lock refused within the minute before
    #[arg(long, default_value_t = 0, value_name = "COUNT")]
    refused_lately: u32,
    /// The lock has warned of its battery
    #[arg(long)]
    battery_warned: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<Outcome> {
    match (&args.what, &args.attempt) {
        (Some(What::Causes { json }), _) => causes(*json),
        (Some(What::Log { model, codes, was, logged, json }), _) => {
            let codes = NamedCodes::from_json(&read_file(codes)?)?;
            log(&advise::explain_log(Catalogue::builtin()?.get(model)?, &codes, was, logged)?, *json)
        }
        (None, Some(attempt)) => attempted(attempt),
        (None, None) => Ok(Outcome::Done),
    }
}

fn attempted(args: &Try) -> Result<Outcome> {
    let desk = open_desk(&args.door)?;
    let zone = desk.house().zone;
    let records = match &args.issued {
        Some(path) => Records::from_json(&read_file(path)?, zone)?,
        None => Records::default(),
    };
    let mut others = Vec::new();
    for path in &args.other {
        others.push(OtherLock { name: path.clone(), identity: open_desk(path)?.identity() });
    }
    let model = match &args.model {
        Some(name) => Some(Catalogue::builtin()?.get(name)?.clone()),
        None => None,
    };
    let known = Known {
        door: desk.door().clone(),
        identity: desk.identity(),
        handed: records.handed,
        former: records.former.iter().map(|at| (*at, desk.identity_initialised(*at))).collect(),
        others,
        model,
        refused_lately: args.refused_lately,
        battery_warned: args.battery_warned,
    };
    let typed = if args.code == "-" { read_file("-")? } else { args.code.clone() };
    let signal = Signal::parse(&args.signal)?;
    let mut attempt = Attempt::new(typed.trim(), zone.read(&args.at)?.to_utc(), signal)?;
    for answer in &args.answer {
        let (question, yes) = answered(answer)?;
        attempt = attempt.answered(question, yes);
    }
    let explanation = advise::explain(&known, &attempt)?;
    if args.json {
        output::json(&explanation.to_value())?;
    } else {
        print(&explanation)?;
    }
    Ok(Outcome::Done)
}

fn print(explanation: &Explanation) -> Result<()> {
    let mut table = output::table(&["cause", "likely", "evidence", "remedy"]);
    for finding in &explanation.findings {
        let likely = format!("{:.0} %", finding.likelihood * 100.0);
        table.add_row([finding.cause.as_str(), &likely, &finding.evidence, &finding.remedy]);
    }
    output::line(&table.to_string())?;
    if !explanation.tie.is_empty() {
        let tied: Vec<&str> = explanation.tie.iter().map(|cause| cause.as_str()).collect();
        output::line(&format!("not told apart: {}", tied.join(", ")))?;
    }
    if let Some(question) = explanation.next {
        output::line(&format!("ask: {} (--answer {}=yes or no)", question.text(), question.as_str()))?;
    }
    Ok(())
}

fn answered(text: &str) -> Result<(Question, bool)> {
    let (name, answer) = text.split_once('=').unwrap_or((text, ""));
    let yes = match answer {
        "yes" => true,
        "no" => false,
        _ => {
            return Err(Error::new(
                &QUESTION_UNKNOWN,
                format_args!("`{text}` does not answer a question with yes or no"),
            )
            .into());
        }
    };
    Ok((Question::parse(name)?, yes))
}

fn log(finding: &LogFinding, json: bool) -> Result<Outcome> {
    if json {
        output::json(finding)?;
        return Ok(Outcome::Done);
    }
    output::line(&finding.evidence)?;
    output::line(&finding.remedy)?;
    if !finding.alike.is_empty() {
        output::line(&format!("pressed alike: {}", finding.alike.join(", ")))?;
    }
    Ok(Outcome::Done)
}

fn causes(json: bool) -> Result<Outcome> {
    if json {
        let mut all = Map::new();
        for cause in Cause::ALL {
            all.insert(cause.as_str().into(), json!(cause.belief()?));
        }
        output::json(&Value::Object(all))?;
        return Ok(Outcome::Done);
    }
    let mut table = output::table(&["cause", "met in", "known from", "remedy", "known from"]);
    for cause in Cause::ALL {
        let belief = cause.belief()?;
        let from = |mark: netcode::catalogue::Mark, source: &[String]| {
            format!("{} {}", mark.as_str(), source.join(" ")).trim_end().to_owned()
        };
        let (prior, remedy) = (&belief.prior, &belief.remedy);
        table.add_row([
            cause.as_str(),
            &format!("{:.1} %", prior.value * 100.0),
            &from(prior.mark, &prior.source),
            &remedy.value,
            &from(remedy.mark, &remedy.source),
        ]);
    }
    output::line(&table.to_string())?;
    Ok(Outcome::Done)
}
