"""The values of `netcode.link`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import final

from .._netcode import Grant, LockTime
from .._enums import Layout, Mode

__all__ = [
    "AppLock",
    "AppReport",
    "IssuedCode",
]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AppLock:
    """A lock as its app last saw it."""

    name: str
    """What people call it."""
    model: str
    """The model's id."""
    serial: str
    """What its key is derived for."""
    zone: str
    """Its time zone."""
    netcode: bool
    """Whether the lock takes NetCodes: the feature as the lock has it, not as it is wished for."""
    modes: tuple[Mode, ...]
    """The modes the lock has on; empty while the app has not seen it."""
    layout: Layout
    """The layout of its codes."""
    digits: int
    """Digits of its codes."""
    grace_minutes: int
    """Minutes of grace at either end."""
    prefix: str
    """The key pressed before a code; may be empty."""
    firmware: str
    """Its software; empty while the app has not seen it."""
    battery: str
    """How its cells are; empty while the app has not seen it."""
    lock_id: int | None = None
    """The lock id, once initialised."""
    initialised: LockTime | None = None
    """The initialisation, once there was one."""
    seen_at: datetime | None = None
    """When the app last saw it."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AppReport:
    """What an app tells whoever has its access key."""

    access_key: str = field(repr=False)
    """The key under which it was asked."""
    locks: tuple[AppLock, ...]
    """Its locks."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCode:
    """A code that was issued, as far as somebody must know it who changes a lock's mode."""

    id: str
    """The name by which its issuer knows it."""
    grant: Grant
    """What it permits."""
    guest: str | None = None
    """Whom it is for."""
