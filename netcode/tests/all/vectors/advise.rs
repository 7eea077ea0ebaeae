//! What is said of a door that stays shut, and walks through guides.

#[cfg(feature = "feeds")]
use netcode::advise::{Attempt, Known, OtherLock, Question, Records, Signal, explain};
use netcode::advise::{guides, troubleshoot};
#[cfg(feature = "feeds")]
use netcode::{catalogue::Catalogue, desk::Desk};
use serde_json::{Value, json};

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
        assert_eq!(json!(choices), row.get("choices").cloned().unwrap_or(json!([])), "{row}");
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

/// What an issuer knows, as a row gives it.
#[cfg(feature = "feeds")]
fn known(row: &Value) -> (Known, netcode::time::Zone) {
    let desk = Desk::open(&row["door"].to_string(), None).unwrap_or_else(|error| panic!("{row}: {error:?}"));
    let zone = desk.house().zone;
    let records = json!({"issued": row["issued"], "former": row["former"]}).to_string();
    let records = Records::from_json(&records, zone).unwrap();
    let others = row["others"].as_array().unwrap().iter().map(|other| OtherLock {
        name: str_of(other, "name").into(),
        identity: Desk::open(&other["door"].to_string(), None).unwrap().identity(),
    });
    let known = Known {
        door: desk.door().clone(),
        identity: desk.identity(),
        handed: records.handed,
        former: records.former.iter().map(|at| (*at, desk.identity_initialised(*at))).collect(),
        others: others.collect(),
        model: Some(Catalogue::builtin().unwrap().get(str_of(row, "model")).unwrap().clone()),
        refused_lately: row["refused_lately"].as_u64().unwrap_or(0) as u32,
        battery_warned: row["battery_warned"] == true,
    };
    (known, zone)
}

#[cfg(feature = "feeds")]
#[test]
fn what_is_explained_is_what_the_vectors_say() {
    let mut wrong = Vec::new();
    for row in rows("advise/explain.json") {
        let (known, zone) = known(&row);
        let at = zone.read(str_of(&row, "at")).unwrap().to_utc();
        let signal = Signal::parse(str_of(&row, "signal")).unwrap();
        let mut attempt = Attempt::new(str_of(&row, "typed"), at, signal).unwrap();
        for (question, answer) in row["answers"].as_object().into_iter().flatten() {
            attempt = attempt.answered(Question::parse(question).unwrap(), answer == "yes");
        }
        let said = explain(&known, &attempt).unwrap();
        let (expect, said) = (&row["expect"], said.to_value());
        let about = format!("{}: {said}", row["about"]);
        let tie = said["tie"].as_array().unwrap();
        if let Some(has) = expect["tie_has"].as_array() {
            if !has.iter().all(|cause| tie.contains(cause)) || !said["next"].is_object() {
                wrong.push(about);
            }
            continue;
        }
        let first = &said["causes"][0];
        let same = ["minutes", "about"]
            .iter()
            .all(|field| expect.get(field).is_none_or(|value| first[field] == *value));
        let tied = expect.get("tie").is_some_and(|expected| *expected != said["tie"]);
        if first["cause"] != expect["first"] || !same || tied {
            wrong.push(about);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
