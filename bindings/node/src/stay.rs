//! Stays: plans, quotes, changes of plan and who can enter.

use chrono::{NaiveDate, NaiveTime};
use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::error::table::stay::VISITS_OUT_OF_RANGE;
use netcode::error::table::time as codes;
use netcode::id::GroupId;
use netcode::{grant, stay};
use serde_json::Value;

use crate::arg::{Figure, given, whole};
use crate::error::{OrThrow, thrown};
use crate::key::Grant;
use crate::profile::Profile;
use crate::value::{When, document, give, take_word, take_written, tell_all, tell_in, when};
use crate::zone::{LockClock, ZoneArg, windows, zone};

/// A grant from a `Grant` or its fields.
pub(crate) fn grant(given: Unknown<'_>) -> Result<grant::Grant> {
    grant::Grant::from_value(&document(given)?).or_throw()
}

pub(crate) fn grants(given: Vec<Unknown<'_>>) -> Result<Vec<grant::Grant>> {
    given.into_iter().map(grant).collect()
}

/// Codes that were given out.
pub(crate) fn codes(given: Vec<Unknown<'_>>) -> Result<Vec<stay::Given>> {
    // The crate reads civil times of a zone here too; these have their offsets.
    let utc = netcode::time::Zone::parse("UTC").or_throw()?;
    let read = |code| {
        let written: Value = take_written("stay.Given", code)?;
        stay::Given::from_value(&written, utc).or_throw()
    };
    given.into_iter().map(read).collect()
}

/// A lock's profile with what is known of its clock.
#[napi(namespace = "stay")]
pub struct Door(pub(crate) stay::Door);

#[napi(namespace = "stay")]
impl Door {
    /// A door, with the groups whose codes it takes.
    #[napi(constructor)]
    pub fn new(
        profile: &Profile,
        #[napi(ts_arg_type = "time.LockClock")] clock: &LockClock,
        #[napi(ts_arg_type = "readonly string[] | null | undefined")] groups: Option<Vec<String>>,
    ) -> Result<Self> {
        let groups = groups.unwrap_or_default();
        let groups = groups.iter().map(|group| GroupId::parse(group)).collect::<netcode::Result<Vec<_>>>();
        Ok(Self(stay::Door::new(profile.0, clock.0.clone()).with_groups(&groups.or_throw()?).or_throw()?))
    }

    /// The profile.
    #[napi(getter)]
    pub fn profile(&self) -> Profile {
        Profile(*self.0.profile())
    }

    /// What is known of its clock.
    #[napi(getter, ts_return_type = "time.LockClock")]
    pub fn clock(&self) -> LockClock {
        LockClock(self.0.clock().clone())
    }

    /// The groups whose codes it takes.
    #[napi(getter)]
    pub fn groups(&self) -> Vec<String> {
        self.0.groups().iter().map(GroupId::to_string).collect()
    }
}

/// A stay: from when until when, and whether the guest opens once only.
#[napi(namespace = "stay")]
pub struct Stay(pub(crate) stay::Stay);

/// What else is said of a stay.
#[napi(object, namespace = "stay")]
pub struct StayOptions {
    /// Whether the guest opens once only.
    #[napi(ts_type = "boolean | null | undefined")]
    pub once: Option<Either<bool, Null>>,
}

#[napi(namespace = "stay")]
impl Stay {
    /// A stay between two moments.
    #[napi(constructor)]
    pub fn new(
        #[napi(ts_arg_type = "MomentInit")] from: When<'_>,
        #[napi(ts_arg_type = "MomentInit")] until: When<'_>,
        #[napi(ts_arg_type = "StayOptions | null | undefined")] options: Option<StayOptions>,
    ) -> Result<Self> {
        let stay = stay::Stay::new(when(from)?, when(until)?).or_throw()?;
        let once = options.and_then(|options| given(options.once)).unwrap_or_default();
        Ok(Self(if once { stay.once() } else { stay }))
    }

    /// The time of the stay.
    #[napi(getter, ts_return_type = "time.Window")]
    pub fn window(&self) -> Result<Unknown<'static>> {
        give(tell_in("time.Window", &self.0.window(), None))
    }

    /// Whether the guest opens once only.
    #[napi(getter)]
    pub fn once(&self) -> bool {
        self.0.is_once()
    }
}

/// Every way to cover a stay on a door, best first, and why the other modes do not fit.
#[napi(namespace = "stay", ts_return_type = "Plan")]
pub fn plan(door: &Door, stay: &Stay) -> Result<Unknown<'static>> {
    give(tell_in("stay.Plan", &stay::plan(&door.0, &stay.0), Some(door.0.zone())))
}

