"""Every SELECT about acceptances."""

from collections.abc import Collection, Sequence

from sqlalchemy import String, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.campaigns.campaigns.models import Campaign
from services.campaigns.invite_links.acceptances.models import InviteLinkAcceptance, InviteLinkAcceptanceState
from services.campaigns.sides import rows_seen_from
from shared.events.campaigns import CampaignId, InviteLinkAcceptanceId, InviteLinkId
from shared.events.identity import CreatorId, OrganizationId
from shared.pages import Page, Slice

WITH_NEIGHBOURS = (
    joinedload(InviteLinkAcceptance.campaign).joinedload(Campaign.brand),
    joinedload(InviteLinkAcceptance.creator),
)
_HOLD = text(
    """
    select pg_advisory_xact_lock(hashtextextended('joins by invite link ' || id, 0))
    from (select unnest(:ids) as id order by 1) as sorted
    """
).bindparams(bindparam("ids", type_=ARRAY(String)))


async def hold_organizations(session: AsyncSession, ids: Collection[OrganizationId]) -> None:
    """Let nobody else see to what these organizations accept until this transaction ends.

    Who accepts, and who hears that the same organization was approved, would miss each other otherwise: each reads before the
    other has committed.
    """
    await session.execute(_HOLD, {"ids": sorted(map(str, ids))})


async def waits(session: AsyncSession, organization_id: OrganizationId, campaign_id: CampaignId) -> bool:
    """Tell whether an organization waits to join a campaign."""
    waiting = select(InviteLinkAcceptance).where(
        InviteLinkAcceptance.creator_organization_id == organization_id,
        InviteLinkAcceptance.campaign_id == campaign_id,
        InviteLinkAcceptance.state == InviteLinkAcceptanceState.WAITING,
    )
    return bool(await session.scalar(select(waiting.exists())))


async def count_waits(session: AsyncSession, organization_id: OrganizationId) -> int:
    """Count the campaigns that an organization waits to join."""
    waiting = select(func.count()).where(
        InviteLinkAcceptance.creator_organization_id == organization_id,
        InviteLinkAcceptance.state == InviteLinkAcceptanceState.WAITING,
    )
    return await session.scalar(waiting) or 0


async def has_used(session: AsyncSession, organization_id: OrganizationId, invite_link_id: InviteLinkId) -> bool:
    """Tell whether an organization has accepted a link before, whatever came of it."""
    used = select(InviteLinkAcceptance).where(
        InviteLinkAcceptance.creator_organization_id == organization_id, InviteLinkAcceptance.invite_link_id == invite_link_id
    )
    return bool(await session.scalar(select(used.exists())))


async def acceptance(session: AsyncSession, id: InviteLinkAcceptanceId) -> InviteLinkAcceptance | None:
    """Find an acceptance."""
    query = select(InviteLinkAcceptance).where(InviteLinkAcceptance.id == id)
    return await session.scalar(query.options(*WITH_NEIGHBOURS))


async def acceptance_for_update(session: AsyncSession, id: InviteLinkAcceptanceId) -> InviteLinkAcceptance | None:
    """Find and lock an acceptance."""
    query = select(InviteLinkAcceptance).where(InviteLinkAcceptance.id == id).options(*WITH_NEIGHBOURS)
    return await session.scalar(query.with_for_update(of=InviteLinkAcceptance).execution_options(populate_existing=True))


async def campaigns_waited_for(session: AsyncSession, ids: Collection[OrganizationId]) -> Sequence[CampaignId]:
    """List the campaigns that organizations wait to join, in id order."""
    query = select(InviteLinkAcceptance.campaign_id).where(
        InviteLinkAcceptance.creator_organization_id.in_(ids), InviteLinkAcceptance.state == InviteLinkAcceptanceState.WAITING
    )
    return (await session.scalars(query.distinct().order_by(InviteLinkAcceptance.campaign_id))).all()


async def waiting_for_update(
    session: AsyncSession, campaign_id: CampaignId, *, ids: Collection[OrganizationId] | None = None
) -> Sequence[InviteLinkAcceptance]:
    """Lock who waits to join a campaign, all of them or some organizations, in id order."""
    query = select(InviteLinkAcceptance).where(
        InviteLinkAcceptance.campaign_id == campaign_id, InviteLinkAcceptance.state == InviteLinkAcceptanceState.WAITING
    )
    if ids is not None:
        query = query.where(InviteLinkAcceptance.creator_organization_id.in_(ids))
    query = query.options(joinedload(InviteLinkAcceptance.link)).order_by(InviteLinkAcceptance.id)
    return (await session.scalars(query.with_for_update(of=InviteLinkAcceptance).execution_options(populate_existing=True))).all()


async def acceptances_seen_by(
    session: AsyncSession,
    owner: OrganizationId,
    *,
    states: Sequence[InviteLinkAcceptanceState] | None,
    invite_link_ids: Sequence[InviteLinkId] | None,
    campaign_ids: Sequence[CampaignId] | None = None,
    creator_ids: Sequence[CreatorId] | None = None,
    page: Page,
) -> Slice[InviteLinkAcceptance]:
    """List what an organization accepted, or who accepted its links."""
    query = rows_seen_from(
        InviteLinkAcceptance,
        owner,
        state=states,
        invite_link_id=invite_link_ids,
        campaign_id=campaign_ids,
        creator_id=creator_ids,
    )
    return await page.of(session, query.options(*WITH_NEIGHBOURS), InviteLinkAcceptance)
