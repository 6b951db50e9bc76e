"""Who waits for a row to change: woken by the commits of its own process, and looking again for those of others."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress

from fastapi import Request
from sqlalchemy import event
from sqlalchemy.orm import Session as SyncSession

from shared.preferences import wait_of

LOOK_SECONDS = 2.0
"""How late a change by another process may be seen."""


def patience_of(request: Request) -> int:
    """Read how many seconds a caller is ready to wait: `Prefer: wait=20` with an `If-None-Match`; else none."""
    if request.method != "GET" or "if-none-match" not in request.headers:
        return 0
    return wait_of(", ".join(request.headers.getlist("prefer")))


class Changes:
    """The rows of one service that somebody waits for, by their ids."""

    def __init__(self) -> None:
        self._watched: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.is_over = False
        """Whether the process stops: then nobody waits here any more."""

    @contextmanager
    def watch(self, id: str) -> Iterator[asyncio.Event]:
        """Give an event that each change of a row sets from now on."""
        changed = asyncio.Event()
        self._watched[id].add(changed)
        try:
            yield changed
        finally:
            self._watched[id].discard(changed)
            if not self._watched[id]:
                del self._watched[id]

    def notify(self, ids: AbstractSet[str]) -> None:
        """Say that rows have changed."""
        for id in ids & self._watched.keys():
            for changed in self._watched[id]:
                changed.set()

    def wait_no_more(self) -> None:
        """Let everybody look once more, and be answered."""
        self.is_over = True
        self.notify(set(self._watched))


async def a_look(changed: asyncio.Event, *, seconds: float) -> None:
    """Wait until it is time to look again: something changed, or it might have."""
    with suppress(TimeoutError):
        async with asyncio.timeout(min(seconds, LOOK_SECONDS)):
            await changed.wait()
    changed.clear()


@event.listens_for(SyncSession, "after_commit")
def _tell_who_waits(session: SyncSession) -> None:
    ids = session.info.pop("changed", None)
    if ids and (changes := session.info.get("changes")):
        changes.notify(ids)


@event.listens_for(SyncSession, "after_rollback")
def _forget(session: SyncSession) -> None:
    session.info.pop("changed", None)
