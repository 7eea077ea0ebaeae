//! Zones: the property's civil time, and how a lock's clock stands to it.

use std::string::ToString as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec::Vec;

use chrono::{
    DateTime, Datelike as _, LocalResult, NaiveDate, NaiveDateTime, Offset as _, SecondsFormat, TimeDelta,
    TimeZone as _, Utc,
};
use chrono_tz::Tz;

use super::LockTime;
use crate::error::{Error, Result, table::time as codes};

/// Since lock time began no zone keeps an offset for less; a test looks at every zone day by day.
const SHORTEST_SPELL: TimeDelta = TimeDelta::days(6);

/// Answers of [`Zone::standard_minutes`] that were worked out before: each takes some sixty look-ups, and in bulk every
/// code asks thrice.
static STANDARD: [AtomicU64; 256] = [const { AtomicU64::new(0) }; 256];

/// How the clock of a lock is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClockRule {
    /// The display stands on the zone's standard time all year (KL family).
    StandardTime,
    /// The display follows daylight saving by two typed dates (CL family). The code scheme is fed standard time,
    /// so its windows never see the change. Such a lock moves by an hour: where the zone does not, and the display
    /// was set in summer, what is known of its clock is so much less.
    Civil,
    /// The clock stands on UTC.
    Utc,
}

impl ClockRule {
    /// Every rule.
    pub const ALL: [ClockRule; 3] = [ClockRule::StandardTime, ClockRule::Civil, ClockRule::Utc];

    /// The wire name, for example `standard-time`.
    pub const fn as_str(self) -> &'static str {
        match self {
            ClockRule::StandardTime => "standard-time",
            ClockRule::Civil => "civil",
            ClockRule::Utc => "utc",
        }
    }
}

/// The moment that lies `micros` microseconds after 1970-01-01T00:00 UTC, or before it where negative: the form in
/// which other languages hand a moment over.
///
/// # Errors
/// `time.out_of_range` beyond some 262,000 years either way.
pub fn moment_of_micros(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| {
        Error::new(
            &crate::error::table::core::TIME_OUT_OF_RANGE,
            format_args!("{micros} microseconds from 1970 is beyond any calendar"),
        )
    })
}

/// A time zone of the IANA database, as compiled into this library.
///
/// The database's rules reach to the year 2099; later years keep the last offset it knows.
///
/// ```
/// use netcode::time::{ClockRule, Zone};
/// let london = Zone::parse("Europe/London")?;
/// let check_in = london.read("2026-07-01T15:00")?;
/// // The lock stays on winter time, so the same moment is an hour earlier on its clock.
/// assert_eq!(london.lock_time(ClockRule::StandardTime, check_in.to_utc())?.to_string(), "2026-07-01T14:00");
/// // A quarter past one in the night of the October change happens twice.
/// let twice = london.read("2026-10-25T01:15").unwrap_err();
/// assert_eq!(twice.code(), "zone.fold");
/// assert!(twice.hint().contains("2026-10-25T01:15:00+01:00"));
/// assert!(london.read("2026-10-25T01:15+01:00").is_ok());
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// A moment at which a zone's offset from UTC changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Transition {
    /// The first moment of the new offset.
    pub at: DateTime<Utc>,
    /// Minutes ahead of UTC before it.
    pub before_minutes: i32,
    /// Minutes ahead of UTC from it on.
    pub after_minutes: i32,
}

/// The two dates that a lock with the `civil` rule is told for a year, in the order in which they come.
///
/// Both are wall-clock readings just before the change: at `forward` the clock jumps ahead by `shift_minutes`, at
/// `back` it is put back by as much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DstDates {
    /// The year.
    pub year: i32,
    /// When daylight saving begins, read on the clock before the change.
    pub forward: NaiveDateTime,
    /// When daylight saving ends, read on the clock before the change.
    pub back: NaiveDateTime,
    /// Minutes that the clock is moved by: 60, at Lord Howe 30.
    pub shift_minutes: i32,
}

