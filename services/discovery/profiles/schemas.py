"""What callers send and receive about creators."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StrictBool
from pydantic_core import PydanticCustomError

from services.discovery.policy import BADGES
from services.discovery.profiles.models import Availability
from services.discovery.profiles.worth import Badge
from shared.events.identity import CreatorId, OrganizationId
from shared.money import Money, MoneyOrZero, PositiveMoney
from shared.schemas import (
    WEB_ADDRESS,
    Body,
    Distinct,
    Language,
    Line,
    OpenEnum,
    Resource,
    Shown,
    Slug,
    Text,
    Timestamp,
    View,
)

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


def _web_address(value: str) -> str:
    try:
        is_address = re.fullmatch(WEB_ADDRESS, value) and urlsplit(value).hostname is not None
    except ValueError:
        is_address = False
    if not is_address or not value.isprintable():
        raise PydanticCustomError("web_address", "not an address that begins with https:// or http://")
    return value


class ContentExampleIn(Body):
    """One piece of your work."""

    title: Line
    url: Annotated[
        str,
        AfterValidator(_web_address),
        Field(max_length=2000, description="Where it stands.", examples=["https://example.com/@ana/posts/1"]),
        Shown(pattern=WEB_ADDRESS),
    ]


Categories = Annotated[list[Slug], Field(max_length=20), Distinct(_each_once)]


class CreatorChanges(Body):
    """A merge patch: what is left out stays as it is. Only `minimum_offer` may be null."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "bio": "Recipes in ten minutes.",
                    "categories": ["food"],
                    "languages": ["en"],
                    "formats": ["video"],
                    "content_examples": [{"title": "Pasta in ten minutes", "url": "https://example.com/@ana/posts/1"}],
                    "rates": [{"deliverable_type": "video", "price": {"value": 60000, "currency": "USD"}, "negotiable": True}],
                    "minimum_offer": {"value": 40000, "currency": "USD"},
                    "availability": "available",
                }
            ]
        }
    )

    bio: Text = Field(default_factory=str)
    categories: Categories = Field(default_factory=list, description="What your content is about.")
    languages: Annotated[list[Language], Field(max_length=20), Distinct(_each_once)] = Field(
        default_factory=list, description="What you speak in your content."
    )
    formats: Annotated[list[Slug], Field(max_length=20), Distinct(_each_once)] = Field(
        default_factory=list, description="What you make."
    )
    content_examples: Annotated[list[ContentExampleIn], Field(max_length=12)] = Field(
        default_factory=list, description="What you show of your work, in this order: the whole list."
    )
    rates: Annotated[list[RateIn], Field(max_length=50), AfterValidator(_one_price_each)] = Field(
        default_factory=list, description="The whole list; one rate for each type of deliverable and currency."
    )
    minimum_offer: Annotated[
        MoneyOrZero | None,
        Field(
            description="You are not offered less, in its currency; null for no such floor. Nobody else is shown it; whom you are"
            " left out for, by price, tells the step (1, 2, 5, 10, 20, 50 …) in which it lies."
        ),
    ] = Field(default_factory=lambda: None)
    blocked_categories: Annotated[list[Slug], Field(max_length=100), Distinct(_each_once)] = Field(
        default_factory=list,
        description="What you do not work for. Nobody else is shown the list, or what of your `categories` stands in it; but"
        " who searches for a campaign of one category, or invites you to it, learns whether you work for that one.",
    )
    availability: Availability = Field(
        default_factory=lambda: Availability.AVAILABLE,
        description="`on_vacation` hides you from searches; links to your profile work.",
    )

    def changes(self) -> dict[str, Any]:
        """Give what was sent, in the form of the columns."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        for name in sent.keys() & {"rates", "content_examples"}:
            sent[name] = [one.model_dump(mode="json") for one in getattr(self, name)]
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


class ContentExampleOut(View):
    """One piece of a creator's work."""

    title: str
    url: str


class WorkedInOut(View):
    """How many orders a creator completed in one category."""

    category: str
    completed_orders: int


