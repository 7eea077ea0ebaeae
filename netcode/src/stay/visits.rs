//! Visits that repeat: cleaners and trades, by `weekly` codes where the lock has them, else by a series of codes.

use std::vec::Vec;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::plan::covering;
use super::{Door, Stay, Way, plan};
use crate::error::{Error, Result, table::stay as codes};
use crate::grant::{Grant, Mode, Pattern, Term};
use crate::time::{LockTime, MINUTES_PER_DAY, Weekday, Window, Zone};

const MOST_WEEKS: u32 = 53;

/// Visits on the same weekdays and hours, week after week, in civil time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visits {
    windows: Vec<Window>,
}

impl Visits {
    /// The visits in `zone` from the day `first` on: on each of `weekdays`, from the time of day `from` for `minutes`
    /// (1 to 1440), for `weeks` weeks (1 to 53). Across daylight saving they keep their civil hour and their length.
    ///
    /// # Errors
    /// `stay.visits_out_of_range`; `zone.gap` and `zone.fold` when a visit would begin at a civil time that does not
    /// exist or comes twice.
    pub fn new(
        zone: Zone,
        first: NaiveDate,
        weekdays: &[Weekday],
        from: NaiveTime,
        minutes: u32,
        weeks: u32,
    ) -> Result<Self> {
        if weekdays.is_empty()
            || !(1..=MINUTES_PER_DAY).contains(&minutes)
            || !(1..=MOST_WEEKS).contains(&weeks)
        {
            return Err(Error::new(
                &codes::VISITS_OUT_OF_RANGE,
                format_args!(
                    "{} weekdays for {minutes} minutes over {weeks} weeks cannot be planned",
                    weekdays.len()
                ),
            ));
        }
        let named = |day: &NaiveDate| {
            weekdays.iter().any(|weekday| weekday.index() == day.weekday().num_days_from_monday())
        };
        let days = (0..u64::from(weeks) * 7).filter_map(|ahead| first.checked_add_days(Days::new(ahead)));
        let window = |day: NaiveDate| -> Result<Window> {
            let begins: DateTime<Utc> = zone.at(day.and_time(from))?.to_utc();
            Window::new(begins, begins + TimeDelta::minutes(i64::from(minutes)))
        };
        Ok(Self { windows: days.filter(named).map(window).collect::<Result<_>>()? })
    }

    /// The visits, in order of time.
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }
}

/// What the clock may read during one visit: a day, and minutes from its midnight.
#[derive(Debug, Clone, Copy)]
struct Reads {
    day: u32,
    from: u32,
    until: u32,
}

/// Lists the ways to let somebody in for every one of the visits, and only little else: `weekly` codes, a code for
/// each visit, or codes that stay open from the first visit to the last. Ordered by the minutes not guaranteed, then
/// by what is open for nothing; a way with fewer codes goes before an equal one. Empty when sixty codes of the enabled
/// modes do not cover them, or nothing is known of the clock.
pub fn plan_visits(door: &Door, visits: &Visits) -> Vec<Way> {
    let windows = visits.windows();
    let mut found: Vec<Vec<Grant>> = Vec::new();
    if door.profile().modes().contains(Mode::Weekly) {
        let reads: Option<Vec<Reads>> = windows.iter().map(|window| Reads::of(door, *window)).collect();
        let reads = reads.unwrap_or_default();
        let grace = door.profile().grace_minutes();
        found.extend(weekly(&reads, grace).map(|grant| std::vec![grant]));
        found.extend(by_hour(&reads, grace));
        found.extend(by_weekday(&reads, grace));
    }
    found.extend(series(door, windows));
    if let (Some(first), Some(last)) = (windows.first(), windows.last())
        && let Ok(whole) = Stay::new(first.from(), last.until())
    {
        found.extend(plan(door, &whole).ways.into_iter().map(|way| way.grants));
    }
    let mut ways: Vec<Way> = Vec::new();
    for grants in found {
        if ways.iter().all(|way| way.grants != grants) {
            ways.push(Way::over(door, windows, grants));
        }
    }
    ways.sort_by_key(|way| (way.quote.missing_minutes(), way.quote.spill.total_minutes(), way.grants.len()));
    ways
}

impl Reads {
    fn of(door: &Door, window: Window) -> Option<Self> {
        let (from, until) = door.clock().may_read(window.outer_minutes())?;
        let minute = |time: LockTime| time.minutes() - from.midnight().minutes();
        Some(Self { day: from.day(), from: minute(from), until: minute(until) })
    }
}

/// One weekly grant over all the visits, if there is one.
fn weekly(reads: &[Reads], grace: u32) -> Option<Grant> {
    let (first, last) = (reads.first()?, reads.last()?);
    let from = reads.iter().map(|read| read.from + grace).min()?;
    let until = reads.iter().map(|read| read.until.saturating_sub(grace)).max()?;
    let hour = from / 60;
    let hours = until.div_ceil(60).checked_sub(hour)?.max(1);
    let weeks = (last.day - first.day) / 7 + 1;
    let start = LockTime::from_minutes(first.day * MINUTES_PER_DAY + hour * 60).ok()?;
    let names = |pattern: &Pattern| {
        let days = pattern.days(Weekday::of_day(first.day));
        reads.iter().all(|read| days >> Weekday::of_day(read.day).index() & 1 == 1)
    };
    let pattern = Pattern::ALL.into_iter().find(names)?;
    Grant::new(Mode::Weekly, start, Term::Weekly { pattern, hours, weeks }).ok()
}

