"""Speed beside pyotp in the same run: `pip install ./bindings/python pyotp && python bench.py`, on a release build."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pyotp

from netcode import Format, Grant, Identity, LockTime, SiteKey

SITE = SiteKey("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
LOCK = Identity.own(SITE.lock_key("LOCK-0001"), lock_id=123456, initialised="2026-01-15T09:30")
SEVEN = Format("S", 7)
FIRST = LockTime("2026-03-14T00:00")
GRANTS = [
    Grant("standard-multi", FIRST.plus_minutes(60 * (at % 8000)), hours=1 + at % 12) for at in range(20_000)
]
TOTP = pyotp.TOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", digits=8)


def timed(codes: int, run: Callable[[], object]) -> tuple[float, float]:
    """Nanoseconds a code: the median of nine rounds, and their spread."""
    run()
    rounds = []
    for _ in range(9):
        begun = time.perf_counter_ns()
        run()
        rounds.append((time.perf_counter_ns() - begun) / codes)
    rounds.sort()
    median = statistics.median(rounds)
    return median, (rounds[7] - rounds[1]) / median


def each(run: Callable[[], object]) -> Callable[[], object]:
    def loop() -> None:
        for _ in range(2_000):
            run()

    return loop


def main() -> None:
    grant = GRANTS[0]
    rows = {
        "pyotp.TOTP.at": timed(2_000, each(lambda: TOTP.at(1_700_000_000))),
        "issue": timed(2_000, each(lambda: LOCK.issue(SEVEN, grant).code)),
        "Grant and issue": timed(
            2_000, each(lambda: LOCK.issue(SEVEN, Grant("standard-multi", FIRST, hours=3)).code)
        ),
        "issue_many, strings": timed(len(GRANTS), lambda: LOCK.issue_many(SEVEN, GRANTS).codes),
    }
    rival = rows["pyotp.TOTP.at"][0]
    print("| call | ns a code | spread | times faster than pyotp |\n|---|---|---|---|")
    for name, (median, spread) in rows.items():
        print(f"| {name} | {median:.0f} | {100 * spread:.0f} % | {rival / median:.1f} |")


if __name__ == "__main__":
    main()
