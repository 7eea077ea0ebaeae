//! The verdict: suspects ranked, ties told, and the question that splits them.

use std::collections::BTreeMap;
use std::string::{String, ToString as _};
use std::vec::Vec;

use super::{Attempt, Cause, Question};

/// The most causes that are stated as a tie.
const MOST_TIED: usize = 4;
/// A cause ties with the first when it is at least this part as likely.
const TIE: f64 = 0.2;
/// How likely a question is answered rightly.
const ANSWER_RIGHT: f64 = 0.95;
/// Causes less likely than this are not told.
const FAINT: f64 = 0.005;

/// One possible cause.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
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
pub struct Explanation {
    /// The causes, the likeliest first.
    pub findings: Vec<Finding>,
    /// The causes that the evidence does not tell apart, two to four; empty when the first stands out.
    pub tie: Vec<Cause>,
    /// The question whose answer tells most of the tie apart.
    pub next: Option<Question>,
}

/// A cause with its weight.
pub(super) struct Suspect {
    pub(super) cause: Cause,
    pub(super) weight: f64,
    pub(super) minutes: Option<i64>,
    pub(super) about: Option<String>,
    pub(super) evidence: String,
}

/// Weighs the suspects by what was seen and answered, one line a cause, the likeliest first.
pub(super) fn verdict(mut suspects: Vec<Suspect>, attempt: &Attempt, star: bool) -> Explanation {
    for suspect in &mut suspects {
        suspect.weight *= suspect.cause.shows(attempt.signal, star);
        for (question, yes) in &attempt.answers {
            suspect.weight *= match suspect.cause.expects(*question) {
                Some(expected) if expected == *yes => ANSWER_RIGHT,
                Some(_) => 1.0 - ANSWER_RIGHT,
                None => 0.5,
            };
        }
    }
    // One line a cause: the likeliest of several codes or locks it may be about.
    suspects.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut findings: Vec<Finding> = Vec::new();
    let total: f64 = suspects.iter().map(|suspect| suspect.weight).sum();
    for suspect in suspects {
        let likelihood = suspect.weight / total;
        match findings.iter_mut().find(|finding| finding.cause == suspect.cause) {
            Some(finding) => finding.likelihood += likelihood,
            None => findings.push(Finding {
                cause: suspect.cause,
                likelihood,
                minutes: suspect.minutes,
                about: suspect.about,
                evidence: suspect.evidence,
                remedy: suspect.cause.remedy().to_string(),
            }),
        }
    }
    findings.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    let first = findings.first().map_or(0.0, |finding| finding.likelihood);
    let near = findings.iter().take_while(|finding| finding.likelihood >= first * TIE);
    let mut tie: Vec<Cause> = near.take(MOST_TIED).map(|finding| finding.cause).collect();
    if tie.len() < 2 {
        tie.clear();
    }
    let next = next_question(&findings, &tie, &attempt.answers);
    findings.retain(|finding| finding.likelihood >= FAINT);
    Explanation { findings, tie, next }
}

/// The unanswered question that splits the tie most evenly by likelihood.
fn next_question(
    findings: &[Finding],
    tie: &[Cause],
    answers: &BTreeMap<Question, bool>,
) -> Option<Question> {
    let split = |question: Question| {
        let (mut yes, mut no) = (0.0, 0.0);
        for finding in findings.iter().filter(|finding| tie.contains(&finding.cause)) {
            match finding.cause.expects(question) {
                Some(true) => yes += finding.likelihood,
                Some(false) => no += finding.likelihood,
                None => {}
            }
        }
        f64::min(yes, no)
    };
    let open = Question::ALL.into_iter().filter(|question| !answers.contains_key(question));
    let mut best: Option<(Question, f64)> = None;
    for question in open {
        let splits = split(question);
        if splits > best.map_or(0.0, |(_, most)| most) {
            best = Some((question, splits));
        }
    }
    best.map(|(question, _)| question)
}
