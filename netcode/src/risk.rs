//! What guessing costs: how many codes a lock would take at a minute, out of how many there are.
//!
//! One random try opens with probability A / 10^n, exactly, where A is the number of distinct codes acceptable at
//! that minute (NC1 section 8). Nothing else lowers it but a limiter: not check digits, not longer keys. The tests
//! confirm A by trying every code there is.

use crate::code::{Format, ModeSet, Profile};
use crate::grant::segment::{self, Segment, WEEKLY_HOURS, WEEKLY_WEEKS};
use crate::grant::{Grant, Layout, Mode, Pattern, RENTAL_FIRST_USE_MINUTES, Term};
use crate::time::{LockTime, MINUTES_PER_DAY};

/// Above this probability a try, a lock should not be run: one in ten thousand.
pub const REFUSE_ABOVE: f64 = 1e-4;
/// Above this probability a try, a profile deserves a second look: one in a hundred thousand.
pub const WARN_ABOVE: f64 = 1e-5;

/// How many codes of one key a lock with this profile and nothing remembered would take at `now`. At the edge of an
/// epoch the codes of both epochs are summed, which is an upper bound: two of them can be the same digits.
pub fn acceptable(profile: &Profile, now: LockTime) -> u64 {
    let modes = profile.modes();
    let linear =
        segment::segments(profile.format().layout()).iter().filter(|segment| modes.contains(segment.mode));
    let linear: u64 = linear.map(|segment| of_segment(profile, segment, now)).sum();
    let weekly = if modes.contains(Mode::Weekly) { of_weekly(profile, now) } else { 0 };
    (linear + weekly) * u64::from(profile.issues())
}

/// For each length, the starts on the segment's grid whose first-use window, widened by grace, holds `now`.
fn of_segment(profile: &Profile, segment: &Segment, now: LockTime) -> u64 {
    let grace = i64::from(profile.grace_minutes());
    let now = i64::from(now.minutes());
    let step = i64::from(segment.step_minutes);
    let unit = segment.unit.minutes();
    let lengths = (segment.shortest..=segment.longest()).map(|length| length * unit);
    let allowed = lengths.filter(|minutes| *minutes <= profile.longest_minutes(segment.mode));
    allowed
        .map(|minutes| {
            let window = match segment.mode {
                Mode::Acc | Mode::EndDate => RENTAL_FIRST_USE_MINUTES,
                Mode::Stay | Mode::Long => minutes.min(profile.first_use_hours() * 60),
                _ => minutes,
            };
            // start - grace <= now < start + window + grace, and start >= 0
            let last = (now + grace).div_euclid(step);
            let before_first = (now - grace - i64::from(window)).div_euclid(step).max(-1);
            (last - before_first).max(0).unsigned_abs()
        })
        .sum()
}

/// Weekly grants by trying each: at most eight days, four patterns, 24 hours, 12 lengths, 52 weeks.
fn of_weekly(profile: &Profile, now: LockTime) -> u64 {
    let grace = i64::from(profile.grace_minutes());
    let reached = now.plus_minutes(grace).unwrap_or(now);
    let days_back = profile.first_use_hours() / 24 + 2;
    let mut count = 0;
    for day in reached.day().saturating_sub(days_back)..=reached.day() {
        for pattern in Pattern::ALL {
            for hour in 0..24 {
                let start = LockTime::from_minutes(day * MINUTES_PER_DAY + hour * 60);
                let Some(start) = start.ok().filter(|start| *start <= reached) else { continue };
                for hours in 1..=WEEKLY_HOURS {
                    count += weekly_from(profile, start, pattern, hours, now);
                }
            }
        }
    }
    count
}

/// How many numbers of weeks make a weekly grant that opens at `now`.
fn weekly_from(profile: &Profile, start: LockTime, pattern: Pattern, hours: u32, now: LockTime) -> u64 {
    let grace = i64::from(profile.grace_minutes());
    let grants = (1..=WEEKLY_WEEKS)
        .filter_map(|weeks| Grant::new(Mode::Weekly, start, Term::Weekly { pattern, hours, weeks }).ok());
    let opens = |grant: &Grant| {
        let within = grant.ends().minutes_since(start) <= i64::from(profile.longest_minutes(Mode::Weekly));
        let first_use = grant.first_use_by(profile.first_use_hours()).unwrap_or(grant.ends());
        let in_time = now.minutes_since(first_use) < grace;
        // The nearest minute inside the widened occurrence: now, or now moved by grace either way.
        let inside =
            [0, grace, -grace].into_iter().any(|by| now.plus_minutes(by).is_ok_and(|at| grant.covers(at)));
        within && in_time && inside
    };
    grants.filter(opens).count() as u64
}

