"""Every SELECT about fundings."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.funding.models import Funding, FundingState
from shared.events.campaigns import OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import FundingId
from shared.money import Money
from shared.pages import Page, Slice

_FRESH = {"populate_existing": True}


async def funding(session: AsyncSession, id: FundingId) -> Funding | None:
    """Find a funding as it is now."""
    return await session.scalar(select(Funding).where(Funding.id == id).execution_options(**_FRESH))


async def funding_for_update(session: AsyncSession, id: FundingId) -> Funding:
    """Lock a funding. The caller holds the brand's wallet."""
    return (await session.scalars(select(Funding).where(Funding.id == id).with_for_update().execution_options(**_FRESH))).one()


async def funding_of_request(session: AsyncSession, owner: OrganizationId, request_key: str) -> Funding | None:
    """Find the funding that a request made before."""
    return await session.scalar(select(Funding).where(Funding.organization_id == owner, Funding.request_key == request_key))


async def own_funding(session: AsyncSession, id: FundingId, *, owner: OrganizationId) -> Funding | None:
    """Find a brand's funding."""
    return await session.scalar(select(Funding).where(Funding.id == id, Funding.organization_id == owner))


async def brought_in(session: AsyncSession, owner: OrganizationId, currency: str) -> int:
    """Sum what a brand brought in and may yet bring in, in minor units of a currency."""
    total = await session.scalar(
        select(func.sum(Funding.amount_value)).where(  # type: ignore[attr-defined]
            Funding.organization_id == owner,
            Funding.amount_currency == currency,  # type: ignore[attr-defined]
            Funding.state != FundingState.FAILED,
        )
    )
    return int(total or 0)


async def under_way(session: AsyncSession, owner: OrganizationId) -> Sequence[Money]:
    """Sum the fundings of which the rail has not said what became of them, by currency."""
    rows = await session.execute(
        select(func.sum(Funding.amount_value).label("total"), Funding.amount_currency.label("currency"))  # type: ignore[attr-defined]
        .where(Funding.organization_id == owner, Funding.state == FundingState.PENDING)
        .group_by(Funding.amount_currency)  # type: ignore[attr-defined]
    )
    return [Money(int(row.total), row.currency) for row in rows]


async def fundings_of(
    session: AsyncSession,
    owner: OrganizationId,
    *,
    states: Collection[FundingState],
    order_ids: Collection[OrderId],
    external_reference: str | None,
    page: Page,
) -> Slice[Funding]:
    """List a brand's fundings."""
    query = select(Funding).where(Funding.organization_id == owner)
    if states:
        query = query.where(Funding.state.in_(states))
    if order_ids:
        query = query.where(Funding.order_id.in_(order_ids))
    if external_reference is not None:
        query = query.where(Funding.external_reference == external_reference)
    return await page.of(session, query, Funding)
