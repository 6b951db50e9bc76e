"""The made-up market: the same each time, plausible, and as the service itself would have written it."""

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import timedelta
from pathlib import Path
from statistics import correlation, median
from typing import Any

import pytest
from numpy import log10
from sqlalchemy import select, text
from sqlalchemy.orm import undefer
from typer.testing import CliRunner

from services.__main__ import commands
from services.discovery.profiles.models import Creator
from services.discovery.seed.rows import MADE_AT, MILLISECONDS_APART, Row
from services.discovery.seed.service import MOST_CREATORS, creators, fill
from shared.embedded_postgres import temporary
from shared.events.identity import SEARCH_ONLY_FROM, SEARCH_ONLY_UNTIL, AccountStatistics, CreatorId
from shared.money import CURRENCIES, Money
from tests.harness import ServiceUnderTest

ROOT = Path(__file__).parents[2]
COUNT = 6_000
DERIVED = (
    "shown_categories",
    "platforms",
    "follower_count",
    "engagement_rate",
    "average_views",
    "median_views",
    "likes_last_28_days",
    "posts_last_30_days",
    "audience_countries",
    "audience_genders",
    "audience_ages",
    "audience_devices",
    "statistics_updated_at",
    "search_vector",
    "search_text",
    "completeness",
    "badges",
    "quality",
)


@pytest.fixture(scope="module")
def market() -> list[Row]:
    return list(creators(count=COUNT, seed=1))


def as_creator(row: Row, *, without: tuple[str, ...] = ()) -> Creator:
    said = {name: value for name, value in row.items() if name not in without and not name.startswith("minimum_offer")}
    value, currency = row["minimum_offer_value"], row["minimum_offer_currency"]
    return Creator(minimum_offer=Money(value, currency) if currency else None, **said)


async def added(under_test: ServiceUnderTest, *, count: int, seed: int) -> int:
    return await fill(under_test.instance.context.step, count=count, seed=seed, say=lambda _: None)


# --- the same each time -----------------------------------------------------------------------------------------------------


def test_a_seed_makes_the_same_creators_however_many(market: list[Row]) -> None:
    assert list(creators(count=300, seed=1)) == market[:300]
    others = list(creators(count=300, seed=2))
    assert not {row["id"] for row in others} & {row["id"] for row in market}
    assert [row["handle"] for row in others] != [row["handle"] for row in market[:300]]


def test_ids_and_handles_are_their_own_and_ids_are_old(market: list[Row]) -> None:
    for name in ("id", "organization_id", "handle"):
        assert len({row[name] for row in market}) == COUNT
    assert [row["id"] for row in market] == sorted(row["id"] for row in market)
    assert {(row["id"].uuid.version, row["id"].made_at.year) for row in market} == {(7, 2025)}


def test_ids_tell_other_services_that_nobody_can_be_invited(market: list[Row]) -> None:
    """Of as many creators as the command makes at most; nobody who joins has such an id."""
    assert all(row["id"].is_search_only for row in market)
    assert MADE_AT == SEARCH_ONLY_FROM
    assert MADE_AT + timedelta(milliseconds=MILLISECONDS_APART) * MOST_CREATORS < SEARCH_ONLY_UNTIL
    assert not CreatorId.new().is_search_only


async def test_the_same_again_adds_nothing_and_another_seed_does(discovery: ServiceUnderTest) -> None:
    assert await added(discovery, count=120, seed=1) == 120
    assert await added(discovery, count=120, seed=1) == 0
    assert await added(discovery, count=50, seed=1) == 0
    assert await added(discovery, count=200, seed=1) == 80
    await discovery.scalar(
        "with gone as (delete from creators where follower_count < 5000 returning 1) select count(*) from gone"
    )
    left = await discovery.scalar("select count(*) from creators")
    assert 0 < left < 200
    assert await added(discovery, count=200, seed=1) == 200 - left
    assert await added(discovery, count=100, seed=2) == 100
    assert await discovery.scalar("select count(*) from creators") == 300


# --- as the service itself would have written it ----------------------------------------------------------------------------


def test_what_follows_from_the_rest_is_what_the_model_derives(market: list[Row]) -> None:
    differences = []
    for row in market[::3]:
        creator = as_creator(row, without=DERIVED)
        creator.derive()
        differences += [(row["handle"], name) for name in DERIVED if getattr(creator, name) != row[name]]
    assert differences == []


