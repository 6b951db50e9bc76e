"""Offers: guards, turns, budget, the order that they become."""

import asyncio
import collections
import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.campaigns.offers.arithmetic import by_weight
from shared.events.campaigns import CampaignStarted, OfferAccepted, OfferExpired, OrderCreated
from shared.money import Money
from tests.campaigns.factories import (
    a_brand,
    a_campaign,
    a_creator,
    an_offer,
    an_order,
    day,
    engage,
    floor,
    offer_body,
    seen,
    suspended,
    usd,
    wishes,
)
from tests.harness import ServiceUnderTest, TestClock, is_problem


async def test_from_campaign_to_order(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand, metadata={"season": "spring"})
    await engage(brand, campaign, creator, creator_id)

    offer = await an_offer(brand, campaign, creator_id, 60_000, message="Deal?")
    assert offer["metadata"] == {"season": "spring"}
    assert (offer["state"], offer["turn"], offer["terms_version"]) == ("sent", "creator", 1)
    assert offer["amounts"] == {"platform_fee": usd(6_000), "platform_fee_basis_points": 1_000, "creator_net": usd(54_000)}
    assert offer["actions"] == ["withdraw"]

    countered = await creator.post(f"/offers/{offer['id']}/counter", {"price": usd(70_001), "message": "more"}, **seen(offer))
    assert countered.status_code == 200, countered.text
    body = countered.json()
    assert (body["state"], body["turn"], body["terms_version"]) == ("countered", "brand", 2)
    assert body["amounts"]["platform_fee"] == usd(7_000)
    assert [version["made_by"] for version in body["history"]] == ["brand", "creator"]
    assert (await brand.get(f"/campaigns/{campaign['id']}")).json()["budget_committed"] == usd(60_000)

    accepted = await brand.post(f"/offers/{offer['id']}/accept", **seen(body))
    assert accepted.status_code == 200, accepted.text
    assert accepted.json()["state"] == "accepted"
    order = (await creator.get(f"/orders/{accepted.json()['order_id']}")).json()
    assert order["state"] == "awaiting_funding"
    assert order["amounts"]["creator_net"] == usd(63_001)
    after = (await brand.get(f"/campaigns/{campaign['id']}")).json()
    assert (after["state"], after["budget_committed"]) == ("in_progress", usd(70_001))
    for kind in (OfferAccepted, OrderCreated, CampaignStarted):
        assert len(await campaigns.said(kind)) == 1
    assert [told.version for told in await campaigns.said(OfferAccepted)] == [accepted.json()["version"]]


