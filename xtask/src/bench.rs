//! `cargo xtask bench`: runs the benches and prints one table of times and ratios, which also becomes
//! `benches/README.md`.

mod counts;
mod languages;

use std::fmt::Write as _;
use std::fs;

use crate::lane::Skip;
use crate::lanes::stores::{Server, Sync};
use crate::run::{Cmd, root, target_dir};

/// Every bench runs this often, so that a slow minute of the machine does not hit one row alone.
const ROUNDS: usize = 3;

/// Codes that one turn of the batch bench issues, and twelve times as many blocks of the AES one.
const BATCH: f64 = 1_024.0;

/// A row of the table: the criterion bench, what it shows, and how many codes one turn makes.
const ROWS: [(&str, &str, f64); 11] = [
    ("aes dependent 12", "twelve dependent AES-128 blocks: the floor of one code", 1.0),
    ("netcode issue", "issue one code", 1.0),
    ("netcode read", "read one code", 1.0),
    ("netcode verify", "the lock accepts one code, limiter and state included", 1.0),
    ("netcode code key", "derive the key of an epoch", 1.0),
    ("aes independent", "twelve independent AES-128 blocks: the floor of one code in bulk", BATCH),
    ("netcode batch", "issue 1,024 codes, per code", BATCH),
    ("fpe ff1 encrypt", "`fpe` FF1, 7 digits, encrypt", 1.0),
    ("fpe ff1 decrypt", "`fpe` FF1, 7 digits, decrypt", 1.0),
    ("hmac search", "HMAC-SHA256 over the 212 live windows", 1.0),
    ("totp-rs generate", "`totp-rs` generate", 1.0),
];

/// A place the portal keeps its rows in: what it is called, its benches' word, and whether bare inserts run beside it.
const STORES: [(&str, &str, bool); 3] =
    [("in memory", "memory", false), ("SQLite", "sqlite", true), ("PostgreSQL", "postgres", true)];

/// Codes of one transaction of the portal's bulk benches.
const BULK: f64 = 1_000.0;

/// What is asked for: a row, the row it is measured against, the bound, and whether it is a most or a least.
struct Target {
    what: &'static str,
    of: &'static str,
    by: &'static str,
    bound: f64,
    at_most: bool,
}

const TARGETS: [Target; 7] = [
    Target {
        what: "issue / AES floor",
        of: "netcode issue",
        by: "aes dependent 12",
        bound: 2.0,
        at_most: true,
    },
    Target {
        what: "verify / AES floor",
        of: "netcode verify",
        by: "aes dependent 12",
        bound: 2.0,
        at_most: true,
    },
    Target {
        what: "bulk issue / AES floor in bulk",
        of: "netcode batch",
        by: "aes independent",
        bound: 3.5,
        at_most: true,
    },
    Target {
        what: "issue / bulk issue",
        of: "netcode issue",
        by: "netcode batch",
        bound: 7.0,
        at_most: false,
    },
    Target {
        what: "FF1 decrypt / verify",
        of: "fpe ff1 decrypt",
        by: "netcode verify",
        bound: 9.0,
        at_most: false,
    },
    Target {
        what: "HMAC search / verify",
        of: "hmac search",
        by: "netcode verify",
        bound: 90.0,
        at_most: false,
    },
    Target {
        what: "TOTP generate / issue",
        of: "totp-rs generate",
        by: "netcode issue",
        bound: 0.0,
        at_most: false,
    },
];

/// Runs, prints and writes. False when a bench did not run.
pub(crate) fn run() -> bool {
    let mut samples = vec![Vec::new(); ROWS.len()];
    for round in 1..=ROUNDS {
        println!("--- round {round} of {ROUNDS}");
        let (good, text) = Cmd::new("cargo bench -q -p netcode-benches --bench codes").output();
        if !good {
            println!("{text}");
            return false;
        }
        for ((bench, _, per), samples) in ROWS.iter().zip(&mut samples) {
            let Some(nanoseconds) = last_run(bench) else {
                println!("no result for `{bench}`");
                return false;
            };
            samples.extend(nanoseconds.into_iter().map(|time| time / per));
        }
    }
    let times: Vec<Times> = samples.into_iter().map(Times::of).collect();
    let (good, welch) = Cmd::new("cargo bench -q -p netcode-benches --bench timing").output();
    let welch = welch.lines().find(|line| line.starts_with("welch t")).unwrap_or("no result").to_owned();
    let Some(portal) = portal_section() else { return false };
    let counts = counts::instructions();
    let page = page(&times, &counts, &welch, &(portal + &languages::section()));
    println!("{page}");
    let file = root().join("benches/README.md");
    good && fs::write(&file, page).map_err(|why| println!("cannot write {}: {why}", file.display())).is_ok()
}

