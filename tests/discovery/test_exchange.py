"""What every source of exchange rates keeps, another one is added to `SOURCES`; what is fixed; and the bank, well and away."""

import asyncio
import math
import zipfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from fastapi import FastAPI, Response
from prometheus_client import REGISTRY

from services.discovery.app import service
from services.discovery.exchange.bank import ADDRESS, EcbBank, read_days
from services.discovery.exchange.ecb import EcbHistory
from services.discovery.exchange.following import follow_exchange_rates, look
from services.discovery.exchange.policy import BANK, PEGS
from services.discovery.exchange.rates import ExchangeRates, RatesNotTold
from services.discovery.ports import DiscoverySettings, make_ports
from shared.clock import clock as business_clock
from shared.money import CURRENCIES
from shared.settings import Settings, SettingsError, load
from tests.discovery.creators import approved, old_id, rate
from tests.gateway.doubles import raw_server, serving
from tests.harness import Peers, ServiceUnderTest, TestClock

THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 2, 26) + timedelta(days=day) for day in range(5))
FILES = "eurofxref-hist-90d.xml", "eurofxref-daily.xml"


# --- a bank -------------------------------------------------------------------------------------------------------------


@dataclass
class Bank:
    """A bank that publishes the days it is given, newest first as the real one does, or what else it is told to answer."""

    days: dict[date, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    answer: Callable[[], Response] | None = None

    def app(self) -> FastAPI:
        """Make the app."""
        app = FastAPI()

        @app.get("/{file}")
        async def publish(file: str) -> Response:
            self.asked.append(file)
            if self.answer is not None:
                return self.answer()
            newest_first = sorted(self.days, reverse=True)
            told = newest_first[:1] if file == FILES[1] else newest_first
            return Response(written({day: self.days[day] for day in told}), media_type="text/xml")

        return app


def written(days: dict[date, dict[str, Any]]) -> str:
    """Write days as the bank does."""
    cubes = ""
    for day, rates in days.items():
        quoted = "".join(f"<Cube currency='{currency}' rate='{rate}'/>\n" for currency, rate in rates.items())
        cubes += f"<Cube time='{day}'>\n{quoted}</Cube>\n"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
        ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">\n<gesmes:subject>Reference rates</gesmes:subject>\n'
        "<gesmes:Sender>\n<gesmes:name>European Central Bank</gesmes:name>\n</gesmes:Sender>\n"
        f"<Cube>\n{cubes}</Cube>\n</gesmes:Envelope>"
    )


async def real_day(day: date) -> dict[str, Any]:
    """Give what the bank did quote on a day."""
    known = await EcbHistory().newest_before(day + timedelta(days=1))
    assert known is not None
    return {currency: rate for currency, rate in known.per_euro.items() if currency != "EUR"}


@asynccontextmanager
async def open_bank(*days: date, **how: Any) -> AsyncIterator[tuple[Bank, EcbBank]]:
    """Serve a bank, and ask it once, if it has any day."""
    bank = Bank({day: await real_day(day) for day in days})
    async with serving(bank.app()) as address:
        source = EcbBank(address, **how)
        if days:
            await source.refresh()
        yield bank, source


@asynccontextmanager
async def shipped() -> AsyncIterator[ExchangeRates]:
    yield EcbHistory()


@asynccontextmanager
async def told(*days: date) -> AsyncIterator[ExchangeRates]:
    async with open_bank(*days) as (_, source):
        yield source


SOURCES: dict[str, Callable[[], AbstractAsyncContextManager[ExchangeRates]]] = {
    "history": shipped,
    "bank": lambda: told(THURSDAY, FRIDAY),
    "bank, never told": told,
}
"""How to make each; another one is added here."""


# --- what every source keeps --------------------------------------------------------------------------------------------


@pytest.fixture(params=SOURCES)
async def source(request: pytest.FixtureRequest) -> AsyncIterator[ExchangeRates]:
    async with SOURCES[request.param]() as made:
        yield made


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


