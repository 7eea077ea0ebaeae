"""Codes in bulk: a table in, a table out, row for row, through Arrow.

A table is whatever speaks Arrow's PyCapsule interface: PyArrow, pandas, Polars, DuckDB and others. The input is read
where it is, without a copy; the answer is a :class:`Table` that any of them takes. Other threads run meanwhile. A row
that has no answer says why in the columns ``error``, ``message`` and ``hint``; it stops no other row.

A row names its lock by ``serial``, ``lock_id`` and ``initialised``, or by ``group`` and perhaps ``generation``, and the
format of its codes by ``layout`` and ``digits``. Rows of one lock that follow each other share its keys: sort by lock.

Times are timestamps with a zone where the lock's zone is told, as ``zone=`` or in a column ``zone``; they are turned
into what the lock's clock shows by ``clock_rule``. Without a zone they are lock time, as text or as timestamps without
one. A mixture is refused.

>>> import pyarrow
>>> from netcode import SiteKey, arrow
>>> site = SiteKey("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
>>> rows = pyarrow.table({
...     "serial": ["LOCK-0001"] * 2, "lock_id": [123456] * 2, "initialised": ["2026-01-15T09:30"] * 2,
...     "layout": ["S"] * 2, "digits": [7] * 2, "mode": ["standard-multi"] * 2,
...     "start": ["2026-03-14T09:00"] * 2, "hours": [1, 13],
... })
>>> answers = pyarrow.table(arrow.issue(rows, site))
>>> answers["code"].to_pylist(), answers["error"].to_pylist()
(['0004295', None], [None, 'grant.length_out_of_range'])
"""

from __future__ import annotations

from typing import Any, Protocol

from ._netcode import SiteKey, Table, Zone, _issue_table, _read_table
from ._values.time import ClockRule

__all__ = ["ArrowStream", "Table", "issue", "read"]


class ArrowStream(Protocol):
    """A table of any library that speaks Arrow."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any:
        """The table as a stream in a PyCapsule."""


def issue(
    rows: ArrowStream, site_key: SiteKey, *, zone: Zone | str | None = None, clock_rule: ClockRule | str | None = None
) -> Table:
    """Issues a code for every row: what it permits is in ``mode``, ``start``, one of ``hours``, ``days``, ``quarters``,
    or ``pattern`` with ``weeks``, and perhaps ``issue``.

    The answer has ``code`` (text: the leading zeros stay), ``epoch``, ``starts`` and ``ends``. ``clock_rule`` is
    ``standard-time`` unless given. The same rows always have the same answer.
    """
    return _issue_table(rows, site_key, zone=zone, clock_rule=clock_rule)


def read(
    rows: ArrowStream, site_key: SiteKey, *, zone: Zone | str | None = None, clock_rule: ClockRule | str | None = None
) -> Table:
    """What the code of every row, in ``code`` and ``epoch``, says: ``mode``, ``issue``, ``starts`` and ``ends``, all null
    where its digits say nothing in that epoch.
    """
    return _read_table(rows, site_key, zone=zone, clock_rule=clock_rule)
