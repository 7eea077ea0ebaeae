//! How the crate's own scalars look in JSON, for the derived schemas of the values that hold them.
//!
//! Each has a `format` of its own, by which a generator knows the type of the language to use.

use std::borrow::Cow;
use std::format;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::catalogue::Fact;
use crate::code::Code;
use crate::error::{Error, Kind};
use crate::grant::Grant;
use crate::id::{GroupId, LockId, Serial};
use crate::risk::Estimate;
use crate::time::{LockTime, Zone};
use crate::twin::Moment;

/// Gives a scalar its JSON type and format.
macro_rules! scalar {
    ($($of:ty: $json:literal, $format:literal;)+) => {
        $(impl JsonSchema for $of {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $format.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": $json, "format": $format })
            }
        })+
    };
}

scalar! {
    LockTime: "string", "lock-time";
    Zone: "string", "zone";
    Code: "string", "code";
    Serial: "string", "serial";
    GroupId: "string", "group";
    LockId: "integer", "lock-id";
    Moment: "integer", "lock-seconds";
    Grant: "object", "grant";
    Estimate: "object", "estimate";
}

/// A fact is written in place, as its four fields; what its value is stands under `x-of`.
impl<T: JsonSchema> JsonSchema for Fact<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Fact_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "format": "fact", "x-of": generator.subschema_for::<T>() })
    }
}

/// An error as it is written: its kind, code, message and hint.
impl JsonSchema for Error {
    fn schema_name() -> Cow<'static, str> {
        "Failure".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "netcode::error::Failure".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What went wrong.",
            "type": "object",
            "properties": {
                "kind": generator.subschema_for::<Kind>(),
                "code": { "type": "string", "description": "The stable dotted code." },
                "message": { "type": "string", "description": "What went wrong, in words." },
                "hint": { "type": "string", "description": "What to do about it." },
            },
            "required": ["kind", "code", "message", "hint"],
        })
    }
}
