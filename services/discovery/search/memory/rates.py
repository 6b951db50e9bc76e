"""What creators ask, by type of deliverable and currency, in minor units: which rates fit, and who has the lowest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search import index
from services.discovery.search.memory.bitmaps import Slots, nothing, of_slots, union_of
from services.discovery.search.memory.facets import CountedValues
from services.discovery.search.memory.rate_table import Layer, Rate, RateTable, layered
from services.discovery.search.memory.scales import amounts_worth

ENDLESS = 1 << 62
"""Above every amount."""


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

    @property
    def takes_any(self) -> bool:
        """Whether any rate for the types counts."""
        return self.factors is None

    def narrowed(self, lowest: float | None, highest: float | None) -> "Asked":
        """Give the same for rates worth so much only."""
        amounts = {}
        for currency, factor in (self.factors or {}).items():
            least, most = self.amounts.get(currency, (None, None))
            low, high = amounts_worth(lowest, highest, factor)
            amounts[currency] = (max(least or 0, low or 0), min(_or_endless(most), _or_endless(high)))
        return Asked(self.deliverable_types, self.factors, amounts)

    def of_any_type(self) -> "Asked":
        """Give the same for every type of deliverable."""
        return Asked((), self.factors, self.amounts)

    def bounds(self, currencies: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Give the bounds of amounts for those currencies that count."""
        counting = [name for name in currencies if self.factors is None or name in self.factors]
        bounds = ((name, self.amounts.get(name, (None, None))) for name in counting)
        return {name: (lowest or 0, _or_endless(highest)) for name, (lowest, highest) in bounds}


def _or_endless(amount: int | None) -> int:
    return ENDLESS if amount is None else amount


class RateColumns:
    """The rates of all creators, by type of deliverable."""

    def __init__(self, tables: Mapping[Layer, RateTable] | None = None, types: CountedValues | None = None) -> None:
        self._tables = dict(tables or {})
        self.types = types or CountedValues()
        """Who has any rate for a type of deliverable."""

    @property
    def tables(self) -> Mapping[Layer, RateTable]:
        """The rates, layer by layer."""
        return self._tables

    def put(self, slot: int, rates: Sequence[Rate]) -> None:
        """Give a creator these rates and no others."""
        now = layered(rates)
        before = {layer: rate for layer, table in self._tables.items() if (rate := table.at(slot)) is not None}
        if before == now:
            return
        for layer in before.keys() - now.keys():
            self._tables[layer].put(slot, None)
        for layer, rate in now.items():
            if layer not in self._tables:
                self._tables[layer] = RateTable(nothing(), nothing(), nothing().astype(np.int64), ())
            if before.get(layer) != rate:
                self._tables[layer].put(slot, rate)
        self.types.put(slot, {type_ for type_, _ in now})

    def fitting(self, asked: Asked, among: BitMap) -> dict[str, BitMap]:
        """Give who of a set has a rate that fits, by type of deliverable."""
        found: dict[str, list[BitMap]] = {}
        for type_, table in self._asked(asked):
            members = table.members & among if asked.takes_any else table.within(asked.bounds(table.names), among)
            found.setdefault(type_, []).append(members)
        return {type_: union_of(bitmaps) for type_, bitmaps in found.items()}

    def lowest(self, asked: Asked, slots: Slots) -> NDArray[np.float64]:
        """Give the lowest fitting rate of creators in the asker's currency; infinite where none fits. Slots ascend."""
        among = of_slots(slots)
        size = int(slots[-1]) + 1 if len(slots) else 0
        is_few = len(slots) * 8 < size
        lowest = np.full(len(slots) if is_few else size, np.inf)
        for _, table in self._asked(asked):
            owners, worth = table.worth(asked.bounds(table.names), asked.factors or {}, among)
            places = np.searchsorted(slots, owners) if is_few else owners
            lowest[places] = np.minimum(lowest[places], worth)
        return lowest if is_few else lowest[slots]

    @property
    def nbytes(self) -> int:
        """How much memory the amounts take, without the bitmaps."""
        return sum(table.nbytes for table in self._tables.values())

    def tighten(self) -> None:
        """Give back memory that building left over."""
        self.types.tighten()

    def _asked(self, asked: Asked) -> Iterator[tuple[str, RateTable]]:
        for (type_, _), table in self._tables.items():
            if table.members and (not asked.deliverable_types or type_ in asked.deliverable_types):
                yield type_, table
