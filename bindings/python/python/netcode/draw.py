"""Drawings as SVG, which notebooks show by themselves: legible in light and dark, without fonts, scripts or files.

A model, a keypad, a twin and what it answered, a plan, a way and a quote, the card of a code and a lock's profile draw
themselves when they are the last line of a cell; the functions here take what else there is to show.

>>> from netcode.catalogue import Catalogue
>>> from netcode.draw import keypad
>>> from netcode.twin import Twin
>>> lock = Twin("kl1000-netcode-c2", "2026-07-01T12:00")
>>> picture = keypad(Catalogue().get(lock.model), lock.press("2244").effects)
>>> "blue, unlock" in picture.svg
True
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import final

from ._netcode import (
    Door,
    Lane,
    LockTime,
    Profile,
    Twin,
    code_card_svg,
    keypad_svg,
    lights_svg,
    risk_curve_svg,
    timeline_svg,
    twin_svg,
)
from ._values.catalogue import Keypad, Model
from ._values.outbox import CardText
from ._values.stay import Plan, Quote, Way
from ._values.time import Window
from ._values.twin import Bolt

__all__ = ["Drawing", "Lane", "code_card", "keypad", "lights", "plan", "quote", "risk_curve", "timeline", "twin"]

#: The look of plans and quotes, in the colours of the crate's drawings.
_STYLE = (
    ".nc-q{--ink:#1a1d21;--dim:#59626d;--line:#d3d8de;--paper:#fff;--sure:#1f6f54;--may:#a9d3c3;--warn:#b3470f;"
    "font:12px system-ui,sans-serif;background:var(--paper)}"
    "@media(prefers-color-scheme:dark){.nc-q{--ink:#e8eaed;--dim:#a3abb5;--line:#3b424b;--paper:#15181c;"
    "--sure:#4fc39b;--may:#245746;--warn:#ff9d5c}}"
    ".nc-q text{fill:var(--ink)}.nc-q .d{fill:var(--dim);font-size:11px}.nc-q .h{font-size:15px;font-weight:600}"
    ".nc-q .m{text-anchor:middle}.nc-q .l{stroke:var(--line);fill:none}.nc-q .sure{fill:var(--sure)}.nc-q .may{fill:var(--may)}"
    ".nc-q .got{fill:none;stroke:var(--ink);stroke-width:1.2}.nc-q .asked{stroke:var(--ink);stroke-width:2.5}"
    ".nc-q .lack{stroke:var(--warn);stroke-width:4;stroke-dasharray:3 2}.nc-q .x{fill:var(--warn);font-size:11px}"
)


@final
@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing."""

    svg: str
    """Its SVG text."""

    def _repr_svg_(self) -> str:
        return self.svg


def _drawing(width: int, height: int, title: str, parts: Iterable[str]) -> Drawing:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" class="nc-q">'
    return Drawing(f"{head}<title>{escape(title)}</title><style>{_STYLE}</style>{''.join(parts)}</svg>")


