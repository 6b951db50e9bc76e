"""The reference rates of the European Central Bank, from the history that the library carries: no network, shipped, default."""

import asyncio
from datetime import date
from decimal import Decimal
from pathlib import Path

from currency_converter import CURRENCY_FILE
from currency_converter.currency_converter import get_lines_from_zip, parse_date

from services.discovery.exchange.rates import DayRates, QuotedDay, day_rates, unconverted
from shared.money import CURRENCIES

SOURCE = "European Central Bank, euro foreign exchange reference rates"


class EcbHistory:
    """The last published day before the one that is asked for; days after the library's release have its last one."""

    def __init__(self, file: Path = Path(CURRENCY_FILE)) -> None:
        self._file = file
        self._asked_on: date | None = None
        self._known: QuotedDay | None = None
        self._reading = asyncio.Lock()

    async def rates_to(self, currency: str, *, on: date) -> DayRates:
        """Give the newest rates of before a day."""
        return rates_of(await self.newest_before(on), currency)

    async def refresh(self) -> None:
        """Ask nobody."""

    async def newest_before(self, on: date) -> QuotedDay | None:
        """Give the newest day before one."""
        async with self._reading:
            if on != self._asked_on:
                self._known, self._asked_on = await asyncio.to_thread(self._read, on), on
            return self._known

    def _read(self, day: date) -> QuotedDay | None:
        """Read one line of the file: days stand newest first, each as units of every currency for one euro."""
        lines = get_lines_from_zip(self._file.read_bytes())
        _, *currencies = next(lines).split(",")
        for line in lines:
            written_on, *columns = line.split(",")
            if (published_on := parse_date(written_on)) < day:
                # A currency that is gone, or not quoted on that day, has `N/A`.
                quoted = {
                    currency: Decimal(column)
                    for currency, column in zip(currencies, columns, strict=True)
                    if currency in CURRENCIES and column != "N/A"
                }
                return QuotedDay(published_on, {"EUR": Decimal(1)} | quoted, SOURCE)
        return None


def rates_of(day: QuotedDay | None, currency: str) -> DayRates:
    """Say what a day's currencies are worth in one; before all days a currency is worth itself."""
    return unconverted(currency) if day is None else day_rates(day, currency)
