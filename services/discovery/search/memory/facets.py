"""Values that creators have, as one bitmap a value, and how often each stands in a set of creators."""

import heapq
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.index import Count, Facet
from services.discovery.search.memory.bitmaps import packed, union_of, unpacked

NOBODY = BitMap()
"""The empty set, which nobody may change."""


class Values:
    """Who has which value."""

    def __init__(self, members: Mapping[str, BitMap] | None = None) -> None:
        self._members = dict(members or {})
        self._ranked: list[tuple[int, str]] | None = None

    def __iter__(self) -> Any:
        return iter(self._members)

    def of(self, value: str) -> BitMap:
        """Who has one value. The answer is not to be changed."""
        return self._members.get(value, NOBODY)

    def any_of(self, values: Sequence[str]) -> BitMap:
        """Who has one of several values. The answer is not to be changed."""
        if len(values) == 1:
            return self.of(values[0])
        return union_of([self._members[value] for value in values if value in self._members])

    def values_of(self, slot: int) -> list[str]:
        """Which values a creator has."""
        return [value for value, members in self._members.items() if slot in members]

    def put(self, slot: int, values: Collection[str]) -> bool:
        """Give a creator these values and no others; say whether that changed anything."""
        before = self.values_of(slot)
        gone, new = set(before) - set(values), set(values) - set(before)
        for value in gone:
            self._members[value].discard(slot)
        for value in new:
            self._members.setdefault(value, BitMap()).add(slot)
        if gone or new:
            self._ranked = None
        return bool(gone or new)

    def most_frequent_first(self) -> list[tuple[int, str]]:
        """List the values with how many have them."""
        if self._ranked is None:
            self._ranked = sorted(((len(members), value) for value, members in self._members.items()), reverse=True)
        return self._ranked

    def tighten(self) -> None:
        """Give back memory that building left over."""
        for members in self._members.values():
            members.run_optimize()
            members.shrink_to_fit()

    def arrays(self) -> tuple[dict[str, NDArray[Any]], list[str]]:
        """Give what a checkpoint keeps: arrays, and the names of the values."""
        return packed(list(self._members.values())), list(self._members)

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]], names: list[str]) -> "Values":
        """Read what a checkpoint kept."""
        return cls(dict(zip(names, unpacked(parts), strict=True)))


class CountedValues:
    """Values that a search counts: beside who has which, who has one at least, two at least, and so on.

    These say how many values a set of creators has in all, so that rare values need not be counted one by one.
    """

    def __init__(self, values: Values | None = None, levels: Sequence[BitMap] = ()) -> None:
        self.values = values or Values()
        self._levels = list(levels)

    @property
    def levels(self) -> Sequence[BitMap]:
        """Who has one value at least, who has two, and so on."""
        return self._levels

    def put(self, slot: int, values: Collection[str]) -> None:
        """Give a creator these values and no others."""
        if not self.values.put(slot, values):
            return
        count = len(set(values))
        while len(self._levels) < count:
            self._levels.append(BitMap())
        for least, members in enumerate(self._levels, start=1):
            if count >= least:
                members.add(slot)
            else:
                members.discard(slot)

    def count(self, among: BitMap, limit: int) -> Facet:
        """Count the values of a set of creators: the most frequent ones, and the sum of all others."""
        if not among:
            return Facet([], 0)
        everything = sum(members.intersection_cardinality(among) for members in self._levels)
        candidates = ((size, value, self.values.of(value)) for size, value in self.values.most_frequent_first())
        return counted(candidates, among, limit, everything)

    def tighten(self) -> None:
        """Give back memory that building left over."""
        self.values.tighten()
        for members in self._levels:
            members.run_optimize()
            members.shrink_to_fit()

    def arrays(self) -> tuple[dict[str, NDArray[Any]], list[str]]:
        """Give what a checkpoint keeps; the levels stand behind the values."""
        names = list(self.values)
        return packed([*(self.values.of(name) for name in names), *self._levels]), names

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]], names: list[str]) -> "CountedValues":
        """Read what a checkpoint kept."""
        bitmaps = unpacked(parts)
        return cls(Values(dict(zip(names, bitmaps, strict=False))), bitmaps[len(names) :])


def counted(candidates: Any, among: BitMap, limit: int, everything: int | None = None) -> Facet:
    """Count values in a set of creators. Candidates are (size, value, members); with the sum known they come largest first."""
    counts: list[tuple[int, str]] = []
    largest: list[int] = []
    seen = 0
    for size, value, members in candidates:
        if everything is not None and (seen == everything or (len(largest) == limit and size < largest[0])):
            break
        count = members.intersection_cardinality(among)
        if not count:
            continue
        counts.append((-count, value))
        seen += count
        if len(largest) < limit:
            heapq.heappush(largest, count)
        else:
            heapq.heappushpop(largest, count)
    listed = [Count(value, -count) for count, value in sorted(counts)[:limit]]
    return Facet(listed, (seen if everything is None else everything) - sum(one.count for one in listed))
