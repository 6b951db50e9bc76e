"""Indexes in memory beside a service under test, followed by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from services.discovery.search.index import Found, Query
from services.discovery.search.memory.creators import Creators
from services.discovery.search.memory.following import catch_up, connected, read_creators
from services.discovery.search.memory.index import MemoryIndex
from services.discovery.search.postgres import PostgresIndex
from tests.harness import ServiceUnderTest


class Replica:
    """An index in memory, and the connection that feeds it."""

    def __init__(self, connection: Any, index: MemoryIndex) -> None:
        self.connection, self.index = connection, index

    async def catch_up(self) -> int:
        """Put in what changed."""
        return await catch_up(self.connection, self.index)

    async def read_anew(self) -> None:
        """Read all of the table, as a worn index is made anew."""
        self.index.creators, self.index.since = await read_creators(self.connection)
        self.index.applied = {}


@asynccontextmanager
async def replica(context: Any, *, empty: bool = False) -> AsyncIterator[Replica]:
    """Read the table into an index: in one stream, or, begun `empty`, row by row as changes are."""
    async with connected(context) as connection:
        creators, since = (Creators(), 0) if empty else await read_creators(connection)
        made = Replica(connection, MemoryIndex(creators, since))
        if empty:
            await made.catch_up()
        yield made


@asynccontextmanager
async def followed(under_test: ServiceUnderTest) -> AsyncIterator[None]:
    """Let a service's index in memory know, before each request, what was committed until then: no test waits for it."""
    context, app = under_test.instance.context, under_test.app
    index: MemoryIndex = context.ports.memory_index
    async with connected(context) as connection:
        index.creators, index.since = await read_creators(connection)

        async def asked(scope: Any, receive: Any, send: Any) -> None:
            await catch_up(connection, index)
            await app(scope, receive, send)

        under_test.app = asked
        yield


async def by_postgres(context: Any, query: Query) -> Found:
    """Ask the database."""
    async with context.sessions() as session:
        return await PostgresIndex(session).search(query)


def comparable(found: Found) -> dict[str, Any]:
    """Give all of an answer, so that two of them compare."""
    return {
        "page": [(place.key, place.creator_id) for place in found.page],
        "total": found.total,
        **{name: (list(facet.values), facet.other_count) for name, facet in found.facets.items()},
    }
