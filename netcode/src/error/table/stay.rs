//! Codes of stays: plans, changes and the census.

table! { STAY:
    NO_ISSUE_LEFT = "stay.no_issue_left", Exhausted,
        "Every code that the lock accepts for this window is already given out.",
        "give the lock longer codes, or choose a start or length beside this one";
    NOT_COVERABLE = "stay.not_coverable", Invalid,
        "No mode that the lock has on covers what the guest now needs.",
        "plan the stay anew: the plan says which mode to switch on, or what to change";
}
