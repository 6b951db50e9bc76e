"""The inbox: each event acts once in each handler; what cannot act yet waits with its key, and nothing else waits for it."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog
from prometheus_client import Counter
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
    delete,
    func,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from shared import acting, faults, tracing
from shared.db import is_infrastructure, plumbing
from shared.events import Envelope, Event, EventId
from shared.outbox import ORIGINS, Origin

logger = structlog.get_logger(__name__)

receipts = Table(
    "receipts",
    plumbing,
    Column("event_id", Uuid, primary_key=True),
    Column("handler", String, primary_key=True),
    Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

parked_events = Table(
    "parked_events",
    plumbing,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("event_id", Uuid, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("key", String, nullable=False),
    Column("source", String, nullable=False),
    Column("occurred_at", DateTime(timezone=True), nullable=False),
    Column("traceparent", String),
    Column("request_id", String),
    Column("sequence", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("parked_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("retry_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("deferrals", Integer, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("dead_at", DateTime(timezone=True)),
    Index("parked_events_of_a_key", "topic", "key", "position"),
)
"""Events that wait, in order, each behind the earlier ones of its key; with `dead_at`, a person has to look."""

discarded_events = Table(
    "discarded_events",
    plumbing,
    Column("event_id", Uuid, primary_key=True),
    Column("name", String, nullable=False),
    Column("key", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("failure", Text, nullable=False),
    Column("discarded_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("discarded_by", String, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Dead letters that a person gave up, with the reason."""

handled = Counter("greenlight_events_handled_total", "Events that a handler took.", ["service", "event"])
parked = Counter("greenlight_events_parked_total", "Events that had to wait.", ["service", "event"])
dead = Counter("greenlight_dead_letters_total", "Events that failed too often.", ["service", "event"])

MOST_FAILURES = 8
"""Unexpected errors of one event before it stays for a person."""
RETRY_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 2.0
POLL_SECONDS = 5.0
"""How long what another process has parked may stay unseen."""
MOST_AT_ONCE = 8
LARGEST_BATCH = 128
"""Events that a handler is given at once: beyond it a batch gains nothing, and only keeps its locks for longer."""


class NotYet(Exception):
    """What an event speaks of has not arrived here: it waits, and later ones of its key wait behind it."""


E = TypeVar("E", bound=Event)
OneHandler = Callable[[AsyncSession, E], Awaitable[None]]
ManyHandler = Callable[[AsyncSession, Sequence[E]], Awaitable[None]]
InstanceHandler = Callable[[Any, E], Awaitable[None]]


@dataclass(frozen=True)
class Handler:
    """One function that an event is given to, in one transaction with its receipt."""

    name: str
    function: Callable[[AsyncSession, Sequence[Any]], Awaitable[None]]
    takes_many: bool


@dataclass
class Handlers:
    """What one service does about the events of the others."""

    of_event: dict[str, list[Handler]] = field(default_factory=lambda: defaultdict(list))
    of_instance: dict[str, list[InstanceHandler[Any]]] = field(default_factory=lambda: defaultdict(list))

    def on(self, event: type[E]) -> Callable[[OneHandler[E]], OneHandler[Any]]:
        """Handle one event in one transaction with its receipt: delivered twice or five times at once, it acts once.

        Several may be stacked on a function that takes what they have in common.
        """

        def register(function: OneHandler[E]) -> OneHandler[Any]:
            async def each(session: AsyncSession, events: Sequence[E]) -> None:
                for one in events:
                    await function(session, one)

            self._add(event, Handler(function.__name__, each, takes_many=False))
            return function

        return register

    def on_many(self, event: type[E]) -> Callable[[ManyHandler[E]], ManyHandler[Any]]:
        """Handle a batch set-based: at most one event of each key; an unexpected error falls back to batches of one.

        Several may be stacked on a function that takes what they have in common.
        """

        def register(function: ManyHandler[E]) -> ManyHandler[Any]:
            self._add(event, Handler(function.__name__, function, takes_many=True))
            return function

        return register

    def on_each_instance(self, event: type[E]) -> Callable[[InstanceHandler[E]], InstanceHandler[E]]:
        """Reach every replica, without receipts: for caches, which are rebuilt at start."""

        def register(function: InstanceHandler[E]) -> InstanceHandler[E]:
            self.of_instance[event.wire_name].append(function)
            return function

        return register

    def _add(self, event: type[Event], handler: Handler) -> None:
        if any(other.name == handler.name for other in self.of_event[event.wire_name]):
            message = f"two handlers of {event.wire_name} are named {handler.name}: their receipts would be one"
            raise TypeError(message)
        self.of_event[event.wire_name].append(handler)

    def topics(self, catalogue: dict[str, type[Event]]) -> list[str]:
        """List the topics that this service consumes."""
        return sorted({catalogue[name].topic for name in self.of_event})

    def instance_topics(self, catalogue: dict[str, type[Event]]) -> list[str]:
        """List the topics that each instance of this service hears."""
        return sorted({catalogue[name].topic for name in self.of_instance})


