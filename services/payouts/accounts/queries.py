"""Every SELECT about payout accounts."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.payouts.accounts.models import PayoutAccount
from shared.events.identity import OrganizationId
from shared.events.payouts import PayoutAccountId
from shared.pages import Page, Slice


async def own_account(session: AsyncSession, id: PayoutAccountId, *, owner: OrganizationId) -> PayoutAccount | None:
    """Find a creator's payout account."""
    return await session.scalar(
        select(PayoutAccount)
        .where(PayoutAccount.id == id, PayoutAccount.organization_id == owner)
        .options(joinedload(PayoutAccount.default_for))
        .execution_options(populate_existing=True)
    )


async def account_of_request(session: AsyncSession, owner: OrganizationId, request_key: str) -> PayoutAccount | None:
    """Find the account that a request made before."""
    return await session.scalar(
        select(PayoutAccount)
        .where(PayoutAccount.organization_id == owner, PayoutAccount.request_key == request_key)
        .options(joinedload(PayoutAccount.default_for))
    )


async def accounts_of(
    session: AsyncSession, owner: OrganizationId, *, currencies: Collection[str], page: Page
) -> Slice[PayoutAccount]:
    """List a creator's payout accounts."""
    query = select(PayoutAccount).where(PayoutAccount.organization_id == owner).options(joinedload(PayoutAccount.default_for))
    if currencies:
        query = query.where(PayoutAccount.currency.in_(currencies))
    return await page.of(session, query, PayoutAccount)
