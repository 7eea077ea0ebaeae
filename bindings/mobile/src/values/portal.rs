//! The values of `netcode::portal`, generated from the library's own types by `cargo xtask docs`.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// What somebody gives to begin an account.
#[derive(Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Debug)]
pub struct Registration {
    /// Their mail address: the name they will sign in with.
    pub email: String,
    /// Their name, 1 to 100 characters.
    pub name: String,
    /// Their password.
    pub password: String,
}

impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registration")
            .field("email", &self.email)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Whom to invite.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Invitation {
    /// Their mail address.
    pub email: String,
    /// Their name, 1 to 100 characters.
    pub name: String,
    /// What they become: standard, associate or guest.
    pub role: Role,
    /// What they are held to beyond the role.
    pub limits: Limits,
}

/// Where a person is with their account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum PersonState {
    /// Registered; the link in the mail was not used yet.
    #[serde(rename = "pending")]
    Pending,
    /// Invited; no password yet.
    #[serde(rename = "invited")]
    Invited,
    /// Taken over from another portal; must set a password by a reset.
    #[serde(rename = "migrated")]
    Migrated,
    /// May sign in.
    #[serde(rename = "active")]
    Active,
    /// Gone; name and address are erased.
    #[serde(rename = "removed")]
    Removed,
}

/// A person of an account.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct UserView {
    /// Their opaque id.
    pub id: String,
    /// What they are.
    pub role: Role,
    /// Where they are with the account.
    pub state: PersonState,
    /// What they are held to beyond the role.
    pub limits: Limits,
    /// Codes they and everybody they invited generated.
    pub codes_issued: i64,
    /// Their address; nothing once they are removed.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Their name; nothing once they are removed.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who invited them.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_by: Option<String>,
}

/// An account, as its people see it.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct AccountView {
    /// Its opaque id.
    pub account: String,
    /// The opaque id of who looks.
    pub person: String,
    /// What they are in it.
    pub role: Role,
    /// Credits.
    pub balance: Balance,
    /// Locks it has.
    pub locks: i64,
    /// Locks it may have.
    pub locks_allowed: i64,
    /// When it began.
    pub created_at: Moment,
}

/// How a lock joins the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum PortalSeries {
    /// KitLocks and others that are initialised at the keypad.
    #[serde(rename = "kl")]
    Kl,
    /// Smart locks, linked by their app's access key.
    #[serde(rename = "cl")]
    Cl,
}

/// A lock to add.
#[derive(Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Debug)]
pub struct AddLock {
    /// What people call it, 1 to 100 characters.
    pub name: String,
    /// The model's id in the catalogue, or an alias.
    pub model: String,
    /// How it joins.
    pub series: PortalSeries,
    /// Its time zone, for example `Europe/London`.
    pub zone: String,
    /// The layout of its codes.
    pub layout: Layout,
    /// Digits of its codes: 6 to 10.
    pub digits: i64,
    /// Where it is, at most 100 characters.
    #[uniffi(default)]
    #[serde(default)]
    pub site: String,
    /// What its key is derived for, 1 to 32 bytes; left out, the portal makes one.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// Its six-digit id; left out, the portal takes a free one, of the group if there is one.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_id: Option<i64>,
    /// Its group of three digits.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// How its clock is kept; left out, as the model's.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<ClockRule>,
    /// The most its clock drifts, in parts per million; left out, as the model's.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_ppm: Option<i64>,
    /// The modes it has on; left out, that is not known.
    #[uniffi(default)]
    #[serde(default)]
    pub modes: Vec<Mode>,
    /// Minutes of grace at both ends, 0 or 15.
    #[uniffi(default)]
    #[serde(default)]
    pub grace_minutes: i64,
    /// The key pressed before a code, or empty; left out, the model's.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// The minute typed at its initialisation, for a lock that was initialised already.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initialised: Option<LockTime>,
    /// The app's access key, for a CL lock.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_key: Option<String>,
}

impl std::fmt::Debug for AddLock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AddLock")
            .field("name", &self.name)
            .field("site", &self.site)
            .field("model", &self.model)
            .field("series", &self.series)
            .field("serial", &self.serial)
            .field("lock_id", &self.lock_id)
            .field("group", &self.group)
            .field("zone", &self.zone)
            .field("clock", &self.clock)
            .field("clock_ppm", &self.clock_ppm)
            .field("layout", &self.layout)
            .field("digits", &self.digits)
            .field("modes", &self.modes)
            .field("grace_minutes", &self.grace_minutes)
            .field("prefix", &self.prefix)
            .field("initialised", &self.initialised)
            .finish_non_exhaustive()
    }
}

