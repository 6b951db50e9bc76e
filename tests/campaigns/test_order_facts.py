"""Orders hear three producers: whatever the order, the doubling or the state, they end in one consistent state."""

import itertools
import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.handlers import handlers
from services.campaigns.orders.facts import note
from services.campaigns.orders.following import follow_deliverables, next_move
from services.campaigns.orders.models import Deliverable, DeliverableState, Order, OrderState
from services.campaigns.orders.queries import order as find_order
from shared.clock import clock
from shared.events import Event
from shared.events.campaigns import CampaignId, OrderActivated, OrderId, OrderUpdated
from shared.events.identity import CreatorId, OrganizationId
from shared.events.payouts import HoldFailed, HoldFunded, HoldRefunded, HoldReleased, HoldRequested, ShareReleased
from shared.events.review import (
    DraftApproved,
    DraftChangesRequested,
    DraftPassed,
    DraftPolicyRejected,
    DraftSubmitted,
    PublicationSubmitted,
    PublicationTakenDown,
    PublicationVerified,
)
from shared.money import Money
from shared.states import Side
from tests.campaigns.factories import a_brand, a_creator, an_order, usd
from tests.campaigns.facts import EVERY_FACT, Facts
from tests.harness import ServiceUnderTest

OWN = {"id", "version", "created_at", "updated_at", "order_id", "campaign_id", "creator_id"}
OWN |= {"brand_organization_id", "creator_organization_id"}
TOLD = {
    model: [attribute.key for attribute in inspect(model).column_attrs if attribute.key not in OWN]
    for model in (Order, Deliverable)
}
"""The columns that facts change, without those that are each row's own."""
NOW = clock.now()
PRICE = Money(60_000, "USD")
DUE_AT = NOW + timedelta(days=20)
DAYS = {
    "due_at": DUE_AT,
    "overdue_at": DUE_AT + timedelta(days=3),
    "give_up_at": DUE_AT + timedelta(days=17),
    "publish_by_at": NOW + timedelta(days=60),
}


def an_order_in_memory(*, quantity: int = 1) -> tuple[Order, Facts]:
    """An order that no database holds, and who tells facts of it: what follows from them is a pure function."""
    nothing = Money.zero("USD")
    order = Order(
        price=PRICE,
        held=nothing,
        released=nothing,
        refunded=nothing,
        terms={"retention_days": 30},
        accepted_at=NOW,
        campaign_id=CampaignId.new(),
        brand_organization_id=OrganizationId.new(),
        creator_organization_id=OrganizationId.new(),
        creator_id=CreatorId.new(),
    )
    order.deliverables = [Deliverable(amount=share, position=index, **DAYS) for index, share in enumerate(PRICE.split(quantity))]
    shown = {
        "id": order.id,
        "campaign": {"id": order.campaign_id},
        "creator": {"id": order.creator_id},
        "brand_organization_id": order.brand_organization_id,
        "creator_organization_id": order.creator_organization_id,
        "price": {"value": PRICE.value, "currency": "USD"},
        "deliverables": [
            {"id": deliverable.id, "amount": {"value": deliverable.amount.value, "currency": "USD"}}
            for deliverable in order.deliverables
        ],
    }
    return order, Facts(shown)


def the_same_anew(order: Order) -> Order:
    """An order with the same ids, of which nothing was told."""
    nothing = Money.zero("USD")
    same = {name: getattr(order, name) for name in ("id", "price", "terms", "accepted_at")}
    anew = Order(held=nothing, released=nothing, refunded=nothing, **same)
    anew.deliverables = [Deliverable(id=one.id, amount=one.amount, position=one.position, **DAYS) for one in order.deliverables]
    return anew


def hear(order: Order, facts: Sequence[Event]) -> None:
    for fact in facts:
        note(order, fact)  # type: ignore[arg-type]
        follow_deliverables(order, NOW)
        while move := next_move(order, NOW):
            order.move(move)


def all_that_stands_in(order: Order, facts: Facts) -> dict[str, Any]:
    """Every column that facts change, but not the count of changes; ids by their role."""
    roles = {facts.hold_id: "hold"}
    roles |= {id: f"draft {index}" for index, id in enumerate(facts.draft_ids)}
    roles |= {id: f"post {index}" for index, id in enumerate(facts.publication_ids)}
    return {
        f"{place} {name}": roles.get(str(value), value)
        for place, row in enumerate([order, *order.deliverables])
        for name in TOLD[type(row)]
        for value in [getattr(row, name)]
    }


