//! The portal on each store beside bare inserts with the same durability: one code a transaction, and a thousand. In memory
//! there is nothing but the portal's own work. PostgreSQL runs where `NETCODE_BENCH_POSTGRES` is the URL of a server.
#![allow(missing_docs, reason = "a bench is read, not documented")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a bench may stop"
)]

use std::cell::Cell;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use netcode::access::{MasterKey, PasswordCost, Token};
use netcode::entropy::Seeded;
use netcode::ledger::packages::Packages;
use netcode::outbox::{Courier, Outcome, Parcel};
use netcode::portal::{AddLock, IssueRequest, Issued, Order, Portal, Registration, Settings};
use netcode::store::{MemoryStore, PostgresStore, SqliteStore, Store};
use rusqlite::{Connection, TransactionBehavior};

/// Codes of one bulk transaction.
const BULK: usize = 1_000;
const PACKAGES: &str =
    r#"[{"id": "all", "credits": 1000000, "locks": 0, "price_cents": 1, "currency": "EUR"}]"#;

struct Kept(Vec<String>);

impl Courier for Kept {
    fn deliver(&mut self, parcel: &Parcel) -> Outcome {
        self.0.push(parcel.text.clone());
        Outcome::Delivered
    }
}

/// An account with credits and a lock.
struct Place {
    portal: Portal,
    session: Token,
    lock: String,
    now: DateTime<Utc>,
    next: Cell<u64>,
}

impl Place {
    fn new(store: Box<dyn Store>) -> netcode::Result<Self> {
        let now: DateTime<Utc> = "2026-07-01T12:00:00Z".parse().expect("a time");
        let password_cost = PasswordCost { memory_kib: 64, passes: 1 };
        let settings =
            Settings { packages: Packages::from_json(PACKAGES)?, password_cost, ..Settings::default() };
        let portal = Portal::open(store, MasterKey::new([7; 32]), Box::new(Seeded::new(1)), settings)?;
        let (email, password) = ("ann@example.org".to_owned(), "Sesame-Open-9".to_owned());
        portal.register(now, &Registration { email, name: "Ann".to_owned(), password })?;
        let mut mails = Kept(Vec::new());
        portal.drain(now, &mut mails, 1)?;
        let link = mails.0[0].lines().find(|line| line.contains("/activate/")).expect("a link");
        portal.activate(now, link.rsplit('/').next().expect("a token"))?;
        let session = portal.sign_in(now, "ann@example.org", "Sesame-Open-9")?.token;
        portal.buy(now, &session, &Order { order: "o".to_owned(), package: "all".to_owned() })?;
        let add = r#"{"name": "Sea View", "model": "kl1000-netcode-c2", "series": "kl", "zone": "Europe/London",
            "digits": 7, "initialised": "2026-07-01T12:00"}"#;
        let add: AddLock = serde_json::from_str(add).expect("a lock");
        let lock = portal.add_lock(now, &session, &add)?.id;
        Ok(Self { portal, session, lock, now, next: Cell::new(0) })
    }

    fn request(&self) -> IssueRequest {
        let next = self.next.get() + 1;
        self.next.set(next);
        let (day, hour, hours) = (next / 288 % 25 + 2, next / 12 % 24, next % 12 + 1);
        let text =
            format!(r#"{{"mode":"standard-multi","start":"2026-07-{day:02}T{hour:02}:00","hours":{hours}}}"#);
        IssueRequest {
            request: format!("r{next}"),
            lock: self.lock.clone(),
            grant: netcode::grant::Grant::from_json(&text).expect("a grant"),
            guest: None,
            send: Vec::new(),
            despite_warnings: false,
        }
    }

    fn requests(&self) -> Vec<IssueRequest> {
        (0..BULK).map(|_| self.request()).collect()
    }

    fn issue(&self) -> Issued {
        self.portal.issue(self.now, &self.session, &self.request()).expect("a code")
    }

    fn issue_many(&self, requests: &[IssueRequest]) -> Vec<netcode::Result<Issued>> {
        let codes = self.portal.issue_many(self.now, &self.session, requests).expect("an answer");
        assert!(codes.iter().all(Result::is_ok));
        codes
    }
}

/// The rows that one code takes, put into the same tables without looking at anything.
trait Bare {
    fn insert(&mut self, codes: usize);
}

const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const GRANT: &str = r#"{"mode":"standard-multi","start":"2026-07-02T15:00","hours":3}"#;
/// The account has the same length as the portal's.
const STATEMENTS: [&str; 3] = [
    "INSERT INTO entries VALUES ('a0123456789abcdef', $1, $2, 0, 'debit', 1, $2, 0, 0)",
    "INSERT INTO codes VALUES ('a0123456789abcdef', $1, $2, $3, 'p1', 'person', 'l1', 123456, 0, 'S', 7, $4, $1, $1, NULL, 1, 0)",
    "INSERT INTO audit VALUES ('a0123456789abcdef', $1, 0, 'p1', 'code.issued', $2, $4, $3, $3)",
];

