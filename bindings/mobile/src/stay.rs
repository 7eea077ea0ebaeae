//! Stays: plans, quotes, changes of plan and who can enter.

use std::collections::HashMap;
use std::sync::Arc;

use netcode::stay as core;

use crate::clock::windows;
use crate::wire::cross;
use crate::{
    Entrant, Given, Grant, GroupId, LockClock, LockTime, Moment, Plan, Profile, Quote, Records, Result,
    Shared, StayAnswer, Way, Weekday, Window, Zone,
};

/// A lock's profile with what is known of its clock.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq)]
pub struct Door(pub(crate) core::Door);

/// A stay: from when until when, and whether the guest opens once only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq)]
pub struct Stay(core::Stay);

#[uniffi::export]
impl Stay {
    /// A stay in which the guest comes and goes, or with `once` opens once only. Fails with `window.empty`.
    #[uniffi::constructor(default(once = false))]
    pub fn new(from: Moment, until: Moment, once: bool) -> Result<Arc<Self>> {
        let stay = core::Stay::new(from, until)?;
        Ok(Arc::new(Self(if once { stay.once() } else { stay })))
    }

    /// The time of the stay.
    pub fn window(&self) -> Result<Window> {
        cross("window", &self.0.window())
    }

    /// Whether the guest opens once only.
    pub fn is_once(&self) -> bool {
        self.0.is_once()
    }
}

/// Something that happened to a booking.
#[derive(Debug, Clone, uniffi::Enum)]
pub enum Happened {
    /// The guest stays longer.
    Extended {
        /// Until when.
        until: Moment,
    },
    /// The dates were changed.
    Rebooked {
        /// From when.
        from: Moment,
        /// Until when.
        until: Moment,
    },
    /// The guest comes earlier.
    ArrivesEarly {
        /// From when.
        from: Moment,
    },
    /// The guest leaves later on the day.
    LeavesLate {
        /// Until when.
        until: Moment,
    },
    /// The guest moves to another door.
    Moved {
        /// Which.
        to: Arc<Door>,
        /// When.
        at: Moment,
    },
    /// The booking was cancelled.
    Cancelled,
    /// The guest did not come.
    NoShow {
        /// Whether they may yet.
        expected: bool,
    },
    /// The guest lost the code, or told somebody.
    CodeLost,
    /// Somebody else takes over the rest of the stay.
    HandedOver {
        /// When.
        at: Moment,
    },
}

impl From<Happened> for core::Happened {
    fn from(of: Happened) -> Self {
        match of {
            Happened::Extended { until } => Self::Extended { until },
            Happened::Rebooked { from, until } => Self::Rebooked { from, until },
            Happened::ArrivesEarly { from } => Self::ArrivesEarly { from },
            Happened::LeavesLate { until } => Self::LeavesLate { until },
            Happened::Moved { to, at } => Self::Moved { to: to.0.clone(), at },
            Happened::Cancelled => Self::Cancelled,
            Happened::NoShow { expected } => Self::NoShow { expected },
            Happened::CodeLost => Self::CodeLost,
            Happened::HandedOver { at } => Self::HandedOver { at },
        }
    }
}

impl Given {
    pub(crate) fn taken(&self) -> Result<core::Given> {
        let mut given = match self.group {
            Some(group) => core::Given::of_group(&self.id, group, self.grant.0),
            None => core::Given::own(&self.id, self.grant.0),
        };
        if let Some(used) = self.used {
            given = given.used(used);
        }
        if let Some(blocked) = self.blocked {
            given = given.blocked(blocked);
        }
        if let Some(asked) = &self.asked {
            given = given.asked(asked.taken()?);
        }
        Ok(given)
    }
}

pub(crate) fn given(codes: &[Given]) -> Result<Vec<core::Given>> {
    codes.iter().map(Given::taken).collect()
}

#[uniffi::export]
impl Quote {
    /// Whether everything that is asked is guaranteed.
    pub fn holds(&self) -> bool {
        self.missing.is_empty()
    }
}

