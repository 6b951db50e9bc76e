"""The table of copied creators."""

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from services.campaigns.tables import Model
from shared.db import Row, money_columns, primary_key
from shared.events.identity import CreatorId, OrganizationId
from shared.money import Money

AVAILABLE = "available"


class CreatorState(StrEnum):
    """Whether a creator takes part."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    LEAVING = "leaving"
    LEFT = "left"


class CreatorCopy(Model, Row):
    """What campaigns knows of a creator. Each source has its own version: an older one is ignored."""

    __tablename__ = "creator_copies"

    id: Mapped[CreatorId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    version: Mapped[int]
    """Identity's version of who the creator is."""
    state: Mapped[CreatorState]
    platform: Mapped[str]
    handle: Mapped[str]
    name: Mapped[str]
    country: Mapped[str]
    profile_version: Mapped[int] = mapped_column(default=0)
    """Discovery's version of what the creator wants."""
    minimum_offer: Mapped[Money | None] = money_columns("minimum_offer", nullable=True)
    blocked_categories: Mapped[list[str]] = mapped_column(default=[])
    availability: Mapped[str] = mapped_column(default=AVAILABLE)

    @property
    def is_active(self) -> bool:
        """Whether the creator takes part in the marketplace now."""
        return self.state is CreatorState.ACTIVE
