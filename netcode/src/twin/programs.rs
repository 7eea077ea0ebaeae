//! Programs: who types one, which it is, and what its verb does.

use core::cmp::Reverse;

use super::fields::{code, date_time, flags, number, period, text, times, week};
use super::state::{Digits, Entry, Personal, Programmed, Waiting};
use super::{Effect, Moment, Record, Twin, Who};
use crate::catalogue::{
    Arg, Attempt, ClientKind, Feature, Field, Level, Program, Signal, Usage, Verb, read_args,
};
use crate::id::LockId;

/// Who types a program, and how many digits of the entry that took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Performer {
    pub(super) level: Level,
    pub(super) who: Who,
    pub(super) code: String,
}

/// A program as typed: its name, its arguments, and how many of its fields were acceptable.
enum Typed {
    Whole(Box<Whole>),
    Stopped { accepted: usize },
}

/// A program or dialogue that is whole.
pub(super) struct Whole {
    pub(super) performer: Performer,
    pub(super) name: String,
    pub(super) verb: Verb,
    pub(super) fields: Vec<Field>,
    pub(super) accepted: usize,
}

/// A verb that could not be carried out.
struct Refused;

type Outcome = Result<(), Refused>;

/// Personal codes a lock holds at most.
const MOST_PERSONAL: usize = 20;

impl Twin {
    /// Judges an entry that began with the program key.
    pub(super) fn program(&mut self, typed: &str, out: &mut Vec<Effect>) {
        let known = self.performers(typed);
        let wrong_code = known.is_empty();
        match self.read_program(&known, typed, false) {
            _ if self.memory.entry.overlong => self.program_refused(0, wrong_code, out),
            Typed::Stopped { accepted } => self.program_refused(accepted, wrong_code, out),
            Typed::Whole(whole) => self.carry_out(*whole, out),
        }
    }

    /// A program typed without the program key, where the function allows that. Says whether the entry was one.
    pub(super) fn bare_program(&mut self, typed: &str, out: &mut Vec<Effect>) -> bool {
        if self.model.programs.values().all(|program| program.bare_within.is_empty()) {
            return false;
        }
        match self.read_program(&self.performers(typed), typed, true) {
            Typed::Stopped { .. } => false,
            Typed::Whole(whole) => {
                self.carry_out(*whole, out);
                true
            }
        }
    }

    pub(super) fn program_refused(&mut self, accepted: usize, wrong_code: bool, out: &mut Vec<Effect>) {
        self.flash_fields(accepted, out);
        self.signal(Signal::ProgramRefused, out);
        Self::log(Record::ProgramRefused, out);
        if wrong_code {
            self.count_wrong();
        }
    }

    pub(super) fn carry_out(&mut self, whole: Whole, out: &mut Vec<Effect>) {
        let Whole { performer, name, verb, fields, accepted } = whole;
        let before = self.memory.clone();
        if self.run(&performer, &verb, &fields).is_err() {
            self.memory = before;
            return self.program_refused(accepted, false, out);
        }
        self.memory.wrong.clear();
        self.memory.link.touched();
        self.flash_fields(accepted, out);
        self.signal(Signal::ProgramDone, out);
        Self::log(Record::Programmed { by: performer.who, program: name }, out);
    }

    /// Everybody whose code the entry begins with.
    fn performers(&self, typed: &str) -> Vec<Performer> {
        let set = &self.memory.programmed;
        let mut found = Vec::new();
        let mut add = |level, who, code: &str| found.push(Performer { level, who, code: code.into() });
        for (level, who) in [
            (Level::Master, Who::Master),
            (Level::SubMaster, Who::SubMaster),
            (Level::Technician, Who::Technician),
        ] {
            if let Some(code) = set.codes.get(&level).filter(|code| typed.starts_with(&code.0)) {
                add(level, who, &code.0);
            }
        }
        let coded = set.clients.iter().filter(|client| client.kind != ClientKind::Card && !client.suspended);
        for client in coded.filter(|client| typed.starts_with(&client.credential.0)) {
            add(Level::User, client.who(), &client.credential.0);
        }
        let digits = usize::from(self.lengths().netcode.0);
        if let Some(code) = typed.get(..digits).filter(|code| self.netcode_would_open(code)) {
            add(Level::Netcode, Who::Guest, code);
        }
        found
    }

