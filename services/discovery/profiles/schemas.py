"""What callers send and receive about creators."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, StrictBool
from pydantic_core import PydanticCustomError

from services.discovery.profiles.models import Availability
from shared.events.identity import CreatorId, OrganizationId
from shared.money import Money, MoneyOrZero, PositiveMoney
from shared.schemas import Body, Distinct, OpenEnum, Resource, Slug, Text, Timestamp, View

Share = Annotated[float, Field(description="0 to 1.", examples=[0.61])]


class RateIn(Body):
    """What you ask for one type of deliverable."""

    deliverable_type: Slug
    price: PositiveMoney
    negotiable: Annotated[StrictBool, Field(description="Whether offers below it are welcome.")] = True


def _each_once(values: Sequence[str]) -> Sequence[str]:
    if len(set(values)) != len(values):
        raise PydanticCustomError("repeated_value", "a value stands twice")
    return values


def _one_price_each(rates: Sequence[RateIn]) -> Sequence[RateIn]:
    if len({(rate.deliverable_type, rate.price.currency) for rate in rates}) != len(rates):
        raise PydanticCustomError("repeated_rate", "one type of deliverable has two rates in one currency")
    return rates


Categories = Annotated[list[Slug], Field(max_length=20), Distinct(_each_once)]


class CreatorChanges(Body):
    """A merge patch: what is left out stays as it is. Only `minimum_offer` may be null."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "bio": "Recipes in ten minutes.",
                    "categories": ["food"],
                    "rates": [{"deliverable_type": "video", "price": {"value": 60000, "currency": "USD"}, "negotiable": True}],
                    "minimum_offer": {"value": 40000, "currency": "USD"},
                    "availability": "available",
                }
            ]
        }
    )

    bio: Text = Field(default_factory=str)
    categories: Categories = Field(default_factory=list, description="What your content is about.")
    rates: Annotated[list[RateIn], Field(max_length=50), AfterValidator(_one_price_each)] = Field(
        default_factory=list, description="The whole list; one rate for each type of deliverable and currency."
    )
    minimum_offer: Annotated[
        MoneyOrZero | None,
        Field(description="You are not offered less, in its currency; null for no such floor. Nobody else is shown it."),
    ] = Field(default_factory=lambda: None)
    blocked_categories: Annotated[list[Slug], Field(max_length=100), Distinct(_each_once)] = Field(
        default_factory=list, description="What you do not work for. Nobody else is shown it."
    )
    availability: Availability = Field(
        default_factory=lambda: Availability.AVAILABLE,
        description="`on_vacation` hides you from searches; links to your profile work.",
    )

    def changes(self) -> dict[str, Any]:
        """Give what was sent, in the form of the columns."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        if "rates" in sent:
            sent["rates"] = [rate.model_dump(mode="json") for rate in self.rates]
        return sent


class RateOut(View):
    """What a creator asks for one type of deliverable."""

    deliverable_type: str
    price: Money
    negotiable: bool


class AudienceOut(View):
    """Shares of an audience by country, gender, age band and device; empty where the platform does not tell."""

    countries: dict[str, Share]
    genders: dict[str, Share]
    ages: dict[str, Share]
    devices: dict[str, Share]


class AccountOut(View):
    """What one social platform says of one account, and when it said so."""

    platform: Annotated[str, Field(description="The source of these statistics.", examples=["sandbox"])]
    handle: str
    name: str
    bio: str
    country: str
    language: str
    follower_count: int
    likes_last_28_days: int
    posts_last_30_days: int
    average_views: int
    median_views: int
    engagement_rate: float
    audience: AudienceOut
    recorded_at: Timestamp


class Profile(Resource):
    """What everybody may see of a creator."""

    id: CreatorId
    organization_id: OrganizationId
    platform: str
    handle: str
    name: str
    bio: str
    country: str
    languages: list[str]
    formats: list[str]
    follower_count: int
    engagement_rate: Annotated[float, Field(description="(likes + comments + shares) / views over the last 30 posts.")]
    average_views: int
    median_views: int
    audience: AudienceOut
    rates: list[RateOut]
    badges: list[str]
    availability: OpenEnum[Availability]
    response_time_seconds: Annotated[int | None, Field(description="How long the creator usually takes to answer.")]
    accounts: list[AccountOut]
    statistics_updated_at: Timestamp | None
    version: int


class CreatorOut(Profile):
    """A creator as others see them. The figures are those of the account `platform`/`handle`; `accounts` has all of them."""

    object: Literal["creator"] = "creator"
    categories: list[str] = Field(validation_alias="shown_categories")


class OwnCreatorOut(Profile):
    """You as a creator, with what others do not see."""

    object: Literal["own_creator"] = "own_creator"
    categories: list[str]
    minimum_offer: Money | None
    blocked_categories: list[str]
    membership: Annotated[str, Field(description="`active`, or `suspended`: then nobody else sees you.", examples=["active"])]
