"""What a code may do: the modes, their legal starts and lengths, their windows (NC1 section 2)."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Optional

import lock_time
from errors import Refused
from lock_time import DAY, HOUR

PATTERNS = ("weekday-of-start", "mon-fri", "sat-sun", "daily")

# mode -> unit -> (least, greatest)
LENGTHS = {
    "standard-single": {"hours": (1, 12), "days": (1, 7)},
    "standard-multi": {"hours": (1, 12), "days": (1, 7)},
    "urm": {"hours": (1, 12), "days": (1, 21)},
    "acc": {"days": (1, 21)},
    "24h": {},
    "end-date": {"days": (1, 365)},
    "fine-single": {"quarters": (1, 48)},
    "fine-multi": {"quarters": (1, 48)},
    "stay": {"hours": (13, 744)},
    "long": {"days": (32, 365)},
    "open": {"hours": (1, 12), "days": (1, 7)},
    "weekly": {"hours": (1, 12)},
}
MODES = {
    "S": ("standard-single", "standard-multi", "urm", "acc", "24h", "end-date"),
    "X": ("fine-single", "fine-multi", "stay", "long", "open", "weekly"),
}
SINGLE_USE = ("standard-single", "fine-single")
RENTALS = ("urm", "acc", "end-date", "stay", "long", "open")
REMEMBERED = RENTALS + ("weekly",)
FIRST_USE_RULE = REMEMBERED
UNIT_MINUTES = {"quarters": 15, "hours": HOUR, "days": DAY}
FIELDS = ("mode", "start", "hours", "days", "quarters", "issue")


@dataclass(frozen=True)
class Grant:
    """A legal grant. `start` is in lock minutes; a length has the unit it was given in."""

    mode: str
    start: int
    unit: Optional[str] = None
    length: int = 0
    pattern: Optional[str] = None
    weeks: int = 0
    issue: int = 0

    @property
    def day(self) -> int:
        return self.start // DAY

    @property
    def minute_of_day(self) -> int:
        return self.start % DAY

    def to_json(self) -> dict:
        """The wire form; the issue number only when it is not 0."""
        out = {"mode": self.mode, "start": lock_time.show(self.start)}
        if self.pattern is not None:
            out["pattern"] = self.pattern
        if self.unit is not None:
            out[self.unit] = self.length
        if self.pattern is not None:
            out["weeks"] = self.weeks
        if self.issue:
            out["issue"] = self.issue
        return out

    # ---- windows -----------------------------------------------------------------------------

    def window(self) -> int:
        """The minutes the length field names (urm, open: the validation window; weekly: an occurrence)."""
        return DAY if self.mode == "24h" else self.length * UNIT_MINUTES[self.unit]

    def real_end(self) -> int:
        """The first minute at which the code no longer gives access."""
        if self.mode in ("urm", "open"):
            return self.start + 365 * DAY
        if self.mode == "weekly":
            last_day = named_days(self.pattern, lock_time.weekday(self.day), self.weeks)[-1]
            return self.start + last_day * DAY + self.window()
        return self.start + self.window()

    def first_end(self, first_use_hours: int) -> int:
        """The first minute at which a code never used before is refused."""
        if self.mode in ("urm", "open"):
            return self.start + self.window()
        if self.mode in ("acc", "end-date"):
            return self.start + 24 * HOUR
        if self.mode in ("stay", "long", "weekly"):
            return min(self.real_end(), self.start + first_use_hours * HOUR)
        return self.real_end()

    def profile_length(self) -> int:
        """What a profile's greatest length limits (urm, open: the window; else start to real end)."""
        if self.mode in ("urm", "open"):
            return self.window()
        return self.real_end() - self.start

    def occurrences(self) -> list:
        """Weekly only: (begin, end) of each occurrence, in order."""
        begins = [self.start + day * DAY for day in named_days(self.pattern, lock_time.weekday(self.day), self.weeks)]
        return [(begin, begin + self.window()) for begin in begins]


