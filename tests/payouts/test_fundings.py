"""Money coming in."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from shared.events.campaigns import OrderId
from shared.events.identity import OrganizationType, OrganizationVerificationLapsed
from shared.events.payouts import FundingFailed, FundingSucceeded
from shared.idempotency import LEASE
from tests.harness import ServiceUnderTest, TestClock, is_problem
from tests.payouts.money import Money, organization, with_key


async def fault(sandbox: ServiceUnderTest, mode: str, count: int = 1) -> None:
    """Let the rail's next calls fail."""
    await sandbox.nobody().put("/sandbox/faults", {"target": "rail", "mode": mode, "count": count})


async def test_what_the_source_refuses_is_failed_and_says_why(payouts: ServiceUnderTest, money: Money) -> None:
    brand = await money.brand()

    answer = await money.fund(brand, 500, outcome="declined")

    assert answer.status_code == 201
    body = answer.json()
    assert (body["state"], body["failure"], body["is_final"]) == ("failed", {"code": "card_declined"}, True)
    assert await money.balance(brand) == (0, 0, 0)
    (event,) = await payouts.said(FundingFailed)
    assert event.failure_code == "card_declined"
    await payouts.run_tasks()
    assert await payouts.scalar("select count(*) from journal_entries") == 0


async def test_a_funding_is_whole_and_its_own_brands(payouts: ServiceUnderTest, money: Money) -> None:
    brand, other = await money.brand(), await money.brand()
    said = {"metadata": {"invoice": "7"}, "external_reference": "inv-7"}

    made = await money.fund(brand, 500, **said)

    body = made.json()
    assert made.headers["etag"] == f'"v{body["version"]}"'
    assert (body["object"], body["state"], body["metadata"], body["external_reference"]) == (
        "funding",
        "succeeded",
        {"invoice": "7"},
        "inv-7",
    )
    assert body["source"] == {"type": "sandbox", "sandbox": {"outcome": "success"}}
    assert body["settled_at"] is not None
    assert (await brand.get(f"/fundings/{body['id']}")).json() == body
    assert (await brand.get("/fundings", params={"external_reference": "inv-7", "state": "succeeded"})).json()["data"] == [body]
    assert (await brand.get("/fundings", params={"state": "failed"})).json()["data"] == []
    assert (await other.get("/fundings")).json()["data"] == []
    assert is_problem(await other.get(f"/fundings/{body['id']}"), 404, "not_found")
    assert is_problem(await money.fund(brand, 500, external_reference="inv-7"), 409, "external_reference_taken")
    assert is_problem(await (await money.creator()).post("/fundings", {}, headers=with_key()), 403, "forbidden")


async def test_a_key_funds_once(payouts: ServiceUnderTest, money: Money) -> None:
    brand = await money.brand()

    answers = await asyncio.gather(*(money.fund(brand, 500, key="once") for _ in range(6)))

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    again = await money.fund(brand, 500, key="once")
    assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")
    assert is_problem(await money.fund(brand, 501, key="once"), 422, "idempotency_key_reused")
    await payouts.run_tasks()
    assert await money.balance(brand) == (500, 0, 0)
    assert len(await payouts.said(FundingSucceeded)) == 1


async def test_a_colleague_with_the_same_key_goes_on_with_the_same_funding(payouts: ServiceUnderTest, money: Money) -> None:
    brand = await money.brand()
    colleague = payouts.brand(organization_id=brand.organization_id)
    first = (await money.fund(brand, 500, key="shared")).json()

    assert (await money.fund(colleague, 500, key="shared")).json()["id"] == first["id"]
    assert is_problem(
        await money.fund(payouts.brand(organization_id=brand.organization_id), 7, key="shared"), 422, "idempotency_key_reused"
    )
    assert await money.balance(brand) == (500, 0, 0)


