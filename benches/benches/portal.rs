//! The portal on SQLite beside bare inserts with the same durability: one code a transaction, and a thousand.
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
use netcode::access::{MasterKey, Token};
use netcode::entropy::Seeded;
use netcode::ledger::packages::Packages;
use netcode::outbox::{Courier, Outcome, Parcel};
use netcode::portal::{AddLock, IssueRequest, Order, Portal, Registration, Settings};
use netcode::store::SqliteStore;
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
    fn new(file: &Path) -> netcode::Result<Self> {
        let now: DateTime<Utc> = "2026-07-01T12:00:00Z".parse().expect("a time");
        let settings = Settings { packages: Packages::from_json(PACKAGES)?, ..Settings::default() };
        let store = Box::new(SqliteStore::open(file)?);
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
}

/// The rows that one code takes, put into the same tables without looking at anything.
struct Bare {
    connection: Connection,
    next: i64,
}

impl Bare {
    fn new(file: &Path) -> Self {
        drop(SqliteStore::open(file).expect("the tables"));
        let connection = Connection::open(file).expect("the file");
        connection.pragma_update(None, "journal_mode", "WAL").expect("the write-ahead log");
        connection.pragma_update(None, "synchronous", "FULL").expect("a sync at every commit");
        Self { connection, next: 0 }
    }

    fn insert(&mut self, codes: usize) -> rusqlite::Result<()> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for _ in 0..codes {
            self.next += 1;
            let (number, name) = (self.next, format!("r{}", self.next));
            let hash = "0123456789abcdef".repeat(4);
            let grant = r#"{"mode":"standard-multi","start":"2026-07-02T15:00","hours":3}"#;
            tx.prepare_cached("INSERT INTO entries VALUES ('a1', ?1, ?2, 0, 'debit', 1, ?2, 0, 0)")?
                .execute((number, &name))?;
            tx.prepare_cached(
                "INSERT INTO codes VALUES ('a1', ?1, ?2, ?3, 'p1', 'person', 'l1', 123456, 0, 'S', 7, ?4, ?1, ?1, NULL, 1, 0)",
            )?
            .execute((number, &name, &hash, grant))?;
            tx.prepare_cached("INSERT INTO audit VALUES ('a1', ?1, 0, 'p1', 'code.issued', ?2, ?3, ?4, ?4)")?
                .execute((number, &name, grant, &hash))?;
        }
        tx.commit()
    }
}

fn portal(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let place = Place::new(&folder.path().join("portal.db")).expect("a portal");
    let mut bare = Bare::new(&folder.path().join("bare.db"));
    criterion.bench_function("portal issue", |bench| {
        bench.iter(|| {
            let request = place.request();
            place.portal.issue(place.now, &place.session, &request)
        });
    });
    criterion.bench_function("sqlite inserts", |bench| bench.iter(|| bare.insert(1)));
    criterion.bench_function("portal issue many", |bench| {
        bench.iter_batched(
            || (0..BULK).map(|_| place.request()).collect::<Vec<_>>(),
            |requests| place.portal.issue_many(place.now, &place.session, &requests),
            BatchSize::PerIteration,
        );
    });
    criterion.bench_function("sqlite inserts many", |bench| bench.iter(|| bare.insert(BULK)));
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
