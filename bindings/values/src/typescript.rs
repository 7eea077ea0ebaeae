//! The value types in TypeScript, and the table by which the Node package turns values into their JSON forms and back.
//!
//! The types go into the head of the package's declarations, one namespace for each module of the crate. A value that
//! is given to a function may leave out what has a default and holds a `Date` where there is a moment, so its type is
//! another than that of an answer: `XInit` where both exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::model::{Default, Field, Item, Shape, Type, Variant, Wire};
use crate::text::{unlinked, wrapped};

const FOLDER: &str = "bindings/node";

/// The declarations that are written by hand.
const HEAD: &str = include_str!("../../node/head.d.ts");

/// Choices that stand in the head.
const BY_HAND: [(&str, &str); 6] = [
    ("error", "Kind"),
    ("grant", "Layout"),
    ("grant", "Mode"),
    ("grant", "Pattern"),
    ("code", "Reason"),
    ("time", "Weekday"),
];

/// What is only ever given to functions; the rest are answers.
const GIVEN: [(&str, &str); 18] = [
    ("app", "LinkEvent"),
    ("portal", "Registration"),
    ("portal", "Invitation"),
    ("portal", "AddLock"),
    ("portal", "EditLock"),
    ("portal", "LockFilter"),
    ("portal", "Delivery"),
    ("portal", "IssueRequest"),
    ("portal", "HistoryFilter"),
    ("portal", "SendRequest"),
    ("portal", "Order"),
    ("portal", "SmsRequest"),
    ("portal", "Report"),
    ("portal", "StayRequest"),
    ("portal", "CancelStay"),
    ("portal", "StayOrder"),
    ("portal", "BulkCharge"),
    ("portal", "Tried"),
];

/// What is given to functions and is answered too, with everything in it.
const BOTH: [(&str, &str); 9] = [
    ("feed", "Booking"),
    ("link", "IssuedCode"),
    ("link", "AppReport"),
    ("time", "Window"),
    ("time", "ClockEvent"),
    ("stay", "Given"),
    ("twin", "Event"),
    ("twin", "Settings"),
    ("access", "Limits"),
];

/// Its name in TypeScript: within its namespace, a booking's time would hide the moments that it is made of.
fn named<'a>(module: &str, name: &'a str) -> &'a str {
    if (module, name) == ("feed", "Moment") { "BookingTime" } else { name }
}

const WIDTH: usize = 110;

/// Which way a value goes.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Given,
    Answered,
}

type Items<'a> = BTreeMap<(&'a str, &'a str), &'a Item>;

pub(crate) fn files(items: &[Item]) -> Vec<(String, String)> {
    let known: Items<'_> =
        items.iter().map(|item| ((item.module.as_str(), item.name.as_str()), item)).collect();
    let taken = taken(&known);
    let mut text = HEAD.to_owned();
    let mut modules: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in items.iter().filter(|item| !BY_HAND.contains(&key(item))) {
        modules.entry(&item.module).or_default().push(item);
    }
    for (module, items) in modules {
        let _ = writeln!(text, "\n/** The values of the crate's module `{module}`. */");
        let _ = writeln!(text, "export declare namespace {module} {{");
        for item in items {
            let given = GIVEN.contains(&key(item));
            declaration(&mut text, &known, item, if given { Way::Given } else { Way::Answered });
            if !given && taken.contains(&key(item)) && differs(&known, item) {
                declaration(&mut text, &known, item, Way::Given);
            }
        }
        text.push_str("}\n");
    }
    vec![(format!("{FOLDER}/types.d.ts"), text), (format!("{FOLDER}/src/shapes.json"), shapes(items))]
}

fn key(item: &Item) -> (&str, &str) {
    (&item.module, &item.name)
}

/// Everything that a value given to a function may hold.
fn taken<'a>(known: &Items<'a>) -> BTreeSet<(&'a str, &'a str)> {
    let mut open: Vec<(&str, &str)> = GIVEN.iter().chain(&BOTH).copied().collect();
    let mut found = BTreeSet::new();
    while let Some(next) = open.pop() {
        let Some((key, item)) = known.get_key_value(&next) else { continue };
        if found.insert(*key) {
            open.extend(item.fields().iter().flat_map(|field| field.of.mentions()));
        }
    }
    found
}

/// Whether a value is written otherwise when it is given than when it is answered.
fn differs(known: &Items<'_>, item: &Item) -> bool {
    let inner = |of: &Type| match of {
        Type::Named(module, name) => {
            known.get(&(module.as_str(), name.as_str())).is_some_and(|item| differs(known, item))
        }
        Type::Scalar(format) => format == "grant",
        of => *of == Type::Moment,
    };
    item.fields().iter().any(|field| field.default.is_some() || field.of.any(&inner))
}

