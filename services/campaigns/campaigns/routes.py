"""Campaigns over HTTP. A campaign is its brand's alone."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.campaigns.campaigns import queries, service
from services.campaigns.campaigns.models import Campaign, CampaignState
from services.campaigns.campaigns.schemas import CampaignChange, CampaignOut, NewCampaign
from services.campaigns.campaigns.service import BudgetBelowCommitted, CampaignOver, ExternalReferenceTaken, FieldFixed
from services.campaigns.filters import WithReferences
from services.campaigns.organizations.callers import OwnBrand
from services.campaigns.organizations.service import BrandNotVerified
from services.campaigns.sides import seen_from
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import InvalidState, NotFound, PreconditionFailed, PreconditionRequired
from shared.etags import ExpectedVersion
from shared.events.campaigns import CampaignId
from shared.pages import Listing, Paging
from shared.routing import Router, Session

router = Router(tags=["campaigns"])


async def _own_campaign(campaign_id: CampaignId, owner: OwnOrganization, session: Session) -> Campaign:
    return seen_from(await queries.campaign(session, campaign_id), owner)


OwnCampaign = Annotated[Campaign, Depends(_own_campaign)]
"""A campaign of the caller's own brand; anybody else's is not found."""


@router.post("/campaigns", scope="campaigns:write", organizations=["brand"], status_code=201, problems=[ExternalReferenceTaken])
async def create_campaign(body: NewCampaign, brand: OwnBrand, session: Session, now: Now) -> CampaignOut:
    """Draft a campaign. Nobody else sees it before it is published."""
    return await service.create(session, brand=brand, plan=body, now=now)


@router.get("/campaigns", scope="campaigns:read", organizations=["brand"])
async def list_campaigns(
    owner: OwnOrganization,
    session: Session,
    page: Paging,
    state: Annotated[list[CampaignState] | None, Query(description="One of these states.")] = None,
    external_reference: WithReferences = None,
) -> Listing[CampaignOut]:
    """List your brand's campaigns."""
    return await queries.campaigns_of(session, owner, states=state, external_references=external_reference, page=page)


@router.get("/campaigns/{campaign_id}", scope="campaigns:read", problems=[NotFound])
async def get_campaign(campaign: OwnCampaign) -> CampaignOut:
    """Read one of your campaigns."""
    return campaign


@router.patch(
    "/campaigns/{campaign_id}",
    scope="campaigns:write",
    problems=[
        NotFound,
        FieldFixed,
        BudgetBelowCommitted,
        ExternalReferenceTaken,
        InvalidState,
        PreconditionRequired,
        PreconditionFailed,
    ],
)
async def change_campaign(
    campaign: OwnCampaign, body: CampaignChange, expected: ExpectedVersion, session: Session, now: Now
) -> CampaignOut:
    """Change a campaign by a JSON merge patch: objects merge, lists and amounts are replaced, null restores a default."""
    return await service.change(session, seen=campaign, patch=body, expected=expected, now=now)


@router.post(
    "/campaigns/{campaign_id}/publish", scope="campaigns:write", problems=[NotFound, BrandNotVerified, CampaignOver, InvalidState]
)
async def publish_campaign(campaign: OwnCampaign, session: Session, now: Now) -> CampaignOut:
    """Open a campaign: creators may be invited, and may apply where it says so."""
    return await service.publish(session, seen=campaign, now=now)


@router.post("/campaigns/{campaign_id}/pause", scope="campaigns:write", problems=[NotFound, InvalidState])
async def pause_campaign(campaign: OwnCampaign, session: Session) -> CampaignOut:
    """Let a campaign rest: nothing new is agreed, orders go on."""
    return await service.pause(session, seen=campaign)


@router.post("/campaigns/{campaign_id}/resume", scope="campaigns:write", problems=[NotFound, InvalidState])
async def resume_campaign(campaign: OwnCampaign, session: Session) -> CampaignOut:
    """Go on with a paused campaign."""
    return await service.resume(session, seen=campaign)
