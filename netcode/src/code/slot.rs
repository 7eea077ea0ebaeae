//! Grant <-> payload (NC1 sections 3 and 4): ranking into the numbers a cipher permutes, and back.
//!
//! Unranking runs inside the lock on secret numbers, so it visits every row of the table whatever the number is,
//! and keeps what fits with masks.

use super::ct::{self, Divisor, Mask};
use super::{Format, SLOTS_S, SLOTS_X};
use crate::error::{Error, Result, table::core as codes};
use crate::grant::segment::{self, Segment, Unit, WEEKLY_BASE, WEEKLY_COUNT, WEEKLY_HOURS, WEEKLY_WEEKS};
use crate::grant::{Grant, Layout, Mode, Pattern, Term};
use crate::time::{LockTime, MINUTES_PER_DAY, Weekday};

/// Where a grant lies: the epoch, whose key makes the code, and the number that is enciphered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) epoch: u32,
    pub(super) payload: u64,
}

/// The place of a grant in a format.
#[inline(always)]
pub(super) fn rank(format: Format, grant: &Grant) -> Result<Place> {
    if grant.mode().layout() != format.layout() || grant.issue() >= format.issues() {
        return Err(no_place(format, grant));
    }
    let (epoch, day) = format.split_day(grant.start().day());
    let within = u64::from(day) * u64::from(format.slots()) + u64::from(slot(grant));
    let payload = within * u64::from(format.issues()) + u64::from(grant.issue());
    Ok(Place { epoch, payload })
}

#[cold]
fn no_place(format: Format, grant: &Grant) -> Error {
    if grant.mode().layout() != format.layout() {
        return Error::new(
            &codes::GRANT_MODE_NOT_IN_LAYOUT,
            format_args!("layout {} has no mode {}", format.layout(), grant.mode()),
        );
    }
    Error::new(
        &codes::GRANT_ISSUE_OUT_OF_RANGE,
        format_args!("codes of {} digits have issue numbers below {}", format.digits(), format.issues()),
    )
}

#[inline(always)]
fn slot(grant: &Grant) -> u32 {
    let minute = grant.start().minute_of_day();
    if let Term::Weekly { pattern, hours, weeks } = grant.term() {
        let begin = pattern as u32 * 24 + minute / 60;
        return WEEKLY_BASE + (begin * WEEKLY_HOURS + hours - 1) * WEEKLY_WEEKS + weeks - 1;
    }
    let (unit, length) = grant.term().linear().unwrap_or((Unit::Fixed, 1));
    let line = LINES.get(grant.mode() as usize).and_then(|units| units.get(unit as usize));
    line.map_or(0, |line| line.slot(minute, length))
}

/// The slots of a mode with a unit, as ranking reads them: without a branch, since every code that is issued asks.
#[derive(Clone, Copy)]
struct Line {
    /// The first slot less the shortest length.
    base: u32,
    lengths: u32,
    /// 2^24 by the minutes between two starts, rounded up: divides every minute of a day exactly, as a test shows.
    per_minute: u32,
}

impl Line {
    #[inline]
    const fn slot(self, minute: u32, length: u32) -> u32 {
        let start = (minute * self.per_minute) >> 24;
        self.base.wrapping_add(start * self.lengths + length)
    }
}

/// For each mode and unit; those that do not go together are never asked for.
static LINES: [[Line; Unit::ALL.len()]; Mode::ALL.len()] = {
    let mut lines = [[Line { base: 0, lengths: 0, per_minute: 0 }; Unit::ALL.len()]; Mode::ALL.len()];
    let mut at = 0;
    while at < segment::S.len() + segment::X.len() {
        #[expect(clippy::indexing_slicing, reason = "runs at compile time, below the lengths")]
        {
            let of_s = at < segment::S.len();
            let row = if of_s { &segment::S[at] } else { &segment::X[at - segment::S.len()] };
            lines[row.mode as usize][row.unit as usize] = Line {
                base: row.base.wrapping_sub(row.shortest),
                lengths: row.lengths,
                per_minute: (1_u32 << 24).div_ceil(row.step_minutes),
            };
        }
        at += 1;
    }
    lines
};

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
    /// Index of the unit, and of the pattern for weekly.
    kind: u32,
    /// Length in units.
    length: u32,
}