class Arrivals:
    """Wakes whoever waits for a copy: an event has been handled here."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wake all who wait."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Wait until something arrives, for so many seconds at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._event.wait()


class Consumer:
    """Gives events to one service's handlers: once, in order of each key, parking what cannot act."""

    def __init__(
        self, service: str, sessions: async_sessionmaker[AsyncSession], handlers: Handlers, arrivals: Arrivals | None = None
    ) -> None:
        self._service, self._sessions, self._handlers = service, sessions, handlers
        self._arrivals = arrivals or Arrivals()
        self._slots = asyncio.Semaphore(MOST_AT_ONCE)
        self._parked = asyncio.Event()
        self._some_wait = False

    async def handle(self, envelopes: Sequence[Envelope]) -> None:
        """Handle or park each event of a batch. Raises only when neither is possible: then the batch comes again."""
        by_key: dict[tuple[str, str], list[Envelope]] = defaultdict(list)
        for envelope in envelopes:
            if envelope.name in self._handlers.of_event:
                by_key[envelope.topic, envelope.key].append(envelope)

        # A round holds at most one event of each key, so a round's events are free of each other.
        queues = list(by_key.values())
        for place in range(max(map(len, queues), default=0)):
            await self._round([queue[place] for queue in queues if place < len(queue)])

    async def _round(self, envelopes: Sequence[Envelope]) -> None:
        together: dict[str, list[Envelope]] = defaultdict(list)
        async with asyncio.TaskGroup() as work:
            for envelope in envelopes:
                if all(handler.takes_many for handler in self._handlers.of_event[envelope.name]):
                    together[envelope.name].append(envelope)
                else:
                    work.create_task(self._one(envelope))
            for alike in together.values():
                for first in range(0, len(alike), LARGEST_BATCH):
                    work.create_task(self._many(alike[first : first + LARGEST_BATCH]))
        self._arrivals.notify()

    async def _many(self, batch: Sequence[Envelope]) -> None:
        if len(batch) > 1:
            try:
                async with self._slots:
                    with acting.on_behalf_of(batch[0].request_id, trace=batch[0].traceparent):
                        for handler in self._handlers.of_event[batch[0].name]:
                            await self._transaction(handler, batch)
            except Exception as error:
                logger.info("batch_falls_back", service=self._service, event_name=batch[0].name, error=repr(error))
            else:
                return
        async with asyncio.TaskGroup() as work:
            for envelope in batch:
                work.create_task(self._one(envelope))

    async def _one(self, envelope: Envelope) -> None:
        async with self._slots:
            with acting.on_behalf_of(envelope.request_id, trace=envelope.traceparent):
                try:
                    for handler in self._handlers.of_event[envelope.name]:
                        await self._transaction(handler, [envelope])
                except Exception as error:  # whatever it is, the event is kept and its key waits
                    await self._park(envelope, error)

    async def _transaction(self, handler: Handler, batch: Sequence[Envelope]) -> None:
        """Give events to one handler, in one transaction with their receipts. Events of a key that waits are parked instead."""
        async with self._sessions() as session, session.begin():
            await _lock_keys(session, batch)
            await faults.point("consumer.begun")
            new = await self._receive(session, handler, batch)
            await self._give(session, handler, new)
            await faults.point("consumer.before_commit")
        await faults.point("consumer.committed")

    async def _receive(self, session: AsyncSession, handler: Handler, batch: Sequence[Envelope]) -> list[Envelope]:
        """Write the receipts, and give what is new here. What comes behind a parked event of its key is parked instead."""
        told = {
            "handler": handler.name,
            "ids": [envelope.id.uuid for envelope in batch],
            "topics": [envelope.topic for envelope in batch],
            "keys": [envelope.key for envelope in batch],
        }
        received = set(await session.scalars(_RECEIPTS_OF_THE_UNHINDERED, told))
        if len(received) < len(batch):
            await self._park_behind_their_keys(session, batch)
        return [envelope for envelope in batch if envelope.id.uuid in received]

    async def _give(self, session: AsyncSession, handler: Handler, batch: Sequence[Envelope]) -> None:
        if not batch:
            return
        if len(batch) > 1:
            session.info[ORIGINS] = {each.key: Origin(tracing.taken_over(each.traceparent), each.request_id) for each in batch}
        with acting.acting_as(f"event:{batch[0].name}", others=[envelope.traceparent for envelope in batch[1:]]):
            await handler.function(session, [envelope.event() for envelope in batch])
            await session.flush()
        handled.labels(self._service, batch[0].name).inc(len(batch))

    async def _park_behind_their_keys(self, session: AsyncSession, batch: Sequence[Envelope]) -> None:
        gate = tuple_(parked_events.c.topic, parked_events.c.key)
        keys = [(envelope.topic, envelope.key) for envelope in batch]
        rows = await session.execute(select(parked_events.c.topic, parked_events.c.key).distinct().where(gate.in_(keys)))
        waiting = {(row.topic, row.key) for row in rows}
        for envelope, key in zip(batch, keys, strict=True):
            if key in waiting:
                await self._insert_parked(session, envelope, reason="waits behind an earlier event of its key")

    async def _park(self, envelope: Envelope, error: Exception) -> None:
        parked.labels(self._service, envelope.name).inc()
        logger.info("event_parked", service=self._service, event_name=envelope.name, key=envelope.key, error=repr(error))
        async with self._sessions() as session, session.begin():
            await _lock_keys(session, [envelope])
            await self._insert_parked(session, envelope, reason=repr(error), failures=0 if _defers(error) else 1)
        self._parked.set()

    async def _insert_parked(self, session: AsyncSession, envelope: Envelope, *, reason: str, failures: int = 0) -> None:
        values = {**envelope.model_dump(exclude={"id"}), "event_id": envelope.id.uuid, "reason": reason, "failures": failures}
        await session.execute(insert(parked_events).values(values).on_conflict_do_nothing())
        self._parked.set()

    # --- parked events ---------------------------------------------------------------------------------------------

    async def retry_parked(self) -> None:
        """Give parked events to their handlers again, each key in its order, until cancelled."""
        while True:
            try:
                while await self.retry_due():
                    pass
                seconds = RETRY_SECONDS if self._some_wait else POLL_SECONDS
            except Exception as error:  # the database is away: what is parked stays parked
                logger.warning("retry_failed", service=self._service, error=repr(error))
                seconds = 1.0
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._parked.wait()
            self._parked.clear()

    async def retry_due(self) -> bool:
        """Try the first event of each key whose time has come; say whether any of them went through."""
        first = (
            select(parked_events, (parked_events.c.retry_at <= func.clock_timestamp()).label("is_due"))
            .ext(distinct_on(parked_events.c.topic, parked_events.c.key))
            .order_by(parked_events.c.topic, parked_events.c.key, parked_events.c.position)
            .subquery()
        )
        async with self._sessions() as session:
            heads = (
                await session.execute(select(first).where(first.c.dead_at.is_(None)).order_by(first.c.retry_at).limit(100))
            ).all()
        self._some_wait = bool(heads)
        results = [await self._retry(head) for head in heads if head.is_due]
        if any(results):
            self._arrivals.notify()
        return any(results)

    async def _retry(self, head: Any) -> bool:
        envelope = _envelope(head)
        with acting.on_behalf_of(envelope.request_id, trace=envelope.traceparent):
            return await self._goes_through(head, envelope)

    async def _goes_through(self, head: Any, envelope: Envelope) -> bool:
        try:
            for handler in self._handlers.of_event.get(envelope.name, []):
                async with self._sessions() as session, session.begin():
                    await _lock_keys(session, [envelope])
                    if await _first_of_key(session, envelope) == head.position and await _write_receipt(
                        session, handler, envelope
                    ):
                        await self._give(session, handler, [envelope])
            async with self._sessions() as session, session.begin():
                await _lock_keys(session, [envelope])
                await session.execute(delete(parked_events).where(parked_events.c.position == head.position))
        except Exception as error:  # whatever it is, the event stays where it is
            await self._put_off(head, error)
            return False
        return True

    async def _put_off(self, head: Any, error: Exception) -> None:
        defers = _defers(error)
        tries = head.deferrals + head.failures
        pause = min(0.05 * 2 ** min(tries, 10), LONGEST_PAUSE_SECONDS)
        dies = not defers and head.failures + 1 >= MOST_FAILURES
        async with self._sessions() as session, session.begin():
            await session.execute(
                update(parked_events)
                .where(parked_events.c.position == head.position)
                .values(
                    deferrals=parked_events.c.deferrals + (1 if defers else 0),
                    failures=parked_events.c.failures + (0 if defers else 1),
                    reason=repr(error)[:2000],
                    retry_at=func.clock_timestamp() + text(f"interval '{pause} seconds'"),
                    dead_at=func.clock_timestamp() if dies else None,
                )
            )
        if dies:
            dead.labels(self._service, head.name).inc()
            logger.error("dead_letter", service=self._service, event_name=head.name, key=head.key, error=repr(error))

    async def waiting(self, session: AsyncSession) -> int:
        """Count the parked events that may still go through by themselves: those not behind a dead letter."""
        gates = select(parked_events.c.topic, parked_events.c.key).where(parked_events.c.dead_at.is_not(None)).subquery()
        blocked = select(gates).where(gates.c.topic == parked_events.c.topic, gates.c.key == parked_events.c.key).exists()
        return await session.scalar(select(func.count()).select_from(parked_events).where(~blocked)) or 0