async def test_the_table_holds_what_was_made(discovery: ServiceUnderTest, market: list[Row]) -> None:
    await added(discovery, count=400, seed=1)
    async with discovery.session() as session:
        query = select(Creator).options(undefer(Creator.search_text), undefer(Creator.is_shown)).order_by(Creator.id)
        stored = list(await session.scalars(query))
        vectors = select(text("search_vector::text"), text("search_vector::text = (cast(:made as tsvector))::text"))
        for creator, row in zip(stored, market[:400], strict=True):
            kept = {name: getattr(creator, name) for name in row if name != "search_vector" and "minimum_offer" not in name}
            assert kept == {name: row[name] for name in kept}
            floor = creator.minimum_offer
            assert (floor and floor.value, floor and floor.currency) == (
                row["minimum_offer_value"],
                row["minimum_offer_currency"],
            )
            assert creator.is_shown is (row["membership"] == "active" and row["availability"] == "available")
        for row in market[:40]:
            vector, same = (
                await session.execute(vectors.select_from(Creator).where(Creator.id == row["id"]), {"made": row["search_vector"]})
            ).one()
            assert same, (vector, row["search_vector"])


async def test_they_are_found_looked_at_and_said_to_be_search_only(discovery: ServiceUnderTest, market: list[Row]) -> None:
    await added(discovery, count=1_000, seed=1)
    shown = [row for row in market[:1_000] if row["membership"] == "active" and row["availability"] == "available"]
    brand = discovery.brand()

    answer = (await brand.get("/creators?facet=country&facet=category&facet_limit=1000&sort=-follower_count&limit=10")).json()

    assert answer["total_count"] == len(shown) < 1_000
    biggest = sorted(shown, key=lambda row: (-row["follower_count"], row["id"]))[:10]
    assert [one["id"] for one in answer["data"]] == [row["id"] for row in biggest]
    countries = Counter(row["country"] for row in shown)
    assert {one["value"]: one["count"] for one in answer["facets"]["country"]["values"]} == countries
    assert await discovery.scalar("select bool_and(is_search_only) from creators")
    one = await brand.get(f"/creators/{biggest[0]['id']}")
    assert one.status_code == 200
    for row in biggest:
        for account in row["accounts"]:
            AccountStatistics.model_validate(account)


# --- plausible --------------------------------------------------------------------------------------------------------------


def test_followers_are_log_normal(market: list[Row]) -> None:
    genuine = [log10(row["follower_count"]) for row in market]
    middle = sorted(genuine)
    assert 10_000 < 10 ** median(middle) < 22_000
    quarter, three_quarters, ninety_five = (middle[int(COUNT * share)] for share in (0.25, 0.75, 0.95))
    assert 0.8 < (three_quarters - median(middle)) / (median(middle) - quarter) < 1.3
    assert 1.0 < ninety_five - median(middle) < 1.7
    assert sum(20_000 <= row["follower_count"] <= 80_000 for row in market) > COUNT / 6


def test_categories_follow_zipf(market: list[Row]) -> None:
    first = Counter(row["categories"][0] for row in market)
    counts = [count for _, count in first.most_common()]
    assert len(counts) == 24
    assert 1.6 < counts[0] / counts[1] < 2.6
    assert 6 < counts[0] / counts[9] < 16
    assert counts[-1] > 10
    assert all(len(set(row["categories"])) == len(row["categories"]) in (1, 2, 3) for row in market)


def test_engagement_falls_with_size_and_views_follow_both(market: list[Row]) -> None:
    honest = [row for row in market if not bought(row)]
    small, large = (
        [row["engagement_rate"] for row in honest if low <= row["follower_count"] < high]
        for low, high in ((3_000, 20_000), (300_000, 10**9))
    )
    assert median(small) > 1.5 * median(large) > 0
    followers, views = ([log10(row[name]) for row in honest] for name in ("follower_count", "median_views"))
    assert correlation(followers, views) > 0.85
    above = [log10(row["median_views"] / row["follower_count"] ** 0.8) for row in honest]
    assert correlation(above, [log10(row["engagement_rate"]) for row in honest]) > 0.2
    assert all(row["median_views"] <= row["average_views"] for row in market)


def at_home(row: Row) -> float:
    return row["audience_countries"][row["country"]]


