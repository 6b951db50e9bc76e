"""Searches: every filter, order, cursor and count against a filter written anew in plain Python."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any, get_args

import pytest

from services.discovery.app import service
from services.discovery.search.index import FacetName, Found, Query
from services.discovery.search.postgres import PostgresIndex
from services.discovery.search.schemas import CreatorSearch, Sort
from tests.discovery.creators import approved, old_id, rate, statistics, suspended
from tests.discovery.market import asked, counted, in_order, matches, populate, prove
from tests.harness import Actor, ServiceUnderTest, Templates, is_problem, service_under_test

QUERIES = 400
Market = tuple[ServiceUnderTest, list[dict[str, Any]]]


@pytest.fixture(scope="module")
async def market(templates: Templates) -> AsyncIterator[Market]:
    """Discovery with a population that no test changes."""
    async with service_under_test(service, templates) as under_test:
        yield under_test, await populate(under_test)


async def test_searches_are_exact(market: Market) -> None:
    """Order over all pages, total and every count of made-up searches equal those of the plain search."""
    under_test, people = market

    async def search(query: Query) -> Found:
        async with under_test.instance.context.sessions() as session:
            return await PostgresIndex(session).search(query)

    proof = await prove(search, people, queries=QUERIES, seed=7)

    assert proof.sizes["several pages"] > QUERIES / 4
    assert proof.sizes["empty"] < QUERIES / 2
    every = {*CreatorSearch.model_fields, "points", "typing errors", "conversion", "no price"} - {"limit", "cursor", "fields"}
    every |= {f"facet={name}" for name in FacetName} | {f"sort={sort}" for sort in get_args(Sort)}
    assert {name: proof.proven[name] for name in every if proof.proven[name] < 3} == {}


async def followed(brand: Actor, ask: dict[str, Any], limit: int) -> tuple[list[str], list[dict[str, Any]]]:
    """Read page after page; give all ids and all pages."""
    ids, pages, cursor = [], [], None
    while True:
        answer = await brand.get("/creators", params={**ask, "limit": limit, **({"cursor": cursor} if cursor else {})})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        ids += [creator["id"] for creator in page["data"]]
        pages.append(page)
        cursor = page["next_cursor"]
        assert page["has_more"] == (cursor is not None)
        if cursor is None:
            return ids, pages
        assert len(page["data"]) == limit


async def test_answers_are_what_the_index_finds(market: Market) -> None:
    """Parameters, cursors and counts of made-up searches in each order, over HTTP."""
    under_test, people = market
    dice, brand = random.Random(11), under_test.brand()
    for sort in get_args(Sort):
        ask = {"currency": "USD", **asked(dice), "sort": sort}
        expected = in_order([person for person in people if matches(person, ask)], ask)

        ids, pages = await followed(brand, ask, limit=min(100, max(1, len(expected) // 2)))

        assert ids == [person["creator_id"] for person in expected], ask
        for page in pages:
            assert page["total_count"] == len(expected), ask
            assert page["facets"].keys() == set(ask["facet"])
            for name, facet in page["facets"].items():
                shown = [(one["value"], one["count"]) for one in facet["values"]], facet["other_count"]
                assert shown == counted(people, ask, name), (name, ask)


async def test_cursors_keep_their_place_while_creators_come_and_go(discovery: ServiceUnderTest) -> None:
    events = [approved(creator_id=old_id(number), accounts=[statistics(follower_count=number // 2)]) for number in range(20, 40)]
    await discovery.hear(*events)
    brand = discovery.brand()
    first = (await brand.get("/creators?sort=-follower_count&limit=5")).json()

    await discovery.hear(
        suspended(events[-1]), suspended(events[-4]), approved(creator_id=old_id(90), accounts=[statistics(follower_count=999)])
    )
    rest = (await brand.get(f"/creators?sort=-follower_count&limit=100&cursor={first['next_cursor']}")).json()

    seen = [creator["id"] for creator in first["data"] + rest["data"]]
    assert seen == [
        event.creator_id for event in sorted(events, key=lambda event: (-event.accounts[0].follower_count, event.creator_id))
    ]
    assert rest["total_count"] == 19


async def test_a_cursor_belongs_to_its_search_and_caller(market: Market) -> None:
    under_test, _ = market
    brand, other = under_test.brand(), under_test.brand()
    cursor = (await brand.get("/creators?country=US&limit=1")).json()["next_cursor"]
    assert (await brand.get(f"/creators?country=US&limit=50&cursor={cursor}")).status_code == 200

    for actor, query in (
        (brand, f"country=CA&cursor={cursor}"),
        (brand, f"country=US&sort=median_views&cursor={cursor}"),
        (other, f"country=US&cursor={cursor}"),
        (brand, f"country=US&cursor={cursor[:-2]}AA"),
        (brand, "country=US&cursor=%F0%9F%8D%95"),
        (brand, "country=US&cursor="),
    ):
        assert is_problem(await actor.get(f"/creators?{query}"), 422, "cursor_invalid"), query


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("color=red", "/color", "unknown_parameter"),
        ("minimum_offer_max=5", "/minimum_offer_max", "unknown_parameter"),
        ("follower_count_min=5&follower_count_max=4", "/follower_count_min", "range_upside_down"),
        ("currency=USD&price_min=5&price_max=4", "/price_min", "range_upside_down"),
        ("follower_count_min=-1", "/follower_count_min", "greater_than_equal"),
        ("follower_count_min=9007199254740992", "/follower_count_min", "less_than_equal"),
        (f"follower_count_min={'9' * 6000}", "/follower_count_min", "int_parsing_size"),
        ("follower_count_min=many", "/follower_count_min", "int_parsing"),
        ("engagement_rate_min=1.01", "/engagement_rate_min", "less_than_equal"),
        ("engagement_rate_min=nan", "/engagement_rate_min", "finite_number"),
        ("audience_country=US:1.01", "/audience_country/0", "share_out_of_range"),
        ("audience_country=US:-0.1", "/audience_country/0", "string_pattern_mismatch"),
        ("audience_age=18-24:half", "/audience_age/0", "string_pattern_mismatch"),
        ("price_max=100", "/currency", "currency_required"),
        ("sort=price", "/currency", "currency_required"),
        ("currency=XYZ", "/currency", "currency_unknown"),
        ("country=us", "/country/0", "string_pattern_mismatch"),
        ("category=food&category=%01", "/category/1", "string_pattern_mismatch"),
        ("&".join(["format=a"] * 7_000), "/format", "too_long"),
        (f"q={'a' * 201}", "/q", "string_too_long"),
        ("q=", "/q", "string_too_short"),
        ("q=a%01b", "/q", "control_characters"),
        ("q=%F0%9F%8D%95%20!", "/q", "no_words"),
        ("limit=0", "/limit", "greater_than_equal"),
        ("limit=101", "/limit", "less_than_equal"),
        ("limit=5&limit=6", "/limit", "repeated_parameter"),
        ("facet_limit=1001", "/facet_limit", "less_than_equal"),
        ("facet=minimum_offer", "/facet/0", "enum"),
        ("sort=name", "/sort", "literal_error"),
        (f"cursor={'a' * 2001}", "/cursor", "string_too_long"),
    ],
)
async def test_bad_searches_are_named(market: Market, query: str, pointer: str, code: str) -> None:
    under_test, _ = market

    answer = await under_test.brand().get(f"/creators?{query}")

    assert is_problem(answer, 422, "validation_failed")
    [error] = answer.json()["errors"]
    assert (error["in"], error["pointer"], error["code"]) == ("query", pointer, code)


async def test_a_floor_is_found_in_coarse_steps_only(discovery: ServiceUnderTest) -> None:
    """Whoever tries every price learns that a floor of 137 lies from 100 to 199, and no more."""
    event = approved(rates=[rate("video", 1)])
    await discovery.hear(event)
    me = discovery.creator(organization_id=event.organization_id)
    learnt = set()
    for floor in (100, 137, 199):
        await me.patch("/creators/me", {"minimum_offer": {"value": floor, "currency": "USD"}})
        prices = [1, 50, 99, 100, 120, 136, 137, 138, 200]
        answers = [await discovery.brand().get(f"/creators?currency=USD&price_max={price}") for price in prices]
        learnt.add(tuple(price for price, answer in zip(prices, answers, strict=True) if answer.json()["total_count"]))
    assert learnt == {(100, 120, 136, 137, 138, 200)}
    assert (await discovery.brand().get("/creators?currency=USD")).json()["total_count"] == 1


async def test_page_total_and_counts_are_of_one_moment(discovery: ServiceUnderTest) -> None:
    """While creators are hidden and shown all the time, no answer contradicts itself."""
    events = [approved(creator_id=old_id(number)) for number in range(6)]
    await discovery.hear(*events)

    brand = discovery.brand()

    async def flip() -> None:
        for version in range(2, 62):
            state = "suspended" if version % 2 == 0 else "active"
            await discovery.scalar(
                "with flipped as (update creators set membership = :state returning 1) select count(*) from flipped", state=state
            )

    flipping = asyncio.create_task(flip())
    seen = set()
    while not flipping.done():
        body = (await brand.get("/creators?facet=country&facet=category")).json()
        counts = {
            body["total_count"],
            len(body["data"]),
            *(sum(one["count"] for one in facet["values"]) for facet in body["facets"].values()),
        }
        assert len(counts) == 1, body
        seen |= counts
    await flipping
    assert seen <= {0, 6}