struct BareSqlite {
    connection: Connection,
    next: i64,
}

impl BareSqlite {
    fn new(file: &Path) -> Self {
        drop(SqliteStore::open(file).expect("the tables"));
        let connection = Connection::open(file).expect("the file");
        connection.pragma_update(None, "journal_mode", "WAL").expect("the write-ahead log");
        connection.pragma_update(None, "synchronous", "FULL").expect("a sync at every commit");
        Self { connection, next: 0 }
    }
}

impl Bare for BareSqlite {
    fn insert(&mut self, codes: usize) {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).expect("begun");
        for _ in 0..codes {
            self.next += 1;
            let (number, name) = (self.next, format!("r{}", self.next));
            let [entry, code, audit] = STATEMENTS.map(|text| tx.prepare_cached(text).expect("a statement"));
            let [mut entry, mut code, mut audit] = [entry, code, audit];
            entry.execute((number, &name)).expect("a row");
            code.execute((number, &name, HASH, GRANT)).expect("a row");
            audit.execute((number, &name, HASH, GRANT)).expect("a row");
        }
        tx.commit().expect("committed");
    }
}

struct BarePostgres {
    client: postgres::Client,
    statements: [postgres::Statement; 3],
    next: i64,
}

impl BarePostgres {
    fn new(url: &str) -> Self {
        let mut client = postgres::Client::connect(url, postgres::NoTls).expect("the server");
        let statements = STATEMENTS.map(|text| client.prepare(text).expect("a statement"));
        Self { client, statements, next: 0 }
    }
}

impl Bare for BarePostgres {
    fn insert(&mut self, codes: usize) {
        let mut tx = self.client.transaction().expect("begun");
        let [entry, code, audit] = &self.statements;
        for _ in 0..codes {
            self.next += 1;
            let (number, name) = (self.next, format!("r{}", self.next));
            tx.execute(entry, &[&number, &name]).expect("a row");
            tx.execute(code, &[&number, &name, &HASH, &GRANT]).expect("a row");
            tx.execute(audit, &[&number, &name, &HASH, &GRANT]).expect("a row");
        }
        tx.commit().expect("committed");
    }
}

fn alone(criterion: &mut Criterion) {
    let place = || Place::new(Box::new(MemoryStore::new())).expect("a portal");
    criterion.bench_function("memory issue", |bench| {
        bench.iter_batched_ref(place, |place| place.issue(), BatchSize::PerIteration);
    });
    criterion.bench_function("memory issue many", |bench| {
        let begun = || {
            let place = place();
            let requests = place.requests();
            (place, requests)
        };
        bench.iter_batched_ref(
            begun,
            |(place, requests)| place.issue_many(requests),
            BatchSize::PerIteration,
        );
    });
}

fn beside(criterion: &mut Criterion, name: &str, store: Box<dyn Store>, bare: &mut dyn Bare) {
    let place = Place::new(store).expect("a portal");
    criterion.bench_function(&format!("{name} issue"), |bench| bench.iter(|| place.issue()));
    criterion.bench_function(&format!("{name} inserts"), |bench| bench.iter(|| bare.insert(1)));
    criterion.bench_function(&format!("{name} issue many"), |bench| {
        bench.iter_batched(
            || place.requests(),
            |requests| place.issue_many(&requests),
            BatchSize::PerIteration,
        );
    });
    criterion.bench_function(&format!("{name} inserts many"), |bench| bench.iter(|| bare.insert(BULK)));
}

fn portal(criterion: &mut Criterion) {
    alone(criterion);
    let folder = tempfile::tempdir().expect("a folder");
    let store = SqliteStore::open(&folder.path().join("portal.db")).expect("a file");
    let mut bare = BareSqlite::new(&folder.path().join("bare.db"));
    beside(criterion, "sqlite", Box::new(store), &mut bare);
    let Ok(server) = std::env::var("NETCODE_BENCH_POSTGRES") else { return };
    let database = format!("bench_{}", std::process::id());
    let mut admin = postgres::Client::connect(&server, postgres::NoTls).expect("the server");
    admin.batch_execute(&format!("CREATE DATABASE {database}")).expect("a database");
    let url = server.rsplit_once('/').map(|(server, _)| format!("{server}/{database}")).expect("a URL");
    let store = PostgresStore::open(&url).expect("the tables");
    beside(criterion, "postgres", Box::new(store), &mut BarePostgres::new(&url));
    admin.batch_execute(&format!("DROP DATABASE {database} WITH (FORCE)")).expect("dropped");
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    targets = portal
}
criterion_main!(benches);
