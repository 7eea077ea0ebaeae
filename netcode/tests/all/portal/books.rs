//! The books: no secret in anything that is kept, and tampering is found.

use std::sync::{Arc, Mutex};

use netcode::error::Result;
use netcode::portal::{Delivery, SmsRequest};
use netcode::store::{MemoryStore, Query, Read, Row, Store, Table, Tx, Value};

use super::world::{PASSWORD, World, refused, request};

/// A store that keeps a copy of every row that was ever written.
#[derive(Clone, Default)]
struct Recording {
    inner: Arc<MemoryStore>,
    rows: Arc<Mutex<Vec<(&'static str, Row)>>>,
}

struct RecordingTx<'a> {
    inner: &'a mut dyn Tx,
    rows: &'a Mutex<Vec<(&'static str, Row)>>,
}

impl Store for Recording {
    fn write(&self, scope: &str, work: &mut dyn FnMut(&mut dyn Tx) -> Result<()>) -> Result<()> {
        self.inner.write(scope, &mut |tx| work(&mut RecordingTx { inner: tx, rows: &self.rows }))
    }
    fn read(&self, work: &mut dyn FnMut(&mut dyn Read) -> Result<()>) -> Result<()> {
        self.inner.read(work)
    }
}

impl Read for RecordingTx<'_> {
    fn get(&mut self, table: &'static Table, key: &[Value]) -> Result<Option<Row>> {
        self.inner.get(table, key)
    }
    fn scan(&mut self, query: &Query) -> Result<Vec<Row>> {
        self.inner.scan(query)
    }
}

impl Tx for RecordingTx<'_> {
    fn insert(&mut self, table: &'static Table, row: Row) -> Result<bool> {
        self.rows.lock().unwrap().push((table.name, row.clone()));
        self.inner.insert(table, row)
    }
    fn update(&mut self, table: &'static Table, row: Row) -> Result<bool> {
        self.rows.lock().unwrap().push((table.name, row.clone()));
        self.inner.update(table, row)
    }
    fn delete(&mut self, table: &'static Table, key: &[Value]) -> Result<bool> {
        self.inner.delete(table, key)
    }
    fn as_read(&mut self) -> &mut dyn Read {
        self
    }
}

#[test]
fn no_row_error_or_debug_text_holds_digits_keys_passwords_or_links() {
    let store = Recording::default();
    let mut world = World::on(Box::new(store.clone()));
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let mut secrets = vec![PASSWORD.to_owned(), owner.as_str().to_owned()];
    secrets.push(world.mail.token("ann@example.org", "/activate/"));
    secrets.push(world.portal.export_keys(world.now, &owner, &lock.id).unwrap().lock_key);
    let mut told = String::new();
    for at in 0..12 {
        let mut wish = request(&format!("r{at}"), &lock.id, at + 1);
        let delivery = r#"[{"channel":"sms","to":"447400123456"},{"channel":"email","to":"g@example.org"}]"#;
        if at < 2 {
            wish.send = serde_json::from_str::<Vec<Delivery>>(delivery).unwrap();
        }
        let issued = world.portal.issue(world.now, &owner, &wish).unwrap();
        secrets.push(issued.code.as_str().to_owned());
        told.push_str(&format!("{issued:?}"));
        wish.grant = super::world::grant("2026-07-03T15:00", 1);
        told.push_str(&format!("{:?}", world.portal.issue(world.now, &owner, &wish).unwrap_err()));
    }
    let stay = r#"{"stay":"B1","lock":"LOCK","from":"2026-07-06T14:00:00Z","until":"2026-07-06T18:00:00Z","keypad":true}"#;
    let stay = serde_json::from_str(&stay.replace("LOCK", &lock.id)).unwrap();
    let answer = world.portal.stay(world.now, &owner, &stay).unwrap();
    secrets.push(answer.handout.codes[0].code.clone());
    let cancel = serde_json::json!({"stay": "B1", "lock": lock.id, "keypad": true});
    let cancel = serde_json::from_value(cancel).unwrap();
    told.push_str(&format!("{answer:?} {:?}", world.portal.cancel_stay(world.now, &owner, &cancel).unwrap()));
    let typed = world.portal.initialise(world.now, &owner, &lock.id, Some("86420975")).unwrap();
    assert!(typed.steps[0].keys.contains("86420975"));
    told.push_str(&format!("{typed:?}"));
    secrets.push("86420975".to_owned());
    world.portal.confirm_lock(world.now, &owner, &lock.id).unwrap();
    world.portal.list_phone(world.now, &owner, "Bo", "447400123456").unwrap();
    let ask = SmsRequest { message: "m".into(), from: "447400123456".into(), text: lock.sms_id.clone() };
    told.push_str(&format!("{:?}", world.portal.sms_request(world.now, &ask).unwrap()));
    told.push_str(&format!("{:?}", world.portal.code(world.now, &owner, 1).unwrap()));
    told.push_str(&format!("{:?}", world.portal.card(world.now, &owner, 1, "").unwrap()));
    told.push_str(&format!("{:?} {:?}", world.portal.claim(world.now, 10).unwrap(), world.portal));
    told.push_str(&format!(
        "{:?}",
        world.portal.sign_in(world.now, "ann@example.org", "Wrong-Word-1").unwrap_err()
    ));
    secrets.push("Wrong-Word-1".to_owned());
    let rows = store.rows.lock().unwrap();
    assert!(rows.len() > 60);
    for secret in &secrets {
        for (table, row) in rows.iter() {
            let hit =
                row.iter().any(|value| matches!(value, Value::Text(text) if text.contains(secret.as_str())));
            assert!(!hit, "a row of {table} holds a secret");
        }
        assert!(!told.contains(secret.as_str()), "an answer's debug text or an error holds a secret");
    }
}

