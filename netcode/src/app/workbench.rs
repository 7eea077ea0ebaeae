//! An account together with twins of its locks, as one value: to try out what an app does before a lock is at hand.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Account, Carrier, Fault, NewLock, Talk, converse, moment_at, zone};
use crate::catalogue::{Catalogue, Feature};
use crate::code::SiteKey;
use crate::error::{Error, Result, table::app as codes};
use crate::id::LockId;
use crate::time::ClockRule;
use crate::twin::{Effect, Event, Identity, NetcodeSettings, Settings, State, Twin, View};

/// An account with a twin of each lock. It serialises whole: the access key, the locks' codes and their site keys are in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workbench {
    account: Account,
    twins: BTreeMap<String, Bench>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bench {
    /// The site's key; the published example unless given.
    site_key: Option<String>,
    state: State,
}

impl core::fmt::Debug for Bench {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Bench").field("state", &self.state).finish_non_exhaustive()
    }
}

impl Workbench {
    /// An account that has no locks yet. Locks that it has already have no twins here.
    pub const fn new(account: Account) -> Self {
        Self { account, twins: BTreeMap::new() }
    }

    /// Reads what was written down as JSON.
    ///
    /// # Errors
    /// `app.state_malformed`.
    pub fn from_json(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| {
            Error::new(&codes::APP_STATE_MALFORMED, format_args!("not an account with its locks: {error}"))
        })
    }

    /// The account.
    pub const fn account(&self) -> &Account {
        &self.account
    }

    /// The account, to be changed.
    pub const fn account_mut(&mut self) -> &mut Account {
        &mut self.account
    }

    /// Adds a lock to the account and a twin of it, as delivered. With a lock id the twin is initialised for NetCodes at this
    /// minute, as the app does when it pairs a lock; the feature stays as delivered.
    ///
    /// # Errors
    /// Those of [`Account::add_lock`], `key.site_key_malformed`, `time.*`.
    pub fn add_lock(
        &mut self,
        catalogue: &Catalogue,
        now: DateTime<Utc>,
        by: &str,
        new: &NewLock,
        site_key: Option<&str>,
        lock_id: Option<LockId>,
    ) -> Result<()> {
        let mut account = self.account.clone();
        let lock = account.add_lock(catalogue, now, by, new)?;
        let model = catalogue.get(lock.model())?;
        let identity = identity(site_key, new)?;
        let mut twin = Twin::new(model.clone(), identity, moment_at(lock.zone(), now)?);
        if lock_id.is_some() {
            let initialised = Some(zone(lock.zone())?.lock_time(ClockRule::StandardTime, now)?);
            let netcode = NetcodeSettings { lock_id, initialised, ..NetcodeSettings::default() };
            let features = model.features.as_ref().and_then(|all| all.get(&Feature::Netcode));
            let settings = Settings { netcode: Some(netcode), ..Settings::default() };
            twin.step(twin.now(), Event::Set(Box::new(settings)))?;
            let features = features.map(|on| [(Feature::Netcode, on.value)].into());
            twin.step(twin.now(), Event::Set(Box::new(Settings { features, ..Settings::default() })))?;
        }
        let bench = Bench { site_key: site_key.map(String::from), state: twin.state() };
        self.twins.insert(new.name().to_owned(), bench);
        self.account = account;
        Ok(())
    }

    /// Removes a lock and its twin.
    ///
    /// # Errors
    /// Those of [`Account::remove_lock`].
    pub fn remove_lock(&mut self, now: DateTime<Utc>, by: &str, lock: &str) -> Result<()> {
        self.account.remove_lock(now, by, lock)?;
        self.twins.remove(lock);
        Ok(())
    }

    /// Types keys at a lock, blanks ignored, and ends the entry. Answers with one word a flash, beep or move of the bolt.
    ///
    /// # Errors
    /// `app.lock_unknown`, `twin.time_backwards`.
    pub fn keys(
        &mut self,
        catalogue: &Catalogue,
        now: DateTime<Utc>,
        lock: &str,
        keys: &str,
    ) -> Result<Vec<&'static str>> {
        let mut twin = self.twin(catalogue, lock)?;
        let at = moment_at(self.account.lock(lock)?.zone(), now)?;
        let keys = keys.chars().filter(|key| !key.is_whitespace()).take(1_000).map(Event::Key);
        let mut effects = Vec::new();
        for event in keys.chain([Event::EndEntry]) {
            effects.extend(twin.step(at, event)?);
        }
        self.keep(lock, &twin);
        Ok(effects.iter().filter_map(Effect::word).collect())
    }

    /// The lock comes into reach: what waits for it is delivered.
    ///
    /// # Errors
    /// Those of [`converse`].
    pub fn reach(
        &mut self,
        catalogue: &Catalogue,
        now: DateTime<Utc>,
        lock: &str,
        carrier: Carrier,
        faults: &[Fault],
    ) -> Result<Talk> {
        let mut twin = self.twin(catalogue, lock)?;
        let talk = converse(&mut self.account, lock, &mut twin, now, carrier, faults);
        self.keep(lock, &twin);
        talk
    }

    /// What a lock shows from outside.
    ///
    /// # Errors
    /// `app.lock_unknown`.
    pub fn view(&self, catalogue: &Catalogue, lock: &str) -> Result<View> {
        Ok(self.twin(catalogue, lock)?.view())
    }

    fn twin(&self, catalogue: &Catalogue, name: &str) -> Result<Twin> {
        let lock = self.account.lock(name)?;
        let Some(bench) = self.twins.get(name) else {
            let message = format_args!("there is no twin of `{name}` here");
            return Err(Error::new(&codes::APP_STATE_MALFORMED, message));
        };
        let new = NewLock::new(name, lock.model(), lock.zone())?.with_serial(*lock.serial());
        let identity = identity(bench.site_key.as_deref(), &new)?;
        Twin::resume(catalogue.get(lock.model())?.clone(), identity, bench.state.clone())
    }

    fn keep(&mut self, name: &str, twin: &Twin) {
        if let Some(bench) = self.twins.get_mut(name) {
            bench.state = twin.state();
        }
    }
}

