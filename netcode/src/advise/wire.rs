//! Records and answers as JSON.

use std::string::String;
use std::vec::Vec;

use serde::Deserialize;
use serde_json::Value;

use super::{Explanation, Handed};
use crate::code::Code;
use crate::error::{Error, Result, table::advise as codes};
use crate::grant::Grant;
use crate::time::{LockTime, Zone};

/// How many codes the records may hold.
const MOST_HANDED: usize = 10_000;

/// What an issuer wrote down of a lock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records {
    /// The codes given out.
    pub handed: Vec<Handed>,
    /// Initialisations before the last, on the lock's clock.
    pub former: Vec<LockTime>,
}

/// One code; what else is written beside it, such as the guarantees of `stays issue`, is not needed here.
#[derive(Deserialize)]
struct Row {
    #[serde(alias = "stay")]
    id: String,
    code: Option<String>,
    grant: Option<Value>,
    #[serde(default)]
    codes: Vec<Part>,
    used: Option<String>,
    blocked: Option<String>,
}

#[derive(Deserialize)]
struct Part {
    code: String,
    grant: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issued: Vec<Value>,
    #[serde(default)]
    former: Vec<String>,
}

impl Records {
    /// Reads an array of codes as `netcode stays issue --json` prints it, or an object with such an array as `issued`
    /// and the times of earlier initialisations as `former`. Each code may say when it was first `used` and when
    /// it was `blocked`, as civil times of `zone`. Stays that have an error instead of a code are passed over.
    ///
    /// # Errors
    /// `advise.records_malformed`, and the codes of every field's own type.
    pub fn from_json(text: &str, zone: Zone) -> Result<Self> {
        let value: Value = serde_json::from_str(text).map_err(|error| malformed(&error))?;
        let file = match value {
            Value::Array(issued) => File { issued, former: Vec::new() },
            other => serde_json::from_value(other).map_err(|error| malformed(&error))?,
        };
        if file.issued.len() > MOST_HANDED {
            let what = format_args!("{} codes are too many", file.issued.len());
            return Err(Error::new(&codes::RECORDS_MALFORMED, what));
        }
        let mut records = Self::default();
        for row in file.issued {
            if row.get("error").is_some() {
                continue;
            }
            let row: Row = serde_json::from_value(row).map_err(|error| malformed(&error))?;
            row.read(zone, &mut records.handed)?;
        }
        for text in &file.former {
            records.former.push(LockTime::parse(text)?);
        }
        Ok(records)
    }
}

impl Row {
    fn read(self, zone: Zone, handed: &mut Vec<Handed>) -> Result<()> {
        let moment =
            |text: &Option<String>| text.as_deref().map(|text| Ok(zone.read(text)?.to_utc())).transpose();
        let (used, blocked) = (moment(&self.used)?, moment(&self.blocked)?);
        let mut parts = self.codes;
        if let (true, Some(code), Some(grant)) = (parts.is_empty(), self.code, self.grant) {
            parts.push(Part { code, grant });
        }
        if parts.is_empty() {
            let what = format_args!("`{}` has no code or no grant", self.id);
            return Err(Error::new(&codes::RECORDS_MALFORMED, what));
        }
        for part in parts {
            let (code, grant) = (Code::parse(&part.code)?, Grant::from_value(&part.grant)?);
            handed.push(Handed { id: self.id.clone(), code, grant, used, blocked });
        }
        Ok(())
    }
}

/// Where, and not what: the text holds digits of codes.
fn malformed(error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    let what = format_args!("the records cannot be read at line {line}, column {column}");
    Error::new(&codes::RECORDS_MALFORMED, what)
}

impl Explanation {
    /// The answer as JSON: `causes`, `tie`, `next` with `question` and `text`, and the `clues` it rests on.
    pub fn to_value(&self) -> Value {
        let next =
            self.next.map(|question| serde_json::json!({ "question": question, "text": question.text() }));
        serde_json::json!({ "causes": self.findings, "tie": self.tie, "next": next, "clues": self.clues })
    }
}
