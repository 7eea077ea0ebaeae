//! `netcode troubleshoot`: from a symptom to a fix, step by step.

use std::io::{self, BufRead as _, IsTerminal as _};

use clap::Args as ClapArgs;
use netcode::advise::{Walk, guides, troubleshoot};

use crate::fail::{Outcome, Result};
use crate::output;

#[derive(ClapArgs)]
pub(crate) struct Args {
    /// A lock model by id or alias, or a guide; without it the guides are listed
    model: Option<String>,
    /// Answers so far, separated by commas; at a terminal the rest is asked
    #[arg(long, value_delimiter = ',', value_name = "ANSWERS", requires = "model")]
    answers: Vec<String>,
    /// Print as JSON, without asking
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let Some(model) = &args.model else { return list(args.json) };
    let walk = troubleshoot(model, &args.answers)?;
    if args.json {
        output::json(&walk)?;
        return Ok(Outcome::Done);
    }
    show(&walk)?;
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        ask(model, args.answers.clone(), walk)?;
    }
    Ok(Outcome::Done)
}

fn list(json: bool) -> Result<Outcome> {
    if json {
        output::json(&guides()?)?;
        return Ok(Outcome::Done);
    }
    let mut table = output::table(&["guide", "about", "makers"]);
    table.add_rows(
        guides()?.iter().map(|guide| [guide.id.clone(), guide.title.clone(), guide.makers.join(", ")]),
    );
    output::line(&table.to_string())?;
    Ok(Outcome::Done)
}

/// Puts step after step to a person, until an end or the end of what they type.
fn ask(model: &str, mut answers: Vec<String>, mut walk: Walk) -> Result<()> {
    while walk.step.end.is_none() {
        let mut typed = String::new();
        if io::stdin().lock().read_line(&mut typed)? == 0 {
            break;
        }
        answers.push(typed.trim().to_owned());
        match troubleshoot(model, &answers) {
            Ok(next) => {
                walk = next;
                show(&walk)?;
            }
            Err(error) => {
                answers.pop();
                output::line(error.hint())?;
            }
        }
    }
    Ok(())
}

fn show(walk: &Walk) -> Result<()> {
    let step = &walk.step;
    if let Some(passed) = walk.passed.last() {
        output::line(&format!("{}\n", passed.means))?;
    }
    output::line(&step.act)?;
    for cost in &step.consequences {
        output::line(&format!("  it costs: {cost}"))?;
    }
    let named = |keys: &[String]| {
        let titles = keys.iter().map(|key| walk.sources.get(key).map_or(&**key, |source| &source.title));
        titles.collect::<Vec<_>>().join("; ")
    };
    for conflict in &step.conflicts {
        output::line(&format!("  sources differ: {} ({})", conflict.says, named(&conflict.source)))?;
    }
    output::line(&format!("  {} {}", step.mark.as_str(), named(&step.source)))?;
    if let Some(look) = &step.look {
        output::line(&format!("\n{look}"))?;
    }
    let width = step.answers.iter().map(|choice| choice.answer.len()).max().unwrap_or(0);
    for choice in &step.answers {
        output::line(&format!("  {:width$}  {}", choice.answer, choice.means))?;
    }
    Ok(())
}
