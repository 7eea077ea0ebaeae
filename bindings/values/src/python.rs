//! The value types in Python: frozen data classes and `str` enumerations, one file for each module of the crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::model::{Default, Field, Item, Shape, Type, Variant, Wire};
use crate::read::pascal;
use crate::text::{unlinked, wrapped};

const FOLDER: &str = "bindings/python/python/netcode/_values";

/// Choices that the package writes by hand, with docstrings of their own, and where they stand.
const BY_HAND: [(&str, &str, &str); 6] = [
    ("error", "Kind", "_errors"),
    ("grant", "Layout", "_enums"),
    ("grant", "Mode", "_enums"),
    ("grant", "Pattern", "_enums"),
    ("code", "Reason", "_enums"),
    ("time", "Weekday", "_enums"),
];

/// Words that cannot be names.
const KEYWORDS: [&str; 4] = ["from", "in", "is", "class"];

const WIDTH: usize = 110;

/// What values answer about themselves beyond their fields.
const METHODS: [(&str, &str, &str); 9] = [
    (
        "time",
        "Window",
        r#"
    @property
    def minutes(self) -> int:
        """Whole minutes from the first moment to the last."""
        return int((self.until - self.from_).total_seconds() // 60)

    def __contains__(self, moment: datetime) -> bool:
        return self.from_ <= moment < self.until
"#,
    ),
    (
        "stay",
        "Quote",
        r#"
    @property
    def holds(self) -> bool:
        """Whether everything that is asked is guaranteed."""
        return not self.missing

    def _repr_svg_(self) -> str:
        from ..draw import quote

        return quote(self).svg
"#,
    ),
    (
        "stay",
        "Way",
        r#"
    def _repr_svg_(self) -> str:
        from ..draw import plan

        return plan(self).svg
"#,
    ),
    (
        "stay",
        "Plan",
        r#"
    def _repr_svg_(self) -> str:
        from ..draw import plan

        return plan(self).svg
"#,
    ),
    (
        "script",
        "LineDone",
        r#"
    def _repr_svg_(self) -> str:
        from ..draw import lights

        return lights(self.effects, self.bolt).svg
"#,
    ),
    (
        "stay",
        "Spill",
        r#"
    @property
    def total_minutes(self) -> int:
        """All of them together."""
        return self.before_minutes + self.between_minutes + self.after_minutes
"#,
    ),
    (
        "catalogue",
        "Keypad",
        r#"
    def _repr_svg_(self) -> str:
        from ..draw import keypad

        return keypad(self).svg
"#,
    ),
    (
        "catalogue",
        "Model",
        r#"
    def _repr_svg_(self) -> str:
        from ..draw import keypad

        return keypad(self).svg
"#,
    ),
    (
        "outbox",
        "CardText",
        r#"
    def _repr_svg_(self) -> str:
        from ..draw import code_card

        return code_card(self).svg
"#,
    ),
];

fn by_hand(module: &str, name: &str) -> Option<&'static str> {
    BY_HAND.iter().find(|(at, of, _)| (*at, *of) == (module, name)).map(|(.., file)| *file)
}

pub(crate) fn files(items: &[Item]) -> Vec<(String, String)> {
    let mut modules: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in items.iter().filter(|item| by_hand(&item.module, &item.name).is_none()) {
        modules.entry(&item.module).or_default().push(item);
    }
    let written =
        modules.iter().map(|(module, items)| (format!("{FOLDER}/{module}.py"), file(module, items)));
    let init = "\"\"\"The plain value types, generated from the crate's own by `cargo xtask docs`.\"\"\"\n";
    written.chain([(format!("{FOLDER}/__init__.py"), init.to_owned())]).collect()
}

