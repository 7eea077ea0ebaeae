"""Who can enter, and what to do about a change: `stay/census.json`, `stay/changes.json`.

The census is found by living through the records on the lock of `lock.py` and typing every code at every minute the
clock may read. A change is answered by trying everything that at most one new code and one visit can do, and taking
what costs least.
"""

import copy
import datetime

import grants
import keys
import layouts
import lock_time
from drbg import Choices
from gen_stay import EPOCH, MINUTE, RULES, Clock, changes as zone_changes, rfc
from lock import Lock, Profile
from lock_time import DAY, HOUR
from nc1 import KeyRing

SITE_KEY, SERIAL, LOCK_ID = bytes(range(32)), b"CENSUS-1", 123_456
INITIALISED = "2025-01-01T00:00"
PLACES = ["Europe/London", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe"]
SETS = {"S": [("standard-single", "standard-multi", "24h"), ("acc",), ("urm",), ("end-date",)],
        "X": [("fine-single", "fine-multi"), ("stay", "long", "open"), ("weekly", "stay")]}
GROUP = "101"


# ---- who can enter ---------------------------------------------------------------------------


def wire_grant(choices, mode, midnight):
    """A grant of a mode that starts within four days of a midnight of lock time."""
    hourly = midnight + choices.below(4) * DAY + choices.below(24) * HOUR
    n = 1 + choices.below(12)
    if mode in ("acc", "end-date"):
        return {"mode": mode, "start": lock_time.show(hourly // DAY * DAY), "days": 1 + n % 4}
    base = {"mode": mode, "start": lock_time.show(hourly)}
    if mode == "24h":
        return base
    if mode in ("fine-single", "fine-multi"):
        return base | {"quarters": n}
    if mode == "stay":
        return base | {"hours": n + 12}
    if mode == "long":
        return base | {"days": 32}
    if mode == "weekly":
        return base | {"pattern": "daily", "hours": n, "weeks": 1}
    return base | {"hours": n}


def digits(lock, layout, count, given):
    """The code of one that was given out."""
    if "group" in given:
        ring = KeyRing(keys.group_key(SITE_KEY, given["group"]), layout, count, keys.parse_group(given["group"]) * 1000, 0)
    else:
        ring = lock.own.ring
    return ring.issue(grants.parse(given["grant"], layout, layouts.spare_digits(layout, count)))[0]


def means(answer, given, layout, count):
    """It opened for what it was given out for, and not for what its digits mean by chance under another key."""
    return answer.opens and answer.grant == grants.parse(given["grant"], layout, layouts.spare_digits(layout, count))


def census_row(choices, nth):
    layout = "SX"[nth % 2]
    count = 7 if layout == "S" else 9
    modes = choices.pick(SETS[layout])
    profile = Profile(layout, count, modes, grace=(0, 15)[choices.below(2)])
    lock = Lock(profile, SITE_KEY, SERIAL, LOCK_ID, lock_time.parse(INITIALISED))
    lock.provision_group(GROUP, 0)
    zone_name = PLACES[nth % len(PLACES)]
    wire = {"zone": zone_name, "rule": RULES[nth % 3], "set_within_seconds": (0, 60, 90)[choices.below(3)], "ppm": (0, 20, 100)[choices.below(3)]}
    clock_zone = Clock({**wire, "set_at": "2026-01-01T00:00:00+00:00"}).zone
    change = choices.pick(zone_changes(clock_zone, 2026))
    begins = change.replace(hour=0, minute=0, second=0) - datetime.timedelta(days=1 + choices.below(2))
    wire["set_at"] = (begins - datetime.timedelta(days=30)).isoformat(timespec="seconds")
    clock = Clock(wire)
    midnight = clock.right(begins) // 60 // DAY * DAY
    given = []
    for _ in range(2 + choices.below(5)):
        one = {"grant": wire_grant(choices, choices.pick(modes), midnight)}
        if choices.chance(25):
            one["group"] = GROUP
        if one not in given:
            given.append(one)
    given = [{"id": f"code-{n}"} | one for n, one in enumerate(given, 1)]
    codes = [digits(lock, layout, count, one) for one in given]
    moments = sorted(begins + choices.below(4 * DAY) * MINUTE for _ in range(8))
    for moment in moments:
        which, now = choices.below(len(given)), clock.right(moment) // 60
        lock.tokens = 10
        if choices.chance(15):
            if "blocked" not in given[which]:
                lock.block(codes[which], now)
                given[which]["blocked"] = rfc(moment, clock.zone)
        elif means(copy.deepcopy(lock).attempt(codes[which], now), given[which], layout, count):
            lock.attempt(codes[which], now)
            given[which].setdefault("used", rfc(moment, clock.zone))
    at = moments[-1] + (60 + choices.below(DAY)) * MINUTE
    low, high = clock.reads(at)
    may, surely = [], []
    for one, code in zip(given, codes):
        opens = []
        for reading in range(low // 60, high // 60 + 1):
            trial = copy.deepcopy(lock)
            trial.tokens = 10
            opens.append(means(trial.attempt(code, reading), one, layout, count))
        may += [one["id"]] * any(opens)
        surely += [one["id"]] * all(opens)
    return {"clock": {name: wire[name] for name in ("zone", "rule", "set_at", "set_within_seconds", "ppm")},
            "layout": layout, "digits": count, "modes": list(modes), "grace": profile.grace, "groups": [GROUP],
            "given": given, "at": rfc(at, clock.zone), "may": may, "surely": surely}


def census(seed):
    choices, rows = Choices(seed, "stay/census"), []
    while len(rows) < 72:
        row = census_row(choices, len(rows))
        # Some rows in which nobody may enter are enough.
        if row["may"] or choices.chance(20):
            rows.append(row)
    return rows


# ---- changes of plan -------------------------------------------------------------------------

MONDAY = lock_time.parse("2026-03-02T00:00")


def moment(minute):
    """A minute of the small world as real time: its clock is right and on UTC."""
    return (EPOCH + (MONDAY + minute) * MINUTE).isoformat(timespec="seconds")


def all_grants(modes, last):
    """Every grant of the modes that starts from four days before the world begins."""
    found = []
    for mode in modes:
        for start in range(MONDAY - 4 * DAY, MONDAY + last, HOUR):
            base = {"mode": mode, "start": lock_time.show(start)}
            if mode == "24h":
                found.append(base)
            if mode == "standard-multi":
                found += [base | {"hours": n} for n in range(1, 13)]
            if start % DAY == 0 and mode != "24h":
                found += [base | {"days": n} for n in range(1, {"standard-multi": 8, "acc": 22}[mode])]
    return [(wire, *span(wire)) for wire in found]


def span(wire):
    """When a grant opens and by when it must be used first, in minutes of the small world."""
    grant = grants.parse(wire, "S", 0)
    by = grant.first_end(24) - MONDAY if wire["mode"] in grants.FIRST_USE_RULE else None
    return (grant.start - MONDAY, grant.real_end() - MONDAY), by


def without(span, now, hole):
    """The minutes of a span that are ahead of now and outside the hole."""
    begin, end = max(span[0], now), span[1]
    if hole is None or hole[0] >= hole[1]:
        return [(begin, end)] if begin < end else []
    parts = [(begin, min(end, hole[0])), (max(begin, hole[1]), end)]
    return [part for part in parts if part[0] < part[1]]


def length(spans):
    total, reached = 0, -10**9
    for begin, end in sorted(spans):
        total += max(0, end - max(begin, reached))
        reached = max(reached, end)
    return total


def needs(stay, happened, now):
    """What each kind of change means: the time wanted, whether the code may serve on, from when it is unwelcome."""
    kind, (begin, end) = happened["kind"], stay
    if kind in ("extend", "leave-late"):
        return (max(begin, now), happened["minute"]), True, None, False
    if kind == "arrive-early":
        return (max(happened["minute"], now), end), True, None, False
    if kind in ("move", "hand-over"):
        return (max(happened["minute"], now), end), False, happened["minute"], False
    if kind == "code-lost":
        return (max(begin, now), end), False, now, False
    if kind == "no-show" and happened["expected"]:
        return (max(begin, now), end), True, None, True
    return None, False, now, kind == "no-show"


def answer(modes, stay, old, used, happened, now, keypad):
    """The least cost over everything that one new code and one visit can do; None when that does not do."""
    wanted, may_keep, unwelcome, absent = needs(stay, happened, now)
    elsewhere = happened["kind"] == "move"
    (opens, by), best = span(old), None
    by_unused = None if used else by
    if by_unused is not None and absent:
        serves = (opens[0], by_unused)
    elif by_unused is not None and wanted and wanted[0] >= by_unused:
        serves = (0, 0)
    else:
        serves = opens
    dead = absent and by_unused is not None and by_unused <= now
    for keep in (True, False):
        if keep and not may_keep:
            continue
        if wanted is None:
            lacking = None
        elif keep:
            left = without(wanted, wanted[0], serves)
            lacking = (left[0][0], left[-1][1]) if left else None
        else:
            lacking = wanted
        if lacking is None:
            news = [None]
        else:
            news = [new for new in all_grants(modes, lacking[1]) if new[1][0] <= lacking[0] and lacking[1] <= new[1][1]]
            news = [new for new in news if elsewhere or new[0] != old]
        for new in news:
            for visit in (False, True):
                if visit and (keep or not keypad):
                    continue
                ends = 10**9
                later = new and old["mode"] in grants.RENTALS and new[0]["mode"] in grants.RENTALS and new[1][0] > opens[0]
                if visit:
                    ends = unwelcome if unwelcome is not None else now
                elif later and not keep and not elsewhere:
                    ends = new[2]
                welcome = (stay[0], unwelcome) if unwelcome is not None and not keep else wanted
                exposed = [] if dead else without((opens[0], min(opens[1], ends)), now, welcome)
                late = 0
                # Two doors that stand open at once count twice.
                there = without(new[1], now, wanted) if new else []
                exposure = length(exposed) + length(there) if elsewhere else length(exposed + there)
                if new:
                    late = max(0, lacking[1] - max(new[2], lacking[0])) if new[2] is not None else 0
                cost = (int(bool(new)), int(bool(new)), late, exposure, int(visit))
                best = cost if best is None or cost < best else best
    return best


def change_case(choices, nth):
    modes = [("standard-multi",), ("acc",), ("standard-multi", "24h")][nth % 3]
    begin = (13 + choices.below(12)) * HOUR + 15 * choices.below(4)
    stay = (begin, begin + 120 + choices.below(2 * DAY))
    middle = (stay[0] + stay[1]) // 2
    kinds = [{"kind": "extend", "minute": stay[1] + choices.below(2 * DAY) - 200}, {"kind": "arrive-early", "minute": begin - choices.below(900)},
             {"kind": "leave-late", "minute": stay[1] + choices.below(600)}, {"kind": "move", "minute": middle}, {"kind": "cancel"},
             {"kind": "no-show", "expected": True}, {"kind": "no-show", "expected": False}, {"kind": "code-lost"},
             {"kind": "hand-over", "minute": middle}]
    happened = kinds[nth // 3 % len(kinds)]
    now = choices.pick([begin - 1000, begin - 45, begin + 100, middle + 10, stay[1] - 30])
    fits = [(end[1] - end[0], -end[0], wire) for wire, end, _ in all_grants(modes, stay[1]) if end[0] <= begin and stay[1] <= end[1]]
    old = min(fits, key=lambda item: item[:2])[2]
    used = now > begin + 20 and happened["kind"] != "no-show" and choices.chance(50)
    return modes, stay, old, used, happened, now, choices.chance(50)


def changes(seed):
    choices, rows, nth = Choices(seed, "stay/changes"), [], 0
    while len(rows) < 108:
        modes, stay, old, used, happened, now, keypad = change_case(choices, nth)
        nth += 1
        wanted = needs(stay, happened, now)[0]
        if wanted and wanted[0] >= wanted[1]:
            continue
        cost = answer(modes, stay, old, used, happened, now, keypad)
        if cost is None:
            continue
        told = {name: moment(value) if name == "minute" else value for name, value in happened.items()}
        told = {("at" if name == "minute" else name): value for name, value in told.items()}
        row = {"modes": list(modes), "stay": [moment(stay[0]), moment(stay[1])], "code": old}
        if used:
            row["used"] = moment(stay[0] + 20)
        row |= {"happened": told, "now": moment(now), "keypad": keypad}
        names = ("messages", "codes", "late_arrival_minutes", "exposure_minutes", "visits")
        rows.append(row | dict(zip(names, cost)))
    return rows


def files(seed):
    return {"stay/census.json": lambda: census(seed), "stay/changes.json": lambda: changes(seed)}
