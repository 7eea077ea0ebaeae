//! What the portal keeps: its tables, each a record.

use chrono::{DateTime, Utc};

use crate::access::{Limits, Role};
use crate::grant::Grant;
use crate::id::LockId;
use crate::ledger::{self, Entry};
use crate::outbox::{self, Message};
use crate::store::{json_column, record, text_column};
use crate::time::LockTime;

pub(crate) use crate::audit::Record as AuditRecord;

text_enum! {
    /// Where a person is with their account.
    pub enum PersonState {
        /// Registered; the link in the mail was not used yet.
        Pending = "pending",
        /// Invited; no password yet.
        Invited = "invited",
        /// Taken over from another portal; must set a password by a reset.
        Migrated = "migrated",
        /// May sign in.
        Active = "active",
        /// Gone; name and address are erased.
        Removed = "removed",
    }
}

text_enum! {
    /// What a mailed link is for.
    pub(crate) enum Purpose {
        /// Activating a new account.
        Activate = "activate",
        /// Setting a password: after a reset, or for the first time.
        Password = "password",
        /// Confirming a new address.
        Email = "email",
    }
}

text_enum! {
    /// How a lock joins the portal.
    pub enum Series {
        /// KitLocks and others that are initialised at the keypad.
        Kl = "kl",
        /// Smart locks, linked by their app's access key.
        Cl = "cl",
    }
}

text_enum! {
    /// Where a code came from.
    pub enum Origin {
        /// Somebody asked for it in the portal.
        Person = "person",
        /// A whitelisted phone asked for it.
        Sms = "sms",
        /// A stay asked for it.
        Stay = "stay",
    }
}

text_enum! {
    /// Where a stay is.
    pub enum StayState {
        /// The guest is expected or there.
        Active = "active",
        /// The guest does not come.
        Cancelled = "cancelled",
    }
}

/// What became of a code that was given out for a stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StayCodeState {
    /// The guest uses it.
    Serving,
    /// Another took its place, or the stay was cancelled; it may still open until it ends.
    Left,
    /// It is to be blocked at the keypad.
    Blocked,
}

/// A code that was given out for a stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct StayCode {
    /// Its number in the account.
    pub(crate) number: i64,
    /// What became of it.
    pub(crate) state: StayCodeState,
}

/// The codes that were given out for a stay, in the order in which they were.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct StayCodes(pub(crate) Vec<StayCode>);

text_column!(
    Role,
    PersonState,
    Purpose,
    Series,
    Origin,
    StayState,
    ledger::Act,
    outbox::Channel,
    outbox::Template,
    outbox::State
);
json_column!(Limits, Grant, StayCodes);

record! {
    /// A fact about the store itself.
    pub(crate) struct Fact in "facts", key 1 {
        /// Which.
        name: String,
        /// Its value.
        value: String,
    }
}

record! {
    /// An account.
    pub(crate) struct Account in "accounts", key 1 {
        /// Its opaque id.
        id: String,
        /// Locks it has.
        locks: i64,
        /// Locks it may have.
        locks_allowed: i64,
        /// When it began.
        created_at: DateTime<Utc>,
        /// When it was closed.
        closed_at: Option<DateTime<Utc>>,
    }
}

record! {
    /// A person. Name and address can be erased; the id stays.
    pub(crate) struct Person in "people", key 1, unique ["email"] {
        /// The opaque id.
        id: String,
        /// The account they belong to.
        account: String,
        /// What they are in it.
        role: Role,
        /// Where they are with it.
        state: PersonState,
        /// Their address in lower case.
        email: Option<String>,
        /// Their name.
        name: Option<String>,
        /// Their password, hashed.
        password: Option<String>,
        /// What they are held to.
        limits: Limits,
        /// Who invited them.
        invited_by: Option<String>,
        /// Codes they and everybody they invited generated.
        codes_issued: u32,
        /// Since when they are here.
        created_at: DateTime<Utc>,
    }
}

record! {
    /// A mailed link that was not used yet.
    pub(crate) struct Link in "links", key 1 {
        /// SHA-256 of its token.
        hash: String,
        /// Whose it is.
        person: String,
        /// What it is for.
        purpose: Purpose,
        /// The new address, for a change of address.
        email: Option<String>,
        /// Until when it works.
        expires_at: DateTime<Utc>,
    }
}

record! {
    /// Somebody who is signed in.
    pub(crate) struct Session in "sessions", key 1 {
        /// SHA-256 of its token.
        hash: String,
        /// Whose it is.
        person: String,
        /// Until when it lasts.
        expires_at: DateTime<Utc>,
    }
}

record! {
    /// A bucket of tries.
    pub(crate) struct Tries in "tries", key 1 {
        /// What is limited, under a name that only the portal can make.
        name: String,
        /// Tries left.
        tries: u32,
        /// Since when the next one grows back.
        since: DateTime<Utc>,
    }
}

