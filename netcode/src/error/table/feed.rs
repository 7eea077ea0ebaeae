//! Codes of booking feeds and of the desk that issues from them.

table! { FEED:
    FEED_UNKNOWN_FORM = "feed.unknown_form", Invalid,
        "A booking feed is neither an iCalendar file nor a CSV table with a heading.",
        "export the feed as iCalendar (.ics), or as CSV with columns for arrival and departure";
    FEED_EVENT_MALFORMED = "feed.event_malformed", Invalid,
        "An event of an iCalendar feed cannot be read.",
        "export the feed again, or mend the event";
    FEED_DATE_MALFORMED = "feed.date_malformed", Invalid,
        "A date of a booking is missing or cannot be read.",
        "write dates as 2026-07-01, or with a time as 2026-07-01T15:00";
    FEED_RECURRING = "feed.recurring", Invalid,
        "An event repeats, and stays do not.",
        "enter each stay as an event of its own";
    FEED_DUPLICATE = "feed.duplicate", Conflict,
        "Two bookings of a feed carry the same id.",
        "remove one of them, or give it an id of its own";
    FEED_ROW_MALFORMED = "feed.row_malformed", Invalid,
        "A row of a CSV feed cannot be read, or has another number of fields than the heading.",
        "quote fields that contain the separator or line ends";

    DESK_DOOR_MALFORMED = "desk.door_malformed", Invalid,
        "A door file is not JSON of the right shape.",
        "give site_key or site_key_file, serial, lock_id, initialised, digits, modes, zone, check_in and check_out";
}
