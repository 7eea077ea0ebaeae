"""Hand-written lock scripts about blocking, the limiter, the clock, initialisation and groups."""

from script import Script, profile

STANDARD = ("standard-single", "standard-multi", "24h")
FINE = ("fine-single", "fine-multi")
X_ALL = FINE + ("stay", "long", "open", "weekly")


def blocking() -> list:
    out = []
    s = Script("a blocked code is refused, its neighbours are not", profile("S", 8, STANDARD, issues=2))
    code, twin = (s.code("standard-multi", "2026-03-14T09:00", hours=8, issue=i) for i in (0, 1))
    s.opens("2026-03-14T09:00", code).block("2026-03-14T09:30", code).refuses("2026-03-14T09:31", code, "blocked")
    s.opens("2026-03-14T09:32", twin).refuses("2026-03-14T16:59", code, "blocked").refuses("2026-03-14T17:00", code, "expired")
    out.append(s.done())
    s = Script("blocked before its window", profile("S", 7, ["acc"]))
    code = s.code("acc", "2026-03-20", days=5)
    s.block("2026-03-14T09:30", code).tick("2026-03-15T09:30").tick("2026-03-19T00:00").refuses("2026-03-20T09:31", code, "blocked")
    out.append(s.done())
    s = Script("a rental in use is blocked", profile("S", 7, ["urm"]))
    code = s.code("urm", "2026-03-14T09:00", hours=6)
    s.opens("2026-03-14T09:30", code).block("2026-04-01T00:00", code).refuses("2026-04-01T00:01", code, "blocked")
    s.tick("2026-10-01T00:00").refuses("2027-03-14T08:59", code, "blocked").refuses("2027-03-14T09:00", code, "expired")
    out.append(s.done())
    s = Script("blocking digits that mean nothing answers the same", profile("S", 7, STANDARD))
    nothing = s.payload_code(2264 * 1333 + 1320)
    s.block("2026-03-14T09:30", nothing).refuses("2026-03-14T09:31", nothing, "no-meaning")
    s.block("2026-03-14T09:32", s.code("acc", "2026-03-14", days=3)).block("2026-03-14T09:33", s.code("24h", "2021-03-14T09:00"))
    out.append(s.done())
    s = Script("wrong length is an error, nothing else is said", profile("S", 7, STANDARD, blocked=1))
    s.block("2026-03-14T09:30", "123456", "code.wrong_length").block("2026-03-14T09:30", "12345678", "code.wrong_length")
    s.block("2026-03-14T09:30", "", "code.wrong_length")
    s.block("2026-03-14T09:30", s.code("standard-multi", "2026-03-14T09:00", hours=2)).block("2026-03-14T09:30", "123456", "code.wrong_length")
    out.append(s.done())
    s = Script("the list is full, none is forgotten; the same digits again take no place", profile("S", 7, STANDARD, blocked=3))
    codes = [s.code("standard-multi", "2026-03-14T09:00", hours=h) for h in (5, 6, 7, 8)]
    for code in codes[:3]:
        s.block("2026-03-14T09:30", code)
    s.block("2026-03-14T09:31", codes[3], "lock.blocked_full").block("2026-03-14T09:32", codes[0]).block("2026-03-14T09:33", codes[3], "lock.blocked_full")
    s.opens("2026-03-14T09:34", codes[3])
    for code in codes[:3]:
        s.refuses("2026-03-14T09:35", code, "blocked")
    out.append(s.done())
    s = Script("a place is freed when the stored floor has passed the end, not at the end", profile("S", 7, STANDARD, blocked=1))
    code, other = s.code("standard-multi", "2026-03-14T09:00", hours=1), s.code("standard-multi", "2026-03-14T09:00", hours=12)
    s.block("2026-03-14T09:30", code)
    s.block("2026-03-14T11:00", other, "lock.blocked_full")  # the stored floor has not moved
    s.set_clock("2026-03-14T11:00", "2026-03-14T11:00").block("2026-03-14T11:01", other).refuses("2026-03-14T11:02", other, "blocked")
    out.append(s.done())
    s = Script("a place is kept through the grace", profile("S", 7, STANDARD, blocked=1, grace=15))
    code, other = s.code("standard-multi", "2026-03-14T09:00", hours=1), s.code("standard-multi", "2026-03-14T09:00", hours=12)
    s.block("2026-03-14T09:30", code).set_clock("2026-03-14T09:30", "2026-03-14T10:14").block("2026-03-14T10:14", other, "lock.blocked_full")
    s.set_clock("2026-03-14T10:14", "2026-03-14T10:15").block("2026-03-14T10:15", other, "lock.blocked_full")
    s.set_clock("2026-03-14T10:15", "2026-03-14T10:16").block("2026-03-14T10:16", other)
    out.append(s.done())
    s = Script("digits that mean nothing keep a place until the floor passes that minute", profile("S", 7, STANDARD, blocked=1))
    nothing, other = s.payload_code(2264 * 1333 + 1332), s.code("standard-multi", "2026-03-14T09:00", hours=12)
    s.block("2026-03-14T09:30", nothing).block("2026-03-14T09:30", other, "lock.blocked_full")
    s.set_clock("2026-03-14T09:30", "2026-03-14T09:30").block("2026-03-14T09:30", other, "lock.blocked_full")
    s.set_clock("2026-03-14T09:30", "2026-03-14T09:31").block("2026-03-14T09:31", other)
    out.append(s.done())
    s = Script("blocking ends one key's rental and not the block-previous rule", profile("S", 7, ["acc"]))
    first, second, third = (s.code("acc", f"2026-03-{d}", days=10) for d in (14, 15, 16))
    s.opens("2026-03-14T10:00", first).opens("2026-03-15T10:00", second).block("2026-03-15T10:30", second)
    s.refuses("2026-03-15T11:00", second, "blocked").ended("2026-03-15T11:01", first).opens("2026-03-16T11:01", third)
    out.append(s.done())
    s = Script("a rental on the blocked list keeps its place in the active list", profile("S", 7, ["acc"], active=1), [("101", 0)])
    own, group = s.code("acc", "2026-03-14", days=10), s.code("acc", "2026-03-14", "101", days=10)
    s.opens("2026-03-14T10:00", own).block("2026-03-14T10:01", own).refuses("2026-03-14T10:02", group, "list-full")
    s.refuses("2026-03-14T10:03", own, "blocked")
    out.append(s.done())
    s = Script("a group code is blocked by its digits", profile("S", 7, STANDARD), [("101", 0), ("102", 0)])
    code = s.code("standard-multi", "2026-03-14T09:00", "102", hours=8)
    s.opens("2026-03-14T09:00", code).block("2026-03-14T09:30", code).refuses("2026-03-14T09:31", code, "blocked")
    s.opens("2026-03-14T09:32", s.code("standard-multi", "2026-03-14T09:00", "101", hours=8))
    out.append(s.done())
    s = Script("initialising clears blocks of own codes and keeps those of group codes", profile("S", 7, STANDARD), [("101", 0)])
    group = s.code("standard-multi", "2026-03-14", "101", days=7)
    s.block("2026-03-14T09:30", group).initialise("2026-03-14T09:40", "2026-03-14T09:41").refuses("2026-03-14T09:42", group, "blocked")
    s.refuses("2026-03-20T23:59", group, "blocked")
    out.append(s.done())
    s = Script("an own block does not outlive the generation", profile("S", 7, STANDARD))
    code = s.code("standard-multi", "2026-03-14", days=7)
    s.block("2026-03-14T09:30", code).refuses("2026-03-14T09:31", code, "blocked")
    s.initialise("2026-03-14T09:40", "2026-03-14T09:41").initialise("2026-03-14T09:42", "2026-01-15T09:30")
    s.opens("2026-03-14T09:43", code)  # the old generation typed again: its codes, and no block
    out.append(s.done())
    s = Script("blocking spends no token", profile("S", 7, STANDARD))
    for minute in range(12):
        s.block(f"2026-03-14T09:{minute:02d}", s.code("24h", "2026-03-14T09:00") if minute % 2 else f"12345{minute:02d}")
    s.refuses("2026-03-14T09:30", s.code("24h", "2026-03-14T09:00"), "blocked", 9)
    out.append(s.done())
    return out