fn file(module: &str, items: &[&Item]) -> String {
    let mut body = String::new();
    let mut names = BTreeSet::new();
    let own: BTreeSet<String> = items.iter().map(|item| item.name.clone()).collect();
    let items: Vec<Item> = items.iter().map(|item| apart(module, &own, item)).collect();
    let items = &items.iter().collect::<Vec<_>>();
    for item in items {
        names.insert(item.name.clone());
        match &item.shape {
            Shape::Choice(words) => {
                head(&mut body, &item.name, "str, Enum", &item.doc);
                for word in words {
                    let _ = writeln!(body, "    {} = \"{}\"", constant(&word.wire), word.wire);
                    docstring(&mut body, 4, &word.doc);
                }
            }
            Shape::Record(fields) => {
                data_class(&mut body, &item.name, &item.doc, fields, true);
                fields_of(&mut body, fields);
                methods(&mut body, module, &item.name);
            }
            Shape::Union(variants) => {
                for variant in variants {
                    names.insert(format!("{}{}", item.name, variant.name));
                    alternative(&mut body, module, &item.name, variant);
                }
                union(&mut body, item, variants);
            }
        }
    }
    format!("{}{body}", imports(module, items, &names))
}

/// The item with what it mentions of other modules named apart from what is of the same name in its own.
fn apart(module: &str, own: &BTreeSet<String>, item: &Item) -> Item {
    fn rename(of: &mut Type, module: &str, own: &BTreeSet<String>) {
        match of {
            Type::Named(at, name) if at != module && own.contains(name) && by_hand(at, name).is_none() => {
                *name = format!("{name} as {}{name}", pascal(at));
            }
            Type::List(of) | Type::Maybe(of) | Type::Fact(of) => rename(of, module, own),
            Type::Tuple(of) => of.iter_mut().for_each(|of| rename(of, module, own)),
            Type::Map(key, of) => [key, of].into_iter().for_each(|of| rename(of, module, own)),
            _ => {}
        }
    }
    let mut item = item.clone();
    let fields: Vec<&mut Field> = match &mut item.shape {
        Shape::Choice(_) => Vec::new(),
        Shape::Record(fields) => fields.iter_mut().collect(),
        Shape::Union(variants) => variants.iter_mut().flat_map(|variant| &mut variant.fields).collect(),
    };
    fields.into_iter().for_each(|field| rename(&mut field.of, module, own));
    item
}

