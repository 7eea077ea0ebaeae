//! The catalogue of lock models.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::catalogue;

use crate::error::OrThrow;
use crate::value::{give, tell, tell_all, tell_maybe};

/// The lock models known, each fact with its source and mark.
#[napi(namespace = "catalogue")]
pub struct Catalogue(RwLock<catalogue::Catalogue>);

impl Catalogue {
    pub(crate) fn known(&self) -> RwLockReadGuard<'_, catalogue::Catalogue> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

#[napi(namespace = "catalogue")]
impl Catalogue {
    /// The models that ship with the crate.
    #[napi(constructor)]
    pub fn new() -> Result<Self> {
        Ok(Self(RwLock::new(catalogue::Catalogue::builtin().or_throw()?.clone())))
    }

    /// Adds a model of one's own from its JSON text.
    #[napi(ts_return_type = "Model")]
    pub fn add(&self, text: String) -> Result<Unknown<'static>> {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let model = known.add(&text).or_throw()?;
        give(tell("catalogue.Model", &*model))
    }

    /// What the linter finds in the JSON text of a model.
    #[napi(ts_return_type = "Finding[]")]
    pub fn lint(&self, text: String) -> Result<Unknown<'static>> {
        give(tell_all("catalogue.Finding", &self.known().lint(&text).or_throw()?, None))
    }

    /// The model with this id or alias.
    #[napi(ts_return_type = "Model")]
    pub fn get(&self, name: String) -> Result<Unknown<'static>> {
        let model = self.known().get(&name).or_throw()?.clone();
        give(tell("catalogue.Model", &*model))
    }

    /// The ids of all models.
    #[napi(getter)]
    pub fn ids(&self) -> Vec<String> {
        self.known().models().map(|model| model.id.clone()).collect()
    }

    /// All models.
    #[napi(ts_return_type = "Model[]")]
    pub fn models(&self) -> Result<Unknown<'static>> {
        let known = self.known();
        let models: Vec<&catalogue::Model> = known.models().map(|model| &**model).collect();
        give(tell_all("catalogue.Model", &models, None))
    }

    /// Every fact of a model, one a row.
    #[napi(ts_return_type = "Row[]")]
    pub fn facts(&self, name: String) -> Result<Unknown<'static>> {
        let rows = self.known().facts(&name).or_throw()?.to_vec();
        give(tell_all("catalogue.Row", &rows, None))
    }

    /// A fingerprint of what a model does: it does not change with words and sources.
    #[napi]
    pub fn fingerprint(&self, name: String) -> Result<String> {
        Ok(self.known().fingerprint(&name).or_throw()?.to_owned())
    }

    /// The source that a key of a fact stands for.
    #[napi(ts_return_type = "Source | null")]
    pub fn source(&self, key: String) -> Result<Unknown<'static>> {
        give(tell_maybe("catalogue.Source", self.known().source(&key), None))
    }
}

/// The rules of the linter.
#[napi(namespace = "catalogue", ts_return_type = "Rule[]")]
pub fn rules() -> Result<Unknown<'static>> {
    give(tell_all("catalogue.Rule", &catalogue::RULES, None))
}
