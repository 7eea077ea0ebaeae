//! The facts of the catalogue: a value with its mark and its sources, generated from the library's own types by `cargo xtask docs`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct CatalogueFunctionFact {
    /// The value.
    pub value: CatalogueFunction,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedCatalogueFunction>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedCatalogueFunction {
    /// The other value.
    pub value: CatalogueFunction,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct CatalogueLevelsFact {
    /// The value.
    pub value: Vec<CatalogueLevel>,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedCatalogueLevels>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedCatalogueLevels {
    /// The other value.
    pub value: Vec<CatalogueLevel>,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct CellRuleFact {
    /// The value.
    pub value: CellRule,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedCellRule>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedCellRule {
    /// The other value.
    pub value: CellRule,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct ClockRuleFact {
    /// The value.
    pub value: ClockRule,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedClockRule>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedClockRule {
    /// The other value.
    pub value: ClockRule,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct EntryRuleFact {
    /// The value.
    pub value: EntryRule,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedEntryRule>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedEntryRule {
    /// The other value.
    pub value: EntryRule,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct FlagFact {
    /// The value.
    pub value: bool,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedFlag>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedFlag {
    /// The other value.
    pub value: bool,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct InputFact {
    /// The value.
    pub value: Input,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedInput>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedInput {
    /// The other value.
    pub value: Input,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct LayoutsFact {
    /// The value.
    pub value: Vec<Layout>,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedLayouts>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedLayouts {
    /// The other value.
    pub value: Vec<Layout>,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct ModesByNameFact {
    /// The value.
    pub value: HashMap<String, Vec<Mode>>,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedModesByName>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedModesByName {
    /// The other value.
    pub value: HashMap<String, Vec<Mode>>,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct ModesFact {
    /// The value.
    pub value: Vec<Mode>,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedModes>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedModes {
    /// The other value.
    pub value: Vec<Mode>,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct OccasionsFact {
    /// The value.
    pub value: Vec<Occasion>,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedOccasions>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedOccasions {
    /// The other value.
    pub value: Vec<Occasion>,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct OptionalTextFact {
    /// The value.
    pub value: Option<String>,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedOptionalText>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedOptionalText {
    /// The other value.
    pub value: Option<String>,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct ParameterRuleFact {
    /// The value.
    pub value: ParameterRule,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedParameterRule>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedParameterRule {
    /// The other value.
    pub value: ParameterRule,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct ProcedureFact {
    /// The value.
    pub value: Procedure,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedProcedure>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedProcedure {
    /// The other value.
    pub value: Procedure,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct SpanFact {
    /// The value.
    pub value: Span,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedSpan>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedSpan {
    /// The other value.
    pub value: Span,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct TextFact {
    /// The value.
    pub value: String,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedText>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedText {
    /// The other value.
    pub value: String,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct TextsFact {
    /// The value.
    pub value: Vec<String>,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedTexts>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedTexts {
    /// The other value.
    pub value: Vec<String>,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct WholeFact {
    /// The value.
    pub value: i64,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedWhole>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedWhole {
    /// The other value.
    pub value: i64,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}

/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct WordsFact {
    /// The value.
    pub value: Vec<Word>,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<DisputedWords>,
}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DisputedWords {
    /// The other value.
    pub value: Vec<Word>,
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}
