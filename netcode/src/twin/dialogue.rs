//! Programming begun by a button: presses and digits until a field is confirmed, fields until the dialogue is whole.

use super::programs::{Performer, Whole};
use super::state::{Digits, Entry, Held, Programming};
use super::{Bolt, Effect, Moment, Twin, Who};
use crate::catalogue::{Arg, Dialogue, Field, Level, Signal, Switch, read_fields};

/// The touch that wakes a screen.
const SCREEN: &str = "screen";

impl Twin {
    /// A button goes down. What a press begins, begins when it is let go; until then it may become a hold.
    pub(super) fn button_down(&mut self, part: &str, out: &mut Vec<Effect>) -> bool {
        if !self.memory.power.on() || self.procedure_press(part, out) || self.penalised() {
            return true;
        }
        if self.is_confirm(part) {
            self.confirm(out);
            return true;
        }
        if part == SCREEN && self.memory.inside.shown.is_empty() && !self.memory.inside.touched {
            self.wake();
        }
        let now = self.memory.now;
        if let Some(programming) = &mut self.memory.programming {
            programming.last = now;
        }
        false
    }

    fn is_confirm(&self, part: &str) -> bool {
        self.model.keypad.confirm.as_ref().is_some_and(|confirm| confirm.value == part)
    }

    /// A button is let go that had no effect yet.
    pub(super) fn button_up(&mut self, held: &Held, out: &mut Vec<Effect>) {
        let begins = self.model.dialogues.values().any(|dialogue| dialogue.button == held.part);
        if begins && !held.spent && self.memory.power.on() && !self.penalised() {
            self.begin(&held.part, false, out);
        }
    }

    /// When a held button has been held long enough to begin something.
    pub(super) fn hold_due(&self) -> Option<Moment> {
        let held = self.memory.held.iter().filter(|held| !held.spent && self.memory.power.on());
        let due = held.flat_map(|held| {
            let dialogues = self.model.dialogues.values();
            dialogues
                .filter(|dialogue| dialogue.button == held.part && dialogue.hold_seconds > 0)
                .map(|dialogue| held.since.plus(i64::from(dialogue.hold_seconds)))
        });
        due.min()
    }

    pub(super) fn hold_falls_due(&mut self, out: &mut Vec<Effect>) {
        let due = self.memory.now;
        let dialogues = &self.model.dialogues;
        let long = |held: &Held| {
            dialogues.values().any(|dialogue| {
                let at = held.since.plus(i64::from(dialogue.hold_seconds));
                dialogue.button == held.part && dialogue.hold_seconds > 0 && at <= due
            })
        };
        let Some(held) = self.memory.held.iter_mut().find(|held| !held.spent && long(held)) else { return };
        held.spent = true;
        let part = held.part.clone();
        if !self.penalised() {
            self.begin(&part, true, out);
        }
    }

    fn guarded(&self) -> bool {
        self.memory.programmed.codes.contains_key(&Level::Master)
    }

    /// Begins a dialogue; another press of the same button, with nothing typed yet, is counted.
    pub(super) fn begin(&mut self, button: &str, held: bool, out: &mut Vec<Effect>) {
        let now = self.memory.now;
        let untouched = self.memory.entry.is_empty();
        if let Some(programming) = &mut self.memory.programming
            && programming.button == button
            && !held
            && !programming.held
            && untouched
            && programming.fields.is_empty()
        {
            programming.presses = programming.presses.saturating_add(1);
            programming.last = now;
            return;
        }
        self.memory.entry = Entry::default();
        self.memory.programming =
            Some(Programming { button: button.into(), held, presses: 1, fields: Vec::new(), last: now });
        let signal = match (held, self.guarded()) {
            (true, _) => Signal::ProgramHeld,
            (false, true) => Signal::ProgramBegunGuarded,
            (false, false) => Signal::ProgramBegun,
        };
        self.signal(signal, out);
    }

    /// A Master Code at the keypad begins a dialogue, where the model has it so.
    pub(super) fn master_begins(&mut self, out: &mut Vec<Effect>) -> bool {
        let begins = self.model.keypad.master_begins.as_ref().is_some_and(|begins| begins.value);
        let button = self.model.dialogues.values().map(|dialogue| dialogue.button.clone()).next();
        let Some(button) = button.filter(|_| begins) else { return false };
        self.memory.wrong.clear();
        self.begin(&button, false, out);
        true
    }

    /// The confirming button: it ends a field, then an entry, and with nothing typed it locks.
    fn confirm(&mut self, out: &mut Vec<Effect>) {
        if self.memory.programming.is_some() {
            self.field(out);
        } else if !self.memory.entry.is_empty() {
            self.judge(out);
        } else if self.model.motor.is_some() && self.memory.bolt == Bolt::Unlocked {
            self.drive_shut(Who::Hand, out);
        }
    }

