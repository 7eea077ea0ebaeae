//! Stays as JSON: what commands and bindings print and read. Moments are civil times of the property with their
//! offset, `2026-07-01T15:00:00+01:00`; where one is read, a civil time without an offset will do too.

use std::string::String;
use std::vec::Vec;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::{Answer, Entrant, FirstUse, Given, Plan, Quote, Remedy, Residual, Shared, Unfit, Way};
use crate::error::{Error, Result, table::stay as codes};
use crate::grant::Grant;
use crate::id::GroupId;
use crate::risk::Estimate;
use crate::time::{Window, Zone};

/// How many codes one list may hold.
const MOST_GIVEN: usize = 10_000;

pub(crate) fn moment(zone: Zone, at: DateTime<Utc>) -> Value {
    json!(zone.civil(at).to_rfc3339_opts(chrono::SecondsFormat::Secs, false))
}

fn window(zone: Zone, window: &Window) -> Value {
    json!({ "from": moment(zone, window.from()), "until": moment(zone, window.until()) })
}

pub(crate) fn windows(zone: Zone, list: &[Window]) -> Value {
    list.iter().map(|item| window(zone, item)).collect()
}

fn grants(list: &[Grant]) -> Value {
    list.iter().map(Grant::to_value).collect()
}

impl Quote {
    /// The quote as JSON: `asked`, `granted`, `guaranteed`, `possible`, `missing` (lists of `from` and `until`),
    /// `holds`, `spill` and `first_use`.
    pub fn to_value(&self, zone: Zone) -> Value {
        let duty = |duty: &FirstUse| json!({ "grant": duty.grant.to_value(), "from": moment(zone, duty.from), "by": moment(zone, duty.by) });
        json!({
            "asked": windows(zone, &self.asked),
            "granted": windows(zone, &self.granted),
            "guaranteed": windows(zone, &self.guaranteed),
            "possible": windows(zone, &self.possible),
            "missing": windows(zone, &self.missing),
            "holds": self.holds(),
            "spill": self.spill,
            "first_use": self.first_use.iter().map(duty).collect::<Vec<_>>(),
        })
    }
}

impl Way {
    /// The way as JSON: `grants`, `quote`, `credits`, `ends_earlier_rentals`, `late_arrival_minutes`.
    pub fn to_value(&self, zone: Zone) -> Value {
        json!({
            "grants": grants(&self.grants),
            "credits": self.credits,
            "ends_earlier_rentals": self.blocks_earlier,
            "late_arrival_minutes": self.late_arrival_minutes,
            "quote": self.quote.to_value(zone),
        })
    }
}

impl Remedy {
    /// The remedy as JSON: `change` (`switch_on`, `change_layout`, `set_clock`) and what it needs.
    pub fn to_value(&self, zone: Zone) -> Value {
        match self {
            Remedy::SwitchOn { mode, way } => {
                json!({ "change": "switch_on", "mode": mode, "way": way.to_value(zone) })
            }
            Remedy::ChangeLayout { layout, mode, way } => {
                json!({ "change": "change_layout", "layout": layout, "mode": mode, "way": way.to_value(zone) })
            }
            Remedy::SetClock => json!({ "change": "set_clock" }),
        }
    }
}

impl Plan {
    /// The plan as JSON: `ways`, `unfit`, `remedies`.
    pub fn to_value(&self, zone: Zone) -> Value {
        let unfit = |unfit: &Unfit| json!({ "mode": unfit.mode, "reason": unfit.reason, "text": unfit.reason.as_str() });
        json!({
            "ways": self.ways.iter().map(|way| way.to_value(zone)).collect::<Vec<_>>(),
            "unfit": self.unfit.iter().map(unfit).collect::<Vec<_>>(),
            "remedies": self.remedies.iter().map(|remedy| remedy.to_value(zone)).collect::<Vec<_>>(),
        })
    }
}

impl Shared {
    /// The plan over several doors as JSON: `ways`, `unfit`, `separate`, `room_for_group`, `risk`.
    pub fn to_value(&self, zone: Zone) -> Value {
        let estimate = |estimate: &Estimate| json!({ "acceptable": estimate.acceptable, "probability": estimate.probability });
        let ways = self.ways.iter().map(|way| {
            let doors: Map<String, Value> =
                way.doors.iter().map(|(name, quote)| (name.clone(), quote.to_value(zone))).collect();
            json!({ "group": way.group, "grants": grants(&way.grants), "credits": way.credits, "doors": doors })
        });
        let unfit = self.unfit.iter().map(|unfit| {
            json!({ "group": unfit.group, "misses": unfit.misses, "opens_too": unfit.opens_too,
                    "no_common_grant": unfit.no_common_grant })
        });
        let separate: Map<String, Value> =
            self.separate.iter().map(|(name, plan)| (name.clone(), plan.to_value(zone))).collect();
        let risk = self.risk.iter().map(|risk| {
            json!({ "door": risk.door, "own": estimate(&risk.own), "now": estimate(&risk.now),
                    "with_one_more": estimate(&risk.with_one_more) })
        });
        json!({
            "ways": ways.collect::<Vec<_>>(),
            "unfit": unfit.collect::<Vec<_>>(),
            "separate": separate,
            "room_for_group": self.room_for_group,
            "risk": risk.collect::<Vec<_>>(),
        })
    }
}

