//! Reading model files: a family's values are filled in, then the linter has the word.

use std::collections::BTreeMap;
use std::string::{String, ToString as _};
use std::sync::{Arc, LazyLock};
use std::vec::Vec;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::lint::{self, Finding};
use super::{Model, provenance};
use crate::error::{Error, Result, table::catalogue as codes};

/// Where a fact can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub at: String,
}

/// Every model known, by id and alias.
#[derive(Debug, Clone)]
pub struct Catalogue {
    sources: BTreeMap<String, Source>,
    families: BTreeMap<String, Map<String, Value>>,
    models: Vec<Arc<Entry>>,
}

/// A model with the facts its file states.
#[derive(Debug)]
struct Entry {
    model: Arc<Model>,
    facts: Vec<provenance::Row>,
    fingerprint: String,
}

/// The models this library is delivered with: sources, families and models, each with its name for messages.
mod files {
    pub(super) const SOURCES: &str = include_str!("../../catalogue/sources.json");
    pub(super) const FAMILIES: &[(&str, &str)] = &[
        ("kl1000", include_str!("../../catalogue/families/kl1000.json")),
        ("kl-g3", include_str!("../../catalogue/families/kl-g3.json")),
        ("cl-smart", include_str!("../../catalogue/families/cl-smart.json")),
        ("smartcode", include_str!("../../catalogue/families/smartcode.json")),
        ("smartcode-5", include_str!("../../catalogue/families/smartcode-5.json")),
        ("smartcode-touch", include_str!("../../catalogue/families/smartcode-touch.json")),
    ];
    pub(super) const MODELS: &[&str] = &[
        include_str!("../../catalogue/models/kl1000-netcode.json"),
        include_str!("../../catalogue/models/kl1000-netcode-c2.json"),
        include_str!("../../catalogue/models/kl1000-netcode-d.json"),
        include_str!("../../catalogue/models/kl1000-g3-netcode.json"),
        include_str!("../../catalogue/models/kl1200-netcode.json"),
        include_str!("../../catalogue/models/kl1550.json"),
        include_str!("../../catalogue/models/cl4510.json"),
        include_str!("../../catalogue/models/cl5510.json"),
        include_str!("../../catalogue/models/cl5000-netcode.json"),
        include_str!("../../catalogue/models/kwikset-909.json"),
        include_str!("../../catalogue/models/kwikset-910.json"),
        include_str!("../../catalogue/models/kwikset-911.json"),
        include_str!("../../catalogue/models/kwikset-912.json"),
        include_str!("../../catalogue/models/kwikset-913.json"),
        include_str!("../../catalogue/models/kwikset-914.json"),
        include_str!("../../catalogue/models/kwikset-915.json"),
        include_str!("../../catalogue/models/kwikset-916.json"),
        include_str!("../../catalogue/models/kwikset-955.json"),
        include_str!("../../catalogue/models/kwikset-620.json"),
        include_str!("../../catalogue/models/reference.json"),
    ];
}

static BUILTIN: LazyLock<Result<Catalogue>> = LazyLock::new(|| {
    let mut catalogue = Catalogue::empty(files::SOURCES)?;
    for (name, text) in files::FAMILIES {
        catalogue.add_family(name, text)?;
    }
    files::MODELS.iter().try_for_each(|text| catalogue.add(text).map(drop))?;
    Ok(catalogue)
});

