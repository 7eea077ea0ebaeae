"""Grant to payload and back: layout S (NC1 section 3) and layout X (section 4)."""

from typing import Optional

from errors import Refused
from grants import Grant, PATTERNS, pattern_names
from lock_time import DAY, HOUR

DIGITS = {"S": range(6, 11), "X": range(9, 11)}
SLOTS = {"S": 1333, "X": 100_000}


def check(layout, digits):
    """Refuse a layout or a digit count that does not exist."""
    if layout not in DIGITS:
        raise Refused("code.layout_unknown")
    if digits not in DIGITS[layout]:
        raise Refused("code.digits_out_of_range")


def epoch_days(layout: str, digits: int) -> int:
    """E: the days of one epoch."""
    if layout == "X":
        return 10_000
    return 750 if digits == 6 else 7_500


def spare_digits(layout: str, digits: int) -> int:
    """How many digits of the payload are issue number."""
    return digits - 9 if layout == "X" else max(0, digits - 7)


# ---- slots -----------------------------------------------------------------------------------


def slot(grant: Grant) -> int:
    """The slot of a grant within its day."""
    hour = grant.minute_of_day // HOUR
    quarter = grant.minute_of_day // 15
    last = grant.length - 1
    hours_then_days = 12 * hour + last if grant.unit == "hours" else 288 + last
    mode = grant.mode
    if mode == "standard-single":
        return hours_then_days
    if mode == "standard-multi":
        return 295 + hours_then_days
    if mode == "urm":
        return 590 + hours_then_days
    if mode == "acc":
        return 899 + last
    if mode == "24h":
        return 920 + hour
    if mode == "end-date":
        return 944 + last
    if mode == "fine-single":
        return 48 * quarter + last
    if mode == "fine-multi":
        return 5_000 + 48 * quarter + last
    if mode == "stay":
        return 10_000 + 732 * hour + (grant.length - 13)
    if mode == "long":
        return 30_000 + 334 * hour + (grant.length - 32)
    if mode == "open":
        return 39_000 + hours_then_days
    assert mode == "weekly"
    p = PATTERNS.index(grant.pattern)
    return 40_000 + ((p * 24 + hour) * 12 + last) * 52 + (grant.weeks - 1)


def _hours_or_days(mode: str, midnight: int, rest: int, issue: int) -> Grant:
    """The shared shape: 12 lengths for each of 24 hours, then whole days from midnight."""
    if rest < 288:
        return Grant(mode, midnight + rest // 12 * HOUR, "hours", rest % 12 + 1, issue=issue)
    return Grant(mode, midnight, "days", rest - 288 + 1, issue=issue)


def unslot_s(day: int, s: int, issue: int) -> Optional[Grant]:
    """Layout S: what slot s of a day means, or None."""
    midnight = day * DAY
    if s < 295:
        return _hours_or_days("standard-single", midnight, s, issue)
    if s < 590:
        return _hours_or_days("standard-multi", midnight, s - 295, issue)
    if s < 899:
        return _hours_or_days("urm", midnight, s - 590, issue)
    if s < 920:
        return Grant("acc", midnight, "days", s - 899 + 1, issue=issue)
    if s < 944:
        return Grant("24h", midnight + (s - 920) * HOUR, issue=issue)
    if s < 1309:
        return Grant("end-date", midnight, "days", s - 944 + 1, issue=issue)
    return None


def unslot_x(day: int, s: int, issue: int) -> Optional[Grant]:
    """Layout X: what slot s of a day means, or None."""
    midnight = day * DAY
    if s < 4_608:
        return Grant("fine-single", midnight + s // 48 * 15, "quarters", s % 48 + 1, issue=issue)
    if 5_000 <= s < 9_608:
        s -= 5_000
        return Grant("fine-multi", midnight + s // 48 * 15, "quarters", s % 48 + 1, issue=issue)
    if 10_000 <= s < 27_568:
        s -= 10_000
        return Grant("stay", midnight + s // 732 * HOUR, "hours", s % 732 + 13, issue=issue)
    if 30_000 <= s < 38_016:
        s -= 30_000
        return Grant("long", midnight + s // 334 * HOUR, "days", s % 334 + 32, issue=issue)
    if 39_000 <= s < 39_295:
        return _hours_or_days("open", midnight, s - 39_000, issue)
    if 40_000 <= s < 99_904:
        rest, week = divmod(s - 40_000, 52)
        rest, last = divmod(rest, 12)
        p, hour = divmod(rest, 24)
        pattern = PATTERNS[p]
        if not pattern_names(pattern, day, day):
            return None
        return Grant("weekly", midnight + hour * HOUR, "hours", last + 1, pattern, week + 1, issue)
    return None


# ---- payloads --------------------------------------------------------------------------------


def rank(grant: Grant, layout: str, digits: int) -> tuple:
    """(epoch, payload) of a grant."""
    epoch, d = divmod(grant.day, epoch_days(layout, digits))
    number = d * SLOTS[layout] + slot(grant)
    return epoch, number * 10 ** spare_digits(layout, digits) + grant.issue


def unrank(payload: int, epoch: int, layout: str, digits: int) -> Optional[Grant]:
    """The grant a payload means in an epoch, or None when it means nothing."""
    number, issue = divmod(payload, 10 ** spare_digits(layout, digits))
    d, s = divmod(number, SLOTS[layout])
    length = epoch_days(layout, digits)
    if d >= length:
        return None
    unslot = unslot_s if layout == "S" else unslot_x
    return unslot(epoch * length + d, s, issue)
