"""Bad input to searches: each place and rule is named, in both forms, and nothing is slow."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import pytest

from services.discovery.search.countries import COUNTRIES, OTHER_CODES
from services.discovery.seed.places import PLACES
from tests.discovery.creators import approved
from tests.discovery.market import read
from tests.discovery.replicas import replica
from tests.harness import ServiceUnderTest, is_problem

Market = tuple[ServiceUnderTest, list[dict[str, Any]]]
SLOW_SECONDS, LATE_SECONDS = 2.0, 20.0
"""Of this process's own work, and until the answer: far above what any of it takes, far below what a mistake costs."""


@contextmanager
def quickly() -> Iterator[None]:
    """See that what is asked for is slow neither here nor in the database; the machine may be busy with other things."""
    worked, began = time.process_time(), time.perf_counter()
    yield
    assert time.process_time() - worked < SLOW_SECONDS
    assert time.perf_counter() - began < LATE_SECONDS


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("color=red", "/color", "unknown_parameter"),
        ("minimum_offer_max=5", "/minimum_offer_max", "unknown_parameter"),
        ("response_time_seconds_min=5", "/response_time_seconds_min", "unknown_parameter"),
        ("follower_count_min=5&follower_count_max=4", "/follower_count_min", "range_upside_down"),
        ("currency=USD&price_min=5&price_max=4", "/price_min", "range_upside_down"),
        ("authenticity_score_min=5&authenticity_score_max=4", "/authenticity_score_min", "range_upside_down"),
        ("authenticity_score_min=101", "/authenticity_score_min", "less_than_equal"),
        ("follower_count_min=-1", "/follower_count_min", "greater_than_equal"),
        ("follower_count_min=9007199254740992", "/follower_count_min", "less_than_equal"),
        (f"follower_count_min={'9' * 6000}", "/follower_count_min", "int_parsing_size"),
        ("follower_count_min=many", "/follower_count_min", "int_parsing"),
        ("engagement_rate_min=1.01", "/engagement_rate_min", "less_than_equal"),
        ("engagement_rate_min=nan", "/engagement_rate_min", "finite_number"),
        ("audience_country=US:1.01", "/audience_country/0", "share_out_of_range"),
        ("audience_country=US:1.0001", "/audience_country/0", "share_out_of_range"),
        ("audience_country=US:0.4&audience_country=CA:0.12345", "/audience_country/1", "share_too_fine"),
        ("audience_country=US:-0.1", "/audience_country/0", "string_pattern_mismatch"),
        ("audience_country=US:", "/audience_country/0", "string_pattern_mismatch"),
        ("audience_age=18-24:half", "/audience_age/0", "string_pattern_mismatch"),
        ("price_max=100", "/currency", "currency_required"),
        ("sort=price", "/currency", "currency_required"),
        ("currency=XYZ", "/currency", "currency_unknown"),
        ("country=us", "/country/0", "string_pattern_mismatch"),
        ("country=US&country=XX", "/country/1", "unknown_value"),
        ("country=UK", "/country/0", "unknown_value"),
        ("audience_country=US:0.4&audience_country=UK:0.5", "/audience_country/1", "unknown_value"),
        ("audience_country=EU", "/audience_country/0", "unknown_value"),
        ("region=europe&region=atlantis", "/region/1", "unknown_value"),
        ("category=food&category=%01", "/category/1", "string_pattern_mismatch"),
        ("industry=food&industry=%01", "/industry/1", "string_pattern_mismatch"),
        ("industry=Food", "/industry/0", "string_pattern_mismatch"),
        ("industry=", "/industry/0", "string_pattern_mismatch"),
        ("&".join(["industry=a"] * 101), "/industry", "too_long"),
        ("industries=food", "/industries", "unknown_parameter"),
        ("exclusivity_category=%F0%9F%8D%95", "/exclusivity_category", "string_pattern_mismatch"),
        ("&".join(["format=a"] * 7_000), "/format", "too_long"),
        (f"q={'a' * 201}", "/q", "string_too_long"),
        (f"q={'a' * 60_000}", "/q", "string_too_long"),
        ("q=", "/q", "string_too_short"),
        ("q=a%01b", "/q", "control_characters"),
        ("q=a%00b", "/q", "nul"),
        ("q=%F0%9F%8D%95%20!", "/q", "no_words"),
        (f"q={quote(chr(0x301) * 3 + chr(0x202E))}", "/q", "no_words"),
        ("limit=0", "/limit", "greater_than_equal"),
        ("limit=101", "/limit", "less_than_equal"),
        ("limit=5&limit=6", "/limit", "repeated_parameter"),
        ("facet_limit=1001", "/facet_limit", "less_than_equal"),
        ("facet=minimum_offer", "/facet/0", "unknown_value"),
        ("fields=handle,minimum_offer", "/fields/1", "unknown_field"),
        ("fields=handle,", "/fields/1", "unknown_field"),
        ("fields=" + "id," * 10_000 + "id", "/fields", "too_long"),
        ("sort=name", "/sort", "unknown_value"),
        (f"cursor={'a' * 2001}", "/cursor", "string_too_long"),
    ],
)
async def test_bad_parameters_are_named(market: Market, query: str, pointer: str, code: str) -> None:
    brand = market[0].brand()

    with quickly():
        answer = await brand.get(f"/creators?{query}")

    assert is_problem(answer, 422, "validation_failed")
    [error] = answer.json()["errors"]
    assert (error["in"], error["pointer"], error["code"]) == ("query", pointer, code)


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"color": "red"}, "/color", "unknown_field"),
        ({"follower_count_min": 5, "follower_count_max": 4}, "/follower_count_min", "range_upside_down"),
        ({"follower_count_min": "5"}, "/follower_count_min", "number_type"),
        ({"limit": True}, "/limit", "number_type"),
        ({"limit": 0}, "/limit", "greater_than_equal"),
        ({"limit": 101}, "/limit", "less_than_equal"),
        ({"price_max": 100}, "/currency", "currency_required"),
        ({"currency": "XYZ"}, "/currency", "currency_unknown"),
        ({"category": "food"}, "/category", "list_type"),
        ({"category": ["food"] * 10_000}, "/category", "too_long"),
        ({"category": [["food"]]}, "/category/0", "string_type"),
        ({"industry": "food"}, "/industry", "list_type"),
        ({"industry": [None]}, "/industry/0", "string_type"),
        ({"industry": ["a b"]}, "/industry/0", "string_pattern_mismatch"),
        ({"industry": ["food"] * 101}, "/industry", "too_long"),
        ({"region": ["atlantis"]}, "/region/0", "unknown_value"),
        ({"country": ["US", "XX"]}, "/country/1", "unknown_value"),
        ({"country": ["GB", "FR", "UK"]}, "/country/2", "unknown_value"),
        ({"audience_country": ["GR", "EL:0.5"]}, "/audience_country/1", "unknown_value"),
        ({"audience_country": ["US:2"]}, "/audience_country/0", "share_out_of_range"),
        ({"audience_country": ["US:0.00001"]}, "/audience_country/0", "share_too_fine"),
        ({"fields": ["blocked_categories"]}, "/fields/0", "unknown_field"),
        ({"fields": [1]}, "/fields/0", "string_type"),
        ({"q": "a" * 100_000}, "/q", "string_too_long"),
        ({"q": "a\x1bb"}, "/q", "control_characters"),
        ({"sort": "price"}, "/currency", "currency_required"),
        ({"sort": None}, "/sort", "unknown_value"),
    ],
)
async def test_bad_bodies_are_named(market: Market, body: dict[str, Any], pointer: str, code: str) -> None:
    brand = market[0].brand()

    with quickly():
        answer = await brand.post("/creators/search", body)

    assert is_problem(answer, 422, "validation_failed")
    [error] = answer.json()["errors"]
    assert (error["in"], error["pointer"], error["code"]) == ("body", pointer, code)


