"""The vectors of code issue and read: rows for `code/*.json`."""

import copy

import grants
import layouts
import lock_time
import nc1
from drbg import Choices
from errors import Refused
from grants import Grant
from lock_time import DAY, HOUR

SITE_KEY = bytes(range(32)).hex()
OTHER_SITE_KEY = "f0" * 16 + "0f" * 16
EVERY = [("S", n) for n in range(6, 11)] + [("X", 9), ("X", 10)]
LAST_DAY = lock_time.parse("2099-12-31T00:00") // DAY


def own(layout, digits, serial="LOCK-0001", lock_id=123456, initialised="2026-01-15T09:30", site_key=SITE_KEY):
    return {"site_key": site_key, "serial": serial, "lock_id": lock_id, "initialised": initialised,
            "layout": layout, "digits": digits}


def group(layout, digits, text="101", generation=0, site_key=SITE_KEY):
    return {"site_key": site_key, "group": text, "lock_id": int(text[:3]) * 1000, "generation": generation,
            "layout": layout, "digits": digits}


def issued(key: dict, grant) -> dict:
    wire = grant.to_json() if isinstance(grant, Grant) else grant
    return nc1.issue({**key, "grant": wire})


def at(text: str) -> int:
    return lock_time.parse(text)


def shapes(mode: str) -> list:
    """(unit, boundary lengths) of a mode."""
    out = []
    for unit, (least, greatest) in grants.LENGTHS[mode].items():
        out.append((unit, sorted({least, least + 1, (least + greatest) // 2, greatest - 1, greatest})))
    return out or [(None, [0])]


def random_grant(choices: Choices, layout: str, digits: int, first_day=0, last_day=LAST_DAY, modes=None) -> Grant:
    """Any legal grant of the layout, every mode equally likely."""
    mode = choices.pick(modes or grants.MODES[layout])
    day = choices.between(first_day, last_day)
    unit = choices.pick(grants.LENGTHS[mode]) if grants.LENGTHS[mode] else None
    length = choices.between(*grants.LENGTHS[mode][unit]) if unit else 0
    minute = choices.below(24) * HOUR
    if unit == "quarters":
        minute = choices.below(96) * 15
    elif grants.starts_at_midnight(mode, unit):
        minute = 0
    pattern, weeks = None, 0
    if mode == "weekly":
        pattern = choices.pick([p for p in grants.PATTERNS if grants.pattern_names(p, day, day)])
        weeks = choices.between(1, 52)
    issue = choices.below(10 ** layouts.spare_digits(layout, digits)) if choices.chance(40) else 0
    return Grant(mode, day * DAY + minute, unit, length, pattern, weeks, issue)


# ---- issue -----------------------------------------------------------------------------------


def issue_lengths(layout: str) -> list:
    """Every mode and digit count with boundary lengths at boundary hours."""
    rows = []
    day = at("2026-03-16T00:00")  # a Monday
    for n in layouts.DIGITS[layout]:
        for mode in grants.MODES[layout]:
            if mode == "weekly":
                continue
            for unit, lengths in shapes(mode):
                if grants.starts_at_midnight(mode, unit):
                    minutes = [0]
                elif unit == "quarters":
                    minutes = [0, 15, 9 * HOUR + 45, 23 * HOUR + 45]
                else:
                    minutes = [0, HOUR, 12 * HOUR, 23 * HOUR]
                for length in lengths:
                    for minute in minutes:
                        rows.append(issued(own(layout, n), Grant(mode, day + minute, unit, length)))
    return rows


def issue_every_slot_hour() -> list:
    """Seven digits: every hour with every length for one mode, then every length in days."""
    rows = []
    day = at("2027-07-05T00:00")
    for hour in range(24):
        for length in range(1, 13):
            rows.append(issued(own("S", 7), Grant("standard-multi", day + hour * HOUR, "hours", length)))
    for mode, most in (("standard-single", 7), ("standard-multi", 7), ("urm", 21), ("acc", 21)):
        for length in range(1, most + 1):
            rows.append(issued(own("S", 7), Grant(mode, day, "days", length)))
    for hour in range(24):
        rows.append(issued(own("S", 7), Grant("24h", day + hour * HOUR)))
    return rows


def issue_weekly() -> list:
    rows = []
    monday = at("2026-03-16T00:00")
    for n in (9, 10):
        for offset in range(7):
            start = monday + offset * DAY
            for pattern in grants.PATTERNS:
                if not grants.pattern_names(pattern, start // DAY, start // DAY):
                    continue
                for hour, length, weeks in ((0, 1, 1), (9, 3, 26), (14, 11, 51), (23, 12, 52)):
                    rows.append(issued(own("X", n), Grant("weekly", start + hour * HOUR, "hours", length, pattern, weeks)))
    return rows


def issue_calendar() -> list:
    """First and last days of epochs, leap days, new years, the last day of the century."""
    rows = []
    dates = ["2020-01-01", "2020-01-02", "2020-02-29", "2020-12-31", "2021-01-01", "2024-02-28", "2024-02-29", "2024-03-01",
             "2028-02-29", "2038-01-19", "2052-02-29", "2096-02-29", "2099-01-01", "2099-12-30", "2099-12-31"]
    for layout, n in EVERY:
        days = [at(date + "T00:00") // DAY for date in dates]
        epoch = layouts.epoch_days(layout, n)
        edges = list(range(epoch, LAST_DAY, epoch))
        if len(edges) > 8:
            edges = edges[:5] + edges[-3:]
        for edge in edges:
            days += [edge - 1, edge, edge + 1]
        for index, day in enumerate(days):
            choices = Choices("calendar", layout, n, index)
            rows.append(issued(own(layout, n), random_grant(choices, layout, n, day, day)))
            first_mode = grants.MODES[layout][0]
            unit = "hours" if layout == "S" else "quarters"
            rows.append(issued(own(layout, n), Grant(first_mode, day * DAY + 23 * HOUR, unit, 12)))
    return rows


def issue_keys() -> list:
    """Odd serials, both ends of lock ids, generations, site keys."""
    rows = []
    grant = {"S": Grant("standard-multi", at("2026-03-14T15:00"), "hours", 4),
             "X": Grant("stay", at("2026-03-14T15:00"), "hours", 164)}
    serials = ["A", "0", " ", "lock-0001", "Lock-0001", "LOCK-0001 ", " LOCK-0001", "LOCK-00010", "00000000000000000000000000000001",
               "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", "a.b/c\\d:e;f,g", "!\"#$%&'()*+-<=>?@[]^_`{|}~", "101", "007.1",
               "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9",  # 32 bytes
               "\u9375\u9375\u9375\u9375\u9375\u9375\u9375\u9375\u9375\u9375XY",  # 32 bytes
               "\U0001f511" * 8,  # 32 bytes
               "e\u0301", "\u00e9", "stra\u00dfe", "\u0414\u0432\u0435\u0440\u044c 7"]
    for layout, n in EVERY:
        for serial in serials:
            rows.append(issued(own(layout, n, serial=serial), grant[layout]))
        for lock_id in (100000, 100001, 101000, 199999, 500000, 999998, 999999):
            rows.append(issued(own(layout, n, lock_id=lock_id), grant[layout]))
        for initialised in ("2020-01-01T00:00", "2020-01-01T00:01", "2026-03-14T15:00", "2026-03-14T15:01", "2031-12-31T23:59", "2099-12-31T23:59"):
            rows.append(issued(own(layout, n, initialised=initialised), grant[layout]))
        for site_key in ("00" * 32, "ff" * 32, OTHER_SITE_KEY):
            rows.append(issued(own(layout, n, site_key=site_key), grant[layout]))
    return rows


def issue_groups() -> list:
    rows = []
    for layout, n in EVERY:
        for index, (text, generation) in enumerate((
                ("000", 0), ("001", 0), ("007", 0), ("007.1", 0), ("007.2", 0), ("070", 0), ("099.10", 0), ("100", 0), ("101", 0),
                ("101", 1), ("101", 3177210), ("101.1", 3177210), ("101.9", 0), ("101.12", 5), ("500.100", 0), ("999", 0),
                ("999.1000", 0), ("999", 42076799))):
            choices = Choices("groups", layout, n, index)
            rows.append(issued(group(layout, n, text, generation), random_grant(choices, layout, n, 2000, 2800)))
    return rows


def issue_numbers() -> list:
    """Issue numbers: 0 given or not, each digit, both ends."""
    rows = []
    for layout, n in (("S", 8), ("S", 9), ("S", 10), ("X", 10)):
        most = 10 ** layouts.spare_digits(layout, n)
        for index, number in enumerate(sorted({0, 1, 2, 5, 8, 9, most // 2, most - 2, most - 1})):
            for mode in grants.MODES[layout]:
                grant = random_grant(Choices("numbers", layout, n, index, mode), layout, n, 2200, 2300, [mode]).to_json()
                grant["issue"] = number
                rows.append(issued(own(layout, n), grant))
    return rows


def issue_random(seed: int) -> list:
    rows = []
    for layout, n in EVERY:
        choices = Choices(seed, "issue-random", layout, n)
        for _ in range(60):
            key = own(layout, n, serial=f"{choices.pick('ABCxyz-')}{choices.below(10**choices.between(1, 9))}",
                      lock_id=choices.between(100000, 999999), initialised=lock_time.show(choices.below(42_000_000)),
                      site_key=f"{choices.below(2**128):032x}{choices.below(2**128):032x}")
            if choices.chance(25):
                version = f".{choices.between(1, 30)}" if choices.chance(50) else ""
                key = group(layout, n, f"{choices.below(1000):03d}{version}", choices.below(42_000_000), key["site_key"])
            rows.append(issued(key, random_grant(choices, layout, n)))
    return rows


# ---- refused ---------------------------------------------------------------------------------


def refused() -> list:
    """Rows with one fault each; the oracle must find the same fault."""
    out = []
    base = {**own("S", 7), "grant": {"mode": "standard-multi", "start": "2026-03-14T09:00", "hours": 2}}
    multi = base["grant"]
    days = {"mode": "standard-multi", "start": "2026-03-14T00:00", "days": 3}
    urm = {"mode": "urm", "start": "2026-03-14T09:00", "hours": 6}
    acc = {"mode": "acc", "start": "2026-03-14T00:00", "days": 5}
    whole_day = {"mode": "24h", "start": "2026-03-14T13:00"}
    end_date = {"mode": "end-date", "start": "2026-03-14T00:00", "days": 30}
    fine = {"mode": "fine-multi", "start": "2026-03-14T15:15", "quarters": 3}
    stay = {"mode": "stay", "start": "2026-03-14T15:00", "hours": 164}
    long = {"mode": "long", "start": "2026-03-14T12:00", "days": 90}
    open_ = {"mode": "open", "start": "2026-03-14T09:00", "hours": 6}
    weekly = {"mode": "weekly", "start": "2026-03-16T09:00", "pattern": "mon-fri", "hours": 3, "weeks": 26}

    def put(why, error, row):
        try:
            nc1.issue(copy.deepcopy(row))
        except Refused as fault:
            assert fault.code == error, (why, error, fault.code)
            out.append({"row": row, "why": why, "error": error})
        else:
            raise AssertionError(f"{why} was issued")

    def grant(why, error, wire, changes=None, drop=(), layout=None, digits=None):
        layout = layout or ("S" if wire["mode"] in grants.MODES["S"] else "X")
        digits = digits or (7 if layout == "S" else 10)
        wire = {k: v for k, v in {**wire, **(changes or {})}.items() if k not in drop}
        put(why, error, {**own(layout, digits), "grant": wire})

    for mode in ("standard", "STANDARD-MULTI", "Urm", "24H", "", "weekly ", "hourly", "fine"):
        grant("mode-not-known", "grant.unknown_mode", multi, {"mode": mode}, layout="S")
    for field in ("end", "Hours", "note", "minutes", "start_at", "weeks", "quarter"):
        grant("field-not-known", "grant.unknown_field", multi, {field: 1})
    grant("field-not-known", "grant.unknown_field", stay, {"pattern": "daily"})
    grant("field-not-known", "grant.unknown_field", weekly, {"until": "2026-05-01T00:00"})

    for wire in (multi, urm, whole_day, stay, long, open_, weekly):
        for minute in ("01", "15", "30", "59"):
            grant("start-minute", "grant.start_not_on_hour", wire, {"start": wire["start"][:-2] + minute})
    for wire in (days, {**urm, "days": 3, "start": days["start"]}, acc, end_date, {**open_, "days": 3, "start": days["start"]}):
        drop = ("hours",) if "days" in wire else ()
        for time in ("01:00", "15:00", "23:00", "00:01", "00:30"):
            grant("start-not-midnight", "grant.start_not_at_midnight", wire, {"start": "2026-03-14T" + time}, drop)
    for mode in ("fine-single", "fine-multi"):
        for minute in ("01", "10", "14", "16", "50"):
            grant("start-minute", "grant.start_not_on_quarter", {**fine, "mode": mode}, {"start": "2026-03-14T15:" + minute})

    lengths = [
        (multi, "hours", (0, -1, 13, 24, 65537, 4294967297)), ({**multi, "mode": "standard-single"}, "hours", (0, 13)),
        (days, "days", (0, 8, 21)), ({**days, "mode": "standard-single"}, "days", (0, -7, 8)), (urm, "hours", (0, 13)),
        ({"mode": "urm", "start": "2026-03-14T00:00"}, "days", (0, 22)), (acc, "days", (0, 22, 257)), (end_date, "days", (0, 366, 65901)),
        (fine, "quarters", (0, 49)), ({**fine, "mode": "fine-single"}, "quarters", (0, 49)), (stay, "hours", (0, 1, 12, 745)),
        (long, "days", (0, 1, 31, 366)), (open_, "hours", (0, 13)), ({"mode": "open", "start": "2026-03-14T00:00"}, "days", (0, 8)),
        (weekly, "hours", (0, 13)),
    ]
    for wire, unit, values in lengths:
        for value in values:
            grant("length-out-of-range", "grant.length_out_of_range", wire, {unit: value})
    for wire in (multi, days, urm, acc, end_date, fine, stay, long, open_, weekly):
        grant("length-absent", "grant.length_missing", wire, drop=("hours", "days", "quarters"))
    for wire, extra in ((multi, {"days": 1}), (days, {"hours": 1}), (urm, {"days": 1}), (acc, {"hours": 24}), (fine, {"hours": 1}),
                        (stay, {"days": 7}), (open_, {"days": 1}), (weekly, {"days": 1})):
        grant("two-lengths", "grant.length_ambiguous", wire, extra)
    for wire, unit, value in ((multi, "quarters", 4), (urm, "quarters", 4), (acc, "hours", 12), (whole_day, "hours", 24), (whole_day, "days", 1),
                              (end_date, "hours", 24), (fine, "hours", 1), (fine, "days", 1), (stay, "days", 7), (stay, "quarters", 60),
                              (long, "hours", 800), (open_, "quarters", 4), (weekly, "days", 1), (weekly, "quarters", 4)):
        grant("length-unit", "grant.length_wrong_unit", wire, {unit: value},
              [u for u in ("hours", "days", "quarters") if u != unit])

    grant("pattern-absent", "grant.pattern_missing", weekly, drop=("pattern",))
    for pattern in ("", "mon", "MON-FRI", "tue-thu", "weekdays"):
        grant("pattern-not-known", "grant.unknown_pattern", weekly, {"pattern": pattern})
    for date, pattern in (("2026-03-14", "mon-fri"), ("2026-03-15", "mon-fri"), ("2026-03-16", "sat-sun"), ("2026-03-17", "sat-sun"),
                          ("2026-03-18", "sat-sun"), ("2026-03-19", "sat-sun"), ("2026-03-20", "sat-sun"), ("2028-02-29", "sat-sun")):
        grant("start-day-not-in-pattern", "grant.pattern_mismatch", weekly, {"start": date + "T09:00", "pattern": pattern})
    grant("weeks-absent", "grant.weeks_missing", weekly, drop=("weeks",))
    for weeks in (0, -1, 53, 308):
        grant("weeks-out-of-range", "grant.weeks_out_of_range", weekly, {"weeks": weeks})

    for layout, n, wire, number in (("S", 6, multi, 1), ("S", 7, multi, 1), ("S", 7, multi, -1), ("S", 8, multi, 10), ("S", 8, multi, -1),
                                    ("S", 9, multi, 100), ("S", 10, multi, 1000), ("S", 10, multi, 65536), ("X", 9, stay, 1), ("X", 10, stay, 10),
                                    ("X", 10, stay, 256)):
        grant("issue-out-of-range", "grant.issue_out_of_range", wire, {"issue": number}, layout=layout, digits=n)
    for mode in grants.MODES["X"]:
        wire = {w["mode"]: w for w in (fine, {**fine, "mode": "fine-single"}, stay, long, open_, weekly)}[mode]
        grant("mode-of-the-other-layout", "grant.mode_not_in_layout", wire, layout="S")
    for wire in (multi, {**multi, "mode": "standard-single"}, urm, acc, whole_day, end_date):
        grant("mode-of-the-other-layout", "grant.mode_not_in_layout", wire, layout="X")

    for start in ("2019-12-31T23:00", "2019-01-01T00:00", "1999-03-14T09:00", "1970-01-01T00:00"):
        grant("start-before-2020", "time.before_2020", multi, {"start": start})
    put("initialised-before-2020", "time.before_2020", {**base, "initialised": "2019-12-31T23:59"})
    for start in ("", "2026-03-14", "2026-03-14 09:00", "2026-03-14T09", "2026-03-14T09:00:00", "2026-03-14T09:00Z", "2026-03-14T09:00+01:00",
                  "2026-02-29T09:00", "2026-04-31T09:00", "2026-13-01T09:00", "2026-00-10T09:00", "2026-01-00T09:00", "2026-03-14T24:00",
                  "2026-03-14T09:60", "26-03-14T09:00", "2026-3-14T09:00", "14.03.2026 09:00", " 2026-03-14T09:00", "2026-03-14T09:00 "):
        grant("start-not-a-time", "time.malformed", multi, {"start": start})
    put("initialised-not-a-time", "time.malformed", {**base, "initialised": "2026-01-15"})
    put("initialised-not-a-time", "time.malformed", {**base, "initialised": "2026-06-31T10:00"})

    for layout, n in (("S", 0), ("S", 1), ("S", 5), ("S", 11), ("S", 263)):
        put("digits-not-in-layout", "code.digits_out_of_range", {**base, "layout": layout, "digits": n})
    for n in (6, 7, 8, 11):
        put("digits-not-in-layout", "code.digits_out_of_range", {**own("X", n), "grant": stay})
    for layout in ("", "s", "x", "Y", "SX", "standard"):
        put("layout-not-known", "code.layout_unknown", {**base, "layout": layout})
    for site_key in ("", SITE_KEY[:-2], SITE_KEY[:-1], SITE_KEY + "00", "g" + SITE_KEY[1:], " " + SITE_KEY[1:], "0x" + SITE_KEY[2:]):
        put("site-key-not-64-hex-digits", "key.site_key_malformed", {**base, "site_key": site_key})
    for serial in ("", "A" * 33, "\u00e9" * 17, "\U0001f511" * 8 + "x"):
        put("serial-not-1-to-32-bytes", "key.serial_length", {**base, "serial": serial})
    for text in ("", "7", "07", "0007", "1000", "101.", "101.0", "101.01", "101.1.2", "101.-1", "101.x", "1o1", "101 ", " 101", "101,1", "-01", "+07"):
        put("group-text", "key.group_malformed",
            {"site_key": SITE_KEY, "group": text, "generation": 0, "layout": "S", "digits": 7, "grant": multi})
    for lock_id in (0, 1, 99999, 1000000, 1123456, -123456):
        put("lock-id-out-of-range", "id.lock_id_out_of_range", {**base, "lock_id": lock_id})

    for name in ("site_key", "serial", "lock_id", "initialised", "layout", "digits", "grant"):
        put(f"{name}-absent", "row.field_missing", {k: v for k, v in base.items() if k != name})
    grant("mode-absent", "row.field_missing", multi, drop=("mode",), layout="S")
    grant("start-absent", "row.field_missing", multi, drop=("start",))
    for name, value in (("grant", "standard-multi"), ("grant", []), ("digits", "7"), ("digits", 7.5), ("lock_id", "123456"),
                        ("serial", 17), ("site_key", 0), ("initialised", 3177210), ("layout", 1)):
        put(f"{name}-of-the-wrong-type", "row.malformed", {**base, name: value})
    for name, value in (("hours", "2"), ("hours", 2.5), ("hours", True), ("start", 3260580), ("mode", 1), ("issue", "0")):
        grant(f"grant-{name}-of-the-wrong-type", "row.malformed", multi, {name: value}, layout="S")
    put("group-and-serial", "row.malformed", {**base, "group": "101", "generation": 0})
    return out


# ---- read ------------------------------------------------------------------------------------


def read(seed: int) -> list:
    """Digit strings with their payload and meaning: arbitrary ones, then every kind that means nothing."""
    rows = []

    def put(key, epoch, code):
        payload, grant = nc1.read(key, epoch, code)
        if grant is None or grant.day <= LAST_DAY:
            rows.append({**key, "epoch": epoch, "code": code, "payload": payload, "grant": grant.to_json() if grant else None})

    def put_payload(key, epoch, payload):
        put(key, epoch, nc1.key_ring(key).encipher(epoch, payload))

    for layout, n in EVERY:
        choices = Choices(seed, "read", layout, n)
        length = layouts.epoch_days(layout, n)
        spare = 10 ** layouts.spare_digits(layout, n)
        epochs = range(LAST_DAY // length + 1)
        for index in range(150):
            key = own(layout, n)
            if index % 5 == 4:
                key = group(layout, n, choices.pick(("007", "101.1", "999.12")), choices.pick((0, 3177210)))
            put(key, choices.pick(epochs), f"{choices.below(10**n):0{n}d}")
        key = own(layout, n)
        for code in ("0" * n, "9" * n, "1234567890"[:n], "0" * (n - 1) + "1", "1" + "0" * (n - 1)):
            put(key, 0, code)
        # The ends of every range of slots, and of every hole between them.
        if layout == "S":
            edges = [0, 11, 12, 287, 288, 294, 295, 582, 583, 589, 590, 877, 878, 898, 899, 919, 920, 943, 944, 1308, 1309, 1310, 1320, 1331, 1332]
        else:
            edges = [0, 47, 48, 4607, 4608, 4800, 4999, 5000, 9607, 9608, 9800, 9999, 10000, 10731, 10732, 27567, 27568, 28000, 29999, 30000,
                     30333, 30334, 38015, 38016, 38500, 38999, 39000, 39287, 39288, 39294, 39295, 39500, 39999, 40000, 40051, 40052, 40623, 40624,
                     54975, 54976, 69951, 69952, 84927, 84928, 99903, 99904, 99950, 99999]
        for d in (0, 3, 500, length - 1):  # day 3 is a Saturday
            for s in edges:
                put_payload(key, 0, (d * layouts.SLOTS[layout] + s) * spare + choices.below(spare))
        # Days beyond the epoch.
        beyond = length * layouts.SLOTS[layout] * spare
        if beyond < 10**n:
            room = 10**n - beyond
            for offset in sorted({0, 1, room // 2, room - 2, room - 1} | {choices.below(room) for _ in range(12)}):
                put_payload(key, choices.pick((0, 1)), beyond + offset)
        else:
            # Weekly with each pattern on each weekday.
            for day in range(7):
                for p in range(4):
                    s = 40_000 + ((p * 24 + choices.below(24)) * 12 + choices.below(12)) * 52 + choices.below(52)
                    put_payload(key, 0, ((700 + day) * 100_000 + s) * spare)
    return rows


def windows(seed: int) -> list:
    """Grant to its bounds: access from `starts` up to `ends`, first use before `first_use_by`."""
    rows = []
    for layout in ("S", "X"):
        digits = 10
        for mode in grants.MODES[layout]:
            choices = Choices(seed, "windows", mode)
            for index in range(24):
                grant = random_grant(choices, layout, digits, 0, LAST_DAY - 400, [mode])
                if index == 0:
                    unit, lengths = shapes(mode)[-1]
                    grant = Grant(mode, at("2028-02-28T00:00"), unit, lengths[-1],
                                  "mon-fri" if mode == "weekly" else None, 52 if mode == "weekly" else 0)
                hours = choices.pick((1, 24, 24, 168))
                row = {"layout": layout, "grant": grant.to_json(), "first_use_hours": hours,
                       "starts": lock_time.show(grant.start), "ends": lock_time.show(grant.real_end())}
                if mode in grants.FIRST_USE_RULE:
                    row["first_use_by"] = lock_time.show(grant.first_end(hours))
                rows.append(row)
    return rows


def published(path) -> list:
    """The published rows, made again from their inputs alone."""
    import json
    return [nc1.issue(row) for row in json.loads(path.read_text(encoding="utf-8"))]


def files(seed: int, vectors) -> dict:
    """Vector file name -> a function that makes its rows."""
    return {
        "code/published.json": lambda: published(vectors / "code/published.json"),
        "code/issue-lengths-s.json": lambda: issue_lengths("S"),
        "code/issue-lengths-x.json": lambda: issue_lengths("X"),
        "code/issue-hours.json": issue_every_slot_hour,
        "code/issue-weekly.json": issue_weekly,
        "code/issue-calendar.json": issue_calendar,
        "code/issue-keys.json": issue_keys,
        "code/issue-groups.json": issue_groups,
        "code/issue-numbers.json": issue_numbers,
        "code/issue-random.json": lambda: issue_random(seed),
        "code/refused.json": refused,
        "code/read.json": lambda: read(seed),
        "code/windows.json": lambda: windows(seed),
    }
