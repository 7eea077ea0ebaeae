"""Hand-written lock scripts about what an opening leaves behind: ended rentals, spent codes, full lists."""

from lock_time import DAY, HOUR
from script import Script, profile, shift

STANDARD = ("standard-single", "standard-multi", "24h")
FINE = ("fine-single", "fine-multi")
X_ALL = FINE + ("stay", "long", "open", "weekly")


def block_previous() -> list:
    out = []
    for mode, layout, n, length in (("acc", "S", 7, {"days": 10}), ("end-date", "S", 6, {"days": 30}), ("urm", "S", 7, {"days": 10}),
                                    ("stay", "X", 9, {"hours": 240}), ("long", "X", 10, {"days": 60}), ("open", "X", 9, {"days": 5})):
        s = Script(f"{mode}: a later start ends the earlier, for good", profile(layout, n, [mode]))
        first, second = (s.code(mode, f"2026-03-{d}", **length) for d in ("14", "15"))
        s.opens("2026-03-14T10:00", first).refuses("2026-03-14T23:59", second, "too-early").opens("2026-03-14T23:59", first)
        s.opens("2026-03-15T10:00", second).ended("2026-03-15T10:01", first).opens("2026-03-16T10:00", second)
        s.ended("2026-03-17T10:01", first)
        out.append(s.done())
    s = Script("issued but never typed, the later rental ends nothing", profile("S", 7, ["acc"]))
    first, second = (s.code("acc", f"2026-03-{d}", days=10) for d in ("14", "15"))
    s.opens("2026-03-14T10:00", first).opens("2026-03-15T10:00", first).refuses("2026-03-16T10:00", second, "first-use-missed")
    s.opens("2026-03-16T10:01", first)
    out.append(s.done())
    s = Script("equal starts live together", profile("S", 7, ["acc"]))
    short, longer = s.code("acc", "2026-03-14", days=2), s.code("acc", "2026-03-14", days=9)
    s.opens("2026-03-14T10:00", short).opens("2026-03-14T11:00", longer).opens("2026-03-15T10:00", short).opens("2026-03-15T11:00", longer)
    s.refuses("2026-03-16T00:00", short, "expired").opens("2026-03-22T23:59", longer)
    out.append(s.done())
    s = Script("a re-issued code with an equal start lives beside the first", profile("S", 8, ["urm"], issues=3))
    codes = [s.code("urm", "2026-03-14T09:00", hours=6, issue=i) for i in range(3)]
    for minute, code in enumerate(codes + codes):
        s.opens(f"2026-03-14T10:0{minute}", code)
    out.append(s.done())
    s = Script("an earlier rental first typed after a later one is dead", profile("X", 9, ["stay"], first_use_hours=48))
    first, second = s.code("stay", "2026-03-14T15:00", hours=100), s.code("stay", "2026-03-14T16:00", hours=100)
    s.opens("2026-03-14T17:00", second).ended("2026-03-14T17:01", first)
    out.append(s.done())
    s = Script("one hour later is later", profile("S", 7, ["urm"]))
    first, second = s.code("urm", "2026-03-14T09:00", hours=12), s.code("urm", "2026-03-14T10:00", hours=12)
    s.opens("2026-03-14T10:30", first).opens("2026-03-14T10:31", second).ended("2026-03-14T10:32", first)
    out.append(s.done())
    s = Script("a later rental that has ended still ends the earlier one", profile("S", 7, ["acc"]))
    longer, later = s.code("acc", "2026-03-14", days=21), s.code("acc", "2026-03-15", days=1)
    s.opens("2026-03-14T10:00", longer).opens("2026-03-15T10:00", later).ended("2026-03-20T10:00", longer)
    out.append(s.done())
    s = Script("rentals of different modes end one another", profile("X", 10, ["stay", "long", "open"]))
    stay = s.code("stay", "2026-03-14T15:00", hours=700)
    long = s.code("long", "2026-03-15T12:00", days=60)
    open_ = s.code("open", "2026-03-16T09:00", hours=6)
    s.opens("2026-03-14T16:00", stay).opens("2026-03-15T12:00", long).ended("2026-03-15T12:01", stay)
    s.opens("2026-03-16T09:00", open_).ended("2026-03-16T09:01", long).opens("2026-09-16T09:01", open_)
    out.append(s.done())
    s = Script("fine and weekly codes neither end rentals nor are ended", profile("X", 10, X_ALL))
    weekly = s.code("weekly", "2026-03-14T09:00", pattern="daily", hours=12, weeks=4)
    stay = s.code("stay", "2026-03-14T15:00", hours=200)
    fine = s.code("fine-multi", "2026-03-14T15:00", quarters=48)
    later = s.code("weekly", "2026-03-15T09:00", pattern="daily", hours=12, weeks=4)
    s.opens("2026-03-14T15:00", weekly).opens("2026-03-14T15:01", fine).opens("2026-03-14T15:02", stay)
    s.opens("2026-03-14T15:03", weekly).opens("2026-03-14T15:04", fine)
    s.opens("2026-03-15T10:00", later).opens("2026-03-15T10:01", stay).opens("2026-03-15T10:02", weekly)
    out.append(s.done())
    s = Script("single-use and slot codes are not ended either", profile("S", 7, STANDARD))
    first = s.code("24h", "2026-03-14T09:00")
    second = s.code("24h", "2026-03-14T10:00")
    s.opens("2026-03-14T10:00", second).opens("2026-03-14T10:01", first)
    out.append(s.done())
    s = Script("a refused later rental ends nothing", profile("S", 7, ["acc"], max_minutes={"acc": 3 * DAY}))
    first, later = s.code("acc", "2026-03-14", days=3), s.code("acc", "2026-03-15", days=4)
    s.opens("2026-03-14T10:00", first).refuses("2026-03-15T10:00", later, "too-long").opens("2026-03-15T10:01", first)
    out.append(s.done())
    s = Script("an ended rental frees its place in the active list", profile("S", 7, ["acc"], active=1))
    for day in range(14, 20):
        s.opens(f"2026-03-{day}T10:00", s.code("acc", f"2026-03-{day}", days=21))
    s.refuses("2026-03-19T10:01", s.code("acc", "2026-03-18", days=21), "first-use-missed")
    out.append(s.done())
    return out


