"""The ways that go wrong, over HTTP: each is refused by its code, and nothing is lost or half done."""

import asyncio

import pytest

from demo import people, work
from demo.client import Answer, Client, Refused, fresh_key
from demo.people import Side
from tests.e2e.pairs import Pair, a_draft_in_review, a_pair, offered, refused

# One suite serves all of them.
pytestmark = pytest.mark.xdist_group("e2e")


async def test_a_declined_funding_moves_nothing_and_the_next_one_funds(visitor: Client) -> None:
    pair = await a_pair(visitor)
    order = await work.agreed(pair.brand, pair.creator, pair.campaign, price=60_000)

    declined = await work.funded(pair.brand, order, outcome="declined")
    assert (declined["state"], declined["failure"]["code"]) == ("failed", "card_declined")
    assert (await pair.brand.client.get(f"/orders/{order['id']}"))["state"] == "awaiting_funding"

    await work.funded(pair.brand, order)
    await work.in_state(pair.brand, f"/orders/{order['id']}", "active")


async def test_too_little_money_waits_and_enough_goes_on(visitor: Client) -> None:
    pair = await a_pair(visitor)
    order = await work.agreed(pair.brand, pair.creator, pair.campaign, price=60_000)

    await work.funded(pair.brand, order, amount=59_999)
    balance = await work.balance(pair.brand, "USD")
    assert (balance["available"]["value"], balance["held"]["value"]) == (59_999, 0)
    await work.funded(pair.brand, order, amount=1)
    await work.in_state(pair.brand, f"/orders/{order['id']}", "active")
    balance = await work.balance(pair.brand, "USD")
    assert (balance["available"]["value"], balance["held"]["value"]) == (0, 60_000)


async def test_a_stale_counter_a_missing_etag_and_the_wrong_side(visitor: Client) -> None:
    pair = await a_pair(visitor)
    offer = await offered(pair)
    path, price = f"/offers/{offer['id']}", {"price": {"value": 70_000, "currency": "USD"}}

    await refused(pair.creator.client.post(f"{path}/counter", price), 428, "precondition_required")
    await refused(pair.brand.client.post(f"{path}/accept", etag=offer.etag), 409, "not_your_turn")
    await pair.creator.client.post(f"{path}/counter", price, etag=offer.etag)
    await refused(pair.creator.client.post(f"{path}/counter", price, etag=offer.etag), 412, "precondition_failed")
    now = await pair.creator.client.get(path)
    await refused(pair.creator.client.post(f"{path}/accept", etag=now.etag), 409, "not_your_turn")
    assert (now["state"], now["turn"], now["terms_version"]) == ("countered", "brand", 2)


async def test_an_offer_to_somebody_who_was_not_asked(visitor: Client) -> None:
    brand = await people.short_cut(visitor, "brand")
    creator = await people.short_cut(visitor, "creator")
    campaign = await work.published_campaign(brand, visitor, currency="USD")
    offer = {"campaign_id": campaign["id"], "creator_id": creator.creator_id, "price": {"value": 1, "currency": "USD"}}
    await refused(brand.client.post("/offers", offer), 409, "creator_not_engaged")

    applied = await creator.client.post(
        f"/campaigns/{campaign['id']}/applications",
        {"pitch": "I cook.", "price": {"value": 5_000, "currency": "USD"}, "answers": [{"question_id": "q1", "text": "Yes."}]},
    )
    assert applied["state"] == "submitted"
    assert campaign["id"] in {one["id"] for one in (await creator.client.get("/opportunities", limit=100))["data"]}
    assert (await brand.client.post("/offers", offer))["state"] == "sent"


async def test_a_budget_fought_over_by_twenty_offers_is_never_exceeded(visitor: Client) -> None:
    brand = await people.short_cut(visitor, "brand")
    campaign = await work.published_campaign(brand, visitor, currency="USD", budget=350_000)
    creators: list[Side] = []
    for _ in range(5):
        creators += await asyncio.gather(*(people.short_cut(visitor, "creator") for _ in range(4)))
    await asyncio.gather(*(work.engaged(brand, creator, campaign) for creator in creators))

    answers = await asyncio.gather(
        *(offered(Pair(brand, creator, campaign), 50_000) for creator in creators), return_exceptions=True
    )

    sent = [answer for answer in answers if isinstance(answer, Answer)]
    codes = [answer.code for answer in answers if isinstance(answer, Refused)]
    assert (len(sent), codes) == (7, ["budget_exceeded"] * 13)
    now = await brand.client.get(f"/campaigns/{campaign['id']}")
    assert (now["budget_committed"]["value"], now["budget_remaining"]["value"]) == (350_000, 0)


