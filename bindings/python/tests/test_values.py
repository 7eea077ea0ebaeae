"""Value classes: equality, hash, order, pickle, text, and what they never show."""

from __future__ import annotations

import copy
import hmac
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcode import (
    Batch,
    Format,
    Grant,
    Identity,
    Issued,
    KeyMessage,
    LockKey,
    LockTime,
    Meaning,
    Mode,
    NetcodeError,
    Opened,
    Pattern,
    Profile,
    Reading,
    Reason,
    SiteKey,
    State,
    Verifier,
    inspect,
    issue_rows,
    refuse_reserved,
    risk,
)
from netcode import _enums, _errors, _netcode

HEX = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
SITE = SiteKey(HEX)
KEY = SITE.lock_key("LOCK-0001")
LOCK = Identity.own(KEY, lock_id=123456, initialised="2026-01-15T09:30")
SEVEN = Format("S", 7)
GRANT = Grant("standard-multi", "2026-03-14T09:00", hours=1)

minutes = st.integers(0, LockTime.END.minutes)
times = minutes.map(LockTime.from_minutes)
in_scheme = st.integers(0, 29_219).map(lambda day: LockTime.from_minutes(day * 1440))


@st.composite
def grants(draw: st.DrawFn) -> Grant:
    start = draw(in_scheme)
    hour = start.plus_minutes(60 * draw(st.integers(0, 23)))
    mode = draw(st.sampled_from([Mode.STANDARD_SINGLE, Mode.STANDARD_MULTI, Mode.ACC, Mode.DAY_24H, Mode.URM]))
    if mode is Mode.DAY_24H:
        return Grant(mode, hour)
    if mode is Mode.ACC or draw(st.booleans()):
        return Grant(mode, start, days=draw(st.integers(1, 7)))
    return Grant(mode, hour, hours=draw(st.integers(1, 12)))


def values() -> list[Any]:
    profile = Profile(SEVEN, ["standard-multi"])
    reading = LOCK.read(SEVEN, "0004295", 0)
    assert reading is not None
    door = Verifier(profile, KEY, lock_id=123456, initialised="2026-01-15T09:30")
    opened = door.accept("0004295", "2026-03-14T09:00")
    assert opened is not None
    return [
        LockTime("2026-03-14T09:00"),
        GRANT,
        Grant("weekly", "2026-03-16T08:00", hours=4, pattern="mon-fri", weeks=6, issue=2),
        SEVEN,
        LOCK.issue(SEVEN, GRANT),
        reading,
        opened,
        Opened(reading, 7),
        profile,
        Profile.explicit(
            Format("X", 10),
            [Mode.STAY, Mode.WEEKLY],
            issues=7,
            grace_minutes=15,
            limiter=False,
            longest_minutes={Mode.STAY: 2880, "open": 60},
        ),
        door.state,
        risk.TryRate.NC1,
        risk.TryRate.penalty(wrong=4, pause_seconds=90, typing_seconds=5),
        NetcodeError("a", "b.c", "d"),
    ]


@pytest.mark.parametrize("value", values(), ids=lambda value: type(value).__name__)
def test_a_value_is_pickled_copied_and_compared(value: Any) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert type(again) is type(value)
        if isinstance(value, NetcodeError):
            assert (str(again), again.code, again.hint) == (str(value), value.code, value.hint)
            continue
        assert again == value and not (again != value)
        assert copy.deepcopy(value) == value
        if type(value).__hash__ is not None:
            assert hash(again) == hash(value)
        with pytest.raises(AttributeError):
            value.anything = 1
    assert value != object()


@pytest.mark.parametrize("secret", [SITE, KEY, LOCK, LOCK.code_key(SEVEN, 0)], ids=lambda value: type(value).__name__)
def test_a_secret_is_neither_shown_nor_pickled_nor_hashed(secret: Any) -> None:
    for text in (repr(secret), str(secret), f"{secret}"):
        assert "redacted" in text
        assert "0001" not in text and KEY.expose().hex() not in text
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(secret)


def test_keys_compare_and_are_not_hashed() -> None:
    assert SITE == SiteKey(HEX.upper()) and SITE != SiteKey("ff" * 32)
    assert LockKey(KEY.expose().hex()) == KEY
    assert SITE.group_key("007") != SITE.group_key("007.1")
    for secret in (SITE, KEY, LOCK):
        with pytest.raises(TypeError, match="unhashable"):
            hash(secret)


def test_digits_are_not_shown() -> None:
    issued = LOCK.issue(SEVEN, GRANT)
    batch = LOCK.issue_many(SEVEN, [GRANT])
    reading = LOCK.read(SEVEN, issued.code, issued.epoch)
    for value in (issued, batch, reading):
        assert issued.code not in repr(value) and issued.code not in str(value)
    with pytest.raises(NetcodeError) as caught:
        LOCK.read(SEVEN, "123456", 0)
    assert "123456" not in str(caught.value) + repr(caught.value)
    with pytest.raises(NetcodeError) as caught:
        SiteKey(HEX + "0g")
    assert HEX[8:] not in str(caught.value)