async def test_a_day_has_the_newest_rates_of_before_it(source: ExchangeRates) -> None:
    sunday = await source.rates_to("USD", on=SUNDAY)
    assert sunday == await source.rates_to("USD", on=SATURDAY) == await source.rates_to("USD", on=MONDAY)
    assert sunday.date == FRIDAY
    friday = await source.rates_to("USD", on=FRIDAY)
    assert friday.date == THURSDAY
    assert friday.factors != sunday.factors
    assert await source.rates_to("USD", on=date(2014, 3, 28)) != sunday

    far = await source.rates_to("USD", on=date(2999, 1, 1))
    assert far.date is not None
    assert sunday.date <= far.date < date(2999, 1, 1)


async def test_a_currency_that_is_not_quoted_has_its_own_factor_only(source: ExchangeRates) -> None:
    rates = await source.rates_to("KWD", on=SUNDAY)
    assert (rates.factors, rates.date, rates.source, rates.sources) == ({"KWD": 1.0}, None, None, [])
    assert rates.currencies_not_compared == sorted(CURRENCIES.keys() - {"KWD"})
    dollars = await source.rates_to("USD", on=SUNDAY)
    assert "KWD" not in dollars.factors
    assert "KWD" in dollars.currencies_not_compared
    assert sorted([*dollars.currencies_not_compared, *dollars.factors]) == sorted(CURRENCIES)

    before_all = await source.rates_to("USD", on=date(1980, 1, 1))
    assert (before_all.factors, before_all.date, before_all.sources) == ({"USD": 1.0}, None, [])


async def test_many_who_ask_at_once_are_answered_alike(source: ExchangeRates) -> None:
    first, *others = await asyncio.gather(*(source.rates_to("USD", on=SUNDAY) for _ in range(20)))
    assert all(other is first for other in others)


async def test_what_is_fixed_is_compared(source: ExchangeRates) -> None:
    """In minor units: a hundred dollars are 375 riyals and 37.6 dinars of a thousand fils; a thousand francs 8.38 euros."""
    dollars = await source.rates_to("USD", on=SUNDAY)
    assert dollars.factors["SAR"] * 375_00 == pytest.approx(100_00)
    assert dollars.factors["BHD"] * 37_600 == pytest.approx(100_00)
    assert dollars.sources == [dollars.source, PEGS.source]
    euros = await source.rates_to("EUR", on=SUNDAY)
    assert euros.factors["XPF"] * 1000 == pytest.approx(8_38)
    assert euros.factors["XOF"] * 655_957 == pytest.approx(1000_00)
    riyals = await source.rates_to("SAR", on=SUNDAY)
    assert riyals.factors["AED"] * 367_25 == pytest.approx(375_00)
    assert riyals.factors.keys() == dollars.factors.keys()
    assert riyals.factors["JPY"] == pytest.approx(dollars.factors["JPY"] * 3.75)


# --- the history --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "into", "factors"),
    [
        (date(2026, 2, 4), "USD", {"USD": 1.0, "EUR": 1.25, "JPY": 1.0, "KWD": 0.25}),
        (date(2026, 2, 4), "JPY", {"USD": 1.0, "EUR": 1.25, "JPY": 1.0, "KWD": 0.25}),
        (date(2026, 2, 4), "KWD", {"USD": 4.0, "EUR": 5.0, "JPY": 4.0, "KWD": 1.0}),
        (date(2026, 2, 3), "EUR", {"EUR": 1.0, "JPY": 0.5}),
    ],
)
async def test_exponents_and_gaps(tmp_path: Path, day: date, into: str, factors: dict[str, float]) -> None:
    """A euro is 1.25 dollars, 125 yen and half a dinar: cents, whole yen, thousandths. `N/A` is no rate."""
    file = history_of(tmp_path, "Date,USD,JPY,KWD,TRL", "2026-02-03,1.25,125,0.5,7.1", "2026-02-02,N/A,200,N/A,N/A")
    fixed_to_what_is_quoted = {currency for currency, peg in PEGS.pegs.items() if peg.anchor in factors}

    found = (await EcbHistory(file).rates_to(into, on=day)).factors

    assert found.keys() == factors.keys() | fixed_to_what_is_quoted
    assert {currency: found[currency] for currency in factors} == pytest.approx(factors)