async def test_while_the_rail_is_away_a_funding_is_pending_and_goes_on_by_itself(
    payouts: ServiceUnderTest, money: Money, sandbox: ServiceUnderTest
) -> None:
    brand = await money.brand()
    await fault(sandbox, "away", 2)

    answer = await money.fund(brand, 500)

    assert (answer.status_code, answer.json()["state"]) == (201, "pending")
    assert await money.balance(brand) == (0, 0, 500)
    await asyncio.sleep(0.15)
    await payouts.run_tasks()
    assert (await brand.get("/fundings")).json()["data"][0]["state"] == "pending"
    await asyncio.sleep(0.25)
    await payouts.run_tasks()
    assert (await brand.get("/fundings")).json()["data"][0]["state"] == "succeeded"
    assert await money.balance(brand) == (500, 0, 0)


async def test_a_lost_answer_charges_once(payouts: ServiceUnderTest, money: Money, sandbox: ServiceUnderTest) -> None:
    brand = await money.brand()
    await fault(sandbox, "timeout_after_effect")

    answer = await money.fund(brand, 777)

    assert answer.json()["state"] == "pending"
    await asyncio.sleep(0.15)
    await payouts.run_tasks()
    assert await money.balance(brand) == (777, 0, 0)
    assert await sandbox.scalar("select count(*) from charges where key = :key", key=answer.json()["id"]) == 1
    await payouts.run_tasks()
    assert len(await payouts.said(FundingSucceeded)) == 1


async def test_a_delayed_charge_counts_at_once_and_settles_later(
    payouts: ServiceUnderTest, money: Money, clock: TestClock
) -> None:
    brand = await money.brand()

    answer = await money.fund(brand, 500, outcome="delayed")

    assert (answer.json()["state"], answer.json()["settled_at"]) == ("succeeded", None)
    assert await money.balance(brand) == (500, 0, 0)
    clock.advance(hours=25)
    await payouts.run_timers()
    await payouts.run_tasks()
    assert (await brand.get(f"/fundings/{answer.json()['id']}")).json()["settled_at"] is not None
    assert await payouts.scalar("select count(*) from timers") == 0
    assert await payouts.scalar("select count(*) from journal_entries") == 1


async def test_a_rail_that_forgot_a_charge_is_not_asked_to_make_it_again(
    payouts: ServiceUnderTest, money: Money, sandbox: ServiceUnderTest, clock: TestClock
) -> None:
    brand = await money.brand()
    key = (await money.fund(brand, 500, outcome="delayed")).json()["id"]
    await payouts.run_tasks()
    async with sandbox.session() as session:
        await session.execute(text("delete from charges where key = :key"), {"key": key})

    clock.advance(hours=25)
    await payouts.run_timers()
    await payouts.run_tasks()

    assert await sandbox.scalar("select count(*) from charges where key = :key", key=key) == 0
    assert "unknown at the rail" in await payouts.scalar("select last_error from tasks")


@pytest.mark.usefixtures("brief_wait")
async def test_only_verified_brands_fund(payouts: ServiceUnderTest, money: Money) -> None:
    brand, unverified, unknown = await money.brand(), await money.brand(is_verified=False), payouts.brand()
    assert brand.organization_id is not None
    facts = organization(brand.organization_id, OrganizationType.BRAND, version=3)
    await payouts.hear(OrganizationVerificationLapsed(**facts))

    lapsed, never, unheard = await asyncio.gather(money.fund(brand, 5), money.fund(unverified, 5), money.fund(unknown, 5))

    assert is_problem(lapsed, 409, "brand_not_verified")
    assert is_problem(never, 409, "brand_not_verified")
    assert is_problem(unheard, 409, "not_yet_known")
    assert await payouts.scalar("select count(*) from fundings") == 0


async def test_an_older_copy_never_replaces_a_newer_one(payouts: ServiceUnderTest, money: Money) -> None:
    brand = await money.brand()
    assert brand.organization_id is not None
    await payouts.hear(OrganizationVerificationLapsed(**organization(brand.organization_id, OrganizationType.BRAND, version=1)))

    assert (await money.fund(brand, 5)).status_code == 201


