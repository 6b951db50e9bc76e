"""All that the index holds, slot by slot: one creator is put in at a time, and only what differs is touched."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.policy import SEARCH, first_floor_step_above
from services.discovery.search.index import AUDIENCE_FACETS, FacetName, Figure
from services.discovery.search.memory.audience import Audience
from services.discovery.search.memory.bitmaps import Whole, grown, union_of
from services.discovery.search.memory.facets import CountedValues, Values
from services.discovery.search.memory.ids import Ids
from services.discovery.search.memory.numbers import Numbers
from services.discovery.search.memory.rates import RateColumns
from services.discovery.search.memory.rows import LISTS, NUMBERS, QUALITY, Row
from services.discovery.search.memory.text import Text

ORDERED = {
    QUALITY,
    *(f.value for f in (Figure.FOLLOWER_COUNT, Figure.ENGAGEMENT_RATE, Figure.MEDIAN_VIEWS, Figure.RESPONSE_TIME)),
}
"""Figures that searches sort by."""
MOST_CHANGED_TEXTS = 20_000
MOST_STALE = 20_000
"""Combinations of values: each creator has one, and more than there are creators are left over from changes."""
COUNTED = (*LISTS, FacetName.COUNTRY)


@dataclass
class Creators:
    """Every creator of the table, shown or not."""

    ids: Ids = field(default_factory=Ids)
    shown: BitMap = field(default_factory=BitMap)
    facets: dict[FacetName, CountedValues] = field(default_factory=lambda: {name: CountedValues() for name in COUNTED})
    blocked: Values = field(default_factory=Values)
    exclusive: Values = field(default_factory=Values)
    floors: Values = field(default_factory=Values)
    """Minimum offers as `USD:500`: the currency and the step below, so that memory holds no more than searches tell."""
    audiences: dict[FacetName, Audience] = field(default_factory=lambda: {name: Audience() for name in AUDIENCE_FACETS})
    rates: RateColumns = field(default_factory=RateColumns)
    numbers: dict[str, Numbers] = field(default_factory=lambda: {name: Numbers(is_ordered=name in ORDERED) for name in NUMBERS})
    text: Text = field(default_factory=Text)
    text_hashes: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    _puts: int = field(default=0, init=False)

    @property
    def whole(self) -> Whole:
        """Everybody who is shown, as of now."""
        return Whole(self.shown, self._puts)

    def put(self, row: Row) -> None:
        """Take a creator in as the table has them now."""
        self._puts += 1
        slot = self.ids.slot_of(row.id)
        is_new = slot is None
        if slot is None:
            slot = self.ids.add(row.id)
        if row.is_shown:
            self.shown.add(slot)
        else:
            self.shown.discard(slot)
        for name, values in row.lists.items():
            self.facets[name].put(slot, values)
        self.facets[FacetName.COUNTRY].put(slot, [row.country])
        self.blocked.put(slot, row.blocked)
        self.exclusive.put(slot, row.exclusive)
        self.floors.put(slot, [floor_value(*row.floor)] if row.floor and row.floor[1] else [])
        for name, shares in row.audiences.items():
            self.audiences[name].put(slot, shares)
        self.rates.put(slot, row.rates)
        for name, number in row.numbers.items():
            self.numbers[name].put(slot, number)
        if is_new or int(self.text_hashes[slot]) != row.text_hash:
            self.text_hashes = grown(self.text_hashes, slot + 1)
            self.text_hashes[slot] = row.text_hash
            self.text.put(slot, row.words)

    @property
    def counted(self) -> Sequence[CountedValues]:
        """The values of every facet."""
        return (*self.facets.values(), *(audience.usual for audience in self.audiences.values()), self.rates.types)

    def is_worn(self) -> bool:
        """Whether reading the table anew pays: many texts lie outside the vocabularies, or many combinations are nobody's."""
        has_many_texts = len(self.text.changed) > max(MOST_CHANGED_TEXTS, self.text.fields[0].count // 5)
        return has_many_texts or any(len(one.combinations) > self.ids.count + MOST_STALE for one in self.counted)

    def tighten(self) -> None:
        """Give back memory that building left over."""
        for part in (*self.facets.values(), self.blocked, self.exclusive, self.floors, *self.audiences.values(), self.rates):
            part.tighten()

    def unwilling_below(self, amount: int, currency: str) -> BitMap:
        """Who asks for more than an amount, by the steps of their minimum offers."""
        least = first_floor_step_above(amount)
        steps = [value for value in self.floors if value.startswith(f"{currency}:")]
        return union_of([self.floors.of(value) for value in steps if int(value.partition(":")[2]) >= least])


def floor_value(currency: str, amount: int) -> str:
    """Name a minimum offer by its currency and the step that it reaches."""
    return f"{currency}:{step_reached(amount)}"


def step_reached(amount: int) -> int:
    """Give the highest step that is not above an amount: who asks for it is left out below that step, as the policy compares."""
    power = 10 ** (len(str(amount)) - 1)
    return max(step * power for step in SEARCH.floor_steps if step * power <= amount)
