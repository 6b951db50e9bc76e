"""The outbox and the inbox without a bus between them: transactions, leaders, lost connections, and the order of what is parked."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import BigInteger, Column, Identity, Integer, MetaData, String, Table, insert
from sqlalchemy.ext.asyncio import AsyncSession

from shared import inbox, outbox
from shared.events import Envelope, Event, catalogue
from shared.inbox import Handlers, NotYet
from shared.outbox import emit
from shared.service import Service
from tests.harness import ServiceUnderTest, envelope_of
from tests.toys import Workshop, fail_after, tell, toy_database, until, workshop

metadata = MetaData()
effects = Table(
    "effects",
    metadata,
    Column("position", BigInteger, Identity(), primary_key=True),
    Column("handler", String, nullable=False),
    Column("key", String, nullable=False),
    Column("number", Integer, nullable=False),
)


class Noted(Event, name="toy.noted", key="subject"):
    """Something to note."""

    subject: str
    number: int


del catalogue[Noted.wire_name]  # other tests read the catalogue: the toy is in it only while its own run

handlers = Handlers()
errors: dict[tuple[str, str, int], Exception] = {}
"""What a handler raises for an event."""


@handlers.on(Noted)
async def first(session: AsyncSession, event: Noted) -> None:
    """Note it."""
    await note(session, "first", event)


@handlers.on(Noted)
async def second(session: AsyncSession, event: Noted) -> None:
    """Note it once more, in a transaction of its own."""
    await note(session, "second", event)


async def note(session: AsyncSession, handler: str, event: Noted) -> None:
    await session.execute(insert(effects).values(handler=handler, key=event.subject, number=event.number))
    if (error := errors.get((handler, event.subject, event.number))) is not None:
        raise error


class Recorder:
    """A bus that keeps what is published, and fails when it is told to."""

    def __init__(self) -> None:
        self.published: list[int] = []
        self.sources: list[str] = []
        self.renewed = 0
        self.error: Exception | None = None

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Keep the numbers."""
        if self.error is not None:
            raise self.error
        for envelope in envelopes:
            event = envelope.event()
            assert isinstance(event, Noted)
            self.published.append(event.number)
            self.sources.append(envelope.source)

    async def renew(self) -> None:
        """Count the times."""
        self.renewed += 1

    async def consume(self, *_: Any) -> None:
        """Deliver nothing."""
        await asyncio.Event().wait()

    broadcast = consume

    async def lag(self, *_: Any) -> int:
        """Nothing is behind."""
        return 0

    async def close(self) -> None:
        """Nothing is held."""


@pytest.fixture(autouse=True)
def topic() -> Iterator[str]:
    """The toy service's name."""
    name = Noted.topic = f"toy-{uuid4().hex[:12]}"
    catalogue[Noted.wire_name] = Noted
    errors.clear()
    yield name
    del catalogue[Noted.wire_name]


@pytest.fixture
def bus() -> Recorder:
    """What relays publish to."""
    return Recorder()


@pytest.fixture(scope="module")
async def url(server_url: str) -> AsyncIterator[str]:
    """The toy service's database, emptied for each test."""
    async with toy_database(server_url, metadata) as made:
        yield made


@pytest.fixture
async def toys(bus: Recorder, topic: str, url: str, tmp_path: Path) -> AsyncIterator[Workshop]:
    """The toy service."""
    async with workshop(Service(topic, metadata, handlers=handlers), url, bus, tmp_path) as made:
        yield made


async def rows_of(toys: Workshop) -> list[tuple[str, str, int]]:
    return [tuple(row) for row in await toys.ask("select handler, key, number from effects order by position")]


# --- the outbox --------------------------------------------------------------------------------------------------------


