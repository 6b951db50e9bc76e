"""Acceptances of invite links over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.campaigns.campaigns.service import CampaignNotOpen
from services.campaigns.creators.service import CreatorNotActive
from services.campaigns.filters import OfCampaigns, OfCreators
from services.campaigns.invite_links.acceptances import queries, service
from services.campaigns.invite_links.acceptances.models import InviteLinkAcceptance, InviteLinkAcceptanceState
from services.campaigns.invite_links.acceptances.schemas import InviteLinkAcceptanceOut, NewInviteLinkAcceptance
from services.campaigns.invite_links.acceptances.service import AlreadyJoined, TooManyWaiting
from services.campaigns.invite_links.routes import OfInviteLinks
from services.campaigns.invite_links.service import InviteLinkOver, InviteLinkUsedUp
from services.campaigns.organizations.service import BrandNotVerified
from services.campaigns.sides import held_by, seen_from
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import Forbidden, InvalidState, NotFound
from shared.events.campaigns import InviteLinkAcceptanceId
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.states import Side

router = Router(tags=["campaigns"])


async def _seen(
    invite_link_acceptance_id: InviteLinkAcceptanceId, owner: OwnOrganization, session: Session
) -> InviteLinkAcceptance:
    return seen_from(await queries.acceptance(session, invite_link_acceptance_id), owner)


async def _own_for_update(
    invite_link_acceptance_id: InviteLinkAcceptanceId, owner: OwnOrganization, session: Session
) -> InviteLinkAcceptance:
    return held_by(await queries.acceptance_for_update(session, invite_link_acceptance_id), owner, Side.CREATOR)


SeenAcceptance = Annotated[InviteLinkAcceptance, Depends(_seen)]
OwnAcceptance = Annotated[InviteLinkAcceptance, Depends(_own_for_update)]
States = Annotated[list[InviteLinkAcceptanceState] | None, Query(description="One of these states.")]


@router.post(
    "/invite-link-acceptances",
    scope="campaigns:write",
    organizations=["creator"],
    status_code=201,
    problems=[
        NotFound,
        AlreadyJoined,
        InviteLinkUsedUp,
        InviteLinkOver,
        CampaignNotOpen,
        BrandNotVerified,
        CreatorNotActive,
        TooManyWaiting,
    ],
)
async def accept_invite_link(
    owner: OwnOrganization, body: NewInviteLinkAcceptance, session: Session, now: Now
) -> InviteLinkAcceptanceOut:
    """Join a campaign by an invite link, before or after you are approved as a creator.

    Before, it is `waiting`, and you join as soon as you are approved, whatever became of the link meanwhile; it is `expired` if
    the campaign ends first. Who has joined has an accepted invitation, so the brand may send an offer.
    """
    return await service.accept(session, organization_id=owner, token=body.token, now=now)


@router.get("/invite-link-acceptances", scope="campaigns:read")
async def list_invite_link_acceptances(
    owner: OwnOrganization,
    session: Session,
    page: Paging,
    state: States = None,
    invite_link_id: OfInviteLinks = None,
    campaign_id: OfCampaigns = None,
    creator_id: OfCreators = None,
) -> Listing[InviteLinkAcceptanceOut]:
    """List what you accepted, or who accepted your invite links."""
    return await queries.acceptances_seen_by(
        session,
        owner,
        states=state,
        invite_link_ids=invite_link_id,
        campaign_ids=campaign_id,
        creator_ids=creator_id,
        page=page,
    )


@router.get("/invite-link-acceptances/{invite_link_acceptance_id}", scope="campaigns:read", problems=[NotFound])
async def get_invite_link_acceptance(acceptance: SeenAcceptance) -> InviteLinkAcceptanceOut:
    """Read how far somebody is who accepted an invite link."""
    return acceptance


@router.post(
    "/invite-link-acceptances/{invite_link_acceptance_id}/withdraw",
    scope="campaigns:write",
    problems=[NotFound, Forbidden, InvalidState],
)
async def withdraw_invite_link_acceptance(acceptance: OwnAcceptance, session: Session) -> InviteLinkAcceptanceOut:
    """Do not join after all. As long as the link has not ended you may accept it again: your use of it stays yours."""
    return await service.withdraw(session, acceptance=acceptance)
