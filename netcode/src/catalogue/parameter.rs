//! Parameters: what the app of a lock sets on it, and within which bounds.

use serde::{Deserialize, Serialize};
use std::string::String;
use std::vec::Vec;

use super::{Fact, Feature, Model};
use crate::code::{Format, Profile};
use crate::grant::Mode;

/// A parameter that a lock's app sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Parameter {
    /// Feature selection: whether code clients open.
    Codes,
    /// Feature selection: whether card clients open.
    Cards,
    /// Feature selection: whether phone clients open.
    Phones,
    /// Feature selection: whether NetCodes open.
    Netcode,
    /// The NetCode modes that open.
    NetcodeModes,
    /// Whether a later rental ends the earlier ones.
    BlockPrevious,
    /// Seconds the lock stays open.
    RelockDelay,
    /// Hours in which no credential is needed.
    CodeFreePeriods,
    /// Hours in which clients may enter, for all of them.
    ActivePeriods,
    /// Hours in which only Master and Sub-Master open.
    DoNotDisturb,
    /// Whether two credentials are needed.
    DualAuthorisation,
    /// Whether the lock flashes while it is locked.
    LockedIndication,
    /// The phones that open, by the names of their owners.
    PhoneClients,
    /// When daylight saving begins and ends.
    DaylightSaving,
    /// Whether the app keeps the lock's clock right.
    Clock,
}

impl Parameter {
    /// Every parameter, in the order in which a lock is told.
    pub const ALL: [Parameter; 15] = [
        Parameter::Codes,
        Parameter::Cards,
        Parameter::Phones,
        Parameter::Netcode,
        Parameter::NetcodeModes,
        Parameter::BlockPrevious,
        Parameter::RelockDelay,
        Parameter::CodeFreePeriods,
        Parameter::ActivePeriods,
        Parameter::DoNotDisturb,
        Parameter::DualAuthorisation,
        Parameter::LockedIndication,
        Parameter::PhoneClients,
        Parameter::DaylightSaving,
        Parameter::Clock,
    ];

    /// The word used in files and commands, for example `netcode-modes`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Parameter::Codes => "codes",
            Parameter::Cards => "cards",
            Parameter::Phones => "phones",
            Parameter::Netcode => "netcode",
            Parameter::NetcodeModes => "netcode-modes",
            Parameter::BlockPrevious => "block-previous",
            Parameter::RelockDelay => "relock-delay",
            Parameter::CodeFreePeriods => "code-free-periods",
            Parameter::ActivePeriods => "active-periods",
            Parameter::DoNotDisturb => "do-not-disturb",
            Parameter::DualAuthorisation => "dual-authorisation",
            Parameter::LockedIndication => "locked-indication",
            Parameter::PhoneClients => "phone-clients",
            Parameter::DaylightSaving => "daylight-saving",
            Parameter::Clock => "clock",
        }
    }

    /// The kind of credential that this parameter switches, if it is one of the feature selection.
    pub const fn feature(self) -> Option<Feature> {
        match self {
            Parameter::Codes => Some(Feature::Codes),
            Parameter::Cards => Some(Feature::Cards),
            Parameter::Phones => Some(Feature::Phones),
            Parameter::Netcode => Some(Feature::Netcode),
            _ => None,
        }
    }
}

impl core::fmt::Display for Parameter {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a parameter can be set to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ParameterRule {
    /// On or off.
    Switch,
    /// A number of seconds.
    Seconds {
        /// The fewest.
        from: u32,
        /// The most.
        to: u32,
    },
    /// One of these sets of modes.
    Modes(Vec<Vec<Mode>>),
    /// Hours on days of the week, at numbered places from 0 on.
    Periods {
        /// How many places, 1 to 10.
        places: u8,
    },
    /// Phones, each with hours of its own.
    Phones {
        /// How many phones.
        places: u32,
    },
    /// A first and a last day, and a time of day.
    Dates,
}

impl ParameterRule {
    /// Whether a parameter can have a rule of this kind.
    const fn suits(&self, parameter: Parameter) -> bool {
        match parameter {
            Parameter::RelockDelay => matches!(self, ParameterRule::Seconds { .. }),
            Parameter::NetcodeModes => matches!(self, ParameterRule::Modes(_)),
            Parameter::CodeFreePeriods | Parameter::ActivePeriods | Parameter::DoNotDisturb => {
                matches!(self, ParameterRule::Periods { .. })
            }
            Parameter::PhoneClients => matches!(self, ParameterRule::Phones { .. }),
            Parameter::DaylightSaving => matches!(self, ParameterRule::Dates),
            _ => matches!(self, ParameterRule::Switch),
        }
    }
}

/// What is wrong with a parameter of a model, if anything: the message and the remedy.
pub(super) fn fault(
    model: &Model,
    parameter: Parameter,
    rule: &Fact<ParameterRule>,
) -> Option<(String, &'static str)> {
    if !model.app.value {
        return Some(("no app manages the lock".into(), "leave `parameters` out, or say `app`"));
    }
    if !rule.value.suits(parameter) {
        let message = std::format!("`{parameter}` cannot have a rule of this kind");
        return Some((message, "compare it with the same parameter of another model"));
    }
    let switched = |feature| model.features.as_ref().is_some_and(|all| all.contains_key(&feature));
    if parameter.feature().is_some_and(|feature| !switched(feature)) {
        let message = std::format!("`{parameter}` is not among the model's features");
        return Some((message, "give it under `features`, with its state on delivery"));
    }
    match &rule.value {
        ParameterRule::Seconds { from, to } if *from == 0 || from > to || *to > 300 => {
            Some((std::format!("seconds from {from} to {to}"), "give fewest and most seconds, 1 to 300"))
        }
        ParameterRule::Periods { places } if *places == 0 || *places > 10 => {
            Some((std::format!("{places} places for periods"), "give 1 to 10 places"))
        }
        ParameterRule::Phones { places } if *places == 0 || *places > 1_000 => {
            Some((std::format!("{places} places for phones"), "give 1 to 1000 places"))
        }
        ParameterRule::Modes(sets) => {
            let Some(netcode) = &model.netcode else {
                return Some(("the lock reads no NetCodes".into(), "leave `netcode-modes` out"));
            };
            let layout = *netcode.layouts.first()?;
            let profile = |modes: &Vec<Mode>| {
                Format::new(layout, netcode.digits.value).and_then(|format| Profile::new(format, modes))
            };
            let refused = sets.iter().find_map(|modes| profile(modes).err());
            let missing = !sets.contains(&netcode.modes.value);
            let message = refused.map(|error| error.message().into());
            message
                .or(missing.then(|| "the modes on delivery are not among them".into()))
                .map(|message| (message, "list the sets of modes that the app offers, that on delivery too"))
        }
        _ => None,
    }
}
