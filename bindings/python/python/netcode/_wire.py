"""How values cross the border: to and from the JSON forms that the crate and the command share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, final, get_args, get_origin, get_type_hints

from ._netcode import Estimate, Grant, LockTime, Zone, _estimate, _moment_text

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

_Reader = Callable[[Any, Zone], Any]


@final
class FrozenMap(Mapping[K, V], Generic[K, V]):
    """A mapping that does not change, so that what holds it has a hash.

    >>> from netcode.catalogue import FrozenMap
    >>> colours = FrozenMap({"ok": "blue"})
    >>> colours["ok"], len(colours), colours == {"ok": "blue"}
    ('blue', 1, True)
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        self._items = dict(items or {})

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed(Generic[T]):
    """What a source says against a fact's value."""

    value: T
    """The other value."""
    source: tuple[str, ...] = ()
    """Keys of the catalogue's sources."""
    note: str | None = None
    """What to know about it."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[T]):
    """A value, how it was come by and where it stands."""

    value: T
    """The value."""
    mark: str
    """How it was come by: ``stated``, ``inferred`` or ``assumed``."""
    source: tuple[str, ...] = ()
    """Keys of the catalogue's sources."""
    note: str | None = None
    """What to know about it; an assumed value says here why it is this one."""
    disputed: tuple[Disputed[T], ...] = ()
    """What other sources say instead."""


def read(module: str, name: str, value: Any, zone: str | None = None) -> Any:
    """The value of a type from its JSON form; moments are at the zone's offset, or in UTC. Called from the extension."""
    of = getattr(import_module(f"netcode._values.{module}"), name)
    return _reader(of)(value, Zone(zone or "UTC"))


def read_list(module: str, name: str, values: list[Any], zone: str | None = None) -> list[Any]:
    """A list of values; see :func:`read`."""
    return [read(module, name, value, zone) for value in values]


def write(value: Any) -> Any:
    """The JSON form of a value. What is nothing is left out."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, LockTime):
        return str(value)
    if isinstance(value, Grant):
        return json.loads(value.to_json())
    if isinstance(value, datetime):
        return _moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {write(key): write(of) for key, of in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [write(of) for of in value]
    if is_dataclass(value):
        return _write_fields(value)
    raise TypeError(f"a {type(value).__name__} has no place in a value of netcode")


def _write_fields(value: Any) -> Any:
    named = {field.metadata.get("wire", field.name): getattr(value, field.name) for field in fields(value)}
    wire: tuple[str, ...] = getattr(value, "_wire", ("bare",))
    if wire[0] == "word":
        return wire[1]
    if wire[0] == "value":
        return {wire[1]: write(value.value)}
    written = {name: write(of) for name, of in named.items() if of is not None}
    if wire[0] == "fields":
        return {wire[1]: written}
    return {wire[1]: wire[2], **written} if wire[0] == "tagged" else written


@cache
def _reader(of: Any) -> _Reader:
    """What reads a type."""
    origin, args = get_origin(of), get_args(of)
    if origin in (Union, UnionType):
        return _union(args)
    if origin is tuple:
        return _tuple(args)
    if origin is FrozenMap:
        key, item = _reader(args[0]), _reader(args[1])
        return lambda value, zone: FrozenMap({key(k, zone): item(v, zone) for k, v in value.items()})
    if origin is Fact:
        return _fact(_reader(args[0]))
    if isinstance(of, type) and is_dataclass(of):
        return _fields(of)
    if isinstance(of, type) and issubclass(of, Enum):
        return lambda value, zone: of(value)
    return _SCALARS.get(of, lambda value, zone: value)


_SCALARS: dict[Any, _Reader] = {
    LockTime: lambda value, zone: LockTime(value),
    Grant: lambda value, zone: Grant.from_json(json.dumps(value)),
    Estimate: lambda value, zone: _estimate(**value),
    datetime: lambda value, zone: _moment(value, zone),
    date: lambda value, zone: date.fromisoformat(value),
    Any: lambda value, zone: _frozen(value),
}


def _moment(text: str, zone: Zone) -> datetime:
    """A moment at the zone's offset; a civil time without one stays without."""
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo is None else zone.civil(moment)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return FrozenMap({key: _frozen(of) for key, of in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _tuple(args: tuple[Any, ...]) -> _Reader:
    if args[1:] == (...,):
        item = _reader(args[0])
        return lambda values, zone: tuple(item(value, zone) for value in values)
    items = [_reader(arg) for arg in args]
    return lambda values, zone: tuple(item(value, zone) for item, value in zip(items, values))


def _fact(item: _Reader) -> _Reader:
    def parts(value: Any, zone: Zone) -> dict[str, Any]:
        source, note = tuple(value.get("source", ())), value.get("note")
        return {"value": item(value["value"], zone), "source": source, "note": note}

    def read_fact(value: Any, zone: Zone) -> Any:
        disputed = tuple(Disputed(**parts(other, zone)) for other in value.get("disputed", ()))
        return Fact(mark=value["mark"], disputed=disputed, **parts(value, zone))

    return read_fact


@cache
def _fields(of: Any) -> _Reader:
    hints = get_type_hints(of)
    readers = {field.name: _reader(hints[field.name]) for field in fields(of)}
    wires = {field.name: field.metadata.get("wire", field.name) for field in fields(of)}
    needed = {field.name for field in fields(of) if field.default is MISSING}

    def read_fields(value: Any, zone: Zone) -> Any:
        there = (name for name, wire in wires.items() if wire in value or name in needed)
        return of(**{name: readers[name](value[wires[name]], zone) for name in there})

    return read_fields


def _union(args: tuple[Any, ...]) -> _Reader:
    some = [arg for arg in args if arg is not NoneType]
    inner = _reader(some[0]) if len(some) == 1 else _alternatives(some)
    if len(some) == len(args):
        return inner
    return lambda value, zone: None if value is None else inner(value, zone)


def _alternatives(some: list[Any]) -> _Reader:
    def find(value: Any) -> Any:
        for of in some:
            kind, *names = of._wire
            if kind == "word" and value == names[0]:
                return of, {}
            if isinstance(value, dict):
                if kind == "value" and names[0] in value:
                    return of, {"value": value[names[0]]}
                if kind == "fields" and names[0] in value:
                    return of, value[names[0]]
                if kind == "tagged" and value.get(names[0]) == names[1]:
                    return of, value
                if kind == "bare" and all(f.name in value for f in fields(of) if f.default is MISSING):
                    return of, value
        raise TypeError("none of the alternatives")

    def read_one(value: Any, zone: Zone) -> Any:
        of, parts = find(value)
        return _fields(of)(parts, zone)

    return read_one
