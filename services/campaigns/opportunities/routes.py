"""Opportunities over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.campaigns.applications.service import may_see
from services.campaigns.campaigns import queries as campaigns
from services.campaigns.campaigns.models import Campaign
from services.campaigns.creators.callers import CreatorNotApproved, OwnCreator
from services.campaigns.opportunities import queries
from services.campaigns.opportunities.schemas import OpportunityOut
from shared.clock import Now
from shared.errors import NotFound
from shared.events.campaigns import CampaignId
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.schemas import Country, Slug

router = Router(tags=["campaigns"])


async def _seen_opportunity(campaign_id: CampaignId, creator: OwnCreator, session: Session) -> Campaign:
    campaign = await campaigns.campaign(session, campaign_id)
    if campaign is None or not await may_see(session, campaign, creator):
        raise NotFound
    return campaign


SeenOpportunity = Annotated[Campaign, Depends(_seen_opportunity)]
"""A campaign that the caller's creator may see."""


@router.get("/opportunities", scope="campaigns:read", organizations=["creator"])
async def list_opportunities(
    session: Session,
    page: Paging,
    now: Now,
    category: Annotated[list[Slug] | None, Query(description="One of these categories.")] = None,
    market: Annotated[
        Country | None,
        Query(description="A country that is among the campaign's markets; those without markets are for everywhere."),
    ] = None,
) -> Listing[OpportunityOut]:
    """List the campaigns that you may apply to now."""
    return await queries.opportunities(session, categories=category, country=market, now=now, page=page)


@router.get("/opportunities/{campaign_id}", scope="campaigns:read", problems=[NotFound, CreatorNotApproved])
async def get_opportunity(opportunity: SeenOpportunity) -> OpportunityOut:
    """Read a campaign that is open to applications, or that you were invited to."""
    return opportunity
