"""Shares of audiences, in ten-thousandths: narrow columns where most creators have a value, sparse ones elsewhere."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.policy import SEARCH
from services.discovery.search.memory.bitmaps import Slots, narrowest
from services.discovery.search.memory.facets import NOBODY, CountedValues
from services.discovery.search.memory.numbers import Numbers
from services.discovery.search.memory.scales import SHARE
from services.discovery.search.memory.sparse import SparseNumbers

USUAL = SHARE.at_least(SEARCH.audience_share)
"""The share from which on a value counts where nobody names one."""


class WideShares:
    """Shares of a value that most audiences have: one above the share, so that 0 is none."""

    form = "wide"

    def __init__(self, numbers: Numbers | None = None) -> None:
        self._numbers = numbers or Numbers()

    @classmethod
    def of(cls, slots: Slots, shares: NDArray[np.int64], count: int) -> "WideShares":
        """Make it from slots and their shares."""
        numbers = np.zeros(count, narrowest(int(shares.max(initial=0)) + 1))
        numbers[slots] = shares + 1
        return cls(Numbers(numbers))

    def at(self, slot: int) -> int | None:
        """Give a creator's share."""
        number = self._numbers.at(slot)
        return number - 1 if number else None

    def put(self, slot: int, share: int | None) -> None:
        """Give a creator another share, or none."""
        self._numbers.put(slot, 0 if share is None else share + 1)

    def at_least(self, share: int) -> BitMap:
        """Who has so much of it."""
        return self._numbers.within(share + 1, None, self._numbers.members())

    def pairs(self) -> tuple[Slots, NDArray[np.int64]]:
        """List who has a share, and the shares."""
        slots = np.flatnonzero(self._numbers.column).astype(np.uint32)
        return slots, self._numbers.of(slots).astype(np.int64) - 1

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what a checkpoint keeps."""
        return self._numbers.arrays()

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]]) -> "WideShares":
        """Read what a checkpoint kept."""
        return cls(Numbers.of_arrays(parts, is_ordered=False))

    @property
    def nbytes(self) -> int:
        """How much memory the column takes."""
        return self._numbers.nbytes


class NarrowShares:
    """Shares of a value that some audiences have."""

    form = "narrow"

    def __init__(self, numbers: SparseNumbers | None = None) -> None:
        self.numbers = numbers or SparseNumbers()
        self.at, self.put = self.numbers.at, self.numbers.put

    def at_least(self, share: int) -> BitMap:
        """Who has so much of it."""
        return self.numbers.at_least(share)

    def pairs(self) -> tuple[Slots, NDArray[np.int64]]:
        """List who has a share, and the shares."""
        return self.numbers.pairs()

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what a checkpoint keeps."""
        return self.numbers.arrays()

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]]) -> "NarrowShares":
        """Read what a checkpoint kept."""
        return cls(SparseNumbers.of_arrays(parts))

    @property
    def nbytes(self) -> int:
        """How much memory the shares take, without the bitmaps."""
        return self.numbers.nbytes


def shares_of(slots: Slots, shares: NDArray[np.int64], count: int) -> WideShares | NarrowShares:
    """Choose the smaller form."""
    if len(slots) * 2 > count:
        return WideShares.of(slots, shares, count)
    return NarrowShares(SparseNumbers.of(slots, shares))


class Audience:
    """The shares of one kind, such as countries, and who has which value to the usual extent."""

    def __init__(self, shares: Mapping[str, WideShares | NarrowShares] | None = None, usual: CountedValues | None = None) -> None:
        self._shares = dict(shares or {})
        self.usual = usual or CountedValues()

    @property
    def shares(self) -> Mapping[str, WideShares | NarrowShares]:
        """By value."""
        return self._shares

    def of(self, slot: int) -> dict[str, int]:
        """Give the shares of a creator's audience."""
        return {value: share for value, column in self._shares.items() if (share := column.at(slot)) is not None}

    def put(self, slot: int, shares: Mapping[str, int]) -> None:
        """Give a creator these shares and no others."""
        before = self.of(slot)
        # Who has none and is new takes a place among the counted all the same.
        if before and before == shares:
            return
        for value in before.keys() - shares.keys():
            self._shares[value].put(slot, None)
        for value, share in shares.items():
            if value not in self._shares:
                self._shares[value] = NarrowShares()
            if before.get(value) != share:
                self._shares[value].put(slot, share)
        self.usual.put(slot, [value for value, share in shares.items() if share >= USUAL])

    def at_least(self, value: str, share: int) -> BitMap:
        """Whose audience is this to such an extent. The answer is not to be changed."""
        if share == USUAL:
            return self.usual.values.of(value)
        return self._shares[value].at_least(share) if value in self._shares else NOBODY

    @property
    def nbytes(self) -> int:
        """How much memory the shares take, without the bitmaps."""
        return sum(column.nbytes for column in self._shares.values())

    def tighten(self) -> None:
        """Give back memory that building left over."""
        self.usual.tighten()
