"""Keypad access codes: issue time-limited codes for offline locks, verify them and price their risk.

Beside codes there are the modules :mod:`~netcode.time` (zones, clocks), :mod:`~netcode.stay` (which codes cover a stay,
and what is guaranteed), :mod:`~netcode.catalogue` (lock models), :mod:`~netcode.twin` (the lock itself, in virtual
time), :mod:`~netcode.portal` (accounts, credits, codes issued exactly once), :mod:`~netcode.feed` (booking feeds),
:mod:`~netcode.advise` (why a code did not open), :mod:`~netcode.app` (what is set in the lock-management app), :mod:`~netcode.arrow` (tables in, tables out), :mod:`~netcode.draw` and
:mod:`~netcode.risk`.

The issuer holds a site key. With a lock's serial it gives the lock's key, and with what was typed at the lock's
initialisation the identity, which issues and reads codes:

>>> from netcode import Format, Grant, Identity, LockTime, SiteKey
>>> site = SiteKey("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
>>> lock = Identity.own(site.lock_key("LOCK-0001"), lock_id=123456, initialised="2026-01-15T09:30")
>>> grant = Grant("standard-multi", "2026-03-14T09:00", hours=1)
>>> issued = lock.issue(Format("S", 7), grant)
>>> issued.code
'0004295'
>>> lock.read(Format("S", 7), issued.code, issued.epoch).grant == grant
True

The lock holds its key in a verifier:

>>> from netcode import Profile, Verifier
>>> profile = Profile(Format("S", 7), ["standard-multi"])
>>> door = Verifier(profile, site.lock_key("LOCK-0001"), lock_id=123456, initialised="2026-01-15T09:30")
>>> door.accept("0004295", "2026-03-14T09:30") is not None
True
>>> door.reason("0004295", "2026-03-14T10:00").value
'expired'

Codes are strings, so leading zeros stay. Printing a value never shows the digits of a code or a key. Times are lock
time, minutes without a zone and without daylight saving; a ``datetime`` becomes one only by
:meth:`LockTime.from_naive`, where it is named lock time.
"""

from . import advise, app, arrow, catalogue, draw, feed, portal, risk, stay, time, twin
from ._enums import Layout, Mode, Pattern, Reason, Weekday
from ._errors import (
    ConflictError,
    CorruptError,
    DeniedError,
    ErrorEntry,
    ExhaustedError,
    InvalidError,
    Kind,
    LimitedError,
    NetcodeError,
    NotFoundError,
    UnavailableError,
    _entry,
)
from ._netcode import (
    Batch,
    CodeKey,
    Format,
    Grant,
    Identity,
    Inspection,
    Issued,
    KeyMessage,
    LockKey,
    LockTime,
    Meaning,
    Opened,
    Profile,
    Reading,
    SiteKey,
    State,
    Verifier,
    error_entries as _error_entries,
    inspect,
    issue_rows,
    refuse_reserved,
)
from ._rows import answer_lines, answer_row

__all__ = [
    "Batch",
    "CodeKey",
    "ConflictError",
    "CorruptError",
    "DeniedError",
    "ErrorEntry",
    "ExhaustedError",
    "Format",
    "Grant",
    "Identity",
    "Inspection",
    "InvalidError",
    "Issued",
    "KeyMessage",
    "Kind",
    "Layout",
    "LimitedError",
    "LockKey",
    "LockTime",
    "Meaning",
    "Mode",
    "NetcodeError",
    "NotFoundError",
    "Opened",
    "Pattern",
    "Profile",
    "Reading",
    "Reason",
    "SiteKey",
    "State",
    "UnavailableError",
    "Verifier",
    "Weekday",
    "advise",
    "answer_lines",
    "answer_row",
    "app",
    "arrow",
    "catalogue",
    "draw",
    "error_entries",
    "feed",
    "inspect",
    "issue_rows",
    "portal",
    "refuse_reserved",
    "risk",
    "stay",
    "time",
    "twin",
]


def error_entries() -> list[ErrorEntry]:
    """Every error code there is, with its kind, meaning and remedy."""
    return [_entry(fields) for fields in _error_entries()]
