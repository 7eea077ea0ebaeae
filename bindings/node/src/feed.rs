//! Booking feeds, and the desk that issues a proved code for every booking of one, without a portal.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::desk;
use netcode::feed::{self, Booking, Options};

use crate::arg::given;
use crate::error::OrThrow;
use crate::key::Identity;
use crate::stay::Door;
use crate::value::{document, give, take, tell, tell_all};

/// How a feed is read.
#[napi(object, namespace = "feed")]
pub struct ReadOptions {
    /// Whether entries that say the days are closed or not available are stays: some sites publish bookings so.
    #[napi(ts_type = "boolean | null | undefined")]
    pub closed_are_stays: Option<Either<bool, Null>>,
}

/// Reads a feed, iCalendar or CSV: every entry is a booking, is skipped for a reason, or has an error with its line.
#[napi(namespace = "feed", js_name = "read", ts_return_type = "readonly Entry[]")]
pub fn read_feed(
    text: String,
    #[napi(ts_arg_type = "ReadOptions | null | undefined")] options: Option<ReadOptions>,
) -> Result<Unknown<'static>> {
    let closed_are_stays = options.and_then(|options| given(options.closed_are_stays)).unwrap_or_default();
    let entries = feed::read(&text, Options { closed_are_stays }).or_throw()?;
    give(tell_all("feed.Entry", &entries, None))
}

/// A door and the house it belongs to, ready to issue.
#[napi(namespace = "feed")]
pub struct Desk(desk::Desk);

#[napi(namespace = "feed")]
impl Desk {
    /// Opens a door file: its JSON text, or the same as an object. `siteKey` is the text of the file that it names with
    /// `site_key_file`, if it names one.
    #[napi(constructor)]
    pub fn new(
        #[napi(ts_arg_type = "object | string")] door: Unknown<'_>,
        #[napi(ts_arg_type = "string | null | undefined")] site_key: Option<String>,
    ) -> Result<Self> {
        let text = match document(door)? {
            serde_json::Value::String(text) => text,
            fields => fields.to_string(),
        };
        Ok(Self(desk::Desk::open(&text, site_key.as_deref()).or_throw()?))
    }

    /// The door.
    #[napi(getter, ts_return_type = "stay.Door")]
    pub fn door(&self) -> Door {
        Door(self.0.door().clone())
    }

    /// Who the lock's codes are for since its last initialisation.
    #[napi(getter)]
    pub fn identity(&self) -> Identity {
        Identity::of(self.0.identity())
    }

    /// When guests may come in on a day that comes without a time.
    #[napi(getter)]
    pub fn check_in(&self) -> String {
        self.0.house().check_in.format("%H:%M").to_string()
    }

    /// When they are out on a day that comes without a time.
    #[napi(getter)]
    pub fn check_out(&self) -> String {
        self.0.house().check_out.format("%H:%M").to_string()
    }

    /// Plans, issues and proves the code of a booking. The same booking always has the same answer.
    #[napi(ts_return_type = "stay.Handout")]
    pub fn issue(
        &self,
        #[napi(ts_arg_type = "BookingInit")] booking: Unknown<'_>,
    ) -> Result<Unknown<'static>> {
        let booking: Booking = take("feed.Booking", booking)?;
        give(tell("stay.Handout", &self.0.issue(&booking).or_throw()?))
    }
}
