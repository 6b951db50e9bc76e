"""What can happen with payouts: asked for and committed; submitted and committed; sent; recorded and committed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.accounts.queries import own_account
from services.payouts.creators.queries import is_suspended
from services.payouts.payables import payments
from services.payouts.payables.service import reconsider
from services.payouts.payouts import queries
from services.payouts.payouts.models import Payout, PayoutState
from services.payouts.policy import PAYOUTS
from services.payouts.problems import ExternalReferenceTaken
from services.payouts.rails.rail import RailDisagrees, Transfer, TransferState, ask_again_at, check
from services.payouts.wallets.queries import default_accounts, wallet_for_update
from shared import faults
from shared.clock import clock
from shared.db import insert
from shared.errors import IdempotencyKeyReused, Problem
from shared.events.identity import OrganizationId
from shared.events.payouts import PayoutCreated, PayoutFailed, PayoutId, PayoutPaid, PayoutReturned
from shared.money import Money
from shared.outbox import emit
from shared.service import Context
from shared.states import due
from shared.tasks import Task, ask
from shared.timers import Timer, at


class InsufficientBalance(Problem, status=409, code="insufficient_balance"):
    """Less than that is ready to be paid out in this currency; `available` says how much is."""


class BelowMinimum(Problem, status=409, code="below_minimum"):
    """Less than the least that is paid out in this currency; `minimum` says how much that is."""


class CreatorSuspended(Problem, status=409, code="creator_suspended", late_copy=True):
    """A suspended creator is not paid until it is reinstated."""


class SendPayout(Task, name="send_payout"):
    """Send a payout to the rail, or ask what became of it."""

    payout_id: PayoutId


class AskAboutPayout(Timer, name="ask_about_payout"):
    """The rail said that it will know more now."""

    payout_id: PayoutId


async def create(
    session: AsyncSession,
    *,
    organization_id: OrganizationId,
    request_key: str,
    currency: str,
    amount: Money | None,
    metadata: Mapping[str, str],
    external_reference: str | None,
    now: datetime,
) -> Payout:
    """Take what is ready, oldest first, and ask for its transfer. A request that comes again is given the payout that it made.

    Raises `InsufficientBalance`, `BelowMinimum`, `CreatorSuspended`, `IdempotencyKeyReused`, `ExternalReferenceTaken`.
    """
    wallet = await wallet_for_update(session, organization_id)
    requested = _asked(currency, amount, metadata, external_reference)
    known = await queries.payout_of_request(session, organization_id, request_key)
    if known is not None:
        if known.requested != requested:
            raise IdempotencyKeyReused
        return known
    if await is_suspended(session, organization_id):
        raise CreatorSuspended

    ready = await payments.ready_to_pay(session, wallet=wallet, currency=currency, now=now)
    total = sum((payable.remaining for payable in ready), Money.zero(currency))
    wanted = amount or total
    if wanted > total or not total:
        raise InsufficientBalance(available=_json(total))
    if wanted < PAYOUTS.minimum(currency):
        raise BelowMinimum(minimum=_json(PAYOUTS.minimum(currency)))

    account = (await default_accounts(session, organization_id))[currency]
    payout = Payout(
        organization_id=organization_id,
        request_key=request_key,
        requested=requested,
        amount=wanted,
        payout_account_id=account.payout_account_id,
        caller_metadata=dict(metadata),
        external_reference=external_reference,
    )
    await insert(session, payout, or_raise={"payouts_by_reference": ExternalReferenceTaken()})
    await payments.take(session, ready, payout_id=payout.id, amount=wanted)
    await emit(session, PayoutCreated.of(payout))
    await ask(session, SendPayout(payout_id=payout.id))
    return payout


def _asked(currency: str, amount: Money | None, metadata: Mapping[str, str], external_reference: str | None) -> dict[str, Any]:
    return {
        "currency": currency,
        "amount": amount and amount.value,
        "metadata": dict(metadata),
        "external_reference": external_reference,
    }


def _json(amount: Money) -> dict[str, Any]:
    return {"value": amount.value, "currency": amount.currency}


async def send(context: Context[Any], payout_id: PayoutId) -> None:
    """Send a payout to the rail, or ask what became of it, and record the answer. Raises `RailAway`, `RailDisagrees`."""
    async with context.step() as session:
        payout = await _submit(session, payout_id)
        account = await own_account(session, payout.payout_account_id, owner=payout.organization_id)
    if payout.is_final and payout.ask_at is None:
        return
    assert account is not None, payout_id
    await faults.point("payout.submitted")

    # An unknown outcome is asked about with the same key; where the rail has never heard of it, the same call is made again,
    # but never once it has answered: a rail that forgot would pay twice.
    rail = context.ports.rail
    transfer = await rail.transfer_of(payout.id)
    if transfer is None and payout.state is not PayoutState.SUBMITTED:
        raise RailDisagrees(f"{payout.id} is {payout.state} here, and unknown at the rail")
    if transfer is None:
        to = {"type": account.type, "holder_name": account.holder_name, account.type: account.details}
        transfer = await rail.transfer(key=payout.id, amount=payout.amount, account=to)
    check(transfer, key=payout.id, amount=payout.amount)
    await faults.point("payout.sent")

    async with context.step() as session:
        await record(session, payout_id=payout_id, transfer=transfer, rail=rail.name, now=clock.now())


async def _submit(session: AsyncSession, payout_id: PayoutId) -> Payout:
    """Commit that the rail is about to be called: from here on only the rail knows."""
    payout = await queries.payout_for_update(session, payout_id)
    if payout.can("submit"):
        payout.move("submit")
        await session.flush()
    return payout


async def record(session: AsyncSession, *, payout_id: PayoutId, transfer: Transfer, rail: str, now: datetime) -> None:
    """Take what the rail says of a payout. Said twice, or in two processes at once, it counts once."""
    payout = await queries.payout(session, payout_id)
    if payout is None:
        return
    wallet = await wallet_for_update(session, payout.organization_id)
    payout = await queries.payout_for_update(session, payout_id)

    if payout.can("process"):
        payout.move("process")
        payout.completes_at = transfer.completes_at
    if payout.can("fail") and transfer.state is TransferState.FAILED:
        await _fail(session, payout, failure_code=transfer.failure_code or "refused")
    if payout.can("pay") and transfer.state in {TransferState.PAID, TransferState.RETURNED}:
        await _pay(session, payout, rail=rail, now=now)
    if payout.can("return") and transfer.state is TransferState.RETURNED:
        await _return(session, payout, rail=rail, failure_code=transfer.failure_code or "returned", now=now)
    if payout.state in {PayoutState.FAILED, PayoutState.RETURNED}:
        # With what came back, what was too little by itself may be enough.
        await reconsider(session, wallet=wallet, now=now)
    await _ask_again(session, payout, transfer, now=now)
    await session.flush()


async def _fail(session: AsyncSession, payout: Payout, *, failure_code: str) -> None:
    payout.move("fail")
    payout.failure_code = failure_code
    await payments.give_back(session, payout_id=payout.id)
    await emit(session, PayoutFailed.of(payout))


async def _pay(session: AsyncSession, payout: Payout, *, rail: str, now: datetime) -> None:
    payout.move("pay")
    payout.paid_at = now
    await payments.pay(session, payout_id=payout.id, rail=rail)
    await emit(session, PayoutPaid.of(payout))


async def _return(session: AsyncSession, payout: Payout, *, rail: str, failure_code: str, now: datetime) -> None:
    payout.move("return")
    payout.returned_at, payout.failure_code = now, failure_code
    await payments.take_back(session, payout_id=payout.id, rail=rail)
    await emit(session, PayoutReturned.of(payout))


async def _ask_again(session: AsyncSession, payout: Payout, transfer: Transfer, *, now: datetime) -> None:
    """Set when to ask next, unless it is set: while it is on its way, and in the days in which a bank may send it back."""
    if payout.ask_at is not None and payout.ask_at > now:
        return
    payout.ask_at = ask_at = _next_question(payout, transfer, now=now)
    if ask_at is not None:
        await at(session, ask_at, AskAboutPayout(payout_id=payout.id))


def _next_question(payout: Payout, transfer: Transfer, *, now: datetime) -> datetime | None:
    if payout.state is PayoutState.PROCESSING:
        return ask_again_at(transfer.completes_at, now=now)
    if payout.state is PayoutState.PAID and payout.paid_at is not None and now < payout.paid_at + PAYOUTS.returns_watched_for:
        return now + PAYOUTS.returns_watched_every
    return None


async def ask_when_due(session: AsyncSession, *, payout_id: PayoutId, due_at: datetime) -> None:
    """Ask the rail again, after this transaction."""
    payout = await queries.payout(session, payout_id)
    if payout is not None and due(payout.ask_at, due_at):
        await ask(session, SendPayout(payout_id=payout_id))
