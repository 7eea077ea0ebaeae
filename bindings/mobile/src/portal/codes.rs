//! Codes, messages and stays.

use netcode::portal as core;

use super::{PortalSession, answers};
use crate::wire::cross;
use crate::{
    CancelStay, CardText, CodePage, CodeView, Failure, HistoryFilter, IssueRequest, MessageView, Moment,
    Plan, PortalIssued, PortalPreview, PortalStayAnswer, Result, SendRequest, StayOrder, StayPage,
    StayRequest,
};

/// The answer to one request of a batch: one that is refused takes nothing and does not stop the others.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
#[uniffi::export(Eq)]
#[allow(clippy::large_enum_variant, reason = "it crosses the border once and is not kept")]
pub enum IssueAnswer {
    /// Its code.
    Issued {
        /// The code, and what it cost.
        issued: PortalIssued,
    },
    /// Why it has none.
    Refused {
        /// What went wrong.
        error: Failure,
    },
}

/// The answer to one order of a batch: one that is refused takes nothing and does not stop the others.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
#[uniffi::export(Eq)]
#[allow(clippy::large_enum_variant, reason = "it crosses the border once and is not kept")]
pub enum OrderAnswer {
    /// What came of it.
    Answered {
        /// The stay.
        answer: PortalStayAnswer,
    },
    /// Why nothing did.
    Refused {
        /// What went wrong.
        error: Failure,
    },
}

#[uniffi::export]
impl PortalSession {
    /// What a request would come to, with every warning and the credits it costs. Nothing is done.
    pub async fn preview(&self, now: Moment, request: IssueRequest) -> Result<PortalPreview> {
        let request: core::IssueRequest = cross("request", &request)?;
        self.ask("preview", move |portal, token| portal.preview(now, token, &request)).await
    }

    /// Issues a code. The same request again gives the same code and takes nothing.
    pub async fn issue(&self, now: Moment, request: IssueRequest) -> Result<PortalIssued> {
        let request: core::IssueRequest = cross("request", &request)?;
        self.ask("code", move |portal, token| portal.issue(now, token, &request)).await
    }

    /// Issues many codes in one transaction, each answered by itself.
    pub async fn issue_many(&self, now: Moment, requests: Vec<IssueRequest>) -> Result<Vec<IssueAnswer>> {
        let requests: Vec<core::IssueRequest> = cross("list of requests", &requests)?;
        let given = self.run(move |portal, token| portal.issue_many(now, token, &requests)).await?;
        answers(given, |issued| IssueAnswer::Issued { issued }, |error| IssueAnswer::Refused { error })
    }

    /// The history of codes, newest first: at most `limit` (1 to 1000) after the place `next`.
    #[uniffi::method(default(filter = None, next = None, limit = 50))]
    pub async fn codes(
        &self,
        now: Moment,
        filter: Option<HistoryFilter>,
        next: Option<String>,
        limit: u32,
    ) -> Result<CodePage> {
        let filter: Option<core::HistoryFilter> = cross("filter", &filter)?;
        self.ask("page of codes", move |portal, token| {
            portal.codes(now, token, &filter.unwrap_or_default(), next.as_deref(), limit)
        })
        .await
    }

    /// One code with its digits, by its number.
    pub async fn code(&self, now: Moment, number: i64) -> Result<CodeView> {
        self.ask("code", move |portal, token| portal.code(now, token, number)).await
    }

    /// The card of a code for the guest, with a note of your own.
    #[uniffi::method(default(note = ""))]
    pub async fn card(&self, now: Moment, number: i64, note: String) -> Result<CardText> {
        self.ask("card", move |portal, token| portal.card(now, token, number, &note)).await
    }

    /// Sends a code by mail or text message.
    pub async fn send(&self, now: Moment, request: SendRequest) -> Result<MessageView> {
        let request: core::SendRequest = cross("request", &request)?;
        self.ask("message", move |portal, token| portal.send(now, token, &request)).await
    }

    /// The messages about a code.
    pub async fn messages(&self, now: Moment, number: i64) -> Result<Vec<MessageView>> {
        self.ask("list of messages", move |portal, token| portal.messages(now, token, number)).await
    }

    /// Every way to serve a stay at a lock, best first, with what each guarantees, spills and costs. Nothing is done.
    pub async fn plan_stay(&self, now: Moment, request: StayRequest) -> Result<Plan> {
        let request: core::StayRequest = cross("request", &request)?;
        self.ask("plan", move |portal, token| portal.plan_stay(now, token, &request)).await
    }

    /// Says what a stay is: the guest gets the codes it needs and keeps those that still serve.
    pub async fn stay(&self, now: Moment, request: StayRequest) -> Result<PortalStayAnswer> {
        let request: core::StayRequest = cross("request", &request)?;
        self.ask("answer", move |portal, token| portal.stay(now, token, &request)).await
    }

    /// Says that the guest of a stay does not come.
    pub async fn cancel_stay(&self, now: Moment, request: CancelStay) -> Result<PortalStayAnswer> {
        let request: core::CancelStay = cross("request", &request)?;
        self.ask("answer", move |portal, token| portal.cancel_stay(now, token, &request)).await
    }

    /// Says what many stays are, in one transaction, each answered by itself.
    pub async fn stay_many(&self, now: Moment, orders: Vec<StayOrder>) -> Result<Vec<OrderAnswer>> {
        let orders: Vec<core::StayOrder> = cross("list of orders", &orders)?;
        let given = self.run(move |portal, token| portal.stay_many(now, token, &orders)).await?;
        answers(given, |answer| OrderAnswer::Answered { answer }, |error| OrderAnswer::Refused { error })
    }

    /// The stays of a lock that end after a moment: at most `limit` (1 to 1000) after the place `next`.
    #[uniffi::method(default(next = None, limit = 50))]
    pub async fn stays(
        &self,
        now: Moment,
        lock: String,
        ends_after: Moment,
        next: Option<String>,
        limit: u32,
    ) -> Result<StayPage> {
        self.ask("page of stays", move |portal, token| {
            portal.stays(now, token, &lock, ends_after, next.as_deref(), limit)
        })
        .await
    }
}
