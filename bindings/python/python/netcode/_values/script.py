"""The values of `netcode.script`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias, final

from .app import Effect
from .catalogue import Parameter
from .error import Failure
from .twin import Bolt, View

__all__ = [
    "AppView",
    "Line",
    "LineDone",
    "LineFailed",
]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AppView:
    """How the app of a script's lock stands."""

    pending: tuple[Parameter, ...]
    """What the lock does not know yet."""
    waiting: int
    """Commands that wait."""
    conflicts: tuple[Parameter, ...] = ()
    """What was changed in the app and, otherwise, at the lock."""
    came_to: tuple[Effect, ...] = ()
    """What the step came to."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LineDone:
    """What the lock did."""

    _wire: ClassVar[tuple[str, ...]] = ("bare",)

    step: int
    """The step, counted from 0."""
    effects: tuple[str, ...]
    """One word for each flash, beep and move of the bolt, in order."""
    bolt: Bolt
    """Where the bolt is at the end of the step."""
    state: View
    """The state at the end of the step, without digits and keys."""
    ignored: tuple[str, ...] = ()
    """Keys that had no effect because they are absent or cannot be reached."""
    app: AppView | None = None
    """How the app stands, after a step in it."""

    def _repr_svg_(self) -> str:
        from ..draw import lights

        return lights(self.effects, self.bolt).svg


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LineFailed:
    """The step cannot act on this lock."""

    _wire: ClassVar[tuple[str, ...]] = ("bare",)

    step: int
    """The step, counted from 0."""
    error: Failure
    """Why."""


Line: TypeAlias = LineDone | LineFailed
"""The answer to one step."""