@pytest.mark.parametrize(
    ("query", "detail", "params"),
    [
        ("country=XX", "not an ISO 3166-1 country code", {}),
        ("country=UK", "not an ISO 3166-1 country code: write GB", {"write": "GB"}),
        ("audience_country=EL:0.5", "not an ISO 3166-1 country code: write GR", {"write": "GR"}),
    ],
)
async def test_the_code_that_is_meant_is_told(market: Market, query: str, detail: str, params: dict[str, str]) -> None:
    [error] = (await market[0].brand().get(f"/creators?{query}")).json()["errors"]
    assert (error["detail"], error["params"]) == (detail, params)


def test_countries_are_those_of_iso_and_kosovo() -> None:
    """The time zones come with a list of ISO 3166-1; a country that either list learns, or loses, is seen here."""
    lines = files("tzdata").joinpath("zoneinfo/iso3166.tab").read_text().splitlines()
    of_iso = {line[:2] for line in lines if not line.startswith("#")}
    assert (len(of_iso), {*of_iso} | {"XK"}) == (249, COUNTRIES)
    assert {place.code for place in PLACES} | {*OTHER_CODES.values()} <= COUNTRIES
    assert COUNTRIES.isdisjoint(OTHER_CODES)


async def test_who_lives_where_no_list_says_is_shown_and_counted(discovery: ServiceUnderTest) -> None:
    """Only searches are asked to name a country: what identity tells stays as it is."""
    brand, nowhere = discovery.brand(), approved(country="XX")
    await discovery.hear(nowhere)

    found = (await brand.get("/creators?facet=country")).json()

    assert [(creator["id"], creator["country"]) for creator in found["data"]] == [(nowhere.creator_id, "XX")]
    assert found["facets"]["country"]["values"] == [{"value": "XX", "count": 1}]
    assert (await brand.get(f"/creators/{nowhere.creator_id}")).json()["country"] == "XX"


