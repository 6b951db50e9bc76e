"""The table of creators."""

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.tables import Model
from shared.db import Versioned, primary_key
from shared.events.identity import CreatorId, OrganizationId
from shared.states import Move, Side, Stateful


class CreatorState(StrEnum):
    """A creator's membership of the marketplace."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


class Creator(Model, Versioned, Stateful):
    """A creator on the marketplace: an organization whose application was approved."""

    __tablename__ = "creators"
    moves = {
        "suspend": Move(Side.STAFF, {CreatorState.ACTIVE}, CreatorState.SUSPENDED),
        "reinstate": Move(Side.STAFF, {CreatorState.SUSPENDED}, CreatorState.ACTIVE),
    }

    id: Mapped[CreatorId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organizations.id"), unique=True)
    state: Mapped[CreatorState] = mapped_column(default=CreatorState.ACTIVE)
    platform: Mapped[str]
    """Of the first account that was applied with, as is the handle."""
    handle: Mapped[str]
    name: Mapped[str]
    country: Mapped[str]
    currency: Mapped[str]
    suspension_reasons: Mapped[list[str]] = mapped_column(default=[])