def limiter() -> list:
    out = []
    p = profile("S", 7, STANDARD)
    s = Script("ten wrong codes, then nothing until a whole hour", p)
    good = s.code("standard-multi", "2026-03-14", days=2)
    bad = s.payload_code(2264 * 1333 + 1310)
    for tries in range(10):
        s.refuses("2026-03-14T09:00", bad, "no-meaning", 9 - tries)
    s.refuses("2026-03-14T09:01", good, "limiter", 0).refuses("2026-03-14T09:59", good, "limiter", 0)
    s.opens("2026-03-14T10:00", good, 1).opens("2026-03-14T10:01", good, 1).refuses("2026-03-14T10:02", bad, "no-meaning", 0)
    s.refuses("2026-03-14T10:03", good, "limiter", 0).opens("2026-03-14T11:00", good, 1)
    out.append(s.done())

    s = Script("the hour runs from t, which moves by whole hours", p)
    for _ in range(10):
        s.refuses("2026-03-14T09:00", bad, "no-meaning")
    s.opens("2026-03-14T11:30", good, 2)  # two hours gained, t is 11:00
    s.refuses("2026-03-14T11:31", bad, "no-meaning", 1).refuses("2026-03-14T11:32", bad, "no-meaning", 0)
    s.refuses("2026-03-14T11:59", good, "limiter", 0).opens("2026-03-14T12:00", good, 1)
    out.append(s.done())

    s = Script("when full, t is the minute of the try", p)
    s.refuses("2026-03-14T09:45", bad, "no-meaning", 9).refuses("2026-03-14T10:44", bad, "no-meaning", 8)
    s.refuses("2026-03-14T10:45", bad, "no-meaning", 8).refuses("2026-03-14T10:46", bad, "no-meaning", 7)
    s.refuses("2026-03-14T13:45", bad, "no-meaning", 9)  # full again: t is 13:45
    s.refuses("2026-03-14T14:44", bad, "no-meaning", 8).refuses("2026-03-14T14:45", bad, "no-meaning", 8)
    out.append(s.done())

    s = Script("acceptance returns its own token and no more", p)
    s.refuses("2026-03-14T09:00", bad, "no-meaning", 9).refuses("2026-03-14T09:00", bad, "no-meaning", 8)
    for minute in range(15):
        s.opens(f"2026-03-14T09:{minute + 1:02d}", good, 8)
    out.append(s.done())

    s = Script("a right code opens with the last token and gives it back", p)
    for _ in range(9):
        s.refuses("2026-03-14T09:00", bad, "no-meaning")
    s.opens("2026-03-14T09:01", good, 1).opens("2026-03-14T09:02", good, 1).refuses("2026-03-14T09:03", bad, "no-meaning", 0)
    s.refuses("2026-03-14T09:04", good, "limiter", 0)
    out.append(s.done())

    s = Script("wrong length, an unset clock and a clock below the floor take no token", p)
    for code in ("", "1", "123456", "12345678", "1234567890"):
        s.refuses("2026-03-14T09:00", code, "wrong-length", 10)
    s.set_clock("2026-03-14T09:00", "2026-03-14T09:00").refuses("2026-03-14T08:59", good, "before-floor", 10)
    s.clock_lost("2026-03-14T09:10").refuses("2026-03-14T09:10", good, "clock-unset", 10).refuses("2026-03-14T09:11", bad, "clock-unset", 10)
    out.append(s.done())

    s = Script("wrong codes of every kind cost the same", p)
    s.refuses("2026-03-14T09:00", s.code("standard-multi", "2026-03-15", days=1), "too-early", 9)
    s.refuses("2026-03-14T09:00", s.code("standard-multi", "2026-03-12", days=1), "expired", 8)
    s.refuses("2026-03-14T09:00", s.code("acc", "2026-03-14", days=1), "mode-off", 7)
    s.refuses("2026-03-14T09:00", bad, "no-meaning", 6)
    s.block("2026-03-14T09:00", good).refuses("2026-03-14T09:00", good, "blocked", 5)
    one = s.code("standard-single", "2026-03-14", days=1)
    s.opens("2026-03-14T09:00", one, 5).refuses("2026-03-14T09:00", one, "spent", 4)
    out.append(s.done())

    s = Script("a clock set adds nothing and restarts the hour", p)
    for _ in range(10):
        s.refuses("2026-03-14T09:00", bad, "no-meaning")
    s.set_clock("2026-03-14T09:30", "2026-03-14T15:00").refuses("2026-03-14T15:00", good, "limiter", 0)
    s.refuses("2026-03-14T15:59", good, "limiter", 0).opens("2026-03-14T16:00", good, 1)
    out.append(s.done())

    s = Script("a clock set loses an hour that had nearly passed", p)
    for _ in range(10):
        s.refuses("2026-03-14T09:00", bad, "no-meaning")
    s.set_clock("2026-03-14T09:59", "2026-03-14T09:59").refuses("2026-03-14T10:58", good, "limiter", 0).opens("2026-03-14T10:59", good, 1)
    out.append(s.done())

    s = Script("a clock set loses hours not yet counted", p)
    for _ in range(8):
        s.refuses("2026-03-14T09:00", bad, "no-meaning")
    s.set_clock("2026-03-14T14:00", "2026-03-14T14:00").refuses("2026-03-14T14:00", bad, "no-meaning", 1)
    out.append(s.done())

    s = Script("power loss adds nothing", p)
    for _ in range(9):
        s.refuses("2026-03-14T09:00", bad, "no-meaning")
    s.clock_lost("2026-03-14T09:05").set_clock("2026-03-15T09:05", "2026-03-15T09:05").refuses("2026-03-15T09:06", bad, "no-meaning", 0)
    s.refuses("2026-03-15T09:07", good, "limiter", 0)
    out.append(s.done())

    s = Script("initialising keeps the tokens and restarts the hour", p)
    for _ in range(10):
        s.refuses("2026-03-14T09:00", bad, "no-meaning")
    s.initialise("2026-03-14T09:30", "2026-03-14T09:40")
    fresh = s.code("standard-multi", "2026-03-14", days=2)
    s.refuses("2026-03-14T10:39", fresh, "limiter", 0).opens("2026-03-14T10:40", fresh, 1)
    out.append(s.done())

    s = Script("initialising to an earlier minute restarts the hour there", p)
    for _ in range(10):
        s.refuses("2026-03-14T09:00", bad, "no-meaning")
    s.initialise("2026-03-14T09:30", "2026-03-10T12:00")
    fresh = s.code("standard-multi", "2026-03-10", days=2)
    s.refuses("2026-03-10T12:59", fresh, "limiter", 0).opens("2026-03-10T13:00", fresh, 1)
    out.append(s.done())

    s = Script("ten hours fill it, more do not overfill it", p)
    for _ in range(10):
        s.refuses("2026-03-14T09:00", bad, "no-meaning")
    s.refuses("2026-03-14T18:59", bad, "no-meaning", 8).refuses("2026-03-14T19:00", bad, "no-meaning", 8)
    s.refuses("2026-03-20T19:30", bad, "no-meaning", 9).refuses("2026-03-20T19:31", bad, "no-meaning", 8)
    out.append(s.done())

    s = Script("a lock long left alone has ten tokens", p, initialised="2020-01-01T00:00")
    other = s.code("standard-multi", "2026-03-14", days=2)
    s.opens("2026-03-14T09:00", other, 10)
    out.append(s.done())

    s = Script("group codes share the limiter", p, [("101", 0)])
    group = s.code("standard-multi", "2026-03-14", "101", days=2)
    late = s.code("standard-multi", "2026-03-12", "101", days=1)
    for tries in range(10):
        s.refuses("2026-03-14T09:00", late, "expired", 9 - tries)
    s.refuses("2026-03-14T09:01", group, "limiter", 0).opens("2026-03-14T10:01", group, 1)
    out.append(s.done())
    return out


