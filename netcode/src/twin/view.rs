//! A twin seen from outside.

use super::Twin;
use super::state::{Charge, NetcodeView, View};
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
            wrong_codes: memory.wrong,
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
            dual_authorisation: set.dual,
            emergency: memory.emergency_until.is_some(),
            features: set.features.clone(),
            netcode: self.netcode_view(),
        }
    }

    const fn battery_word(&self) -> &'static str {
        let power = &self.memory.power;
        match (power.outside, power.present, power.charge) {
            (true, ..) => "override",
            (_, false, _) => "out",
            (.., Charge::Ok) => "ok",
            (.., Charge::Low) => "low",
            (.., Charge::Dead) => "dead",
        }
    }

    fn netcode_view(&self) -> NetcodeView {
        let setup = &self.memory.programmed.netcode;
        let state = self.verifier.as_ref().map(Verifier::state);
        let tries = state.filter(|_| self.model.netcode.limiter.value).map(|state| state.tokens());
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
