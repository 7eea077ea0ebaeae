//! The slot tables of NC1 sections 3 and 4 as data.
//!
//! A slot is the part of a payload that says everything but the day. Each [`Segment`] is one row of a table: a run
//! of slots that share a mode and a unit. Ranking, unranking, the legal ranges, and the risk figures all read
//! these rows, so a length that is legal is a length that has a slot, and the other way round.

use super::{Layout, Mode};

/// A run of slots: slot = `base` + `lengths` x (start on the grid) + (length - `shortest`).
pub(crate) struct Segment {
    pub(crate) mode: Mode,
    pub(crate) unit: Unit,
    /// First slot.
    pub(crate) base: u32,
    /// Starts a day has: 24 for full hours, 96 for quarter-hours, 1 for midnight only.
    pub(crate) starts: u32,
    /// Lengths a start has.
    pub(crate) lengths: u32,
    /// The shortest length, in units.
    pub(crate) shortest: u32,
    /// Minutes between two starts.
    pub(crate) step_minutes: u32,
}

/// What a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    Hours,
    Days,
    Quarters,
    /// Exactly one length, which is not written: the 24 hours of `24h`.
    Fixed,
}

impl Unit {
    pub(crate) const ALL: [Unit; 4] = [Unit::Hours, Unit::Days, Unit::Quarters, Unit::Fixed];

    pub(crate) const fn minutes(self) -> u32 {
        match self {
            Unit::Hours => 60,
            Unit::Days | Unit::Fixed => 1440,
            Unit::Quarters => 15,
        }
    }
}

impl Segment {
    const fn new(mode: Mode, unit: Unit, base: u32, step_minutes: u32, shortest: u32, longest: u32) -> Self {
        Self {
            mode,
            unit,
            base,
            starts: 1440 / step_minutes,
            lengths: longest - shortest + 1,
            shortest,
            step_minutes,
        }
    }

    /// How many slots the segment has.
    pub(crate) const fn count(&self) -> u32 {
        self.starts * self.lengths
    }

    /// The longest length, in units.
    pub(crate) const fn longest(&self) -> u32 {
        self.shortest + self.lengths - 1
    }
}

const HOUR: u32 = 60;
const DAY: u32 = 1440;
const QUARTER: u32 = 15;

/// Layout S: 1,309 of 1,333 slots a day.
pub(crate) static S: [Segment; 9] = [
    Segment::new(Mode::StandardSingle, Unit::Hours, 0, HOUR, 1, 12),
    Segment::new(Mode::StandardSingle, Unit::Days, 288, DAY, 1, 7),
    Segment::new(Mode::StandardMulti, Unit::Hours, 295, HOUR, 1, 12),
    Segment::new(Mode::StandardMulti, Unit::Days, 583, DAY, 1, 7),
    Segment::new(Mode::Urm, Unit::Hours, 590, HOUR, 1, 12),
    Segment::new(Mode::Urm, Unit::Days, 878, DAY, 1, 21),
    Segment::new(Mode::Acc, Unit::Days, 899, DAY, 1, 21),
    Segment::new(Mode::Day24h, Unit::Fixed, 920, HOUR, 1, 1),
    Segment::new(Mode::EndDate, Unit::Days, 944, DAY, 1, 365),
];

/// Layout X without `weekly`, which has two more dimensions: see [`WEEKLY_BASE`].
pub(crate) static X: [Segment; 6] = [
    Segment::new(Mode::FineSingle, Unit::Quarters, 0, QUARTER, 1, 48),
    Segment::new(Mode::FineMulti, Unit::Quarters, 5_000, QUARTER, 1, 48),
    Segment::new(Mode::Stay, Unit::Hours, 10_000, HOUR, 13, 744),
    Segment::new(Mode::Long, Unit::Days, 30_000, HOUR, 32, 365),
    Segment::new(Mode::Open, Unit::Hours, 39_000, HOUR, 1, 12),
    Segment::new(Mode::Open, Unit::Days, 39_288, DAY, 1, 7),
];

/// First slot of `weekly`: base + ((pattern x 24 + hour) x 12 + (hours - 1)) x 52 + (weeks - 1).
pub(crate) const WEEKLY_BASE: u32 = 40_000;
/// Hours an occurrence of `weekly` may last.
pub(crate) const WEEKLY_HOURS: u32 = 12;
/// Weeks a `weekly` may run.
pub(crate) const WEEKLY_WEEKS: u32 = 52;
/// How many slots `weekly` has.
pub(crate) const WEEKLY_COUNT: u32 = 4 * 24 * WEEKLY_HOURS * WEEKLY_WEEKS;

/// The segments of a layout.
pub(crate) fn segments(layout: Layout) -> &'static [Segment] {
    match layout {
        Layout::S => &S,
        Layout::X => &X,
    }
}

/// The segments of a mode: hours before days.
pub(crate) fn of_mode(mode: Mode) -> impl Iterator<Item = &'static Segment> {
    segments(mode.layout()).iter().filter(move |segment| segment.mode == mode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_do_not_overlap_and_end_where_the_specification_says() {
        for (layout, end) in [(Layout::S, 1_309), (Layout::X, 39_295)] {
            let mut next = 0;
            for segment in segments(layout) {
                assert!(segment.base >= next, "{:?}", segment.mode);
                next = segment.base + segment.count();
            }
            assert_eq!(next, end);
        }
        assert_eq!(WEEKLY_BASE + WEEKLY_COUNT, 99_904);
    }

    #[test]
    fn unused_slots_are_those_of_the_specification() {
        let ends: std::vec::Vec<u32> = X.iter().map(|segment| segment.base + segment.count()).collect();
        assert_eq!(ends, [4_608, 9_608, 27_568, 38_016, 39_288, 39_295]);
    }
}
