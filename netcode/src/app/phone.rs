//! Phone clients: adding and removing them, and why one of them cannot unlock.

use chrono::{DateTime, Utc};
use serde_json::Value as Json;

use super::history::Action;
use super::lock::Lock;
use super::{Account, Value};
use crate::catalogue::Parameter;
use crate::error::{Entry, Error, Result, table::app as codes};
use crate::twin::PhoneClient;

impl Account {
    /// Adds a phone client; it opens once the lock is synchronised. Its times are civil time at the lock.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`, `app.phone_exists`; `app.parameter_refused` when the lock holds no more
    /// phones.
    pub fn add_phone(&mut self, now: DateTime<Utc>, by: &str, lock: &str, phone: PhoneClient) -> Result<()> {
        let name = phone.name().to_owned();
        self.change_phones(now, by, lock, &name, |phones| {
            if phones.iter().any(|known| known.name() == phone.name()) {
                let message = format_args!("`{}` is a phone client already", phone.name());
                return Err(Error::new(&codes::APP_PHONE_EXISTS, message));
            }
            phones.push(phone);
            phones.sort_by(|one, two| one.name().cmp(two.name()));
            Ok(())
        })
    }

    /// Suspends a phone client, or restores it. The app refuses it at once, the lock once it is synchronised.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`, `app.phone_unknown`.
    pub fn suspend_phone(
        &mut self,
        now: DateTime<Utc>,
        by: &str,
        lock: &str,
        name: &str,
        suspended: bool,
    ) -> Result<()> {
        self.change_phones(now, by, lock, name, |phones| {
            let phone = phones.iter_mut().find(|phone| phone.name() == name).ok_or_else(|| unknown(name))?;
            *phone = phone.clone().suspended(suspended);
            Ok(())
        })
    }

    /// Removes a phone client. The app refuses it at once, the lock once it is synchronised.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.not_administrator`, `app.phone_unknown`.
    pub fn remove_phone(&mut self, now: DateTime<Utc>, by: &str, lock: &str, name: &str) -> Result<()> {
        self.change_phones(now, by, lock, name, |phones| {
            let at = phones.iter().position(|phone| phone.name() == name).ok_or_else(|| unknown(name))?;
            phones.remove(at);
            Ok(())
        })
    }

    fn change_phones(
        &mut self,
        now: DateTime<Utc>,
        by: &str,
        lock: &str,
        name: &str,
        change: impl FnOnce(&mut Vec<PhoneClient>) -> Result<()>,
    ) -> Result<()> {
        let record = self.administered(by, lock)?;
        let Some(Value::Phones(phones)) = record.desired.get(&Parameter::PhoneClients) else {
            let message = format_args!("a {} has no parameter `{}`", record.model(), Parameter::PhoneClients);
            return Err(Error::new(&codes::APP_PARAMETER_UNKNOWN, message));
        };
        let mut phones = phones.clone();
        change(&mut phones)?;
        // The bounds of the model hold for this way in, too.
        let list = serde_json::to_value(&phones).unwrap_or(Json::Null);
        let rule = record.rules.get(&Parameter::PhoneClients);
        rule.map(|rule| Value::read(Parameter::PhoneClients, rule, &list)).transpose()?;
        record.desired.insert(Parameter::PhoneClients, Value::Phones(phones));
        record.conflicts.remove(&Parameter::PhoneClients);
        self.history.add(now, by, lock, Action::Edited, &format!("{}: {name}", Parameter::PhoneClients));
        Ok(())
    }

    /// Whether a phone can unlock a lock now, as far as the app knows; the lock has the last word.
    ///
    /// # Errors
    /// `app.lock_unknown`, and why it cannot: `app.phone_removed`, `app.phone_suspended`, `app.phone_expired`,
    /// `app.phone_out_of_period`, `app.phone_not_synchronised`, `app.phones_off`.
    pub fn phone_may_unlock(&self, now: DateTime<Utc>, lock: &str, name: &str) -> Result<()> {
        self.lock(lock)?.phone_may_unlock(now, name)
    }
}

impl Lock {
    pub(super) fn phone_may_unlock(&self, now: DateTime<Utc>, name: &str) -> Result<()> {
        let cannot = |entry: &'static Entry, why: core::fmt::Arguments<'_>| {
            Error::new(entry, format_args!("`{name}` cannot unlock `{}`: {why}", self.name()))
        };
        let listed = |values: Option<&Value>| match values {
            Some(Value::Phones(phones)) => phones.iter().find(|phone| phone.name() == name).cloned(),
            _ => None,
        };
        let Some(phone) = listed(self.desired.get(&Parameter::PhoneClients)) else {
            return Err(cannot(&codes::APP_PHONE_REMOVED, format_args!("no phone client, or not any more")));
        };
        let shown = self.shows(now)?;
        if phone.is_suspended() {
            return Err(cannot(&codes::APP_PHONE_SUSPENDED, format_args!("suspended")));
        }
        if let Some(until) = phone.until().filter(|until| shown >= *until) {
            return Err(cannot(&codes::APP_PHONE_EXPIRED, format_args!("its time was over at {until}")));
        }
        if let Some(from) = phone.from().filter(|from| shown < *from) {
            return Err(cannot(&codes::APP_PHONE_OUT_OF_PERIOD, format_args!("its time begins at {from}")));
        }
        if !phone.periods().is_empty() && !phone.periods().iter().any(|period| period.covers(shown)) {
            return Err(cannot(&codes::APP_PHONE_OUT_OF_PERIOD, format_args!("outside its active periods")));
        }
        if listed(self.known.get(&Parameter::PhoneClients)).as_ref() != Some(&phone) {
            return Err(cannot(
                &codes::APP_PHONE_NOT_SYNCHRONISED,
                format_args!("the lock does not know it yet"),
            ));
        }
        if self.known.get(&Parameter::Phones) == Some(&Value::Switch(false)) {
            return Err(cannot(&codes::APP_PHONES_OFF, format_args!("the lock takes no phones")));
        }
        Ok(())
    }
}

fn unknown(name: &str) -> Error {
    Error::new(&codes::APP_PHONE_UNKNOWN, format_args!("there is no phone client `{name}`"))
}
