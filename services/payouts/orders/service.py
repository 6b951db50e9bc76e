"""Keeping copies of orders."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.orders.models import OrderCopy, PayoutAfter
from shared.events.campaigns import OrderCreated


async def copy(session: AsyncSession, facts: OrderCreated) -> OrderCopy:
    """Take an order as it was agreed."""
    order = OrderCopy(
        id=facts.order_id,
        campaign_id=facts.campaign_id,
        campaign_name=facts.campaign_name,
        brand_organization_id=facts.brand_organization_id,
        brand_name=facts.brand_name,
        creator_organization_id=facts.creator_organization_id,
        creator_id=facts.creator_id,
        creator_name=facts.creator_name,
        handle=facts.handle,
        price=facts.price,
        platform_fee_basis_points=facts.platform_fee_basis_points,
        payout_after=PayoutAfter(facts.terms.get("payout_after") or PayoutAfter.APPROVAL),
        caller_metadata=facts.metadata,
        external_reference=facts.external_reference,
    )
    session.add(order)
    await session.flush()
    return order
