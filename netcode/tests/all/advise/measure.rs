//! Counting what broken twins look like: the weights of `explain`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use netcode::advise::{Cause, Question};

use super::world::Case;
use super::{COUNTED, cases, said, truth};

/// Cases of each cause that are counted.
const MANY: usize = 1_000;

/// How often something was so, of how often it was looked at.
type Counts<K> = BTreeMap<K, BTreeMap<Cause, usize>>;

/// The text of `netcode/catalogue/advice/measured.json`.
pub(crate) fn measured() -> String {
    let mut clues: Counts<(String, String)> = BTreeMap::new();
    let mut yes: Counts<Question> = BTreeMap::new();
    let mut seen: BTreeMap<(String, Cause), usize> = BTreeMap::new();
    let mut all: BTreeMap<Cause, usize> = BTreeMap::new();
    for cause in Cause::ALL {
        for case in cases(cause, COUNTED, MANY) {
            *all.entry(cause).or_default() += 1;
            for (clue, value) in found(&case) {
                *seen.entry((clue.clone(), cause)).or_default() += 1;
                *clues.entry((clue, value)).or_default().entry(cause).or_default() += 1;
            }
            for question in Question::ALL {
                let answered = usize::from(truth::answer(&case, question));
                *yes.entry(question).or_default().entry(cause).or_default() += answered;
            }
        }
    }
    written(&clues, &seen, &yes, &all)
}

/// The clues of a case; the signal also by itself, for locks whose model nobody names.
fn found(case: &Case) -> Vec<(String, String)> {
    let clues = said(case).clues;
    let mut found: Vec<(String, String)> = clues.into_iter().map(|clue| (clue.clue, clue.value)).collect();
    let signal = found.iter().find(|(clue, _)| clue.starts_with("signal-")).cloned();
    found.extend(signal.map(|(_, value)| (String::from("signal"), value)));
    found
}

fn written(
    clues: &Counts<(String, String)>,
    seen: &BTreeMap<(String, Cause), usize>,
    yes: &Counts<Question>,
    all: &BTreeMap<Cause, usize>,
) -> String {
    let mut text = String::from("{\n  \"clues\": {\n");
    let names: Vec<&String> = clues.keys().map(|(clue, _)| clue).collect();
    let mut names: Vec<&String> = names;
    names.dedup();
    for (at, name) in names.iter().enumerate() {
        writeln!(text, "    \"{name}\": {{").unwrap();
        let values: Vec<_> = clues.iter().filter(|((clue, _), _)| clue == *name).collect();
        for (row, ((_, value), counts)) in values.iter().enumerate() {
            let share = |cause: &Cause, many: usize| many as f64 / seen[&((*name).clone(), *cause)] as f64;
            let cells: Vec<String> = counts
                .iter()
                .map(|(cause, many)| format!("\"{cause}\": {:.4}", share(cause, *many)))
                .collect();
            let comma = if row + 1 < values.len() { "," } else { "" };
            writeln!(text, "      \"{value}\": {{{}}}{comma}", cells.join(", ")).unwrap();
        }
        text.push_str(if at + 1 < names.len() { "    },\n" } else { "    }\n" });
    }
    text.push_str("  },\n  \"answers\": {\n");
    for (at, (question, counts)) in yes.iter().enumerate() {
        let cells: Vec<String> = counts
            .iter()
            .map(|(cause, many)| format!("\"{cause}\": {:.4}", *many as f64 / all[cause] as f64))
            .collect();
        let comma = if at + 1 < yes.len() { "," } else { "" };
        writeln!(text, "    \"{}\": {{{}}}{comma}", question.as_str(), cells.join(", ")).unwrap();
    }
    text + "  }\n}\n"
}
