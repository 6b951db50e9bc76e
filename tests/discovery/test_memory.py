"""The index in memory against the plain search among some, and against SQL over a table of another form among many."""

from contextlib import AsyncExitStack
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.discovery.app import service
from services.discovery.search.index import Found, Query
from services.discovery.search.memory import ids as of_ids
from services.discovery.search.memory import numbers, ordering, sparse
from services.discovery.search.memory.digest import differences, digest_of
from services.discovery.search.memory.following import connected
from services.discovery.search.memory.truth import digest_of_table
from services.discovery.seed.copying import FILLED, line_of
from services.discovery.seed.service import creators_of_block
from shared.db import make_sessions
from tests.benchmarks.discovery_alone import queries_of
from tests.benchmarks.discovery_references import Postgres, load_postgres
from tests.benchmarks.discovery_searches import searches, spelled_out
from tests.discovery.market import pages_of, prove
from tests.discovery.replicas import by_postgres, comparable, replica
from tests.harness import ServiceUnderTest, Templates

QUERIES = 300
MANY = 20_000
LONGEST_WALK = 500
"""Searches among many that find no more are followed by their cursors to the end."""
EACH = 30
"""One in so many searches is asked of the database's index, too, which is slow among many."""
Market = tuple[ServiceUnderTest, list[dict[str, Any]]]


async def test_searches_in_memory_are_exact(market: Market) -> None:
    """Read in one stream or put in row by row: all pages, total and every count are those of the plain search."""
    under_test, people = market
    async with AsyncExitStack() as stack:
        streamed, empty = [
            (await stack.enter_async_context(replica(under_test.instance.context, empty=empty))).index for empty in (False, True)
        ]

        async def both(query: Query) -> Found:
            found = await streamed.search(query)
            assert comparable(await empty.search(query)) == comparable(found), query
            return found

        proof = await prove(both, people, queries=QUERIES, seed=17)
    assert proof.sizes["several pages"] > QUERIES / 4
    assert proof.proven["typing errors"] > 3
    assert proof.proven["conversion"] > 3


async def test_twenty_thousand_are_found_as_sql_finds_them(templates: Templates, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed's creators, and as many again with other figures: digest, pages, totals and every count, cursors to the end."""
    # Orders have as many parts as among a million, and ties are as far apart.
    monkeypatch.setattr(numbers, "SMALLEST_BUCKET", MANY // numbers.MOST_BUCKETS)
    monkeypatch.setattr(sparse, "SMALLEST_PART", MANY // numbers.MOST_BUCKETS)
    monkeypatch.setattr(of_ids, "FEW", of_ids.FEW * MANY // 1_000_000)
    async with templates.spoilt(service) as place, AsyncExitStack() as stack:
        await fill(place.owner)
        context = SimpleNamespace(sessions=make_sessions(place.engine))
        held = await stack.enter_async_context(replica(context))
        assert held.index.prepared().ids.count == MANY
        async with connected(context) as connection:
            assert list(differences(await digest_of_table(connection), digest_of(held.index.prepared()))) == []

        url = place.url.replace("postgresql+asyncpg://", "postgresql://")
        sql, _ = await load_postgres(url)
        connection = await asyncpg.connect(url)
        stack.push_async_callback(connection.close)
        reference = Postgres(connection, sql)
        number_of = {str(id): n for n, id in await connection.fetch("select n, id from bench.creators")}
        asks, totals, walked = searches(QUERIES, seed=29, creators=MANY), [], 0
        queries, spelled = await queries_of(asks), await queries_of([spelled_out(ask) for ask in asks])
        for at, (ask, query, theirs) in enumerate(zip(asks, queries, spelled, strict=True)):
            _, (rows, total, facets) = await reference.timed(theirs, in_one_pass=at % 2 == 0)
            mine = await held.index.search(query)
            assert [number_of[str(one.creator_id.uuid)] for one in mine.page] == [n for n, _ in rows], ask
            assert (mine.total, mine.facets) == (total, facets), ask
            if at % EACH == 0:
                assert comparable(await by_postgres(context, query)) == comparable(mine), ask
            if query.limit < total <= LONGEST_WALK:
                with monkeypatch.context() as patch:
                    # Pages of so few would be sorted: they are walked through the parts, as those of many are.
                    patch.setattr(ordering, "FEW", query.limit)
                    pages = [page.page async for page in pages_of(held.index.search, query, query.limit)]
                ids = [number_of[str(one.creator_id.uuid)] for page in pages for one in page]
                assert ids == await reference.everybody(theirs), ask
                walked += 1
            totals.append(total)
    assert walked > QUERIES / 10
    assert sum(0 < total < MANY / 1000 for total in totals) > QUERIES / 10
    assert sum(total > MANY / 10 for total in totals) > QUERIES / 10


async def fill(owner: AsyncEngine) -> None:
    """Copy a block of a seed, and put each creator in a second time under another id, with the figures of the one before."""
    lines = [line_of(row) for row in creators_of_block(29, 0)]
    names = [column.name for column in FILLED]
    # A seed's creators have rates in their own currency, or in dollars: the narrow form relies on it.
    swapped = ("follower_count", "engagement_rate", "quality", "rates", "currency", "response_time_seconds", "country")
    again = [f"lag({name}, 1, {name}) over (order by id)" if name in swapped else name for name in names if name != "id"]
    async with owner.connect() as connection:
        indexes = await connection.scalars(
            text("select indexname from pg_indexes where tablename = 'creators' and indexdef like '% USING gin %'")
        )
        for name in indexes.all():
            await connection.execute(text(f"drop index {name}"))
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.copy_to_table("creators", columns=names, source=BytesIO(b"".join(lines)), format="text")
        listed = ", ".join(name for name in names if name != "id")
        await connection.execute(text(f"insert into creators (id, {listed}) select uuidv7(), {', '.join(again)} from creators"))
        await connection.execute(text("analyze creators"))
