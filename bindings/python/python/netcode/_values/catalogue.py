"""The values of `netcode.catalogue`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar, TypeAlias, final

from .._enums import Layout, Mode
from .._wire import Fact, FrozenMap

__all__ = [
    "Arg",
    "ArgAgain",
    "ArgCard",
    "ArgCode",
    "ArgDate",
    "ArgDateTime",
    "ArgFlag",
    "ArgGuard",
    "ArgLiteral",
    "ArgLockId",
    "ArgNumber",
    "ArgOneOf",
    "ArgPeriod",
    "ArgPlace",
    "ArgTime",
    "ArgTimeOrNever",
    "ArgWeek",
    "CellRule",
    "Cells",
    "ClientKind",
    "Clock",
    "ClockRule",
    "Dialogue",
    "EntryRule",
    "Feature",
    "Finding",
    "Function",
    "Input",
    "Keypad",
    "Lengths",
    "Level",
    "LevelRule",
    "Mark",
    "Model",
    "Motor",
    "Netcode",
    "Occasion",
    "Parameter",
    "ParameterRule",
    "ParameterRuleDates",
    "ParameterRuleModes",
    "ParameterRulePeriods",
    "ParameterRulePhones",
    "ParameterRuleSeconds",
    "ParameterRuleSwitch",
    "Power",
    "Procedure",
    "Program",
    "Row",
    "Rule",
    "Signal",
    "Source",
    "Switch",
    "Timings",
    "Usage",
    "Verb",
    "VerbActivePeriod",
    "VerbAutoUnlockAfter",
    "VerbAutoUnlockAt",
    "VerbBlockNetcode",
    "VerbBlockPrevious",
    "VerbChangeOwn",
    "VerbCodeFree",
    "VerbCodeFreePeriod",
    "VerbDayLockOut",
    "VerbDeleteClient",
    "VerbDeleteClients",
    "VerbDeleteCode",
    "VerbDstDates",
    "VerbDstTime",
    "VerbDualAuthorisation",
    "VerbEmergencyCancel",
    "VerbFactoryReset",
    "VerbFeatures",
    "VerbInitialise",
    "VerbLearnHanding",
    "VerbLockDown",
    "VerbLockedIndication",
    "VerbNetcodeTypes",
    "VerbNothing",
    "VerbPersonalCode",
    "VerbRelockDelay",
    "VerbRestoreClient",
    "VerbRestoreCodeFree",
    "VerbRestorePeriod",
    "VerbRestrictHours",
    "VerbRotateKeypad",
    "VerbSetClient",
    "VerbSetClock",
    "VerbSetCode",
    "VerbSetFunction",
    "VerbSuspendClient",
    "VerbSuspendCodeFree",
    "VerbSuspendPeriod",
    "VerbToggleFunction",
    "VerbUserDigits",
    "Word",
]


class Mark(str, Enum):
    """How a fact was come by."""

    STATED = "stated"
    """A source says it in terms."""
    INFERRED = "inferred"
    """It follows from sources read together, or from a sibling model."""
    ASSUMED = "assumed"
    """No source was found: the value is a choice, and its note says why this one."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact can be read."""

    title: str
    """What it is."""
    at: str
    """Where it is."""


class Level(str, Enum):
    """A level of code. Each level has codes of its own length."""

    MASTER = "master"
    """The Master Code."""
    SUB_MASTER = "sub_master"
    """The Sub-Master Code."""
    USER = "user"
    """A User Code or code client."""
    TECHNICIAN = "technician"
    """The Technician Code."""
    NETCODE = "netcode"
    """A NetCode, read by the verifier."""


class ClientKind(str, Enum):
    """What kind of client a credential belongs to."""

    CODE = "code"
    """A code that opens again and again."""
    ONE_TIME = "one_time"
    """A code that opens once and is then forgotten."""
    TECHNICIAN = "technician"
    """A technician's code."""
    GUEST = "guest"
    """A guest's code, forgotten after ``timings.guest_hours``."""
    CARD = "card"
    """A card."""


