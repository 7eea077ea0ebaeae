//! What an app sets beyond a lock's plain settings: periods, daylight saving and phones; and reading back what is set.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

use super::clock::Dst;
use super::state::{Period, Periods};
use super::{Moment, NetcodeSettings, Settings, Twin, Why};
use crate::error::{Error, Result, table::catalogue as codes};
use crate::time::Zone;

/// Places for periods.
const PLACES: u8 = 10;
/// The longest name of a phone's owner, in characters.
const LONGEST_NAME: usize = 64;
/// Most phones in one list.
const MOST_PHONES: usize = 1_000;

/// Hours on days of the week, at one of ten places: `{"number": 0, "days": "1111100", "from": "09:00", "to": "17:00"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawSlot", into = "RawSlot")]
pub struct Slot {
    number: u8,
    period: Period,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawSlot {
    number: u8,
    days: String,
    from: String,
    to: String,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    suspended: bool,
}

impl Slot {
    /// The period at place `number` (0 to 9), on days given as seven digits of 0 and 1 from Monday, between two times
    /// of day as `HH:MM`. An end that is not after the beginning lies on the next day.
    ///
    /// # Errors
    /// `twin.setting_refused` for anything else, for no day at all, and for a length of nothing.
    pub fn new(number: u8, days: &str, from: &str, to: &str) -> Result<Self> {
        let wrong = |what: &str| {
            refused(format_args!("period `{number}`: {what}"))
                .with_hint(format_args!("for example {{\"number\": 0, \"days\": \"1111100\", \"from\": \"09:00\", \"to\": \"17:00\"}}: days from Monday, places 0 to 9"))
        };
        if number >= PLACES {
            return Err(wrong("there are places 0 to 9"));
        }
        let bit = |(at, digit): (usize, char)| match digit {
            '0' => Some(0),
            '1' => Some(1_u8 << at),
            _ => None,
        };
        let bits: Option<Vec<u8>> = days.chars().take(8).enumerate().map(bit).collect();
        let days = bits.filter(|bits| bits.len() == 7).map(|bits| bits.iter().fold(0, |all, bit| all | bit));
        let days = days.filter(|days| *days != 0).ok_or_else(|| wrong("days are seven digits of 0 and 1"))?;
        let times = time_of_day(from).zip(time_of_day(to)).filter(|(start, end)| start != end);
        let (start, end) = times.ok_or_else(|| wrong("hours run from one `HH:MM` to another"))?;
        Ok(Self { number, period: Period { days, start, end, suspended: false } })
    }

    /// Its place, 0 to 9.
    pub const fn number(&self) -> u8 {
        self.number
    }

    /// Whether a clock that shows `shown` stands inside it.
    pub fn covers(&self, shown: Moment) -> bool {
        self.period.covers(shown)
    }
}

impl TryFrom<RawSlot> for Slot {
    type Error = Error;
    fn try_from(raw: RawSlot) -> Result<Self> {
        let mut slot = Self::new(raw.number, &raw.days, &raw.from, &raw.to)?;
        slot.period.suspended = raw.suspended;
        Ok(slot)
    }
}

impl From<Slot> for RawSlot {
    fn from(slot: Slot) -> Self {
        let Period { days, start, end, suspended } = slot.period;
        let days = (0..7).map(|day| if days >> day & 1 == 1 { '1' } else { '0' }).collect();
        Self { number: slot.number, days, from: hhmm(start), to: hhmm(end), suspended }
    }
}

/// When a lock's clock is moved for daylight saving: `{"first": "2026-03-29", "last": "2026-10-25", "at": "01:00"}`, or only
/// the time of day where it is never moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawDaylight", into = "RawDaylight")]
pub struct Daylight {
    dates: Option<(NaiveDate, NaiveDate)>,
    minute: u16,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawDaylight {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    at: String,
}

impl Daylight {
    /// A clock that is never moved.
    pub const NEVER: Daylight = Daylight { dates: None, minute: 60 };

