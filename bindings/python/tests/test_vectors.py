"""The whole of `vectors/` through the typed API."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from vectors import VECTORS, Row, files, rows

from netcode import (
    CodeKey,
    Format,
    Grant,
    Identity,
    LockTime,
    NetcodeError,
    Profile,
    SiteKey,
    State,
    Verifier,
    answer_row,
    risk,
    stay,
    twin,
)
from netcode._wire import write
from netcode.time import ClockEventSet, LockClock, Window, Zone, window

#: Folders beside the areas that are run here, and why.
NOT_RUN = {
    "oracle": "the program that made the vectors",
    "schema": "the shapes of the files",
    "advise": "advice is not covered yet",
    "app": "the lock-management app is not covered yet",
    "portal": "see test_portal_vectors.py",
}


def identity(row: Row) -> Identity:
    site = SiteKey(row["site_key"])
    if "group" in row:
        group = row["group"]
        return Identity.group(site.group_key(group), group=group, generation=row.get("generation") or 0)
    key = site.lock_key(row["serial"])
    return Identity.own(key, lock_id=row["lock_id"], initialised=row["initialised"])


def format_of(row: Row) -> Format:
    return Format(row["layout"], row["digits"])


def grant_of(fields: Row) -> Grant:
    """A grant by keyword arguments, never by JSON: the omitted ones are really omitted."""
    return Grant(fields["mode"], fields["start"], **{k: v for k, v in fields.items() if k not in ("mode", "start")})


def issue_file(file: str) -> None:
    by_lock: dict[str, list[tuple[Row, Grant]]] = {}
    for row in rows(file):
        grant = grant_of(row["grant"])
        issued = identity(row).issue(format_of(row), grant)
        assert (issued.code, issued.epoch, issued.payload) == (row["code"], row["epoch"], row["payload"]), row
        reading = identity(row).read(format_of(row), issued.code, issued.epoch)
        assert reading is not None and reading.grant == grant
        key: CodeKey = identity(row).code_key(format_of(row), issued.epoch)
        assert key.issue(grant) == issued
        assert answer_row({k: v for k, v in row.items() if k != "code"})["code"] == row["code"]
        lock = {k: v for k, v in row.items() if k in ("site_key", "serial", "lock_id", "initialised", "group",
                                                      "generation", "layout", "digits")}
        by_lock.setdefault(json.dumps(lock), []).append((row, grant))
    for text, issued_rows in by_lock.items():
        row = json.loads(text)
        batch = identity(row).issue_many(format_of(row), [grant for _, grant in issued_rows])
        assert batch.codes == [row["code"] for row, _ in issued_rows]
        assert not batch.errors


def refused_file(file: str) -> None:
    for case in rows(file):
        with pytest.raises(NetcodeError) as caught:
            answer_row(case["row"])
        assert caught.value.code == case["error"], case
        assert caught.value.hint and caught.value.message


def read_file(file: str) -> None:
    for row in rows(file):
        reading = identity(row).read(format_of(row), row["code"], row["epoch"])
        if row["grant"] is None:
            assert reading is None, row
        else:
            assert reading is not None, row
            assert json.loads(reading.grant.to_json()) == row["grant"]
            assert reading.grant == grant_of(row["grant"])
            assert (reading.epoch, reading.payload) == (row["epoch"], row["payload"])


def windows_file(file: str) -> None:
    for row in rows(file):
        grant = grant_of(row["grant"])
        by = grant.first_use_by(row["first_use_hours"])
        assert str(grant.start) == row["starts"]
        assert str(grant.ends) == row["ends"]
        assert (None if by is None else str(by)) == row.get("first_use_by")


def profile_of(value: Row) -> Profile:
    return Profile.explicit(
        Format(value["layout"], value["digits"]),
        value["modes"],
        grace_minutes=value["grace"],
        issues=value["issues"],
        first_use_hours=value["first_use_hours"],
        block_previous=value["block_previous"],
        active_places=value["active"],
        spent_places=value["spent"],
        blocked_places=value["blocked"],
        longest_minutes=value.get("max_minutes"),
    )


class Script:
    """A lock, and what the steps of a vector do to it."""

    def __init__(self, case: Row) -> None:
        lock = case["lock"]
        self.profile = profile_of(case["profile"])
        self.site = SiteKey(lock["site_key"])
        self.key = self.site.lock_key(lock["serial"])
        self.lock = Verifier(self.profile, self.key, lock_id=lock["lock_id"], initialised=lock["initialised"])
        for group in case["groups"]:
            self.provision(group)

    def provision(self, group: Row) -> None:
        name = group["group"]
        self.lock.provision_group(name, self.site.group_key(name), group.get("generation") or 0)

    def attempt(self, step: Row) -> str:
        try:
            reason = self.lock.reason(step["code"], step["at"])
        except NetcodeError as error:
            # Too many digits for any lock, or none: the keypad refuses them by their number.
            assert error.code == "code.malformed"
            return "refused"
        if "reason" in step:
            assert reason == step["reason"], step
        written: list[State] = []

        def persist(state: State) -> bool:
            written.append(state)
            return True

        opened = self.lock.accept(step["code"], step["at"], persist)
        assert (opened is not None) == (reason == "opens"), step
        if opened is not None:
            assert written[-1] == self.lock.state
        return "refused" if opened is None else "open"

    def run(self, step: Row) -> object:
        """Runs a step and says what the vector's `expect` says."""
        lock, now = self.lock, step["at"]
        steps: dict[str, Callable[[], Any]] = {
            "try": lambda: self.attempt(step),
            "set-clock": lambda: lock.set_clock(step["to"]),
            "initialise": lambda: lock.initialise(step["to"], step.get("lock_id", lock.state.lock_id)),
            "block": lambda: lock.block(step["code"], now),
            "clock-lost": lock.clock_lost,
            "tick": lambda: lock.tick(now) and None,
            "provision-group": lambda: self.provision(step),
        }
        try:
            return steps[step["do"]]() or "ok"
        except NetcodeError as error:
            code = error.code
            return {"error": "code.wrong_length" if code == "code.malformed" else code}

    def power_cut(self) -> None:
        """The lock starts again from what it wrote down."""
        state = State(self.lock.state.to_json())
        assert state == self.lock.state
        keys = {group: self.site.group_key(group) for group in state.groups}
        self.lock = Verifier.restore(self.profile, self.key, state, keys)


