//! One transaction's issuing: what it reads once, and how one request is carried out.

use std::collections::HashMap;
use std::rc::Rc;

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest as _, Sha256};

use super::delivery::{checked_deliveries, fingerprint, message_id};
use super::warnings::{refuse, warnings};
use super::{Delivery, IssueRequest, Issued, Preview, Warning};
use crate::access::{Ask, MasterKey, Permission, hex};
use crate::audit::Event;
use crate::code::Identity;
use crate::error::{Error, Result, table::portal as codes};
use crate::grant::Grant;
use crate::ledger::{Act, Posting};
use crate::outbox::{Channel, Message, Template};
use crate::portal::actor::Actor;
use crate::portal::books::Books;
use crate::portal::locks::find_lock;
use crate::portal::records::{Account, CodeRecord, LockRecord, Origin};
use crate::portal::{Portal, checked_text};
use crate::stay::{Door, promise};
use crate::store::{Field, Query, Read, Tx};
use crate::time::LockTime;

/// Credits of a code, and of a text message.
const CODE_CREDITS: i64 = 1;
const SMS_CREDITS: i64 = 1;

/// A lock with what is worked out of it once.
struct Counter {
    lock: LockRecord,
    door: Door,
    identity: Identity,
    initialised: LockTime,
    lock_now: LockTime,
}

impl Counter {
    fn new(lock: LockRecord, identity: Identity, initialised: LockTime, now: DateTime<Utc>) -> Result<Self> {
        let door = lock.door()?;
        let lock_now = door.zone().lock_time(door.clock().rule(), now)?;
        Ok(Self { lock, door, identity, initialised, lock_now })
    }
}

/// A request that nothing stands against but, perhaps, the credits.
pub(crate) struct Prepared {
    code: CodeRecord,
    counter: Rc<Counter>,
    pub(crate) warnings: Vec<Warning>,
    send: Vec<Delivery>,
    pub(crate) credits: i64,
}

pub(crate) struct Desk<'a> {
    portal: &'a Portal,
    now: DateTime<Utc>,
    account: Account,
    /// Who asks; a phone that asks is nobody.
    actor: Option<Actor>,
    books: Books,
    next_number: i64,
    issued: u32,
    counters: HashMap<String, Rc<Counter>>,
}

impl<'a> Desk<'a> {
    pub(crate) fn open(
        tx: &mut dyn Tx,
        portal: &'a Portal,
        now: DateTime<Utc>,
        account: Account,
        actor: Option<Actor>,
    ) -> Result<Self> {
        let last: Option<CodeRecord> = tx
            .as_read()
            .first(Query::of::<CodeRecord>().equal("account", account.id.as_str()).descending())?;
        let next_number = last.map_or(0, |code| code.number) + 1;
        let books = Books::open(tx.as_read(), &account.id)?;
        Ok(Self { portal, now, account, actor, books, next_number, issued: 0, counters: HashMap::new() })
    }

    pub(crate) const fn master(&self) -> &MasterKey {
        &self.portal.master
    }

    pub(crate) fn account(&self) -> &str {
        &self.account.id
    }

    pub(crate) const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    pub(crate) fn balance(&self) -> i64 {
        self.books.balance().available
    }

    /// Whether who asks may see a code: their own, or any for those who may audit.
    pub(crate) fn may_see(&self, code: &CodeRecord) -> bool {
        self.actor
            .as_ref()
            .is_some_and(|actor| actor.sees_all() || code.person.as_deref() == Some(actor.person.id.as_str()))
    }

    /// A lock at which who asks may issue.
    pub(crate) fn lock_for_stay(&mut self, tx: &mut dyn Tx, lock: &str) -> Result<LockRecord> {
        if let Some(actor) = &self.actor {
            actor.permit(Ask::at(Permission::Issue, lock), self.now)?;
        }
        Ok(self.counter(tx, lock)?.lock.clone())
    }

    /// Appends to the audit trail.
    pub(crate) fn note(
        &mut self,
        tx: &mut dyn Tx,
        action: &'static str,
        subject: String,
        detail: &str,
    ) -> Result<()> {
        let person = self.actor.as_ref().map(|actor| actor.person.id.clone());
        let event = Event { person, action, subject, detail: detail.to_owned() };
        self.books.log(tx, event, self.now)
    }

