"""Room for so many requests at once. Beyond it a few wait for a moment, and the rest is told at once to come again."""

import asyncio
from collections import deque
from contextlib import suppress

from gateway.problems import Overloaded
from shared.front import Message, Receive

AT_HAND = 64 * 1024
"""Bytes of a body that are taken in before its request is at work."""


class Room:
    """Counts who is inside. Whoever enters must leave."""

    def __init__(self, at_once: int, *, waiting: int, seconds: float) -> None:
        self._at_once, self._most_waiting, self._seconds = at_once, waiting, seconds
        self._inside = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def enter(self) -> None:
        """Take a place. Raises `Overloaded` at once where too many wait already, or after having waited in vain."""
        if self._inside < self._at_once:
            self._inside += 1
            return
        if len(self._waiting) >= self._most_waiting:
            raise _overloaded()
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(self._seconds):
                await turn
        except BaseException as error:
            if turn.cancelled():
                with suppress(ValueError):
                    self._waiting.remove(turn)
            else:
                self.leave()  # the place was given in the moment in which nobody wanted it any more
            if isinstance(error, TimeoutError):
                raise _overloaded() from None
            raise

    def leave(self) -> None:
        """Give the place to who has waited longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._inside -= 1


def _overloaded() -> Overloaded:
    return Overloaded(headers={"Retry-After": "1"})


async def at_hand(receive: Receive) -> Receive:
    """Take a body in as it comes, whole unless it is large: a slow sender takes no place from who works."""
    taken: deque[Message] = deque()
    size, more = 0, True
    while more and size < AT_HAND:
        message = await receive()
        taken.append(message)
        size += len(message.get("body", b""))
        more = message.get("more_body", False)

    async def from_hand() -> Message:
        return taken.popleft() if taken else await receive()

    return from_hand
