"""Words that are one typing error from another one: an edit leaves the first or the last half of a word as it is."""

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from services.discovery.search.memory.words import Vocabulary


class Endings:
    """The places of a vocabulary's words in the order of their reversed bytes, and how many code points each has."""

    def __init__(self, vocabulary: Vocabulary, places: NDArray[np.uint32], sizes: NDArray[np.uint8]) -> None:
        self._vocabulary, self.places, self.sizes = vocabulary, places, sizes

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Endings":
        """Put a vocabulary's words in order by their ends."""
        return cls(vocabulary, vocabulary.by_ends(), vocabulary.code_points())

    def ending(self, suffix: bytes) -> NDArray[np.uint32]:
        """Find the places of the words that end so."""
        reversed_vocabulary = Reversed(self._vocabulary, self.places)
        start, end = reversed_vocabulary.beginning(suffix[::-1])
        return self.places[start:end]


class Reversed(Vocabulary):
    """A vocabulary read backwards."""

    def __init__(self, vocabulary: Vocabulary, places: NDArray[np.uint32]) -> None:
        super().__init__(vocabulary.letters, vocabulary.ends)
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def word(self, place: int) -> bytes:
        """Give a word from its last byte to its first."""
        return super().word(int(self._places[place]))[::-1]


def is_one_error_away(word: str, other: str) -> bool:
    """Say whether one insertion, deletion or substitution makes one word of the other."""
    return Levenshtein.distance(word, other, score_cutoff=1) == 1


def similar(word: str, vocabulary: Vocabulary, endings: Endings) -> list[int]:
    """Find the places of the words that are one error away."""
    half = len(word) // 2
    start, end = vocabulary.beginning(word[:half].encode())
    candidates = np.concatenate([np.arange(start, end, dtype=np.uint32), endings.ending(word[half:].encode())])
    is_about_as_long = np.abs(endings.sizes[candidates].astype(np.int64) - len(word)) <= 1
    places = np.unique(candidates[is_about_as_long]).tolist()
    return [place for place in places if is_one_error_away(word, vocabulary.word(place).decode())]
