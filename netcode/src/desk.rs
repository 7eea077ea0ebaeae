//! The desk: a door and a house, and a proved code for every booking.
//!
//! A [`Desk`] is made from a door file. For a booking it plans the grant, issues the code, and tries it on the lock's
//! own verifier before handing it out: it opens at check-in and in the last minute before check-out, and is refused
//! just outside what was granted.

use std::string::String;
use std::vec::Vec;

use chrono::NaiveTime;
use serde::Deserialize;

use crate::code::{Format, Identity, Profile, SiteKey};
use crate::error::{Error, Result, table::feed as codes};
use crate::feed::{Booking, HouseRules};
use crate::grant::{Layout, Mode};
use crate::id::{GroupId, LockId, Serial};
use crate::stay::{Counter, Door, Stay};
use crate::time::{ClockEvent, ClockRule, LockClock, LockTime, Zone};

pub use crate::stay::{Handout, HandoutCode};

/// A door file: the lock, what it accepts, and the house it belongs to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DoorFile {
    #[serde(rename = "name")]
    _name: Option<String>,
    site_key: Option<String>,
    site_key_file: Option<String>,
    serial: String,
    lock_id: u32,
    initialised: String,
    layout: Option<String>,
    digits: u8,
    modes: Vec<String>,
    #[serde(default)]
    grace: u32,
    issues: Option<u32>,
    first_use_hours: Option<u32>,
    zone: String,
    clock_rule: Option<ClockRule>,
    clock: Option<ClockFile>,
    #[serde(default)]
    groups: Vec<GroupId>,
    check_in: String,
    check_out: String,
}

/// What is known of the lock's clock beyond its rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockFile {
    /// The most it drifts, in parts per million.
    ppm: u32,
    /// The most it was out when the lock was initialised, in seconds.
    set_within_seconds: u32,
    /// Whether people may have moved it with daylight saving when they should not, or not when they should.
    #[serde(default)]
    dst_doubt: bool,
    /// What happened to it, or was seen of it, since.
    #[serde(default)]
    events: Vec<ClockEvent>,
}

fn door_file(text: &str) -> Result<DoorFile> {
    serde_json::from_str(text).map_err(|error| {
        Error::new(&codes::DESK_DOOR_MALFORMED, format_args!("the door file is malformed: {error}"))
    })
}

/// The path of the site key that a door file names, if it does not carry the key itself.
///
/// # Errors
/// `desk.door_malformed`.
pub fn site_key_file(door: &str) -> Result<Option<String>> {
    Ok(door_file(door)?.site_key_file)
}

/// A door and the house it belongs to, ready to issue.
#[derive(Debug, Clone)]
pub struct Desk {
    counter: Counter,
    house: HouseRules,
}

impl Desk {
    /// Reads a door file. `site_key` is the text of the file it names with `site_key_file`, if it names one.
    ///
    /// Without `clock` the lock's clock is taken as exact, so what is guaranteed is what is granted; with `ppm` and
    /// `set_within_seconds` the guarantee holds for every clock within them, and `events` are what happened to it since.
    ///
    /// # Errors
    /// `desk.door_malformed` and the codes of every field's own type.
    pub fn open(door: &str, site_key: Option<&str>) -> Result<Self> {
        let file = door_file(door)?;
        let site_key = site_key.or(file.site_key.as_deref()).ok_or_else(|| {
            Error::new(&codes::DESK_DOOR_MALFORMED, format_args!("the door file has no site key"))
                .with_hint(format_args!("give site_key_file, or site_key for trials"))
        })?;
        let key = SiteKey::from_hex(site_key.trim())?.lock_key(&Serial::new(&file.serial)?);
        let zone = Zone::parse(&file.zone)?;
        let rule = file.clock_rule.unwrap_or(ClockRule::StandardTime);
        let initialised = LockTime::parse(&file.initialised)?;
        let door = Door::new(profile(&file)?, clock(file.clock.as_ref(), zone, rule, initialised)?)
            .with_groups(&file.groups)?;
        Ok(Self {
            counter: Counter { door, key, lock_id: LockId::new(file.lock_id)?, initialised },
            house: HouseRules {
                zone,
                check_in: house_time("check_in", &file.check_in)?,
                check_out: house_time("check_out", &file.check_out)?,
            },
        })
    }

