//! Grant <-> payload (NC1 sections 3 and 4): ranking into the numbers a cipher permutes, and back.
//!
//! Unranking runs inside the lock on secret numbers, so it visits every row of the table whatever the number is,
//! and keeps what fits with masks.

use super::ct::{self, Divisor, Mask};
use super::{Format, SLOTS_S, SLOTS_X};
use crate::error::{Error, Result, table::core as codes};
use crate::grant::segment::{self, WEEKLY_BASE, WEEKLY_COUNT, WEEKLY_HOURS, WEEKLY_WEEKS};
use crate::grant::{Grant, Layout, Mode, Pattern, Term};
use crate::time::{LockTime, MINUTES_PER_DAY};

/// Where a grant lies: the epoch, whose key makes the code, and the number that is enciphered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) epoch: u32,
    pub(super) payload: u64,
}

/// The place of a grant in a format.
pub(super) fn rank(format: Format, grant: &Grant) -> Result<Place> {
    if grant.mode().layout() != format.layout() {
        return Err(Error::new(
            &codes::GRANT_MODE_NOT_IN_LAYOUT,
            format_args!("layout {} has no mode {}", format.layout(), grant.mode()),
        ));
    }
    if grant.issue() >= format.issues() {
        return Err(Error::new(
            &codes::GRANT_ISSUE_OUT_OF_RANGE,
            format_args!("codes of {} digits have issue numbers below {}", format.digits(), format.issues()),
        ));
    }
    let (epoch, day) = format.split_day(grant.start().day());
    let within = u64::from(day) * u64::from(format.slots()) + u64::from(slot(grant));
    let payload = within * u64::from(format.issues()) + u64::from(grant.issue());
    Ok(Place { epoch, payload })
}

fn slot(grant: &Grant) -> u32 {
    let minute = grant.start().minute_of_day();
    match grant.term() {
        Term::Weekly { pattern, hours, weeks } => {
            let begin = pattern as u32 * 24 + minute / 60;
            WEEKLY_BASE + (begin * WEEKLY_HOURS + hours - 1) * WEEKLY_WEEKS + weeks - 1
        }
        term => segment::of_mode(grant.mode())
            .zip(core::iter::repeat(term.linear()))
            .find_map(|(segment, linear)| match linear {
                Some((unit, length)) if unit == segment.unit => Some(
                    segment.base + segment.start_at(minute) * segment.lengths + length - segment.shortest,
                ),
                _ => None,
            })
            .unwrap_or_default(),
    }
}

/// What a payload says, with a mask that tells whether it says anything. Every field of a meaningless one is some
/// number below its usual bound.
#[derive(Clone, Copy, Default)]
pub(super) struct Unranked {
    pub(super) valid: Mask,
    /// Index into [`Mode::ALL`].
    pub(super) mode: u32,
    /// Lock time of the start, in minutes.
    pub(super) start: u32,
    /// Length of the term (of an occurrence, for weekly), in minutes.
    pub(super) term_minutes: u32,
    pub(super) issue: u32,
    /// Weekly only: the named days as bits from Monday, and the weeks.
    pub(super) days: u32,
    pub(super) weeks: u32,
    /// Index of the segment, and of the pattern for weekly.
    row: u32,
    /// Length in units of the row.
    length: u32,
}

/// Divisors for the lengths of the segments, beside the tables they belong to.
static S_LENGTHS: [Divisor; segment::S.len()] = lengths(&segment::S);
static X_LENGTHS: [Divisor; segment::X.len()] = lengths(&segment::X);

const fn lengths<const N: usize>(segments: &[segment::Segment; N]) -> [Divisor; N] {
    let mut divisors = [Divisor::new(1); N];
    let mut at = 0;
    while at < N {
        #[expect(clippy::indexing_slicing, reason = "runs at compile time; both arrays have N places")]
        {
            divisors[at] = Divisor::new(segments[at].lengths);
        }
        at += 1;
    }
    divisors
}

const WEEKS: Divisor = Divisor::new(WEEKLY_WEEKS);
const HOURS: Divisor = Divisor::new(WEEKLY_HOURS);
const DAY_HOURS: Divisor = Divisor::new(24);
const SEVEN: Divisor = Divisor::new(7);

const fn issues_divisor(format: Format) -> Divisor {
    match format.issues() {
        1 => const { Divisor::new(1) },
        10 => const { Divisor::new(10) },
        100 => const { Divisor::new(100) },
        _ => const { Divisor::new(1_000) },
    }
}

const fn slots_divisor(format: Format) -> Divisor {
    match format.layout() {
        Layout::S => const { Divisor::new(SLOTS_S) },
        Layout::X => const { Divisor::new(SLOTS_X) },
    }
}

