//! The add-lock wizard: KL locks are initialised at the keypad, CL locks are linked by their app's access key.

use std::fmt;

use chrono::{DateTime, Utc};

use super::{KeypadStep, find_lock, record, sequence};
use crate::access::{Ask, Permission, Token, hex};
use crate::catalogue::Model;
use crate::code::Profile;
use crate::error::{Error, Result, table::portal as codes};
use crate::grant::{Layout, Mode};
use crate::id::{GroupId, LockId, Serial};
use crate::link::AccessKey;
use crate::portal::actor::Actor;
use crate::portal::records::{Account, LockRecord, Series};
use crate::portal::{LockView, Portal, checked_text};
use crate::store::{Query, Tx};
use crate::time::{ClockRule, LockTime, Zone};

/// A lock to add.
#[derive(Clone, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddLock {
    /// What people call it, 1 to 100 characters.
    pub name: String,
    /// Where it is, at most 100 characters.
    #[serde(default)]
    pub site: String,
    /// The model's id in the catalogue, or an alias.
    pub model: String,
    /// How it joins.
    pub series: Series,
    /// What its key is derived for, 1 to 32 bytes; left out, the portal makes one.
    #[serde(default)]
    pub serial: Option<String>,
    /// Its six-digit id; left out, the portal takes a free one, of the group if there is one.
    #[serde(default)]
    pub lock_id: Option<u32>,
    /// Its group of three digits.
    #[serde(default)]
    pub group: Option<String>,
    /// Its time zone, for example `Europe/London`.
    pub zone: String,
    /// How its clock is kept; left out, as the model's.
    #[serde(default)]
    pub clock: Option<ClockRule>,
    /// The most its clock drifts, in parts per million; left out, as the model's.
    #[serde(default)]
    pub clock_ppm: Option<u32>,
    /// The layout of its codes.
    #[serde(default = "layout_s")]
    pub layout: Layout,
    /// Digits of its codes: 6 to 10.
    pub digits: u8,
    /// The modes it has on; left out, that is not known.
    #[serde(default)]
    pub modes: Vec<Mode>,
    /// Minutes of grace at both ends, 0 or 15.
    #[serde(default)]
    pub grace_minutes: u32,
    /// The key pressed before a code, or empty; left out, the model's.
    #[serde(default)]
    pub prefix: Option<String>,
    /// The minute typed at its initialisation, for a lock that was initialised already.
    #[serde(default)]
    pub initialised: Option<LockTime>,
    /// The app's access key, for a CL lock.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub access_key: Option<String>,
}

fn layout_s() -> Layout {
    Layout::S
}

impl fmt::Debug for AddLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddLock")
            .field("name", &self.name)
            .field("model", &self.model)
            .finish_non_exhaustive()
    }
}

/// What to type at a lock so that it takes part: date, time and id.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Initialisation {
    /// The lock, by its id in the portal.
    pub lock: String,
    /// The six-digit id to type.
    pub lock_id: u32,
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
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LockKeys {
    /// What the key is derived for.
    pub serial: String,
    /// The lock's key, 32 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub lock_key: String,
    /// The six-digit id.
    pub lock_id: u32,
    /// The minute typed at its initialisation.
    pub initialised: Option<LockTime>,
    /// The layout of its codes.
    pub layout: String,
    /// Digits of its codes.
    pub digits: u32,
}

impl fmt::Debug for LockKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LockKeys").field("serial", &self.serial).finish_non_exhaustive()
    }
}

