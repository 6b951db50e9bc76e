"""Orders: the frozen contract, who sees them, due dates, retention, the end."""

import hashlib
import json
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from shared.clock import clock as business_clock
from shared.events.campaigns import (
    DeliverableCancelled,
    DeliverableOverdue,
    OrderActivated,
    OrderCancelled,
    OrderCompleted,
    OrderCreated,
    OrderUpdated,
)
from shared.events.payouts import HoldFunded, HoldRefunded, HoldReleased, HoldSettled
from shared.events.review import DraftApproved, DraftChangesRequested, DraftSubmitted, PublicationTakenDown, PublicationVerified
from tests.campaigns.factories import a_brand, a_campaign, a_creator, an_offer, an_order, day, engage, seen, usd
from tests.campaigns.facts import Facts
from tests.harness import Actor, ServiceUnderTest, TestClock, is_problem


async def a_funded_order(campaigns: ServiceUnderTest, *, quantity: int = 1) -> tuple[Actor, Actor, dict[str, object], Facts]:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    lines = [{"type": "video", "title": "A video", "quantity": quantity, "due_on": day(20)}]
    order = await an_order(campaigns, brand, creator, creator_id, deliverables=lines)
    facts = Facts(order)
    await campaigns.hear(facts.hold(HoldFunded, 2))
    return brand, creator, order, facts


