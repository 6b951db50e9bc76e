"""What creators earned, and why it waits."""

import asyncio

import pytest
from sqlalchemy import text

from shared.events.payouts import HoldRefunded, PayableReady, ShareReleased
from tests.harness import ServiceUnderTest, TestClock, is_problem
from tests.payouts.money import W9, Money, Order


def codes(payable: dict) -> list[str]:
    """Why it waits."""
    return [reason["code"] for reason in payable["reasons"]]


async def test_reasons_go_one_by_one_and_the_last_one_makes_it_ready(
    payouts: ServiceUnderTest, money: Money, clock: TestClock
) -> None:
    brand, creator = await money.brand(), await money.creator()
    order = await money.order(brand, creator, 1000, payout_after="publication")
    await money.fund(brand, 1000, outcome="delayed")
    await payouts.hear(order.approved())
    (payable,) = await money.payables(creator)
    assert codes(payable) == ["account_missing", "tax_form_missing", "funding_unsettled", "publication_missing"]
    assert all(reason["detail"] and reason["since"] for reason in payable["reasons"])
    assert [reason["resolve"] and reason["resolve"]["path"] for reason in payable["reasons"]] == [
        "/v1/payout-accounts",
        "/v1/tax-forms",
        None,
        "/v1/publications",
    ]
    assert payable["amount"] == {"value": 900, "currency": "USD"}
    assert (payable["brand"]["name"], payable["creator"]["handle"], payable["campaign"]["name"]) == (
        "Lumen",
        "ana_cooks",
        "Spring launch",
    )

    await money.add_account(creator, currency="EUR")
    assert codes((await money.payables(creator))[0])[0] == "account_missing"
    await money.add_account(creator)
    since = [reason["since"] for reason in (await money.payables(creator))[0]["reasons"]]
    assert codes((await money.payables(creator))[0]) == ["tax_form_missing", "funding_unsettled", "publication_missing"]
    assert since == [reason["since"] for reason in payable["reasons"][1:]]
    await creator.post("/tax-forms", W9)
    await payouts.hear(order.published(), order.published())
    assert codes((await money.payables(creator))[0]) == ["funding_unsettled"]
    assert await money.balance(creator) == (0, 0, 900)

    clock.advance(days=2)
    await payouts.run_timers()
    await payouts.run_tasks()

    (payable,) = await money.payables(creator)
    assert (payable["state"], payable["reasons"]) == ("ready", [])
    assert payable["ready_at"] is not None
    assert await money.balance(creator) == (900, 0, 0)
    assert len(await payouts.said(PayableReady)) == 1
    clock.advance(days=60)
    await payouts.run_timers()
    assert (await money.payables(creator))[0]["state"] == "ready"


async def test_small_amounts_wait_until_they_are_worth_a_payout_together(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 100)
    order = await money.order(brand, creator, 100, shares=[70, 30], fee=0)

    await payouts.hear(order.approved(0))
    assert [codes(payable) for payable in await money.payables(creator)] == [["below_minimum"]]
    await payouts.hear(order.approved(1))

    assert [payable["state"] for payable in await money.payables(creator)] == ["ready", "ready"]
    assert await money.balance(creator) == (100, 0, 0)


async def test_what_is_too_little_goes_on_when_a_payout_comes_back(
    payouts: ServiceUnderTest, money: Money, clock: TestClock
) -> None:
    brand = await money.brand()
    await money.fund(brand, 1400)
    for outcome in ("failed", "returned"):
        creator = await money.payee(outcome=outcome)
        order = await money.order(brand, creator, 700, shares=[630, 70], fee=0)
        await payouts.hear(order.approved(0))
        await money.pay_out(creator)
        await payouts.hear(order.approved(1))
        assert [codes(payable) for payable in await money.payables(creator, state="waiting")] == [["below_minimum"]]

        await payouts.run_tasks()
        for _ in range(3):
            clock.advance(days=1)
            await payouts.run_timers()
            await payouts.run_tasks()

        assert await money.balance(creator) == (700, 0, 0), outcome


async def hold_partly_unsettled(money: Money, *, unsettled_first: bool = False, **how: str) -> Order:
    """An order whose hold has 600 that are settled and 400 that are not."""
    brand, creator = await money.brand(), await money.payee()
    fundings = [(600, "success"), (400, "delayed")]
    for value, outcome in reversed(fundings) if unsettled_first else fundings:
        await money.fund(brand, value, outcome=outcome)
    return await money.order(brand, creator, 1000, shares=[600, 400], fee=0, **how)


@pytest.mark.parametrize("unsettled_first", [False, True])
async def test_nobody_waits_for_unsettled_money_that_went_back(
    payouts: ServiceUnderTest, money: Money, *, unsettled_first: bool
) -> None:
    order = await hold_partly_unsettled(money, unsettled_first=unsettled_first)
    await payouts.hear(order.approved(0))
    assert [codes(payable) for payable in await money.payables(order.creator)] == [["funding_unsettled"]]

    await payouts.hear(order.deliverable_cancelled(1))

    assert [payable["state"] for payable in await money.payables(order.creator)] == ["ready"]
    assert await money.balance(order.brand) == (400, 0, 0)


