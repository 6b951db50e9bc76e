"""What creators ask, by type of deliverable and currency, in minor units: which rates fit, and who has the lowest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search import index
from services.discovery.search.memory.bitmaps import Slots, of_slots, union_of
from services.discovery.search.memory.facets import CountedValues
from services.discovery.search.memory.rate_table import ENDLESS, FEW, Bounds, Kind, Rate, RateTable
from services.discovery.search.memory.scales import amounts_worth


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

    def bounds(self, currency: str) -> Bounds | None:
        """Give the bounds of amounts in a currency; None where it does not count."""
        if self.factors is not None and currency not in self.factors:
            return None
        lowest, highest = self.amounts.get(currency, (None, None))
        return lowest or 0, _or_endless(highest)


def _or_endless(amount: int | None) -> int:
    return ENDLESS if amount is None else amount


class RateColumns:
    """The rates of all creators, by type of deliverable and currency."""

    def __init__(self, tables: Mapping[Kind, RateTable] | None = None, types: CountedValues | None = None) -> None:
        self._tables = dict(tables or {})
        self.types = types or CountedValues()
        """Who has any rate for a type of deliverable."""

    @property
    def tables(self) -> Mapping[Kind, RateTable]:
        """The rates, kind by kind."""
        return self._tables

    def put(self, slot: int, rates: Sequence[Rate]) -> None:
        """Give a creator these rates and no others."""
        # As a stream is read: of two of a kind, which nobody may write, the lower counts.
        now = {(type_, currency): amount for type_, currency, amount in sorted(rates, reverse=True)}
        before = {kind: amount for kind, table in self._tables.items() if (amount := table.at(slot)) is not None}
        for kind in before.keys() - now.keys():
            self._tables[kind].put(slot, None)
        for kind, amount in now.items():
            if before.get(kind) != amount:
                self._tables.setdefault(kind, RateTable.empty()).put(slot, amount)
        self.types.put(slot, {type_ for type_, _ in now})

    def fitting(self, asked: Asked, among: BitMap) -> dict[str, BitMap]:
        """Give who of a set has a rate that fits, by type of deliverable."""
        by_type: dict[str, list[tuple[RateTable, Bounds]]] = {}
        for (type_, _), table, bounds in self._asked(asked):
            by_type.setdefault(type_, []).append((table, bounds))
        return {type_: _fitting(tables, asked, among) for type_, tables in by_type.items()}

    def lowest(self, asked: Asked, slots: Slots) -> NDArray[np.float64]:
        """Give the lowest fitting rate of creators in the asker's currency; infinite where none fits. Slots ascend."""
        among = of_slots(slots)
        size = int(slots[-1]) + 1 if len(slots) else 0
        is_few = len(slots) * FEW < size
        lowest = np.full(len(slots) if is_few else size, np.inf)
        factors = asked.factors or {}
        for (_, currency), table, bounds in self._asked(asked):
            owners, amounts = table.within(bounds, among)
            places = np.searchsorted(slots, owners) if is_few else owners
            lowest[places] = np.minimum(lowest[places], np.floor(amounts.astype(np.float64) * factors.get(currency, 1.0)))
        return lowest if is_few else lowest[slots]

    @property
    def nbytes(self) -> int:
        """How much memory the amounts take, without the bitmaps."""
        return sum(table.nbytes for table in self._tables.values())

    def tighten(self) -> None:
        """Give back memory that building left over."""
        self.types.tighten()

    def _asked(self, asked: Asked) -> Iterator[tuple[Kind, RateTable, Bounds]]:
        """Give the rates that may count, and within which bounds they do."""
        for kind, table in self._tables.items():
            type_, currency = kind
            bounds = asked.bounds(currency)
            if bounds is not None and len(table) and (not asked.deliverable_types or type_ in asked.deliverable_types):
                yield kind, table, bounds


def _fitting(tables: Sequence[tuple[RateTable, Bounds]], asked: Asked, among: BitMap) -> BitMap:
    """Give who of a set has a rate for a type of deliverable that fits, in any currency."""
    if asked.takes_any:
        return union_of([table.members for table, _ in tables]) & among
    if len(among) * FEW < sum(len(table) for table, _ in tables):
        concerned = [(table, bounds) for table, bounds in tables if table.members.intersect(among)]
        return union_of([of_slots(table.within(bounds, among)[0]) for table, bounds in concerned])
    return union_of([table.who(bounds) for table, bounds in tables]) & among