def lock_file(file: str) -> None:
    for case in rows(file):
        script = Script(case)
        for index, step in enumerate(case["steps"]):
            context = (file, case["name"], index, step)
            assert script.run(step) == step["expect"], context
            if "tokens" in step:
                assert script.lock.state.tokens == step["tokens"], context
            if index % 7 == 3:
                script.power_cut()


def risk_file(file: str) -> None:
    for row in rows(file):
        profile, at = profile_of(row["profile"]), row["at"]
        keys = 1 + len(row.get("groups", []))
        if "upper_bound" in row:
            estimate = risk.Estimate.at(profile, at, keys)
            assert estimate.acceptable == row["upper_bound"] >= row["acceptable"], row
        else:
            assert risk.acceptable(profile, at) == row["acceptable"], row
        if "worst_of_day" in row:
            worst = row["worst_of_day"]
            minute, count = risk.worst_minute_of_day(profile, LockTime(at))
            assert count * keys == worst["acceptable"] == risk.Estimate.worst(profile, at, keys).acceptable, row
            assert risk.acceptable(profile, minute) == count
            assert minute.day == LockTime(worst["at"]).day


def zones_file(file: str) -> None:
    for row in rows(file):
        zone, civil = Zone(row["zone"]), datetime.fromisoformat(row["civil"])
        if "error" in row:
            with pytest.raises(NetcodeError) as caught:
                zone.to_lock(row["rule"], civil)
            assert caught.value.code == row["error"]
            hint = caught.value.hint.replace("Z", "+00:00")
            assert all(reading in hint for reading in row["readings"]), row
            assert [zone.read(reading) for reading in row["readings"]] == [
                datetime.fromisoformat(reading) for reading in row["readings"]
            ]
        else:
            time = zone.to_lock(row["rule"], civil)
            assert str(time) == row["lock"] and zone.to_civil(row["rule"], time) == datetime.fromisoformat(row["at"])


def moments(pair: list[str]) -> Window:
    return window(*map(datetime.fromisoformat, pair))


def door_of(row: Row, modes: list[str]) -> stay.Door:
    return stay.Door(Profile.explicit(Format("S", 7), modes, grace_minutes=row["grace"]), clock_of(row))


def quotes_file(file: str) -> None:
    for row in rows(file):
        grants = [grant_of(grant) for grant in row["grants"]]
        found = stay.quote(door_of(row, ["standard-multi", "24h"]), grants, [moments(row["asked"])])
        assert list(found.guaranteed) == [moments(pair) for pair in row["guaranteed"]], row
        assert list(found.possible) == [moments(pair) for pair in row["possible"]], row
        assert sum(part.minutes for part in found.missing) == row["missing_minutes"], row
        assert found.spill.before_minutes == row["spill_before_minutes"], row
        assert found.spill.after_minutes == row["spill_after_minutes"], row


def plans_file(file: str) -> None:
    for row in rows(file):
        asked = moments(row["asked"])
        for mode in ("standard-multi", "24h", "acc", "end-date"):
            ways = stay.plan(door_of(row, [mode]), stay.Stay(asked.from_, asked.until)).ways
            assert all(way.quote.holds for way in ways), row
            singles = [way.grants[0] for way in ways if len(way.grants) == 1]
            shortest = min(singles, key=lambda grant: grant.ends.minutes_since(grant.start), default=None)
            expected = row["shortest"].get(mode)
            assert shortest == (expected and grant_of(expected)), (mode, row)