impl Zone {
    /// Finds a zone by its IANA name.
    ///
    /// # Errors
    /// `zone.unknown`; the hint names the zone that was probably meant.
    pub fn parse(name: &str) -> Result<Self> {
        name.parse::<Tz>().map(Self).map_err(|_| {
            let error = Error::new(&codes::ZONE_UNKNOWN, format_args!("there is no time zone `{name}`"));
            match similar(name) {
                Some(tz) => error.with_hint(format_args!("perhaps {} was meant", tz.name())),
                None => error,
            }
        })
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The zone as chrono-tz knows it.
    pub const fn tz(self) -> Tz {
        self.0
    }

    /// Every zone of the database, by name.
    pub fn all() -> impl Iterator<Item = Zone> {
        chrono_tz::TZ_VARIANTS.iter().map(|tz| Zone(*tz))
    }

    /// Reads a civil time of this zone: `2026-03-14T15:00`, or with an offset that settles which moment is meant,
    /// `2026-03-14T15:00+00:00`. Seconds may be given.
    ///
    /// # Errors
    /// `zone.malformed`; `zone.gap` and `zone.fold` when no offset was given and the time does not exist or
    /// happens twice.
    pub fn read(self, text: &str) -> Result<DateTime<Tz>> {
        for form in ["%Y-%m-%dT%H:%M%:z", "%Y-%m-%dT%H:%M:%S%:z"] {
            let zulu = text.strip_suffix('Z').map(|rest| std::format!("{rest}+00:00"));
            if let Ok(moment) = DateTime::parse_from_str(zulu.as_deref().unwrap_or(text), form) {
                return Ok(moment.with_timezone(&self.0));
            }
        }
        for form in ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"] {
            if let Ok(naive) = NaiveDateTime::parse_from_str(text, form) {
                return self.at(naive);
            }
        }
        Err(Error::new(&codes::ZONE_MALFORMED, format_args!("`{text}` is not a civil time")))
    }

    /// The moment at which this zone's clocks read `civil`.
    ///
    /// # Errors
    /// `zone.gap` when they never do, `zone.fold` when they do twice; the hint offers both readings.
    pub fn at(self, civil: NaiveDateTime) -> Result<DateTime<Tz>> {
        match self.0.from_local_datetime(&civil) {
            LocalResult::Single(moment) => Ok(moment),
            LocalResult::Ambiguous(first, second) => Err(Error::new(
                &codes::ZONE_FOLD,
                format_args!("`{}` happens twice in {}", shown(civil), self.name()),
            )
            .with_hint(format_args!(
                "give the first reading, {}, or the second, {}",
                rfc3339(first),
                rfc3339(second)
            ))),
            LocalResult::None => Err(self.gap(civil)),
        }
    }

    /// The same moment on this zone's clocks.
    pub fn civil(self, moment: DateTime<Utc>) -> DateTime<Tz> {
        moment.with_timezone(&self.0)
    }

    /// Minutes this zone is ahead of UTC at a moment.
    pub fn offset_minutes(self, moment: DateTime<Utc>) -> i32 {
        self.0.offset_from_utc_datetime(&moment.naive_utc()).fix().local_minus_utc().div_euclid(60)
    }

    /// The zone's standard time in a civil year: the smallest number of minutes ahead of UTC that it has in that
    /// year. Dublin's is 0 although the database calls its summer time the standard, Casablanca's is that of
    /// Ramadan, and a zone that gave up an offset within the year has the smaller one for the whole year.
    pub fn standard_minutes(self, year: i32) -> i32 {
        // A word is one answer with what was asked, so that no thread takes one for another.
        let asked = (self.0 as u64 + 1) << 48 | u64::from(year.cast_unsigned()) << 16;
        let place = (self.0 as usize * 31).wrapping_add(year.cast_unsigned() as usize) % STANDARD.len();
        let Some(kept) = STANDARD.get(place) else { return self.smallest_minutes(year) };
        let known = kept.load(Ordering::Relaxed);
        if known & !0xffff == asked {
            return i32::from((known as u16).cast_signed());
        }
        let found = self.smallest_minutes(year);
        if let Ok(minutes) = i16::try_from(found) {
            kept.store(asked | u64::from(minutes.cast_unsigned()), Ordering::Relaxed);
        }
        found
    }

    fn smallest_minutes(self, year: i32) -> i32 {
        let Some((first, last)) = year_bounds(year) else { return 0 };
        let mut smallest = i32::MAX;
        let mut moment = first;
        while moment < last {
            let offset = self.offset_minutes(moment);
            // The first and last hours of the year by UTC may belong to the neighbouring civil year.
            if offset < smallest && (moment + TimeDelta::minutes(i64::from(offset))).year() == year {
                smallest = offset;
            }
            moment += SHORTEST_SPELL;
        }
        smallest
    }

