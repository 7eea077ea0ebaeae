"""The values of `netcode.error`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from .._errors import Kind

__all__ = [
    "Failure",
]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What went wrong."""

    kind: Kind
    code: str
    """The stable dotted code."""
    message: str
    """What went wrong, in words."""
    hint: str
    """What to do about it."""
