"""What every rail does, whichever it is: an adapter joins by one more parameter."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest

from services.payouts.rails.rail import Charge, ChargeState, Rail, RailAway, RailDisagrees, Transfer, TransferState, check
from services.payouts.rails.sandbox import SandboxRail
from shared.money import Money
from tests.harness import Peers, ServiceUnderTest, TestClock

AMOUNT = Money(12_345, "KWD")


@dataclass
class Trial:
    """A rail, and how its outside world is told to behave."""

    rail: Rail
    break_off: Callable[[str], Awaitable[None]]
    """Let the next call find the rail `away`, or its answer lost: `timeout_after_effect`."""

    async def charge(self, outcome: str = "success", *, key: str | None = None, amount: Money = AMOUNT) -> Charge:
        """Collect money."""
        return await self.rail.charge(
            key=key or new_key(), amount=amount, source={"type": "sandbox", "sandbox": {"outcome": outcome}}
        )

    async def transfer(self, outcome: str = "success", *, key: str | None = None, amount: Money = AMOUNT) -> Transfer:
        """Send money."""
        account = {"type": "sandbox", "holder_name": "Ana Cook", "sandbox": {"outcome": outcome}}
        return await self.rail.transfer(key=key or new_key(), amount=amount, account=account)


def new_key() -> str:
    """Name a movement."""
    return f"test_{uuid4().hex}"


@pytest.fixture(params=["sandbox"])
async def trial(request: pytest.FixtureRequest, sandbox: ServiceUnderTest) -> Trial:
    """Each rail in turn."""
    assert request.param == "sandbox"

    async def break_off(mode: str) -> None:
        await sandbox.nobody().put("/sandbox/faults", {"target": "rail", "mode": mode, "count": 1})

    return Trial(SandboxRail(Peers(sandbox=sandbox.app)), break_off)


async def test_a_key_charges_once(trial: Trial) -> None:
    key, before = new_key(), await trial.rail.balance("KWD")

    first, second = await trial.charge(key=key), await trial.charge(key=key)

    assert first == second
    assert (first.key, first.amount, first.state, first.settled, first.failure_code) == (
        key,
        AMOUNT,
        ChargeState.SUCCEEDED,
        True,
        None,
    )
    assert await trial.rail.charge_of(key) == first
    assert await trial.rail.balance("KWD") - before == AMOUNT


async def test_a_key_transfers_once(trial: Trial) -> None:
    key, before = new_key(), await trial.rail.balance("KWD")

    first, second = await trial.transfer(key=key), await trial.transfer(key=key)

    assert (first.key, first.amount, first.state, first.returned_at) == (key, AMOUNT, TransferState.PAID, None)
    assert second == await trial.rail.transfer_of(key) == first
    assert before - await trial.rail.balance("KWD") == AMOUNT


async def test_what_it_never_heard_of_it_does_not_know(trial: Trial) -> None:
    assert await trial.rail.charge_of(new_key()) is None
    assert await trial.rail.transfer_of(new_key()) is None


async def test_a_refusal_has_a_code_and_moves_nothing(trial: Trial) -> None:
    before = await trial.rail.balance("KWD")

    charge, transfer = await trial.charge("declined"), await trial.transfer("failed")

    assert (charge.state, charge.settled) == (ChargeState.FAILED, False)
    assert transfer.state is TransferState.FAILED
    assert charge.failure_code
    assert transfer.failure_code
    assert await trial.rail.balance("KWD") == before


async def test_what_takes_time_says_when_to_ask_again(trial: Trial, clock: TestClock) -> None:
    charge, transfer = await trial.charge("delayed"), await trial.transfer("delayed")
    assert (charge.state, charge.settled, transfer.state) == (ChargeState.SUCCEEDED, False, TransferState.PROCESSING)
    assert charge.settles_at is not None
    assert transfer.completes_at is not None

    clock.advance(days=2)

    settled, arrived = await trial.rail.charge_of(charge.key), await trial.rail.transfer_of(transfer.key)
    assert settled is not None
    assert arrived is not None
    assert (settled.settled, arrived.state) == (True, TransferState.PAID)


async def test_what_comes_back_was_paid_before(trial: Trial, clock: TestClock) -> None:
    transfer = await trial.transfer("returned")
    assert transfer.state is TransferState.PAID

    clock.advance(days=3)

    returned = await trial.rail.transfer_of(transfer.key)
    assert returned is not None
    assert returned.state is TransferState.RETURNED
    assert returned.returned_at is not None


@pytest.mark.parametrize("mode", ["away", "timeout_after_effect"])
async def test_an_answer_that_cannot_be_relied_on_is_an_unknown_outcome(trial: Trial, mode: str) -> None:
    key = new_key()
    await trial.break_off(mode)
    with pytest.raises(RailAway):
        await trial.transfer(key=key)

    assert (await trial.rail.transfer_of(key) is None) == (mode == "away")
    assert (await trial.transfer(key=key)).state is TransferState.PAID


async def test_a_key_cannot_move_another_amount(trial: Trial) -> None:
    key = new_key()
    await trial.transfer(key=key)

    with pytest.raises(RailAway):
        await trial.transfer(key=key, amount=Money(1, "KWD"))


async def test_another_amount_than_ours_is_for_a_person(trial: Trial) -> None:
    charge = await trial.charge()

    check(charge, key=charge.key, amount=AMOUNT)
    with pytest.raises(RailDisagrees):
        check(charge, key=charge.key, amount=Money(1, "KWD"))


async def test_a_service_that_has_not_started_is_away(trial: Trial) -> None:
    with pytest.raises(RailAway):
        await SandboxRail(Peers()).balance("USD")
