"""Which values each creator has together, as one number a creator: a set of creators is counted without asking value by value."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.memory.bitmaps import Places, grown, narrowest, places_of


class Combinations:
    """Values by their numbers, from 1 on; combination 0 has none. One that nobody has any more stays until all is read anew."""

    def __init__(self, column: NDArray[Any], sets: NDArray[np.uint32]) -> None:
        self._column = column
        self._sets = sets
        """By number: the values, ascending, with zeros behind them."""
        self._count = len(sets)
        """Of combinations: there may be room for more."""
        self._numbers: dict[tuple[int, ...], int] | None = None

    @classmethod
    def of(cls, members: Sequence[BitMap], count: int) -> "Combinations":
        """Make them from who has which value, for so many creators."""
        column, sets = np.zeros(count, np.uint32), [()]
        for value, one in enumerate(members, start=1):
            # Whoever had a combination and has this value too has a new one: the same with this value behind it.
            places = places_of(one)
            before = column.take(places)
            longer = np.flatnonzero(np.bincount(before, minlength=len(sets)))
            renamed = np.zeros(len(sets), np.uint32)
            renamed[longer] = np.arange(len(sets), len(sets) + len(longer))
            column[places] = renamed.take(before)
            sets += [(*sets[number], value) for number in longer.tolist()]

        had = np.union1d(column, [0]).astype(np.intp)
        renamed = np.zeros(len(sets), narrowest(len(had)))
        renamed[had] = np.arange(len(had))
        return cls(renamed.take(column), _written([sets[number] for number in had.tolist()]))

    def __len__(self) -> int:
        return self._count

    @property
    def nbytes(self) -> int:
        """How much memory they take, without what finds a combination by its values."""
        return self._column.nbytes + self._sets.nbytes

    @property
    def column(self) -> NDArray[Any]:
        """By slot: the number of the combination."""
        return self._column

    def of_slot(self, slot: int) -> list[int]:
        """Give the values that a creator has."""
        return [value for value in self._sets[self._column[slot]].tolist() if value] if slot < len(self._column) else []

    def put(self, slot: int, values: Collection[int]) -> None:
        """Give a creator these values and no others."""
        number = self._number_of(tuple(sorted(values)))
        self._column = grown(self._column, slot + 1).astype(narrowest(self._count), copy=False)
        self._column[slot] = number

    def counts(self, places: Places) -> NDArray[Any]:
        """Count the values of creators, by the values' numbers; place 0 says nothing."""
        numbers = self._column.take(places)
        if len(numbers) < self._count:
            return np.bincount(self._sets.take(numbers, axis=0).ravel())
        often = np.bincount(numbers)
        had = np.flatnonzero(often)
        sets = self._sets.take(had, axis=0)
        # Whole numbers far below 2^53: their sums are exact in double precision.
        return np.bincount(sets.ravel(), np.repeat(often.take(had), sets.shape[1])).astype(np.int64)

    def places_with(self, value: int) -> Places:
        """List those who have a value."""
        return np.flatnonzero((self._sets == value).any(axis=1).take(self._column))

    def _number_of(self, values: tuple[int, ...]) -> int:
        """Find a combination, or take it in."""
        if self._numbers is None:
            sets = self._sets[: self._count].tolist()
            self._numbers = {tuple(value for value in one if value): number for number, one in enumerate(sets)}
        number = self._numbers.setdefault(values, self._count)
        if number == self._count:
            rows, width = self._sets.shape
            if number == rows or len(values) > width:
                longer = np.zeros((number + (number >> 4) + 64, max(width, len(values))), np.uint32)
                longer[:rows, :width] = self._sets
                self._sets = longer
            self._sets[number, : len(values)] = values
            self._count += 1
        return number


def _written(sets: Sequence[tuple[int, ...]]) -> NDArray[np.uint32]:
    written = np.zeros((len(sets), max(1, *map(len, sets))), np.uint32)
    for number, values in enumerate(sets):
        written[number, : len(values)] = values
    return written
