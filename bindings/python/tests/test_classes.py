"""Every class of the package is a frozen value, or is named here with the reason why it is not."""

from __future__ import annotations

import dataclasses
import inspect as look
import pickle
import pkgutil
from datetime import date, time
from enum import Enum
from importlib import import_module
from typing import Any

import pytest

import netcode
from netcode import (
    Format,
    Grant,
    Identity,
    KeyMessage,
    LockTime,
    Meaning,
    Opened,
    Profile,
    SiteKey,
    Verifier,
    _netcode,
    _values,
    inspect,
    risk,
)
from netcode.draw import Lane
from netcode.portal import Package, Settings
from netcode.stay import Door, Happened, Stay, Visits
from netcode.time import ClockEventSet, LockClock, Zone, window
from netcode.twin import Fleet

LONDON = Zone("Europe/London")
FROM, UNTIL = LONDON.read("2026-07-01T15:00"), LONDON.read("2026-07-04T11:00")
SEVEN = Format("S", 7)
PROFILE = Profile(SEVEN, ["standard-multi"], grace_minutes=15)
KEY = SiteKey("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f").lock_key("LOCK-0001")
LOCK = Identity.own(KEY, lock_id=123456, initialised="2026-01-15T09:30")
GRANT = Grant("standard-multi", "2026-03-14T09:00", hours=1)
ISSUED = LOCK.issue(SEVEN, GRANT)
SAID = inspect(PROFILE, LOCK, ISSUED.code, "2026-03-14T00:00", at="2026-03-14T10:00")
CLOCK = LockClock(LONDON, "standard-time", ppm=20, events=[ClockEventSet(at=FROM, within_seconds=60)])
DOOR = Door(PROFILE, CLOCK, groups=["007"])
DAY = LockTime("2026-07-01T00:00")

#: A frozen value each: it has equality, a hash and a text, and travels to other processes.
VALUES: dict[str, list[Any]] = {
    "Door": [DOOR],
    "Estimate": [risk.Estimate.worst(PROFILE, DAY)],
    "Fleet": [Fleet("reference", locks=3, start=DAY, days=30, seed=1)],
    "Format": [SEVEN],
    "Grant": [GRANT],
    "Happened": [
        Happened.extended(UNTIL),
        Happened.rebooked(FROM, UNTIL),
        Happened.arrives_early(FROM),
        Happened.leaves_late(UNTIL),
        Happened.moved(to=DOOR, at=FROM),
        Happened.cancelled(),
        Happened.no_show(expected=True),
        Happened.no_show(expected=False),
        Happened.code_lost(),
        Happened.handed_over(FROM),
    ],
    "Improvement": risk.improvements(Profile(SEVEN, ["standard-multi", "24h"], grace_minutes=15), DAY),
    "Inspection": [SAID, inspect(PROFILE, LOCK, ISSUED.code, "2026-03-14T00:00")],
    "Issued": [ISSUED],
    "KeyMessage": [KeyMessage.lock("LOCK-0001"), KeyMessage.group("007"), KeyMessage.group("007.1")],
    "Lane": [
        Lane("Ames", [GRANT], [window(FROM, UNTIL)]),
        Lane("Ames", [GRANT]),
        Lane("Ames", [GRANT]).blocked(UNTIL),
    ],
    "LockClock": [CLOCK],
    "LockTime": [DAY],
    "Meaning": [SAID.meanings[0], Meaning(SAID.meanings[0].reading, 7)],
    "Opened": [Opened(SAID.meanings[0].reading)],
    "Profile": [PROFILE],
    "Reading": [SAID.meanings[0].reading],
    "Settings": [
        Settings(),
        Settings(name="Harbour", packages=[Package(id="one", credits=10, locks=1, price_cents=100, currency="GBP")]),
    ],
    "State": [Verifier(PROFILE, KEY, lock_id=123456, initialised="2026-01-15T09:30").state],
    "Stay": [Stay(FROM, UNTIL)],
    "TryRate": [risk.TryRate.NC1],
    "Visits": [Visits(LONDON, date(2026, 7, 1), ["monday", "friday"], time(9, 30), minutes=120, weeks=4)],
    "Zone": [LONDON],
}

#: What is no value, and why.
OTHERS = {
    "AccessKey": "a secret: compared, but neither shown, nor hashed, nor pickled",
    "Account": "changes with what is done in it; to_json writes it down",
    "Batch": "the answers of one call, exceptions among them; its codes and errors are values",
    "Catalogue": "models can be added to it; each model is a value",
    "CodeKey": "a secret: neither shown, nor hashed, nor pickled",
    "Desk": "holds the keys of a door's file",
    "Identity": "holds a key: compared, but neither hashed nor pickled",
    "LockKey": "a secret: compared, but neither shown, nor hashed, nor pickled",
    "Pages": "an iterator in the middle of its work",
    "Portal": "an open store",
    "Session": "somebody signed in at an open store; its token says who",
    "SiteKey": "a secret: compared, but neither shown, nor hashed, nor pickled",
    "Table": "a table in Arrow's form, for a library of tables to take and compare",
    "Trace": "events are added to it; to_json writes it down",
    "Twin": "a lock whose state changes with every step; state writes it down",
    "Verifier": "a lock whose state changes with every code; State is a value",
    "Workbench": "an account with its twins, which change; to_json writes it down",
}


def classes() -> dict[str, Any]:
    """Every class that the built module exports."""
    return {name: of for name, of in vars(_netcode).items() if look.isclass(of)}


def test_every_class_is_a_value_or_has_a_reason() -> None:
    assert sorted([*VALUES, *OTHERS]) == sorted(classes())
    assert all(VALUES.values())


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_frozen_compared_hashed_shown_and_pickled(name: str) -> None:
    of = classes()[name]
    assert of.__eq__ is not object.__eq__ and of.__hash__ not in (None, object.__hash__)
    assert of.__repr__ is not object.__repr__
    for value in VALUES[name]:
        assert type(value) is of
        with pytest.raises(AttributeError):
            value.anything = 1
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(value, protocol))
            assert type(again) is of and again == value and hash(again) == hash(value) and repr(again) == repr(value)
        assert value != object()
    assert len(set(VALUES[name])) == len(VALUES[name])


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_value_does_not_pretend_to_be_one(name: str) -> None:
    of = classes()[name]
    assert not {"__reduce__", "__getnewargs__", "__getnewargs_ex__"} & set(vars(of))
    assert of.__hash__ in (None, object.__hash__)


def test_the_generated_classes_are_frozen_or_choices() -> None:
    found = 0
    for part in pkgutil.iter_modules(_values.__path__):
        module = import_module(f"netcode._values.{part.name}")
        for name in module.__all__:
            of = getattr(module, name)
            if not look.isclass(of):
                continue
            found += 1
            if not issubclass(of, Enum):
                assert dataclasses.is_dataclass(of), name
                params = getattr(of, "__dataclass_params__")
                assert params.frozen and params.eq, name
    assert found > 300 and netcode.__all__
