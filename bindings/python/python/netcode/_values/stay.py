"""The values of `netcode.stay`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import ClassVar, TypeAlias, final

from .._netcode import Estimate, Grant, LockTime
from .._enums import Layout, Mode
from .time import Window

__all__ = [
    "Answer",
    "DoorRisk",
    "Entrant",
    "FirstUse",
    "Given",
    "GroupUnfit",
    "Handout",
    "HandoutCode",
    "Plan",
    "Quote",
    "Records",
    "Remedy",
    "RemedyChangeLayout",
    "RemedySetClock",
    "RemedySwitchOn",
    "Residual",
    "Shared",
    "SharedWay",
    "Spill",
    "Unfit",
    "UnfitReason",
    "Way",
    "Withdrawal",
    "Withdrawn",
]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Spill:
    """Minutes in which a grant may open although nobody asked for it, in the worst case of the clock."""

    before_minutes: int
    """Before the first window asked."""
    between_minutes: int
    """Between windows asked."""
    after_minutes: int
    """After the last window asked."""

    @property
    def total_minutes(self) -> int:
        """All of them together."""
        return self.before_minutes + self.between_minutes + self.after_minutes


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstUse:
    """A grant that dies unless it is used in time."""

    grant: Grant
    """The grant."""
    from_: datetime = field(metadata={"wire": "from"})
    """The first moment from which the first use surely works."""
    by: datetime
    """The moment up to which the first use surely works; of ``weekly`` only in its hours."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What is asked, granted, guaranteed and spilled: every window is real time in whole minutes."""

    asked: tuple[Window, ...]
    """The windows in which the guest wants to enter."""
    granted: tuple[Window, ...]
    """When the grants open by a clock that is right, without the lock's grace."""
    guaranteed: tuple[Window, ...]
    """When one of the grants opens whatever the clock's error is, grace included."""
    possible: tuple[Window, ...]
    """When one of the grants opens for some error the clock may have, grace included."""
    missing: tuple[Window, ...]
    """The parts of what is asked that are not guaranteed; none when the promise can be made."""
    spill: Spill
    """What may open outside what is asked."""
    first_use: tuple[FirstUse, ...]
    """What the guest must do in time, one for each grant that has a first-use rule."""

    @property
    def holds(self) -> bool:
        """Whether everything that is asked is guaranteed."""
        return not self.missing

    def _repr_svg_(self) -> str:
        from ..draw import quote

        return quote(self).svg


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to cover a stay."""

    grants: tuple[Grant, ...]
    """The grants, in the order in which they are used."""
    quote: Quote
    """What they guarantee, spill, and demand of the guest."""
    credits: int
    """What they cost: one credit a code."""
    blocks_earlier: bool
    """Whether using a code ends the rentals of the same key that started before it."""
    late_arrival_minutes: int
    """Minutes of the stay in which a guest who arrives only then finds a code already dead for want of
    first use.
    """

    def _repr_svg_(self) -> str:
        from ..draw import plan

        return plan(self).svg


class UnfitReason(str, Enum):
    """Why a mode does not cover a stay."""

    SWITCHED_OFF = "switched_off"
    """The lock has the mode switched off."""
    OPENS_ONCE = "opens_once"
    """Its codes open once, and the guest comes and goes."""
    REPEATS = "repeats"
    """It repeats by the week and leaves the time between closed."""
    TOO_SHORT = "too_short"
    """Its longest codes are so short that more than sixty would be needed."""
    CLOCK_UNKNOWN = "clock_unknown"
    """Nothing is known of the lock's clock for a part of the stay."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """A mode that does not cover the stay."""

    mode: Mode
    """The mode."""
    reason: UnfitReason
    """Why not."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class RemedySwitchOn:
    """Switch to the mode; the way is what then covers the stay. Codes of the modes switched off die."""

    _wire: ClassVar[tuple[str, ...]] = ("tagged", "change", "switch_on")

    mode: Mode
    """The mode."""
    way: Way
    """The best way with it."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyChangeLayout:
    """Give the lock longer codes: the mode belongs to the other layout."""

    _wire: ClassVar[tuple[str, ...]] = ("tagged", "change", "change_layout")

    layout: Layout
    """The layout."""
    mode: Mode
    """The mode to switch on there."""
    way: Way
    """The best way with it."""


@final
@dataclass(frozen=True, slots=True)
class RemedySetClock:
    """Set the lock's clock, or observe it: nothing is known of it."""

    _wire: ClassVar[tuple[str, ...]] = ("tagged", "change", "set_clock")


Remedy: TypeAlias = RemedySwitchOn | RemedyChangeLayout | RemedySetClock
"""A change to the lock after which the stay can be covered."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The ways to cover a stay, and what stands against the rest."""

    ways: tuple[Way, ...]
    """The ways, best first: least risk for the guest, then least spill. Empty when no enabled mode covers
    the stay.
    """
    unfit: tuple[Unfit, ...]
    """The modes of the door's layout that do not fit, with the reason."""
    remedies: tuple[Remedy, ...]
    """What would cover the stay after a change to the lock; filled when there is no way, best first."""

    def _repr_svg_(self) -> str:
        from ..draw import plan

        return plan(self).svg


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A code that was given out, as the issuer's records know it. Its digits are not needed."""

    id: str
    grant: Grant
    group: str | None = None
    used: datetime | None = None
    blocked: datetime | None = None
    asked: Window | None = None


