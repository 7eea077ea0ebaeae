//! Advice: why a code did not open a door, and guides from a symptom to a fix.

use std::collections::HashMap;

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::advise::{self, Attempt, Cause, Handed, Known, NamedCodes, OtherLock, Question, Signal};
use netcode::catalogue::Catalogue;
use netcode::code::Code;
use netcode::error::table::core;
use netcode::time::LockTime;
use serde_json::json;

use crate::arg::{Figure, given, optional};
use crate::error::OrThrow;
use crate::key::Identity;
use crate::stay::{Door, grant};
use crate::value::{When, fields, give, moment, tell, tell_all, when};

/// A code that was given out, with its digits.
#[napi(object, object_to_js = false, namespace = "advise")]
pub struct HandedCode<'env> {
    /// The name by which the issuer knows it.
    pub id: String,
    /// The digits.
    pub code: String,
    /// What it permits.
    #[napi(ts_type = "GrantInit")]
    pub grant: Unknown<'env>,
    /// When it was first seen to open the door, with its offset.
    #[napi(ts_type = "Moment | null | undefined")]
    pub used: Option<Either<String, Null>>,
    /// When it was blocked at the lock.
    #[napi(ts_type = "Moment | null | undefined")]
    pub blocked: Option<Either<String, Null>>,
}

impl HandedCode<'_> {
    fn read(self) -> Result<Handed> {
        let at =
            |text: Option<Either<String, Null>>| given(text).as_deref().map(moment).transpose().or_throw();
        let code = Code::parse(&self.code).or_throw()?;
        Ok(Handed {
            id: self.id,
            code,
            grant: grant(self.grant)?,
            used: at(self.used)?,
            blocked: at(self.blocked)?,
        })
    }
}

/// Another lock of the account.
#[napi(object, object_to_js = false, namespace = "advise")]
pub struct NamedIdentity<'env> {
    /// The name by which the issuer knows it; of a former initialisation its time.
    pub name: String,
    /// Who its codes are for.
    #[napi(ts_type = "Identity")]
    pub identity: ClassInstance<'env, Identity>,
}

/// One try at a door, and what the issuer knows of the lock.
#[napi(object, object_to_js = false, namespace = "advise")]
pub struct ExplainOptions<'env> {
    /// What the lock accepts, and what is known of its clock.
    #[napi(ts_type = "stay.Door")]
    pub door: ClassInstance<'env, Door>,
    /// Who its codes are for since its last initialisation.
    #[napi(ts_type = "Identity")]
    pub identity: ClassInstance<'env, Identity>,
    /// The codes given out for it.
    #[napi(ts_type = "readonly HandedCode[]")]
    pub handed: Vec<HandedCode<'env>>,
    /// What was typed, with `*` before it if that was pressed.
    pub typed: String,
    /// When.
    #[napi(ts_type = "MomentInit")]
    pub at: When<'env>,
    /// What the lock showed.
    #[napi(ts_type = "Signal")]
    pub signal: String,
    /// Who its codes were for before, each named by the lock time typed then.
    #[napi(ts_type = "readonly NamedIdentity[] | null | undefined")]
    pub former: Option<Either<Vec<NamedIdentity<'env>>, Null>>,
    /// The account's other locks.
    #[napi(ts_type = "readonly NamedIdentity[] | null | undefined")]
    pub others: Option<Either<Vec<NamedIdentity<'env>>, Null>>,
    /// The lock's model: its keypad rules some causes out.
    #[napi(ts_type = "string | null | undefined")]
    pub model: Option<Either<String, Null>>,
    /// Codes it refused within the minute before.
    #[napi(ts_type = "number | null | undefined")]
    pub refused_lately: Option<Figure<'env>>,
    /// Whether it warned of its battery lately.
    #[napi(ts_type = "boolean | null | undefined")]
    pub battery_warned: Option<Either<bool, Null>>,
    /// Answers to questions asked before.
    #[napi(ts_type = "Readonly<{ [question: string]: boolean }> | null | undefined")]
    pub answers: Option<Either<HashMap<String, bool>, Null>>,
}

