"""Civil time and lock time, quotes and plans: `stay/zones.json`, `stay/quotes.json`, `stay/plans.json`.

Zones come from Python's own copy of the IANA database. Quotes are found second by second from the definition: a
code opens for sure when the slowest and the fastest clock both read a time inside the grant widened by grace.
Plans are found by trying every single grant of the modes that are on.
"""

import datetime
import itertools
import zoneinfo

import grants
import lock_time
from drbg import Choices

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(2020, 1, 1, tzinfo=UTC)
ZONES = ["Europe/London", "Europe/Dublin", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe",
         "Africa/Casablanca", "America/St_Johns", "Asia/Kathmandu", "Asia/Tokyo", "America/Santiago", "Pacific/Auckland"]
RULES = ["standard-time", "civil", "utc"]
MINUTE = datetime.timedelta(minutes=1)


def offset(zone, moment):
    """Minutes ahead of UTC."""
    return int(moment.astimezone(zone).utcoffset().total_seconds()) // 60


def standard(zone, year, known={}):
    """The smallest offset of a civil year, hour by hour."""
    if (zone.key, year) not in known:
        moment = datetime.datetime(year, 1, 1, tzinfo=UTC) - datetime.timedelta(hours=14)
        found = []
        while moment < datetime.datetime(year + 1, 1, 1, tzinfo=UTC) + datetime.timedelta(hours=12):
            if moment.astimezone(zone).year == year:
                found.append(offset(zone, moment))
            moment += datetime.timedelta(hours=1)
        known[(zone.key, year)] = min(found)
    return known[(zone.key, year)]


def lock_offset(zone, rule, moment):
    return 0 if rule == "utc" else standard(zone, moment.astimezone(zone).year)


def lock_seconds(zone, rule, moment):
    """What a right clock reads, in seconds of lock time."""
    return int((moment - EPOCH).total_seconds()) + 60 * lock_offset(zone, rule, moment)


def rfc(moment, zone):
    return moment.astimezone(zone).isoformat(timespec="seconds")


def readings(zone, civil):
    """The moments at which the zone's clocks read `civil`, earliest first."""
    found = set()
    for fold in (0, 1):
        moment = civil.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == civil:
            found.add(moment)
    return sorted(found)


