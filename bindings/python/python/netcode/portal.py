"""The portal: accounts, people, locks, credits, codes issued exactly once, messages and the audit trail.

A portal is opened on a store: ``Portal.memory`` for tests, ``Portal.sqlite`` for one host, ``Portal.postgres`` for
several. Each method takes the moment as ``now``, a ``datetime`` with a zone; left out, it is the clock's. Whatever
waits for the store lets other threads run.

>>> import re
>>> from datetime import datetime, timezone
>>> from netcode import Grant, LockTime, Mode
>>> from netcode.portal import AddLock, IssueRequest, Portal, Registration, Series
>>> now = datetime(2026, 7, 1, 9, tzinfo=timezone.utc)
>>> portal = Portal.memory("00" * 32)
>>> portal.register(Registration(email="ann@example.com", name="Ann", password="Correct-Horse-7"), now=now)
>>> [mail] = portal.claim(now=now)
>>> portal.activate(re.findall(r"/activate/(\\S+)", mail.text)[0], now=now)
>>> with portal.sign_in("ann@example.com", "Correct-Horse-7", now=now) as ann:
...     lock = ann.add_lock(AddLock(
...         name="Front door", model="reference", series=Series.KL, zone="Europe/London", digits=7,
...         modes=(Mode.STANDARD_MULTI,), initialised=LockTime("2026-01-15T09:30"),
...     ), now=now)
...     grant = Grant("standard-multi", "2026-07-01T15:00", hours=2)
...     wish = IssueRequest(request="booking 7", lock=lock.id, grant=grant)
...     first, again = ann.issue(wish, now=now), ann.issue(wish, now=now)
...     print(first.code == again.code, again.repeated, ann.balance(now=now).available)
True True 19

The courier is one's own: ``portal.drain(deliver)`` hands it every message that is due.
"""

from ._netcode import (
    Pages as Pages,
    Portal as Portal,
    Session as Session,
    Settings as Settings,
    preflight as preflight,
    render_card as render_card,
)
from ._values.access import *
from ._values.audit import *
from ._values.ledger import *
from ._values.outbox import *
from ._values.portal import *
