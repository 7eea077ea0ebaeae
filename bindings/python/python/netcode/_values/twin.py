"""The values of `netcode.twin`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar, TypeAlias, final

from .._netcode import Grant, LockTime
from .._enums import Layout, Mode, Reason
from .._wire import FrozenMap
from .catalogue import Cells, Word

__all__ = [
    "Answer",
    "AnswerChanged",
    "AnswerDone",
    "AnswerInvalid",
    "AnswerMissing",
    "AnswerOld",
    "AnswerRefused",
    "AnswerReport",
    "AnswerStaged",
    "App",
    "AppLock",
    "AppMessage",
    "AppParameters",
    "AppUnlock",
    "Battery",
    "Bolt",
    "Daylight",
    "Effect",
    "EffectAnswer",
    "EffectBolt",
    "EffectIgnored",
    "EffectLog",
    "EffectPattern",
    "EffectSignal",
    "Event",
    "EventApp",
    "EventBattery",
    "EventCard",
    "EventDoor",
    "EventEndEntry",
    "EventHandle",
    "EventInput",
    "EventKey",
    "EventPause",
    "EventPress",
    "EventRelease",
    "EventSet",
    "EventTick",
    "EventTurn",
    "Example",
    "Group",
    "LockReport",
    "Message",
    "MessageCommit",
    "MessageHello",
    "MessageLock",
    "MessageStage",
    "MessageUnlock",
    "NetcodeSettings",
    "NetcodeView",
    "Pattern",
    "PhoneClient",
    "Record",
    "RecordHanding",
    "RecordJammed",
    "RecordLocked",
    "RecordLockedOut",
    "RecordOpened",
    "RecordProgramRefused",
    "RecordProgrammed",
    "RecordRefused",
    "Refusal",
    "Report",
    "Settings",
    "Slot",
    "TrailEntry",
    "Try",
    "View",
    "Who",
    "WhoApp",
    "WhoClient",
    "WhoGuest",
    "WhoHand",
    "WhoInput",
    "WhoItself",
    "WhoMaster",
    "WhoNetcode",
    "WhoPhone",
    "WhoSubMaster",
    "WhoTechnician",
    "Why",
    "WhyCellsTooWeak",
    "WhyDayLockedOut",
    "WhyDoNotDisturb",
    "WhyExpired",
    "WhyFeatureOff",
    "WhyInUse",
    "WhyLockDown",
    "WhyNetcode",
    "WhyNotHanded",
    "WhyNotInFunction",
    "WhyOutsideCell",
    "WhyOutsideHours",
    "WhyOutsidePeriod",
    "WhySecondMissing",
    "WhyStandsOpen",
    "WhySuspended",
    "WhyUnknown",
]


class Battery(str, Enum):
    """Something done with the cells."""

    OUT = "out"
    """They are taken out."""
    IN = "in"
    """Good ones are put in."""
    LOW = "low"
    """They run low."""
    CRITICAL = "critical"
    """They are too weak to drive a bolt."""
    DEAD = "dead"
    """They are empty."""
    OK = "ok"
    """They are good."""
    OVERRIDE = "override"
    """A cell is held to the contacts outside."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Hours on days of the week, at one of ten places: ``{"number": 0, "days": "1111100", "from": "09:00",
    "to": "17:00"}``.
    """

    number: int
    days: str
    from_: str = field(metadata={"wire": "from"})
    to: str
    suspended: bool = False


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Daylight:
    """When a lock's clock is moved for daylight saving: ``{"first": "2026-03-29", "last": "2026-10-25",
    "at": "01:00"}``, or only the time of day where it is never moved.
    """

    at: str
    first: str | None = None
    last: str | None = None


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneClient:
    """A phone that opens the lock, by the name of its owner. Times are what the lock's clock shows."""

    name: str
    from_: str | None = field(metadata={"wire": "from"}, default=None)
    periods: tuple[Slot, ...] = ()
    suspended: bool = False
    until: str | None = None


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class NetcodeSettings:
    """NetCode as provisioned: with ``lock_id`` and ``initialised`` the lock is initialised anew."""

    block_previous: bool | None = None
    """Whether a later rental ends the earlier ones."""
    digits: int | None = None
    """Digits of a code."""
    first_use_hours: int | None = None
    """Hours in which some codes must be used first, 1 to 168."""
    grace: int | None = None
    """Grace at either end, 0 or 15 minutes."""
    groups: tuple[Group, ...] = ()
    """Groups the lock belongs to; their keys come from the site key."""
    initialised: LockTime | None = None
    """The minute of the initialisation: the generation of the lock's codes. The clock is not touched."""
    issues: int | None = None
    """Issue numbers accepted, from 1."""
    layout: Layout | None = None
    """The layout."""
    lock_id: int | None = None
    """The lock id, 100000 to 999999."""
    modes: tuple[Mode, ...] | None = None
    """Modes that open. Any set is taken; a set the scheme's rules exclude is an explicit profile."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group the lock belongs to."""

    group: str
    """The group: three digits, with a full stop and the key version where there is one."""
    generation: int = 0
    """The generation of its codes."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is changed. A field left out stays as it is."""

    active_periods: tuple[Slot, ...] | None = None
    """Hours in which clients may enter; in place of all that were set."""
    cells: Cells | None = None
    """What kind of cells are in."""
    clock: str | None = None
    """What the lock's clock shows from now on, ``YYYY-MM-DDTHH:MM:SS``."""
    code_free: bool | None = None
    """Whether no credential is needed."""
    code_free_periods: tuple[Slot, ...] | None = None
    """Hours in which no credential is needed; in place of all that were set."""
    daylight_saving: Daylight | None = None
    """When the clock is moved for daylight saving."""
    dual_authorisation: bool | None = None
    """Whether two codes are needed."""
    features: FrozenMap[str, bool] | None = None
    """Which kinds of credential work: an object of booleans, or the list of those that do."""
    function: str | None = None
    """The function the lock is in."""
    handed: bool | None = None
    """Whether a driven bolt has learnt which way it moves. A twin begins mounted and handed."""
    lock_down: bool | None = None
    """Whether only Master and Sub-Master open."""
    locked_indication: bool | None = None
    """Whether it flashes while locked."""
    netcode: NetcodeSettings | None = None
    """NetCode: initialisation and profile."""
    obstructed: bool | None = None
    """Whether something is in the bolt's way when it is driven to lock."""
    open_seconds: int | None = None
    """Seconds it stays open, 1 to 300."""
    paired: bool | None = None
    """Whether a hub knows the lock."""
    phones: tuple[PhoneClient, ...] | None = None
    """The phones that open; in place of all that were set."""
    ppm: int | None = None
    """How fast it runs: parts per million, positive when fast, within 1000 either way."""
    quiet_periods: tuple[Slot, ...] | None = None
    """Hours in which only Master and Sub-Master open; in place of all that were set."""
    switches: FrozenMap[str, bool] | None = None
    """Switches on the inside."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageHello:
    """A conversation begins: the lock reports, and carries out no order below ``fence`` any more."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "hello")

    fence: int
    """The number of the conversation: above every order given before."""
    trail_from: int
    """The first entry of the audit trail to report."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageStage:
    """One part of a change."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "stage")

    order: int
    """The change's number."""
    base: int
    """The revision it was made for."""
    part: int
    """Which part this is, from 0."""
    parts: int
    """How many parts there are."""
    settings: Settings
    """What it changes."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCommit:
    """All parts are sent: take them over."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "commit")

    order: int
    """The change's number."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageUnlock:
    """Open."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "unlock")

    order: int
    """The command's number."""
    until: int
    """The last second, on the lock's clock, at which this may be done."""
    phone: str | None = None
    """Whose phone asks; the app itself unless given."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLock:
    """Lock before its time."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "lock")

    order: int
    """The command's number."""
    until: int
    """The last second, on the lock's clock, at which this may be done."""


