//! The store for several hosts: a PostgreSQL database.
//!
//! Every transaction is serialisable; one that another gets in the way of is run again, up to a bound. Writers of one
//! scope also take a session lock of that name before they begin, so that they seldom have to. The schema is a row of
//! numbered files, brought up to date under a lock. Connections are pooled, and encrypted where the URL asks for it.

mod connect;

use std::collections::HashMap;
use std::time::Duration;

use postgres::error::SqlState;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, IsolationLevel, Statement as Prepared, Transaction};
use r2d2::{ManageConnection as _, Pool, PooledConnection};
use sha2::{Digest as _, Sha256};

use self::connect::{Connector, Session};
use super::sql::{self, Dialect, Statement};
use super::{Query, Read, Row, Store, Table, Tx, Value};
use crate::error::{Error, Result, table::portal as codes};

/// The schema, one step after the other; the number of the last is the version of the database.
const MIGRATIONS: [&str; 3] = [
    include_str!("0001_portal.sql"),
    include_str!("0002_stays.sql"),
    include_str!("0003_codes_by_window.sql"),
];
/// Connections one process holds.
const CONNECTIONS: u32 = 8;
/// How long a transaction waits for a free connection, or a connection for the server.
const WAIT: Duration = Duration::from_secs(30);
/// How often a transaction is run that others get in the way of.
const ATTEMPTS: u32 = 50;
/// Statements kept prepared by a connection.
const STATEMENTS: usize = 128;
/// The lock under which the schema is brought up to date.
const MIGRATION_LOCK: i64 = 0x6e65_7463_6f64_6531;

const DIALECT: Dialect = Dialect { parameter: '$', find: "strpos" };

/// A store in a PostgreSQL database. Any number of hosts may open it.
pub struct PostgresStore {
    pool: Pool<Connector>,
}

impl std::fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PostgresStore").finish_non_exhaustive()
    }
}

impl PostgresStore {
    /// Whether a store's name is the URL of a database, `postgres://…` or `postgresql://…`, and not a file's path.
    ///
    /// ```
    /// use netcode::store::PostgresStore;
    /// assert!(PostgresStore::is_url("postgresql://desk@db.example/portal"));
    /// assert!(!PostgresStore::is_url("postgres.db"));
    /// ```
    pub fn is_url(name: &str) -> bool {
        name.starts_with("postgres:") || name.starts_with("postgresql:")
    }

