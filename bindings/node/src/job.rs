//! Work on a thread of its own, answered by a promise.

use napi::bindgen_prelude::*;
use napi::{Env, ScopedTask};

use crate::error::failure;
use crate::value::Told;

type Work = Box<dyn FnOnce() -> netcode::Result<Told> + Send>;

/// One piece of work.
pub struct Job(Option<Work>);

/// A promise for what the work tells.
pub(crate) fn job(work: impl FnOnce() -> netcode::Result<Told> + Send + 'static) -> AsyncTask<Job> {
    AsyncTask::new(Job(Some(Box::new(work))))
}

impl<'task> ScopedTask<'task> for Job {
    type Output = netcode::Result<Told>;
    type JsValue = Unknown<'task>;

    fn compute(&mut self) -> Result<Self::Output> {
        let work = self.0.take().ok_or_else(|| Error::from_reason("the work was already done"))?;
        Ok(work())
    }

    fn resolve(&mut self, env: &'task Env, told: Self::Output) -> Result<Self::JsValue> {
        told.map_err(|error| failure(env, &error))?.give(env)
    }
}
