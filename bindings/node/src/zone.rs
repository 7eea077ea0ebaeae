//! Zones, and what is known of a lock's clock.

use chrono::{NaiveDateTime, Utc};
use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::error::table::{core, time as codes};
use netcode::number::year_from_float;
use netcode::time::{self, ClockRule};
use serde_json::Value;

use crate::arg::{Figure, Time, number, time, whole};
use crate::error::{OrThrow, thrown};
use crate::value::{
    When, give, moment, moment_text, take, take_word, take_written, tell, tell_all, tell_maybe, tell_moment,
    when,
};

/// A zone: its name, or a `Zone`.
pub(crate) type ZoneArg<'a> = Either<String, ClassInstance<'a, Zone>>;

pub(crate) fn zone(given: ZoneArg<'_>) -> Result<time::Zone> {
    match given {
        Either::A(name) => time::Zone::parse(&name).or_throw(),
        Either::B(zone) => Ok(zone.0),
    }
}

/// A stretch of time from JavaScript.
pub(crate) fn window(given: Unknown<'_>) -> Result<time::Window> {
    let written = take_written("time.Window", given)?;
    let bound = |name: &str| moment(written.get(name).and_then(Value::as_str).unwrap_or_default()).or_throw();
    time::Window::new(bound("from")?, bound("until")?).or_throw()
}

pub(crate) fn windows(given: Vec<Unknown<'_>>) -> Result<Vec<time::Window>> {
    given.into_iter().map(window).collect()
}

fn rule(given: &str) -> Result<ClockRule> {
    take_word("time.ClockRule", given)
}

/// A civil time without a zone, `2026-07-01T15:00`.
fn civil_time(text: &str) -> Result<NaiveDateTime> {
    let forms = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let read = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    read.ok_or_else(|| {
        let what = format_args!("`{text}` is not a civil time without a zone");
        thrown(&netcode::Error::new(&codes::ZONE_MALFORMED, what))
    })
}

/// A civil year.
fn year(given: Figure<'_>) -> Result<i32> {
    year_from_float(number("year", given)?).or_throw()
}

/// A time zone, with the rules of the crate's own data: the same on every machine.
#[napi(namespace = "time")]
pub struct Zone(pub(crate) time::Zone);

#[napi(namespace = "time")]
impl Zone {
    /// The zone of a name, for example `Europe/London`.
    #[napi(constructor)]
    pub fn new(name: String) -> Result<Self> {
        Ok(Self(time::Zone::parse(&name).or_throw()?))
    }

    /// The names of all zones.
    #[napi]
    pub fn all() -> Vec<&'static str> {
        time::Zone::all().map(time::Zone::name).collect()
    }

    /// The name.
    #[napi(getter)]
    pub fn name(&self) -> &'static str {
        self.0.name()
    }

    /// Reads a civil time, `2026-07-01T15:00`, or one with its offset. What does not exist, or comes twice, is refused
    /// with both readings.
    #[napi(ts_return_type = "Moment")]
    pub fn read(&self, text: String) -> Result<String> {
        Ok(moment_text(self.0.read(&text).or_throw()?.to_utc(), self.0))
    }

    /// The civil time of a moment, with its offset.
    #[napi(ts_return_type = "Moment")]
    pub fn civil(&self, #[napi(ts_arg_type = "MomentInit")] moment: When<'_>) -> Result<String> {
        Ok(moment_text(when(moment)?, self.0))
    }

    /// Minutes ahead of UTC at a moment.
    #[napi]
    pub fn offset_minutes(&self, #[napi(ts_arg_type = "MomentInit")] moment: When<'_>) -> Result<i32> {
        Ok(self.0.offset_minutes(when(moment)?))
    }

    /// Minutes ahead of UTC in winter.
    #[napi]
    pub fn standard_minutes(&self, #[napi(ts_arg_type = "number")] year: Figure<'_>) -> Result<i32> {
        Ok(self.0.standard_minutes(self::year(year)?))
    }

    /// Minutes ahead of UTC of a lock's clock under a rule.
    #[napi]
    pub fn lock_offset_minutes(
        &self,
        #[napi(ts_arg_type = "ClockRule")] rule: String,
        #[napi(ts_arg_type = "MomentInit")] moment: When<'_>,
    ) -> Result<i32> {
        Ok(self.0.lock_offset_minutes(self::rule(&rule)?, when(moment)?))
    }

    /// What a right clock under a rule reads at a moment.
    #[napi(ts_return_type = "LockTime")]
    pub fn lock_time(
        &self,
        #[napi(ts_arg_type = "ClockRule")] rule: String,
        #[napi(ts_arg_type = "MomentInit")] moment: When<'_>,
    ) -> Result<String> {
        Ok(self.0.lock_time(self::rule(&rule)?, when(moment)?).or_throw()?.to_string())
    }

    /// What a right clock under a rule reads at a civil time without a zone: here it is named this one's.
    #[napi(ts_return_type = "LockTime")]
    pub fn to_lock(&self, #[napi(ts_arg_type = "ClockRule")] rule: String, civil: String) -> Result<String> {
        Ok(self.0.to_lock(self::rule(&rule)?, civil_time(&civil)?).or_throw()?.to_string())
    }

    /// The moment at which a right clock under a rule reads this.
    #[napi(ts_return_type = "Moment")]
    pub fn to_civil(
        &self,
        #[napi(ts_arg_type = "ClockRule")] rule: String,
        #[napi(ts_arg_type = "LockTime")] time: Time<'_>,
    ) -> Result<String> {
        Ok(moment_text(self.0.to_civil(self::rule(&rule)?, self::time(time)?).to_utc(), self.0))
    }

    /// What a lock's display shows at a moment, without a zone.
    #[napi]
    pub fn display(
        &self,
        #[napi(ts_arg_type = "ClockRule")] rule: String,
        #[napi(ts_arg_type = "MomentInit")] moment: When<'_>,
    ) -> Result<String> {
        let shown = self.0.display(self::rule(&rule)?, when(moment)?);
        Ok(shown.format("%Y-%m-%dT%H:%M:%S").to_string())
    }

    /// The changes of the offset in a stretch of time.
    #[napi(ts_return_type = "Transition[]")]
    pub fn transitions(
        &self,
        #[napi(ts_arg_type = "MomentInit")] from: When<'_>,
        #[napi(ts_arg_type = "MomentInit")] until: When<'_>,
    ) -> Result<Unknown<'static>> {
        let found = self.0.transitions(when(from)?, when(until)?);
        give(tell_all("time.Transition", &found, Some(self.0)))
    }

    /// The two daylight-saving dates of a year, as they are typed at locks that keep civil time.
    #[napi(ts_return_type = "DstDates | null")]
    pub fn dst_dates(&self, #[napi(ts_arg_type = "number")] year: Figure<'_>) -> Result<Unknown<'static>> {
        let dates = self.0.dst_dates(self::year(year)?).or_throw()?;
        give(tell_maybe("time.DstDates", dates.as_ref(), None))
    }

    /// The name.
    #[napi(js_name = "toString")]
    pub fn text(&self) -> &'static str {
        self.0.name()
    }
}