async def test_an_event_is_told_with_its_transaction_or_not_at_all(toys: Workshop) -> None:
    async with toys.replica() as replica:
        await fail_after(replica, lambda session: emit(session, Noted(subject="a", number=1)))
        async with replica.session() as session:
            with suppress(ZeroDivisionError):
                async with session.begin_nested():
                    await emit(session, Noted(subject="a", number=2))
                    raise ZeroDivisionError
            await emit(session, Noted(subject="a", number=3))

        assert await replica.said() == [Noted(subject="a", number=3)]


async def test_the_relay_publishes_in_order_and_leaves_nothing(toys: Workshop, bus: Recorder) -> None:
    total = outbox.BATCH + 20
    async with toys.replica() as replica:
        await tell(replica, *[Noted(subject=str(number % 7), number=number) for number in range(total)])

    async with toys.running():
        await until(lambda: emptied(toys))
    assert bus.published == list(range(total))
    assert set(bus.sources) == {toys.service.name}


async def emptied(toys: Workshop) -> bool:
    return await toys.count("outbox") == 0


async def test_after_a_failure_the_relay_begins_at_the_oldest_with_a_new_producer(toys: Workshop, bus: Recorder) -> None:
    bus.error = ConnectionError("the broker is away")
    async with toys.running() as replica:
        # Several connections of the pool have been in use: the relay's next one need not be the one it had.
        await asyncio.gather(*[busy(replica) for _ in range(5)])
        await tell(replica, Noted(subject="a", number=1), Noted(subject="a", number=2))

        async def failed_some_times() -> bool:
            return bus.renewed >= 3

        await until(failed_some_times)
        assert await toys.count("outbox") == 2

        bus.error = None
        await until(lambda: emptied(toys))
    assert bus.published == [1, 2]


async def busy(replica: ServiceUnderTest) -> None:
    await replica.scalar("select pg_sleep(0.2)")


async def test_one_of_two_relays_publishes_and_the_other_takes_over(toys: Workshop, bus: Recorder, topic: str) -> None:
    other_bus = Recorder()
    async with toys.running(bus=bus) as one, toys.running(bus=other_bus) as other:
        await tell(one, Noted(subject="a", number=1))
        await until(lambda: emptied(toys))
        assert sorted((bus.published, other_bus.published)) == [[], [1]]
        leader, leads, follows = (one, bus, other_bus) if bus.published else (other, other_bus, bus)

        # Whoever leads publishes what either replica tells: a hint wakes it, and else it looks once a second.
        await tell(one, Noted(subject="a", number=2))
        await tell(other, Noted(subject="a", number=3))
        await until(lambda: emptied(toys))
        assert (leads.published, follows.published) == ([1, 2, 3], [])

        await toys.end(relay_of(leader, topic))
        await tell(one, Noted(subject="a", number=4))
        await until(lambda: emptied(toys))
        assert (leads.published, follows.published) == ([1, 2, 3], [4])


def relay_of(replica: ServiceUnderTest, topic: str) -> asyncio.Task[Any]:
    """Find the task of a replica's relay; both replicas' have the same name."""
    coroutines: dict[asyncio.Task[Any], Any] = {
        task: task.get_coro() for task in asyncio.all_tasks() if task.get_name() == f"{topic} relay"
    }
    [found] = [task for task, running in coroutines.items() if running.cr_frame.f_locals["self"] is replica.instance.relay]
    return found


async def test_a_relay_whose_connection_is_killed_continues(toys: Workshop, bus: Recorder) -> None:
    async with toys.running() as replica:
        await tell(replica, Noted(subject="a", number=1))
        await until(lambda: emptied(toys))

        killed = await toys.ask(
            "select pg_terminate_backend(pid) from pg_locks join pg_database on pg_database.oid = pg_locks.database"
            " where locktype = 'advisory' and datname = current_database() and objsubid = 1"
        )
        assert len(killed) == 1
        await tell(replica, Noted(subject="a", number=2))
        await until(lambda: emptied(toys))
    assert bus.published == [1, 2]


# --- the inbox ----------------------------------------------------------------------------------------------------------


