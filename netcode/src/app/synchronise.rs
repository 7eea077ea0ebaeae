//! A link to a lock, step by step: what to say next, what an answer means, and what is on the lock afterwards.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::history::Action;
use super::lock::{Lock, Seen};
use super::queue::{End, Outcome, Task, no_gateway};
use super::{Account, Value};
use crate::catalogue::Parameter;
use crate::error::{Error, Result, table::app as codes};
use crate::twin::{Answer, LockReport, Message, Settings, Why};

/// Seconds by which a lock's clock may be out without being set.
const CLOCK_TOLERANCE_SECONDS: u64 = 60;
/// How often a message is repeated before the link is given up.
const MOST_SILENCES: u32 = 8;
/// How often a conversation begins anew before the link is given up.
const MOST_GREETINGS: u32 = 6;
/// Lines of a lock's audit trail that are kept.
const TRAIL_KEPT: usize = 1_000;

/// What carries the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Carrier {
    /// A phone next to the lock.
    Bluetooth,
    /// The lock's WiFi gateway.
    Gateway,
}

/// What happens to a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkEvent {
    /// It is up.
    Up(Carrier),
    /// The lock answered.
    Answer(Box<Answer>),
    /// No answer came in the time that the carrier allows.
    Silence,
    /// It is down.
    Down,
}

/// What a step leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Effect {
    /// Send this.
    Send(Box<Message>),
    /// Settings that were made at the lock are the wish from now on.
    Adopted {
        /// Which.
        parameters: Vec<Parameter>,
    },
    /// What was wished for is on the lock.
    Synchronised {
        /// The command.
        ticket: u64,
        /// What was changed on the lock.
        changed: Vec<Parameter>,
    },
    /// Nothing was synchronised: somebody set the lock otherwise meanwhile. See [`Account::conflicts`].
    Conflicts {
        /// The command.
        ticket: u64,
        /// What is in conflict.
        parameters: Vec<Parameter>,
    },
    /// Nothing was synchronised: the lock cannot be set that way.
    Failed {
        /// The command.
        ticket: u64,
        /// The dotted code of the lock's error.
        code: String,
        /// Its message.
        message: String,
        /// Its remedy.
        hint: String,
    },
    /// A command was carried out.
    Done {
        /// The command.
        ticket: u64,
    },
    /// The lock would not carry out a command.
    Refused {
        /// The command.
        ticket: u64,
        /// Why.
        why: Why,
    },
    /// A command waited too long.
    Expired {
        /// The command.
        ticket: u64,
    },
    /// Nothing waits: the link can be closed.
    Idle,
    /// The lock does not answer: the link is given up, commands go on waiting.
    GaveUp,
}

impl Effect {
    /// Whether something that was asked for was not done, or not yet.
    pub const fn fell_short(&self) -> bool {
        !matches!(
            self,
            Effect::Send(_)
                | Effect::Adopted { .. }
                | Effect::Synchronised { .. }
                | Effect::Done { .. }
                | Effect::Idle
        )
    }
}

/// A change on its way to a lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Transfer {
    pub(super) ticket: u64,
    order: u64,
    base: u64,
    values: Vec<(Parameter, Value)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Stage {
    Greeting { fence: u64 },
    Staging { transfer: Transfer, part: u32 },
    Committing { transfer: Transfer },
    Ordering { ticket: u64, order: u64 },
    Idle,
}

/// A link that is up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Link {
    carrier: Carrier,
    stage: Stage,
    revision: u64,
    greetings: u32,
    silences: u32,
}

impl Link {
    /// The command that is being carried out.
    pub(super) const fn ticket(&self) -> Option<u64> {
        match &self.stage {
            Stage::Staging { transfer, .. } | Stage::Committing { transfer } => Some(transfer.ticket),
            Stage::Ordering { ticket, .. } => Some(*ticket),
            Stage::Greeting { .. } | Stage::Idle => None,
        }
    }
}

