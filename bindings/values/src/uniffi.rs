//! The value types of Kotlin and Swift: Rust records and enums that the interface's macros read, one file for each
//! module of the crate.
//!
//! Their JSON forms are those of the crate's own types, and that is how the package converts the ones into the others.
//! The interface knows no generics and no tuples: a fact has a record for each type it is of, two numbers are a `Span`,
//! a list of named things is a map, and what else has no counterpart stays JSON text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::model::{Default, Field, Item, Shape, Type, Variant, Wire};
use crate::read::pascal;

mod text;

use text::{doc, field_name, raw, variant_name};

const FOLDER: &str = "bindings/mobile/src/values";

/// What the package's functions take and answer; the types these mention come with them.
const OFFERED: [(&str, &[&str]); 12] = [
    ("time", &["Window", "ClockEvent", "ClockError"]),
    ("stay", &["Plan", "Quote", "Way", "Given", "Records", "Entrant", "Answer", "Shared"]),
    ("catalogue", &["Model", "Source", "Row", "Rule", "Finding"]),
    ("twin", &["Bolt", "Event", "Effect", "Settings", "View", "Report"]),
    ("link", &["IssuedCode"]),
    (
        "app",
        &[
            "LockView",
            "Entry",
            "Pending",
            "Conflict",
            "Keep",
            "ModeChange",
            "Carrier",
            "LinkEvent",
            "Effect",
            "Fault",
            "Talk",
        ],
    ),
    ("script", &["Line"]),
    ("advise", &["Explanation", "LogFinding", "Guide", "Walk"]),
    ("ledger", &["Balance", "Package"]),
    ("access", &["Role", "Permission", "Limits"]),
    ("outbox", &["Preflight", "Parcel", "Outcome", "CardText"]),
    (
        "portal",
        &[
            "Registration",
            "Invitation",
            "UserView",
            "AccountView",
            "AddLock",
            "EditLock",
            "LockFilter",
            "LockView",
            "LockPage",
            "Initialisation",
            "LockKeys",
            "IssueRequest",
            "Issued",
            "Preview",
            "CodeView",
            "HistoryFilter",
            "CodePage",
            "SendRequest",
            "MessageView",
            "Order",
            "BulkCharge",
            "StatementPage",
            "ListedPhone",
            "SmsRequest",
            "SmsAnswer",
            "Report",
            "Tried",
            "DrainReport",
            "AuditPage",
            "Verification",
            "StayRequest",
            "CancelStay",
            "StayOrder",
            "StayAnswer",
            "StayPage",
        ],
    ),
];

/// The package's feature without which a module's values are not needed; the others are always there.
const FEATURES: [(&str, &[&str]); 2] = [
    ("world", &["advise", "app", "catalogue", "error", "fact", "link", "script", "stay", "twin"]),
    ("portal", &["access", "ledger", "outbox", "portal"]),
];

/// Types that the package writes by hand, and their names there.
const BY_HAND: [(&str, &str, &str); 12] = [
    ("error", "Kind", "ErrorKind"),
    ("grant", "Layout", "Layout"),
    ("grant", "Mode", "Mode"),
    ("grant", "Pattern", "Pattern"),
    ("code", "Reason", "Reason"),
    ("time", "Weekday", "Weekday"),
    ("time", "ClockRule", "ClockRule"),
    // The same three words.
    ("catalogue", "ClockRule", "ClockRule"),
    ("advise", "Signal", "Signal"),
    ("advise", "Cause", "Cause"),
    ("advise", "Question", "Question"),
    ("advise", "End", "End"),
];

/// Types that would be confused with one of the same name, and what they are called.
const CALLED: [(&str, &str, &str); 1] = [("app", "LockView", "ManagedLock")];

