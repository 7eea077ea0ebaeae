"""The values of `netcode.portal`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import ClassVar, TypeAlias, final

from .._netcode import Grant, LockTime
from .._enums import Layout, Mode
from .._wire import FrozenMap
from .access import Limits, Role
from .advise import Signal
from .error import Failure
from .feed import Skip
from .ledger import Act, Balance
from .outbox import Channel, State
from .stay import HandoutCode, Withdrawal
from .time import ClockRule

__all__ = [
    "AccountView",
    "AddLock",
    "AuditPage",
    "AuditView",
    "BulkCharge",
    "CancelStay",
    "CodePage",
    "CodeView",
    "Delivery",
    "DrainReport",
    "EditLock",
    "FeedAnswer",
    "FeedOutcome",
    "FeedOutcomeRefused",
    "FeedOutcomeSkipped",
    "FeedOutcomeStay",
    "FeedReport",
    "HistoryFilter",
    "Initialisation",
    "Invitation",
    "IssueRequest",
    "Issued",
    "KeypadStep",
    "Linked",
    "ListedPhone",
    "LockFilter",
    "LockKeys",
    "LockPage",
    "LockView",
    "MessageView",
    "Order",
    "Origin",
    "PersonState",
    "Preview",
    "Registration",
    "Report",
    "SendRequest",
    "Series",
    "SmsAnswer",
    "SmsRequest",
    "StatementLine",
    "StatementPage",
    "StayAnswer",
    "StayOrder",
    "StayOrderBook",
    "StayOrderCancel",
    "StayOutcome",
    "StayPage",
    "StayRequest",
    "StayState",
    "StayView",
    "Tried",
    "UserView",
    "Verification",
    "Warning",
    "WithdrawCode",
]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What somebody gives to begin an account."""

    email: str
    """Their mail address: the name they will sign in with."""
    name: str
    """Their name, 1 to 100 characters."""
    password: str = field(repr=False)
    """Their password."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Whom to invite."""

    email: str
    """Their mail address."""
    name: str
    """Their name, 1 to 100 characters."""
    role: Role
    """What they become: standard, associate or guest."""
    limits: Limits = Limits()
    """What they are held to beyond the role."""


class PersonState(str, Enum):
    """Where a person is with their account."""

    PENDING = "pending"
    """Registered; the link in the mail was not used yet."""
    INVITED = "invited"
    """Invited; no password yet."""
    MIGRATED = "migrated"
    """Taken over from another portal; must set a password by a reset."""
    ACTIVE = "active"
    """May sign in."""
    REMOVED = "removed"
    """Gone; name and address are erased."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class UserView:
    """A person of an account."""

    id: str
    """Their opaque id."""
    role: Role
    """What they are."""
    state: PersonState
    """Where they are with the account."""
    limits: Limits
    """What they are held to beyond the role."""
    codes_issued: int
    """Codes they and everybody they invited generated."""
    email: str | None = None
    """Their address; nothing once they are removed."""
    name: str | None = None
    """Their name; nothing once they are removed."""
    invited_by: str | None = None
    """Who invited them."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account, as its people see it."""

    account: str
    """Its opaque id."""
    person: str
    """The opaque id of who looks."""
    role: Role
    """What they are in it."""
    balance: Balance
    """Credits."""
    locks: int
    """Locks it has."""
    locks_allowed: int
    """Locks it may have."""
    created_at: datetime
    """When it began."""


