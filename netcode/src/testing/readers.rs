//! Readers of what people, files and rows say.

use std::string::{String, ToString as _};
use std::vec::Vec;

use chrono::NaiveTime;

use super::bytes::Bytes;
use super::promise;
use crate::code::{Code, Format, Identity, LockKey, answer_line};
use crate::feed::{self, Booking, Content, Entry, HouseRules, Options};
use crate::grant::{Grant, Layout};
use crate::id::{GroupId, LockId};
use crate::time::{LockTime, Zone};

/// A grant that is read is written as it was read.
pub fn grant_json(data: &[u8]) {
    if let Ok(grant) = Grant::from_json(&text(data)) {
        promise(Grant::from_json(&grant.to_json()) == Ok(grant), "a grant survives its wire form");
        promise(grant.start() < grant.ends(), "a grant is not empty");
    }
}

/// A row that is answered is answered again with the same code.
pub fn row(data: &[u8]) {
    if let Some(Ok(answer)) = answer_line(1, &text(data)) {
        let again = answer_line(1, &answer.to_string());
        promise(again == Some(Ok(answer)), "answering an answer changes nothing");
    }
}

/// A time that is read is written as it was read.
pub fn lock_time(data: &[u8]) {
    let text = text(data);
    if let Ok(time) = LockTime::parse(&text) {
        promise(time.to_string() == text, "a lock time has one text");
    }
    if let Ok(time) = LockTime::parse_typed(&text) {
        promise(time.day() < 29_220, "typed years end with 2099");
    }
    if let Ok(group) = GroupId::parse(&text) {
        promise(group.to_string() == text, "a group has one text");
    }
}

/// Digits that mean something are issued for that meaning.
pub fn read_code(data: &[u8]) {
    let mut bytes = Bytes::of(data);
    let digits = 6 + bytes.next() % 5;
    let layout = if digits > 8 && bytes.next().is_multiple_of(2) { Layout::X } else { Layout::S };
    let (Ok(format), epoch) = (Format::new(layout, digits), u32::from(bytes.next() % 4)) else { return };
    let Ok(code) = Code::parse(&bytes.digits(digits)) else { return };
    let lock = Identity::own(LockKey::new([9; 16]), LockId::LOWEST, LockTime::START);
    let Ok(Some(reading)) = lock.read(format, &code, epoch) else { return };
    let issued = lock.issue(format, &reading.grant);
    promise(
        issued.is_ok_and(|issued| issued.code == code && issued.epoch == epoch),
        "reading undoes issuing",
    );
}

/// A booking feed as a calendar, whatever its lines: the beginning that tells its form is put before them.
pub fn feed_calendar(data: &[u8]) {
    feed(&std::format!("BEGIN:VCALENDAR\r\n{}", text(data)));
}

/// A booking feed as a table, unless it says that it is a calendar.
pub fn feed_table(data: &[u8]) {
    feed(&text(data));
}

/// Every entry stands on a line of the feed, no booking's id comes twice, and reading again gives the same.
fn feed(text: &str) {
    for closed_are_stays in [false, true] {
        let options = Options { closed_are_stays };
        let Ok(entries) = feed::read(text, options) else { continue };
        promise(feed::read(text, options).as_ref() == Ok(&entries), "reading is repeatable");
        // A line may end in either of two ways, or in both together.
        let lines = 1 + text.matches(['\n', '\r']).count() as u64;
        promise(entries.iter().all(|entry| (1..=lines).contains(&entry.line)), "entries stand on lines");
        let mut ids: Vec<&str> =
            entries.iter().filter_map(booking).map(|booking| booking.id.as_str()).collect();
        ids.sort_unstable();
        promise(ids.windows(2).all(|pair| pair.first() != pair.last()), "ids are unique");
        for booking in entries.iter().filter_map(booking) {
            moments(booking);
        }
    }
}

fn booking(entry: &Entry) -> Option<&Booking> {
    match &entry.content {
        Content::Booking(booking) => Some(booking),
        _ => None,
    }
}

/// A booking has moments in a zone, or an error that says why not.
fn moments(booking: &Booking) {
    let (Ok(zone), Some(check_in), Some(check_out)) =
        (Zone::parse("Europe/Berlin"), NaiveTime::from_hms_opt(15, 0, 0), NaiveTime::from_hms_opt(11, 0, 0))
    else {
        return;
    };
    let rules = HouseRules { zone, check_in, check_out };
    if let Err(error) = rules.moments(booking) {
        promise(error.code().starts_with("zone."), "only the zone can be against a date");
    }
}

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}
