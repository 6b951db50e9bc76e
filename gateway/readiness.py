"""Whether the suite can work: every service of this environment must be ready."""

import asyncio
from collections.abc import Sequence

from shared.http import TransportError
from shared.service import Peers

ANSWER_SECONDS = 3.0
REMEMBERED_SECONDS = 0.25
"""Whoever asks in a loop, or from everywhere at once, does not load the services."""


class Readiness:
    """Asks every service, and remembers the answer for a moment."""

    def __init__(self, peers: Peers, services: Sequence[str]) -> None:
        self._peers, self._services = peers, services
        self._asking = asyncio.Lock()
        self._known: tuple[float, dict[str, str]] | None = None

    async def of_each(self) -> dict[str, str]:
        """Tell of each service whether it is `ready`, `starting`, or `unreachable`."""
        async with self._asking:
            now = asyncio.get_running_loop().time()
            if self._known is None or self._known[0] < now:
                states = await asyncio.gather(*(self._of(service) for service in self._services))
                found = dict(zip(self._services, states, strict=True))
                self._known = (asyncio.get_running_loop().time() + REMEMBERED_SECONDS, found)
            return self._known[1]

    async def _of(self, service: str) -> str:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                answer = await self._peers.client(service).get("/readyz")
        except (TransportError, TimeoutError):
            return "unreachable"
        return "ready" if answer.status_code == 200 else "starting"
