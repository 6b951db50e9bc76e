"""The reference rates of the European Central Bank, from the history that the library carries: no network, shipped, default."""

import asyncio
from datetime import date
from decimal import Decimal
from pathlib import Path

from currency_converter import CURRENCY_FILE
from currency_converter.currency_converter import get_lines_from_zip, parse_date

from services.discovery.exchange.rates import DayRates
from shared.money import CURRENCIES

SOURCE = "European Central Bank, euro foreign exchange reference rates"


class EcbHistory:
    """The last published day up to the one that is asked for; days after the library's release have its last one."""

    def __init__(self, file: Path = Path(CURRENCY_FILE)) -> None:
        self._file = file
        self._asked_on: date | None = None
        self._known: dict[str, DayRates] = {}
        self._reading = asyncio.Lock()

    async def rates_to(self, currency: str, *, on: date) -> DayRates:
        """Give the newest rates up to a day."""
        if on != self._asked_on:
            async with self._reading:
                if on != self._asked_on:
                    self._known, self._asked_on = await asyncio.to_thread(self._read, on), on
        return self._known.get(currency, DayRates(currency, {currency: 1.0}, None, SOURCE))

    def _read(self, day: date) -> dict[str, DayRates]:
        """Read one line of the file: days stand newest first, each as units of every currency for one euro."""
        lines = get_lines_from_zip(self._file.read_bytes())
        _, *currencies = next(lines).split(",")
        for line in lines:
            written_on, *columns = line.split(",")
            if (published_on := parse_date(written_on)) <= day:
                per_euro = {"EUR": Decimal(1)}
                # A currency that is gone, or not quoted on that day, has `N/A`.
                per_euro |= {
                    currency: Decimal(column)
                    for currency, column in zip(currencies, columns, strict=True)
                    if currency in CURRENCIES and column != "N/A"
                }
                return {currency: DayRates(currency, _factors(per_euro, currency), published_on, SOURCE) for currency in per_euro}
        return {}


def _factors(per_euro: dict[str, Decimal], into: str) -> dict[str, float]:
    """Say what minor units are worth: a hundredth of a dollar in whole yen, a yen in thousandths of a dinar."""
    return {
        currency: float((per_euro[into] / rate).scaleb(CURRENCIES[into] - CURRENCIES[currency]))
        for currency, rate in per_euro.items()
    }