/// The name by which a file knows a type.
fn known(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

fn imports(module: &str, items: &[&Item], names: &BTreeSet<String>) -> String {
    let fields: Vec<&Field> = items.iter().flat_map(|item| item.fields()).collect();
    let uses = |test: &dyn Fn(&Type) -> bool| fields.iter().any(|field| field.of.any(test));
    let mut from: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (at, name) in fields.iter().flat_map(|field| field.of.mentions()).filter(|(at, _)| *at != module) {
        let file = by_hand(at, name).map_or_else(|| format!(".{at}"), |file| format!("..{file}"));
        from.entry(file).or_default().insert(name);
    }
    for (at, name) in fields.iter().flat_map(|field| field.of.mentions()).filter(|(at, _)| *at == module) {
        by_hand(at, name).map(|file| from.entry(format!("..{file}")).or_default().insert(name));
    }
    for (format, name) in [("lock-time", "LockTime"), ("grant", "Grant"), ("estimate", "Estimate")] {
        if uses(&|of| *of == Type::Scalar(format.into())) {
            from.entry("..NETCODE".into()).or_default().insert(name);
        }
    }
    if uses(&|of| matches!(of, Type::Map(..))) {
        from.entry(".._wire".into()).or_default().insert("FrozenMap");
    }
    if uses(&|of| matches!(of, Type::Fact(_))) {
        from.entry(".._wire".into()).or_default().insert("Fact");
    }
    let record = |item: &&Item| !matches!(item.shape, Shape::Choice(_));
    let mut text = format!(
        "\"\"\"The values of `netcode.{module}`, generated from the crate's own types by `cargo xtask docs`.\"\"\"\n\n"
    );
    text.push_str("from __future__ import annotations\n\n");
    if items.iter().any(record) {
        let field = fields.iter().any(|field| field.secret || renamed(&field.wire));
        let _ = writeln!(text, "from dataclasses import dataclass{}", if field { ", field" } else { "" });
    }
    let days: Vec<&str> = [
        uses(&|of| *of == Type::Day).then_some("date"),
        uses(&|of| matches!(of, Type::Moment | Type::Unzoned)).then_some("datetime"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !days.is_empty() {
        let _ = writeln!(text, "from datetime import {}", days.join(", "));
    }
    if items.iter().any(|item| matches!(item.shape, Shape::Choice(_))) {
        text.push_str("from enum import Enum\n");
    }
    let union = items.iter().any(|item| matches!(item.shape, Shape::Union(_)));
    let typing: Vec<&str> = [
        uses(&|of| *of == Type::Any).then_some("Any"),
        union.then_some("ClassVar"),
        union.then_some("TypeAlias"),
        items.iter().any(record).then_some("final"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !typing.is_empty() {
        let _ = writeln!(text, "from typing import {}", typing.join(", "));
    }
    if !from.is_empty() {
        text.push('\n');
    }
    for (file, names) in &from {
        let file = file.replace("NETCODE", "_netcode");
        let _ = writeln!(text, "from {file} import {}", names.iter().copied().collect::<Vec<_>>().join(", "));
    }
    let all: Vec<String> = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    let _ = write!(text, "\n__all__ = [\n{}]\n", all.concat());
    text
}

fn head(body: &mut String, name: &str, base: &str, doc: &str) {
    let base = if base.is_empty() { String::new() } else { format!("({base})") };
    let _ = write!(body, "\n\nclass {name}{base}:\n");
    docstring(body, 4, doc);
    body.push('\n');
}

fn data_class(body: &mut String, name: &str, doc: &str, fields: &[Field], named: bool) {
    let named = if named && !fields.is_empty() { ", kw_only=True" } else { "" };
    let _ = write!(body, "\n\n@final\n@dataclass(frozen=True, slots=True{named})\nclass {name}:\n");
    docstring(body, 4, if doc.is_empty() { "One of several values." } else { doc });
}

fn alternative(body: &mut String, module: &str, union: &str, variant: &Variant) {
    let single = matches!(variant.wire, Wire::Value(_));
    data_class(body, &format!("{union}{}", variant.name), &variant.doc, &variant.fields, !single);
    let (kind, names) = match &variant.wire {
        Wire::Word(word) => ("word", vec![word]),
        Wire::Value(name) => ("value", vec![name]),
        Wire::Fields(name) => ("fields", vec![name]),
        Wire::Tagged(tag, word) => ("tagged", vec![tag, word]),
        Wire::Bare => ("bare", Vec::new()),
    };
    let names: String = names.iter().map(|name| format!(", \"{name}\"")).collect();
    let comma = if names.is_empty() { "," } else { "" };
    let _ = write!(body, "\n    _wire: ClassVar[tuple[str, ...]] = (\"{kind}\"{names}{comma})\n");
    fields_of(body, &variant.fields);
    methods(body, module, &format!("{union}{}", variant.name));
}

/// What a class answers about itself.
fn methods(body: &mut String, module: &str, name: &str) {
    let its = METHODS.iter().filter(|(at, of, _)| (*at, *of) == (module, name));
    its.for_each(|(.., text)| body.push_str(text));
}

fn union(body: &mut String, item: &Item, variants: &[Variant]) {
    let names: Vec<String> =
        variants.iter().map(|variant| format!("{}{}", item.name, variant.name)).collect();
    let line = format!("{}: TypeAlias = {}", item.name, names.join(" | "));
    if line.len() <= WIDTH {
        let _ = write!(body, "\n\n{line}\n");
    } else {
        let _ = write!(body, "\n\n{}: TypeAlias = (\n    {}\n)\n", item.name, names.join("\n    | "));
    }
    docstring(body, 0, &item.doc);
}

fn fields_of(body: &mut String, fields: &[Field]) {
    if !fields.is_empty() {
        body.push('\n');
    }
    // Only keyword arguments: the order is free, but people read what must be given first.
    let (needed, optional): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.default.is_none());
    for field in needed.into_iter().chain(optional) {
        let name = safe(&field.wire);
        let default = field.default.as_ref().map(|default| default_of(default, &field.of));
        let mut options = Vec::new();
        if renamed(&field.wire) {
            options.push(format!("metadata={{\"wire\": \"{}\"}}", field.wire));
        }
        if field.secret {
            options.push("repr=False".to_owned());
        }
        let value = match (options.is_empty(), default) {
            (true, None) => String::new(),
            (true, Some(default)) => format!(" = {default}"),
            (false, default) => {
                options.extend(default.map(|default| format!("default={default}")));
                format!(" = field({})", options.join(", "))
            }
        };
        let _ = writeln!(body, "    {name}: {}{value}", hint(&field.of));
        docstring(body, 4, &field.doc);
    }
}

fn default_of(default: &Default, of: &Type) -> String {
    match (default, of) {
        (Default::Nothing, _) => "None".to_owned(),
        (Default::Empty, Type::Map(..)) => "FrozenMap()".to_owned(),
        (Default::Empty, Type::Named(_, name)) => format!("{}()", known(name)),
        (Default::Empty, _) => "()".to_owned(),
        (Default::Value(serde_json::Value::Bool(value)), _) => {
            if *value { "True" } else { "False" }.to_owned()
        }
        (Default::Value(serde_json::Value::String(word)), Type::Named(_, name)) => {
            format!("{}(\"{word}\")", known(name))
        }
        (Default::Value(value), _) => value.to_string(),
    }
}

fn hint(of: &Type) -> String {
    match of {
        Type::Text => "str".to_owned(),
        Type::Whole => "int".to_owned(),
        Type::Number => "float".to_owned(),
        Type::Flag => "bool".to_owned(),
        Type::Moment | Type::Unzoned => "datetime".to_owned(),
        Type::Day => "date".to_owned(),
        Type::Scalar(format) => match format.as_str() {
            "lock-time" => "LockTime",
            "grant" => "Grant",
            "estimate" => "Estimate",
            "lock-id" | "lock-seconds" => "int",
            _ => "str",
        }
        .to_owned(),
        Type::List(of) => format!("tuple[{}, ...]", hint(of)),
        Type::Tuple(of) => format!("tuple[{}]", of.iter().map(hint).collect::<Vec<_>>().join(", ")),
        Type::Map(key, of) => format!("FrozenMap[{}, {}]", hint(key), hint(of)),
        Type::Maybe(of) => format!("{} | None", hint(of)),
        Type::Named(_, name) => known(name).to_owned(),
        Type::Fact(of) => format!("Fact[{}]", hint(of)),
        Type::Any => "Any".to_owned(),
    }
}

fn renamed(wire: &str) -> bool {
    KEYWORDS.contains(&wire)
}

fn safe(wire: &str) -> String {
    if renamed(wire) { format!("{wire}_") } else { wire.to_owned() }
}

/// `block-at-keypad` as `BLOCK_AT_KEYPAD`; a word that starts with a digit after an `N`.
fn constant(wire: &str) -> String {
    let upper: String =
        wire.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    if upper.starts_with(|c: char| c.is_ascii_digit()) { format!("N{upper}") } else { upper }
}

/// A docstring, wrapped; Rust's links and code marks as Python's.
fn docstring(body: &mut String, indent: usize, doc: &str) {
    if doc.is_empty() {
        return;
    }
    let doc = unlinked(doc).replace('`', "``").replace('\\', "\\\\");
    let pad = " ".repeat(indent);
    let lines = wrapped(&doc, WIDTH - indent - 6);
    let text = lines.join(&format!("\n{pad}"));
    let close = if lines.len() > 1 { format!("\n{pad}\"\"\"") } else { "\"\"\"".to_owned() };
    let _ = writeln!(body, "{pad}\"\"\"{text}{close}");
}
