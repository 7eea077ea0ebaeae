//! Who opens: the decision over an entry that is not a program, over a card, and over the app.

use super::state::{Digits, Entry, Holder, Waiting};
use super::{Effect, Record, Twin, Who, Why};
use crate::catalogue::{ClientKind, Feature, Level, Signal, Usage};

impl Twin {
    /// Judges a typed code.
    pub(super) fn access(&mut self, entry: &Entry, out: &mut Vec<Effect>) {
        let typed = entry.typed.as_str();
        if entry.prefix {
            return self.netcode_access(typed, out);
        }
        if let Some((waiting, _)) = self.memory.waiting.take() {
            match waiting {
                Waiting::Again(first) => return self.second_entry(&first.0, typed, out),
                Waiting::Second(first) if first.0 == typed => return self.refuse(Why::SecondMissing, out),
                Waiting::Second(first) => return self.second_code(&first.0, typed, out),
                Waiting::AddCard(_) | Waiting::DeleteCard => {}
            }
        }
        for (level, who) in [(Level::Master, Who::Master), (Level::SubMaster, Who::SubMaster)] {
            if self.is_code(level, typed) && self.level_opens(level) {
                return self.privileged(level, who, out);
            }
        }
        if self.is_code(Level::Master, typed) && self.master_begins(out) {
            return;
        }
        if self.is_code(Level::Technician, typed) {
            return self.technician(out);
        }
        if let Some(at) = self.client_with(typed, false) {
            return self.client_access(at, out);
        }
        if self.public_access(typed, out) || self.bare_program(typed, out) || self.two_in_one(typed, out) {
            return;
        }
        if self.personal_access(typed, out) {
            return;
        }
        if self.prefix_needed() {
            return self.refuse(Why::Unknown, out);
        }
        self.netcode_access(typed, out);
    }

    /// Master Codes of some models only guard what is programmed.
    fn level_opens(&self, level: Level) -> bool {
        level != Level::Master || self.model.master_opens()
    }

    /// Whether a NetCode is read only behind its prefix: while any other kind of credential is on.
    fn prefix_needed(&self) -> bool {
        let features = &self.memory.programmed.features;
        let others = [Feature::Codes, Feature::Cards, Feature::Phones];
        let only = !features.is_empty()
            && others
                .iter()
                .all(|other| *other == Feature::Phones || !features.get(other).copied().unwrap_or(false));
        self.model.netcode_prefix().is_some() && !only
    }

    /// Master and Sub-Master open whatever is set; in Public they end the guest's hold.
    fn privileged(&mut self, level: Level, who: Who, out: &mut Vec<Effect>) {
        if !self.outside_cell_serves(level) {
            return self.refuse(Why::OutsideCell, out);
        }
        if self.is_public() {
            self.memory.programmed.holder = None;
        }
        self.open(who, out);
    }

    /// On a cell held to the contacts outside only some levels open.
    fn outside_cell_serves(&self, level: Level) -> bool {
        let levels = &self.model.power.override_levels.value;
        !self.memory.power.outside || levels.is_empty() || levels.contains(&level)
    }

    fn function_opens(&self, level: Level) -> bool {
        self.function().is_some_and(|function| function.opens.contains(&level))
    }

    /// What refuses every guest: lock-down, hours of operation, an outside cell.
    fn barred(&self, level: Level) -> Option<Why> {
        let set = &self.memory.programmed;
        if !self.outside_cell_serves(level) {
            return Some(Why::OutsideCell);
        }
        if set.lock_down {
            return Some(Why::LockDown);
        }
        if self.within(&set.quiet_periods) {
            return Some(Why::DoNotDisturb);
        }
        let (from, to) = set.hours.filter(|_| self.memory.clock.known)?;
        let minute = self.memory.clock.shows(self.memory.now).minute_of_day();
        let inside = if from < to { (from..to).contains(&minute) } else { minute >= from || minute < to };
        (!inside).then_some(Why::OutsideHours)
    }

    /// In Public the Technician opens without ending the guest's hold; the lock locks itself again.
    fn technician(&mut self, out: &mut Vec<Effect>) {
        if let Some(why) = self.barred(Level::Technician) {
            return self.refuse(why, out);
        }
        if !self.function_opens(Level::Technician) {
            return self.refuse(Why::NotInFunction, out);
        }
        self.open(Who::Technician, out);
    }

