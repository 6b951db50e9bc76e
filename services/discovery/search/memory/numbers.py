"""A whole number of each creator: as narrow as the numbers allow, compared in ranges and walked in order."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.memory.bitmaps import (
    Slots,
    grown,
    narrowest,
    of_mask,
    of_slots,
    packed,
    places_of,
    slots_of,
    union_of,
    unpacked,
)

SMALLEST_BUCKET = 4096
MOST_BUCKETS = 256
"""An order is cut into so many parts of about the same size, unless they would be smaller than the smallest."""

FEW = 8
"""Up to an eighth of the creators, or of the parts of an order, is looked at by itself; of more, the whole column is read."""
LOWEST = -(1 << 62)
"""Below every number."""


class Numbers:
    """One number a creator, or none."""

    def __init__(self, numbers: NDArray[Any] | None = None, without: BitMap | None = None, *, is_ordered: bool = False) -> None:
        self._numbers = np.zeros(0, np.uint8) if numbers is None else numbers
        self._count = len(self._numbers)
        self.without = BitMap() if without is None else without
        """Who has no such number; its place in the column says nothing."""
        self.order: Order | None = None
        if is_ordered:
            slots = slots_of(self.members())
            self.order = Order.of(slots, self.of(slots))

    @property
    def nbytes(self) -> int:
        """How much memory the column takes, without its order."""
        return self._numbers.nbytes

    def at(self, slot: int) -> int | None:
        """Give a creator's number."""
        return None if slot >= self._count or slot in self.without else int(self._numbers[slot])

    @property
    def column(self) -> NDArray[Any]:
        """The numbers by slot."""
        return self._numbers[: self._count]

    def of(self, slots: Slots) -> NDArray[Any]:
        """Give the numbers of creators who have one."""
        return self._numbers[slots]

    def members(self) -> BitMap:
        """Who has a number."""
        return BitMap(range(self._count)) - self.without

    def put(self, slot: int, number: int | None) -> None:
        """Give a creator another number; a new creator has the next slot."""
        is_new = slot >= self._count
        if not is_new and number == self.at(slot):
            return
        if self.order is not None and not is_new and slot not in self.without:
            self.order.remove(slot, int(self._numbers[slot]))
        self._numbers, self._count = grown(self._numbers, slot + 1), max(self._count, slot + 1)
        if number is None:
            self.without.add(slot)
            return
        self.without.discard(slot)
        if not np.iinfo(self._numbers.dtype).min <= number <= np.iinfo(self._numbers.dtype).max:
            self._numbers = self._numbers.astype(
                max(narrowest(number, number), self._numbers.dtype, key=lambda kind: kind.itemsize)
            )
        self._numbers[slot] = number
        if self.order is not None:
            self.order.add(slot, number, self.of)

    def within(self, minimum: int | None, maximum: int | None, among: BitMap) -> BitMap:
        """Who of a set has a number in a range, both ends included."""
        if len(among) * FEW < self._count:
            return self._of_few(among - self.without, minimum, maximum)
        if self.order is not None:
            inside, edges, outside = self.order.parted(minimum, maximum)
            few = (len(inside) + len(edges) + len(outside)) // FEW
            if len(inside) <= few:
                return union_of([*inside, *(self._of_few(edge, minimum, maximum) for edge in edges)]) & among
            if len(outside) <= few:
                beyond = (edge - self._of_few(edge, minimum, maximum) for edge in edges)
                return among - self.without - union_of([*outside, *beyond])
        # One after the other is read the quickest, where it is not in the processor's caches.
        return of_mask(_is_within(self.column, minimum, maximum)) & among - self.without

    def _of_few(self, members: BitMap, minimum: int | None, maximum: int | None) -> BitMap:
        places = places_of(members)
        return of_slots(places.compress(_is_within(self._numbers.take(places), minimum, maximum)))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what a checkpoint keeps; the order is made again from it."""
        return {"numbers": self.column, **packed([self.without])}

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]], *, is_ordered: bool) -> "Numbers":
        """Read what a checkpoint kept."""
        return cls(parts["numbers"], unpacked(parts)[0], is_ordered=is_ordered)


def _is_within(numbers: NDArray[Any], minimum: int | None, maximum: int | None) -> NDArray[np.bool_]:
    mask = np.ones(len(numbers), bool) if minimum is None else numbers >= minimum
    if maximum is not None:
        mask &= numbers <= maximum
    return mask


class Order:
    """Creators in parts of about the same size, by ranges of a number. No part is sorted in itself.

    Moving a creator is taking one bit from a part and setting it in another, so that no order is ever stale.
    """

    def __init__(self, lower: list[int], members: list[BitMap]) -> None:
        self._lower, self._members = lower, members
        """Part `n` has the numbers from its lower end up to the next one's."""
        self._too_large: list[int] = []
        self._fit()

    @classmethod
    def of(cls, slots: Slots, keys: NDArray[Any]) -> "Order":
        """Put creators in order by their numbers."""
        if not len(slots):
            return cls([LOWEST], [BitMap()])
        ranks = np.argsort(keys, kind="stable")
        keys = keys[ranks]
        size = max(SMALLEST_BUCKET, len(slots) // MOST_BUCKETS)
        marks = keys[::size]
        # A number that many have gets a part of its own: within it only ids tell creators apart.
        often = np.unique(marks[1:][marks[1:] == marks[:-1]])
        lower = np.unique(np.concatenate([[LOWEST], marks.astype(np.int64), often.astype(np.int64) + 1]))
        starts = np.searchsorted(keys, lower)
        parts = [of_slots(np.sort(slots[ranks[start:end]])) for start, end in zip(starts, [*starts[1:], len(keys)], strict=True)]
        return cls([int(one) for one in lower], parts)

    def parts(self) -> Iterator[tuple[int, int | None, BitMap]]:
        """Give every part: from which number, below which one, and who is in it."""
        yield from zip(self._lower, [*self._lower[1:], None], self._members, strict=True)

    def parted(self, minimum: int | None, maximum: int | None) -> tuple[list[BitMap], list[BitMap], list[BitMap]]:
        """Give the parts that lie in a range, those at its ends of which some may, and those that lie outside."""
        first = 0 if minimum is None else self._place_of(minimum)
        last = len(self._members) - 1 if maximum is None else self._place_of(maximum)
        ends = {place for place, bound in ((first, minimum), (last, maximum)) if bound is not None}
        inside = [self._members[place] for place in range(first, last + 1) if place not in ends]
        outside = [*self._members[:first], *self._members[max(last + 1, first) :]]
        return inside, [self._members[place] for place in sorted(ends)], outside

    def add(self, slot: int, number: int, numbers: Callable[[Slots], NDArray[Any]]) -> None:
        """Put a creator where their number belongs; `numbers` gives those of others, where a part is cut."""
        place = self._place_of(number)
        self._members[place].add(slot)
        if len(self._members[place]) > self._too_large[place]:
            self._split(place, numbers)

    def remove(self, slot: int, number: int) -> None:
        """Take a creator out."""
        self._members[self._place_of(number)].discard(slot)

    def walk(self, members: BitMap, *, descending: bool, start: float | None) -> Iterator[tuple[BitMap, bool]]:
        """Give members part by part, from a number on, and say of each part whether all have the same number."""
        places: Iterator[int] | range = range(len(self._members))
        if descending:
            places = range(len(self._members) - 1 if start is None else self._place_of(start), -1, -1)
        elif start is not None:
            places = range(self._place_of(start), len(self._members))
        for place in places:
            if found := self._members[place] & members:
                yield found, self._is_one_number(place)

    def _place_of(self, number: float) -> int:
        return bisect_right(self._lower, number) - 1

    def _is_one_number(self, place: int) -> bool:
        return place < len(self._lower) - 1 and self._lower[place] + 1 == self._lower[place + 1]

    def _fit(self) -> None:
        total = sum(len(part) for part in self._members)
        size = max(SMALLEST_BUCKET, total // MOST_BUCKETS)
        # A part of one number only cannot be cut.
        sizes = (len(part) if self._is_one_number(place) else 0 for place, part in enumerate(self._members))
        self._too_large = [2 * max(size, stuck) for stuck in sizes]

    def _split(self, place: int, numbers: Callable[[Slots], NDArray[Any]]) -> None:
        """Cut a part in two at its middle number, or that number out of it where half of the part has it."""
        slots = slots_of(self._members[place])
        keys = numbers(slots).astype(np.int64)
        middle = int(np.partition(keys, len(keys) // 2)[len(keys) // 2])
        ends = {middle, middle + 1} if np.count_nonzero(keys == middle) * 2 > len(keys) else {middle}
        upper = self._lower[place + 1] if place + 1 < len(self._lower) else None
        cuts = [self._lower[place], *(end for end in sorted(ends) if end > self._lower[place] and end != upper)]
        rows = np.searchsorted(np.array(cuts, np.int64)[1:], keys, side="right")
        self._lower[place : place + 1] = cuts
        self._members[place : place + 1] = [of_slots(slots[rows == row]) for row in range(len(cuts))]
        self._fit()