def floor_and_clock() -> list:
    out = []
    p = profile("S", 7, STANDARD)
    s = Script("acceptance moves the floor to now", p)
    code = s.code("standard-multi", "2026-03-14", days=2)
    s.opens("2026-03-14T09:10", code).refuses("2026-03-14T09:09", code, "before-floor").opens("2026-03-14T09:10", code)
    s.set_clock("2026-03-14T09:10", "2026-03-14T09:09", "lock.clock_below_floor").set_clock("2026-03-14T09:10", "2026-03-14T09:10")
    out.append(s.done())
    s = Script("a refused try does not move the floor", p)
    s.opens("2026-03-14T09:10", code).refuses("2026-03-14T12:00", s.code("24h", "2026-03-16T00:00"), "too-early").opens("2026-03-14T09:30", code)
    s.set_clock("2026-03-14T12:00", "2026-03-14T09:31", "ok").opens("2026-03-14T09:31", code)
    out.append(s.done())
    s = Script("the floor is stored at least hourly", p)
    s.opens("2026-03-14T09:00", code).tick("2026-03-14T09:59").opens("2026-03-14T09:01", code)
    s.tick("2026-03-14T10:00").opens("2026-03-14T09:30", code)  # not an hour past 09:01
    s.tick("2026-03-14T10:29").refuses("2026-03-14T09:29", code, "before-floor").tick("2026-03-14T10:30")
    s.refuses("2026-03-14T10:29", code, "before-floor").opens("2026-03-14T10:30", code)
    out.append(s.done())
    s = Script("a tick a day later stores that minute", p)
    s.tick("2026-03-14T09:00").set_clock("2026-03-14T09:00", "2026-03-14T08:59", "lock.clock_below_floor").set_clock("2026-03-14T09:00", "2026-03-14T09:00")
    out.append(s.done())
    s = Script("a clock set forward moves the floor, and back is refused", p)
    s.set_clock("2026-03-14T09:00", "2026-03-15T09:00").refuses("2026-03-14T09:30", code, "before-floor").opens("2026-03-15T09:00", code)
    s.set_clock("2026-03-15T09:01", "2026-03-14T09:01", "lock.clock_below_floor").opens("2026-03-15T09:02", code)
    out.append(s.done())
    s = Script("a clock set back within the floor is allowed", p)
    s.opens("2026-03-14T09:00", code).set_clock("2026-03-14T09:50", "2026-03-14T09:05").opens("2026-03-14T09:06", code)
    out.append(s.done())
    s = Script("a refused clock set changes nothing", p)
    s.opens("2026-03-14T09:00", code)
    s.clock_lost("2026-03-14T10:00").set_clock("2026-03-14T10:00", "2026-03-14T08:00", "lock.clock_below_floor")
    s.refuses("2026-03-14T10:00", code, "clock-unset").set_clock("2026-03-14T10:00", "2026-03-14T10:00").opens("2026-03-14T10:00", code)
    out.append(s.done())
    s = Script("setting the clock does not change the generation", p)
    s.set_clock("2026-02-01T00:00", "2026-03-14T09:00").opens("2026-03-14T09:01", code)
    out.append(s.done())
    s = Script("an unset clock stays unset through ticks", p)
    s.opens("2026-03-14T09:00", code).clock_lost("2026-03-14T10:00").tick("2026-03-14T14:00").refuses("2026-03-14T14:00", code, "clock-unset")
    s.set_clock("2026-03-14T14:00", "2026-03-14T09:30").opens("2026-03-14T09:30", code)  # the tick stored no floor
    out.append(s.done())
    s = Script("initialising sets an unset clock", p)
    s.clock_lost("2026-03-14T10:00").initialise("2026-03-14T10:00", "2026-03-14T10:05")
    s.opens("2026-03-14T10:06", s.code("standard-multi", "2026-03-14", days=2))
    out.append(s.done())
    s = Script("a new lock's floor is the minute of its initialisation", p)
    s.refuses("2026-01-15T09:29", s.code("standard-multi", "2026-01-15", days=1), "before-floor")
    s.set_clock("2026-01-15T09:31", "2026-01-15T09:29", "lock.clock_below_floor").opens("2026-01-15T09:30", s.code("standard-multi", "2026-01-15", days=1))
    out.append(s.done())
    s = Script("the reason when several early checks fail", p)
    s.clock_lost("2026-03-14T10:00").refuses("2026-01-01T10:00", "123", "wrong-length").refuses("2026-01-01T10:00", code, "clock-unset")
    out.append(s.done())
    return out


