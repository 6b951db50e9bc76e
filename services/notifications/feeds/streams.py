"""Streams: an open connection that is told what comes into one feed. One look at the database serves all of a process."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager, suppress
from contextvars import Context as Variables
from typing import Any

import structlog
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from services.notifications.feeds import queries
from services.notifications.feeds.queries import Reader
from services.notifications.feeds.schemas import EventOut
from shared.errors import Problem
from shared.events import EventId
from shared.events.identity import OrganizationId
from shared.front import Send
from shared.service import Context

logger = structlog.get_logger(__name__)

MOST_OF_AN_ORGANIZATION = 10
"""Open streams in one process."""
HEARTBEAT_SECONDS = 15.0
"""Below the minute after which the gateway, and most proxies, give a silent connection up."""
POLL_SECONDS = 0.5
"""How long what another replica was told may stay unseen."""
READ_AT_ONCE = 100
RETRY_MILLISECONDS = 1_000

HEARTBEAT = format_sse_event(comment="heartbeat")


class TooManyStreams(Problem, status=429, code="too_many_streams", retryable=True):
    """Your organization has as many open streams as it may: share one among those who listen."""


class Listener:
    """One open stream, and how far its feed is known to have come."""

    def __init__(self) -> None:
        self.last_sequence = 0
        self._moved = asyncio.Event()

    def tell(self, last_sequence: int) -> None:
        """Say how far the feed has come."""
        if last_sequence > self.last_sequence:
            self.last_sequence = last_sequence
            self._moved.set()

    async def moves(self, seconds: float) -> bool:
        """Wait until the feed goes on, for so many seconds at most; say whether it did."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._moved.wait()
        moved = self._moved.is_set()
        self._moved.clear()
        return moved


class Streams:
    """The open streams of one process. While there are any, one task looks at all their feeds together."""

    def __init__(self) -> None:
        self._listeners: dict[OrganizationId, set[Listener]] = defaultdict(set)
        self._watching: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return sum(map(len, self._listeners.values()))

    @contextmanager
    def listening(self, context: Context[Any], organization_id: OrganizationId) -> Iterator[Listener]:
        """Hear of a feed for the length of a stream. Raises `TooManyStreams`."""
        if len(self._listeners[organization_id]) >= MOST_OF_AN_ORGANIZATION:
            raise TooManyStreams(headers={"Retry-After": "5"}, maximum=MOST_OF_AN_ORGANIZATION)
        listener = Listener()
        self._listeners[organization_id].add(listener)
        if self._watching is None:
            # Variables of its own: it outlives the request that it begins with.
            self._watching = asyncio.create_task(self._watch(context), name="feeds", context=Variables())
        try:
            yield listener
        finally:
            self._listeners[organization_id].discard(listener)
            if not self._listeners[organization_id]:
                del self._listeners[organization_id]
            if not self._listeners:
                self._rest()

    def _rest(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            self._watching = None

    async def _watch(self, context: Context[Any]) -> None:
        while True:
            # The wait stands before the look, so that nothing falls between the two.
            arrival = asyncio.create_task(context.arrivals.wait(POLL_SECONDS))
            try:
                await asyncio.sleep(0)
                await self._look(context)
            except Exception as error:  # the database is away: streams beat on until it is back
                logger.warning("feeds_not_seen", error=repr(error))
            try:
                await arrival
            finally:
                arrival.cancel()

    async def _look(self, context: Context[Any]) -> None:
        async with context.sessions() as session:
            last = await queries.last_sequences(session, list(self._listeners))
        for organization_id, sequence in last.items():
            for listener in self._listeners.get(organization_id, ()):
                listener.tell(sequence)


class EventStream(StreamingResponse):
    """Server-sent events of one reader's feed, behind the place they have seen, until the connection ends."""

    media_type = "text/event-stream"

    def __init__(self, context: Context[Any], reader: Reader, *, after: int, seen: EventId | None) -> None:
        self._context, self._reader, self._after, self._seen = context, reader, after, seen
        super().__init__((), headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})

    async def stream_response(self, send: Send) -> None:
        """Send block after block; whatever ends the connection ends the listening at once."""
        with self._context.ports.streams.listening(self._context, self._reader.organization_id) as listener:
            async with aclosing(self._blocks(listener)) as self.body_iterator:
                await super().stream_response(send)

    async def _blocks(self, listener: Listener) -> AsyncGenerator[bytes]:
        """Write the stream. No database connection is held while it waits."""
        # An id without data is no event, but a client keeps it: so also one that saw no event resumes without a gap.
        yield format_sse_event(id=self._seen, retry=RETRY_MILLISECONDS)
        async with self._context.sessions() as session:
            last, _ = await queries.newest_of(session, self._reader.organization_id)
        listener.tell(last)
        while True:
            if not await listener.moves(HEARTBEAT_SECONDS):
                yield HEARTBEAT
            async for block in self._blocks_until(listener.last_sequence):
                yield block

    async def _blocks_until(self, last: int) -> AsyncGenerator[bytes]:
        address = self._context.settings.public_address
        while self._after < last:
            async with self._context.sessions() as session:
                entries = await queries.entries_between(session, self._after, last, reader=self._reader, limit=READ_AT_ONCE)
            for entry in entries:
                data = EventOut.of(entry, address=address).model_dump_json()
                yield format_sse_event(data_str=data, event=entry.type, id=entry.event_id)
            self._after = entries[-1].sequence if len(entries) == READ_AT_ONCE else last
