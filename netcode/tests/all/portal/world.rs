//! A portal to try things on, with its people and its mail.

use chrono::{DateTime, TimeDelta, Utc};
use netcode::access::{MasterKey, PasswordCost, Token};
use netcode::entropy::Seeded;
use netcode::error::Error;
use netcode::grant::Grant;
use netcode::outbox::{Courier, Outcome, Parcel};
use netcode::portal::{AddLock, IssueRequest, LockView, Portal, Registration, Settings};
use netcode::store::{MemoryStore, Store};

pub(crate) const PASSWORD: &str = "Sesame-Open-9";

/// 1 July 2026, noon in Greenwich: 12:00 on a lock in London, which stays on winter time.
pub(crate) fn noon() -> DateTime<Utc> {
    "2026-07-01T12:00:00Z".parse().unwrap()
}

pub(crate) fn cheap() -> Settings {
    Settings { password_cost: PasswordCost { memory_kib: 8, passes: 1 }, ..Settings::default() }
}

pub(crate) fn open(store: Box<dyn Store>, seed: u64) -> Portal {
    Portal::open(store, MasterKey::new([7; 32]), Box::new(Seeded::new(seed)), cheap()).unwrap()
}

pub(crate) struct World {
    pub(crate) portal: Portal,
    pub(crate) now: DateTime<Utc>,
    pub(crate) mail: Kept,
}

/// A courier that keeps what it is given and answers as it is told.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) parcels: Vec<Parcel>,
    pub(crate) answers: Vec<Outcome>,
}

impl Courier for Kept {
    fn deliver(&mut self, parcel: &Parcel) -> Outcome {
        self.parcels.push(parcel.clone());
        self.answers.pop().unwrap_or(Outcome::Delivered)
    }
}

impl Kept {
    /// The token of the newest link to this address.
    pub(crate) fn token(&self, email: &str, page: &str) -> String {
        let parcel =
            self.parcels.iter().rev().find(|parcel| parcel.recipient == email && parcel.text.contains(page));
        let text = &parcel.expect("a mail with a link").text;
        let line = text.lines().find(|line| line.starts_with("https://")).expect("a link");
        line.rsplit('/').next().unwrap().to_owned()
    }
}

impl World {
    pub(crate) fn new() -> Self {
        Self::on(Box::new(MemoryStore::new()))
    }

    pub(crate) fn on(store: Box<dyn Store>) -> Self {
        Self { portal: open(store, 1), now: noon(), mail: Kept::default() }
    }

    pub(crate) fn wait(&mut self, minutes: i64) {
        self.now += TimeDelta::minutes(minutes);
    }

    pub(crate) fn drain(&mut self) {
        self.portal.drain(self.now, &mut self.mail, 1_000).unwrap();
    }

    pub(crate) fn register(&mut self, email: &str) {
        let registration = Registration {
            email: email.to_owned(),
            name: "Ann Other".to_owned(),
            password: PASSWORD.to_owned(),
        };
        self.portal.register(self.now, &registration).unwrap();
        self.drain();
    }

    /// An owner of a new account, signed in.
    pub(crate) fn owner(&mut self, email: &str) -> Token {
        self.register(email);
        let token = self.mail.token(email, "/activate/");
        self.portal.activate(self.now, &token).unwrap();
        self.sign_in(email)
    }

    pub(crate) fn sign_in(&self, email: &str) -> Token {
        self.portal.sign_in(self.now, email, PASSWORD).unwrap().token
    }

    /// Somebody who was invited uses the link and signs in.
    pub(crate) fn accept(&mut self, email: &str) -> Token {
        self.drain();
        let token = self.mail.token(email, "/password/");
        self.portal.set_password(self.now, &token, PASSWORD).unwrap();
        self.sign_in(email)
    }

    /// A KL lock that took its sequence.
    pub(crate) fn lock(&self, session: &Token, name: &str) -> LockView {
        let lock = self.portal.add_lock(self.now, session, &kl(name)).unwrap();
        self.portal.initialise(self.now, session, &lock.id, None).unwrap();
        self.portal.confirm_lock(self.now, session, &lock.id).unwrap()
    }
}

pub(crate) fn kl(name: &str) -> AddLock {
    serde_json::from_value(serde_json::json!({
        "name": name, "site": "Harbour", "model": "kl1000-netcode-c2", "series": "kl", "zone": "Europe/London",
        "digits": 7, "modes": ["standard-single", "standard-multi"],
    }))
    .unwrap()
}

pub(crate) fn grant(start: &str, hours: u32) -> Grant {
    Grant::from_json(&format!(r#"{{"mode":"standard-multi","start":"{start}","hours":{hours}}}"#)).unwrap()
}

pub(crate) fn request(id: &str, lock: &str, hours: u32) -> IssueRequest {
    IssueRequest {
        request: id.to_owned(),
        lock: lock.to_owned(),
        grant: grant("2026-07-02T15:00", hours),
        guest: None,
        send: Vec::new(),
        despite_warnings: false,
    }
}

/// The code of the error an answer must be.
pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> &'static str {
    answer.expect_err("a refusal").code()
}
