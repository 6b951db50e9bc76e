"""What callers send and receive about creators' applications."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from services.identity.applications.models import CreatorApplicationId, CreatorApplicationState
from services.identity.creators.models import CreatorState
from services.identity.patches import Patch
from services.identity.social_accounts.models import SocialAccountId
from shared.events.identity import AccountStatistics, CreatorId, OrganizationId, Rate
from shared.money import PositiveMoney
from shared.schemas import Body, Distinct, Flag, Language, OpenEnum, Resource, Slug, Text, Timestamp

ItemsT = TypeVar("ItemsT", bound=Sequence[Any])


def _each_once(items: ItemsT) -> ItemsT:
    if len(set(items)) < len(items):
        raise PydanticCustomError("duplicate_items", "an item stands twice")
    return items


class NewRate(Body):
    """What you ask for one type of deliverable."""

    deliverable_type: Annotated[Slug, Field(examples=["video"])]
    price: PositiveMoney
    negotiable: Flag


def _one_rate_a_type(rates: list[NewRate]) -> list[NewRate]:
    _each_once([rate.deliverable_type for rate in rates])
    return rates


EachOnce = Distinct(_each_once)
Accounts = Annotated[
    list[SocialAccountId], EachOnce, Field(min_length=1, max_length=5, description="The first is the one you are shown by.")
]
Categories = Annotated[list[Slug], EachOnce, Field(min_length=1, max_length=10, examples=[["food"]])]
Languages = Annotated[list[Language], EachOnce, Field(min_length=1, max_length=10, examples=[["en"]])]
Formats = Annotated[list[Slug], EachOnce, Field(min_length=1, max_length=10, examples=[["video"]])]
Bio = Annotated[Text, Field(max_length=2000)]
Rates = Annotated[list[NewRate], AfterValidator(_one_rate_a_type), Field(max_length=20)]
Reasons = Annotated[list[Slug], EachOnce, Field(min_length=1, max_length=20, examples=[["content_not_original"]])]
Message = Annotated[Text, Field(min_length=1)]


class NewCreatorApplication(Body):
    """What you want to become a creator with."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "social_account_ids": ["soc_01k4s3m7v8e9tb2h6jq0xyzwpn"],
                    "categories": ["food"],
                    "languages": ["en"],
                    "formats": ["video"],
                    "bio": "Recipes in ten minutes.",
                    "rates": [{"deliverable_type": "video", "price": {"value": 60000, "currency": "USD"}, "negotiable": True}],
                }
            ]
        }
    )

    social_account_ids: Accounts
    categories: Categories
    languages: Languages
    formats: Formats
    bio: Bio
    rates: Rates


class CreatorApplicationPatch(Patch):
    """What changes."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"bio": "Recipes in ten minutes.", "languages": ["en", "de"]}]})

    social_account_ids: Accounts = Field(default_factory=list)
    categories: Categories = Field(default_factory=list)
    languages: Languages = Field(default_factory=list)
    formats: Formats = Field(default_factory=list)
    bio: Bio = Field(default_factory=str)
    rates: Rates = Field(default_factory=list)


class Reply(Body):
    """What you want to say to it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"message": "The music is licensed; the receipt is attached to the post."}]}
    )

    message: Message | None = None


class InfoRequest(Body):
    """What the creator is asked for."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"message": "Which of the accounts is yours alone?"}]})

    message: Message


class Rejection(Body):
    """Why a creator is not admitted."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"reasons": ["content_not_original"], "message": "Most of the posts are of other creators."}]
        }
    )

    reasons: Reasons
    message: Message | None = None


class Suspension(Body):
    """Why a creator is suspended."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reasons": ["community_guidelines"]}]})

    reasons: Reasons


class CreatorApplicationOut(Resource):
    """An application to become a creator."""

    id: CreatorApplicationId
    object: Literal["creator_application"] = "creator_application"
    version: int
    organization_id: OrganizationId
    state: OpenEnum[CreatorApplicationState]
    social_account_ids: list[SocialAccountId]
    categories: list[str]
    languages: list[str]
    formats: list[str]
    bio: str
    rates: list[Rate]
    accounts: Annotated[
        list[AccountStatistics], Field(description="What the platforms said at the last submission; the decision rests on it.")
    ]
    policy_version: Annotated[str | None, Field(description="The eligibility policy that was applied at the submission.")]
    claimed_by: Annotated[str | None, Field(description="The member of staff who took it on.")]
    message: Annotated[str | None, Field(description="What staff said last.")]
    reply: Annotated[str | None, Field(description="What the creator answered last.")]
    reasons: Annotated[list[str], Field(description="Why it was rejected.")]
    submitted_at: Timestamp | None
    decided_at: Timestamp | None
    appealed_at: Timestamp | None
    reapply_after: Annotated[Timestamp | None, Field(description="After a rejection: when another may be submitted.")]
    creator_id: Annotated[CreatorId | None, Field(description="The creator whom it admitted.")]
    membership_state: Annotated[OpenEnum[CreatorState] | None, Field(description="That creator's membership.")]
    actions: Annotated[list[str], Field(description="What you may do now.")]
    is_final: bool
