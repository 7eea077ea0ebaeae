//! The desk: a door and a house, and a proved code for every booking.
//!
//! A [`Desk`] is made from a door file. For a booking it plans the grant, issues the code, and tries it on the lock's
//! own verifier before handing it out: it opens at check-in and in the last minute before check-out, and is refused
//! just outside what was granted.

use std::string::{String, ToString as _};
use std::vec::Vec;

use chrono::{DateTime, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::code::{Code, Format, Identity, LockKey, Profile, SiteKey, Verifier};
use crate::error::{Error, Result, table::feed as codes};
use crate::feed::{Booking, HouseRules};
use crate::grant::{Grant, Layout, Mode};
use crate::id::{GroupId, LockId, Serial};
use crate::stay::{Door, Plan, Stay, Way, plan};
use crate::time::{ClockEvent, ClockRule, LockClock, LockTime, Zone};

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
    key: LockKey,
    lock_id: LockId,
    initialised: LockTime,
    door: Door,
    rule: ClockRule,
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
        Ok(Self {
            key,
            lock_id: LockId::new(file.lock_id)?,
            initialised,
            door: Door::new(profile(&file)?, clock(file.clock.as_ref(), zone, rule, initialised)?)
                .with_groups(&file.groups)?,
            rule,
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
        &self.door
    }

    /// Who the lock's codes are for since its last initialisation.
    pub fn identity(&self) -> Identity {
        self.identity_initialised(self.initialised)
    }

    /// Who its codes were for when it was initialised at another time.
    pub fn identity_initialised(&self, at: LockTime) -> Identity {
        Identity::own(self.key.clone(), self.lock_id, at)
    }

    /// Plans, issues and proves the code of a booking. The same booking always gets the same answer.
    ///
    /// # Errors
    /// `desk.departs_first`, `desk.before_initialisation`, `desk.no_way`, `desk.not_proved`, and the `zone.*` codes
    /// of times that daylight saving skips or repeats.
    pub fn issue(&self, booking: &Booking) -> Result<Handout> {
        let (check_in, check_out) = self.house.moments(booking)?;
        let stay = Stay::new(check_in, check_out).map_err(|_| {
            let (from, until) = (self.shown(check_in), self.shown(check_out));
            Error::new(
                &codes::DESK_DEPARTS_FIRST,
                format_args!("the stay ends at {until} and begins at {from}"),
            )
        })?;
        if self.house.zone.lock_time(self.rule, check_in)? < self.initialised {
            return Err(Error::new(
                &codes::DESK_BEFORE_INITIALISATION,
                format_args!("the lock was initialised at {} of its clock, after check-in", self.initialised),
            ));
        }
        let planned = plan(&self.door, &stay);
        let way = best(&planned).ok_or_else(|| no_way(&planned))?;
        let format = self.door.profile().format();
        let identity = self.identity();
        let issued = way.grants.iter().map(|grant| Ok((*grant, identity.issue(format, grant)?.code)));
        let issued: Vec<(Grant, Code)> = issued.collect::<Result<_>>()?;
        self.prove(&issued, check_in, check_out)?;
        Ok(self.handout(booking, &stay, way, &issued))
    }

    fn handout(&self, booking: &Booking, stay: &Stay, way: &Way, issued: &[(Grant, Code)]) -> Handout {
        let civil = |time: LockTime| self.shown(self.house.zone.to_civil(self.rule, time).to_utc());
        let duty = |grant: &Grant| {
            let duty = way.quote.first_use.iter().find(|duty| duty.grant == *grant);
            duty.map(|duty| self.shown(duty.by))
        };
        let codes = issued.iter().map(|(grant, code)| HandoutCode {
            code: code.as_str().to_string(),
            grant: *grant,
            opens_from: civil(grant.start()),
            opens_until: civil(grant.ends()),
            lock_from: grant.start(),
            lock_until: grant.ends(),
            first_use_by: duty(grant),
        });
        let promise = way.quote.promise();
        Handout {
            stay: booking.id.clone(),
            guest: booking.guest.clone(),
            check_in: self.shown(stay.window().from()),
            check_out: self.shown(stay.window().until()),
            codes: codes.collect(),
            guaranteed_from: promise.map(|promise| self.shown(promise.from())),
            guaranteed_until: promise.map(|promise| self.shown(promise.until())),
            spill_before_minutes: way.quote.spill.before_minutes,
            spill_after_minutes: way.quote.spill.after_minutes,
            credits: way.credits,
            ends_earlier_rentals: way.blocks_earlier,
        }
    }

    /// Tries the codes on a verifier of this lock, in the order in which time passes.
    fn prove(
        &self,
        issued: &[(Grant, Code)],
        check_in: DateTime<Utc>,
        check_out: DateTime<Utc>,
    ) -> Result<()> {
        let lock_time = |moment| self.house.zone.lock_time(self.rule, moment);
        let grace = i64::from(self.door.profile().grace_minutes());
        let first = lock_time(check_in)?;
        let last = lock_time(check_out)?.plus_minutes(-1)?;
        let begins = issued.iter().map(|(grant, _)| grant.start()).min().unwrap_or(first);
        let ends = issued.iter().map(|(grant, _)| grant.ends()).max().unwrap_or(last);
        let mut lock = Verifier::new(*self.door.profile(), self.key.clone(), self.lock_id, self.initialised);
        let tries = [
            (begins.plus_minutes(-grace - 1).ok(), false, "before what was granted"),
            (Some(first), true, "at check-in"),
            (Some(last), true, "in the last minute before check-out"),
            (ends.plus_minutes(grace).ok(), false, "after what was granted"),
        ];
        for (at, expected, when) in tries {
            // A minute the lock's clock never shows again needs no trial.
            let Some(at) = at.filter(|at| *at >= lock.state().floor()) else { continue };
            let opened = issued.iter().filter(|(grant, _)| !expected || near(grant, at, grace));
            let opened = opened
                .fold(false, |opened, (_, code)| lock.accept(code, at, &mut |_| true).is_open() || opened);
            if opened != expected {
                return Err(Error::new(
                    &codes::DESK_NOT_PROVED,
                    format_args!(
                        "{when}, {at} of its clock, the verifier {}",
                        if opened { "opened" } else { "refused" }
                    ),
                ));
            }
        }
        Ok(())
    }

    fn shown(&self, moment: DateTime<Utc>) -> String {
        let civil: DateTime<Tz> = self.house.zone.civil(moment);
        civil.to_rfc3339_opts(SecondsFormat::Secs, false)
    }
}

/// Whether a guest would use the code of this grant at `at`.
fn near(grant: &Grant, at: LockTime, grace: i64) -> bool {
    at.minutes_since(grant.start()) >= -grace && at.minutes_since(grant.ends()) < grace
}

/// The best way that needs one code, or else the best: a guest types one code gladly and two rarely.
fn best(plan: &Plan) -> Option<&Way> {
    plan.ways.iter().find(|way| way.grants.len() == 1 && way.quote.holds()).or_else(|| plan.ways.first())
}

fn no_way(plan: &Plan) -> Error {
    let unfit: Vec<String> =
        plan.unfit.iter().map(|unfit| std::format!("{}: {}", unfit.mode, unfit.reason.as_str())).collect();
    let error = Error::new(
        &codes::DESK_NO_WAY,
        format_args!("no mode of the lock covers the stay ({})", unfit.join("; ")),
    );
    let remedies: Vec<String> = plan.remedies.iter().map(ToString::to_string).collect();
    if remedies.is_empty() { error } else { error.with_hint(format_args!("{}", remedies.join("; or "))) }
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

/// What the guest of one stay gets. Times are civil times of the property's zone unless they say `lock_`.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Handout {
    /// The booking's id.
    pub stay: String,
    /// The guest or summary of the feed.
    pub guest: Option<String>,
    /// When the guest may come in.
    pub check_in: String,
    /// When the guest is out.
    pub check_out: String,
    /// The codes, in the order in which they are used; nearly always one.
    pub codes: Vec<HandoutCode>,
    /// From when on a code is sure to open, whatever the lock's clock reads within its error.
    pub guaranteed_from: Option<String>,
    /// Until when it is sure to.
    pub guaranteed_until: Option<String>,
    /// Minutes before check-in in which a code may open too.
    pub spill_before_minutes: i64,
    /// Minutes after check-out in which a code may open too.
    pub spill_after_minutes: i64,
    /// Credits the codes cost.
    pub credits: u32,
    /// Whether using a code ends rentals that started before it.
    pub ends_earlier_rentals: bool,
}

/// One code of a handout.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct HandoutCode {
    /// The digits.
    pub code: String,
    /// What they permit.
    pub grant: Grant,
    /// The first minute they open.
    pub opens_from: String,
    /// The minute from which they no longer do.
    pub opens_until: String,
    /// The same on the lock's clock.
    pub lock_from: LockTime,
    /// The same on the lock's clock.
    pub lock_until: LockTime,
    /// The minute by which they must have been used once, whatever the lock's clock reads within its error, where
    /// the mode has such a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_use_by: Option<String>,
}

impl std::fmt::Debug for Handout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handout")
            .field("stay", &self.stay)
            .field("codes", &self.codes.len())
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for HandoutCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HandoutCode").field("grant", &self.grant).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert!(desk.prove(&[(code.grant, digits)], from, until).is_ok());
        let promised_longer = desk.prove(&[(code.grant, digits)], from, until + chrono::TimeDelta::days(2));
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
