"""The exceptions: one base, one subclass per kind."""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple


class Kind(str, Enum):
    """What sort of failure it is: the part of an error that a program decides on."""

    INVALID = "invalid"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    DENIED = "denied"
    EXHAUSTED = "exhausted"
    LIMITED = "limited"
    UNAVAILABLE = "unavailable"
    CORRUPT = "corrupt"


class NetcodeError(Exception):
    """The base of every error of this package.

    >>> from netcode import LockTime
    >>> try:
    ...     LockTime("2019-12-31T23:59")
    ... except NetcodeError as error:
    ...     print(error.code, error.kind.value)
    time.before_2020 invalid
    """

    kind: Kind
    """What sort of failure it is; equal for all errors of one code."""

    def __init__(self, message: str, code: str, hint: str) -> None:
        super().__init__(message, code, hint)
        self.message = message
        """What went wrong. It never holds digits of a code, a key or a password."""
        self.code = code
        """The stable dotted code, for example ``grant.start_not_on_hour``. Equal in every language."""
        self.hint = hint
        """What to do about it."""

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]: {self.hint}"


class InvalidError(NetcodeError, ValueError):
    """The request is malformed or outside what its mode, model or type allows."""

    kind = Kind.INVALID


class NotFoundError(NetcodeError):
    """Something named in the request does not exist."""

    kind = Kind.NOT_FOUND


class ConflictError(NetcodeError):
    """The request contradicts what is already stored."""

    kind = Kind.CONFLICT


class DeniedError(NetcodeError):
    """The caller is not allowed to do this, or did not prove who they are."""

    kind = Kind.DENIED


class ExhaustedError(NetcodeError):
    """A resource is used up: credits, places in a list, a lock allowance."""

    kind = Kind.EXHAUSTED


class LimitedError(NetcodeError):
    """Too many tries: wait, then try again."""

    kind = Kind.LIMITED


class UnavailableError(NetcodeError):
    """A file, store, network or peer did not answer. The same request may succeed later."""

    kind = Kind.UNAVAILABLE


class CorruptError(NetcodeError):
    """Stored data contradicts itself or was changed by somebody else."""

    kind = Kind.CORRUPT


_BY_KIND: dict[str, type[NetcodeError]] = {
    cls.kind.value: cls
    for cls in (
        InvalidError,
        NotFoundError,
        ConflictError,
        DeniedError,
        ExhaustedError,
        LimitedError,
        UnavailableError,
        CorruptError,
    )
}


def of_kind(kind: str, message: str, code: str, hint: str) -> NetcodeError:
    """The exception for an error of the library. Called from the extension module."""
    return _BY_KIND[kind](message, code, hint)


class ErrorEntry(NamedTuple):
    """One error code of the library."""

    code: str
    kind: Kind
    means: str
    hint: str


def _entry(fields: tuple[Any, ...]) -> ErrorEntry:
    code, kind, means, hint = fields
    return ErrorEntry(code, Kind(kind), means, hint)
