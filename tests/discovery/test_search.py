"""Searches: every filter, order, cursor and count against a search written anew in plain Python."""

import random
from typing import Any, get_args

from services.discovery.search.index import FacetName, Found, Query
from services.discovery.search.postgres import PostgresIndex
from services.discovery.search.regions import Region, countries_of
from services.discovery.search.schemas import CreatorSearch, Sort
from shared.money import CURRENCIES
from tests.discovery.market import asked, counted, day_rates, in_order, matches, prove
from tests.harness import Actor, ServiceUnderTest, is_problem

QUERIES = 300
Market = tuple[ServiceUnderTest, list[dict[str, Any]]]


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
    """Read page after page, by parameters and by a body in turn; give all ids and all pages."""
    ids, pages, cursor = [], [], None
    while True:
        page_asked = {**ask, "limit": limit, **({"cursor": cursor} if cursor else {})}
        by_body = len(pages) % 2 == 1
        answer = await (brand.post("/creators/search", page_asked) if by_body else brand.get("/creators", params=page_asked))
        assert answer.status_code == 200, answer.text
        page = answer.json()
        ids += [creator["id"] for creator in page["data"]]
        pages.append(page)
        cursor = page["next_cursor"]
        assert page["has_more"] == (cursor is not None)
        assert ('rel="next"' in answer.headers.get("link", "")) == (cursor is not None and not by_body)
        if cursor is None:
            return ids, pages
        assert len(page["data"]) == limit