/// What a clock is made of.
#[napi(object, object_to_js = false, namespace = "time")]
pub struct ClockOptions<'env> {
    /// The zone the lock stands in.
    #[napi(ts_type = "string | Zone")]
    pub zone: ZoneArg<'env>,
    /// The rule its clock follows.
    #[napi(ts_type = "ClockRule")]
    pub rule: String,
    /// The most it drifts, in parts per million.
    #[napi(ts_type = "number")]
    pub ppm: Figure<'env>,
    /// Whether it is doubtful that the daylight-saving dates were set.
    #[napi(ts_type = "boolean | null | undefined")]
    pub dst_doubt: Option<Either<bool, Null>>,
    /// What happened to it, in order of time.
    #[napi(ts_type = "readonly ClockEventInit[] | null | undefined")]
    pub events: Option<Either<Vec<Unknown<'env>>, Null>>,
}

/// What is known of a lock's clock: its rule, its drift, and what happened to it.
#[napi(namespace = "time")]
pub struct LockClock(pub(crate) time::LockClock);

#[napi(namespace = "time")]
impl LockClock {
    /// A clock of which nothing is known but what is given.
    #[napi(constructor)]
    pub fn new(options: ClockOptions<'_>) -> Result<Self> {
        let ppm = whole("ppm", options.ppm, &codes::CLOCK_PPM)?;
        let doubt = crate::arg::given(options.dst_doubt).unwrap_or_default();
        let clock = time::LockClock::new(zone(options.zone)?, rule(&options.rule)?, ppm).or_throw()?;
        let events = crate::arg::given(options.events).unwrap_or_default();
        let event = |clock: Self, event| clock.with_event(event);
        events.into_iter().try_fold(Self(clock.with_dst_doubt(doubt)), event)
    }

    /// The same clock after one more event.
    #[napi]
    pub fn with_event(&self, #[napi(ts_arg_type = "ClockEventInit")] event: Unknown<'_>) -> Result<Self> {
        Ok(Self(self.0.clone().with_event(take("time.ClockEvent", event)?).or_throw()?))
    }

