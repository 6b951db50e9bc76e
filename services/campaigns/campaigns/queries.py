"""Every SELECT about campaigns."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.campaigns.campaigns.models import Campaign, CampaignState
from shared.events.campaigns import CampaignId
from shared.events.identity import OrganizationId
from shared.pages import Page, Slice

WITH_BRAND = joinedload(Campaign.brand)


async def campaign(session: AsyncSession, id: CampaignId) -> Campaign | None:
    """Find a campaign."""
    return await session.scalar(select(Campaign).where(Campaign.id == id).options(WITH_BRAND))


async def campaign_for_update(session: AsyncSession, id: CampaignId) -> Campaign | None:
    """Find and lock a campaign: its budget, and whatever is agreed under it."""
    return await session.scalar(
        select(Campaign)
        .where(Campaign.id == id)
        .options(WITH_BRAND)
        .with_for_update(of=Campaign)
        .execution_options(populate_existing=True)
    )


async def campaigns_of(
    session: AsyncSession,
    brand: OrganizationId,
    *,
    states: Sequence[CampaignState] | None,
    external_references: Sequence[str] | None,
    page: Page,
) -> Slice[Campaign]:
    """List a brand's campaigns."""
    query = select(Campaign).where(Campaign.brand_organization_id == brand).options(WITH_BRAND)
    if states:
        query = query.where(Campaign.state.in_(states))
    if external_references:
        query = query.where(Campaign.external_reference.in_(external_references))
    return await page.of(session, query, Campaign)
