//! Clients: who has which code or card, and when it works.

use super::state::{Client, Digits};
use super::{Twin, Why};
use crate::catalogue::{ClientKind, Feature, Level};

impl Twin {
    /// The client with this code or card, by its index in the list.
    pub(super) fn client_with(&self, credential: &str, card: bool) -> Option<usize> {
        self.memory
            .programmed
            .clients
            .iter()
            .position(|client| (client.kind == ClientKind::Card) == card && client.credential.0 == credential)
    }

    pub(super) fn client(&self, at: usize) -> Option<&Client> {
        self.memory.programmed.clients.get(at)
    }

    /// Whether the lock's one code of this level is `typed`.
    pub(super) fn is_code(&self, level: Level, typed: &str) -> bool {
        self.memory.programmed.codes.get(&level).is_some_and(|code| code.0 == typed)
    }

    /// A code may exist once in the lock. `but` is the client that is about to be replaced.
    pub(super) fn is_free(&self, code: &str, but: Option<u32>) -> bool {
        let set = &self.memory.programmed;
        let shares = |level: &Level| *level == Level::Master && self.master_shares();
        let levels = set.codes.iter().any(|(level, known)| known.0 == code && !shares(level));
        let personal = set.personal.iter().any(|personal| personal.code.0 == code);
        let first = self.model.level(Level::User).and_then(|rule| rule.distinct.as_ref());
        let same = |known: &str| match first.map(|first| usize::from(first.value)) {
            Some(first) => known.get(..first).unwrap_or(known) == code.get(..first).unwrap_or(code),
            None => known == code,
        };
        let clients = (set.clients.iter()).any(|client| {
            Some(client.number) != but && client.kind != ClientKind::Card && same(&client.credential.0)
        });
        !levels && !personal && !clients
    }

    /// Whether a user may have the Master Code's digits.
    pub(super) fn master_shares(&self) -> bool {
        let rule = self.model.level(Level::Master).and_then(|rule| rule.shares.as_ref());
        rule.is_some_and(|shares| shares.value)
    }

    /// Guests whose time is over are forgotten.
    pub(super) fn forget_guests(&mut self) {
        let now = self.memory.now;
        self.memory.programmed.clients.retain(|client| client.until.is_none_or(|until| now < until));
    }

    /// Whether there is room for one more client of this kind.
    pub(super) fn has_room(&self, kind: ClientKind) -> bool {
        let card = kind == ClientKind::Card;
        let held =
            self.memory.programmed.clients.iter().filter(|client| (client.kind == ClientKind::Card) == card);
        let feature = if card { Feature::Cards } else { Feature::Codes };
        let places = self.model.level(Level::User).and_then(|rule| rule.places.as_ref());
        let capacity = self.model.capacity.get(&feature).or(if card { None } else { places });
        capacity.is_some_and(|capacity| held.count() < usize::try_from(capacity.value).unwrap_or(usize::MAX))
    }

    /// Puts a client at its place, or under the lowest number that is free.
    pub(super) fn put_client(&mut self, place: Option<u32>, kind: ClientKind, credential: &str) {
        let hours = self.model.timings.guest_hours.as_ref().filter(|_| kind == ClientKind::Guest);
        let until = hours.map(|hours| self.memory.now.plus(i64::from(hours.value) * 3_600));
        let clients = &mut self.memory.programmed.clients;
        let free = (1..).find(|number| clients.iter().all(|client| client.number != *number));
        let number = place.or(free).unwrap_or(u32::MAX);
        let at = clients.iter().position(|client| client.number == number).unwrap_or(clients.len());
        let client = Client {
            number,
            kind,
            credential: Digits(credential.into()),
            suspended: false,
            periods: [None; 10],
            until,
        };
        match clients.get_mut(at) {
            Some(old) => *old = client,
            None => clients.push(client),
        }
    }

    /// Whether a client may enter now, in the order of the rules: suspension, its own active periods, the periods
    /// of all clients, days that are locked out. Its own periods outrank the days.
    pub(super) fn may_enter(&self, client: &Client) -> Result<(), Why> {
        let set = &self.memory.programmed;
        if client.suspended {
            return Err(Why::Suspended);
        }
        let own = client.periods.iter().any(Option::is_some);
        let mut periods = set.all_periods;
        for (slot, period) in periods.iter_mut().zip(&client.periods) {
            *slot = period.or(*slot);
        }
        if periods.iter().any(Option::is_some) && !self.within(&periods) {
            return Err(Why::OutsidePeriod);
        }
        if set.entry_days != 0 && !own {
            let weekday = self.memory.clock.shows(self.memory.now).weekday();
            if !self.memory.clock.known || set.entry_days >> weekday & 1 == 0 {
                return Err(Why::DayLockedOut);
            }
        }
        Ok(())
    }
}
