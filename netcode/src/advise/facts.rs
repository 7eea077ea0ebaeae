//! What the records and the digits say of one try, before any cause is thought of.

use std::string::String;
use std::vec::Vec;

use chrono::TimeDelta;

use super::{Attempt, Handed, Known, OtherLock};
use crate::code::{Code, HeldKey, Identity, KeyRef, Reason, inspect};
use crate::error::{Error, Result};
use crate::grant::Mode;
use crate::time::{ClockEvent, ClockRule, LockTime, Transition};

/// What the typed digits are, by the records.
#[derive(Clone, Copy)]
pub(super) enum Digits<'a> {
    /// A code that was given out.
    Handed(&'a Handed),
    /// A code of the lock that opens now and is not in the records.
    Unrecorded,
    /// A code given out with another digit in this place, counted from 0.
    OneWrong(&'a Handed, usize),
    /// A code given out with this place and the next swapped.
    Swapped(&'a Handed, usize),
    /// A code given out with a digit left out.
    Missing(&'a Handed),
    /// A code given out with a digit too many.
    Extra(&'a Handed),
    /// A code of another lock that is valid now.
    Other(&'a OtherLock),
    /// A code of an earlier initialisation; the moment of that.
    Former(LockTime),
    /// None of these, though of the right length.
    Unknown,
    /// None of these, and not as many as the lock's codes have.
    OddLength,
}

/// What the records say of a code that was given out, by a right clock.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Opens,
    /// Opens once; whether it has is not recorded.
    SingleUnused,
    /// A later rental has begun; whether it was used is not recorded.
    LaterUnused,
    Blocked,
    Spent,
    Superseded,
    ModeOff,
    NotAccepted,
    TooEarly,
    Over,
    OutsideHours,
    FirstUseMissed,
    /// The digits are no code that was given out.
    None,
}

/// Which errors of the clock, within what is known of it, would refuse a code that opens by a right clock.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) behind: bool,
    pub(super) ahead: bool,
    /// Minutes of a shift for daylight saving that was followed or forgotten where it should not be.
    pub(super) shift: Option<i64>,
}

/// Everything a verdict rests on, as far as it hangs on the digits and the records.
pub(super) struct Facts<'a> {
    pub(super) known: &'a Known,
    pub(super) attempt: &'a Attempt,
    pub(super) now: LockTime,
    pub(super) digits: Digits<'a>,
    pub(super) standing: Standing,
    pub(super) edge: Edge,
    /// The rental that may have ended this one.
    pub(super) later: Option<&'a Handed>,
    /// Most minutes by which the clock may be out; none where nothing is known of it.
    pub(super) worst_minutes: Option<i64>,
    pub(super) cells_changed: bool,
}

impl<'a> Facts<'a> {
    pub(super) fn gather(known: &'a Known, attempt: &'a Attempt) -> Result<Self> {
        let now = known.door.zone().lock_time(known.door.clock().rule(), attempt.at)?;
        let error = known.door.clock().error(attempt.at);
        let mut facts = Self {
            known,
            attempt,
            now,
            digits: Digits::Unknown,
            standing: Standing::None,
            edge: Edge::default(),
            later: None,
            worst_minutes: error.map(|error| (error.worst_seconds().div_ceil(60)) as i64),
            cells_changed: cells_changed(known, attempt),
        };
        facts.digits = facts.read_digits()?;
        if let Digits::Handed(handed) = facts.digits {
            facts.later = facts.later_rental(handed);
            facts.standing = facts.stand(handed)?;
        }
        let code = match facts.digits {
            Digits::Handed(handed) => Some((handed.code, facts.used(handed))),
            Digits::Unrecorded => Some((Code::parse(&attempt.digits)?, false)),
            _ => None,
        };
        let opens = [Standing::Opens, Standing::SingleUnused, Standing::LaterUnused, Standing::None];
        if let Some((code, used)) = code.filter(|_| opens.contains(&facts.standing)) {
            facts.edge = facts.edge(&code, used)?;
        }
        Ok(facts)
    }

    /// What a lock that remembers nothing would say to a code of `identity` with its clock out by so many minutes.
    fn reason(&self, identity: &Identity, code: &Code, out_minutes: i64) -> Result<Reason> {
        let at = self.now.plus_minutes(out_minutes)?;
        let held = [HeldKey { key: KeyRef::Own, identity: identity.clone() }];
        let inspection = inspect(&held, self.known.door.profile(), code, at, Some(at))?;
        Ok(inspection.reason.unwrap_or(Reason::NoMeaning))
    }

    /// Whether such a code is valid now; whether it was used in time nobody can know here.
    fn valid(&self, identity: &Identity, code: &Code) -> Result<bool> {
        Ok(matches!(self.reason(identity, code, 0)?, Reason::Opens | Reason::FirstUseMissed))
    }

    fn read_digits(&self) -> Result<Digits<'a>> {
        let known = self.known;
        let format = known.door.profile().format();
        if self.attempt.digits.len() != usize::from(format.digits()) {
            return Ok(self.of_wrong_length());
        }
        let code = Code::parse(&self.attempt.digits)?;
        if let Some(handed) = known.handed.iter().find(|handed| handed.code == code) {
            for (at, identity) in &known.former {
                let issued =
                    |identity: &Identity| identity.issue(format, &handed.grant).map(|issued| issued.code);
                if issued(identity)? == code && issued(&known.identity)? != code {
                    return Ok(Digits::Former(*at));
                }
            }
            return Ok(Digits::Handed(handed));
        }
        if self.reason(&known.identity, &code, 0)? == Reason::Opens {
            return Ok(Digits::Unrecorded);
        }
        // By chance a number is hardly ever so near a code given out, and more often a code of another lock.
        if let Some(slip) = self.slip() {
            return Ok(slip);
        }
        for other in &known.others {
            if self.valid(&other.identity, &code)? {
                return Ok(Digits::Other(other));
            }
        }
        for (at, identity) in &known.former {
            if self.valid(identity, &code)? {
                return Ok(Digits::Former(*at));
            }
        }
        Ok(Digits::Unknown)
    }

    fn of_wrong_length(&self) -> Digits<'a> {
        let typed = self.attempt.digits.as_bytes();
        for handed in self.likely_meant() {
            let code = handed.code.as_str().as_bytes();
            if typed.len() + 1 == code.len() && without_one(code, typed) {
                return Digits::Missing(handed);
            }
            if typed.len() == code.len() + 1 && without_one(typed, code) {
                return Digits::Extra(handed);
            }
        }
        Digits::OddLength
    }

    fn slip(&self) -> Option<Digits<'a>> {
        let typed = self.attempt.digits.as_bytes();
        self.likely_meant().into_iter().find_map(|handed| {
            let code = handed.code.as_str().as_bytes();
            let differ: Vec<usize> = (0..code.len()).filter(|at| code.get(*at) != typed.get(*at)).collect();
            match differ.as_slice() {
                [at] => Some(Digits::OneWrong(handed, *at)),
                [a, b] if b - a == 1 && code.get(*a) == typed.get(*b) && code.get(*b) == typed.get(*a) => {
                    Some(Digits::Swapped(handed, *a))
                }
                _ => None,
            }
        })
    }

    /// The codes given out, those that open now first: a slip is likelier from one of them.
    fn likely_meant(&self) -> Vec<&'a Handed> {
        let mut all: Vec<&Handed> = self.known.handed.iter().collect();
        let in_time = |handed: &Handed| handed.grant.start() <= self.now && self.now < handed.grant.ends();
        all.sort_by_key(|handed| !in_time(handed));
        all
    }

    fn used(&self, handed: &Handed) -> bool {
        handed.used.is_some_and(|used| used < self.attempt.at)
    }

    /// The latest rental that has begun after this one did, one that was used before one that was not.
    fn later_rental(&self, handed: &Handed) -> Option<&'a Handed> {
        if !self.known.door.profile().block_previous() || !handed.grant.mode().is_rental() {
            return None;
        }
        let later = self.known.handed.iter().filter(|other| {
            other.grant.mode().is_rental()
                && other.grant.start() > handed.grant.start()
                && other.grant.start() <= self.now
        });
        later.max_by_key(|other| (self.used(other), other.grant.start()))
    }

    /// In another epoch the same digits may say something the lock gets further with; the records know better.
    fn stand(&self, handed: &Handed) -> Result<Standing> {
        let profile = self.known.door.profile();
        if handed.blocked.is_some_and(|blocked| blocked <= self.attempt.at) {
            return Ok(Standing::Blocked);
        }
        if !profile.modes().contains(handed.grant.mode()) {
            return Ok(Standing::ModeOff);
        }
        let grant = &handed.grant;
        let (used, grace) = (self.used(handed), i64::from(profile.grace_minutes()));
        let reason = self.reason(&self.known.identity, &handed.code, 0)?;
        Ok(match reason {
            Reason::TooLong | Reason::IssueNotAccepted => Standing::NotAccepted,
            Reason::Opens => self.stand_open(handed, used),
            _ if self.now.minutes_since(grant.start()) < -grace => Standing::TooEarly,
            _ if self.now.minutes_since(grant.ends()) >= grace => Standing::Over,
            _ if grant.mode() == Mode::Weekly && !grant.covers(self.now) => Standing::OutsideHours,
            _ if !used && self.missed_by(handed).1 >= 0 => Standing::FirstUseMissed,
            _ => self.stand_open(handed, used),
        })
    }

    /// By time and settings it opens: what does the lock remember of it?
    fn stand_open(&self, handed: &Handed, used: bool) -> Standing {
        match self.later {
            _ if handed.grant.mode().is_single_use() && used => Standing::Spent,
            _ if handed.grant.mode().is_single_use() => Standing::SingleUnused,
            Some(later) if self.used(later) => Standing::Superseded,
            Some(_) => Standing::LaterUnused,
            None => Standing::Opens,
        }
    }

    /// The code should open by a right clock: which wrong clocks would refuse it?
    fn edge(&self, code: &Code, used: bool) -> Result<Edge> {
        let refuses = |out: i64| {
            let reason = self.reason(&self.known.identity, code, out)?;
            Ok::<bool, Error>(reason != Reason::Opens && !(used && reason == Reason::FirstUseMissed))
        };
        let error = self.known.door.clock().error(self.attempt.at);
        let (behind, ahead) = match error {
            Some(error) => {
                (within(error.low_seconds.min(0), &refuses)?, within(error.high_seconds.max(0), &refuses)?)
            }
            None => (false, false),
        };
        let mut shift = None;
        for possible in self.possible_shifts() {
            if shift.is_none() && refuses(possible)? {
                shift = Some(possible);
            }
        }
        Ok(Edge { behind, ahead, shift })
    }

    /// By how many minutes the clock is out if a person followed, or forgot, daylight saving where they should not.
    fn possible_shifts(&self) -> Vec<i64> {
        let (zone, at) = (self.known.door.zone(), self.attempt.at);
        let changes = zone.transitions(at - TimeDelta::days(366), at);
        let shift = |change: &Transition| i64::from(change.after_minutes - change.before_minutes).abs();
        let most = changes.iter().map(shift).max().unwrap_or(0);
        match self.known.door.clock().rule() {
            _ if most == 0 => Vec::new(),
            // The lock keeps winter time: somebody set it by a watch in summer.
            ClockRule::StandardTime => std::vec![most],
            // It shows civil time: set by a watch without its dates, or back to winter time with them.
            ClockRule::Civil => std::vec![most, -most],
            ClockRule::Utc => Vec::new(),
        }
    }

    /// The minute by which the code had to be used once, and by how many minutes that is past; never past without
    /// such a rule.
    pub(super) fn missed_by(&self, handed: &Handed) -> (LockTime, i64) {
        let by = handed.grant.first_use_by(self.known.door.profile().first_use_hours());
        (by.unwrap_or(handed.grant.ends()), by.map_or(-1, |by| self.now.minutes_since(by)))
    }

    pub(super) fn id(&self) -> Option<String> {
        match self.digits {
            Digits::Handed(handed)
            | Digits::OneWrong(handed, _)
            | Digits::Swapped(handed, _)
            | Digits::Missing(handed)
            | Digits::Extra(handed) => Some(handed.id.clone()),
            _ => None,
        }
    }
}

fn cells_changed(known: &Known, attempt: &Attempt) -> bool {
    let since = attempt.at - TimeDelta::days(60);
    let recent = |event: &&ClockEvent| event.at() > since && event.at() <= attempt.at;
    let changed = |event: &ClockEvent| matches!(event, ClockEvent::BatteryChanged { .. });
    known.door.clock().events().iter().filter(recent).any(changed)
}

/// Whether a clock error on the way to `out_seconds` refuses the code.
fn within(out_seconds: i64, refuses: &dyn Fn(i64) -> Result<bool>) -> Result<bool> {
    const STEPS: i64 = 4;
    let minutes = out_seconds.div_euclid(60) + i64::from(out_seconds > 0 && out_seconds % 60 != 0);
    if minutes == 0 {
        return Ok(false);
    }
    for step in 1..=STEPS {
        if refuses(minutes * step / STEPS)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether `long` without one of its digits is `short`.
fn without_one(long: &[u8], short: &[u8]) -> bool {
    let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    long.get(same + 1..) == short.get(same..)
}
