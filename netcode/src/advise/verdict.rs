//! The verdict: causes ranked, ties told, and the question that splits them.

use std::collections::BTreeMap;
use std::string::String;
use std::vec::Vec;

use super::clues::Clue;
use super::knowledge::Knowledge;
use super::{Cause, Question};
use crate::error::Result;

/// The most causes that are stated as a tie.
const MOST_TIED: usize = 4;
/// A cause is not told from the best one when it explains what was seen, or is likely, at least this part as well.
const TIE: f64 = 0.08;
/// Causes less likely than this are not told.
const FAINT: f64 = 0.005;

/// One possible cause.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The cause.
    pub cause: Cause,
    /// How likely it is, 0 to 1.
    pub likelihood: f64,
    /// By how many minutes the code or the clock is out, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i64>,
    /// The code or lock it is about, by the issuer's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Why it is thought of.
    pub evidence: String,
    /// What to do.
    pub remedy: String,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// The causes, the likeliest first.
    pub findings: Vec<Finding>,
    /// The causes that the evidence does not tell apart, two to four; empty when it tells the first from all others.
    pub tie: Vec<Cause>,
    /// The question whose answer is expected to tell most of the tie apart.
    pub next: Option<Question>,
    /// What the verdict rests on.
    pub clues: Vec<Clue>,
}

/// A cause as the evidence leaves it.
#[derive(Clone, Copy)]
pub(super) struct Ranked {
    pub(super) cause: Cause,
    /// How likely it is, 0 to 1.
    pub(super) likelihood: f64,
    /// How well it explains what was seen, however often it is met.
    explains: f64,
}

/// Every possible cause, the likeliest first.
pub(super) fn rank(
    knowledge: &Knowledge,
    possible: impl Iterator<Item = Cause>,
    clues: &[Clue],
    answers: &BTreeMap<Question, bool>,
) -> Result<Vec<Ranked>> {
    let mut ranked = Vec::new();
    for cause in possible {
        let seen: f64 = clues.iter().map(|clue| knowledge.likely(&clue.clue, &clue.value, cause)).product();
        let answered = answers.iter().map(|(question, yes)| {
            let likely = knowledge.yes(*question, cause);
            if *yes { likely } else { 1.0 - likely }
        });
        let explains = seen * answered.product::<f64>();
        let likelihood = explains * knowledge.belief(cause)?.prior.value;
        ranked.push(Ranked { cause, likelihood, explains });
    }
    let total: f64 = ranked.iter().map(|one| one.likelihood).sum();
    for one in &mut ranked {
        one.likelihood /= total;
    }
    ranked.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    Ok(ranked)
}

/// The causes that the evidence does not tell from the best: those that explain what was seen nearly as well, and those
/// that are nearly as likely because they are met often. None when there is only one.
pub(super) fn tied(ranked: &[Ranked]) -> Vec<Ranked> {
    let best = ranked.iter().map(|one| one.explains).fold(0.0, f64::max);
    let first = ranked.first().map_or(0.0, |one| one.likelihood);
    let near = |one: &Ranked| f64::max(one.explains / best, one.likelihood / first);
    let mut tie: Vec<Ranked> = ranked.iter().filter(|one| near(one) >= TIE).copied().collect();
    tie.sort_by(|a, b| near(b).total_cmp(&near(a)));
    tie.truncate(MOST_TIED);
    tie.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    if tie.len() < 2 { Vec::new() } else { tie }
}

/// What is worth telling of the ranked causes.
pub(super) fn told(ranked: &[Ranked], tie: &[Ranked]) -> Vec<Ranked> {
    let in_tie = |one: &Ranked| tie.iter().any(|other| other.cause == one.cause);
    ranked.iter().filter(|one| one.likelihood >= FAINT || in_tie(one)).copied().collect()
}

/// The unanswered question that is expected to tell most of the tie apart; of two as good, the easier one.
pub(super) fn next_question(
    knowledge: &Knowledge,
    tie: &[Ranked],
    answers: &BTreeMap<Question, bool>,
) -> Option<Question> {
    let open = Question::ALL.into_iter().filter(|question| !answers.contains_key(question));
    let mut best: Option<(Question, f64)> = None;
    for question in open {
        let gain = gain(knowledge, tie, question);
        if gain > best.map_or(0.02, |(_, most)| most + 0.01) {
            best = Some((question, gain));
        }
    }
    best.map(|(question, _)| question)
}

/// By how much the answer is expected to lower the doubt between the tied causes, in bits; each counts the same, so
/// that a rare cause is asked for too.
fn gain(knowledge: &Knowledge, tie: &[Ranked], question: Question) -> f64 {
    let doubt = |share: f64| if share > 0.0 { -share * share.log2() } else { 0.0 };
    let share = 1.0 / tie.len().max(1) as f64;
    let yes: Vec<f64> = tie.iter().map(|one| knowledge.yes(question, one.cause)).collect();
    let all: f64 = yes.iter().map(|likely| likely * share).sum();
    let each: f64 = yes.iter().map(|likely| share * (doubt(*likely) + doubt(1.0 - likely))).sum();
    doubt(all) + doubt(1.0 - all) - each
}