def bought(row: Row) -> bool:
    return (row["largest_daily_growth"] or 0) >= 0.2


def test_some_have_bought_followers(market: list[Row]) -> None:
    caught = [row for row in market if bought(row)]
    honest = [row for row in market if not bought(row) and row["largest_daily_growth"] is not None]
    assert 0.01 < len(caught) / COUNT < 0.06

    def usual(rows: list[Row], figure: Any) -> float:
        return median(map(figure, rows))

    assert usual(caught, lambda row: row["engagement_rate"]) < usual(honest, lambda row: row["engagement_rate"]) / 3
    assert usual(caught, at_home) < 0.25
    assert usual(honest, at_home) > 0.5
    # The few largest have too few peers to be judged by.
    scores = [[row["authenticity_score"] for row in rows if row["authenticity_score"] is not None] for rows in (caught, honest)]
    assert len(scores[0]) + len(scores[1]) > 0.95 * (len(caught) + len(honest))
    assert median(scores[0]) < 60
    assert median(scores[1]) > 85


def test_audiences_go_with_country_and_category(market: list[Row]) -> None:
    for row in market:
        for kind in ("countries", "genders", "ages", "devices"):
            shares = row[f"audience_{kind}"]
            assert 0.5 < sum(shares.values()) <= 1.0000001, (kind, shares)
            assert all(0 < share == round(share, 4) for share in shares.values())
        assert next(iter(row["audience_countries"])) == row["country"]
    women = {
        name: median(row["audience_genders"]["female"] for row in market if row["categories"][0] == name and not bought(row))
        for name in ("beauty", "gaming", "automotive")
    }
    assert women["beauty"] > 0.7
    assert 0.3 > women["gaming"] > women["automotive"]
    teens = [row["audience_ages"].get("13-17", 0) for row in market if row["country"] == "US" and "fashion" in row["categories"]]
    assert 0.1 < sum(share >= 0.12 for share in teens) / len(teens) < 0.9
    ios = {code: median(row["audience_devices"]["ios"] for row in market if row["country"] == code) for code in ("JP", "IN")}
    assert ios["JP"] > 0.5
    assert ios["IN"] < 0.15


def test_rates_follow_views_in_the_currency_of_the_country(market: list[Row]) -> None:
    americans = [
        row for row in market if row["country"] == "US" and row["rates"] and row["rates"][0]["deliverable_type"] == "video"
    ]
    prices = [log10(row["rates"][0]["price"]["value"]) for row in americans]
    assert correlation(prices, [log10(row["median_views"] + 1) for row in americans]) > 0.75
    for row in market:
        asked = [(rate["deliverable_type"], rate["price"]["currency"]) for rate in row["rates"]]
        assert len(set(asked)) == len(asked)
        assert {currency for _, currency in asked} <= {row["currency"], "USD"}
        for rate in row["rates"]:
            assert rate["price"]["value"] > 0
            assert rate["price"]["currency"] in CURRENCIES
            assert re.fullmatch("[1-9][0-9]?0*", str(rate["price"]["value"])), "people round their prices"
        if row["minimum_offer_value"] is not None:
            own = [rate["price"]["value"] for rate in row["rates"] if rate["price"]["currency"] == row["currency"]]
            assert 0 <= row["minimum_offer_value"] < min(own)


def test_names_and_bios_are_in_many_scripts(market: list[Row]) -> None:
    def scripts(words: str) -> set[str]:
        return {unicodedata.name(letter).split()[0] for letter in words if letter.isalpha()}

    found = Counter(script for row in market for script in scripts(row["name"]))
    for script in ("LATIN", "CYRILLIC", "ARABIC", "CJK", "HANGUL", "HIRAGANA", "DEVANAGARI"):
        assert found[script] > 20, (script, found)
    accents = [
        row
        for row in market
        if any(unicodedata.decomposition(letter) for letter in row["name"]) and scripts(row["name"]) == {"LATIN"}
    ]
    assert len(accents) > COUNT / 20
    languages = Counter(row["languages"][0] for row in market)
    assert len(languages) >= 20
    japanese = [row for row in market if row["country"] == "JP"]
    assert all(row["languages"][0] == "ja" and scripts(row["name"]) <= {"CJK", "HIRAGANA", "KATAKANA"} for row in japanese)
    assert all(re.fullmatch(r"[A-Za-z0-9._-]{1,100}", row["handle"]) for row in market)


