//! Plain values: JavaScript objects on one side, what serde reads and writes on the other.

mod shape;

use chrono::{DateTime, SecondsFormat, Utc};
use napi::bindgen_prelude::*;
use napi::{JsDate, JsValue, ValueType};
use netcode::error::{Error as Failure, table::core as codes};
use netcode::time::Zone;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

use crate::error::{OrThrow, environment, thrown};

pub(crate) use shape::moment;

/// How deep a given value may go. A value that holds itself ends here.
const DEEPEST: u32 = 32;

/// An answer on its way out: the form of a value in JavaScript.
#[derive(Debug)]
pub struct Told(Value);

/// The form of a value of a type, its moments in UTC.
pub(crate) fn tell(of: &str, value: &impl Serialize) -> netcode::Result<Told> {
    tell_in(of, value, None)
}

/// The form of a value of a type, its moments in a zone if there is one.
pub(crate) fn tell_in(of: &str, value: &impl Serialize, zone: Option<Zone>) -> netcode::Result<Told> {
    Ok(Told(shape::outward(of, written(value)?, zone)?))
}

/// The forms of a list of values.
pub(crate) fn tell_all(of: &str, values: &impl Serialize, zone: Option<Zone>) -> netcode::Result<Told> {
    match written(values)? {
        Value::Array(items) => {
            let items = items.into_iter().map(|item| shape::outward(of, item, zone));
            Ok(Told(items.collect::<netcode::Result<Vec<_>>>()?.into()))
        }
        _ => Ok(Told(Value::Null)),
    }
}

/// The form of a value or of nothing.
pub(crate) fn tell_maybe(
    of: &str,
    value: Option<&impl Serialize>,
    zone: Option<Zone>,
) -> netcode::Result<Told> {
    value.map_or(Ok(Told(Value::Null)), |value| tell_in(of, value, zone))
}

/// A list of what is told.
pub(crate) fn tell_each(told: impl Iterator<Item = netcode::Result<Told>>) -> netcode::Result<Told> {
    let values = told.map(|told| told.map(|told| told.0));
    Ok(Told(values.collect::<netcode::Result<Vec<_>>>()?.into()))
}

/// Nothing, as `undefined` would be.
pub(crate) const fn nothing() -> Told {
    Told(Value::Null)
}

/// A value without a type of its own: a text, a number, a list of texts.
pub(crate) fn plain(value: impl Into<Value>) -> Told {
    Told(value.into())
}

/// An object of what is told.
pub(crate) fn fields(parts: Vec<(&str, Told)>) -> Told {
    Told(parts.into_iter().map(|(name, told)| (name.to_owned(), told.0)).collect::<Map<_, _>>().into())
}

/// A JSON form that the crate makes itself, with every name in camel case.
pub(crate) fn camelled(value: Value) -> Told {
    Told(shape::camelled(value))
}

/// A moment or nothing, in a zone.
pub(crate) fn tell_moment(moment: Option<DateTime<Utc>>, zone: Zone) -> Told {
    Told(moment.map(|moment| moment_text(moment, zone)).into())
}

/// The text of a moment in a zone.
pub(crate) fn moment_text(moment: DateTime<Utc>, zone: Zone) -> String {
    zone.civil(moment).to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn written(value: &impl Serialize) -> netcode::Result<Value> {
    serde_json::to_value(value).map_err(|error| {
        Failure::new(&codes::ROW_MALFORMED, format_args!("a value cannot be written: {error}"))
    })
}

impl Told {
    /// The value in JavaScript, frozen.
    pub(crate) fn give<'env>(&self, env: &'env Env) -> Result<Unknown<'env>> {
        to_js(env, &self.0)
    }
}

/// The answer of a function: what is told, or the error.
pub(crate) fn give(told: netcode::Result<Told>) -> Result<Unknown<'static>> {
    let told = told.or_throw()?;
    told.give(environment()?)
}

/// A value of a type from JavaScript.
pub(crate) fn take<T: DeserializeOwned>(of: &str, given: Unknown<'_>) -> Result<T> {
    read_as(of, from_js(given)?)
}

/// An optional value of a type: `null` and `undefined` are nothing.
pub(crate) fn take_maybe<T: DeserializeOwned>(of: &str, given: Option<Unknown<'_>>) -> Result<Option<T>> {
    given.map(|given| take(of, given)).transpose()
}

/// A list of values of a type.
pub(crate) fn take_all<T: DeserializeOwned>(of: &str, given: Vec<Unknown<'_>>) -> Result<Vec<T>> {
    given.into_iter().map(|given| take(of, given)).collect()
}

/// A word of a choice.
pub(crate) fn take_word<T: DeserializeOwned>(of: &str, word: &str) -> Result<T> {
    read_as(of, word.into())
}

/// The JSON form of a value of a type, for what has its own way of reading it.
pub(crate) fn take_written(of: &str, given: Unknown<'_>) -> Result<Value> {
    shape::inward(of, from_js(given)?).or_throw()
}

