"""The outbox: an event is a row in the transaction of its cause; the relay publishes the rows in order."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

import structlog
from opentelemetry.trace import SpanKind
from prometheus_client import Counter, Gauge
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    LargeBinary,
    String,
    Table,
    Uuid,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from sqlalchemy.orm import Session as SyncSession

from shared import acting, faults, tracing
from shared.bus import Bus
from shared.clock import clock
from shared.db import plumbing
from shared.events import Envelope, Event, EventId

logger = structlog.get_logger(__name__)

outbox = Table(
    "outbox",
    plumbing,
    Column("sequence", BigInteger, Identity(always=True), primary_key=True),
    Column("event_id", Uuid, nullable=False),
    Column("name", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("key", String, nullable=False),
    Column("occurred_at", DateTime(timezone=True), nullable=False),
    Column("traceparent", String),
    Column("request_id", String),
    Column("data", LargeBinary, nullable=False),
)

BATCH = 500

# One statement for however many: their numbers follow their order.
_PUT_INTO_OUTBOX = text(
    """
    insert into outbox (event_id, name, topic, key, occurred_at, traceparent, request_id, data)
    select told.event_id, told.name, told.topic, told.key, :occurred_at, told.traceparent, told.request_id, told.data
    from unnest(cast(:event_ids as uuid[]), cast(:names as text[]), cast(:topics as text[]), cast(:keys as text[]),
                cast(:traceparents as text[]), cast(:request_ids as text[]), cast(:data as bytea[]))
         with ordinality as told (event_id, name, topic, key, traceparent, request_id, data, number)
    order by told.number
    """
).bindparams(bindparam("occurred_at", type_=DateTime(timezone=True)))
_OLDEST = select(outbox).order_by(outbox.c.sequence).limit(BATCH)
_PUBLISHED = text("delete from outbox where sequence = any(:sequences)")

published = Counter("greenlight_events_published_total", "Events that the relay published.", ["service"])
waiting = Gauge("greenlight_outbox_waiting", "Events in the outbox when the relay last looked.", ["service"])

POLL_SECONDS = 1.0
"""The truth is polled; a hint only makes it quicker."""
SHORTEST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0
LEADER_LOCK = "greenlight relay"
CHANNEL = "outbox"


class Origin(NamedTuple):
    """The trace and the request that a fact goes back to."""

    traceparent: str | None
    request_id: str | None


ORIGINS = "origins"
"""Where a session keeps the origin of each key, while a handler works off many events at once."""


@contextmanager
def going_back_to(session: AsyncSession, key: str) -> Iterator[None]:
    """Let what is told meanwhile go back to the event of a key, where a handler works off many and tells facts of other keys."""
    origin = session.info.get(ORIGINS, {}).get(key)
    if origin is None:
        yield
        return
    with acting.on_behalf_of(origin.request_id, trace=origin.traceparent):
        yield


async def emit(session: AsyncSession, *events: Event) -> None:
    """Tell facts, in order, with this transaction or not at all. Call it under the lock of each row that a fact's key names."""
    if not events:
        return
    await session.flush()
    own, origins = Origin(tracing.current.get(), acting.request_id.get()), session.info.get(ORIGINS, {})
    goes_back_to = [origins.get(event.key, own) for event in events]
    await session.execute(
        _PUT_INTO_OUTBOX,
        {
            "event_ids": [EventId.new().uuid for _ in events],
            "names": [event.wire_name for event in events],
            "topics": [event.topic for event in events],
            "keys": [event.key for event in events],
            "occurred_at": clock.now(),
            "traceparents": [origin.traceparent for origin in goes_back_to],
            "request_ids": [origin.request_id for origin in goes_back_to],
            "data": [event.model_dump_json().encode() for event in events],
        },
    )
    session.info["emitted"] = True


@sqlalchemy_event.listens_for(SyncSession, "after_commit")
def _hint_the_relay(session: SyncSession) -> None:
    if session.info.pop("emitted", False) and (relay := session.info.get("relay")):
        relay.hint()


