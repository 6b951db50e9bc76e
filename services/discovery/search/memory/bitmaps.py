"""Between bitmaps of slots and arrays of them, by the bytes of the portable Roaring format: one bit at a time is too slow."""

from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Slots = NDArray[np.uint32]
"""Places of creators in the index."""

Places = NDArray[np.intp]
"""Slots in the form by which columns are read the quickest, with `take`."""

_CHUNK = 1 << 16
_BITSET = _CHUNK // 8
_LARGEST_ARRAY = 4096
"""A chunk with more members is a bitset in the format."""
_MANY = 20_000
"""Of more slots than these a bitmap is made by way of a mask, unless they lie far apart."""
_SPARSE = 4
"""Where no more than one place in two to the power of this is taken, chunks are lists, and no mask is quicker than they are."""
_NO_RUNS = 12346
"""The format's cookie where no chunk is run-length encoded."""


def of_slots(slots: NDArray[Any]) -> BitMap:
    """Make a bitmap of slots; those in ascending order are the quickest."""
    if len(slots) > _MANY and len(slots) << _SPARSE > (size := int(slots.max()) + 1):
        mask = np.zeros(size, bool)
        mask[slots.astype(np.intp, copy=False)] = True
        return of_mask(mask)
    return BitMap(array("I", slots.astype(np.uint32, copy=False).tobytes()))


def slots_of(members: BitMap) -> Slots:
    """List the members of a bitmap, ascending."""
    return np.asarray(members.to_array(), np.uint32)


def places_of(members: BitMap) -> Places:
    """List the members of a bitmap, ascending, to read columns by."""
    return slots_of(members).astype(np.intp)


@dataclass
class Whole:
    """A set of creators of which most searches find most, as it is until `state` changes."""

    members: BitMap
    state: object


class Group:
    """A set of creators that several columns are read for, perhaps as a part of a whole."""

    def __init__(self, members: BitMap, whole: Whole | None = None) -> None:
        self.members, self.whole = members, whole

    def __len__(self) -> int:
        return len(self.members)

    @cached_property
    def places(self) -> Places:
        """Where they stand in the columns."""
        return places_of(self.members)

    @cached_property
    def others(self) -> "Group | None":
        """Those whom the whole has beside them, where these are fewer."""
        if self.whole is None or len(self.members) * 2 < len(self.whole.members):
            return None
        return Group(self.whole.members - self.members)


def of_mask(mask: NDArray[np.bool_]) -> BitMap:
    """Make a bitmap of the places where a mask is true."""
    if np.count_nonzero(mask) << _SPARSE <= len(mask):
        return of_slots(np.flatnonzero(mask))
    chunks = -(-len(mask) // _CHUNK)
    bits = np.zeros(chunks * _BITSET, np.uint8)
    packed = np.packbits(mask, bitorder="little")
    bits[: len(packed)] = packed
    sizes = np.bitwise_count(bits.view(np.uint64)).reshape(chunks, -1).sum(axis=1, dtype=np.int64)
    filled = np.flatnonzero(sizes)
    header = np.empty((len(filled), 2), "<u2")
    header[:, 0], header[:, 1] = filled, sizes[filled] - 1
    parts = [
        bits[chunk * _BITSET : (chunk + 1) * _BITSET].tobytes()
        if sizes[chunk] > _LARGEST_ARRAY
        else np.flatnonzero(mask[chunk * _CHUNK : (chunk + 1) * _CHUNK]).astype("<u2").tobytes()
        for chunk in filled
    ]
    lengths = [0, *(len(part) for part in parts[:-1])]
    places = (8 + 8 * len(filled) + np.cumsum(lengths)).astype("<u4")
    start = np.array([_NO_RUNS, len(filled)], "<u4")
    return BitMap.deserialize(b"".join([start.tobytes(), header.tobytes(), places.tobytes(), *parts]))


def union_of(bitmaps: list[BitMap]) -> BitMap:
    """Unite bitmaps, also none and one."""
    if len(bitmaps) > 1:
        return BitMap.union(*bitmaps)
    return bitmaps[0].copy() if bitmaps else BitMap()


def narrowest(largest: int, smallest: int = 0) -> np.dtype[Any]:
    """Choose the narrowest type that holds whole numbers up to the largest."""
    if smallest < 0:
        return np.dtype(np.int64)
    for kind in (np.uint8, np.uint16, np.uint32):
        if largest <= np.iinfo(kind).max:
            return np.dtype(kind)
    return np.dtype(np.int64)


def grown(numbers: NDArray[Any], size: int) -> NDArray[Any]:
    """Give an array that is at least so long, with zeros behind what was there and some room for the next ones."""
    if len(numbers) >= size:
        return numbers
    longer = np.zeros(size + (size >> 4) + 64, numbers.dtype)
    longer[: len(numbers)] = numbers
    return longer


# --- for a checkpoint ---------------------------------------------------------------------------------------------------


def packed(bitmaps: list[BitMap]) -> dict[str, NDArray[Any]]:
    """Write bitmaps one behind the other, with the place at which each ends."""
    written = [members.serialize() for members in bitmaps]
    return {
        "bitmaps": np.frombuffer(b"".join(written), np.uint8),
        "ends": np.cumsum([len(one) for one in written], dtype=np.int64),
    }


def unpacked(parts: dict[str, NDArray[Any]]) -> list[BitMap]:
    """Read bitmaps back."""
    content = parts["bitmaps"].tobytes()
    ends = parts["ends"].tolist()
    return [BitMap.deserialize(content[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