@final
@dataclass(frozen=True, slots=True)
class ArgLiteral:
    """These digits, exactly."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "literal")

    value: str


@final
@dataclass(frozen=True, slots=True)
class ArgOneOf:
    """One of these texts, all of the same length."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "one_of")

    value: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class ArgCode:
    """A code of the given level."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "code")

    value: Level


@final
@dataclass(frozen=True, slots=True)
class ArgAgain:
    """The argument before this one, typed again."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "again")


@final
@dataclass(frozen=True, slots=True)
class ArgPlace:
    """A place in the list of users: first and last place, typed with two digits."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "place")

    value: tuple[int, int]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ArgNumber:
    """A number of ``digits`` digits between ``from`` and ``to``."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "number")

    digits: int
    """Digits typed."""
    from_: int = field(metadata={"wire": "from"})
    """Least value."""
    to: int
    """Greatest value."""
    step: int | None = None
    """Only multiples of this from 0, where given."""


@final
@dataclass(frozen=True, slots=True)
class ArgTime:
    """A time of day, ``HHmm``."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "time")


@final
@dataclass(frozen=True, slots=True)
class ArgTimeOrNever:
    """A time of day, ``HHmm``, or ``2400`` for never."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "time_or_never")


@final
@dataclass(frozen=True, slots=True)
class ArgDate:
    """A date, ``YYMMDD``."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "date")


@final
@dataclass(frozen=True, slots=True)
class ArgDateTime:
    """A date and time, ``YYMMDDHHmm``."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "date_time")


@final
@dataclass(frozen=True, slots=True)
class ArgLockId:
    """A lock id, six digits from 100000."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "lock_id")


@final
@dataclass(frozen=True, slots=True)
class ArgPeriod:
    """The number of a period, one digit."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "period")


@final
@dataclass(frozen=True, slots=True)
class ArgWeek:
    """A week pattern: seven digits 1 or 0, Monday first."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "week")


@final
@dataclass(frozen=True, slots=True)
class ArgFlag:
    """One digit, 1 for on and 0 for off."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "flag")


@final
@dataclass(frozen=True, slots=True)
class ArgCard:
    """A card, presented after the last digit."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "card")


@final
@dataclass(frozen=True, slots=True)
class ArgGuard:
    """Of a dialogue: the lock's Master Code; left out while none is set."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "guard")


Arg: TypeAlias = (
    ArgLiteral
    | ArgOneOf
    | ArgCode
    | ArgAgain
    | ArgPlace
    | ArgNumber
    | ArgTime
    | ArgTimeOrNever
    | ArgDate
    | ArgDateTime
    | ArgLockId
    | ArgPeriod
    | ArgWeek
    | ArgFlag
    | ArgCard
    | ArgGuard
)
"""One argument of a program. Its length in digits, or its range of lengths, follows from the kind."""


@final
@dataclass(frozen=True, slots=True)
class VerbSetCode:
    """Set the code of a level that has one code."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "set_code")

    value: Level


@final
@dataclass(frozen=True, slots=True)
class VerbDeleteCode:
    """Delete the code of a level that has one code."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "delete_code")

    value: Level


@final
@dataclass(frozen=True, slots=True)
class VerbSetClient:
    """Set, at the typed place or the next free one, a client of this kind."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "set_client")

    value: ClientKind


@final
@dataclass(frozen=True, slots=True)
class VerbDeleteClient:
    """Delete the client at the typed place, with the typed code or with the presented card."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "delete_client")


@final
@dataclass(frozen=True, slots=True)
class VerbDeleteClients:
    """Delete every client."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "delete_clients")


@final
@dataclass(frozen=True, slots=True)
class VerbSuspendClient:
    """Suspend the client at the typed place or with the typed code; without an argument all of them."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "suspend_client")


@final
@dataclass(frozen=True, slots=True)
class VerbRestoreClient:
    """End a suspension."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "restore_client")


@final
@dataclass(frozen=True, slots=True)
class VerbChangeOwn:
    """Replace the performer's own code."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "change_own")


@final
@dataclass(frozen=True, slots=True)
class VerbPersonalCode:
    """Set the performer's personal code, which stands for the NetCode in programming."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "personal_code")


@final
@dataclass(frozen=True, slots=True)
class VerbSetFunction:
    """Go to this function."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "set_function")

    value: str


