"""How busy the loop of a process is. A service tells the gateway with each answer, which cannot see it from another process."""

import time
from pathlib import Path

from shared.front import App, Message, Receive, Scope, Send

LOOK_SECONDS = 0.05
"""How long a loop is watched, to say how busy it is."""
HEADER = b"greenlight-internal-busy"
"""In an answer: the share of its time in which the loop had something to do, of late. It does not leave the suite."""


def busy_seconds() -> float:
    """Give how long this thread has been busy so far: it ran, or would have, if the processor had not been somebody else's."""
    try:
        waited = Path("/proc/thread-self/schedstat").read_bytes().split()[1]
    except OSError:  # not on Linux, where nobody tells how long a thread waited for the processor
        return time.thread_time()
    return time.thread_time() + int(waited) / 1e9


class Loop:
    """Watches the loop that it is asked in."""

    def __init__(self) -> None:
        self._since, self._busy_before, self._share = time.perf_counter(), busy_seconds(), 0.0

    def share(self) -> float:
        """Give the share of its time in which the loop was busy, between the last two looks at it."""
        now = time.perf_counter()
        if now - self._since >= LOOK_SECONDS:
            busy = busy_seconds()
            self._share = min(1.0, (busy - self._busy_before) / (now - self._since))
            self._since, self._busy_before = now, busy
        return self._share


def telling_how_busy(app: App) -> App:
    """Wrap the app of a service so that each answer says how busy its loop is."""
    loop = Loop()

    async def telling(scope: Scope, receive: Receive, send: Send) -> None:
        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (HEADER, b"%.2f" % loop.share())]
            await send(message)

        await app(scope, receive, tell)

    return telling