def test_leading_zeros_stay() -> None:
    issued = LOCK.issue(SEVEN, GRANT)
    assert issued.code == "0004295"
    assert Issued("0004295", 0, issued.payload) == issued
    assert Issued("004295", 0, issued.payload) != issued
    with pytest.raises(TypeError):
        LOCK.read(SEVEN, 4295, 0)  # type: ignore[arg-type]
    assert SITE.group_key("007") == SITE.group_key("007")
    with pytest.raises(NetcodeError, match="key.group_malformed"):
        SITE.group_key("7")


def test_a_code_is_inspected_under_every_key() -> None:
    group = Identity.group(SITE.group_key("007"), group="007")
    profile = Profile(SEVEN, ["standard-multi"])
    code = group.issue(SEVEN, GRANT).code
    said = inspect(profile, LOCK, code, "2026-03-14T00:00", groups={"007": group}, at="2026-03-14T09:10")
    meaning = said.meanings[0]
    assert (meaning.group, meaning.reading.grant, said.reason) == (7, GRANT, Reason.OPENS)
    assert pickle.loads(pickle.dumps(meaning)) == meaning == Meaning(meaning.reading, 7)
    unasked = inspect(profile, LOCK, "0004295", "2026-03-14T00:00")
    assert unasked.reason is None and unasked.meanings[0].reading.grant == GRANT and unasked.meanings[0].group is None
    assert unasked == inspect(profile, LOCK, "0004295", "2026-03-14T00:00") != said
    with pytest.raises(NetcodeError) as caught:
        inspect(profile, LOCK, "123456", "2026-03-14T00:00")
    assert caught.value.code == "code.wrong_length"


def test_keys_come_from_bytes_and_from_a_key_service() -> None:
    assert SiteKey.from_bytes(bytes.fromhex(HEX)) == SITE and LockKey.from_bytes(KEY.expose()) == KEY
    for message, key in [(KeyMessage.lock("LOCK-0001"), KEY), (KeyMessage.group("007.1"), SITE.group_key("007.1"))]:
        assert LockKey.from_mac(hmac.digest(bytes.fromhex(HEX), bytes(message), "sha256")) == key
    assert KeyMessage.lock("A") == KeyMessage.lock("A") != KeyMessage.lock("B")
    with pytest.raises(NetcodeError) as caught:
        LockKey.from_mac(b"short")
    assert caught.value.code == "key.mac_length"


def test_an_estimate_has_a_verdict() -> None:
    profile = Profile(SEVEN, ["standard-multi"])
    estimate = risk.Estimate.worst(profile, risk.ordinary_day(SEVEN))
    assert estimate.verdict in (risk.Verdict.GOOD, risk.Verdict.DOUBTFUL)
    short = risk.Estimate.worst(Profile(Format("S", 6), ["standard-single", "standard-multi"]), risk.ordinary_day(SEVEN))
    assert short.verdict is risk.Verdict.TOO_LIKELY
    assert 0 < estimate.probability_in(1, risk.TryRate.NC1) < estimate.probability_in(30, risk.TryRate.NC1) < 1


def test_the_choices_are_those_of_the_crate() -> None:
    for name, members in _netcode._all_names():
        cls = getattr(_errors if name == "Kind" else _enums, name)
        assert [member.value for member in cls] == members, name


@given(grants())
def test_a_grant_is_its_fields(grant: Grant) -> None:
    again = Grant(
        grant.mode,
        grant.start,
        hours=grant.hours,
        days=grant.days,
        quarters=grant.quarters,
        pattern=grant.pattern,
        weeks=grant.weeks,
        issue=grant.issue,
    )
    assert again == grant == Grant.from_json(grant.to_json()) == pickle.loads(pickle.dumps(grant))
    assert grant.covers(grant.start) and not grant.covers(grant.ends)
    assert grant.ends.minutes_since(grant.start) > 0


@given(st.lists(grants(), max_size=40), st.integers(7, 10))
def test_bulk_gives_what_single_calls_give(wishes: list[Grant], digits: int) -> None:
    format_ = Format("S", digits)
    single = [LOCK.issue(format_, grant) for grant in wishes]
    batch: Batch = LOCK.issue_many(format_, wishes)
    assert len(batch) == len(wishes)
    assert [batch[at] for at in range(len(batch))] == single
    assert batch.codes == [issued.code for issued in single]
    rows = issue_rows((LOCK, format_, grant) for grant in wishes)
    assert rows.codes == batch.codes
    for issued, grant in zip(single, wishes):
        assert len(issued.code) == digits
        key = LOCK.code_key(format_, issued.epoch)
        assert key.read_many([issued.code]) == [Reading(grant, issued.epoch, issued.payload)]


