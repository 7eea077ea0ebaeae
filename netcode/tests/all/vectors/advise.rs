//! Walks through guides.

use netcode::advise::{guides, troubleshoot};
use serde_json::Value;

use super::{rows, str_of};

fn answers(row: &Value) -> Vec<String> {
    row["answers"].as_array().unwrap().iter().map(|answer| answer.as_str().unwrap().to_owned()).collect()
}

#[test]
fn guides_lead_where_their_vectors_say() {
    let mut ends = std::collections::BTreeSet::new();
    for row in rows("advise/troubleshoot.json") {
        let walk = match troubleshoot(str_of(&row, "model"), &answers(&row)) {
            Ok(walk) => walk,
            Err(error) => {
                assert_eq!(error.code(), row["error"], "{row}");
                continue;
            }
        };
        let step = serde_json::to_value(&walk.step).unwrap();
        assert_eq!(
            (&walk.guide[..], &walk.step.id[..]),
            (str_of(&row, "guide"), str_of(&row, "step")),
            "{row}"
        );
        assert_eq!(step["end"], row["end"], "{row}");
        let choices: Vec<&str> = walk.step.answers.iter().map(|choice| choice.answer.as_str()).collect();
        assert_eq!(
            serde_json::json!(choices),
            row.get("choices").cloned().unwrap_or(serde_json::json!([])),
            "{row}"
        );
        assert_eq!(walk.step.conflicts.len() as u64, row["conflicts"].as_u64().unwrap_or(0), "{row}");
        if walk.step.end.is_some() {
            ends.insert((walk.guide, walk.step.id));
        }
    }
    for guide in guides().unwrap() {
        for step in guide.steps.iter().filter(|step| step.end.is_some()) {
            assert!(ends.contains(&(guide.id.clone(), step.id.clone())), "no vector ends at {}", step.id);
        }
    }
}