#[uniffi::export]
impl Door {
    /// A door, with the groups whose codes its lock takes. Fails with `lock.groups_full`.
    #[uniffi::constructor(default(groups = []))]
    pub fn new(profile: &Profile, clock: &LockClock, groups: Vec<GroupId>) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(core::Door::new(profile.0, clock.0.clone()).with_groups(&groups)?)))
    }

    /// What the lock accepts.
    pub fn profile(&self) -> Arc<Profile> {
        Arc::new(Profile(*self.0.profile()))
    }

    /// What is known of its clock.
    pub fn clock(&self) -> Arc<LockClock> {
        Arc::new(LockClock(self.0.clock().clone()))
    }

    /// The groups whose codes it takes.
    pub fn groups(&self) -> Vec<GroupId> {
        self.0.groups().to_vec()
    }

    /// The zone it stands in.
    pub fn zone(&self) -> Arc<Zone> {
        Arc::new(Zone(self.0.zone()))
    }

    /// Every way to cover a stay, best first, and why the other modes do not fit.
    pub fn plan(&self, stay: &Stay) -> Result<Plan> {
        cross("plan", &core::plan(&self.0, &stay.0))
    }

    /// What grants guarantee and spill, whatever the clock's error. Fails with `window.empty`.
    pub fn quote(&self, grants: Vec<Arc<Grant>>, asked: Vec<Window>) -> Result<Quote> {
        let grants: Vec<_> = grants.iter().map(|grant| grant.0).collect();
        cross("quote", &core::quote(&self.0, &grants, &windows(&asked)?))
    }

    /// Who can enter at a moment, of the codes given out: surely or possibly, until when, and how to end it. Fails
    /// with `window.empty`.
    pub fn who_can_enter(&self, codes: Vec<Given>, at: Moment, records: Records) -> Result<Vec<Entrant>> {
        let records = cross("choice of records", &records)?;
        cross("list of entrants", &core::who_can_enter(&self.0, &given(&codes)?, records, at))
    }

    /// What to do when something happened to a booking: which codes stay, what to issue, what to withdraw and how, and
    /// what remains open. `keypad` says whether somebody can type at the lock. Fails with the codes of plans.
    pub fn change(
        &self,
        stay: &Stay,
        codes: Vec<Given>,
        happened: Happened,
        now: Moment,
        keypad: bool,
    ) -> Result<StayAnswer> {
        let booking = core::Booking { door: self.0.clone(), stay: stay.0, codes: given(&codes)? };
        cross("answer", &core::change(&booking, &happened.into(), now, keypad)?)
    }

    /// The ways to let somebody in for visits that repeat, best first.
    pub fn plan_visits(&self, visits: &Visits) -> Result<Vec<Way>> {
        cross("list of ways", &core::plan_visits(&self.0, &visits.0))
    }
}

#[uniffi::export]
impl Profile {
    /// A grant under the first issue number that none of `taken` uses for the same window. Fails with
    /// `stay.no_issue_left`.
    pub fn free_issue(&self, grant: &Grant, taken: Vec<Arc<Grant>>) -> Result<Arc<Grant>> {
        let taken: Vec<_> = taken.iter().map(|grant| grant.0).collect();
        Ok(Grant::told(core::free_issue(&self.0, grant.0, &taken)?))
    }
}

/// How to open several doors with one code of a group, and what that costs beside separate codes. `doors` are all doors
/// of the property by name, `wanted` those the guest needs. Fails with `stay.door_unknown`.
#[uniffi::export]
pub fn plan_doors(doors: HashMap<String, Arc<Door>>, wanted: Vec<String>, stay: &Stay) -> Result<Shared> {
    let mut doors: Vec<_> = doors.into_iter().map(|(name, door)| (name, door.0.clone())).collect();
    doors.sort_by(|one, other| one.0.cmp(&other.0));
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    cross("plan of doors", &core::plan_doors(&doors, &wanted, &stay.0)?)
}

/// Visits on the same weekdays and hours, week after week, in civil time.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq)]
pub struct Visits(core::Visits);

#[uniffi::export]
impl Visits {
    /// Visits of `minutes` (1 to 1440) for `weeks` weeks (1 to 53), in the zone's civil time: from the day of `first`
    /// on, at its time of day. Fails with `stay.visits_out_of_range`, `zone.gap`, `zone.fold`.
    #[uniffi::constructor]
    pub fn new(
        zone: &Zone,
        first: LockTime,
        weekdays: Vec<Weekday>,
        minutes: u32,
        weeks: u32,
    ) -> Result<Arc<Self>> {
        let weekdays: Vec<netcode::time::Weekday> = weekdays.into_iter().map(Into::into).collect();
        let first = first.naive();
        Ok(Arc::new(Self(core::Visits::new(zone.0, first.date(), &weekdays, first.time(), minutes, weeks)?)))
    }

    /// The visits, in order of time.
    pub fn windows(&self) -> Result<Vec<Window>> {
        cross("list of windows", &self.0.windows())
    }
}