async def test_the_offer_shows_what_is_offered(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    await engage(brand, campaign, creator, creator_id)
    lines = [
        {"type": "video", "title": "Recipe", "quantity": 2, "due_on": day(20), "amount": usd(20_000)},
        {"type": "story", "title": "Story", "quantity": 1, "due_on": day(25), "amount": usd(10_001)},
    ]
    terms = {"retention_days": 60, "exclusivity": {"duration_days": 5}}
    more = {"deliverables": lines, "terms": terms, "metadata": {"team": "7"}, "external_reference": "off-1"}

    offer = await an_offer(brand, campaign, creator_id, 50_001, **more)

    assert [line["amounts"] for line in offer["deliverables"]] == [[usd(20_000)] * 2, [usd(10_001)]]
    assert offer["deliverables"][0]["publish_by_on"] == campaign["ends_on"]
    exclusivity = {**campaign["terms"]["exclusivity"], "duration_days": 5}
    assert offer["terms"] == {**campaign["terms"], "retention_days": 60, "exclusivity": exclusivity}
    assert (offer["metadata"], offer["external_reference"], offer["brief"]) == ({"team": "7"}, "off-1", campaign["brief"])
    countered = (await creator.post(f"/offers/{offer['id']}/counter", {"price": usd(100_003)}, **seen(offer))).json()
    shares = [share["value"] for line in countered["deliverables"] for share in line["amounts"]]
    assert sum(shares) == 100_003
    assert shares[0] in {40_000, 40_001}
    assert countered["terms"] == offer["terms"]
    assert [one["id"] for one in (await brand.get("/offers?external_reference=off-1")).json()["data"]] == [offer["id"]]
    assert [one["id"] for one in (await creator.get("/offers?state=countered")).json()["data"]] == [offer["id"]]


async def test_a_counter_leaves_no_deliverable_without_a_share(campaigns: ServiceUnderTest) -> None:
    """The ledger knows no entry of nothing."""
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    await engage(brand, campaign, creator, creator_id)
    lines = [
        {"type": "story", "title": "Story", "due_on": day(20), "amount": usd(1)},
        {"type": "video", "title": "Recipe", "due_on": day(20), "amount": usd(99_999)},
    ]
    offer = await an_offer(brand, campaign, creator_id, 100_000, deliverables=lines)

    answer = await creator.post(f"/offers/{offer['id']}/counter", {"price": usd(10_000)}, **seen(offer))

    assert is_problem(answer, 422, "validation_failed")
    assert (answer.json()["errors"][0]["pointer"], answer.json()["errors"][0]["code"]) == ("/price/value", "amount_too_small")


async def test_bad_offers_are_named_and_change_nothing(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    await engage(brand, campaign, creator, creator_id)
    line = {"type": "video", "title": "A video", "due_on": day(20)}
    for change, pointer in (
        ({"price": usd(0)}, "/price"),
        ({"price": usd(-1)}, "/price"),
        ({"price": usd(2**53)}, "/price/value"),
        ({"price": {"value": 5, "currency": "EUR"}}, "/price/currency"),
        ({"price": {"value": True, "currency": "USD"}}, "/price/value"),
        ({"creator_id": "crt_1"}, "/creator_id"),
        ({"campaign_id": creator_id}, "/campaign_id"),
        ({"deliverables": []}, "/deliverables"),
        ({"deliverables": [{**line, "due_on": day(0)}]}, "/deliverables/0/due_on"),
        ({"deliverables": [{**line, "due_on": day(70)}]}, "/deliverables/0/due_on"),
        ({"deliverables": [{**line, "amount": usd(1)}]}, "/deliverables"),
        ({"deliverables": [{**line, "amount": usd(60_000)}, line]}, "/deliverables"),
        ({"deliverables": [{**line, "amount": {"value": 60_000, "currency": "EUR"}}]}, "/deliverables/0/amount/currency"),
        ({"deliverables": [{**line, "quantity": 3}], "price": usd(2)}, "/price/value"),
        ({"terms": {"payment": {"type": "hybrid"}}}, "/terms/payment/type"),
        ({"terms": {"retention_days": -1}}, "/terms/retention_days"),
        ({"terms": {"colour": "red"}}, "/terms/colour"),
        ({"turn": "brand"}, "/turn"),
    ):
        answer = await brand.post("/offers", {**offer_body(campaign, creator_id), **change})
        assert is_problem(answer, 422, "validation_failed"), change
        assert answer.json()["errors"][0]["pointer"] == pointer, change
    assert await campaigns.scalar("select count(*) from offers") == 0
    assert await campaigns.scalar("select committed_value from campaigns") == 0
    other = await a_campaign(await a_brand(campaigns))
    assert is_problem(await brand.post("/offers", offer_body(other, creator_id)), 404, "not_found")
    assert is_problem(await creator.post("/offers", offer_body(campaign, creator_id)), 403, "forbidden")


@pytest.mark.usefixtures("impatient")
async def test_what_stands_against_an_offer(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand, budget=usd(100_000))
    assert is_problem(await brand.post("/offers", offer_body(campaign, creator_id)), 409, "creator_not_engaged")
    await engage(brand, campaign, creator, creator_id)
    exceeded = await brand.post("/offers", offer_body(campaign, creator_id, 100_001))
    assert is_problem(exceeded, 409, "budget_exceeded")
    assert exceeded.json()["budget_remaining"] == usd(100_000)
    await campaigns.hear(wishes(creator, creator_id, minimum_offer=floor(50_000)))
    below = await brand.post("/offers", offer_body(campaign, creator_id, 49_999))
    assert is_problem(below, 409, "below_minimum_offer")
    assert "50000" not in below.text  # the floor is the creator's secret
    await campaigns.hear(wishes(creator, creator_id, version=2, minimum_offer=floor(50_000, "EUR")))
    offer = await an_offer(brand, campaign, creator_id, 49_999)
    assert is_problem(await brand.post("/offers", offer_body(campaign, creator_id, 5)), 409, "offer_already_open")
    await campaigns.hear(suspended(creator, creator_id, version=2))
    for move, body in (("accept", None), ("counter", {"price": usd(60_000)})):
        assert is_problem(await creator.post(f"/offers/{offer['id']}/{move}", body, **seen(offer)), 409, "creator_not_active")


@pytest.mark.usefixtures("impatient")
async def test_a_floor_that_rose_meanwhile_is_seen_at_acceptance(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns)
    campaign = await a_campaign(brand)
    creator, creator_id = await a_creator(campaigns)
    await engage(brand, campaign, creator, creator_id)
    offer = await an_offer(brand, campaign, creator_id, 60_000)
    await campaigns.hear(wishes(creator, creator_id, minimum_offer=floor(70_000)))
    refused = await creator.post(f"/offers/{offer['id']}/accept", **seen(offer))
    assert is_problem(refused, 409, "below_minimum_offer")
    # A price that the creator asks for itself is not under the creator's floor.
    lower = (await creator.post(f"/offers/{offer['id']}/counter", {"price": usd(65_000)}, **seen(offer))).json()
    assert (await brand.post(f"/offers/{offer['id']}/accept", **seen(lower))).json()["state"] == "accepted"


async def test_turns_and_versions(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    await engage(brand, campaign, creator, creator_id)
    offer = await an_offer(brand, campaign, creator_id)
    path, price = f"/offers/{offer['id']}", {"price": usd(61_000)}
    bodies = {"counter": price, "accept": None, "decline": None, "withdraw": None}

    for move, body in bodies.items():
        assert is_problem(await creator.post(f"{path}/{move}", body), 428, "precondition_required")
        stale = await creator.post(f"{path}/{move}", body, headers={"If-Match": '"v7"'})
        assert is_problem(stale, 412, "precondition_failed")
        assert stale.headers["etag"] == '"v1"'
        assert is_problem(await campaigns.creator().post(f"{path}/{move}", body, **seen(offer)), 404, "not_found")
    for move in ("counter", "accept", "decline"):
        refused = await brand.post(f"{path}/{move}", bodies[move], **seen(offer))
        assert is_problem(refused, 409, "not_your_turn")
        assert refused.json()["turn"] == "creator"
    assert is_problem(await creator.post(f"{path}/withdraw", **seen(offer)), 409, "not_your_turn")
    assert (await creator.get(path)).json()["actions"] == ["counter", "accept", "decline"]
    countered = (await creator.post(f"{path}/counter", price, **seen(offer))).json()
    assert is_problem(await creator.post(f"{path}/accept", **seen(countered)), 409, "not_your_turn")
    again = (
        await brand.post(f"{path}/counter", {"price": usd(60_500), "terms": {"retention_days": 7}}, **seen(countered))
    ).json()
    assert (again["turn"], again["terms_version"], again["terms"]["retention_days"]) == ("creator", 3, 7)
    assert [(one["made_by"], one["price"]["value"]) for one in again["history"]] == [
        ("brand", 60_000),
        ("creator", 61_000),
        ("brand", 60_500),
    ]
    declined = (await creator.post(f"{path}/decline", **seen(again))).json()
    assert (declined["state"], declined["turn"], declined["is_final"], declined["actions"]) == ("declined", None, True, [])
    for side, (move, body) in itertools.product((brand, creator), bodies.items()):
        assert is_problem(await side.post(f"{path}/{move}", body, **seen(declined)), 409, "invalid_state")
    assert (await brand.get(f"/campaigns/{campaign['id']}")).json()["budget_committed"] == usd(0)


async def test_the_budget_is_never_exceeded_by_racing_offers(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns)
    campaign = await a_campaign(brand, budget=usd(250_000))
    creators = [await a_creator(campaigns, handle=f"c{index}") for index in range(20)]
    await asyncio.gather(*(engage(brand, campaign, creator, creator_id) for creator, creator_id in creators))

    answers = await asyncio.gather(*(brand.post("/offers", offer_body(campaign, id, 60_000)) for _, id in creators))

    assert sorted(answer.status_code for answer in answers) == [201] * 4 + [409] * 16
    assert all(is_problem(answer, 409, "budget_exceeded") for answer in answers if answer.status_code == 409)
    assert (await brand.get(f"/campaigns/{campaign['id']}")).json()["budget_committed"] == usd(240_000)
    # The brand's counters race for the ten thousand that are left: two of five thousand fit.
    offers = [answer.json() for answer in answers if answer.status_code == 201]
    actors = {id: creator for creator, id in creators}
    countered = await asyncio.gather(
        *(
            actors[offer["creator"]["id"]].post(f"/offers/{offer['id']}/counter", {"price": usd(65_000)}, **seen(offer))
            for offer in offers
        )
    )
    assert (await brand.get(f"/campaigns/{campaign['id']}")).json()["budget_committed"] == usd(240_000)
    accepted = await asyncio.gather(
        *(brand.post(f"/offers/{answer.json()['id']}/accept", **seen(answer.json())) for answer in countered)
    )
    assert sorted(answer.status_code for answer in accepted) == [200, 200, 409, 409]
    assert (await brand.get(f"/campaigns/{campaign['id']}")).json()["budget_remaining"] == usd(0)


async def test_what_is_committed_is_always_open_offers_and_orders(campaigns: ServiceUnderTest) -> None:
    """A random walk through every way in which an offer changes, with the sum recomputed from the rows at each step."""
    brand = await a_brand(campaigns)
    campaign = await a_campaign(brand, budget=usd(200_000))
    creators = {id: actor for actor, id in [await a_creator(campaigns, handle=f"c{index}") for index in range(4)]}
    for creator_id, creator in creators.items():
        await engage(brand, campaign, creator, creator_id)
    recomputed = (
        "select coalesce((select sum(reserved_value) from offers where state in ('sent', 'countered')), 0)"
        " + coalesce((select sum(price_value - refunded_value) from orders where not has_failed), 0)"
    )
    dice = random.Random(7)
    moved: collections.Counter[str] = collections.Counter()
    for _ in range(45):
        creator_id = dice.choice(list(creators))
        listed = (await brand.get(f"/offers?creator_id={creator_id}&state=sent&state=countered")).json()["data"]
        if not listed:
            answer = await brand.post("/offers", offer_body(campaign, creator_id, dice.randrange(1, 90_000)))
            moved["send"] += answer.status_code == 201
        else:
            offer = listed[0]
            side = brand if offer["turn"] == "brand" else creators[creator_id]
            move = dice.choice(["counter", "counter", "counter", "accept", "decline", "withdraw"])
            body = {"price": usd(dice.randrange(1, 90_000))} if move == "counter" else None
            actor = brand if move == "withdraw" else side
            answer = await actor.post(f"/offers/{offer['id']}/{move}", body, **seen(offer))
            moved[move] += answer.status_code == 200
        assert answer.status_code in {200, 201} or is_problem(answer, 409, "budget_exceeded")
        committed = await campaigns.scalar("select committed_value from campaigns")
        assert committed == await campaigns.scalar(recomputed)
        assert 0 <= committed <= 200_000
    assert all(moved[move] for move in ("send", "counter", "accept", "decline", "withdraw")), moved


async def test_an_offer_lapses_seven_days_after_the_newest_terms(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    await engage(brand, campaign, creator, creator_id)
    offer = await an_offer(brand, campaign, creator_id)
    clock.advance(days=5)
    countered = (await creator.post(f"/offers/{offer['id']}/counter", {"price": usd(1)}, **seen(offer))).json()
    clock.advance(days=3)
    await campaigns.run_timers()  # the timer of the first terms, which are no more
    assert (await brand.get(f"/offers/{offer['id']}")).json()["state"] == "countered"
    clock.advance(days=5)
    await campaigns.run_timers()
    expired = (await brand.get(f"/offers/{offer['id']}")).json()
    assert (expired["state"], expired["turn"], expired["terms_version"]) == ("expired", None, countered["terms_version"])
    assert (await brand.get(f"/campaigns/{campaign['id']}")).json()["budget_committed"] == usd(0)
    assert len(await campaigns.said(OfferExpired)) == 1


async def test_exclusivity_excludes_other_brands_of_the_category(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    first, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    await an_order(campaigns, first, creator, creator_id)  # food, until 30 days after the campaign's end
    second, third = await a_brand(campaigns, name="Second"), await a_brand(campaigns, name="OtherPan")
    no_terms = {"terms": {}}
    same_category = await a_campaign(second, **no_terms)
    other_category = await a_campaign(second, category="travel", **no_terms)
    competitor = await a_campaign(third, category="travel", **no_terms)
    own = await a_campaign(first)
    for brand, campaign in ((second, same_category), (second, other_category), (third, competitor), (first, own)):
        await engage(brand, campaign, creator, creator_id)

    assert is_problem(await second.post("/offers", offer_body(same_category, creator_id)), 409, "exclusivity_conflict")
    assert is_problem(await third.post("/offers", offer_body(competitor, creator_id)), 409, "exclusivity_conflict")
    await an_offer(second, other_category, creator_id)
    await an_offer(first, own, creator_id)
    clock.advance(days=89)
    later = await a_campaign(second, **no_terms)
    await engage(second, later, creator, creator_id)
    assert is_problem(await second.post("/offers", offer_body(later, creator_id)), 409, "exclusivity_conflict")
    clock.advance(days=3)
    await an_offer(second, later, creator_id)


async def test_of_two_exclusive_offers_one_is_accepted(campaigns: ServiceUnderTest) -> None:
    creator, creator_id = await a_creator(campaigns)
    offers = []
    for name in ("First", "Second", "Third"):
        brand = await a_brand(campaigns, name=name)
        campaign = await a_campaign(brand)
        await engage(brand, campaign, creator, creator_id)
        offers.append(await an_offer(brand, campaign, creator_id))

    answers = await asyncio.gather(*(creator.post(f"/offers/{offer['id']}/accept", **seen(offer)) for offer in offers))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert all(is_problem(answer, 409, "exclusivity_conflict") for answer in answers if answer.status_code == 409)
    assert await campaigns.scalar("select count(*) from orders") == 1


async def test_one_acceptance_counts_however_often_it_is_sent(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    await engage(brand, campaign, creator, creator_id)
    offer = await an_offer(brand, campaign, creator_id)
    accepting = [creator.post(f"/offers/{offer['id']}/accept", **seen(offer)) for _ in range(4)]
    withdrawing = brand.post(f"/offers/{offer['id']}/withdraw", **seen(offer))
    *answers, withdrawn = await asyncio.gather(*accepting, withdrawing)
    succeeded = [answer for answer in (*answers, withdrawn) if answer.status_code == 200]
    assert len(succeeded) == 1
    assert all(is_problem(answer, 412, "precondition_failed") for answer in (*answers, withdrawn) if answer.status_code != 200)
    orders = await campaigns.scalar("select count(*) from orders")
    committed = await campaigns.scalar("select committed_value from campaigns")
    assert (orders, committed) == ((0, 0) if withdrawn.status_code == 200 else (1, 60_000))
    keyed = {"headers": {"If-Match": seen(offer)["headers"]["If-Match"], "Idempotency-Key": "once"}}
    assert is_problem(await creator.post(f"/offers/{offer['id']}/accept", **keyed), 412, "precondition_failed")


@given(
    price=st.integers(min_value=1, max_value=2**53 - 1),
    weights=st.lists(st.integers(min_value=1, max_value=2**53 - 1), min_size=1, max_size=20),
)
def test_shares_make_up_the_price_exactly(price: int, weights: list[int]) -> None:
    shares = by_weight(Money(price, "USD"), weights)
    assert sum(share.value for share in shares) == price
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.value * sum(weights) - price * weight) < sum(weights)
    equal = by_weight(Money(price, "USD"), [5] * len(weights))
    assert equal == Money(price, "USD").split(len(weights))