def history_of(directory: Path, *lines: str) -> Path:
    file = directory / "history.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("history.csv", "\n".join(lines) + "\n")
    return file


# --- what is fixed ------------------------------------------------------------------------------------------------------


async def test_fixed_rates_are_of_currencies_that_the_bank_does_not_quote() -> None:
    quoted = {"EUR", *await real_day(SUNDAY)}
    assert PEGS.pegs.keys() <= CURRENCIES.keys() - quoted
    assert {peg.anchor for peg in PEGS.pegs.values()} <= quoted
    assert all(peg.source and peg.rate > 0 and peg.since < 2010 for peg in PEGS.pegs.values())
    assert max(PEGS.effective_on, BANK.effective_on) <= datetime.now(UTC).date()


async def test_nothing_is_fixed_before_it_was(tmp_path: Path) -> None:
    file = history_of(tmp_path, "Date,USD", "2002-01-02,0.9", "2001-01-02,0.9")
    assert "QAR" not in (await EcbHistory(file).rates_to("USD", on=date(2001, 1, 3))).factors
    riyals = await EcbHistory(file).rates_to("QAR", on=date(2001, 1, 3))
    assert (riyals.factors, riyals.date, riyals.sources) == ({"QAR": 1.0}, None, [])
    assert (await EcbHistory(file).rates_to("USD", on=date(2002, 1, 3))).factors["QAR"] == pytest.approx(1 / 3.64)


async def test_what_the_bank_quotes_goes_before_what_is_fixed(tmp_path: Path) -> None:
    file = history_of(tmp_path, "Date,USD,SAR", "2026-02-03,1.0,4.0")
    assert (await EcbHistory(file).rates_to("USD", on=SUNDAY)).factors["SAR"] == 0.25


async def test_searches_find_who_asks_in_a_fixed_currency_and_say_what_they_left_out(discovery: ServiceUnderTest) -> None:
    asks = {1: "SAR", 2: "XOF", 3: "KWD", 4: "NGN", 5: "USD"}
    for number, currency in asks.items():
        one = rate("video", 300_00 if CURRENCIES[currency] else 300, currency)
        await discovery.hear(approved(creator_id=old_id(number), currency=currency, rates=[one]))
    brand = discovery.brand()

    async def found(currency: str) -> tuple[list[str], dict[str, Any]]:
        answer = await brand.get(f"/creators?price_min=1&currency={currency}&sort=price")
        body = answer.json()
        assert body["total_count"] == len(body["data"])
        return [creator["id"] for creator in body["data"]], body["exchange_rates"]

    by_dollars, dollars = await found("USD")
    by_riyals, riyals = await found("SAR")
    by_dinars, dinars = await found("KWD")

    # 300 francs are half a dollar, 300 riyals are 80; who asks in naira or Kuwait's dinars cannot be compared.
    assert by_dollars == by_riyals == [old_id(2), old_id(1), old_id(5)]
    assert by_dinars == [old_id(3)]
    assert {"KWD", "NGN"} <= set(dollars["currencies_not_compared"]) == set(riyals["currencies_not_compared"])
    assert {"SAR", "XOF", "USD"}.isdisjoint(dollars["currencies_not_compared"])
    assert dollars["sources"] == [dollars["source"], PEGS.source]
    assert set(dinars["currencies_not_compared"]) == CURRENCIES.keys() - {"KWD"}
    assert (dinars["date"], dinars["source"], dinars["sources"]) == (None, None, []), "nothing was converted"
    assert dollars["date"] == riyals["date"] is not None


