"""Every SELECT about offers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from services.campaigns.campaigns.models import Campaign
from services.campaigns.offers.models import OPEN, Offer, OfferState
from services.campaigns.sides import rows_seen_from
from shared.events.campaigns import CampaignId, OfferId
from shared.events.identity import CreatorId, OrganizationId
from shared.pages import Page, Slice

WITH_NEIGHBOURS = (
    joinedload(Offer.campaign).joinedload(Campaign.brand),
    joinedload(Offer.creator),
    selectinload(Offer.history),
)


async def offer(session: AsyncSession, id: OfferId) -> Offer | None:
    """Find an offer."""
    return await session.scalar(select(Offer).where(Offer.id == id).options(*WITH_NEIGHBOURS))


async def offer_for_update(session: AsyncSession, id: OfferId) -> Offer | None:
    """Find and lock an offer. Its campaign, and on acceptance its creator, are locked before."""
    return await session.scalar(
        select(Offer)
        .where(Offer.id == id)
        .options(*WITH_NEIGHBOURS)
        .with_for_update(of=Offer)
        .execution_options(populate_existing=True)
    )


async def has_open(session: AsyncSession, campaign_id: CampaignId, creator_id: CreatorId) -> bool:
    """Tell whether a creator has an open offer of a campaign."""
    open_one = select(Offer).where(Offer.campaign_id == campaign_id, Offer.creator_id == creator_id, Offer.state.in_(OPEN))
    return bool(await session.scalar(select(open_one.exists())))


async def open_offers_for_update(session: AsyncSession, campaign_id: CampaignId) -> Sequence[Offer]:
    """Lock a campaign's open offers, in id order. The campaign is locked before."""
    query = select(Offer).where(Offer.campaign_id == campaign_id, Offer.state.in_(OPEN))
    return (await session.scalars(query.order_by(Offer.id).with_for_update())).all()


async def offers_seen_by(
    session: AsyncSession,
    owner: OrganizationId,
    *,
    states: Sequence[OfferState] | None,
    campaign_ids: Sequence[CampaignId] | None,
    creator_ids: Sequence[CreatorId] | None,
    external_references: Sequence[str] | None,
    page: Page,
) -> Slice[Offer]:
    """List the offers that an organization made or got."""
    query = rows_seen_from(
        Offer, owner, state=states, campaign_id=campaign_ids, creator_id=creator_ids, called=external_references
    )
    return await page.of(session, query.options(*WITH_NEIGHBOURS), Offer)
