//! What plain values look like: their JSON forms, which the crate reads and writes, and their forms in JavaScript,
//! where names are in camel case and an alternative says its `type`. The table of both is generated.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDateTime, SecondsFormat, Utc};
use netcode::error::{Error, Result, table::core as codes};
use netcode::grant::Grant;
use netcode::time::{LockTime, Zone};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shape {
    Choice(Vec<String>),
    Record(Vec<Field>),
    Union(Vec<Variant>),
}

#[derive(Deserialize)]
struct Field {
    wire: String,
    name: String,
    of: Type,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    default: Value,
}

#[derive(Deserialize)]
struct Variant {
    wire: Wire,
    tag: String,
    word: String,
    fields: Vec<Field>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Wire {
    Word,
    Value,
    Fields,
    Tagged,
    Bare,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Type {
    Text,
    Whole,
    Number,
    Flag,
    Moment,
    LockTime,
    Grant,
    Estimate,
    Any,
    List(Box<Type>),
    Tuple(Vec<Type>),
    Map(Box<Type>),
    Maybe(Box<Type>),
    Named(String),
    Fact(Box<Type>),
}

/// The table. A file of the package itself that cannot be read leaves it empty, and every value is refused.
static SHAPES: LazyLock<BTreeMap<String, Shape>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../shapes.json")).unwrap_or_default());

fn malformed(what: std::fmt::Arguments<'_>) -> Error {
    Error::new(&codes::ROW_MALFORMED, what)
        .with_hint(format_args!("give the value as its type in index.d.ts says"))
}

fn shape(name: &str) -> Result<&'static Shape> {
    SHAPES.get(name).ok_or_else(|| malformed(format_args!("`{name}` is no value type")))
}

/// The form in JavaScript of the JSON form of a value, its moments in the zone if there is one.
pub(super) fn outward(of: &str, value: Value, zone: Option<Zone>) -> Result<Value> {
    match shape(of)? {
        Shape::Choice(_) => Ok(value),
        Shape::Record(fields) => Ok(fields_outward(fields, &mut into_map(value)?, zone)?.into()),
        Shape::Union(variants) => union_outward(variants, value, zone),
    }
}

fn into_map(value: Value) -> Result<Map<String, Value>> {
    match value {
        Value::Object(fields) => Ok(fields),
        _ => Err(malformed(format_args!("a value is not an object"))),
    }
}

fn fields_outward(
    fields: &[Field],
    value: &mut Map<String, Value>,
    zone: Option<Zone>,
) -> Result<Map<String, Value>> {
    let mut made = Map::new();
    for field in fields {
        let given = value.remove(&field.wire).unwrap_or_else(|| field.default.clone());
        made.insert(field.name.clone(), type_outward(&field.of, given, zone)?);
    }
    Ok(made)
}

fn union_outward(variants: &[Variant], value: Value, zone: Option<Zone>) -> Result<Value> {
    let found = variants.iter().find(|variant| match (&variant.wire, &value) {
        (Wire::Word, Value::String(word)) => *word == variant.word,
        (Wire::Value | Wire::Fields, Value::Object(fields)) => fields.contains_key(&variant.word),
        (Wire::Tagged, Value::Object(fields)) => {
            fields.get(&variant.tag).and_then(Value::as_str) == Some(&variant.word)
        }
        (Wire::Bare, Value::Object(fields)) => {
            variant.fields.iter().all(|field| field.optional || fields.contains_key(&field.wire))
        }
        _ => false,
    });
    let variant = found.ok_or_else(|| malformed(format_args!("a value is none of its alternatives")))?;
    let mut parts = match variant.wire {
        Wire::Word => Map::new(),
        Wire::Tagged | Wire::Bare => into_map(value)?,
        Wire::Fields => into_map(into_map(value)?.remove(&variant.word).unwrap_or_default())?,
        Wire::Value => {
            let inner = into_map(value)?.remove(&variant.word).unwrap_or_default();
            Map::from_iter([("value".to_owned(), inner)])
        }
    };
    let mut made = Map::new();
    if variant.wire != Wire::Bare {
        made.insert(variant.tag.clone(), variant.word.clone().into());
    }
    made.append(&mut fields_outward(&variant.fields, &mut parts, zone)?);
    Ok(made.into())
}

fn type_outward(of: &Type, value: Value, zone: Option<Zone>) -> Result<Value> {
    Ok(match (of, value) {
        (Type::Maybe(_), Value::Null) => Value::Null,
        (Type::Maybe(of), value) => type_outward(of, value, zone)?,
        (Type::Named(name), value) => outward(name, value, zone)?,
        (Type::List(of), Value::Array(items)) => {
            items.into_iter().map(|item| type_outward(of, item, zone)).collect::<Result<Vec<_>>>()?.into()
        }
        (Type::Tuple(of), Value::Array(items)) => {
            let items = of.iter().zip(items).map(|(of, item)| type_outward(of, item, zone));
            items.collect::<Result<Vec<_>>>()?.into()
        }
        (Type::Map(of), Value::Object(items)) => {
            let items = items.into_iter().map(|(key, item)| Ok((key, type_outward(of, item, zone)?)));
            items.collect::<Result<Map<_, _>>>()?.into()
        }
        (Type::Fact(of), Value::Object(mut parts)) => {
            let mut made = fact_parts(of, &mut parts, zone)?;
            made.insert("mark".into(), parts.remove("mark").unwrap_or_default());
            let mut disputed = Vec::new();
            if let Some(Value::Array(others)) = parts.remove("disputed") {
                for other in others {
                    disputed.push(fact_parts(of, &mut into_map(other)?, zone)?.into());
                }
            }
            made.insert("disputed".into(), Value::Array(disputed));
            made.into()
        }
        (Type::Moment, Value::String(text)) => {
            zone.and_then(|zone| in_zone(&text, zone)).unwrap_or(text).into()
        }
        (Type::Estimate, value) => camelled(value),
        (_, value) => value,
    })
}

fn fact_parts(of: &Type, parts: &mut Map<String, Value>, zone: Option<Zone>) -> Result<Map<String, Value>> {
    let mut made = Map::new();
    made.insert("value".into(), type_outward(of, parts.remove("value").unwrap_or_default(), zone)?);
    made.insert("source".into(), parts.remove("source").unwrap_or_else(|| Vec::<Value>::new().into()));
    made.insert("note".into(), parts.remove("note").unwrap_or_default());
    Ok(made)
}

fn in_zone(text: &str, zone: Zone) -> Option<String> {
    let moment = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    Some(zone.civil(moment).to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

/// A value whose names are all fields of the crate's.
pub(super) fn camelled(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (camel(&name), camelled(value)));
            fields.collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.into_iter().map(camelled).collect(),
        value => value,
    }
}

fn camel(word: &str) -> String {
    let mut upper = false;
    let mut name = String::new();
    for letter in word.chars() {
        match letter {
            '_' => upper = true,
            letter if upper => {
                name.push(letter.to_ascii_uppercase());
                upper = false;
            }
            letter => name.push(letter),
        }
    }
    name
}

/// The JSON form of a value given in JavaScript. What is wrong with it is said by the name of the field, never by
/// what stands there: it may be secret.
pub(super) fn inward(of: &str, value: Value) -> Result<Value> {
    match shape(of)? {
        Shape::Choice(words) => match value.as_str() {
            Some(word) if words.iter().any(|known| known == word) => Ok(value),
            _ => Err(malformed(format_args!("this is none of {}", words.join(", ")))),
        },
        Shape::Record(fields) => Ok(fields_inward(of, fields, into_map(value)?)?.into()),
        Shape::Union(variants) => union_inward(of, variants, value),
    }
}

fn fields_inward(of: &str, fields: &[Field], mut value: Map<String, Value>) -> Result<Map<String, Value>> {
    let mut made = Map::new();
    for field in fields {
        let given = value.remove(&field.name).filter(|given| !given.is_null());
        match given {
            Some(given) => {
                let inner = type_inward(&field.of, given).map_err(|error| within(&field.name, &error))?;
                made.insert(field.wire.clone(), inner);
            }
            None if field.optional => {}
            None => {
                return Err(Error::new(
                    &codes::ROW_FIELD_MISSING,
                    format_args!("`{}` of {} is missing", field.name, said(of)),
                ));
            }
        }
    }
    match value.keys().next() {
        None => Ok(made),
        Some(other) => Err(malformed(format_args!("{} has no field `{other}`", said(of)))),
    }
}

/// `portal.IssueRequest` as `IssueRequest`.
fn said(of: &str) -> &str {
    of.rsplit('.').next().unwrap_or(of)
}

/// The error with the field it is about; one that has a code of its own keeps it.
fn within(field: &str, error: &Error) -> Error {
    if error.code() != codes::ROW_MALFORMED.code {
        return error.clone();
    }
    malformed(format_args!("{field}: {}", error.message()))
}

fn union_inward(of: &str, variants: &[Variant], value: Value) -> Result<Value> {
    let mut parts = into_map(value)?;
    let found = variants.iter().find(|variant| {
        variant.wire == Wire::Bare || parts.get(&variant.tag).and_then(Value::as_str) == Some(&variant.word)
    });
    let variant = found.ok_or_else(|| {
        let words: Vec<&str> = variants.iter().map(|variant| variant.word.as_str()).collect();
        let tag = variants.first().map_or("type", |variant| &variant.tag);
        malformed(format_args!("the {tag} of {} is none of {}", said(of), words.join(", ")))
    })?;
    parts.remove(&variant.tag);
    let mut made = fields_inward(of, &variant.fields, parts)?;
    Ok(match variant.wire {
        Wire::Word => variant.word.clone().into(),
        Wire::Value => {
            Map::from_iter([(variant.word.clone(), made.remove("value").unwrap_or_default())]).into()
        }
        Wire::Fields => Map::from_iter([(variant.word.clone(), made.into())]).into(),
        Wire::Tagged => {
            made.insert(variant.tag.clone(), variant.word.clone().into());
            made.into()
        }
        Wire::Bare => made.into(),
    })
}

fn type_inward(of: &Type, value: Value) -> Result<Value> {
    let expected = |what: &str| malformed(format_args!("this is not {what}"));
    match (of, value) {
        (Type::Maybe(of), value) => type_inward(of, value),
        (Type::Named(name), value) => inward(name, value),
        (Type::List(of), Value::Array(items)) => {
            items.into_iter().map(|item| type_inward(of, item)).collect::<Result<Vec<_>>>().map(Value::from)
        }
        (Type::List(_) | Type::Tuple(_), _) => Err(expected("an array")),
        (Type::Map(of), Value::Object(items)) => {
            let items = items.into_iter().map(|(key, item)| Ok((key, type_inward(of, item)?)));
            items.collect::<Result<Map<_, _>>>().map(Value::from)
        }
        (Type::Moment, Value::String(text)) => {
            Ok(moment(&text)?.to_rfc3339_opts(SecondsFormat::AutoSi, true).into())
        }
        (Type::Moment, _) => Err(expected("a Date or a time with its offset")),
        (Type::LockTime, Value::String(text)) => Ok(LockTime::parse(&text)?.to_string().into()),
        (Type::Grant, value) => Ok(Grant::from_value(&value)?.to_value()),
        (Type::Text, Value::String(text)) => Ok(text.into()),
        (Type::Text | Type::LockTime, _) => Err(expected("text")),
        (Type::Whole, Value::Number(number)) => match number.as_f64() {
            Some(whole) if whole.fract() == 0.0 && whole.abs() <= 9_007_199_254_740_991.0 => {
                Ok((whole as i64).into())
            }
            _ => Err(Error::new(&codes::NUMBER_NOT_WHOLE, format_args!("`{number}` is not a whole number"))),
        },
        (Type::Number, value @ Value::Number(_))
        | (Type::Flag, value @ Value::Bool(_))
        | (Type::Any, value) => Ok(value),
        (Type::Whole | Type::Number, _) => Err(expected("a number")),
        (Type::Flag, _) => Err(expected("true or false")),
        (Type::Map(_) | Type::Estimate | Type::Fact(_), _) => Err(expected("an object")),
    }
}

/// A moment from text with its offset. One without is refused with the remedy.
pub(crate) fn moment(text: &str) -> Result<DateTime<Utc>> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Ok(moment.to_utc());
    }
    for form in ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"] {
        if let Ok(naive) = NaiveDateTime::parse_from_str(text, form) {
            return Err(LockTime::refusal_of(naive, false));
        }
    }
    // What is left has an offset and no seconds, or is no time at all.
    Ok(Zone::parse("UTC")?.read(text)?.to_utc())
}
