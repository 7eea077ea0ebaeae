//! From JSON schemas to the model.

use std::collections::BTreeMap;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::manifest::ROOTS;
use crate::model::{Default, Field, Item, Shape, Type, Variant, Wire, Word};

type Object = Map<String, Value>;

/// Where the definitions of a set of schemas lead: from the schema's name to module and type.
struct Names(BTreeMap<String, (&'static str, &'static str)>);

pub(crate) fn items() -> Result<Vec<Item>, String> {
    // What may be left out follows from reading; what may be missing in an answer follows from writing.
    let (read, names) = definitions(SchemaSettings::draft2020_12().for_deserialize())?;
    let (written, _) = definitions(SchemaSettings::draft2020_12().for_serialize())?;
    ROOTS
        .iter()
        .map(|root| {
            let name = names.0.iter().find(|(_, to)| **to == (root.module, root.name));
            let name =
                name.map(|(name, _)| name).ok_or_else(|| format!("{} has no definition", root.name))?;
            let object = definition(&read, name)?;
            let shape = shape(object, definition(&written, name)?, &names)
                .map_err(|why| format!("{}::{}: {why}", root.module, root.name))?;
            Ok(Item { module: root.module.into(), name: root.name.into(), doc: doc(object), shape })
        })
        .collect()
}

fn definition<'a>(all: &'a Object, name: &str) -> Result<&'a Object, String> {
    all.get(name).and_then(Value::as_object).ok_or_else(|| format!("`{name}` is not defined"))
}

fn definitions(settings: SchemaSettings) -> Result<(Object, Names), String> {
    let mut generator = SchemaGenerator::new(settings);
    let mut names = BTreeMap::new();
    for root in ROOTS {
        let schema = (root.schema)(&mut generator);
        let name = reference(schema.as_object().ok_or("a schema is no object")?);
        let name = name.ok_or_else(|| format!("{}::{} is written in place", root.module, root.name))?;
        names.insert(name.to_owned(), (root.module, root.name));
    }
    Ok((generator.take_definitions(true), Names(names)))
}

fn reference(object: &Object) -> Option<&str> {
    object.get("$ref")?.as_str()?.rsplit('/').next()
}

fn doc(object: &Object) -> String {
    object.get("description").and_then(Value::as_str).unwrap_or_default().replace("\n", " ")
}

fn list<'a>(object: &'a Object, key: &str) -> Vec<&'a Value> {
    object.get(key).and_then(Value::as_array).into_iter().flatten().collect()
}

fn shape(object: &Object, written: &Object, names: &Names) -> Result<Shape, String> {
    let alternatives = |object| [list(object, "oneOf"), list(object, "anyOf")].concat();
    let cases = alternatives(object);
    if let Some(words) = words(object, &cases) {
        return Ok(Shape::Choice(words));
    }
    if cases.is_empty() {
        return Ok(Shape::Record(fields(object, written, &[], names)?));
    }
    let written = alternatives(written);
    let mut variants = Vec::new();
    for (case, written) in cases.iter().zip(written) {
        let (case, written) = (case.as_object(), written.as_object());
        let (case, written) = case.zip(written).ok_or("an alternative is no object")?;
        match list(case, "enum").as_slice() {
            [] => variants.push(variant(case, written, names)?),
            words => variants.extend(words.iter().filter_map(|word| word.as_str()).map(|word| Variant {
                name: pascal(word),
                doc: String::new(),
                wire: Wire::Word(word.to_owned()),
                fields: Vec::new(),
            })),
        }
    }
    Ok(Shape::Union(variants))
}

/// The words, when there is nothing else.
fn words(object: &Object, cases: &[&Value]) -> Option<Vec<Word>> {
    let plain = |list: Vec<&Value>| {
        list.into_iter()
            .map(|word| Some(Word { wire: word.as_str()?.to_owned(), doc: String::new() }))
            .collect::<Option<Vec<_>>>()
    };
    if object.contains_key("enum") {
        return plain(list(object, "enum"));
    }
    let mut words = Vec::new();
    for case in cases {
        let case = case.as_object()?;
        match case.get("const") {
            Some(word) => words.push(Word { wire: word.as_str()?.to_owned(), doc: doc(case) }),
            None => words.extend(plain(list(case, "enum")).filter(|words| !words.is_empty())?),
        }
    }
    (!words.is_empty()).then_some(words)
}

fn variant(case: &Object, written: &Object, names: &Names) -> Result<Variant, String> {
    let made = |name: &str, wire, fields| Variant { name: pascal(name), doc: doc(case), wire, fields };
    if let Some(word) = case.get("const").and_then(Value::as_str) {
        return Ok(made(word, Wire::Word(word.to_owned()), Vec::new()));
    }
    let properties =
        case.get("properties").and_then(Value::as_object).ok_or("an alternative without fields")?;
    let tag = properties.iter().find_map(|(tag, of)| Some((tag, of.get("const")?.as_str()?)));
    if let Some((tag, word)) = tag {
        let fields = fields(case, written, &[tag], names)?;
        return Ok(made(word, Wire::Tagged(tag.clone(), word.to_owned()), fields));
    }
    if let Some(title) = case.get("title").and_then(Value::as_str) {
        return Ok(made(title, Wire::Bare, fields(case, written, &[], names)?));
    }
    let (name, inner) = properties.iter().next().ok_or("an alternative without a name")?;
    let inner_written = written.get("properties").and_then(|all| all.get(name)).and_then(Value::as_object);
    match inner.as_object().zip(inner_written) {
        Some((inner, written)) if inner.contains_key("properties") || is_empty(inner) => {
            Ok(made(name, Wire::Fields(name.clone()), fields(inner, written, &[], names)?))
        }
        _ => {
            let of = type_of(inner, names)?;
            let secret = of == Type::Scalar("code".into());
            let value = Field { wire: "value".into(), doc: String::new(), of, default: None, secret };
            Ok(made(name, Wire::Value(name.clone()), vec![value]))
        }
    }
}

