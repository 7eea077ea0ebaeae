"""Zones, stays, models and twins: what the vectors do not say."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings, strategies

from netcode import Format, Grant, NetcodeError, Profile, draw, risk, stay, twin
from netcode.catalogue import Catalogue, FrozenMap, rules
from netcode.portal import CardText
from netcode.stay import Door, Given, Happened, Stay
from netcode.time import ClockEventSet, LockClock, Window, Zone, join, missing, window

LONDON = Zone("Europe/London")
SET = ClockEventSet(at=LONDON.read("2026-06-15T09:30"), within_seconds=60)
CLOCK = LockClock(LONDON, "standard-time", ppm=20, events=[SET])
DOOR = Door(Profile(Format("S", 7), ["acc"]), CLOCK, groups=["007"])
FROM, UNTIL = LONDON.read("2026-07-01T15:00"), LONDON.read("2026-07-04T11:00")
MODEL = "kl1000-netcode-c2"


@pytest.mark.parametrize(
    "naive",
    [
        lambda: Stay(datetime(2026, 7, 1, 15), UNTIL),
        lambda: window(datetime(2026, 7, 1, 15), UNTIL),
        lambda: LONDON.lock_time("utc", datetime(2026, 7, 1, 15)),
        lambda: CLOCK.with_event(ClockEventSet(at=datetime(2026, 7, 1, 15), within_seconds=0)),
    ],
)
def test_a_time_without_a_zone_is_refused_with_the_remedy(naive: Callable[[], object]) -> None:
    with pytest.raises(NetcodeError) as refused:
        naive()
    assert refused.value.code == "time.zone_missing"
    assert "zone" in refused.value.hint


def test_a_civil_time_with_a_zone_is_refused() -> None:
    with pytest.raises(NetcodeError) as refused:
        LONDON.at(FROM)
    assert refused.value.code == "time.zone_given"


def test_values_are_values() -> None:
    plan = stay.plan(DOOR, Stay(FROM, UNTIL))
    again = stay.plan(DOOR, Stay(FROM, UNTIL))
    assert plan == again and hash(plan) == hash(again)
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert "ways=" in repr(plan)
    model = Catalogue().get(MODEL)
    assert hash(model) == hash(Catalogue().get(MODEL)) and pickle.loads(pickle.dumps(model)) == model
    assert isinstance(model.programs, FrozenMap)
    with pytest.raises(AttributeError):
        plan.ways = ()  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(LONDON)) == LONDON


def test_a_plan_a_change_and_who_can_enter() -> None:
    plan = stay.plan(DOOR, Stay(FROM, UNTIL))
    way = plan.ways[0]
    assert way.quote.holds and way.quote.guaranteed[0].from_.tzinfo is not None
    assert way.quote == stay.quote(DOOR, way.grants, [window(FROM, UNTIL)])
    first = way.quote.first_use[0]
    assert first.grant == way.grants[0] and first.by > first.from_
    used = Given(id="Ames", grant=way.grants[0], used=FROM + timedelta(hours=1), asked=window(FROM, UNTIL))
    inside = stay.who_can_enter(DOOR, [used], FROM + timedelta(hours=2))
    assert [(entrant.id, entrant.surely) for entrant in inside] == [("Ames", True)]
    assert stay.Withdrawal.BLOCK_AT_KEYPAD in inside[0].withdrawals
    answer = stay.change(DOOR, Stay(FROM, UNTIL), [used], Happened.code_lost(), FROM + timedelta(hours=3), keypad=True)
    assert answer.new is not None and [gone.id for gone in answer.withdraw] == ["Ames"]
    later = Happened.rebooked(FROM + timedelta(days=1), UNTIL + timedelta(days=2))
    assert stay.change(DOOR, Stay(FROM, UNTIL), [used], later, FROM, keypad=True).new is not None
    moved = Happened.moved(to=DOOR, at=FROM + timedelta(days=1))
    assert stay.change(DOOR, Stay(FROM, UNTIL), [used], moved, FROM, keypad=False).new is not None
    other = stay.free_issue(Profile(Format("X", 10), ["stay"], issues=2), Grant("stay", "2026-07-01T15:00", hours=20), [
        Grant("stay", "2026-07-01T15:00", hours=20)
    ])
    assert other.issue == 1
    nobody = stay.who_can_enter(DOOR, [used], UNTIL + timedelta(days=60), records="partial")
    assert nobody == []


def test_several_doors_and_visits() -> None:
    shared = stay.plan_doors({"front": DOOR, "flat": DOOR}, ["front", "flat"], Stay(FROM, UNTIL))
    assert shared.ways[0].group == "007" and [name for name, _ in shared.ways[0].doors] == ["front", "flat"]
    assert shared.risk[0].with_one_more.acceptable > shared.risk[0].now.acceptable
    visits = stay.Visits(LONDON, FROM.date(), ["friday"], FROM.time(), minutes=120, weeks=3)
    assert [visit.minutes for visit in visits.windows] == [120, 120, 120]
    door = Door(Profile(Format("S", 7), ["standard-multi"]), CLOCK)
    assert stay.plan_visits(door, visits)[0].quote.holds


def test_windows() -> None:
    whole = window(FROM, UNTIL)
    noon = whole.from_ + timedelta(hours=21)
    parts = [window(FROM, noon), window(noon, UNTIL)]
    assert join(parts) == [whole] and missing(whole, parts[:1]) == [parts[1]]
    assert noon in whole and UNTIL not in whole
    with pytest.raises(NetcodeError) as empty:
        stay.quote(DOOR, [], [Window(from_=UNTIL, until=FROM)])
    assert empty.value.code == "window.empty"


def test_a_clock() -> None:
    error = CLOCK.error(FROM)
    assert error is not None and error.high_seconds > 60
    assert CLOCK.events == [SET] and CLOCK.rule == "standard-time" and CLOCK.zone == LONDON
    visit = CLOCK.next_visit(FROM, 300)
    assert visit is not None and visit > FROM
    assert CLOCK.lost_since(FROM) is None and CLOCK.surprised_at is None and CLOCK.out_since_change(FROM) is None
    [sure], [possible] = (when("2026-07-01T14:00", "2026-07-01T15:00") for when in (CLOCK.surely, CLOCK.possibly))
    assert possible.from_ < sure.from_ < sure.until < possible.until
    assert CLOCK.may_read(window(FROM, UNTIL)) is not None
    with pytest.raises(NetcodeError) as wild:
        LockClock(LONDON, "utc", ppm=-1)
    assert wild.value.code == "clock.ppm_out_of_range"
    assert LONDON.dst_dates(2026) is not None and Zone("UTC").dst_dates(2026) is None
    assert len(Zone.all()) > 400


def test_what_stays_are_planned_with_travels_to_other_processes() -> None:
    doubtful = LockClock(LONDON, "civil", ppm=20, dst_doubt=True, events=CLOCK.events)
    estimate = risk.Estimate.worst(DOOR.profile, "2026-07-01T00:00")
    fleet = twin.Fleet("reference", locks=3, start="2026-07-01T00:00", days=30, seed=1)
    for value in (CLOCK, doubtful, DOOR, Stay(FROM, UNTIL, once=True), Stay(FROM, UNTIL), estimate, risk.TryRate.NC1, fleet):
        again = pickle.loads(pickle.dumps(value))
        assert again == value and hash(again) == hash(value) and type(again) is type(value)
    assert doubtful.dst_doubt and not CLOCK.dst_doubt and len({CLOCK, doubtful}) == 2


def test_plans_and_locks_draw_themselves() -> None:
    planned = stay.plan(DOOR, Stay(FROM, UNTIL))
    for shown in (planned, planned.ways[0], planned.ways[0].quote):
        assert shown._repr_svg_().startswith("<svg") and "not guaranteed" not in shown._repr_svg_()
    assert str(planned.ways[0].grants[0]) in planned._repr_svg_()
    late = stay.quote(DOOR, [Grant("acc", "2026-07-02T00:00", days=4)], [window(FROM, UNTIL)])
    assert "minutes of what is asked are not guaranteed" in late._repr_svg_()
    nothing = stay.plan(Door(Profile(Format("S", 7), ["standard-single"]), DOOR.clock), Stay(FROM, UNTIL))
    assert "opens once" in nothing._repr_svg_()
    lock = twin.Twin(MODEL, "2026-07-01T12:00")
    assert "blue, unlock, bolt unlocked" in lock.press("2244")._repr_svg_()
    state = parsed(draw.twin(lock))
    assert "unlocked, door closed" in state and "0 keys typed" in state and "2244" not in state
    assert lock._repr_svg_() == draw.twin(lock).svg


def test_a_timeline_is_a_drawing() -> None:
    lanes = draw.Lane.of_given([Given(id="Ames <&>", grant=Grant("acc", "2026-07-01T00:00", days=4))])
    drawing = draw.timeline(DOOR, "Front door", window(FROM, UNTIL), lanes)
    blocked = draw.timeline(DOOR, "Front door", window(FROM, UNTIL), [lanes[0].blocked(FROM + timedelta(hours=9))])
    assert blocked != drawing
    assert drawing._repr_svg_().startswith("<svg") and "Ames &lt;&amp;&gt;" in drawing.svg
    with pytest.raises(NetcodeError) as wide:
        draw.timeline(DOOR, "Front door", window(FROM, UNTIL), lanes, width=9)
    assert wide.value.code == "draw.out_of_range"


def parsed(drawing: draw.Drawing) -> str:
    """The words of a drawing, which is well-formed and knows the dark."""
    assert "prefers-color-scheme:dark" in drawing._repr_svg_()
    return " ".join(ElementTree.fromstring(drawing.svg).itertext())


def test_values_draw_themselves() -> None:
    lock = twin.Twin(MODEL, "2026-07-01T12:00")
    model = Catalogue().get(MODEL)
    assert "blue, unlock" in parsed(draw.keypad(model, lock.press("2244").effects))
    assert model._repr_svg_() == model.keypad._repr_svg_() == draw.keypad(model).svg
    # One button stands for two digits.
    assert "1 2" in parsed(draw.keypad(Catalogue().get("kwikset-910")))
    for entry in Catalogue().models():
        parsed(draw.keypad(entry, ["red", "beep"] * 9))
    profile = Profile(Format("S", 7), ["standard-single", "standard-multi"])
    assert draw.risk_curve(profile).svg == profile._repr_svg_() and "1 in" in parsed(draw.risk_curve(profile))
    assert draw.risk_curve(profile, "2026-07-01T09:00") == draw.risk_curve(profile, "2026-07-01T00:00")
    card = CardText(
        code="0004295", prefix="*", door="Front <door>", site="", from_="now", until="then", first_use_by="soon",
        guarantee="word " * 40, note="",
    )
    assert "*0004295" in parsed(draw.code_card(card)) and card._repr_svg_() == draw.code_card(card).svg


@given(strategies.lists(strategies.text(max_size=20), max_size=12), strategies.text(max_size=200))
def test_any_text_stays_text_in_a_drawing(effects: list[str], words: str) -> None:
    keys = Catalogue().get(MODEL).keypad
    parsed(draw.keypad(keys, effects))
    parsed(draw.lights(effects, twin.Bolt.LOCKED))
    card = CardText(
        code="0004295", prefix="", door=words, site=words, from_=words, until=words, first_use_by=words, guarantee="", note=words
    )
    assert ElementTree.fromstring(card._repr_svg_()).find("{*}title") is not None
    assert "0004295" in parsed(draw.code_card(card))


def test_the_catalogue() -> None:
    known = Catalogue()
    assert [model.id for model in known.models()] == known.ids
    fact = known.facts(MODEL)[0]
    assert fact.mark.value in ("stated", "inferred", "assumed")
    sources = [key for row in known.facts(MODEL) for key in row.source]
    assert known.source(sources[0]) is not None and known.source("nothing") is None
    assert len(known.fingerprint(MODEL)) > 8 and len(rules()) > 5
    with pytest.raises(NetcodeError) as unknown:
        known.get("kl9999")
    assert unknown.value.code == "catalogue.unknown_model"
    with pytest.raises(NetcodeError):
        known.add("{}")


def test_a_twin_is_carried_on() -> None:
    lock = twin.Twin(MODEL, "2026-07-01T12:00")
    lock.press("2244")
    lock.act({"wait": "4s"})
    lock.press("22", more=True)
    again = twin.Twin.resume(MODEL, lock.state())
    assert again.view() == lock.view() and again.view().typed == 2
    assert again.press("44").effects == ("blue", "unlock")
    assert lock.bolt is twin.Bolt.LOCKED
    set_clock = twin.EventSet(twin.Settings(ppm=15))
    assert lock.step("2026-07-01T12:00:10", set_clock) == [] and lock.view().ppm == 15 and lock.settings().clock is None
    with pytest.raises(NetcodeError) as backwards:
        lock.step("2026-07-01T11:00:00", twin.EventTick())
    assert backwards.value.code == "twin.time_backwards"
    with pytest.raises(TypeError) as wrong:
        lock.step("2026-07-01T13:00:00", twin.EventCard(12345678))  # type: ignore[arg-type]
    assert "12345678" not in str(wrong.value)
    failed = lock.act({"card": "04A1"})
    assert isinstance(failed, twin.LineFailed) and failed.error.code == "twin.no_such_part"


def test_a_trace_replays_and_shrinks() -> None:
    script = {"model": MODEL, "start": "2026-07-01T12:00:00", "steps": [{"keys": "1111"}, {"keys": "2244"}]}
    trace = twin.Trace.of_script(script)
    assert twin.Trace.from_json(trace.to_json()) == trace

    def opens(trace: twin.Trace) -> bool:
        lock, _ = trace.replay()
        return lock.bolt is twin.Bolt.UNLOCKED

    shortest = trace.shrink(opens)
    keys = [event.value for _, event in shortest.events if isinstance(event, twin.EventKey)]
    assert keys == ["2", "2", "4", "4"]
    with pytest.raises(ZeroDivisionError):
        trace.shrink(lambda _: 1 // 0 == 0)


def test_a_fleet_lets_other_threads_run() -> None:
    fleet = twin.Fleet("reference", locks=20, start="2026-01-01T00:00", days=60, seed=7)
    counted, stop = [0], threading.Event()

    def count() -> None:
        while not stop.is_set():
            counted[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    report = fleet.run()
    stop.set()
    thread.join()
    assert counted[0] > 0 and report == fleet.run() and report.opened > 0


@settings(max_examples=60, deadline=None)
@given(
    keys=strategies.text(alphabet="0123456789#* ", max_size=24),
    seconds=strategies.integers(min_value=0, max_value=100_000),
)
def test_any_keys_at_any_time_are_answered(keys: str, seconds: int) -> None:
    lock = twin.Twin(MODEL, "2026-07-01T12:00")
    lock.act({"wait": f"{seconds}s"})
    line = lock.press(keys)
    assert pickle.loads(pickle.dumps(line)) == line
    assert twin.Twin.resume(MODEL, lock.state()).view() == lock.view()


@settings(max_examples=60, deadline=None)
@given(
    start=strategies.datetimes(
        datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=strategies.just(timezone.utc)
    ),
    hours=strategies.integers(min_value=1, max_value=2000),
)
def test_whatever_is_promised_is_asked_and_possible(start: datetime, hours: int) -> None:
    asked: Any = window(start, start + timedelta(hours=hours))
    for way in stay.plan(DOOR, Stay(asked.from_, asked.until)).ways:
        assert way.quote.holds
        assert all(any(sure.from_ in may for may in way.quote.possible) for sure in way.quote.guaranteed)


@pytest.mark.parametrize(
    ("give", "wanted"),
    [
        (lambda wrong: draw.keypad(wrong), "this str is no Keypad"),
        (lambda wrong: draw.lights(["red"], wrong), "this str is no Bolt"),
        (lambda wrong: stay.Visits(LONDON, FROM.date(), [wrong], FROM.time(), minutes=10, weeks=1), "this list is no Vec<Weekday>"),
    ],
)
def test_what_is_no_value_is_told_what_is_wanted_and_not_repeated(give: Callable[[Any], object], wanted: str) -> None:
    with pytest.raises(TypeError, match=wanted) as refused:
        give("9999")
    assert "9999" not in str(refused.value)
