//! The wire form of a grant: one JSON object, unknown fields refused (NC1 section 2).

use std::string::String;

use serde_json::{Map, Value, json};

use super::{Grant, Length, Mode, Pattern};
use crate::error::{Entry, Error, Result, table::core as codes};
use crate::number::is_whole;
use crate::time::LockTime;

const FIELDS: [&str; 8] = ["mode", "start", "hours", "days", "quarters", "pattern", "weeks", "issue"];

impl Grant {
    /// Reads a grant from its JSON text, for example
    /// `{"mode": "standard-multi", "start": "2026-03-14T09:00", "hours": 3}`.
    ///
    /// # Errors
    /// `row.malformed`, `grant.unknown_field`, `grant.unknown_mode`, the `time.*` codes of the start, the
    /// `grant.length_*` and `grant.pattern_*` codes, and those of [`Grant::new`].
    pub fn from_json(text: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(text).map_err(|error| {
            Error::new(&codes::ROW_MALFORMED, format_args!("a grant is not JSON: {error}"))
        })?;
        Self::from_value(&value)
    }

    /// Reads a grant from a JSON value.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_value(value: &Value) -> Result<Self> {
        let Some(object) = value.as_object() else {
            return Err(Error::new(&codes::ROW_MALFORMED, format_args!("a grant is not a JSON object")));
        };
        if let Some(unknown) = object.keys().find(|key| !FIELDS.contains(&key.as_str())) {
            return Err(Error::new(
                &codes::GRANT_UNKNOWN_FIELD,
                format_args!("a grant has no field `{unknown}`"),
            ));
        }
        let mode = Mode::parse(text(object, "mode")?)?;
        let start = LockTime::parse(text(object, "start")?)?;
        let term = length(object)?.term(mode)?;
        let issue = number(object, "issue", &codes::GRANT_ISSUE_OUT_OF_RANGE)?.unwrap_or(0);
        Ok(Self::new(mode, start, term)?.with_issue(issue))
    }

    /// The wire form. `issue` is left out when it is 0.
    pub fn to_value(&self) -> Value {
        let mut object = Map::new();
        object.insert("mode".into(), json!(self.mode.as_str()));
        object.insert("start".into(), json!(self.start));
        let length = self.term.length();
        let mut put = |field: &str, value: Option<Value>| {
            if let Some(value) = value {
                object.insert(field.into(), value);
            }
        };
        put("hours", length.hours.map(|n| json!(n)));
        put("days", length.days.map(|n| json!(n)));
        put("quarters", length.quarters.map(|n| json!(n)));
        put("pattern", length.pattern.map(|pattern| json!(pattern)));
        put("weeks", length.weeks.map(|n| json!(n)));
        if self.issue > 0 {
            object.insert("issue".into(), json!(self.issue));
        }
        Value::Object(object)
    }

    /// The wire form as text.
    pub fn to_json(&self) -> String {
        use std::string::ToString as _;
        self.to_value().to_string()
    }
}

fn length(object: &Map<String, Value>) -> Result<Length> {
    let number = |field, range| number(object, field, range);
    let range = &codes::GRANT_LENGTH_OUT_OF_RANGE;
    let pattern = if present(object, "pattern") { Some(text(object, "pattern")?) } else { None };
    Ok(Length {
        hours: number("hours", range)?,
        days: number("days", range)?,
        quarters: number("quarters", range)?,
        pattern: pattern.map(Pattern::parse).transpose()?,
        weeks: number("weeks", &codes::GRANT_WEEKS_OUT_OF_RANGE)?,
    })
}

fn present(object: &Map<String, Value>, field: &str) -> bool {
    object.get(field).is_some_and(|value| !value.is_null())
}

fn text<'a>(object: &'a Map<String, Value>, field: &str) -> Result<&'a str> {
    match object.get(field) {
        Some(Value::String(text)) => Ok(text),
        Some(_) => {
            Err(Error::new(&codes::ROW_MALFORMED, format_args!("`{field}` of a grant is not a string")))
        }
        None => Err(Error::new(&codes::ROW_FIELD_MISSING, format_args!("the grant lacks `{field}`"))),
    }
}

/// A whole number that is absent or fits: a fraction, a string or a negative number is refused, never rounded.
fn number(object: &Map<String, Value>, field: &str, range: &'static Entry) -> Result<Option<u32>> {
    match object.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(n)) if is_whole(n) => match n.as_u64().and_then(|n| u32::try_from(n).ok()) {
            Some(n) => Ok(Some(n)),
            None => Err(Error::new(range, format_args!("`{field}` of a grant is out of range: {n}"))),
        },
        Some(_) => {
            Err(Error::new(&codes::ROW_MALFORMED, format_args!("`{field}` of a grant is not a whole number")))
        }
    }
}

impl serde::Serialize for Grant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Grant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        Self::from_value(&Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