/// What grants guarantee and spill on a door, whatever its clock's error.
#[napi(namespace = "stay", ts_return_type = "Quote")]
pub fn quote(
    door: &Door,
    #[napi(ts_arg_type = "readonly GrantInit[]")] grants: Vec<Unknown<'_>>,
    #[napi(ts_arg_type = "readonly time.WindowInit[]")] asked: Vec<Unknown<'_>>,
) -> Result<Unknown<'static>> {
    let quote = stay::quote(&door.0, &self::grants(grants)?, &windows(asked)?);
    give(tell_in("stay.Quote", &quote, Some(door.0.zone())))
}

/// A grant under the first issue number that none of `taken` uses for the same window.
#[napi(namespace = "stay")]
pub fn free_issue(
    profile: &Profile,
    #[napi(ts_arg_type = "GrantInit")] grant: Unknown<'_>,
    #[napi(ts_arg_type = "readonly GrantInit[]")] taken: Vec<Unknown<'_>>,
) -> Result<Grant> {
    Ok(Grant(stay::free_issue(&profile.0, self::grant(grant)?, &grants(taken)?).or_throw()?))
}

/// Who can enter at a moment, of the codes given out: surely or possibly, until when, and how to end it. The records
/// are complete unless said otherwise.
#[napi(namespace = "stay", ts_return_type = "Entrant[]")]
pub fn who_can_enter(
    door: &Door,
    #[napi(ts_arg_type = "readonly GivenInit[]")] codes: Vec<Unknown<'_>>,
    #[napi(ts_arg_type = "MomentInit")] at: When<'_>,
    #[napi(ts_arg_type = "Records | null | undefined")] records: Option<String>,
) -> Result<Unknown<'static>> {
    let records = records.map_or(Ok(stay::Records::Complete), |word| take_word("stay.Records", &word))?;
    let found = stay::who_can_enter(&door.0, &self::codes(codes)?, records, when(at)?);
    give(tell_all("stay.Entrant", &found, Some(door.0.zone())))
}

/// Something that happened to a booking.
#[napi(namespace = "stay")]
pub struct Happened(stay::Happened);

#[napi(namespace = "stay")]
impl Happened {
    /// The guest stays longer.
    #[napi]
    pub fn extended(#[napi(ts_arg_type = "MomentInit")] until: When<'_>) -> Result<Self> {
        Ok(Self(stay::Happened::Extended { until: when(until)? }))
    }

    /// The dates were changed: the guest comes and goes at other times.
    #[napi]
    pub fn rebooked(
        #[napi(ts_arg_type = "MomentInit")] from: When<'_>,
        #[napi(ts_arg_type = "MomentInit")] until: When<'_>,
    ) -> Result<Self> {
        Ok(Self(stay::Happened::Rebooked { from: when(from)?, until: when(until)? }))
    }

    /// The guest comes earlier.
    #[napi]
    pub fn arrives_early(#[napi(ts_arg_type = "MomentInit")] from: When<'_>) -> Result<Self> {
        Ok(Self(stay::Happened::ArrivesEarly { from: when(from)? }))
    }

    /// The guest leaves later on the day.
    #[napi]
    pub fn leaves_late(#[napi(ts_arg_type = "MomentInit")] until: When<'_>) -> Result<Self> {
        Ok(Self(stay::Happened::LeavesLate { until: when(until)? }))
    }

    /// The guest moves to another door.
    #[napi]
    pub fn moved(to: &Door, #[napi(ts_arg_type = "MomentInit")] at: When<'_>) -> Result<Self> {
        Ok(Self(stay::Happened::Moved { to: to.0.clone(), at: when(at)? }))
    }

    /// The booking was cancelled.
    #[napi]
    pub fn cancelled() -> Self {
        Self(stay::Happened::Cancelled)
    }

    /// The guest did not come; `expected` when they may yet.
    #[napi]
    pub fn no_show(expected: bool) -> Self {
        Self(stay::Happened::NoShow { expected })
    }

    /// The guest lost the code, or told somebody.
    #[napi]
    pub fn code_lost() -> Self {
        Self(stay::Happened::CodeLost)
    }

    /// Somebody else takes over the rest of the stay.
    #[napi]
    pub fn handed_over(#[napi(ts_arg_type = "MomentInit")] at: When<'_>) -> Result<Self> {
        Ok(Self(stay::Happened::HandedOver { at: when(at)? }))
    }
}

/// A stay that was booked, on its door, with the codes that were given out for it.
#[napi(object, object_to_js = false, namespace = "stay")]
pub struct Booking<'env> {
    /// The door.
    #[napi(ts_type = "Door")]
    pub door: ClassInstance<'env, Door>,
    /// The stay.
    #[napi(ts_type = "Stay")]
    pub stay: ClassInstance<'env, Stay>,
    /// The codes given out.
    #[napi(ts_type = "readonly GivenInit[]")]
    pub codes: Vec<Unknown<'env>>,
}

