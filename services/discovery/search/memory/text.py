"""Handle, name and bio: who has a word that begins so, and how much that is worth."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from services.discovery.search.index import MISTYPED_FROM
from services.discovery.search.memory.bitmaps import of_slots, union_of
from services.discovery.search.memory.typing_errors import Endings, is_one_error_away, similar
from services.discovery.search.memory.words import Words

POINTS = (3, 2, 1)
"""What a word is worth in the handle, in the name, in the bio; with a typing error in the handle it is worth 1."""
FIELDS = ("handle", "name", "bio")


@dataclass(frozen=True)
class Worth:
    """Whom a word of a search fits, by the points that it is worth; each creator stands once."""

    by_points: dict[int, BitMap]

    def everybody(self) -> BitMap:
        """Whom the word fits at all."""
        return union_of(list(self.by_points.values()))


class Overlay:
    """The words of one field of creators whose text has changed since the vocabulary was made."""

    def __init__(self) -> None:
        self._sorted: list[str] = []
        self._members: dict[str, BitMap] = {}

    def __len__(self) -> int:
        return len(self._sorted)

    def add(self, slot: int, words: Sequence[str]) -> None:
        """Take a creator's words in."""
        for word in words:
            if word not in self._members:
                insort(self._sorted, word)
                self._members[word] = BitMap()
            self._members[word].add(slot)

    def remove(self, slot: int, words: Sequence[str]) -> None:
        """Let a creator's words go."""
        for word in words:
            members = self._members.get(word)
            if members is None:
                continue
            members.discard(slot)
            if not members:
                del self._members[word]
                del self._sorted[bisect_left(self._sorted, word)]

    def beginning(self, prefix: str) -> BitMap:
        """Who has a word that begins so."""
        found = []
        for place in range(bisect_left(self._sorted, prefix), len(self._sorted)):
            if not self._sorted[place].startswith(prefix):
                break
            found.append(self._members[self._sorted[place]])
        return union_of(found)

    def similar(self, word: str) -> BitMap:
        """Who has a word that is one typing error away."""
        return union_of([members for other, members in self._members.items() if is_one_error_away(word, other)])


class Text:
    """The words of all creators. A changed creator's old words are void, and the new ones stand in overlays."""

    def __init__(self, fields: Sequence[Words] | None = None, endings: Endings | None = None) -> None:
        self._fields = list(fields or [Words.none() for _ in FIELDS])
        self._endings = endings or Endings.of(self._fields[0].vocabulary)
        self._overlays = [Overlay() for _ in FIELDS]
        self._changed: dict[int, list[list[str]]] = {}
        self._void = BitMap()

    @property
    def fields(self) -> Sequence[Words]:
        """The words that stand in vocabularies, field by field."""
        return self._fields

    @property
    def endings(self) -> Endings:
        """The ends of handles' words."""
        return self._endings

    @property
    def void(self) -> BitMap:
        """Whose words in the vocabularies are old."""
        return self._void

    @property
    def changed(self) -> dict[int, list[list[str]]]:
        """The words, by slot and field, of those who have changed."""
        return self._changed

    def put(self, slot: int, by_field: Sequence[Sequence[str]]) -> None:
        """Give a creator other words."""
        if slot in self._changed:
            for overlay, words in zip(self._overlays, self._changed[slot], strict=True):
                overlay.remove(slot, words)
        words = [list(words) for words in by_field] + [[] for _ in FIELDS[len(by_field) :]]
        self._changed[slot] = words
        self._void.add(slot)
        for overlay, new in zip(self._overlays, words, strict=True):
            overlay.add(slot, new)

    def fits(self, word: str) -> Worth:
        """Find whom a word of a search fits."""
        by_points: dict[int, BitMap] = {}
        seen = BitMap()
        for points, words, overlay in zip(POINTS, self._fields, self._overlays, strict=True):
            found = words.beginning(word.encode()) - self._void
            if len(overlay):
                found |= overlay.beginning(word)
            by_points[points] = found - seen
            seen |= found
        if len(word) >= MISTYPED_FROM:
            by_points[1] |= self._similar_handles(word) - seen
        return Worth(by_points)

    def _similar_handles(self, word: str) -> BitMap:
        handles = self._fields[0]
        places = similar(word, handles.vocabulary, self._endings)
        found = union_of([of_slots(handles.of_word(place)) for place in places]) - self._void
        if len(self._overlays[0]):
            found |= self._overlays[0].similar(word)
        return found

    @property
    def nbytes(self) -> int:
        """How much memory the words take, but for what has changed."""
        return sum(field.nbytes for field in self._fields) + self._endings.places.nbytes + self._endings.sizes.nbytes
