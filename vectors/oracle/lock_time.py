"""Lock time: minutes since 2020-01-01T00:00 on a wall clock without daylight saving (NC1 section 1)."""

import re
from datetime import datetime, timedelta

from errors import Refused

ORIGIN = datetime(2020, 1, 1)
HOUR = 60
DAY = 1440
SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}", re.ASCII)
MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def parse(text) -> int:
    """`YYYY-MM-DDTHH:MM` to minutes; nothing else is accepted."""
    if not isinstance(text, str):
        raise Refused("row.malformed")
    if not SHAPE.fullmatch(text):
        raise Refused("time.malformed")
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M")
    except ValueError:
        raise Refused("time.malformed") from None
    if moment < ORIGIN:
        raise Refused("time.before_2020")
    if moment.year > 2099:
        raise Refused("time.malformed")
    return int((moment - ORIGIN).total_seconds()) // 60


def show(minutes: int) -> str:
    """Minutes to `YYYY-MM-DDTHH:MM`."""
    return (ORIGIN + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def weekday(day: int) -> int:
    """0 is Monday; day 0, 2020-01-01, was a Wednesday."""
    return (day + 2) % 7
