"""Toy services for tests of the plumbing: a fresh database without Alembic, replicas that run, and patience instead of sleep."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import MetaData, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from shared.bus import BrokerAway, Bus
from shared.databases import server_url_of
from shared.db import make_engine, make_sessions, plumbing
from shared.events import Event
from shared.outbox import emit
from shared.service import Instance, Service
from tests.harness import Peers, ServiceUnderTest

PATIENCE_SECONDS = 30.0


async def until(condition: Callable[[], Awaitable[Any]], *, seconds: float = PATIENCE_SECONDS) -> Any:
    """Wait until something is so, and give it; a test that waits in vain fails here."""
    deadline = time.monotonic() + seconds
    while not (found := await condition()):
        assert time.monotonic() < deadline, f"not so after {seconds:g} s"
        await asyncio.sleep(0.02)
    return found


@asynccontextmanager
async def toy_database(server_url: str, metadata: MetaData) -> AsyncIterator[str]:
    """Make a database with the tables of the plumbing and of a toy service."""
    name = f"toy_{uuid4().hex[:12]}"
    await _on_server(server_url, f'create database "{name}" template template0')
    url = server_url_of(server_url, name)
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(plumbing.create_all)
            await connection.run_sync(metadata.create_all)
        await engine.dispose()
        yield url
    finally:
        await engine.dispose()
        await _on_server(server_url, f'drop database "{name}" with (force)')


async def _on_server(server_url: str, statement: str) -> None:
    engine = create_async_engine(server_url_of(server_url, "postgres"), isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(text(statement))
    finally:
        await engine.dispose()


class Workshop:
    """One toy service, its database, and any number of its replicas."""

    def __init__(self, service: Service[Any], url: str, bus: Bus, engine: AsyncEngine, data_dir: Path) -> None:
        self.service, self.url, self.bus, self.data_dir = service, url, bus, data_dir
        self.sessions = make_sessions(engine)

    @asynccontextmanager
    async def replica(self, *, bus: Bus | None = None) -> AsyncIterator[ServiceUnderTest]:
        """Set a replica up whose parts do not run yet."""
        engine = make_engine(self.url, role=None, name=self.service.name, pool_size=5)
        own_bus = bus or self.bus
        instance = Instance(
            self.service,
            settings=self.service.settings(data_dir=self.data_dir),
            engine=engine,
            bus=own_bus,
            peers=Peers(),
            instance_name=uuid4().hex[:8],
        )
        try:
            yield ServiceUnderTest(self.service, self.url, instance, own_bus)
        finally:
            await engine.dispose()

    @asynccontextmanager
    async def running(self, *, bus: Bus | None = None) -> AsyncIterator[ServiceUnderTest]:
        """Run a replica meanwhile."""
        async with self.replica(bus=bus) as replica, replica.running():
            yield replica

    async def ask(self, sql: str, **parameters: Any) -> Sequence[Any]:
        """Read rows."""
        async with self.sessions() as session:
            return (await session.execute(text(sql), parameters)).all()

    async def count(self, table: str) -> int:
        """Count the rows of a table."""
        return (await self.ask(f"select count(*) from {table}"))[0][0]

    async def is_quiet(self, replica: ServiceUnderTest) -> bool:
        """Say whether everything that has happened has had its effects; who is not told in time asks again."""
        with suppress(BrokerAway):
            return (await replica.instance.status()).is_quiet
        return False

    async def end(self, task: asyncio.Task[Any]) -> None:
        """Cancel a task and see it end."""
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def workshop(service: Service[Any], url: str, bus: Bus, data_dir: Path) -> AsyncIterator[Workshop]:
    """Set a toy service up on a toy database, emptied."""
    engine = make_engine(url, role=None, name="the test", pool_size=5)
    tables = ", ".join(f'"{table.name}"' for table in (*plumbing.sorted_tables, *service.metadata.sorted_tables))
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"truncate {tables} restart identity"))
        yield Workshop(service, url, bus, engine, data_dir)
    finally:
        await engine.dispose()


async def tell(replica: ServiceUnderTest, *events: Event) -> None:
    """Emit events in one transaction of a replica, whose relay is woken by it."""
    async with replica.session() as session:
        for event in events:
            await emit(session, event)


async def fail_after(replica: ServiceUnderTest, work: Callable[[AsyncSession], Awaitable[None]]) -> None:
    """Do something in a transaction that fails at its end."""
    with suppress(ZeroDivisionError):
        async with replica.session() as session:
            await work(session)
            raise ZeroDivisionError
