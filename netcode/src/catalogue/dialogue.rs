//! Dialogues: programming that a button on the inside begins and in which a button ends each field.

use serde::{Deserialize, Serialize};
use std::string::String;
use std::vec::Vec;

use super::{Arg, Mark, Model, Verb};

/// One thing that can be programmed with a button: how it is begun, and the fields typed then, each ended by the
/// model's `keypad.confirm` button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dialogue {
    /// The button that begins it.
    pub button: String,
    /// Seconds it is held; 0 for a press.
    #[serde(default)]
    pub hold_seconds: u32,
    /// Whether the number of presses is the place a code goes to.
    #[serde(default)]
    pub counts: bool,
    /// Only with a Master Code set (`true`) or only without (`false`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarded: Option<bool>,
    /// The fields, in the order typed.
    pub fields: Vec<Arg>,
    /// What it does.
    #[serde(rename = "do")]
    pub verb: Verb,
    /// What it is called.
    pub title: String,
    /// Buttons and digits, with blanks between; a held button is written with its seconds, `program(5s)`.
    pub example: String,
    /// How sure it is.
    pub mark: Mark,
    /// Keys of `sources.json`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Dialogue {
    /// The fields as a model tells them apart now: the guard is left out where no Master Code is set.
    pub(crate) fn fields(&self, model: &Model, guarded: bool) -> Vec<Arg> {
        let kept = self.fields.iter().filter(|arg| guarded || **arg != Arg::Guard);
        kept.map(|arg| match arg {
            Arg::Literal(text) => Arg::Literal(model.as_pressed(text)),
            arg => arg.clone(),
        })
        .collect()
    }
}
