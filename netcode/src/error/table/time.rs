//! Codes of zones, clocks and windows.

table! { TIME:
    ZONE_UNKNOWN = "zone.unknown", Invalid,
        "The zone is not a name of the IANA time zone database.",
        "use an IANA name such as Europe/London or America/New_York; an offset like +01:00 is not a zone";
    ZONE_MALFORMED = "zone.malformed", Invalid,
        "A civil time is not written as YYYY-MM-DDTHH:MM, with or without an offset from UTC.",
        "write a civil time as 2026-03-14T15:00, or with its offset as 2026-03-14T15:00+00:00";
    ZONE_GAP = "zone.gap", Invalid,
        "The civil time does not exist: the zone's clocks skip it.",
        "choose one of the two readings and give it with its offset";
    ZONE_FOLD = "zone.fold", Invalid,
        "The civil time happens twice: the zone's clocks are put back over it.",
        "choose one of the two readings and give it with its offset";
    ZONE_NOT_TWO_DATES = "zone.not_two_dates", Invalid,
        "The zone's changes in that year are not one spring and one autumn date.",
        "set the lock's clock by hand at each change, or leave the lock on standard time all year";

    WINDOW_EMPTY = "window.empty", Invalid,
        "A window ends where it begins or before.",
        "give an end after the beginning";
    CLOCK_PPM = "clock.ppm_out_of_range", Invalid,
        "The drift of a clock is not between 0 and 1000 parts per million.",
        "use 20 for a lock indoors and 100 for one in frost and sun";
    CLOCK_UNORDERED = "clock.events_unordered", Invalid,
        "The events of a clock are not in the order in which they happened.",
        "give the events oldest first";
    CLOCK_TOO_MANY = "clock.too_many_events", Exhausted,
        "A clock carries at most 10,000 events.",
        "begin anew from the last time the clock was set";
}
