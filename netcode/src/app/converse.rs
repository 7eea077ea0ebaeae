//! The app and a lock's twin in conversation, with whatever can go wrong on the way.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Account, Carrier, Effect, LinkEvent, zone};
use crate::error::Result;
use crate::time::ClockRule;
use crate::twin::{self, App, Event, Message, Moment, Twin};

/// What becomes of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// It arrives, and so does the answer.
    None,
    /// It is lost.
    Lost,
    /// It arrives, and the answer is lost.
    AnswerLost,
    /// It arrives twice, and both answers do.
    Twice,
    /// The link breaks before it arrives.
    Cut,
    /// It arrives, and the link breaks before the answer does.
    AnswerCut,
}

/// What a conversation came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Talk {
    /// Whether everything that waited was done: a link that broke leaves something waiting.
    pub whole: bool,
    /// What it means for the app, without the messages.
    pub app: Vec<Effect>,
    /// What the lock did, without its answers.
    pub lock: Vec<twin::Effect>,
    /// The messages the app sent, repetitions counted.
    pub messages: u32,
}

/// Brings an account's lock and its twin together until nothing waits or the link breaks. Message by message, `faults` say
/// what goes wrong; after the last of them nothing does.
///
/// # Errors
/// `app.lock_unknown`, `app.no_gateway`; `twin.no_power` and `twin.time_backwards` of the lock, with the link broken.
pub fn converse(
    account: &mut Account,
    lock: &str,
    twin: &mut Twin,
    now: DateTime<Utc>,
    carrier: Carrier,
    faults: &[Fault],
) -> Result<Talk> {
    let at = moment_at(account.lock(lock)?.zone(), now)?;
    let mut talk = Talk { whole: false, app: Vec::new(), lock: Vec::new(), messages: 0 };
    let mut faults = faults.iter().copied().chain(core::iter::repeat(Fault::None));
    let mut events = vec![LinkEvent::Up(carrier)];
    while !events.is_empty() {
        let mut next = None;
        for event in events.drain(..) {
            for effect in account.step(now, lock, event)? {
                match effect {
                    // Of two answers to one message only the first leads on.
                    Effect::Send(message) => next = next.or(Some(message)),
                    other => talk.app.push(other),
                }
            }
        }
        let Some(message) = next else { break };
        talk.messages += 1;
        let fault = faults.next().unwrap_or(Fault::None);
        match carried(twin, at, &message, fault, &mut talk.lock) {
            Ok(happens) => events = happens,
            Err(error) => {
                account.step(now, lock, LinkEvent::Down)?;
                return Err(error);
            }
        }
    }
    account.step(now, lock, LinkEvent::Down)?;
    talk.whole = talk.app.contains(&Effect::Idle) && !talk.app.iter().any(Effect::fell_short);
    Ok(talk)
}

/// What the app hears of a message.
fn carried(
    twin: &mut Twin,
    at: Moment,
    message: &Message,
    fault: Fault,
    seen: &mut Vec<twin::Effect>,
) -> Result<Vec<LinkEvent>> {
    let times = match fault {
        Fault::Lost | Fault::Cut => 0,
        Fault::None | Fault::AnswerLost | Fault::AnswerCut => 1,
        Fault::Twice => 2,
    };
    let mut answers = Vec::new();
    for _ in 0..times {
        for effect in twin.step(at, Event::App(App::Message(Box::new(message.clone()))))? {
            match effect {
                twin::Effect::Answer(answer) => answers.push(LinkEvent::Answer(answer)),
                other => seen.push(other),
            }
        }
    }
    Ok(match fault {
        Fault::Lost | Fault::AnswerLost => vec![LinkEvent::Silence],
        Fault::Cut | Fault::AnswerCut => vec![LinkEvent::Down],
        Fault::None | Fault::Twice => answers,
    })
}

/// The moment of virtual time at which a twin in this zone stands.
///
/// # Errors
/// `zone.unknown`, `time.before_2020`, `time.out_of_range`.
pub fn moment_at(zone_name: &str, now: DateTime<Utc>) -> Result<Moment> {
    let minute = zone(zone_name)?.lock_time(ClockRule::StandardTime, now)?;
    Ok(Moment::of(minute).plus(now.timestamp().rem_euclid(60)))
}
