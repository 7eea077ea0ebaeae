"""Stays: which codes cover one, what is guaranteed, what to do when plans change, and who can enter.

>>> from netcode import Format, Profile
>>> from netcode.stay import Door, Stay, plan
>>> from netcode.time import ClockEventSet, LockClock, Zone
>>> london = Zone("Europe/London")
>>> set_at = ClockEventSet(at=london.read("2026-01-15T09:30"), within_seconds=60)
>>> clock = LockClock(london, "standard-time", ppm=20, events=[set_at])
>>> door = Door(Profile(Format("S", 7), ["acc"]), clock)
>>> ways = plan(door, Stay(london.read("2026-07-01T15:00"), london.read("2026-07-04T11:00"))).ways
>>> [str(grant) for grant in ways[0].grants]
['acc 2026-07-01T00:00 4 d']
>>> ways[0].quote.holds, ways[0].quote.guaranteed[0].from_.isoformat()
(True, '2026-07-01T01:06:00+01:00')
"""

from ._netcode import (
    Door,
    Happened,
    Stay,
    Visits,
    change,
    free_issue,
    plan,
    plan_doors,
    plan_visits,
    quote,
    who_can_enter,
)
from ._values.stay import (
    Answer,
    DoorRisk,
    Entrant,
    FirstUse,
    Given,
    GroupUnfit,
    Plan,
    Quote,
    Records,
    Remedy,
    RemedyChangeLayout,
    RemedySetClock,
    RemedySwitchOn,
    Residual,
    Shared,
    SharedWay,
    Spill,
    Unfit,
    UnfitReason,
    Way,
    Withdrawal,
    Withdrawn,
)

__all__ = [
    "Answer",
    "Door",
    "DoorRisk",
    "Entrant",
    "FirstUse",
    "Given",
    "GroupUnfit",
    "Happened",
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
    "Stay",
    "Unfit",
    "UnfitReason",
    "Visits",
    "Way",
    "Withdrawal",
    "Withdrawn",
    "change",
    "free_issue",
    "plan",
    "plan_doors",
    "plan_visits",
    "quote",
    "who_can_enter",
]
