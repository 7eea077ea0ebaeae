//! Keys: which can be reached, what they add to the entry, and when the entry is judged.

use super::state::{Entry, Held};
use super::{Bolt, Effect, Record, Twin, Why};
use crate::catalogue::{EntryRule, Feature, Signal};

/// No entry of any model is longer.
const LONGEST_ENTRY: usize = 64;

impl Twin {
    /// A key is pressed.
    pub(super) fn key(&mut self, key: char, out: &mut Vec<Effect>) {
        let mut buffer = [0; 4];
        let text: &str = key.encode_utf8(&mut buffer);
        if !self.reachable(key) {
            return out.push(Effect::Ignored(key));
        }
        if !self.memory.power.on() || self.penalised() || self.procedure_press(text, out) {
            return;
        }
        match self.touch(key) {
            None => return out.push(Effect::Ignored(key)),
            Some(true) => return,
            Some(false) => {}
        }
        let key = self.model.button_of(key);
        if let Some(programming) = &mut self.memory.programming {
            programming.last = self.memory.now;
        }
        let program_key = Some(key) == self.model.keypad.program_key.value;
        if self.asleep() && self.memory.entry.is_empty() && !program_key {
            return;
        }
        let now = self.memory.now;
        if program_key {
            // In the middle of an entry it throws away what was typed.
            self.memory.entry = Entry { program: true, ..Entry::default() };
        } else if self.memory.entry.is_empty() && self.is_prefix(key) {
            self.memory.entry.prefix = true;
            if !self.netcode_on() {
                self.memory.entry.dead = true;
                self.signal(Signal::NetcodeOff, out);
                Self::log(Record::Refused(Why::FeatureOff), out);
            }
        } else if self.memory.entry.typed.len() < LONGEST_ENTRY {
            self.memory.entry.typed.push(key);
        } else {
            self.memory.entry.overlong = true;
        }
        self.memory.entry.last_key = Some(now);
        let at_once = self.entry_rule() == EntryRule::FirstMatch && self.memory.programming.is_none();
        if at_once && self.client_with(&self.memory.entry.typed, false).is_some() {
            self.judge(out);
        }
    }

    pub(super) fn entry_rule(&self) -> EntryRule {
        self.model.keypad.entry.as_ref().map_or(EntryRule::Forgotten, |rule| rule.value)
    }

    fn reachable(&self, key: char) -> bool {
        let keypad = &self.model.keypad;
        let hidden = self.memory.bolt == Bolt::Locked && keypad.hidden_while_locked.contains(key);
        self.model.has_key(key) && !hidden
    }

    fn is_prefix(&self, key: char) -> bool {
        self.model.netcode_prefix() == Some(key)
    }

    pub(super) fn penalised(&mut self) -> bool {
        let over = self.memory.penalty_until.is_some_and(|until| self.memory.now >= until);
        if over {
            self.memory.penalty_until = None;
        }
        self.memory.penalty_until.is_some()
    }

    /// In Public the keypad sleeps while the handle stands open; programming wakes it.
    fn asleep(&self) -> bool {
        self.is_public() && self.memory.handle_turned && self.model.keypad.handle_holds_open.value
    }

    /// A key or button goes down and stays down.
    pub(super) fn press(&mut self, part: String, out: &mut Vec<Effect>) {
        let mut chars = part.chars();
        let mut spent = true;
        if let (Some(key), None) = (chars.next(), chars.next()) {
            if !self.model.has_key(key) {
                return out.push(Effect::Ignored(key));
            }
            self.key(key, out);
        } else {
            spent = self.button_down(&part, out);
        }
        if !self.memory.held.iter().any(|held| held.part == part) {
            self.memory.held.push(Held { part, since: self.memory.now, spent });
        }
    }

    pub(super) fn release(&mut self, part: &str, out: &mut Vec<Effect>) {
        if let Some(at) = self.memory.held.iter().position(|held| held.part == part) {
            let held = self.memory.held.remove(at);
            self.button_up(&held, out);
        }
        self.procedure_release(part, out);
    }

