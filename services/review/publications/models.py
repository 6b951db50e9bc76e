"""The table of publications."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.review.orders.models import Order
from services.review.tables import Model
from shared.db import Versioned, primary_key
from shared.events.campaigns import CampaignId, DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.review import DraftId, PublicationId
from shared.states import Move, Side, Stateful


class PublicationState(StrEnum):
    """What is known of a post."""

    SUBMITTED = "submitted"
    VERIFIED = "verified"
    MISMATCH = "mismatch"
    TAKEN_DOWN = "taken_down"


_STANDING = text("state <> 'mismatch'")


class Publication(Model, Versioned, Stateful):
    """A post that the creator says is the approved draft. After a mismatch a new one may follow."""

    __tablename__ = "publications"
    __table_args__ = (
        Index("one_publication_of_a_deliverable", "deliverable_id", unique=True, postgresql_where=_STANDING),
        Index("one_publication_of_an_address", "url", unique=True, postgresql_where=_STANDING),
        Index("one_publication_of_a_post", "post_url", unique=True, postgresql_where=_STANDING),
    )

    moves = {
        "verify": Move(Side.SYSTEM, {PublicationState.SUBMITTED}, PublicationState.VERIFIED),
        "mismatch": Move(Side.SYSTEM, {PublicationState.SUBMITTED}, PublicationState.MISMATCH),
        "take_down": Move(Side.SYSTEM, {PublicationState.VERIFIED}, PublicationState.TAKEN_DOWN),
        "cure": Move(Side.SYSTEM, {PublicationState.TAKEN_DOWN}, PublicationState.VERIFIED),
    }

    id: Mapped[PublicationId] = primary_key()
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("order_copies.id"), index=True)
    deliverable_id: Mapped[DeliverableId] = mapped_column(ForeignKey("deliverable_copies.id"), index=True)
    draft_id: Mapped[DraftId] = mapped_column(ForeignKey("drafts.id"))
    campaign_id: Mapped[CampaignId]
    brand_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    creator_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.SUBMITTED)
    url: Mapped[str]
    """As the creator wrote it."""
    post_url: Mapped[str | None]
    """As the platform writes it, however the creator did; null until it is verified."""
    reasons: Mapped[list[Any]] = mapped_column(default=[])
    """Why it is not the approved draft, as last seen: each a code and a detail."""
    checked_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    """When it was verified first."""
    taken_down_at: Mapped[datetime | None]
    watched_until: Mapped[datetime | None]
    """The end of its retention, which begins anew when it was gone and is back."""
    next_check_at: Mapped[datetime | None]
    """When it is looked at again; null when it is watched no more."""

    order: Mapped[Order] = relationship(lazy="raise")
