//! The lock-management app's side: accounts, parameters, synchronising, the gateway.
//!
//! What is set in the app is a wish: [`Account::edit`] writes it down, [`Account::pending`] lists what the lock does not
//! know yet, and only a synchronisation brings it to the lock. A link to a lock is a conversation of
//! [`Message`](crate::twin::Message)s and [`Answer`](crate::twin::Answer)s that may be lost, doubled or cut anywhere:
//! [`Account::step`] says what to send next, the lock's end is a [`Twin`](crate::twin::Twin), and [`converse`] brings the two
//! together. Nothing here reads a clock or opens a socket.
//!
//! ```
//! use netcode::app::{Account, Carrier, Edit, NewLock, converse, moment_at};
//! use netcode::catalogue::Catalogue;
//! use netcode::entropy::Seeded;
//! use netcode::twin::{Event, Identity, Twin};
//!
//! let catalogue = Catalogue::builtin()?;
//! let now = "2026-07-01T12:00:00Z".parse().unwrap();
//! let mut account = Account::new("Harbour House", "Ann", &mut Seeded::new(1))?;
//! account.add_lock(catalogue, now, "Ann", &NewLock::new("Office", "cl5510", "Europe/London")?)?;
//! let at = moment_at(account.lock("Office")?.zone(), now)?;
//! let mut lock = Twin::new(catalogue.get("cl5510")?.clone(), Identity::example()?, at);
//!
//! // The key before a NetCode is answered with red: the lock does not take NetCodes.
//! let red = |lock: &mut Twin| lock.step(at, Event::Key('*')).map(|effects| effects.iter().any(|e| e.word() == Some("red")));
//! assert!(red(&mut lock)?);
//! account.edit(now, "Ann", "Office", &Edit::of("netcode", true.into()))?;
//! lock.step(at, Event::EndEntry)?;
//! assert!(red(&mut lock)?, "ticked, and not synchronised");
//! lock.step(at, Event::EndEntry)?;
//! account.synchronise(now, "Ann", "Office", 60)?;
//! converse(&mut account, "Office", &mut lock, now, Carrier::Bluetooth, &[])?;
//! assert!(!red(&mut lock)?);
//! assert!(account.pending("Office")?.is_empty());
//! # Ok::<(), netcode::Error>(())
//! ```

mod converse;
mod edit;
mod history;
mod lock;
mod modes;
mod phone;
mod queue;
mod synchronise;
mod value;
mod workbench;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Model};
use crate::entropy::Entropy;
use crate::error::{Error, Result, table::app as codes};
use crate::link::{AccessKey, AppReport};
use crate::time::Zone;

pub use converse::{Fault, Talk, converse, moment_at};
pub use edit::{Conflict, Edit, Keep, Pending};
pub use history::{Action, Entry};
pub use lock::{Lock, LockView, NewLock, Seen};
pub use modes::ModeChange;
pub use queue::{Command, Task};
pub use synchronise::{Carrier, Effect, LinkEvent};
pub use value::Value;
pub use workbench::Workbench;

/// Most locks of an account.
const MOST_LOCKS: usize = 1_000;
/// Most administrators of a lock.
const MOST_ADMINISTRATORS: usize = 50;
/// The longest name, in characters.
const LONGEST_NAME: usize = 64;

/// An account of the app: its access key, and its locks with what is wished for and what they are known to have.
///
/// It is plain data: it serialises whole, the access key included, and is carried on as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    name: String,
    owner: String,
    key: AccessKey,
    locks: BTreeMap<String, Lock>,
    history: history::History,
}

impl Account {
    /// A new account of somebody, with a fresh access key and no locks.
    ///
    /// # Errors
    /// `app.name_out_of_range`; what the source of randomness reports.
    pub fn new(name: &str, owner: &str, entropy: &mut dyn Entropy) -> Result<Self> {
        Ok(Self {
            name: checked_name(name)?,
            owner: checked_name(owner)?,
            key: AccessKey::generate(entropy)?,
            locks: BTreeMap::new(),
            history: history::History::default(),
        })
    }

