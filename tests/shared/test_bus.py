"""One contract, two buses: what a service may rely on, whichever of them carries its events."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiokafka.cluster import ClusterMetadata
from sqlalchemy import BigInteger, Column, Identity, Integer, MetaData, String, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from deploy.kafka.broker import Broker
from shared import faults, inbox
from shared.bus import BrokerAway, BrokerRefused, Bus, Handle
from shared.bus.kafka import KafkaBus
from shared.bus.kafka.limits import SESSION_SECONDS
from shared.bus.local import LocalBus
from shared.dead_letters import dead_letters, discard_dead_letter, replay_dead_letter
from shared.events import Envelope, Event, EventId, catalogue
from shared.inbox import Handlers, NotYet
from shared.service import Context, Service
from shared.settings import Environment, Settings
from tests.harness import ServiceUnderTest, envelope_of
from tests.toys import Workshop, tell, toy_database, until, workshop

pytestmark = pytest.mark.xdist_group("buses")  # one broker serves all of them

# --- a toy service ----------------------------------------------------------------------------------------------------

metadata = MetaData()
effects = Table(
    "effects",
    metadata,
    Column("position", BigInteger, Identity(), primary_key=True),
    Column("key", String, nullable=False),
    Column("number", Integer, nullable=False),
)
customers = Table("customers", metadata, Column("customer_id", String, primary_key=True))


class Counted(Event, name="toy.counted", key="subject"):
    """Handled one by one."""

    subject: str
    number: int


class Weighed(Event, name="toy.weighed", key="subject"):
    """Handled in batches."""

    subject: str
    number: int


class CustomerCame(Event, name="toy.customer_came", key="customer_id"):
    """What parcels wait for."""

    customer_id: str


class ParcelSent(Event, name="toy.parcel_sent", key="parcel_id"):
    """Needs its customer, whose events are of another key."""

    parcel_id: str
    customer_id: str


class Called(Event, name="toy.called", key="subject"):
    """Heard by each instance."""

    subject: str
    number: int


EVENTS: list[type[Event]] = [Counted, Weighed, CustomerCame, ParcelSent, Called]
for _event in EVENTS:
    del catalogue[_event.wire_name]  # other tests read the catalogue: the toys are in it only while theirs run


@dataclass
class World:
    """What the handlers meet in one test."""

    poison: set[tuple[str, int]] = field(default_factory=set)
    batches: list[int] = field(default_factory=list)
    heard: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


world = World()
"""A new one for each test."""
handlers = Handlers()


@handlers.on(Counted)
async def count(session: AsyncSession, event: Counted) -> None:
    """Leave an effect, unless the event is poisoned."""
    if (event.subject, event.number) in world.poison:
        message = f"cannot stand {event.subject} {event.number}"
        raise ValueError(message)
    await session.execute(insert(effects).values(key=event.subject, number=event.number))


@handlers.on_many(Weighed)
async def weigh(session: AsyncSession, events: Sequence[Weighed]) -> None:
    """Leave the effects of a batch, unless one of it is poisoned."""
    world.batches.append(len(events))
    if any((event.subject, event.number) in world.poison for event in events):
        raise ValueError(events)
    await session.execute(insert(effects), [{"key": event.subject, "number": event.number} for event in events])


@handlers.on(CustomerCame)
async def welcome(session: AsyncSession, event: CustomerCame) -> None:
    """Keep the customer."""
    await session.execute(insert(customers).values(customer_id=event.customer_id))


@handlers.on(ParcelSent)
async def deliver(session: AsyncSession, event: ParcelSent) -> None:
    """Leave an effect for a customer who has come."""
    if await session.scalar(select(customers).where(customers.c.customer_id == event.customer_id)) is None:
        raise NotYet(event.customer_id)
    await session.execute(insert(effects).values(key=event.parcel_id, number=1))


@handlers.on_each_instance(Called)
async def hear(context: Context[Any], event: Called) -> None:
    """Note who heard what."""
    world.heard[id(context)].append(event.number)


# --- fixtures ----------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def topic() -> Iterator[str]:
    """A topic of each test's own, for nothing of another test to be in it; the toy service has its name."""
    global world  # noqa: PLW0603 - the handlers are the module's
    world = World()
    name = f"toy-{uuid4().hex[:12]}"
    for event in EVENTS:
        event.topic = name
        catalogue[event.wire_name] = event
    yield name
    for event in EVENTS:
        del catalogue[event.wire_name]