/// Names that are something else in the package, in Kotlin, in Swift or in the frameworks an app brings along: such a
/// type has its module's name before its own.
const TAKEN: [&str; 40] = [
    "Action",
    "App",
    "Cause",
    "Change",
    "Clock",
    "Code",
    "Command",
    "Conflict",
    "Entry",
    "Event",
    "Finding",
    "Format",
    "Function",
    "Group",
    "Issued",
    "Layout",
    "Level",
    "Link",
    "Message",
    "Model",
    "Order",
    "Outcome",
    "Package",
    "Parcel",
    "Pattern",
    "Preview",
    "Record",
    "Row",
    "Series",
    "Settings",
    "Signal",
    "Slot",
    "State",
    "StayAnswer",
    "Step",
    "Task",
    "Template",
    "Value",
    "View",
    "Warning",
];

type Key<'a> = (&'a str, &'a str);

/// The items that are written, and how they are called.
struct World<'a> {
    items: Vec<&'a Item>,
    names: BTreeMap<Key<'a>, String>,
    /// Those that hold a grant, which is an object in the languages: they compare through the library.
    objects: BTreeSet<Key<'a>>,
}

pub(crate) fn files(items: &[Item]) -> Vec<(String, String)> {
    let world = World::new(items);
    let mut modules: BTreeMap<&str, String> = BTreeMap::new();
    for item in &world.items {
        modules.entry(&item.module).or_default().push_str(&world.item(item));
    }
    let facts = world.facts();
    if !facts.is_empty() {
        modules.insert("fact", facts);
    }
    let mut root =
        "//! The plain values, generated from the library's own types by `cargo xtask docs`.\n\n".to_owned();
    for module in modules.keys() {
        let _ = write!(root, "{}#[rustfmt::skip]\nmod {module};\n", feature(module));
    }
    root.push('\n');
    for module in modules.keys() {
        let _ = writeln!(root, "{}pub use {module}::*;", feature(module));
    }
    let written = modules.iter().map(|(module, body)| (format!("{FOLDER}/{module}.rs"), file(module, body)));
    [(format!("{FOLDER}/mod.rs"), root)].into_iter().chain(written).collect()
}

/// The attribute of a module that comes with a feature.
fn feature(module: &str) -> String {
    let of = FEATURES.iter().find(|(_, modules)| modules.contains(&module));
    of.map_or_else(String::new, |(feature, _)| format!("#[cfg(feature = \"{feature}\")]\n"))
}

fn file(module: &str, body: &str) -> String {
    let what = if module == "fact" {
        "The facts of the catalogue: a value with its mark and its sources".to_owned()
    } else {
        format!("The values of `netcode::{module}`")
    };
    let mut text = format!("//! {what}, generated from the library's own types by `cargo xtask docs`.\n\n");
    for (uses, import) in [("HashMap<", "std::collections::HashMap"), ("Arc<", "std::sync::Arc")] {
        if body.contains(uses) {
            let _ = writeln!(text, "use {import};");
        }
    }
    let _ = write!(
        text,
        "\nuse serde::{{Deserialize, Serialize}};\n\n#[allow(unused_imports, clippy::wildcard_imports, reason = \"generated\")]\nuse crate::*;\n"
    );
    text.push_str(body);
    text
}

impl<'a> World<'a> {
    fn new(all: &'a [Item]) -> Self {
        let known: BTreeMap<Key<'_>, &Item> = all.iter().map(|item| (key(item), item)).collect();
        let mut open: Vec<Key<'_>> =
            OFFERED.iter().flat_map(|(module, names)| names.iter().map(|name| (*module, *name))).collect();
        let mut wanted = BTreeSet::new();
        while let Some(next) = open.pop() {
            if let Some((key, item)) = known.get_key_value(&next).filter(|(key, _)| by_hand(**key).is_none())
                && wanted.insert(*key)
            {
                open.extend(
                    item.fields()
                        .iter()
                        .filter(|field| !is_json(&field.of))
                        .flat_map(|field| field.of.mentions()),
                );
            }
        }
        let items: Vec<&Item> = all.iter().filter(|item| wanted.contains(&key(item))).collect();
        let called = |item: &Item| own_name(&CALLED, key(item));
        let twice =
            |name: &str| items.iter().filter(|item| item.name == name && called(item).is_none()).count() > 1;
        let name = |item: &Item| {
            if let Some(name) = called(item) {
                return name.to_owned();
            }
            let special = TAKEN.contains(&item.name.as_str()) || twice(&item.name);
            if special { format!("{}{}", pascal(&item.module), item.name) } else { item.name.clone() }
        };
        let names = items.iter().map(|item| (key(item), name(item))).collect();
        let mut world = Self { items, names, objects: BTreeSet::new() };
        // Each item stands after those it mentions.
        for item in world.items.clone() {
            let holds = |of: &Type| {
                holds_grant(of) || of.mentions().iter().any(|mentioned| world.objects.contains(mentioned))
            };
            if item.fields().iter().any(|field| !is_json(&field.of) && holds(&field.of)) {
                world.objects.insert(key(item));
            }
        }
        world
    }

