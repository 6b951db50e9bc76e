"""The bus itself: publishing, consuming, hearing, and how far behind a group is."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NoReturn

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.structs import TopicPartition

from shared.bus import BrokerAway, Handle
from shared.bus.kafka.clients import abandon_producer, clients_of, new_consumer, stop_consumer, stop_producer
from shared.bus.kafka.library_log import library_log
from shared.bus.kafka.limits import (
    LAG_SECONDS,
    LARGEST_EVENT_BYTES,
    LONGEST_PAUSE_SECONDS,
    PRODUCER_BATCH_BYTES,
    PRODUCER_REQUEST_SECONDS,
    PUBLISH_SECONDS,
    REBALANCE_SECONDS,
    REQUEST_SECONDS,
)
from shared.bus.kafka.member import Member, deliver
from shared.bus.kafka.observer import Observer
from shared.bus.kafka.records import headers_of
from shared.events import Envelope, asyncapi
from shared.settings import Settings

logger = structlog.get_logger(__name__)


class KafkaBus:
    """Carries events over Apache Kafka: any number of processes, in any order of starting, the broker away or not."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clients = clients_of(settings)
        self._producers: dict[str, AIOKafkaProducer] = {}
        self._starting = asyncio.Lock()
        self._observer = Observer(self._clients)
        self._positions: dict[TopicPartition, int] = {}

    async def start(self, *, seconds: float) -> None:
        """Wait for the broker, and see to the topics: made where missing in the sandbox, checked in production.

        Raises `BrokerAway` after the time, `BrokerRefused` where waiting is no use.
        """
        deadline, said = time.monotonic() + seconds, False
        while True:
            try:
                with library_log.held():
                    async with asyncio.timeout(REQUEST_SECONDS):
                        await self._prepare(asyncapi.topics())
                        return
            except BaseException as error:
                await self._observer.close()
                if not isinstance(error, (KafkaError, OSError, TimeoutError)):
                    raise
                cause = library_log.last or repr(error)
                if time.monotonic() > deadline:
                    message = f"no Kafka broker at {self._settings.kafka_bootstrap_servers} after {seconds:g} s: {cause}"
                    raise BrokerAway(message) from None
                if not said:
                    logger.warning("waiting_for_the_broker", servers=self._settings.kafka_bootstrap_servers, cause=cause)
                    said = True
                await asyncio.sleep(0.5)

    async def _prepare(self, topics: Sequence[str]) -> None:
        partitions, replication = self._settings.kafka_partitions, self._settings.kafka_replication
        if self._settings.is_sandbox:
            await self._observer.create(topics, partitions=partitions, replication=replication)
        else:
            await self._observer.check(topics, partitions=partitions, replication=replication)
        self._positions = await self._observer.ends(topics)

    # --- publishing --------------------------------------------------------------------------------------------------

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Send a service's batch and wait for all of it. After a failure its records may or may not be there."""
        if not envelopes:
            return
        source = envelopes[0].source
        async with self._starting:
            producer = self._producers.get(source) or await self._start_producer(source)
        sent: list[asyncio.Future[Any]] = []
        try:
            async with asyncio.timeout(PUBLISH_SECONDS):
                for envelope in envelopes:
                    key, headers = envelope.key.encode(), headers_of(envelope)
                    sent.append(await producer.send(envelope.topic, envelope.data, key=key, headers=headers))
                await asyncio.gather(*sent)
        except BaseException:
            # Before anything younger than what failed can go out: an order with a hole is no order.
            self._producers.pop(source, None)
            for future in sent:
                future.cancel()
            await abandon_producer(producer)
            raise

    async def renew(self) -> None:
        """Nothing: a publish that fails gives its producer up itself, at once."""

    async def _start_producer(self, source: str) -> AIOKafkaProducer:
        """Make a service's own producer: when it fails, the others' go on."""
        producer = AIOKafkaProducer(
            **self._clients,
            acks="all",
            enable_idempotence=True,
            request_timeout_ms=PRODUCER_REQUEST_SECONDS * 1000,
            max_batch_size=PRODUCER_BATCH_BYTES,
            max_request_size=LARGEST_EVENT_BYTES,
        )
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                await producer.start()
        except BaseException:
            await abandon_producer(producer)
            raise
        self._producers[source] = producer
        return producer

    # --- consuming ---------------------------------------------------------------------------------------------------

    async def consume(self, group: str, topics: Sequence[str], handle: Handle) -> None:
        """Be a member of the group until cancelled: then what is in hand is finished and committed first."""
        if topics:
            await again_and_again(group, lambda: Member(self._clients, group, topics, handle).run())
        await asyncio.Event().wait()

    async def broadcast(self, instance: str, topics: Sequence[str], handle: Handle) -> None:
        """Deliver what came since this bus started: what was said while an instance filled its caches does not pass it by."""
        if topics:
            positions = {place: offset for place, offset in self._positions.items() if place.topic in topics}
            await again_and_again(instance, lambda: self._hear(instance, topics, handle, positions))
        await asyncio.Event().wait()

    async def _hear(self, instance: str, topics: Sequence[str], handle: Handle, positions: dict[TopicPartition, int]) -> None:
        unknown = set(topics) - {place.topic for place in positions}
        if unknown:
            positions.update(await self._observer.ends(sorted(unknown)))
        consumer = new_consumer(self._clients, group=None)
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                await consumer.start()
            consumer.assign(list(positions))
            for place, offset in positions.items():
                consumer.seek(place, offset)
            while True:
                for place, records in (await consumer.getmany(timeout_ms=1000)).items():
                    await deliver(handle, records, consumer_name=instance)
                    positions[place] = records[-1].offset + 1
        finally:
            await stop_consumer(consumer)

    async def lag(self, group: str, topics: Sequence[str]) -> int:
        """Count what the group has not committed yet. Raises `BrokerAway`."""
        if not topics:
            return 0
        try:
            async with asyncio.timeout(LAG_SECONDS):
                return await self._observer.lag(group, topics)
        except (KafkaError, OSError, TimeoutError) as error:
            message = f"the lag of {group} is not known: {error!r}"
            raise BrokerAway(message) from None

    async def close(self) -> None:
        """Let what is being sent arrive, for some seconds, and close every connection."""
        producers, self._producers = self._producers, {}
        for producer in producers.values():
            await stop_producer(producer)
        await self._observer.close()


async def again_and_again(name: str, run: Callable[[], Awaitable[None]]) -> NoReturn:
    """Run a consumer anew whenever it fails: it cannot connect, or the group throws it out for good."""
    pause = 0.2
    while True:
        began = time.monotonic()
        try:
            await run()
        except Exception as error:  # whatever it is, a new connection begins at what is committed
            logger.warning("consumer_failed", consumer=name, error=repr(error))
        pause = 0.2 if time.monotonic() - began > REBALANCE_SECONDS else min(pause * 2, LONGEST_PAUSE_SECONDS)
        await asyncio.sleep(pause)
