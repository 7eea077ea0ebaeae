"""How many codes open at a minute, and at the worst minute of a day: `risk/acceptable.json`."""

import keys
import lock_time
import risk
from drbg import Choices
from lock import Profile
from lock_time import DAY
from nc1 import KeyRing
from script import LOCK_ID, SERIAL, SITE_KEY, INITIALISED, profile

STANDARD = ["standard-single", "standard-multi", "24h"]
PLAIN = "2026-03-14T10:30"  # a Saturday
MONDAY = "2026-03-16T10:30"


def rings_of(wire: dict, groups: list) -> list:
    site_key = keys.parse_site_key(SITE_KEY)
    layout, n = wire["layout"], wire["digits"]
    rings = [KeyRing(keys.lock_key(site_key, keys.parse_serial(SERIAL)), layout, n, LOCK_ID, lock_time.parse(INITIALISED))]
    for text, generation in groups:
        rings.append(KeyRing(keys.group_key(site_key, text), layout, n, keys.parse_group(text) * 1000, generation))
    return rings


def row(wire: dict, at: str, worst: bool = True, groups: list = None, quoted: int = None) -> dict:
    """One row; with `groups` (maybe empty) the digits under those keys are compared."""
    profile = Profile.from_json(wire)
    now = lock_time.parse(at)
    rings = None if groups is None else rings_of(wire, groups)
    out = {"profile": wire}
    if groups is not None:
        out["lock"] = {"site_key": SITE_KEY, "serial": SERIAL, "lock_id": LOCK_ID, "initialised": INITIALISED}
        out["groups"] = [{"group": text, "generation": generation} for text, generation in groups]
    out["at"] = at
    if worst:
        counts = risk.of_day(profile, now // DAY, rings)
        out["acceptable"] = counts[now % DAY]
        out["worst_of_day"] = {"acceptable": max(counts), "at": lock_time.show(now // DAY * DAY + counts.index(max(counts)))}
    else:
        out["acceptable"] = risk.acceptable(profile, now, rings)
    if groups is not None:
        out["upper_bound"] = risk.acceptable(profile, now) * len(rings)
    if quoted is not None:
        found = out["worst_of_day"]["acceptable"] if worst else out["acceptable"]
        assert found == quoted, (out, quoted)
    return out


def acceptable(seed: int) -> list:
    rows = []
    # Every number the scheme quotes: the worst minute without and with grace.
    for modes, plain, graced in ((["standard-single"], 106, None), (["standard-multi"], 106, None), (STANDARD[:2], 212, 250), (STANDARD, 236, 275),
                                 (["urm"], 309, 342), (["acc"], 21, 42), (["end-date"], 365, 730)):
        for n in (7, 8):
            rows.append(row(profile("S", n, modes), PLAIN, quoted=plain))
            rows.append(row(profile("S", n, modes, grace=15), PLAIN, quoted=graced))
        rows.append(row(profile("S", 6, modes), "2025-06-01T10:30", quoted=plain))
        rows.append(row(profile("S", 6, modes, grace=15), "2025-06-01T10:30", quoted=graced))
    # Minutes around an hour and around midnight.
    for modes in (STANDARD, ["urm"], ["acc"], ["end-date"]):
        for at in ("2026-03-14T00:00", "2026-03-14T00:14", "2026-03-14T00:15", "2026-03-14T09:44", "2026-03-14T09:45", "2026-03-14T09:59",
                   "2026-03-14T10:00", "2026-03-14T10:14", "2026-03-14T10:15", "2026-03-14T23:44", "2026-03-14T23:45", "2026-03-14T23:59"):
            for grace in (0, 15):
                rows.append(row(profile("S", 7, modes, grace=grace), at, worst=False))
    # The first days of lock time have fewer.
    for at in ("2020-01-01T00:00", "2020-01-01T05:30", "2020-01-03T12:00", "2020-01-08T12:00", "2020-01-20T12:00", "2020-02-01T12:00"):
        for modes in (STANDARD, ["urm"]):
            rows.append(row(profile("S", 7, modes, grace=15), at))
    # Issue numbers multiply, greatest lengths cut.
    for n, issues in ((8, 2), (8, 10), (9, 3), (10, 5)):
        rows.append(row(profile("S", n, STANDARD, issues=issues), PLAIN, worst=n == 8))
    for modes, limits in ((STANDARD, {"standard-multi": 180}), (STANDARD, {"standard-single": 1440, "24h": 1439}), (["urm"], {"urm": 7 * DAY}),
                          (["urm"], {"urm": 360}), (["acc"], {"acc": 7 * DAY}), (["end-date"], {"end-date": 30 * DAY})):
        for grace in (0, 15):
            rows.append(row(profile("S", 7, modes, max_minutes=limits, grace=grace), PLAIN))
    # Layout X.
    for modes in (["fine-single"], ["fine-multi"], ["fine-single", "fine-multi"]):
        for grace in (0, 15):
            rows.append(row(profile("X", 9, modes, grace=grace), PLAIN))
    for modes in (["stay"], ["long"], ["open"], ["stay", "long", "open"]):
        for grace, hours in ((0, 24), (15, 24), (0, 1), (0, 168)):
            rows.append(row(profile("X", 9, modes, grace=grace, first_use_hours=hours), PLAIN, worst=hours < 100 and grace == 0))
    for at in (PLAIN, MONDAY):
        for grace, hours in ((0, 24), (15, 24), (0, 1)):
            rows.append(row(profile("X", 9, ["weekly"], grace=grace, first_use_hours=hours), at, worst=False))
    rows.append(row(profile("X", 10, ["fine-multi", "stay"], issues=3, grace=15), PLAIN, worst=False))
    rows.append(row(profile("X", 9, ["stay"], max_minutes={"stay": 48 * 60}), PLAIN))
    # Several keys, and the edge of an epoch: distinct digits against the sum over keys and epochs.
    rows.append(row(profile("S", 6, ["end-date"]), "2025-06-01T10:30", worst=False, groups=[("101", 0), ("102", 0), ("103.1", 0), ("999", 7)]))
    rows.append(row(profile("S", 6, STANDARD, grace=15), "2025-06-01T10:00", worst=False, groups=[("101", 0), ("102", 0), ("103.1", 0), ("999", 7)]))
    rows.append(row(profile("S", 7, STANDARD[:2]), PLAIN, worst=False, groups=[("101", 0), ("102", 0), ("103.1", 0), ("999", 7)]))
    rows.append(row(profile("S", 7, ["acc"], grace=15), PLAIN, worst=True, groups=[("101", 0)]))
    rows.append(row(profile("S", 7, ["urm"]), PLAIN, worst=False, groups=[]))
    for at in ("2024-02-07T23:59", "2024-02-08T23:44", "2024-02-08T23:45", "2024-02-09T00:00", "2024-02-09T00:14", "2024-02-09T06:00", "2024-02-15T12:00"):
        for modes in (STANDARD, ["end-date"]):
            rows.append(row(profile("S", 6, modes, grace=15), at, worst=False, groups=[]))
    rows.append(row(profile("S", 6, ["urm"], grace=15), "2024-02-12T10:00", worst=False, groups=[("101", 0)]))
    rows.append(row(profile("S", 6, ["acc"], grace=15), "2024-02-09T10:00", worst=True, groups=[]))
    rows.append(row(profile("S", 7, ["urm"], grace=15), "2040-07-14T10:00", worst=False, groups=[("101", 0)]))
    # Whatever a profile can be.
    choices = Choices(seed, "risk")
    for index in range(24):
        n = choices.pick((6, 7, 8))
        modes = choices.some(STANDARD) if choices.chance(60) else [choices.pick(("urm", "acc", "end-date"))]
        wire = profile("S", n, modes, grace=choices.pick((0, 15)), issues=choices.between(1, 3) if n == 8 else 1)
        at = lock_time.show(choices.below(30_000_000))
        rows.append(row(wire, at, worst=True))
    return rows


def files(seed: int) -> dict:
    return {"risk/acceptable.json": lambda: acceptable(seed)}
