"""Lock time and Python's `datetime`: each is refused where the other is asked."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcode import Grant, InvalidError, LockTime, Weekday

LONDON = ZoneInfo("Europe/London")


def code_of(text_or_time: object) -> str:
    with pytest.raises(InvalidError) as caught:
        LockTime(text_or_time)  # type: ignore[arg-type]
    return caught.value.code


def test_a_naive_datetime_is_lock_time_where_it_is_named_so() -> None:
    time = LockTime.from_naive(datetime(2026, 3, 14, 9, 0, 59, 999_999))
    assert str(time) == "2026-03-14T09:00"
    assert time.naive == datetime(2026, 3, 14, 9, 0)
    assert (time.minute_of_day, time.weekday, str(time.midnight)) == (540, Weekday.SATURDAY, "2026-03-14T00:00")


def test_an_unnamed_datetime_is_refused_with_the_remedy() -> None:
    assert code_of(datetime(2026, 3, 14, 9)) == "time.zone_missing"
    with pytest.raises(InvalidError) as caught:
        Grant("24h", datetime(2026, 3, 14, 9))  # type: ignore[arg-type]
    assert caught.value.code == "time.zone_missing" and "lock time" in caught.value.hint


@pytest.mark.parametrize("zone", [timezone.utc, LONDON, timezone(timedelta(hours=-3, minutes=-30))])
def test_a_datetime_with_a_zone_is_refused_everywhere(zone: timezone | ZoneInfo) -> None:
    moment = datetime(2026, 7, 1, 15, tzinfo=zone)
    assert code_of(moment) == "time.zone_given"
    with pytest.raises(InvalidError) as caught:
        LockTime.from_naive(moment)
    assert caught.value.code == "time.zone_given" and "zone" in caught.value.hint


@pytest.mark.parametrize("year", [1, 1899, 1969, 1970, 2019])
def test_times_before_2020_are_refused(year: int) -> None:
    with pytest.raises(InvalidError) as caught:
        LockTime.from_naive(datetime(year, 12, 31, 23, 59))
    assert caught.value.code == "time.before_2020"
    assert code_of(f"{year:04}-12-31T23:59") == "time.before_2020"


@pytest.mark.parametrize("text", ["", "2026-03-14", "2026-03-14T09:00Z", "2026-03-14 09:00", "2026-02-29T00:00"])
def test_other_forms_are_malformed(text: str) -> None:
    assert code_of(text) == "time.malformed"


def test_other_types_are_type_errors() -> None:
    for value in (3, None, b"2026-03-14T09:00", 1.5):
        with pytest.raises(TypeError):
            LockTime(value)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        LockTime.from_naive("2026-03-14T09:00")  # type: ignore[arg-type]


def test_typed_and_counted() -> None:
    assert LockTime.from_typed("2601150930") == LockTime("2026-01-15T09:30") == LockTime.from_minutes(3_177_210)
    assert (str(LockTime.START), str(LockTime.END)) == ("2020-01-01T00:00", "9999-12-31T23:59")
    with pytest.raises(InvalidError, match="time.out_of_range"):
        LockTime.END.plus_minutes(1)
    with pytest.raises(InvalidError, match="time.out_of_range"):
        LockTime.START.plus_minutes(-(10**30))


@given(st.datetimes())
def test_every_naive_datetime_is_taken_or_refused(naive: datetime) -> None:
    if naive < datetime(2020, 1, 1):
        with pytest.raises(InvalidError, match="time.before_2020"):
            LockTime.from_naive(naive)
    else:
        assert LockTime.from_naive(naive).naive == naive.replace(second=0, microsecond=0)