@final
@dataclass(frozen=True, slots=True)
class VerbToggleFunction:
    """Go to this function, or from it back to the one on delivery."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "toggle_function")

    value: str


@final
@dataclass(frozen=True, slots=True)
class VerbAutoUnlockAfter:
    """Open by itself this many hours after locking; 0 never."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "auto_unlock_after")


@final
@dataclass(frozen=True, slots=True)
class VerbAutoUnlockAt:
    """Open by itself at this time of day."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "auto_unlock_at")


@final
@dataclass(frozen=True, slots=True)
class VerbNetcodeTypes:
    """Choose the NetCode modes: the typed digits are looked up in the model's ``netcode.types``."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "netcode_types")


@final
@dataclass(frozen=True, slots=True)
class VerbBlockPrevious:
    """Whether a later rental NetCode ends the earlier ones."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "block_previous")


@final
@dataclass(frozen=True, slots=True)
class VerbBlockNetcode:
    """Block one NetCode."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "block_netcode")


@final
@dataclass(frozen=True, slots=True)
class VerbInitialise:
    """Initialise NetCode: clock, generation and lock id; goes to the given function, if any."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "initialise")

    value: str | None


@final
@dataclass(frozen=True, slots=True)
class VerbSetClock:
    """Set the clock."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "set_clock")


@final
@dataclass(frozen=True, slots=True)
class VerbDstDates:
    """First and last day of daylight saving."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "dst_dates")


@final
@dataclass(frozen=True, slots=True)
class VerbDstTime:
    """Time of day of the daylight-saving changes."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "dst_time")


@final
@dataclass(frozen=True, slots=True)
class VerbLockedIndication:
    """Flash while locked; the last digit typed is 0 or 1 unless the value stands here."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "locked_indication")

    value: bool | None


@final
@dataclass(frozen=True, slots=True)
class VerbDualAuthorisation:
    """Two codes are needed to open."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "dual_authorisation")

    value: bool | None


@final
@dataclass(frozen=True, slots=True)
class VerbLockDown:
    """Only Master and Sub-Master open."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "lock_down")

    value: bool


@final
@dataclass(frozen=True, slots=True)
class VerbCodeFree:
    """No credential is needed, until switched off."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "code_free")

    value: bool


@final
@dataclass(frozen=True, slots=True)
class VerbCodeFreePeriod:
    """Set a period in which no credential is needed."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "code_free_period")


@final
@dataclass(frozen=True, slots=True)
class VerbSuspendCodeFree:
    """Suspend one code-free period, or all."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "suspend_code_free")


@final
@dataclass(frozen=True, slots=True)
class VerbRestoreCodeFree:
    """Restore one code-free period, or all."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "restore_code_free")


@final
@dataclass(frozen=True, slots=True)
class VerbEmergencyCancel:
    """End an emergency opening."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "emergency_cancel")


@final
@dataclass(frozen=True, slots=True)
class VerbRelockDelay:
    """Seconds until the lock locks again."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "relock_delay")


@final
@dataclass(frozen=True, slots=True)
class VerbRestrictHours:
    """Hours of the day in which codes open."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "restrict_hours")


@final
@dataclass(frozen=True, slots=True)
class VerbDayLockOut:
    """Days of the week on which clients may enter."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "day_lock_out")


@final
@dataclass(frozen=True, slots=True)
class VerbActivePeriod:
    """A period in which a client's credential works; without a code, for all clients."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "active_period")


@final
@dataclass(frozen=True, slots=True)
class VerbSuspendPeriod:
    """Suspend periods: one of a client, all of a client, or all of all clients."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "suspend_period")


@final
@dataclass(frozen=True, slots=True)
class VerbRestorePeriod:
    """Restore them."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "restore_period")


@final
@dataclass(frozen=True, slots=True)
class VerbFeatures:
    """Which kinds of credential work: codes, cards, NetCodes."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "features")


@final
@dataclass(frozen=True, slots=True)
class VerbUserDigits:
    """Length of User Codes."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "user_digits")


@final
@dataclass(frozen=True, slots=True)
class VerbFactoryReset:
    """Back to the state of delivery."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "factory_reset")


@final
@dataclass(frozen=True, slots=True)
class VerbLearnHanding:
    """Learn which way the bolt moves, by moving it."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "learn_handing")