    fn item(&self, item: &Item) -> String {
        let mut text = String::from("\n");
        doc(&mut text, 0, &item.doc, &item.name);
        let name = self.name(&item.module, &item.name);
        match &item.shape {
            Shape::Choice(words) => {
                text.push_str("#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]\n");
                let _ = writeln!(text, "pub enum {name} {{");
                for word in words {
                    doc(&mut text, 4, &word.doc, &word.wire);
                    let _ = writeln!(
                        text,
                        "    #[serde(rename = \"{}\")]\n    {},",
                        word.wire,
                        variant_name(&word.wire)
                    );
                }
            }
            Shape::Record(fields) => {
                self.derives(&mut text, item, "Record", fields.iter().any(hidden));
                let _ = writeln!(text, "pub struct {name} {{");
                self.fields(&mut text, 4, "pub ", fields, false);
            }
            Shape::Union(variants) => {
                self.derives(&mut text, item, "Enum", false);
                let tag = variants.iter().find_map(|variant| match &variant.wire {
                    Wire::Tagged(tag, _) => Some(format!("tag = \"{tag}\"")),
                    Wire::Bare => Some("untagged".to_owned()),
                    _ => None,
                });
                if let Some(tag) = tag {
                    let _ = writeln!(text, "#[serde({tag})]");
                }
                let _ = writeln!(text, "pub enum {name} {{");
                variants.iter().for_each(|variant| self.variant(&mut text, variant));
            }
        }
        text.push_str("}\n");
        if let Shape::Record(fields) = &item.shape
            && fields.iter().any(hidden)
        {
            text.push_str(&debug(&name, fields));
        }
        text
    }

    fn derives(&self, text: &mut String, item: &Item, kind: &str, hides: bool) {
        let debug = if hides { "" } else { "Debug, " };
        let _ = writeln!(text, "#[derive({debug}Clone, PartialEq, uniffi::{kind}, Serialize, Deserialize)]");
        let mut traits = Vec::new();
        if hides {
            traits.push("Debug");
        }
        if self.objects.contains(&key(item)) {
            traits.push("Eq");
        }
        if !traits.is_empty() {
            let _ = writeln!(text, "#[uniffi::export({})]", traits.join(", "));
        }
    }

    fn variant(&self, text: &mut String, variant: &Variant) {
        doc(text, 4, &variant.doc, &variant.name);
        let name = &variant.name;
        match &variant.wire {
            Wire::Word(word) => {
                let _ = writeln!(text, "    #[serde(rename = \"{word}\")]\n    {name},");
                return;
            }
            Wire::Value(word) => {
                let with =
                    if variant.fields.iter().any(|field| wrapped(&field.of)) { "objects" } else { "alone" };
                let _ = writeln!(text, "    #[serde(rename = \"{word}\", with = \"crate::wire::{with}\")]");
            }
            Wire::Fields(word) => {
                let _ = writeln!(text, "    #[serde(rename = \"{word}\")]");
            }
            Wire::Tagged(_, word) => {
                let _ = writeln!(text, "    #[serde(rename = \"{word}\")]");
                if variant.fields.is_empty() {
                    let _ = writeln!(text, "    {name},");
                    return;
                }
            }
            Wire::Bare => {}
        }
        let _ = writeln!(text, "    {name} {{");
        self.fields(text, 8, "", &variant.fields, matches!(variant.wire, Wire::Value(_)));
        text.push_str("    },\n");
    }

