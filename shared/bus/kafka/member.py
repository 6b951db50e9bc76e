"""One member of a consumer group, and how a batch is handed over."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from itertools import islice

import structlog
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from aiokafka.structs import TopicPartition

from shared.bus import Handle
from shared.bus.kafka.clients import Clients, new_consumer, stop_consumer
from shared.bus.kafka.limits import (
    BATCH,
    COMMIT_PAUSE_SECONDS,
    COMMIT_SECONDS,
    DRAIN_SECONDS,
    LONGEST_PAUSE_SECONDS,
    MOST_WAITING,
)
from shared.bus.kafka.records import Record, envelope_of

logger = structlog.get_logger(__name__)


class Member(ConsumerRebalanceListener):
    """One member of a group, as long as its connection serves: reads ahead, handles each partition in order, commits behind.

    Reading never waits for a handler, so that a long one does not get the member thrown out of its group.
    """

    def __init__(self, clients: Clients, group: str, topics: Sequence[str], handle: Handle) -> None:
        self._group, self._handle = group, handle
        self._consumer = new_consumer(clients, group=group)
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
                await stop_consumer(self._consumer)

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
            if not await deliver(self._handle, batch, consumer_name=self._group, given_up=self._draining):
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
        await finish(self._workers.values(), seconds=DRAIN_SECONDS, what=f"handlers of {self._group}")
        if self._committer is not None:
            self._has_handled.set()
            await finish([self._committer], seconds=COMMIT_SECONDS, what=f"commits of {self._group}")
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


async def finish(working: Iterable[asyncio.Task[None]], *, seconds: float, what: str) -> None:
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


async def deliver(
    handle: Handle, records: Sequence[Record], *, consumer_name: str, given_up: asyncio.Event | None = None
) -> bool:
    """Hand a partition's records over, again until it succeeds; False when it was given up before that."""
    envelopes = [envelope for record in records if (envelope := envelope_of(record, consumer_name)) is not None]
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
            async with asyncio.timeout(pause):
                await given_up.wait()
        if given_up.is_set():
            return False
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
    return True
