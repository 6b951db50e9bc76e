"""The reference rates of the European Central Bank, asked of the bank itself, beside requests."""

import asyncio
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from services.discovery.exchange.ecb import SOURCE, EcbHistory, rates_of
from services.discovery.exchange.policy import BANK, BankPolicy
from services.discovery.exchange.rates import DayRates, QuotedDay, RatesNotTold
from shared.clock import real_now
from shared.http import NoAnswer, answer_from_outside
from shared.money import CURRENCIES

ADDRESS = "https://www.ecb.europa.eu/stats/eurofxref"
ONE_DAY, NINETY_DAYS = "eurofxref-daily.xml", "eurofxref-hist-90d.xml"


class EcbBank:
    """The newest days that the bank told, and the history that is shipped where it told none: a caller never waits for it."""

    def __init__(self, address: str = ADDRESS, history: EcbHistory | None = None, policy: BankPolicy = BANK) -> None:
        self._address, self._policy = address, policy
        self._history = history or EcbHistory()
        self._told: Mapping[date, QuotedDay] = {}
        self._told_at: datetime | None = None

    async def rates_to(self, currency: str, *, on: date) -> DayRates:
        """Give the newest rates of before a day."""
        told = [self._told[day] for day in self._told if day < on]
        shipped = await self._history.newest_before(on)
        known = [*told, *([shipped] if shipped else [])]
        return rates_of(max(known, key=lambda one: one.date, default=None), currency)

    async def refresh(self) -> None:
        """Ask the bank for its newest day, or for all that may have been missed. Raises `RatesNotTold`."""
        began_at = real_now()
        is_near = self._told_at is not None and began_at - self._told_at < self._policy.days_after
        days = await self._ask(ONE_DAY if is_near else NINETY_DAYS)
        # An answer that is older than the last one, as of a cache on the way, takes nothing away.
        self._told, self._told_at = {**self._told, **days}, began_at

    async def _ask(self, file: str) -> Mapping[date, QuotedDay]:
        try:
            answer = await answer_from_outside(
                "GET",
                f"{self._address}/{file}",
                headers={"Accept": "application/xml"},
                seconds=self._policy.timeout_seconds,
                most_bytes=self._policy.most_bytes,
            )
        except NoAnswer as error:
            raise RatesNotTold(str(error)) from error
        return await asyncio.to_thread(read_days, answer, self._policy)


# --- the bank's files ---------------------------------------------------------------------------------------------------


def read_days(answer: bytes, policy: BankPolicy = BANK) -> Mapping[date, QuotedDay]:
    """Read `<Cube time="2026-11-27"><Cube currency="USD" rate="1.0777"/>…`, one or many days. Raises `RatesNotTold`."""
    days: dict[date, dict[str, Decimal]] = {}

    def begin(_element: str, attributes: Mapping[str, str]) -> None:
        if "time" in attributes:
            days[date.fromisoformat(attributes["time"])] = {"EUR": Decimal(1)}
        elif attributes.get("currency") in CURRENCIES:
            newest = next(reversed(days.values()))
            newest[attributes["currency"]] = _positive(attributes["rate"])

    # Without a document type there are no entities: none that grow, and none that are fetched.
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = begin, _refuse
    try:
        parser.Parse(answer, True)
    except (expat.ExpatError, ValueError, KeyError, StopIteration, InvalidOperation) as error:
        raise RatesNotTold("unreadable") from error
    if not days or min(map(len, days.values())) < policy.least_currencies:
        raise RatesNotTold("incomplete")
    return {day: QuotedDay(day, per_euro, SOURCE) for day, per_euro in days.items()}


def _refuse(*_: object) -> None:
    message = "a document type"
    raise ValueError(message)


def _positive(text: str) -> Decimal:
    rate = Decimal(text)
    if not (rate.is_finite() and rate > 0):
        message = f"{text!r} is no rate"
        raise ValueError(message)
    return rate