def test_every_order_of_the_facts_of_the_whole_way_ends_alike() -> None:
    reference, told = an_order_in_memory()
    # Fund, submit, pass, approve, release, verify. The others of the way are mixed in below.
    six = [fact for fact in told.whole_way(at=NOW) if not isinstance(fact, HoldRequested | HoldReleased | PublicationSubmitted)]
    hear(reference, six)
    assert reference.state is OrderState.LIVE
    expected = all_that_stands_in(reference, told)

    for permutation in itertools.permutations(six):
        order = the_same_anew(reference)
        hear(order, permutation)
        assert all_that_stands_in(order, told) == expected, [type(fact).__name__ for fact in permutation]


@pytest.mark.parametrize("seed", range(40))
def test_doubled_and_mixed_facts_of_a_long_way_end_alike(seed: int) -> None:
    def a_long_way(facts: Facts) -> list[Event]:
        half = facts.deliverables[0][1].value
        return [
            facts.hold(HoldRequested, 1),
            facts.hold(HoldFunded, 2),
            facts.draft(DraftSubmitted, 2, at=NOW),
            facts.draft(DraftPassed, 3, at=NOW),
            facts.draft(DraftChangesRequested, 4, at=NOW),
            facts.draft(DraftSubmitted, 6, version_number=2, at=NOW),
            facts.draft(DraftPassed, 7, version_number=2, at=NOW),
            facts.draft(DraftApproved, 8, version_number=2, at=NOW),
            facts.draft(DraftSubmitted, 2, of=1, at=NOW),
            facts.draft(DraftApproved, 3, of=1, at=NOW),
            facts.share(3, released=half),
            facts.share(4, released=PRICE.value, of=1),
            facts.hold(HoldReleased, 4, released=PRICE.value),
            facts.publication(PublicationVerified, 2, at=NOW),
            facts.publication(PublicationVerified, 2, of=1, at=NOW),
            facts.publication(PublicationTakenDown, 3, of=1, at=NOW + timedelta(days=1)),
            facts.publication(PublicationVerified, 4, of=1, at=NOW + timedelta(days=2)),
        ]

    reference, told = an_order_in_memory(quantity=2)
    hear(reference, a_long_way(told))
    assert reference.state is OrderState.LIVE
    assert reference.retention_ends_at == NOW + timedelta(days=32)

    order, facts = an_order_in_memory(quantity=2)
    mixed = a_long_way(facts) * 2
    random.Random(seed).shuffle(mixed)
    hear(order, mixed)
    assert all_that_stands_in(order, facts) == all_that_stands_in(reference, told)


WAYS_TO: dict[OrderState, Any] = {
    OrderState.AWAITING_FUNDING: lambda facts: [facts.hold(HoldRequested, 1)],
    OrderState.ACTIVE: lambda facts: facts.whole_way()[:2],
    OrderState.IN_REVIEW: lambda facts: facts.whole_way()[:3],
    OrderState.CHANGES_REQUESTED: lambda facts: [*facts.whole_way()[:4], facts.draft(DraftChangesRequested, 4)],
    OrderState.APPROVED: lambda facts: facts.whole_way()[:7],
    OrderState.LIVE: lambda facts: facts.whole_way(),
    OrderState.AT_RISK: lambda facts: [*facts.whole_way(), facts.publication(PublicationTakenDown, 3)],
    OrderState.COMPLETED: lambda facts: [
        *facts.whole_way(),
        facts.publication(PublicationVerified, 3, at=clock.now() - timedelta(days=31)),
    ],
    OrderState.CANCELLED: lambda facts: [facts.hold(HoldRequested, 1), facts.hold(HoldFailed, 2)],
}


async def give(session: AsyncSession, event: Event) -> None:
    for handler in handlers.of_event[event.wire_name]:
        await handler.function(session, [event])


