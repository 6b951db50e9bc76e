"""The port to whoever knows the day's exchange rates. They compare prices in a search and never move money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from services.discovery.exchange.policy import PEGS, PegPolicy
from shared.money import CURRENCIES


@dataclass(frozen=True)
class DayRates:
    """What other currencies were worth in one currency, on one day, by one source and by what is fixed."""

    currency: str
    factors: Mapping[str, float]
    """By currency: what a minor unit of it is worth in minor units of `currency`, whose own factor is exactly 1."""
    date: date | None
    """The day of the rates, before the day that was asked for; None where nothing is converted, as nobody quotes `currency`."""
    source: str | None
    """Who says so, in words for a reader; None where nobody does."""

    @property
    def sources(self) -> Sequence[str]:
        """Everybody by whom something was compared, the day's source first; nobody where nothing is converted."""
        if self.source is None:
            return []
        has_pegs = not self.factors.keys().isdisjoint(PEGS.pegs)
        return [self.source, PEGS.source] if has_pegs else [self.source]

    @property
    def currencies_not_compared(self) -> Sequence[str]:
        """The currencies without a factor, by their codes."""
        return sorted(CURRENCIES.keys() - self.factors.keys())


class ExchangeRates(Protocol):
    """A source of exchange rates, one set a day.

    A day goes by those of before it: what is published in its afternoon must not move prices between two pages.
    """

    async def rates_to(self, currency: str, *, on: date) -> DayRates:
        """Give the newest rates of before a day, from memory. A currency that nobody quotes or fixes has its own factor only."""
        ...

    async def refresh(self) -> None:
        """Learn what is new, where there is somebody to ask. Raises `RatesNotTold`; what was known stays known."""
        ...


class RatesNotTold(Exception):
    """Whoever was asked for rates told none; the message is a code."""


@dataclass(frozen=True, eq=False)
class QuotedDay:
    """What one euro was worth on one day, by one source. Each is equal to itself only."""

    date: date
    per_euro: Mapping[str, Decimal]
    source: str


def unconverted(currency: str) -> DayRates:
    """Say of a currency that it is worth itself, where no more is known of it: by no day and no source."""
    return DayRates(currency, {currency: 1.0}, None, None)


@lru_cache(maxsize=1000)
def day_rates(day: QuotedDay, currency: str) -> DayRates:
    """Say what a day's currencies are worth in one of them."""
    per_euro = with_pegs(day)
    if currency not in per_euro:
        return unconverted(currency)
    return DayRates(currency, _factors(per_euro, currency), day.date, day.source)


def with_pegs(day: QuotedDay, policy: PegPolicy = PEGS) -> Mapping[str, Decimal]:
    """Add what is fixed to a currency that was quoted; what the bank quotes itself goes before."""
    fixed = {
        currency: day.per_euro[peg.anchor] * peg.rate
        for currency, peg in policy.pegs.items()
        if peg.anchor in day.per_euro and day.date.year > peg.since
    }
    return {**fixed, **day.per_euro}


def _factors(per_euro: Mapping[str, Decimal], into: str) -> dict[str, float]:
    """Say what minor units are worth: a hundredth of a dollar in whole yen, a yen in thousandths of a dinar."""
    return {
        currency: float((per_euro[into] / rate).scaleb(CURRENCIES[into] - CURRENCIES[currency]))
        for currency, rate in per_euro.items()
    }