    fn may_run(&self, level: Level, bare: bool) -> impl Iterator<Item = (&String, &Program)> {
        let function = &self.memory.programmed.function;
        self.model.programs.iter().filter(move |(_, program)| {
            program.by.contains(&level)
                && (program.within.is_empty() || program.within.contains(function))
                && (!bare || program.bare_within.contains(function))
        })
    }

    /// The program that the whole entry is. Of two that fit, the one with more fixed digits is meant.
    fn read_program(&self, performers: &[Performer], typed: &str, bare: bool) -> Typed {
        let lengths = self.lengths();
        let mut furthest = 0;
        let mut whole: Vec<(Performer, &String, &Program, Vec<Field>)> = Vec::new();
        for performer in performers {
            furthest = furthest.max(1);
            let Some(rest) = typed.get(performer.code.len()..) else { continue };
            for (name, program) in self.may_run(performer.level, bare) {
                let Some(digits) = rest.strip_prefix(program.number.as_str()) else { continue };
                let before = fields_before(program);
                match read_args(&program.args, digits, &lengths) {
                    Attempt::Whole(fields) => whole.push((performer.clone(), name, program, fields)),
                    // An acceptable last argument with more digits after it was none.
                    Attempt::Stopped(accepted) => {
                        furthest = furthest.max(before + accepted.min(typed_args(program).saturating_sub(1)));
                    }
                }
            }
        }
        let fixed = |args: &[Arg]| args.iter().filter(|arg| matches!(arg, Arg::Literal(_))).count();
        whole.sort_by_key(|(_, _, program, _)| Reverse(fixed(&program.args)));
        match whole.into_iter().next() {
            None => Typed::Stopped { accepted: furthest },
            Some((performer, name, program, fields)) => Typed::Whole(Box::new(Whole {
                accepted: (fields_before(program) + typed_args(program)).saturating_sub(1),
                performer,
                name: name.clone(),
                verb: program.verb.clone(),
                fields,
            })),
        }
    }

    /// Fields complete so far in an entry that is still open; a field that may be the last is not counted.
    pub(super) fn fields_so_far(&self) -> usize {
        let typed = &self.memory.entry.typed;
        match self.read_program(&self.performers(typed), typed, false) {
            Typed::Whole(whole) => whole.accepted,
            Typed::Stopped { accepted } => accepted,
        }
    }

    fn run(&mut self, performer: &Performer, verb: &Verb, fields: &[Field]) -> Outcome {
        match verb {
            Verb::SetCode(level) => self.set_code(*level, fields),
            Verb::DeleteCode(level) => {
                self.memory.programmed.codes.remove(level);
                Ok(())
            }
            Verb::SetClient(kind) => self.set_client(*kind, fields),
            Verb::DeleteClient => self.delete_client(fields),
            Verb::DeleteClients => {
                self.memory.programmed.clients.clear();
                Ok(())
            }
            Verb::SuspendClient => self.suspend(fields, true),
            Verb::RestoreClient => self.suspend(fields, false),
            Verb::ChangeOwn => self.change_own(&performer.code, fields),
            Verb::PersonalCode => self.personal_code(&performer.code, fields),
            Verb::SetFunction(name) => {
                self.go_to(name);
                Ok(())
            }
            Verb::ToggleFunction(name) => {
                let back = self.memory.programmed.function == *name;
                let to = if back { self.model.function.value.clone() } else { name.clone() };
                self.go_to(&to);
                Ok(())
            }
            Verb::FactoryReset => {
                self.factory_reset();
                Ok(())
            }
            Verb::RotateKeypad => {
                self.memory.programmed.rotation = number(fields).ok_or(Refused)?;
                Ok(())
            }
            // The bolt learns in a procedure, where its moves are seen.
            Verb::Nothing | Verb::LearnHanding => Ok(()),
            Verb::NetcodeTypes
            | Verb::BlockPrevious
            | Verb::BlockNetcode
            | Verb::Initialise(_)
            | Verb::SetClock
            | Verb::DstDates
            | Verb::DstTime => self.run_clock_and_netcode(verb, fields),
            Verb::CodeFreePeriod
            | Verb::SuspendCodeFree
            | Verb::RestoreCodeFree
            | Verb::ActivePeriod
            | Verb::SuspendPeriod
            | Verb::RestorePeriod => self.run_period(verb, fields),
            _ => self.run_switch(verb, fields),
        }
    }