/// A row of the portal's table: what it shows, its bench, how many codes one turn makes.
type PortalRow = (String, String, f64);

fn portal_rows(postgres: bool) -> Vec<PortalRow> {
    let of = |(name, word, bare): &(&str, &str, bool)| {
        let row =
            |what: &str, bench: &str, per: f64| (format!("{name}: {what}"), format!("{word} {bench}"), per);
        let mut rows = vec![
            row("the portal issues a code, one commit a code", "issue", 1.0),
            row("the portal issues 1,000 codes in one transaction, per code", "issue many", BULK),
        ];
        if *bare {
            rows.push(row("bare inserts of a code's rows, one commit a code", "inserts", 1.0));
            rows.push(row(
                "bare inserts of 1,000 codes' rows in one transaction, per code",
                "inserts many",
                BULK,
            ));
        }
        rows
    };
    STORES.iter().filter(|(_, word, _)| *word != "postgres" || postgres).flat_map(of).collect()
}

/// Runs the portal's benches, on a PostgreSQL of its own where there is one, and makes their tables.
fn portal_section() -> Option<String> {
    let server = Server::start(Sync::On);
    if let Err(Skip(why)) = &server {
        println!("--- portal without PostgreSQL: {why}");
    }
    let rows = portal_rows(server.is_ok());
    let mut samples = vec![Vec::new(); rows.len()];
    for round in 1..=ROUNDS {
        println!("--- portal, round {round} of {ROUNDS}");
        let mut bench = Cmd::new("cargo bench -q -p netcode-benches --bench portal");
        if let Ok(server) = &server {
            bench = bench.env("NETCODE_BENCH_POSTGRES", &server.url);
        }
        let (good, text) = bench.output();
        if !good {
            println!("{text}");
            return None;
        }
        for ((_, bench, per), samples) in rows.iter().zip(&mut samples) {
            samples.extend(last_run(bench)?.into_iter().map(|time| time / per));
        }
    }
    let fastest: Vec<f64> = samples.into_iter().map(|samples| Times::of(samples).fastest).collect();
    Some(portal_table(&rows, &fastest))
}

/// Microseconds and codes a second, and the ratios to bare inserts.
fn portal_table(rows: &[PortalRow], fastest: &[f64]) -> String {
    let mut text = String::from(PORTAL_HEAD);
    for ((what, ..), time) in rows.iter().zip(fastest) {
        let _ = writeln!(text, "| {what} | {:.1} | {:.0} |", time / 1e3, 1e9 / time);
    }
    text.push_str("\n| ratio | measured | asked for | |\n|---|---|---|---|\n");
    for (name, word, _) in STORES {
        let time = |bench: &str| {
            let at = rows.iter().position(|(_, of, _)| *of == format!("{word} {bench}"))?;
            fastest.get(at).copied()
        };
        let mut line = |what: &str, of: &str, by: &str, most: Option<f64>| {
            let (Some(of), Some(by)) = (time(of), time(by)) else { return };
            let asked = most.map_or("-".to_owned(), |most| format!("at most {most}"));
            let met = if most.is_some_and(|most| of / by > most) { "missed" } else { "" };
            let _ = writeln!(text, "| {name}: {what} | {:.2} | {asked} | {met} |", of / by);
        };
        line("issue / bare inserts", "issue", "inserts", (word == "sqlite").then_some(2.0));
        line("issue in bulk / bare inserts in bulk", "issue many", "inserts many", None);
        line("issue / issue in bulk", "issue", "issue many", None);
    }
    text
}

/// What all samples of one bench say, in nanoseconds.
struct Times {
    fastest: f64,
    median: f64,
    /// Between the quarter points.
    spread: f64,
}

impl Times {
    fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let at = |quarter: usize| samples.get(samples.len() * quarter / 4).copied().unwrap_or(f64::NAN);
        Self { fastest: at(0), median: at(2), spread: at(3) - at(1) }
    }
}

/// Nanoseconds of a turn in each sample of a bench's last run, from what criterion wrote.
fn last_run(bench: &str) -> Option<Vec<f64>> {
    let file = target_dir().join("criterion").join(bench).join("new/sample.json");
    let text = fs::read_to_string(file).ok()?;
    let list = |name: &str| -> Option<Vec<f64>> {
        let list = text.split_once(&format!("\"{name}\":["))?.1.split_once(']')?.0;
        list.split(',').map(|number| number.trim().parse().ok()).collect()
    };
    Some(list("times")?.into_iter().zip(list("iters")?).map(|(time, turns)| time / turns).collect())
}