class Series(str, Enum):
    """How a lock joins the portal."""

    KL = "kl"
    """KitLocks and others that are initialised at the keypad."""
    CL = "cl"
    """Smart locks, linked by their app's access key."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AddLock:
    """A lock to add."""

    name: str
    """What people call it, 1 to 100 characters."""
    model: str
    """The model's id in the catalogue, or an alias."""
    series: Series
    """How it joins."""
    zone: str
    """Its time zone, for example ``Europe/London``."""
    digits: int
    """Digits of its codes: 6 to 10."""
    site: str = ""
    """Where it is, at most 100 characters."""
    serial: str | None = None
    """What its key is derived for, 1 to 32 bytes; left out, the portal makes one."""
    lock_id: int | None = None
    """Its six-digit id; left out, the portal takes a free one, of the group if there is one."""
    group: str | None = None
    """Its group of three digits."""
    clock: ClockRule | None = None
    """How its clock is kept; left out, as the model's."""
    clock_ppm: int | None = None
    """The most its clock drifts, in parts per million; left out, as the model's."""
    layout: Layout = Layout("S")
    """The layout of its codes."""
    modes: tuple[Mode, ...] = ()
    """The modes it has on; left out, that is not known."""
    grace_minutes: int = 0
    """Minutes of grace at both ends, 0 or 15."""
    prefix: str | None = None
    """The key pressed before a code, or empty; left out, the model's."""
    initialised: LockTime | None = None
    """The minute typed at its initialisation, for a lock that was initialised already."""
    access_key: str | None = field(repr=False, default=None)
    """The app's access key, for a CL lock."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class EditLock:
    """What to change of a lock. What is not named stays."""

    name: str | None = None
    """Another name."""
    site: str | None = None
    """Another site; empty for none."""
    group: str | None = None
    """Another group of three digits; empty for none."""
    modes: tuple[Mode, ...] | None = None
    """The modes it has on now, after they were changed at the lock."""
    grace_minutes: int | None = None
    """Its grace now, 0 or 15 minutes."""
    prefix: str | None = None
    """The key pressed before a code now, ``*`` or empty."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LockFilter:
    """Which locks to list. What is not named does not matter."""

    search: str | None = None
    """Words in name, site, model, serial or six-digit id, whatever their case."""
    site: str | None = None
    """Only this site."""
    group: str | None = None
    """Only this group."""
    model: str | None = None
    """Only this model."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LockView:
    """A lock, as the account's people see it."""

    id: str
    """Its id in the portal."""
    name: str
    """What people call it."""
    site: str
    """Where it is; may be empty."""
    model: str
    """The model's id."""
    series: Series
    """How it joined."""
    serial: str
    """What its key is derived for."""
    lock_id: int
    """The six-digit id."""
    ready: bool
    """Whether it was confirmed that it took the sequence: from then on codes can be generated."""
    zone: str
    """Its time zone."""
    clock: str
    """How its clock is kept."""
    layout: str
    """The layout of its codes."""
    digits: int
    """Digits of its codes."""
    modes: tuple[Mode, ...]
    """The modes it is known to have on; empty when that is not known."""
    grace_minutes: int
    """Minutes of grace at both ends."""
    prefix: str
    """The key pressed before a code; may be empty."""
    sms_id: str
    """What a listed phone texts to ask for a code."""
    group: str | None = None
    """Its group of three digits."""
    initialised: LockTime | None = None
    """The minute typed at its initialisation."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LockPage:
    """Some locks, by name."""

    locks: tuple[LockView, ...]
    """The locks."""
    next: str | None = None
    """What to pass to get the next page, unless this is the last."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class KeypadStep:
    """One entry to type at a keypad."""

    title: str
    """What it is for."""
    keys: str
    """The keys, with blanks between the fields that are not typed."""
    blue_flashes: int
    """Blue flashes that acknowledge it, all fields together; 0 where the lock flashes in no such way."""
    mark: str
    """How sure it is that the model takes these keys: ``stated``, ``inferred`` or ``assumed``."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Initialisation:
    """What to type at a lock so that it takes part: date, time and id."""

    lock: str
    """The lock, by its id in the portal."""
    lock_id: int
    """The six-digit id to type."""
    typed: LockTime
    """Date and time to type, on the lock's clock."""
    typed_digits: str
    """The same as ``YYMMDDhhmm``."""
    steps: tuple[KeypadStep, ...]
    """What to type, entry by entry: exact for this model and generation, and tried on its twin, which then
    opened with a code.
    """
    ends_codes: str
    """When the codes generated before stop working, in words; empty for a new lock."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LockKeys:
    """A lock's keys, for whoever provisions locks that run this library."""

    serial: str
    """What the key is derived for."""
    lock_key: str = field(repr=False)
    """The lock's key, 32 hexadecimal digits."""
    lock_id: int
    """The six-digit id."""
    layout: str
    """The layout of its codes."""
    digits: int
    """Digits of its codes."""
    initialised: LockTime | None = None
    """The minute typed at its initialisation."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """To whom a code is to be sent."""

    channel: Channel
    """How."""
    to: str
    """The mail address, or the number with its country code."""
    note: str = ""
    """A word of the sender's, at most 500 characters."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRequest:
    """A code to generate."""

    request: str
    """The caller's id of this request, 1 to 64 characters: the same request is answered the same and
    charged once.
    """
    lock: str
    """The lock, by its id in the portal."""
    grant: Grant
    """What the code is to permit, in the lock's time."""
    guest: str | None = None
    """Whom it is for, at most 100 characters."""
    send: tuple[Delivery, ...] = ()
    """To whom to send it."""
    despite_warnings: bool = False
    """Whether to generate it although the lock, as it is known to be set, will refuse it."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """Something to know about a code."""

    word: str
    """A stable word: ``mode-off``, ``too-long``, ``over``, ``first-use-over``, ``issue-too-high``,
    ``same-digits``.
    """
    text: str
    """The same in words."""
    refused: bool
    """Whether the lock, as it is known to be set, will refuse the code: then the request must accept the
    warning.
    """


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A code that was generated."""

    number: int
    """Its number in the account."""
    request: str
    """The request it answers."""
    lock: str
    """The lock, by its id in the portal."""
    code: str = field(repr=False)
    """The digits."""
    prefix: str
    """The key pressed before them; may be empty."""
    grant: Grant
    """What it permits."""
    opens_from: str
    """When it begins to open, in the lock's zone."""
    opens_until: str
    """When it ceases to open, in the lock's zone."""
    credits: int
    """Credits it took, those held for messages included; as they were taken the first time."""
    balance: int
    """Credits left to spend."""
    warnings: tuple[Warning, ...]
    """What to know about it."""
    repeated: bool
    """Whether the request was answered before: then nothing was charged now."""
    messages: tuple[str, ...]
    """The messages that carry it."""
    first_use_by: LockTime | None = None
    """By when it must have been used once, on the lock's clock."""
    guaranteed_from: str | None = None
    """From when it opens for certain, however the lock's clock stands; nothing when that cannot be said."""
    guaranteed_until: str | None = None
    """Until when it opens for certain."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a request would do."""

    credits: int
    """Credits it would take."""
    balance: int
    """Credits left to spend before it."""
    modes: tuple[Mode, ...]
    """The modes to choose from: those the lock is known to have on, or all of its layout while that is not
    known.
    """
    grace_minutes: int
    """Minutes of grace at both ends."""
    opens_from: str
    """When it would begin to open, in the lock's zone."""
    opens_until: str
    """When it would cease to open."""
    warnings: tuple[Warning, ...]
    """What to know before."""
    guaranteed_from: str | None = None
    """From when it would open for certain."""
    guaranteed_until: str | None = None
    """Until when it would open for certain."""