fn read_as<T: DeserializeOwned>(of: &str, given: Value) -> Result<T> {
    let written = shape::inward(of, given).or_throw()?;
    serde_json::from_value(written).map_err(|_| {
        thrown(&Failure::new(&codes::ROW_MALFORMED, format_args!("a field of this {of} is out of its range")))
    })
}

/// A value as it stands, for what has its own way of reading JSON.
pub(crate) fn document(given: Unknown<'_>) -> Result<Value> {
    from_js(given)
}

/// A moment: a `Date`, or text with its offset.
pub(crate) type When<'a> = Either<String, JsDate<'a>>;

/// The moment that was given.
pub(crate) fn when(given: When<'_>) -> Result<DateTime<Utc>> {
    match given {
        Either::A(text) => moment(&text).or_throw(),
        Either::B(date) => moment(&date_text(&date)?).or_throw(),
    }
}

/// The text of a `Date`; that of one that is no time is refused where it is read.
fn date_text(date: &JsDate<'_>) -> Result<String> {
    let millis = date.value_of()?;
    let moment = if millis.is_finite() { DateTime::from_timestamp_millis(millis as i64) } else { None };
    Ok(moment.map_or_else(String::new, |moment| moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
}

fn to_js<'env>(env: &'env Env, value: &Value) -> Result<Unknown<'env>> {
    let unknown = match value {
        Value::Null => Null.into_unknown(env)?,
        Value::Bool(flag) => (*flag).into_unknown(env)?,
        Value::Number(number) => number.as_f64().unwrap_or_default().into_unknown(env)?,
        Value::String(text) => text.as_str().into_unknown(env)?,
        Value::Array(items) => {
            let mut array = env.create_array(u32::try_from(items.len()).unwrap_or(u32::MAX))?;
            for (at, item) in (0..).zip(items) {
                array.set(at, to_js(env, item)?)?;
            }
            let mut object = array.coerce_to_object()?;
            object.freeze()?;
            object.to_unknown()
        }
        Value::Object(fields) => {
            let mut object = Object::new(env)?;
            for (name, field) in fields {
                object.set(name, to_js(env, field)?)?;
            }
            object.freeze()?;
            object.to_unknown()
        }
    };
    Ok(unknown)
}

/// A JavaScript value as JSON. What has a `toJSON` of its own, as a grant has, is what that answers.
fn from_js(given: Unknown<'_>) -> Result<Value> {
    let mut holder = Object::new(environment()?)?;
    holder.set("value", given)?;
    read(&holder, "value", DEEPEST)
}

/// Reads one field of an object.
fn read(of: &Object<'_>, name: &str, depth: u32) -> Result<Value> {
    let refused =
        |what: &str| thrown(&Failure::new(&codes::ROW_MALFORMED, format_args!("`{name}` is {what}")));
    if depth == 0 {
        return Err(refused("nested too deep"));
    }
    let Some(given) = of.get::<Unknown<'_>>(name)? else { return Ok(Value::Null) };
    match given.get_type()? {
        ValueType::Undefined | ValueType::Null => Ok(Value::Null),
        ValueType::Boolean => Ok(of.get::<bool>(name)?.into()),
        ValueType::Number => {
            let number = of.get::<f64>(name)?.unwrap_or_default();
            let whole = number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_991.0;
            let number = if whole { Some(Number::from(number as i64)) } else { Number::from_f64(number) };
            number.map(Value::from).ok_or_else(|| refused("not a finite number"))
        }
        ValueType::String => Ok(of.get::<String>(name)?.into()),
        ValueType::Object => object(of, name, depth),
        _ => Err(refused("neither a number, a text, a list nor an object")),
    }
}

fn object(of: &Object<'_>, name: &str, depth: u32) -> Result<Value> {
    let Some(given) = of.get::<Object<'_>>(name)? else { return Ok(Value::Null) };
    if given.is_date()? {
        let date = of.get::<JsDate<'_>>(name)?;
        return Ok(date.map(|date| date_text(&date)).transpose()?.into());
    }
    if given.is_array()? {
        let length = given.get_array_length()?;
        return (0..length).map(|at| read(&given, &at.to_string(), depth - 1)).collect();
    }
    if given
        .get::<Unknown<'_>>("toJSON")?
        .is_some_and(|of| of.get_type().is_ok_and(|of| of == ValueType::Function))
    {
        let to_json = given.get::<Function<'_, (), Unknown<'_>>>("toJSON")?;
        let mut holder = Object::new(environment()?)?;
        holder.set("value", to_json.map(|to_json| to_json.apply(given, ())).transpose()?)?;
        return read(&holder, "value", depth - 1);
    }
    let names = Object::keys(&given)?;
    let field = |name: String| read(&given, &name, depth - 1).map(|value| (name, value));
    names.into_iter().map(field).collect::<Result<Map<_, _>>>().map(Value::from)
}