fn declaration(text: &mut String, known: &Items<'_>, item: &Item, way: Way) {
    let only = GIVEN.contains(&key(item));
    let name = named(&item.module, &item.name);
    let name = format!("{name}{}", if way == Way::Given && !only { "Init" } else { "" });
    match &item.shape {
        Shape::Choice(words) => {
            comment(text, 2, &item.doc);
            let _ = writeln!(text, "  export type {name} =");
            for word in words {
                comment(text, 4, &word.doc);
                let _ = writeln!(text, "    | '{}'", word.wire);
            }
        }
        Shape::Record(fields) => {
            comment(text, 2, &item.doc);
            let _ = writeln!(text, "  export interface {name} {{");
            members(text, known, &item.module, fields, way);
            text.push_str("  }\n");
        }
        Shape::Union(variants) => {
            for variant in variants {
                alternative(text, known, item, &name, variant, way);
            }
            let names: Vec<String> =
                variants.iter().map(|variant| format!("{name}{}", variant.name)).collect();
            comment(text, 2, &item.doc);
            let _ = writeln!(text, "  export type {name} =\n    | {}", names.join("\n    | "));
        }
    }
}

fn alternative(text: &mut String, known: &Items<'_>, item: &Item, name: &str, variant: &Variant, way: Way) {
    comment(text, 2, &variant.doc);
    let _ = writeln!(text, "  export interface {name}{} {{", variant.name);
    if let Some((tag, word)) = tag(&variant.wire) {
        let _ = writeln!(text, "    readonly {}: '{word}'", camel(tag));
    }
    members(text, known, &item.module, &variant.fields, way);
    text.push_str("  }\n");
}

/// The field that tells an alternative from the others in JavaScript, and its word.
fn tag(wire: &Wire) -> Option<(&str, &str)> {
    match wire {
        Wire::Word(word) | Wire::Value(word) | Wire::Fields(word) => Some(("type", word)),
        Wire::Tagged(tag, word) => Some((tag, word)),
        Wire::Bare => None,
    }
}

fn members(text: &mut String, known: &Items<'_>, module: &str, fields: &[Field], way: Way) {
    for field in fields {
        comment(text, 4, &field.doc);
        let (name, of) = (camel(&field.wire), hint(known, module, &field.of, way));
        let _ = match (&field.default, way) {
            (Some(_), Way::Given) if matches!(field.of, Type::Maybe(_)) => {
                writeln!(text, "    readonly {name}?: {of} | undefined")
            }
            (Some(_), Way::Given) => writeln!(text, "    readonly {name}?: {of} | null | undefined"),
            _ => writeln!(text, "    readonly {name}: {of}"),
        };
    }
}

fn hint(known: &Items<'_>, module: &str, of: &Type, way: Way) -> String {
    let inner = |of: &Type| hint(known, module, of, way);
    match of {
        Type::Text | Type::Unzoned | Type::Day => "string".to_owned(),
        Type::Whole | Type::Number => "number".to_owned(),
        Type::Flag => "boolean".to_owned(),
        Type::Moment => if way == Way::Given { "MomentInit" } else { "Moment" }.to_owned(),
        Type::Scalar(format) => match (format.as_str(), way) {
            ("lock-time", _) => "LockTime",
            ("grant", Way::Given) => "GrantInit",
            ("grant", Way::Answered) => "GrantFields",
            ("estimate", _) => "Estimate",
            ("lock-id" | "lock-seconds", _) => "number",
            _ => "string",
        }
        .to_owned(),
        Type::List(of) if matches!(**of, Type::Maybe(_) | Type::List(_) | Type::Tuple(_)) => {
            format!("readonly ({})[]", inner(of))
        }
        Type::List(of) => format!("readonly {}[]", inner(of)),
        Type::Tuple(of) => format!("readonly [{}]", of.iter().map(inner).collect::<Vec<_>>().join(", ")),
        Type::Map(key, of) if matches!(**key, Type::Named(..)) => {
            format!("{{ readonly [key in {}]?: {} }}", inner(key), inner(of))
        }
        Type::Map(_, of) => format!("{{ readonly [key: string]: {} }}", inner(of)),
        Type::Maybe(of) => format!("{} | null", inner(of)),
        Type::Named(at, name) => {
            let item = known.get(&(at.as_str(), name.as_str()));
            let input = way == Way::Given
                && !GIVEN.contains(&(at, name))
                && item.is_some_and(|item| differs(known, item));
            let name = format!("{}{}", named(at, name), if input { "Init" } else { "" });
            if at == module || BY_HAND.contains(&(at, name.as_str())) { name } else { format!("{at}.{name}") }
        }
        Type::Fact(of) => format!("Fact<{}>", inner(of)),
        Type::Any => "unknown".to_owned(),
    }
}