/// An object without fields.
fn is_empty(object: &Object) -> bool {
    object.get("type").and_then(Value::as_str) == Some("object")
        && !object.contains_key("additionalProperties")
        && !object.contains_key("format")
        || object.get("additionalProperties") == Some(&Value::Bool(false))
}

fn fields(object: &Object, written: &Object, but: &[&str], names: &Names) -> Result<Vec<Field>, String> {
    let empty = Map::new();
    let properties = object.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let asked = |object: &Object, name: &str| list(object, "required").iter().any(|each| *each == name);
    // The fields in the order of their declaration, as far as the schema has kept it.
    let order = [list(written, "required"), list(object, "required")].concat();
    let place = |name: &str| order.iter().position(|each| *each == name).unwrap_or(order.len());
    let named = properties.iter().filter(|(name, _)| !but.contains(&name.as_str()));
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|(name, _)| place(name));
    let mut fields = Vec::new();
    for (name, of) in named {
        let described = of.as_object().unwrap_or(&empty);
        let of = type_of(of, names).map_err(|why| format!("{name}: {why}"))?;
        let default =
            (!asked(object, name) || !asked(written, name)).then(|| match described.get("default") {
                Some(Value::Null) | None if matches!(of, Type::Maybe(_)) => Some(Default::Nothing),
                Some(Value::Array(items)) if items.is_empty() => Some(Default::Empty),
                Some(Value::Object(items)) if items.is_empty() => Some(Default::Empty),
                None if matches!(of, Type::List(_) | Type::Map(..)) => Some(Default::Empty),
                Some(value) => Some(Default::Value(value.clone())),
                // What is left out when it is false or empty is that.
                None if of == Type::Flag => Some(Default::Value(false.into())),
                None if of == Type::Text => Some(Default::Value("".into())),
                None => None,
            });
        let default = match default {
            Some(None) => return Err(format!("{name} may be missing and has no default")),
            Some(default) => default,
            None => None,
        };
        let secret = described.contains_key("x-secret") || of.any(&|of| *of == Type::Scalar("code".into()));
        fields.push(Field { wire: name.clone(), doc: doc(described), of, default, secret });
    }
    Ok(fields)
}

fn type_of(schema: &Value, names: &Names) -> Result<Type, String> {
    let Some(object) = schema.as_object() else { return Ok(Type::Any) };
    if let Some(name) = reference(object) {
        let (module, name) =
            names.0.get(name).ok_or_else(|| format!("`{name}` is not in the manifest of value types"))?;
        return Ok(Type::Named((*module).to_owned(), (*name).to_owned()));
    }
    let boxed = |schema: &Value| type_of(schema, names).map(Box::new);
    let format = object.get("format").and_then(Value::as_str);
    let others: Vec<&Value> = list(object, "anyOf");
    if let [one, other] = others.as_slice()
        && other.get("type").and_then(Value::as_str) == Some("null")
    {
        return Ok(Type::Maybe(boxed(one)?));
    }
    match object.get("type") {
        None => Ok(Type::Any),
        Some(Value::Array(kinds)) => {
            let [kind, Value::String(null)] = kinds.as_slice() else { return Err("several types".into()) };
            if null != "null" {
                return Err("several types".into());
            }
            let mut alone = object.clone();
            alone.insert("type".into(), kind.clone());
            Ok(Type::Maybe(boxed(&Value::Object(alone))?))
        }
        Some(Value::String(kind)) => match (kind.as_str(), format) {
            ("boolean", _) => Ok(Type::Flag),
            ("integer", None) => Ok(Type::Whole),
            ("integer", Some(format)) if format.starts_with("int") || format.starts_with("uint") => {
                Ok(Type::Whole)
            }
            ("number", _) => Ok(Type::Number),
            ("string", None) => Ok(Type::Text),
            ("string", Some("date-time")) => Ok(Type::Moment),
            ("string", Some("partial-date-time")) => Ok(Type::Unzoned),
            ("string", Some("date")) => Ok(Type::Day),
            ("array", _) => match (list(object, "prefixItems").as_slice(), object.get("items")) {
                ([], Some(items)) => Ok(Type::List(boxed(items)?)),
                (parts, _) => {
                    Ok(Type::Tuple(parts.iter().map(|part| type_of(part, names)).collect::<Result<_, _>>()?))
                }
            },
            ("object", Some("fact")) => {
                Ok(Type::Fact(boxed(object.get("x-of").ok_or("a fact of nothing")?)?))
            }
            ("object", None) => {
                let key = object.get("propertyNames").map_or(Ok(Type::Text), |keys| type_of(keys, names));
                let of = object.get("additionalProperties").ok_or("an object in place")?;
                Ok(Type::Map(Box::new(key?), boxed(of)?))
            }
            (_, Some(scalar)) => Ok(Type::Scalar(scalar.to_owned())),
            (kind, None) => Err(format!("`{kind}` is not known")),
        },
        Some(_) => Err("a type that is no text".into()),
    }
}

/// `set-clock` and `set_clock` as `SetClock`.
pub(crate) fn pascal(word: &str) -> String {
    let part = |part: &str| {
        let mut letters = part.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    word.split(['-', '_']).map(part).collect()
}
