"""What an index holds, in numbers that tell two of them apart: how many creators have each value, and a sum over their ids.

The sums run over the last 32 bits of ids, times what a creator has of the value, modulo 2^64: one wrong bit changes one.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from services.discovery.search.index import AUDIENCE_FACETS
from services.discovery.search.memory.bitmaps import Places, Slots, places_of, slots_of
from services.discovery.search.memory.creators import COUNTED, Creators
from services.discovery.search.memory.facets import CountedValues, Values
from services.discovery.search.memory.numbers import LOWEST, Numbers, Order
from services.discovery.search.memory.rates import RateColumns
from services.discovery.search.memory.text import FIELDS

Sums = tuple[int, int]
"""How many creators, and the sum over their ids."""
Digest = dict[str, dict[str, Sums]]
"""By what is held, and by value."""

_LOW = np.uint64(0xFFFFFFFF)
MODULUS = 1 << 64
TOGETHER = "{} together"
"""What creators have of a facet's values, creator by creator: it says the same as who has which."""


def digest_of(creators: Creators) -> Digest:
    """Work out the digest of an index; a value that nobody has is left out."""
    low = creators.ids.low & _LOW
    digest: Digest = {"shown": {"": _sums(low, creators.shown)}}
    for name in COUNTED:
        digest |= _counted(low, name, creators.facets[name])
    for name in ("blocked", "exclusive", "floors"):
        digest[name] = _values(low, getattr(creators, name))
    for name in AUDIENCE_FACETS:
        audience = creators.audiences[name]
        digest |= _counted(low, name, audience.usual)
        digest[f"{name} shares"] = {value: _weighted(low, *column.pairs()) for value, column in audience.shares.items()}
    digest |= _counted(low, "deliverable_type", creators.rates.types)
    digest["rates"] = _rates(low, creators.rates)
    for name, numbers in creators.numbers.items():
        digest[name] = {"": _numbers(low, numbers)}
        if numbers.order is not None:
            digest[f"{name} in order"] = {"": _order(low, numbers.order, numbers.of)}
    for place, field in enumerate(FIELDS):
        digest[f"words of {field}"] = _words(low, creators, place)
    return {name: {value: sums for value, sums in values.items() if sums[0]} for name, values in digest.items()}


def differences(expected: Digest, found: Digest) -> Iterator[tuple[str, str, Sums, Sums]]:
    """Name what differs: what is held, the value, what is expected and what was found."""
    for name in sorted(expected.keys() | found.keys()):
        ours, theirs = expected.get(name, {}), found.get(name, {})
        for value in sorted(ours.keys() | theirs.keys()):
            pair = ours.get(value, (0, 0)), theirs.get(value, (0, 0))
            if pair[0] != pair[1]:
                yield name, value, *pair


def _sums(low: NDArray[np.uint64], members: BitMap) -> Sums:
    return _sums_at(low, places_of(members))


def _sums_at(low: NDArray[np.uint64], places: Places) -> Sums:
    return len(places), int(low.take(places).sum(dtype=np.uint64))


def _weighted(low: NDArray[np.uint64], slots: NDArray[Any], numbers: NDArray[Any]) -> Sums:
    return len(slots), int((low[slots] * numbers.astype(np.int64).view(np.uint64)).sum(dtype=np.uint64))


def _added(one: Sums, other: Sums) -> Sums:
    return one[0] + other[0], (one[1] + other[1]) % MODULUS


def _values(low: NDArray[np.uint64], values: Values) -> dict[str, Sums]:
    return {value: _sums(low, values.of(value)) for value in values}


def _counted(low: NDArray[np.uint64], name: str, facet: CountedValues) -> Digest:
    together = {value: _sums_at(low, facet.combinations.places_with(facet.number_of(value))) for value in facet.values}
    return {str(name): _values(low, facet.values), TOGETHER.format(name): together}


def _rates(low: NDArray[np.uint64], rates: RateColumns) -> dict[str, Sums]:
    return {f"{type_} {currency}": _weighted(low, *table.pairs()) for (type_, currency), table in rates.tables.items()}


def _numbers(low: NDArray[np.uint64], numbers: Numbers) -> Sums:
    slots = slots_of(numbers.members())
    return _weighted(low, slots, numbers.of(slots))


def _order(low: NDArray[np.uint64], order: Order, numbers: Callable[[Slots], NDArray[Any]]) -> Sums:
    """Add up the parts of an order; a creator in a part where the number does not belong counts as another one."""
    total: Sums = (0, 0)
    for start, end, members in order.parts():
        slots = slots_of(members)
        content = numbers(slots).astype(np.int64)
        fits = (content >= start) & (content < (-LOWEST if end is None else end))
        total = _added(total, _weighted(low, slots, np.where(fits, content, ~content)))
    return total


def _words(low: NDArray[np.uint64], creators: Creators, place: int) -> dict[str, Sums]:
    """By first letter: every posting, weighed by the length of the word in bytes."""
    words = creators.text.fields[place]
    is_current = np.ones(creators.ids.count, bool)
    is_current[slots_of(creators.text.void)] = False
    found: dict[str, Sums] = {}
    start = 0
    while start < len(words.vocabulary):
        letter = words.vocabulary.word(start).decode()[0]
        end = words.vocabulary.beginning(letter.encode())[1]
        slots, lengths = words.postings_between(start, end)
        current = is_current[slots]
        found[letter] = _weighted(low, slots[current], lengths[current])
        start = end
    changed = ((word[0], slot, word) for slot, by_field in creators.text.changed.items() for word in by_field[place])
    for letter, those in groupby(sorted(changed), key=lambda one: one[0]):
        pairs = [(slot, len(word.encode())) for _, slot, word in those]
        slots, lengths = np.array(pairs, np.int64).T
        found[letter] = _added(found.get(letter, (0, 0)), _weighted(low, slots, lengths))
    return found


def of_json(content: Mapping[str, Mapping[str, Any]]) -> Digest:
    """Read a digest that another process sent."""
    return {name: {value: (sums[0], sums[1]) for value, sums in values.items()} for name, values in content.items()}
