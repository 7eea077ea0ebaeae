"""What a lock does with a typed code (NC1 section 7), as a plain state machine.

All times are lock minutes. `now` is what the lock's clock shows, an argument of every step.
"""

from dataclasses import dataclass, field
from typing import Optional

import grants
import keys
import layouts
import lock_time
from errors import Refused
from lock_time import DAY, HOUR
from nc1 import KeyRing

MOST_TOKENS = 10
MOST_GROUPS = 4
OWN = "own"

# Why a code is refused, from the least far to the furthest it can get.
REASONS = ("wrong-length", "clock-unset", "before-floor", "limiter", "no-meaning", "mode-off", "too-long",
           "issue-not-accepted", "too-early", "expired", "first-use-missed", "outside-occurrence", "superseded", "blocked",
           "spent", "list-full")


@dataclass(frozen=True)
class Profile:
    """What the lock was set up to take."""

    layout: str
    digits: int
    modes: tuple
    issues: int = 1
    grace: int = 0
    first_use_hours: int = 24
    active: int = 16
    spent: int = 32
    blocked: int = 32
    max_minutes: dict = field(default_factory=dict)

    @staticmethod
    def from_json(wire: dict) -> "Profile":
        known = {k: v for k, v in wire.items() if k != "block_previous"}
        return Profile(**{**known, "modes": tuple(wire["modes"])})


@dataclass
class KeyRecord:
    """One key of the lock (its own or a group's) and what is remembered for it."""

    name: str
    ring: KeyRing
    last_start: int = -1  # the start of the latest accepted rental
    floor: int = -1  # groups only: the highest floor stored since the group was provisioned


@dataclass(frozen=True)
class Entry:
    """One remembered code, in the active or the spent list."""

    key: str
    generation: int
    epoch: int
    payload: int
    mode: str
    start: int
    real_end: int

    def code(self) -> tuple:
        return self.key, self.generation, self.epoch, self.payload


@dataclass
class BlockedEntry:
    """Blocked digits; each end is None when the block does not apply to such keys."""

    own_until: Optional[int]
    group_until: Optional[int]

    def until(self) -> int:
        return max(end for end in (self.own_until, self.group_until) if end is not None)


@dataclass
class Answer:
    opens: bool
    reason: str
    key: Optional[str] = None
    grant: Optional[grants.Grant] = None


