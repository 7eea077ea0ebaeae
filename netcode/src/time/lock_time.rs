//! The lock's own clock: whole minutes, no daylight saving.

use core::fmt;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};

use crate::error::{Error, Result, table::core as codes};

/// Minutes in a day.
pub const MINUTES_PER_DAY: u32 = 1_440;

/// A minute on a lock's wall clock without daylight saving, counted from 2020-01-01T00:00.
///
/// It carries no zone: the issuer converts civil time to lock time at the border (see `time::zone`). The type
/// covers 2020-01-01T00:00 to 9999-12-31T23:59.
///
/// ```
/// use netcode::time::LockTime;
/// let t = LockTime::parse("2026-01-15T09:30")?;
/// assert_eq!(t.minutes(), 3_177_210);
/// assert_eq!(t.to_string(), "2026-01-15T09:30");
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LockTime(u32);

impl LockTime {
    /// 2020-01-01T00:00, where lock time begins.
    pub const START: LockTime = LockTime(0);
    /// 9999-12-31T23:59, the last minute of lock time.
    pub const END: LockTime = LockTime(4_197_074_399);

    /// The lock time that lies `minutes` after 2020-01-01T00:00.
    ///
    /// # Errors
    /// `time.out_of_range` after 9999-12-31T23:59.
    #[inline(always)]
    pub fn from_minutes(minutes: u32) -> Result<Self> {
        if minutes > Self::END.0 {
            return Err(out_of_range(i64::from(minutes)));
        }
        Ok(Self(minutes))
    }

