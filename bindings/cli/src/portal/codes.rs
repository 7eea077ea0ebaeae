//! Generating codes, their history, sending them.

use clap::Subcommand;
use netcode::grant::Grant;
use netcode::outbox::{Channel, render_card};
use netcode::portal::{Delivery, HistoryFilter, IssueRequest, SendRequest};
use serde_json::json;

use super::desk::{Desk, parse};
use super::show;
use crate::fail::{Outcome, Result};
use crate::keys::read_file;
use crate::output;

/// Who gets a new code, and by which channel.
#[derive(clap::Args)]
pub(crate) struct Recipients {
    /// Mail addresses to which new codes are sent
    #[arg(long)]
    email: Vec<String>,
    /// Phones to which new codes are sent, with their country code
    #[arg(long)]
    sms: Vec<String>,
    /// A word to the recipients
    #[arg(long, default_value = "")]
    note: String,
}

impl Recipients {
    pub(crate) fn deliveries(self) -> Vec<Delivery> {
        let Self { email, sms, note } = self;
        let email = email.into_iter().map(|to| (Channel::Email, to));
        let sms = sms.into_iter().map(|to| (Channel::Sms, to));
        email.chain(sms).map(|(channel, to)| Delivery { channel, to, note: note.clone() }).collect()
    }
}

#[derive(clap::Args)]
pub(crate) struct IssueArgs {
    /// The caller's id of this request: the same request is charged once
    #[arg(long)]
    request: String,
    /// The lock's id
    #[arg(long)]
    lock: String,
    /// What the code permits, in the lock's time
    #[arg(long, value_name = "JSON")]
    grant: String,
    /// Whom it is for
    #[arg(long)]
    guest: Option<String>,
    #[command(flatten)]
    recipients: Recipients,
    /// Generate it although the lock, as it is known to be set, will refuse it
    #[arg(long)]
    despite_warnings: bool,
    /// Say what it would cost and permit, and do nothing
    #[arg(long)]
    preview: bool,
}

pub(crate) fn issue(desk: &mut Desk, args: IssueArgs) -> Result<Outcome> {
    let request = IssueRequest {
        request: args.request,
        lock: args.lock,
        grant: Grant::from_json(&args.grant)?,
        guest: args.guest,
        send: args.recipients.deliveries(),
        despite_warnings: args.despite_warnings,
    };
    let session = desk.session()?;
    if args.preview {
        return show(desk.json, &desk.portal.preview(desk.now, &session, &request)?);
    }
    show(desk.json, &desk.portal.issue(desk.now, &session, &request)?)
}

/// One answer a line, in the order of the requests.
pub(crate) fn bulk(desk: &mut Desk, file: &str) -> Result<Outcome> {
    let text = read_file(file)?;
    let requests: Vec<IssueRequest> =
        text.lines().filter(|line| !line.trim().is_empty()).map(parse).collect::<Result<_>>()?;
    let answers = desk.portal.issue_many(desk.now, &desk.session()?, &requests)?;
    let mut outcome = Outcome::Done;
    for (request, answer) in requests.iter().zip(answers) {
        match answer {
            Ok(issued) => output::line(&json!(issued).to_string())?,
            Err(error) => {
                outcome = Outcome::SomeBad;
                output::line(&json!({"request": request.request, "error": error}).to_string())?;
            }
        }
    }
    Ok(outcome)
}

#[derive(Subcommand)]
pub(crate) enum CodeCommand {
    /// The history, the newest first
    List {
        /// Only what fits, for example {"lock": "l12", "ends_after": "2026-07-01T00:00"}
        #[arg(long, value_name = "JSON", default_value = "{}")]
        filter: String,
        /// The place where the page before ended
        #[arg(long)]
        next: Option<String>,
        /// Codes of a page
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// One code with its digits; the audit trail says that somebody looked
    Show {
        /// Its number
        number: i64,
    },
    /// The code's card as an HTML page
    Card {
        /// Its number
        number: i64,
        /// A word to the guest
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Send a code that is there already
    Send {
        /// Its number
        number: i64,
        /// The caller's id of this request
        #[arg(long)]
        request: String,
        /// email or sms
        #[arg(long, default_value = "email")]
        channel: String,
        /// The address or number
        #[arg(long)]
        to: String,
        /// A word to the recipient
        #[arg(long, default_value = "")]
        note: String,
        /// Send although the recipient got the same message before
        #[arg(long)]
        again: bool,
    },
    /// What became of the messages about a code
    Messages {
        /// Its number
        number: i64,
    },
}

pub(crate) fn run(desk: &mut Desk, command: CodeCommand) -> Result<Outcome> {
    let (portal, now, json, session) = (&desk.portal, desk.now, desk.json, desk.session()?);
    match command {
        CodeCommand::List { filter, next, limit } => {
            let filter: HistoryFilter = parse(&filter)?;
            show(json, &portal.codes(now, &session, &filter, next.as_deref(), limit)?)
        }
        CodeCommand::Show { number } => show(json, &portal.code(now, &session, number)?),
        CodeCommand::Card { number, note } => {
            let card = portal.card(now, &session, number, &note)?;
            let page = render_card(&card)?;
            if json {
                return show(json, &json!({"card": card, "page": page}));
            }
            output::line(&page)?;
            Ok(Outcome::Done)
        }
        CodeCommand::Send { number, request, channel, to, note, again } => {
            let channel: Channel = parse(&serde_json::Value::from(channel).to_string())?;
            let request = SendRequest { request, number, delivery: Delivery { channel, to, note }, again };
            show(json, &portal.send(now, &session, &request)?)
        }
        CodeCommand::Messages { number } => show(json, &portal.messages(now, &session, number)?),
    }
}
