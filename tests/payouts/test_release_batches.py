"""Approvals that come together do what they do one by one, whatever state each one's hold is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.holds import releases
from shared.events import Envelope, catalogue
from shared.events.campaigns import DeliverableId
from shared.money import Money as Amount
from tests.harness import Actor, ServiceUnderTest, TestClock, envelope_of
from tests.payouts.money import Money, Order

HOLDS = (
    "requested",
    "funded",
    "funded",
    "unsettled",
    "failed",
    "refunded",
    "approved before",
    "due",
    "other share refunded",
    "this share cancelled",
)
CREATORS = ("paid", "paid", "earns little", "without a tax form")


@dataclass(frozen=True)
class Plan:
    """One order before its approval."""

    hold: str
    creator: str
    shares: tuple[int, ...]
    fee: int
    payout_after: str
    is_published: bool


def planned(random: Random, count: int) -> list[Plan]:
    """Plan orders: each state of a hold at least once."""
    holds = [*HOLDS, *random.choices(HOLDS, k=count - len(HOLDS))]
    random.shuffle(holds)
    plans = []
    for hold in holds:
        creator = random.choice(CREATORS)
        largest = 60 if creator == "earns little" else 100_001
        shares = tuple(random.randint(1, largest) for _ in range(random.choice([2, 3])))
        after = random.choice(["approval", "publication"])
        plans.append(Plan(hold, creator, shares, random.choice([0, 1000, 3333]), after, random.random() < 0.5))
    return plans


@dataclass
class World:
    """The orders of some plans, and their creators."""

    creators: dict[str, Actor]
    orders: list[Order]
    approvals: list[Envelope]


async def made(money: Money, plans: Sequence[Plan]) -> World:
    """Bring orders to where their plans want them."""
    creators = {"paid": await money.payee(), "earns little": await money.payee(), "without a tax form": await money.creator()}
    orders = [await _order(money, plan, creators[plan.creator]) for plan in plans]
    return World(creators, orders, [envelope_of(order.approved()) for order in orders])


async def _order(money: Money, plan: Plan, creator: Actor) -> Order:
    brand, price, shares = await money.brand(), sum(plan.shares), list(plan.shares)
    order = await money.order(brand, creator, price, shares=shares, fee=plan.fee, payout_after=plan.payout_after)
    if plan.is_published:
        await money.payouts.hear(order.published())
    if plan.hold not in {"requested", "due", "failed"}:
        await money.fund(brand, price, outcome="delayed" if plan.hold == "unsettled" else "success")
    events = {
        "failed": [order.cancelled()],
        "refunded": [order.cancelled()],
        "approved before": [order.approved()],
        "due": [order.approved()],
        "other share refunded": [order.deliverable_cancelled(number) for number in range(1, len(shares))],
        "this share cancelled": [order.deliverable_cancelled()],
    }
    for event in events.get(plan.hold, []):
        await money.payouts.hear(event)
    return order


async def seen(money: Money, world: World) -> dict[str, Any]:
    """Everything that there is of a world, without ids and times, which differ between two of them."""
    by_order = []
    for order in world.orders:
        hold = await money.hold(order)
        facts = {
            "hold": _plain(hold),
            "brand": await money.balance(order.brand),
            "entries": await money.entries(order.creator, order_id=order.id),
            # One by one, what is little may wait for more and then for something else: a change that a batch does not pass through.
            "payables": [
                _plain(payable) | {"version": None} for payable in await money.payables(order.creator, order_id=order.id)
            ],
            "told": [
                (name, _plain(catalogue[name].model_validate_json(data).model_dump()))
                for name, data in await _rows(
                    money, "select name, data from outbox where key = :key order by sequence", key=order.id
                )
            ],
            "moves": await _rows(
                money,
                "select noun, command, from_state, to_state, actor, policy_version from audit_log"
                " where noun_id = any(:ids) order by sequence",
                ids=[hold["id"], *order.deliverables],
            ),
            "timers": await _rows(
                money, "select name from timers where payload ->> 'deliverable_id' = any(:ids)", ids=list(order.deliverables)
            ),
        }
        facts["moves"].sort()
        by_order.append(facts)
    return {
        "orders": by_order,
        "creators": {name: await money.balance(creator) for name, creator in world.creators.items()},
    }


async def _rows(money: Money, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
    async with money.payouts.session() as session:
        return [tuple(row) for row in await session.execute(text(query), parameters)]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if not name.endswith(("_at", "since", "id", "handle"))}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return None if isinstance(value, datetime) else value


async def differences(money: Money, seed: int) -> tuple[Any, Any]:
    """Approve the orders of one plan together, and those of the same plan one by one; give what came of both."""
    plans = planned(Random(seed), 14)
    together, alone = await made(money, plans), await made(money, plans)
    await money.payouts.instance.consumer.handle(together.approvals)
    for approval in alone.approvals:
        await money.payouts.instance.consumer.handle([approval])

    transactions = await _rows(
        money,
        "select count(distinct xmin::text) from receipts where event_id = any(:ids)",
        ids=[approval.id.uuid for approval in together.approvals],
    )
    assert transactions == [(1,)], "they did not go together"
    return await seen(money, together), await seen(money, alone)


@pytest.mark.parametrize("seed", range(6))
async def test_a_batch_does_what_its_events_do_one_by_one(payouts: ServiceUnderTest, money: Money, seed: int) -> None:
    together, alone = await differences(money, seed)

    for one, other in zip(together["orders"], alone["orders"], strict=True):
        assert one == other
    assert together["creators"] == alone["creators"]
    assert await money.violations() == []
    assert await payouts.scalar("select count(*) from parked_events") == 0


async def test_a_batch_that_loses_one_is_found(money: Money, monkeypatch: pytest.MonkeyPatch) -> None:
    approve = releases.approve

    async def approve_all_but_one(session: AsyncSession, approvals: Sequence[releases.Approval], *, now: datetime) -> None:
        funded = [approval for approval in approvals if approval[0].state == "funded"]
        await approve(session, [one for one in approvals if len(approvals) == 1 or one is not funded[0]], now=now)

    monkeypatch.setattr(releases, "approve", approve_all_but_one)

    together, alone = await differences(money, 0)
    assert together != alone


async def test_what_is_unknown_or_wrong_keeps_its_own_key_only(payouts: ServiceUnderTest, money: Money, clock: TestClock) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 3000)
    known = [await money.order(brand, creator, 1000) for _ in range(3)]
    early = Order(brand, creator, Amount(1000, "USD"), [1000])
    of_no_contract = known[2].approved().model_copy(update={"deliverable_id": DeliverableId.new()})

    await payouts.hear(known[0].approved(), early.approved(), known[1].approved(), of_no_contract)

    assert [(await money.hold(order))["state"] for order in known] == ["released", "released", "funded"]
    parked = await _rows(money, "select key, failures from parked_events order by failures")
    assert parked == [(early.id, 0), (known[2].id, 1)]
    await payouts.hear(early.created())
    await money.fund(brand, 1000)
    assert await payouts.instance.consumer.retry_due()
    assert (await money.hold(early))["state"] == "released"


async def test_facts_told_together_go_back_to_their_own_requests(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 3000)
    orders = [await money.order(brand, creator, 1000) for _ in range(3)]
    approvals = [
        envelope_of(order.approved()).model_copy(
            update={"request_id": f"req_{number}", "traceparent": f"00-{number + 1:032x}-{number + 1:016x}-00"}
        )
        for number, order in enumerate(orders)
    ]

    await payouts.instance.consumer.handle(approvals)

    told = await _rows(money, "select key, request_id, traceparent from outbox where name = 'share.released' order by request_id")
    assert told == [(approval.key, approval.request_id, approval.traceparent) for approval in approvals]