@final
@dataclass(frozen=True, slots=True)
class VerbRotateKeypad:
    """How the keypad is mounted, so that its digits stand upright."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "rotate_keypad")


@final
@dataclass(frozen=True, slots=True)
class VerbNothing:
    """Accepted, with no effect on access that a source tells of."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "nothing")


Verb: TypeAlias = (
    VerbSetCode
    | VerbDeleteCode
    | VerbSetClient
    | VerbDeleteClient
    | VerbDeleteClients
    | VerbSuspendClient
    | VerbRestoreClient
    | VerbChangeOwn
    | VerbPersonalCode
    | VerbSetFunction
    | VerbToggleFunction
    | VerbAutoUnlockAfter
    | VerbAutoUnlockAt
    | VerbNetcodeTypes
    | VerbBlockPrevious
    | VerbBlockNetcode
    | VerbInitialise
    | VerbSetClock
    | VerbDstDates
    | VerbDstTime
    | VerbLockedIndication
    | VerbDualAuthorisation
    | VerbLockDown
    | VerbCodeFree
    | VerbCodeFreePeriod
    | VerbSuspendCodeFree
    | VerbRestoreCodeFree
    | VerbEmergencyCancel
    | VerbRelockDelay
    | VerbRestrictHours
    | VerbDayLockOut
    | VerbActivePeriod
    | VerbSuspendPeriod
    | VerbRestorePeriod
    | VerbFeatures
    | VerbUserDigits
    | VerbFactoryReset
    | VerbLearnHanding
    | VerbRotateKeypad
    | VerbNothing
)
"""What a program does. The engine knows these verbs and no model."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program."""

    number: str
    """The program number as typed; empty where arguments follow the code at once."""
    by: tuple[Level, ...]
    """Who may run it."""
    do: Verb
    """What it does."""
    title: str
    """What it is called."""
    example: str
    """The sequence a source prints, or one of the same shape; it must be one this program accepts."""
    mark: Mark
    """How sure the program is."""
    args: tuple[Arg, ...] = ()
    """The arguments, in the order typed."""
    bare_within: tuple[str, ...] = ()
    """The functions in which it may be typed without the program key."""
    note: str | None = None
    """What a reader should know."""
    source: tuple[str, ...] = ()
    """Keys of ``sources.json``."""
    within: tuple[str, ...] = ()
    """The functions it may be run in; all when empty."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Keypad:
    """The keys."""

    keys: Fact[str]
    """Every key, for example ``0123456789#``."""
    program_key: Fact[str | None]
    """The key that begins programming; none where a button does."""
    hidden_while_locked: Fact[str]
    """Keys that cannot be reached while the lock is locked."""
    buttons: Fact[tuple[str, ...]]
    """Buttons that are no keys, for example ``program`` on the inside."""
    handle_holds_open: Fact[bool]
    """Whether the handle, held turned, keeps the lock from locking."""
    confirm: Fact[str] | None = None
    """The button that ends a field of a dialogue and, with nothing typed, locks."""
    entry: Fact[EntryRule] | None = None
    """What ends an entry at the keypad, beside the end of typing."""
    master_begins: Fact[bool] | None = None
    """Whether a Master Code typed at the keypad begins a dialogue as the button on the inside does."""
    shared: Fact[tuple[str, ...]] | None = None
    """Keys printed on one button, a text for each such button, for example ``12``: the lock cannot tell
    them apart.
    """

    def _repr_svg_(self) -> str:
        from ..draw import keypad

        return keypad(self).svg


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRule:
    """A level of code."""

    digits: Fact[tuple[int, int]]
    """Fewest and most digits."""
    distinct: Fact[int] | None = None
    """Of User Codes: how many of their first digits no two may have in common. All unless given."""
    factory: Fact[str] | None = None
    """The code on delivery."""
    opens: Fact[bool] | None = None
    """Of Master Codes: whether they open. They do unless given."""
    places: Fact[int] | None = None
    """Places to hold codes of this level; 1 unless given."""
    set_to: Fact[int] | None = None
    """Digits on delivery, where a program changes the length."""
    shares: Fact[bool] | None = None
    """Of Master Codes: whether a user may have the same digits. No unless given."""


