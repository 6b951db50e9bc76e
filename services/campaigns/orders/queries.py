"""Every SELECT about orders."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from services.campaigns.campaigns.models import Campaign
from services.campaigns.orders.models import Contract, Deliverable, Order, OrderState
from services.campaigns.sides import rows_seen_from
from shared.events.campaigns import CampaignId, DeliverableId, OrderId
from shared.events.identity import CreatorId, OrganizationId
from shared.pages import Page, Slice

WITH_NEIGHBOURS = (
    joinedload(Order.campaign).joinedload(Campaign.brand),
    joinedload(Order.creator),
    selectinload(Order.deliverables),
)
FINAL = (OrderState.COMPLETED, OrderState.CANCELLED)


async def order(session: AsyncSession, id: OrderId) -> Order | None:
    """Find an order with its deliverables."""
    return await session.scalar(select(Order).where(Order.id == id).options(*WITH_NEIGHBOURS))


async def order_for_update(session: AsyncSession, id: OrderId) -> Order | None:
    """Find and lock an order; its lock guards its deliverables too. Its campaign is locked before."""
    return await session.scalar(
        select(Order)
        .where(Order.id == id)
        .options(*WITH_NEIGHBOURS)
        .with_for_update(of=Order)
        .execution_options(populate_existing=True)
    )


async def campaign_id_of(session: AsyncSession, id: OrderId) -> CampaignId | None:
    """Tell which campaign an order belongs to."""
    return await session.scalar(select(Order.campaign_id).where(Order.id == id))


async def order_id_of(session: AsyncSession, id: DeliverableId) -> OrderId | None:
    """Tell which order a deliverable belongs to."""
    return await session.scalar(select(Deliverable.order_id).where(Deliverable.id == id))


async def contract(session: AsyncSession, id: OrderId) -> Contract | None:
    """Find the contract of an order."""
    return await session.get(Contract, id)


async def orders_seen_by(
    session: AsyncSession,
    owner: OrganizationId,
    *,
    states: Sequence[OrderState] | None,
    campaign_ids: Sequence[CampaignId] | None,
    creator_ids: Sequence[CreatorId] | None,
    external_references: Sequence[str] | None,
    page: Page,
) -> Slice[Order]:
    """List the orders that an organization stands in."""
    query = rows_seen_from(
        Order, owner, state=states, campaign_id=campaign_ids, creator_id=creator_ids, called=external_references
    )
    return await page.of(session, query.options(*WITH_NEIGHBOURS), Order)


async def orders_for_others(session: AsyncSession, creator_id: CreatorId, brand: OrganizationId) -> Sequence[Order]:
    """List a creator's orders for other brands, unless they were cancelled."""
    query = select(Order).where(
        Order.creator_id == creator_id, Order.brand_organization_id != brand, Order.state != OrderState.CANCELLED
    )
    return (await session.scalars(query.options(joinedload(Order.campaign).joinedload(Campaign.brand)))).all()


async def has_running(session: AsyncSession, campaign_id: CampaignId) -> bool:
    """Tell whether an order of a campaign has not ended."""
    running = select(Order).where(Order.campaign_id == campaign_id, Order.state.not_in(FINAL))
    return bool(await session.scalar(select(running.exists())))


async def has_accepted(session: AsyncSession, campaign_id: CampaignId) -> bool:
    """Tell whether a campaign has an order that was not cancelled."""
    accepted = select(Order).where(Order.campaign_id == campaign_id, Order.state != OrderState.CANCELLED)
    return bool(await session.scalar(select(accepted.exists())))
