"""Rates for one type of deliverable in one currency: who has one, and how much it is."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.memory.bitmaps import Slots, grown, narrowest, of_slots, packed, slots_of, unpacked

Rate = tuple[str, str, int]
"""Type of deliverable, currency, amount in minor units."""
Kind = tuple[str, str]
"""Type of deliverable and currency: a creator has one rate for both at most."""
Bounds = tuple[int, int]
"""The lowest amount and the highest one."""

ENDLESS = 1 << 62
"""Above every amount."""
FEW = 8
"""Up to an eighth of the rates are looked up; of more, all are read."""
ONE_BY_ONE = 100
"""So few, of a hundred each, are looked up without listing who all have one."""


class RateTable:
    """At most one rate a creator. Amounts stand in the largest unit in which all of them are whole."""

    def __init__(self, slots: Slots, amounts: NDArray[np.int64]) -> None:
        self.members = of_slots(slots)
        self._unit = max(int(np.gcd.reduce(amounts, initial=0)), 1)
        numbers = amounts // self._unit
        self._amounts = numbers.astype(narrowest(int(numbers.max(initial=0))))
        """There is room for more behind those that are there."""

    @classmethod
    def empty(cls) -> "RateTable":
        """Make one without rates."""
        return cls(np.zeros(0, np.uint32), np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.members)

    def at(self, slot: int) -> int | None:
        """Give a creator's amount."""
        return int(self._amounts[self.members.rank(slot) - 1]) * self._unit if slot in self.members else None

    def put(self, slot: int, amount: int | None) -> None:
        """Give a creator another rate, or none."""
        is_member, place = slot in self.members, self.members.rank(slot)
        if amount is None:
            if is_member:
                self._amounts[place - 1 : len(self) - 1] = self._amounts[place : len(self)]
                self.members.remove(slot)
            return
        self._make_room(amount)
        if is_member:
            place -= 1
        else:
            count = len(self)
            self._amounts = grown(self._amounts, count + 1)
            self._amounts[place + 1 : count + 1] = self._amounts[place:count]
            self.members.add(slot)
        self._amounts[place] = amount // self._unit

    def pairs(self) -> tuple[Slots, NDArray[np.int64]]:
        """List slots and amounts."""
        return slots_of(self.members), self.amounts.astype(np.int64) * self._unit

    def within(self, bounds: Bounds, among: BitMap) -> tuple[Slots, NDArray[np.int64]]:
        """List who of a set has a rate within bounds, ascending, and the amounts."""
        slots, amounts = slots_of(self.members & among), self.amounts
        if len(slots) < len(amounts):
            amounts = amounts.take(self._places_of(slots))
        fits = self._fits(amounts, bounds)
        return slots.compress(fits), amounts.compress(fits).astype(np.int64) * self._unit

    def who(self, bounds: Bounds) -> BitMap:
        """Give all who have a rate within bounds."""
        fits, slots = self._fits(self.amounts, bounds), slots_of(self.members)
        if np.count_nonzero(fits) * 2 > len(fits):
            return self.members - of_slots(slots.take(np.flatnonzero(~fits)))
        return of_slots(slots.take(np.flatnonzero(fits)))

    @property
    def amounts(self) -> NDArray[Any]:
        """The amounts in their unit, in the order of slots."""
        return self._amounts[: len(self.members)]

    @property
    def nbytes(self) -> int:
        """How much memory the amounts take."""
        return self._amounts.nbytes

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what a checkpoint keeps."""
        return {"amounts": self.pairs()[1], **packed([self.members])}

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]]) -> "RateTable":
        """Read what a checkpoint kept."""
        return cls(slots_of(unpacked(parts)[0]), parts["amounts"])

    def _places_of(self, slots: Slots) -> NDArray[np.intp]:
        """Tell where the rates of some of the members stand."""
        if len(slots) * ONE_BY_ONE < len(self.members):
            return np.array([self.members.rank(slot) - 1 for slot in slots.tolist()], np.intp)
        if len(slots) * FEW < len(self.members):
            return np.searchsorted(slots_of(self.members), slots)
        is_one = np.zeros(self.members.max() + 1, bool)
        is_one[slots] = True
        return np.flatnonzero(is_one.take(slots_of(self.members)))

    def _fits(self, amounts: NDArray[Any], bounds: Bounds) -> NDArray[np.bool_]:
        """Say of each amount whether it lies within bounds."""
        lowest, highest = -(-bounds[0] // self._unit), bounds[1] // self._unit
        fits = amounts >= lowest
        if bounds[1] < ENDLESS:
            fits &= amounts <= highest
        return fits

    def _make_room(self, amount: int) -> None:
        """Take a smaller unit or wider numbers where an amount needs them."""
        if amount % self._unit == 0 and amount // self._unit <= np.iinfo(self._amounts.dtype).max:
            return
        amounts = self.pairs()[1]
        self._unit = int(np.gcd(self._unit, amount)) if len(amounts) else max(amount, 1)
        numbers = amounts // self._unit
        self._amounts = numbers.astype(narrowest(max(int(numbers.max(initial=0)), amount // self._unit)))


def rate_of(raw: Mapping[str, Any]) -> Rate:
    """Read a rate as the table holds it."""
    return raw["deliverable_type"], raw["price"]["currency"], raw["price"]["value"]
