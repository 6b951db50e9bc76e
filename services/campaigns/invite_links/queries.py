"""Every SELECT about invite links."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.campaigns.campaigns.models import Campaign
from services.campaigns.invite_links.models import InviteLink, InviteLinkState
from shared.events.campaigns import CampaignId, InviteLinkId
from shared.events.identity import OrganizationId
from shared.pages import Page, Slice

WITH_NEIGHBOURS = joinedload(InviteLink.campaign).joinedload(Campaign.brand)


async def own_link(session: AsyncSession, id: InviteLinkId, *, owner: OrganizationId) -> InviteLink | None:
    """Find an invite link of a brand."""
    query = select(InviteLink).where(InviteLink.id == id, InviteLink.brand_organization_id == owner)
    return await session.scalar(query.options(WITH_NEIGHBOURS))


async def link_for_update(session: AsyncSession, id: InviteLinkId) -> InviteLink | None:
    """Find and lock an invite link."""
    query = select(InviteLink).where(InviteLink.id == id).options(WITH_NEIGHBOURS)
    return await session.scalar(query.with_for_update(of=InviteLink).execution_options(populate_existing=True))


async def link_of_token(session: AsyncSession, token_hash: bytes) -> InviteLink | None:
    """Find what a token opens."""
    return await session.scalar(select(InviteLink).where(InviteLink.token_hash == token_hash).options(WITH_NEIGHBOURS))


async def count_active(session: AsyncSession, campaign_id: CampaignId) -> int:
    """Count a campaign's active links."""
    active = select(func.count()).where(InviteLink.campaign_id == campaign_id, InviteLink.state == InviteLinkState.ACTIVE)
    return await session.scalar(active) or 0


async def active_links_for_update(session: AsyncSession, campaign_id: CampaignId) -> Sequence[InviteLink]:
    """Lock a campaign's active links, in id order."""
    query = select(InviteLink).where(InviteLink.campaign_id == campaign_id, InviteLink.state == InviteLinkState.ACTIVE)
    return (await session.scalars(query.order_by(InviteLink.id).with_for_update())).all()


async def links_of(
    session: AsyncSession,
    brand: OrganizationId,
    *,
    states: Sequence[InviteLinkState] | None,
    campaign_ids: Sequence[CampaignId] | None,
    page: Page,
) -> Slice[InviteLink]:
    """List a brand's links."""
    query = select(InviteLink).where(InviteLink.brand_organization_id == brand).options(WITH_NEIGHBOURS)
    if states:
        query = query.where(InviteLink.state.in_(states))
    if campaign_ids:
        query = query.where(InviteLink.campaign_id.in_(campaign_ids))
    return await page.of(session, query, InviteLink)
