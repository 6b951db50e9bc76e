"""Room for so many requests at once. A crowd waits its turn; what is more than can be served is told at once to come again."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from gateway.problems import Overloaded
from shared.busy import LOOK_SECONDS
from shared.front import Message, Receive

AT_HAND = 64 * 1024
"""Bytes of a body that are taken in before its request is at work."""


BUSY, IDLE = 0.95, 0.8
"""The shares of its time in which a loop had something to do: from the one on, more at once would be no faster; below the other
one it would."""
LEAST = 2
"""As many are at work however busy their loop is: what one of them waits for, the other one uses."""
CALM_SECONDS = 0.5
"""How long nobody has to be refused, until a room that was too full lets a crowd wait again: sooner than those who were told to
come again do."""


class Room:
    """Counts who is inside. Whoever enters must leave.

    Who comes together, as twenty at once do, waits in line and is served. Only when the line is full, more is asked than can
    be served: from then on only so many may wait as keep the loop busy, who are there when a place gets free, and hardly
    longer than the work itself takes; the rest is refused, until for a while nobody had to be.

    The room gets smaller as long as it is full and the loop behind it does nothing but work: then each would only take longer.
    It gets larger again where it is full and the loop stands idle. `busy` tells the share of the loop's time, None where
    nobody knows it.
    """

    def __init__(
        self, at_once: int, *, line: int, seconds: float, least: int = LEAST, busy: Callable[[], float | None] = lambda: None
    ) -> None:
        self._most, self._at_once, self._line, self._seconds = at_once, at_once, line, seconds
        self._least, self._busy = min(least, at_once), busy
        self._inside = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._full_since: float | None = None
        self._refused_at: float | None = None
        self._may_wait, self._looked_at, self._stood_empty = 0, 0.0, False
        """While too many ask: how many may wait, when that was judged, and whether since then a place has stood empty."""

    def check(self) -> None:
        """Refuse at once where too many wait already. Raises `Overloaded`."""
        if self._inside < self._at_once:
            return
        self._fit()
        if self._inside >= self._at_once and len(self._waiting) >= self._most_waiting():
            self._note_refusal()
            raise _overloaded()

    def _most_waiting(self) -> int:
        return min(self._may_wait, self._line) if self._is_too_full(time.perf_counter()) else self._line

    def _is_too_full(self, now: float) -> bool:
        return self._refused_at is not None and now - self._refused_at < CALM_SECONDS

    def _note_refusal(self) -> None:
        """Let fewer wait where nobody is missed, and more where a place and the loop have stood empty for want of them."""
        now = time.perf_counter()
        if not self._is_too_full(now):
            self._may_wait, self._looked_at, self._stood_empty = self._at_once // 2, now, False
        elif now - self._looked_at >= LOOK_SECONDS:
            are_missed = self._stood_empty and (self._busy() or 0.0) < BUSY
            self._may_wait = min(self._line, self._may_wait + 1) if are_missed else max(0, self._may_wait - 1)
            self._looked_at, self._stood_empty = now, False
        self._refused_at = now

    async def enter(self) -> None:
        """Take a place, perhaps after having waited for it. Raises `Overloaded` at once, or after having waited in vain."""
        self.check()
        if self._inside < self._at_once:
            self._inside += 1
            return
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
                self._note_refusal()
                raise _overloaded() from None
            raise

    def leave(self) -> None:
        """Give the place to who has waited longest."""
        self._inside -= 1
        if self._full_since is not None:
            self._fit()
        self._hand_over()
        if self._inside < self._at_once:
            self._full_since, self._stood_empty = None, True

    def _hand_over(self) -> None:
        while self._waiting and self._inside < self._at_once:
            turn = self._waiting.popleft()
            if not turn.done():
                self._inside += 1
                turn.set_result(None)

    def _fit(self) -> None:
        """Make a room that has been full for a while as large as keeps the loop busy, and not larger."""
        now = time.perf_counter()
        if self._full_since is None:
            self._full_since = now
            self._busy()  # looks from now on
            return
        if now - self._full_since < LOOK_SECONDS:
            return
        self._full_since, share = now, self._busy()
        if share is None:
            return
        if share >= BUSY:
            self._at_once = max(self._least, self._at_once // 2)
        elif share < IDLE:
            self._at_once = min(self._most, self._at_once * 2)
            self._hand_over()


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
