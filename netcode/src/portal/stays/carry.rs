//! Carrying out what was said of one stay.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};

use super::{CancelStay, StayAnswer, StayOrder, StayOutcome, StayRequest, WithdrawCode};
use crate::access::hex;
use crate::error::table::stay::NO_ISSUE_LEFT;
use crate::error::{Error, Result, table::portal as codes};
use crate::grant::Grant;
use crate::portal::checked_text;
use crate::portal::issue::{Delivery, Desk, IssueRequest, Prepared, checked_deliveries};
use crate::portal::records::{
    CodeRecord, LockRecord, Origin, StayCode, StayCodeState, StayCodes, StayRecord, StayState,
};
use crate::stay::{
    Answer, Booking, Coded, Counter, Given, Happened, Stay, Withdrawal, change, free_issue, quote,
};
use crate::store::{Query, Read, Tx};
use crate::time::Window;

impl StayCodes {
    /// The numbers of the codes that serve.
    pub(crate) fn serving(&self) -> impl Iterator<Item = i64> + '_ {
        self.0.iter().filter(|code| code.state == StayCodeState::Serving).map(|code| code.number)
    }
}

/// A stay with its lock and everything that was done for it before.
pub(super) struct Case {
    pub(super) id: String,
    pub(super) lock: LockRecord,
    pub(super) counter: Counter,
    record: Option<StayRecord>,
    /// Every code given out for the stay.
    pub(super) given: Vec<(CodeRecord, StayCodeState)>,
    now: DateTime<Utc>,
}

/// A code by its number in the account.
pub(super) type Numbered = (i64, Coded);

/// Codes to take up again, codes to make, and what both cost.
struct Sorted {
    send: Vec<Delivery>,
    again: Vec<CodeRecord>,
    prepared: Vec<Prepared>,
    charged: i64,
}

/// What is to be done for a stay.
struct Course {
    /// Codes the guest keeps.
    keep: Vec<i64>,
    /// What he gets besides.
    grants: Vec<Grant>,
    /// The window in which the new codes must open.
    window: Window,
    /// What the planner said of a change.
    answer: Option<Answer>,
}

