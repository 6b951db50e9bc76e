"""The payment rail."""

import asyncio
from typing import Any

import pytest

from shared.http import INTERNAL_KEY_HEADER, Client, client_of_app
from shared.service import internal_key
from shared.settings import Settings
from tests.harness import ServiceUnderTest, TestClock, is_problem


def client_of(sandbox: ServiceUnderTest) -> Client:
    return client_of_app(sandbox.app, name="sandbox", headers={INTERNAL_KEY_HEADER: internal_key(Settings())})


USD = {"value": 60_000, "currency": "USD"}


async def charge(outside: Client, key: str, **values: Any) -> dict[str, Any]:
    answer = await outside.post("/outside/rail/charges", json={"key": key, "amount": USD, **values})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def transfer(outside: Client, key: str, **values: Any) -> dict[str, Any]:
    answer = await outside.post(
        "/outside/rail/transfers", json={"key": key, "amount": USD, "holder_name": "Lena Cooks", **values}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_charges_turn_out_as_they_were_asked_to(outside: Client, clock: TestClock) -> None:
    success = await charge(outside, "c/1", outcome="success")
    declined = await charge(outside, "c/2", outcome="declined")
    delayed = await charge(outside, "c/3", outcome="delayed")

    assert success.items() >= {"key": "c/1", "state": "succeeded", "settled": True, "failure_code": None, "amount": USD}.items()
    assert declined.items() >= {"state": "failed", "settled": False, "settles_at": None, "failure_code": "card_declined"}.items()
    assert delayed.items() >= {"state": "succeeded", "settled": False, "failure_code": None}.items()
    assert delayed["settles_at"].endswith("Z")
    clock.advance(hours=23)
    assert (await outside.get("/outside/rail/charges/c/3")).json() == delayed
    clock.advance(hours=1)
    assert (await outside.get("/outside/rail/charges/c/3")).json() == {**delayed, "settled": True}
    assert is_problem(await outside.get("/outside/rail/charges/c/4"), 404, "not_found")


async def test_transfers_turn_out_as_they_were_asked_to(outside: Client, clock: TestClock) -> None:
    paid = await transfer(outside, "t1")
    failed = await transfer(outside, "t2", outcome="failed")
    returned = await transfer(outside, "t3", outcome="returned")
    delayed = await transfer(outside, "t4", outcome="delayed")

    assert paid.items() >= {"key": "t1", "state": "paid", "failure_code": None, "returned_at": None, "amount": USD}.items()
    assert failed.items() >= {"state": "failed", "completes_at": None, "failure_code": "account_closed"}.items()
    assert (returned["state"], returned["returned_at"]) == ("paid", None)
    assert delayed["state"] == "processing"
    clock.advance(days=1)
    assert (await outside.get("/outside/rail/transfers/t4")).json() == {**delayed, "state": "paid"}
    assert (await outside.get("/outside/rail/transfers/t3")).json() == returned
    clock.advance(days=1)
    back = (await outside.get("/outside/rail/transfers/t3")).json()
    assert (back["state"], back["returned_at"] > back["completes_at"]) == ("returned", True)
    assert (await outside.get("/outside/rail/transfers/t1")).json() == paid
    assert is_problem(await outside.get("/outside/rail/transfers/t5"), 404, "not_found")


async def test_a_key_moves_money_once(sandbox: ServiceUnderTest, outside: Client) -> None:
    answers = await asyncio.gather(*(charge(outside, "same") for _ in range(8)), *(transfer(outside, "same") for _ in range(8)))

    assert all(answer["key"] == "same" for answer in answers)
    assert await sandbox.scalar("select count(*) from charges") == 1
    assert await sandbox.scalar("select count(*) from transfers") == 1
    other = {"key": "same", "amount": {"value": 60_001, "currency": "USD"}, "holder_name": "Lena Cooks"}
    assert is_problem(await outside.post("/outside/rail/transfers", json=other), 409, "rail_key_reused")
    del other["holder_name"]
    assert is_problem(await outside.post("/outside/rail/charges", json=other), 409, "rail_key_reused")
    assert (await charge(outside, "same", outcome="declined"))["state"] == "succeeded"


async def test_the_balance_adds_up(outside: Client, clock: TestClock) -> None:
    for key, outcome in (("a", "success"), ("b", "delayed"), ("c", "declined")):
        await charge(outside, key, outcome=outcome)
    await charge(outside, "yen", amount={"value": 5_000, "currency": "JPY"})
    for key, outcome in (("a", "success"), ("b", "failed"), ("c", "returned"), ("d", "delayed")):
        await transfer(outside, key, outcome=outcome, amount={"value": 1_000, "currency": "USD"})

    async def balance(currency: str) -> list[int]:
        found = (await outside.get("/outside/rail/balance", params={"currency": currency})).json()
        return [found[name] for name in ("charged", "transferred", "returned", "balance")]

    assert await balance("USD") == [120_000, 2_000, 0, 118_000]
    clock.advance(days=3)
    assert await balance("USD") == [120_000, 3_000, 1_000, 118_000]
    assert await balance("JPY") == [5_000, 0, 0, 5_000]
    assert await balance("EUR") == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "change",
    [
        {"amount": {"value": 0, "currency": "USD"}},
        {"amount": {"value": -1, "currency": "USD"}},
        {"amount": {"value": 2**53, "currency": "USD"}},
        {"amount": {"value": 1, "currency": "XQQ"}},
        {"outcome": "lost"},
        {"key": ""},
        {"more": 1},
    ],
)
async def test_a_wrong_charge_is_refused(shared_sandbox: ServiceUnderTest, change: dict[str, Any]) -> None:
    async with client_of(shared_sandbox) as outside:
        answer = await outside.post("/outside/rail/charges", json={"key": "k", "amount": USD, **change})
    assert is_problem(answer, 422, "validation_failed")
    assert await shared_sandbox.scalar("select count(*) from charges") == 0


