//! What time does: relocking, gaps between keys, code-free periods, opening by itself, emergency.

use super::state::{Period, Periods};
use super::{Bolt, Effect, Moment, Pattern, Record, Twin, Who};
use crate::catalogue::{EntryRule, Signal};

const DAY: i64 = 86_400;

/// What is due next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    Relock,
    KeyGap,
    Waiting,
    Emergency,
    Procedure,
    Hold,
    Dialogue,
    AutoUnlock,
    /// A period begins or ends, or the clock jumps.
    Schedule,
}

impl Twin {
    /// Lets time pass until `to`, doing what falls due in order.
    pub(super) fn pass_time(&mut self, to: Moment, out: &mut Vec<Effect>) {
        let mut shown = false;
        loop {
            let next = self.next_due().filter(|(at, _)| *at <= to);
            let until = next.map_or(to, |(at, _)| at);
            if !shown && self.indicates_for(until.since(self.memory.now)) {
                shown = true;
                out.push(Effect::Pattern(Pattern::LockedIndication));
            }
            self.memory.now = self.memory.now.max(until);
            let Some((_, due)) = next else { break };
            self.fall_due(due, out);
            self.settle(out);
        }
        self.forget_guests();
        self.tick_verifier();
    }

    fn indicates_for(&self, seconds: i64) -> bool {
        let set = &self.memory.programmed;
        let on = set.indication.unwrap_or_else(|| self.function().is_some_and(|function| function.indicates));
        on && self.memory.bolt == Bolt::Locked
            && self.memory.power.on()
            && seconds >= i64::from(self.model.timings.indication_seconds.value)
    }

    fn next_due(&self) -> Option<(Moment, Due)> {
        let memory = &self.memory;
        let times = &self.model.timings;
        let gap =
            if memory.entry.program { times.program_gap_seconds.value } else { times.key_gap_seconds.value };
        let typing = memory.entry.last_key.filter(|_| memory.programming.is_none());
        let due = [
            (memory.relock_at, Due::Relock),
            (typing.map(|at| at.plus(i64::from(gap) + 1)), Due::KeyGap),
            (self.hold_due(), Due::Hold),
            (self.dialogue_due(), Due::Dialogue),
            (memory.waiting.as_ref().map(|(_, until)| until.plus(1)), Due::Waiting),
            (memory.emergency_until, Due::Emergency),
            (self.procedure_due(), Due::Procedure),
            (self.auto_unlock_due(), Due::AutoUnlock),
            (self.schedule_due(), Due::Schedule),
        ];
        due.into_iter().filter_map(|(at, due)| at.map(|at| (at, due))).min_by_key(|(at, _)| *at)
    }

    fn fall_due(&mut self, due: Due, out: &mut Vec<Effect>) {
        match due {
            Due::Relock if self.model.motor.is_some() => self.drive_shut(Who::Itself, out),
            Due::Relock => self.memory.relock_at = None,
            Due::Hold => self.hold_falls_due(out),
            Due::Dialogue => self.dialogue_falls_due(out),
            Due::KeyGap if matches!(self.entry_rule(), EntryRule::Judged | EntryRule::FirstMatch) => {
                self.judge(out);
            }
            Due::KeyGap => {
                if self.memory.entry.program && !self.memory.entry.dead {
                    self.signal(Signal::ProgramTimeout, out);
                }
                self.memory.entry = super::state::Entry::default();
            }
            Due::Waiting => self.memory.waiting = None,
            Due::Emergency => self.memory.emergency_until = None,
            Due::Procedure => self.procedure_falls_due(out),
            Due::AutoUnlock => {
                if self.memory.programmed.holder.take().is_some() {
                    Self::log(Record::Opened(Who::Itself), out);
                }
            }
            Due::Schedule => {}
        }
    }

