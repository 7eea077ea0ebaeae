//! Value types without a language: what a generator for any language starts from.

/// A value type.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The crate's module it belongs to, for example `stay`.
    pub module: String,
    /// Its name in the crate.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// What it consists of.
    pub shape: Shape,
}

/// What a value consists of.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// One of several words.
    Choice(Vec<Word>),
    /// Fields.
    Record(Vec<Field>),
    /// One of several values.
    Union(Vec<Variant>),
}

/// A word of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// As it is written in JSON.
    pub wire: String,
    /// What it means.
    pub doc: String,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name in JSON.
    pub wire: String,
    /// What it is.
    pub doc: String,
    /// Its type.
    pub of: Type,
    /// What it is when it is left out; a field without this is always there.
    pub default: Option<Default>,
    /// Whether it must not be shown: digits, keys, passwords and texts that hold them.
    pub secret: bool,
}

/// What a field is when it is left out.
#[derive(Debug, Clone, PartialEq)]
pub enum Default {
    /// Nothing.
    Nothing,
    /// An empty list or map.
    Empty,
    /// This JSON value.
    Value(serde_json::Value),
}

/// One alternative of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name, to be joined to the union's.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// How it is told from the others in JSON.
    pub wire: Wire,
    /// Its fields; a single unnamed value is a field named `value`.
    pub fields: Vec<Field>,
}

/// How an alternative is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Wire {
    /// As a word alone: `"tick"`.
    Word(String),
    /// A value under its name: `{"key": "1"}`.
    Value(String),
    /// Its fields under its name: `{"input": {...}}`.
    Fields(String),
    /// Its fields beside a tag: `{"event": "set", ...}`.
    Tagged(String, String),
    /// Its fields alone.
    Bare,
}

/// The type of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// A moment: RFC 3339.
    Moment,
    /// A date and time of day without a zone.
    Unzoned,
    /// A day.
    Day,
    /// One of the crate's scalars, by the format of its schema: `lock-time`, `grant`, `estimate` and so on.
    Scalar(String),
    /// A list.
    List(Box<Type>),
    /// A list of a fixed length.
    Tuple(Vec<Type>),
    /// A map.
    Map(Box<Type>, Box<Type>),
    /// A value or nothing.
    Maybe(Box<Type>),
    /// Another value type: its module and name.
    Named(String, String),
    /// A value with its mark and sources.
    Fact(Box<Type>),
    /// Any JSON value.
    Any,
}

impl Type {
    /// The value types it mentions, with their modules.
    pub fn mentions(&self) -> Vec<(&str, &str)> {
        match self {
            Type::Named(module, name) => vec![(module, name)],
            Type::List(of) | Type::Maybe(of) | Type::Fact(of) => of.mentions(),
            Type::Map(key, of) => [key.mentions(), of.mentions()].concat(),
            Type::Tuple(of) => of.iter().flat_map(Type::mentions).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it, or a part of it, passes a test.
    pub fn any(&self, test: &dyn Fn(&Type) -> bool) -> bool {
        test(self)
            || match self {
                Type::List(of) | Type::Maybe(of) | Type::Fact(of) => of.any(test),
                Type::Map(key, of) => key.any(test) || of.any(test),
                Type::Tuple(of) => of.iter().any(|of| of.any(test)),
                _ => false,
            }
    }
}

impl Item {
    /// Every field of the item and of its alternatives.
    pub fn fields(&self) -> Vec<&Field> {
        match &self.shape {
            Shape::Choice(_) => Vec::new(),
            Shape::Record(fields) => fields.iter().collect(),
            Shape::Union(variants) => variants.iter().flat_map(|variant| &variant.fields).collect(),
        }
    }
}
