//! What is known of a lock's clock, and stretches of time.

use std::sync::Arc;

use netcode::time as core;

use crate::wire::cross;
use crate::{ClockError, ClockEvent, ClockRule, LockTime, Moment, Result, Window, Zone};

impl Window {
    /// As the library has it; refused when it ends where it begins or before.
    pub(crate) fn taken(&self) -> Result<core::Window> {
        Ok(core::Window::new(self.from, self.until)?)
    }
}

pub(crate) fn windows(list: &[Window]) -> Result<Vec<core::Window>> {
    list.iter().map(Window::taken).collect()
}

#[uniffi::export]
impl Window {
    /// Whole minutes from the first moment to the last. Fails with `window.empty`.
    pub fn minutes(&self) -> Result<i64> {
        Ok(self.taken()?.minutes())
    }

    /// Whether a moment lies in it. Fails with `window.empty`.
    pub fn contains(&self, moment: Moment) -> Result<bool> {
        Ok(self.taken()?.contains(moment))
    }
}

/// What is known of a lock's clock: its rule, how far it drifts, and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq)]
pub struct LockClock(pub(crate) core::LockClock);

/// The lock times that a clock may show within a window.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Readings {
    /// The least.
    pub from: LockTime,
    /// The first beyond the greatest.
    pub until: LockTime,
}

#[uniffi::export]
impl LockClock {
    /// A clock that drifts by at most `ppm` parts per million, of which nothing is known yet. Fails with
    /// `time.clock_ppm`.
    #[uniffi::constructor]
    pub fn new(zone: &Zone, rule: ClockRule, ppm: u32) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(core::LockClock::new(zone.0, rule.into(), ppm)?)))
    }

    /// The same clock after one more event. Fails with `row.malformed`, `time.clock_events`.
    pub fn with_event(&self, event: ClockEvent) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(self.0.clone().with_event(cross("clock event", &event)?)?)))
    }

    /// The same clock; `doubt` when its daylight-saving changes may have been missed.
    pub fn with_dst_doubt(&self, doubt: bool) -> Arc<Self> {
        Arc::new(Self(self.0.clone().with_dst_doubt(doubt)))
    }

    /// The zone.
    pub fn zone(&self) -> Arc<Zone> {
        Arc::new(Zone(self.0.zone()))
    }

    /// The rule it follows.
    pub fn rule(&self) -> ClockRule {
        self.0.rule().into()
    }

    /// The most it drifts, in parts per million.
    pub fn ppm(&self) -> u32 {
        self.0.ppm()
    }

    /// What happened to it, in order of time.
    pub fn events(&self) -> Result<Vec<ClockEvent>> {
        cross("list of clock events", &self.0.events())
    }

    /// How far off it may be at a moment; nothing when that is not known.
    pub fn error(&self, moment: Moment) -> Result<Option<ClockError>> {
        cross("clock error", &self.0.error(moment))
    }

    /// When it must be set again to stay within an error.
    pub fn next_visit(&self, from: Moment, within_seconds: u32) -> Result<Option<Moment>> {
        Ok(self.0.next_visit(from, within_seconds))
    }

    /// Since when nothing is known of it, at a moment.
    pub fn lost_since(&self, moment: Moment) -> Result<Option<Moment>> {
        Ok(self.0.lost_since(moment))
    }

    /// Since which daylight-saving change it may be an hour out, at a moment.
    pub fn out_since_change(&self, moment: Moment) -> Result<Option<Moment>> {
        Ok(self.0.out_since_change(moment))
    }

    /// The first event that contradicts what was known before it.
    pub fn surprised_at(&self) -> Option<Moment> {
        self.0.surprised_at()
    }

    /// When it surely reads a time in a stretch of lock time.
    pub fn surely(&self, from: LockTime, until: LockTime) -> Result<Vec<Window>> {
        cross("list of windows", &self.0.surely(from, until))
    }

    /// When it may read a time in a stretch of lock time.
    pub fn possibly(&self, from: LockTime, until: LockTime) -> Result<Vec<Window>> {
        cross("list of windows", &self.0.possibly(from, until))
    }

    /// What it may read within a window; nothing when that is not known. Fails with `window.empty`.
    pub fn may_read(&self, window: Window) -> Result<Option<Readings>> {
        Ok(self.0.may_read(window.taken()?).map(|(from, until)| Readings { from, until }))
    }
}

/// Windows joined where they touch, in order of time. Fails with `window.empty`.
#[uniffi::export]
pub fn join(windows: Vec<Window>) -> Result<Vec<Window>> {
    cross("list of windows", &core::window::join(self::windows(&windows)?))
}

/// The parts of a window that none of the others covers. Fails with `window.empty`.
#[uniffi::export]
pub fn missing(whole: Window, parts: Vec<Window>) -> Result<Vec<Window>> {
    cross("list of windows", &core::window::missing(whole.taken()?, &windows(&parts)?))
}