async def test_nobody_waits_for_unsettled_money_that_was_reversed(
    payouts: ServiceUnderTest, money: Money, clock: TestClock
) -> None:
    order = await hold_partly_unsettled(money, payout_after="publication")
    await payouts.hear(order.approved(0), order.approved(1), order.published(0))
    async with payouts.session() as session:  # the rail does not say that it settled
        await session.execute(text("delete from timers where name = 'ask_about_funding'"))
    clock.advance(days=31)

    await payouts.run_timers()

    assert [payable["state"] for payable in await money.payables(order.creator)] == ["ready", "reversed"]


async def test_a_hold_gives_back_before_it_releases(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    order = await money.order(brand, creator, 1000, shares=[600, 400], fee=0)
    await payouts.hear(order.approved(0), order.deliverable_cancelled(1))
    await money.fund(brand, 600)

    await money.fund(brand, 400, outcome="delayed")

    assert [payable["state"] for payable in await money.payables(creator)] == ["ready"]


async def test_a_share_that_is_never_posted_goes_back_to_the_brand(
    payouts: ServiceUnderTest, money: Money, clock: TestClock
) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1000)
    order = await money.order(brand, creator, 1000, shares=[600, 400], payout_after="publication")
    await payouts.hear(order.approved(0), order.approved(1), order.published(1))
    assert (await money.hold(order))["state"] == "released"
    clock.advance(days=31)
    next_order = await money.order(brand, creator, 500)

    await payouts.run_timers()

    hold = await money.hold(order)
    assert (hold["state"], hold["released"]["value"], hold["refunded"]["value"], hold["platform_fee"]["value"]) == (
        "settled",
        400,
        600,
        40,
    )
    assert [payable["state"] for payable in await money.payables(creator, order_id=order.id)] == ["reversed", "ready"]
    assert (await money.hold(next_order))["state"] == "funded"
    assert await money.balance(brand) == (100, 500, 0)
    assert await money.balance(creator) == (360, 0, 0)
    (refund,) = await payouts.said(HoldRefunded)
    assert (refund.refund.value, refund.deliverable_id) == (600, order.deliverables[0])
    await payouts.hear(order.published(0), order.approved(0), order.deliverable_cancelled(0))
    assert await money.balance(creator) == (360, 0, 0)
    assert ("reversal", {"pending": -540, "available": 600, "fees": -60}) in await money.entries(brand)


async def test_a_post_in_the_last_moment_and_the_end_of_its_time_have_one_winner(
    payouts: ServiceUnderTest, money: Money, clock: TestClock
) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 800)
    order = await money.order(brand, creator, 800, shares=[100] * 8, payout_after="publication")
    await payouts.hear(*(order.approved(number) for number in range(8)))
    clock.advance(days=31)

    await asyncio.gather(
        *(payouts.run_timers() for _ in range(2)), *(payouts.hear(order.published(number)) for number in range(8))
    )
    await money.drain()

    states = [payable["state"] for payable in await money.payables(creator)]
    assert set(states) <= {"ready", "reversed"}
    assert await money.balance(creator) == (90 * states.count("ready"), 0, 0)
    assert await money.balance(brand) == (100 * states.count("reversed"), 0, 0)


async def test_a_release_and_the_tax_form_at_once_leave_nothing_waiting(payouts: ServiceUnderTest, money: Money) -> None:
    brand = await money.brand()
    await money.fund(brand, 6000)
    for _ in range(3):
        creator = await money.creator()
        order = await money.order(brand, creator, 1000)
        answers = await asyncio.gather(payouts.hear(order.approved()), creator.post("/tax-forms", W9), money.add_account(creator))
        assert [answer.status_code for answer in answers[1:]] == [201, 201]
        assert [payable["state"] for payable in await money.payables(creator)] == ["ready"]


async def test_what_rounds_to_nothing_is_no_debt(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 500)
    order = await money.order(brand, creator, 500, shares=[500, 0], fee=10_000)

    await payouts.hear(order.approved(0), order.approved(1))

    assert (await money.hold(order))["state"] == "released"
    assert [payable["state"] for payable in await money.payables(creator)] == ["paid", "paid"]
    assert [event.creator_net.value for event in await payouts.said(ShareReleased)] == [0, 0]


async def test_payables_are_their_creators_alone(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1000)
    order, other = await money.order(brand, creator, 500), await money.order(brand, creator, 500)
    await payouts.hear(order.approved(), other.approved())
    payable, _ = await money.payables(creator)

    assert (await creator.get(f"/payables/{payable['id']}")).json() == payable
    assert (await creator.get(f"/payables/{payable['id']}")).headers["etag"] == f'"v{payable["version"]}"'
    assert [one["order_id"] for one in await money.payables(creator, order_id=other.id)] == [other.id]
    assert await money.payables(creator, state="waiting") == []
    assert is_problem(await brand.get(f"/payables/{payable['id']}"), 404, "not_found")
    assert await money.payables(brand) == []