impl Desk<'_> {
    /// Carries out what is said of a stay. Everything that can be refused is refused before the first row is written.
    pub(super) fn stay(&mut self, tx: &mut dyn Tx, order: &StayOrder) -> Result<StayAnswer> {
        match order {
            StayOrder::Book(request) => self.book(tx, request),
            StayOrder::Cancel(cancel) => self.cancel(tx, cancel),
        }
    }

    fn case(&mut self, tx: &mut dyn Tx, lock: &str, stay: &str) -> Result<Case> {
        let id = checked_text("stay's id", stay, 1..=200)?;
        let lock = self.lock_for_stay(tx, lock)?;
        let counter = lock.counter(self.master())?;
        let key = [self.account().into(), lock.id.as_str().into(), id.as_str().into()];
        let record: Option<StayRecord> = tx.as_read().find(&key)?;
        let mut given = Vec::new();
        for code in record.iter().flat_map(|record| &record.codes_json.0) {
            let found: Option<CodeRecord> =
                tx.as_read().find(&[self.account().into(), code.number.into()])?;
            let found = found.ok_or_else(|| {
                let entry = &codes::STORE_CONTRADICTS_ITSELF;
                Error::new(entry, format_args!("code {} of a stay is missing", code.number))
            })?;
            if !self.may_see(&found) {
                return Err(Error::new(
                    &codes::PORTAL_STAY_NOT_YOURS,
                    format_args!("stay `{id}` is in another person's hands"),
                ));
            }
            given.push((found, code.state));
        }
        Ok(Case { id, lock, counter, record, given, now: self.now() })
    }

    fn book(&mut self, tx: &mut dyn Tx, request: &StayRequest) -> Result<StayAnswer> {
        let case = self.case(tx, &request.lock, &request.stay)?;
        let asked = Stay::between(case.counter.door.zone(), request.from, request.until)?;
        let guest = request.guest.as_deref();
        let same = case.record.as_ref().is_some_and(|record| {
            record.state == StayState::Active && (record.begins, record.ends) == (request.from, request.until)
        });
        let (live, serving) = (case.live(), case.serving().count());
        if request.until <= case.now {
            let outcome = if same { StayOutcome::Unchanged } else { StayOutcome::Over };
            return Ok(case.answer(self.balance(), guest, &asked, &case.coded(case.serving())?, outcome));
        }
        if same && !live.is_empty() && live.len() == serving {
            let coded = case.coded(live.into_iter())?;
            return Ok(case.answer(self.balance(), guest, &asked, &coded, StayOutcome::Unchanged));
        }
        let course = case.course(request)?;
        self.carry_out(tx, &case, request, &asked, &course)
    }

    /// Sorts the grants into codes of the stay that the guest takes up again and requests for new ones, with
    /// everything looked at that could be refused.
    fn sort_out(
        &mut self,
        tx: &mut dyn Tx,
        case: &Case,
        request: &StayRequest,
        course: &Course,
    ) -> Result<Sorted> {
        let send = checked_deliveries(&request.send)?;
        let (mut again, mut wanted) = (Vec::new(), Vec::new());
        for grant in &course.grants {
            let same = |(code, state): &&(CodeRecord, StayCodeState)| {
                case.is_alive(code, *state) && code.grant_json == *grant
            };
            match case.given.iter().find(same) {
                Some((code, _)) => again.push(code.clone()),
                None => wanted.push(case.fresh(tx.as_read(), *grant)?),
            }
        }
        let count = u32::try_from(wanted.len()).unwrap_or(u32::MAX);
        let (mut prepared, mut charged) = (Vec::new(), 0);
        for (grant, nth) in wanted.iter().zip(case.given.len() + 1..) {
            let issue = IssueRequest {
                request: case.request_id(nth),
                lock: case.lock.id.clone(),
                grant: *grant,
                guest: request.guest.clone(),
                send: send.clone(),
                despite_warnings: false,
            };
            let each = self.prepare(tx, &issue, Origin::Stay, count)?;
            charged += each.credits;
            prepared.push(each);
        }
        for (code, (_, (_, digits))) in again.iter().zip(case.coded(again.iter())?) {
            charged += self.check_sending(&case.lock, code, digits, &send)?;
        }
        self.afford(charged)?;
        let grants: Vec<Grant> = again.iter().map(|code| code.grant_json).chain(wanted).collect();
        if !grants.is_empty() {
            let coded = case.counter.code(&grants)?;
            case.counter.prove(&coded, course.window.from(), course.window.until())?;
        }
        Ok(Sorted { send, again, prepared, charged })
    }

    fn carry_out(
        &mut self,
        tx: &mut dyn Tx,
        case: &Case,
        request: &StayRequest,
        asked: &Stay,
        course: &Course,
    ) -> Result<StayAnswer> {
        let Sorted { send, again, prepared, charged } = self.sort_out(tx, case, request, course)?;
        let (mut serving, mut fresh) = (course.keep.clone(), Vec::new());
        let (mut messages, mut warnings) = (Vec::new(), Vec::new());
        for code in &again {
            serving.push(code.number);
            messages.extend(self.send_again(tx, code, &send)?);
        }
        for each in prepared {
            let issued = self.commit(tx, each)?;
            fresh.push(issued.number);
            messages.extend(issued.messages);
            warnings.extend(issued.warnings);
        }
        let withdraw = case.withdrawn(course.answer.as_ref())?;
        let record = StayRecord {
            account: case.lock.account.clone(),
            lock: case.lock.id.clone(),
            stay: case.id.clone(),
            begins: request.from,
            ends: request.until,
            state: StayState::Active,
            codes_json: case.codes_after(&serving, &fresh, &withdraw),
            changed_at: case.now,
        };
        let (action, outcome) = if case.record.is_some() {
            tx.replace(&record)?;
            ("stay.changed", StayOutcome::Changed)
        } else {
            tx.add_new(&record)?;
            ("stay.issued", StayOutcome::Issued)
        };
        self.note(tx, action, case.subject(self), &case.lock.id)?;
        let coded = case.serving_now(tx.as_read(), &record)?;
        warnings.extend(case.further_warnings(tx.as_read(), &coded, course.window)?);
        let answer = case.answer(self.balance(), request.guest.as_deref(), asked, &coded, outcome);
        Ok(StayAnswer { charged, warnings, withdraw, messages, ..answer })
    }

    fn cancel(&mut self, tx: &mut dyn Tx, cancel: &CancelStay) -> Result<StayAnswer> {
        let case = self.case(tx, &cancel.lock, &cancel.stay)?;
        let Some(record) = case.record.clone() else {
            return Err(Error::new(
                &codes::PORTAL_STAY_UNKNOWN,
                format_args!("the lock has no stay `{}`", case.id),
            ));
        };
        let asked = Stay::new(record.begins, record.ends)?;
        let guest = case.given.iter().find_map(|(code, _)| code.guest.clone());
        if record.state == StayState::Cancelled {
            let coded = case.coded(case.given.iter().map(|(code, _)| code))?;
            return Ok(case.answer(self.balance(), guest.as_deref(), &asked, &coded, StayOutcome::Cancelled));
        }
        let live = case.live();
        let answer = if live.is_empty() || record.ends <= case.now {
            None
        } else {
            Some(change(&case.booking(&record, &live)?, &Happened::Cancelled, case.now, cancel.keypad)?)
        };
        let withdraw = case.withdrawn(answer.as_ref())?;
        let codes_json = case.codes_after(&[], &[], &withdraw);
        let after = StayRecord { state: StayState::Cancelled, codes_json, changed_at: case.now, ..record };
        tx.replace(&after)?;
        self.note(tx, "stay.cancelled", case.subject(self), &format!("lock {}", case.lock.id))?;
        let coded = case.coded(case.serving())?;
        let mut answer =
            case.answer(self.balance(), guest.as_deref(), &asked, &coded, StayOutcome::Cancelled);
        answer.withdraw = withdraw;
        Ok(answer)
    }

    fn send_again(&mut self, tx: &mut dyn Tx, code: &CodeRecord, send: &[Delivery]) -> Result<Vec<String>> {
        let at = self.now().timestamp_micros();
        let key =
            |delivery: &Delivery| format!("{} {at}\n{}\n{}", code.request, delivery.channel, delivery.to);
        send.iter()
            .map(|delivery| self.send(tx, code, delivery, crate::outbox::Template::Code, &key(delivery)))
            .collect()
    }
}

