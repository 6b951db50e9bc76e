"""Durable timers: in the order of their due times, by the business clock, once over all replicas."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import BigInteger, Column, Identity, Integer, MetaData, Table, insert
from sqlalchemy.ext.asyncio import AsyncSession

from shared import faults, timers
from shared.bus.local import LocalBus
from shared.clock import clock as business_clock
from shared.service import Service
from shared.timers import Commands, Timer, at, count_due, earliest_due
from tests.harness import ServiceUnderTest, TestClock
from tests.toys import Workshop, fail_after, toy_database, until, workshop

metadata = MetaData()
effects = Table(
    "effects", metadata, Column("position", BigInteger, Identity(), primary_key=True), Column("number", Integer, nullable=False)
)


class Ring(Timer, name="toy.ring"):
    """A number at a time."""

    number: int


commands = Commands()
broken: set[int] = set()
seen: list[tuple[int, datetime]] = []


@commands.due(Ring)
async def ring(session: AsyncSession, timer: Ring, due_at: datetime) -> None:
    """Leave an effect, and break where a test wants it."""
    seen.append((timer.number, due_at))
    await session.execute(insert(effects).values(number=timer.number))
    if timer.number in broken:
        raise ValueError(timer.number)


@pytest.fixture(autouse=True)
def _nothing_is_broken() -> None:
    broken.clear()
    seen.clear()


@pytest.fixture(scope="module")
async def url(server_url: str) -> AsyncIterator[str]:
    """The toy service's database, emptied for each test."""
    async with toy_database(server_url, metadata) as made:
        yield made


@pytest.fixture
async def toys(url: str, tmp_path: Path) -> AsyncIterator[Workshop]:
    """The toy service."""
    service = Service(f"toy-{uuid4().hex[:12]}", metadata, commands=commands)
    async with workshop(service, url, LocalBus(), tmp_path) as made:
        yield made


async def rang(toys: Workshop) -> list[int]:
    return [row.number for row in await toys.ask("select number from effects order by position")]


async def set_timers(replica: ServiceUnderTest, *after: tuple[int, float]) -> datetime:
    """Set each number to ring after so many hours."""
    now = business_clock.now()
    async with replica.session() as session:
        for number, hours in after:
            await at(session, now + timedelta(hours=hours), Ring(number=number))
    return now


async def test_timers_run_when_due_in_the_order_of_their_due_times(toys: Workshop, clock: TestClock) -> None:
    async with toys.replica() as replica:
        now = await set_timers(replica, (3, 30), (1, 10), (2, 20), (4, 50))
        await replica.run_timers()
        assert await rang(toys) == []
        async with replica.session() as session:
            assert await earliest_due(session) == now + timedelta(hours=10)

        clock.advance(hours=40)
        async with replica.session() as session:
            assert await count_due(session) == 3
        await replica.run_timers()
        assert await rang(toys) == [1, 2, 3]
        assert [due_at for _, due_at in seen] == [now + timedelta(hours=hours) for hours in (10, 20, 30)]
        assert replica.instance.timers.fired == 3


async def test_a_timer_is_set_with_its_transaction_or_not_at_all(toys: Workshop) -> None:
    async with toys.replica() as replica:
        await fail_after(replica, lambda session: at(session, business_clock.now(), Ring(number=1)))
    assert await toys.count("timers") == 0


async def test_two_replicas_run_each_timer_once(toys: Workshop, clock: TestClock) -> None:
    async with toys.running() as one, toys.running() as other:
        await set_timers(one, *[(number, 1) for number in range(40)])
        clock.advance(hours=2)
        for replica in (one, other):
            replica.instance.timers.hint()

        async def all_rang() -> bool:
            return await toys.count("timers") == 0

        await until(all_rang)
        assert one.instance.timers.fired + other.instance.timers.fired == 40
    assert sorted(await rang(toys)) == list(range(40))


async def test_a_timer_that_fails_is_tried_again_and_the_others_go_on(
    toys: Workshop, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timers, "LONGEST_PAUSE_SECONDS", 0.05)
    broken.add(1)
    async with toys.running() as replica:
        await set_timers(replica, (1, 1), (2, 2), (3, 3))
        clock.advance(hours=4)
        replica.instance.timers.hint()

        await until(lambda: toys.ask("select 1 from timers where failures >= 3"))
        assert await rang(toys) == [2, 3], "what the broken one did is rolled back"
        [row] = await toys.ask("select last_error, name from timers")
        assert (row.last_error, row.name) == ("ValueError(1)", "toy.ring")

        broken.clear()

        async def all_rang() -> bool:
            return await toys.count("timers") == 0

        await until(all_rang)
    assert await rang(toys) == [2, 3, 1]


async def test_a_replica_killed_before_its_commit_leaves_the_timer_to_the_next(toys: Workshop) -> None:
    reached = asyncio.Event()

    async def strike(name: str) -> None:
        if name == "timer.before_commit":
            reached.set()
            await asyncio.Event().wait()

    faults.arm(strike)
    async with toys.running() as killed:
        await set_timers(killed, (1, -1))
        await asyncio.wait_for(reached.wait(), 60)
    faults.arm(None)
    assert await rang(toys) == []

    async with toys.replica() as replica:
        await replica.run_timers()
    assert await rang(toys) == [1]
    assert await toys.count("timers") == 0
