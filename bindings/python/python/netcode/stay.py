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
    Door as Door,
    Happened as Happened,
    Stay as Stay,
    Visits as Visits,
    change as change,
    free_issue as free_issue,
    plan as plan,
    plan_doors as plan_doors,
    plan_visits as plan_visits,
    quote as quote,
    who_can_enter as who_can_enter,
)
from ._values.stay import *