impl Portal {
    /// Adds a lock. A KL lock without an initialisation is then initialised with [`initialise`](Self::initialise); a
    /// CL lock, and one that was initialised already, is ready at once.
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person, `portal.locks_full`, `portal.lock_id_taken`,
    /// `portal.lock_series`, `portal.access_key_malformed`, `catalogue.unknown_model`, `portal.lock_not_of_model`, and
    /// those of each field.
    pub fn add_lock(&self, now: DateTime<Utc>, session: &Token, add: &AddLock) -> Result<LockView> {
        let zone = Zone::parse(&add.zone)?;
        let model = sequence::model(&add.model)?;
        check_series(add)?;
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::to(Permission::Locks), now)?;
            if actor.account.locks >= actor.account.locks_allowed {
                return Err(Error::new(
                    &codes::PORTAL_LOCKS_FULL,
                    format_args!("the account has its {} locks", actor.account.locks_allowed),
                ));
            }
            let record = self.new_lock(tx, now, &actor, add, (zone, model))?;
            if !tx.add(&record)? {
                return Err(id_taken(record.lock_id));
            }
            tx.replace(&Account { locks: actor.account.locks + 1, ..actor.account.clone() })?;
            actor.person.note(tx, now, "lock.added", &record.id, &record.model)?;
            record.view()
        })
    }

    fn new_lock(
        &self,
        tx: &mut dyn Tx,
        now: DateTime<Utc>,
        actor: &Actor,
        add: &AddLock,
        (zone, model): (Zone, &Model),
    ) -> Result<LockRecord> {
        let account = actor.account.id.clone();
        let group = group(add.group.as_deref().unwrap_or_default())?;
        let lock_id = match add.lock_id {
            Some(id) => LockId::new(id)?,
            None => self.free_lock_id(tx, &account, group.as_deref())?,
        };
        let id = self.fresh_id('l')?;
        let (_, clock) = sequence::netcode(model)?;
        let rule = add.clock.unwrap_or_else(|| sequence::clock_rule(clock));
        let own_prefix = || model.netcode_prefix().map(String::from).unwrap_or_default();
        let serial = add.serial.clone().unwrap_or_else(|| id.clone());
        Serial::new(&serial)?;
        let initialised = match (add.initialised, add.series) {
            (Some(minute), _) => Some(minute),
            (None, Series::Kl) => None,
            (None, Series::Cl) => Some(zone.lock_time(rule, now)?),
        };
        let record = LockRecord {
            account,
            id,
            name: checked_text("name", &add.name, 1..=100)?,
            name_folded: String::new(),
            site: checked_text("site", &add.site, 0..=100)?,
            lock_group: group,
            model: model.id.clone(),
            series: add.series,
            serial,
            lock_id,
            live_lock_id: Some(lock_id),
            initialised,
            confirmed_at: initialised.map(|_| now),
            zone: zone.name().to_owned(),
            clock: rule.as_str().to_owned(),
            clock_ppm: add.clock_ppm.unwrap_or(clock.drift_ppm.value),
            layout: add.layout.as_str().to_owned(),
            digits: u32::from(add.digits),
            modes: record::words(&add.modes),
            grace_minutes: add.grace_minutes,
            prefix: add.prefix.as_deref().map(prefix).transpose()?.unwrap_or_else(own_prefix),
            sms_id: Some(self.fresh_sms_id()?),
            access_key: add
                .access_key
                .as_deref()
                .map(|key| self.master.name("netcode/1 portal access key", key)),
            search: String::new(),
            added_at: now,
            live: true,
        };
        // What the record says must be something a lock can be.
        let _: Profile = record.profile()?;
        record.lock_clock()?;
        sequence::check(&record, model)?;
        Ok(record.with_search())
    }

    /// Begins, or begins again, the initialisation of a KL lock at the present minute: what to type at its keypad
    /// now, with its Master Code or else the one of delivery, which is not kept. Every code generated for an earlier initialisation stops working when it is typed. Codes can be generated
    /// after [`confirm_lock`](Self::confirm_lock).
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person, `portal.lock_unknown`, `portal.lock_series`, `time.*`;
    /// `portal.text_out_of_range` for a Master Code that the model cannot have; `portal.sequence_failed` when its twin does
    /// not take what would be typed.
    pub fn initialise(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        lock: &str,
        master_code: Option<&str>,
    ) -> Result<Initialisation> {
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::at(Permission::Locks, lock), now)?;
            let record = find_lock(tx.as_read(), &actor.account.id, lock)?;
            if record.series != Series::Kl {
                return Err(series_error(record.series));
            }
            let typed = record.zone()?.lock_time(record.rule()?, now)?;
            let steps =
                sequence::sequence(&record, &sequence::site_key(&self.master, &record)?, master_code, typed)?;
            let again = record.initialised.is_some();
            let record = LockRecord { initialised: Some(typed), confirmed_at: None, ..record };
            tx.replace(&record)?;
            actor.person.note(tx, now, "lock.initialising", &record.id, &typed.to_string())?;
            let ends_codes =
                if again { "codes generated before stop working when this is typed" } else { "" };
            Ok(Initialisation {
                lock: record.id,
                lock_id: record.lock_id.get(),
                typed,
                typed_digits: typed.naive().format("%y%m%d%H%M").to_string(),
                steps,
                ends_codes: ends_codes.to_owned(),
            })
        })
    }

    /// Somebody saw the lock take the sequence: codes can be generated from now on.
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person, `portal.lock_unknown`; `portal.lock_not_ready` when no
    /// initialisation was begun.
    pub fn confirm_lock(&self, now: DateTime<Utc>, session: &Token, lock: &str) -> Result<LockView> {
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::at(Permission::Locks, lock), now)?;
            let record = find_lock(tx.as_read(), &actor.account.id, lock)?;
            if record.confirmed_at.is_some() {
                return record.view();
            }
            let record = LockRecord { confirmed_at: Some(now), ..record };
            record.ready()?;
            tx.replace(&record)?;
            actor.person.note(tx, now, "lock.confirmed", &record.id, "")?;
            record.view()
        })
    }

    /// The lock's keys, for the owner who provisions it. The audit trail says that they were taken out.
    ///
    /// # Errors
    /// `portal.session_invalid`, `access.not_permitted` for anybody but the owner, `portal.lock_unknown`.
    pub fn export_keys(&self, now: DateTime<Utc>, session: &Token, lock: &str) -> Result<LockKeys> {
        self.act(now, session, |tx, actor| {
            actor.permit(Ask::at(Permission::Account, lock), now)?;
            let record = find_lock(tx.as_read(), &actor.account.id, lock)?;
            actor.person.note(tx, now, "lock.keys_exported", &record.id, "")?;
            Ok(LockKeys {
                lock_key: hex(record.key(&self.master)?.expose()),
                serial: record.serial,
                lock_id: record.lock_id.get(),
                initialised: record.initialised,
                layout: record.layout,
                digits: record.digits,
            })
        })
    }

    /// A six-digit id that no lock of the account has, of the group if there is one.
    fn free_lock_id(&self, tx: &mut dyn Tx, account: &str, group: Option<&str>) -> Result<LockId> {
        let (first, count) = match group.and_then(|group| group.parse::<u32>().ok()) {
            Some(group) if group >= 100 => (group * 1000, 1_000),
            _ => (100_000, 900_000),
        };
        // From a random place on, so that two accounts' locks seldom share an id; a thousand taken ones in a row
        // are a full group.
        let mut bytes = [0u8; 4];
        self.with_entropy(|entropy| entropy.fill(&mut bytes))?;
        let begin = u32::from_be_bytes(bytes) % count;
        for step in 0..1_000 {
            let id = first + (begin + step) % count;
            let query =
                Query::of::<LockRecord>().equal("account", account).equal("live_lock_id", i64::from(id));
            if tx.as_read().first::<LockRecord>(query)?.is_none() {
                return LockId::new(id);
            }
        }
        Err(Error::new(&codes::PORTAL_LOCK_ID_TAKEN, format_args!("the group has no free six-digit id left")))
    }

    /// Eight letters and digits that are hard to mistake for each other.
    fn fresh_sms_id(&self) -> Result<String> {
        const ALPHABET: &[u8; 32] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789a";
        let mut bytes = [0u8; 8];
        self.with_entropy(|entropy| entropy.fill(&mut bytes))?;
        Ok(bytes
            .iter()
            .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
            .map(|byte| char::from(*byte))
            .collect())
    }
}