    /// A client's code or card was presented.
    fn client_access(&mut self, at: usize, out: &mut Vec<Effect>) {
        if let Err(why) = self.client_check(at) {
            if why != Why::Suspended {
                return self.refuse(why, out);
            }
            self.signal(Signal::CodeSuspended, out);
            return Self::log(Record::Refused(why), out);
        }
        let code = self.client(at).map(|client| client.credential.clone());
        if let Some(code) = code.filter(|_| self.memory.programmed.dual) {
            return self.first_code(code, out);
        }
        self.client_opens(at, out);
    }

    fn client_check(&self, at: usize) -> Result<(), Why> {
        let Some(client) = self.client(at) else { return Err(Why::Unknown) };
        if let Some(why) = self.barred(Level::User) {
            return Err(why);
        }
        let feature = if client.kind == ClientKind::Card { Feature::Cards } else { Feature::Codes };
        if !self.feature(feature) {
            return Err(Why::FeatureOff);
        }
        if !self.function_opens(Level::User) {
            return Err(Why::NotInFunction);
        }
        self.may_enter(client)
    }

    fn client_opens(&mut self, at: usize, out: &mut Vec<Effect>) {
        let Some(client) = self.client(at) else { return };
        let (who, once) = (client.who(), client.kind == ClientKind::OneTime);
        self.open(who, out);
        if once {
            self.memory.programmed.clients.remove(at);
        }
    }

    /// The first of two codes is good; the second is waited for.
    fn first_code(&mut self, code: Digits, out: &mut Vec<Effect>) {
        self.signal(Signal::FieldAccepted, out);
        self.wait_for(Waiting::Second(code));
    }

    pub(super) fn wait_for(&mut self, waiting: Waiting) {
        let seconds = i64::from(self.model.timings.second_seconds.value);
        self.memory.waiting = Some((waiting, self.memory.now.plus(seconds)));
    }

    /// The second of two codes: a client, the Sub-Master or the Master, or a NetCode beside a NetCode.
    fn second_code(&mut self, first: &str, typed: &str, out: &mut Vec<Effect>) {
        for (level, who) in [(Level::Master, Who::Master), (Level::SubMaster, Who::SubMaster)] {
            if self.is_code(level, typed) && self.level_opens(level) {
                return self.privileged(level, who, out);
            }
        }
        let Some(second) = self.client_with(typed, false) else {
            let both = self.netcode_would_open(first) && self.netcode_would_open(typed);
            if both && self.barred(Level::Netcode).is_none() && self.netcode_opens(first).is_some() {
                return self.netcode_access_now(typed, out);
            }
            return self.refuse(Why::Unknown, out);
        };
        if let Err(why) = self.client_check(second) {
            return self.refuse(why, out);
        }
        let once =
            |client: usize| self.client(client).is_some_and(|client| client.kind == ClientKind::OneTime);
        let spent = self.client_with(first, false).filter(|first| once(*first) && *first != second);
        self.client_opens(second, out);
        if let Some(spent) = spent.and_then(|_| self.client_with(first, false)) {
            self.memory.programmed.clients.remove(spent);
        }
    }

    /// Two codes of equal length typed in one breath, where two are asked for.
    fn two_in_one(&mut self, typed: &str, out: &mut Vec<Effect>) -> bool {
        let half = typed.len() / 2;
        let Some((first, second)) = typed.split_at_checked(half).filter(|_| typed.len().is_multiple_of(2))
        else {
            return false;
        };
        let Some(at) = self.client_with(first, false).filter(|_| self.memory.programmed.dual) else {
            return false;
        };
        if first == second || self.client_check(at).is_err() || self.client_with(second, false).is_none() {
            return false;
        }
        self.signal(Signal::FieldAccepted, out);
        self.second_code(first, second, out);
        true
    }

    /// A guest's own code, in Public. Says whether the entry was one.
    fn public_access(&mut self, typed: &str, out: &mut Vec<Effect>) -> bool {
        let Some(function) = self.function() else { return false };
        let (usage, netcode) = (function.usage, function.netcode);
        if !usage.is_public() || netcode {
            return false;
        }
        if let Some(holder) = &self.memory.programmed.holder {
            if holder.code.0 == typed {
                self.guest_opens(Who::Guest, out);
                return true;
            }
            return false;
        }
        let (least, most) = self.lengths().user;
        let fits = |digits: &str| (usize::from(least)..=usize::from(most)).contains(&digits.len());
        let twice = typed.split_at_checked(typed.len() / 2).filter(|(one, two)| one == two && fits(one));
        match (usage, twice) {
            _ if typed.contains(|key: char| !key.is_ascii_digit()) => return false,
            (Usage::PublicDouble, Some((code, again))) if !fits(typed) => {
                self.signal(Signal::FieldAccepted, out);
                self.second_entry(code, again, out);
            }
            _ if !fits(typed) => return false,
            (Usage::PublicDouble, _) => {
                self.signal(Signal::FieldAccepted, out);
                self.wait_for(Waiting::Again(Digits(typed.into())));
            }
            _ => self.guest_locks(typed, Who::Guest, out),
        }
        true
    }

