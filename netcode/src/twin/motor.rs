//! A bolt that a motor drives: locking and unlocking, obstacles, learning which way it moves, moving it by hand.

use super::state::Charge;
use super::{Bolt, Effect, Record, Twin, Who, Why};
use crate::catalogue::{Occasion, Signal, Switch};

impl Twin {
    /// Why the motor does not run, if it does not; said at the keypad.
    fn motor_refuses(&mut self, out: &mut Vec<Effect>) -> bool {
        let (signal, why) = if !self.memory.inside.handed {
            (Signal::NotHanded, Why::NotHanded)
        } else if self.memory.power.charge == Charge::Critical && !self.memory.power.outside {
            (Signal::BatteryLow, Why::CellsTooWeak)
        } else {
            return false;
        };
        self.signal(signal, out);
        Self::log(Record::Refused(why), out);
        true
    }

    /// Unlocks for somebody.
    pub(super) fn drive_open(&mut self, who: Who, out: &mut Vec<Effect>) {
        self.memory.wrong.clear();
        if self.motor_refuses(out) {
            return;
        }
        self.accepted_signal(out);
        self.moved(Bolt::Unlocked, out);
        Self::log(Record::Opened(who), out);
        self.use_power();
        self.warn(true, out);
    }

    /// Locks an unlocked door.
    pub(super) fn drive_shut(&mut self, who: Who, out: &mut Vec<Effect>) {
        self.memory.relock_at = None;
        if self.memory.bolt == Bolt::Locked || self.motor_refuses(out) {
            return;
        }
        if self.memory.inside.obstructed {
            self.signal(Signal::Jammed, out);
            return Self::log(Record::Jammed, out);
        }
        self.moved(Bolt::Locked, out);
        self.signal(Signal::Locked, out);
        Self::log(Record::Locked(who), out);
        self.use_power();
        self.warn(true, out);
    }

    /// The bolt is at `to`; a timer begins where the door locks by itself.
    fn moved(&mut self, to: Bolt, out: &mut Vec<Effect>) {
        if self.memory.bolt != to {
            self.memory.bolt = to;
            out.push(Effect::Bolt(to));
        }
        let set = &self.memory.programmed;
        let timed = to == Bolt::Unlocked
            && self.memory.power.on()
            && !set.clients.is_empty()
            && self.switch(Switch::AutoLock).unwrap_or(false);
        self.memory.relock_at = timed.then(|| self.memory.now.plus(i64::from(set.open_seconds)));
    }

    /// The bolt is moved by hand; an obstacle holds it back there too.
    pub(super) fn turn(&mut self, to: Bolt, out: &mut Vec<Effect>) {
        if self.memory.bolt == to || to == Bolt::Locked && self.memory.inside.obstructed {
            return;
        }
        self.moved(to, out);
        Self::log(
            if to == Bolt::Unlocked { Record::Opened(Who::Hand) } else { Record::Locked(Who::Hand) },
            out,
        );
    }

    /// Moves the bolt once to and fro, so that it learns which way it moves.
    pub(super) fn learn_handing(&mut self, out: &mut Vec<Effect>) {
        if self.model.motor.is_none() {
            return;
        }
        let failed = self.memory.inside.obstructed || self.memory.power.charge == Charge::Critical;
        if !failed {
            let home = self.memory.bolt;
            let away = if home == Bolt::Locked { Bolt::Unlocked } else { Bolt::Locked };
            out.extend([Effect::Bolt(away), Effect::Bolt(home)]);
        }
        self.memory.inside.handed = !failed;
        self.memory.inside.handing_failed = failed;
        self.signal(if failed { Signal::HandingFailed } else { Signal::HandingDone }, out);
        Self::log(Record::Handing(!failed), out);
    }

    /// Learns by itself, where the model does that on such an occasion and has to.
    pub(super) fn learn_by_itself(&mut self, occasion: Occasion, out: &mut Vec<Effect>) {
        let learns = self.model.motor.as_ref().is_some_and(|motor| motor.learns.contains(&occasion));
        if learns && !self.memory.inside.handed && self.memory.power.on() {
            self.learn_handing(out);
        }
    }

    /// The light on the inside; none where there is none.
    pub(super) fn status_led(&self) -> Option<&'static str> {
        let on = self.switch(Switch::StatusLed)?;
        let power = &self.memory.power;
        let low =
            matches!(power.charge, Charge::Low | Charge::Critical) && self.model.cells(power.cells).warns;
        Some(match self.memory.bolt {
            _ if !power.on() => "off",
            _ if self.memory.inside.handing_failed => "red",
            _ if !on => "off",
            _ if low => "red-blinking",
            Bolt::Unlocked => "green",
            Bolt::Locked => "amber",
        })
    }
}
