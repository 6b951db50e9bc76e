"""What the clock asks of the suite: every replica of every service takes the offset, and says what it has left to do."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError

from shared.http import Client, Response, TransportError
from shared.service import Peers, Status

ANSWER_SECONDS = 5.0

Replica = tuple[str, int]
"""A service and the number of one of its replicas."""


@dataclass(frozen=True)
class Standing:
    """How one replica stands; without a status it did not answer."""

    service: str
    replica: int
    status: Status | None

    @property
    def is_quiet(self) -> bool:
        """Whether it has nothing left to do."""
        return self.status is not None and self.status.is_quiet

    @property
    def key(self) -> Replica:
        """Which replica it is."""
        return self.service, self.replica

    @property
    def marks(self) -> tuple[Any, ...]:
        """What differs whenever it has done something meanwhile."""
        return (*self.key, self.status.timers_fired, self.status.changes) if self.status else ()

    @property
    def next_due_at(self) -> datetime | None:
        """When its next timer is due, in business time."""
        due = self.status.next_due_at if self.status else None
        return datetime.fromisoformat(due) if due else None

    def told(self) -> dict[str, Any]:
        """Show to a caller why the clock waits for it."""
        left = self.status.model_dump(include={"outbox", "lag", "parked", "tasks", "timers_due"}) if self.status else {}
        return {"service": self.service, "replica": self.replica, "answers": self.status is not None, **left}


async def hear(peers: Peers, *, offset: timedelta | None, among: Collection[Replica] | None = None) -> list[Standing]:
    """Hear how every replica stands, or some. Each takes the offset that is given, and looks for due timers at once."""
    replicas: Sequence[tuple[str, int, Client]] = [
        (service, number, client)
        for service in peers.services()
        for number, client in enumerate(peers.replicas(service), 1)
        if among is None or (service, number) in among
    ]
    return await asyncio.gather(*(_hear_one(service, number, client, offset) for service, number, client in replicas))


async def _hear_one(service: str, number: int, client: Client, offset: timedelta | None) -> Standing:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            answer = await _ask(client, offset)
        status = Status.model_validate(answer.json()) if answer.status_code == 200 else None
    except (TransportError, TimeoutError, ValueError, ValidationError):
        status = None
    return Standing(service, number, status)


async def _ask(client: Client, offset: timedelta | None) -> Response:
    if offset is None:
        return await client.get("/internal/status")
    return await client.put("/internal/clock", json={"offset_microseconds": offset // timedelta(microseconds=1)})
