"""The values of `netcode.outbox`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar, TypeAlias, final

__all__ = [
    "CardText",
    "Channel",
    "Outcome",
    "OutcomeDelivered",
    "OutcomeLater",
    "OutcomeNever",
    "Parcel",
    "Preflight",
    "State",
    "Template",
]


class Channel(str, Enum):
    """How a message travels."""

    EMAIL = "email"
    """By mail."""
    SMS = "sms"
    """By text message."""


class Template(str, Enum):
    """What a message says."""

    ACTIVATE = "activate"
    """The link that activates a new account."""
    ALREADY_REGISTERED = "already-registered"
    """Somebody registered again with the address of an account that exists."""
    RESET = "reset"
    """The link that sets a new password."""
    INVITE = "invite"
    """The link with which an invited person sets a password."""
    CHANGE_EMAIL = "change-email"
    """The link that confirms a new address."""
    CODE = "code"
    """A code, with its card."""
    SMS_REPLY = "sms-reply"
    """The answer to a phone that asked for a code."""
    SMS_REFUSAL = "sms-refusal"
    """Why a phone that asked for a code gets none."""
    SUPPORT = "support"
    """A problem report to support."""


class State(str, Enum):
    """Where a message is in its life."""

    WAITING = "waiting"
    """To be delivered, or lent to a courier."""
    SENT = "sent"
    """A courier handed it over."""
    FAILED = "failed"
    """It cannot be delivered."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """What a text message is, before it is sent."""

    septets: int
    """Septets the text takes; characters outside the alphabet are not counted."""
    segments: int
    """Messages it would take where parts are joined; a portal sends one at most."""
    repairs: tuple[str, ...]
    """What was changed of the number."""
    faults: tuple[str, ...]
    """Everything that keeps the message from being sent, in words."""
    number: str | None = None
    """The number as it would be sent, if it is one."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A message with its text, ready to be handed over. It may hold digits or a link: it is for the
    courier only.
    """

    id: str
    """The message's id, the same at every attempt: a mail's Message-ID, an SMS gateway's idempotency key."""
    channel: Channel
    """How it travels."""
    recipient: str = field(repr=False)
    """The address, or the number as digits with the country code."""
    subject: str
    """A mail's subject; empty for an SMS."""
    text: str = field(repr=False)
    """The text."""
    html: str = field(repr=False)
    """A mail's HTML form; empty for an SMS."""


@final
@dataclass(frozen=True, slots=True)
class OutcomeDelivered:
    """Handed over."""

    _wire: ClassVar[tuple[str, ...]] = ("word", "delivered")


@final
@dataclass(frozen=True, slots=True)
class OutcomeLater:
    """Not now: the next attempt may succeed. With the reason, in words without secrets."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "later")

    value: str


@final
@dataclass(frozen=True, slots=True)
class OutcomeNever:
    """Never: the address or the text is refused. With the reason, in words without secrets."""

    _wire: ClassVar[tuple[str, ...]] = ("value", "never")

    value: str


Outcome: TypeAlias = OutcomeDelivered | OutcomeLater | OutcomeNever
"""How an attempt went."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """The card of a code: what a guest needs to know, in the words of the place."""

    code: str = field(repr=False)
    """The digits."""
    prefix: str
    """The key pressed before them, if the lock wants one, else empty."""
    door: str
    """The door's name."""
    site: str
    """The site's name, may be empty."""
    from_: str = field(metadata={"wire": "from"})
    """When it begins to open, in local words with the zone."""
    until: str
    """When it ceases to open, in local words with the zone."""
    first_use_by: str
    """By when it must have been used once, if it must; else empty."""
    guarantee: str
    """What holds however the lock's clock stands, in words."""
    note: str
    """Words of the sender's, may be empty."""

    def _repr_svg_(self) -> str:
        from ..draw import code_card

        return code_card(self).svg