/// The minute of a day at which most codes are acceptable, and how many. The day should lie away from the edges of
/// an epoch unless they are what is asked about.
pub fn worst_minute_of_day(profile: &Profile, day: LockTime) -> (LockTime, u64) {
    let midnight = day.midnight();
    // The count changes only where a start or an end passes, and those lie on quarter-hours moved by grace, which
    // is a quarter-hour itself or nothing.
    let minutes =
        (0..MINUTES_PER_DAY).step_by(15).filter_map(|minute| midnight.plus_minutes(i64::from(minute)).ok());
    let before = |at: LockTime| [at.plus_minutes(-1).unwrap_or(at), at];
    let counted =
        minutes.flat_map(before).filter(|at| *at >= midnight).map(|at| (at, acceptable(profile, at)));
    counted.fold((midnight, 0), |worst, this| if this.1 > worst.1 { this } else { worst })
}

/// A limiter: `burst` tries at once, then `per_day` a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TryRate {
    /// Tries a rested lock gives at once.
    pub burst: f64,
    /// Tries a day after that.
    pub per_day: f64,
}

impl TryRate {
    /// NC1's limiter: ten tries, then one an hour.
    pub const NC1: TryRate = TryRate { burst: 10.0, per_day: 24.0 };

    /// A penalty of `pause_seconds` after every `wrong` wrong codes, each typed in `typing_seconds`.
    pub fn penalty(wrong: u32, pause_seconds: f64, typing_seconds: f64) -> Self {
        let round = f64::from(wrong) * typing_seconds + pause_seconds;
        Self { burst: 0.0, per_day: 86_400.0 * f64::from(wrong) / round }
    }

    /// Tries possible in a number of days.
    pub fn tries_in(self, days: f64) -> f64 {
        self.burst + self.per_day * days
    }
}

/// The risk of one profile at one moment.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Estimate {
    /// Codes acceptable, all keys summed (an upper bound when there are several).
    pub acceptable: u64,
    /// Codes there are: 10^digits.
    pub codes: u64,
    /// Probability that one random try opens.
    pub probability: f64,
    /// Minute it was counted at.
    pub at: LockTime,
}

impl Estimate {
    /// The estimate of a lock with `keys` keys (its own and its groups', 1 to 5) at a minute.
    pub fn at(profile: &Profile, keys: u32, at: LockTime) -> Self {
        Self::of(profile, keys, at, acceptable(profile, at))
    }

    /// The estimate at the worst minute of a day.
    pub fn worst(profile: &Profile, keys: u32, day: LockTime) -> Self {
        let (at, count) = worst_minute_of_day(profile, day);
        Self::of(profile, keys, at, count)
    }

    fn of(profile: &Profile, keys: u32, at: LockTime, count: u64) -> Self {
        let acceptable = count * u64::from(keys);
        let codes = profile.format().codes();
        Self { acceptable, codes, probability: acceptable as f64 / codes as f64, at }
    }

    /// Tries after which an intruder is in with probability one half.
    pub fn median_tries(&self) -> f64 {
        if self.probability > 0.0 { core::f64::consts::LN_2 / self.probability } else { f64::INFINITY }
    }

    /// Probability that an intruder who never stops typing is in within a number of days.
    #[cfg(feature = "std")]
    pub fn probability_in(&self, days: f64, rate: TryRate) -> f64 {
        -(-self.probability * rate.tries_in(days)).exp_m1()
    }

    /// Whether a lock should be run like this.
    pub fn verdict(&self) -> Verdict {
        if self.probability > REFUSE_ABOVE {
            Verdict::TooLikely
        } else if self.probability > WARN_ABOVE {
            Verdict::Doubtful
        } else {
            Verdict::Good
        }
    }