impl Account {
    /// Takes in what happens to the link of a lock, and says what to do. A message is sent once or more until it is
    /// answered; an answer that belongs to nothing is passed over.
    ///
    /// # Errors
    /// `app.lock_unknown`, `app.no_gateway`; `app.not_connected` for an answer or a silence without a link.
    pub fn step(&mut self, now: DateTime<Utc>, lock: &str, event: LinkEvent) -> Result<Vec<Effect>> {
        let record = self.lock_mut(lock)?;
        let mut out = Outcome::default();
        record.link_event(now, event, &mut out)?;
        for (by, action, detail) in out.notes {
            self.history.add(now, &by, lock, action, &detail);
        }
        Ok(out.effects)
    }
}

impl Lock {
    fn link_event(&mut self, now: DateTime<Utc>, event: LinkEvent, out: &mut Outcome) -> Result<()> {
        match event {
            LinkEvent::Up(Carrier::Gateway) if !self.gateway => Err(no_gateway(self.name())),
            LinkEvent::Up(carrier) => {
                let stage = Stage::Idle;
                self.link = Some(Link { carrier, stage, revision: 0, greetings: 0, silences: 0 });
                self.greet(now, out)
            }
            LinkEvent::Down => {
                self.link = None;
                Ok(())
            }
            LinkEvent::Silence => {
                let silences = self.connected()?.silences + 1;
                if silences > MOST_SILENCES {
                    return self.give_up(out);
                }
                self.connected()?.silences = silences;
                self.send(now, out)
            }
            LinkEvent::Answer(answer) => {
                self.connected()?;
                self.answered(now, *answer, out)
            }
        }
    }

    fn connected(&mut self) -> Result<&mut Link> {
        let missing = format!("there is no link to `{}`", self.name());
        self.link.as_mut().ok_or_else(|| Error::new(&codes::APP_NOT_CONNECTED, format_args!("{missing}")))
    }

    fn give_up(&mut self, out: &mut Outcome) -> Result<()> {
        self.link = None;
        out.effects.push(Effect::GaveUp);
        Ok(())
    }

    /// Begins the conversation, or begins it anew: the lock says how it stands.
    fn greet(&mut self, now: DateTime<Utc>, out: &mut Outcome) -> Result<()> {
        let fence = self.next_order();
        let link = self.connected()?;
        link.greetings += 1;
        if link.greetings > MOST_GREETINGS {
            return self.give_up(out);
        }
        link.stage = Stage::Greeting { fence };
        self.send(now, out)
    }

    fn turn(&mut self, now: DateTime<Utc>, stage: Stage, out: &mut Outcome) -> Result<()> {
        let link = self.connected()?;
        link.stage = stage;
        link.silences = 0;
        self.send(now, out)
    }

    /// Sends what the present stage has to say, for the first time or again.
    fn send(&self, now: DateTime<Utc>, out: &mut Outcome) -> Result<()> {
        let Some(link) = &self.link else { return Ok(()) };
        let message = match &link.stage {
            Stage::Idle => return Ok(()),
            Stage::Greeting { fence } => {
                let trail_from = self.trail.back().map_or(1, |entry| entry.number + 1);
                Message::Hello { fence: *fence, trail_from }
            }
            Stage::Staging { transfer, part } => self.part(now, transfer, *part)?,
            Stage::Committing { transfer } => Message::Commit { order: transfer.order },
            Stage::Ordering { ticket, order } => {
                let Some(command) = self.queue.iter().find(|command| command.ticket == *ticket) else {
                    return Ok(());
                };
                let (order, until) = (*order, self.shows(command.expires_at)?);
                match &command.task {
                    Task::Unlock { phone } => Message::Unlock { order, phone: phone.clone(), until },
                    _ => Message::Lock { order, until },
                }
            }
        };
        out.effects.push(Effect::Send(Box::new(message)));
        Ok(())
    }

    fn part(&self, now: DateTime<Utc>, transfer: &Transfer, part: u32) -> Result<Message> {
        let found = usize::try_from(part).ok().and_then(|part| transfer.values.get(part));
        let settings = match found {
            // The time is that of the sending, not of the wish.
            Some((Parameter::Clock, _)) => {
                Settings { clock: Some(self.shows(now)?.to_string()), ..Settings::default() }
            }
            Some((parameter, value)) => value.settings(*parameter),
            None => Settings::default(),
        };
        let parts = u32::try_from(transfer.values.len()).unwrap_or(u32::MAX);
        let (order, base) = (transfer.order, transfer.base);
        Ok(Message::Stage { order, base, part, parts, settings: Box::new(settings) })
    }

