"""The values of `netcode.time`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import ClassVar, TypeAlias, final

from .._netcode import LockTime

__all__ = [
    "ClockError",
    "ClockEvent",
    "ClockEventBatteryChanged",
    "ClockEventLost",
    "ClockEventOpened",
    "ClockEventRefused",
    "ClockEventSet",
    "ClockRule",
    "DstDates",
    "Transition",
    "Window",
]


class ClockRule(str, Enum):
    """How the clock of a lock is kept."""

    STANDARD_TIME = "standard-time"
    """The display stands on the zone's standard time all year (KL family)."""
    CIVIL = "civil"
    """The display follows daylight saving by two typed dates (CL family). The code scheme is fed standard
    time, so its windows never see the change. Such a lock moves by an hour: where the zone does not,
    and the display was set in summer, what is known of its clock is so much less.
    """
    UTC = "utc"
    """The clock stands on UTC."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of real time: ``from`` is inside, ``until`` is not. Never empty."""

    from_: datetime = field(metadata={"wire": "from"})
    until: datetime

    @property
    def minutes(self) -> int:
        """Whole minutes from the first moment to the last."""
        return int((self.until - self.from_).total_seconds() // 60)

    def __contains__(self, moment: datetime) -> bool:
        return self.from_ <= moment < self.until


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A moment at which a zone's offset from UTC changes."""

    at: datetime
    """The first moment of the new offset."""
    before_minutes: int
    """Minutes ahead of UTC before it."""
    after_minutes: int
    """Minutes ahead of UTC from it on."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class DstDates:
    """The two dates that a lock with the ``civil`` rule is told for a year, in the order in which they
    come. Both are wall-clock readings just before the change: at ``forward`` the clock jumps ahead by
    ``shift_minutes``, at ``back`` it is put back by as much.
    """

    year: int
    """The year."""
    forward: datetime
    """When daylight saving begins, read on the clock before the change."""
    back: datetime
    """When daylight saving ends, read on the clock before the change."""
    shift_minutes: int
    """Minutes that the clock is moved by: 60, at Lord Howe 30."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEventSet:
    """The clock was set, right to within ``within_seconds`` either way."""

    _wire: ClassVar[tuple[str, ...]] = ("tagged", "event", "set")

    at: datetime
    """When."""
    within_seconds: int
    """The most it was out afterwards: 60 when somebody typed the minute of a good watch."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEventOpened:
    """A code for [``from``, ``until``) of lock time opened, grace included, so the clock was inside."""

    _wire: ClassVar[tuple[str, ...]] = ("tagged", "event", "opened")

    at: datetime
    """When."""
    from_: LockTime = field(metadata={"wire": "from"})
    """First minute of lock time at which the code opens."""
    until: LockTime
    """First minute of lock time at which it opens no longer."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEventRefused:
    """A code for [``from``, ``until``) of lock time was refused for its time, so the clock was outside."""

    _wire: ClassVar[tuple[str, ...]] = ("tagged", "event", "refused")

    at: datetime
    """When."""
    from_: LockTime = field(metadata={"wire": "from"})
    """First minute of lock time at which the code opens."""
    until: LockTime
    """First minute of lock time at which it opens no longer."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEventBatteryChanged:
    """The battery was changed and the clock stood still for at most ``stood_seconds``."""

    _wire: ClassVar[tuple[str, ...]] = ("tagged", "event", "battery_changed")

    at: datetime
    """When."""
    stood_seconds: int
    """The longest it can have stood still."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEventLost:
    """The clock was lost, as some locks do when the battery is changed: nothing is known until it is set
    or opens.
    """

    _wire: ClassVar[tuple[str, ...]] = ("tagged", "event", "lost")

    at: datetime
    """When."""


ClockEvent: TypeAlias = (
    ClockEventSet
    | ClockEventOpened
    | ClockEventRefused
    | ClockEventBatteryChanged
    | ClockEventLost
)
"""Something that happened to a clock, or was seen of it."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockError:
    """The interval in which a clock's error lies, in seconds: how far it is ahead of right lock time. Both
    ends inside.
    """

    low_seconds: int
    """The least: negative when the clock may be behind."""
    high_seconds: int
    """The most: positive when it may be ahead."""
