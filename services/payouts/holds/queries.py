"""Every SELECT about holds."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ARRAY, ColumnElement, any_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from services.payouts.holds.models import Hold, HoldState, Share
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import HoldId
from shared.ids import IdType
from shared.money import Money
from shared.pages import Page, Slice

_FRESH = {"populate_existing": True}
_WHOLE = (selectinload(Hold.shares), selectinload(Hold.order))
_OF_ORDERS_FOR_UPDATE = (
    select(Hold)
    .join(Hold.shares)
    .join(Hold.order)
    .where(Hold.order_id == any_(bindparam("order_ids", type_=ARRAY(IdType(OrderId)))))
    .options(contains_eager(Hold.shares), contains_eager(Hold.order))
    .order_by(Hold.id, Share.id)
    .with_for_update(of=(Hold, Share))
    .execution_options(**_FRESH)
)


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


async def holds_of_orders_for_update(session: AsyncSession, order_ids: Collection[OrderId]) -> Mapping[OrderId, Hold]:
    """Find and lock the holds of orders in the order of their ids, with their shares and their order.

    The shares are locked too: what a statement that waited for a lock reads beside the locked rows is as old as the statement.
    """
    holds = await session.scalars(_OF_ORDERS_FOR_UPDATE, {"order_ids": list(order_ids)})
    return {hold.order_id: hold for hold in holds.unique()}


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
