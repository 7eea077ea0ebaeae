//! A lock hung up in a zone: a twin whose clock somebody set as its rule says, and guests who type at it.

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use netcode::catalogue::Catalogue;
use netcode::code::{Identity, SiteKey};
use netcode::grant::Grant;
use netcode::id::{LockId, Serial};
use netcode::stay::Door;
use netcode::time::{ClockRule, LockTime};
use netcode::twin::{self, Effect, Event, Group, Moment, NetcodeSettings, Record, Settings, Twin, Who};

const LOCK_ID: u32 = 123_456;
const INITIALISED: &str = "2020-06-01T09:30";

/// How one lock's clock goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Goes {
    /// Seconds it is ahead right after it was set.
    pub(crate) ahead_seconds: i64,
    /// How fast it runs, parts per million.
    pub(crate) ppm: i32,
}

/// A twin at a door.
#[derive(Clone)]
pub(crate) struct Lock {
    twin: Twin,
    prefix: Option<char>,
    /// When it was hung up and its clock set: nobody types at it before.
    pub(crate) hung: DateTime<Utc>,
}

pub(crate) fn site_key() -> SiteKey {
    SiteKey::new([7; 32])
}

/// The key of the lock with this serial.
fn identity(serial: &str) -> Identity {
    let key = site_key().lock_key(&Serial::new(serial).unwrap());
    Identity::own(key, LockId::new(LOCK_ID).unwrap(), LockTime::parse(INITIALISED).unwrap())
}

/// The digits of a grant of the lock's own key.
pub(crate) fn digits(door: &Door, grant: &Grant) -> String {
    identity("life").issue(door.profile().format(), grant).unwrap().code.as_str().into()
}

/// The twins' virtual time is any that runs evenly: here the seconds of UTC.
fn moment(at: DateTime<Utc>) -> Moment {
    let start = Utc.with_ymd_and_hms(2020, 1, 1, 0, 0, 0).unwrap();
    Moment::from_seconds((at - start).num_seconds())
}

impl Lock {
    /// The lock of `door`, set up at `set`.
    pub(crate) fn new(door: &Door, set: DateTime<Utc>, goes: Goes) -> Self {
        Self::named(door, "life", set, goes)
    }

    /// The lock of `door` with this serial: of the family that keeps the door's clock rule, or the lock that runs
    /// this crate's verifier where the codes are of its own layout.
    pub(crate) fn named(door: &Door, serial: &str, set: DateTime<Utc>, goes: Goes) -> Self {
        let (profile, rule) = (door.profile(), door.clock().rule());
        let model = match rule {
            _ if profile.format().layout() == netcode::grant::Layout::X => "reference",
            ClockRule::StandardTime => "kl1000-g3-netcode",
            ClockRule::Civil => "cl5510",
            ClockRule::Utc => "kl1200-netcode",
        };
        let model = Catalogue::builtin().unwrap().get(model).unwrap().clone();
        let prefix = model.netcode_prefix();
        let identity = twin::Identity::new(site_key(), Serial::new(serial).unwrap());
        let mut lock = Self { twin: Twin::new(model, identity, moment(set)), prefix, hung: set };
        if rule == ClockRule::Civil {
            lock.type_dst_dates(door, set);
        }
        let shown = door.zone().display(rule, set) + TimeDelta::seconds(goes.ahead_seconds);
        let groups = door.groups().iter().map(|group| Group { group: *group, generation: 0 });
        let netcode = NetcodeSettings {
            lock_id: Some(LockId::new(LOCK_ID).unwrap()),
            initialised: Some(LockTime::parse(INITIALISED).unwrap()),
            layout: Some(profile.format().layout()),
            digits: Some(profile.format().digits()),
            modes: Some(profile.modes().iter().collect()),
            grace: Some(profile.grace_minutes()),
            issues: Some(profile.issues()),
            first_use_hours: Some(profile.first_use_hours()),
            block_previous: Some(profile.block_previous()),
            groups: groups.collect(),
        };
        let settings = Settings {
            clock: Some(shown.format("%Y-%m-%dT%H:%M:%S").to_string()),
            ppm: Some(goes.ppm),
            netcode: Some(netcode),
            ..Settings::default()
        };
        lock.twin.step(moment(set), Event::Set(Box::new(settings))).unwrap();
        lock
    }

    /// Types the two dates of the year and the time of day, before the clock is set, as the manual has it. A zone
    /// whose year is not two dates has nothing that could be typed.
    fn type_dst_dates(&mut self, door: &Door, set: DateTime<Utc>) {
        let year = door.zone().civil(set).format("%Y").to_string().parse().unwrap();
        let Ok(Some(dates)) = door.zone().dst_dates(year) else { return };
        let day = |date: chrono::NaiveDateTime| date.format("%y%m%d").to_string();
        for keys in [
            format!("#1234567811{}{}", day(dates.forward), day(dates.back)),
            format!("#1234567812{}", dates.forward.format("%H%M")),
        ] {
            let effects = self.type_keys(set, &keys);
            let refused = effects.iter().any(|effect| effect.word() == Some("red"));
            assert!(!refused, "{} {year}: {keys} at {set}: {effects:?}", door.zone());
        }
    }

    pub(crate) fn type_keys(&mut self, at: DateTime<Utc>, keys: &str) -> Vec<Effect> {
        let now = moment(at);
        let mut effects = Vec::new();
        for key in keys.chars() {
            effects.extend(self.twin.step(now, Event::Key(key)).unwrap());
        }
        effects.extend(self.twin.step(now, Event::EndEntry).unwrap());
        effects
    }

    /// Types a code: what it permits, if the lock opens for it.
    pub(crate) fn open(&mut self, at: DateTime<Utc>, code: &str) -> Option<Grant> {
        let keys: String = self.prefix.into_iter().chain(code.chars()).collect();
        self.type_keys(at, &keys).into_iter().find_map(|effect| match effect {
            Effect::Log(record) => match *record {
                Record::Opened(Who::Netcode(grant)) => Some(grant),
                _ => None,
            },
            _ => None,
        })
    }

    /// Whether the lock would open, without anybody typing at it.
    pub(crate) fn would_open(&self, at: DateTime<Utc>, code: &str) -> Option<Grant> {
        self.clone().open(at, code)
    }

    /// What its display shows.
    pub(crate) fn shows(&mut self, at: DateTime<Utc>) -> Moment {
        self.twin.step(moment(at), Event::Tick).unwrap();
        Moment::parse(&self.twin.view().clock).unwrap()
    }

    pub(crate) fn step(&mut self, at: DateTime<Utc>, event: Event) {
        self.twin.step(moment(at), event).unwrap();
    }
}