    /// Opens the store in a database, `postgres://user:password@host:port/database`, and brings its schema up to date.
    ///
    /// With `?sslmode=require` or `?sslmode=verify-full` connections go over TLS, and the server's certificate must be for
    /// that host, from an authority of the operating system or one in the PEM file that `&sslrootcert=` names. Without,
    /// and with `?sslmode=disable`, they are not encrypted.
    ///
    /// # Errors
    /// `store.encryption` when the URL asks for TLS that cannot be had; `store.failed` when the URL is none or the server does not answer; `store.too_new` when a newer library made the
    /// schema.
    pub fn open(url: &str) -> Result<Self> {
        let mut connector = Connector::of(url)?;
        connector.config().connect_timeout(WAIT);
        // The pool would go on trying for as long as it may wait: a server that is not there is told at once.
        let first = connector.connect().map_err(|error| connector.unreachable(&error))?;
        first.client.close().map_err(|error| failed(&error))?;
        let pool = Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(0))
            .connection_timeout(WAIT)
            .error_handler(Box::new(r2d2::NopErrorHandler))
            .build(connector)
            .map_err(|_| unreachable_server())?;
        let store = Self { pool };
        store.migrate()?;
        Ok(store)
    }

    fn session(&self) -> Result<PooledConnection<Connector>> {
        self.pool.get().map_err(|_| unreachable_server())
    }

    fn migrate(&self) -> Result<()> {
        let mut session = self.session()?;
        let run =
            |client: &mut Client| -> std::result::Result<std::result::Result<(), i64>, postgres::Error> {
                let mut tx = client.transaction()?;
                tx.execute("SELECT pg_advisory_xact_lock($1)", &[&MIGRATION_LOCK])?;
                tx.batch_execute(
                    "CREATE TABLE IF NOT EXISTS \"schema_version\" (\"version\" BIGINT NOT NULL)",
                )?;
                let version: i64 =
                    tx.query_one("SELECT COALESCE(MAX(\"version\"), 0) FROM \"schema_version\"", &[])?.get(0);
                let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
                if version > known {
                    return Ok(Err(version));
                }
                for step in MIGRATIONS.iter().skip(usize::try_from(version).unwrap_or(0)) {
                    tx.batch_execute(step)?;
                }
                if version < known {
                    tx.execute("INSERT INTO \"schema_version\" VALUES ($1)", &[&known])?;
                }
                tx.commit()?;
                Ok(Ok(()))
            };
        match run(&mut session.client).map_err(|error| failed(&error))? {
            Ok(()) => Ok(()),
            Err(version) => Err(Error::new(
                &codes::STORE_TOO_NEW,
                format_args!("the store has schema {version} and this library knows {}", MIGRATIONS.len()),
            )),
        }
    }

    fn attempt(
        session: &mut Session,
        read_only: bool,
        work: &mut dyn FnMut(&mut Rows<'_>) -> Result<()>,
    ) -> Attempt {
        let begun = session
            .client
            .build_transaction()
            .isolation_level(IsolationLevel::Serializable)
            .read_only(read_only)
            .start();
        let tx = match begun {
            Ok(tx) => tx,
            Err(error) => return Attempt::Done(Err(failed(&error))),
        };
        let mut rows = Rows { tx, statements: &mut session.statements, again: false };
        let answer = work(&mut rows);
        if rows.again {
            return Attempt::Again;
        }
        if let Err(error) = answer {
            return Attempt::Done(Err(error));
        }
        match rows.tx.commit() {
            Ok(()) => Attempt::Done(Ok(())),
            Err(error) if in_the_way(&error) => Attempt::Again,
            // The server refused it for a reason of its own: nothing was written. Class 57 is the server going down.
            Err(error) if error.code().is_some_and(|code| !code.code().starts_with("57")) => {
                Attempt::Done(Err(failed(&error)))
            }
            Err(_) => Attempt::Done(Err(Error::new(
                &codes::STORE_COMMIT_UNKNOWN,
                format_args!("the connection broke while the transaction was committed"),
            ))),
        }
    }
}

enum Attempt {
    Done(Result<()>),
    Again,
}

fn unreachable_server() -> Error {
    Error::new(&codes::STORE_FAILED, format_args!("the PostgreSQL server does not answer"))
}

/// The server's own words may quote values, so only its code is told.
fn failed(error: &postgres::Error) -> Error {
    let why = error.code().map_or("the connection broke", |code| code.code());
    Error::new(&codes::STORE_FAILED, format_args!("the PostgreSQL store failed: {why}"))
}

/// Whether two transactions got in each other's way: run again, it may succeed.
fn in_the_way(error: &postgres::Error) -> bool {
    let states =
        [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::UNIQUE_VIOLATION];
    error.code().is_some_and(|code| states.contains(code))
}

/// The number of a scope's lock: its hash, since a lock has 64 bits.
fn lock_number(scope: &str) -> i64 {
    let hash: [u8; 32] = Sha256::digest(scope).into();
    hash.iter().take(8).fold(0, |number, byte| (number << 8) | i64::from(*byte))
}

impl Store for PostgresStore {
    fn write(&self, scope: &str, work: &mut dyn FnMut(&mut dyn Tx) -> Result<()>) -> Result<()> {
        let mut session = self.session()?;
        let number = lock_number(scope);
        // Taken before the transaction begins: its snapshot must be younger than the lock.
        session.client.execute("SELECT pg_advisory_lock($1)", &[&number]).map_err(|error| failed(&error))?;
        let mut answer = Err(Error::new(
            &codes::STORE_FAILED,
            format_args!("others got in the way of the transaction {ATTEMPTS} times"),
        ));
        for _ in 0..ATTEMPTS {
            match Self::attempt(&mut session, false, &mut |rows| work(rows)) {
                Attempt::Done(done) => {
                    answer = done;
                    break;
                }
                Attempt::Again => {}
            }
        }
        // When this fails the connection is broken, and the server gives the lock up with it.
        let _ = session.client.execute("SELECT pg_advisory_unlock($1)", &[&number]);
        answer
    }