class PastResultsOut(View):
    """What came of a creator's orders on the marketplace. What was paid for them is told to nobody else."""

    completed_orders: int
    categories: Annotated[list[WorkedInOut], Field(description="Of the campaigns, the most frequent first.")]
    on_time_share: Annotated[
        float | None,
        Field(description="Of the deliverables of completed orders: how many were never late. Null while there are none."),
    ]
    repeat_brand_count: Annotated[int, Field(description="Brands for whom the creator completed more than one order.")]


class CompletenessOut(View):
    """How much of a profile is there."""

    score: Annotated[int, Field(description="0 to 100.", examples=[85])]


class ResolutionOut(View):
    """The call that adds what is missing."""

    method: Annotated[str, Field(examples=["PATCH"])]
    path: Annotated[str, Field(examples=["/v1/creators/me"])]


class MissingOut(View):
    """A part of your profile that is not there."""

    code: Annotated[str, Field(examples=["content_examples"])]
    detail: str
    weight: Annotated[int, Field(description="What it adds to the score.", examples=[15])]
    resolve: ResolutionOut


class OwnCompletenessOut(CompletenessOut):
    """How much of your profile is there, and what is missing."""

    missing: Annotated[list[MissingOut], Field(description="The heaviest first.")]


def _hours(time: timedelta) -> str:
    return f"{time.total_seconds() / 3600:.0f} hours"


def _as_score(value: object) -> object:
    return {"score": value} if isinstance(value, int) else value


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
    content_examples: list[ContentExampleOut]
    badges: Annotated[
        list[OpenEnum[Badge]],
        Field(
            description=f"`complete`: nothing is missing in the profile; `experienced`: {BADGES.experienced_from} orders or more"
            f" completed; `responsive`: answers in less than {_hours(BADGES.answers_within)}, by"
            f" `response_time_seconds`, with at least {BADGES.least_answers} answers among the questions that it rests on."
        ),
    ]
    availability: OpenEnum[Availability]
    response_time_seconds: Annotated[
        int | None,
        Field(
            description="How long the creator usually takes to answer invitations and offers: the median of the last"
            f" {BADGES.questions_counted} that were answered or ran out. One that ran out without an answer counts as longer than"
            f" any answer, if it was open for {_hours(BADGES.silence_from)} or more; one that the brand took back does not"
            " count. Null while there are none, and where half of them or more ran out."
        ),
    ]
    answer_count: Annotated[int, Field(description="How many of those were answered.")]
    past_results: Annotated[PastResultsOut, Field(validation_alias="shown_results")]
    industries: Annotated[
        list[str],
        Field(
            validation_alias="worked_in",
            description="What the creator has worked for here: the categories of the campaigns whose orders they completed, the"
            " most frequent first, as `past_results` counts them. Searches filter and count by it as `industry`.",
            examples=[["food", "travel"]],
        ),
    ]
    authenticity_score: Annotated[
        int | None,
        Field(
            description="0 to 100: how much the figures look like those of comparable creators, explained at"
            " `/v1/creators/{creator_id}/authenticity`. Null where there is not enough data."
        ),
    ]
    is_search_only: Annotated[
        bool,
        Field(
            description="Made for trying searches: nobody else here knows the creator. An invitation or an offer is refused with"
            " 409 `creator_search_only`."
        ),
    ]
    accounts: list[AccountOut]
    statistics_updated_at: Timestamp | None
    version: int


class CreatorOut(Profile):
    """A creator as others see them. The figures are those of the account `platform`/`handle`; `accounts` has all of them."""

    object: Literal["creator"] = "creator"
    categories: list[str] = Field(validation_alias="shown_categories")
    completeness: Annotated[CompletenessOut, BeforeValidator(_as_score)]


class OwnCreatorOut(Profile):
    """You as a creator, with what others do not see."""

    object: Literal["own_creator"] = "own_creator"
    categories: list[str]
    completeness: OwnCompletenessOut = Field(validation_alias="own_completeness")
    minimum_offer: Money | None
    blocked_categories: list[str]
    membership: Annotated[
        str, Field(description="`active`; or `suspended`, `leaving`, `left`: then nobody else sees you.", examples=["active"])
    ]
