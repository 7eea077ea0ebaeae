"""Random walks: long scripts that mix everything a lock can meet, over random profiles."""

import grants
import layouts
import lock_time
from drbg import Choices
from grants import Grant
from lock_time import DAY, HOUR, show
from script import Script, profile

SCRIPTS = 320
LAST_DAY = 19_000  # no walk comes near an epoch that runs past 2099
STANDARD = ("standard-single", "standard-multi", "24h")


def random_profile(choices: Choices) -> dict:
    layout, n = choices.weighted([(18, ("S", 6)), (30, ("S", 7)), (10, ("S", 8)), (4, ("S", 9)), (6, ("S", 10)), (16, ("X", 9)), (16, ("X", 10))])
    if layout == "S":
        modes = choices.some(STANDARD) if choices.chance(45) else [choices.pick(("urm", "acc", "end-date"))]
    else:
        modes = choices.some(grants.MODES["X"])
    options = {
        "grace": choices.pick((0, 15)),
        "first_use_hours": choices.pick((1, 13, 24, 24, 72, 168)),
        "issues": 1 + choices.below(min(4, 10 ** layouts.spare_digits(layout, n))),
        "active": choices.pick((1, 2, 2, 3, 16)),
        "spent": choices.pick((1, 2, 2, 4, 32)),
        "blocked": choices.pick((1, 2, 3, 32)),
    }
    if choices.chance(20):
        options["max_minutes"] = {mode: limit(choices, mode) for mode in choices.some(modes)}
    return profile(layout, n, modes, **options)


def limit(choices: Choices, mode: str) -> int:
    if mode == "24h":
        return choices.pick((1439, 1440))
    if mode == "weekly":
        return choices.between(1, 26) * 7 * DAY
    unit = choices.pick(grants.LENGTHS[mode])
    return choices.between(*grants.LENGTHS[mode][unit]) * grants.UNIT_MINUTES[unit]


def random_group(choices: Choices) -> tuple:
    text = choices.pick(("000", "007", "101", "350", "500", "762", "999"))
    if choices.chance(40):
        text += f".{choices.between(1, 12)}"
    return text, choices.pick((0, 0, 1, 3177210))


