//! The catalogue of lock models.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use netcode::catalogue as core;

use crate::wire::cross;
use crate::{CatalogueFinding, CatalogueModel, CatalogueRow, Result, Rule, Source};

/// The lock models known, each fact with its source and mark.
#[derive(Debug, uniffi::Object)]
pub struct Catalogue(RwLock<core::Catalogue>);

impl Catalogue {
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, core::Catalogue> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The model with this id or alias, in the given catalogue or the library's own.
pub(crate) fn model(catalogue: Option<&Catalogue>, name: &str) -> Result<Arc<core::Model>> {
    with(catalogue, |known| known.get(name).cloned())
}

pub(crate) fn with<T>(
    catalogue: Option<&Catalogue>,
    run: impl FnOnce(&core::Catalogue) -> netcode::Result<T>,
) -> Result<T> {
    Ok(match catalogue {
        Some(catalogue) => run(&catalogue.read())?,
        None => run(core::Catalogue::builtin()?)?,
    })
}

#[uniffi::export]
impl Catalogue {
    /// The models this library is delivered with.
    #[uniffi::constructor]
    pub fn new() -> Result<Arc<Self>> {
        Ok(Arc::new(Self(RwLock::new(core::Catalogue::builtin()?.clone()))))
    }

    /// Adds a model of one's own from its JSON text. Fails with the codes of the linter.
    pub fn add(&self, text: String) -> Result<CatalogueModel> {
        let model = self.0.write().unwrap_or_else(PoisonError::into_inner).add(&text)?;
        cross("model", &*model)
    }

    /// What the linter finds in the JSON text of a model.
    pub fn lint(&self, text: String) -> Result<Vec<CatalogueFinding>> {
        cross("list of findings", &self.read().lint(&text)?)
    }

    /// The model with this id or alias. Fails with `catalogue.unknown_model`.
    pub fn get(&self, name: String) -> Result<CatalogueModel> {
        let model = self.read().get(&name)?.clone();
        cross("model", &*model)
    }

    /// The ids of all models.
    pub fn ids(&self) -> Vec<String> {
        self.read().models().map(|model| model.id.clone()).collect()
    }

    /// Every fact of a model, one a row. Fails with `catalogue.unknown_model`.
    pub fn facts(&self, name: String) -> Result<Vec<CatalogueRow>> {
        cross("list of facts", &self.read().facts(&name)?)
    }

    /// A fingerprint of what a model does: it does not change with words and sources. Fails with
    /// `catalogue.unknown_model`.
    pub fn fingerprint(&self, name: String) -> Result<String> {
        Ok(self.read().fingerprint(&name)?.to_owned())
    }

    /// The source that a key of a fact stands for.
    pub fn source(&self, key: String) -> Result<Option<Source>> {
        cross("source", &self.read().source(&key))
    }
}

/// The rules of the linter.
#[uniffi::export]
pub fn lint_rules() -> Result<Vec<Rule>> {
    cross("list of rules", &core::RULES)
}
