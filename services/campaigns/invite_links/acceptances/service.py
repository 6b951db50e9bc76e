"""What can happen with acceptances: made, joined, and ended."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.campaigns.models import Campaign
from services.campaigns.campaigns.service import locked, require_open
from services.campaigns.creators.models import CreatorCopy, CreatorState
from services.campaigns.creators.queries import creator_of
from services.campaigns.creators.service import require_active
from services.campaigns.invitations.queries import has_accepted
from services.campaigns.invitations.service import accepted_by_link
from services.campaigns.invite_links.acceptances import queries
from services.campaigns.invite_links.acceptances.models import InviteLinkAcceptance
from services.campaigns.invite_links.models import InviteLink
from services.campaigns.invite_links.service import opened_by, use
from shared.db import insert
from shared.errors import Problem
from shared.events.campaigns import (
    CampaignId,
    InviteLinkAcceptanceCreated,
    InviteLinkAcceptanceExpired,
    InviteLinkAcceptanceJoined,
    InviteLinkAcceptanceWithdrawn,
)
from shared.events.identity import OrganizationId
from shared.outbox import emit


class AlreadyJoined(Problem, status=409, code="already_joined"):
    """You have joined this campaign, or will as soon as you are approved."""


async def accept(session: AsyncSession, *, organization_id: OrganizationId, token: str, now: datetime) -> InviteLinkAcceptance:
    """Join a campaign: at once, or as soon as the organization is an approved creator.

    Raises `NotFound`, `InviteLinkUsedUp`, `InviteLinkOver`, `CampaignNotOpen`, `CreatorNotActive`, `AlreadyJoined`.
    """
    seen = await opened_by(session, token, now=now)
    await queries.hold_organizations(session, [organization_id])
    campaign = await locked(session, seen.campaign_id)
    require_open(campaign, now=now)
    creator = await _approved(session, organization_id)
    if creator is not None:
        require_active(creator)
        if await has_accepted(session, campaign.id, creator.id):
            raise AlreadyJoined

    link = await use(session, seen=seen, now=now)
    acceptance = InviteLinkAcceptance(
        link=link,
        invite_link_id=link.id,
        campaign=campaign,
        campaign_id=campaign.id,
        brand_organization_id=campaign.brand_organization_id,
        creator_organization_id=organization_id,
        creator=None,
    )
    await insert(session, acceptance, or_raise={"one_acceptance_a_campaign": AlreadyJoined()})
    await emit(session, InviteLinkAcceptanceCreated.of(acceptance))
    if creator is not None:
        await _join(session, acceptance, campaign=campaign, link=link, creator=creator, now=now)
    return acceptance


async def join_who_waited(session: AsyncSession, organization_ids: Collection[OrganizationId], *, now: datetime) -> None:
    """Let organizations that are approved creators now join what they have accepted."""
    await queries.hold_organizations(session, organization_ids)
    for campaign_id in await queries.campaigns_waited_for(session, organization_ids):
        campaign = await locked(session, campaign_id)
        for acceptance in await queries.waiting_for_update(session, campaign.id, ids=organization_ids):
            creator = await _approved(session, acceptance.creator_organization_id)
            if creator is not None and creator.is_active:
                await _join(session, acceptance, campaign=campaign, link=acceptance.link, creator=creator, now=now)


async def withdraw(session: AsyncSession, *, acceptance: InviteLinkAcceptance) -> InviteLinkAcceptance:
    """Whoever accepted does not want to join any more."""
    acceptance.move("withdraw")
    await emit(session, InviteLinkAcceptanceWithdrawn.of(acceptance))
    return acceptance


async def expire_all_of(session: AsyncSession, campaign_id: CampaignId) -> None:
    """End what still waits of a campaign that is over."""
    for acceptance in await queries.waiting_for_update(session, campaign_id):
        acceptance.move("expire")
        await emit(session, InviteLinkAcceptanceExpired.of(acceptance))


async def _approved(session: AsyncSession, organization_id: OrganizationId) -> CreatorCopy | None:
    """Find the creator that an organization is; whoever has left comes back by a new approval."""
    creator = await creator_of(session, organization_id)
    return None if creator is None or creator.state is CreatorState.LEFT else creator


async def _join(
    session: AsyncSession,
    acceptance: InviteLinkAcceptance,
    *,
    campaign: Campaign,
    link: InviteLink,
    creator: CreatorCopy,
    now: datetime,
) -> None:
    invitation = await accepted_by_link(session, campaign=campaign, creator=creator, message=link.message, now=now)
    acceptance.creator, acceptance.creator_id = creator, creator.id
    acceptance.invitation_id = invitation.id
    acceptance.move("join")
    await emit(session, InviteLinkAcceptanceJoined.of(acceptance))
