//! How many instructions a turn of each row takes: the figure that other work on the machine does not move. Counted by
//! valgrind, whose processor has AES instructions and no wider ones.

use std::fs;

use crate::run::{Cmd, target_dir};
use crate::tools;

/// Instructions of a turn, by the name of the bench; none without valgrind.
pub(super) fn instructions() -> Vec<(String, u64)> {
    println!("--- instructions");
    let Some(valgrind) = tools::find("valgrind") else { return Vec::new() };
    if !Cmd::new("cargo build -q --release -p netcode-benches --bin counted").succeeds() {
        return Vec::new();
    }
    let folder = target_dir().join("counted");
    // What an earlier run counted must not be taken for this one's.
    let _ = fs::remove_dir_all(&folder);
    if fs::create_dir_all(&folder).is_err() {
        return Vec::new();
    }
    let (_, printed) = Cmd::program(&valgrind)
        .args("--quiet --tool=callgrind --toggle-collect=counted::counted --dump-after=counted::counted")
        .arg(format!("--callgrind-out-file={}", folder.join("count").display()))
        .arg(target_dir().join("release/counted"))
        .output();
    let one = |(at, line): (usize, &str)| {
        let (turns, name) = line.split_once(' ')?;
        let text = fs::read_to_string(folder.join(format!("count.{}", at + 1))).ok()?;
        let total: u64 = text.lines().find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok())?;
        Some((name.to_owned(), total / turns.parse::<u64>().ok()?.max(1)))
    };
    printed.lines().enumerate().filter_map(one).collect()
}
