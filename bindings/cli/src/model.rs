//! `netcode model`: what each lock model is and does, and how sure that is.

use std::borrow::Cow;

use clap::{Args, Subcommand};
use netcode::catalogue::{Catalogue, Mark, RULES, Row};
use serde_json::{Value, json};

use crate::fail::{Outcome, Result};
use crate::keys::read_file;
use crate::output;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Every lock model with its aliases
    List(List),
    /// Every fact of one model, with its mark and sources
    Show(Show),
    /// What is assumed about a model, and why this value was chosen
    Doubts(Doubts),
    /// Check a model file of your own against the catalogue's rules
    Lint(Lint),
}

/// Model files of the user's own, beside the built-in ones.
#[derive(Args)]
pub(crate) struct Files {
    /// A model file of your own; may be given several times
    #[arg(long, value_name = "FILE")]
    model_file: Vec<String>,
}

impl Files {
    pub(crate) fn catalogue(&self) -> Result<Cow<'static, Catalogue>> {
        let mut catalogue = Cow::Borrowed(Catalogue::builtin()?);
        for path in &self.model_file {
            catalogue.to_mut().add(&read_file(path)?)?;
        }
        Ok(catalogue)
    }
}

#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    files: Files,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(crate) struct Show {
    /// Id or alias
    model: String,
    #[command(flatten)]
    files: Files,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(crate) struct Doubts {
    /// Id or alias; every model unless given
    model: Option<String>,
    #[command(flatten)]
    files: Files,
    /// List what is inferred as well
    #[arg(long)]
    inferred: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(crate) struct Lint {
    /// The model file; `-` is standard input
    #[arg(required_unless_present = "rules")]
    file: Option<String>,
    /// List the rules instead
    #[arg(long)]
    rules: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::List(args) => list(&args),
        Command::Show(args) => show(&args),
        Command::Doubts(args) => doubts(&args),
        Command::Lint(args) => lint(&args),
    }
}

fn list(args: &List) -> Result<Outcome> {
    let catalogue = args.files.catalogue()?;
    if args.json {
        let models = catalogue.models().map(|model| {
            Ok(json!({
                "id": model.id,
                "name": model.name,
                "maker": model.maker,
                "aliases": model.aliases,
                "netcode_digits": model.netcode_digits(),
                "fingerprint": catalogue.fingerprint(&model.id)?,
            }))
        });
        output::json(&models.collect::<Result<Vec<Value>>>()?)?;
        return Ok(Outcome::Done);
    }
    let mut table = output::table(&["model", "name", "maker", "aliases", "NetCode digits"]);
    for model in catalogue.models() {
        let digits = model.netcode_digits().map_or_else(|| "-".to_owned(), |digits| digits.to_string());
        table.add_row([&model.id, &model.name, &model.maker, &model.aliases.join(", "), &digits]);
    }
    output::line(&table.to_string())?;
    Ok(Outcome::Done)
}

fn show(args: &Show) -> Result<Outcome> {
    let catalogue = args.files.catalogue()?;
    let model = catalogue.get(&args.model)?;
    let facts = catalogue.facts(&model.id)?;
    if args.json {
        let sources: serde_json::Map<String, Value> = facts
            .iter()
            .flat_map(|fact| &fact.source)
            .filter_map(|key| Some((key.clone(), json!(catalogue.source(key)?))))
            .collect();
        output::json(&json!({
            "id": model.id,
            "name": model.name,
            "maker": model.maker,
            "aliases": model.aliases,
            "netcode_digits": model.netcode_digits(),
            "fingerprint": catalogue.fingerprint(&model.id)?,
            "notes": model.notes,
            "facts": facts,
            "sources": sources,
        }))?;
        return Ok(Outcome::Done);
    }
    output::line(&format!("{} ({}), made by {}", model.name, model.id, model.maker))?;
    if !model.aliases.is_empty() {
        output::line(&format!("also called {}", model.aliases.join(", ")))?;
    }
    for note in &model.notes {
        output::line(&format!("- {note}"))?;
    }
    let mut table = output::table(&["fact", "value", "mark", "sources and notes"]);
    for fact in facts {
        let note = notes(fact);
        let from = fact.source.join(", ");
        let said = if note.is_empty() || from.is_empty() { from + &note } else { format!("{from}: {note}") };
        table.add_row([fact.path.clone(), value(fact), fact.mark.as_str().to_owned(), said]);
    }
    output::line(&table.to_string())?;
    Ok(Outcome::Done)
}

fn doubts(args: &Doubts) -> Result<Outcome> {
    let catalogue = args.files.catalogue()?;
    let models: Vec<_> = match &args.model {
        Some(name) => vec![catalogue.get(name)?],
        None => catalogue.models().collect(),
    };
    let wanted = |mark: Mark| mark == Mark::Assumed || args.inferred && mark == Mark::Inferred;
    let mut rows = Vec::new();
    for model in models {
        let facts = catalogue.facts(&model.id)?;
        let doubted = facts.iter().filter(|fact| wanted(fact.mark) || !fact.disputed.is_empty());
        rows.extend(doubted.map(|fact| (model.id.clone(), fact)));
    }
    if args.json {
        let rows = rows.iter().map(|(model, fact)| {
            let mut row = json!(fact);
            if let Some(row) = row.as_object_mut() {
                row.insert("model".to_owned(), json!(model));
            }
            row
        });
        output::json(&rows.collect::<Vec<Value>>())?;
        return Ok(Outcome::Done);
    }
    let mut table = output::table(&["model", "fact", "value", "mark", "why this value"]);
    for (model, fact) in rows {
        let note = notes(fact);
        table.add_row([model, fact.path.clone(), value(fact), fact.mark.as_str().to_owned(), note]);
    }
    output::line(&table.to_string())?;
    Ok(Outcome::Done)
}

fn lint(args: &Lint) -> Result<Outcome> {
    let Some(path) = args.file.as_ref().filter(|_| !args.rules) else {
        if args.json {
            output::json(&RULES)?;
        } else {
            let mut table = output::table(&["rule", "what it asks"]);
            table.add_rows(RULES.iter().map(|rule| [rule.id, rule.asks]));
            output::line(&table.to_string())?;
        }
        return Ok(Outcome::Done);
    };
    let findings = Catalogue::builtin()?.lint(&read_file(path)?)?;
    if args.json {
        output::json(&findings)?;
    } else if findings.is_empty() {
        output::line("no rule is broken")?;
    } else {
        let mut table = output::table(&["rule", "where", "what is wrong", "remedy"]);
        for finding in &findings {
            table.add_row([finding.rule, &finding.path, &finding.message, &finding.remedy]);
        }
        output::line(&table.to_string())?;
    }
    Ok(if findings.is_empty() { Outcome::Done } else { Outcome::SomeBad })
}

/// The note of a fact, and what other sources say instead.
fn notes(fact: &Row) -> String {
    let note = fact.note.iter().cloned();
    let others = fact.disputed.iter().map(|other| {
        let sources = other["source"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let why = other["note"].as_str().map(|note| format!(": {note}")).unwrap_or_default();
        format!("{} says {}{why}", sources.collect::<Vec<_>>().join(", "), other["value"])
    });
    note.chain(others).collect::<Vec<_>>().join(" But ")
}

/// A value as people read it: text without its quotation marks.
fn value(fact: &Row) -> String {
    fact.value.as_str().map_or_else(|| fact.value.to_string(), str::to_owned)
}
