"""Every SELECT about orders."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.orders.models import OrderCopy
from shared.events.campaigns import OrderId
from shared.events.identity import OrganizationId


async def order_of_brand(session: AsyncSession, id: OrderId, *, brand: OrganizationId) -> OrderCopy | None:
    """Find an order that a brand pays for."""
    return await session.scalar(select(OrderCopy).where(OrderCopy.id == id, OrderCopy.brand_organization_id == brand))
