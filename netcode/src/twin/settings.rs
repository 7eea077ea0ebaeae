//! Setting a lock up from outside: what a script's `set` and the app's parameters change without the keypad.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize};

use super::{Daylight, Moment, PhoneClient, Slot, Twin};
use crate::catalogue::{Cells, Feature, Switch};
use crate::code::Verifier;
use crate::error::{Error, Result, table::catalogue as codes};
use crate::grant::{Layout, Mode};
use crate::id::{GroupId, LockId};
use crate::time::LockTime;

/// What is changed. A field left out stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What the lock's clock shows from now on, `YYYY-MM-DDTHH:MM:SS`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<String>,
    /// How fast it runs: parts per million, positive when fast, within 1000 either way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ppm: Option<i32>,
    /// Which kinds of credential work: an object of booleans, or the list of those that do.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "features")]
    pub features: Option<BTreeMap<Feature, bool>>,
    /// NetCode: initialisation and profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub netcode: Option<NetcodeSettings>,
    /// The function the lock is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// Seconds it stays open, 1 to 300.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_seconds: Option<u32>,
    /// Whether two codes are needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dual_authorisation: Option<bool>,
    /// Whether only Master and Sub-Master open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_down: Option<bool>,
    /// Whether no credential is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_free: Option<bool>,
    /// Whether it flashes while locked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_indication: Option<bool>,
    /// Switches on the inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub switches: Option<BTreeMap<Switch, bool>>,
    /// What kind of cells are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cells: Option<Cells>,
    /// Whether a driven bolt has learnt which way it moves. A twin begins mounted and handed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed: Option<bool>,
    /// Whether something is in the bolt's way when it is driven to lock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obstructed: Option<bool>,
    /// Whether a hub knows the lock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paired: Option<bool>,
    /// Hours in which no credential is needed; in place of all that were set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_free_periods: Option<Vec<Slot>>,
    /// Hours in which clients may enter; in place of all that were set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_periods: Option<Vec<Slot>>,
    /// Hours in which only Master and Sub-Master open; in place of all that were set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_periods: Option<Vec<Slot>>,
    /// The phones that open; in place of all that were set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phones: Option<Vec<PhoneClient>>,
    /// When the clock is moved for daylight saving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daylight_saving: Option<Daylight>,
}

/// NetCode as provisioned: with `lock_id` and `initialised` the lock is initialised anew.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NetcodeSettings {
    /// The lock id, 100000 to 999999.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lock_id")]
    pub lock_id: Option<LockId>,
    /// The minute of the initialisation: the generation of the lock's codes. The clock is not touched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initialised: Option<LockTime>,
    /// The layout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<Layout>,
    /// Digits of a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digits: Option<u8>,
    /// Modes that open. Any set is taken; a set the scheme's rules exclude is an explicit profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modes: Option<Vec<Mode>>,
    /// Grace at either end, 0 or 15 minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<u32>,
    /// Issue numbers accepted, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issues: Option<u32>,
    /// Hours in which some codes must be used first, 1 to 168.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_use_hours: Option<u32>,
    /// Whether a later rental ends the earlier ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block_previous: Option<bool>,
    /// Groups the lock belongs to; their keys come from the site key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}

/// A group the lock belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The group: three digits, with a full stop and the key version where there is one.
    pub group: GroupId,
    /// The generation of its codes.
    #[serde(default)]
    pub generation: u32,
}

/// A lock id as a number or as its six digits.
fn lock_id<'de, D: Deserializer<'de>>(deserializer: D) -> core::result::Result<Option<LockId>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Form {
        Number(u32),
        Text(String),
    }
    let id = match Form::deserialize(deserializer)? {
        Form::Number(id) => id,
        Form::Text(text) => text.parse().map_err(serde::de::Error::custom)?,
    };
    LockId::new(id).map(Some).map_err(serde::de::Error::custom)
}

/// Features as an object of booleans, or as the list of those that are on.
fn features<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> core::result::Result<Option<BTreeMap<Feature, bool>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Form {
        Switches(BTreeMap<Feature, bool>),
        List(BTreeSet<Feature>),
    }
    let all = [Feature::Codes, Feature::Cards, Feature::Phones, Feature::Netcode];
    Ok(Some(match Form::deserialize(deserializer)? {
        Form::Switches(switches) => switches,
        Form::List(on) => all.into_iter().map(|feature| (feature, on.contains(&feature))).collect(),
    }))
}

impl Twin {
    /// Changes settings; all of them, or none.
    pub(super) fn set(&mut self, settings: &Settings) -> Result<()> {
        let mut changed = self.clone();
        changed.apply(settings)?;
        *self = changed;
        Ok(())
    }

