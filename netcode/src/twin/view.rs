//! A twin seen from outside.

use super::Twin;
use super::state::{Charge, NetcodeSetup, NetcodeView, View};
use crate::catalogue::Level;
use crate::code::Verifier;

impl Twin {
    /// The state without digits and keys, for people and for scripts.
    pub fn view(&self) -> View {
        let memory = &self.memory;
        let set = &memory.programmed;
        let low = memory.power.charge == Charge::Low;
        let refuses = memory.penalty_until.filter(|until| *until > memory.now);
        View {
            function: set.function.clone(),
            bolt: memory.bolt,
            handle: if memory.handle_turned { "turned" } else { "released" },
            door: if memory.door_open { "open" } else { "closed" },
            clock: memory.clock.shows(memory.now).to_string(),
            clock_set: memory.clock.known,
            ppm: memory.clock.ppm,
            battery: self.battery_word(),
            openings_left: low.then_some(memory.power.left),
            wrong_codes: u32::try_from(self.wrong_counting()).unwrap_or(u32::MAX),
            refuses_until: refuses.map(|until| until.to_string()),
            locks_at: memory.relock_at.map(|at| at.to_string()),
            typed: memory.entry.typed.len(),
            open_seconds: set.open_seconds,
            sub_master: set.codes.contains_key(&Level::SubMaster),
            technician: set.codes.contains_key(&Level::Technician),
            clients: set.clients.len(),
            suspended: set.clients.iter().filter(|client| client.suspended).count(),
            held: set.holder.is_some(),
            lock_down: set.lock_down,
            code_free: self.code_free_now(),
            rotation: set.rotation,
            dual_authorisation: set.dual,
            emergency: memory.emergency_until.is_some(),
            features: set.features.clone(),
            switches: memory.inside.switches.clone(),
            master: set.codes.contains_key(&Level::Master),
            programming: memory.programming.is_some(),
            cells: memory.power.cells,
            handing: self.model.motor.as_ref().map(|_| match &memory.inside {
                inside if inside.handing_failed => "failed",
                inside if inside.handed => "done",
                _ => "missing",
            }),
            status_led: self.status_led(),
            paired: self.model.hub.as_ref().map(|_| memory.inside.paired),
            shown: memory.inside.shown.clone(),
            netcode: set.netcode.as_ref().map(|setup| self.netcode_view(setup)),
        }
    }

    const fn battery_word(&self) -> &'static str {
        let power = &self.memory.power;
        match (power.outside, power.present, power.charge) {
            (true, ..) => "override",
            (_, false, _) => "out",
            (.., Charge::Ok) => "ok",
            (.., Charge::Low) => "low",
            (.., Charge::Critical) => "critical",
            (.., Charge::Dead) => "dead",
        }
    }

    fn netcode_view(&self, setup: &NetcodeSetup) -> NetcodeView {
        let state = self.verifier.as_ref().map(Verifier::state);
        let tries = state.filter(|_| self.limited()).map(|state| state.tokens());
        NetcodeView {
            on: self.netcode_on() && state.is_some(),
            lock_id: state.map(|state| state.lock_id()),
            initialised: state.map(|state| state.initialised()),
            layout: setup.layout,
            digits: setup.digits,
            modes: setup.modes.clone(),
            grace: setup.grace,
            block_previous: setup.block_previous,
            active: state.map_or(0, |state| state.active().len()),
            spent: state.map_or(0, |state| state.spent().len()),
            blocked: state.map_or(0, |state| state.blocked().len()),
            tries,
        }
    }
}
