"""Drawings as SVG, which notebooks show by themselves: legible in light and dark, without fonts, scripts or files.

A model, a keypad, the card of a code and a lock's profile draw themselves when they are the last line of a cell; the
functions here take what else there is to show.

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
from html import escape
from typing import final

from ._netcode import Door, Lane, LockTime, Profile, TryRate, acceptable, ordinary_day, timeline_svg
from ._values.catalogue import Keypad, Model
from ._values.outbox import CardText
from ._values.time import Window

__all__ = ["Drawing", "Lane", "code_card", "keypad", "risk_curve", "timeline"]

_STYLE = (
    "svg{--ink:#1d2125;--dim:#59626d;--line:#c9ced5;--paper:#fff;--key:#eef1f4;--sure:#0a7a55;"
    "font:12px system-ui,sans-serif;background:var(--paper)}"
    "@media(prefers-color-scheme:dark){svg{--ink:#e8eaed;--dim:#a3abb5;--line:#3b424b;--paper:#15181c;--key:#252a31;"
    "--sure:#4fc39b}}"
    "text{fill:var(--ink)}.d{fill:var(--dim);font-size:11px}.h{font-size:15px;font-weight:600}.m{text-anchor:middle}"
    ".e{text-anchor:end}.k{fill:var(--key);stroke:var(--line)}.l{stroke:var(--line);fill:none}"
    ".m.w{fill:#fff;font-size:12px}.c{stroke:var(--sure);stroke-width:2;fill:none}.n{font:600 26px ui-monospace,monospace;letter-spacing:3px}"
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
    bottom = 16 + -(-len(buttons) // 3) * (size + 8)
    for place, effect in enumerate(effects):
        x, y = 28 + place % 7 * 26, bottom + 18 + place // 7 * 30
        if effect in _LIGHTS:
            parts.append(f'<circle cx="{x}" cy="{y}" r="10" fill="{_LIGHTS[effect]}"/>')
        parts.append(_text(x, y + 4, effect[0].upper(), "m w" if effect in _LIGHTS else "m"))
    lights = -(-len(effects) // 7) * 30
    said = ", ".join(effects) or "no light"
    lines = [said[at : at + 34] for at in range(0, len(said), 34)]
    parts += [_text(16, bottom + 16 + lights + 15 * row, line, "d") for row, line in enumerate(lines)]
    return _drawing(204, bottom + lights + 15 * len(lines) + 14, f"keypad: {said}", parts)


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