    /// Minutes that a lock's clock, as the code scheme is fed it, is ahead of UTC at a moment.
    pub fn lock_offset_minutes(self, rule: ClockRule, moment: DateTime<Utc>) -> i32 {
        match rule {
            ClockRule::Utc => 0,
            ClockRule::StandardTime | ClockRule::Civil => self.standard_minutes(self.civil(moment).year()),
        }
    }

    /// Lock time at a moment, for a lock in this zone whose clock is right.
    ///
    /// # Errors
    /// `time.before_2020`, `time.out_of_range`.
    pub fn lock_time(self, rule: ClockRule, moment: DateTime<Utc>) -> Result<LockTime> {
        let offset = self.lock_offset_minutes(rule, moment);
        LockTime::from_naive(moment.naive_utc() + TimeDelta::minutes(i64::from(offset)))
    }

    /// Lock time when this zone's clocks read `civil`.
    ///
    /// # Errors
    /// Those of [`at`](Self::at) and [`lock_time`](Self::lock_time).
    pub fn to_lock(self, rule: ClockRule, civil: NaiveDateTime) -> Result<LockTime> {
        self.lock_time(rule, self.at(civil)?.to_utc())
    }

    /// The moment at which a lock whose clock is right reads `time`, in civil time.
    ///
    /// Where a year's standard time differs from that of the year before, one hour of lock time around the New
    /// Year is skipped or comes twice: the moment is then counted from the earlier year's standard time.
    pub fn to_civil(self, rule: ClockRule, time: LockTime) -> DateTime<Tz> {
        let naive = time.naive();
        let year = naive.date().year();
        if rule == ClockRule::Utc {
            return self.civil(naive.and_utc());
        }
        let back = |year: i32| {
            let minutes = i64::from(self.standard_minutes(year));
            self.civil((naive - TimeDelta::minutes(minutes)).and_utc())
        };
        // Civil time may be ahead of standard time, so the last hours of lock time may lie in the next civil year, and
        // the first ones in the year before. Farther from the New Year than any offset only the same year fits.
        let far = (3..=363).contains(&naive.ordinal());
        let candidates = if far { year..=year } else { year - 1..=year + 1 };
        let fits = candidates.map(|year| (year, back(year))).find(|(year, moment)| moment.year() == *year);
        fits.map_or_else(|| back(year - 1), |(_, moment)| moment)
    }

    /// What the lock's display shows at a moment: civil time for the `civil` rule, lock time for the others.
    pub fn display(self, rule: ClockRule, moment: DateTime<Utc>) -> NaiveDateTime {
        match rule {
            ClockRule::Civil => self.civil(moment).naive_local(),
            _ => moment.naive_utc() + TimeDelta::minutes(i64::from(self.lock_offset_minutes(rule, moment))),
        }
    }

