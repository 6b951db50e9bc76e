"""Saved searches: who comes to match them is found by looking at what changed, and told once."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import Select, and_, select, text

from services.discovery.profiles import service as profiles
from services.discovery.profiles.models import Creator
from services.discovery.saved_searches import queries, service
from services.discovery.saved_searches.following import Looked, look
from services.discovery.saved_searches.matching import ANYBODY, keys_of, keys_of_each, matches, tokens_of, unjudged
from services.discovery.saved_searches.models import SavedSearch
from services.discovery.saved_searches.policy import SAVED_SEARCHES
from services.discovery.saved_searches.schemas import SearchCriteria
from services.discovery.search.index import FacetName, Figure, Query, Range, Rates
from services.discovery.search.postgres import PostgresIndex, _predicates
from services.discovery.search.schemas import CreatorSearch
from shared.clock import clock as business_clock
from shared.events.discovery import SavedSearchId, SavedSearchMatched
from shared.events.identity import CreatorApproved, CreatorId, OrganizationId
from tests.discovery.creators import approved, measured, rate, reinstated, statistics, suspended
from tests.discovery.market import CATEGORIES, COUNTRIES, asked, read, worked_in
from tests.discovery.orders import Ordered
from tests.harness import Actor, ServiceUnderTest, TestClock, is_problem

Market = tuple[ServiceUnderTest, list[dict[str, Any]]]
ROWS = text("select id, to_jsonb(creators) as row from creators")


async def saved(actor: Actor, search: dict[str, Any], **how: Any) -> dict[str, Any]:
    answer = await actor.post("/saved-searches", {"name": "Mine", "search": search, **how})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def looked(discovery: ServiceUnderTest) -> Looked:
    """Look at what has changed, as the service does beside its requests."""
    async with discovery.session() as session:
        return await look(session, discovery.instance.context.ports.exchange_rates, now=business_clock.now())


async def found_by(discovery: ServiceUnderTest, query: Query) -> set[CreatorId]:
    async with discovery.instance.context.sessions() as session:
        found = await PostgresIndex(session).search(Query(**{**_parts(query), "limit": 10_000}))
    return {place.creator_id for place in found.page}


def all_at_once(readings: dict[str, Query]) -> Select[Any]:
    """Write many searches as one statement: of each creator, which of them find it."""
    return select(Creator.id, *(and_(*_predicates(query).values()).label(id) for id, query in readings.items()))


async def found_by_each(discovery: ServiceUnderTest, statement: Select[Any]) -> dict[str, set[CreatorId]]:
    async with discovery.session() as session:
        rows = [dict(row) for row in (await session.execute(statement)).mappings()]
    names = [name for name in statement.selected_columns.keys() if name != "id"]  # noqa: SIM118 - a collection of columns
    return {name: {row["id"] for row in rows if row[name]} for name in names}


def _parts(query: Query) -> dict[str, Any]:
    return {field.name: getattr(query, field.name) for field in fields(query)} | {"facets": ()}


async def matched(actor: Actor, id: str) -> list[str]:
    answer = await actor.get(f"/saved-searches/{id}/matches")
    assert answer.status_code == 200, answer.text
    return [one["creator_id"] for one in answer.json()["data"]]


async def told(discovery: ServiceUnderTest, id: str) -> list[list[str]]:
    return [event.creator_ids for event in await discovery.said(SavedSearchMatched) if event.saved_search_id == id]


# --- the pure part --------------------------------------------------------------------------------------------------------


async def test_one_creator_is_judged_as_a_search_finds_them(market: Market) -> None:
    """For made-up searches, the creators of whom the pure matcher says yes are those whom PostgreSQL finds."""
    under_test, _ = market
    dice = random.Random(404)
    async with under_test.session() as session:
        rows = {CreatorId.of(row.id): row.row for row in await session.execute(ROWS)}
    sizes: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for number in range(300):
        ask = asked(dice)
        query = read(ask)
        expected = await found_by(under_test, query)

        assert {id for id, row in rows.items() if matches(query, row)} == expected, (number, ask)
        assert unjudged(query) == []
        keys = set(keys_of(query))
        for id, row in rows.items():
            if id in expected:
                tokens = set(tokens_of(row))
                assert keys & tokens, (number, ask, row)
                assert not any(tokens.isdisjoint(of_one) for of_one in keys_of_each(query)), (number, ask, row)
        sizes["nobody" if not expected else "everybody" if len(expected) == len(rows) else "some"] += 1
        sizes["narrow"] += keys != {ANYBODY}
        used.update(list(ask) if expected else [])
    assert sizes["some"] > 150
    assert sizes["narrow"] > 150
    filters = SearchCriteria.model_fields.keys() - {"sort"}
    assert {name for name in filters if used[name] < 3} == set()


def test_amounts_are_rounded_down_after_the_exchange() -> None:
    row = {name: [] for name in ("shown_categories", "blocked_categories", "exclusive_categories")}
    row |= {"is_shown": True, "minimum_offer_value": None, "minimum_offer_currency": None, "search_text": ""}
    row["rates"] = [{"deliverable_type": "video", "price": {"value": 265, "currency": "EUR"}}]

    def is_found(most: int, **factors: float) -> bool:
        return matches(Query(rates=Rates(currency="USD", price=Range(None, most), factors={"USD": 1.0, **factors})), row)

    assert 265 * 1.1 > 291.4
    assert is_found(291, EUR=1.1)
    assert not is_found(290, EUR=1.1)
    assert not is_found(10**9)


def test_keys_are_of_the_filter_that_leaves_the_fewest() -> None:
    def keys(**search: Any) -> list[str]:
        return keys_of(read(search))

    assert keys() == [ANYBODY]
    assert keys(q="ana") == [ANYBODY]
    assert keys(language=["en"], category=["food", "travel"]) == ["category:food", "category:travel"]
    assert keys(industry=["food"], category=["food"]) == ["industry:food"]
    assert keys(language=["en"], region=["europe"]) == ["language:en"]
    assert keys(follower_count_min=20_000, follower_count_max=80_000) == [f"follower_count:{bits}" for bits in (15, 16, 17)]
    assert keys(audience_country=["US:0.4"]) == ["audience_country:US"]
    assert keys(deliverable_type=["video"], price_max=500, currency="USD") == ["deliverable_type:video"]
    assert keys(follower_count_min=1) == [ANYBODY]


def test_a_filter_that_nobody_here_knows_is_named() -> None:
    assert unjudged(Query()) == []
    known = {"values", "audience", "ranges", "rates", "words", "campaign_category", "exclusivity_category"}
    of_a_page = {"sort", "descending", "after", "limit", "facets", "facet_limit"}
    assert {field.name for field in fields(Query)} == known | of_a_page, "a new filter must be judged here, or is refused"
    assert unjudged(Query(values={FacetName.AUDIENCE_AGE: ["18-24"]})) == [FacetName.AUDIENCE_AGE]
    assert unjudged(Query(audience={FacetName.CATEGORY: []})) == [FacetName.CATEGORY]
    assert all(unjudged(Query(ranges={figure: Range(1)})) == [] for figure in Figure)


# --- following the creators -----------------------------------------------------------------------------------------------


async def test_a_creator_who_comes_to_match_is_told_once(discovery: ServiceUnderTest, clock: TestClock) -> None:
    brand = discovery.brand()
    there = approved(handle="was.there")
    await discovery.hear(there)
    id = (await saved(brand, {"category": ["food"], "follower_count_min": 20_000}))["id"]
    assert await looked(discovery) == Looked()

    await discovery.hear(measured(there, version=2, follower_count=30_000, minutes=1))
    await looked(discovery)
    assert await told(discovery, id) == [], "who matched when the search was saved is no news"

    new = approved(handle="is.new")
    small = approved(handle="is.small", accounts=[statistics("is.small", follower_count=10)])
    await discovery.hear(new, small)
    assert (await looked(discovery)).matched == 1
    assert await told(discovery, id) == [[new.creator_id]]
    assert await matched(brand, id) == [new.creator_id]
    (event,) = await discovery.said(SavedSearchMatched)
    assert (event.organization_id, event.name, event.match_count) == (brand.organization_id, "Mine", 1)
    assert (await brand.get(f"/saved-searches/{id}")).json()["alerted_at"] is not None

    clock.advance(days=1)
    for minutes in range(1, 4):
        await discovery.hear(measured(new, version=2, follower_count=25_000 + minutes, minutes=minutes))
        await looked(discovery)
    assert await told(discovery, id) == [[new.creator_id]], "while they go on matching they are told of once"

    await discovery.hear(measured(small, version=2, follower_count=50_000, minutes=1))
    await looked(discovery)
    assert await told(discovery, id) == [[new.creator_id], [small.creator_id]]
    assert await matched(brand, id) == [small.creator_id, new.creator_id]


async def test_an_industry_that_is_new_to_a_creator_is_told(discovery: ServiceUnderTest, clock: TestClock) -> None:
    brand, ana = discovery.brand(), approved()
    order, again = Ordered(ana), Ordered(ana)
    await discovery.hear(ana, order.created(), again.created())
    id = (await saved(brand, {"industry": ["travel", "food"]}))["id"]
    await looked(discovery)
    assert await told(discovery, id) == []

    await discovery.hear(order.completed(8))
    await looked(discovery)
    assert await told(discovery, id) == [[ana.creator_id]]

    clock.advance(days=1)
    await discovery.hear(again.completed(8), order.cancelled(9))
    await looked(discovery)
    assert await told(discovery, id) == [[ana.creator_id]]
    assert await matched(brand, id) == [ana.creator_id]

    await discovery.hear(again.cancelled(9))
    assert (await looked(discovery)).ended == 1
    assert await matched(brand, id) == []


def test_what_was_noted_before_industries_were_kept_is_judged_alike() -> None:
    """A change that was noted under the version before is looked at under this one."""
    search = Query(values={FacetName.INDUSTRY: ["food"]})
    row: dict[str, Any] = {"is_shown": True, "rates": [], "blocked_categories": [], "exclusive_categories": [], "search_text": ""}
    row |= {"minimum_offer_value": None, "minimum_offer_currency": None}
    assert not matches(search, {**row, "past_results": {}})
    assert not matches(search, {**row, "past_results": worked_in(["travel"])})
    assert matches(search, {**row, "past_results": worked_in(["travel", "food"])})


async def test_who_ceased_and_began_anew_is_told_again(discovery: ServiceUnderTest, clock: TestClock) -> None:
    brand = discovery.brand()
    id = (await saved(brand, {"country": ["US"]}))["id"]
    event = approved()
    creator = discovery.creator(organization_id=event.organization_id)
    await discovery.hear(event)
    await looked(discovery)
    clock.advance(days=1)

    await creator.patch("/creators/me", {"availability": "on_vacation"})
    assert await matched(brand, id) == [], "not even before anybody has looked"
    assert (await looked(discovery)).ended == 1
    assert await matched(brand, id) == []
    await creator.patch("/creators/me", {"availability": "available"})
    await looked(discovery)

    assert await told(discovery, id) == [[event.creator_id], [event.creator_id]]
    assert await matched(brand, id) == [event.creator_id]


async def test_two_changes_between_two_looks_are_one(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    event = approved()
    creator = discovery.creator(organization_id=event.organization_id)
    await discovery.hear(event)
    id = (await saved(brand, {"category": ["food"]}))["id"]

    await creator.patch("/creators/me", {"categories": ["travel"]})
    await creator.patch("/creators/me", {"categories": ["food", "travel"]})
    assert (await looked(discovery)).changes == 1

    assert await told(discovery, id) == [], "before the first and after the last they matched"


@pytest.mark.parametrize("first", ["categories", "bio"])
async def test_who_comes_to_match_is_told_whatever_else_changes_between_two_looks(
    discovery: ServiceUnderTest, first: str
) -> None:
    ana = approved()
    await discovery.hear(ana)
    id = (await saved(discovery.brand(), {"category": ["travel"]}))["id"]
    creator = discovery.creator(organization_id=ana.organization_id)
    changes: dict[str, Any] = {"categories": ["travel"], "bio": "On the road"}
    for name in sorted(changes, key=lambda name: name != first):
        assert (await creator.patch("/creators/me", {name: changes[name]})).status_code == 200
    assert await looked(discovery) == Looked(changes=1, candidates=1, matched=1, ended=0)
    assert await told(discovery, id) == [[ana.creator_id]]


async def test_nobody_is_alerted_to_who_hides_blocks_or_asks_for_more(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    search = {"campaign_category": "gambling", "price_max": 100_000, "currency": "USD"}
    id = (await saved(brand, search))["id"]
    people = {
        "vacation": {"availability": "on_vacation"},
        "blocks": {"blocked_categories": ["gambling"]},
        "floor": {"minimum_offer": {"value": 900_000, "currency": "USD"}},
        "fits": {"minimum_offer": {"value": 60_000, "currency": "USD"}, "blocked_categories": ["beauty"]},
    }
    events = {name: approved(handle=name, rates=[rate("video", 60_000)]) for name in [*people, "suspended"]}
    await discovery.hear(*events.values())
    for name, change in people.items():
        answer = await discovery.creator(organization_id=events[name].organization_id).patch("/creators/me", change)
        assert answer.status_code == 200, answer.text
    await discovery.hear(suspended(events["suspended"], version=2))
    await looked(discovery)

    assert await told(discovery, id) == [[events["fits"].creator_id]]
    answer = await brand.get(f"/saved-searches/{id}/matches")
    assert [one["creator"]["handle"] for one in answer.json()["data"]] == ["fits"]
    assert not any(private in answer.text for private in ("minimum_offer", "blocked", "gambling", "beauty"))

    # A change hides a match at once, before anybody has looked.
    await discovery.creator(organization_id=events["fits"].organization_id).patch(
        "/creators/me", {"blocked_categories": ["gambling"]}
    )
    match = answer.json()["data"][0]["id"]
    assert await matched(brand, id) == []
    assert is_problem(await brand.get(f"/saved-searches/{id}/matches/{match}"), 404, "not_found")
    await discovery.hear(reinstated(events["suspended"], version=3))
    await looked(discovery)
    assert await matched(brand, id) == [events["suspended"].creator_id]
    await discovery.hear(suspended(events["suspended"], version=4))
    assert await matched(brand, id) == []


async def test_alerts_of_a_busy_day_are_bundled(discovery: ServiceUnderTest, clock: TestClock) -> None:
    brand = discovery.brand()
    id = (await saved(brand, {"category": ["food"]}))["id"]

    async def come(number: int) -> list[CreatorApproved]:
        events = [approved() for _ in range(number)]
        await discovery.hear(*events)
        while (await looked(discovery)).changes:
            pass
        return events

    (first,) = await come(1)
    second, third = [*await come(1), *await come(1)]
    assert await told(discovery, id) == [[first.creator_id]]
    assert await discovery.scalar("select count(*) from timers where name = 'saved_search.tell'") == 1
    await discovery.run_timers()
    assert await told(discovery, id) == [[first.creator_id]]

    # Who hides meanwhile is not told of.
    await discovery.creator(organization_id=second.organization_id).patch("/creators/me", {"availability": "on_vacation"})
    clock.advance(seconds=SAVED_SEARCHES.pause.total_seconds())
    await discovery.run_timers()
    assert await told(discovery, id) == [[first.creator_id], [third.creator_id]]

    many = await come(SAVED_SEARCHES.most_creators_an_alert + 5)
    clock.advance(seconds=SAVED_SEARCHES.pause.total_seconds())
    await discovery.run_timers()
    last = (await discovery.said(SavedSearchMatched))[-1]
    assert last.match_count == len(many)
    assert len(last.creator_ids) == SAVED_SEARCHES.most_creators_an_alert
    assert set(last.creator_ids) < {event.creator_id for event in many}

    begun = business_clock.now()
    while business_clock.now() < begun + SAVED_SEARCHES.pause * SAVED_SEARCHES.most_alerts_a_day:
        await come(1)
        clock.advance(minutes=7)
        await discovery.run_timers()
    since = (await discovery.said(SavedSearchMatched))[3:]
    assert SAVED_SEARCHES.most_alerts_a_day / 2 < len(since) <= SAVED_SEARCHES.most_alerts_a_day


async def test_with_alerts_off_matches_are_noted_and_nobody_is_told(discovery: ServiceUnderTest, clock: TestClock) -> None:
    brand = discovery.brand()
    id = (await saved(brand, {"category": ["food"]}, alerts="off"))["id"]
    quiet = approved()
    await discovery.hear(quiet)
    await looked(discovery)
    assert await matched(brand, id) == [quiet.creator_id]

    assert (await brand.patch(f"/saved-searches/{id}", {"alerts": "on"})).json()["alerts"] == "on"
    loud = approved()
    await discovery.hear(loud)
    await looked(discovery)
    assert await told(discovery, id) == [[loud.creator_id]]

    await discovery.hear(approved())
    await looked(discovery)  # a timer is set
    await brand.patch(f"/saved-searches/{id}", {"alerts": "off"})
    clock.advance(days=1)
    await discovery.run_timers()
    assert await told(discovery, id) == [[loud.creator_id]]


async def test_another_search_begins_anew(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await saved(brand, {"category": ["food"], "q": "ana"}))["id"]
    event = approved()
    await discovery.hear(event)
    await looked(discovery)
    assert await matched(brand, id) == [event.creator_id]

    answer = await brand.patch(f"/saved-searches/{id}", {"search": {"q": None, "country": ["US"]}})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["search"]["q"], answer.json()["search"]["category"], answer.json()["search"]["country"]) == (
        None,
        ["food"],
        ["US"],
    )
    assert await matched(brand, id) == []
    same = await brand.patch(f"/saved-searches/{id}", {"search": {"country": ["US"]}})
    assert same.json()["version"] == answer.json()["version"]
    await brand.patch(f"/saved-searches/{id}", {"search": {"category": ["travel"]}})
    await discovery.creator(organization_id=event.organization_id).patch("/creators/me", {"categories": ["travel"]})
    await looked(discovery)
    assert await matched(brand, id) == [event.creator_id]


# In make test the moments prove it in any order, and of every filter the test of one creator who is judged.
@pytest.mark.faults
async def test_matches_follow_any_changes_as_searches_do(discovery: ServiceUnderTest, clock: TestClock) -> None:
    """Made-up searches and changes: after each look, noted are those whom a search finds since it did not."""
    dice = random.Random(77)
    brand = discovery.brand()
    people = [approved(handle=f"ana.{number}", country=dice.choice(COUNTRIES)) for number in range(12)]
    await discovery.hear(*people[:6])
    asks = [{name: value for name, value in asked(dice).items() if name not in ("facet", "facet_limit")} for _ in range(60)]
    kept = {(await saved(brand, ask))["id"]: ask for ask in asks}
    readings = {id: read(ask) for id, ask in kept.items()}
    everything = all_at_once(readings)
    before = await found_by_each(discovery, everything)
    assert before == {id: await found_by(discovery, query) for id, query in readings.items()}
    noted: dict[str, set[CreatorId]] = {id: set() for id in kept}
    assert sum(map(len, before.values())) > 20, "whoever matched before is no news"
    begun = 0
    for step in range(30):
        for _ in range(dice.randint(1, 3)):
            await change_somebody(discovery, dice, people, step)
        await looked(discovery)
        after = await found_by_each(discovery, everything)
        for id in kept:
            noted[id] = (noted[id] & after[id]) | (after[id] - before[id])
            begun += len(after[id] - before[id])
        async with discovery.session() as session:
            rows = await session.execute(text("select saved_search_id, creator_id from saved_search_matches"))
            seen: dict[str, set[CreatorId]] = {id: set() for id in kept}
            for row in rows:
                seen[SavedSearchId.of(row.saved_search_id)].add(CreatorId.of(row.creator_id))
        assert seen == noted, step
        before = after
    assert begun > 50


async def change_somebody(discovery: ServiceUnderTest, dice: random.Random, people: Sequence[CreatorApproved], step: int) -> None:
    event = dice.choice(people)
    creator = discovery.creator(organization_id=event.organization_id)
    known = (await creator.get("/creators/me")).status_code == 200
    version = step + 2
    match dice.randint(0, 5):
        case _ if not known:
            await discovery.hear(event)
        case 0:
            await discovery.hear(suspended(event, version=version) if dice.random() < 0.4 else reinstated(event, version=version))
        case 1:
            figures = {"follower_count": dice.choice([10, 5000, 25_000, 90_000]), "engagement_rate": dice.choice([0.01, 0.2])}
            await discovery.hear(measured(event, version=version, minutes=step + 1, country=event.country, **figures))
        case 2:
            order = Ordered(event, category=dice.choice(CATEGORIES))
            await discovery.hear(order.created(), order.completed(8), *([order.cancelled(9)] if dice.random() < 0.2 else []))
        case _:
            change = dice.choice(
                [
                    {"availability": dice.choice(["available", "on_vacation"])},
                    {"categories": dice.sample(CATEGORIES, 2)},
                    {"blocked_categories": dice.sample(CATEGORIES, dice.randint(0, 2))},
                    {"bio": dice.choice(["", "Cooking in the café", "Läuft"])},
                    {"minimum_offer": dice.choice([None, {"value": 7000, "currency": "USD"}])},
                    {"rates": [rate("video", dice.choice([100, 6000])).model_dump(mode="json")]},
                ]
            )
            answer = await creator.patch("/creators/me", change)
            assert answer.status_code == 200, answer.text


async def test_a_change_touches_the_searches_that_may_care_and_no_others(discovery: ServiceUnderTest) -> None:
    """Of 5,000 saved searches of many kinds, one creator's change looks at a few."""
    async with discovery.session() as session:
        for number in range(5000):
            search = {
                "category": [f"niche_{number % 500}"],
                "country": ["US"],
                "language": ["en"],
                "audience_country": ["US"],
                "follower_count_min": number,
            }
            keys = keys_of(read(search))
            session.add(SavedSearch(organization_id=OrganizationId.new(), name=f"{number}", search=search, keys=keys))
    event = approved(categories=["niche_7", "food"])
    await discovery.hear(event)

    result = await looked(discovery)

    assert result == Looked(changes=1, candidates=10, matched=10, ended=0)
    assert await discovery.scalar("select count(*) from saved_search_matches") == 10
    async with discovery.session() as session:
        await session.execute(text("analyze saved_searches"))
        plan = await session.scalars(text("explain select id from saved_searches where keys && array['category:niche_7']"))
        assert "saved_searches_by_key" in "".join(plan)


