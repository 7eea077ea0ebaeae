//! Covering a stretch of lock time with as few grants as there can be.
//!
//! Everything here is whole minutes on the lock's clock. A grant of a [`Row`] opens from its start less the grace to
//! its end plus the grace; a sequence covers a stretch when every minute of it lies in one of them.

use std::vec::Vec;

use crate::code::Profile;
use crate::grant::segment::{self, Unit};
use crate::grant::{Grant, Mode, Term, YEAR_MINUTES};
use crate::time::LockTime;

/// The most codes a plan may have: nobody types more than that in one stay.
pub(super) const MOST_CODES: usize = 60;

/// One run of lengths that a mode offers on a door.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) mode: Mode,
    unit: Unit,
    step: i64,
    /// Minutes of access per unit of length; a year for open-ended modes, whose length is their validation window.
    access: i64,
    shortest: i64,
    longest: i64,
    /// The longest validation window of an open-ended mode, in units.
    window: i64,
}

/// What must be covered: [`from`, `until`) in lock minutes, with the grace that counts on both ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Need {
    pub(super) from: i64,
    pub(super) until: i64,
    pub(super) grace: i64,
}

/// A grant of a row, before it is made.
#[derive(Debug, Clone, Copy)]
struct Piece {
    row: Row,
    start: i64,
    length: i64,
}

impl Piece {
    fn end(&self) -> i64 {
        self.start + self.length * self.row.access
    }

    /// The grant; an open-ended mode gets a validation window that reaches `until` if the mode has one so long.
    fn grant(&self, until: i64) -> Option<Grant> {
        let start = LockTime::from_minutes(u32::try_from(self.start).ok()?).ok()?;
        let length = if self.row.mode.is_open_ended() {
            let unit = i64::from(self.row.unit.minutes());
            ceil_div(until - self.start, unit).clamp(1, self.row.window)
        } else {
            self.length
        };
        Grant::new(self.row.mode, start, Term::of_unit(self.row.unit, u32::try_from(length).ok()?)).ok()
    }
}

/// The rows that a mode offers under a profile. `weekly` has none: it covers visits that repeat, not a stay.
pub(super) fn rows(profile: &Profile, mode: Mode) -> Vec<Row> {
    let longest_minutes = i64::from(profile.longest_minutes(mode));
    let of_mode = segment::of_mode(mode);
    let rows = of_mode.map(|segment| {
        let unit = i64::from(segment.unit.minutes());
        let longest = i64::from(segment.longest()).min(longest_minutes / unit);
        let row = Row {
            mode,
            unit: segment.unit,
            step: i64::from(segment.step_minutes),
            access: unit,
            shortest: i64::from(segment.shortest),
            longest,
            window: longest,
        };
        if mode.is_open_ended() {
            Row { access: i64::from(YEAR_MINUTES), shortest: 1, longest: longest.min(1), ..row }
        } else {
            row
        }
    });
    rows.filter(|row| row.longest >= row.shortest).collect()
}

/// The shortest grant of a row that covers the need alone, started as late as it may.
pub(super) fn single(row: &Row, need: Need) -> Option<Grant> {
    let start = row.latest_start(need.from + need.grace)?;
    let length = ceil_div(need.until - need.grace - start, row.access).max(row.shortest);
    let piece = Piece { row: *row, start, length };
    if length <= row.longest { piece.grant(need.until) } else { None }
}

/// The same length, started as early as it may so that it ends hardly later than the need. None for open-ended modes,
/// whose access ends a year after its start.
pub(super) fn single_ending(row: &Row, need: Need) -> Option<Grant> {
    let latest = row.latest_start(need.from + need.grace)?;
    let length = ceil_div(need.until - need.grace - latest, row.access).max(row.shortest);
    let start = ceil_div(need.until - need.grace - length * row.access, row.step) * row.step;
    let piece = Piece { row: *row, start, length };
    if length <= row.longest && !row.mode.is_open_ended() { piece.grant(need.until) } else { None }
}

