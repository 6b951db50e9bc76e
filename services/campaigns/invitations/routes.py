"""Invitations over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

import time
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Query

from services.campaigns.campaigns.routes import OwnCampaign
from services.campaigns.campaigns.service import CampaignNotOpen
from services.campaigns.creators.queries import known
from services.campaigns.creators.service import CategoryBlocked, CreatorNotActive, CreatorNotAvailable, CreatorSearchOnly
from services.campaigns.filters import OfCampaigns, OfCreators
from services.campaigns.invitations import queries, service
from services.campaigns.invitations.models import Invitation, InvitationState
from services.campaigns.invitations.schemas import InvitationBatchOut, InvitationOut, NewInvitation, NewInvitations
from services.campaigns.invitations.service import AlreadyInvited
from services.campaigns.organizations.service import BrandNotVerified
from services.campaigns.sides import held_by, seen_from
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import Forbidden, InvalidState, NotFound
from shared.events.campaigns import InvitationId
from shared.pages import Listing, Paging
from shared.routing import LATE_COPY_SECONDS, Router, Session, finish_step
from shared.service import ServiceContext
from shared.states import Side

router = Router(tags=["campaigns"])


async def _seen_invitation(invitation_id: InvitationId, owner: OwnOrganization, session: Session) -> Invitation:
    return seen_from(await queries.invitation(session, invitation_id), owner)


def _locked_for(side: Side) -> Callable[..., Coroutine[Any, Any, Invitation]]:
    async def find(invitation_id: InvitationId, owner: OwnOrganization, session: Session) -> Invitation:
        return held_by(await queries.invitation_for_update(session, invitation_id), owner, side)

    return find


SeenInvitation = Annotated[Invitation, Depends(_seen_invitation)]
InvitationToMe = Annotated[Invitation, Depends(_locked_for(Side.CREATOR))]
InvitationFromMe = Annotated[Invitation, Depends(_locked_for(Side.BRAND))]
States = Annotated[list[InvitationState] | None, Query(description="One of these states.")]
MAY_FAIL = [NotFound, Forbidden, InvalidState]
MAY_REFUSE = [
    NotFound,
    CampaignNotOpen,
    BrandNotVerified,
    CreatorSearchOnly,
    CreatorNotActive,
    CreatorNotAvailable,
    CategoryBlocked,
    AlreadyInvited,
]


@router.post("/campaigns/{campaign_id}/invitations", scope="campaigns:write", status_code=201, problems=MAY_REFUSE)
async def invite_creator(campaign: OwnCampaign, body: NewInvitation, session: Session, now: Now) -> InvitationOut:
    """Ask a creator to join a campaign. The creator has seven days."""
    return await service.send(session, seen=campaign, wanted=body, now=now)


@router.post("/campaigns/{campaign_id}/invitations/batch", scope="campaigns:write", problems=[NotFound])
async def invite_creators(
    campaign: OwnCampaign, body: NewInvitations, session: Session, context: ServiceContext, now: Now
) -> InvitationBatchOut:
    """Ask up to 100 creators to join a campaign; each item says what became of it."""
    wanted, until = service.ids_to_wait_for(body.items), time.monotonic() + LATE_COPY_SECONDS
    while len(await known(session, wanted)) < len(wanted) and time.monotonic() < until:
        await finish_step(session)  # a late copy is waited for outside any transaction
        await context.arrivals.wait(0.1)
    return await service.send_all(session, seen=campaign, wanted=body.items, now=now)


@router.get("/campaigns/{campaign_id}/invitations", scope="campaigns:read", problems=[NotFound])
async def list_campaign_invitations(
    campaign: OwnCampaign, session: Session, page: Paging, state: States = None
) -> Listing[InvitationOut]:
    """List the invitations of one of your campaigns."""
    return await queries.invitations_seen_by(
        session, campaign.brand_organization_id, states=state, campaign_ids=[campaign.id], page=page
    )


@router.get("/invitations", scope="campaigns:read")
async def list_invitations(
    owner: OwnOrganization,
    session: Session,
    page: Paging,
    state: States = None,
    campaign_id: OfCampaigns = None,
    creator_id: OfCreators = None,
) -> Listing[InvitationOut]:
    """List the invitations that you sent or got."""
    return await queries.invitations_seen_by(
        session, owner, states=state, campaign_ids=campaign_id, creator_ids=creator_id, page=page
    )


@router.get("/invitations/{invitation_id}", scope="campaigns:read", problems=[NotFound])
async def get_invitation(invitation: SeenInvitation) -> InvitationOut:
    """Read an invitation. Reading does not count as viewing: that has its own call."""
    return invitation


@router.post("/invitations/{invitation_id}/view", scope="campaigns:write", problems=MAY_FAIL)
async def view_invitation(invitation: InvitationToMe, session: Session) -> InvitationOut:
    """Let the brand know that you have seen an invitation."""
    return await service.view(session, invitation=invitation)


@router.post("/invitations/{invitation_id}/accept", scope="campaigns:write", problems=MAY_FAIL)
async def accept_invitation(invitation: InvitationToMe, session: Session) -> InvitationOut:
    """Accept an invitation to a campaign, so that its brand may send an offer."""
    return await service.accept(session, invitation=invitation)


@router.post("/invitations/{invitation_id}/decline", scope="campaigns:write", problems=MAY_FAIL)
async def decline_invitation(invitation: InvitationToMe, session: Session) -> InvitationOut:
    """Decline an invitation."""
    return await service.decline(session, invitation=invitation)


@router.post("/invitations/{invitation_id}/withdraw", scope="campaigns:write", problems=MAY_FAIL)
async def withdraw_invitation(invitation: InvitationFromMe, session: Session) -> InvitationOut:
    """Take an invitation back that nobody has answered."""
    return await service.withdraw(session, invitation=invitation)
