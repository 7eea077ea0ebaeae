"""The values of `netcode.advise`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import final

from .._wire import Fact, FrozenMap
from .catalogue import Mark, Source

__all__ = [
    "Belief",
    "Cause",
    "Choice",
    "Clue",
    "Conflict",
    "End",
    "Explanation",
    "Finding",
    "Guide",
    "LogCause",
    "LogFinding",
    "Need",
    "Passed",
    "Question",
    "Signal",
    "Step",
    "Walk",
]


class Signal(str, Enum):
    """What the person at the door saw."""

    UNSEEN = "unseen"
    """Nobody looked."""
    RED = "red"
    """Red after the last digit."""
    RED_AT_STAR = "red-at-star"
    """Red as soon as ``*`` is pressed."""
    SILENT = "silent"
    """No light and no sound for any key."""
    LOW_BATTERY = "low-battery"
    """Three red flashes, then blue."""
    GOOD_BUT_SHUT = "good-but-shut"
    """The light of a good code, and the door stays shut."""


class Cause(str, Enum):
    """Why a code did not open a door."""

    TOO_EARLY = "too-early"
    """Its time has not come."""
    TOO_LATE = "too-late"
    """Its time is over."""
    OUTSIDE_HOURS = "outside-hours"
    """A weekly code outside its hours."""
    WRONG_MODE = "wrong-mode"
    """The code's mode is not on at the lock, or was switched off after it was issued."""
    NOT_ACCEPTED = "not-accepted"
    """The lock takes no code of this length or issue number."""
    FEATURE_OFF = "feature-off"
    """NetCode is switched off at the lock."""
    STAR_MISSING = "star-missing"
    """``*`` was not pressed first."""
    NEVER_VALIDATED = "never-validated"
    """It was not used in time for the first time."""
    SUPERSEDED = "superseded"
    """A rental with a later start was used."""
    BLOCKED = "blocked"
    """It was blocked."""
    SPENT = "spent"
    """It opens once, and has."""
    OTHER_LOCK = "other-lock"
    """It is a code of another door."""
    BEFORE_INITIALISATION = "before-initialisation"
    """It was issued before the lock was initialised again."""
    DIGIT_WRONG = "digit-wrong"
    """One digit differs from a code given out."""
    DIGITS_SWAPPED = "digits-swapped"
    """Two neighbouring digits of a code given out are swapped."""
    DIGIT_MISSING = "digit-missing"
    """A digit of a code given out is missing."""
    DIGIT_EXTRA = "digit-extra"
    """A code given out with one digit too many."""
    NOT_ISSUED = "not-issued"
    """The digits are no code that was given out, and near to none."""
    PENALTY = "penalty"
    """The lock refuses everything for a while after wrong codes."""
    CLOCK_BEHIND = "clock-behind"
    """The lock's clock is behind."""
    CLOCK_AHEAD = "clock-ahead"
    """The lock's clock is ahead."""
    CLOCK_MISSED_DST = "clock-missed-dst"
    """The lock's clock is out by the daylight-saving shift."""
    CLOCK_LOST = "clock-lost"
    """The lock's clock was lost, as at a battery change."""
    LOW_BATTERY = "low-battery"
    """The battery is low or empty."""
    DOOR_STUCK = "door-stuck"
    """The lock accepts the code, and the door or its bolt is stuck."""