@pytest.fixture
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a poisoned event die in less than a second."""
    monkeypatch.setattr(inbox, "LONGEST_PAUSE_SECONDS", 0.05)


def kafka_settings(broker: Broker, **more: Any) -> Settings:
    return Settings(kafka_bootstrap_servers=broker.bootstrap_servers, **more)


@pytest.fixture
async def kafka_bus(broker: Broker, topic: str) -> AsyncIterator[KafkaBus]:
    """A bus on the real broker."""
    bus = KafkaBus(kafka_settings(broker))
    await bus.start(seconds=60)
    yield bus
    await bus.close()


@pytest.fixture(params=["local", pytest.param("kafka", marks=pytest.mark.kafka)])
def bus(request: pytest.FixtureRequest, topic: str) -> Bus:
    """Each of the buses."""
    return LocalBus(expected_groups=[topic]) if request.param == "local" else request.getfixturevalue("kafka_bus")


@pytest.fixture(scope="module")
async def url(server_url: str) -> AsyncIterator[str]:
    """The toy service's database, emptied for each test."""
    async with toy_database(server_url, metadata) as made:
        yield made


@pytest.fixture
async def toys(bus: Bus, topic: str, url: str, tmp_path: Path) -> AsyncIterator[Workshop]:
    """The toy service on one of the buses; it consumes what it tells."""
    async with workshop(Service(topic, metadata, handlers=handlers), url, bus, tmp_path) as made:
        yield made