/// A weekly grant for each run of visits that begin in the same hour by the lock: one more at each change of
/// daylight saving, and no hour open for nothing.
fn by_hour(reads: &[Reads], grace: u32) -> Option<Vec<Grant>> {
    let same = |a: &Reads, b: &Reads| (a.from + grace) / 60 == (b.from + grace) / 60;
    reads.chunk_by(same).map(|run| weekly(run, grace)).collect()
}

/// A weekly grant for each weekday.
fn by_weekday(reads: &[Reads], grace: u32) -> Option<Vec<Grant>> {
    let days = (0..7_u32).map(|weekday| -> Vec<Reads> {
        reads.iter().filter(|read| Weekday::of_day(read.day).index() == weekday).copied().collect()
    });
    let mut grants: Vec<Grant> =
        days.filter(|reads| !reads.is_empty()).map(|reads| weekly(&reads, grace)).collect::<Option<_>>()?;
    grants.sort_by_key(Grant::start);
    Some(grants)
}

/// A code, or as few as there can be, for each visit.
fn series(door: &Door, windows: &[Window]) -> Option<Vec<Grant>> {
    let mut grants = Vec::new();
    for window in windows {
        let stay = Stay::new(window.from(), window.until()).ok()?;
        let need = super::plan::need(door, &stay)?;
        let (found, _) = covering(door.profile(), &stay, need);
        let ways = found.into_iter().map(|grants| Way::new(door, &stay, grants));
        let best = ways.min_by_key(|way| (way.grants.len(), way.quote.spill.total_minutes()))?;
        grants.extend(best.grants);
    }
    (grants.len() <= super::cover::MOST_CODES).then_some(grants)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::{Format, Profile};
    use crate::grant::Layout;
    use crate::time::{ClockEvent, ClockRule, LockClock};

    fn door(modes: &[Mode]) -> Door {
        let zone = Zone::parse("Europe/London").unwrap();
        let set = zone.read("2026-02-20T12:00").unwrap().to_utc();
        let clock = LockClock::new(zone, ClockRule::StandardTime, 0).unwrap();
        let clock = clock.with_event(ClockEvent::Set { at: set, within_seconds: 0 }).unwrap();
        let layout = modes[0].layout();
        let format = Format::new(layout, if layout == Layout::S { 7 } else { 9 }).unwrap();
        Door::new(Profile::explicit(format, modes).unwrap(), clock)
    }

    fn visits(weekdays: &[Weekday], weeks: u32) -> Visits {
        let first = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
        Visits::new(Zone::parse("Europe/London").unwrap(), first, weekdays, nine, 240, weeks).unwrap()
    }

    #[test]
    fn tuesdays_and_fridays_over_the_march_change_keep_their_civil_hours() {
        let visits = visits(&[Weekday::Tuesday, Weekday::Friday], 8);
        assert_eq!(visits.windows().len(), 16);
        let ways = plan_visits(&door(&[Mode::Weekly]), &visits);
        assert!(ways.iter().all(|way| way.quote.holds()));
        // By weekday: Tuesday and Friday, an hour longer for the change.
        let shown: Vec<_> = ways[0].grants.iter().map(std::string::ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                "weekly 2026-03-03T08:00 weekday-of-start 5 h x 8 weeks",
                "weekly 2026-03-06T08:00 weekday-of-start 5 h x 8 weeks"
            ]
        );
        for window in visits.windows() {
            assert!(ways[0].quote.guaranteed.iter().any(|sure| sure.covers(window)));
        }
    }

    #[test]
    fn working_days_are_one_code_a_season() {
        let days =
            [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
        let ways = plan_visits(&door(&[Mode::Weekly]), &visits(&days, 8));
        let tight = &ways[0];
        // One code until the change and one from it on: nothing is open for nothing but the days not asked for.
        assert_eq!(tight.grants.len(), 2);
        assert!(tight.quote.holds());
        assert!(ways.iter().any(|way| way.grants.len() == 1 && way.quote.holds()));
    }

    #[test]
    fn a_lock_without_weekly_gets_a_series() {
        let visits = visits(&[Weekday::Tuesday], 8);
        let ways = plan_visits(&door(&[Mode::StandardMulti]), &visits);
        assert_eq!(ways[0].grants.len(), 8);
        assert_eq!(ways[0].quote.spill.total_minutes(), 0);
        assert!(ways[0].quote.holds());
        assert!(ways.iter().any(|way| way.grants.len() == 8 && way.quote.spill.between_minutes > 10_000));
        assert!(plan_visits(&door(&[Mode::StandardSingle]), &visits).is_empty());
    }

    #[test]
    fn visits_that_cannot_be_are_refused() {
        let zone = Zone::parse("Europe/London").unwrap();
        let first = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap();
        let time = |hour| NaiveTime::from_hms_opt(hour, 30, 0).unwrap();
        let make = |days: &[Weekday], hour, minutes, weeks| {
            Visits::new(zone, first, days, time(hour), minutes, weeks)
        };
        for error in
            [make(&[], 9, 60, 1), make(&[Weekday::Monday], 9, 0, 1), make(&[Weekday::Monday], 9, 60, 54)]
        {
            assert_eq!(error.unwrap_err().code(), "stay.visits_out_of_range");
        }
        assert_eq!(make(&[Weekday::Sunday], 1, 60, 1).unwrap_err().code(), "zone.gap");
    }
}