@sqlalchemy_event.listens_for(SyncSession, "after_rollback")
def _forget_the_hint(session: SyncSession) -> None:
    session.info.pop("emitted", None)


class Relay:
    """Publishes one service's outbox, in order. One of all replicas does it: who holds the advisory lock."""

    def __init__(self, service: str, engine: AsyncEngine, bus: Bus) -> None:
        self._service, self._engine, self._bus = service, engine, bus
        self._hint = asyncio.Event()
        self._leads = False
        self._pause = SHORTEST_PAUSE_SECONDS

    def hint(self) -> None:
        """Say that there is something to publish."""
        self._hint.set()

    async def run(self) -> None:
        """Publish until cancelled; whatever fails is logged and begun again at the oldest row."""
        while True:
            try:
                await self._publish_over_a_connection()
            except asyncio.CancelledError:
                raise
            except Exception as error:
                logger.warning("relay_failed", service=self._service, error=repr(error))
                with suppress(Exception):
                    await self._bus.renew()
                await asyncio.sleep(self._pause)
                self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)

    async def _publish_over_a_connection(self) -> None:
        async with self._engine.connect() as connection:
            try:
                await connection.execution_options(isolation_level="AUTOCOMMIT")
                await self._listen(connection)
                await self._publish_from(connection)
            finally:
                # It may hold the lock: back in the pool it would keep it, and nobody would publish any more.
                await connection.invalidate()

    async def _listen(self, connection: AsyncConnection) -> None:
        raw: Any = (await connection.get_raw_connection()).driver_connection

        def hear(*_: Any) -> None:
            # Whoever does not publish says NOTIFY when it is hinted: hearing itself or its like would go round for ever.
            if self._leads:
                self._hint.set()

        await raw.add_listener(CHANNEL, hear)

    async def _publish_from(self, connection: AsyncConnection) -> None:
        self._leads = False
        while True:
            if not self._leads:
                self._leads = bool(await connection.scalar(select(func.pg_try_advisory_lock(func.hashtext(LEADER_LOCK)))))
            if self._leads:
                while await self._publish_batch(connection):
                    pass
            hinted = await self._wait()
            if hinted and not self._leads:
                # At most one NOTIFY a batch, outside the transactions that emitted: it takes a database-wide lock.
                await asyncio.sleep(0.005)
                self._hint.clear()
                await connection.execute(text(f"NOTIFY {CHANNEL}"))

    async def _wait(self) -> bool:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._hint.wait()
        except TimeoutError:
            return False
        self._hint.clear()
        return True

    async def _publish_batch(self, connection: AsyncConnection) -> bool:
        rows = (await connection.execute(_OLDEST)).all()
        waiting.labels(self._service).set(len(rows))
        if not rows:
            return False
        await faults.point("relay.before_publish")
        await self._publish([self._envelope(row) for row in rows])
        self._pause = SHORTEST_PAUSE_SECONDS
        await faults.point("relay.published")
        await connection.execute(_PUBLISHED, {"sequences": [row.sequence for row in rows]})
        await faults.point("relay.deleted")
        published.labels(self._service).inc(len(rows))
        return len(rows) == BATCH or self._hint.is_set()

    async def _publish(self, envelopes: Sequence[Envelope]) -> None:
        if tracing.tracer is None:
            await self._bus.publish(envelopes)
            return
        traces = [envelope.traceparent for envelope in envelopes]
        with tracing.span(f"{self._service} relay", kind=SpanKind.PRODUCER, others=traces):
            await self._bus.publish(envelopes)

    def _envelope(self, row: Any) -> Envelope:
        return Envelope(
            id=EventId.of(row.event_id),
            name=row.name,
            topic=row.topic,
            key=row.key,
            source=self._service,
            occurred_at=row.occurred_at,
            traceparent=row.traceparent,
            request_id=row.request_id,
            sequence=row.sequence,
            data=row.data,
        )
