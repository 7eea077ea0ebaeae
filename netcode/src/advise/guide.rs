//! Guides: trees of steps from a symptom to a fix, kept as data with their sources.

use std::collections::BTreeSet;
use std::string::String;
use std::sync::LazyLock;
use std::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Mark, Model};
use crate::error::{Error, Result, table::advise as codes};

/// What somebody says who contradicts a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// What is said.
    pub says: String,
    /// Keys of who says it.
    pub source: Vec<String>,
}

/// What a lock must have, or lack, for an answer to be possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Need {
    /// A key that is pressed before a NetCode.
    Prefix,
    /// No such key.
    NoPrefix,
    /// An app that manages the lock.
    App,
}

impl Need {
    fn met(self, model: &Model) -> bool {
        match self {
            Need::Prefix => model.netcode_prefix().is_some(),
            Need::NoPrefix => model.netcode_prefix().is_none(),
            Need::App => model.app.value,
        }
    }
}

/// One answer to a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The word to answer with.
    pub answer: String,
    /// What it would mean.
    pub means: String,
    /// The step it leads to.
    pub next: String,
    /// What the lock must have for it; asked of every lock when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Need>,
}

/// How a walk ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum End {
    /// The step is the remedy.
    Fix,
    /// The step sets the lock back, and says what that costs.
    Reset,
    /// Only a key, or a locksmith, or the maker's support is left.
    KeyOrLocksmith,
    /// Only the service's support can do it.
    Support,
}

/// One step: something to do and to look for, and what each answer means; or an end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name.
    pub id: String,
    /// What to do.
    #[serde(rename = "do")]
    pub act: String,
    /// What to look for; none at an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<String>,
    /// How sure the step is.
    pub mark: Mark,
    /// Keys of its sources.
    pub source: Vec<String>,
    /// Where sources disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// The answers; none at an end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Choice>,
    /// Whether and how the walk ends here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// What a reset costs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<String>,
}

/// A tree of steps for the locks of some makers, or for a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its name, which is taken where a model is.
    pub id: String,
    /// What it helps with.
    pub title: String,
    /// Whose locks it is for; none where it is about a service.
    pub makers: Vec<String>,
    /// The steps, the first one first. Answers lead forward only, so every walk ends.
    pub steps: Vec<Step>,
}

static GUIDES: LazyLock<Result<Vec<Guide>>> = LazyLock::new(|| {
    let files = [
        include_str!("../../catalogue/guides/codelocks-netcode.json"),
        include_str!("../../catalogue/guides/kwikset-smartcode.json"),
        include_str!("../../catalogue/guides/portal.json"),
    ];
    files.iter().map(|text| Guide::parse(text)).collect()
});

/// The guides this library is delivered with.
///
/// # Errors
/// None in a library whose tests passed: they load every guide.
pub fn guides() -> Result<&'static [Guide]> {
    GUIDES.as_deref().map_err(Clone::clone)
}

impl Guide {
    /// Reads a guide and checks that it is sound: names are new, answers lead forward to steps that exist, every step
    /// is reached, steps ask and ends do not, a reset says what it costs, and every fact has its source in the
    /// catalogue.
    ///
    /// # Errors
    /// `advise.guide_malformed`, with the step and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self> {
        let guide: Self = serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            malformed(format_args!("a guide cannot be read at line {line}, column {column}"))
        })?;
        let mut reached: BTreeSet<&str> = guide.steps.iter().take(1).map(|step| step.id.as_str()).collect();
        if reached.is_empty() {
            return Err(malformed(format_args!("guide `{}` has no step", guide.id)));
        }
        for (at, step) in guide.steps.iter().enumerate() {
            let earlier = guide.steps.iter().take(at + 1).map(|other| other.id.as_str());
            let earlier: BTreeSet<&str> = earlier.collect();
            let wrong = if earlier.len() != at + 1 {
                Some("has the name of another step")
            } else if !reached.contains(step.id.as_str()) {
                Some("is reached by no answer of an earlier step")
            } else {
                step.wrong()?
            };
            if let Some(wrong) = wrong {
                return Err(malformed(format_args!("step `{}` of guide `{}` {wrong}", step.id, guide.id)));
            }
            for choice in &step.answers {
                if earlier.contains(choice.next.as_str()) || guide.step(&choice.next).is_none() {
                    let what = format_args!(
                        "answer `{}` of step `{}` of guide `{}` leads to no later step",
                        choice.answer, step.id, guide.id
                    );
                    return Err(malformed(what));
                }
                reached.insert(&choice.next);
            }
        }
        Ok(guide)
    }

    /// The step with this name.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Whether the guide is for this model.
    pub(super) fn is_for(&self, model: &Model) -> bool {
        self.makers.iter().any(|maker| maker.eq_ignore_ascii_case(&model.maker))
    }
}

impl Step {
    /// What is wrong with the step by itself.
    fn wrong(&self) -> Result<Option<&'static str>> {
        let catalogue = Catalogue::builtin()?;
        let mut quoted =
            self.source.iter().chain(self.conflicts.iter().flat_map(|conflict| &conflict.source));
        let answers: BTreeSet<&str> = self.answers.iter().map(|choice| choice.answer.as_str()).collect();
        let checks = [
            (self.end.is_some() != self.answers.is_empty(), "is an end with answers, or a step without any"),
            (self.end.is_some() == self.look.is_some(), "is an end with a question, or a step without one"),
            (
                self.answers.len() == 1 || answers.len() != self.answers.len(),
                "needs two or more different answers",
            ),
            (
                (self.end == Some(End::Reset)) == self.consequences.is_empty(),
                "is a reset without its consequences, or no reset with them",
            ),
            (self.mark != Mark::Assumed && self.source.is_empty(), "has no source"),
            (
                self.conflicts.iter().any(|conflict| conflict.source.is_empty()),
                "has a conflict without a source",
            ),
            (quoted.any(|key| catalogue.source(key).is_none()), "names a source that the catalogue lacks"),
        ];
        Ok(checks.into_iter().find(|(broken, _)| *broken).map(|(_, what)| what))
    }

    /// The step as it stands for one model: without the answers that its locks cannot give.
    pub(super) fn for_model(&self, model: Option<&Model>) -> Self {
        let mut step = self.clone();
        if let Some(model) = model {
            step.answers.retain(|choice| choice.needs.is_none_or(|need| need.met(model)));
        }
        step
    }
}

fn malformed(what: core::fmt::Arguments<'_>) -> Error {
    Error::new(&codes::GUIDE_MALFORMED, what)
}
