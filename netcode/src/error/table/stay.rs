//! Codes of stays: plans, changes and the census.

table! { STAY:
    NO_ISSUE_LEFT = "stay.no_issue_left", Exhausted,
        "Every code that the lock accepts for this window is already given out.",
        "give the lock longer codes, or choose a start or length beside this one";
    NOT_COVERABLE = "stay.not_coverable", Invalid,
        "No mode that the lock has on covers what the guest now needs.",
        "plan the stay anew: the plan says which mode to switch on, or what to change";
    DOOR_UNKNOWN = "stay.door_unknown", NotFound,
        "A stay names a door that is not among the doors given.",
        "give the door, or take it out of the stay";
    VISITS_OUT_OF_RANGE = "stay.visits_out_of_range", Invalid,
        "Recurring visits have no weekday, last longer than a day or not at all, or run for more than a year.",
        "give at least one weekday, 1 to 1440 minutes and 1 to 53 weeks";

    GIVEN_MALFORMED = "stay.given_malformed", Invalid,
        "A list of codes given out is not a JSON array of objects with an id and a grant, or holds more than 10,000.",
        "write [{\"id\": \"Ames\", \"grant\": {\"mode\": \"acc\", \"start\": \"2026-07-01T00:00\", \"days\": 3}, \"used\": \"2026-07-01T15:20\"}]";

    DESK_NO_WAY = "desk.no_way", Invalid,
        "No code that the lock takes covers the stay.",
        "switch on a mode that covers it, or shorten the stay";
    DESK_BEFORE_INITIALISATION = "desk.before_initialisation", Invalid,
        "The stay begins before the lock was initialised.",
        "check the dates and the door file; codes of an earlier initialisation do not work any more";
    DESK_DEPARTS_FIRST = "desk.departs_first", Invalid,
        "The departure does not lie after the arrival.",
        "check the dates, and the house's check-in and check-out times";
    DESK_NOT_PROVED = "desk.not_proved", Corrupt,
        "A code just issued did not do on the verifier what was promised.",
        "do not send the code, and report this as a fault of the library";

    DRAW_OUT_OF_RANGE = "draw.out_of_range", Invalid,
        "A drawing has more than 200 lanes, covers more than 750 days, or is not 320 to 4000 pixels wide.",
        "draw fewer lanes or a shorter time: 360 pixels suit a phone, 720 a page";
}
