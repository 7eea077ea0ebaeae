//! Where the portal keeps its rows, and what must be atomic.
//!
//! A [`Store`] runs whole transactions: a use case is one closure over a [`Tx`], and either all of its rows are
//! there afterwards or none. Use cases are written once; a store only knows tables, rows and five operations.
//! What a store promises:
//!
//! - **Atomic and durable.** When [`Store::write`] returns `Ok`, everything the closure wrote survives a crash of
//!   the process and of the machine; when it returns an error other than `store.commit_unknown`, nothing of it is there.
//! - **Serialisable.** Transactions behave as if they ran one after another. A store that finds two in each
//!   other's way runs the closure again; closures are therefore repeatable and have no effect but their rows.
//! - **Unique.** [`Tx::insert`] answers `false`, and writes nothing, when the key or a unique column set exists.
//!
//! Secrets are the portal's business, not the store's: rows hold hashes, ids and grants, never digits, keys or
//! passwords.

mod memory;
#[cfg(feature = "postgres")]
mod postgres;
mod query;
mod record;
#[cfg(any(feature = "sqlite", feature = "postgres"))]
mod sql;
#[cfg(feature = "sqlite")]
mod sqlite;

#[cfg(feature = "postgres")]
pub use self::postgres::PostgresStore;
pub use memory::MemoryStore;
pub use query::{Cursor, Filter, Query};
pub use record::{Field, Record};
pub(crate) use record::{json_column, malformed, record, text_column};
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteStore;

use crate::error::Result;

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number: counts, credits, microseconds, truth as 0 and 1.
    Int(i64),
    /// A text.
    Text(String),
}

/// The values of a row, in the order of its table's columns.
pub type Row = Vec<Value>;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 64-bit whole numbers.
    Int,
    /// Texts.
    Text,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, the same in every store.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// A table: its name, its columns, how many of the leading columns make the key, and which other sets of columns
/// are unique (a set with a null in it is not compared).
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, the same in every store.
    pub name: &'static str,
    /// Its columns; the key's come first.
    pub columns: &'static [Column],
    /// How many leading columns make the primary key.
    pub key_columns: usize,
    /// Further unique sets of columns.
    pub unique: &'static [&'static [&'static str]],
}

impl Table {
    /// The position of a column, if the table has it.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|each| each.name == column)
    }

    /// The columns that make the key.
    pub fn key(&self) -> &'static [Column] {
        self.columns.get(..self.key_columns).unwrap_or_default()
    }
}

impl<S: Store + ?Sized> Store for std::sync::Arc<S> {
    fn write(&self, scope: &str, work: &mut dyn FnMut(&mut dyn Tx) -> Result<()>) -> Result<()> {
        (**self).write(scope, work)
    }

    fn read(&self, work: &mut dyn FnMut(&mut dyn Read) -> Result<()>) -> Result<()> {
        (**self).read(work)
    }
}

/// What a transaction can read.
pub trait Read {
    /// The row with this key.
    ///
    /// # Errors
    /// The store's own, of kind unavailable or corrupt.
    fn get(&mut self, table: &'static Table, key: &[Value]) -> Result<Option<Row>>;

    /// The rows that a query names, in its order.
    ///
    /// # Errors
    /// The store's own, of kind unavailable or corrupt.
    fn scan(&mut self, query: &Query) -> Result<Vec<Row>>;
}

/// What a transaction can do.
pub trait Tx: Read {
    /// Adds a row. `false`, and nothing written, when its key or a unique set of columns is taken.
    ///
    /// # Errors
    /// The store's own, of kind unavailable or corrupt.
    fn insert(&mut self, table: &'static Table, row: Row) -> Result<bool>;

    /// Replaces the row with the same key. `false` when there is none.
    ///
    /// # Errors
    /// The store's own, of kind unavailable or corrupt.
    fn update(&mut self, table: &'static Table, row: Row) -> Result<bool>;

    /// Takes the row with this key away. `false` when there is none.
    ///
    /// # Errors
    /// The store's own, of kind unavailable or corrupt.
    fn delete(&mut self, table: &'static Table, key: &[Value]) -> Result<bool>;

    /// The same transaction, for reading only.
    fn as_read(&mut self) -> &mut dyn Read;
}

/// A place that keeps rows. See the [module](self) for what it promises.
pub trait Store: Send + Sync {
    /// Runs one transaction that may write. `scope` names what it is about, usually an account: transactions of
    /// one scope are in each other's way, and a store may run them one after another instead of repeating them.
    ///
    /// # Errors
    /// What the closure returns, and then nothing was written; or the store's own, of kind unavailable or corrupt.
    fn write(&self, scope: &str, work: &mut dyn FnMut(&mut dyn Tx) -> Result<()>) -> Result<()>;

    /// Runs one transaction that only reads, over one consistent state.
    ///
    /// # Errors
    /// What the closure returns, or the store's own, of kind unavailable or corrupt.
    fn read(&self, work: &mut dyn FnMut(&mut dyn Read) -> Result<()>) -> Result<()>;
}

/// [`Store::write`] with an answer.
pub(crate) fn write<T>(
    store: &dyn Store,
    scope: &str,
    mut work: impl FnMut(&mut dyn Tx) -> Result<T>,
) -> Result<T> {
    let mut answer = None;
    store.write(scope, &mut |tx| {
        answer = Some(work(tx)?);
        Ok(())
    })?;
    answer.ok_or_else(silent)
}

/// [`Store::read`] with an answer.
pub(crate) fn read<T>(store: &dyn Store, mut work: impl FnMut(&mut dyn Read) -> Result<T>) -> Result<T> {
    let mut answer = None;
    store.read(&mut |tx| {
        answer = Some(work(tx)?);
        Ok(())
    })?;
    answer.ok_or_else(silent)
}

/// A store of the caller's that returned without running its transaction.
fn silent() -> crate::Error {
    crate::Error::new(
        &crate::error::table::portal::STORE_FAILED,
        format_args!("the store did not run the transaction"),
    )
}