    /// Acknowledges the fields that are complete while the entry stays open; what was said is not said again when
    /// the entry is judged.
    pub(super) fn pause(&mut self, out: &mut Vec<Effect>) {
        if self.memory.entry.program && !self.memory.entry.dead {
            let accepted = self.fields_so_far();
            self.flash_fields(accepted, out);
        }
    }

    /// Acknowledges fields up to the given number.
    pub(super) fn flash_fields(&mut self, accepted: usize, out: &mut Vec<Effect>) {
        while self.memory.entry.flashed < accepted {
            self.memory.entry.flashed += 1;
            self.signal(Signal::FieldAccepted, out);
        }
    }

    /// Nothing more is typed: the entry is judged, unless a button is to confirm it.
    pub(super) fn end_entry(&mut self, out: &mut Vec<Effect>) {
        if self.memory.programming.is_none() && self.entry_rule() != EntryRule::Confirmed {
            self.judge(out);
        }
    }

    pub(super) fn judge(&mut self, out: &mut Vec<Effect>) {
        if !self.memory.entry.is_empty() {
            self.memory.inside.touched = false;
        }
        // A prefix or program key with nothing after it only clears what was typed.
        if self.memory.entry.dead || self.memory.entry.typed.is_empty() {
            self.memory.entry = Entry::default();
            return;
        }
        if self.memory.entry.program {
            let typed = core::mem::take(&mut self.memory.entry.typed);
            self.program(&typed, out);
            self.memory.entry = Entry::default();
            return;
        }
        let entry = core::mem::take(&mut self.memory.entry);
        if entry.overlong {
            self.refuse(Why::Unknown, out);
        } else {
            self.access(&entry, out);
        }
    }

    /// Whether NetCodes are read now.
    pub(super) fn netcode_on(&self) -> bool {
        self.function().is_some_and(|function| function.netcode) && self.feature(Feature::Netcode)
    }

    /// Whether a kind of credential is switched on; on a lock without switches everything is.
    pub(super) fn feature(&self, feature: Feature) -> bool {
        self.memory.programmed.features.get(&feature).copied().unwrap_or(true)
    }

    /// One answer for every refused code. Only unknown codes and NetCodes count towards the penalty.
    pub(super) fn refuse(&mut self, why: Why, out: &mut Vec<Effect>) {
        let says = |signal| !self.model.signal(signal).is_empty();
        if why == Why::Unknown && self.memory.programmed.clients.is_empty() && says(Signal::NoCodes) {
            self.signal(Signal::NoCodes, out);
            return Self::log(Record::Refused(why), out);
        }
        let locked_out = says(Signal::LockedOut);
        let begins = matches!(why, Why::Unknown | Why::Netcode(_)) && self.count_wrong();
        self.signal(if begins && locked_out { Signal::LockedOut } else { Signal::CodeRefused }, out);
        Self::log(Record::Refused(why), out);
        if begins && locked_out {
            Self::log(Record::LockedOut, out);
        }
    }

    /// Counts a wrong code. Says whether the keypad refuses input from now on.
    pub(super) fn count_wrong(&mut self) -> bool {
        let times = &self.model.timings;
        let (now, most) = (self.memory.now, usize::try_from(times.wrong_codes.value).unwrap_or(usize::MAX));
        let counting = self.wrong_counting();
        let wrong = &mut self.memory.wrong;
        wrong.drain(..wrong.len().saturating_sub(counting.min(most.saturating_sub(1))));
        wrong.push(now);
        let begins = times.penalty_seconds.value > 0 && wrong.len() >= most;
        if begins {
            wrong.clear();
            self.memory.penalty_until = Some(now.plus(i64::from(times.penalty_seconds.value)));
        }
        begins
    }

    /// Wrong codes that still count: the last ones, where only those of some seconds do.
    pub(super) fn wrong_counting(&self) -> usize {
        let (now, wrong) = (self.memory.now, &self.memory.wrong);
        let window = self.model.timings.wrong_window_seconds.as_ref().map(|window| i64::from(window.value));
        window.map_or(wrong.len(), |window| wrong.iter().filter(|at| now.since(**at) < window).count())
    }
}
