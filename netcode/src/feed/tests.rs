use super::*;
use std::format;

fn day(text: &str) -> Moment {
    Moment::Day(text.parse().unwrap())
}

fn calendar(events: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nPRODID;X-RICAL-TZSOURCE=TZINFO:-//Airbnb Inc//Hosting Calendar 1.0//EN\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"
    )
}

fn only(text: &str) -> Content {
    let mut entries = read(text, Options::default()).unwrap();
    assert_eq!(entries.len(), 1, "{entries:?}");
    entries.remove(0).content
}

fn booking(content: Content) -> Booking {
    match content {
        Content::Booking(booking) => booking,
        other => panic!("{other:?}"),
    }
}

fn code(content: Content) -> &'static str {
    match content {
        Content::Bad(error) => error.code(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_all_day_event_with_folded_lines_is_a_stay() {
    let text = calendar(
        "BEGIN:VEVENT\r\nDTEND;VALUE=DATE:20260704\r\nDTSTART;VALUE=DATE:20260701\r\nUID:1418fb94e984-2b5ad1d6\r\n @airbnb.com\r\n\
         DESCRIPTION:Reservation URL: example\\nPhone Number (Last 4 Dig\r\n its): 1234\r\nSUMMARY:Reserved\r\nEND:VEVENT\r\n",
    );
    let stay = booking(only(&text));
    assert_eq!(stay.id, "1418fb94e984-2b5ad1d6@airbnb.com");
    assert_eq!((stay.arrival, stay.departure), (day("2026-07-01"), day("2026-07-04")));
    let entries = read(&text.replace("\r\n", "\n"), Options::default()).unwrap();
    assert_eq!((entries[0].line, &entries[0].content), (4, &Content::Booking(stay)));
}

#[test]
fn what_is_no_stay_is_skipped_with_its_reason() {
    let event = |lines: &str| {
        only(&calendar(&format!(
            "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20260701\r\nDTEND;VALUE=DATE:20260704\r\n{lines}END:VEVENT\r\n"
        )))
    };
    assert_eq!(event("SUMMARY:Airbnb (Not available)\r\n"), Content::Skipped(Skip::BlockedOut));
    assert_eq!(event("SUMMARY:Anna\r\nSTATUS:CANCELLED\r\n"), Content::Skipped(Skip::Cancelled));
    assert_eq!(event("TRANSP:TRANSPARENT\r\n"), Content::Skipped(Skip::Transparent));
    assert_eq!(booking(event("")).guest, None, "a missing summary is a stay");
    let closed = calendar(
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260701\r\nSUMMARY:CLOSED - Not available\r\nEND:VEVENT\r\n",
    );
    let taken = read(&closed, Options { closed_are_stays: true }).unwrap().remove(0);
    let stay = booking(taken.content);
    assert_eq!((stay.id.as_str(), stay.departure), ("line 4", day("2026-07-02")));
}

#[test]
fn times_and_zones_of_events_are_kept() {
    let event = |start: &str, end: &str| {
        booking(only(&calendar(&format!(
            "BEGIN:VEVENT\r\nUID:a\r\nDTSTART{start}\r\n{end}\r\nEND:VEVENT\r\n"
        ))))
    };
    let exact = |text: &str| Moment::Exact(DateTime::parse_from_rfc3339(text).unwrap().to_utc());
    let stay = event(";TZID=Europe/Rome:20260701T160000", "DTEND:20260704T080000Z");
    assert_eq!(
        (stay.arrival, stay.departure),
        (exact("2026-07-01T14:00:00Z"), exact("2026-07-04T08:00:00Z"))
    );
    let stay = event(":20260701T160000", "DURATION:P2DT18H");
    let civil = |text: &str| Moment::Civil(text.parse().unwrap());
    assert_eq!((stay.arrival, stay.departure), (civil("2026-07-01T16:00:00"), civil("2026-07-04T10:00:00")));
}

#[test]
fn a_bad_entry_is_reported_and_the_rest_goes_on() {
    let good = "BEGIN:VEVENT\r\nUID:good\r\nDTSTART;VALUE=DATE:20260701\r\nEND:VEVENT\r\n";
    let bad = |lines: &str, expected: &str| {
        let text = calendar(&format!("{lines}{good}"));
        let mut entries = read(&text, Options::default()).unwrap();
        assert_eq!(booking(entries.pop().unwrap().content).id, "good");
        assert_eq!(code(entries.pop().unwrap().content), expected, "{lines}");
    };
    bad("BEGIN:VEVENT\r\nUID:x\r\nDTSTART;VALUE=DATE:20260231\r\nEND:VEVENT\r\n", "feed.date_malformed");
    bad("BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\n", "feed.date_malformed");
    bad("BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20260701T100000\r\nEND:VEVENT\r\n", "feed.date_malformed");
    bad("BEGIN:VEVENT\r\nUID:x\r\nDTSTART;TZID=Nowhere:20260701T100000\r\nEND:VEVENT\r\n", "zone.unknown");
    bad(
        "BEGIN:VEVENT\r\nUID:x\r\nDTSTART;VALUE=DATE:20260701\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n",
        "feed.recurring",
    );
    bad(
        "BEGIN:VEVENT\r\nUID:x\r\nDTSTART;VALUE=DATE:20260701\r\nDURATION:3 days\r\nEND:VEVENT\r\n",
        "feed.date_malformed",
    );
    bad("BEGIN:VEVENT\r\nUID:x\r\n", "feed.event_malformed");
}

#[test]
fn the_same_id_twice_is_refused() {
    let event = "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20260701\r\nEND:VEVENT\r\n";
    let entries = read(&calendar(&event.repeat(2)), Options::default()).unwrap();
    assert_eq!(code(entries[1].content.clone()), "feed.duplicate");
}

#[test]
fn tables_are_read_by_their_heading() {
    for text in [
        "id,guest,arrival,departure,status\nB1,Ann,2026-07-01,2026-07-04,confirmed\n",
        "\u{feff}Reservation ID;Check-in;Check-out;Guest Name\r\nB1;2026-07-01;2026-07-04;Ann\r\n",
        "Start Date\tEnd Date\tbooking\tname\n2026-07-01\t2026-07-04\tB1\tAnn\n",
    ] {
        let stay = booking(only(text));
        assert_eq!((stay.id.as_str(), stay.guest.as_deref()), ("B1", Some("Ann")));
        assert_eq!((stay.arrival, stay.departure), (day("2026-07-01"), day("2026-07-04")));
    }
    let stay = booking(only("arrival,departure\n2026-07-01T16:30,2026-07-04 09:00\n"));
    assert_eq!(stay.arrival, Moment::Civil("2026-07-01T16:30:00".parse().unwrap()));
    assert_eq!(read("a,b\n1,2\n", Options::default()).unwrap_err().code(), "feed.unknown_form");
    assert_eq!(read("", Options::default()).unwrap_err().code(), "feed.unknown_form");
}

#[test]
fn bad_rows_carry_their_line() {
    let text = "id,arrival,departure,status\nA,2026-07-01,2026-07-04,\nB,soon,2026-07-04,\nC,2026-07-01\nD,2026-07-01,2026-07-04,Cancelled by guest\n";
    let entries = read(text, Options::default()).unwrap();
    let lines: Vec<u64> = entries.iter().map(|entry| entry.line).collect();
    assert_eq!(lines, [2, 3, 4, 5]);
    assert_eq!(code(entries[1].content.clone()), "feed.date_malformed");
    assert_eq!(code(entries[2].content.clone()), "feed.row_malformed");
    assert_eq!(entries[3].content, Content::Skipped(Skip::Cancelled));
}

#[test]
fn house_times_apply_to_days_alone() {
    let rules = HouseRules {
        zone: Zone::parse("Europe/London").unwrap(),
        check_in: "15:00:00".parse().unwrap(),
        check_out: "11:00:00".parse().unwrap(),
    };
    let stay = booking(only("arrival,departure\n2026-07-01,2026-07-04T10:15\n"));
    let (from, until) = rules.moments(&stay).unwrap();
    assert_eq!(
        (from.to_rfc3339(), until.to_rfc3339()),
        ("2026-07-01T14:00:00+00:00".into(), "2026-07-04T09:15:00+00:00".into())
    );
    let gap = booking(only("arrival,departure\n2026-03-29T01:30,2026-04-01\n"));
    assert_eq!(rules.moments(&gap).unwrap_err().code(), "zone.gap");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "(BEGIN:VCALENDAR\n)?(BEGIN:VEVENT\n)?(DTSTART[:;=A-Z0-9]{0,20}\n|[a-z,;:\r\n\t \"]{0,30}|END:VEVENT\n){0,6}") {
        let _ = read(&text, Options::default());
    }
}