async def test_changes_are_noted_only_while_somebody_searches(discovery: ServiceUnderTest) -> None:
    await discovery.hear(approved())
    assert await discovery.scalar("select count(*) from creator_changes") == 0
    brand = discovery.brand()
    id = (await saved(brand, {}))["id"]
    await discovery.hear(approved())
    assert await discovery.scalar("select count(*) from creator_changes") > 0
    await brand.delete(f"/saved-searches/{id}")
    assert (await looked(discovery)).matched == 0
    assert await discovery.scalar("select count(*) from creator_changes") == 0


async def test_creators_who_were_made_for_trying_are_not_told_of(discovery: ServiceUnderTest) -> None:
    await saved(discovery.brand(), {})
    async with discovery.session() as session:
        creator_approved = approved()
        await profiles.take_approvals(session, events=[creator_approved])
    await looked(discovery)
    async with discovery.session() as session:
        await session.execute(text("update creators set is_search_only = true"))
    assert await discovery.scalar("select count(*) from creator_changes") == 0


async def test_two_replicas_look_one_after_the_other_and_tell_once(discovery: ServiceUnderTest) -> None:
    id = (await saved(discovery.brand(), {}))["id"]
    events = [approved() for _ in range(30)]
    await discovery.hear(*events)
    results = await asyncio.gather(*(looked(discovery) for _ in range(6)))
    assert sum(result.matched for result in results) == 30
    (one,) = await told(discovery, id)
    assert sorted(one) == sorted(event.creator_id for event in events)