    /// Writes what was counted on the way.
    pub(crate) fn close(self, tx: &mut dyn Tx) -> Result<()> {
        match self.actor {
            Some(mut actor) if self.issued > 0 => actor.count_codes(tx, self.issued),
            _ => Ok(()),
        }
    }

    pub(crate) fn issue(&mut self, tx: &mut dyn Tx, request: &IssueRequest) -> Result<Issued> {
        self.issue_as(tx, request, Origin::Person)
    }

    pub(crate) fn issue_as(
        &mut self,
        tx: &mut dyn Tx,
        request: &IssueRequest,
        origin: Origin,
    ) -> Result<Issued> {
        let id = checked_text("request id", &request.request, 1..=64)?;
        let query = Query::of::<CodeRecord>()
            .equal("account", self.account.id.as_str())
            .equal("request", id.as_str());
        if let Some(earlier) = tx.as_read().first::<CodeRecord>(query)? {
            return self.repeated(tx, earlier, &fingerprint(request)?);
        }
        let prepared = self.prepare(tx, request, origin, 1)?;
        self.afford(prepared.credits)?;
        self.commit(tx, prepared)
    }

    /// Everything that can be refused of a request but its credits, before the first row is written: so in a batch a
    /// refused request leaves nothing behind. `codes` is how many codes are asked for together.
    pub(crate) fn prepare(
        &mut self,
        tx: &mut dyn Tx,
        request: &IssueRequest,
        origin: Origin,
        codes: u32,
    ) -> Result<Prepared> {
        let guest =
            request.guest.as_deref().map(|guest| checked_text("guest's name", guest, 0..=100)).transpose()?;
        let send = checked_deliveries(&request.send)?;
        self.permit(request, codes)?;
        let counter = self.counter(tx, &request.lock)?;
        let code = CodeRecord {
            account: self.account.id.clone(),
            number: 0,
            request: request.request.clone(),
            fingerprint: fingerprint(request)?,
            person: self.actor.as_ref().map(|actor| actor.person.id.clone()),
            origin,
            lock: counter.lock.id.clone(),
            lock_id: counter.lock.lock_id,
            initialised: counter.initialised,
            layout: counter.lock.layout.clone(),
            digits: counter.lock.digits,
            grant_json: request.grant,
            starts: request.grant.start(),
            ends: request.grant.ends(),
            guest,
            credits: CODE_CREDITS,
            created_at: self.now,
        };
        let digits = counter.identity.issue(code.format()?, &request.grant)?.code;
        let earlier = same_digits(tx.as_read(), &counter.lock, counter.initialised, &request.grant)?;
        let warnings = warnings(counter.door.profile(), &request.grant, counter.lock_now, earlier);
        if !request.despite_warnings {
            refuse(&warnings)?;
        }
        let credits = CODE_CREDITS + self.check_sending(&counter.lock, &code, digits, &send)?;
        Ok(Prepared { code, counter, warnings, send, credits })
    }

    /// Writes what was prepared: the debit, the code, its audit record and its messages.
    pub(crate) fn commit(&mut self, tx: &mut dyn Tx, prepared: Prepared) -> Result<Issued> {
        let Prepared { code, counter, warnings, send, credits } = prepared;
        let code = CodeRecord { number: self.next_number, ..code };
        self.write(tx, &code, &counter.lock)?;
        let mut messages = Vec::new();
        for delivery in &send {
            let message = message_id(&code.request, delivery);
            messages.push(self.send(tx, &code, delivery, Template::Code, &message)?);
        }
        let mut issued = self.answer(&counter, &code, warnings)?;
        issued.credits = credits;
        issued.messages = messages;
        Ok(issued)
    }

    /// Names every fault of sending a code; answers what its text messages cost.
    pub(crate) fn check_sending(
        &self,
        lock: &LockRecord,
        code: &CodeRecord,
        digits: crate::code::Code,
        send: &[Delivery],
    ) -> Result<i64> {
        self.portal.check_sms(lock, code, digits, send)?;
        let sms = send.iter().filter(|delivery| delivery.channel == Channel::Sms).count();
        Ok(SMS_CREDITS * i64::try_from(sms).unwrap_or(i64::MAX))
    }

