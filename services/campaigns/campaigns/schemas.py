"""What callers send and receive about campaigns."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictFloat, StrictInt

from services.campaigns.campaigns.days import Day, TimeZone
from services.campaigns.campaigns.models import CampaignState
from services.campaigns.campaigns.patching import patch_of
from services.campaigns.campaigns.terms import Brief, DatedDeliverable, Deliverable, Terms, Unique, default_terms
from shared.events.campaigns import CampaignId
from shared.events.identity import OrganizationId
from shared.events.neighbours import BrandNeighbour
from shared.money import Money, PositiveMoney
from shared.schemas import AgreedLine, Body, Country, ExternalReference, Flag, Metadata, OpenEnum, Resource, Slug, Timestamp


class Objective(StrEnum):
    """What a campaign is for."""

    AWARENESS = "awareness"
    ENGAGEMENT = "engagement"
    TRAFFIC = "traffic"
    SALES = "sales"


class Metric(StrEnum):
    """What a target counts."""

    VIEWS = "views"
    IMPRESSIONS = "impressions"
    REACH = "reach"
    LIKES = "likes"
    COMMENTS = "comments"
    SHARES = "shares"
    SAVES = "saves"
    ENGAGEMENT_RATE = "engagement_rate"
    COMPLETION_RATE = "completion_rate"
    CLICKS = "clicks"
    CLICK_THROUGH_RATE = "click_through_rate"
    CONVERSIONS = "conversions"
    CONVERSION_RATE = "conversion_rate"
    SALES = "sales"
    FOLLOWERS = "followers"


class Unit(StrEnum):
    """What a target's value is counted in."""

    COUNT = "count"
    RATIO = "ratio"
    PERCENT = "percent"
    MINOR_UNITS = "minor_units"


class Target(Body):
    """A number that the campaign aims at."""

    metric: Metric
    value: Annotated[StrictInt, Field(gt=0, le=2**53 - 1)] | Annotated[StrictFloat, Field(gt=0, le=2**53 - 1)]
    unit: Unit


class ScreeningQuestion(Body):
    """What a creator answers in an application."""

    id: Annotated[str, Field(pattern="^[A-Za-z0-9_-]{1,40}$", description="Your own name for it, once in a campaign.")]
    prompt: AgreedLine
    required: Flag = False


class NewCampaign(Body):
    """A campaign."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Spring launch",
                    "category": "food",
                    "objective": "awareness",
                    "time_zone": "America/New_York",
                    "targets": [{"metric": "views", "value": 500000, "unit": "count"}],
                    "budget": {"value": 1000000, "currency": "USD"},
                    "starts_on": "2030-03-01",
                    "ends_on": "2030-04-30",
                    "markets": ["US"],
                    "deliverables": [
                        {
                            "type": "video",
                            "title": "Recipe video",
                            "quantity": 1,
                            "due_on": "2030-03-20",
                            "min_duration_seconds": 15,
                            "max_duration_seconds": 60,
                        }
                    ],
                    "brief": {
                        "summary": "Cook with the pan.",
                        "must_mention": ["Lumen Pan"],
                        "must_not_mention": ["OtherPan"],
                        "hashtags": ["#lumenpan"],
                    },
                    "terms": {
                        "payment": {"type": "flat"},
                        "usage_rights": {"type": "organic", "channels": ["sandbox"], "territories": ["US"], "duration_days": 90},
                        "exclusivity": {"category": "food", "competitors": ["OtherPan"], "duration_days": 30},
                        "retention_days": 30,
                        "disclosure": {"required": True, "labels": ["#ad"]},
                        "revision_rounds": 2,
                        "review_window_days": 7,
                        "payout_after": "approval",
                    },
                    "screening_questions": [{"id": "stove", "prompt": "Do you own a stove?", "required": True}],
                    "applications_open": True,
                    "metadata": {"season": "spring"},
                    "external_reference": "SPRING-2030",
                }
            ]
        }
    )

    name: AgreedLine
    category: Slug
    objective: Objective
    time_zone: TimeZone = "UTC"
    targets: Annotated[list[Target], Field(max_length=50)] = []
    budget: Annotated[PositiveMoney, Field(description="Open offers and orders together never exceed it.")]
    starts_on: Day
    ends_on: Day
    markets: Annotated[list[Country], Field(max_length=250, description="Empty: everywhere."), Unique] = []
    deliverables: Annotated[list[Deliverable], Field(min_length=1, max_length=50)]
    brief: Brief = Brief()
    terms: Terms = Field(default_factory=default_terms)
    screening_questions: Annotated[list[ScreeningQuestion], Field(max_length=50)] = []
    applications_open: Annotated[Flag, Field(description="Whether creators may apply without being invited.")] = False
    metadata: Metadata = {}
    external_reference: ExternalReference = None


class CampaignChange(patch_of(NewCampaign, "CampaignPatch")):
    """A merge patch of a campaign: what is missing stays, null restores a default."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"name": "Early spring launch", "budget": {"value": 1200000, "currency": "USD"}, "terms": {"revision_rounds": 3}}
            ]
        }
    )


class CampaignOut(Resource):
    """A campaign, as its brand sees it."""

    id: CampaignId
    object: Literal["campaign"] = "campaign"
    version: int
    state: OpenEnum[CampaignState]
    is_final: bool
    actions: Annotated[list[str], Field(description="What you may do now.")]
    brand: BrandNeighbour
    brand_organization_id: OrganizationId
    name: str
    category: str
    objective: OpenEnum[Objective]
    time_zone: str
    targets: list[Target]
    budget: Money
    budget_committed: Annotated[Money, Field(description="Your terms of open offers, and prices of orders, less refunds.")]
    budget_remaining: Money
    starts_on: Day
    starts_at: Annotated[Timestamp, Field(description="The day's first second.")]
    ends_on: Day
    ends_at: Annotated[Timestamp, Field(description="The day's last second, 23:59:59 in the time zone.")]
    markets: list[str]
    deliverables: list[DatedDeliverable]
    brief: Brief
    terms: Terms
    screening_questions: list[ScreeningQuestion]
    applications_open: bool
    metadata: Annotated[dict[str, str], Field(validation_alias="metadata_")]
    external_reference: str | None
    published_at: Timestamp | None
