"""Named choices. Every argument that takes one also takes its plain name."""

from enum import Enum


class Layout(str, Enum):
    """The slot table a code is made with."""

    S = "S"
    """Standard: the six familiar modes, 6 to 10 digits."""
    X = "X"
    """Extended: quarter-hours, stays, long, open and weekly grants, 9 or 10 digits."""


class Mode(str, Enum):
    """What a code permits, by its NetCode name."""

    STANDARD_SINGLE = "standard-single"
    """Short slot, opens once."""
    STANDARD_MULTI = "standard-multi"
    """Short slot, opens any number of times."""
    URM = "urm"
    """Unlimited rental: first used inside its validation window, then open until 365 days from its start."""
    ACC = "acc"
    """Rental of 1 to 21 days, first used within 24 hours of its start."""
    DAY_24H = "24h"
    """24 hours from any full hour."""
    END_DATE = "end-date"
    """Until midnight of a date up to 365 days ahead, first used within 24 hours of its start."""
    FINE_SINGLE = "fine-single"
    """Layout X: quarter-hours, opens once."""
    FINE_MULTI = "fine-multi"
    """Layout X: quarter-hours, opens any number of times."""
    STAY = "stay"
    """Layout X: 13 to 744 hours from any full hour."""
    LONG = "long"
    """Layout X: 32 to 365 days from any full hour."""
    OPEN = "open"
    """Layout X: as ``urm``, with validation windows to 7 days."""
    WEEKLY = "weekly"
    """Layout X: the same hours on the days of a pattern, for 1 to 52 weeks."""


class Pattern(str, Enum):
    """The days of a weekly grant."""

    WEEKDAY_OF_START = "weekday-of-start"
    MON_FRI = "mon-fri"
    SAT_SUN = "sat-sun"
    DAILY = "daily"


class Reason(str, Enum):
    """Why a code opens or is refused. For logs and the issuer's tools, never for the keypad."""

    OPENS = "opens"
    WRONG_LENGTH = "wrong-length"
    CLOCK_UNSET = "clock-unset"
    BEFORE_FLOOR = "before-floor"
    LIMITER = "limiter"
    NO_MEANING = "no-meaning"
    MODE_OFF = "mode-off"
    TOO_LONG = "too-long"
    ISSUE_NOT_ACCEPTED = "issue-not-accepted"
    TOO_EARLY = "too-early"
    EXPIRED = "expired"
    FIRST_USE_MISSED = "first-use-missed"
    OUTSIDE_OCCURRENCE = "outside-occurrence"
    SUPERSEDED = "superseded"
    BLOCKED = "blocked"
    SPENT = "spent"
    LIST_FULL = "list-full"


class Verdict(str, Enum):
    """What to think of a probability a try."""

    GOOD = "good"
    """At most one in a hundred thousand."""
    DOUBTFUL = "doubtful"
    """Above one in a hundred thousand: the profile deserves a second look."""
    TOO_LIKELY = "too-likely"
    """Above one in ten thousand: a lock should not be run like this."""


class Weekday(str, Enum):
    """A day of the week, Monday first as locks and their manuals count."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