    fn permit(&self, request: &IssueRequest, codes: u32) -> Result<()> {
        let Some(actor) = &self.actor else { return Ok(()) };
        // Codes of this transaction count before they are written.
        let codes = self.issued.saturating_add(codes);
        actor.permit(Ask::issue(&request.lock, access_minutes(&request.grant), codes), self.now)
    }

    fn counter(&mut self, tx: &mut dyn Tx, lock: &str) -> Result<Rc<Counter>> {
        if let Some(counter) = self.counters.get(lock) {
            return Ok(Rc::clone(counter));
        }
        let lock = find_lock(tx.as_read(), &self.account.id, lock)?;
        let initialised = lock.ready()?;
        let identity = Identity::own(lock.key(&self.portal.master)?, lock.lock_id, initialised);
        let counter = Rc::new(Counter::new(lock, identity, initialised, self.now)?);
        self.counters.insert(counter.lock.id.clone(), Rc::clone(&counter));
        Ok(counter)
    }

    pub(crate) fn afford(&self, credits: i64) -> Result<()> {
        let left = self.books.balance().available;
        if left >= credits {
            return Ok(());
        }
        Err(Error::new(
            &codes::LEDGER_INSUFFICIENT,
            format_args!("insufficient credits: this takes {credits} and {left} are left"),
        ))
    }

    /// Debit, code and audit record.
    fn write(&mut self, tx: &mut dyn Tx, code: &CodeRecord, lock: &LockRecord) -> Result<()> {
        let debit = Posting {
            id: format!("code:{}", code.number),
            act: Act::Debit,
            credits: code.credits,
            reason: format!("code {} for lock {}", code.number, lock.id),
        };
        self.books.post(tx, debit, self.now)?;
        tx.add_new(code)?;
        let event = Event {
            person: code.person.clone(),
            action: "code.issued",
            subject: code.number.to_string(),
            detail: format!("lock {} {}", lock.id, code.grant_json),
        };
        self.books.log(tx, event, self.now)?;
        self.next_number += 1;
        self.issued += 1;
        Ok(())
    }

    /// The id of the message that a caller's key stands for: the same key is the same message.
    pub(crate) fn stored_id(&self, key: &str) -> String {
        let hash = hex(&Sha256::digest(format!("{}\n{key}", self.account.id)));
        format!("m{}", hash.get(..20).unwrap_or_default())
    }

    /// A message about a code, with its hold.
    pub(crate) fn send(
        &mut self,
        tx: &mut dyn Tx,
        code: &CodeRecord,
        delivery: &Delivery,
        template: Template,
        id: &str,
    ) -> Result<String> {
        let portal = self.portal;
        let id = self.stored_id(id);
        let mut message =
            portal.new_message(self.now, &self.account.id, delivery.channel, template, &delivery.to)?;
        message.id.clone_from(&id);
        message.code = Some(code.number);
        message.note.clone_from(&delivery.note);
        if delivery.channel == Channel::Sms {
            let hold = Posting {
                id: format!("hold:{id}"),
                act: Act::Hold,
                credits: SMS_CREDITS,
                reason: format!("text message about code {}", code.number),
            };
            message.hold = Some(hold.id.clone());
            self.books.post(tx, hold, self.now)?;
        }
        tx.add_new(&message)?;
        let detail = format!("{} about code {}", delivery.channel, code.number);
        self.note(tx, "message.queued", id.clone(), &detail)?;
        Ok(id)
    }

    /// The answer to a request that was carried out before.
    fn repeated(&mut self, tx: &mut dyn Tx, code: CodeRecord, fingerprint: &str) -> Result<Issued> {
        if code.fingerprint != fingerprint {
            return Err(Error::new(
                &codes::PORTAL_REQUEST_CONFLICT,
                format_args!("request `{}` was made before and asked for something else", code.request),
            ));
        }
        if let Some(actor) = &self.actor {
            actor.permit(Ask::at(Permission::Issue, &code.lock), self.now)?;
        }
        let query = Query::of::<LockRecord>()
            .equal("account", self.account.id.as_str())
            .equal("id", code.lock.as_str());
        let lock: Option<LockRecord> = tx.as_read().first(query)?;
        let lock = lock.ok_or_else(|| {
            Error::new(&codes::STORE_CONTRADICTS_ITSELF, format_args!("code {} has no lock", code.number))
        })?;
        let messages: Vec<Message> = tx.as_read().list(
            &Query::of::<Message>().equal("account", self.account.id.as_str()).equal("code", code.number),
        )?;
        let held = messages.iter().filter(|message| message.hold.is_some()).count();
        let identity = code.identity(&self.portal.master, &lock)?;
        let counter = Counter::new(lock, identity, code.initialised, self.now)?;
        let mut issued = self.answer(&counter, &code, Vec::new())?;
        issued.credits = code.credits + SMS_CREDITS * i64::try_from(held).unwrap_or(i64::MAX);
        issued.messages = messages.into_iter().map(|message| message.id).collect();
        issued.repeated = true;
        Ok(issued)
    }

