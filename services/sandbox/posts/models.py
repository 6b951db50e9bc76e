"""The table of posts."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.sandbox.social_accounts.models import SandboxAccountId
from services.sandbox.tables import Model
from shared.db import Versioned, primary_key
from shared.ids import Id
from shared.platforms import PlatformPost


class SandboxPostId(Id, prefix="spo"):
    """A post on the sandbox's social platform."""


class Post(Model, Versioned):
    """A post of one account."""

    __tablename__ = "posts"

    id: Mapped[SandboxPostId] = primary_key()
    account_id: Mapped[SandboxAccountId] = mapped_column(ForeignKey("social_accounts.id"), index=True)
    handle: Mapped[str]
    url: Mapped[str] = mapped_column(unique=True)
    caption: Mapped[str]
    hashtags: Mapped[list[str]]
    media_sha256: Mapped[list[str]]
    """SHA-256 of each file, as 64 hexadecimal digits in lower case."""
    posted_at: Mapped[datetime]
    taken_down_at: Mapped[datetime | None]

    @property
    def is_available(self) -> bool:
        """Whether the post can be seen."""
        return self.taken_down_at is None

    @property
    def shown(self) -> PlatformPost:
        """What the platform says of the post."""
        return PlatformPost(
            platform="sandbox",
            handle=self.handle,
            url=self.url,
            caption=self.caption,
            hashtags=self.hashtags,
            media_sha256=self.media_sha256,
            posted_at=self.posted_at,
            is_available=self.is_available,
        )