def zone_row(name, rule, civil):
    zone = zoneinfo.ZoneInfo(name)
    found = readings(zone, civil)
    row = {"zone": name, "rule": rule, "civil": civil.isoformat(timespec="minutes")}
    if len(found) == 1:
        moment = found[0]
        return row | {"at": rfc(moment, zone), "lock": lock_time.show(lock_seconds(zone, rule, moment) // 60)}
    if found:
        return row | {"error": "zone.fold", "readings": [rfc(moment, zone) for moment in found]}
    # Counted with the offset from after the change, and from before it.
    moments = sorted(civil.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return row | {"error": "zone.gap", "readings": [rfc(moment, zone) for moment in moments]}


def changes(zone, year):
    moment, out = datetime.datetime(year, 1, 1, tzinfo=UTC), []
    while moment.year == year:
        if offset(zone, moment) != offset(zone, moment + 15 * MINUTE):
            out.append(moment + 15 * MINUTE)
        moment += 15 * MINUTE
    return out


def zones(seed):
    rows, choices = [], Choices(seed, "stay/zones")
    for name in ZONES:
        zone = zoneinfo.ZoneInfo(name)
        times = []
        for change in changes(zone, 2026):
            wall = (change - MINUTE).astimezone(zone).replace(tzinfo=None) + MINUTE
            times += [wall + datetime.timedelta(minutes=step) for step in (-61, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 61)]
        for year in (2024, 2027, 2032):
            times.append(datetime.datetime(year, 1 + choices.below(12), 1 + choices.below(28), choices.below(24), choices.below(60)))
        times += [datetime.datetime(2026, 12, 31, 23, 59), datetime.datetime(2027, 1, 1, 0, 0)]
        rows += [zone_row(name, RULES[n % 3], civil) for n, civil in enumerate(times)]
    return rows


def typed_dates(zone, year):
    """What is typed at a lock: the displays at which its summer begins and ends; one time of day for both."""
    moments = changes(zone, year)
    if len(moments) != 2:
        return None
    before = [(moment - datetime.timedelta(seconds=1)).astimezone(zone) for moment in moments]
    walls = [wall.replace(tzinfo=None) + datetime.timedelta(seconds=1) for wall in before]
    forward, back = walls if offset(zone, moments[0]) > offset(zone, moments[0] - MINUTE) else walls[::-1]
    return forward, back.replace(hour=forward.hour, minute=forward.minute)


def taken_off(dates, shown):
    """The seconds that a lock may take off a display to get winter time: of all winter times it can be, those at
    which it shows this; both where it never shows this."""
    if dates is None:
        return {0}
    forward, back = dates
    hour = datetime.timedelta(hours=1)

    def summer(winter):
        begins, ends = forward <= winter, winter < back - hour
        return (begins and ends) if forward < back else (begins or ends)

    found = {0} if not summer(shown) else set()
    found |= {3600} if summer(shown - hour) else set()
    return found or {0, 3600}


class Clock:
    """Set once, right to within some seconds, drifting by at most so many ppm."""

    def __init__(self, wire):
        self.zone, self.rule = zoneinfo.ZoneInfo(wire["zone"]), wire["rule"]
        self.set = datetime.datetime.fromisoformat(wire["set_at"])
        self.ppm, self.within = wire["ppm"], wire["set_within_seconds"]
        self.typed = self.typed_off()

    def typed_off(self):
        """Seconds ahead of standard time that typed dates may leave, least and most: what the lock takes its display
        for decides, an hour is taken off in its summer, whatever the shift is, and it may always be right."""
        local = self.set.astimezone(self.zone)
        shift = 60 * (offset(self.zone, self.set) - standard(self.zone, local.year))
        if self.rule != "civil":
            return 0, 0
        found = {0}
        dates = typed_dates(self.zone, local.year)
        for second in range(-self.within, self.within + 1):
            shown = local.replace(tzinfo=None) + datetime.timedelta(seconds=second)
            found |= {shift - off for off in taken_off(dates, shown)}
        return min(found), max(found)

    def right(self, moment):
        """What it reads when nothing is wrong with it."""
        return lock_seconds(self.zone, self.rule, moment)

    def reads(self, moment):
        """The least and the most it reads, in seconds of lock time."""
        age = int((moment - self.set).total_seconds())
        error = self.within + -(-age * self.ppm // 1_000_000)
        right = self.right(moment)
        return right - error + self.typed[0], right + error + self.typed[1]


def windows(span, inside, whole):
    """The stretches of whole minutes of `span` in which `inside` holds: in every second, or in any."""
    out, moment = [], span[0]
    while moment < span[1]:
        seconds = [moment + datetime.timedelta(seconds=s) for s in (0, 59)]
        held = all(map(inside, seconds)) if whole else any(map(inside, seconds))
        if held and out and out[-1][1] == moment:
            out[-1][1] = moment + MINUTE
        elif held:
            out.append([moment, moment + MINUTE])
        moment += MINUTE
    return out


def quote(clock, wire_grants, grace, asked):
    """Guaranteed and possible windows by the definition, and the minutes asked for that are not guaranteed."""
    held = [grants.parse(grant, "S", 0) for grant in wire_grants]
    spans = [(60 * (grant.start - grace), 60 * (grant.real_end() + grace)) for grant in held]
    margin = datetime.timedelta(days=1)
    first = EPOCH + datetime.timedelta(seconds=min(span[0] for span in spans)) - margin
    last = EPOCH + datetime.timedelta(seconds=max(span[1] for span in spans)) + margin
    joined = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([begin, end])

    def surely(moment):
        low, high = clock.reads(moment)
        return any(begin <= low and high < end for begin, end in joined)

    def possibly(moment):
        low, high = clock.reads(moment)
        return any(begin <= high and low < end for begin, end in joined)

    sure, may = windows((first, last), surely, True), windows((first, last), possibly, False)
    inside = lambda moment: any(begin <= moment < end for begin, end in sure)
    minutes = [asked[0] + n * MINUTE for n in range(int((asked[1] - asked[0]) / MINUTE))]
    missing = sum(not inside(minute) for minute in minutes)
    before = sum(int((min(end, asked[0]) - begin) / MINUTE) for begin, end in may if begin < asked[0])
    after = sum(int((end - max(begin, asked[1])) / MINUTE) for begin, end in may if end > asked[1])
    return sure, may, missing, before, after


def shown(zone, found):
    return [[rfc(begin, zone), rfc(end, zone)] for begin, end in found]


def civil(zone, text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def cases(seed, label):
    """Stays over the changes of 2026, and elsewhere, with clocks of every rule."""
    choices = Choices(seed, label)
    for nth in range(48):
        name = ZONES[nth % len(ZONES)]
        zone, rule = zoneinfo.ZoneInfo(name), RULES[nth % 3]
        days = [change.date() for change in changes(zone, 2026)] or [datetime.date(2026, 6, 1)]
        day = days[choices.below(len(days))] - datetime.timedelta(days=choices.below(2))
        begin = civil(zone, f"{day}T{10 + choices.below(8):02}:{(0, 0, 15, 30)[choices.below(4)]:02}")
        end = begin + datetime.timedelta(minutes=60 + choices.below(2400))
        clock = {"zone": name, "rule": rule, "set_at": (begin - datetime.timedelta(days=20 + choices.below(80))).isoformat(timespec="seconds"),
                 "set_within_seconds": (0, 60, 90)[choices.below(3)], "ppm": (0, 20, 100)[choices.below(3)]}
        yield choices, zone, clock, (begin, end), (0, 15)[choices.below(2)]


def near_typed_dates(seed, label):
    """Clocks of the civil rule that were set around a change, or on the wrong side of it by their own error."""
    choices = Choices(seed, label)
    for nth in range(24):
        name = ("Europe/London", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland")[nth % 5]
        zone = zoneinfo.ZoneInfo(name)
        found = changes(zone, 2026)
        change = found[choices.below(2)]
        set_at = change + datetime.timedelta(minutes=(-121, -60, -31, -1, 0, 1, 29, 59, 60, 61, 119)[choices.below(11)])
        begin = (set_at + datetime.timedelta(days=4 + choices.below(18))).replace(minute=(0, 30)[choices.below(2)])
        end = begin + datetime.timedelta(minutes=60 + choices.below(2400))
        clock = {"zone": name, "rule": "civil", "set_at": set_at.isoformat(timespec="seconds"),
                 "set_within_seconds": (0, 60, 90)[choices.below(3)], "ppm": (0, 20, 100)[choices.below(3)]}
        yield choices, zone, clock, (begin, end), (0, 15)[choices.below(2)]


def quotes(seed):
    rows = []
    near = near_typed_dates(seed, "stay/quotes/typed")
    for choices, zone, wire, asked, grace in itertools.chain(cases(seed, "stay/quotes"), near):
        clock = Clock(wire)
        start = clock.reads(asked[0])[0] // 3600 * 60
        length = 1 + choices.below(12)
        made = [{"mode": "standard-multi", "start": lock_time.show(start), "hours": length}]
        if choices.below(2):
            made.append({"mode": "24h", "start": lock_time.show(start + 60 * (length + choices.below(3)))})
        sure, may, missing, before, after = quote(clock, made, grace, asked)
        rows.append({"clock": wire, "grace": grace, "asked": shown(zone, [asked])[0], "grants": made,
                     "guaranteed": shown(zone, sure), "possible": shown(zone, may), "missing_minutes": missing,
                     "spill_before_minutes": before, "spill_after_minutes": after})
    return rows


def options(mode, start):
    """Every grant of a mode at a start, shortest first, on the wire."""
    base = {"mode": mode, "start": lock_time.show(start)}
    if mode == "24h":
        return [base] if start % 60 == 0 else []
    out = []
    if mode == "standard-multi" and start % 60 == 0:
        out += [base | {"hours": n} for n in range(1, 13)]
    if start % 1440 == 0:
        out += [base | {"days": n} for n in range(1, {"standard-multi": 8, "acc": 22, "end-date": 40}[mode])]
    return out


def plans(seed):
    """The shortest single grant of each mode that covers the stay whatever the clock reads, by trying them all."""
    rows = []
    for _, zone, wire, asked, grace in cases(seed, "stay/plans"):
        clock = Clock(wire)
        low = min(clock.reads(moment)[0] for moment in minutes(asked))
        high = max(clock.reads(moment + datetime.timedelta(seconds=59))[1] for moment in minutes(asked))
        best = {}
        for mode in ("standard-multi", "24h", "acc", "end-date"):
            found = []
            for start in range((low // 3600 - 40) * 60, low // 60 + grace + 1, 60):
                for wire_grant in options(mode, start):
                    grant = grants.parse(wire_grant, "S", 0)
                    if 60 * (grant.start - grace) <= low and high < 60 * (grant.real_end() + grace):
                        found.append((grant.real_end() - grant.start, -grant.start, wire_grant))
            if found:
                best[mode] = min(found, key=lambda item: item[:2])[2]
        rows.append({"clock": wire, "grace": grace, "asked": shown(zone, [asked])[0], "shortest": best})
    return rows


def minutes(asked):
    return [asked[0] + n * MINUTE for n in range(int((asked[1] - asked[0]) / MINUTE))]


def files(seed):
    return {"stay/zones.json": lambda: zones(seed), "stay/quotes.json": lambda: quotes(seed), "stay/plans.json": lambda: plans(seed)}
