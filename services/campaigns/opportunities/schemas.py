"""What a creator receives about campaigns."""

from typing import Annotated, Literal

from pydantic import Field

from services.campaigns.campaigns.days import Day
from services.campaigns.campaigns.models import CampaignState
from services.campaigns.campaigns.schemas import Objective, ScreeningQuestion
from services.campaigns.campaigns.terms import Brief, DatedDeliverable, Terms
from shared.events.campaigns import CampaignId
from shared.events.neighbours import BrandNeighbour
from shared.schemas import OpenEnum, Resource, Timestamp


class OpportunityOut(Resource):
    """A campaign, as a creator sees it: its id is the campaign's."""

    id: CampaignId
    object: Literal["opportunity"] = "opportunity"
    version: Annotated[int, Field(description="The campaign's: it may also count what you do not see.")]
    state: OpenEnum[CampaignState]
    brand: BrandNeighbour
    name: str
    category: str
    objective: OpenEnum[Objective]
    time_zone: str
    currency: str
    starts_on: Day
    starts_at: Timestamp
    ends_on: Day
    ends_at: Timestamp
    markets: list[str]
    deliverables: list[DatedDeliverable]
    brief: Brief
    terms: Terms
    screening_questions: list[ScreeningQuestion]
    applications_open: bool
    published_at: Timestamp
