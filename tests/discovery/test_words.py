"""Text as it is searched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.discovery.policy import SEARCH, first_floor_step_above
from services.discovery.profiles.words import LONGEST_WORD, fold, search_vector, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zoë ÅNGSTRÖM", ["zoe", "angstrom"]),
        ("ana.cooks_daily-54", ["ana", "cooks", "daily", "54"]),
        ("Straße, Smørrebrød & Œuvre", ["strasse", "smorrebrod", "oeuvre"]),
        ("\uff26\uff55\uff4c\uff4c \ufb01ne İstanbul Łódź", ["full", "fine", "istanbul", "lodz"]),
        ("李小龍 Ελλάδα", ["李小龍", "ελλαδα"]),
        ("🍕 ' \\ \x00 & | ! :*", []),
        ("x" * 100, ["x" * LONGEST_WORD]),
    ],
)
def test_words_are_without_case_accents_and_punctuation(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text())
@settings(deadline=None)
def test_folding_twice_is_folding_once(text: str) -> None:
    """A reader who types what was shown folded finds it."""
    assert fold(fold(text)) == fold(text)
    assert words_of(" ".join(words_of(text))) == words_of(text)


@given(st.text())
@settings(deadline=None)
def test_words_can_stand_in_a_query_as_they_are(text: str) -> None:
    assert not set("'\\&|!:*()<> \0") & set("".join(words_of(text)))


def test_a_vector_names_each_word_once_with_all_its_fields() -> None:
    assert search_vector({"A": ["ana", "ana"], "B": ["ana", "gomez"], "C": []}) == "'ana':1A,2B 'gomez':2B"


@given(st.integers(0, 2**53 - 1))
@settings(deadline=None)
def test_a_floor_step_is_the_next_of_its_row(amount: int) -> None:
    """1, 2, 5, 10, 20, 50 …: above the amount, by no more than two and a half times."""
    step = first_floor_step_above(amount)
    assert amount < step <= max(1, amount * 2.5)
    assert int(str(step).rstrip("0")) in SEARCH.floor_steps