# --- faults ---------------------------------------------------------------------------------------------------------


async def test_a_part_that_is_away_does_nothing_for_so_many_calls(sandbox: ServiceUnderTest, outside: Client) -> None:
    nobody = sandbox.nobody()
    put = await nobody.put("/sandbox/faults", {"target": "rail", "mode": "away", "count": 2})
    assert put.json() == {"object": "sandbox_fault", "target": "rail", "mode": "away", "count": 2}

    charging = {"key": "k", "amount": USD}
    assert is_problem(await outside.post("/outside/rail/charges", json=charging), 503, "sandbox_away")
    assert is_problem(await outside.get("/outside/rail/charges/k"), 503, "sandbox_away")
    assert (await outside.get("/outside/rail/charges/k")).status_code == 404
    faults = (await nobody.get("/sandbox/faults")).json()["data"]
    assert [(fault["target"], fault["mode"], fault["count"]) for fault in faults] == [
        ("rail", "none", 0),
        ("mail", "none", 0),
        ("platform", "none", 0),
    ]


async def test_a_part_may_do_its_work_and_not_answer(sandbox: ServiceUnderTest, outside: Client) -> None:
    await sandbox.nobody().put("/sandbox/faults", {"target": "rail", "mode": "timeout_after_effect"})

    assert (await outside.get("/outside/rail/transfers/k")).status_code == 404
    paying = {"key": "k", "amount": USD, "holder_name": "Lena"}
    assert is_problem(await outside.post("/outside/rail/transfers", json=paying), 504, "sandbox_silent")
    assert (await outside.get("/outside/rail/transfers/k")).json()["state"] == "paid"
    assert (await outside.post("/outside/rail/transfers", json=paying)).json()["state"] == "paid"


async def test_faults_are_of_one_part_and_can_be_taken_back(sandbox: ServiceUnderTest, outside: Client) -> None:
    nobody = sandbox.nobody()
    for target in ("mail", "platform"):
        await nobody.put("/sandbox/faults", {"target": target, "mode": "away", "count": 100})
    letter = {"key": "1", "type": "t", "to": "a@b.example", "subject": "", "text": ""}

    assert (await outside.post("/outside/emails", json=letter)).status_code == 503
    assert (await outside.get("/outside/social-accounts/ana")).status_code == 503
    assert (await outside.get("/outside/posts", params={"url": "x"})).status_code == 503
    assert (await outside.get("/outside/rail/balance", params={"currency": "USD"})).status_code == 200
    for target in ("mail", "platform"):
        await nobody.put("/sandbox/faults", {"target": target, "mode": "none"})
    assert (await outside.post("/outside/emails", json=letter)).status_code == 204
    assert (await outside.get("/outside/social-accounts/ana")).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"target": "moon", "mode": "away"},
        {"target": "rail", "mode": "slow"},
        {"target": "rail", "mode": "away", "count": 0},
        {"target": "rail", "mode": "away", "count": True},
        {"target": "rail"},
        {"target": "platform", "mode": "timeout_after_effect"},
    ],
)
async def test_a_wrong_fault_is_refused(shared_sandbox: ServiceUnderTest, body: dict[str, Any]) -> None:
    assert is_problem(await shared_sandbox.nobody().put("/sandbox/faults", body), 422, "validation_failed")
    assert await shared_sandbox.scalar("select count(*) from faults") == 0