async def _write_receipt(session: AsyncSession, handler: Handler, envelope: Envelope) -> bool:
    receipt = insert(receipts).values(event_id=envelope.id.uuid, handler=handler.name)
    return bool(await session.scalar(receipt.on_conflict_do_nothing().returning(receipts.c.event_id)))


def _defers(error: Exception) -> bool:
    return isinstance(error, NotYet) or is_infrastructure(error)


def _envelope(row: Any) -> Envelope:
    values = {name: getattr(row, name) for name in Envelope.model_fields if name != "id"}
    return Envelope(id=EventId.of(row.event_id), **values)


_RECEIPTS_OF_THE_UNHINDERED = text(
    """
    insert into receipts (event_id, handler)
    select event_id, :handler
    from unnest(cast(:ids as uuid[]), cast(:topics as text[]), cast(:keys as text[])) as told (event_id, topic, key)
    where not exists (select from parked_events as waiting where waiting.topic = told.topic and waiting.key = told.key)
    on conflict do nothing
    returning event_id
    """
)

# In the order of their numbers, so that two batches do not wait for each other in a ring.
_LOCK_GATES = text(
    """
    select pg_advisory_xact_lock(gate)
    from (select distinct hashtextextended(key, 20) as gate from unnest(cast(:keys as text[])) as key order by 1) as gates
    """
)


async def _lock_keys(session: AsyncSession, batch: Sequence[Envelope]) -> None:
    """Take the gates of these keys until the transaction ends: handling, parking and draining exclude each other."""
    await session.execute(_LOCK_GATES, {"keys": [f"{envelope.topic}/{envelope.key}" for envelope in batch]})


async def _first_of_key(session: AsyncSession, envelope: Envelope) -> int | None:
    return await session.scalar(
        select(func.min(parked_events.c.position)).where(
            parked_events.c.topic == envelope.topic, parked_events.c.key == envelope.key
        )
    )
