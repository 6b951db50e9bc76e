"""What is counted: in this process, or in a Valkey or Redis that all gateways share."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import structlog

from shared.errors import UpstreamUnavailable

logger = structlog.get_logger(__name__)

MOST_KEPT = 100_000
STORE_SECONDS = 0.25
"""A store that does not answer in so long is away."""
REST_SECONDS = 1.0
"""It is asked again after so long."""


class Memory:
    """Counters of this process. The library's own memory looks at every counter with each hit, so this one stands in for it."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._counters: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def add(self, key: str, seconds: int) -> int:
        """Count one, and give the count."""
        now = self._now()
        count, ends_at = self._counters.get(key, (0, now + seconds))
        self._counters[key] = (count + 1, ends_at)
        if not count:
            self._drop_what_has_ended(now)
        return count + 1

    def count(self, key: str) -> int:
        """Give the count as it stands."""
        return self._counters.get(key, (0, 0.0))[0]

    def _drop_what_has_ended(self, now: float) -> None:
        while self._counters:
            key, (_, ends_at) = next(iter(self._counters.items()))
            if ends_at > now and len(self._counters) <= MOST_KEPT:
                return
            del self._counters[key]

    def __len__(self) -> int:
        return len(self._counters)


class Counters:
    """Counts in the shared store where there is one, in memory without one, or while it is away."""

    def __init__(self, url: str | None = None) -> None:
        self._memory = Memory()
        self._store: Any = _open(url) if url else None
        self._away_until = 0.0

    async def add(self, key: str, seconds: int, *, must_be_shared: bool = False) -> int:
        """Count one, and give the count. Raises `UpstreamUnavailable` for what must be shared, while the store is away."""
        if self._store is None:
            return self._memory.add(key, seconds)
        count = await self._add_in_store(key, seconds)
        if count is not None:
            return count
        if must_be_shared:
            raise UpstreamUnavailable(headers={"Retry-After": "1"})
        return self._memory.add(key, seconds)

    async def _add_in_store(self, key: str, seconds: int) -> int | None:
        from limits.errors import StorageError

        if time.monotonic() < self._away_until:
            return None
        try:
            async with asyncio.timeout(STORE_SECONDS):
                return await self._store.incr(key, seconds)
        except (StorageError, OSError, TimeoutError) as error:
            if time.monotonic() >= self._away_until:
                logger.warning("limits_store_away", error=repr(error))
            self._away_until = time.monotonic() + REST_SECONDS
            return None

    async def close(self) -> None:
        """Close the connections to the store."""
        if self._store is not None:
            await self._store.bridge.get_connection().aclose()


def _open(url: str) -> Any:
    from limits.aio.storage import RedisStorage

    # One client speaks to both: the protocol and the scripts are the same.
    url = url.replace("redis", "valkey", 1) if url.startswith("redis") else url
    return RedisStorage(f"async+{url}", wrap_exceptions=True, key_prefix="greenlight")