/// What to change of a lock. What is not named stays.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct EditLock {
    /// Another name.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Another site; empty for none.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Another group of three digits; empty for none.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The modes it has on now, after they were changed at the lock.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modes: Option<Vec<Mode>>,
    /// Its grace now, 0 or 15 minutes.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace_minutes: Option<i64>,
    /// The key pressed before a code now, `*` or empty.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
}

/// Which locks to list. What is not named does not matter.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct LockFilter {
    /// Words in name, site, model, serial or six-digit id, whatever their case.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Only this site.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Only this group.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Only this model.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// A lock, as the account's people see it.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct LockView {
    /// Its id in the portal.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it is; may be empty.
    pub site: String,
    /// The model's id.
    pub model: String,
    /// How it joined.
    pub series: PortalSeries,
    /// What its key is derived for.
    pub serial: String,
    /// The six-digit id.
    pub lock_id: i64,
    /// Whether it was confirmed that it took the sequence: from then on codes can be generated.
    pub ready: bool,
    /// Its time zone.
    pub zone: String,
    /// How its clock is kept.
    pub clock: String,
    /// The layout of its codes.
    pub layout: String,
    /// Digits of its codes.
    pub digits: i64,
    /// The modes it is known to have on; empty when that is not known.
    pub modes: Vec<Mode>,
    /// Minutes of grace at both ends.
    pub grace_minutes: i64,
    /// The key pressed before a code; may be empty.
    pub prefix: String,
    /// What a listed phone texts to ask for a code.
    pub sms_id: String,
    /// Its group of three digits.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The minute typed at its initialisation.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initialised: Option<LockTime>,
}

/// Some locks, by name.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct LockPage {
    /// The locks.
    pub locks: Vec<LockView>,
    /// What to pass to get the next page, unless this is the last.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// One entry to type at a keypad.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct KeypadStep {
    /// What it is for.
    pub title: String,
    /// The keys, with blanks between the fields that are not typed.
    pub keys: String,
    /// Blue flashes that acknowledge it, all fields together; 0 where the lock flashes in no such way.
    pub blue_flashes: i64,
    /// How sure it is that the model takes these keys: `stated`, `inferred` or `assumed`.
    pub mark: String,
}

/// What to type at a lock so that it takes part: date, time and id.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Initialisation {
    /// The lock, by its id in the portal.
    pub lock: String,
    /// The six-digit id to type.
    pub lock_id: i64,
    /// Date and time to type, on the lock's clock.
    pub typed: LockTime,
    /// The same as `YYMMDDhhmm`.
    pub typed_digits: String,
    /// What to type, entry by entry: exact for this model and generation, and tried on its twin, which then opened
    /// with a code.
    pub steps: Vec<KeypadStep>,
    /// When the codes generated before stop working, in words; empty for a new lock.
    pub ends_codes: String,
}

/// A lock's keys, for whoever provisions locks that run this library.
#[derive(Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Debug)]
pub struct LockKeys {
    /// What the key is derived for.
    pub serial: String,
    /// The lock's key, 32 hexadecimal digits.
    pub lock_key: String,
    /// The six-digit id.
    pub lock_id: i64,
    /// The layout of its codes.
    pub layout: String,
    /// Digits of its codes.
    pub digits: i64,
    /// The minute typed at its initialisation.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initialised: Option<LockTime>,
}

impl std::fmt::Debug for LockKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LockKeys")
            .field("serial", &self.serial)
            .field("lock_id", &self.lock_id)
            .field("initialised", &self.initialised)
            .field("layout", &self.layout)
            .field("digits", &self.digits)
            .finish_non_exhaustive()
    }
}

/// To whom a code is to be sent.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Delivery {
    /// How.
    pub channel: Channel,
    /// The mail address, or the number with its country code.
    pub to: String,
    /// A word of the sender's, at most 500 characters.
    #[uniffi(default)]
    #[serde(default)]
    pub note: String,
}

/// A code to generate.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct IssueRequest {
    /// The caller's id of this request, 1 to 64 characters: the same request is answered the same and charged once.
    pub request: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// What the code is to permit, in the lock's time.
    #[serde(with = "crate::wire::objects")]
    pub grant: Arc<Grant>,
    /// Whom it is for, at most 100 characters.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<String>,
    /// To whom to send it.
    #[uniffi(default)]
    #[serde(default)]
    pub send: Vec<Delivery>,
    /// Whether to generate it although the lock, as it is known to be set, will refuse it.
    #[uniffi(default)]
    #[serde(default)]
    pub despite_warnings: bool,
}

