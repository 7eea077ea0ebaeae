"""The values of `netcode.access`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import final

__all__ = [
    "Limits",
    "Permission",
    "Role",
]


class Role(str, Enum):
    """What a person is in an account."""

    OWNER = "owner"
    """Whose account it is."""
    STANDARD = "standard"
    """As the owner, but for the account itself."""
    ASSOCIATE = "associate"
    """Issues codes; adds, edits and deletes locks."""
    GUEST = "guest"
    """Issues codes."""


class Permission(str, Enum):
    """What can be permitted."""

    ISSUE = "issue"
    """Generate codes, see and send those that one generated."""
    LOCKS = "locks"
    """Add, edit and delete locks."""
    USERS = "users"
    """Invite, change and remove users."""
    WHITELIST = "whitelist"
    """Edit the phones that may ask for codes by SMS."""
    CREDITS = "credits"
    """See the statement and buy credits."""
    AUDIT = "audit"
    """See the audit trail and every code of the account."""
    ACCOUNT = "account"
    """Change or close the account, take keys out of it."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a person is held to beyond their role. What is not named is not limited."""

    codes_max: int | None = None
    """At most so many codes in all, those of people they invited included."""
    days_max: int | None = None
    """Only codes that give access for at most so many days, 1 or more."""
    doors: tuple[str, ...] | None = None
    """Only these locks, by their ids in the portal."""
    until: datetime | None = None
    """Nothing from this instant on."""