class Records(str, Enum):
    """How much the issuer knows of the openings at a door."""

    COMPLETE = "complete"
    """Every first use is recorded: a code without one has not been used."""
    PARTIAL = "partial"
    """The lock is offline and reports nothing: a code without a recorded use may have been used all the
    same.
    """


class Withdrawal(str, Enum):
    """A way to take a code back. The lock is offline: nothing can be done from afar."""

    WAIT = "wait"
    """Do nothing: it ends by itself."""
    SUPERSEDE = "supersede"
    """Give out a rental of the same key with a later start: its first use ends this one."""
    BLOCK_AT_KEYPAD = "block-at-keypad"
    """Have somebody with the master code block it at the keypad."""
    INITIALISE = "initialise"
    """Initialise the lock anew, which ends every code of its own key; codes of a group need a new group
    key.
    """


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """A code that may open a door at the moment asked about."""

    id: str
    """The code's name."""
    grant: Grant
    """What it permits."""
    surely: bool
    """Whether it opens whatever the clock's error and the unrecorded uses; otherwise it may."""
    withdrawals: tuple[Withdrawal, ...]
    """The ways to take it back, cheapest first."""
    until: datetime | None = None
    """The last moment at which it may open, if nothing is done; none when the clock is unknown."""
    unless_used_by: datetime | None = None
    """The moment after which it is dead unless it is used before, where nothing says that it was."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What to do with a code that should not open any longer."""

    id: str
    """The code's name."""
    way: Withdrawal
    """The way chosen."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Residual:
    """An old code that still opens a door at a time that is not the guest's."""

    id: str
    """The code's name."""
    windows: tuple[Window, ...]
    """When it may still open, at its old door."""
    alternatives: tuple[Withdrawal, ...]
    """What would take it back and was not chosen, for want of somebody at the door or of a need."""
    unless_used_by: datetime | None = None
    """The moment after which it is dead unless somebody uses it before, where it was never seen used."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a change."""

    keep: tuple[str, ...]
    """The codes that the guest keeps using."""
    withdraw: tuple[Withdrawn, ...]
    """What to do with codes that should open no longer."""
    residual: tuple[Residual, ...]
    """What still opens afterwards."""
    messages: int
    """Messages to send: one if there are new codes."""
    visits: int
    """Visits to the lock: one if codes are blocked at the keypad."""
    exposure_minutes: int
    """Minutes in which a code opens although it should not, or outside the guest's time; two doors count
    twice.
    """
    new: Way | None = None
    """The new codes and what they guarantee, if there must be new ones."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWay:
    """One way to open several doors with the same digits."""

    group: str
    """The group whose key makes the codes."""
    grants: tuple[Grant, ...]
    """The grants, in the order in which they are used."""
    doors: tuple[tuple[str, Quote], ...]
    """What they guarantee at each door."""
    credits: int
    """What they cost: one credit a code."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupUnfit:
    """A group that cannot serve."""

    group: str
    """The group."""
    misses: tuple[str, ...]
    """Doors wanted that do not hold it."""
    opens_too: tuple[str, ...]
    """Doors not wanted that hold it and would open too."""
    no_common_grant: bool
    """The doors accept no common grant that covers the stay: their layouts, digits or modes differ too
    much.
    """


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRisk:
    """What the groups of a door cost in guessing: codes acceptable at the worst minute of the stay's first
    day.
    """

    door: str
    """The door."""
    own: Estimate
    """With its own key only."""
    now: Estimate
    """With the groups that it holds."""
    with_one_more: Estimate
    """With one group more."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """How to open several doors during a stay."""

    ways: tuple[SharedWay, ...]
    """Ways with one set of digits for all the doors, best first."""
    unfit: tuple[GroupUnfit, ...]
    """The groups that do not open exactly these doors."""
    separate: tuple[tuple[str, Plan], ...]
    """What can be done without a group: a plan, and so another code, for each door."""
    room_for_group: bool
    """Whether a new group could be provisioned: each of these doors has room for one."""
    risk: tuple[DoorRisk, ...]
    """What one group more or less means for guessing, door by door."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutCode:
    """One code of a handout."""

    code: str = field(repr=False)
    """The digits."""
    grant: Grant
    """What they permit."""
    opens_from: str
    """The first minute they open."""
    opens_until: str
    """The minute from which they no longer do."""
    lock_from: LockTime
    """The same on the lock's clock."""
    lock_until: LockTime
    """The same on the lock's clock."""
    first_use_by: str | None = None
    """The minute by which they must have been used once, whatever the lock's clock reads within its error,
    where the mode has such a rule.
    """


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """What the guest of one stay gets. Times are civil times of the property's zone unless they say
    ``lock_``.
    """

    stay: str
    """The booking's id."""
    check_in: str
    """When the guest may come in."""
    check_out: str
    """When the guest is out."""
    codes: tuple[HandoutCode, ...]
    """The codes, in the order in which they are used; nearly always one."""
    spill_before_minutes: int
    """Minutes before check-in in which a code may open too."""
    spill_after_minutes: int
    """Minutes after check-out in which a code may open too."""
    credits: int
    """Credits the codes cost."""
    ends_earlier_rentals: bool
    """Whether using a code ends rentals that started before it."""
    guest: str | None = None
    """The guest or summary of the feed."""
    guaranteed_from: str | None = None
    """From when on a code is sure to open, whatever the lock's clock reads within its error."""
    guaranteed_until: str | None = None
    """Until when it is sure to."""