    /// What a lock in this zone is told at a moment: the daylight saving that runs or comes next.
    ///
    /// # Errors
    /// `zone.not_two_dates`; `twin.setting_refused` where the clocks move by anything but an hour.
    pub fn of_zone(zone: Zone, now: DateTime<Utc>) -> Result<Self> {
        let (mut begins, mut found) = (None, None);
        for change in zone.transitions(now - TimeDelta::days(366), now + TimeDelta::days(731)) {
            let shift = change.after_minutes - change.before_minutes;
            let wall = zone.civil(change.at).naive_local() - TimeDelta::minutes(i64::from(shift));
            match begins {
                _ if shift > 0 => begins = Some((wall, shift)),
                Some((first, up)) if change.at > now && found.is_none() => {
                    if up != 60 || shift != -60 {
                        return Err(refused(format_args!(
                            "{} moves its clocks by {up} minutes",
                            zone.name()
                        ))
                        .with_hint(format_args!("the lock moves its clock by an hour: set it by hand")));
                    }
                    let minute = first.time().hour() * 60 + first.time().minute();
                    found = Some(Self {
                        dates: Some((first.date(), wall.date())),
                        minute: u16::try_from(minute).unwrap_or_default(),
                    });
                }
                _ => begins = None,
            }
        }
        Ok(found.unwrap_or(Self::NEVER))
    }
}

impl TryFrom<RawDaylight> for Daylight {
    type Error = Error;
    fn try_from(raw: RawDaylight) -> Result<Self> {
        let wrong = || {
            refused(format_args!("daylight saving has a first day, another as its last, and a time of day"))
                .with_hint(format_args!(
                    "for example {{\"first\": \"2026-03-29\", \"last\": \"2026-10-25\", \"at\": \"01:00\"}}"
                ))
        };
        let date = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| wrong());
        let dates = match (&raw.first, &raw.last) {
            (None, None) => None,
            (Some(first), Some(last)) => Some((date(first)?, date(last)?)),
            _ => return Err(wrong()),
        };
        if dates.is_some_and(|(first, last)| first == last) {
            return Err(wrong());
        }
        Ok(Self { dates, minute: time_of_day(&raw.at).ok_or_else(wrong)? })
    }
}

impl From<Daylight> for RawDaylight {
    fn from(daylight: Daylight) -> Self {
        let (first, last) = daylight.dates.unzip();
        Self {
            first: first.map(|date| date.to_string()),
            last: last.map(|date| date.to_string()),
            at: hhmm(daylight.minute),
        }
    }
}

/// A phone that opens the lock, by the name of its owner. Times are what the lock's clock shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawPhone", into = "RawPhone")]
pub struct PhoneClient {
    name: String,
    suspended: bool,
    from: Option<Moment>,
    until: Option<Moment>,
    periods: Vec<Slot>,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawPhone {
    name: String,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    suspended: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    periods: Vec<Slot>,
}

impl PhoneClient {
    /// A phone that opens at any time.
    ///
    /// # Errors
    /// `twin.setting_refused` for a name that is empty, longer than 64 characters or has control characters.
    pub fn new(name: &str) -> Result<Self> {
        let length = name.chars().count();
        if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(refused(format_args!(
                "a phone's owner has a name of 1 to {LONGEST_NAME} characters"
            )));
        }
        Ok(Self { name: name.into(), suspended: false, from: None, until: None, periods: Vec::new() })
    }

    /// The same phone, only from and until some moment on the lock's clock.
    ///
    /// # Errors
    /// `twin.setting_refused` when it would end before it begins.
    pub fn within(self, from: Option<Moment>, until: Option<Moment>) -> Result<Self> {
        if from.zip(until).is_some_and(|(from, until)| from >= until) {
            return Err(refused(format_args!("a phone's time ends after it begins")));
        }
        Ok(Self { from, until, ..self })
    }

    /// The same phone, only in these periods; in all of them if there is none.
    ///
    /// # Errors
    /// `twin.setting_refused` when two have the same number.
    pub fn during(self, periods: Vec<Slot>) -> Result<Self> {
        let periods = in_order(periods)?;
        Ok(Self { periods, ..self })
    }

    /// The same phone, suspended or restored.
    #[must_use]
    pub const fn suspended(mut self, suspended: bool) -> Self {
        self.suspended = suspended;
        self
    }

    /// Whose phone it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is suspended.
    pub const fn is_suspended(&self) -> bool {
        self.suspended
    }

    /// From when it opens, if that is limited.
    pub const fn from(&self) -> Option<Moment> {
        self.from
    }

    /// Until when it opens, if that is limited.
    pub const fn until(&self) -> Option<Moment> {
        self.until
    }

