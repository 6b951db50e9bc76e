"""KafkaBus: one topic a producing service, one consumer group a consuming one. All of aiokafka stays in this file."""

import asyncio
import logging
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, NoReturn

import structlog
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from aiokafka.helpers import create_ssl_context
from aiokafka.structs import ConsumerRecord, TopicPartition
from pydantic import ValidationError

from shared.bus import BrokerAway, BrokerRefused, Handle
from shared.events import Envelope, catalogue
from shared.settings import Settings

logger = structlog.get_logger(__name__)

PUBLISH_SECONDS = 20.0
PRODUCER_REQUEST_SECONDS = 60
"""Longer than a publish may take: the library drops queued records of that age while it still sends younger ones, and that
hole would break the order. A publish gives up first, and takes all its records back with the producer."""
REQUEST_SECONDS = 10
LAG_SECONDS = 5.0
PRODUCER_BATCH_BYTES = 256 * 1024
LARGEST_EVENT_BYTES = 1024 * 1024

HEARTBEAT_SECONDS = 0.5
SESSION_SECONDS = 6
REBALANCE_SECONDS = 30
"""How long the group waits for a member that drains."""
DRAIN_SECONDS = 15.0
COMMIT_SECONDS = 5.0
COMMIT_PAUSE_SECONDS = 0.02
STOP_SECONDS = 5.0
FETCH_WAIT_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 5.0

BATCH = 500
MOST_WAITING = 2000
"""Records of one partition that wait in memory before it is paused."""

TOPIC_EXISTS = 36
FEWEST_IN_SYNC = 2
"""In production an acknowledged event stands on two brokers, wherever it is replicated."""

Record = ConsumerRecord[bytes, bytes]
Clients = Mapping[str, Any]
"""What every client of the broker is made with."""