class Usage(str, Enum):
    """Private or public use."""

    PRIVATE = "private"
    """The same code opens again and again, and the lock locks itself."""
    PUBLIC_SINGLE = "public_single"
    """The lock stands open; a code of the guest's own choice locks it, and once opens it."""
    PUBLIC_DOUBLE = "public_double"
    """The same, the code typed twice to lock."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """How codes are used."""

    use: Usage
    """Private or public use."""
    opens: tuple[Level, ...] = ()
    """Levels beside Master and Sub-Master whose codes open."""
    netcode: bool = False
    """Whether NetCodes are read."""
    personal: bool = False
    """Whether a NetCode's holder may set a personal code that stands for it."""
    indicates: bool = False
    """Whether the locked indication shows unless a program says otherwise."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Times."""

    key_gap_seconds: Fact[int]
    """Longest gap between two keys, in seconds; then what was typed is forgotten."""
    program_gap_seconds: Fact[int]
    """The same while programming."""
    open_seconds: Fact[int]
    """Seconds the lock stays open; of a bolt that a motor drives, with ``auto_lock`` switched on."""
    wrong_codes: Fact[int]
    """Wrong codes in a row before the keypad refuses input."""
    penalty_seconds: Fact[int]
    """Seconds it refuses input for; 0 where the verifier's own limiter stands instead."""
    second_seconds: Fact[int]
    """Seconds to type the second of two codes or present a card."""
    indication_seconds: Fact[int]
    """Seconds between two flashes of the locked indication."""
    guest_hours: Fact[int] | None = None
    """Hours a guest's code is kept, where guests have codes."""
    wrong_window_seconds: Fact[int] | None = None
    """Seconds within which they count together; any number unless given."""


class Signal(str, Enum):
    """Things a lock says."""

    CODE_ACCEPTED = "code_accepted"
    """A code that opens, or a public code that locks."""
    CODE_REFUSED = "code_refused"
    """A code that does not."""
    CODE_SUSPENDED = "code_suspended"
    """A known code that is suspended."""
    FIELD_ACCEPTED = "field_accepted"
    """One field of a program, except the last."""
    PROGRAM_DONE = "program_done"
    """The last field: the program is done."""
    PROGRAM_REFUSED = "program_refused"
    """A program that is refused."""
    PROGRAM_TIMEOUT = "program_timeout"
    """Programming was begun and nothing followed."""
    NETCODE_OFF = "netcode_off"
    """The NetCode prefix while NetCode is switched off."""
    BATTERY_LOW = "battery_low"
    """Before an accepted code, when the batteries are low."""
    PROCEDURE_ARMED = "procedure_armed"
    """A procedure reached its second stage."""
    PROCEDURE_DONE = "procedure_done"
    """A procedure is complete."""
    NO_CODES = "no_codes"
    """A code while none is stored."""
    LOCKED_OUT = "locked_out"
    """The keypad begins to refuse input; said instead of the refusal that brought it about."""
    PROGRAM_BEGUN = "program_begun"
    """A dialogue is begun."""
    PROGRAM_BEGUN_GUARDED = "program_begun_guarded"
    """The same where a Master Code is set."""
    PROGRAM_HELD = "program_held"
    """A dialogue is begun by holding a button."""
    PROGRAM_TIMEOUT_GUARDED = "program_timeout_guarded"
    """``program_timeout`` where a Master Code is set."""
    PROGRAM_TIMEOUT_SILENT = "program_timeout_silent"
    """``program_timeout`` with the beeper off."""
    LOCKED = "locked"
    """The bolt was driven to lock."""
    JAMMED = "jammed"
    """The bolt met an obstacle."""
    NOT_HANDED = "not_handed"
    """The motor was asked for before the bolt learnt which way it moves."""
    HANDING_ARMED = "handing_armed"
    """The procedure that teaches the bolt reached its second stage."""
    HANDING_DONE = "handing_done"
    """The bolt has learnt which way it moves."""
    HANDING_FAILED = "handing_failed"
    """It has not."""
    RESET_ARMED = "reset_armed"
    """The factory reset reached its second stage."""
    RESET_DONE = "reset_done"
    """The factory reset is done."""


