"""How a replica's index comes to be and stays the table's: a snapshot first, then what changed since, by its transactions."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from prometheus_client import Gauge, Histogram
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.search.memory.building import assemble, give_back_memory, read_table
from services.discovery.search.memory.checkpoint import Checkpoints, Identity
from services.discovery.search.memory.creators import Creators
from services.discovery.search.memory.index import MemoryIndex
from services.discovery.search.memory.rows import SELECT, row_of
from shared.service import Context

logger = structlog.get_logger(__name__)

CHANNEL = "creators_changed"
POLL_SECONDS = 1.0
"""The truth is polled; a hint only makes it quicker."""
PAUSE_SECONDS = 0.01
"""Between two readings: what is written meanwhile comes in together."""
SHORTEST_RETRY_SECONDS = 0.1
LONGEST_RETRY_SECONDS = 5.0
MOST_AT_ONCE = 200
"""Rows that are read at once."""
PUT_AT_ONCE = 50
"""Rows that are put in between two awaits: searches see all of them or none, and wait for them, which is some milliseconds."""
FEWEST_CHANGES = 10_000
"""So many changes, or of a fifth of the creators, are worth a new checkpoint; a checkpoint so far behind is worth nothing."""

_SNAPSHOT = """
select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as first_open,
    pg_snapshot_xmax(pg_current_snapshot())::text::bigint as first_unborn
"""
# A table that was restored from a dump brings transactions of another server's future; they count when their number is up.
_CHANGED = "select id::text, changed_in from creators where changed_in >= $1 and changed_in < $2"
_ROWS = f"{SELECT} where id = any($1::uuid[])"
_IDENTITY = """
select (select system_identifier::text from pg_control_system()) as system,
    (select timeline_id from pg_control_checkpoint()) as timeline,
    (select oid::bigint from pg_database where datname = current_database()) as database
"""

held = Gauge("greenlight_discovery_index_creators", "Creators in the index of this replica.")
applying = Histogram("greenlight_discovery_index_batch_seconds", "Time to read and put in what had changed.")


async def follow_index(context: Context[Any]) -> None:
    """Keep this replica's index until cancelled; leave a checkpoint then. Whatever fails is logged and begun again."""
    index: MemoryIndex | None = context.ports.memory_index
    if index is None:
        return
    with Checkpoints.below(context.settings.data_dir) as checkpoints:
        follower = Follower(context, index, checkpoints)
        pause = SHORTEST_RETRY_SECONDS
        try:
            while True:
                try:
                    await follower.follow()
                except Exception as error:
                    logger.warning("index_follower_failed", error=repr(error))
                pause = SHORTEST_RETRY_SECONDS if follower.has_followed else min(pause * 2, LONGEST_RETRY_SECONDS)
                await asyncio.sleep(pause)
        finally:
            await follower.leave()


@asynccontextmanager
async def connected(context: Context[Any]) -> AsyncIterator[Any]:
    """Give a connection of the driver that nobody else uses, without the time limits of requests."""
    async with context.sessions() as session:
        try:
            yield await driver_of(session)
        finally:
            # It listens, and has no limits: back in the pool it would surprise somebody.
            await (await session.connection()).invalidate()


async def driver_of(session: AsyncSession) -> Any:
    """Give the driver's own connection of a session that has not begun, without the time limits of requests."""
    connection = await session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
    raw: Any = (await connection.get_raw_connection()).driver_connection
    await raw.execute("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0")
    return raw


async def first_open(connection: Any) -> int:
    """Give the first transaction that the snapshot of this one does not see the end of: all before it are in."""
    return (await connection.fetchrow(_SNAPSHOT))["first_open"]


async def read_creators(connection: Any) -> tuple[Creators, int]:
    """Read the whole table in one snapshot; give the transaction from which on the index is to be followed, too."""
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        since = await first_open(connection)
        blocks = await read_table(connection)
    creators = await asyncio.to_thread(assemble, blocks)
    del blocks
    await asyncio.to_thread(give_back_memory)
    return creators, since


async def catch_up(connection: Any, index: MemoryIndex) -> int:
    """Put in what changed since the last reading, in one snapshot; tell how many rows that were."""
    async with index.changing, connection.transaction(isolation="repeatable_read", readonly=True):
        creators = index.prepared()
        snapshot = await connection.fetchrow(_SNAPSHOT)
        changed = await connection.fetch(_CHANGED, index.since, snapshot["first_unborn"])
        news = {id: changed_in for id, changed_in in changed if index.applied.get(id) != changed_in}
        ids = list(news)
        for start in range(0, len(ids), MOST_AT_ONCE):
            some = ids[start : start + MOST_AT_ONCE]
            await _put(creators, await connection.fetch(_ROWS, some))
            index.applied.update((id, news[id]) for id in some)
        index.since = snapshot["first_open"]
        index.applied = {id: changed_in for id, changed_in in changed if changed_in >= index.since}
    held.set(creators.ids.count)
    return len(news)