class KafkaBus:
    """Carries events over Apache Kafka: any number of processes, in any order of starting, the broker away or not."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clients = _clients(settings)
        self._producers: dict[str, AIOKafkaProducer] = {}
        self._starting = asyncio.Lock()
        self._observer = _Observer(self._clients)
        self._positions: dict[TopicPartition, int] = {}

    async def start(self, *, seconds: float) -> None:
        """Wait for the broker, and see to the topics: made where missing in the sandbox, checked in production.

        Raises `BrokerAway` after the time, `BrokerRefused` where waiting is no use.
        """
        deadline, said = time.monotonic() + seconds, False
        while True:
            try:
                with _library_log.held():
                    async with asyncio.timeout(REQUEST_SECONDS):
                        await self._prepare(sorted({event.topic for event in catalogue.values()}))
                        return
            except BaseException as error:
                await self._observer.close()
                if not isinstance(error, (KafkaError, OSError, TimeoutError)):
                    raise
                cause = _library_log.last or repr(error)
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
                    key, headers = envelope.key.encode(), _headers(envelope)
                    sent.append(await producer.send(envelope.topic, envelope.data, key=key, headers=headers))
                await asyncio.gather(*sent)
        except BaseException:
            # Before anything younger than what failed can go out: an order with a hole is no order.
            self._producers.pop(source, None)
            for future in sent:
                future.cancel()
            await _abandon_producer(producer)
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
            await _abandon_producer(producer)
            raise
        self._producers[source] = producer
        return producer

    # --- consuming ---------------------------------------------------------------------------------------------------

    async def consume(self, group: str, topics: Sequence[str], handle: Handle) -> None:
        """Be a member of the group until cancelled: then what is in hand is finished and committed first."""
        if topics:
            await _again_and_again(group, lambda: _Member(self._clients, group, topics, handle).run())
        await asyncio.Event().wait()

    async def broadcast(self, instance: str, topics: Sequence[str], handle: Handle) -> None:
        """Deliver what came since this bus started: what was said while an instance filled its caches does not pass it by."""
        if topics:
            positions = {place: offset for place, offset in self._positions.items() if place.topic in topics}
            await _again_and_again(instance, lambda: self._hear(instance, topics, handle, positions))
        await asyncio.Event().wait()

    async def _hear(self, instance: str, topics: Sequence[str], handle: Handle, positions: dict[TopicPartition, int]) -> None:
        unknown = set(topics) - {place.topic for place in positions}
        if unknown:
            positions.update(await self._observer.ends(sorted(unknown)))
        consumer = _consumer(self._clients, group=None)
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                await consumer.start()
            consumer.assign(list(positions))
            for place, offset in positions.items():
                consumer.seek(place, offset)
            while True:
                for place, records in (await consumer.getmany(timeout_ms=1000)).items():
                    await _deliver(handle, records, consumer_name=instance)
                    positions[place] = records[-1].offset + 1
        finally:
            await _stop_consumer(consumer)

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
            await _stop_producer(producer)
        await self._observer.close()


async def _again_and_again(name: str, run: Callable[[], Awaitable[None]]) -> NoReturn:
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


class _Member(ConsumerRebalanceListener):
    """One member of a group, as long as its connection serves: reads ahead, handles each partition in order, commits behind.

    Reading never waits for a handler, so that a long one does not get the member thrown out of its group.
    """

    def __init__(self, clients: Clients, group: str, topics: Sequence[str], handle: Handle) -> None:
        self._group, self._handle = group, handle
        self._consumer = _consumer(clients, group=group)
        self._consumer.subscribe(list(topics), listener=self)
        self._waiting: dict[TopicPartition, deque[Record]] = defaultdict(deque)
        self._workers: dict[TopicPartition, asyncio.Task[None]] = {}
        self._handled: dict[TopicPartition, int] = {}
        self._has_handled = asyncio.Event()
        self._committer: asyncio.Task[None] | None = None
        self._draining = asyncio.Event()
        self._is_leaving = False

    async def run(self) -> None:
        """Be a member until cancelled, or until the connection is of no more use."""
        try:
            await self._consumer.start()
            await self._read()
        finally:
            # The library's stop() gives the partitions up without telling the listener.
            self._is_leaving = True
            try:
                await self._drain()
            finally:
                await _stop_consumer(self._consumer)

    async def _read(self) -> None:
        while True:
            for place, records in (await self._consumer.getmany(timeout_ms=1000)).items():
                self._waiting[place].extend(records)
                if len(self._waiting[place]) > MOST_WAITING:
                    self._consumer.pause(place)
                self._work(place)

    def _work(self, place: TopicPartition) -> None:
        worker = self._workers.get(place)
        if (worker is None or worker.done()) and not self._draining.is_set():
            self._workers[place] = asyncio.create_task(self._work_off(place), name=f"{self._group} {place}")

    async def _work_off(self, place: TopicPartition) -> None:
        waiting = self._waiting[place]
        while waiting and not self._draining.is_set():
            batch = list(islice(waiting, BATCH))
            if not await _deliver(self._handle, batch, consumer_name=self._group, given_up=self._draining):
                return
            for _ in batch:
                waiting.popleft()
            self._handled[place] = batch[-1].offset + 1
            self._has_handled.set()
            if len(waiting) <= MOST_WAITING // 2:
                with suppress(IllegalStateError):  # it has just gone to another member
                    self._consumer.resume(place)

    async def _commit_behind(self) -> None:
        """Commit what is handled until all is drained. With the broker away the library tries until it is back."""
        while self._handled or not self._draining.is_set():
            await self._has_handled.wait()
            self._has_handled.clear()
            offsets, self._handled = self._handled, {}
            if not offsets:
                continue
            try:
                await self._consumer.commit(offsets)
            except (CommitFailedError, IllegalStateError) as error:
                # Another member has the partitions already: it gets the events again, and their receipts stop them.
                logger.info("commit_came_too_late", group=self._group, error=repr(error))
            except KafkaError as error:
                logger.warning("commit_failed", group=self._group, error=repr(error))
                self._handled = {**offsets, **self._handled}
                self._has_handled.set()
                await asyncio.sleep(1)
            # One commit for all that many partitions did meanwhile.
            await asyncio.sleep(COMMIT_PAUSE_SECONDS)

    async def _drain(self) -> None:
        """Take up nothing new, finish what handlers have in hand, and commit; each for some seconds only."""
        self._draining.set()
        await _finish(self._workers.values(), seconds=DRAIN_SECONDS, what=f"handlers of {self._group}")
        if self._committer is not None:
            self._has_handled.set()
            await _finish([self._committer], seconds=COMMIT_SECONDS, what=f"commits of {self._group}")
        self._committer = None
        self._workers.clear()
        self._waiting.clear()
        self._handled.clear()

    # The library awaits what its listener returns, but does not declare it.
    async def on_partitions_revoked(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, revoked: Collection[TopicPartition]
    ) -> None:
        """Give the partitions up when nothing of them is in hand."""
        await self._drain()

    async def on_partitions_assigned(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, assigned: Collection[TopicPartition]
    ) -> None:
        """Begin, with what may have been read already; not if a rebalance ends while this member leaves."""
        if self._is_leaving:
            return
        self._draining.clear()
        self._committer = asyncio.create_task(self._commit_behind(), name=f"{self._group} commits")
        for place in list(self._waiting):
            self._work(place)


async def _finish(working: Iterable[asyncio.Task[None]], *, seconds: float, what: str) -> None:
    """Wait for tasks, but not longer than that: then they are cancelled."""
    late = {task for task in working if not task.done()}
    try:
        if late:
            _, late = await asyncio.wait(late, timeout=seconds)
    finally:
        for task in late:
            task.cancel()
        if late:
            logger.warning("drain_gave_up", what=what, tasks=len(late))
            await asyncio.wait(late)


async def _deliver(
    handle: Handle, records: Sequence[Record], *, consumer_name: str, given_up: asyncio.Event | None = None
) -> bool:
    """Hand a partition's records over, again until it succeeds; False when it was given up before that."""
    envelopes = [envelope for record in records if (envelope := _envelope(record, consumer_name)) is not None]
    given_up = given_up or asyncio.Event()
    pause = 0.1
    while envelopes:
        try:
            await handle(envelopes)
        except Exception as error:  # neither handled nor parked, the database is away: later ones of the partition wait too
            place = f"{records[0].topic}/{records[0].partition}"
            logger.warning("delivery_failed", consumer=consumer_name, place=place, error=repr(error))
        else:
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(given_up.wait(), pause)
        if given_up.is_set():
            return False
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
    return True