def clock_of(row: Row) -> LockClock:
    clock = row["clock"]
    known = ClockEventSet(at=datetime.fromisoformat(clock["set_at"]), within_seconds=clock["set_within_seconds"])
    return LockClock(clock["zone"], clock["rule"], ppm=clock["ppm"], events=[known])


def given_of(row: Row) -> stay.Given:
    times: dict[str, Any] = {key: datetime.fromisoformat(row[key]) for key in ("used", "blocked") if key in row}
    return stay.Given(id=row["id"], grant=grant_of(row["grant"]), group=row.get("group"), **times)


def census_file(file: str) -> None:
    for row in rows(file):
        profile = Profile.explicit(Format(row["layout"], row["digits"]), row["modes"], grace_minutes=row["grace"])
        door = stay.Door(profile, clock_of(row), groups=row["groups"])
        found = stay.who_can_enter(door, list(map(given_of, row["given"])), datetime.fromisoformat(row["at"]))
        assert [entrant.id for entrant in found] == row["may"], row
        assert [entrant.id for entrant in found if entrant.surely] == row["surely"], row


def happened_of(row: Row, there: stay.Door) -> stay.Happened:
    happened = row["happened"]
    at = datetime.fromisoformat(happened["at"]) if "at" in happened else datetime.max
    kinds: dict[str, Callable[[], stay.Happened]] = {
        "extend": lambda: stay.Happened.extended(at),
        "arrive-early": lambda: stay.Happened.arrives_early(at),
        "leave-late": lambda: stay.Happened.leaves_late(at),
        "move": lambda: stay.Happened.moved(to=there, at=at),
        "cancel": stay.Happened.cancelled,
        "no-show": lambda: stay.Happened.no_show(expected=happened["expected"]),
        "code-lost": stay.Happened.code_lost,
        "hand-over": lambda: stay.Happened.handed_over(at),
    }
    return kinds[happened["kind"]]()


def changes_file(file: str) -> None:
    for row in rows(file):
        asked = moments(row["stay"])
        known = ClockEventSet(at=asked.from_ - timedelta(days=30), within_seconds=0)
        profile = Profile.explicit(Format("S", 7), row["modes"])
        door = stay.Door(profile, LockClock("UTC", "utc", ppm=0, events=[known]))
        code = given_of({"id": "code", "grant": row["code"], **{key: row[key] for key in ("used",) if key in row}})
        wanted = stay.Stay(asked.from_, asked.until)
        now = datetime.fromisoformat(row["now"])
        answer = stay.change(door, wanted, [code], happened_of(row, door), now, keypad=row["keypad"])
        assert (answer.messages, answer.visits) == (row["messages"], row["visits"]), row
        assert answer.exposure_minutes == row["exposure_minutes"], row
        assert (len(answer.new.grants) if answer.new else 0) == row["codes"], row
        late = answer.new.late_arrival_minutes if answer.new else 0
        assert late == row["late_arrival_minutes"], row


def said(line: twin.Line) -> Row:
    if isinstance(line, twin.LineFailed):
        return {"error": line.error.code}
    said: Row = {"effects": list(line.effects), "bolt": line.bolt.value}
    if line.ignored:
        said["ignored"] = list(line.ignored)
    if line.app:
        said["app"] = {key: of for key, of in write(line.app).items() if of != [] or key == "pending"}
    return said


def twin_file(file: str) -> None:
    for case in rows(file):
        head: Row = {key: case[key] for key in ("model", "start", "site_key", "serial") if key in case}
        lines = twin.Twin.run({**head, "steps": [step["do"] for step in case["steps"]]})
        for step, line in zip(case["steps"], lines, strict=True):
            assert said(line) == {key: of for key, of in step.items() if key != "do"}, (case["name"], step)


def runner_of(file: str) -> Callable[[str], None]:
    area, _, name = file.partition("/")
    by_name = {"refused.json": refused_file, "read.json": read_file, "windows.json": windows_file,
               "zones.json": zones_file, "quotes.json": quotes_file, "plans.json": plans_file,
               "census.json": census_file, "changes.json": changes_file}
    by_area = {"code": issue_file, "lock": lock_file, "risk": risk_file, "twin": twin_file}
    return by_name.get(name) or by_area[area]


AREAS = ["code", "lock", "risk", "stay", "twin"]


@pytest.mark.parametrize("file", [file for area in AREAS for file in files(area)])
def test_vectors(file: str) -> None:
    runner_of(file)(file)


def test_every_folder_is_run_or_says_why_not() -> None:
    folders = {path.name for path in VECTORS.iterdir() if path.is_dir()}
    assert folders <= {*AREAS, *NOT_RUN}
    assert not {*AREAS} & {*NOT_RUN}