class Walk:
    """One walk. `now` is what the lock's clock shows."""

    def __init__(self, seed: int, number: int):
        c = self.choices = Choices(seed, "walk", number)
        wire = random_profile(c)
        self.profile = wire
        epoch = layouts.epoch_days(wire["layout"], wire["digits"])
        day = c.between(20, LAST_DAY)
        if c.chance(40):
            day = c.between(1, LAST_DAY // epoch) * epoch - c.between(-20, 20)
        initialised = day * DAY + c.below(DAY)
        groups = {}
        for _ in range(c.pick((0, 0, 1, 1, 2, 4, 4))):
            text, generation = random_group(c)
            groups[text[:3]] = (text, generation)
        self.script = Script(f"walk {number}", wire, list(groups.values()), show(initialised),
                             serial=f"WALK-{number}", lock_id=100_000 + number * 17)
        self.groups = groups
        self.now = initialised + c.below(3 * HOUR)
        self.pool = []  # (code, grant)
        self.slow = c.chance(40)

    @property
    def lock(self):
        return self.script.lock

    def walk(self) -> dict:
        for _ in range(self.choices.between(42, 60)):
            self.advance()
            self.act()
        return self.script.done()

    def advance(self):
        c = self.choices
        if self.slow:
            self.now += c.weighted([(70, c.below(4)), (24, c.between(1, 30)), (5, c.between(HOUR, 6 * HOUR)), (1, c.between(DAY, 3 * DAY))])
            return
        self.now += c.weighted([(34, c.below(6)), (34, c.between(10, 120)), (20, c.between(2 * HOUR, 12 * HOUR)),
                                (10, c.between(DAY, 4 * DAY)), (2, c.between(10 * DAY, 60 * DAY))])

    def act(self):
        c = self.choices
        at = show(self.now)
        if not self.lock.clock_set:
            act = c.weighted([(35, self.attempt), (15, lambda: self.script.tick(at)), (40, self.set_clock), (6, self.initialise), (4, self.provision)])
        else:
            act = c.weighted([(78, self.attempt), (6, lambda: self.script.tick(at)), (7, self.block), (4, self.set_clock),
                              (1, lambda: self.script.clock_lost(at)), (2, self.initialise), (2, self.provision), (2, self.dip)])
        act()

    # ---- codes -------------------------------------------------------------------------------

    def random_key(self):
        if self.groups and self.choices.chance(40):
            return self.choices.pick(self.groups.values())
        return None, 0

    def fresh(self) -> tuple:
        """A code whose window lies around now, mostly."""
        c, wire = self.choices, self.profile
        modes = wire["modes"] if c.chance(92) else grants.MODES[wire["layout"]]
        mode = c.pick(modes)
        unit = c.pick(grants.LENGTHS[mode]) if grants.LENGTHS[mode] else None
        length = c.between(*grants.LENGTHS[mode][unit]) if unit else 0
        if c.chance(25) and unit:  # short codes end soon and bring their edges nearer
            length = grants.LENGTHS[mode][unit][0]
        grid = DAY if grants.starts_at_midnight(mode, unit) else 15 if unit == "quarters" else HOUR
        here = self.now // grid * grid
        start = here - grid * c.weighted([(40, 0), (15, 1), (10, c.below(4)), (10, -1), (5, c.below(30))])
        start = max(0, start)
        pattern, weeks = None, 0
        if mode == "weekly":
            day = start // DAY
            pattern = c.pick([p for p in grants.PATTERNS if grants.pattern_names(p, day, day)])
            weeks = c.pick((1, 2, c.between(1, 52)))
        most = 10 ** layouts.spare_digits(wire["layout"], wire["digits"])
        issue = c.below(wire["issues"]) if c.chance(90) else c.below(most)
        grant = Grant(mode, start, unit, length, pattern, weeks, issue)
        text, generation = self.random_key()
        code = self.script.ring(text, generation).issue(grant)[0]
        self.pool.append((code, grant))
        return code, grant

    def edge_of(self, grant: Grant) -> int:
        """A minute at or beside a bound of a window."""
        grace = self.profile["grace"]
        bounds = [grant.start - grace, grant.real_end() + grace, grant.first_end(self.profile["first_use_hours"]) + grace]
        if grant.mode == "weekly":
            begin, end = self.choices.pick(grant.occurrences())
            bounds += [begin - grace, end + grace]
        return self.choices.pick(bounds) - self.choices.below(2)

    def some_code(self) -> str:
        c, n = self.choices, self.profile["digits"]
        source = c.weighted([(44, "fresh"), (38, "old"), (4, "random"), (3, "nothing"), (2, "length"), (12, "edge")])
        if source == "edge" and self.slow and c.chance(70):
            source = "old"
        if source == "nothing":
            return self.nothing()
        if source == "random":
            return f"{c.below(10**n):0{n}d}"
        if source == "length":
            return "".join(str(c.below(10)) for _ in range(c.pick((0, 4, n - 1, n + 1))))
        if source == "fresh" or not self.pool:
            return self.fresh()[0]
        code, grant = c.pick(self.pool[-8:])
        if source == "edge":
            edge = self.edge_of(grant)
            if self.now <= edge <= self.now + c.pick((10, 30, 400)) * DAY:
                self.now = edge
        return code

    def nothing(self) -> str:
        """Digits that mean nothing under the own key in this epoch."""
        c, layout, n = self.choices, self.profile["layout"], self.profile["digits"]
        epoch, d = divmod(self.now // DAY, layouts.epoch_days(layout, n))
        slot = c.between(1309, 1332) if layout == "S" else c.pick((c.between(4608, 4999), c.between(28000, 29999), c.between(39295, 39999)))
        payload = (d * layouts.SLOTS[layout] + slot) * 10 ** layouts.spare_digits(layout, n)
        return self.script.payload_code(payload, epoch)

    # ---- steps -------------------------------------------------------------------------------

    def attempt(self):
        code = self.some_code()
        self.script.attempt(show(self.now), code)

    def block(self):
        self.script._do(None, {"do": "block", "code": self.some_code(), "at": show(self.now)})

    def dip(self):
        """The clock shows less than the floor for one try, as after a fault."""
        floor = self.lock.floor
        code = self.some_code()
        if floor > 600:
            self.script.attempt(show(floor - self.choices.between(1, 600)), code)

    def set_clock(self):
        c, floor = self.choices, self.lock.floor
        to = c.weighted([(50, self.now + c.between(-20, 20)), (20, self.now + c.below(2 * DAY)), (15, floor), (15, floor - c.between(1, DAY))])
        to = max(0, to)
        self.script._do(None, {"do": "set-clock", "at": show(self.now), "to": show(to)})
        if to >= floor:
            self.now = to

    def initialise(self):
        c = self.choices
        to = c.weighted([(40, self.now), (25, self.now - c.below(20 * DAY)), (15, self.now + c.below(20 * DAY)), (20, self.lock.generation)])
        to = max(0, to)
        self.script.initialise(show(self.now), show(to), 900_000 + c.below(99_999) if c.chance(30) else None, None)
        if self.script.steps[-1]["expect"] == "ok":
            self.now = to

    def provision(self):
        text, generation = self.choices.pick(list(self.groups.values())) if self.groups and self.choices.chance(40) else random_group(self.choices)
        self.script.provision(show(self.now), text, generation, None)
        if self.script.steps[-1]["expect"] == "ok":
            self.groups[text[:3]] = (text, generation)


def files(seed: int) -> dict:
    return {"lock/random-walk.json": lambda: [Walk(seed, number).walk() for number in range(SCRIPTS)]}