# --- one event, one record: CloudEvents 1.0, binary mode -------------------------------------------------------------------


def _headers(envelope: Envelope) -> list[tuple[str, bytes]]:
    attributes = {
        "ce_specversion": "1.0",
        "ce_id": envelope.id,
        "ce_type": envelope.name,
        "ce_source": envelope.source,
        "ce_time": envelope.occurred_at.isoformat(),
        "ce_subject": envelope.key,
        "ce_sequence": str(envelope.sequence),
        "ce_requestid": envelope.request_id,
        "traceparent": envelope.traceparent,
        "content-type": "application/json",
    }
    return [(name, value.encode()) for name, value in attributes.items() if value is not None]


def _envelope(record: Record, consumer_name: str) -> Envelope | None:
    """Read a record; None, and a line in the log, for one that no relay of ours wrote."""
    try:
        headers = {name: value.decode() for name, value in record.headers}
        envelope = Envelope.model_validate(
            {
                "id": headers["ce_id"],
                "name": headers["ce_type"],
                "topic": record.topic,
                "key": record.key,
                "source": headers["ce_source"],
                "occurred_at": headers["ce_time"],
                "traceparent": headers.get("traceparent"),
                "request_id": headers.get("ce_requestid"),
                "sequence": headers["ce_sequence"],
                "data": record.value,
            }
        )
    except (KeyError, UnicodeDecodeError, ValidationError) as error:
        reason = repr(error)
    else:
        if envelope.source == record.topic:
            return envelope
        reason = f"{envelope.source!r} does not own the topic"
    logger.error(
        "record_skipped",
        consumer=consumer_name,
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        reason=reason,
    )
    return None


# --- clients ---------------------------------------------------------------------------------------------------------------


