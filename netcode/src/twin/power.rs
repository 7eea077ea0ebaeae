//! Cells, the contacts outside, and procedures done with a held key while the cells go in.

use super::state::{Charge, Entry, Stage};
use super::{Battery, Bolt, Effect, Moment, Twin};
use crate::catalogue::{Cells, Occasion, Procedure, Signal, Verb};

impl Twin {
    pub(super) fn battery(&mut self, battery: Battery, out: &mut Vec<Effect>) {
        let was_on = self.memory.power.on();
        match battery {
            Battery::Out => self.cells_out(),
            Battery::In => {
                // Cells are changed by taking the old ones out first.
                self.cells_out();
                let power = &mut self.memory.power;
                (power.present, power.charge, power.outside) = (true, Charge::Ok, false);
                self.set_cells(self.memory.power.cells);
                self.begin_procedure(out);
                if self.memory.stage.is_none() {
                    self.learn_by_itself(Occasion::CellsIn, out);
                }
            }
            Battery::Low => self.cells_low(),
            Battery::Critical => self.memory.power.charge = Charge::Critical,
            Battery::Dead => self.cells_dead(),
            Battery::Ok => self.memory.power.charge = Charge::Ok,
            Battery::Override => self.memory.power.outside = true,
        }
        let wakes = !was_on && self.memory.power.on() && self.model.motor.is_none();
        if wakes && self.memory.bolt == Bolt::Unlocked {
            // A bolt left open by the loss of power is locked again in the usual time.
            let seconds = i64::from(self.memory.programmed.open_seconds);
            self.memory.relock_at = Some(self.memory.now.plus(seconds));
        }
    }

    /// Cells of this kind are in.
    pub(super) fn set_cells(&mut self, cells: Cells) {
        self.memory.power.cells = cells;
        if self.model.cells(cells).reads_low && self.memory.power.charge == Charge::Ok {
            self.cells_low();
        }
    }

    fn cells_low(&mut self) {
        let percent = u64::from(self.model.cells(self.memory.power.cells).reserve_percent);
        let left = u64::from(self.model.power.reserve_openings.value) * percent / 100;
        self.memory.power.charge = Charge::Low;
        self.memory.power.left = u32::try_from(left.max(1)).unwrap_or(u32::MAX);
    }

    fn cells_out(&mut self) {
        self.memory.power.present = false;
        self.memory.power.outside = false;
        self.power_lost();
    }

    fn cells_dead(&mut self) {
        self.memory.power.charge = Charge::Dead;
        if !self.memory.power.on() {
            self.power_lost();
        }
    }

    fn power_lost(&mut self) {
        let memory = &mut self.memory;
        memory.entry = Entry::default();
        memory.waiting = None;
        memory.stage = None;
        memory.wrong.clear();
        memory.penalty_until = None;
        memory.programming = None;
        (memory.inside.shown, memory.inside.touched) = (String::new(), false);
        if self.model.motor.is_some() {
            memory.relock_at = None;
        }
        if self.model.power.clock_lost.value {
            memory.clock.known = false;
            if let Some(verifier) = &mut self.verifier {
                verifier.clock_lost();
            }
        }
    }

    /// One opening from the cells.
    pub(super) fn use_power(&mut self) {
        let power = &mut self.memory.power;
        if power.charge == Charge::Low && !power.outside {
            power.left = power.left.saturating_sub(1);
            if power.left == 0 && self.model.motor.is_some() {
                power.charge = Charge::Critical;
            } else if power.left == 0 {
                self.cells_dead();
            }
        }
    }

    fn procedure(&self, name: &str) -> Option<&Procedure> {
        self.model.procedures.get(name).map(|fact| &fact.value)
    }

    fn begin_procedure(&mut self, out: &mut Vec<Effect>) {
        let held = |key: &str| self.memory.held.iter().any(|held| held.part == key);
        let begun = self.model.procedures.iter().filter(|(_, fact)| held(&fact.value.hold));
        let Some((name, fact)) = begun.min_by_key(|(_, fact)| fact.value.hold_seconds) else { return };
        let since = self.memory.now;
        let armed_at = since.plus(i64::from(fact.value.hold_seconds));
        self.memory.stage =
            Some(Stage { name: name.clone(), since, armed_at, armed: false, released: None, presses: 0 });
        if armed_at == since {
            self.procedure_falls_due(out);
        }
    }