/// A segment as unranking reads it, packed: every word is looked at for every number.
#[derive(Clone, Copy)]
struct Row {
    /// The first slot, and from bit 16 how many lengths a start has.
    place: u32,
    /// How many slots, and from bit 16 the minutes between two starts.
    grid: u32,
    /// The mode; from bit 4 the unit, from bit 8 the shortest length, from bit 16 the minutes of the unit.
    term: u32,
    /// 2^26 by the lengths, rounded up: large enough to divide every slot exactly, as a test shows.
    #[cfg(any(target_pointer_width = "64", test))]
    reciprocal: u32,
}

static S: [Row; segment::S.len()] = rows(&segment::S);
static X: [Row; segment::X.len()] = rows(&segment::X);

const fn rows<const N: usize>(segments: &[Segment; N]) -> [Row; N] {
    let mut rows = [Row::NONE; N];
    let mut at = 0;
    while at < N {
        #[expect(clippy::indexing_slicing, reason = "runs at compile time; both arrays have N places")]
        {
            rows[at] = Row::of(&segments[at]);
        }
        at += 1;
    }
    rows
}

impl Row {
    const NONE: Self = Self {
        place: 0,
        grid: 0,
        term: 0,
        #[cfg(any(target_pointer_width = "64", test))]
        reciprocal: 0,
    };

    const fn of(segment: &Segment) -> Self {
        Self {
            place: segment.base | segment.lengths << 16,
            grid: segment.count() | segment.step_minutes << 16,
            term: segment.mode as u32
                | (segment.unit as u32) << 4
                | segment.shortest << 8
                | segment.unit.minutes() << 16,
            #[cfg(any(target_pointer_width = "64", test))]
            reciprocal: (1_u32 << 26).div_ceil(segment.lengths),
        }
    }

    /// Becomes `other` where the mask is set, which it is for one row at most.
    #[inline(always)]
    const fn merge(&mut self, mask: Mask, other: &Self) {
        self.place |= mask & other.place;
        self.grid |= mask & other.grid;
        self.term |= mask & other.term;
        #[cfg(any(target_pointer_width = "64", test))]
        {
            self.reciprocal |= mask & other.reciprocal;
        }
    }

    /// A number of the row by its lengths: which start, and how much longer than the shortest.
    #[cfg(target_pointer_width = "64")]
    #[inline(always)]
    fn split(&self, rank: u32) -> (u32, u32) {
        let start = ((u64::from(rank) * u64::from(self.reciprocal)) >> 26) as u32;
        (start, rank - start * (self.place >> 16))
    }

    /// A number of the row by its lengths: which start, and how much longer than the shortest.
    #[cfg(not(target_pointer_width = "64"))]
    fn split(&self, rank: u32) -> (u32, u32) {
        Divisor::new(self.place >> 16).div_rem_small(rank)
    }
}

/// The row that a slot lies in, if any, with a mask that tells whether there is one.
#[cfg_attr(target_pointer_width = "64", inline(always))]
fn row_of(rows: &[Row], slot: u32) -> (Mask, Row) {
    let (mut valid, mut chosen) = (0, Row::NONE);
    for row in rows {
        // All are far below 2^31, so two signs say whether the slot is in the row.
        let from_base = slot.wrapping_sub(row.place & 0xffff);
        let inside = ct::bit(!from_base & from_base.wrapping_sub(row.grid & 0xffff), 31);
        valid |= inside;
        chosen.merge(inside, row);
    }
    (valid, chosen)
}

const WEEKS: Divisor = Divisor::new(WEEKLY_WEEKS);
const HOURS: Divisor = Divisor::new(WEEKLY_HOURS);
const DAY_HOURS: Divisor = Divisor::new(24);
const SEVEN: Divisor = Divisor::new(7);

/// Computed beforehand, since a reciprocal is a division.
#[cfg(target_pointer_width = "64")]
const fn issues_divisor(format: Format) -> Divisor {
    match format.issues() {
        1 => const { Divisor::new(1) },
        10 => const { Divisor::new(10) },
        100 => const { Divisor::new(100) },
        _ => const { Divisor::new(1_000) },
    }
}