async def effects_of(toys: Workshop) -> dict[str, list[int]]:
    """Read the effects of each key, in the order in which they were committed."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, number in await toys.ask("select key, number from effects order by position"):
        found[key].append(number)
    return dict(found)


async def become(toys: Workshop, expected: dict[str, list[int]]) -> None:
    """Wait until there are as many effects as expected, and see that they are the expected ones."""
    total = sum(map(len, expected.values()))

    async def enough() -> bool:
        return await toys.count("effects") >= total

    with suppress(AssertionError):
        await until(enough)
    assert await effects_of(toys) == expected


async def become_quiet(toys: Workshop, replica: ServiceUnderTest) -> None:
    """Wait until nothing is left to do."""

    async def quiet() -> bool:
        return await toys.is_quiet(replica)

    await until(quiet)


# --- the contract ------------------------------------------------------------------------------------------------------


async def test_events_of_a_key_act_in_order_and_once(toys: Workshop) -> None:
    keys = [f"key {number}" for number in range(7)]
    async with toys.running() as replica:
        for start in range(0, 12, 4):
            await tell(replica, *[Counted(subject=key, number=number) for number in range(start, start + 4) for key in keys])

        await become(toys, {key: list(range(12)) for key in keys})
        await become_quiet(toys, replica)
        assert await toys.count("outbox") == 0


async def test_what_is_told_before_anybody_listens_is_not_lost(toys: Workshop) -> None:
    async with toys.replica() as replica:
        await tell(replica, Counted(subject="early", number=1))

    async with toys.running():
        await become(toys, {"early": [1]})


async def test_duplicates_act_once(toys: Workshop, bus: Bus) -> None:
    envelopes = [envelope_of(Counted(subject=f"key {number % 3}", number=number)) for number in range(30)]
    async with toys.running() as replica:
        for batch in (envelopes, envelopes[::-1], envelopes[:10] * 3):
            await bus.publish(batch)

        await become_quiet(toys, replica)
        assert {key: sorted(numbers) for key, numbers in (await effects_of(toys)).items()} == {
            f"key {rest}": list(range(rest, 30, 3)) for rest in range(3)
        }
        assert await toys.count("receipts") == 30


async def test_five_deliveries_at_once_act_once(toys: Workshop, bus: Bus) -> None:
    envelope = envelope_of(Counted(subject="one", number=1))
    async with toys.running() as first, toys.running() as second:
        await asyncio.gather(*[bus.publish([envelope]) for _ in range(5)])
        await asyncio.gather(*[each.instance.consumer.handle([envelope]) for each in (first, second, first, second, first)])

        await become_quiet(toys, first)
        assert await effects_of(toys) == {"one": [1]}


@pytest.mark.usefixtures("quick_retries")
async def test_a_poisoned_event_waits_for_a_person_and_holds_only_its_key(toys: Workshop) -> None:
    world.poison = {("bad", 2)}
    async with toys.running() as replica:
        await tell(replica, *[Counted(subject=key, number=number) for number in range(1, 5) for key in ("bad", "good")])

        await become(toys, {"good": [1, 2, 3, 4], "bad": [1]})
        [letter] = await until(lambda: letters(toys))
        assert (letter.key, letter.failures) == ("bad", inbox.MOST_FAILURES)
        assert "cannot stand bad 2" in letter.reason

        await tell(replica, Counted(subject="bad", number=5), Counted(subject="good", number=5))
        await become(toys, {"good": [1, 2, 3, 4, 5], "bad": [1]})
        await become_quiet(toys, replica)
        assert await toys.count("parked_events") == 4

        # A replay that fails again is a dead letter again; one that succeeds lets the others follow, in order.
        await replay(toys, letter)
        [letter] = await until(lambda: letters(toys))
        world.poison = set()
        await replay(toys, letter)
        await become(toys, {"good": [1, 2, 3, 4, 5], "bad": [1, 2, 3, 4, 5]})
        await become_quiet(toys, replica)
        assert await toys.count("parked_events") == 0


@pytest.mark.usefixtures("quick_retries")
async def test_a_discarded_event_lets_the_others_of_its_key_go_on(toys: Workshop) -> None:
    world.poison = {("bad", 1)}
    async with toys.running() as replica:
        await tell(replica, *[Counted(subject="bad", number=number) for number in range(1, 4)])
        [letter] = await until(lambda: letters(toys))

        async with toys.sessions() as session, session.begin():
            assert await discard_dead_letter(
                session, EventId.of(letter.event_id), replica.service.handlers, by="usr_x", reason="paid by hand"
            )

        await become(toys, {"bad": [2, 3]})
        # The bus delivers it once more, as Kafka may: it stays given up.
        world.poison = set()
        await replica.instance.consumer.handle([_as_an_envelope(letter)])
        assert await toys.count("parked_events") == 0
        await become(toys, {"bad": [2, 3]})

    [row] = await toys.ask("select event_id, discarded_by, reason, failure from discarded_events")
    assert (row.event_id, row.discarded_by, row.reason) == (letter.event_id, "usr_x", "paid by hand")
    assert "cannot stand bad 1" in row.failure


def _as_an_envelope(letter: Any) -> Envelope:
    values = {name: getattr(letter, name) for name in Envelope.model_fields if name != "id"}
    return Envelope(id=EventId.of(letter.event_id), **values)


async def letters(toys: Workshop) -> Sequence[Any]:
    async with toys.sessions() as session:
        return await dead_letters(session)


async def replay(toys: Workshop, letter: Any) -> None:
    async with toys.sessions() as session, session.begin():
        assert await replay_dead_letter(session, EventId.of(letter.event_id))


async def test_an_event_waits_for_what_it_speaks_of(toys: Workshop) -> None:
    async with toys.running() as replica:
        await tell(replica, ParcelSent(parcel_id="early", customer_id="anna"), Counted(subject="other", number=1))
        await become(toys, {"other": [1]})
        [row] = await until(lambda: toys.ask("select failures, deferrals from parked_events where deferrals > 1"))
        assert row.failures == 0, "a wait is no failure, however long it is"
        assert not await toys.is_quiet(replica)

        await tell(replica, CustomerCame(customer_id="anna"))

        await become(toys, {"other": [1], "early": [1]})
        await become_quiet(toys, replica)


async def test_members_that_join_and_leave_lose_and_double_nothing(toys: Workshop) -> None:
    keys = [f"key {number}" for number in range(12)]
    told = 0

    async def tell_some(replica: ServiceUnderTest) -> None:
        nonlocal told
        for _ in range(2):
            await tell(replica, *[Counted(subject=key, number=told) for key in keys])
            told += 1

    async with AsyncExitStack() as last:
        async with toys.running() as first:
            await tell_some(first)
            async with toys.running() as second:
                await tell_some(second)
                await become(toys, {key: list(range(told)) for key in keys})
                await tell_some(second)
                third = await last.enter_async_context(toys.running())
                await tell_some(third)
            await tell_some(first)
        await tell_some(third)

        await become(toys, {key: list(range(told)) for key in keys})
        await become_quiet(toys, third)


async def test_two_replicas_share_the_work_and_act_once(toys: Workshop) -> None:
    keys = [f"key {number}" for number in range(20)]
    async with toys.running() as first, toys.running() as second:
        for number in range(4):
            await tell((first, second)[number % 2], *[Counted(subject=key, number=number) for key in keys])

        await become(toys, {key: list(range(4)) for key in keys})
        for replica in (first, second):
            await become_quiet(toys, replica)


@pytest.mark.parametrize("place", ["relay.before_publish", "relay.published", "relay.deleted"])
async def test_a_relay_that_fails_anywhere_begins_again(toys: Workshop, place: str) -> None:
    strikes = [place]

    async def strike(name: str) -> None:
        if name in strikes:
            strikes.remove(name)
            raise ConnectionError(name)

    faults.arm(strike)
    async with toys.running() as replica:
        await tell(replica, *[Counted(subject="one", number=number) for number in range(5)])
        await become(toys, {"one": [0, 1, 2, 3, 4]})
        await become_quiet(toys, replica)

        await tell(replica, Counted(subject="one", number=5))
        await become(toys, {"one": [0, 1, 2, 3, 4, 5]})
    assert not strikes


async def test_a_relay_killed_before_it_deletes_leads_to_no_second_effect(toys: Workshop) -> None:
    reached = asyncio.Event()

    async def strike(name: str) -> None:
        if name == "relay.published":
            reached.set()
            await asyncio.Event().wait()

    faults.arm(strike)
    async with toys.running() as killed:
        await tell(killed, *[Counted(subject=key, number=1) for key in "abc"])
        await asyncio.wait_for(reached.wait(), 60)
        await become(toys, {key: [1] for key in "abc"})
    assert await toys.count("outbox") == 3, "killed between publishing and deleting"
    faults.arm(None)

    async with toys.running() as replica:
        await become_quiet(toys, replica)
        assert await toys.count("outbox") == 0
        assert await effects_of(toys) == {key: [1] for key in "abc"}


async def effects_after_a_crash(toys: Workshop, bus: Bus) -> dict[str, list[int]]:
    """Kill a replica in the middle of a handler's transaction, start another, and see what has become of the event."""
    reached = asyncio.Event()

    async def strike(name: str) -> None:
        if name == "consumer.before_commit":
            reached.set()
            await asyncio.Event().wait()

    faults.arm(strike)
    async with toys.running(bus=bus) as killed:
        await tell(killed, Counted(subject="precious", number=1))
        await asyncio.wait_for(reached.wait(), 60)
        if isinstance(bus, PromisesEarly):
            await until(lambda: promised(toys, killed))
    faults.arm(None)

    async with toys.running() as replica:
        await become_quiet(toys, replica)
        return await effects_of(toys)


