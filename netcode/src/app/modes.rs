//! What a change of NetCode mode does to the codes that were issued.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Account, Edit, Value, zone};
use crate::catalogue::Parameter;
use crate::error::{Error, Result, table::app as codes};
use crate::grant::Mode;
use crate::link::IssuedCode;

/// Codes named in an error; the rest is counted.
const NAMED: usize = 5;

/// What a change would do once the lock is synchronised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ModeChange {
    /// The modes that open now, as far as the lock is known; none while it does not take NetCodes.
    pub from: Vec<Mode>,
    /// The modes that would open.
    pub to: Vec<Mode>,
    /// Issued codes that open now or later and would not any more, by their start.
    pub dies: Vec<IssuedCode>,
    /// Issued codes that do not open now and would, by their start.
    pub begins: Vec<IssuedCode>,
}

impl Account {
    /// What an edit would do to the codes that were issued, before it is made. Codes that are over are left out.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.parameter_unknown`, `app.parameter_refused`; `time.*` for a moment that lock time does not
    /// reach.
    pub fn mode_change(&self, now: DateTime<Utc>, lock: &str, edit: &Edit) -> Result<ModeChange> {
        let lock = self.lock(lock)?;
        let mut desired = lock.desired.clone();
        desired.extend(lock.read(now, edit)?);
        let touched = [Parameter::Netcode, Parameter::NetcodeModes]
            .iter()
            .any(|parameter| edit.values.contains_key(parameter.as_str()));
        let from = open_modes(lock.known());
        let to = if touched { open_modes(&desired) } else { from.clone() };
        let minute = zone(lock.zone())?.lock_time(lock.clock_rule(), now)?;
        let mut live: Vec<&IssuedCode> =
            edit.issued.iter().filter(|code| code.grant.ends() > minute).collect();
        live.sort_by_key(|code| code.grant.start());
        let differ = |on: &[Mode], off: &[Mode]| {
            let moves =
                |code: &&&IssuedCode| on.contains(&code.grant.mode()) && !off.contains(&code.grant.mode());
            live.iter().filter(moves).map(|code| (**code).clone()).collect::<Vec<_>>()
        };
        Ok(ModeChange { dies: differ(&from, &to), begins: differ(&to, &from), from, to })
    }
}

impl ModeChange {
    /// Why the change is not made without more ado.
    pub(super) fn refusal(&self) -> Error {
        let name = |code: &IssuedCode| {
            let guest = code.guest.as_deref().unwrap_or(&code.id);
            format!("{guest} ({} from {} to {})", code.grant.mode(), code.grant.start(), code.grant.ends())
        };
        let mut names: Vec<String> = self.dies.iter().take(NAMED).map(name).collect();
        if let Some(more) = self.dies.len().checked_sub(NAMED).filter(|more| *more > 0) {
            names.push(format!("{more} more"));
        }
        Error::new(
            &codes::APP_CODES_WOULD_DIE,
            format_args!("{} issued codes would stop working: {}", self.dies.len(), names.join(", ")),
        )
    }
}

/// The modes that open: none while the lock does not take NetCodes.
fn open_modes(values: &std::collections::BTreeMap<Parameter, Value>) -> Vec<Mode> {
    match (values.get(&Parameter::Netcode), values.get(&Parameter::NetcodeModes)) {
        (Some(Value::Switch(true)), Some(Value::Modes(modes))) => modes.clone(),
        _ => Vec::new(),
    }
}
