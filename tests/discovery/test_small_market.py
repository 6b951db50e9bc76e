"""The small market of `make run`: real in every service, made once, and completed where it was cut short."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest

from demo import people, work
from demo.client import Client, soon
from services import small_market
from services.__main__ import registered, service_named, small_market_of
from services.discovery.seed.rows import Row
from services.identity.applications.models import CreatorApplicationId
from services.identity.social_accounts.models import SocialAccountId
from services.sandbox.social_accounts.schemas import SocialAccountIn
from shared.databases import server_url_of
from shared.embedded_postgres import find
from shared.events import Event
from shared.events.identity import CreatorApproved, CreatorId, OrganizationCreated, OrganizationId, UserId
from shared.settings import Settings, load
from tests.discovery.test_seed import A_SERVER, PRODUCTION, command
from tests.e2e.conftest import free_port, running, wait_until_ready

COUNT = 200
"""Some handfuls."""
HEADLINE = {
    "category": "fashion",
    "audience_country": "US",
    "audience_age": "13-17:0.1",
    "follower_count_min": 20_000,
    "follower_count_max": 80_000,
    "price_max": 50_000,
    "currency": "USD",
    "badge": "responsive",
}
"""Fashion creators for a U.S. teen audience, 20 to 80 thousand followers, under 500 dollars, who answer."""
SERVICES = registered(Settings())


def settings_of(data: Path, **environment: str) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("GREENLIGHT_")},
        "GREENLIGHT_DATA_DIR": str(data),
        "GREENLIGHT_GATEWAY_PORT": str(free_port()),
        **environment,
    }


@contextmanager
def laptop(data: Path, **environment: str) -> Iterator[str]:
    """Run the suite as `make run` does, on the embedded database of a directory."""
    settings = settings_of(data, **environment)
    address, log = f"http://127.0.0.1:{settings['GREENLIGHT_GATEWAY_PORT']}", data.with_suffix(".log")
    with running(settings, command=["services", "run"], log=log) as process:
        wait_until_ready(address, process, log)
        yield address


@contextmanager
def laptop_that_crashes(data: Path, **environment: str) -> Iterator[None]:
    """Run the suite as `make run` does, and kill it at the end of the block."""
    with data.with_suffix(".log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "services", "run"], env=settings_of(data, **environment), stdout=log, stderr=log
        )
    try:
        yield
    finally:
        process.kill()
        process.wait(timeout=60)


@asynccontextmanager
async def database(data: Path, service: str) -> AsyncIterator[Any]:
    url = find(data / "postgresql")
    assert url is not None
    connection = await asyncpg.connect(server_url_of(url, service).replace("+asyncpg", ""))
    try:
        yield connection
    finally:
        await connection.close()


async def column(data: Path, service: str, sql: str, *arguments: Any) -> list[Any]:
    async with database(data, service) as connection:
        return [row[0] for row in await connection.fetch(sql, *arguments)]


async def scalar(data: Path, service: str, sql: str, *arguments: Any) -> Any:
    return (await column(data, service, sql, *arguments))[0]


def is_found(row: Row, *, young_share: float) -> bool:
    """Say what the headline says of a made-up creator, by a row of the made-up market; rates are few, and most in dollars."""
    dollars = [rate["price"]["value"] for rate in row["rates"] if rate["price"]["currency"] == "USD"]
    return (
        "responsive" in row["badges"]
        and "fashion" in row["categories"]
        and row["audience_countries"].get("US", 0) >= 0.2
        and row["audience_ages"].get("13-17", 0) >= young_share
        and 20_000 <= row["follower_count"] <= 80_000
        and min(dollars, default=50_001) <= 50_000
    )


async def found(brand: people.Side) -> dict[str, Any]:
    return await brand.client.get("/creators", facet="country", facet_limit=1000, limit=50)


@pytest.mark.parametrize(
    ("environment", "made"),
    [
        ({"GREENLIGHT_SMALL_MARKET": "24"}, 24),
        ({}, 0),
        ({"GREENLIGHT_SMALL_MARKET": "0"}, 0),
        ({"GREENLIGHT_SMALL_MARKET": "24", "GREENLIGHT_ENVIRONMENT": "sandbox", **A_SERVER}, 0),
        ({"GREENLIGHT_SMALL_MARKET": "24", **PRODUCTION, **A_SERVER}, 0),
    ],
)
def test_only_a_laptop_that_asks_makes_the_small_market(
    environment: dict[str, str], made: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("GREENLIGHT_")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    making = small_market_of(load(Settings))

    assert (making.keywords["count"] if isinstance(making, partial) else 0) == made


def test_who_is_made_to_be_liked_so_much_posts_and_is_watched_as_much() -> None:
    for row in islice(small_market._candidates(), 300):
        [account] = row["accounts"][:1]
        reactions = account["average_views"] * account["posts_last_30_days"] * account["engagement_rate"]
        assert account["likes_last_28_days"] >= 100_000
        assert 0.7 < account["likes_last_28_days"] / reactions < 0.86
        assert 3 <= account["posts_last_30_days"] <= 90
        assert 0 < account["median_views"] < account["average_views"]


def test_a_market_of_two_thousand_has_several_whom_the_headline_finds_for_teens_alone() -> None:
    teens = {row["handle"] for row in islice(small_market._candidates(), 2_000) if is_found(row, young_share=0.2)}

    assert len(teens) >= 3


@pytest.mark.parametrize("event", [OrganizationCreated, CreatorApproved])
def test_what_a_handful_tells_is_taken_together(event: type[Event]) -> None:
    handlers = [handler for name in SERVICES for handler in service_named(name).handlers.of_event.get(event.wire_name, ())]

    assert len(handlers) >= 3
    assert all(handler.takes_many for handler in handlers), handlers


@pytest.mark.crash
async def test_the_small_market_is_made_once_though_it_was_cut_short_and_real_in_every_service(tmp_path: Path) -> None:
    data = tmp_path / "data"
    marker = data / "small-market"

    with laptop_that_crashes(data, GREENLIGHT_SMALL_MARKET=str(COUNT)):
        await soon(lambda: copies(data), bool, seconds=120)
    assert not marker.exists()

    with laptop(data, GREENLIGHT_SMALL_MARKET=str(COUNT)) as address:
        async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as http:
            visitor = Client(http, patience=60)
            await soon(lambda: asyncio.sleep(0, marker.exists()), bool, seconds=120)
            assert 0 < int(marker.read_text()) < COUNT, "the crash came in the middle; who was there is not made again"
            brand = await people.short_cut(visitor, "brand")
            page = await soon(lambda: found(brand), lambda page: page["total_count"] >= COUNT, seconds=60)
            assert page["total_count"] == COUNT
            await every_service_knows_all(data)
            await the_headline_finds_who_answered(data, brand)

            some = max(page["data"], key=lambda one: one["follower_count"])
            assert some["is_search_only"] is False
            await one_made_through_the_api_has_the_same(data, visitor, some)
            await can_be_invited(visitor, http, brand, some, data)


async def copies(data: Path) -> int:
    """Count the creators whom campaigns knows; none while it is not there yet."""
    try:
        return await scalar(data, "campaigns", "select count(*) from creator_copies")
    except (AssertionError, OSError, asyncpg.PostgresError):
        return 0


async def every_service_knows_all(data: Path) -> None:
    """See that each creator is there once in each service, and that nothing is left to be told, retried or looked at."""
    for service, noun in (
        *(("identity", noun) for noun in ("users", "organizations", "creators", "social_accounts", "creator_applications")),
        *((service, noun) for service in ("campaigns", "payouts") for noun in ("organization_copies", "creator_copies")),
        ("discovery", "creators"),
        ("sandbox", "social_accounts"),
    ):
        where = (
            " where type = 'creator'" if "organization" in noun else " where email like '%@creators.%'" if noun == "users" else ""
        )
        assert await scalar(data, service, f"select count(*) from {noun}{where}") == COUNT, (service, noun)
    assert await waiting(data) == 0


async def the_headline_finds_who_answered(data: Path, brand: people.Side) -> None:
    """Ask for the headline, and see that campaigns knows of each answer, and that no money and no order came of it."""
    page = await brand.client.get("/creators", **HEADLINE, facet="badge")

    told = {row["handle"] for row in islice(small_market._candidates(), COUNT) if is_found(row, young_share=0.1)}
    assert len(told) >= 2
    assert told <= {one["handle"] for one in page["data"]}, "and perhaps some whose rates are in other currencies"
    assert page["total_count"] == len(page["data"])
    for one in page["data"]:
        assert (one["badges"], one["answer_count"]) == (["responsive"], 3)
        asked = "select state from invitations where creator_id = $1"
        assert set(await column(data, "campaigns", asked, CreatorId(one["id"]).uuid)) == {"declined"}
        profile = await brand.client.get(f"/creators/{one['id']}")
        assert profile["authenticity_score"] >= 80
    everybody = await brand.client.get("/creators", authenticity_score_min=0, limit=1)
    assert everybody["total_count"] > 0.8 * COUNT, "all but the largest, who are too few to compare"
    assert set(await column(data, "campaigns", "select state from campaigns")) == {"cancelled"}
    for service, noun in (
        *(("campaigns", noun) for noun in ("offers", "orders")),
        *(("payouts", noun) for noun in ("journal_entries", "postings", "holds", "fundings", "payables", "payouts")),
        ("discovery", "order_copies"),
    ):
        assert await scalar(data, service, f"select count(*) from {noun}") == 0, noun


async def waiting(data: Path) -> int:
    """Count the events that are still to be told, or wait for something."""
    sql = "select (select count(*) from outbox) + (select count(*) from parked_events)"
    return sum([await scalar(data, service, sql) for service in SERVICES])


# --- like one who signed up ---------------------------------------------------------------------------------------------

OF_A_VISIT = {"sessions", "access_tokens", "refresh_tokens", "sign_in_records", "emails", "idempotency_keys"}
"""Tables of what only somebody who signed up and in leaves behind."""
OWN = {
    *("handle", "sequence", "changed_in", "subject_path", "search_vector", "search_text"),
    # The short cut applies with these of its own,
    *("categories", "shown_categories", "formats", "rates"),
    # has come since what is usual was measured,
    "discovery.creators.version",
    # in somebody's name who confirmed an address, and in steps.
    *("users.name", "users.email", "users.password_hash", "users.confirmation_token_hash", "audit_log.actor"),
    *("users.version", "creator_applications.version", "identity.social_accounts.version", "sandbox.social_accounts.version"),
    "sandbox.social_accounts.given",
}
"""Columns that each has for themselves, of any table or of one."""
ID = re.compile(r"[a-z]{3}_[0-9a-z]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.+Z-]+)?")

IDS = """
select array[creators.id::text, creators.organization_id::text, memberships.user_id::text, application.id::text, account.id::text]
from creators
join memberships using (organization_id)
join creator_applications application on application.creator_id = creators.id
join social_accounts account on account.creator_id = creators.id
where creators.id = $1
"""
KINDS = (CreatorId, OrganizationId, UserId, CreatorApplicationId, SocialAccountId)
TABLES = "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"


async def one_made_through_the_api_has_the_same(data: Path, visitor: Client, made: dict[str, Any]) -> None:
    """Let somebody with the same account sign up and be approved, and compare all that every service has of both."""
    account = await visitor.get(f"/sandbox/social-accounts/{made['handle']}")
    currency = await scalar(data, "identity", "select currency from creators where id = $1", CreatorId(made["id"]).uuid)
    said = {name: value for name, value in account.items() if name in SocialAccountIn.model_fields}
    body = {"type": "creator", "country": said["country"], "currency": currency, "social_account": said}
    other = await visitor.post("/sandbox/organizations", body)
    await soon(lambda: waiting(data), lambda count: count == 0, seconds=30)

    of_market, of_sign_up = [await left_behind(data, CreatorId(id).uuid) for id in (made["id"], other["creator_id"])]

    assert of_market.keys() == of_sign_up.keys()
    for table, rows in of_sign_up.items():
        assert of_market[table] == rows, table


async def left_behind(data: Path, creator: UUID) -> Mapping[str, list[Any]]:
    """Give each row of every service that speaks of a creator, by table, as far as two creators may have the same."""
    uuids = await scalar(data, "identity", IDS, creator)
    handle = await scalar(data, "identity", "select handle from creators where id = $1", creator)
    ids = [*uuids, *(kind.of(UUID(id)) for kind, id in zip(KINDS, uuids, strict=True)), handle]
    events = await column(data, "notifications", "select event_id from feed_entries where organization_id = $1", UUID(uuids[1]))
    left: dict[str, list[Any]] = {}
    for service in SERVICES:
        for table in await column(data, service, TABLES):
            if table not in OF_A_VISIT:
                sql = f"select to_jsonb(t)::text from {table} t where to_jsonb(t)::text ~ $1"
                rows = await column(data, service, sql, "|".join(map(re.escape, [*ids, *map(str, events)])))
                if rows:
                    left[f"{service}.{table}"] = sorted(
                        (shape(json.loads(row), of=f"{service}.{table}") for row in rows), key=json.dumps
                    )
    return left


def shape(said: Any, *, of: str) -> Any:
    if any(f".{of}".endswith(f".{own}") for own in OWN):
        return "their own"
    if isinstance(said, dict):
        return {name: shape(value, of=f"{of}.{name}") for name, value in said.items()}
    if isinstance(said, list):
        return [shape(one, of=of) for one in said]
    if isinstance(said, str) and ID.fullmatch(said):
        return "an id"
    if isinstance(said, str) and TIME.fullmatch(said):
        return "a time"
    return said


async def can_be_invited(visitor: Client, http: httpx.AsyncClient, brand: people.Side, some: dict[str, Any], data: Path) -> None:
    """Invite one who is real, and see that nobody signs in as them; who is search-only is refused."""
    campaign = await work.published_campaign(brand, visitor, currency="USD")
    asked = await brand.client.post(f"/campaigns/{campaign['id']}/invitations", {"creator_id": some["id"], "message": "Hello"})
    assert (asked["state"], asked["creator"]["handle"]) == ("sent", some["handle"])
    account = await visitor.get(f"/sandbox/social-accounts/{some['handle']}")
    told = some["accounts"][0]
    assert {name: account[name] for name in ("follower_count", "median_views", "bio", "audience")} == {
        name: told[name] for name in ("follower_count", "median_views", "bio", "audience")
    }
    guess = {"email": f"{some['handle'].lower()}@creators.sandbox.example", "password": "a guess of a password"}
    assert (await http.post("/v1/sessions", json=guess)).json()["code"] == "invalid_credentials"

    there = (await found(brand))["total_count"]
    done = await asyncio.to_thread(command, "--creators", "3", GREENLIGHT_DATA_DIR=str(data))
    assert "3 creators added" in done.stderr, done.stderr
    page = await soon(lambda: found(brand), lambda page: page["total_count"] > there)
    searched = next(one for one in page["data"] if one["is_search_only"])
    for path, body in (
        (f"/campaigns/{campaign['id']}/invitations", {"creator_id": searched["id"], "message": "Hello"}),
        (
            "/offers",
            {"campaign_id": campaign["id"], "creator_id": searched["id"], "price": {"value": 1_000, "currency": "USD"}},
        ),
    ):
        answer = await http.post(f"/v1{path}", json=body, headers={"Authorization": f"Bearer {brand.client.token}"})
        assert (answer.status_code, answer.json()["code"]) == (409, "creator_search_only")