    /// The house's rules.
    pub const fn house(&self) -> &HouseRules {
        &self.house
    }

    /// The door.
    pub const fn door(&self) -> &Door {
        &self.counter.door
    }

    /// Who the lock's codes are for since its last initialisation.
    pub fn identity(&self) -> Identity {
        self.identity_initialised(self.counter.initialised)
    }

    /// Who its codes were for when it was initialised at another time.
    pub fn identity_initialised(&self, at: LockTime) -> Identity {
        Identity::own(self.counter.key.clone(), self.counter.lock_id, at)
    }

    /// Plans, issues and proves the code of a booking. The same booking always gets the same answer.
    ///
    /// # Errors
    /// `desk.departs_first`, `desk.before_initialisation`, `desk.no_way`, `desk.not_proved`, and the `zone.*` codes
    /// of times that daylight saving skips or repeats.
    pub fn issue(&self, booking: &Booking) -> Result<Handout> {
        let (check_in, check_out) = self.house.moments(booking)?;
        let stay = Stay::between(self.house.zone, check_in, check_out)?;
        let issued = self.counter.code(&self.counter.grants(&stay)?)?;
        self.counter.prove(&issued, check_in, check_out)?;
        Ok(self.counter.handout(&booking.id, booking.guest.as_deref(), &stay, &issued))
    }
}

fn profile(file: &DoorFile) -> Result<Profile> {
    let layout = file.layout.as_deref().map_or(Ok(Layout::S), Layout::parse)?;
    let modes = file.modes.iter().map(|mode| Mode::parse(mode)).collect::<Result<Vec<Mode>>>()?;
    let mut profile = Profile::new(Format::new(layout, file.digits)?, &modes)?.with_grace(file.grace)?;
    if let Some(issues) = file.issues {
        profile = profile.with_issues(issues)?;
    }
    if let Some(hours) = file.first_use_hours {
        profile = profile.with_first_use_hours(hours)?;
    }
    Ok(profile)
}

fn clock(file: Option<&ClockFile>, zone: Zone, rule: ClockRule, initialised: LockTime) -> Result<LockClock> {
    let (ppm, within_seconds) = file.map_or((0, 0), |clock| (clock.ppm, clock.set_within_seconds));
    let at = zone.to_civil(rule, initialised).to_utc();
    let set = LockClock::new(zone, rule, ppm)?
        .with_dst_doubt(file.is_some_and(|clock| clock.dst_doubt))
        .with_event(ClockEvent::Set { at, within_seconds })?;
    let events = file.map(|clock| clock.events.as_slice()).unwrap_or_default();
    events.iter().try_fold(set, |clock, event| clock.with_event(*event))
}