async def test_an_order_shows_what_was_agreed_and_its_contract_is_the_bytes_that_were_hashed(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    lines = [{"type": "video", "title": 'Smörgåsbord \u2028 "video"', "quantity": 3, "due_on": day(20)}]
    campaign = await a_campaign(brand, deliverables=lines, time_zone="Asia/Tokyo")
    await engage(brand, campaign, creator, creator_id)
    offer = await an_offer(brand, campaign, creator_id, 100_001, metadata={"po": "7"}, external_reference="x-1")
    accepted = (await creator.post(f"/offers/{offer['id']}/accept", **seen(offer))).json()
    order = (await creator.get(f"/orders/{accepted['order_id']}")).json()

    assert order["amounts"] == {
        "price": usd(100_001),
        "platform_fee": usd(10_000),
        "creator_net": usd(90_001),
        "held": usd(0),
        "released": usd(0),
        "refunded": usd(0),
    }
    assert [line["amount"]["value"] for line in order["deliverables"]] == [33_334, 33_334, 33_333]
    assert all(line["id"].startswith("dlv_") and line["state"] == "pending" for line in order["deliverables"])
    assert all(line["draft"] is None and line["publication"] is None for line in order["deliverables"])
    assert order["deliverables"][0]["due_at"] == f"{day(20)}T14:59:59.000000Z"
    assert (order["hold"], order["actions"], order["offer_id"]) == (None, [], offer["id"])
    to_brand = (await brand.get(f"/orders/{order['id']}")).json()
    assert (to_brand["metadata"], to_brand["external_reference"]) == ({"po": "7"}, "x-1")
    assert order["contract"]["terms"] == campaign["terms"]

    contract = await brand.get(f"/orders/{order['id']}/contract")
    assert contract.headers["content-type"] == "application/json"
    assert hashlib.sha256(contract.content).hexdigest() == order["contract"]["sha256"]
    document = json.loads(contract.content)
    again = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert again == contract.content
    assert document["price"] == usd(100_001)
    assert document["brief"] == campaign["brief"]
    assert [line["deliverable_id"] for line in document["deliverables"]] == [line["id"] for line in order["deliverables"]]
    assert document["accepted_at"] == order["contract"]["accepted_at"]
    # What is changed afterwards changes no contract.
    await brand.patch(f"/campaigns/{campaign['id']}", {"brief": {"summary": "Other"}}, headers={"If-Match": "*"})
    assert (await creator.get(f"/orders/{order['id']}/contract")).content == contract.content

    [told] = await campaigns.said(OrderCreated)
    assert told.contract_sha256 == order["contract"]["sha256"]
    assert (told.platform_fee.value, told.platform_fee_basis_points, told.fee_policy_version) == (10_000, 1_000, "fee-2026-01")
    assert (told.brand_name, told.creator_name, told.handle, told.platform) == ("Lumen", "Ana", "ana", "sandbox")
    assert (told.terms, told.brief, told.metadata) == (campaign["terms"], campaign["brief"], {"po": "7"})
    assert sum(line.amount.value for line in told.deliverables) == 100_001
    assert (told.time_zone, told.category, told.state) == ("Asia/Tokyo", "food", "awaiting_funding")


async def test_what_a_brand_notes_for_itself_is_seen_by_no_creator(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand, metadata={"note": "cheapest of all"}, external_reference="SPRING-7")
    await engage(brand, campaign, creator, creator_id)
    offer = await an_offer(brand, campaign, creator_id, 60_000, external_reference="PO-7")
    accepted = await creator.post(f"/offers/{offer['id']}/accept", **seen(offer))
    paths = [
        *("/offers", f"/offers/{offer['id']}", "/orders", f"/orders/{accepted.json()['order_id']}"),
        *("/invitations", f"/opportunities/{campaign['id']}"),
    ]

    answers = [accepted, *[await creator.get(path) for path in paths]]
    assert {answer.status_code for answer in answers} == {200}
    for answer in answers:
        assert not any(said in answer.text for said in ("cheapest", "SPRING-7", "PO-7")), answer.url
    for noun in ("offers", "orders"):
        [to_creator] = (await creator.get(f"/{noun}")).json()["data"]
        [to_brand] = (await brand.get(f"/{noun}?external_reference=PO-7")).json()["data"]
        assert (to_creator["metadata"], to_creator["external_reference"]) == ({}, None)
        assert (to_brand["metadata"], to_brand["external_reference"]) == ({"note": "cheapest of all"}, "PO-7")
        assert (await creator.get(f"/{noun}?external_reference=PO-7")).json()["data"] == []
    told = [event.model_dump_json() for event in await campaigns.said() if event.wire_name != "order.created"]
    assert not any("cheapest" in one or "PO-7" in one for one in told)


@pytest.mark.parametrize("change", ["update contracts set content = ''", "delete from offer_terms", "delete from contracts"])
async def test_what_was_agreed_cannot_be_changed_in_the_database_either(campaigns: ServiceUnderTest, change: str) -> None:
    await a_funded_order(campaigns)
    with pytest.raises(IntegrityError, match="append-only"):
        async with campaigns.session() as session:
            await session.execute(text(change))


async def test_others_do_not_see_an_order(campaigns: ServiceUnderTest) -> None:
    brand, creator, order, _ = await a_funded_order(campaigns)
    for stranger in (campaigns.brand(), campaigns.creator(), campaigns.staff()):
        for path in (f"/orders/{order['id']}", f"/orders/{order['id']}/contract"):
            assert is_problem(await stranger.get(path), 404, "not_found")
        assert (await stranger.get("/orders")).json()["data"] == []
    assert is_problem(await campaigns.brand().post(f"/orders/{order['id']}/cancel"), 404, "not_found")
    for side in (brand, creator):
        assert [one["id"] for one in (await side.get("/orders?state=active&state=live")).json()["data"]] == [order["id"]]
    assert (await brand.get("/orders?state=live")).json()["data"] == []
    unchanged = await brand.get(f"/orders/{order['id']}")
    again = await brand.get(f"/orders/{order['id']}", headers={"If-None-Match": unchanged.headers["etag"]})
    assert again.status_code == 304


async def test_a_deliverable_without_a_draft_falls_due_and_its_brand_gives_it_up(
    campaigns: ServiceUnderTest, clock: TestClock
) -> None:
    brand, creator, order, facts = await a_funded_order(campaigns, quantity=2)
    path = f"/orders/{order['id']}"
    await campaigns.hear(facts.draft(DraftSubmitted, 2, of=1))
    clock.advance(days=22)
    await campaigns.run_timers()
    assert (await brand.get(path)).json()["state"] == "in_review"
    assert is_problem(await brand.post(f"{path}/cancel"), 409, "invalid_state")

    clock.advance(days=2)
    await campaigns.run_timers()

    overdue = (await brand.get(path)).json()
    assert (overdue["state"], overdue["actions"]) == ("overdue", ["cancel"])
    assert [line["state"] for line in overdue["deliverables"]] == ["overdue", "in_review"]
    assert (await creator.get(path)).json()["actions"] == []
    assert [event.deliverable_id for event in await campaigns.said(DeliverableOverdue)] == [order["deliverables"][0]["id"]]
    assert is_problem(await creator.post(f"{path}/cancel"), 403, "forbidden")
    cancelled = (await brand.post(f"{path}/cancel")).json()
    assert (cancelled["state"], cancelled["actions"]) == ("in_review", [])
    assert [line["state"] for line in cancelled["deliverables"]] == ["cancelled", "in_review"]
    [told] = await campaigns.said(DeliverableCancelled)
    assert (told.deliverable_id, told.reason) == (order["deliverables"][0]["id"], "cancelled_by_brand")
    # Review's draft came too late for payouts: what was given up stays given up.
    await campaigns.hear(facts.draft(DraftSubmitted, 2), facts.hold(HoldRefunded, 3, refunded=30_000))
    shown = (await brand.get(path)).json()
    assert shown["deliverables"][0]["state"] == "cancelled"
    assert shown["amounts"]["refunded"] == usd(30_000)
    assert (await brand.get(f"/campaigns/{order['campaign']['id']}")).json()["budget_committed"] == usd(30_000)
    # The other one is approved, released, posted and kept up: the order completes with what remained.
    await campaigns.hear(facts.draft(DraftApproved, 4, of=1), facts.share(4, released=30_000, refunded=30_000, of=1))
    await campaigns.hear(
        facts.hold(HoldSettled, 4, released=30_000, refunded=30_000), facts.publication(PublicationVerified, 2, of=1)
    )
    clock.advance(days=31)
    await campaigns.run_timers()
    assert (await brand.get(path)).json()["state"] == "completed"


async def test_a_late_draft_ends_being_overdue(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    brand, _, order, facts = await a_funded_order(campaigns)
    clock.advance(days=24)
    await campaigns.run_timers()
    await campaigns.hear(facts.draft(DraftSubmitted, 2))
    assert (await brand.get(f"/orders/{order['id']}")).json()["state"] == "in_review"
    clock.advance(days=20)
    await campaigns.run_timers()
    assert (await brand.get(f"/orders/{order['id']}")).json()["state"] == "in_review"
    assert await campaigns.said(DeliverableCancelled) == []


async def test_what_stays_overdue_is_given_up_and_the_order_ends_with_its_refund(
    campaigns: ServiceUnderTest, clock: TestClock
) -> None:
    brand, _, order, facts = await a_funded_order(campaigns)
    clock.advance(days=38)
    await campaigns.run_timers()
    [told] = await campaigns.said(DeliverableCancelled)
    assert told.reason == "overdue"
    waiting = (await brand.get(f"/orders/{order['id']}")).json()
    assert (waiting["state"], waiting["actions"]) == ("overdue", [])
    assert await campaigns.said(OrderCancelled) == []
    await campaigns.hear(facts.hold(HoldRefunded, 3, refunded=60_000))
    assert (await brand.get(f"/orders/{order['id']}")).json()["state"] == "cancelled"
    assert len(await campaigns.said(OrderCancelled)) == 1


async def test_a_change_request_that_is_not_answered_falls_due_too(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    """Held money waits for nobody: seven days for a new version, or until the due date and grace, where that is later."""
    brand, _, order, facts = await a_funded_order(campaigns)
    path = f"/orders/{order['id']}"
    await campaigns.hear(facts.draft(DraftSubmitted, 2), facts.draft(DraftChangesRequested, 3))
    early = (await brand.get(path)).json()["deliverables"][0]
    assert datetime.fromisoformat(early["overdue_at"]) == datetime.fromisoformat(early["due_at"]) + timedelta(days=3)

    clock.advance(days=22)
    asked_at = business_clock.now()
    await campaigns.hear(facts.draft(DraftSubmitted, 4), facts.draft(DraftChangesRequested, 5, at=asked_at))
    await campaigns.run_timers()
    again = (await brand.get(path)).json()
    assert (again["state"], datetime.fromisoformat(again["deliverables"][0]["overdue_at"])) == (
        "changes_requested",
        asked_at + timedelta(days=7),
    )
    clock.advance(days=6)
    await campaigns.run_timers()  # the due date and grace, which hold no more
    assert (await brand.get(path)).json()["state"] == "changes_requested"

    clock.advance(days=2)
    await campaigns.run_timers()
    await campaigns.hear(facts.hold(HoldFunded, 2))
    overdue = (await brand.get(path)).json()
    assert (overdue["state"], overdue["actions"]) == ("overdue", ["cancel"])
    await campaigns.hear(facts.draft(DraftSubmitted, 6))
    assert (await brand.get(path)).json()["state"] == "in_review"
    await campaigns.hear(facts.draft(DraftChangesRequested, 7))
    assert (await brand.get(path)).json()["state"] == "changes_requested"

    clock.advance(days=22)
    await campaigns.run_timers()
    assert len(await campaigns.said(DeliverableOverdue)) == 2
    assert [told.reason for told in await campaigns.said(DeliverableCancelled)] == ["overdue"]


async def test_an_approved_order_that_is_never_posted_completes_when_its_posts_would_have_stood(
    campaigns: ServiceUnderTest, clock: TestClock
) -> None:
    brand, _, order, facts = await a_funded_order(campaigns)
    path = f"/orders/{order['id']}"
    await campaigns.hear(facts.draft(DraftApproved, 4), facts.share(3, released=60_000))
    approved = (await brand.get(path)).json()
    publish_by_at = datetime.fromisoformat(approved["deliverables"][0]["publish_by_at"])
    ends_at = datetime.fromisoformat(approved["retention_ends_at"])
    assert (approved["state"], ends_at) == ("approved", publish_by_at + timedelta(days=30))

    clock.advance(seconds=(ends_at - business_clock.now()).total_seconds() - 60)
    await campaigns.run_timers()
    assert (await brand.get(path)).json()["state"] == "approved"
    clock.advance(minutes=2)
    await campaigns.run_timers()

    assert (await brand.get(path)).json()["state"] == "completed"
    assert (await brand.get(f"/campaigns/{order['campaign']['id']}")).json()["state"] == "completed"


async def test_an_unfunded_order_does_not_fall_due(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    order = await an_order(campaigns, brand, creator, creator_id)
    clock.advance(days=40)
    await campaigns.run_timers()
    assert (await brand.get(f"/orders/{order['id']}")).json()["state"] == "awaiting_funding"


async def test_an_order_completes_when_its_post_has_stood_and_its_money_is_released(
    campaigns: ServiceUnderTest, clock: TestClock
) -> None:
    brand, creator, order, facts = await a_funded_order(campaigns)
    path = f"/orders/{order['id']}"
    posted_at = business_clock.now()
    await campaigns.hear(
        facts.draft(DraftApproved, 4), facts.share(3, released=60_000), facts.publication(PublicationVerified, 2, at=posted_at)
    )
    live = (await creator.get(path)).json()
    assert live["state"] == "live"
    assert live["deliverables"][0]["publication"]["state"] == "verified"
    assert datetime.fromisoformat(live["retention_ends_at"]) == posted_at + timedelta(days=30)
    assert live["amounts"]["released"] == usd(60_000)

    clock.advance(days=10)
    await campaigns.hear(facts.publication(PublicationTakenDown, 3))
    at_risk = (await creator.get(path)).json()
    assert (at_risk["state"], at_risk["retention_ends_at"]) == ("at_risk", None)
    clock.advance(days=21)
    await campaigns.run_timers()  # the timer of a retention that was broken
    assert (await creator.get(path)).json()["state"] == "at_risk"
    await campaigns.hear(facts.publication(PublicationVerified, 4), facts.hold(HoldReleased, 3, released=60_000))
    assert (await creator.get(path)).json()["state"] == "live"
    clock.advance(days=31)
    await campaigns.run_timers()

    done = (await creator.get(path)).json()
    assert (done["state"], done["is_final"], done["actions"]) == ("completed", True, [])
    assert [event.state for event in await campaigns.said(OrderActivated)] == ["active"]
    assert [event.state for event in await campaigns.said(OrderUpdated)] == ["approved", "live", "at_risk", "live"]
    assert len(await campaigns.said(OrderCompleted)) == 1
    assert (await brand.get(f"/campaigns/{order['campaign']['id']}")).json()["state"] == "completed"


async def test_an_order_waits_for_its_money_before_it_completes(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    brand, _, order, facts = await a_funded_order(campaigns)
    await campaigns.hear(facts.draft(DraftApproved, 4), facts.publication(PublicationVerified, 2))
    clock.advance(days=31)
    await campaigns.run_timers()
    assert (await brand.get(f"/orders/{order['id']}")).json()["state"] == "live"
    await campaigns.hear(facts.share(3, released=60_000))
    assert (await brand.get(f"/orders/{order['id']}")).json()["state"] == "completed"
