"""A whole number of some creators: kept for those only, in parts by ranges of the number."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.memory.bitmaps import Slots, narrowest, of_slots, packed, slots_of, union_of, unpacked

SMALLEST_PART = 4096
MOST_PARTS = 16


@dataclass
class Part:
    """Creators whose numbers lie close together: who they are, and what each has beyond the base, in the order of slots."""

    members: BitMap
    base: int
    beyond: NDArray[Any]

    @classmethod
    def of(cls, slots: Slots, numbers: NDArray[np.int64]) -> "Part":
        """Make a part of ascending slots."""
        base = int(numbers.min(initial=np.iinfo(np.int64).max)) if len(numbers) else 0
        beyond = numbers - base
        return cls(of_slots(slots), base, beyond.astype(narrowest(int(beyond.max(initial=0)))))

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The numbers, in the order of slots."""
        return self.beyond.astype(np.int64) + self.base

    def place_of(self, slot: int) -> int:
        """Tell where a member's number stands."""
        return self.members.rank(slot) - 1

    def insert(self, slot: int, number: int) -> None:
        """Take a creator in."""
        if not 0 <= number - self.base <= np.iinfo(self.beyond.dtype).max:
            numbers = self.numbers
            base = min(number, self.base) if len(numbers) else number
            largest = max(number, int(numbers.max(initial=number)))
            self.base, self.beyond = base, (numbers - base).astype(narrowest(largest - base))
        self.beyond = np.insert(self.beyond, self.members.rank(slot), number - self.base)
        self.members.add(slot)

    def remove(self, slot: int) -> None:
        """Let a creator go."""
        self.beyond = np.delete(self.beyond, self.place_of(slot))
        self.members.remove(slot)


class SparseNumbers:
    """Numbers of those who have one."""

    def __init__(self, parts: list[Part] | None = None, lower: list[int] | None = None) -> None:
        self._parts = parts or [Part.of(np.zeros(0, np.uint32), np.zeros(0, np.int64))]
        self._lower = lower or [0]
        """Part `n` has the numbers from its lower end up to the next one's; the first has no lower end at all."""
        self._too_large = self._bound()

    @classmethod
    def of(cls, slots: Slots, numbers: NDArray[np.int64]) -> "SparseNumbers":
        """Make it from ascending slots and their numbers."""
        if not len(slots):
            return cls()
        ordered = np.sort(numbers)
        lower = np.unique(ordered[:: max(SMALLEST_PART, len(slots) // MOST_PARTS)])
        rows = np.searchsorted(lower[1:], numbers, side="right")
        parts = [Part.of(slots[rows == row], numbers[rows == row]) for row in range(len(lower))]
        return cls(parts, [int(one) for one in lower])

    def __len__(self) -> int:
        return sum(len(part.members) for part in self._parts)

    @property
    def parts(self) -> list[Part]:
        """Every part, by ascending numbers."""
        return self._parts

    def members(self) -> BitMap:
        """Who has a number."""
        return union_of([part.members for part in self._parts])

    def at(self, slot: int) -> int | None:
        """Give a creator's number."""
        for part in self._parts:
            if slot in part.members:
                return part.base + int(part.beyond[part.place_of(slot)])
        return None

    def put(self, slot: int, number: int | None) -> None:
        """Give a creator another number, or none."""
        before = self.at(slot)
        if before == number:
            return
        if before is not None:
            self._parts[self._place_of(before)].remove(slot)
        if number is not None:
            place = self._place_of(number)
            self._parts[place].insert(slot, number)
            if len(self._parts[place].members) > self._too_large:
                self._split(place)

    def at_least(self, minimum: int) -> BitMap:
        """Who has a number that is not below a bound."""
        return union_of([members for part in self._from(minimum) if (members := _at_least(part, minimum))])

    def pairs(self) -> tuple[Slots, NDArray[np.int64]]:
        """List who has a number, ascending, and the numbers."""
        slots = np.concatenate([slots_of(part.members) for part in self._parts])
        order = np.argsort(slots)
        return slots[order], np.concatenate([part.numbers for part in self._parts])[order]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what a checkpoint keeps."""
        slots, numbers = self.pairs()
        kind = narrowest(int(numbers.max(initial=0)), int(numbers.min(initial=0)))
        return {"numbers": numbers.astype(kind), **packed([of_slots(slots)])}

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]]) -> "SparseNumbers":
        """Read what a checkpoint kept."""
        return cls.of(slots_of(unpacked(parts)[0]), parts["numbers"].astype(np.int64))

    @property
    def nbytes(self) -> int:
        """How much memory the numbers take, without the bitmaps."""
        return sum(part.beyond.nbytes for part in self._parts)

    def _from(self, minimum: int) -> Iterator[Part]:
        """Give the parts that may have numbers from a bound on."""
        yield from self._parts[self._place_of(minimum) :]

    def _place_of(self, number: int) -> int:
        return max(bisect_right(self._lower, number) - 1, 0)

    def _bound(self) -> int:
        return 2 * max(SMALLEST_PART, sum(len(part.members) for part in self._parts) // MOST_PARTS)

    def _split(self, place: int) -> None:
        part = self._parts[place]
        numbers, slots = part.numbers, slots_of(part.members)
        middle = int(np.partition(numbers, len(numbers) // 2)[len(numbers) // 2])
        upper = numbers >= middle
        if upper.all():
            upper = numbers > middle
            middle += 1
        if upper.any():
            self._parts[place : place + 1] = [Part.of(slots[~upper], numbers[~upper]), Part.of(slots[upper], numbers[upper])]
            self._lower.insert(place + 1, middle)
            self._too_large = self._bound()
        else:
            # All have the same number, and no cut tells them apart.
            self._too_large = 2 * len(numbers)


def _at_least(part: Part, minimum: int) -> BitMap:
    if minimum <= part.base:
        return part.members
    return of_slots(slots_of(part.members)[part.beyond >= minimum - part.base])