async def promised(toys: Workshop, replica: ServiceUnderTest) -> bool:
    return (await replica.instance.status()).lag == 0 and await toys.count("outbox") == 0


class PromisesEarly:
    """A planted bug: says that a batch is handled as soon as it has it, so it is committed or deleted too early."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bus, name)

    async def consume(self, group: str, topics: Sequence[str], handle: Handle) -> None:
        """Consume, without waiting for what is handled."""
        handling: set[asyncio.Task[None]] = set()

        async def promise(envelopes: Sequence[Envelope]) -> None:
            handling.add(asyncio.ensure_future(handle(envelopes)))

        try:
            await self._bus.consume(group, topics, promise)
        finally:
            for task in handling:
                task.cancel()
            await asyncio.gather(*handling, return_exceptions=True)


async def test_a_consumer_killed_in_a_transaction_leaves_the_event_to_the_next(
    toys: Workshop, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.bus.kafka.member.DRAIN_SECONDS", 0.2)

    assert await effects_after_a_crash(toys, bus) == {"precious": [1]}


async def test_that_test_finds_a_bus_that_promises_early(toys: Workshop, bus: Bus) -> None:
    assert await effects_after_a_crash(toys, PromisesEarly(bus)) == {}


async def test_a_batch_has_the_effects_of_as_many_single_events(toys: Workshop, bus: Bus) -> None:
    numbers = [(f"key {number % 5}", number) for number in range(40)]
    async with toys.running() as replica:
        await tell(replica, *[Weighed(subject=key, number=number) for key, number in numbers])
        await become_quiet(toys, replica)
        together = await effects_of(toys)
        largest = max(world.batches)

        await tell(replica, *[Counted(subject=f"single {key}", number=number) for key, number in numbers])
        await become_quiet(toys, replica)

    one_by_one = await effects_of(toys)
    assert together == {key: one_by_one[f"single {key}"] for key in together}
    assert len(together) == 5
    assert 1 < largest <= 5, "at most one event of each key in a batch"


@pytest.mark.usefixtures("quick_retries")
async def test_a_batch_with_a_poisoned_event_falls_back_to_singles(toys: Workshop) -> None:
    world.poison = {("key 3", 1)}
    keys = [f"key {number}" for number in range(6)]
    async with toys.running() as replica:
        await tell(replica, *[Weighed(subject=key, number=number) for number in (1, 2) for key in keys])

        await become(toys, {key: [1, 2] for key in keys if key != "key 3"})
        [letter] = await until(lambda: letters(toys))
        assert letter.key == "key 3"
        await become_quiet(toys, replica)


async def test_each_instance_hears_what_is_for_each(toys: Workshop) -> None:
    async with toys.running() as first, toys.running() as second:
        replicas = [id(replica.instance.context) for replica in (first, second)]
        number = 0

        async def all_listen() -> bool:
            nonlocal number
            number += 1
            await tell(first, Called(subject="everybody", number=number))
            return all(world.heard[replica] for replica in replicas)

        await until(all_listen)
        await tell(second, Called(subject="everybody", number=0))

        async def all_heard() -> bool:
            return all(world.heard[replica][-1] == 0 for replica in replicas)

        await until(all_heard)
        for replica in replicas:
            heard = world.heard[replica]
            assert heard == [*range(heard[0], number + 1), 0], "in order, and none left out"


# --- Kafka alone --------------------------------------------------------------------------------------------------------


class Listener:
    """Takes what a bus delivers, without a database."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, int]] = []
        self.deliveries = 0
        self.hinder: Callable[[Sequence[tuple[str, int]]], Awaitable[None]] | None = None

    async def handle(self, envelopes: Sequence[Envelope]) -> None:
        """Note a batch, unless the test hinders it."""
        self.deliveries += 1
        events = [envelope.event() for envelope in envelopes]
        batch = [(event.subject, event.number) for event in events if isinstance(event, Counted)]
        if self.hinder is not None:
            await self.hinder(batch)
        self.heard += batch

    async def hears(self, *expected: tuple[str, int]) -> None:
        """Wait for events."""

        async def heard() -> bool:
            return set(expected) <= set(self.heard)

        await until(heard)


