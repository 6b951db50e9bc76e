"""Which creator stands in which slot."""

from bisect import bisect_left
from itertools import islice
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.memory.bitmaps import Slots, grown, slots_of
from shared.events.identity import CreatorId

_LOW = (1 << 64) - 1
FEW = 1024
"""So few are put in the order of ids at once; of more, the first are looked for in the order that stands."""
MOST_LOOKED_AT = 16_384
"""Where these do not hold a page, its members lie far behind, and all of them are compared."""


class Ids:
    """Ids as two numbers each, by slot, and the slots in the order of ids, beside which a few later ones stand apart."""

    def __init__(
        self,
        high: NDArray[np.uint64] | None = None,
        low: NDArray[np.uint64] | None = None,
        order: Slots | None = None,
    ) -> None:
        self._high = np.zeros(0, np.uint64) if high is None else high
        self._low = np.zeros(0, np.uint64) if low is None else low
        self.count = len(self._high)
        self._order = np.lexsort((self._low, self._high)).astype(np.uint32) if order is None else order
        self._in_order = len(self._order)
        late = np.setdiff1d(np.arange(self.count), self._order) if self._in_order < self.count else []
        self._later = {self._number(slot): slot for slot in late}

    @property
    def low(self) -> NDArray[np.uint64]:
        """The last 64 bits of each id, by slot."""
        return self._low[: self.count]

    @property
    def nbytes(self) -> int:
        """How much memory the ids take."""
        return self._high.nbytes + self._low.nbytes + self._order.nbytes + 150 * len(self._later)

    def slot_of(self, id: UUID) -> int | None:
        """Find a creator."""
        place = self._place_of(id.int)
        if place < self._in_order and self._number(slot := int(self._order[place])) == id.int:
            return slot
        return self._later.get(id.int)

    def add(self, id: UUID) -> int:
        """Give a new creator the next slot."""
        slot = self.count
        self._high, self._low = grown(self._high, slot + 1), grown(self._low, slot + 1)
        self._high[slot], self._low[slot] = id.int >> 64, id.int & _LOW
        self.count += 1
        if not self._in_order or self._number(self._order[self._in_order - 1]) < id.int:
            self._order = grown(self._order, self._in_order + 1)
            self._order[self._in_order] = slot
            self._in_order += 1
        else:
            self._later[id.int] = slot
        return slot

    def creator_id(self, slot: int) -> CreatorId:
        """Give the id of a slot as callers know it."""
        return CreatorId.of(UUID(int=self._number(slot)))

    def uuid(self, slot: int) -> UUID:
        """Give the id of a slot as the database knows it."""
        return UUID(int=self._number(slot))

    def first(self, members: BitMap, *, after: UUID | None, limit: int) -> list[int]:
        """List members in the order of ids, from behind an id on."""
        if len(members) > FEW:
            start = 0 if after is None else self._place_of(after.int + 1)
            near = self._order[start : min(start + MOST_LOOKED_AT, self._in_order)]
            found = list(islice((slot for slot in map(int, near) if slot in members), limit))
            if len(found) == limit or len(near) < MOST_LOOKED_AT:
                late = [slot for id, slot in self._later.items() if slot in members and (after is None or id > after.int)]
                return sorted(found + late, key=self._number)[:limit]
        slots = slots_of(members)
        if after is not None:
            slots = slots[self.behind(slots, after)]
        if len(slots) > limit:
            high = self._high[slots]
            slots = slots[high <= np.partition(high, limit - 1)[limit - 1]]
        return slots[np.lexsort((self._low[slots], self._high[slots]))][:limit].tolist()

    def ranked(self, slots: Slots, keys: NDArray[Any]) -> NDArray[np.intp]:
        """Order places by ascending keys, ties by id."""
        return np.lexsort((self._low[slots], self._high[slots], keys))

    def behind(self, slots: Slots, id: UUID) -> NDArray[np.bool_]:
        """Say of each slot whether its id comes after another one."""
        high, low = np.uint64(id.int >> 64), np.uint64(id.int & _LOW)
        highs = self._high[slots]
        return (highs > high) | ((highs == high) & (self._low[slots] > low))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what a checkpoint keeps."""
        return {"high": self._high[: self.count], "low": self._low[: self.count], "order": self._order[: self._in_order]}

    def _number(self, slot: int) -> int:
        return int(self._high[slot]) << 64 | int(self._low[slot])

    def _place_of(self, number: int) -> int:
        """Find the first place in the order whose id is not before a number."""
        return bisect_left(self._order, number, hi=self._in_order, key=self._number)  # type: ignore[type-var]