async def test_every_fact_in_every_state_acts_or_records_and_none_raises(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    order = await an_order(campaigns, brand, creator, creator_id)
    facts = Facts(order)
    assert {OrderState.OVERDUE, *WAYS_TO} == set(OrderState)

    seen: set[tuple[OrderState, str, OrderState]] = set()
    for state, way in WAYS_TO.items():
        async with campaigns.instance.context.sessions() as session:
            for event in way(facts):
                await give(session, event)
            before = await find_order(session, OrderId(order["id"]))
            assert before is not None
            assert before.state is state, (state, before.state)
            # Version 9 is newer than everything told; what is older than that (1) is tried where everything was told. A refund
            # is for good, whenever it is heard of.
            older = [(kind, 1) for kind in EVERY_FACT if state is OrderState.LIVE and kind is not HoldRefunded]
            for kind, version in [*older, *((kind, 9) for kind in EVERY_FACT)]:
                savepoint = await session.begin_nested()
                await give(session, facts.of_kind(kind, version))
                after = OrderState(await session.scalar(text("select state from orders")))
                assert version == 9 or after is state, (kind.wire_name, after)
                seen.add((state, kind.wire_name, after))
                await savepoint.rollback()
            await session.rollback()

    # Final states stay; money that fails or goes back ends an order; nothing else does.
    for state, event_name, after_state in seen:
        if state in {OrderState.COMPLETED, OrderState.CANCELLED}:
            assert after_state is state, (state, event_name, after_state)
        elif after_state is OrderState.CANCELLED:
            assert event_name in {"hold.failed", "hold.refunded"}, (state, event_name)
    assert (OrderState.AWAITING_FUNDING, "hold.funded", OrderState.ACTIVE) in seen
    assert (OrderState.AT_RISK, "publication.verified", OrderState.LIVE) in seen
    assert (OrderState.LIVE, "publication.taken_down", OrderState.AT_RISK) in seen


AFTER_OVERDUE = {
    DraftSubmitted: OrderState.IN_REVIEW,
    DraftPassed: OrderState.IN_REVIEW,
    DraftPolicyRejected: OrderState.CHANGES_REQUESTED,
    DraftChangesRequested: OrderState.CHANGES_REQUESTED,
    DraftApproved: OrderState.APPROVED,
    ShareReleased: OrderState.APPROVED,
    PublicationVerified: OrderState.LIVE,
    PublicationTakenDown: OrderState.AT_RISK,
    HoldRefunded: OrderState.CANCELLED,
}
"""The other facts are recorded only."""


@pytest.mark.parametrize("kind", EVERY_FACT)
def test_every_fact_of_an_overdue_order_acts_or_records_and_none_raises(kind: type[Event]) -> None:
    order, facts = an_order_in_memory()
    hear(order, [facts.hold(HoldFunded, 2)])
    order.deliverables[0].overdue_at = NOW
    order.deliverables[0].move("fall_due")
    hear(order, [facts.hold(HoldFunded, 2)])
    assert order.state is OrderState.OVERDUE

    hear(order, [facts.of_kind(kind, 9)])

    assert order.state is AFTER_OVERDUE.get(kind, OrderState.OVERDUE)


async def test_facts_that_come_before_the_money_show_when_it_is_there(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    order = await an_order(campaigns, brand, creator, creator_id)
    facts = Facts(order)

    await campaigns.hear(facts.draft(DraftSubmitted, 2))
    waiting = (await creator.get(f"/orders/{order['id']}")).json()
    assert (waiting["state"], waiting["deliverables"][0]["state"]) == ("awaiting_funding", "in_review")
    await campaigns.hear(facts.hold(HoldFunded, 2))
    shown = (await creator.get(f"/orders/{order['id']}")).json()
    assert shown["state"] == "in_review"
    assert shown["hold"] == {"id": facts.hold_id, "state": "funded"}
    assert shown["amounts"]["held"] == usd(60_000)
    assert shown["deliverables"][0]["draft"] == {"id": facts.draft_ids[0], "state": "platform_review", "version_number": 1}
    assert [event.state for event in await campaigns.said(OrderActivated)] == ["active"]
    assert [event.state for event in await campaigns.said(OrderUpdated)] == ["in_review"]


async def test_a_fact_of_an_unknown_order_waits_for_it(campaigns: ServiceUnderTest) -> None:
    _, facts = an_order_in_memory()
    await campaigns.hear(facts.hold(HoldFunded, 2))
    assert await campaigns.scalar("select count(*) from parked_events where dead_at is null") == 1


async def test_a_doubled_fact_changes_nothing_and_a_new_one_changes_the_version(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    order = await an_order(campaigns, brand, creator, creator_id)
    facts = Facts(order)
    await campaigns.hear(facts.hold(HoldFunded, 2), facts.draft(DraftSubmitted, 2))
    first = await brand.get(f"/orders/{order['id']}")
    await campaigns.hear(facts.hold(HoldFunded, 2), facts.draft(DraftSubmitted, 2))
    assert (await brand.get(f"/orders/{order['id']}")).json() == first.json()
    await campaigns.hear(facts.draft(DraftPassed, 3))
    changed = await brand.get(f"/orders/{order['id']}")
    assert changed.json()["state"] == "in_review"
    assert changed.json()["deliverables"][0]["draft"]["state"] == "brand_review"
    assert changed.headers["etag"] != first.headers["etag"]
    assert changed.json()["updated_at"] > first.json()["updated_at"]


async def test_refunds_give_the_budget_back(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    order = await an_order(campaigns, brand, creator, creator_id)
    facts = Facts(order)
    await campaigns.hear(facts.hold(HoldFunded, 2), facts.hold(HoldRefunded, 3, refunded=10_000))
    campaign = (await brand.get(f"/campaigns/{order['campaign']['id']}")).json()
    assert campaign["budget_committed"] == usd(50_000)
    await campaigns.hear(facts.hold(HoldRefunded, 4, refunded=60_000), facts.hold(HoldFunded, 2))
    campaign = (await brand.get(f"/campaigns/{order['campaign']['id']}")).json()
    assert campaign["budget_committed"] == usd(0)
    assert (await brand.get(f"/orders/{order['id']}")).json()["state"] == "cancelled"


async def test_an_unfunded_order_ends_and_gives_the_budget_back(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    order = await an_order(campaigns, brand, creator, creator_id)
    await campaigns.hear(Facts(order).hold(HoldFailed, 2))
    assert (await brand.get(f"/orders/{order['id']}")).json()["state"] == "cancelled"
    assert (await brand.get(f"/campaigns/{order['campaign']['id']}")).json()["budget_committed"] == usd(0)


def test_a_share_given_up_comes_back_when_it_had_been_released_before() -> None:
    order, facts = an_order_in_memory()
    hear(order, [facts.hold(HoldFunded, 2)])
    order.deliverables[0].move("fall_due")
    order.deliverables[0].move("cancel")
    hear(order, [facts.draft(DraftApproved, 4)])
    assert order.deliverables[0].state is DeliverableState.CANCELLED
    hear(order, [facts.share(3, released=PRICE.value)])
    assert order.deliverables[0].state is DeliverableState.APPROVED


def test_a_share_that_went_back_after_its_release_takes_its_deliverable_with_it() -> None:
    """Payouts reverses what was not posted in time: the order goes on with what was."""
    half = PRICE.value // 2
    reference, facts = an_order_in_memory(quantity=2)
    told = [
        facts.hold(HoldFunded, 2),
        facts.draft(DraftApproved, 4, of=1, at=NOW),
        facts.share(3, released=half),
        facts.publication(PublicationVerified, 2, at=NOW),
        facts.share(4, released=2 * half, of=1),
        facts.hold(HoldRefunded, 5, released=half, refunded=half, of=1),
    ]
    hear(reference, told)
    assert [one.state for one in reference.deliverables] == [DeliverableState.PUBLISHED, DeliverableState.CANCELLED]
    assert reference.state is OrderState.LIVE
    assert reference.retention_ends_at == NOW + timedelta(days=30)

    for permutation in itertools.permutations(told):
        order = the_same_anew(reference)
        hear(order, permutation)
        assert all_that_stands_in(order, facts) == all_that_stands_in(reference, facts)


def test_what_is_overdue_shows_before_what_was_taken_down() -> None:
    """Else the brand could not give it up."""
    order, facts = an_order_in_memory(quantity=2)
    hear(order, [facts.hold(HoldFunded, 2), facts.publication(PublicationTakenDown, 3, of=1)])
    assert order.state is OrderState.AT_RISK
    order.deliverables[0].move("fall_due")
    hear(order, [facts.hold(HoldFunded, 2)])
    assert (order.state, order.actions_for(Side.BRAND)) == (OrderState.OVERDUE, ["cancel"])
