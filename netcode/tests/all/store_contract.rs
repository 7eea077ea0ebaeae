//! What every store must do: the same tests on each.

use std::sync::Arc;
use std::thread;

use netcode::error::{Error, Result};
use netcode::portal::IssueRequest;
use netcode::store::{Column, Cursor, Kind, MemoryStore, Query, Row, Store, Table, Tx, Value};

use crate::portal::world::{World, open, refused, request};

/// Opens a store: the same one for the same name.
type Open<'a> = &'a dyn Fn(&str) -> Box<dyn Store>;

/// Two of the portal's own tables, as every store has them.
static TRIES: Table = Table {
    name: "tries",
    columns: &[
        Column { name: "name", kind: Kind::Text },
        Column { name: "tries", kind: Kind::Int },
        Column { name: "since", kind: Kind::Int },
    ],
    key_columns: 1,
    unique: &[],
};

fn row(name: &str, tries: i64) -> Row {
    vec![name.into(), tries.into(), 0.into()]
}

fn query() -> Query {
    Query { table: &TRIES, filters: vec![], order: None, descending: false, after: None, limit: 1_000 }
}

fn names(store: &dyn Store, query: &Query) -> Vec<String> {
    let mut found = Vec::new();
    let text = |row: &Row| if let Value::Text(name) = &row[0] { name.clone() } else { panic!("a name") };
    store
        .read(&mut |read| {
            found = read.scan(query)?.iter().map(text).collect();
            Ok(())
        })
        .unwrap();
    found
}

fn write<T>(store: &dyn Store, mut work: impl FnMut(&mut dyn Tx) -> Result<T>) -> Result<T> {
    let mut answer = None;
    store.write("test", &mut |tx| {
        answer = Some(work(tx)?);
        Ok(())
    })?;
    Ok(answer.unwrap())
}

fn all_or_nothing(open: Open<'_>) {
    let store = open("atomic");
    let stop = || Error::new(&netcode::error::table::core::TIME_MALFORMED, format_args!("stop"));
    write(&*store, |tx| tx.insert(&TRIES, row("kept", 1))).unwrap();
    let failed: Result<()> = write(&*store, |tx| {
        assert!(tx.insert(&TRIES, row("new", 1))?);
        assert!(tx.update(&TRIES, row("kept", 2))?);
        assert!(tx.delete(&TRIES, &["kept".into()])?);
        assert!(tx.as_read().get(&TRIES, &["kept".into()])?.is_none(), "a transaction sees its own writes");
        Err(stop())
    });
    assert_eq!(refused(failed), "time.malformed");
    store
        .read(&mut |read| {
            assert_eq!(read.get(&TRIES, &["kept".into()])?, Some(row("kept", 1)));
            assert_eq!(read.get(&TRIES, &["new".into()])?, None);
            Ok(())
        })
        .unwrap();
}

fn keys_are_unique(open: Open<'_>) {
    let store = open("unique");
    assert!(write(&*store, |tx| tx.insert(&TRIES, row("one", 1))).unwrap());
    let again = write(&*store, |tx| {
        let again = tx.insert(&TRIES, row("one", 9))?;
        // A refused row does not spoil its transaction.
        assert!(tx.insert(&TRIES, row("two", 2))?);
        Ok(again)
    });
    assert!(!again.unwrap());
    assert!(!write(&*store, |tx| tx.update(&TRIES, row("three", 3))).unwrap());
    assert!(!write(&*store, |tx| tx.delete(&TRIES, &["three".into()])).unwrap());
    assert_eq!(names(&*store, &query()), ["one", "two"]);
}

