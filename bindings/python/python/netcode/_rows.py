"""Rows: one JSON object that says which lock, which format and which grant, answered by the code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import _netcode


def answer_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Issue the code of one row and give the row back with the code's fields added.

    A row has ``site_key``; ``serial``, ``lock_id`` and ``initialised``, or ``group`` and optionally ``generation``;
    ``layout``; ``digits``; ``grant``. Fields beyond these are kept.

    >>> row = {
    ...     "site_key": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
    ...     "serial": "LOCK-0001", "lock_id": 123456, "initialised": "2026-01-15T09:30",
    ...     "layout": "S", "digits": 7,
    ...     "grant": {"mode": "standard-multi", "start": "2026-03-14T09:00", "hours": 1},
    ... }
    >>> answer_row(row)["code"]
    '0004295'
    """
    answer: dict[str, Any] = json.loads(_netcode.answer_row(json.dumps(dict(row))))
    return answer


def answer_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Answer the lines of a file of rows, one JSON object a line, in order.

    Each answer carries its ``line``, counted from 1; a bad row is answered with ``line`` and ``error``. Blank lines
    have no answer.

    >>> [answer["error"]["code"] for answer in answer_lines(["", "{}", "not JSON"])]
    ['row.field_missing', 'row.malformed']
    """
    for number, line in enumerate(lines, start=1):
        answer = _netcode.answer_line(number, line)
        if answer is not None:
            yield json.loads(answer)
