"""What can happen with invitations."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns import policy
from services.campaigns.campaigns.models import Campaign
from services.campaigns.campaigns.service import locked, require_open
from services.campaigns.creators.models import CreatorCopy
from services.campaigns.creators.service import known_creator, require_willing
from services.campaigns.invitations import queries
from services.campaigns.invitations.models import Invitation
from services.campaigns.invitations.schemas import NewInvitation
from services.campaigns.organizations.service import require_verified
from shared import timers
from shared.batches import BatchResult, Result, made, refused
from shared.clock import clock
from shared.db import insert
from shared.errors import Problem
from shared.events.campaigns import (
    CampaignId,
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationId,
    InvitationSent,
    InvitationViewed,
    InvitationWithdrawn,
)
from shared.events.identity import CreatorId
from shared.outbox import emit
from shared.states import due
from shared.timers import Timer


class ExpireInvitation(Timer, name="invitation.expire"):
    """The end of an invitation's days."""

    invitation_id: InvitationId


class AlreadyInvited(Problem, status=409, code="already_invited"):
    """This creator has an open invitation to this campaign."""


async def send(session: AsyncSession, *, seen: Campaign, wanted: NewInvitation, now: datetime) -> Invitation:
    """Invite a creator. Raises `CampaignNotOpen`, `BrandNotVerified`, `AlreadyInvited`, and why the creator may not be asked."""
    campaign = await locked(session, seen.id)
    return await _send(session, campaign=campaign, wanted=wanted, now=now)


async def send_all(
    session: AsyncSession, *, seen: Campaign, wanted: Sequence[NewInvitation], now: datetime
) -> BatchResult[Invitation]:
    """Invite several creators: each succeeds or fails for itself."""
    campaign = await locked(session, seen.id)
    results: list[Result[Invitation]] = []
    for index, one in enumerate(wanted):
        try:
            async with session.begin_nested():
                invitation = await _send(session, campaign=campaign, wanted=one, now=now)
            results.append(made(index, invitation))
        except Problem as problem:
            results.append(refused(index, problem))
    return BatchResult(results)


async def _send(session: AsyncSession, *, campaign: Campaign, wanted: NewInvitation, now: datetime) -> Invitation:
    require_open(campaign, now=now)
    require_verified(campaign.brand)
    creator = await known_creator(session, wanted.creator_id)
    require_willing(creator, category=campaign.category)

    return await _ask(session, campaign=campaign, creator=creator, message=wanted.message, now=now)


async def _ask(
    session: AsyncSession,
    *,
    campaign: Campaign,
    creator: CreatorCopy,
    message: str,
    by_invite_link: bool = False,
    now: datetime,
) -> Invitation:
    lifetime = policy.in_force(policy.AGREEMENTS, on=now.date()).invitation_lifetime
    invitation = Invitation(
        campaign=campaign,
        campaign_id=campaign.id,
        brand_organization_id=campaign.brand_organization_id,
        creator=creator,
        creator_id=creator.id,
        creator_organization_id=creator.organization_id,
        message=message,
        by_invite_link=by_invite_link,
        expires_at=now + lifetime,
    )
    await insert(session, invitation, or_raise={"one_open_invitation": AlreadyInvited()})

    await emit(session, InvitationSent.of(invitation, occurred_at=now))
    await timers.at(session, invitation.expires_at, ExpireInvitation(invitation_id=invitation.id))
    return invitation


async def accepted_by_link(
    session: AsyncSession, *, campaign: Campaign, creator: CreatorCopy, message: str, now: datetime
) -> Invitation:
    """Let a creator join a locked campaign by an invite link, through an invitation: accepted before, open, or new."""
    invitation = await queries.open_invitation_for_update(session, campaign.id, creator.id)
    if invitation is None:
        accepted = await queries.accepted_invitation(session, campaign.id, creator.id)
        if accepted is not None:
            return accepted
        invitation = await _ask(session, campaign=campaign, creator=creator, message=message, by_invite_link=True, now=now)
    return await accept(session, invitation=invitation)


async def view(session: AsyncSession, *, invitation: Invitation) -> Invitation:
    """Note that the creator has opened it."""
    invitation.move("view")
    await emit(session, InvitationViewed.of(invitation, occurred_at=clock.now()))
    return invitation


async def accept(session: AsyncSession, *, invitation: Invitation) -> Invitation:
    """The creator joins the campaign: offers may follow."""
    invitation.move("accept")
    await emit(session, InvitationAccepted.of(invitation, occurred_at=clock.now()))
    return invitation


async def decline(session: AsyncSession, *, invitation: Invitation) -> Invitation:
    """The creator says no."""
    invitation.move("decline")
    await emit(session, InvitationDeclined.of(invitation, occurred_at=clock.now()))
    return invitation


async def withdraw(session: AsyncSession, *, invitation: Invitation) -> Invitation:
    """The brand takes it back."""
    invitation.move("withdraw")
    await emit(session, InvitationWithdrawn.of(invitation, occurred_at=clock.now()))
    return invitation


async def expire_on_time(session: AsyncSession, id: InvitationId, due_at: datetime) -> None:
    """End an invitation that nobody answered."""
    invitation = await queries.invitation_for_update(session, id)
    if invitation is not None and due(invitation.expires_at, due_at) and invitation.can("expire"):
        await _expire(session, invitation)


async def expire_all_of(session: AsyncSession, campaign_id: CampaignId) -> None:
    """End what is open of a campaign that is over."""
    for invitation in await queries.open_invitations_for_update(session, campaign_id):
        await _expire(session, invitation)


async def _expire(session: AsyncSession, invitation: Invitation) -> None:
    invitation.move("expire")
    await emit(session, InvitationExpired.of(invitation, occurred_at=clock.now()))


def ids_to_wait_for(wanted: Collection[NewInvitation]) -> set[CreatorId]:
    """Name the creators of a batch whose copies may be on their way."""
    return {one.creator_id for one in wanted if not one.creator_id.is_search_only}
