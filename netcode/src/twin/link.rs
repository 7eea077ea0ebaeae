//! The lock's end of a link to its app: messages that arrive once or more, in pieces or not at all, and what the lock
//! answers.
//!
//! Changes are staged part by part and taken over by one commit, so a link that breaks leaves the lock as it was or as
//! it should be. Every change and command has an order number. The lock remembers the last one it carried out with its
//! answer: a repeated message gets that answer again and does nothing, and one that is older than the present
//! conversation is not carried out any more.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::{Bolt, Effect, Moment, Record, Settings, Twin, Who, Why};
use crate::catalogue::{Feature, Signal};
use crate::error::{Error, Result, table::catalogue as codes};
use crate::grant::Layout;
use crate::id::LockId;
use crate::time::LockTime;

/// Entries of the audit trail that a lock keeps. No source tells how many a lock of this kind holds.
const TRAIL_PLACES: usize = 200;
/// Most parts of one change.
const MOST_PARTS: u32 = 32;

/// What the app does at a lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum App {
    /// Opens it: for a phone client, or for the app itself through a gateway.
    Unlock {
        /// Whose phone it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
    },
    /// Locks it before its time.
    Lock {},
    /// Parameters arrive, synchronised.
    Parameters(Box<Settings>),
    /// A message of a link arrives.
    Message(Box<Message>),
}

/// What an app sends over a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Message {
    /// A conversation begins: the lock reports, and carries out no order below `fence` any more.
    Hello {
        /// The number of the conversation: above every order given before.
        fence: u64,
        /// The first entry of the audit trail to report.
        trail_from: u64,
    },
    /// One part of a change.
    Stage {
        /// The change's number.
        order: u64,
        /// The revision it was made for.
        base: u64,
        /// Which part this is, from 0.
        part: u32,
        /// How many parts there are.
        parts: u32,
        /// What it changes.
        settings: Box<Settings>,
    },
    /// All parts are sent: take them over.
    Commit {
        /// The change's number.
        order: u64,
    },
    /// Open.
    Unlock {
        /// The command's number.
        order: u64,
        /// Whose phone asks; the app itself unless given.
        phone: Option<String>,
        /// The last second, on the lock's clock, at which this may be done.
        until: Moment,
    },
    /// Lock before its time.
    Lock {
        /// The command's number.
        order: u64,
        /// The last second, on the lock's clock, at which this may be done.
        until: Moment,
    },
}

/// What a lock answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// How it stands.
    Report(Box<Report>),
    /// The part is staged.
    Staged {
        /// The change's number.
        order: u64,
        /// Which part.
        part: u32,
    },
    /// It is done.
    Done {
        /// The number of the change or command.
        order: u64,
        /// The lock's revision from then on.
        revision: u64,
    },
    /// Nothing was changed: somebody set the lock meanwhile.
    Changed {
        /// The change's number.
        order: u64,
        /// The lock's revision.
        revision: u64,
    },
    /// Nothing was changed: parts are missing.
    Missing {
        /// The change's number.
        order: u64,
    },
    /// Nothing was changed: the lock cannot be set that way.
    Invalid {
        /// The change's number.
        order: u64,
        /// The dotted code of the error.
        code: String,
        /// The message.
        message: String,
        /// The remedy.
        hint: String,
    },
    /// The lock does not do that now.
    Refused {
        /// The command's number.
        order: u64,
        /// Why.
        why: Why,
    },
    /// A later conversation or order came first.
    Old {
        /// The number of the change or command.
        order: u64,
    },
}

/// How a lock stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The number of the conversation.
    pub fence: u64,
    /// What its software is.
    pub firmware: String,
    /// Goes up with every change of a setting, by whatever way.
    pub revision: u64,
    /// What is set.
    pub settings: Settings,
    /// What its clock shows.
    pub clock: Moment,
    /// Whether the clock was set since the cells were out.
    pub clock_set: bool,
    /// `ok`, `low`, `dead`, `out` or `override`.
    pub battery: String,
    /// Where the bolt is.
    pub bolt: Bolt,
    /// The lock id, once initialised.
    pub lock_id: Option<LockId>,
    /// The initialisation, once there was one.
    pub initialised: Option<LockTime>,
    /// The layout of its NetCodes, where it reads any.
    pub layout: Option<Layout>,
    /// Digits of a NetCode.
    pub digits: Option<u8>,
    /// Minutes of grace at either end.
    pub grace: Option<u32>,
    /// The last order carried out, and the answer it got.
    pub last: Option<(u64, Box<Answer>)>,
    /// The audit trail from the entry asked for, as far as the lock still has it.
    pub trail: Vec<TrailEntry>,
}

