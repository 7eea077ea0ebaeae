//! Bolts that a motor drives, and what else stands inside such a door: switches, kinds of cells.

use serde::{Deserialize, Serialize};
use std::vec::Vec;

use super::Fact;

/// A bolt that a motor drives: it stays where it was put, and has to learn which way it moves (the handing of the
/// door) before the motor runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Motor {
    /// When it learns by itself which way it moves, with no procedure.
    pub learns: Fact<Vec<Occasion>>,
    /// Whether a mechanical key or a thumb-turn moves it without power.
    pub by_hand: Fact<bool>,
}

/// When a bolt learns by itself which way it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Cells go in with no button held, and it has not learnt yet.
    CellsIn,
    /// A factory reset is done.
    Reset,
}

/// A switch inside the door, or the setting that took its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Switch {
    /// The light on the inside blinks.
    StatusLed,
    /// The bolt locks by itself after `open_seconds`, once a user's code is stored.
    AutoLock,
    /// Beeps sound.
    Audio,
    /// Digits shown at random must be touched before a code, so that no code shows on the glass.
    SecureScreen,
}

/// Kinds of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cells {
    /// Alkaline cells of one age.
    #[default]
    Alkaline,
    /// Lithium cells.
    Lithium,
    /// Rechargeable cells of any kind.
    Rechargeable,
    /// Old cells beside new ones.
    Mixed,
}

/// What cells of one kind do in a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CellRule {
    /// Whether the lock's gauge sees them run low in time to warn.
    pub warns: bool,
    /// Whether the gauge reads low from the first day.
    #[serde(default)]
    pub reads_low: bool,
    /// What is left at the first warning, as a percentage of `reserve_openings`.
    pub reserve_percent: u32,
}

impl CellRule {
    /// Cells as the maker wants them.
    pub(crate) const PROPER: Self = Self { warns: true, reads_low: false, reserve_percent: 100 };
}
