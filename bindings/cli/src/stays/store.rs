//! A feed whose stays are kept in the portal: said again as often as one likes, each stay is charged once.

use chrono::{DateTime, NaiveTime, Utc};
use indicatif::ProgressBar;
use netcode::Error;
use netcode::feed::Entry;
use netcode::portal::{FeedAnswer, FeedJob, FeedOutcome, StayOutcome};

use super::{Answer, Answered};
use crate::fail::{Fail, Result};
use crate::output;
use crate::portal::desk::{Desk, DeskArgs};

/// Where the stays are kept, and for which lock.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Keep the stays in the portal's store, an SQLite file or postgres://user:password@host:port/database: each is
    /// charged once however often this runs, and changes in the feed keep the codes that still serve
    #[arg(long, value_name = "FILE|URL")]
    store: Option<String>,
    /// The lock, by its id or name; the only one of the account unless given
    #[arg(long, requires = "store")]
    lock: Option<String>,
    /// When guests may come in on days that come without a time
    #[arg(long, value_name = "HH:MM", default_value = "15:00", value_parser = time)]
    check_in: NaiveTime,
    /// When they are out on days that come without a time
    #[arg(long, value_name = "HH:MM", default_value = "11:00", value_parser = time)]
    check_out: NaiveTime,
    /// Stays that the feed no longer has are cancelled; otherwise they are named and left
    #[arg(long, requires = "store")]
    gone_are_cancelled: bool,
    /// Somebody with the master code can go to the lock and block codes that should open no longer
    #[arg(long, requires = "store")]
    keypad: bool,
    /// File with the portal's master key
    #[arg(long, value_name = "FILE", default_value = "portal.key")]
    key_file: String,
    /// File that keeps who is signed in; without one, and without --as, the owner of the only account acts
    #[arg(long, value_name = "FILE", default_value = "portal.session")]
    session_file: String,
    /// Act as this person, as the operator of the store; the audit trail says so
    #[arg(long = "as", value_name = "EMAIL", requires = "store")]
    operate_as: Option<String>,
    /// Act at this moment instead of the present one, for example 2026-07-01T12:00:00Z
    #[arg(long, value_name = "TIME", requires = "store")]
    now: Option<DateTime<Utc>>,
}

fn time(text: &str) -> std::result::Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "write it as HH:MM, for example 15:00".to_owned())
}

/// Says the feed's stays. Answers with what became of each, and with the stays that the feed no longer has.
pub(super) fn issue(
    args: &Args,
    entries: &[Entry],
    progress: &ProgressBar,
) -> Result<(Vec<Answer>, Vec<String>)> {
    let Some(store) = &args.store else {
        let entry = &netcode::error::table::core::ROW_MALFORMED;
        return Err(Fail::Refused(Error::new(entry, format_args!("neither --door nor --store is given"))));
    };
    let desk = Desk::open(DeskArgs {
        store: store.clone(),
        key_file: args.key_file.clone(),
        session_file: args.session_file.clone(),
        operate_as: args.operate_as.clone(),
        now: args.now,
        base_url: netcode::portal::Settings::default().base_url,
        json: false,
    })?;
    let session = desk.session_or_owner()?;
    let job = FeedJob {
        lock: desk.portal.choose_lock(desk.now, &session, args.lock.as_deref())?.id,
        check_in: args.check_in,
        check_out: args.check_out,
        gone_are_cancelled: args.gone_are_cancelled,
        keypad: args.keypad,
    };
    let mut done = |count: usize| progress.inc(count as u64);
    let report = desk.portal.issue_feed(desk.now, &session, &job, entries, &mut done)?;
    Ok((report.answers.into_iter().map(answer).collect(), report.gone))
}

fn answer(answer: FeedAnswer) -> Answer {
    let result = match answer.outcome {
        FeedOutcome::Stay(stay) => Answered::Stay(stay),
        FeedOutcome::Skipped(skip) => Answered::Skipped(skip),
        FeedOutcome::Refused(error) => Answered::Failed(error),
    };
    Answer { line: answer.line, id: answer.id, result }
}

/// What the run came to, and what to do about codes that should open no longer.
pub(super) fn print(answers: &[Answer]) -> Result<()> {
    let stays = || {
        answers
            .iter()
            .filter_map(|answer| if let Answered::Stay(stay) = &answer.result { Some(stay) } else { None })
    };
    let Some(balance) = stays().map(|stay| stay.balance).min() else { return Ok(()) };
    let counts: Vec<String> = StayOutcome::ALL
        .iter()
        .map(|outcome| (outcome, stays().filter(|stay| stay.outcome == *outcome).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(outcome, count)| format!("{count} {outcome}"))
        .collect();
    let charged: i64 = stays().map(|stay| stay.charged).sum();
    output::line(&format!("{}; {charged} credits spent, {balance} left", counts.join(", ")))?;
    for stay in stays() {
        for code in &stay.withdraw {
            let until = code
                .opens_until
                .as_ref()
                .map(|until| format!(" (it opens until {until})"))
                .unwrap_or_default();
            let way = code.way.as_str();
            output::line(&format!(
                "stay {}: code {} should open no longer: {way}{until}",
                stay.handout.stay, code.number
            ))?;
        }
        for warning in stay.warnings.iter().filter(|warning| warning.word != "first-use") {
            output::line(&format!("stay {}: {}", stay.handout.stay, warning.text))?;
        }
    }
    Ok(())
}
