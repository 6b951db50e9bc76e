"""The words of one field of all creators: a sorted vocabulary in one piece, and for each word who has it."""

from bisect import bisect_left
from collections import OrderedDict
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute
from pyroaring import BitMap

from services.discovery.search.memory.bitmaps import of_mask, of_slots

pc: Any = compute  # its functions are made when it is imported, and no checker knows them

MANY = 50_000
"""Postings; so many are gathered by a mask, and remembered for the next one who begins to type."""
MOST_REMEMBERED = 32
_BEYOND = b"\xff"
"""Behind every UTF-8 text."""


class Vocabulary:
    """Words in the order of their bytes, which is that of their code points. It does not change."""

    def __init__(self, letters: NDArray[np.uint8], ends: NDArray[np.uint32]) -> None:
        self.letters, self.ends = letters, ends
        """All words one behind the other, and where each ends."""
        self._text = letters.data if len(letters) else memoryview(b"")

    def __len__(self) -> int:
        return len(self.ends)

    def word(self, place: int) -> bytes:
        """Give a word."""
        return bytes(self._text[self.ends[place - 1] if place else 0 : self.ends[place]])

    def beginning(self, prefix: bytes) -> tuple[int, int]:
        """Find where the words stand that begin so."""
        places = range(len(self))
        return bisect_left(places, prefix, key=self.word), bisect_left(places, prefix + _BEYOND, key=self.word)

    def by_ends(self) -> NDArray[np.uint32]:
        """List the places of the words in the order of their reversed bytes."""
        return pc.sort_indices(pc.binary_reverse(self._as_arrow())).to_numpy().astype(np.uint32)

    def code_points(self) -> NDArray[np.uint8]:
        """Count the code points of each word."""
        begins = (self.letters & 0xC0) != 0x80
        total = np.concatenate([[0], np.cumsum(begins, dtype=np.uint32)])
        return np.diff(total[self.ends], prepend=0).astype(np.uint8)

    def _as_arrow(self) -> pa.Array:
        ends = np.concatenate([[0], self.ends]).astype(np.int32)
        return pa.Array.from_buffers(pa.binary(), len(self), [None, pa.py_buffer(ends), pa.py_buffer(self.letters)])


class Words:
    """A vocabulary with its postings: who has which word. It does not change; what changes stands beside it."""

    def __init__(
        self, vocabulary: Vocabulary, postings_end: NDArray[np.uint32], postings: NDArray[np.uint32], count: int
    ) -> None:
        self.vocabulary = vocabulary
        self._postings_end, self._postings = postings_end, postings
        """Slots, word by word, and where those of each word end."""
        self.count = count
        """How many creators there were."""
        self._remembered: OrderedDict[tuple[int, int], BitMap] = OrderedDict()

    @classmethod
    def none(cls) -> "Words":
        """Make a field that nobody has."""
        nothing = np.zeros(0, np.uint32)
        return cls(Vocabulary(np.zeros(0, np.uint8), nothing), nothing, nothing, 0)

    def beginning(self, prefix: bytes) -> BitMap:
        """Who has a word that begins so. The answer is not to be changed."""
        return self.between(*self.vocabulary.beginning(prefix))

    def between(self, start: int, end: int) -> BitMap:
        """Who has one of the words from a place to another. The answer is not to be changed."""
        if start >= end:
            return BitMap()
        slots = self._postings[self._postings_end[start - 1] if start else 0 : self._postings_end[end - 1]]
        if len(slots) < MANY:
            return of_slots(slots)
        if (start, end) in self._remembered:
            self._remembered.move_to_end((start, end))
            return self._remembered[start, end]
        mask = np.zeros(self.count, bool)
        mask[slots] = True
        found = of_mask(mask)
        self._remembered[start, end] = found
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)
        return found

    def postings_between(self, start: int, end: int) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Give the postings of the words from a place to another, and beside each the length of its word in bytes."""
        first = int(self._postings_end[start - 1]) if start else 0
        ends = self._postings_end[start:end].astype(np.int64)
        letters_ends = self.vocabulary.ends[start:end].astype(np.int64)
        lengths = np.diff(letters_ends, prepend=int(self.vocabulary.ends[start - 1]) if start else 0)
        return self._postings[first : int(ends[-1])], np.repeat(lengths, np.diff(ends, prepend=first))

    def of_word(self, place: int) -> NDArray[np.uint32]:
        """Give who has the word at a place."""
        return self._postings[self._postings_end[place - 1] if place else 0 : self._postings_end[place]]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what a checkpoint keeps."""
        return {
            "letters": self.vocabulary.letters,
            "ends": self.vocabulary.ends,
            "postings_end": self._postings_end,
            "postings": self._postings,
        }

    @classmethod
    def of_arrays(cls, parts: dict[str, NDArray[Any]], count: int) -> "Words":
        """Read what a checkpoint kept."""
        return cls(Vocabulary(parts["letters"], parts["ends"]), parts["postings_end"], parts["postings"], count)

    @property
    def nbytes(self) -> int:
        """How much memory the words take."""
        return sum(one.nbytes for one in self.arrays().values())