@lru_cache(maxsize=None)
def named_days(pattern: str, start_weekday: int, weeks: int) -> tuple:
    """The days from the start, 0 to 7 * weeks - 1, that the pattern names."""
    start_day = start_weekday + 5  # day 5 is a Monday
    return tuple(day for day in range(7 * weeks) if pattern_names(pattern, start_day, start_day + day))


def pattern_names(pattern: str, start_day: int, day: int) -> bool:
    """Does the pattern name this day? `weekday-of-start` repeats the weekday of the start."""
    weekday = lock_time.weekday(day)
    if pattern == "weekday-of-start":
        return weekday == lock_time.weekday(start_day)
    if pattern == "mon-fri":
        return weekday < lock_time.SATURDAY
    if pattern == "sat-sun":
        return weekday >= lock_time.SATURDAY
    return True


# ---- the wire form ---------------------------------------------------------------------------


def whole_number(value) -> int:
    """A JSON integer, not true or false, not a string, not a fraction."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused("row.malformed")
    return value


def parse(wire, layout: str, spare_digits: int) -> Grant:
    """Read the wire form for a layout whose payload has `spare_digits` digits of issue number."""
    if not isinstance(wire, dict):
        raise Refused("row.malformed")
    if "mode" not in wire:
        raise Refused("row.field_missing")
    mode = wire["mode"]
    if not isinstance(mode, str):
        raise Refused("row.malformed")
    if mode not in LENGTHS:
        raise Refused("grant.unknown_mode")
    known = FIELDS + (("pattern", "weeks") if mode == "weekly" else ())
    if any(name not in known for name in wire):
        raise Refused("grant.unknown_field")
    if mode not in MODES[layout]:
        raise Refused("grant.mode_not_in_layout")
    if "start" not in wire:
        raise Refused("row.field_missing")
    start = lock_time.parse(wire["start"])

    unit, length = _parse_length(wire, mode)
    _check_start(mode, unit, start)
    pattern, weeks = (None, 0)
    if mode == "weekly":
        pattern, weeks = _parse_pattern(wire, start)
    issue = whole_number(wire.get("issue", 0))
    if not 0 <= issue < 10 ** spare_digits:
        raise Refused("grant.issue_out_of_range")
    return Grant(mode, start, unit, length, pattern, weeks, issue)


def _parse_length(wire: dict, mode: str):
    given = [unit for unit in UNIT_MINUTES if unit in wire]
    if len(given) > 1:
        raise Refused("grant.length_ambiguous")
    if not given:
        if LENGTHS[mode]:
            raise Refused("grant.length_missing")
        return None, 0
    unit = given[0]
    if unit not in LENGTHS[mode]:
        raise Refused("grant.length_wrong_unit")
    length = whole_number(wire[unit])
    least, greatest = LENGTHS[mode][unit]
    if not least <= length <= greatest:
        raise Refused("grant.length_out_of_range")
    return unit, length


def starts_at_midnight(mode: str, unit: Optional[str]) -> bool:
    """Lengths in days start at 00:00, except that `long` starts on any full hour."""
    return unit == "days" and mode != "long"


def _check_start(mode: str, unit: Optional[str], start: int):
    if starts_at_midnight(mode, unit):
        if start % DAY:
            raise Refused("grant.start_not_at_midnight")
    elif unit == "quarters":
        if start % 15:
            raise Refused("grant.start_not_on_quarter")
    elif start % HOUR:
        raise Refused("grant.start_not_on_hour")


def _parse_pattern(wire: dict, start: int):
    if "pattern" not in wire:
        raise Refused("grant.pattern_missing")
    pattern = wire["pattern"]
    if not isinstance(pattern, str):
        raise Refused("row.malformed")
    if pattern not in PATTERNS:
        raise Refused("grant.unknown_pattern")
    if "weeks" not in wire:
        raise Refused("grant.weeks_missing")
    weeks = whole_number(wire["weeks"])
    if not 1 <= weeks <= 52:
        raise Refused("grant.weeks_out_of_range")
    if not pattern_names(pattern, start // DAY, start // DAY):
        raise Refused("grant.pattern_mismatch")
    return pattern, weeks
