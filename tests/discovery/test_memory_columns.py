"""The parts of the index in memory, each against a few lines of plain Python."""

import json
from itertools import pairwise, product
from math import floor, inf
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from services.discovery.search import index
from services.discovery.search.index import Count, FacetName, Query
from services.discovery.search.memory import facets, rate_table, sparse
from services.discovery.search.memory import ids as of_ids
from services.discovery.search.memory import numbers as ordering
from services.discovery.search.memory import rates as rates_of_types
from services.discovery.search.memory.bitmaps import Group, Whole, of_mask, of_slots, packed, slots_of, union_of, unpacked
from services.discovery.search.memory.building import _rate_columns
from services.discovery.search.memory.creators import Creators, step_reached
from services.discovery.search.memory.facets import CountedValues
from services.discovery.search.memory.ids import Ids
from services.discovery.search.memory.numbers import Numbers
from services.discovery.search.memory.rate_table import RateTable
from services.discovery.search.memory.rates import Asked, RateColumns
from services.discovery.search.memory.rows import AUDIENCES, LISTS, NUMBERS, Row, row_of
from services.discovery.search.memory.scales import RATE, SHARE, amounts_worth
from services.discovery.search.memory.searching import find
from services.discovery.search.memory.sparse import SparseNumbers
from services.discovery.search.memory.text import Text
from services.discovery.search.memory.typing_errors import Endings, is_one_error_away, similar
from services.discovery.search.memory.words import Vocabulary

FACTOR = st.floats(1e-6, 1e6)
AMOUNT = st.integers(0, 2**53 - 1)
SMALL_PARTS = pytest.mark.parametrize("size", [4, 4096])


@pytest.mark.parametrize("share", [0, 0.00001, 0.01, 0.06, 0.07, 0.5, 0.999, 1])
@pytest.mark.parametrize("length", [0, 1, 65_535, 65_536, 65_537, 300_001])
def test_a_mask_becomes_the_bitmap_of_its_places(share: float, length: int) -> None:
    mask = np.random.default_rng(length).random(length) < share
    mask[100:200] = True
    mask[-3:] = True

    assert of_mask(mask) == BitMap(np.flatnonzero(mask).tolist())


def test_bitmaps_go_to_arrays_and_back() -> None:
    bitmaps = [BitMap(), BitMap([0]), BitMap(range(70_000)), BitMap(range(7, 5_000_000, 211)), BitMap([5, 2**31])]
    assert [of_slots(slots_of(one)) for one in bitmaps] == bitmaps
    assert unpacked(packed(bitmaps)) == bitmaps
    assert union_of(bitmaps) == BitMap.union(*bitmaps)
    assert union_of([]) == BitMap()


# --- numbers ------------------------------------------------------------------------------------------------------------

NUMBER = st.none() | st.sampled_from([0, 1, 2, 3, 200, 255, 256, 70_000]) | st.integers(0, 2**40)
CHANGES = st.lists(st.tuples(st.integers(0, 40), NUMBER), max_size=120)