/// A line of a lock's audit trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrailEntry {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// What the lock's clock showed.
    pub at: Moment,
    /// What happened.
    pub record: Record,
}

/// What a lock remembers of its links.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct LinkMemory {
    revision: u64,
    fence: u64,
    staged: Option<Staged>,
    last: Option<(u64, Box<Answer>)>,
    trail_numbers: u64,
    trail: VecDeque<TrailEntry>,
}

/// A change that is arriving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Staged {
    order: u64,
    base: u64,
    parts: Vec<Option<Box<Settings>>>,
}

impl LinkMemory {
    /// Something was set past the link.
    pub(super) const fn touched(&mut self) {
        self.revision = self.revision.wrapping_add(1);
    }
}

impl Twin {
    pub(super) fn app(&mut self, app: App, out: &mut Vec<Effect>) -> Result<()> {
        if let App::Parameters(settings) = app {
            self.set(&settings)?;
            self.memory.link.touched();
            return Ok(());
        }
        if !self.memory.power.on() {
            return Err(Error::new(&codes::TWIN_NO_POWER, format_args!("the lock has no power")));
        }
        match app {
            App::Unlock { phone } => drop(self.app_unlock(phone.as_deref(), out)),
            App::Lock {} => drop(self.app_lock(out)),
            App::Message(message) => {
                let answer = self.message(*message, out);
                out.push(Effect::Answer(Box::new(answer)));
            }
            App::Parameters(_) => {}
        }
        Ok(())
    }

    fn app_unlock(&mut self, phone: Option<&str>, out: &mut Vec<Effect>) -> core::result::Result<(), Why> {
        let set = &self.memory.programmed;
        let known = phone.map(|name| set.phones.iter().find(|phone| phone.name() == name));
        let checked = match known {
            _ if set.lock_down => Err(Why::LockDown),
            _ if self.within(&set.quiet_periods) => Err(Why::DoNotDisturb),
            None => Ok(()),
            _ if !self.feature(Feature::Phones) => Err(Why::FeatureOff),
            Some(None) => Err(Why::Unknown),
            Some(Some(phone)) => self.phone_may_open(phone),
        };
        match checked {
            Ok(()) => self.open(phone.map_or(Who::App, |name| Who::Phone(name.into())), out),
            Err(why) => {
                self.signal(Signal::CodeRefused, out);
                Self::log(Record::Refused(why), out);
            }
        }
        checked
    }

    fn app_lock(&mut self, out: &mut Vec<Effect>) -> core::result::Result<(), Why> {
        self.memory.relock_at = None;
        if self.stands_open() {
            return Err(Why::StandsOpen);
        }
        if self.memory.bolt == Bolt::Unlocked {
            Self::log(Record::Locked(Who::App), out);
        }
        Ok(())
    }

    fn message(&mut self, message: Message, out: &mut Vec<Effect>) -> Answer {
        match message {
            Message::Hello { fence, trail_from } => {
                let link = &mut self.memory.link;
                link.fence = link.fence.max(fence);
                link.staged = link.staged.take().filter(|staged| staged.order >= link.fence);
                Answer::Report(Box::new(self.report(fence, trail_from)))
            }
            Message::Stage { order, base, part, parts, settings } => match self.settled(order) {
                Some(answer) => answer,
                None => self.stage(order, base, (part, parts), settings),
            },
            Message::Commit { order } => self.once(order, |twin| twin.commit(order)),
            Message::Unlock { order, phone, until } => self.once(order, |twin| {
                let done = twin.in_time(until).and_then(|()| twin.app_unlock(phone.as_deref(), out));
                twin.ordered(order, done)
            }),
            Message::Lock { order, until } => self.once(order, |twin| {
                let done = twin.in_time(until).and_then(|()| twin.app_lock(out));
                twin.ordered(order, done)
            }),
        }
    }

    /// The answer to an order that must not be carried out: done before, or older than what was done.
    fn settled(&self, order: u64) -> Option<Answer> {
        let link = &self.memory.link;
        match &link.last {
            Some((done, answer)) if *done == order => Some((**answer).clone()),
            Some((done, _)) if *done > order => Some(Answer::Old { order }),
            _ => (order < link.fence).then_some(Answer::Old { order }),
        }
    }

