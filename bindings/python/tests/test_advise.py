"""Advice: the vectors of explaining and of guides."""

from __future__ import annotations

import json
from typing import Any

import pytest
from vectors import Row, rows

from netcode import Grant, Identity, LockTime, NetcodeError, SiteKey
from netcode.advise import Explanation, Handed, causes, explain, explain_log, guides, question_text, troubleshoot
from netcode.feed import Desk
from netcode.time import Zone


def identity(door: Row, initialised: str) -> Identity:
    key = SiteKey(door["site_key"]).lock_key(door["serial"])
    return Identity.own(key, lock_id=door["lock_id"], initialised=initialised)


def handed(row: Row, zone: Zone) -> Handed:
    moments: Any = {name: zone.read(row[name]) for name in ("used", "blocked") if row.get(name)}
    grant = Grant.from_json(json.dumps(row["grant"]))
    return Handed(id=row["id"], code=row["code"], grant=grant, **moments)


def explained(row: Row) -> Explanation:
    desk, zone = Desk(row["door"]), Zone(row["door"]["zone"])
    return explain(
        desk.door,
        desk.identity,
        row["typed"],
        zone.read(row["at"]),
        signal=row["signal"],
        answers={question: answer == "yes" for question, answer in row.get("answers", {}).items()},
        handed=[handed(code, zone) for code in row["issued"]],
        former=[(LockTime(at), identity(row["door"], at)) for at in row["former"]],
        others={other["name"]: Desk(other["door"]).identity for other in row["others"]},
        model=row["model"],
        refused_lately=row.get("refused_lately", 0),
        battery_warned=row.get("battery_warned", False),
    )


@pytest.mark.parametrize("row", [pytest.param(row, id=row["about"]) for row in rows("advise/explain.json")])
def test_what_is_explained(row: Row) -> None:
    said, expect = explained(row), row["expect"]
    if "tie_has" in expect:
        assert {*expect["tie_has"]} <= {cause.value for cause in said.tie} and said.next is not None
        assert question_text(said.next).endswith("?")
        return
    first = said.findings[0]
    assert first.cause.value == expect["first"]
    assert first.minutes == expect.get("minutes", first.minutes) and first.about == expect.get("about", first.about)
    assert [cause.value for cause in said.tie] == expect.get("tie", [cause.value for cause in said.tie])


def test_guides_lead_where_their_vectors_say() -> None:
    for row in rows("advise/troubleshoot.json"):
        if "error" in row:
            with pytest.raises(NetcodeError) as refused:
                troubleshoot(row["model"], row["answers"])
            assert refused.value.code == row["error"]
            continue
        walk = troubleshoot(row["model"], row["answers"])
        assert (walk.guide, walk.step.id) == (row["guide"], row["step"])
        assert (walk.step.end.value if walk.step.end else None) == row.get("end")
        assert [choice.answer for choice in walk.step.answers] == row.get("choices", [])
    assert {guide.id for guide in guides()} >= {"codelocks-netcode", "portal"}


def test_causes_have_sources_and_logs_name_the_wrong_person() -> None:
    assert all(belief.remedy.value and 0 < belief.prior.value < 1 for belief in causes().values())
    codes = {"Ann": "1357", "Ben": "2468"}
    assert explain_log("kwikset-910", codes, was="Ann", logged="Ben").cause.value == "same-buttons"
    with pytest.raises(NetcodeError) as unknown:
        explain_log("kwikset-910", codes, was="Cas", logged="Ben")
    assert unknown.value.code == "advise.name_unknown"
    handed = Handed(id="Ames", code="8111820", grant=Grant("24h", "2026-07-01T15:00"))
    assert "8111820" not in repr(handed)