    /// The changes of this zone's offset after `from` and not after `until`, in order.
    pub fn transitions(self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Transition> {
        let lock_time_begins = LockTime::START.naive().and_utc();
        let mut found = Vec::new();
        let mut low = from;
        while low < until {
            let step = if low < lock_time_begins { TimeDelta::days(1) } else { SHORTEST_SPELL };
            let high = (low + step).min(until);
            let (before, after) = (self.offset_minutes(low), self.offset_minutes(high));
            if before != after {
                found.push(Transition {
                    at: self.change_between(low, high),
                    before_minutes: before,
                    after_minutes: after,
                });
            }
            low = high;
        }
        found
    }

    /// The first moments of the civil years after `from` and not after `until`.
    pub(crate) fn new_years(self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let years = self.civil(from).year() + 1..=self.civil(until).year();
        let midnight = |year| NaiveDate::from_ymd_opt(year, 1, 1).and_then(|date| date.and_hms_opt(0, 0, 0));
        years.filter_map(midnight).filter_map(|t| Some(self.at(t).ok()?.to_utc())).collect()
    }

    /// The dates to type into a lock with the `civil` rule for a year; none where the clocks do not change.
    ///
    /// ```
    /// use netcode::time::Zone;
    /// let dates = Zone::parse("Australia/Lord_Howe")?.dst_dates(2026)?.unwrap();
    /// assert_eq!(dates.back.to_string(), "2026-04-05 02:00:00");
    /// assert_eq!(dates.forward.to_string(), "2026-10-04 02:00:00");
    /// assert_eq!(dates.shift_minutes, 30);
    /// # Ok::<(), netcode::Error>(())
    /// ```
    ///
    /// # Errors
    /// `zone.not_two_dates` when the year's changes are anything but one forward and one back by as much.
    pub fn dst_dates(self, year: i32) -> Result<Option<DstDates>> {
        let Some((first, last)) = year_bounds(year) else { return Ok(None) };
        let mut changes = self.transitions(first, last);
        changes.retain(|change| self.civil(change.at).year() == year);
        let wall = |change: &Transition| {
            change.at.naive_utc() + TimeDelta::minutes(i64::from(change.before_minutes))
        };
        match changes.as_slice() {
            [] => Ok(None),
            [a, b] if a.before_minutes == b.after_minutes && a.after_minutes == b.before_minutes => {
                let shift = a.after_minutes - a.before_minutes;
                let (forward, back) = if shift > 0 { (a, b) } else { (b, a) };
                let dates =
                    DstDates { year, forward: wall(forward), back: wall(back), shift_minutes: shift.abs() };
                Ok(Some(dates))
            }
            other => Err(Error::new(
                &codes::ZONE_NOT_TWO_DATES,
                format_args!(
                    "{} moves its clocks {} times in {year}, not forward once and back once",
                    self.name(),
                    other.len()
                ),
            )),
        }
    }

    /// The first second with the new offset: changes fall on whole seconds.
    fn change_between(self, low: DateTime<Utc>, high: DateTime<Utc>) -> DateTime<Utc> {
        let before = self.offset_minutes(low);
        let start = TimeDelta::nanoseconds(i64::from(low.timestamp_subsec_nanos()));
        let low = low - start;
        let (mut same, mut changed) = (0, (high - low).num_seconds());
        while changed - same > 1 {
            let middle = same + (changed - same) / 2;
            if self.offset_minutes(low + TimeDelta::seconds(middle)) == before {
                same = middle;
            } else {
                changed = middle;
            }
        }
        low + TimeDelta::seconds(changed)
    }

    fn gap(self, civil: NaiveDateTime) -> Error {
        let error = Error::new(
            &codes::ZONE_GAP,
            format_args!("`{}` does not exist in {}", shown(civil), self.name()),
        );
        let around =
            self.transitions((civil - TimeDelta::days(2)).and_utc(), (civil + TimeDelta::days(2)).and_utc());
        let skipped = around.iter().find(|change| {
            let wall = |minutes: i32| change.at.naive_utc() + TimeDelta::minutes(i64::from(minutes));
            wall(change.before_minutes) <= civil && civil < wall(change.after_minutes)
        });
        let Some(change) = skipped else { return error };
        let reading =
            |minutes: i32| rfc3339(self.civil((civil - TimeDelta::minutes(i64::from(minutes))).and_utc()));
        error.with_hint(format_args!(
            "the clocks skip it; counted from after the change it is {}, counted from before {}",
            reading(change.after_minutes),
            reading(change.before_minutes)
        ))
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Zone {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl serde::Serialize for Zone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> serde::Deserialize<'de> for Zone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        let text = std::string::String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A civil time as RFC 3339 text with its offset.
pub(crate) fn rfc3339(moment: DateTime<Tz>) -> std::string::String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn shown(civil: NaiveDateTime) -> std::string::String {
    civil.format("%Y-%m-%dT%H:%M").to_string()
}

/// A window by UTC that contains a civil year of every zone.
fn year_bounds(year: i32) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let midnight = |year: i32| {
        NaiveDate::from_ymd_opt(year, 1, 1).and_then(|date| date.and_hms_opt(0, 0, 0)).map(|t| t.and_utc())
    };
    // Offsets reach from -12 to +14 hours; the neighbours of the year are told apart by their civil year.
    Some((midnight(year)? - TimeDelta::hours(14), midnight(year + 1)? + TimeDelta::hours(12)))
}

/// The zone whose name, or the city in it, is `name` but for case, blanks and underscores.
fn similar(name: &str) -> Option<Tz> {
    let plain = |text: &str| -> std::string::String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let wished = plain(name);
    let city = |tz: &Tz| plain(tz.name().rsplit('/').next().unwrap_or_default());
    let mut all = chrono_tz::TZ_VARIANTS.iter();
    all.clone()
        .find(|tz| plain(tz.name()) == wished)
        .or_else(|| all.find(|tz| tz.name().contains('/') && city(tz) == wished))
        .copied()
}

#[cfg(test)]
mod tests;