def single_use() -> list:
    out = []
    for mode, layout, n, length in (("standard-single", "S", 6, {"hours": 2}), ("standard-single", "S", 7, {"hours": 12}),
                                    ("fine-single", "X", 9, {"quarters": 8}), ("fine-single", "X", 10, {"quarters": 48})):
        s = Script(f"{mode} {n} digits: once", profile(layout, n, [mode]))
        code = s.code(mode, "2026-03-14T09:00", **length)
        s.refuses("2026-03-14T08:59", code, "too-early", 9).opens("2026-03-14T09:00", code).refuses("2026-03-14T09:00", code, "spent")
        s.refuses("2026-03-14T09:01", code, "spent").refuses("2026-03-14T10:59", code, "spent")
        out.append(s.done())
    s = Script("single-use codes of one window are apart", profile("S", 8, STANDARD, issues=4))
    codes = [s.code("standard-single", "2026-03-14T09:00", hours=2, issue=i) for i in range(4)]
    codes.append(s.code("standard-single", "2026-03-14T09:00", hours=3))
    for minute, code in enumerate(codes):
        s.opens(f"2026-03-14T09:0{minute}", code)
    for minute, code in enumerate(codes):
        s.refuses(f"2026-03-14T09:1{minute}", code, "spent")
    out.append(s.done())
    s = Script("the multi code of the same window stays", profile("S", 7, STANDARD))
    one, many = (s.code(mode, "2026-03-14T09:00", hours=2) for mode in ("standard-single", "standard-multi"))
    s.opens("2026-03-14T09:00", one).opens("2026-03-14T09:01", many).refuses("2026-03-14T09:02", one, "spent").opens("2026-03-14T09:03", many)
    out.append(s.done())
    s = Script("spent survives power loss, a clock set and the end of the floor's hour", profile("S", 7, STANDARD))
    code = s.code("standard-single", "2026-03-14", days=3)
    s.opens("2026-03-14T09:00", code).clock_lost("2026-03-14T09:10").set_clock("2026-03-14T09:10", "2026-03-14T09:20")
    s.refuses("2026-03-14T09:21", code, "spent").tick("2026-03-15T12:00").refuses("2026-03-16T23:59", code, "spent")
    s.refuses("2026-03-17T00:00", code, "expired")
    out.append(s.done())
    s = Script("a spent code is kept through its grace", profile("S", 7, STANDARD, grace=15))
    code = s.code("standard-single", "2026-03-14T09:00", hours=1)
    s.opens("2026-03-14T09:00", code).set_clock("2026-03-14T09:30", "2026-03-14T10:14").refuses("2026-03-14T10:14", code, "spent")
    s.refuses("2026-03-14T10:15", code, "expired")
    out.append(s.done())
    s = Script("one person's single use spends a group code of the same door once", profile("S", 7, STANDARD), [("101", 0)])
    own, group = s.code("standard-single", "2026-03-14T09:00", hours=2), s.code("standard-single", "2026-03-14T09:00", "101", hours=2)
    s.opens("2026-03-14T09:00", own).opens("2026-03-14T09:01", group).refuses("2026-03-14T09:02", own, "spent").refuses("2026-03-14T09:03", group, "spent")
    out.append(s.done())
    return out