def initialisation() -> list:
    out = []
    p = profile("S", 7, STANDARD)
    s = Script("the old codes die, the new ones open", p)
    old = s.code("standard-multi", "2026-03-14", days=2)
    s.opens("2026-03-14T09:00", old).initialise("2026-03-14T10:00", "2026-03-14T10:00").dead("2026-03-14T10:01", old)
    s.opens("2026-03-14T10:02", s.code("standard-multi", "2026-03-14", days=2))
    out.append(s.done())
    s = Script("the same minute is refused and changes nothing", p)
    s.initialise("2026-03-14T10:00", "2026-01-15T09:30", expected="lock.same_generation").opens("2026-03-14T10:01", old)
    s.set_clock("2026-03-14T10:01", "2026-02-15T09:30", "lock.clock_below_floor")
    out.append(s.done())
    s = Script("the same minute with another lock id is refused too", p)
    s.initialise("2026-03-14T10:00", "2026-01-15T09:30", 654321, "lock.same_generation").opens("2026-03-14T10:01", old)
    out.append(s.done())
    s = Script("a minute later, even after the clock was lost, is another generation", p)
    s.clock_lost("2026-03-14T10:00").initialise("2026-03-14T10:00", "2026-01-15T09:31").opens("2026-03-14T10:01", s.code("standard-multi", "2026-03-14", days=2))
    out.append(s.done())
    s = Script("another lock id", p)
    s.initialise("2026-03-14T10:00", "2026-03-14T10:00", 654321).attempt("2026-03-14T10:00", old)
    s.opens("2026-03-14T10:01", s.code("standard-multi", "2026-03-14", days=2))
    out.append(s.done())
    s = Script("it lowers the floor", p)
    s.opens("2026-03-14T09:00", old).initialise("2026-03-14T10:00", "2026-02-01T08:00")
    code = s.code("standard-multi", "2026-02-01", days=2)
    s.opens("2026-02-01T08:00", code).refuses("2026-02-01T07:59", code, "before-floor").opens("2026-02-01T09:00", code)
    out.append(s.done())
    s = Script("it forgets spent codes of the own key", p)
    one = s.code("standard-single", "2026-03-14", days=2)
    s.opens("2026-03-14T09:00", one).initialise("2026-03-14T10:00", "2026-03-14T10:00")
    fresh = s.code("standard-single", "2026-03-14", days=2)
    s.opens("2026-03-14T10:01", fresh).refuses("2026-03-14T10:02", fresh, "spent").initialise("2026-03-14T10:03", "2026-01-15T09:30")
    s.opens("2026-03-14T10:04", one)  # its generation typed again
    out.append(s.done())
    s = Script("it frees the places of own codes", profile("S", 7, STANDARD, spent=2))
    for index in range(2):
        s.opens("2026-03-14T09:00", s.code("standard-single", "2026-03-14T09:00", hours=index + 1))
    s.refuses("2026-03-14T09:01", s.code("standard-single", "2026-03-14T09:00", hours=5), "list-full").initialise("2026-03-14T09:02", "2026-03-14T09:02")
    s.opens("2026-03-14T09:03", s.code("standard-single", "2026-03-14T09:00", hours=5))
    out.append(s.done())
    s = Script("it forgets the last rental start and the active list", profile("S", 7, ["acc"]))
    first, second = s.code("acc", "2026-03-14", days=10), s.code("acc", "2026-03-16", days=10)
    s.opens("2026-03-14T09:00", first).opens("2026-03-16T09:00", second).initialise("2026-03-16T10:00", "2026-03-15T10:00")
    again = s.code("acc", "2026-03-15", days=10)
    s.opens("2026-03-15T10:01", again).initialise("2026-03-15T10:02", "2026-03-15T10:02")
    s.dead("2026-03-15T10:03", again)
    out.append(s.done())
    s = Script("the old generation typed again: its first uses are forgotten", profile("S", 7, ["acc"]))
    code = s.code("acc", "2026-03-14", days=10)
    s.opens("2026-03-14T09:00", code).initialise("2026-03-14T10:00", "2026-03-14T10:00").initialise("2026-03-14T10:01", "2026-01-15T09:30")
    s.refuses("2026-03-16T09:00", code, "first-use-missed")
    out.append(s.done())
    s = Script("group codes, their spent entries and their rentals stay", profile("S", 7, ["acc"]), [("101", 0)])
    first, second = (s.code("acc", f"2026-03-{d}", "101", days=10) for d in (14, 15))
    s.opens("2026-03-14T09:00", first).initialise("2026-03-14T10:00", "2026-03-14T10:30").opens("2026-03-15T09:00", first)
    s.opens("2026-03-15T09:01", second).initialise("2026-03-15T10:00", "2026-03-15T10:30").ended("2026-03-15T11:00", first)
    s.opens("2026-03-17T11:00", second)
    out.append(s.done())
    s = Script("a spent group code stays spent", p, [("101", 0)])
    one = s.code("standard-single", "2026-03-14", "101", days=2)
    s.opens("2026-03-14T09:00", one).initialise("2026-03-14T10:00", "2026-03-14T10:30").refuses("2026-03-14T11:00", one, "spent")
    out.append(s.done())
    s = Script("a lowered floor does not bring group codes back", p, [("101", 0)])
    later, earlier = s.code("standard-multi", "2026-03-14", "101", days=2), s.code("standard-multi", "2026-02-01", "101", days=2)
    s.opens("2026-03-14T09:00", later).initialise("2026-03-14T10:00", "2026-02-01T08:00").dead("2026-02-01T09:00", earlier)
    s.opens("2026-02-01T09:01", s.code("standard-multi", "2026-02-01", days=2)).dead("2026-03-14T08:59", later)
    s.opens("2026-03-14T09:00", later)
    out.append(s.done())
    s = Script("provisioned again, a group takes the lock's floor", p, [("101", 0)])
    s.opens("2026-03-14T09:00", later).initialise("2026-03-14T10:00", "2026-02-01T08:00").provision("2026-02-01T08:30", "101")
    s.opens("2026-02-01T09:00", earlier)
    out.append(s.done())
    s = Script("the minute of an initialisation is a stored floor for the groups", p, [("101", 0)])
    s.initialise("2026-01-20T10:00", "2026-03-15T12:00").initialise("2026-03-15T12:01", "2026-03-14T08:00").dead("2026-03-15T11:59", later)
    s.opens("2026-03-15T12:00", later)
    out.append(s.done())
    return out