/// `lock_id` as `lockId`.
fn camel(word: &str) -> String {
    let mut name = String::new();
    for (at, part) in word.split(['_', '-']).enumerate() {
        let mut letters = part.chars();
        match letters.next() {
            Some(first) if at > 0 => name.extend(first.to_uppercase().chain(letters)),
            first => name.extend(first.into_iter().chain(letters)),
        }
    }
    name
}

/// A comment, wrapped; Rust's links as plain text and its paths with points.
fn comment(text: &mut String, indent: usize, doc: &str) {
    if doc.is_empty() {
        return;
    }
    let doc = unlinked(doc).replace("::", ".").replace("*/", "* /");
    let lines = wrapped(&doc, WIDTH - indent - 3);
    let pad = " ".repeat(indent);
    let _ = match lines.as_slice() {
        [line] if indent + line.len() + 7 <= WIDTH => writeln!(text, "{pad}/** {line} */"),
        lines => writeln!(text, "{pad}/**\n{pad} * {}\n{pad} */", lines.join(&format!("\n{pad} * "))),
    };
}

/// The table of the native side, one type a line.
fn shapes(items: &[Item]) -> String {
    let row = |item: &Item| {
        let shape = match &item.shape {
            Shape::Choice(words) => {
                json!({"choice": words.iter().map(|word| word.wire.as_str()).collect::<Vec<_>>()})
            }
            Shape::Record(fields) => json!({"record": fields.iter().map(shape_field).collect::<Vec<_>>()}),
            Shape::Union(variants) => {
                json!({"union": variants.iter().map(shape_variant).collect::<Vec<_>>()})
            }
        };
        format!("\"{}.{}\": {shape}", item.module, item.name)
    };
    format!("{{\n{}\n}}\n", items.iter().map(row).collect::<Vec<_>>().join(",\n"))
}

fn shape_field(field: &Field) -> Value {
    let mut row = json!({"wire": field.wire, "name": camel(&field.wire), "of": shape_type(&field.of)});
    let default = field.default.as_ref().map(|default| match default {
        Default::Nothing => Value::Null,
        Default::Empty if matches!(field.of, Type::List(_)) => json!([]),
        Default::Empty => json!({}),
        Default::Value(value) => value.clone(),
    });
    if let (Some(default), Some(row)) = (default, row.as_object_mut()) {
        row.insert("optional".into(), true.into());
        row.insert("default".into(), default);
    }
    row
}

fn shape_variant(variant: &Variant) -> Value {
    let wire = match &variant.wire {
        Wire::Word(_) => "word",
        Wire::Value(_) => "value",
        Wire::Fields(_) => "fields",
        Wire::Tagged(..) => "tagged",
        Wire::Bare => "bare",
    };
    let fields: Vec<Value> = variant.fields.iter().map(shape_field).collect();
    let (tag, word) = tag(&variant.wire).unwrap_or_default();
    json!({"wire": wire, "tag": tag, "word": word, "fields": fields})
}

fn shape_type(of: &Type) -> Value {
    match of {
        Type::Text | Type::Unzoned | Type::Day => json!("text"),
        Type::Whole => json!("whole"),
        Type::Number => json!("number"),
        Type::Flag => json!("flag"),
        Type::Moment => json!("moment"),
        Type::Scalar(format) => match format.as_str() {
            "lock-time" => json!("lock_time"),
            "grant" => json!("grant"),
            "estimate" => json!("estimate"),
            "lock-id" | "lock-seconds" => json!("whole"),
            _ => json!("text"),
        },
        Type::List(of) => json!({"list": shape_type(of)}),
        Type::Tuple(of) => json!({"tuple": of.iter().map(shape_type).collect::<Vec<_>>()}),
        Type::Map(_, of) => json!({"map": shape_type(of)}),
        Type::Maybe(of) => json!({"maybe": shape_type(of)}),
        Type::Named(module, name) => json!({"named": format!("{module}.{name}")}),
        Type::Fact(of) => json!({"fact": shape_type(of)}),
        Type::Any => json!("any"),
    }
}