fn fastest(times: &[Times], bench: &str) -> f64 {
    let at = ROWS.iter().position(|(name, ..)| *name == bench);
    at.and_then(|at| times.get(at)).map_or(f64::NAN, |times| times.fastest)
}

fn page(times: &[Times], counts: &[(String, u64)], welch: &str, others: &str) -> String {
    let mut page = String::from(HEAD);
    let floor = fastest(times, "aes dependent 12");
    let mut line = |text: String| {
        page.push_str(&text);
        page.push('\n');
    };
    line(format!("Measured on {}, {}.\n", today(), machine()));
    line(
        "| work | fastest, ns | median, ns | spread, ns | against the AES floor | instructions |\n\
         |---|---|---|---|---|---|"
            .to_owned(),
    );
    for ((bench, what, per), Times { fastest, median, spread }) in ROWS.iter().zip(times) {
        let count = counts.iter().find(|(name, _)| name == bench);
        let count = count.map_or("-".to_owned(), |(_, count)| format!("{:.0}", *count as f64 / per));
        let ratio = fastest / floor;
        line(format!("| {what} | {fastest:.1} | {median:.1} | {spread:.1} | {ratio:.2} | {count} |"));
    }
    line("\n| ratio | measured | asked for | |\n|---|---|---|---|".to_owned());
    for target in &TARGETS {
        let ratio = fastest(times, target.of) / fastest(times, target.by);
        let (sign, met) = if target.at_most {
            ("at most", ratio <= target.bound)
        } else {
            ("at least", ratio >= target.bound)
        };
        let asked = if target.bound > 0.0 { format!("{sign} {}", target.bound) } else { "-".to_owned() };
        line(format!("| {} | {ratio:.2} | {asked} | {} |", target.what, if met { "" } else { "missed" }));
    }
    let _ = write!(page, "\nRefused codes, one fixed against random ones: {welch}.\n{TAIL}{others}");
    page
}

fn today() -> String {
    Cmd::new("date -u +%Y-%m-%d").output().1.trim().to_owned()
}

/// The class of machine: processor and how many of them.
fn machine() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("an unknown processor", |(_, model)| model);
    let has = |flag: &str| text.lines().any(|line| line.starts_with("flags") && line.contains(flag));
    let vector = if has("vaes") { "AES and vector AES instructions" } else { "AES instructions" };
    let threads = text.lines().filter(|line| line.starts_with("processor")).count();
    format!("{model} with {vector}, {threads} threads, one of them used")
}

const PORTAL_HEAD: &str = "
## The portal on its stores

Every commit waits for the disk (SQLite `synchronous = FULL`, PostgreSQL `fsync = on`), for the portal and for the bare
inserts beside it. In memory there is nothing but the portal's own work. The fastest of all
samples of three rounds, which other work on the machine disturbs least.

| work | a code, us | codes a second |
|---|---|---|
";

const HEAD: &str = "\
# Speed of keypad access codes

Written by `cargo xtask bench`. Every row ran in the same process, three times over: the fastest of all
samples, their median, and the distance between their quarter points. Ratios are those of the fastest, which other work
on the machine disturbs least. Instructions are of one turn, counted by valgrind, whose processor has AES instructions but
no wider ones. Release build for the plain target, without `target-cpu=native`.

";

const TAIL: &str = "\
An absolute t above 4.5 would say that time tells such codes apart.

Why rows miss what is asked for:

- *verify*: beside the twelve blocks, the lock counts its limiter, reads the slot by masks over the whole table and
  tests the meaning against state and profile without a branch; that is about half of the floor again.
- *issue / bulk issue*: issuing one code got faster than foreseen (it stays inside the AES unit for all rounds), so
  the factor between the two is smaller. In bulk, enciphering is two thirds of a code; the rest is ranking the grant and
  writing digits, one code at a time.
- *the verifier's image*: within what is asked for on a Cortex-M0 (`accept` 7,508 bytes with its tables of 8,192, reading
  3,614 of 4,096, stacks 624 of 768 and 508 of 512). A small RISC-V takes 9,150 and 4,950 bytes. Every target's
  figures, and where the bytes go: [examples/firmware](../examples/firmware/README.md).
";
