"""Advice: why a code did not open a door, and from a symptom to a fix.

>>> from netcode import Format, Grant, Identity, Profile, SiteKey
>>> from netcode.advise import Handed, explain, question_text, troubleshoot
>>> from netcode.stay import Door
>>> from netcode.time import ClockEventSet, LockClock, Zone
>>> london = Zone("Europe/London")
>>> set_at = ClockEventSet(at=london.read("2026-01-15T09:30"), within_seconds=60)
>>> door = Door(Profile(Format("S", 7), ["acc"]), LockClock(london, "standard-time", ppm=20, events=[set_at]))
>>> lock = Identity.own(SiteKey("00" * 32).lock_key("A"), lock_id=123456, initialised="2026-01-15T09:30")
>>> grant = Grant("acc", "2026-07-01T00:00", days=4)
>>> ames = Handed(id="Ames", code=lock.issue(door.profile.format, grant).code, grant=grant)
>>> said = explain(door, lock, ames.code, london.read("2026-06-30T22:50"), signal="red", handed=[ames])
>>> said.findings[0].cause.value, said.findings[0].minutes
('too-early', 130)

Where the evidence leaves causes tied, ``next`` is the question that tells them apart; its answer goes in as
``answers={question: True}``. A guide leads from a symptom to a fix, an answer a step:

>>> troubleshoot("cl4510").step.look
'When does the lock show red?'
>>> troubleshoot("cl4510", ["red-at-star"]).step.end.value
'fix'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import final

from ._netcode import (
    Grant,
    causes as causes,
    explain as explain,
    explain_log as explain_log,
    guides as guides,
    question_text as question_text,
    troubleshoot as troubleshoot,
)
from ._values.advise import *


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A code that was given out, with its digits."""

    id: str
    """The name by which the issuer knows it."""
    code: str = field(repr=False)
    """The digits."""
    grant: Grant
    """What it permits."""
    used: datetime | None = None
    """When it was first seen to open the door."""
    blocked: datetime | None = None
    """When it was blocked at the lock."""