pub(super) fn group(text: &str) -> Result<Option<String>> {
    if text.is_empty() {
        return Ok(None);
    }
    Ok(Some(GroupId::parse(text)?.to_string()))
}

pub(super) fn prefix(text: &str) -> Result<String> {
    if matches!(text, "" | "*" | "#") {
        return Ok(text.to_owned());
    }
    Err(Error::new(
        &codes::PORTAL_TEXT_OUT_OF_RANGE,
        format_args!("the key before a code is `*`, `#` or none"),
    ))
}

fn check_series(add: &AddLock) -> Result<()> {
    match (add.series, &add.access_key) {
        (Series::Kl, None) => Ok(()),
        (Series::Kl, Some(_)) | (Series::Cl, None) => Err(series_error(add.series)),
        (Series::Cl, Some(key)) => AccessKey::parse(key).map(drop),
    }
}

fn series_error(series: Series) -> Error {
    let why = match series {
        Series::Kl => "a KL lock has no access key: it is initialised at its keypad",
        Series::Cl => "a CL lock is linked by the app's access key, not initialised at its keypad",
    };
    Error::new(&codes::PORTAL_LOCK_SERIES, format_args!("{why}"))
}

fn id_taken(id: LockId) -> Error {
    Error::new(&codes::PORTAL_LOCK_ID_TAKEN, format_args!("another lock of the account has the id `{id}`"))
}