    /// Days until an intruder who never stops typing is in with probability one half.
    pub fn median_days(&self, rate: TryRate) -> f64 {
        ((self.median_tries() - rate.burst) / rate.per_day).max(0.0)
    }
}

/// What to think of a probability a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// At most [`WARN_ABOVE`].
    Good,
    /// Above [`WARN_ABOVE`].
    Doubtful,
    /// Above [`REFUSE_ABOVE`].
    TooLikely,
}

impl Verdict {
    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Good => "good",
            Verdict::Doubtful => "doubtful",
            Verdict::TooLikely => "too-likely",
        }
    }
}

/// A change to a profile and what it makes of the risk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Improvement {
    /// What to change.
    pub change: Change,
    /// The risk after the change, at the worst minute of the same day.
    pub estimate: Estimate,
}

/// A change that lowers the risk, cheapest for guests first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// No grace at the ends.
    NoGrace,
    /// The first use due within fewer hours.
    FirstUseHours(u32),
    /// Fewer issue numbers.
    OneIssue,
    /// Without this mode.
    Without(Mode),
    /// Codes with one digit more.
    OneDigitMore(u8),
}

impl core::fmt::Display for Change {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Change::NoGrace => f.write_str("no grace"),
            Change::FirstUseHours(hours) => write!(f, "first use within {hours} h"),
            Change::OneIssue => f.write_str("one issue number"),
            Change::Without(mode) => write!(f, "without {mode}"),
            Change::OneDigitMore(digits) => write!(f, "codes of {digits} digits"),
        }
    }
}

/// The changes that lower the risk of a profile, those that cost guests least first: grace, first use, issues, modes,
/// and last a digit more to type.
pub fn improvements(profile: &Profile, keys: u32, day: LockTime) -> impl Iterator<Item = Improvement> + '_ {
    let now = Estimate::worst(profile, keys, day);
    candidates(profile).filter_map(move |(change, changed)| {
        let estimate = Estimate::worst(&changed?, keys, day);
        (estimate.probability < now.probability).then_some(Improvement { change, estimate })
    })
}

fn candidates(profile: &Profile) -> impl Iterator<Item = (Change, Option<Profile>)> + '_ {
    let format = profile.format();
    let modes = profile.modes();
    let without = move |mode: Mode| {
        let mut rest = [mode; Mode::ALL.len()];
        let mut used = 0;
        for (place, other) in rest.iter_mut().zip(modes.iter().filter(|other| *other != mode)) {
            *place = other;
            used += 1;
        }
        rest.get(..used).filter(|rest| !rest.is_empty()).map(|rest| profile.with_modes(ModeSet::new(rest)))
    };
    let longer = Format::new(format.layout(), format.digits() + 1).ok();
    [
        (Change::NoGrace, profile.with_grace(0).ok()),
        (
            Change::FirstUseHours(2),
            (profile.first_use_hours() > 2).then(|| profile.with_first_use_hours(2).ok()).flatten(),
        ),
        (Change::OneIssue, profile.with_issues(1).ok()),
    ]
    .into_iter()
    .chain(modes.iter().map(move |mode| (Change::Without(mode), without(mode))))
    .chain(longer.map(|longer| (Change::OneDigitMore(longer.digits()), Some(profile.with_format(longer)))))
}

/// A day in the middle of an epoch, for figures that are about a profile and not about a date.
pub fn ordinary_day(format: Format) -> LockTime {
    let day = match (format.layout(), format.digits()) {
        (Layout::S, 6) => 2_250 + 400,
        _ => 3_000,
    };
    LockTime::from_minutes_saturating(i64::from(day) * i64::from(MINUTES_PER_DAY))
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use std::string::ToString as _;

    #[test]
    fn a_change_says_what_it_changes() {
        let texts = [
            (Change::NoGrace, "no grace"),
            (Change::FirstUseHours(2), "first use within 2 h"),
            (Change::OneIssue, "one issue number"),
            (Change::Without(Mode::Day24h), "without 24h"),
            (Change::OneDigitMore(8), "codes of 8 digits"),
        ];
        for (change, text) in texts {
            assert_eq!(change.to_string(), text);
        }
    }
}