    /// Its periods, by number.
    pub fn periods(&self) -> &[Slot] {
        &self.periods
    }
}

impl TryFrom<RawPhone> for PhoneClient {
    type Error = Error;
    fn try_from(raw: RawPhone) -> Result<Self> {
        let moment = |text: Option<String>| text.as_deref().map(Moment::parse).transpose();
        Self::new(&raw.name)?
            .suspended(raw.suspended)
            .within(moment(raw.from)?, moment(raw.until)?)?
            .during(raw.periods)
    }
}

impl From<PhoneClient> for RawPhone {
    fn from(phone: PhoneClient) -> Self {
        Self {
            name: phone.name,
            suspended: phone.suspended,
            from: phone.from.map(|moment| moment.to_string()),
            until: phone.until.map(|moment| moment.to_string()),
            periods: phone.periods,
        }
    }
}

/// Periods by number, each number once.
pub(crate) fn in_order(mut periods: Vec<Slot>) -> Result<Vec<Slot>> {
    periods.sort_by_key(Slot::number);
    let twice = periods.windows(2).any(|pair| matches!(pair, [one, two] if one.number == two.number));
    if twice {
        return Err(refused(format_args!("two periods have the same number")));
    }
    Ok(periods)
}

/// Phones by name, each name once.
pub(crate) fn by_name(mut phones: Vec<PhoneClient>) -> Result<Vec<PhoneClient>> {
    phones.sort_by(|one, two| one.name.cmp(&two.name));
    let twice = phones.windows(2).any(|pair| matches!(pair, [one, two] if one.name == two.name));
    if twice || phones.len() > MOST_PHONES {
        return Err(refused(format_args!(
            "a phone's owner is named once, and there are at most {MOST_PHONES}"
        )));
    }
    Ok(phones)
}

fn filled(periods: &[Slot]) -> Result<Periods> {
    let mut places: Periods = [None; 10];
    for slot in in_order(periods.to_vec())? {
        if let Some(place) = places.get_mut(usize::from(slot.number)) {
            *place = Some(slot.period);
        }
    }
    Ok(places)
}

fn slots(periods: &Periods) -> Vec<Slot> {
    (0..).zip(periods).filter_map(|(number, period)| period.map(|period| Slot { number, period })).collect()
}

impl Twin {
    /// Takes over what of the settings only an app sets.
    pub(super) fn apply_parameters(&mut self, settings: &Settings) -> Result<()> {
        let set = &mut self.memory.programmed;
        for (given, place) in [
            (&settings.code_free_periods, &mut set.code_free_periods),
            (&settings.active_periods, &mut set.all_periods),
            (&settings.quiet_periods, &mut set.quiet_periods),
        ] {
            if let Some(periods) = given {
                *place = filled(periods)?;
            }
        }
        if let Some(phones) = &settings.phones {
            set.phones = by_name(phones.clone())?;
        }
        if let Some(daylight) = settings.daylight_saving {
            self.memory.dst_minute = daylight.minute;
            let midnight = |date: NaiveDate| Moment::from_naive(date.and_time(NaiveTime::MIN));
            self.memory.clock.dst = daylight.dates.map(|(first, last)| Dst {
                first: midnight(first),
                last: midnight(last),
                minute: daylight.minute,
            });
        }
        Ok(())
    }

    /// Everything an app sets, as it is set now. The clock is not among it.
    pub fn settings(&self) -> Settings {
        let set = &self.memory.programmed;
        let indicates = self.function().is_some_and(|function| function.indicates);
        let dates = self.memory.clock.dst.and_then(|dst| dst.first.date().zip(dst.last.date()));
        Settings {
            features: Some(set.features.clone()),
            netcode: set.netcode.as_ref().map(|netcode| NetcodeSettings {
                modes: Some(netcode.modes.clone()),
                block_previous: Some(netcode.block_previous),
                ..NetcodeSettings::default()
            }),
            open_seconds: Some(set.open_seconds),
            dual_authorisation: Some(set.dual),
            locked_indication: Some(set.indication.unwrap_or(indicates)),
            code_free_periods: Some(slots(&set.code_free_periods)),
            active_periods: Some(slots(&set.all_periods)),
            quiet_periods: Some(slots(&set.quiet_periods)),
            phones: Some(set.phones.clone()),
            daylight_saving: Some(Daylight { dates, minute: self.memory.dst_minute }),
            ..Settings::default()
        }
    }

