"""Text as it is searched: words without case and accents. Pure."""

import unicodedata
from collections.abc import Mapping, Sequence

LONGEST_WORD = 64
MOST_WORDS = 2000
"""Of one text: far above any profile, far below what PostgreSQL holds in one vector."""

# Letters that Unicode does not take apart, as people without them on their keyboard type them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def fold(text: str) -> str:
    """Take case, accents and typographic variants away: `Zoë`, `ZOE` and `zoe` are one."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in decomposed if unicodedata.category(character) != "Mn").translate(_PLAIN)


def words_of(text: str) -> list[str]:
    """Cut a text into folded words: runs of letters, digits and marks, in any script."""
    folded = "".join(character if unicodedata.category(character)[0] in "LNM" else " " for character in fold(text))
    return [word[:LONGEST_WORD] for word in folded.split()[:MOST_WORDS]]


def search_vector(fields: Mapping[str, Sequence[str]]) -> str:
    """Write words as a PostgreSQL text search vector; each word keeps in which fields, named by their weight, it stands."""
    weights: dict[str, list[str]] = {}
    for place, (weight, words) in enumerate(fields.items(), start=1):
        for word in dict.fromkeys(words):
            weights.setdefault(word, []).append(f"{place}{weight}")
    return " ".join(f"'{word}':{','.join(places)}" for word, places in weights.items())
