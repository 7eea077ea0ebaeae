//! What is known of the causes: how often each is met, what it looks like, what helps. Data, with sources.

use std::collections::BTreeMap;
use std::string::String;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Cause, Question};
use crate::catalogue::Fact;
use crate::error::{Error, Result, table::advise as codes};

/// How likely something shows that was never seen with a cause: once in a few thousand.
const UNSEEN: f64 = 0.000_4;
/// How likely a person answers a question wrongly.
const WRONG_ANSWER: f64 = 0.03;

/// What is known of one cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Belief {
    /// How often it is the cause among the calls for help, 0 to 1, before anything is known of the call.
    pub prior: Fact<f64>,
    /// What to do about it.
    pub remedy: Fact<String>,
}

/// What broken twins looked like, counted.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Measured {
    /// By clue and value: how likely the value shows when the cause is at work.
    clues: BTreeMap<String, BTreeMap<String, BTreeMap<Cause, f64>>>,
    /// By question: how likely the answer is yes.
    answers: BTreeMap<Question, BTreeMap<Cause, f64>>,
}

#[derive(Debug)]
pub(super) struct Knowledge {
    causes: BTreeMap<Cause, Belief>,
    measured: Measured,
}

static KNOWLEDGE: LazyLock<Result<Knowledge>> = LazyLock::new(|| {
    Knowledge::parse(
        include_str!("../../catalogue/advice/causes.json"),
        include_str!("../../catalogue/advice/measured.json"),
    )
});

impl Knowledge {
    pub(super) fn builtin() -> Result<&'static Self> {
        KNOWLEDGE.as_ref().map_err(Clone::clone)
    }

    pub(super) fn parse(causes: &str, measured: &str) -> Result<Self> {
        let knowledge = Self { causes: read(causes)?, measured: read(measured)? };
        match Cause::ALL.into_iter().find(|cause| !knowledge.causes.contains_key(cause)) {
            Some(cause) => Err(malformed(format_args!("nothing is known of cause `{cause}`"))),
            None => Ok(knowledge),
        }
    }

    pub(super) fn belief(&self, cause: Cause) -> Result<&Belief> {
        self.causes.get(&cause).ok_or_else(|| malformed(format_args!("nothing is known of cause `{cause}`")))
    }

    /// How likely this value of a clue shows when the cause is at work. A value that was never seen tells nothing.
    pub(super) fn likely(&self, clue: &str, value: &str, cause: Cause) -> f64 {
        let row = self.measured.clues.get(clue).and_then(|values| values.get(value));
        row.map_or(1.0, |row| row.get(&cause).copied().unwrap_or(0.0).max(UNSEEN))
    }

    /// How likely the answer is yes when the cause is at work, as people answer; one half where it tells nothing.
    pub(super) fn yes(&self, question: Question, cause: Cause) -> f64 {
        let row = self.measured.answers.get(&question);
        let truly = row.and_then(|row| row.get(&cause).copied()).unwrap_or(0.5);
        truly * (1.0 - WRONG_ANSWER) + (1.0 - truly) * WRONG_ANSWER
    }
}

impl Cause {
    /// What is known of it, with sources.
    ///
    /// ```
    /// use netcode::advise::Cause;
    /// let belief = Cause::LowBattery.belief()?;
    /// assert_eq!((belief.prior.value, belief.prior.source[0].as_str()), (0.38, "RENTTOOLS"));
    /// # Ok::<(), netcode::Error>(())
    /// ```
    ///
    /// # Errors
    /// None in a library whose tests passed: they look at every cause.
    pub fn belief(self) -> Result<&'static Belief> {
        Knowledge::builtin()?.belief(self)
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        malformed(format_args!("the knowledge cannot be read at line {line}, column {column}"))
    })
}

fn malformed(what: core::fmt::Arguments<'_>) -> Error {
    Error::new(&codes::KNOWLEDGE_MALFORMED, what)
}
