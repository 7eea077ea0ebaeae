//! The embedded store: one SQLite file.
//!
//! Write-ahead log, a sync at every commit (`synchronous = FULL`), one writer at a time across threads and
//! processes, readers beside it. The schema is a row of numbered files; a file from a newer library is refused. Back the
//! file up with [`SqliteStore::backup`] while it is in use; restoring is putting the copy in its place.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior, params_from_iter};

use super::sql::{self, Dialect, Statement};
use super::{Query, Read, Row, Store, Table, Tx, Value};
use crate::error::{Error, Result, table::portal as codes};

/// The schema, one step after the other; the number of the last is the version of the file.
const MIGRATIONS: [&str; 3] = [
    include_str!("0001_portal.sql"),
    include_str!("0002_stays.sql"),
    include_str!("0003_codes_by_window.sql"),
];
const KNOWN: u32 = MIGRATIONS.len() as u32;
/// How long a writer waits for another one.
const BUSY_WAIT: Duration = Duration::from_secs(60);
/// Statements kept prepared by a connection.
const STATEMENTS: usize = 128;

const DIALECT: Dialect = Dialect { parameter: '?', find: "instr" };

/// A store in one SQLite file. Any number of processes may open it.
pub struct SqliteStore {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteStore").finish_non_exhaustive()
    }
}

impl SqliteStore {
    /// Opens the store in a file, which is made if it is not there, and brings its schema up to date.
    ///
    /// # Errors
    /// `store.failed` when the file cannot be opened or is none of SQLite's; `store.too_new` when a newer library made it.
    pub fn open(path: &Path) -> Result<Self> {
        let mut writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        migrate(&mut writer)?;
        let reader = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        reader.pragma_update(None, "query_only", true).map_err(|error| failed(&error))?;
        Ok(Self { writer: Mutex::new(writer), reader: Mutex::new(reader) })
    }

    /// Copies the store as it is now into a new file, while it is in use.
    ///
    /// # Errors
    /// `store.failed` when the file is there already or cannot be written.
    pub fn backup(&self, path: &Path) -> Result<()> {
        let text = path.to_str().ok_or_else(|| {
            Error::new(&codes::STORE_FAILED, format_args!("the path `{}` is not text", path.display()))
        })?;
        // The reader may not even write another file.
        let writer = lock(&self.writer);
        writer.execute("VACUUM INTO ?1", [text]).map(drop).map_err(|error| failed(&error))
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let open = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_WAIT)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        // Statements keep the plan they were prepared with: otherwise the bundled SQLite plans some of them anew for the
        // values of every single run.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(connection)
    };
    open().map_err(|error| failed(&error))
}

fn migrate(connection: &mut Connection) -> Result<()> {
    let run = |connection: &mut Connection| -> rusqlite::Result<std::result::Result<(), u32>> {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version: u32 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version > KNOWN {
            return Ok(Err(version));
        }
        for step in MIGRATIONS.iter().skip(version as usize) {
            tx.execute_batch(step)?;
        }
        if version < KNOWN {
            tx.pragma_update(None, "user_version", KNOWN)?;
        }
        tx.commit()?;
        Ok(Ok(()))
    };
    match run(connection).map_err(|error| failed(&error))? {
        Ok(()) => Ok(()),
        Err(version) => Err(Error::new(
            &codes::STORE_TOO_NEW,
            format_args!("the store has schema {version} and this library knows {KNOWN}"),
        )),
    }
}

/// A panic in a transaction rolls it back, so the connection behind a poisoned lock is in order.
fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

/// SQLite's own words name files and constraints, never values.
fn failed(error: &rusqlite::Error) -> Error {
    let why = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "another process holds it".to_owned(),
        Some(ErrorCode::NotADatabase) => "it is not an SQLite file".to_owned(),
        Some(code) => format!("{code:?}"),
        None => "the driver failed".to_owned(),
    };
    Error::new(&codes::STORE_FAILED, format_args!("the SQLite store failed: {why}"))
}

impl Store for SqliteStore {
    fn write(&self, _scope: &str, work: &mut dyn FnMut(&mut dyn Tx) -> Result<()>) -> Result<()> {
        let mut writer = lock(&self.writer);
        let tx = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| failed(&error))?;
        let mut rows = Rows { tx };
        work(&mut rows)?;
        rows.tx.commit().map_err(|error| failed(&error))
    }

    fn read(&self, work: &mut dyn FnMut(&mut dyn Read) -> Result<()>) -> Result<()> {
        let mut reader = lock(&self.reader);
        let tx = reader
            .transaction_with_behavior(TransactionBehavior::Deferred)
            .map_err(|error| failed(&error))?;
        work(&mut Rows { tx })
    }
}

struct Rows<'a> {
    tx: Transaction<'a>,
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl Rows<'_> {
    fn select(&self, table: &Table, statement: &Statement) -> Result<Vec<Row>> {
        let run = || -> rusqlite::Result<Vec<Row>> {
            let mut prepared = self.tx.prepare_cached(&statement.text)?;
            let mut found = prepared.query(params_from_iter(&statement.values))?;
            let mut rows = Vec::new();
            while let Some(row) = found.next()? {
                let value = |at| -> rusqlite::Result<Value> {
                    Ok(match row.get_ref(at)? {
                        ValueRef::Integer(number) => Value::Int(number),
                        text @ ValueRef::Text(_) => Value::Text(text.as_str()?.to_owned()),
                        _ => Value::Null,
                    })
                };
                rows.push((0..table.columns.len()).map(value).collect::<rusqlite::Result<Row>>()?);
            }
            Ok(rows)
        };
        run().map_err(|error| failed(&error))
    }

    fn execute(&self, statement: &Statement) -> Result<bool> {
        let run = || self.tx.prepare_cached(&statement.text)?.execute(params_from_iter(&statement.values));
        run().map(|rows| rows > 0).map_err(|error| failed(&error))
    }
}

impl Read for Rows<'_> {
    fn get(&mut self, table: &'static Table, key: &[Value]) -> Result<Option<Row>> {
        Ok(self.select(table, &sql::get(DIALECT, table, key))?.into_iter().next())
    }

    fn scan(&mut self, query: &Query) -> Result<Vec<Row>> {
        self.select(query.table, &sql::scan(DIALECT, query))
    }
}

impl Tx for Rows<'_> {
    fn insert(&mut self, table: &'static Table, row: Row) -> Result<bool> {
        self.execute(&sql::insert(DIALECT, table, row))
    }

    fn update(&mut self, table: &'static Table, row: Row) -> Result<bool> {
        self.execute(&sql::update(DIALECT, table, row))
    }

    fn delete(&mut self, table: &'static Table, key: &[Value]) -> Result<bool> {
        self.execute(&sql::delete(DIALECT, table, key))
    }

    fn as_read(&mut self) -> &mut dyn Read {
        self
    }
}
