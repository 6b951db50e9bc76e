"""The index that a replica holds in memory, and up to where it has followed the table."""

import asyncio
from dataclasses import dataclass, field

from services.discovery.search.index import Found, Query
from services.discovery.search.memory.creators import Creators
from services.discovery.search.memory.searching import find
from shared.errors import Problem


class IndexNotReady(Problem, status=503, code="index_not_ready", retryable=True):
    """This replica has just started and is still reading the creators: try again in a moment."""


@dataclass
class MemoryIndex:
    """Answers searches from memory. An answer is made in one go between two changes, so all of it is of one moment."""

    creators: Creators | None = None
    """None until they were read."""
    since: int = 0
    """Every transaction before this one has its effects here; later ones may have them too."""
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while rows are put in, and by whoever reads all of it in a thread."""
    applied: dict[str, int] = field(default_factory=dict)
    """By id: the transaction, not before `since`, whose row is in already: reading it again would change nothing."""

    @property
    def is_ready(self) -> bool:
        """Whether it can be asked."""
        return self.creators is not None

    def prepared(self) -> Creators:
        """Give what it holds. Raises `IndexNotReady` before the first reading is done."""
        if self.creators is None:
            raise IndexNotReady(headers={"Retry-After": "1"})
        return self.creators

    async def search(self, query: Query) -> Found:
        """Find creators. Raises `IndexNotReady`."""
        return find(self.prepared(), query)