/// As few grants of the rows as cover the need; among those, the ones that open least outside it. None when more
/// than [`MOST_CODES`] would be needed.
pub(super) fn sequence(rows: &[Row], need: Need) -> Option<Vec<Grant>> {
    let alone = rows.iter().filter_map(|row| {
        let start = row.latest_start(need.from + need.grace)?;
        let length = ceil_div(need.until - need.grace - start, row.access).max(row.shortest);
        (length <= row.longest).then_some(Piece { row: *row, start, length })
    });
    if let Some(piece) = alone.min_by_key(|piece| spill(&[*piece], need)) {
        return Some(std::vec![piece.grant(need.until)?]);
    }
    let count = fewest(rows, need)?;
    let mut best: Option<(i64, Vec<Piece>)> = None;
    for first in rows {
        for last in rows {
            let Some(pieces) = between(rows, first, last, count, need) else { continue };
            let cost = spill(&pieces, need);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, pieces));
            }
        }
    }
    let (_, pieces) = best?;
    let ends = pieces.iter().skip(1).map(|next| next.start).chain([need.until]);
    pieces.iter().zip(ends).map(|(piece, until)| piece.grant(until)).collect()
}

/// How many grants are needed: each in turn starts as late as it may and reaches as far as any can.
fn fewest(rows: &[Row], need: Need) -> Option<usize> {
    let mut reached = need.from;
    for count in 1..=MOST_CODES {
        reached = farthest(rows, reached, need.grace)?.end() + need.grace;
        if reached >= need.until {
            return Some(count);
        }
    }
    None
}

/// The grant that opens at `reached` and reaches farthest, if any reaches farther.
fn farthest(rows: &[Row], reached: i64, grace: i64) -> Option<Piece> {
    let pieces = rows.iter().filter_map(|row| {
        Some(Piece { row: *row, start: row.latest_start(reached + grace)?, length: row.longest })
    });
    pieces.max_by_key(Piece::end).filter(|piece| piece.end() + grace > reached)
}

/// `count` grants (two or more) of which the first and the last are of the given rows.
fn between(rows: &[Row], first: &Row, last: &Row, count: usize, need: Need) -> Option<Vec<Piece>> {
    let start = first.latest_start(need.from + need.grace)?;
    let mut pieces = std::vec![Piece { row: *first, start, length: first.longest }];
    while pieces.len() + 1 < count {
        let reached = pieces.last()?.end() + need.grace;
        pieces.push(farthest(rows, reached, need.grace)?);
    }
    let reached = pieces.last()?.end() + need.grace;
    let end = ceil_div(need.until - need.grace, last.step) * last.step;
    let limit = last.latest_start(reached + need.grace)?;
    let length = ceil_div(end - limit, last.access).max(last.shortest);
    let start = end - length * last.access;
    if length > last.longest || start < 0 {
        return None;
    }
    pieces.push(Piece { row: *last, start, length });
    trim(&mut pieces);
    Some(pieces)
}

/// Shortens every grant but the last so that it ends where the next one starts, or as little later as it can.
fn trim(pieces: &mut [Piece]) {
    let starts: Vec<i64> = pieces.iter().skip(1).map(|piece| piece.start).collect();
    for (piece, next) in pieces.iter_mut().zip(starts) {
        let wanted = ceil_div(next - piece.start, piece.row.access);
        piece.length = wanted.clamp(piece.row.shortest, piece.length);
    }
}

/// Minutes that the grants open outside the need, those before it counted by a hair more.
fn spill(pieces: &[Piece], need: Need) -> i64 {
    let from = pieces.iter().map(|piece| piece.start - need.grace).min().unwrap_or(need.from);
    let until = pieces.iter().map(|piece| piece.end() + need.grace).max().unwrap_or(need.until);
    let (before, after) = ((need.from - from).max(0), (until - need.until).max(0));
    (before + after) * 1_000_000 + before
}

impl Row {
    /// The last start on the row's grid that is not after `limit`.
    fn latest_start(&self, limit: i64) -> Option<i64> {
        (limit >= 0).then(|| limit.div_euclid(self.step) * self.step)
    }
}