def list_full() -> list:
    out = []
    start = "2026-03-14T09:00"
    s = Script("spent list of two: the third is refused until the floor has passed an end", profile("S", 7, STANDARD, spent=2))
    short, middle, third = (s.code("standard-single", start, hours=h) for h in (1, 3, 5))
    s.opens(start, short).opens("2026-03-14T09:01", middle).refuses("2026-03-14T09:02", third, "list-full").refuses("2026-03-14T09:03", short, "spent")
    s.refuses("2026-03-14T10:01", third, "list-full")  # an end has passed, but the stored floor is 09:01
    multi = s.code("standard-multi", start, hours=8)
    s.opens("2026-03-14T10:00", multi).refuses("2026-03-14T10:01", third, "list-full")  # the floor is the end itself
    s.opens("2026-03-14T10:02", multi).opens("2026-03-14T10:03", third).refuses("2026-03-14T10:04", middle, "spent")
    out.append(s.done())
    s = Script("the default spent list: thirty-two, the thirty-third refused", profile("S", 8, STANDARD, issues=10))
    codes = [s.code("standard-single", start, hours=h, issue=i) for h in (8, 9, 10, 11) for i in range(10)][:33]
    for index, code in enumerate(codes):
        s.attempt(shift(start, index), code, "opens" if index < 32 else "list-full")
    out.append(s.done())
    s = Script("a tick lets the places go", profile("S", 7, STANDARD, spent=1))
    one, two = s.code("standard-single", start, hours=1), s.code("standard-single", start, hours=8)
    s.opens(start, one).tick("2026-03-14T10:30").opens("2026-03-14T10:31", two)
    out.append(s.done())
    s = Script("places are kept through the grace", profile("S", 7, STANDARD, spent=1, grace=15))
    s.opens(start, one).set_clock(start, "2026-03-14T10:15").refuses("2026-03-14T10:15", two, "list-full").set_clock("2026-03-14T10:15", "2026-03-14T10:16")
    s.opens("2026-03-14T10:16", two)
    out.append(s.done())
    s = Script("multi-use and 24 h codes need no place", profile("S", 7, STANDARD, spent=1))
    s.opens(start, one).opens("2026-03-14T09:01", s.code("standard-multi", start, hours=2)).opens("2026-03-14T09:02", s.code("24h", start))
    out.append(s.done())
    s = Script("active list of two, equal starts: the third first use is refused", profile("S", 7, ["acc"], active=2))
    codes = [s.code("acc", "2026-03-14", days=d) for d in (3, 5, 7)]
    s.opens("2026-03-14T09:00", codes[0]).opens("2026-03-14T09:01", codes[1]).refuses("2026-03-14T09:02", codes[2], "list-full")
    s.opens("2026-03-14T09:03", codes[0]).opens("2026-03-14T09:04", codes[1])
    later = s.code("acc", "2026-03-15", days=7)
    s.opens("2026-03-15T09:00", later).ended("2026-03-15T09:01", codes[1])  # both left, one came
    out.append(s.done())
    s = Script("the default active list: sixteen, the seventeenth refused", profile("S", 7, ["end-date"]))
    codes = [s.code("end-date", "2026-03-14", days=d) for d in range(30, 47)]
    for index, code in enumerate(codes):
        s.attempt(shift("2026-03-14T09:00", index), code, "opens" if index < 16 else "list-full")
    s.opens("2026-04-10T09:00", codes[0])
    out.append(s.done())
    s = Script("a group's later rental frees no place of the own key", profile("S", 7, ["acc"], active=2), [("101", 0)])
    s.opens("2026-03-14T09:00", s.code("acc", "2026-03-14", days=9)).opens("2026-03-14T09:01", s.code("acc", "2026-03-14", days=8))
    group = s.code("acc", "2026-03-15", "101", days=9)
    s.refuses("2026-03-15T09:00", group, "list-full").opens("2026-03-15T09:01", s.code("acc", "2026-03-15", days=9)).opens("2026-03-15T09:02", group)
    out.append(s.done())
    s = Script("weekly codes take places that a later rental does not free", profile("X", 10, ["weekly", "stay"], active=2, first_use_hours=168))
    weekly = s.code("weekly", start, pattern="daily", hours=12, weeks=3)
    stay = [s.code("stay", shift(start, h * HOUR), hours=300) for h in range(3)]
    s.opens("2026-03-14T09:00", weekly).opens("2026-03-14T09:01", stay[0]).opens("2026-03-14T10:01", stay[1]).opens("2026-03-14T11:01", stay[2])
    s.refuses("2026-03-14T11:02", s.code("weekly", start, pattern="daily", hours=12, weeks=4), "list-full").opens("2026-03-14T11:03", weekly)
    out.append(s.done())
    s = Script("full of weekly codes, a rental is refused and ends nothing", profile("X", 10, ["weekly", "stay"], active=1, first_use_hours=168))
    s.opens("2026-03-14T09:00", weekly).refuses("2026-03-14T09:01", stay[0], "list-full").opens("2026-03-14T09:02", weekly)
    out.append(s.done())
    s = Script("an expired rental leaves when the stored floor has passed its end", profile("S", 7, ["acc"], active=1), [("101", 0)])
    first, group = s.code("acc", "2026-03-14", days=1), s.code("acc", "2026-03-15", "101", days=3)
    s.opens("2026-03-14T09:00", first).refuses("2026-03-15T00:00", group, "list-full").tick("2026-03-15T00:00").refuses("2026-03-15T00:01", group, "list-full")
    s.tick("2026-03-15T01:00").opens("2026-03-15T01:01", group)
    out.append(s.done())
    s = Script("a list-full refusal costs a token like any other", profile("S", 7, STANDARD, spent=1))
    s.opens(start, one, 10).refuses("2026-03-14T09:01", two, "list-full", 9).refuses("2026-03-14T09:02", two, "list-full", 8)
    out.append(s.done())
    return out


def files(seed: int) -> dict:
    return {
        "lock/block-previous.json": block_previous,
        "lock/single-use.json": single_use,
        "lock/list-full.json": list_full,
    }