async def test_rounds_are_used_up(visitor: Client) -> None:
    pair = await a_pair(visitor)
    order = await work.agreed(pair.brand, pair.creator, pair.campaign, price=60_000)
    await work.funded(pair.brand, order)
    draft = await a_draft_in_review(pair, order)
    item = {"anchor": {"type": "text", "field": "caption", "start": 0, "end": 3}, "comment": "Again."}
    for number in (1, 2):
        await pair.brand.client.post(f"/drafts/{draft['id']}/request-changes", {"version_number": number, "items": [item]})
        upload = await work.uploaded(pair.creator, work.film_of(f"{draft['id']} {number}"))
        body = {"caption": work.CAPTION, "hashtags": work.HASHTAGS, "upload_ids": [upload["id"]]}
        await pair.creator.client.post(f"/drafts/{draft['id']}/versions", body)
        await pair.creator.client.post(f"/drafts/{draft['id']}/submit")
        await work.in_state(pair.brand, f"/drafts/{draft['id']}", "brand_review")
    third = pair.brand.client.post(f"/drafts/{draft['id']}/request-changes", {"version_number": 3, "items": [item]})
    await refused(third, 409, "revision_rounds_used")
    await refused(pair.brand.client.post(f"/drafts/{draft['id']}/approve", {"version_number": 2}), 409, "version_superseded")
    approved = await pair.brand.client.post(f"/drafts/{draft['id']}/approve", {"version_number": 3})
    assert approved["state"] == "approved"
    await refused(pair.brand.client.post(f"/drafts/{draft['id']}/approve", {"version_number": 3}), 409, "invalid_state")


async def test_a_draft_rejected_by_policy_is_mended_without_a_round(visitor: Client) -> None:
    pair = await a_pair(visitor)
    order = await work.agreed(pair.brand, pair.creator, pair.campaign, price=60_000)
    await work.funded(pair.brand, order)
    draft = await work.submitted_draft(pair.creator, order, order["deliverables"][0], caption="OtherPan is better.")
    rejected = await work.in_state(pair.creator, f"/drafts/{draft['id']}", "policy_rejected")
    assert {"brief.must_mention", "brief.must_not_mention"} <= {finding["rule"] for finding in rejected["findings"]}

    upload = await work.uploaded(pair.creator, work.film_of("mended"))
    body = {"caption": work.CAPTION, "hashtags": work.HASHTAGS, "upload_ids": [upload["id"]]}
    assert (await pair.creator.client.post(f"/drafts/{draft['id']}/versions", body))["version_number"] == 2
    await pair.creator.client.post(f"/drafts/{draft['id']}/submit")
    passed = await work.in_state(pair.brand, f"/drafts/{draft['id']}", "brand_review")
    assert passed["rounds_used"] == 0