def _text(x: float, y: float, text: str, style: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" class="{style}">{escape(text)}</text>'


def timeline(door: Door, title: str, span: Window, lanes: Sequence[Lane], *, width: int = 720) -> Drawing:
    """The timeline of a door: what each lane asks for, is granted, guaranteed, and may spill.

    ``width`` is in pixels, 320 to 4000.
    """
    return Drawing(timeline_svg(door, title, span, list(lanes), width=width))


def keypad(of: Model | Keypad, effects: Sequence[str] = ()) -> Drawing:
    """The keypad of a model, three keys a row, and below it the lights and what else the lock did, in order."""
    return Drawing(keypad_svg(of.keypad if isinstance(of, Model) else of, effects))


def twin(lock: Twin) -> Drawing:
    """The keypad of a lock, and below it what the lock looks like from outside. It shows no digits."""
    return Drawing(twin_svg(lock))


def lights(effects: Sequence[str], bolt: Bolt | None = None) -> Drawing:
    """What a lock did, in order: a light or a letter a flash, beep or move of the bolt; and where the bolt is then."""
    return Drawing(lights_svg(effects, bolt))


def risk_curve(profile: Profile, day: LockTime | str | None = None) -> Drawing:
    """How likely one guess opens a lock of this profile through a day of its clock; an ordinary day unless given."""
    return Drawing(risk_curve_svg(profile, day))


def code_card(card: CardText) -> Drawing:
    """The card of a code: the digits, the door and when it opens. It shows the digits: they are what it is for."""
    return Drawing(code_card_svg(card))


def quote(of: Quote, title: str = "What is promised") -> Drawing:
    """What is asked, granted, guaranteed and may open, on one line of time."""
    return _lanes(title, [("", of)])


def plan(of: Plan | Way) -> Drawing:
    """The ways to cover a stay, best first, at most five; each with its grants. Without one, what stands against it."""
    ways = of.ways[:5] if isinstance(of, Plan) else (of,)
    if ways:
        more = f", {len(of.ways)} in all" if isinstance(of, Plan) and len(of.ways) > len(ways) else ""
        title = "One way" if isinstance(of, Way) else f"Ways to cover the stay{more}"
        return _lanes(title, [(", then ".join(map(str, way.grants)), way.quote) for way in ways])
    unfit = [f"{one.mode.value}: {one.reason.value.replace('_', ' ')}" for one in of.unfit] if isinstance(of, Plan) else []
    parts = [_text(16, 28, "No way covers the stay", "h")]
    parts += [_text(16, 52 + 18 * row, line) for row, line in enumerate(unfit)]
    return _drawing(404, 64 + 18 * len(unfit), "no way covers the stay", parts)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

#: Hours between two marks of an axis.
_STEPS = (1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 1440, 4380)


def _lanes(title: str, lanes: Sequence[tuple[str, Quote]]) -> Drawing:
    """Quotes below each other on one axis: possible pale, guaranteed filled, granted framed, asked as a line."""
    windows = [window for _, of in lanes for window in (*of.asked, *of.granted, *of.possible)]
    # One offset for the whole axis, that of the first moment.
    first = min(windows, key=lambda window: window.from_).from_ if windows else datetime(2020, 1, 1).astimezone()
    last = max((window.until for window in windows), default=first).astimezone(first.tzinfo)
    left, width, top = 20, 640, 52
    seconds = max((last - first).total_seconds(), 3600)

    def place(moment: datetime) -> float:
        return left + width * (moment - first).total_seconds() / seconds

    def bars(windows: Sequence[Window], y: float, height: float, style: str) -> list[str]:
        return [
            f'<rect x="{place(one.from_):.1f}" y="{y:g}" width="{place(one.until) - place(one.from_):.1f}" '
            f'height="{height:g}" class="{style}"/>'
            for one in windows
        ]

    def strokes(windows: Sequence[Window], y: float, style: str) -> list[str]:
        return [f'<path d="M{place(one.from_):.1f} {y:g}H{place(one.until):.1f}" class="{style}"/>' for one in windows]

    parts = [_text(left, 26, title, "h")]
    bottom = top + 46 * len(lanes)
    hours = next((step for step in _STEPS if seconds / 3600 / step <= 9), _STEPS[-1])
    mark = first.replace(hour=0, minute=0, second=0, microsecond=0)
    while mark <= last:
        if mark >= first:
            x = place(mark)
            parts.append(f'<path d="M{x:.1f} {top + 4}V{bottom}" class="l"/>')
            day = f"{mark.day} {_MONTHS[mark.month - 1]}"
            parts.append(_text(x, bottom + 16, day if mark.hour == 0 else f"{mark:%H:%M}", "d m"))
        mark += timedelta(hours=hours)
    for row, (label, of) in enumerate(lanes):
        y = top + 46 * row
        parts.append(_text(left, y, label, "d"))
        parts += bars(of.possible, y + 8, 14, "may") + bars(of.guaranteed, y + 8, 14, "sure")
        parts += bars(of.granted, y + 8, 14, "got")
        parts += strokes(of.asked, y + 27, "asked") + strokes(of.missing, y + 27, "lack")
    legend = "line: asked; frame: granted; filled: guaranteed; pale: may open"
    parts.append(_text(left, bottom + 36, f"{legend}. Times at {first.tzname()}.", "d"))
    lack = sum(int((one.until - one.from_).total_seconds() // 60) for one in lanes[0][1].missing) if lanes else 0
    parts += [_text(left, bottom + 54, f"dashed: {lack} minutes of what is asked are not guaranteed", "x")] if lack else []
    return _drawing(left + width + 40, bottom + (68 if lack else 50), title, parts)
