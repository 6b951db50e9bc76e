"""Values that creators have, as one bitmap a value, and how often each stands in a set of creators."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.index import Count, Facet
from services.discovery.search.memory.bitmaps import Group, Whole, packed, union_of, unpacked
from services.discovery.search.memory.combinations import Combinations

A_VALUE = 200
READ_MEANWHILE = {"n_values_array_containers": 0.16, "n_bitset_containers": 90.0, "n_run_containers": 20.0}
"""How many creators are read, each by what it has together, while an intersection begins with a value, and while it goes over one
slot of an array, one bitset and one container of runs."""
NOBODY = BitMap()
"""The empty set, which nobody may change."""


class Values:
    """Who has which value."""

    def __init__(self, members: Mapping[str, BitMap] | None = None) -> None:
        self._members = dict(members or {})

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

    def put(self, slot: int, values: Collection[str]) -> None:
        """Give a creator these values and no others."""
        self.move(slot, [value for value, members in self._members.items() if slot in members], values)

    def move(self, slot: int, before: Collection[str], values: Collection[str]) -> None:
        """Give a creator these values, who is known to have had those."""
        for value in set(before) - set(values):
            self._members[value].discard(slot)
        for value in set(values) - set(before):
            self._members.setdefault(value, BitMap()).add(slot)

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
    """Values that a search counts: beside who has which, which of them each creator has together."""

    def __init__(self, values: Values | None = None, count: int = 0) -> None:
        self.values = values or Values()
        self._names = list(self.values)
        self._numbers = {name: number for number, name in enumerate(self._names, start=1)}
        self._combinations = Combinations.of([self.values.of(name) for name in self._names], count)
        self._of_whole: tuple[object, NDArray[np.int64]] = (None, np.zeros(0, np.int64))
        """How often the values stand in the whole, and in which state of it."""
        self._few, self._weighed_at = 0, -1
        """Of so many creators at most each is read; of more, bitmap after bitmap. It changes as there are more of them."""

    @property
    def combinations(self) -> Combinations:
        """The same as the values, by creator."""
        return self._combinations

    @property
    def nbytes(self) -> int:
        """How much memory they take, without the bitmaps."""
        return self._combinations.nbytes

    def number_of(self, value: str) -> int:
        """Tell by which number the combinations know a value."""
        return self._numbers[value]

    def put(self, slot: int, values: Collection[str]) -> None:
        """Give a creator these values and no others."""
        before = [self._names[number - 1] for number in self._combinations.of_slot(slot)]
        self.values.move(slot, before, values)
        for name in values:
            if name not in self._numbers:
                self._names.append(name)
                self._numbers[name] = len(self._names)
        self._combinations.put(slot, {self._numbers[name] for name in values})

    def count(self, among: Group, limit: int) -> Facet:
        """Count the values of a set of creators: the most frequent ones, and the sum of all others."""
        if (size := len(self._combinations.column)) > self._weighed_at * 2:
            self._few, self._weighed_at = few_beside(self.values), size
        few = self._few
        if len(among) <= few:
            counts = self._counts(among)
        elif among.whole is not None and among.others is not None and len(among.others) <= few:
            counts = self._counts_of_whole(among.whole) - self._counts(among.others)
        else:
            return counted({name: self.values.of(name) for name in self._names}, among, limit)
        had = np.flatnonzero(counts)
        return most_frequent(
            [(-count, self._names[place]) for place, count in zip(had.tolist(), counts[had].tolist(), strict=True)], limit
        )

    def _counts(self, among: Group) -> NDArray[np.int64]:
        """Count a few creators' values, in the order of names."""
        found = self._combinations.counts(among.places)[1:]
        counts = np.zeros(len(self._names), np.int64)
        counts[: len(found)] = found
        return counts

    def _counts_of_whole(self, whole: Whole) -> NDArray[np.int64]:
        """Count the values of the whole, unless they have been counted since it changed."""
        state, counts = self._of_whole
        if state != whole.state:
            having = [self.values.of(name).intersection_cardinality(whole.members) for name in self._names]
            counts = np.array(having, np.int64)
            self._of_whole = whole.state, counts
        return counts

    def tighten(self) -> None:
        """Give back memory that building left over."""
        self.values.tighten()

    def arrays(self) -> tuple[dict[str, NDArray[Any]], list[str]]:
        """Give what a checkpoint keeps: the combinations are made again from it."""
        return self.values.arrays()

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]], names: list[str], count: int) -> "CountedValues":
        """Read what a checkpoint kept of so many creators."""
        return cls(Values.of_arrays(parts, names), count)


def few_beside(values: Values) -> int:
    """Tell how many creators are read in the time in which the bitmaps of all values are."""
    found = 0.0
    for value in values:
        containers = values.of(value).get_statistics()
        found += A_VALUE + sum(containers[kind] * creators for kind, creators in READ_MEANWHILE.items())
    return int(found)


def counted(members: Mapping[str, BitMap], among: Group, limit: int) -> Facet:
    """Count in a set of creators who has which value."""
    counts = ((-having.intersection_cardinality(among.members), value) for value, having in members.items())
    return most_frequent([one for one in counts if one[0]], limit)


def most_frequent(counts: list[tuple[int, str]], limit: int) -> Facet:
    """Make a facet of the values that anybody has, each with its count below zero."""
    counts.sort()
    return Facet([Count(value, -count) for count, value in counts[:limit]], -sum(count for count, _ in counts[limit:]))
