//! The values of parameters: read as people write them, within the bounds of the catalogue.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::catalogue::{Model, Parameter, ParameterRule};
use crate::code::ModeSet;
use crate::error::{Error, Result, table::app as codes};
use crate::grant::Mode;
use crate::twin::{Daylight, NetcodeSettings, PhoneClient, Settings, Slot, by_name, in_order};

/// What a parameter is set to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// On or off.
    Switch(bool),
    /// A number of seconds.
    Seconds(u32),
    /// NetCode modes, in the order of the scheme.
    Modes(Vec<Mode>),
    /// Periods, by number.
    Periods(Vec<Slot>),
    /// Phones, by name.
    Phones(Vec<PhoneClient>),
    /// Daylight saving.
    Dates(Daylight),
}

impl Value {
    /// Reads a value within the bounds of its parameter: `true` or `"on"`, a number of seconds, `"urm"`, `"standard"` or a list
    /// of modes, a list of periods or phones, daylight-saving dates.
    ///
    /// # Errors
    /// `app.parameter_refused`; the hint says what can be.
    pub fn read(parameter: Parameter, rule: &ParameterRule, json: &Json) -> Result<Self> {
        let refused = |what: &str| {
            Error::new(&codes::APP_PARAMETER_REFUSED, format_args!("`{parameter}`: {what}"))
                .with_hint(format_args!("{}", allowed(rule)))
        };
        match rule {
            ParameterRule::Switch => match json {
                Json::Bool(on) => Ok(Self::Switch(*on)),
                Json::String(word) if word == "on" || word == "off" => Ok(Self::Switch(word == "on")),
                other => Err(refused(&format!("`{other}` is neither on nor off"))),
            },
            ParameterRule::Seconds { from, to } => json
                .as_u64()
                .and_then(|seconds| u32::try_from(seconds).ok())
                .filter(|seconds| (from..=to).contains(&seconds))
                .map(Self::Seconds)
                .ok_or_else(|| refused(&format!("`{json}` is not within {from} to {to} seconds"))),
            ParameterRule::Modes(sets) => {
                let modes = modes(json).ok_or_else(|| refused(&format!("`{json}` are no modes")))?;
                let offered = sets.iter().any(|set| ModeSet::new(set) == ModeSet::new(&modes));
                offered
                    .then(|| Self::of_modes(&modes))
                    .ok_or_else(|| refused("the modes cannot be on together"))
            }
            ParameterRule::Periods { places } => {
                let slots: Vec<Slot> =
                    serde_json::from_value(json.clone()).map_err(|error| refused(&error.to_string()))?;
                if slots.iter().any(|slot| slot.number() >= *places) {
                    return Err(refused(&format!("there are places 0 to {}", places - 1)));
                }
                in_order(slots).map(Self::Periods).map_err(|error| refused(error.message()))
            }
            ParameterRule::Phones { places } => {
                let phones: Vec<PhoneClient> =
                    serde_json::from_value(json.clone()).map_err(|error| refused(&error.to_string()))?;
                if phones.len() > usize::try_from(*places).unwrap_or(usize::MAX) {
                    return Err(refused(&format!("the lock holds {places} phones")));
                }
                by_name(phones).map(Self::Phones).map_err(|error| refused(error.message()))
            }
            ParameterRule::Dates => serde_json::from_value(json.clone())
                .map(Self::Dates)
                .map_err(|error| refused(&error.to_string())),
        }
    }

    /// The value as people write it.
    pub fn plain(&self) -> Json {
        let json = match self {
            Self::Switch(on) => Ok(Json::Bool(*on)),
            Self::Seconds(seconds) => Ok(Json::from(*seconds)),
            Self::Modes(modes) => serde_json::to_value(modes),
            Self::Periods(slots) => serde_json::to_value(slots),
            Self::Phones(phones) => serde_json::to_value(phones),
            Self::Dates(daylight) => serde_json::to_value(daylight),
        };
        json.unwrap_or(Json::Null)
    }

    fn of_modes(modes: &[Mode]) -> Self {
        Self::Modes(ModeSet::new(modes).iter().collect())
    }

    /// What a lock of this model has before anybody set it.
    pub(super) fn as_delivered(model: &Model, parameter: Parameter) -> Self {
        let (features, netcode) = (model.features.as_ref(), model.netcode.as_ref());
        match parameter {
            Parameter::NetcodeModes => {
                Self::of_modes(netcode.map_or(&[], |netcode| netcode.modes.value.as_slice()))
            }
            Parameter::BlockPrevious => {
                Self::Switch(netcode.is_some_and(|netcode| netcode.block_previous.value))
            }
            Parameter::RelockDelay => Self::Seconds(model.timings.open_seconds.value),
            Parameter::CodeFreePeriods | Parameter::ActivePeriods | Parameter::DoNotDisturb => {
                Self::Periods(Vec::new())
            }
            Parameter::PhoneClients => Self::Phones(Vec::new()),
            Parameter::DaylightSaving => Self::Dates(Daylight::NEVER),
            Parameter::LockedIndication => {
                let function = model.function_named(&model.function.value);
                Self::Switch(function.is_some_and(|function| function.indicates))
            }
            _ => {
                let switch = parameter.feature().and_then(|feature| features?.get(&feature));
                Self::Switch(switch.is_some_and(|on| on.value))
            }
        }
    }

