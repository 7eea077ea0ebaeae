//! What can be asked of a table.

use super::{Record, Table, Value};
use crate::error::{Error, Result, table::portal as codes};

/// A condition on one column. Conditions of a query hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// The column equals the value.
    Equal(&'static str, Value),
    /// The column is not below the value.
    AtLeast(&'static str, Value),
    /// The column is below the value.
    Below(&'static str, Value),
    /// The text column contains the text, letter by letter.
    Contains(&'static str, String),
}

/// Some rows of a table, in an order, a page at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The table.
    pub table: &'static Table,
    /// The conditions.
    pub filters: Vec<Filter>,
    /// A column to order by before the key, never null in the table.
    pub order: Option<&'static str>,
    /// Whether the last comes first.
    pub descending: bool,
    /// Begin after this place: the values of the ordering column, if any, and of the key.
    pub after: Option<Vec<Value>>,
    /// At most so many rows.
    pub limit: u32,
}

/// Rows a single page holds at most.
pub(crate) const PAGE_MAX: u32 = 1_000;

impl Query {
    /// All rows of a record's table in the order of the key, at most 1,000 of them.
    pub fn of<R: Record>() -> Self {
        Self {
            table: R::TABLE,
            filters: Vec::new(),
            order: None,
            descending: false,
            after: None,
            limit: PAGE_MAX,
        }
    }

    /// Only rows whose column equals the value.
    #[must_use]
    pub fn equal(mut self, column: &'static str, value: impl Into<Value>) -> Self {
        self.filters.push(Filter::Equal(column, value.into()));
        self
    }

    /// Only rows whose column is at least the value.
    #[must_use]
    pub fn at_least(mut self, column: &'static str, value: impl Into<Value>) -> Self {
        self.filters.push(Filter::AtLeast(column, value.into()));
        self
    }

    /// Only rows whose column is below the value.
    #[must_use]
    pub fn below(mut self, column: &'static str, value: impl Into<Value>) -> Self {
        self.filters.push(Filter::Below(column, value.into()));
        self
    }

    /// Only rows whose column contains the text.
    #[must_use]
    pub fn contains(mut self, column: &'static str, text: impl Into<String>) -> Self {
        self.filters.push(Filter::Contains(column, text.into()));
        self
    }

    /// Ordered by the column, then the key.
    #[must_use]
    pub fn order(mut self, column: &'static str) -> Self {
        self.order = Some(column);
        self
    }

    /// The last first.
    #[must_use]
    pub const fn descending(mut self) -> Self {
        self.descending = true;
        self
    }

    /// From this place on.
    #[must_use]
    pub fn after(mut self, place: Option<Vec<Value>>) -> Self {
        self.after = place;
        self
    }

    /// At most `limit` rows.
    #[must_use]
    pub const fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// The columns the rows are ordered by.
    pub fn ordering(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.order.into_iter().chain(self.table.key().iter().map(|column| column.name))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

/// A place in a list, as a text that a caller hands back to get the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(Vec<Value>);

impl Cursor {
    /// The place of a row in the order of a query.
    pub fn of(query: &Query, row: &[Value]) -> Self {
        Self(
            query
                .ordering()
                .filter_map(|name| query.table.position(name).and_then(|at| row.get(at)).cloned())
                .collect(),
        )
    }

    /// Reads a cursor for a query.
    ///
    /// # Errors
    /// `store.cursor_malformed` when the text did not come from a page of the same list.
    pub fn parse(text: &str, query: &Query) -> Result<Vec<Value>> {
        let malformed =
            || Error::new(&codes::STORE_CURSOR_MALFORMED, format_args!("`{text}` is no place in this list"));
        let values: Vec<Value> = serde_json::from_str(text).map_err(|_| malformed())?;
        let fits = |(name, value): (&str, &Value)| {
            let kind = query.table.position(name).and_then(|at| query.table.columns.get(at)).map(|c| c.kind);
            matches!(
                (kind, value),
                (Some(super::Kind::Int), Value::Int(_)) | (Some(super::Kind::Text), Value::Text(_))
            )
        };
        let right = values.len() == query.ordering().count() && query.ordering().zip(&values).all(fits);
        if right { Ok(values) } else { Err(malformed()) }
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).unwrap_or_default())
    }
}
