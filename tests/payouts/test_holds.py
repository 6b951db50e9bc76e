"""Holds: whose money goes where."""

import asyncio

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
from shared.money import Money as Amount
from tests.harness import ServiceUnderTest, TestClock, envelope_of, is_problem
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


async def test_whoever_keeps_a_hold_is_told_that_its_shares_changed(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    order = await money.order(brand, creator, 1000, shares=[600, 400])
    path = f"/holds/{(await money.hold(order))['id']}"

    for event in (order.approved(0), order.deliverable_cancelled(1)):
        kept = await brand.get(path)
        await payouts.hear(event)
        now = await brand.get(path, headers={"If-None-Match": kept.headers["etag"]})
        assert (now.status_code, now.json()["updated_at"] > kept.json()["updated_at"]) == (200, True)


async def test_an_approval_before_its_order_waits_for_it(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1000)
    order = Order(brand, creator, price=PRICE, shares=[1000])

    await payouts.hear(order.approved(), order.published())
    assert await payouts.scalar("select count(*) from parked_events") == 2
    await payouts.hear(order.created())
    await money.drain()

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
