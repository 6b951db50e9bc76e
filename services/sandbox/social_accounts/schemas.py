"""What callers send and receive about social accounts."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, StrictFloat
from pydantic_core import PydanticCustomError

from services.sandbox.social_accounts.models import SandboxAccountId, SocialAccount
from shared.events.identity import Audience
from shared.schemas import Body, Count, Country, Flag, Language, Line, Resource, Text

Share = Annotated[StrictFloat, Field(ge=0, le=1, description="A share: 0 to 1.", examples=[0.61])]
AgeBand = Annotated[str, Field(pattern=r"^[0-9]{2}(-[0-9]{2}|\+)$", examples=["18-24"])]
Word = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$", examples=["female"])]
ROUNDING = 0.005
"""What shares that were rounded by the caller may sum to above 1."""


def _at_most_all(shares: dict[str, float]) -> dict[str, float]:
    if sum(shares.values()) > 1 + ROUNDING:
        raise PydanticCustomError("shares_above_one", "the shares sum to more than 1")
    return shares


class AudienceIn(Body):
    """Shares of an audience; a part that is missing or empty is made from the handle."""

    countries: Annotated[dict[Country, Share], Field(max_length=250), AfterValidator(_at_most_all)] = {}
    genders: Annotated[dict[Word, Share], Field(max_length=20), AfterValidator(_at_most_all)] = {}
    ages: Annotated[dict[AgeBand, Share], Field(max_length=20), AfterValidator(_at_most_all)] = {}
    devices: Annotated[dict[Word, Share], Field(max_length=20), AfterValidator(_at_most_all)] = {}


class SocialAccountIn(Body):
    """Any values of an account. What was given before stays; null lets a value be made from the handle again."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Ana Cooks", "country": "US", "follower_count": 42000, "engagement_rate": 0.061}]
        }
    )

    name: Line | None = None
    bio: Text | None = None
    country: Country | None = None
    language: Language | None = None
    follower_count: Count | None = None
    likes_last_28_days: Count | None = None
    posts_last_30_days: Count | None = None
    average_views: Count | None = None
    median_views: Count | None = None
    engagement_rate: Annotated[
        StrictFloat | None,
        Field(ge=0, le=1, description="(likes + comments + shares) / views over the last 30 posts.", examples=[0.061]),
    ] = None
    community_guideline_strikes: Count | None = None
    original_content: Flag | None = None
    audience: AudienceIn | None = None


class SandboxAccountOut(Resource):
    """An account on the sandbox's social platform, as the platform shows it."""

    id: SandboxAccountId
    object: Literal["sandbox_social_account"] = "sandbox_social_account"
    version: int
    platform: str
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
    community_guideline_strikes: int
    original_content: bool
    audience: Audience

    @classmethod
    def of(cls, account: SocialAccount) -> Self:
        """Show an account with what was made for it."""
        own = {"id": account.id, "version": account.version, "created_at": account.created_at, "updated_at": account.updated_at}
        return cls.model_validate({**dict(account.profile), **own})