async def test_each_handler_has_its_own_receipt(toys: Workshop) -> None:
    envelope = envelope_of(Noted(subject="a", number=1))
    errors["second", "a", 1] = ValueError("not now")
    async with toys.replica() as replica:
        await replica.instance.consumer.handle([envelope])
        assert await rows_of(toys) == [("first", "a", 1)], "what the second did is rolled back, what the first did is not"
        assert [row.handler for row in await toys.ask("select handler from receipts")] == ["first"]

        errors.clear()
        assert await replica.instance.consumer.retry_due()
        await replica.instance.consumer.handle([envelope])
    assert await rows_of(toys) == [("first", "a", 1), ("second", "a", 1)]
    assert await toys.count("parked_events") == 0


async def test_what_waits_keeps_the_order_of_its_key(toys: Workshop) -> None:
    errors["first", "a", 1] = NotYet("a")
    async with toys.replica() as replica:
        consumer = replica.instance.consumer
        await consumer.handle([envelope_of(Noted(subject=key, number=number)) for number in (1, 2) for key in ("a", "b")])
        await consumer.handle([envelope_of(Noted(subject="a", number=3))])
        assert [tuple(row) for row in await toys.ask("select key, reason from parked_events order by position")] == [
            ("a", "NotYet('a')"),
            ("a", "waits behind an earlier event of its key"),
            ("a", "waits behind an earlier event of its key"),
        ]
        assert {key for _, key, _ in await rows_of(toys)} == {"b"}

        assert not await consumer.retry_due()
        errors.clear()
        async with replica.session() as session:
            assert await consumer.waiting(session) == 3

        async def drained() -> bool:
            await consumer.retry_due()
            return await toys.count("parked_events") == 0

        await until(drained)
        await consumer.handle([envelope_of(Noted(subject="a", number=4))])
    assert [number for handler, key, number in await rows_of(toys) if (handler, key) == ("first", "a")] == [1, 2, 3, 4]


async def test_two_replicas_that_retry_the_same_event_act_once(toys: Workshop) -> None:
    errors["first", "a", 1] = NotYet("a")
    async with toys.replica() as one, toys.replica() as other:
        await one.instance.consumer.handle([envelope_of(Noted(subject="a", number=number)) for number in (1, 2, 3)])
        errors.clear()

        async def drained() -> bool:
            await asyncio.gather(*[each.instance.consumer.retry_due() for each in (one, other, one, other)])
            return await toys.count("parked_events") == 0

        await until(drained)
    assert [number for handler, _, number in await rows_of(toys) if handler == "first"] == [1, 2, 3]
    assert [number for handler, _, number in await rows_of(toys) if handler == "second"] == [1, 2, 3]


@pytest.mark.parametrize("error", [ConnectionError(), TimeoutError(), NotYet("a")])
async def test_neither_a_wait_nor_the_databases_health_makes_a_dead_letter(
    toys: Workshop, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "LONGEST_PAUSE_SECONDS", 0.0)
    errors["first", "a", 1] = error
    async with toys.replica() as replica:
        await replica.instance.consumer.handle([envelope_of(Noted(subject="a", number=1))])
        for _ in range(inbox.MOST_FAILURES + 2):
            await replica.instance.consumer.retry_due()
        [row] = await toys.ask("select failures, deferrals, dead_at from parked_events")
        assert (row.failures, row.dead_at) == (0, None)
        assert row.deferrals >= inbox.MOST_FAILURES


async def test_a_batch_that_can_neither_be_handled_nor_parked_is_refused(toys: Workshop) -> None:
    async with toys.replica() as replica:
        await toys.ask("select 1")
        async with toys.sessions() as session, session.begin():
            await session.execute(insert(effects).values(handler="x", key="x", number=0))
            connection = await session.connection()
            await connection.exec_driver_sql("alter table receipts rename to receipts_away")
            await connection.exec_driver_sql("alter table parked_events rename to parked_away")
        with pytest.raises(ExceptionGroup):
            await replica.instance.consumer.handle([envelope_of(Noted(subject="a", number=1))])
