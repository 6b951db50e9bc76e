"""LocalBus: the relay hands each event to the subscribed handlers of the same process."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

from shared.bus import Handle
from shared.events import Envelope


class LocalBus:
    """The embedded default. `publish` returns when every subscriber has handled or parked the batch, so the outbox loses nothing.

    It knows only the subscribers of its own process: all services must run in it. `expected_groups` are waited for, so that
    what is published while a subscriber still starts does not pass it by.
    """

    def __init__(self, expected_groups: Sequence[str] = ()) -> None:
        self._groups: dict[str, list[tuple[frozenset[str], Handle]]] = defaultdict(list)
        self._instances: dict[str, list[tuple[frozenset[str], Handle]]] = defaultdict(list)
        self._expected = frozenset(expected_groups)
        self._changed = asyncio.Event()

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Hand the batch to every subscriber at the same time."""
        while not all(self._groups.get(name) for name in self._expected):
            self._changed.clear()
            await self._changed.wait()
        async with asyncio.TaskGroup() as deliveries:
            for members in list(self._groups.values()):
                for index, (topics, handle) in enumerate(members):
                    share = [e for e in envelopes if e.topic in topics and crc32(e.key.encode()) % len(members) == index]
                    if share:
                        deliveries.create_task(_deliver(handle, share))
            for members in list(self._instances.values()):
                for topics, handle in members:
                    if heard := [e for e in envelopes if e.topic in topics]:
                        deliveries.create_task(_deliver(handle, heard))

    async def renew(self) -> None:
        """Nothing is held between two publishes."""

    async def consume(self, group: str, topics: Sequence[str], handle: Handle) -> None:
        """Subscribe a member of a group until cancelled: each key goes to one of the members."""
        await self._subscribe(self._groups[group], topics, handle)

    async def broadcast(self, instance: str, topics: Sequence[str], handle: Handle) -> None:
        """Subscribe an instance until cancelled: it hears every event."""
        await self._subscribe(self._instances[instance], topics, handle)

    async def _subscribe(self, members: list[tuple[frozenset[str], Handle]], topics: Sequence[str], handle: Handle) -> None:
        member = (frozenset(topics), handle)
        members.append(member)
        self._changed.set()
        try:
            await asyncio.Event().wait()
        finally:
            members.remove(member)

    async def lag(self, group: str, topics: Sequence[str]) -> int:
        """Nothing is under way here that is not in an outbox."""
        return 0

    async def close(self) -> None:
        """Nothing is held."""


async def _deliver(handle: Handle, envelopes: Sequence[Envelope]) -> None:
    await handle(envelopes)