fn house_time(field: &str, text: &str) -> Result<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| {
        Error::new(&codes::DESK_DOOR_MALFORMED, format_args!("{field} `{text}` is not a time of day"))
            .with_hint(format_args!("write {field} as HH:MM, for example 15:00"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;
    use crate::feed::Moment;

    fn door(modes: &str, extra: &str) -> String {
        std::format!(
            r#"{{"site_key": "{}", "serial": "FLAT-2", "lock_id": 123456, "initialised": "2026-01-15T09:30", "layout": "S",
                "digits": 7, "modes": {modes}, "zone": "Europe/London", "check_in": "15:00", "check_out": "11:00"{extra}}}"#,
            "0b".repeat(32)
        )
    }

    fn booking(arrival: &str, departure: &str) -> Booking {
        let day = |text: &str| Moment::Day(text.parse().unwrap());
        Booking { id: "B1".into(), guest: None, arrival: day(arrival), departure: day(departure) }
    }

    #[test]
    fn a_stay_gets_one_proved_code_that_covers_it() {
        let desk = Desk::open(&door(r#"["acc"]"#, ""), None).unwrap();
        let handout = desk.issue(&booking("2026-07-01", "2026-07-04")).unwrap();
        assert_eq!(handout.check_in, "2026-07-01T15:00:00+01:00");
        let [code] = &handout.codes[..] else { panic!("{handout:?}") };
        assert_eq!(code.grant.to_string(), "acc 2026-07-01T00:00 4 d");
        assert_eq!(code.opens_from, "2026-07-01T01:00:00+01:00");
        assert_eq!((handout.spill_before_minutes, handout.spill_after_minutes), (14 * 60, 14 * 60));
        assert_eq!(handout, desk.issue(&booking("2026-07-01", "2026-07-04")).unwrap());
    }

    #[test]
    fn a_clock_that_drifts_widens_the_code_and_not_the_promise() {
        let clock = r#", "clock": {"ppm": 100, "set_within_seconds": 60}"#;
        let modes = r#"["standard-multi"]"#;
        let issue = |extra: &str| {
            let civil = |text: &str| Moment::Civil(text.parse().unwrap());
            let visit = Booking {
                arrival: civil("2026-07-01T14:00:00"),
                departure: civil("2026-07-01T18:00:00"),
                ..booking("2026-07-01", "2026-07-02")
            };
            Desk::open(&door(modes, extra), None).unwrap().issue(&visit).unwrap()
        };
        let (exact, drifting) = (issue(""), issue(clock));
        assert_eq!(exact.codes[0].grant.to_string(), "standard-multi 2026-07-01T13:00 4 h");
        assert_eq!(drifting.codes[0].grant.to_string(), "standard-multi 2026-07-01T12:00 6 h");
        assert_eq!(exact.guaranteed_from.as_deref(), Some("2026-07-01T14:00:00+01:00"));
        assert_eq!(drifting.guaranteed_from.as_deref(), Some("2026-07-01T13:26:00+01:00"));
    }

    #[test]
    fn what_cannot_be_covered_says_what_would() {
        let desk = Desk::open(&door(r#"["standard-single"]"#, ""), None).unwrap();
        let error = desk.issue(&booking("2026-07-01", "2026-07-20")).unwrap_err();
        assert_eq!(error.code(), "desk.no_way");
        let error = desk.issue(&booking("2026-07-04", "2026-07-01")).unwrap_err();
        assert_eq!(error.code(), "desk.departs_first");
        let error = desk.issue(&booking("2026-01-10", "2026-01-20")).unwrap_err();
        assert_eq!(error.code(), "desk.before_initialisation");
    }

    #[test]
    fn a_code_that_does_not_do_what_was_promised_is_not_handed_out() {
        let desk = Desk::open(&door(r#"["acc"]"#, ""), None).unwrap();
        let stay = booking("2026-07-01", "2026-07-04");
        let (from, until) = desk.house().moments(&stay).unwrap();
        let code = desk.issue(&stay).unwrap().codes.remove(0);
        let digits = Code::parse(&code.code).unwrap();
        assert!(desk.counter.prove(&[(code.grant, digits)], from, until).is_ok());
        let promised_longer =
            desk.counter.prove(&[(code.grant, digits)], from, until + chrono::TimeDelta::days(2));
        assert_eq!(promised_longer.unwrap_err().code(), "desk.not_proved");
    }

    #[test]
    fn a_door_file_is_read_strictly() {
        let refused = |text: &str| Desk::open(text, None).unwrap_err().code();
        assert_eq!(refused("{}"), "desk.door_malformed");
        assert_eq!(refused(&door(r#"["acc"]"#, r#", "colour": "red""#)), "desk.door_malformed");
        assert_eq!(refused(&door(r#"["acc", "urm"]"#, "")), "profile.modes");
        assert_eq!(refused(&door(r#"["acc"]"#, "").replace("15:00", "3 pm")), "desk.door_malformed");
        let by_file = door(r#"["acc"]"#, "").replace(r#""site_key""#, r#""site_key_file""#);
        assert_eq!(refused(&by_file), "desk.door_malformed");
        assert_eq!(site_key_file(&by_file).unwrap().unwrap(), "0b".repeat(32));
        assert!(Desk::open(&by_file, Some(&"0b".repeat(32))).is_ok());
    }
}
