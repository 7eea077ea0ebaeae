"""Issues and verifies the codes of many stays on Spark, compares them row for row with a run in one process, and charges
the account for all of them at once.

    python examples/spark/run.py [STAYS] [MASTER]     10,000 stays and local[2] unless given
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow
import pyarrow.compute
from pyspark import TaskContext
from pyspark.sql import SparkSession

import bulk
from netcode.portal import Balance, BulkCharge, Order, OutcomeDelivered, Package, Portal, Registration, Settings

STAYS_DDL = (
    "stay long, serial string, lock_id int, initialised timestamp, layout string, digits byte, mode string, "
    "start timestamp, days int"
)


def booked(locks: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """The stays of batches of locks."""
    for batch in locks:
        # The numbers of a task follow each other.
        numbers = batch["id"]
        yield from bulk.of_locks(range(numbers[0].as_py(), numbers[-1].as_py() + 1))


def breaking_off(trace: str) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """``bulk.answered``, but that one task breaks off half-way the first time, and leaves this file: Spark runs it again."""

    def answered(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        task = TaskContext.get()
        fails = task is not None and task.partitionId() == 1 and task.attemptNumber() == 0
        for batch in bulk.answered(batches):
            yield batch
            if fails:
                Path(trace).touch()
                raise RuntimeError("this worker breaks off, to be run again")

    return answered


def on_spark(locks: int, master: str, trace: str) -> pyarrow.Table:
    """The codes of all stays of so many locks; the task that breaks off leaves the file ``trace``."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder: SparkSession.Builder = SparkSession.builder
    options = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        # The workers find this module beside the driver's.
        "spark.executorEnv.PYTHONPATH": str(Path(__file__).parent),
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    spark = builder.master(master).appName("keypad access codes in bulk").getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    try:
        table = spark.range(0, locks, 1, numPartitions=4)
        codes = table.mapInArrow(booked, STAYS_DDL).mapInArrow(breaking_off(trace), bulk.CODES_DDL)
        return codes.toArrow().sort_by("stay")
    finally:
        spark.stop()


def in_one_process(locks: int) -> pyarrow.Table:
    """The same with PyArrow alone."""
    return pyarrow.Table.from_batches(bulk.answered(bulk.of_locks(range(locks))), bulk.CODES)


def charged(codes: int) -> tuple[Balance, Balance]:
    """An account that is charged for a run of so many codes, and for the same run again."""
    package = Package(id="season", credits=1_000_000, locks=0, price_cents=0, currency="GBP")
    with TemporaryDirectory() as folder:
        portal = Portal.sqlite(Path(folder) / "portal.db", "0f" * 32, settings=Settings(packages=[package]))
        portal.register(Registration(email="group@example.com", name="Group", password="Correct-Horse-7"))
        mails: list[str] = []

        def deliver(mail: object) -> OutcomeDelivered:
            mails.append(getattr(mail, "text"))
            return OutcomeDelivered()

        portal.drain(deliver)
        portal.activate(re.findall(r"/activate/(\S+)", mails[0])[0])
        with portal.operate() as session:
            session.buy(Order(order="season 2026", package="season"))
            run = BulkCharge(run="season 2026", codes=codes)
            balances = session.charge(run), session.charge(run)
            # The run is one line of the statement, however often it is charged.
            assert [line.change for line in session.statement() if line.change < 0] == [-codes]
            return balances


def main() -> None:
    stays = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    # A task may fail twice before the job does.
    master = sys.argv[2] if len(sys.argv) > 2 else "local[2,3]"
    locks = stays // bulk.STAYS_PER_LOCK

    with TemporaryDirectory() as folder:
        trace = Path(folder) / "broke-off"
        begun = time.monotonic()
        spread = on_spark(locks, master, str(trace))
        taken = time.monotonic() - begun
        assert trace.exists(), "no task was run again"
    begun = time.monotonic()
    alone = in_one_process(locks)
    print(f"{len(spread):,} stays on {master} in {taken:.1f} s, in one process in {time.monotonic() - begun:.1f} s")

    assert spread.equals(alone.cast(spread.schema)), "the run on Spark differs from the one in one process"
    good = alone.filter(pyarrow.compute.is_valid(alone["code"]))
    assert pyarrow.compute.all(good["agrees"]).as_py(), "a code does not say what was asked for"
    assert set(alone["error"].to_pylist()) <= {None, "grant.length_out_of_range"}
    first, again = charged(len(good))
    assert first == again
    print(f"{len(good):,} codes, {len(alone) - len(good):,} rows with an error; {first.available:,} credits are left")


if __name__ == "__main__":
    main()