def groups() -> list:
    out = []
    p = profile("S", 7, STANDARD)
    start = "2026-03-14T09:00"
    s = Script("four groups, each opens; one the lock does not hold stays out", p, [("007", 0), ("101", 0), ("102.1", 0), ("999", 3177210)])
    for text, generation in (("007", 0), ("101", 0), ("102.1", 0), ("999", 3177210)):
        s.opens(start, s.code("standard-multi", start, text, generation, hours=8))
    for text, generation in (("103", 0), ("102", 0), ("102.2", 0), ("999", 0), ("101", 1), ("101.1", 0)):
        s.dead("2026-03-14T10:00", s.code("standard-multi", start, text, generation, hours=8))
    out.append(s.done())
    s = Script("a fifth group is an error, a replacement is not", p, [("001", 0), ("002", 0), ("003", 0), ("004", 0)])
    s.provision("2026-03-14T08:00", "005", expected="lock.groups_full").provision("2026-03-14T08:00", "003.1")
    s.dead("2026-03-14T10:00", s.code("standard-multi", start, "003", hours=8))
    s.opens("2026-03-14T10:00", s.code("standard-multi", start, "003.1", hours=8)).opens("2026-03-14T10:00", s.code("standard-multi", start, "004", hours=8))
    s.provision("2026-03-14T10:00", "005.1", expected="lock.groups_full")
    out.append(s.done())
    s = Script("groups are added while a place is free", p)
    for text in ("001", "002", "003", "004"):
        s.provision("2026-03-14T08:00", text)
        s.opens(start, s.code("standard-multi", start, text, hours=8))
    s.provision(start, "005", expected="lock.groups_full")
    out.append(s.done())
    s = Script("a new generation ends the group's codes", p, [("101", 0)])
    old, new = s.code("standard-multi", start, "101", hours=8), s.code("standard-multi", start, "101", 5, hours=8)
    s.opens(start, old).dead("2026-03-14T09:01", new).provision("2026-03-14T09:02", "101", 5).dead("2026-03-14T09:03", old)
    s.opens("2026-03-14T09:04", new)
    out.append(s.done())
    s = Script("block previous is kept per key", profile("S", 7, ["acc"]), [("101", 0), ("102", 0)])
    own = [s.code("acc", f"2026-03-{d}", days=10) for d in (14, 16)]
    one = [s.code("acc", f"2026-03-{d}", "101", days=10) for d in (14, 15)]
    two = [s.code("acc", f"2026-03-{d}", "102", days=10) for d in (14, 17)]
    s.opens("2026-03-14T09:00", own[0]).opens("2026-03-14T09:01", one[0]).opens("2026-03-14T09:02", two[0])
    s.opens("2026-03-15T09:00", one[1]).ended("2026-03-15T09:01", one[0]).opens("2026-03-15T09:02", own[0]).opens("2026-03-15T09:03", two[0])
    s.opens("2026-03-16T09:00", own[1]).ended("2026-03-16T09:01", own[0]).opens("2026-03-16T09:02", one[1]).opens("2026-03-16T09:03", two[0])
    s.opens("2026-03-17T09:00", two[1]).ended("2026-03-17T09:01", two[0]).opens("2026-03-17T09:02", own[1])
    out.append(s.done())
    s = Script("provisioning clears the group's entries and last start, not those of others", profile("S", 7, ["acc"], active=3), [("101", 0), ("102", 0)])
    first, second = (s.code("acc", f"2026-03-{d}", "101", days=10) for d in (14, 15))
    other = s.code("acc", "2026-03-14", "102", days=10)
    s.opens("2026-03-14T09:00", first).opens("2026-03-14T09:01", other).opens("2026-03-15T09:00", second).ended("2026-03-15T09:01", first)
    s.provision("2026-03-15T09:02", "101").refuses("2026-03-15T09:03", first, "first-use-missed").opens("2026-03-15T09:04", second)
    s.opens("2026-03-15T09:05", other)
    out.append(s.done())
    s = Script("provisioning forgets the last start", profile("S", 7, ["urm"]), [("101", 0)])
    first, second = s.code("urm", "2026-03-14T09:00", "101", hours=12), s.code("urm", "2026-03-14T10:00", "101", hours=12)
    s.opens("2026-03-14T10:00", second).ended("2026-03-14T10:01", first).provision("2026-03-14T10:02", "101").opens("2026-03-14T10:03", first)
    out.append(s.done())
    s = Script("provisioning forgets spent codes", p, [("101", 0)])
    one = s.code("standard-single", start, "101", hours=8)
    s.opens(start, one).refuses("2026-03-14T09:01", one, "spent").provision("2026-03-14T09:02", "101").opens("2026-03-14T09:03", one)
    out.append(s.done())
    s = Script("a new key version keeps codes of the other groups", p, [("101", 0), ("102", 0)])
    kept = s.code("standard-multi", start, "102", hours=8)
    s.opens(start, kept).provision("2026-03-14T09:01", "101.1").opens("2026-03-14T09:02", kept).opens("2026-03-14T09:03", s.code("standard-multi", start, "101.1", hours=8))
    out.append(s.done())
    s = Script("group codes open at locks with other serials", p, [("101", 0)], serial="ANOTHER", lock_id=555555, initialised="2026-02-02T02:02")
    s.opens(start, s.code("standard-multi", start, "101", hours=8)).opens("2026-03-14T09:01", s.code("standard-multi", start, hours=8))
    out.append(s.done())
    s = Script("group codes on a longer layout with issue numbers", profile("X", 10, X_ALL, issues=3, grace=15), [("500.2", 7)])
    for issue in range(3):
        s.opens(f"2026-03-14T09:0{issue}", s.code("stay", start, "500.2", 7, hours=100, issue=issue))
    s.refuses("2026-03-14T09:05", s.code("stay", start, "500.2", 7, hours=100, issue=3), "issue-not-accepted")
    out.append(s.done())
    out.append(shared_digits())
    return out


