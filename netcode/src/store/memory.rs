//! A store that lives as long as the process: for tests, demonstrations and simulations.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::{Mutex, PoisonError};

use super::{Filter, Query, Read, Row, Store, Table, Tx, Value};
use crate::error::Result;

/// Rows in memory. Every guarantee of a [`Store`] but durability holds.
///
/// ```
/// use netcode::store::{MemoryStore, Store as _};
/// let store = MemoryStore::new();
/// store.write("any", &mut |_tx| Ok(()))?;
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct MemoryStore {
    tables: Mutex<Tables>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Store for MemoryStore {
    fn write(&self, _scope: &str, work: &mut dyn FnMut(&mut dyn Tx) -> Result<()>) -> Result<()> {
        // A transaction undoes itself on the way out, so even a poisoned lock guards whole states only.
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        let mut transaction = Transaction { tables: &mut tables, undo: Vec::new() };
        work(&mut transaction)?;
        transaction.undo.clear();
        Ok(())
    }

    fn read(&self, work: &mut dyn FnMut(&mut dyn Read) -> Result<()>) -> Result<()> {
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut Transaction { tables: &mut tables, undo: Vec::new() })
    }
}

type Tables = HashMap<&'static str, Rows>;

#[derive(Debug, Default)]
struct Rows {
    rows: BTreeMap<Vec<Value>, Row>,
    /// Which key holds the values of a unique set, told apart by the set's position.
    unique: BTreeMap<(usize, Vec<Value>), Vec<Value>>,
}

impl Rows {
    fn unique_sets(table: &'static Table, row: &Row) -> Vec<(usize, Vec<Value>)> {
        let values = |columns: &[&str]| -> Vec<Value> {
            columns
                .iter()
                .filter_map(|name| table.position(name).and_then(|at| row.get(at)).cloned())
                .collect()
        };
        table
            .unique
            .iter()
            .enumerate()
            .map(|(at, columns)| (at, values(columns)))
            .filter(|(_, values)| !values.contains(&Value::Null))
            .collect()
    }

    /// Puts a row in place of the one with its key, if any. `false` when a unique set is another row's.
    fn put(&mut self, table: &'static Table, row: Row) -> bool {
        let key = key_of(table, &row);
        let sets = Self::unique_sets(table, &row);
        if sets.iter().any(|set| self.unique.get(set).is_some_and(|holder| *holder != key)) {
            return false;
        }
        self.take(table, &key);
        for set in sets {
            self.unique.insert(set, key.clone());
        }
        self.rows.insert(key, row);
        true
    }

    fn take(&mut self, table: &'static Table, key: &[Value]) -> Option<Row> {
        let row = self.rows.remove(key)?;
        for set in Self::unique_sets(table, &row) {
            self.unique.remove(&set);
        }
        Some(row)
    }
}

fn key_of(table: &Table, row: &[Value]) -> Vec<Value> {
    row.get(..table.key_columns).unwrap_or(row).to_vec()
}

/// What a key held before a change.
struct Undo {
    table: &'static Table,
    key: Vec<Value>,
    before: Option<Row>,
}

struct Transaction<'a> {
    tables: &'a mut Tables,
    undo: Vec<Undo>,
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        while let Some(Undo { table, key, before }) = self.undo.pop() {
            let rows = self.tables.entry(table.name).or_default();
            rows.take(table, &key);
            if let Some(row) = before {
                rows.put(table, row);
            }
        }
    }
}

impl Transaction<'_> {
    fn put(&mut self, table: &'static Table, row: Row, must_exist: bool) -> bool {
        let key = key_of(table, &row);
        let rows = self.tables.entry(table.name).or_default();
        let before = rows.rows.get(&key).cloned();
        if before.is_some() != must_exist || !rows.put(table, row) {
            return false;
        }
        self.undo.push(Undo { table, key, before });
        true
    }
}

