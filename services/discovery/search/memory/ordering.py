"""The first creators of a set, in an order: only as much of it is sorted as a page needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.index import POINT, Place, Query, SortKey
from services.discovery.search.memory.bitmaps import Slots, of_slots, slots_of, union_of
from services.discovery.search.memory.creators import Creators
from services.discovery.search.memory.ids import Ids
from services.discovery.search.memory.numbers import Numbers
from services.discovery.search.memory.rates import Asked
from services.discovery.search.memory.rows import QUALITY
from services.discovery.search.memory.scales import RATE, WHOLE, Scale
from services.discovery.search.memory.text import Worth

FEW = 4096
"""So many creators are sorted at once; more are walked in the order that stands."""
COLUMNS = {
    SortKey.FOLLOWER_COUNT: "follower_count",
    SortKey.ENGAGEMENT_RATE: "engagement_rate",
    SortKey.MEDIAN_VIEWS: "median_views",
    SortKey.RESPONSE_TIME: "response_time_seconds",
    SortKey.RELEVANCE: QUALITY,
}


@dataclass(frozen=True)
class Cut:
    """Which part of an order is asked for."""

    descending: bool
    after: UUID | None
    key: float | None
    """The number of the creator behind whom it begins; None where that one has none, or where it begins at the start."""
    limit: int

    @property
    def starts_at_nulls(self) -> bool:
        """Whether those who have a number are all behind."""
        return self.after is not None and self.key is None


def page_of(query: Query, creators: Creators, found: BitMap, words: Sequence[Worth]) -> list[Place]:
    """Give the page of a search."""
    scale = RATE if query.sort is SortKey.ENGAGEMENT_RATE else WHOLE
    cut = _cut_of(query, scale)
    if query.sort is SortKey.PRICE:
        return _by_price(creators, found, Asked.of(query.rates, in_order=True), cut)
    numbers = creators.numbers[COLUMNS[query.sort]]
    if words and query.sort is SortKey.RELEVANCE:
        return _by_relevance(creators.ids, numbers, found, words, cut)
    return _places(creators.ids, _first(creators.ids, numbers, found, cut), scale)


def _cut_of(query: Query, scale: Scale) -> Cut:
    after = query.after
    key = None if after is None or after.key is None else after.key * scale.parts
    if key is not None and scale is not WHOLE:
        key = round(key)
    return Cut(query.descending, None if after is None else after.creator_id.uuid, key, query.limit)


Ranked = list[tuple[float | None, int]]
"""Numbers and slots, in order."""


def _places(ids: Ids, ranked: Ranked, scale: Scale = WHOLE) -> list[Place]:
    def shown(number: float | None) -> float | None:
        return None if number is None else int(number) if scale is WHOLE else scale.fraction(int(number))

    return [Place(shown(number), ids.creator_id(slot)) for number, slot in ranked]


def _first(ids: Ids, numbers: Numbers, found: BitMap, cut: Cut) -> Ranked:
    """Give the first by one number; who has none comes last."""
    with_number = found - numbers.without
    ranked: Ranked = []
    if not cut.starts_at_nulls and with_number:
        if len(with_number) <= FEW:
            slots = slots_of(with_number)
            ranked = _sorted(ids, slots, numbers.of(slots), cut, cut.limit)
        else:
            ranked = _walked(ids, numbers, with_number, cut)
    return _with_nulls(ids, ranked, found & numbers.without, cut)


def _with_nulls(ids: Ids, ranked: Ranked, without: BitMap, cut: Cut) -> Ranked:
    if len(ranked) < cut.limit and without:
        after = cut.after if cut.starts_at_nulls else None
        ranked += [(None, slot) for slot in ids.first(without, after=after, limit=cut.limit - len(ranked))]
    return ranked


def _walked(ids: Ids, numbers: Numbers, found: BitMap, cut: Cut) -> Ranked:
    assert numbers.order is not None
    ranked: Ranked = []
    for members, is_one_number in numbers.order.walk(found, descending=cut.descending, start=cut.key):
        missing = cut.limit - len(ranked)
        if is_one_number:
            number = int(numbers.of(slots_of(BitMap([members.min()])))[0])
            after = cut.after if cut.key is not None and number == cut.key else None
            if cut.key is not None and number != cut.key and (number > cut.key) == cut.descending:
                continue
            ranked += [(number, slot) for slot in ids.first(members, after=after, limit=missing)]
        else:
            slots = slots_of(members)
            ranked += _sorted(ids, slots, numbers.of(slots), cut, missing)
        if len(ranked) >= cut.limit:
            break
    return ranked


def _sorted(ids: Ids, slots: Slots, keys: NDArray[np.generic], cut: Cut, limit: int) -> Ranked:
    """Sort creators who have a number, and give the first of them behind the cut."""
    numbers = keys.astype(np.float64) if keys.dtype == np.float64 else keys.astype(np.int64)
    if cut.key is not None and cut.after is not None:
        beyond = numbers < cut.key if cut.descending else numbers > cut.key
        beyond |= (numbers == cut.key) & ids.behind(slots, cut.after)
        slots, numbers = slots[beyond], numbers[beyond]
    signed = -numbers if cut.descending else numbers
    if len(signed) > limit:
        last = np.partition(signed, limit - 1)[limit - 1]
        near = signed <= last
        slots, numbers, signed = slots[near], numbers[near], signed[near]
    order = ids.ranked(slots, signed)[:limit]
    return list(zip(numbers[order].tolist(), slots[order].tolist(), strict=True))


# --- relevance ----------------------------------------------------------------------------------------------------------


def _by_relevance(ids: Ids, quality: Numbers, found: BitMap, words: Sequence[Worth], cut: Cut) -> list[Place]:
    """Walk from the most points to the fewest, within them by quality."""
    ranked: Ranked = []
    for points, members in sorted(_points(found, words).items(), reverse=cut.descending):
        base = points * POINT
        key = None if cut.key is None else cut.key - base
        # Nobody's quality is outside 0 to 999, so a key beyond lies in front of these or behind them.
        if key is not None and (key < 0 if cut.descending else key >= POINT):
            continue
        is_inside = key is not None and 0 <= key < POINT
        inner = Cut(cut.descending, cut.after if is_inside else None, key if is_inside else None, cut.limit - len(ranked))
        ranked += [(base + (number or 0), slot) for number, slot in _first(ids, quality, members, inner)]
        if len(ranked) >= cut.limit:
            break
    return _places(ids, ranked)


def _points(found: BitMap, words: Sequence[Worth]) -> dict[int, BitMap]:
    """Part creators by the points that all words together are worth."""
    if len(words) > 2 or len(found) <= FEW:
        return _points_of_many(found, words)
    by_points = {0: found}
    for word in words:
        by_points = _added(by_points, word)
    return by_points


def _added(by_points: dict[int, BitMap], word: Worth) -> dict[int, BitMap]:
    more: dict[int, BitMap] = {}
    for before, members in by_points.items():
        for points, fitting in word.by_points.items():
            if both := members & fitting:
                more[before + points] = more[before + points] | both if before + points in more else both
    return more


def _points_of_many(found: BitMap, words: Sequence[Worth]) -> dict[int, BitMap]:
    slots = slots_of(found)
    total = np.zeros(len(slots), np.int64)
    for word in words:
        for points, fitting in word.by_points.items():
            total[np.searchsorted(slots, slots_of(fitting & found))] += points
    return {points: of_slots(slots[total == points]) for points in np.unique(total).tolist()}


# --- price --------------------------------------------------------------------------------------------------------------


def _by_price(creators: Creators, found: BitMap, asked: Asked, cut: Cut) -> list[Place]:
    """Order by the lowest rate that fits."""
    ranked: Ranked = []
    if not cut.starts_at_nulls and found:
        ranked = _near(creators, found, asked, cut)
        if len(ranked) < cut.limit:
            ranked = _by_lowest(creators, slots_of(found), asked, cut)
    without = BitMap()
    if len(ranked) < cut.limit:
        slots = slots_of(found)
        without = of_slots(slots[np.isinf(creators.rates.lowest(asked, slots))])
    return _places(creators.ids, _with_nulls(creators.ids, ranked, without, cut))


def _by_lowest(creators: Creators, slots: Slots, asked: Asked, cut: Cut) -> Ranked:
    lowest = creators.rates.lowest(asked, slots)
    has_one = np.isfinite(lowest)
    return _sorted(creators.ids, slots[has_one], lowest[has_one], cut, cut.limit)


def _near(creators: Creators, found: BitMap, asked: Asked, cut: Cut) -> Ranked:
    """Sort only those of many whose lowest rate lies where the page must end, as some of them tell; perhaps too few."""
    if len(found) <= FEW:
        return []
    step = len(found) // FEW + 1
    lowest = np.sort(creators.rates.lowest(asked, slots_of(found)[::step]))
    lowest = lowest[np.isfinite(lowest)]
    if cut.key is not None:
        lowest = lowest[lowest <= cut.key] if cut.descending else lowest[lowest >= cut.key]
    enough = 8 + 4 * cut.limit // step
    if len(lowest) <= enough:
        return []
    bound = float(lowest[-1 - enough] if cut.descending else lowest[enough])
    start, end = (bound, cut.key) if cut.descending else (cut.key, bound)
    near = union_of(list(creators.rates.fitting(asked.narrowed(start, end), found).values()))
    if cut.descending:
        near -= union_of(list(creators.rates.fitting(asked.narrowed(None, bound - 1), near).values()))
    return _by_lowest(creators, slots_of(near), asked, cut)