Message: TypeAlias = MessageHello | MessageStage | MessageCommit | MessageUnlock | MessageLock
"""What an app sends over a link."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AppUnlock:
    """Opens it: for a phone client, or for the app itself through a gateway."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "unlock")

    phone: str | None = None
    """Whose phone it is."""


@final
@dataclass(frozen=True, slots=True)
class AppLock:
    """Locks it before its time."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "lock")


@final
@dataclass(frozen=True, slots=True)
class AppParameters:
    """Parameters arrive, synchronised."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "parameters")

    value: Settings


@final
@dataclass(frozen=True, slots=True)
class AppMessage:
    """A message of a link arrives."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "message")

    value: Message


App: TypeAlias = AppUnlock | AppLock | AppParameters | AppMessage
"""What the app does at a lock."""


@final
@dataclass(frozen=True, slots=True)
class EventKey:
    """A key is pressed and let go."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "key")

    value: str


@final
@dataclass(frozen=True, slots=True)
class EventEndEntry:
    """Nothing more is typed: the entry is judged as a whole."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "end_entry")


@final
@dataclass(frozen=True, slots=True)
class EventPause:
    """Whoever types stops for a moment: complete fields of a program are acknowledged, nothing is judged."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "pause")


@final
@dataclass(frozen=True, slots=True)
class EventPress:
    """A key or an inside button goes down and stays down."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "press")

    value: str


@final
@dataclass(frozen=True, slots=True)
class EventRelease:
    """It is let go."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "release")

    value: str


