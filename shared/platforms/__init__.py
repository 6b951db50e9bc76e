"""The port to social platforms: accounts with their statistics, and posts. The sandbox's adapter is shipped."""

from datetime import datetime
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from shared.events.identity import Audience


class PlatformAway(Exception):
    """The platform does not answer: ask again later."""


class PlatformAccount(BaseModel):
    """What a platform says of one account."""

    model_config = ConfigDict(frozen=True)

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


class PlatformPost(BaseModel):
    """What a platform says of one post."""

    model_config = ConfigDict(frozen=True)

    platform: str
    handle: str
    url: str
    caption: str
    hashtags: list[str]
    media_sha256: list[str]
    posted_at: datetime
    is_available: bool


class Platform(Protocol):
    """One social platform. Every method raises `PlatformAway` when it does not answer."""

    name: str

    async def account(self, handle: str) -> PlatformAccount | None:
        """Read an account; None where there is none of this handle."""
        ...

    async def post(self, url: str) -> PlatformPost | None:
        """Read a post by its address; None where there is none."""
        ...
