//! Advice: why a code did not open a door, and from a symptom to a fix.

use std::collections::BTreeMap;

use netcode::advise::{self, Attempt, Cause, Handed, Known, NamedCodes, OtherLock, Question, Signal};
use netcode::code::Code;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::catalogue::Catalogue;
use crate::error::{Answer, Fail};
use crate::grant::Grant;
use crate::key::Identity;
use crate::stay::Door;
use crate::time::TimeArg;
use crate::twin::model;
use crate::value::{give, give_all};
use crate::zone::MomentArg;

/// A code that was given out, from anything with its fields.
pub(crate) struct HandedArg(Handed);

impl<'py> FromPyObject<'_, 'py> for HandedArg {
    type Error = Fail;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Fail> {
        let field = |name: &str| value.getattr(name);
        let moment = |name: &str| Answer::Ok(field(name)?.extract::<Option<MomentArg>>()?.map(|at| at.0));
        Ok(Self(Handed {
            id: field("id")?.extract()?,
            code: Code::parse(field("code")?.extract::<&str>()?)?,
            grant: field("grant")?.cast::<Grant>()?.get().0,
            used: moment("used")?,
            blocked: moment("blocked")?,
        }))
    }
}

/// A question by its name, and whether the answer is yes.
fn answers(answers: Option<&Bound<'_, PyDict>>) -> Answer<Vec<(Question, bool)>> {
    let read = |(name, yes): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
        Ok((Question::parse(name.extract::<&str>()?)?, yes.extract()?))
    };
    answers.into_iter().flatten().map(read).collect()
}

/// Why a code did not open a door: causes ranked from what the issuer knows; see the module.
#[pyfunction]
#[pyo3(signature = (door, identity, typed, at, *, signal="unseen", answers=None, handed=vec![], former=vec![],
    others=None, model=None, catalogue=None, refused_lately=0, battery_warned=false),
    text_signature = "(door, identity, typed, at, *, signal='unseen', answers=None, handed=(), former=(), others=None, \
    model=None, catalogue=None, refused_lately=0, battery_warned=False)")]
#[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
pub(crate) fn explain<'py>(
    py: Python<'py>,
    door: &Bound<'_, Door>,
    identity: &Bound<'_, Identity>,
    typed: &str,
    at: MomentArg,
    signal: &str,
    answers: Option<&Bound<'_, PyDict>>,
    handed: Vec<HandedArg>,
    former: Vec<(TimeArg, Bound<'_, Identity>)>,
    others: Option<&Bound<'_, PyDict>>,
    model: Option<&str>,
    catalogue: Option<&Bound<'_, Catalogue>>,
    refused_lately: u32,
    battery_warned: bool,
) -> Answer<Bound<'py, PyAny>> {
    let other = |(name, identity): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
        let identity = identity.cast::<Identity>()?.get().identity.clone();
        Answer::Ok(OtherLock { name: name.extract()?, identity })
    };
    let known = Known {
        door: door.get().0.clone(),
        identity: identity.get().identity.clone(),
        handed: handed.into_iter().map(|code| code.0).collect(),
        former: former.iter().map(|(at, identity)| (at.0, identity.get().identity.clone())).collect(),
        others: others.into_iter().flatten().map(other).collect::<Answer<_>>()?,
        model: model.map(|name| self::model(name, catalogue)).transpose()?,
        refused_lately,
        battery_warned,
    };
    let attempt = Attempt::new(typed, at.0, Signal::parse(signal)?)?;
    let answered = self::answers(answers)?.into_iter();
    let attempt = answered.fold(attempt, |attempt, (question, yes)| attempt.answered(question, yes));
    let explanation = py.detach(|| advise::explain(&known, &attempt))?;
    give(py, ("advise", "Explanation"), &explanation)
}

/// A question as it is put to a person.
#[pyfunction]
pub(crate) fn question_text(question: &str) -> Answer<&'static str> {
    Ok(Question::parse(question)?.text())
}

/// Every cause: how often it is met and what helps, each with its source.
#[pyfunction]
pub(crate) fn causes<'py>(py: Python<'py>) -> Answer<Bound<'py, PyDict>> {
    let all = PyDict::new(py);
    for cause in Cause::ALL {
        let key = give(py, ("advise", "Cause"), &cause)?;
        all.set_item(key, give(py, ("advise", "Belief"), cause.belief()?)?)?;
    }
    Ok(all)
}

/// Why a lock's log names ``logged`` when ``was`` was at the door. ``codes`` are the digits of everybody by name.
#[pyfunction]
#[pyo3(signature = (model, codes, *, was, logged, catalogue=None))]
pub(crate) fn explain_log<'py>(
    py: Python<'py>,
    model: &str,
    codes: BTreeMap<String, String>,
    was: &str,
    logged: &str,
    catalogue: Option<&Bound<'_, Catalogue>>,
) -> Answer<Bound<'py, PyAny>> {
    let codes = NamedCodes::from_json(&serde_json::json!(codes).to_string())?;
    let model = self::model(model, catalogue)?;
    give(py, ("advise", "LogFinding"), &advise::explain_log(&model, &codes, was, logged)?)
}

/// The guides from a symptom to a fix.
#[pyfunction]
pub(crate) fn guides<'py>(py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
    give_all(py, ("advise", "Guide"), &advise::guides()?, None)
}

/// Follows answers, one a step, through the guide for a model, by id or alias, or through the guide of this name.
#[pyfunction]
#[pyo3(signature = (model, answers=vec![]), text_signature = "(model, answers=())")]
pub(crate) fn troubleshoot<'py>(
    py: Python<'py>,
    model: &str,
    answers: Vec<String>,
) -> Answer<Bound<'py, PyAny>> {
    give(py, ("advise", "Walk"), &advise::troubleshoot(model, &answers)?)
}
