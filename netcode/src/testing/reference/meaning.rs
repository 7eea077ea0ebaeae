//! Sections 2 to 4 of NC1 as they are written: what a payload means.

use std::vec::Vec;

use crate::grant::{Layout, Mode};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// What a payload of an epoch says. Times are minutes of lock time.
pub(super) struct Meaning {
    pub(super) mode: Mode,
    pub(super) start: i64,
    /// What the profile's greatest length is compared with.
    pub(super) length: i64,
    pub(super) real_end: i64,
    /// The end of the first use, `first_use_hours` aside.
    pub(super) first_end: i64,
    pub(super) issue: u32,
    /// Begin and end of every occurrence of a weekly code.
    pub(super) occurrences: Vec<(i64, i64)>,
}

/// The slot of a day: a mode, the minute of the day it starts at, and its length in minutes; or a weekly one.
enum Slot {
    Term(Mode, i64, i64),
    Weekly { pattern: i64, hour: i64, hours: i64, weeks: i64 },
}

pub(super) fn meaning(layout: Layout, digits: u8, epoch: u32, payload: u64) -> Option<Meaning> {
    let spare = 10_u64.pow(u32::from(digits.saturating_sub(if layout == Layout::S { 7 } else { 9 })));
    let (number, issue) = ((payload / spare) as i64, (payload % spare) as u32);
    let (slots, epoch_days) = match layout {
        Layout::S if digits == 6 => (1_333, 750),
        Layout::S => (1_333, 7_500),
        Layout::X => (100_000, 10_000),
    };
    let (day, slot) = (number / slots, number % slots);
    if day >= epoch_days {
        return None;
    }
    let day = i64::from(epoch) * epoch_days + day;
    let slot = if layout == Layout::S { slot_s(slot)? } else { slot_x(slot)? };
    match slot {
        Slot::Term(mode, minute, length) => Some(of_term(mode, day * DAY + minute, length, issue)),
        Slot::Weekly { pattern, hour, hours, weeks } => of_weeks(day, pattern, hour, hours, weeks, issue),
    }
}

fn slot_s(s: i64) -> Option<Slot> {
    let hours = |mode, s: i64| Slot::Term(mode, s / 12 * HOUR, (s % 12 + 1) * HOUR);
    let days = |mode, s: i64| Slot::Term(mode, 0, (s + 1) * DAY);
    Some(match s {
        0..288 => hours(Mode::StandardSingle, s),
        288..295 => days(Mode::StandardSingle, s - 288),
        295..583 => hours(Mode::StandardMulti, s - 295),
        583..590 => days(Mode::StandardMulti, s - 583),
        590..878 => hours(Mode::Urm, s - 590),
        878..899 => days(Mode::Urm, s - 878),
        899..920 => days(Mode::Acc, s - 899),
        920..944 => Slot::Term(Mode::Day24h, (s - 920) * HOUR, DAY),
        944..1309 => days(Mode::EndDate, s - 944),
        _ => return None,
    })
}

fn slot_x(s: i64) -> Option<Slot> {
    let quarters = |mode, s: i64| Slot::Term(mode, s / 48 * 15, (s % 48 + 1) * 15);
    Some(match s {
        0..4_608 => quarters(Mode::FineSingle, s),
        5_000..9_608 => quarters(Mode::FineMulti, s - 5_000),
        10_000..27_568 => {
            let s = s - 10_000;
            Slot::Term(Mode::Stay, s / 732 * HOUR, (s % 732 + 13) * HOUR)
        }
        30_000..38_016 => {
            let s = s - 30_000;
            Slot::Term(Mode::Long, s / 334 * HOUR, (s % 334 + 32) * DAY)
        }
        39_000..39_288 => {
            let s = s - 39_000;
            Slot::Term(Mode::Open, s / 12 * HOUR, (s % 12 + 1) * HOUR)
        }
        39_288..39_295 => Slot::Term(Mode::Open, 0, (s - 39_288 + 1) * DAY),
        40_000..99_904 => {
            let s = s - 40_000;
            let (begin, hours, weeks) = (s / 52 / 12, s / 52 % 12 + 1, s % 52 + 1);
            Slot::Weekly { pattern: begin / 24, hour: begin % 24, hours, weeks }
        }
        _ => return None,
    })
}

fn of_term(mode: Mode, start: i64, length: i64, issue: u32) -> Meaning {
    let end = start + length;
    let real_end = if matches!(mode, Mode::Urm | Mode::Open) { start + 365 * DAY } else { end };
    let first_end = match mode {
        Mode::Acc | Mode::EndDate => start + DAY,
        _ => end,
    };
    Meaning { mode, start, length, real_end, first_end, issue, occurrences: Vec::new() }
}

/// Every day D..D+7w-1 that the pattern names; D must be one of them.
fn of_weeks(day: i64, pattern: i64, hour: i64, hours: i64, weeks: i64, issue: u32) -> Option<Meaning> {
    // Day 0 was a Wednesday; Monday is 0.
    let weekday = |day: i64| (day + 2) % 7;
    let named = |other: i64| match pattern {
        0 => weekday(other) == weekday(day),
        1 => weekday(other) < 5,
        2 => weekday(other) >= 5,
        _ => true,
    };
    let begins = (day..day + 7 * weeks).filter(|day| named(*day)).map(|day| day * DAY + hour * HOUR);
    let occurrences: Vec<(i64, i64)> = begins.map(|begin| (begin, begin + hours * HOUR)).collect();
    let (start, real_end) = (day * DAY + hour * HOUR, occurrences.last()?.1);
    let length = real_end - start;
    named(day).then_some(Meaning {
        mode: Mode::Weekly,
        start,
        length,
        real_end,
        first_end: real_end,
        issue,
        occurrences,
    })
}