    /// Lock time from calendar fields: month and day count from 1, hour 0 to 23, minute 0 to 59.
    ///
    /// # Errors
    /// `time.malformed` for a minute that does not exist, `time.before_2020` before 2020.
    pub fn from_civil(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> Result<Self> {
        NaiveDate::from_ymd_opt(year, month, day)
            .and_then(|date| date.and_hms_opt(hour, minute, 0))
            .map_or_else(
                || {
                    Err(Error::new(
                        &codes::TIME_MALFORMED,
                        format_args!(
                            "there is no minute `{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}`"
                        ),
                    ))
                },
                Self::from_naive,
            )
    }

    /// Lock time from a calendar date and time that already follows the lock's clock. Seconds are dropped, as the
    /// lock drops them.
    ///
    /// # Errors
    /// `time.before_2020` before 2020-01-01T00:00, `time.out_of_range` after 9999-12-31T23:59.
    pub fn from_naive(naive: NaiveDateTime) -> Result<Self> {
        let minutes = naive.signed_duration_since(epoch()).num_seconds().div_euclid(60);
        if minutes < 0 {
            return Err(Error::new(&codes::TIME_BEFORE_2020, format_args!("`{naive}` lies before 2020")));
        }
        match u32::try_from(minutes) {
            Ok(minutes) => Self::from_minutes(minutes),
            Err(_) => Err(out_of_range(minutes)),
        }
    }

    /// [`from_naive`](Self::from_naive) for languages in which a date and time may or may not carry an offset from
    /// UTC: `offset_given` says whether this one does.
    ///
    /// # Errors
    /// `time.zone_given` when it does, because lock time has no zone; and those of [`from_naive`](Self::from_naive).
    pub fn from_unzoned(naive: NaiveDateTime, offset_given: bool) -> Result<Self> {
        if offset_given { Err(Self::refusal_of(naive, offset_given)) } else { Self::from_naive(naive) }
    }

    /// The refusal of a date and time that is neither named lock time nor goes with a zone: `time.zone_missing`
    /// without an offset from UTC, `time.zone_given` with one.
    pub fn refusal_of(naive: NaiveDateTime, offset_given: bool) -> Error {
        if offset_given {
            let what = "was given with a zone, and lock time has none";
            Error::new(&codes::TIME_ZONE_GIVEN, format_args!("`{naive}` {what}"))
        } else {
            let what = "does not say whose clock it follows";
            Error::new(&codes::TIME_ZONE_MISSING, format_args!("`{naive}` {what}"))
        }
    }

    /// Lock time from seconds since 1970-01-01T00:00, both read off the lock's clock: the form in which other
    /// languages hand over a date and time without a zone. Seconds of a minute are dropped, as the lock drops them.
    ///
    /// # Errors
    /// `time.before_2020` before 2020-01-01T00:00, `time.out_of_range` after 9999-12-31T23:59.
    pub fn from_wall_seconds(seconds: i64) -> Result<Self> {
        let minutes = seconds.div_euclid(60) - START_WALL_MINUTES;
        if minutes < 0 {
            return Err(Error::new(
                &codes::TIME_BEFORE_2020,
                format_args!("the time lies {} minutes before 2020", -minutes),
            ));
        }
        match u32::try_from(minutes) {
            Ok(minutes) => Self::from_minutes(minutes),
            Err(_) => Err(out_of_range(minutes)),
        }
    }

    /// Seconds since 1970-01-01T00:00 on the lock's clock.
    pub const fn wall_seconds(self) -> i64 {
        (self.0 as i64 + START_WALL_MINUTES) * 60
    }

    /// Reads `YYYY-MM-DDTHH:MM`, exactly.
    ///
    /// # Errors
    /// `time.malformed` for any other form or a minute that does not exist; `time.before_2020` before 2020.
    pub fn parse(text: &str) -> Result<Self> {
        let malformed = || Error::new(&codes::TIME_MALFORMED, format_args!("`{text}` is not a lock time"));
        let shape = text.len() == 16
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                10 => byte == b'T',
                13 => byte == b':',
                _ => byte.is_ascii_digit(),
            });
        if !shape {
            return Err(malformed());
        }
        let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").map_err(|_| malformed())?;
        Self::from_naive(naive)
    }

    /// Reads what is typed at a lock: `YYMMDDHHMM`. Typed years 20 to 99 mean 2020 to 2099.
    ///
    /// # Errors
    /// `time.malformed` for any other form or a minute that does not exist; `time.before_2020` for years 00 to 19.
    pub fn parse_typed(digits: &str) -> Result<Self> {
        let malformed = || {
            Error::new(&codes::TIME_MALFORMED, format_args!("`{digits}` is not a typed date and time"))
                .with_hint(format_args!("type the date and time as YYMMDDHHMM, for example 2601150930"))
        };
        if digits.len() != 10 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(malformed());
        }
        let field =
            |at: usize| digits.get(at..at + 2).and_then(|two| two.parse::<u32>().ok()).ok_or_else(malformed);
        let year = field(0)?;
        if year < 20 {
            return Err(Error::new(
                &codes::TIME_BEFORE_2020,
                format_args!("typed year `{year:02}` lies before 2020"),
            ));
        }
        let (month, day, hour, minute) = (field(2)?, field(4)?, field(6)?, field(8)?);
        let date = i32::try_from(2000 + year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
        let naive = date.and_then(|date| date.and_hms_opt(hour, minute, 0)).ok_or_else(malformed)?;
        Self::from_naive(naive)
    }

    /// Minutes since 2020-01-01T00:00.
    pub const fn minutes(self) -> u32 {
        self.0
    }

    /// Whole days since 2020-01-01.
    pub const fn day(self) -> u32 {
        self.0 / MINUTES_PER_DAY
    }

    /// Minutes since this day's midnight, 0 to 1439.
    pub const fn minute_of_day(self) -> u32 {
        self.0 % MINUTES_PER_DAY
    }

    /// 00:00 of the same day.
    pub const fn midnight(self) -> Self {
        Self(self.0 - self.minute_of_day())
    }

    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        Weekday::of_day(self.day())
    }

    /// This time moved by `minutes`, which may be negative.
    ///
    /// # Errors
    /// `time.out_of_range` when the result lies outside lock time.
    pub fn plus_minutes(self, minutes: i64) -> Result<Self> {
        let moved = i64::from(self.0).checked_add(minutes).unwrap_or(i64::MAX);
        match u32::try_from(moved) {
            Ok(moved) => Self::from_minutes(moved),
            Err(_) => Err(out_of_range(moved)),
        }
    }

    /// Minutes from `earlier` to this time; negative when `earlier` is in fact later.
    pub const fn minutes_since(self, earlier: LockTime) -> i64 {
        self.0 as i64 - earlier.0 as i64
    }

    /// The same minute as a calendar date and time, still on the lock's clock.
    pub fn naive(self) -> NaiveDateTime {
        epoch() + chrono::TimeDelta::minutes(i64::from(self.0))
    }

    /// Sums that the scheme's own bounds keep inside lock time.
    pub(crate) const fn from_minutes_saturating(minutes: i64) -> Self {
        if minutes < 0 {
            Self::START
        } else if minutes > Self::END.0 as i64 {
            Self::END
        } else {
            Self(minutes as u32)
        }
    }
}

/// Minutes from 1970-01-01T00:00 to 2020-01-01T00:00.
const START_WALL_MINUTES: i64 = 26_297_280;

fn epoch() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2020, 1, 1).and_then(|date| date.and_hms_opt(0, 0, 0)).unwrap_or_default()
}

#[inline(always)]
fn out_of_range(minutes: i64) -> Error {
    Error::new(
        &codes::TIME_OUT_OF_RANGE,
        format_args!("{minutes} minutes from 2020-01-01T00:00 is outside lock time"),
    )
}

impl fmt::Display for LockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let naive = self.naive();
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}",
            naive.year(),
            naive.month(),
            naive.day(),
            naive.hour(),
            naive.minute()
        )
    }
}

