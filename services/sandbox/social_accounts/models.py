"""The table of social accounts."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from services.sandbox.social_accounts.likeness import likeness
from services.sandbox.tables import Model
from shared.db import Versioned, primary_key
from shared.ids import Id
from shared.platforms import PlatformAccount


class SandboxAccountId(Id, prefix="sac"):
    """An account on the sandbox's social platform."""


class SocialAccount(Model, Versioned):
    """An account on the sandbox's social platform."""

    __tablename__ = "social_accounts"

    id: Mapped[SandboxAccountId] = primary_key()
    handle: Mapped[str] = mapped_column(unique=True)
    given: Mapped[dict[str, Any]] = mapped_column(default={})
    """The values that somebody gave; the others are made from the handle."""

    @property
    def profile(self) -> PlatformAccount:
        """What the platform says of the account."""
        return likeness(self.handle, self.given)