async def test_a_change_that_is_under_way_is_seen_when_it_has_happened(discovery: ServiceUnderTest, clock: TestClock) -> None:
    """A look between a change and its commit sees the creator as before, and the next one sees the change."""
    id = (await saved(discovery.brand(), {"category": ["travel"]}))["id"]
    event = approved()
    await discovery.hear(event)
    async with discovery.instance.context.sessions() as session, session.begin():
        creator = await profiles.readable(session, event.creator_id)
        await profiles.change(session, creator=creator, changes={"categories": ["travel"]})
        assert (await looked(discovery)).changes == 1
    assert await told(discovery, id) == []
    assert (await looked(discovery)).matched == 1
    assert await told(discovery, id) == [[event.creator_id]]


async def test_a_search_that_changes_during_a_look_is_judged_as_it_is(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    brand = discovery.brand()
    stays, goes, other = [(await saved(brand, {"category": ["food"]}))["id"] for _ in range(3)]
    await discovery.hear(approved())
    lock = queries.searches_for_update

    async def after_somebody_else(session: Any, ids: Any) -> Any:
        assert (await brand.patch(f"/saved-searches/{other}", {"search": {"category": ["travel"]}})).status_code == 200
        assert (await brand.delete(f"/saved-searches/{goes}")).status_code == 204
        return await lock(session, ids)

    monkeypatch.setattr(queries, "searches_for_update", after_somebody_else)
    assert (await looked(discovery)).matched == 1
    assert len(await matched(brand, stays)) == 1
    assert await matched(brand, other) == []


async def test_the_service_looks_by_itself(discovery: ServiceUnderTest) -> None:
    id = (await saved(discovery.brand(), {}))["id"]
    async with discovery.running():
        await discovery.hear(approved())
        async with asyncio.timeout(20):
            while not await discovery.scalar("select count(*) from saved_search_matches"):
                await asyncio.sleep(0.05)
    assert id


# --- the noun -------------------------------------------------------------------------------------------------------------


async def test_a_search_is_kept_as_it_was_sent(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand(organization_type="agency")
    colleague = discovery.brand(organization_type="agency", organization_id=brand.organization_id)
    search = {
        "category": ["food"],
        "audience_country": ["US:0.4"],
        "price_max": 50_000,
        "currency": "USD",
        "sort": "-follower_count",
    }
    made = await saved(brand, search)
    assert made["search"] == SearchCriteria.model_validate(search).model_dump(mode="json")
    assert made["alerts"] == "on"
    assert (await colleague.get(f"/saved-searches/{made['id']}")).json() == made
    assert [one["id"] for one in (await colleague.get("/saved-searches")).json()["data"]] == [made["id"]]
    again = await brand.post(
        "/creators/search", {name: value for name, value in made["search"].items() if value not in (None, [])}
    )
    assert again.status_code == 200, "what is kept can be searched for"
    stale = await brand.patch(f"/saved-searches/{made['id']}", {"name": "x"}, headers={"If-Match": '"v9"'})
    assert is_problem(stale, 412, "precondition_failed")
    stale = await brand.delete(f"/saved-searches/{made['id']}", headers={"If-Match": '"v9"'})
    assert is_problem(stale, 412, "precondition_failed")
    assert (await brand.delete(f"/saved-searches/{made['id']}", headers={"If-Match": '"v1"'})).status_code == 204
    assert is_problem(await brand.get(f"/saved-searches/{made['id']}"), 404, "not_found")


async def test_nobody_else_sees_a_saved_search(discovery: ServiceUnderTest) -> None:
    brand, other = discovery.brand(), discovery.brand()
    made = await saved(brand, {"q": "very secret"}, name="Secret plan")
    id, own = made["id"], (await saved(other, {}))["id"]
    event = approved(bio="Very secret")
    await discovery.hear(event)
    await looked(discovery)
    match = (await brand.get(f"/saved-searches/{id}/matches")).json()["data"][0]
    alone = await brand.get(f"/saved-searches/{id}/matches/{match['id']}")
    assert alone.json() == match
    answers: list[httpx.Response] = [
        await other.get(f"/saved-searches/{id}"),
        await other.patch(f"/saved-searches/{id}", {"name": "x"}),
        await other.delete(f"/saved-searches/{id}"),
        await other.get(f"/saved-searches/{id}/matches"),
        await other.get(f"/saved-searches/{id}/matches/{match['id']}"),
        await other.get(f"/saved-searches/{own}/matches/{match['id']}"),
        await other.get(f"/saved-searches/{SavedSearchId.of(UUID('01700000-0000-7000-8000-000000000001'))}"),
    ]
    for answer in answers:
        assert is_problem(answer, 404, "not_found")
    assert id not in (await other.get("/saved-searches")).text
    assert is_problem(await discovery.creator().get("/saved-searches"), 403, "forbidden")
    events = await discovery.said(SavedSearchMatched)
    assert {event.organization_id for event in events if event.saved_search_id == id} == {brand.organization_id}


async def test_matches_are_told_since_a_time(discovery: ServiceUnderTest, clock: TestClock) -> None:
    brand = discovery.brand()
    id = (await saved(brand, {}))["id"]
    for _ in range(3):
        await discovery.hear(approved())
        await looked(discovery)
        clock.advance(hours=1)
    whole = (await brand.get(f"/saved-searches/{id}/matches")).json()["data"]
    since = datetime.fromisoformat(whole[1]["matched_at"])
    late = await brand.get(f"/saved-searches/{id}/matches", params={"updated_at_min": since.isoformat(), "sort": "updated_at"})
    assert [one["id"] for one in late.json()["data"]] == [whole[1]["id"], whole[0]["id"]]
    page = (await brand.get(f"/saved-searches/{id}/matches?limit=2")).json()
    rest = (await brand.get(f"/saved-searches/{id}/matches?limit=2&cursor={page['next_cursor']}")).json()
    assert [*page["data"], *rest["data"]] == whole


async def test_an_organization_keeps_so_many_searches(discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "SAVED_SEARCHES", type(SAVED_SEARCHES)(**{**vars(SAVED_SEARCHES), "most_searches": 3}))
    brand = discovery.brand()
    answers = await asyncio.gather(*(brand.post("/saved-searches", {"name": "x", "search": {}}) for _ in range(8)))
    assert Counter(answer.status_code for answer in answers) == {201: 3, 409: 5}
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert is_problem(refused, 409, "too_many_saved_searches")
    assert refused.json()["maximum"] == 3
    assert (await discovery.brand().post("/saved-searches", {"name": "x", "search": {}})).status_code == 201


BAD: list[tuple[Any, str]] = [
    ({}, "/name"), ({"name": "", "search": {}}, "/name"), ({"name": "x"}, "/search"), ({"name": "x", "search": None}, "/search"),
    ({"name": "x", "search": {}, "alerts": "daily"}, "/alerts"), ({"name": "x", "search": {}, "alerts": True}, "/alerts"),
    ({"name": "x", "search": {}, "keys": ["*"]}, "/keys"), ({"name": "x", "search": []}, "/search"),
    *(({"name": "x", "search": search}, f"/search/{place}") for search, place in [
        ({"limit": 5}, "limit"), ({"cursor": "x"}, "cursor"), ({"facet": ["country"]}, "facet"), ({"facet_limit": 5}, "facet_limit"),
        ({"fields": ["id"]}, "fields"), ({"followers": 5}, "followers"), ({"category": "food"}, "category"), ({"category": ["Food"]}, "category"),
        ({"country": ["usa"]}, "country"), ({"country": ["US"] * 101}, "country"), ({"region": ["atlantis"]}, "region"),
        ({"country": ["US", "XX"]}, "country/1"), ({"audience_country": ["UK:0.5"]}, "audience_country/0"),
        ({"audience_country": ["US:1.5"]}, "audience_country"), ({"audience_country": ["US:x"]}, "audience_country"),
        ({"follower_count_min": "5"}, "follower_count_min"), ({"follower_count_min": -1}, "follower_count_min"),
        ({"follower_count_min": 9, "follower_count_max": 8}, "follower_count_min"), ({"engagement_rate_min": 2}, "engagement_rate_min"),
        ({"price_max": 5}, "currency"), ({"price_min": 6, "price_max": 5, "currency": "USD"}, "price_min"),
        ({"price_max": 5, "currency": "XXZ"}, "currency"), ({"sort": "price"}, "currency"), ({"sort": "name"}, "sort"), ({"q": ""}, "q"),
        ({"q": "..."}, "q"), ({"q": "a\u0001"}, "q"), ({"q": "x" * 201}, "q"), ({"q": 7}, "q"), ({"authenticity_score_min": 101}, "authenticity_score_min"),
    ]),
]  # fmt: skip


async def test_bad_input_is_refused_at_its_place(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    for body, place in BAD:
        answer = await brand.post("/saved-searches", body)
        assert is_problem(answer, 422, "validation_failed"), body
        assert any(error["pointer"].startswith(place) for error in answer.json()["errors"]), (body, answer.text)
    assert await discovery.scalar("select count(*) from saved_searches") == 0

    made = await saved(brand, {"follower_count_min": 10, "price_max": 5, "currency": "USD"})
    where = f"/saved-searches/{made['id']}"
    for body, place in [
        ({"name": None}, "/name"),
        ({"alerts": None}, "/alerts"),
        ({"search": None}, "/search"),
        ({"search": {"follower_count_max": 9}}, "/search/follower_count_min"),
        ({"search": {"follower_count_max": "99"}}, "/search/follower_count_max"),
        ({"search": {"currency": None}}, "/search/currency"),
        ({"search": {"limit": 9}}, "/search/limit"),
        ({"search": {"q": "..."}}, "/search/q"),
        ({"search": {"country": ["US", "UK"]}}, "/search/country/1"),
        ({"organization_id": brand.organization_id}, "/organization_id"),
        ({"alerted_at": None}, "/alerted_at"),
    ]:
        answer = await brand.patch(where, body)
        assert is_problem(answer, 422, "validation_failed"), body
        assert any(error["pointer"].startswith(place) for error in answer.json()["errors"]), (body, answer.text)
    assert (await brand.get(where)).json() == made
    for query in ("limit=0", "cursor=x", "state=on", "sort=name"):
        assert (await brand.get(f"{where}/matches?{query}")).status_code == 422


def test_what_is_kept_is_a_search_without_its_page() -> None:
    """A filter that searches learn is taken by saved searches without a line here."""
    of_a_page = {"limit", "cursor", "facet", "facet_limit", "fields"}
    assert SearchCriteria.model_fields.keys() == CreatorSearch.model_fields.keys() - of_a_page
