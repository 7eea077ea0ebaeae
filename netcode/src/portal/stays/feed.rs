//! A whole booking feed: said in steps, each a transaction, so that it can be broken off and said again.

use std::collections::HashSet;

use chrono::{DateTime, NaiveTime, Utc};

use super::{CancelStay, StayAnswer, StayOrder, StayRequest, StayState, StayView};
use crate::access::Token;
use crate::error::{Error, Result};
use crate::feed::{Booking, Content, Entry, HouseRules, Moment, Skip};
use crate::portal::Portal;
use crate::time::Zone;

/// What a feed is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedJob {
    /// The lock, by its id in the portal.
    pub lock: String,
    /// When guests may come in on a day that comes without a time.
    pub check_in: NaiveTime,
    /// When they are out on a day that comes without a time.
    pub check_out: NaiveTime,
    /// Whether stays that are known and not over are cancelled when the feed no longer has them.
    pub gone_are_cancelled: bool,
    /// Whether somebody with the master code can go to the lock.
    pub keypad: bool,
}

/// What became of one entry of a feed, or of a stay that the feed no longer has.
#[derive(Debug, Clone, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedAnswer {
    /// The entry's line; 0 for a stay that the feed no longer has.
    pub line: u64,
    /// The stay's id, where one could be read.
    pub id: Option<String>,
    /// What became of it.
    pub outcome: FeedOutcome,
}

/// What became of an entry.
#[derive(Debug, Clone, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FeedOutcome {
    /// It is a stay, or the cancellation of one that is known.
    Stay(Box<StayAnswer>),
    /// It is no stay, and rightly so.
    Skipped(Skip),
    /// It should have been one.
    Refused(Error),
}

/// What became of a feed.
#[derive(Debug, Clone, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedReport {
    /// One answer an entry, in the feed's order, then those for stays that were cancelled because the feed has them no
    /// longer.
    pub answers: Vec<FeedAnswer>,
    /// Known stays that are not over and not in the feed, and were left as they are.
    pub gone: Vec<String>,
}

/// Entries of one transaction: few enough that a crash repeats little, enough that one commit serves many.
const STEP: usize = 100;

impl Portal {
    /// Says every stay of a booking feed, in transactions of a hundred entries; `done` hears how many entries each
    /// took. Broken off anywhere and run again, it ends the same: every stay has its codes and was charged once.
    ///
    /// A booking without an id is known by its dates and guest, so that rows may move in the feed.
    ///
    /// # Errors
    /// `portal.session_invalid`, the `access.*` of the person, `portal.lock_unknown`, `portal.lock_not_ready`, and the
    /// store's own. Each answer has those of [`stay`](Self::stay) and `zone.*`.
    pub fn issue_feed(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        job: &FeedJob,
        entries: &[Entry],
        done: &mut dyn FnMut(usize),
    ) -> Result<FeedReport> {
        let lock = self.lock(now, session, &job.lock)?;
        let house =
            HouseRules { zone: Zone::parse(&lock.zone)?, check_in: job.check_in, check_out: job.check_out };
        let mut answers = Vec::with_capacity(entries.len());
        for step in entries.chunks(STEP) {
            let wishes: Vec<Wish> = step.iter().map(|entry| wish(job, &house, entry)).collect();
            answers.extend(self.grant_wishes(now, session, step, wishes)?);
            done(step.len());
        }
        let (gone, whole) = self.gone(now, session, job, entries)?;
        if !job.gone_are_cancelled || !whole {
            return Ok(FeedReport { answers, gone });
        }
        for step in gone.chunks(STEP) {
            let orders: Vec<StayOrder> = step.iter().map(|id| cancel(job, id)).collect();
            for (id, answer) in step.iter().zip(self.stay_many(now, session, &orders)?) {
                answers.push(FeedAnswer { line: 0, id: Some(id.clone()), outcome: outcome(answer) });
            }
        }
        Ok(FeedReport { answers, gone: Vec::new() })
    }