    /// Whether a phone may open now, as a code client may.
    pub(super) fn phone_may_open(&self, phone: &PhoneClient) -> core::result::Result<(), Why> {
        if phone.suspended {
            return Err(Why::Suspended);
        }
        let limited = phone.from.is_some() || phone.until.is_some();
        let shown = self.memory.clock.shows(self.memory.now);
        if limited && !self.memory.clock.known || phone.from.is_some_and(|from| shown < from) {
            return Err(Why::OutsidePeriod);
        }
        if phone.until.is_some_and(|until| shown >= until) {
            return Err(Why::Expired);
        }
        let mut periods = self.memory.programmed.all_periods;
        for slot in &phone.periods {
            if let Some(place) = periods.get_mut(usize::from(slot.number)) {
                *place = Some(slot.period);
            }
        }
        if periods.iter().any(Option::is_some) && !self.within(&periods) {
            return Err(Why::OutsidePeriod);
        }
        Ok(())
    }
}

/// `HH:MM` as minutes since midnight.
fn time_of_day(text: &str) -> Option<u16> {
    let time = NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| text.len() == 5)?;
    u16::try_from(time.hour() * 60 + time.minute()).ok()
}

fn hhmm(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn refused(message: core::fmt::Arguments<'_>) -> Error {
    Error::new(&codes::TWIN_SETTING_REFUSED, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            r#"{"number":3,"days":"1111100","from":"22:00","to":"06:00"}"#,
            r#"{"number":9,"days":"0000001","from":"00:00","to":"23:59","suspended":true}"#,
        ] {
            let slot: Slot = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&slot).unwrap(), text);
        }
        let text = r#"{"first":"2026-03-29","last":"2026-10-25","at":"01:00"}"#;
        let daylight: Daylight = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&daylight).unwrap(), text);
        let text = r#"{"name":"Ames","until":"2026-08-01T00:00:00","periods":[{"number":0,"days":"1000000","from":"08:00","to":"12:00"}]}"#;
        let phone: PhoneClient = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&phone).unwrap(), text);
    }

    #[test]
    fn what_no_lock_can_be_told_is_refused() {
        for (number, days, from, to) in [
            (10, "1111111", "08:00", "09:00"),
            (0, "111111", "08:00", "09:00"),
            (0, "11111111", "08:00", "09:00"),
            (0, "1111112", "08:00", "09:00"),
            (0, "0000000", "08:00", "09:00"),
            (0, "1111111", "8:00", "09:00"),
            (0, "1111111", "08:00", "08:00"),
            (0, "1111111", "08:00", "24:00"),
        ] {
            let error = Slot::new(number, days, from, to).unwrap_err();
            assert_eq!(error.code(), "twin.setting_refused", "{number} {days} {from} {to}");
        }
        for text in [
            r#"{"first":"2026-03-29","at":"01:00"}"#,
            r#"{"first":"2026-03-29","last":"2026-03-29","at":"01:00"}"#,
            r#"{"at":"25:00"}"#,
        ] {
            assert!(serde_json::from_str::<Daylight>(text).is_err(), "{text}");
        }
        assert!(PhoneClient::new("").is_err() && PhoneClient::new(&"x".repeat(65)).is_err());
        let slot = Slot::new(1, "1111111", "08:00", "09:00").unwrap();
        assert!(in_order(vec![slot, slot]).is_err());
        let ames = PhoneClient::new("Ames").unwrap();
        assert!(by_name(vec![ames.clone(), ames.clone()]).is_err());
        let noon = Moment::parse("2026-07-01T12:00").unwrap();
        assert!(ames.within(Some(noon), Some(noon)).is_err());
    }

    #[test]
    fn a_zone_gives_the_daylight_saving_that_runs_or_comes_next() {
        let of = |zone: &str, now: &str| {
            let daylight = Daylight::of_zone(Zone::parse(zone).unwrap(), now.parse().unwrap());
            daylight.map(|daylight| serde_json::to_value(daylight).unwrap())
        };
        let json =
            |first: &str, last: &str, at: &str| serde_json::json!({"first": first, "last": last, "at": at});
        assert_eq!(
            of("Europe/London", "2026-07-01T12:00:00Z").unwrap(),
            json("2026-03-29", "2026-10-25", "01:00")
        );
        assert_eq!(
            of("Europe/London", "2026-12-01T12:00:00Z").unwrap(),
            json("2027-03-28", "2027-10-31", "01:00")
        );
        assert_eq!(
            of("Australia/Sydney", "2026-12-01T12:00:00Z").unwrap(),
            json("2026-10-04", "2027-04-04", "02:00")
        );
        assert_eq!(of("UTC", "2026-12-01T12:00:00Z").unwrap(), serde_json::json!({"at": "01:00"}));
        let lord_howe = of("Australia/Lord_Howe", "2026-12-01T12:00:00Z").unwrap_err();
        assert_eq!(lord_howe.code(), "twin.setting_refused");
    }
}