async def test_two_reviewers_at_once_and_approval_against_a_change_request(visitor: Client) -> None:
    pair = await a_pair(visitor, deliverables=2)
    order = await work.agreed(pair.brand, pair.creator, pair.campaign, price=60_000)
    await work.funded(pair.brand, order)
    draft = await a_draft_in_review(pair, order)
    path = f"/drafts/{draft['id']}"

    approvals = await asyncio.gather(
        *(pair.brand.client.post(f"{path}/approve", {"version_number": 1}) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(one, Answer) for one in approvals) == 1
    assert {one.code for one in approvals if isinstance(one, Refused)} == {"invalid_state"}
    await work.payable_of(pair.creator, order["deliverables"][0])
    assert len((await pair.creator.client.get("/payables"))["data"]) == 1

    second = await work.submitted_draft(pair.creator, order, order["deliverables"][1])
    await work.in_state(pair.brand, f"/drafts/{second['id']}", "brand_review")
    item = {"anchor": {"type": "text", "field": "caption", "start": 0, "end": 3}, "comment": "Again."}
    both = await asyncio.gather(
        pair.brand.client.post(f"/drafts/{second['id']}/approve", {"version_number": 1}),
        pair.brand.client.post(f"/drafts/{second['id']}/request-changes", {"version_number": 1, "items": [item]}),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in both) == ["Answer", "Refused"]
    winner = next(one for one in both if isinstance(one, Answer))
    assert (await pair.brand.client.get(f"/drafts/{second['id']}"))["state"] == winner["state"]


async def test_a_withdrawn_offer_gives_its_budget_back(visitor: Client) -> None:
    pair = await a_pair(visitor)
    offer = await offered(pair, 400_000)
    withdrawn = await pair.brand.client.post(f"/offers/{offer['id']}/withdraw", etag=offer.etag)
    assert (withdrawn["state"], withdrawn["actions"]) == ("withdrawn", [])
    await refused(pair.creator.client.post(f"/offers/{offer['id']}/accept", etag=withdrawn.etag), 409, "invalid_state")
    assert (await pair.brand.client.get(f"/campaigns/{pair.campaign['id']}"))["budget_committed"]["value"] == 0


async def test_somebody_elses_things_are_not_there(visitor: Client) -> None:
    pair, other = await a_pair(visitor), await a_pair(visitor)
    order = await work.agreed(pair.brand, pair.creator, pair.campaign, price=60_000)
    for stranger in (other.brand, other.creator):
        await refused(stranger.client.get(f"/orders/{order['id']}"), 404, "not_found")
        await refused(stranger.client.get(f"/orders/{order['id']}/contract"), 404, "not_found")
    await refused(other.brand.client.post(f"/campaigns/{pair.campaign['id']}/publish"), 404, "not_found")
    await refused(pair.creator.client.get(f"/campaigns/{pair.campaign['id']}"), 404, "not_found")


async def test_a_draft_before_the_funding(visitor: Client) -> None:
    pair = await a_pair(visitor)
    order = await work.agreed(pair.brand, pair.creator, pair.campaign, price=60_000)
    upload = await work.uploaded(pair.creator, work.film_of("early"))
    body = {
        "order_id": order["id"],
        "deliverable_id": order["deliverables"][0]["id"],
        "caption": work.CAPTION,
        "hashtags": work.HASHTAGS,
        "upload_ids": [upload["id"]],
    }
    await refused(pair.creator.client.post("/drafts", body), 409, "order_not_active")
    # Funded meanwhile: the same request waits for the news by itself.
    await work.funded(pair.brand, order)
    assert (await pair.creator.client.post("/drafts", body))["state"] == "created"


async def test_a_creator_who_is_not_eligible_hears_which_rules_failed(visitor: Client) -> None:
    client, _ = await people.person(visitor, "newcomer", country="KR")
    await client.post("/organizations", {"type": "creator", "name": "New", "country": "KR", "currency": "USD"})
    handle = f"ineligible_{fresh_key()[:8]}"
    await visitor.put(f"/sandbox/social-accounts/{handle}", {"country": "KR"})
    account = await client.post("/social-accounts", {"platform": "sandbox", "handle": handle})
    seen = await client.get("/creator-eligibility", social_account_id=account["id"])
    assert not seen["eligible"]
    assert next(rule["threshold"] for rule in seen["rules"] if rule["unit"] == "years") == 19
    application = await client.post(
        "/creator-applications",
        {
            "social_account_ids": [account["id"]],
            "categories": ["food"],
            "languages": ["ko"],
            "formats": ["video"],
            "bio": "",
            "rates": [],
        },
    )
    problem = await refused(client.post(f"/creator-applications/{application['id']}/submit"), 409, "not_eligible")
    assert problem.problem["rules"]
    assert all(not rule["passed"] for rule in problem.problem["rules"])


async def test_ten_payouts_at_once_pay_once(visitor: Client) -> None:
    pair = await a_pair(visitor)
    order = await work.agreed(pair.brand, pair.creator, pair.campaign, price=60_000)
    await work.funded(pair.brand, order)
    draft = await a_draft_in_review(pair, order)
    await pair.brand.client.post(f"/drafts/{draft['id']}/approve", {"version_number": 1})
    await work.payable_of(pair.creator, order["deliverables"][0])
    await work.can_be_paid(pair.creator, currency="USD")
    await work.soon(lambda: work.balance(pair.creator, "USD"), lambda one: one["available"]["value"] == 54_000)

    body = {"currency": "USD", "amount": {"value": 54_000, "currency": "USD"}}
    answers = await asyncio.gather(
        *(pair.creator.client.post("/payouts", body, key=fresh_key()) for _ in range(10)), return_exceptions=True
    )

    made = [one for one in answers if isinstance(one, Answer)]
    assert len(made) == 1
    assert {one.code for one in answers if isinstance(one, Refused)} == {"insufficient_balance"}
    await work.in_state(pair.creator, f"/payouts/{made[0]['id']}", "paid")
