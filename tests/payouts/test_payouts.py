"""Money going out."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from shared.events.identity import CreatorId, CreatorReinstated, CreatorSuspended
from shared.events.payouts import PayoutCreated, PayoutFailed, PayoutPaid, PayoutReturned
from tests.harness import Actor, ServiceUnderTest, TestClock, is_problem
from tests.payouts.money import Money, with_key


async def earner(payouts: ServiceUnderTest, money: Money, *shares: int, currency: str = "USD", outcome: str = "success") -> Actor:
    """A creator to whom shares are available, without a fee."""
    brand, creator = await money.brand(), await money.payee(currency=currency, outcome=outcome)
    await money.fund(brand, sum(shares), currency)
    order = await money.order(brand, creator, sum(shares), currency, shares=list(shares), fee=0)
    await payouts.hear(*(order.approved(number) for number in range(len(shares))))
    assert await money.balance(creator, currency) == (sum(shares), 0, 0)
    return creator


async def state_of(creator: Actor, payout: Any) -> str:
    """Read how far a payout is."""
    return (await creator.get(f"/payouts/{payout.json()['id']}")).json()["state"]


async def test_a_payout_takes_the_oldest_first_and_parts_where_an_amount_is_said(payouts: ServiceUnderTest, money: Money) -> None:
    creator = await earner(payouts, money, 600, 400)

    first = await money.pay_out(creator, amount=700, metadata={"a": "b"}, external_reference="r1")

    body = first.json()
    assert (body["object"], body["state"], body["amount"]["value"]) == ("payout", "created", 700)
    assert (body["metadata"], body["external_reference"], body["failure"], body["paid_at"]) == ({"a": "b"}, "r1", None, None)
    payables = await money.payables(creator)
    assert [(one["state"], one["in_payout"]["value"], one["remaining"]["value"]) for one in payables] == [
        ("in_payout", 600, 0),
        ("ready", 100, 300),
    ]
    assert len(await money.payables(creator, payout_id=body["id"])) == 2
    second = await money.pay_out(creator)
    assert second.json()["amount"]["value"] == 300
    await payouts.run_tasks()
    assert [one["state"] for one in await money.payables(creator)] == ["paid", "paid"]
    assert [await state_of(creator, payout) for payout in (first, second)] == ["paid", "paid"]
    assert is_problem(await money.pay_out(creator), 409, "insufficient_balance")
    assert (await creator.get("/payouts", params={"external_reference": "r1"})).json()["data"][0]["id"] == body["id"]
    assert len((await creator.get("/payouts", params={"state": "paid"})).json()["data"]) == 2
    assert is_problem(await (await money.creator()).get(f"/payouts/{body['id']}"), 404, "not_found")


async def test_too_much_and_too_little_are_refused(payouts: ServiceUnderTest, money: Money) -> None:
    creator = await earner(payouts, money, 600)

    too_much = await money.pay_out(creator, amount=601)
    assert is_problem(too_much, 409, "insufficient_balance")
    assert too_much.json()["available"] == {"value": 600, "currency": "USD"}
    too_little = await money.pay_out(creator, amount=99)
    assert is_problem(too_little, 409, "below_minimum")
    assert too_little.json()["minimum"] == {"value": 100, "currency": "USD"}
    assert is_problem(await money.pay_out(creator, "EUR"), 409, "insufficient_balance")
    assert await money.balance(creator) == (600, 0, 0)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"currency": "usd"},
        {"currency": "USD", "amount": {"value": 100, "currency": "EUR"}},
        {"currency": "USD", "amount": {"value": 0, "currency": "USD"}},
        {"currency": "USD", "amount": {"value": -5, "currency": "USD"}},
        {"currency": "USD", "amount": {"value": 2**53, "currency": "USD"}},
        {"currency": "USD", "amount": 100},
        {"currency": "USD", "to": "somebody"},
    ],
)
async def test_bad_input_is_named_and_changes_nothing(bystander: Money, body: dict[str, Any]) -> None:
    creator = bystander.payouts.creator()

    assert is_problem(await creator.post("/payouts", body, headers=with_key()), 422, "validation_failed")
    assert await bystander.payouts.scalar("select count(*) from payouts") == 0


async def test_a_payout_needs_a_key_and_a_creator(bystander: Money) -> None:
    assert is_problem(await bystander.payouts.creator().post("/payouts", {"currency": "USD"}), 400, "idempotency_key_required")
    assert is_problem(await bystander.pay_out(bystander.payouts.brand()), 403, "forbidden")


async def test_ten_at_once_never_pay_twice(payouts: ServiceUnderTest, money: Money, sandbox: ServiceUnderTest) -> None:
    creator = await earner(payouts, money, 500, 500)

    answers = await asyncio.gather(*(money.pay_out(creator, amount=300) for _ in range(10)))
    await asyncio.gather(*(payouts.run_tasks() for _ in range(3)))

    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 7
    assert await money.balance(creator) == (100, 0, 0)
    keys = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    assert await sandbox.scalar("select sum(amount_value) from transfers where key = any(:keys)", keys=keys) == 900
    assert len(await payouts.said(PayoutPaid)) == 3


async def test_ten_with_one_key_are_one(payouts: ServiceUnderTest, money: Money) -> None:
    creator = await earner(payouts, money, 1000)

    answers = await asyncio.gather(*(money.pay_out(creator, amount=200, key="once") for _ in range(10)))

    assert {answer.json()["id"] for answer in answers if answer.status_code == 201} == {answers[0].json()["id"]}
    assert await money.balance(creator) == (800, 200, 0)
    assert len(await payouts.said(PayoutCreated)) == 1
    assert is_problem(await money.pay_out(creator, amount=300, key="once"), 422, "idempotency_key_reused")
    colleague = payouts.creator(organization_id=creator.organization_id)
    assert (await money.pay_out(colleague, amount=200, key="once")).json()["id"] == answers[0].json()["id"]


async def test_what_the_rail_refuses_is_available_again(payouts: ServiceUnderTest, money: Money) -> None:
    creator = await earner(payouts, money, 600, outcome="failed")

    payout = await money.pay_out(creator, amount=250)
    await payouts.run_tasks()

    body = (await creator.get(f"/payouts/{payout.json()['id']}")).json()
    assert (body["state"], body["failure"], body["is_final"]) == ("failed", {"code": "account_closed"}, True)
    assert await money.balance(creator) == (600, 0, 0)
    assert [(one["state"], one["remaining"]["value"]) for one in await money.payables(creator)] == [("ready", 600)]
    assert [event.failure_code for event in await payouts.said(PayoutFailed)] == ["account_closed"]
    assert (await money.entries(creator, payout_id=body["id"])) == [
        ("payout", {"available": -250, "in_payout": 250}),
        ("payout_failed", {"in_payout": -250, "available": 250}),
    ]


async def test_a_delayed_payout_is_paid_when_the_rail_says_so(payouts: ServiceUnderTest, money: Money, clock: TestClock) -> None:
    creator = await earner(payouts, money, 600, currency="JPY", outcome="delayed")

    payout = await money.pay_out(creator, "JPY")
    await payouts.run_tasks()
    assert await state_of(creator, payout) == "processing"
    assert (await creator.get(f"/payouts/{payout.json()['id']}")).json()["completes_at"] is not None
    assert await money.balance(creator, "JPY") == (0, 600, 0)
    clock.advance(hours=25)
    await payouts.run_timers()
    await payouts.run_tasks()

    assert await state_of(creator, payout) == "paid"
    assert await money.balance(creator, "JPY") == (0, 0, 0)


async def test_money_that_comes_back_is_available_again(payouts: ServiceUnderTest, money: Money, clock: TestClock) -> None:
    creator = await earner(payouts, money, 600, outcome="returned")

    payout = await money.pay_out(creator)
    await payouts.run_tasks()
    assert await state_of(creator, payout) == "paid"
    for _ in range(3):
        clock.advance(days=1)
        await payouts.run_timers()
        await payouts.run_tasks()

    assert await state_of(creator, payout) == "returned"
    assert await money.balance(creator) == (600, 0, 0)
    assert [one["state"] for one in await money.payables(creator)] == ["ready"]
    assert len(await payouts.said(PayoutReturned)) == len(await payouts.said(PayoutPaid)) == 1
    assert [type for type, _ in await money.entries(creator, payout_id=payout.json()["id"])] == [
        "payout",
        "payout_paid",
        "payout_returned",
    ]
    assert await payouts.scalar("select count(*) from timers where name = 'ask_about_payout'") == 0


async def test_nobody_is_asked_for_ever_whether_money_came_back(
    payouts: ServiceUnderTest, money: Money, clock: TestClock
) -> None:
    creator = await earner(payouts, money, 600)
    await money.pay_out(creator)
    await payouts.run_tasks()

    for _ in range(9):
        clock.advance(days=1)
        await payouts.run_timers()
        await payouts.run_tasks()

    assert await payouts.scalar("select count(*) from timers where name = 'ask_about_payout'") == 0


@pytest.mark.parametrize("mode", ["away", "timeout_after_effect"])
async def test_an_unknown_outcome_is_asked_about_with_the_same_key(
    payouts: ServiceUnderTest, money: Money, sandbox: ServiceUnderTest, mode: str
) -> None:
    creator = await earner(payouts, money, 600)
    payout = await money.pay_out(creator)
    await sandbox.nobody().put("/sandbox/faults", {"target": "rail", "mode": mode, "count": 1})

    await payouts.run_tasks()
    assert await state_of(creator, payout) == "submitted"
    await asyncio.sleep(0.15)
    await payouts.run_tasks()

    assert await state_of(creator, payout) == "paid"
    assert await sandbox.scalar("select count(*) from transfers where key = :key", key=payout.json()["id"]) == 1
    assert await money.balance(creator) == (0, 0, 0)


async def test_a_rail_that_forgot_a_transfer_is_not_asked_to_make_it_again(
    payouts: ServiceUnderTest, money: Money, sandbox: ServiceUnderTest, clock: TestClock
) -> None:
    creator = await earner(payouts, money, 600)
    payout = await money.pay_out(creator)
    await payouts.run_tasks()
    async with sandbox.session() as session:
        await session.execute(text("delete from transfers where key = :key"), {"key": payout.json()["id"]})

    clock.advance(days=1)
    await payouts.run_timers()
    await payouts.run_tasks()

    assert await sandbox.scalar("select count(*) from transfers where key = :key", key=payout.json()["id"]) == 0
    assert await state_of(creator, payout) == "paid"
    assert "unknown at the rail" in await payouts.scalar("select last_error from tasks")


@pytest.mark.usefixtures("brief_wait")
async def test_a_suspended_creator_is_not_paid(payouts: ServiceUnderTest, money: Money) -> None:
    creator = await earner(payouts, money, 600)
    facts = {
        "creator_id": CreatorId.new(),
        "organization_id": creator.organization_id,
        "platform": "sandbox",
        "handle": "ana",
        "name": "Ana",
        "country": "US",
        "currency": "USD",
    }
    await payouts.hear(CreatorSuspended(**facts, version=2))

    assert is_problem(await money.pay_out(creator), 409, "creator_suspended")
    await payouts.hear(CreatorReinstated(**facts, version=3), CreatorSuspended(**facts, version=2))
    assert (await money.pay_out(creator)).status_code == 201
