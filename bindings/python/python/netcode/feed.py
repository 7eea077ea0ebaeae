"""Booking feeds as booking sites publish them, and the desk that issues a proved code for every booking.

>>> from netcode.feed import ContentBooking, Desk, read
>>> desk = Desk({
...     "site_key": "00" * 32, "serial": "FLAT-2", "lock_id": 123456, "initialised": "2026-01-15T09:30",
...     "layout": "S", "digits": 7, "modes": ["acc"], "zone": "Europe/London", "check_in": "15:00", "check_out": "11:00",
... })
>>> [entry] = read("reservation,guest,check-in,check-out\\nR1,Ames,2026-07-01,2026-07-04\\n")
>>> assert isinstance(entry.content, ContentBooking)
>>> handout = desk.issue(entry.content.value)
>>> handout.guest, len(handout.codes[0].code), handout.guaranteed_from
('Ames', 7, '2026-07-01T01:00:00+01:00')
"""

from __future__ import annotations

from ._netcode import Desk as Desk, _read_feed
from ._values.feed import *
from ._values.feed import Entry as _Entry
from ._values.stay import Handout as Handout, HandoutCode as HandoutCode


def read(text: str, *, closed_are_stays: bool = False) -> list[_Entry]:
    """Reads a feed, iCalendar or CSV: every entry is a booking, is skipped for a reason, or has an error with its line.

    ``closed_are_stays`` takes days that are closed or not available as stays: some sites publish bookings so.
    """
    return _read_feed(text, closed_are_stays=closed_are_stays)