fn queries_filter_order_and_page(open: Open<'_>) {
    let store = open("queries");
    let values = [("é", 3), ("a", 1), ("B", 2), ("a%b", 2), ("a_b", 2), ("", 5)];
    write(&*store, |tx| {
        for (name, tries) in values {
            assert!(tx.insert(&TRIES, row(name, tries))?);
        }
        Ok(())
    })
    .unwrap();
    // Texts stand in the order of their bytes, on every store.
    assert_eq!(names(&*store, &query()), ["", "B", "a", "a%b", "a_b", "é"]);
    assert_eq!(names(&*store, &query().descending().limit(2)), ["é", "a_b"]);
    assert_eq!(names(&*store, &query().order("tries")), ["a", "B", "a%b", "a_b", "é", ""]);
    assert_eq!(names(&*store, &query().equal("tries", 2).descending()), ["a_b", "a%b", "B"]);
    assert_eq!(names(&*store, &query().equal("name", "a")), ["a"]);
    assert_eq!(names(&*store, &query().equal("name", "a").equal("tries", 2)), [""; 0]);
    assert_eq!(
        names(&*store, &query().at_least("tries", 2).below("tries", 4).order("tries")),
        ["B", "a%b", "a_b", "é"]
    );
    for (part, found) in [("%", vec!["a%b"]), ("_", vec!["a_b"]), ("b", vec!["a%b", "a_b"]), ("é", vec!["é"])]
    {
        assert_eq!(names(&*store, &query().contains("name", part)), found, "{part}");
    }
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = query().order("tries").after(after).limit(2);
        let mut rows = Vec::new();
        store
            .read(&mut |read| {
                rows = read.scan(&page)?;
                Ok(())
            })
            .unwrap();
        let Some(last) = rows.last() else { break };
        after = Some(Cursor::parse(&Cursor::of(&page, last).to_string(), &page).unwrap());
        all.extend(rows);
    }
    assert_eq!(all.len(), values.len());
    for wrong in ["", "[]", "[1]", "[\"a\",\"b\"]", "[null,\"a\"]"] {
        assert_eq!(
            refused(Cursor::parse(wrong, &query().order("tries"))),
            "store.cursor_malformed",
            "{wrong}"
        );
    }
}

/// Many at once add one to the same row, and none is lost.
fn writers_wait_for_each_other(open: Open<'_>) {
    let store = open("counting");
    write(&*store, |tx| tx.insert(&TRIES, row("count", 0))).unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            let store = open("counting");
            scope.spawn(move || {
                for _ in 0..10 {
                    write(&*store, |tx| {
                        let before = tx.get(&TRIES, &["count".into()])?.unwrap();
                        let Value::Int(count) = before[1] else { panic!("a number") };
                        assert!(tx.update(&TRIES, row("count", count + 1))?);
                        Ok(())
                    })
                    .unwrap();
                }
            });
        }
    });
    store
        .read(&mut |read| {
            assert_eq!(read.get(&TRIES, &["count".into()])?.unwrap()[1], Value::Int(40));
            Ok(())
        })
        .unwrap();
}

