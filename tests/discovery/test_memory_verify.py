"""An index is compared with the table, and what is wrong in one is named."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from pyroaring import BitMap

from services.discovery.app import service
from services.discovery.search.index import FacetName
from services.discovery.search.memory.creators import Creators
from services.discovery.search.memory.digest import differences, digest_of
from services.discovery.search.memory.facets import CountedValues
from services.discovery.search.memory.following import connected
from services.discovery.search.memory.truth import digest_of_table
from services.discovery.search.memory.verifying import Verified, verify
from shared.http import INTERNAL_KEY_HEADER, client_of_app
from shared.service import internal_key
from shared.settings import Settings
from tests.discovery.creators import approved, old_id
from tests.discovery.replicas import replica
from tests.gateway.doubles import serving
from tests.harness import ServiceUnderTest, Templates, service_under_test

Market = tuple[ServiceUnderTest, list[dict[str, Any]]]


@pytest.mark.parametrize("empty", [False, True], ids=["read in one stream", "put in row by row"])
async def test_an_index_has_the_digest_that_the_table_has(market: Market, *, empty: bool) -> None:
    async with replica(market[0].instance.context, empty=empty) as made, connected(market[0].instance.context) as connection:
        truth = await digest_of_table(connection)

        assert list(differences(truth, digest_of(made.index.prepared()))) == []
    assert len(truth) > 40
    assert all(truth.values()), [name for name, values in truth.items() if not values]


def flip(members: BitMap) -> None:
    members.symmetric_difference_update(BitMap([3]))


def one_more(numbers: Any) -> None:
    numbers[3] += 1


def one_other(facet: CountedValues) -> None:
    """Give a creator other values than those who has which says."""
    combinations = facet.combinations
    combinations.put(3, [] if combinations.of_slot(3) else [1])


PLANTED: dict[str, Callable[[Creators], None]] = {
    "shown": lambda creators: flip(creators.shown),
    "country US": lambda creators: flip(creators.facets[FacetName.COUNTRY].values.of("US")),
    "category food": lambda creators: flip(creators.facets[FacetName.CATEGORY].values.of("food")),
    "language together ": lambda creators: one_other(creators.facets[FacetName.LANGUAGE]),
    "industry food": lambda creators: flip(creators.facets[FacetName.INDUSTRY].values.of("food")),
    "industry together ": lambda creators: one_other(creators.facets[FacetName.INDUSTRY]),
    "blocked food": lambda creators: flip(creators.blocked.of("food")),
    "floors USD:": lambda creators: flip(creators.floors.of(next(one for one in creators.floors if one.startswith("USD")))),
    "audience_age 18-24": lambda creators: flip(creators.audiences[FacetName.AUDIENCE_AGE].usual.values.of("18-24")),
    "rates video": lambda creators: one_more(creators.rates.tables["video", "USD"].amounts),
    "median_views": lambda creators: one_more(creators.numbers["median_views"].column),
    "follower_count in order": lambda creators: flip(next(creators.numbers["follower_count"].order.parts())[2]),
    "words of handle": lambda creators: one_more(creators.text.fields[0].arrays()["postings"]),
}


@pytest.mark.parametrize("named", PLANTED)
async def test_one_wrong_bit_is_found_and_named(market: Market, named: str) -> None:
    async with replica(market[0].instance.context) as made, connected(market[0].instance.context) as connection:
        PLANTED[named](made.index.prepared())
        found = list(differences(await digest_of_table(connection), digest_of(made.index.prepared())))
    assert any(f"{name} {value}".startswith(named) for name, value, *_ in found), found
    assert len(found) <= 4


async def test_a_replica_that_serves_is_compared(templates: Templates) -> None:
    """A planted bit in a running replica is named; a replica that is right has no line, one that is away is told of."""
    said: list[str] = []
    async with service_under_test(service, templates, settings={"discovery_index": "memory"}) as under_test:
        await under_test.hear(*(approved(creator_id=old_id(number)) for number in range(20)))
        key = {INTERNAL_KEY_HEADER: internal_key(Settings())}
        there = client_of_app(under_test.app, name="replica", headers=key)
        async with replica(under_test.instance.context) as made:
            under_test.instance.context.ports.memory_index.creators = made.index.creators
            async with under_test.instance.context.sessions() as session:
                assert await verify(session, replicas={"there": there}, say=said.append) == Verified([], 1, 1)
            made.index.prepared().shown.discard(5)
            async with under_test.instance.context.sessions() as session:
                assert await verify(session, replicas={"there": there}, say=said.append) == Verified(
                    ["there: shown: 19 creators, the table has 20"], 1, 1
                )
            under_test.instance.context.ports.memory_index.creators = None
            async with under_test.instance.context.sessions() as session:
                assert await verify(session, replicas={"there": there}, say=said.append) == Verified([], 0, 1)
    assert said.count("there: compared") == 2
    assert said[-1] == "there: not compared (it answers 503)"


# --- the command ------------------------------------------------------------------------------------------------------------


async def command(under_test: ServiceUnderTest, *urls: str, data: Path) -> tuple[int | None, list[str]]:
    """Run the command as an operator does; give its exit code and the lines that it printed."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GREENLIGHT_")},
        "GREENLIGHT_ENVIRONMENT": "sandbox",
        "GREENLIGHT_DATABASE_URL": under_test.url,
        "GREENLIGHT_DISCOVERY_DATABASE_URL": under_test.url,
        "GREENLIGHT_DISCOVERY_URLS": ",".join(urls),
        "GREENLIGHT_DATA_DIR": str(data),
        "GREENLIGHT_LOG_LEVEL": "warning",
        "COLUMNS": "300",
    }
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services", "discovery", "verify-index",
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    printed, _ = await running.communicate()
    return running.returncode, printed.decode().splitlines()


