"""What can happen with payouts: asked for and committed; submitted and committed; sent; recorded and committed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.accounts.queries import own_account
from services.payouts.creators.queries import is_suspended
from services.payouts.funding.service import ExternalReferenceTaken, RailDisagrees
from services.payouts.payables.payments import give_back, pay, take
from services.payouts.payouts import queries
from services.payouts.payouts.models import Payout, PayoutState
from services.payouts.policy import PAYOUTS
from services.payouts.rails.rail import Transfer, TransferState, ask_again_at
from services.payouts.wallets.queries import default_accounts, wallet_for_update
from shared import faults
from shared.clock import clock
from shared.db import insert
from shared.errors import IdempotencyKeyInUse, IdempotencyKeyReused, Problem
from shared.events.identity import OrganizationId
from shared.events.payouts import PayoutCreated, PayoutFailed, PayoutId, PayoutPaid, PayoutReturned
from shared.money import Money
from shared.outbox import emit
from shared.service import Context
from shared.states import due
from shared.tasks import Task, ask
from shared.timers import Timer, at

PAUSE = timedelta(minutes=1)
"""When a rail is asked again that did not say when."""


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
    requested = _as_asked(currency, amount, metadata, external_reference)
    known = await queries.payout_of_request(session, organization_id, request_key)
    if known is not None:
        if known.requested != requested:
            raise IdempotencyKeyReused
        return known
    if await is_suspended(session, organization_id):
        raise CreatorSuspended

    payable = await take.what_is_ready(session, wallet=wallet, currency=currency, now=now)
    wanted = amount or payable.total
    if wanted > payable.total or not payable.total:
        raise InsufficientBalance(available=_shown(payable.total))
    if wanted < PAYOUTS.minimum(currency):
        raise BelowMinimum(minimum=_shown(PAYOUTS.minimum(currency)))

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
    taken = {"one_payout_a_key": IdempotencyKeyInUse(headers={"Retry-After": "1"}), "payouts_by_reference": ExternalReferenceTaken()}
    await insert(session, payout, or_raise=taken)
    await take.part_of(session, payable, payout_id=payout.id, amount=wanted)
    await emit(session, PayoutCreated.of(payout))
    await ask(session, SendPayout(payout_id=payout.id))
    return payout