    /// A field of a dialogue is whole.
    fn field(&mut self, out: &mut Vec<Effect>) {
        let entry = core::mem::take(&mut self.memory.entry);
        let Some(mut programming) = self.memory.programming.take() else { return };
        programming.fields.push(Digits(entry.typed));
        programming.last = self.memory.now;
        match self.whole(&programming) {
            _ if entry.overlong => self.program_refused(0, false, out),
            Some(Some(whole)) => self.carry_out(whole, out),
            Some(None) => {
                self.memory.programming = Some(programming);
                self.signal(Signal::FieldAccepted, out);
            }
            None => self.program_refused(0, false, out),
        }
    }

    /// The dialogue these fields are; `Some(None)` while more may come, none when they are none.
    fn whole(&self, programming: &Programming) -> Option<Option<Whole>> {
        let guarded = self.guarded();
        let guard = self.memory.programmed.codes.get(&Level::Master).map(|code| code.0.as_str());
        let typed: Vec<&str> = programming.fields.iter().map(|field| field.0.as_str()).collect();
        let lengths = self.lengths();
        let mut more = false;
        let mut best: Option<(usize, &String, &Dialogue, Vec<Field>)> = None;
        for (name, dialogue) in &self.model.dialogues {
            let begun = (dialogue.button == programming.button)
                && (dialogue.hold_seconds > 0) == programming.held
                && dialogue.guarded.is_none_or(|wanted| wanted == guarded);
            let args = dialogue.fields(&self.model, guarded);
            let Some(fields) = read_fields(&args, &typed, &lengths, guard).filter(|_| begun) else {
                continue;
            };
            if typed.len() < args.len() {
                more = true;
                continue;
            }
            let fixed = args.iter().filter(|arg| matches!(arg, Arg::Literal(_))).count();
            if best.as_ref().is_none_or(|(known, ..)| fixed > *known) {
                best = Some((fixed, name, dialogue, fields));
            }
        }
        let Some((_, name, dialogue, mut fields)) = best else { return more.then_some(None) };
        if dialogue.counts {
            fields.push(Field::Place(programming.presses));
        }
        Some(Some(Whole {
            performer: Performer { level: Level::Master, who: Who::Hand, code: String::new() },
            name: name.clone(),
            verb: dialogue.verb.clone(),
            fields,
            accepted: 0,
        }))
    }

    /// When programming is given up because nothing follows.
    pub(super) fn dialogue_due(&self) -> Option<Moment> {
        let gap = i64::from(self.model.timings.program_gap_seconds.value);
        self.memory.programming.as_ref().map(|programming| programming.last.plus(gap))
    }

    pub(super) fn dialogue_falls_due(&mut self, out: &mut Vec<Effect>) {
        self.memory.programming = None;
        self.memory.entry = Entry::default();
        let silent = self.switch(Switch::Audio) == Some(false);
        let wanted = [
            (self.guarded(), Signal::ProgramTimeoutGuarded),
            (silent, Signal::ProgramTimeoutSilent),
            (true, Signal::ProgramTimeout),
        ];
        let said = wanted.into_iter().find(|(met, signal)| *met && !self.model.signal(*signal).is_empty());
        if let Some((_, signal)) = said {
            self.signal(signal, out);
        }
    }

    /// Lights two digits, each time others, that must be touched before a code.
    fn wake(&mut self) {
        if self.switch(Switch::SecureScreen) != Some(true) {
            return;
        }
        let inside = &mut self.memory.inside;
        inside.wakes = inside.wakes.wrapping_add(1);
        // A fixed scramble of the count: a twin draws nothing at random, and the digits are all that is wanted of it.
        let scrambled = inside.wakes.wrapping_mul(0x9e37_79b1) >> 16;
        let (first, step) = (scrambled % 10, scrambled / 10 % 9 + 1);
        inside.shown =
            [first, (first + step) % 10].into_iter().filter_map(|n| char::from_digit(n, 10)).collect();
    }

    /// Whether a screen that wants its digits touched first takes this key. `None`: it is none of them.
    pub(super) fn touch(&mut self, key: char) -> Option<bool> {
        let secure = self.switch(Switch::SecureScreen) == Some(true);
        let free = !secure || self.memory.inside.touched || self.memory.programming.is_some();
        if free || !self.memory.entry.is_empty() {
            return Some(false);
        }
        if self.memory.inside.shown.is_empty() {
            self.wake();
            return Some(true);
        }
        let inside = &mut self.memory.inside;
        let at = inside.shown.find(key)?;
        inside.shown.remove(at);
        inside.touched = inside.shown.is_empty();
        Some(true)
    }
}