    fn set_code(&mut self, level: Level, fields: &[Field]) -> Outcome {
        let code = code(fields).ok_or(Refused)?;
        let free = level == Level::Master && self.master_shares() || self.is_free(code, None);
        if self.is_code(level, code) || !free {
            return Err(Refused);
        }
        self.memory.programmed.codes.insert(level, Digits(code.into()));
        Ok(())
    }

    /// The place a program speaks of: the one typed, or the only one there is.
    fn place(&self, fields: &[Field]) -> Option<u32> {
        let only =
            self.model.level(Level::User).and_then(|rule| rule.places.as_ref()).is_some_and(|n| n.value == 1);
        fields
            .iter()
            .find_map(|field| match field {
                Field::Place(place) => Some(u32::from(*place)),
                _ => None,
            })
            .or(only.then_some(1))
    }

    fn set_client(&mut self, kind: ClientKind, fields: &[Field]) -> Outcome {
        let place = self.place(fields);
        if kind == ClientKind::Card {
            self.wait_for(Waiting::AddCard(place));
            return Ok(());
        }
        let code = code(fields).ok_or(Refused)?;
        let places = self.model.level(Level::User).and_then(|rule| rule.places.as_ref());
        if place.is_some_and(|place| places.is_none_or(|places| place > places.value)) {
            return Err(Refused);
        }
        let taken = place
            .is_some_and(|place| self.memory.programmed.clients.iter().any(|client| client.number == place));
        if !self.is_free(code, place) || !taken && !self.has_room(kind) {
            return Err(Refused);
        }
        self.put_client(place, kind, code);
        Ok(())
    }

    fn delete_client(&mut self, fields: &[Field]) -> Outcome {
        if fields.contains(&Field::Card) {
            self.wait_for(Waiting::DeleteCard);
            return Ok(());
        }
        if let Some(code) = code(fields) {
            let at = self.client_with(code, false).ok_or(Refused)?;
            self.memory.programmed.clients.remove(at);
            return Ok(());
        }
        let place = self.place(fields).ok_or(Refused)?;
        self.memory.programmed.clients.retain(|client| client.number != place);
        Ok(())
    }

    /// Suspends or restores one client, by place or code, or all.
    fn suspend(&mut self, fields: &[Field], suspended: bool) -> Outcome {
        let code = code(fields);
        let place = self.place(fields).filter(|_| !fields.is_empty());
        let mut found = fields.is_empty();
        for client in &mut self.memory.programmed.clients {
            let named = code == Some(client.credential.0.as_str()) || place == Some(client.number);
            if fields.is_empty() || named {
                client.suspended = suspended;
                found = true;
            }
        }
        if found { Ok(()) } else { Err(Refused) }
    }

    fn change_own(&mut self, own: &str, fields: &[Field]) -> Outcome {
        let code = code(fields).filter(|code| self.is_free(code, None)).ok_or(Refused)?;
        let at = self.client_with(own, false).ok_or(Refused)?;
        let client = self.memory.programmed.clients.get_mut(at).ok_or(Refused)?;
        client.credential = Digits(code.into());
        Ok(())
    }

    fn personal_code(&mut self, netcode: &str, fields: &[Field]) -> Outcome {
        let code = code(fields).filter(|code| self.is_free(code, None)).ok_or(Refused)?;
        let own = self.memory.programmed.personal.iter().position(|personal| personal.netcode.0 == netcode);
        let full = self.memory.programmed.personal.len() >= MOST_PERSONAL;
        if own.is_none() && full {
            // Codes whose NetCode is over make room.
            let over: Vec<bool> = (self.memory.programmed.personal.iter())
                .map(|personal| !self.netcode_would_open(&personal.netcode.0))
                .collect();
            let mut over = over.into_iter();
            self.memory.programmed.personal.retain(|_| !over.next().unwrap_or(false));
        }
        // An own code among those whose NetCode is over cannot be: its holder just used it.
        let list = &mut self.memory.programmed.personal;
        let room = list.len() < MOST_PERSONAL;
        let personal = Personal { code: Digits(code.into()), netcode: Digits(netcode.into()) };
        match own.and_then(|at| list.get_mut(at)) {
            Some(known) => *known = personal,
            None if room => list.push(personal),
            None => return Err(Refused),
        }
        Ok(())
    }

