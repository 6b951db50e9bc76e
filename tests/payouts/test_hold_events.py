"""Holds: every event in every state, in whatever order the events arrive."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.holds import releases
from services.payouts.holds.models import Hold, Share
from shared.errors import InvalidState
from shared.events import Event
from shared.events.campaigns import DeliverableId
from shared.money import Money as Amount
from tests.harness import Actor, ServiceUnderTest, TestClock
from tests.payouts.money import Money, Order

PRICE = Amount(1000, "USD")


async def in_state(payouts: ServiceUnderTest, money: Money, state: str, clock: TestClock, brand: Actor, creator: Actor) -> Order:
    """Bring an order's hold to a state."""
    order = await money.order(brand, creator, 1000, shares=[600, 400])
    if state == "failed":
        clock.advance(hours=72)
        await payouts.run_timers()
    elif state != "requested":
        await money.fund(brand, 1000)
    if state == "released":
        await payouts.hear(order.approved(0), order.approved(1))
    elif state == "refunded":
        await payouts.hear(order.cancelled())
    elif state == "settled":
        await payouts.hear(order.approved(0), order.deliverable_cancelled(1))
    assert (await money.hold(order))["state"] == state
    return order


EVENTS = ("created", "approved", "published", "deliverable_cancelled", "cancelled")
EXPECTED = {
    ("requested", "cancelled"): "failed",
    ("funded", "cancelled"): "refunded",
}
"""What one event makes of a hold with two shares; elsewhere it stays what it is."""


@pytest.mark.parametrize("state", sorted({move.target for move in Hold.moves.values()} | {"requested"}))
async def test_each_event_in_each_state_acts_records_or_changes_nothing(
    payouts: ServiceUnderTest, money: Money, clock: TestClock, state: str
) -> None:
    brand, creator = await money.brand(), await money.payee()
    for event in EVENTS:
        order = await in_state(payouts, money, state, clock, brand, creator)
        await payouts.hear(getattr(order, event)(), getattr(order, event)())
        assert (await money.hold(order))["state"] == EXPECTED.get((state, event), state), event
    assert await payouts.scalar("select count(*) from parked_events") == 0
    assert await money.violations() == []


async def test_the_matrix_finds_a_handler_that_raises_because_of_a_state(
    payouts: ServiceUnderTest, money: Money, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_session: AsyncSession, approvals: Sequence[releases.Approval], **_more: Any) -> None:
        raise InvalidState(state=approvals[0][0].state, actions=[])

    monkeypatch.setattr(releases, "approve", refuse)

    with pytest.raises(AssertionError):
        await test_each_event_in_each_state_acts_records_or_changes_nothing(payouts, money, clock, "refunded")


@pytest.mark.parametrize("event", EVENTS[1:])
async def test_each_event_waits_for_its_order(payouts: ServiceUnderTest, money: Money, event: str) -> None:
    order = Order(await money.brand(), await money.creator(), price=PRICE, shares=[1000])

    await payouts.hear(getattr(order, event)())

    assert "NotYet" in await payouts.scalar("select reason from parked_events")


def test_a_share_ends_once() -> None:
    for state in ("refunded", "void"):
        share = Share(id=DeliverableId.new(), state=state)
        assert share.is_final
        for name in Share.moves:
            with pytest.raises(InvalidState):
                share.move(name)


async def test_whatever_the_order_of_events_the_money_ends_in_the_same_place(payouts: ServiceUnderTest, money: Money) -> None:
    """Approve one share, cancel the other, post, fund: in each order that three producers can say it in, everything twice."""
    creator, tried = await money.payee(), 0
    for steps in permutations(("created", "fund", "approved 0", "deliverable_cancelled 1")):
        if steps.index("created") > steps.index("deliverable_cancelled 1"):
            continue  # campaigns says both: in this order
        tried += 1
        brand = await money.brand()
        order = Order(brand, creator, price=PRICE, shares=[600, 400], payout_after="publication")
        # Review says the approval first: the post is told right after it, or at the very end.
        place = steps.index("approved 0") + 1 if tried % 2 else len(steps)
        for step in (*steps[:place], "published 0", *steps[place:]):
            if step == "fund":
                is_known = steps.index("created") < steps.index("fund")
                assert (await money.fund(brand, 1000, **({"order_id": order.id} if is_known else {}))).status_code == 201
                continue
            name, _, number = step.partition(" ")
            event: Event = getattr(order, name)(*([int(number)] if number else []))
            await payouts.hear(event, event)
        await money.drain()
        ends = (await money.hold(order))["state"], await money.balance(brand), await money.balance(creator)
        assert ends == ("settled", (400, 0, 0), (540 * tried, 0, 0)), steps
    assert tried == 12