async def test_answers_are_what_the_index_finds(market: Market) -> None:
    """Parameters, bodies, cursors and counts of made-up searches in each order, over HTTP, at the real exchange rates."""
    under_test, people = market
    dice, brand = random.Random(11), under_test.brand()
    for sort in get_args(Sort):
        ask = {"currency": "EUR", **asked(dice), "sort": sort}
        expected = in_order([person for person in people if matches(person, ask)], ask)

        ids, pages = await followed(brand, ask, limit=min(100, max(1, len(expected) // 3)))

        assert ids == [person["creator_id"] for person in expected], ask
        for page in pages:
            assert page["total_count"] == len(expected), ask
            assert page["facets"].keys() == set(ask["facet"])
            for name, facet in page["facets"].items():
                shown = [(one["value"], one["count"]) for one in facet["values"]], facet["other_count"]
                assert shown == counted(people, ask, name), (name, ask)


# --- the forms of an answer ---------------------------------------------------------------------------------------------


async def test_an_answer_names_the_rates_by_which_it_compared(market: Market) -> None:
    brand = market[0].brand()

    async def rates_of(query: str) -> Any:
        return (await brand.get(f"/creators?limit=1&{query}")).json()["exchange_rates"]

    source = "European Central Bank, euro foreign exchange reference rates"
    compared = await rates_of("currency=USD&price_max=100")
    assert (compared["date"], compared["source"]) == (day_rates("USD").date.isoformat(), source)
    assert compared.keys() == {"date", "source", "sources", "currencies_not_compared"}
    assert day_rates("USD").factors.keys().isdisjoint(compared["currencies_not_compared"])
    assert await rates_of("currency=USD&sort=price") == compared
    assert await rates_of("currency=USD") is None
    # The bank does not quote it: only dinars were compared, and by nobody's rates.
    others = sorted(CURRENCIES.keys() - {"KWD"})
    only_dinars = {"date": None, "source": None, "sources": [], "currencies_not_compared": others}
    assert await rates_of("currency=KWD&price_max=100") == await rates_of("currency=KWD&sort=price") == only_dinars
    assert await rates_of("currency=KWD") is None
    assert await rates_of("country=US") is None


async def test_fields_select_parts(market: Market) -> None:
    under_test, _ = market
    brand = under_test.brand()
    whole = (await brand.get("/creators?limit=3&sort=follower_count")).json()
    names = ["handle", "audience", "statistics_updated_at", "categories", "version"]
    parts = [{name: creator[name] for name in ["id", "object", *names]} for creator in whole["data"]]

    repeated = await brand.get("/creators?limit=3&sort=follower_count&" + "&".join(f"fields={name}" for name in names))
    listed = await brand.get(f"/creators?limit=3&sort=follower_count&fields={','.join(names)}")
    by_body = await brand.post("/creators/search", {"limit": 3, "sort": "follower_count", "fields": names})
    everything = await brand.get(f"/creators?limit=3&sort=follower_count&fields={','.join(whole['data'][0])}")

    assert repeated.json()["data"] == listed.json()["data"] == by_body.json()["data"] == parts
    assert everything.json()["data"] == whole["data"]
    assert "fields=handle" in repeated.headers["link"]
    assert {**repeated.json(), "data": []} == {**whole, "data": []}  # the cursor is of the order, not of the parts


async def test_industries_are_found_and_counted(market: Market) -> None:
    """Several mean either; the filter does not narrow its own counts; both forms say the same."""
    under_test, people = market
    brand = under_test.brand()
    ask = {"industry": ["food", "music"], "facet": ["industry", "category"], "facet_limit": 1000, "limit": 100}
    ask["fields"] = ["industries"]

    by_parameters = (await brand.get("/creators", params=ask)).json()
    by_body = (await brand.post("/creators/search", ask)).json()

    found = {creator["id"]: creator["industries"] for creator in by_parameters["data"]}
    expected = [person for person in people if matches(person, ask)]
    assert found == {person["creator_id"]: person["industries"] for person in expected}
    assert 10 < len(found) == by_parameters["total_count"] < 100
    assert by_parameters == by_body
    for name, facet in by_parameters["facets"].items():
        assert ([(one["value"], one["count"]) for one in facet["values"]], facet["other_count"]) == counted(people, ask, name)
    assert {one["value"] for one in by_parameters["facets"]["industry"]["values"]} > {"food", "music"}


async def test_an_id_alone_is_a_part(market: Market) -> None:
    [creator] = (await market[0].brand().get("/creators?limit=1&fields=id")).json()["data"]
    assert creator.keys() == {"id", "object"}


async def test_a_region_is_its_countries(market: Market) -> None:
    under_test, people = market
    brand = under_test.brand()

    by_region = (await brand.get("/creators?region=north_america&country=DE&facet=country&limit=100")).json()
    by_country = (await brand.get("/creators?country=US&country=CA&country=DE&facet=country&limit=100")).json()

    assert by_region["data"] == by_country["data"]
    assert {one["country"] for one in by_region["data"]} == {"US", "CA", "DE"}
    assert by_region["facets"] == by_country["facets"]
    assert len(by_region["facets"]["country"]["values"]) == len({person["country"] for person in people})
    assert (await brand.get("/creators?region=africa")).json()["total_count"] == 0


async def test_a_search_by_body_is_a_read(market: Market) -> None:
    """It takes the scope of a reader, keeps nothing under a key, and its ids of pages have no address."""
    under_test, _ = market
    reader, writer = under_test.brand(scopes="creators:read"), under_test.brand(scopes="creators:write")
    key = {"Idempotency-Key": "the-same"}

    first = await reader.post("/creators/search", {"limit": 1}, headers=key)
    other = await reader.post("/creators/search", {"limit": 2}, headers=key)

    assert (first.status_code, other.status_code, len(other.json()["data"])) == (200, 200, 2)
    assert await under_test.scalar("select count(*) from idempotency_keys") == 0
    assert "etag" not in first.headers
    assert is_problem(await writer.post("/creators/search", {}), 403, "missing_scope")


async def test_a_cursor_belongs_to_its_search_and_caller(market: Market) -> None:
    under_test, _ = market
    brand, other = under_test.brand(), under_test.brand()
    cursor = (await brand.get("/creators?country=US&country=DE&limit=1")).json()["next_cursor"]
    for query in ("country=DE&country=US&limit=50", "country=US&country=DE&facet=badge&fields=handle&facet_limit=3"):
        assert (await brand.get(f"/creators?{query}&cursor={cursor}")).status_code == 200, query
    assert (await brand.post("/creators/search", {"country": ["US", "DE"], "cursor": cursor})).status_code == 200

    for actor, query in (
        (brand, f"country=CA&cursor={cursor}"),
        (brand, f"country=US&cursor={cursor}"),
        (brand, f"country=US&country=DE&sort=median_views&cursor={cursor}"),
        (other, f"country=US&country=DE&cursor={cursor}"),
        (brand, f"country=US&country=DE&cursor={cursor[:-2]}AA"),
        (brand, "country=US&cursor=%F0%9F%8D%95"),
        (brand, "country=US&cursor="),
    ):
        assert is_problem(await actor.get(f"/creators?{query}"), 422, "cursor_invalid"), query
    assert is_problem(await brand.post("/creators/search", {"cursor": cursor}), 422, "cursor_invalid")


def test_regions_divide_the_world() -> None:
    """Six regions have every country once; each smaller one lies within one of them."""
    largest = [Region.AFRICA, Region.ASIA, Region.EUROPE, Region.LATIN_AMERICA, Region.NORTH_AMERICA, Region.OCEANIA]
    every = countries_of(largest)
    assert len(every) == sum(len(countries_of([region])) for region in largest) == 249
    assert set(countries_of(Region)) == set(every)
    assert all(len(country) == 2 and country.isupper() for country in every)
    for region in set(Region) - set(largest):
        assert sum(set(countries_of([region])) <= set(countries_of([whole])) for whole in largest) == 1
    for region, some in {"europe": "DE FR GB PL", "north_america": "US CA", "latin_america": "BR MX", "asia": "JP IN TR"}.items():
        assert set(some.split()) <= set(countries_of([Region(region)]))