    /// The second entry of the code that is to lock.
    fn second_entry(&mut self, first: &str, typed: &str, out: &mut Vec<Effect>) {
        if first == typed {
            self.guest_locks(typed, Who::Guest, out);
        } else {
            self.refuse(Why::SecondMissing, out);
        }
    }

    /// A guest's code locks, and will open once.
    pub(super) fn guest_locks(&mut self, code: &str, who: Who, out: &mut Vec<Effect>) {
        if let Some(why) = self.barred(Level::User) {
            return self.refuse(why, out);
        }
        self.accepted_signal(out);
        self.memory.wrong.clear();
        self.memory.relock_at = None;
        self.memory.programmed.holder = Some(Holder { code: Digits(code.into()), since: self.memory.now });
        Self::log(Record::Locked(who), out);
    }

    /// The guest who locked opens, and is forgotten.
    pub(super) fn guest_opens(&mut self, who: Who, out: &mut Vec<Effect>) {
        if let Some(why) = self.barred(Level::User) {
            return self.refuse(why, out);
        }
        self.memory.programmed.holder = None;
        self.open(who, out);
        self.memory.relock_at = None;
    }

    /// A code set by a NetCode's holder stands for the NetCode. Says whether the entry was one.
    fn personal_access(&mut self, typed: &str, out: &mut Vec<Effect>) -> bool {
        let known = self.memory.programmed.personal.iter().find(|personal| personal.code.0 == typed);
        let Some(netcode) = known.map(|personal| personal.netcode.0.clone()) else { return false };
        if !self.function().is_some_and(|function| function.personal) {
            self.refuse(Why::NotInFunction, out);
        } else {
            self.netcode_access(&netcode, out);
        }
        true
    }

    /// A NetCode, or what may be one.
    fn netcode_access(&mut self, typed: &str, out: &mut Vec<Effect>) {
        if !self.netcode_on() {
            return self.refuse(Why::Unknown, out);
        }
        if let Some(why) = self.barred(Level::Netcode) {
            return self.refuse(why, out);
        }
        if self.memory.programmed.dual && !self.is_public() && self.netcode_would_open(typed) {
            return self.first_code(Digits(typed.into()), out);
        }
        self.netcode_access_now(typed, out);
    }

    fn netcode_access_now(&mut self, typed: &str, out: &mut Vec<Effect>) {
        if let Some(holder) = self.memory.programmed.holder.as_ref().filter(|_| self.is_public()) {
            return if holder.code.0 == typed {
                self.guest_opens(Who::Guest, out);
            } else {
                let why = self.netcode_refusal(typed).map_or(Why::InUse, Why::Netcode);
                self.refuse(why, out);
            };
        }
        // The bucket's reason must be asked before the try takes its token; the others cost less asked after.
        let limited = self.limited();
        let before = if limited { self.netcode_refusal(typed) } else { None };
        match self.netcode_opens(typed) {
            Some(grant) if self.is_public() => self.guest_locks(typed, Who::Netcode(grant), out),
            Some(grant) => self.open(Who::Netcode(grant), out),
            None => {
                let why = before.or_else(|| self.netcode_refusal(typed));
                self.refuse(why.map_or(Why::Unknown, Why::Netcode), out);
            }
        }
    }

    /// A card was presented.
    pub(super) fn card(&mut self, id: &str, out: &mut Vec<Effect>) {
        if !self.memory.power.on() || self.memory.penalty_until.is_some_and(|until| self.memory.now < until) {
            return;
        }
        let known = self.client_with(id, true);
        match self.memory.waiting.take() {
            Some((Waiting::AddCard(place), _)) => {
                if known.is_some() || !self.has_room(ClientKind::Card) {
                    return self.signal(Signal::ProgramRefused, out);
                }
                self.put_client(place, ClientKind::Card, id);
                self.signal(Signal::CodeAccepted, out);
            }
            Some((Waiting::DeleteCard, _)) => match known {
                Some(at) => {
                    self.memory.programmed.clients.remove(at);
                    self.signal(Signal::CodeAccepted, out);
                }
                None => self.signal(Signal::ProgramRefused, out),
            },
            _ => match known {
                Some(at) => self.client_access(at, out),
                None => self.refuse(Why::Unknown, out),
            },
        }
    }
}
