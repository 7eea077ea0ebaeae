//! The values of `netcode::advise`, generated from the library's own types by `cargo xtask docs`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// One possible cause.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct AdviseFinding {
    /// The cause.
    pub cause: Cause,
    /// How likely it is, 0 to 1.
    pub likelihood: f64,
    /// Why it is thought of.
    pub evidence: String,
    /// What to do.
    pub remedy: String,
    /// The code or lock it is about, by the issuer's name.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// By how many minutes the code or the clock is out, where that is known.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i64>,
}

/// One thing that was taken into account.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Clue {
    /// What was looked at, for example `record`.
    pub clue: String,
    /// What was found, for example `too-early`.
    pub value: String,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Explanation {
    /// The causes, the likeliest first.
    pub findings: Vec<AdviseFinding>,
    /// The causes that the evidence does not tell apart, two to four; empty when it tells the first from all
    /// others.
    pub tie: Vec<Cause>,
    /// What the verdict rests on.
    pub clues: Vec<Clue>,
    /// The question whose answer is expected to tell most of the tie apart.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Question>,
}

/// Why a lock's log names somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum LogCause {
    /// Both have the same digits.
    #[serde(rename = "same-digits")]
    SameDigits,
    /// The digits differ and the buttons do not: one button stands for two digits.
    #[serde(rename = "same-buttons")]
    SameButtons,
    /// The code of the one that is named is how the other begins, and the lock opens as soon as a code is complete.
    #[serde(rename = "begins-alike")]
    BeginsAlike,
    /// The codes are pressed differently: the named one's code was typed.
    #[serde(rename = "other-code")]
    OtherCode,
}

/// What the log says, explained.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct LogFinding {
    /// The cause.
    pub cause: LogCause,
    /// Why it is thought of.
    pub evidence: String,
    /// What to do.
    pub remedy: String,
    /// Everybody whose code the lock cannot tell from that of the one who was there, in order.
    pub alike: Vec<String>,
}

/// What somebody says who contradicts a step.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct AdviseConflict {
    /// What is said.
    pub says: String,
    /// Keys of who says it.
    pub source: Vec<String>,
}

/// What a lock must have, or lack, for an answer to be possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Need {
    /// A key that is pressed before a NetCode.
    #[serde(rename = "prefix")]
    Prefix,
    /// No such key.
    #[serde(rename = "no-prefix")]
    NoPrefix,
    /// An app that manages the lock.
    #[serde(rename = "app")]
    App,
}

/// One answer to a step.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Choice {
    /// The word to answer with.
    pub answer: String,
    /// What it would mean.
    pub means: String,
    /// The step it leads to.
    pub next: String,
    /// What the lock must have for it; asked of every lock when absent.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Need>,
}

/// One step: something to do and to look for, and what each answer means; or an end.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct AdviseStep {
    /// Its name.
    pub id: String,
    /// What to do.
    #[serde(rename = "do")]
    pub act: String,
    /// How sure the step is.
    pub mark: Mark,
    /// Keys of its sources.
    pub source: Vec<String>,
    /// The answers; none at an end.
    #[uniffi(default)]
    #[serde(default)]
    pub answers: Vec<Choice>,
    /// Where sources disagree.
    #[uniffi(default)]
    #[serde(default)]
    pub conflicts: Vec<AdviseConflict>,
    /// What a reset costs.
    #[uniffi(default)]
    #[serde(default)]
    pub consequences: Vec<String>,
    /// Whether and how the walk ends here.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// What to look for; none at an end.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<String>,
}

/// A tree of steps for the locks of some makers, or for a service.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Guide {
    /// Its name, which is taken where a model is.
    pub id: String,
    /// What it helps with.
    pub title: String,
    /// Whose locks it is for; none where it is about a service.
    pub makers: Vec<String>,
    /// The steps, the first one first. Answers lead forward only, so every walk ends.
    pub steps: Vec<AdviseStep>,
}

/// A step that was passed.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Passed {
    /// Its name.
    pub step: String,
    /// The answer given.
    pub answer: String,
    /// What that meant.
    pub means: String,
}

/// The walk so far.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Walk {
    /// The guide.
    pub guide: String,
    /// The steps passed.
    pub passed: Vec<Passed>,
    /// The step reached, with the answers that the model's locks can give.
    pub step: AdviseStep,
    /// Who is quoted at this step, by key.
    pub sources: HashMap<String, Source>,
    /// The model, where one was named.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}