def _clients(settings: Settings) -> Clients:
    """Gather where the broker is and how one is let in."""
    password = settings.kafka_sasl_password
    options: dict[str, Any] = {
        "bootstrap_servers": settings.kafka_bootstrap_servers,
        "client_id": "greenlight",
        "security_protocol": settings.kafka_security_protocol,
        "sasl_mechanism": settings.kafka_sasl_mechanism,
        "sasl_plain_username": settings.kafka_sasl_username,
        "sasl_plain_password": password.get_secret_value() if password else None,
    }
    if settings.kafka_security_protocol in {"SSL", "SASL_SSL"}:
        options["ssl_context"] = create_ssl_context(
            cafile=settings.kafka_ssl_cafile, certfile=settings.kafka_ssl_certfile, keyfile=settings.kafka_ssl_keyfile
        )
    return options


def _consumer(clients: Clients, *, group: str | None) -> AIOKafkaConsumer:
    return AIOKafkaConsumer(
        **clients,
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        request_timeout_ms=REQUEST_SECONDS * 1000,
        heartbeat_interval_ms=int(HEARTBEAT_SECONDS * 1000),
        session_timeout_ms=SESSION_SECONDS * 1000,
        rebalance_timeout_ms=REBALANCE_SECONDS * 1000,
        fetch_max_wait_ms=int(FETCH_WAIT_SECONDS * 1000),
    )


async def _stop_producer(producer: AIOKafkaProducer) -> None:
    """Stop in order; with the broker away that would hang."""
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await producer.stop()
    except TimeoutError:
        await _abandon_producer(producer)


async def _abandon_producer(producer: AIOKafkaProducer) -> None:
    """Stop without sending what waits. The library has no call for that."""
    producer._closed = True
    producer._message_accumulator._closed = True
    sending = producer._sender.sender_task
    if sending is not None:
        sending.cancel()
    # Ends the requests under way: the sender waits for them, and they for metadata that nobody fetches any more.
    await producer.client.close()
    deadline = time.monotonic() + STOP_SECONDS
    while sending is not None and not sending.done() and time.monotonic() < deadline:
        metadata = producer.client._md_update_fut
        if metadata is not None and not metadata.done():
            metadata.set_result(False)
        await asyncio.wait([sending], timeout=0.05)
    await producer.client.close()


async def _stop_consumer(consumer: AIOKafkaConsumer) -> None:
    """Stop in order; with the broker away that takes long or fails on the way, so the connections go after some seconds."""
    stopping = asyncio.ensure_future(consumer.stop())
    try:
        await asyncio.wait([stopping], timeout=STOP_SECONDS)
    finally:
        await consumer._client.close()
        stopping.cancel()
        await asyncio.gather(stopping, return_exceptions=True)


