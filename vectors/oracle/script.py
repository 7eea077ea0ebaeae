"""A small builder of lock scripts whose expected outcomes are written by hand and checked as they are made."""

import grants
import keys
import layouts
import lock
import lock_time
from nc1 import KeyRing

SITE_KEY = bytes(range(32)).hex()
SERIAL = "LOCK-0001"
LOCK_ID = 123456
INITIALISED = "2026-01-15T09:30"


def profile(layout, digits, modes, **options) -> dict:
    """A whole profile on the wire, with the defaults written out."""
    out = {"layout": layout, "digits": digits, "modes": list(modes)}
    if "max_minutes" in options:
        out["max_minutes"] = options.pop("max_minutes")
    for name, default in (("issues", 1), ("grace", 0), ("first_use_hours", 24), ("active", 16), ("spent", 32), ("blocked", 32)):
        out[name] = options.pop(name, default)
    out["block_previous"] = True
    assert not options, options
    return out


def shift(text: str, minutes: int) -> str:
    return lock_time.show(lock_time.parse(text) + minutes)


class Script:
    """One lock's story."""

    def __init__(self, name, profile, groups=(), initialised=INITIALISED, serial=SERIAL, lock_id=LOCK_ID, site_key=SITE_KEY):
        self.wire = {
            "name": name,
            "profile": profile,
            "lock": {"site_key": site_key, "serial": serial, "lock_id": lock_id, "initialised": initialised},
            "groups": [{"group": text, "generation": generation} for text, generation in groups],
        }
        self.site_key = keys.parse_site_key(site_key)
        self.serial = keys.parse_serial(serial)
        self.lock_id = lock_id
        self.generation = lock_time.parse(initialised)
        self.layout, self.digits = profile["layout"], profile["digits"]
        self.steps = []
        self.lock = lock.start(self.wire)

    # ---- codes -------------------------------------------------------------------------------

    def ring(self, group=None, generation=0) -> KeyRing:
        if group is None:
            return KeyRing(keys.lock_key(self.site_key, self.serial), self.layout, self.digits, self.lock_id, self.generation)
        return KeyRing(keys.group_key(self.site_key, group), self.layout, self.digits, keys.parse_group(group) * 1000, generation)

    def code(self, mode, start, group=None, generation=0, **rest) -> str:
        """The digits of a grant, checked as a request is."""
        wire = {"mode": mode, "start": start if "T" in start else start + "T00:00", **rest}
        grant = grants.parse(wire, self.layout, layouts.spare_digits(self.layout, self.digits))
        return self.ring(group, generation).issue(grant)[0]

    def payload_code(self, payload, epoch=0, group=None) -> str:
        """The digits of a payload that may mean nothing."""
        return self.ring(group).encipher(epoch, payload)

    # ---- steps -------------------------------------------------------------------------------

    def _do(self, expected, wire) -> "Script":
        done = lock.step(self.lock, wire)
        if expected is not None:
            found = done["reason"] if "reason" in done else done["expect"]
            if isinstance(found, dict):
                found = found["error"]
            assert found == expected, (self.wire["name"], done, "expected", expected)
        self.steps.append(done)
        return self

    def attempt(self, at, code, expected=None, tokens=None):
        self._do(expected, {"do": "try", "at": at, "code": code})
        assert tokens is None or self.steps[-1]["tokens"] == tokens, (self.wire["name"], self.steps[-1], tokens)
        return self

    def opens(self, at, code, tokens=None):
        return self.attempt(at, code, "opens", tokens)

    def refuses(self, at, code, reason, tokens=None):
        return self.attempt(at, code, reason, tokens)

    def ended(self, at, code):
        """Refused because of a later rental. The code has left the active list, so once its first use is
        overdue that is the reason named."""
        self.attempt(at, code)
        assert self.steps[-1]["reason"] in ("superseded", "first-use-missed"), (self.wire["name"], self.steps[-1])
        return self

    def dead(self, at, code):
        """Refused; which wrong meaning these digits have is chance."""
        self.attempt(at, code)
        assert self.steps[-1]["expect"] == "refused", (self.wire["name"], self.steps[-1])
        return self

    def set_clock(self, at, to, expected="ok"):
        return self._do(expected, {"do": "set-clock", "at": at, "to": to})

    def initialise(self, at, to, lock_id=None, expected="ok"):
        wire = {"do": "initialise", "at": at, "to": to}
        if lock_id is not None:
            wire["lock_id"] = lock_id
        self._do(expected, wire)
        if self.steps[-1]["expect"] == "ok":
            self.generation = lock_time.parse(to)
            self.lock_id = lock_id or self.lock_id
        return self

    def block(self, at, code, expected="ok"):
        return self._do(expected, {"do": "block", "at": at, "code": code})

    def clock_lost(self, at):
        return self._do("ok", {"do": "clock-lost", "at": at})

    def tick(self, at):
        return self._do("ok", {"do": "tick", "at": at})

    def provision(self, at, group, generation=0, expected="ok"):
        return self._do(expected, {"do": "provision-group", "at": at, "group": group, "generation": generation})

    def done(self) -> dict:
        return {**self.wire, "steps": self.steps}