async def test_a_budget_that_nobody_can_compare_says_so(discovery: ServiceUnderTest) -> None:
    await discovery.hear(approved(creator_id=old_id(1), currency="KWD", rates=[rate("video", 300_000, "KWD")]), approved())
    brief = {"category": "food", "budget_per_creator": {"value": 400_000, "currency": "KWD"}}
    answer = (await discovery.brand().post("/creator-suggestions", brief)).json()
    assert [row["creator"]["id"] for row in answer["data"]] == [old_id(1)]
    told = answer["exchange_rates"]
    assert set(told.pop("currencies_not_compared")) == CURRENCIES.keys() - {"KWD"}
    assert told == {"date": None, "source": None, "sources": []}


async def test_an_answer_of_before_all_rates_says_that_nothing_was_converted(
    discovery: ServiceUnderTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await discovery.hear(approved(creator_id=old_id(1), rates=[rate("video", 300_00)]))
    context = discovery.instance.context
    none_yet = EcbHistory(history_of(tmp_path, "Date,USD", "2999-01-01,0.9"))
    monkeypatch.setattr(context, "ports", replace(context.ports, exchange_rates=none_yet))
    answer = (await discovery.brand().get("/creators?price_min=1&currency=USD")).json()
    assert [creator["id"] for creator in answer["data"]] == [old_id(1)]
    assert (answer["exchange_rates"]["date"], answer["exchange_rates"]["sources"]) == (None, [])
    assert "EUR" in answer["exchange_rates"]["currencies_not_compared"]


# --- the bank -----------------------------------------------------------------------------------------------------------


YESTERDAY, TODAY, TOMORROW = date(2031, 6, 2), date(2031, 6, 3), date(2031, 6, 4)
"""Later than any history that is shipped."""


async def published(dollar: str, day: date = TODAY) -> dict[date, dict[str, Any]]:
    return {day: {**await real_day(FRIDAY), "USD": Decimal(dollar)}}


async def dollar_of(source: ExchangeRates, on: date = TOMORROW) -> tuple[date | None, float]:
    rates = await source.rates_to("USD", on=on)
    return rates.date, rates.factors["EUR"]


async def test_the_bank_is_asked_for_what_may_have_been_missed_and_then_for_a_day() -> None:
    async with open_bank(THURSDAY, FRIDAY) as (bank, source):
        bank.days |= await published("1.5", YESTERDAY)
        await source.refresh()
        bank.days |= await published("1.25")
        await source.refresh()

        assert bank.asked == [FILES[0], FILES[1], FILES[1]]
        assert await dollar_of(source, TODAY) == (YESTERDAY, 1.5)
        assert await dollar_of(source, TOMORROW) == (TODAY, 1.25)
        assert await dollar_of(source, TOMORROW + timedelta(days=4)) == (TODAY, 1.25)
        assert (await source.rates_to("USD", on=SUNDAY)).date == FRIDAY


async def test_who_did_not_ask_for_a_day_asks_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_bank(FRIDAY) as (bank, source):
        monkeypatch.setattr(source, "_told_at", datetime.now(UTC) - BANK.days_after - timedelta(seconds=1))
        await source.refresh()
        assert bank.asked == [FILES[0], FILES[0]]


async def test_a_day_that_is_older_than_what_is_known_takes_nothing_away() -> None:
    async with open_bank(FRIDAY) as (bank, source):
        bank.days = await published("1.25")
        await source.refresh()
        bank.days = await published("1.5", YESTERDAY)
        await source.refresh()
        assert await dollar_of(source) == (TODAY, 1.25)
        assert await dollar_of(source, TODAY) == (YESTERDAY, 1.5)


async def test_what_the_bank_publishes_in_an_afternoon_moves_no_price_of_that_day() -> None:
    async with open_bank(FRIDAY) as (bank, source):
        bank.days = await published("1.5", YESTERDAY)
        await source.refresh()
        morning = await source.rates_to("USD", on=TODAY)
        bank.days |= await published("1.25")
        await source.refresh()
        assert await source.rates_to("USD", on=TODAY) == morning
        assert await dollar_of(source, TOMORROW) == (TODAY, 1.25)


async def test_a_day_that_is_told_anew_is_corrected() -> None:
    async with open_bank(FRIDAY) as (bank, source):
        for dollar in ("1.25", "1.5"):
            bank.days = await published(dollar)
            await source.refresh()
            assert await dollar_of(source) == (TODAY, float(dollar))


def one_day(rates: str, time: str = "2031-06-03") -> str:
    many = "".join(f"<Cube currency='{currency}' rate='2'/>" for currency in sorted(CURRENCIES)[:40])
    return f"<Cube><Cube time='{time}'>{many}{rates}</Cube></Cube>"


GROWING = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]>"
FETCHING = "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>"
NONSENSE = {
    "nothing": ("", "unreadable"),
    "a page": ("<!doctype html><title>We are working on it</title>", "unreadable"),
    "cut off": (one_day("")[:-20], "unreadable"),
    "entities that grow": (GROWING + one_day("<a>&c;</a>"), "unreadable"),
    "entities that are fetched": (FETCHING + one_day(""), "unreadable"),
    "no number": (one_day("<Cube currency='USD' rate='one'/>"), "unreadable"),
    "no rate": (one_day("<Cube currency='USD'/>"), "unreadable"),
    "nothing for a euro": (one_day("<Cube currency='USD' rate='0'/>"), "unreadable"),
    "less than nothing": (one_day("<Cube currency='USD' rate='-1.2'/>"), "unreadable"),
    "no number at all": (one_day("<Cube currency='USD' rate='NaN'/>"), "unreadable"),
    "endless": (one_day("<Cube currency='USD' rate='Infinity'/>"), "unreadable"),
    "no day": (one_day("", time="today"), "unreadable"),
    "rates of no day": ("<Cube><Cube currency='USD' rate='1.1'/></Cube>", "unreadable"),
    "no rates": ("<Cube/>", "incomplete"),
    "few rates": ("<Cube><Cube time='2031-06-03'><Cube currency='USD' rate='1.1'/></Cube></Cube>", "incomplete"),
}


