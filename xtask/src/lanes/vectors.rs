//! The vectors against the oracle that made them: a second implementation, in Python, from the scheme's text.

use crate::lane::{Lane, Skip, Steps};
use crate::run::Cmd;

pub(crate) const LANE: Lane =
    Lane { name: "vectors", about: "the oracle's own tests, and the vectors are what it makes", run };

fn run(steps: &mut Steps) -> Result<(), Skip> {
    steps.need("python3", &["python3"])?;
    let tests = Cmd::new("python3 -m unittest discover -s . -p test_*.py").dir("vectors/oracle");
    println!("\n--- vectors: {tests}");
    let (good, text) = tests.output();
    println!("{text}");
    let (ran, bad) = counts(&text);
    println!("{} passed, {bad} failed", ran.saturating_sub(bad));
    steps.record("oracle tests", good && ran > 0);
    steps.step("vectors are current", &Cmd::new("python3 generate.py --check").dir("vectors/oracle"));
    Ok(())
}

/// Makes the vector files again.
pub(crate) fn regenerate() -> bool {
    Cmd::new("python3 generate.py").dir("vectors/oracle").succeeds()
}

/// Tests run, and tests failed, from the closing lines of Python's unittest.
fn counts(text: &str) -> (usize, usize) {
    let number =
        |s: &str| s.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
    let ran = text.lines().filter_map(|line| line.strip_prefix("Ran ")).map(number).sum();
    let bad = text
        .lines()
        .filter(|line| line.starts_with("FAILED ("))
        .flat_map(|line| line.split(['(', ',', ' ', ')']))
        .filter_map(|part| part.strip_prefix("failures=").or_else(|| part.strip_prefix("errors=")))
        .map(number)
        .sum();
    (ran, bad)
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn counts_are_read_from_unittest() {
        assert_eq!(counts("..\nRan 12 tests in 0.4s\n\nOK\n"), (12, 0));
        assert_eq!(counts("Ran 12 tests in 0.4s\n\nFAILED (failures=2, errors=1)\n"), (12, 3));
        assert_eq!(counts("no such file"), (0, 0));
    }
}
