//! The statements of the five operations, made from a table's description: the same for both SQL stores but for how
//! parameters and searches are written.

use std::fmt::Write as _;

use super::{Filter, Query, Row, Table, Value};

/// How a database writes what the two differ in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dialect {
    /// What the numbers of parameters follow.
    pub(crate) parameter: char,
    /// The function that finds a text in another.
    pub(crate) find: &'static str,
}

/// A statement and its parameters in order.
pub(crate) struct Statement {
    pub(crate) text: String,
    pub(crate) values: Vec<Value>,
}

impl Statement {
    fn new(text: String) -> Self {
        Self { text, values: Vec::new() }
    }

    /// Names come from tables in this crate and parameters are numbers, so nothing that anybody typed is ever a part of
    /// the text.
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn bind(&mut self, dialect: Dialect, value: Value) {
        self.values.push(value);
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{}{}", dialect.parameter, self.values.len());
    }

    fn columns(&mut self, table: &Table) {
        for (at, column) in table.columns.iter().enumerate() {
            self.push(if at == 0 { "\"" } else { ", \"" });
            self.push(column.name);
            self.push("\"");
        }
    }

    fn key(&mut self, dialect: Dialect, table: &Table, key: &[Value]) {
        for (at, (column, value)) in table.key().iter().zip(key).enumerate() {
            self.push(if at == 0 { " WHERE \"" } else { " AND \"" });
            self.push(column.name);
            self.push("\" = ");
            self.bind(dialect, value.clone());
        }
    }
}

pub(crate) fn get(dialect: Dialect, table: &Table, key: &[Value]) -> Statement {
    let mut statement = Statement::new("SELECT ".to_owned());
    statement.columns(table);
    statement.push(&format!(" FROM \"{}\"", table.name));
    statement.key(dialect, table, key);
    statement
}

pub(crate) fn insert(dialect: Dialect, table: &Table, row: Row) -> Statement {
    let mut statement = Statement::new(format!("INSERT INTO \"{}\" (", table.name));
    statement.columns(table);
    statement.push(") VALUES (");
    for (at, value) in row.into_iter().enumerate() {
        statement.push(if at == 0 { "" } else { ", " });
        statement.bind(dialect, value);
    }
    statement.push(") ON CONFLICT DO NOTHING");
    statement
}

pub(crate) fn update(dialect: Dialect, table: &Table, row: Row) -> Statement {
    let mut statement = Statement::new(format!("UPDATE \"{}\" SET ", table.name));
    let key: Vec<Value> = row.iter().take(table.key_columns).cloned().collect();
    let rest = table.columns.iter().zip(row).skip(table.key_columns);
    for (at, (column, value)) in rest.enumerate() {
        statement.push(if at == 0 { "\"" } else { ", \"" });
        statement.push(column.name);
        statement.push("\" = ");
        statement.bind(dialect, value);
    }
    statement.key(dialect, table, &key);
    statement
}

pub(crate) fn delete(dialect: Dialect, table: &Table, key: &[Value]) -> Statement {
    let mut statement = Statement::new(format!("DELETE FROM \"{}\"", table.name));
    statement.key(dialect, table, key);
    statement
}

pub(crate) fn scan(dialect: Dialect, query: &Query) -> Statement {
    let mut statement = Statement::new("SELECT ".to_owned());
    statement.columns(query.table);
    statement.push(&format!(" FROM \"{}\" WHERE TRUE", query.table.name));
    for filter in &query.filters {
        let (name, sign, value) = match filter {
            Filter::Equal(name, value) => (name, "=", value.clone()),
            Filter::AtLeast(name, value) => (name, ">=", value.clone()),
            Filter::Below(name, value) => (name, "<", value.clone()),
            Filter::Contains(name, part) => {
                statement.push(&format!(" AND {}(\"{name}\", ", dialect.find));
                statement.bind(dialect, Value::Text(part.clone()));
                statement.push(") > 0");
                continue;
            }
        };
        statement.push(&format!(" AND \"{name}\" {sign} "));
        statement.bind(dialect, value);
    }
    let order: Vec<String> = query.ordering().map(|name| format!("\"{name}\"")).collect();
    if let Some(after) = &query.after {
        statement.push(&format!(
            " AND ({}) {} (",
            order.join(", "),
            if query.descending { "<" } else { ">" }
        ));
        for (at, value) in after.iter().enumerate() {
            statement.push(if at == 0 { "" } else { ", " });
            statement.bind(dialect, value.clone());
        }
        statement.push(")");
    }
    let down = if query.descending { " DESC" } else { "" };
    let order: Vec<String> = order.into_iter().map(|name| name + down).collect();
    statement.push(&format!(" ORDER BY {} LIMIT {}", order.join(", "), query.limit));
    statement
}
