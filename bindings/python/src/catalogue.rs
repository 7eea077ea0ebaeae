//! The catalogue of lock models.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use netcode::catalogue;
use pyo3::prelude::*;

use crate::error::Answer;
use crate::value::{give, give_all};

/// The lock models known, each fact with its source and mark.
///
/// >>> from netcode.catalogue import Catalogue
/// >>> known = Catalogue()
/// >>> known.get("cl4500").id
/// 'cl4510'
/// >>> known.get("cl4500").keypad.program_key.value
/// '#'
#[pyclass(frozen, module = "netcode.catalogue")]
pub(crate) struct Catalogue(RwLock<catalogue::Catalogue>);

impl Catalogue {
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, catalogue::Catalogue> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Catalogue {
    #[new]
    fn new() -> Answer<Self> {
        Ok(Self(RwLock::new(catalogue::Catalogue::builtin()?.clone())))
    }

    /// Adds a model of one's own from its JSON text.
    fn add<'py>(&self, py: Python<'py>, text: &str) -> Answer<Bound<'py, PyAny>> {
        let model = self.0.write().unwrap_or_else(PoisonError::into_inner).add(text)?;
        give(py, ("catalogue", "Model"), &*model)
    }

    /// What the linter finds in the JSON text of a model.
    fn lint<'py>(&self, py: Python<'py>, text: &str) -> Answer<Bound<'py, PyAny>> {
        give_all(py, ("catalogue", "Finding"), &self.read().lint(text)?, None)
    }

    /// The model with this id or alias.
    fn get<'py>(&self, py: Python<'py>, name: &str) -> Answer<Bound<'py, PyAny>> {
        let model = self.read().get(name)?.clone();
        give(py, ("catalogue", "Model"), &*model)
    }

    /// The ids of all models.
    #[getter]
    fn ids(&self) -> Vec<String> {
        self.read().models().map(|model| model.id.clone()).collect()
    }

    /// All models.
    fn models<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
        let models: Vec<_> = self.read().models().cloned().collect();
        let models: Vec<&catalogue::Model> = models.iter().map(|model| &**model).collect();
        give_all(py, ("catalogue", "Model"), &models, None)
    }

    /// Every fact of a model, one a row.
    fn facts<'py>(&self, py: Python<'py>, name: &str) -> Answer<Bound<'py, PyAny>> {
        let rows = self.read().facts(name)?.to_vec();
        give_all(py, ("catalogue", "Row"), &rows, None)
    }

    /// A fingerprint of what a model does: it does not change with words and sources.
    fn fingerprint(&self, name: &str) -> Answer<String> {
        Ok(self.read().fingerprint(name)?.to_owned())
    }

    /// The source that a key of a fact stands for.
    fn source<'py>(&self, py: Python<'py>, key: &str) -> Answer<Option<Bound<'py, PyAny>>> {
        let source = self.read().source(key).cloned();
        source.map(|source| give(py, ("catalogue", "Source"), &source)).transpose()
    }

    fn __repr__(&self) -> String {
        format!("<Catalogue of {} models>", self.read().models().count())
    }
}

/// The rules of the linter.
#[pyfunction]
pub(crate) fn rules<'py>(py: Python<'py>) -> Answer<Bound<'py, PyAny>> {
    give_all(py, ("catalogue", "Rule"), &catalogue::RULES, None)
}
