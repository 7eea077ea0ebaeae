//! Somebody signed in at the portal.

use std::sync::Arc;

use chrono::{DateTime, NaiveTime, Utc};
use netcode::access::Token;
use netcode::link::AppReport;
use netcode::portal::{self as core, IssueRequest, Tried};
use pyo3::prelude::*;
use serde::Serialize;

use crate::error::{Answer, exception};
use crate::pages::{Fetch, Pages};
use crate::portal::moment;
use crate::stay::Door;
use crate::twin::Twin;
use crate::value::{Class, give, give_all, take};
use crate::zone::MomentArg;

/// The moment of a call: the clock's unless it is given.
type Now = Option<MomentArg>;
/// A value of a generated class.
type Value<'py> = Bound<'py, PyAny>;

/// Somebody signed in. As a context manager it signs out at the end.
#[pyclass(frozen, module = "netcode.portal")]
pub(crate) struct Session {
    portal: Arc<core::Portal>,
    token: Token,
    signed_in: Option<core::SignedIn>,
}

impl Session {
    pub(crate) const fn new(
        portal: Arc<core::Portal>,
        token: Token,
        signed_in: Option<core::SignedIn>,
    ) -> Self {
        Self { portal, token, signed_in }
    }

    fn run<T: Send>(
        &self,
        py: Python<'_>,
        now: Option<MomentArg>,
        run: impl FnOnce(&core::Portal, DateTime<Utc>, &Token) -> netcode::Result<T> + Send,
    ) -> Answer<T> {
        let now = moment(py, now)?;
        Ok(py.detach(|| run(&self.portal, now, &self.token))?)
    }

    fn ask<'py, T: Send + Serialize>(
        &self,
        py: Python<'py>,
        now: Option<MomentArg>,
        of: Class,
        run: impl FnOnce(&core::Portal, DateTime<Utc>, &Token) -> netcode::Result<T> + Send,
    ) -> Answer<Bound<'py, PyAny>> {
        give(py, of, &self.run(py, now, run)?)
    }

    fn ask_all<'py, T: Send + Serialize>(
        &self,
        py: Python<'py>,
        now: Option<MomentArg>,
        of: Class,
        run: impl FnOnce(&core::Portal, DateTime<Utc>, &Token) -> netcode::Result<Vec<T>> + Send,
    ) -> Answer<Bound<'py, PyAny>> {
        give_all(py, of, &self.run(py, now, run)?, None)
    }

    /// An iterator over the items of all pages.
    fn pages<T: Serialize>(
        &self,
        py: Python<'_>,
        now: Option<MomentArg>,
        of: Class,
        page: impl Fn(&core::Portal, DateTime<Utc>, &Token, Option<&str>) -> Fetch<T> + Send + Sync + 'static,
    ) -> Answer<Pages> {
        let (portal, token, now) = (Arc::clone(&self.portal), self.token.clone(), moment(py, now)?);
        Ok(Pages::new(of, move |place| page(&portal, now, &token, place)))
    }
}

/// The answers of a batch: values, and exceptions where there is none.
fn each<'py, T: Serialize>(
    py: Python<'py>,
    of: Class,
    answers: Vec<netcode::Result<T>>,
) -> Answer<Vec<Bound<'py, PyAny>>> {
    let answers = answers.into_iter().map(|answer| match answer {
        Ok(answer) => give(py, of, &answer),
        Err(error) => Ok(exception(py, &error)?),
    });
    answers.collect()
}

/// Items a page.
const PAGE: u32 = 200;

#[pymethods]
impl Session {
    /// What proves the session from now on: keep it secret.
    #[getter]
    fn token(&self) -> String {
        self.token.as_str().to_owned()
    }

