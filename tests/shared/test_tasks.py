"""Durable tasks: under a lease, again until they succeed, at least once after a crash."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import MetaData

from shared import faults, tasks
from shared.bus.local import LocalBus
from shared.service import Context, Service
from shared.tasks import Task, Works, ask, count_asked
from tests.harness import ServiceUnderTest
from tests.toys import Workshop, fail_after, toy_database, until, workshop


class Call(Task, name="toy.call"):
    """A call to the outside."""

    number: int


works = Works()
calls: list[int] = []
broken: set[int] = set()
slow: dict[int, asyncio.Event] = {}


@works.does(Call)
async def call(context: Context[Any], task: Call) -> None:
    """Note the call, with nothing of the database held open meanwhile."""
    calls.append(task.number)
    if task.number in slow:
        await slow[task.number].wait()
    if task.number in broken:
        raise ConnectionError(task.number)


@pytest.fixture(autouse=True)
def _nothing_was_called() -> None:
    calls.clear()
    broken.clear()
    slow.clear()


@pytest.fixture(scope="module")
async def url(server_url: str) -> AsyncIterator[str]:
    """The toy service's database, emptied for each test."""
    async with toy_database(server_url, MetaData()) as made:
        yield made


@pytest.fixture
async def toys(url: str, tmp_path: Path) -> AsyncIterator[Workshop]:
    """The toy service."""
    service = Service(f"toy-{uuid4().hex[:12]}", MetaData(), works=works)
    async with workshop(service, url, LocalBus(), tmp_path) as made:
        yield made


async def ask_for(replica: ServiceUnderTest, *numbers: int) -> None:
    async with replica.session() as session:
        for number in numbers:
            await ask(session, Call(number=number))


async def become_done(toys: Workshop) -> None:
    async def done() -> bool:
        return await toys.count("tasks") == 0

    await until(done)


async def test_a_task_is_asked_for_with_its_transaction_or_not_at_all(toys: Workshop) -> None:
    async with toys.running() as replica:
        await fail_after(replica, lambda session: ask(session, Call(number=1)))
        await ask_for(replica, 2)
        await become_done(toys)
    assert calls == [2]


async def test_two_replicas_share_the_tasks(toys: Workshop) -> None:
    async with toys.running() as one, toys.running():
        await ask_for(one, *range(40))
        await become_done(toys)
        async with one.session() as session:
            assert await count_asked(session) == 0
    assert sorted(calls) == list(range(40))


async def test_a_task_under_lease_is_nobody_elses_until_the_lease_is_over(toys: Workshop) -> None:
    slow[1] = asyncio.Event()
    async with toys.running() as one, toys.replica() as other:
        await ask_for(one, 1)

        async def called(times: int) -> bool:
            return calls == [1] * times

        await until(lambda: called(1))
        assert not await other.instance.tasks.run_next()

        # As after a lease that nobody renewed: the one who has it is taken for dead, and the task must stand being done twice.
        async with toys.sessions() as session, session.begin():
            await (await session.connection()).exec_driver_sql("update tasks set run_at = clock_timestamp()")
        second = asyncio.create_task(other.instance.tasks.run_next())
        await until(lambda: called(2))
        slow[1].set()  # not before: who is done takes the task away
        assert await second
        await become_done(toys)
    assert calls == [1, 1]


async def test_a_task_that_fails_is_tried_again_and_the_others_go_on(toys: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "LONGEST_PAUSE_SECONDS", 0.05)
    broken.add(1)
    async with toys.running() as replica:
        await ask_for(replica, 1, 2, 3)
        await until(lambda: toys.ask("select 1 from tasks where failures >= 3"))
        [row] = await toys.ask("select last_error, payload from tasks")
        assert (row.last_error, row.payload) == ("ConnectionError(1)", {"number": 1})
        assert sorted(set(calls)) == [1, 2, 3]

        broken.clear()
        await become_done(toys)
    assert calls.count(2) == calls.count(3) == 1
    assert calls.count(1) >= 4


@pytest.mark.parametrize("place", ["task.leased", "task.done"])
async def test_after_a_crash_a_task_is_done_at_least_once(toys: Workshop, place: str) -> None:
    reached = asyncio.Event()

    async def strike(name: str) -> None:
        if name == place:
            reached.set()
            await asyncio.Event().wait()

    faults.arm(strike)
    async with toys.running() as killed:
        await ask_for(killed, 1)
        await asyncio.wait_for(reached.wait(), 60)
    faults.arm(None)
    assert await toys.count("tasks") == 1
    assert calls == ([1] if place == "task.done" else [])

    async with toys.running():
        async with toys.sessions() as session, session.begin():  # the lease runs out
            await (await session.connection()).exec_driver_sql("update tasks set run_at = clock_timestamp()")
        await become_done(toys)
    assert calls == ([1, 1] if place == "task.done" else [1])