class Word(str, Enum):
    """One flash or beep."""

    BLUE = "blue"
    """Blue light."""
    RED = "red"
    """Red light."""
    GREEN = "green"
    """Green light."""
    BEEP = "beep"
    """A beep."""
    CROSS = "cross"
    """The cross of a touchscreen."""
    CHECK = "check"
    """The checkmark of a touchscreen."""
    PADLOCK = "padlock"
    """The padlock of a touchscreen."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """Batteries."""

    reserve_openings: Fact[int]
    """Openings left when the low-battery signal first shows."""
    override: Fact[bool]
    """Whether cells of another kind can be held to contacts outside."""
    override_levels: Fact[tuple[Level, ...]]
    """Levels that open on the outside cell; all when empty."""
    clock_lost: Fact[bool]
    """Whether the clock is lost when the cells are out or dead."""
    life_openings: Fact[int]
    """Openings a fresh set of cells gives, for runs over long times."""
    cells: FrozenMap[str, Fact[CellRule]] = FrozenMap()
    """What cells of each kind do; a kind that is not given does as proper cells."""
    warns_after: Fact[bool] | None = None
    """Whether the low-battery signal comes after what was done, instead of before. No unless given."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """Hold a key while the cells go in, keep it held, let go, press a key some times."""

    hold: str
    """The key or button held while the cells go in."""
    do: Verb
    """What it does."""
    hold_seconds: int = 0
    """Seconds it must stay held before the second stage begins."""
    told_on_release: bool = False
    """Whether the second stage is announced when the key is let go, instead of when it begins."""
    press: str = ""
    """The key or button pressed then; empty where the second stage is already the end."""
    times: int = 0
    """How many times."""
    within_seconds: int = 0
    """Within how many seconds of letting go."""


class ClockRule(str, Enum):
    """Which time the clock shows."""

    STANDARD_TIME = "standard-time"
    """Local winter time all year."""
    CIVIL = "civil"
    """Civil time, with two dates for daylight saving."""
    UTC = "utc"
    """UTC."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The clock."""

    rule: Fact[ClockRule]
    """Whether it follows daylight saving."""
    drift_ppm: Fact[int]
    """Worst drift to expect, parts per million; runs over long times draw from this range."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Netcode:
    """NetCodes."""

    digits: Fact[int]
    """Digits of a NetCode."""
    layouts: Fact[tuple[Layout, ...]]
    """Layouts it can be set to; the first is the one on delivery."""
    modes: Fact[tuple[Mode, ...]]
    """Modes on delivery."""
    types: Fact[FrozenMap[str, tuple[Mode, ...]]]
    """What the digits of the mode program mean; empty where there is none."""
    prefix: Fact[str | None]
    """The key typed before a NetCode when other credentials are on as well."""
    block_previous: Fact[bool]
    """Whether a later rental ends the earlier ones, on delivery."""
    limiter: Fact[bool]
    """Whether the verifier's ten-try bucket guards the lock, instead of a penalty."""
    function: Fact[str | None]
    """The function a lock goes to when NetCode is set up from outside; the present one when absent."""


