"""Holds: whose money goes where, and who wins when everything happens at once."""

import asyncio
from itertools import permutations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.exc import StaleDataError

from services.payouts.handlers import release_share
from services.payouts.holds.models import Hold, Share
from shared.db import is_infrastructure
from shared.errors import InvalidState
from shared.events import Event
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.payouts import (
    HoldFailed,
    HoldFunded,
    HoldRefunded,
    HoldReleased,
    HoldRequested,
    HoldSettled,
    ReleaseRefused,
    ShareReleased,
)
from shared.events.review import DraftApproved
from shared.money import Money as Amount
from tests.harness import Actor, ServiceUnderTest, TestClock, envelope_of, is_problem
from tests.payouts.money import Money, Order

PRICE = Amount(1000, "USD")


async def test_a_hold_waits_until_all_of_it_is_there(payouts: ServiceUnderTest, money: Money) -> None:
    brand = await money.brand()
    order = await money.order(brand, await money.creator(), 1000)
    await money.fund(brand, 999)
    assert (await money.hold(order))["state"] == "requested"
    assert await money.balance(brand) == (999, 0, 0)

    await money.fund(brand, 2)

    hold = await money.hold(order)
    assert (hold["state"], hold["held"]["value"], hold["released"]["value"], hold["refunded"]["value"]) == ("funded", 1000, 0, 0)
    assert await money.balance(brand) == (1, 1000, 0)
    assert [type(event) for event in await payouts.said() if "Hold" in type(event).__name__] == [HoldRequested, HoldFunded]


