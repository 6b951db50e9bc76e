"""What callers send and receive about applications."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from services.campaigns.applications.models import ApplicationState
from shared.events.campaigns import ApplicationId
from shared.events.identity import OrganizationId
from shared.events.neighbours import BrandNeighbour, CampaignNeighbour, CreatorNeighbour
from shared.money import Money, PositiveMoney
from shared.schemas import Body, OpenEnum, Resource, Text


class Answer(Body):
    """An answer to a screening question."""

    question_id: Annotated[str, Field(min_length=1, max_length=40)]
    text: Text


class NewApplication(Body):
    """An application to a campaign."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "pitch": "I cook with cast iron every week.",
                    "price": {"value": 60000, "currency": "USD"},
                    "answers": [{"question_id": "stove", "text": "Yes, gas."}],
                }
            ]
        }
    )

    pitch: Text
    price: Annotated[PositiveMoney, Field(description="What you ask for, in the campaign's currency.")]
    answers: Annotated[list[Answer], Field(max_length=50, description="Required questions need one.")] = []


class ApplicationOut(Resource):
    """An application, as both sides see it."""

    id: ApplicationId
    object: Literal["application"] = "application"
    version: int
    state: OpenEnum[ApplicationState]
    is_final: bool
    actions: Annotated[list[str], Field(description="What you may do now.")]
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    pitch: str
    price: Money
    answers: list[Answer]