def shared_digits() -> dict:
    """One string of digits that opens under two keys: the first live meaning counts, and only its effects apply."""
    start = "2026-03-14"
    for number in range(1000):
        s = Script("digits with two live meanings: the own key's first, the group's when that is blocked previous",
                   profile("S", 6, ["end-date"]), [("101", 0)], serial=f"PAIR-{number}")
        own = {s.code("end-date", start, days=d): d for d in range(2, 366)}
        group = {s.code("end-date", start, "101", days=d): d for d in range(2, 366)}
        both = sorted(set(own) & set(group))
        if both:
            break
    code = both[0]
    later_own, later_group = s.code("end-date", "2026-03-15", days=100), s.code("end-date", "2026-03-15", "101", days=100)
    s.opens("2026-03-14T09:00", code).opens("2026-03-14T09:01", code)
    s.opens("2026-03-15T00:00", later_own)
    # Superseded under the own key; under the group's key its first use was never made.
    s.ended("2026-03-15T09:01", code)
    s.opens("2026-03-15T09:02", later_group).ended("2026-03-15T09:03", code)
    return s.done()


def files(seed: int) -> dict:
    return {
        "lock/blocking.json": blocking,
        "lock/limiter.json": limiter,
        "lock/floor-and-clock.json": floor_and_clock,
        "lock/initialisation.json": initialisation,
        "lock/groups.json": groups,
    }