    /// When a lock held by a guest opens by itself.
    fn auto_unlock_due(&self) -> Option<Moment> {
        let set = &self.memory.programmed;
        let holder = set.holder.as_ref()?;
        if !self.memory.power.on() {
            return None;
        }
        let hours = i64::from(set.auto_unlock_hours);
        let after = (hours > 0).then(|| holder.since.plus(hours * 3_600));
        let at = set.auto_unlock_at.filter(|_| self.memory.clock.known).map(|minute| {
            let shown = self.memory.clock.shows(holder.since);
            let today = shown.midnight().plus(i64::from(minute) * 60);
            let next = if today > shown { today } else { today.plus(DAY) };
            self.memory.clock.when_shows(self.memory.now, next)
        });
        [after, at].into_iter().flatten().min()
    }

    /// The next moment at which a code-free period begins or ends.
    fn schedule_due(&self) -> Option<Moment> {
        let memory = &self.memory;
        let periods = &memory.programmed.code_free_periods;
        if !memory.clock.known || periods.iter().all(Option::is_none) {
            return None;
        }
        let shown = memory.clock.shows(memory.now);
        let edge = periods
            .iter()
            .flatten()
            .filter(|period| !period.suspended)
            .filter_map(|p| p.next_edge(shown))
            .min();
        let edge = edge.map(|edge| memory.clock.when_shows(memory.now, edge).max(memory.now.plus(1)));
        [edge, memory.clock.next_change(memory.now)].into_iter().flatten().min()
    }

    /// Whether no credential is needed now, by program or by period.
    pub(super) fn code_free_now(&self) -> bool {
        let set = &self.memory.programmed;
        set.code_free || self.within(&set.code_free_periods)
    }

    /// Whether the lock's clock stands inside one of these periods. A clock that is not set is inside none.
    pub(super) fn within(&self, periods: &Periods) -> bool {
        self.memory.clock.known && {
            let shown = self.memory.clock.shows(self.memory.now);
            periods.iter().flatten().any(|period| period.covers(shown))
        }
    }
}

impl Period {
    const fn length(&self) -> i64 {
        let minutes = self.end as i64 - self.start as i64;
        (if minutes > 0 { minutes } else { minutes + 1_440 }) * 60
    }

    /// Whether the lock's clock, showing `shown`, stands inside it. A period that runs past midnight belongs to
    /// the day it begins on.
    pub(super) fn covers(&self, shown: Moment) -> bool {
        !self.suspended
            && [0, -DAY].into_iter().any(|back| {
                let day = shown.plus(back);
                let begins = day.midnight().plus(i64::from(self.start) * 60);
                self.days >> day.weekday() & 1 == 1 && (0..self.length()).contains(&shown.since(begins))
            })
    }

    /// The first beginning or end after `shown`.
    fn next_edge(&self, shown: Moment) -> Option<Moment> {
        (-1..=7)
            .filter_map(|ahead| {
                let day = shown.plus(ahead * DAY);
                (self.days >> day.weekday() & 1 == 1).then(|| day.midnight().plus(i64::from(self.start) * 60))
            })
            .flat_map(|begins| [begins, begins.plus(self.length())])
            .filter(|edge| *edge > shown)
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_belongs_to_the_day_it_begins_on() {
        let at = |text: &str| Moment::parse(text).unwrap();
        // Friday 22:00 to 06:00.
        let night = Period { days: 0b001_0000, start: 22 * 60, end: 6 * 60, suspended: false };
        assert!(night.covers(at("2026-07-03T22:00")) && night.covers(at("2026-07-04T05:59:59")));
        assert!(!night.covers(at("2026-07-03T05:00")) && !night.covers(at("2026-07-04T06:00")));
        assert!(!night.covers(at("2026-07-04T22:00")));
        assert_eq!(night.next_edge(at("2026-07-04T01:00")), Some(at("2026-07-04T06:00")));
        assert_eq!(night.next_edge(at("2026-07-04T06:00")), Some(at("2026-07-10T22:00")));
    }
}