impl Answer {
    /// The answer as JSON: `keep`, `new`, `withdraw`, `residual`, `messages`, `visits`, `exposure_minutes`.
    pub fn to_value(&self, zone: Zone) -> Value {
        let residual = |left: &Residual| {
            json!({ "id": left.id, "windows": windows(zone, &left.windows), "alternatives": left.alternatives,
                    "unless_used_by": left.unless_used_by.map(|by| moment(zone, by)) })
        };
        json!({
            "keep": self.keep,
            "new": self.new.as_ref().map(|way| way.to_value(zone)),
            "withdraw": self.withdraw.iter().map(|item| json!({ "id": item.id, "way": item.way })).collect::<Vec<_>>(),
            "residual": self.residual.iter().map(residual).collect::<Vec<_>>(),
            "messages": self.messages,
            "visits": self.visits,
            "exposure_minutes": self.exposure_minutes,
        })
    }
}

impl Entrant {
    /// The entrant as JSON: `id`, `grant`, `surely`, `until`, `unless_used_by`, `withdrawals`.
    pub fn to_value(&self, zone: Zone) -> Value {
        json!({
            "id": self.id,
            "grant": self.grant.to_value(),
            "surely": self.surely,
            "until": self.until.map(|until| moment(zone, until)),
            "unless_used_by": self.unless_used_by.map(|by| moment(zone, by)),
            "withdrawals": self.withdrawals,
        })
    }
}

impl Given {
    /// Reads a list of codes given out: a JSON array of objects with `id` and `grant`, and where it applies `group`,
    /// `used` (when it first opened the door), `blocked` (when it was blocked at the lock) and `asked` (the stay's two
    /// moments). At most 10,000.
    ///
    /// # Errors
    /// `stay.given_malformed`, and the codes of grants, groups and civil times.
    pub fn list_from_json(text: &str, zone: Zone) -> Result<Vec<Given>> {
        let items: Vec<Value> = serde_json::from_str(text)
            .map_err(|error| malformed(format_args!("the list of codes is not a JSON array: {error}")))?;
        if items.len() > MOST_GIVEN {
            return Err(malformed(format_args!("a list of {} codes is too long", items.len())));
        }
        items.iter().map(|item| Self::from_value(item, zone)).collect()
    }

    /// Reads one code given out; see [`list_from_json`](Self::list_from_json).
    ///
    /// # Errors
    /// As `list_from_json`.
    pub fn from_value(value: &Value, zone: Zone) -> Result<Given> {
        const FIELDS: [&str; 6] = ["id", "grant", "group", "used", "blocked", "asked"];
        let object =
            value.as_object().ok_or_else(|| malformed(format_args!("a code given out is not an object")))?;
        if let Some(unknown) = object.keys().find(|key| !FIELDS.contains(&key.as_str())) {
            return Err(malformed(format_args!("a code given out has no field `{unknown}`")));
        }
        let text = |field: &str| match object.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str())),
            Some(_) => Err(malformed(format_args!("`{field}` of a code given out is not a string"))),
        };
        let lacks = |field: &str| malformed(format_args!("a code given out lacks `{field}`"));
        let id = text("id")?.ok_or_else(|| lacks("id"))?;
        let grant = Grant::from_value(object.get("grant").ok_or_else(|| lacks("grant"))?)?;
        let mut given = match text("group")? {
            Some(group) => Given::of_group(id, GroupId::parse(group)?, grant),
            None => Given::own(id, grant),
        };
        if let Some(used) = text("used")? {
            given = given.used(zone.read(used)?.to_utc());
        }
        if let Some(blocked) = text("blocked")? {
            given = given.blocked(zone.read(blocked)?.to_utc());
        }
        match object.get("asked").map(|asked| asked.as_array().map(Vec::as_slice)) {
            None => Ok(given),
            Some(Some([Value::String(from), Value::String(until)])) => {
                Ok(given.asked(Window::new(zone.read(from)?.to_utc(), zone.read(until)?.to_utc())?))
            }
            Some(_) => Err(malformed(format_args!("`asked` of a code given out is not two civil times"))),
        }
    }
}

fn malformed(message: core::fmt::Arguments<'_>) -> Error {
    Error::new(&codes::GIVEN_MALFORMED, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString as _;

    #[test]
    fn a_list_of_codes_is_read_strictly() {
        let london = Zone::parse("Europe/London").unwrap();
        let read = |text: &str| Given::list_from_json(text, london);
        let grant = r#"{"mode": "acc", "start": "2026-07-01T00:00", "days": 3}"#;
        let full = std::format!(
            r#"[{{"id": "Ames", "grant": {grant}, "group": "007.1", "used": "2026-07-01T15:20", "blocked": null}}]"#
        );
        let given = &read(&full).unwrap()[0];
        assert_eq!((given.id(), given.group().unwrap().to_string().as_str()), ("Ames", "007.1"));
        assert_eq!(given.first_used().unwrap().to_rfc3339(), "2026-07-01T14:20:00+00:00");
        for (wrong, code) in [
            ("{}".to_string(), "stay.given_malformed"),
            ("[1]".to_string(), "stay.given_malformed"),
            (std::format!(r#"[{{"grant": {grant}}}]"#), "stay.given_malformed"),
            (r#"[{"id": "Ames"}]"#.to_string(), "stay.given_malformed"),
            (
                std::format!(r#"[{{"id": "A", "grant": {grant}, "asked": ["2026-07-01T15:00"]}}]"#),
                "stay.given_malformed",
            ),
            (std::format!(r#"[{{"id": 7, "grant": {grant}}}]"#), "stay.given_malformed"),
            (std::format!(r#"[{{"id": "A", "grant": {grant}, "code": "1"}}]"#), "stay.given_malformed"),
            (std::format!(r#"[{{"id": "A", "grant": {grant}, "used": "2026-03-29T01:30"}}]"#), "zone.gap"),
            (std::format!(r#"[{{"id": "A", "grant": {grant}, "group": "7"}}]"#), "key.group_malformed"),
        ] {
            assert_eq!(read(&wrong).unwrap_err().code(), code, "{wrong}");
        }
    }
}