    /// The fields; one that is alone in its alternative is converted there.
    fn fields(&self, text: &mut String, indent: usize, public: &str, fields: &[Field], alone: bool) {
        let pad = " ".repeat(indent);
        // Swift's arguments have an order: people give first what must be given.
        let (needed, optional): (Vec<_>, Vec<_>) = fields.iter().partition(|field| default(field).is_none());
        for field in needed.into_iter().chain(optional) {
            doc(text, indent, &field.doc, &field.wire);
            let mut serde = Vec::new();
            if let Some(literal) = default(field) {
                if literal == "default" {
                    serde.push("default".to_owned());
                }
                let _ = writeln!(text, "{pad}#[uniffi({literal})]");
            }
            if wrapped(&field.of) && !alone {
                serde.push("with = \"crate::wire::objects\"".to_owned());
            }
            let mut of = self.rust(&field.of);
            match &field.of {
                Type::Maybe(_) if field.default.is_some() => {
                    serde.push("skip_serializing_if = \"Option::is_none\"".to_owned())
                }
                Type::List(pair) => {
                    if let Some(value) = named_value(pair) {
                        of = format!("HashMap<String, {}>", self.rust(value));
                        serde.push("with = \"crate::wire::pairs\"".to_owned());
                    }
                }
                _ => {}
            }
            let name = field_name(&field.wire);
            if name != field.wire {
                serde.push(format!("rename = \"{}\"", field.wire));
            }
            if !serde.is_empty() {
                let _ = writeln!(text, "{pad}#[serde({})]", serde.join(", "));
            }
            let _ = writeln!(text, "{pad}{public}{}{name}: {of},", raw(&name));
        }
    }

    fn rust(&self, of: &Type) -> String {
        match of {
            Type::Text | Type::Unzoned | Type::Day => "String".to_owned(),
            Type::Whole => "i64".to_owned(),
            Type::Number => "f64".to_owned(),
            Type::Flag => "bool".to_owned(),
            Type::Moment => "Moment".to_owned(),
            Type::Scalar(format) => match format.as_str() {
                "lock-time" => "LockTime",
                "grant" => "Arc<Grant>",
                "estimate" => "Estimate",
                "code" => "Code",
                "lock-id" => "LockId",
                "group" => "GroupId",
                "serial" => "Serial",
                "lock-seconds" => "ClockTime",
                _ => "String",
            }
            .to_owned(),
            Type::List(of) => format!("Vec<{}>", self.rust(of)),
            Type::Tuple(parts) if is_span(parts) => "Span".to_owned(),
            Type::Tuple(_) | Type::Any => "Json".to_owned(),
            Type::Map(key, of) => format!("HashMap<{}, {}>", self.rust(key), self.rust(of)),
            Type::Maybe(of) => format!("Option<{}>", self.rust(of)),
            Type::Named(module, name) => self.name(module, name),
            Type::Fact(of) => format!("{}Fact", self.word(of)),
        }
    }

    fn name(&self, module: &str, name: &str) -> String {
        let own = by_hand((module, name)).map(str::to_owned);
        own.or_else(|| self.names.get(&(module, name)).cloned()).unwrap_or_else(|| name.to_owned())
    }

    /// A type as a part of a name.
    fn word(&self, of: &Type) -> String {
        match of {
            Type::Whole => "Whole".to_owned(),
            Type::Number => "Number".to_owned(),
            Type::Flag => "Flag".to_owned(),
            Type::Named(module, name) => self.name(module, name),
            Type::List(of) => format!("{}s", self.word(of)),
            Type::Maybe(of) => format!("Optional{}", self.word(of)),
            Type::Map(_, of) => format!("{}ByName", self.word(of)),
            Type::Tuple(parts) if is_span(parts) => "Span".to_owned(),
            _ => "Text".to_owned(),
        }
    }

