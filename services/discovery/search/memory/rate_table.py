"""Rates for one type of deliverable: who has one, in which currency, and how much it is."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.memory.bitmaps import Slots, narrowest, of_slots, packed, slots_of, unpacked

Rate = tuple[str, str, int]
"""Type of deliverable, currency, amount in minor units."""
Layer = tuple[str, int]
"""Type of deliverable, and which of a creator's rates for it: 0, and others where there are several."""


class RateTable:
    """At most one rate a creator. Amounts stand in the largest unit of their currency in which all of them are whole."""

    def __init__(self, slots: Slots, currencies: NDArray[Any], amounts: NDArray[np.int64], names: Sequence[str]) -> None:
        self.members = of_slots(slots)
        self.names = list(names)
        """What the numbers of currencies stand for."""
        self._currencies = currencies.astype(narrowest(max(len(names), 1)))
        self._units = np.ones(len(names), np.int64)
        for currency in range(len(names)):
            self._units[currency] = max(int(np.gcd.reduce(amounts[currencies == currency], initial=0)), 1)
        self._amounts = self._narrowed(amounts)

    def __len__(self) -> int:
        return len(self._amounts)

    def at(self, slot: int) -> tuple[str, int] | None:
        """Give a creator's currency and amount."""
        if slot not in self.members:
            return None
        place = self.members.rank(slot) - 1
        currency = int(self._currencies[place])
        return self.names[currency], int(self._amounts[place]) * int(self._units[currency])

    def put(self, slot: int, rate: tuple[str, int] | None) -> None:
        """Give a creator another rate, or none."""
        if slot in self.members:
            place = self.members.rank(slot) - 1
            self._currencies, self._amounts = np.delete(self._currencies, place), np.delete(self._amounts, place)
            self.members.remove(slot)
        if rate is not None:
            currency = self._number_of(rate[0])
            place = self.members.rank(slot)
            self._make_room(currency, rate[1])
            self._currencies = np.insert(self._currencies, place, currency)
            self._amounts = np.insert(self._amounts, place, rate[1] // int(self._units[currency]))
            self.members.add(slot)

    def pairs(self) -> tuple[Slots, NDArray[Any], NDArray[np.int64]]:
        """List slots, currencies and amounts."""
        return slots_of(self.members), self._currencies, self._amounts * self._units[self._currencies]

    def fitting(
        self, bounds: Mapping[str, tuple[int, int]], factors: Mapping[str, float], among: BitMap
    ) -> tuple[Slots, NDArray[np.float64]]:
        """Give who of a set has a rate within the bounds of its currency, and what it is worth by the currency's factor."""
        slots, places = self._places(among)
        currencies = self._currencies[places]
        fits = self._fits(bounds, currencies, self._amounts[places])
        slots, currencies = slots[fits], currencies[fits]
        worth = np.array([factors.get(name, 1.0) for name in self.names])[currencies]
        amounts = (self._amounts[places][fits] * self._units[currencies]).astype(np.float64)
        return slots, np.floor(amounts * worth)

    def within(self, bounds: Mapping[str, tuple[int, int]], among: BitMap) -> Slots:
        """Give who of a set has a rate within the bounds of its currency."""
        slots, places = self._places(among)
        return slots[self._fits(bounds, self._currencies[places], self._amounts[places])]

    @property
    def amounts(self) -> NDArray[Any]:
        """The amounts in their units, in the order of slots."""
        return self._amounts

    @property
    def nbytes(self) -> int:
        """How much memory the rates take, without the bitmap."""
        return self._currencies.nbytes + self._amounts.nbytes

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what a checkpoint keeps."""
        return {"currencies": self._currencies, "amounts": self.pairs()[2], **packed([self.members])}

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]], names: Sequence[str]) -> "RateTable":
        """Read what a checkpoint kept."""
        return cls(slots_of(unpacked(parts)[0]), parts["currencies"], parts["amounts"], names)

    def _places(self, among: BitMap) -> tuple[Slots, Any]:
        """Tell where the rates of a set of creators stand."""
        both = self.members & among
        if len(both) == len(self.members):
            return slots_of(both), slice(None)
        slots = slots_of(both)
        if len(slots) * 8 < len(self.members):
            return slots, np.searchsorted(slots_of(self.members), slots)
        is_member = np.zeros(self.members.max() + 1, bool)
        is_member[slots] = True
        return slots, is_member[slots_of(self.members)]

    def _fits(self, bounds: Mapping[str, tuple[int, int]], currencies: NDArray[Any], amounts: NDArray[Any]) -> NDArray[np.bool_]:
        if not self.names:
            return np.zeros(0, bool)
        pairs = np.array([bounds.get(name, (1, 0)) for name in self.names], np.int64)
        # In units: the lower bound is rounded up and the upper one down, and both stay within what the amounts can be.
        largest = np.iinfo(amounts.dtype).max
        lowest, highest = -(-pairs[:, 0] // self._units), pairs[:, 1] // self._units
        lowest, highest = np.where(lowest > largest, 1, lowest), np.where(lowest > largest, 0, np.clip(highest, -1, largest))
        nobody = highest < 0
        lowest, highest = np.where(nobody, 1, lowest).astype(amounts.dtype), np.where(nobody, 0, highest).astype(amounts.dtype)
        return (amounts >= lowest[currencies]) & (amounts <= highest[currencies])

    def _narrowed(self, amounts: NDArray[np.int64]) -> NDArray[Any]:
        numbers = amounts // self._units[self._currencies] if len(amounts) else amounts
        return numbers.astype(narrowest(int(numbers.max(initial=0))))

    def _number_of(self, currency: str) -> int:
        if currency not in self.names:
            self.names.append(currency)
            self._units = np.append(self._units, 1)
            self._currencies = self._currencies.astype(narrowest(len(self.names)))
        return self.names.index(currency)

    def _make_room(self, currency: int, amount: int) -> None:
        """Take a smaller unit or wider numbers where an amount needs them."""
        unit = int(self._units[currency])
        if amount % unit == 0 and amount // unit <= np.iinfo(self._amounts.dtype).max:
            return
        amounts = self._amounts * self._units[self._currencies]
        self._units[currency] = np.gcd(unit, amount) if (self._currencies == currency).any() else max(amount, 1)
        numbers = amounts // self._units[self._currencies]
        self._amounts = numbers.astype(narrowest(max(int(numbers.max(initial=0)), amount // int(self._units[currency]))))


def layered(rates: Sequence[Rate]) -> dict[Layer, tuple[str, int]]:
    """Tell rates for the same type of deliverable apart: always in the same way, whatever their order."""
    layers: dict[Layer, tuple[str, int]] = {}
    for type_, currency, amount in sorted(rates):
        number = 0
        while (type_, number) in layers:
            number += 1
        layers[type_, number] = currency, amount
    return layers


def rate_of(raw: Mapping[str, Any]) -> Rate:
    """Read a rate as the table holds it."""
    return raw["deliverable_type"], raw["price"]["currency"], raw["price"]["value"]
