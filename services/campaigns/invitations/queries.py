"""Every SELECT about invitations."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.campaigns.campaigns.models import Campaign
from services.campaigns.invitations.models import OPEN, Invitation, InvitationState
from services.campaigns.sides import rows_seen_from
from shared.events.campaigns import CampaignId, InvitationId
from shared.events.identity import CreatorId, OrganizationId
from shared.pages import Page, Slice

WITH_NEIGHBOURS = (joinedload(Invitation.campaign).joinedload(Campaign.brand), joinedload(Invitation.creator))


async def invitation(session: AsyncSession, id: InvitationId) -> Invitation | None:
    """Find an invitation."""
    return await session.scalar(select(Invitation).where(Invitation.id == id).options(*WITH_NEIGHBOURS))


async def invitation_for_update(session: AsyncSession, id: InvitationId) -> Invitation | None:
    """Find and lock an invitation."""
    return await session.scalar(
        select(Invitation)
        .where(Invitation.id == id)
        .options(*WITH_NEIGHBOURS)
        .with_for_update(of=Invitation)
        .execution_options(populate_existing=True)
    )


async def open_invitations_for_update(session: AsyncSession, campaign_id: CampaignId) -> Sequence[Invitation]:
    """Lock a campaign's open invitations, in id order."""
    query = select(Invitation).where(Invitation.campaign_id == campaign_id, Invitation.state.in_(OPEN))
    return (await session.scalars(query.order_by(Invitation.id).with_for_update())).all()


async def open_invitation_for_update(session: AsyncSession, campaign_id: CampaignId, creator_id: CreatorId) -> Invitation | None:
    """Find and lock the open invitation of a creator to a campaign."""
    query = select(Invitation).where(
        Invitation.campaign_id == campaign_id, Invitation.creator_id == creator_id, Invitation.state.in_(OPEN)
    )
    return await session.scalar(query.with_for_update().execution_options(populate_existing=True))


async def accepted_invitation(session: AsyncSession, campaign_id: CampaignId, creator_id: CreatorId) -> Invitation | None:
    """Find the invitation by which a creator joined a campaign, the first where there are several."""
    accepted = select(Invitation).where(
        Invitation.campaign_id == campaign_id,
        Invitation.creator_id == creator_id,
        Invitation.state == InvitationState.ACCEPTED,
    )
    return await session.scalar(accepted.order_by(Invitation.id).limit(1))


async def has_accepted(session: AsyncSession, campaign_id: CampaignId, creator_id: CreatorId) -> bool:
    """Tell whether a creator has accepted an invitation to a campaign."""
    return await accepted_invitation(session, campaign_id, creator_id) is not None


async def was_invited(session: AsyncSession, campaign_id: CampaignId, creator_id: CreatorId) -> bool:
    """Tell whether a creator was ever invited to a campaign."""
    invited = select(Invitation).where(Invitation.campaign_id == campaign_id, Invitation.creator_id == creator_id)
    return bool(await session.scalar(select(invited.exists())))


async def invitations_seen_by(
    session: AsyncSession,
    owner: OrganizationId,
    *,
    states: Sequence[InvitationState] | None,
    campaign_ids: Sequence[CampaignId] | None,
    creator_ids: Sequence[CreatorId] | None = None,
    page: Page,
) -> Slice[Invitation]:
    """List the invitations that an organization sent or got."""
    query = rows_seen_from(Invitation, owner, state=states, campaign_id=campaign_ids, creator_id=creator_ids)
    return await page.of(session, query.options(*WITH_NEIGHBOURS), Invitation)