@final
@dataclass(frozen=True, slots=True)
class EventHandle:
    """The handle is turned (``true``) or let go."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "handle")

    value: bool


@final
@dataclass(frozen=True, slots=True)
class EventDoor:
    """The door is opened (``true``) or closed."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "door")

    value: bool


@final
@dataclass(frozen=True, slots=True)
class EventTurn:
    """The bolt is moved by hand, with a mechanical key or the thumb-turn."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "turn")

    value: Bolt


@final
@dataclass(frozen=True, slots=True)
class EventBattery:
    """Something is done with the cells."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "battery")

    value: Battery


@final
@dataclass(frozen=True, slots=True)
class EventCard:
    """A card is presented."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "card")

    value: str


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EventInput:
    """A contact is closed (``true``) or opened."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "input")

    name: str
    """Its name, for example ``rem2``."""
    closed: bool
    """Whether it is closed."""


@final
@dataclass(frozen=True, slots=True)
class EventApp:
    """The app does something."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "app")

    value: App


@final
@dataclass(frozen=True, slots=True)
class EventSet:
    """The lock is set up from outside, past its keypad."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "set")

    value: Settings


@final
@dataclass(frozen=True, slots=True)
class EventTick:
    """Time passes."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "tick")


Event: TypeAlias = (
    EventKey
    | EventEndEntry
    | EventPause
    | EventPress
    | EventRelease
    | EventHandle
    | EventDoor
    | EventTurn
    | EventBattery
    | EventCard
    | EventInput
    | EventApp
    | EventSet
    | EventTick
)
"""Something that happens to a lock at one moment."""


class Bolt(str, Enum):
    """Where the bolt is."""

    LOCKED = "locked"
    """Locked."""
    UNLOCKED = "unlocked"
    """Unlocked."""


class Pattern(str, Enum):
    """A signal that repeats without end."""

    LOCKED_INDICATION = "locked-indication"
    """A red flash every few seconds while locked."""


@final
@dataclass(frozen=True, slots=True)
class WhyUnknown:
    """Nobody has it."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "unknown")


@final
@dataclass(frozen=True, slots=True)
class WhySuspended:
    """Its owner is suspended."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "suspended")


@final
@dataclass(frozen=True, slots=True)
class WhyOutsidePeriod:
    """Outside its owner's active periods."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "outside_period")


@final
@dataclass(frozen=True, slots=True)
class WhyDayLockedOut:
    """On a day that is locked out."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "day_locked_out")


@final
@dataclass(frozen=True, slots=True)
class WhyOutsideHours:
    """Outside the hours of operation."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "outside_hours")


@final
@dataclass(frozen=True, slots=True)
class WhyLockDown:
    """Lock-down."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "lock_down")


@final
@dataclass(frozen=True, slots=True)
class WhyDoNotDisturb:
    """Do Not Disturb."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "do_not_disturb")


@final
@dataclass(frozen=True, slots=True)
class WhyNotInFunction:
    """The lock's function does not take such codes."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "not_in_function")


@final
@dataclass(frozen=True, slots=True)
class WhyFeatureOff:
    """Its kind is switched off."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "feature_off")