/// Something to know about a code.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct PortalWarning {
    /// A stable word: `mode-off`, `too-long`, `over`, `first-use-over`, `issue-too-high`, `same-digits`.
    pub word: String,
    /// The same in words.
    pub text: String,
    /// Whether the lock, as it is known to be set, will refuse the code: then the request must accept the warning.
    pub refused: bool,
}

/// A code that was generated.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct PortalIssued {
    /// Its number in the account.
    pub number: i64,
    /// The request it answers.
    pub request: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// The digits.
    #[serde(with = "crate::wire::objects")]
    pub code: Code,
    /// The key pressed before them; may be empty.
    pub prefix: String,
    /// What it permits.
    #[serde(with = "crate::wire::objects")]
    pub grant: Arc<Grant>,
    /// When it begins to open, in the lock's zone.
    pub opens_from: String,
    /// When it ceases to open, in the lock's zone.
    pub opens_until: String,
    /// Credits it took, those held for messages included; as they were taken the first time.
    pub credits: i64,
    /// Credits left to spend.
    pub balance: i64,
    /// What to know about it.
    pub warnings: Vec<PortalWarning>,
    /// Whether the request was answered before: then nothing was charged now.
    pub repeated: bool,
    /// The messages that carry it.
    pub messages: Vec<String>,
    /// By when it must have been used once, on the lock's clock.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_use_by: Option<LockTime>,
    /// From when it opens for certain, however the lock's clock stands; nothing when that cannot be said.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guaranteed_from: Option<String>,
    /// Until when it opens for certain.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guaranteed_until: Option<String>,
}

/// What a request would do.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct PortalPreview {
    /// Credits it would take.
    pub credits: i64,
    /// Credits left to spend before it.
    pub balance: i64,
    /// The modes to choose from: those the lock is known to have on, or all of its layout while that is not known.
    pub modes: Vec<Mode>,
    /// Minutes of grace at both ends.
    pub grace_minutes: i64,
    /// When it would begin to open, in the lock's zone.
    pub opens_from: String,
    /// When it would cease to open.
    pub opens_until: String,
    /// What to know before.
    pub warnings: Vec<PortalWarning>,
    /// From when it would open for certain.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guaranteed_from: Option<String>,
    /// Until when it would open for certain.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guaranteed_until: Option<String>,
}

/// Where a code came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Origin {
    /// Somebody asked for it in the portal.
    #[serde(rename = "person")]
    Person,
    /// A whitelisted phone asked for it.
    #[serde(rename = "sms")]
    Sms,
    /// A stay asked for it.
    #[serde(rename = "stay")]
    Stay,
}

/// A code of the history. Its digits are there only where one code was asked for.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct CodeView {
    /// Its number in the account.
    pub number: i64,
    /// The request it answered.
    pub request: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// What it permits.
    #[serde(with = "crate::wire::objects")]
    pub grant: Arc<Grant>,
    /// First minute of access on the lock's clock.
    pub starts: LockTime,
    /// End of access on the lock's clock.
    pub ends: LockTime,
    /// Where it came from.
    pub origin: Origin,
    /// When it was generated.
    pub created_at: Moment,
    /// What it cost, without messages.
    pub credits: i64,
    /// The digits.
    #[uniffi(default)]
    #[serde(default, with = "crate::wire::objects", skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// Whom it is for.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<String>,
    /// Who asked.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

/// Which codes to list. What is not named does not matter.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct HistoryFilter {
    /// Only of this lock.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<String>,
    /// Only by this person.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Only those that end after this minute of the lock's clock.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_after: Option<LockTime>,
    /// Only those that start before this minute of the lock's clock.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_before: Option<LockTime>,
    /// Only those that came from there.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

/// Some codes, the newest first.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct CodePage {
    /// The codes.
    pub codes: Vec<CodeView>,
    /// What to pass to get the next page, unless this is the last.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A code to send.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct SendRequest {
    /// The caller's id of this request, 1 to 64 characters: the same request sends once.
    pub request: String,
    /// The code, by its number in the account.
    pub number: i64,
    /// To whom, and in which words.
    pub delivery: Delivery,
    /// Whether to send although this recipient got the same message before.
    #[uniffi(default)]
    #[serde(default)]
    pub again: bool,
}

/// A message and what became of it.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct MessageView {
    /// Its id.
    pub id: String,
    /// How it travels.
    pub channel: Channel,
    /// To whom; empty once erased.
    pub recipient: String,
    /// Where it is in its life.
    pub state: OutboxState,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was written.
    pub created_at: Moment,
    /// The code it is about.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    /// When it was handed over or given up.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Moment>,
    /// Why the last attempt failed.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// What was bought, paid for outside.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct PortalOrder {
    /// The caller's id of the order, 1 to 64 characters: the same order counts once.
    pub order: String,
    /// The package.
    pub package: String,
}

