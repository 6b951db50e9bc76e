"""Whether indexes are what the table says: one that is built for it, and those that serve."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.search.memory.building import assemble, read_table
from services.discovery.search.memory.digest import Sums, differences, digest_of, of_json
from services.discovery.search.memory.following import catch_up, driver_of, first_open
from services.discovery.search.memory.index import MemoryIndex
from services.discovery.search.memory.truth import digest_of_table
from shared.http import INTERNAL_KEY_HEADER, Client, TransportError, client_of_replicas
from shared.service import internal_key
from shared.settings import Settings

TRIES = 10
"""A replica is a moment behind where creators change: it is asked so often, a little later each time, before it is wrong."""
PAUSE_SECONDS = 0.3
DIGEST = "/internal/creators-index"


@dataclass(frozen=True)
class Verified:
    """What a comparison found: a line for each difference, and how many of the replicas that serve had a part in it."""

    differences: Sequence[str]
    compared: int
    replicas: int

    @property
    def in_words(self) -> str:
        """The result as one line."""
        return f"{len(self.differences)} differences; {self.compared} of {self.replicas} replicas compared"

    @property
    def exit_code(self) -> int:
        """1 for differences, 2 where no index that serves was compared: a new one alone says nothing of those."""
        return 1 if self.differences else 0 if self.compared else 2


class ReplicaAway(Exception):
    """A replica does not answer; the message is one line for a person."""


def replicas_of(settings: Settings, port: int) -> dict[str, Client]:
    """Give a client of each replica, by address."""
    headers = {INTERNAL_KEY_HEADER: internal_key(settings)}
    return {url: client_of_replicas([url], headers=headers) for url in settings.urls_of("discovery", port)}


async def verify(session: AsyncSession, *, replicas: dict[str, Client], say: Callable[[str], None]) -> Verified:
    """Compare a new index and those that serve with the table. Replicas that nobody can reach are named by `say`."""
    connection = await driver_of(session)
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        since = await first_open(connection)
        creators = await asyncio.to_thread(assemble, await read_table(connection))
        say(f"{creators.ids.count:,} creators read; the table counts itself …")
        truth = await digest_of_table(connection)
    found = [_line("a new index", one) for one in differences(truth, await asyncio.to_thread(digest_of, creators))]

    fresh, compared = MemoryIndex(creators, since), 0
    for url, client in replicas.items():
        try:
            found += [_line(url, one) for one in await _differences_of(connection, fresh, client)]
            compared += 1
            say(f"{url}: compared")
        except (TransportError, ReplicaAway) as error:
            say(f"{url}: not compared ({error})")
    return Verified(found, compared, len(replicas))


async def _differences_of(connection: object, fresh: MemoryIndex, client: Client) -> Sequence[tuple[str, str, Sums, Sums]]:
    """Ask a replica until it says what a new index says that has followed as far."""
    found: list[tuple[str, str, Sums, Sums]] = []
    for _ in range(TRIES):
        await catch_up(connection, fresh)
        answer = await client.get(DIGEST, timeout=60)
        if answer.status_code != 200:
            raise ReplicaAway(f"it answers {answer.status_code}")
        found = list(differences(await asyncio.to_thread(digest_of, fresh.prepared()), of_json(answer.json())))
        if not found:
            break
        await asyncio.sleep(PAUSE_SECONDS)
    return found


def _line(where: str, difference: tuple[str, str, Sums, Sums]) -> str:
    name, value, (expected, _), (counted, _) = difference
    what = f"{name} {value}".strip()
    if expected == counted:
        return f"{where}: {what}: {counted} creators, but not those of the table"
    return f"{where}: {what}: {counted} creators, the table has {expected}"