record! {
    /// A lock. Its keys are derived when they are needed and stand nowhere.
    pub(crate) struct LockRecord in "locks", key 2, unique ["sms_id"], unique ["account", "live_lock_id"] {
        /// The account.
        account: String,
        /// Its id in the portal.
        id: String,
        /// What people call it.
        name: String,
        /// The name in lower case, to order by.
        name_folded: String,
        /// Where it is.
        site: String,
        /// Its group of three digits, where it has one.
        lock_group: Option<String>,
        /// The model's id.
        model: String,
        /// How it joins.
        series: Series,
        /// What its key is derived for.
        serial: String,
        /// The six-digit id.
        lock_id: LockId,
        /// The six-digit id again while the lock is here, so that no two have one.
        live_lock_id: Option<LockId>,
        /// The minute typed at its initialisation.
        initialised: Option<LockTime>,
        /// When it was confirmed that it took the sequence.
        confirmed_at: Option<DateTime<Utc>>,
        /// Its time zone.
        zone: String,
        /// How its clock is kept.
        clock: String,
        /// The most its clock drifts, in parts per million.
        clock_ppm: u32,
        /// The layout of its codes.
        layout: String,
        /// Digits of its codes.
        digits: u32,
        /// The modes it is known to have on, blank-separated; empty when that is not known.
        modes: String,
        /// Minutes of grace at both ends.
        grace_minutes: u32,
        /// The key pressed before a code, or nothing.
        prefix: String,
        /// What a phone texts to ask for a code.
        sms_id: Option<String>,
        /// A keyed hash of the app's access key.
        access_key: Option<String>,
        /// What a search looks into.
        search: String,
        /// When it was added.
        added_at: DateTime<Utc>,
        /// Whether it is here; a deleted lock's row stays for the history.
        live: bool,
    }
}

record! {
    /// A code that was generated: everything but its digits, which follow from the rest and the master key.
    pub(crate) struct CodeRecord in "codes", key 2, unique ["account", "request"] {
        /// The account.
        account: String,
        /// Its number in the account, from 1 without gaps.
        number: i64,
        /// The caller's request id.
        request: String,
        /// What was asked, hashed.
        fingerprint: String,
        /// Who asked.
        person: Option<String>,
        /// Where it came from.
        origin: Origin,
        /// The lock.
        lock: String,
        /// The six-digit id it was made for.
        lock_id: LockId,
        /// The initialisation it was made for.
        initialised: LockTime,
        /// The layout it was made in.
        layout: String,
        /// Its number of digits.
        digits: u32,
        /// What it permits.
        grant_json: Grant,
        /// First minute of access on the lock's clock.
        starts: LockTime,
        /// End of access on the lock's clock.
        ends: LockTime,
        /// Whom it is for; can be erased.
        guest: Option<String>,
        /// What it cost, without messages.
        credits: i64,
        /// When it was generated.
        created_at: DateTime<Utc>,
    }
}

record! {
    /// A stay for which codes were given out.
    pub(crate) struct StayRecord in "stays", key 3 {
        /// The account.
        account: String,
        /// The lock.
        lock: String,
        /// The caller's id of the stay.
        stay: String,
        /// When the guest comes.
        begins: DateTime<Utc>,
        /// When the guest is out.
        ends: DateTime<Utc>,
        /// Where it is.
        state: StayState,
        /// The codes that were given out for it.
        codes_json: StayCodes,
        /// When it last changed.
        changed_at: DateTime<Utc>,
    }
}

record! {
    /// A phone that may ask for codes.
    pub(crate) struct Listed in "whitelist", key 2 {
        /// The account.
        account: String,
        /// The number, digits with the country code.
        phone: String,
        /// Whose phone it is.
        name: String,
        /// Since when it is listed.
        added_at: DateTime<Utc>,
    }
}

record! { for Entry in "entries", key 2, unique ["account", "id"] {
    account: String,
    number: i64,
    id: String,
    at: DateTime<Utc>,
    act: ledger::Act,
    credits: i64,
    reason: String,
    available_after: i64,
    held_after: i64,
}}

record! { for AuditRecord in "audit", key 2 {
    account: String,
    number: i64,
    at: DateTime<Utc>,
    person: Option<String>,
    action: String,
    subject: String,
    detail: String,
    previous: String,
    hash: String,
}}

record! { for Message in "messages", key 1 {
    id: String,
    account: String,
    channel: outbox::Channel,
    recipient: String,
    template: outbox::Template,
    code: Option<i64>,
    seed: Option<String>,
    note: String,
    hold: Option<String>,
    state: outbox::State,
    due_at: DateTime<Utc>,
    attempts: u32,
    created_at: DateTime<Utc>,
    done_at: Option<DateTime<Utc>>,
    fault: Option<String>,
}}