def test_a_bad_row_does_not_stop_the_batch() -> None:
    quarter = Grant("fine-multi", "2026-03-14T09:15", quarters=1)
    batch = LOCK.issue_many(SEVEN, [GRANT, quarter, GRANT.with_issue(5)])
    assert batch.codes == ["0004295", None, None]
    assert {at: error.code for at, error in batch.errors.items()} == {
        1: "grant.mode_not_in_layout",
        2: "grant.issue_out_of_range",
    }
    with pytest.raises(NetcodeError, match="mode_not_in_layout"):
        batch[1]
    with pytest.raises(IndexError):
        batch[3]
    with pytest.raises(TypeError):
        LOCK.issue_many(SEVEN, [GRANT, "no grant"])  # type: ignore[list-item]


@given(times, times)
def test_lock_time_is_ordered_as_minutes_are(a: LockTime, b: LockTime) -> None:
    assert (a < b) == (a.minutes < b.minutes)
    assert a.minutes_since(b) == a.minutes - b.minutes
    assert b.plus_minutes(a.minutes_since(b)) == a
    assert LockTime(str(a)) == a == LockTime.from_naive(a.naive)
    assert a.weekday.value == a.naive.strftime("%A").lower()


@given(st.integers())
def test_a_number_of_any_size_is_taken_or_refused_with_its_code(n: int) -> None:
    refusals: dict[str, Callable[[], object]] = {
        "code.digits_out_of_range": lambda: Format("S", n),
        "grant.length_out_of_range": lambda: Grant("acc", "2026-03-14T00:00", days=n),
        "id.lock_id_out_of_range": lambda: Identity.own(KEY, lock_id=n, initialised="2026-01-15T09:30"),
        "time.out_of_range": lambda: LockTime.from_minutes(n),
        "profile.out_of_range": lambda: Profile(SEVEN, ["acc"], grace_minutes=n),
    }
    for code, make in refusals.items():
        try:
            make()
        except NetcodeError as error:
            assert error.code == code


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    reads: list[Callable[[str], object]] = [
        LockTime,
        SiteKey,
        LockKey,
        LockTime.from_typed,
        Grant.from_json,
        State,
        SITE.group_key,
    ]
    for read in reads:
        try:
            read(text)
        except NetcodeError as error:
            assert error.code.count(".") == 1


def test_nearest_offers_what_is_legal() -> None:
    offered = Grant.nearest("standard-multi", "2026-03-14T09:20", hours=13)
    assert offered and all(grant.mode is Mode.STANDARD_MULTI for grant in offered)
    assert str(offered[0].start) == "2026-03-14T09:00"
    assert Grant.nearest(GRANT.mode, GRANT.start, hours=1)[0] == GRANT


def test_a_profile_keeps_what_it_is_given() -> None:
    profile = Profile(SEVEN, {"standard-single", Mode.STANDARD_MULTI}, longest_minutes={"standard-multi": 180})
    assert profile.modes == {Mode.STANDARD_SINGLE, Mode.STANDARD_MULTI}
    assert profile.longest_minutes(Mode.STANDARD_MULTI) == 180
    assert (profile.issues, profile.first_use_hours, profile.limiter, profile.blocked_places) == (1, 24, True, 32)
    changed = profile.with_options(grace_minutes=15, block_previous=False)
    assert (changed.grace_minutes, changed.block_previous) == (15, False)
    assert changed.with_options(grace_minutes=0, block_previous=True) == profile == profile.with_options()
    with pytest.raises(NetcodeError, match="profile.modes"):
        Profile(SEVEN, ["acc", "urm"])
    with pytest.raises(TypeError, match="graze"):
        Profile(SEVEN, ["acc"], graze=1)  # type: ignore[call-arg]
    pattern: Pattern | None = Grant("weekly", "2026-03-16T08:00", hours=4, pattern="daily", weeks=1).pattern
    assert pattern is Pattern.DAILY


def test_none_is_the_same_as_leaving_out() -> None:
    assert Grant("24h", "2026-03-14T09:00", hours=None, days=None, pattern=None) == Grant("24h", "2026-03-14T09:00")
    assert Profile(SEVEN, ["acc"], issues=None, longest_minutes=None) == Profile(SEVEN, ["acc"])
    assert GRANT.first_use_by(None) == GRANT.first_use_by()


def test_a_fixed_code_is_refused() -> None:
    refuse_reserved("0004295", ["0004296", "004295"])
    with pytest.raises(NetcodeError, match="code.reserved"):
        refuse_reserved("0004295", ["1234567", "0004295"])


def test_risk_says_what_would_lower_it() -> None:
    profile = Profile(SEVEN, ["standard-single", "standard-multi"], grace_minutes=15)
    day = risk.ordinary_day(SEVEN)
    worst = risk.Estimate.worst(profile, day)
    better = risk.improvements(profile, day)
    assert [item.change for item in better][:1] == ["no grace"]
    assert all(item.estimate.probability < worst.probability for item in better)
    assert worst.acceptable / worst.codes == worst.probability
    slow = risk.TryRate.penalty(wrong=4, pause_seconds=90, typing_seconds=5)
    assert worst.median_days(slow) < worst.median_days(risk.TryRate.NC1)
    assert risk.TryRate.NC1.tries_in(1) == 34
