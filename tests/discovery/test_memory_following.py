"""An index in memory follows the table: every commit, in any order, in every replica, and over restarts."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from services.discovery.app import service
from services.discovery.search.index import FacetName, Query
from services.discovery.search.memory import following
from services.discovery.search.memory.creators import Creators
from services.discovery.search.memory.digest import differences, digest_of
from services.discovery.search.memory.following import connected
from services.discovery.search.memory.index import MemoryIndex
from services.discovery.search.memory.truth import digest_of_table
from services.discovery.search.old_rows import derive_old_rows
from shared.events.identity import Audience
from tests.discovery.creators import approved, old_id, statistics, suspended
from tests.discovery.replicas import by_postgres, comparable, replica
from tests.harness import ServiceUnderTest, Templates, is_problem, service_under_test

COUNTED = Query(facets=[FacetName.COUNTRY])


@pytest.fixture
async def in_memory(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """Discovery with its index in memory; it runs when a test runs it."""
    async with service_under_test(service, templates, settings={"discovery_index": "memory"}) as under_test:
        yield under_test


def index_of(under_test: ServiceUnderTest) -> MemoryIndex:
    return under_test.instance.context.ports.memory_index


async def until(is_so: Callable[[], Awaitable[bool]] | Callable[[], bool], *, seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while True:
            answer = is_so()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(0.005)


async def total(index: MemoryIndex) -> int:
    return (await index.search(COUNTED)).total


async def assert_equal(under_test: ServiceUnderTest, creators: Creators) -> None:
    async with connected(under_test.instance.context) as connection:
        assert list(differences(await digest_of_table(connection), digest_of(creators))) == []


@asynccontextmanager
async def hidden_in_an_open_transaction(under_test: ServiceUnderTest, number: int) -> AsyncIterator[None]:
    async with under_test.session() as session:
        await session.execute(text("update creators set membership = 'suspended' where id = :id"), {"id": old_id(number).uuid})
        yield


async def without_triggers(under_test: ServiceUnderTest, statement: str) -> None:
    engine = create_async_engine(under_test.url)
    async with engine.begin() as owner:
        await owner.execute(text("set local session_replication_role = replica"))
        await owner.execute(text(statement))
    await engine.dispose()


async def test_a_search_waits_for_the_first_reading_and_sees_every_change_then(in_memory: ServiceUnderTest) -> None:
    await in_memory.hear(*(approved(creator_id=old_id(number)) for number in range(5)))
    brand = in_memory.brand()

    before = await brand.get("/creators")
    assert is_problem(before, 503, "index_not_ready")
    assert before.headers["retry-after"] == "1"
    assert not await in_memory.instance.is_ready()

    async with in_memory.running():
        await until(in_memory.instance.is_ready)
        assert (await brand.get("/creators")).json()["total_count"] == 5

        took = []
        for number in range(5, 15):
            await in_memory.hear(approved(creator_id=old_id(number)))
            committed = time.monotonic()
            await until(lambda number=number: index_of(in_memory).prepared().ids.slot_of(old_id(number).uuid) is not None)
            took.append(time.monotonic() - committed)
        assert (await brand.get("/creators?facet=country")).json()["facets"]["country"]["values"] == [
            {"value": "US", "count": 15}
        ]
    assert sorted(took)[len(took) // 2] < following.POLL_SECONDS / 2, "the hints are not heard"


async def test_without_hints_polling_finds_the_change(in_memory: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "CHANNEL", "nobody_speaks_here")
    monkeypatch.setattr(following, "POLL_SECONDS", 0.05)
    async with in_memory.running():
        await until(in_memory.instance.is_ready)
        await in_memory.hear(approved())
        await until(lambda: index_of(in_memory).prepared().ids.count == 1)


async def test_who_commits_late_is_not_missed(discovery: ServiceUnderTest) -> None:
    """A transaction begins first and ends last: others are followed meanwhile, and it is, too, when it is done."""
    await discovery.hear(*(approved(creator_id=old_id(number)) for number in range(4)))
    async with replica(discovery.instance.context) as made:
        async with hidden_in_an_open_transaction(discovery, 0):
            async with hidden_in_an_open_transaction(discovery, 1):
                pass
            assert await made.catch_up() == 1
            assert await total(made.index) == 3
            assert await made.catch_up() == 0, "a row that is in already is put in again"
            async with hidden_in_an_open_transaction(discovery, 2):
                pass
            assert await made.catch_up() == 1
            assert await total(made.index) == 2
        assert await made.catch_up() == 1
        assert await total(made.index) == 1
        assert await made.catch_up() == 0
        assert made.index.applied == {}
        await assert_equal(discovery, made.index.prepared())


async def test_what_is_written_while_it_is_read_is_not_missed(discovery: ServiceUnderTest) -> None:
    await discovery.hear(*(approved(creator_id=old_id(number)) for number in range(3)))
    async with hidden_in_an_open_transaction(discovery, 1), replica(discovery.instance.context) as made:
        assert await total(made.index) == 3
        await discovery.hear(suspended(approved(creator_id=old_id(2)), version=2))
        await made.catch_up()
        assert await total(made.index) == 2
        late = made.index
    async with connected(discovery.instance.context) as connection:
        await following.catch_up(connection, late)
    assert await total(late) == 1


async def test_transactions_of_another_server_do_not_come_again_and_again(discovery: ServiceUnderTest) -> None:
    """After a restore from a dump rows carry numbers of the future: they are in, and wait for nobody."""
    await discovery.hear(*(approved(creator_id=old_id(number)) for number in range(3)))
    await without_triggers(discovery, "update creators set changed_in = 4000000000000")
    async with replica(discovery.instance.context) as made:
        assert await total(made.index) == 3
        assert await made.catch_up() == 0
        await discovery.hear(suspended(approved(creator_id=old_id(2)), version=2))
        assert await made.catch_up() == 1
        assert await total(made.index) == 2


async def test_two_replicas_hold_the_same(in_memory: ServiceUnderTest, templates: Templates) -> None:
    """Each follows by itself, below a directory of its own."""
    context = in_memory.instance.context
    other = type(context)(**{**context.__dict__, "ports": replace(context.ports, memory_index=MemoryIndex())})
    beside = asyncio.create_task(following.follow_index(other))
    async with in_memory.running():
        await until(lambda: index_of(in_memory).is_ready and other.ports.memory_index.is_ready)
        await in_memory.hear(*(approved(creator_id=old_id(number)) for number in range(30)))
        await in_memory.hear(suspended(approved(creator_id=old_id(7)), version=2))
        for index in (index_of(in_memory), other.ports.memory_index):
            await until(lambda index=index: len(index.prepared().shown) == 29)
            await assert_equal(in_memory, index.prepared())
    beside.cancel()
    with pytest.raises(asyncio.CancelledError):
        await beside
    assert {path.name for path in context.settings.data_dir.glob("discovery-index-*/checkpoint")} == {"checkpoint"}
    assert len(list(context.settings.data_dir.glob("discovery-index-*/checkpoint"))) == 2


async def test_a_broken_connection_is_made_again(in_memory: ServiceUnderTest) -> None:
    async with in_memory.running():
        await until(in_memory.instance.is_ready)
        await in_memory.scalar(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where query like '%creators%' and pid <> pg_backend_pid()"
        )
        await in_memory.hear(approved())
        await until(lambda: index_of(in_memory).prepared().ids.count == 1)


async def test_a_worn_index_is_read_anew_beside_the_following(
    in_memory: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_memory.running():
        await until(in_memory.instance.is_ready)
        first = index_of(in_memory).prepared()
        monkeypatch.setattr("services.discovery.search.memory.creators.MOST_CHANGED_TEXTS", 8)
        await in_memory.hear(*(approved(creator_id=old_id(number)) for number in range(10)))
        await until(lambda: index_of(in_memory).prepared() is not first)
        await until(lambda: index_of(in_memory).prepared().ids.count == 10)
        assert index_of(in_memory).prepared().text.fields[0].count > 8, "the words stand in vocabularies now"
        await in_memory.hear(suspended(approved(creator_id=old_id(7)), version=2))
        await until(lambda: len(index_of(in_memory).prepared().shown) == 9)


async def test_rows_from_before_searches_are_derived_at_the_start(discovery: ServiceUnderTest) -> None:
    await discovery.hear(*(approved(creator_id=old_id(number)) for number in range(3)))
    emptied = "update creators set changed_in = 0, search_text = '', search_vector = ''"
    await without_triggers(discovery, f"{emptied} where id <> '{old_id(2).uuid}'")

    await derive_old_rows(discovery.instance.context)

    assert (
        await discovery.scalar("select count(*) from creators where changed_in > 0 and search_text like 'ana cooks anacooks%'")
        == 3
    )
    versions = await discovery.scalar("select array_agg(version order by id) from creators")
    await derive_old_rows(discovery.instance.context)
    assert await discovery.scalar("select array_agg(version order by id) from creators") == versions
    async with replica(discovery.instance.context) as made:
        assert (await made.index.search(Query(words=["anaco"]))).total == 3


async def test_who_comes_without_an_audience_is_counted_with_the_others(discovery: ServiceUnderTest) -> None:
    """Behind those who were read in one stream there is no room until somebody takes it."""
    await discovery.hear(approved(creator_id=old_id(0)))
    async with replica(discovery.instance.context) as made:
        nobodys = statistics(audience=Audience(countries={}, genders={}, ages={}, devices={}))
        await discovery.hear(approved(creator_id=old_id(1), accounts=[nobodys]))
        await made.catch_up()
        query = Query(facets=list(FacetName))
        found = await made.index.search(query)
        assert found.total == 2
        assert comparable(found) == comparable(await by_postgres(discovery.instance.context, query))
