//! A lane is one named part of the test command: what it needs, what it runs, one closing line.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::run::Cmd;
use crate::tools;

/// A row of the lane table.
pub(crate) struct Lane {
    /// The word typed after `cargo xtask test`.
    pub(crate) name: &'static str,
    /// One line for the usage text.
    pub(crate) about: &'static str,
    /// Runs the steps. `Err` says why the lane cannot run here.
    pub(crate) run: fn(&mut Steps) -> Result<(), Skip>,
}

/// Why a lane, or the rest of one, cannot run on this machine.
pub(crate) struct Skip(pub(crate) String);

/// Runs the steps of one lane and counts them. A failed step does not keep the next one from running.
pub(crate) struct Steps {
    lane: &'static str,
    passed: usize,
    failed: Vec<String>,
}

impl Steps {
    /// Runs a command as one step; its output goes to the terminal. Answers whether it succeeded.
    pub(crate) fn step(&mut self, name: &str, cmd: &Cmd) -> bool {
        println!("\n--- {}: {name}\n    {cmd}", self.lane);
        let good = cmd.succeeds();
        self.record(name, good)
    }

    /// Records a step that was not a plain command.
    pub(crate) fn record(&mut self, name: &str, good: bool) -> bool {
        if good {
            self.passed += 1;
        } else {
            println!("FAILED {}: {name}", self.lane);
            self.failed.push(name.to_owned());
        }
        good
    }

    /// Removes a folder that only this lane builds in: continuous integration has little room, and never comes back.
    pub(crate) fn discard(&self, folder: &Path) {
        if tools::ci()
            && let Err(why) = fs::remove_dir_all(folder)
        {
            println!("cannot remove {}: {why}", folder.display());
        }
    }

    /// The program's path. Where it is missing, continuous integration installs the Debian packages; otherwise
    /// the lane is skipped with the reason.
    pub(crate) fn need(&self, program: &str, debian: &[&str]) -> Result<std::path::PathBuf, Skip> {
        tools::need(program, debian)
    }
}

enum Outcome {
    Passed,
    Failed(String),
    Skipped(String),
}

struct Row {
    name: &'static str,
    outcome: Outcome,
    steps: usize,
    took: Duration,
}

/// Runs the named lanes (all when none is named), prints a table and `N passed, N failed`.
pub(crate) fn run_all(lanes: &[Lane], names: &[&str]) -> ExitCode {
    if let Some(unknown) = names.iter().find(|name| !lanes.iter().any(|lane| lane.name == **name)) {
        let known: Vec<&str> = lanes.iter().map(|lane| lane.name).collect();
        eprintln!("no lane `{unknown}`; there are: {}", known.join(", "));
        return ExitCode::from(2);
    }
    let chosen = lanes.iter().filter(|lane| names.is_empty() || names.contains(&lane.name));
    let rows: Vec<Row> = chosen.map(run_one).collect();

    println!("\n{:<10} {:<8} {:>5} {:>7}", "lane", "result", "steps", "seconds");
    for row in &rows {
        let (word, note) = match &row.outcome {
            Outcome::Passed => ("passed", String::new()),
            Outcome::Failed(what) => ("FAILED", format!("  {what}")),
            Outcome::Skipped(why) => ("skipped", format!("  {why}")),
        };
        println!("{:<10} {word:<8} {:>5} {:>7}{note}", row.name, row.steps, row.took.as_secs());
    }
    let failed = rows.iter().filter(|row| matches!(row.outcome, Outcome::Failed(_))).count();
    let passed = rows.iter().filter(|row| matches!(row.outcome, Outcome::Passed)).count();
    println!("{passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run_one(lane: &Lane) -> Row {
    println!("\n=== {}: {}", lane.name, lane.about);
    let begun = Instant::now();
    let mut steps = Steps { lane: lane.name, passed: 0, failed: Vec::new() };
    let skipped = (lane.run)(&mut steps).err();
    let took = begun.elapsed();
    let outcome = match (skipped, steps.failed.is_empty()) {
        (None, true) => Outcome::Passed,
        (Some(Skip(why)), true) if !tools::ci() => Outcome::Skipped(why),
        (Some(Skip(why)), true) => Outcome::Failed(format!("skipped: {why}")),
        (_, false) => Outcome::Failed(steps.failed.join(", ")),
    };
    match &outcome {
        Outcome::Passed => {
            println!("\n{}: passed, {} steps in {} s{}", lane.name, steps.passed, took.as_secs(), room())
        }
        Outcome::Failed(what) => println!("\n{}: FAILED: {what}{}", lane.name, room()),
        Outcome::Skipped(why) => println!("\n{}: skipped: {why}", lane.name),
    }
    Row { name: lane.name, outcome, steps: steps.passed + steps.failed.len(), took }
}

/// How much of the disk is left, where the system tells: a lane may fail for want of it.
fn room() -> String {
    let (good, printed) = Cmd::new("df --output=avail --block-size=M .").output();
    let left = printed.lines().last().map(str::trim).filter(|_| good);
    left.map_or_else(String::new, |left| format!(", {left}B of disk left"))
}
