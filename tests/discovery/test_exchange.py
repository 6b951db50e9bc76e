"""What every source of exchange rates keeps. Another one is added to `SOURCES`: how to make it."""

import asyncio
import math
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from services.discovery.exchange.ecb import EcbHistory
from services.discovery.exchange.rates import ExchangeRates
from shared.money import CURRENCIES

SOURCES: dict[str, Callable[[], ExchangeRates]] = {"ecb": EcbHistory}
SUNDAY = date(2026, 3, 1)


@pytest.fixture(params=SOURCES)
def source(request: pytest.FixtureRequest) -> ExchangeRates:
    return SOURCES[request.param]()


async def test_a_currency_is_worth_itself(source: ExchangeRates) -> None:
    for currency in ("USD", "JPY", "EUR"):
        rates = await source.rates_to(currency, on=SUNDAY)
        assert (rates.currency, rates.factors[currency]) == (currency, 1.0)
        assert rates.factors.keys() <= CURRENCIES.keys()
        assert len(rates.factors) > 20
        assert rates.source


async def test_there_and_back_is_no_gain(source: ExchangeRates) -> None:
    dollars = await source.rates_to("USD", on=SUNDAY)
    for currency, worth in dollars.factors.items():
        back = (await source.rates_to(currency, on=SUNDAY)).factors["USD"]
        assert math.isclose(worth * back, 1, rel_tol=1e-12), currency


async def test_minor_units_are_compared(source: ExchangeRates) -> None:
    """A dollar has been worth 75 to 200 yen for thirty years: a cent is about one yen, and never a hundred."""
    assert 0.75 < (await source.rates_to("JPY", on=SUNDAY)).factors["USD"] < 2
    assert 0.5 < (await source.rates_to("EUR", on=SUNDAY)).factors["USD"] < 1.5


async def test_a_day_has_the_newest_rates_up_to_it(source: ExchangeRates) -> None:
    sunday = await source.rates_to("USD", on=SUNDAY)
    friday = await source.rates_to("USD", on=date(2026, 2, 27))
    assert sunday == friday
    assert sunday.date == date(2026, 2, 27)
    assert await source.rates_to("USD", on=date(2014, 3, 28)) != sunday

    far = await source.rates_to("USD", on=date(2999, 1, 1))
    assert far.date is not None
    assert sunday.date <= far.date < date(2999, 1, 1)


async def test_a_currency_that_is_not_quoted_has_its_own_factor_only(source: ExchangeRates) -> None:
    rates = await source.rates_to("KWD", on=SUNDAY)
    assert (rates.factors, rates.date) == ({"KWD": 1.0}, None)
    assert "KWD" not in (await source.rates_to("USD", on=SUNDAY)).factors

    before_all = await source.rates_to("USD", on=date(1980, 1, 1))
    assert (before_all.factors, before_all.date) == ({"USD": 1.0}, None)


async def test_many_who_ask_at_once_are_answered_alike(source: ExchangeRates) -> None:
    first, *others = await asyncio.gather(*(source.rates_to("USD", on=SUNDAY) for _ in range(20)))
    assert all(other is first for other in others)


@pytest.mark.parametrize(
    ("day", "into", "factors"),
    [
        (date(2026, 2, 3), "USD", {"USD": 1.0, "EUR": 1.25, "JPY": 1.0, "KWD": 0.25}),
        (date(2026, 2, 3), "JPY", {"USD": 1.0, "EUR": 1.25, "JPY": 1.0, "KWD": 0.25}),
        (date(2026, 2, 3), "KWD", {"USD": 4.0, "EUR": 5.0, "JPY": 4.0, "KWD": 1.0}),
        (date(2026, 2, 2), "EUR", {"EUR": 1.0, "JPY": 0.5}),
    ],
)
async def test_exponents_and_gaps(tmp_path: Path, day: date, into: str, factors: dict[str, float]) -> None:
    """A euro is 1.25 dollars, 125 yen and half a dinar: cents, whole yen, thousandths. `N/A` is no rate."""
    file = tmp_path / "history.zip"
    with zipfile.ZipFile(file, "w") as archive:
        days = "2026-02-03,1.25,125,0.5,7.1\n2026-02-02,N/A,200,N/A,N/A\n"
        archive.writestr("history.csv", f"Date,USD,JPY,KWD,TRL\n{days}")

    assert dict((await EcbHistory(file).rates_to(into, on=day)).factors) == pytest.approx(factors)
