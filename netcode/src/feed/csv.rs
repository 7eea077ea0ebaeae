//! CSV feeds: one booking a row, columns by the names of their heading.

use std::string::{String, ToString as _};
use std::vec::Vec;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use csv::{ReaderBuilder, StringRecord};

use super::{Booking, Content, Entry, Moment, Options, Skip, bad_date, cancelled, closed, named};
use crate::error::{Error, Result, table::feed as codes};

/// The names under which exports carry each column, compared without case, blanks, dashes and underscores.
const ID: &[&str] =
    &["id", "stay", "booking", "bookingid", "reservation", "reservationid", "confirmationcode", "reference"];
const GUEST: &[&str] = &["guest", "name", "guestname", "summary"];
const ARRIVAL: &[&str] = &["arrival", "arrivaldate", "checkin", "checkindate", "start", "startdate", "from"];
const DEPARTURE: &[&str] =
    &["departure", "departuredate", "checkout", "checkoutdate", "end", "enddate", "until", "to"];
const STATUS: &[&str] = &["status", "state"];

struct Columns {
    id: Option<usize>,
    guest: Option<usize>,
    arrival: usize,
    departure: usize,
    status: Option<usize>,
}

impl Columns {
    fn of(heading: &StringRecord) -> Option<Self> {
        let plain = |name: &str| -> String {
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let names: Vec<String> = heading.iter().map(plain).collect();
        let find = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
        Some(Self {
            id: find(ID),
            guest: find(GUEST),
            arrival: find(ARRIVAL)?,
            departure: find(DEPARTURE)?,
            status: find(STATUS),
        })
    }
}

pub(super) fn read(text: &str, options: Options) -> Result<Vec<Entry>> {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
    // The comma comes last: of equals, the last is the greatest.
    let separator = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
    let mut reader =
        ReaderBuilder::new().delimiter(separator).trim(csv::Trim::All).from_reader(text.as_bytes());
    let columns = reader.headers().ok().and_then(Columns::of).ok_or_else(|| {
        Error::new(
            &codes::FEED_UNKNOWN_FORM,
            format_args!(
                "the feed begins neither with BEGIN:VCALENDAR nor with a heading for arrival and departure"
            ),
        )
    })?;
    let mut entries = Vec::new();
    for record in reader.records() {
        entries.push(match record {
            Ok(record) => entry(&columns, &record, options),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                let error =
                    Error::new(&codes::FEED_ROW_MALFORMED, format_args!("the row cannot be read: {error}"));
                Entry { line, id: None, content: Content::Bad(error) }
            }
        });
    }
    Ok(entries)
}

fn entry(columns: &Columns, record: &StringRecord, options: Options) -> Entry {
    let line = record.position().map_or(0, csv::Position::line);
    let field = |at: Option<usize>| at.and_then(|at| record.get(at)).filter(|text| !text.is_empty());
    let id = field(columns.id).map(|id| id.to_string());
    let guest = field(columns.guest);
    let content = if field(columns.status).is_some_and(cancelled) {
        Content::Skipped(Skip::Cancelled)
    } else if !options.closed_are_stays && [guest, field(columns.status)].into_iter().flatten().any(closed) {
        Content::Skipped(Skip::BlockedOut)
    } else {
        let moments = moment("arrival", field(Some(columns.arrival)))
            .and_then(|arrival| Ok((arrival, moment("departure", field(Some(columns.departure)))?)));
        match moments {
            Ok((arrival, departure)) => Content::Booking(Booking {
                id: named(id.clone(), line),
                guest: guest.map(|guest| guest.to_string()),
                arrival,
                departure,
            }),
            Err(error) => Content::Bad(error),
        }
    };
    Entry { line, id, content }
}

fn moment(what: &str, text: Option<&str>) -> Result<Moment> {
    let text = text.unwrap_or_default();
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Ok(Moment::Day(day));
    }
    if let Ok(exact) = DateTime::parse_from_rfc3339(text) {
        return Ok(Moment::Exact(exact.to_utc()));
    }
    for form in ["%Y-%m-%dT%H:%M%:z", "%Y-%m-%d %H:%M%:z"] {
        if let Ok(exact) = DateTime::parse_from_str(text, form) {
            return Ok(Moment::Exact(exact.to_utc()));
        }
    }
    for form in ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"] {
        if let Ok(civil) = NaiveDateTime::parse_from_str(text, form) {
            return Ok(Moment::Civil(civil));
        }
    }
    Err(bad_date(what, text))
}