impl Catalogue {
    /// The models this library is delivered with.
    ///
    /// ```
    /// use netcode::catalogue::Catalogue;
    /// let model = Catalogue::builtin()?.get("KL1060")?;
    /// assert_eq!(model.id, "kl1000-netcode");
    /// assert_eq!(model.netcode_digits(), Some(6));
    /// # Ok::<(), netcode::Error>(())
    /// ```
    ///
    /// # Errors
    /// None in a library whose tests passed: they load every file.
    pub fn builtin() -> Result<&'static Self> {
        BUILTIN.as_ref().map_err(Clone::clone)
    }

    fn empty(sources: &str) -> Result<Self> {
        let sources = serde_json::from_str(sources).map_err(|error| {
            Error::new(&codes::CATALOGUE_MALFORMED, format_args!("sources: {}", plain(&error)))
        })?;
        Ok(Self { sources, families: BTreeMap::new(), models: Vec::new() })
    }

    /// Adds a family, laid on the one it names, if any.
    fn add_family(&mut self, name: &str, text: &str) -> Result<()> {
        let mut family = object(text)?;
        let base = family.get("family").and_then(Value::as_str).and_then(|base| self.families.get(base));
        if let Some(mut merged) = base.cloned() {
            family.remove("family");
            merge(&mut merged, family);
            family = merged;
        }
        self.families.insert(name.to_string(), family);
        Ok(())
    }

    /// Adds a model from its file's text. The file may name a family of this catalogue; it gets the same lint as
    /// the models delivered with the library.
    ///
    /// # Errors
    /// `catalogue.malformed` for text that is no JSON object; `catalogue.refused` with the number of the broken
    /// rule, the path in the file and the remedy.
    pub fn add(&mut self, text: &str) -> Result<Arc<Model>> {
        let entry = self.read(text)?;
        let model = Arc::clone(&entry.model);
        self.models.push(Arc::new(entry));
        Ok(model)
    }

    /// Everything the linter has to say about a model file; empty for a good one.
    ///
    /// # Errors
    /// `catalogue.malformed` for text that is no JSON object.
    pub fn lint(&self, text: &str) -> Result<Vec<Finding>> {
        let document = match self.merged(object(text)?) {
            Ok(document) => document,
            Err(finding) => return Ok(std::vec![finding]),
        };
        Ok(match lint::parse(&document) {
            Ok(model) => lint::findings(&model, &document, self),
            Err(finding) => std::vec![finding],
        })
    }

    fn read(&self, text: &str) -> Result<Entry> {
        let refused = |finding: &Finding| {
            Error::new(
                &codes::CATALOGUE_REFUSED,
                format_args!("{} at `{}`: {}", finding.rule, finding.path, finding.message),
            )
            .with_hint(format_args!("{}", finding.remedy))
        };
        let document = self.merged(object(text)?).map_err(|finding| refused(&finding))?;
        let model = lint::parse(&document).map_err(|finding| refused(&finding))?;
        if let Some(finding) = lint::findings(&model, &document, self).first() {
            return Err(refused(finding));
        }
        Ok(Entry {
            facts: provenance::rows(&document),
            fingerprint: provenance::fingerprint(&document),
            model: Arc::new(model),
        })
    }

    /// The file with its family's values filled in.
    fn merged(&self, file: Map<String, Value>) -> core::result::Result<Value, Finding> {
        let Some(family) = file.get("family").and_then(Value::as_str) else {
            return Ok(Value::Object(file));
        };
        let Some(base) = self.families.get(family) else {
            let known = self.families.keys().cloned().collect::<Vec<_>>().join(", ");
            return Err(Finding::new(
                "C003",
                "family",
                std::format!("there is no family `{family}`"),
                std::format!("name one of {known}, or leave the field out"),
            ));
        };
        let mut merged = base.clone();
        merge(&mut merged, file);
        Ok(Value::Object(merged))
    }

    /// The model with this id or alias, whatever the case of its letters.
    ///
    /// # Errors
    /// `catalogue.unknown_model`; the hint names the nearest ids.
    pub fn get(&self, name: &str) -> Result<&Arc<Model>> {
        self.entry(name).map(|entry| &entry.model)
    }

    fn entry(&self, name: &str) -> Result<&Arc<Entry>> {
        self.models.iter().find(|entry| entry.model.is_called(name)).ok_or_else(|| {
            let ids = self.models().map(|model| model.id.as_str()).collect::<Vec<_>>().join(", ");
            Error::new(&codes::CATALOGUE_UNKNOWN_MODEL, format_args!("there is no lock model `{name}`"))
                .with_hint(format_args!("the models are {ids}; `netcode model list` shows their aliases"))
        })
    }

    /// Every model, in the order added.
    pub fn models(&self) -> impl Iterator<Item = &Arc<Model>> {
        self.models.iter().map(|entry| &entry.model)
    }

    /// Every fact of a model with its mark and sources.
    ///
    /// # Errors
    /// `catalogue.unknown_model`.
    pub fn facts(&self, name: &str) -> Result<&[provenance::Row]> {
        self.entry(name).map(|entry| entry.facts.as_slice())
    }

    /// A hash over what the model does, names and sources aside: models with one fingerprint behave alike.
    ///
    /// # Errors
    /// `catalogue.unknown_model`.
    pub fn fingerprint(&self, name: &str) -> Result<&str> {
        self.entry(name).map(|entry| entry.fingerprint.as_str())
    }

    /// The source with this key.
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources.get(key)
    }
}

impl Model {
    /// Whether `name` is the id or an alias, whatever the case of its letters.
    pub fn is_called(&self, name: &str) -> bool {
        core::iter::once(&self.id).chain(&self.aliases).any(|known| known.eq_ignore_ascii_case(name))
    }
}

fn object(text: &str) -> Result<Map<String, Value>> {
    serde_json::from_str(text).map_err(|error| {
        Error::new(&codes::CATALOGUE_MALFORMED, format_args!("not a JSON object: {}", plain(&error)))
    })
}

/// serde's message begins with a capital in some cases; ours do not.
fn plain(error: &serde_json::Error) -> String {
    error.to_string().to_lowercase()
}

/// Lays `over` on `base`: objects field by field, a fact (an object with a `value`) as a whole, anything else
/// replaced; `null` removes.
fn merge(base: &mut Map<String, Value>, over: Map<String, Value>) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (_, Value::Null) => drop(base.remove(&key)),
            (Some(Value::Object(old)), Value::Object(new)) if !new.contains_key("value") => merge(old, new),
            (_, value) => drop(base.insert(key, value)),
        }
    }
}