@SMALL_PARTS
@given(st.lists(NUMBER, max_size=60), CHANGES)
@settings(deadline=None, max_examples=60)
def test_a_column_is_what_was_put_in(size: int, first: list[int | None], changes: list[tuple[int, int | None]]) -> None:
    """Widened where a number needs it, in order by its parts, however these were cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "SMALLEST_BUCKET", size)
        column, plain = Numbers(is_ordered=True), dict(enumerate(first))
        for slot, number in plain.items():
            column.put(slot, number)
        for slot, number in changes:
            if slot <= len(plain):
                column.put(slot, number)
                plain[slot] = number
        for made in (column, Numbers.of_arrays(column.arrays(), is_ordered=True)):
            having = {slot: number for slot, number in plain.items() if number is not None}
            assert {slot: made.at(slot) for slot in plain} == plain
            for low, high in ((None, None), (2, None), (None, 255), (1, 70_000), (5, 4)):
                within = {slot for slot, one in having.items() if (low is None or one >= low) and (high is None or one <= high)}
                for among in (BitMap(plain), BitMap(range(len(plain) // 9))):
                    assert set(made.within(low, high, among)) == within & set(among)
            assert made.order is not None
            for descending in (False, True):
                walked = [part for part, _ in made.order.walk(BitMap(plain), descending=descending, start=None)]
                numbers = [[having[slot] for slot in part] for part in walked]
                assert [slot for part in walked for slot in part] == [slot for part in walked for slot in sorted(part)]
                assert sorted(slot for part in walked for slot in part) == sorted(having)
                for before, after in pairwise(numbers):
                    assert min(before) > max(after) if descending else max(before) < min(after)
            for part, is_one in made.order.walk(BitMap(plain), descending=False, start=None):
                assert not is_one or len({having[slot] for slot in part}) == 1


def test_parts_of_an_order_do_not_grow_without_end() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "SMALLEST_BUCKET", 8)
        column = Numbers(is_ordered=True)
        for slot in range(2000):
            column.put(slot, slot * 7919 % 2003)
        assert column.order is not None
        sizes = [len(members) for _, _, members in column.order.parts()]
    assert sum(sizes) == 2000
    assert max(sizes) <= 17


@SMALL_PARTS
@given(CHANGES)
@settings(deadline=None, max_examples=60)
def test_numbers_of_some_are_what_was_put_in(size: int, changes: list[tuple[int, int | None]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sparse, "SMALLEST_PART", size)
        column, plain = SparseNumbers(), {}
        for slot, number in changes:
            column.put(slot, number)
            plain[slot] = number
        having = {slot: number for slot, number in plain.items() if number is not None}
        for made in (column, SparseNumbers.of_arrays(column.arrays())):
            assert {slot: made.at(slot) for slot in plain} == plain
            assert len(made) == len(having)
            for least in (0, 2, 256, 2**33):
                assert set(made.at_least(least)) == {slot for slot, number in having.items() if number >= least}


# --- rates --------------------------------------------------------------------------------------------------------------

AMOUNTS = st.none() | st.sampled_from([100, 300, 25_000, 7, 2**33]) | st.integers(1, 2**53 - 1)


@pytest.mark.parametrize("one_by_one", [1, 100], ids=["one by one", "together"])
@given(st.lists(st.tuples(st.integers(0, 30), AMOUNTS), max_size=80))
@settings(deadline=None, max_examples=50)
def test_rates_are_what_was_put_in(one_by_one: int, changes: list[tuple[int, int | None]]) -> None:
    """In a unit that fits, and in a smaller one where an amount needs it; looked up one by one, or all at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rate_table, "ONE_BY_ONE", one_by_one)
        _put_and_compare(changes)


def _put_and_compare(changes: list[tuple[int, int | None]]) -> None:
    table, plain = RateTable.empty(), {}
    for slot, amount in changes:
        table.put(slot, amount)
        plain[slot] = amount
    for made in (table, RateTable.of_arrays(table.arrays())):
        assert {slot: made.at(slot) for slot in plain} == plain
        assert len(made) == sum(amount is not None for amount in plain.values())
        for low, high in ((0, 1 << 62), (100, 25_000), (8, 9), (9, 8)):
            fitting = {slot: amount for slot, amount in plain.items() if amount is not None and low <= amount <= high}
            for among in (BitMap(range(40)), BitMap([1, 2, 3]), BitMap(range(2, 31))):
                slots, amounts = made.within((low, high), among)
                assert dict(zip(slots.tolist(), amounts.tolist(), strict=True)) == {s: fitting[s] for s in fitting if s in among}
            assert set(made.who((low, high))) == set(fitting)


