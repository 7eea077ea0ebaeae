//! The portal: whole booking feeds.

use chrono::NaiveTime;
use napi::bindgen_prelude::*;
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use netcode::access::Token;
use netcode::error::table::core;
use netcode::feed::{self, Options};
use netcode::portal;

use super::Portal;
use crate::arg::given;
use crate::error::thrown;
use crate::job::Job;
use crate::value::{When, tell, when};

/// What a feed is for.
#[napi(object, namespace = "portal")]
pub struct FeedJob {
    /// The lock, by its id in the portal.
    pub lock: String,
    /// When guests may come in on a day that comes without a time, `15:00`.
    pub check_in: String,
    /// When they are out on a day that comes without a time, `11:00`.
    pub check_out: String,
    /// Whether stays that are known and not over are cancelled when the feed no longer has them.
    #[napi(ts_type = "boolean | null | undefined")]
    pub gone_are_cancelled: Option<Either<bool, Null>>,
    /// Whether somebody with the master code can go to the lock.
    #[napi(ts_type = "boolean | null | undefined")]
    pub keypad: Option<Either<bool, Null>>,
    /// Whether entries that say the days are closed or not available are stays: some sites publish bookings so.
    #[napi(ts_type = "boolean | null | undefined")]
    pub closed_are_stays: Option<Either<bool, Null>>,
}

/// Hears how many of how many entries are done.
type Progress = ThreadsafeFunction<FnArgs<(u32, u32)>, (), FnArgs<(u32, u32)>, Status, false>;

fn time(name: &str, text: &str) -> Result<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| {
        let what = format_args!("`{name}` is not a time of day such as 15:00");
        thrown(&netcode::Error::new(&core::ROW_MALFORMED, what))
    })
}

#[napi(namespace = "portal")]
impl Portal {
    /// Says every stay of a booking feed, the text of an iCalendar or CSV export. `progress` hears how many of how many
    /// entries are done. Broken off anywhere and run again, it ends the same: every stay has its codes and was
    /// charged once.
    #[napi(ts_return_type = "Promise<FeedReport>")]
    pub fn issue_feed(
        &self,
        #[napi(ts_arg_type = "MomentInit")] now: When<'_>,
        session: String,
        job: FeedJob,
        text: String,
        #[napi(ts_arg_type = "((done: number, of: number) => void) | null | undefined")] progress: Option<
            Progress,
        >,
    ) -> Result<AsyncTask<Job>> {
        let (now, session) = (when(now)?, Token::from_text(&session));
        let options = Options { closed_are_stays: given(job.closed_are_stays).unwrap_or_default() };
        let job = portal::FeedJob {
            check_in: time("checkIn", &job.check_in)?,
            check_out: time("checkOut", &job.check_out)?,
            gone_are_cancelled: given(job.gone_are_cancelled).unwrap_or_default(),
            keypad: given(job.keypad).unwrap_or_default(),
            lock: job.lock,
        };
        Ok(self.run(move |portal| {
            let entries = feed::read(&text, options)?;
            let (mut done, of) = (0_usize, u32::try_from(entries.len()).unwrap_or(u32::MAX));
            let report = portal.issue_feed(now, &session, &job, &entries, &mut |count| {
                done += count;
                if let Some(progress) = &progress {
                    let done = u32::try_from(done).unwrap_or(u32::MAX);
                    progress.call(FnArgs::from((done, of)), ThreadsafeFunctionCallMode::NonBlocking);
                }
            })?;
            tell("portal.FeedReport", &report)
        }))
    }
}