class Question(str, Enum):
    """A question with the answer yes or no."""

    RED_AT_STAR = "red-at-star"
    """Whether ``*`` gives red by itself."""
    STAR_FIRST = "star-first"
    """Whether ``*`` came first."""
    TYPED_AS_SENT = "typed-as-sent"
    """Whether the digits are those of the message."""
    RIGHT_DOOR = "right-door"
    """Whether the person stands at the door the code is for."""
    OPENS_AFTER_MINUTE = "opens-after-minute"
    """Whether it opens after a minute without a key pressed."""
    OPENED_BEFORE = "opened-before"
    """Whether the code opened before."""
    NEWER_GUEST_IN = "newer-guest-in"
    """Whether a guest with a later rental was in."""
    OTHER_CODE_OPENS = "other-code-opens"
    """Whether another valid code opens."""
    MODE_CHANGED = "mode-changed"
    """Whether the mode was changed."""
    CELLS_CHANGED = "cells-changed"
    """Whether the cells were changed."""
    INITIALISED_SINCE = "initialised-since"
    """Whether the lock was initialised again."""
    CLOCK_RIGHT = "clock-right"
    """Whether the lock's clock is right."""
    CLOCK_AHEAD = "clock-ahead"
    """Whether the lock's clock is ahead."""
    OUT_BY_SHIFT = "out-by-shift"
    """Whether the clock is out by the hour of daylight saving."""
    ANSWERS_WITH_POWER = "answers-with-power"
    """Whether the keypad answers with good cells."""
    OPENS_WHEN_PUSHED = "opens-when-pushed"
    """Whether it opens when the door is pushed or pulled."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One possible cause."""

    cause: Cause
    """The cause."""
    likelihood: float
    """How likely it is, 0 to 1."""
    evidence: str
    """Why it is thought of."""
    remedy: str
    """What to do."""
    about: str | None = None
    """The code or lock it is about, by the issuer's name."""
    minutes: int | None = None
    """By how many minutes the code or the clock is out, where that is known."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One thing that was taken into account."""

    clue: str
    """What was looked at, for example ``record``."""
    value: str
    """What was found, for example ``too-early``."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The answer."""

    findings: tuple[Finding, ...]
    """The causes, the likeliest first."""
    tie: tuple[Cause, ...]
    """The causes that the evidence does not tell apart, two to four; empty when it tells the first from
    all others.
    """
    clues: tuple[Clue, ...]
    """What the verdict rests on."""
    next: Question | None = None
    """The question whose answer is expected to tell most of the tie apart."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What is known of one cause."""

    prior: Fact[float]
    """How often it is the cause among the calls for help, 0 to 1, before anything is known of the call."""
    remedy: Fact[str]
    """What to do about it."""


class LogCause(str, Enum):
    """Why a lock's log names somebody else."""

    SAME_DIGITS = "same-digits"
    """Both have the same digits."""
    SAME_BUTTONS = "same-buttons"
    """The digits differ and the buttons do not: one button stands for two digits."""
    BEGINS_ALIKE = "begins-alike"
    """The code of the one that is named is how the other begins, and the lock opens as soon as a code is
    complete.
    """
    OTHER_CODE = "other-code"
    """The codes are pressed differently: the named one's code was typed."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LogFinding:
    """What the log says, explained."""

    cause: LogCause
    """The cause."""
    evidence: str
    """Why it is thought of."""
    remedy: str
    """What to do."""
    alike: tuple[str, ...]
    """Everybody whose code the lock cannot tell from that of the one who was there, in order."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What somebody says who contradicts a step."""

    says: str
    """What is said."""
    source: tuple[str, ...]
    """Keys of who says it."""


class Need(str, Enum):
    """What a lock must have, or lack, for an answer to be possible."""

    PREFIX = "prefix"
    """A key that is pressed before a NetCode."""
    NO_PREFIX = "no-prefix"
    """No such key."""
    APP = "app"
    """An app that manages the lock."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to a step."""

    answer: str
    """The word to answer with."""
    means: str
    """What it would mean."""
    next: str
    """The step it leads to."""
    needs: Need | None = None
    """What the lock must have for it; asked of every lock when absent."""


class End(str, Enum):
    """How a walk ends."""

    FIX = "fix"
    """The step is the remedy."""
    RESET = "reset"
    """The step sets the lock back, and says what that costs."""
    KEY_OR_LOCKSMITH = "key-or-locksmith"
    """Only a key, or a locksmith, or the maker's support is left."""
    SUPPORT = "support"
    """Only the service's support can do it."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: something to do and to look for, and what each answer means; or an end."""

    id: str
    """Its name."""
    do: str
    """What to do."""
    mark: Mark
    """How sure the step is."""
    source: tuple[str, ...]
    """Keys of its sources."""
    answers: tuple[Choice, ...] = ()
    """The answers; none at an end."""
    conflicts: tuple[Conflict, ...] = ()
    """Where sources disagree."""
    consequences: tuple[str, ...] = ()
    """What a reset costs."""
    end: End | None = None
    """Whether and how the walk ends here."""
    look: str | None = None
    """What to look for; none at an end."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A tree of steps for the locks of some makers, or for a service."""

    id: str
    """Its name, which is taken where a model is."""
    title: str
    """What it helps with."""
    makers: tuple[str, ...]
    """Whose locks it is for; none where it is about a service."""
    steps: tuple[Step, ...]
    """The steps, the first one first. Answers lead forward only, so every walk ends."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A step that was passed."""

    step: str
    """Its name."""
    answer: str
    """The answer given."""
    means: str
    """What that meant."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The walk so far."""

    guide: str
    """The guide."""
    passed: tuple[Passed, ...]
    """The steps passed."""
    step: Step
    """The step reached, with the answers that the model's locks can give."""
    sources: FrozenMap[str, Source]
    """Who is quoted at this step, by key."""
    model: str | None = None
    """The model, where one was named."""
