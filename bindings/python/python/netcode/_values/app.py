"""The values of `netcode.app`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, ClassVar, TypeAlias, final

from .._netcode import LockTime
from .._enums import Layout, Mode
from .._wire import FrozenMap
from .catalogue import Parameter
from .link import IssuedCode
from .twin import Answer, Bolt, Daylight, Effect as TwinEffect, Message, PhoneClient, Slot, Why

__all__ = [
    "Action",
    "Carrier",
    "Command",
    "Conflict",
    "Effect",
    "EffectAdopted",
    "EffectConflicts",
    "EffectDone",
    "EffectExpired",
    "EffectFailed",
    "EffectGaveUp",
    "EffectIdle",
    "EffectRefused",
    "EffectSend",
    "EffectSynchronised",
    "Entry",
    "Fault",
    "Keep",
    "LinkEvent",
    "LinkEventAnswer",
    "LinkEventDown",
    "LinkEventSilence",
    "LinkEventUp",
    "LockView",
    "ModeChange",
    "Pending",
    "Seen",
    "Talk",
    "Task",
    "TaskLock",
    "TaskSynchronise",
    "TaskUnlock",
    "Value",
    "ValueDates",
    "ValueModes",
    "ValuePeriods",
    "ValuePhones",
    "ValueSeconds",
    "ValueSwitch",
]


@final
@dataclass(frozen=True, slots=True)
class EffectSend:
    """Send this."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "send")

    value: Message


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectAdopted:
    """Settings that were made at the lock are the wish from now on."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "adopted")

    parameters: tuple[Parameter, ...]
    """Which."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectSynchronised:
    """What was wished for is on the lock."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "synchronised")

    ticket: int
    """The command."""
    changed: tuple[Parameter, ...]
    """What was changed on the lock."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectConflicts:
    """Nothing was synchronised: somebody set the lock otherwise meanwhile. See ``Account::conflicts``."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "conflicts")

    ticket: int
    """The command."""
    parameters: tuple[Parameter, ...]
    """What is in conflict."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectFailed:
    """Nothing was synchronised: the lock cannot be set that way."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "failed")

    ticket: int
    """The command."""
    code: str
    """The dotted code of the lock's error."""
    message: str
    """Its message."""
    hint: str
    """Its remedy."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectDone:
    """A command was carried out."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "done")

    ticket: int
    """The command."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRefused:
    """The lock would not carry out a command."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "refused")

    ticket: int
    """The command."""
    why: Why
    """Why."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectExpired:
    """A command waited too long."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "expired")

    ticket: int
    """The command."""


@final
@dataclass(frozen=True, slots=True)
class EffectIdle:
    """Nothing waits: the link can be closed."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "idle")


@final
@dataclass(frozen=True, slots=True)
class EffectGaveUp:
    """The lock does not answer: the link is given up, commands go on waiting."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "gave_up")


Effect: TypeAlias = (
    EffectSend
    | EffectAdopted
    | EffectSynchronised
    | EffectConflicts
    | EffectFailed
    | EffectDone
    | EffectRefused
    | EffectExpired
    | EffectIdle
    | EffectGaveUp
)
"""What a step leads to."""


@final
@dataclass(frozen=True, slots=True)
class ValueSwitch:
    """On or off."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "switch")

    value: bool


@final
@dataclass(frozen=True, slots=True)
class ValueSeconds:
    """A number of seconds."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "seconds")

    value: int


@final
@dataclass(frozen=True, slots=True)
class ValueModes:
    """NetCode modes, in the order of the scheme."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "modes")

    value: tuple[Mode, ...]


@final
@dataclass(frozen=True, slots=True)
class ValuePeriods:
    """Periods, by number."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "periods")

    value: tuple[Slot, ...]


@final
@dataclass(frozen=True, slots=True)
class ValuePhones:
    """Phones, by name."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "phones")

    value: tuple[PhoneClient, ...]


@final
@dataclass(frozen=True, slots=True)
class ValueDates:
    """Daylight saving."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "dates")

    value: Daylight


Value: TypeAlias = ValueSwitch | ValueSeconds | ValueModes | ValuePeriods | ValuePhones | ValueDates
"""What a parameter is set to."""


@final
@dataclass(frozen=True, slots=True)
class TaskSynchronise:
    """Take over what is wished for, and report."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "synchronise")


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskUnlock:
    """Open: for a phone client by name, or for an administrator from afar."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "unlock")

    phone: str | None = None
    """Whose phone it is."""


