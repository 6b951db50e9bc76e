"""Every SELECT about holds."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from services.payouts.holds.models import Hold, HoldState, Share
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import HoldId
from shared.money import Money
from shared.pages import Page, Slice

_FRESH = {"populate_existing": True}
_WHOLE = (selectinload(Hold.shares), selectinload(Hold.order))


async def hold_of_order(session: AsyncSession, order_id: OrderId) -> Hold | None:
    """Find the hold of an order."""
    return await session.scalar(select(Hold).where(Hold.order_id == order_id))


async def hold_of_share(session: AsyncSession, deliverable_id: DeliverableId) -> Hold:
    """Find the hold that a share is part of."""
    return (await session.scalars(select(Hold).join(Share).where(Share.id == deliverable_id))).one()


async def hold(session: AsyncSession, id: HoldId) -> Hold | None:
    """Find a hold."""
    return await session.scalar(select(Hold).where(Hold.id == id))


async def hold_for_update(session: AsyncSession, id: HoldId) -> Hold:
    """Lock a hold, with its shares and its order."""
    query = select(Hold).where(Hold.id == id).options(*_WHOLE).with_for_update().execution_options(**_FRESH)
    return (await session.scalars(query)).one()


async def hold_of_order_for_update(session: AsyncSession, order_id: OrderId) -> Hold | None:
    """Find and lock the hold of an order, with its shares and its order."""
    return await session.scalar(
        select(Hold).where(Hold.order_id == order_id).options(*_WHOLE).with_for_update().execution_options(**_FRESH)
    )


async def holds_for_update(session: AsyncSession, ids: Collection[HoldId]) -> Sequence[Hold]:
    """Lock holds in the order of their ids."""
    query = select(Hold).where(Hold.id.in_(ids)).order_by(Hold.id).with_for_update().execution_options(**_FRESH)
    return list(await session.scalars(query))


async def requested_holds_for_update(session: AsyncSession, brand: OrganizationId, currency: str) -> Sequence[Hold]:
    """Lock the holds that wait for a brand's money, oldest first."""
    query = (
        select(Hold)
        .where(
            Hold.brand_organization_id == brand,
            Hold.state == HoldState.REQUESTED,
            Hold.amount_currency == currency,  # type: ignore[attr-defined]
        )
        .order_by(Hold.id)
        .options(*_WHOLE)
        .with_for_update()
        .execution_options(**_FRESH)
    )
    return list(await session.scalars(query))


async def held_by(session: AsyncSession, brand: OrganizationId) -> Sequence[Money]:
    """Sum what a brand has on hold, by currency."""
    remaining = Hold.amount_value - Hold.released_value - Hold.refunded_value  # type: ignore[attr-defined]
    rows = await session.execute(
        select(func.sum(remaining).label("total"), Hold.amount_currency.label("currency"))  # type: ignore[attr-defined]
        .where(Hold.brand_organization_id == brand, Hold.state == HoldState.FUNDED)
        .group_by(Hold.amount_currency)  # type: ignore[attr-defined]
    )
    return [Money(int(row.total), row.currency) for row in rows]


async def visible_hold(session: AsyncSession, id: HoldId, *, seen_by: OrganizationId) -> Hold | None:
    """Find a hold of which an organization is one side."""
    return await session.scalar(
        select(Hold).where(Hold.id == id, _of(seen_by)).options(selectinload(Hold.shares), joinedload(Hold.order))
    )


async def holds_of(
    session: AsyncSession,
    seen_by: OrganizationId,
    *,
    states: Collection[HoldState],
    order_ids: Collection[OrderId],
    page: Page,
) -> Slice[Hold]:
    """List the holds of which an organization is one side."""
    query = select(Hold).where(_of(seen_by)).options(selectinload(Hold.shares), joinedload(Hold.order))
    if states:
        query = query.where(Hold.state.in_(states))
    if order_ids:
        query = query.where(Hold.order_id.in_(order_ids))
    return await page.of(session, query, Hold)


def _of(organization_id: OrganizationId) -> ColumnElement[bool]:
    return or_(Hold.brand_organization_id == organization_id, Hold.creator_organization_id == organization_id)