    fn read(&self, work: &mut dyn FnMut(&mut dyn Read) -> Result<()>) -> Result<()> {
        let mut session = self.session()?;
        for _ in 0..ATTEMPTS {
            match Self::attempt(&mut session, true, &mut |rows| work(rows)) {
                Attempt::Done(done) => return done,
                Attempt::Again => {}
            }
        }
        Err(Error::new(
            &codes::STORE_FAILED,
            format_args!("others got in the way of reading {ATTEMPTS} times"),
        ))
    }
}

struct Rows<'a> {
    tx: Transaction<'a>,
    statements: &'a mut HashMap<String, Prepared>,
    /// Whether another transaction got in the way: then this one's answer counts for nothing.
    again: bool,
}

impl Rows<'_> {
    fn told(&mut self, error: &postgres::Error) -> Error {
        self.again |= in_the_way(error);
        failed(error)
    }

    fn prepared(&mut self, text: String) -> Result<Prepared> {
        if let Some(prepared) = self.statements.get(&text) {
            return Ok(prepared.clone());
        }
        let prepared = self.tx.prepare(&text).map_err(|error| self.told(&error))?;
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        self.statements.insert(text, prepared.clone());
        Ok(prepared)
    }

    fn select(&mut self, table: &Table, statement: Statement) -> Result<Vec<Row>> {
        let parameters: Vec<&(dyn ToSql + Sync)> =
            statement.values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let prepared = self.prepared(statement.text)?;
        let found = self.tx.query(&prepared, &parameters).map_err(|error| self.told(&error))?;
        let row = |found: &postgres::Row| -> std::result::Result<Row, postgres::Error> {
            (0..table.columns.len()).map(|at| found.try_get::<_, Value>(at)).collect()
        };
        found.iter().map(row).collect::<std::result::Result<_, _>>().map_err(|error| failed(&error))
    }

    fn execute(&mut self, statement: Statement) -> Result<bool> {
        let parameters: Vec<&(dyn ToSql + Sync)> =
            statement.values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let prepared = self.prepared(statement.text)?;
        let rows = self.tx.execute(&prepared, &parameters).map_err(|error| self.told(&error))?;
        Ok(rows > 0)
    }
}

impl Read for Rows<'_> {
    fn get(&mut self, table: &'static Table, key: &[Value]) -> Result<Option<Row>> {
        Ok(self.select(table, sql::get(DIALECT, table, key))?.into_iter().next())
    }

    fn scan(&mut self, query: &Query) -> Result<Vec<Row>> {
        self.select(query.table, sql::scan(DIALECT, query))
    }
}

impl Tx for Rows<'_> {
    fn insert(&mut self, table: &'static Table, row: Row) -> Result<bool> {
        self.execute(sql::insert(DIALECT, table, row))
    }

    fn update(&mut self, table: &'static Table, row: Row) -> Result<bool> {
        self.execute(sql::update(DIALECT, table, row))
    }

    fn delete(&mut self, table: &'static Table, key: &[Value]) -> Result<bool> {
        self.execute(sql::delete(DIALECT, table, key))
    }

    fn as_read(&mut self) -> &mut dyn Read {
        self
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) => number.to_sql(ty, out),
            Value::Text(text) => text.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::TEXT)
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(
        ty: &Type,
        raw: &'a [u8],
    ) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        match *ty {
            Type::INT8 => i64::from_sql(ty, raw).map(Value::Int),
            _ => String::from_sql(ty, raw).map(Value::Text),
        }
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::TEXT)
    }
}
