//! Booking feeds as booking sites publish them: iCalendar and CSV.
//!
//! Reading never stops at a bad entry. Every event or row becomes a [`Booking`], an entry that is [skipped](Skip) for
//! a stated reason (cancelled, blocked out), or an error with the line it starts on.

mod csv;
mod ics;

use std::collections::BTreeSet;
use std::string::String;
use std::vec::Vec;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::error::{Error, Result, table::feed as codes};
use crate::time::Zone;

/// One entry of a feed, with the line it starts on, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// The line.
    pub line: u64,
    /// The booking's id, where one could be read.
    pub id: Option<String>,
    /// What the entry is.
    pub content: Content,
}

/// What an entry of a feed is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A stay.
    Booking(Booking),
    /// No stay, and rightly so.
    Skipped(Skip),
    /// Something that should have been a stay.
    Bad(Error),
}

/// Why an entry is no stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    /// The booking was cancelled.
    Cancelled,
    /// The owner or the site closed the days; nobody comes.
    BlockedOut,
    /// The event does not occupy the place (`TRANSP:TRANSPARENT`).
    Transparent,
}

impl Skip {
    /// Every reason.
    pub const ALL: [Skip; 3] = [Skip::Cancelled, Skip::BlockedOut, Skip::Transparent];

    /// The reason in a user's words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Skip::Cancelled => "cancelled",
            Skip::BlockedOut => "days closed or not available",
            Skip::Transparent => "marked as taking no time",
        }
    }

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Skip::Cancelled => "cancelled",
            Skip::BlockedOut => "blocked_out",
            Skip::Transparent => "transparent",
        }
    }
}

/// A stay as the feed has it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Booking {
    /// The site's id, or `line N` where the feed has none.
    pub id: String,
    /// The guest or the summary, where there is one.
    pub guest: Option<String>,
    /// When the stay begins.
    pub arrival: Moment,
    /// When it ends.
    pub departure: Moment,
}

/// A time as a feed gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// A day: the house rules say at what time.
    Day(NaiveDate),
    /// A civil time of the property's zone.
    Civil(NaiveDateTime),
    /// A moment.
    Exact(DateTime<Utc>),
}

/// What a house does with days that come without a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HouseRules {
    /// The property's zone.
    pub zone: Zone,
    /// When guests may come in on the day of arrival.
    pub check_in: NaiveTime,
    /// When they are out on the day of departure.
    pub check_out: NaiveTime,
}

impl HouseRules {
    /// Arrival and departure of a booking as moments.
    ///
    /// # Errors
    /// `zone.gap`, `zone.fold` for a civil time that daylight saving skips or repeats.
    pub fn moments(&self, booking: &Booking) -> Result<(DateTime<Utc>, DateTime<Utc>)> {
        Ok((self.moment(booking.arrival, self.check_in)?, self.moment(booking.departure, self.check_out)?))
    }

    fn moment(&self, moment: Moment, house: NaiveTime) -> Result<DateTime<Utc>> {
        let civil = match moment {
            Moment::Day(day) => day.and_time(house),
            Moment::Civil(civil) => civil,
            Moment::Exact(moment) => return Ok(moment),
        };
        Ok(self.zone.at(civil)?.to_utc())
    }
}

/// How a feed is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Take entries that say the days are closed or not available as stays: some sites publish bookings so.
    pub closed_are_stays: bool,
}

/// Reads a feed of either form; the form is told by its beginning.
///
/// # Errors
/// `feed.unknown_form` when it is neither.
pub fn read(text: &str, options: Options) -> Result<Vec<Entry>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let calendar =
        text.trim_start().get(..15).is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    let mut entries = if calendar { ics::read(text, options) } else { csv::read(text, options)? };
    refuse_duplicates(&mut entries);
    Ok(entries)
}

/// The second booking of an id is an error: issuing both would give one guest's stay two codes.
fn refuse_duplicates(entries: &mut [Entry]) {
    let mut seen = BTreeSet::new();
    for entry in entries {
        let Content::Booking(booking) = &entry.content else { continue };
        if !seen.insert(booking.id.clone()) {
            let error =
                Error::new(&codes::FEED_DUPLICATE, format_args!("booking `{}` comes twice", booking.id));
            entry.content = Content::Bad(error);
        }
    }
}

/// Whether a summary says that nobody comes.
fn closed(summary: &str) -> bool {
    let summary = summary.to_lowercase();
    ["not available", "unavailable", "blocked", "closed", "owner block", "maintenance"]
        .iter()
        .any(|mark| summary.contains(mark))
}

/// Whether a status says that the booking is off.
fn cancelled(status: &str) -> bool {
    let status = status.trim().to_lowercase();
    status.starts_with("cancel") || status == "no show" || status == "declined"
}

fn bad_date(what: &str, text: &str) -> Error {
    Error::new(&codes::FEED_DATE_MALFORMED, format_args!("{what} `{text}` is not a date"))
}

/// The id of an entry, or its place where it has none.
fn named(id: Option<String>, line: u64) -> String {
    id.unwrap_or_else(|| std::format!("line {line}"))
}

#[cfg(test)]
mod tests;
