"""How many codes a fresh lock accepts at a minute (NC1 section 8), by looking at every payload.

A is a number of *distinct* codes. With one key away from an epoch's edge each payload is one code, so
counting live payloads is counting codes. With several keys or epochs the digits are compared.
"""

from functools import lru_cache

import layouts
from lock import Profile
from lock_time import DAY

# No first use lies more than 21 days (a validation window) plus grace from its start.
REACH_DAYS = 23


@lru_cache(maxsize=None)
def slots_of(layout: str, modes) -> list:
    """The slots whose meaning has one of these modes, on some day of a week."""
    unslot = layouts.unslot_s if layout == "S" else layouts.unslot_x
    found = []
    for s in range(layouts.SLOTS[layout]):
        for day in (0, 3):  # a Wednesday and a Saturday
            grant = unslot(day, s, 0)
            if grant is not None and grant.mode in modes:
                found.append(s)
                break
    return found


def live_spans(profile: Profile, grant) -> list:
    """The spans [first, last) of minutes at which a fresh lock takes this grant."""
    if grant.mode not in profile.modes or grant.issue >= profile.issues:
        return []
    if grant.profile_length() > profile.max_minutes.get(grant.mode, grant.profile_length()):
        return []
    begin = grant.start - profile.grace
    end = grant.first_end(profile.first_use_hours) + profile.grace
    if grant.mode != "weekly":
        return [(begin, end)]
    spans = []
    for first, last in grant.occurrences():
        span = (max(begin, first - profile.grace), min(end, last + profile.grace))
        if span[0] < span[1]:
            spans.append(span)
    return spans


def candidates(profile: Profile, first: int, last: int, reach_days: int = REACH_DAYS):
    """(epoch, payload, spans) of every payload live at some minute of [first, last)."""
    length = layouts.epoch_days(profile.layout, profile.digits)
    spare = 10 ** layouts.spare_digits(profile.layout, profile.digits)
    slots = slots_of(profile.layout, profile.modes)
    for day in range(max(0, first // DAY - reach_days), (last + profile.grace) // DAY + 1):
        epoch, d = divmod(day, length)
        for s in slots:
            for issue in range(min(profile.issues, spare)):
                payload = (d * layouts.SLOTS[profile.layout] + s) * spare + issue
                grant = layouts.unrank(payload, epoch, profile.layout, profile.digits)
                if grant is None:
                    continue
                if grant.start - profile.grace >= last or grant.first_end(profile.first_use_hours) + profile.grace <= first:
                    continue
                spans = [(max(a, first), min(b, last)) for a, b in live_spans(profile, grant)]
                spans = [(a, b) for a, b in spans if a < b]
                if spans:
                    yield epoch, payload, spans


def acceptable(profile: Profile, now: int, rings: list = None) -> int:
    """A at one minute. With `rings` (own, then groups) the distinct digits; without, one key."""
    found = list(candidates(profile, now, now + 1))
    if rings is None:
        return len(found)
    return len({ring.encipher(epoch, payload) for ring in rings for epoch, payload, _ in found})


def of_day(profile: Profile, day: int, rings: list = None) -> list:
    """A at each of the 1,440 minutes of a day."""
    first = day * DAY
    live = {}  # code (or payload) -> the spans of the day at which it is taken
    for epoch, payload, spans in candidates(profile, first, first + DAY):
        names = [(epoch, payload)] if rings is None else [ring.encipher(epoch, payload) for ring in rings]
        for name in names:
            live.setdefault(name, []).extend(spans)
    change = [0] * (DAY + 1)
    for spans in live.values():
        until = first  # the spans of one code may overlap: it counts once a minute
        for a, b in sorted(spans):
            a = max(a, until)
            if a < b:
                change[a - first] += 1
                change[b - first] -= 1
                until = b
    counts, running = [], 0
    for step in change[:DAY]:
        running += step
        counts.append(running)
    return counts


def worst(profile: Profile, day: int, rings: list = None) -> tuple:
    """(A, the first minute of the day that has it)."""
    counts = of_day(profile, day, rings)
    most = max(counts)
    return most, day * DAY + counts.index(most)