/// Changes one value of the first row of a table, behind the portal's back.
fn tamper(store: &Recording, table: &'static str, change: impl Fn(&mut Row)) {
    let (_, row) = store.rows.lock().unwrap().iter().rfind(|(name, _)| *name == table).cloned().unwrap();
    let columns: &'static [netcode::store::Column] = Vec::leak(
        row.iter()
            .map(|_| netcode::store::Column { name: "any", kind: netcode::store::Kind::Text })
            .collect(),
    );
    let table: &'static Table =
        Box::leak(Box::new(Table { name: table, columns, key_columns: 2, unique: &[] }));
    let mut changed = row.clone();
    change(&mut changed);
    store
        .inner
        .write("", &mut |tx| {
            assert!(tx.delete(table, &row[..2])?);
            if changed != row {
                assert!(tx.insert(table, changed.clone())?);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn tampering_with_any_book_is_found() {
    type Case = (&'static str, fn(&mut Row), &'static str);
    let cases: [Case; 5] = [
        ("entries", |row| row[5] = Value::Int(0), "does not follow"),
        ("entries", |_| {}, "has no debit"),
        ("audit", |row| row[3] = Value::Text("p0".into()), "was changed"),
        ("audit", |_| {}, "audit records of codes"),
        ("codes", |_| {}, "has no code"),
    ];
    for (table, change, fault) in cases {
        let store = Recording::default();
        let mut world = World::on(Box::new(store.clone()));
        let owner = world.owner("ann@example.org");
        let lock = world.lock(&owner, "Sea View");
        world.portal.issue(world.now, &owner, &request("r", &lock.id, 1)).unwrap();
        assert!(world.portal.verify().unwrap().sound().is_ok());
        tamper(&store, table, change);
        let found = world.portal.verify().unwrap();
        assert!(found.faults.iter().any(|text| text.contains(fault)), "{table}: {:?}", found.faults);
        assert_eq!(refused(found.sound()), "audit.books_disagree");
    }
}

/// A store that does nothing is noticed.
struct Lazy;
impl Store for Lazy {
    fn write(&self, _: &str, _: &mut dyn FnMut(&mut dyn Tx) -> Result<()>) -> Result<()> {
        Ok(())
    }
    fn read(&self, _: &mut dyn FnMut(&mut dyn Read) -> Result<()>) -> Result<()> {
        Ok(())
    }
}

#[test]
fn a_store_that_runs_nothing_or_loses_rows_is_noticed() {
    let opened = netcode::portal::Portal::open(
        Box::new(Lazy),
        netcode::access::MasterKey::new([7; 32]),
        Box::new(netcode::entropy::Seeded::new(1)),
        super::world::cheap(),
    );
    assert_eq!(opened.unwrap_err().code(), "store.failed");
    // A code without its lock's row contradicts itself.
    let store = Recording::default();
    let mut world = World::on(Box::new(store.clone()));
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    world.portal.issue(world.now, &owner, &request("r", &lock.id, 1)).unwrap();
    tamper(&store, "locks", |_| {});
    assert_eq!(refused(world.portal.code(world.now, &owner, 1)), "store.contradicts_itself");
}