class _Observer:
    """Looks at topics and groups from outside, over two connections that are kept; after a failure over new ones."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._admin: AIOKafkaAdminClient | None = None
        self._reader: AIOKafkaConsumer | None = None
        self._looking = asyncio.Lock()

    async def create(self, topics: Sequence[str], *, partitions: int, replication: int) -> None:
        """Make the topics that are missing."""
        admin, _ = await self._connect()
        wanted = [NewTopic(topic, num_partitions=partitions, replication_factor=replication) for topic in topics]
        answer: Any = await admin.create_topics(wanted)
        for topic, code, *detail in answer.topic_errors:
            if code not in {0, TOPIC_EXISTS}:
                message = f"Kafka does not make the topic {topic}: {detail[0] if detail else code}"
                raise BrokerRefused(message)

    async def check(self, topics: Sequence[str], *, partitions: int, replication: int) -> None:
        """Compare the topics with the settings. Raises `BrokerRefused` for the first that differs."""
        admin, _ = await self._connect()
        in_sync = await self._fewest_in_sync(admin, topics)
        for found in await admin.describe_topics(list(topics)):
            topic, copies = found["topic"], [len(each["replicas"]) for each in found["partitions"]]
            differences = {
                "is missing": found["error_code"] != 0,
                f"has {len(copies)} partitions, not {partitions}": len(copies) != partitions,
                f"has {min(copies, default=0)} replicas, not {replication}": min(copies, default=0) < replication,
                f"has min.insync.replicas={in_sync.get(topic)}, which must be {FEWEST_IN_SYNC} or more": replication > 1
                and in_sync.get(topic, 0) < FEWEST_IN_SYNC,
            }
            for difference, is_so in differences.items():
                if is_so:
                    message = f"the Kafka topic {topic} {difference}: see python -m services topics"
                    raise BrokerRefused(message)

    async def _fewest_in_sync(self, admin: AIOKafkaAdminClient, topics: Sequence[str]) -> dict[str, int]:
        asked = [ConfigResource(ConfigResourceType.TOPIC, topic, {"min.insync.replicas": ""}) for topic in topics]
        answers: list[Any] = await admin.describe_configs(asked)
        return {
            resource[3]: int(entry[1])
            for answer in answers
            for resource in answer.resources
            for entry in resource[4]
            if entry[0] == "min.insync.replicas"
        }

    async def ends(self, topics: Sequence[str]) -> dict[TopicPartition, int]:
        """Tell where the next event of each partition will stand."""
        admin, reader = await self._connect()
        return await reader.end_offsets(await self._places(admin, topics))

    async def lag(self, group: str, topics: Sequence[str]) -> int:
        """Count what is behind the group's committed offsets; a group that never committed begins at the oldest."""
        async with self._looking:
            while True:
                try:
                    return await self._lag(group, topics)
                except KafkaError as error:
                    await self.close()
                    if not error.retriable:
                        raise
                    await asyncio.sleep(0.1)
                except BaseException:
                    await self.close()
                    raise

    async def _lag(self, group: str, topics: Sequence[str]) -> int:
        admin, reader = await self._connect()
        places = await self._places(admin, topics)
        # Committed first: what is published and handled between the two questions must not make the lag negative.
        known = await admin.list_consumer_group_offsets(group, partitions=places)
        committed = {place: found.offset for place, found in known.items() if found.offset >= 0}
        new = [place for place in places if place not in committed]
        begins = {**committed, **(await reader.beginning_offsets(new) if new else {})}
        return sum(max(0, end - begins[place]) for place, end in (await reader.end_offsets(places)).items())

    async def _places(self, admin: AIOKafkaAdminClient, topics: Sequence[str]) -> list[TopicPartition]:
        while True:
            found = await admin.describe_topics(list(topics))
            if all(topic["partitions"] and all(each["leader"] >= 0 for each in topic["partitions"]) for topic in found):
                return [TopicPartition(topic["topic"], each["partition"]) for topic in found for each in topic["partitions"]]
            await asyncio.sleep(0.05)  # a topic that was just made

    async def _connect(self) -> tuple[AIOKafkaAdminClient, AIOKafkaConsumer]:
        if self._admin is None or self._reader is None:
            await self.close()
            self._admin = AIOKafkaAdminClient(**self._clients, request_timeout_ms=REQUEST_SECONDS * 1000)
            self._reader = _consumer(self._clients, group=None)
            await self._admin.start()
            await self._reader.start()
        return self._admin, self._reader

    async def close(self) -> None:
        """Close both connections."""
        admin, self._admin = self._admin, None
        reader, self._reader = self._reader, None
        if admin is not None:
            await admin.close()
        if reader is not None:
            await _stop_consumer(reader)


class _LibraryLog(logging.Filter):
    """Lets each message of aiokafka through twice a minute: with the broker away it says the same many times a second."""

    SECONDS = 30.0

    def __init__(self) -> None:
        super().__init__()
        self.last: str | None = None
        self._said: dict[str, float] = {}
        self._is_held = False

    def held(self) -> "_LibraryLog":
        """Keep it back within the block: the caller says what there is to say, in one line."""
        return self

    def __enter__(self) -> None:
        self._is_held, self.last = True, None

    def __exit__(self, *_: object) -> None:
        self._is_held = False

    def filter(self, record: logging.LogRecord) -> bool:
        """Decide about one message."""
        if record.levelno >= logging.ERROR:
            self.last = record.getMessage()
        now = time.monotonic()
        if self._is_held or now - self._said.get(str(record.msg), -self.SECONDS) < self.SECONDS:
            return False
        self._said[str(record.msg)] = now
        return True


_library_log = _LibraryLog()
# A filter holds for the logger it is added to, not for those below it.
for _name in (
    "aiokafka",
    "aiokafka.conn",
    "aiokafka.cluster",
    "aiokafka.consumer.fetcher",
    "aiokafka.consumer.group_coordinator",
    "aiokafka.producer.sender",
):
    logging.getLogger(_name).addFilter(_library_log)
