"""Indexes in memory beside a service under test, followed by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from services.discovery.search.index import Found, Query
from services.discovery.search.memory.creators import Creators
from services.discovery.search.memory.following import catch_up, connected, read_creators
from services.discovery.search.memory.index import MemoryIndex
from services.discovery.search.postgres import PostgresIndex


class Replica:
    """An index in memory, and the connection that feeds it."""

    def __init__(self, connection: Any, index: MemoryIndex) -> None:
        self.connection, self.index = connection, index

    async def catch_up(self) -> int:
        """Put in what changed."""
        return await catch_up(self.connection, self.index)


@asynccontextmanager
async def replica(context: Any, *, empty: bool = False) -> AsyncIterator[Replica]:
    """Read the table into an index: in one stream, or, begun `empty`, row by row as changes are."""
    async with connected(context) as connection:
        creators, since = (Creators(), 0) if empty else await read_creators(connection)
        made = Replica(connection, MemoryIndex(creators, since))
        if empty:
            await made.catch_up()
        yield made


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
