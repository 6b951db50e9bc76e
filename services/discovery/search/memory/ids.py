"""Which creator stands in which slot."""

from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.memory.bitmaps import Slots, grown, slots_of
from shared.events.identity import CreatorId

_LOW = (1 << 64) - 1


class Ids:
    """Ids as two numbers each, by slot. Slots below `sorted_count` stand in the order of ids; a few later ones may not."""

    def __init__(self, high: NDArray[np.uint64] | None = None, low: NDArray[np.uint64] | None = None) -> None:
        self._high = np.zeros(0, np.uint64) if high is None else high
        self._low = np.zeros(0, np.uint64) if low is None else low
        self.count = len(self._high)
        self.sorted_count = _ascending_length(self._high, self._low)
        self._later = {self._number(slot): slot for slot in range(self.sorted_count, self.count)}

    @property
    def low(self) -> NDArray[np.uint64]:
        """The last 64 bits of each id, by slot."""
        return self._low[: self.count]

    @property
    def nbytes(self) -> int:
        """How much memory the ids take."""
        return self._high.nbytes + self._low.nbytes + 150 * len(self._later)

    def slot_of(self, id: UUID) -> int | None:
        """Find a creator."""
        place = self._place_of(id.int)
        if place < self.sorted_count and self._number(place) == id.int:
            return place
        return self._later.get(id.int)

    def add(self, id: UUID) -> int:
        """Give a new creator the next slot."""
        slot = self.count
        self._high, self._low = grown(self._high, slot + 1), grown(self._low, slot + 1)
        self._high[slot], self._low[slot] = id.int >> 64, id.int & _LOW
        self.count += 1
        if slot == self.sorted_count and (slot == 0 or self._number(slot - 1) < id.int):
            self.sorted_count += 1
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
        start = 0 if after is None else self._place_of(after.int + 1)
        found: list[int] = []
        for slot in members.iter_equal_or_larger(start):
            if slot >= self.sorted_count or len(found) == limit:
                break
            found.append(slot)
        if self.sorted_count < self.count:
            late = list(members.iter_equal_or_larger(self.sorted_count))
            found += [slot for slot in late if after is None or self._number(slot) > after.int]
            found = sorted(found, key=self._number)[:limit]
        return found

    def ranked(self, slots: Slots, keys: NDArray[Any]) -> NDArray[np.intp]:
        """Order places by ascending keys, ties by id."""
        return np.lexsort((self._low[slots], self._high[slots], keys))

    def behind(self, slots: Slots, id: UUID) -> NDArray[np.bool_]:
        """Say of each slot whether its id comes after another one."""
        high, low = np.uint64(id.int >> 64), np.uint64(id.int & _LOW)
        highs = self._high[slots]
        return (highs > high) | ((highs == high) & (self._low[slots] > low))

    def checksum(self, members: BitMap) -> int:
        """Add up the last 32 bits of the members' ids: two sets of creators differ in it as good as always."""
        return int((self._low[slots_of(members)] & np.uint64(0xFFFFFFFF)).sum())

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what a checkpoint keeps."""
        return {"high": self._high[: self.count], "low": self._low[: self.count]}

    def _number(self, slot: int) -> int:
        return int(self._high[slot]) << 64 | int(self._low[slot])

    def _place_of(self, number: int) -> int:
        """Find the first sorted slot whose id is not before a number."""
        sorted_high = self._high[: self.sorted_count]
        if number >> 128:
            return self.sorted_count
        high = np.uint64(number >> 64)
        place = int(np.searchsorted(sorted_high, high, "left"))
        end = int(np.searchsorted(sorted_high, high, "right"))
        return place + int(np.searchsorted(self._low[place:end], np.uint64(number & _LOW), "left"))


def _ascending_length(high: NDArray[np.uint64], low: NDArray[np.uint64]) -> int:
    if len(high) < 2:
        return len(high)
    falls = (high[1:] < high[:-1]) | ((high[1:] == high[:-1]) & (low[1:] <= low[:-1]))
    return int(np.argmax(falls)) + 1 if falls.any() else len(high)