    fn once(&mut self, order: u64, act: impl FnOnce(&mut Self) -> Answer) -> Answer {
        if let Some(answer) = self.settled(order) {
            return answer;
        }
        let answer = act(self);
        // What changed nothing may be tried again under its number.
        if !matches!(answer, Answer::Missing { .. } | Answer::Changed { .. }) {
            self.memory.link.last = Some((order, Box::new(answer.clone())));
        }
        answer
    }

    fn ordered(&self, order: u64, done: core::result::Result<(), Why>) -> Answer {
        match done {
            Ok(()) => Answer::Done { order, revision: self.memory.link.revision },
            Err(why) => Answer::Refused { order, why },
        }
    }

    /// A command that comes too late is not carried out, as far as the lock knows the time.
    fn in_time(&self, until: Moment) -> core::result::Result<(), Why> {
        let late = self.memory.clock.known && self.memory.clock.shows(self.memory.now) > until;
        if late { Err(Why::Expired) } else { Ok(()) }
    }

    fn stage(&mut self, order: u64, base: u64, of: (u32, u32), settings: Box<Settings>) -> Answer {
        let (part, parts) = of;
        let link = &mut self.memory.link;
        if link.staged.as_ref().is_some_and(|staged| staged.order > order) {
            return Answer::Old { order };
        }
        if part >= parts || parts > MOST_PARTS {
            return Answer::Missing { order };
        }
        let fresh = || Staged { order, base, parts: vec![None; parts as usize] };
        let staged = match &mut link.staged {
            Some(staged) if staged.order == order => staged,
            other => other.insert(fresh()),
        };
        match staged.parts.get_mut(part as usize) {
            Some(place) => {
                *place = Some(settings);
                Answer::Staged { order, part }
            }
            None => Answer::Missing { order },
        }
    }

    /// All parts or none, and only over the settings they were made for.
    fn commit(&mut self, order: u64) -> Answer {
        let Some(staged) = self.memory.link.staged.clone().filter(|staged| staged.order == order) else {
            return Answer::Missing { order };
        };
        let parts: Option<Vec<Box<Settings>>> = staged.parts.into_iter().collect();
        let Some(parts) = parts else { return Answer::Missing { order } };
        self.memory.link.staged = None;
        let revision = self.memory.link.revision;
        if staged.base != revision {
            return Answer::Changed { order, revision };
        }
        let mut changed = self.clone();
        match parts.iter().try_for_each(|part| changed.apply(part)) {
            Ok(()) => {
                *self = changed;
                self.memory.link.touched();
                Answer::Done { order, revision: self.memory.link.revision }
            }
            Err(error) => Answer::Invalid {
                order,
                code: error.code().into(),
                message: error.message().into(),
                hint: error.hint().into(),
            },
        }
    }

    fn report(&self, fence: u64, trail_from: u64) -> Report {
        let (view, link) = (self.view(), &self.memory.link);
        let netcode = view.netcode.as_ref();
        Report {
            fence,
            firmware: concat!("netcode twin ", env!("CARGO_PKG_VERSION")).into(),
            revision: link.revision,
            settings: self.settings(),
            clock: self.memory.clock.shows(self.memory.now),
            clock_set: view.clock_set,
            battery: view.battery.into(),
            bolt: view.bolt,
            lock_id: netcode.and_then(|netcode| netcode.lock_id),
            initialised: netcode.and_then(|netcode| netcode.initialised),
            layout: netcode.map(|netcode| netcode.layout),
            digits: netcode.map(|netcode| netcode.digits),
            grace: netcode.map(|netcode| netcode.grace),
            last: link.last.clone(),
            trail: link.trail.iter().filter(|entry| entry.number >= trail_from).cloned().collect(),
        }
    }

    /// A lock with an app keeps the newest lines of its log.
    pub(super) fn keep_trail(&mut self, out: &[Effect]) {
        if !self.model.app.value {
            return;
        }
        let at = self.memory.clock.shows(self.memory.now);
        let link = &mut self.memory.link;
        for effect in out {
            let Effect::Log(record) = effect else { continue };
            link.trail_numbers = link.trail_numbers.saturating_add(1);
            if link.trail.len() >= TRAIL_PLACES {
                link.trail.pop_front();
            }
            link.trail.push_back(TrailEntry { number: link.trail_numbers, at, record: (**record).clone() });
        }
    }
}

#[cfg(test)]
mod tests;
