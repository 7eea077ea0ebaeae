//! The words of a grant: layouts, modes and the patterns of weekly ones.

use core::fmt;

use crate::error::{Error, Result, table::core as codes};
use crate::time::Weekday;

/// The slot table a code is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Layout {
    /// Standard: the six familiar modes, 6 to 10 digits.
    S,
    /// Extended: quarter-hours, stays, long, open and weekly grants, 9 or 10 digits.
    X,
}

impl Layout {
    /// Both layouts.
    pub const ALL: [Layout; 2] = [Layout::S, Layout::X];

    /// Reads `S` or `X`.
    ///
    /// # Errors
    /// `code.layout_unknown` for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "S" => Ok(Layout::S),
            "X" => Ok(Layout::X),
            _ => Err(Error::new(&codes::CODE_LAYOUT_UNKNOWN, format_args!("there is no layout `{text}`"))),
        }
    }

    /// `S` or `X`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Layout::S => "S",
            Layout::X => "X",
        }
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a code permits, by its NetCode name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Mode {
    /// Short slot, opens once.
    StandardSingle,
    /// Short slot, opens any number of times.
    StandardMulti,
    /// Unlimited rental: first used inside its validation window, then open until 365 days from its start.
    Urm,
    /// Rental of 1 to 21 days, first used within 24 hours of its start.
    Acc,
    /// 24 hours from any full hour.
    #[serde(rename = "24h")]
    Day24h,
    /// Until midnight of a date up to 365 days ahead, first used within 24 hours of its start.
    EndDate,
    /// Layout X: quarter-hours, opens once.
    FineSingle,
    /// Layout X: quarter-hours, opens any number of times.
    FineMulti,
    /// Layout X: 13 to 744 hours from any full hour.
    Stay,
    /// Layout X: 32 to 365 days from any full hour.
    Long,
    /// Layout X: as `urm`, with validation windows to 7 days.
    Open,
    /// Layout X: the same hours on the days of a pattern, for 1 to 52 weeks.
    Weekly,
}

impl Mode {
    /// Every mode, layout S first.
    pub const ALL: [Mode; 12] = [
        Mode::StandardSingle,
        Mode::StandardMulti,
        Mode::Urm,
        Mode::Acc,
        Mode::Day24h,
        Mode::EndDate,
        Mode::FineSingle,
        Mode::FineMulti,
        Mode::Stay,
        Mode::Long,
        Mode::Open,
        Mode::Weekly,
    ];

    /// The wire name, for example `standard-single` or `24h`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Mode::StandardSingle => "standard-single",
            Mode::StandardMulti => "standard-multi",
            Mode::Urm => "urm",
            Mode::Acc => "acc",
            Mode::Day24h => "24h",
            Mode::EndDate => "end-date",
            Mode::FineSingle => "fine-single",
            Mode::FineMulti => "fine-multi",
            Mode::Stay => "stay",
            Mode::Long => "long",
            Mode::Open => "open",
            Mode::Weekly => "weekly",
        }
    }

    /// Reads a wire name.
    ///
    /// # Errors
    /// `grant.unknown_mode` for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|mode| mode.as_str() == text)
            .ok_or_else(|| Error::new(&codes::GRANT_UNKNOWN_MODE, format_args!("there is no mode `{text}`")))
    }

    /// The layout that has this mode.
    pub const fn layout(self) -> Layout {
        match self {
            Mode::StandardSingle
            | Mode::StandardMulti
            | Mode::Urm
            | Mode::Acc
            | Mode::Day24h
            | Mode::EndDate => Layout::S,
            _ => Layout::X,
        }
    }

    /// Whether a code of this mode opens once only.
    pub const fn is_single_use(self) -> bool {
        matches!(self, Mode::StandardSingle | Mode::FineSingle)
    }

    /// Whether a code of this mode blocks the rentals that started before it.
    pub const fn is_rental(self) -> bool {
        matches!(self, Mode::Urm | Mode::Acc | Mode::EndDate | Mode::Stay | Mode::Long | Mode::Open)
    }

    /// Whether the lock must remember a code of this mode once it was used: rentals and `weekly`.
    pub const fn is_remembered(self) -> bool {
        self.is_rental() || matches!(self, Mode::Weekly)
    }

    /// Whether the length of this mode is a validation window and the access itself lasts 365 days.
    pub const fn is_open_ended(self) -> bool {
        matches!(self, Mode::Urm | Mode::Open)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::str::FromStr for Mode {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

/// The days of a weekly grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// The weekday the grant starts on.
    WeekdayOfStart,
    /// Monday to Friday.
    MonFri,
    /// Saturday and Sunday.
    SatSun,
    /// Every day.
    Daily,
}

impl Pattern {
    /// Every pattern, in the order of the specification.
    pub const ALL: [Pattern; 4] = [Pattern::WeekdayOfStart, Pattern::MonFri, Pattern::SatSun, Pattern::Daily];

    /// The wire name, for example `mon-fri`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Pattern::WeekdayOfStart => "weekday-of-start",
            Pattern::MonFri => "mon-fri",
            Pattern::SatSun => "sat-sun",
            Pattern::Daily => "daily",
        }
    }

    /// Reads a wire name.
    ///
    /// # Errors
    /// `grant.unknown_pattern` for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|pattern| pattern.as_str() == text).ok_or_else(|| {
            Error::new(&codes::GRANT_UNKNOWN_PATTERN, format_args!("there is no pattern `{text}`"))
        })
    }

    /// The days named, as bits: Monday is bit 0. `start` is the weekday of the grant's first day.
    pub(crate) const fn days(self, start: Weekday) -> u8 {
        match self {
            Pattern::WeekdayOfStart => 1 << start.index(),
            Pattern::MonFri => 0b001_1111,
            Pattern::SatSun => 0b110_0000,
            Pattern::Daily => 0b111_1111,
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
