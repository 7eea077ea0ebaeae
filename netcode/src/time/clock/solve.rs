//! From an interval of error to real time: when a clock is inside a stretch of lock time, surely or possibly.

use std::vec::Vec;

use chrono::{DateTime, TimeDelta, Utc};

use super::{ClockError, EPOCH_SECONDS, LockClock};
use crate::time::window::{Window, join};
use crate::time::{ClockRule, LockTime};

/// A stretch of time in which the error grows by drift alone.
#[derive(Debug, Clone, Copy)]
struct Piece {
    window: Window,
    known_at: DateTime<Utc>,
    offset_minutes: i32,
    error: Option<ClockError>,
}

impl LockClock {
    /// The real time in which the clock surely reads a time in [`from`, `until`), whatever its error is within the
    /// interval. Usually one window; a doubtful daylight-saving change can cut it in two.
    pub fn surely(&self, from: LockTime, until: LockTime) -> Vec<Window> {
        self.solve(from, until, |clock, piece| {
            let error = piece.error?;
            Some((
                clock.crossing(piece, error.low_seconds, -1, from),
                clock.crossing(piece, error.high_seconds, 1, until),
            ))
        })
    }

    /// The real time in which the clock may read a time in [`from`, `until`) for some error within the interval.
    /// While nothing is known of the clock that is any time, and the windows then end with the search, a year on
    /// either side. The clock's history begins with its first event: what it read before that is nobody's spill.
    pub fn possibly(&self, from: LockTime, until: LockTime) -> Vec<Window> {
        let begun = |piece: &Piece| self.known.first().is_none_or(|first| first.at <= piece.window.from());
        self.solve(from, until, |clock, piece| match piece.error {
            None if !begun(piece) => None,
            None => Some((piece.window.from(), piece.window.until())),
            Some(error) => Some((
                clock.crossing(piece, error.high_seconds, 1, from),
                clock.crossing(piece, error.low_seconds, -1, until),
            )),
        })
    }

    /// The least and, exclusively, the greatest lock time that the clock may read within a window of real time: what
    /// a code must cover to be sure to open. None when nothing is known of the clock for a part of the window, or it
    /// may read a time outside lock time.
    pub fn may_read(&self, window: Window) -> Option<(LockTime, LockTime)> {
        let (mut first, mut last) = (i64::MAX, i64::MIN);
        for piece in self.pieces(window) {
            let error = piece.error?;
            let last_second = piece.window.until() - TimeDelta::nanoseconds(1);
            first = first.min(self.reading(&piece, piece.window.from(), error.low_seconds, -1));
            last = last.max(self.reading(&piece, last_second, error.high_seconds, 1));
        }
        let minute = |seconds: i64| LockTime::from_minutes(u32::try_from(seconds.div_euclid(60)).ok()?).ok();
        Some((minute(first)?, minute(last)?.plus_minutes(1).ok()?))
    }

    /// What the clock reads in seconds of lock time at a moment of a piece, with the given error, drifting in the
    /// given direction.
    fn reading(&self, piece: &Piece, moment: DateTime<Utc>, error_seconds: i64, direction: i64) -> i64 {
        let drift = self.drift_seconds((moment - piece.known_at).num_seconds()) * direction;
        let right = moment.timestamp() - EPOCH_SECONDS + i64::from(piece.offset_minutes) * 60;
        right + error_seconds + drift
    }

    /// The stretches in a span of time in which the error grows by drift alone.
    fn pieces(&self, span: Window) -> Vec<Piece> {
        let mut cuts: Vec<DateTime<Utc>> = std::vec![span.from(), span.until()];
        cuts.extend(self.known.iter().map(|known| known.at));
        if self.rule != ClockRule::Utc {
            let changes = self.zone.transitions(span.from(), span.until());
            cuts.extend(changes.iter().map(|change| change.at));
            cuts.extend(self.zone.new_years(span.from(), span.until()));
        }
        cuts.retain(|cut| span.from() <= *cut && *cut <= span.until());
        cuts.sort();
        cuts.dedup();
        let windows =
            cuts.iter().zip(cuts.iter().skip(1)).filter_map(|(from, until)| Window::checked(*from, *until));
        windows
            .map(|window| {
                let known = self.known.iter().rev().find(|known| known.at <= window.from());
                Piece {
                    window,
                    known_at: known.map_or(window.from(), |known| known.at),
                    offset_minutes: self.zone.lock_offset_minutes(self.rule, window.from()),
                    error: known.and_then(|known| self.shifted(known, window.from())),
                }
            })
            .collect()
    }

    /// The first moment of a piece at which the clock with the given error, drifting in the given direction, has
    /// reached `time`; the piece's end when it does not.
    fn crossing(&self, piece: &Piece, error_seconds: i64, direction: i64, time: LockTime) -> DateTime<Utc> {
        let target = i64::from(time.minutes()) * 60;
        let reached = |moment: i64| {
            let drift = self.drift_seconds(moment - piece.known_at.timestamp()) * direction;
            let right = moment - EPOCH_SECONDS + i64::from(piece.offset_minutes) * 60;
            right + error_seconds + drift >= target
        };
        let (mut low, mut high) = (piece.window.from().timestamp(), piece.window.until().timestamp());
        if reached(low) {
            return piece.window.from();
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if reached(middle) { high = middle } else { low = middle }
        }
        DateTime::from_timestamp(high, 0)
            .map_or(piece.window.until(), |moment| moment.min(piece.window.until()))
    }

    fn solve(
        &self,
        from: LockTime,
        until: LockTime,
        bounds: impl Fn(&Self, &Piece) -> Option<(DateTime<Utc>, DateTime<Utc>)>,
    ) -> Vec<Window> {
        let Some(span) = self.span(from, until) else { return Vec::new() };
        let pieces = self.pieces(span);
        let found = pieces.iter().filter_map(|piece| {
            let (from, until) = bounds(self, piece)?;
            Window::checked(from, until)
        });
        join(found.collect())
    }

    /// The real time in which a clock may read [`from`, `until`): the window itself, and the worst error around it.
    fn span(&self, from: LockTime, until: LockTime) -> Option<Window> {
        let right = |time: LockTime| self.zone.to_civil(self.rule, time).to_utc();
        let (from, until) = (right(from), right(until));
        let margin = TimeDelta::days(366);
        let worst = |moment| {
            let error = self.error(moment)?;
            let seconds = i64::try_from(error.worst_seconds()).unwrap_or(i64::MAX);
            // Twice, and two days for the zone's own jumps: the error may grow on the way there.
            Some((TimeDelta::try_seconds(seconds.saturating_mul(2))? + TimeDelta::days(2)).min(margin))
        };
        let (before, after) = (worst(from).unwrap_or(margin), worst(until).unwrap_or(margin));
        Window::checked(from - before, until + after)
    }
}
