"""What can happen with acceptances: made, joined, and ended."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.campaigns.models import Campaign
from services.campaigns.campaigns.service import locked, require_open
from services.campaigns.creators.models import CreatorCopy, CreatorState
from services.campaigns.creators.queries import creator_of
from services.campaigns.creators.service import copy, require_active
from services.campaigns.invitations.queries import has_accepted
from services.campaigns.invitations.service import accepted_by_link
from services.campaigns.invite_links.acceptances import queries
from services.campaigns.invite_links.acceptances.models import InviteLinkAcceptance
from services.campaigns.invite_links.models import InviteLink
from services.campaigns.invite_links.policy import INVITE_LINKS
from services.campaigns.invite_links.service import known_by, use
from services.campaigns.organizations.service import require_verified
from shared.errors import Problem
from shared.events.campaigns import (
    CampaignId,
    InviteLinkAcceptanceCreated,
    InviteLinkAcceptanceExpired,
    InviteLinkAcceptanceJoined,
    InviteLinkAcceptanceWithdrawn,
)
from shared.events.identity import CreatorFacts, OrganizationId
from shared.outbox import emit, going_back_to


class AlreadyJoined(Problem, status=409, code="already_joined"):
    """You have joined this campaign, or will as soon as you are approved: there is nothing more to do."""


class TooManyWaiting(Problem, status=409, code="too_many_waiting"):
    """You wait to join so many campaigns already: withdraw from one; `maximum` says how many there may be."""


async def accept(session: AsyncSession, *, organization_id: OrganizationId, token: str, now: datetime) -> InviteLinkAcceptance:
    """Join a campaign: at once, or as soon as the organization is an approved creator.

    Raises `NotFound`, `AlreadyJoined`, `InviteLinkUsedUp`, `InviteLinkOver`, `CampaignNotOpen`, `BrandNotVerified`,
    `CreatorNotActive`, `TooManyWaiting`.
    """
    seen = await known_by(session, token)
    await queries.hold_organizations(session, [organization_id])
    campaign = await locked(session, seen.campaign_id)
    creator = await _approved(session, organization_id)
    has_joined = creator is not None and await has_accepted(session, campaign.id, creator.id)
    if has_joined or await queries.waits(session, organization_id, campaign.id):
        raise AlreadyJoined

    # Who comes back to a link after withdrawing has their use of it still.
    is_counted = await queries.has_used(session, organization_id, seen.id)
    link = await use(session, seen=seen, is_counted=is_counted, now=now)
    require_open(campaign, now=now)
    require_verified(campaign.brand)
    if creator is not None:
        require_active(creator)
    elif await queries.count_waits(session, organization_id) >= INVITE_LINKS.most_waiting:
        raise TooManyWaiting(maximum=INVITE_LINKS.most_waiting)

    acceptance = InviteLinkAcceptance(
        link=link,
        invite_link_id=link.id,
        campaign=campaign,
        campaign_id=campaign.id,
        brand_organization_id=campaign.brand_organization_id,
        creator_organization_id=organization_id,
        creator=None,
    )
    session.add(acceptance)
    await emit(session, InviteLinkAcceptanceCreated.of(acceptance))
    if creator is not None:
        await _join(session, acceptance, campaign=campaign, link=link, creator=creator, now=now)
    return acceptance


async def admit(session: AsyncSession, facts: Sequence[CreatorFacts], *, now: datetime) -> None:
    """Know creators who take part from now on, and let them join what they wait for."""
    organization_ids = {one.organization_id for one in facts}
    await queries.hold_organizations(session, organization_ids)
    # Before any lock of a creator, as in whatever else is agreed under a campaign.
    campaigns = [await locked(session, id) for id in await queries.campaigns_waited_for(session, organization_ids)]
    await copy(session, facts, state=CreatorState.ACTIVE)
    await _join_who_waited(session, organization_ids, campaigns=campaigns, now=now)


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


async def _join_who_waited(
    session: AsyncSession, organization_ids: Collection[OrganizationId], *, campaigns: Sequence[Campaign], now: datetime
) -> None:
    for campaign in campaigns:
        for acceptance in await queries.waiting_for_update(session, campaign.id, ids=organization_ids):
            creator = await _approved(session, acceptance.creator_organization_id)
            if creator is not None and creator.is_active:
                with going_back_to(session, creator.id):
                    await _join(session, acceptance, campaign=campaign, link=acceptance.link, creator=creator, now=now)


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
