"""The values of `netcode.feed`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import ClassVar, TypeAlias, final

from .error import Failure

__all__ = [
    "Booking",
    "Content",
    "ContentBad",
    "ContentBooking",
    "ContentSkipped",
    "Entry",
    "Moment",
    "MomentCivil",
    "MomentDay",
    "MomentExact",
    "Skip",
]


class Skip(str, Enum):
    """Why an entry is no stay."""

    CANCELLED = "cancelled"
    """The booking was cancelled."""
    BLOCKED_OUT = "blocked_out"
    """The owner or the site closed the days; nobody comes."""
    TRANSPARENT = "transparent"
    """The event does not occupy the place (``TRANSP:TRANSPARENT``)."""


@final
@dataclass(frozen=True, slots=True)
class MomentDay:
    """A day: the house rules say at what time."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "day")

    value: date


@final
@dataclass(frozen=True, slots=True)
class MomentCivil:
    """A civil time of the property's zone."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "civil")

    value: datetime


@final
@dataclass(frozen=True, slots=True)
class MomentExact:
    """A moment."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "exact")

    value: datetime


Moment: TypeAlias = MomentDay | MomentCivil | MomentExact
"""A time as a feed gives it."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A stay as the feed has it."""

    id: str
    """The site's id, or ``line N`` where the feed has none."""
    arrival: Moment
    """When the stay begins."""
    departure: Moment
    """When it ends."""
    guest: str | None = None
    """The guest or the summary, where there is one."""


@final
@dataclass(frozen=True, slots=True)
class ContentBooking:
    """A stay."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "booking")

    value: Booking


@final
@dataclass(frozen=True, slots=True)
class ContentSkipped:
    """No stay, and rightly so."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "skipped")

    value: Skip


@final
@dataclass(frozen=True, slots=True)
class ContentBad:
    """Something that should have been a stay."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "bad")

    value: Failure


Content: TypeAlias = ContentBooking | ContentSkipped | ContentBad
"""What an entry of a feed is."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, with the line it starts on, counted from 1."""

    line: int
    """The line."""
    content: Content
    """What the entry is."""
    id: str | None = None
    """The booking's id, where one could be read."""
