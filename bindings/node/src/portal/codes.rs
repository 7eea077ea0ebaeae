//! The portal: codes, messages and stays.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::access::Token;
use netcode::portal::{CancelStay, HistoryFilter, IssueRequest, SendRequest, StayOrder, StayRequest};
use netcode::time::Zone;

use super::{Page, Portal, count, outcome_of, page_of, tell_answers};
use crate::arg::Figure;
use crate::job::Job;
use crate::value::{When, take, take_all, take_maybe, tell, tell_all, tell_in, when};

#[napi(namespace = "portal")]
impl Portal {
    /// What a request would come to, with every warning and the credits it costs. Nothing is done.
    #[napi(ts_return_type = "Promise<Preview>")]
    pub fn preview(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "IssueRequest")] request: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let request: IssueRequest = take("portal.IssueRequest", request)?;
        Ok(self.run(move |portal| tell("portal.Preview", &portal.preview(now, &session, &request)?)))
    }

    /// Issues a code. The same request again gives the same code and takes nothing.
    #[napi(ts_return_type = "Promise<Issued>")]
    pub fn issue(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "IssueRequest")] request: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let request: IssueRequest = take("portal.IssueRequest", request)?;
        Ok(self.run(move |portal| tell("portal.Issued", &portal.issue(now, &session, &request)?)))
    }

    /// Issues many codes in one transaction. Each is answered by itself: one that is refused takes nothing.
    #[napi(ts_return_type = "Promise<Answered<Issued>[]>")]
    pub fn issue_many(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "readonly IssueRequest[]")] requests: Vec<Unknown<'_>>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let requests = take_all::<IssueRequest>("portal.IssueRequest", requests)?;
        Ok(self
            .run(move |portal| tell_answers("portal.Issued", portal.issue_many(now, &session, &requests)?)))
    }

    /// The history of codes, newest first.
    #[napi(ts_return_type = "Promise<CodePage>")]
    pub fn codes(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "HistoryFilter | null | undefined")] filter: Option<Unknown<'_>>,
        #[napi(ts_arg_type = "Page | null | undefined")] page: Option<Page<'_>>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let filter: Option<HistoryFilter> = take_maybe("portal.HistoryFilter", filter)?;
        let (next, limit) = page_of(page)?;
        Ok(self.run(move |portal| {
            tell(
                "portal.CodePage",
                &portal.codes(now, &session, &filter.unwrap_or_default(), next.as_deref(), limit)?,
            )
        }))
    }

    /// One code, by its number.
    #[napi(ts_return_type = "Promise<CodeView>")]
    pub fn code(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "number")] number: Figure<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let number = count("number", number)?;
        Ok(self.run(move |portal| tell("portal.CodeView", &portal.code(now, &session, number.into())?)))
    }

    /// The card of a code for the guest, with a note of your own.
    #[napi(ts_return_type = "Promise<outbox.CardText>")]
    pub fn card(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "number")] number: Figure<'_>,
        #[napi(ts_arg_type = "string | null | undefined")] note: Option<String>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let number = count("number", number)?;
        Ok(self.run(move |portal| {
            tell("outbox.CardText", &portal.card(now, &session, number.into(), &note.unwrap_or_default())?)
        }))
    }

    /// Sends a code by mail or text message.
    #[napi(ts_return_type = "Promise<MessageView>")]
    pub fn send(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "SendRequest")] request: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let request: SendRequest = take("portal.SendRequest", request)?;
        Ok(self.run(move |portal| tell("portal.MessageView", &portal.send(now, &session, &request)?)))
    }

    /// The messages about a code.
    #[napi(ts_return_type = "Promise<MessageView[]>")]
    pub fn messages(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "number")] number: Figure<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let number = count("number", number)?;
        Ok(self.run(move |portal| {
            tell_all("portal.MessageView", &portal.messages(now, &session, number.into())?, None)
        }))
    }

    /// Takes messages that are due, to be delivered now and settled.
    #[napi(ts_return_type = "Promise<outbox.Parcel[]>")]
    pub fn claim(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        #[napi(ts_arg_type = "number")] limit: Figure<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let limit = count("limit", limit)?;
        Ok(self.run(move |portal| tell_all("outbox.Parcel", &portal.claim(now, limit)?, None)))
    }

    /// Says what a stay is: the guest gets the codes it needs and keeps those that still serve.
    #[napi(ts_return_type = "Promise<StayAnswer>")]
    pub fn stay(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "StayRequest")] request: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let request: StayRequest = take("portal.StayRequest", request)?;
        Ok(self.run(move |portal| tell("portal.StayAnswer", &portal.stay(now, &session, &request)?)))
    }

    /// Says that the guest of a stay does not come.
    #[napi(ts_return_type = "Promise<StayAnswer>")]
    pub fn cancel_stay(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "CancelStay")] request: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let request: CancelStay = take("portal.CancelStay", request)?;
        Ok(self.run(move |portal| tell("portal.StayAnswer", &portal.cancel_stay(now, &session, &request)?)))
    }

    /// Says what many stays are, in one transaction. Each is answered by itself: one that is refused takes nothing.
    #[napi(ts_return_type = "Promise<Answered<StayAnswer>[]>")]
    pub fn stay_many(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "readonly StayOrder[]")] orders: Vec<Unknown<'_>>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let orders = take_all::<StayOrder>("portal.StayOrder", orders)?;
        Ok(self
            .run(move |portal| tell_answers("portal.StayAnswer", portal.stay_many(now, &session, &orders)?)))
    }

    /// Every way to serve a stay at a lock, best first, with what each guarantees, spills and costs. Nothing is done.
    #[napi(ts_return_type = "Promise<stay.Plan>")]
    pub fn plan_stay(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        #[napi(ts_arg_type = "StayRequest")] request: Unknown<'_>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let request: StayRequest = take("portal.StayRequest", request)?;
        Ok(self.run(move |portal| {
            let zone = Zone::parse(&portal.lock(now, &session, &request.lock)?.zone)?;
            tell_in("stay.Plan", &portal.plan_stay(now, &session, &request)?, Some(zone))
        }))
    }

    /// The stays of a lock that end after a moment.
    #[napi(ts_return_type = "Promise<StayPage>")]
    pub fn stays(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        lock: String,
        #[napi(ts_arg_type = "MomentInit")] ends_after: When<'_>,
        #[napi(ts_arg_type = "Page | null | undefined")] page: Option<Page<'_>>,
    ) -> Result<AsyncTask<Job>> {
        let now = when(now)?;
        let session = Token::from_text(&session);
        let ends_after = when(ends_after)?;
        let (next, limit) = page_of(page)?;
        Ok(self.run(move |portal| {
            tell("portal.StayPage", &portal.stays(now, &session, &lock, ends_after, next.as_deref(), limit)?)
        }))
    }

    /// Says what became of a message that was claimed. Why it was not delivered is said in words without secrets.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn settle(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        id: String,
        #[napi(ts_arg_type = "'delivered' | 'later' | 'never'")] outcome: String,
        #[napi(ts_arg_type = "string | null | undefined")] why: Option<String>,
    ) -> Result<AsyncTask<Job>> {
        let (now, outcome) = (when(now)?, outcome_of(&outcome, why.unwrap_or_default())?);
        Ok(self.done(move |portal| portal.settle(now, &id, outcome)))
    }
}