def test_an_index_wears_out_by_combinations_that_nobody_has_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may change what they say of themselves again and again: memory does not keep all of it."""
    monkeypatch.setattr("services.discovery.search.memory.creators.MOST_STALE", 5)
    creators = Creators()
    languages = creators.facets[FacetName.LANGUAGE]
    for number in range(5):
        languages.put(0, [f"l{number}"])
    assert (len(languages.combinations), creators.is_worn()) == (6, True)
    creators.ids.add(UUID(int=1))
    assert not creators.is_worn(), "each creator has one, and there is the one of nobody"


def test_counts_of_everybody_are_as_of_the_last_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets that leave nobody out are counted once for each state of the index."""
    monkeypatch.setattr(facets, "few_beside", lambda _values: 0)
    creators = Creators()

    def counts() -> dict[str, int]:
        found = find(creators, Query(facets=[FacetName.COUNTRY, FacetName.DELIVERABLE_TYPE]))
        assert found.facets[FacetName.DELIVERABLE_TYPE].values == [Count("video", found.total)] * (found.total > 0)
        return {one.value: one.count for one in found.facets[FacetName.COUNTRY].values}

    def creator(number: int, country: str, *, is_shown: bool = True) -> Row:
        record = {"id": str(UUID(int=number)), "is_shown": is_shown, "country": country, "floor": None, "text_hash": 0}
        record |= dict.fromkeys((*LISTS, "blocked", "exclusive", "search_text"), "") | dict.fromkeys(AUDIENCES, "{}")
        rates = [{"price": {"value": 5, "currency": "USD"}, "negotiable": True, "deliverable_type": "video"}]
        return row_of(record | dict.fromkeys(NUMBERS, 1) | {"rates": json.dumps(rates)})

    assert counts() == {}
    for row, expected in (
        (creator(1, "US"), {"US": 1}),
        (creator(2, "GB"), {"GB": 1, "US": 1}),
        (creator(1, "GB"), {"GB": 2}),
        (creator(2, "GB", is_shown=False), {"GB": 1}),
    ):
        creators.put(row)
        assert counts() == counts() == expected


def test_two_rates_of_a_kind_in_one_row_put_no_other_creators_rate_out_of_place() -> None:
    rates = [[("video", "USD", 9), ("video", "USD", 5)], [("video", "USD", 7), ("video", "EUR", 1)]]
    kinds, one_by_one = [("video", "USD"), ("video", "EUR")], RateColumns()
    for slot, own in enumerate(rates):
        one_by_one.put(slot, own)
    read = _rate_columns(
        kinds, np.array([0, 0, 0, 1], np.uint32), np.array([0, 0, 1, 1], np.uint32), np.array([9, 5, 7, 1], np.int64), 2
    )
    for columns in (one_by_one, read):
        assert [columns.tables["video", "USD"].at(slot) for slot in (0, 1)] == [5, 7]
        assert [columns.tables["video", "EUR"].at(slot) for slot in (0, 1)] == [None, 1]
        assert len(columns.tables["video", "USD"]) == len(columns.tables["video", "USD"].amounts) == 2


KINDS = [("video", "USD"), ("video", "IDR"), ("photo", "USD")]