/// Why a code did not open a door: causes ranked, with what to do; ties told, with the question that splits them.
#[napi(namespace = "advise", ts_return_type = "Explanation")]
pub fn explain(options: ExplainOptions<'_>) -> Result<Unknown<'static>> {
    let mut attempt =
        Attempt::new(&options.typed, when(options.at)?, Signal::parse(&options.signal).or_throw()?)
            .or_throw()?;
    let answers = given(options.answers).unwrap_or_default();
    for (question, yes) in answers {
        attempt = attempt.answered(Question::parse(&question).or_throw()?, yes);
    }
    let former = given(options.former).unwrap_or_default().into_iter();
    let others = given(options.others).unwrap_or_default().into_iter();
    let model = given(options.model);
    let model = model.map(|name| Ok(Catalogue::builtin()?.get(&name)?.clone())).transpose().or_throw()?;
    let refused = optional("refusedLately", options.refused_lately, &core::NUMBER_NOT_WHOLE)?;
    let known = Known {
        door: options.door.0.clone(),
        identity: options.identity.0.clone(),
        handed: options.handed.into_iter().map(HandedCode::read).collect::<Result<_>>()?,
        former: former
            .map(|of| Ok((LockTime::parse(&of.name).or_throw()?, of.identity.0.clone())))
            .collect::<Result<_>>()?,
        others: others.map(|of| OtherLock { name: of.name, identity: of.identity.0.clone() }).collect(),
        model,
        refused_lately: refused.unwrap_or_default(),
        battery_warned: given(options.battery_warned).unwrap_or_default(),
    };
    give(tell("advise.Explanation", &advise::explain(&known, &attempt).or_throw()?))
}

/// Why a lock's log names somebody else: codes, by the names of their holders, that differ in digits and not in
/// buttons.
#[napi(namespace = "advise", ts_return_type = "LogFinding")]
pub fn explain_log(
    model: String,
    #[napi(ts_arg_type = "Readonly<{ [name: string]: string }>")] codes: HashMap<String, String>,
    was: String,
    logged: String,
) -> Result<Unknown<'static>> {
    let codes = NamedCodes::from_json(&json!(codes).to_string()).or_throw()?;
    let model = Catalogue::builtin().and_then(|known| Ok(known.get(&model)?.clone())).or_throw()?;
    give(tell("advise.LogFinding", &advise::explain_log(&model, &codes, &was, &logged).or_throw()?))
}

/// Walks a model's guide with the answers given so far: the step reached, and what it asks or how it ends.
#[napi(namespace = "advise", ts_return_type = "Walk")]
pub fn troubleshoot(
    model: String,
    #[napi(ts_arg_type = "readonly string[] | null | undefined")] answers: Option<Vec<String>>,
) -> Result<Unknown<'static>> {
    give(tell("advise.Walk", &advise::troubleshoot(&model, &answers.unwrap_or_default()).or_throw()?))
}

/// The words of a question, to be answered with yes or no.
#[napi(namespace = "advise")]
pub fn question_text(#[napi(ts_arg_type = "Question")] question: String) -> Result<&'static str> {
    Ok(Question::parse(&question).or_throw()?.text())
}

/// What is known of each cause: how often it is the one among the calls for help, and what to do about it.
#[napi(namespace = "advise", ts_return_type = "{ readonly [cause in Cause]: Belief }")]
pub fn causes() -> Result<Unknown<'static>> {
    let known = |cause: &Cause| Ok((cause.as_str(), tell("advise.Belief", cause.belief()?)?));
    give(Cause::ALL.iter().map(known).collect::<netcode::Result<Vec<_>>>().map(fields))
}

/// The guides there are, each with all its steps.
#[napi(namespace = "advise", ts_return_type = "Guide[]")]
pub fn guides() -> Result<Unknown<'static>> {
    give(tell_all("advise.Guide", &advise::guides().or_throw()?, None))
}