    /// Goes to another function. Going Public keeps only Master and Sub-Master; leaving it brings the factory User
    /// Code back.
    pub(super) fn go_to(&mut self, name: &str) {
        let was_public = self.is_public();
        let usage = self.model.function_named(name).map(|function| function.usage);
        let set = &mut self.memory.programmed;
        set.function = name.into();
        set.holder = None;
        match usage {
            Some(Usage::PublicSingle | Usage::PublicDouble) if !was_public => {
                set.clients.clear();
                set.codes.remove(&Level::Technician);
                self.memory.relock_at = None;
            }
            Some(Usage::Private) if was_public => {
                set.restore_factory_user(&self.model);
                self.memory.relock_at = Some(self.memory.now.plus(i64::from(set.open_seconds)));
            }
            _ => {}
        }
    }

    /// Back to the state of delivery; the clock runs on.
    pub(super) fn factory_reset(&mut self) {
        if self.is_public() && self.memory.relock_at.is_none() {
            self.memory.relock_at =
                Some(self.memory.now.plus(i64::from(self.memory.programmed.open_seconds)));
        }
        self.memory.programmed = Programmed::factory(&self.model);
        self.memory.link.touched();
        self.memory.waiting = None;
        self.memory.wrong.clear();
        self.memory.penalty_until = None;
        self.memory.programming = None;
        self.memory.inside.handed = false;
        self.memory.inside.paired = false;
        self.memory.entry = Entry { flashed: self.memory.entry.flashed, ..Entry::default() };
        self.verifier = None;
    }

    fn run_clock_and_netcode(&mut self, verb: &Verb, fields: &[Field]) -> Outcome {
        match verb {
            Verb::NetcodeTypes => {
                let types = text(fields)
                    .and_then(|text| self.model.netcode.as_ref()?.types.get(text).cloned())
                    .ok_or(Refused)?;
                self.change_setup(|setup| {
                    setup.modes = types;
                    setup.explicit = false;
                })
                .map_err(|_| Refused)
            }
            Verb::BlockPrevious => {
                let on = flags(fields).next().ok_or(Refused)?;
                self.change_setup(|setup| setup.block_previous = on).map_err(|_| Refused)
            }
            Verb::BlockNetcode => code(fields).and_then(|code| self.block_netcode(code)).ok_or(Refused),
            Verb::Initialise(function) => {
                let at = date_time(fields).ok_or(Refused)?;
                let id = fields.iter().find_map(|field| match field {
                    Field::LockId(id) => LockId::new(*id).ok(),
                    _ => None,
                });
                self.initialise(at, id.ok_or(Refused)?).map_err(|_| Refused)?;
                if let Some(on) = self.memory.programmed.features.get_mut(&Feature::Netcode) {
                    *on = true;
                }
                if let Some(name) = function {
                    self.go_to(name);
                }
                Ok(())
            }
            Verb::SetClock => {
                let at = date_time(fields).ok_or(Refused)?;
                self.set_clock(at).map_err(|_| Refused)
            }
            Verb::DstDates => self.dst_dates(fields),
            _ => {
                let minute = times(fields).next().flatten().ok_or(Refused)?;
                self.memory.dst_minute = minute;
                if let Some(dst) = &mut self.memory.clock.dst {
                    dst.minute = minute;
                }
                Ok(())
            }
        }
    }

    fn dst_dates(&mut self, fields: &[Field]) -> Outcome {
        let mut dates = fields.iter().filter_map(|field| match field {
            Field::Date(date) => date.and_hms_opt(0, 0, 0).map(Moment::from_naive),
            _ => None,
        });
        let (Some(first), Some(last)) = (dates.next(), dates.next()) else { return Err(Refused) };
        if first == last {
            return Err(Refused);
        }
        self.set_dst(first, last);
        Ok(())
    }

    /// What the clock shows jumps, if at all; what it counts does not.
    pub(super) fn set_dst(&mut self, first: Moment, last: Moment) {
        self.memory.clock.dst = Some(super::clock::Dst { first, last, minute: self.memory.dst_minute });
    }

