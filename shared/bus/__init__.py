"""The bus between services: one protocol, `LocalBus` within one process and `KafkaBus` beyond it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from shared.events import Envelope

Handle = Callable[[Sequence[Envelope]], Awaitable[None]]
"""Takes a batch in order of each key; returns when every event of it is handled or parked. Raising means: deliver again."""


class BrokerAway(Exception):
    """The broker did not answer within the time given; the message is one line for a person."""


class BrokerRefused(Exception):
    """The broker or its topics must not be used as they are; the message is one line for a person."""


class Bus(Protocol):
    """Carries events at least once, in order for each key of a topic."""

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Hand over a batch; returns when it is durable, raises when that is not sure."""
        ...

    async def renew(self) -> None:
        """Begin anew after a failed publish: a producer that failed once is not trusted again."""
        ...

    async def consume(self, group: str, topics: Sequence[str], handle: Handle) -> None:
        """Deliver to one of the group's members until cancelled."""
        ...

    async def broadcast(self, instance: str, topics: Sequence[str], handle: Handle) -> None:
        """Deliver what comes from now on to this instance, whoever else gets it, until cancelled."""
        ...

    async def lag(self, group: str, topics: Sequence[str]) -> int:
        """Count what was published and the group has not finished."""
        ...

    async def close(self) -> None:
        """Give back what the bus holds."""
        ...
