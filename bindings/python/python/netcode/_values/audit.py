"""The values of `netcode.audit`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import final

__all__ = [
    "Record",
]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A link of an account's chain."""

    account: str
    """The account."""
    number: int
    """Its number in the chain, from 1 without gaps."""
    at: datetime
    """When it happened."""
    action: str
    """What was done."""
    subject: str
    """The id of what it was done to."""
    detail: str
    """What else is worth keeping."""
    previous: str
    """The hash of the record before, 64 hexadecimal digits; of nothing for the first."""
    hash: str
    """The hash of this record, 64 hexadecimal digits."""
    person: str | None = None
    """The opaque id of who did it; ``None`` for the portal itself."""
