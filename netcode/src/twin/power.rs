//! Cells, the contacts outside, and procedures done with a held key while the cells go in.

use super::state::{Charge, Entry, Stage};
use super::{Battery, Bolt, Effect, Moment, Twin};
use crate::catalogue::{Procedure, Signal, Verb};

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
                self.begin_procedure(out);
            }
            Battery::Low => {
                self.memory.power.charge = Charge::Low;
                self.memory.power.left = self.model.power.reserve_openings.value;
            }
            Battery::Dead => self.cells_dead(),
            Battery::Ok => self.memory.power.charge = Charge::Ok,
            Battery::Override => self.memory.power.outside = true,
        }
        if !was_on && self.memory.power.on() && self.memory.bolt == Bolt::Unlocked {
            // A bolt left open by the loss of power is locked again in the usual time.
            let seconds = i64::from(self.memory.programmed.open_seconds);
            self.memory.relock_at = Some(self.memory.now.plus(seconds));
        }
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
        memory.wrong = 0;
        memory.penalty_until = None;
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
            if power.left == 0 {
                self.cells_dead();
            }
        }
    }

    fn procedure(&self, name: &str) -> Option<&Procedure> {
        self.model.procedures.get(name).map(|fact| &fact.value)
    }

    fn begin_procedure(&mut self, out: &mut Vec<Effect>) {
        let held = |key: &str| self.memory.held.iter().any(|(part, _)| part == key);
        let begun = self.model.procedures.iter().find(|(_, fact)| held(&fact.value.hold));
        let Some((name, fact)) = begun else { return };
        let armed_at = self.memory.now.plus(i64::from(fact.value.hold_seconds));
        self.memory.stage =
            Some(Stage { name: name.clone(), armed_at, armed: false, released: None, presses: 0 });
        if armed_at == self.memory.now {
            self.procedure_falls_due(out);
        }
    }

    /// When the procedure under way moves on by itself: the key was held long enough, or too much time passed
    /// since it was let go.
    pub(super) fn procedure_due(&self) -> Option<Moment> {
        let stage = self.memory.stage.as_ref()?;
        if !stage.armed {
            return Some(stage.armed_at);
        }
        let within = self.procedure(&stage.name).map_or(0, |procedure| procedure.within_seconds);
        stage.released.map(|at| at.plus(i64::from(within) + 1))
    }

    pub(super) fn procedure_falls_due(&mut self, out: &mut Vec<Effect>) {
        match &mut self.memory.stage {
            Some(stage) if !stage.armed => {
                stage.armed = true;
                self.signal(Signal::ProcedureArmed, out);
            }
            stage => *stage = None,
        }
    }

    /// The held key was let go: before the second stage that ends the procedure, after it the presses count.
    pub(super) fn procedure_release(&mut self, part: &str) {
        let held = self.memory.stage.as_ref().and_then(|stage| self.procedure(&stage.name));
        if held.is_none_or(|procedure| procedure.hold != part) {
            return;
        }
        let now = self.memory.now;
        match &mut self.memory.stage {
            Some(stage) if stage.armed => stage.released = stage.released.or(Some(now)),
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
        if procedure.verb == Verb::FactoryReset {
            self.factory_reset();
        }
        self.signal(Signal::ProcedureDone, out);
        true
    }
}
