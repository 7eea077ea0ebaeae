//! Keys: which can be reached, what they add to the entry, and when the entry is judged.

use super::state::Entry;
use super::{Bolt, Effect, Record, Twin, Why};
use crate::catalogue::{Feature, Signal};

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
        let program_key = key == self.model.keypad.program_key.value;
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
    }

    fn reachable(&self, key: char) -> bool {
        let keypad = &self.model.keypad;
        let hidden = self.memory.bolt == Bolt::Locked && keypad.hidden_while_locked.contains(key);
        self.model.has_key(key) && !hidden
    }

    fn is_prefix(&self, key: char) -> bool {
        self.model.netcode.prefix.value == Some(key)
    }

    fn penalised(&mut self) -> bool {
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
        if let (Some(key), None) = (chars.next(), chars.next()) {
            if !self.model.has_key(key) {
                return out.push(Effect::Ignored(key));
            }
            self.key(key, out);
        }
        if !self.memory.held.iter().any(|(held, _)| *held == part) {
            self.memory.held.push((part, self.memory.now));
        }
    }

    pub(super) fn release(&mut self, part: &str) {
        self.memory.held.retain(|(held, _)| held != part);
        self.procedure_release(part);
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

    /// Nothing more is typed: the entry is judged.
    pub(super) fn end_entry(&mut self, out: &mut Vec<Effect>) {
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
        self.signal(Signal::CodeRefused, out);
        Self::log(Record::Refused(why), out);
        if matches!(why, Why::Unknown | Why::Netcode(_)) {
            self.count_wrong();
        }
    }

    pub(super) fn count_wrong(&mut self) {
        let times = &self.model.timings;
        self.memory.wrong = self.memory.wrong.saturating_add(1);
        if times.penalty_seconds.value > 0 && self.memory.wrong >= times.wrong_codes.value {
            self.memory.wrong = 0;
            self.memory.penalty_until = Some(self.memory.now.plus(i64::from(times.penalty_seconds.value)));
        }
    }
}
