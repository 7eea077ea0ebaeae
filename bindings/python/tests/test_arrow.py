"""Codes in bulk over Arrow, in and out of four libraries."""

from __future__ import annotations

import threading
from datetime import datetime, timezone
from typing import Any

import duckdb
import polars
import pyarrow
import pytest
from hypothesis import given, settings, strategies
from vectors import Row, files, rows

from netcode import Format, Grant, Identity, NetcodeError, SiteKey, arrow

SITE = SiteKey("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
LOCK = Identity.own(SITE.lock_key("LOCK-0001"), lock_id=123456, initialised="2026-01-15T09:30")
SEVEN = Format("S", 7)


def table(rows: int = 3, **columns: Any) -> Any:
    """Rows of one lock."""
    whole: dict[str, Any] = {
        "serial": ["LOCK-0001"] * rows,
        "lock_id": [123456] * rows,
        "initialised": ["2026-01-15T09:30"] * rows,
        "layout": ["S"] * rows,
        "digits": [7] * rows,
        "mode": ["standard-multi"] * rows,
        "start": [f"2026-03-14T{hour:02}:00" for hour in range(rows)],
        "hours": [1] * rows,
    }
    return pyarrow.table({**whole, **columns})


def expected(rows: int = 3) -> list[str]:
    return [LOCK.issue(SEVEN, Grant("standard-multi", f"2026-03-14T{hour:02}:00", hours=1)).code for hour in range(rows)]


def test_every_library_gives_and_takes() -> None:
    rows = table()
    for given_ in (rows, rows.to_pandas(), polars.from_arrow(rows), duckdb.from_arrow(rows), rows.to_batches()[0]):
        answers = arrow.issue(given_, SITE)
        assert len(answers) == 3
        assert pyarrow.table(answers)["code"].to_pylist() == expected()
        frame: Any = polars.DataFrame(answers)
        assert frame["code"].to_list() == expected()
        relation: Any = duckdb.sql("select code from answers")
        assert relation.fetchall() == [(code,) for code in expected()]
        assert pyarrow.table(answers).to_pandas()["code"].tolist() == expected()


def test_the_vectors_in_one_table_a_file() -> None:
    for file in files("code"):
        if not file.startswith("code/issue-"):
            continue
        by_site: dict[str, list[Row]] = {}
        for row in rows(file):
            by_site.setdefault(row["site_key"], []).append(row)
        for site, some in by_site.items():
            names = {name for row in some for name in (*row, *row["grant"])} - {"site_key", "grant", "code", "epoch"}
            flat = pyarrow.Table.from_pylist([{name: {**row, **row["grant"]}.get(name) for name in names} for row in some])
            answers = pyarrow.table(arrow.issue(flat, SiteKey(site))).to_pylist()
            assert [answer["code"] for answer in answers] == [row["code"] for row in some], file
            assert [answer["epoch"] for answer in answers] == [row["epoch"] for row in some], file
            again = flat.append_column("code", [[row["code"] for row in some]])
            again = again.append_column("epoch", [[row["epoch"] for row in some]])
            said = pyarrow.table(arrow.read(again, SiteKey(site))).to_pylist()
            assert [row["mode"] for row in said] == [row["grant"]["mode"] for row in some], file
            assert [(row["starts"], row["ends"]) for row in said] == [(row["starts"], row["ends"]) for row in answers]


def test_a_row_carries_its_own_error() -> None:
    wrong = table(
        rows=6,
        serial=["LOCK-0001"] * 4 + [None, "LOCK-0001"],
        mode=["standard-multi", "no-mode", "standard-multi", "24h", "24h", "24h"],
        hours=[1, 1, 13, None, None, None],
    )
    answers = pyarrow.table(arrow.issue(wrong, SITE)).to_pylist()
    errors = [answer["error"] for answer in answers]
    assert errors == [None, "grant.unknown_mode", "grant.length_out_of_range", None, "row.field_missing", None]
    assert all((answer["code"] is None) == (answer["error"] is not None) for answer in answers)
    assert all(answer["hint"] for answer in answers if answer["error"])


def test_columns_are_typed() -> None:
    schema = pyarrow.table(arrow.issue(table(), SITE)).schema
    assert schema.field("code").type == pyarrow.string()
    assert schema.field("starts").type == pyarrow.timestamp("us")
    wrong_types: dict[str, Any] = {"digits": ["7"] * 3, "mode": [1] * 3, "start": [1.5] * 3}
    for name, column in wrong_types.items():
        with pytest.raises(NetcodeError) as wrong:
            arrow.issue(table(3, **{name: column}), SITE)
        assert wrong.value.code == "row.malformed" and name in wrong.value.hint
    with pytest.raises(TypeError):
        arrow.issue([1, 2], SITE)  # type: ignore[arg-type]


def test_times_have_a_zone_or_are_lock_time() -> None:
    summer = datetime(2026, 7, 1, 14, tzinfo=timezone.utc)
    zoned = table(rows=1, start=pyarrow.array([summer], pyarrow.timestamp("us", "Europe/London")))
    answers = pyarrow.table(arrow.issue(zoned, SITE, zone="Europe/London"))
    assert answers["starts"].type == pyarrow.timestamp("us", "UTC") and answers["starts"][0].as_py() == summer
    # 15:00 in summer is 14:00 on a lock that keeps winter time.
    assert answers["code"][0].as_py() == LOCK.issue(SEVEN, Grant("standard-multi", "2026-07-01T14:00", hours=1)).code
    by_column = zoned.append_column("zone", [["Europe/London"]])
    assert pyarrow.table(arrow.issue(by_column, SITE)) == answers
    assert pyarrow.table(arrow.issue(zoned, SITE))["error"].to_pylist() == ["time.zone_given"]
    naive = table(rows=1, start=pyarrow.array([datetime(2026, 7, 1, 14)], pyarrow.timestamp("ns")))
    assert pyarrow.table(arrow.issue(naive, SITE))["code"] == answers["code"]
    assert pyarrow.table(arrow.issue(naive, SITE, zone="Europe/London"))["error"].to_pylist() == ["time.zone_missing"]


def test_the_input_is_not_copied_and_other_threads_run() -> None:
    many = 200_000
    rows = table(rows=1)
    rows = pyarrow.table({name: pyarrow.repeat(rows[name][0], many) for name in rows.column_names})
    counted, stop = [0], threading.Event()

    def count() -> None:
        while not stop.is_set():
            counted[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    before = pyarrow.total_allocated_bytes()
    answers = arrow.issue(rows, SITE)
    assert pyarrow.total_allocated_bytes() == before
    stop.set()
    thread.join()
    assert len(answers) == many and counted[0] > 0


@settings(max_examples=50, deadline=None)
@given(
    hours=strategies.lists(
        strategies.one_of(strategies.none(), strategies.integers(-(2**63), 2**63 - 1), strategies.integers(1, 12)),
        min_size=1,
        max_size=20,
    ),
    cut=strategies.integers(0, 20),
)
def test_bulk_answers_as_single_calls_do(hours: list[int | None], cut: int) -> None:
    rows = table(rows=len(hours), start=["2026-03-14T09:00"] * len(hours), hours=pyarrow.array(hours, pyarrow.int64()))
    parts = pyarrow.concat_tables([rows.slice(0, cut), rows.slice(cut)])
    answers = pyarrow.table(arrow.issue(parts, SITE)).to_pylist()
    for answer, hour in zip(answers, hours, strict=True):
        try:
            one = LOCK.issue(SEVEN, Grant("standard-multi", "2026-03-14T09:00", hours=hour))
            assert (answer["code"], answer["error"]) == (one.code, None)
        except NetcodeError as error:
            assert (answer["code"], answer["error"]) == (None, error.code)