@final
@dataclass(frozen=True, slots=True)
class TaskLock:
    """Lock before its time."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "lock")


Task: TypeAlias = TaskSynchronise | TaskUnlock | TaskLock
"""What a lock is to do."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command that waits for a lock, or is on its way."""

    ticket: int
    """Its number at the lock, from 1."""
    by: str
    """Who gave it."""
    task: Task
    """What is to be done."""
    asked_at: datetime
    """When it was given."""
    expires_at: datetime
    """When it is dropped, if it was not carried out by then."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How a lock was when it was last reached."""

    at: datetime
    """When that was."""
    firmware: str
    """What its software is."""
    battery: str
    """How its cells were: ``ok``, ``low``, ``dead``, ``out`` or ``override``."""
    clock: int
    """What its clock showed."""
    bolt: Bolt
    """Where the bolt was."""
    clock_ahead_seconds: int | None = None
    """Seconds by which that was ahead of the time in its zone; nothing while its clock is not set."""
    lock_id: int | None = None
    """The lock id, once initialised."""
    initialised: LockTime | None = None
    """The initialisation, once there was one."""
    layout: Layout | None = None
    """The layout of its NetCodes, where it reads any."""
    digits: int | None = None
    """Digits of a NetCode."""
    grace: int | None = None
    """Minutes of grace at either end."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LockView:
    """A lock of an account, to be shown."""

    name: str
    """What people call it."""
    model: str
    """The model's id."""
    serial: str
    """What its key is derived for."""
    zone: str
    """The name of its time zone."""
    gateway: bool
    """Whether it has a WiFi gateway."""
    administrators: tuple[str, ...]
    """Who administers it."""
    desired: FrozenMap[str, Value]
    """What is wished for, parameter by parameter."""
    known: FrozenMap[str, Value]
    """What the lock is known to have; of the clock, whether it is right."""
    queue: tuple[Command, ...]
    """Commands that wait for it, in order."""
    seen: Seen | None = None
    """How it was when it was last reached."""


class Action(str, Enum):
    """What was done."""

    LOCK_ADDED = "lock-added"
    """A lock was added."""
    LOCK_REMOVED = "lock-removed"
    """A lock was removed from the account."""
    ADMINISTRATOR_ADDED = "administrator-added"
    """Somebody became an administrator."""
    ADMINISTRATOR_REMOVED = "administrator-removed"
    """Somebody is no administrator any more."""
    ACCESS_KEY_REGENERATED = "access-key-regenerated"
    """A new access key was generated."""
    EDITED = "edited"
    """Parameters were changed in the app."""
    RESOLVED = "resolved"
    """A conflict was settled."""
    ASKED = "asked"
    """A command was given."""
    DONE = "done"
    """It was carried out."""
    REFUSED = "refused"
    """The lock, or the app, would not carry it out."""
    EXPIRED = "expired"
    """It waited too long for the lock."""
    ADOPTED = "adopted"
    """A setting made at the lock was taken over."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the history."""

    number: int
    """Its number, from 1 without gaps."""
    at: datetime
    """When."""
    by: str
    """Who."""
    lock: str
    """At which lock; empty for the account itself."""
    action: Action
    """What."""
    detail: str
    """To whom or to what; may be empty."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A parameter of which the lock does not know yet."""

    parameter: Parameter
    """The parameter."""
    desired: Any
    """What is wished for."""
    lock: Any
    """What the lock is known to have; of the clock, whether it is right."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A parameter that was changed in the app and, otherwise, at the lock."""

    parameter: Parameter
    """The parameter."""
    app: Any
    """What the app wishes for."""
    lock: Any
    """What the lock has."""


class Keep(str, Enum):
    """Which side of a conflict counts."""

    APP = "app"
    """What the app wishes for; the lock is told at the next synchronisation."""
    LOCK = "lock"
    """What the lock has."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ModeChange:
    """What a change would do once the lock is synchronised."""

    from_: tuple[Mode, ...] = field(metadata={"wire": "from"})
    """The modes that open now, as far as the lock is known; none while it does not take NetCodes."""
    to: tuple[Mode, ...]
    """The modes that would open."""
    dies: tuple[IssuedCode, ...]
    """Issued codes that open now or later and would not any more, by their start."""
    begins: tuple[IssuedCode, ...]
    """Issued codes that do not open now and would, by their start."""


class Carrier(str, Enum):
    """What carries the messages."""

    BLUETOOTH = "bluetooth"
    """A phone next to the lock."""
    GATEWAY = "gateway"
    """The lock's WiFi gateway."""


@final
@dataclass(frozen=True, slots=True)
class LinkEventUp:
    """It is up."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "up")

    value: Carrier


@final
@dataclass(frozen=True, slots=True)
class LinkEventAnswer:
    """The lock answered."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "answer")

    value: Answer


@final
@dataclass(frozen=True, slots=True)
class LinkEventSilence:
    """No answer came in the time that the carrier allows."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "silence")


@final
@dataclass(frozen=True, slots=True)
class LinkEventDown:
    """It is down."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "down")


LinkEvent: TypeAlias = LinkEventUp | LinkEventAnswer | LinkEventSilence | LinkEventDown
"""What happens to a link."""


class Fault(str, Enum):
    """What becomes of one message."""

    NONE = "none"
    """It arrives, and so does the answer."""
    LOST = "lost"
    """It is lost."""
    ANSWER_LOST = "answer-lost"
    """It arrives, and the answer is lost."""
    TWICE = "twice"
    """It arrives twice, and both answers do."""
    CUT = "cut"
    """The link breaks before it arrives."""
    ANSWER_CUT = "answer-cut"
    """It arrives, and the link breaks before the answer does."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What a conversation came to."""

    whole: bool
    """Whether everything that waited was done: a link that broke leaves something waiting."""
    app: tuple[Effect, ...]
    """What it means for the app, without the messages."""
    lock: tuple[TwinEffect, ...]
    """What the lock did, without its answers."""
    messages: int
    """The messages the app sent, repetitions counted."""
