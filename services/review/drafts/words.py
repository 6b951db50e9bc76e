"""How the automatic review reads text: words, hashtags and links, in every script. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_ACCENTS = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x064B, 0x065F), (0x0670, 0x0670), (0xFE00, 0xFE0F))
"""Marks that a quick writer leaves out: Latin, Greek and Cyrillic accents, Hebrew points, Arabic harakat; and emoji's variants.

Marks that make another letter (the dakuten of kana, Indic and Thai vowels) stay."""

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "ARABIC", "HEBREW")
"""Scripts that write words without a space between, or glue particles to them."""

_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]{1,15}://|www\.)[^\s<>\"]+|(?:javascript|data|vbscript):[^\s<>\"]+", re.IGNORECASE)
_BARE_LINK = re.compile(r"(?<![\w@./-])(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}/[^\s<>\"]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'\"…"


@dataclass(frozen=True)
class Span:
    """A place in a text, in code points, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Folded:
    """Text as it is compared, and for each of its characters where it stood."""

    text: str
    places: tuple[int, ...]


@lru_cache(maxsize=16)  # one caption is searched for many phrases
def fold(text: str) -> Folded:
    """Take out case, accents, invisible characters and the width of spaces."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for folded in _fold_character(character):
            if folded == " " and characters and characters[-1] == " ":
                continue
            characters.append(folded)
            places.append(place)
    return Folded("".join(characters), tuple(places))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    folded = unicodedata.normalize("NFKD", decomposed.casefold())
    return "".join(" " if one.isspace() else one for one in folded.casefold() if not _is_ignored(one))


def _is_ignored(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in _ACCENTS) or unicodedata.category(character) == "Cf"


def find(phrase: str, text: str) -> Span | None:
    """Find a phrase as whole words, whatever its case and accents; None where it is not, or where it is empty."""
    wanted, folded = fold(phrase).text.strip(), fold(text)
    if not wanted:
        return None
    at = folded.text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not _joined(folded.text, at) and not _joined(folded.text, end):
            return Span(folded.places[at], folded.places[end - 1] + 1)
        at = folded.text.find(wanted, at + 1)
    return None


def _joined(text: str, place: int) -> bool:
    """Say whether the characters on both sides of a place are of one word."""
    if place in {0, len(text)}:
        return False
    before, after = text[place - 1], text[place]
    if unicodedata.category(after).startswith("M"):
        return True
    return _is_of_a_spaced_word(before) and _is_of_a_spaced_word(after)


@lru_cache(maxsize=4096)
def _is_of_a_spaced_word(character: str) -> bool:
    if character == "_" or unicodedata.category(character).startswith("M"):
        return True
    return character.isalnum() and not unicodedata.name(character, "").startswith(_UNSPACED)


def tag(text: str) -> str:
    """Give a hashtag as it is compared: without its sign and its case. Accents make another tag."""
    visible = "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return unicodedata.normalize("NFKC", visible.strip().lstrip("#").casefold())


def tags_in(text: str) -> set[str]:
    """List the hashtags that stand in a text, as they are compared."""
    found, current = set(), None
    for character in f"{unicodedata.normalize('NFC', text)} ":
        is_part = (
            character == "_" or character.isalnum() or unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"
        )
        if current is not None and is_part:
            current += character
            continue
        if current:
            found.add(tag(current))
        current = "" if character in "#\uff03" else None
    return found


def all_tags(caption: str, hashtags: Sequence[str]) -> set[str]:
    """List the hashtags of a post: those in its caption and those beside it."""
    return tags_in(caption) | {tag(one) for one in hashtags}


def bears(label: str, caption: str, hashtags: Sequence[str]) -> bool:
    """Say whether a disclosure label is on a post: as a hashtag, or in words."""
    if label.strip().startswith(("#", "\uff03")):
        return tag(label) in all_tags(caption, hashtags)
    return find(label, caption) is not None or tag(label) in all_tags(caption, hashtags)


def links_in(text: str) -> Iterator[tuple[str, Span]]:
    """List what a reader could follow, with its place."""
    end = -1
    for found in sorted((*_LINK.finditer(text), *_BARE_LINK.finditer(text)), key=lambda match: match.start()):
        if found.start() < end:
            continue
        link = found.group().rstrip(_TRAILING)
        end = found.start() + len(link)
        yield link, Span(found.start(), end)