class Feature(str, Enum):
    """Kinds of credential that can be switched on and off."""

    CODES = "codes"
    """Code clients."""
    CARDS = "cards"
    """Card clients."""
    PHONES = "phones"
    """Phone clients."""
    NETCODE = "netcode"
    """NetCodes."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What a closed contact does."""

    open_minutes: int
    """Minutes the lock stays open."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One lock model of one generation."""

    id: str
    """The id: lower case letters, digits and hyphens."""
    name: str
    """The name on the box."""
    maker: str
    """Who makes it."""
    keypad: Keypad
    """Keys and what they are for."""
    levels: FrozenMap[str, LevelRule]
    """The levels of code."""
    functions: FrozenMap[str, Fact[Function]]
    """Functions by name: how codes are used."""
    function: Fact[str]
    """The function on delivery."""
    timings: Timings
    """Times."""
    signals: FrozenMap[str, Fact[tuple[Word, ...]]]
    """What each event looks and sounds like."""
    power: Power
    """Batteries."""
    app: Fact[bool]
    """Whether an app manages the lock."""
    programs: FrozenMap[str, Program] = FrozenMap()
    """Programs by what they are for; the number is inside."""
    procedures: FrozenMap[str, Fact[Procedure]] = FrozenMap()
    """Procedures done with the batteries and a held key, by name."""
    about: FrozenMap[str, Fact[str]] = FrozenMap()
    """Facts of the box that no behaviour hangs on: cells, ratings, cycles."""
    aliases: tuple[str, ...] = ()
    """Other ids that mean this model."""
    capacity: FrozenMap[str, Fact[int]] = FrozenMap()
    """How many clients of each kind it holds."""
    clock: Clock | None = None
    """The clock; absent where there is none."""
    dialogues: FrozenMap[str, Dialogue] = FrozenMap()
    """Programming begun by a button on the inside, by what it is for."""
    family: str | None = None
    """The family whose values fill what this file leaves out."""
    features: FrozenMap[str, Fact[bool]] | None = None
    """Which kinds of credential can be switched on and off; absent where nothing can."""
    hub: Fact[tuple[str, ...]] | None = None
    """The radio networks whose hub it can be paired with; absent where there is no radio."""
    inputs: FrozenMap[str, Fact[Input]] = FrozenMap()
    """Contacts an outside system can close, by name."""
    motor: Motor | None = None
    """The motor that drives the bolt; absent where the lock locks itself once it was open long enough."""
    netcode: Netcode | None = None
    """NetCodes; absent where none are read."""
    notes: tuple[str, ...] = ()
    """What a reader should know about the model as a whole: gaps and contradictions of its sources."""
    parameters: FrozenMap[str, Fact[ParameterRule]] = FrozenMap()
    """What the app sets, and within which bounds."""
    switches: FrozenMap[str, Fact[bool]] = FrozenMap()
    """Switches on the inside, as delivered."""

    def _repr_svg_(self) -> str:
        from ..draw import keypad

        return keypad(self).svg


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fact of a model."""

    path: str
    """Where it stands in the file, for example ``levels.user.digits``."""
    value: Any
    """The value; of a program, its printed example."""
    mark: Mark
    """How sure it is."""
    source: tuple[str, ...]
    """Keys of its sources."""
    disputed: tuple[Any, ...] = ()
    """What other sources say instead: objects with ``value``, ``source`` and ``note``."""
    note: str | None = None
    """What a reader should know."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the linter."""

    id: str
    """Its number."""
    asks: str
    """What it asks."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the linter found wrong."""

    rule: str
    """The number of the broken rule."""
    path: str
    """Where in the file, for example ``levels.user.digits``."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do about it."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How many digits the codes of each level have: fewest and most."""

    master: tuple[int, int]
    """Master Code."""
    sub_master: tuple[int, int]
    """Sub-Master Code."""
    user: tuple[int, int]
    """User Codes."""
    technician: tuple[int, int]
    """Technician Code."""
    netcode: tuple[int, int]
    """NetCodes."""


class Parameter(str, Enum):
    """A parameter that a lock's app sets."""

    CODES = "codes"
    """Feature selection: whether code clients open."""
    CARDS = "cards"
    """Feature selection: whether card clients open."""
    PHONES = "phones"
    """Feature selection: whether phone clients open."""
    NETCODE = "netcode"
    """Feature selection: whether NetCodes open."""
    NETCODE_MODES = "netcode-modes"
    """The NetCode modes that open."""
    BLOCK_PREVIOUS = "block-previous"
    """Whether a later rental ends the earlier ones."""
    RELOCK_DELAY = "relock-delay"
    """Seconds the lock stays open."""
    CODE_FREE_PERIODS = "code-free-periods"
    """Hours in which no credential is needed."""
    ACTIVE_PERIODS = "active-periods"
    """Hours in which clients may enter, for all of them."""
    DO_NOT_DISTURB = "do-not-disturb"
    """Hours in which only Master and Sub-Master open."""
    DUAL_AUTHORISATION = "dual-authorisation"
    """Whether two credentials are needed."""
    LOCKED_INDICATION = "locked-indication"
    """Whether the lock flashes while it is locked."""
    PHONE_CLIENTS = "phone-clients"
    """The phones that open, by the names of their owners."""
    DAYLIGHT_SAVING = "daylight-saving"
    """When daylight saving begins and ends."""
    CLOCK = "clock"
    """Whether the app keeps the lock's clock right."""