    /// The role of the person, where they just signed in.
    #[getter]
    fn role<'py>(&self, py: Python<'py>) -> Answer<Option<Value<'py>>> {
        self.signed_in.as_ref().map(|known| give(py, ("access", "Role"), &known.role)).transpose()
    }

    /// Until when the session lasts, where they just signed in.
    #[getter]
    fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.signed_in.as_ref().map(|known| known.expires_at)
    }

    /// Ends the session.
    fn sign_out(&self, py: Python<'_>) -> Answer<()> {
        Ok(py.detach(|| self.portal.sign_out(&self.token))?)
    }

    /// The account.
    #[pyo3(signature = (*, now=None))]
    fn account<'py>(&self, py: Python<'py>, now: Now) -> Answer<Value<'py>> {
        self.ask(py, now, ("portal", "AccountView"), |portal, now, token| portal.account(now, token))
    }

    /// Closes the account.
    #[pyo3(signature = (password, *, now=None))]
    fn close_account(&self, py: Python<'_>, password: &str, now: Now) -> Answer<()> {
        self.run(py, now, |portal, now, token| portal.close_account(now, token, password))
    }

    /// Changes the password; every other session of the person ends.
    #[pyo3(signature = (old, new, *, now=None))]
    fn change_password(&self, py: Python<'_>, old: &str, new: &str, now: Now) -> Answer<()> {
        self.run(py, now, |portal, now, token| portal.change_password(now, token, old, new))
    }

    /// Mails a link to a new address, which confirms it.
    #[pyo3(signature = (password, email, *, now=None))]
    fn request_email(&self, py: Python<'_>, password: &str, email: &str, now: Now) -> Answer<()> {
        self.run(py, now, |portal, now, token| portal.request_email(now, token, password, email))
    }

    /// Invites somebody; answers the person's opaque id.
    #[pyo3(signature = (invitation, *, now=None))]
    fn invite(&self, py: Python<'_>, invitation: &Value<'_>, now: Now) -> Answer<String> {
        let invitation: core::Invitation = take(invitation)?;
        self.run(py, now, |portal, now, token| portal.invite(now, token, &invitation))
    }

    /// The people of the account.
    #[pyo3(signature = (*, now=None))]
    fn users<'py>(&self, py: Python<'py>, now: Now) -> Answer<Value<'py>> {
        self.ask_all(py, now, ("portal", "UserView"), |portal, now, token| portal.users(now, token))
    }

    /// Changes what a person is and is held to.
    #[pyo3(signature = (person, role, limits, *, now=None))]
    fn change_user(
        &self,
        py: Python<'_>,
        person: &str,
        role: &Value<'_>,
        limits: &Value<'_>,
        now: Now,
    ) -> Answer<()> {
        let (role, limits) = (take(role)?, take(limits)?);
        self.run(py, now, |portal, now, token| portal.change_user(now, token, person, role, &limits))
    }

    /// Removes a person.
    #[pyo3(signature = (person, *, now=None))]
    fn remove_user(&self, py: Python<'_>, person: &str, now: Now) -> Answer<()> {
        self.run(py, now, |portal, now, token| portal.remove_user(now, token, person))
    }

    /// Adds a lock.
    #[pyo3(signature = (lock, *, now=None))]
    fn add_lock<'py>(&self, py: Python<'py>, lock: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let add: core::AddLock = take(lock)?;
        self.ask(py, now, ("portal", "LockView"), |portal, now, token| portal.add_lock(now, token, &add))
    }

    /// Links the locks that an app reports under its access key: new ones are added, and of those that are linked
    /// already the portal learns what they have. Lock by lock: what was linked before an error stays linked.
    #[pyo3(signature = (report, *, now=None))]
    fn link_app<'py>(&self, py: Python<'py>, report: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let report: AppReport = take(report)?;
        self.ask(py, now, ("portal", "Linked"), |portal, now, token| portal.link_app(now, token, &report))
    }

    /// The codes of a lock that are not over, for the app to tell which of them a change of mode would end: at most
    /// 10,000, the newest first.
    #[pyo3(signature = (lock, *, now=None))]
    fn issued_codes<'py>(&self, py: Python<'py>, lock: &str, now: Now) -> Answer<Value<'py>> {
        self.ask_all(py, now, ("link", "IssuedCode"), |portal, now, token| {
            portal.issued_codes(now, token, lock)
        })
    }

    /// A lock as a door of stays: what it accepts, and what is known of its clock. Plans, quotes, the census and the timeline
    /// made of it promise what the portal promises.
    #[pyo3(signature = (lock, *, now=None))]
    fn door(&self, py: Python<'_>, lock: &str, now: Now) -> Answer<Door> {
        self.run(py, now, |portal, now, token| portal.door(now, token, lock)).map(Door)
    }

    /// A twin of a lock, to press: under the lock's own key, initialised and set as the portal knows it, with a right clock
    /// at the present moment. For those who may see every code of the account, since whoever has it can try which digits
    /// open; the audit trail says that it was made.
    #[pyo3(signature = (lock, *, now=None))]
    fn twin(&self, py: Python<'_>, lock: &str, now: Now) -> Answer<Twin> {
        self.run(py, now, |portal, now, token| portal.twin(now, token, lock)).map(Twin::of)
    }

    /// Why a lock did not open, from what the portal knows of the lock and of its codes that the person may see. A code is
    /// named by its number, with its guest.
    #[pyo3(signature = (lock, tried, *, now=None))]
    fn explain<'py>(&self, py: Python<'py>, lock: &str, tried: &Value<'_>, now: Now) -> Answer<Value<'py>> {
        let tried: Tried = take(tried)?;
        let of = ("advise", "Explanation");
        self.ask(py, now, of, |portal, now, token| portal.explain(now, token, lock, &tried))
    }

    /// What to type at a lock so that it takes part.
    #[pyo3(signature = (lock, *, master_code=None, now=None))]
    fn initialise<'py>(
        &self,
        py: Python<'py>,
        lock: &str,
        master_code: Option<&str>,
        now: Now,
    ) -> Answer<Value<'py>> {
        let of = ("portal", "Initialisation");
        self.ask(py, now, of, |portal, now, token| portal.initialise(now, token, lock, master_code))
    }

    /// Says that a lock was initialised as told.
    #[pyo3(signature = (lock, *, now=None))]
    fn confirm_lock<'py>(&self, py: Python<'py>, lock: &str, now: Now) -> Answer<Value<'py>> {
        self.ask(py, now, ("portal", "LockView"), |portal, now, token| portal.confirm_lock(now, token, lock))
    }

    /// A lock.
    #[pyo3(signature = (lock, *, now=None))]
    fn lock<'py>(&self, py: Python<'py>, lock: &str, now: Now) -> Answer<Value<'py>> {
        self.ask(py, now, ("portal", "LockView"), |portal, now, token| portal.lock(now, token, lock))
    }

    /// The lock with this name or id; without one, the account's only lock.
    #[pyo3(signature = (named=None, *, now=None))]
    fn choose_lock<'py>(&self, py: Python<'py>, named: Option<&str>, now: Now) -> Answer<Value<'py>> {
        self.ask(py, now, ("portal", "LockView"), |portal, now, token| portal.choose_lock(now, token, named))
    }

    /// The account's locks by name, page by page as they are asked for.
    #[pyo3(signature = (filter=None, *, now=None))]
    fn locks(&self, py: Python<'_>, filter: Option<&Value<'_>>, now: Now) -> Answer<Pages> {
        let filter: core::LockFilter = filter.map(take).transpose()?.unwrap_or_default();
        self.pages(py, now, ("portal", "LockView"), move |portal, now, token, next| {
            portal.locks(now, token, &filter, next, PAGE).map(|page| (page.locks, page.next))
        })
    }

    /// Changes a lock.
    #[pyo3(signature = (lock, edit, *, now=None))]
    fn edit_lock<'py>(&self, py: Python<'py>, lock: &str, edit: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let edit: core::EditLock = take(edit)?;
        let of = ("portal", "LockView");
        self.ask(py, now, of, |portal, now, token| portal.edit_lock(now, token, lock, &edit))
    }

    /// Deletes a lock.
    #[pyo3(signature = (lock, *, now=None))]
    fn delete_lock(&self, py: Python<'_>, lock: &str, now: Now) -> Answer<()> {
        self.run(py, now, |portal, now, token| portal.delete_lock(now, token, lock))
    }

    /// A lock's keys, for whoever provisions locks that run this library.
    #[pyo3(signature = (lock, *, now=None))]
    fn export_keys<'py>(&self, py: Python<'py>, lock: &str, now: Now) -> Answer<Value<'py>> {
        self.ask(py, now, ("portal", "LockKeys"), |portal, now, token| portal.export_keys(now, token, lock))
    }

    /// What a request would do: cost, windows and warnings.
    #[pyo3(signature = (request, *, now=None))]
    fn preview<'py>(&self, py: Python<'py>, request: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let request: IssueRequest = take(request)?;
        self.ask(py, now, ("portal", "Preview"), |portal, now, token| portal.preview(now, token, &request))
    }

    /// Generates a code. The same request again is answered the same and charged nothing; other parameters under the
    /// same request id are a conflict.
    #[pyo3(signature = (request, *, now=None))]
    fn issue<'py>(&self, py: Python<'py>, request: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let request: IssueRequest = take(request)?;
        self.ask(py, now, ("portal", "Issued"), |portal, now, token| portal.issue(now, token, &request))
    }

    /// Generates many codes in one transaction. A refused request is answered with its exception and takes nothing.
    #[pyo3(signature = (requests, *, now=None))]
    fn issue_many<'py>(
        &self,
        py: Python<'py>,
        requests: Vec<Value<'py>>,
        now: Now,
    ) -> Answer<Vec<Value<'py>>> {
        let requests = requests.iter().map(take).collect::<Answer<Vec<IssueRequest>>>()?;
        let answers = self.run(py, now, |portal, now, token| portal.issue_many(now, token, &requests))?;
        each(py, ("portal", "Issued"), answers)
    }

    /// Says what a stay is: the guest gets the codes it needs and keeps those that still serve.
    #[pyo3(signature = (stay, *, now=None))]
    fn stay<'py>(&self, py: Python<'py>, stay: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let stay: core::StayRequest = take(stay)?;
        self.ask(py, now, ("portal", "StayAnswer"), |portal, now, token| portal.stay(now, token, &stay))
    }

    /// Says that the guest of a stay does not come.
    #[pyo3(signature = (cancel, *, now=None))]
    fn cancel_stay<'py>(&self, py: Python<'py>, cancel: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let cancel: core::CancelStay = take(cancel)?;
        self.ask(py, now, ("portal", "StayAnswer"), |portal, now, token| {
            portal.cancel_stay(now, token, &cancel)
        })
    }

    /// Many stays and cancellations in one transaction, each answered for itself.
    #[pyo3(signature = (orders, *, now=None))]
    fn stay_many<'py>(&self, py: Python<'py>, orders: Vec<Value<'py>>, now: Now) -> Answer<Vec<Value<'py>>> {
        let orders = orders.iter().map(take).collect::<Answer<Vec<core::StayOrder>>>()?;
        let answers = self.run(py, now, |portal, now, token| portal.stay_many(now, token, &orders))?;
        each(py, ("portal", "StayAnswer"), answers)
    }

    /// The ways to cover a stay, without taking any.
    #[pyo3(signature = (stay, *, now=None))]
    fn plan_stay<'py>(&self, py: Python<'py>, stay: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let stay: core::StayRequest = take(stay)?;
        self.ask(py, now, ("stay", "Plan"), |portal, now, token| portal.plan_stay(now, token, &stay))
    }

    /// The stays of a lock that are not over, or not since a moment, page by page as they are asked for.
    #[pyo3(signature = (lock, *, ends_after=None, now=None))]
    fn stays(&self, py: Python<'_>, lock: String, ends_after: Option<MomentArg>, now: Now) -> Answer<Pages> {
        let ends_after = ends_after.map(|moment| moment.0);
        self.pages(py, now, ("portal", "StayView"), move |portal, now, token, next| {
            let page = portal.stays(now, token, &lock, ends_after.unwrap_or(now), next, PAGE)?;
            Ok((page.stays, page.next))
        })
    }

    /// Says every stay of a booking feed, in transactions of a hundred entries. Broken off anywhere and run again, it
    /// ends the same: every stay has its codes and was charged once.
    #[pyo3(signature = (feed, *, lock, check_in, check_out, closed_are_stays=false, gone_are_cancelled=false,
        keypad=false, now=None))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn issue_feed<'py>(
        &self,
        py: Python<'py>,
        feed: &str,
        lock: String,
        check_in: NaiveTime,
        check_out: NaiveTime,
        closed_are_stays: bool,
        gone_are_cancelled: bool,
        keypad: bool,
        now: Now,
    ) -> Answer<Value<'py>> {
        let job = core::FeedJob { lock, check_in, check_out, gone_are_cancelled, keypad };
        self.ask(py, now, ("portal", "FeedReport"), |portal, now, token| {
            let entries = netcode::feed::read(feed, netcode::feed::Options { closed_are_stays })?;
            portal.issue_feed(now, token, &job, &entries, &mut |_| ())
        })
    }

    /// A code of the history, with its digits.
    #[pyo3(signature = (number, *, now=None))]
    fn code<'py>(&self, py: Python<'py>, number: i64, now: Now) -> Answer<Value<'py>> {
        self.ask(py, now, ("portal", "CodeView"), |portal, now, token| portal.code(now, token, number))
    }

    /// The history of codes without digits, the newest first, page by page as they are asked for.
    #[pyo3(signature = (filter=None, *, now=None))]
    fn codes(&self, py: Python<'_>, filter: Option<&Value<'_>>, now: Now) -> Answer<Pages> {
        let filter: core::HistoryFilter = filter.map(take).transpose()?.unwrap_or_default();
        self.pages(py, now, ("portal", "CodeView"), move |portal, now, token, next| {
            portal.codes(now, token, &filter, next, PAGE).map(|page| (page.codes, page.next))
        })
    }

    /// What the card of a code says.
    #[pyo3(signature = (number, note="", *, now=None))]
    fn card<'py>(&self, py: Python<'py>, number: i64, note: &str, now: Now) -> Answer<Value<'py>> {
        let of = ("outbox", "CardText");
        self.ask(py, now, of, |portal, now, token| portal.card(now, token, number, note))
    }

    /// Sends a code that is there already.
    #[pyo3(signature = (request, *, now=None))]
    fn send<'py>(&self, py: Python<'py>, request: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let request: core::SendRequest = take(request)?;
        self.ask(py, now, ("portal", "MessageView"), |portal, now, token| portal.send(now, token, &request))
    }

    /// The messages that carry a code.
    #[pyo3(signature = (number, *, now=None))]
    fn messages<'py>(&self, py: Python<'py>, number: i64, now: Now) -> Answer<Value<'py>> {
        let of = ("portal", "MessageView");
        self.ask_all(py, now, of, |portal, now, token| portal.messages(now, token, number))
    }

    /// What may be spent and what is held.
    #[pyo3(signature = (*, now=None))]
    fn balance<'py>(&self, py: Python<'py>, now: Now) -> Answer<Value<'py>> {
        self.ask(py, now, ("ledger", "Balance"), |portal, now, token| portal.balance(now, token))
    }

    /// The statement, the newest line first, page by page as they are asked for.
    #[pyo3(signature = (*, now=None))]
    fn statement(&self, py: Python<'_>, now: Now) -> Answer<Pages> {
        self.pages(py, now, ("portal", "StatementLine"), |portal, now, token, next| {
            portal.statement(now, token, next, PAGE).map(|page| (page.lines, page.next))
        })
    }

    /// Books a package that was paid for; the same order again changes nothing.
    #[pyo3(signature = (order, *, now=None))]
    fn buy<'py>(&self, py: Python<'py>, order: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let order: core::Order = take(order)?;
        self.ask(py, now, ("ledger", "Balance"), |portal, now, token| portal.buy(now, token, &order))
    }

    /// Charges a run of codes that are made outside the portal, in one posting; the same run again changes nothing.
    #[pyo3(signature = (charge, *, now=None))]
    fn charge<'py>(&self, py: Python<'py>, charge: &Value<'py>, now: Now) -> Answer<Value<'py>> {
        let charge: core::BulkCharge = take(charge)?;
        self.ask(py, now, ("ledger", "Balance"), |portal, now, token| portal.charge(now, token, &charge))
    }

    /// Lists a phone that may ask for codes by SMS.
    #[pyo3(signature = (name, phone, *, now=None))]
    fn list_phone<'py>(&self, py: Python<'py>, name: &str, phone: &str, now: Now) -> Answer<Value<'py>> {
        let of = ("portal", "ListedPhone");
        self.ask(py, now, of, |portal, now, token| portal.list_phone(now, token, name, phone))
    }

    /// The phones that may ask for codes by SMS.
    #[pyo3(signature = (*, now=None))]
    fn listed_phones<'py>(&self, py: Python<'py>, now: Now) -> Answer<Value<'py>> {
        let of = ("portal", "ListedPhone");
        self.ask_all(py, now, of, |portal, now, token| portal.listed_phones(now, token))
    }

    /// Takes a phone off the list.
    #[pyo3(signature = (phone, *, now=None))]
    fn unlist_phone(&self, py: Python<'_>, phone: &str, now: Now) -> Answer<()> {
        self.run(py, now, |portal, now, token| portal.unlist_phone(now, token, phone))
    }

    /// Reports a problem to support; answers the message's id.
    #[pyo3(signature = (report, *, now=None))]
    fn report(&self, py: Python<'_>, report: &Value<'_>, now: Now) -> Answer<String> {
        let report: core::Report = take(report)?;
        self.run(py, now, |portal, now, token| portal.report(now, token, &report))
    }

    /// The audit trail, the newest record first, page by page as they are asked for.
    #[pyo3(signature = (*, now=None))]
    fn audit(&self, py: Python<'_>, now: Now) -> Answer<Pages> {
        self.pages(py, now, ("portal", "AuditView"), |portal, now, token, next| {
            portal.audit(now, token, next, PAGE).map(|page| (page.records, page.next))
        })
    }

    fn __enter__(this: Py<Self>) -> Py<Self> {
        this
    }

    #[pyo3(signature = (*_error))]
    fn __exit__(&self, py: Python<'_>, _error: &Bound<'_, pyo3::types::PyTuple>) -> Answer<()> {
        self.sign_out(py)
    }

    fn __repr__(&self) -> String {
        format!("<Session at {}>", self.portal.settings().name)
    }
}