/// Four at once issue from twenty credits: exactly twenty codes, and every other is told that the credits are used up.
fn credits_are_spent_once(open: Open<'_>) {
    let mut world = World::on(open("credits"));
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let portals: Vec<_> = (0..4).map(|at| crate::portal::world::open(open("credits"), 100 + at)).collect();
    let now = world.now;
    let answers: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = portals
            .iter()
            .enumerate()
            .map(|(at, portal)| {
                let (owner, lock) = (&owner, &lock.id);
                scope.spawn(move || {
                    let each = |n: u32| portal.issue(now, owner, &request(&format!("{at}-{n}"), lock, 1 + n));
                    (0..8).map(each).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 20);
    for answer in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        assert_eq!(answer.code(), "ledger.insufficient");
    }
    assert_eq!(world.portal.balance(now, &owner).unwrap().available, 0);
    let books = world.portal.verify().unwrap();
    assert_eq!((books.codes, books.faults), (20, vec![]));
}

/// The same request from four at once is one code and one debit.
fn one_request_is_one_code(open: Open<'_>) {
    let mut world = World::on(open("once"));
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let wish: IssueRequest = request("the-one", &lock.id, 3);
    let portals: Vec<_> = (0..4).map(|at| crate::portal::world::open(open("once"), 200 + at)).collect();
    let now = world.now;
    let codes: Vec<String> = thread::scope(|scope| {
        let issue = |portal: &netcode::portal::Portal| {
            portal.issue(now, &owner, &wish).unwrap().code.as_str().to_owned()
        };
        let threads: Vec<_> = portals.iter().map(|portal| scope.spawn(move || issue(portal))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(codes.iter().all(|code| *code == codes[0]));
    assert_eq!(world.portal.balance(now, &owner).unwrap().available, 19);
    // A life of the account goes on here as on any store.
    world.wait(5);
    world
        .portal
        .edit_lock(world.now, &owner, &lock.id, &serde_json::from_str(r#"{"site": "Hill"}"#).unwrap())
        .unwrap();
    let filter = serde_json::from_str(r#"{"search": "sea view", "site": "Hill"}"#).unwrap();
    assert_eq!(world.portal.locks(world.now, &owner, &filter, None, 5).unwrap().locks.len(), 1);
    world.portal.close_account(world.now, &owner, crate::portal::world::PASSWORD).unwrap();
    assert!(world.portal.verify().unwrap().sound().is_ok());
}

/// Another portal on the same store signs nobody in twice under one address.
fn addresses_are_unique(open: Open<'_>) {
    let mut world = World::on(open("addresses"));
    let one = world.owner("ann@example.org");
    world.owner("bo@example.org");
    let wish = serde_json::from_str(r#"{"email": "BO@example.org", "name": "B", "role": "guest"}"#).unwrap();
    assert_eq!(refused(world.portal.invite(world.now, &one, &wish)), "portal.email_taken");
    // Removed people share the absence of an address.
    for email in ["c@example.org", "d@example.org"] {
        let wish = serde_json::from_value(serde_json::json!({"email": email, "name": "C", "role": "guest"}))
            .unwrap();
        let id = world.portal.invite(world.now, &one, &wish).unwrap();
        world.portal.remove_user(world.now, &one, &id).unwrap();
    }
}

/// The portal's answers are the same on every store.
fn the_scripts_are_answered(open: Open<'_>) {
    crate::portal::script::run_all(open);
}

const CONTRACT: [fn(Open<'_>); 8] = [
    all_or_nothing,
    keys_are_unique,
    queries_filter_order_and_page,
    writers_wait_for_each_other,
    credits_are_spent_once,
    one_request_is_one_code,
    addresses_are_unique,
    the_scripts_are_answered,
];

#[test]
fn store_memory_keeps_the_contract() {
    for test in CONTRACT {
        let stores = std::sync::Mutex::new(std::collections::HashMap::<String, Arc<MemoryStore>>::new());
        test(&|name| Box::new(stores.lock().unwrap().entry(name.to_owned()).or_default().clone()));
    }
}

#[test]
fn rows_that_do_not_fit_are_told() {
    let store = Arc::new(MemoryStore::new());
    let portal = open(Box::new(store.clone()), 1);
    let spoilt = Table { name: "facts", columns: TRIES.columns, key_columns: 1, unique: &[] };
    let spoilt: &'static Table = Box::leak(Box::new(spoilt));
    write(&*store, |tx| tx.update(spoilt, vec!["master key".into(), Value::Null])).unwrap();
    drop(portal);
    let again = netcode::portal::Portal::open(
        Box::new(store),
        netcode::access::MasterKey::new([7; 32]),
        Box::new(netcode::entropy::Seeded::new(1)),
        crate::portal::world::cheap(),
    );
    assert_eq!(again.unwrap_err().code(), "store.row_malformed");
}

#[cfg(feature = "sqlite")]
mod sqlite {
    use netcode::store::SqliteStore;

    use super::*;

    #[test]
    fn store_sqlite_keeps_the_contract() {
        for test in CONTRACT {
            let folder = tempfile::tempdir().unwrap();
            test(&|name| Box::new(SqliteStore::open(&folder.path().join(name)).unwrap()));
        }
    }

    #[test]
    fn a_store_of_a_newer_library_and_a_file_of_another_kind_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("portal.db");
        drop(SqliteStore::open(&path).unwrap());
        let version: i64 = {
            let connection = rusqlite::Connection::open(&path).unwrap();
            let version = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
            connection.pragma_update(None, "user_version", version + 1).unwrap();
            version
        };
        assert_eq!(version, 3);
        assert_eq!(refused(SqliteStore::open(&path)), "store.too_new");
        let text = folder.path().join("text");
        std::io::Write::write_all(&mut std::fs::File::create(&text).unwrap(), &[b'x'; 4096]).unwrap();
        assert_eq!(refused(SqliteStore::open(&text)), "store.failed");
    }

    #[test]
    fn a_store_of_an_older_library_keeps_its_rows_and_gets_the_new_schema() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("portal.db");
        let old = rusqlite::Connection::open(&path).unwrap();
        old.execute_batch(include_str!("../../src/store/sqlite/0001_portal.sql")).unwrap();
        old.pragma_update(None, "user_version", 1).unwrap();
        old.execute("INSERT INTO tries VALUES ('old', 7, 0)", []).unwrap();
        let store = SqliteStore::open(&path).unwrap();
        assert_eq!(names(&store, &query()), ["old"]);
        let version: i64 = old.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(version, 3);
    }

    /// The few codes of one window are looked up, whatever else the account has.
    #[test]
    fn codes_of_one_window_are_found_by_their_index() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("portal.db");
        drop(SqliteStore::open(&path).unwrap());
        let connection = rusqlite::Connection::open(&path).unwrap();
        let plan: String = connection
            .query_row(
                "EXPLAIN QUERY PLAN SELECT * FROM codes WHERE account = 'a' AND lock = 'l' AND starts = 1
                 ORDER BY account, number LIMIT 1",
                [],
                |row| row.get("detail"),
            )
            .unwrap();
        assert!(plan.contains("USING INDEX codes_by_window (account=? AND lock=? AND starts=?)"), "{plan}");
    }

    #[test]
    fn a_store_is_backed_up_in_use_and_restored_by_its_copy() {
        let folder = tempfile::tempdir().unwrap();
        let (path, copy) = (folder.path().join("portal.db"), folder.path().join("copy.db"));
        let mut world = World::on(Box::new(SqliteStore::open(&path).unwrap()));
        let owner = world.owner("ann@example.org");
        let lock = world.lock(&owner, "Sea View");
        let issued = world.portal.issue(world.now, &owner, &request("r", &lock.id, 1)).unwrap();
        let other = SqliteStore::open(&path).unwrap();
        other.backup(&copy).unwrap();
        assert_eq!(refused(other.backup(&copy)), "store.failed");
        world.portal.issue(world.now, &owner, &request("later", &lock.id, 2)).unwrap();
        let restored = open(Box::new(SqliteStore::open(&copy).unwrap()), 9);
        let same = restored.issue(world.now, &owner, &request("r", &lock.id, 1)).unwrap();
        assert_eq!((same.code, same.repeated, same.balance), (issued.code, true, 19));
        assert_eq!(restored.verify().unwrap().codes, 1);
    }

    /// 100,000 locks are paged, searched and counted without reading them all into a page.
    #[test]
    #[ignore = "makes 100,000 rows; run with --ignored"]
    fn a_hundred_thousand_locks_are_paged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("portal.db");
        let mut world = World::on(Box::new(SqliteStore::open(&path).unwrap()));
        let owner = world.owner("ann@example.org");
        let lock = world.lock(&owner, "Room 000000");
        let connection = rusqlite::Connection::open(&path).unwrap();
        let names: Vec<String> = {
            let mut columns = connection.prepare("SELECT name FROM pragma_table_info('locks')").unwrap();
            columns.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let value = |name: &String| match name.as_str() {
            "id" => "'l' || n".to_owned(),
            "name" => "printf('Room %06d', n)".to_owned(),
            "name_folded" | "search" => "printf('room %06d', n)".to_owned(),
            "live_lock_id" => "100000 + n".to_owned(),
            "sms_id" => "'s' || n".to_owned(),
            other => format!("\"{other}\""),
        };
        let values: Vec<String> = names.iter().map(value).collect();
        let text = format!(
            "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 100000) \
             INSERT INTO locks SELECT {} FROM locks, c WHERE id = '{}'",
            values.join(", "),
            lock.id
        );
        connection.execute(&text, []).unwrap();
        let filter = netcode::portal::LockFilter::default();
        let (mut count, mut next) = (0, None);
        loop {
            let page = world.portal.locks(world.now, &owner, &filter, next.as_deref(), 1_000).unwrap();
            count += page.locks.len();
            next = page.next;
            if next.is_none() {
                break;
            }
        }
        assert_eq!(count, 100_001);
        let filter = serde_json::from_str(r#"{"search": "ROOM 0999"}"#).unwrap();
        assert_eq!(world.portal.locks(world.now, &owner, &filter, None, 1_000).unwrap().locks.len(), 100);
    }
}

#[cfg(feature = "postgres")]
mod postgres {
    use std::sync::atomic::{AtomicU32, Ordering};

    use netcode::store::PostgresStore;

    use super::*;

    /// The server to test on, from the environment of the test command.
    #[expect(clippy::disallowed_methods, reason = "the server belongs to the test command")]
    #[expect(clippy::print_stdout, reason = "a test that does not run says so")]
    fn server() -> Option<String> {
        let url = std::env::var("NETCODE_TEST_POSTGRES").ok();
        if url.is_none() {
            println!("not run: NETCODE_TEST_POSTGRES names no server; `cargo xtask test stores` starts one");
        }
        url
    }

    /// A database of its own for each name.
    fn database(server: &str, name: &str) -> String {
        let mut client = ::postgres::Client::connect(server, ::postgres::NoTls).unwrap();
        let exists = client.query("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]).unwrap();
        if exists.is_empty() {
            client.batch_execute(&format!("CREATE DATABASE \"{name}\"")).unwrap();
        }
        let (front, _) = server.rsplit_once('/').unwrap();
        format!("{front}/{name}")
    }

    fn fresh(name: &str) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        format!("netcode_{}_{}_{name}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
    }

    #[test]
    fn store_postgres_keeps_the_contract() {
        let Some(server) = server() else { return };
        for test in CONTRACT {
            let front = fresh("contract");
            test(&|name| {
                Box::new(PostgresStore::open(&database(&server, &format!("{front}_{name}"))).unwrap())
            });
        }
    }

    #[test]
    fn store_postgres_refuses_a_newer_schema_and_tells_no_password() {
        for url in ["postgres://ann:sesame@127.0.0.1:1/none?connect_timeout=1", "sesame is no url"] {
            let error = PostgresStore::open(url).unwrap_err();
            assert_eq!(error.code(), "store.failed");
            assert!(!format!("{error:?}").contains("sesame"));
        }
        let Some(server) = server() else { return };
        let url = database(&server, &fresh("newer"));
        drop(PostgresStore::open(&url).unwrap());
        let mut client = ::postgres::Client::connect(&url, ::postgres::NoTls).unwrap();
        client.batch_execute("INSERT INTO schema_version VALUES (4)").unwrap();
        assert_eq!(refused(PostgresStore::open(&url)), "store.too_new");
    }

    #[test]
    fn store_postgres_says_when_it_does_not_know_whether_a_commit_was_made() {
        let Some(server) = server() else { return };
        let name = fresh("commit");
        let store = PostgresStore::open(&database(&server, &name)).unwrap();
        let mut admin = ::postgres::Client::connect(&server, ::postgres::NoTls).unwrap();
        let cut = write(&store, |tx| {
            assert!(tx.insert(&TRIES, row("one", 1))?);
            let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
            admin.execute(end, &[&name]).unwrap();
            Ok(())
        });
        assert_eq!(refused(cut), "store.commit_unknown");
        // The same again finds out, on a fresh connection.
        assert!(write(&store, |tx| tx.insert(&TRIES, row("one", 1))).unwrap());
    }
}