    fn grant_wishes(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        step: &[Entry],
        wishes: Vec<Wish>,
    ) -> Result<Vec<FeedAnswer>> {
        let orders: Vec<StayOrder> = wishes
            .iter()
            .filter_map(|wish| if let Wish::Order(order) = wish { Some(order.clone()) } else { None })
            .collect();
        let mut granted = self.stay_many(now, session, &orders)?.into_iter();
        let mut answers = Vec::new();
        for (entry, wish) in step.iter().zip(wishes) {
            let outcome = match wish {
                Wish::None(outcome) => outcome,
                Wish::Order(order) => {
                    let Some(answer) = granted.next() else { break };
                    match (&order, answer) {
                        // A booking that was cancelled before it was ever said is nothing.
                        (StayOrder::Cancel(_), Err(error)) if error.code() == "portal.stay_unknown" => {
                            FeedOutcome::Skipped(Skip::Cancelled)
                        }
                        (_, answer) => outcome(answer),
                    }
                }
            };
            answers.push(FeedAnswer { line: entry.line, id: entry.id.clone(), outcome });
        }
        Ok(answers)
    }

    /// Known stays that are not over and that the feed does not have; and whether every entry could be told by its id.
    fn gone(
        &self,
        now: DateTime<Utc>,
        session: &Token,
        job: &FeedJob,
        entries: &[Entry],
    ) -> Result<(Vec<String>, bool)> {
        let ids: HashSet<String> = entries.iter().filter_map(id_of).collect();
        let whole =
            entries.iter().all(|entry| entry.id.is_some() || !matches!(entry.content, Content::Bad(_)));
        let (mut gone, mut next) = (Vec::new(), None);
        loop {
            let page = match self.stays(now, session, &job.lock, now, next.as_deref(), 1_000) {
                // Who does not see every stay cannot tell what is missing.
                Err(error) if error.code() == "access.not_permitted" => return Ok((Vec::new(), false)),
                page => page?,
            };
            let missing = |stay: &StayView| stay.state == StayState::Active && !ids.contains(&stay.stay);
            gone.extend(page.stays.into_iter().filter(missing).map(|stay| stay.stay));
            next = page.next;
            if next.is_none() {
                return Ok((gone, whole));
            }
        }
    }
}

/// What an entry asks for.
enum Wish {
    Order(StayOrder),
    None(FeedOutcome),
}

fn wish(job: &FeedJob, house: &HouseRules, entry: &Entry) -> Wish {
    match (&entry.content, &entry.id) {
        (Content::Booking(booking), id) => match house.moments(booking) {
            Ok((from, until)) => Wish::Order(StayOrder::Book(StayRequest {
                stay: id.clone().unwrap_or_else(|| row_id(booking)),
                lock: job.lock.clone(),
                from,
                until,
                guest: booking.guest.as_deref().map(shortened),
                send: Vec::new(),
                keypad: job.keypad,
            })),
            Err(error) => Wish::None(FeedOutcome::Refused(error)),
        },
        (Content::Skipped(Skip::Cancelled), Some(id)) => Wish::Order(cancel(job, id)),
        (Content::Skipped(skip), _) => Wish::None(FeedOutcome::Skipped(*skip)),
        (Content::Bad(error), _) => Wish::None(FeedOutcome::Refused(error.clone())),
    }
}

fn cancel(job: &FeedJob, id: &str) -> StayOrder {
    StayOrder::Cancel(CancelStay { stay: id.to_owned(), lock: job.lock.clone(), keypad: job.keypad })
}

fn outcome(answer: Result<StayAnswer>) -> FeedOutcome {
    match answer {
        Ok(answer) => FeedOutcome::Stay(Box::new(answer)),
        Err(error) => FeedOutcome::Refused(error),
    }
}

/// By what a stay is known: the feed's id, or else what a row says. Days that are closed are known by nothing.
fn id_of(entry: &Entry) -> Option<String> {
    match (&entry.id, &entry.content) {
        (_, Content::Skipped(Skip::BlockedOut | Skip::Transparent)) => None,
        (Some(id), _) => Some(id.clone()),
        (None, Content::Booking(booking)) => Some(row_id(booking)),
        (None, _) => None,
    }
}

fn row_id(booking: &Booking) -> String {
    let guest = booking.guest.as_deref().unwrap_or_default();
    format!("{} {} {}", moment(booking.arrival), moment(booking.departure), shortened(guest))
}

fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.to_string(),
        Moment::Civil(civil) => civil.format("%Y-%m-%dT%H:%M").to_string(),
        Moment::Exact(at) => at.format("%Y-%m-%dT%H:%MZ").to_string(),
    }
}

/// A summary as a guest's name: a feed's may be longer, and may break lines.
fn shortened(guest: &str) -> String {
    guest.chars().map(|each| if each.is_control() { ' ' } else { each }).take(100).collect()
}
