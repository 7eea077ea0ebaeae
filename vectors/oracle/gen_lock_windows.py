"""Hand-written lock scripts about when a code opens."""

import grants
from lock_time import DAY, HOUR, show
from script import Script, profile, shift

STANDARD = ("standard-single", "standard-multi", "24h")
FINE = ("fine-single", "fine-multi")
X_ALL = FINE + ("stay", "long", "open", "weekly")


def window_edges() -> list:
    """The first and last minute of every mode: one before, at, last inside, first outside."""
    out = []
    cases = [
        ("standard-multi", "S", 7, "2026-03-14T09:00", {"hours": 1}, HOUR),
        ("standard-multi", "S", 6, "2026-03-14T23:00", {"hours": 12}, 12 * HOUR),
        ("standard-multi", "S", 8, "2026-03-14T00:00", {"days": 7}, 7 * DAY),
        ("standard-multi", "S", 7, "2028-02-28T00:00", {"days": 2}, 2 * DAY),
        ("24h", "S", 7, "2026-03-14T13:00", {}, DAY),
        ("24h", "S", 6, "2026-12-31T23:00", {}, DAY),
        ("fine-multi", "X", 9, "2026-03-14T15:15", {"quarters": 3}, 45),
        ("fine-multi", "X", 10, "2026-03-14T23:45", {"quarters": 48}, 720),
    ]
    for mode, layout, n, start, length, minutes in cases:
        for grace in (0, 15):
            s = Script(f"{mode} {start} {length} grace {grace}", profile(layout, n, [mode], grace=grace))
            code = s.code(mode, start, **length)
            s.refuses(shift(start, -grace - 1), code, "too-early")
            s.opens(shift(start, -grace), code)
            s.opens(shift(start, 0), code)
            s.opens(shift(start, minutes - 1), code)
            s.opens(shift(start, minutes + grace - 1), code)
            s.refuses(shift(start, minutes + grace), code, "expired")
            out.append(s.done())
    # Single use: a fresh lock for each edge.
    for mode, layout, n, start, length, minutes in (("standard-single", "S", 7, "2026-03-14T09:00", {"hours": 3}, 3 * HOUR),
                                                    ("standard-single", "S", 10, "2026-03-14T00:00", {"days": 1}, DAY),
                                                    ("fine-single", "X", 9, "2026-03-14T09:45", {"quarters": 1}, 15)):
        for grace in (0, 15):
            for offset, reason in ((-grace - 1, "too-early"), (-grace, "opens"), (minutes + grace - 1, "opens"), (minutes + grace, "expired")):
                s = Script(f"{mode} {start} {length} grace {grace} offset {offset}", profile(layout, n, [mode], grace=grace))
                s.attempt(shift(start, offset), s.code(mode, start, **length), reason)
                out.append(s.done())
    # Remembered modes: opened at the first minute, then followed to the real end.
    cases = [
        ("urm", "S", 7, "2026-03-14T09:00", {"hours": 6}, 365 * DAY),
        ("urm", "S", 6, "2026-03-14T00:00", {"days": 21}, 365 * DAY),
        ("acc", "S", 7, "2026-03-14T00:00", {"days": 1}, DAY),
        ("acc", "S", 7, "2026-03-14T00:00", {"days": 21}, 21 * DAY),
        ("end-date", "S", 8, "2026-03-14T00:00", {"days": 1}, DAY),
        ("end-date", "S", 7, "2026-03-14T00:00", {"days": 365}, 365 * DAY),
        ("stay", "X", 9, "2026-03-14T15:00", {"hours": 164}, 164 * HOUR),
        ("stay", "X", 9, "2026-03-14T22:00", {"hours": 13}, 13 * HOUR),
        ("long", "X", 10, "2026-03-14T12:00", {"days": 32}, 32 * DAY),
        ("long", "X", 10, "2026-03-14T23:00", {"days": 365}, 365 * DAY),
        ("open", "X", 10, "2026-03-14T09:00", {"hours": 1}, 365 * DAY),
        ("open", "X", 9, "2026-03-14T00:00", {"days": 7}, 365 * DAY),
    ]
    for mode, layout, n, start, length, minutes in cases:
        for grace in (0, 15):
            s = Script(f"{mode} {start} {length} grace {grace}", profile(layout, n, [mode], grace=grace))
            code = s.code(mode, start, **length)
            s.refuses(shift(start, -grace - 1), code, "too-early")
            s.opens(shift(start, -grace), code)
            s.opens(shift(start, minutes // 2), code)
            s.opens(shift(start, minutes - 1), code)
            s.opens(shift(start, minutes + grace - 1), code)
            s.refuses(shift(start, minutes + grace), code, "expired")
            out.append(s.done())
    return out


def grace() -> list:
    """Grace widens both ends, for each condition it touches, and nothing else."""
    out = []
    s = Script("no grace is the default on both ends", profile("S", 7, STANDARD))
    code = s.code("standard-multi", "2026-03-14T09:00", hours=2)
    s.refuses("2026-03-14T08:59", code, "too-early").opens("2026-03-14T09:00", code)
    s.opens("2026-03-14T10:59", code).refuses("2026-03-14T11:00", code, "expired")
    out.append(s.done())

    s = Script("grace lets a single-use code in early, once", profile("S", 7, STANDARD, grace=15))
    code = s.code("standard-single", "2026-03-14T09:00", hours=1)
    s.opens("2026-03-14T08:45", code).refuses("2026-03-14T09:30", code, "spent")
    out.append(s.done())

    s = Script("two neighbouring slots overlap by twice the grace", profile("S", 7, STANDARD, grace=15))
    first, second = (s.code("standard-multi", f"2026-03-14T{h}:00", hours=1) for h in ("09", "10"))
    s.refuses("2026-03-14T09:44", second, "too-early").opens("2026-03-14T09:45", second)
    s.opens("2026-03-14T10:14", first).refuses("2026-03-14T10:15", first, "expired")
    out.append(s.done())

    s = Script("grace widens the last minute of a first use", profile("S", 7, ["acc"], grace=15))
    early, late = s.code("acc", "2026-03-14", days=5), s.code("acc", "2026-03-14", days=6)
    s.opens("2026-03-15T00:14", early).refuses("2026-03-15T00:15", late, "first-use-missed")
    out.append(s.done())

    s = Script("grace widens a validation window", profile("S", 7, ["urm"], grace=15))
    early, late = s.code("urm", "2026-03-14T09:00", hours=1), s.code("urm", "2026-03-14T09:00", hours=2)
    s.opens("2026-03-14T10:14", early).refuses("2026-03-14T11:15", late, "first-use-missed")
    out.append(s.done())

    s = Script("grace widens each occurrence of a weekly code", profile("X", 10, ["weekly"], grace=15))
    code = s.code("weekly", "2026-03-16T09:00", pattern="daily", hours=2, weeks=2)
    s.opens("2026-03-16T08:45", code).opens("2026-03-16T11:14", code).refuses("2026-03-16T11:15", code, "outside-occurrence")
    s.refuses("2026-03-17T08:44", code, "outside-occurrence").opens("2026-03-17T08:45", code)
    out.append(s.done())

    s = Script("a neighbour's code one quarter early, with grace and 15-minute starts", profile("X", 9, FINE, grace=15))
    code = s.code("fine-multi", "2026-03-14T10:15", quarters=1)
    s.refuses("2026-03-14T09:59", code, "too-early").opens("2026-03-14T10:00", code)
    s.opens("2026-03-14T10:44", code).refuses("2026-03-14T10:45", code, "expired")
    out.append(s.done())

    s = Script("grace does not soften block previous", profile("S", 7, ["acc"], grace=15))
    first, second = s.code("acc", "2026-03-14", days=3), s.code("acc", "2026-03-15", days=3)
    s.opens("2026-03-14T12:00", first).opens("2026-03-14T23:45", second).ended("2026-03-14T23:46", first)
    out.append(s.done())

    s = Script("grace does not reach below the floor", profile("S", 7, STANDARD, grace=15))
    code = s.code("standard-multi", "2026-03-14T10:00", hours=1)
    s.set_clock("2026-03-14T09:00", "2026-03-14T10:00").refuses("2026-03-14T09:59", code, "before-floor")
    s.opens("2026-03-14T10:00", code)
    out.append(s.done())
    return out


def first_use() -> list:
    """Codes that must be used once by a certain minute, and then live on."""
    out = []
    # mode, layout, n, start, length, first_use_hours, minutes from start to the first end
    cases = [
        ("acc", "S", 7, "2026-03-14T00:00", {"days": 5}, 24, DAY),
        ("acc", "S", 7, "2026-03-14T00:00", {"days": 5}, 168, DAY),
        ("end-date", "S", 7, "2026-03-14T00:00", {"days": 300}, 24, DAY),
        ("end-date", "S", 6, "2026-03-14T00:00", {"days": 300}, 1, DAY),
        ("urm", "S", 7, "2026-03-14T09:00", {"hours": 6}, 24, 6 * HOUR),
        ("urm", "S", 7, "2026-03-14T00:00", {"days": 21}, 24, 21 * DAY),
        ("urm", "S", 7, "2026-03-14T00:00", {"days": 1}, 1, DAY),
        ("open", "X", 9, "2026-03-14T09:00", {"hours": 12}, 1, 12 * HOUR),
        ("open", "X", 9, "2026-03-14T00:00", {"days": 7}, 24, 7 * DAY),
        ("stay", "X", 9, "2026-03-14T15:00", {"hours": 100}, 24, DAY),
        ("stay", "X", 9, "2026-03-14T15:00", {"hours": 100}, 1, HOUR),
        ("stay", "X", 10, "2026-03-14T15:00", {"hours": 300}, 168, 168 * HOUR),
        ("long", "X", 10, "2026-03-14T12:00", {"days": 90}, 24, DAY),
        ("long", "X", 10, "2026-03-14T12:00", {"days": 90}, 100, 100 * HOUR),
        ("weekly", "X", 10, "2026-03-16T09:00", {"pattern": "daily", "hours": 12, "weeks": 8}, 3, 3 * HOUR),
        ("weekly", "X", 10, "2026-03-16T09:00", {"pattern": "mon-fri", "hours": 12, "weeks": 8}, 30, 30 * HOUR),
    ]
    for mode, layout, n, start, length, hours, minutes in cases:
        for grace in (0, 15):
            what = f"{mode} {length} first use within {hours} h, grace {grace}"
            s = Script(what + ": at the last minute", profile(layout, n, [mode], grace=grace, first_use_hours=hours))
            code = s.code(mode, start, **length)
            s.opens(shift(start, minutes + grace - 1), code)
            s.opens(shift(start, minutes + grace), code)
            out.append(s.done())
            s = Script(what + ": a minute late", profile(layout, n, [mode], grace=grace, first_use_hours=hours))
            s.refuses(shift(start, minutes + grace), code, "first-use-missed")
            s.refuses(shift(start, minutes + grace + 1), code, "first-use-missed")
            out.append(s.done())
    s = Script("a stay shorter than the time to its first use", profile("X", 9, ["stay"], first_use_hours=168))
    code = s.code("stay", "2026-03-14T15:00", hours=13)
    s.opens("2026-03-15T03:59", code).refuses("2026-03-15T04:00", code, "expired")
    out.append(s.done())
    s = Script("a weekly code whose pattern ends before its first use is due", profile("X", 9, ["weekly"], first_use_hours=168))
    code = s.code("weekly", "2026-03-16T09:00", pattern="weekday-of-start", hours=4, weeks=1)
    s.refuses("2026-03-16T13:00", code, "expired")
    out.append(s.done())
    s = Script("a refused try before the window is not a first use", profile("S", 7, ["acc"]))
    code = s.code("acc", "2026-03-14", days=5)
    s.refuses("2026-03-13T23:59", code, "too-early").refuses("2026-03-15T00:00", code, "first-use-missed")
    out.append(s.done())
    s = Script("first use is remembered for the exact code, not for its twin", profile("S", 8, ["acc"], issues=2))
    first, twin = (s.code("acc", "2026-03-14", days=5, issue=i) for i in (0, 1))
    s.opens("2026-03-14T10:00", first).refuses("2026-03-15T10:00", twin, "first-use-missed").opens("2026-03-15T10:01", first)
    out.append(s.done())
    s = Script("first use survives a power loss", profile("S", 7, ["acc"]))
    code = s.code("acc", "2026-03-14", days=5)
    s.opens("2026-03-14T10:00", code).clock_lost("2026-03-14T12:00").refuses("2026-03-16T12:00", code, "clock-unset")
    s.set_clock("2026-03-16T12:00", "2026-03-16T12:05").opens("2026-03-16T12:06", code)
    out.append(s.done())
    return out


def epoch_edge() -> list:
    out = []
    # (layout, digits, first day of epoch 1, mode whose code crosses it)
    edges = [("S", 6, "2022-01-20"), ("S", 7, "2040-07-14"), ("S", 8, "2040-07-14"), ("S", 10, "2040-07-14"), ("X", 9, "2047-05-19"), ("X", 10, "2047-05-19")]
    for layout, n, edge in edges:
        mode = "standard-multi" if layout == "S" else "fine-multi"
        unit, most = ("hours", 12) if layout == "S" else ("quarters", 48)
        for grace in (0, 15):
            s = Script(f"{layout}{n} grace {grace}: across the first minute of an epoch", profile(layout, n, [mode], grace=grace), initialised=shift(edge + "T00:00", -30 * DAY))
            begin = edge + "T00:00"
            old = s.code(mode, shift(begin, -HOUR), **{unit: most})
            new = s.code(mode, begin, **{unit: most})
            s.opens(shift(begin, -HOUR), old).opens(shift(begin, -16), old)
            s.dead(shift(begin, -16), new)  # the next epoch is not read yet
            for offset in (-15, -1):
                s.opens(shift(begin, offset), new) if grace else s.dead(shift(begin, offset), new)
            s.opens(begin, new).opens(shift(begin, 1), old).opens(shift(begin, 11 * HOUR - 1), old)
            out.append(s.done())
    cases = [("S", 6, "2022-01-20", "urm", {"hours": 3}), ("S", 7, "2040-07-14", "urm", {"days": 2}), ("S", 6, "2024-02-09", "end-date", {"days": 365}),
             ("S", 7, "2040-07-14", "end-date", {"days": 365}), ("S", 6, "2022-01-20", "acc", {"days": 21}), ("X", 9, "2047-05-19", "long", {"days": 365}),
             ("X", 10, "2047-05-19", "open", {"hours": 1}), ("X", 9, "2047-05-19", "stay", {"hours": 744}),
             ("X", 10, "2047-05-19", "weekly", {"pattern": "daily", "hours": 12, "weeks": 52})]
    for layout, n, edge, mode, length in cases:
        s = Script(f"{layout}{n} {mode}: first used on the last day of an epoch, followed to its end", profile(layout, n, [mode], grace=15), initialised=shift(edge + "T00:00", -40 * DAY))
        minute = 0 if "days" in length and mode != "long" else 23 * HOUR
        start = shift(edge + "T00:00", -DAY + minute)
        code = s.code(mode, start, **length)
        end = grants.parse({"mode": mode, "start": start, **length}, layout, 0).real_end()
        s.opens(start, code)
        s.opens(show(end - 1), code).opens(show(end + 14), code).refuses(show(end + 15), code, "expired")
        out.append(s.done())
    s = Script("block previous holds across an epoch (absolute minutes, not days of the epoch)", profile("S", 6, ["acc"]), initialised="2022-01-01T00:00")
    old, new = s.code("acc", "2022-01-19", days=21), s.code("acc", "2022-01-20", days=21)
    s.opens("2022-01-19T12:00", old).opens("2022-01-20T12:00", new).ended("2022-01-20T12:01", old).opens("2022-01-21T00:00", new)
    out.append(s.done())
    s = Script("the previous epoch is read for 366 days and no more", profile("S", 6, ["urm"], grace=15), initialised="2022-01-01T00:00")
    code = s.code("urm", "2022-01-19T23:00", hours=1)
    s.opens("2022-01-19T23:30", code).opens("2023-01-19T23:14", code).refuses("2023-01-19T23:15", code, "expired")
    s.refuses("2023-01-20T23:59", code, "expired").dead("2023-01-21T00:00", code)
    out.append(s.done())
    s = Script("a code of the next epoch is blocked ahead of it", profile("S", 6, STANDARD), initialised="2022-01-01T00:00")
    code = s.code("standard-multi", "2022-01-20", days=2)
    s.block("2022-01-10T12:00", code).tick("2022-01-15T12:00").refuses("2022-01-20T12:00", code, "blocked")
    s.refuses("2022-01-21T23:59", code, "blocked")
    out.append(s.done())
    s = Script("a code of the epoch before is blocked behind it", profile("S", 6, ["urm"]), initialised="2022-01-01T00:00")
    code = s.code("urm", "2022-01-19T09:00", hours=6)
    s.opens("2022-01-19T10:00", code).block("2022-06-01T00:00", code).tick("2022-07-01T00:00").tick("2022-12-01T00:00").refuses("2023-01-01T00:00", code, "blocked")
    out.append(s.done())
    s = Script("a block made ahead of the next epoch holds in a full list", profile("S", 6, STANDARD, blocked=1), initialised="2021-01-01T00:00")
    code = s.code("standard-multi", "2022-01-20", days=2)
    s.block("2021-01-19T00:00", code).tick("2021-06-01T00:00").block("2021-06-01T00:01", "123456", "lock.blocked_full")
    s.tick("2022-01-22T00:00").block("2022-01-22T00:00", "123456", "lock.blocked_full").set_clock("2022-01-22T00:00", "2022-01-22T00:01").block("2022-01-22T00:01", "123456")
    out.append(s.done())
    s = Script("group codes cross an epoch as well", profile("S", 6, STANDARD, grace=15), [("101", 0)], initialised="2022-01-01T00:00")
    old, new = s.code("24h", "2022-01-19T12:00", "101"), s.code("24h", "2022-01-20T00:00", "101")
    s.opens("2022-01-19T23:45", old).opens("2022-01-19T23:45", new).opens("2022-01-20T12:14", old).opens("2022-01-21T00:14", new)
    out.append(s.done())
    s = Script("a spent code stays spent in the next epoch", profile("S", 6, STANDARD), initialised="2022-01-01T00:00")
    code = s.code("standard-single", "2022-01-19", days=4)
    s.opens("2022-01-19T23:59", code).refuses("2022-01-20T00:00", code, "spent").refuses("2022-01-22T23:59", code, "spent")
    out.append(s.done())
    return out


def weekly() -> list:
    out = []
    p = profile("X", 10, ["weekly"], first_use_hours=168)
    monday = "2026-03-16T09:00"
    week = [shift(monday, d * DAY) for d in range(15)]
    for pattern, named in (("weekday-of-start", {0, 7, 14}), ("mon-fri", {0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14}), ("daily", set(range(15)))):
        s = Script(f"{pattern} from a Monday, through three weeks", p)
        code = s.code("weekly", monday, pattern=pattern, hours=3, weeks=3)
        for day, moment in enumerate(week):
            s.attempt(shift(moment, 30), code, "opens" if day in named else "outside-occurrence")
        out.append(s.done())
    s = Script("sat-sun from a Sunday: that Sunday and then whole weekends", p)
    code = s.code("weekly", "2026-03-15T10:00", pattern="sat-sun", hours=4, weeks=2)
    s.opens("2026-03-15T10:00", code).refuses("2026-03-16T10:00", code, "outside-occurrence").opens("2026-03-21T12:00", code).opens("2026-03-22T12:00", code)
    s.opens("2026-03-28T13:59", code).refuses("2026-03-28T14:00", code, "expired").refuses("2026-03-29T10:00", code, "expired")
    out.append(s.done())
    s = Script("sat-sun from a Saturday", p)
    code = s.code("weekly", "2026-03-14T10:00", pattern="sat-sun", hours=4, weeks=1)
    s.opens("2026-03-14T10:00", code).opens("2026-03-15T13:59", code).refuses("2026-03-15T14:00", code, "expired")
    out.append(s.done())
    s = Script("mon-fri from a Friday, one week: Friday to Thursday", p)
    code = s.code("weekly", "2026-03-20T08:00", pattern="mon-fri", hours=2, weeks=1)
    s.opens("2026-03-20T08:00", code).refuses("2026-03-21T08:00", code, "outside-occurrence").opens("2026-03-23T08:00", code).opens("2026-03-26T09:59", code)
    s.refuses("2026-03-26T10:00", code, "expired").refuses("2026-03-27T08:00", code, "expired")
    out.append(s.done())
    s = Script("an occurrence runs past midnight", p)
    code = s.code("weekly", "2026-03-20T22:00", pattern="mon-fri", hours=12, weeks=2)
    s.opens("2026-03-20T22:00", code).opens("2026-03-21T09:59", code).refuses("2026-03-21T10:00", code, "outside-occurrence")
    s.refuses("2026-03-23T09:59", code, "outside-occurrence").opens("2026-03-24T05:00", code)
    s.opens("2026-04-03T09:59", code).refuses("2026-04-03T10:00", code, "expired")
    out.append(s.done())
    for grace in (0, 15):
        s = Script(f"edges of an occurrence, grace {grace}", profile("X", 9, ["weekly"], grace=grace))
        code = s.code("weekly", monday, pattern="weekday-of-start", hours=1, weeks=2)
        s.refuses(shift(monday, -grace - 1), code, "too-early").opens(shift(monday, -grace), code).opens(shift(monday, 59 + grace), code)
        s.refuses(shift(monday, 60 + grace), code, "outside-occurrence").refuses(shift(monday, 7 * DAY - grace - 1), code, "outside-occurrence")
        s.opens(shift(monday, 7 * DAY - grace), code).opens(shift(monday, 7 * DAY + 59 + grace), code).refuses(shift(monday, 7 * DAY + 60 + grace), code, "expired")
        out.append(s.done())
    s = Script("first use must fall inside an occurrence", profile("X", 10, ["weekly"], first_use_hours=24))
    code = s.code("weekly", monday, pattern="daily", hours=2, weeks=4)
    s.refuses("2026-03-16T12:00", code, "outside-occurrence").refuses("2026-03-17T08:59", code, "outside-occurrence").refuses("2026-03-17T09:00", code, "first-use-missed")
    out.append(s.done())
    s = Script("used in its first hour, it comes back for a year", profile("X", 10, ["weekly"]))
    code = s.code("weekly", monday, pattern="weekday-of-start", hours=2, weeks=52)
    for weeks in (0, 1, 13, 26, 51):
        s.opens(shift(monday, weeks * 7 * DAY + 60), code)
    s.refuses(shift(monday, 52 * 7 * DAY + 60), code, "expired")
    out.append(s.done())
    s = Script("weekly codes live side by side", p)
    codes = [s.code("weekly", monday, pattern=pattern, hours=h, weeks=w) for pattern, h, w in (("daily", 3, 4), ("mon-fri", 3, 4), ("weekday-of-start", 12, 52), ("daily", 12, 1))]
    codes.append(s.code("weekly", shift(monday, 60), pattern="daily", hours=3, weeks=4))
    for turn in range(2):
        for index, code in enumerate(codes):
            s.opens(shift(monday, 70 + 10 * turn + index), code)
    out.append(s.done())
    s = Script("a weekly code in the active list needs no place when typed again", profile("X", 10, ["weekly"], active=1))
    one, two = s.code("weekly", monday, pattern="daily", hours=3, weeks=2), s.code("weekly", monday, pattern="daily", hours=4, weeks=2)
    s.opens(monday, one).refuses(shift(monday, 1), two, "list-full").opens(shift(monday, DAY), one).opens(shift(monday, 13 * DAY), one)
    out.append(s.done())
    s = Script("a slot for a pattern on the wrong weekday means nothing", p)
    saturday = 2264  # day number
    slot = 40_000 + ((1 * 24 + 9) * 12 + 2) * 52 + 3  # mon-fri
    s.refuses("2026-03-14T09:30", s.payload_code((saturday * 100_000 + slot) * 10), "no-meaning")
    monday_slot = 40_000 + ((2 * 24 + 9) * 12 + 2) * 52 + 3  # sat-sun
    s.refuses("2026-03-16T09:30", s.payload_code(((saturday + 2) * 100_000 + monday_slot) * 10), "no-meaning")
    out.append(s.done())
    s = Script("a blocked weekly code", p)
    code = s.code("weekly", monday, pattern="daily", hours=3, weeks=4)
    s.opens(monday, code).block(shift(monday, 10), code).refuses(shift(monday, 20), code, "blocked").tick(shift(monday, 10 * DAY)).refuses(shift(monday, 20 * DAY), code, "blocked")
    out.append(s.done())
    return out


def mode_and_length_profile() -> list:
    out = []
    start = "2026-03-14T09:00"
    day = "2026-03-14"
    wires = {
        "standard-single": dict(start=start, hours=4), "standard-multi": dict(start=start, hours=4), "24h": dict(start=start),
        "urm": dict(start=start, hours=4), "acc": dict(start=day, days=4), "end-date": dict(start=day, days=40),
        "fine-single": dict(start=start, quarters=9), "fine-multi": dict(start=start, quarters=9), "stay": dict(start=start, hours=90),
        "long": dict(start=start, days=40), "open": dict(start=start, hours=4), "weekly": dict(start=start, pattern="daily", hours=4, weeks=4),
    }
    sets = [("S", 7, m) for m in (["standard-single"], ["standard-multi"], ["24h"], ["standard-single", "standard-multi"], ["standard-single", "24h"],
                                  ["standard-multi", "24h"], list(STANDARD), ["urm"], ["acc"], ["end-date"])]
    sets += [("S", n, list(STANDARD)) for n in (6, 8, 9, 10)]
    sets += [("X", 9, m) for m in (["fine-single"], ["fine-multi"], list(FINE), ["stay"], ["long"], ["open"], ["weekly"], ["stay", "weekly"], list(X_ALL))]
    sets += [("X", 10, list(X_ALL))]
    for layout, n, modes in sets:
        s = Script(f"{layout}{n}: only {', '.join(modes)}", profile(layout, n, modes))
        for mode, wire in wires.items():
            if (mode in X_ALL) != (layout == "X"):
                continue
            code = s.code(mode, **wire)
            if mode in modes:
                s.opens("2026-03-14T10:00", code)
            elif n == 6:  # also read in the epoch before, where it may get further
                s.dead("2026-03-14T10:00", code)
            else:
                s.refuses("2026-03-14T10:00", code, "mode-off")
        out.append(s.done())

    lengths = [
        ("S", 7, "standard-multi", 3 * HOUR, dict(start=start, hours=3), dict(start=start, hours=4)),
        ("S", 7, "standard-single", DAY, dict(start=day, days=1), dict(start=day, days=2)),
        ("S", 7, "standard-multi", DAY, dict(start=start, hours=12), dict(start=day, days=2)),
        ("S", 7, "urm", 6 * HOUR, dict(start=start, hours=6), dict(start=start, hours=7)),
        ("S", 7, "urm", 7 * DAY, dict(start=day, days=7), dict(start=day, days=8)),
        ("S", 7, "acc", 7 * DAY, dict(start=day, days=7), dict(start=day, days=8)),
        ("S", 7, "end-date", 90 * DAY, dict(start=day, days=90), dict(start=day, days=91)),
        ("X", 9, "fine-multi", 60, dict(start=start, quarters=4), dict(start=start, quarters=5)),
        ("X", 9, "stay", 100 * HOUR, dict(start=start, hours=100), dict(start=start, hours=101)),
        ("X", 9, "long", 60 * DAY, dict(start=start, days=60), dict(start=start, days=61)),
        ("X", 9, "open", 2 * HOUR, dict(start=start, hours=2), dict(start=start, hours=3)),
        # a weekly code's length runs from its start to the end of its last occurrence
        ("X", 9, "weekly", 6 * DAY + 4 * HOUR, dict(start=start, pattern="daily", hours=4, weeks=1), dict(start=start, pattern="daily", hours=5, weeks=1)),
        ("X", 9, "weekly", 7 * DAY + 4 * HOUR, dict(start=start, pattern="weekday-of-start", hours=4, weeks=2), dict(start=start, pattern="daily", hours=4, weeks=2)),
    ]
    for layout, n, mode, most, within, beyond in lengths:
        s = Script(f"{mode} of at most {most} minutes", profile(layout, n, [mode], max_minutes={mode: most}))
        s.refuses("2026-03-14T09:58", s.code(mode, **beyond), "too-long").opens("2026-03-14T09:59", s.code(mode, **within))
        out.append(s.done())
    s = Script("a limit of one mode leaves the others", profile("S", 7, STANDARD, max_minutes={"standard-multi": 2 * HOUR}))
    s.refuses("2026-03-14T10:00", s.code("standard-multi", start, hours=3), "too-long").opens("2026-03-14T10:00", s.code("standard-single", start, hours=12))
    s.opens("2026-03-14T10:00", s.code("24h", start))
    out.append(s.done())
    s = Script("a limit of 24h below its length turns it off", profile("S", 7, STANDARD, max_minutes={"24h": 1439}))
    s.refuses("2026-03-14T10:00", s.code("24h", start), "too-long")
    out.append(s.done())
    for layout, n, issues in (("S", 8, 1), ("S", 8, 10), ("S", 9, 15), ("S", 10, 1), ("S", 10, 1000), ("X", 10, 4)):
        mode, length = ("standard-multi", {"hours": 4}) if layout == "S" else ("fine-multi", {"quarters": 16})
        s = Script(f"{layout}{n}: issue numbers below {issues}", profile(layout, n, [mode], issues=issues))
        spare = 10 ** (n - 7 if layout == "S" else 1)
        for number in sorted({0, 1, issues - 1, issues, spare - 1}):
            if number < spare:
                s.attempt("2026-03-14T10:00", s.code(mode, start, issue=number, **length), "opens" if number < issues else "issue-not-accepted")
        out.append(s.done())
    s = Script("which reason is told when several hold", profile("X", 10, ["stay"], max_minutes={"stay": 100 * HOUR}))
    s.refuses("2026-03-14T10:00", s.code("fine-multi", start, quarters=3, issue=5), "mode-off")
    s.refuses("2026-03-14T10:00", s.code("stay", start, hours=200, issue=5), "too-long")
    s.refuses("2026-03-14T10:00", s.code("stay", "2026-03-15T09:00", hours=90, issue=5), "issue-not-accepted")
    out.append(s.done())
    return out


def files(seed: int) -> dict:
    return {
        "lock/window-edges.json": window_edges,
        "lock/grace.json": grace,
        "lock/first-use.json": first_use,
        "lock/epoch-edge.json": epoch_edge,
        "lock/weekly.json": weekly,
        "lock/mode-and-length-profile.json": mode_and_length_profile,
    }