async def test_the_command_says_what_is_wrong_and_how_many_were_compared(templates: Templates, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        under_test = await stack.enter_async_context(
            service_under_test(service, templates, settings={"discovery_index": "memory"})
        )
        await under_test.hear(*(approved(creator_id=old_id(number)) for number in range(20)))
        made = await stack.enter_async_context(replica(under_test.instance.context))
        under_test.instance.context.ports.memory_index.creators = made.index.creators
        address = await stack.enter_async_context(serving(under_test.app))

        code, printed = await command(under_test, address, data=tmp_path)
        assert (code, printed[-2:]) == (0, [f"{address}: compared", "0 differences; 1 of 1 replicas compared"]), printed

        # A replica that is away is told of. It is not wrong: a rollout must not look like a broken index.
        code, printed = await command(under_test, address, "http://127.0.0.1:1", data=tmp_path)
        assert (code, printed[-1]) == (0, "0 differences; 1 of 2 replicas compared"), printed
        assert any(line.startswith("http://127.0.0.1:1: not compared (") for line in printed), printed

        # Where none was compared, nothing is known of what serves: that does not end like a comparison.
        code, printed = await command(under_test, "http://127.0.0.1:1", data=tmp_path)
        assert (code, printed[-1]) == (2, "0 differences; 0 of 1 replicas compared"), printed

        made.index.prepared().shown.discard(5)
        flip(made.index.prepared().facets[FacetName.COUNTRY].values.of("US"))
        code, printed = await command(under_test, address, data=tmp_path)
        assert (code, printed[-1]) == (1, "2 differences; 1 of 1 replicas compared"), printed
        assert printed[-3:-1] == [
            f"{address}: country US: 19 creators, the table has 20",
            f"{address}: shown: 19 creators, the table has 20",
        ]


async def test_nobody_outside_is_told_a_digest(discovery: ServiceUnderTest) -> None:
    async with client_of_app(discovery.app, name="replica") as stranger:
        assert (await stranger.get("/internal/creators-index")).status_code == 404