    /// Changes settings one after another; where one cannot be, those before it are changed already.
    pub(super) fn apply(&mut self, settings: &Settings) -> Result<()> {
        self.apply_parameters(settings)?;
        if let Some(ppm) = settings.ppm {
            let ppm = within("ppm", ppm, -1_000, 1_000)?;
            self.memory.clock.set_ppm(self.memory.now, ppm);
        }
        if let Some(features) = &settings.features {
            self.set_features(features)?;
        }
        if let Some(netcode) = &settings.netcode {
            self.set_netcode(netcode)?;
        }
        if let Some(clock) = &settings.clock {
            self.set_clock(Moment::parse(clock)?)?;
        }
        if let Some(function) = &settings.function {
            if self.model.function_named(function).is_none() {
                let known = self.model.functions.keys().cloned().collect::<Vec<_>>().join(", ");
                return Err(refused(format_args!("there is no function `{function}`"))
                    .with_hint(format_args!("the functions are {known}")));
            }
            self.go_to(function);
        }
        let set = &mut self.memory.programmed;
        if let Some(seconds) = settings.open_seconds {
            set.open_seconds = within("open_seconds", seconds, 1, 300)?;
        }
        set.dual = settings.dual_authorisation.unwrap_or(set.dual);
        set.lock_down = settings.lock_down.unwrap_or(set.lock_down);
        set.code_free = settings.code_free.unwrap_or(set.code_free);
        set.indication = settings.locked_indication.or(set.indication);
        self.apply_inside(settings)
    }

    /// What stands inside the door, past every button.
    fn apply_inside(&mut self, settings: &Settings) -> Result<()> {
        for (switch, on) in settings.switches.iter().flatten() {
            match self.memory.inside.switches.get_mut(switch) {
                Some(known) => *known = *on,
                None => self.has(false, "such switch")?,
            }
        }
        let motor = self.model.motor.is_some();
        if let Some(handed) = settings.handed {
            self.has(motor, "bolt that learns")?;
            (self.memory.inside.handed, self.memory.inside.handing_failed) = (handed, false);
        }
        if let Some(obstructed) = settings.obstructed {
            self.has(motor, "bolt that is driven")?;
            self.memory.inside.obstructed = obstructed;
        }
        if let Some(paired) = settings.paired {
            self.has(self.model.hub.is_some(), "radio for a hub")?;
            self.memory.inside.paired = paired;
        }
        if let Some(cells) = settings.cells {
            self.set_cells(cells);
        }
        Ok(())
    }

    /// A setting needs a part.
    fn has(&self, there: bool, part: &str) -> Result<()> {
        if there { Ok(()) } else { Err(refused(format_args!("a {} has no {part}", self.model.id))) }
    }

    fn set_features(&mut self, features: &BTreeMap<Feature, bool>) -> Result<()> {
        for (feature, on) in features {
            match self.memory.programmed.features.get_mut(feature) {
                Some(known) => *known = *on,
                None => {
                    return Err(refused(format_args!("a {} has no switch for {feature:?}", self.model.id)));
                }
            }
        }
        Ok(())
    }

    fn set_netcode(&mut self, settings: &NetcodeSettings) -> Result<()> {
        let mut setup = self.setup()?;
        let format = (setup.layout, setup.digits);
        setup.layout = settings.layout.unwrap_or(setup.layout);
        setup.digits = settings.digits.unwrap_or(setup.digits);
        setup.grace = settings.grace.unwrap_or(setup.grace);
        setup.issues = settings.issues.unwrap_or(setup.issues);
        setup.first_use_hours = settings.first_use_hours.unwrap_or(setup.first_use_hours);
        setup.block_previous = settings.block_previous.unwrap_or(setup.block_previous);
        if let Some(modes) = &settings.modes {
            setup.modes.clone_from(modes);
            setup.explicit = true;
        }
        let profile = self.profile(&setup)?;
        let format_changed = format != (setup.layout, setup.digits);
        self.memory.programmed.netcode = Some(setup);
        let known = self.verifier.as_ref().map(Verifier::state);
        let id = settings.lock_id.or(known.map(|state| state.lock_id()));
        let at = settings.initialised.or(known.map(|state| state.initialised()));
        let anew = settings.lock_id.is_some() || settings.initialised.is_some() || format_changed;
        match (&mut self.verifier, id, at) {
            (_, Some(id), Some(at)) if anew => {
                let mut verifier = Verifier::new(profile, self.identity.lock_key(), id, at);
                if !self.memory.clock.known {
                    verifier.clock_lost();
                }
                self.verifier = Some(verifier);
                self.memory.programmed.initialised_before_2020 = None;
            }
            (_, Some(_), None) | (_, None, Some(_)) => {
                return Err(refused(format_args!("an initialisation has both lock_id and initialised")));
            }
            (Some(verifier), ..) => verifier.set_profile(profile)?,
            (None, ..) => {}
        }
        for group in &settings.groups {
            let key = self.identity.group_key(group.group);
            match &mut self.verifier {
                Some(verifier) => verifier.provision_group(group.group, key, group.generation)?,
                None => return Err(refused(format_args!("groups need an initialised lock"))),
            }
        }
        if anew {
            self.netcode_in_use();
        }
        Ok(())
    }

    /// A lock provisioned for NetCodes takes them: its function and its feature switch follow.
    fn netcode_in_use(&mut self) {
        if let Some(on) = self.memory.programmed.features.get_mut(&Feature::Netcode) {
            *on = true;
        }
        let reads = self.function().is_some_and(|function| function.netcode);
        let function = self.model.netcode.as_ref().and_then(|netcode| netcode.function.value.clone());
        if let Some(name) = function.filter(|_| !reads) {
            self.go_to(&name);
        }
    }
}

fn refused(message: core::fmt::Arguments<'_>) -> Error {
    Error::new(&codes::TWIN_SETTING_REFUSED, message)
}

fn within<T: PartialOrd + core::fmt::Display>(name: &str, value: T, least: T, most: T) -> Result<T> {
    if value < least || value > most {
        return Err(refused(format_args!("{name} `{value}` is not within {least} to {most}")));
    }
    Ok(value)
}