#[cfg(not(target_pointer_width = "64"))]
const fn issues_divisor(format: Format) -> Divisor {
    Divisor::new(format.issues())
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
    let (valid, row) = match format.layout() {
        Layout::S => row_of(&S, slot),
        Layout::X => row_of(&X, slot),
    };
    let (start, longer) = row.split(valid & slot.wrapping_sub(row.place & 0xffff));
    let length = valid & (longer + (row.term >> 8 & 0xff));
    let mut out = Unranked {
        valid,
        mode: row.term & 0xf,
        term_minutes: length * (row.term >> 16),
        issue,
        kind: row.term >> 4 & 0xf,
        length,
        ..Unranked::default()
    };
    let mut minute = start * (row.grid >> 16);
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
    let of_start = ct::eq(pattern, Pattern::WeekdayOfStart as u32) & 1 << weekday;
    let days = FIXED_DAYS >> (8 * pattern) & 0x7f | of_start;
    let named = ct::bit(days, weekday);
    out.valid |= inside & named;
    out.mode |= inside & Mode::Weekly as u32;
    out.kind |= inside & pattern;
    out.length |= inside & (hours + 1);
    out.term_minutes |= inside & ((hours + 1) * 60);
    out.days = inside & days;
    out.weeks = inside & (weeks + 1);
    inside & (hour * 60)
}

/// The days of the patterns that name always the same, a byte for each.
const FIXED_DAYS: u32 =
    fixed_days(Pattern::MonFri) | fixed_days(Pattern::SatSun) | fixed_days(Pattern::Daily);

const fn fixed_days(pattern: Pattern) -> u32 {
    (pattern.days(Weekday::Monday) as u32) << (8 * pattern as u32)
}

/// 0 for Monday; day 0 was a Wednesday.
pub(super) fn weekday(day: u32) -> u32 {
    SEVEN.div_rem(u64::from(day) + 2).1
}

impl Unranked {
    /// Becomes `other` where the mask is set, at the same cost either way.
    #[cfg(feature = "std")]
    #[inline]
    pub(super) fn select(&mut self, take: Mask, other: &Self) {
        self.valid = ct::pick(take, other.valid, self.valid);
        self.mode = ct::pick(take, other.mode, self.mode);
        self.start = ct::pick(take, other.start, self.start);
        self.term_minutes = ct::pick(take, other.term_minutes, self.term_minutes);
        self.issue = ct::pick(take, other.issue, self.issue);
        self.days = ct::pick(take, other.days, self.days);
        self.weeks = ct::pick(take, other.weeks, self.weeks);
        self.kind = ct::pick(take, other.kind, self.kind);
        self.length = ct::pick(take, other.length, self.length);
    }

    /// The grant, once it may be known.
    pub(super) fn grant(&self) -> Option<Grant> {
        if self.valid == 0 {
            return None;
        }
        let mode = *Mode::ALL.get(self.mode as usize)?;
        let term = if mode == Mode::Weekly {
            let pattern = *Pattern::ALL.get(self.kind as usize)?;
            Term::Weekly { pattern, hours: self.length, weeks: self.weeks }
        } else {
            Term::of_unit(*Unit::ALL.get(self.kind as usize)?, self.length)
        };
        let start = LockTime::from_minutes(self.start).ok()?;
        Some(Grant::from_slot(mode, start, term, self.issue))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_is_split_as_a_division_splits_it() {
        for (segments, rows) in [(&segment::S[..], &S[..]), (&segment::X[..], &X[..])] {
            let mut of_segments = 0;
            for slot in 0..SLOTS_X {
                let (valid, row) = row_of(rows, slot);
                let Some(segment) = segments.iter().find(|s| (s.base..s.base + s.count()).contains(&slot))
                else {
                    assert_eq!((valid, row.term), (0, 0));
                    continue;
                };
                let rank = slot - segment.base;
                assert_eq!((valid, row.term & 0xf), (u32::MAX, segment.mode as u32));
                assert_eq!(row.split(rank), (rank / segment.lengths, rank % segment.lengths));
                of_segments += 1;
            }
            assert_eq!(of_segments, segments.iter().map(Segment::count).sum::<u32>());
        }
    }

    #[test]
    fn every_start_has_the_slot_that_a_division_gives() {
        for segment in segment::S.iter().chain(&segment::X) {
            let line = LINES[segment.mode as usize][segment.unit as usize];
            for start in 0..segment.starts {
                for length in segment.shortest..=segment.longest() {
                    let slot = segment.base + start * segment.lengths + length - segment.shortest;
                    assert_eq!(line.slot(start * segment.step_minutes, length), slot);
                }
            }
        }
    }

    #[test]
    fn patterns_keep_their_days() {
        for pattern in [Pattern::MonFri, Pattern::SatSun, Pattern::Daily] {
            let days = u32::from(pattern.days(Weekday::Tuesday));
            assert_eq!(FIXED_DAYS >> (8 * pattern as u32) & 0x7f, days);
        }
    }
}