@pytest.mark.parametrize("few", [1, 1000], ids=["few are looked up", "all are read"])
@given(st.lists(st.dictionaries(st.sampled_from(KINDS), st.integers(1, 10**8)), max_size=30), st.integers(0, 10**5))
@settings(deadline=None, max_examples=60)
def test_rates_fit_at_the_days_rate(few: int, rates: list[dict[tuple[str, str], int]], low: int) -> None:
    columns, factors = RateColumns(), {"USD": 1.0, "IDR": 0.0061}
    for slot, own in enumerate(rates):
        columns.put(slot, [(type_, currency, amount) for (type_, currency), amount in own.items()])
    asked = Asked.of(index.Rates(currency="USD", price=index.Range(low, low * 50), factors=factors))
    worth = [{kind: floor(float(amount) * factors[kind[1]]) for kind, amount in own.items()} for own in rates]
    fits = [{kind: value for kind, value in own.items() if low <= value <= low * 50} for own in worth]
    among = BitMap(range(1, len(rates)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rates_of_types, "FEW", few)
        found = columns.fitting(asked, among)
        lowest = columns.lowest(asked, slots_of(among))
    for type_ in ("video", "photo"):
        expected = {slot for slot in among if any(kind[0] == type_ for kind in fits[slot])}
        assert set(found.get(type_, ())) == expected
    assert lowest.tolist() == [min(fits[slot].values(), default=inf) for slot in among]


@given(FACTOR, AMOUNT, AMOUNT)
@settings(deadline=None)
def test_bounds_in_a_currency_let_through_what_the_worth_does(factor: float, bound: int, amount: int) -> None:
    """Also right beside the bound."""
    lowest, highest = amounts_worth(bound, bound, factor)
    assert lowest is not None
    assert highest is not None
    for one in (amount, lowest - 1, lowest, highest, highest + 1):
        if 0 <= one < 2**53:
            worth = floor(float(one) * factor)
            assert (one >= lowest) == (worth >= bound)
            assert (one <= highest) == (worth <= bound)


@given(bound=st.floats(0, 1))
@settings(deadline=None)
def test_bounds_of_fractions_compare_as_the_database_does(bound: float) -> None:
    for scale in (SHARE, RATE):
        least, most = scale.at_least(bound), scale.at_most(bound)
        assert scale.fraction(least) >= bound > scale.fraction(least - 1)
        assert scale.fraction(most) <= bound < scale.fraction(most + 1)


@given(st.integers(0, 10_000))
def test_a_share_in_parts_is_the_very_share(parts: int) -> None:
    assert SHARE.fraction(parts) == round(SHARE.fraction(parts), 4)
    assert SHARE.number(SHARE.fraction(parts)) == SHARE.at_least(SHARE.fraction(parts)) == parts


@given(st.integers(1, 2**53 - 1))
def test_the_step_that_a_floor_reaches_is_the_last_one(amount: int) -> None:
    steps = [step * 10**power for power in range(17) for step in (1, 2, 5)]
    assert step_reached(amount) == max(step for step in steps if step <= amount)


# --- facets, ids, words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("a_value", [0, 2, 1000], ids=["value by value", "whichever is quicker", "by combinations"])
@given(st.lists(st.tuples(st.integers(0, 12), st.sets(st.sampled_from("abcdef"))), max_size=60), st.integers(1, 4))
@settings(deadline=None, max_examples=60)
def test_counts_are_those_of_counting(a_value: int, changes: list[tuple[int, set[str]]], limit: int) -> None:
    facet, plain = CountedValues(), dict[int, set[str]]()
    for slot, values in [*((slot, set()) for slot in range(13)), *changes]:
        facet.put(slot, values)
        plain[slot] = values
    again = CountedValues.of_arrays(*facet.arrays(), 13)
    again.put(12, {"a", "g"})
    again.put(12, plain[12])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facets, "few_beside", lambda values: a_value * sum(1 for _ in values))
        for made, among in product((facet, again), (BitMap(range(13)), BitMap([1, 2, 3]), BitMap())):
            counts = {value: sum(value in plain[slot] for slot in among) for value in "abcdef"}
            ranked = sorted(((-count, value) for value, count in counts.items() if count))
            # Alone, as a part of everybody, and as a part of a whole that has changed.
            for whole in (None, Whole(BitMap(range(13)), 1), Whole(BitMap(range(13)), 1), Whole(among | BitMap([4]), object())):
                found = made.count(Group(among, whole), limit)
                assert [(-one.count, one.value) for one in found.values] == ranked[:limit]
                assert found.other_count == -sum(count for count, _ in ranked[limit:])
    for made in (facet, again):
        for value in made.values:
            places = made.combinations.places_with(made.number_of(value))
            assert places.tolist() == list(made.values.of(value)) == [slot for slot in plain if value in plain[slot]]