    /// What a lock reports of a parameter; nothing where no lock can have that. The clock is no setting.
    pub(super) fn reported(settings: &Settings, parameter: Parameter) -> Option<Self> {
        let netcode = settings.netcode.as_ref();
        let periods = |slots: &Option<Vec<Slot>>| {
            slots.clone().and_then(|slots| in_order(slots).ok()).map(Self::Periods)
        };
        match parameter {
            Parameter::NetcodeModes => netcode?.modes.as_deref().map(Self::of_modes),
            Parameter::BlockPrevious => netcode?.block_previous.map(Self::Switch),
            Parameter::RelockDelay => settings.open_seconds.map(Self::Seconds),
            Parameter::CodeFreePeriods => periods(&settings.code_free_periods),
            Parameter::ActivePeriods => periods(&settings.active_periods),
            Parameter::DoNotDisturb => periods(&settings.quiet_periods),
            Parameter::DualAuthorisation => settings.dual_authorisation.map(Self::Switch),
            Parameter::LockedIndication => settings.locked_indication.map(Self::Switch),
            Parameter::PhoneClients => {
                settings.phones.clone().and_then(|phones| by_name(phones).ok()).map(Self::Phones)
            }
            Parameter::DaylightSaving => settings.daylight_saving.map(Self::Dates),
            _ => {
                let features = settings.features.as_ref()?;
                features.get(&parameter.feature()?).copied().map(Self::Switch)
            }
        }
    }

    /// The value as a lock is told it. The clock is told otherwise: its value is only whether it is kept right.
    pub(super) fn settings(&self, parameter: Parameter) -> Settings {
        let mut settings = Settings::default();
        let netcode = NetcodeSettings::default();
        match (parameter, self) {
            (Parameter::NetcodeModes, Self::Modes(modes)) => {
                settings.netcode = Some(NetcodeSettings { modes: Some(modes.clone()), ..netcode });
            }
            (Parameter::BlockPrevious, Self::Switch(on)) => {
                settings.netcode = Some(NetcodeSettings { block_previous: Some(*on), ..netcode });
            }
            (Parameter::DualAuthorisation, Self::Switch(on)) => settings.dual_authorisation = Some(*on),
            (Parameter::LockedIndication, Self::Switch(on)) => settings.locked_indication = Some(*on),
            (_, Self::Switch(on)) => {
                settings.features = parameter.feature().map(|feature| [(feature, *on)].into());
            }
            (_, Self::Seconds(seconds)) => settings.open_seconds = Some(*seconds),
            (Parameter::CodeFreePeriods, Self::Periods(slots)) => {
                settings.code_free_periods = Some(slots.clone());
            }
            (Parameter::DoNotDisturb, Self::Periods(slots)) => settings.quiet_periods = Some(slots.clone()),
            (_, Self::Periods(slots)) => settings.active_periods = Some(slots.clone()),
            (_, Self::Phones(phones)) => settings.phones = Some(phones.clone()),
            (_, Self::Dates(daylight)) => settings.daylight_saving = Some(*daylight),
            (_, Self::Modes(_)) => {}
        }
        settings
    }
}

/// `"urm"`, `"standard"` for both standard modes, or a list.
fn modes(json: &Json) -> Option<Vec<Mode>> {
    match json {
        Json::String(word) if word == "standard" => Some(vec![Mode::StandardSingle, Mode::StandardMulti]),
        Json::String(word) => Mode::parse(&word.to_ascii_lowercase()).ok().map(|mode| vec![mode]),
        other => serde_json::from_value(other.clone()).ok(),
    }
}

fn allowed(rule: &ParameterRule) -> String {
    match rule {
        ParameterRule::Switch => "give on or off".into(),
        ParameterRule::Seconds { from, to } => format!("give {from} to {to} seconds"),
        ParameterRule::Modes(sets) => {
            let words = |set: &Vec<Mode>| set.iter().map(|mode| mode.as_str()).collect::<Vec<_>>().join(" + ");
            format!("one of these runs at a time: {}", sets.iter().map(words).collect::<Vec<_>>().join(", "))
        }
        ParameterRule::Periods { .. } => {
            r#"give a list such as [{"number": 0, "days": "1111100", "from": "09:00", "to": "17:00"}]; [] for none"#.into()
        }
        ParameterRule::Phones { .. } => {
            r#"give a list such as [{"name": "Ames", "until": "2026-08-01T12:00"}]; [] for none"#.into()
        }
        ParameterRule::Dates => {
            r#"give "zone", {"first": "2026-03-29", "last": "2026-10-25", "at": "01:00"}, or {"at": "01:00"} for never"#.into()
        }
    }
}