    fn run_period(&mut self, verb: &Verb, fields: &[Field]) -> Outcome {
        let number = fields.iter().find_map(|field| match field {
            Field::Period(number) => Some(usize::from(*number)),
            _ => None,
        });
        let client = match code(fields) {
            Some(code) => Some(self.client_with(code, false).ok_or(Refused)?),
            None => None,
        };
        let set = &mut self.memory.programmed;
        let code_free = matches!(verb, Verb::CodeFreePeriod | Verb::SuspendCodeFree | Verb::RestoreCodeFree);
        let suspended = matches!(verb, Verb::SuspendCodeFree | Verb::SuspendPeriod);
        let mut lists: Vec<_> = match client {
            _ if code_free => vec![&mut set.code_free_periods],
            Some(at) => set.clients.get_mut(at).map(|client| &mut client.periods).into_iter().collect(),
            None if matches!(verb, Verb::ActivePeriod) => vec![&mut set.all_periods],
            // All periods of all clients.
            None => set
                .clients
                .iter_mut()
                .map(|client| &mut client.periods)
                .chain(core::iter::once(&mut set.all_periods))
                .collect(),
        };
        if matches!(verb, Verb::CodeFreePeriod | Verb::ActivePeriod) {
            let period = period(fields).ok_or(Refused)?;
            let slot = lists.first_mut().zip(number).and_then(|(list, number)| list.get_mut(number));
            *slot.ok_or(Refused)? = Some(period);
            return Ok(());
        }
        let Some(number) = number else {
            lists
                .iter_mut()
                .flat_map(|list| list.iter_mut().flatten())
                .for_each(|period| period.suspended = suspended);
            return Ok(());
        };
        let slot = lists.first_mut().and_then(|list| list.get_mut(number)).and_then(Option::as_mut);
        slot.ok_or(Refused)?.suspended = suspended;
        Ok(())
    }

    fn run_switch(&mut self, verb: &Verb, fields: &[Field]) -> Outcome {
        let set = &mut self.memory.programmed;
        let typed_on = || text(fields).map(|text| text.ends_with('1')).ok_or(Refused);
        match verb {
            Verb::AutoUnlockAfter => set.auto_unlock_hours = number(fields).ok_or(Refused)?,
            Verb::AutoUnlockAt => set.auto_unlock_at = times(fields).next().ok_or(Refused)?,
            Verb::LockedIndication(on) => set.indication = Some(on.map_or_else(typed_on, Ok)?),
            Verb::DualAuthorisation(on) => set.dual = on.map_or_else(typed_on, Ok)?,
            Verb::LockDown(on) => set.lock_down = *on,
            Verb::CodeFree(on) => set.code_free = *on,
            Verb::EmergencyCancel => self.memory.emergency_until = None,
            Verb::RelockDelay => set.open_seconds = number(fields).ok_or(Refused)?,
            Verb::RestrictHours => {
                let mut hours = times(fields).flatten();
                let (from, to) = hours.next().zip(hours.next()).ok_or(Refused)?;
                set.hours = (from != to).then_some((from, to));
            }
            Verb::DayLockOut => set.entry_days = week(fields).ok_or(Refused)?,
            Verb::Features => {
                let kinds = [Feature::Codes, Feature::Cards, Feature::Netcode];
                for (kind, on) in kinds.into_iter().zip(flags(fields)) {
                    set.features.insert(kind, on);
                }
            }
            Verb::UserDigits => {
                let digits = number(fields).and_then(|digits| u8::try_from(digits).ok()).ok_or(Refused)?;
                set.user_digits = Some(digits);
                set.clients.retain(|client| {
                    client.kind == ClientKind::Card || client.credential.0.len() == usize::from(digits)
                });
            }
            _ => return Err(Refused),
        }
        Ok(())
    }
}

/// Fields before the arguments: the code and, where there is one, the number.
const fn fields_before(program: &Program) -> usize {
    if program.number.is_empty() { 1 } else { 2 }
}

/// Arguments that are typed; a card is presented.
fn typed_args(program: &Program) -> usize {
    program.args.iter().filter(|arg| **arg != Arg::Card).count()
}
