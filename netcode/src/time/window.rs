//! Windows: stretches of real time, first moment inside, last one outside.

use std::vec::Vec;

use chrono::{DateTime, TimeDelta, Utc};

use crate::error::{Error, Result, table::time as codes};

/// A stretch of real time: `from` is inside, `until` is not. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Window {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Window {
    /// The window from `from` up to, and without, `until`.
    ///
    /// # Errors
    /// `window.empty` when `until` is not after `from`.
    pub fn new(from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Self> {
        Self::checked(from, until).ok_or_else(|| {
            Error::new(&codes::WINDOW_EMPTY, format_args!("nothing lies between `{from}` and `{until}`"))
        })
    }

    pub(crate) fn checked(from: DateTime<Utc>, until: DateTime<Utc>) -> Option<Self> {
        (from < until).then_some(Self { from, until })
    }

    /// The first moment.
    pub const fn from(&self) -> DateTime<Utc> {
        self.from
    }

    /// The moment at which it is over.
    pub const fn until(&self) -> DateTime<Utc> {
        self.until
    }

    /// Whole minutes it lasts; a started minute is not counted.
    pub fn minutes(&self) -> i64 {
        (self.until - self.from).num_minutes()
    }

    /// Whether a moment lies inside.
    pub fn contains(&self, moment: DateTime<Utc>) -> bool {
        self.from <= moment && moment < self.until
    }

    /// Whether all of `other` lies inside.
    pub fn covers(&self, other: &Window) -> bool {
        self.from <= other.from && other.until <= self.until
    }

    /// What both have in common.
    pub fn overlap(&self, other: &Window) -> Option<Window> {
        Self::checked(self.from.max(other.from), self.until.min(other.until))
    }

    /// The same window in whole minutes, without the minutes of which only a part lies inside.
    pub fn inner_minutes(&self) -> Option<Window> {
        Self::checked(minute_at_or_after(self.from), minute_at_or_before(self.until))
    }

    /// The same window in whole minutes, with the minutes of which a part lies inside.
    pub fn outer_minutes(&self) -> Window {
        Self { from: minute_at_or_before(self.from), until: minute_at_or_after(self.until) }
    }
}

/// Sorts windows and makes one of those that touch or overlap.
pub fn join(mut windows: Vec<Window>) -> Vec<Window> {
    windows.sort();
    let mut joined: Vec<Window> = Vec::with_capacity(windows.len());
    for window in windows {
        match joined.last_mut() {
            Some(last) if window.from <= last.until => last.until = last.until.max(window.until),
            _ => joined.push(window),
        }
    }
    joined
}

/// The parts of `whole` that none of the `parts` covers, in order.
pub fn missing(whole: Window, parts: &[Window]) -> Vec<Window> {
    let mut left = Vec::new();
    let mut next = whole.from;
    for part in join(parts.to_vec()) {
        left.extend(Window::checked(next, part.from.min(whole.until)));
        next = next.max(part.until);
    }
    left.extend(Window::checked(next, whole.until));
    left
}

fn minute_at_or_before(moment: DateTime<Utc>) -> DateTime<Utc> {
    let beyond = moment.timestamp().rem_euclid(60);
    moment - TimeDelta::seconds(beyond) - TimeDelta::nanoseconds(i64::from(moment.timestamp_subsec_nanos()))
}

fn minute_at_or_after(moment: DateTime<Utc>) -> DateTime<Utc> {
    let before = minute_at_or_before(moment);
    if before == moment { before } else { before + TimeDelta::minutes(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_780_000_000 + seconds, 0).unwrap()
    }

    fn window(from: i64, until: i64) -> Window {
        Window::new(at(from), at(until)).unwrap()
    }

    #[test]
    fn nothing_is_not_a_window() {
        assert_eq!(Window::new(at(5), at(5)).unwrap_err().code(), "window.empty");
        assert_eq!(Window::new(at(5), at(4)).unwrap_err().code(), "window.empty");
    }

    #[test]
    fn whole_minutes_shrink_or_grow() {
        let base = -(1_780_000_000 % 60);
        assert_eq!(window(base + 1, base + 119).inner_minutes(), None);
        assert_eq!(window(base, base + 61).inner_minutes(), Some(window(base, base + 60)));
        assert_eq!(window(base + 1, base + 61).outer_minutes(), window(base, base + 120));
    }

    proptest! {
        #[test]
        fn joining_and_missing_agree_with_looking_at_every_second(
            parts in prop::collection::vec((0_i64..60, 1_i64..20), 0..6),
            whole in (0_i64..40, 1_i64..40),
        ) {
            let parts: Vec<Window> = parts.iter().map(|(from, len)| window(*from, from + len)).collect();
            let whole = window(whole.0, whole.0 + whole.1);
            let joined = join(parts.clone());
            let left = missing(whole, &parts);
            for second in 0..90 {
                let moment = at(second);
                let inside = parts.iter().any(|part| part.contains(moment));
                prop_assert_eq!(joined.iter().filter(|part| part.contains(moment)).count(), usize::from(inside));
                let lacking = left.iter().any(|part| part.contains(moment));
                prop_assert_eq!(lacking, whole.contains(moment) && !inside);
            }
            prop_assert!(joined.windows(2).all(|pair| pair[0].until() < pair[1].from()));
        }
    }
}
