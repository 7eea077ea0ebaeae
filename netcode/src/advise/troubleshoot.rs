//! From a symptom to a fix, answer by answer.

use std::collections::BTreeMap;
use std::string::String;
use std::vec::Vec;

use serde::Serialize;

use super::guide::{Guide, Step, guides};
use crate::catalogue::{Catalogue, Model, Source};
use crate::error::{Error, Result, table::advise as codes};

/// A step that was passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Passed {
    /// Its name.
    pub step: String,
    /// The answer given.
    pub answer: String,
    /// What that meant.
    pub means: String,
}

/// The walk so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Walk {
    /// The guide.
    pub guide: String,
    /// The model, where one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The steps passed.
    pub passed: Vec<Passed>,
    /// The step reached, with the answers that the model's locks can give.
    pub step: Step,
    /// Who is quoted at this step, by key.
    pub sources: BTreeMap<String, Source>,
}

/// Follows the answers, one a step, through the guide for a model (by id or alias), or through the guide with this name.
///
/// ```
/// use netcode::advise::{End, troubleshoot};
/// let start = troubleshoot("CL4510", &[])?;
/// assert_eq!(start.step.look.as_deref(), Some("When does the lock show red?"));
/// let walk = troubleshoot("CL4510", &["red-at-star".into()])?;
/// assert_eq!(walk.step.end, Some(End::Fix));
/// # Ok::<(), netcode::Error>(())
/// ```
///
/// # Errors
/// `catalogue.unknown_model`; `advise.guide_unknown` for a model without a guide; `advise.answer_unknown`, whose hint
/// names the answers there are.
pub fn troubleshoot(model: &str, answers: &[String]) -> Result<Walk> {
    let (guide, model) = find(model)?;
    let first = guide.steps.first().ok_or_else(|| unknown(&guide.id))?;
    let mut step = first.for_model(model);
    let mut passed = Vec::new();
    for answer in answers {
        let chosen = step.answers.iter().find(|choice| choice.answer.eq_ignore_ascii_case(answer));
        let chosen = chosen.cloned().ok_or_else(|| no_answer(&step, answer))?;
        passed.push(Passed { step: step.id, answer: chosen.answer, means: chosen.means });
        step = guide.step(&chosen.next).ok_or_else(|| unknown(&guide.id))?.for_model(model);
    }
    let catalogue = Catalogue::builtin()?;
    let quoted = step.source.iter().chain(step.conflicts.iter().flat_map(|conflict| &conflict.source));
    let sources =
        quoted.filter_map(|key| catalogue.source(key).map(|source| (key.clone(), source.clone()))).collect();
    Ok(Walk { guide: guide.id.clone(), model: model.map(|model| model.id.clone()), passed, step, sources })
}

fn find(name: &str) -> Result<(&'static Guide, Option<&'static Model>)> {
    let guides = guides()?;
    if let Some(guide) = guides.iter().find(|guide| guide.id.eq_ignore_ascii_case(name)) {
        return Ok((guide, None));
    }
    let model = Catalogue::builtin()?.get(name)?;
    let guide = guides.iter().find(|guide| guide.is_for(model)).ok_or_else(|| unknown(&model.id))?;
    Ok((guide, Some(model)))
}

fn unknown(name: &str) -> Error {
    Error::new(&codes::GUIDE_UNKNOWN, format_args!("there is no guide for `{name}`"))
}

fn no_answer(step: &Step, answer: &str) -> Error {
    let there: Vec<&str> = step.answers.iter().map(|choice| choice.answer.as_str()).collect();
    let error =
        Error::new(&codes::ANSWER_UNKNOWN, format_args!("step `{}` has no answer `{answer}`", step.id));
    if there.is_empty() {
        return error.with_hint(format_args!("the walk has ended: leave the last answer out"));
    }
    error.with_hint(format_args!("answer {}", there.join(" or ")))
}
