"""Drawings as SVG, which notebooks show by themselves; legible in light and dark.

>>> from netcode.draw import Drawing
>>> Drawing("<svg/>")._repr_svg_()
'<svg/>'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from ._netcode import Door, Lane, timeline_svg
from ._values.time import Window

__all__ = ["Drawing", "Lane", "timeline"]


@final
@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing."""

    svg: str
    """Its SVG text."""

    def _repr_svg_(self) -> str:
        return self.svg


def timeline(door: Door, title: str, span: Window, lanes: Sequence[Lane], *, width: int = 720) -> Drawing:
    """The timeline of a door: what each lane asks for, is granted, guaranteed, and may spill.

    ``width`` is in pixels, 320 to 4000.
    """
    return Drawing(timeline_svg(door, title, span, list(lanes), width=width))