class Lock:
    """A lock as provisioned and initialised at the minute `initialised`."""

    def __init__(self, profile: Profile, site_key: bytes, serial: bytes, lock_id: int, initialised: int):
        self.profile = profile
        self.site_key = site_key
        self.base = keys.lock_key(site_key, serial)
        self.lock_id = lock_id
        self.generation = initialised
        self.clock_set = True
        self.floor = initialised
        self.tokens = MOST_TOKENS
        self.limiter_time = initialised
        self.own = KeyRecord(OWN, self._own_ring())
        self.groups = []
        self.active = []
        self.spent = []
        self.blocked = {}

    def _own_ring(self) -> KeyRing:
        return KeyRing(self.base, self.profile.layout, self.profile.digits, self.lock_id, self.generation)

    # ---- small helpers -----------------------------------------------------------------------

    def _epoch_of(self, now: int) -> tuple:
        return divmod(now // DAY, layouts.epoch_days(self.profile.layout, self.profile.digits))

    def _store_floor(self, minute: int):
        """Write the floor; each group keeps the highest one."""
        self.floor = minute
        for group in self.groups:
            group.floor = max(group.floor, minute)

    def _prune(self):
        """Drop what the stored floor has passed."""
        grace = self.profile.grace
        self.active = [e for e in self.active if self.floor <= e.real_end + grace]
        self.spent = [e for e in self.spent if self.floor <= e.real_end + grace]
        self.blocked = {code: e for code, e in self.blocked.items() if self.floor <= e.until() + grace}

    # ---- the keypad --------------------------------------------------------------------------

    def attempt(self, code: str, now: int) -> Answer:
        """A code typed on the keypad when the clock shows `now`."""
        self._prune()
        if len(code) != self.profile.digits:
            return Answer(False, "wrong-length")
        if not self.clock_set:
            return Answer(False, "clock-unset")
        if now < self.floor:
            return Answer(False, "before-floor")
        if not self._take_token(now):
            return Answer(False, "limiter")

        best = None
        for record in [self.own] + self.groups:
            for epoch in self.epochs(now):
                payload = record.ring.decipher(epoch, code)
                grant = record.ring.unrank(epoch, payload)
                reason = self._why_not(record, epoch, payload, grant, code, now)
                if reason is None:
                    self._accept(record, epoch, payload, grant, now)
                    return Answer(True, "opens", record.name, grant)
                if best is None or REASONS.index(reason) > REASONS.index(best.reason):
                    best = Answer(False, reason, record.name, grant)
        return best

    def epochs(self, now: int) -> list:
        """The epochs a code may come from, in the order they are tried."""
        e, d = self._epoch_of(now)
        found = [e]
        if e > 0 and d < 366:
            found.append(e - 1)
        if self._epoch_of(now + self.profile.grace)[0] == e + 1:
            found.append(e + 1)
        return found

    def _take_token(self, now: int) -> bool:
        whole_hours = max(0, (now - self.limiter_time) // HOUR)
        tokens = min(MOST_TOKENS, self.tokens + whole_hours)
        full = tokens == MOST_TOKENS
        self.tokens = tokens
        self.limiter_time = now if full else self.limiter_time + whole_hours * HOUR
        if tokens == 0:
            return False
        self.tokens -= 1
        return True

    def _why_not(self, record, epoch, payload, grant, code, now) -> Optional[str]:
        """None when this candidate is live, else the first condition it fails."""
        profile = self.profile
        grace = profile.grace
        if record is not self.own and now < record.floor:
            return "before-floor"
        if grant is None:
            return "no-meaning"
        if grant.mode not in profile.modes:
            return "mode-off"
        if grant.profile_length() > profile.max_minutes.get(grant.mode, grant.profile_length()):
            return "too-long"
        if grant.issue >= profile.issues:
            return "issue-not-accepted"
        if now < grant.start - grace:
            return "too-early"
        if now >= grant.real_end() + grace:
            return "expired"
        entry = self._entry(record, epoch, payload, grant)
        in_active = any(e.code() == entry.code() for e in self.active)
        if not in_active and now >= grant.first_end(profile.first_use_hours) + grace:
            return "first-use-missed"
        if grant.mode == "weekly" and not any(b - grace <= now < e + grace for b, e in grant.occurrences()):
            return "outside-occurrence"
        if grant.mode in grants.RENTALS and grant.start < record.last_start:
            return "superseded"
        if self._is_blocked(record, code):
            return "blocked"
        if any(e.code() == entry.code() for e in self.spent):
            return "spent"
        if grant.mode in grants.SINGLE_USE and len(self.spent) >= profile.spent:
            return "list-full"
        if grant.mode in grants.REMEMBERED and not in_active:
            if len(self._active_without_superseded(entry)) >= profile.active:
                return "list-full"
        return None

    def _entry(self, record, epoch, payload, grant) -> Entry:
        return Entry(record.name, record.ring.generation, epoch, payload, grant.mode, grant.start, grant.real_end())

    def _is_blocked(self, record, code) -> bool:
        entry = self.blocked.get(code)
        if entry is None:
            return False
        return (entry.own_until if record is self.own else entry.group_until) is not None

    def _active_without_superseded(self, entry: Entry) -> list:
        """The active list once the rentals that `entry` makes dead have left it."""
        if entry.mode not in grants.RENTALS:
            return list(self.active)
        return [e for e in self.active
                if not (e.key == entry.key and e.mode in grants.RENTALS and e.start < entry.start)]

    def _accept(self, record, epoch, payload, grant, now):
        self.tokens += 1
        self._store_floor(now)
        entry = self._entry(record, epoch, payload, grant)
        if grant.mode in grants.SINGLE_USE:
            self.spent.append(entry)
        if grant.mode in grants.RENTALS:
            record.last_start = grant.start
        if grant.mode in grants.REMEMBERED:
            self.active = self._active_without_superseded(entry)
            if entry not in self.active:
                self.active.append(entry)

    # ---- privileged and internal steps -------------------------------------------------------

    def set_clock(self, to: int):
        self._prune()
        if to < self.floor:
            raise Refused("lock.clock_below_floor")
        self.clock_set = True
        self.limiter_time = to
        self._store_floor(to)

    def clock_lost(self):
        """The clock may have stopped; tokens and lists stay."""
        self.clock_set = False

    def tick(self, now: int):
        """The lock's own housekeeping; it stores the floor at least hourly."""
        self._prune()
        if self.clock_set and now >= self.floor + HOUR:
            self._store_floor(now)

    def initialise(self, to: int, lock_id: Optional[int] = None):
        """A new generation of the lock's own key; group state stays."""
        if to == self.generation:
            raise Refused("lock.same_generation")
        self.generation = to
        if lock_id is not None:
            self.lock_id = lock_id
        self.clock_set = True
        self.floor = to  # the one way to lower it; the groups' floors stay where they are
        for group in self.groups:
            group.floor = max(group.floor, to)
        self.limiter_time = to
        self.own = KeyRecord(OWN, self._own_ring())
        self.active = [e for e in self.active if e.key != OWN]
        self.spent = [e for e in self.spent if e.key != OWN]
        for entry in self.blocked.values():
            entry.own_until = None
        self.blocked = {code: e for code, e in self.blocked.items() if e.group_until is not None}

    def provision_group(self, text: str, generation: int):
        """Give the lock a group's record, in place of an older one of the same three digits."""
        number = keys.parse_group(text)
        name = text[:3]
        ring = KeyRing(keys.group_key(self.site_key, text), self.profile.layout, self.profile.digits, number * 1000, generation)
        record = KeyRecord(name, ring, floor=self.floor)
        places = [i for i, group in enumerate(self.groups) if group.name == name]
        if not places and len(self.groups) >= MOST_GROUPS:
            raise Refused("lock.groups_full")
        if places:
            self.groups[places[0]] = record
        else:
            self.groups.append(record)
        self.active = [e for e in self.active if e.key != name]
        self.spent = [e for e in self.spent if e.key != name]

    def block(self, code: str, now: int):
        """Make digits useless, whatever they mean."""
        self._prune()
        if len(code) != self.profile.digits:
            raise Refused("code.wrong_length")
        if code not in self.blocked and len(self.blocked) >= self.profile.blocked:
            raise Refused("lock.blocked_full")
        own_until = self._latest_end([self.own], code, now)
        group_until = self._latest_end(self.groups, code, now)
        self.blocked[code] = BlockedEntry(own_until, group_until)

    def _latest_end(self, records: list, code: str, now: int) -> int:
        """The latest real end over what these digits can mean under these keys, never before now."""
        e, d = self._epoch_of(now)
        epochs = [e]
        if e > 0 and d < 366:
            epochs.append(e - 1)
        edge = (e + 1) * layouts.epoch_days(self.profile.layout, self.profile.digits) * DAY
        if edge - now <= 366 * DAY:
            epochs.append(e + 1)
        latest = now
        for record in records:
            for epoch in epochs:
                grant = record.ring.unrank(epoch, record.ring.decipher(epoch, code))
                if grant is not None:
                    latest = max(latest, grant.real_end())
        return latest


# ---- scripts ---------------------------------------------------------------------------------


def start(script: dict) -> Lock:
    """The lock a script begins with."""
    wire = script["lock"]
    lock = Lock(Profile.from_json(script["profile"]), keys.parse_site_key(wire["site_key"]),
                keys.parse_serial(wire["serial"]), wire["lock_id"], lock_time.parse(wire["initialised"]))
    for group in script["groups"]:
        lock.provision_group(group["group"], group["generation"])
    return lock


def step(lock: Lock, wire: dict) -> dict:
    """Do one step; the same step with what happened."""
    now = lock_time.parse(wire["at"])
    given = {k: v for k, v in wire.items() if k not in ("expect", "tokens", "reason")}
    do = wire["do"]
    if do == "try":
        answer = lock.attempt(wire["code"], now)
        return {**given, "expect": "open" if answer.opens else "refused", "tokens": lock.tokens, "reason": answer.reason}
    try:
        if do == "set-clock":
            lock.set_clock(lock_time.parse(wire["to"]))
        elif do == "initialise":
            lock.initialise(lock_time.parse(wire["to"]), wire.get("lock_id"))
        elif do == "block":
            lock.block(wire["code"], now)
        elif do == "clock-lost":
            lock.clock_lost()
        elif do == "tick":
            lock.tick(now)
        elif do == "provision-group":
            lock.provision_group(wire["group"], wire["generation"])
        else:
            raise ValueError(do)
    except Refused as fault:
        return {**given, "expect": {"error": fault.code}, "tokens": lock.tokens}
    return {**given, "expect": "ok", "tokens": lock.tokens}


def play(script: dict) -> dict:
    """The script with every step's outcome filled in."""
    lock = start(script)
    return {**script, "steps": [step(lock, wire) for wire in script["steps"]]}