impl Read for Transaction<'_> {
    fn get(&mut self, table: &'static Table, key: &[Value]) -> Result<Option<Row>> {
        Ok(self.tables.get(table.name).and_then(|rows| rows.rows.get(key)).cloned())
    }

    fn scan(&mut self, query: &Query) -> Result<Vec<Row>> {
        let Some(rows) = self.tables.get(query.table.name) else { return Ok(Vec::new()) };
        let wanted = |row: &&Row| wanted(query, row);
        let limit = query.limit as usize;
        if let Some(set) = unique_set(query) {
            let key = rows.unique.get(&set);
            let row = key.and_then(|key| rows.rows.get(key)).filter(wanted);
            return Ok(row.into_iter().take(limit).cloned().collect());
        }
        // The leading key columns that the query fixes bound the range that must be looked at.
        let fixed: Vec<Value> =
            query.table.key().iter().map_while(|column| fixed_value(query, column.name)).cloned().collect();
        let range = rows.rows.range((Bound::Included(fixed.clone()), behind(fixed))).map(|(_, row)| row);
        if query.order.is_none() && query.descending {
            return Ok(range.rev().filter(wanted).take(limit).cloned().collect());
        }
        if query.order.is_none() {
            return Ok(range.filter(wanted).take(limit).cloned().collect());
        }
        let mut found: Vec<&Row> = range.filter(wanted).collect();
        found.sort_by_key(|row| place(query, row));
        if query.descending {
            found.reverse();
        }
        Ok(found.into_iter().take(limit).cloned().collect())
    }
}

impl Tx for Transaction<'_> {
    fn insert(&mut self, table: &'static Table, row: Row) -> Result<bool> {
        Ok(self.put(table, row, false))
    }

    fn update(&mut self, table: &'static Table, row: Row) -> Result<bool> {
        Ok(self.put(table, row, true))
    }

    fn delete(&mut self, table: &'static Table, key: &[Value]) -> Result<bool> {
        let before = self.tables.entry(table.name).or_default().take(table, key);
        let existed = before.is_some();
        if existed {
            self.undo.push(Undo { table, key: key.to_vec(), before });
        }
        Ok(existed)
    }

    fn as_read(&mut self) -> &mut dyn Read {
        self
    }
}

fn fixed_value<'a>(query: &'a Query, column: &str) -> Option<&'a Value> {
    query.filters.iter().find_map(|filter| match filter {
        Filter::Equal(name, value) if *name == column => Some(value),
        _ => None,
    })
}

/// The unique set of the table that a query fixes the values of, told apart by the set's position.
fn unique_set(query: &Query) -> Option<(usize, Vec<Value>)> {
    query.table.unique.iter().enumerate().find_map(|(at, columns)| {
        let values: Option<Vec<Value>> =
            columns.iter().map(|column| fixed_value(query, column).cloned()).collect();
        Some((at, values?))
    })
}

/// The end of the keys that begin with these values.
fn behind(mut fixed: Vec<Value>) -> Bound<Vec<Value>> {
    let Some(last) = fixed.pop() else { return Bound::Unbounded };
    fixed.push(match last {
        Value::Null => Value::Int(i64::MIN),
        Value::Int(number) => number.checked_add(1).map_or(Value::Text(String::new()), Value::Int),
        Value::Text(text) => Value::Text(text + "\0"),
    });
    Bound::Excluded(fixed)
}

fn place(query: &Query, row: &[Value]) -> Vec<Value> {
    query
        .ordering()
        .filter_map(|name| query.table.position(name).and_then(|at| row.get(at)).cloned())
        .collect()
}

fn wanted(query: &Query, row: &Row) -> bool {
    let value = |name: &str| query.table.position(name).and_then(|at| row.get(at)).unwrap_or(&Value::Null);
    let beyond = |after: &Vec<Value>| {
        let here = place(query, row);
        if query.descending { here < *after } else { here > *after }
    };
    // A null is neither equal to anything nor in any order with it, as in SQL.
    query.after.as_ref().is_none_or(beyond)
        && query.filters.iter().all(|filter| match filter {
            Filter::Equal(name, wish) => value(name) != &Value::Null && value(name) == wish,
            Filter::AtLeast(name, wish) => value(name) != &Value::Null && value(name) >= wish,
            Filter::Below(name, wish) => value(name) != &Value::Null && value(name) < wish,
            Filter::Contains(name, part) => matches!(value(name), Value::Text(text) if text.contains(part)),
        })
}
