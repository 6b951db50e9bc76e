"""How the automatic review reads text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.drafts import words

TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60).map(
    lambda text: unicodedata.normalize("NFC", text)
)
WORD = st.from_regex(r"[A-Za-zéüçñĞİß0-9]{1,12}", fullmatch=True).map(lambda text: unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Lumen Pan", "I cook in the lumen pan."),
        ("Lumen Pan", "LÚMEN\n  PAN!"),
        ("Lumen Pan", "«Lumen\u00a0Pan»"),
        ("Lumen Pan", "Lu\u200bmen Pan"),
        ("café", "at the CAFE today"),
        ("cafe", "am Café"),
        ("Straße", "in der STRASSE"),
        ("İstanbul", "istanbul'da"),
        ("東京", "私は東京が好き"),
        ("Lumen", "Lumenは良い"),
        ("루멘팬", "루멘팬을 샀어요"),
        ("لومن", "أحب ولومن كثيرا"),
        ("שלום", "שָׁלוֹם לכולם"),
        ("❤️", "with ❤ and pans"),
        ("👩‍🍳", "cook 👩‍🍳!"),
        ("C++", "I like C++."),
        ("#1", "we are #1!"),
        ("100%", "100% yes"),
        ("\u202bלומן\u202c", "סיר לומן"),
    ],
)
def test_a_phrase_is_found_whatever_its_case_accents_and_script(phrase: str, text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    span = words.find(phrase, text)

    assert span is not None
    assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("pan", "pancake"),
        ("pan", "japan"),
        ("OtherPan", "brotherpans"),
        ("Lumen Pan", "Lumen, Pan"),
        ("か", "がき"),
        ("10", "100"),
        ("a_b", "a_bc"),
        ("", "anything"),
        ("  \u200b ", "anything"),
        ("ไก", "ไก่"),
    ],
)
def test_a_part_of_a_word_is_not_the_word(phrase: str, text: str) -> None:
    assert words.find(phrase, text) is None


@given(before=TEXT, phrase=WORD, after=TEXT)
def test_a_phrase_between_spaces_is_always_found_where_it_stands(before: str, phrase: str, after: str) -> None:
    text = unicodedata.normalize("NFC", f"{before} {phrase.upper()} {after}")

    span = words.find(phrase, text)

    assert span is not None
    marked, wanted = text[span.start : span.end], words.fold(phrase).text
    # Whole characters are marked: a figure that is found in a fraction of one character marks the fraction.
    is_of_several = any(len(words.fold(end).text) > 1 for end in (marked[0], marked[-1]))
    assert words.fold(marked).text.strip() == wanted or (is_of_several and wanted in words.fold(marked).text)
    assert words.find(phrase, text[::-1][::-1]) == span


@given(TEXT, TEXT)
def test_no_text_breaks_the_reader(phrase: str, text: str) -> None:
    folded = words.fold(text)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(folded.places)
    assert all(place < len(text) for place in folded.places)
    assert words.fold(folded.text).text == folded.text, "folding twice is folding once"
    span = words.find(phrase, text)
    assert span is None or 0 <= span.start < span.end <= len(text)
    for _, place in words.links_in(text):
        assert 0 <= place.start < place.end <= len(text)
    assert "" not in words.tags_in(text)


@given(TEXT)
def test_normal_forms_are_one_text(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert words.fold(decomposed).text == words.fold(text).text
    assert words.tag(decomposed) == words.tag(text)


@given(WORD, TEXT)
def test_a_hashtag_counts_with_and_without_its_sign_in_any_case(word: str, text: str) -> None:
    assert words.tag(word) == words.tag(f"#{word.upper()}") or word.upper().lower() != word.lower()
    assert words.tag(word) in words.tags_in(f"{text} #{word} {text}")


def test_hashtags_stand_in_a_caption() -> None:
    caption = "Look: #LumenPan,#ad and ＃wide #कुकिंग (#café) # #-no #a#b"

    assert words.tags_in(caption) == {"lumenpan", "ad", "wide", "कुकिंग", "café", "a", "b"}
    assert words.tag("#cafe") not in words.tags_in(caption), "accents make another hashtag"


def test_a_label_is_a_hashtag_or_words() -> None:
    assert words.bears("#ad", "Pasta #AD", [])
    assert words.bears("#ad", "Pasta", ["ad"])
    assert words.bears("Anzeige", "ANZEIGE: Pasta", [])
    assert words.bears("Paid partnership", "pasta (paid  partnership)", [])
    assert not words.bears("#ad", "Pasta #adorable ad", [])
    assert not words.bears("Anzeige", "Anzeigen", [])


def test_links_are_found_with_their_places() -> None:
    caption = (
        "See https://lumen.example/a?b=c, www.x.org or (bit.ly/x1). Mail ana@lumen.example. JavaScript:alert(1) 3.5/5 e.g. and/or"
    )

    assert [link for link, _ in words.links_in(caption)] == [
        "https://lumen.example/a?b=c",
        "www.x.org",
        "bit.ly/x1",
        "JavaScript:alert(1",
    ]
    for link, place in words.links_in(caption):
        assert caption[place.start : place.end] == link
