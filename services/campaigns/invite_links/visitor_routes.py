"""Invite links over HTTP: the side of whoever has the address. The token is the credential; there is no other."""

# pyright: reportReturnType=false
# A route returns what the annotated schema is built from.

from typing import Annotated

from fastapi import Depends, Header
from fastapi.responses import HTMLResponse

from services.campaigns.campaigns.service import CampaignNotOpen
from services.campaigns.invite_links import service
from services.campaigns.invite_links.document import DOCUMENT
from services.campaigns.invite_links.models import InviteLink
from services.campaigns.invite_links.routes import PAGE
from services.campaigns.invite_links.schemas import OpenedInviteLinkOut
from services.campaigns.invite_links.service import InviteLinkOver, InviteLinkUsedUp
from shared.auth import PUBLIC
from shared.clock import Now
from shared.errors import NotFound
from shared.routing import Router, Session
from shared.secrets import VISIBLE

router = Router(tags=["campaigns"])

Token = Annotated[
    str,
    Header(
        alias="Greenlight-Invite-Token",
        min_length=1,
        max_length=200,
        pattern=VISIBLE,
        description="From the address that you were sent: what stands behind its `#`.",
        examples=["glj_Jq0xyzwpn01k4s3m7v8e9tb2h6"],
    ),
]


async def _opened(token: Token, session: Session, now: Now) -> InviteLink:
    return await service.opened_by(session, token, now=now)


Opened = Annotated[InviteLink, Depends(_opened)]


@router.get(PAGE, scope=PUBLIC, response_class=HTMLResponse, response_description="The page, for a browser.")
async def get_invite_link_page() -> HTMLResponse:
    """Show whoever was sent an invite link what they are asked to join, in a browser. The page is the same for everybody.

    The token stands behind the `#` of its address, which browsers keep to themselves; the page sends it in a header.
    """
    return HTMLResponse(DOCUMENT.html, headers={"Content-Security-Policy": DOCUMENT.policy})


@router.get("/invite-links/current", scope=PUBLIC, problems=[NotFound, InviteLinkUsedUp, InviteLinkOver, CampaignNotOpen])
async def get_opened_invite_link(link: Opened) -> OpenedInviteLinkOut:
    """Read what an invite link asks you to join, before you have an account. The token is all that it takes."""
    campaign = link.campaign
    return {
        "brand_name": campaign.brand.name,
        "campaign_name": campaign.name,
        "category": campaign.category,
        "objective": campaign.objective,
        "summary": campaign.brief["summary"],
        "markets": campaign.markets,
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
        "message": link.message,
        "expires_at": link.expires_at,
    }