@final
@dataclass(frozen=True, slots=True)
class ParameterRuleSwitch:
    """On or off."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "switch")


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRuleSeconds:
    """A number of seconds."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "seconds")

    from_: int = field(metadata={"wire": "from"})
    """The fewest."""
    to: int
    """The most."""


@final
@dataclass(frozen=True, slots=True)
class ParameterRuleModes:
    """One of these sets of modes."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "modes")

    value: tuple[tuple[Mode, ...], ...]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRulePeriods:
    """Hours on days of the week, at numbered places from 0 on."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "periods")

    places: int
    """How many places, 1 to 10."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRulePhones:
    """Phones, each with hours of its own."""

    _wire: ClassVar[tuple[str, ...]] = ("fields", "phones")

    places: int
    """How many phones."""


@final
@dataclass(frozen=True, slots=True)
class ParameterRuleDates:
    """A first and a last day, and a time of day."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "dates")


ParameterRule: TypeAlias = (
    ParameterRuleSwitch
    | ParameterRuleSeconds
    | ParameterRuleModes
    | ParameterRulePeriods
    | ParameterRulePhones
    | ParameterRuleDates
)
"""What a parameter can be set to."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """One thing that can be programmed with a button: how it is begun, and the fields typed then, each
    ended by the model's ``keypad.confirm`` button.
    """

    button: str
    """The button that begins it."""
    fields: tuple[Arg, ...]
    """The fields, in the order typed."""
    do: Verb
    """What it does."""
    title: str
    """What it is called."""
    example: str
    """Buttons and digits, with blanks between; a held button is written with its seconds, ``program(5s)``."""
    mark: Mark
    """How sure it is."""
    hold_seconds: int = 0
    """Seconds it is held; 0 for a press."""
    counts: bool = False
    """Whether the number of presses is the place a code goes to."""
    guarded: bool | None = None
    """Only with a Master Code set (``true``) or only without (``false``)."""
    note: str | None = None
    """What a reader should know."""
    source: tuple[str, ...] = ()
    """Keys of ``sources.json``."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Motor:
    """A bolt that a motor drives: it stays where it was put, and has to learn which way it moves (the
    handing of the door) before the motor runs.
    """

    learns: Fact[tuple[Occasion, ...]]
    """When it learns by itself which way it moves, with no procedure."""
    by_hand: Fact[bool]
    """Whether a mechanical key or a thumb-turn moves it without power."""


class Occasion(str, Enum):
    """When a bolt learns by itself which way it moves."""

    CELLS_IN = "cells_in"
    """Cells go in with no button held, and it has not learnt yet."""
    RESET = "reset"
    """A factory reset is done."""


class Switch(str, Enum):
    """A switch inside the door, or the setting that took its place."""

    STATUS_LED = "status_led"
    """The light on the inside blinks."""
    AUTO_LOCK = "auto_lock"
    """The bolt locks by itself after ``open_seconds``, once a user's code is stored."""
    AUDIO = "audio"
    """Beeps sound."""
    SECURE_SCREEN = "secure_screen"
    """Digits shown at random must be touched before a code, so that no code shows on the glass."""


class Cells(str, Enum):
    """Kinds of cells."""

    ALKALINE = "alkaline"
    """Alkaline cells of one age."""
    LITHIUM = "lithium"
    """Lithium cells."""
    RECHARGEABLE = "rechargeable"
    """Rechargeable cells of any kind."""
    MIXED = "mixed"
    """Old cells beside new ones."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class CellRule:
    """What cells of one kind do in a lock."""

    warns: bool
    """Whether the lock's gauge sees them run low in time to warn."""
    reserve_percent: int
    """What is left at the first warning, as a percentage of ``reserve_openings``."""
    reads_low: bool = False
    """Whether the gauge reads low from the first day."""


class EntryRule(str, Enum):
    """What becomes of an entry when its last key was long ago, and what else ends it."""

    FORGOTTEN = "forgotten"
    """It is forgotten."""
    JUDGED = "judged"
    """It is judged."""
    FIRST_MATCH = "first_match"
    """It is judged; and a code opens as soon as its last digit is typed."""
    CONFIRMED = "confirmed"
    """It is forgotten; only the confirming button makes it count, not the end of typing."""
