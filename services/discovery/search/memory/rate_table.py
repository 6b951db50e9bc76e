"""Rates for one type of deliverable: who has one, in which currency, and how much it is."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.memory.bitmaps import Slots, grown, narrowest, of_mask, of_slots, packed, slots_of, unpacked

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
        numbers = amounts // self._units[self._currencies] if len(amounts) else amounts
        self._amounts = numbers.astype(narrowest(int(numbers.max(initial=0))))
        """Both have room for more behind those that are there."""

    def __len__(self) -> int:
        return len(self.members)

    def at(self, slot: int) -> tuple[str, int] | None:
        """Give a creator's currency and amount."""
        if slot not in self.members:
            return None
        place = self.members.rank(slot) - 1
        currency = int(self._currencies[place])
        return self.names[currency], int(self._amounts[place]) * int(self._units[currency])

    def put(self, slot: int, rate: tuple[str, int] | None) -> None:
        """Give a creator another rate, or none."""
        is_member = slot in self.members
        if rate is None:
            if is_member:
                self._close(self.members.rank(slot) - 1)
                self.members.remove(slot)
            return
        currency = self._number_of(rate[0])
        self._make_room(currency, rate[1])
        place = self.members.rank(slot) - is_member
        if not is_member:
            self._open(place)
            self.members.add(slot)
        self._currencies[place], self._amounts[place] = currency, rate[1] // int(self._units[currency])

    def pairs(self) -> tuple[Slots, NDArray[Any], NDArray[np.int64]]:
        """List slots, currencies and amounts."""
        return slots_of(self.members), self.currencies, self.amounts * self._units[self.currencies]

    def within(self, bounds: Mapping[str, tuple[int, int]], among: BitMap) -> BitMap:
        """Give who of a set has a rate within the bounds of its currency."""
        both = self.members & among
        if len(both) * 8 < len(self.members):
            slots, places = self._places(both)
            return of_slots(slots[self._fits(bounds, self.currencies[places], self.amounts[places])])
        slots = slots_of(self.members)
        mask = np.zeros(int(slots[-1]) + 1 if len(slots) else 0, bool)
        mask[slots] = self._fits(bounds, self.currencies, self.amounts)
        return of_mask(mask) & both

    def worth(
        self, bounds: Mapping[str, tuple[int, int]], factors: Mapping[str, float], among: BitMap
    ) -> tuple[Slots, NDArray[np.float64]]:
        """Give who of a set has a rate within the bounds, and what it is worth by its currency's factor."""
        slots, places = self._places(self.members & among)
        currencies, amounts = self.currencies[places], self.amounts[places]
        fits = self._fits(bounds, currencies, amounts)
        slots, currencies, amounts = slots[fits], currencies[fits], amounts[fits]
        by_currency = np.array([factors.get(name, 1.0) for name in self.names])
        whole = (amounts * self._units[currencies]).astype(np.float64)
        return slots, np.floor(whole * by_currency[currencies])

    @property
    def currencies(self) -> NDArray[Any]:
        """The currencies by their numbers, in the order of slots."""
        return self._currencies[: len(self.members)]

    @property
    def amounts(self) -> NDArray[Any]:
        """The amounts in their units, in the order of slots."""
        return self._amounts[: len(self.members)]

    @property
    def nbytes(self) -> int:
        """How much memory the rates take, without the bitmap."""
        return self._currencies.nbytes + self._amounts.nbytes

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what a checkpoint keeps."""
        return {"currencies": self.currencies, "amounts": self.pairs()[2], **packed([self.members])}

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]], names: Sequence[str]) -> "RateTable":
        """Read what a checkpoint kept."""
        return cls(slots_of(unpacked(parts)[0]), parts["currencies"], parts["amounts"], names)

    def _places(self, both: BitMap) -> tuple[Slots, Any]:
        """Tell where the rates of some of the members stand."""
        slots = slots_of(both)
        if len(slots) == len(self.members):
            return slots, slice(None)
        return slots, np.searchsorted(slots_of(self.members), slots)

    def _fits(self, bounds: Mapping[str, tuple[int, int]], currencies: NDArray[Any], amounts: NDArray[Any]) -> NDArray[np.bool_]:
        """Say of each rate whether it lies within the bounds of its currency; one without bounds does not."""
        fits = np.ones(len(amounts), bool)
        largest = int(np.iinfo(amounts.dtype).max)
        pairs = [self._in_units(currency, bounds.get(name), largest) for currency, name in enumerate(self.names)]
        lowest, highest = np.array(pairs, np.int64).reshape(-1, 2).T.astype(amounts.dtype)
        if (lowest > 0).any():
            fits &= amounts >= lowest[currencies]
        if (highest < largest).any():
            fits &= amounts <= highest[currencies]
        return fits

    def _in_units(self, currency: int, bounds: tuple[int, int] | None, largest: int) -> tuple[int, int]:
        """Give bounds in the currency's unit, within what amounts can be; 1 and 0 where nothing fits."""
        unit = int(self._units[currency])
        lowest, highest = (1, 0) if bounds is None else (-(-bounds[0] // unit), min(bounds[1] // unit, largest))
        return (lowest, highest) if lowest <= highest else (1, 0)

    def _open(self, place: int) -> None:
        """Make a place for one more."""
        count = len(self.members)
        self._currencies, self._amounts = grown(self._currencies, count + 1), grown(self._amounts, count + 1)
        for column in (self._currencies, self._amounts):
            column[place + 1 : count + 1] = column[place:count]

    def _close(self, place: int) -> None:
        """Take a place away."""
        for column in (self._currencies, self._amounts):
            column[place : len(self.members) - 1] = column[place + 1 : len(self.members)]

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
        amounts, is_used = self.amounts * self._units[self.currencies], (self.currencies == currency).any()
        self._units[currency] = np.gcd(unit, amount) if is_used else max(amount, 1)
        numbers = amounts // self._units[self.currencies]
        self._amounts = numbers.astype(narrowest(max(int(numbers.max(initial=0)), amount // int(self._units[currency]))))
        self._currencies = self.currencies.copy()


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