/// Codes that are made outside the portal, under keys it gave out: a whole run of them is charged at once.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct BulkCharge {
    /// The caller's id of the run, 1 to 64 characters: the same run is charged once.
    pub run: String,
    /// How many codes, 1 to 1,000,000: a credit each.
    pub codes: i64,
}

/// A line of the statement: when, what, and plus or minus.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct StatementLine {
    /// Its number, from 1 without gaps.
    pub number: i64,
    /// When.
    pub at: Moment,
    /// What was done.
    pub act: Act,
    /// What it was for.
    pub reason: String,
    /// Credits more or fewer to spend; 0 when held credits were spent.
    pub change: i64,
    /// Credits to spend afterwards.
    pub available_after: i64,
}

/// Some lines of the statement, the newest first.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct StatementPage {
    /// The lines.
    pub lines: Vec<StatementLine>,
    /// What to pass to get the next page, unless this is the last.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A phone that may ask for codes.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct ListedPhone {
    /// Whose phone it is.
    pub name: String,
    /// The number, digits with the country code.
    pub phone: String,
    /// Since when it is listed.
    pub added_at: Moment,
    /// What was changed of the number as it was given.
    pub repairs: Vec<String>,
}

/// A text message that came in.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct SmsRequest {
    /// The gateway's id of the message, 1 to 200 characters: the same message is answered once.
    pub message: String,
    /// The number it came from.
    pub from: String,
    /// What it says.
    pub text: String,
}

/// What became of a request by text message.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct SmsAnswer {
    /// The code that was generated, by its number in the account; its digits go to the phone only.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    /// Why there is none, as an error code.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// The same in words.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The message that answers the phone; nothing for a phone that is not listed, so that strangers cost nothing.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// A problem to report.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct PortalReport {
    /// What happened, 1 to 2,000 characters.
    pub words: String,
    /// What was found out about it, at most 4,000 characters: a diagnosis, the settings of a lock, an error.
    #[uniffi(default)]
    #[serde(default)]
    pub diagnosis: String,
}

/// One try at a lock, as somebody tells of it.
#[derive(Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Debug)]
pub struct Tried {
    /// What was typed, with `*` before it if that was pressed.
    pub typed: String,
    /// What the lock showed.
    pub signal: Signal,
    /// When; now unless given.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// Codes it refused within the minute before.
    #[uniffi(default)]
    #[serde(default)]
    pub refused_lately: i64,
    /// Whether it warned of its battery lately.
    #[uniffi(default)]
    #[serde(default)]
    pub battery_warned: bool,
    /// Answers to questions asked before.
    #[uniffi(default)]
    #[serde(default)]
    pub answers: HashMap<String, bool>,
}

impl std::fmt::Debug for Tried {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tried")
            .field("signal", &self.signal)
            .field("at", &self.at)
            .field("refused_lately", &self.refused_lately)
            .field("battery_warned", &self.battery_warned)
            .field("answers", &self.answers)
            .finish_non_exhaustive()
    }
}

/// What a round of deliveries came to.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct DrainReport {
    /// Messages handed over.
    pub sent: i64,
    /// Messages given up.
    pub failed: i64,
    /// Messages to be tried again later.
    pub later: i64,
}

/// A line of the audit trail.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct AuditView {
    /// Its number, from 1 without gaps.
    pub number: i64,
    /// When it happened.
    pub at: Moment,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// What else is known.
    pub detail: String,
    /// The record's hash.
    pub hash: String,
    /// The opaque id of who did it; nothing for the portal itself.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

/// Some lines of the audit trail, the newest first.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct AuditPage {
    /// The lines.
    pub records: Vec<AuditView>,
    /// What to pass to get the next page, unless this is the last.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// What a check of the books came to.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Verification {
    /// Accounts checked.
    pub accounts: i64,
    /// Codes checked.
    pub codes: i64,
    /// Lines of credit books checked.
    pub entries: i64,
    /// Stays checked.
    pub stays: i64,
    /// Messages checked.
    pub messages: i64,
    /// Records of audit trails checked.
    pub records: i64,
    /// Everything that is wrong, in words; at most 100 lines.
    pub faults: Vec<String>,
}