class Origin(str, Enum):
    """Where a code came from."""

    PERSON = "person"
    """Somebody asked for it in the portal."""
    SMS = "sms"
    """A whitelisted phone asked for it."""
    STAY = "stay"
    """A stay asked for it."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """A code of the history. Its digits are there only where one code was asked for."""

    number: int
    """Its number in the account."""
    request: str
    """The request it answered."""
    lock: str
    """The lock, by its id in the portal."""
    grant: Grant
    """What it permits."""
    starts: LockTime
    """First minute of access on the lock's clock."""
    ends: LockTime
    """End of access on the lock's clock."""
    origin: Origin
    """Where it came from."""
    created_at: datetime
    """When it was generated."""
    credits: int
    """What it cost, without messages."""
    code: str | None = field(repr=False, default=None)
    """The digits."""
    guest: str | None = None
    """Whom it is for."""
    person: str | None = None
    """Who asked."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFilter:
    """Which codes to list. What is not named does not matter."""

    lock: str | None = None
    """Only of this lock."""
    person: str | None = None
    """Only by this person."""
    ends_after: LockTime | None = None
    """Only those that end after this minute of the lock's clock."""
    starts_before: LockTime | None = None
    """Only those that start before this minute of the lock's clock."""
    origin: Origin | None = None
    """Only those that came from there."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage:
    """Some codes, the newest first."""

    codes: tuple[CodeView, ...]
    """The codes."""
    next: str | None = None
    """What to pass to get the next page, unless this is the last."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SendRequest:
    """A code to send."""

    request: str
    """The caller's id of this request, 1 to 64 characters: the same request sends once."""
    number: int
    """The code, by its number in the account."""
    delivery: Delivery
    """To whom, and in which words."""
    again: bool = False
    """Whether to send although this recipient got the same message before."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """A message and what became of it."""

    id: str
    """Its id."""
    channel: Channel
    """How it travels."""
    recipient: str
    """To whom; empty once erased."""
    state: State
    """Where it is in its life."""
    attempts: int
    """How often it was tried."""
    created_at: datetime
    """When it was written."""
    number: int | None = None
    """The code it is about."""
    done_at: datetime | None = None
    """When it was handed over or given up."""
    fault: str | None = None
    """Why the last attempt failed."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was bought, paid for outside."""

    order: str
    """The caller's id of the order, 1 to 64 characters: the same order counts once."""
    package: str
    """The package."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkCharge:
    """Codes that are made outside the portal, under keys it gave out: a whole run of them is charged at
    once.
    """

    run: str
    """The caller's id of the run, 1 to 64 characters: the same run is charged once."""
    codes: int
    """How many codes, 1 to 1,000,000: a credit each."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A line of the statement: when, what, and plus or minus."""

    number: int
    """Its number, from 1 without gaps."""
    at: datetime
    """When."""
    act: Act
    """What was done."""
    reason: str
    """What it was for."""
    change: int
    """Credits more or fewer to spend; 0 when held credits were spent."""
    available_after: int
    """Credits to spend afterwards."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """Some lines of the statement, the newest first."""

    lines: tuple[StatementLine, ...]
    """The lines."""
    next: str | None = None
    """What to pass to get the next page, unless this is the last."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPhone:
    """A phone that may ask for codes."""

    name: str
    """Whose phone it is."""
    phone: str
    """The number, digits with the country code."""
    added_at: datetime
    """Since when it is listed."""
    repairs: tuple[str, ...]
    """What was changed of the number as it was given."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SmsRequest:
    """A text message that came in."""

    message: str
    """The gateway's id of the message, 1 to 200 characters: the same message is answered once."""
    from_: str = field(metadata={"wire": "from"})
    """The number it came from."""
    text: str
    """What it says."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SmsAnswer:
    """What became of a request by text message."""

    number: int | None = None
    """The code that was generated, by its number in the account; its digits go to the phone only."""
    refused: str | None = None
    """Why there is none, as an error code."""
    reason: str | None = None
    """The same in words."""
    message: str | None = None
    """The message that answers the phone; nothing for a phone that is not listed, so that strangers cost
    nothing.
    """


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A problem to report."""

    words: str
    """What happened, 1 to 2,000 characters."""
    diagnosis: str = ""
    """What was found out about it, at most 4,000 characters: a diagnosis, the settings of a lock, an
    error.
    """


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One try at a lock, as somebody tells of it."""

    typed: str = field(repr=False)
    """What was typed, with ``*`` before it if that was pressed."""
    signal: Signal
    """What the lock showed."""
    at: datetime | None = None
    """When; now unless given."""
    refused_lately: int = 0
    """Codes it refused within the minute before."""
    battery_warned: bool = False
    """Whether it warned of its battery lately."""
    answers: FrozenMap[str, bool] = FrozenMap()
    """Answers to questions asked before."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class DrainReport:
    """What a round of deliveries came to."""

    sent: int
    """Messages handed over."""
    failed: int
    """Messages given up."""
    later: int
    """Messages to be tried again later."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AuditView:
    """A line of the audit trail."""

    number: int
    """Its number, from 1 without gaps."""
    at: datetime
    """When it happened."""
    action: str
    """What was done."""
    subject: str
    """To what."""
    detail: str
    """What else is known."""
    hash: str
    """The record's hash."""
    person: str | None = None
    """The opaque id of who did it; nothing for the portal itself."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """Some lines of the audit trail, the newest first."""

    records: tuple[AuditView, ...]
    """The lines."""
    next: str | None = None
    """What to pass to get the next page, unless this is the last."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of the books came to."""

    accounts: int
    """Accounts checked."""
    codes: int
    """Codes checked."""
    entries: int
    """Lines of credit books checked."""
    stays: int
    """Stays checked."""
    messages: int
    """Messages checked."""
    records: int
    """Records of audit trails checked."""
    faults: tuple[str, ...]
    """Everything that is wrong, in words; at most 100 lines."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What became of the locks of an app."""

    locks: tuple[LockView, ...]
    """The locks that are linked, in the order of the report."""
    notes: tuple[str, ...]
    """What somebody should do about the others, or about locks that take no codes now."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class StayRequest:
    """A stay for which a guest is to have codes."""

    stay: str
    """The caller's id of the stay at this lock, 1 to 200 characters."""
    lock: str
    """The lock, by its id in the portal."""
    from_: datetime = field(metadata={"wire": "from"})
    """When the guest may come in."""
    until: datetime
    """When the guest is out."""
    guest: str | None = None
    """Who the guest is, at most 100 characters."""
    send: tuple[Delivery, ...] = ()
    """To whom each code is sent when it becomes the guest's; a code that stays is not sent again."""
    keypad: bool = False
    """Whether somebody with the master code can go to the lock and block codes that should open no longer."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class CancelStay:
    """A stay whose guest does not come."""

    stay: str
    """The caller's id of the stay."""
    lock: str
    """The lock, by its id in the portal."""
    keypad: bool = False
    """Whether somebody with the master code can go to the lock and block its codes."""