    fn answer(&self, counter: &Counter, code: &CodeRecord, warnings: Vec<Warning>) -> Result<Issued> {
        let lock = &counter.lock;
        let digits = counter.identity.issue(code.format()?, &code.grant_json)?.code;
        let times = Times::of(&counter.door, &code.grant_json);
        Ok(Issued {
            number: code.number,
            request: code.request.clone(),
            lock: lock.id.clone(),
            code: digits,
            prefix: lock.prefix.clone(),
            grant: code.grant_json,
            opens_from: times.from,
            opens_until: times.until,
            first_use_by: code.grant_json.first_use_by(counter.door.profile().first_use_hours()),
            guaranteed_from: times.sure.as_ref().map(|sure| sure.0.clone()),
            guaranteed_until: times.sure.map(|sure| sure.1),
            credits: code.credits,
            balance: self.books.balance().available,
            warnings,
            repeated: false,
            messages: Vec::new(),
        })
    }
}

/// When a grant opens, in the zone of its lock.
pub(crate) struct Times {
    pub(crate) from: String,
    pub(crate) until: String,
    pub(crate) sure: Option<(String, String)>,
}

fn rfc3339(moment: DateTime<chrono_tz::Tz>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Times {
    fn of(door: &Door, grant: &Grant) -> Self {
        let moment = |time| door.zone().to_civil(door.clock().rule(), time);
        let (from, until) = (moment(grant.start()), moment(grant.ends()));
        let civil = |moment| rfc3339(door.zone().civil(moment));
        let sure = promise(door, grant, from.to_utc()).map(|sure| (civil(sure.from()), civil(sure.until())));
        Self { from: rfc3339(from), until: rfc3339(until), sure }
    }
}

pub(crate) fn preview(
    read: &mut dyn Read,
    now: DateTime<Utc>,
    lock: &LockRecord,
    request: &IssueRequest,
) -> Result<Preview> {
    let initialised = lock.ready()?;
    lock.format()?;
    let door = lock.door()?;
    let profile = door.profile();
    let lock_now = door.zone().lock_time(door.clock().rule(), now)?;
    let earlier = same_digits(read, lock, initialised, &request.grant)?;
    let sms = request.send.iter().filter(|delivery| delivery.channel == Channel::Sms).count();
    let times = Times::of(&door, &request.grant);
    Ok(Preview {
        credits: CODE_CREDITS + SMS_CREDITS * i64::try_from(sms).unwrap_or(i64::MAX),
        balance: Books::open(read, &lock.account)?.balance().available,
        modes: profile.modes().iter().collect(),
        grace_minutes: lock.grace_minutes,
        opens_from: times.from,
        opens_until: times.until,
        guaranteed_from: times.sure.as_ref().map(|sure| sure.0.clone()),
        guaranteed_until: times.sure.map(|sure| sure.1),
        warnings: warnings(profile, &request.grant, lock_now, earlier),
    })
}

/// The number of an earlier code with the same digits.
fn same_digits(
    read: &mut dyn Read,
    lock: &LockRecord,
    initialised: LockTime,
    grant: &Grant,
) -> Result<Option<i64>> {
    let query = Query::of::<CodeRecord>()
        .equal("account", lock.account.as_str())
        .equal("lock", lock.id.as_str())
        .equal("starts", grant.start().to_value())
        .equal("grant_json", Field::to_value(grant))
        .equal("initialised", initialised.to_value())
        .equal("digits", lock.digits.to_value());
    Ok(read.first::<CodeRecord>(query)?.map(|code| code.number))
}

/// Minutes of access a grant gives.
pub(crate) fn access_minutes(grant: &Grant) -> u32 {
    u32::try_from(grant.ends().minutes_since(grant.start())).unwrap_or(u32::MAX)
}
