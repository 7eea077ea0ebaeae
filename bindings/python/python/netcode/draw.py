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

from ._netcode import Door, Lane, LockTime, Profile, TryRate, acceptable, ordinary_day, timeline_svg
from ._values.catalogue import Keypad, Model
from ._values.outbox import CardText
from ._values.stay import Plan, Quote, Way
from ._values.time import Window
from ._values.twin import View

__all__ = ["Drawing", "Lane", "code_card", "keypad", "lights", "plan", "quote", "risk_curve", "timeline", "twin"]

_STYLE = (
    "svg{--ink:#1d2125;--dim:#59626d;--line:#c9ced5;--paper:#fff;--key:#eef1f4;--sure:#0a7a55;--may:#a9d3c3;--warn:#b3470f;"
    "font:12px system-ui,sans-serif;background:var(--paper)}"
    "@media(prefers-color-scheme:dark){svg{--ink:#e8eaed;--dim:#a3abb5;--line:#3b424b;--paper:#15181c;--key:#252a31;"
    "--sure:#4fc39b;--may:#245746;--warn:#ff9d5c}}"
    "text{fill:var(--ink)}.d{fill:var(--dim);font-size:11px}.h{font-size:15px;font-weight:600}.m{text-anchor:middle}"
    ".e{text-anchor:end}.k{fill:var(--key);stroke:var(--line)}.l{stroke:var(--line);fill:none}"
    ".m.w{fill:#fff;font-size:12px}.c{stroke:var(--sure);stroke-width:2;fill:none}.sure{fill:var(--sure)}.may{fill:var(--may)}"
    ".got{fill:none;stroke:var(--ink);stroke-width:1.2}.asked{stroke:var(--ink);stroke-width:2.5}"
    ".lack{stroke:var(--warn);stroke-width:4;stroke-dasharray:3 2}.x{fill:var(--warn);font-size:11px}.n{font:600 26px ui-monospace,monospace;letter-spacing:3px}"
)

#: The colours of a lock's lights, and the letter that tells them apart without colour.
_LIGHTS = {"blue": "#3d7eff", "red": "#e5484d", "green": "#30a46c"}