@final
@dataclass(frozen=True, slots=True)
class StayOrderBook:
    """The guest comes then."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "book")

    value: StayRequest


@final
@dataclass(frozen=True, slots=True)
class StayOrderCancel:
    """The guest does not come."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "cancel")

    value: CancelStay


StayOrder: TypeAlias = StayOrderBook | StayOrderCancel
"""What is said of a stay."""


class StayOutcome(str, Enum):
    """What was done about a stay."""

    ISSUED = "issued"
    """The guest got codes."""
    UNCHANGED = "unchanged"
    """Nothing: it is as it was said before."""
    CHANGED = "changed"
    """The dates, or what the lock takes, had changed; the codes are those that serve now."""
    CANCELLED = "cancelled"
    """The guest does not come; the codes are those he had."""
    OVER = "over"
    """Nothing: the stay was over when it was said."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCode:
    """A code that should open no longer."""

    number: int
    """Its number in the account."""
    code: str = field(repr=False)
    """Its digits, to be typed where it is blocked."""
    way: Withdrawal
    """How it is taken back."""
    opens_until: str | None = None
    """Until when it may still open although it should not; nothing when it may not."""
    unless_used_by: str | None = None
    """The moment after which it is dead unless somebody uses it before."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class StayAnswer:
    """The answer to what was said of a stay."""

    stay: str
    """The booking's id."""
    check_in: str
    """When the guest may come in."""
    check_out: str
    """When the guest is out."""
    codes: tuple[HandoutCode, ...]
    """The codes, in the order in which they are used; nearly always one."""
    spill_before_minutes: int
    """Minutes before check-in in which a code may open too."""
    spill_after_minutes: int
    """Minutes after check-out in which a code may open too."""
    credits: int
    """Credits the codes cost."""
    ends_earlier_rentals: bool
    """Whether using a code ends rentals that started before it."""
    lock: str
    """The lock, by its id in the portal."""
    outcome: StayOutcome
    """What was done."""
    numbers: tuple[int, ...]
    """The numbers of the codes in the account, in the same order."""
    charged: int
    """Credits it took now, those held for messages included."""
    balance: int
    """Credits left to spend."""
    warnings: tuple[Warning, ...]
    """What to know."""
    withdraw: tuple[WithdrawCode, ...]
    """What to do with codes that should open no longer."""
    messages: tuple[str, ...]
    """The messages that carry new codes."""
    guest: str | None = None
    """The guest or summary of the feed."""
    guaranteed_from: str | None = None
    """From when on a code is sure to open, whatever the lock's clock reads within its error."""
    guaranteed_until: str | None = None
    """Until when it is sure to."""


