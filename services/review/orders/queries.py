"""Every SELECT about the copies of orders."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.review.orders.models import Deliverable, Order
from shared.events.campaigns import DeliverableId, OrderId


async def order_for_update(session: AsyncSession, id: OrderId) -> Order | None:
    """Find and lock an order: the gate of everything that is told about it."""
    return await session.scalar(select(Order).where(Order.id == id).with_for_update().execution_options(populate_existing=True))


async def deliverable(session: AsyncSession, id: DeliverableId) -> Deliverable | None:
    """Find a deliverable and its order."""
    return await session.scalar(select(Deliverable).where(Deliverable.id == id).options(joinedload(Deliverable.order)))