@final
@dataclass(frozen=True, slots=True)
class WhyInUse:
    """Somebody else's code holds the lock."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "in_use")


@final
@dataclass(frozen=True, slots=True)
class WhyOutsideCell:
    """The outside cell opens for other levels only."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "outside_cell")


@final
@dataclass(frozen=True, slots=True)
class WhySecondMissing:
    """The second of two codes is missing or is the first again."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "second_missing")


@final
@dataclass(frozen=True, slots=True)
class WhyNotHanded:
    """The bolt has not learnt which way it moves."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "not_handed")


@final
@dataclass(frozen=True, slots=True)
class WhyCellsTooWeak:
    """The cells are too weak to drive the bolt."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "cells_too_weak")


@final
@dataclass(frozen=True, slots=True)
class WhyExpired:
    """Its time is over: a phone's, or a command's that came late."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "expired")


@final
@dataclass(frozen=True, slots=True)
class WhyStandsOpen:
    """It cannot be locked: a schedule or an emergency keeps it open."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "stands_open")


@final
@dataclass(frozen=True, slots=True)
class WhyNetcode:
    """A NetCode, and the verifier's reason."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "netcode")

    value: Reason


Why: TypeAlias = (
    WhyUnknown
    | WhySuspended
    | WhyOutsidePeriod
    | WhyDayLockedOut
    | WhyOutsideHours
    | WhyLockDown
    | WhyDoNotDisturb
    | WhyNotInFunction
    | WhyFeatureOff
    | WhyInUse
    | WhyOutsideCell
    | WhySecondMissing
    | WhyNotHanded
    | WhyCellsTooWeak
    | WhyExpired
    | WhyStandsOpen
    | WhyNetcode
)
"""Why a credential was refused."""


@final
@dataclass(frozen=True, slots=True)
class WhoMaster:
    """The Master Code."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "master")


@final
@dataclass(frozen=True, slots=True)
class WhoSubMaster:
    """The Sub-Master Code."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "sub_master")


@final
@dataclass(frozen=True, slots=True)
class WhoTechnician:
    """The Technician Code."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "technician")


@final
@dataclass(frozen=True, slots=True)
class WhoClient:
    """The client with this number, counted from 1: the place where there are places."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "client")

    value: int


@final
@dataclass(frozen=True, slots=True)
class WhoNetcode:
    """A NetCode with this grant."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "netcode")

    value: Grant


@final
@dataclass(frozen=True, slots=True)
class WhoGuest:
    """A guest with a code of their own choice."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "guest")


@final
@dataclass(frozen=True, slots=True)
class WhoApp:
    """The app."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "app")


@final
@dataclass(frozen=True, slots=True)
class WhoPhone:
    """The phone of the client with this name."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "phone")

    value: str


@final
@dataclass(frozen=True, slots=True)
class WhoInput:
    """A contact."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "input")


@final
@dataclass(frozen=True, slots=True)
class WhoHand:
    """Somebody with a key, the thumb-turn or a button, without a credential."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "hand")


@final
@dataclass(frozen=True, slots=True)
class WhoItself:
    """The lock by itself: a timer or a schedule."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "itself")


Who: TypeAlias = (
    WhoMaster
    | WhoSubMaster
    | WhoTechnician
    | WhoClient
    | WhoNetcode
    | WhoGuest
    | WhoApp
    | WhoPhone
    | WhoInput
    | WhoHand
    | WhoItself
)
"""Who did something."""


@final
@dataclass(frozen=True, slots=True)
class RecordOpened:
    """Somebody opened."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "opened")

    value: Who


@final
@dataclass(frozen=True, slots=True)
class RecordLocked:
    """Somebody locked, in Public."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "locked")

    value: Who


@final
@dataclass(frozen=True, slots=True)
class RecordRefused:
    """A credential was refused."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "refused")

    value: Why


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProgrammed:
    """A program was run: its name in the catalogue."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "programmed")

    by: Who
    """Who ran it."""
    program: str
    """The program's name."""


@final
@dataclass(frozen=True, slots=True)
class RecordProgramRefused:
    """A program was refused."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "program_refused")


@final
@dataclass(frozen=True, slots=True)
class RecordLockedOut:
    """The keypad began to refuse input."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "locked_out")


