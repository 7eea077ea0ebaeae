"""Codes for every stay of a large table: on Spark where there is a cluster, on PyArrow alone where there is not.

``answered`` is the whole of the work: batches of stays in, batches of codes out, each read back and compared. It is a
function of its rows alone, so a task that is run again gives the same codes, and no row is issued twice. Charging is
not its business: the run is charged as a whole, in one posting of the account (``run.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pyarrow
import pyarrow.compute

#: For trials: bytes 00 to 1f. A real key comes from a secret store, on every worker.
SITE_KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#: Stays a lock gets, one after the other: rows of one lock stay together and every lock has as many, so that no task
#: waits for one with a large lock, and neighbours share a key.
STAYS_PER_LOCK = 250
#: Where the locks are.
ZONE = "Europe/London"
#: When the first stay begins.
OPENING = datetime(2026, 1, 16, tzinfo=timezone.utc)


def schema(fields: list[tuple[str, pyarrow.DataType]]) -> pyarrow.Schema:
    """A schema of these fields."""
    return pyarrow.schema(fields)


STAYS = schema([
    ("stay", pyarrow.int64()),
    ("serial", pyarrow.string()),
    ("lock_id", pyarrow.int32()),
    ("initialised", pyarrow.timestamp("us", "UTC")),
    ("layout", pyarrow.string()),
    ("digits", pyarrow.int8()),
    ("mode", pyarrow.string()),
    ("start", pyarrow.timestamp("us", "UTC")),
    ("days", pyarrow.int32()),
])

CODES = schema([
    ("stay", pyarrow.int64()),
    ("serial", pyarrow.string()),
    ("code", pyarrow.string()),
    ("starts", pyarrow.timestamp("us", "UTC")),
    ("ends", pyarrow.timestamp("us", "UTC")),
    ("agrees", pyarrow.bool_()),
    ("error", pyarrow.string()),
])

#: The same for Spark.
CODES_DDL = "stay long, serial string, code string, starts timestamp, ends timestamp, agrees boolean, error string"


def stays(numbers: range) -> pyarrow.RecordBatch:
    """The stays with these numbers, made up: what a booking table would hold."""
    locks = [number // STAYS_PER_LOCK for number in numbers]
    places = [number % STAYS_PER_LOCK for number in numbers]
    return pyarrow.record_batch(
        [
            pyarrow.array(numbers, pyarrow.int64()),
            pyarrow.array([f"LOCK-{lock:06}" for lock in locks]),
            pyarrow.array([100_000 + lock % 900_000 for lock in locks], pyarrow.int32()),
            pyarrow.array([OPENING - timedelta(days=1)] * len(locks), STAYS.field("initialised").type),
            pyarrow.array(["S"] * len(locks)),
            pyarrow.array([7] * len(locks), pyarrow.int8()),
            pyarrow.array(["acc"] * len(locks)),
            pyarrow.array([OPENING + timedelta(days=place) for place in places], STAYS.field("start").type),
            # One stay in fifty is longer than any code: its row says so, and the others are none the worse.
            pyarrow.array([400 if number % 50 == 49 else 1 + number % 7 for number in numbers], pyarrow.int32()),
        ],
        schema=STAYS,
    )


def of_locks(locks: range) -> Iterator[pyarrow.RecordBatch]:
    """The stays of these locks, twenty locks a batch."""
    for first in range(locks.start, locks.stop, 20):
        end = min(first + 20, locks.stop)
        yield stays(range(first * STAYS_PER_LOCK, end * STAYS_PER_LOCK))


def answered(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """The codes of batches of stays, each read back: what it says must be what was asked for."""
    # Imported where it runs: on the workers.
    from netcode import SiteKey, arrow

    site = SiteKey(SITE_KEY)
    for batch in batches:
        rows = pyarrow.Table.from_batches([batch])
        issued = pyarrow.table(arrow.issue(rows, site, zone=ZONE))
        codes = rows.append_column("code", issued["code"]).append_column("epoch", issued["epoch"])
        read = pyarrow.table(arrow.read(codes, site, zone=ZONE))
        same = [pyarrow.compute.equal(read[name], issued[name]) for name in ("starts", "ends")]
        agrees = pyarrow.compute.and_(pyarrow.compute.and_(*same), pyarrow.compute.equal(read["mode"], rows["mode"]))
        columns: list[Any] = [rows["stay"], rows["serial"], issued["code"], issued["starts"], issued["ends"], agrees, issued["error"]]
        yield from pyarrow.table(columns, schema=CODES).combine_chunks().to_batches()