async def _put(creators: Creators, records: Sequence[Any]) -> None:
    for start in range(0, len(records), PUT_AT_ONCE):
        for record in records[start : start + PUT_AT_ONCE]:
            creators.put(row_of(record))
        await asyncio.sleep(0)


@dataclass
class Follower:
    """One replica's index, with the connection that it is fed by."""

    context: Context[Any]
    index: MemoryIndex
    checkpoints: Checkpoints
    identity: Identity | None = None
    changes: int = 0
    """Rows put in since the last checkpoint."""
    has_followed: bool = False
    saving: "asyncio.Future[None] | None" = None
    rebuilding: "asyncio.Task[tuple[Creators, int]] | None" = None

    async def follow(self) -> None:
        """Listen, read all if need be, and then read what changes until the connection breaks."""
        self.has_followed = False
        hint = asyncio.Event()
        async with connected(self.context) as connection:
            # Who listens first misses nothing that comes after the reading.
            await connection.add_listener(CHANNEL, lambda *_: hint.set())
            self.identity = Identity(**await connection.fetchrow(_IDENTITY))
            if not self.index.is_ready:
                await self._begin(connection)
            while True:
                hint.clear()
                with applying.time():
                    self.changes += await catch_up(connection, self.index)
                self.has_followed = True
                await self._tend()
                await asyncio.sleep(PAUSE_SECONDS)
                await _wait(hint)

    async def leave(self) -> None:
        """Leave a checkpoint, if anything has changed since the last one."""
        if self.rebuilding is not None:
            self.rebuilding.cancel()
            await asyncio.wait([self.rebuilding])
        if self.changes:
            await self._save()

    async def _begin(self, connection: Any) -> None:
        """Go on from the checkpoint, if there is one and the table has not gone far beyond it; else read the table."""
        assert self.identity is not None
        kept = await asyncio.to_thread(self.checkpoints.load, self.identity)
        index = None if kept is None else MemoryIndex(*kept)
        if index is not None and await _is_near(connection, index):
            self.changes = await catch_up(connection, index)
        else:
            index = MemoryIndex(*await read_creators(connection))
            self.changes = index.prepared().ids.count
        creators = index.prepared()
        self.index.creators, self.index.since, self.index.applied = creators, index.since, index.applied
        held.set(creators.ids.count)
        logger.info("index_ready", creators=creators.ids.count, changed=self.changes)

    async def _tend(self) -> None:
        """Read all anew, beside the following, once much has changed: what changed lies outside the compact form."""
        creators = self.index.prepared()
        if self.rebuilding is None and creators.is_worn():
            self.rebuilding = asyncio.create_task(self._read_beside(), name="index rebuild")
        if self.rebuilding is not None and self.rebuilding.done():
            task, self.rebuilding = self.rebuilding, None
            self.index.creators, self.index.since = task.result()
            self.index.applied = {}
            self.changes = max(self.changes, 1)
            logger.info("index_rebuilt", creators=self.index.creators.ids.count)
        if self.changes > max(FEWEST_CHANGES, creators.ids.count // 5):
            await self._save()

    async def _read_beside(self) -> tuple[Creators, int]:
        async with connected(self.context) as connection:
            return await read_creators(connection)

    async def _save(self) -> None:
        """Write a checkpoint. Nothing is followed meanwhile, so that it is of one moment; searches go on.

        A stop waits for the one that is being written: it is of the last moment too.
        """
        if self.identity is None or self.index.creators is None:
            return
        if self.saving is None:
            self.saving = asyncio.ensure_future(
                asyncio.to_thread(self.checkpoints.save, self.identity, self.index.creators, self.index.since)
            )
        try:
            await asyncio.shield(self.saving)
        except Exception as error:  # a full disk, say: it costs the next start its speed, and nothing else
            logger.warning("index_checkpoint_failed", error=repr(error))
        self.changes, self.saving = 0, None


async def _is_near(connection: Any, index: MemoryIndex) -> bool:
    """Say whether putting in what has changed is less work than reading all."""
    changed = await connection.fetchval("select count(*) from creators where changed_in >= $1", index.since)
    return changed <= max(FEWEST_CHANGES, index.prepared().ids.count // 5)


async def _wait(hint: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(POLL_SECONDS):
            await hint.wait()
    except TimeoutError:
        return
