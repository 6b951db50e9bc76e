"""Invite links over HTTP: the brand's side."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.campaigns.campaigns.routes import OwnCampaign
from services.campaigns.campaigns.service import CampaignNotOpen
from services.campaigns.filters import OfCampaigns
from services.campaigns.invite_links import queries, service
from services.campaigns.invite_links.models import InviteLink, InviteLinkState
from services.campaigns.invite_links.schemas import InviteLinkOut, InviteLinkWithToken, NewInviteLink
from services.campaigns.invite_links.service import TooManyInviteLinks
from services.campaigns.organizations.service import BrandNotVerified
from services.campaigns.sides import held_by
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import InvalidState, NotFound
from shared.events.campaigns import InviteLinkId
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.service import ServiceContext
from shared.states import Side

router = Router(tags=["campaigns"])

PAGE = "/invite-links/page"
"""The page for whoever has the address, below /v1."""


async def _own(invite_link_id: InviteLinkId, owner: OwnOrganization, session: Session) -> InviteLink:
    found = await queries.own_link(session, invite_link_id, owner=owner)
    if found is None:
        raise NotFound
    return found


async def _own_for_update(invite_link_id: InviteLinkId, owner: OwnOrganization, session: Session) -> InviteLink:
    return held_by(await queries.link_for_update(session, invite_link_id), owner, Side.BRAND)


OwnInviteLink = Annotated[InviteLink, Depends(_own)]
OwnInviteLinkForUpdate = Annotated[InviteLink, Depends(_own_for_update)]
States = Annotated[list[InviteLinkState] | None, Query(description="One of these states.")]
OfInviteLinks = Annotated[list[InviteLinkId] | None, Query(description="Of one of these invite links.")]


@router.post(
    "/campaigns/{campaign_id}/invite-links",
    scope="campaigns:write",
    status_code=201,
    keeps_answer=False,
    problems=[NotFound, CampaignNotOpen, BrandNotVerified, TooManyInviteLinks],
)
async def create_invite_link(
    campaign: OwnCampaign, body: NewInviteLink, session: Session, context: ServiceContext, now: Now
) -> InviteLinkWithToken:
    """Make a secret address by which people who are not on the marketplace yet join a campaign, one of them or several.

    Who accepts it signs up, applies as a creator, and has joined the campaign as soon as they are approved. The address is shown
    in this answer only.
    """
    link, token = await service.create(session, seen=campaign, wanted=body, now=now)
    address = f"{context.settings.public_address}/v1{PAGE}#{token}"
    told = InviteLinkOut.model_validate(link).model_dump()
    return InviteLinkWithToken(**told, token=token, url=address)


@router.get("/campaigns/{campaign_id}/invite-links", scope="campaigns:read", problems=[NotFound])
async def list_campaign_invite_links(
    campaign: OwnCampaign, session: Session, page: Paging, state: States = None
) -> Listing[InviteLinkOut]:
    """List the invite links of one of your campaigns."""
    return await queries.links_of(session, campaign.brand_organization_id, states=state, campaign_ids=[campaign.id], page=page)


@router.get("/invite-links", scope="campaigns:read", organizations=["brand"])
async def list_invite_links(
    owner: OwnOrganization, session: Session, page: Paging, state: States = None, campaign_id: OfCampaigns = None
) -> Listing[InviteLinkOut]:
    """List your brand's invite links."""
    return await queries.links_of(session, owner, states=state, campaign_ids=campaign_id, page=page)


@router.get("/invite-links/{invite_link_id}", scope="campaigns:read", problems=[NotFound])
async def get_invite_link(link: OwnInviteLink) -> InviteLinkOut:
    """Read one of your invite links."""
    return link


@router.post("/invite-links/{invite_link_id}/revoke", scope="campaigns:write", problems=[NotFound, InvalidState])
async def revoke_invite_link(link: OwnInviteLinkForUpdate, session: Session) -> InviteLinkOut:
    """Take an address back: whoever has it finds nothing any more. Who has accepted it still joins."""
    return await service.revoke(session, link=link)