@asynccontextmanager
async def meanwhile(work: Coroutine[Any, Any, None]) -> AsyncIterator[asyncio.Task[None]]:
    """Run something that never ends by itself."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def counted(subject: str, number: int, **more: Any) -> Envelope:
    return envelope_of(Counted(subject=subject, number=number), **more)


@pytest.mark.kafka
async def test_a_broker_that_knows_no_controller_yet_is_waited_for(
    broker: Broker, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, update = 0, ClusterMetadata.update_metadata

    def without_controller_at_first(cluster: ClusterMetadata, metadata: Any) -> None:
        nonlocal heard
        heard += 1
        update(cluster, metadata)
        if heard <= 4:
            cluster.controller = None

    monkeypatch.setattr(ClusterMetadata, "update_metadata", without_controller_at_first)
    bus = KafkaBus(kafka_settings(broker))
    await bus.start(seconds=60)

    await bus.publish([counted("key", 1)])
    await bus.close()
    assert heard > 4


@pytest.mark.kafka
async def test_an_envelope_arrives_as_it_was_sent(kafka_bus: KafkaBus, topic: str) -> None:
    sent = counted("key", 1).model_copy(
        update={"traceparent": f"00-{'a' * 32}-{'b' * 16}-01", "request_id": "req_1", "sequence": 2**40}
    )
    received: list[Envelope] = []

    async def take(envelopes: Sequence[Envelope]) -> None:
        received.extend(envelopes)

    async def arrived() -> bool:
        return bool(received)

    await kafka_bus.publish([sent])
    async with meanwhile(kafka_bus.consume("group", [topic], take)):
        await until(arrived)
    assert received == [sent]


@pytest.mark.kafka
async def test_a_record_of_a_service_that_does_not_own_the_topic_is_skipped(kafka_bus: KafkaBus, topic: str) -> None:
    listener = Listener()
    await kafka_bus.publish([counted("key", 1, source="an intruder")])
    await kafka_bus.publish([counted("key", 2)])

    async with meanwhile(kafka_bus.consume("group", [topic], listener.handle)):
        await listener.hears(("key", 2))
        await until(lambda: nothing_behind(kafka_bus, topic))
    assert listener.heard == [("key", 2)]


async def nothing_behind(bus: KafkaBus, topic: str, group: str = "group") -> bool:
    return await bus.lag(group, [topic]) == 0


@pytest.mark.kafka
async def test_what_a_handler_refuses_comes_again_and_other_partitions_go_on(kafka_bus: KafkaBus, topic: str) -> None:
    listener, refused = Listener(), 0

    async def hinder(batch: Sequence[tuple[str, int]]) -> None:
        nonlocal refused
        if ("bad", 1) in batch and ("good", 99) not in listener.heard:
            refused += 1
            raise ConnectionError

    listener.hinder = hinder
    # Twenty keys stand in several partitions, at least one of them not in that of the bad one.
    others = [(f"good {number}", number) for number in range(20)]
    await kafka_bus.publish([counted("bad", 1), counted("bad", 2), *[counted(*each) for each in others]])
    async with meanwhile(kafka_bus.consume("group", [topic], listener.handle)):

        async def some_went_on() -> bool:
            return refused > 1 and bool(set(others) & set(listener.heard))

        await until(some_went_on)
        assert ("bad", 2) not in listener.heard, "it is behind the one that is refused"
        listener.hinder = None
        await listener.hears(("bad", 1), ("bad", 2), *others)
    assert [each for each in listener.heard if each[0] == "bad"] == [("bad", 1), ("bad", 2)]


@pytest.mark.kafka
async def test_a_long_handler_keeps_its_partition(kafka_bus: KafkaBus, topic: str) -> None:
    listener, other = Listener(), Listener()

    async def hinder(_batch: Sequence[tuple[str, int]]) -> None:
        await asyncio.sleep(SESSION_SECONDS + 1.5)

    listener.hinder = hinder
    await kafka_bus.publish([counted("slow", 1)])
    async with meanwhile(kafka_bus.consume("group", [topic], listener.handle)):
        await listener.hears(("slow", 1))
        assert listener.deliveries == 1
        await until(lambda: nothing_behind(kafka_bus, topic))
    async with meanwhile(kafka_bus.consume("group", [topic], other.handle)):
        await kafka_bus.publish([counted("slow", 2)])
        await other.hears(("slow", 2))
    assert other.heard == [("slow", 2)]


@pytest.mark.kafka
async def test_who_is_stopped_finishes_what_is_in_hand(kafka_bus: KafkaBus, topic: str) -> None:
    listener, after, begun = Listener(), Listener(), asyncio.Event()

    async def hinder(_batch: Sequence[tuple[str, int]]) -> None:
        begun.set()
        await asyncio.sleep(0.5)

    listener.hinder = hinder
    await kafka_bus.publish([counted("key", 1)])
    async with meanwhile(kafka_bus.consume("group", [topic], listener.handle)):
        await asyncio.wait_for(begun.wait(), 60)
    assert listener.heard == [("key", 1)]
    assert await nothing_behind(kafka_bus, topic)

    async with meanwhile(kafka_bus.consume("group", [topic], after.handle)):
        await kafka_bus.publish([counted("key", 2)])
        await after.hears(("key", 2))
    assert after.heard == [("key", 2)]


@pytest.mark.kafka
async def test_who_comes_to_a_rebalance_waits_for_what_is_in_hand(kafka_bus: KafkaBus, topic: str) -> None:
    first, second, begun, finish = Listener(), Listener(), asyncio.Event(), asyncio.Event()

    async def hinder(_batch: Sequence[tuple[str, int]]) -> None:
        begun.set()
        await finish.wait()

    first.hinder = hinder
    await kafka_bus.publish([counted("key", 1)])
    async with meanwhile(kafka_bus.consume("group", [topic], first.handle)):
        await asyncio.wait_for(begun.wait(), 60)
        async with meanwhile(kafka_bus.consume("group", [topic], second.handle)):
            await asyncio.sleep(1)  # for the group to notice
            assert not second.heard, "the partition was given up with an event in hand"
            finish.set()
            others = [(f"key {number}", number) for number in range(30)]
            await kafka_bus.publish([counted(*each) for each in others])

            async def both_have_some() -> bool:
                return set(others) <= {*first.heard, *second.heard} and bool(second.heard)

            await until(both_have_some)
            await until(lambda: nothing_behind(kafka_bus, topic))
    together = [*first.heard, *second.heard]
    assert len(together) == len(set(together)) == 31, "nobody got anything twice"


@pytest.mark.kafka
async def test_a_member_without_partitions_takes_over(broker: Broker, topic: str) -> None:
    bus = KafkaBus(kafka_settings(broker, kafka_partitions=1))
    await bus.start(seconds=60)
    listeners = [Listener(), Listener(), Listener()]
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bus.close)
        members = [await stack.enter_async_context(meanwhile(bus.consume("group", [topic], each.handle))) for each in listeners]
        number = 0
        working: set[int] = set()
        # Whoever has the one partition leaves, until each has had it.
        while len(working) < len(listeners):
            number += 1
            await bus.publish([counted("key", number)])

            async def heard_by(number: int = number) -> list[int]:
                return [index for index, each in enumerate(listeners) if ("key", number) in each.heard]

            [index] = await until(heard_by)
            assert index not in working
            working.add(index)
            members[index].cancel()
            await asyncio.gather(members[index], return_exceptions=True)


@pytest.mark.kafka
async def test_a_broadcast_begins_where_the_bus_did_and_outlives_a_failure(kafka_bus: KafkaBus, topic: str) -> None:
    listener = Listener()
    failures = 2

    async def hinder(_batch: Sequence[tuple[str, int]]) -> None:
        nonlocal failures
        if failures:
            failures -= 1
            raise ValueError

    listener.hinder = hinder
    await kafka_bus.publish([counted("key", 1)])
    async with meanwhile(kafka_bus.broadcast("instance", [topic], listener.handle)):
        await kafka_bus.publish([counted("key", 2)])
        await listener.hears(("key", 1), ("key", 2))
    assert listener.heard == [("key", 1), ("key", 2)]


@pytest.mark.kafka
async def test_lag_counts_what_a_group_has_not_finished(kafka_bus: KafkaBus, topic: str) -> None:
    assert await kafka_bus.lag("group", [topic]) == 0
    await kafka_bus.publish([counted(f"key {number}", number) for number in range(10)])
    assert await kafka_bus.lag("group", [topic]) == 10

    listener = Listener()
    async with meanwhile(kafka_bus.consume("group", [topic], listener.handle)):
        await until(lambda: nothing_behind(kafka_bus, topic))
    assert await kafka_bus.lag("another group", [topic]) == 10


@pytest.mark.kafka
@pytest.mark.parametrize("bus", ["kafka"], indirect=True)
async def test_with_the_broker_away_everything_waits_and_nothing_is_lost(toys: Workshop, bus: KafkaBus, broker: Broker) -> None:
    def listening() -> int:
        return max(world.heard[id(replica.instance.context)], default=0)

    async with toys.running() as replica:
        await tell(replica, Counted(subject="key", number=1), Called(subject="all", number=1))
        await become(toys, {"key": [1]})

        await asyncio.to_thread(broker.kill)
        try:
            began = time.monotonic()
            for number in range(2, 6):
                await tell(replica, Counted(subject="key", number=number), Called(subject="all", number=number))
            assert time.monotonic() - began < 5, "who tells does not wait for the broker"
            with pytest.raises(BrokerAway):
                await bus.lag(toys.service.name, [toys.service.name])
            assert await toys.count("outbox") == 8

            # One that starts meanwhile waits too.
            async with toys.running() as late:
                await asyncio.to_thread(broker.restart)
                await become(toys, {"key": [1, 2, 3, 4, 5]})
                await become_quiet(toys, late)
        finally:
            if not await is_there(broker):
                await asyncio.to_thread(broker.restart)

        async def heard_all() -> bool:
            return listening() == 5

        await until(heard_all)
        await tell(replica, Counted(subject="key", number=6))
        await become(toys, {"key": [1, 2, 3, 4, 5, 6]})


async def is_there(broker: Broker) -> bool:
    bus = KafkaBus(kafka_settings(broker))
    try:
        await bus.start(seconds=1)
    except BrokerAway:
        return False
    finally:
        await bus.close()
    return True


async def test_a_start_without_a_broker_says_so_in_one_line() -> None:
    bus = KafkaBus(Settings(kafka_bootstrap_servers="127.0.0.1:1"))

    with pytest.raises(
        BrokerAway, match=r"^no Kafka broker at 127\.0\.0\.1:1 after 0\.2 s: .*Connect(ion refused| call failed).*$"
    ):
        await bus.start(seconds=0.2)


@pytest.mark.kafka
@pytest.mark.usefixtures("kafka_bus")
@pytest.mark.parametrize(
    ("settings", "refusal"),
    [
        ({"kafka_partitions": 5}, "has 6 partitions, not 5"),
        ({"kafka_replication": 3}, "has 1 replicas, not 3"),
        ({}, None),
    ],
)
async def test_production_takes_topics_as_they_have_to_be(
    broker: Broker, topic: str, settings: dict[str, int], refusal: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name, event in catalogue.items() if event.topic != topic]:
        monkeypatch.delitem(catalogue, name)
    bus = KafkaBus(production(broker, **settings))
    try:
        if refusal is None:
            await bus.start(seconds=60)
        else:
            with pytest.raises(BrokerRefused, match=refusal):
                await bus.start(seconds=60)
    finally:
        await bus.close()


@pytest.mark.kafka
async def test_production_makes_no_topics(broker: Broker) -> None:
    bus = KafkaBus(production(broker))

    with pytest.raises(BrokerRefused, match="is missing"):
        await bus.start(seconds=60)


def production(broker: Broker, **more: Any) -> Settings:
    """Settings as in production, but for the encryption that the development broker does not have."""
    return kafka_settings(broker, **more).model_copy(update={"environment": Environment.PRODUCTION})