/// A stay for which a guest is to have codes.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct StayRequest {
    /// The caller's id of the stay at this lock, 1 to 200 characters.
    pub stay: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// When the guest may come in.
    pub from: Moment,
    /// When the guest is out.
    pub until: Moment,
    /// Who the guest is, at most 100 characters.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<String>,
    /// To whom each code is sent when it becomes the guest's; a code that stays is not sent again.
    #[uniffi(default)]
    #[serde(default)]
    pub send: Vec<Delivery>,
    /// Whether somebody with the master code can go to the lock and block codes that should open no longer.
    #[uniffi(default)]
    #[serde(default)]
    pub keypad: bool,
}

/// A stay whose guest does not come.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct CancelStay {
    /// The caller's id of the stay.
    pub stay: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// Whether somebody with the master code can go to the lock and block its codes.
    #[uniffi(default)]
    #[serde(default)]
    pub keypad: bool,
}

/// What is said of a stay.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, Serialize, Deserialize)]
pub enum StayOrder {
    /// The guest comes then.
    #[serde(rename = "book", with = "crate::wire::alone")]
    Book {
        /// The `value`.
        value: StayRequest,
    },
    /// The guest does not come.
    #[serde(rename = "cancel", with = "crate::wire::alone")]
    Cancel {
        /// The `value`.
        value: CancelStay,
    },
}

/// What was done about a stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum StayOutcome {
    /// The guest got codes.
    #[serde(rename = "issued")]
    Issued,
    /// Nothing: it is as it was said before.
    #[serde(rename = "unchanged")]
    Unchanged,
    /// The dates, or what the lock takes, had changed; the codes are those that serve now.
    #[serde(rename = "changed")]
    Changed,
    /// The guest does not come; the codes are those he had.
    #[serde(rename = "cancelled")]
    Cancelled,
    /// Nothing: the stay was over when it was said.
    #[serde(rename = "over")]
    Over,
}

/// A code that should open no longer.
#[derive(Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Debug)]
pub struct WithdrawCode {
    /// Its number in the account.
    pub number: i64,
    /// Its digits, to be typed where it is blocked.
    pub code: String,
    /// How it is taken back.
    pub way: Withdrawal,
    /// Until when it may still open although it should not; nothing when it may not.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_until: Option<String>,
    /// The moment after which it is dead unless somebody uses it before.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless_used_by: Option<String>,
}

impl std::fmt::Debug for WithdrawCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WithdrawCode")
            .field("number", &self.number)
            .field("way", &self.way)
            .field("opens_until", &self.opens_until)
            .field("unless_used_by", &self.unless_used_by)
            .finish_non_exhaustive()
    }
}

/// The answer to what was said of a stay.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
#[uniffi::export(Eq)]
pub struct PortalStayAnswer {
    /// The booking's id.
    pub stay: String,
    /// When the guest may come in.
    pub check_in: String,
    /// When the guest is out.
    pub check_out: String,
    /// The codes, in the order in which they are used; nearly always one.
    pub codes: Vec<HandoutCode>,
    /// Minutes before check-in in which a code may open too.
    pub spill_before_minutes: i64,
    /// Minutes after check-out in which a code may open too.
    pub spill_after_minutes: i64,
    /// Credits the codes cost.
    pub credits: i64,
    /// Whether using a code ends rentals that started before it.
    pub ends_earlier_rentals: bool,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// What was done.
    pub outcome: StayOutcome,
    /// The numbers of the codes in the account, in the same order.
    pub numbers: Vec<i64>,
    /// Credits it took now, those held for messages included.
    pub charged: i64,
    /// Credits left to spend.
    pub balance: i64,
    /// What to know.
    pub warnings: Vec<PortalWarning>,
    /// What to do with codes that should open no longer.
    pub withdraw: Vec<WithdrawCode>,
    /// The messages that carry new codes.
    pub messages: Vec<String>,
    /// The guest or summary of the feed.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<String>,
    /// From when on a code is sure to open, whatever the lock's clock reads within its error.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guaranteed_from: Option<String>,
    /// Until when it is sure to.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guaranteed_until: Option<String>,
}

/// Where a stay is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum StayState {
    /// The guest is expected or there.
    #[serde(rename = "active")]
    Active,
    /// The guest does not come.
    #[serde(rename = "cancelled")]
    Cancelled,
}

/// A stay as the portal knows it.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct StayView {
    /// The caller's id.
    pub stay: String,
    /// The lock, by its id in the portal.
    pub lock: String,
    /// When the guest comes.
    pub from: Moment,
    /// When the guest is out.
    pub until: Moment,
    /// Where it is.
    pub state: StayState,
    /// The codes that serve, by their numbers in the account.
    pub numbers: Vec<i64>,
}

/// Some stays of a lock, by their ids.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct StayPage {
    /// The stays.
    pub stays: Vec<StayView>,
    /// What to pass to get the next page, unless this is the last.
    #[uniffi(default)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