fn identity(site_key: Option<&str>, lock: &NewLock) -> Result<Identity> {
    Ok(Identity::example()?.with(site_key.map(SiteKey::from_hex).transpose()?, Some(*lock.serial())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Edit;
    use crate::code::{Format, Identity as CodeIdentity};
    use crate::entropy::Seeded;
    use crate::grant::{Grant, Layout};
    use crate::id::Serial;

    const SITE_KEY: &str = "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    #[test]
    fn rental_codes_fail_until_the_mode_is_set_and_synchronised() {
        let catalogue = Catalogue::builtin().unwrap();
        let now: DateTime<Utc> = "2026-07-01T14:00:00Z".parse().unwrap();
        let account = Account::new("Harbour House", "Ann", &mut Seeded::new(3)).unwrap();
        let mut bench = Workbench::new(account);
        let lock = NewLock::new("Sea View", "cl4510", "Europe/Paris").unwrap();
        let id = LockId::new(101_042).unwrap();
        bench.add_lock(catalogue, now, "Ann", &lock, Some(SITE_KEY), Some(id)).unwrap();
        // What the portal generates from the app's report: in Paris the lock counts winter time, an hour ahead of UTC.
        bench.account_mut().synchronise(now, "Ann", "Sea View", 5).unwrap();
        bench.reach(catalogue, now, "Sea View", Carrier::Bluetooth, &[]).unwrap();
        let key = bench.account().access_key("Ann").unwrap().clone();
        let told = bench.account().tell(&key).unwrap().locks.remove(0);
        assert_eq!(
            (told.lock_id, told.initialised.unwrap().to_string()),
            (Some(id), "2026-07-01T15:00".into())
        );
        let site = SiteKey::from_hex(SITE_KEY).unwrap();
        let own = CodeIdentity::own(
            site.lock_key(&Serial::new("Sea View").unwrap()),
            id,
            told.initialised.unwrap(),
        );
        let grant = Grant::from_json(r#"{"mode": "urm", "start": "2026-07-01T15:00", "hours": 4}"#).unwrap();
        let code = own.issue(Format::new(Layout::S, told.digits).unwrap(), &grant).unwrap().code;
        let typed = format!("{}{}", told.prefix, code.as_str());
        let try_it = |bench: &mut Workbench, seconds: i64| {
            let now = now + chrono::TimeDelta::seconds(seconds);
            let text = serde_json::to_string(bench).unwrap();
            *bench = Workbench::from_json(&text).unwrap();
            bench.keys(catalogue, now, "Sea View", &typed).unwrap().last().copied()
        };
        let set = |bench: &mut Workbench, parameter: &str, value: &str| {
            let edit = Edit::of(parameter, value.into());
            bench.account_mut().edit(now, "Ann", "Sea View", &edit).unwrap();
        };
        assert_eq!(try_it(&mut bench, 20), Some("red"));
        set(&mut bench, "netcode", "on");
        set(&mut bench, "netcode-modes", "urm");
        assert_eq!(try_it(&mut bench, 40), Some("red"), "set, and not synchronised");
        let at = now + chrono::TimeDelta::seconds(40);
        bench.account_mut().synchronise(at, "Ann", "Sea View", 5).unwrap();
        bench.reach(catalogue, at, "Sea View", Carrier::Bluetooth, &[]).unwrap();
        assert_eq!(try_it(&mut bench, 60), Some("unlock"));
        assert!(!format!("{bench:?}").contains(SITE_KEY));
        assert_eq!(Workbench::from_json("{}").unwrap_err().code(), "app.state_malformed");
        bench.remove_lock(now, "Ann", "Sea View").unwrap();
        assert_eq!(bench.view(catalogue, "Sea View").unwrap_err().code(), "app.lock_unknown");
    }
}
