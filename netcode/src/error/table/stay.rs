//! Codes of stays: plans, changes and the census.

table! { STAY:
    NO_ISSUE_LEFT = "stay.no_issue_left", Exhausted,
        "Every code that the lock accepts for this window is already given out.",
        "give the lock longer codes, or choose a start or length beside this one";
}