@pytest.mark.parametrize(("few", "most_looked_at"), [(1024, 1024), (0, 1024), (0, 3)], ids=["at once", "in order", "far behind"])
@given(
    st.lists(st.integers(0, 2**128 - 1), unique=True, max_size=40),
    st.lists(st.integers(0, 2**128 - 1), unique=True, max_size=20),
    st.integers(0, 2**128 - 1),
    st.sets(st.integers(0, 59)),
    st.integers(1, 6),
)
@settings(deadline=None, max_examples=60)
def test_ties_stand_in_the_order_of_ids(
    few: int, most_looked_at: int, built: list[int], came: list[int], after: int, hidden: set[int], limit: int
) -> None:
    """Those that were there from the start, in any slots, and those that came in any order."""
    numbers = [*built, *(number for number in came if number not in built)]
    ids = Ids(np.array([n >> 64 for n in built], np.uint64), np.array([n & (1 << 64) - 1 for n in built], np.uint64))
    for number in numbers[len(built) :]:
        ids.add(UUID(int=number))
    members = BitMap(slot for slot in range(len(numbers)) if slot not in hidden)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(of_ids, "FEW", few)
        patch.setattr(of_ids, "MOST_LOOKED_AT", most_looked_at)
        for made in (ids, Ids(**ids.arrays())):
            slots = {number: made.slot_of(UUID(int=number)) for number in numbers}
            assert slots == {number: slot for slot, number in enumerate(numbers)}
            assert [made.uuid(slot).int for slot in range(made.count)] == numbers
            assert made.slot_of(UUID(int=after)) == slots.get(after)
            ordered = [number for number in sorted(numbers) if (slots[number] or 0) in members]
            behind = [slots[number] for number in ordered if number > after]
            assert made.first(members, after=UUID(int=after), limit=limit) == behind[:limit]
            assert made.first(members, after=None, limit=limit) == [slots[number] for number in ordered][:limit]
            shown = np.array(members.to_array(), np.uint32)
            assert set(shown[made.behind(shown, UUID(int=after))].tolist()) == set(behind)


WORDS = st.text(st.sampled_from("abéø李"), min_size=1, max_size=8)


@given(st.sets(WORDS, max_size=40), st.text(st.sampled_from("abéø李"), min_size=5, max_size=8))
@settings(deadline=None)
def test_typing_errors_are_found_by_halves(words: set[str], word: str) -> None:
    ordered = sorted(words, key=str.encode)
    letters = np.frombuffer("".join(ordered).encode(), np.uint8)
    vocabulary = Vocabulary(letters, np.cumsum([len(one.encode()) for one in ordered]).astype(np.uint32))
    if not len(letters):
        letters = np.zeros(0, np.uint8)

    found = [ordered[place] for place in similar(word, vocabulary, Endings.of(vocabulary))]

    assert found == [one for one in ordered if is_one_edit(one, word)]
    assert {one for one in ordered if is_one_error_away(one, word)} == set(found)
    prefix = word[:2]
    start, end = vocabulary.beginning(prefix.encode())
    assert ordered[start:end] == [one for one in ordered if one.startswith(prefix)]


def is_one_edit(word: str, other: str) -> bool:
    def without(text: str) -> set[str]:
        return {text[:place] + text[place + 1 :] for place in range(len(text))}

    if len(word) == len(other):
        return sum(one != two for one, two in zip(word, other, strict=True)) == 1
    return other in without(word) or word in without(other)


@given(st.lists(st.tuples(st.integers(0, 6), st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3)), max_size=25), WORDS)
@settings(deadline=None)
def test_changed_words_are_found_and_old_ones_are_not(changes: list[tuple[int, list[str], list[str]]], word: str) -> None:
    text, plain = Text(), {}
    for slot, handle, name in changes:
        text.put(slot, [list(dict.fromkeys(handle)), list(dict.fromkeys(name)), []])
        plain[slot] = handle, name
    expected: dict[int, int] = {}
    for slot, (handle, name) in plain.items():
        if any(one.startswith(word) for one in handle):
            expected[slot] = 3
        elif any(one.startswith(word) for one in name):
            expected[slot] = 2
        elif len(word) >= 5 and any(is_one_edit(one, word) for one in handle):
            expected[slot] = 1
    assert {slot: points for points, members in text.fits(word).by_points.items() for slot in members} == expected
