//! Editing: what is wished for, what the lock does not know yet, and what was changed on both sides.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::history::Action;
use super::lock::Lock;
use super::{Account, Value, zone};
use crate::catalogue::Parameter;
use crate::error::{Error, Result, table::app as codes};
use crate::link::IssuedCode;
use crate::twin::Daylight;

/// A change of parameters.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The parameters by name, each with its new value as people write it.
    pub values: BTreeMap<String, Json>,
    /// The codes that were issued for the lock, as far as is known: a change that would end one of them is refused.
    #[serde(default)]
    pub issued: Vec<IssuedCode>,
    /// Make the change although it ends issued codes.
    #[serde(default)]
    pub despite_issued: bool,
}

impl Edit {
    /// A change of one parameter.
    pub fn of(parameter: &str, value: Json) -> Self {
        Self { values: BTreeMap::from([(parameter.into(), value)]), ..Self::default() }
    }
}

/// A parameter of which the lock does not know yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pending {
    /// The parameter.
    pub parameter: Parameter,
    /// What is wished for.
    pub desired: Json,
    /// What the lock is known to have; of the clock, whether it is right.
    pub lock: Json,
}

/// A parameter that was changed in the app and, otherwise, at the lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Conflict {
    /// The parameter.
    pub parameter: Parameter,
    /// What the app wishes for.
    pub app: Json,
    /// What the lock has.
    pub lock: Json,
}

/// Which side of a conflict counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// What the app wishes for; the lock is told at the next synchronisation.
    App,
    /// What the lock has.
    Lock,
}

impl Account {
    /// Changes what is wished for; the lock knows nothing of it before it is synchronised. All of it is written down, or
    /// nothing.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`, `app.parameter_unknown`, `app.parameter_refused`,
    /// `app.codes_would_die`; `zone.not_two_dates` and `twin.setting_refused` for the daylight saving of a zone that no lock
    /// can be told.
    pub fn edit(&mut self, now: DateTime<Utc>, by: &str, lock: &str, edit: &Edit) -> Result<()> {
        self.administered(by, lock)?;
        let change = self.mode_change(now, lock, edit)?;
        if !change.dies.is_empty() && !edit.despite_issued {
            return Err(change.refusal());
        }
        let record = self.administered(by, lock)?;
        let values = record.read(now, edit)?;
        for (parameter, value) in values {
            if parameter == Parameter::DaylightSaving {
                record.daylight_of_zone = edit.values.get(parameter.as_str()).is_some_and(of_zone);
            }
            record.desired.insert(parameter, value);
            record.conflicts.remove(&parameter);
        }
        let names: Vec<&str> = edit.values.keys().map(String::as_str).collect();
        self.history.add(now, by, lock, Action::Edited, &names.join(", "));
        Ok(())
    }

    /// What the lock does not know yet. The parameters in conflict are among it.
    ///
    /// # Errors
    /// `app.lock_unknown`.
    pub fn pending(&self, lock: &str) -> Result<Vec<Pending>> {
        let lock = self.lock(lock)?;
        let pending = lock.pending().map(|(parameter, desired)| Pending {
            parameter,
            desired: desired.plain(),
            lock: lock.known.get(&parameter).map_or(Json::Null, Value::plain),
        });
        Ok(pending.collect())
    }

    /// What was changed both in the app and at the lock. Nothing is synchronised until each is settled.
    ///
    /// # Errors
    /// `app.lock_unknown`.
    pub fn conflicts(&self, lock: &str) -> Result<Vec<Conflict>> {
        let lock = self.lock(lock)?;
        let plain = |values: &BTreeMap<Parameter, Value>, parameter: &Parameter| {
            values.get(parameter).map_or(Json::Null, Value::plain)
        };
        let conflicts = lock.conflicts.iter().map(|parameter| Conflict {
            parameter: *parameter,
            app: plain(&lock.desired, parameter),
            lock: plain(&lock.known, parameter),
        });
        Ok(conflicts.collect())
    }

    /// Settles a conflict. To set something else than either side has, edit the parameter.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`, `app.not_in_conflict`.
    pub fn resolve(
        &mut self,
        now: DateTime<Utc>,
        by: &str,
        lock: &str,
        parameter: &str,
        keep: Keep,
    ) -> Result<()> {
        let record = self.administered(by, lock)?;
        let found = record.conflicts.iter().copied().find(|known| known.as_str() == parameter);
        let Some(found) = found else {
            let open: Vec<&str> = record.conflicts.iter().map(|known| known.as_str()).collect();
            let error =
                Error::new(&codes::APP_NOT_IN_CONFLICT, format_args!("`{parameter}` is not in conflict"));
            return Err(match open.as_slice() {
                [] => error,
                open => error.with_hint(format_args!("in conflict are {}", open.join(", "))),
            });
        };
        record.conflicts.remove(&found);
        if keep == Keep::Lock {
            record.desired.extend(record.known.get(&found).map(|value| (found, value.clone())));
        }
        let side = if keep == Keep::Lock { "lock" } else { "app" };
        self.history.add(now, by, lock, Action::Resolved, &format!("{parameter}: {side}"));
        Ok(())
    }
}

impl Lock {
    /// The values of an edit, each within the bounds of the model.
    pub(super) fn read(&self, now: DateTime<Utc>, edit: &Edit) -> Result<Vec<(Parameter, Value)>> {
        let mut values = Vec::new();
        for (name, json) in &edit.values {
            let found = self.rules.iter().find(|(parameter, _)| parameter.as_str() == name);
            let Some((parameter, rule)) = found else {
                let known: Vec<&str> = self.rules.keys().map(|parameter| parameter.as_str()).collect();
                let message = format_args!("a {} has no parameter `{name}`", self.model());
                return Err(Error::new(&codes::APP_PARAMETER_UNKNOWN, message)
                    .with_hint(format_args!("the parameters are {}", known.join(", "))));
            };
            let value = if *parameter == Parameter::DaylightSaving && of_zone(json) {
                Value::Dates(Daylight::of_zone(zone(self.zone())?, now)?)
            } else {
                Value::read(*parameter, rule, json)?
            };
            values.push((*parameter, value));
        }
        Ok(values)
    }

    /// What is wished for and not known to be on the lock.
    pub(super) fn pending(&self) -> impl Iterator<Item = (Parameter, &Value)> {
        self.desired.iter().map(|(parameter, desired)| (*parameter, desired)).filter(
            |(parameter, desired)| {
                let known = self.known.get(parameter);
                match parameter {
                    // A clock that the app does not keep is never out.
                    Parameter::Clock => **desired == Value::Switch(true) && known != Some(*desired),
                    _ => known != Some(*desired),
                }
            },
        )
    }
}

fn of_zone(json: &Json) -> bool {
    json.as_str() == Some("zone")
}
