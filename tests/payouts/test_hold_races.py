"""Holds: who wins when everything happens at once."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.exc import StaleDataError

from services.payouts.handlers import release_shares
from services.payouts.holds.models import Hold
from shared.db import is_infrastructure
from shared.events.campaigns import OrderId
from shared.events.payouts import HoldFailed, HoldFunded, HoldRefunded, ReleaseRefused, ShareReleased
from shared.events.review import DraftApproved
from tests.harness import ServiceUnderTest, TestClock, envelope_of
from tests.payouts.money import W9, Money


async def test_twenty_releases_of_one_hold_at_once(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1_000_007)
    shares = [50_001] * 7 + [50_000] * 13
    order = await money.order(brand, creator, 1_000_007, shares=shares)

    async def release(event: DraftApproved) -> None:
        while True:
            try:
                async with payouts.session() as session:
                    return await release_shares(session, [event])
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

    async def unlocked(session: AsyncSession, order_ids: Sequence[OrderId]) -> Mapping[OrderId, Hold]:
        query = select(Hold).where(Hold.order_id.in_(order_ids)).options(selectinload(Hold.shares), selectinload(Hold.order))
        found = await session.scalars(query.execution_options(populate_existing=True))
        await asyncio.sleep(0.02)
        return {hold.order_id: hold for hold in found}

    monkeypatch.setattr("services.payouts.holds.queries.holds_of_orders_for_update", unlocked)

    async def release(event: DraftApproved) -> None:
        async with payouts.session() as session:
            await release_shares(session, [event])

    results = await asyncio.gather(*(release(order.approved(number)) for number in range(20)), return_exceptions=True)

    assert any(isinstance(result, StaleDataError) for result in results), "the race was not seen"
    assert await money.violations() == []


async def test_approval_and_cancellation_at_once_have_one_winner(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 12_000)
    order = await money.order(brand, creator, 12_000, shares=[1_000] * 12)  # one alone may be paid: no minimum keeps it back

    events = [event for number in range(12) for event in (order.approved(number), order.deliverable_cancelled(number))]
    await asyncio.gather(
        *(payouts.instance.consumer.handle([envelope_of(event)]) for event in events), payouts.hear(order.cancelled())
    )
    await money.drain()

    released, refused = await payouts.said(ShareReleased), await payouts.said(ReleaseRefused)
    refunded = await payouts.said(HoldRefunded)
    assert len(released) + len(refused) == 12
    assert {event.deliverable_id for event in refused} == {event.deliverable_id for event in refunded}
    assert await money.balance(creator) == (900 * len(released), 0, 0)
    assert await money.balance(brand) == (1_000 * len(refunded), 0, 0)


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


async def test_settlement_releases_refunds_and_the_tax_form_at_once_leave_nothing_waiting(
    payouts: ServiceUnderTest, money: Money, clock: TestClock
) -> None:
    brand, creator = await money.brand(), await money.creator()
    await money.fund(brand, 400)
    await money.fund(brand, 400, outcome="delayed")
    order, waiting = await money.order(brand, creator, 800, shares=[100] * 8), await money.order(brand, creator, 400)
    clock.advance(hours=25)

    async def settle() -> None:
        await payouts.run_timers()
        await payouts.run_tasks()

    events = [order.approved(number) if number % 2 else order.deliverable_cancelled(number) for number in range(8)]
    await asyncio.gather(
        *(payouts.instance.consumer.handle([envelope_of(event)]) for event in events),
        settle(),
        creator.post("/tax-forms", W9),
        money.add_account(creator),
    )
    await money.drain()

    assert [payable["state"] for payable in await money.payables(creator)] == ["ready"] * 4
    assert await money.balance(creator) == (360, 0, 0)
    assert (await money.hold(waiting))["state"] == "funded"