@pytest.mark.parametrize(("answer", "code"), NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_not_read(answer: str, code: str) -> None:
    with pytest.raises(RatesNotTold, match=f"^{code}$"):
        read_days(answer.encode())


def test_nonsense_is_nonsense_by_one_thing_only() -> None:
    [(day, told)] = read_days(one_day("<Cube currency='USD' rate='1.2'/><Cube currency='XYZ' rate='?'/>").encode()).items()
    assert (day, told.per_euro["USD"]) == (TODAY, Decimal("1.2"))


REFUSED: dict[str, tuple[Callable[[], Response], str]] = {
    "a failure": (lambda: Response(status_code=503), "refused"),
    "another address": (lambda: Response(status_code=302, headers={"Location": "http://127.0.0.1:9/"}), "refused"),
    "nonsense": (lambda: Response(one_day("")[:-20], media_type="text/xml"), "unreadable"),
    "too much": (lambda: Response(one_day("") + " " * BANK.most_bytes, media_type="text/xml"), "too_large"),
}


@pytest.mark.parametrize(("answer", "code"), REFUSED.values(), ids=REFUSED)
async def test_a_wrong_answer_is_refused_whole_and_what_is_known_goes_on(answer: Callable[[], Response], code: str) -> None:
    async with open_bank(FRIDAY) as (bank, source):
        known = await source.rates_to("USD", on=SUNDAY)
        bank.answer = answer
        with pytest.raises(RatesNotTold, match=f"^{code}$"):
            await source.refresh()
        assert await source.rates_to("USD", on=SUNDAY) is known

        bank.answer, bank.days = None, await published("1.25")
        await source.refresh()
        assert await dollar_of(source) == (TODAY, 1.25)


async def test_a_bank_that_is_away_is_named_and_the_history_goes_on() -> None:
    source = EcbBank("http://127.0.0.1:9")
    with pytest.raises(RatesNotTold, match=r"^unreachable$"):
        await source.refresh()
    assert await source.rates_to("USD", on=TODAY) == await EcbHistory().rates_to("USD", on=TODAY)


async def test_a_slow_answer_costs_its_time_and_no_caller_waits() -> None:
    """One byte after the other: a client's own timeout would begin anew with each."""
    begun = asyncio.Event()

    async def drip(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        begun.set()
        while True:
            writer.write(b"<")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with raw_server(drip) as address:
        source = EcbBank(address, policy=replace(BANK, timeout_seconds=0.5))
        asking = asyncio.create_task(source.refresh())
        async with asyncio.timeout(5):
            await begun.wait()
            assert (await source.rates_to("USD", on=SUNDAY)).date == FRIDAY
            assert not asking.done()
            with pytest.raises(RatesNotTold, match=r"^timeout$"):
                await asking


# --- day by day ---------------------------------------------------------------------------------------------------------


def shown_age() -> float:
    value = REGISTRY.get_sample_value("greenlight_discovery_exchange_rates_age_seconds")
    assert value is not None
    return value


def is_alerted(age: float) -> bool:
    rules = yaml.safe_load((Path(__file__).parents[2] / "deploy/prometheus/alerts.yml").read_text(encoding="utf-8"))
    [expr] = [rule["expr"] for group in rules["groups"] for rule in group["rules"] if rule["alert"] == "ExchangeRatesOld"]
    metric, _, bound = expr.partition(" > ")
    assert metric == "max(greenlight_discovery_exchange_rates_age_seconds)"
    return age > math.prod(int(part) for part in bound.split(" * "))


async def test_the_bank_is_asked_again_and_again_and_the_age_of_its_rates_is_shown(clock: TestClock) -> None:
    yesterday = business_clock.now().date() - timedelta(days=1)
    async with open_bank(FRIDAY) as (bank, source):
        bank.days = await published("1.25", yesterday)
        assert await look(source) == BANK.asked_every
        assert 86400 <= shown_age() < 2 * 86400
        assert await dollar_of(source, yesterday + timedelta(days=1)) == (yesterday, 1.25)

        bank.answer = lambda: Response(status_code=503)
        clock.advance(days=4)  # it was Good Friday, and Thursday's hold until Tuesday is over
        assert await look(source) == BANK.asked_again_after
        assert 5 * 86400 <= shown_age() < 6 * 86400
        assert not is_alerted(6 * 86400)

        clock.advance(days=3)
        await look(source)
        assert is_alerted(shown_age())


async def test_discovery_asks_beside_requests() -> None:
    """A replica asks when it starts, and whoever searches meanwhile does not."""
    assert follow_exchange_rates in service.beside
    async with open_bank() as (bank, source):
        bank.days = await published("1.25")
        context: Any = SimpleNamespace(ports=SimpleNamespace(exchange_rates=source))
        following = asyncio.create_task(follow_exchange_rates(context))
        async with asyncio.timeout(5):
            while (await dollar_of(source))[0] != TODAY:
                await asyncio.sleep(0.01)
        for _ in range(20):
            await dollar_of(source)
        following.cancel()
        assert bank.asked == [FILES[0]]


def test_the_setting_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    def chosen(settings: DiscoverySettings) -> ExchangeRates:
        return make_ports(settings, Peers()).exchange_rates

    assert isinstance(chosen(load(DiscoverySettings)), EcbHistory)
    assert isinstance(chosen(load(DiscoverySettings, discovery_exchange_rates="bank")), EcbBank)
    with pytest.raises(SettingsError, match="GREENLIGHT_DISCOVERY_EXCHANGE_RATES"):
        load(DiscoverySettings, discovery_exchange_rates="somebody")

    monkeypatch.setattr(Settings, "is_sandbox", False)
    assert isinstance(chosen(DiscoverySettings.model_construct()), EcbBank)
    assert isinstance(chosen(DiscoverySettings.model_construct(discovery_exchange_rates="history")), EcbHistory)
    assert ADDRESS.startswith("https://www.ecb.europa.eu/")