/// What to do about it: which codes stay, what to issue, what to withdraw and how, and what remains open. `keypad`
/// says whether somebody can type at the lock.
#[napi(namespace = "stay", ts_return_type = "Answer")]
pub fn change(
    booking: Booking<'_>,
    happened: &Happened,
    #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
    keypad: bool,
) -> Result<Unknown<'static>> {
    let door = booking.door.0.clone();
    let booking = stay::Booking { door, stay: booking.stay.0, codes: codes(booking.codes)? };
    let answer = stay::change(&booking, &happened.0, when(now)?, keypad).or_throw()?;
    give(tell_in("stay.Answer", &answer, Some(booking.door.zone())))
}

/// A door with its name.
#[napi(object, object_to_js = false, namespace = "stay")]
pub struct NamedDoor<'env> {
    /// What it is called.
    pub name: String,
    /// The door.
    #[napi(ts_type = "Door")]
    pub door: ClassInstance<'env, Door>,
}

/// How to open several doors with one code of a group, and what that costs beside separate codes. `doors` are all
/// doors of the property, `wanted` the names of those the guest needs.
#[napi(namespace = "stay", ts_return_type = "Shared")]
pub fn plan_doors(
    #[napi(ts_arg_type = "readonly NamedDoor[]")] doors: Vec<NamedDoor<'_>>,
    #[napi(ts_arg_type = "readonly string[]")] wanted: Vec<String>,
    stay: &Stay,
) -> Result<Unknown<'static>> {
    let doors: Vec<_> = doors.into_iter().map(|named| (named.name, named.door.0.clone())).collect();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let shared = stay::plan_doors(&doors, &wanted, &stay.0).or_throw()?;
    give(tell_in("stay.Shared", &shared, doors.first().map(|(_, door)| door.zone())))
}

/// Visits on the same weekdays and hours, week after week, in civil time.
#[napi(namespace = "stay")]
pub struct Visits(stay::Visits, netcode::time::Zone);

/// When visits are.
#[napi(object, object_to_js = false, namespace = "stay")]
pub struct VisitsOptions<'env> {
    /// The zone of the hours.
    #[napi(ts_type = "string | time.Zone")]
    pub zone: ZoneArg<'env>,
    /// The first day, `2026-07-01`.
    pub first: String,
    /// The days of the week.
    #[napi(ts_type = "readonly Weekday[]")]
    pub weekdays: Vec<String>,
    /// When a visit begins, `09:00`.
    pub from: String,
    /// How long one lasts.
    #[napi(ts_type = "number")]
    pub minutes: Figure<'env>,
    /// For how many weeks.
    #[napi(ts_type = "number")]
    pub weeks: Figure<'env>,
}

#[napi(namespace = "stay")]
impl Visits {
    /// Visits from a first day on.
    #[napi(constructor)]
    pub fn new(options: VisitsOptions<'_>) -> Result<Self> {
        let malformed = |text: &str| {
            let what = format_args!("`{text}` is neither a day nor a time of day");
            thrown(&netcode::Error::new(&codes::ZONE_MALFORMED, what))
        };
        let zone = zone(options.zone)?;
        let first =
            NaiveDate::parse_from_str(&options.first, "%Y-%m-%d").map_err(|_| malformed(&options.first))?;
        let from = NaiveTime::parse_from_str(&options.from, "%H:%M").map_err(|_| malformed(&options.from))?;
        let days =
            options.weekdays.iter().map(|day| take_word("time.Weekday", day)).collect::<Result<Vec<_>>>()?;
        let minutes = whole("minutes", options.minutes, &VISITS_OUT_OF_RANGE)?;
        let weeks = whole("weeks", options.weeks, &VISITS_OUT_OF_RANGE)?;
        let visits = stay::Visits::new(zone, first, &days, from, minutes, weeks);
        Ok(Self(visits.or_throw()?, zone))
    }

    /// The visits, in order of time.
    #[napi(getter, ts_return_type = "time.Window[]")]
    pub fn windows(&self) -> Result<Unknown<'static>> {
        give(tell_all("time.Window", &self.0.windows(), Some(self.1)))
    }
}

/// The ways to let somebody in for visits that repeat, best first.
#[napi(namespace = "stay", ts_return_type = "Way[]")]
pub fn plan_visits(door: &Door, visits: &Visits) -> Result<Unknown<'static>> {
    give(tell_all("stay.Way", &stay::plan_visits(&door.0, &visits.0), Some(door.0.zone())))
}