    /// Reads an account that was written down as JSON.
    ///
    /// # Errors
    /// `app.state_malformed`.
    pub fn from_json(text: &str) -> Result<Self> {
        serde_json::from_str(text)
            .map_err(|error| Error::new(&codes::APP_STATE_MALFORMED, format_args!("not an account: {error}")))
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Who opened it: may add locks.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// The locks, by name.
    pub fn locks(&self) -> impl Iterator<Item = &Lock> {
        self.locks.values()
    }

    /// The lock of this name.
    ///
    /// # Errors
    /// `app.lock_unknown`; the hint lists the locks there are.
    pub fn lock(&self, name: &str) -> Result<&Lock> {
        self.locks.get(name).ok_or_else(|| self.lock_unknown(name))
    }

    fn lock_mut(&mut self, name: &str) -> Result<&mut Lock> {
        let unknown = self.lock_unknown(name);
        self.locks.get_mut(name).ok_or(unknown)
    }

    fn lock_unknown(&self, name: &str) -> Error {
        let known: Vec<&str> = self.locks.keys().take(20).map(String::as_str).collect();
        let error = Error::new(&codes::APP_LOCK_UNKNOWN, format_args!("there is no lock `{name}`"));
        match known.as_slice() {
            [] => error.with_hint(format_args!("the account has no lock yet: add one")),
            known => error.with_hint(format_args!("the locks are {}", known.join(", "))),
        }
    }

    /// Adds a lock. Whoever adds it becomes its administrator; the account's owner may, and whoever administers one of its
    /// locks. Until the lock was reached, it is taken to be as delivered.
    ///
    /// # Errors
    /// `app.not_administrator`, `app.lock_exists`, `app.full`, `app.model_unmanaged`, `catalogue.unknown_model`,
    /// `app.name_out_of_range`.
    pub fn add_lock(
        &mut self,
        catalogue: &Catalogue,
        now: DateTime<Utc>,
        by: &str,
        new: &NewLock,
    ) -> Result<&Lock> {
        let model = catalogue.get(new.model())?;
        self.add_model(now, by, new, model).map_err(|error| {
            let managed: Vec<&str> = (catalogue.models())
                .filter(|model| !model.parameters.is_empty())
                .map(|model| model.id.as_str())
                .collect();
            match error.code() == codes::APP_MODEL_UNMANAGED.code {
                true => error.with_hint(format_args!("the app manages {}", managed.join(", "))),
                false => error,
            }
        })?;
        self.lock(new.name())
    }

    /// Adds a lock of this very model.
    pub(crate) fn add_model(
        &mut self,
        now: DateTime<Utc>,
        by: &str,
        new: &NewLock,
        model: &Model,
    ) -> Result<()> {
        let by = checked_name(by)?;
        if by != self.owner && !self.administers_any(&by) {
            let error = Error::new(&codes::APP_NOT_ADMINISTRATOR, format_args!("`{by}` may not add locks"));
            return Err(error.with_hint(format_args!("ask {} to add the lock", self.owner)));
        }
        if self.locks.contains_key(new.name())
            || self.locks.values().any(|lock| lock.serial() == new.serial())
        {
            return Err(Error::new(
                &codes::APP_LOCK_EXISTS,
                format_args!("there is a lock `{}`, or one with its serial", new.name()),
            ));
        }
        if self.locks.len() >= MOST_LOCKS {
            return Err(Error::new(&codes::APP_FULL, format_args!("the account has {MOST_LOCKS} locks")));
        }
        let lock = Lock::new(now, &by, new, model)?;
        self.history.add(now, &by, new.name(), Action::LockAdded, &model.id);
        self.locks.insert(new.name().to_owned(), lock);
        Ok(())
    }

    /// Removes a lock from the account. The lock itself stays as it is set.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`.
    pub fn remove_lock(&mut self, now: DateTime<Utc>, by: &str, lock: &str) -> Result<()> {
        self.administered(by, lock)?;
        self.locks.remove(lock);
        self.history.add(now, by, lock, Action::LockRemoved, "");
        Ok(())
    }

    /// Makes somebody an administrator of a lock.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`, `app.name_out_of_range`, `app.full`.
    pub fn add_administrator(&mut self, now: DateTime<Utc>, by: &str, lock: &str, name: &str) -> Result<()> {
        let name = checked_name(name)?;
        let administrators = &mut self.administered(by, lock)?.administrators;
        if administrators.len() >= MOST_ADMINISTRATORS {
            let message = format_args!("the lock has {MOST_ADMINISTRATORS} administrators");
            return Err(Error::new(&codes::APP_FULL, message));
        }
        administrators.insert(name.clone());
        self.history.add(now, by, lock, Action::AdministratorAdded, &name);
        Ok(())
    }

    /// Takes somebody's rights over a lock away. The last administrator stays.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator` (also when the person to remove is none), `app.last_administrator`.
    pub fn remove_administrator(
        &mut self,
        now: DateTime<Utc>,
        by: &str,
        lock: &str,
        name: &str,
    ) -> Result<()> {
        let administrators = &mut self.administered(by, lock)?.administrators;
        if !administrators.contains(name) {
            let message = format_args!("`{name}` is no administrator of `{lock}`");
            return Err(Error::new(&codes::APP_NOT_ADMINISTRATOR, message));
        }
        if administrators.len() == 1 {
            let message = format_args!("`{name}` is the only administrator of `{lock}`");
            return Err(Error::new(&codes::APP_LAST_ADMINISTRATOR, message));
        }
        administrators.remove(name);
        self.history.add(now, by, lock, Action::AdministratorRemoved, name);
        Ok(())
    }

    /// The access key, for an administrator of one of the account's locks.
    ///
    /// # Errors
    /// `app.access_key_hidden` for everybody else.
    pub fn access_key(&self, by: &str) -> Result<&AccessKey> {
        if self.administers_any(by) {
            return Ok(&self.key);
        }
        let error =
            Error::new(&codes::APP_ACCESS_KEY_HIDDEN, format_args!("`{by}` administers no smart lock"));
        Err(match self.locks.values().flat_map(|lock| &lock.administrators).next() {
            Some(name) => {
                error.with_hint(format_args!("ask {name} for the key, or to make you an administrator"))
            }
            None => error.with_hint(format_args!("add a smart lock first: whoever adds it administers it")),
        })
    }

    /// Generates a new access key. The old one is dead at once: portals that were linked by it must be linked again.
    ///
    /// # Errors
    /// `app.access_key_hidden`; what the source of randomness reports.
    pub fn regenerate_access_key(
        &mut self,
        now: DateTime<Utc>,
        by: &str,
        entropy: &mut dyn Entropy,
    ) -> Result<&AccessKey> {
        self.access_key(by)?;
        self.key = AccessKey::generate(entropy)?;
        self.history.add(now, by, "", Action::AccessKeyRegenerated, "");
        Ok(&self.key)
    }

    /// What the app tells whoever has its access key: its locks as they were last seen.
    ///
    /// # Errors
    /// `app.access_key_wrong`.
    pub fn tell(&self, key: &AccessKey) -> Result<AppReport> {
        if *key != self.key {
            let message = format_args!("this is not the access key of an account, or not any more");
            return Err(Error::new(&codes::APP_ACCESS_KEY_WRONG, message));
        }
        let locks = self.locks.values().map(Lock::told).collect();
        Ok(AppReport { access_key: key.clone(), locks })
    }

    /// What was done in the account, the newest last: at most the last 1,000 entries.
    pub fn history(&self) -> impl Iterator<Item = &Entry> {
        self.history.entries()
    }

    fn administers_any(&self, name: &str) -> bool {
        self.locks.values().any(|lock| lock.administrators.contains(name))
    }

    /// The lock, for one of its administrators.
    fn administered(&mut self, by: &str, lock: &str) -> Result<&mut Lock> {
        let found = self.lock_mut(lock)?;
        if found.administrators.contains(by) {
            return Ok(found);
        }
        let names: Vec<&str> = found.administrators.iter().take(5).map(String::as_str).collect();
        let names = names.join(", ");
        let message = format_args!("`{by}` is no administrator of `{lock}`");
        Err(Error::new(&codes::APP_NOT_ADMINISTRATOR, message)
            .with_hint(format_args!("ask one of its administrators: {names}")))
    }
}

fn checked_name(name: &str) -> Result<String> {
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
        let message = format_args!("a name has 1 to {LONGEST_NAME} characters and no control characters");
        return Err(Error::new(&codes::APP_NAME_OUT_OF_RANGE, message));
    }
    Ok(name.to_owned())
}

/// A zone by its name; stored names were parsed before.
fn zone(name: &str) -> Result<Zone> {
    Zone::parse(name)
}

#[cfg(test)]
mod tests;
