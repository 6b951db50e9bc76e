"""What no search tells, whichever index answers it: floors, blocks, and who is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event as listening

from services.discovery.profiles.schemas import CreatorChanges
from services.discovery.search.schemas import CreatorSearch
from shared import routing
from tests.discovery.creators import HIDES, approved, old_id, rate, suspended
from tests.discovery.orders import NOW, Ordered
from tests.harness import Actor, ServiceUnderTest, is_problem

PRIVATE = ("minimum_offer", "blocked_categories", "exclusive_categories", "membership", "search_text", "changed_in")


async def test_a_floor_is_found_in_coarse_steps_only(searched: ServiceUnderTest) -> None:
    """Whoever tries every price learns that a floor of 137 lies from 100 to 199, and no more."""
    event = approved(rates=[rate("video", 1)])
    await searched.hear(event)
    me = searched.creator(organization_id=event.organization_id)
    learnt = set()
    for floor in (100, 137, 199):
        await me.patch("/creators/me", {"minimum_offer": {"value": floor, "currency": "USD"}})
        prices = [1, 50, 99, 100, 120, 136, 137, 138, 200]
        answers = [await searched.brand().get(f"/creators?currency=USD&price_max={price}") for price in prices]
        learnt.add(tuple(price for price, answer in zip(prices, answers, strict=True) if answer.json()["total_count"]))
    assert learnt == {(100, 120, 136, 137, 138, 200)}
    assert (await searched.brand().get("/creators?currency=USD")).json()["total_count"] == 1


async def test_a_floor_holds_in_its_own_currency_only(searched: ServiceUnderTest) -> None:
    event = approved(rates=[rate("video", 1)])
    await searched.hear(event)
    me = searched.creator(organization_id=event.organization_id)
    await me.patch("/creators/me", {"minimum_offer": {"value": 100, "currency": "USD"}})

    assert (await searched.brand().get("/creators?currency=USD&price_max=99")).json()["total_count"] == 0
    assert (await searched.brand().get("/creators?currency=EUR&price_max=1")).json()["total_count"] == 1


async def seen_by(brand: Actor) -> tuple[set[str], str]:
    """All that searches tell: who, and every word of it."""
    every = "&".join(f"facet={name}" for name in ("category", "country", "language", "format", "deliverable_type", "badge"))
    answers = [
        await brand.get(f"/creators?limit=100&{every}"),
        await brand.post("/creators/search", {"facet": ["category", "country", "audience_country"], "limit": 100}),
        await brand.get("/creators?q=hider&facet=platform"),
    ]
    assert [answer.status_code for answer in answers] == [200] * 3
    ids = {creator["id"] for answer in answers for creator in answer.json()["data"]}
    counts = {answer.json()["total_count"] for answer in answers[:2]}
    assert counts == {len({creator["id"] for creator in answers[0].json()["data"]})}
    return ids, " ".join(answer.text for answer in answers)


async def test_floors_and_blocks_are_never_printed(searched: ServiceUnderTest) -> None:
    event = approved(handle="hider", categories=["food", "gambling"])
    await searched.hear(event, approved(creator_id=old_id(1)))
    me = searched.creator(organization_id=event.organization_id)
    secrets = {"minimum_offer": {"value": 7654321, "currency": "CHF"}, "blocked_categories": ["gambling", "weapons"]}
    assert (await me.patch("/creators/me", secrets)).status_code == 200

    ids, text = await seen_by(searched.brand())

    assert event.creator_id in ids
    for secret in ("7654321", "CHF", "gambling", "weapons", *PRIVATE):
        assert secret not in text, secret
    for private in PRIVATE:
        assert is_problem(await searched.brand().get(f"/creators?fields={private}"), 422, "validation_failed")
    assert (await searched.brand().get("/creators?category=gambling")).json()["total_count"] == 0


@pytest.mark.parametrize("how", [*HIDES, "on vacation", "not approved"])
async def test_who_is_hidden_is_in_no_list_and_no_count(searched: ServiceUnderTest, how: str) -> None:
    event = approved(handle="hider", country="NZ", categories=["falconry"])
    others = [approved(creator_id=old_id(number)) for number in range(3)]
    await searched.hear(*others)
    if how == "not approved":
        await searched.hear(suspended(event, 1))  # all that identity has told
    else:
        await searched.hear(event)
    assert (event.creator_id in (await seen_by(searched.brand()))[0]) == (how != "not approved")

    if how in HIDES:
        await searched.hear(HIDES[how](event))
    elif how == "on vacation":
        me = searched.creator(organization_id=event.organization_id)
        await me.patch("/creators/me", {"availability": "on_vacation"})

    ids, text = await seen_by(searched.brand())
    assert ids == {other.creator_id for other in others}
    for trace in (event.creator_id, "hider", "falconry", "NZ"):
        assert trace not in text


async def test_what_asking_for_one_creator_tells_is_said_where_it_is_asked(discovery: ServiceUnderTest) -> None:
    """A block and a promise of exclusivity hide, so each can be told by asking for one category: the contract says so."""
    ana = approved(handle="ana.cooks")
    bound = Ordered(ana, exclusivity={"category": "drinks", "duration_days": 30}, ends_at=NOW + timedelta(days=3650))
    await discovery.hear(ana, bound.created())
    me = discovery.creator(organization_id=ana.organization_id)
    assert (await me.patch("/creators/me", {"blocked_categories": ["gambling"]})).status_code == 200

    learnt = {}
    for name in ("campaign_category", "exclusivity_category"):
        for category in ("drinks", "gambling", "food"):
            answer = await discovery.brand().get(f"/creators?q=ana.cooks&{name}={category}")
            learnt[name, category] = answer.json()["total_count"]
    hidden = {("campaign_category", "gambling"), ("exclusivity_category", "drinks")}
    assert {asked for asked, count in learnt.items() if count == 0} == hidden

    said = CreatorSearch.model_json_schema()["properties"]
    for name in ("campaign_category", "exclusivity_category", "price_max"):
        assert "never printed" in said[name]["description"]
        assert "learns" in said[name]["description"]
    own = CreatorChanges.model_json_schema()["properties"]
    for name in ("blocked_categories", "minimum_offer"):
        assert "Nobody else is shown" in own[name]["description"]
    assert "learns" in own["blocked_categories"]["description"]


@contextmanager
def statements_of(under_test: ServiceUnderTest) -> Iterator[list[str]]:
    """Note every statement that is sent to the database meanwhile."""
    engine = under_test.instance.context.sessions.kw["bind"].sync_engine
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    listening.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        listening.remove(engine, "before_cursor_execute", note)


async def test_unknown_and_hidden_ids_are_answered_alike(discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words by the same statements: no clock tells one from the other."""
    monkeypatch.setattr(routing, "LATE_COPY_SECONDS", 0.0)
    hidden = approved(creator_id=old_id(7))
    await discovery.hear(hidden, suspended(hidden))
    brand, told = discovery.brand(), []
    for id in (hidden.creator_id, old_id(8)):
        with statements_of(discovery) as sent:
            answer = await brand.get(f"/creators/{id}")
        assert is_problem(answer, 404, "not_found")
        told.append(({**answer.json(), "request_id": ""}, sorted(answer.headers.keys()), sent))
    assert told[0] == told[1]
    assert len(told[0][2]) > 0