impl fmt::Debug for LockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::str::FromStr for LockTime {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl serde::Serialize for LockTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for LockTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = LockTime;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a lock time, YYYY-MM-DDTHH:MM")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> core::result::Result<LockTime, E> {
                LockTime::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

/// A day of the week, Monday first as locks and their manuals count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// Every day, Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// The wire name, for example `monday`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Weekday::Monday => "monday",
            Weekday::Tuesday => "tuesday",
            Weekday::Wednesday => "wednesday",
            Weekday::Thursday => "thursday",
            Weekday::Friday => "friday",
            Weekday::Saturday => "saturday",
            Weekday::Sunday => "sunday",
        }
    }

    /// The weekday of a day counted from 2020-01-01, which was a Wednesday.
    pub const fn of_day(day: u32) -> Self {
        match (day % 7 + 2) % 7 {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// 0 for Monday to 6 for Sunday.
    pub const fn index(self) -> u32 {
        self as u32
    }
}

impl From<chrono::Weekday> for Weekday {
    fn from(day: chrono::Weekday) -> Self {
        match day {
            chrono::Weekday::Mon => Weekday::Monday,
            chrono::Weekday::Tue => Weekday::Tuesday,
            chrono::Weekday::Wed => Weekday::Wednesday,
            chrono::Weekday::Thu => Weekday::Thursday,
            chrono::Weekday::Fri => Weekday::Friday,
            chrono::Weekday::Sat => Weekday::Saturday,
            chrono::Weekday::Sun => Weekday::Sunday,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_only_the_one_form() {
        for bad in [
            "",
            "2026-01-15",
            "2026-01-15 09:30",
            "2026-1-15T09:300",
            "2026-01-15T09:30:00",
            "2026-13-01T00:00",
            "2026-02-29T00:00",
            "2026-01-15T24:00",
            "2026-01-15T09:60",
            "２026-01-15T09:3",
            "+026-01-15T09:30",
        ] {
            assert_eq!(LockTime::parse(bad).unwrap_err().code(), "time.malformed", "{bad}");
        }
        assert_eq!(LockTime::parse("2019-12-31T23:59").unwrap_err().code(), "time.before_2020");
        assert_eq!(LockTime::parse("9999-12-31T23:59").unwrap(), LockTime::END);
        assert!(LockTime::END.plus_minutes(1).is_err());
        assert!(LockTime::START.plus_minutes(-1).is_err());
    }

    #[test]
    fn a_time_of_another_language_names_its_clock() {
        let naive = LockTime::parse("2026-01-15T09:30").unwrap().naive();
        assert_eq!(LockTime::from_unzoned(naive, false).unwrap().naive(), naive);
        assert_eq!(LockTime::from_unzoned(naive, true).unwrap_err().code(), "time.zone_given");
        assert_eq!(LockTime::refusal_of(naive, false).code(), "time.zone_missing");
        let before = chrono::DateTime::from_timestamp(-1, 0).unwrap().naive_utc();
        assert_eq!(LockTime::from_unzoned(before, false).unwrap_err().code(), "time.before_2020");
    }

    #[test]
    fn typed_years_mean_this_century_from_2020() {
        assert_eq!(
            LockTime::parse_typed("2601150930").unwrap(),
            LockTime::parse("2026-01-15T09:30").unwrap()
        );
        assert_eq!(
            LockTime::parse_typed("9912312359").unwrap(),
            LockTime::parse("2099-12-31T23:59").unwrap()
        );
        assert_eq!(LockTime::parse_typed("1911291624").unwrap_err().code(), "time.before_2020");
        assert_eq!(LockTime::parse_typed("2613011200").unwrap_err().code(), "time.malformed");
    }

    #[test]
    fn wall_seconds_before_2020_and_after_9999_are_refused() {
        assert_eq!(LockTime::from_wall_seconds(1_577_836_800).unwrap(), LockTime::START);
        assert_eq!(LockTime::from_wall_seconds(1_577_836_859).unwrap(), LockTime::START);
        for before in [1_577_836_799, 0, -1, i64::MIN] {
            assert_eq!(LockTime::from_wall_seconds(before).unwrap_err().code(), "time.before_2020");
        }
        for after in [LockTime::END.wall_seconds() + 60, i64::MAX] {
            assert_eq!(LockTime::from_wall_seconds(after).unwrap_err().code(), "time.out_of_range");
        }
    }

    #[test]
    fn weekdays_follow_the_calendar() {
        for (index, day) in Weekday::ALL.into_iter().enumerate() {
            assert_eq!(day.index() as usize, index);
            assert_eq!(serde_json::json!(day), day.as_str());
        }
        assert_eq!(LockTime::START.weekday(), Weekday::Wednesday);
        assert_eq!(LockTime::parse("2026-03-16T09:00").unwrap().weekday(), Weekday::Monday);
        assert_eq!(LockTime::parse("2028-02-29T09:00").unwrap().weekday(), Weekday::Tuesday);
    }

    proptest! {
        #[test]
        fn text_and_minutes_are_one(minutes in 0..=LockTime::END.minutes()) {
            let time = LockTime::from_minutes(minutes).unwrap();
            prop_assert_eq!(LockTime::parse(&time.to_string()).unwrap(), time);
            prop_assert_eq!(LockTime::from_naive(time.naive()).unwrap(), time);
            prop_assert_eq!(time.wall_seconds(), time.naive().and_utc().timestamp());
            prop_assert_eq!(LockTime::from_wall_seconds(time.wall_seconds()).unwrap(), time);
            prop_assert_eq!(u64::from(time.day()) * 1440 + u64::from(time.minute_of_day()), u64::from(minutes));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}") {
            let _ = LockTime::parse(&text);
            let _ = LockTime::parse_typed(&text);
        }
    }
}