async def test_a_body_is_one_object_of_json(market: Market) -> None:
    brand = market[0].brand()
    for content, status, code in (
        (b"", 422, "validation_failed"),
        (b"[]", 422, "validation_failed"),
        (b"{", 400, "malformed_json"),
        (b'{"q":"\xff"}', 400, "malformed_json"),
        (b'{"q":"\\ud800"}', 422, "validation_failed"),
    ):
        headers = {"Content-Type": "application/json"}
        answer = await brand.request("POST", "/creators/search", content=content, headers=headers)
        assert is_problem(answer, status, code), content


@pytest.mark.parametrize(
    "text",
    [
        "أنا أطبخ",  # right to left
        "\u202eana\u202c",  # told to be written the other way round
        "e\u0301\u0302\u0303" * 40,  # letters under heaps of accents
        "ａｎａ ﬁ ㎏",  # wide letters, ligatures, squares
        "' OR 1=1 -- & | ! :* \\",
        "100%_a",
        "ß" * 200,
        "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 3,
        "abcde fghij klmno pqrst uvwxy " * 6,  # each may hold a typing error
        "z" * 200,
    ],
)
async def test_any_text_is_looked_for(market: Market, text: str) -> None:
    brand = market[0].brand()

    async with replica(market[0].instance.context) as held:
        with quickly():
            answers = [await brand.get("/creators", params={"q": text}), await brand.post("/creators/search", {"q": text})]
            in_memory = await held.index.search(read({"q": text}))

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["total_count"] == in_memory.total
    assert [creator["id"] for creator in answers[0].json()["data"]] == [place.creator_id for place in in_memory.page]
    if text == "\u202eana\u202c":
        assert answers[0].json()["total_count"] > 0


async def test_the_most_that_may_be_asked_is_answered(market: Market) -> None:
    """A hundred values for each filter, every facet with all its values, every bound; in memory as by the database."""
    many = [f"a{number}" for number in range(100)]
    letters = "abcdefghij"
    countries = sorted(COUNTRIES)[:100]
    most = {
        **dict.fromkeys(("category", "format", "platform", "badge", "deliverable_type"), many),
        "language": [one + other for one in letters for other in letters],
        "country": countries,
        "region": ["europe", "asia", "africa", "oceania", "north_america", "latin_america"],
        "audience_country": [f"{one}:0.0001" for one in countries],
        "audience_age": [f"{one}:1" for one in many],
        **{f"{name}_min": 1 for name in ("follower_count", "average_views", "median_views", "authenticity_score", "price")},
        "currency": "USD",
        "q": "abcde fghij klmno pqrst uvwxy " * 6,
        "facet": ["category", "country", "language", "format", "platform", "deliverable_type", "badge", "audience_age"],
        "facet_limit": 1000,
        "limit": 100,
    }
    began = time.perf_counter()

    answer = await market[0].brand().post("/creators/search", most)

    assert answer.status_code == 200, answer.text
    assert time.perf_counter() - began < SLOW_SECONDS
    async with replica(market[0].instance.context) as held:
        began = time.perf_counter()
        found = await held.index.search(read(most))
        assert time.perf_counter() - began < SLOW_SECONDS
    assert (found.total, [place.creator_id for place in found.page]) == (
        answer.json()["total_count"],
        [creator["id"] for creator in answer.json()["data"]],
    )
