"""The port to whoever knows the day's exchange rates. They compare prices in a search and never move money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class DayRates:
    """What other currencies were worth in one currency, on one day, by one source."""

    currency: str
    factors: Mapping[str, float]
    """By currency: what a minor unit of it is worth in minor units of `currency`, whose own factor is exactly 1."""
    date: date | None
    """The day of the rates, at most the day that was asked for; null where the source knows no other currency."""
    source: str
    """Who says so, in words for a reader."""


class ExchangeRates(Protocol):
    """A source of exchange rates, one set a day."""

    async def rates_to(self, currency: str, *, on: date) -> DayRates:
        """Give the newest rates up to a day. A currency that the source does not know has its own factor only."""
        ...
