"""The table of social accounts."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.tables import Model
from shared.db import Versioned, primary_key
from shared.events.identity import AccountStatistics, CreatorId, OrganizationId
from shared.ids import Id
from shared.states import Move, Side, Stateful


class SocialAccountId(Id, prefix="soc"):
    """A connected account."""


class SocialAccountState(StrEnum):
    """Whether the account is its organization's."""

    CONNECTED = "connected"
    DISCONNECTED = "disconnected"


class SocialAccount(Model, Versioned, Stateful):
    """An account on a social platform that an organization has proven to be its own."""

    __tablename__ = "social_accounts"
    __table_args__ = (
        Index(
            "one_connected_account",
            "platform",
            text("lower(handle)"),
            unique=True,
            postgresql_where=text("state = 'connected'"),
        ),
    )
    moves = {
        "disconnect": Move(Side.OWNER, {SocialAccountState.CONNECTED}, SocialAccountState.DISCONNECTED),
    }

    id: Mapped[SocialAccountId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organizations.id"), index=True)
    platform: Mapped[str]
    handle: Mapped[str]
    """As the platform writes it; handles that differ in case only are one."""
    state: Mapped[SocialAccountState] = mapped_column(default=SocialAccountState.CONNECTED)
    statistics: Mapped[dict[str, Any]]
    """What the platform said of it last: a `PlatformAccount`."""
    statistics_recorded_at: Mapped[datetime]
    creator_id: Mapped[CreatorId | None]
    """The creator who is shown with it: until then it may be disconnected."""

    @property
    def name(self) -> str:
        """The name that it shows."""
        return self.statistics["name"]

    @property
    def follower_count(self) -> int:
        """How many follow it."""
        return self.statistics["follower_count"]

    @property
    def as_statistics(self) -> AccountStatistics:
        """What the platform said of it last, as it is told to others."""
        said = {name: value for name, value in self.statistics.items() if name in AccountStatistics.model_fields}
        return AccountStatistics(social_account_id=self.id, recorded_at=self.statistics_recorded_at, **said)

    def actions_for(self, side: Side | None) -> list[str]:
        """List the moves that this side may make now: none while a creator is shown with it."""
        return [] if self.creator_id is not None else super().actions_for(side)