    /// The name of the zone.
    #[napi(getter)]
    pub fn zone(&self) -> &'static str {
        self.0.zone().name()
    }

    /// The rule it follows.
    #[napi(getter, ts_return_type = "ClockRule")]
    pub fn rule(&self) -> &'static str {
        self.0.rule().as_str()
    }

    /// The most it drifts, in parts per million.
    #[napi(getter)]
    pub fn ppm(&self) -> u32 {
        self.0.ppm()
    }

    /// What happened to it, in order of time.
    #[napi(getter, ts_return_type = "ClockEvent[]")]
    pub fn events(&self) -> Result<Unknown<'static>> {
        give(tell_all("time.ClockEvent", &self.0.events(), Some(self.0.zone())))
    }

    /// How far off it may be at a moment; null when that is not known.
    #[napi(ts_return_type = "ClockError | null")]
    pub fn error(&self, #[napi(ts_arg_type = "MomentInit")] moment: When<'_>) -> Result<Unknown<'static>> {
        give(tell_maybe("time.ClockError", self.0.error(when(moment)?).as_ref(), None))
    }

    /// When it must be set again to stay within an error.
    #[napi(ts_return_type = "Moment | null")]
    pub fn next_visit(
        &self,
        #[napi(ts_arg_type = "MomentInit")] from: When<'_>,
        #[napi(ts_arg_type = "number")] within_seconds: Figure<'_>,
    ) -> Result<Unknown<'static>> {
        let within = whole("withinSeconds", within_seconds, &core::TIME_OUT_OF_RANGE)?;
        self.moment(self.0.next_visit(when(from)?, within))
    }

    /// Since when nothing is known of it, at a moment.
    #[napi(ts_return_type = "Moment | null")]
    pub fn lost_since(
        &self,
        #[napi(ts_arg_type = "MomentInit")] moment: When<'_>,
    ) -> Result<Unknown<'static>> {
        self.moment(self.0.lost_since(when(moment)?))
    }

    /// Since which daylight-saving change it may be an hour out, at a moment.
    #[napi(ts_return_type = "Moment | null")]
    pub fn out_since_change(
        &self,
        #[napi(ts_arg_type = "MomentInit")] moment: When<'_>,
    ) -> Result<Unknown<'static>> {
        self.moment(self.0.out_since_change(when(moment)?))
    }

    /// The first event that contradicts what was known before it.
    #[napi(getter, ts_return_type = "Moment | null")]
    pub fn surprised_at(&self) -> Result<Unknown<'static>> {
        self.moment(self.0.surprised_at())
    }

    /// When it surely reads a time in a stretch of lock time.
    #[napi(ts_return_type = "Window[]")]
    pub fn surely(
        &self,
        #[napi(ts_arg_type = "LockTime")] from: Time<'_>,
        #[napi(ts_arg_type = "LockTime")] until: Time<'_>,
    ) -> Result<Unknown<'static>> {
        let found = self.0.surely(time(from)?, time(until)?);
        give(tell_all("time.Window", &found, Some(self.0.zone())))
    }

    /// When it may read a time in a stretch of lock time.
    #[napi(ts_return_type = "Window[]")]
    pub fn possibly(
        &self,
        #[napi(ts_arg_type = "LockTime")] from: Time<'_>,
        #[napi(ts_arg_type = "LockTime")] until: Time<'_>,
    ) -> Result<Unknown<'static>> {
        let found = self.0.possibly(time(from)?, time(until)?);
        give(tell_all("time.Window", &found, Some(self.0.zone())))
    }

    /// The least and, exclusively, the greatest lock time it may read within a window; null when that is not known.
    #[napi(ts_return_type = "[LockTime, LockTime] | null")]
    pub fn may_read(
        &self,
        #[napi(ts_arg_type = "WindowInit")] window: Unknown<'_>,
    ) -> Result<Option<Vec<String>>> {
        let read = self.0.may_read(self::window(window)?);
        Ok(read.map(|(from, until)| vec![from.to_string(), until.to_string()]))
    }

    fn moment(&self, moment: Option<chrono::DateTime<Utc>>) -> Result<Unknown<'static>> {
        give(Ok(tell_moment(moment, self.0.zone())))
    }
}

/// The window from a moment up to, and without, another.
#[napi(namespace = "time", ts_return_type = "Window")]
pub fn window_of(
    #[napi(ts_arg_type = "MomentInit")] from: When<'_>,
    #[napi(ts_arg_type = "MomentInit")] until: When<'_>,
) -> Result<Unknown<'static>> {
    let window = time::Window::new(when(from)?, when(until)?).or_throw()?;
    give(tell("time.Window", &window))
}

/// Windows joined where they touch, in order of time.
#[napi(namespace = "time", ts_return_type = "Window[]")]
pub fn join(
    #[napi(ts_arg_type = "readonly WindowInit[]")] windows: Vec<Unknown<'_>>,
) -> Result<Unknown<'static>> {
    give(tell_all("time.Window", &time::window::join(self::windows(windows)?), None))
}

/// The parts of a window that none of the others covers.
#[napi(namespace = "time", ts_return_type = "Window[]")]
pub fn missing(
    #[napi(ts_arg_type = "WindowInit")] whole: Unknown<'_>,
    #[napi(ts_arg_type = "readonly WindowInit[]")] parts: Vec<Unknown<'_>>,
) -> Result<Unknown<'static>> {
    let left = time::window::missing(window(whole)?, &windows(parts)?);
    give(tell_all("time.Window", &left, None))
}
