"""How saved searches are read to be followed: which changes matter to them, and what becomes of those that cannot be read."""

import json
import random
from collections import Counter

import pytest
import structlog
from sqlalchemy import text

from services.discovery.saved_searches import reading
from services.discovery.saved_searches.following import Looked
from services.discovery.saved_searches.matching import columns_of, matches
from tests.discovery.creators import approved, measured
from tests.discovery.market import asked, read
from tests.discovery.test_saved_searches import ROWS, Market, looked, matched, saved, told
from tests.harness import ServiceUnderTest, is_problem


async def test_whether_a_search_finds_a_creator_hangs_on_the_columns_that_it_reads(market: Market) -> None:
    """Whoever is like somebody in these columns and like somebody else in all others is found as the first."""
    under_test, _ = market
    dice = random.Random(405)
    async with under_test.session() as session:
        rows = [row.row for row in await session.execute(ROWS)]
    read_from: Counter[str] = Counter()
    for _ in range(400):
        query = read(asked(dice))
        found = [row for row in rows if matches(query, row)]
        columns = columns_of(query)
        for like in [*dice.sample(found, min(len(found), 10)), *dice.sample(rows, 10)]:
            mixed = {**dice.choice(rows), **{column: like[column] for column in columns}}
            assert matches(query, mixed) == matches(query, like), (query, columns)
        read_from.update(columns if found else [])
    assert min(read_from.values()) > 5
    assert len(read_from) == 24, "each column that some filter reads"


async def test_a_change_is_judged_by_searches_that_read_what_changed(discovery: ServiceUnderTest) -> None:
    brand, ana, zoe = discovery.brand(), approved(), approved(handle="zoe")
    await discovery.hear(ana, zoe)
    for search in [{"category": ["food"]}, {"q": "ana"}, {"category": ["food"], "country": ["US"], "platform": ["sandbox"]}]:
        await saved(brand, search)
    wide, large = [(await saved(brand, search))["id"] for search in ({}, {"follower_count_min": 40_000})]
    await discovery.hear(measured(ana, version=2, follower_count=50_000, minutes=1))
    assert await looked(discovery) == Looked(changes=1, candidates=1, matched=1, ended=0)
    assert await told(discovery, large) == [[ana.creator_id]]

    creator = discovery.creator(organization_id=ana.organization_id)
    await creator.patch("/creators/me", {"availability": "on_vacation"})
    assert await looked(discovery) == Looked(changes=1, candidates=0, matched=0, ended=1)
    await creator.patch("/creators/me", {"availability": "available"})
    assert await looked(discovery) == Looked(changes=1, candidates=5, matched=5, ended=0)
    assert await matched(brand, wide) == [ana.creator_id]


async def test_a_search_that_cannot_be_read_finds_nobody_and_others_go_on(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a region has another name since: its owner is told where they read it, and can mend it."""
    brand, ana, zoe = discovery.brand(), approved(), approved(handle="zoe")
    kept = await saved(brand, {"region": ["north_america"], "category": ["food"]})
    other, where = (await saved(brand, {"category": ["food"]}))["id"], f"/saved-searches/{kept['id']}"
    assert kept["unreadable_filters"] == []
    await discovery.hear(ana)
    await looked(discovery)
    assert await matched(brand, kept["id"]) == [ana.creator_id]

    async with discovery.session() as session:
        await session.execute(
            text("update saved_searches set search = search || '{\"region\": [\"atlantis\"]}' where search ? 'region'")
        )
    await discovery.hear(measured(ana, version=2, follower_count=50_000, minutes=1), zoe)
    log = structlog.testing.CapturingLogger()
    monkeypatch.setattr(reading, "logger", log)
    assert await looked(discovery) == Looked(changes=2, candidates=1, matched=1, ended=1)
    (line,) = log.calls
    assert (line.method_name, line.args) == ("warning", ("saved_search_unreadable",))
    assert line.kwargs == {"saved_search_id": kept["id"], "filters": ["region"], "error": "ValidationError"}
    assert sorted(await matched(brand, other)) == sorted([ana.creator_id, zoe.creator_id])
    assert await matched(brand, kept["id"]) == [], "nobody is shown who has changed since and cannot be judged"

    shown = (await brand.get(where)).json()
    assert (shown["unreadable_filters"], shown["search"]["category"], shown["search"]["region"]) == (["region"], ["food"], [])
    listed = (await brand.get("/saved-searches")).json()["data"]
    assert sorted(one["unreadable_filters"] for one in listed) == [[], ["region"]]
    assert (await brand.patch(where, {"name": "Renamed"})).json()["name"] == "Renamed"
    refused = await brand.patch(where, {"search": {"category": ["travel"]}})
    assert is_problem(refused, 422, "validation_failed")
    assert [(error["pointer"], error["code"]) for error in refused.json()["errors"]] == [("/search/region", "unreadable_filter")]

    mended = await brand.patch(where, {"search": {"region": ["north_america"], "country": ["US"]}})
    assert mended.json()["unreadable_filters"] == []
    new = approved(handle="is.new", country="US")
    await discovery.hear(new)
    await looked(discovery)
    assert await matched(brand, kept["id"]) == [new.creator_id]


async def test_a_country_that_does_not_exist_stays_in_what_was_kept(discovery: ServiceUnderTest) -> None:
    """Searches took any two letters once: who follows the United States, and a country that is none, goes on to."""
    brand, ana, zoe, theo = discovery.brand(), approved(), approved(handle="zoe"), approved(handle="theo", country="DE")
    await discovery.hear(ana)
    kept = await saved(brand, {"country": ["US"], "audience_country": ["US"]})
    id, where = kept["id"], f"/saved-searches/{kept['id']}"
    once = {"country": ["US", "XX"], "audience_country": ["UK:0.5", "US"]}
    async with discovery.session() as session:
        await session.execute(text("update saved_searches set search = cast(:once as jsonb)"), {"once": json.dumps(once)})

    await discovery.hear(zoe, theo)
    assert await looked(discovery) == Looked(changes=2, candidates=1, matched=1, ended=0)
    assert await matched(brand, id) == [zoe.creator_id]

    shown = (await brand.get(where)).json()
    assert (shown["unreadable_filters"], {name: shown["search"][name] for name in once}) == ([], once)
    assert (await brand.get("/saved-searches")).json()["data"] == [shown]
    renamed = await brand.patch(where, {"name": "Renamed"})
    assert (renamed.status_code, renamed.json()["search"]) == (200, shown["search"])
    sent_again = await brand.patch(where, {"search": once})
    assert is_problem(sent_again, 422, "validation_failed")
    assert [(error["pointer"], error["code"]) for error in sent_again.json()["errors"]] == [
        ("/search/country/1", "unknown_value"),
        ("/search/audience_country/0", "unknown_value"),
    ]
    changed = await brand.patch(where, {"search": {"category": ["food"]}})
    assert changed.json()["search"] == {**shown["search"], "category": ["food"]}
    new = approved(handle="new")
    await discovery.hear(new)
    await looked(discovery)
    assert await matched(brand, id) == [new.creator_id]
