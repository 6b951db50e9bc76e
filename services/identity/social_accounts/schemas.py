"""What callers send and receive about social accounts."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from services.identity.social_accounts.models import SocialAccountId, SocialAccountState
from shared.events.identity import CreatorId, OrganizationId
from shared.schemas import Body, OpenEnum, Resource, Timestamp


class PlatformName(StrEnum):
    """The social platforms that there are adapters for."""

    SANDBOX = "sandbox"


class NewSocialAccount(Body):
    """An account to connect. In the sandbox naming it proves that it is yours."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"platform": "sandbox", "handle": "lena_cooks"}]})

    platform: Annotated[PlatformName, Field(examples=["sandbox"])]
    handle: Annotated[str, Field(pattern="^[A-Za-z0-9_.-]{1,100}$", description="Without @.", examples=["lena_cooks"])]


class SocialAccountOut(Resource):
    """An account on a social platform."""

    id: SocialAccountId
    object: Literal["social_account"] = "social_account"
    version: int
    organization_id: OrganizationId
    platform: str
    handle: str
    state: OpenEnum[SocialAccountState]
    name: str
    follower_count: int
    statistics_recorded_at: Timestamp
    creator_id: Annotated[CreatorId | None, Field(description="The creator who is shown with it.")]
    actions: Annotated[list[str], Field(description="What you may do now.")]
    is_final: bool