    fn answered(&mut self, now: DateTime<Utc>, answer: Answer, out: &mut Outcome) -> Result<()> {
        let stage = self.connected()?.stage.clone();
        match (stage, answer) {
            (Stage::Greeting { fence }, Answer::Report(report)) if report.fence == fence => {
                self.absorb(now, *report, out)?;
                self.proceed(now, out)
            }
            (Stage::Staging { transfer, part }, Answer::Staged { order, part: done })
                if order == transfer.order && done == part =>
            {
                let next = part + 1;
                if usize::try_from(next).is_ok_and(|next| next < transfer.values.len()) {
                    return self.turn(now, Stage::Staging { transfer, part: next }, out);
                }
                self.doubt = Some(transfer.clone());
                self.turn(now, Stage::Committing { transfer }, out)
            }
            (Stage::Committing { transfer }, Answer::Done { order, revision }) if order == transfer.order => {
                self.connected()?.revision = revision;
                self.doubt = None;
                self.arrived(transfer, out);
                self.proceed(now, out)
            }
            (Stage::Committing { transfer }, Answer::Invalid { order, code, message, hint })
                if order == transfer.order =>
            {
                self.doubt = None;
                self.failed(transfer.ticket, (code, message, hint), out);
                self.proceed(now, out)
            }
            (
                Stage::Staging { transfer, .. } | Stage::Committing { transfer },
                Answer::Changed { order, .. } | Answer::Missing { order } | Answer::Old { order },
            ) if order == transfer.order => self.greet(now, out),
            (
                Stage::Ordering { order, ticket },
                answer @ (Answer::Done { .. } | Answer::Refused { .. } | Answer::Old { .. }),
            ) => match answer {
                Answer::Old { order: old } if old == order => self.greet(now, out),
                Answer::Done { order: done, .. } | Answer::Refused { order: done, .. } if done == order => {
                    self.commanded(ticket, &answer, out);
                    self.proceed(now, out)
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// A change is on the lock.
    fn arrived(&mut self, transfer: Transfer, out: &mut Outcome) {
        let changed = transfer.values.iter().map(|(parameter, _)| *parameter).collect();
        self.known.extend(transfer.values);
        self.finish(transfer.ticket, End::Done, out);
        out.effects.push(Effect::Synchronised { ticket: transfer.ticket, changed });
    }

    fn failed(&mut self, ticket: u64, error: (String, String, String), out: &mut Outcome) {
        let (code, message, hint) = error;
        self.finish(ticket, End::Refused(code.clone()), out);
        out.effects.push(Effect::Failed { ticket, code, message, hint });
    }

    /// What became of a command.
    fn commanded(&mut self, ticket: u64, answer: &Answer, out: &mut Outcome) {
        match answer {
            Answer::Refused { why, .. } => {
                let word = serde_json::to_value(why).ok().and_then(|word| word.as_str().map(String::from));
                self.finish(ticket, End::Refused(word.unwrap_or_default()), out);
                out.effects.push(Effect::Refused { ticket, why: *why });
            }
            _ => {
                self.finish(ticket, End::Done, out);
                out.effects.push(Effect::Done { ticket });
            }
        }
    }

    /// Takes in how the lock stands: what was in doubt is settled, and what was set at the lock meanwhile is taken over or is
    /// in conflict with what is wished for.
    fn absorb(&mut self, now: DateTime<Utc>, report: LockReport, out: &mut Outcome) -> Result<()> {
        self.settle_doubt(&report, out);
        let ahead = report.clock.since(self.shows(now)?);
        let right = report.clock_set && ahead.unsigned_abs() <= CLOCK_TOLERANCE_SECONDS;
        let mut adopted = Vec::new();
        for (parameter, known) in &mut self.known {
            let reported = match parameter {
                Parameter::Clock => Some(Value::Switch(right)),
                _ => Value::reported(&report.settings, *parameter),
            };
            let Some(reported) = reported else { continue };
            let desired = self.desired.get(parameter);
            let wished = desired != Some(known);
            if *parameter != Parameter::Clock && reported != *known && desired != Some(&reported) {
                // Phones are not programmed at the keypad: that they are gone is for somebody to decide.
                if wished || *parameter == Parameter::PhoneClients {
                    self.conflicts.insert(*parameter);
                } else {
                    self.desired.insert(*parameter, reported.clone());
                    self.daylight_of_zone &= *parameter != Parameter::DaylightSaving;
                    adopted.push(*parameter);
                }
            }
            *known = reported;
        }
        let (desired, known) = (&self.desired, &self.known);
        self.conflicts.retain(|parameter| desired.get(parameter) != known.get(parameter));
        if !adopted.is_empty() {
            let names: Vec<&str> = adopted.iter().map(|parameter| parameter.as_str()).collect();
            out.notes.push((String::from("the lock"), Action::Adopted, names.join(", ")));
            out.effects.push(Effect::Adopted { parameters: adopted });
        }
        self.connected()?.revision = report.revision;
        self.see(now, ahead, report);
        Ok(())
    }

    /// What was on its way when a link broke: the lock says whether it arrived, and will not take it any more if not.
    fn settle_doubt(&mut self, report: &LockReport, out: &mut Outcome) {
        let last = report.last.as_ref();
        if let Some(transfer) = self.doubt.take()
            && let Some((_, answer)) = last.filter(|(order, _)| *order == transfer.order)
        {
            match (**answer).clone() {
                Answer::Done { .. } => self.arrived(transfer, out),
                Answer::Invalid { code, message, hint, .. } => {
                    self.failed(transfer.ticket, (code, message, hint), out);
                }
                _ => {}
            }
        }
        let sent = self.queue.iter().find_map(|command| command.sent.map(|sent| (command.ticket, sent)));
        if let Some((ticket, sent)) = sent {
            if let Some((_, answer)) = last.filter(|(order, _)| *order == sent) {
                self.commanded(ticket, answer, out);
            }
            self.queue.iter_mut().for_each(|command| command.sent = None);
        }
    }

    fn see(&mut self, now: DateTime<Utc>, ahead: i64, report: LockReport) {
        self.seen = Some(Seen {
            at: now,
            // What a lock says of itself takes no more room than a name.
            firmware: report.firmware.chars().take(64).collect(),
            battery: report.battery.chars().take(64).collect(),
            clock: report.clock,
            clock_ahead_seconds: report.clock_set.then_some(ahead),
            bolt: report.bolt,
            lock_id: report.lock_id,
            initialised: report.initialised,
            layout: report.layout,
            digits: report.digits,
            grace: report.grace,
        });
        let newest = self.trail.back().map_or(0, |entry| entry.number);
        self.trail.extend(report.trail.into_iter().filter(|entry| entry.number > newest));
        let excess = self.trail.len().saturating_sub(TRAIL_KEPT);
        self.trail.drain(..excess);
    }

    /// Goes on to the next command that waits.
    fn proceed(&mut self, now: DateTime<Utc>, out: &mut Outcome) -> Result<()> {
        self.connected()?.stage = Stage::Idle;
        for command in self.drop_expired(now) {
            out.notes.push((command.by, Action::Expired, command.task.word().into()));
            out.effects.push(Effect::Expired { ticket: command.ticket });
        }
        while let Some((ticket, task)) = self.queue.front().map(|front| (front.ticket, front.task.clone())) {
            if task != Task::Synchronise {
                let order = self.next_order();
                if let Some(front) = self.queue.front_mut() {
                    front.sent = Some(order);
                }
                return self.turn(now, Stage::Ordering { ticket, order }, out);
            }
            self.follow_zone(now)?;
            if !self.conflicts.is_empty() {
                let parameters: Vec<Parameter> = self.conflicts.iter().copied().collect();
                self.finish(ticket, End::Refused("conflict".into()), out);
                out.effects.push(Effect::Conflicts { ticket, parameters });
                continue;
            }
            let values: Vec<_> =
                self.pending().map(|(parameter, value)| (parameter, value.clone())).collect();
            if values.is_empty() {
                self.finish(ticket, End::Done, out);
                out.effects.push(Effect::Synchronised { ticket, changed: Vec::new() });
                continue;
            }
            let (order, base) = (self.next_order(), self.connected()?.revision);
            let transfer = Transfer { ticket, order, base, values };
            return self.turn(now, Stage::Staging { transfer, part: 0 }, out);
        }
        out.effects.push(Effect::Idle);
        Ok(())
    }
}
