"""The copies of orders and their deliverables, frozen when both sides agreed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.review.policy import PUBLICATIONS, REVIEW
from services.review.tables import Model
from shared.db import Row, primary_key
from shared.events.campaigns import CampaignId, DeliverableId, OrderId
from shared.events.identity import CreatorId, OrganizationId


class OrderState(StrEnum):
    """Whether drafts may be made: it only ever goes on."""

    AWAITING = "awaiting"
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True)
class Named:
    """A neighbour that a person reads by name."""

    id: str
    name: str


@dataclass(frozen=True)
class NamedCreator(Named):
    """The creator, with the handle that posts."""

    handle: str


class Order(Model, Row):
    """A copy of an order: parties, names, brief and terms as the contract froze them."""

    __tablename__ = "order_copies"

    id: Mapped[OrderId] = primary_key()
    version: Mapped[int]
    """The version of the row that this is a copy of."""
    state: Mapped[OrderState] = mapped_column(default=OrderState.AWAITING)
    window_stopped: Mapped[bool] = mapped_column(default=False)
    """A dispute is open or the cancellation is asked for: silence approves nothing meanwhile."""
    campaign_id: Mapped[CampaignId]
    campaign_name: Mapped[str]
    brand_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    brand_name: Mapped[str]
    creator_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    creator_id: Mapped[CreatorId]
    creator_name: Mapped[str]
    platform: Mapped[str]
    handle: Mapped[str]
    brief: Mapped[dict[str, Any]]
    terms: Mapped[dict[str, Any]]

    @property
    def is_active(self) -> bool:
        """Whether drafts may be made."""
        return self.state is OrderState.ACTIVE

    def _days(self, name: str, default: timedelta) -> timedelta:
        days = self.terms.get(name)
        return default if days is None else timedelta(days=days)

    @property
    def rounds_allowed(self) -> int:
        """How often the brand may ask for changes of one draft."""
        rounds = self.terms.get("revision_rounds")
        return REVIEW.revision_rounds if rounds is None else rounds

    @property
    def review_window(self) -> timedelta:
        """How long the brand has to judge a version before silence approves it."""
        return self._days("review_window_days", REVIEW.review_window)

    @property
    def retention(self) -> timedelta:
        """How long a post must stay up."""
        return self._days("retention_days", PUBLICATIONS.retention)

    @property
    def disclosure_labels(self) -> tuple[str, ...]:
        """The labels of which a post must carry one; none where disclosure is not required."""
        disclosure = self.terms.get("disclosure") or {}
        if not disclosure.get("required"):
            return ()
        return tuple(disclosure.get("labels") or REVIEW.disclosure_labels)

    @property
    def campaign(self) -> Named:
        """The campaign, by name."""
        return Named(self.campaign_id, self.campaign_name)

    @property
    def brand(self) -> Named:
        """The brand, by name."""
        return Named(self.brand_organization_id, self.brand_name)

    @property
    def creator(self) -> NamedCreator:
        """The creator, by name."""
        return NamedCreator(self.creator_id, self.creator_name, self.handle)


class Deliverable(Model, Row):
    """A copy of one thing that the creator makes under an order."""

    __tablename__ = "deliverable_copies"

    id: Mapped[DeliverableId] = primary_key()
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("order_copies.id"), index=True)
    type: Mapped[str]
    title: Mapped[str]
    due_at: Mapped[datetime]
    min_duration_seconds: Mapped[int | None]
    max_duration_seconds: Mapped[int | None]
    cancelled_at: Mapped[datetime | None]
    """When it was given up: it takes no draft any more."""

    order: Mapped[Order] = relationship(lazy="raise")