fn ceil_div(a: i64, b: i64) -> i64 {
    -(-a).div_euclid(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Format;
    use crate::grant::Layout;
    use proptest::prelude::*;

    fn profile(modes: &[Mode]) -> Profile {
        let layout = modes[0].layout();
        Profile::explicit(Format::new(layout, if layout == Layout::S { 7 } else { 9 }).unwrap(), modes)
            .unwrap()
    }

    fn all_rows(profile: &Profile, modes: &[Mode]) -> Vec<Row> {
        modes.iter().flat_map(|mode| rows(profile, *mode)).collect()
    }

    /// The fewest grants and then the least spill, by trying every start and every length of every row.
    fn exhaustive(rows: &[Row], need: Need) -> Option<(usize, i64)> {
        let earliest = need.from - 6 * 1_440;
        let mut options = Vec::new();
        for row in rows {
            let mut start = earliest.div_euclid(row.step) * row.step;
            while start <= need.until {
                for length in row.shortest..=row.longest {
                    let piece = Piece { row: *row, start, length };
                    if start >= 0 && piece.end() + need.grace > need.from {
                        options.push((start - need.grace, piece.end() + need.grace));
                    }
                }
                start += row.step;
            }
        }
        // Reached so far -> least spill before, for each number of grants.
        let mut reached: std::collections::BTreeMap<i64, i64> = std::collections::BTreeMap::new();
        for (from, until) in &options {
            if *from <= need.from {
                let before = need.from - from;
                let least = reached.entry(*until).or_insert(before);
                *least = before.min(*least);
            }
        }
        for count in 1..=MOST_CODES {
            let done = reached.range(need.until..).map(|(until, before)| before + until - need.until).min();
            if let Some(spill) = done {
                return Some((count, spill));
            }
            // Least spill before, over everything that reaches at least so far.
            let mut suffix: Vec<(i64, i64)> =
                reached.iter().map(|(until, before)| (*until, *before)).collect();
            for at in (1..suffix.len()).rev() {
                suffix[at - 1].1 = suffix[at - 1].1.min(suffix[at].1);
            }
            let mut next = std::collections::BTreeMap::new();
            for (from, until) in &options {
                let at = suffix.partition_point(|(so_far, _)| so_far < from);
                if let Some((_, before)) = suffix.get(at) {
                    let least = next.entry(*until).or_insert(*before);
                    *least = (*before).min(*least);
                }
            }
            if next == reached {
                return None;
            }
            reached = next;
        }
        None
    }

    const SETS: [&[Mode]; 9] = [
        &[Mode::StandardMulti],
        &[Mode::Day24h],
        &[Mode::StandardMulti, Mode::Day24h],
        &[Mode::Acc],
        &[Mode::Urm],
        &[Mode::EndDate],
        &[Mode::FineMulti],
        &[Mode::Stay],
        &[Mode::Stay, Mode::FineMulti],
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn no_search_finds_fewer_codes_or_less_spill(
            set in prop::sample::select(&SETS[..]),
            longest in 1_u32..5,
            from in 60_000_i64..62_880,
            length in 1_i64..2_900,
            grace in prop::sample::select(&[0_i64, 15][..]),
        ) {
            // Small worlds: short greatest lengths, so that several codes are needed and every start can be tried.
            let mut profile = profile(set);
            for mode in set {
                let most = profile.longest_minutes(*mode).min(longest * 1_440);
                profile = profile.with_longest(*mode, most).unwrap();
            }
            let rows = all_rows(&profile, set);
            let need = Need { from, until: from + length, grace };
            let found = sequence(&rows, need);
            let best = exhaustive(&rows, need);
            prop_assert_eq!(found.as_ref().map(Vec::len), best.map(|(count, _)| count));
            let Some(grants) = found else { return Ok(()) };
            let mut reached = need.from;
            for grant in &grants {
                prop_assert!(i64::from(grant.start().minutes()) - grace <= reached, "a hole before {}", grant);
                reached = reached.max(i64::from(grant.ends().minutes()) + grace);
            }
            prop_assert!(reached >= need.until);
            let first = grants.iter().map(|grant| i64::from(grant.start().minutes()) - grace).min().unwrap();
            let spilled = need.from - first + reached - need.until;
            prop_assert_eq!(spilled, best.unwrap().1);
        }

        #[test]
        fn a_single_grant_is_the_shortest_of_its_row(
            set in prop::sample::select(&SETS[..]),
            from in 60_000_i64..62_880,
            length in 1_i64..30_000,
            grace in prop::sample::select(&[0_i64, 15][..]),
        ) {
            let profile = profile(set);
            let need = Need { from, until: from + length, grace };
            for row in all_rows(&profile, set) {
                let Some(grant) = single(&row, need) else {
                    let start = row.latest_start(from + grace).unwrap();
                    prop_assert!(start + row.longest * row.access + grace < need.until);
                    continue;
                };
                let covers = |start: i64, end: i64| start - grace <= need.from && end + grace >= need.until;
                let (start, end) = (i64::from(grant.start().minutes()), i64::from(grant.ends().minutes()));
                prop_assert!(covers(start, end));
                prop_assert!(!covers(start + row.step, end + row.step) || end - start == row.shortest * row.access
                    || end - start - row.access < need.until - grace - (start + row.step));
                prop_assert!(end - start == row.shortest * row.access || !covers(start, end - row.access));
            }
        }
    }
}
