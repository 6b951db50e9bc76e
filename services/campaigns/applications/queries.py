"""Every SELECT about applications."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.campaigns.applications.models import ENGAGED, OPEN, Application, ApplicationState
from services.campaigns.campaigns.models import Campaign
from services.campaigns.sides import rows_seen_from
from shared.events.campaigns import ApplicationId, CampaignId
from shared.events.identity import CreatorId, OrganizationId
from shared.pages import Page, Slice

WITH_NEIGHBOURS = (joinedload(Application.campaign).joinedload(Campaign.brand), joinedload(Application.creator))


async def application(session: AsyncSession, id: ApplicationId) -> Application | None:
    """Find an application."""
    return await session.scalar(select(Application).where(Application.id == id).options(*WITH_NEIGHBOURS))


async def application_for_update(session: AsyncSession, id: ApplicationId) -> Application | None:
    """Find and lock an application."""
    return await session.scalar(
        select(Application)
        .where(Application.id == id)
        .options(*WITH_NEIGHBOURS)
        .with_for_update(of=Application)
        .execution_options(populate_existing=True)
    )


async def engaged_for_update(session: AsyncSession, campaign_id: CampaignId, creator_id: CreatorId) -> Sequence[Application]:
    """Lock the applications by which a creator wants to work in a campaign, in id order."""
    query = select(Application).where(
        Application.campaign_id == campaign_id, Application.creator_id == creator_id, Application.state.in_(ENGAGED)
    )
    return (await session.scalars(query.order_by(Application.id).with_for_update())).all()


async def open_applications_for_update(session: AsyncSession, campaign_id: CampaignId) -> Sequence[Application]:
    """Lock a campaign's open applications, in id order."""
    query = select(Application).where(Application.campaign_id == campaign_id, Application.state.in_(OPEN))
    return (await session.scalars(query.order_by(Application.id).with_for_update())).all()


async def applications_seen_by(
    session: AsyncSession,
    owner: OrganizationId,
    *,
    states: Sequence[ApplicationState] | None,
    campaign_ids: Sequence[CampaignId] | None,
    creator_ids: Sequence[CreatorId] | None = None,
    page: Page,
) -> Slice[Application]:
    """List the applications that an organization made or got."""
    query = rows_seen_from(Application, owner, state=states, campaign_id=campaign_ids, creator_id=creator_ids)
    return await page.of(session, query.options(*WITH_NEIGHBOURS), Application)
