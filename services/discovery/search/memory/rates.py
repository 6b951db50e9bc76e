"""What creators ask, by type of deliverable and currency, in minor units."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search import index
from services.discovery.search.memory.bitmaps import Slots, slots_of, union_of
from services.discovery.search.memory.facets import CountedValues
from services.discovery.search.memory.scales import amounts_worth
from services.discovery.search.memory.sparse import Part, SparseNumbers

Rate = tuple[str, str, int]
"""Type of deliverable, currency, amount."""
Kind = tuple[str, str, int]
"""Type of deliverable, currency, and which one of them, as a creator may have two of the same: 0, rarely 1."""


@dataclass(frozen=True)
class Asked:
    """Which rates count, currency by currency."""

    deliverable_types: Sequence[str]
    factors: Mapping[str, float] | None
    """None where any currency does, at any price."""
    amounts: Mapping[str, tuple[int | None, int | None]]
    """By currency: the bounds of an amount, in that currency."""

    @classmethod
    def of(cls, rates: index.Rates, *, in_order: bool = False) -> "Asked":
        """Read what a search asks of rates. An order by price asks for a factor where a filter without bounds does not."""
        if not rates.has_price:
            return cls(rates.deliverable_types, rates.factors if in_order else None, {})
        minimum, maximum = rates.price.minimum, rates.price.maximum
        amounts = {currency: amounts_worth(minimum, maximum, factor) for currency, factor in rates.factors.items()}
        return cls(rates.deliverable_types, rates.factors, amounts)

    def lets_in(self, kind: Kind, *, any_type: bool = False) -> bool:
        """Say whether rates of a kind may count."""
        type_, currency, _ = kind
        is_type = any_type or not self.deliverable_types or type_ in self.deliverable_types
        return is_type and (self.factors is None or currency in self.factors)

    def bounds(self, kind: Kind) -> tuple[int | None, int | None]:
        """Give the bounds of an amount."""
        return self.amounts.get(kind[1], (None, None))

    def worth(self, kind: Kind, amounts: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give what amounts are worth in the asker's currency."""
        return np.floor(amounts.astype(np.float64) * (1.0 if self.factors is None else self.factors[kind[1]]))


class RateColumns:
    """The rates of all creators."""

    def __init__(self, kinds: Mapping[Kind, SparseNumbers] | None = None, types: CountedValues | None = None) -> None:
        self._kinds = dict(kinds or {})
        self.types = types or CountedValues()
        """Who has any rate for a type of deliverable."""

    @property
    def kinds(self) -> Mapping[Kind, SparseNumbers]:
        """The amounts, kind by kind."""
        return self._kinds

    def of(self, slot: int) -> dict[Kind, int]:
        """Give a creator's rates."""
        return {kind: amount for kind, column in self._kinds.items() if (amount := column.at(slot)) is not None}

    def put(self, slot: int, rates: Sequence[Rate]) -> None:
        """Give a creator these rates and no others."""
        now = numbered(rates)
        before = self.of(slot)
        if before == now:
            return
        for kind in before.keys() - now.keys():
            self._kinds[kind].put(slot, None)
        for kind, amount in now.items():
            if before.get(kind) != amount:
                self._kinds.setdefault(kind, SparseNumbers()).put(slot, amount)
        self.types.put(slot, {type_ for type_, _, _ in now})

    def fitting(self, asked: Asked, among: BitMap, *, any_type: bool = False) -> dict[str, BitMap]:
        """Give who has a rate that fits, by type of deliverable."""
        found: dict[str, list[BitMap]] = {}
        for kind, column in self._kinds.items():
            if asked.lets_in(kind, any_type=any_type):
                found.setdefault(kind[0], []).append(column.within(*asked.bounds(kind), among))
        return {type_: union_of(bitmaps) for type_, bitmaps in found.items()}

    def lowest(self, asked: Asked, slots: Slots) -> NDArray[np.float64]:
        """Give the lowest fitting rate of creators in the asker's currency; infinite where none fits. Slots ascend."""
        lowest = np.full(len(slots), np.inf)
        among = BitMap(slots)
        for kind, column in self._kinds.items():
            if not asked.lets_in(kind):
                continue
            for members, amounts in column.fitting(*asked.bounds(kind), among):
                places = np.searchsorted(slots, slots_of(members))
                lowest[places] = np.minimum(lowest[places], asked.worth(kind, amounts))
        return lowest

    def walk(self, asked: Asked, among: BitMap, *, descending: bool) -> Iterator[tuple[float, Slots, NDArray[np.float64]]]:
        """Give creators in rough order of their lowest fitting rate, some at a time, with these rates.

        The number before them says how far the order is settled: whoever comes then or later has no rate before it.
        """
        parts = sorted(_bounds_of_parts(self._kinds, asked), key=lambda one: -one[1] if descending else one[0])
        seen = BitMap()
        for low, high, kind, part in parts:
            column = SparseNumbers([part])
            found = column.within(*asked.bounds(kind), among) - seen
            seen |= found
            slots = slots_of(found)
            yield (high if descending else low), slots, self.lowest(asked, slots)

    @property
    def nbytes(self) -> int:
        """How much memory the amounts take, without the bitmaps."""
        return sum(column.nbytes for column in self._kinds.values())

    def tighten(self) -> None:
        """Give back memory that building left over."""
        self.types.tighten()


def numbered(rates: Sequence[Rate]) -> dict[Kind, int]:
    """Tell rates of the same type and currency apart."""
    kinds: dict[Kind, int] = {}
    for type_, currency, amount in rates:
        number = 0
        while (type_, currency, number) in kinds:
            number += 1
        kinds[type_, currency, number] = amount
    return kinds


def _bounds_of_parts(kinds: Mapping[Kind, SparseNumbers], asked: Asked) -> Iterator[tuple[float, float, Kind, Part]]:
    for kind, column in kinds.items():
        if asked.lets_in(kind):
            for part in column.parts:
                if part.members:
                    low, high = asked.worth(kind, np.array([part.base, part.largest], np.int64)).tolist()
                    yield low, high, kind, part


def rate_of(raw: Mapping[str, Any]) -> Rate:
    """Read a rate as the table holds it."""
    return raw["deliverable_type"], raw["price"]["currency"], raw["price"]["value"]