async def test_a_creator_looks_for_nobody_and_reads_themselves_alone(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rival's rates are not theirs to see: 403 where creators are looked for, and a rival's id is as an unknown one."""
    monkeypatch.setattr(routing, "LATE_COPY_SECONDS", 0.0)
    own, rival = approved(creator_id=old_id(1)), approved(creator_id=old_id(2), handle="rival")
    await discovery.hear(own, rival)
    me = discovery.creator(organization_id=own.organization_id)
    ids = {"creator_ids": [own.creator_id, rival.creator_id]}

    looked = [
        ("GET", "/creators", None),
        ("POST", "/creators/search", {}),
        ("GET", f"/creators/{own.creator_id}/similar", None),
        ("POST", "/creator-comparisons", ids),
        ("POST", "/creator-suggestions", {"category": "food"}),
    ]
    for finder in (discovery.brand(), discovery.brand(organization_type="agency"), discovery.staff(), me):
        for method, path, body in looked:
            answer = await finder.get(path) if method == "GET" else await finder.post(path, body)
            if finder is me:
                assert is_problem(answer, 403, "forbidden"), path
                assert "rival" not in answer.text
            else:
                assert answer.status_code == 200, answer.text
                assert "rival" in answer.text, path

    for part in ("", "/authenticity"):
        assert (await me.get(f"/creators/{own.creator_id}{part}")).status_code == 200
        told = []
        for id in (rival.creator_id, old_id(8)):
            with statements_of(discovery) as sent:
                answer = await me.get(f"/creators/{id}{part}")
            assert is_problem(answer, 404, "not_found")
            told.append(({**answer.json(), "request_id": ""}, sorted(answer.headers.keys()), sent))
        assert told[0] == told[1]
        assert told[0][2]