@pytest.mark.usefixtures("brief_wait")
async def test_a_funding_is_for_an_own_order(payouts: ServiceUnderTest, money: Money) -> None:
    brand, other = await money.brand(), await money.brand()
    order = await money.order(other, await money.creator(), 500)

    theirs, nobodys = await asyncio.gather(money.fund(brand, 5, order_id=order.id), money.fund(brand, 5, order_id=OrderId.new()))

    assert is_problem(theirs, 409, "not_yet_known")
    assert is_problem(nobodys, 409, "not_yet_known")


@pytest.mark.parametrize(
    "change",
    [
        {"amount": {"value": 0, "currency": "USD"}},
        {"amount": {"value": -1, "currency": "USD"}},
        {"amount": {"value": 2**53, "currency": "USD"}},
        {"amount": {"value": "5", "currency": "USD"}},
        {"amount": {"value": True, "currency": "USD"}},
        {"amount": {"value": 1.5, "currency": "USD"}},
        {"amount": {"value": 5, "currency": "usd"}},
        {"amount": {"value": 5, "currency": "ZZZ"}},
        {"amount": 5},
        {"source": {"type": "card"}},
        {"source": {"type": "sandbox", "sandbox": {"outcome": "maybe"}}},
        {"order_id": "cmp_01k4s3m7v8e9tb2h6jq0xyzwpn"},
        {"metadata": {"a": 5}},
        {"surprise": 1},
    ],
)
async def test_bad_input_is_named_and_changes_nothing(bystander: Money, change: dict[str, Any]) -> None:
    brand = bystander.payouts.brand()
    body = {"amount": {"value": 5, "currency": "USD"}, "source": {"type": "sandbox", "sandbox": {"outcome": "success"}}, **change}

    assert is_problem(await brand.post("/fundings", body, headers=with_key()), 422, "validation_failed")
    assert await bystander.payouts.scalar("select count(*) from fundings") == 0


async def test_a_funding_needs_a_key(bystander: Money) -> None:
    answer = await bystander.payouts.brand().post(
        "/fundings", {"amount": {"value": 5, "currency": "USD"}, "source": {"type": "sandbox"}}
    )

    assert is_problem(answer, 400, "idempotency_key_required")


async def test_all_that_a_brand_brings_in_can_be_written_down(payouts: ServiceUnderTest, money: Money) -> None:
    brand = await money.brand()
    assert (await money.fund(brand, 2**53 - 1)).status_code == 201

    assert is_problem(await money.fund(brand, 1), 422, "validation_failed")
    assert await money.balance(brand) == (2**53 - 1, 0, 0)


async def test_a_funding_whose_request_died_is_gone_on_with_by_the_next_and_charged_once(
    payouts: ServiceUnderTest, money: Money, sandbox: ServiceUnderTest
) -> None:
    brand = await money.brand()
    first = (await money.fund(brand, 500, key="died")).json()
    # As if it had died after its first steps, which had charged: the key is held and has no answer.
    async with payouts.session() as session:
        await session.execute(text("update idempotency_keys set status = null, body = null, headers = null"))

    held = await money.fund(brand, 500, key="died")
    assert is_problem(held, 409, "idempotency_key_in_use")
    assert held.headers["retry-after"] == "1"
    async with payouts.session() as session:
        await session.execute(
            text("update idempotency_keys set claimed_at = claimed_at - cast(:time as interval)"), {"time": LEASE}
        )
    again = await money.fund(brand, 500, key="died")

    assert (again.status_code, again.json()["id"], "idempotent-replayed" in again.headers) == (201, first["id"], False)
    await payouts.run_tasks()
    assert await money.balance(brand) == (500, 0, 0)
    assert await sandbox.scalar("select count(*) from charges where key = :key", key=first["id"]) == 1
    assert len(await payouts.said(FundingSucceeded)) == 1