    /// The procedure that begins when the same key is held on.
    fn longer(&self, stage: &Stage) -> Option<(&String, &Procedure)> {
        let now = self.procedure(&stage.name)?;
        let all = self.model.procedures.iter().map(|(name, fact)| (name, &fact.value));
        all.filter(|(_, other)| other.hold == now.hold && other.hold_seconds > now.hold_seconds)
            .min_by_key(|(_, other)| other.hold_seconds)
    }

    /// When the procedure under way moves on by itself: the key was held long enough, or too much time passed
    /// since it was let go.
    pub(super) fn procedure_due(&self) -> Option<Moment> {
        let stage = self.memory.stage.as_ref()?;
        if !stage.armed {
            return Some(stage.armed_at);
        }
        let within = self.procedure(&stage.name).map_or(0, |procedure| procedure.within_seconds);
        let over = stage.released.map(|at| at.plus(i64::from(within) + 1));
        over.or_else(|| self.longer(stage).map(|(_, other)| stage.since.plus(i64::from(other.hold_seconds))))
    }

    pub(super) fn procedure_falls_due(&mut self, out: &mut Vec<Effect>) {
        let Some(mut stage) = self.memory.stage.take().filter(|stage| stage.released.is_none()) else {
            return;
        };
        if stage.armed
            && let Some((name, _)) = self.longer(&stage)
        {
            stage.name = name.clone();
        }
        stage.armed = true;
        let Some(procedure) = self.procedure(&stage.name).cloned() else { return };
        self.memory.stage = Some(stage);
        if procedure.press.is_empty() {
            self.procedure_done(&procedure, out);
        } else if !procedure.told_on_release {
            self.procedure_armed(&procedure, out);
        }
    }

    fn procedure_armed(&self, procedure: &Procedure, out: &mut Vec<Effect>) {
        let own = match procedure.verb {
            Verb::FactoryReset => Signal::ResetArmed,
            Verb::LearnHanding => Signal::HandingArmed,
            _ => Signal::ProcedureArmed,
        };
        let given = !self.model.signal(own).is_empty();
        self.signal(if given { own } else { Signal::ProcedureArmed }, out);
    }

    fn procedure_done(&mut self, procedure: &Procedure, out: &mut Vec<Effect>) {
        match procedure.verb {
            Verb::FactoryReset => {
                self.factory_reset();
                let given = !self.model.signal(Signal::ResetDone).is_empty();
                self.signal(if given { Signal::ResetDone } else { Signal::ProcedureDone }, out);
                self.learn_by_itself(Occasion::Reset, out);
            }
            Verb::LearnHanding => self.learn_handing(out),
            _ => self.signal(Signal::ProcedureDone, out),
        }
    }

    /// The held key was let go: before the second stage that ends the procedure, after it the presses count.
    pub(super) fn procedure_release(&mut self, part: &str, out: &mut Vec<Effect>) {
        let held = self.memory.stage.as_ref().and_then(|stage| self.procedure(&stage.name));
        let Some(procedure) = held.filter(|procedure| procedure.hold == part).cloned() else { return };
        let now = self.memory.now;
        match &mut self.memory.stage {
            Some(stage) if stage.armed && !procedure.press.is_empty() => {
                let first = stage.released.is_none();
                stage.released = stage.released.or(Some(now));
                if first && procedure.told_on_release {
                    self.procedure_armed(&procedure, out);
                }
            }
            stage => *stage = None,
        }
    }

    /// A key goes down while a procedure waits for it. Says whether the procedure took it.
    pub(super) fn procedure_press(&mut self, part: &str, out: &mut Vec<Effect>) -> bool {
        let Some(stage) = self.memory.stage.clone().filter(|stage| stage.released.is_some()) else {
            return false;
        };
        let Some(procedure) = self.procedure(&stage.name).cloned() else { return false };
        if procedure.press != part {
            self.memory.stage = None;
            return false;
        }
        let presses = stage.presses.saturating_add(1);
        if presses < procedure.times {
            self.memory.stage = Some(Stage { presses, ..stage });
            return true;
        }
        self.memory.stage = None;
        self.procedure_done(&procedure, out);
        true
    }
}