    /// A record for each type that there is a fact of.
    fn facts(&self) -> String {
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        let fields = self.items.iter().flat_map(|item| item.fields());
        for (fact, of) in fields.flat_map(|field| facts_in(&field.of)) {
            found.insert(self.rust(fact), self.rust(of));
        }
        let mut text = String::new();
        for (name, of) in found {
            let disputed = format!("Disputed{}", name.strip_suffix("Fact").unwrap_or(&name));
            let _ = write!(
                text,
                r#"
/// A fact of the catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct {name} {{
    /// The value.
    pub value: {of},
    /// How sure it is.
    pub mark: Mark,
    /// Keys of the sources.
    #[uniffi(default)]
    #[serde(default)]
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
    /// What other sources say instead.
    #[uniffi(default)]
    #[serde(default)]
    pub disputed: Vec<{disputed}>,
}}

/// What a source says against a fact's value.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct {disputed} {{
    /// The other value.
    pub value: {of},
    /// Keys of the sources.
    pub source: Vec<String>,
    /// What a reader should know.
    #[uniffi(default)]
    #[serde(default)]
    pub note: Option<String>,
}}
"#
            );
        }
        text
    }
}

fn key(item: &Item) -> Key<'_> {
    (&item.module, &item.name)
}

fn by_hand(key: Key<'_>) -> Option<&'static str> {
    own_name(&BY_HAND, key)
}

fn own_name(table: &[(&str, &str, &'static str)], key: Key<'_>) -> Option<&'static str> {
    table.iter().find(|(at, of, _)| (*at, *of) == key).map(|(.., own)| *own)
}

/// The facts in a type, each with what it is of.
fn facts_in(of: &Type) -> Vec<(&Type, &Type)> {
    match of {
        Type::Fact(inner) => [vec![(of, &**inner)], facts_in(inner)].concat(),
        Type::List(of) | Type::Maybe(of) => facts_in(of),
        Type::Map(key, of) => [facts_in(key), facts_in(of)].concat(),
        _ => Vec::new(),
    }
}

/// First and last of something.
fn is_span(parts: &[Type]) -> bool {
    matches!(parts, [Type::Whole, Type::Whole])
}

/// The value of a pair of a name and a value.
fn named_value(of: &Type) -> Option<&Type> {
    match of {
        Type::Tuple(parts) => match parts.as_slice() {
            [Type::Text, value] => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// Whether it has no counterpart in the interface.
fn is_json(of: &Type) -> bool {
    match of {
        Type::Maybe(of) => is_json(of),
        Type::Tuple(parts) => !is_span(parts),
        of => *of == Type::Any,
    }
}

/// Whether a text must not be shown; a code hides itself.
fn hidden(field: &Field) -> bool {
    field.secret && !field.of.any(&|of| *of == Type::Scalar("code".into()))
}

/// Whether there is a grant in it that is no part of another item.
fn holds_grant(of: &Type) -> bool {
    !is_json(of) && of.any(&|of| *of == Type::Scalar("grant".into()))
}

/// How the interface is told what a field is when it is left out, if it can be.
fn default(field: &Field) -> Option<String> {
    match field.default.as_ref()? {
        Default::Value(value) if !is_usual(value) => literal(value).map(|value| format!("default = {value}")),
        Default::Empty if matches!(field.of, Type::Named(..)) => None,
        _ => Some("default".to_owned()),
    }
}

/// Whether it has no JSON form of its own: grants are objects, and a code is written only where that is meant.
fn wrapped(of: &Type) -> bool {
    let code = Type::Scalar("code".into());
    holds_grant(of) || (!is_json(of) && of.any(&|of| *of == code))
}

/// What a type has without being told.
fn is_usual(value: &serde_json::Value) -> bool {
    matches!(value, serde_json::Value::Bool(false)) || *value == 0 || *value == ""
}

fn literal(value: &serde_json::Value) -> Option<String> {
    (value.is_number() || value.is_boolean()).then(|| value.to_string())
}

/// How a record with a secret is printed: without it.
fn debug(name: &str, fields: &[Field]) -> String {
    let shown = fields.iter().filter(|field| !hidden(field)).map(|field| {
        let name = field_name(&field.wire);
        format!("            .field(\"{name}\", &self.{}{name})\n", raw(&name))
    });
    format!(
        "\nimpl std::fmt::Debug for {name} {{\n    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {{\n        \
         f.debug_struct(\"{name}\")\n{}            .finish_non_exhaustive()\n    }}\n}}\n",
        shown.collect::<String>()
    )
}