@final
@dataclass(frozen=True, slots=True)
class RecordJammed:
    """The bolt met an obstacle while it was driven to lock."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "jammed")


@final
@dataclass(frozen=True, slots=True)
class RecordHanding:
    """The bolt was taught which way it moves; ``false`` when that failed."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "handing")

    value: bool


Record: TypeAlias = (
    RecordOpened
    | RecordLocked
    | RecordRefused
    | RecordProgrammed
    | RecordProgramRefused
    | RecordLockedOut
    | RecordJammed
    | RecordHanding
)
"""One line of the privileged log."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class TrailEntry:
    """A line of a lock's audit trail."""

    number: int
    """Its number, from 1 without gaps."""
    at: int
    """What the lock's clock showed."""
    record: Record
    """What happened."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LockReport:
    """How a lock stands."""

    fence: int
    """The number of the conversation."""
    firmware: str
    """What its software is."""
    revision: int
    """Goes up with every change of a setting, by whatever way."""
    settings: Settings
    """What is set."""
    clock: int
    """What its clock shows."""
    clock_set: bool
    """Whether the clock was set since the cells were out."""
    battery: str
    """``ok``, ``low``, ``dead``, ``out`` or ``override``."""
    bolt: Bolt
    """Where the bolt is."""
    trail: tuple[TrailEntry, ...]
    """The audit trail from the entry asked for, as far as the lock still has it."""
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
    last: tuple[int, Answer] | None = None
    """The last order carried out, and the answer it got."""


@final
@dataclass(frozen=True, slots=True)
class AnswerReport:
    """How it stands."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "report")

    value: LockReport


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStaged:
    """The part is staged."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "staged")

    order: int
    """The change's number."""
    part: int
    """Which part."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDone:
    """It is done."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "done")

    order: int
    """The number of the change or command."""
    revision: int
    """The lock's revision from then on."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChanged:
    """Nothing was changed: somebody set the lock meanwhile."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "changed")

    order: int
    """The change's number."""
    revision: int
    """The lock's revision."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMissing:
    """Nothing was changed: parts are missing."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "missing")

    order: int
    """The change's number."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInvalid:
    """Nothing was changed: the lock cannot be set that way."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "invalid")

    order: int
    """The change's number."""
    code: str
    """The dotted code of the error."""
    message: str
    """The message."""
    hint: str
    """The remedy."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRefused:
    """The lock does not do that now."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "refused")

    order: int
    """The command's number."""
    why: Why
    """Why."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOld:
    """A later conversation or order came first."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "old")

    order: int
    """The number of the change or command."""


Answer: TypeAlias = (
    AnswerReport
    | AnswerStaged
    | AnswerDone
    | AnswerChanged
    | AnswerMissing
    | AnswerInvalid
    | AnswerRefused
    | AnswerOld
)
"""What a lock answers."""


@final
@dataclass(frozen=True, slots=True)
class EffectSignal:
    """One flash or beep."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "signal")

    value: Word


@final
@dataclass(frozen=True, slots=True)
class EffectBolt:
    """The bolt moves."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "bolt")

    value: Bolt


@final
@dataclass(frozen=True, slots=True)
class EffectPattern:
    """A signal that repeats without end, named once."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "pattern")

    value: Pattern


@final
@dataclass(frozen=True, slots=True)
class EffectIgnored:
    """A key had no effect because it is absent or cannot be reached."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "ignored")

    value: str


@final
@dataclass(frozen=True, slots=True)
class EffectLog:
    """The privileged log: never shown at the keypad."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "log")

    value: Record


@final
@dataclass(frozen=True, slots=True)
class EffectAnswer:
    """What the lock answers a message of its app."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "answer")

    value: Answer