async def test_a_hold_is_seen_by_both_sides_and_nobody_else(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator, stranger = await money.brand(), await money.creator(), await money.brand()
    order = await money.order(brand, creator, 1000, shares=[600, 400])

    hold = await money.hold(order)

    assert hold["brand"] == {"id": brand.organization_id, "name": "Lumen"}
    assert hold["creator"]["handle"] == "ana_cooks"
    assert hold["campaign"]["name"] == "Spring launch"
    assert [share["amount"]["value"] for share in hold["shares"]] == [600, 400]
    assert hold["actions"] == []
    for actor in (brand, creator):
        assert (await actor.get(f"/holds/{hold['id']}")).json() == hold
        assert (await actor.get("/holds", params={"state": "requested"})).json()["data"] == [hold]
        assert (await actor.get("/holds", params={"state": "funded"})).json()["data"] == []
    assert is_problem(await stranger.get(f"/holds/{hold['id']}"), 404, "not_found")
    assert (await stranger.get("/holds")).json()["data"] == []


async def test_the_oldest_hold_comes_first_and_a_small_one_does_not_overtake_it(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.creator()
    large, small = await money.order(brand, creator, 100), await money.order(brand, creator, 60)

    await money.fund(brand, 60)
    assert [(await money.hold(order))["state"] for order in (large, small)] == ["requested", "requested"]
    await money.fund(brand, 40)
    assert [(await money.hold(order))["state"] for order in (large, small)] == ["funded", "requested"]
    await money.fund(brand, 60)
    assert [(await money.hold(order))["state"] for order in (large, small)] == ["funded", "funded"]


async def test_money_for_an_order_goes_to_its_hold_and_no_other_takes_it(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.creator()
    older, wanted = await money.order(brand, creator, 50), await money.order(brand, creator, 60)

    await money.fund(brand, 55, order_id=wanted.id)
    assert [(await money.hold(order))["state"] for order in (older, wanted)] == ["requested", "requested"]
    await money.fund(brand, 5, order_id=wanted.id)
    assert [(await money.hold(order))["state"] for order in (older, wanted)] == ["requested", "funded"]

    # What is left over of it is free again.
    await money.fund(brand, 50, order_id=wanted.id)
    assert (await money.hold(older))["state"] == "funded"
    assert await money.balance(brand) == (0, 110, 0)


async def test_money_for_an_order_is_filled_up_by_what_is_free(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.creator()
    await money.fund(brand, 30)
    older, wanted = await money.order(brand, creator, 50), await money.order(brand, creator, 60)

    await money.fund(brand, 30, order_id=wanted.id)

    assert [(await money.hold(order))["state"] for order in (older, wanted)] == ["requested", "funded"]


async def test_currencies_do_not_mix(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee(currency="KWD")
    yen, dinar = await money.order(brand, creator, 5001, "JPY"), await money.order(brand, creator, 1_234_567, "KWD")

    await money.fund(brand, 2_000_000, "USD")
    await money.fund(brand, 5001, "JPY")
    assert [(await money.hold(order))["state"] for order in (yen, dinar)] == ["funded", "requested"]
    await money.fund(brand, 1_234_567, "KWD")
    await payouts.hear(yen.approved(), dinar.approved())

    assert await money.balance(creator, "JPY") == (0, 0, 4501)
    assert await money.balance(creator, "KWD") == (1_111_111, 0, 0)
    assert await money.balance(brand, "USD") == (2_000_000, 0, 0)


async def test_unfunded_for_72_hours_a_hold_fails_and_its_money_is_free(
    payouts: ServiceUnderTest, money: Money, clock: TestClock
) -> None:
    brand, creator = await money.brand(), await money.creator()
    order = await money.order(brand, creator, 100)
    clock.advance(hours=1)
    younger = await money.order(brand, creator, 60)
    await money.fund(brand, 60, order_id=order.id)
    assert (await money.hold(younger))["state"] == "requested"

    clock.advance(hours=71)
    await payouts.run_timers()

    hold = await money.hold(order)
    assert (hold["state"], hold["is_final"], hold["held"]["value"]) == ("failed", True, 0)
    assert (await money.hold(younger))["state"] == "funded"
    assert [event.order_id for event in await payouts.said(HoldFailed)] == [order.id]
    clock.advance(hours=100)
    await payouts.run_timers()
    assert (await money.hold(younger))["state"] == "funded"


async def test_an_order_told_again_changes_nothing(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.creator()
    order = await money.order(brand, creator, 100)
    created = order.created()

    await payouts.hear(created, created)
    await asyncio.gather(*(payouts.hear(created) for _ in range(3)))

    assert len(await payouts.said(HoldRequested)) == 1
    assert await payouts.scalar("select count(*) from holds") == 1


async def test_shares_are_released_one_by_one_and_the_fee_is_exact(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 100_001)
    order = await money.order(brand, creator, 100_001, shares=[33_334, 33_334, 33_333])

    for number in range(3):
        await payouts.hear(order.approved(number), order.approved(number))

    released = await payouts.said(ShareReleased)
    assert [(event.share.value, event.platform_fee.value) for event in released] == [
        (33_334, 3333),
        (33_334, 3333),
        (33_333, 3334),
    ]
    assert [event.held.value for event in released] == [66_667, 33_333, 0]
    assert [event.version for event in released] == sorted({event.version for event in released})
    assert await money.balance(creator) == (90_001, 0, 0)
    (ended,) = await payouts.said(HoldReleased)
    assert (ended.state, ended.released.value) == ("released", 100_001)


async def test_a_cancelled_deliverable_goes_back_without_a_fee(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1000)
    order = await money.order(brand, creator, 1000, shares=[600, 400])

    await payouts.hear(order.deliverable_cancelled(1))
    assert await money.balance(brand) == (400, 600, 0)
    await payouts.hear(order.deliverable_cancelled(1), order.approved(0))

    assert (await money.hold(order))["state"] == "settled"
    (refund,) = await payouts.said(HoldRefunded)
    assert (refund.refund.value, refund.deliverable_id, refund.state) == (400, order.deliverables[1], "funded")
    assert len(await payouts.said(HoldSettled)) == 1
    assert await money.balance(creator) == (540, 0, 0)


async def test_a_cancelled_order_gives_back_what_is_held_and_funds_the_next(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1000)
    order = await money.order(brand, creator, 1000, shares=[600, 400])
    waiting = await money.order(brand, creator, 900)

    await payouts.hear(order.cancelled())

    assert (await money.hold(order))["state"] == "refunded"
    assert (await money.hold(waiting))["state"] == "funded"
    assert await money.balance(brand) == (100, 900, 0)
    assert [event.state for event in await payouts.said(HoldRefunded)] == ["funded", "refunded"]


async def test_an_order_cancelled_before_it_was_funded_fails_its_hold(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    order = await money.order(brand, creator, 1000)
    await payouts.hear(order.approved())

    await payouts.hear(order.cancelled())
    await money.fund(brand, 1000)

    assert (await money.hold(order))["state"] == "failed"
    assert await money.balance(brand) == (1000, 0, 0)
    (refused,) = await payouts.said(ReleaseRefused)
    assert (refused.deliverable_id, refused.reason) == (order.deliverables[0], "hold_failed")


async def test_an_approval_of_an_unfunded_hold_is_carried_out_when_it_is_funded(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    order = await money.order(brand, creator, 1000, shares=[600, 400])
    await payouts.hear(order.approved(0), order.approved(0), order.deliverable_cancelled(1))
    assert [share["state"] for share in (await money.hold(order))["shares"]] == ["due", "cancelled"]
    assert await money.payables(creator) == []

    await money.fund(brand, 1000)

    assert (await money.hold(order))["state"] == "settled"
    assert await money.balance(creator) == (540, 0, 0)
    assert await money.balance(brand) == (400, 0, 0)


async def test_an_approval_before_its_order_waits_for_it(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1000)
    order = Order(brand, creator, price=PRICE, shares=[1000])

    await payouts.hear(order.approved(), order.published())
    assert await payouts.scalar("select count(*) from parked_events") == 2
    await payouts.hear(order.created())
    await asyncio.sleep(0.2)
    while await payouts.instance.consumer.retry_due():
        pass

    assert await payouts.scalar("select count(*) from parked_events") == 0
    assert (await money.hold(order))["state"] == "released"


async def test_an_approval_delivered_twice_late_and_five_times_at_once_releases_once(
    payouts: ServiceUnderTest, money: Money
) -> None:
    brand, creator = await money.brand(), await money.payee()
    order = await money.order(brand, creator, 1000)
    approval = envelope_of(order.approved())

    await payouts.instance.consumer.handle([approval])  # before the hold is funded
    assert await payouts.said(ShareReleased) == []
    await money.fund(brand, 1000)
    await asyncio.gather(*(payouts.instance.consumer.handle([approval]) for _ in range(5)))
    await payouts.instance.consumer.handle([approval, approval])  # late
    await payouts.hear(order.approved())  # told again, as another event

    assert len(await payouts.said(ShareReleased)) == 1
    assert (await money.hold(order))["state"] == "released"
    assert await money.balance(creator) == (900, 0, 0)


# --- real races -----------------------------------------------------------------------------------------------------


async def test_twenty_releases_of_one_hold_at_once(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1_000_007)
    shares = [50_001] * 7 + [50_000] * 13
    order = await money.order(brand, creator, 1_000_007, shares=shares)

    async def release(event: DraftApproved) -> None:
        while True:
            try:
                async with payouts.session() as session:
                    return await release_share(session, event)
            except DBAPIError as error:  # a lock that took too long: the inbox would defer
                if not is_infrastructure(error):
                    raise

    # Past the inbox, which would let them in one by one: the hold's lock alone keeps them apart. Some are said twice.
    await asyncio.gather(*(release(order.approved(number)) for number in [*range(20), *range(5)]))

    assert await money.violations() == []
    assert (await money.hold(order))["state"] == "released"
    released = await payouts.said(ShareReleased)
    assert len({event.deliverable_id for event in released}) == len(released) == 20
    assert len({event.version for event in released}) == 20
    assert sum(event.platform_fee.value for event in released) == 100_000
    assert await money.balance(creator) == (900_007, 0, 0)


async def test_a_release_without_the_holds_lock_is_found(
    payouts: ServiceUnderTest, money: Money, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: the same race without the lock does not pass, because the version of the hold gives it away."""
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1_000_007)
    order = await money.order(brand, creator, 1_000_007, shares=[50_001] * 7 + [50_000] * 13)

    async def unlocked(session: AsyncSession, order_id: OrderId) -> Hold | None:
        query = select(Hold).where(Hold.order_id == order_id).options(selectinload(Hold.shares), selectinload(Hold.order))
        found = await session.scalar(query.execution_options(populate_existing=True))
        await asyncio.sleep(0.02)
        return found

    monkeypatch.setattr("services.payouts.holds.queries.hold_of_order_for_update", unlocked)

    async def release(event: DraftApproved) -> None:
        async with payouts.session() as session:
            await release_share(session, event)

    results = await asyncio.gather(*(release(order.approved(number)) for number in range(20)), return_exceptions=True)

    assert any(isinstance(result, StaleDataError) for result in results), "the race was not seen"
    assert await money.violations() == []


async def test_approval_and_cancellation_at_once_have_one_winner(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1200)
    order = await money.order(brand, creator, 1200, shares=[100] * 12)

    events = [event for number in range(12) for event in (order.approved(number), order.deliverable_cancelled(number))]
    await asyncio.gather(
        *(payouts.instance.consumer.handle([envelope_of(event)]) for event in events), payouts.hear(order.cancelled())
    )
    while await payouts.instance.consumer.retry_due():
        pass

    assert await payouts.scalar("select count(*) from parked_events") == 0
    released, refused = await payouts.said(ShareReleased), await payouts.said(ReleaseRefused)
    refunded = await payouts.said(HoldRefunded)
    assert len(released) + len(refused) == 12
    assert {event.deliverable_id for event in refused} == {event.deliverable_id for event in refunded}
    assert await money.balance(creator) == (90 * len(released), 0, 0)
    assert await money.balance(brand) == (100 * len(refunded), 0, 0)


async def test_the_last_moment_of_funding_and_the_end_of_its_time_have_one_winner(
    payouts: ServiceUnderTest, money: Money, clock: TestClock
) -> None:
    brand, creator = await money.brand(), await money.creator()
    orders = [await money.order(brand, creator, 100) for _ in range(6)]
    clock.advance(hours=72)

    await asyncio.gather(*(money.fund(brand, 100) for _ in range(6)), *(payouts.run_timers() for _ in range(3)))
    await payouts.run_timers()

    states = [(await money.hold(order))["state"] for order in orders]
    assert set(states) <= {"funded", "failed"}
    assert await money.balance(brand) == (100 * states.count("failed"), 100 * states.count("funded"), 0)
    assert len(await payouts.said(HoldFailed)) == states.count("failed")
    assert len(await payouts.said(HoldFunded)) == states.count("funded")


# --- every event in every state -------------------------------------------------------------------------------------


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
        await _drain(payouts)
        ends = (await money.hold(order))["state"], await money.balance(brand), await money.balance(creator)
        assert ends == ("settled", (400, 0, 0), (540 * tried, 0, 0)), steps
    assert tried == 12


async def _drain(payouts: ServiceUnderTest) -> None:
    for _ in range(100):
        while await payouts.instance.consumer.retry_due():
            pass
        if not await payouts.scalar("select count(*) from parked_events"):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(await payouts.scalar("select reason from parked_events limit 1"))
