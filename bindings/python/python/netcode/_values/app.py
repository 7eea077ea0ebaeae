"""The values of `netcode.app`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias, final

from .catalogue import Parameter
from .twin import Message, Why

__all__ = [
    "Effect",
    "EffectAdopted",
    "EffectConflicts",
    "EffectDone",
    "EffectExpired",
    "EffectFailed",
    "EffectGaveUp",
    "EffectIdle",
    "EffectRefused",
    "EffectSend",
    "EffectSynchronised",
]


@final
@dataclass(frozen=True, slots=True)
class EffectSend:
    """Send this."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "send")

    value: Message


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectAdopted:
    """Settings that were made at the lock are the wish from now on."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "adopted")

    parameters: tuple[Parameter, ...]
    """Which."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectSynchronised:
    """What was wished for is on the lock."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "synchronised")

    ticket: int
    """The command."""
    changed: tuple[Parameter, ...]
    """What was changed on the lock."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectConflicts:
    """Nothing was synchronised: somebody set the lock otherwise meanwhile. See ``Account::conflicts``."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "conflicts")

    ticket: int
    """The command."""
    parameters: tuple[Parameter, ...]
    """What is in conflict."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectFailed:
    """Nothing was synchronised: the lock cannot be set that way."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "failed")

    ticket: int
    """The command."""
    code: str
    """The dotted code of the lock's error."""
    message: str
    """Its message."""
    hint: str
    """Its remedy."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectDone:
    """A command was carried out."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "done")

    ticket: int
    """The command."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRefused:
    """The lock would not carry out a command."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "refused")

    ticket: int
    """The command."""
    why: Why
    """Why."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectExpired:
    """A command waited too long."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "expired")

    ticket: int
    """The command."""


@final
@dataclass(frozen=True, slots=True)
class EffectIdle:
    """Nothing waits: the link can be closed."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "idle")


@final
@dataclass(frozen=True, slots=True)
class EffectGaveUp:
    """The lock does not answer: the link is given up, commands go on waiting."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "gave_up")


Effect: TypeAlias = (
    EffectSend
    | EffectAdopted
    | EffectSynchronised
    | EffectConflicts
    | EffectFailed
    | EffectDone
    | EffectRefused
    | EffectExpired
    | EffectIdle
    | EffectGaveUp
)
"""What a step leads to."""