Effect: TypeAlias = EffectSignal | EffectBolt | EffectPattern | EffectIgnored | EffectLog | EffectAnswer
"""Something the lock does."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class NetcodeView:
    """NetCode as seen from outside."""

    on: bool
    """Whether NetCodes are read now."""
    layout: Layout
    """The layout."""
    digits: int
    """Digits of a code."""
    modes: tuple[Mode, ...]
    """Modes that open."""
    grace: int
    """Grace at either end, minutes."""
    block_previous: bool
    """Whether a later rental ends the earlier ones."""
    active: int
    """Rentals and weekly codes in use."""
    spent: int
    """Single-use codes used."""
    blocked: int
    """Codes blocked."""
    initialised: LockTime | None = None
    """The initialisation, once there was one."""
    lock_id: int | None = None
    """The lock id, once initialised."""
    tries: int | None = None
    """Tries left, where a bucket guards the lock."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a twin's state looks like from outside, without digits and keys."""

    function: str
    """The function the lock is in."""
    bolt: Bolt
    """Where the bolt is."""
    handle: str
    """Whether the handle is held turned."""
    door: str
    """Whether the door is open."""
    clock: str
    """What the lock's clock shows; virtual time where it has none."""
    clock_set: bool
    """Whether the clock was set since the cells were out."""
    ppm: int
    """Its drift in parts per million."""
    battery: str
    """``ok``, ``low``, ``critical``, ``dead`` or ``out``; ``override`` while a cell is held to the
    contacts outside.
    """
    wrong_codes: int
    """Wrong codes that count towards a refusal of input."""
    typed: int
    """Keys typed and not yet judged."""
    open_seconds: int
    """Seconds the lock stays open."""
    sub_master: bool
    """Whether a Sub-Master Code is set."""
    technician: bool
    """Whether a Technician Code is set."""
    clients: int
    """Clients with a code or a card."""
    suspended: int
    """Of these, suspended."""
    held: bool
    """Whether a guest's own code holds the lock, in Public."""
    lock_down: bool
    """Whether only Master and Sub-Master open."""
    code_free: bool
    """Whether no credential is needed now."""
    rotation: int
    """How the keypad is mounted: right angles from upright."""
    dual_authorisation: bool
    """Whether two codes are needed."""
    emergency: bool
    """Whether an emergency opening is on."""
    master: bool
    """Whether a Master Code is set."""
    programming: bool
    """Whether programming was begun with a button and is not over."""
    cells: Cells
    """Kind of the cells."""
    features: FrozenMap[str, bool] = FrozenMap()
    """Which kinds of credential work, where they can be switched."""
    switches: FrozenMap[str, bool] = FrozenMap()
    """Switches on the inside, where there are any."""
    shown: str = ""
    """Digits a touchscreen shows and waits for."""
    handing: str | None = None
    """Of a driven bolt: ``done``, ``missing`` or ``failed``."""
    locks_at: str | None = None
    """When the lock will lock itself."""
    netcode: NetcodeView | None = None
    """NetCode, where the model reads them."""
    openings_left: int | None = None
    """Openings left, once low."""
    paired: bool | None = None
    """Whether a hub knows the lock, where it has a radio."""
    refuses_until: str | None = None
    """Until when the keypad refuses input."""
    status_led: str | None = None
    """The light on the inside: ``green`` or ``amber`` blinking while unlocked or locked, ``red-blinking``
    with low cells, ``red`` after a failed handing, ``off``.
    """


class Try(str, Enum):
    """What a guest did."""

    IN_TIME = "in_time"
    """Typed the code within its time."""
    EARLY = "early"
    """Typed it before."""
    LATE = "late"
    """Typed it after."""
    MISTYPED = "mistyped"
    """Mistyped a digit."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Refusals of one sort."""

    guest: Try
    """What the guest did."""
    times: int
    """How often."""
    why: Why | None = None
    """What the log says; none where the keypad did not listen."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One refusal."""

    serial: str
    """The lock's serial."""
    at: str
    """When, true time."""
    clock: str
    """What the lock's clock showed."""
    guest: Try
    """What the guest did."""
    why: Why | None = None
    """What the log says."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of it."""

    model: str
    """The model's id."""
    locks: int
    """Locks."""
    days: int
    """Days."""
    stays: int
    """Stays, each with one code."""
    tries: int
    """Times a guest typed a code."""
    opened: int
    """Of these, times the lock opened."""
    refused: tuple[Refusal, ...]
    """Of these, times it did not: by what the guest did and what the lock's log says, with the number."""
    cell_changes: int
    """Times a lock's cells were changed."""
    widest_clock_error_seconds: int
    """The widest error of a clock at the end, in seconds; locks whose clock is not set are left out."""
    examples: tuple[Example, ...]
    """The first refusals, one by one."""