/// What a payload of an epoch says. Takes the same path for every payload below 10^n.
pub(super) fn unrank(format: Format, epoch: u32, payload: u64) -> Unranked {
    let (numbered, issue) = issues_divisor(format).div_rem(payload);
    let (day, slot) = slots_divisor(format).div_rem(numbered);
    let day = day as u32;
    let midnight_day = epoch * format.epoch_days() + day;
    let mut out = Unranked { issue, ..Unranked::default() };
    let (segments, divisors): (&[_], &[Divisor]) = match format.layout() {
        Layout::S => (&segment::S, &S_LENGTHS),
        Layout::X => (&segment::X, &X_LENGTHS),
    };
    let (mut rank, mut shortest, mut step, mut unit) = (0, 0, 0, 0);
    let mut lengths = Divisor::NONE;
    for (row, (segment, divisor)) in segments.iter().zip(divisors).enumerate() {
        let from_base = slot.wrapping_sub(segment.base);
        let inside = ct::lt(from_base, segment.count());
        out.valid |= inside;
        out.row |= inside & row as u32;
        out.mode |= inside & segment.mode as u32;
        rank |= inside & from_base;
        shortest |= inside & segment.shortest;
        step |= inside & segment.step_minutes;
        unit |= inside & segment.unit.minutes();
        lengths.merge(inside, divisor);
    }
    let (start, longer) = lengths.div_rem_small(rank);
    out.length = out.valid & (longer + shortest);
    out.term_minutes = out.length * unit;
    let mut minute = start * step;
    if format.layout() == Layout::X {
        minute |= unrank_weekly(slot, midnight_day, &mut out);
    }
    out.valid &= ct::lt(day, format.epoch_days());
    out.start = midnight_day * MINUTES_PER_DAY + minute;
    out
}

/// Merges the weekly slots into `out` and gives the minute of the day they start at.
fn unrank_weekly(slot: u32, day: u32, out: &mut Unranked) -> u32 {
    let rank = slot.wrapping_sub(WEEKLY_BASE);
    let inside = ct::lt(rank, WEEKLY_COUNT);
    let (rest, weeks) = WEEKS.div_rem_small(rank & inside);
    let (rest, hours) = HOURS.div_rem_small(rest);
    let (pattern, hour) = DAY_HOURS.div_rem_small(rest);
    let weekday = weekday(day);
    let mut days = 0;
    for each in Pattern::ALL {
        let bits = match each {
            Pattern::WeekdayOfStart => 1 << weekday,
            fixed => u32::from(fixed.days(crate::time::Weekday::Monday)),
        };
        days |= ct::eq(pattern, each as u32) & bits;
    }
    let named = ct::bit(days, weekday);
    out.valid |= inside & named;
    out.mode |= inside & Mode::Weekly as u32;
    out.row |= inside & pattern;
    out.length |= inside & (hours + 1);
    out.term_minutes |= inside & ((hours + 1) * 60);
    out.days = inside & days;
    out.weeks = inside & (weeks + 1);
    inside & (hour * 60)
}

/// 0 for Monday; day 0 was a Wednesday.
pub(super) fn weekday(day: u32) -> u32 {
    SEVEN.div_rem(u64::from(day) + 2).1
}

impl Unranked {
    /// Becomes `other` where the mask is set, at the same cost either way.
    pub(super) fn select(&mut self, take: Mask, other: &Self) {
        self.valid = ct::pick(take, other.valid, self.valid);
        self.mode = ct::pick(take, other.mode, self.mode);
        self.start = ct::pick(take, other.start, self.start);
        self.term_minutes = ct::pick(take, other.term_minutes, self.term_minutes);
        self.issue = ct::pick(take, other.issue, self.issue);
        self.days = ct::pick(take, other.days, self.days);
        self.weeks = ct::pick(take, other.weeks, self.weeks);
        self.row = ct::pick(take, other.row, self.row);
        self.length = ct::pick(take, other.length, self.length);
    }

    /// The grant, once it may be known.
    pub(super) fn grant(&self, layout: Layout) -> Option<Grant> {
        if self.valid == 0 {
            return None;
        }
        let mode = *Mode::ALL.get(self.mode as usize)?;
        let term = if mode == Mode::Weekly {
            let pattern = *Pattern::ALL.get(self.row as usize)?;
            Term::Weekly { pattern, hours: self.length, weeks: self.weeks }
        } else {
            let segment = segment::segments(layout).get(self.row as usize)?;
            Term::of_unit(segment.unit, self.length)
        };
        let start = LockTime::from_minutes(self.start).ok()?;
        Some(Grant::from_slot(mode, start, term, self.issue))
    }
}
