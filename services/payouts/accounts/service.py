"""What can happen with payout accounts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.accounts import queries
from services.payouts.accounts.models import PayoutAccount
from services.payouts.payables.service import reconsider
from services.payouts.wallets.models import DefaultAccount
from services.payouts.wallets.queries import default_accounts, wallet_for_update
from shared.db import touch
from shared.errors import IdempotencyKeyReused
from shared.events.identity import OrganizationId
from shared.events.payouts import PayoutAccountId


async def add(
    session: AsyncSession,
    *,
    organization_id: OrganizationId,
    request_key: str,
    type: str,
    currency: str,
    holder_name: str,
    details: Mapping[str, Any],
    now: datetime,
) -> PayoutAccount:
    """Add an account; the first one of a currency is the default, and payables that waited for it go on.

    A request that comes again is given the account that it made. Raises `IdempotencyKeyReused` for another one under its key.
    """
    wallet = await wallet_for_update(session, organization_id)
    known = await queries.account_of_request(session, organization_id, request_key)
    if known is not None:
        if (known.type, known.currency, known.holder_name, known.details) != (type, currency, holder_name, details):
            raise IdempotencyKeyReused
        return known

    account = PayoutAccount(
        organization_id=organization_id,
        request_key=request_key,
        type=type,
        currency=currency,
        holder_name=holder_name,
        details=dict(details),
    )
    session.add(account)
    await session.flush()
    if currency not in await default_accounts(session, organization_id):
        session.add(DefaultAccount(organization_id=organization_id, currency=currency, payout_account_id=account.id))
        await session.flush()
        await reconsider(session, wallet=wallet, now=now)
    return await _fresh(session, account.id, owner=organization_id)


async def make_default(session: AsyncSession, *, account: PayoutAccount) -> PayoutAccount:
    """Let payouts in the account's currency go there from now on. Of what is the default already, nothing changes."""
    owner = account.organization_id
    await wallet_for_update(session, owner)
    account = await _fresh(session, account.id, owner=owner)
    default = (await default_accounts(session, owner))[account.currency]
    if default.payout_account_id == account.id:
        return account

    for changed in (await _fresh(session, default.payout_account_id, owner=owner), account):
        touch(changed)  # who syncs, or waits, hears of both
    default.payout_account_id = account.id
    await session.flush()
    return await _fresh(session, account.id, owner=owner)


async def _fresh(session: AsyncSession, id: PayoutAccountId, *, owner: OrganizationId) -> PayoutAccount:
    fresh = await queries.own_account(session, id, owner=owner)
    assert fresh is not None, id
    return fresh