@final
@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing."""

    svg: str
    """Its SVG text."""

    def _repr_svg_(self) -> str:
        return self.svg


def _drawing(width: int, height: int, title: str, parts: Iterable[str]) -> Drawing:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
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
    parts, bottom = _keys(of)
    said = ", ".join(effects) or "no light"
    shown, height = _lights(effects, said, bottom)
    return _drawing(204, height, f"keypad: {said}", [*parts, *shown])


def twin(of: Model | Keypad, view: View) -> Drawing:
    """The keypad of a lock, and below it what the lock looks like from outside. It shows no digits."""
    parts, bottom = _keys(of)
    lines = [
        f"{view.bolt.value}, door {view.door}, {view.typed} keys typed",
        f"clock {view.clock.replace('T', ' ')}" if view.clock_set else "clock not set",
        f"battery {view.battery}",
    ]
    lines += [f"refuses input until {view.refuses_until[-8:]}"] if view.refuses_until else []
    if view.netcode:
        modes = ", ".join(mode.value for mode in view.netcode.modes) if view.netcode.on else "off"
        lines += _wrapped(f"NetCode: {modes}", 34)
    parts += [_text(16, bottom + 16 + 16 * row, line, "d") for row, line in enumerate(lines)]
    return _drawing(214, bottom + 16 * len(lines) + 16, f"lock: {lines[0]}", parts)


def lights(effects: Sequence[str], bolt: str = "") -> Drawing:
    """What a lock did, in order: a light or a letter a flash, beep or move of the bolt; and where the bolt is then."""
    said = ", ".join([*effects, f"bolt {bolt}"] if bolt else effects) or "no light"
    shown, height = _lights(effects, said, 8)
    return _drawing(204, height, said, shown)


def _keys(of: Model | Keypad) -> tuple[list[str], int]:
    """The keys, and where they end."""
    pad = of.keypad if isinstance(of, Model) else of
    shared = pad.shared.value if pad.shared else ()
    apart = [key for key in pad.keys.value if not any(key in button for button in shared)]
    # As on a telephone: three to a row, 0 in the middle of the last.
    buttons = [*shared, *(key for key in "123456789" if key in apart)]
    if "0" in apart:
        buttons += ["*" if "*" in apart else "", "0", "#" if "#" in apart else ""]
    parts, size = [], 52
    for place, button in enumerate(buttons):
        if not button:
            continue
        x, y = 16 + place % 3 * (size + 8), 16 + place // 3 * (size + 8)
        parts.append(f'<rect x="{x}" y="{y}" width="{size}" height="{size}" rx="9" class="k"/>')
        parts.append(_text(x + size / 2, y + size / 2 + 6, " ".join(button), "h m"))
    return parts, 16 + -(-len(buttons) // 3) * (size + 8)


def _lights(effects: Sequence[str], said: str, top: int) -> tuple[list[str], int]:
    """The lights and the words for them, and where they end."""
    parts = []
    for place, effect in enumerate(effects):
        x, y = 28 + place % 7 * 26, top + 18 + place // 7 * 30
        if effect in _LIGHTS:
            parts.append(f'<circle cx="{x}" cy="{y}" r="10" fill="{_LIGHTS[effect]}"/>')
        parts.append(_text(x, y + 4, effect[0].upper(), "m w" if effect in _LIGHTS else "m"))
    height = -(-len(effects) // 7) * 30
    lines = _wrapped(said, 34)
    parts += [_text(16, top + 16 + height + 15 * row, line, "d") for row, line in enumerate(lines)]
    return parts, top + height + 15 * len(lines) + 14


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


def risk_curve(profile: Profile, day: LockTime | str | None = None) -> Drawing:
    """How likely one guess opens a lock of this profile, hour by hour through a day; an ordinary day unless given."""
    begin = LockTime(day).midnight if day is not None else ordinary_day(profile.format)
    times = [begin.plus_minutes(minute) for minute in range(0, 1441, 15)]
    chances = [acceptable(profile, time) / profile.format.codes for time in times]
    top, left, width, height = max(chances) or 1.0, 104, 540, 180
    points = [
        (left + width * place / (len(times) - 1), 44 + height * (1 - chance / top)) for place, chance in enumerate(chances)
    ]
    curve = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts = [_text(16, 24, f"One guess at {profile.format.layout.value}, {profile.format.digits} digits", "h")]
    for part in (0.0, 0.5, 1.0):
        y = 44 + height * (1 - part)
        parts.append(f'<path d="M{left} {y:g}h{width}" class="l"/>')
        odds = f"1 in {round(1 / (top * part)):,}" if part else "never"
        parts.append(_text(left - 6, y + 4, odds, "d e"))
    for hour in range(0, 25, 6):
        parts.append(_text(left + width * hour / 24, 44 + height + 18, f"{hour:02}:00", "d m"))
    parts.append(f'<polyline points="{curve}" class="c"/>')
    tries = f"at most {TryRate.NC1.burst:g} tries at once and {TryRate.NC1.per_day:g} a day" if profile.limiter else "no limiter"
    parts.append(_text(left, 44 + height + 38, f"on the lock's clock; {tries}", "d"))
    return _drawing(left + width + 24, height + 96, f"a guess opens 1 time in {round(1 / top):,} at worst", parts)


def code_card(card: CardText) -> Drawing:
    """The card of a code: the digits, the door and when it opens. It shows the digits: they are what it is for."""
    lines = [f"from {card.from_}", f"until {card.until}"]
    lines += [f"use it first by {card.first_use_by}"] if card.first_use_by else []
    lines += [text for text in (card.guarantee, card.note) if text]
    wrapped = [part for line in lines for part in _wrapped(line, 58)]
    place = " · ".join(text for text in (card.door, card.site) if text)
    parts = [
        '<rect x="8" y="8" width="384" height="100%" rx="12" class="k"/>'.replace("100%", str(104 + 18 * len(wrapped))),
        _text(28, 40, place, "h"),
        _text(28, 80, f"{card.prefix}{card.code}", "n"),
        *(_text(28, 108 + 18 * row, line) for row, line in enumerate(wrapped)),
    ]
    return _drawing(400, 120 + 18 * len(wrapped), f"the code of {place}", parts)


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, none longer than so many characters where there are blanks to break at."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
