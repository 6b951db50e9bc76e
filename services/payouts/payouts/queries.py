"""Every SELECT about payouts."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.payouts.models import Payout, PayoutState
from shared.events.identity import OrganizationId
from shared.events.payouts import PayoutId
from shared.pages import Page, Slice

_FRESH = {"populate_existing": True}


async def payout(session: AsyncSession, id: PayoutId) -> Payout | None:
    """Find a payout as it is now."""
    return await session.scalar(select(Payout).where(Payout.id == id).execution_options(**_FRESH))


async def payout_for_update(session: AsyncSession, id: PayoutId) -> Payout:
    """Lock a payout. The caller holds the creator's wallet."""
    return (await session.scalars(select(Payout).where(Payout.id == id).with_for_update().execution_options(**_FRESH))).one()


async def payout_of_request(session: AsyncSession, owner: OrganizationId, request_key: str) -> Payout | None:
    """Find the payout that a request made before."""
    return await session.scalar(select(Payout).where(Payout.organization_id == owner, Payout.request_key == request_key))


async def own_payout(session: AsyncSession, id: PayoutId, *, owner: OrganizationId) -> Payout | None:
    """Find a creator's payout."""
    return await session.scalar(select(Payout).where(Payout.id == id, Payout.organization_id == owner))


async def payouts_of(
    session: AsyncSession,
    owner: OrganizationId,
    *,
    states: Collection[PayoutState],
    external_reference: str | None,
    page: Page,
) -> Slice[Payout]:
    """List a creator's payouts."""
    query = select(Payout).where(Payout.organization_id == owner)
    if states:
        query = query.where(Payout.state.in_(states))
    if external_reference is not None:
        query = query.where(Payout.external_reference == external_reference)
    return await page.of(session, query, Payout)
