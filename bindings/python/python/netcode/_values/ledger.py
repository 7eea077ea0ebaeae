"""The values of `netcode.ledger`, generated from the crate's own types by `cargo xtask docs`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import final

__all__ = [
    "Act",
    "Balance",
    "Package",
]


class Act(str, Enum):
    """What an entry does."""

    GIFT = "gift"
    """Adds credits given for nothing, for example the twenty of a new account."""
    PURCHASE = "purchase"
    """Adds credits that were bought."""
    DEBIT = "debit"
    """Takes credits for a code."""
    BULK = "bulk"
    """Takes credits for many codes at once that were made outside the portal."""
    HOLD = "hold"
    """Sets credits aside until a delivery is known."""
    SETTLE = "settle"
    """Spends credits that were set aside."""
    RELEASE = "release"
    """Gives back credits that were set aside."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What an account has."""

    available: int
    """Credits that may be spent."""
    held: int
    """Credits set aside for messages under way."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Something an account can buy."""

    id: str
    """Its name on an order."""
    credits: int
    """Credits it brings."""
    locks: int
    """Places for locks it brings."""
    price_cents: int
    """Its price in hundredths of the currency."""
    currency: str
    """The currency, three letters."""