class StayState(str, Enum):
    """Where a stay is."""

    ACTIVE = "active"
    """The guest is expected or there."""
    CANCELLED = "cancelled"
    """The guest does not come."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class StayView:
    """A stay as the portal knows it."""

    stay: str
    """The caller's id."""
    lock: str
    """The lock, by its id in the portal."""
    from_: datetime = field(metadata={"wire": "from"})
    """When the guest comes."""
    until: datetime
    """When the guest is out."""
    state: StayState
    """Where it is."""
    numbers: tuple[int, ...]
    """The codes that serve, by their numbers in the account."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class StayPage:
    """Some stays of a lock, by their ids."""

    stays: tuple[StayView, ...]
    """The stays."""
    next: str | None = None
    """What to pass to get the next page, unless this is the last."""


@final
@dataclass(frozen=True, slots=True)
class FeedOutcomeStay:
    """It is a stay, or the cancellation of one that is known."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "stay")

    value: StayAnswer


@final
@dataclass(frozen=True, slots=True)
class FeedOutcomeSkipped:
    """It is no stay, and rightly so."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "skipped")

    value: Skip


@final
@dataclass(frozen=True, slots=True)
class FeedOutcomeRefused:
    """It should have been one."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "refused")

    value: Failure


FeedOutcome: TypeAlias = FeedOutcomeStay | FeedOutcomeSkipped | FeedOutcomeRefused
"""What became of an entry."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAnswer:
    """What became of one entry of a feed, or of a stay that the feed no longer has."""

    line: int
    """The entry's line; 0 for a stay that the feed no longer has."""
    outcome: FeedOutcome
    """What became of it."""
    id: str | None = None
    """The stay's id, where one could be read."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """What became of a feed."""

    answers: tuple[FeedAnswer, ...]
    """One answer an entry, in the feed's order, then those for stays that were cancelled because the feed
    has them no longer.
    """
    gone: tuple[str, ...]
    """Known stays that are not over and not in the feed, and were left as they are."""