impl Case {
    fn serving(&self) -> impl Iterator<Item = &CodeRecord> {
        self.given.iter().filter(|(_, state)| *state == StayCodeState::Serving).map(|(code, _)| code)
    }

    /// Whether the lock, as it is now, takes a code that was given out for this stay.
    fn is_alive(&self, code: &CodeRecord, state: StayCodeState) -> bool {
        let profile = self.counter.door.profile();
        let format = profile.format();
        state != StayCodeState::Blocked
            && (code.lock_id, code.initialised) == (self.counter.lock_id, self.counter.initialised)
            && code.format().is_ok_and(|made| made == format)
            && profile.modes().contains(code.grant_json.mode())
    }

    /// The codes that serve and that the lock still takes.
    fn live(&self) -> Vec<&CodeRecord> {
        self.serving().filter(|code| self.is_alive(code, StayCodeState::Serving)).collect()
    }

    /// Codes by number, with their digits as they were made.
    fn coded<'a>(&self, codes: impl Iterator<Item = &'a CodeRecord>) -> Result<Vec<Numbered>> {
        let digits = |code: &CodeRecord| {
            let (lock_id, initialised) = (code.lock_id, code.initialised);
            let counter = Counter { lock_id, initialised, ..self.counter.clone() };
            counter.digits(code.format()?, &code.grant_json)
        };
        codes.map(|code| Ok((code.number, (code.grant_json, digits(code)?)))).collect()
    }

    fn booking(&self, record: &StayRecord, live: &[&CodeRecord]) -> Result<Booking> {
        let given = live.iter().map(|code| Given::own(&code.number.to_string(), code.grant_json));
        Ok(Booking {
            door: self.counter.door.clone(),
            stay: Stay::new(record.begins, record.ends)?,
            codes: given.collect(),
        })
    }

    /// What the planner would do.
    fn course(&self, request: &StayRequest) -> Result<Course> {
        let rest = Stay::new(request.from.max(self.now), request.until)?;
        let anew = || {
            let grants = self.unblocked(&rest)?;
            Ok(Course { keep: Vec::new(), grants, window: rest.window(), answer: None })
        };
        let live = self.live();
        let record =
            self.record.as_ref().filter(|record| record.state == StayState::Active && !live.is_empty());
        let Some(record) = record else { return anew() };
        let happened = Happened::Rebooked { from: request.from, until: request.until };
        let answer = change(&self.booking(record, &live)?, &happened, self.now, request.keypad)?;
        let grants = answer.new.as_ref().map(|way| way.grants.clone()).unwrap_or_default();
        if grants.iter().any(|grant| self.is_blocked(grant)) {
            return Ok(Course { answer: Some(answer), ..anew()? });
        }
        let kept = live.iter().filter(|code| answer.keep.contains(&code.number.to_string()));
        // A code whose time does not touch the stay is no longer the guest's, whatever becomes of it.
        let touching = kept.filter(|code| self.touches(&code.grant_json, rest.window()));
        let keep = touching.map(|code| code.number).collect();
        let window = answer.new.as_ref().and_then(|way| way.quote.asked.first().copied());
        Ok(Course { keep, grants, window: window.unwrap_or(rest.window()), answer: Some(answer) })
    }

    /// Whether a code with these times was blocked at the keypad: its digits will not open again.
    fn is_blocked(&self, grant: &Grant) -> bool {
        let blocked = |(code, state): &(CodeRecord, StayCodeState)| {
            *state == StayCodeState::Blocked
                && code.initialised == self.counter.initialised
                && code.grant_json == *grant
        };
        self.given.iter().any(blocked)
    }

    /// The grants for a stay; where the best were blocked at the keypad, those for a little more time.
    fn unblocked(&self, rest: &Stay) -> Result<Vec<Grant>> {
        let best = self.counter.grants(rest)?;
        if !best.iter().any(|grant| self.is_blocked(grant)) {
            return Ok(best);
        }
        let (from, until) = (rest.window().from(), rest.window().until());
        for (before, after) in [(0, 1), (1, 0), (0, 24), (24, 0)] {
            let wider = Stay::new(from - TimeDelta::hours(before), until + TimeDelta::hours(after))?;
            let Ok(grants) = self.counter.grants(&wider) else { continue };
            // A code that begins a day earlier may be dead for want of a first use when the guest comes.
            let serves = self.counter.prove(&self.counter.code(&grants)?, from, until).is_ok();
            if serves && !grants.iter().any(|grant| self.is_blocked(grant)) {
                return Ok(grants);
            }
        }
        Err(Error::new(&NO_ISSUE_LEFT, format_args!("every code for the stay was blocked at the keypad")))
    }

    fn touches(&self, grant: &Grant, window: Window) -> bool {
        !quote(&self.counter.door, &[*grant], &[window])
            .possible
            .iter()
            .all(|open| open.overlap(&window).is_none())
    }

    /// The grant under an issue number that no other guest's code of the lock has, where the lock tells them apart.
    fn fresh(&self, read: &mut dyn Read, grant: Grant) -> Result<Grant> {
        let profile = self.counter.door.profile();
        if profile.issues() < 2 {
            return Ok(grant);
        }
        let query = Query::of::<CodeRecord>()
            .equal("account", self.lock.account.as_str())
            .equal("lock", self.lock.id.as_str())
            .equal("starts", i64::from(grant.start().minutes()));
        let others: Vec<CodeRecord> = read.list(&query)?;
        let taken: Vec<Grant> = others
            .iter()
            .filter(|code| code.initialised == self.counter.initialised)
            .map(|code| code.grant_json)
            .collect();
        // A full window still gets its code: the guests then share it, and the warning says so.
        Ok(free_issue(profile, grant, &taken).unwrap_or(grant))
    }

    /// The request of the stay's nth code.
    fn request_id(&self, nth: usize) -> String {
        let hash = hex(&Sha256::digest(format!("{}\n{}", self.lock.id, self.id)));
        format!("stay:{}:{nth}", hash.get(..40).unwrap_or_default())
    }

    /// What the audit trail calls the stay: a booking's id may tell who somebody is.
    fn subject(&self, desk: &Desk<'_>) -> String {
        let name = desk.master().name("netcode/1 portal stay", &format!("{}\n{}", self.lock.id, self.id));
        format!("s{}", name.get(..20).unwrap_or_default())
    }

    fn withdrawn(&self, answer: Option<&Answer>) -> Result<Vec<WithdrawCode>> {
        let Some(answer) = answer else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for item in &answer.withdraw {
            let Some((code, _)) = self.given.iter().find(|(code, _)| code.number.to_string() == item.id)
            else {
                continue;
            };
            let left = answer.residual.iter().find(|left| left.id == item.id);
            let until = left.and_then(|left| left.windows.last()).map(Window::until);
            let unless = left.and_then(|left| left.unless_used_by);
            for (number, (_, digits)) in self.coded([code].into_iter())? {
                all.push(WithdrawCode {
                    number,
                    code: digits.as_str().to_owned(),
                    way: item.way,
                    opens_until: until.map(|until| self.counter.shown(until)),
                    unless_used_by: unless.map(|by| self.counter.shown(by)),
                });
            }
        }
        Ok(all)
    }

    fn codes_after(&self, serving: &[i64], fresh: &[i64], withdraw: &[WithdrawCode]) -> StayCodes {
        let blocked = |number| {
            withdraw.iter().any(|item| item.number == number && item.way == Withdrawal::BlockAtKeypad)
        };
        let after = |number: i64, before: StayCodeState| match before {
            _ if serving.contains(&number) => StayCodeState::Serving,
            StayCodeState::Serving if blocked(number) => StayCodeState::Blocked,
            StayCodeState::Serving => StayCodeState::Left,
            before => before,
        };
        let old = self.given.iter().map(|(code, state)| (code.number, after(code.number, *state)));
        let new = fresh.iter().map(|number| (*number, StayCodeState::Serving));
        StayCodes(old.chain(new).map(|(number, state)| StayCode { number, state }).collect())
    }

    /// The codes that serve after the change, with their digits, in the order in which they open.
    fn serving_now(&self, read: &mut dyn Read, record: &StayRecord) -> Result<Vec<Numbered>> {
        let mut found = Vec::new();
        for number in record.codes_json.serving() {
            let code: Option<CodeRecord> = read.find(&[self.lock.account.as_str().into(), number.into()])?;
            found.extend(self.coded(code.iter())?);
        }
        found.sort_by_key(|(_, (grant, _))| grant.start());
        Ok(found)
    }
}
