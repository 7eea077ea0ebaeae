"""Zones, windows of real time, and what is known of a lock's clock.

Moments are ``datetime`` with a zone, any zone; one without is refused with the remedy. What comes back shows the civil
time of the property with its offset. The offset is a fixed one, since Python subtracts and compares times of the same
``ZoneInfo`` by the wall clock, an hour out across daylight saving:

>>> from netcode.time import Zone, window
>>> london = Zone("Europe/London")
>>> night = window(london.read("2026-03-28T15:00"), london.read("2026-03-29T11:00"))
>>> [change.after_minutes for change in london.transitions(night.from_, night.until)]
[60]
"""

from ._enums import Weekday as Weekday
from ._netcode import (
    LockClock as LockClock,
    LockTime as LockTime,
    Zone as Zone,
    join as join,
    missing as missing,
    window as window,
)
from ._values.time import *
