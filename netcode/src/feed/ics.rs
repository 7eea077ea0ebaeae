//! iCalendar feeds, event by event, so that one that cannot be read stops no other.

use std::string::{String, ToString as _};
use std::vec::Vec;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use icalendar::parser::{Component, Property, read_components, unfold};

use super::{Booking, Content, Entry, Moment, Options, Skip, bad_date, closed, named};
use crate::error::{Error, Result, table::feed as codes};
use crate::time::Zone;

pub(super) fn read(text: &str, options: Options) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (line, block) in events(text) {
        let block = unfold(&block);
        let (id, content) = match event(&block) {
            Ok(event) => {
                let id = value(&event, "UID");
                (id.clone(), content(&event, id, line, options).unwrap_or_else(Content::Bad))
            }
            Err(error) => (None, Content::Bad(error)),
        };
        entries.push(Entry { line, id, content });
    }
    entries
}

/// The text of every event with the line it begins on. One that is not ended before the next begins is cut there.
fn events(text: &str) -> Vec<(u64, String)> {
    let mut events: Vec<(u64, String)> = Vec::new();
    let mut open = false;
    for (line, text) in (1..).zip(text.lines()) {
        let word = text.trim_end();
        if word.eq_ignore_ascii_case("BEGIN:VEVENT") {
            events.push((line, String::new()));
            open = true;
        }
        let Some((_, block)) = events.last_mut().filter(|_| open) else { continue };
        block.push_str(word);
        block.push_str("\r\n");
        open = !word.eq_ignore_ascii_case("END:VEVENT");
    }
    events
}

fn event(block: &str) -> Result<Component<'_>> {
    let malformed = |what: &str| Error::new(&codes::FEED_EVENT_MALFORMED, format_args!("the event {what}"));
    if !block.trim_end().to_ascii_uppercase().ends_with("END:VEVENT") {
        return Err(malformed("is not ended"));
    }
    let read = read_components(block).ok().and_then(|events| events.into_iter().next());
    read.ok_or_else(|| malformed("has a line that is no iCalendar property"))
}

fn value(event: &Component<'_>, name: &str) -> Option<String> {
    let text = event.find_prop(name)?.val.clone().unescape_text();
    let text = text.as_str().trim();
    (!text.is_empty()).then(|| text.to_string())
}

fn content(event: &Component<'_>, id: Option<String>, line: u64, options: Options) -> Result<Content> {
    if value(event, "STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
        return Ok(Content::Skipped(Skip::Cancelled));
    }
    if value(event, "TRANSP").is_some_and(|transp| transp.eq_ignore_ascii_case("TRANSPARENT")) {
        return Ok(Content::Skipped(Skip::Transparent));
    }
    let summary = value(event, "SUMMARY");
    if !options.closed_are_stays && summary.as_deref().is_some_and(closed) {
        return Ok(Content::Skipped(Skip::BlockedOut));
    }
    if event.find_prop("RRULE").is_some() {
        return Err(Error::new(&codes::FEED_RECURRING, format_args!("the event repeats")));
    }
    let begins = event
        .find_prop("DTSTART")
        .ok_or_else(|| Error::new(&codes::FEED_DATE_MALFORMED, format_args!("the event has no DTSTART")))?;
    let arrival = moment(begins)?;
    let departure = match (event.find_prop("DTEND"), event.find_prop("DURATION")) {
        (Some(ends), _) => moment(ends)?,
        (None, Some(duration)) => after(arrival, duration.val.as_str())?,
        // An all-day event without an end lasts its day.
        (None, None) => match arrival {
            Moment::Day(day) => Moment::Day(day.succ_opt().unwrap_or(day)),
            _ => return Err(Error::new(&codes::FEED_DATE_MALFORMED, format_args!("the event has no DTEND"))),
        },
    };
    Ok(Content::Booking(Booking { id: named(id, line), guest: summary, arrival, departure }))
}

/// A date, a date and time of the property, of a named zone, or of UTC.
fn moment(property: &Property<'_>) -> Result<Moment> {
    let text = property.val.as_str().trim();
    let bad = || bad_date(property.name.as_str(), text);
    if text.len() == 8 {
        return NaiveDate::parse_from_str(text, "%Y%m%d").map(Moment::Day).map_err(|_| bad());
    }
    let (civil, utc) = text.strip_suffix('Z').map_or((text, false), |civil| (civil, true));
    let civil = NaiveDateTime::parse_from_str(civil, "%Y%m%dT%H%M%S").map_err(|_| bad())?;
    if utc {
        return Ok(Moment::Exact(DateTime::from_naive_utc_and_offset(civil, chrono::Utc)));
    }
    let zone = property.params.iter().find(|param| param.key.as_str().eq_ignore_ascii_case("TZID"));
    match zone.and_then(|param| param.val.as_ref()) {
        Some(name) => Ok(Moment::Exact(Zone::parse(name.as_str().trim_matches('"'))?.at(civil)?.to_utc())),
        None => Ok(Moment::Civil(civil)),
    }
}

/// A moment moved by a duration of whole weeks, days, hours, minutes and seconds, such as `P3D` or `P1DT20H`.
fn after(arrival: Moment, text: &str) -> Result<Moment> {
    let bad = || bad_date("DURATION", text);
    let mut rest = text.trim().strip_prefix('P').ok_or_else(bad)?;
    let mut length = TimeDelta::zero();
    while !rest.is_empty() {
        rest = rest.strip_prefix('T').unwrap_or(rest);
        let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(bad)?;
        let (number, unit) = rest.split_at_checked(digits).ok_or_else(bad)?;
        let number: i64 = number.parse().map_err(|_| bad())?;
        let unit_seconds = match unit.chars().next() {
            Some('W') => 604_800,
            Some('D') => 86_400,
            Some('H') => 3_600,
            Some('M') => 60,
            Some('S') => 1,
            _ => return Err(bad()),
        };
        let part = number.checked_mul(unit_seconds).and_then(TimeDelta::try_seconds).ok_or_else(bad)?;
        length = length.checked_add(&part).ok_or_else(bad)?;
        rest = unit.get(1..).unwrap_or_default();
    }
    let moved = match arrival {
        Moment::Day(day) => day.checked_add_signed(length).map(Moment::Day),
        Moment::Civil(civil) => civil.checked_add_signed(length).map(Moment::Civil),
        Moment::Exact(moment) => moment.checked_add_signed(length).map(Moment::Exact),
    };
    moved.ok_or_else(bad)
}
