//! What a lock knows does not show: refused codes take the same instructions, whatever they decipher to. Counted by
//! valgrind in the host's build, with its AES instructions, and by an emulator in a build for a microcontroller
//! ([`super::cross`]).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::lane::{Lane, Skip, Steps};
use crate::run::{Cmd, target_dir};

pub(crate) const LANE: Lane =
    Lane { name: "secrets", about: "refused codes take the same instructions", run };

fn run(steps: &mut Steps) -> Result<(), Skip> {
    let valgrind = steps.need("valgrind", &["valgrind"])?;
    if !steps.step("build", &Cmd::new("cargo build --release -p netcode-benches --bin refused")) {
        return Ok(());
    }
    let folder = target_dir().join("secrets");
    // What an earlier run counted must not be taken for this one's.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| Skip(format!("no folder for the counts: {error}")))?;
    let count = Cmd::program(&valgrind)
        .args("--quiet --tool=callgrind --toggle-collect=refused::tried --dump-after=refused::tried")
        .arg(format!("--callgrind-out-file={}", folder.join("count").display()))
        .arg(target_dir().join("release/refused"));
    println!("\n--- secrets: instructions of refused codes\n    {count}");
    let (good, printed) = count.output();
    if !steps.record("count", good) {
        println!("{printed}");
        return Ok(());
    }
    let tries: Vec<&str> = printed.lines().collect();
    let counts: Option<Vec<u64>> = (1..=tries.len()).map(|at| total(&folder, at)).collect();
    let Some(counts) = counts else {
        steps.record("every try was counted", false);
        return Ok(());
    };
    let table = Table::of(&tries, &counts);
    println!("\n{table}");
    steps.record("the same instructions, whatever the code", table.is_equal());
    Ok(())
}

/// What callgrind counted in one try.
fn total(folder: &Path, at: usize) -> Option<u64> {
    let text = fs::read_to_string(folder.join(format!("count.{at}"))).ok()?;
    text.lines().find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok())
}

/// The counts of each lock: all of them, and the reasons for which codes were refused.
struct Table<'a>(BTreeMap<&'a str, (Vec<u64>, Vec<&'a str>)>);

impl<'a> Table<'a> {
    fn of(tries: &[&'a str], counts: &[u64]) -> Self {
        let mut table: BTreeMap<&str, (Vec<u64>, Vec<&str>)> = BTreeMap::new();
        for (line, count) in tries.iter().zip(counts) {
            let (lock, reason) = line.split_once(' ').unwrap_or((line, ""));
            let (counts, reasons) = table.entry(lock).or_default();
            counts.push(*count);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        Self(table)
    }

    /// One count for each lock, and codes refused for several reasons.
    fn is_equal(&self) -> bool {
        let equal = |(counts, reasons): &(Vec<u64>, Vec<&str>)| {
            reasons.len() >= 3
                && counts.first() > Some(&0)
                && counts.iter().all(|count| counts.first() == Some(count))
        };
        !self.0.is_empty() && self.0.values().all(equal)
    }
}

impl std::fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{:<16} {:>5} {:>9} {:>9}  refused for", "lock", "codes", "fewest", "most")?;
        for (lock, (counts, reasons)) in &self.0 {
            let (fewest, most) = (counts.iter().min().unwrap_or(&0), counts.iter().max().unwrap_or(&0));
            writeln!(f, "{lock:<16} {:>5} {fewest:>9} {most:>9}  {}", counts.len(), reasons.join(", "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn one_count_that_differs_is_seen() {
        let tries = ["a expired", "a blocked", "a spent", "b expired", "b blocked", "b spent"];
        assert!(Table::of(&tries, &[7, 7, 7, 9, 9, 9]).is_equal());
        assert!(!Table::of(&tries, &[7, 7, 7, 9, 9, 8]).is_equal());
        assert!(!Table::of(&tries, &[0, 0, 0, 9, 9, 9]).is_equal(), "nothing was counted");
        assert!(!Table::of(&tries[..2], &[7, 7]).is_equal(), "too few reasons");
        assert!(!Table::of(&[], &[]).is_equal());
    }
}