def worked_in(row: Row) -> list[str]:
    return [one["category"] for one in row["past_results"].get("categories", [])]


def test_past_results_add_up(market: list[Row]) -> None:
    for row in market:
        counts = [one["completed_orders"] for one in row["past_results"].get("categories", [])]
        assert sum(counts) == row["completed_orders"]
        assert counts == sorted(counts, reverse=True)
        assert 0 not in counts
        assert worked_in(row) == row["categories"][: len(counts)]


async def test_industries_are_those_of_the_past_results(discovery: ServiceUnderTest, market: list[Row]) -> None:
    await added(discovery, count=400, seed=1)
    stored = await discovery.scalar("select array_agg(array_to_string(industries, ' ') order by id) from creators")
    assert stored == [" ".join(worked_in(row)) for row in market[:400]]


def test_there_is_something_of_everything(market: list[Row]) -> None:
    shares = {
        "on vacation": (0.02, 0.06, lambda row: row["availability"] == "on_vacation"),
        "suspended": (0.001, 0.02, lambda row: row["membership"] == "suspended"),
        "with a floor": (0.08, 0.2, lambda row: row["minimum_offer_value"] is not None),
        "who block something": (0.05, 0.2, lambda row: row["blocked_categories"]),
        "who hide a category": (0.003, 0.03, lambda row: row["shown_categories"] != row["categories"]),
        "without rates": (0.03, 0.3, lambda row: not row["rates"]),
        "unmeasured": (0.25, 0.45, lambda row: row["response_time_seconds"] is None),
        "who have worked here": (0.3, 0.6, lambda row: row["past_results"]),
        "who have worked in several industries": (0.05, 0.4, lambda row: len(worked_in(row)) > 1),
        "bound": (0.005, 0.06, lambda row: row["exclusive_categories"]),
        "responsive": (0.2, 0.8, lambda row: "responsive" in row["badges"]),
        "experienced": (0.05, 0.5, lambda row: "experienced" in row["badges"]),
        "complete": (0.05, 0.6, lambda row: "complete" in row["badges"]),
        "on two platforms": (0.1, 0.3, lambda row: len(row["platforms"]) == 2),
    }
    for name, (least, most, is_so) in shares.items():
        assert least < sum(bool(is_so(row)) for row in market) / COUNT < most, name
    assert len({row["quality"] for row in market}) > 5


# --- the command ------------------------------------------------------------------------------------------------------------


PRODUCTION = {
    "GREENLIGHT_ENVIRONMENT": "production",
    "GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1",
    "GREENLIGHT_KAFKA_SECURITY_PROTOCOL": "SSL",
    "GREENLIGHT_SECRET": "0123456789abcdef0123456789abcdef",
}
A_SERVER = {"GREENLIGHT_DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/"}


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "services", "seed", *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "TERM": "dumb", "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("number", ["0", "-1", "20000001", "many", "1.5"])
def test_a_wrong_number_is_said(number: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(commands, ["seed", "--creators", number], env={"GREENLIGHT_DATA_DIR": str(tmp_path)})
    assert done.exit_code == 2
    assert "--creators" in done.stderr
    assert number in done.stderr
    assert not list(tmp_path.iterdir())


def test_production_refuses_it(tmp_path: Path) -> None:
    done = command("--creators", "10", **PRODUCTION, **A_SERVER)
    assert done.returncode == 1
    assert done.stderr.strip() == "greenlight: production refuses made-up creators"


def test_the_command_fills_the_database_of_the_suite_and_says_how_long_it_took(tmp_path: Path) -> None:
    with temporary() as server:  # its own: what is filled on the worker's is the template of other tests' databases
        environment = {
            "GREENLIGHT_ENVIRONMENT": "sandbox",
            "GREENLIGHT_DATABASE_URL": server.url,
            "GREENLIGHT_DATA_DIR": str(tmp_path),
            "GREENLIGHT_LOG_LEVEL": "warning",
        }
        for expected in ("25 creators added, 25 of seed 7 are there: ", "0 creators added, 25 of seed 7 are there: "):
            done = command("--creators", "25", "--seed", "7", **environment)
            assert done.returncode == 0, done.stderr
            assert re.search(re.escape(expected) + r"[0-9.]+ s$", done.stderr.strip()), done.stderr
